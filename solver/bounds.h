/*
 * bounds: how far away the route can be, at most, that a table announces for one prefix, in every environment and stable
 * state that the query admits. Where routing is ordered by distance (compiler/order.h), a table that always has a
 * candidate at some distance announces nothing farther.
 *
 * By induction: a table that is sure of its own origin has distance 0. What a table at most n away announces comes, over
 * an open session that is always up, to its neighbour as a candidate at most n plus the session's distance away; only
 * split horizon and the loop check can keep it away, and then the neighbour has passed on a nearer route itself.
 */
#ifndef NICC_SOLVER_BOUNDS_H
#define NICC_SOLVER_BOUNDS_H

#include "solver/query.h"

/* Distance that is not bounded. */
#define BOUNDS_NONE UINT32_MAX

/* Fill in `most` (by table, for the tables of `order`, which has looked at the prefix): BOUNDS_NONE where nothing can be
 * said, and for tables that do not compare by distance. `queue` has room for as many tables as the network has. */
void bounds_find(struct query *q, const struct order *order, uint32_t *most, uint32_t *queue);

/* No route that a table selects is farther than this: each table that announces it is entered once, and at last one that
 * need not. */
uint32_t bounds_farthest(const struct adjacency *net, const struct order *order);

#endif
