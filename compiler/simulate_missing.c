/*
 * Why a table has no route for a destination: the nearest place where somebody has one and does not tell it on, the
 * filter or the broken session that stops it there, and the declaration behind that.
 */
#include "compiler/simulate_cause.h"

struct missing {
    struct arena *arena, *scratch;
    const struct sim_state *state;
    struct sim_net net;
};

/* Does the table use a route for the prefix that leads somewhere? What lies beyond the Internet's default or a None
 * route is not known there. */
static const struct sim_route *useful_route(const struct missing *m, uint32_t table, uint32_t prefix)
{
    const struct sim_rib *rib = sim_rib_at(m->state, prefix, table);
    const struct sim_route *useful = NULL;
    for (uint32_t i = 0; i < rib->count; i++) {
        const struct ir_hop *hop = sim_hop(m->state->ir, &rib->routes[i]);
        bool leads = hop->kind != IR_HOP_DROP && hop->kind != IR_HOP_INTERNET && hop->kind != IR_HOP_EXIT;
        if (rib->routes[i].announced && leads)
            useful = &rib->routes[i];
    }
    return useful;
}

/* An element of the guard that is down, or IR_NONE. */
static uint32_t broken_element(const struct missing *m, struct ir_guard guard)
{
    for (uint32_t i = 0; i < guard.count; i++) {
        if (!bits_has(m->net.up, guard.elements[i]))
            return guard.elements[i];
    }
    return IR_NONE;
}

/* Settings make several sessions of one declaration, of which each environment has one at most: is it another one? */
static bool has_live_twin(const struct missing *m, uint32_t session)
{
    const struct ir_session *s = &m->state->ir->sessions[session];
    for (uint32_t i = 0; i < m->state->ir->session_count; i++) {
        const struct ir_session *t = &m->state->ir->sessions[i];
        bool twins = i != session && t->from == s->from && t->to == s->to && t->kind == s->kind &&
                     t->span.file == s->span.file && t->span.begin == s->span.begin;
        if (twins && broken_element(m, t->guard) == IR_NONE)
            return true;
    }
    return false;
}

/* The element itself, or its parent that takes it down. */
static uint32_t root_of(const struct missing *m, uint32_t element)
{
    uint32_t parent = m->state->ir->elements[element].parent;
    return parent != IR_NONE && !bits_has(m->net.up, parent) ? root_of(m, parent) : element;
}

static const char *prefix_name(struct arena *a, const struct ir *ir, uint32_t prefix)
{
    char text[PREFIX_TEXT_MAX];
    return arena_strdup(a, prefix_print(ir->prefixes[prefix], text));
}

/* What these rules keep back is known at the receiver by other means, or not meant to go this way at all. */
static bool is_no_obstacle(uint32_t rule)
{
    return rule == RULE_SPACE_KNOWN || rule == RULE_GATEWAY_PROGRAMS_OWN || rule == RULE_IGP_INTERNAL_ONLY ||
           rule == RULE_IGP_STAYS_INSIDE;
}

/* The route that `session` would bring stops there: say why. False when it does not. */
static bool describe_stop(struct missing *m, uint32_t session, uint32_t prefix, const struct sim_route *r,
                          struct cause *out)
{
    const struct ir *ir = m->state->ir;
    const struct ir_session *s = &ir->sessions[session];
    const char *from = ir->tables[s->from].name, *to = ir->tables[s->to].name;
    const char *what = prefix_name(m->scratch, ir, prefix);
    uint32_t broken = broken_element(m, s->guard);
    if (broken != IR_NONE && has_live_twin(m, session))
        return false;
    if (broken != IR_NONE) {
        uint32_t root = root_of(m, broken);
        const char *why = ir_down_text(m->scratch, ir, root);
        bool is_live = bits_has(m->net.up, ir->tables[s->to].element);
        *out =
            (struct cause){.text = is_live ? arena_printf(m->arena, "%s does not hear of %s from %s: %s", to,
                                                          what, from, why)
                                           : arena_printf(m->arena, "%s, and tells nobody of %s", why, what),
                           .rule = IR_NONE,
                           .because = ir->elements[root].span};
        return true;
    }
    if (m->net.way_metrics[session] == SIM_NO_WAY || (r->session != IR_NONE && r->session == s->reverse))
        return false;
    *out = (struct cause){.rule = IR_NONE, .because = s->span};
    uint32_t rule = sim_stop_rule(m->scratch, &m->net, session, prefix, r, &out->because);
    if (rule == IR_NONE || is_no_obstacle(rule))
        return false;
    out->rule = rule;
    out->text =
        arena_printf(m->arena, "%s does not learn %s from %s: %s", to, what, from, rule_info(rule)->text);
    return true;
}

static bool has_live_origin(const struct missing *m, uint32_t table, uint32_t prefix)
{
    const struct ir *ir = m->state->ir;
    for (uint32_t i = ir_first_origin(ir, table, prefix);
         i < ir->origin_count && ir->origins[i].table == table && ir->origins[i].prefix == prefix; i++)
        if (broken_element(m, ir->origins[i].guard) == IR_NONE)
            return true;
    return false;
}

/* A route for the prefix that the table would hold by itself, were nothing down. */
static bool describe_own(struct missing *m, uint32_t table, uint32_t prefix, struct cause *out)
{
    const struct ir *ir = m->state->ir;
    if (has_live_origin(m, table, prefix))
        return false;
    for (uint32_t i = ir_first_origin(ir, table, prefix);
         i < ir->origin_count && ir->origins[i].table == table && ir->origins[i].prefix == prefix; i++) {
        uint32_t broken = broken_element(m, ir->origins[i].guard);
        if (broken == IR_NONE)
            continue;
        uint32_t root = root_of(m, broken);
        *out = (struct cause){
            .text = arena_printf(m->arena, "%s has no route for %s while %s", ir->tables[table].name,
                                 prefix_name(m->scratch, ir, prefix), ir_down_text(m->scratch, ir, root)),
            .rule = IR_NONE,
            .because = ir->elements[root].span};
        return true;
    }
    return false;
}

/* From table to table against the direction of announcements, the nearest first: where does a route for the prefix stop?
 * `first` (NULL: all) names the sessions by which the table itself may learn it. */
static bool find_stop(struct missing *m, uint32_t table, uint32_t prefix, const struct bits *first,
                      struct cause *out)
{
    const struct ir *ir = m->state->ir;
    uint32_t *queue = arena_array(m->scratch, uint32_t, ir->table_count), count = 0;
    struct bits seen = bits_new(m->scratch, ir->table_count);
    queue[count++] = table;
    bits_add(seen, table);
    for (uint32_t at = 0; at < count; at++) {
        for (uint32_t s = 0; s < ir->session_count; s++) {
            if (ir->sessions[s].to != queue[at] || (at == 0 && first && !bits_has(*first, s)))
                continue;
            uint32_t from = ir->sessions[s].from;
            const struct sim_route *r = useful_route(m, from, prefix);
            if (r && describe_stop(m, s, prefix, r, out))
                return true;
            if (!r && !bits_has(seen, from)) {
                bits_add(seen, from);
                queue[count++] = from;
            }
        }
    }
    return false;
}

static struct missing missing_new(struct arena *a, struct arena *scratch, const struct sim_state *s)
{
    return (struct missing){
        .arena = a, .scratch = scratch, .state = s, .net = sim_net_new(scratch, s->ir, s->changed)};
}

bool sim_missing_prefix(struct arena *a, const struct sim_state *s, uint32_t table, uint32_t prefix,
                        const struct bits *first, struct cause *out)
{
    struct arena *scratch = arena_create();
    struct missing m = missing_new(a, scratch, s);
    bool found = (!first && describe_own(&m, table, prefix, out)) || find_stop(&m, table, prefix, first, out);
    arena_destroy(scratch);
    return found;
}

/* The VNet that is not peered with the VNet of `table`: routes of gateways between them are no matter then. */
static bool describe_unpeered(struct arena *a, const struct ir *ir, uint32_t table, uint32_t site,
                              struct cause *out)
{
    uint32_t own = ir->tables[table].site;
    if (site == IR_NONE || own == IR_NONE || ir->tables[table].kind != IR_SUBNET ||
        ir->sites[site].kind != IR_SITE_VNET || site == own)
        return false;
    *out = (struct cause){.text = arena_printf(a,
                                               "%s has no route for %s: the two are not peered, and peering "
                                               "with a common hub does not join them",
                                               ir->tables[table].name, ir->sites[site].name),
                          .rule = RULE_SYSTEM_ROUTES,
                          .because = ir->tables[table].span};
    return true;
}

/* A gateway of the site that has a route for the prefix, or IR_NONE. */
static uint32_t knowing_gateway(const struct missing *m, uint32_t site, uint32_t prefix)
{
    for (uint32_t t = 0; t < m->state->ir->table_count; t++) {
        const struct ir_table *table = &m->state->ir->tables[t];
        bool is_gateway = table->kind == IR_VPN_GATEWAY || table->kind == IR_ER_GATEWAY;
        if (is_gateway && table->site == site && useful_route(m, t, prefix))
            return t;
    }
    return IR_NONE;
}

/* A gateway of a VNet that this subnet's VNet is peered with knows the prefix, but is not used. */
static bool describe_unused_gateway(const struct missing *m, uint32_t table, uint32_t prefix,
                                    struct cause *out)
{
    const struct ir *ir = m->state->ir;
    for (uint32_t i = ir_first_origin(ir, table, 0); i < ir->origin_count && ir->origins[i].table == table;
         i++) {
        const struct ir_origin *o = &ir->origins[i];
        bool is_peer = o->source == IR_SRC_PEERING && o->hop.kind == IR_HOP_DELIVER;
        uint32_t gateway = is_peer ? knowing_gateway(m, o->hop.target, prefix) : IR_NONE;
        if (gateway == IR_NONE)
            continue;
        *out = (struct cause){.text = arena_printf(m->arena,
                                                   "%s does not use %s, which knows %s: gateway transit and "
                                                   "remote gateways are not both on",
                                                   ir->tables[table].name, ir->tables[gateway].name,
                                                   prefix_name(m->scratch, ir, prefix)),
                              .rule = RULE_TRANSIT_SHARES,
                              .because = o->span};
        return true;
    }
    return false;
}

bool sim_missing_route(struct arena *a, const struct sim_state *s, uint32_t table, uint32_t class_id,
                       uint32_t site, struct cause *out)
{
    const struct ir_class_info *class = &s->ir->classes[class_id];
    struct arena *scratch = arena_create();
    struct missing m = missing_new(a, scratch, s);
    bool found = false;
    for (uint32_t i = 0; i < class->prefix_count && !found; i++)
        found = describe_own(&m, table, class->prefixes[i], out) ||
                find_stop(&m, table, class->prefixes[i], NULL, out);
    found = found || describe_unpeered(a, s->ir, table, site, out);
    for (uint32_t i = 0; i < class->prefix_count && !found; i++)
        found = describe_unused_gateway(&m, table, class->prefixes[i], out);
    arena_destroy(scratch);
    return found;
}
