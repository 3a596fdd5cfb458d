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

bool model_peering_whole(const struct model_peering *p)
{
    return p->halves[0].present && p->halves[1].present;
}

bool model_peering_transit(const struct model_peering *p, int side)
{
    return model_peering_whole(p) && p->halves[side].flags[PEER_USE_REMOTE_GATEWAYS] &&
           p->halves[1 - side].flags[PEER_ALLOW_GATEWAY_TRANSIT];
}

int model_peering_side(const struct model_peering *p, uint32_t site)
{
    return p->sites[0] == site ? 0 : p->sites[1] == site ? 1 : -1;
}

uint32_t model_end_site(const struct model *m, const struct model_end *e)
{
    return e->kind == END_ROUTER ? m->routers.at[e->index].site : m->gateways.at[e->index].site;
}

bool model_connection_is_direct(const struct model_connection *conn)
{
    return conn->kind == CONN_TUNNEL || conn->kind == CONN_WAN;
}
