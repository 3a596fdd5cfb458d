/*
 * Claims in one stable state: the way in, and the claims about the routes of one table.
 */
#include "compiler/simulate_cause.h"

#include <string.h>

/* The candidates that the claim speaks of; none for a prefix that no table can hold. */
static struct sim_rib rib_of(const struct sim_state *s, const struct claim *c)
{
    struct sim_rib none = {0};
    return c->prefix == IR_NONE ? none : *sim_rib_at(s, c->prefix, c->table);
}

static const char *prefix_text(struct arena *a, const struct claim *c)
{
    char text[PREFIX_TEXT_MAX];
    return arena_strdup(a, prefix_print(c->prefix_written, text));
}

/* Does the place name the table at the other end of a session, or the link that the session runs over? */
static bool is_in_place(const struct claim_place *p, const struct ir_session *session, uint32_t other)
{
    return ids_hold(p->tables, p->table_count, other) ||
           ids_hold(p->links, p->link_count, session->hop.link) ||
           (session->by_server && ids_hold(p->tables, p->table_count, session->server));
}

bool sim_is_neighbour(const struct claim_places *places, const struct ir_session *session, uint32_t other)
{
    for (uint32_t i = 0; i < places->count; i++) {
        if (is_in_place(&places->at[i], session, other))
            return true;
    }
    return false;
}

/* The same for the session that a route came over; an origin came from nobody. */
static bool came_from(const struct ir *ir, const struct claim_places *places, const struct sim_route *r)
{
    return r->session != IR_NONE &&
           sim_is_neighbour(places, &ir->sessions[r->session], ir->sessions[r->session].from);
}

/* " from er1.primary", or nothing when any neighbour counts. */
static const char *from_text(struct arena *a, const struct claim *c)
{
    return c->neighbours.count == 0 ? ""
                                    : arena_printf(a, " from %s", sim_place_names(a, &c->neighbours, " or "));
}

/* ---- learns ---- */

static bool has_claimed_path(const struct claim *c, const struct sim_route *r)
{
    if (!c->has_as_path)
        return true;
    if (r->path_length != c->as_path_count)
        return false;
    for (uint32_t i = 0; i < r->path_length; i++) {
        if (r->as_path[i] != c->as_path[i])
            return false;
    }
    return true;
}

static bool is_claimed_source(const struct ir *ir, const struct claim *c, const struct sim_route *r)
{
    if (c->neighbours.count == 0)
        return true;
    return came_from(ir, &c->neighbours, r);
}

static const char *as_path_text(struct arena *a, const struct sim_route *r)
{
    const char *text = r->path_length == 0 ? "no AS path" : "AS path";
    for (uint32_t i = 0; i < r->path_length; i++)
        text = arena_printf(a, "%s %s", text, ir_asn_text(a, r->as_path[i]));
    return text;
}

static const char *source_text(struct arena *a, const struct ir *ir, const struct sim_route *r)
{
    if (r->session == IR_NONE)
        return "of its own";
    return arena_printf(a, "from %s", ir->tables[ir->sessions[r->session].from].name);
}

/* The first candidate that the claim describes; *near is one that has only another AS path. */
static const struct sim_route *find_learned(const struct sim_state *s, const struct claim *c,
                                            const struct sim_route **near)
{
    struct sim_rib rib = rib_of(s, c);
    *near = NULL;
    for (uint32_t i = 0; i < rib.count; i++) {
        const struct sim_route *r = &rib.routes[i];
        if (!is_claimed_source(s->ir, c, r))
            continue;
        if (has_claimed_path(c, r))
            return r; // cppcheck-suppress returnDanglingLifetime ; it lives in the state
        *near = *near ? *near : r;
    }
    return NULL;
}

static bool learns(struct arena *a, const struct sim_state *s, const struct claim *c, const char **problem)
{
    const struct sim_route *near;
    const char *table = s->ir->tables[c->table].name;
    if (find_learned(s, c, &near))
        return true;
    if (near)
        *problem = arena_printf(a, "%s has a route for %s %s, with %s", table, prefix_text(a, c),
                                source_text(a, s->ir, near), as_path_text(a, near));
    else
        *problem = arena_printf(a, "%s has no route for %s%s", table, prefix_text(a, c), from_text(a, c));
    return false;
}

static bool not_learns(struct arena *a, const struct sim_state *s, const struct claim *c,
                       const char **problem)
{
    const struct sim_route *near, *r = find_learned(s, c, &near);
    if (!r)
        return true;
    *problem = arena_printf(a, "%s has a route for %s %s, with %s", s->ir->tables[c->table].name,
                            prefix_text(a, c), source_text(a, s->ir, r), as_path_text(a, r));
    return false;
}

/* ---- selects ---- */

static bool selects_from(const struct sim_state *s, const struct sim_rib *rib,
                         const struct claim_place *group)
{
    for (uint32_t i = 0; i < rib->count; i++) {
        const struct sim_route *r = &rib->routes[i];
        if (r->selected && came_from(s->ir, &(struct claim_places){group, 1}, r))
            return true;
    }
    return false;
}

/* "er1.primary and er1.secondary": where the selected routes come from, each named once. */
static const char *selected_text(struct arena *a, const struct ir *ir, const struct sim_rib *rib)
{
    const char *text = "";
    struct bits named = bits_new(a, ir->table_count);
    bool own = false;
    for (uint32_t i = 0; i < rib->count; i++) {
        const struct sim_route *r = &rib->routes[i];
        uint32_t from = r->session == IR_NONE ? IR_NONE : ir_speaker(ir, ir->sessions[r->session].from);
        bool known = from == IR_NONE ? own : bits_has(named, from);
        if (!r->selected || known)
            continue;
        if (from == IR_NONE)
            own = true;
        else
            bits_add(named, from);
        text = arena_printf(a, "%s%s%s", text, text[0] ? " and " : "",
                            from == IR_NONE ? "its own declaration" : ir->tables[from].name);
    }
    return text;
}

static bool selects(struct arena *a, const struct sim_state *s, const struct claim *c, const char **problem)
{
    struct sim_rib rib = rib_of(s, c);
    bool right = rib.count > 0;
    for (uint32_t i = 0; i < rib.count; i++) {
        const struct sim_route *r = &rib.routes[i];
        bool wanted = came_from(s->ir, &c->neighbours, r);
        right = right && (!r->selected || wanted);
    }
    for (uint32_t g = 0; g < c->neighbours.count; g++)
        right = right && selects_from(s, &rib, &c->neighbours.at[g]);
    if (right)
        return true;
    const char *table = s->ir->tables[c->table].name;
    *problem = rib.count == 0 ? arena_printf(a, "%s has no route for %s", table, prefix_text(a, c))
                              : arena_printf(a, "%s selects %s from %s", table, prefix_text(a, c),
                                             selected_text(a, s->ir, &rib));
    return false;
}

/* ---- advertises ---- */

static const struct sim_route *announced_of(const struct sim_rib *rib)
{
    for (uint32_t i = 0; i < rib->count; i++) {
        if (rib->routes[i].announced)
            return &rib->routes[i];
    }
    return NULL;
}

/* Does one of the places name the table? */
static bool names_table(const struct claim_places *places, uint32_t table)
{
    for (uint32_t i = 0; i < places->count; i++) {
        if (ids_hold(places->at[i].tables, places->at[i].table_count, table))
            return true;
    }
    return false;
}

/* The neighbour that has accepted a route for the prefix which the table, a Route Server, hands on; or IR_NONE. */
static uint32_t find_handed_on(const struct sim_state *s, const struct claim *c)
{
    const struct ir *ir = s->ir;
    for (uint32_t i = 0; c->prefix != IR_NONE && i < ir->session_count; i++) {
        const struct ir_session *session = &ir->sessions[i];
        if (!session->by_server || session->server != c->table || !names_table(&c->neighbours, session->to))
            continue;
        const struct sim_rib *rib = sim_rib_at(s, c->prefix, session->to);
        for (uint32_t k = 0; k < rib->count; k++) {
            if (rib->routes[k].session == i)
                return session->to;
        }
    }
    return IR_NONE;
}

/* The neighbour that hears of the prefix from `table`, or IR_NONE. */
static uint32_t find_told(const struct sim_state *s, const struct claim *c, uint32_t table)
{
    const struct sim_route *announced = announced_of(sim_rib_at(s, c->prefix, table));
    if (!announced)
        return IR_NONE;
    struct arena *scratch = arena_create();
    struct sim_net net = sim_net_new(scratch, s->ir, s->changed);
    uint32_t neighbour = IR_NONE;
    for (uint32_t i = net.out.first[table]; i < net.out.first[table + 1] && neighbour == IR_NONE; i++) {
        uint32_t session = net.out.ids[i], to = s->ir->sessions[session].to;
        struct sim_route sent;
        if (sim_is_neighbour(&c->neighbours, &s->ir->sessions[session], to) &&
            sim_announce(scratch, &net, session, c->prefix, announced, &sent))
            neighbour = to;
    }
    arena_destroy(scratch);
    return neighbour;
}

/* The neighbour that hears of the prefix from the claim's table or an announcer of it, or IR_NONE. */
static uint32_t find_advertised(const struct sim_state *s, const struct claim *c)
{
    uint32_t neighbour = find_handed_on(s, c);
    for (uint32_t t = 0; t < s->ir->table_count && c->prefix != IR_NONE && neighbour == IR_NONE; t++) {
        if (ir_speaker(s->ir, t) == c->table)
            neighbour = find_told(s, c, t);
    }
    return neighbour;
}

static bool advertises(struct arena *a, const struct sim_state *s, const struct claim *c,
                       const char **problem)
{
    if (find_advertised(s, c) != IR_NONE)
        return true;
    struct sim_rib rib = rib_of(s, c);
    const char *table = s->ir->tables[c->table].name;
    *problem = rib.count == 0 ? arena_printf(a, "%s has no route for %s", table, prefix_text(a, c))
                              : arena_printf(a, "%s does not announce %s to %s", table, prefix_text(a, c),
                                             sim_place_names(a, &c->neighbours, " or "));
    return false;
}

static bool not_advertises(struct arena *a, const struct sim_state *s, const struct claim *c,
                           const char **problem)
{
    uint32_t neighbour = find_advertised(s, c);
    if (neighbour == IR_NONE)
        return true;
    *problem = arena_printf(a, "%s announces %s to %s", s->ir->tables[c->table].name, prefix_text(a, c),
                            s->ir->tables[neighbour].name);
    return false;
}

static bool routes_hold(struct arena *a, const struct sim_state *s, const struct claim *c,
                        const char **problem)
{
    switch (c->kind) {
    case CLAIM_LEARNS:
        return learns(a, s, c, problem);
    case CLAIM_NOT_LEARNS:
        return not_learns(a, s, c, problem);
    case CLAIM_SELECTS:
        return selects(a, s, c, problem);
    case CLAIM_ADVERTISES:
        return advertises(a, s, c, problem);
    case CLAIM_NOT_ADVERTISES:
        return not_advertises(a, s, c, problem);
    case CLAIM_ROUTES_TO:
    case CLAIM_ROUTES_THROUGH:
    case CLAIM_NOT_ROUTES:
        return sim_rows_hold(a, s, c, problem);
    default:
        return true;
    }
}

bool sim_claim_holds(struct arena *a, const struct sim_state *s, const struct claim *c, struct witness *w)
{
    const char *problem = "";
    if (claim_is_flow(c->kind))
        return sim_flows_hold(a, s, c, w);
    if (routes_hold(a, s, c, &problem))
        return true;
    if (w) {
        w->is_flow = w->has_forward = w->has_back = false;
        w->problem = problem;
        struct sim_causes causes = sim_find_route_causes(a, s, c);
        w->cause_count = causes.count;
        memcpy(w->causes, causes.at, sizeof w->causes);
    }
    return false;
}

struct sim_violations sim_claim_violations(struct arena *a, const struct sim_state *s, const struct claim *c,
                                           uint32_t limit)
{
    if (claim_is_flow(c->kind))
        return sim_flow_violations(a, s, c, limit);
    struct sim_violation *v = arena_new(a, struct sim_violation);
    bool holds = sim_claim_holds(a, s, c, &v->witness);
    return (struct sim_violations){.at = v, .count = holds ? 0 : 1, .complete = true};
}

bool sim_claim_applies(struct arena *a, const struct sim_state *s, const struct claim *c)
{
    (void)a;
    if (claim_is_flow(c->kind))
        return sim_flows_apply(s, c);
    return !claim_is_route(c->kind) || sim_routes_apply(s, c);
}
