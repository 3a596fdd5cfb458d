/*
 * adjacency: the route network with the look-ups that exploration needs. Made once, then only read, by all
 * workers.
 */
#ifndef NICC_SOLVER_ADJACENCY_H
#define NICC_SOLVER_ADJACENCY_H

#include "compiler/order.h"

struct symmetry;

struct adjacency {
    const struct ir *ir;
    const struct symmetry *symmetry; /* NULL: not looked for; solver_verify sets it */
    const struct order_index *order;
    /* sessions out of table t: out[out_start[t]] .. out[out_start[t + 1] - 1], ascending */
    const uint32_t *out_start, *out;
    /* origins of prefix p: origins[origin_start[p]] .. , ascending */
    const uint32_t *origin_start, *origins;
    /* by table: may the MED of its routes ever be compared, at itself or where they go from it? */
    const bool *med_matters;
    /* by table: is the metric of its routes compared at itself, or does it grow on from there? */
    const bool *metric_matters;
    /* by table: its own bit among those that IR_IGP sessions join it with, 0 from the 65th on */
    const uint64_t *internal_bit;
    /* by table: no route that rests on an origin has a larger metric there */
    const uint32_t *metric_bound;
};

/* Index `ir`, which must outlive the result. */
struct adjacency *adjacency_new(struct arena *arena, const struct ir *ir);

#endif
