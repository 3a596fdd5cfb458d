/*
 * The flows between two endpoints, with equal ones together: source parts whose flows have the same codes are one block,
 * and so are destination parts. Where there is no flow (as from one address family to the other) any code fits.
 */
#include "compiler/difference_internal.h"

#include "base/guard.h"

/* Lists of codes, and which list each index belongs to. */
struct partition {
    uint32_t *block; /* by index */
    uint32_t **codes;
    uint32_t count;
};

static bool fits(const uint32_t *a, const uint32_t *b, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (a[i] != b[i] && a[i] != DIFFERENCE_NO_FLOW && b[i] != DIFFERENCE_NO_FLOW)
            return false;
    return true;
}

static void add_codes(uint32_t *into, const uint32_t *codes, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (codes[i] != DIFFERENCE_NO_FLOW)
            into[i] = codes[i];
}

/* Put each of `count` lists of `width` codes into the first block that it fits. */
static struct partition divide(struct arena *arena, uint32_t *const *lists, uint32_t count, uint32_t width)
{
    struct partition p = {arena_array(arena, uint32_t, count), arena_array(arena, uint32_t *, count), 0};
    for (uint32_t i = 0; i < count; i++) {
        uint32_t b = 0;
        for (; b < p.count && !fits(p.codes[b], lists[i], width); b++)
            guard_tick();
        if (b == p.count) {
            p.codes[p.count] = arena_array(arena, uint32_t, width);
            for (uint32_t k = 0; k < width; k++)
                p.codes[p.count][k] = DIFFERENCE_NO_FLOW;
            p.count++;
        }
        add_codes(p.codes[b], lists[i], width);
        p.block[i] = b;
    }
    return p;
}

static struct partition divide_sources(struct arena *arena, const struct difference_table *t,
                                       uint32_t services)
{
    uint32_t width = t->to->parts.count * services;
    uint32_t **lists = arena_array(arena, uint32_t *, t->from->parts.count);
    for (uint32_t i = 0; i < t->from->parts.count; i++)
        lists[i] = t->codes + (size_t)i * width;
    return divide(arena, lists, t->from->parts.count, width);
}

/* Destinations, by the codes that the blocks of sources have. */
static struct partition divide_destinations(struct arena *arena, const struct difference_table *t,
                                            const struct partition *sources, uint32_t services)
{
    uint32_t count = t->to->parts.count, width = sources->count * services;
    uint32_t **lists = arena_array(arena, uint32_t *, count);
    for (uint32_t i = 0; i < count; i++) {
        lists[i] = arena_array(arena, uint32_t, width);
        for (uint32_t b = 0; b < sources->count; b++)
            for (uint32_t s = 0; s < services; s++)
                lists[i][b * services + s] = sources->codes[b][i * services + s];
    }
    return divide(arena, lists, count, width);
}

static bool is_worth_telling(uint32_t code)
{
    return code != DIFFERENCE_NO_FLOW &&
           (DIFFERENCE_CODE_FACTS(code, 0) != DIFFERENCE_CODE_FACTS(code, 1) || DIFFERENCE_CODE_OTHER(code));
}

static struct bits members_of(struct arena *arena, const struct partition *p, uint32_t count, uint32_t block)
{
    struct bits members = bits_new(arena, count);
    for (uint32_t i = 0; i < count; i++)
        if (p->block[i] == block)
            bits_add(members, i);
    return members;
}

/* One block of sources and one of destinations: their services by code. */
static void add_blocks(struct arena *arena, const uint32_t *codes, uint32_t services, struct bits from,
                       struct bits to, struct difference_blocks *out)
{
    uint32_t first = out->list.count;
    for (uint32_t s = 0; s < services; s++) {
        uint32_t i = first;
        if (!is_worth_telling(codes[s]))
            continue;
        while (i < out->list.count && out->list.at[i].code != codes[s])
            i++;
        if (i == out->list.count) {
            struct difference_block block = {from, to, bits_new(arena, services), codes[s]};
            vec_push(arena, &out->list, block);
        }
        bits_add(out->list.at[i].services, s);
    }
}

struct difference_blocks difference_blocks(struct arena *arena, const struct difference_table *t,
                                           uint32_t service_count)
{
    struct partition sources = divide_sources(arena, t, service_count);
    struct partition targets = divide_destinations(arena, t, &sources, service_count);
    struct difference_blocks out = {{0}};
    for (uint32_t a = 0; a < sources.count; a++)
        for (uint32_t b = 0; b < targets.count; b++)
            add_blocks(arena, targets.codes[b] + (size_t)a * service_count, service_count,
                       members_of(arena, &sources, t->from->parts.count, a),
                       members_of(arena, &targets, t->to->parts.count, b), &out);
    return out;
}
