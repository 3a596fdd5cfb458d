/*
 * pairs: which pairs of members of a claim about flows have to be looked at.
 */
#ifndef NICC_SOLVER_PAIRS_H
#define NICC_SOLVER_PAIRS_H

#include "compiler/claim.h"
#include "solver/symmetry.h"

/* Members number `from` and `to` of the two sides; they have different names. */
struct pair {
    uint32_t from, to;
};

struct pairs {
    bool all; /* all pairs of members of different names; then there is no list */
    const struct pair *at;
    uint32_t count;
};

/* Sites of orbits that the claim does not let move, since it names something that moves with them: they stay where they are.
 * Of the others every permutation within an orbit takes environments of the claim to its environments. */
struct bits pairs_fixed(struct arena *arena, const struct symmetry *s, const struct claim *c);

/* May looking for symmetry pay: has the claim enough pairs? */
bool pairs_are_many(const struct claim *c);
/* Do the two members pair: have they different names? */
bool pairs_match(const struct claim_member *a, const struct claim_member *b);

/*
 * Pairs such that a flow of the claim breaks it in some admitted environment and stable state when, and only when, a flow
 * of one of these pairs does. In ascending order, in `arena`. With `s` NULL, and where a
 * member moves with several sites: all pairs.
 */
struct pairs pairs_of(struct arena *arena, const struct symmetry *s, const struct claim *c);

#endif
