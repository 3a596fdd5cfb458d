/*
 * Branches in words: the hops of a path as the reports print them, with the route that decided at each node, the
 * declaration behind it, what became of the addresses, and for a packet that is not delivered where it ends and
 * why.
 */
#include "compiler/simulate_packet.h"

#include <string.h>

/* How a packet leaves a table by this route. */
const char *sim_describe_route(struct arena *a, const struct ir *ir, const struct sim_route *r)
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

struct span sim_route_span(const struct ir *ir, const struct sim_route *r)
{
    return r->session == IR_NONE ? ir->origins[r->origin].span : ir->sessions[r->session].span;
}

static const char *site_name(const struct ir *ir, uint32_t site)
{
    return site == IR_NONE ? "" : ir->sites[site].name;
}

/* ---- what becomes of a packet ---- */

/* "; "-separated: `text` and one thing more. */
static const char *also(struct arena *a, const char *text, const char *more)
{
    return text[0] && more[0] ? arena_printf(a, "%s; %s", text, more) : text[0] ? text : more;
}

static const char *changed_text(struct arena *a, const struct ir *ir, bool is_source, uint32_t before,
                                uint32_t after)
{
    const char *what = is_source ? "source" : "destination";
    if (before == after || after == IR_NONE)
        return "";
    if (ir->classes[after].internet)
        return arena_printf(a, "%s becomes %s address", what, is_source ? "a public" : "an Internet");
    return arena_printf(a, "%s becomes %s", what, sim_class_name(a, ir, after));
}

/* How the step changes the header. */
static const char *translation_text(struct arena *a, const struct ir *ir, const struct sim_step *step)
{
    struct sim_header before = step->at->at.header, after = step->move->header;
    if (!ir->packets_matter)
        return "";
    const char *source = changed_text(a, ir, true, before.source, after.source);
    const char *destination = changed_text(a, ir, false, before.destination, after.destination);
    const char *service = before.service == after.service
                              ? ""
                              : arena_printf(a, "service becomes %s", ir->services[after.service].name);
    return also(a, also(a, source, destination), service);
}

/* ---- one step ---- */

/* The hop that shows how the packet leaves the table of this step. */
static struct path_hop table_hop(struct arena *a, const struct ir *ir, const struct sim_step *step)
{
    const struct sim_position *at = &step->at->at;
    struct path_hop hop = {.node = ir_node_name(ir, at->id),
                           .site = site_name(ir, ir->tables[at->id].site),
                           .because = SPAN_NONE,
                           .how = step->move->rule == RULE_NO_ROUTE ? "no route" : "",
                           .passing = !ir->tables[at->id].is_node};
    if (ir->tables[at->id].circuit != IR_NONE)
        hop.circuit = ir->circuits[ir->tables[at->id].circuit].name;
    if (step->move->link != IR_NONE)
        hop.link = ir->elements[step->move->link].name;
    if (step->move->route) {
        hop.has_route = true;
        hop.route = ir->prefixes[step->move->prefix];
        hop.because = sim_route_span(ir, step->move->route);
        hop.how = also(a, sim_describe_route(a, ir, step->move->route), translation_text(a, ir, step));
    }
    return hop;
}

static struct path_hop appliance_hop(struct arena *a, const struct ir *ir, const struct sim_step *step)
{
    const struct ir_appliance *x = &ir->appliances[step->at->at.id];
    return (struct path_hop){.node = sim_instance_name(a, ir, step->at->at.id, step->move->instance),
                             .site = site_name(ir, x->site),
                             .because = x->span,
                             .how = translation_text(a, ir, step)};
}

static const char *backend_name(struct arena *a, const struct ir *ir, const struct ir_balancer *b,
                                uint32_t backend)
{
    char address[ADDR_TEXT_MAX];
    if (b->backends[backend].appliance != IR_NONE)
        return ir->appliances[b->backends[backend].appliance].name;
    return arena_strdup(a, addr_print(b->backends[backend].address, address));
}

static struct path_hop balancer_hop(struct arena *a, const struct ir *ir, const struct sim_step *step)
{
    const struct ir_balancer *b = &ir->balancers[step->at->at.id];
    const char *how = "";
    if (step->move->instance != IR_NONE)
        how = arena_printf(a, "backend %s", backend_name(a, ir, b, step->move->instance));
    return (struct path_hop){.node = b->name,
                             .site = site_name(ir, b->site),
                             .because = b->span,
                             .how = also(a, how, translation_text(a, ir, step)),
                             .passing = true};
}

static struct path_hop internet_hop(struct arena *a, const struct ir *ir, const struct sim_step *step)
{
    return (struct path_hop){.node = "Internet",
                             .site = "",
                             .because = SPAN_NONE,
                             .how = translation_text(a, ir, step),
                             .passing = true};
}

static struct path_hop print_step(struct arena *a, const struct ir *ir, const struct sim_step *step)
{
    switch ((enum sim_where)step->at->at.where) {
    case SIM_IN_APPLIANCE:
        return appliance_hop(a, ir, step);
    case SIM_IN_BALANCER:
        return balancer_hop(a, ir, step);
    case SIM_ARRIVING:
    case SIM_RETURNING:
        return internet_hop(a, ir, step);
    case SIM_IN_TABLE:
    case SIM_STARTING:
        break;
    }
    return table_hop(a, ir, step);
}

/* ---- a branch ---- */

/* Does the step belong to the hop of the step before: a second table of one site, the own table of an appliance,
 * or the table that is looked up in place of one without a route? */
static bool is_same_hop(const struct ir *ir, const struct sim_branch *b, uint32_t i)
{
    const struct sim_position *before = &b->steps[i - 1].at->at, *at = &b->steps[i].at->at;
    if (at->where != SIM_IN_TABLE)
        return false;
    if (at->actor.kind == SIM_APPLIANCE)
        return true;
    if (before->where != SIM_IN_TABLE || before->actor.kind == SIM_APPLIANCE)
        return false;
    const struct ir_table *one = &ir->tables[before->id], *other = &ir->tables[at->id];
    return !one->is_node && !other->is_node && one->site != IR_NONE && one->site == other->site;
}

/* What the next step adds to a hop. */
static struct path_hop merged(struct arena *a, struct path_hop hop, const struct path_hop *more,
                              const struct sim_step *before)
{
    bool is_about_packet = before->at->at.where == SIM_IN_APPLIANCE || !before->move->route;
    const char *so_far = is_about_packet ? hop.how : "";
    struct path_hop both = *more;
    both.node = hop.node;
    both.site = hop.site;
    both.circuit = hop.circuit;
    both.passing = hop.passing;
    both.how = also(a, so_far, more->how);
    return both;
}

/* Where it is delivered: the end that the flow names, but what stands behind a load balancer or a translation is
 * shown by its own name. */
static struct path_hop delivered_hop(const struct ir *ir, const struct sim_branch *b, const char *name)
{
    const struct sim_move *last = b->steps[b->count - 1].move;
    bool behind =
        last->outcome == SIM_AT_ROUTER && b->trip.to->kind != FLOW_ROUTER && b->trip.to->kind != FLOW_SITE;
    struct path_hop hop = {
        .node = name, .site = site_name(ir, b->trip.to->site), .because = SPAN_NONE, .how = "delivered"};
    if (behind) {
        hop.node = ir->tables[last->place].name;
        hop.site = site_name(ir, ir->tables[last->place].site);
    }
    if (last->outcome != SIM_IN_A_SITE || b->trip.to->kind == FLOW_SITE)
        return hop;
    const struct ir_site *site = &ir->sites[last->place];
    hop.node = hop.site = site->name;
    for (uint32_t i = 0; i < site->host_count; i++) {
        if (ir_class_of(ir, site->hosts[i].address) == last->header.destination)
            hop.node = site->hosts[i].name;
    }
    return hop;
}

struct span sim_drop_span(const struct ir *ir, const struct sim_branch *b)
{
    const struct sim_step *last = &b->steps[b->count - 1];
    if (last->move->denial.filter)
        return last->move->denial.line ? last->move->denial.line->span : last->move->denial.filter->span;
    if (last->move->route)
        return sim_route_span(ir, last->move->route);
    switch ((enum sim_where)last->at->at.where) {
    case SIM_IN_APPLIANCE:
        return ir->appliances[last->at->at.id].span;
    case SIM_IN_BALANCER:
        return ir->balancers[last->at->at.id].span;
    case SIM_IN_TABLE:
    case SIM_STARTING:
        return ir->tables[last->at->at.id].span;
    case SIM_ARRIVING:
    case SIM_RETURNING:
        break;
    }
    return SPAN_NONE;
}

/* The address that the packet shows as its destination when it starts. */
static struct addr first_destination(const struct ir *ir, const struct sim_branch *b)
{
    uint32_t class_id = b->trip.start ? b->trip.start->at.header.destination : IR_NONE;
    return class_id == IR_NONE || class_id == b->trip.to->class_id ? b->trip.to->sample
                                                                   : ir->classes[class_id].sample;
}

/* A reply starts where the request was delivered, which may stand behind the flow's end. */
static struct path_hop first_hop(const struct ir *ir, const struct sim_branch *b, struct path_hop hop,
                                 const char *source_name)
{
    hop.node = b->request ? delivered_hop(ir, b->request, source_name).node : source_name;
    hop.passing = false;
    return hop;
}

/* Is the step shown by the hop of where the packet is delivered alone? */
static bool is_end_itself(const struct sim_branch *b, uint32_t i)
{
    return i > 0 && b->end == SIM_DELIVERED && b->steps[i].move->outcome == SIM_AT_APPLIANCE;
}

struct path sim_print_branch(struct arena *a, const struct ir *ir, const struct sim_branch *b,
                             const char *source_name, const char *destination_name)
{
    struct path_hop *hops = arena_array(a, struct path_hop, b->count + 1);
    struct path path = {.delivered = b->end == SIM_DELIVERED,
                        .source = b->trip.from->sample,
                        .destination = first_destination(ir, b),
                        .hops = hops};
    for (uint32_t i = 0; i < b->count; i++) {
        struct path_hop hop = print_step(a, ir, &b->steps[i]);
        if (is_end_itself(b, i))
            continue;
        if (i == 0)
            hop = first_hop(ir, b, hop, source_name);
        if (i > 0 && is_same_hop(ir, b, i))
            hops[path.hop_count - 1] = merged(a, hops[path.hop_count - 1], &hop, &b->steps[i - 1]);
        else
            hops[path.hop_count++] = hop;
    }
    if (path.delivered)
        hops[path.hop_count++] = delivered_hop(ir, b, destination_name);
    path.has_drop = !path.delivered && b->count > 0;
    if (path.has_drop)
        path.drop = (struct path_drop){.node = sim_drop_node(a, ir, b),
                                       .rule = b->rule,
                                       .text = sim_drop_text(a, ir, b),
                                       .because = sim_drop_span(ir, b)};
    return path;
}

/* ---- the ways that `trace` and `matrix` show ---- */

static uint32_t choose_service(struct sim_walk *w, const struct flow_end *from, const struct flow_end *to)
{
    for (uint32_t s = 0; s < w->ir->service_count; s++) {
        struct sim_trip request = sim_request(w, from, to, s);
        struct sim_branch b;
        if (sim_find(w, &request, &sim_watch_delivered, &b))
            return s;
    }
    return 0;
}

uint32_t sim_first_service(struct arena *a, const struct sim_state *s, const struct flow_end *from,
                           const struct flow_end *to)
{
    (void)a;
    struct arena *scratch = arena_create();
    uint32_t service = choose_service(sim_walk_new(scratch, s), from, to);
    arena_destroy(scratch);
    return service;
}

static struct sim_branch first_request(struct sim_walk *w, const struct flow_end *from,
                                       const struct flow_end *to, uint32_t service)
{
    if (service == SIM_ANY_SERVICE)
        service = choose_service(w, from, to);
    struct sim_trip request = sim_request(w, from, to, service);
    return sim_find_first(w, &request);
}

struct path sim_path(struct arena *a, const struct sim_state *s, const struct flow_end *from,
                     const struct flow_end *to, uint32_t service, const char *source_name,
                     const char *destination_name)
{
    struct arena *scratch = arena_create();
    struct sim_walk *w = sim_walk_new(scratch, s);
    struct sim_branch b = first_request(w, from, to, service);
    struct path path = sim_print_branch(a, s->ir, &b, source_name, destination_name);
    arena_destroy(scratch);
    return path;
}

struct path sim_reply_path(struct arena *a, const struct sim_state *s, const struct flow_end *from,
                           const struct flow_end *to, uint32_t service, const char *source_name,
                           const char *destination_name)
{
    struct arena *scratch = arena_create();
    struct sim_walk *w = sim_walk_new(scratch, s);
    struct sim_branch request = first_request(w, from, to, service);
    struct path path = {.source = to->sample, .destination = from->sample};
    struct sim_trip back;
    if (sim_answer(w, &request, &back)) {
        struct sim_branch b = sim_find_first(w, &back);
        b.request = &request;
        path = sim_print_branch(a, s->ir, &b, destination_name, source_name);
    }
    arena_destroy(scratch);
    return path;
}
