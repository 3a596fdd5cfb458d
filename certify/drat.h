/*
 * drat: checks that a formula has no solution, by a proof in the format DRAT.
 *
 * A proof is a list of steps, as text: a clause ("3 -7 0") is added, or one is taken away ("d 3 -7 0"). A clause may be
 * added when it cannot take the last solution away:
 *
 *   RUP   assuming the opposite of each of its literals, unit propagation in the clauses that are there comes to a
 *         contradiction: the clause follows from them
 *   RAT   for its first literal p and every clause D that is there and holds -p: assuming the opposite of each literal of
 *         the clause, and of each of D but -p, unit propagation comes to a contradiction: any solution without the
 *         clause can be turned into one with it
 *
 * The proof is good once a contradiction follows by unit propagation alone. So every clause set on the way has a solution
 * if the formula has one, and the last one has none.
 *
 * Reference: N. Wetzler, M. Heule, W. Hunt: DRAT-trim: Efficient Checking and Trimming Using Expressive Clausal Proofs,
 * SAT 2014. As there, taking away a clause that a propagated literal rests on is passed over: to keep a clause is
 * always sound.
 */
#ifndef NICC_CERTIFY_DRAT_H
#define NICC_CERTIFY_DRAT_H

#include "certify/dimacs.h"

/* Check a proof from its first step on. Returns NULL when it is good, else one line in `arena` that says why not. */
const char *drat_check(struct arena *arena, const struct dimacs *formula, const char *proof, size_t length);

#endif
