/*
 * bits: sets of small numbers, of a size fixed when they are made; and look-up in short lists of numbers.
 */
#ifndef NICC_BASE_BITS_H
#define NICC_BASE_BITS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

struct bits {
    uint64_t *words;
    uint32_t size; /* members are 0 .. size-1 */
};

/* An empty set for members below `size`. */
struct bits bits_new(struct arena *a, uint32_t size);
/* A copy with memory of its own. */
struct bits bits_copy(struct arena *a, struct bits b);
void bits_add(struct bits b, uint32_t member);
void bits_remove(struct bits b, uint32_t member);
void bits_clear(struct bits b);
/* Is it a member? Numbers at or above the size are not. */
bool bits_has(struct bits b, uint32_t member);
uint32_t bits_count(struct bits b);
bool bits_equal(struct bits a, struct bits b);
/* Smallest member at or above `from`, or UINT32_MAX. */
uint32_t bits_next(struct bits b, uint32_t from);

/* Is `id` among `count` numbers, in any order? `ids` may be NULL when there are none. */
bool ids_hold(const uint32_t *ids, uint32_t count, uint32_t id);

#endif
