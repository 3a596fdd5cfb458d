/*
 * check_system_subnets: what holds of service endpoints, of AzureFirewallSubnet, and of the GatewaySubnet of two gateways.
 * Looks at the model only.
 */
#include "compiler/private.h"

struct checker {
    struct compilation *c;
    const struct model *m;
};

/* ---- service endpoints ---- */

/* F10: a service is reached over the platform, never in a site of the design. */
static void check_service_prefixes(struct checker *k, const struct model_subnet *subnet)
{
    char a[PREFIX_TEXT_MAX], b[PREFIX_TEXT_MAX];
    for (uint32_t i = 0; i < subnet->service_endpoints.count; i++) {
        const struct model_prefix *p = &subnet->service_endpoints.at[i];
        for (uint32_t s = 0; s < k->m->sites.count; s++)
            for (uint32_t j = 0; j < k->m->sites.at[s].prefixes.count; j++) {
                const struct model_prefix *own = &k->m->sites.at[s].prefixes.at[j];
                if (!prefix_overlaps(own->prefix, p->prefix))
                    continue;
                struct diag *d = diag_add(k->c->diags, DIAG_SERVICE_IN_SITE, p->span,
                                          "`%s` overlaps `%s` of site `%s`, which is no service",
                                          prefix_print(p->prefix, a), prefix_print(own->prefix, b),
                                          k->m->sites.at[s].name);
                diag_label(k->c->diags, d, own->span, "address space of `%s`", k->m->sites.at[s].name);
                diag_help(k->c->diags, d, "list public prefixes of the service");
            }
    }
}

/* ---- the firewall's subnet (F137) ---- */

static bool lists_default(const struct model_range *at, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (at[i].from == 0)
            return true;
    return false;
}

static bool originates_default(const struct model_prefix *at, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (prefix_is_default(at[i].prefix))
            return true;
    return false;
}

/* Does somebody in the design tell BGP neighbours a default route? */
static bool default_is_announced(const struct model *m)
{
    for (uint32_t i = 0; i < m->routers.count; i++)
        if (originates_default(m->routers.at[i].originate.at, m->routers.at[i].originate.count))
            return true;
    for (uint32_t i = 0; i < m->appliances.count; i++)
        if (originates_default(m->appliances.at[i].originate.at, m->appliances.at[i].originate.count))
            return true;
    for (uint32_t i = 0; i < m->connections.count; i++)
        for (int s = 0; s < 2; s++) {
            const struct model_end *e = &m->connections.at[i].ends[s];
            bool has = (e->kind == END_ROUTER && m->routers.at[e->index].default_route) ||
                       (e->kind == END_APPLIANCE && m->appliances.at[e->index].default_route);
            if (has && (e->advertise.kind == FILTER_ALL ||
                        lists_default(e->advertise.ranges.at, e->advertise.ranges.count)))
                return true;
        }
    return false;
}

static bool has_default(const struct model *m, const struct model_subnet *subnet)
{
    const struct model_route_table *t =
        subnet->route_table == MODEL_NONE ? NULL : &m->route_tables.at[subnet->route_table];
    for (uint32_t r = 0; t && r < t->routes.count; r++)
        if (originates_default(t->routes.at[r].prefixes.at, t->routes.at[r].prefixes.count))
            return true;
    return false;
}

/* The firewall's own way to the Internet goes with the first default route that its subnet learns. */
static void check_firewall_subnet(struct checker *k, const struct model_subnet *subnet)
{
    const struct model_site *s = &k->m->sites.at[model_gateway_site(k->m, subnet->site)];
    if (subnet->kind != SUBNET_FIREWALL || has_default(k->m, subnet) ||
        (s->gateways.count == 0 && s->route_servers.count == 0) || !default_is_announced(k->m))
        return;
    struct diag *d = diag_add(k->c->diags, DIAG_FIREWALL_DEFAULT, subnet->name_span,
                              "`%s` follows a default route that its VNet learns", subnet->name);
    diag_help(k->c->diags, d, "give it a route table with `route 0.0.0.0/0 -> internet;`");
}

/* ---- the GatewaySubnet of two gateways (F25) ---- */

/* The site of the appliance or load balancer that the route leads to, or MODEL_NONE. */
static uint32_t machine_site(const struct model *m, const struct model_route *route)
{
    if (route->hop == HOP_APPLIANCE)
        return m->appliances.at[route->target].site;
    return route->hop == HOP_BALANCER ? m->balancers.at[route->target].site : MODEL_NONE;
}

static bool is_always_on(const struct model_switch *s)
{
    return s->on && s->setting == 0;
}

/* Over a peering without consent a VPN gateway forwards and an ExpressRoute gateway does not; the routes of their subnet are
 * the same for both. */
static void check_gateway_detour(struct checker *k, uint32_t site, const struct model_route *route)
{
    uint32_t to = machine_site(k->m, route);
    const struct model_peering *p = to == MODEL_NONE || to == site ? NULL : model_peering_of(k->m, site, to);
    if (!p)
        return;
    int far = model_peering_side(p, to);
    bool transit = is_always_on(&p->halves[far].flags[PEER_USE_REMOTE_GATEWAYS]) &&
                   is_always_on(&p->halves[1 - far].flags[PEER_ALLOW_GATEWAY_TRANSIT]);
    if (!transit && !is_always_on(&p->halves[far].flags[PEER_ALLOW_FORWARDED]))
        not_supported(k->c, route->hop_span,
                      "a GatewaySubnet route over a peering without `allow-forwarded-traffic`, where VPN and "
                      "ExpressRoute gateway stand side by side");
}

static void check_gateway_subnet(struct checker *k, const struct model_subnet *subnet)
{
    if (subnet->kind != SUBNET_GATEWAY || subnet->route_table == MODEL_NONE ||
        model_gateway_of(k->m, subnet->site, MODEL_VPN) == MODEL_NONE ||
        model_gateway_of(k->m, subnet->site, MODEL_EXPRESSROUTE) == MODEL_NONE)
        return;
    const struct model_route_table *t = &k->m->route_tables.at[subnet->route_table];
    for (uint32_t r = 0; r < t->routes.count; r++)
        check_gateway_detour(k, subnet->site, &t->routes.at[r]);
}

void check_system_subnets(struct compilation *c, const struct model *m)
{
    struct checker k = {c, m};
    for (uint32_t i = 0; i < m->subnets.count; i++) {
        check_service_prefixes(&k, &m->subnets.at[i]);
        check_firewall_subnet(&k, &m->subnets.at[i]);
        check_gateway_subnet(&k, &m->subnets.at[i]);
    }
}
