/*
 * igp: reads the ways of a session off the routing of the loopback that it rests on. Assumes, as ir.h promises,
 * that such routing depends on nothing that travels by other sessions; where it does all the same, the query gets a
 * problem, so that nothing is proved on the strength of it.
 */
#include "solver/igp.h"

#include <stdlib.h>

#include "solver/routing.h"

/* The routing of what the session rests on, or NULL with q->problem set. */
static const struct routing *internal_routing(struct query *q, uint32_t prefix)
{
    const struct routing *r = q->exploring[prefix] ? NULL : routing_of(q, prefix);
    if (!q->problem && (!r || r->cyclic)) {
        char text[PREFIX_TEXT_MAX];
        prefix_print(q->ir->prefixes[prefix], text);
        q->problem = arena_printf(q->arena, "internal routing to %s %s", text,
                                  r ? "may not settle" : "rests on itself");
    }
    return q->problem ? NULL : r;
}

static int by_metric(const void *a, const void *b)
{
    uint32_t m = ((const struct igp_way *)a)->metric, n = ((const struct igp_way *)b)->metric;
    return (m > n) - (m < n);
}

/* One way for each metric with which the table can select a route; returns their number. */
static uint32_t gather(struct query *q, const struct routing *r, uint32_t table, struct igp_way *ways)
{
    uint32_t states, count = 0;
    const uint32_t *at = routing_at(r, table, &states);
    for (uint32_t i = 0; i < states; i++) {
        if (r->selected[at[i]] == FORMULA_FALSE)
            continue;
        uint32_t metric = r->states->at.at[at[i]].is.route.metric, k = 0;
        while (k < count && ways[k].metric != metric)
            k++;
        if (k == count)
            ways[count++] = (struct igp_way){metric, FORMULA_FALSE};
        ways[k].holds = formula_or2(q->formula, ways[k].holds, r->selected[at[i]]);
    }
    qsort(ways, count, sizeof *ways, by_metric);
    return count;
}

/* A table that does not compare metrics may select several: the lowest counts. */
static void keep_lowest(struct query *q, struct igp_way *ways, uint32_t count)
{
    int32_t lower = FORMULA_FALSE;
    for (uint32_t i = 0; i < count; i++) {
        int32_t holds = ways[i].holds;
        ways[i].holds = formula_and2(q->formula, holds, -lower);
        lower = formula_or2(q->formula, lower, holds);
    }
}

/* The ways narrowed down by the session's own guard. */
static struct igp_ways guarded(struct query *q, int32_t guard, struct igp_way *ways, uint32_t count)
{
    struct igp_ways out = {ways, 0, FORMULA_FALSE};
    for (uint32_t i = 0; i < count; i++) {
        int32_t holds = formula_and2(q->formula, guard, ways[i].holds);
        if (holds == FORMULA_FALSE)
            continue;
        ways[out.count++] = (struct igp_way){ways[i].metric, holds};
        out.exists = formula_or2(q->formula, out.exists, holds);
    }
    return out;
}

struct igp_ways igp_ways_of(struct query *q, uint32_t session)
{
    const struct ir_session *s = &q->ir->sessions[session];
    int32_t guard = situation_guard(&q->situation, s->guard);
    struct igp_way *ways = arena_array(q->arena, struct igp_way, 1);
    if (!s->has_via || guard == FORMULA_FALSE) {
        ways[0].holds = FORMULA_TRUE;
        return guarded(q, guard, ways, 1);
    }
    const struct routing *r = internal_routing(q, s->via);
    if (!r)
        return (struct igp_ways){ways, 0, FORMULA_FALSE};
    uint32_t states;
    routing_at(r, s->to, &states);
    ways = arena_array(q->arena, struct igp_way, states + 1);
    uint32_t count = gather(q, r, s->to, ways);
    if (!table_compares_metric(q->ir, s->to))
        keep_lowest(q, ways, count);
    return guarded(q, guard, ways, count);
}
