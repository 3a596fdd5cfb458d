/*
 * adjacency: two counting sorts over the arrays of the route network. Assumes a verified network; never
 * fails.
 */
#include "solver/adjacency.h"

#include "solver/scc.h"

const struct adjacency *adjacency_new(struct arena *arena, const struct ir *ir)
{
    struct adjacency *n = arena_new(arena, struct adjacency);
    n->ir = ir;

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
    return n;
}
