/*
 * plan_twins: sites that are alike but for name and address, all joined with one VNet in the same way, and a group of them. Now
 * and then one of them differs in something small, or is spoken of by somebody else, so that it is not like the
 * others after all. Twin N has 10.(60+N).0.0/24.
 */
#include "tests/oracle/plan.h"

#define TWINS_MOST 4u

struct twins {
    const struct plan_vnet *hub;
    uint32_t count, odd; /* `odd`: the one that differs, or more than there are */
    uint32_t difference;
    bool onprem, bgp, transit, forwarded, host, filter, table, gateway;
    const char *router; /* of a site, that twins with a gateway have a tunnel to */
};

enum difference {
    ODD_FORWARDED,
    ODD_OPEN, /* its flag is open */
    ODD_ACCESS,
    ODD_HOST,
    ODD_PREFIX,
    ODD_ROUTE,
    ODD_FILTER,
    /* of twins with tunnels */
    ODD_DOWN,
    ODD_DELAY,
    ODD_PREFERENCE,
    ODD_NUMBER,
    ODD_COUNT
};

static bool differs(const struct twins *t, uint32_t n, enum difference d)
{
    return n == t->odd && t->difference == d;
}

static const char *name_of(struct plan *p, uint32_t n)
{
    return arena_printf(p->arena, "w%u", n);
}

static void write_inside(struct plan *p, const struct twins *t, uint32_t n)
{
    uint32_t byte = 60 + n;
    if (t->filter || t->table) {
        buf_printf(p->out, "    subnet a 10.%u.0.0/24 {\n", byte);
        if (t->filter)
            buf_add(p->out, "        security-group q;\n");
        if (t->table)
            buf_add(p->out, "        route-table u;\n");
        buf_add(p->out, "    }\n");
    }
    if (t->filter)
        buf_printf(p->out,
                   "    security-group q {\n        inbound {\n"
                   "            100 allow tcp from 10.%u.0.0/16 port %s;\n"
                   "            200 deny any from any;\n        }\n    }\n",
                   t->hub->home.byte, differs(t, n, ODD_FILTER) ? "22" : "443");
    if (t->table)
        buf_printf(p->out, "    route-table u {\n        route %s -> none;\n%s    }\n",
                   t->hub->home.prefixes[0],
                   differs(t, n, ODD_ROUTE) ? "        route 10.99.0.0/24 -> internet;\n" : "");
    if (t->host || differs(t, n, ODD_HOST))
        buf_printf(p->out, "    host h 10.%u.0.4;\n", byte);
}

static void write_site(struct plan *p, const struct twins *t, uint32_t n)
{
    const char *name = name_of(p, n);
    buf_printf(p->out, "site %s %s {\n", t->onprem ? "onprem" : "vnet", name);
    if (!t->onprem)
        buf_printf(p->out, "    region %s;\n", t->hub->region);
    buf_printf(p->out, "    prefix 10.%u.0.0/24%s;\n", 60 + n,
               differs(t, n, ODD_PREFIX) ? arena_printf(p->arena, ", 10.%u.1.0/24", 60 + n) : "");
    write_inside(p, t, n);
    if (t->onprem)
        buf_printf(p->out, "    router r {\n        asn %s;\n    }\n",
                   differs(t, n, ODD_NUMBER) ? "65097" : "65099");
    else if (t->gateway)
        buf_add(p->out, "    gateway vpn vg {\n        asn 65098;\n    }\n");
    buf_add(p->out, "}\n");
    plan_add(p, &p->endpoints, name);
    plan_add(p, &p->places, name);
    plan_add(p, &p->prefixes, arena_printf(p->arena, "10.%u.0.0/24", 60 + n));
}

static void write_flags(struct plan *p, const struct twins *t, uint32_t n, bool forwarded, bool at_hub)
{
    if (!at_hub && differs(t, n, ODD_OPEN))
        buf_add(p->out, "        allow-forwarded-traffic ?;\n");
    else if (forwarded != (!at_hub && differs(t, n, ODD_FORWARDED)))
        buf_add(p->out, "        allow-forwarded-traffic;\n");
    if (!at_hub && differs(t, n, ODD_ACCESS))
        buf_add(p->out, "        allow-vnet-access off;\n");
    if (t->transit)
        buf_add(p->out, at_hub ? "        allow-gateway-transit;\n" : "        use-remote-gateways;\n");
}

static void write_peering(struct plan *p, const struct twins *t, uint32_t n)
{
    const char *hub = t->hub->home.name, *name = name_of(p, n);
    buf_printf(p->out, "peering %s <-> %s {\n    %s {\n", hub, name, hub);
    write_flags(p, t, n, t->forwarded, true);
    buf_printf(p->out, "    }\n    %s {\n", name);
    write_flags(p, t, n, t->forwarded, false);
    buf_add(p->out, "    }\n}\n");
    plan_can_name(p, hub, name);
}

static void write_tunnel(struct plan *p, const struct twins *t, uint32_t n, const char *a, const char *b)
{
    buf_printf(p->out, "connect %s <-> %s {\n%s", a, b, t->bgp ? "    bgp;\n" : "    static;\n");
    if (differs(t, n, ODD_DOWN))
        buf_add(p->out, "    down;\n");
    if (differs(t, n, ODD_DELAY))
        buf_add(p->out, "    delay 20ms;\n");
    if (t->bgp && differs(t, n, ODD_PREFERENCE))
        buf_printf(p->out, "    %s {\n        local-preference 200;\n    }\n", t->onprem ? b : a);
    if (!t->bgp) {
        const char *own = arena_printf(p->arena, "10.%u.0.0/24", 60 + n);
        buf_printf(p->out, "    %s {\n        static %s;\n    }\n", a, own);
        buf_printf(p->out, "    %s {\n        static %s;\n    }\n", b, t->hub->home.prefixes[0]);
    }
    buf_add(p->out, "}\n");
    plan_can_name(p, a, b);
    plan_exchange(p, a, b);
}

static void join(struct plan *p, const struct twins *t, uint32_t n)
{
    if (t->onprem) {
        write_tunnel(p, t, n, t->hub->vpn, arena_printf(p->arena, "%s.r", name_of(p, n)));
        return;
    }
    write_peering(p, t, n);
    if (t->gateway)
        write_tunnel(p, t, n, t->router, arena_printf(p->arena, "%s.vg", name_of(p, n)));
}

/* Which one differs. Mostly not among the first: these are what others would be taken to be like. */
static void draw_odd(struct plan *p, struct twins *t)
{
    bool differ = rng_chance(p->rng, 45);
    if (differ && t->count < 3 && rng_chance(p->rng, 70))
        t->count++;
    t->odd = !differ ? t->count : rng_chance(p->rng, 70) ? t->count - 1 : rng_below(p->rng, t->count);
}

/* In what it differs: something that twins of this kind have. */
static uint32_t draw_difference(struct plan *p, const struct twins *t)
{
    bool tunnels = t->onprem || t->gateway;
    if (tunnels && rng_chance(p->rng, 60))
        return ODD_DOWN + rng_below(p->rng, ODD_COUNT - ODD_DOWN);
    return t->onprem ? ODD_HOST + rng_below(p->rng, 2) : rng_below(p->rng, ODD_DOWN);
}

static struct twins draw_kind(struct plan *p)
{
    struct twins t = {.hub = &p->vnets[rng_below(p->rng, p->vnet_count)], .count = 2};
    while (t.count < TWINS_MOST && rng_chance(p->rng, 45))
        t.count++;
    draw_odd(p, &t);
    t.onprem = t.hub->vpn && rng_chance(p->rng, 35);
    t.bgp = rng_chance(p->rng, 70);
    t.transit = !t.onprem && (t.hub->vpn || t.hub->er || t.hub->server) && rng_chance(p->rng, 70);
    t.forwarded = rng_chance(p->rng, 40);
    t.host = rng_chance(p->rng, 40);
    t.filter = !t.onprem && p->families[FAMILY_FILTERS] && rng_chance(p->rng, 60);
    t.table = !t.onprem && p->families[FAMILY_SUBNETS] && rng_chance(p->rng, 60);
    t.gateway = !t.onprem && !t.transit && p->site_count > 0 && rng_chance(p->rng, 40);
    if (t.gateway)
        t.router = p->sites[0].routers[0];
    t.difference = draw_difference(p, &t);
    return t;
}

static void write_group(struct plan *p, uint32_t count)
{
    buf_add(p->out, "group twins = ");
    for (uint32_t n = 0; n < count; n++)
        buf_printf(p->out, "%s%s", n ? ", " : "", name_of(p, n));
    buf_add(p->out, ";\n");
    const char *other = plan_home(p, rng_below(p->rng, plan_home_count(p)))->name;
    vec_push(p->arena, &p->flows, ((struct plan_pair){"twins", "twins"}));
    vec_push(p->arena, &p->flows, ((struct plan_pair){"twins", "twins"}));
    vec_push(p->arena, &p->flows, ((struct plan_pair){"twins", other}));
    vec_push(p->arena, &p->flows, ((struct plan_pair){other, "twins"}));
    vec_push(p->arena, &p->flows, ((struct plan_pair){"w0", "twins"}));
    p->used[CONSTRUCT_TWINS] = true;
}

void plan_twins(struct plan *p)
{
    if (!p->families[FAMILY_TWINS] || p->vnet_count == 0)
        return;
    struct twins t = draw_kind(p);
    for (uint32_t n = 0; n < t.count; n++) {
        write_site(p, &t, n);
        join(p, &t, n);
    }
    write_group(p, t.count);
}
