/*
 * enumerate: what the heads of ir.h and claim.h say of a claim, found by going through every admitted
 * environment and every stable state. Shares nothing with the solver; uses the simulator's answers for one
 * environment.
 */
#ifndef ORACLE_ENUMERATE_H
#define ORACLE_ENUMERATE_H

#include "compiler/simulate.h"

/* Stable states found so far, kept for all claims of one design. */
struct enumeration;

struct enumeration *enumeration_new(struct arena *arena, const struct ir *ir);

struct enumerated {
    bool violated;           /* in some stable state of some admitted environment; then these two: */
    const uint32_t *changed; /* the fewest changes, of equally many the first by element numbers */
    uint32_t changed_count;
    bool unstable; /* some environment has no stable state of some prefix; then these three: */
    const uint32_t *unstable_changed;
    uint32_t unstable_changed_count, unstable_prefix;
    bool applies;   /* some state has a flow that the claim speaks of (all gone through when not violated) */
    bool one_way;   /* in some state some request is delivered */
    bool may_stall; /* in some state a reply goes round a stateful appliance */
    bool cut;       /* a limit was reached: what was not found may still be there */
    uint64_t environments, states;
};

/* Go through environments by number of changes until the claim is violated, or to the end. `thorough`:
 * notice also prefixes without a stable state that the claim does not need. */
struct enumerated enumerate_claim(struct enumeration *e, const struct claim *claim, bool thorough);

/* Is the claim violated in some stable state when beside what it names exactly these are changed? */
bool enumerate_violates(struct enumeration *e, const struct claim *claim, const uint32_t *failed,
                        uint32_t count);

#endif
