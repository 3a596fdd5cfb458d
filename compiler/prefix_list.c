/*
 * prefix_list: matches whose prefix covers the one asked for are found by a look-up for each length that the list has;
 * those that lie inside it, by a search in the sorted list.
 */
#include "compiler/prefix_list.h"

#include <stdlib.h>

struct prefix_list {
    const struct ir_prefix_match **at; /* sorted by prefix */
    uint32_t count;
    bool lengths[ADDR_IPV6 + 1][129]; /* that prefixes of the list have */
};

static int by_prefix(const void *a, const void *b)
{
    const struct ir_prefix_match *m = *(const struct ir_prefix_match *const *)a,
                                 *n = *(const struct ir_prefix_match *const *)b;
    return prefix_compare(m->prefix, n->prefix);
}

const struct prefix_list *prefix_list_new(struct arena *arena, const struct ir_prefix_match *matches,
                                          uint32_t count)
{
    struct prefix_list *l = arena_new(arena, struct prefix_list);
    l->at = arena_array(arena, const struct ir_prefix_match *, count);
    l->count = count;
    for (uint32_t i = 0; i < count; i++) {
        l->at[i] = &matches[i];
        l->lengths[matches[i].prefix.address.family][matches[i].prefix.length] = true;
    }
    if (count > 0)
        qsort(l->at, count, sizeof *l->at, by_prefix);
    return l;
}

/* The first place in the list whose prefix does not come before `p`. */
static uint32_t place_of(const struct prefix_list *l, struct prefix p)
{
    uint32_t low = 0, high = l->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (prefix_compare(l->at[middle]->prefix, p) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Some match for exactly the prefix `outer`, which covers `p`, matches `p`. */
static bool outer_matches(const struct prefix_list *l, struct prefix outer, struct prefix p)
{
    for (uint32_t i = place_of(l, outer); i < l->count && prefix_compare(l->at[i]->prefix, outer) == 0; i++)
        if (l->at[i]->match == IR_MATCH_OVERLAP || (l->at[i]->from <= p.length && p.length <= l->at[i]->to))
            return true;
    return false;
}

bool prefix_list_matches(const struct prefix_list *l, struct prefix p)
{
    for (uint32_t length = 0; length <= p.length; length++)
        if (l->lengths[p.address.family][length] &&
            outer_matches(l, prefix_of(p.address, (uint8_t)length), p))
            return true;
    for (uint32_t i = place_of(l, p); i < l->count && prefix_covers(p, l->at[i]->prefix); i++)
        if (l->at[i]->match == IR_MATCH_OVERLAP)
            return true;
    return false;
}
