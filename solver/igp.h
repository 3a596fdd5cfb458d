/*
 * igp: what sessions inside a site rest on. A session with `has_via` exists only while its receiver knows a way
 * to the next hop by internal routing, and its routes take that way's metric (ir.h: "IGP").
 */
#ifndef NICC_SOLVER_IGP_H
#define NICC_SOLVER_IGP_H

#include "solver/query.h"

/* The session exists, and its routes get this metric (0 where the metric does not matter, or nothing sets it). */
struct igp_way {
    uint32_t metric;
    int32_t holds; /* never FORMULA_FALSE */
};

struct igp_ways {
    const struct igp_way *at; /* never NULL */
    uint32_t count;
    int32_t exists; /* one of them holds */
};

/*
 * The ways of a session, ascending by metric; at most one of them holds. A session that rests on nothing has its
 * guard as its only one. Encodes the internal routing first; none when q->problem is set, which it also is where
 * that routing rests on itself or may not settle.
 */
struct igp_ways igp_ways_of(struct query *q, uint32_t session);

#endif
