/*
 * lower_subnets: the tables in which packets start, and what route tables and service endpoints put into them.
 * A user route stays whether or not its next hop lives, so nothing but the site guards it (F126).
 */
#include "compiler/lower.h"

/* ---- tables ---- */

struct table_list site_start_tables(struct lowering *l, uint32_t site)
{
    const struct model_site *s = &l->m->sites.at[site];
    struct table_list tables = {{0}};
    vec_push(l->arena, &tables.list, s->table);
    for (uint32_t i = 0; i < s->subnets.count; i++) {
        const struct model_subnet *subnet = &l->m->subnets.at[s->subnets.at[i]];
        if (subnet->table != s->table)
            vec_push(l->arena, &tables.list, subnet->table);
    }
    for (uint32_t i = 0; i < s->appliances.count; i++) {
        const struct model_appliance *a = &l->m->appliances.at[s->appliances.at[i]];
        if (a->exit_table != IR_NONE)
            vec_push(l->arena, &tables.list, a->exit_table);
    }
    return tables;
}

bool table_is_programmed(struct lowering *l, uint32_t site, uint32_t table)
{
    const struct model_site *s = &l->m->sites.at[site];
    for (uint32_t i = 0; i < s->subnets.count; i++) {
        const struct model_subnet *subnet = &l->m->subnets.at[s->subnets.at[i]];
        if (subnet->table == table && subnet->table != s->table)
            return subnet->route_table == MODEL_NONE ||
                   lower_on(l, &l->m->route_tables.at[subnet->route_table].propagation);
    }
    return true;
}

static const struct model_subnet *gateway_subnet(const struct lowering *l, uint32_t site)
{
    const struct model_site *s = &l->m->sites.at[site];
    for (uint32_t i = 0; i < s->subnets.count; i++) {
        const struct model_subnet *subnet = &l->m->subnets.at[s->subnets.at[i]];
        if (subnet->kind == SUBNET_GATEWAY && subnet->route_table != MODEL_NONE)
            return subnet;
    }
    return NULL;
}

uint32_t gateway_subnet_table(const struct lowering *l, uint32_t site)
{
    const struct model_subnet *subnet = gateway_subnet(l, site);
    return subnet ? subnet->table : IR_NONE;
}

const struct model_route_table *gateway_subnet_routes(const struct lowering *l, uint32_t site)
{
    const struct model_subnet *subnet = gateway_subnet(l, site);
    return subnet ? &l->m->route_tables.at[subnet->route_table] : NULL;
}

void site_subnets(struct lowering *l, const struct model_site *s, struct ir_site *out)
{
    struct ir_subnet *subnets = arena_array(l->arena, struct ir_subnet, s->subnets.count);
    for (uint32_t i = 0; i < s->subnets.count; i++) {
        const struct model_subnet *subnet = &l->m->subnets.at[s->subnets.at[i]];
        struct prefix *prefixes = arena_array(l->arena, struct prefix, subnet->prefixes.count);
        for (uint32_t p = 0; p < subnet->prefixes.count; p++) {
            prefixes[p] = subnet->prefixes.at[p].prefix;
            lower_cut(l, prefixes[p]);
        }
        subnets[i] = (struct ir_subnet){.name = subnet->name,
                                        .span = subnet->span,
                                        .prefixes = prefixes,
                                        .prefix_count = subnet->prefixes.count,
                                        .table = subnet->table,
                                        .is_reserved = subnet->kind != SUBNET_PLAIN};
    }
    out->subnets = subnets;
    out->subnet_count = s->subnets.count;
}

/* ---- next hops ---- */

/* May the gateways of this side's VNet forward to the other side without its consent (F25)? A VPN gateway may, an
 * ExpressRoute gateway only with gateway transit. What is
 * doubtful where both stand side by side has been refused (check_system_subnets.c). */
static bool forwards_freely(struct lowering *l, const struct model_peering *p, int side)
{
    return lower_transit(l, p, 1 - side) ||
           model_gateway_of(l->m, p->sites[side], MODEL_EXPRESSROUTE) == MODEL_NONE;
}

/* Let the hop cross the peering to the site of its target, when that is another one (F25, F26, F126). */
static struct ir_hop across(struct lowering *l, const struct model_subnet *subnet, uint32_t target_site,
                            struct ir_hop hop)
{
    if (target_site == subnet->site)
        return hop;
    const struct model_peering *p = model_peering_of(l->m, subnet->site, target_site);
    if (peering_blocked(l, p))
        return hop_drop(RULE_PEERING_BLOCKED, peering_blocked_span(l, p));
    int side = model_peering_side(p, subnet->site);
    hop.link = p->element;
    if (subnet->kind != SUBNET_GATEWAY || !forwards_freely(l, p, side))
        hop_sources(l, &hop, p, side);
    return hop;
}

/* The gateway of a peer is reached only while this VNet uses remote gateways (F21). */
static struct ir_hop gateway_hop(struct lowering *l, const struct model_subnet *subnet,
                                 const struct model_gateway *g, struct span at)
{
    const struct model_peering *p = model_peering_of(l->m, subnet->site, g->site);
    if (p && !lower_transit(l, p, model_peering_side(p, subnet->site)))
        return hop_drop(RULE_NO_GATEWAY, at);
    return across(l, subnet, g->site, hop_to_table(g->table, IR_NONE, at));
}

static struct ir_hop hop_of_route(struct lowering *l, const struct model_subnet *subnet,
                                  const struct model_route *route)
{
    const struct model *m = l->m;
    struct span at = route->span;
    switch (route->hop) {
    case HOP_GATEWAY: /* F28, F29 */
        return gateway_hop(l, subnet, &m->gateways.at[route->target], at);
    case HOP_APPLIANCE:
        return across(l, subnet, m->appliances.at[route->target].site,
                      hop_to_table(m->appliances.at[route->target].table, IR_NONE, at));
    case HOP_BALANCER:
        return across(l, subnet, m->balancers.at[route->target].site, hop_to_balancer(route->target, at));
    case HOP_ROUTER:
        return hop_to_table(m->routers.at[route->target].table, IR_NONE, at);
    case HOP_VNET:
        return hop_deliver(subnet->site, IR_NONE, at);
    case HOP_INTERNET:
        if (m->sites.at[subnet->site].kind == MODEL_ONPREM)
            return hop_to_internet(IR_HOP_EXIT, RULE_DEFAULT_EXIT_ONLY, at);
        return hop_to_internet(IR_HOP_INTERNET, IR_NONE, at);
    case HOP_HOST: /* F127 */
        return hop_drop(RULE_NOT_FORWARDING, at);
    case HOP_NONE:
    case HOP_NOWHERE: /* refused by check_subnets */
        break;
    }
    return hop_drop(RULE_USER_NONE, at);
}

/* Where the route leads, and by which address it says so. */
static struct ir_hop user_hop(struct lowering *l, const struct model_subnet *subnet,
                              const struct model_route *route)
{
    struct ir_hop hop = hop_of_route(l, subnet, route);
    hop.has_address = route->hop == HOP_APPLIANCE || route->hop == HOP_BALANCER || route->hop == HOP_ROUTER ||
                      route->hop == HOP_HOST;
    if (hop.has_address)
        hop.address = route->address;
    return hop;
}

/* ---- routes ---- */

/* Into the subnet's own table, or that of an appliance in it whose exit takes the place of default routes. */
static void user_routes(struct lowering *l, const struct model_subnet *subnet, uint32_t table)
{
    const struct model_site *s = &l->m->sites.at[subnet->site];
    const struct model_route_table *t = &l->m->route_tables.at[subnet->route_table];
    for (uint32_t r = 0; r < t->routes.count; r++) {
        const struct model_route *route = &t->routes.at[r];
        struct ir_origin o = {.table = table,
                              .source = IR_SRC_USER,
                              .rank = s->kind == MODEL_ONPREM ? (uint8_t)LAN_USER : (uint8_t)SUBNET_USER,
                              .span = route->span};
        o.guard = lower_guard(l, l->tables.at[table].element, IR_NONE, IR_NONE, IR_NONE);
        for (lower_cases(l); lower_case(l);) {
            o.hop = user_hop(l, subnet, route);
            for (uint32_t p = 0; p < route->prefixes.count; p++)
                if (table == subnet->table || !prefix_is_default(route->prefixes.at[p].prefix))
                    lower_origin(l, route->prefixes.at[p].prefix, o);
        }
    }
}

static void exits(struct lowering *l)
{
    for (uint32_t i = 0; i < l->m->appliances.count; i++) {
        const struct model_appliance *a = &l->m->appliances.at[i];
        uint32_t at = model_subnet_at(l->m, a->site, a->address);
        if (a->exit_table == IR_NONE)
            continue;
        lower_exit_routes(l, a);
        if (at != MODEL_NONE && l->m->subnets.at[at].route_table != MODEL_NONE)
            user_routes(l, &l->m->subnets.at[at], a->exit_table);
    }
}

/* F10: from this subnet alone, and nothing overrides it. */
static void service_routes(struct lowering *l, const struct model_subnet *subnet)
{
    for (uint32_t i = 0; i < subnet->service_endpoints.count; i++) {
        const struct model_prefix *p = &subnet->service_endpoints.at[i];
        struct ir_origin o = {.table = subnet->table,
                              .source = IR_SRC_SERVICE,
                              .rank = SUBNET_SERVICE,
                              .overrides = true,
                              .span = p->span};
        o.guard = lower_guard(l, l->m->sites.at[subnet->site].element, IR_NONE, IR_NONE, IR_NONE);
        o.hop = hop_to_internet(IR_HOP_INTERNET, IR_NONE, p->span);
        lower_origin(l, p->prefix, o);
    }
}

void lower_subnets(struct lowering *l)
{
    for (uint32_t i = 0; i < l->m->subnets.count; i++) {
        const struct model_subnet *subnet = &l->m->subnets.at[i];
        if (subnet->route_table != MODEL_NONE)
            user_routes(l, subnet, subnet->table);
        service_routes(l, subnet);
    }
    exits(l);
}
