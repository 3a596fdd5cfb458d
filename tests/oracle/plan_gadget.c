/*
 * plan_gadget: a circle of N sites, each with a tunnel to two VPN gateways, one shared with the site before
 * it and one with the site after it. All sites know one common prefix, and each prefers what the gateway
 * towards the next one tells. The gateways have one AS number, so none takes a route that has passed another:
 * the next site's route is heard only while that site uses its own. With two sites there are two stable
 * states, with three there is none.
 */
#include "tests/oracle/plan.h"

#define COMMON "10.99.0.0/24"

static void gadget_space(struct plan *p, const char *prefix)
{
    plan_add(p, &p->spaces, prefix);
    plan_add(p, &p->prefixes, prefix);
}

static void gadget_names(struct plan *p, const char *site, const char *speaker)
{
    plan_add(p, &p->endpoints, site);
    plan_add(p, &p->places, site);
    plan_add(p, &p->places, speaker);
    plan_add(p, &p->tables, speaker);
}

static void gadget_vnet(struct plan *p, uint32_t n)
{
    struct plan_vnet *v = &p->vnets[n];
    *v = (struct plan_vnet){.home = {.name = arena_printf(p->arena, "v%u", n)},
                            .vpn = arena_printf(p->arena, "v%u.vg", n)};
    buf_printf(p->out, "site vnet %s {\n    prefix 10.%u.0.0/24;\n    gateway vpn vg {\n", v->home.name, n);
    if (rng_chance(p->rng, 8))
        buf_printf(p->out, "        asn %u;\n", 65010 + n);
    buf_add(p->out, "    }\n}\n");
    gadget_names(p, v->home.name, v->vpn);
    gadget_space(p, arena_printf(p->arena, "10.%u.0.0/24", n));
}

static void gadget_site(struct plan *p, uint32_t n, bool originates)
{
    struct plan_site *s = &p->sites[n];
    *s = (struct plan_site){.home = {.name = arena_printf(p->arena, "s%u", n)},
                            .routers = {arena_printf(p->arena, "s%u.r0", n)}};
    buf_printf(p->out, "site onprem %s {\n    prefix 10.%u.0.0/24;\n", s->home.name, 100 + n);
    buf_printf(p->out, "    router r0 {\n        asn %u;\n", 65100 + n);
    if (originates)
        buf_printf(p->out, "        originate 10.%u.0.0/24, %s;\n", 100 + n, COMMON);
    buf_add(p->out, "    }\n}\n");
    gadget_names(p, s->home.name, s->routers[0]);
    gadget_space(p, arena_printf(p->arena, "10.%u.0.0/24", 100 + n));
}

/* A site of its own holds the common prefix and tells the others over a circuit. */
static void gadget_origin(struct plan *p, uint32_t count)
{
    buf_add(p->out,
            "site onprem d {\n    prefix " COMMON ";\n    router r0 {\n        asn 65109;\n    }\n}\n");
    buf_add(p->out, "circuit e0 {\n}\nconnect d.r0 <-> e0 {\n}\n");
    gadget_names(p, "d", "d.r0");
    gadget_names(p, "e0", "e0.primary");
    p->endpoints.list.at[p->endpoints.list.count - 1] = "d"; /* a circuit is no endpoint */
    for (uint32_t n = 0; n < count; n++)
        buf_printf(p->out, "connect s%u.r0 <-> e0.primary {\n}\n", n);
}

/* Each site keeps the common prefix from the gateway that it listens to: what it hears there comes from the
 * next one. */
static void gadget_circle(struct plan *p, uint32_t count)
{
    for (uint32_t n = 0; n < count; n++) {
        const char *prefers = rng_chance(p->rng, 94) ? "        local-preference 200;\n" : "";
        const char *keeps = arena_printf(p->arena, "        advertise 10.%u.0.0/24;\n%s", 100 + n, prefers);
        plan_tunnel(p, p->sites[n].routers[0], p->vnets[n].vpn, keeps);
        const char *tells = rng_chance(p->rng, 94) ? "        advertise all;\n" : "";
        plan_tunnel(p, p->sites[(n + 1) % count].routers[0], p->vnets[n].vpn, tells);
    }
}

void plan_gadget(struct plan *p)
{
    uint32_t count = rng_chance(p->rng, 60) ? 3 : 2;
    bool real = rng_chance(p->rng, 65);
    p->used[CONSTRUCT_GADGET] = true;
    for (uint32_t n = 0; n < count; n++) {
        gadget_vnet(p, n);
        gadget_site(p, n, !real);
    }
    p->vnet_count = p->site_count = count;
    if (real)
        gadget_origin(p, count);
    for (uint32_t i = 0; i < 2 * count; i++) /* most claims shall be about it */
        plan_add(p, &p->prefixes, COMMON);
    for (uint32_t i = 0; i < count && real; i++) {
        plan_add(p, &p->spaces, COMMON);
        plan_add(p, &p->endpoints, "d");
    }
    gadget_circle(p, count);
}
