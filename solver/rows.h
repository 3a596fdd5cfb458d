/*
 * rows: the claims about the rows of one table's effective routes (ROUTES_TO, ROUTES_THROUGH, NOT_ROUTES of
 * claim.h).
 */
#ifndef NICC_SOLVER_ROWS_H
#define NICC_SOLVER_ROWS_H

#include "solver/query.h"

/* The query's claim, one of these kinds whose prefix some table can hold, is true in this stable state. */
int32_t rows_hold(struct query *q);

#endif
