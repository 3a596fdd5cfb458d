/*
 * formula: Boolean circuits. The encoder builds nothing else, and knows nothing of Z3.
 *
 * A literal is an int32_t: +n means node n, -n its negation. Equal gates are the same node, and gates fold
 * when built: constants, repeated and opposite inputs vanish. What folds to a constant needs no solver. The
 * inputs of a gate always have smaller node numbers than the gate.
 */
#ifndef NICC_SOLVER_FORMULA_H
#define NICC_SOLVER_FORMULA_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

#define FORMULA_TRUE 1
#define FORMULA_FALSE (-1)

struct formula;

/* An empty circuit inside `arena`: only the constant, node 1. */
struct formula *formula_new(struct arena *arena);

/* A new variable. `tag` is the caller's own number for it. */
int32_t formula_var(struct formula *f, uint32_t tag);

/* Conjunction and disjunction; of nothing: true and false. */
int32_t formula_and(struct formula *f, const int32_t *lits, uint32_t count);
int32_t formula_or(struct formula *f, const int32_t *lits, uint32_t count);
int32_t formula_and2(struct formula *f, int32_t a, int32_t b);
int32_t formula_or2(struct formula *f, int32_t a, int32_t b);
int32_t formula_xor(struct formula *f, int32_t a, int32_t b);

/* At most one of `lits` is true. */
int32_t formula_at_most_one(struct formula *f, const int32_t *lits, uint32_t count);

/* Count: sets more_than[k], for k = 0 .. limit, to "more than k of `lits` are true" (sequential counter). */
void formula_count(struct formula *f, const int32_t *lits, uint32_t count, uint32_t limit,
                   int32_t *more_than);

/* Look inside. Nodes are 1 .. formula_nodes. */
uint32_t formula_nodes(const struct formula *f);
bool formula_is_var(const struct formula *f, uint32_t node);
uint32_t formula_tag(const struct formula *f, uint32_t node);
/* Inputs of an and-gate, in a fixed order; *count is 0 for the constant. Valid until the next gate is built. */
const int32_t *formula_inputs(const struct formula *f, uint32_t node, uint32_t *count);

static inline uint32_t formula_node(int32_t lit)
{
    return (uint32_t)(lit < 0 ? -lit : lit);
}

/* Mark in `cone` (formula_nodes + 1 entries, zeroed or marked by earlier calls) every node that `root`
 * depends on. */
void formula_cone(const struct formula *f, int32_t root, bool *cone);

/* The literals of `roots` with each variable n replaced by with[n], where that is not 0: in `out`. `with` has an
 * entry for every node up to the last of `roots`. */
void formula_replace(struct formula *f, const int32_t *roots, uint32_t count, const int32_t *with,
                     int32_t *out);

/* Value of every node, when exactly the variables marked in `values` (formula_nodes + 1 entries) are true;
 * filled in place. */
void formula_evaluate(const struct formula *f, bool *values);

/* The same for 64 assignments at once: bit i of values[n] is the value of node n under the i-th. */
void formula_evaluate_many(const struct formula *f, uint64_t *values);

static inline bool formula_value(const bool *values, int32_t lit)
{
    return values[formula_node(lit)] == (lit > 0);
}

#endif
