/*
 * internal: internal routing of sites for tests: loopbacks, internal links with costs, and iBGP that rests on them.
 */
#ifndef NICC_TESTS_INTERNAL_H
#define NICC_TESTS_INTERNAL_H

#include "tests/unit/network.h"

/* All loopbacks are in here. */
#define INTERNAL_SPACE "192.0.2.0/24"

static const enum ir_step internal_steps[] = {IR_STEP_RANK,   IR_STEP_WEIGHT,      IR_STEP_LOCAL_PREF,
                                              IR_STEP_ORIGIN, IR_STEP_PATH_LENGTH, IR_STEP_MED,
                                              IR_STEP_EBGP,   IR_STEP_METRIC,      IR_STEP_END};

/* Two clauses: loopbacks are permitted (or denied), all else is not. */
static inline const struct ir_clause *internal_loopbacks(struct network *n, bool permitted)
{
    struct ir_prefix_match *space = arena_new(n->arena, struct ir_prefix_match);
    *space = (struct ir_prefix_match){network_parse(INTERNAL_SPACE), IR_MATCH_RANGE, 24, 32};
    struct ir_clause *clauses = arena_array(n->arena, struct ir_clause, 2);
    for (uint32_t i = 0; i < 2; i++) {
        bool permit = i == 0 ? permitted : !permitted;
        clauses[i] = (struct ir_clause){
            .permit = permit, .rule = permit ? IR_NONE : (uint32_t)RULE_NOT_ADVERTISED, .span = SPAN_NONE};
    }
    clauses[0].prefixes = space;
    clauses[0].prefix_count = 1;
    return clauses;
}

/* "192.0.2.5/32" for table 4. */
static inline const char *internal_loopback(struct network *n, uint32_t table)
{
    return arena_printf(n->arena, "192.0.2.%u/32", table + 1);
}

/* Give the table its loopback. */
static inline void internal_originate(struct network *n, uint32_t table)
{
    network_origin(n, table, internal_loopback(n, table), IR_SRC_IGP,
                   network_hop(IR_HOP_INTERNET, 0, IR_NONE));
}

static inline void internal_session(struct network *n, uint32_t session, uint32_t cost)
{
    struct ir_session *s = &n->sessions[session];
    s->source = IR_SRC_IGP;
    s->cost = cost;
    s->exports = internal_loopbacks(n, true);
    s->export_count = 2;
}

/* An internal link; returns the session from `a` to `b`, the other one follows. */
static inline uint32_t internal_link(struct network *n, const char *name, uint32_t a, uint32_t b,
                                     uint32_t cost)
{
    uint32_t s = network_link(n, name, a, b, IR_IGP);
    internal_session(n, s, cost);
    internal_session(n, s + 1, cost);
    n->ir.metric_max += cost;
    return s;
}

/* Make a session rest on the internal routing to its sender. Prefixes are renumbered at the end: see
 * internal_finish. */
static inline void internal_rest(struct network *n, uint32_t session)
{
    struct ir_session *s = &n->sessions[session];
    s->guard = network_guard(n, n->tables[s->from].element, n->tables[s->to].element, IR_NONE);
    s->has_via = true;
}

/* iBGP between two routers that rests on internal routing, without loopbacks; returns the session from `a` to `b`,
 * the other one follows. */
static inline uint32_t internal_bgp(struct network *n, uint32_t a, uint32_t b)
{
    uint32_t there = network_session(n, a, b, IR_NONE, IR_IBGP),
             back = network_session(n, b, a, IR_NONE, IR_IBGP);
    n->sessions[there].reverse = back;
    n->sessions[back].reverse = there;
    for (uint32_t s = there; s <= back; s++) {
        n->sessions[s].exports = internal_loopbacks(n, false);
        n->sessions[s].export_count = 2;
        internal_rest(n, s);
    }
    return there;
}

/* network_finish, and the loopbacks that sessions rest on get their final numbers. */
static inline const struct ir *internal_finish(struct network *n)
{
    const struct ir *ir = network_finish(n);
    for (uint32_t i = 0; i < ir->session_count; i++) {
        struct ir_session *s = &n->sessions[i];
        if (!s->has_via)
            continue;
        s->via = ir_find_prefix(ir, network_parse(internal_loopback(n, s->from)));
        s->hop = network_hop(IR_HOP_VIA, s->via, IR_NONE);
    }
    return ir;
}

#endif
