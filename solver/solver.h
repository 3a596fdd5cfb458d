/*
 * solver: from claims to verdicts, by Z3. The public face of this folder; <z3.h> is seen nowhere else.
 *
 * For each claim: explore the route states that the claim's prefixes could ever have, write selection and
 * forwarding as propositional constraints over them, add the negation of the claim and the failure budget,
 * and ask. No solution is a proof for all environments and stable states at once; a solution is an
 * environment and a choice of announcements, which the simulator must confirm before it is reported.
 */
#ifndef NICC_SOLVER_SOLVER_H
#define NICC_SOLVER_SOLVER_H

#include <stdatomic.h>

#include "base/buf.h"
#include "compiler/claim.h"
#include "compiler/verdict.h"

struct solver_options {
    uint32_t timeout_ms;  /* per claim, wall time; 0: none. Kept by a watchdog thread that interrupts Z3 */
    uint32_t rlimit;      /* per claim, Z3's deterministic count of work; 0: none */
    uint32_t state_limit; /* route states of one prefix before giving up with UNKNOWN; 0: LIMIT_STATES */
    uint32_t jobs;        /* worker threads, at least 1 */
    uint32_t max_counterexamples; /* of one claim; 0 is 1. More of them cost more searches */
    bool why;                     /* tell what proofs rest on: verdict.because */
    _Atomic uint32_t *judged;     /* counts verdicts as they come, for whoever waits; NULL: nobody does */
};

struct solver_stats {
    double encode_ms, solve_ms, z3_start_ms; /* summed over workers */
    uint64_t states, nodes, checks;
};

/*
 * Judge every claim for which selected[i] is true (NULL: all). Returns an array of claims->count verdicts in
 * `arena`, by claim index; those not selected are zeroed. The result does not depend on `jobs`. `stats` may
 * be NULL.
 */
struct verdict *solver_verify(struct arena *arena, const struct ir *ir, const struct claim_list *claims,
                              const bool *selected, const struct solver_options *options,
                              struct solver_stats *stats);

/* The query of one claim as self-contained SMT-LIB 2 text ("unsat" proves the claim), for `nicc dump --stage
 * smt2`. Returns false, with a reason in `out`, when the states exceed the limit. */
bool solver_smt2(struct arena *arena, const struct ir *ir, const struct claim *claim,
                 const struct solver_options *options, struct buf *out);

/*
 * The same query as a formula in conjunctive normal form (DIMACS), for certificates: it has no solution exactly when no
 * admitted environment and stable state breaks the claim. Made without Z3, and for identical input the same bytes. The
 * design is prepared once; its claims may be written in any order, and by several threads.
 */
struct plain_design;
const struct plain_design *solver_dimacs_design(struct arena *arena, const struct ir *ir);
struct solver_dimacs {
    const char *problem; /* NULL: the text is whole; else why there is none, in the arena of the call */
    const char *assumes; /* what "no solution" rests on beside the formula: "that ..", or "" */
};
struct solver_dimacs solver_dimacs(struct arena *arena, const struct plain_design *design,
                                   const struct claim *claim, struct buf *out);

/* Version of the Z3 library in use, "4.8.12". */
const char *solver_z3_version(struct arena *arena);

/* Give back what Z3 keeps for the process, so that leak checkers are quiet. */
void solver_finish(void);

#endif
