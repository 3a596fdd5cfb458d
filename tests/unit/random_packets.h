/*
 * random_packets: random networks that act on packets, for tests: three sites in a row or in a triangle, appliances
 * with state, rules and translation, a load balancer, public addresses, security groups, a router with an Internet
 * exit, and routes that send packets through all of these. There is no BGP: of each environment there is one state.
 */
#ifndef NICC_TESTS_RANDOM_PACKETS_H
#define NICC_TESTS_RANDOM_PACKETS_H

#include "tests/unit/chance.h"
#include "tests/unit/packets.h"

#define RANDOM_SITES 3u

struct scene {
    struct arena *arena;
    struct packets *p;
    uint32_t sites[RANDOM_SITES], tables[RANDOM_SITES];
    uint32_t links[RANDOM_SITES]; /* peerings of 0 and 1, 1 and 2, 0 and 2; IR_NONE: there is none */
    uint32_t router;              /* a table of site 2 that leads to the Internet, or IR_NONE */
};

static const char *const scene_spaces[] = {"10.0.0.0/16", "10.1.0.0/16", "10.2.0.0/16"};
static const char *const scene_hosts[] = {"10.0.0.50", "10.1.0.50", "10.2.0.50"};
static const char *const scene_publics[] = {"20.0.0.10", "20.0.0.11", "20.0.0.12"};

/* Is it the site itself, or one that it is peered with? Gives what is crossed on the way. */
static inline bool scene_way(const struct scene *s, uint32_t from, uint32_t to, uint32_t *link)
{
    *link = from == to ? IR_NONE : s->links[from + to == 1 ? 0 : from + to == 3 ? 1 : 2];
    return from == to || *link != IR_NONE;
}

static inline void scene_sites(struct scene *s)
{
    static const char *const names[] = {"s0", "s1", "s2"};
    for (uint32_t i = 0; i < RANDOM_SITES; i++) {
        s->sites[i] = network_site(s->p->net, names[i], scene_spaces[i]);
        s->tables[i] = packets_table(s->p, s->sites[i]);
    }
    s->links[0] = packets_peer(s->p, "p01", s->sites[0], s->sites[1]);
    s->links[1] = packets_peer(s->p, "p12", s->sites[1], s->sites[2]);
    s->links[2] = one_in(2) ? packets_peer(s->p, "p02", s->sites[0], s->sites[2]) : IR_NONE;
}

/* ---- appliances ---- */

static inline void scene_translation(struct scene *s, struct ir_appliance *x)
{
    x->snat = one_in(3) ? IR_SNAT_ALWAYS : IR_SNAT_NEVER;
    if (!one_in(3))
        return;
    struct prefix *except = arena_new(s->arena, struct prefix);
    *except = network_parse(one_in(2) ? "10.2.0.0/16" : "10.0.0.0/16");
    x->snat = IR_SNAT_EXCEPT;
    x->snat_except = except;
    x->snat_except_count = 1;
}

/* What comes to the appliance goes on to a host, by its private or by its public address. */
static inline void scene_dnat(struct scene *s, struct ir_line *line)
{
    const char *to = one_in(4) ? scene_publics[2] : scene_hosts[chance(RANDOM_SITES)];
    line->dnat = true;
    line->dnat_to = network_address(s->p->net, to);
    line->dnat_service = one_in(2) ? IR_NONE : chance(PACKETS_SERVICES);
}

static inline int some_service(void)
{
    return (int)chance(PACKETS_SERVICES + 1) - 1;
}

static inline void scene_rules(struct scene *s, struct ir_appliance *x)
{
    struct ir_line *line = packets_filter(s->p, "rules", !one_in(3), some_service(), &x->rules);
    if (one_in(4))
        line->from = network_set(s->p->net, scene_spaces[chance(RANDOM_SITES)]);
    if (line->permit && !one_in(3))
        scene_dnat(s, line);
}

static inline void scene_appliance(struct scene *s, uint32_t number)
{
    uint32_t at = chance(RANDOM_SITES);
    packets_appliance(s->p, number ? "fw1" : "fw0", s->sites[at],
                      arena_printf(s->arena, "10.%u.0.%u", at, 4 + number), 1 + chance(2));
    struct ir_appliance *x = &s->p->appliances[number];
    x->forwards = !one_in(8);
    for (uint32_t i = 0; i < IR_PROTOCOL_COUNT; i++)
        x->stateful[i] = x->stateful[i] && number != chance(3);
    scene_translation(s, x);
    if (one_in(2))
        packets_public(s->p, number ? "20.0.0.2" : "20.0.0.1", IR_OWNER_APPLIANCE, number, NULL);
    if (one_in(2))
        scene_rules(s, x);
}

/* ---- load balancer, public addresses, exit ---- */

static inline void scene_backend(struct scene *s, uint32_t site, uint32_t number)
{
    if (one_in(2)) {
        packets_backend(s->p, 0, IR_NONE, site, arena_printf(s->arena, "10.%u.0.%u", site, 50 + number));
        return;
    }
    uint32_t appliance = number % s->p->appliance_count;
    const struct ir_appliance *x = &s->p->appliances[appliance];
    char address[ADDR_TEXT_MAX];
    packets_backend(s->p, 0, appliance, x->site, addr_print(x->address, address));
}

static inline void scene_balancer(struct scene *s)
{
    uint32_t at = chance(RANDOM_SITES), backends = 1 + chance(2);
    if (one_in(3))
        return;
    packets_balancer(s->p, "lb", s->sites[at], arena_printf(s->arena, "10.%u.0.9", at));
    for (uint32_t i = 0; i < backends; i++)
        scene_backend(s, s->sites[at], i);
    if (one_in(2))
        packets_public(s->p, "20.0.0.9", IR_OWNER_BALANCER, 0, NULL);
}

static inline void scene_public_hosts(struct scene *s)
{
    for (uint32_t i = 0; i < RANDOM_SITES; i++)
        if (i == 2 || one_in(3))
            packets_public(s->p, scene_publics[i], IR_OWNER_HOST, s->sites[i], scene_hosts[i]);
}

/* A router that knows its own site, and else the way out. */
static inline void scene_router(struct scene *s)
{
    s->router = IR_NONE;
    if (!one_in(3))
        return;
    s->router = network_table(s->p->net, "s2.r", IR_ROUTER, s->sites[2], 0);
    network_origin(s->p->net, s->router, scene_spaces[2], IR_SRC_CONNECTED,
                   network_hop(IR_HOP_DELIVER, s->sites[2], IR_NONE));
    network_origin(s->p->net, s->router, "0.0.0.0/0", IR_SRC_DEFAULT,
                   network_hop(IR_HOP_EXIT, IR_NONE, IR_NONE));
}

/* ---- routes ---- */

static inline struct ir_hop scene_internet(void)
{
    return network_hop(IR_HOP_INTERNET, IR_NONE, IR_NONE);
}

/* Where a route of site `at` may lead. Returns false when that is out of its reach. */
static inline bool scene_hop(struct scene *s, uint32_t at, struct ir_hop *hop)
{
    uint32_t link, pick = chance(6), appliance = chance(s->p->appliance_count);
    *hop = scene_internet();
    if (pick < 2) {
        if (!scene_way(s, at, s->p->appliances[appliance].site, &link))
            return false;
        *hop = packets_to(s->p, appliance, link);
    } else if (pick == 2 && s->p->balancer_count > 0) {
        if (!scene_way(s, at, s->p->balancers[0].site, &link))
            return false;
        *hop = network_hop(IR_HOP_BALANCER, 0, link);
    } else if (pick == 3 && at == 2 && s->router != IR_NONE) {
        *hop = network_hop(IR_HOP_TABLE, s->router, IR_NONE);
    } else if (pick == 4) {
        *hop = network_hop(IR_HOP_DROP, IR_NONE, IR_NONE);
    }
    return true;
}

/* A route, with what sets routes aside now and then. */
static inline void scene_route(struct scene *s, uint32_t at)
{
    static const char *const prefixes[] = {"10.0.0.0/8", "10.0.0.0/16",  "10.1.0.0/16", "10.2.0.0/16",
                                           "0.0.0.0/0",  "10.2.0.50/32", "20.0.0.0/8"};
    const char *prefix = prefixes[chance(7)];
    struct ir_hop hop;
    if (one_in(3) || !scene_hop(s, at, &hop))
        return;
    struct ir_origin *o = packets_route(s->p, s->tables[at], prefix, hop);
    o->overrides = one_in(12);
    o->control_only = one_in(16);
    o->yields_to_default = one_in(10);
    if (one_in(3))
        o->guard = network_guard(s->p->net, s->p->net->tables[o->table].element, s->links[one_in(2) ? 0 : 1],
                                 IR_NONE);
}

/* A peering may be less preferred, and may let only what its own site sends pass (F25). */
static inline void scene_peering_origin(struct scene *s, struct ir_origin *o)
{
    o->rank = one_in(4) ? 0 : 1;
    if (!one_in(8))
        return;
    for (uint32_t i = 0; i < RANDOM_SITES; i++)
        if (o->table == s->tables[i])
            o->hop.sources = s->p->net->sites[s->sites[i]].prefixes;
    o->hop.source_count = 1;
    o->hop.source_rule = RULE_FORWARDED_REFUSED;
}

static inline void scene_routes(struct scene *s)
{
    for (uint32_t i = 0; i < RANDOM_SITES; i++) {
        scene_route(s, i);
        scene_route(s, i);
        if (one_in(2))
            network_origin(s->p->net, s->tables[i], "0.0.0.0/0", IR_SRC_INTERNET, scene_internet())->rank = 1;
    }
    for (uint32_t i = 0; i < s->p->net->ir.origin_count; i++)
        if (s->p->net->origins[i].source == IR_SRC_PEERING)
            scene_peering_origin(s, &s->p->net->origins[i]);
}

/* ---- security groups ---- */

static inline void scene_group(struct scene *s, uint32_t at, const char *prefix)
{
    uint32_t inbound, outbound;
    struct ir_line *line = packets_filter(s->p, "in", one_in(2), some_service(), &inbound);
    if (one_in(2)) {
        line->services = packets_services(s->p, -1);
        line->from = (struct ir_address_set){.known_at = {s->tables[chance(RANDOM_SITES)]}, .known_count = 1};
    } else if (one_in(2)) {
        line->from = (struct ir_address_set){.internet = true};
    }
    packets_filter(s->p, "out", !one_in(3), some_service(), &outbound);
    packets_attach(s->p, s->sites[at], prefix, inbound, outbound);
}

/* A subnet's group, and one of a NIC in it: the shorter prefix comes first. */
static inline void scene_groups(struct scene *s)
{
    for (uint32_t i = 0; i < RANDOM_SITES; i++) {
        if (one_in(4))
            scene_group(s, i, arena_printf(s->arena, "10.%u.0.0/%u", i, one_in(2) ? 16u : 24u));
        if (one_in(6))
            scene_group(s, i, arena_printf(s->arena, "10.%u.0.50/32", i));
    }
}

/* The next random network. */
static inline struct scene *random_packets(struct arena *arena)
{
    struct scene *s = arena_new(arena, struct scene);
    s->arena = arena;
    s->p = packets_new(arena);
    scene_sites(s);
    scene_appliance(s, 0);
    if (one_in(2))
        scene_appliance(s, 1);
    scene_balancer(s);
    scene_public_hosts(s);
    scene_router(s);
    scene_routes(s);
    scene_groups(s);
    packets_finish(s->p);
    return s;
}

/* ---- ends ---- */

/* A host, the Internet, an appliance or the load balancer; often what meets at public addresses. */
static inline struct flow_end random_end(const struct scene *s, bool source)
{
    if (source && one_in(5))
        return packets_internet(s->p);
    if (!source && one_in(5))
        return packets_host(s->p, s->sites[2], scene_hosts[2]);
    uint32_t pick = chance(RANDOM_SITES + 3);
    if (pick == RANDOM_SITES)
        return packets_internet(s->p);
    if (pick == RANDOM_SITES + 1 && s->p->balancer_count > 0 && !source)
        return packets_at_balancer(s->p, 0);
    if (pick > RANDOM_SITES)
        return packets_at_appliance(s->p, chance(s->p->appliance_count));
    const char *other = arena_printf(s->arena, "10.%u.0.77", pick);
    return packets_host(s->p, s->sites[pick], one_in(2) ? other : scene_hosts[pick]);
}

#endif
