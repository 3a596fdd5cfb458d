/*
 * What becomes of the flows from one end to another in one state: as the claims `can send to`, `cannot send to`, `can
 * reach` and `cannot reach` judge them, service by service.
 */
#include "compiler/simulate_internal.h"

#include <stdlib.h>
#include <string.h>

/* The flow of one service, and the request's delivered ways. */
struct flow {
    struct sim_walk *walk;
    struct arena *arena;
    const struct ir *ir;
    struct sim_trip request;
    struct sim_branch *ways;
    uint32_t count;
};

static struct flow flow_of(struct arena *a, struct sim_walk *w, const struct sim_state *s,
                           const struct flow_end *from, const struct flow_end *to, uint32_t service)
{
    struct flow f = {.walk = w, .arena = a, .ir = s->ir, .request = sim_request(w, from, to, service)};
    f.ways = sim_find_all_delivered(w, &f.request, &f.count);
    return f;
}

static uint32_t facts_of(const struct flow *f)
{
    struct sim_branch b;
    if (f->count == 0)
        return 0;
    uint32_t facts = SIM_SENT;
    bool answered = false, complete = true;
    for (uint32_t i = 0; i < f->count; i++) {
        struct sim_trip reply = sim_reply(f->walk, &f->ways[i]);
        bool some = sim_find(f->walk, &reply, &sim_watch_delivered, &b);
        answered = answered || some;
        complete = complete && some && !sim_find_undelivered(f->walk, &reply, &b);
    }
    if (answered)
        facts |= SIM_ANSWERED;
    if (sim_find_undelivered(f->walk, &f->request, &b))
        return facts;
    return facts | SIM_ALL_SENT | (complete ? SIM_COMPLETE : 0u);
}

/* ---- ways in words ---- */

/* Links have their names from how they are written; nodes tell what a reader of the path sees. */
static void add_item(const struct ir *ir, const struct sim_item *item, struct buf *out)
{
    if (item->is_link)
        return;
    if (item->balancer != IR_NONE)
        buf_printf(out, "%s>", ir->balancers[item->balancer].name);
    else if (item->appliance != IR_NONE)
        buf_printf(out, "%s>", ir->appliances[item->appliance].name);
    else if (item->table != IR_NONE)
        buf_printf(out, "%s>", ir_node_name(ir, item->table));
}

/* All delivered ways of a trip; "|" begins each. */
static void add_ways(const struct flow *f, const struct sim_branch *ways, uint32_t count, struct buf *out)
{
    for (uint32_t i = 0; i < count; i++) {
        uint32_t item_count;
        const struct sim_item *items = sim_items(f->arena, f->ir, &ways[i], &item_count);
        buf_add(out, "|");
        for (uint32_t k = 0; k < item_count; k++)
            add_item(f->ir, &items[k], out);
    }
}

static const char *ways_of(struct arena *a, const struct flow *f)
{
    struct buf text = {0};
    add_ways(f, f->ways, f->count, &text);
    for (uint32_t i = 0; i < f->count; i++) {
        struct sim_trip reply = sim_reply(f->walk, &f->ways[i]);
        uint32_t count;
        struct sim_branch *back = sim_find_all_delivered(f->walk, &reply, &count);
        buf_add(&text, "<");
        add_ways(f, back, count, &text);
    }
    const char *copy = arena_strdup(a, buf_text(&text));
    buf_free(&text);
    return copy;
}

/* ---- all services ---- */

void sim_reach(struct arena *a, const struct sim_state *s, const struct flow_end *from,
               const struct flow_end *to, struct sim_reach *out)
{
    struct arena *scratch = arena_create();
    struct sim_walk *w = sim_walk_new(scratch, s);
    for (uint32_t service = 0; service < s->ir->service_count; service++) {
        struct flow f = flow_of(scratch, w, s, from, to, service);
        out[service].facts = facts_of(&f);
        out[service].ways = ways_of(a, &f);
    }
    arena_destroy(scratch);
}

static enum sim_delivery delivery_of(uint32_t facts)
{
    if (facts == 0)
        return SIM_NONE;
    if (facts & SIM_COMPLETE)
        return SIM_ALL;
    return facts == (SIM_SENT | SIM_ALL_SENT) ? SIM_ONE_WAY : SIM_SOME;
}

enum sim_delivery sim_delivery(struct arena *a, const struct sim_state *s, const struct flow_end *from,
                               const struct flow_end *to)
{
    (void)a;
    struct arena *scratch = arena_create();
    struct sim_walk *w = sim_walk_new(scratch, s);
    struct flow first = flow_of(scratch, w, s, from, to, 0);
    enum sim_delivery all = delivery_of(facts_of(&first));
    for (uint32_t service = 1; service < s->ir->service_count && all != SIM_SOME; service++) {
        struct flow f = flow_of(scratch, w, s, from, to, service);
        if (delivery_of(facts_of(&f)) != all)
            all = SIM_SOME;
    }
    arena_destroy(scratch);
    return all;
}
