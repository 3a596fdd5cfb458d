/*
 * search: admitted situations in which something holds, the simplest first.
 */
#ifndef NICC_SOLVER_SEARCH_H
#define NICC_SOLVER_SEARCH_H

#include "solver/query.h"
#include "solver/z3x.h"

/* The elements that may change and matter to a statement, and how many of them are changed. */
struct search_changes {
    const uint32_t *elements; /* ascending */
    const int32_t *lits;      /* it is changed */
    uint32_t count;
    int32_t admitted;         /* the claim's budgets pay for the failures among them */
    uint32_t most;            /* numbers of changes that are told apart */
    const int32_t *more_than; /* more_than[k], for k = 0 .. most: more than k are changed */
};

/* `goal` holds in a stable state: with all constraints of the query. */
int32_t search_root(struct query *q, int32_t goal);

/* Those in the cone of `root`. */
struct search_changes search_changes_of(struct query *q, int32_t root);

struct search_answer {
    enum z3x_result result;
    const uint32_t *changed; /* Z3X_SAT: the changed elements, ascending */
    uint32_t changed_count;
    const char *reason; /* Z3X_UNKNOWN and Z3X_ERROR */
};

/*
 * Is there an admitted environment and a stable state in which `goal` holds? The answer is the one with the
 * fewest changes, of those the first by element numbers: it depends on nothing but the meaning of the query.
 * (When a limit stops the search for that, it is the best found.)
 */
struct search_answer search_situation(struct z3x *z, struct query *q, int32_t goal);

/* The same inside a query of `z` where everything was asserted and the last check had a solution. */
struct search_answer search_simplest(struct z3x *z, struct query *q, const struct search_changes *s);

/* With nothing left that could change: mark in `values` a solution of `goal` and the constraints. The solution
 * does not depend on what `z` did before. */
struct search_answer search_solution(struct z3x *z, struct query *q, int32_t goal, bool **values);

#endif
