/*
 * plain: the whole question of one claim as one circuit, without anything that `verify` does to save work (bounds, cuts,
 * parts, pairs of exchangeable sites): what dumps and certificates show.
 */
#ifndef NICC_SOLVER_PLAIN_H
#define NICC_SOLVER_PLAIN_H

#include "solver/query.h"
#include "solver/solver.h"

/* The claim is refuted exactly when the three have a common solution. */
struct plain_query {
    struct query *q;
    int32_t stable;      /* the routing is stable */
    int32_t admitted;    /* the condition admits this environment */
    int32_t violated;    /* the claim fails for some flow */
    const bool *cone;    /* by node: one of them depends on it */
    const char *problem; /* why there is no such question, or it is too large; NULL: there is. Then nothing else is set */
    bool settles;        /* no prefix has preferences that form a cycle, so every environment has a stable state */
};

/* What all claims of a design share. */
struct plain_design {
    const struct adjacency *net;
    const bool *suspects; /* stable_suspects */
    uint32_t state_limit;
};
struct plain_design plain_design_of(struct arena *arena, const struct ir *ir, const struct solver_options *options);

/* In `arena`. */
struct plain_query plain_query_of(struct arena *arena, const struct plain_design *design, const struct claim *claim);

#endif
