/*
 * check_subnets: what holds of subnets, route tables and their next hops in a valid design. Looks at the
 * model only; a hop that resolve_subnets.c could not follow is explained here.
 */
#include "compiler/private.h"

#include <stdlib.h>

#define ROUTES_MAX 400u /* F163 */

struct checker {
    struct compilation *c;
    const struct model *m;
};

static bool in_site(const struct model_site *s, struct addr a)
{
    for (uint32_t i = 0; i < s->prefixes.count; i++)
        if (prefix_holds(s->prefixes.at[i].prefix, a))
            return true;
    return false;
}

static const char *shown(struct checker *k, struct prefix p)
{
    char text[PREFIX_TEXT_MAX];
    return arena_strdup(k->c->arena, prefix_print(p, text));
}

static const char *shown_address(struct checker *k, struct addr a)
{
    char text[ADDR_TEXT_MAX];
    return arena_strdup(k->c->arena, addr_print(a, text));
}

/* ---- addresses of subnets and hosts ---- */

static void check_inside(struct checker *k, const struct model_subnet *subnet)
{
    const struct model_site *s = &k->m->sites.at[subnet->site];
    for (uint32_t i = 0; i < subnet->prefixes.count; i++) {
        const struct model_prefix *p = &subnet->prefixes.at[i];
        bool inside = false;
        for (uint32_t j = 0; j < s->prefixes.count; j++)
            inside = inside || prefix_covers(s->prefixes.at[j].prefix, p->prefix);
        if (inside)
            continue;
        struct diag *d = diag_add(k->c->diags, DIAG_SUBNET_OUTSIDE, p->span,
                                  "`%s` of `%s` lies outside the prefixes of site `%s`", shown(k, p->prefix),
                                  subnet->name, s->name);
        diag_label(k->c->diags, d, s->name_span, "the site");
        diag_help(k->c->diags, d, "choose a range inside them, or add `%s` to the site's `prefix`",
                  shown(k, p->prefix));
    }
}

static void check_disjoint(struct checker *k, const struct model_subnet *a, const struct model_subnet *b)
{
    for (uint32_t i = 0; i < a->prefixes.count; i++)
        for (uint32_t j = 0; j < (a == b ? i : b->prefixes.count); j++) {
            const struct model_prefix *p = &a->prefixes.at[i], *q = &b->prefixes.at[j];
            if (!prefix_overlaps(p->prefix, q->prefix))
                continue;
            struct diag *d =
                diag_add(k->c->diags, DIAG_SUBNET_OVERLAP, p->span, "`%s` of `%s` overlaps `%s` of `%s`",
                         shown(k, p->prefix), a->name, shown(k, q->prefix), b->name);
            diag_label(k->c->diags, d, q->span, "the other prefix");
            diag_help(k->c->diags, d,
                      "an address lies in one subnet: choose ranges without a common address");
            return;
        }
}

/* By index, which subnets of a site share an address with another one, or hold one twice. */
static struct bits crowded_subnets(struct checker *k, const struct model_site *site)
{
    VEC(struct prefix) all = {0};
    VEC(uint32_t) owners = {0};
    for (uint32_t i = 0; i < site->subnets.count; i++) {
        const struct model_subnet *subnet = &k->m->subnets.at[site->subnets.at[i]];
        for (uint32_t p = 0; p < subnet->prefixes.count; p++) {
            vec_push(k->c->arena, &all, subnet->prefixes.at[p].prefix);
            vec_push(k->c->arena, &owners, i);
        }
    }
    struct bits found = crowded_prefixes(k->c->arena, all.at, all.count);
    struct bits subnets = bits_new(k->c->arena, site->subnets.count);
    for (uint32_t i = 0; i < all.count; i++)
        if (bits_has(found, i))
            bits_add(subnets, owners.at[i]);
    return subnets;
}

static bool subnet_holds(const struct model_subnet *subnet, struct addr a)
{
    for (uint32_t i = 0; i < subnet->prefixes.count; i++)
        if (prefix_holds(subnet->prefixes.at[i].prefix, a))
            return true;
    return false;
}

static void check_own_hosts(struct checker *k, const struct model_subnet *subnet)
{
    const struct model_site *s = &k->m->sites.at[subnet->site];
    for (uint32_t i = 0; i < subnet->hosts.count; i++) {
        const struct model_host *h = &s->hosts.at[subnet->hosts.at[i]];
        if (subnet_holds(subnet, h->address) || !in_site(s, h->address))
            continue; /* outside the site: reported already */
        struct diag *d = diag_add(k->c->diags, DIAG_HOST_OUTSIDE_SUBNET, h->address_span,
                                  "`%s` lies outside `%s`", h->name, subnet->name);
        diag_label(k->c->diags, d, subnet->name_span, "the subnet");
        uint32_t right = model_subnet_at(k->m, subnet->site, h->address);
        if (right != MODEL_NONE)
            diag_help(k->c->diags, d, "that address lies in `%s`: declare the host there",
                      k->m->subnets.at[right].name);
        else
            diag_help(k->c->diags, d, "give it an address of the subnet");
    }
}

static bool in_block(const struct model *m, const struct model_site *s, uint32_t host)
{
    for (uint32_t i = 0; i < s->subnets.count; i++) {
        const struct model_subnet *subnet = &m->subnets.at[s->subnets.at[i]];
        for (uint32_t h = 0; h < subnet->hosts.count; h++)
            if (subnet->hosts.at[h] == host)
                return true;
    }
    return false;
}

/* In a site with subnets each host lies in one, and in none of the platform's. */
static void check_hosts(struct checker *k, uint32_t site)
{
    const struct model_site *s = &k->m->sites.at[site];
    for (uint32_t i = 0; s->subnets.count > 0 && i < s->hosts.count; i++) {
        const struct model_host *h = &s->hosts.at[i];
        uint32_t at = model_subnet_at(k->m, site, h->address);
        if (at != MODEL_NONE && k->m->subnets.at[at].kind != SUBNET_PLAIN) {
            diag_add(k->c->diags, DIAG_HOST_IN_RESERVED, h->address_span,
                     "`%s` lies in `%s`, which holds no hosts", h->name, k->m->subnets.at[at].name);
        } else if (at == MODEL_NONE && in_site(s, h->address) && !in_block(k->m, s, i)) {
            struct diag *d = diag_add(k->c->diags, DIAG_HOST_IN_NO_SUBNET, h->address_span,
                                      "`%s` lies in no subnet of `%s`", h->name, s->name);
            diag_help(k->c->diags, d, "declare a subnet that holds %s", shown_address(k, h->address));
        }
    }
}

/* ---- what a subnet may have ---- */

static void check_route_server_subnet(struct checker *k, const struct model_subnet *subnet)
{
    if (subnet->kind == SUBNET_ROUTE_SERVER && subnet->route_table != MODEL_NONE)
        diag_add(k->c->diags, DIAG_RESERVED_SUBNET_TABLE, subnet->route_table_span,
                 "a RouteServerSubnet takes no route table");
    bool reserved = subnet->kind == SUBNET_ROUTE_SERVER || subnet->kind == SUBNET_GATEWAY;
    if (reserved && subnet->security_group != MODEL_NONE) {
        struct diag *d = diag_add(k->c->diags, DIAG_RESERVED_SUBNET_GROUP, subnet->security_group_span,
                                  "a %s takes no security group",
                                  subnet->kind == SUBNET_GATEWAY ? "GatewaySubnet" : "RouteServerSubnet");
        diag_help(k->c->diags, d, "remove it, and filter at the subnets and hosts behind");
    }
    if (reserved && subnet->service_endpoints.count > 0)
        not_supported(k->c, subnet->service_endpoints.at[0].span, "service endpoints of a reserved subnet");
    if (k->m->sites.at[subnet->site].kind == MODEL_ONPREM && subnet->service_endpoints.count > 0)
        diag_add(k->c->diags, DIAG_ONLY_IN_VNETS, subnet->service_endpoints.at[0].span,
                 "an on-premises subnet has no service endpoints");
}

static bool same_site_table(struct checker *k, const struct model_subnet *subnet)
{
    const struct model_route_table *t = &k->m->route_tables.at[subnet->route_table];
    if (t->site == subnet->site)
        return true;
    struct diag *d = diag_add(k->c->diags, DIAG_OTHER_SITE, subnet->route_table_span,
                              "`%s` is a route table of another site than `%s`", t->name, subnet->name);
    diag_label(k->c->diags, d, t->span, "the route table");
    diag_help(k->c->diags, d, "declare the route table in `%s`", k->m->sites.at[subnet->site].name);
    return false;
}

/* ---- the route table of a GatewaySubnet (F46, F98) ---- */

/* The address spaces of a VNet and of its peers, sorted. */
struct space_list {
    VEC(struct prefix) list;
};

static int by_prefix(const void *a, const void *b)
{
    return prefix_compare(*(const struct prefix *)a, *(const struct prefix *)b);
}

static void add_spaces(struct checker *k, struct space_list *out, uint32_t site)
{
    const struct model_site *s = &k->m->sites.at[site];
    for (uint32_t i = 0; i < s->prefixes.count; i++)
        vec_push(k->c->arena, &out->list, s->prefixes.at[i].prefix);
}

static struct space_list reached_by_gateway(struct checker *k, uint32_t site)
{
    struct space_list reached = {{0}};
    const struct model_site *s = &k->m->sites.at[site];
    add_spaces(k, &reached, site);
    for (uint32_t i = 0; i < s->peerings.count; i++) {
        const struct model_peering *p = &k->m->peerings.at[s->peerings.at[i]];
        if (model_peering_whole(p))
            add_spaces(k, &reached, p->sites[1 - model_peering_side(p, site)]);
    }
    if (reached.list.count > 0)
        qsort(reached.list.at, reached.list.count, sizeof *reached.list.at, by_prefix);
    return reached;
}

/* The number of prefixes of the sorted list that stand before `p`. */
static uint32_t count_before(const struct space_list *l, struct prefix p)
{
    uint32_t low = 0, high = l->list.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (prefix_compare(l->list.at[middle], p) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* What lies in `p` comes right after it; what it lies in is `p` with fewer bits. */
static bool overlaps_one(const struct space_list *l, struct prefix p)
{
    uint32_t at = count_before(l, p);
    bool found = at < l->list.count && prefix_overlaps(l->list.at[at], p);
    for (uint32_t bits = 0; bits < p.length && !found; bits++) {
        struct prefix around = prefix_of(p.address, (uint8_t)bits);
        at = count_before(l, around);
        found = at < l->list.count && prefix_compare(l->list.at[at], around) == 0;
    }
    return found;
}

static void check_gateway_route(struct checker *k, const struct space_list *reached,
                                const struct model_route *route)
{
    if (route->hop == HOP_GATEWAY)
        diag_add(k->c->diags, DIAG_GATEWAY_SUBNET_ROUTES, route->hop_span,
                 "the routes of a GatewaySubnet cannot lead to the gateway");
    for (uint32_t i = 0; i < route->prefixes.count; i++) {
        const struct model_prefix *p = &route->prefixes.at[i];
        if (prefix_is_default(p->prefix)) {
            struct diag *d = diag_add(k->c->diags, DIAG_GATEWAY_SUBNET_ROUTES, p->span,
                                      "a GatewaySubnet takes no default route");
            diag_help(k->c->diags, d,
                      "list the ranges that gateways send to, such as the address space of a spoke");
        } else if (!overlaps_one(reached, p->prefix)) {
            diag_add(
                k->c->diags, DIAG_GATEWAY_ROUTE_WITHOUT_EFFECT, p->span,
                "`%s` is neither in this VNet nor in a peer, so no packet from a gateway follows the route",
                shown(k, p->prefix));
        }
    }
}

/* The longest route of the table that covers `p`, or NULL. */
static const struct model_prefix *longest_cover(const struct model_route_table *t, struct prefix p,
                                                const struct model_route **route)
{
    const struct model_prefix *best = NULL;
    for (uint32_t r = 0; r < t->routes.count; r++)
        for (uint32_t i = 0; i < t->routes.at[r].prefixes.count; i++) {
            const struct model_prefix *q = &t->routes.at[r].prefixes.at[i];
            if (!prefix_covers(q->prefix, p) || (best && best->prefix.length >= q->prefix.length))
                continue;
            best = q;
            *route = &t->routes.at[r];
        }
    return best;
}

static void check_platform_ranges(struct checker *k, uint32_t site, const struct model_route_table *t)
{
    const struct model_site *s = &k->m->sites.at[site];
    for (uint32_t i = 0; i < s->subnets.count; i++) {
        const struct model_subnet *subnet = &k->m->subnets.at[s->subnets.at[i]];
        if (subnet->kind != SUBNET_GATEWAY && subnet->kind != SUBNET_ROUTE_SERVER)
            continue;
        for (uint32_t p = 0; p < subnet->prefixes.count; p++) {
            const struct model_route *route = NULL;
            const struct model_prefix *cover = longest_cover(t, subnet->prefixes.at[p].prefix, &route);
            if (!cover || route->hop == HOP_VNET || prefix_is_default(cover->prefix))
                continue;
            struct diag *d = diag_add(k->c->diags, DIAG_PLATFORM_RANGE_COVERED, cover->span,
                                      "the route covers `%s`", subnet->name);
            diag_help(k->c->diags, d, "add `route %s -> vnet;`", shown(k, subnet->prefixes.at[p].prefix));
        }
    }
}

static void check_gateway_subnet(struct checker *k, const struct model_subnet *subnet,
                                 const struct model_route_table *t)
{
    if (!model_may_be_on(&t->propagation)) {
        struct diag *d = diag_add(k->c->diags, DIAG_GATEWAY_SUBNET_ROUTES, subnet->route_table_span,
                                  "a GatewaySubnet must keep `gateway-propagation` on");
        diag_label(k->c->diags, d, t->propagation.span, "switched off here");
    }
    struct space_list reached = reached_by_gateway(k, subnet->site);
    for (uint32_t i = 0; i < t->routes.count; i++)
        check_gateway_route(k, &reached, &t->routes.at[i]);
    check_platform_ranges(k, subnet->site, t);
}

/* ---- appliances that are their own next hop (F128) ---- */

/* Has the appliance routes of its own, so that not all that it forwards follows its subnet? */
static bool has_own_routes(const struct model *m, uint32_t appliance)
{
    const struct model_appliance *a = &m->appliances.at[appliance];
    for (uint32_t i = 0; i < m->connections.count; i++)
        for (int s = 0; s < 2; s++) {
            const struct model_end *e = &m->connections.at[i].ends[s];
            if (e->kind == END_APPLIANCE && e->index == appliance)
                return true;
        }
    return a->default_route || m->sites.at[a->site].kind == MODEL_ONPREM;
}

static bool only_defaults(const struct model_route *route)
{
    for (uint32_t i = 0; i < route->prefixes.count; i++)
        if (!prefix_is_default(route->prefixes.at[i].prefix))
            return false;
    return true;
}

static void check_own_hop(struct checker *k, const struct model_subnet *subnet,
                          const struct model_route *route, uint32_t appliance)
{
    const struct model_appliance *a = &k->m->appliances.at[appliance];
    if (a->site != subnet->site || !subnet_holds(subnet, a->address) ||
        (model_has_exit(k->m, a) && only_defaults(route))) /* its exit comes first */
        return;
    bool own = has_own_routes(k->m, appliance);
    struct diag *d = diag_add(k->c->diags, own ? DIAG_OWN_NEXT_HOP_PERHAPS : DIAG_OWN_NEXT_HOP, route->span,
                              own ? "`%s` is in `%s`, so this route sends back to it what it has no route for"
                                  : "`%s` is in `%s`, so this route sends what it forwards back to itself",
                              a->name, subnet->name);
    diag_label(k->c->diags, d, a->name_span, "the appliance");
    diag_label(k->c->diags, d, subnet->name_span, "its subnet");
    diag_help(k->c->diags, d, "put the appliance into a subnet of its own, without this route");
}

static void check_own_hops(struct checker *k, const struct model_subnet *subnet,
                           const struct model_route_table *t)
{
    for (uint32_t i = 0; i < t->routes.count; i++) {
        const struct model_route *route = &t->routes.at[i];
        if (route->hop == HOP_APPLIANCE)
            check_own_hop(k, subnet, route, route->target);
        if (route->hop != HOP_BALANCER)
            continue;
        const struct model_balancer *b = &k->m->balancers.at[route->target];
        for (uint32_t n = 0; n < b->backends.count; n++)
            if (b->backends.at[n].appliance != MODEL_NONE)
                check_own_hop(k, subnet, route, b->backends.at[n].appliance);
    }
}

/* ---- next hops ---- */

static void only_in_vnets(struct checker *k, const struct model_route *route, const char *what)
{
    struct diag *d = diag_add(k->c->diags, DIAG_ONLY_IN_VNETS, route->hop_span,
                              "`%s` as a next hop belongs to VNets, and this is an on-premises site", what);
    diag_help(k->c->diags, d, "name a router by its address: `-> address A`, or an appliance");
}

static void check_gateway_hop(struct checker *k, uint32_t site, const struct model_route *route)
{
    uint32_t at =
        route->target == MODEL_NONE ? model_gateway_site(k->m, site) : k->m->gateways.at[route->target].site;
    uint32_t er = model_gateway_of(k->m, at, MODEL_EXPRESSROUTE);
    if (k->m->sites.at[site].kind == MODEL_ONPREM) {
        only_in_vnets(k, route, "gateway");
    } else if (route->target == MODEL_NONE && er != MODEL_NONE) {
        diag_add(k->c->diags, DIAG_NO_VPN_GATEWAY, route->hop_span,
                 "`gateway` means a VPN gateway; a route table cannot name the ExpressRoute gateway `%s`",
                 k->m->gateways.at[er].name);
    } else if (route->target == MODEL_NONE) {
        struct diag *d =
            diag_add(k->c->diags, DIAG_NO_VPN_GATEWAY, route->hop_span,
                     "`%s` has no VPN gateway and uses none of a peer", k->m->sites.at[site].name);
        diag_help(k->c->diags, d,
                  "declare `gateway vpn NAME;`, or a peering with `allow-gateway-transit` and "
                  "`use-remote-gateways`");
    } else if (er != MODEL_NONE) {
        struct diag *d =
            diag_add(k->c->diags, DIAG_GATEWAY_ROUTE_COEXISTENCE, route->hop_span,
                     "`%s` has a VPN and an ExpressRoute gateway, so no route table may name the gateway",
                     k->m->sites.at[at].name);
        diag_label(k->c->diags, d, k->m->gateways.at[er].span, "the ExpressRoute gateway");
    }
}

/* F126. `target`: the site of the appliance or load balancer. */
static void check_near(struct checker *k, uint32_t site, const struct model_route *route, uint32_t target,
                       const char *name, struct span declared)
{
    const struct model_site *own = &k->m->sites.at[site];
    if (target == site || model_peering_of(k->m, site, target))
        return;
    bool vnets = own->kind == MODEL_VNET && k->m->sites.at[target].kind == MODEL_VNET;
    struct diag *d = diag_add(k->c->diags, DIAG_NEXT_HOP_NOT_NEAR, route->hop_span,
                              vnets ? "`%s` is neither in `%s` nor in a VNet that is directly peered with it"
                                    : "`%s` is not in `%s`",
                              name, own->name);
    diag_label(k->c->diags, d, declared, "declared here");
    if (vnets)
        diag_help(k->c->diags, d, "`peering %s <-> %s` would make it reachable", own->name,
                  k->m->sites.at[target].name);
}

static void check_nobody(struct checker *k, uint32_t site, const struct model_route *route)
{
    const struct model_site *own = &k->m->sites.at[site];
    const char *address = shown_address(k, route->address), *holder = NULL;
    for (uint32_t s = 0; s < k->m->sites.count; s++)
        if ((s == site || model_peering_of(k->m, site, s)) && in_site(&k->m->sites.at[s], route->address))
            holder = k->m->sites.at[s].name;
    bool onprem = own->kind == MODEL_ONPREM;
    struct diag *d;
    if (holder)
        d = diag_add(k->c->diags, DIAG_NEXT_HOP_NOBODY, route->hop_span, "no %s of `%s` has the address %s",
                     onprem ? "router or appliance" : "appliance or load balancer", holder, address);
    else
        d = diag_add(k->c->diags, DIAG_NEXT_HOP_NOBODY, route->hop_span, "%s is not in `%s`%s", address,
                     own->name, onprem ? "" : " nor in a VNet that is directly peered with it");
    diag_help(k->c->diags, d,
              onprem ? "name an address of a router or appliance of the site"
                     : "declare `appliance NAME %s;` in a VNet within reach",
              address);
}

static void check_family(struct checker *k, const struct model_route *route)
{
    for (uint32_t i = 0; i < route->prefixes.count; i++) {
        const struct model_prefix *p = &route->prefixes.at[i];
        if (p->prefix.address.family == route->address.family)
            continue;
        diag_add(k->c->diags, DIAG_NEXT_HOP_FAMILY, p->span,
                 "`%s` and its next hop %s are of different families", shown(k, p->prefix),
                 shown_address(k, route->address));
        return;
    }
}

/* F125: `vnet` is the VNet of the route table. What becomes of packets for a peer is written nowhere. */
static void check_vnet_hop(struct checker *k, uint32_t site, const struct model_route *route,
                           const struct model_prefix *p)
{
    const struct model_site *own = &k->m->sites.at[site];
    for (uint32_t i = 0; i < own->peerings.count; i++) {
        const struct model_peering *peering = &k->m->peerings.at[own->peerings.at[i]];
        const struct model_site *peer =
            &k->m->sites.at[peering->sites[1 - model_peering_side(peering, site)]];
        for (uint32_t n = 0; n < peer->prefixes.count; n++) {
            if (!prefix_covers(peer->prefixes.at[n].prefix, p->prefix))
                continue;
            struct diag *d = diag_add(
                k->c->diags, DIAG_VNET_ROUTE_TO_PEER, route->hop_span,
                "`vnet` is `%s`, so packets for `%s` are lost, which belongs to the peered VNet `%s`",
                own->name, shown(k, p->prefix), peer->name);
            diag_help(k->c->diags, d,
                      "leave the route out where packets are to get there; write `none` where they are not");
            return;
        }
    }
}

static void check_hop(struct checker *k, uint32_t site, const struct model_route *route)
{
    const struct model *m = k->m;
    switch (route->hop) {
    case HOP_GATEWAY:
        check_gateway_hop(k, site, route);
        return;
    case HOP_VNET:
        if (m->sites.at[site].kind == MODEL_ONPREM)
            only_in_vnets(k, route, "vnet");
        for (uint32_t i = 0; i < route->prefixes.count; i++)
            check_vnet_hop(k, site, route, &route->prefixes.at[i]);
        return;
    case HOP_INTERNET:
    case HOP_NONE:
        return;
    case HOP_NOWHERE:
        check_nobody(k, site, route);
        return;
    case HOP_APPLIANCE:
        check_near(k, site, route, m->appliances.at[route->target].site, m->appliances.at[route->target].name,
                   m->appliances.at[route->target].span);
        break;
    case HOP_BALANCER:
        check_near(k, site, route, m->balancers.at[route->target].site, m->balancers.at[route->target].name,
                   m->balancers.at[route->target].span);
        break;
    case HOP_HOST:
        diag_add(k->c->diags, DIAG_HOST_AS_NEXT_HOP, route->hop_span,
                 "%s is the address of a host, which drops what is not for it",
                 shown_address(k, route->address));
        break;
    case HOP_ROUTER:
        break;
    }
    check_family(k, route);
}

/* ---- route tables ---- */

/* The first place of a prefix in a table, once it has come up. */
struct first_places {
    struct map *numbers;
    VEC(const struct model_prefix *) at;
};

/* NULL: it stands here first. */
static const struct model_prefix *listed_before(struct checker *k, struct first_places *places,
                                                const struct model_prefix *p)
{
    struct prefix_key key = prefix_key(p->prefix);
    uint32_t number = places->at.count;
    if (!map_add(places->numbers, &key, sizeof key, &number))
        return places->at.at[number];
    vec_push(k->c->arena, &places->at, p);
    return NULL;
}

static void check_once(struct checker *k, const struct model_route_table *t)
{
    struct first_places places = {.numbers = map_new(k->c->arena)};
    uint32_t count = 0;
    for (uint32_t r = 0; r < t->routes.count; r++)
        for (uint32_t i = 0; i < t->routes.at[r].prefixes.count; i++) {
            const struct model_prefix *p = &t->routes.at[r].prefixes.at[i],
                                      *old = listed_before(k, &places, p);
            count++;
            if (!old)
                continue;
            struct diag *d = diag_add(k->c->diags, DIAG_ROUTE_TWICE, p->span, "`%s` stands twice in `%s`",
                                      shown(k, p->prefix), t->name);
            diag_label(k->c->diags, d, old->span, "the first route");
        }
    if (count > ROUTES_MAX)
        diag_add(k->c->diags, DIAG_LIMIT_ROUTES, t->span, "`%s` has %u routes; the platform's limit is %u",
                 t->name, count, ROUTES_MAX);
}

static void check_table(struct checker *k, const struct model_route_table *t)
{
    if (!t->used)
        diag_add(k->c->diags, DIAG_UNUSED, t->span, "route table `%s` is used by no subnet", t->name);
    if (k->m->sites.at[t->site].kind == MODEL_ONPREM && model_may_be_off(&t->propagation))
        diag_add(k->c->diags, DIAG_ONLY_IN_VNETS, t->propagation.span,
                 "`gateway-propagation` belongs to VNets, and this is an on-premises site");
    check_once(k, t);
    for (uint32_t i = 0; i < t->routes.count; i++)
        check_hop(k, t->site, &t->routes.at[i]);
}

void check_subnets(struct compilation *c, const struct model *m)
{
    struct checker k = {c, m};
    for (uint32_t s = 0; s < m->sites.count; s++) {
        const struct model_site *site = &m->sites.at[s];
        struct bits crowded = crowded_subnets(&k, site);
        for (uint32_t i = 0; i < site->subnets.count; i++) {
            const struct model_subnet *subnet = &m->subnets.at[site->subnets.at[i]];
            check_inside(&k, subnet);
            for (uint32_t j = 0; bits_has(crowded, i) && j <= i && !diag_full(c->diags); j++)
                check_disjoint(&k, subnet, &m->subnets.at[site->subnets.at[j]]);
            check_own_hosts(&k, subnet);
            check_route_server_subnet(&k, subnet);
            if (subnet->route_table == MODEL_NONE || !same_site_table(&k, subnet))
                continue;
            if (subnet->kind == SUBNET_GATEWAY)
                check_gateway_subnet(&k, subnet, &m->route_tables.at[subnet->route_table]);
            check_own_hops(&k, subnet, &m->route_tables.at[subnet->route_table]);
        }
        check_hosts(&k, s);
    }
    for (uint32_t i = 0; i < m->route_tables.count; i++)
        check_table(&k, &m->route_tables.at[i]);
}
