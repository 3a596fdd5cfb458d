/*
 * check_limits: warnings where a design goes beyond the platform's limits (F156, F157, F159, F160, F162, F164). Looks at
 * the model only; numbers that depend on what is learned are not counted.
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

/* F157: prefixes announced from the VNet side, here those of one gateway: its VNet's and its transit spokes'. */
static uint32_t announced_prefixes(const struct model *m, uint32_t site)
{
    uint32_t count = m->sites.at[site].prefixes.count;
    for (uint32_t i = 0; i < m->peerings.count; i++) {
        const struct model_peering *p = &m->peerings.at[i];
        int side = model_peering_side(p, site);
        if (side >= 0 && model_peering_transit(p, 1 - side))
            count += m->sites.at[p->sites[1 - side]].prefixes.count;
    }
    return count;
}

/* F156: what a router announces by itself; a filter that lets more out is not counted. */
static uint32_t originated_prefixes(const struct model *m, const struct model_end *e)
{
    const struct model_router *r = &m->routers.at[e->index];
    bool own = e->advertise.kind == FILTER_DEFAULT || e->advertise.own || e->advertise.kind == FILTER_ALL;
    if (!own)
        return e->advertise.ranges.count;
    return r->has_originate ? r->originate.count : m->sites.at[r->site].prefixes.count;
}

static void limit_circuit(struct warner *w, uint32_t circuit)
{
    const struct model_circuit *e = &w->m->circuits.at[circuit];
    bool premium = is_tier(e, "premium");
    uint32_t vnets = 0, prefixes = 0, customer = 0;
    for (uint32_t i = 0; i < w->m->connections.count; i++) {
        const struct model_connection *conn = &w->m->connections.at[i];
        for (int s = 0; s < 2; s++) {
            bool here = (conn->ends[s].kind == END_CIRCUIT || conn->ends[s].kind == END_DEVICE) &&
                        conn->ends[s].index == circuit;
            const struct model_end *far = &conn->ends[1 - s];
            if (here && conn->kind == CONN_CIRCUIT) {
                vnets++;
                prefixes += announced_prefixes(w->m, model_end_site(w->m, far));
            } else if (here && conn->kind == CONN_PRIVATE_PEERING && far->kind == END_ROUTER) {
                uint32_t count = originated_prefixes(w->m, far);
                customer = count > customer ? count : customer;
            }
        }
    }
    limit(w, DIAG_LIMIT_VNET_LINKS, e->span, e->name, vnets, premium ? 100 : 10,
          premium ? "linked VNets (a premium circuit)" : "linked VNets (a standard circuit)");
    limit(w, DIAG_LIMIT_VNET_PREFIXES, e->span, e->name, prefixes, 1000,
          "prefixes announced from the VNet side");
    limit(w, DIAG_LIMIT_ONPREM_PREFIXES, e->span, e->name, customer, premium ? 10000 : 4000,
          "prefixes announced from on-premises");
}

static void limit_site(struct warner *w, uint32_t site)
{
    const struct model_site *s = &w->m->sites.at[site];
    uint32_t peerings = 0;
    for (uint32_t i = 0; i < w->m->peerings.count; i++)
        peerings += model_peering_side(&w->m->peerings.at[i], site) >= 0;
    limit(w, DIAG_LIMIT_PEERINGS, s->name_span, s->name, peerings, 500, "peerings");
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

/* F159: 4 in one location, 16 in all with the largest SKU. */
static void limit_gateway(struct warner *w, uint32_t gateway)
{
    const struct model_gateway *g = &w->m->gateways.at[gateway];
    uint32_t all = 0, most = 0;
    for (uint32_t i = 0; i < w->m->connections.count; i++) {
        const struct model_circuit *e = circuit_of(w->m, i, gateway);
        uint32_t together = 0;
        for (uint32_t j = 0; e && e->location && j <= i; j++) {
            const struct model_circuit *other = circuit_of(w->m, j, gateway);
            together += other && other->location && strcmp(other->location, e->location) == 0;
        }
        all += e != NULL;
        most = together > most ? together : most;
    }
    limit(w, DIAG_LIMIT_CIRCUITS, g->span, g->name, most, 4, "circuits in one location");
    limit(w, DIAG_LIMIT_CIRCUITS, g->span, g->name, all, 16, "circuits");
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
    for (uint32_t i = 0; i < m->route_servers.count; i++)
        limit(&w, DIAG_LIMIT_SERVER_PEERS, m->route_servers.at[i].span, m->route_servers.at[i].name,
              model_server_sessions(m, i), 8, "BGP peers");
}
