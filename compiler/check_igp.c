/*
 * check_igp: what the internal links of an on-premises site put out of reach.
 */
#include "compiler/private.h"

/* ---- route tables of split sites: the next hop is in the subnet (F126) ---- */

static bool is_in_reach(const struct model *m, const struct model_subnet *subnet,
                        const struct model_route *route)
{
    if (route->hop == HOP_ROUTER)
        return model_subnet_attaches(m, subnet, route->target);
    if (route->hop != HOP_APPLIANCE)
        return true;
    uint32_t other = model_subnet_at(m, subnet->site, m->appliances.at[route->target].address);
    return other != MODEL_NONE &&
           (&m->subnets.at[other] == subnet ||
            (model_subnet_attaches_all(m, subnet) && model_subnet_attaches_all(m, &m->subnets.at[other])));
}

static void check_routes(struct compilation *c, const struct model *m, const struct model_subnet *subnet)
{
    const struct model_route_table *t = &m->route_tables.at[subnet->route_table];
    for (uint32_t i = 0; i < t->routes.count; i++) {
        const struct model_route *route = &t->routes.at[i];
        if (is_in_reach(m, subnet, route))
            continue;
        struct diag *d = diag_add(c->diags, DIAG_NOT_ATTACHED, route->hop_span,
                                  "this next hop is not in the subnet `%s`", subnet->name);
        diag_label(c->diags, d, subnet->name_span, "the subnet, which uses this route table");
        if (route->hop == HOP_ROUTER)
            diag_help(c->diags, d, "let `%s` name the router too: `router %s;`", subnet->name,
                      m->routers.at[route->target].name);
    }
}

/* ---- sessions of appliances: the same ---- */

/* The appliance's neighbour in its own site is a router of its subnet. */
static void check_session(struct compilation *c, const struct model *m, const struct model_connection *conn)
{
    for (int i = 0; i < 2; i++) {
        const struct model_end *a = &conn->ends[i], *r = &conn->ends[1 - i];
        if (a->kind != END_APPLIANCE || r->kind != END_ROUTER)
            continue;
        const struct model_appliance *appliance = &m->appliances.at[a->index];
        uint32_t site = appliance->site, subnet = model_subnet_at(m, site, appliance->address);
        if (!model_site_is_split(m, site) || model_end_site(m, r) != site || subnet == MODEL_NONE ||
            model_subnet_attaches(m, &m->subnets.at[subnet], r->index))
            continue;
        struct diag *d = diag_add(c->diags, DIAG_NOT_ATTACHED, r->span,
                                  "this router is not attached to the subnet of `%s`", appliance->name);
        diag_label(c->diags, d, m->subnets.at[subnet].name_span, "the subnet");
        diag_help(c->diags, d, "let `%s` name the router too: `router %s;`", m->subnets.at[subnet].name,
                  r->name);
    }
}

/* ---- next hops of BGP: the way to them would follow the links, which is not modelled ---- */

static bool has_address(const struct model_router *r, struct addr a)
{
    for (uint32_t i = 0; i < r->addresses.count; i++)
        if (addr_compare(r->addresses.at[i], a) == 0)
            return true;
    return false;
}

/* The site with internal links whose router or appliance has the address, or MODEL_NONE. */
static uint32_t linked_site_of(const struct model *m, struct addr a)
{
    for (uint32_t i = 0; i < m->sites.count; i++) {
        const struct model_site *s = &m->sites.at[i];
        bool found = false;
        for (uint32_t r = 0; r < s->routers.count; r++)
            found = found || has_address(&m->routers.at[s->routers.at[r]], a);
        for (uint32_t x = 0; x < s->appliances.count; x++)
            found = found || addr_compare(m->appliances.at[s->appliances.at[x]].address, a) == 0;
        if (found && s->links.count > 0)
            return i;
    }
    return MODEL_NONE;
}

static void check_next_hop(struct compilation *c, const struct model *m, const struct model_next_hop *hop)
{
    uint32_t site = hop->kind == NEXT_HOP_ADDRESS ? linked_site_of(m, hop->address) : MODEL_NONE;
    if (site == MODEL_NONE)
        return;
    struct diag *d =
        diag_add(c->diags, DIAG_NEXT_HOP_NOT_MODELLED, hop->span,
                 "the way to this next hop follows the internal links of `%s`, which is not modelled",
                 m->sites.at[site].name);
    diag_label(c->diags, d, m->links.at[m->sites.at[site].links.at[0]].span, "one of its links");
    diag_help(c->diags, d, "leave `next-hop` out: the next hop is then the router that announces the route");
}

static void check_next_hops(struct compilation *c, const struct model *m)
{
    for (uint32_t i = 0; i < m->connections.count; i++)
        for (int s = 0; s < 2; s++)
            check_next_hop(c, m, &m->connections.at[i].ends[s].next_hop);
    for (uint32_t i = 0; i < m->policies.count; i++)
        for (uint32_t n = 0; n < m->policies.at[i].lines.count; n++)
            check_next_hop(c, m, &m->policies.at[i].lines.at[n].next_hop);
}

/* Stands the address on the LAN that all routers of the site share: in no subnet, or in one that all are attached to? */
static bool is_everywhere(const struct model *m, uint32_t subnet)
{
    return subnet == MODEL_NONE || model_subnet_attaches_all(m, &m->subnets.at[subnet]);
}

/* Two appliances of a split site speak directly only where the links of its routers do not lie between them. */
static void check_neighbours(struct compilation *c, const struct model *m,
                             const struct model_connection *conn)
{
    if (conn->kind != CONN_SESSION || conn->ends[0].kind != END_APPLIANCE ||
        conn->ends[1].kind != END_APPLIANCE)
        return;
    const struct model_appliance *a = &m->appliances.at[conn->ends[0].index];
    const struct model_appliance *b = &m->appliances.at[conn->ends[1].index];
    uint32_t there = model_subnet_at(m, b->site, b->address), here = model_subnet_at(m, a->site, a->address);
    if (!model_site_is_split(m, a->site) || here == there ||
        (is_everywhere(m, here) && is_everywhere(m, there)))
        return;
    struct diag *d =
        diag_add(c->diags, DIAG_NOT_ATTACHED, conn->span,
                 "`%s` and `%s` are in subnets that different routers are attached to", a->name, b->name);
    diag_label(c->diags, d, m->links.at[m->sites.at[a->site].links.at[0]].span,
               "the way between them follows the internal links, which is not modelled");
    diag_help(c->diags, d, "let each of them speak with a router of its subnet");
}

void check_igp(struct compilation *c, const struct model *m)
{
    for (uint32_t i = 0; i < m->subnets.count; i++) {
        const struct model_subnet *subnet = &m->subnets.at[i];
        if (subnet->route_table != MODEL_NONE && model_site_is_split(m, subnet->site))
            check_routes(c, m, subnet);
    }
    for (uint32_t i = 0; i < m->connections.count; i++) {
        check_session(c, m, &m->connections.at[i]);
        check_neighbours(c, m, &m->connections.at[i]);
    }
    check_next_hops(c, m);
}

/* ---- routers apart ---- */

/* The router that stands for all those that links join with this one. Ways to it are made shorter as they are gone. */
static uint32_t representative(uint32_t *next, uint32_t router)
{
    while (next[router] != router) {
        next[router] = next[next[router]];
        router = next[router];
    }
    return router;
}

/* By router, one on the way to its representative. */
static uint32_t *join_routers(struct compilation *c, const struct model *m)
{
    uint32_t *next = arena_array(c->arena, uint32_t, m->routers.count);
    for (uint32_t r = 0; r < m->routers.count; r++)
        next[r] = r;
    for (uint32_t i = 0; i < m->links.count; i++) {
        const uint32_t *ends = m->links.at[i].routers;
        next[representative(next, ends[1])] = representative(next, ends[0]);
    }
    return next;
}

void warn_igp(struct compilation *c, const struct model *m)
{
    uint32_t *next = join_routers(c, m);
    for (uint32_t i = 0; i < m->sites.count; i++) {
        const struct model_site *s = &m->sites.at[i];
        if (s->links.count == 0)
            continue;
        uint32_t first = representative(next, s->routers.at[0]);
        for (uint32_t r = 0; r < s->routers.count; r++) {
            const struct model_router *router = &m->routers.at[s->routers.at[r]];
            if (representative(next, s->routers.at[r]) == first)
                continue;
            struct diag *d = diag_add(c->diags, DIAG_SITE_APART, router->span, "no link joins `%s` with `%s`",
                                      router->name, m->routers.at[s->routers.at[0]].name);
            diag_help(c->diags, d, "declare one: `link %s <-> ...`", router->name);
        }
    }
}
