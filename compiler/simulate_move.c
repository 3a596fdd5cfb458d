/*
 * What happens to a packet at a table, where it is delivered, and at a load balancer.
 */
#include "compiler/simulate_packet.h"

/* ---- adding moves ---- */

struct sim_position sim_place(const struct sim_mover *m, enum sim_where where, uint32_t id,
                              struct sim_header h, uint32_t notes)
{
    return (struct sim_position){
        .where = where, .id = id, .header = h, .notes = notes, .reply = m->at->reply};
}

void sim_go(struct sim_mover *m, struct sim_move move, struct sim_position next)
{
    move.outcome = SIM_GOES_ON;
    move.header = next.header;
    move.notes = next.notes;
    move.next = sim_node_of(m->walk, next);
    vec_push(m->walk->arena, &m->moves, move);
}

void sim_finish(struct sim_mover *m, struct sim_move move, enum sim_outcome outcome, uint32_t place,
                struct sim_header h, uint32_t notes)
{
    const uint32_t key[] = {outcome, place, h.source, h.destination, h.service, notes};
    move.outcome = outcome;
    move.place = place;
    move.header = h;
    move.notes = notes;
    move.final = map_count(m->walk->finals);
    map_add(m->walk->finals, key, sizeof key, &move.final);
    vec_push(m->walk->arena, &m->moves, move);
}

void sim_stop(struct sim_mover *m, struct sim_move move, uint32_t rule)
{
    move.outcome = SIM_STOPPED;
    move.rule = rule;
    move.header = m->at->header;
    move.notes = m->at->notes;
    move.final = IR_NONE;
    vec_push(m->walk->arena, &m->moves, move);
}

void sim_deny(struct sim_mover *m, struct sim_move move, struct sim_denial denial, struct sim_header h)
{
    move.denial = denial;
    sim_stop(m, move, denial.line ? denial.line->rule : (uint32_t)RULE_SECURITY_GROUP_DENIES);
    m->moves.at[m->moves.count - 1].header = h;
}

/* ---- delivery ---- */

void sim_deliver_to_host(struct sim_mover *m, struct sim_move move, uint32_t site, struct sim_header h,
                         uint32_t notes)
{
    struct sim_denial denial;
    if (!m->at->reply && sim_is_denied(m->walk->state, site, h.destination, true, h, &denial))
        sim_deny(m, move, denial, h);
    else
        sim_finish(m, move, SIM_IN_A_SITE, site, h, notes);
}

static bool is_live(const struct sim_walk *w, uint32_t table)
{
    return sim_is_up(w->ir, w->state->changed, w->ir->tables[table].element);
}

void sim_enter_router(struct sim_mover *m, struct sim_move move, uint32_t table, struct sim_header h,
                      uint32_t notes)
{
    if (ir_is_router_address(m->walk->ir, table, h.destination))
        sim_finish(m, move, SIM_AT_ROUTER, table, h, notes);
    else
        sim_go(m, move, sim_place(m, SIM_IN_TABLE, table, h, notes));
}

/* In the router's own site. */
static void deliver_to_router(struct sim_mover *m, struct sim_move move, uint32_t table)
{
    if (is_live(m->walk, table))
        sim_finish(m, move, SIM_AT_ROUTER, table, m->at->header, m->at->notes);
    else
        sim_stop(m, move, RULE_HOP_DOWN);
}

static void deliver(struct sim_mover *m, struct sim_move move, uint32_t site)
{
    const struct ir *ir = m->walk->ir;
    struct sim_header h = m->at->header;
    uint32_t balancer = ir_balancer_at(ir, site, h.destination);
    uint32_t appliance = ir_appliance_at(ir, site, h.destination);
    uint32_t router = ir_router_at(ir, site, h.destination);
    if (balancer != IR_NONE)
        sim_go(m, move, sim_place(m, SIM_IN_BALANCER, balancer, h, m->at->notes));
    else if (appliance != IR_NONE)
        sim_go(m, move, sim_place(m, SIM_IN_APPLIANCE, appliance, h, m->at->notes));
    else if (router != IR_NONE)
        deliver_to_router(m, move, router);
    else
        sim_deliver_to_host(m, move, site, h, m->at->notes);
}

/* ---- tables ---- */

/* Is what the hop crosses or leads to down? */
static bool is_down(const struct sim_walk *w, const struct ir_hop *hop)
{
    return !sim_is_up(w->ir, w->state->changed, hop->link) ||
           (hop->kind == IR_HOP_TABLE && !is_live(w, hop->target));
}

static bool may_pass(const struct ir *ir, const struct ir_hop *hop, uint32_t source)
{
    return hop->source_count == 0 ||
           (source != IR_NONE && ir_class_inside(ir, source, hop->sources, hop->source_count));
}

static void go_to_table(struct sim_mover *m, struct sim_move move, uint32_t table)
{
    uint32_t appliance = ir_appliance_of_table(m->walk->ir, table);
    if (m->walk->ir->tables[table].kind == IR_ROUTER) {
        sim_enter_router(m, move, table, m->at->header, m->at->notes);
        return;
    }
    enum sim_where where = appliance == IR_NONE ? SIM_IN_TABLE : SIM_IN_APPLIANCE;
    uint32_t id = appliance == IR_NONE ? table : appliance;
    sim_go(m, move, sim_place(m, where, id, m->at->header, m->at->notes));
}

static void take_hop(struct sim_mover *m, struct sim_move move, const struct ir_hop *hop)
{
    move.hop = hop;
    move.link = hop->link;
    if (is_down(m->walk, hop)) {
        sim_stop(m, move, RULE_HOP_DOWN);
        return;
    }
    if (!may_pass(m->walk->ir, hop, m->at->header.source)) {
        sim_stop(m, move, hop->source_rule);
        return;
    }
    switch (hop->kind) {
    case IR_HOP_TABLE:
        go_to_table(m, move, hop->target);
        return;
    case IR_HOP_BALANCER:
        sim_go(m, move, sim_place(m, SIM_IN_BALANCER, hop->target, m->at->header, m->at->notes));
        return;
    case IR_HOP_DELIVER:
        deliver(m, move, hop->target);
        return;
    case IR_HOP_INTERNET:
    case IR_HOP_EXIT:
        sim_leave(m, move, hop);
        return;
    case IR_HOP_DROP:
        sim_stop(m, move, hop->rule);
        return;
    case IR_HOP_VIA:
        break;
    }
    sim_stop(m, move, RULE_NO_ROUTE); /* what another hop stands for is none of these itself */
}

/* The hops that a route stands for: its own, or those of the routes for another prefix at the same table. */
static void take_route(struct sim_mover *m, struct sim_move move)
{
    const struct ir_hop *hop = sim_hop(m->walk->ir, move.route);
    if (hop->kind != IR_HOP_VIA) {
        take_hop(m, move, hop);
        return;
    }
    const struct sim_rib *rib = sim_rib_at(m->walk->state, hop->target, m->at->id);
    bool any = false;
    for (uint32_t i = 0; i < rib->count; i++) {
        if (!rib->routes[i].selected)
            continue;
        take_hop(m, move, sim_hop(m->walk->ir, &rib->routes[i]));
        any = true;
    }
    if (!any)
        sim_stop(m, move, RULE_HOP_DOWN);
}

static const struct sim_used *used_at(struct sim_walk *w, uint32_t table, uint32_t class_id)
{
    if (!w->used[class_id]) {
        w->used[class_id] = arena_array(w->arena, struct sim_used, w->ir->table_count);
        w->known[class_id] = arena_array(w->arena, bool, w->ir->table_count);
    }
    if (!w->known[class_id][table]) {
        w->used[class_id][table] = sim_forward(w->arena, w->state, table, class_id);
        w->known[class_id][table] = true;
    }
    return &w->used[class_id][table];
}

/* No route: the fallback is looked up, by the same appliance. */
static void fall_back(struct sim_mover *m, struct sim_move move)
{
    const struct ir_table *t = &m->walk->ir->tables[m->at->id];
    if (!t->has_fallback || !is_live(m->walk, m->at->id)) {
        sim_stop(m, move, RULE_NO_ROUTE);
        return;
    }
    struct sim_position next = sim_place(m, SIM_IN_TABLE, t->fallback, m->at->header, m->at->notes);
    if (m->at->actor.kind == SIM_APPLIANCE)
        next.actor = m->at->actor;
    sim_go(m, move, next);
}

void sim_move_table(struct sim_mover *m)
{
    struct sim_used none = {.prefix = IR_NONE};
    uint32_t to = m->at->header.destination;
    struct sim_move here = {.prefix = IR_NONE, .link = IR_NONE, .instance = IR_NONE, .rule = IR_NONE};
    if (ir_is_router_address(m->walk->ir, m->at->id, to) && is_live(m->walk, m->at->id)) {
        sim_finish(m, here, SIM_AT_ROUTER, m->at->id, m->at->header, m->at->notes);
        return;
    }
    const struct sim_used *used = to == IR_NONE ? &none : used_at(m->walk, m->at->id, to);
    struct sim_move move = {.prefix = used->prefix, .link = IR_NONE, .instance = IR_NONE, .rule = IR_NONE};
    if (used->count == 0)
        fall_back(m, move);
    for (uint32_t i = 0; i < used->count; i++) {
        move.route = used->routes[i];
        take_route(m, move);
    }
}

struct sim_move *sim_moves_by(struct sim_walk *w, const struct sim_position *at, uint32_t prefix,
                              const struct sim_route *route, uint32_t *count)
{
    struct sim_mover m = {.walk = w, .at = at};
    take_route(&m,
               (struct sim_move){
                   .prefix = prefix, .route = route, .link = IR_NONE, .instance = IR_NONE, .rule = IR_NONE});
    *count = m.moves.count;
    return m.moves.at;
}

/* ---- load balancers ---- */

static bool is_backend_live(const struct sim_walk *w, const struct ir_backend *b)
{
    const struct ir *ir = w->ir;
    if (b->appliance == IR_NONE)
        return sim_is_up(ir, w->state->changed, ir->sites[b->site].element);
    const struct ir_appliance *x = &ir->appliances[b->appliance];
    for (uint32_t i = 0; i < x->instance_count; i++) {
        if (sim_is_up(ir, w->state->changed, x->instances[i]))
            return true;
    }
    return false;
}

static void hand_on(struct sim_mover *m, uint32_t backend)
{
    const struct ir_backend *b = &m->walk->ir->balancers[m->at->id].backends[backend];
    struct sim_header before = m->at->header, after = before;
    uint32_t notes = m->at->notes;
    struct sim_who place =
        b->appliance == IR_NONE ? sim_who(SIM_SITE, b->site) : sim_who(SIM_APPLIANCE, b->appliance);
    if (sim_is_front_end(m->walk->ir, m->at->id, before.destination))
        after.destination = b->address_class;
    if (!m->at->reply && m->at->from_internet)
        notes =
            sim_note_add(m->walk, notes, (struct sim_note){SIM_NOTE_ENTRY, place, IR_NONE, before, before});
    if (!m->at->reply)
        notes = sim_note_add(
            m->walk, notes,
            (struct sim_note){SIM_NOTE_BALANCER, sim_who(SIM_BALANCER, m->at->id), backend, before, after});
    struct sim_move move = {.prefix = IR_NONE, .link = IR_NONE, .instance = backend, .rule = IR_NONE};
    if (b->appliance != IR_NONE)
        sim_go(m, move, sim_place(m, SIM_IN_APPLIANCE, b->appliance, after, notes));
    else if (after.destination == b->address_class)
        sim_deliver_to_host(m, move, b->site, after, notes);
    else
        sim_stop(m, move, RULE_NOT_FORWARDING);
}

void sim_move_balancer(struct sim_mover *m)
{
    const struct ir_balancer *b = &m->walk->ir->balancers[m->at->id];
    const struct sim_note *noted =
        sim_last_note(m->walk, m->at->notes, SIM_NOTE_BALANCER, sim_who(SIM_BALANCER, m->at->id));
    if (noted) {
        hand_on(m, noted->instance);
        return;
    }
    bool any = false;
    for (uint32_t i = 0; i < b->backend_count; i++) {
        if (!is_backend_live(m->walk, &b->backends[i]))
            continue;
        hand_on(m, i);
        any = true;
    }
    if (!any)
        sim_stop(m,
                 (struct sim_move){.prefix = IR_NONE, .link = IR_NONE, .instance = IR_NONE, .rule = IR_NONE},
                 RULE_NO_BACKEND);
}
