/*
 * claims_routes: the part of claims.c that is about routes.
 */
#ifndef NICC_SOLVER_CLAIMS_ROUTES_H
#define NICC_SOLVER_CLAIMS_ROUTES_H

#include "solver/query.h"

/* The claim about the routes of one table (learns, selects, advertises, routes ..) holds in this stable state. */
int32_t claims_route_holds(struct query *q);

#endif
