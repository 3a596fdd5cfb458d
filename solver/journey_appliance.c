/*
 * journey_appliance: what appliances and load balancers do with packets. The numbers are the steps at the head
 * of ir.h.
 */
#include "solver/filters.h"
#include "solver/journey_internal.h"

/* A packet at one instance of an appliance. */
struct visit {
    struct leaving *l;
    struct query *q;
    const struct ir_appliance *a;
    uint32_t id;       /* of the appliance */
    uint32_t instance; /* element */
    struct header arrived;
    bool known; /* a reply to a request that this instance let through */
};

/* Take from `b` what does not meet the condition of a filter: it is lost. */
static void require(struct visit *v, struct branch *b, int32_t condition)
{
    struct branch fails = *b;
    fails.taken = formula_and2(v->q->formula, b->taken, -condition);
    journey_lose(v->l, &fails, RULE_APPLIANCE_DENIES);
    b->taken = formula_and2(v->q->formula, b->taken, condition);
}

/* The header that security groups judge: replies that are not known go by the service that they look like, and
 * groups know the appliance by its private address alone. */
static struct header judged(const struct visit *v, struct header h)
{
    if (v->l->here.is_reply)
        h.service = v->l->ir->services[h.service].reply;
    return h;
}

static uint32_t inside(const struct visit *v, uint32_t class_id)
{
    return v->a->has_public && class_id == v->a->public_class ? v->a->address_class : class_id;
}

static int32_t may_come(const struct visit *v, struct header h)
{
    h.destination = inside(v, h.destination);
    return filters_inbound(v->q, v->a->site, v->a->address_class, judged(v, h));
}

static int32_t may_go(const struct visit *v, struct header h)
{
    h.source = inside(v, h.source);
    return filters_outbound(v->q, v->a->site, v->a->address_class, judged(v, h));
}

/* Step 7: outbound filters, then the appliance's own table. */
static void send_on(struct visit *v, struct branch b)
{
    if (!v->known)
        require(v, &b, may_go(v, b.header));
    branch_pass(&b, (struct item){ITEM_APPLIANCE, v->id, v->instance});
    journey_go(v->l, &b, JOURNEY_TABLE, v->a->table, (struct place){PLACE_APPLIANCE, v->id}, false);
}

/* Step 6. */
static void note_and_send_on(struct visit *v, struct branch b)
{
    struct place here = {PLACE_APPLIANCE, v->id};
    branch_note(v->l, &b, (struct note){NOTE_APPLIANCE, here, v->instance, v->arrived, b.header});
    send_on(v, b);
}

/* The line translates the destination; the reply must come back here, so the source changes too. */
static void translate(struct visit *v, const struct ir_line *line, struct branch b)
{
    const struct ir *ir = v->l->ir;
    bool outside = ir_public_at(ir, line->dnat_class) != IR_NONE;
    b.header.destination = line->dnat_class;
    if (line->dnat_service != IR_NONE)
        b.header.service = line->dnat_service;
    b.header.source = outside && v->a->has_public ? v->a->public_class : v->a->address_class;
    note_and_send_on(v, b);
}

/* Nothing translates what is addressed to the appliance: is it meant for itself? */
static void keep(struct visit *v, const struct branch *b)
{
    if (b->taken == FORMULA_FALSE)
        return;
    if (journey_ends_at_appliance(v->l, b, v->id))
        journey_delivered_at_appliance(v->l, *b, v->id);
    else
        journey_lose(v->l, b, RULE_NOT_FORWARDING);
}

/* Step 4 for a request. */
static void judge_addressed(struct visit *v, struct branch b)
{
    struct formula *f = v->q->formula;
    const struct ir_filter *rules = v->a->rules == IR_NONE ? NULL : &v->l->ir->filters[v->a->rules];
    for (uint32_t i = 0; rules && i < rules->line_count && b.taken != FORMULA_FALSE; i++) {
        const struct ir_line *line = &rules->lines[i];
        if (line->permit && !line->dnat)
            continue;
        int32_t matches = filters_line_matches(v->q, line, b.header);
        struct branch hit = b;
        hit.taken = formula_and2(f, b.taken, matches);
        b.taken = formula_and2(f, b.taken, -matches);
        if (hit.taken == FORMULA_FALSE)
            continue;
        if (line->dnat) {
            translate(v, line, hit);
            continue;
        }
        struct branch allowed = hit;
        int32_t permits = filters_permit(v->q, v->a->rules, b.header);
        allowed.taken = formula_and2(f, hit.taken, permits);
        hit.taken = formula_and2(f, hit.taken, -permits);
        keep(v, &allowed);
        journey_lose(v->l, &hit, RULE_APPLIANCE_DENIES);
    }
    keep(v, &b);
}

/* Step 4 for a reply: back to the appliance that asked. */
static void take_reply(struct visit *v, const struct branch *b)
{
    const struct flow_end *from = &v->l->j->from;
    if (from->kind == FLOW_APPLIANCE && from->owner == v->id)
        journey_delivered_at_appliance(v->l, *b, v->id);
    else
        journey_lose(v->l, b, RULE_NOT_ITS_FLOW);
}

static bool translates_source(const struct visit *v, uint32_t destination)
{
    if (v->a->snat != IR_SNAT_EXCEPT)
        return v->a->snat == IR_SNAT_ALWAYS;
    return !ir_class_inside(v->l->ir, destination, v->a->snat_except, v->a->snat_except_count);
}

/* Step 5: the appliance is on the way. */
static void pass_through(struct visit *v, struct branch b)
{
    const struct ir *ir = v->l->ir;
    bool is_reply = v->l->here.is_reply;
    if (!v->a->forwards) {
        journey_lose(v->l, &b, RULE_NOT_FORWARDING);
        return;
    }
    if (is_reply && v->a->stateful[ir->services[b.header.service].protocol]) {
        journey_lose(v->l, &b, RULE_NO_STATE);
        return;
    }
    if (v->a->forwards_while != IR_NONE)
        require(v, &b, v->q->situation.up[v->a->forwards_while]);
    if (b.taken == FORMULA_FALSE)
        return;
    if (is_reply) {
        send_on(v, b);
        return;
    }
    require(v, &b, filters_permit(v->q, v->a->rules, b.header));
    if (translates_source(v, b.header.destination))
        b.header.source = v->a->address_class;
    note_and_send_on(v, b);
}

/* Step 3. */
static void undo(struct visit *v, struct branch b, const struct note *note)
{
    b.header = header_back(note->before);
    journey_undo_balancer(v->l, &b);
    send_on(v, b);
}

/* Steps 2 to 7 at one instance. */
static void visit_instance(struct leaving *l, uint32_t instance, int32_t taken)
{
    uint32_t id = l->here.id;
    struct visit v = {.l = l,
                      .q = l->j->q,
                      .a = &l->ir->appliances[id],
                      .id = id,
                      .instance = instance,
                      .arrived = l->here.header};
    const struct note *note = NULL;
    if (l->here.is_reply)
        note = notes_know(&l->j->notes, l->here.notes, NOTE_APPLIANCE, (struct place){PLACE_APPLIANCE, id},
                          instance, l->here.header);
    v.known = note != NULL;
    struct branch b = branch_from(l, taken);
    bool asked_for =
        l->here.is_reply && (v.known || journey_is_address_of_appliance(l->ir, id, b.header.destination));
    if (!asked_for)
        require(&v, &b, may_come(&v, b.header));
    if (b.taken == FORMULA_FALSE)
        return;
    if (v.known)
        undo(&v, b, note);
    else if (!journey_is_address_of_appliance(l->ir, id, b.header.destination))
        pass_through(&v, b);
    else if (l->here.is_reply)
        take_reply(&v, &b);
    else
        judge_addressed(&v, b);
}

void journey_from_appliance(struct leaving *l)
{
    struct query *q = l->j->q;
    const struct ir_appliance *a = &l->ir->appliances[l->here.id];
    struct branch none = branch_from(l, FORMULA_TRUE);
    bool to_public = a->has_public && l->here.header.destination == a->public_class;
    if (to_public && !l->here.from_internet) { /* step 0 */
        journey_lose(l, &none, RULE_PUBLIC_INSIDE);
        return;
    }
    const struct note *noted =
        notes_at(&l->j->notes, l->here.notes, NOTE_APPLIANCE, (struct place){PLACE_APPLIANCE, l->here.id});
    if (noted) { /* step 1: it was up for the flow, so it is */
        visit_instance(l, noted->instance, FORMULA_TRUE);
        return;
    }
    for (uint32_t i = 0; i < a->instance_count; i++) {
        int32_t live = q->situation.up[a->instances[i]];
        if (live != FORMULA_FALSE)
            visit_instance(l, a->instances[i], live);
        none.taken = formula_and2(q->formula, none.taken, -live);
    }
    journey_lose(l, &none, RULE_APPLIANCE_DOWN);
}

/* ---- load balancers ---- */

/* The backend can take packets: an instance of the appliance is up, or the host's site. */
static int32_t is_live(const struct leaving *l, const struct ir_backend *b)
{
    const struct query *q = l->j->q;
    if (b->appliance == IR_NONE)
        return q->situation.up[l->ir->sites[b->site].element];
    const struct ir_appliance *a = &l->ir->appliances[b->appliance];
    int32_t some = FORMULA_FALSE;
    for (uint32_t i = 0; i < a->instance_count; i++)
        some = formula_or2(q->formula, some, q->situation.up[a->instances[i]]);
    return some;
}

static void hand_to(struct leaving *l, uint32_t number, int32_t taken)
{
    uint32_t id = l->here.id;
    const struct ir_backend *backend = &l->ir->balancers[id].backends[number];
    bool host = backend->appliance == IR_NONE;
    struct branch b = branch_from(l, taken);
    struct header before = b.header;
    if (l->here.from_internet) {
        struct place owner = {host ? PLACE_SITE : PLACE_APPLIANCE, host ? backend->site : backend->appliance};
        branch_note(l, &b, (struct note){NOTE_ENTRY, owner, IR_NONE, before, before});
    }
    if (journey_is_address_of_balancer(l->ir, id, before.destination))
        b.header.destination = backend->address_class;
    branch_note(l, &b, (struct note){NOTE_BALANCER, {PLACE_BALANCER, id}, number, before, b.header});
    branch_pass(&b, (struct item){.kind = ITEM_BALANCER, .id = id});
    if (host && b.header.destination != backend->address_class)
        journey_lose(l, &b, RULE_NOT_FORWARDING); /* a host takes only what is for it */
    else if (host)
        journey_deliver_host(l, b, backend->site);
    else
        journey_enter_appliance(l, &b, backend->appliance, false);
}

void journey_from_balancer(struct leaving *l)
{
    const struct ir_balancer *balancer = &l->ir->balancers[l->here.id];
    const struct note *noted =
        notes_at(&l->j->notes, l->here.notes, NOTE_BALANCER, (struct place){PLACE_BALANCER, l->here.id});
    if (noted) {
        hand_to(l, noted->instance, FORMULA_TRUE);
        return;
    }
    struct branch none = branch_from(l, FORMULA_TRUE);
    for (uint32_t i = 0; i < balancer->backend_count; i++) {
        int32_t live = is_live(l, &balancer->backends[i]);
        if (live != FORMULA_FALSE)
            hand_to(l, i, live);
        none.taken = formula_and2(l->j->q->formula, none.taken, -live);
    }
    journey_lose(l, &none, RULE_NO_BACKEND);
}
