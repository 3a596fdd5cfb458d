/*
 * chain: one delivered branch, picked by the solver; of a round trip, a request and one reply to it.
 *
 * Some claims compare what whole branches pass, so it is not enough to know that a branch exists: the circuit
 * must hold one. Every position on the chain takes exactly one of the moves that are possible; a chain from the
 * start that never comes to a position twice can only end at the destination. Beside it the solver may switch on
 * closed rings of positions; they touch neither end and say nothing.
 */
#ifndef NICC_SOLVER_CHAIN_H
#define NICC_SOLVER_CHAIN_H

#include "solver/journey.h"

struct chain_edge {
    uint32_t from, to; /* chain nodes */
    uint32_t move;     /* of the journey: what is passed on the way */
    uint32_t number;   /* of the move at its position, for names */
    bool is_reply;
    int32_t used;
    int32_t taken; /* the chain takes it */
};

struct chain {
    struct query *q;
    const struct journey *journey;
    VEC(uint32_t)
    nodes; /* by chain node: the journey's; node 0 is the start, node nodes.count the delivery */
    VEC(struct chain_edge) edges; /* all lie on some way from start to delivery */
    VEC(int32_t) demands;         /* all must hold, or the rest means nothing */
    int32_t arrives;              /* given the demands: the chain ends delivered */
};

/* A chain from `from` to the end of the journey; with `round_trip` (only on the journey of one flow) to the end
 * and back. */
struct chain *chain_new(struct journey *j, const struct flow_end *from, bool round_trip);

/* Demands and arrival: the chain is a delivered branch. Ask after everything else was written about it. */
int32_t chain_is_delivered(const struct chain *c);

static inline uint32_t chain_end(const struct chain *c)
{
    return c->nodes.count;
}

#endif
