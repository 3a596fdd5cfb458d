/*
 * order_compare: do tables compare by the distance first? By the steps before it all that they may learn has to tie, and what
 * they hold by themselves has to win.
 */
#include "compiler/order_internal.h"

/* What a step before the distance looks at, of all routes over a session; UNCERTAIN: they may differ. */
#define UNCERTAIN UINT64_MAX
static uint64_t step_value(const struct order_index *x, enum ir_step step, const struct ir_session *s)
{
    const struct ir_edit *in = &s->import_edit;
    switch (step) {
    case IR_STEP_RANK:
        return s->rank;
    case IR_STEP_WEIGHT:
        return in->set_weight ? in->weight : x->sets_weight ? UNCERTAIN : 0;
    case IR_STEP_LOCAL_PREF:
        return in->set_local_pref ? in->local_pref : x->sets_local_pref ? UNCERTAIN : IR_LOCAL_PREF_DEFAULT;
    case IR_STEP_ORIGIN:
        return 0;
    case IR_STEP_MED:
        return x->sets_med ? UNCERTAIN : 0;
    case IR_STEP_EBGP:
        return s->kind == IR_IBGP;
    case IR_STEP_PATH_LENGTH: /* with ORDER_METRIC: all paths there are empty */
        return 0;
    case IR_STEP_METRIC:
    case IR_STEP_END:
        break;
    }
    return UNCERTAIN;
}

bool *order_find_ties(struct arena *arena, const struct order_index *x, enum ir_step distance)
{
    const struct ir *ir = x->ir;
    bool *all = arena_array(arena, bool, ir->table_count);
    uint32_t *first = arena_array(arena, uint32_t, ir->table_count); /* session into the table, plus one */
    for (uint32_t t = 0; t < ir->table_count; t++)
        all[t] = true;
    for (uint32_t i = 0; i < ir->session_count; i++) {
        uint32_t t = ir->sessions[i].to;
        if (!first[t])
            first[t] = i + 1;
        const struct ir_session *one = &ir->sessions[first[t] - 1];
        for (const enum ir_step *s = ir->tables[t].rank; *s != IR_STEP_END && *s != distance; s++) {
            uint64_t value = step_value(x, *s, &ir->sessions[i]);
            all[t] &= value != UNCERTAIN && value == step_value(x, *s, one);
        }
    }
    return all;
}

/* Do all routes that the table (place `node` in order.tables) may learn tie at this step? */
static bool ties(const struct order *o, const struct inward *in, uint32_t node, enum ir_step step)
{
    uint64_t first = UNCERTAIN;
    for (uint32_t i = in->by_table.start[node]; i < in->by_table.start[node + 1]; i++) {
        const struct ir_session *s = &o->ir->sessions[o->sessions.at[in->by_table.targets[i]].session];
        uint64_t value = step_value(o->index, step, s);
        if (value == UNCERTAIN || (first != UNCERTAIN && value != first))
            return false;
        first = value;
    }
    return true;
}

/* Is this origin of the table better than all that it may learn, by steps before `end`? */
static bool wins(const struct order *o, const struct inward *in, uint32_t table,
                 const struct ir_origin *origin, enum ir_step end)
{
    uint32_t node = o->work->node[table];
    const enum ir_step *step = o->ir->tables[table].rank;
    for (; *step != IR_STEP_END && *step != end; step++) {
        bool behind = false, before = true;
        for (uint32_t i = in->by_table.start[node]; i < in->by_table.start[node + 1]; i++) {
            const struct ir_session *s = &o->ir->sessions[o->sessions.at[in->by_table.targets[i]].session];
            uint64_t value = step_value(o->index, *step, s);
            if (*step == IR_STEP_ORIGIN)
                return true;
            if (*step != IR_STEP_RANK) {
                uint64_t own = *step == IR_STEP_LOCAL_PREF ? IR_LOCAL_PREF_DEFAULT : 0;
                behind |= value != own;
                before = false;
                continue;
            }
            behind |= origin->rank > s->rank;
            before &= origin->rank < s->rank;
        }
        if (before || behind)
            return before && !behind;
    }
    return false;
}

static bool holds_with_table(const struct ir *ir, const struct ir_origin *o)
{
    uint32_t element = ir->tables[o->table].element;
    return o->guard.count == 0 || (o->guard.count == 1 && o->guard.elements[0] == element);
}

void order_find_sure(struct order *o, const struct inward *in)
{
    for (uint32_t i = o->index->origins.start[o->prefix]; i < o->index->origins.start[o->prefix + 1]; i++) {
        const struct ir_origin *origin = &o->ir->origins[o->index->origins.targets[i]];
        if (holds_with_table(o->ir, origin) && wins(o, in, origin->table, origin, IR_STEP_END))
            o->sure[origin->table] = true;
    }
}

/* Do the origins of the table win, and are their AS paths empty if they have to? */
static bool origins_win(const struct order *o, const struct inward *in, uint32_t table, enum ir_step distance)
{
    for (uint32_t i = o->index->origins.start[o->prefix]; i < o->index->origins.start[o->prefix + 1]; i++) {
        const struct ir_origin *origin = &o->ir->origins[o->index->origins.targets[i]];
        if (origin->table != table)
            continue;
        if (!wins(o, in, table, origin, distance) ||
            (distance == IR_STEP_METRIC && origin->as_path_count > 0))
            return false;
    }
    return true;
}

bool order_compares_first(const struct order *o, const struct inward *in, uint32_t node,
                          enum ir_step distance)
{
    uint32_t table = o->tables.at[node];
    const enum ir_step *step = o->ir->tables[table].rank;
    bool known = (distance == IR_STEP_PATH_LENGTH ? o->index->ties_by_path : o->index->ties_by_metric)[table];
    for (; *step != IR_STEP_END && *step != distance; step++)
        if (!known && !ties(o, in, node, *step))
            return false;
    return *step == distance && origins_win(o, in, table, distance);
}
