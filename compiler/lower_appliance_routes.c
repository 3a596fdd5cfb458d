/*
 * lower_appliance_routes: what an appliance announces by itself. Such a route says nothing about where the
 * appliance sends packets: it follows its own better routes, else the effective routes of its subnet. So these
 * routes are announced and forward nothing.
 */
#include "compiler/lower.h"

static void originate(struct lowering *l, const struct model_appliance *a, struct prefix p,
                      struct ir_origin o)
{
    o.table = a->table;
    o.rank = APPLIANCE_ORIGINATED;
    o.guard = lower_guard(l, l->tables.at[a->table].element, IR_NONE, IR_NONE, IR_NONE);
    o.hop = hop_drop(RULE_AGGREGATE_DISCARD, o.span);
    o.control_only = true;
    lower_origin(l, p, o);
}

static bool originates(const struct model_appliance *a, struct prefix p)
{
    for (uint32_t i = 0; i < a->originate.count; i++)
        if (prefix_compare(a->originate.at[i].prefix, p) == 0)
            return true;
    return false;
}

static bool site_has_ipv6(const struct model_site *s)
{
    for (uint32_t i = 0; i < s->prefixes.count; i++)
        if (s->prefixes.at[i].prefix.address.family == ADDR_IPV6)
            return true;
    return false;
}

/* `default-route` offers the default to neighbours whose `advertise` says so. */
static void offer_default(struct lowering *l, const struct model_appliance *a, struct prefix p)
{
    struct ir_origin o = {.source = IR_SRC_DEFAULT, .tags = IR_TAG_LOCAL_ONLY, .span = a->default_span};
    if (!originates(a, p))
        originate(l, a, p, o);
}

void lower_appliance_routes(struct lowering *l)
{
    static const struct prefix v4_default = {{0, 0, ADDR_IPV4}, 0}, v6_default = {{0, 0, ADDR_IPV6}, 0};
    for (uint32_t i = 0; i < l->m->appliances.count; i++) {
        const struct model_appliance *a = &l->m->appliances.at[i];
        for (uint32_t p = 0; p < a->originate.count; p++) {
            struct ir_origin o = {
                .source = IR_SRC_AGGREGATE, .tags = IR_TAG_OWN, .span = a->originate.at[p].span};
            originate(l, a, a->originate.at[p].prefix, o);
        }
        if (a->default_route)
            offer_default(l, a, v4_default);
        if (a->default_route && site_has_ipv6(&l->m->sites.at[a->site]))
            offer_default(l, a, v6_default);
    }
}
