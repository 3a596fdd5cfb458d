/*
 * map: a hash table from byte strings to uint32_t, and interned names on top of it.
 *
 * Iteration is never needed, so the order of buckets cannot leak into any output.
 */
#ifndef NICC_BASE_MAP_H
#define NICC_BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

struct map;

/* Make an empty map inside `arena`. */
struct map *map_new(struct arena *arena);

/* Find `key` (any bytes). Returns false when absent; otherwise stores its value in *value (may be NULL). */
bool map_get(const struct map *m, const void *key, size_t length, uint32_t *value);

/* Set `key` to `value`. The key is copied. Returns true when the key is new, false when it was replaced. */
bool map_put(struct map *m, const void *key, size_t length, uint32_t value);

/* Add `key` with *value unless it is there already, in one look-up. Returns true when it is new; otherwise stores the
 * value that it has in *value. The key is copied. */
bool map_add(struct map *m, const void *key, size_t length, uint32_t *value);

/* Number of keys. */
uint32_t map_count(const struct map *m);

struct intern;

/* Make an empty name table inside `arena`. */
struct intern *intern_new(struct arena *arena);

/* The one copy of this text: equal texts give equal pointers. NUL-terminated, owned by the arena. */
const char *intern_text(struct intern *in, const char *text, size_t length);

#endif
