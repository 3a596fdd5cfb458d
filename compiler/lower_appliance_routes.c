/*
 * lower_appliance_routes: what an appliance announces by itself. Such a route says nothing about where the
 * appliance sends packets: it follows its own better routes, else the effective routes of its subnet. So these
 * routes are announced and forward nothing. An on-premises appliance with `default-route` has an Internet exit of its own
 * besides (struct model_appliance, exit_table), and offers its site a default route to it.
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

/* ---- an Internet exit of its own ---- */

static void exit_origin(struct lowering *l, const struct model_appliance *a, struct prefix p)
{
    struct ir_origin o = {
        .table = a->exit_table, .source = IR_SRC_DEFAULT, .rank = LAN_USER, .span = a->default_span};
    o.guard = lower_guard(l, a->element, IR_NONE, IR_NONE, IR_NONE);
    o.hop = hop_to_internet(IR_HOP_EXIT, RULE_DEFAULT_EXIT_ONLY, a->default_span);
    lower_origin(l, p, o);
}

void lower_exit_routes(struct lowering *l, const struct model_appliance *a)
{
    exit_origin(l, a, (struct prefix){{0, 0, ADDR_IPV4}, 0});
    if (site_has_ipv6(&l->m->sites.at[a->site]))
        exit_origin(l, a, (struct prefix){{0, 0, ADDR_IPV6}, 0});
}

/* Its default route and nothing else, to hosts that use whoever there is. */
static void offer_exit(struct lowering *l, const struct model_appliance *a, uint32_t lan)
{
    static const struct ir_prefix_match defaults[] = {{{{0, 0, ADDR_IPV4}, 0}, IR_MATCH_RANGE, 0, 0},
                                                      {{{0, 0, ADDR_IPV6}, 0}, IR_MATCH_RANGE, 0, 0}};
    struct ir_session s = {
        .from = a->table, .to = lan, .kind = IR_TO_LAN, .source = IR_SRC_LAN, .span = a->default_span};
    struct clauses out = {{0}}, in = {{0}};
    s.guard = lower_guard(l, a->element, l->tables.at[lan].element, IR_NONE, IR_NONE);
    s.hop = hop_to_table(a->table, IR_NONE, a->default_span);
    s.rank = LAN_ROUTER;
    clause_prefixes(l, &out, defaults, 2, true, IR_NONE, s.span);
    clause_rest(l, &out, false, RULE_NOT_ADVERTISED, s.span);
    clause_rest(l, &in, true, IR_NONE, s.span);
    lower_session(l, s, &out, &in);
}

void lower_exit_offers(struct lowering *l, const struct model_appliance *a)
{
    const struct model_site *s = &l->m->sites.at[a->site];
    offer_exit(l, a, s->table);
    for (uint32_t i = 0; i < s->subnets.count; i++) {
        const struct model_subnet *n = &l->m->subnets.at[s->subnets.at[i]];
        if (n->table != s->table && n->routers.count == 0)
            offer_exit(l, a, n->table);
    }
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
