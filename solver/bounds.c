/*
 * bounds: shortest ways over what is always up, by a queue of tables whose bound has become smaller. Assumes that a
 * session's guard contains the elements of both its tables.
 */
#include "solver/bounds.h"

#include "base/guard.h"

/* Tables whose bound has become smaller since it was passed on; a ring. */
struct ring {
    uint32_t *at, size, first, count;
    bool *holds; /* by table */
};

struct finder {
    struct query *q;
    const struct order *order;
    uint32_t *most;
    struct ring ring;
};

static void lower(struct finder *f, uint32_t table, uint32_t most)
{
    struct ring *r = &f->ring;
    if (most >= f->most[table])
        return;
    f->most[table] = most;
    if (r->holds[table])
        return;
    r->holds[table] = true;
    r->at[(r->first + r->count++) % r->size] = table;
}

/* The literal holds whenever the table is up. */
static bool holds_with_table(const struct query *q, int32_t literal, uint32_t table)
{
    uint32_t element = q->ir->tables[table].element;
    return literal == FORMULA_TRUE || (element != IR_NONE && literal == q->situation.up[element]);
}

static void start_at_origins(struct finder *f)
{
    const struct adjacency *net = f->q->net;
    uint32_t p = f->order->prefix;
    for (uint32_t i = net->origin_start[p]; i < net->origin_start[p + 1]; i++) {
        const struct ir_origin *o = &net->ir->origins[net->origins[i]];
        if (f->order->sure[o->table] && o->as_path_count == 0 &&
            holds_with_table(f->q, situation_origin(&f->q->situation, net->origins[i]), o->table))
            lower(f, o->table, 0);
    }
}

static void pass_on(struct finder *f, uint32_t session)
{
    const struct order_session *s = order_session(f->order, session);
    uint32_t to = f->q->ir->sessions[session].to;
    if (!s || !s->open || f->order->distance[to] == ORDER_NONE ||
        !holds_with_table(f->q, query_session_guard(f->q, session), to))
        return;
    lower(f, to, f->most[f->q->ir->sessions[session].from] + s->longer);
}

void bounds_find(struct query *q, const struct order *order, uint32_t *most, uint32_t *queue)
{
    const struct adjacency *net = q->net;
    struct arena *scratch = arena_create();
    struct finder f = {
        q, order, most, {queue, q->ir->table_count, 0, 0, arena_array(scratch, bool, q->ir->table_count)}};
    for (uint32_t i = 0; i < order->tables.count; i++)
        most[order->tables.at[i]] = BOUNDS_NONE;
    if (order->settles)
        start_at_origins(&f);
    while (f.ring.count > 0) {
        uint32_t table = queue[f.ring.first];
        guard_tick();
        f.ring.first = (f.ring.first + 1) % f.ring.size;
        f.ring.count--;
        f.ring.holds[table] = false;
        for (uint32_t i = net->out_start[table]; i < net->out_start[table + 1]; i++)
            pass_on(&f, net->out[i]);
    }
    arena_destroy(scratch);
}

/* Numbers that an origin starts with, at most. */
static uint32_t longest_start(const struct adjacency *net, uint32_t prefix)
{
    uint32_t longest = 0;
    for (uint32_t i = net->origin_start[prefix]; i < net->origin_start[prefix + 1]; i++) {
        uint32_t count = net->ir->origins[net->origins[i]].as_path_count;
        longest = count > longest ? count : longest;
    }
    return longest;
}

uint32_t bounds_farthest(const struct adjacency *net, const struct order *order)
{
    struct arena *scratch = arena_create();
    uint32_t *longest = arena_array(scratch, uint32_t, net->ir->table_count); /* session into the table */
    bool *announces = arena_array(scratch, bool, net->ir->table_count);
    for (uint32_t i = 0; i < order->sessions.count; i++) {
        const struct order_session *s = &order->sessions.at[i];
        const struct ir_session *session = &net->ir->sessions[s->session];
        announces[session->from] = true;
        if (s->longer > longest[session->to])
            longest[session->to] = s->longer;
    }
    uint64_t sum = longest_start(net, order->prefix);
    uint32_t last = 0;
    for (uint32_t i = 0; i < order->tables.count; i++) {
        uint32_t table = order->tables.at[i];
        if (announces[table])
            sum += longest[table];
        else if (longest[table] > last)
            last = longest[table];
    }
    arena_destroy(scratch);
    return sum + last < UINT32_MAX ? (uint32_t)(sum + last) : UINT32_MAX;
}
