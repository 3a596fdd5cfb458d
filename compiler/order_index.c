/*
 * order_index: what is known of the network whatever the prefix: sessions by sender, and how much longer each makes AS paths;
 * origins by prefix.
 */
#include "compiler/order_internal.h"

/* How much longer a session makes the AS path. */
struct growth {
    bool shrinks;
    uint32_t most; /* where some clause's edit is not met */
};

/* ---- edits ---- */

void order_each_edit(const struct ir_session *s, void (*visit)(const struct ir_edit *, bool, void *),
                     void *data)
{
    const struct ir_clause *lists[] = {s->exports, s->export_policy, s->imports, s->import_policy};
    const uint32_t counts[] = {s->export_count, s->export_policy_count, s->import_count,
                               s->import_policy_count};
    for (uint32_t l = 0; l < 4; l++)
        for (uint32_t i = 0; i < counts[l]; i++)
            if (lists[l][i].edit)
                visit(lists[l][i].edit, l >= 2, data);
    visit(&s->export_edit, false, data);
    visit(&s->import_edit, true, data);
}

static void add_growth(const struct ir_edit *e, bool at_receiver, void *data)
{
    (void)at_receiver;
    struct growth *g = data;
    g->shrinks |= e->clear_path || e->strip_asn != 0;
    g->most += e->prepend_count;
}

static struct brief brief_of(const struct ir_session *s)
{
    struct growth g = {0};
    order_each_edit(s, add_growth, &g);
    return (struct brief){.from = s->from,
                          .to = s->to,
                          .least =
                              g.shrinks ? 0 : s->export_edit.prepend_count + s->import_edit.prepend_count,
                          .most = g.most,
                          .longer = s->kind == IR_IGP ? s->cost : g.most,
                          .is_igp = s->kind == IR_IGP,
                          .has_via = s->has_via,
                          .loop_check = s->loop_check};
}

static void note_attributes(const struct ir_edit *e, bool at_receiver, void *index)
{
    (void)at_receiver;
    struct order_index *x = index;
    x->sets_local_pref |= e->set_local_pref && e->local_pref != IR_LOCAL_PREF_DEFAULT;
    x->sets_weight |= e->set_weight && e->weight != 0;
    x->sets_med |= e->set_med && e->med != 0;
}

/* ---- the network ---- */

static struct scc_graph sessions_by_sender(struct arena *arena, const struct ir *ir)
{
    struct scc_edge *edges = arena_array(arena, struct scc_edge, ir->session_count);
    for (uint32_t s = 0; s < ir->session_count; s++)
        edges[s] = (struct scc_edge){ir->sessions[s].from, s};
    return scc_graph_of(arena, ir->table_count, edges, ir->session_count);
}

static struct scc_graph without_last(struct arena *arena, const struct ir *ir, struct scc_graph out)
{
    struct scc_edge *edges = arena_array(arena, struct scc_edge, ir->session_count);
    uint32_t count = 0;
    for (uint32_t s = 0; s < ir->session_count; s++)
        if (out.start[ir->sessions[s].to] < out.start[ir->sessions[s].to + 1])
            edges[count++] = (struct scc_edge){ir->sessions[s].from, s};
    return scc_graph_of(arena, ir->table_count, edges, count);
}

static struct scc_graph origins_by_prefix(struct arena *arena, const struct ir *ir)
{
    struct scc_edge *edges = arena_array(arena, struct scc_edge, ir->origin_count);
    for (uint32_t i = 0; i < ir->origin_count; i++)
        edges[i] = (struct scc_edge){ir->origins[i].prefix, i};
    return scc_graph_of(arena, ir->prefix_count, edges, ir->origin_count);
}

const struct order_index *order_index_new(struct arena *arena, const struct ir *ir)
{
    struct order_index *x = arena_new(arena, struct order_index);
    x->ir = ir;
    x->out = sessions_by_sender(arena, ir);
    x->inner = without_last(arena, ir, x->out);
    x->origins = origins_by_prefix(arena, ir);
    x->private_numbers = arena_array(arena, bool, ir->session_count);
    x->shared_number = arena_array(arena, bool, ir->table_count);
    x->list_numbers = map_new(arena);
    x->asks_prefix = arena_array(arena, bool, ir->session_count);
    x->brief = arena_array(arena, struct brief, ir->session_count);
    for (uint32_t i = 0; i < ir->session_count; i++) {
        order_each_edit(&ir->sessions[i], note_attributes, x);
        x->asks_prefix[i] = order_asks_prefix(&ir->sessions[i]);
        order_index_lists(arena, x, &ir->sessions[i]);
        x->brief[i] = brief_of(&ir->sessions[i]);
    }
    order_find_numbers(x, ir);
    x->ties_by_path = order_find_ties(arena, x, IR_STEP_PATH_LENGTH);
    x->ties_by_metric = order_find_ties(arena, x, IR_STEP_METRIC);
    return x;
}

const bool *order_private_numbers(const struct order_index *index)
{
    return index->private_numbers;
}
