/*
 * adjacency: two counting sorts over the arrays of the route network, where MED and metric matter, and how far a
 * metric can grow. Assumes a verified network; never fails.
 */
#include "solver/adjacency.h"

#include "base/scc.h"
#include "solver/route.h"

/*
 * Back from the tables that compare MED, over all sessions that do not write their own into every route. (Edits
 * of single clauses may not be met, so they hide nothing.)
 */
static const bool *find_med_matters(struct arena *arena, const struct ir *ir)
{
    bool *matters = arena_array(arena, bool, ir->table_count);
    bool grew = false;
    for (uint32_t t = 0; t < ir->table_count; t++)
        grew |= matters[t] = table_compares_med(ir, t);
    while (grew) {
        grew = false;
        for (uint32_t i = 0; i < ir->session_count; i++) {
            const struct ir_session *s = &ir->sessions[i];
            bool passes = !s->export_edit.set_med && !s->import_edit.set_med;
            if (passes && matters[s->to] && !matters[s->from])
                grew = matters[s->from] = true;
        }
    }
    return matters;
}

static const bool *find_metric_matters(struct arena *arena, const struct ir *ir)
{
    bool *matters = arena_array(arena, bool, ir->table_count);
    for (uint32_t t = 0; t < ir->table_count; t++)
        matters[t] = table_compares_metric(ir, t);
    for (uint32_t i = 0; i < ir->session_count; i++)
        if (ir->sessions[i].kind == IR_IGP)
            matters[ir->sessions[i].from] = true; /* the bound counts even where nobody compares */
    return matters;
}

/* Tables joined by IR_IGP sessions, one way or the other, are in one component. */
static struct scc internal_parts(struct arena *arena, const struct ir *ir)
{
    struct scc_edge *edges = arena_array(arena, struct scc_edge, 2 * ir->session_count);
    uint32_t count = 0;
    for (uint32_t i = 0; i < ir->session_count; i++) {
        const struct ir_session *s = &ir->sessions[i];
        if (s->kind != IR_IGP)
            continue;
        edges[count++] = (struct scc_edge){s->from, s->to};
        edges[count++] = (struct scc_edge){s->to, s->from};
    }
    return scc_find(arena, scc_graph_of(arena, ir->table_count, edges, count));
}

static const uint64_t *number_tables(struct arena *arena, const struct ir *ir, struct scc parts)
{
    uint64_t *bits = arena_array(arena, uint64_t, ir->table_count);
    for (uint32_t c = 0; c < parts.count; c++)
        for (uint32_t i = parts.first[c]; i < parts.first[c + 1] && i - parts.first[c] < 64; i++)
            bits[parts.members[i]] = (uint64_t)1 << (i - parts.first[c]);
    return bits;
}

/*
 * A route that rests on an origin has been announced by each table at most once, so since its metric was 0 it has
 * entered each table of its part once at most; the last one, which may drop it, perhaps once more.
 */
static const uint32_t *find_metric_bound(struct arena *arena, const struct ir *ir, struct scc parts)
{
    uint32_t *dearest = arena_array(arena, uint32_t, ir->table_count); /* session into the table */
    for (uint32_t i = 0; i < ir->session_count; i++) {
        const struct ir_session *s = &ir->sessions[i];
        if (s->kind == IR_IGP && s->cost > dearest[s->to])
            dearest[s->to] = s->cost;
    }
    uint64_t *sum = arena_array(arena, uint64_t, parts.count),
             *most = arena_array(arena, uint64_t, parts.count);
    for (uint32_t t = 0; t < ir->table_count; t++) {
        uint32_t part = parts.component[t];
        sum[part] += dearest[t];
        most[part] = dearest[t] > most[part] ? dearest[t] : most[part];
    }
    uint32_t *bound = arena_array(arena, uint32_t, ir->table_count);
    for (uint32_t t = 0; t < ir->table_count; t++) {
        uint64_t b = sum[parts.component[t]] + most[parts.component[t]];
        bound[t] = b < ir->metric_max ? (uint32_t)b : ir->metric_max;
    }
    return bound;
}

struct adjacency *adjacency_new(struct arena *arena, const struct ir *ir)
{
    struct adjacency *n = arena_new(arena, struct adjacency);
    n->ir = ir;
    n->order = order_index_new(arena, ir);

    struct scc_edge *edges = arena_array(arena, struct scc_edge, ir->session_count);
    for (uint32_t s = 0; s < ir->session_count; s++)
        edges[s] = (struct scc_edge){ir->sessions[s].from, s};
    struct scc_graph out = scc_graph_of(arena, ir->table_count, edges, ir->session_count);
    n->out_start = out.start;
    n->out = out.targets;

    edges = arena_array(arena, struct scc_edge, ir->origin_count);
    for (uint32_t o = 0; o < ir->origin_count; o++)
        edges[o] = (struct scc_edge){ir->origins[o].prefix, o};
    struct scc_graph origins = scc_graph_of(arena, ir->prefix_count, edges, ir->origin_count);
    n->origin_start = origins.start;
    n->origins = origins.targets;
    n->med_matters = find_med_matters(arena, ir);
    n->metric_matters = find_metric_matters(arena, ir);
    struct scc parts = internal_parts(arena, ir);
    n->internal_bit = number_tables(arena, ir, parts);
    n->metric_bound = find_metric_bound(arena, ir, parts);
    return n;
}
