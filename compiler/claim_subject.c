/*
 * claim_subject: whether a claim speaks of anything, as far as the route network alone tells ("Subject" at the head of
 * claim.h). Failures never help: what may be up at all is up where nothing has failed. Settings and announcements are as
 * it suits, where the claim leaves them open.
 */
#include "compiler/claim.h"

#include <string.h>

/* Of a setting or announcement: does the claim admit that it is up, that it is down? Both where it is left open. */
static bool free_may_be(const struct ir *ir, const struct claim *c, uint32_t e, bool up)
{
    bool changed = ids_hold(c->down, c->down_count, e);
    if (!changed && !ir->elements[e].stated && !ids_hold(c->fixed, c->fixed_count, e))
        return true;
    return (ir->elements[e].absent == changed) == up;
}

bool claim_may_be_up(const struct ir *ir, const struct claim *c, uint32_t e)
{
    for (; e != IR_NONE; e = ir->elements[e].parent) {
        const struct ir_element *element = &ir->elements[e];
        bool is_free = (element->classes & IR_CLASSES_FREE) != 0;
        if (is_free ? !free_may_be(ir, c, e, true) : element->down || ids_hold(c->down, c->down_count, e))
            return false;
        if (element->is_off)
            return free_may_be(ir, c, element->parent, false);
    }
    return true;
}

static bool end_is_there(const struct ir *ir, const struct claim *c, const struct flow_end *e)
{
    if (e->kind == FLOW_NOWHERE ||
        (e->site != IR_NONE && !claim_may_be_up(ir, c, ir->sites[e->site].element)))
        return false;
    if (e->kind == FLOW_ROUTER)
        return claim_may_be_up(ir, c, ir->tables[e->table].element);
    if (e->kind != FLOW_APPLIANCE)
        return true;
    const struct ir_appliance *a = &ir->appliances[e->owner];
    for (uint32_t i = 0; i < a->instance_count; i++)
        if (claim_may_be_up(ir, c, a->instances[i]))
            return true;
    return false;
}

/* The best that is found among the flows of two members: a flow with both ends, else one with an end down, else one to
 * nowhere, else none. */
static enum claim_subject subject_of_members(const struct ir *ir, const struct claim *c,
                                             const struct claim_member *from, const struct claim_member *to,
                                             enum claim_subject best)
{
    for (uint32_t i = 0; i < from->end_count; i++)
        for (uint32_t k = 0; k < to->end_count; k++) {
            const struct flow_end *a = &from->ends[i], *b = &to->ends[k];
            if (!claim_ends_pair(a, b))
                continue;
            if (end_is_there(ir, c, a) && end_is_there(ir, c, b))
                return CLAIM_SPEAKS;
            bool nowhere = a->kind == FLOW_NOWHERE || b->kind == FLOW_NOWHERE;
            if (!nowhere)
                best = CLAIM_END_DOWN;
            else if (best == CLAIM_NO_FLOW)
                best = CLAIM_END_NOWHERE;
        }
    return best;
}

static enum claim_subject subject_of_flows(const struct ir *ir, const struct claim *c)
{
    enum claim_subject best = CLAIM_NO_FLOW;
    for (uint32_t i = 0; i < c->from.count; i++)
        for (uint32_t k = 0; k < c->to.count && best != CLAIM_SPEAKS; k++)
            if (strcmp(c->from.members[i].name, c->to.members[k].name) != 0)
                best = subject_of_members(ir, c, &c->from.members[i], &c->to.members[k], best);
    return best;
}

/* ---- routes ---- */

bool claim_prefix_has_origin(const struct ir *ir, uint32_t prefix)
{
    for (uint32_t o = 0; prefix != IR_NONE && o < ir->origin_count; o++)
        if (ir->origins[o].prefix == prefix)
            return true;
    return false;
}

static bool guard_may_hold(const struct ir *ir, const struct claim *c, struct ir_guard guard)
{
    for (uint32_t i = 0; i < guard.count; i++)
        if (!claim_may_be_up(ir, c, guard.elements[i]))
            return false;
    return true;
}

bool claim_is_session_to(const struct claim *c, const struct claim_place *place, const struct ir_session *s)
{
    bool sends = c->kind == CLAIM_ADVERTISES || c->kind == CLAIM_NOT_ADVERTISES;
    uint32_t own = sends ? s->from : s->to, other = sends ? s->to : s->from;
    bool named = ids_hold(place->tables, place->table_count, other);
    if (s->by_server && sends && s->server == c->table)
        return named;
    named = named || (s->by_server && ids_hold(place->tables, place->table_count, s->server));
    return own == c->table && (named || ids_hold(place->links, place->link_count, s->hop.link));
}

/* Is a session that the claim names up in some environment? */
static bool has_session(const struct ir *ir, const struct claim *c)
{
    for (uint32_t i = 0; i < ir->session_count; i++)
        for (uint32_t n = 0; n < c->neighbours.count; n++)
            if (claim_is_session_to(c, &c->neighbours.at[n], &ir->sessions[i]) &&
                guard_may_hold(ir, c, ir->sessions[i].guard))
                return true;
    return false;
}

static enum claim_subject subject_of_routes(const struct ir *ir, const struct claim *c)
{
    if (!claim_may_be_up(ir, c, ir->tables[c->table].element))
        return CLAIM_TABLE_DOWN;
    if (!claim_prefix_has_origin(ir, c->prefix))
        return CLAIM_PREFIX_NOWHERE;
    if (c->neighbours.count > 0 && !has_session(ir, c))
        return CLAIM_NO_SESSION;
    return CLAIM_SPEAKS;
}

enum claim_subject claim_subject(const struct ir *ir, const struct claim *c)
{
    if (claim_is_flow(c->kind))
        return subject_of_flows(ir, c);
    return claim_is_route(c->kind) ? subject_of_routes(ir, c)
                                   : CLAIM_SPEAKS; /* routing is stable: of every table */
}
