/*
 * stability: is there an admitted environment in which a prefix has no stable state, or two that do not select alike
 * (STABLE of claim.h)?
 */
#ifndef NICC_SOLVER_STABILITY_H
#define NICC_SOLVER_STABILITY_H

#include "compiler/simulate.h"
#include "solver/query.h"
#include "solver/z3x.h"

struct stability {
    enum z3x_result result; /* Z3X_SAT: there is; Z3X_UNSAT: routing is stable */
    const char *reason;     /* Z3X_UNKNOWN and Z3X_ERROR */
    uint32_t prefix; /* Z3X_SAT: of the environments found the one with the fewest changes, of those the */
    const uint32_t *changed; /* first by element numbers, and in it the first prefix */
    uint32_t changed_count;
    uint64_t states, nodes; /* for statistics */
};

/* Go through all prefixes. `suspects`: stable_suspects. Results are in `arena`. */
struct stability stability_find(struct arena *arena, struct z3x *z, const struct adjacency *net,
                                const struct claim *claim, const bool *suspects, uint32_t state_limit);

/*
 * Two stable states of the prefix that do not select alike in this environment, followed by the simulator. False when
 * there are none or a limit was reached.
 */
bool stability_states(struct arena *arena, struct z3x *z, const struct adjacency *net,
                      const struct claim *claim, struct bits environment, uint32_t prefix,
                      uint32_t state_limit, const struct sim_prefix_state *out[2]);

#endif
