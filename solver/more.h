/*
 * more: further counterexamples of a claim that is refuted.
 */
#ifndef NICC_SOLVER_MORE_H
#define NICC_SOLVER_MORE_H

#include "compiler/simulate.h"
#include "solver/judge.h"

/*
 * `v` has its first counterexample, found in `state`. Add others with other causes, at most max_counterexamples in all, and
 * count the flows and environments that have the cause of one of them: `others`, `more_flows`, `more_environments`. Each is
 * confirmed by the simulator; one that is not makes the verdict an error. A limit ends the search.
 */
void more_counterexamples(struct judge *j, struct arena *arena, const struct claim *claim,
                          const struct sim_state *state, struct verdict *v);

#endif
