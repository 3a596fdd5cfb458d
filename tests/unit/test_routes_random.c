/*
 * Random route networks, one prefix of each: the stable states that the simulator finds in an environment are those
 * that the solver's constraints allow there. Small networks with filters, edits, MED, next hops and one-way
 * sessions, every environment of up to two failures.
 *
 * The solver's side is asked twice: with all environments in one encoding, as for a claim, and with the one
 * environment alone, as for a replay. Few variables are gone through by trying all values, more by Z3. A state is
 * compared by its candidates (where each came from, its attributes, whether it is selected). MED itself
 * is left out: the solver forgets it where nobody compares it; so are metrics at tables that do not compare them.
 * Where there is internal routing the prefix is, now and then, a loopback. NICC_ROUNDS, NICC_SEED and NICC_FAILURES change the run.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/buf.h"
#include "compiler/simulate.h"
#include "solver/routing.h"
#include "solver/solver.h"
#include "solver/z3x.h"
#include "tests/unit/random_routes.h"

#define ROUNDS 300
#define FAILURES 2
#define STATE_LIMIT 3000
#define SIM_LIMIT 500

/* ---- states as text ---- */

struct texts {
    struct arena *arena;
    VEC(const char *) at;
};

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Sorted, without doubles. */
static void texts_sort(struct texts *t)
{
    if (t->at.count == 0)
        return;
    qsort(t->at.at, t->at.count, sizeof *t->at.at, compare_texts);
    uint32_t kept = 1;
    for (uint32_t i = 1; i < t->at.count; i++)
        if (strcmp(t->at.at[i], t->at.at[kept - 1]) != 0)
            t->at.at[kept++] = t->at.at[i];
    t->at.count = kept;
}

static const char *texts_join(struct texts *t)
{
    size_t length = 1;
    for (uint32_t i = 0; i < t->at.count; i++)
        length += strlen(t->at.at[i]);
    char *text = arena_array(t->arena, char, length), *end = text;
    for (uint32_t i = 0; i < t->at.count; i++)
        end = stpcpy(end, t->at.at[i]);
    return text;
}

static const char *candidate_text(struct arena *a, const struct ir *ir, uint32_t table,
                                  const struct sim_route *r)
{
    const char *path = "";
    for (uint32_t i = 0; i < r->path_length; i++)
        path = arena_printf(a, "%s %u", path, r->as_path[i]);
    uint32_t metric = table_compares_metric(ir, table) ? r->metric : 0;
    return arena_printf(a, "  t%u from %d/%d path%s pref %u weight %u hop %d metric %u tags %llx%s\n", table,
                        (int)r->session, (int)r->origin, path, r->local_pref, r->weight, (int)r->next_hop,
                        metric, (unsigned long long)r->tags, r->selected ? " selected" : "");
}

static const char *sim_text(struct arena *a, const struct ir *ir, const struct sim_prefix_state *s)
{
    struct texts rows = {.arena = a};
    for (uint32_t t = 0; t < ir->table_count; t++)
        for (uint32_t i = 0; i < s->ribs[t].count; i++)
            vec_push(a, &rows.at, candidate_text(a, ir, t, &s->ribs[t].routes[i]));
    texts_sort(&rows);
    return texts_join(&rows);
}

static const char *solver_text(struct arena *a, const struct ir *ir, const struct routing *r,
                               const bool *values)
{
    struct texts rows = {.arena = a};
    for (uint32_t i = 0; i < r->states->at.count; i++) {
        if (!formula_value(values, r->offered[i]))
            continue;
        const struct candidate *c = &r->states->at.at[i].is;
        struct route_path p = r->states->paths.at.at[c->route.path];
        struct sim_route as_sim = {.session = c->session,
                                   .origin = c->origin,
                                   .as_path = p.asns,
                                   .path_length = p.length,
                                   .local_pref = c->route.local_pref,
                                   .weight = c->route.weight,
                                   .next_hop = c->route.next_hop,
                                   .metric = c->route.metric,
                                   .tags = c->route.tags,
                                   .selected = formula_value(values, r->selected[i])};
        vec_push(a, &rows.at, candidate_text(a, ir, c->table, &as_sim));
    }
    texts_sort(&rows);
    return texts_join(&rows);
}

/* ---- both sides, in one environment ---- */

#define TRY_ALL 6u /* variables */

struct trial {
    struct arena *arena;
    uint32_t round;
    const struct ir *ir;
    uint32_t prefix;
    const struct adjacency *net;
    struct query *q;
    const struct routing *r;
    struct z3x *z;
};

static struct {
    uint32_t networks, skipped, cyclic, internal, environments, unstable, several, alone;
} tally;

static struct texts simulated(struct trial *t, struct arena *a, struct bits down)
{
    struct sim_states found = sim_prefix_states(a, t->ir, down, t->prefix, SIM_LIMIT);
    assert_true(found.complete);
    struct texts all = {.arena = a};
    for (uint32_t i = 0; i < found.count; i++)
        vec_push(a, &all.at, sim_text(a, t->ir, found.at[i]));
    texts_sort(&all);
    return all;
}

/* The environment as assumptions about the failure variables. */
static uint32_t assume(const struct trial *t, struct bits down, int32_t *lits)
{
    uint32_t count = 0;
    for (uint32_t e = 0; e < t->ir->element_count; e++) {
        int32_t fails = t->q->situation.changes[e];
        if (fails != FORMULA_FALSE)
            lits[count++] = bits_has(down, e) ? fails : -fails;
    }
    return count;
}

struct choices {
    VEC(struct route_choice) at;
};

/* What the tables announce of one prefix. */
static void choose(struct arena *a, struct choices *out, const struct trial *t, const struct routing *r,
                   const bool *values)
{
    for (uint32_t table = 0; table < t->ir->table_count; table++) {
        uint32_t states;
        const uint32_t *at = routing_at(r, table, &states);
        for (uint32_t i = 0; i < states; i++) {
            uint32_t s = at[i];
            if (!formula_value(values, r->selected[s]) || !formula_value(values, r->announced[s]))
                continue;
            struct route_choice c = {r->states->prefix, table, r->states->at.at[s].is.session};
            vec_push(a, &out->at, c);
            break;
        }
    }
}

/* What the tables announce in a solution leads the simulator to that solution: counterexamples can be replayed. */
static void follow(struct trial *t, struct arena *a, struct bits down, const bool *values, const char *text)
{
    struct choices all = {0};
    for (uint32_t i = 0; i < t->q->prefixes.count; i++)
        choose(a, &all, t, t->q->routings[t->q->prefixes.at[i]], values);
    const struct sim_state *s = sim_follow(a, t->ir, down, all.at.at, all.at.count);
    if (!s)
        fail_msg("round %u: the simulator cannot follow\n%s", t->round, text);
    assert_string_equal(sim_text(a, t->ir, sim_prefix_of(s, t->prefix)), text);
}

/* From now on, in this environment, not this solution. */
static void exclude(struct trial *t, struct arena *a, const bool *values, const int32_t *env, uint32_t count)
{
    uint32_t states = t->r->states->at.count;
    int32_t *differs = arena_array(a, int32_t, count + 2 * states);
    for (uint32_t i = 0; i < count; i++)
        differs[i] = -env[i];
    for (uint32_t s = 0; s < states; s++) {
        int32_t offered = t->r->offered[s], selected = t->r->selected[s];
        differs[count++] = formula_value(values, offered) ? -offered : offered;
        differs[count++] = formula_value(values, selected) ? -selected : selected;
    }
    z3x_assert(t->z, formula_or(t->q->formula, differs, count));
}

/* A solution: its text, once it was seen that the simulator can follow it. */
static void record(struct trial *t, struct texts *all, struct bits down, const bool *values)
{
    const char *text = solver_text(all->arena, t->ir, t->r, values);
    follow(t, all->arena, down, values, text);
    vec_push(all->arena, &all->at, text);
}

static bool holds(const struct trial *t, const bool *values)
{
    bool all = true;
    for (uint32_t i = 0; i < t->q->constraints.count; i++)
        all = all && formula_value(values, t->q->constraints.at[i]);
    return all;
}

/* All solutions by trying all values of the variables that are no failures. */
static void try_all(struct trial *t, struct texts *all, struct bits down, const int32_t *env, uint32_t count)
{
    const struct formula *f = t->q->formula;
    for (uint32_t mask = 0; mask < 1u << t->q->vars.count; mask++) {
        bool *values = arena_array(all->arena, bool, formula_nodes(f) + 1);
        for (uint32_t n = 1, bit = 0; n <= formula_nodes(f); n++)
            if (formula_is_var(f, n) && formula_tag(f, n) >= QUERY_VARS)
                values[n] = mask >> bit++ & 1;
        for (uint32_t i = 0; i < count; i++)
            values[formula_node(env[i])] = env[i] > 0;
        formula_evaluate(f, values);
        if (holds(t, values))
            record(t, all, down, values);
    }
}

static void ask_z3(struct trial *t, struct texts *all, struct bits down, const int32_t *env, uint32_t count)
{
    for (;;) {
        enum z3x_result result = z3x_check(t->z, env, count);
        if (result == Z3X_UNSAT)
            break;
        assert_int_equal(result, Z3X_SAT);
        bool *values = arena_array(all->arena, bool, formula_nodes(t->q->formula) + 1);
        z3x_values(t->z, values);
        for (uint32_t i = 0; i < count; i++) /* those that Z3 never heard of */
            values[formula_node(env[i])] = env[i] > 0;
        formula_evaluate(t->q->formula, values);
        record(t, all, down, values);
        exclude(t, all->arena, values, env, count);
    }
}

static struct texts solved(struct trial *t, struct arena *a, struct bits down)
{
    struct texts all = {.arena = a};
    int32_t *env = arena_array(a, int32_t, t->ir->element_count);
    uint32_t count = assume(t, down, env);
    if (t->q->vars.count <= TRY_ALL)
        try_all(t, &all, down, env, count);
    else
        ask_z3(t, &all, down, env, count);
    texts_sort(&all);
    return all;
}

static void report(const struct trial *t, struct bits down, struct texts *sim, struct texts *sol)
{
    struct buf dump = {0};
    ir_dump(t->ir, &dump);
    print_message("%s", buf_text(&dump));
    buf_free(&dump);
    print_message("down:");
    for (uint32_t e = bits_next(down, 0); e != UINT32_MAX; e = bits_next(down, e + 1))
        print_message(" %s", t->ir->elements[e].name);
    for (uint32_t i = 0; i < sim->at.count; i++)
        print_message("\nsimulator, state %u:\n%s", i, sim->at.at[i]);
    for (uint32_t i = 0; i < sol->at.count; i++)
        print_message("\nsolver, state %u:\n%s", i, sol->at.at[i]);
    fail_msg("round %u: simulator and solver differ", t->round);
}

static void compare(struct trial *t, struct bits down, struct texts *sim, struct texts sol)
{
    bool same = sim->at.count == sol.at.count;
    for (uint32_t i = 0; same && i < sim->at.count; i++)
        same = strcmp(sim->at.at[i], sol.at.at[i]) == 0;
    if (!same)
        report(t, down, sim, &sol);
}

/* The encoding of this one environment. */
static void compare_alone(const struct trial *t, struct arena *a, struct bits down, struct texts *sim)
{
    struct trial alone = *t;
    alone.q = query_new(a, t->net, t->q->claim, &down, STATE_LIMIT);
    alone.r = routing_of(alone.q, t->prefix);
    assert_non_null(alone.r);
    if (alone.q->vars.count > TRY_ALL)
        return;
    tally.alone++;
    compare(&alone, down, sim, solved(&alone, a, down));
}

static void compare_environment(struct trial *t, struct bits down)
{
    struct arena *a = arena_create();
    struct texts sim = simulated(t, a, down);
    compare(t, down, &sim, solved(t, a, down));
    compare_alone(t, a, down, &sim);
    tally.environments++;
    tally.unstable += sim.at.count == 0;
    tally.several += sim.at.count > 1;
    if (sim.at.count == 0)
        assert_true(t->r->cyclic); /* else the solver would never look for it */
    arena_destroy(a);
}

/* `down`, and every way to add up to `more` elements from `first` on. */
static void compare_environments(struct trial *t, struct bits down, uint32_t first, uint32_t more)
{
    compare_environment(t, down);
    for (uint32_t e = first; more > 0 && e < t->ir->element_count; e++) {
        bits_add(down, e);
        compare_environments(t, down, e + 1, more - 1);
        bits_remove(down, e);
    }
}

static void compare_network(struct arena *arena, struct z3x *z, uint32_t round)
{
    struct trial t = {.arena = arena, .round = round, .ir = random_network(arena), .z = z};
    const char *broken = ir_verify(t.ir, arena);
    if (broken)
        fail_msg("round %u: %s", round, broken);
    uint32_t failures = number_from("NICC_FAILURES", FAILURES);
    struct claim claim = {
        .kind = CLAIM_LEARNS, .budgets[0].most = failures, .budgets[0].classes = UINT32_MAX};
    t.prefix = one_in(4) ? chance(t.ir->prefix_count) : 0;
    t.net = adjacency_new(arena, t.ir);
    t.q = query_new(arena, t.net, &claim, NULL, STATE_LIMIT);
    t.r = routing_of(t.q, t.prefix);
    if (!t.r) {
        tally.skipped++; /* routes that could support themselves, or too many */
        return;
    }
    tally.networks++;
    tally.cyclic += t.r->cyclic;
    tally.internal += t.q->prefixes.count > 1;
    z3x_begin(z, arena, t.q->formula);
    for (uint32_t i = 0; i < t.q->constraints.count; i++)
        z3x_assert(z, t.q->constraints.at[i]);
    compare_environments(&t, bits_new(arena, t.ir->element_count), 0, failures);
    z3x_end(z);
}

static void simulator_and_solver_agree(void **state)
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
    print_message(
        "%u networks (%u with cycles, %u resting on internal routing), %u skipped; %u environments, "
        "%u without a stable state, %u with several, %u encoded alone\n",
        tally.networks, tally.cyclic, tally.internal, tally.skipped, tally.environments, tally.unstable,
        tally.several, tally.alone);
    if (rounds >= ROUNDS) { /* the comparison is worth something */
        assert_true(tally.networks > rounds / 2 && tally.cyclic > rounds / 20);
        assert_true(tally.unstable > 0 && tally.several > 0 && tally.internal > rounds / 10);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(simulator_and_solver_agree)};
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    solver_finish();
    return failed;
}
