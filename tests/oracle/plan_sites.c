/*
 * plan_sites: VNets with gateways, on-premises sites with routers, circuits. Addresses are 10.N.0.0/16 for
 * VNet N and 10.(100+N).0.0/16 for site N, unless sites are to overlap. Inside of the first /24 each use has
 * its own part: .0/26 and .64/26 hosts, .128/26 appliances, .192/27 gateways, .224/27 Route Server and routers.
 */
#include "tests/oracle/plan.h"

static void add_space(struct plan *p, struct plan_home *home, const char *prefix)
{
    home->prefixes[home->prefix_count++] = prefix;
    plan_add(p, &p->spaces, prefix);
    plan_add(p, &p->prefixes, prefix);
}

static void draw_space(struct plan *p, struct plan_home *home)
{
    uint32_t byte = home->byte;
    bool wide = rng_chance(p->rng, 10);
    add_space(p, home, arena_printf(p->arena, "10.%u.0.0/%u", byte, wide ? 16 : 24));
    if (!wide && rng_chance(p->rng, 25))
        add_space(p, home, arena_printf(p->arena, "10.%u.1.0/%u", byte, rng_chance(p->rng, 50) ? 24 : 25));
    if (rng_chance(p->rng, p->families[FAMILY_SUBNETS] ? 18 : 8)) {
        add_space(p, home, arena_printf(p->arena, "fd00:%u::/64", byte));
        home->six = p->used[CONSTRUCT_IPV6] = true;
    }
}

static void write_prefixes(struct plan *p, const struct plan_home *home)
{
    buf_add(p->out, "    prefix ");
    for (uint32_t i = 0; i < home->prefix_count; i++)
        buf_printf(p->out, "%s%s", i ? ", " : "", home->prefixes[i]);
    buf_add(p->out, ";\n");
}

static void add_host(struct plan *p, struct plan_home *home, const char *name, const char *address)
{
    struct plan_host host = {name, arena_printf(p->arena, "%s.%s", home->name, name), address};
    vec_push(p->arena, &home->hosts, host);
    plan_add(p, &p->endpoints, host.path);
}

/* Its hosts are written with its subnets. */
static void draw_hosts(struct plan *p, struct plan_home *home)
{
    uint32_t byte = home->byte;
    bool target = p->families[FAMILY_FILTERS] || p->families[FAMILY_PUBLICS] || p->families[FAMILY_BALANCERS];
    if (home->shared)
        return;
    if (rng_chance(p->rng, target ? 75 : 45))
        add_host(p, home, "h", arena_printf(p->arena, "10.%u.0.%u", byte, 4 + rng_below(p->rng, 60)));
    if (rng_chance(p->rng, target ? 25 : 0))
        add_host(p, home, "g", arena_printf(p->arena, "10.%u.0.%u", byte, 68 + rng_below(p->rng, 50)));
    if (home->six && rng_chance(p->rng, 30))
        add_host(p, home, "x", arena_printf(p->arena, "fd00:%u::4", byte));
}

/* What the home will hold beside gateways and routers; names only. */
static void draw_inside(struct plan *p, struct plan_home *home)
{
    uint32_t subnetted = home->linked ? 75 : !p->families[FAMILY_SUBNETS] ? 0 : home->onprem ? 45 : 80;
    home->subnetted = !home->shared && rng_chance(p->rng, subnetted);
    if (!home->onprem)
        home->table = home->subnetted ? arena_printf(p->arena, "%s.a", home->name) : home->name;
    draw_hosts(p, home);
    if (!home->shared)
        plan_place_appliances(p, home);
}

/* ---- VNets ---- */

static void draw_default_site(struct plan *p, struct plan_vnet *v)
{
    if (!p->families[FAMILY_BGP] || !rng_chance(p->rng, 20))
        return;
    v->default_site = arena_printf(p->arena, "forced-%s", v->home.name);
    buf_printf(p->out, "        default-site %s;\n", v->default_site);
    p->used[CONSTRUCT_DEFAULT_SITE] = true;
}

/* F87: `exchanges` by a Route Server needs an active-active gateway with the default AS number. */
static void draw_vpn_gateway(struct plan *p, struct plan_vnet *v, bool exchanges)
{
    uint32_t n = v->home.byte;
    v->vpn = arena_printf(p->arena, "%s.vg", v->home.name);
    v->vpn_asn = exchanges || rng_chance(p->rng, 50) ? 65515 : 65010 + n;
    buf_add(p->out, "    gateway vpn vg {\n");
    if (exchanges)
        buf_add(p->out, "        active-active;\n");
    if (v->vpn_asn != 65515)
        buf_printf(p->out, "        asn %u;\n", v->vpn_asn);
    if (rng_chance(p->rng, 20))
        buf_printf(p->out, "        address 10.%u.0.200;\n", n);
    draw_default_site(p, v);
    buf_add(p->out, "    }\n");
    plan_add(p, &p->tables, v->vpn);
    plan_add(p, &p->places, v->vpn);
    plan_exchange(p, v->vpn, v->home.table);
    p->used[CONSTRUCT_VPN_GATEWAY] = true;
}

static void draw_er_gateway(struct plan *p, struct plan_vnet *v)
{
    v->er = arena_printf(p->arena, "%s.eg", v->home.name);
    buf_add(p->out, "    gateway expressroute eg {\n");
    if (rng_chance(p->rng, 60)) {
        const char *name = arena_printf(p->arena, "%s accept-remote-vnets", v->er);
        buf_printf(p->out, "        accept-remote-vnets%s;\n",
                   plan_flag(p, name, rng_chance(p->rng, 60) ? " on" : " off"));
        p->used[CONSTRUCT_REMOTE_VNETS] = true;
    }
    buf_add(p->out, "    }\n");
    plan_add(p, &p->tables, v->er);
    plan_add(p, &p->places, v->er);
    plan_exchange(p, v->er, v->home.table);
    p->used[CONSTRUCT_ER_GATEWAY] = true;
}

static void draw_preference(struct plan *p)
{
    static const char *const preferences[] = {"expressroute", "vpn", "as-path"};
    if (!p->families[FAMILY_BGP] || !rng_chance(p->rng, 50))
        return;
    buf_printf(p->out, "        preference %s;\n", rng_word(p->rng, preferences, 3));
    p->used[CONSTRUCT_PREFERENCE] = true;
}

static void draw_route_server(struct plan *p, struct plan_vnet *v, bool exchanges)
{
    v->server = arena_printf(p->arena, "%s.rs", v->home.name);
    buf_add(p->out, "    route-server rs {\n");
    if (exchanges)
        buf_printf(p->out, "        branch-to-branch%s;\n",
                   plan_flag(p, arena_printf(p->arena, "%s branch-to-branch", v->server), ""));
    draw_preference(p);
    if (rng_chance(p->rng, 30)) {
        uint32_t n = v->home.byte;
        buf_printf(p->out, "        address 10.%u.0.228, 10.%u.0.229;\n", n, n);
        plan_add(p, &v->home.next_hops, arena_printf(p->arena, "10.%u.0.228", n));
    }
    buf_add(p->out, "    }\n");
    plan_add(p, &p->tables, v->server);
    plan_add(p, &p->places, v->server);
    plan_exchange(p, v->server, v->home.table);
    if (v->vpn)
        plan_exchange(p, v->vpn, v->server);
    if (v->er)
        plan_exchange(p, v->er, v->server);
    p->used[CONSTRUCT_ROUTE_SERVER] = true;
}

static void draw_gateways(struct plan *p, struct plan_vnet *v)
{
    bool server = rng_chance(p->rng, p->families[FAMILY_BGP] ? 45 : 18),
         exchanges = server && rng_chance(p->rng, 70);
    if (rng_chance(p->rng, server ? 80 : 55))
        draw_vpn_gateway(p, v, exchanges);
    if (p->circuit_count > 0 && rng_chance(p->rng, server ? 80 : 55))
        draw_er_gateway(p, v);
    if (server)
        draw_route_server(p, v, exchanges);
    v->home.has_gateway = v->vpn || v->er;
    v->home.has_server = server;
}

static void draw_vnet(struct plan *p)
{
    uint32_t n = p->vnet_count++;
    struct plan_vnet *v = &p->vnets[n];
    v->home.name = arena_printf(p->arena, "v%u", n);
    v->home.byte = n;
    v->region = rng_chance(p->rng, 60) ? "east" : "west";
    plan_open(p, &v->home);
    buf_printf(p->out, "site vnet %s {\n    region %s;\n", v->home.name, v->region);
    if (rng_chance(p->rng, 40))
        buf_printf(p->out, "    tag t%u;\n", rng_below(p->rng, 2));
    draw_space(p, &v->home);
    write_prefixes(p, &v->home);
    draw_inside(p, &v->home);
    draw_gateways(p, v);
    plan_close(p);
    plan_add(p, &p->endpoints, v->home.name);
    plan_add(p, &p->tables, v->home.table);
    plan_add(p, &p->places, v->home.name);
}

/* ---- on-premises sites ---- */

/* Something beside the own space: an aggregate, a part of somebody else's, the default. */
static const char *draw_announced(struct plan *p, uint32_t byte)
{
    uint32_t other = rng_chance(p->rng, 50) ? rng_below(p->rng, 3) : 100 + rng_below(p->rng, 3);
    switch (rng_below(p->rng, 6)) {
    case 0:
        return "10.0.0.0/8";
    case 1:
        p->used[CONSTRUCT_ORIGINATE_DEFAULT] = true;
        return "0.0.0.0/0";
    case 2:
        return arena_printf(p->arena, "10.%u.0.0/16", byte);
    case 3:
        return arena_printf(p->arena, "10.%u.0.0/25", other);
    case 4:
        return arena_printf(p->arena, "10.%u.0.0/24", other);
    default:
        return "10.99.0.0/24";
    }
}

static void draw_originate(struct plan *p, const struct plan_home *home)
{
    const char *other = draw_announced(p, home->byte);
    buf_add(p->out, "        originate ");
    for (uint32_t i = 0; i < home->prefix_count && rng_chance(p->rng, 85); i++)
        buf_printf(p->out, "%s, ", home->prefixes[i]);
    buf_printf(p->out, "%s;\n", other);
    plan_add(p, &p->prefixes, other);
    p->used[CONSTRUCT_ORIGINATE] = true;
}

/* A BGP next hop in a site with links is not modelled. */
static void draw_router_address(struct plan *p, struct plan_site *s, uint32_t n)
{
    struct plan_home *home = &s->home;
    bool named = p->families[FAMILY_SUBNETS] || p->families[FAMILY_POLICIES] || p->families[FAMILY_BGP] ||
                 p->families[FAMILY_ROUTERS] || home->linked;
    if (home->shared || !named || !rng_chance(p->rng, 50))
        return;
    const char *address = arena_printf(p->arena, "10.%u.0.%u", home->byte, 250 + n);
    buf_printf(p->out, "        address %s", address);
    if (rng_chance(p->rng, 20))
        buf_printf(p->out, ", 172.%u.%u.0", rng_chance(p->rng, 50) ? 16 : 20, home->byte + n);
    buf_add(p->out, ";\n");
    s->addresses[n] = address;
    if (p->families[FAMILY_ROUTERS]) {
        plan_add(p, &p->endpoints, s->routers[n]);
        plan_add(p, &p->targets, address);
    }
    if (!home->linked)
        plan_add(p, &home->next_hops, address);
}

void plan_router(struct plan *p, struct plan_site *s)
{
    uint32_t n = s->router_count++;
    s->routers[n] = arena_printf(p->arena, "%s.r%u", s->home.name, n);
    buf_printf(p->out, "    router r%u {\n        asn %u;\n", n, s->asn);
    draw_router_address(p, s, n);
    if (rng_chance(p->rng, 25))
        draw_originate(p, &s->home);
    if (rng_chance(p->rng, p->families[FAMILY_PUBLICS] ? 30 : 12)) {
        buf_add(p->out, "        default-route;\n");
        plan_add(p, &p->prefixes, "0.0.0.0/0");
        p->used[CONSTRUCT_DEFAULT_ROUTE] = true;
    }
    buf_add(p->out, "    }\n");
    plan_add(p, &p->tables, s->routers[n]);
    plan_add(p, &p->places, s->routers[n]);
}

/* Now and then the space of another place, or a part of it. */
static void draw_site_space(struct plan *p, struct plan_site *s, uint32_t n)
{
    if (n == 0 || !rng_chance(p->rng, 8)) {
        draw_space(p, &s->home);
        return;
    }
    uint32_t other = rng_chance(p->rng, 50) ? rng_below(p->rng, p->vnet_count) : 100 + rng_below(p->rng, n);
    add_space(p, &s->home, arena_printf(p->arena, "10.%u.0.0/%u", other, rng_chance(p->rng, 60) ? 24 : 25));
    s->home.shared = p->overlapping = p->used[CONSTRUCT_OVERLAP] = true;
}

static void draw_routers(struct plan *p, struct plan_site *s)
{
    plan_router(p, s);
    if (s->home.linked) {
        plan_igp(p, s);
        return;
    }
    if (!rng_chance(p->rng, p->families[FAMILY_POLICIES] ? 55 : 30))
        return;
    plan_router(p, s);
    plan_exchange(p, s->routers[0], s->routers[1]);
    p->used[CONSTRUCT_TWO_ROUTERS] = true;
}

static void draw_site(struct plan *p)
{
    uint32_t n = p->site_count++;
    struct plan_site *s = &p->sites[n];
    s->home.name = arena_printf(p->arena, "s%u", n);
    s->home.byte = 100 + n;
    s->home.onprem = true;
    s->asn = 65100 + n;
    if (n > 0 && rng_chance(p->rng, p->families[FAMILY_INNER] ? 75 : 6)) {
        s->asn = p->sites[0].asn;
        p->used[CONSTRUCT_SHARED_ASN] = true;
    }
    plan_open(p, &s->home);
    buf_printf(p->out, "site onprem %s {\n", s->home.name);
    draw_site_space(p, s, n);
    s->home.linked = p->families[FAMILY_IGP] && !s->home.shared && rng_chance(p->rng, 85);
    write_prefixes(p, &s->home);
    draw_inside(p, &s->home);
    draw_routers(p, s);
    plan_close(p);
    plan_add(p, &p->endpoints, s->home.name);
    plan_add(p, &p->places, s->home.name);
}

/* ---- circuits ---- */

static void draw_circuit(struct plan *p)
{
    uint32_t n = p->circuit_count++;
    struct plan_circuit *c = &p->circuits[n];
    c->name = arena_printf(p->arena, "e%u", n);
    buf_printf(p->out, "circuit %s {\n}\n", c->name);
    plan_add(p, &p->places, c->name);
    for (int d = 0; d < 2; d++) {
        c->devices[d] = arena_printf(p->arena, "%s.%s", c->name, d ? "secondary" : "primary");
        plan_add(p, &p->tables, c->devices[d]);
        plan_add(p, &p->places, c->devices[d]);
    }
}

/* Most designs are small: every environment is gone through. */
static uint32_t draw_count(struct plan *p, uint32_t most, uint32_t more)
{
    uint32_t count = 1;
    while (count < most && rng_chance(p->rng, more))
        count++;
    return count;
}

/* Is something in the design that the base does not have? Then fewer sites do. */
static bool is_rich(const struct plan *p)
{
    for (uint32_t f = 0; f < FAMILY_COUNT; f++)
        if (p->families[f] && f != FAMILY_SERVICES && f != FAMILY_POLICIES && f != FAMILY_INNER)
            return true;
    return false;
}

void plan_sites(struct plan *p)
{
    bool rich = is_rich(p);
    p->old_profile = p->used[CONSTRUCT_OLD_PROFILE] = rng_chance(p->rng, 25);
    p->tangled = rng_chance(p->rng, 30);
    if (p->families[FAMILY_POLICIES])
        p->policies = 1 + rng_below(p->rng, PLAN_POLICIES);
    if (p->old_profile)
        buf_add(p->out, "profile azure-2018;\n");
    for (uint32_t i = rng_below(p->rng, rich ? 3 : 4) + 1; i > 1 && p->circuit_count < PLAN_CIRCUITS; i--)
        draw_circuit(p);
    uint32_t most = p->small ? 2 : rich ? 3 : PLAN_VNETS;
    for (uint32_t i = draw_count(p, most, p->families[FAMILY_APPLIANCES] ? 85 : 62); i > 0; i--)
        draw_vnet(p);
    for (uint32_t i = draw_count(p, rich || p->small ? 2 : 3, 62); i > 0; i--)
        draw_site(p);
}
