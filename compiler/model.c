/*
 * model: questions about a resolved design that several passes ask.
 */
#include "compiler/model.h"

uint32_t model_gateway_of(const struct model *m, uint32_t site, enum model_gateway_kind kind)
{
    const struct model_site *s = &m->sites.at[site];
    for (uint32_t i = 0; i < s->gateways.count; i++)
        if (m->gateways.at[s->gateways.at[i]].kind == kind)
            return s->gateways.at[i];
    return MODEL_NONE;
}

uint32_t model_subnet_at(const struct model *m, uint32_t site, struct addr a)
{
    const struct model_site *s = &m->sites.at[site];
    for (uint32_t i = 0; i < s->subnets.count; i++) {
        const struct model_subnet *subnet = &m->subnets.at[s->subnets.at[i]];
        for (uint32_t p = 0; p < subnet->prefixes.count; p++)
            if (prefix_holds(subnet->prefixes.at[p].prefix, a))
                return s->subnets.at[i];
    }
    return MODEL_NONE;
}

bool model_subnet_has_table(const struct model *m, const struct model_subnet *s)
{
    if (m->sites.at[s->site].kind == MODEL_ONPREM)
        return s->route_table != MODEL_NONE || s->routers.count > 0;
    return s->kind == SUBNET_PLAIN || s->kind == SUBNET_FIREWALL ||
           (s->kind == SUBNET_GATEWAY && s->route_table != MODEL_NONE);
}

bool model_subnet_attaches(const struct model *m, const struct model_subnet *s, uint32_t router)
{
    bool attaches = s->routers.count == 0 && m->routers.at[router].site == s->site;
    for (uint32_t i = 0; i < s->routers.count; i++)
        attaches = attaches || s->routers.at[i] == router;
    return attaches;
}

bool model_subnet_attaches_all(const struct model *m, const struct model_subnet *s)
{
    const struct model_site *site = &m->sites.at[s->site];
    for (uint32_t i = 0; i < site->routers.count; i++)
        if (!model_subnet_attaches(m, s, site->routers.at[i]))
            return false;
    return true;
}

bool model_site_is_split(const struct model *m, uint32_t site)
{
    const struct model_site *s = &m->sites.at[site];
    for (uint32_t i = 0; s->links.count > 0 && i < s->subnets.count; i++)
        if (!model_subnet_attaches_all(m, &m->subnets.at[s->subnets.at[i]]))
            return true;
    return false;
}

const struct model_peering *model_peering_of(const struct model *m, uint32_t a, uint32_t b)
{
    const struct model_site *some = &m->sites.at[a], *other = &m->sites.at[b];
    const struct model_site *fewer = some->peerings.count < other->peerings.count ? some : other;
    for (uint32_t i = 0; i < fewer->peerings.count; i++) {
        const struct model_peering *p = &m->peerings.at[fewer->peerings.at[i]];
        bool joins = model_peering_side(p, a) >= 0 && model_peering_side(p, b) >= 0;
        if (a != b && joins && model_peering_whole(p))
            return p;
    }
    return NULL;
}

bool model_peering_whole(const struct model_peering *p)
{
    return p->halves[0].present && p->halves[1].present;
}

bool model_may_be_on(const struct model_switch *s)
{
    return s->on || s->open;
}

bool model_may_be_off(const struct model_switch *s)
{
    return !s->on || s->open;
}

const char *model_switch_word(const struct model_switch *s)
{
    return s->open ? "?" : s->on ? "on" : "off";
}

bool model_peering_may_transit(const struct model_peering *p, int side)
{
    return model_peering_whole(p) && model_may_be_on(&p->halves[side].flags[PEER_USE_REMOTE_GATEWAYS]) &&
           model_may_be_on(&p->halves[1 - side].flags[PEER_ALLOW_GATEWAY_TRANSIT]);
}

int model_peering_side(const struct model_peering *p, uint32_t site)
{
    return p->sites[0] == site ? 0 : p->sites[1] == site ? 1 : -1;
}

uint32_t model_end_site(const struct model *m, const struct model_end *e)
{
    switch (e->kind) {
    case END_ROUTER:
        return m->routers.at[e->index].site;
    case END_APPLIANCE:
        return m->appliances.at[e->index].site;
    case END_ROUTE_SERVER:
        return m->route_servers.at[e->index].site;
    default:
        return m->gateways.at[e->index].site;
    }
}

bool model_connection_is_internal(const struct model *m, const struct model_connection *conn)
{
    const struct model_end *a = &conn->ends[0], *b = &conn->ends[1];
    uint32_t asn = model_end_asn(m, a);
    return model_end_has_policy(a) && model_end_has_policy(b) && asn != 0 && asn == model_end_asn(m, b);
}

bool model_connection_is_direct(const struct model_connection *conn)
{
    bool server = conn->ends[0].kind == END_ROUTE_SERVER || conn->ends[1].kind == END_ROUTE_SERVER;
    return conn->kind == CONN_TUNNEL || conn->kind == CONN_WAN || (conn->kind == CONN_SESSION && !server);
}

uint32_t model_end_asn(const struct model *m, const struct model_end *e)
{
    switch (e->kind) {
    case END_ROUTER:
        return m->routers.at[e->index].asn;
    case END_APPLIANCE:
        return m->appliances.at[e->index].asn;
    case END_ROUTE_SERVER:
        return 65515; /* F85 */
    case END_CIRCUIT:
    case END_DEVICE:
        return m->circuits.at[e->index].asn;
    default:
        return m->gateways.at[e->index].asn;
    }
}

bool model_end_has_policy(const struct model_end *e)
{
    return e->kind == END_ROUTER || e->kind == END_APPLIANCE;
}

uint32_t model_server_sessions(const struct model *m, uint32_t server)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < m->connections.count; i++)
        for (int s = 0; s < 2; s++) {
            const struct model_end *e = &m->connections.at[i].ends[s];
            count += e->kind == END_ROUTE_SERVER && e->index == server;
        }
    return count;
}

uint32_t model_gateway_site(const struct model *m, uint32_t site)
{
    const struct model_site *s = &m->sites.at[site];
    for (uint32_t i = 0; i < s->peerings.count; i++) {
        const struct model_peering *p = &m->peerings.at[s->peerings.at[i]];
        int side = model_peering_side(p, site);
        if (model_peering_may_transit(p, side))
            return p->sites[1 - side];
    }
    return site;
}

bool model_has_exit(const struct model *m, const struct model_appliance *a)
{
    return a->default_route && m->sites.at[a->site].kind == MODEL_ONPREM;
}

static bool is_in_a_site(const struct model *m, struct addr a)
{
    for (uint32_t s = 0; s < m->sites.count; s++)
        for (uint32_t p = 0; p < m->sites.at[s].prefixes.count; p++)
            if (prefix_holds(m->sites.at[s].prefixes.at[p].prefix, a))
                return true;
    return false;
}

static bool router_has(const struct model_router *r, struct addr a)
{
    for (uint32_t i = 0; i < r->addresses.count; i++)
        if (addr_compare(r->addresses.at[i], a) == 0)
            return true;
    return false;
}

enum model_router_address model_router_address(const struct model *m, uint32_t router, struct addr a)
{
    const struct model_site *s = &m->sites.at[m->routers.at[router].site];
    for (uint32_t h = 0; h < s->hosts.count; h++)
        if (addr_compare(s->hosts.at[h].address, a) == 0)
            return ROUTER_ADDRESS_SHARED;
    for (uint32_t r = 0; r < s->routers.count; r++)
        if (s->routers.at[r] != router && router_has(&m->routers.at[s->routers.at[r]], a))
            return ROUTER_ADDRESS_SHARED;
    return addr_is_global(a) && !is_in_a_site(m, a) ? ROUTER_ADDRESS_INTERNET : ROUTER_ADDRESS_OWN;
}
