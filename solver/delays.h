/*
 * delays: how long the ways of a journey can take.
 */
#ifndef NICC_SOLVER_DELAYS_H
#define NICC_SOLVER_DELAYS_H

#include "solver/journey.h"

/* By node of the journey, in its query's scratch memory: no branch of a request that passes no position twice and is
 * delivered crosses links with more delay than this in sum, from there on; in microseconds. 0 for the nodes of
 * replies. All positions must be explored. */
const uint64_t *delays_longest(const struct journey *j);

#endif
