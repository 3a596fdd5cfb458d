/*
 * Random claims about flows in random networks with appliances, load balancers, public addresses and filters: the
 * solver's verdict against what the simulator says of every environment of up to two failures. Each environment
 * has one state, so a claim is refuted when it is violated in some environment, and else proved. A violation
 * must be shown with the fewest failures. NICC_ROUNDS and NICC_SEED change the run.
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
#include "tests/unit/random_packets.h"

#define ROUNDS 1000
#define CLAIMS 8u /* of one network */

struct trial {
    struct arena *arena;
    uint32_t round;
    struct scene *scene;
    const struct ir *ir;
    struct claim claims[CLAIMS];
    struct flow_end from[CLAIMS], to[CLAIMS];
    struct bits down; /* the environment that is being looked at */
};

static struct {
    uint32_t outcomes[OUTCOME_ERROR + 1], environments, applied;
} tally;

/* ---- claims ---- */

static struct claim_places *random_place(struct trial *t)
{
    struct packets *p = t->scene->p;
    struct claim_place *place = arena_new(t->arena, struct claim_place);
    struct claim_places *list = arena_new(t->arena, struct claim_places);
    uint32_t *id = arena_new(t->arena, uint32_t);
    *place = (struct claim_place){.name = "place"};
    if (p->balancer_count > 0 && one_in(4)) {
        place->balancers = id;
        place->balancer_count = 1;
    } else if (one_in(4)) {
        *id = t->scene->links[chance(2)];
        place->links = id;
        place->link_count = 1;
    } else {
        *id = p->appliances[chance(p->appliance_count)].table;
        place->tables = id;
        place->table_count = 1;
    }
    *list = (struct claim_places){place, 1};
    return list;
}

static void random_via(struct trial *t, struct claim *c)
{
    struct claim_via *lists = arena_array(t->arena, struct claim_via, 2);
    lists[0] = (struct claim_via){random_place(t), 1};
    lists[1] = (struct claim_via){random_place(t), 1};
    c->vias = lists;
    c->via_count = 1 + chance(2);
    c->both_ways = one_in(2);
}

static void random_qualifiers(struct trial *t, struct claim *c)
{
    if (one_in(3))
        random_via(t, c);
    if (one_in(5)) {
        c->overs = random_place(t);
        c->over_count = 1;
    }
    if (one_in(5))
        c->avoiding = *random_place(t);
    c->uninspected = one_in(6);
    c->has_max_hops = one_in(5);
    c->max_hops = chance(5);
}

static void random_condition(struct trial *t, struct claim *c)
{
    uint32_t *down = arena_new(t->arena, uint32_t);
    c->budgets[0].most = chance(3);
    if (one_in(8)) {
        *down = chance(t->ir->element_count);
        c->down = down;
        c->down_count = 1;
    }
}

/* Places on paths are nodes. */
static struct claim_places random_groups(struct trial *t)
{
    uint32_t *table = arena_new(t->arena, uint32_t);
    *table = t->scene->p->appliances[chance(t->scene->p->appliance_count)].table;
    struct claim_place *place = arena_new(t->arena, struct claim_place);
    *place = (struct claim_place){.name = "place", .tables = table, .table_count = 1};
    return (struct claim_places){place, chance(2)};
}

static bool is_same(const struct flow_end *a, const struct flow_end *b)
{
    return a->kind == b->kind && a->owner == b->owner && a->class_id == b->class_id;
}

static void random_claim(struct trial *t, uint32_t number)
{
    enum claim_kind kind = (enum claim_kind)chance(CLAIM_PATH + 1);
    do {
        t->from[number] = random_end(t->scene, true);
        t->to[number] = random_end(t->scene, false);
    } while (is_same(&t->from[number], &t->to[number]));
    struct claim *c = &t->claims[number];
    *c = packets_claim(t->scene->p, kind, t->from[number], t->to[number]);
    c->granularity = (enum claim_granularity)chance(3);
    c->places = *random_place(t);
    c->groups = random_groups(t);
    if (one_in(2))
        c->services = packets_services(t->scene->p, (int)chance(PACKETS_SERVICES));
    if (kind == CLAIM_CAN_REACH || kind == CLAIM_CAN_SEND)
        random_qualifiers(t, c);
    random_condition(t, c);
}

/* ---- the simulator's side ---- */

static bool is_violated(struct trial *t, const struct claim *c)
{
    struct arena *a = arena_create();
    uint32_t unstable;
    bool several;
    const struct sim_state *s = sim_first(a, t->ir, t->down, &unstable, &several);
    assert_non_null(s);
    bool violated = !sim_claim_holds(a, s, c, NULL);
    tally.environments++;
    tally.applied += sim_claim_applies(a, s, c);
    arena_destroy(a);
    return violated;
}

/* Is it violated with exactly `more` failures among the elements from `first` on, beside those of t->down? */
static bool fails_with(struct trial *t, const struct claim *c, uint32_t first, uint32_t more)
{
    if (more == 0)
        return is_violated(t, c);
    bool found = false;
    for (uint32_t e = first; e < t->ir->element_count && !found; e++) {
        if (!claim_may_fail(t->ir, c, e))
            continue;
        bits_add(t->down, e);
        found = fails_with(t, c, e + 1, more - 1);
        bits_remove(t->down, e);
    }
    return found;
}

/* The fewest failures that violate the claim, UINT32_MAX when none do. */
static uint32_t fewest_failures(struct trial *t, const struct claim *c)
{
    t->down = bits_new(t->arena, t->ir->element_count);
    for (uint32_t i = 0; i < c->down_count; i++)
        bits_add(t->down, c->down[i]);
    for (uint32_t count = 0; count <= c->budgets[0].most; count++)
        if (fails_with(t, c, 0, count))
            return count;
    return UINT32_MAX;
}

/* ---- comparison ---- */

static const char *end_text(const struct trial *t, const struct flow_end *e)
{
    char address[ADDR_TEXT_MAX];
    return arena_printf(t->arena, "%s (kind %d)", addr_print(e->sample, address), (int)e->kind);
}

static void report(const struct trial *t, uint32_t number, uint32_t fewest, const struct verdict *v)
{
    const struct claim *c = &t->claims[number];
    struct buf dump = {0};
    ir_dump(t->ir, &dump);
    fputs(buf_text(&dump), stderr); /* longer than what print_message takes */
    buf_free(&dump);
    print_message("kind %d from %s to %s, %u failures, granularity %d, %u services, down: %s\n", (int)c->kind,
                  end_text(t, &t->from[number]), end_text(t, &t->to[number]), c->budgets[0].most,
                  (int)c->granularity, bits_count(c->services),
                  c->down_count ? t->ir->elements[c->down[0]].name : "nothing");
    fail_msg("round %u, claim %u: outcome %d with %u failures (%s%s), should be violated with %d", t->round,
             number, (int)v->outcome, v->witness.changed_count, v->reason ? v->reason : "",
             v->witness.problem ? v->witness.problem : "", (int)fewest);
}

static void compare(struct trial *t, uint32_t number, const struct verdict *v)
{
    uint32_t fewest = fewest_failures(t, &t->claims[number]);
    enum outcome right = fewest == UINT32_MAX ? OUTCOME_PROVED : OUTCOME_REFUTED;
    bool same = v->outcome == right && (right == OUTCOME_PROVED || v->witness.changed_count == fewest);
    if (!same)
        report(t, number, fewest, v);
    tally.outcomes[right]++;
}

static void compare_network(struct arena *arena, uint32_t round)
{
    struct trial t = {.arena = arena, .round = round, .scene = random_packets(arena)};
    t.ir = &t.scene->p->net->ir;
    const char *broken = ir_verify(t.ir, arena);
    if (broken)
        fail_msg("round %u: %s", round, broken);
    for (uint32_t i = 0; i < CLAIMS; i++)
        random_claim(&t, i);
    struct claim_list list = {.at = t.claims, .count = CLAIMS};
    struct solver_options options = {.jobs = 1};
    struct verdict *v = solver_verify(arena, t.ir, &list, NULL, &options, NULL);
    for (uint32_t i = 0; i < CLAIMS; i++)
        compare(&t, i, &v[i]);
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
    print_message("%u proved, %u refuted; %u environments, the claim spoke of something in %u\n",
                  tally.outcomes[OUTCOME_PROVED], tally.outcomes[OUTCOME_REFUTED], tally.environments,
                  tally.applied);
    if (rounds >= ROUNDS) /* the comparison is worth something */
        assert_true(tally.outcomes[OUTCOME_PROVED] > rounds && tally.outcomes[OUTCOME_REFUTED] > rounds);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(verdicts_are_right)};
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    solver_finish();
    return failed;
}
