/*
 * What an appliance does with a packet: the steps 0 to 7 at the head of ir.h, instance by instance.
 */
#include "compiler/simulate_packet.h"

/* A packet inside one instance. */
struct passage {
    struct sim_mover *m;
    const struct ir_appliance *x;
    struct sim_move move; /* so far: only the instance */
    struct sim_header header;
};

bool sim_is_appliance_address(const struct ir *ir, uint32_t appliance, uint32_t class_id)
{
    const struct ir_appliance *x = &ir->appliances[appliance];
    return class_id == x->address_class || (x->has_public && class_id == x->public_class);
}

static bool is_addressed(const struct passage *p)
{
    return sim_is_appliance_address(p->m->walk->ir, p->m->at->id, p->header.destination);
}

/* As its security groups see it: a reply that is not known is a packet back to an ephemeral port, and the platform
 * changes the public address outside of them. */
static struct sim_header judged(const struct passage *p, bool inbound)
{
    struct sim_header h = p->header;
    uint32_t *own = inbound ? &h.destination : &h.source;
    if (p->m->at->reply)
        h.service = p->m->walk->ir->services[h.service].reply;
    if (p->x->has_public && *own == p->x->public_class)
        *own = p->x->address_class;
    return h;
}

static bool is_stopped_by_group(struct passage *p, bool inbound)
{
    struct sim_denial denial;
    if (!sim_is_denied(p->m->walk->state, p->x->site, p->x->address_class, inbound, judged(p, inbound),
                       &denial))
        return false;
    sim_deny(p->m, p->move, denial, p->header);
    return true;
}

/* Step 3. */
static void undo(struct passage *p, const struct sim_note *known)
{
    p->header = sim_exchanged(known->before);
    const struct sim_note *balanced =
        sim_known(p->m->walk, p->m->at->notes, SIM_NOTE_BALANCER, NULL, IR_NONE, p->header);
    if (balanced)
        p->header = sim_exchanged(balanced->before);
}

/* ---- addressed to it ---- */

static bool counts_here(const struct ir_line *line)
{
    return line->dnat || !line->permit;
}

static bool counts_for_transit(const struct ir_line *line)
{
    return !line->dnat;
}

static void translate(struct passage *p, const struct ir_line *line)
{
    bool outside = ir_public_at(p->m->walk->ir, line->dnat_class) != IR_NONE;
    p->header.destination = line->dnat_class;
    if (line->dnat_service != IR_NONE)
        p->header.service = line->dnat_service;
    p->header.source = outside && p->x->has_public ? p->x->public_class : p->x->address_class;
}

/* Step 4. Returns false when the packet ends here. */
static bool receive(struct passage *p)
{
    struct sim_mover *m = p->m;
    const struct ir_line *line = NULL;
    if (!m->at->reply && p->x->rules != IR_NONE)
        line = sim_match(m->walk->state, p->x->rules, p->header, counts_here);
    bool is_allowed = line && !line->permit &&
                      sim_match(m->walk->state, p->x->rules, p->header, counts_for_transit)->permit;
    if (!line || is_allowed) {
        sim_finish(m, p->move, SIM_AT_APPLIANCE, m->at->id, p->header, m->at->notes);
        return false;
    }
    if (!line->permit) {
        sim_deny(m, p->move, (struct sim_denial){&m->walk->ir->filters[p->x->rules], line}, p->header);
        return false;
    }
    translate(p, line);
    return true;
}

/* ---- passing through ---- */

static bool translates_source(const struct ir *ir, const struct ir_appliance *x, uint32_t destination)
{
    switch (x->snat) {
    case IR_SNAT_NEVER:
        return false;
    case IR_SNAT_ALWAYS:
        return true;
    case IR_SNAT_EXCEPT:
        break;
    }
    return !ir_class_inside(ir, destination, x->snat_except, x->snat_except_count);
}

static bool forwards(const struct sim_state *s, const struct ir_appliance *x)
{
    return x->forwards && (x->forwards_while == IR_NONE || sim_is_up(s->ir, s->changed, x->forwards_while));
}

/* Step 5. Returns false when the packet is dropped. */
static bool transit(struct passage *p)
{
    struct sim_mover *m = p->m;
    const struct ir *ir = m->walk->ir;
    if (!forwards(m->walk->state, p->x)) {
        sim_stop(m, p->move, RULE_NOT_FORWARDING);
        return false;
    }
    if (m->at->reply) {
        bool unknown = p->x->stateful[ir->services[p->header.service].protocol];
        if (unknown)
            sim_stop(m, p->move, RULE_NO_STATE);
        return !unknown;
    }
    if (p->x->rules != IR_NONE) {
        const struct ir_line *line = sim_match(m->walk->state, p->x->rules, p->header, counts_for_transit);
        if (!line || !line->permit) {
            p->move.denial = (struct sim_denial){&ir->filters[p->x->rules], line};
            sim_stop(m, p->move, line ? line->rule : (uint32_t)RULE_APPLIANCE_DENIES);
            return false;
        }
    }
    if (translates_source(ir, p->x, p->header.destination))
        p->header.source = p->x->address_class;
    return true;
}

/* ---- one instance ---- */

static void send_on(struct passage *p, bool is_known)
{
    struct sim_mover *m = p->m;
    uint32_t notes = m->at->notes;
    struct sim_who self = sim_who(SIM_APPLIANCE, m->at->id);
    if (!m->at->reply)
        notes = sim_note_add(
            m->walk, notes,
            (struct sim_note){SIM_NOTE_APPLIANCE, self, p->move.instance, m->at->header, p->header});
    if (!is_known && is_stopped_by_group(p, false))
        return;
    struct sim_position next = sim_place(m, SIM_IN_TABLE, p->x->table, p->header, notes);
    next.actor = self;
    sim_go(m, p->move, next);
}

static void pass(struct sim_mover *m, uint32_t instance)
{
    struct passage p = {.m = m, .x = &m->walk->ir->appliances[m->at->id], .header = m->at->header};
    p.move = (struct sim_move){.prefix = IR_NONE, .link = IR_NONE, .instance = instance, .rule = IR_NONE};
    struct sim_who self = sim_who(SIM_APPLIANCE, m->at->id);
    const struct sim_note *known = NULL;
    if (m->at->reply)
        known = sim_known(m->walk, m->at->notes, SIM_NOTE_APPLIANCE, &self, instance, p.header);
    bool is_expected = known || (m->at->reply && is_addressed(&p));
    if (!is_expected && is_stopped_by_group(&p, true))
        return;
    if (known)
        undo(&p, known);
    else if (!(is_addressed(&p) ? receive(&p) : transit(&p)))
        return;
    send_on(&p, known != NULL);
}

void sim_move_appliance(struct sim_mover *m)
{
    const struct ir *ir = m->walk->ir;
    const struct ir_appliance *x = &ir->appliances[m->at->id];
    struct sim_move none = {.prefix = IR_NONE, .link = IR_NONE, .instance = IR_NONE, .rule = IR_NONE};
    if (x->has_public && m->at->header.destination == x->public_class && !m->at->from_internet) {
        sim_stop(m, none, RULE_PUBLIC_INSIDE);
        return;
    }
    const struct sim_note *noted =
        sim_last_note(m->walk, m->at->notes, SIM_NOTE_APPLIANCE, sim_who(SIM_APPLIANCE, m->at->id));
    if (noted) {
        pass(m, noted->instance);
        return;
    }
    bool any = false;
    for (uint32_t i = 0; i < x->instance_count; i++) {
        if (!sim_is_up(ir, m->walk->state->changed, x->instances[i]))
            continue;
        pass(m, i);
        any = true;
    }
    if (!any)
        sim_stop(m, none, RULE_APPLIANCE_DOWN);
}
