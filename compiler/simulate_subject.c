/*
 * What a claim speaks of in one environment ("Subject" at the head of claim.h): ends that are there, and tables whose
 * routes there is anything to say about.
 */
#include "compiler/simulate_internal.h"

bool sim_end_is_there(const struct sim_state *s, const struct flow_end *end)
{
    const struct ir *ir = s->ir;
    switch (end->kind) {
    case FLOW_NOWHERE:
        return false;
    case FLOW_INTERNET:
        return true;
    case FLOW_APPLIANCE:
        for (uint32_t i = 0; i < ir->appliances[end->owner].instance_count; i++) {
            if (sim_is_up(ir, s->changed, ir->appliances[end->owner].instances[i]))
                return sim_is_up(ir, s->changed, ir->sites[end->site].element);
        }
        return false;
    case FLOW_ROUTER:
        return sim_is_up(ir, s->changed, ir->tables[end->table].element);
    case FLOW_SITE:
    case FLOW_BALANCER:
        break;
    }
    return sim_is_up(ir, s->changed, ir->sites[end->site].element);
}

static bool session_is_up(const struct sim_state *s, const struct ir_session *session)
{
    for (uint32_t i = 0; i < session->guard.count; i++) {
        if (!sim_is_up(s->ir, s->changed, session->guard.elements[i]))
            return false;
    }
    return true;
}

static bool has_session(const struct sim_state *s, const struct claim *c)
{
    bool sends = c->kind == CLAIM_ADVERTISES || c->kind == CLAIM_NOT_ADVERTISES;
    for (uint32_t i = 0; i < s->ir->session_count; i++) {
        const struct ir_session *session = &s->ir->sessions[i];
        uint32_t own = sends ? session->from : session->to, other = sends ? session->to : session->from;
        bool is_own = own == c->table || (sends && session->by_server && session->server == c->table);
        if (is_own && session_is_up(s, session) && sim_is_neighbour(&c->neighbours, session, other))
            return true;
    }
    return false;
}

bool sim_routes_apply(const struct sim_state *s, const struct claim *c)
{
    bool held = false;
    for (uint32_t o = 0; o < s->ir->origin_count; o++)
        held = held || s->ir->origins[o].prefix == c->prefix;
    return held && sim_is_up(s->ir, s->changed, s->ir->tables[c->table].element) &&
           (c->neighbours.count == 0 || has_session(s, c));
}
