/*
 * compare: the solver's verdict on one claim beside what enumeration finds.
 */
#ifndef ORACLE_COMPARE_H
#define ORACLE_COMPARE_H

#include "tests/oracle/enumerate.h"
#include "tests/oracle/trial.h"

/* What is wrong with verdict `v`, MISMATCH_NONE when nothing is. Counts what is only to be counted. */
enum mismatch compare_verdict(struct enumeration *e, const struct claim *claim, const struct verdict *v,
                              const struct enumerated *found, struct trial_counts *counts);

/* Both results in words, in `arena`. */
const char *compare_describe(struct arena *arena, const struct ir *ir, const struct claim *claim,
                             const struct verdict *v, const struct enumerated *found);

const char *compare_outcome(enum outcome o);

#endif
