/*
 * removal: what a proof rests on, checked the plain way: each declaration is really taken away, and the claim judged by
 * enumeration.
 */
#ifndef ORACLE_REMOVAL_H
#define ORACLE_REMOVAL_H

#include "compiler/compile.h"
#include "tests/oracle/trial.h"

/*
 * For some of the proved claims: what the solver lists as needed is what enumeration finds to be needed, one declaration
 * after the other, both ways.
 */
struct trial removal_check(struct arena *arena, const struct compilation *c, const struct verdict *verdicts,
                           struct trial_counts *counts);

#endif
