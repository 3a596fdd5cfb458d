/*
 * parts: a claim with very many flows as many claims with few, so that the memory of one is given back before the next.
 *
 * Where only tables act on packets, a claim of these kinds fails exactly when one of its parts does, in the same
 * environment and stable state:
 *
 *   CAN_SEND, CANNOT_SEND   for each destination: the same claim with it alone
 *   CAN_REACH               the same with CAN_SEND for the requests, and CAN_SEND without qualifiers for the replies, whose
 *                           destinations are the sources. Only between addresses of sites: there a reply goes the ways of
 *                           a request. One from the Internet does not: it needs no public address to come back to
 *   ISOLATED                CANNOT_SEND for each destination, both ways round
 */
#ifndef NICC_SOLVER_PARTS_H
#define NICC_SOLVER_PARTS_H

#include "solver/judge.h"
#include "solver/search.h"

/* Has the claim so many flows that a counterexample had better be looked for in one of them alone? */
bool parts_many(const struct claim *claim);

/* Is it a claim that can be divided? */
bool parts_divide(const struct ir *ir, const struct claim *claim);
/* And is it large enough, and without alike sites, so that dividing it is worth while? */
bool parts_pay(const struct adjacency *net, const struct claim *claim);

struct parts_answer {
    enum z3x_result result;
    const char *reason; /* Z3X_UNKNOWN and Z3X_ERROR */
    bool too_large;     /* Z3X_UNKNOWN: a part could not be encoded */
    uint32_t from, to;  /* Z3X_SAT: the members of a flow that fails with the fewest changes */
};

/* Judge the parts one by one. Strings are in `arena`. */
struct parts_answer parts_search(struct judge *j, struct arena *arena, const struct claim *claim);

/* The claim about two of its members alone, in `arena`. */
struct claim *parts_pair(struct arena *arena, const struct claim *claim, uint32_t from, uint32_t to);

#endif
