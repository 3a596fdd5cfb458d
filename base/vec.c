/*
 * vec: the one part of growable arrays that is no macro.
 *
 * Doubling keeps pushes cheap; the old array stays in the arena, so pointers into it are
 * stale but never dangling.
 */
#include "base/vec.h"

#define VEC_FIRST 8

void *vec_grow(struct arena *arena, void *at, uint32_t *capacity, size_t size)
{
    uint32_t old = *capacity;
    if (old > UINT32_MAX / 2 || (size_t)old * 2 > SIZE_MAX / size)
        arena_oom(SIZE_MAX);
    *capacity = old < VEC_FIRST ? VEC_FIRST : old * 2;
    return arena_grow(arena, at, (size_t)old * size, (size_t)*capacity * size);
}
