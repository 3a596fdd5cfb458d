/*
 * stable: does every admitted environment have a stable state?
 *
 * One without satisfies no constraint, so it would make every claim look proved. Where preferences form no cycle
 * a stable state always exists. Where they do, the environments are gone through one by one.
 */
#ifndef NICC_SOLVER_STABLE_H
#define NICC_SOLVER_STABLE_H

#include "solver/query.h"
#include "solver/z3x.h"

/* At most so many environments of one prefix are gone through. */
#define STABLE_LIMIT 512u

/* For the prefixes that the query has needed. Returns NULL when every admitted environment has a stable state, else
 * why a proof cannot stand: an environment without one, or a limit. */
const char *stable_doubt(struct z3x *z, struct query *q);

/* "routing for 10.0.0.0/8 has no stable state when a<->b is down". */
const char *stable_none(struct query *q, uint32_t prefix, const uint32_t *failed, uint32_t failed_count);

#endif
