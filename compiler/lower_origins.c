/*
 * lower_origins: the routes that tables hold by themselves: address spaces of VNets, peers and on-premises
 * sites, the platform's system routes, what routers originate, and static routes into tunnels. Those of route
 * tables follow in lower_subnets.c.
 */
#include "compiler/lower.h"

static const struct addr v4_zero = {0, 0, ADDR_IPV4};
static const struct addr v6_zero = {0, 0, ADDR_IPV6};

static bool site_has_ipv6(const struct model_site *s)
{
    for (uint32_t i = 0; i < s->prefixes.count; i++)
        if (s->prefixes.at[i].prefix.address.family == ADDR_IPV6)
            return true;
    return false;
}

/* ---- system routes of a VNet's subnets ---- */

/* F2: reserved ranges. F3: one that equals a range of the VNet, or lies strictly inside one, has no None
 * route. */
static void reserved_origins(struct lowering *l, const struct model_site *s, uint32_t table)
{
    static const struct prefix reserved[] = {{{0, 0x0a000000, ADDR_IPV4}, 8},   /* 10.0.0.0/8 */
                                             {{0, 0xac100000, ADDR_IPV4}, 12},  /* 172.16.0.0/12 */
                                             {{0, 0xc0a80000, ADDR_IPV4}, 16},  /* 192.168.0.0/16 */
                                             {{0, 0x64400000, ADDR_IPV4}, 10}}; /* 100.64.0.0/10 */
    for (uint32_t i = 0; i < sizeof reserved / sizeof *reserved; i++) {
        bool replaced = false;
        for (uint32_t p = 0; p < s->prefixes.count; p++)
            replaced = replaced || prefix_covers(s->prefixes.at[p].prefix, reserved[i]);
        struct ir_origin o = {
            .table = table, .source = IR_SRC_RESERVED, .rank = SUBNET_SYSTEM, .span = s->span};
        o.guard = lower_guard(l, s->element, IR_NONE, IR_NONE, IR_NONE);
        o.hop = hop_drop(RULE_RESERVED_NONE, s->span);
        o.yields_to_default = true;
        if (!replaced)
            lower_origin(l, reserved[i], o);
    }
}

static void internet_origins(struct lowering *l, const struct model_site *s, uint32_t table)
{
    struct ir_origin o = {.table = table, .source = IR_SRC_INTERNET, .rank = SUBNET_SYSTEM, .span = s->span};
    o.guard = lower_guard(l, s->element, IR_NONE, IR_NONE, IR_NONE);
    o.hop = hop_to_internet(IR_HOP_INTERNET, IR_NONE, s->span);
    lower_origin(l, (struct prefix){v4_zero, 0}, o);
    if (site_has_ipv6(s))
        lower_origin(l, (struct prefix){v6_zero, 0}, o);
}

/* ---- address spaces ---- */

static bool is_gateway(const struct lowering *l, uint32_t table)
{
    enum ir_table_kind kind = l->tables.at[table].kind;
    return kind == IR_VPN_GATEWAY || kind == IR_ER_GATEWAY;
}

/* The table that a gateway's packets into the VNet and its peers pass: that of a GatewaySubnet with routes of its own
 * (F68, F136). IR_NONE: none, or `table` is no gateway's. */
static uint32_t way_in(const struct lowering *l, uint32_t site, uint32_t table)
{
    return is_gateway(l, table) ? gateway_subnet_table(l, site) : IR_NONE;
}

/* The own address space, in the table of a subnet or of a gateway: delivered inside the VNet (F2). */
static void own_space(struct lowering *l, uint32_t site, uint32_t table, uint8_t rank, ir_tags tags)
{
    const struct model_site *s = &l->m->sites.at[site];
    for (uint32_t i = 0; i < s->prefixes.count; i++) {
        const struct model_prefix *p = &s->prefixes.at[i];
        struct ir_origin o = {.table = table,
                              .source = IR_SRC_VNET,
                              .rank = rank,
                              .tags = tags,
                              .protects = true,
                              .span = p->span};
        o.guard = lower_guard(l, l->tables.at[table].element, IR_NONE, IR_NONE, IR_NONE);
        uint32_t through = way_in(l, site, table);
        o.hop = through != IR_NONE ? hop_to_table(through, IR_NONE, p->span)
                                   : hop_deliver(site, IR_NONE, p->span);
        lower_origin(l, p->prefix, o);
    }
}

bool peering_blocked(struct lowering *l, const struct model_peering *p)
{
    return !lower_on(l, &p->halves[0].flags[PEER_ALLOW_VNET_ACCESS]) ||
           !lower_on(l, &p->halves[1].flags[PEER_ALLOW_VNET_ACCESS]);
}

struct span peering_blocked_span(struct lowering *l, const struct model_peering *p)
{
    int side = lower_on(l, &p->halves[0].flags[PEER_ALLOW_VNET_ACCESS]) ? 1 : 0;
    return p->halves[side].flags[PEER_ALLOW_VNET_ACCESS].span;
}

void hop_sources(struct lowering *l, struct ir_hop *hop, const struct model_peering *p, int side)
{
    const struct model_site *sender = &l->m->sites.at[p->sites[side]];
    const struct model_half *receiver = &p->halves[1 - side];
    if (l->m->appliances.count == 0 || lower_on(l, &receiver->flags[PEER_ALLOW_FORWARDED]))
        return;
    struct prefix *sources = arena_array(l->arena, struct prefix, sender->prefixes.count);
    for (uint32_t i = 0; i < sender->prefixes.count; i++)
        sources[i] = sender->prefixes.at[i].prefix;
    hop->sources = sources;
    hop->source_count = sender->prefixes.count;
    hop->source_rule = RULE_FORWARDED_REFUSED;
    hop->source_span = receiver->flags[PEER_ALLOW_FORWARDED].span;
    l->ir->packets_matter = true;
}

/* F25: an ExpressRoute gateway forwards into a peer only with transit or `allow-forwarded-traffic`. */
static bool refused(struct lowering *l, const struct model_peering *p, int side, uint32_t table)
{
    return l->tables.at[table].kind == IR_ER_GATEWAY && !peering_blocked(l, p) &&
           !lower_transit(l, p, 1 - side) && !lower_on(l, &p->halves[1 - side].flags[PEER_ALLOW_FORWARDED]);
}

/* Where a packet for the peer goes from `table`, at the site of side `side` (F5, F25, F26). */
static struct ir_hop peering_hop(struct lowering *l, const struct model_peering *p, int side, uint32_t table)
{
    uint32_t through = way_in(l, p->sites[side], table);
    if (refused(l, p, side, table))
        return hop_drop(RULE_FORWARDED_REFUSED, p->halves[1 - side].flags[PEER_ALLOW_FORWARDED].span);
    if (through != IR_NONE)
        return hop_to_table(through, IR_NONE, p->span);
    if (peering_blocked(l, p))
        return hop_drop(RULE_PEERING_BLOCKED, peering_blocked_span(l, p));
    struct ir_hop hop = hop_deliver(p->sites[1 - side], p->element, p->span);
    if (!is_gateway(l, table) && table != gateway_subnet_table(l, p->sites[side]))
        hop_sources(l, &hop, p, side);
    return hop;
}

/* Where the ExpressRoute gateway is refused at the peer, the GatewaySubnet's routes for parts of its `space` (or all of it)
 * still apply: they lead to an appliance, not over the peering. Returns true when one is for all of it. */
static bool add_detours(struct lowering *l, uint32_t site, struct prefix space, struct ir_origin o)
{
    const struct model_route_table *t = gateway_subnet_routes(l, site);
    bool whole = false;
    o.hop = hop_to_table(gateway_subnet_table(l, site), IR_NONE, o.span);
    for (uint32_t r = 0; t && r < t->routes.count; r++)
        for (uint32_t i = 0; i < t->routes.at[r].prefixes.count; i++) {
            struct prefix p = t->routes.at[r].prefixes.at[i].prefix;
            if (!prefix_covers(space, p))
                continue;
            whole = whole || prefix_compare(space, p) == 0;
            lower_origin(l, p, o);
        }
    return whole;
}

/* F5: a route per range of the peer. At a gateway it is announced only with gateway transit (F21b, F22). */
static void peer_space(struct lowering *l, const struct model_peering *p, int side, uint32_t table,
                       uint8_t rank)
{
    const struct model_site *peer = &l->m->sites.at[p->sites[1 - side]];
    bool transit = lower_transit(l, p, 1 - side);
    struct span at = transit ? p->halves[1 - side].flags[PEER_USE_REMOTE_GATEWAYS].span : p->span;
    for (uint32_t i = 0; i < peer->prefixes.count; i++) {
        struct ir_origin o = {
            .table = table, .source = IR_SRC_PEERING, .rank = rank, .protects = true, .span = at};
        o.tags = IR_TAG_SPACE | (transit ? IR_TAG_OWN : IR_TAG_LOCAL_ONLY);
        if (!transit && is_gateway(l, table))
            o.rank = l->tables.at[table].kind == IR_VPN_GATEWAY ? (uint8_t)VPN_PEERED : (uint8_t)ER_PEERED;
        o.guard = lower_guard(l, l->tables.at[table].element, p->element, peer->element, IR_NONE);
        o.hop = peering_hop(l, p, side, table);
        o.hidden = p->halves[side].tags_only && !lower_on(l, &p->halves[side].shows);
        struct prefix space = peer->prefixes.at[i].prefix;
        if (!refused(l, p, side, table) || !add_detours(l, p->sites[side], space, o))
            lower_origin(l, space, o);
    }
}

static void peer_spaces(struct lowering *l, uint32_t site, uint32_t table, uint8_t rank)
{
    const struct model_site *s = &l->m->sites.at[site];
    for (uint32_t i = 0; i < s->peerings.count; i++) {
        const struct model_peering *p = &l->m->peerings.at[s->peerings.at[i]];
        for (int side = 0; side < 2; side++)
            if (model_peering_whole(p) && p->sites[side] == site)
                for (lower_cases(l); lower_case(l);)
                    peer_space(l, p, side, table, rank);
    }
}

/* F1: each subnet has the routes of the whole VNet, before route tables and service endpoints. */
static void vnet_origins(struct lowering *l, uint32_t site)
{
    const struct model_site *s = &l->m->sites.at[site];
    struct table_list tables = site_start_tables(l, site);
    for (uint32_t i = 0; i < tables.list.count; i++) {
        own_space(l, site, tables.list.at[i], SUBNET_SPACE, IR_TAG_SPACE);
        peer_spaces(l, site, tables.list.at[i], SUBNET_SPACE);
        internet_origins(l, s, tables.list.at[i]);
        reserved_origins(l, s, tables.list.at[i]);
    }
    for (uint32_t i = 0; i < s->gateways.count; i++) {
        const struct model_gateway *g = &l->m->gateways.at[s->gateways.at[i]];
        uint8_t rank = g->kind == MODEL_VPN ? VPN_SPACE : ER_SPACE;
        own_space(l, site, g->table, rank, IR_TAG_SPACE | IR_TAG_OWN);
        peer_spaces(l, site, g->table, rank);
    }
}

/* ---- on-premises ---- */

/* Does the router announce this prefix of its site as its own? By default yes, else only when `originate`
 * lists it. */
static bool originates(const struct model_router *r, struct prefix p)
{
    for (uint32_t i = 0; i < r->originate.count; i++)
        if (prefix_compare(r->originate.at[i].prefix, p) == 0)
            return true;
    return !r->has_originate;
}

static void connected_origins(struct lowering *l, const struct model_site *s, uint32_t site, uint32_t table,
                              uint8_t rank, const struct model_router *r)
{
    for (uint32_t i = 0; i < s->prefixes.count; i++) {
        const struct model_prefix *p = &s->prefixes.at[i];
        struct ir_origin o = {.table = table, .source = IR_SRC_CONNECTED, .rank = rank, .span = p->span};
        o.tags = r && originates(r, p->prefix) ? IR_TAG_OWN : 0;
        o.guard = lower_guard(l, l->tables.at[table].element, IR_NONE, IR_NONE, IR_NONE);
        o.hop = hop_deliver(site, IR_NONE, p->span);
        lower_origin(l, p->prefix, o);
    }
}

static bool site_has_prefix(const struct model_site *s, struct prefix p)
{
    for (uint32_t i = 0; i < s->prefixes.count; i++)
        if (prefix_compare(s->prefixes.at[i].prefix, p) == 0)
            return true;
    return false;
}

bool lower_originates(const struct lowering *l, const struct model_router *r, struct prefix p)
{
    return r->has_originate ? originates(r, p) : site_has_prefix(&l->m->sites.at[r->site], p);
}

static bool site_covers(const struct model_site *s, struct prefix p)
{
    for (uint32_t i = 0; i < s->prefixes.count; i++)
        if (prefix_covers(s->prefixes.at[i].prefix, p))
            return true;
    return false;
}

/* What a router originates besides its site's prefixes: a part of one leads to the site like the whole (in a split site
 * to nothing but the subnets in it); anything wider is an aggregate with nothing behind it but longer routes. */
static void originated_origins(struct lowering *l, const struct model_site *s, const struct model_router *r)
{
    for (uint32_t i = 0; i < r->originate.count; i++) {
        const struct model_prefix *p = &r->originate.at[i];
        struct ir_origin o = {.table = r->table,
                              .source = IR_SRC_AGGREGATE,
                              .rank = ROUTER_BGP,
                              .tags = IR_TAG_OWN,
                              .span = p->span};
        o.guard = lower_guard(l, r->element, IR_NONE, IR_NONE, IR_NONE);
        o.hop = hop_drop(RULE_AGGREGATE_DISCARD, p->span);
        bool split = model_site_is_split(l->m, r->site);
        if (site_covers(s, p->prefix))
            o.rank = ROUTER_CONNECTED;
        if (site_covers(s, p->prefix) && !split) {
            o.source = IR_SRC_CONNECTED;
            o.hop = hop_deliver(r->site, IR_NONE, p->span);
        }
        bool own_default = r->default_route && prefix_is_default(p->prefix) &&
                           (p->prefix.address.family == ADDR_IPV4 || site_has_ipv6(s));
        bool local = split && lower_split_is_local(l, r->site, p->prefix);
        if (!site_has_prefix(s, p->prefix) && !own_default && !local)
            lower_origin(l, p->prefix, o);
    }
}

static void default_origin(struct lowering *l, const struct model_router *r, struct prefix p)
{
    struct ir_origin o = {
        .table = r->table, .source = IR_SRC_DEFAULT, .rank = ROUTER_BGP, .span = r->default_span};
    o.tags = r->has_originate && originates(r, p) ? IR_TAG_OWN : IR_TAG_LOCAL_ONLY;
    o.guard = lower_guard(l, r->element, IR_NONE, IR_NONE, IR_NONE);
    o.hop = hop_to_internet(IR_HOP_EXIT, RULE_DEFAULT_EXIT_ONLY, r->default_span);
    lower_origin(l, p, o);
}

static void onprem_origins(struct lowering *l, uint32_t site)
{
    const struct model_site *s = &l->m->sites.at[site];
    bool split = model_site_is_split(l->m, site);
    struct table_list tables = site_start_tables(l, site);
    for (uint32_t i = 0; !split && i < tables.list.count; i++)
        connected_origins(l, s, site, tables.list.at[i], LAN_OWN, NULL);
    if (split)
        lower_split_origins(l, site);
    for (uint32_t i = 0; i < s->routers.count; i++) {
        const struct model_router *r = &l->m->routers.at[s->routers.at[i]];
        if (!split)
            connected_origins(l, s, site, r->table, ROUTER_CONNECTED, r);
        originated_origins(l, s, r);
        if (r->default_route)
            default_origin(l, r, (struct prefix){v4_zero, 0});
        if (r->default_route && site_has_ipv6(s))
            default_origin(l, r, (struct prefix){v6_zero, 0});
    }
}

void lower_origins(struct lowering *l)
{
    for (uint32_t i = 0; i < l->m->sites.count; i++) {
        if (l->m->sites.at[i].kind == MODEL_VNET)
            vnet_origins(l, i);
        else
            onprem_origins(l, i);
    }
}

/* ---- static routes into tunnels (F39) ---- */

static void static_origin(struct lowering *l, const struct model_connection *conn, int side, struct prefix p,
                          struct span at)
{
    const struct model_end *own = &conn->ends[side], *far = &conn->ends[1 - side];
    uint32_t table = end_table(l, own, 0), target = end_table(l, far, 0);
    bool gateway = own->kind == END_VPN_GATEWAY;
    struct ir_origin o = {.table = table, .source = IR_SRC_STATIC, .span = at};
    o.rank = gateway ? VPN_STATIC : ROUTER_STATIC;
    o.tags =
        gateway ? IR_TAG_OWN : 0; /* F34: a gateway announces the prefixes of its local network gateways */
    /* A tunnel or WAN link is down when its other end is. A neighbour on the LAN may die unnoticed: the route stays. */
    uint32_t neighbour = conn->kind == CONN_SESSION ? IR_NONE : end_element(l, far, 0);
    o.guard = lower_guard(l, conn->elements[0], end_element(l, own, 0), neighbour, IR_NONE);
    o.hop = hop_to_table(target, conn->elements[0], conn->span);
    lower_origin(l, p, o);
}

/* A static connection between two VPN gateways without a list routes the other VNet's address space. */
static void static_vnet(struct lowering *l, const struct model_connection *conn, int side)
{
    const struct model_end *far = &conn->ends[1 - side];
    const struct model_site *s = &l->m->sites.at[l->m->gateways.at[far->index].site];
    for (uint32_t i = 0; i < s->prefixes.count; i++)
        static_origin(l, conn, side, s->prefixes.at[i].prefix, conn->span);
}

/* F45: all that the gateway has no better route for goes into one tunnel. For the gateway alone. */
static void default_site_origin(struct lowering *l, const struct model_gateway *g)
{
    const struct model_connection *conn = &l->m->connections.at[g->default_site];
    int side =
        conn->ends[0].kind == END_VPN_GATEWAY && l->m->gateways.at[conn->ends[0].index].table == g->table ? 0
                                                                                                          : 1;
    const struct model_end *far = &conn->ends[1 - side];
    struct ir_origin o = {.table = g->table,
                          .source = IR_SRC_STATIC,
                          .rank = VPN_STATIC,
                          .tags = IR_TAG_LOCAL_ONLY,
                          .span = g->default_site_span};
    o.guard = lower_guard(l, conn->elements[0], g->element, end_element(l, far, 0), IR_NONE);
    o.hop = hop_to_table(end_table(l, far, 0), conn->elements[0], conn->span);
    lower_origin(l, (struct prefix){v4_zero, 0}, o);
}

void lower_statics(struct lowering *l)
{
    for (uint32_t i = 0; i < l->m->gateways.count; i++)
        if (l->m->gateways.at[i].default_site != MODEL_NONE)
            default_site_origin(l, &l->m->gateways.at[i]);
    for (uint32_t i = 0; i < l->m->connections.count; i++) {
        const struct model_connection *conn = &l->m->connections.at[i];
        bool gateways = conn->ends[0].kind == END_VPN_GATEWAY && conn->ends[1].kind == END_VPN_GATEWAY;
        for (int side = 0; side < 2; side++) {
            const struct model_end *e = &conn->ends[side];
            for (uint32_t p = 0; p < e->statics.count; p++)
                static_origin(l, conn, side, e->statics.at[p].prefix, e->statics.at[p].span);
            if (gateways && !conn->bgp && e->statics.count == 0)
                static_vnet(l, conn, side);
        }
    }
}
