/*
 * resolve_subnets: subnets with what stands in their blocks, route tables with their routes, and the default sites
 * of gateways. They refer to names, peerings and connections, so most of this runs after all of those are
 * known. A hop that leads nowhere is kept as such; check_subnets.c says what is wrong with it.
 */
#include "compiler/private.h"

#include <string.h>

/* ---- names first ---- */

static enum model_subnet_kind subnet_kind(const struct model_site *site, const char *name)
{
    if (site->kind == MODEL_ONPREM)
        return SUBNET_PLAIN;
    if (strcmp(name, "GatewaySubnet") == 0)
        return SUBNET_GATEWAY;
    if (strcmp(name, "RouteServerSubnet") == 0)
        return SUBNET_ROUTE_SERVER;
    return strcmp(name, "AzureFirewallSubnet") == 0 ? SUBNET_FIREWALL : SUBNET_PLAIN;
}

static bool is_prefix_item(const struct ast *kid)
{
    return kid->kind == AST_PREFIX || kid->kind == AST_ADDRESS || kid->kind == AST_PATH ||
           kid->kind == AST_NAME;
}

uint32_t subnet_declare(struct compilation *c, struct model *m, uint32_t site, const struct ast *node)
{
    struct model_subnet subnet = {.name = path_in_site(c, m, site, node->name),
                                  .span = node->span,
                                  .name_span = node->name_span,
                                  .site = site,
                                  .kind = subnet_kind(&m->sites.at[site], node->name),
                                  .route_table = MODEL_NONE,
                                  .security_group = MODEL_NONE};
    for (const struct ast *kid = node->kids; kid; kid = kid->next) {
        struct model_prefix *at;
        uint32_t count;
        if (is_prefix_item(kid) && set_prefixes(c, m, kid, "a subnet", &at, &count))
            for (uint32_t i = 0; i < count; i++)
                vec_push(c->arena, &subnet.prefixes, at[i]);
    }
    struct entity e = {ENTITY_SUBNET, subnet.name, m->subnets.count, 0, node->name_span};
    if (!name_enter(c, m, e))
        return MODEL_NONE;
    vec_push(c->arena, &m->sites.at[site].subnets, m->subnets.count);
    vec_push(c->arena, &m->subnets, subnet);
    return m->subnets.count - 1;
}

void route_table_declare(struct compilation *c, struct model *m, uint32_t site, const struct ast *node)
{
    struct model_route_table table = {.name = path_in_site(c, m, site, node->name),
                                      .span = node->span,
                                      .site = site,
                                      .propagation = {.on = true, .span = node->name_span}};
    for (const struct ast *s = node->kids; s; s = s->next)
        if (s->kind == AST_FLAG)
            resolve_switch(&table.propagation, s);
    struct entity e = {ENTITY_ROUTE_TABLE, table.name, m->route_tables.count, 0, node->name_span};
    if (!name_enter(c, m, e))
        return;
    vec_push(c->arena, &m->sites.at[site].route_tables, m->route_tables.count);
    vec_push(c->arena, &m->route_tables, table);
}

/* The index of what this node declared, or MODEL_NONE when it was left out (a name declared twice). */
static uint32_t declared_by(struct compilation *c, const struct model *m, const char *site,
                            const struct ast *node, enum entity_kind kind)
{
    const struct entity *e = model_find(m, arena_printf(c->arena, "%s.%s", site, node->name));
    bool same = e && e->kind == kind && e->span.file == node->name_span.file &&
                e->span.begin == node->name_span.begin;
    return same ? e->index : MODEL_NONE;
}

/* ---- what a subnet's block refers to ---- */

/* The index of the thing of this kind that `path` names, or MODEL_NONE after an error. */
static uint32_t refer(struct compilation *c, const struct model *m, uint32_t site, const struct ast *path,
                      enum entity_kind kind)
{
    const struct entity *e = name_lookup_in(c, m, site, path->name, path->span, entity_kind_name(kind));
    if (!e)
        return MODEL_NONE;
    if (e->kind == kind)
        return e->index;
    diag_add(c->diags, DIAG_WRONG_KIND, path->span, "`%s` is %s, not %s", e->name, entity_kind_a(e->kind),
             entity_kind_a(kind));
    return MODEL_NONE;
}

static void service_endpoints(struct compilation *c, struct model *m, struct model_subnet *subnet,
                              const struct ast *s)
{
    for (const struct ast *item = s->kids; item; item = item->next) {
        struct model_prefix *at;
        uint32_t count;
        if (set_prefixes(c, m, item, "`service-endpoint`", &at, &count))
            for (uint32_t i = 0; i < count; i++)
                vec_push(c->arena, &subnet->service_endpoints, at[i]);
    }
}

static void subnet_routers(struct compilation *c, struct model *m, struct model_subnet *subnet,
                           const struct ast *s)
{
    for (const struct ast *path = s->kids; path; path = path->next) {
        uint32_t router = refer(c, m, subnet->site, path, ENTITY_ROUTER);
        if (router == MODEL_NONE)
            continue;
        if (m->routers.at[router].site != subnet->site)
            diag_add(c->diags, DIAG_OTHER_SITE, path->span, "`%s` is no router of site `%s`", path->name,
                     m->sites.at[subnet->site].name);
        else
            vec_push(c->arena, &subnet->routers, router);
    }
}

static void subnet_statement(struct compilation *c, struct model *m, struct model_subnet *subnet,
                             const struct ast *s)
{
    if (s->kind == AST_HOST || is_prefix_item(s))
        return;
    if (s->kind == AST_PROPERTY && s->word == KW_ROUTE_TABLE) {
        subnet->route_table = refer(c, m, subnet->site, s->kids, ENTITY_ROUTE_TABLE);
        subnet->route_table_span = s->span;
        if (subnet->route_table != MODEL_NONE)
            m->route_tables.at[subnet->route_table].used = true;
    } else if (s->kind == AST_PROPERTY && s->word == KW_SECURITY_GROUP) {
        subnet->security_group = refer(c, m, subnet->site, s->kids, ENTITY_SECURITY_GROUP);
        subnet->security_group_span = s->span;
        if (subnet->security_group != MODEL_NONE)
            m->security_groups.at[subnet->security_group].used = true;
    } else if (s->kind == AST_PROPERTY && s->word == KW_SERVICE_ENDPOINT) {
        service_endpoints(c, m, subnet, s);
    } else if (s->kind == AST_PROPERTY && s->word == KW_ROUTER) {
        subnet_routers(c, m, subnet, s);
    } else {
        not_supported_statement(c, s, "of a subnet");
    }
}

/* ---- hops ---- */

/* The VPN gateway that `-> gateway` means: the VNet's own, or that of the peer whose gateways it uses (F28). */
static uint32_t vpn_gateway_for(const struct model *m, uint32_t site)
{
    uint32_t own = model_gateway_of(m, site, MODEL_VPN);
    if (own != MODEL_NONE)
        return own;
    const struct model_site *s = &m->sites.at[site];
    for (uint32_t i = 0; i < s->peerings.count; i++) {
        const struct model_peering *p = &m->peerings.at[s->peerings.at[i]];
        int side = model_peering_side(p, site);
        if (model_peering_may_transit(p, side))
            return model_gateway_of(m, p->sites[1 - side], MODEL_VPN);
    }
    return MODEL_NONE;
}

/* Who in this site has the address? True when somebody has. */
static bool hop_in_site(const struct model *m, uint32_t site, struct model_route *route)
{
    const struct model_site *s = &m->sites.at[site];
    for (uint32_t i = 0; i < s->appliances.count; i++)
        if (addr_compare(m->appliances.at[s->appliances.at[i]].address, route->address) == 0) {
            route->hop = HOP_APPLIANCE;
            route->target = s->appliances.at[i];
            return true;
        }
    for (uint32_t i = 0; i < s->balancers.count; i++)
        if (addr_compare(m->balancers.at[s->balancers.at[i]].address, route->address) == 0) {
            route->hop = HOP_BALANCER;
            route->target = s->balancers.at[i];
            return true;
        }
    for (uint32_t i = 0; i < s->routers.count; i++) {
        const struct model_router *r = &m->routers.at[s->routers.at[i]];
        for (uint32_t a = 0; a < r->addresses.count; a++)
            if (addr_compare(r->addresses.at[a], route->address) == 0) {
                route->hop = HOP_ROUTER;
                route->target = s->routers.at[i];
                return true;
            }
    }
    for (uint32_t i = 0; i < s->hosts.count; i++)
        if (addr_compare(s->hosts.at[i].address, route->address) == 0) {
            route->hop = HOP_HOST;
            route->target = site;
            return true;
        }
    return false;
}

/* F126: in the own site, or in a VNet that is directly peered. */
static void hop_by_address(const struct model *m, uint32_t site, struct model_route *route)
{
    route->hop = HOP_NOWHERE;
    route->target = MODEL_NONE;
    if (hop_in_site(m, site, route))
        return;
    for (uint32_t s = 0; s < m->sites.count; s++)
        if (model_peering_of(m, site, s) && hop_in_site(m, s, route))
            return;
}

/* An appliance or a load balancer by its name. False after an error. */
static bool hop_by_name(struct compilation *c, const struct model *m, uint32_t site, const struct ast *path,
                        struct model_route *route)
{
    const struct entity *e = name_lookup_in(c, m, site, path->name, path->span, "appliance");
    if (!e)
        return false;
    route->target = e->index;
    if (e->kind == ENTITY_APPLIANCE) {
        route->hop = HOP_APPLIANCE;
        route->address = m->appliances.at[e->index].address;
        return true;
    }
    if (e->kind == ENTITY_BALANCER) {
        route->hop = HOP_BALANCER;
        route->address = m->balancers.at[e->index].address;
        return true;
    }
    struct diag *d = diag_add(c->diags, DIAG_WRONG_KIND, path->span, "`%s` is %s, not an appliance", e->name,
                              entity_kind_a(e->kind));
    if (e->kind == ENTITY_GATEWAY)
        diag_help(c->diags, d, "the VPN gateway of the VNet is called `gateway`: `-> gateway`");
    return false;
}

static bool route_hop(struct compilation *c, const struct model *m, uint32_t site, const struct ast *hop,
                      struct model_route *route)
{
    route->hop_span = hop->span;
    route->target = MODEL_NONE;
    switch (hop->word) {
    case KW_GATEWAY:
        route->hop = HOP_GATEWAY;
        route->target = vpn_gateway_for(m, site);
        return true;
    case KW_VNET:
        route->hop = HOP_VNET;
        return true;
    case KW_INTERNET:
        route->hop = HOP_INTERNET;
        return true;
    case KW_NONE_:
        route->hop = HOP_NONE;
        return true;
    case KW_APPLIANCE:
        return hop_by_name(c, m, site, hop->kids, route);
    case KW_ADDRESS:
        route->address = hop->kids->prefix.address;
        hop_by_address(m, site, route);
        return true;
    default:
        not_supported(c, hop->span, "this next hop of a route table");
        return false;
    }
}

static void add_route(struct compilation *c, struct model *m, struct model_route_table *table,
                      const struct ast *node)
{
    struct model_route route = {.span = node->span};
    bool ok = true;
    for (const struct ast *item = node->kids; item; item = item->next) {
        struct model_prefix *at = NULL;
        uint32_t count = 0;
        if (item->kind == AST_HOP)
            ok = route_hop(c, m, table->site, item, &route) && ok;
        else if (!set_prefixes(c, m, item, "a route", &at, &count))
            ok = false;
        for (uint32_t i = 0; i < count; i++)
            vec_push(c->arena, &route.prefixes, at[i]);
    }
    if (ok)
        vec_push(c->arena, &table->routes, route);
}

/* ---- default sites of gateways (F45) ---- */

static bool ends_at(const struct model_connection *conn, uint32_t gateway)
{
    for (int s = 0; s < 2; s++)
        if (conn->ends[s].kind == END_VPN_GATEWAY && conn->ends[s].index == gateway)
            return conn->kind == CONN_TUNNEL;
    return false;
}

static void default_site(struct compilation *c, struct model *m, uint32_t gateway, const struct ast *node)
{
    const struct ast *property = ast_find(node, AST_PROPERTY, KW_DEFAULT_SITE);
    if (gateway == MODEL_NONE || !property)
        return;
    uint32_t conn = refer(c, m, m->gateways.at[gateway].site, property->kids, ENTITY_CONNECTION);
    if (conn == MODEL_NONE)
        return;
    if (ends_at(&m->connections.at[conn], gateway)) {
        m->gateways.at[gateway].default_site = conn;
        return;
    }
    struct diag *d = diag_add(c->diags, DIAG_DEFAULT_SITE, property->kids->span, "`%s` is no tunnel of `%s`",
                              m->connections.at[conn].name, m->gateways.at[gateway].name);
    diag_label(c->diags, d, m->connections.at[conn].span, "the connection");
    diag_help(c->diags, d, "name one of the gateway's own tunnels: `connect ... <-> %s NAME;`",
              m->gateways.at[gateway].name);
}

/* ---- the pass ---- */

static void site_node(struct compilation *c, struct model *m, const struct ast *site, const struct ast *node)
{
    if (node->kind == AST_SUBNET) {
        uint32_t subnet = declared_by(c, m, site->name, node, ENTITY_SUBNET);
        for (const struct ast *s = node->kids; s && subnet != MODEL_NONE; s = s->next)
            subnet_statement(c, m, &m->subnets.at[subnet], s);
    } else if (node->kind == AST_ROUTE_TABLE) {
        uint32_t table = declared_by(c, m, site->name, node, ENTITY_ROUTE_TABLE);
        for (const struct ast *s = node->kids; s && table != MODEL_NONE; s = s->next)
            if (s->kind == AST_ROUTE)
                add_route(c, m, &m->route_tables.at[table], s);
    } else if (node->kind == AST_GATEWAY) {
        default_site(c, m, declared_by(c, m, site->name, node, ENTITY_GATEWAY), node);
    }
}

void resolve_subnets(struct compilation *c, struct model *m)
{
    for (const struct ast *site = c->ast->kids; site; site = site->next) {
        const struct entity *e = site->kind == AST_SITE ? model_find(m, site->name) : NULL;
        if (!e || e->kind != ENTITY_SITE || e->span.begin != site->name_span.begin ||
            e->span.file != site->name_span.file)
            continue;
        for (const struct ast *node = site->kids; node; node = node->next)
            site_node(c, m, site, node);
    }
}
