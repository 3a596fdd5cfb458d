/*
 * adjacency: two counting sorts over the arrays of the route network, and where MED matters. Assumes a
 * verified network; never fails.
 */
#include "solver/adjacency.h"

#include "solver/route.h"
#include "solver/scc.h"

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
    n->med_matters = find_med_matters(arena, ir);
    return n;
}
