/*
 * stable: does every admitted environment have a stable state?
 *
 * One without satisfies no constraint, so it would make every claim look proved. Where preferences form no
 * cycle a stable state always exists. Where they do, an environment with a stable state is looked for, left out with all
 * those in which routing that starts from that state comes to rest again, and so on, until the rest has none.
 */
#ifndef NICC_SOLVER_STABLE_H
#define NICC_SOLVER_STABLE_H

#include "solver/query.h"
#include "solver/z3x.h"

/*
 * The prefixes whose preferences form a cycle when anything may fail, by prefix index, in `arena`: only these
 * can ever be without a stable state. A prefix with more route states than `state_limit` is one of them.
 */
const bool *stable_suspects(struct arena *arena, const struct adjacency *net, uint32_t state_limit);

/* Make the query speak only of environments in which the suspects have a stable state: a counterexample in
 * which routing does not settle is none. */
void stable_require(struct query *q, const bool *suspects);

/* An admitted environment without a stable state of one prefix. */
struct stable_gap {
    const char *doubt; /* NULL: every admitted environment has one; else why that cannot be said */
    bool found;        /* there is an environment without, the one with the fewest changes: */
    const uint32_t *changed;
    uint32_t changed_count;
};

/* Look for it, for the prefix of `r`. Results are in the query's arena. */
struct stable_gap stable_gap_of(struct z3x *z, struct query *q, const struct routing *r);

/*
 * Returns NULL when every environment that the query's claim admits has a stable state of every prefix, else
 * why a proof cannot stand: an environment without one, or a limit. A prefix that the claim does not need
 * counts too: no claim is proved on the strength of an environment in which routing does not settle.
 */
const char *stable_doubt(struct z3x *z, struct query *q, const bool *suspects);

#endif
