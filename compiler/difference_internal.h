/*
 * difference_internal: what the files of the comparison share.
 *
 *   difference_states.c    the states in which a design is looked at
 *   difference_ends.c      endpoints of both designs, in parts that both treat alike
 *   difference_names.c     what to call some parts of an endpoint
 *   difference_services.c  services in parts that both treat alike
 *   difference_blocks.c    flows between two endpoints, with equal ones together
 *   difference_witness.c   one flow with its paths in both designs
 *   difference.c           all pairs of endpoints, and equal rows together
 */
#ifndef NICC_COMPILER_DIFFERENCE_INTERNAL_H
#define NICC_COMPILER_DIFFERENCE_INTERNAL_H

#include "base/vec.h"
#include "compiler/difference.h"

/* ---- endpoints ---- */

struct difference_stretch {
    struct addr first, last;
};

/* Addresses of an endpoint that each design treats alike. */
struct difference_part {
    bool there[2];
    struct flow_end ends[2]; /* where there; its sample is in the part */
    VEC(struct difference_stretch) stretches;
    struct addr sample;
    bool single; /* one address */
};

enum difference_end_kind {
    DIFFERENCE_SITE,
    DIFFERENCE_APPLIANCE,
    DIFFERENCE_BALANCER,
    DIFFERENCE_PUBLIC,
    DIFFERENCE_INTERNET
};

struct difference_end {
    enum difference_end_kind kind;
    const char *name;
    VEC(struct difference_part) parts;
};

struct difference_ends {
    VEC(struct difference_end) list;
};

struct difference_ends difference_ends(struct arena *arena, const struct difference_side sides[2]);

/* Do packets start there? Public addresses stand for their owner, load balancers send nothing. */
static inline bool difference_is_source(const struct difference_end *e)
{
    return e->kind != DIFFERENCE_BALANCER && e->kind != DIFFERENCE_PUBLIC;
}

/* The host of a design with this address in the endpoint, or NULL. */
const char *difference_host(const struct difference_side sides[2], const struct difference_end *e,
                            struct addr a);

/* The endpoint's name when all parts are members; else the subnets, hosts and stretches of addresses that those are, or all
 * "but" the others where that is shorter. */
const char *difference_name(struct arena *arena, const struct difference_side sides[2],
                            const struct difference_end *e, struct bits members);

/* ---- services ---- */

/* Services that each design treats alike. */
struct difference_service {
    uint32_t classes[2];
    VEC(struct ir_service_range) ranges;
};

struct difference_services {
    VEC(struct difference_service) list;
};

struct difference_services difference_services(struct arena *arena, const struct difference_side sides[2]);
/* Names of those in the set, "tcp 443" and so on, neighbouring ranges as one; *count of them, 0 when it holds all. Where the
 * rest has fewer, the names are those of the rest and *all_but is set. */
const char *const *difference_service_names(struct arena *arena, const struct difference_services *s,
                                            struct bits set, uint32_t *count, bool *all_but);

/* ---- flows ---- */

struct difference_context {
    struct arena *arena;
    const struct difference_side *sides;
    struct difference_ends ends;
    struct difference_services services;
};

/* One flow: numbers of the endpoints, their parts, and the service. */
struct difference_spot {
    uint32_t from, to, from_part, to_part, service;
};

/* Has the design both addresses? (The Internet sends nothing to itself.) */
bool difference_is_there(const struct difference_part *from, const struct difference_part *to, int side);

/* The flow, whose code is `code`, with its paths. */
struct difference_flow difference_witness(const struct difference_context *c,
                                          const struct difference_spot *spot, uint32_t code);

/* ---- blocks ---- */

/* The facts of both designs for one flow, and whether it takes another way; or that there is no such flow. */
#define DIFFERENCE_NO_FLOW UINT32_MAX
#define DIFFERENCE_CODE(old, new, other_way) ((old) | (new) << 4 | (other_way ? 1u : 0u) << 8)
#define DIFFERENCE_CODE_FACTS(code, side) ((code) >> 4 * (side)&0xfu)
#define DIFFERENCE_CODE_OTHER(code) ((code) >> 8 & 1u)

/* The codes of the flows from one endpoint to another: by source part, then destination part, then service. */
struct difference_table {
    const struct difference_end *from, *to;
    uint32_t *codes;
};

/* What is to be said of some parts of one and some parts of the other. */
struct difference_block {
    struct bits from, to; /* parts */
    struct bits services;
    uint32_t code;
};

struct difference_blocks {
    VEC(struct difference_block) list;
};

/* The smallest rectangles of parts with equal codes, in order; those that differ in nothing are left out. */
struct difference_blocks difference_blocks(struct arena *arena, const struct difference_table *t,
                                           uint32_t service_count);

#endif
