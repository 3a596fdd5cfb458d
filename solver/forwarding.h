/*
 * forwarding: which hops a packet of one destination class may take at one table, as circuits. The rules are
 * those at the head of ir.h: what is set aside, then the longest prefix, then every route left.
 */
#ifndef NICC_SOLVER_FORWARDING_H
#define NICC_SOLVER_FORWARDING_H

#include "solver/query.h"

struct forwarding_use {
    const struct ir_hop *hop;
    int32_t used; /* some route in use has this hop, and the hop can be taken */
};

struct forwarding {
    const struct forwarding_use *at; /* different hops; none of them impossible */
    uint32_t count;
    int32_t hop_down; /* a route is in use whose link or next table is down: its packets are lost (F126) */
    int32_t no_route; /* nothing is used: the packet goes on at the table's fallback, or is dropped here */
};

/* The hops of packets to `class_id` at `table`, encoded at the first call. Empty when q->problem is set. */
const struct forwarding *forwarding_at(struct query *q, uint32_t class_id, uint32_t table);

/* A row of a table for exactly one prefix (head of claim.h). */
struct forwarding_row {
    const struct candidate *is;
    const struct ir_hop *hop;
    int32_t active, overridden; /* never both; neither when it is no row here */
};

/* The rows of the table for the prefix, in the query's arena. None when q->problem is set. */
const struct forwarding_row *forwarding_rows(struct query *q, uint32_t table, uint32_t prefix,
                                             uint32_t *count);

/* The table is live: the element that it fails with is up. */
int32_t forwarding_is_live(const struct query *q, uint32_t table);

/* The table has a selected route for a prefix that holds the class, other than the default route, which is not
 * of a source that the tag VirtualNetwork leaves out (ir.h: known_at, F146). */
int32_t forwarding_knows(struct query *q, uint32_t class_id, uint32_t table);

#endif
