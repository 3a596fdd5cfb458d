/*
 * claims: the negation of each kind of claim, over all pairs of members and their ends at once. Walks are
 * shared by all flows to one destination.
 */
#include "solver/claims.h"

#include <assert.h>
#include <string.h>

#include "solver/places.h"
#include "solver/routing.h"
#include "solver/trace.h"
#include "solver/walk.h"

/* Walks made so far, by kind, direction and destination. */
struct walks {
    struct query *q;
    struct map *numbers;
    VEC(struct walk *) at;
};

enum direction { FORWARD, BACK };

bool claims_pairs(const struct claim_member *a, const struct claim_member *b)
{
    return strcmp(a->name, b->name) != 0;
}

/* Can packets start at both ends? Not at an address that nobody has. */
static bool both_exist(const struct flow_end *a, const struct flow_end *b)
{
    return a->table != IR_NONE && b->table != IR_NONE;
}

/* Only the forward branches of some kinds have more to do than to arrive. */
static struct walk_rules rules_of(const struct claim *c, enum direction d)
{
    struct walk_rules rules = {0};
    if (d == FORWARD && (c->kind == CLAIM_CAN_REACH || c->kind == CLAIM_CAN_SEND))
        rules = (struct walk_rules){c->via, c->via_count, c->avoiding, c->has_max_hops, c->max_hops};
    if (d == FORWARD && c->kind == CLAIM_ONLY_VIA)
        rules.avoiding = c->places;
    return rules;
}

static int32_t walk_literal(struct walks *ws, enum walk_kind kind, const struct walk_rules *rules,
                            uint32_t sort, const struct flow_end *from, const struct flow_end *to)
{
    uint32_t key[4] = {kind, sort, to->site, to->class_id}, number;
    if (map_get(ws->numbers, key, sizeof key, &number)) {
        assert(number < ws->at.count && ws->at.at);
        return walk_from(ws->at.at[number], from);
    }
    struct walk *walk = walk_new(ws->q, kind, to, rules);
    map_put(ws->numbers, key, sizeof key, ws->at.count);
    vec_push(ws->q->arena, &ws->at, walk);
    return walk_from(walk, from);
}

/* A branch breaks the claim's rules for this direction (BAD), or keeps to them and arrives (DELIVERED). */
static int32_t walk(struct walks *ws, enum walk_kind kind, enum direction d, const struct flow_end *from,
                    const struct flow_end *to)
{
    struct walk_rules rules = rules_of(ws->q->claim, d);
    return walk_literal(ws, kind, &rules, d, from, to);
}

/* Some branch is delivered, whatever it passes. */
static int32_t arrives(struct walks *ws, const struct flow_end *from, const struct flow_end *to)
{
    struct walk_rules none = {0};
    return walk_literal(ws, WALK_DELIVERED, &none, 2, from, to);
}

static int32_t asymmetric(struct walks *ws, const struct flow_end *from, const struct flow_end *to)
{
    struct query *q = ws->q;
    if (!both_exist(from, to))
        return FORMULA_FALSE;
    struct chain *there = chain_new(q, from, to), *back = chain_new(q, to, from);
    int32_t differ = trace_keys_differ(there, back, q->claim->granularity);
    int32_t both = formula_and2(q->formula, chain_is_delivered(there), chain_is_delivered(back));
    return formula_and2(q->formula, both, differ);
}

static int32_t off_path(struct walks *ws, const struct flow_end *from, const struct flow_end *to)
{
    if (!both_exist(from, to))
        return FORMULA_FALSE;
    struct chain *c = chain_new(ws->q, from, to);
    int32_t leaves = trace_leaves_path(c, &ws->q->claim->groups);
    return formula_and2(ws->q->formula, chain_is_delivered(c), leaves);
}

/* The claim fails for this flow. */
static int32_t flow_violated(struct walks *ws, const struct flow_end *from, const struct flow_end *to)
{
    struct formula *f = ws->q->formula;
    switch (ws->q->claim->kind) {
    case CLAIM_CAN_REACH:
        return formula_or2(f, walk(ws, WALK_BAD, FORWARD, from, to), walk(ws, WALK_BAD, BACK, to, from));
    case CLAIM_CAN_SEND:
        return walk(ws, WALK_BAD, FORWARD, from, to);
    case CLAIM_CANNOT_REACH:
        return formula_and2(f, arrives(ws, from, to), arrives(ws, to, from));
    case CLAIM_CANNOT_SEND:
        return arrives(ws, from, to);
    case CLAIM_ISOLATED:
        return formula_or2(f, arrives(ws, from, to), arrives(ws, to, from));
    case CLAIM_ONLY_VIA:
        return walk(ws, WALK_DELIVERED, FORWARD, from, to);
    case CLAIM_SYMMETRIC:
        return asymmetric(ws, from, to);
    case CLAIM_PATH:
        return off_path(ws, from, to);
    default:
        return FORMULA_FALSE;
    }
}

static int32_t flow_applies(struct walks *ws, const struct flow_end *from, const struct flow_end *to)
{
    switch (ws->q->claim->kind) {
    case CLAIM_SYMMETRIC:
        return formula_and2(ws->q->formula, arrives(ws, from, to), arrives(ws, to, from));
    case CLAIM_PATH:
    case CLAIM_ONLY_VIA:
        return arrives(ws, from, to);
    default:
        return FORMULA_TRUE;
    }
}

static int32_t flow_one_way(struct walks *ws, const struct flow_end *from, const struct flow_end *to)
{
    return formula_or2(ws->q->formula, arrives(ws, from, to), arrives(ws, to, from));
}

/* A statement about one flow. */
typedef int32_t flow_literal(struct walks *ws, const struct flow_end *from, const struct flow_end *to);

/* A claim depends on all routes to its destinations, even where the answer is plain without them: only
 * environments in which all of these are stable count. */
static void need_routes_to(struct query *q, const struct flow_end *to)
{
    const struct ir_class_info *class = &q->ir->classes[to->class_id];
    for (uint32_t i = 0; i < class->prefix_count; i++)
        routing_of(q, class->prefixes[i]);
}

static bool looks_back(enum claim_kind k)
{
    return k == CLAIM_CAN_REACH || k == CLAIM_CANNOT_REACH || k == CLAIM_ISOLATED || k == CLAIM_SYMMETRIC;
}

/* Nothing inside the two end sites has failed: only then the flow counts. */
static int32_t ends_intact(struct query *q, const struct flow_end *a, const struct flow_end *b)
{
    int32_t intact = FORMULA_TRUE;
    for (uint32_t e = 0; e < q->ir->element_count; e++) {
        uint32_t site = q->ir->elements[e].site;
        bool inside = site != IR_NONE && (site == a->site || site == b->site);
        if (inside && q->situation.broken[e] != FORMULA_FALSE &&
            !ids_hold(q->claim->down, q->claim->down_count, e))
            intact = formula_and2(q->formula, intact, -q->situation.broken[e]);
    }
    return intact;
}

static int32_t some_end(struct walks *ws, flow_literal *of, const struct claim_member *a,
                        const struct claim_member *b)
{
    int32_t some = FORMULA_FALSE;
    for (uint32_t i = 0; i < a->end_count; i++)
        for (uint32_t k = 0; k < b->end_count; k++) {
            if (!claim_ends_pair(&a->ends[i], &b->ends[k]))
                continue;
            need_routes_to(ws->q, &b->ends[k]);
            if (looks_back(ws->q->claim->kind))
                need_routes_to(ws->q, &a->ends[i]);
            if (some != FORMULA_TRUE)
                some = formula_or2(ws->q->formula, some,
                                   formula_and2(ws->q->formula, ends_intact(ws->q, &a->ends[i], &b->ends[k]),
                                                of(ws, &a->ends[i], &b->ends[k])));
        }
    return some;
}

/* It is so for some flow. */
static int32_t some_flow(struct query *q, flow_literal *of)
{
    struct walks ws = {.q = q, .numbers = map_new(q->arena)};
    int32_t some = FORMULA_FALSE;
    const struct claim_set *from = &q->claim->from, *to = &q->claim->to;
    for (uint32_t i = 0; i < from->count; i++)
        for (uint32_t k = 0; k < to->count; k++)
            if (claims_pairs(&from->members[i], &to->members[k]))
                some = formula_or2(q->formula, some, some_end(&ws, of, &from->members[i], &to->members[k]));
    return some;
}

static bool path_equals(struct route_path p, const uint32_t *asns, uint32_t count)
{
    return p.length == count && (count == 0 || memcmp(p.asns, asns, count * sizeof *asns) == 0);
}

/* The session is one from a neighbour that the claim names. */
static bool came_from(const struct query *q, const struct claim_places *p, uint32_t session)
{
    return places_hold_session(p, &q->ir->sessions[session], q->ir->sessions[session].from);
}

/* The table has a candidate of the kind that LEARNS asks for. */
static int32_t learns(struct query *q, const struct routing *r)
{
    const struct claim *c = q->claim;
    uint32_t count;
    const uint32_t *states = routing_at(r, c->table, &count);
    int32_t some = FORMULA_FALSE;
    for (uint32_t i = 0; i < count; i++) {
        const struct candidate *is = &r->states->at.at[states[i]].is;
        bool learned = is->session != IR_NONE;
        bool fits = c->neighbours.count == 0 || (learned && came_from(q, &c->neighbours, is->session));
        fits = fits && (!c->has_as_path ||
                        path_equals(r->states->paths.at.at[is->route.path], c->as_path, c->as_path_count));
        if (fits)
            some = formula_or2(q->formula, some, r->offered[states[i]]);
    }
    return some;
}

/* A selected route comes from one of `group`; or, with `group` NULL, from none of the claim's neighbours. */
static int32_t selects_from(struct query *q, const struct routing *r, const struct claim_places *group)
{
    uint32_t count;
    const uint32_t *states = routing_at(r, q->claim->table, &count);
    int32_t some = FORMULA_FALSE;
    for (uint32_t i = 0; i < count; i++) {
        const struct candidate *is = &r->states->at.at[states[i]].is;
        const struct claim_places *in = group ? group : &q->claim->neighbours;
        bool holds = is->session != IR_NONE && came_from(q, in, is->session);
        if (holds == (group != NULL))
            some = formula_or2(q->formula, some, r->selected[states[i]]);
    }
    return some;
}

static int32_t selects_exactly(struct query *q, const struct routing *r)
{
    struct formula *f = q->formula;
    int32_t holds = -selects_from(q, r, NULL), some = FORMULA_FALSE;
    for (uint32_t i = 0; i < q->claim->neighbours.count; i++) {
        struct claim_places group = {q->claim->neighbours.at + i, 1};
        int32_t from = selects_from(q, r, &group);
        holds = formula_and2(f, holds, from);
        some = formula_or2(f, some, from);
    }
    return formula_and2(f, holds, some);
}

static int32_t advertises(struct query *q, const struct routing *r)
{
    uint32_t count;
    const uint32_t *states = routing_at(r, q->claim->table, &count);
    int32_t some = FORMULA_FALSE;
    for (uint32_t i = 0; i < count; i++) {
        const struct state *s = &r->states->at.at[states[i]];
        for (uint32_t k = 0; k < s->crossing_count; k++) {
            const struct ir_session *session =
                &q->ir->sessions[r->states->crossings.at[s->first_crossing + k].session];
            if (!places_hold_session(&q->claim->neighbours, session, session->to))
                continue;
            int32_t up = situation_guard(&q->situation, session->guard);
            some = formula_or2(q->formula, some, formula_and2(q->formula, r->announced[states[i]], up));
        }
    }
    return some;
}

/* The claim about the routes of one table holds. */
static int32_t route_claim_holds(struct query *q)
{
    const struct claim *c = q->claim;
    bool negative = c->kind == CLAIM_NOT_LEARNS || c->kind == CLAIM_NOT_ADVERTISES;
    const struct routing *r = c->prefix == IR_NONE ? NULL : routing_of(q, c->prefix);
    if (!r)
        return negative ? FORMULA_TRUE : FORMULA_FALSE;
    if (c->kind == CLAIM_SELECTS)
        return selects_exactly(q, r);
    bool about_learning = c->kind == CLAIM_LEARNS || c->kind == CLAIM_NOT_LEARNS;
    int32_t so = about_learning ? learns(q, r) : advertises(q, r);
    return negative ? -so : so;
}

int32_t claims_violated(struct query *q)
{
    return claim_is_flow(q->claim->kind) ? some_flow(q, flow_violated) : -route_claim_holds(q);
}

int32_t claims_applies(struct query *q)
{
    return claim_is_flow(q->claim->kind) ? some_flow(q, flow_applies) : FORMULA_TRUE;
}

int32_t claims_one_way(struct query *q)
{
    return some_flow(q, flow_one_way);
}
