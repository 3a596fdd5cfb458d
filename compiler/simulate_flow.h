/*
 * simulate_flow: one flow of a claim in one stable state. Nobody outside of the simulator includes it.
 *
 *   simulate_flow.c   what each kind of claim says of a flow
 *   simulate_flows.c  all flows of a claim, and the witness
 */
#ifndef NICC_COMPILER_SIMULATE_FLOW_H
#define NICC_COMPILER_SIMULATE_FLOW_H

#include "compiler/simulate_packet.h"

/* One claim in one state. Branches live in `scratch`; what the witness keeps is made in `arena`. */
struct sim_flow_judge {
    struct arena *arena, *scratch;
    const struct sim_state *state;
    const struct claim *claim;
    struct sim_walk *walk;
};

struct sim_flow {
    const struct claim_member *from_member, *to_member;
    const struct flow_end *from, *to;
    uint32_t service;
};

/* How a flow breaks the claim. */
struct sim_finding {
    bool has_forward, has_back;
    bool parts;      /* the reply takes another way, and that is what breaks the claim */
    bool is_example; /* of a warning: it breaks nothing */
    struct sim_branch forward, back;
    const char *problem;
};

/* Does the claim hold for the flow? If not, how is in *f, whose problem is "" before. For claims about routes true. */
bool sim_flow_holds(struct sim_flow_judge *j, const struct sim_flow *flow, struct sim_finding *f);

/* Does the claim speak of the flow in this state (claims_applies of the solver says the same)? */
bool sim_flow_applies(struct sim_flow_judge *j, const struct sim_flow *flow);

/* Is a request delivered? Then *f has it, and what becomes of the reply. */
bool sim_flow_is_one_way(struct sim_flow_judge *j, const struct sim_flow *flow, struct sim_finding *f);

/* Does a request pass an appliance that is stateful for TCP, and a delivered reply does not? */
bool sim_flow_may_stall(struct sim_flow_judge *j, const struct sim_flow *flow, struct sim_finding *f);

#endif
