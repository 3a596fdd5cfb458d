/*
 * chance: random numbers for tests that draw what they test, the same in every run.
 */
#ifndef NICC_TESTS_CHANCE_H
#define NICC_TESTS_CHANCE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

static uint64_t chance_state;

/* Start round `round`: what follows depends on nothing else. */
static inline void chance_start(uint32_t round)
{
    chance_state = round * 0x9e3779b97f4a7c15u + 1;
}

static inline uint32_t chance(uint32_t below)
{
    chance_state ^= chance_state << 13;
    chance_state ^= chance_state >> 7;
    chance_state ^= chance_state << 17;
    return (uint32_t)((chance_state >> 20) % below);
}

static inline bool one_in(uint32_t n)
{
    return chance(n) == 0;
}

/* A number from the environment of the test, or `otherwise`. */
static inline uint32_t number_from(const char *variable, uint32_t otherwise)
{
    const char *text = getenv(variable);
    return text ? (uint32_t)strtoul(text, NULL, 10) : otherwise;
}

#endif
