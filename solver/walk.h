/*
 * walk: what can happen to packets, from any start of a journey.
 *
 *   WALK_BAD        some branch is not delivered, or is delivered against the qualifiers
 *   WALK_DELIVERED  some branch is delivered without passing an avoided place
 *   WALK_LOOPS      some branch goes round for ever
 *   WALK_BLACKHOLE  some branch ends in a blackhole (claim.h)
 *
 * A walk looks at requests only, or at the whole round trip: then a branch is a request and the reply to it.
 *
 * They differ in what cycles mean. A bad branch may go round for ever and a looping one does, so these are greatest
 * fixed points: on a cycle of moves a variable may be true if one of its successors is. The others must end, so
 * these are least fixed points: a cycle is unrolled as far as a path without repetition can go.
 */
#ifndef NICC_SOLVER_WALK_H
#define NICC_SOLVER_WALK_H

#include "solver/journey.h"

enum walk_kind { WALK_BAD, WALK_DELIVERED, WALK_LOOPS, WALK_BLACKHOLE };

/* What requests must keep to besides being delivered. Zeroed: nothing. */
struct walk_rules {
    struct claim_via via; /* contain its groups in order */
    struct claim_places avoiding;
    bool uninspected;  /* WALK_BAD only */
    bool has_max_hops; /* WALK_BAD only */
    uint32_t max_hops;
    /* Of WALK_DELIVERED only; at most one of these in a walk, and not beside `via`: */
    struct claim_via misses; /* do not contain its groups in order */
    bool backwards; /* ... in reverse order; of a round trip the reply is looked at, not the request */
    const struct claim_places *unlike_one; /* do not pass exactly one of these places */
    bool has_delay;                        /* have links with delays of more than this in sum */
    uint64_t delay;
    bool goes_round;    /* round trips only: the request passes this appliance, and the reply */
    uint32_t appliance; /* does not */
};

/* A walk on a journey, shared by all places to start from. `round_trip`: only on the journey of one flow. */
struct walk *walk_new(enum walk_kind kind, struct journey *j, bool round_trip,
                      const struct walk_rules *rules);

/* The literal for packets that start at `from`. */
int32_t walk_from(struct walk *w, const struct flow_end *from);

#endif
