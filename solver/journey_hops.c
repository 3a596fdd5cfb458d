/*
 * journey_hops: tables, delivery, and the Internet.
 */
#include "solver/journey_internal.h"

#include "solver/filters.h"
#include "solver/forwarding.h"

static const struct place nobody = {PLACE_NOBODY, 0};

void journey_enter_appliance(struct leaving *l, const struct branch *b, uint32_t appliance,
                             bool from_internet)
{
    journey_go(l, b, JOURNEY_APPLIANCE, appliance, nobody, from_internet);
}

static void enter_balancer(struct leaving *l, const struct branch *b, uint32_t balancer, bool from_internet)
{
    journey_go(l, b, JOURNEY_BALANCER, balancer, nobody, from_internet);
}

void journey_enter_table(struct leaving *l, struct branch b, uint32_t table)
{
    const struct ir_table *t = &l->ir->tables[table];
    if (t->kind == IR_APPLIANCE) {
        uint32_t appliance = ir_appliance_of_table(l->ir, table);
        if (appliance != IR_NONE) {
            journey_enter_appliance(l, &b, appliance, false);
            return;
        }
    }
    if (ir_is_router_address(l->ir, table, b.header.destination)) {
        journey_delivered_at_router(l, b, table);
        return;
    }
    if (t->is_node)
        branch_pass(&b, (struct item){.kind = ITEM_TABLE, .id = table});
    struct place actor = t->kind == IR_ROUTER ? (struct place){PLACE_ROUTER, table} : nobody;
    journey_go(l, &b, JOURNEY_TABLE, table, actor, false);
}

/* ---- a hop ---- */

/* The hop takes packets from this source (F25). */
static bool takes_source(const struct leaving *l, const struct ir_hop *hop, const struct branch *b)
{
    uint32_t source = b->header.source;
    return hop->source_count == 0 ||
           (source != IR_NONE && ir_class_inside(l->ir, source, hop->sources, hop->source_count));
}

static void take_hop(struct leaving *l, const struct ir_hop *hop, int32_t used)
{
    struct branch b = branch_from(l, used);
    if (!takes_source(l, hop, &b)) {
        journey_lose(l, &b, hop->source_rule);
        return;
    }
    if (hop->link != IR_NONE)
        branch_pass(&b, (struct item){.kind = ITEM_LINK, .id = hop->link});
    switch (hop->kind) {
    case IR_HOP_TABLE:
        journey_enter_table(l, b, hop->target);
        break;
    case IR_HOP_BALANCER:
        enter_balancer(l, &b, hop->target, false);
        break;
    case IR_HOP_DELIVER:
        journey_deliver(l, b, hop->target);
        break;
    case IR_HOP_INTERNET:
    case IR_HOP_EXIT:
        journey_leave(l, b, hop->kind == IR_HOP_EXIT ? hop->rule : (uint32_t)RULE_NOT_ON_INTERNET);
        break;
    case IR_HOP_DROP:
        journey_lose(l, &b, hop->rule);
        break;
    case IR_HOP_VIA: /* forwarding has put others in its place */
        journey_lose(l, &b, RULE_HOP_DOWN);
        break;
    }
}

/* Without a route a live table hands on to its fallback, with the same actor. */
static void fall_back(struct leaving *l, int32_t no_route)
{
    struct formula *f = l->j->q->formula;
    const struct ir_table *t = &l->ir->tables[l->here.id];
    int32_t live = t->has_fallback ? forwarding_is_live(l->j->q, l->here.id) : FORMULA_FALSE;
    struct branch on = branch_from(l, formula_and2(f, no_route, live));
    struct branch stays = branch_from(l, formula_and2(f, no_route, -live));
    journey_lose(l, &stays, RULE_NO_ROUTE);
    if (t->has_fallback)
        journey_go(l, &on, JOURNEY_TABLE, t->fallback, l->here.actor, false);
}

void journey_from_table(struct leaving *l)
{
    const struct forwarding *fw = forwarding_at(l->j->q, l->here.header.destination, l->here.id);
    struct branch down = branch_from(l, fw->hop_down);
    journey_lose(l, &down, RULE_HOP_DOWN);
    l->by_hop = true;
    for (uint32_t i = 0; i < fw->count; i++)
        take_hop(l, fw->at[i].hop, fw->at[i].used);
    l->by_hop = false;
    fall_back(l, fw->no_route);
}

/* ---- delivery ---- */

void journey_deliver_at_router(struct leaving *l, struct branch b, uint32_t table, enum rule_code dead)
{
    struct query *q = l->j->q;
    int32_t live = q->situation.up[l->ir->tables[table].element];
    struct branch down = b;
    down.taken = formula_and2(q->formula, b.taken, -live);
    journey_lose(l, &down, dead);
    b.taken = formula_and2(q->formula, b.taken, live);
    if (b.taken != FORMULA_FALSE)
        journey_delivered_at_router(l, b, table);
}

void journey_deliver(struct leaving *l, struct branch b, uint32_t site)
{
    uint32_t balancer = ir_balancer_at(l->ir, site, b.header.destination);
    uint32_t appliance = ir_appliance_at(l->ir, site, b.header.destination);
    uint32_t router = ir_router_at(l->ir, site, b.header.destination);
    if (balancer != IR_NONE)
        enter_balancer(l, &b, balancer, false);
    else if (appliance != IR_NONE)
        journey_enter_appliance(l, &b, appliance, false);
    else if (router != IR_NONE)
        journey_deliver_at_router(l, b, router, RULE_HOP_DOWN);
    else
        journey_deliver_host(l, b, site);
}

void journey_deliver_host(struct leaving *l, struct branch b, uint32_t site)
{
    struct query *q = l->j->q;
    if (!l->here.is_reply && l->ir->attachment_count) {
        int32_t permits = filters_inbound(q, site, b.header.destination, b.header);
        struct branch denied = b;
        denied.taken = formula_and2(q->formula, b.taken, -permits);
        journey_lose(l, &denied, RULE_SECURITY_GROUP_DENIES);
        b.taken = formula_and2(q->formula, b.taken, permits);
    }
    if (b.taken != FORMULA_FALSE)
        journey_delivered_in_site(l, b, site);
}

/* ---- the Internet ---- */

static uint32_t public_of_host(const struct ir *ir, uint32_t site, uint32_t class_id)
{
    for (uint32_t i = 0; i < ir->public_count; i++) {
        const struct ir_public *p = &ir->publics[i];
        if (p->kind == IR_OWNER_HOST && p->owner == site && p->host_class == class_id)
            return p->class_id;
    }
    return IR_NONE;
}

/* Where the public addresses of a site's hosts are known: at its own tables and its routers. */
static struct place translating(const struct leaving *l)
{
    struct place actor = l->here.actor;
    if (actor.kind == PLACE_ROUTER)
        return (struct place){PLACE_SITE, l->ir->tables[actor.id].site};
    return actor;
}

/* The source that the Internet sees: the actor's public address, or IR_NONE for one that cannot be told. */
static uint32_t source_outside(const struct leaving *l, uint32_t source)
{
    struct place at = translating(l);
    if (at.kind == PLACE_APPLIANCE && l->ir->appliances[at.id].has_public)
        return l->ir->appliances[at.id].public_class;
    return at.kind == PLACE_SITE ? public_of_host(l->ir, at.id, source) : IR_NONE;
}

/* A reply goes back where its request left, with that undone. Returns false when none did. */
static bool return_to_exit(struct leaving *l, struct branch b)
{
    const struct note *known = notes_know(&l->j->notes, b.notes, NOTE_EXIT, nobody, IR_NONE, b.header);
    if (!known)
        return false;
    b.header = header_back(known->before);
    struct place at = known->at;
    if (at.kind == PLACE_SITE)
        journey_delivered_in_site(l, b, at.id);
    else if (at.kind == PLACE_APPLIANCE)
        journey_enter_appliance(l, &b, at.id, true);
    else
        journey_enter_table(l, b, at.id);
    return true;
}

void journey_return_from_internet(struct leaving *l, struct branch b)
{
    if (!return_to_exit(l, b))
        journey_lose(l, &b, RULE_OTHER_EXIT);
}

/* A reply that leaves where its request came in, or comes to where it left. Returns true when that is all. */
static bool leave_as_known(struct leaving *l, struct branch *b)
{
    const struct flow_end *from = &l->j->from;
    const struct note *entry =
        notes_know(&l->j->notes, b->notes, NOTE_ENTRY, translating(l), IR_NONE, b->header);
    if (entry)
        b->header = header_back(entry->before);
    if (return_to_exit(l, *b))
        return true;
    bool comes_home = entry && from->kind == FLOW_INTERNET && b->header.destination == from->class_id;
    if (comes_home)
        journey_delivered_to_internet(l, *b);
    return comes_home;
}

/* The packet leaves with this source, to a public address of the design (its index) or, without one, for good. */
static void leave_as(struct leaving *l, struct branch b, uint32_t source, uint32_t public_address)
{
    struct header before = b.header;
    b.header.source = source;
    branch_note(l, &b, (struct note){NOTE_EXIT, l->here.actor, IR_NONE, before, b.header});
    if (public_address != IR_NONE)
        journey_arrive_from_internet(l, b, public_address);
    else
        journey_delivered_to_internet(l, b);
}

/* Any address of the Internet may be the source: filters at the other end must not depend on which. */
static void leave_as_anybody(struct leaving *l, struct branch b, uint32_t public_address)
{
    enum addr_family family = l->ir->publics[public_address].address.family;
    for (uint32_t c = 0; c < l->ir->class_count; c++)
        if (l->ir->classes[c].internet && l->ir->classes[c].sample.family == family)
            leave_as(l, b, c, public_address);
}

void journey_leave(struct leaving *l, struct branch b, uint32_t not_there)
{
    if (l->here.actor.kind == PLACE_NOBODY) {
        journey_lose(l, &b, RULE_NO_EXIT);
        return;
    }
    if (l->here.is_reply && leave_as_known(l, &b))
        return;
    uint32_t destination = b.header.destination;
    uint32_t public_address = ir_public_at(l->ir, destination);
    bool outside = l->ir->classes[destination].internet;
    if (public_address == IR_NONE && (!outside || l->here.is_reply)) {
        journey_lose(l, &b, outside ? (uint32_t)RULE_OTHER_EXIT : not_there);
        return;
    }
    uint32_t source = source_outside(l, b.header.source);
    if (source == IR_NONE && public_address != IR_NONE)
        leave_as_anybody(l, b, public_address);
    else
        leave_as(l, b, source == IR_NONE ? l->ir->anonymous : source, public_address);
}

/* A host's 1:1 address. A site that is down receives nothing. */
static void arrive_at_host(struct leaving *l, struct branch b, const struct ir_public *p)
{
    struct query *q = l->j->q;
    int32_t live = q->situation.up[l->ir->sites[p->owner].element];
    struct branch down = b;
    down.taken = formula_and2(q->formula, b.taken, -live);
    journey_lose(l, &down, RULE_HOP_DOWN);
    b.taken = formula_and2(q->formula, b.taken, live);
    struct header before = b.header;
    b.header.destination = p->host_class;
    branch_note(l, &b, (struct note){NOTE_ENTRY, {PLACE_SITE, p->owner}, IR_NONE, before, b.header});
    journey_deliver_host(l, b, p->owner);
}

void journey_arrive_from_internet(struct leaving *l, struct branch b, uint32_t public_address)
{
    const struct ir_public *p = &l->ir->publics[public_address];
    struct place at = {PLACE_APPLIANCE, p->owner};
    switch (p->kind) {
    case IR_OWNER_HOST:
        arrive_at_host(l, b, p);
        break;
    case IR_OWNER_BALANCER:
        enter_balancer(l, &b, p->owner, true);
        break;
    case IR_OWNER_APPLIANCE:
        branch_note(l, &b, (struct note){NOTE_ENTRY, at, IR_NONE, b.header, b.header});
        journey_enter_appliance(l, &b, p->owner, true);
        break;
    }
}
