/*
 * situation: which elements are up, down or may fail, for one claim. Turns guards into literals.
 */
#ifndef NICC_SOLVER_SITUATION_H
#define NICC_SOLVER_SITUATION_H

#include "base/bits.h"
#include "compiler/claim.h"
#include "compiler/declaration.h"
#include "solver/formula.h"

struct situation {
    struct formula *formula;
    const struct ir *ir;
    const int32_t *up;      /* by element: it is up, its parents included */
    const int32_t *changes; /* by element: the variable that it is changed, FORMULA_FALSE when it cannot be */
    const int32_t *changed; /* by element: it is changed, be it by a variable or in this one environment */
    /* When declarations may be taken away: by declaration, its variable (FORMULA_FALSE: it always stays). Else NULL. */
    const struct declarations *declared;
    const int32_t *gone;
};

/* Every environment that the claim admits. */
struct situation situation_of_claim(struct arena *arena, struct formula *f, const struct ir *ir,
                                    const struct claim *c);

/* The one environment in which exactly these elements are changed. */
struct situation situation_fixed(struct arena *arena, struct formula *f, const struct ir *ir,
                                 struct bits changed_elements);

/* Every environment that the claim admits, and in each of them what `gone` says is taken away. What is taken away
 * inside an end site is not `changed`: the flows of the site count all the same. */
struct situation situation_of_removals(struct arena *arena, struct formula *f, const struct ir *ir,
                                       const struct claim *c, const struct declarations *declared,
                                       const int32_t *gone);

/* All elements of the guard are up. */
int32_t situation_guard(const struct situation *s, struct ir_guard g);

/* The origin is there: its guard holds, and its declaration is not taken away. */
int32_t situation_origin(const struct situation *s, uint32_t origin);

/* The line of a filter is there. */
int32_t situation_line(const struct situation *s, const struct ir_line *line);

#endif
