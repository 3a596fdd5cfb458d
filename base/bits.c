/*
 * bits: sets as words of 64 members. Bits at or above the size stay zero, so that whole
 * words can be counted and compared.
 */
#include "base/bits.h"

#include <assert.h>
#include <string.h>

#define WORD_BITS 64

static uint32_t word_count(uint32_t size)
{
    return size / WORD_BITS + (size % WORD_BITS != 0);
}

static uint64_t bit_of(uint32_t member)
{
    return (uint64_t)1 << (member % WORD_BITS);
}

struct bits bits_new(struct arena *a, uint32_t size)
{
    return (struct bits){arena_array(a, uint64_t, word_count(size)), size};
}

struct bits bits_copy(struct arena *a, struct bits b)
{
    struct bits copy = bits_new(a, b.size);
    if (b.size > 0)
        memcpy(copy.words, b.words, word_count(b.size) * sizeof *b.words);
    return copy;
}

void bits_add(struct bits b, uint32_t member)
{
    assert(member < b.size);
    b.words[member / WORD_BITS] |= bit_of(member);
}

void bits_remove(struct bits b, uint32_t member)
{
    assert(member < b.size);
    b.words[member / WORD_BITS] &= ~bit_of(member);
}

void bits_clear(struct bits b)
{
    if (b.size > 0)
        memset(b.words, 0, word_count(b.size) * sizeof *b.words);
}

bool bits_has(struct bits b, uint32_t member)
{
    return member < b.size && (b.words[member / WORD_BITS] & bit_of(member)) != 0;
}

uint32_t bits_count(struct bits b)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < word_count(b.size); i++)
        count += (uint32_t)__builtin_popcountll(b.words[i]);
    return count;
}

bool bits_equal(struct bits a, struct bits b)
{
    return a.size == b.size &&
           (a.size == 0 || memcmp(a.words, b.words, word_count(a.size) * sizeof *a.words) == 0);
}

uint32_t bits_next(struct bits b, uint32_t from)
{
    if (from >= b.size)
        return UINT32_MAX;
    uint32_t i = from / WORD_BITS;
    uint64_t word = b.words[i] & ~(bit_of(from) - 1);
    while (word == 0) {
        if (++i == word_count(b.size))
            return UINT32_MAX;
        word = b.words[i];
    }
    return i * WORD_BITS + (uint32_t)__builtin_ctzll(word);
}

bool ids_hold(const uint32_t *ids, uint32_t count, uint32_t id)
{
    for (uint32_t i = 0; i < count; i++)
        if (ids[i] == id)
            return true;
    return false;
}
