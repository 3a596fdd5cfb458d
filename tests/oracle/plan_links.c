/*
 * plan_links: peerings whose flags pass the static checks (F18, F19, F23), tunnels, circuit connections,
 * private peering links and Global Reach, with the policies of the routers' ends.
 */
#include "tests/oracle/plan.h"

static void can_name(struct plan *p, const char *a, const char *b)
{
    plan_add(p, &p->places, arena_printf(p->arena, "%s<->%s", a, b));
    p->links++;
}

static void exchange(struct plan *p, const char *a, const char *b)
{
    vec_push(p->arena, &p->neighbours, ((struct plan_pair){a, b}));
}

static void write_down(struct plan *p)
{
    if (!rng_chance(p->rng, 4))
        return;
    buf_add(p->out, "    down;\n");
    p->used[CONSTRUCT_DOWN] = true;
}

/* ---- peerings ---- */

static bool has_gateway(const struct plan_vnet *v)
{
    return v->vpn || v->er;
}

static void write_flag(struct plan *p, const char *flag, uint32_t percent, const char *value)
{
    if (rng_chance(p->rng, percent))
        buf_printf(p->out, "        %s%s;\n", flag, value);
}

/* The flags of `own`'s half; `shares`: it lets the other side use its gateways, `uses`: it uses the other
 * side's. */
static void write_half(struct plan *p, const struct plan_vnet *own, bool shares, bool uses)
{
    buf_printf(p->out, "    %s {\n", own->name);
    write_flag(p, "allow-vnet-access", 5, " off");
    write_flag(p, "allow-forwarded-traffic", 30, "");
    write_flag(p, "allow-gateway-transit", shares ? 100 : 0, "");
    write_flag(p, "use-remote-gateways", uses ? 100 : 0, "");
    buf_add(p->out, "    }\n");
}

static bool draw_use(struct plan *p, struct plan_vnet *own, const struct plan_vnet *far, bool shared)
{
    bool may =
        shared && !has_gateway(own) && !own->uses_remote && (!p->old_profile || own->region == far->region);
    if (!may || !rng_chance(p->rng, 80))
        return false;
    p->used[CONSTRUCT_REMOTE_GATEWAYS] = true;
    return own->uses_remote = true;
}

static void draw_peering(struct plan *p, struct plan_vnet *a, struct plan_vnet *b)
{
    bool a_shares = has_gateway(a) && rng_chance(p->rng, 65),
         b_shares = has_gateway(b) && rng_chance(p->rng, 65);
    if (rng_chance(p->rng, 8)) {
        buf_printf(p->out, "peering %s -> %s {\n}\n", a->name, b->name);
        p->used[CONSTRUCT_HALF_PEERING] = true;
        if (rng_chance(p->rng, 50)) {
            buf_printf(p->out, "peering %s -> %s {\n}\n", b->name, a->name);
            p->used[CONSTRUCT_TWO_HALVES] = true;
        }
        can_name(p, a->name, b->name);
        return;
    }
    bool a_uses = draw_use(p, a, b, b_shares), b_uses = draw_use(p, b, a, a_shares);
    buf_printf(p->out, "peering %s <-> %s {\n", a->name, b->name);
    write_half(p, a, a_shares, a_uses);
    write_half(p, b, b_shares, b_uses);
    buf_add(p->out, "}\n");
    can_name(p, a->name, b->name);
    p->used[CONSTRUCT_PEERING] = true;
}

/* ---- the policy at a router's end ---- */

static void draw_range(struct plan *p)
{
    const char *prefix = plan_pick(p, &p->prefixes);
    switch (rng_below(p->rng, 5)) {
    case 0:
        buf_add(p->out, "10.0.0.0/8 ge 16 le 24");
        return;
    case 1:
        buf_printf(p->out, "0.0.0.0/0 le %u", rng_below(p->rng, 33));
        return;
    case 2:
        buf_add(p->out, "10.100.0.0/14 ge 20");
        return;
    default:
        buf_add(p->out, prefix);
    }
}

static void draw_ranges(struct plan *p, const char *first)
{
    buf_printf(p->out, "%s", first);
    draw_range(p);
    while (rng_chance(p->rng, 35)) {
        buf_add(p->out, ", ");
        draw_range(p);
    }
    buf_add(p->out, ";\n");
}

static void draw_advertise(struct plan *p)
{
    if (!rng_chance(p->rng, p->tangled ? 90 : 35))
        return;
    uint32_t kind = p->tangled && rng_chance(p->rng, 75) ? 0 : rng_below(p->rng, 7);
    p->used[kind == 0 ? CONSTRUCT_ADVERTISE_ALL : CONSTRUCT_ADVERTISE] = true;
    if (kind == 0)
        buf_add(p->out, "        advertise all;\n");
    else if (kind == 1)
        buf_add(p->out, "        advertise none;\n");
    else if (kind == 2)
        buf_add(p->out, "        advertise own;\n");
    else
        draw_ranges(p, kind < 5 ? "        advertise own, " : "        advertise ");
}

static void draw_accept(struct plan *p)
{
    if (!rng_chance(p->rng, p->tangled ? 6 : 12))
        return;
    p->used[CONSTRUCT_ACCEPT] = true;
    if (rng_chance(p->rng, 10))
        buf_printf(p->out, "        accept %s;\n", rng_chance(p->rng, 50) ? "none" : "all");
    else
        draw_ranges(p, "        accept ");
}

static void draw_policy(struct plan *p, const char *router)
{
    static const uint32_t preferences[] = {50, 100, 150, 200, 200, 300};
    buf_printf(p->out, "    %s {\n", router);
    draw_advertise(p);
    draw_accept(p);
    if (rng_chance(p->rng, p->tangled ? 60 : 20)) {
        buf_printf(p->out, "        local-preference %u;\n", preferences[rng_below(p->rng, 6)]);
        p->used[CONSTRUCT_LOCAL_PREFERENCE] = true;
    }
    if (rng_chance(p->rng, 12)) {
        buf_printf(p->out, "        prepend %u;\n", 1 + rng_below(p->rng, 3));
        p->used[CONSTRUCT_PREPEND] = true;
    }
    buf_add(p->out, "    }\n");
}

/* ---- tunnels ---- */

/* "connect a <-> b {", with a name where the ends alone do not tell it from another one. */
static void begin_tunnel(struct plan *p, const char *a, const char *b, bool named)
{
    if (named) {
        const char *name = arena_printf(p->arena, "t%u", p->tunnels++);
        buf_printf(p->out, "connect %s <-> %s tunnel-%s {\n", a, b, name);
        plan_add(p, &p->places, arena_printf(p->arena, "tunnel-%s", name));
        p->links++;
    } else {
        buf_printf(p->out, "connect %s <-> %s {\n", a, b);
        can_name(p, a, b);
    }
    write_down(p);
}

static void draw_statics(struct plan *p, const char *end, const char *const *prefixes, uint32_t count)
{
    buf_printf(p->out, "    %s {\n        static ", end);
    for (uint32_t i = 0; i < count; i++)
        buf_printf(p->out, "%s%s", i ? ", " : "", prefixes[i]);
    if (count == 0 || rng_chance(p->rng, 20))
        buf_printf(p->out, "%s%s", count ? ", " : "", plan_pick(p, &p->prefixes));
    buf_add(p->out, ";\n    }\n");
    p->used[CONSTRUCT_STATIC_LIST] = true;
}

static void gateway_tunnel(struct plan *p, const struct plan_vnet *a, const struct plan_vnet *b, bool named)
{
    bool bgp = a->vpn_asn != b->vpn_asn && rng_chance(p->rng, 75);
    begin_tunnel(p, a->vpn, b->vpn, named);
    buf_add(p->out, bgp ? "    bgp;\n" : "    static;\n");
    if (rng_chance(p->rng, bgp ? 10 : 25))
        draw_statics(p, a->vpn, b->prefixes, b->prefix_count);
    if (rng_chance(p->rng, bgp ? 10 : 25))
        draw_statics(p, b->vpn, a->prefixes, a->prefix_count);
    buf_add(p->out, "}\n");
    p->used[bgp ? CONSTRUCT_BGP_TUNNEL : CONSTRUCT_STATIC_TUNNEL] = true;
    exchange(p, a->vpn, b->vpn);
}

static void router_tunnel(struct plan *p, const struct plan_site *s, uint32_t router,
                          const struct plan_vnet *v, bool named)
{
    bool bgp = rng_chance(p->rng, 80);
    begin_tunnel(p, v->vpn, s->routers[router], named);
    buf_add(p->out, bgp ? "    bgp;\n" : "    static;\n");
    if (rng_chance(p->rng, bgp ? 10 : 85))
        draw_statics(p, v->vpn, s->prefixes, s->prefix_count);
    if (bgp)
        draw_policy(p, s->routers[router]);
    else if (rng_chance(p->rng, 85))
        draw_statics(p, s->routers[router], v->prefixes, v->prefix_count);
    buf_add(p->out, "}\n");
    p->used[bgp ? CONSTRUCT_BGP_TUNNEL : CONSTRUCT_STATIC_TUNNEL] = true;
    exchange(p, v->vpn, s->routers[router]);
}

static void second_tunnel(struct plan *p, const struct plan_site *s, uint32_t router,
                          const struct plan_vnet *v)
{
    if (!rng_chance(p->rng, 20))
        return;
    router_tunnel(p, s, router, v, true);
    p->used[CONSTRUCT_SECOND_TUNNEL] = true;
}

static void draw_tunnels(struct plan *p)
{
    for (uint32_t a = 0; a < p->vnet_count; a++) {
        struct plan_vnet *v = &p->vnets[a];
        for (uint32_t b = 0; b < a && v->vpn; b++)
            if (p->vnets[b].vpn && rng_chance(p->rng, 45))
                gateway_tunnel(p, v, &p->vnets[b], rng_chance(p->rng, 15));
        for (uint32_t s = 0; s < p->site_count && v->vpn; s++)
            for (uint32_t r = 0; r < p->sites[s].router_count; r++)
                if (rng_chance(p->rng, p->tangled ? 65 : 45)) {
                    router_tunnel(p, &p->sites[s], r, v, false);
                    second_tunnel(p, &p->sites[s], r, v);
                }
    }
}

void plan_tunnel(struct plan *p, const char *router, const char *gateway, const char *block)
{
    begin_tunnel(p, router, gateway, false);
    if (block[0])
        buf_printf(p->out, "    %s {\n%s    }\n", router, block);
    buf_add(p->out, "}\n");
    exchange(p, router, gateway);
    p->used[CONSTRUCT_BGP_TUNNEL] = true;
}

/* ---- private WAN links ---- */

static void wan_link(struct plan *p, const char *a, const char *b)
{
    bool bgp = rng_chance(p->rng, 85);
    begin_tunnel(p, a, b, false);
    buf_add(p->out, bgp ? "    bgp;\n" : "    static;\n");
    if (bgp) {
        draw_policy(p, a);
        draw_policy(p, b);
    }
    buf_add(p->out, "}\n");
    p->used[CONSTRUCT_WAN_LINK] = true;
    exchange(p, a, b);
}

static void draw_wan_links(struct plan *p)
{
    for (uint32_t s = 0; s < p->site_count; s++)
        for (uint32_t t = 0; t < s; t++)
            for (uint32_t r = 0; r < p->sites[s].router_count && p->sites[s].asn != p->sites[t].asn; r++)
                if (rng_chance(p->rng, 30))
                    wan_link(p, p->sites[s].routers[r],
                             p->sites[t].routers[rng_below(p->rng, p->sites[t].router_count)]);
}

/* ---- circuits ---- */

static void circuit_connection(struct plan *p, const struct plan_vnet *v, const struct plan_circuit *c)
{
    buf_printf(p->out, "connect %s <-> %s {\n", v->er, c->name);
    write_down(p);
    if (rng_chance(p->rng, 20)) {
        buf_printf(p->out, "    weight %u;\n", 10 * rng_below(p->rng, 3));
        p->used[CONSTRUCT_WEIGHT] = true;
    }
    buf_add(p->out, "}\n");
    can_name(p, v->er, c->name);
    for (int d = 0; d < 2; d++) {
        exchange(p, v->er, c->devices[d]);
        if (rng_chance(p->rng, 30))
            can_name(p, v->er, c->devices[d]);
    }
    p->used[CONSTRUCT_CIRCUIT_CONNECTION] = true;
}

static void private_peering(struct plan *p, const char *router, const char *end, const struct plan_circuit *c)
{
    buf_printf(p->out, "connect %s <-> %s {\n", router, end);
    write_down(p);
    draw_policy(p, router);
    buf_add(p->out, "}\n");
    can_name(p, router, end);
    for (int d = 0; d < 2; d++)
        exchange(p, router, c->devices[d]);
    p->used[CONSTRUCT_PRIVATE_PEERING] = true;
}

static void draw_private_peerings(struct plan *p, const char *router, const struct plan_circuit *c)
{
    if (rng_chance(p->rng, 35)) {
        private_peering(p, router, c->name, c);
        return;
    }
    for (int d = 0; d < 2; d++)
        if (rng_chance(p->rng, 65))
            private_peering(p, router, c->devices[d], c);
}

static void draw_circuit_links(struct plan *p, const struct plan_circuit *c)
{
    for (uint32_t v = 0; v < p->vnet_count; v++)
        if (p->vnets[v].er && rng_chance(p->rng, 75))
            circuit_connection(p, &p->vnets[v], c);
    for (uint32_t s = 0; s < p->site_count; s++)
        for (uint32_t r = 0; r < p->sites[s].router_count; r++)
            if (rng_chance(p->rng, 60))
                draw_private_peerings(p, p->sites[s].routers[r], c);
}

static void draw_global_reach(struct plan *p)
{
    if (p->circuit_count < 2 || !rng_chance(p->rng, 60))
        return;
    buf_add(p->out, "connect e0 <-> e1 {\n");
    write_down(p);
    buf_add(p->out, "}\n");
    can_name(p, "e0", "e1");
    for (int d = 0; d < 4; d++)
        exchange(p, p->circuits[0].devices[d % 2], p->circuits[1].devices[d / 2]);
    p->used[CONSTRUCT_GLOBAL_REACH] = true;
}

void plan_links(struct plan *p)
{
    for (uint32_t a = 0; a < p->vnet_count; a++)
        for (uint32_t b = 0; b < a; b++)
            if (rng_chance(p->rng, 50))
                draw_peering(p, &p->vnets[a], &p->vnets[b]);
    draw_tunnels(p);
    draw_wan_links(p);
    for (uint32_t c = 0; c < p->circuit_count; c++)
        draw_circuit_links(p, &p->circuits[c]);
    draw_global_reach(p);
}
