/*
 * generate: one random design as text, complete with claims.
 */
#ifndef ORACLE_GENERATE_H
#define ORACLE_GENERATE_H

#include "tests/oracle/plan.h"

/* Append the design to `out`. Of the families only those `allowed` (FAMILY_COUNT flags) are drawn from. `used`
 * (CONSTRUCT_COUNT flags) says what is in the design. A `small` one has at most two VNets and two on-premises sites (three in a
 * fabric) and few claims. */
void generate_design(struct rng *rng, const bool *allowed, bool small, struct buf *out, bool *used);

/* The same design with its top-level declarations in another order, appended to `out`. */
void generate_reordered(struct rng *rng, const char *text, struct buf *out);

#endif
