/*
 * Random claims about routes in random route networks: the solver's verdict against every environment and stable
 * state that the simulator finds. Refuted when some state violates the claim; else unknown when in some
 * environment a prefix has no stable state; else proved. NICC_ROUNDS and NICC_SEED change the run.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/buf.h"
#include "compiler/simulate.h"
#include "solver/solver.h"
#include "tests/unit/random_routes.h"

#define ROUNDS 500
#define CLAIMS 6u /* of one network */
#define STATE_LIMIT 3000
#define SIM_LIMIT 500

struct trial {
    struct arena *arena;
    uint32_t round;
    const struct ir *ir;
    struct claim claims[CLAIMS];
    bool violated[CLAIMS], unstable[CLAIMS];
};

static struct {
    uint32_t outcomes[OUTCOME_ERROR + 1], skipped;
} tally;

static struct claim_places random_places(struct trial *t, uint32_t count)
{
    struct claim_place *at = arena_array(t->arena, struct claim_place, count);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t *table = arena_new(t->arena, uint32_t);
        *table = chance(t->ir->table_count);
        at[i] = (struct claim_place){.name = "place", .tables = table, .table_count = 1};
    }
    return (struct claim_places){at, count};
}

static void random_claim(struct trial *t, struct claim *c)
{
    static const enum claim_kind kinds[] = {CLAIM_LEARNS,  CLAIM_NOT_LEARNS, CLAIM_SELECTS,
                                            CLAIM_SELECTS, CLAIM_ADVERTISES, CLAIM_NOT_ADVERTISES};
    *c = (struct claim){.name = "claim",
                        .text = "text",
                        .span = SPAN_NONE,
                        .kind = kinds[chance(6)],
                        .matrix = IR_NONE,
                        .budgets[0].most = chance(3),
                        .budgets[0].classes = one_in(2) ? IR_CLASS_LINK : UINT32_MAX,
                        .table = chance(t->ir->table_count),
                        .prefix = one_in(4) ? chance(t->ir->prefix_count) : 0};
    c->prefix_written = t->ir->prefixes[c->prefix];
    bool learning = c->kind == CLAIM_LEARNS || c->kind == CLAIM_NOT_LEARNS;
    bool two = c->kind == CLAIM_SELECTS && one_in(3);
    c->neighbours = random_places(t, learning ? chance(2) : two ? 2 : 1);
    if (one_in(4)) {
        uint32_t *down = arena_new(t->arena, uint32_t);
        *down = chance(t->ir->element_count);
        c->down = down;
        c->down_count = 1;
    }
    if (learning && one_in(3)) {
        uint32_t *path = arena_array(t->arena, uint32_t, 2);
        path[0] = 1 + chance(3);
        path[1] = 1 + chance(3);
        c->has_as_path = true;
        c->as_path = path;
        c->as_path_count = 1 + chance(2);
    }
}

static void judge_environment(struct trial *t, uint32_t claim, struct bits down)
{
    struct arena *a = arena_create();
    uint32_t about = t->claims[claim].prefix;
    const struct sim_prefix_state **prefixes =
        arena_array(a, const struct sim_prefix_state *, t->ir->prefix_count);
    bool settles =
        true; /* every prefix: else the environment is no counterexample, whatever the claim is about */
    struct sim_states found = {0};
    for (uint32_t p = 0; p < t->ir->prefix_count; p++) {
        struct sim_states states = sim_prefix_states(a, t->ir, down, p, SIM_LIMIT);
        assert_true(states.complete);
        settles = settles && states.count > 0;
        prefixes[p] = states.count ? states.at[0] : NULL;
        if (p == about)
            found = states;
    }
    t->unstable[claim] |= !settles;
    for (uint32_t i = 0; settles && i < found.count && !t->violated[claim]; i++) {
        prefixes[about] = found.at[i];
        struct sim_state s = {.ir = t->ir, .changed = down, .prefixes = prefixes};
        t->violated[claim] = !sim_claim_holds(a, &s, &t->claims[claim], NULL);
    }
    arena_destroy(a);
}

/* `down`, and every way to add up to `more` elements that may fail, from `first` on. */
static void judge_environments(struct trial *t, uint32_t claim, struct bits down, uint32_t first,
                               uint32_t more)
{
    judge_environment(t, claim, down);
    for (uint32_t e = first; more > 0 && e < t->ir->element_count; e++) {
        if (!claim_may_fail(t->ir, &t->claims[claim], e))
            continue;
        bits_add(down, e);
        judge_environments(t, claim, down, e + 1, more - 1);
        bits_remove(down, e);
    }
}

static enum outcome expected(struct trial *t, uint32_t claim)
{
    const struct claim *c = &t->claims[claim];
    struct bits down = bits_new(t->arena, t->ir->element_count);
    for (uint32_t i = 0; i < c->down_count; i++)
        bits_add(down, c->down[i]);
    judge_environments(t, claim, down, 0, c->budgets[0].most);
    return t->violated[claim] ? OUTCOME_REFUTED : t->unstable[claim] ? OUTCOME_UNKNOWN : OUTCOME_PROVED;
}

static void report(const struct trial *t, uint32_t claim, enum outcome right, const struct verdict *v)
{
    const struct claim *c = &t->claims[claim];
    struct buf dump = {0};
    ir_dump(t->ir, &dump);
    print_message("%s", buf_text(&dump));
    buf_free(&dump);
    print_message("kind %d at %s, neighbours:", (int)c->kind, t->ir->tables[c->table].name);
    for (uint32_t i = 0; i < c->neighbours.count; i++)
        print_message(" %s", t->ir->tables[c->neighbours.at[i].tables[0]].name);
    for (uint32_t i = 0; i < c->as_path_count; i++)
        print_message("%s%u", i ? " " : "; AS path ", c->as_path[i]);
    print_message("; %u failures (classes %x), down: %s\n", c->budgets[0].most, c->budgets[0].classes,
                  c->down_count ? t->ir->elements[c->down[0]].name : "none");
    fail_msg("round %u: outcome %d, should be %d (%s)", t->round, (int)v->outcome, (int)right, v->reason);
}

static bool gives_up(const struct verdict *v)
{
    return v->outcome == OUTCOME_UNKNOWN && !strstr(v->reason, "no stable state");
}

static void compare_network(struct arena *arena, uint32_t round)
{
    struct trial t = {.arena = arena, .round = round, .ir = random_network(arena)};
    for (uint32_t i = 0; i < CLAIMS; i++)
        random_claim(&t, &t.claims[i]);
    struct claim_list list = {.at = t.claims, .count = CLAIMS};
    struct solver_options options = {.jobs = 1, .state_limit = STATE_LIMIT};
    struct verdict *v = solver_verify(arena, t.ir, &list, NULL, &options, NULL);
    for (uint32_t i = 0; i < CLAIMS; i++) {
        if (gives_up(&v[i])) {
            tally.skipped++;
            continue;
        }
        enum outcome right = expected(&t, i);
        if (v[i].outcome != right)
            report(&t, i, right, &v[i]);
        tally.outcomes[right]++;
    }
}

static void verdicts_are_right(void **state)
{
    (void)state;
    uint32_t rounds = number_from("NICC_ROUNDS", ROUNDS), seed = number_from("NICC_SEED", 1);
    for (uint32_t round = 0; round < rounds; round++) {
        struct arena *arena = arena_create();
        chance_start(seed + round);
        compare_network(arena, seed + round);
        arena_destroy(arena);
    }
    print_message("%u proved, %u refuted, %u unknown; %u skipped\n", tally.outcomes[OUTCOME_PROVED],
                  tally.outcomes[OUTCOME_REFUTED], tally.outcomes[OUTCOME_UNKNOWN], tally.skipped);
    if (rounds >= ROUNDS) /* the comparison is worth something */
        assert_true(tally.outcomes[OUTCOME_PROVED] > rounds && tally.outcomes[OUTCOME_REFUTED] > rounds &&
                    tally.outcomes[OUTCOME_UNKNOWN] > 0 && tally.skipped < rounds);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(verdicts_are_right)};
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    solver_finish();
    return failed;
}
