/*
 * Routes that are selected and yet set aside in forwarding: the exceptions to "longest prefix, then rank" that
 * subnets have (F9, F10, F11), and routes that are only passed on. The head of ir.h says which.
 */
#include "compiler/simulate_internal.h"

static bool is_live(const struct sim_state *s, const struct ir_origin *o)
{
    for (uint32_t i = 0; i < o->guard.count; i++) {
        if (!sim_is_up(s->ir, s->changed, o->guard.elements[i]))
            return false;
    }
    return true;
}

static bool is_protecting(const struct ir_origin *o)
{
    return o->protects;
}

static bool is_overriding(const struct ir_origin *o)
{
    return o->overrides;
}

/* Has the table a live origin of that sort for this prefix or a wider one? */
static bool has_covering(const struct sim_state *s, uint32_t table, uint32_t prefix,
                         bool (*is_sort)(const struct ir_origin *o))
{
    const struct ir *ir = s->ir;
    for (uint32_t i = ir_first_origin(ir, table, 0); i < ir->origin_count && ir->origins[i].table == table;
         i++) {
        const struct ir_origin *o = &ir->origins[i];
        if (is_sort(o) && prefix_covers(ir->prefixes[o->prefix], ir->prefixes[prefix]) && is_live(s, o))
            return true;
    }
    return false;
}

/* A route that the reserved ones yield to, where it is for the default prefix (F11). */
static bool makes_yield(const struct ir *ir, const struct sim_route *r)
{
    if (r->session != IR_NONE)
        return !ir->sessions[r->session].control_only;
    return ir->origins[r->origin].source == IR_SRC_USER;
}

/* Has the table such a default route, selected, of this family? */
static bool has_default(const struct sim_state *s, uint32_t table, enum addr_family family)
{
    uint32_t p = ir_find_prefix(s->ir, (struct prefix){{0, 0, family}, 0});
    if (p == IR_NONE)
        return false;
    const struct sim_rib *rib = sim_rib_at(s, p, table);
    for (uint32_t i = 0; i < rib->count; i++) {
        if (rib->routes[i].selected && makes_yield(s->ir, &rib->routes[i]))
            return true;
    }
    return false;
}

/* Has a default route removed it (F11)? */
static bool has_yielded(const struct sim_state *s, uint32_t table, uint32_t prefix, const struct sim_route *r)
{
    return r->session == IR_NONE && s->ir->origins[r->origin].yields_to_default &&
           has_default(s, table, s->ir->prefixes[prefix].address.family);
}

uint32_t sim_aside_rule(const struct sim_state *s, uint32_t table, uint32_t prefix, const struct sim_route *r)
{
    bool learned = r->session != IR_NONE;
    if (learned ? s->ir->sessions[r->session].control_only : s->ir->origins[r->origin].control_only)
        return RULE_APPLIANCE_OWN_TABLE;
    bool shielded = learned && !s->ir->sessions[r->session].unshielded;
    if (shielded && has_covering(s, table, prefix, is_protecting))
        return RULE_SPACE_FIRST;
    bool overrides = !learned && s->ir->origins[r->origin].overrides;
    if (!overrides && has_covering(s, table, prefix, is_overriding))
        return RULE_SERVICE_FIRST;
    return has_yielded(s, table, prefix, r) ? (uint32_t)RULE_DEFAULT_TAKES_RESERVED : IR_NONE;
}

bool sim_set_aside(const struct sim_state *s, uint32_t table, uint32_t prefix, const struct sim_route *r)
{
    return sim_aside_rule(s, table, prefix, r) != IR_NONE;
}

enum sim_row_state sim_row(const struct sim_state *s, uint32_t table, uint32_t prefix,
                           const struct sim_route *r)
{
    if ((r->tags & IR_TAG_LOOPBACK) != 0 || has_yielded(s, table, prefix, r))
        return SIM_ROW_HIDDEN;
    return r->selected && !sim_set_aside(s, table, prefix, r) ? SIM_ROW_ACTIVE : SIM_ROW_OVERRIDDEN;
}
