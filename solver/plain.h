/*
 * plain: the whole question of one claim as one circuit, without what `verify` does to save work: what dumps and
 * certificates show.
 *
 * Every pair of sites is asked about, and no cuts or parts are used. Routes are explored without bounds (solver/bounds.h,
 * and what order.h says) as long as there are not too many of them; otherwise with bounds, and the question says so.
 */
#ifndef NICC_SOLVER_PLAIN_H
#define NICC_SOLVER_PLAIN_H

#include "solver/query.h"
#include "solver/solver.h"

/* The claim is refuted exactly when the three have a common solution. */
struct plain_query {
    struct query *q;
    int32_t stable;   /* the routing is stable */
    int32_t admitted; /* the condition admits this environment */
    int32_t violated; /* the claim fails for some flow */
    const bool *cone; /* by node: one of them depends on it */
    const char *
        problem; /* why there is no such question, or it is too large; NULL: there is. Then nothing else is set */
    const char *assumes; /* what "no solution" rests on beside the question: "that ..", or "" */
};

/* What all claims of a design share. */
struct plain_design {
    const struct adjacency *net;
    const bool *suspects; /* stable_suspects */
    bool settles;         /* there are none: every environment has a stable state */
    uint32_t state_limit;
};
struct plain_design plain_design_of(struct arena *arena, const struct ir *ir,
                                    const struct solver_options *options);

/* In `arena`. */
struct plain_query plain_query_of(struct arena *arena, const struct plain_design *design,
                                  const struct claim *claim);

#endif
