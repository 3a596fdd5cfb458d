/*
 * search: admitted situations in which something holds, the simplest first.
 */
#ifndef NICC_SOLVER_SEARCH_H
#define NICC_SOLVER_SEARCH_H

#include "solver/query.h"
#include "solver/z3x.h"

/* The failure variables that matter to a statement, and how many of them are true. */
struct search_failures {
    const uint32_t *elements; /* ascending */
    const int32_t *lits;
    uint32_t count;
    uint32_t most;            /* of them that may fail together */
    const int32_t *more_than; /* more_than[k] for k = 0 .. most */
};

/* Those in the cone of `root`. */
struct search_failures search_failures_of(struct query *q, int32_t root);

/* "No more than the budget allows", FORMULA_TRUE when that is no restriction. */
int32_t search_budget(const struct search_failures *s);

struct search_answer {
    enum z3x_result result;
    const uint32_t *failed; /* Z3X_SAT: the elements that fail, ascending */
    uint32_t failed_count;
    const char *reason; /* Z3X_UNKNOWN and Z3X_ERROR */
};

/*
 * Is there an admitted environment and a stable state in which `goal` holds? The answer is the one with the
 * fewest failures, of those the first by element numbers: it depends on nothing but the meaning of the query.
 * (When a limit stops the search for that, it is the best found.)
 */
struct search_answer search_situation(struct z3x *z, struct query *q, int32_t goal);

/* The same inside a query of `z` where everything was asserted and the last check had a solution. */
struct search_answer search_simplest(struct z3x *z, struct query *q, const struct search_failures *s);

/* With nothing left that could fail: mark in `values` a solution of `goal` and the constraints. The solution
 * does not depend on what `z` did before. */
struct search_answer search_solution(struct z3x *z, struct query *q, int32_t goal, bool **values);

#endif
