/*
 * replay: from a solution to a stable state of the simulator, which has the last word on every
 * counterexample.
 */
#ifndef NICC_SOLVER_REPLAY_H
#define NICC_SOLVER_REPLAY_H

#include "compiler/simulate.h"
#include "solver/query.h"
#include "solver/z3x.h"

/* Writes down what shall be shown in the replayed state. */
typedef int32_t replay_goal(struct query *q);

struct replay {
    const struct sim_state *state;      /* NULL: one of the following says why */
    const char *unknown;                /* a limit was reached */
    const char *error;                  /* an inconsistency between the engines */
    const struct route_choice *choices; /* by which the simulator found the state */
    uint32_t choice_count;
};

/* What the tables announce for the prefix of `r` in a solution. In `arena`. */
struct replay_choices {
    const struct route_choice *at;
    uint32_t count;
};
struct replay_choices replay_choices_of(struct arena *arena, const struct ir *ir, const struct routing *r,
                                        const bool *values);

/* The environment: what the claim changes, and `changed`. */
struct bits replay_environment(struct arena *arena, const struct ir *ir, const struct claim *c,
                               const uint32_t *changed, uint32_t changed_count);

/*
 * In the environment where, beside what the claim names, exactly `changed` are changed: encode again with
 * everything fixed, find the announcements for which `goal` holds, and have the simulator follow them.
 * `known` (NULL: none) are violations that `goal` shall not find again. Results are in `arena`.
 */
struct replay replay_state(struct arena *arena, struct z3x *z, const struct adjacency *net,
                           const struct claim *claim, const uint32_t *changed, uint32_t changed_count,
                           uint32_t state_limit, const struct claim_known_list *known, replay_goal *goal);

#endif
