/*
 * rivals: which route states eliminate which by their MED (ir.h: IR_STEP_MED).
 *
 * Two states of one table are rivals when they tie by all steps before MED and came from the same neighbouring
 * AS. Of those offered, only the ones with the lowest MED go on to the later steps. Rivals with one and the same
 * MED form a class. Whether a state is eliminated depends on what is *offered* alone: on any member of a lower
 * class, be it eliminated itself or not (then by one that is lower still).
 */
#ifndef NICC_SOLVER_RIVALS_H
#define NICC_SOLVER_RIVALS_H

#include "solver/states.h"

struct rival_class {
    uint32_t first, count; /* in `members` */
    uint32_t lower;        /* its rivals with the next lower MED, IR_NONE: none */
};

struct rivals {
    const uint32_t *members;         /* states by class, ascending in each */
    VEC(struct rival_class) classes; /* `lower` is always a class with a smaller number */
    const uint32_t *beaten_by;       /* by state: the class just below its own, IR_NONE: none */
};

/* The rivals among `states` (which must be STATES_OK), in `arena`. */
struct rivals rivals_of(struct arena *arena, const struct ir *ir, const struct states *states);

#endif
