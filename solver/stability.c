/*
 * stability: for each prefix two copies of its selection, which share the environment and choose for themselves; and
 * where preferences form a cycle the search for an environment without a stable state (stable.c).
 */
#include "solver/stability.h"

#include <string.h>

#include "solver/pairs.h"
#include "solver/replay.h"
#include "solver/routing.h"
#include "solver/search.h"
#include "solver/stable.h"

/* The two copies of one prefix. */
struct twins {
    const struct routing *one, *other; /* NULL: the query has a problem */
    int32_t differ;                    /* some table selects something else in the other copy */
};

/* Routes that packets cannot tell apart (claim.h: select alike). */
struct kind {
    uint32_t session, origin, next_hop;
};

static struct kind kind_of(const struct routing *r, uint32_t state)
{
    const struct candidate *is = &r->states->at.at[state].is;
    return (struct kind){is->session, is->origin, is->route.next_hop};
}

/* The table selects routes of one kind in one copy, and none in the other. */
static int32_t table_differs(struct query *q, const struct twins *t, uint32_t table)
{
    struct formula *f = q->formula;
    uint32_t count, kinds = 0;
    const uint32_t *states = routing_at(t->one, table, &count);
    struct map *numbers = map_new(q->arena);
    int32_t *one = arena_array(q->arena, int32_t, count), *other = arena_array(q->arena, int32_t, count);
    for (uint32_t i = 0; i < count; i++) {
        struct kind kind = kind_of(t->one, states[i]);
        uint32_t number = kinds;
        if (map_add(numbers, &kind, sizeof kind, &number)) {
            one[kinds] = other[kinds] = FORMULA_FALSE;
            kinds++;
        }
        one[number] = formula_or2(f, one[number], t->one->selected[states[i]]);
        other[number] = formula_or2(f, other[number], t->other->selected[states[i]]);
    }
    int32_t differs = FORMULA_FALSE;
    for (uint32_t k = 0; k < kinds; k++)
        differs = formula_or2(f, differs, formula_xor(f, one[k], other[k]));
    return differs;
}

static struct twins twins_of(struct query *q, uint32_t prefix)
{
    struct twins t = {.one = routing_of(q, prefix), .differ = FORMULA_FALSE};
    if (!t.one)
        return t;
    t.other = routing_again(q, t.one);
    for (uint32_t table = 0; table < q->ir->table_count; table++)
        t.differ = formula_or2(q->formula, t.differ, table_differs(q, &t, table));
    return t;
}

/* ---- the first environment ---- */

/* Is the environment before the one found so far: fewer changes, then lower element numbers? */
static bool is_before(const uint32_t *changed, uint32_t count, const struct stability *found)
{
    if (found->result != Z3X_SAT || count != found->changed_count)
        return found->result != Z3X_SAT || count < found->changed_count;
    for (uint32_t i = 0; i < count; i++)
        if (changed[i] != found->changed[i])
            return changed[i] < found->changed[i];
    return false;
}

static void keep(struct arena *arena, struct stability *found, uint32_t prefix, const uint32_t *changed,
                 uint32_t count)
{
    if (!is_before(changed, count, found))
        return;
    uint32_t *copy = arena_array(arena, uint32_t, count);
    if (count > 0)
        memcpy(copy, changed, count * sizeof *copy);
    found->result = Z3X_SAT;
    found->prefix = prefix;
    found->changed = copy;
    found->changed_count = count;
}

/* The first reason that leaves it open, unless something is found; an error before a limit. */
static void doubt(struct arena *arena, struct stability *found, enum z3x_result result, const char *reason)
{
    if (found->result == Z3X_SAT || found->result == Z3X_ERROR ||
        (found->result == Z3X_UNKNOWN && result != Z3X_ERROR))
        return;
    found->result = result;
    found->reason = arena_strdup(arena, reason);
}

static void judge_prefix(struct arena *arena, struct z3x *z, struct query *q, uint32_t prefix, bool suspect,
                         struct stability *found)
{
    struct twins t = twins_of(q, prefix);
    if (q->problem) {
        doubt(arena, found, Z3X_UNKNOWN, q->problem);
        return;
    }
    struct search_answer several = search_situation(z, q, t.differ);
    if (several.result == Z3X_SAT)
        keep(arena, found, prefix, several.changed, several.changed_count);
    else if (several.result != Z3X_UNSAT)
        doubt(arena, found, several.result, several.reason);
    struct stable_gap gap = {0};
    if (suspect)
        gap = stable_gap_of(z, q, t.one);
    if (gap.found)
        keep(arena, found, prefix, gap.changed, gap.changed_count);
    else if (gap.doubt)
        doubt(arena, found, Z3X_UNKNOWN, gap.doubt);
}

/* Is what this prefix does what another one does that is looked at: that of the first of the sites which can be exchanged
 * with its own? */
static bool has_stand_in(const struct symmetry *s, struct bits fixed, uint32_t prefix)
{
    uint32_t home = s ? s->home[symmetry_node(s, NODE_PREFIX, prefix)] : IR_NONE;
    return home != IR_NONE && s->orbit[home] != home && !bits_has(fixed, home) &&
           !bits_has(fixed, s->orbit[home]);
}

struct stability stability_find(struct arena *arena, struct z3x *z, const struct adjacency *net,
                                const struct claim *claim, const bool *suspects, uint32_t state_limit)
{
    struct stability found = {.result = Z3X_UNSAT, .reason = ""};
    struct bits fixed = {0};
    if (net->symmetry)
        fixed = pairs_fixed(arena, net->symmetry, claim);
    for (uint32_t p = 0; p < net->ir->prefix_count; p++) {
        if (found.result == Z3X_SAT && found.changed_count == 0)
            break;
        if (has_stand_in(net->symmetry, fixed, p))
            continue;
        struct arena *scratch = arena_create();
        struct query *q = query_new(scratch, net, claim, NULL, state_limit);
        judge_prefix(arena, z, q, p, suspects[p], &found);
        found.states += q->states;
        found.nodes += formula_nodes(q->formula);
        arena_destroy(scratch);
    }
    return found;
}

/* ---- two states for the simulator ---- */

bool stability_states(struct arena *arena, struct z3x *z, const struct adjacency *net,
                      const struct claim *claim, struct bits environment, uint32_t prefix,
                      uint32_t state_limit, const struct sim_prefix_state *out[2])
{
    struct query *q = query_new(arena, net, claim, &environment, state_limit);
    struct twins t = twins_of(q, prefix);
    bool *values;
    if (q->problem || search_solution(z, q, t.differ, &values).result != Z3X_SAT)
        return false;
    for (int i = 0; i < 2; i++) {
        struct replay_choices choices = replay_choices_of(arena, net->ir, i == 0 ? t.one : t.other, values);
        const struct sim_state *s = sim_follow(arena, net->ir, environment, choices.at, choices.count);
        out[i] = s ? sim_prefix_of(s, prefix) : NULL;
    }
    return out[0] && out[1] && !sim_selects_alike(net->ir, out[0], out[1]);
}
