/*
 * The common refinement of two designs' services: stretches of ports that neither divides, those in the same two classes
 * together.
 */
#include "compiler/difference_internal.h"

#include <stdlib.h>

#define PORT_FIRST 1u
#define PORT_LAST 65535u

static bool has_ports(enum ir_protocol p)
{
    return p == IR_TCP || p == IR_UDP;
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

static void add_range(struct arena *arena, const struct difference_side sides[2],
                      struct difference_services *s, struct ir_service_range range)
{
    uint32_t classes[2], i = 0;
    for (int side = 0; side < 2; side++)
        classes[side] = ir_service_of(sides[side].design->ir, range.protocol, range.first);
    while (i < s->list.count &&
           (s->list.at[i].classes[0] != classes[0] || s->list.at[i].classes[1] != classes[1]))
        i++;
    if (i == s->list.count) {
        struct difference_service service = {.classes = {classes[0], classes[1]}};
        vec_push(arena, &s->list, service);
    }
    vec_push(arena, &s->list.at[i].ranges, range);
}

/* The first ports of stretches, unordered and with doubles. */
static void add_cuts(struct arena *arena, const struct ir *ir, enum ir_protocol p, uint32_t **at,
                     uint32_t *count)
{
    uint32_t *all = arena_array(arena, uint32_t, *count + 2 * ir->service_range_count);
    for (uint32_t i = 0; i < *count; i++)
        all[i] = (*at)[i];
    for (uint32_t i = 0; i < ir->service_range_count; i++) {
        if (ir->service_ranges[i].protocol != p)
            continue;
        all[(*count)++] = ir->service_ranges[i].first;
        all[(*count)++] = ir->service_ranges[i].last + 1u;
    }
    *at = all;
}

static void add_protocol(struct arena *arena, const struct difference_side sides[2],
                         struct difference_services *s, enum ir_protocol p)
{
    uint32_t first = PORT_FIRST, *cuts = &first, count = 1;
    for (int side = 0; side < 2; side++)
        add_cuts(arena, sides[side].design->ir, p, &cuts, &count);
    qsort(cuts, count, sizeof *cuts, by_number);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t next = i + 1 < count ? cuts[i + 1] : PORT_LAST + 1;
        if (cuts[i] == next || cuts[i] > PORT_LAST)
            continue;
        struct ir_service_range range = {p, (uint16_t)cuts[i], (uint16_t)(next - 1), 0};
        add_range(arena, sides, s, range);
    }
}

struct difference_services difference_services(struct arena *arena, const struct difference_side sides[2])
{
    struct difference_services s = {{0}};
    for (uint32_t p = 0; p < IR_PROTOCOL_COUNT; p++) {
        struct ir_service_range whole = {.protocol = (enum ir_protocol)p};
        if (has_ports(whole.protocol))
            add_protocol(arena, sides, &s, whole.protocol);
        else
            add_range(arena, sides, &s, whole);
    }
    return s;
}

/* ---- names ---- */

struct names {
    VEC(const char *) list;
};

static void add_name(struct arena *arena, struct names *names, struct ir_service_range r)
{
    const char *word = ir_protocol_name(r.protocol);
    bool all = !has_ports(r.protocol) || (r.first == PORT_FIRST && r.last == PORT_LAST);
    const char *name = all                 ? word
                       : r.first == r.last ? arena_printf(arena, "%s %u", word, r.first)
                                           : arena_printf(arena, "%s %u-%u", word, r.first, r.last);
    vec_push(arena, &names->list, name);
}

static int by_range(const void *a, const void *b)
{
    const struct ir_service_range *x = a, *y = b;
    if (x->protocol != y->protocol)
        return x->protocol < y->protocol ? -1 : 1;
    return x->first < y->first ? -1 : x->first > y->first;
}

static struct names names_of(struct arena *arena, const struct difference_services *s, struct bits set,
                             bool inside)
{
    VEC(struct ir_service_range) all = {0};
    struct names names = {{0}};
    for (uint32_t i = 0; i < s->list.count; i++)
        for (uint32_t k = 0; k < s->list.at[i].ranges.count && bits_has(set, i) == inside; k++)
            vec_push(arena, &all, s->list.at[i].ranges.at[k]);
    if (all.count > 0)
        qsort(all.at, all.count, sizeof *all.at, by_range);
    for (uint32_t i = 0; i < all.count; i++) {
        struct ir_service_range r = all.at[i];
        while (i + 1 < all.count && all.at[i + 1].protocol == r.protocol &&
               all.at[i + 1].first == r.last + 1u)
            r.last = all.at[++i].last;
        add_name(arena, &names, r);
    }
    return names;
}

const char *const *difference_service_names(struct arena *arena, const struct difference_services *s,
                                            struct bits set, uint32_t *count, bool *all_but)
{
    struct names in = names_of(arena, s, set, true), out = names_of(arena, s, set, false);
    *all_but = out.list.count > 0 && out.list.count < in.list.count;
    *count = *all_but || out.list.count == 0 ? out.list.count : in.list.count;
    return *all_but ? out.list.at : in.list.at;
}
