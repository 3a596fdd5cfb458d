/*
 * z3x: the only door to Z3. A session holds one context; a query in it asks about one circuit.
 *
 *   create -> [ begin -> (assert | check | value)* -> end ]* -> destroy
 *
 * Everything made inside a query is counted and given back by z3x_end; z3x_destroy asserts that nothing is
 * left, since leak checkers cannot see into a context. The first error of Z3 is kept: from then on every
 * check of the query is Z3X_ERROR, so a term that Z3 refused can never turn into a proof.
 */
#ifndef NICC_SOLVER_Z3X_H
#define NICC_SOLVER_Z3X_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#include "base/arena.h"
#include "solver/formula.h"

struct z3x;

enum z3x_result { Z3X_UNSAT, Z3X_SAT, Z3X_UNKNOWN, Z3X_ERROR };

struct z3x_limits {
    uint32_t timeout_ms;      /* wall time; 0: none */
    struct timespec deadline; /* CLOCK_MONOTONIC, when it is over; not without timeout_ms */
    uint32_t rlimit;          /* Z3's count of work; 0: none */
};

/* A session in `arena`. Its context is only made by the first query. */
struct z3x *z3x_create(struct arena *arena);
void z3x_destroy(struct z3x *z);

/* From now on, for all queries together, these limits hold. Between queries only. */
void z3x_limit(struct z3x *z, struct z3x_limits limits);

/* The queries were given up where they stood (base/guard.h): forget them and the context. */
void z3x_abandon(struct z3x *z);

/* Forget the context: the next query starts in a new one, and finds what it would find in a new process. */
void z3x_renew(struct z3x *z);

/* Start a query about `f`, which may still grow. `arena` holds what the query needs until z3x_end, reasons
 * included. */
void z3x_begin(struct z3x *z, struct arena *arena, const struct formula *f);
void z3x_end(struct z3x *z);

/* From now on `lit` holds. */
void z3x_assert(struct z3x *z, int32_t lit);

/* Is there a solution in which all `assumptions` hold as well? */
enum z3x_result z3x_check(struct z3x *z, const int32_t *assumptions, uint32_t count);

/* After Z3X_SAT: mark in `values` (formula_nodes + 1 entries) the variables that are true in the solution;
 * all others are cleared. Variables that the query never mentioned are false. */
void z3x_values(struct z3x *z, bool *values);

/* After Z3X_UNKNOWN or Z3X_ERROR: why, in words. In the query's arena. */
const char *z3x_reason(struct z3x *z);

/* The first error of Z3 since the last call of this function, in words; NULL: none. A failure of the solver may have
 * cost any answer that was made meanwhile, so no verdict is given on such ground. In the session's arena. */
const char *z3x_take_failure(struct z3x *z);

/* Checks made, and time spent in Z3: making contexts, and solving. */
struct z3x_stats {
    uint64_t checks;
    double start_ms, solve_ms;
};
struct z3x_stats z3x_stats(const struct z3x *z);

/* Make Z3 refuse a term, as a fault in an encoder would. For tests of the latch. */
void z3x_provoke_error(struct z3x *z);

/* "4.8.12", in `arena`. */
const char *z3x_version(struct arena *arena);

/* Give back what Z3 keeps for the whole process. No session may be alive. */
void z3x_finish(void);

#endif
