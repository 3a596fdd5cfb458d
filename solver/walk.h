/*
 * walk: what can happen to the packets of one destination, from any table.
 *
 *   WALK_BAD        some branch is not delivered, or is delivered against the qualifiers
 *   WALK_DELIVERED  some branch is delivered without passing an avoided place
 *
 * The two are opposites in what cycles mean. A bad branch may go round for ever, so that is a greatest fixed
 * point: on a cycle of hops a variable may be true if one of its successors is. A delivered branch must end,
 * so that is a least fixed point: a cycle is unrolled as far as a path without repetition can go.
 */
#ifndef NICC_SOLVER_WALK_H
#define NICC_SOLVER_WALK_H

#include "solver/forwarding.h"

enum walk_kind { WALK_BAD, WALK_DELIVERED };

/* What branches must keep to besides being delivered. Zeroed: nothing. */
struct walk_rules {
    const struct claim_places *via; /* groups in order, WALK_BAD only */
    uint32_t via_count;
    struct claim_places avoiding;
    bool has_max_hops; /* WALK_BAD only */
    uint32_t max_hops;
};

/* A walk to the addresses of `to`, shared by all places to start from. */
struct walk *walk_new(struct query *q, enum walk_kind kind, const struct flow_end *to,
                      const struct walk_rules *rules);

/* The literal for packets that start at `from`. */
int32_t walk_from(struct walk *w, const struct flow_end *from);

#endif
