/*
 * crowded: which prefixes of a list share an address with another one. By sorting, so that checks which compare each with
 * each have only these to compare: in most designs none.
 */
#include "compiler/private.h"

#include <stdlib.h>

#include "base/bits.h"

struct numbered {
    struct prefix prefix;
    uint32_t index;
};

static int by_prefix(const void *a, const void *b)
{
    return prefix_compare(((const struct numbered *)a)->prefix, ((const struct numbered *)b)->prefix);
}

/* Sorted prefixes nest: what overlaps one that comes before it lies in the last one that has not ended. */
struct bits crowded_prefixes(struct arena *arena, const struct prefix *at, uint32_t count)
{
    struct bits crowded = bits_new(arena, count);
    struct arena *scratch = arena_create();
    struct numbered *all = arena_array(scratch, struct numbered, count);
    const struct numbered **open = arena_array(scratch, const struct numbered *, count);
    uint32_t depth = 0;
    for (uint32_t i = 0; i < count; i++)
        all[i] = (struct numbered){at[i], i};
    if (count > 0)
        qsort(all, count, sizeof *all, by_prefix);
    for (uint32_t i = 0; i < count; i++) {
        while (depth > 0 && !prefix_overlaps(open[depth - 1]->prefix, all[i].prefix))
            depth--;
        if (depth > 0) {
            bits_add(crowded, open[depth - 1]->index);
            bits_add(crowded, all[i].index);
        }
        open[depth++] = &all[i];
    }
    arena_destroy(scratch);
    return crowded;
}

struct bits crowded_addresses(struct arena *arena, const struct addr *at, uint32_t count)
{
    struct arena *scratch = arena_create();
    struct prefix *all = arena_array(scratch, struct prefix, count);
    for (uint32_t i = 0; i < count; i++)
        all[i] = prefix_of(at[i], addr_bits(at[i].family));
    struct bits crowded = crowded_prefixes(arena, all, count);
    arena_destroy(scratch);
    return crowded;
}
