/*
 * claims_routes: claims about the routes of one table, each kind over the states of its prefix.
 */
#include "solver/claims_routes.h"

#include <string.h>

#include "solver/igp.h"
#include "solver/places.h"
#include "solver/routing.h"
#include "solver/rows.h"

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

/* A neighbour has accepted a route that the table, a Route Server, hands on. */
static int32_t hands_on(struct query *q, const struct routing *r)
{
    const struct states *st = r->states;
    int32_t some = FORMULA_FALSE;
    for (uint32_t s = 0; s < st->at.count; s++) {
        const struct candidate *is = &st->at.at[s].is;
        const struct ir_session *session = is->session == IR_NONE ? NULL : &q->ir->sessions[is->session];
        if (session && session->by_server && session->server == q->claim->table &&
            places_hold_table(&q->claim->neighbours, session->to))
            some = formula_or2(q->formula, some, r->offered[s]);
    }
    return some;
}

/* `table` announces to a neighbour that the claim names. */
static int32_t announces(struct query *q, const struct routing *r, uint32_t table)
{
    uint32_t count;
    const uint32_t *states = routing_at(r, table, &count);
    int32_t some = FORMULA_FALSE;
    for (uint32_t i = 0; i < count; i++) {
        const struct state *s = &r->states->at.at[states[i]];
        for (uint32_t k = 0; k < s->crossing_count; k++) {
            const struct crossing *crossing = &r->states->crossings.at[s->first_crossing + k];
            uint32_t over = crossing->session;
            const struct ir_session *session = &q->ir->sessions[over];
            if (!places_hold_session(&q->claim->neighbours, session, session->to))
                continue;
            int32_t exists = formula_and2(q->formula, igp_ways_of(q, over).exists, crossing->when);
            some = formula_or2(q->formula, some, formula_and2(q->formula, r->announced[states[i]], exists));
        }
    }
    return some;
}

static int32_t advertises(struct query *q, const struct routing *r)
{
    int32_t some = hands_on(q, r);
    for (uint32_t t = 0; t < q->ir->table_count; t++)
        if (ir_speaker(q->ir, t) == q->claim->table)
            some = formula_or2(q->formula, some, announces(q, r, t));
    return some;
}

static bool is_about_rows(enum claim_kind k)
{
    return k == CLAIM_ROUTES_TO || k == CLAIM_ROUTES_THROUGH || k == CLAIM_NOT_ROUTES;
}

int32_t claims_route_holds(struct query *q)
{
    const struct claim *c = q->claim;
    bool negative =
        c->kind == CLAIM_NOT_LEARNS || c->kind == CLAIM_NOT_ADVERTISES || c->kind == CLAIM_NOT_ROUTES;
    const struct routing *r = c->prefix == IR_NONE ? NULL : routing_of(q, c->prefix);
    if (!r)
        return negative ? FORMULA_TRUE : FORMULA_FALSE;
    if (c->kind == CLAIM_SELECTS)
        return selects_exactly(q, r);
    if (is_about_rows(c->kind))
        return rows_hold(q);
    bool about_learning = c->kind == CLAIM_LEARNS || c->kind == CLAIM_NOT_LEARNS;
    int32_t so = about_learning ? learns(q, r) : advertises(q, r);
    return negative ? -so : so;
}
