/*
 * journey: the graph itself, and the two ends of a flow.
 */
#include "solver/journey_internal.h"

#include <assert.h>
#include <string.h>

#include "solver/filters.h"
#include "solver/forwarding.h"

static struct journey *new_journey(struct query *q, const struct flow_end *to)
{
    struct journey *j = arena_new(q->scratch, struct journey);
    j->q = q;
    j->to = *to;
    j->numbers = map_new(q->scratch);
    notes_init(&j->notes, q->scratch);
    return j;
}

struct journey *journey_to(struct query *q, const struct flow_end *to)
{
    return new_journey(q, to);
}

struct journey *journey_of_flow(struct query *q, const struct flow_end *from, const struct flow_end *to,
                                uint32_t service)
{
    struct journey *j = new_journey(q, to);
    j->of_one_flow = true;
    j->from = *from;
    j->service = service;
    return j;
}

bool journey_can_start(const struct flow_end *from)
{
    return from->kind == FLOW_INTERNET || from->table != IR_NONE;
}

/* Node of a position, new or known. */
static uint32_t node_at(struct journey *j, const struct position *p)
{
    uint32_t number = j->nodes.count;
    if (!map_add(j->numbers, p, sizeof *p, &number))
        return number;
    vec_push(j->q->scratch, &j->nodes,
             ((struct journey_node){
                 .at = *p, .lost = FORMULA_FALSE, .unrouted = FORMULA_FALSE, .dead_end = FORMULA_FALSE}));
    return number;
}

static struct place place_of_end(const struct flow_end *end)
{
    switch (end->kind) {
    case FLOW_APPLIANCE:
        return (struct place){PLACE_APPLIANCE, end->owner};
    case FLOW_ROUTER:
        return (struct place){PLACE_ROUTER, end->table};
    case FLOW_INTERNET:
        return (struct place){PLACE_INTERNET, 0};
    default:
        return (struct place){PLACE_SITE, end->site};
    }
}

uint32_t journey_start(struct journey *j, const struct flow_end *from)
{
    uint32_t addressed = j->to.by_public ? j->to.public_class : j->to.class_id;
    struct position p = {
        .stage = JOURNEY_START,
        .id = from->table,
        .actor = place_of_end(from),
        .header = {IR_NONE, addressed, 0},
    };
    if (j->of_one_flow)
        p.header = (struct header){from->class_id, addressed, j->service};
    return node_at(j, &p);
}

uint32_t journey_table(const struct journey *j, uint32_t node)
{
    const struct position *p = &j->nodes.at[node].at;
    if (p->stage == JOURNEY_TABLE || p->stage == JOURNEY_START)
        return p->id;
    return p->stage == JOURNEY_APPLIANCE ? j->q->ir->appliances[p->id].table : IR_NONE;
}

/* ---- branches ---- */

struct branch branch_from(const struct leaving *l, int32_t taken)
{
    return (struct branch){.taken = taken, .header = l->here.header, .notes = l->here.notes};
}

void branch_pass(struct branch *b, struct item item)
{
    assert(b->item_count < BRANCH_ITEMS);
    b->items[b->item_count++] = item;
}

void branch_note(const struct leaving *l, struct branch *b, struct note note)
{
    if (!l->here.is_reply)
        b->notes = notes_add(&l->j->notes, b->notes, note);
}

void journey_lose(struct leaving *l, const struct branch *b, enum rule_code rule)
{
    struct formula *f = l->j->q->formula;
    enum rule_loss loss = rule_loss(rule);
    l->lost = formula_or2(f, l->lost, b->taken);
    if (loss == RULE_LOSS_NO_ROUTE)
        l->unrouted = formula_or2(f, l->unrouted, b->taken);
    else if (loss == RULE_LOSS_DEAD_END)
        l->dead_end = formula_or2(f, l->dead_end, b->taken);
}

static void move_to(struct leaving *l, const struct branch *b, const struct position *p)
{
    struct journey *j = l->j;
    if (b->taken == FORMULA_FALSE)
        return;
    struct journey_move m = {node_at(j, p), b->taken, l->by_hop, j->items.count, b->item_count};
    for (uint32_t i = 0; i < b->item_count; i++)
        vec_push(j->q->scratch, &j->items, b->items[i]);
    vec_push(j->q->scratch, &j->moves, m);
}

void journey_go(struct leaving *l, const struct branch *b, enum stage stage, uint32_t id, struct place actor,
                bool from_internet)
{
    struct position p = {
        .stage = stage,
        .id = id,
        .is_reply = l->here.is_reply || stage == JOURNEY_TURN,
        .from_internet = from_internet,
        .actor = actor,
        .header = b->header,
        .notes = b->notes,
    };
    move_to(l, b, &p);
}

const struct journey_node *journey_explore(struct journey *j, uint32_t node)
{
    if (j->nodes.at[node].explored)
        return &j->nodes.at[node];
    struct leaving l = {.j = j, .ir = j->q->ir, .here = j->nodes.at[node].at};
    l.lost = l.unrouted = l.dead_end = FORMULA_FALSE;
    uint32_t first = j->moves.count;
    j->nodes.at[node].explored = true;
    if (query_count_position(j->q)) {
        static void (*const from[])(struct leaving *) = {
            [JOURNEY_START] = journey_from_start,         [JOURNEY_TABLE] = journey_from_table,
            [JOURNEY_APPLIANCE] = journey_from_appliance, [JOURNEY_BALANCER] = journey_from_balancer,
            [JOURNEY_TURN] = journey_from_turn,           [JOURNEY_HOME] = NULL,
        };
        if (from[l.here.stage])
            from[l.here.stage](&l);
    }
    struct journey_node *n = &j->nodes.at[node];
    n->lost = l.lost;
    n->unrouted = l.unrouted;
    n->dead_end = l.dead_end;
    n->first_move = first;
    n->move_count = j->moves.count - first;
    return n;
}

void journey_explore_all(struct journey *j)
{
    for (uint32_t n = 0; n < j->nodes.count && !j->q->problem; n++)
        journey_explore(j, n);
}

/* ---- the source ---- */

/* The Internet reaches an end by its public address only. */
static void start_at_internet(struct leaving *l)
{
    struct branch b = branch_from(l, FORMULA_TRUE);
    uint32_t class_id = l->j->to.public_class;
    uint32_t public_address = class_id == IR_NONE ? IR_NONE : ir_public_at(l->ir, class_id);
    if (public_address == IR_NONE) {
        journey_lose(l, &b, RULE_NO_PUBLIC_ADDRESS);
        return;
    }
    b.header.destination = class_id;
    branch_pass(&b, (struct item){.kind = ITEM_INTERNET});
    journey_arrive_from_internet(l, b, public_address);
}

/* The group of the source address judges what leaves, then its table takes over. */
static void start_at_table(struct leaving *l, uint32_t site, uint32_t address_class, struct item item)
{
    int32_t may_leave = FORMULA_TRUE;
    if (l->ir->attachment_count)
        may_leave = filters_outbound(l->j->q, site, address_class, l->here.header);
    struct branch out = branch_from(l, may_leave), denied = branch_from(l, -may_leave);
    journey_lose(l, &denied, RULE_SECURITY_GROUP_DENIES);
    branch_pass(&out, item);
    journey_go(l, &out, JOURNEY_TABLE, l->here.id, l->here.actor, false);
}

/* No group judges what a router sends. What is for itself does not leave it. */
static void send_from_router(struct leaving *l, struct branch b, uint32_t table)
{
    branch_pass(&b, (struct item){.kind = ITEM_END_ROUTER, .id = table});
    if (ir_is_router_address(l->ir, table, b.header.destination))
        journey_deliver_at_router(l, b, table, RULE_NO_ROUTE);
    else
        journey_go(l, &b, JOURNEY_TABLE, table, (struct place){PLACE_ROUTER, table}, false);
}

void journey_from_start(struct leaving *l)
{
    struct place at = l->here.actor;
    if (at.kind == PLACE_INTERNET) {
        start_at_internet(l);
    } else if (at.kind == PLACE_ROUTER) {
        send_from_router(l, branch_from(l, FORMULA_TRUE), at.id);
    } else if (at.kind == PLACE_APPLIANCE) {
        const struct ir_appliance *a = &l->ir->appliances[at.id];
        start_at_table(l, a->site, a->address_class, (struct item){.kind = ITEM_END_APPLIANCE, .id = at.id});
    } else {
        start_at_table(l, at.id, l->here.header.source, (struct item){.kind = ITEM_SITE, .id = at.id});
    }
}

/* ---- the end ---- */

bool journey_is_address_of_appliance(const struct ir *ir, uint32_t appliance, uint32_t class_id)
{
    const struct ir_appliance *a = &ir->appliances[appliance];
    return class_id == a->address_class || (a->has_public && class_id == a->public_class);
}

bool journey_is_address_of_balancer(const struct ir *ir, uint32_t balancer, uint32_t class_id)
{
    if (class_id == ir->balancers[balancer].address_class)
        return true;
    uint32_t p = ir_public_at(ir, class_id);
    return p != IR_NONE && ir->publics[p].kind == IR_OWNER_BALANCER && ir->publics[p].owner == balancer;
}

/* The request was translated by the appliance or balancer that is the flow's end: a note there has one of its
 * addresses as the destination before. Returns the last such note, or NULL. */
static const struct note *note_at_end(const struct leaving *l, const struct branch *b)
{
    const struct flow_end *to = &l->j->to;
    bool appliance = to->kind == FLOW_APPLIANCE;
    for (uint32_t n = b->notes; n != 0; n = l->j->notes.lists.at[n].earlier) {
        const struct note *note = &l->j->notes.lists.at[n].last;
        if (note->kind != (appliance ? NOTE_APPLIANCE : NOTE_BALANCER) || note->at.id != to->owner)
            continue;
        uint32_t d = note->before.destination;
        if (appliance ? journey_is_address_of_appliance(l->ir, to->owner, d)
                      : journey_is_address_of_balancer(l->ir, to->owner, d))
            return note;
    }
    return NULL;
}

/* In the site, or at a router of it. */
static bool is_in_site(const struct leaving *l, struct place where, uint32_t site)
{
    return (where.kind == PLACE_SITE && where.id == site) ||
           (where.kind == PLACE_ROUTER && l->ir->tables[where.id].site == site);
}

/* A request delivered at `where` has come to the flow's end. */
static bool is_end(const struct leaving *l, const struct branch *b, struct place where)
{
    const struct flow_end *to = &l->j->to;
    switch (to->kind) {
    case FLOW_SITE:
        return is_in_site(l, where, to->site) && b->header.destination == to->class_id;
    case FLOW_ROUTER:
        return where.kind == PLACE_ROUTER && where.id == to->table && b->header.destination == to->class_id;
    case FLOW_INTERNET:
        return where.kind == PLACE_INTERNET && b->header.destination == to->class_id;
    case FLOW_APPLIANCE:
        return (where.kind == PLACE_APPLIANCE && where.id == to->owner) || note_at_end(l, b);
    case FLOW_BALANCER:
        return note_at_end(l, b) != NULL;
    case FLOW_NOWHERE:
        break;
    }
    return false;
}

/* A reply delivered at `where` has come to where the flow started. */
static bool is_home(const struct leaving *l, const struct branch *b, struct place where)
{
    const struct flow_end *from = &l->j->from;
    struct place home = place_of_end(from);
    bool there = home.kind == PLACE_SITE ? is_in_site(l, where, home.id)
                                         : where.kind == home.kind && where.id == home.id;
    return there && (where.kind == PLACE_APPLIANCE || b->header.destination == from->class_id);
}

/* Why a packet that arrived at `where` is not delivered: that is not where it was to go. */
static enum rule_code why_not(const struct leaving *l, struct place where)
{
    if (where.kind == PLACE_SITE || where.kind == PLACE_ROUTER)
        return RULE_WRONG_SITE;
    if (where.kind == PLACE_INTERNET)
        return RULE_LEFT_TO_INTERNET;
    return l->here.is_reply ? RULE_NOT_ITS_FLOW : RULE_NOT_FORWARDING;
}

static void delivered(struct leaving *l, struct branch b, struct place where, struct item item)
{
    branch_pass(&b, item);
    if (l->here.is_reply && is_home(l, &b, where)) {
        /* All replies that come home are the same to everybody. */
        move_to(l, &b, &(struct position){.stage = JOURNEY_HOME, .is_reply = true});
    } else if (!l->here.is_reply && is_end(l, &b, where)) {
        journey_go(l, &b, JOURNEY_TURN, 0, where, false);
    } else {
        journey_lose(l, &b, why_not(l, where));
    }
}

void journey_delivered_in_site(struct leaving *l, struct branch b, uint32_t site)
{
    delivered(l, b, (struct place){PLACE_SITE, site}, (struct item){.kind = ITEM_SITE, .id = site});
}

bool journey_ends_at_appliance(const struct leaving *l, const struct branch *b, uint32_t appliance)
{
    const struct flow_end *to = &l->j->to;
    if (to->kind != FLOW_BALANCER)
        return to->kind == FLOW_APPLIANCE && to->owner == appliance;
    const struct note *note = note_at_end(l, b);
    return note && l->ir->balancers[to->owner].backends[note->instance].appliance == appliance;
}

void journey_delivered_at_appliance(struct leaving *l, struct branch b, uint32_t appliance)
{
    delivered(l, b, (struct place){PLACE_APPLIANCE, appliance},
              (struct item){.kind = ITEM_END_APPLIANCE, .id = appliance});
}

void journey_delivered_at_router(struct leaving *l, struct branch b, uint32_t table)
{
    delivered(l, b, (struct place){PLACE_ROUTER, table}, (struct item){.kind = ITEM_END_ROUTER, .id = table});
}

void journey_delivered_to_internet(struct leaving *l, struct branch b)
{
    delivered(l, b, (struct place){PLACE_INTERNET, 0}, (struct item){.kind = ITEM_INTERNET});
}

/* ---- the reply ---- */

void journey_undo_balancer(const struct leaving *l, struct branch *b)
{
    const struct note *note = notes_know(&l->j->notes, b->notes, NOTE_BALANCER,
                                         (struct place){PLACE_NOBODY, 0}, IR_NONE, b->header);
    if (note)
        b->header = header_back(note->before);
}

void journey_from_turn(struct leaving *l)
{
    if (!l->j->of_one_flow)
        return;
    struct place at = l->here.actor;
    struct branch b = branch_from(l, FORMULA_TRUE);
    uint32_t address = b.header.destination;
    b.header = header_back(b.header);
    if (at.kind == PLACE_INTERNET) {
        branch_pass(&b, (struct item){.kind = ITEM_INTERNET});
        journey_return_from_internet(l, b);
        return;
    }
    journey_undo_balancer(l, &b);
    if (at.kind == PLACE_ROUTER) {
        send_from_router(l, b, at.id);
        return;
    }
    bool appliance = at.kind == PLACE_APPLIANCE;
    uint32_t table = appliance ? l->ir->appliances[at.id].table : ir_table_of(l->ir, at.id, address);
    branch_pass(&b, (struct item){.kind = appliance ? ITEM_END_APPLIANCE : ITEM_SITE, .id = at.id});
    journey_go(l, &b, JOURNEY_TABLE, table, at, false);
}
