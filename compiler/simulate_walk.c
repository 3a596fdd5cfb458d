/*
 * The search for branches: where packets can end up, and which way they may go.
 *
 * A branch never passes a table twice: coming back to one ends it. The searches run breadth first over pairs
 * of a table and the memory of a watch, so the first branch found is a shortest one, and nothing grows with
 * the number of branches. Such a search may come back to a table with another memory; only then is the branch
 * searched again, depth first, without passing a table twice.
 */
#include "compiler/simulate_internal.h"
#include <assert.h>

#include <string.h>

#define SIMPLE_SEARCH_LIMIT 200000 /* steps of the search without repeated tables */

/* ---- how branches end ---- */

/* How a branch ends with this hop, which does not lead to a table. */
static enum sim_end end_of(const struct sim_walk *w, const struct ir_hop *hop, const struct flow_end *to)
{
    switch (hop->kind) {
    case IR_HOP_DELIVER:
        return hop->target == to->site ? SIM_DELIVERED : SIM_WRONG_SITE;
    case IR_HOP_INTERNET:
        return SIM_INTERNET;
    case IR_HOP_EXIT:
        return w->state->ir->classes[w->class_id].internet ? SIM_INTERNET : SIM_DROPPED;
    case IR_HOP_DROP:
    case IR_HOP_VIA:
    case IR_HOP_BALANCER:
    case IR_HOP_TABLE:
        break;
    }
    return SIM_DROPPED;
}

static uint32_t rule_of(enum sim_end end, const struct ir_hop *hop)
{
    switch (end) {
    case SIM_DELIVERED:
        return IR_NONE;
    case SIM_NO_ROUTE:
        return RULE_NO_ROUTE;
    case SIM_DROPPED:
        assert(hop);
        return hop->rule;
    case SIM_WRONG_SITE:
        return RULE_WRONG_SITE;
    case SIM_INTERNET:
        return RULE_LEFT_TO_INTERNET;
    case SIM_LOOP:
        break;
    }
    return RULE_FORWARDING_LOOP;
}

/* ---- what a watch sees ---- */

static struct sim_item source_item(const struct flow_end *from)
{
    return (struct sim_item){
        .is_end = true, .is_source = true, .table = from->table, .site = from->site, .element = IR_NONE};
}

static struct sim_item destination_item(const struct ir *ir, uint32_t site)
{
    return (struct sim_item){
        .is_end = true, .table = ir->sites[site].table, .site = site, .element = IR_NONE};
}

static struct sim_item node_item(const struct ir *ir, uint32_t table)
{
    return (struct sim_item){.table = table, .site = ir->tables[table].site, .element = IR_NONE};
}

static struct sim_item link_item(uint32_t element)
{
    return (struct sim_item){.is_link = true, .table = IR_NONE, .site = IR_NONE, .element = element};
}

/* The items of one hop: the link crossed, and the node it leads to, if any. */
static uint32_t hop_items(const struct ir *ir, const struct ir_hop *hop, struct sim_item items[2])
{
    uint32_t count = 0;
    if (hop->link != IR_NONE)
        items[count++] = link_item(hop->link);
    if (hop->kind == IR_HOP_TABLE && ir->tables[hop->target].is_node)
        items[count++] = node_item(ir, hop->target);
    else if (hop->kind == IR_HOP_DELIVER)
        items[count++] = destination_item(ir, hop->target);
    return count;
}

struct sim_item *sim_items(struct arena *a, const struct ir *ir, const struct sim_branch *b, uint32_t *count)
{
    struct sim_item *items = arena_array(a, struct sim_item, 1 + 2 * (size_t)b->count);
    *count = 0;
    items[(*count)++] = source_item(b->from);
    for (uint32_t i = 0; i < b->count && b->steps[i].route; i++)
        *count += hop_items(ir, sim_hop(ir, b->steps[i].route), items + *count);
    return items;
}

static uint32_t watch_hop(const struct ir *ir, const struct sim_watch *watch, uint32_t memory,
                          const struct ir_hop *hop)
{
    struct sim_item items[2];
    uint32_t count = hop_items(ir, hop, items);
    for (uint32_t i = 0; i < count; i++)
        memory = watch->next(watch, memory, &items[i]);
    return memory;
}

static uint32_t watch_source(const struct sim_watch *watch, const struct flow_end *from)
{
    struct sim_item source = source_item(from);
    return watch->next(watch, 0, &source);
}

static uint32_t remember_nothing(const struct sim_watch *w, uint32_t state, const struct sim_item *item)
{
    (void)w;
    (void)item;
    return state;
}

static bool wants_delivered(const struct sim_watch *w, uint32_t state, enum sim_end end)
{
    (void)w;
    (void)state;
    return end == SIM_DELIVERED;
}

static bool wants_not_delivered(const struct sim_watch *w, uint32_t state, enum sim_end end)
{
    (void)w;
    (void)state;
    return end != SIM_DELIVERED;
}

const struct sim_watch sim_watch_delivered = {
    .states = 1, .next = remember_nothing, .wants = wants_delivered};
const struct sim_watch sim_watch_not_delivered = {
    .states = 1, .next = remember_nothing, .wants = wants_not_delivered};

/* ---- breadth first ---- */

/* A table reached with a memory, and how. */
struct visit {
    uint32_t table, memory;
    uint32_t parent;               /* visit before, IR_NONE at the start */
    const struct sim_route *route; /* used there to come here */
};

struct search {
    struct sim_walk *walk;
    const struct flow_end *from, *to;
    const struct sim_watch *watch;
    struct visit *visits;
    uint32_t count;
    struct bits seen;
};

static void add_visit(struct search *s, uint32_t table, uint32_t memory, uint32_t parent,
                      const struct sim_route *route)
{
    uint32_t key = table * s->watch->states + memory;
    if (bits_has(s->seen, key))
        return;
    bits_add(s->seen, key);
    s->visits[s->count++] = (struct visit){table, memory, parent, route};
}

static struct search search_new(struct arena *scratch, struct sim_walk *w, const struct flow_end *from,
                                const struct flow_end *to, const struct sim_watch *watch)
{
    uint32_t states = w->state->ir->table_count * watch->states;
    struct search s = {.walk = w, .from = from, .to = to, .watch = watch};
    s.visits = arena_array(scratch, struct visit, states);
    s.seen = bits_new(scratch, states);
    if (from->table != IR_NONE)
        add_visit(&s, from->table, watch_source(watch, from), IR_NONE, NULL);
    return s;
}

/* The branch that leads to visit `last` and ends there with `route`. */
static struct sim_branch trace_back(const struct search *s, uint32_t last, const struct sim_route *route,
                                    enum sim_end end)
{
    struct sim_branch b = {.from = s->from, .to = s->to, .end = end};
    for (uint32_t v = last; v != IR_NONE; v = s->visits[v].parent)
        b.count++;
    b.steps = arena_array(s->walk->arena, struct sim_step, b.count);
    for (uint32_t v = last, i = b.count; v != IR_NONE; v = s->visits[v].parent) {
        uint32_t table = s->visits[v].table;
        b.steps[--i] = (struct sim_step){table, sim_walk_used(s->walk, table)->prefix, route};
        route = s->visits[v].route;
    }
    const struct sim_route *decided = b.steps[b.count - 1].route;
    b.rule = rule_of(end, decided ? sim_hop(s->walk->state->ir, decided) : NULL);
    return b;
}

/* Follow all hops of one visit. Returns true, with the branch, when one of them ends it as wanted. */
static bool expand(struct search *s, uint32_t visit, struct sim_branch *out)
{
    const struct ir *ir = s->walk->state->ir;
    struct visit at = s->visits[visit];
    const struct sim_used *used = sim_walk_used(s->walk, at.table);
    if (used->count == 0 && s->watch->wants(s->watch, at.memory, SIM_NO_ROUTE)) {
        *out = trace_back(s, visit, NULL, SIM_NO_ROUTE);
        return true;
    }
    for (uint32_t i = 0; i < used->count; i++) {
        const struct ir_hop *hop = sim_hop(ir, used->routes[i]);
        uint32_t memory = watch_hop(ir, s->watch, at.memory, hop);
        if (hop->kind == IR_HOP_TABLE) {
            add_visit(s, hop->target, memory, visit, used->routes[i]);
            continue;
        }
        enum sim_end end = end_of(s->walk, hop, s->to);
        if (s->watch->wants(s->watch, memory, end)) {
            *out = trace_back(s, visit, used->routes[i], end);
            return true;
        }
    }
    return false;
}

static bool repeats_table(const struct sim_branch *b)
{
    for (uint32_t i = 0; i < b->count; i++) {
        for (uint32_t k = i + 1; k < b->count; k++) {
            if (b->steps[i].table == b->steps[k].table)
                return true;
        }
    }
    return false;
}

/* ---- depth first, for graphs with cycles ---- */

struct simple_search {
    struct search *base;
    struct sim_step *steps;
    uint32_t count;
    struct bits passed;
    uint32_t budget;
    struct sim_branch *out;
};

static bool end_simple(struct simple_search *s, enum sim_end end)
{
    struct sim_branch b = {.from = s->base->from, .to = s->base->to, .count = s->count, .end = end};
    const struct sim_route *route = s->steps[s->count - 1].route;
    b.steps = arena_array(s->base->walk->arena, struct sim_step, s->count);
    memcpy(b.steps, s->steps, sizeof *b.steps * s->count);
    b.rule = rule_of(end, route ? sim_hop(s->base->walk->state->ir, route) : NULL);
    *s->out = b;
    return true;
}

static bool find_simple(struct simple_search *s, uint32_t table, uint32_t memory)
{
    const struct sim_watch *watch = s->base->watch;
    const struct ir *ir = s->base->walk->state->ir;
    const struct sim_used *used = sim_walk_used(s->base->walk, table);
    bool found = false;
    if (s->budget == 0 || bits_has(s->passed, table))
        return false;
    s->budget--;
    bits_add(s->passed, table);
    struct sim_step *step = &s->steps[s->count++];
    *step = (struct sim_step){table, used->prefix, NULL};
    if (used->count == 0 && watch->wants(watch, memory, SIM_NO_ROUTE))
        found = end_simple(s, SIM_NO_ROUTE);
    for (uint32_t i = 0; i < used->count && !found; i++) {
        const struct ir_hop *hop = sim_hop(ir, used->routes[i]);
        uint32_t next = watch_hop(ir, watch, memory, hop);
        step->route = used->routes[i];
        if (hop->kind == IR_HOP_TABLE)
            found = find_simple(s, hop->target, next);
        else if (watch->wants(watch, next, end_of(s->base->walk, hop, s->base->to)))
            found = end_simple(s, end_of(s->base->walk, hop, s->base->to));
    }
    bits_remove(s->passed, table);
    s->count--;
    return found;
}

/* ---- what the searches are for ---- */

bool sim_find(struct sim_walk *w, const struct flow_end *from, const struct flow_end *to,
              const struct sim_watch *watch, struct sim_branch *out)
{
    struct arena *scratch = arena_create();
    struct search s = search_new(scratch, w, from, to, watch);
    bool found = false;
    for (uint32_t v = 0; v < s.count && !found; v++)
        found = expand(&s, v, out);
    if (found && repeats_table(out)) {
        uint32_t tables = w->state->ir->table_count;
        struct simple_search simple = {.base = &s, .budget = SIMPLE_SEARCH_LIMIT, .out = out};
        simple.steps = arena_array(scratch, struct sim_step, tables);
        simple.passed = bits_new(scratch, tables);
        found = find_simple(&simple, from->table, watch_source(watch, from));
    }
    arena_destroy(scratch);
    return found;
}

static bool wants_none(const struct sim_watch *w, uint32_t state, enum sim_end end)
{
    (void)w;
    (void)state;
    (void)end;
    return false;
}

/* Visit everything that can be reached. */
static struct search reach_all(struct arena *scratch, struct sim_walk *w, const struct flow_end *from,
                               const struct flow_end *to)
{
    static const struct sim_watch nothing = {.states = 1, .next = remember_nothing, .wants = wants_none};
    struct search s = search_new(scratch, w, from, to, &nothing);
    struct sim_branch none;
    for (uint32_t v = 0; v < s.count; v++)
        expand(&s, v, &none);
    return s;
}

/* The last visit of a shortest way from the search's start back to it, with the route that closes it;
 * IR_NONE: there is none. */
static uint32_t closing_visit(const struct search *s, const struct sim_route **route)
{
    const struct ir *ir = s->walk->state->ir;
    for (uint32_t v = 0; v < s->count; v++) {
        const struct sim_used *used = sim_walk_used(s->walk, s->visits[v].table);
        for (uint32_t i = 0; i < used->count; i++) {
            const struct ir_hop *hop = sim_hop(ir, used->routes[i]);
            if (hop->kind == IR_HOP_TABLE && hop->target == s->visits[0].table) {
                *route = used->routes[i];
                return v;
            }
        }
    }
    return IR_NONE;
}

static struct sim_branch join(struct arena *a, const struct sim_branch *lead, const struct sim_branch *cycle)
{
    struct sim_branch b = *lead;
    b.count = lead->count - 1 + cycle->count;
    b.steps = arena_array(a, struct sim_step, b.count);
    memcpy(b.steps, lead->steps, sizeof *b.steps * (lead->count - 1));
    memcpy(b.steps + lead->count - 1, cycle->steps, sizeof *b.steps * cycle->count);
    b.end = SIM_LOOP;
    b.rule = RULE_FORWARDING_LOOP;
    return b;
}

/* With one hop fewer than tables they form a tree: there is no way back. */
static bool is_tree(const struct search *s)
{
    uint32_t hops = 0;
    for (uint32_t v = 0; v < s->count; v++) {
        const struct sim_used *used = sim_walk_used(s->walk, s->visits[v].table);
        for (uint32_t i = 0; i < used->count; i++)
            hops += sim_hop(s->walk->state->ir, used->routes[i])->kind == IR_HOP_TABLE ? 1 : 0;
    }
    return hops + 1 == s->count;
}

/* Shortest over all tables that can be reached: the way there and the way round from there. The shortest of
 * these passes no table twice before it closes, because otherwise entering the circle earlier would be
 * shorter. */
bool sim_find_loop(struct sim_walk *w, const struct flow_end *from, const struct flow_end *to,
                   struct sim_branch *out)
{
    struct arena *scratch = arena_create();
    struct search all = reach_all(scratch, w, from, to);
    bool found = false;
    for (uint32_t v = 0; v < all.count && !is_tree(&all); v++) {
        struct arena *around = arena_create();
        struct flow_end start = {
            .site = from->site, .table = all.visits[v].table, .class_id = from->class_id};
        struct search circle = reach_all(around, w, &start, to);
        const struct sim_route *route = NULL;
        uint32_t last = closing_visit(&circle, &route);
        if (last != IR_NONE) {
            struct sim_branch lead = trace_back(&all, v, NULL, SIM_LOOP);
            struct sim_branch cycle = trace_back(&circle, last, route, SIM_LOOP);
            if (!found || lead.count - 1 + cycle.count < out->count)
                *out = join(w->arena, &lead, &cycle);
            found = true;
        }
        arena_destroy(around);
    }
    arena_destroy(scratch);
    return found;
}

bool sim_find_undelivered(struct sim_walk *w, const struct flow_end *from, const struct flow_end *to,
                          struct sim_branch *out)
{
    struct sim_branch loop;
    bool found = sim_find(w, from, to, &sim_watch_not_delivered, out);
    if (sim_find_loop(w, from, to, &loop) && (!found || loop.count < out->count)) {
        *out = loop;
        found = true;
    }
    return found;
}

struct sim_branch sim_find_first(struct sim_walk *w, const struct flow_end *from, const struct flow_end *to)
{
    struct sim_branch b = {.from = from, .to = to, .end = SIM_NO_ROUTE, .rule = RULE_NO_ROUTE};
    if (!sim_find(w, from, to, &sim_watch_delivered, &b))
        sim_find_undelivered(w, from, to, &b);
    return b;
}

enum sim_delivery sim_delivery(struct arena *a, const struct sim_state *s, const struct flow_end *from,
                               const struct flow_end *to)
{
    (void)a;
    struct arena *scratch = arena_create();
    struct sim_walk *w = sim_walk_new(scratch, s, to->class_id);
    struct sim_branch b;
    bool some = sim_find(w, from, to, &sim_watch_delivered, &b);
    bool all = some && !sim_find_undelivered(w, from, to, &b);
    arena_destroy(scratch);
    return all ? SIM_ALL : some ? SIM_SOME : SIM_NONE;
}
