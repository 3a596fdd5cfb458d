/*
 * forwarding: which hops a packet of one destination class may take at one table, as circuits. The rules are
 * those at the head of ir.h: what is set aside, then the longest prefix, then every route left.
 */
#ifndef NICC_SOLVER_FORWARDING_H
#define NICC_SOLVER_FORWARDING_H

#include "solver/query.h"

struct forwarding_use {
    const struct ir_hop *hop;
    int32_t used; /* some route in use has this hop */
};

struct forwarding {
    const struct forwarding_use *at; /* different hops; none of them impossible */
    uint32_t count;
    int32_t no_route; /* nothing is used: the packet is dropped here */
};

/* The hops of packets to `class_id` at `table`, encoded at the first call. Empty when q->problem is set. */
const struct forwarding *forwarding_at(struct query *q, uint32_t class_id, uint32_t table);

#endif
