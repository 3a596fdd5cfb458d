/*
 * The way to the Internet, through it and back from it.
 */
#include "compiler/simulate_packet.h"

bool sim_is_internet(const struct ir *ir, uint32_t class_id)
{
    return class_id == IR_NONE || ir->classes[class_id].internet;
}

uint32_t sim_public_class(const struct ir *ir, enum ir_owner_kind kind, uint32_t owner, uint32_t host_class)
{
    for (uint32_t i = 0; i < ir->public_count; i++) {
        const struct ir_public *p = &ir->publics[i];
        if (p->kind == kind && p->owner == owner && (kind != IR_OWNER_HOST || p->host_class == host_class))
            return p->class_id;
    }
    return IR_NONE;
}

bool sim_is_front_end(const struct ir *ir, uint32_t balancer, uint32_t class_id)
{
    uint32_t number = class_id == IR_NONE ? IR_NONE : ir_public_at(ir, class_id);
    if (class_id != IR_NONE && class_id == ir->balancers[balancer].address_class)
        return true;
    return number != IR_NONE && ir->publics[number].kind == IR_OWNER_BALANCER &&
           ir->publics[number].owner == balancer;
}

/* ---- leaving ---- */

static struct sim_who actor_of(const struct sim_mover *m)
{
    if (m->at->actor.kind == SIM_NOBODY && m->walk->ir->tables[m->at->id].kind == IR_ROUTER)
        return sim_who(SIM_ROUTER, m->at->id);
    return m->at->actor;
}

/* The site whose hosts have their public addresses at this actor: its own, or a router's. */
static uint32_t site_of_exit(const struct ir *ir, struct sim_who actor)
{
    return actor.kind == SIM_SITE ? actor.id : actor.kind == SIM_ROUTER ? ir->tables[actor.id].site : IR_NONE;
}

/* The source that a packet has on the Internet, or IR_NONE: some address that nobody knows. */
static uint32_t public_source(const struct ir *ir, struct sim_who actor, uint32_t source)
{
    uint32_t site = site_of_exit(ir, actor);
    if (actor.kind == SIM_APPLIANCE && ir->appliances[actor.id].has_public)
        return ir->appliances[actor.id].public_class;
    return site == IR_NONE ? IR_NONE : sim_public_class(ir, IR_OWNER_HOST, site, source);
}

/* With this source, which its request is noted by. */
static void leave_as(struct sim_mover *m, struct sim_move move, struct sim_who actor, struct sim_header h,
                     uint32_t source)
{
    struct sim_header after = h;
    uint32_t notes = m->at->notes;
    after.source = source;
    if (!m->at->reply)
        notes = sim_note_add(m->walk, notes, (struct sim_note){SIM_NOTE_EXIT, actor, IR_NONE, h, after});
    if (ir_public_at(m->walk->ir, h.destination) != IR_NONE)
        sim_go(m, move, sim_place(m, SIM_ARRIVING, IR_NONE, after, notes));
    else
        sim_finish(m, move, SIM_OUTSIDE, IR_NONE, after, notes);
}

/* To the public address of something in the design, or to the Internet itself; `h` is the header so far. */
static void leave_to(struct sim_mover *m, struct sim_move move, const struct ir_hop *hop,
                     struct sim_who actor, struct sim_header h)
{
    const struct ir *ir = m->walk->ir;
    bool is_public = ir_public_at(ir, h.destination) != IR_NONE;
    bool outside = sim_is_internet(ir, h.destination);
    /* Nothing can go wrong any more with packets that have nowhere to go, but they are said to leave. */
    if (!ir->packets_matter && !outside && hop->kind == IR_HOP_INTERNET) {
        sim_finish(m, move, SIM_OUTSIDE, IR_NONE, h, m->at->notes);
        return;
    }
    if (!is_public && !outside) {
        sim_stop(m, move, hop->kind == IR_HOP_EXIT ? hop->rule : (uint32_t)RULE_NOT_ON_INTERNET);
        return;
    }
    if (!is_public && m->at->reply) {
        sim_stop(m, move, RULE_OTHER_EXIT);
        return;
    }
    uint32_t source = public_source(ir, actor, h.source);
    if (source != IR_NONE || !is_public) {
        leave_as(m, move, actor, h, source == IR_NONE ? ir->anonymous : source);
        return;
    }
    for (uint32_t c = 0; c < ir->class_count; c++)
        if (ir->classes[c].internet &&
            ir->classes[c].sample.family == ir->classes[h.destination].sample.family)
            leave_as(m, move, actor, h, c);
}

void sim_leave(struct sim_mover *m, struct sim_move move, const struct ir_hop *hop)
{
    struct sim_who actor = actor_of(m);
    struct sim_header h = m->at->header;
    if (actor.kind == SIM_NOBODY &&
        (m->walk->ir->packets_matter || sim_is_internet(m->walk->ir, h.destination))) {
        sim_stop(m, move, RULE_NO_EXIT);
        return;
    }
    if (m->at->reply) {
        struct sim_who site = sim_who(SIM_SITE, site_of_exit(m->walk->ir, actor));
        const struct sim_note *entry =
            sim_known(m->walk, m->at->notes, SIM_NOTE_ENTRY, site.id == IR_NONE ? &actor : &site, IR_NONE, h);
        if (entry)
            h = sim_exchanged(entry->before);
        if (sim_known(m->walk, m->at->notes, SIM_NOTE_EXIT, NULL, IR_NONE, h)) {
            sim_go(m, move, sim_place(m, SIM_RETURNING, IR_NONE, h, m->at->notes));
            return;
        }
        if (entry && sim_is_internet(m->walk->ir, h.destination)) {
            sim_finish(m, move, SIM_OUTSIDE, IR_NONE, h, m->at->notes);
            return;
        }
    }
    leave_to(m, move, hop, actor, h);
}

/* ---- coming back ---- */

void sim_move_returning(struct sim_mover *m)
{
    struct sim_move move = {.prefix = IR_NONE, .link = IR_NONE, .instance = IR_NONE, .rule = IR_NONE};
    const struct sim_note *left =
        sim_known(m->walk, m->at->notes, SIM_NOTE_EXIT, NULL, IR_NONE, m->at->header);
    if (!left) {
        sim_stop(m, move, RULE_OTHER_EXIT);
        return;
    }
    struct sim_header h = sim_exchanged(left->before);
    if (left->place.kind == SIM_SITE) {
        sim_finish(m, move, SIM_IN_A_SITE, left->place.id, h, m->at->notes);
        return;
    }
    if (left->place.kind == SIM_ROUTER) {
        sim_enter_router(m, move, left->place.id, h, m->at->notes);
        return;
    }
    struct sim_position next = sim_place(m, SIM_IN_APPLIANCE, left->place.id, h, m->at->notes);
    next.from_internet = 1;
    sim_go(m, move, next);
}

/* ---- coming in ---- */

static void arrive_at_host(struct sim_mover *m, struct sim_move move, const struct ir_public *public)
{
    struct sim_header before = m->at->header, after = before;
    uint32_t notes = m->at->notes;
    if (!sim_is_up(m->walk->ir, m->walk->state->changed, m->walk->ir->sites[public->owner].element)) {
        sim_stop(m, move, RULE_HOP_DOWN);
        return;
    }
    after.destination = public->host_class;
    if (!m->at->reply)
        notes = sim_note_add(
            m->walk, notes,
            (struct sim_note){SIM_NOTE_ENTRY, sim_who(SIM_SITE, public->owner), IR_NONE, before, after});
    sim_deliver_to_host(m, move, public->owner, after, notes);
}

static void arrive_at_appliance(struct sim_mover *m, struct sim_move move, uint32_t appliance)
{
    struct sim_header h = m->at->header;
    uint32_t notes = m->at->notes;
    if (!m->at->reply)
        notes =
            sim_note_add(m->walk, notes,
                         (struct sim_note){SIM_NOTE_ENTRY, sim_who(SIM_APPLIANCE, appliance), IR_NONE, h, h});
    struct sim_position next = sim_place(m, SIM_IN_APPLIANCE, appliance, h, notes);
    next.from_internet = 1;
    sim_go(m, move, next);
}

void sim_move_arriving(struct sim_mover *m)
{
    const struct ir *ir = m->walk->ir;
    struct sim_move move = {.prefix = IR_NONE, .link = IR_NONE, .instance = IR_NONE, .rule = IR_NONE};
    uint32_t to = m->at->header.destination;
    uint32_t number = to == IR_NONE ? IR_NONE : ir_public_at(ir, to);
    if (number == IR_NONE) {
        sim_stop(m, move, RULE_NO_PUBLIC_ADDRESS);
        return;
    }
    const struct ir_public *public = &ir->publics[number];
    struct sim_position next;
    switch (public->kind) {
    case IR_OWNER_HOST:
        arrive_at_host(m, move, public);
        return;
    case IR_OWNER_APPLIANCE:
        arrive_at_appliance(m, move, public->owner);
        return;
    case IR_OWNER_BALANCER:
        next = sim_place(m, SIM_IN_BALANCER, public->owner, m->at->header, m->at->notes);
        next.from_internet = 1;
        sim_go(m, move, next);
        return;
    }
}
