/*
 * Why a table sends a packet by one route and not by another: the longer prefix, the step of its rank that decides, or
 * the exception that sets the other route aside. In words, with the rule.
 */
#include "compiler/simulate_cause.h"

/* What decides, and the rule that says so. */
struct reason {
    uint32_t rule;
    const char *text;
};

static const struct ir_origin *origin_of(const struct ir *ir, const struct sim_route *r)
{
    return r->session == IR_NONE ? &ir->origins[r->origin] : NULL;
}

static bool has_source(const struct ir *ir, const struct sim_route *r, enum ir_source source)
{
    const struct ir_origin *o = origin_of(ir, r);
    return o && o->source == source;
}

/* Did the route come from a table of this kind? */
static bool came_from_kind(const struct ir *ir, const struct sim_route *r, enum ir_table_kind kind)
{
    return r->session != IR_NONE && ir->tables[ir->sessions[r->session].from].kind == kind;
}

static bool has_route_server(const struct ir *ir, uint32_t site)
{
    for (uint32_t t = 0; t < ir->table_count; t++) {
        if (ir->tables[t].kind == IR_ROUTE_SERVER && ir->tables[t].site == site)
            return true;
    }
    return false;
}

/* ---- the kinds of routes that IR_STEP_RANK puts in order ---- */

static struct reason rank_at_gateway(const struct ir *ir, const struct sim_route *used,
                                     const struct sim_route *other)
{
    if (has_source(ir, used, IR_SRC_STATIC))
        return (struct reason){RULE_STATIC_LISTED, "a static route comes before what is learned"};
    if (came_from_kind(ir, other, IR_ER_GATEWAY))
        return (struct reason){RULE_TUNNEL_FIRST, "a tunnel comes before the VNet's other gateway"};
    return (struct reason){RULE_GATEWAY_CHOICE, "this kind of route comes first at a gateway"};
}

static struct reason rank_at_subnet(const struct ir *ir, uint32_t table, const struct sim_route *used,
                                    const struct sim_route *other)
{
    if (has_source(ir, used, IR_SRC_USER))
        return (struct reason){RULE_LONGEST_FIRST, "for one prefix a user route comes first"};
    if (used->session != IR_NONE && other->session == IR_NONE)
        return (struct reason){RULE_LONGEST_FIRST,
                               "for one prefix a learned route comes before a system route"};
    if (used->session == IR_NONE)
        return (struct reason){RULE_SPACE_FIRST, "the VNet's own routes come first"};
    if (has_route_server(ir, ir->tables[table].site))
        return (struct reason){RULE_SERVER_PREFERENCE, "by the preference of the Route Server"};
    return (struct reason){RULE_EXPRESSROUTE_FIRST, "ExpressRoute comes before VPN"};
}

static struct reason rank_reason(const struct ir *ir, uint32_t table, const struct sim_route *used,
                                 const struct sim_route *other)
{
    switch (ir->tables[table].kind) {
    case IR_VPN_GATEWAY:
    case IR_ER_GATEWAY:
        return rank_at_gateway(ir, used, other);
    case IR_SUBNET:
        return rank_at_subnet(ir, table, used, other);
    default:
        return (struct reason){IR_NONE, "this kind of route comes first there"};
    }
}

/* ---- all steps ---- */

/* The rule of comparisons by the attributes of BGP at this table. */
static uint32_t choice_rule(const struct ir *ir, uint32_t table)
{
    switch (ir->tables[table].kind) {
    case IR_ROUTER:
    case IR_LAN:
    case IR_APPLIANCE:
        return RULE_ROUTER_CHOICE;
    case IR_SUBNET:
    case IR_ROUTE_SERVER:
        return RULE_SERVER_PREFERENCE;
    default:
        return RULE_GATEWAY_CHOICE;
    }
}

static struct reason step_reason(struct arena *a, const struct ir *ir, uint32_t table,
                                 const struct sim_route *used, const struct sim_route *other)
{
    uint32_t rule = choice_rule(ir, table);
    switch (sim_deciding_step(ir, table, used, other)) {
    case IR_STEP_RANK:
        return rank_reason(ir, table, used, other);
    case IR_STEP_WEIGHT:
        return (struct reason){rule, arena_printf(a, "weight %u against %u", used->weight, other->weight)};
    case IR_STEP_LOCAL_PREF:
        return (struct reason){
            rule, arena_printf(a, "local preference %u against %u", used->local_pref, other->local_pref)};
    case IR_STEP_ORIGIN:
        return (struct reason){rule, "what the table holds by itself comes before what it learns"};
    case IR_STEP_PATH_LENGTH:
        return (struct reason){rule, arena_printf(a, "the AS path has length %u against %u",
                                                  used->path_length, other->path_length)};
    case IR_STEP_MED:
        return (struct reason){rule, arena_printf(a, "MED %u against %u", used->med, other->med)};
    case IR_STEP_EBGP:
        return (struct reason){rule, "eBGP comes before iBGP"};
    case IR_STEP_METRIC:
        return (struct reason){rule, arena_printf(a, "a way of cost %u to the next hop against %u",
                                                  used->metric, other->metric)};
    case IR_STEP_END:
        break;
    }
    return (struct reason){rule, "a third route for the prefix comes before the other"};
}

static struct reason aside_reason(uint32_t rule)
{
    switch (rule) {
    case RULE_SPACE_FIRST:
        return (struct reason){rule, "system routes of the VNet and its peers set learned ones aside"};
    case RULE_SERVICE_FIRST:
        return (struct reason){rule, "a service endpoint sets all other routes aside"};
    case RULE_DEFAULT_TAKES_RESERVED:
        return (struct reason){rule, "a default route removes the reserved ones"};
    default:
        return (struct reason){rule, "what is only passed on forwards no packet"};
    }
}

const char *sim_use_text(struct arena *a, const struct ir *ir, struct sim_use use)
{
    char prefix[PREFIX_TEXT_MAX];
    return arena_printf(a, "%s (%s)", prefix_print(ir->prefixes[use.prefix], prefix),
                        sim_describe_route(a, ir, use.route));
}

struct cause sim_prefers(struct arena *a, const struct sim_state *s, uint32_t table, struct sim_use used,
                         struct sim_use other)
{
    const struct ir *ir = s->ir;
    const char *name = ir->tables[table].name;
    const char *one = sim_use_text(a, ir, used), *two = sim_use_text(a, ir, other);
    uint32_t aside = sim_aside_rule(s, table, other.prefix, other.route);
    struct cause cause = {.because = sim_route_span(ir, used.route)};
    struct reason why = {RULE_LONGEST_FIRST, "the longest prefix wins"};
    if (used.prefix == other.prefix && other.route->selected && aside == IR_NONE) {
        cause.rule = RULE_EQUAL_SHARED;
        cause.text = arena_printf(a, "%s uses %s and %s alike", name, one, two);
        return cause;
    }
    if (aside != IR_NONE)
        why = aside_reason(aside);
    else if (used.prefix == other.prefix)
        why = step_reason(a, ir, table, used.route, other.route);
    cause.rule = why.rule;
    cause.text = arena_printf(a, "%s prefers %s to %s: %s", name, one, two, why.text);
    return cause;
}
