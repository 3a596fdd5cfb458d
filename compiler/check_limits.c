/*
 * check_limits: warnings where a design goes beyond the platform's limits (F156, F157, F159 to F164, F166; route tables and
 * security groups count their own lines). Looks at the model only: of prefixes, those count that a speaker originates,
 * not what it has learned and passes on.
 */
#include "compiler/private.h"

#include <string.h>

struct warner {
    struct compilation *c;
    const struct model *m;
};

static void limit(struct warner *w, enum diag_code code, struct span at, const char *name, uint32_t count,
                  uint32_t most, const char *what)
{
    if (count > most)
        diag_add(w->c->diags, code, at, "`%s` has %u %s; the platform's limit is %u", name, count, what,
                 most);
}

static bool is_tier(const struct model_circuit *e, const char *tier)
{
    return e->tier && strcmp(e->tier, tier) == 0;
}

static uint32_t prefixes_of(const struct model_site *s, enum addr_family family)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < s->prefixes.count; i++)
        count += s->prefixes.at[i].prefix.address.family == family;
    return count;
}

/* F157: prefixes announced from the VNet side, here those of one gateway: its VNet's and its transit spokes'. */
static uint32_t announced_prefixes(const struct model *m, uint32_t site, enum addr_family family)
{
    uint32_t count = prefixes_of(&m->sites.at[site], family);
    const struct model_site *s = &m->sites.at[site];
    for (uint32_t i = 0; i < s->peerings.count; i++) {
        const struct model_peering *p = &m->peerings.at[s->peerings.at[i]];
        int side = model_peering_side(p, site);
        if (model_peering_may_transit(p, 1 - side))
            count += prefixes_of(&m->sites.at[p->sites[1 - side]], family);
    }
    return count;
}

/* F156, F161, F162: what a router or appliance announces by itself; a filter that lets more out is not counted. */
static uint32_t originated_prefixes(const struct model *m, const struct model_end *e)
{
    const struct model_filter *out = &e->advertise;
    bool own = out->kind == FILTER_DEFAULT || out->own || out->kind == FILTER_ALL;
    uint32_t listed = out->kind == FILTER_LIST ? out->ranges.count : 0;
    if (!own)
        return listed;
    if (e->kind == END_APPLIANCE)
        return listed + m->appliances.at[e->index].originate.count;
    const struct model_router *r = &m->routers.at[e->index];
    return listed + (r->has_originate ? r->originate.count : m->sites.at[r->site].prefixes.count);
}

/* What meets at one circuit. */
struct circuit_load {
    uint32_t links;      /* VNets and Global Reach */
    uint32_t ipv4, ipv6; /* announced from the VNet side */
    uint32_t customer;   /* the most that one customer's router announces */
};

/* One end of a connection is the circuit; `far` is the other one. */
static void load_circuit(const struct model *m, const struct model_connection *conn,
                         const struct model_end *far, struct circuit_load *load)
{
    if (conn->kind == CONN_GLOBAL_REACH) {
        load->links++;
    } else if (conn->kind == CONN_CIRCUIT) {
        load->links++;
        load->ipv4 += announced_prefixes(m, model_end_site(m, far), ADDR_IPV4);
        load->ipv6 += announced_prefixes(m, model_end_site(m, far), ADDR_IPV6);
    } else if (conn->kind == CONN_PRIVATE_PEERING && far->kind == END_ROUTER) {
        uint32_t count = originated_prefixes(m, far);
        load->customer = count > load->customer ? count : load->customer;
    }
}

static void limit_circuit(struct warner *w, uint32_t circuit)
{
    const struct model_circuit *e = &w->m->circuits.at[circuit];
    bool premium = is_tier(e, "premium");
    struct circuit_load load = {0};
    for (uint32_t i = 0; i < e->connections.count; i++) {
        const struct model_connection *conn = &w->m->connections.at[e->connections.at[i]];
        for (int s = 0; s < 2; s++)
            if ((conn->ends[s].kind == END_CIRCUIT || conn->ends[s].kind == END_DEVICE) &&
                conn->ends[s].index == circuit)
                load_circuit(w->m, conn, &conn->ends[1 - s], &load);
    }
    limit(w, DIAG_LIMIT_VNET_LINKS, e->span, e->name, load.links, premium ? 100 : 10,
          premium ? "linked VNets and circuits (a premium circuit)"
                  : "linked VNets and circuits (a standard circuit)");
    limit(w, DIAG_LIMIT_VNET_PREFIXES, e->span, e->name, load.ipv4, 1000,
          "prefixes announced from the VNet side");
    limit(w, DIAG_LIMIT_VNET_PREFIXES, e->span, e->name, load.ipv6, 100,
          "IPv6 prefixes announced from the VNet side");
    limit(w, DIAG_LIMIT_ONPREM_PREFIXES, e->span, e->name, load.customer, premium ? 10000 : 4000,
          "prefixes announced from on-premises");
}

/* F161, F162: what one neighbour announces to a VPN gateway or a Route Server. */
static void limit_neighbour(struct warner *w, const struct model_connection *conn, int side)
{
    const struct model_end *taker = &conn->ends[side], *giver = &conn->ends[1 - side];
    if (!conn->bgp || (giver->kind != END_ROUTER && giver->kind != END_APPLIANCE))
        return;
    uint32_t count = originated_prefixes(w->m, giver);
    uint32_t server_most = w->m->profile == PROFILE_AZURE_2018 ? 200 : 1000;
    if (taker->kind == END_VPN_GATEWAY)
        limit(w, DIAG_LIMIT_PEER_PREFIXES, giver->span, giver->name, count, 4000,
              "prefixes for a VPN gateway");
    if (taker->kind == END_ROUTE_SERVER)
        limit(w, DIAG_LIMIT_SERVER_ROUTES, giver->span, giver->name, count, server_most,
              "routes for a Route Server");
}

static void limit_site(struct warner *w, uint32_t site)
{
    const struct model_site *s = &w->m->sites.at[site];
    limit(w, DIAG_LIMIT_PEERINGS, s->name_span, s->name, s->peerings.count, 500, "peerings");
}

/* The circuit that a connection joins with this ExpressRoute gateway, or NULL. */
static const struct model_circuit *circuit_of(const struct model *m, uint32_t connection, uint32_t gateway)
{
    const struct model_connection *conn = &m->connections.at[connection];
    for (int s = 0; s < 2; s++)
        if (conn->kind == CONN_CIRCUIT && conn->ends[s].kind == END_ER_GATEWAY &&
            conn->ends[s].index == gateway)
            return &m->circuits.at[conn->ends[1 - s].index];
    return NULL;
}

/* F166 */
static void limit_gateway_subnet(struct warner *w, const struct model_site *s)
{
    for (uint32_t i = 0; i < s->subnets.count; i++) {
        const struct model_subnet *n = &w->m->subnets.at[s->subnets.at[i]];
        for (uint32_t p = 0; n->kind == SUBNET_GATEWAY && p < n->prefixes.count; p++)
            if (n->prefixes.at[p].prefix.address.family == ADDR_IPV4 && n->prefixes.at[p].prefix.length > 26)
                diag_add(w->c->diags, DIAG_LIMIT_GATEWAY_SUBNET, n->prefixes.at[p].span,
                         "the GatewaySubnet is a /%u; 16 circuits need /26 or larger",
                         n->prefixes.at[p].prefix.length);
    }
}

/* F159: 4 in one location, 16 in all with the largest SKU. */
static void limit_gateway(struct warner *w, uint32_t gateway)
{
    const struct model_gateway *g = &w->m->gateways.at[gateway];
    uint32_t all = 0, most = 0;
    for (uint32_t i = 0; i < g->connections.count; i++) {
        const struct model_circuit *e = circuit_of(w->m, g->connections.at[i], gateway);
        uint32_t together = 0;
        for (uint32_t j = 0; e && e->location && j <= i; j++) {
            const struct model_circuit *other = circuit_of(w->m, g->connections.at[j], gateway);
            together += other && other->location && strcmp(other->location, e->location) == 0;
        }
        all += e != NULL;
        most = together > most ? together : most;
    }
    limit(w, DIAG_LIMIT_CIRCUITS, g->span, g->name, most, 4, "circuits in one location");
    limit(w, DIAG_LIMIT_CIRCUITS, g->span, g->name, all, 16, "circuits");
    if (all >= 16)
        limit_gateway_subnet(w, &w->m->sites.at[g->site]);
}

/* F163. A design stands for one subscription. */
static void limit_tables(struct warner *w)
{
    uint32_t count = 0, first = MODEL_NONE;
    for (uint32_t i = 0; i < w->m->route_tables.count; i++)
        if (w->m->sites.at[w->m->route_tables.at[i].site].kind == MODEL_VNET && count++ == 200)
            first = i;
    if (first != MODEL_NONE)
        diag_add(w->c->diags, DIAG_LIMIT_TABLES, w->m->route_tables.at[first].span,
                 "the design has %u route tables; the platform's limit is 200 in one subscription and region",
                 count);
}

void warn_limits(struct compilation *c, const struct model *m)
{
    struct warner w = {c, m};
    for (uint32_t i = 0; i < m->sites.count; i++)
        limit_site(&w, i);
    for (uint32_t i = 0; i < m->circuits.count; i++)
        limit_circuit(&w, i);
    for (uint32_t i = 0; i < m->gateways.count; i++)
        limit_gateway(&w, i);
    for (uint32_t i = 0; i < m->connections.count; i++)
        for (int side = 0; side < 2; side++)
            limit_neighbour(&w, &m->connections.at[i], side);
    limit_tables(&w);
    for (uint32_t i = 0; i < m->route_servers.count; i++)
        limit(&w, DIAG_LIMIT_SERVER_PEERS, m->route_servers.at[i].span, m->route_servers.at[i].name,
              model_server_sessions(m, i), 8, "BGP peers");
}
