/*
 * plan_links: peerings whose flags pass the static checks (F18, F19, F23), tunnels, circuit connections,
 * private peering links and Global Reach, with the policies of the routers' ends.
 */
#include "tests/oracle/plan.h"

/* `name` is that of the connection, or NULL: then it is called by its ends. */
static void write_down(struct plan *p, const char *a, const char *b, const char *name)
{
    const char *connection = name ? name : arena_printf(p->arena, "%s<->%s", a, b);
    const char *value = rng_chance(p->rng, 4) ? "" : NULL;
    if (p->families[FAMILY_SETTINGS] && rng_chance(p->rng, 12))
        value = plan_flag(p, arena_printf(p->arena, "%s down", connection), value ? "" : " off");
    if (!value)
        return;
    buf_printf(p->out, "    down%s;\n", value);
    p->used[CONSTRUCT_DOWN] = true;
}

/* What any connection may have. */
static void write_common(struct plan *p, const char *a, const char *b, const char *name)
{
    write_down(p, a, b, name);
    plan_delay(p, "    ", "\n");
}

void plan_delay(struct plan *p, const char *before, const char *after)
{
    static const char *const delays[] = {"1ms", "2ms", "5ms", "7ms", "20ms", "1500us", "35.25ms"};
    if (!rng_chance(p->rng, p->families[FAMILY_DELAYS] ? 55 : 0))
        return;
    buf_printf(p->out, "%sdelay %s;%s", before, rng_word(p->rng, delays, sizeof delays / sizeof *delays),
               after);
    p->used[CONSTRUCT_DELAY] = true;
}

/* ---- peerings ---- */

static bool has_gateway(const struct plan_vnet *v)
{
    return v->vpn || v->er || v->server; /* F18, F19 */
}

/* The flag of a half that conditions call `half`: written with `value` in `percent` of all cases. */
static void write_flag(struct plan *p, const char *half, const char *flag, uint32_t percent,
                       const char *value)
{
    if (rng_chance(p->rng, percent))
        value = plan_flag(p, arena_printf(p->arena, "%s %s", half, flag), value);
    else if (p->families[FAMILY_SETTINGS] && rng_chance(p->rng, 20))
        value = plan_flag(p, arena_printf(p->arena, "%s %s", half, flag), *value ? " on" : " off");
    else
        return;
    buf_printf(p->out, "        %s%s;\n", flag, value);
}

/* The flags of `own`'s half; `shares`: it lets the other side use its gateways, `uses`: it uses the other
 * side's. */
static void write_half(struct plan *p, const struct plan_vnet *own, const struct plan_vnet *far, bool shares,
                       bool uses)
{
    const char *half = arena_printf(p->arena, "%s->%s", own->home.name, far->home.name);
    buf_printf(p->out, "    %s {\n", own->home.name);
    write_flag(p, half, "allow-vnet-access", 5, " off");
    write_flag(p, half, "allow-forwarded-traffic", p->families[FAMILY_APPLIANCES] ? 65 : 30, "");
    if (shares)
        write_flag(p, half, "allow-gateway-transit", 100, "");
    if (uses)
        write_flag(p, half, "use-remote-gateways", 100, "");
    buf_add(p->out, "    }\n");
}

static bool draw_use(struct plan *p, struct plan_vnet *own, const struct plan_vnet *far, bool shared)
{
    bool may =
        shared && !has_gateway(own) && !own->uses_remote && (!p->old_profile || own->region == far->region);
    if (!may || !rng_chance(p->rng, 80))
        return false;
    p->used[CONSTRUCT_REMOTE_GATEWAYS] = true;
    own->used = far->home.byte;
    return own->uses_remote = true;
}

/* One half, or both in statements of their own. */
static void draw_halves(struct plan *p, struct plan_vnet *a, struct plan_vnet *b)
{
    buf_printf(p->out, "peering %s -> %s {\n}\n", a->home.name, b->home.name);
    p->used[CONSTRUCT_HALF_PEERING] = true;
    plan_can_name(p, a->home.name, b->home.name);
    if (!rng_chance(p->rng, 50))
        return;
    buf_printf(p->out, "peering %s -> %s {\n}\n", b->home.name, a->home.name);
    p->used[CONSTRUCT_TWO_HALVES] = true;
    p->peered[a->home.byte][b->home.byte] = p->peered[b->home.byte][a->home.byte] = true;
}

static void draw_peering(struct plan *p, struct plan_vnet *a, struct plan_vnet *b)
{
    bool a_shares = has_gateway(a) && rng_chance(p->rng, 65),
         b_shares = has_gateway(b) && rng_chance(p->rng, 65);
    if (rng_chance(p->rng, 8)) {
        draw_halves(p, a, b);
        return;
    }
    bool a_uses = draw_use(p, a, b, b_shares), b_uses = draw_use(p, b, a, a_shares);
    buf_printf(p->out, "peering %s <-> %s {\n", a->home.name, b->home.name);
    write_half(p, a, b, a_shares, a_uses);
    write_half(p, b, a, b_shares, b_uses);
    buf_add(p->out, "}\n");
    plan_can_name(p, a->home.name, b->home.name);
    p->peered[a->home.byte][b->home.byte] = p->peered[b->home.byte][a->home.byte] = true;
    p->used[CONSTRUCT_PEERING] = true;
}

/* ---- tunnels ---- */

void plan_begin_connect(struct plan *p, const char *a, const char *b, const char *name)
{
    if (name) {
        buf_printf(p->out, "connect %s <-> %s %s {\n", a, b, name);
        plan_add(p, &p->places, name);
        p->links++;
    } else {
        buf_printf(p->out, "connect %s <-> %s {\n", a, b);
        plan_can_name(p, a, b);
    }
    write_common(p, a, b, name);
}

/* A name is needed where the ends alone do not tell a connection from another one, and for `default-site`. */
static const char *tunnel_name(struct plan *p, struct plan_vnet *v, bool named)
{
    if (v->default_site && !v->default_drawn) {
        v->default_drawn = true;
        return v->default_site;
    }
    return named ? arena_printf(p->arena, "tunnel-t%u", p->tunnels++) : NULL;
}

void plan_statics(struct plan *p, const char *end, const char *const *prefixes, uint32_t count)
{
    buf_printf(p->out, "    %s {\n        static ", end);
    for (uint32_t i = 0; i < count; i++)
        buf_printf(p->out, "%s%s", i ? ", " : "", prefixes[i]);
    if (count == 0 || rng_chance(p->rng, 20))
        buf_printf(p->out, "%s%s", count ? ", " : "", plan_pick(p, &p->prefixes));
    buf_add(p->out, ";\n    }\n");
    p->used[CONSTRUCT_STATIC_LIST] = true;
}

static void gateway_tunnel(struct plan *p, struct plan_vnet *a, const struct plan_vnet *b, bool named)
{
    bool bgp = a->vpn_asn != b->vpn_asn && rng_chance(p->rng, 75);
    plan_begin_connect(p, a->vpn, b->vpn, tunnel_name(p, a, named));
    buf_add(p->out, bgp ? "    bgp;\n" : "    static;\n");
    if (rng_chance(p->rng, bgp ? 10 : 25))
        plan_statics(p, a->vpn, b->home.prefixes, b->home.prefix_count);
    if (rng_chance(p->rng, bgp ? 10 : 25))
        plan_statics(p, b->vpn, a->home.prefixes, a->home.prefix_count);
    buf_add(p->out, "}\n");
    p->used[bgp ? CONSTRUCT_BGP_TUNNEL : CONSTRUCT_STATIC_TUNNEL] = true;
    plan_exchange(p, a->vpn, b->vpn);
}

static void router_tunnel(struct plan *p, const struct plan_site *s, uint32_t router, struct plan_vnet *v,
                          bool named)
{
    bool bgp = rng_chance(p->rng, 80);
    plan_begin_connect(p, v->vpn, s->routers[router], tunnel_name(p, v, named));
    buf_add(p->out, bgp ? "    bgp;\n" : "    static;\n");
    if (rng_chance(p->rng, bgp ? 10 : 85))
        plan_statics(p, v->vpn, s->home.prefixes, s->home.prefix_count);
    if (bgp)
        plan_end(p, s->routers[router], &s->home);
    else if (rng_chance(p->rng, 85))
        plan_statics(p, s->routers[router], v->home.prefixes, v->home.prefix_count);
    buf_add(p->out, "}\n");
    p->used[bgp ? CONSTRUCT_BGP_TUNNEL : CONSTRUCT_STATIC_TUNNEL] = true;
    plan_exchange(p, v->vpn, s->routers[router]);
}

static void second_tunnel(struct plan *p, const struct plan_site *s, uint32_t router, struct plan_vnet *v)
{
    if (!rng_chance(p->rng, 20))
        return;
    router_tunnel(p, s, router, v, true);
    p->used[CONSTRUCT_SECOND_TUNNEL] = true;
}

/* A site with many routers has not as many more connections. */
static bool joins(struct plan *p, uint32_t router, uint32_t percent)
{
    return rng_chance(p->rng, router < 2 ? percent : percent / 2);
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
                if (joins(p, r, p->tangled ? 65 : 45)) {
                    router_tunnel(p, &p->sites[s], r, v, false);
                    second_tunnel(p, &p->sites[s], r, v);
                }
    }
}

/* `default-site` names a connection, so there must be one. */
static void draw_forced(struct plan *p)
{
    for (uint32_t v = 0; v < p->vnet_count; v++)
        if (p->vnets[v].default_site && !p->vnets[v].default_drawn)
            router_tunnel(p, &p->sites[0], 0, &p->vnets[v], true);
}

void plan_tunnel(struct plan *p, const char *router, const char *gateway, const char *block)
{
    plan_begin_connect(p, router, gateway, NULL);
    if (block[0])
        buf_printf(p->out, "    %s {\n%s    }\n", router, block);
    buf_add(p->out, "}\n");
    plan_exchange(p, router, gateway);
    p->used[CONSTRUCT_BGP_TUNNEL] = true;
}

/* ---- private WAN links ---- */

static void wan_link(struct plan *p, const struct plan_site *s, const char *a, const struct plan_site *t,
                     const char *b)
{
    bool bgp = rng_chance(p->rng, 85);
    plan_begin_connect(p, a, b, NULL);
    buf_add(p->out, bgp ? "    bgp;\n" : "    static;\n");
    if (bgp) {
        p->inner = s->asn == t->asn;
        p->used[CONSTRUCT_INNER_LINK] |= p->inner;
        plan_end(p, a, &s->home);
        plan_end(p, b, &t->home);
        p->inner = false;
    }
    buf_add(p->out, "}\n");
    p->used[CONSTRUCT_WAN_LINK] = true;
    plan_exchange(p, a, b);
}

static void join_sites(struct plan *p, const struct plan_site *s, const struct plan_site *t)
{
    uint32_t percent = s->asn == t->asn ? 70 : p->families[FAMILY_POLICIES] ? 65 : 30;
    for (uint32_t r = 0; r < s->router_count; r++)
        if (joins(p, r, percent))
            wan_link(p, s, s->routers[r], t, t->routers[rng_below(p->rng, t->router_count)]);
}

static void draw_wan_links(struct plan *p)
{
    for (uint32_t s = 0; s < p->site_count; s++)
        for (uint32_t t = 0; t < s; t++)
            join_sites(p, &p->sites[s], &p->sites[t]);
}

/* ---- circuits ---- */

static void circuit_connection(struct plan *p, const struct plan_vnet *v, const struct plan_circuit *c)
{
    buf_printf(p->out, "connect %s <-> %s {\n", v->er, c->name);
    write_common(p, v->er, c->name, NULL);
    if (rng_chance(p->rng, 20)) {
        buf_printf(p->out, "    weight %u;\n", 10 * rng_below(p->rng, 3));
        p->used[CONSTRUCT_WEIGHT] = true;
    }
    buf_add(p->out, "}\n");
    plan_can_name(p, v->er, c->name);
    for (int d = 0; d < 2; d++) {
        plan_exchange(p, v->er, c->devices[d]);
        if (rng_chance(p->rng, 30))
            plan_can_name(p, v->er, c->devices[d]);
    }
    p->used[CONSTRUCT_CIRCUIT_CONNECTION] = true;
}

static void private_peering(struct plan *p, const struct plan_site *s, uint32_t r, const char *end,
                            const struct plan_circuit *c)
{
    const char *router = s->routers[r];
    buf_printf(p->out, "connect %s <-> %s {\n", router, end);
    write_common(p, router, end, NULL);
    plan_end(p, router, &s->home);
    buf_add(p->out, "}\n");
    plan_can_name(p, router, end);
    for (int d = 0; d < 2; d++)
        plan_exchange(p, router, c->devices[d]);
    p->used[CONSTRUCT_PRIVATE_PEERING] = true;
}

static void draw_private_peerings(struct plan *p, const struct plan_site *s, uint32_t r,
                                  const struct plan_circuit *c)
{
    if (rng_chance(p->rng, 35)) {
        private_peering(p, s, r, c->name, c);
        return;
    }
    for (int d = 0; d < 2; d++)
        if (rng_chance(p->rng, 65))
            private_peering(p, s, r, c->devices[d], c);
}

static void draw_circuit_links(struct plan *p, const struct plan_circuit *c)
{
    for (uint32_t v = 0; v < p->vnet_count; v++)
        if (p->vnets[v].er && rng_chance(p->rng, 75))
            circuit_connection(p, &p->vnets[v], c);
    for (uint32_t s = 0; s < p->site_count; s++)
        for (uint32_t r = 0; r < p->sites[s].router_count; r++)
            if (joins(p, r, 60))
                draw_private_peerings(p, &p->sites[s], r, c);
}

static void draw_global_reach(struct plan *p)
{
    if (p->circuit_count < 2 || !rng_chance(p->rng, 60))
        return;
    buf_add(p->out, "connect e0 <-> e1 {\n");
    write_common(p, "e0", "e1", NULL);
    buf_add(p->out, "}\n");
    plan_can_name(p, "e0", "e1");
    for (int d = 0; d < 4; d++)
        plan_exchange(p, p->circuits[0].devices[d % 2], p->circuits[1].devices[d / 2]);
    p->used[CONSTRUCT_GLOBAL_REACH] = true;
}

void plan_links(struct plan *p)
{
    for (uint32_t a = 0; a < p->vnet_count; a++)
        for (uint32_t b = 0; b < a; b++)
            if (rng_chance(p->rng, p->families[FAMILY_APPLIANCES] ? 80 : 60))
                draw_peering(p, &p->vnets[a], &p->vnets[b]);
    draw_tunnels(p);
    draw_forced(p);
    draw_wan_links(p);
    for (uint32_t c = 0; c < p->circuit_count; c++)
        draw_circuit_links(p, &p->circuits[c]);
    draw_global_reach(p);
}
