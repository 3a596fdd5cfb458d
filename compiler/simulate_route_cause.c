/*
 * Why a claim about the routes of one table breaks: where a route that should be there stops, or why the table prefers
 * others.
 */
#include "compiler/simulate_cause.h"

static bool is_neighbour(const struct claim_places *places, const struct ir_session *session, uint32_t other)
{
    for (uint32_t i = 0; i < places->count; i++) {
        const struct claim_place *p = &places->at[i];
        if (ids_hold(p->tables, p->table_count, other) ||
            ids_hold(p->links, p->link_count, session->hop.link) ||
            (session->by_server && ids_hold(p->tables, p->table_count, session->server)))
            return true;
    }
    return false;
}

/* The sessions by which the claim says that the table learns. */
static struct bits claimed_sessions(struct arena *a, const struct ir *ir, const struct claim *c)
{
    struct bits sessions = bits_new(a, ir->session_count);
    for (uint32_t s = 0; s < ir->session_count; s++) {
        if (ir->sessions[s].to == c->table &&
            (c->neighbours.count == 0 ||
             is_neighbour(&c->neighbours, &ir->sessions[s], ir->sessions[s].from)))
            bits_add(sessions, s);
    }
    return sessions;
}

static bool has_candidates(const struct sim_state *s, const struct claim *c)
{
    return sim_rib_at(s, c->prefix, c->table)->count > 0;
}

/* Nobody brings the route that the claim asks for. */
static bool find_missing(struct arena *a, const struct sim_state *s, const struct claim *c, struct cause *out)
{
    struct arena *scratch = arena_create();
    struct bits first = claimed_sessions(scratch, s->ir, c);
    bool found = sim_missing_prefix(a, s, c->table, c->prefix, &first, out);
    arena_destroy(scratch);
    return found;
}

static bool is_claimed(const struct ir *ir, const struct claim *c, const struct sim_route *r)
{
    return r->session != IR_NONE &&
           is_neighbour(&c->neighbours, &ir->sessions[r->session], ir->sessions[r->session].from);
}

/* A candidate that is selected or not, and from a claimed neighbour or not. */
static const struct sim_route *find_candidate(const struct sim_state *s, const struct claim *c, bool selected,
                                              bool claimed)
{
    const struct sim_rib *rib = sim_rib_at(s, c->prefix, c->table);
    for (uint32_t i = 0; i < rib->count; i++) {
        if (rib->routes[i].selected == selected && is_claimed(s->ir, c, &rib->routes[i]) == claimed)
            return &rib->routes[i]; // cppcheck-suppress returnDanglingLifetime ; it lives in the state
    }
    return NULL;
}

/* The table selects others: because it prefers them, or uses them beside the claimed ones, or has no others. */
static bool cause_of_selection(struct arena *a, const struct sim_state *s, const struct claim *c,
                               struct cause *out)
{
    const struct sim_route *wrong = find_candidate(s, c, true, false);
    const struct sim_route *left = find_candidate(s, c, false, true);
    const struct sim_route *right = find_candidate(s, c, true, true);
    const struct sim_route *used = wrong ? wrong : right, *other = left ? left : right;
    if (!used || !other || used == other)
        return find_missing(a, s, c, out);
    *out = sim_prefers(a, s, c->table, (struct sim_use){c->prefix, used}, (struct sim_use){c->prefix, other});
    return true;
}

/* The active row that is there in place of the claimed one. */
static bool cause_of_row(struct arena *a, const struct sim_state *s, const struct claim *c, struct cause *out)
{
    const struct sim_rib *rib = sim_rib_at(s, c->prefix, c->table);
    const struct sim_route *active = NULL, *other = NULL;
    for (uint32_t i = 0; i < rib->count; i++) {
        enum sim_row_state state = sim_row(s, c->table, c->prefix, &rib->routes[i]);
        if (state == SIM_ROW_ACTIVE && !active)
            active = &rib->routes[i];
        if (state == SIM_ROW_OVERRIDDEN && !other)
            other = &rib->routes[i];
    }
    if (rib->count == 0)
        return sim_missing_prefix(a, s, c->table, c->prefix, NULL, out);
    if (!active || !other)
        return false;
    *out =
        sim_prefers(a, s, c->table, (struct sim_use){c->prefix, active}, (struct sim_use){c->prefix, other});
    return true;
}

/* The table has a route, and does not tell the neighbour. */
static bool cause_of_silence(struct arena *a, const struct sim_state *s, const struct claim *c,
                             struct cause *out)
{
    const struct ir *ir = s->ir;
    if (!has_candidates(s, c))
        return sim_missing_prefix(a, s, c->table, c->prefix, NULL, out);
    for (uint32_t i = 0; i < ir->session_count; i++) {
        const struct ir_session *session = &ir->sessions[i];
        struct arena *scratch = arena_create();
        struct bits first = bits_new(scratch, ir->session_count);
        bits_add(first, i);
        bool found = session->from == c->table && is_neighbour(&c->neighbours, session, session->to) &&
                     sim_missing_prefix(a, s, session->to, c->prefix, &first, out);
        arena_destroy(scratch);
        if (found)
            return true;
    }
    return false;
}

struct sim_causes sim_find_route_causes(struct arena *a, const struct sim_state *s, const struct claim *c)
{
    struct sim_causes out = {0};
    bool found = false;
    if (c->prefix == IR_NONE)
        return out;
    if (c->kind == CLAIM_LEARNS && !c->has_as_path)
        found = find_missing(a, s, c, &out.at[0]);
    else if (c->kind == CLAIM_SELECTS)
        found = cause_of_selection(a, s, c, &out.at[0]);
    else if (c->kind == CLAIM_ROUTES_TO || c->kind == CLAIM_ROUTES_THROUGH)
        found = cause_of_row(a, s, c, &out.at[0]);
    else if (c->kind == CLAIM_ADVERTISES)
        found = cause_of_silence(a, s, c, &out.at[0]);
    out.count = found ? 1 : 0;
    return out;
}
