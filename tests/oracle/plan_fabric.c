/*
 * plan_fabric: on-premises sites alone, joined by BGP that passes everything on, mostly in a tree and something more.
 * A site has one router, or two or three with links of their own. Now and then something is in the way: an end with a policy or a
 * filter, one that tells only its own prefixes, two routers with one AS number, a route for more than a site.
 */
#include "tests/oracle/plan.h"

static void fabric_router(struct plan *p, struct plan_site *s, bool odd)
{
    uint32_t n = s->router_count++;
    const char *wide = rng_chance(p->rng, 50) ? "10.0.0.0/8" : "10.100.0.0/14";
    s->routers[n] = arena_printf(p->arena, "%s.r%u", s->home.name, n);
    buf_printf(p->out, "    router r%u {\n        asn %u;\n", n, s->asn);
    if (odd && rng_chance(p->rng, 25))
        buf_printf(p->out, "        originate 10.%u.0.0/24, %s;\n", s->home.byte, wide);
    if (odd && rng_chance(p->rng, 20))
        buf_add(p->out, "        default-route;\n");
    buf_add(p->out, "    }\n");
    plan_add(p, &p->tables, s->routers[n]);
    plan_add(p, &p->places, s->routers[n]);
}

static void fabric_site(struct plan *p, bool odd)
{
    uint32_t n = p->site_count++;
    struct plan_site *s = &p->sites[n];
    const char *name = arena_printf(p->arena, "s%u", n);
    s->home = (struct plan_home){.name = name, .byte = 100 + n, .onprem = true};
    s->asn = 65100 + (n > 0 && odd && rng_chance(p->rng, p->families[FAMILY_INNER] ? 60 : 12) ? n - 1 : n);
    p->used[CONSTRUCT_SHARED_ASN] |= s->asn != 65100 + n;
    const char *prefix = arena_printf(p->arena, "10.%u.0.0/24", 100 + n);
    buf_printf(p->out, "site onprem %s {\n    prefix %s%s;\n", name, prefix,
               rng_chance(p->rng, 12) ? arena_printf(p->arena, ", fd00:%u::/64", 100 + n) : "");
    fabric_router(p, s, odd);
    bool linked = rng_chance(p->rng, 25);
    for (uint32_t r = 1; r < 3 && rng_chance(p->rng, linked ? 90 : 20); r++) {
        fabric_router(p, s, odd);
        if (linked)
            buf_printf(p->out, "    link r%u <-> r%u { cost %u; }\n", rng_below(p->rng, r), r,
                       1 + rng_below(p->rng, 3));
    }
    buf_add(p->out, "}\n");
    plan_add(p, &p->endpoints, name);
    plan_add(p, &p->places, name);
    plan_add(p, &p->spaces, prefix);
    plan_add(p, &p->prefixes, prefix);
}

static void fabric_end(struct plan *p, const char *router, const struct plan_site *s, bool odd)
{
    if (odd && rng_chance(p->rng, 20))
        plan_end(p, router, &s->home);
    else if (!odd || rng_chance(p->rng, 94))
        buf_printf(p->out, "    %s {\n        advertise all;\n%s    }\n", router,
                   p->inner ? "        next-hop self;\n" : "");
}

/* Two connections between the same routers need names. */
static void fabric_link(struct plan *p, struct plan_site *s, struct plan_site *t, bool odd)
{
    const char *a = s->routers[rng_below(p->rng, s->router_count)];
    const char *b = t->routers[rng_below(p->rng, t->router_count)];
    const char *name = arena_printf(p->arena, "f%u", p->links);
    p->inner = s->asn == t->asn;
    p->used[CONSTRUCT_INNER_LINK] |= p->inner;
    plan_begin_connect(p, a, b, name);
    buf_add(p->out, "    bgp;\n");
    fabric_end(p, a, s, odd);
    fabric_end(p, b, t, odd);
    p->inner = false;
    buf_add(p->out, "}\n");
    plan_exchange(p, a, b);
    p->used[CONSTRUCT_WAN_LINK] = true;
}

/* Most claims are about sites reaching each other. */
static void fabric_flows(struct plan *p)
{
    for (uint32_t i = 0; i < p->site_count; i++) {
        const char *a = p->sites[i].home.name, *b = p->sites[(i + 1) % p->site_count].home.name;
        vec_push(p->arena, &p->flows, ((struct plan_pair){a, b}));
    }
    buf_add(p->out, "group mesh =");
    for (uint32_t i = 0; i < p->site_count; i++)
        buf_printf(p->out, "%s %s", i ? "," : "", p->sites[i].home.name);
    buf_add(p->out, ";\n");
    vec_push(p->arena, &p->flows, ((struct plan_pair){"mesh", "mesh"}));
    plan_add(p, &p->groups, "mesh");
}

void plan_fabric(struct plan *p)
{
    uint32_t count = p->small ? 3 : 3 + rng_below(p->rng, PLAN_SITES - 2);
    bool odd = rng_chance(p->rng, 50);
    p->used[CONSTRUCT_FABRIC] = true;
    for (uint32_t i = 0; i < count; i++)
        fabric_site(p, odd);
    for (uint32_t i = 1; i < count; i++)
        fabric_link(p, &p->sites[i], &p->sites[rng_below(p->rng, i)], odd);
    for (uint32_t more = rng_below(p->rng, count + 1); more > 0; more--) {
        uint32_t a = rng_below(p->rng, count), b = (a + 1 + rng_below(p->rng, count - 1)) % count;
        fabric_link(p, &p->sites[a], &p->sites[b], odd);
    }
    fabric_flows(p);
}
