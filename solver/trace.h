/*
 * trace: what a chain passes, in order. For symmetry its key, for path claims its nodes.
 */
#ifndef NICC_SOLVER_TRACE_H
#define NICC_SOLVER_TRACE_H

#include "solver/chain.h"

/* Given that the chain is delivered: its nodes between the ends are not one of each group in turn. */
int32_t trace_leaves_path(struct chain *c, const struct claim_places *groups);

/* Given that both are delivered: the key of `there` is not the reverse of the key of `back`. When they are the
 * same chain, a round trip, its request is compared with its reply. */
int32_t trace_keys_differ(struct chain *there, struct chain *back, enum claim_granularity granularity);

#endif
