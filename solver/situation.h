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
    const int32_t *up;     /* by element: it is up, its parents included */
    const int32_t *fails;  /* by element: its failure variable, FORMULA_FALSE when it cannot fail */
    const int32_t *broken; /* by element: it is itself down, by failure or in this one environment */
    uint32_t budget;       /* at most so many fail */
};

/* Every environment that the claim admits. */
struct situation situation_of_claim(struct arena *arena, struct formula *f, const struct ir *ir,
                                    const struct claim *c);

/* One environment: exactly `down` (and what is declared down) is down. */
struct situation situation_fixed(struct arena *arena, struct formula *f, const struct ir *ir,
                                 struct bits down);

/* All elements of the guard are up. */
int32_t situation_guard(const struct situation *s, struct ir_guard g);

#endif
