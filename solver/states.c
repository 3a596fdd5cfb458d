/*
 * states: breadth-first exploration with hash-consing, then sorting. Assumes a verified route network. The
 * promise to the encoder: every candidate of every stable state of every admitted environment is among the
 * states.
 */
#include "solver/states.h"

#include <stdlib.h>
#include <string.h>

#include "base/scc.h"
#include "solver/bounds.h"
#include "solver/igp.h"

/* Room for one exploration at a time. Where one rests on another (internal routing), that one has its own. */
struct explored {
    struct explored *next;
    bool busy;
    struct order *order;
    struct igp_ways *ways; /* by session; `at` NULL: not asked for so far */
    uint32_t *most;        /* by table of `order`: bounds_find */
    uint32_t *queue;
    uint32_t *sure; /* by table: the best state that is a candidate whenever anything is, IR_NONE: none */
};

struct explorer {
    struct query *q;
    struct arena *arena;
    const struct adjacency *net;
    struct states *out;
    struct map *numbers; /* of known candidates */
    struct explored *room;
    bool only_selected; /* nobody asks for candidates that are never selected */
    uint32_t farthest;  /* no route that is selected is farther, where tables compare by distance */
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
    if (x->room->sure[table] == IR_NONE || compare(x, state, x->room->sure[table]) < 0)
        x->room->sure[table] = state;
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

/* Only for sessions that a route takes: what internal routing rests on is not asked for its ways. */
static struct igp_ways ways_of(struct explorer *x, uint32_t session)
{
    if (!x->room->ways[session].at)
        x->room->ways[session] = igp_ways_of(x->q, session);
    return x->room->ways[session];
}

/* Split horizon: not back to where it came from. */
static bool would_return(const struct ir *ir, const struct candidate *c, uint32_t session)
{
    return c->session != IR_NONE && ir->sessions[c->session].reverse == session;
}

/* Where the table compares by distance: is it farther than what the table is sure to have, or than any route is? Then it
 * is never selected. */
static bool is_too_far(const struct explorer *x, const struct candidate *c)
{
    const struct order *o = x->room->order;
    if (!o->reached[c->table] || o->distance[c->table] == ORDER_NONE)
        return false;
    uint32_t distance =
        o->distance[c->table] == ORDER_PATH ? x->out->paths.at.at[c->route.path].length : c->route.metric;
    return distance > x->room->most[c->table] || distance > x->farthest;
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
        if (x->only_selected && is_too_far(x, &c))
            continue;
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
    if (query_session_guard(x->q, session) == FORMULA_FALSE ||
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
    uint32_t table = candidate_of(x, state)->table, sure = x->room->sure[table];
    return !(x->out->at.at[state].passed & x->net->internal_bit[table]) &&
           (sure == IR_NONE || compare(x, state, sure) <= 0) && !is_too_far(x, candidate_of(x, state));
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
    uint32_t count = out->at.count;
    uint32_t *order = arena_array(x->arena, uint32_t, count);
    for (uint32_t s = 0; s < count; s++)
        order[s] = s;
    qsort_r(order, count, sizeof *order, by_table_and_rank, x);
    VEC(uint32_t) tables = {0};
    VEC(uint32_t) first = {0}; /* group of each table */
    for (uint32_t i = 0; i < count; i++) {
        uint32_t table = candidate_of(x, order[i])->table;
        bool known = tables.count > 0 && tables.at[tables.count - 1] == table;
        if (!known) {
            vec_push(x->arena, &tables, table);
            vec_push(x->arena, &first, out->groups.count);
        }
        if (!known || compare(x, order[i - 1], order[i]) != 0)
            vec_push(x->arena, &out->groups, ((struct state_group){i, 0}));
        out->groups.at[out->groups.count - 1].count++;
        out->at.at[order[i]].group = out->groups.count - 1;
    }
    vec_push(x->arena, &first, out->groups.count);
    out->order = order;
    out->tables = tables.at;
    out->table_count = tables.count;
    out->table_groups = first.at;
}

void states_groups(const struct states *s, uint32_t table, uint32_t *first, uint32_t *end)
{
    uint32_t low = 0, high = s->table_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (s->tables[middle] < table)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < s->table_count && s->tables[low] == table;
    *first = found ? s->table_groups[low] : 0;
    *end = found ? s->table_groups[low + 1] : 0;
}

/* ---- room ---- */

static struct explored *take_room(struct query *q)
{
    struct explored *room = q->explored;
    while (room && room->busy)
        room = room->next;
    if (room) {
        room->busy = true;
        return room;
    }
    uint32_t tables = q->ir->table_count;
    room = arena_new(q->arena, struct explored);
    *room = (struct explored){.next = q->explored,
                              .busy = true,
                              .order = order_new(q->arena, q->net->order),
                              .ways = arena_array(q->arena, struct igp_ways, q->ir->session_count),
                              .most = arena_array(q->arena, uint32_t, tables),
                              .queue = arena_array(q->arena, uint32_t, tables),
                              .sure = arena_array(q->arena, uint32_t, tables)};
    if (tables > 0)
        memset(room->sure, 0xff, tables * sizeof *room->sure); /* IR_NONE */
    q->explored = room;
    return room;
}

static void leave_room(struct explorer *x)
{
    for (uint32_t i = 0; i < x->out->at.count; i++)
        x->room->sure[candidate_of(x, i)->table] = IR_NONE;
    x->room->busy = false;
}

/* Look at the order of the prefix, and make use of it. Only claims about packets never ask for the numbers of an AS path,
 * nor for candidates that are not selected. */
static void use_order(struct explorer *x)
{
    struct query *q = x->q;
    struct order *order = x->room->order;
    x->farthest = UINT32_MAX;
    if (q->unbounded) {
        for (uint32_t t = 0; t < q->ir->table_count; t++)
            x->room->most[t] = BOUNDS_NONE;
        return;
    }
    order_look(order, x->out->prefix);
    bounds_find(q, order, x->room->most, x->room->queue);
    if (!order->settles || !claim_is_flow(q->claim->kind))
        return;
    x->only_selected = true;
    x->farthest = bounds_farthest(q->net, order);
    x->out->paths.hidden = order_private_numbers(q->net->order);
}

static void explore(struct explorer *x)
{
    struct states *out = x->out;
    start_at_origins(x);
    for (uint32_t i = 0; i < x->open.count && out->result == STATES_OK; i++) {
        if (out->at.count > x->q->state_limit)
            out->result = STATES_TOO_MANY;
        else
            expand(x, x->open.at[i]);
    }
}

const struct states *states_explore(struct query *q, uint32_t prefix)
{
    struct arena *arena = q->arena;
    struct states *out = arena_new(arena, struct states);
    out->prefix = prefix;
    route_paths_init(&out->paths, arena);
    struct explorer x = {
        .q = q, .arena = arena, .net = q->net, .out = out, .numbers = map_new(arena), .room = take_room(q)};
    use_order(&x);
    explore(&x);
    leave_room(&x);
    if (out->result != STATES_OK)
        return out;
    sort_into_groups(&x);
    find_sources(&x);
    return out;
}
