/*
 * plan: names, homes and prefixes that all parts of the drawing use.
 */
#include "tests/oracle/plan.h"

#include <string.h>

void plan_add(struct plan *p, struct plan_names *to, const char *name)
{
    vec_push(p->arena, &to->list, name);
}

const char *plan_pick(struct plan *p, const struct plan_names *from)
{
    return from->list.count == 0 ? "" : from->list.at[rng_below(p->rng, from->list.count)];
}

void plan_open(struct plan *p, struct plan_home *home)
{
    p->out = &home->text;
}

void plan_close(struct plan *p)
{
    p->out = p->page;
}

struct plan_home *plan_home(struct plan *p, uint32_t number)
{
    return number < p->vnet_count ? &p->vnets[number].home : &p->sites[number - p->vnet_count].home;
}

uint32_t plan_home_count(const struct plan *p)
{
    return p->vnet_count + p->site_count;
}

struct plan_site *plan_site_of(struct plan *p, const struct plan_home *home)
{
    for (uint32_t s = 0; s < p->site_count; s++)
        if (&p->sites[s].home == home)
            return &p->sites[s];
    return NULL;
}

bool plan_is_attached(const struct plan_subnet *s, uint32_t router)
{
    return !s->apart || (s->routers >> router & 1) != 0;
}

const struct plan_subnet *plan_subnet(const struct plan_home *home, const char *name)
{
    for (uint32_t i = 0; i < home->subnets.count; i++)
        if (strcmp(home->subnets.at[i].name, name) == 0)
            return &home->subnets.at[i];
    return NULL;
}

bool plan_adjacent(const struct plan *p, const struct plan_home *a, const struct plan_home *b)
{
    return a == b || (!a->onprem && !b->onprem && p->peered[a->byte][b->byte]);
}

bool plan_is_six(const char *address)
{
    return strchr(address, ':') != NULL;
}

const char *plan_public(struct plan *p)
{
    return arena_printf(p->arena, "20.0.0.%u", ++p->publics);
}

/* Equal to, longer or shorter than the space of the place with this byte. */
static const char *prefix_near(struct plan *p, uint32_t byte)
{
    static const char *const forms[] = {"10.%u.0.0/24",  "10.%u.0.0/24",   "10.%u.0.0/25", "10.%u.0.0/26",
                                        "10.%u.0.64/26", "10.%u.0.128/26", "10.%u.0.0/16", "10.%u.1.0/24"};
    switch (rng_below(p->rng, 8)) {
    case 0:
        return arena_printf(p->arena, "10.%u.0.%u/32", byte, 4 + rng_below(p->rng, 60));
    case 1:
        return arena_printf(p->arena, "fd00:%u::/%u", byte, rng_chance(p->rng, 60) ? 64 : 80);
    default:
        return arena_printf(p->arena, rng_word(p->rng, forms, sizeof forms / sizeof *forms), byte);
    }
}

const char *plan_prefix(struct plan *p, const struct plan_home *home)
{
    static const char *const wide[] = {"10.0.0.0/8",    "10.100.0.0/14", "10.0.0.0/14",
                                       "172.16.0.0/12", "20.0.0.0/24",   "20.0.0.1/32"};
    uint32_t kind = rng_below(p->rng, 12);
    if (kind < 3)
        return "0.0.0.0/0";
    if (kind < 5)
        return prefix_near(p, home->byte);
    if (kind < 8)
        return prefix_near(p, plan_home(p, rng_below(p->rng, plan_home_count(p)))->byte);
    if (kind < 9)
        return home->six ? "::/0" : "0.0.0.0/0";
    if (kind < 10)
        return rng_word(p->rng, wide, sizeof wide / sizeof *wide);
    return plan_pick(p, &p->prefixes);
}

void plan_can_name(struct plan *p, const char *a, const char *b)
{
    plan_add(p, &p->places, arena_printf(p->arena, "%s<->%s", a, b));
    p->links++;
}

void plan_exchange(struct plan *p, const char *a, const char *b)
{
    vec_push(p->arena, &p->neighbours, ((struct plan_pair){a, b}));
}
