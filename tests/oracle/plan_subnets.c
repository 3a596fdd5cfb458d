/*
 * plan_subnets: subnets with route tables and service endpoints, and the hosts in them. Of a home without
 * subnets: its hosts.
 */
#include "tests/oracle/plan.h"

#include <string.h>

#define ROUTES 5u /* of one table at most */

/* ---- next hops ---- */

/* The VNet whose VPN gateway `gateway` means (F28, F80: no ExpressRoute gateway beside it), or NULL. */
static const struct plan_vnet *gateway_of(const struct plan *p, const struct plan_home *home)
{
    const struct plan_vnet *v = home->onprem ? NULL : &p->vnets[home->byte];
    if (v && v->uses_remote)
        v = &p->vnets[v->used];
    return v && v->vpn && !v->er ? v : NULL;
}

static void add_hop(struct plan *p, struct plan_names *hops, const char *hop, uint32_t times)
{
    for (uint32_t i = 0; i < times; i++)
        plan_add(p, hops, hop);
}

/* A table of `near` appliances does not send to those of its own home (F128). */
static void add_addresses(struct plan *p, struct plan_names *hops, const struct plan_home *home, bool six,
                          bool near)
{
    for (uint32_t i = 0; i < p->appliances.count; i++) {
        const struct plan_appliance *a = &p->appliances.at[i];
        if (!plan_adjacent(p, home, a->home) || plan_is_six(a->address) != six || (near && a->home == home))
            continue;
        add_hop(p, hops, arena_printf(p->arena, "appliance %s", a->path), 4);
        add_hop(p, hops, arena_printf(p->arena, "address %s", a->address), 1);
    }
    for (uint32_t i = 0; i < p->balancers.count && !six; i++)
        if (plan_adjacent(p, home, p->balancers.at[i].home) && !(near && p->balancers.at[i].home == home))
            add_hop(p, hops, arena_printf(p->arena, "address %s", p->balancers.at[i].address), 4);
    for (uint32_t i = 0; i < home->hosts.count; i++)
        if (plan_is_six(home->hosts.at[i].address) == six)
            add_hop(p, hops, arena_printf(p->arena, "address %s", home->hosts.at[i].address), 1);
}

static void add_routers(struct plan *p, struct plan_names *hops, const struct plan_home *home)
{
    for (uint32_t i = 0; i < home->next_hops.list.count; i++)
        add_hop(p, hops, arena_printf(p->arena, "address %s", home->next_hops.list.at[i]), 2);
}

/* In a site with links: the routers that the subnet names. */
static struct plan_names hops_apart(struct plan *p, const struct plan_home *home,
                                    const struct plan_subnet *subnet, bool six)
{
    const struct plan_site *s = plan_site_of(p, home);
    struct plan_names hops = {0};
    for (uint32_t r = 0; r < s->router_count && !six; r++)
        if (s->addresses[r] && plan_is_attached(subnet, r))
            add_hop(p, &hops, arena_printf(p->arena, "address %s", s->addresses[r]), 3);
    add_hop(p, &hops, "none", 1);
    return hops;
}

/* Everything that a route of this home may point to, more often what matters more. */
static struct plan_names hops_of(struct plan *p, const struct plan_home *home, bool six, bool near)
{
    struct plan_names hops = {0};
    add_addresses(p, &hops, home, six, near);
    add_hop(p, &hops, "none", 2);
    if (home->onprem) {
        if (!six && !near)
            add_routers(p, &hops, home);
        return hops;
    }
    add_hop(p, &hops, "internet", 2);
    add_hop(p, &hops, "vnet", 2);
    if (gateway_of(p, home))
        add_hop(p, &hops, "gateway", 4);
    return hops;
}

static void count_hop(struct plan *p, const char *hop)
{
    static const struct {
        const char *word;
        enum construct construct;
    } kinds[] = {{"gateway", CONSTRUCT_ROUTE_GATEWAY},     {"vnet", CONSTRUCT_ROUTE_VNET},
                 {"internet", CONSTRUCT_ROUTE_INTERNET},   {"none", CONSTRUCT_ROUTE_NONE},
                 {"appliance", CONSTRUCT_ROUTE_APPLIANCE}, {"address", CONSTRUCT_ROUTE_ADDRESS}};
    for (uint32_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strncmp(hop, kinds[i].word, strlen(kinds[i].word)) == 0)
            p->used[kinds[i].construct] = true;
}

/* ---- route tables ---- */

enum table_use { FOR_HOSTS, FOR_APPLIANCES, FOR_GATEWAYS };

/* A table with the prefixes that it routes so far. */
struct table {
    struct plan_home *home;
    enum table_use use;
    const struct plan_subnet *subnet; /* the only one that uses it, or NULL */
    struct plan_names routed;
};

static bool is_routed(const struct table *t, const char *prefix)
{
    for (uint32_t i = 0; i < t->routed.list.count; i++)
        if (strcmp(t->routed.list.at[i], prefix) == 0)
            return true;
    return false;
}

/* One route for a prefix. In the table of a GatewaySubnet there is no default, and no way back (F46). */
static void add_route(struct plan *p, struct table *t, const char *prefix, const char *hop)
{
    bool is_default = strcmp(prefix, "0.0.0.0/0") == 0 || strcmp(prefix, "::/0") == 0;
    if (is_routed(t, prefix) || (t->use == FOR_GATEWAYS && (is_default || strcmp(hop, "gateway") == 0)))
        return;
    buf_printf(p->out, "        route %s -> %s;\n", prefix, hop);
    plan_add(p, &p->prefixes, prefix);
    plan_add(p, &t->routed, prefix);
    count_hop(p, hop);
    p->used[CONSTRUCT_ROUTE_DEFAULT] = p->used[CONSTRUCT_ROUTE_DEFAULT] || is_default;
}

static struct plan_names hops_in(struct plan *p, const struct table *t, bool six)
{
    if (t->home->linked)
        return hops_apart(p, t->home, t->subnet, six);
    return hops_of(p, t->home, six, t->use == FOR_APPLIANCES);
}

static void draw_routes(struct plan *p, struct table *t)
{
    for (uint32_t tries = rng_below(p->rng, ROUTES); tries > 0; tries--) {
        const char *prefix = plan_prefix(p, t->home);
        struct plan_names hops = hops_in(p, t, plan_is_six(prefix));
        add_route(p, t, prefix, plan_pick(p, &hops));
    }
}

/* ---- inspection ---- */

/* Where a hub sends everything: its first appliance, or the load balancer in front of several. */
static const char *choose_inspector(struct plan *p, const struct plan_home **hub)
{
    for (uint32_t i = 0; i < p->balancers.count && rng_chance(p->rng, 60); i++) {
        *hub = p->balancers.at[i].home;
        return arena_printf(p->arena, "address %s", p->balancers.at[i].address);
    }
    for (uint32_t i = 0; i < p->appliances.count; i++)
        if (!p->appliances.at[i].home->onprem && !plan_is_six(p->appliances.at[i].address)) {
            *hub = p->appliances.at[i].home;
            return arena_printf(p->arena, "appliance %s", p->appliances.at[i].path);
        }
    return NULL;
}

/* What makes the flows between two VNets, or between one and everybody beyond the gateways, pass the inspector
 * (F136): of hosts the way there, of gateways the way to each VNet. */
static void inspect(struct plan *p, struct table *t)
{
    if (!p->inspector || t->use == FOR_APPLIANCES || !plan_adjacent(p, t->home, p->hub))
        return;
    if (t->use == FOR_HOSTS && rng_chance(p->rng, 50))
        add_route(p, t, rng_chance(p->rng, 60) ? "0.0.0.0/0" : "10.0.0.0/8", p->inspector);
    for (uint32_t h = 0; h < plan_home_count(p); h++) {
        const struct plan_home *far = plan_home(p, h);
        bool there = t->use == FOR_HOSTS ? far != t->home : !far->onprem;
        if (!there || !rng_chance(p->rng, 75))
            continue;
        add_route(p, t, far->prefixes[0], p->inspector);
        if (t->use == FOR_HOSTS)
            vec_push(p->arena, &p->flows, ((struct plan_pair){t->home->name, far->name}));
    }
}

/* What service endpoints override (F10). */
static void draw_service_routes(struct plan *p, struct table *t)
{
    struct plan_names hops = hops_in(p, t, false), six = hops_in(p, t, true);
    if (rng_chance(p->rng, 50))
        add_route(p, t, rng_chance(p->rng, 50) ? "20.9.0.0/16" : "20.9.0.0/24", plan_pick(p, &hops));
    if (t->home->six && rng_chance(p->rng, 50))
        add_route(p, t, rng_chance(p->rng, 50) ? "2600:9::/32" : "2600:9::/64", plan_pick(p, &six));
}

static const char *draw_table(struct plan *p, struct plan_home *home, const char *name, enum table_use use,
                              const struct plan_subnet *subnet)
{
    buf_printf(p->out, "    route-table %s {\n", name);
    if (use != FOR_GATEWAYS && !home->onprem && rng_chance(p->rng, 35)) {
        const char *setting = arena_printf(p->arena, "%s.%s gateway-propagation", home->name, name);
        buf_printf(p->out, "        gateway-propagation%s;\n", plan_flag(p, setting, " off"));
        p->used[CONSTRUCT_PROPAGATION_OFF] = true;
    }
    struct table t = {.home = home, .use = use, .subnet = subnet};
    inspect(p, &t);
    draw_routes(p, &t);
    if (!home->onprem)
        draw_service_routes(p, &t);
    buf_add(p->out, "    }\n");
    p->used[home->onprem ? CONSTRUCT_ONPREM_TABLE : CONSTRUCT_ROUTE_TABLE] = true;
    if (use == FOR_GATEWAYS)
        p->used[CONSTRUCT_GATEWAY_TABLE] = true;
    return name;
}

/* Next hops lie in the subnet, so each has a table of its own. */
static void draw_tables_apart(struct plan *p, struct plan_home *home)
{
    for (uint32_t i = 0; i < home->subnets.count; i++) {
        struct plan_subnet *s = &home->subnets.at[i];
        if (rng_chance(p->rng, 30))
            s->own_table = draw_table(p, home, arena_printf(p->arena, "rt-%s", s->name), FOR_HOSTS, s);
    }
}

static void draw_tables(struct plan *p, struct plan_home *home)
{
    if (home->linked) {
        draw_tables_apart(p, home);
        return;
    }
    for (uint32_t n = 0, count = rng_below(p->rng, 3) + (p->inspector && rng_chance(p->rng, 50)); n < count;
         n++)
        plan_add(p, &home->route_tables,
                 draw_table(p, home, arena_printf(p->arena, "rt%u", n), FOR_HOSTS, NULL));
}

/* ---- subnets ---- */

static bool is_platform(const struct plan_subnet *s)
{
    return strcmp(s->name, "GatewaySubnet") == 0 || strcmp(s->name, "RouteServerSubnet") == 0;
}

/* Which routers it names: any one, in sites with links often two. */
static void attach_subnet(struct plan *p, const struct plan_home *home, struct plan_subnet *subnet)
{
    const struct plan_site *s = plan_site_of(p, home);
    if (!rng_chance(p->rng, home->linked ? 75 : 60))
        return;
    subnet->apart = true;
    subnet->routers = 1u << rng_below(p->rng, s->router_count);
    if (home->linked && rng_chance(p->rng, 35))
        subnet->routers |= 1u << rng_below(p->rng, s->router_count);
    p->used[CONSTRUCT_SPLIT_SITE] = p->used[CONSTRUCT_SPLIT_SITE] || home->linked;
}

static void add_subnet(struct plan *p, struct plan_home *home, const char *name, const char *format)
{
    struct plan_subnet s = {name, arena_printf(p->arena, "%s.%s", home->name, name),
                            arena_printf(p->arena, format, home->byte), .routers = 0};
    if (home->onprem)
        attach_subnet(p, home, &s);
    vec_push(p->arena, &home->subnets, s);
}

static bool holds_appliances(const struct plan *p, const struct plan_home *home)
{
    for (uint32_t i = 0; i < p->appliances.count; i++)
        if (p->appliances.at[i].home == home)
            return true;
    for (uint32_t i = 0; i < p->balancers.count; i++)
        if (p->balancers.at[i].home == home)
            return true;
    return false;
}

/* An AzureFirewallSubnet holds no load balancer. */
static bool may_be_firewalls(const struct plan *p, const struct plan_home *home)
{
    for (uint32_t i = 0; i < p->balancers.count; i++)
        if (p->balancers.at[i].home == home)
            return false;
    return !home->onprem;
}

static bool holds_host(const struct plan_home *home, const char *name)
{
    for (uint32_t i = 0; i < home->hosts.count; i++)
        if (strcmp(home->hosts.at[i].name, name) == 0)
            return true;
    return false;
}

static void choose_subnets(struct plan *p, struct plan_home *home)
{
    add_subnet(p, home, "a", home->six ? "10.%1$u.0.0/26, fd00:%1$u::/80" : "10.%u.0.0/26");
    if (holds_host(home, "g") || rng_chance(p->rng, 60))
        add_subnet(p, home, "b", "10.%u.0.64/26");
    if (holds_appliances(p, home) || rng_chance(p->rng, 15))
        add_subnet(p, home, may_be_firewalls(p, home) && rng_chance(p->rng, 35) ? "AzureFirewallSubnet" : "n",
                   home->six ? "10.%1$u.0.128/26, fd00:%1$u:0:0:1::/80" : "10.%u.0.128/26");
    if (home->has_gateway)
        add_subnet(p, home, "GatewaySubnet", "10.%u.0.192/27");
    if (home->has_server || home->onprem)
        add_subnet(p, home, home->onprem ? "r" : "RouteServerSubnet", "10.%u.0.224/27");
}

static const char *draw_public(struct plan *p, const char *path)
{
    if (!p->families[FAMILY_PUBLICS] || !rng_chance(p->rng, 40))
        return NULL;
    p->used[CONSTRUCT_PUBLIC_HOST] = true;
    const char *public = plan_public(p);
    plan_add(p, &p->targets, rng_chance(p->rng, 50) ? public : path);
    return public;
}

static void draw_host(struct plan *p, const struct plan_home *home, const struct plan_host *host)
{
    const char *public = plan_is_six(host->address) ? NULL : draw_public(p, host->path);
    buf_printf(p->out, "    host %s %s {\n", host->name, host->address);
    if (public)
        buf_printf(p->out, "        public %s;\n", public);
    plan_attach(p, home, 35);
    buf_add(p->out, "    }\n");
}

static void draw_endpoint(struct plan *p, const struct plan_subnet *s)
{
    static const char *const services[] = {"20.9.0.0/16", "20.0.0.0/24", "10.99.0.0/24", "20.9.0.0/16"};
    const char *service = rng_word(p->rng, services, 4);
    if (!rng_chance(p->rng, 30))
        return;
    buf_printf(p->out, "        service-endpoint %s;\n", service);
    plan_add(p, &p->prefixes, service);
    if (strcmp(s->name, "a") == 0 || strcmp(s->name, "b") == 0)
        vec_push(p->arena, &p->flows, ((struct plan_pair){s->path, "20.9.0.4"}));
    p->used[CONSTRUCT_SERVICE_ENDPOINT] = true;
}

static void draw_endpoint_six(struct plan *p, const struct plan_home *home, const struct plan_subnet *s)
{
    if (!home->six || !rng_chance(p->rng, 40))
        return;
    const char *service = rng_chance(p->rng, 75) ? "2600:9::/32" : "2600::/16";
    buf_printf(p->out, "        service-endpoint %s;\n", service);
    plan_add(p, &p->prefixes, service);
    if (strcmp(s->name, "a") == 0)
        vec_push(p->arena, &p->flows, ((struct plan_pair){s->path, "2600:9::4"}));
    p->used[CONSTRUCT_SERVICE_SIX] = true;
}

static void write_subnet_routers(struct plan *p, const struct plan_subnet *s)
{
    if (!s->apart)
        return;
    const char *before = "        router ";
    for (uint32_t r = 0; r < PLAN_ROUTERS; r++)
        if (plan_is_attached(s, r)) {
            buf_printf(p->out, "%sr%u", before, r);
            before = ", ";
        }
    buf_add(p->out, ";\n");
    p->used[CONSTRUCT_SUBNET_ROUTER] = true;
}

static void draw_plain_subnet(struct plan *p, struct plan_home *home, const struct plan_subnet *s)
{
    bool appliances = strcmp(s->name, "n") == 0 || strcmp(s->name, "AzureFirewallSubnet") == 0;
    if (s->own_table)
        buf_printf(p->out, "        route-table %s;\n", s->own_table);
    else if (appliances && home->near_table)
        buf_add(p->out, "        route-table nrt;\n");
    else if (!appliances && home->route_tables.list.count > 0 && rng_chance(p->rng, p->inspector ? 85 : 65))
        buf_printf(p->out, "        route-table %s;\n", plan_pick(p, &home->route_tables));
    if (home->onprem) {
        write_subnet_routers(p, s);
    } else {
        if (strcmp(s->name, "AzureFirewallSubnet") != 0)
            plan_attach(p, home, 50);
        draw_endpoint(p, s);
        draw_endpoint_six(p, home, s);
    }
    if (strcmp(s->name, "a") == 0 || strcmp(s->name, "b") == 0 || strcmp(s->name, "r") == 0)
        plan_add(p, &p->endpoints, s->path);
}

static void draw_subnet(struct plan *p, struct plan_home *home, const struct plan_subnet *s,
                        bool gateway_table)
{
    buf_printf(p->out, "    subnet %s %s {\n", s->name, s->prefix);
    if (!is_platform(s))
        draw_plain_subnet(p, home, s);
    else if (gateway_table && strcmp(s->name, "GatewaySubnet") == 0)
        buf_add(p->out, "        route-table grt;\n");
    buf_add(p->out, "    }\n");
    if (!home->onprem && strcmp(s->name, "a") != 0 && !is_platform(s)) {
        plan_add(p, &p->tables, s->path);
        if (home->has_gateway)
            plan_exchange(p,
                          arena_printf(p->arena, "%s.%s", home->name, p->vnets[home->byte].vpn ? "vg" : "eg"),
                          s->path);
    }
    p->used[CONSTRUCT_SUBNET] = true;
}

static void draw_subnets(struct plan *p, struct plan_home *home)
{
    draw_tables(p, home);
    home->near_table = holds_appliances(p, home) && !home->linked && rng_chance(p->rng, 40);
    if (home->near_table)
        draw_table(p, home, "nrt", FOR_APPLIANCES, NULL);
    bool gateway_table = home->has_gateway && rng_chance(p->rng, p->inspector ? 70 : 30);
    if (gateway_table)
        draw_table(p, home, "grt", FOR_GATEWAYS, NULL);
    for (uint32_t i = 0; i < home->subnets.count; i++)
        draw_subnet(p, home, &home->subnets.at[i], gateway_table);
}

void plan_choose_subnets(struct plan *p)
{
    for (uint32_t h = 0; h < plan_home_count(p); h++)
        if (plan_home(p, h)->subnetted)
            choose_subnets(p, plan_home(p, h));
}

void plan_subnets(struct plan *p)
{
    if (rng_chance(p->rng, 75))
        p->inspector = choose_inspector(p, &p->hub);
    for (uint32_t h = 0; h < plan_home_count(p); h++) {
        struct plan_home *home = plan_home(p, h);
        plan_open(p, home);
        if (home->subnetted)
            draw_subnets(p, home);
        for (uint32_t i = 0; i < home->hosts.count; i++)
            draw_host(p, home, &home->hosts.at[i]);
        plan_close(p);
    }
}
