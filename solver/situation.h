/*
 * situation: which elements are up, down or may fail, for one claim. Turns guards into literals.
 */
#ifndef NICC_SOLVER_SITUATION_H
#define NICC_SOLVER_SITUATION_H

#include "base/bits.h"
#include "compiler/claim.h"
#include "solver/formula.h"

struct situation {
    struct formula *formula;
    const struct ir *ir;
    const int32_t *up;      /* by element: it is up, its parents included */
    const int32_t *changes; /* by element: the variable that it is changed, FORMULA_FALSE when it cannot be */
    const int32_t *changed; /* by element: it is changed, be it by a variable or in this one environment */
};

/* Every environment that the claim admits. */
struct situation situation_of_claim(struct arena *arena, struct formula *f, const struct ir *ir,
                                    const struct claim *c);

/* The one environment in which exactly these elements are changed. */
struct situation situation_fixed(struct arena *arena, struct formula *f, const struct ir *ir,
                                 struct bits changed_elements);

/* All elements of the guard are up. */
int32_t situation_guard(const struct situation *s, struct ir_guard g);

#endif
