/*
 * Positions of packets: a table, appliance or load balancer with the header and the notes so far. Each is known
 * by a number, and what may happen there is worked out once. Headers and notes are finite, so positions are.
 */
#include "compiler/simulate_packet.h"

#include <string.h>

/* ---- notes ---- */

static uint32_t notes_id(struct sim_walk *w, const struct sim_note *notes, uint32_t count)
{
    uint32_t id = w->notes.count;
    if (!map_add(w->note_ids, notes, sizeof *notes * count, &id))
        return id;
    struct sim_note *copy = arena_array(w->arena, struct sim_note, count);
    if (count > 0)
        memcpy(copy, notes, sizeof *notes * count);
    struct sim_notes list = {copy, count};
    vec_push(w->arena, &w->notes, list);
    return id;
}

uint32_t sim_note_add(struct sim_walk *w, uint32_t notes, struct sim_note note)
{
    struct sim_notes list = w->notes.at[notes];
    for (uint32_t i = 0; i < list.count; i++) {
        if (memcmp(&list.at[i], &note, sizeof note) == 0)
            return notes;
    }
    struct sim_note *longer = arena_array(w->arena, struct sim_note, list.count + 1);
    if (list.count > 0)
        memcpy(longer, list.at, sizeof note * list.count);
    longer[list.count] = note;
    return notes_id(w, longer, list.count + 1);
}

static bool is_same_header(struct sim_header a, struct sim_header b)
{
    return a.source == b.source && a.destination == b.destination && a.service == b.service;
}

static bool is_same_place(struct sim_who a, struct sim_who b)
{
    return a.kind == b.kind && a.id == b.id;
}

const struct sim_note *sim_known(const struct sim_walk *w, uint32_t notes, enum sim_note_kind kind,
                                 const struct sim_who *place, uint32_t instance, struct sim_header h)
{
    const struct sim_note *list = w->notes.at[notes].at;
    for (uint32_t i = w->notes.at[notes].count; i-- > 0;) {
        const struct sim_note *n = &list[i];
        if (n->kind == kind && (!place || is_same_place(n->place, *place)) &&
            (instance == IR_NONE || n->instance == instance) && is_same_header(sim_exchanged(n->after), h))
            return n;
    }
    return NULL;
}

const struct sim_note *sim_last_note(const struct sim_walk *w, uint32_t notes, enum sim_note_kind kind,
                                     struct sim_who place)
{
    const struct sim_note *list = w->notes.at[notes].at;
    for (uint32_t i = w->notes.at[notes].count; i-- > 0;) {
        if (list[i].kind == kind && is_same_place(list[i].place, place))
            return &list[i];
    }
    return NULL;
}

/* ---- positions ---- */

struct sim_walk *sim_walk_new(struct arena *a, const struct sim_state *s)
{
    struct sim_walk *w = arena_new(a, struct sim_walk);
    w->arena = a;
    w->state = s;
    w->ir = s->ir;
    w->used = arena_array(a, struct sim_used *, s->ir->class_count);
    w->known = arena_array(a, bool *, s->ir->class_count);
    w->node_ids = map_new(a);
    w->note_ids = map_new(a);
    w->finals = map_new(a);
    notes_id(w, NULL, 0);
    return w;
}

/* Where nothing but tables acts on packets, only hosts send from a subnet or LAN: coming back there is a loop. */
static struct sim_who actor_at(const struct sim_walk *w, const struct sim_position *p)
{
    const struct ir_table *t = p->where == SIM_IN_TABLE ? &w->ir->tables[p->id] : NULL;
    bool hosts = t && (t->kind == IR_SUBNET || t->kind == IR_LAN);
    return hosts && !w->ir->packets_matter ? sim_who(SIM_SITE, t->site) : p->actor;
}

struct sim_node *sim_node_of(struct sim_walk *w, struct sim_position p)
{
    uint32_t id = w->nodes.count;
    p.actor = actor_at(w, &p);
    if (!map_add(w->node_ids, &p, sizeof p, &id))
        return w->nodes.at[id];
    struct sim_node *node = arena_new(w->arena, struct sim_node);
    node->id = id;
    node->at = p;
    vec_push(w->arena, &w->nodes, node);
    return node;
}

uint32_t sim_node_count(const struct sim_walk *w)
{
    return w->nodes.count;
}

/* The filters of the source deny the packet. */
static void move_starting(struct sim_mover *m)
{
    const struct ir *ir = m->walk->ir;
    struct sim_move move = {.prefix = IR_NONE, .link = IR_NONE, .instance = IR_NONE, .rule = IR_NONE};
    struct sim_denial denial = {0};
    struct sim_who from = m->at->actor;
    if (from.kind == SIM_APPLIANCE)
        sim_is_denied(m->walk->state, ir->appliances[from.id].site, ir->appliances[from.id].address_class,
                      false, m->at->header, &denial);
    else
        sim_is_denied(m->walk->state, from.id, m->at->header.source, false, m->at->header, &denial);
    sim_deny(m, move, denial, m->at->header);
}

static void expand(struct sim_walk *w, struct sim_node *node)
{
    struct sim_mover m = {.walk = w, .at = &node->at};
    switch ((enum sim_where)node->at.where) {
    case SIM_IN_TABLE:
        sim_move_table(&m);
        break;
    case SIM_IN_APPLIANCE:
        sim_move_appliance(&m);
        break;
    case SIM_IN_BALANCER:
        sim_move_balancer(&m);
        break;
    case SIM_ARRIVING:
        sim_move_arriving(&m);
        break;
    case SIM_RETURNING:
        sim_move_returning(&m);
        break;
    case SIM_STARTING:
        move_starting(&m);
        break;
    }
    node->moves = m.moves.at;
    node->move_count = m.moves.count;
    node->is_expanded = true;
}

void sim_explore(struct sim_walk *w, struct sim_node *start)
{
    if (start->is_expanded) /* then it was explored before */
        return;
    struct arena *scratch = arena_create();
    VEC(struct sim_node *) open = {0};
    vec_push(scratch, &open, start);
    for (uint32_t i = 0; i < open.count; i++) {
        struct sim_node *node = open.at[i];
        if (node->is_expanded)
            continue;
        expand(w, node);
        for (uint32_t k = 0; k < node->move_count; k++) {
            if (node->moves[k].outcome == SIM_GOES_ON)
                vec_push(scratch, &open, node->moves[k].next);
        }
    }
    arena_destroy(scratch);
}

/* ---- where packets start ---- */

/* At a table of the one who sends it, unless the filters there deny it. */
static struct sim_node *start_at(struct sim_walk *w, const struct flow_end *from, struct sim_header h)
{
    bool is_appliance = from->kind == FLOW_APPLIANCE;
    struct sim_who actor = is_appliance ? sim_who(SIM_APPLIANCE, from->owner) : sim_who(SIM_SITE, from->site);
    struct sim_position p = {.where = SIM_IN_TABLE, .id = from->table, .header = h, .actor = actor};
    uint32_t site = is_appliance ? w->ir->appliances[from->owner].site : from->site;
    uint32_t own = is_appliance ? w->ir->appliances[from->owner].address_class : from->class_id;
    struct sim_denial denial;
    if (sim_is_denied(w->state, site, own, false, h, &denial))
        p.where = SIM_STARTING;
    return sim_node_of(w, p);
}

struct sim_trip sim_request(struct sim_walk *w, const struct flow_end *from, const struct flow_end *to,
                            uint32_t service)
{
    struct sim_trip trip = {.from = from, .to = to, .service = service, .start = NULL};
    struct sim_header h = {from->class_id, to->by_public ? to->public_class : to->class_id, service};
    /* Where nothing looks at the source, flows from different sources share their positions. */
    if (!w->ir->packets_matter && !sim_is_internet(w->ir, to->class_id))
        h.source = IR_NONE;
    switch (from->kind) {
    case FLOW_INTERNET:
        h.destination = to->public_class;
        trip.start = sim_node_of(w, (struct sim_position){.where = SIM_ARRIVING, .id = IR_NONE, .header = h});
        break;
    case FLOW_SITE:
    case FLOW_APPLIANCE:
        trip.start = start_at(w, from, h);
        break;
    case FLOW_ROUTER:
        trip.start =
            sim_node_of(w, (struct sim_position){.where = SIM_IN_TABLE, .id = from->table, .header = h});
        break;
    case FLOW_BALANCER:
    case FLOW_NOWHERE:
        break;
    }
    return trip;
}

/* From the address that was reached, as an answer of the load balancer if one chose it. */
static struct sim_node *reply_from_site(struct sim_walk *w, const struct sim_trip *request,
                                        const struct sim_move *last)
{
    bool at_router = last->outcome == SIM_AT_ROUTER;
    uint32_t table = at_router ? last->place : ir_table_of(w->ir, last->place, last->header.destination);
    struct sim_header h = sim_exchanged(last->header);
    const struct sim_note *balanced = sim_known(w, last->notes, SIM_NOTE_BALANCER, NULL, IR_NONE, h);
    if (balanced)
        h = sim_exchanged(balanced->before);
    if (!w->ir->packets_matter) /* see sim_request */
        h = (struct sim_header){IR_NONE, request->from->class_id, request->service};
    return sim_node_of(w, (struct sim_position){.where = SIM_IN_TABLE,
                                                .id = table,
                                                .header = h,
                                                .notes = last->notes,
                                                .reply = 1,
                                                .actor = at_router ? sim_who(SIM_NOBODY, 0)
                                                                   : sim_who(SIM_SITE, last->place)});
}

struct sim_trip sim_reply(struct sim_walk *w, const struct sim_branch *request)
{
    const struct sim_trip *there = &request->trip;
    const struct sim_move *last = request->steps[request->count - 1].move;
    struct sim_trip trip = {
        .from = there->to, .to = there->from, .service = there->service, .reply = true, .start = NULL};
    struct sim_position p = {.where = SIM_RETURNING,
                             .id = IR_NONE,
                             .header = sim_exchanged(last->header),
                             .notes = last->notes,
                             .reply = 1};
    if (last->outcome == SIM_IN_A_SITE || last->outcome == SIM_AT_ROUTER) {
        trip.start = reply_from_site(w, there, last);
        return trip;
    }
    if (last->outcome == SIM_AT_APPLIANCE) {
        p.where = SIM_IN_TABLE;
        p.id = w->ir->appliances[last->place].table;
        p.actor = sim_who(SIM_APPLIANCE, last->place);
        const struct sim_note *balanced = sim_known(w, p.notes, SIM_NOTE_BALANCER, NULL, IR_NONE, p.header);
        if (balanced)
            p.header = sim_exchanged(balanced->before);
    }
    trip.start = sim_node_of(w, p);
    return trip;
}

bool sim_answer(struct sim_walk *w, const struct sim_branch *request, struct sim_trip *answer)
{
    const struct sim_trip *there = &request->trip;
    if (request->end == SIM_DELIVERED)
        *answer = sim_reply(w, request);
    else if (!w->ir->packets_matter && there->to->kind != FLOW_INTERNET && there->from->kind != FLOW_INTERNET)
        *answer = sim_request(w, there->to, there->from, there->service);
    else
        return false;
    return true;
}

/* ---- is it delivered to its end? ---- */

/* Was the request addressed to the end, an appliance or balancer, when it came there? */
static bool has_passed(const struct sim_walk *w, uint32_t notes, const struct flow_end *end)
{
    struct sim_notes list = w->notes.at[notes];
    bool appliance = end->kind == FLOW_APPLIANCE;
    struct sim_who place = sim_who(appliance ? SIM_APPLIANCE : SIM_BALANCER, end->owner);
    for (uint32_t i = 0; i < list.count; i++) {
        const struct sim_note *n = &list.at[i];
        if (n->kind != (appliance ? SIM_NOTE_APPLIANCE : SIM_NOTE_BALANCER) ||
            !is_same_place(n->place, place))
            continue;
        uint32_t to = n->before.destination;
        if (appliance ? sim_is_appliance_address(w->ir, end->owner, to)
                      : sim_is_front_end(w->ir, end->owner, to))
            return true;
    }
    return false;
}

static bool is_taken(const struct sim_move *move, const struct flow_end *end)
{
    return move->outcome == SIM_AT_APPLIANCE && end->kind == FLOW_APPLIANCE && end->owner == move->place;
}

/* Taken by the appliance that the balancer picked. */
static bool is_taken_by_backend(const struct sim_walk *w, const struct sim_move *move,
                                const struct flow_end *end)
{
    const struct sim_note *n =
        sim_last_note(w, move->notes, SIM_NOTE_BALANCER, sim_who(SIM_BALANCER, end->owner));
    return move->outcome == SIM_AT_APPLIANCE && n &&
           w->ir->balancers[end->owner].backends[n->instance].appliance == move->place;
}

static bool is_behind(const struct sim_walk *w, const struct sim_move *move, const struct flow_end *end)
{
    bool at_backend = end->kind == FLOW_BALANCER && is_taken_by_backend(w, move, end);
    if (move->outcome != SIM_IN_A_SITE && move->outcome != SIM_AT_ROUTER && move->outcome != SIM_OUTSIDE &&
        !at_backend)
        return false;
    return has_passed(w, move->notes, end);
}

/* Also at a router of the site. */
static bool is_in_site(const struct ir *ir, const struct sim_move *move, const struct flow_end *end)
{
    bool in_site = move->outcome == SIM_IN_A_SITE && move->place == end->site;
    bool at_router = move->outcome == SIM_AT_ROUTER && ir->tables[move->place].site == end->site;
    return (in_site || at_router) && move->header.destination == end->class_id;
}

static bool is_delivered(const struct sim_walk *w, const struct sim_trip *trip, const struct sim_move *move)
{
    switch (trip->to->kind) {
    case FLOW_SITE:
        return is_in_site(w->ir, move, trip->to);
    case FLOW_ROUTER:
        return move->outcome == SIM_AT_ROUTER && move->place == trip->to->table &&
               move->header.destination == trip->to->class_id;
    case FLOW_INTERNET:
        return move->outcome == SIM_OUTSIDE &&
               (!trip->reply || move->header.destination == trip->to->class_id);
    case FLOW_APPLIANCE:
        return is_taken(move, trip->to) || (!trip->reply && is_behind(w, move, trip->to));
    case FLOW_BALANCER:
        return !trip->reply && is_behind(w, move, trip->to);
    case FLOW_NOWHERE:
        break;
    }
    return false;
}

enum sim_end sim_judge(const struct sim_walk *w, const struct sim_trip *trip, const struct sim_move *move,
                       uint32_t *rule)
{
    *rule = IR_NONE;
    if (move->outcome != SIM_STOPPED && is_delivered(w, trip, move))
        return SIM_DELIVERED;
    switch (move->outcome) {
    case SIM_IN_A_SITE:
    case SIM_AT_ROUTER:
        *rule = RULE_WRONG_SITE;
        return SIM_WRONG_SITE;
    case SIM_OUTSIDE:
        *rule = RULE_LEFT_TO_INTERNET;
        return SIM_INTERNET;
    case SIM_AT_APPLIANCE:
        *rule = trip->reply ? RULE_NOT_ITS_FLOW : RULE_NOT_FORWARDING;
        return SIM_DROPPED;
    case SIM_GOES_ON:
    case SIM_STOPPED:
        break;
    }
    *rule = move->rule;
    return move->rule == RULE_NO_ROUTE ? SIM_NO_ROUTE : SIM_DROPPED;
}
