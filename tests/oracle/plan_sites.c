/*
 * plan_sites: VNets with gateways, on-premises sites with routers, circuits. Addresses are 10.N.0.0/16 for
 * VNet N and 10.(100+N).0.0/16 for site N, unless sites are to overlap.
 */
#include "tests/oracle/plan.h"

void plan_add(struct plan *p, struct plan_names *to, const char *name)
{
    vec_push(p->arena, &to->list, name);
}

const char *plan_pick(struct plan *p, const struct plan_names *from)
{
    return from->list.count == 0 ? "" : from->list.at[rng_below(p->rng, from->list.count)];
}

static void add_space(struct plan *p, const char **prefixes, uint32_t *count, const char *prefix)
{
    prefixes[(*count)++] = prefix;
    plan_add(p, &p->spaces, prefix);
    plan_add(p, &p->prefixes, prefix);
}

/* The address space of a place whose second byte is `byte`. */
static void draw_space(struct plan *p, const char **prefixes, uint32_t *count, uint32_t byte)
{
    bool wide = rng_chance(p->rng, 10);
    add_space(p, prefixes, count, arena_printf(p->arena, "10.%u.0.0/%u", byte, wide ? 16 : 24));
    if (!wide && rng_chance(p->rng, 25))
        add_space(p, prefixes, count,
                  arena_printf(p->arena, "10.%u.1.0/%u", byte, rng_chance(p->rng, 50) ? 24 : 25));
    if (rng_chance(p->rng, 8)) {
        add_space(p, prefixes, count, arena_printf(p->arena, "fd00:%u::/64", byte));
        p->used[CONSTRUCT_IPV6] = true;
    }
}

static void write_prefixes(struct plan *p, const char *const *prefixes, uint32_t count)
{
    buf_add(p->out, "    prefix ");
    for (uint32_t i = 0; i < count; i++)
        buf_printf(p->out, "%s%s", i ? ", " : "", prefixes[i]);
    buf_add(p->out, ";\n");
}

static void write_host(struct plan *p, const char *site, uint32_t byte)
{
    if (!rng_chance(p->rng, 45))
        return;
    buf_printf(p->out, "    host h 10.%u.0.%u;\n", byte, 4 + rng_below(p->rng, 60));
    plan_add(p, &p->endpoints, arena_printf(p->arena, "%s.h", site));
}

/* ---- VNets ---- */

/* F87: `exchanges` by a Route Server needs an active-active gateway with the default AS number. */
static void draw_vpn_gateway(struct plan *p, struct plan_vnet *v, uint32_t n, bool exchanges)
{
    v->vpn = arena_printf(p->arena, "%s.vg", v->name);
    v->vpn_asn = exchanges || rng_chance(p->rng, 50) ? 65515 : 65010 + n;
    buf_add(p->out, "    gateway vpn vg {\n");
    if (exchanges)
        buf_add(p->out, "        active-active;\n");
    if (v->vpn_asn != 65515)
        buf_printf(p->out, "        asn %u;\n", v->vpn_asn);
    if (rng_chance(p->rng, 20))
        buf_printf(p->out, "        address 10.%u.0.200;\n", n);
    buf_add(p->out, "    }\n");
    plan_add(p, &p->tables, v->vpn);
    plan_add(p, &p->places, v->vpn);
    vec_push(p->arena, &p->neighbours, ((struct plan_pair){v->vpn, v->name}));
    p->used[CONSTRUCT_VPN_GATEWAY] = true;
}

static void draw_er_gateway(struct plan *p, struct plan_vnet *v)
{
    v->er = arena_printf(p->arena, "%s.eg", v->name);
    buf_add(p->out, "    gateway expressroute eg {\n");
    if (rng_chance(p->rng, 60)) {
        buf_printf(p->out, "        accept-remote-vnets %s;\n", rng_chance(p->rng, 60) ? "on" : "off");
        p->used[CONSTRUCT_REMOTE_VNETS] = true;
    }
    buf_add(p->out, "    }\n");
    plan_add(p, &p->tables, v->er);
    plan_add(p, &p->places, v->er);
    vec_push(p->arena, &p->neighbours, ((struct plan_pair){v->er, v->name}));
    p->used[CONSTRUCT_ER_GATEWAY] = true;
}

static void draw_route_server(struct plan *p, struct plan_vnet *v, bool exchanges)
{
    const char *server = arena_printf(p->arena, "%s.rs", v->name);
    buf_printf(p->out, "    route-server rs {\n%s    }\n", exchanges ? "        branch-to-branch;\n" : "");
    plan_add(p, &p->tables, server);
    plan_add(p, &p->places, server);
    if (v->vpn)
        vec_push(p->arena, &p->neighbours, ((struct plan_pair){v->vpn, server}));
    if (v->er)
        vec_push(p->arena, &p->neighbours, ((struct plan_pair){v->er, server}));
    p->used[CONSTRUCT_ROUTE_SERVER] = true;
}

static void draw_gateways(struct plan *p, struct plan_vnet *v, uint32_t n)
{
    bool server = rng_chance(p->rng, 18), exchanges = server && rng_chance(p->rng, 75);
    if (rng_chance(p->rng, server ? 85 : 55))
        draw_vpn_gateway(p, v, n, exchanges);
    if (p->circuit_count > 0 && rng_chance(p->rng, server ? 85 : 55))
        draw_er_gateway(p, v);
    if (server)
        draw_route_server(p, v, exchanges);
}

static void draw_vnet(struct plan *p)
{
    uint32_t n = p->vnet_count++;
    struct plan_vnet *v = &p->vnets[n];
    v->name = arena_printf(p->arena, "v%u", n);
    v->region = rng_chance(p->rng, 60) ? "east" : "west";
    buf_printf(p->out, "site vnet %s {\n    region %s;\n", v->name, v->region);
    if (rng_chance(p->rng, 40))
        buf_printf(p->out, "    tag t%u;\n", rng_below(p->rng, 2));
    draw_space(p, v->prefixes, &v->prefix_count, n);
    write_prefixes(p, v->prefixes, v->prefix_count);
    write_host(p, v->name, n);
    draw_gateways(p, v, n);
    buf_add(p->out, "}\n");
    plan_add(p, &p->endpoints, v->name);
    plan_add(p, &p->tables, v->name);
    plan_add(p, &p->places, v->name);
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

static void draw_originate(struct plan *p, const struct plan_site *s, uint32_t byte)
{
    const char *other = draw_announced(p, byte);
    buf_add(p->out, "        originate ");
    for (uint32_t i = 0; i < s->prefix_count && rng_chance(p->rng, 85); i++)
        buf_printf(p->out, "%s, ", s->prefixes[i]);
    buf_printf(p->out, "%s;\n", other);
    plan_add(p, &p->prefixes, other);
    p->used[CONSTRUCT_ORIGINATE] = true;
}

static void draw_router(struct plan *p, struct plan_site *s, uint32_t byte)
{
    uint32_t n = s->router_count++;
    s->routers[n] = arena_printf(p->arena, "%s.r%u", s->name, n);
    buf_printf(p->out, "    router r%u {\n        asn %u;\n", n, s->asn);
    if (rng_chance(p->rng, 25))
        draw_originate(p, s, byte);
    if (rng_chance(p->rng, 12)) {
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
    uint32_t byte = 100 + n;
    if (n == 0 || !rng_chance(p->rng, 8)) {
        draw_space(p, s->prefixes, &s->prefix_count, byte);
        return;
    }
    uint32_t other = rng_chance(p->rng, 50) ? rng_below(p->rng, p->vnet_count) : 100 + rng_below(p->rng, n);
    const char *prefix = arena_printf(p->arena, "10.%u.0.0/%u", other, rng_chance(p->rng, 60) ? 24 : 25);
    add_space(p, s->prefixes, &s->prefix_count, prefix);
    p->overlapping = p->used[CONSTRUCT_OVERLAP] = true;
}

static void draw_site(struct plan *p)
{
    uint32_t n = p->site_count++, byte = 100 + n;
    struct plan_site *s = &p->sites[n];
    s->name = arena_printf(p->arena, "s%u", n);
    s->asn = 65100 + n;
    if (n > 0 && rng_chance(p->rng, 6)) {
        s->asn = p->sites[0].asn;
        p->used[CONSTRUCT_SHARED_ASN] = true;
    }
    buf_printf(p->out, "site onprem %s {\n", s->name);
    draw_site_space(p, s, n);
    write_prefixes(p, s->prefixes, s->prefix_count);
    if (!p->overlapping)
        write_host(p, s->name, byte);
    draw_router(p, s, byte);
    if (rng_chance(p->rng, 30)) {
        draw_router(p, s, byte);
        vec_push(p->arena, &p->neighbours, ((struct plan_pair){s->routers[0], s->routers[1]}));
        p->used[CONSTRUCT_TWO_ROUTERS] = true;
    }
    buf_add(p->out, "}\n");
    plan_add(p, &p->endpoints, s->name);
    plan_add(p, &p->places, s->name);
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
static uint32_t draw_count(struct plan *p, uint32_t most)
{
    uint32_t count = 1;
    while (count < most && rng_chance(p->rng, 62))
        count++;
    return count;
}

void plan_sites(struct plan *p)
{
    p->old_profile = p->used[CONSTRUCT_OLD_PROFILE] = rng_chance(p->rng, 25);
    p->tangled = rng_chance(p->rng, 30);
    if (p->old_profile)
        buf_add(p->out, "profile azure-2018;\n");
    for (uint32_t i = rng_below(p->rng, 4) + 1; i > 1 && p->circuit_count < PLAN_CIRCUITS; i--)
        draw_circuit(p);
    for (uint32_t i = draw_count(p, PLAN_VNETS); i > 0; i--)
        draw_vnet(p);
    for (uint32_t i = draw_count(p, PLAN_SITES); i > 0; i--)
        draw_site(p);
}
