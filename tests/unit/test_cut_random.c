/*
 * Random claims about flows in random fabrics (random_fabric.h), against every environment that the claim admits and
 * every stable state of it. Asked are the search for ways and cuts alone, the circuit alone, and the solver as a whole.
 * Each must find the smallest violation, of those of one size the first by element numbers; where none is, the claim
 * is proved, unless some environment has no stable state. NICC_ROUNDS and NICC_SEED change the run.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/map.h"
#include "compiler/simulate.h"
#include "solver/claims.h"
#include "solver/cut.h"
#include "solver/search.h"
#include "solver/solver.h"
#include "solver/stable.h"
#include "tests/unit/random_fabric.h"

#define ROUNDS 150
#define CLAIMS 5u /* of one network */
#define STATE_LIMIT 3000
#define SIM_LIMIT 200
#define COMBINED_LIMIT 100u /* states of an environment that are looked at */

/* What is known of an environment: the states of each prefix. */
struct environment {
    struct bits changed;
    struct sim_states *prefixes; /* by prefix; at NULL: not asked for so far */
};

struct trial {
    struct arena *arena;
    uint32_t round;
    struct fabric *f;
    const struct ir *ir;
    const struct adjacency *net;
    struct z3x *z;
    struct map *environments; /* by their bits, a number in */
    VEC(struct environment) at;
    struct claim *claim;
    bool unsure, unstable;            /* too many states; an environment without one */
    uint32_t *changed, changed_count; /* of the violation that was found */
};

static struct {
    uint32_t cut[3], outcomes[OUTCOME_ERROR + 1], skipped, sizes[4];
} tally;

/* ---- claims ---- */

static uint32_t class_at(const struct trial *t, uint32_t site)
{
    struct addr a = t->f->net->sites[site].prefixes[0].address;
    a.low += one_in(3) ? 5 : 9;
    return ir_class_of(t->ir, a);
}

static struct claim_set random_set(struct trial *t)
{
    struct fabric *f = t->f;
    uint32_t first = chance(f->site_count), count = one_in(3) ? 1 + chance(f->site_count) : 1;
    struct claim_member *members = arena_array(t->arena, struct claim_member, count);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t site = f->sites[(first + i) % f->site_count], ends = one_in(6) ? 2 : 1;
        struct flow_end *at = arena_array(t->arena, struct flow_end, ends);
        for (uint32_t k = 0; k < ends; k++) {
            at[k] = (struct flow_end){.kind = FLOW_SITE,
                                      .owner = IR_NONE,
                                      .site = site,
                                      .table = t->ir->sites[site].table,
                                      .public_class = IR_NONE,
                                      .class_id = class_at(t, site)};
            at[k].sample = t->ir->classes[at[k].class_id].sample;
        }
        members[i] = (struct claim_member){t->ir->sites[site].name, at, ends};
    }
    return (struct claim_set){members, count};
}

static struct claim_places random_places(struct trial *t, uint32_t count)
{
    struct claim_place *at = arena_array(t->arena, struct claim_place, count);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t *id = arena_new(t->arena, uint32_t);
        at[i] = (struct claim_place){.name = "place"};
        if (one_in(3)) {
            *id = t->f->links[chance(t->f->link_count)];
            at[i].links = id;
            at[i].link_count = 1;
        } else {
            *id = fabric_router(t->f);
            at[i].tables = id;
            at[i].table_count = 1;
        }
    }
    return (struct claim_places){at, count};
}

/* Places on paths are nodes. */
static struct claim_places random_groups(struct trial *t)
{
    uint32_t count = 1 + chance(3);
    struct claim_place *at = arena_array(t->arena, struct claim_place, count);
    for (uint32_t i = 0; i < count; i++)
        at[i] = (struct claim_place){
            .name = "place", .tables = t->f->routers, .table_count = 1 + chance(t->f->router_count)};
    return (struct claim_places){at, count};
}

static void random_qualifiers(struct trial *t, struct claim *c)
{
    c->has_max_hops = one_in(2);
    c->max_hops = 2 + chance(4);
    if (one_in(3))
        c->avoiding = random_places(t, 1);
    if (one_in(4)) {
        struct claim_via *via = arena_new(t->arena, struct claim_via);
        struct claim_places *group = arena_new(t->arena, struct claim_places);
        *group = random_places(t, 1);
        *via = (struct claim_via){group, 1};
        c->vias = via;
        c->via_count = 1;
        c->both_ways = one_in(2);
    }
}

static void random_condition(struct trial *t, struct claim *c)
{
    static const uint32_t classes[] = {IR_CLASS_LINK,
                                       IR_CLASS_LINK,
                                       IR_CLASS_ROUTER,
                                       IR_CLASS_CIRCUIT,
                                       IR_CLASS_LINK | IR_CLASS_ROUTER,
                                       IR_CLASS_LINK | IR_CLASS_ROUTER | IR_CLASS_CIRCUIT};
    uint32_t *down = arena_new(t->arena, uint32_t);
    c->budgets[0] = (struct claim_budget){chance(3), classes[chance(6)]};
    if (one_in(6))
        c->budgets[0] = (struct claim_budget){3, classes[chance(4)]};
    if (c->budgets[0].most < 2 && one_in(4))
        c->budgets[1] = (struct claim_budget){1, classes[chance(6)]};
    *down = chance(t->ir->element_count);
    if (one_in(6) && t->ir->elements[*down].classes != 0) {
        c->down = down;
        c->down_count = 1;
    }
}

static struct claim random_claim(struct trial *t)
{
    static const enum claim_kind others[] = {CLAIM_CANNOT_REACH, CLAIM_CANNOT_SEND, CLAIM_ONLY_VIA,
                                             CLAIM_SYMMETRIC, CLAIM_PATH};
    bool plain = !one_in(3);
    enum claim_kind kind = one_in(2) ? CLAIM_CAN_REACH : CLAIM_CAN_SEND;
    if (!plain && one_in(2))
        kind = others[chance(5)];
    struct claim c = {.name = "claim",
                      .text = "text",
                      .span = SPAN_NONE,
                      .kind = kind,
                      .matrix = IR_NONE,
                      .services = bits_new(t->arena, 1),
                      .from = random_set(t),
                      .to = random_set(t),
                      .granularity = (enum claim_granularity)chance(3),
                      .places = random_places(t, 1 + chance(2)),
                      .groups = random_groups(t),
                      .prefix = IR_NONE};
    bits_add(c.services, 0);
    if (!plain && (kind == CLAIM_CAN_REACH || kind == CLAIM_CAN_SEND))
        random_qualifiers(t, &c);
    random_condition(t, &c);
    return c;
}

/* ---- the simulator's side ---- */

static struct environment *environment_of(struct trial *t, struct bits changed)
{
    uint32_t *key = arena_array(t->arena, uint32_t, t->ir->element_count), count = 0, number = t->at.count;
    for (uint32_t e = bits_next(changed, 0); e != UINT32_MAX; e = bits_next(changed, e + 1))
        key[count++] = e;
    if (map_add(t->environments, key, count * sizeof *key, &number)) {
        struct environment new = {bits_new(t->arena, t->ir->element_count),
                                  arena_array(t->arena, struct sim_states, t->ir->prefix_count)};
        for (uint32_t i = 0; i < count; i++)
            bits_add(new.changed, key[i]);
        vec_push(t->arena, &t->at, new);
    }
    return &t->at.at[number];
}

static struct sim_states states_of(struct trial *t, struct environment *e, uint32_t prefix)
{
    struct sim_states *s = &e->prefixes[prefix];
    if (!s->at && s->count == 0 && !s->complete)
        *s = sim_prefix_states(t->arena, t->ir, e->changed, prefix, SIM_LIMIT);
    t->unsure |= !s->complete;
    return *s;
}

static void add_classes(const struct trial *t, const struct claim_set *set, struct bits prefixes)
{
    for (uint32_t m = 0; m < set->count; m++)
        for (uint32_t i = 0; i < set->members[m].end_count; i++) {
            const struct ir_class_info *class = &t->ir->classes[set->members[m].ends[i].class_id];
            for (uint32_t p = 0; p < class->prefix_count; p++)
                bits_add(prefixes, class->prefixes[p]);
        }
}

/* Prefixes that the claim's packets ask for, and those that others rest on do not differ between states. */
static struct bits prefixes_asked(struct trial *t)
{
    struct bits asked = bits_new(t->arena, t->ir->prefix_count);
    add_classes(t, &t->claim->from, asked);
    add_classes(t, &t->claim->to, asked);
    return asked;
}

struct looking {
    struct trial *t;
    struct arena *arena;
    struct environment *e;
    struct bits asked;
    const struct sim_prefix_state **prefixes;
    uint32_t combined;
};

/* Is the claim violated in some state, with the states of prefixes before `p` chosen? */
static bool violated_from(struct looking *l, uint32_t p)
{
    struct trial *t = l->t;
    if (l->combined > COMBINED_LIMIT) {
        t->unsure = true;
        return false;
    }
    if (p == t->ir->prefix_count) {
        struct sim_state s = {.ir = t->ir, .changed = l->e->changed, .prefixes = l->prefixes};
        l->combined++;
        return !sim_claim_holds(l->arena, &s, t->claim, NULL);
    }
    struct sim_states states = states_of(t, l->e, p);
    uint32_t count = bits_has(l->asked, p) ? states.count : 1;
    for (uint32_t i = 0; i < count; i++) {
        l->prefixes[p] = states.at[i];
        bool same = false;
        for (uint32_t k = 0; k < i && !same; k++)
            same = sim_selects_alike(t->ir, states.at[k], states.at[i]);
        if (!same && violated_from(l, p + 1))
            return true;
    }
    return false;
}

static bool is_violated(struct trial *t, struct bits changed)
{
    struct looking l = {.t = t, .e = environment_of(t, changed), .asked = prefixes_asked(t)};
    for (uint32_t p = 0; p < t->ir->prefix_count; p++)
        if (states_of(t, l.e, p).count == 0) {
            t->unstable = true;
            return false;
        }
    l.arena = arena_create();
    l.prefixes = arena_array(l.arena, const struct sim_prefix_state *, t->ir->prefix_count);
    bool violated = violated_from(&l, 0);
    arena_destroy(l.arena);
    return violated;
}

/* Is it violated with exactly `more` further changes among the elements from `first` on? */
static bool fails_with(struct trial *t, struct bits changed, uint32_t first, uint32_t more)
{
    if (more == 0)
        return claim_admits(t->ir, t->claim, t->changed, t->changed_count) && is_violated(t, changed);
    for (uint32_t e = first; e < t->ir->element_count; e++) {
        if (!claim_may_change(t->ir, t->claim, e))
            continue;
        bool was = bits_has(changed, e);
        bits_add(changed, e);
        t->changed[t->changed_count++] = e;
        if (claim_admits(t->ir, t->claim, t->changed, t->changed_count) &&
            fails_with(t, changed, e + 1, more - 1))
            return true;
        t->changed_count--;
        if (!was)
            bits_remove(changed, e);
    }
    return false;
}

/* The first of the smallest violations; false: there is none. */
static bool find_violation(struct trial *t)
{
    struct bits changed = bits_new(t->arena, t->ir->element_count);
    uint32_t most = 0;
    t->changed = arena_array(t->arena, uint32_t, t->ir->element_count);
    t->changed_count = 0;
    t->unsure = t->unstable = false;
    for (uint32_t i = 0; i < t->claim->down_count; i++)
        bits_add(changed, t->claim->down[i]);
    for (uint32_t e = 0; e < t->ir->element_count; e++)
        most += (t->ir->elements[e].classes & IR_CLASSES_FREE) != 0;
    for (uint32_t b = 0; b < CLAIM_BUDGETS_MAX; b++)
        most += t->claim->budgets[b].most;
    for (uint32_t count = 0; count <= most; count++)
        if (fails_with(t, changed, 0, count))
            return true;
    return false;
}

/* ---- comparison ---- */

static const char *names_of(const struct trial *t, const uint32_t *elements, uint32_t count)
{
    const char *text = "{";
    for (uint32_t i = 0; i < count; i++)
        text = arena_printf(t->arena, "%s %s", text, t->ir->elements[elements[i]].name);
    return arena_printf(t->arena, "%s }", text);
}

static void show_set(const struct trial *t, const char *word, const struct claim_set *set)
{
    fprintf(stderr, " %s", word);
    for (uint32_t m = 0; m < set->count; m++)
        for (uint32_t i = 0; i < set->members[m].end_count; i++)
            fprintf(stderr, " %s/%u", set->members[m].name, set->members[m].ends[i].class_id);
    (void)t;
}

static void report(const struct trial *t, bool violated, const char *who, const char *said)
{
    const struct claim *c = t->claim;
    struct buf dump = {0};
    ir_dump(t->ir, &dump);
    fputs(buf_text(&dump), stderr);
    buf_free(&dump);
    fprintf(stderr, "kind %d", (int)c->kind);
    show_set(t, "from", &c->from);
    show_set(t, "to", &c->to);
    fprintf(stderr, "; budgets %u of %x, %u of %x; down: %s\n", c->budgets[0].most, c->budgets[0].classes,
            c->budgets[1].most, c->budgets[1].classes, names_of(t, c->down, c->down_count));
    fail_msg("round %u: %s says %s; it is %s %s", t->round, who, said,
             violated ? "violated with" : "never violated",
             violated ? names_of(t, t->changed, t->changed_count) : "");
}

static void check(const struct trial *t, bool violated, const char *who, bool says_violated,
                  const uint32_t *changed, uint32_t count)
{
    bool same = says_violated == violated;
    if (same && violated)
        same = count == t->changed_count &&
               (count == 0 || memcmp(changed, t->changed, count * sizeof *changed) == 0);
    if (!same)
        report(t, violated, who, says_violated ? names_of(t, changed, count) : "that it holds");
}

/* The solver without the search for ways. */
static void check_circuit(struct trial *t, bool violated)
{
    struct query *q = query_new(t->arena, t->net, t->claim, NULL, STATE_LIMIT);
    stable_require(q, stable_suspects(t->arena, t->net, STATE_LIMIT));
    int32_t goal = claims_violated(q);
    if (q->problem)
        return;
    struct search_answer a = search_situation(t->z, q, goal);
    assert_true(a.result == Z3X_SAT || a.result == Z3X_UNSAT);
    check(t, violated, "the circuit", a.result == Z3X_SAT, a.changed, a.changed_count);
}

static bool gives_up(const struct verdict *v)
{
    return v->outcome == OUTCOME_UNKNOWN && !strstr(v->reason, "no stable state");
}

static void check_verdict(struct trial *t, bool violated)
{
    struct claim_list list = {.at = t->claim, .count = 1};
    struct solver_options options = {.jobs = 1, .state_limit = STATE_LIMIT};
    const struct verdict *v = solver_verify(t->arena, t->ir, &list, NULL, &options, NULL);
    if (gives_up(v)) {
        tally.skipped++;
        return;
    }
    enum outcome right = violated ? OUTCOME_REFUTED : t->unstable ? OUTCOME_UNKNOWN : OUTCOME_PROVED;
    if (v->outcome != right)
        report(t, violated, "the solver",
               arena_printf(t->arena, "outcome %d (%s)", (int)v->outcome, v->reason));
    if (violated && !t->f->long_paths)
        check(t, violated, "the solver", true, v->witness.changed, v->witness.changed_count);
    tally.outcomes[right]++;
}

static void compare(struct trial *t)
{
    bool violated = find_violation(t);
    if (t->unsure) {
        tally.skipped++;
        return;
    }
    struct cut_answer cut = cut_judge(t->arena, t->net, t->claim);
    if (cut.result == CUT_HOLDS || (cut.result == CUT_FAILS && !t->unstable && !t->f->long_paths))
        check(t, violated, "the cut", cut.result == CUT_FAILS, cut.changed, cut.changed_count);
    tally.cut[cut.result]++;
    if (cut.result == CUT_FAILS)
        tally.sizes[cut.changed_count < 4 ? cut.changed_count : 3]++;
    if (getenv("NICC_CUT_ONLY"))
        return;
    check_circuit(t, violated);
    check_verdict(t, violated);
}

static void compare_network(struct arena *arena, struct z3x *z, uint32_t round)
{
    struct trial t = {.arena = arena, .round = round, .f = random_fabric(arena), .z = z};
    t.ir = t.f->ir;
    const char *broken = ir_verify(t.ir, arena);
    if (broken)
        fail_msg("round %u: %s", round, broken);
    t.net = adjacency_new(arena, t.ir);
    t.environments = map_new(arena);
    for (uint32_t i = 0; i < CLAIMS; i++) {
        struct claim c = random_claim(&t);
        t.claim = &c;
        compare(&t);
    }
}

static void verdicts_are_right(void **state)
{
    (void)state;
    uint32_t rounds = number_from("NICC_ROUNDS", ROUNDS), seed = number_from("NICC_SEED", 1);
    struct arena *own = arena_create();
    struct z3x *z = z3x_create(own);
    for (uint32_t round = 0; round < rounds; round++) {
        struct arena *arena = arena_create();
        chance_start(seed + round);
        compare_network(arena, z, seed + round);
        arena_destroy(arena);
    }
    z3x_destroy(z);
    arena_destroy(own);
    print_message("by ways and cuts: %u hold, %u fail (with %u, %u, %u and more elements), %u undecided; "
                  "in all %u proved, %u refuted, %u unknown; %u skipped\n",
                  tally.cut[CUT_HOLDS], tally.cut[CUT_FAILS], tally.sizes[0], tally.sizes[1], tally.sizes[2],
                  tally.cut[CUT_UNDECIDED], tally.outcomes[OUTCOME_PROVED], tally.outcomes[OUTCOME_REFUTED],
                  tally.outcomes[OUTCOME_UNKNOWN], tally.skipped);
    if (rounds < ROUNDS) /* the comparison is worth something */
        return;
    assert_true(tally.cut[CUT_HOLDS] > rounds / 4 && tally.cut[CUT_FAILS] > rounds / 4);
    assert_true(tally.sizes[0] > 0 && tally.sizes[1] > 0 && tally.sizes[2] > 0);
    assert_true(tally.outcomes[OUTCOME_PROVED] > rounds && tally.outcomes[OUTCOME_REFUTED] > rounds);
    assert_true(tally.skipped < rounds);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(verdicts_are_right)};
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    solver_finish();
    return failed;
}
