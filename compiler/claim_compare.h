/*
 * claim_compare: what follows for one claim from another, by their words alone: no routing is looked at, so the answers
 * hold for every design. "Yes" is certain; "no" may only mean that it does not show.
 */
#ifndef NICC_COMPILER_CLAIM_COMPARE_H
#define NICC_COMPILER_CLAIM_COMPARE_H

#include "compiler/claim.h"

/* One end of a claim's side: a number that equal ends of all claims share, and the member that it belongs to. */
struct claim_side_end {
    uint32_t end;
    uint32_t member;
    const struct flow_end *is;
};

struct claim_side {
    const struct claim_side_end *at; /* sorted by end, then member */
    uint32_t count;
};

/* A claim with its ends numbered; the sides of a claim about routes are empty. */
struct claim_shape {
    const struct claim *claim;
    struct claim_side from, to;
};

/* Where `p` is proved, is `q` true too? */
bool claim_implies(const struct ir *ir, const struct claim_shape *p, const struct claim_shape *q);
/* Can the two not both be proved? They demand the opposite of some flow or route, in an environment that both admit. */
bool claim_contradicts(const struct ir *ir, const struct claim_shape *p, const struct claim_shape *q);

#endif
