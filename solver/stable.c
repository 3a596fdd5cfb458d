/*
 * stable: environments with a stable state are found and excluded until the rest has none; then the rest must
 * be empty. Only elements that the prefix's routing can see tell environments apart.
 *
 * With each environment go all those in which routing comes to rest when it starts from the state that was found there:
 * some rounds of routing, written down as a circuit over the changes. So a few are enough where a failure takes
 * routing from one stable state to the next, however many environments there are.
 */
#include "solver/stable.h"

#include "base/limits.h"
#include "solver/routing.h"
#include "solver/search.h"
#include "solver/symmetry.h"

#define ROUNDS_LIMIT 12      /* of routing, until it rests */
#define GROWTH_LIMIT 100000u /* nodes of the circuit for them */

struct enumeration {
    struct z3x *z;
    struct query *q;
    uint32_t prefix;
    int32_t stable; /* the state is stable */
    struct search_changes changes;
    /* Routing as a step from what is offered to what is offered next: */
    uint32_t offer_count;
    uint32_t *offers;     /* the variables, as nodes */
    int32_t *definitions; /* what they must equal */
    bool *is_change;      /* by node: a variable for a change */
    uint32_t nodes;       /* of the circuit when the search began */
};

/* "routing for 10.0.0.0/8 has no stable state when a<->b is down and er1 is down". */
static const char *describe(struct query *q, uint32_t prefix, const uint32_t *changed, uint32_t count)
{
    char text[PREFIX_TEXT_MAX];
    const char *when = "";
    for (uint32_t i = 0; i < q->claim->down_count + count; i++) {
        uint32_t e = i < q->claim->down_count ? q->claim->down[i] : changed[i - q->claim->down_count];
        when = arena_printf(q->arena, "%s%s%s", when, i ? " and " : " when ",
                            ir_change_text(q->arena, q->ir, e));
    }
    return arena_printf(q->arena, "routing for %s has no stable state%s",
                        prefix_print(q->ir->prefixes[prefix], text), when);
}

/* The last solution, if the environment has a stable state in it; else NULL: what Z3 gave is none. A proof may come to
 * rest on this, and no replay follows. */
static const bool *solution_of(struct enumeration *e)
{
    struct formula *f = e->q->formula;
    bool *values = arena_array(e->q->arena, bool, formula_nodes(f) + 1);
    z3x_values(e->z, values);
    formula_evaluate(f, values);
    return formula_value(values, e->stable) ? values : NULL;
}

static void list_offers(struct enumeration *e, const struct routing *r)
{
    struct arena *arena = e->q->arena;
    e->nodes = formula_nodes(e->q->formula);
    e->offers = arena_array(arena, uint32_t, r->states->at.count);
    e->definitions = arena_array(arena, int32_t, r->states->at.count);
    for (uint32_t s = 0; s < r->states->at.count; s++)
        if (r->definition[s]) {
            e->offers[e->offer_count] = formula_node(r->offered[s]);
            e->definitions[e->offer_count++] = r->definition[s];
        }
    e->is_change = arena_array(arena, bool, e->nodes + 1);
    for (uint32_t i = 0; i < e->changes.count; i++)
        e->is_change[formula_node(e->changes.lits[i])] = true;
}

/* Every variable but the changes gets its value: `values`, or false where that is NULL. */
static int32_t *first_round(struct enumeration *e, const bool *values)
{
    int32_t *with = arena_array(e->q->arena, int32_t, e->nodes + 1);
    for (uint32_t n = 2; n <= e->nodes; n++)
        if (formula_is_var(e->q->formula, n) && !e->is_change[n])
            with[n] = values && values[n] ? FORMULA_TRUE : FORMULA_FALSE;
    return with;
}

/* What is offered becomes what follows from it. Returns false when that is the same. */
static bool next_round(struct enumeration *e, int32_t *with)
{
    int32_t *next = arena_array(e->q->arena, int32_t, e->offer_count);
    bool differs = false;
    formula_replace(e->q->formula, e->definitions, e->offer_count, with, next);
    for (uint32_t i = 0; i < e->offer_count; i++) {
        differs = differs || with[e->offers[i]] != next[i];
        with[e->offers[i]] = next[i];
    }
    return differs;
}

/*
 * Where routing that starts from these offers comes to rest after some rounds, in each of which every table selects and
 * announces anew: the environments, as a literal over their changes alone. All that are left out have a stable state,
 * that in which it rests.
 */
static int32_t settles_from(struct enumeration *e, const bool *values)
{
    struct formula *f = e->q->formula;
    int32_t *with = first_round(e, values);
    uint32_t round = 0, most = formula_nodes(f) + GROWTH_LIMIT;
    while (round < ROUNDS_LIMIT && formula_nodes(f) < most && next_round(e, with))
        round++;
    int32_t settles;
    formula_replace(f, &e->stable, 1, with, &settles);
    return settles;
}

static struct stable_gap only_doubt(const char *doubt)
{
    return (struct stable_gap){.doubt = doubt};
}

/* All that have a stable state are excluded: is any left? */
static struct stable_gap gap_in_rest(struct enumeration *e)
{
    enum z3x_result r = z3x_check(e->z, NULL, 0);
    if (r != Z3X_SAT)
        return only_doubt(r == Z3X_UNSAT ? NULL : z3x_reason(e->z));
    struct search_answer left = search_simplest(e->z, e->q, &e->changes);
    struct stable_gap gap = {.found = true, .changed = left.changed, .changed_count = left.changed_count};
    gap.doubt = describe(e->q, e->prefix, left.changed, left.changed_count);
    return gap;
}

static struct stable_gap enumerate(struct enumeration *e)
{
    char text[PREFIX_TEXT_MAX];
    z3x_assert(e->z, -settles_from(e, NULL));
    uint64_t most = limit_of(LIMIT_ENVIRONMENTS);
    for (uint64_t seen = 0; seen <= most; seen++) {
        enum z3x_result r = z3x_check(e->z, &e->stable, 1);
        if (r == Z3X_UNSAT)
            return gap_in_rest(e);
        if (r != Z3X_SAT)
            return only_doubt(z3x_reason(e->z));
        const bool *values = solution_of(e);
        if (!values)
            return only_doubt("Z3's solution does not solve the query");
        z3x_assert(e->z, -settles_from(e, values));
    }
    return only_doubt(arena_printf(
        e->q->arena,
        "more than %llu environments in which routing for %s may have no stable state (--limit environments)",
        (unsigned long long)most, prefix_print(e->q->ir->prefixes[e->prefix], text)));
}

struct stable_gap stable_gap_of(struct z3x *z, struct query *q, const struct routing *r)
{
    if (!r->cyclic)
        return only_doubt(NULL);
    struct enumeration e = {.z = z, .q = q, .prefix = r->states->prefix};
    e.stable = formula_and(q->formula, q->constraints.at + r->first_constraint, r->constraint_count);
    if (e.stable == FORMULA_TRUE)
        return only_doubt(NULL);
    e.changes = search_changes_of(q, e.stable);
    list_offers(&e, r);
    z3x_begin(z, q->arena, q->formula);
    z3x_assert(z, e.changes.admitted);
    struct stable_gap gap = enumerate(&e);
    z3x_end(z);
    return gap;
}

/* The same network, in which every setting is open: some claim may change it. */
static struct ir with_open_settings(struct arena *arena, const struct ir *ir)
{
    struct ir open = *ir;
    struct ir_element *elements = arena_array(arena, struct ir_element, ir->element_count);
    for (uint32_t e = 0; e < ir->element_count; e++) {
        elements[e] = ir->elements[e];
        elements[e].stated = false;
    }
    open.elements = elements;
    return open;
}

/* The prefix that may be looked at in place of this one: that of the first of all sites that can be exchanged with its
 * site. */
static uint32_t stand_in(const struct adjacency *net, uint32_t prefix)
{
    const struct symmetry *s = net->symmetry;
    uint32_t twin = s ? s->twin[symmetry_node(s, NODE_PREFIX, prefix)] : IR_NONE;
    return twin == IR_NONE ? prefix : twin - s->node_start[NODE_PREFIX];
}

const bool *stable_suspects(struct arena *arena, const struct adjacency *closed, uint32_t state_limit)
{
    const struct ir ir = with_open_settings(arena, closed->ir);
    struct adjacency open = *closed;
    const struct adjacency *net = &open;
    open.ir = &ir;
    const struct claim anything = {.budgets[0] = {ir.element_count, UINT32_MAX}};
    bool *suspects = arena_array(arena, bool, net->ir->prefix_count);
    struct order *order = order_new(arena, net->order);
    for (uint32_t p = 0; p < net->ir->prefix_count; p++) {
        if (stand_in(net, p) != p)
            continue;
        order_look(order, p);
        if (order->settles)
            continue;
        struct arena *scratch = arena_create();
        const struct routing *r = routing_of(query_new(scratch, net, &anything, NULL, state_limit), p);
        suspects[p] = !r || r->cyclic;
        arena_destroy(scratch);
    }
    for (uint32_t p = 0; p < net->ir->prefix_count; p++)
        suspects[p] = suspects[stand_in(net, p)];
    return suspects;
}

void stable_require(struct query *q, const bool *suspects)
{
    for (uint32_t p = 0; p < q->ir->prefix_count; p++)
        if (suspects[p])
            routing_of(q, p);
}

const char *stable_doubt(struct z3x *z, struct query *q, const bool *suspects)
{
    const char *doubt = NULL;
    for (uint32_t p = 0; p < q->ir->prefix_count && !doubt; p++) {
        if (!suspects[p])
            continue;
        const struct routing *r = routing_of(q, p);
        doubt = r ? stable_gap_of(z, q, r).doubt : q->problem;
    }
    return doubt;
}
