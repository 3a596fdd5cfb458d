/*
 * lower_spaces: clauses of filters about the address space that the gateways of a VNet announce: its own and that of the
 * VNets that use them (F21b, F37), and about the spaces of other peers (F22). Where settings decide which is which, a
 * VNet has a clause of its own, guarded by them, so that no session has to be made for all their combinations.
 */
#include "compiler/lower.h"

#include <stdlib.h>

struct spaces {
    VEC(struct ir_prefix_match) list;
};

struct site_list {
    VEC(uint32_t) list;
};

static int by_number(const void *a, const void *b)
{
    const uint32_t *x = a, *y = b;
    return *x < *y ? -1 : *x > *y;
}

static void add_space(struct lowering *l, struct spaces *out, uint32_t site, enum ir_match match)
{
    const struct model_site *s = &l->m->sites.at[site];
    for (uint32_t i = 0; i < s->prefixes.count; i++) {
        struct prefix p = s->prefixes.at[i].prefix;
        struct ir_prefix_match item = {p, match, p.length, addr_bits(p.address.family)};
        vec_push(l->arena, &out->list, item);
    }
}

/* The spaces alone, in a clause that matches only under the guard. */
static void clause_space(struct lowering *l, struct clauses *c, uint32_t site, enum ir_match match,
                         struct ir_guard guard, struct ir_clause clause)
{
    struct spaces space = {{0}};
    add_space(l, &space, site, match);
    clause.prefixes = space.list.at;
    clause.prefix_count = space.list.count;
    clause.guard = guard;
    if (space.list.count > 0)
        vec_push(l->arena, &c->list, clause);
}

/* The flags by which the other side of a peering uses the gateways of `site`; NULL without both halves. */
static const struct model_switch *use_of(const struct model_peering *p, int side)
{
    return model_peering_whole(p) ? &p->halves[1 - side].flags[PEER_USE_REMOTE_GATEWAYS] : NULL;
}

static const struct model_switch *share_of(const struct model_peering *p, int side)
{
    return &p->halves[side].flags[PEER_ALLOW_GATEWAY_TRANSIT];
}

static bool is_fixed(const struct model_switch *s, bool on)
{
    return s->setting == 0 && s->on == on;
}

/* IR_NONE for a flag that is no setting. */
static uint32_t while_on(const struct lowering *l, const struct model_switch *s)
{
    return s->setting == 0 ? IR_NONE : l->m->settings.at[s->setting - 1].element;
}

static uint32_t while_off(const struct lowering *l, const struct model_switch *s)
{
    return s->setting == 0 ? IR_NONE : l->m->settings.at[s->setting - 1].off;
}

/* The site and those it is peered with, ascending. */
static struct site_list neighbourhood(const struct lowering *l, uint32_t site)
{
    const struct model_site *s = &l->m->sites.at[site];
    struct site_list all = {{0}};
    vec_push(l->arena, &all.list, site);
    for (uint32_t i = 0; i < s->peerings.count; i++) {
        const struct model_peering *p = &l->m->peerings.at[s->peerings.at[i]];
        vec_push(l->arena, &all.list, p->sites[1 - model_peering_side(p, site)]);
    }
    qsort(all.list.at, all.list.count, sizeof *all.list.at, by_number);
    return all;
}

void clause_gateway_space(struct lowering *l, struct clauses *c, uint32_t site, enum ir_match match,
                          uint32_t rule, struct span at)
{
    struct spaces sure = {{0}};
    struct ir_clause deny = {.permit = false, .rule = rule, .span = at};
    struct site_list all = neighbourhood(l, site);
    for (uint32_t i = 0; i < all.list.count; i++) {
        uint32_t s = all.list.at[i];
        if (s == site)
            add_space(l, &sure, s, match);
        const struct model_peering *p = s == site ? NULL : model_peering_of(l->m, site, s);
        int side = p ? model_peering_side(p, site) : 0;
        const struct model_switch *use = p ? use_of(p, side) : NULL;
        if (!use || is_fixed(use, false) || is_fixed(share_of(p, side), false))
            continue;
        struct ir_guard guard =
            lower_guard(l, while_on(l, use), while_on(l, share_of(p, side)), IR_NONE, IR_NONE);
        if (guard.count == 0)
            add_space(l, &sure, s, match);
        else
            clause_space(l, c, s, match, guard, deny);
    }
    deny.prefixes = sure.list.at;
    deny.prefix_count = sure.list.count;
    if (sure.list.count > 0)
        vec_push(l->arena, &c->list, deny);
}

bool has_peered_space(const struct lowering *l, uint32_t site)
{
    const struct model_site *s = &l->m->sites.at[site];
    for (uint32_t i = 0; i < s->peerings.count; i++) {
        const struct model_peering *p = &l->m->peerings.at[s->peerings.at[i]];
        int side = model_peering_side(p, site);
        const struct model_switch *use = use_of(p, side);
        if (use && !(is_fixed(use, true) && is_fixed(share_of(p, side), true)))
            return true;
    }
    return false;
}

void clause_peered_space(struct lowering *l, struct clauses *c, uint32_t site, bool permit, uint32_t rule,
                         struct span at)
{
    struct spaces sure = {{0}};
    struct ir_clause clause = {.permit = permit, .rule = permit ? IR_NONE : rule, .span = at};
    const struct model_site *s = &l->m->sites.at[site];
    for (uint32_t i = 0; i < s->peerings.count; i++) {
        const struct model_peering *p = &l->m->peerings.at[s->peerings.at[i]];
        int side = model_peering_side(p, site);
        const struct model_switch *use = use_of(p, side);
        if (!use)
            continue;
        const struct model_switch *flags[] = {use, share_of(p, side)};
        uint32_t peer = p->sites[1 - side];
        if (is_fixed(flags[0], false) || is_fixed(flags[1], false)) {
            add_space(l, &sure, peer, IR_MATCH_RANGE);
            continue;
        }
        for (int f = 0; f < 2; f++) /* without either of them */
            if (flags[f]->setting > 0)
                clause_space(l, c, peer, IR_MATCH_RANGE,
                             lower_guard(l, while_off(l, flags[f]), IR_NONE, IR_NONE, IR_NONE), clause);
    }
    clause.prefixes = sure.list.at;
    clause.prefix_count = sure.list.count;
    if (sure.list.count > 0)
        vec_push(l->arena, &c->list, clause);
}
