/*
 * chain: one delivered branch, picked by the solver.
 *
 * Some claims compare what whole branches pass, so it is not enough to know that a branch exists: the circuit
 * must hold one. Every table on the chain takes exactly one of the hops in use; a chain from the start that
 * never enters a table twice can only end at the destination. Beside it the solver may switch on closed rings
 * of tables; they touch neither end and say nothing.
 */
#ifndef NICC_SOLVER_CHAIN_H
#define NICC_SOLVER_CHAIN_H

#include "solver/forwarding.h"

struct chain_edge {
    uint32_t from, to; /* chain nodes */
    uint32_t link;     /* element crossed, or IR_NONE */
    uint32_t hop;      /* its number at the table, for names */
    int32_t used;
    int32_t taken; /* the chain takes it */
};

struct chain {
    struct query *q;
    struct flow_end from, to;
    VEC(uint32_t) tables; /* by chain node: its table; node 0 is the start, node tables.count the delivery */
    VEC(struct chain_edge) edges; /* all lie on some way from start to delivery */
    VEC(int32_t) demands;         /* all must hold, or the rest means nothing */
    int32_t arrives;              /* given the demands: the chain ends delivered */
};

/* A chain from one end to another. */
struct chain *chain_new(struct query *q, const struct flow_end *from, const struct flow_end *to);

/* Demands and arrival: the chain is a delivered branch. Ask after everything else was written about it. */
int32_t chain_is_delivered(const struct chain *c);

static inline uint32_t chain_end(const struct chain *c)
{
    return c->tables.count;
}

#endif
