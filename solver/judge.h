/*
 * judge: one claim from question to verdict.
 */
#ifndef NICC_SOLVER_JUDGE_H
#define NICC_SOLVER_JUDGE_H

#include "compiler/declaration.h"
#include "compiler/simulate.h"
#include "solver/adjacency.h"
#include "solver/solver.h"
#include "solver/z3x.h"

/* What a worker has. */
struct judge {
    struct z3x *z3;
    const struct adjacency *net;
    const bool *suspects;                /* stable_suspects */
    const struct declarations *declared; /* with options.why, else NULL */
    struct solver_options options;       /* defaults filled in */
    struct timespec deadline;            /* of this claim; with options.timeout_ms */
    struct solver_stats *stats;          /* states, nodes and encode_ms are added */
    struct arena *arena;                 /* lives as long as this */
    const struct sim_state *calm;        /* the first state without failures, once it was needed */
};

/* The verdict on `claim`; everything in it is in `arena` or belongs to the route network. */
struct verdict judge_claim(struct judge *j, struct arena *arena, const struct claim *claim);

/* A copy of `v` with memory of its own in `arena`, as far as it is not part of the route network. */
struct verdict judge_copy(struct arena *arena, const struct verdict *v);

#endif
