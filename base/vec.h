/*
 * vec: growable arrays inside an arena.
 *
 *     VEC(uint32_t) ids = {0};
 *     vec_push(arena, &ids, 7);
 *     for (uint32_t i = 0; i < ids.count; i++) use(ids.at[i]);
 */
#ifndef NICC_BASE_VEC_H
#define NICC_BASE_VEC_H

#include <stdint.h>

#include "base/arena.h"

#define VEC(T)                                                                                               \
    struct {                                                                                                 \
        T *at;                                                                                               \
        uint32_t count;                                                                                      \
        uint32_t capacity;                                                                                   \
    }

/* Append `value`; the array may move. */
#define vec_push(arena, v, value)                                                                            \
    do {                                                                                                     \
        if ((v)->count == (v)->capacity)                                                                     \
            (v)->at = vec_grow((arena), (v)->at, &(v)->capacity, sizeof *(v)->at);                           \
        (v)->at[(v)->count++] = (value);                                                                     \
    } while (0)

/* Double `*capacity` (at least 8) of an array of `size`-byte items taken from `arena`; returns the new array. */
void *vec_grow(struct arena *arena, void *at, uint32_t *capacity, size_t size)
    __attribute__((returns_nonnull));

#endif
