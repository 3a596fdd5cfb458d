/*
 * symmetry_internal: the route network as a set of facts, shared by symmetry_facts.c, which writes them down, and
 * symmetry.c, which looks for permutations that leave the set as it is.
 */
#ifndef NICC_SOLVER_SYMMETRY_INTERNAL_H
#define NICC_SOLVER_SYMMETRY_INTERNAL_H

#include "base/vec.h"
#include "compiler/ir.h"
#include "solver/symmetry.h"

/* One statement about nodes: words first .. first + count - 1; word i is a node when bit i of `refs` is set, else a plain
 * number. The first word says what the fact is about. */
struct fact {
    uint32_t first, count;
    uint32_t refs;
};

struct facts {
    struct arena *arena;
    const struct ir *ir;
    VEC(uint32_t) words;
    VEC(struct fact) list;
    uint32_t node_start[NODE_KIND_COUNT]; /* nodes of each kind follow each other */
    uint32_t node_count;
};

/* All facts of the network: every field that has meaning, names and places in the text apart. In `arena`. */
struct facts *facts_of(struct arena *arena, const struct ir *ir);

#endif
