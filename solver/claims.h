/*
 * claims: what would break a claim, as a circuit. One case per kind at the head of claim.h.
 */
#ifndef NICC_SOLVER_CLAIMS_H
#define NICC_SOLVER_CLAIMS_H

#include "solver/query.h"

/* The claim fails in this stable state for some flow of which that is not known (query.known). Constraints that it needs
 * are added to the query. */
int32_t claims_violated(struct query *q);

/* The claim speaks of something in this stable state: for SYMMETRIC a flow with a delivered branch each way,
 * for PATH and ONLY_VIA a delivered forward branch; for other kinds always, given a flow at all. */
int32_t claims_applies(struct query *q);

/* Some request is delivered. */
int32_t claims_one_way(struct query *q);

/* Some request passes an appliance that is stateful for TCP, and a delivered reply to it does not (claim.h). */
int32_t claims_may_stall(struct query *q);

#endif
