/*
 * summary: what a run of the oracle has judged and covered.
 */
#ifndef ORACLE_SUMMARY_H
#define ORACLE_SUMMARY_H

#include "tests/oracle/plan.h"
#include "tests/oracle/trial.h"

struct summary {
    struct trial_counts counts;
    uint64_t used[CONSTRUCT_COUNT];      /* designs that were judged */
    uint64_t claims_of[CONSTRUCT_COUNT]; /* claims in them */
    uint64_t failed;                     /* designs */
    bool drawn;                          /* not read from files: constructs are known */
};

/* Print it to standard output. */
void summary_print(const struct summary *s);

#endif
