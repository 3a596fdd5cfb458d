/*
 * map: open addressing with linear probing, kept at most three quarters full.
 *
 * Keys are copied into the arena with a NUL behind them, which lets the name table hand
 * out the map's own key as the one copy of a name. Nothing is ever removed.
 */
#include "base/map.h"

#include <string.h>

#define MAP_FIRST 16 /* slots; a power of two */

struct slot {
    const char *key; /* NULL: free */
    size_t length;
    uint64_t hash;
    uint32_t value;
};

struct map {
    struct arena *arena;
    struct slot *slots;
    uint32_t capacity; /* a power of two */
    uint32_t count;
};

struct intern {
    struct map *names;
};

/* The multiplier of FNV-1a spreads too little over whole words; this one is odd and has its bits well mixed. */
static uint64_t mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
    return hash ^ (hash >> 32);
}

/* Eight bytes at a time: most keys are a few numbers. Only low bits choose the slot, so each step folds the high half
 * in. */
static uint64_t hash_bytes(const char *bytes, size_t length)
{
    uint64_t hash = length, word;
    for (; length >= sizeof word; bytes += sizeof word, length -= sizeof word) {
        memcpy(&word, bytes, sizeof word);
        hash = mix(hash, word);
    }
    word = 0;
    if (length > 0)
        memcpy(&word, bytes, length);
    return mix(hash, word);
}

static bool slot_matches(const struct slot *s, const void *key, size_t length, uint64_t hash)
{
    return s->hash == hash && s->length == length && (length == 0 || memcmp(s->key, key, length) == 0);
}

/* The slot that holds the key, or the free one where it belongs. */
static struct slot *find_slot(const struct map *m, const void *key, size_t length, uint64_t hash)
{
    uint32_t mask = m->capacity - 1;
    uint32_t i = (uint32_t)hash & mask;
    while (m->slots[i].key && !slot_matches(&m->slots[i], key, length, hash))
        i = (i + 1) & mask;
    return &m->slots[i];
}

static void enlarge(struct map *m)
{
    if (m->capacity > UINT32_MAX / 2)
        arena_oom(SIZE_MAX);
    const struct slot *old = m->slots;
    uint32_t old_capacity = m->capacity;
    m->slots = arena_array(m->arena, struct slot, old_capacity * 2);
    m->capacity = old_capacity * 2;
    for (uint32_t i = 0; i < old_capacity; i++)
        if (old[i].key)
            *find_slot(m, old[i].key, old[i].length, old[i].hash) = old[i];
}

/* The slot of the key, made with value 0 when it is new. */
static struct slot *claim_slot(struct map *m, const void *key, size_t length, bool *is_new)
{
    uint64_t hash = hash_bytes(key, length);
    struct slot *slot = find_slot(m, key, length, hash);
    *is_new = !slot->key;
    if (!*is_new)
        return slot;
    if (m->count >= m->capacity / 4 * 3) {
        enlarge(m);
        slot = find_slot(m, key, length, hash);
    }
    *slot = (struct slot){arena_strndup(m->arena, key, length), length, hash, 0};
    m->count++;
    return slot;
}

struct map *map_new(struct arena *arena)
{
    struct map *m = arena_new(arena, struct map);
    m->arena = arena;
    m->slots = arena_array(arena, struct slot, MAP_FIRST);
    m->capacity = MAP_FIRST;
    return m;
}

bool map_get(const struct map *m, const void *key, size_t length, uint32_t *value)
{
    const struct slot *slot = find_slot(m, key, length, hash_bytes(key, length));
    if (!slot->key)
        return false;
    if (value)
        *value = slot->value;
    return true;
}

bool map_put(struct map *m, const void *key, size_t length, uint32_t value)
{
    bool is_new;
    claim_slot(m, key, length, &is_new)->value = value;
    return is_new;
}

bool map_add(struct map *m, const void *key, size_t length, uint32_t *value)
{
    bool is_new;
    struct slot *slot = claim_slot(m, key, length, &is_new);
    if (is_new)
        slot->value = *value;
    else
        *value = slot->value;
    return is_new;
}

uint32_t map_count(const struct map *m)
{
    return m->count;
}

struct intern *intern_new(struct arena *arena)
{
    struct intern *in = arena_new(arena, struct intern);
    in->names = map_new(arena);
    return in;
}

const char *intern_text(struct intern *in, const char *text, size_t length)
{
    bool is_new;
    return claim_slot(in->names, text, length, &is_new)->key;
}
