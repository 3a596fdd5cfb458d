/*
 * plan_igp: the links between the routers of an on-premises site, with costs that are often equal, and sites that
 * fall apart now and then.
 */
#include "tests/oracle/plan.h"

/* One link. Inside the block of the site routers go without its name. */
static void draw_link(struct plan *p, const struct plan_site *s, uint32_t a, uint32_t b)
{
    static const uint32_t costs[] = {1, 2, 2, 3, 5, 10};
    buf_printf(p->out, "    link r%u <-> r%u", a, b);
    if (rng_chance(p->rng, 60)) {
        buf_printf(p->out, " { cost %u; ", costs[rng_below(p->rng, 6)]);
        plan_delay(p, "", " ");
        buf_add(p->out, "}\n");
    } else {
        buf_add(p->out, ";\n");
    }
    const char *name = arena_printf(p->arena, "%s<->%s", s->routers[a], s->routers[b]);
    plan_add(p, &p->places, name);
    plan_add(p, &p->places, name); /* claims shall be about it */
    p->links++;
    p->used[CONSTRUCT_LINK] = true;
}

/* Most often a tree and something more. */
void plan_igp(struct plan *p, struct plan_site *s)
{
    do
        plan_router(p, s);
    while (s->router_count < PLAN_ROUTERS && rng_chance(p->rng, 50));
    p->used[CONSTRUCT_TWO_ROUTERS] = true;
    for (uint32_t a = 1; a < s->router_count; a++) {
        uint32_t parent = rng_below(p->rng, a);
        for (uint32_t b = 0; b < a; b++) {
            plan_exchange(p, s->routers[b], s->routers[a]);
            if (rng_chance(p->rng, b == parent ? 94 : 35))
                draw_link(p, s, b, a);
        }
    }
}
