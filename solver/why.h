/*
 * why: what a proof rests on, as declarations each of which it needs.
 */
#ifndef NICC_SOLVER_WHY_H
#define NICC_SOLVER_WHY_H

#include "compiler/declaration.h"
#include "compiler/verdict.h"
#include "solver/judge.h"

/*
 * The declarations (declaration.h) each of which a proved claim needs: with this one taken away and all others there, the
 * claim fails in some admitted environment, stable state and flow. Where a limit of `j` was reached before all others
 * were cleared, `gap` says so. In `arena`.
 */
struct because why_needs(struct judge *j, struct arena *arena, const struct claim *claim);

/* Where routes and packets stop that a proved negative claim rules out, in the first stable state of the environment in
 * which nothing but what the claim names is down (sim_cut). */
struct because why_stops(struct judge *j, struct arena *arena, const struct claim *claim);

#endif
