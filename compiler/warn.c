/*
 * warn: what is allowed and probably not meant: the platform's limits (F157, F160, F164), circuits that lead
 * nowhere, switches left to a default that has changed, and what this model does differently (F97). Looks at the model only.
 */
#include "compiler/private.h"

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

static void warn_circuit(struct warner *w, uint32_t circuit)
{
    const struct model_circuit *e = &w->m->circuits.at[circuit];
    uint32_t vnets = 0, prefixes = 0;
    for (uint32_t i = 0; i < w->m->connections.count; i++) {
        const struct model_connection *conn = &w->m->connections.at[i];
        for (int s = 0; s < 2; s++)
            if (conn->kind == CONN_CIRCUIT && conn->ends[s].kind == END_CIRCUIT &&
                conn->ends[s].index == circuit) {
                vnets++;
                prefixes += announced_prefixes(w->m, model_end_site(w->m, &conn->ends[1 - s]));
            }
    }
    limit(w, DIAG_LIMIT_VNET_LINKS, e->span, e->name, vnets, 10, "linked VNets (a standard circuit)");
    limit(w, DIAG_LIMIT_VNET_PREFIXES, e->span, e->name, prefixes, 1000,
          "prefixes announced from the VNet side");
    if (!e->used)
        diag_add(w->c->diags, DIAG_UNUSED, e->span, "circuit `%s` is connected to nothing", e->name);
}

static void warn_site(struct warner *w, uint32_t site)
{
    const struct model_site *s = &w->m->sites.at[site];
    uint32_t peerings = 0;
    for (uint32_t i = 0; i < w->m->peerings.count; i++)
        peerings += model_peering_side(&w->m->peerings.at[i], site) >= 0;
    limit(w, DIAG_LIMIT_PEERINGS, s->name_span, s->name, peerings, 500, "peerings");
}

/* F58: the default differs between document versions, so say what was assumed where it matters. */
static void warn_remote_vnets(struct warner *w, uint32_t gateway)
{
    const struct model_gateway *g = &w->m->gateways.at[gateway];
    if (g->kind != MODEL_EXPRESSROUTE || g->accept_remote_written)
        return;
    for (uint32_t i = 0; i < w->m->connections.count; i++) {
        const struct model_connection *a = &w->m->connections.at[i];
        int s = a->ends[0].kind == END_ER_GATEWAY ? 0 : 1;
        if (a->kind != CONN_CIRCUIT || a->ends[s].index != gateway)
            continue;
        for (uint32_t j = 0; j < w->m->connections.count; j++) {
            const struct model_connection *b = &w->m->connections.at[j];
            int t = b->ends[0].kind == END_ER_GATEWAY ? 0 : 1;
            if (b->kind != CONN_CIRCUIT || b->ends[1 - t].index != a->ends[1 - s].index ||
                b->ends[t].index == gateway)
                continue;
            struct diag *d =
                diag_add(w->c->diags, DIAG_REMOTE_VNETS_DEFAULT, g->span,
                         "`%s` shares a circuit with `%s`, and VNet-to-VNet over it is %s by default",
                         g->name, b->ends[t].name, g->accept_remote_vnets ? "on" : "off");
            diag_help(w->c->diags, d, "write `accept-remote-vnets on;` or `off;` in the gateway");
            return;
        }
    }
}

/* F97: with a Route Server the platform uses one of several equal ExpressRoute connections. */
static void warn_route_server(struct warner *w, const struct model_route_server *rs)
{
    uint32_t er = model_gateway_of(w->m, rs->site, MODEL_EXPRESSROUTE), circuits = 0;
    for (uint32_t i = 0; i < w->m->connections.count; i++) {
        const struct model_connection *conn = &w->m->connections.at[i];
        for (int s = 0; s < 2; s++)
            circuits += conn->kind == CONN_CIRCUIT && conn->ends[s].kind == END_ER_GATEWAY &&
                        conn->ends[s].index == er;
    }
    if (circuits > 1)
        diag_add(w->c->diags, DIAG_ROUTE_SERVER_ECMP, rs->span,
                 "beside `%s` the platform uses one of several equal ExpressRoute connections; nicc keeps "
                 "all %u in use",
                 rs->name, circuits);
}

void warn_design(struct compilation *c, const struct model *m)
{
    struct warner w = {c, m};
    for (uint32_t i = 0; i < m->sites.count; i++)
        warn_site(&w, i);
    for (uint32_t i = 0; i < m->circuits.count; i++)
        warn_circuit(&w, i);
    for (uint32_t i = 0; i < m->gateways.count; i++)
        warn_remote_vnets(&w, i);
    for (uint32_t i = 0; i < m->route_servers.count; i++)
        warn_route_server(&w, &m->route_servers.at[i]);
    warn_appliances(c, m);
}
