/*
 * plan_policies: what a speaker says and hears over one session: lists, preferences, changes, and named
 * policies.
 */
#include "tests/oracle/plan.h"

#include <stdlib.h>
#include <string.h>

static const char *const communities[] = {"65100:1", "65100:2", "65000:77", "no-advertise", "no-export"};
static const char *const paths[] = {"65515", "12076", "65100", "65101", "65200", "65201", "65010"};
static const uint32_t preferences[] = {50, 100, 150, 200, 200, 300};

/* ---- lists ---- */

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

static void draw_ranges(struct plan *p, const char *first, const char *last)
{
    buf_add(p->out, first);
    draw_range(p);
    while (rng_chance(p->rng, 35)) {
        buf_add(p->out, ", ");
        draw_range(p);
    }
    buf_add(p->out, last);
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
        draw_ranges(p, kind < 5 ? "        advertise own, " : "        advertise ", ";\n");
}

static void draw_accept(struct plan *p)
{
    if (!rng_chance(p->rng, p->tangled ? 6 : 12))
        return;
    p->used[CONSTRUCT_ACCEPT] = true;
    if (rng_chance(p->rng, 10))
        buf_printf(p->out, "        accept %s;\n", rng_chance(p->rng, 50) ? "none" : "all");
    else
        draw_ranges(p, "        accept ", ";\n");
}

/* ---- changes ---- */

static const char *draw_next_hop(struct plan *p, const struct plan_home *home)
{
    if (home->next_hops.list.count > 0 && rng_chance(p->rng, 65))
        return plan_pick(p, &home->next_hops);
    return rng_chance(p->rng, 97) ? "self" : "unchanged"; /* which only iBGP has */
}

static void draw_preference(struct plan *p)
{
    bool policies = p->families[FAMILY_POLICIES];
    if (rng_chance(p->rng, p->tangled ? 60 : 20)) {
        buf_printf(p->out, "        local-preference %u;\n", preferences[rng_below(p->rng, 6)]);
        p->used[CONSTRUCT_LOCAL_PREFERENCE] = true;
    }
    if (rng_chance(p->rng, 12)) {
        buf_printf(p->out, "        prepend %u;\n", 1 + rng_below(p->rng, 3));
        p->used[CONSTRUCT_PREPEND] = true;
    }
    if (policies && rng_chance(p->rng, 12)) {
        buf_printf(p->out, "        weight %u;\n", 10 * rng_below(p->rng, 3));
        p->used[CONSTRUCT_END_WEIGHT] = true;
    }
    if (policies && rng_chance(p->rng, 40)) {
        buf_printf(p->out, "        med %u;\n", 10 * rng_below(p->rng, 4));
        p->used[CONSTRUCT_MED] = true;
    }
}

static void draw_changes(struct plan *p, const struct plan_home *home)
{
    if (rng_chance(p->rng, 15)) {
        buf_printf(p->out, "        community %s;\n", rng_word(p->rng, communities, 5));
        p->used[CONSTRUCT_COMMUNITY] = true;
    }
    if (rng_chance(p->rng, 12)) {
        buf_add(p->out, "        as-override;\n");
        p->used[CONSTRUCT_AS_OVERRIDE] = true;
    }
    if (rng_chance(p->rng, 8)) {
        buf_printf(p->out, "        strip %s;\n", rng_word(p->rng, paths, 7));
        p->used[CONSTRUCT_STRIP] = true;
    }
    if (!p->inner && rng_chance(p->rng, 12)) {
        buf_printf(p->out, "        next-hop %s;\n", draw_next_hop(p, home));
        p->used[CONSTRUCT_NEXT_HOP] = true;
    }
}

#define ANNOUNCERS_MAX 2u /* so that all environments can be gone through */

/* Few prefixes, since each stands for several AS paths. */
static void draw_may_advertise(struct plan *p, const struct plan_home *home)
{
    const char *prefix = rng_chance(p->rng, 50) ? plan_pick(p, &p->spaces) : plan_prefix(p, home);
    if (!p->families[FAMILY_ANNOUNCEMENTS] || p->announcers >= (p->small ? 1 : ANNOUNCERS_MAX) ||
        !rng_chance(p->rng, 30))
        return;
    uint32_t length = (uint32_t)strtoul(strchr(prefix, '/') + 1, NULL, 10);
    buf_printf(p->out, "        may-advertise %s", prefix);
    if (rng_chance(p->rng, 30) && length < 32)
        buf_printf(p->out, " ge %u", length + 1 + rng_below(p->rng, 32 - length));
    else if (rng_chance(p->rng, 30))
        buf_printf(p->out, " le %u", length + rng_below(p->rng, 3));
    buf_add(p->out, ";\n");
    p->announcers++;
    p->used[CONSTRUCT_MAY_ADVERTISE] = true;
}

static void use_policy(struct plan *p, const char *direction)
{
    uint32_t n = rng_below(p->rng, p->policies);
    if (p->policies == 0 || !rng_chance(p->rng, 28))
        return;
    buf_printf(p->out, "        policy %s p%u;\n", direction, n);
    p->policy_used[n] = true;
}

/* By iBGP no route of others goes to another site without. */
static void draw_inner(struct plan *p, const struct plan_home *home)
{
    bool address = p->families[FAMILY_POLICIES] && rng_chance(p->rng, 8);
    if (!p->inner || rng_chance(p->rng, 4))
        return;
    buf_printf(p->out, "        next-hop %s;\n", address ? draw_next_hop(p, home) : "self");
    p->used[CONSTRUCT_NEXT_HOP] = true;
}

void plan_end(struct plan *p, const char *speaker, const struct plan_home *home)
{
    buf_printf(p->out, "    %s {\n", speaker);
    draw_advertise(p);
    draw_inner(p, home);
    draw_accept(p);
    draw_preference(p);
    draw_may_advertise(p, home);
    if (p->families[FAMILY_POLICIES]) {
        draw_changes(p, home);
        use_policy(p, "in");
        use_policy(p, "out");
    }
    buf_add(p->out, "    }\n");
}

/* ---- policies ---- */

static void draw_matches(struct plan *p)
{
    if (rng_chance(p->rng, 55))
        draw_ranges(p, " prefix ", "");
    if (rng_chance(p->rng, 22))
        buf_printf(p->out, " community %s", rng_word(p->rng, communities, 5));
    if (rng_chance(p->rng, 15))
        buf_printf(p->out, " as-path %s", rng_word(p->rng, paths, 7));
}

/* The address may be out of reach for a speaker that uses the policy. */
static const char *any_next_hop(struct plan *p)
{
    return draw_next_hop(p, plan_home(p, rng_below(p->rng, plan_home_count(p))));
}

static void draw_actions(struct plan *p)
{
    if (rng_chance(p->rng, 30))
        buf_printf(p->out, " set local-preference %u", preferences[rng_below(p->rng, 6)]);
    if (rng_chance(p->rng, 18))
        buf_printf(p->out, " set med %u", 10 * rng_below(p->rng, 4));
    if (rng_chance(p->rng, 8))
        buf_printf(p->out, " set next-hop %s", any_next_hop(p));
    if (rng_chance(p->rng, 8))
        buf_printf(p->out, " strip %s", rng_word(p->rng, paths, 7));
    if (rng_chance(p->rng, 12))
        buf_printf(p->out, " prepend %u", 1 + rng_below(p->rng, 3));
    if (rng_chance(p->rng, 18))
        buf_printf(p->out, " add community %s", rng_word(p->rng, communities, 5));
    if (rng_chance(p->rng, 10))
        buf_printf(p->out, " remove community %s", rng_word(p->rng, communities, 3));
}

static void draw_line(struct plan *p)
{
    bool permit = rng_chance(p->rng, 72);
    buf_add(p->out, permit ? "    permit" : "    deny");
    draw_matches(p);
    if (permit)
        draw_actions(p);
    buf_add(p->out, ";\n");
}

void plan_policies(struct plan *p)
{
    for (uint32_t n = 0; n < p->policies; n++) {
        if (!p->policy_used[n])
            continue;
        buf_printf(p->out, "policy p%u {\n", n);
        for (uint32_t lines = 1 + rng_below(p->rng, 3); lines > 0; lines--)
            draw_line(p);
        if (rng_chance(p->rng, 60))
            buf_add(p->out, "    permit;\n");
        buf_add(p->out, "}\n");
        p->used[CONSTRUCT_POLICY] = true;
    }
}
