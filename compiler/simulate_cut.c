/*
 * What keeps a negative claim from failing in one state. A flow: where its packet stops, and when that is for want of a
 * route, where the routes to the destination stop before they get there. A claim about routes: where the route stops
 * before the table, or before the neighbour.
 */
#include "compiler/simulate_internal.h"

#include <string.h>

#define FLOW_LIMIT 256 /* flows of one claim that are looked at */

struct cut {
    struct arena *arena, *scratch;
    const struct sim_state *state;
    const struct claim *claim;
    struct sim_walk *walk;
    struct sim_reasons out;
    uint32_t flows;
};

/* ---- flows ---- */

/* Is the origin a route to the destination itself, and not to something wider around it? */
static bool leads_there(const struct ir_origin *o, const struct ir *ir, uint32_t site)
{
    bool own = o->source == IR_SRC_VNET || o->source == IR_SRC_CONNECTED || o->source == IR_SRC_AGGREGATE;
    bool delivers = o->hop.kind == IR_HOP_DELIVER && o->hop.target == site;
    return own && (delivers || ir->tables[o->table].site == site);
}

/* Does the site hold this prefix as its own, so that routes to it lead into the site? */
static bool is_of_site(const struct cut *c, uint32_t prefix, uint32_t site)
{
    const struct ir *ir = c->state->ir;
    for (uint32_t o = 0; o < ir->origin_count; o++) {
        if (ir->origins[o].prefix == prefix && leads_there(&ir->origins[o], ir, site))
            return true;
    }
    return false;
}

/* The table lacks the routes to the destination: why? Returns whether anything was found. */
static bool cut_routes(struct cut *c, const struct flow_end *to, uint32_t table)
{
    const struct ir_class_info *class = &c->state->ir->classes[to->class_id];
    uint32_t before = c->out.at.count;
    bool lacks = false;
    for (uint32_t i = 0; i < class->prefix_count; i++) {
        uint32_t p = class->prefixes[i];
        if (to->site == IR_NONE || sim_has_route(c->state, p, table) || !is_of_site(c, p, to->site))
            continue;
        lacks = true;
        sim_find_frontier(&c->out, p, table);
    }
    return lacks || c->out.at.count > before;
}

/* Was the packet lost at a table that has no route to the destination itself? */
static bool lacks_route(const struct cut *c, const struct sim_branch *b)
{
    const struct sim_step *last = &b->steps[b->count - 1];
    if (last->at->at.where != SIM_IN_TABLE || last->move->denial.filter)
        return false;
    if (b->end == SIM_NO_ROUTE || b->end == SIM_INTERNET)
        return true;
    return b->end == SIM_DROPPED && last->move->route && b->trip.to->site != IR_NONE &&
           !is_of_site(c, last->move->prefix, b->trip.to->site);
}

static void cut_branch(struct cut *c, const struct sim_branch *b, const char *from, const char *to)
{
    if (b->count == 0) {
        sim_add_reason(&c->out, (struct cause){.because = SPAN_NONE,
                                               .rule = IR_NONE,
                                               .text = arena_printf(c->arena, "%s sends no packets", from)});
        return;
    }
    uint32_t table = b->steps[b->count - 1].at->at.id;
    if (lacks_route(c, b) && cut_routes(c, b->trip.to, table) && b->end == SIM_NO_ROUTE)
        return;
    struct path path = sim_print_branch(c->scratch, c->state->ir, b, from, to);
    const char *subject =
        arena_printf(c->arena, "%s from %s to %s", b->trip.reply ? "replies" : "packets", from, to);
    sim_add_packet(&c->out, subject, &path.drop);
}

/* One way of a flow. Returns whether it is delivered after all, then *b is how. */
static bool cut_request(struct cut *c, const struct flow_end *from, const struct flow_end *to,
                        uint32_t service, const char *from_name, const char *to_name, struct sim_branch *b)
{
    struct sim_trip request = sim_request(c->walk, from, to, service);
    *b = sim_find_first(c->walk, &request);
    if (b->end == SIM_DELIVERED && b->count > 0)
        return true;
    cut_branch(c, b, from_name, to_name);
    return false;
}

static void cut_flow(struct cut *c, const struct flow_end *from, const struct flow_end *to, uint32_t service,
                     const char *from_name, const char *to_name)
{
    struct sim_branch b;
    bool delivered = cut_request(c, from, to, service, from_name, to_name, &b);
    if (c->claim->kind == CLAIM_ISOLATED)
        cut_request(c, to, from, service, to_name, from_name, &b);
    if (c->claim->kind != CLAIM_CANNOT_REACH || !delivered)
        return;
    struct sim_trip reply = sim_reply(c->walk, &b);
    struct sim_branch back = sim_find_first(c->walk, &reply);
    cut_branch(c, &back, to_name, from_name);
}

static void cut_members(struct cut *c, const struct claim_member *a, const struct claim_member *b)
{
    for (uint32_t i = 0; i < a->end_count; i++)
        for (uint32_t k = 0; k < b->end_count; k++) {
            if (!claim_ends_pair(&a->ends[i], &b->ends[k]))
                continue;
            for (uint32_t s = 0; s < c->state->ir->service_count; s++)
                if (bits_has(c->claim->services, s) && c->flows++ < FLOW_LIMIT)
                    cut_flow(c, &a->ends[i], &b->ends[k], s, a->name, b->name);
        }
}

static void cut_flows(struct cut *c)
{
    const struct claim_set *from = &c->claim->from, *to = &c->claim->to;
    for (uint32_t i = 0; i < from->count; i++)
        for (uint32_t k = 0; k < to->count; k++)
            if (strcmp(from->members[i].name, to->members[k].name) != 0)
                cut_members(c, &from->members[i], &to->members[k]);
}

/* ---- routes ---- */

/* The neighbour at the other end of the session is one that the claim names. */
static bool is_named(const struct cut *c, const struct ir_session *s, uint32_t other)
{
    const struct claim_places *places = &c->claim->neighbours;
    for (uint32_t i = 0; i < places->count; i++) {
        const struct claim_place *p = &places->at[i];
        if (ids_hold(p->tables, p->table_count, other) || ids_hold(p->links, p->link_count, s->hop.link))
            return true;
    }
    return false;
}

static const char *prefix_text(const struct cut *c)
{
    char text[PREFIX_TEXT_MAX];
    return arena_strdup(c->arena, prefix_print(c->claim->prefix_written, text));
}

static void add_text(struct cut *c, const char *text)
{
    sim_add_reason(&c->out, (struct cause){.because = SPAN_NONE, .rule = IR_NONE, .text = text});
}

/* The sessions from (or to) the neighbours, and why no route comes over them. */
static void cut_sessions(struct cut *c, bool into)
{
    const struct ir *ir = c->state->ir;
    bool found = false;
    for (uint32_t n = 0; n < ir->session_count; n++) {
        const struct ir_session *s = &ir->sessions[n];
        if ((into ? s->to : s->from) != c->claim->table || !is_named(c, s, into ? s->from : s->to))
            continue;
        found = true;
        if (sim_has_route(c->state, c->claim->prefix, s->from))
            sim_find_stop(&c->out, c->claim->prefix, n);
        else
            sim_find_frontier(&c->out, c->claim->prefix, s->from);
    }
    const char *table = ir->tables[c->claim->table].name;
    const char *others = sim_place_names(c->arena, &c->claim->neighbours, " or ");
    if (!found)
        add_text(c, into ? arena_printf(c->arena, "no session leads from %s to %s", others, table)
                         : arena_printf(c->arena, "no session leads from %s to %s", table, others));
}

/* The table knows routes for the prefix; packets use none of them. */
static void cut_unused(struct cut *c)
{
    const struct ir *ir = c->state->ir;
    uint32_t table = c->claim->table, prefix = c->claim->prefix;
    const struct sim_rib *rib = sim_rib_at(c->state, prefix, table);
    for (uint32_t i = 0; i < rib->count; i++) {
        const struct sim_route *r = &rib->routes[i];
        uint32_t rule = sim_aside_rule(c->state, table, prefix, r);
        const char *why = rule == IR_NONE ? "another one is preferred" : rule_info(rule)->text;
        struct cause unused = {.rule = rule};
        unused.because = r->session == IR_NONE ? ir->origins[r->origin].span : ir->sessions[r->session].span;
        unused.text = arena_printf(c->arena, "%s knows a route to %s and does not use it: %s",
                                   ir->tables[table].name, prefix_text(c), why);
        sim_add_reason(&c->out, unused);
    }
}

static void cut_route(struct cut *c)
{
    const struct claim *claim = c->claim;
    if (claim->prefix == IR_NONE) {
        add_text(c, arena_printf(c->arena, "nothing makes a route to %s", prefix_text(c)));
        return;
    }
    bool into = claim->kind == CLAIM_NOT_LEARNS, known = sim_has_route(c->state, claim->prefix, claim->table);
    bool by_neighbour = claim->neighbours.count > 0;
    if (claim->kind == CLAIM_NOT_ROUTES && known)
        cut_unused(c);
    else if (!known && (!into || !by_neighbour))
        sim_find_frontier(&c->out, claim->prefix, claim->table);
    else if (by_neighbour)
        cut_sessions(c, into);
}

struct because sim_cut(struct arena *a, const struct sim_state *s, const struct claim *c)
{
    struct arena *scratch = arena_create();
    struct sim_net net = sim_net_new(scratch, s->ir, s->changed);
    struct cut cut = {.arena = a,
                      .scratch = scratch,
                      .state = s,
                      .claim = c,
                      .walk = sim_walk_new(scratch, s),
                      .out = sim_reasons_new(a, s, &net)};
    if (claim_is_flow(c->kind))
        cut_flows(&cut);
    else
        cut_route(&cut);
    struct because because = sim_reasons_sorted(&cut.out);
    if (cut.flows > FLOW_LIMIT)
        because.gap = arena_printf(a, "only the first %u of %u flows were looked at", FLOW_LIMIT, cut.flows);
    arena_destroy(scratch);
    return because;
}
