/*
 * rng: random numbers that are the same everywhere for the same seed (SplitMix64, Steele, Lea and Flood,
 * 2014).
 */
#ifndef ORACLE_RNG_H
#define ORACLE_RNG_H

#include <stdbool.h>
#include <stdint.h>

struct rng {
    uint64_t state;
};

/* The numbers of design `index` in the run with this seed: no two designs share a sequence. */
struct rng rng_of(uint64_t seed, uint64_t index);

/* A number below `limit`; 0 when the limit is 0. */
uint32_t rng_below(struct rng *r, uint32_t limit);

/* True in so many of a hundred cases. */
bool rng_chance(struct rng *r, uint32_t percent);

/* One of `count` words. */
const char *rng_word(struct rng *r, const char *const *words, uint32_t count);

#endif
