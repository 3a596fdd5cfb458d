/*
 * The common refinement of two designs' endpoints. All addresses of an endpoint are cut where either design begins to
 * treat them otherwise: at the bounds of its prefixes and subnets, of its destination classes, and of addresses that belong
 * to gateways and appliances. What lies between two cuts is in one class of each design, or in none; stretches in the same
 * two classes are one part.
 */
#include "compiler/difference_internal.h"

#include <stdlib.h>
#include <string.h>

struct builder {
    struct arena *arena;
    const struct difference_side *sides;
    struct claim_set sites[2]; /* the endpoints that stand for all sites */
    struct difference_ends out;
};

/* The addresses of an endpoint in both designs. */
struct space {
    VEC(struct prefix) ranges[2];
    VEC(struct addr) holes[2]; /* addresses in the ranges that are not of the endpoint */
    VEC(struct addr) cuts;
};

static const struct ir *ir_of(const struct builder *b, int side)
{
    return b->sides[side].design->ir;
}

static struct difference_end *add_end(struct builder *b, enum difference_end_kind kind, const char *name)
{
    struct difference_end e = {.kind = kind, .name = name};
    vec_push(b->arena, &b->out.list, e);
    return &b->out.list.at[b->out.list.count - 1];
}

/* ---- cutting ---- */

static int by_address(const void *a, const void *b)
{
    return addr_compare(*(const struct addr *)a, *(const struct addr *)b);
}

static void cut_behind(struct builder *b, struct space *s, struct addr last)
{
    bool overflow;
    struct addr next = addr_next(last, &overflow);
    if (!overflow)
        vec_push(b->arena, &s->cuts, next);
}

static void add_range(struct builder *b, struct space *s, int side, struct prefix p)
{
    const struct ir *ir = ir_of(b, side);
    vec_push(b->arena, &s->ranges[side], p);
    vec_push(b->arena, &s->cuts, prefix_first(p));
    cut_behind(b, s, prefix_last(p));
    for (uint32_t i = 0; i < ir->atom_count; i++)
        if (prefix_holds(p, ir->atoms[i].first))
            vec_push(b->arena, &s->cuts, ir->atoms[i].first);
}

static void add_hole(struct builder *b, struct space *s, int side, struct addr a)
{
    vec_push(b->arena, &s->holes[side], a);
    vec_push(b->arena, &s->cuts, a);
    cut_behind(b, s, a);
}

static void sort_cuts(struct space *s)
{
    uint32_t unique = 0;
    if (s->cuts.count > 0)
        qsort(s->cuts.at, s->cuts.count, sizeof *s->cuts.at, by_address);
    for (uint32_t i = 0; i < s->cuts.count; i++)
        if (unique == 0 || addr_compare(s->cuts.at[unique - 1], s->cuts.at[i]) != 0)
            s->cuts.at[unique++] = s->cuts.at[i];
    s->cuts.count = unique;
}

static bool space_holds(const struct space *s, int side, struct addr a)
{
    bool inside = false;
    for (uint32_t i = 0; i < s->ranges[side].count && !inside; i++)
        inside = prefix_holds(s->ranges[side].at[i], a);
    for (uint32_t i = 0; i < s->holes[side].count && inside; i++)
        inside = addr_compare(s->holes[side].at[i], a) != 0;
    return inside;
}

/* The last address of the stretch that begins at cut `i`. */
static struct addr stretch_end(const struct space *s, uint32_t i)
{
    bool overflow, whole = i + 1 == s->cuts.count || s->cuts.at[i + 1].family != s->cuts.at[i].family;
    return whole ? prefix_last((struct prefix){{0, 0, s->cuts.at[i].family}, 0})
                 : addr_previous(s->cuts.at[i + 1], &overflow);
}

/* The end of this class in a list of ends; what has none stands for no endpoint. */
static bool end_of_class(const struct flow_end *ends, uint32_t count, uint32_t class_id, struct flow_end *out)
{
    for (uint32_t i = 0; i < count; i++)
        if (ends[i].class_id == class_id) {
            *out = ends[i];
            return true;
        }
    return false;
}

static bool same_ends(const struct difference_part *a, const struct difference_part *b)
{
    for (int side = 0; side < 2; side++)
        if (a->there[side] != b->there[side] ||
            (a->there[side] && a->ends[side].class_id != b->ends[side].class_id))
            return false;
    return true;
}

static void add_stretch(struct builder *b, struct difference_end *e, const struct difference_part *like,
                        struct difference_stretch stretch)
{
    uint32_t i = 0;
    while (i < e->parts.count && !same_ends(&e->parts.at[i], like))
        i++;
    if (i == e->parts.count)
        vec_push(b->arena, &e->parts, *like);
    vec_push(b->arena, &e->parts.at[i].stretches, stretch);
}

/* All stretches of the space as parts of the endpoint; `members` are its ends in each design, or NULL. */
static void add_parts(struct builder *b, struct difference_end *e, struct space *s,
                      const struct claim_member *const members[2])
{
    sort_cuts(s);
    for (uint32_t i = 0; i < s->cuts.count; i++) {
        struct addr first = s->cuts.at[i];
        struct difference_part part = {0};
        for (int side = 0; side < 2; side++)
            part.there[side] = members[side] && space_holds(s, side, first) &&
                               end_of_class(members[side]->ends, members[side]->end_count,
                                            ir_class_of(ir_of(b, side), first), &part.ends[side]);
        if (part.there[0] || part.there[1])
            add_stretch(b, e, &part, (struct difference_stretch){first, stretch_end(s, i)});
    }
}

/* ---- samples ---- */

static bool part_holds(const struct difference_part *part, struct addr a)
{
    for (uint32_t i = 0; i < part->stretches.count; i++)
        if (addr_compare(part->stretches.at[i].first, a) <= 0 &&
            addr_compare(a, part->stretches.at[i].last) <= 0)
            return true;
    return false;
}

static const struct ir_site *site_named(const struct ir *ir, const char *name)
{
    for (uint32_t i = 0; i < ir->site_count; i++)
        if (strcmp(ir->sites[i].name, name) == 0)
            return &ir->sites[i];
    return NULL;
}

/* A host of the part, of the new design rather than of the old one. */
static bool host_sample(const struct builder *b, const struct difference_end *e,
                        const struct difference_part *part, struct addr *sample)
{
    for (int side = 1; side >= 0; side--) {
        const struct ir_site *site = site_named(ir_of(b, side), e->name);
        for (uint32_t h = 0; site && h < site->host_count; h++)
            if (part_holds(part, site->hosts[h].address)) {
                *sample = site->hosts[h].address;
                return true;
            }
    }
    return false;
}

/* The fifth address where there is one: the platform keeps the first four of a subnet. */
static struct addr fifth(const struct difference_part *part)
{
    struct addr a = part->stretches.at[0].first;
    bool overflow = false;
    for (int i = 0; i < 4 && !overflow; i++)
        a = addr_next(a, &overflow);
    return !overflow && addr_compare(a, part->stretches.at[0].last) <= 0 ? a : part->stretches.at[0].first;
}

static void choose_samples(struct builder *b, struct difference_end *e)
{
    for (uint32_t i = 0; i < e->parts.count; i++) {
        struct difference_part *part = &e->parts.at[i];
        const struct difference_stretch *first = &part->stretches.at[0];
        part->single = part->stretches.count == 1 && addr_compare(first->first, first->last) == 0;
        if (e->kind != DIFFERENCE_SITE)
            part->sample = first->first;
        else if (!host_sample(b, e, part, &part->sample))
            part->sample = fifth(part);
        for (int side = 0; side < 2; side++)
            part->ends[side].sample = part->sample;
    }
}

/* ---- sites ---- */

static const struct claim_member *member_named(const struct claim_set *set, const char *name)
{
    for (uint32_t i = 0; i < set->count; i++)
        if (strcmp(set->members[i].name, name) == 0)
            return &set->members[i];
    return NULL;
}

static void add_site_space(struct builder *b, struct space *space, int side, const struct ir_site *site)
{
    for (uint32_t i = 0; site->subnet_count == 0 && i < site->prefix_count; i++)
        add_range(b, space, side, site->prefixes[i]);
    for (uint32_t i = 0; i < site->subnet_count; i++)
        for (uint32_t p = 0; !site->subnets[i].is_reserved && p < site->subnets[i].prefix_count; p++)
            add_range(b, space, side, site->subnets[i].prefixes[p]);
}

static bool has_host(const struct ir_site *site, struct addr a)
{
    for (uint32_t h = 0; h < site->host_count; h++)
        if (addr_compare(site->hosts[h].address, a) == 0)
            return true;
    return false;
}

/* What belongs to a gateway, an appliance or the like is no address of the endpoint; in the other design neither, unless a
 * host has it there. */
static void add_taken(struct builder *b, struct space *space, const struct ir_site *const sites[2])
{
    for (int side = 0; side < 2; side++)
        for (uint32_t i = 0; sites[side] && i < sites[side]->taken_count; i++) {
            struct addr taken = sites[side]->taken[i];
            add_hole(b, space, side, taken);
            if (sites[1 - side] && !has_host(sites[1 - side], taken))
                add_hole(b, space, 1 - side, taken);
        }
}

static void add_site(struct builder *b, const char *name)
{
    struct space space = {0};
    const struct claim_member *members[2];
    const struct ir_site *sites[2];
    for (int side = 0; side < 2; side++) {
        sites[side] = site_named(ir_of(b, side), name);
        members[side] = member_named(&b->sites[side], name);
        if (sites[side])
            add_site_space(b, &space, side, sites[side]);
    }
    add_taken(b, &space, sites);
    struct difference_end *e = add_end(b, DIFFERENCE_SITE, name);
    add_parts(b, e, &space, members);
    choose_samples(b, e);
}

static void add_sites(struct builder *b)
{
    for (int side = 0; side < 2; side++)
        for (uint32_t i = 0; i < ir_of(b, side)->site_count; i++) {
            const char *name = ir_of(b, side)->sites[i].name;
            if (side == 0 || !site_named(ir_of(b, 0), name))
                add_site(b, name);
        }
}

/* ---- appliances and load balancers ---- */

static bool machine_end(const struct builder *b, int side, const char *name, struct flow_end *out)
{
    struct claim_set set;
    const char *why;
    if (!compile_endpoint(b->sides[side].design, name, &set, &why) || set.count != 1 ||
        set.members[0].end_count != 1)
        return false;
    *out = set.members[0].ends[0];
    return true;
}

/* An endpoint that is one thing, whose address may be another one in each design. */
static void add_machine(struct builder *b, enum difference_end_kind kind, const char *name, const char *shown,
                        enum flow_end_kind wanted)
{
    struct difference_part part = {.single = true};
    for (int side = 0; side < 2; side++) {
        part.there[side] = machine_end(b, side, name, &part.ends[side]);
        if (kind != DIFFERENCE_PUBLIC)
            part.there[side] = part.there[side] && part.ends[side].kind == wanted;
        else
            part.there[side] = part.there[side] && part.ends[side].kind != FLOW_NOWHERE;
        if (part.there[side])
            part.sample = part.ends[side].sample;
    }
    if (kind == DIFFERENCE_PUBLIC)
        addr_parse(name, strlen(name), &part.sample);
    struct difference_stretch stretch = {part.sample, part.sample};
    vec_push(b->arena, &part.stretches, stretch);
    struct difference_end *e = add_end(b, kind, shown);
    vec_push(b->arena, &e->parts, part);
}

static bool has_end(const struct builder *b, enum difference_end_kind kind, const char *name)
{
    for (uint32_t i = 0; i < b->out.list.count; i++)
        if (b->out.list.at[i].kind == kind && strcmp(b->out.list.at[i].name, name) == 0)
            return true;
    return false;
}

static void add_machines(struct builder *b)
{
    for (int side = 0; side < 2; side++) {
        const struct ir *ir = ir_of(b, side);
        for (uint32_t i = 0; i < ir->appliance_count; i++)
            if (!has_end(b, DIFFERENCE_APPLIANCE, ir->appliances[i].name))
                add_machine(b, DIFFERENCE_APPLIANCE, ir->appliances[i].name, ir->appliances[i].name,
                            FLOW_APPLIANCE);
        for (uint32_t i = 0; i < ir->balancer_count; i++)
            if (!has_end(b, DIFFERENCE_BALANCER, ir->balancers[i].name))
                add_machine(b, DIFFERENCE_BALANCER, ir->balancers[i].name, ir->balancers[i].name,
                            FLOW_BALANCER);
    }
}

/* ---- public addresses and the Internet ---- */

static const struct ir_public *public_at(const struct ir *ir, struct addr a)
{
    for (uint32_t i = 0; i < ir->public_count; i++)
        if (addr_compare(ir->publics[i].address, a) == 0)
            return &ir->publics[i];
    return NULL;
}

static const char *owner_name(const struct ir *ir, const struct ir_public *p)
{
    if (p->kind == IR_OWNER_APPLIANCE)
        return ir->appliances[p->owner].name;
    if (p->kind == IR_OWNER_BALANCER)
        return ir->balancers[p->owner].name;
    const struct ir_site *site = &ir->sites[p->owner];
    for (uint32_t h = 0; h < site->host_count; h++)
        if (addr_compare(site->hosts[h].address, p->host) == 0)
            return site->hosts[h].name;
    return site->name;
}

static void add_public(struct builder *b, struct addr a)
{
    char text[ADDR_TEXT_MAX];
    const struct ir_public *p = public_at(ir_of(b, 1), a);
    const struct ir *ir = ir_of(b, p ? 1 : 0);
    p = p ? p : public_at(ir, a);
    addr_print(a, text);
    add_machine(b, DIFFERENCE_PUBLIC, text, arena_printf(b->arena, "%s (%s)", text, owner_name(ir, p)),
                FLOW_SITE);
}

static void add_publics(struct builder *b)
{
    VEC(struct addr) all = {0};
    for (int side = 0; side < 2; side++)
        for (uint32_t i = 0; i < ir_of(b, side)->public_count; i++)
            vec_push(b->arena, &all, ir_of(b, side)->publics[i].address);
    if (all.count > 0)
        qsort(all.at, all.count, sizeof *all.at, by_address);
    for (uint32_t i = 0; i < all.count; i++)
        if (i == 0 || addr_compare(all.at[i - 1], all.at[i]) != 0)
            add_public(b, all.at[i]);
}

/* What is Internet in one design and a public address in the other is an endpoint of its own. */
static void add_internet(struct builder *b)
{
    struct space space = {0};
    struct claim_set sets[2];
    const struct claim_member *members[2] = {NULL, NULL};
    for (int side = 0; side < 2; side++) {
        const char *why;
        if (!compile_endpoint(b->sides[side].design, "internet", &sets[side], &why))
            continue;
        members[side] = &sets[side].members[0];
        add_range(b, &space, side, (struct prefix){{0, 0, ADDR_IPV4}, 0});
        add_range(b, &space, side, (struct prefix){{0, 0, ADDR_IPV6}, 0});
        for (int other = 0; other < 2; other++)
            for (uint32_t i = 0; i < ir_of(b, other)->public_count; i++)
                add_hole(b, &space, side, ir_of(b, other)->publics[i].address);
    }
    struct difference_end *e = add_end(b, DIFFERENCE_INTERNET, "internet");
    add_parts(b, e, &space, members);
    choose_samples(b, e);
}

struct difference_ends difference_ends(struct arena *arena, const struct difference_side sides[2])
{
    struct builder b = {.arena = arena, .sides = sides};
    for (int side = 0; side < 2; side++)
        b.sites[side] = compile_all_sites(sides[side].design);
    add_sites(&b);
    add_machines(&b);
    add_publics(&b);
    add_internet(&b);
    return b.out;
}

const char *difference_host(const struct difference_side sides[2], const struct difference_end *e,
                            struct addr a)
{
    for (int side = 1; side >= 0; side--) {
        const struct ir_site *site =
            e->kind == DIFFERENCE_SITE ? site_named(sides[side].design->ir, e->name) : NULL;
        for (uint32_t h = 0; site && h < site->host_count; h++)
            if (addr_compare(site->hosts[h].address, a) == 0)
                return site->hosts[h].name;
    }
    return NULL;
}
