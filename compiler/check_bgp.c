/*
 * check_bgp: the rules of a valid design for BGP: AS numbers (F40), who speaks with whom (F47, F85), and what may be set
 * at the ends of a connection. Looks at the model only.
 */
#include "compiler/ir.h"
#include "compiler/private.h"

#define ASN_16BIT_MAX 65535u

struct checker {
    struct compilation *c;
    const struct model *m;
};

static struct diag *fail(struct checker *k, enum diag_code code, struct span at, const char *message)
{
    return diag_add(k->c->diags, code, at, "%s", message);
}

/* ---- AS numbers (F40) ---- */

static bool asn_reserved(uint32_t asn)
{
    return asn == 8074 || asn == 8075 || asn == 12076 || asn == 23456 || (asn >= 65517 && asn <= 65520) ||
           (asn >= 64496 && asn <= 64511) || (asn >= 65535 && asn <= 65551) ||
           asn == UINT32_MAX; /* RFC 7300 */
}

static void check_asn(struct checker *k, uint32_t asn, struct span at, const char *name, bool platform)
{
    if (asn == 0)
        return;
    if (asn_reserved(asn) || (asn == 65515 && !platform)) {
        struct diag *d =
            diag_add(k->c->diags, DIAG_ASN_RESERVED, at, "AS number %u of `%s` is reserved", asn, name);
        diag_help(k->c->diags, d, "private AS numbers are 64512 to 65514 and 65521 to 65534");
    } else if (asn > ASN_16BIT_MAX && k->m->profile == PROFILE_AZURE_2018) {
        diag_add(k->c->diags, DIAG_ASN_32BIT, at,
                 "AS number %u of `%s` has more than 16 bits, which `profile azure-2018` refuses", asn, name);
    }
}

static void check_asns(struct checker *k)
{
    for (uint32_t i = 0; i < k->m->gateways.count; i++) {
        const struct model_gateway *g = &k->m->gateways.at[i];
        if (g->asn == 0)
            fail(k, DIAG_ASN_RESERVED, g->asn_span, "AS number 0 is reserved and cannot be used");
        check_asn(k, g->asn, g->asn_span, g->name, true);
        if (g->kind == MODEL_EXPRESSROUTE && g->asn != 65515)
            fail(k, DIAG_ASN_FIXED, g->asn_span, "an ExpressRoute gateway always has AS number 65515");
    }
    for (uint32_t i = 0; i < k->m->routers.count; i++) {
        const struct model_router *r = &k->m->routers.at[i];
        if (r->asn == 0 && r->asn_written)
            fail(k, DIAG_ASN_RESERVED, r->asn_span, "AS number 0 is reserved and cannot be used");
        check_asn(k, r->asn, r->asn_span, r->name, false);
    }
    for (uint32_t i = 0; i < k->m->appliances.count; i++) {
        const struct model_appliance *a = &k->m->appliances.at[i];
        check_asn(k, a->asn, a->asn_span, a->name, false);
    }
    for (uint32_t i = 0; i < k->m->circuits.count; i++)
        if (k->m->circuits.at[i].asn != 12076)
            fail(k, DIAG_ASN_FIXED, k->m->circuits.at[i].span,
                 "a circuit's devices always have AS number 12076");
}

/* ---- connections ---- */

/* A circuit is not joined to itself. */
static void check_global_reach(struct checker *k, const struct model_connection *conn)
{
    if (conn->kind == CONN_GLOBAL_REACH && conn->ends[0].index == conn->ends[1].index)
        diag_add(k->c->diags, DIAG_CANNOT_CONNECT, conn->span, "`%s` is connected with itself",
                 conn->ends[0].name);
}

/* Does the router originate the prefix of this subnet, or a part of it? Without `originate` it originates what its site
 * has. */
static bool originates_in(const struct model *m, const struct model_router *r, struct prefix subnet)
{
    const struct model_site *s = &m->sites.at[r->site];
    for (uint32_t i = 0; i < r->originate.count; i++)
        if (prefix_covers(subnet, r->originate.at[i].prefix))
            return true;
    for (uint32_t i = 0; !r->has_originate && i < s->prefixes.count; i++)
        if (prefix_compare(subnet, s->prefixes.at[i].prefix) == 0)
            return true;
    return false;
}

/* A subnet that the router originates and reaches over internal links alone, or NULL. */
static const struct model_subnet *behind_links(const struct model *m, uint32_t router)
{
    const struct model_router *r = &m->routers.at[router];
    const struct model_site *s = &m->sites.at[r->site];
    for (uint32_t i = 0; model_site_is_split(m, r->site) && i < s->subnets.count; i++) {
        const struct model_subnet *subnet = &m->subnets.at[s->subnets.at[i]];
        for (uint32_t p = 0; !model_subnet_attaches(m, subnet, router) && p < subnet->prefixes.count; p++)
            if (originates_in(m, r, subnet->prefixes.at[p].prefix))
                return subnet;
    }
    return NULL;
}

/* An iBGP neighbour in another site does not know the way to a next hop that is announced unchanged. What an end
 * originates has itself as the next hop, unless another router of its site leads there (RFC 4271, 5.1.3). */
static void check_inner_next_hop(struct checker *k, const struct model_end *e)
{
    const struct model_filter *f = &e->advertise;
    bool passes = f->kind == FILTER_ALL || f->ranges.count > 0;
    const struct model_subnet *behind =
        e->kind == END_ROUTER && (f->own || f->kind == FILTER_DEFAULT) ? behind_links(k->m, e->index) : NULL;
    if ((!passes && !behind) || e->next_hop.kind == NEXT_HOP_SELF || e->next_hop.kind == NEXT_HOP_ADDRESS)
        return;
    struct diag *d =
        diag_add(k->c->diags, DIAG_NEXT_HOP_NOT_MODELLED, passes ? f->span : e->span,
                 "by iBGP `%s` would announce %s with next hops that the other site does not know", e->name,
                 passes ? "learned routes" : "subnets of other routers");
    if (!passes)
        diag_label(k->c->diags, d, behind->name_span, "one of them");
    diag_help(k->c->diags, d, "add `next-hop self;` at this end");
}

/* F40: both speak BGP with one AS number. Between routers and appliances that is iBGP. */
static void check_equal_asn(struct checker *k, const struct model_connection *conn)
{
    const struct model_end *a = &conn->ends[0], *b = &conn->ends[1];
    uint32_t asn = model_end_asn(k->m, a);
    bool customer = model_end_has_policy(a) || model_end_has_policy(b);
    if (customer && (asn == 0 || asn == 65515 || asn_reserved(asn)))
        return; /* reported already */
    if (!conn->bgp || asn != model_end_asn(k->m, b))
        return;
    if (model_end_has_policy(a) && model_end_has_policy(b)) {
        check_inner_next_hop(k, a);
        check_inner_next_hop(k, b);
        return;
    }
    struct diag *d = diag_add(k->c->diags, DIAG_ASN_EQUAL, conn->span,
                              "both ends have AS number %u, so they refuse each other's routes", asn);
    diag_help(k->c->diags, d,
              "give one end another `asn`, for example 65010, or make the connection `static`");
}

/* F47: a tunnel or WAN link joins two places. */
static void check_direct(struct checker *k, const struct model_connection *conn)
{
    const struct model_end *a = &conn->ends[0], *b = &conn->ends[1];
    if (!model_connection_is_direct(conn) || conn->kind == CONN_SESSION)
        return;
    if (model_end_site(k->m, a) != model_end_site(k->m, b)) {
        check_equal_asn(k, conn);
        return;
    }
    struct diag *d = diag_add(k->c->diags, DIAG_CANNOT_CONNECT, conn->span,
                              "`%s` and `%s` are in the same site", a->name, b->name);
    if (conn->kind == CONN_WAN)
        diag_help(k->c->diags, d, "routers of one site share a LAN and their routes without a `connect`");
}

/* Does the end say anything about the routes that it announces or accepts? */
static bool sets_policy(const struct model_end *e)
{
    bool filters =
        e->advertise.kind != FILTER_DEFAULT || e->accept.kind != FILTER_DEFAULT || e->may_advertise.count > 0;
    bool numbers = e->prepend > 0 || e->strip > 0 || e->has_local_preference || e->has_weight || e->has_med;
    return filters || numbers || e->communities.count > 0 || e->as_override ||
           e->next_hop.kind != NEXT_HOP_DEFAULT || e->policy_in != MODEL_NONE || e->policy_out != MODEL_NONE;
}

static void check_policy(struct checker *k, const struct model_end *e, const struct model_connection *conn)
{
    if (!model_end_has_policy(e) && sets_policy(e)) {
        struct diag *d = diag_add(k->c->diags, DIAG_POLICY_NOT_THERE, e->block_span,
                                  "`%s` has no routing policy of its own", e->name);
        diag_help(k->c->diags, d,
                  "the platform's gateways and circuits follow fixed rules; set it at the router's end");
    }
    if (e->statics.count > 0 && !model_connection_is_direct(conn))
        diag_add(k->c->diags, DIAG_CONTRADICTION, e->block_span,
                 "static routes exist on tunnels and WAN links only; %s",
                 conn->kind == CONN_SESSION ? "a Route Server exchanges routes by BGP"
                                            : "a circuit is routed by BGP");
    if (!conn->bgp && sets_policy(e))
        diag_add(k->c->diags, DIAG_CONTRADICTION, e->block_span,
                 "`%s` sets BGP policy on a connection without BGP", e->name);
}

/* ---- next hops ---- */

static bool holds_address(const struct addr *at, uint32_t count, struct addr a)
{
    for (uint32_t i = 0; i < count; i++)
        if (addr_compare(at[i], a) == 0)
            return true;
    return false;
}

static bool is_next_hop(const struct model *m, struct addr a)
{
    for (uint32_t i = 0; i < m->appliances.count; i++)
        if (addr_compare(m->appliances.at[i].address, a) == 0)
            return true;
    for (uint32_t i = 0; i < m->balancers.count; i++)
        if (addr_compare(m->balancers.at[i].address, a) == 0)
            return true;
    for (uint32_t i = 0; i < m->routers.count; i++)
        if (holds_address(m->routers.at[i].addresses.at, m->routers.at[i].addresses.count, a))
            return true;
    for (uint32_t i = 0; i < m->route_servers.count; i++)
        if (holds_address(m->route_servers.at[i].addresses.at, m->route_servers.at[i].addresses.count, a))
            return true;
    return false;
}

static void check_next_hop(struct checker *k, const struct model_next_hop *hop, bool external)
{
    char text[ADDR_TEXT_MAX];
    if (hop->kind == NEXT_HOP_UNCHANGED && external) {
        struct diag *d = diag_add(k->c->diags, DIAG_NEXT_HOP_NOT_MODELLED, hop->span,
                                  "`unchanged` is for iBGP; here the next hop would be the neighbour's");
        diag_help(k->c->diags, d, "write the address of the next hop");
    } else if (hop->kind == NEXT_HOP_ADDRESS && !is_next_hop(k->m, hop->address)) {
        struct diag *d =
            diag_add(k->c->diags, DIAG_NEXT_HOP_NOT_MODELLED, hop->span,
                     "`%s` is the address of nothing that forwards packets", addr_print(hop->address, text));
        diag_help(
            k->c->diags, d,
            "a next hop is an appliance, a load balancer, a router with this `address`, or a Route Server");
    }
}

/* ---- Route Servers ---- */

/* F26: their session runs over the peering. */
static void check_peer_way(struct checker *k, const struct model_connection *conn,
                           const struct model_peering *p)
{
    for (int s = 0; s < 2; s++) {
        if (model_may_be_on(&p->halves[s].flags[PEER_ALLOW_VNET_ACCESS]))
            continue;
        struct diag *d =
            diag_add(k->c->diags, DIAG_SERVER_PEER, conn->span,
                     "`%s` and `%s` cannot speak BGP, since nothing passes the peering between their VNets",
                     conn->ends[0].name, conn->ends[1].name);
        diag_label(k->c->diags, d, p->halves[s].flags[PEER_ALLOW_VNET_ACCESS].span, "blocked here");
        diag_help(k->c->diags, d, "remove `allow-vnet-access off`, or this `connect`");
        return;
    }
}

/* F85: the appliance is in the Route Server's VNet or in a peered one (F96). */
static void check_server_peer(struct checker *k, const struct model_connection *conn)
{
    int server = conn->ends[0].kind == END_ROUTE_SERVER ? 0 : 1;
    const struct model_end *rs = &conn->ends[server], *nva = &conn->ends[1 - server];
    if (conn->kind != CONN_SESSION || rs->kind != END_ROUTE_SERVER)
        return;
    uint32_t a = model_end_site(k->m, rs), b = model_end_site(k->m, nva);
    const struct model_peering *peering = model_peering_of(k->m, a, b);
    if (peering)
        check_peer_way(k, conn, peering);
    if (a == b || peering)
        return;
    struct diag *d = diag_add(k->c->diags, DIAG_SERVER_PEER, conn->span,
                              "`%s` is neither in the VNet of `%s` nor in one that is peered with it",
                              nva->name, rs->name);
    diag_label(k->c->diags, d, k->m->sites.at[b].name_span, "the site of `%s`", nva->name);
    diag_help(k->c->diags, d, "write `peering %s <-> %s;`, or take a Route Server of its own VNet",
              k->m->sites.at[a].name, k->m->sites.at[b].name);
}

/* ---- communities ---- */

struct community_count {
    VEC(const char *) texts;
};

static void count_communities(struct checker *k, struct community_count *n, const struct model_community *at,
                              uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        bool known = at[i].kind != COMMUNITY_PLAIN;
        for (uint32_t j = 0; j < n->texts.count && !known; j++)
            known = n->texts.at[j] == at[i].text;
        if (!known)
            vec_push(k->c->arena, &n->texts, at[i].text);
    }
}

static void check_communities(struct checker *k)
{
    struct community_count n = {{0}};
    uint32_t servers = 0;
    struct span at = SPAN_NONE;
    for (uint32_t i = 0; i < k->m->connections.count; i++)
        for (int s = 0; s < 2; s++) {
            const struct model_end *e = &k->m->connections.at[i].ends[s];
            count_communities(k, &n, e->communities.at, e->communities.count);
            if (e->communities.count > 0)
                at = e->block_span;
        }
    for (uint32_t i = 0; i < k->m->policies.count; i++)
        for (uint32_t j = 0; j < k->m->policies.at[i].lines.count; j++) {
            const struct model_policy_line *line = &k->m->policies.at[i].lines.at[j];
            count_communities(k, &n, line->communities.at, line->communities.count);
            count_communities(k, &n, line->add.at, line->add.count);
            count_communities(k, &n, line->remove.at, line->remove.count);
            if (n.texts.count > 0)
                at = line->span;
        }
    for (uint32_t i = 0; i < k->m->route_servers.count; i++)
        servers += model_server_sessions(k->m, i) > 0;
    if (n.texts.count + servers > IR_COMMUNITY_MAX)
        diag_add(k->c->diags, DIAG_TOO_MANY_COMMUNITIES, at,
                 "the design has %u different communities%s; at most %u can be told apart", n.texts.count,
                 servers > 0 ? " and Route Servers with appliances" : "", IR_COMMUNITY_MAX - servers);
}

/* ---- instances ---- */

/* Instances share one address, and a neighbour would see one speaker that lives as long as any of them: each needs a
 * session of its own. */
static void check_instances(struct checker *k, const struct model_end *e)
{
    if (e->kind != END_APPLIANCE || k->m->appliances.at[e->index].instances == 1)
        return;
    const struct model_appliance *a = &k->m->appliances.at[e->index];
    struct diag *d = diag_add(k->c->diags, DIAG_INSTANCES, e->span,
                              "`%s` has %u instances behind one address, which no connection can end at",
                              e->name, a->instances);
    diag_label(k->c->diags, d, a->name_span, "the appliance");
    diag_help(k->c->diags, d,
              "declare one appliance for each instance; where others should see one next hop, set "
              "`next-hop` to the address of a load balancer");
}

/* ---- all connections ---- */

static void check_connections(struct checker *k)
{
    for (uint32_t i = 0; i < k->m->connections.count; i++) {
        const struct model_connection *conn = &k->m->connections.at[i];
        check_direct(k, conn);
        check_global_reach(k, conn);
        check_server_peer(k, conn);
        for (int s = 0; s < 2; s++) {
            check_policy(k, &conn->ends[s], conn);
            check_instances(k, &conn->ends[s]);
            check_next_hop(k, &conn->ends[s].next_hop, !model_connection_is_internal(k->m, conn));
        }
    }
}

static void check_policies(struct checker *k)
{
    for (uint32_t i = 0; i < k->m->policies.count; i++)
        for (uint32_t j = 0; j < k->m->policies.at[i].lines.count; j++)
            check_next_hop(k, &k->m->policies.at[i].lines.at[j].next_hop, true);
}

/* Public addresses of on-premises hosts lead through the site's routers; beside the exit of an appliance it cannot be told
 * which of them has them. */
static void check_public_hosts(struct checker *k, const struct model_site *s)
{
    for (uint32_t h = 0; h < s->hosts.count; h++)
        if (s->hosts.at[h].has_public)
            not_supported(
                k->c, s->hosts.at[h].public_span,
                "`public` of a host in an on-premises site where an appliance has `default-route` (give the "
                "appliance a `public` address and a `dnat` rule)");
}

/* The exit of an on-premises appliance is one machine in one LAN. */
static void check_default_routes(struct checker *k)
{
    for (uint32_t i = 0; i < k->m->appliances.count; i++) {
        const struct model_appliance *a = &k->m->appliances.at[i];
        if (!model_has_exit(k->m, a))
            continue;
        check_public_hosts(k, &k->m->sites.at[a->site]);
        if (k->m->sites.at[a->site].links.count > 0)
            not_supported(k->c, a->default_span, "`default-route` of an appliance in a site with links");
        if (a->instances > 1)
            not_supported(
                k->c, a->default_span,
                "`default-route` of an on-premises appliance with several instances (declare each as "
                "an appliance)");
    }
}

void check_bgp(struct compilation *c, const struct model *m)
{
    struct checker k = {c, m};
    check_asns(&k);
    check_connections(&k);
    check_policies(&k);
    check_communities(&k);
    check_default_routes(&k);
}
