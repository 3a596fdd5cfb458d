/*
 * witness: replays a counterexample by the simulator alone.
 */
#ifndef NICC_CERTIFY_WITNESS_H
#define NICC_CERTIFY_WITNESS_H

#include "compiler/simulate.h"

/* What a counterexample is, by numbers of the route network. */
struct witness_facts {
    const uint32_t *changed; /* elements changed beyond those that the claim names; ascending */
    uint32_t changed_count;
    const struct route_choice *choices; /* announcements that lead to its stable state */
    uint32_t choice_count;
    uint32_t unstable; /* of a claim that routing is stable: the prefix for which it is not; else IR_NONE */
};

/* Those of a verdict's counterexample. */
struct witness_facts witness_facts_of(const struct ir *ir, const struct witness *w);

/*
 * Does the claim fail there: is the environment one that it admits, do the announcements lead to a stable state of every
 * prefix, and does the simulator find in it a flow or route that breaks the claim? Then NULL is returned and *w is what it
 * finds; else one line that says what is not so. Everything in `arena`. Numbers are checked.
 */
const char *witness_replay(struct arena *arena, const struct ir *ir, const struct claim *claim,
                           const struct witness_facts *facts, struct witness *w);

#endif
