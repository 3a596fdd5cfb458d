/*
 * Some parts of an endpoint in words: whole subnets by their names, hosts by theirs, and the rest as prefixes and ranges.
 */
#include "compiler/difference_internal.h"

#include <stdlib.h>
#include <string.h>

struct namer {
    struct arena *arena;
    const struct difference_side *sides;
    const struct difference_end *e;
    struct bits members;
    VEC(const char *) names;
    VEC(struct difference_stretch) rest;
};

static const struct ir_site *site_of(const struct namer *n, int side)
{
    const struct ir *ir = n->sides[side].design->ir;
    for (uint32_t i = 0; n->e->kind == DIFFERENCE_SITE && i < ir->site_count; i++)
        if (strcmp(ir->sites[i].name, n->e->name) == 0)
            return &ir->sites[i];
    return NULL;
}

static bool subnet_holds(const struct ir_subnet *s, struct addr a)
{
    for (uint32_t i = 0; i < s->prefix_count; i++)
        if (prefix_holds(s->prefixes[i], a))
            return true;
    return false;
}

/* Are all addresses that the endpoint has in the subnet members, and are there any? */
static bool is_whole(const struct namer *n, const struct ir_subnet *s)
{
    bool any = false;
    for (uint32_t p = 0; p < n->e->parts.count; p++)
        for (uint32_t i = 0; i < n->e->parts.at[p].stretches.count; i++) {
            if (!subnet_holds(s, n->e->parts.at[p].stretches.at[i].first))
                continue;
            any = true;
            if (!bits_has(n->members, p))
                return false;
        }
    return any;
}

static bool is_named(const struct namer *n, const char *name)
{
    for (uint32_t i = 0; i < n->names.count; i++)
        if (strcmp(n->names.at[i], name) == 0)
            return true;
    return false;
}

/* The subnets of one design that are members as a whole; what lies in them is taken out of the rest. */
static void name_subnets(struct namer *n, int side)
{
    const struct ir_site *site = site_of(n, side);
    for (uint32_t i = 0; site && i < site->subnet_count; i++) {
        const struct ir_subnet *s = &site->subnets[i];
        uint32_t kept = 0, before = n->rest.count;
        if (!is_whole(n, s) || is_named(n, s->name))
            continue;
        for (uint32_t k = 0; k < before; k++)
            if (!subnet_holds(s, n->rest.at[k].first))
                n->rest.at[kept++] = n->rest.at[k];
        n->rest.count = kept;
        if (kept < before)
            vec_push(n->arena, &n->names, s->name);
    }
}

static int by_first(const void *a, const void *b)
{
    return addr_compare(((const struct difference_stretch *)a)->first,
                        ((const struct difference_stretch *)b)->first);
}

static void collect_rest(struct namer *n)
{
    for (uint32_t p = 0; p < n->e->parts.count; p++)
        for (uint32_t i = 0; bits_has(n->members, p) && i < n->e->parts.at[p].stretches.count; i++)
            vec_push(n->arena, &n->rest, n->e->parts.at[p].stretches.at[i]);
    if (n->rest.count > 0)
        qsort(n->rest.at, n->rest.count, sizeof *n->rest.at, by_first);
}

/* "hub 10.1.0.0/24", "hub 10.1.0.5-10.1.0.9" */
static const char *stretch_name(const struct namer *n, const struct difference_stretch *s)
{
    char first[PREFIX_TEXT_MAX], last[ADDR_TEXT_MAX];
    for (uint8_t length = 0; length <= addr_bits(s->first.family); length++) {
        struct prefix p = prefix_of(s->first, length);
        if (addr_compare(prefix_first(p), s->first) == 0 && addr_compare(prefix_last(p), s->last) == 0)
            return arena_printf(n->arena, "%s %s", n->e->name,
                                length == addr_bits(s->first.family) ? addr_print(s->first, first)
                                                                     : prefix_print(p, first));
    }
    return arena_printf(n->arena, "%s %s-%s", n->e->name, addr_print(s->first, first),
                        addr_print(s->last, last));
}

static bool follows(struct addr last, struct addr next)
{
    bool overflow;
    struct addr behind = addr_next(last, &overflow);
    return !overflow && addr_compare(behind, next) == 0;
}

static void name_rest(struct namer *n)
{
    for (uint32_t i = 0; i < n->rest.count; i++) {
        struct difference_stretch s = n->rest.at[i];
        while (i + 1 < n->rest.count && follows(s.last, n->rest.at[i + 1].first))
            s.last = n->rest.at[++i].last;
        const char *host =
            addr_compare(s.first, s.last) == 0 ? difference_host(n->sides, n->e, s.first) : NULL;
        const char *name = host ? host : stretch_name(n, &s);
        vec_push(n->arena, &n->names, name);
    }
}

static struct namer name_members(struct arena *arena, const struct difference_side sides[2],
                                 const struct difference_end *e, struct bits members)
{
    struct namer n = {.arena = arena, .sides = sides, .e = e, .members = members};
    collect_rest(&n);
    name_subnets(&n, 1);
    name_subnets(&n, 0);
    name_rest(&n);
    return n;
}

/* Behind "hub but", stretches need not say "hub" again. */
static const char *joined(const struct namer *n, bool short_names)
{
    const char *text = "";
    size_t length = strlen(n->e->name);
    for (uint32_t i = 0; i < n->names.count; i++) {
        const char *name = n->names.at[i];
        if (short_names && strncmp(name, n->e->name, length) == 0 && name[length] == ' ')
            name += length + 1;
        text = arena_printf(n->arena, "%s%s%s", text, i > 0 ? ", " : "", name);
    }
    return text;
}

const char *difference_name(struct arena *arena, const struct difference_side sides[2],
                            const struct difference_end *e, struct bits members)
{
    struct bits others = bits_new(arena, e->parts.count);
    for (uint32_t p = 0; p < e->parts.count; p++)
        if (!bits_has(members, p))
            bits_add(others, p);
    if (bits_count(others) == 0)
        return e->name;
    struct namer in = name_members(arena, sides, e, members), out = name_members(arena, sides, e, others);
    if (out.names.count < in.names.count)
        return arena_printf(arena, "%s but %s", e->name, joined(&out, true));
    return joined(&in, false);
}
