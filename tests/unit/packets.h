/*
 * packets: what packets meet, for tests: appliances, load balancers, public addresses and security groups on top
 * of a network built by hand (network.h). Build with the functions here and in network.h, finish with
 * packets_finish, then ask claims between ends.
 */
#ifndef NICC_TESTS_PACKETS_H
#define NICC_TESTS_PACKETS_H

#include <stdlib.h>

#include "compiler/claim.h"
#include "tests/unit/network.h"

#define PACKETS_MAX 16

/* Services of every such network. */
enum packets_service { PACKETS_WEB, PACKETS_SSH, PACKETS_HIGH, PACKETS_SERVICES };

struct packets {
    struct arena *arena;
    struct network *net;
    struct ir_appliance appliances[PACKETS_MAX];
    struct ir_balancer balancers[PACKETS_MAX];
    struct ir_backend backends[PACKETS_MAX][PACKETS_MAX];
    struct ir_public publics[PACKETS_MAX];
    struct ir_filter filters[PACKETS_MAX];
    struct ir_attachment attachments[PACKETS_MAX];
    uint32_t appliance_count, balancer_count, public_count, filter_count, attachment_count;
};

static inline struct packets *packets_new(struct arena *a)
{
    struct packets *p = arena_new(a, struct packets);
    p->arena = a;
    p->net = network_new(a);
    return p;
}

static inline uint32_t packets_table(const struct packets *p, uint32_t site)
{
    return p->net->sites[site].table;
}

/* A route table's route. */
static inline struct ir_origin *packets_route(struct packets *p, uint32_t table, const char *prefix,
                                              struct ir_hop hop)
{
    return network_origin(p->net, table, prefix, IR_SRC_USER, hop);
}

/* The way to an appliance over a link. */
static inline struct ir_hop packets_to(const struct packets *p, uint32_t appliance, uint32_t link)
{
    return network_hop(IR_HOP_TABLE, p->appliances[appliance].table, link);
}

/* Two sites reach each other's prefix over a peering. Returns its element; while it is down the routes are gone. */
static inline uint32_t packets_peer(struct packets *p, const char *name, uint32_t a, uint32_t b)
{
    struct network *n = p->net;
    uint32_t link = network_element(n, name, IR_CLASS_LINK | IR_CLASS_PEERING, IR_LINK_PEERING);
    for (int i = 0; i < 2; i++) {
        uint32_t from = i ? b : a, to = i ? a : b;
        char prefix[PREFIX_TEXT_MAX];
        prefix_print(n->sites[to].prefixes[0], prefix);
        struct ir_origin *o = network_origin(n, packets_table(p, from), prefix, IR_SRC_PEERING,
                                             network_hop(IR_HOP_DELIVER, to, link));
        o->guard = network_guard(n, n->tables[packets_table(p, from)].element, link, IR_NONE);
    }
    return link;
}

/* A forwarding appliance, stateful, with so many instances ("fw.0", "fw.1"). */
static inline uint32_t packets_appliance(struct packets *p, const char *name, uint32_t site,
                                         const char *address, uint32_t instances)
{
    struct network *n = p->net;
    uint32_t table = network_table(n, name, IR_APPLIANCE, site, 0);
    n->elements[n->tables[table].element].classes = 0;
    n->tables[table].element = n->sites[site].element;
    n->tables[table].has_fallback = true;
    n->tables[table].fallback = packets_table(p, site);
    uint32_t *list = arena_array(p->arena, uint32_t, instances);
    for (uint32_t i = 0; i < instances; i++)
        list[i] =
            network_element(n, arena_printf(p->arena, "%s.%u", name, i), IR_CLASS_DEVICE, IR_LINK_OTHER);
    struct ir_appliance *a = &p->appliances[p->appliance_count];
    *a = (struct ir_appliance){.name = name,
                               .span = SPAN_NONE,
                               .site = site,
                               .table = table,
                               .address = network_addr(address),
                               .public_class = IR_NONE,
                               .instances = list,
                               .instance_count = instances,
                               .forwards = true,
                               .forwards_while = IR_NONE,
                               .stateful = {true, true, true, true},
                               .rules = IR_NONE};
    network_prefix(n, arena_printf(p->arena, "%s/32", address));
    return p->appliance_count++;
}

/* A load balancer without backends. */
static inline uint32_t packets_balancer(struct packets *p, const char *name, uint32_t site,
                                        const char *address)
{
    uint32_t id = p->balancer_count++;
    p->balancers[id] = (struct ir_balancer){.name = name,
                                            .span = SPAN_NONE,
                                            .site = site,
                                            .address = network_addr(address),
                                            .backends = p->backends[id]};
    network_prefix(p->net, arena_printf(p->arena, "%s/32", address));
    return id;
}

/* A backend that is an appliance, or (IR_NONE) the host at an address. */
static inline void packets_backend(struct packets *p, uint32_t balancer, uint32_t appliance, uint32_t site,
                                   const char *address)
{
    p->backends[balancer][p->balancers[balancer].backend_count++] =
        (struct ir_backend){.appliance = appliance, .site = site, .address = network_addr(address)};
    network_prefix(p->net, arena_printf(p->arena, "%s/32", address));
}

/* A public address of a host (owner: its site), an appliance or a balancer. */
static inline void packets_public(struct packets *p, const char *address, enum ir_owner_kind kind,
                                  uint32_t owner, const char *host)
{
    p->publics[p->public_count++] = (struct ir_public){.address = network_addr(address),
                                                       .kind = kind,
                                                       .owner = owner,
                                                       .host = network_addr(host ? host : "0.0.0.0"),
                                                       .span = SPAN_NONE};
    network_prefix(p->net, arena_printf(p->arena, "%s/32", address));
    if (host)
        network_prefix(p->net, arena_printf(p->arena, "%s/32", host));
}

/* All services, or one. */
static inline struct bits packets_services(struct packets *p, int only)
{
    struct bits b = bits_new(p->arena, PACKETS_SERVICES);
    for (int s = 0; s < PACKETS_SERVICES; s++)
        if (only < 0 || s == only)
            bits_add(b, (uint32_t)s);
    return b;
}

/* A filter with one line for what is given, and one that does the opposite with everything else. The first line is
 * for the caller to narrow down. */
static inline struct ir_line *packets_filter(struct packets *p, const char *name, bool permit, int service,
                                             uint32_t *filter)
{
    struct ir_line *lines = arena_array(p->arena, struct ir_line, 2);
    for (int i = 0; i < 2; i++)
        lines[i] = (struct ir_line){.services = packets_services(p, i ? -1 : service),
                                    .from = {.any = true},
                                    .to = {.any = true},
                                    .permit = i ? !permit : permit,
                                    .rule = (uint32_t)RULE_SECURITY_GROUP_DENIES,
                                    .dnat_service = IR_NONE,
                                    .span = SPAN_NONE};
    lines[permit ? 0 : 1].rule = IR_NONE;
    *filter = p->filter_count;
    p->filters[p->filter_count++] =
        (struct ir_filter){.name = name, .span = SPAN_NONE, .lines = lines, .line_count = 2};
    return lines;
}

/* A filter that lets everything pass. */
static inline uint32_t packets_open(struct packets *p)
{
    uint32_t filter;
    packets_filter(p, "open", true, -1, &filter);
    return filter;
}

/* IR_NONE: a filter that lets everything pass. */
static inline void packets_attach(struct packets *p, uint32_t site, const char *prefix, uint32_t inbound,
                                  uint32_t outbound)
{
    if (inbound == IR_NONE)
        packets_filter(p, "everything in", true, -1, &inbound);
    if (outbound == IR_NONE)
        packets_filter(p, "everything out", true, -1, &outbound);
    network_prefix(p->net, prefix);
    p->attachments[p->attachment_count++] =
        (struct ir_attachment){site, network_parse(prefix), inbound, outbound, SPAN_NONE};
}

static int packets_by_class(const void *a, const void *b)
{
    const struct ir_public *x = a, *y = b;
    return x->class_id < y->class_id ? -1 : x->class_id > y->class_id;
}

static inline void packets_fill_publics(struct packets *p, const struct ir *ir)
{
    for (uint32_t i = 0; i < p->public_count; i++)
        p->publics[i].class_id = ir_class_of(ir, p->publics[i].address);
    qsort(p->publics, p->public_count, sizeof *p->publics, packets_by_class);
    for (uint32_t i = 0; i < p->public_count; i++) {
        struct ir_public *u = &p->publics[i];
        u->host_class = u->kind == IR_OWNER_HOST ? ir_class_of(ir, u->host) : IR_NONE;
        if (u->kind == IR_OWNER_APPLIANCE) {
            p->appliances[u->owner].has_public = true;
            p->appliances[u->owner].public_address = u->address;
            p->appliances[u->owner].public_class = u->class_id;
        }
    }
}

static inline const struct ir *packets_finish(struct packets *p)
{
    static const struct ir_service services[PACKETS_SERVICES] = {
        {"tcp 443", IR_TCP, 443, PACKETS_HIGH},
        {"tcp 22", IR_TCP, 22, PACKETS_HIGH},
        {"tcp 1024-65535", IR_TCP, 50000, PACKETS_HIGH},
    };
    struct ir *ir = &p->net->ir;
    network_finish(p->net);
    for (uint32_t i = 0; i < p->appliance_count; i++)
        p->appliances[i].address_class = ir_class_of(ir, p->appliances[i].address);
    for (uint32_t i = 0; i < p->balancer_count; i++) {
        p->balancers[i].address_class = ir_class_of(ir, p->balancers[i].address);
        for (uint32_t k = 0; k < p->balancers[i].backend_count; k++)
            p->backends[i][k].address_class = ir_class_of(ir, p->backends[i][k].address);
    }
    for (uint32_t i = 0; i < p->filter_count; i++)
        for (uint32_t k = 0; k < p->filters[i].line_count; k++) {
            struct ir_line *line = (struct ir_line *)&p->filters[i].lines[k];
            line->dnat_class = line->dnat ? ir_class_of(ir, line->dnat_to) : IR_NONE;
        }
    packets_fill_publics(p, ir);
    ir->appliances = p->appliances;
    ir->appliance_count = p->appliance_count;
    ir->balancers = p->balancers;
    ir->balancer_count = p->balancer_count;
    ir->publics = p->publics;
    ir->public_count = p->public_count;
    ir->filters = p->filters;
    ir->filter_count = p->filter_count;
    ir->attachments = p->attachments;
    ir->attachment_count = p->attachment_count;
    ir->services = services;
    ir->service_count = PACKETS_SERVICES;
    ir->anonymous = ir_class_of(ir, network_addr("9.9.9.9"));
    ir->packets_matter = true;
    return ir;
}

/* ---- ends of flows, after packets_finish ---- */

static inline struct flow_end packets_host(const struct packets *p, uint32_t site, const char *address)
{
    struct flow_end e = {.kind = FLOW_SITE,
                         .owner = IR_NONE,
                         .site = site,
                         .public_class = IR_NONE,
                         .sample = network_addr(address)};
    e.class_id = ir_class_of(&p->net->ir, e.sample);
    e.table = ir_table_of(&p->net->ir, site, e.class_id);
    for (uint32_t i = 0; i < p->public_count; i++)
        if (p->publics[i].kind == IR_OWNER_HOST && p->publics[i].owner == site &&
            p->publics[i].host_class == e.class_id)
            e.public_class = p->publics[i].class_id;
    return e;
}

static inline struct flow_end packets_at_appliance(const struct packets *p, uint32_t appliance)
{
    const struct ir_appliance *a = &p->appliances[appliance];
    return (struct flow_end){FLOW_APPLIANCE,  appliance,        a->site,    a->table,
                             a->public_class, a->address_class, a->address, false};
}

static inline struct flow_end packets_at_balancer(const struct packets *p, uint32_t balancer)
{
    const struct ir_balancer *b = &p->balancers[balancer];
    struct flow_end e = {FLOW_BALANCER, balancer,         b->site,    IR_NONE,
                         IR_NONE,       b->address_class, b->address, false};
    for (uint32_t i = 0; i < p->public_count; i++)
        if (p->publics[i].kind == IR_OWNER_BALANCER && p->publics[i].owner == balancer)
            e.public_class = p->publics[i].class_id;
    return e;
}

static inline struct flow_end packets_internet(const struct packets *p)
{
    struct addr a = network_addr("8.8.8.8");
    return (struct flow_end){
        FLOW_INTERNET, IR_NONE, IR_NONE, IR_NONE, IR_NONE, ir_class_of(&p->net->ir, a), a, false};
}

/* A claim about one flow, with all services, nothing failing. */
static inline struct claim packets_claim(struct packets *p, enum claim_kind kind, struct flow_end from,
                                         struct flow_end to)
{
    struct flow_end *ends = arena_array(p->arena, struct flow_end, 2);
    struct claim_member *members = arena_array(p->arena, struct claim_member, 2);
    ends[0] = from;
    ends[1] = to;
    members[0] = (struct claim_member){"from", ends, 1};
    members[1] = (struct claim_member){"to", ends + 1, 1};
    return (struct claim){.name = "claim",
                          .text = "text",
                          .span = SPAN_NONE,
                          .kind = kind,
                          .matrix = IR_NONE,
                          .services = packets_services(p, -1),
                          .budgets[0].classes = IR_CLASS_LINK | IR_CLASS_DEVICE,
                          .from = {members, 1},
                          .to = {members + 1, 1},
                          .prefix = IR_NONE};
}

#endif
