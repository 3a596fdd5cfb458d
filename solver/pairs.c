/*
 * pairs: one of each sort.
 *
 * symmetry.h says which sites can be exchanged in the design. A claim has conditions and qualifiers of its own: a site some
 * part of which they name stays where it is. Any permutation of the other sites of an orbit then takes the claim's
 * environments to its environments, and what its qualifiers say of a branch they say of the branch's image.
 *
 * A member whose ends lie in one site that may move is at home there; all its ends must move with that site or not at all. Two
 * members at home in two sites of an orbit are of one class when the exchange of the sites takes the ends of the one to
 * those of the other, in order. Two pairs are of one sort when their members are of the same classes, and are at home in one
 * site in both or in neither: then a permutation of the sites takes one pair to the other, so that the claim fails for
 * both or for none.
 *
 * Of each sort the pair is taken whose sites come first in the design, and of two classes of one orbit the pair the other
 * way round too, so that the simplest counterexample is the same as if all pairs had been looked at.
 */
#include "solver/pairs.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/vec.h"

#define FEW 4u /* pairs: not worth looking for symmetry */

struct class
{
    uint32_t orbit;        /* first site of the orbit that its members are at home in, or IR_NONE */
    VEC(uint32_t) members; /* by home, then by number */
};

/* One side of the claim. */
struct side {
    const struct claim_set *set;
    uint32_t *home;  /* by member: the site that it moves with, or IR_NONE */
    uint32_t *class; /* by member */
    VEC(struct class) classes;
};

struct finder {
    struct arena *arena;
    const struct symmetry *s;
    const struct claim *c;
    struct bits fixed; /* sites that stay where they are */
    struct map *class_numbers;
    struct side from, to;
    VEC(struct pair) found;
};

bool pairs_are_many(const struct claim *c)
{
    return claim_is_flow(c->kind) && (uint64_t)c->from.count * c->to.count >= FEW;
}

bool pairs_match(const struct claim_member *a, const struct claim_member *b)
{
    return strcmp(a->name, b->name) != 0;
}

/* ---- what the claim names ---- */

static void fix(struct finder *f, enum node_kind kind, const uint32_t *ids, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        uint32_t home = f->s->home[symmetry_node(f->s, kind, ids[i])];
        if (home != IR_NONE)
            bits_add(f->fixed, home);
    }
}

static void fix_places(struct finder *f, const struct claim_places *p)
{
    for (uint32_t i = 0; i < p->count; i++) {
        fix(f, NODE_TABLE, p->at[i].tables, p->at[i].table_count);
        fix(f, NODE_ELEMENT, p->at[i].links, p->at[i].link_count);
        fix(f, NODE_BALANCER, p->at[i].balancers, p->at[i].balancer_count);
    }
}

static void fix_named(struct finder *f)
{
    const struct claim *c = f->c;
    fix(f, NODE_ELEMENT, c->down, c->down_count);
    fix(f, NODE_ELEMENT, c->fixed, c->fixed_count);
    fix(f, NODE_ELEMENT, c->never_fails, c->never_fails_count);
    for (uint32_t v = 0; v < c->via_count; v++)
        for (uint32_t g = 0; g < c->vias[v].count; g++)
            fix_places(f, &c->vias[v].groups[g]);
    for (uint32_t i = 0; i < c->over_count; i++)
        fix_places(f, &c->overs[i]);
    fix_places(f, &c->avoiding);
    fix_places(f, &c->places);
    fix_places(f, &c->groups);
}

/* ---- members ---- */

/* A part of an end, with what stands for it in the first site of the orbit. False: it moves with another site than the rest
 * of the member. */
static bool add_part(struct finder *f, uint32_t *home, uint32_t *key, enum node_kind kind, uint32_t id)
{
    *key = id == IR_NONE ? IR_NONE : symmetry_node(f->s, kind, id);
    uint32_t moves_with = id == IR_NONE ? IR_NONE : f->s->home[*key];
    if (moves_with == IR_NONE || bits_has(f->fixed, moves_with))
        return true;
    *key = f->s->twin[*key];
    if (*home == IR_NONE)
        *home = moves_with;
    return *home == moves_with;
}

#define KEY_PARTS 8u

static bool add_end(struct finder *f, uint32_t *home, uint32_t *key, const struct flow_end *e)
{
    enum node_kind owner = e->kind == FLOW_APPLIANCE  ? NODE_APPLIANCE
                           : e->kind == FLOW_BALANCER ? NODE_BALANCER
                                                      : NODE_TABLE;
    key[0] = e->kind;
    key[1] = e->by_public;
    key[2] = e->sample.family;
    return add_part(f, home, &key[3], owner, e->owner) && add_part(f, home, &key[4], NODE_SITE, e->site) &&
           add_part(f, home, &key[5], NODE_TABLE, e->table) &&
           add_part(f, home, &key[6], NODE_CLASS, e->public_class) &&
           add_part(f, home, &key[7], NODE_CLASS, e->class_id);
}

static uint32_t class_of(struct finder *f, struct side *side, const uint32_t *key, uint32_t count,
                         uint32_t home)
{
    uint32_t number = side->classes.count;
    bool is_new = home == IR_NONE || map_add(f->class_numbers, key, count * sizeof *key, &number);
    if (is_new)
        vec_push(f->arena, &side->classes,
                 ((struct class){.orbit = home == IR_NONE ? IR_NONE : f->s->orbit[home]}));
    return number;
}

/* False: a member moves with more than one site. */
static bool sort_side(struct finder *f, struct side *side, const struct claim_set *set)
{
    side->set = set;
    side->home = arena_array(f->arena, uint32_t, set->count);
    side->class = arena_array(f->arena, uint32_t, set->count);
    f->class_numbers = map_new(f->arena);
    for (uint32_t m = 0; m < set->count; m++) {
        const struct claim_member *member = &set->members[m];
        uint32_t count = 1 + member->end_count * KEY_PARTS, home = IR_NONE;
        uint32_t *key = arena_array(f->arena, uint32_t, count);
        for (uint32_t i = 0; i < member->end_count; i++)
            if (!add_end(f, &home, key + 1 + i * KEY_PARTS, &member->ends[i]))
                return false;
        key[0] = home == IR_NONE ? IR_NONE : f->s->orbit[home];
        side->home[m] = home;
        side->class[m] = class_of(f, side, key, count, home);
    }
    return true;
}

struct placed {
    uint32_t home, member;
};

static int by_home(const void *a, const void *b)
{
    const struct placed *x = a, *y = b;
    if (x->home != y->home)
        return x->home < y->home ? -1 : 1;
    return x->member < y->member ? -1 : x->member > y->member;
}

static struct placed *sort_by_home(struct finder *f, const struct side *side)
{
    struct placed *all = arena_array(f->arena, struct placed, side->set->count);
    for (uint32_t m = 0; m < side->set->count; m++)
        all[m] = (struct placed){side->home[m], m};
    if (side->set->count > 0)
        qsort(all, side->set->count, sizeof *all, by_home);
    return all;
}

static void list_members(struct finder *f, struct side *side)
{
    const struct placed *all = sort_by_home(f, side);
    for (uint32_t i = 0; i < side->set->count; i++)
        vec_push(f->arena, &side->classes.at[side->class[all[i].member]].members, all[i].member);
}

/* ---- one pair of each sort ---- */

static void take(struct finder *f, uint32_t from, uint32_t to)
{
    vec_push(f->arena, &f->found, ((struct pair){from, to}));
}

/* The first two members that pair and are at home in different sites, if in any; `turned`: of which that of the right
 * side comes first. */
static void take_apart(struct finder *f, const struct class *a, const struct class *b, bool turned)
{
    const struct class *outer = turned ? b : a, *inner = turned ? a : b;
    const struct claim_member *left = f->from.set->members, *right = f->to.set->members;
    for (uint32_t i = 0; i < outer->members.count; i++)
        for (uint32_t k = 0; k < inner->members.count; k++) {
            uint32_t from = turned ? inner->members.at[k] : outer->members.at[i];
            uint32_t to = turned ? outer->members.at[i] : inner->members.at[k];
            bool together = f->from.home[from] != IR_NONE && f->from.home[from] == f->to.home[to];
            if (!together && pairs_match(&left[from], &right[to])) {
                take(f, from, to);
                return;
            }
        }
}

/* Of each two classes the first pair of members that are at home in one site. */
static void take_together(struct finder *f)
{
    const struct placed *left = sort_by_home(f, &f->from), *right = sort_by_home(f, &f->to);
    struct map *seen = map_new(f->arena);
    uint32_t first = 0;
    for (uint32_t i = 0; i < f->from.set->count && left[i].home != IR_NONE; i++) {
        while (first < f->to.set->count && right[first].home < left[i].home)
            first++;
        for (uint32_t k = first; k < f->to.set->count && right[k].home == left[i].home; k++) {
            uint32_t from = left[i].member, to = right[k].member;
            uint32_t key[2] = {f->from.class[from], f -> to.class[to]};
            if (pairs_match(&f->from.set->members[from], &f->to.set->members[to]) &&
                map_put(seen, key, sizeof key, 0))
                take(f, from, to);
        }
    }
}

static int by_numbers(const void *a, const void *b)
{
    const struct pair *x = a, *y = b;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return x->to < y->to ? -1 : x->to > y->to;
}

/* Ascending, each once. */
static struct pairs in_order(struct finder *f)
{
    uint32_t count = 0;
    if (f->found.count > 0)
        qsort(f->found.at, f->found.count, sizeof *f->found.at, by_numbers);
    for (uint32_t i = 0; i < f->found.count; i++)
        if (count == 0 || by_numbers(&f->found.at[count - 1], &f->found.at[i]) != 0)
            f->found.at[count++] = f->found.at[i];
    return (struct pairs){.at = f->found.at, .count = count};
}

struct bits pairs_fixed(struct arena *arena, const struct symmetry *s, const struct claim *c)
{
    uint32_t sites = s->node_start[NODE_SITE + 1] - s->node_start[NODE_SITE];
    struct finder f = {.arena = arena, .s = s, .c = c, .fixed = bits_new(arena, sites)};
    fix_named(&f);
    return f.fixed;
}

static bool sort_members(struct finder *f)
{
    if (!f->s || f->s->exchangeable == 0 || !pairs_are_many(f->c))
        return false;
    f->fixed = pairs_fixed(f->arena, f->s, f->c);
    return sort_side(f, &f->from, &f->c->from) && sort_side(f, &f->to, &f->c->to);
}

struct pairs pairs_of(struct arena *arena, const struct symmetry *s, const struct claim *c)
{
    struct finder f = {.arena = arena, .s = s, .c = c};
    if (!sort_members(&f))
        return (struct pairs){.all = true};
    list_members(&f, &f.from);
    list_members(&f, &f.to);
    for (uint32_t i = 0; i < f.from.classes.count; i++)
        for (uint32_t k = 0; k < f.to.classes.count; k++) {
            const struct class *a = &f.from.classes.at[i], *b = &f.to.classes.at[k];
            take_apart(&f, a, b, false);
            if (a->orbit != IR_NONE && a->orbit == b->orbit)
                take_apart(&f, a, b, true);
        }
    take_together(&f);
    return in_order(&f);
}
