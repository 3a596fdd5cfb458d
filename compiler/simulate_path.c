/*
 * Branches in words: the hops of a path as the reports print them, with the route that decided at each node,
 * the declaration behind it, and for a packet that is not delivered where it ends and why.
 */
#include "compiler/simulate_internal.h"

#include <string.h>

/* How a packet leaves a table by this route. */
static const char *describe_route(struct arena *a, const struct ir *ir, const struct sim_route *r)
{
    if (r->session != IR_NONE)
        return arena_printf(a, "learned from %s", ir->tables[ir->sessions[r->session].from].name);
    const struct ir_origin *o = &ir->origins[r->origin];
    const char *link = o->hop.link != IR_NONE ? ir->elements[o->hop.link].name : NULL;
    switch (o->source) {
    case IR_SRC_VNET:
        return "own address space";
    case IR_SRC_PEERING:
        return link ? arena_printf(a, "peering %s", link) : "peering";
    case IR_SRC_INTERNET:
        return "system default route to the Internet";
    case IR_SRC_RESERVED:
        return "reserved range, next hop None";
    case IR_SRC_CONNECTED:
        return "own prefix";
    case IR_SRC_AGGREGATE:
        return "own aggregate";
    case IR_SRC_DEFAULT:
        return "own default route";
    case IR_SRC_STATIC:
        return link ? arena_printf(a, "static route into %s", link) : "static route";
    case IR_SRC_USER:
        return "route table";
    case IR_SRC_SERVICE:
        return "service endpoint";
    case IR_SRC_GATEWAY:
    case IR_SRC_EBGP:
    case IR_SRC_IBGP:
    case IR_SRC_LAN:
    case IR_SRC_IGP:
        break;
    }
    return "own route";
}

static struct span span_of(const struct ir *ir, const struct sim_route *r)
{
    return r->session == IR_NONE ? ir->origins[r->origin].span : ir->sessions[r->session].span;
}

static const char *site_name(const struct ir *ir, uint32_t site)
{
    return site == IR_NONE ? "" : ir->sites[site].name;
}

/* The hop that shows how the packet leaves the table of this step. */
static struct path_hop print_step(struct arena *a, const struct ir *ir, const struct sim_step *step)
{
    struct path_hop hop = {.node = ir_node_name(ir, step->table),
                           .site = site_name(ir, ir->tables[step->table].site),
                           .because = SPAN_NONE,
                           .how = "no route"};
    if (step->route) {
        hop.has_route = true;
        hop.route = ir->prefixes[step->prefix];
        hop.because = span_of(ir, step->route);
        hop.how = describe_route(a, ir, step->route);
    }
    return hop;
}

static const struct ir_hop *last_hop(const struct ir *ir, const struct sim_branch *b)
{
    const struct sim_route *r = b->steps[b->count - 1].route;
    return r ? sim_hop(ir, r) : NULL;
}

static const char *drop_node(const struct ir *ir, const struct sim_branch *b)
{
    if (b->end == SIM_LOOP)
        return ir_node_name(ir, last_hop(ir, b)->target);
    if (b->end == SIM_WRONG_SITE)
        return ir->sites[last_hop(ir, b)->target].name;
    return ir_node_name(ir, b->steps[b->count - 1].table);
}

static const char *drop_text(struct arena *a, const struct ir *ir, const struct sim_branch *b)
{
    char address[ADDR_TEXT_MAX];
    addr_print(b->to->sample, address);
    switch (b->end) {
    case SIM_NO_ROUTE:
        return arena_printf(a, "no route for %s", address);
    case SIM_WRONG_SITE:
        return arena_printf(a, "%s is delivered in %s, not in %s", address, drop_node(ir, b),
                            b->to->site == IR_NONE ? "the Internet" : ir->sites[b->to->site].name);
    case SIM_INTERNET:
        return arena_printf(a, "the packet for %s leaves to the Internet", address);
    case SIM_LOOP:
        return arena_printf(a, "the packet returns to %s, which it has passed: a forwarding loop",
                            drop_node(ir, b));
    case SIM_DROPPED:
    case SIM_DELIVERED:
        break;
    }
    return rule_info(b->rule)->text;
}

static struct path_drop print_drop(struct arena *a, const struct ir *ir, const struct sim_branch *b)
{
    const struct sim_step *last = &b->steps[b->count - 1];
    return (struct path_drop){.node = drop_node(ir, b),
                              .rule = b->rule,
                              .text = drop_text(a, ir, b),
                              .because =
                                  last->route ? span_of(ir, last->route) : ir->tables[last->table].span};
}

/* Is this table shown as the site of the hop before? */
static bool is_same_node(const struct ir *ir, const struct sim_branch *b, uint32_t i)
{
    const struct ir_table *before = &ir->tables[b->steps[i - 1].table],
                          *table = &ir->tables[b->steps[i].table];
    return !before->is_node && !table->is_node && before->site != IR_NONE && before->site == table->site;
}

struct path sim_print_branch(struct arena *a, const struct ir *ir, const struct sim_branch *b,
                             const char *source_name, const char *destination_name)
{
    struct path_hop *hops = arena_array(a, struct path_hop, b->count + 1);
    struct path path = {.delivered = b->end == SIM_DELIVERED,
                        .source = b->from->sample,
                        .destination = b->to->sample,
                        .hops = hops};
    for (uint32_t i = 0; i < b->count; i++) {
        bool collapses = i > 0 && is_same_node(ir, b, i);
        struct path_hop hop = print_step(a, ir, &b->steps[i]);
        if (collapses)
            hop.node = hops[path.hop_count - 1].node;
        else if (i == 0)
            hop.node = source_name;
        hops[collapses ? path.hop_count - 1 : path.hop_count++] = hop;
    }
    if (path.delivered)
        hops[path.hop_count++] = (struct path_hop){.node = destination_name,
                                                   .site = site_name(ir, b->to->site),
                                                   .because = SPAN_NONE,
                                                   .how = "delivered"};
    path.has_drop = !path.delivered && b->count > 0;
    if (path.has_drop)
        path.drop = print_drop(a, ir, b);
    return path;
}

const char *sim_describe_end(struct arena *a, const struct ir *ir, const struct sim_branch *b)
{
    if (b->count == 0)
        return "has no table to start from";
    switch (b->end) {
    case SIM_WRONG_SITE:
        return arena_printf(a, "is delivered in %s", drop_node(ir, b));
    case SIM_INTERNET:
        return arena_printf(a, "leaves to the Internet at %s", drop_node(ir, b));
    case SIM_LOOP:
        return arena_printf(a, "comes back to %s in a loop", drop_node(ir, b));
    case SIM_NO_ROUTE:
    case SIM_DROPPED:
        return arena_printf(a, "is dropped at %s", drop_node(ir, b));
    case SIM_DELIVERED:
        break;
    }
    return "is delivered";
}

struct path sim_path(struct arena *a, const struct sim_state *s, const struct flow_end *from,
                     const struct flow_end *to, const char *source_name, const char *destination_name)
{
    struct arena *scratch = arena_create();
    struct sim_walk *w = sim_walk_new(scratch, s, to->class_id);
    struct sim_branch b = sim_find_first(w, from, to);
    struct path path = sim_print_branch(a, s->ir, &b, source_name, destination_name);
    arena_destroy(scratch);
    return path;
}
