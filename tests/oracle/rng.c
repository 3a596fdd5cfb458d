/*
 * rng: SplitMix64. Its quality is more than enough for drawing designs, and its state is one number.
 */
#include "tests/oracle/rng.h"

static uint64_t next(struct rng *r)
{
    uint64_t z = r->state += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

struct rng rng_of(uint64_t seed, uint64_t index)
{
    struct rng mixed = {seed};
    uint64_t start = next(&mixed);
    mixed.state = start ^ index;
    return (struct rng){next(&mixed)};
}

uint32_t rng_below(struct rng *r, uint32_t limit)
{
    return limit == 0 ? 0 : (uint32_t)(next(r) % limit);
}

bool rng_chance(struct rng *r, uint32_t percent)
{
    return rng_below(r, 100) < percent;
}

const char *rng_word(struct rng *r, const char *const *words, uint32_t count)
{
    return words[rng_below(r, count)];
}
