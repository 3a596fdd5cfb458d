/*
 * states: breadth-first exploration with hash-consing, then sorting. Assumes a verified route network. The
 * promise to the encoder: every candidate of every stable state of every admitted environment is among the
 * states.
 */
#include "solver/states.h"

#include <stdlib.h>
#include <string.h>

#include "solver/igp.h"
#include "solver/scc.h"

struct explorer {
    struct query *q;
    struct arena *arena;
    const struct adjacency *net;
    struct states *out;
    struct map *numbers;   /* of known candidates */
    int32_t *guards;       /* by session, 0: not computed yet */
    struct igp_ways *ways; /* by session; `at` NULL: not computed yet */
    uint32_t *sure;     /* by table: the best state that is a candidate whenever anything is, IR_NONE: none */
    VEC(uint32_t) open; /* states to expand */
};

/* Another way to a known state: what it has not passed is no longer sure to have been passed. */
static void join(struct explorer *x, uint32_t number, uint64_t passed)
{
    struct state *known = &x->out->at.at[number];
    if ((known->passed & passed) == known->passed)
        return;
    known->passed &= passed;
    vec_push(x->arena, &x->open, number);
}

/* The number of this candidate's state, new or known. */
static uint32_t intern(struct explorer *x, struct candidate c, int32_t guard, int32_t when, uint64_t passed)
{
    uint32_t key[] = {c.table,
                      c.session,
                      c.origin,
                      c.route.path,
                      c.route.local_pref,
                      c.route.weight,
                      c.route.med,
                      c.route.next_hop,
                      c.route.metric,
                      (uint32_t)c.route.tags,
                      (uint32_t)(c.route.tags >> 32),
                      (uint32_t)when};
    uint32_t number = x->out->at.count;
    if (!map_add(x->numbers, key, sizeof key, &number)) {
        join(x, number, passed);
        return number;
    }
    vec_push(x->arena, &x->out->at, ((struct state){.is = c, .guard = guard, .passed = passed}));
    vec_push(x->arena, &x->open, number);
    return number;
}

static const struct candidate *candidate_of(const struct explorer *x, uint32_t state)
{
    return &x->out->at.at[state].is;
}

static int compare(const struct explorer *x, uint32_t a, uint32_t b)
{
    return candidate_compare(&x->out->paths, x->net->ir, candidate_of(x, a), candidate_of(x, b));
}

/*
 * Remember the best origin of each table that is there whenever the table has any candidate (the guards of all of
 * them hold its element): nothing worse is ever announced. (MED does not change that: an origin's is 0, so none
 * eliminates it.)
 */
static void note_sure(struct explorer *x, uint32_t state)
{
    uint32_t table = candidate_of(x, state)->table, element = x->net->ir->tables[table].element;
    int32_t live = element == IR_NONE ? FORMULA_TRUE : x->q->situation.up[element];
    int32_t guard = x->out->at.at[state].guard;
    if (guard != FORMULA_TRUE && guard != live)
        return;
    if (x->sure[table] == IR_NONE || compare(x, state, x->sure[table]) < 0)
        x->sure[table] = state;
}

static void start_at_origins(struct explorer *x)
{
    const struct adjacency *net = x->net;
    uint32_t p = x->out->prefix;
    for (uint32_t i = net->origin_start[p]; i < net->origin_start[p + 1]; i++) {
        const struct ir_origin *o = &net->ir->origins[net->origins[i]];
        int32_t guard = situation_origin(&x->q->situation, net->origins[i]);
        if (guard == FORMULA_FALSE)
            continue;
        struct candidate c = {o->table, IR_NONE, net->origins[i], route_of_origin(&x->out->paths, o)};
        note_sure(x, intern(x, c, guard, FORMULA_TRUE, 0));
    }
}

static int32_t session_guard(struct explorer *x, uint32_t session)
{
    if (!x->guards[session])
        x->guards[session] = situation_guard(&x->q->situation, x->net->ir->sessions[session].guard);
    return x->guards[session];
}

/* Only for sessions that a route takes: what internal routing rests on is not asked for its ways. */
static struct igp_ways ways_of(struct explorer *x, uint32_t session)
{
    if (!x->ways[session].at)
        x->ways[session] = igp_ways_of(x->q, session);
    return x->ways[session];
}

/* Split horizon: not back to where it came from. */
static bool would_return(const struct ir *ir, const struct candidate *c, uint32_t session)
{
    return c->session != IR_NONE && ir->sessions[c->session].reverse == session;
}

/* A route is accepted at the end of its session: with the metric that it has, or with one by each way to its next
 * hop. */
static void arrive(struct explorer *x, struct candidate c, int32_t when, uint64_t passed)
{
    struct igp_ways ways = ways_of(x, c.session);
    bool via = x->net->ir->sessions[c.session].has_via;
    for (uint32_t i = 0; i < ways.count; i++) {
        if (via || !x->net->metric_matters[c.table])
            c.route.metric = ways.at[i].metric;
        int32_t guard = formula_and2(x->q->formula, ways.at[i].holds, when);
        uint32_t result = intern(x, c, guard, when, passed);
        vec_push(x->arena, &x->out->crossings, ((struct crossing){c.session, result, when}));
    }
}

static uint64_t passed_by(const struct explorer *x, uint32_t state)
{
    return x->out->at.at[state].passed | x->net->internal_bit[candidate_of(x, state)->table];
}

/* The guards of clauses are as the crossing took them. */
static int32_t condition_of(struct explorer *x, const struct route_guards *g)
{
    int32_t all = FORMULA_TRUE;
    for (uint32_t i = 0; i < g->met.count; i++) {
        int32_t holds = situation_guard(&x->q->situation, g->met.at[i].guard);
        all = formula_and2(x->q->formula, all, g->met.at[i].holds ? holds : -holds);
    }
    return all;
}

/* The crossing with the guards of clauses as `g` takes them. */
static void cross_once(struct explorer *x, uint32_t state, uint32_t session, struct route_guards *g)
{
    const struct ir *ir = x->net->ir;
    struct candidate from = *candidate_of(x, state);
    struct candidate to = {.table = ir->sessions[session].to, .session = session, .origin = IR_NONE};
    enum route_fate fate =
        route_cross(&x->out->paths, ir, session, ir->prefixes[x->out->prefix], from.route, g, &to.route);
    int32_t when = condition_of(x, g);
    if (when == FORMULA_FALSE)
        return;
    if (fate == ROUTE_TOO_LONG)
        x->out->result = STATES_TOO_LONG;
    if (fate == ROUTE_NOT_SENT || fate == ROUTE_TOO_LONG)
        return;
    if (to.route.metric > x->net->metric_bound[to.table])
        fate = ROUTE_REFUSED;
    if (!x->net->med_matters[to.table])
        to.route.med = 0; /* nobody compares it: not to tell states apart */
    if (fate == ROUTE_ACCEPTED)
        arrive(x, to, when, ir->sessions[session].kind == IR_IGP ? passed_by(x, state) : 0);
    else if (ways_of(x, session).exists != FORMULA_FALSE)
        vec_push(x->arena, &x->out->crossings, ((struct crossing){session, IR_NONE, when}));
}

static void cross(struct explorer *x, uint32_t state, uint32_t session)
{
    struct route_guards g = {.arena = x->arena};
    if (session_guard(x, session) == FORMULA_FALSE ||
        would_return(x->net->ir, candidate_of(x, state), session))
        return;
    do
        cross_once(x, state, session, &g);
    while (route_guards_next(&g));
}

/*
 * A table announces one route: not what came of that one, with a larger metric, when it returns. Nor does it
 * announce anything worse than what it is sure to have.
 */
static bool is_ever_announced(const struct explorer *x, uint32_t state)
{
    uint32_t table = candidate_of(x, state)->table, sure = x->sure[table];
    return !(x->out->at.at[state].passed & x->net->internal_bit[table]) &&
           (sure == IR_NONE || compare(x, state, sure) <= 0);
}

static void expand(struct explorer *x, uint32_t state)
{
    uint32_t first = x->out->crossings.count;
    uint32_t table = candidate_of(x, state)->table;
    if (is_ever_announced(x, state))
        for (uint32_t i = x->net->out_start[table]; i < x->net->out_start[table + 1]; i++)
            cross(x, state, x->net->out[i]);
    x->out->at.at[state].first_crossing = first;
    x->out->at.at[state].crossing_count = x->out->crossings.count - first;
}

/* Turn the crossings around: from each result to the states it can come from. */
static void find_sources(struct explorer *x)
{
    struct states *out = x->out;
    struct scc_edge *edges = arena_array(x->arena, struct scc_edge, out->crossings.count);
    uint32_t count = 0;
    for (uint32_t s = 0; s < out->at.count; s++)
        for (uint32_t i = 0; i < out->at.at[s].crossing_count; i++) {
            uint32_t result = out->crossings.at[out->at.at[s].first_crossing + i].result;
            if (result != IR_NONE)
                edges[count++] = (struct scc_edge){result, s};
        }
    struct scc_graph g = scc_graph_of(x->arena, out->at.count, edges, count);
    out->source_start = g.start;
    out->sources = g.targets;
    if (scc_find(x->arena, g).any_cyclic)
        out->result = STATES_CYCLIC;
}

static int by_table_and_rank(const void *a, const void *b, void *explorer)
{
    const struct explorer *x = explorer;
    uint32_t m = *(const uint32_t *)a, n = *(const uint32_t *)b;
    uint32_t s = candidate_of(x, m)->table, t = candidate_of(x, n)->table;
    if (s != t)
        return s < t ? -1 : 1;
    int rank = compare(x, m, n);
    return rank ? rank : (m > n) - (m < n);
}

static void sort_into_groups(struct explorer *x)
{
    struct states *out = x->out;
    uint32_t count = out->at.count, table_count = x->net->ir->table_count;
    uint32_t *order = arena_array(x->arena, uint32_t, count);
    for (uint32_t s = 0; s < count; s++)
        order[s] = s;
    qsort_r(order, count, sizeof *order, by_table_and_rank, x);
    uint32_t *table_groups = arena_array(x->arena, uint32_t, table_count + 1);
    for (uint32_t i = 0, t = 0; t < table_count; t++) {
        table_groups[t] = out->groups.count;
        for (; i < count && candidate_of(x, order[i])->table == t; i++) {
            bool joins = out->groups.count > table_groups[t] && compare(x, order[i - 1], order[i]) == 0;
            if (!joins)
                vec_push(x->arena, &out->groups, ((struct state_group){i, 0}));
            out->groups.at[out->groups.count - 1].count++;
            out->at.at[order[i]].group = out->groups.count - 1;
        }
    }
    table_groups[table_count] = out->groups.count;
    out->order = order;
    out->table_groups = table_groups;
}

const struct states *states_explore(struct query *q, uint32_t prefix)
{
    struct arena *arena = q->arena;
    const struct ir *ir = q->ir;
    struct states *out = arena_new(arena, struct states);
    out->prefix = prefix;
    route_paths_init(&out->paths, arena);
    struct explorer x = {
        .q = q,
        .arena = arena,
        .net = q->net,
        .out = out,
        .numbers = map_new(arena),
        .guards = arena_array(arena, int32_t, ir->session_count),
        .ways = arena_array(arena, struct igp_ways, ir->session_count),
        .sure = arena_array(arena, uint32_t, ir->table_count),
    };
    memset(x.sure, 0xff, ir->table_count * sizeof *x.sure); /* IR_NONE */
    start_at_origins(&x);
    for (uint32_t i = 0; i < x.open.count && out->result == STATES_OK; i++) {
        if (out->at.count > q->state_limit) {
            out->result = STATES_TOO_MANY;
            return out;
        }
        expand(&x, x.open.at[i]);
    }
    if (out->result != STATES_OK)
        return out;
    sort_into_groups(&x);
    find_sources(&x);
    return out;
}
