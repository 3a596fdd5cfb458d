/*
 * clauses: a set of clauses that grows and shrinks, and unit propagation in it.
 *
 * What follows from the set by unit propagation is always known. On top of it literals may be assumed for a while. A
 * clause that a known literal rests on stays in the set for good.
 */
#ifndef NICC_CERTIFY_CLAUSES_H
#define NICC_CERTIFY_CLAUSES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

#define CLAUSES_NONE UINT32_MAX

struct clauses;

/* An empty set, in `arena`. */
struct clauses *clauses_new(struct arena *arena);

/* Add a clause (nothing is assumed at this time). Literals are not 0 and at most DIMACS_VARIABLE_MAX either way. */
void clauses_add(struct clauses *c, const int32_t *lits, uint32_t count);

/* Take away one clause with these literals, in any order. Returns false when there is none. */
bool clauses_remove(struct clauses *c, const int32_t *lits, uint32_t count);

/* Does a contradiction follow from the set by unit propagation? */
bool clauses_contradict(const struct clauses *c);

/* Assume the opposite of each literal. Returns whether that comes to a contradiction. The assumptions stay until
 * clauses_forget. */
bool clauses_refute(struct clauses *c, const int32_t *lits, uint32_t count);

/* On top of what is assumed, assume the opposite of each literal of clause `index` but of `pivot`. Returns whether that
 * comes to a contradiction; these assumptions are forgotten again. */
bool clauses_refute_with(struct clauses *c, uint32_t index, int32_t pivot);

/* Back to what follows from the set. */
void clauses_forget(struct clauses *c);

/* The first clause of the set from index `from` on that holds `literal`, or CLAUSES_NONE. */
uint32_t clauses_next_with(const struct clauses *c, int32_t literal, uint32_t from);

#endif
