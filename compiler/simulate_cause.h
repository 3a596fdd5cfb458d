/*
 * simulate_cause: why a counterexample is one. Nobody outside of the simulator includes it.
 *
 *   simulate_cause.c    which table decides, for each kind of claim
 *   simulate_prefer.c   why a table sends by one route and not by another
 *   simulate_missing.c  why a table has no route
 *   simulate_route_cause.c  the same for claims about routes
 */
#ifndef NICC_COMPILER_SIMULATE_CAUSE_H
#define NICC_COMPILER_SIMULATE_CAUSE_H

#include "compiler/simulate_packet.h"

struct sim_causes {
    struct cause at[CAUSES_MAX];
    uint32_t count;
};

/* Why the request (and the reply to it, NULL when there is none to show) breaks a claim about flows, as sim_claim_holds
 * has found it. Texts are in `a`. */
struct sim_causes sim_find_causes(struct arena *a, struct sim_walk *w, const struct claim *c,
                                  const struct sim_branch *forward, const struct sim_branch *back);

/* The same for a claim about routes. */
struct sim_causes sim_find_route_causes(struct arena *a, const struct sim_state *s, const struct claim *c);

/* A candidate of a table. */
struct sim_use {
    uint32_t prefix;
    const struct sim_route *route;
};

/* "10.1.0.0/16 (learned from hub.gw)" */
const char *sim_use_text(struct arena *a, const struct ir *ir, struct sim_use use);

/* Why the table sends a packet that both are for by `used`, and not by `other`. */
struct cause sim_prefers(struct arena *a, const struct sim_state *s, uint32_t table, struct sim_use used,
                         struct sim_use other);

/* Why the table has no route for exactly this prefix: the nearest place where one stops on its way to the table. `first`
 * (NULL: all) are the sessions by which the table itself may learn it. False when nobody has one. */
bool sim_missing_prefix(struct arena *a, const struct sim_state *s, uint32_t table, uint32_t prefix,
                        const struct bits *first, struct cause *out);

/* Why it has none for an address of the class in this site (IR_NONE: in none). False when that cannot be told. */
bool sim_missing_route(struct arena *a, const struct sim_state *s, uint32_t table, uint32_t class_id,
                       uint32_t site, struct cause *out);

#endif
