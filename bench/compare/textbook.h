/*
 * textbook: what the files textbook*.c share: one query about one claim, in a Z3 context of its own. See textbook.c for
 * the method.
 */
#ifndef NICC_BENCH_COMPARE_TEXTBOOK_H
#define NICC_BENCH_COMPARE_TEXTBOOK_H

#include "base/vec.h"
#include "bench/compare/engine.h"

/* Attributes that are numbers. */
enum tb_number {
    TB_LOCAL_PREF,
    TB_WEIGHT,
    TB_LENGTH, /* of the AS path */
    TB_MED,
    TB_FIRST, /* first number of the AS path, 0 for none: the neighbouring AS */
    TB_METRIC,
    TB_HOPS, /* sessions on the way from the origin, so that no routes rest on each other in a circle */
    TB_NUMBERS
};

/* A route. Attributes that are left out are NULL. */
struct tb_record {
    Z3_ast valid;
    Z3_ast number[TB_NUMBERS];
    Z3_ast *asns; /* by slice.asns: is it in the AS path; for those counted, how often */
    Z3_ast *tags; /* by slice.tags */
};

struct tb_candidate {
    uint32_t session, origin; /* one of them IR_NONE */
    struct tb_record record;
    Z3_ast selected;
    Z3_ast chosen; /* it is the one announced; NULL: it does not matter which is */
};

struct tb_rib {
    struct tb_candidate *at;
    uint32_t count;
    struct tb_record
        best; /* of the announced route; its numbers are those of every selected one that have a step */
};

/* What of the network matters for one prefix, and which attributes: what nobody sets or compares is left out. */
struct tb_slice {
    uint32_t prefix;
    bool *holds;  /* tables */
    bool *speaks; /* tables whose routes go on to others */
    bool *uses;   /* sessions */
    uint32_t *sessions;
    uint32_t session_count;
    uint32_t bits[TB_NUMBERS]; /* width, 0: left out */
    bool caps_length;          /* AS paths may become longer than IR_PATH_MAX */
    uint32_t *asns;
    bool *counted;
    uint32_t asn_count;
    uint8_t *tags; /* numbers of tags */
    uint32_t tag_count;
    bool
        monotone; /* every session adds to what is compared first, so what a table hears of its own route is worse */
};

struct tb_routing {
    struct tb_slice slice;
    struct tb_rib *ribs; /* by table */
};

struct tb {
    struct arena *arena;
    const struct ir *ir;
    const struct claim *claim;
    Z3_context z3;
    Z3_sort boolean;
    Z3_ast yes, no;
    VEC(Z3_ast) facts;
    Z3_ast *changed;             /* by element; NULL: nobody has asked */
    Z3_ast *up;                  /* likewise */
    struct tb_routing **routing; /* by prefix, likewise */
    uint32_t *out_first, *out;   /* sessions by the table that they start from */
    uint32_t names;              /* variables made */
    const char *unsupported;     /* what the design needs and this engine has not; NULL: nothing */
};

/* ---- terms (textbook_terms.c): Z3's, with constants folded ---- */

struct tb *tb_new(struct arena *arena, const struct ir *ir, const struct claim *c);
void tb_free(struct tb *q);
void tb_assert(struct tb *q, Z3_ast fact);
Z3_lbool tb_check(struct tb *q);

Z3_ast tb_bool(struct tb *q);                /* a new variable */
Z3_ast tb_bits(struct tb *q, uint32_t bits); /* likewise, a bit-vector */
Z3_ast tb_value(struct tb *q, uint64_t value, uint32_t bits);
Z3_ast tb_and(struct tb *q, Z3_ast a, Z3_ast b);
Z3_ast tb_or(struct tb *q, Z3_ast a, Z3_ast b);
Z3_ast tb_not(struct tb *q, Z3_ast a);
Z3_ast tb_implies(struct tb *q, Z3_ast a, Z3_ast b);
Z3_ast tb_ite(struct tb *q, Z3_ast condition, Z3_ast a, Z3_ast b);
Z3_ast tb_equal(struct tb *q, Z3_ast a, Z3_ast b);

/* Is the element up; do all elements of a guard; is the table live (all in the environment that is looked for)? */
Z3_ast tb_up(struct tb *q, uint32_t element);
Z3_ast tb_guard(struct tb *q, struct ir_guard guard);
/* Nothing inside of the site has changed but what the claim names: of the elements that were asked about so far. */
Z3_ast tb_quiet(struct tb *q, uint32_t site);
/* The claim admits the changes of the elements that were asked about so far. */
void tb_assert_admitted(struct tb *q);

/* ---- routes (textbook_slice.c, textbook_routes.c) ---- */

uint32_t tb_width(uint64_t largest); /* bits for numbers up to this one, at least 1 */
struct tb_slice tb_slice(struct tb *q, uint32_t prefix);
bool tb_matches_prefix(const struct ir *ir, const struct ir_clause *c, uint32_t prefix);
/* All routes for a prefix, written down when they are first asked for. */
struct tb_routing *tb_routing(struct tb *q, uint32_t prefix);

/* ---- packets (textbook_walk.c) ---- */

/* The ways to one end. */
struct tb_walk;
struct tb_walk *tb_walk_new(struct tb *q, const struct flow_end *to);
/* Write down all ways of packets that start at these tables: once, before anything is asked. */
void tb_walk_from(struct tb_walk *w, const uint32_t *starts, uint32_t count);

/* Each is asked of packets that start at a table, and stands where it makes the claim fail. */
Z3_ast tb_lost(struct tb_walk *w, uint32_t start);      /* some branch is not delivered */
Z3_ast tb_delivered(struct tb_walk *w, uint32_t start); /* some branch is */
/* Some delivered branch passes none of the places, or (meets) one of them. Ends are not looked at. */
Z3_ast tb_avoids(struct tb_walk *w, uint32_t start, const struct claim_places *places, uint32_t number);
Z3_ast tb_meets(struct tb_walk *w, uint32_t start, const struct claim_places *places);
/* Some delivered branch has more hops. */
Z3_ast tb_longer(struct tb_walk *w, uint32_t start, uint32_t hops);

#endif
