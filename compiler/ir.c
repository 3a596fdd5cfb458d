/*
 * Look-ups in a finished route network, and the words for its kinds. Assumes what ir.h says always holds
 * (sorted prefixes, atoms that cover everything); promises answers that depend on nothing else.
 */
#include "compiler/ir.h"

#include <string.h>

#include "compiler/claim.h"

static const struct rule_info rules[RULE_COUNT] = {
#define RULE(number, name, facts, text, explanation) [RULE_##name] = {number, facts, text, explanation},
#include "compiler/rules.def"
#undef RULE
};

const struct rule_info *rule_info(uint32_t rule)
{
    return &rules[rule];
}

enum rule_loss rule_loss(uint32_t rule)
{
    switch (rule) {
    case RULE_NO_ROUTE:
    case RULE_RESERVED_NONE:
    case RULE_DEFAULT_EXIT_ONLY:
    case RULE_AGGREGATE_DISCARD:
    case RULE_NO_EXIT:
    case RULE_NOT_ON_INTERNET:
        return RULE_LOSS_NO_ROUTE;
    case RULE_HOP_DOWN:
    case RULE_APPLIANCE_DOWN:
    case RULE_NOT_FORWARDING:
    case RULE_NO_BACKEND:
    case RULE_FORWARDED_REFUSED:
        return RULE_LOSS_DEAD_END;
    default:
        return RULE_LOSS_MEANT;
    }
}

uint32_t ir_find_prefix(const struct ir *ir, struct prefix p)
{
    uint32_t low = 0, high = ir->prefix_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = prefix_compare(ir->prefixes[middle], p);
        if (order == 0)
            return middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return IR_NONE;
}

/* The atoms leave no gap: the address lies in the last one that does not begin after it. */
uint32_t ir_class_of(const struct ir *ir, struct addr a)
{
    uint32_t low = 0, high = ir->atom_count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (addr_compare(ir->atoms[middle].first, a) <= 0)
            low = middle;
        else
            high = middle;
    }
    return ir->atoms[low].class_id;
}

uint32_t ir_service_of(const struct ir *ir, enum ir_protocol protocol, uint16_t port)
{
    for (uint32_t i = 0; i < ir->service_range_count; i++) {
        const struct ir_service_range *r = &ir->service_ranges[i];
        if (r->protocol == protocol && r->first <= port && port <= r->last)
            return r->service;
    }
    return 0;
}

bool ir_service_holds(const struct ir *ir, uint32_t service, enum ir_protocol protocol)
{
    for (uint32_t i = 0; i < ir->service_range_count; i++) {
        if (ir->service_ranges[i].service == service && ir->service_ranges[i].protocol == protocol)
            return true;
    }
    return ir->service_range_count == 0;
}

uint32_t ir_find_table(const struct ir *ir, const char *name)
{
    for (uint32_t t = 0; t < ir->table_count; t++) {
        if (strcmp(ir->tables[t].name, name) == 0)
            return t;
    }
    return IR_NONE;
}

const char *ir_node_name(const struct ir *ir, uint32_t table)
{
    const struct ir_table *t = &ir->tables[table];
    return t->is_node || t->site == IR_NONE ? t->name : ir->sites[t->site].name;
}

bool ir_class_inside(const struct ir *ir, uint32_t class_id, const struct prefix *prefixes, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (prefix_holds(prefixes[i], ir->classes[class_id].sample))
            return true;
    return false;
}

uint32_t ir_first_origin(const struct ir *ir, uint32_t table, uint32_t prefix)
{
    uint32_t low = 0, high = ir->origin_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const struct ir_origin *o = &ir->origins[middle];
        if (o->table < table || (o->table == table && o->prefix < prefix))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

uint32_t ir_table_of(const struct ir *ir, uint32_t site, uint32_t class_id)
{
    const struct ir_site *s = &ir->sites[site];
    for (uint32_t i = 0; i < s->subnet_count; i++)
        if (ir_class_inside(ir, class_id, s->subnets[i].prefixes, s->subnets[i].prefix_count))
            return s->subnets[i].table;
    return s->table;
}

uint32_t ir_appliance_of_table(const struct ir *ir, uint32_t table)
{
    for (uint32_t i = 0; i < ir->appliance_count; i++)
        if (ir->appliances[i].table == table)
            return i;
    return IR_NONE;
}

uint32_t ir_appliance_at(const struct ir *ir, uint32_t site, uint32_t class_id)
{
    for (uint32_t i = 0; i < ir->appliance_count; i++)
        if (ir->appliances[i].site == site && ir->appliances[i].address_class == class_id)
            return i;
    return IR_NONE;
}

uint32_t ir_balancer_at(const struct ir *ir, uint32_t site, uint32_t class_id)
{
    for (uint32_t i = 0; i < ir->balancer_count; i++)
        if (ir->balancers[i].site == site && ir->balancers[i].address_class == class_id)
            return i;
    return IR_NONE;
}

uint32_t ir_public_at(const struct ir *ir, uint32_t class_id)
{
    for (uint32_t i = 0; i < ir->public_count; i++)
        if (ir->publics[i].class_id == class_id)
            return i;
    return IR_NONE;
}

const char *ir_change_text(struct arena *arena, const struct ir *ir, uint32_t element)
{
    const struct ir_element *e = &ir->elements[element];
    if (e->classes & IR_CLASS_ANNOUNCEMENT)
        return e->name;
    if (e->classes & IR_CLASS_SETTING)
        return arena_printf(arena, "%s %s", e->name, e->absent ? "on" : "off");
    return arena_printf(arena, "%s is down", e->name);
}

uint32_t ir_speaker(const struct ir *ir, uint32_t table)
{
    return ir->tables[table].kind == IR_ANNOUNCER ? ir->tables[table].speaker : table;
}

const char *ir_asn_text(struct arena *arena, uint32_t asn)
{
    return asn == IR_ASN_UNKNOWN ? "?" : arena_printf(arena, "%u", asn);
}

const char *ir_down_text(struct arena *arena, const struct ir *ir, uint32_t element)
{
    const struct ir_element *e = &ir->elements[element];
    if (e->is_off)
        return arena_printf(arena, "%s is on", ir->elements[e->parent].name);
    return arena_printf(arena, "%s is %s", e->name, e->classes & IR_CLASS_SETTING ? "off" : "down");
}

bool ir_is_router_address(const struct ir *ir, uint32_t table, uint32_t class_id)
{
    for (uint32_t i = 0; i < ir->router_address_count; i++)
        if (ir->router_addresses[i].class_id == class_id && ir->router_addresses[i].table == table)
            return true;
    return false;
}

uint32_t ir_router_at(const struct ir *ir, uint32_t site, uint32_t class_id)
{
    for (uint32_t i = 0; i < ir->router_address_count; i++) {
        const struct ir_router_address *a = &ir->router_addresses[i];
        if (a->class_id == class_id && ir->tables[a->table].site == site)
            return a->table;
    }
    return IR_NONE;
}

const char *ir_table_kind_name(enum ir_table_kind k)
{
    static const char *const names[IR_TABLE_KIND_COUNT] = {
        [IR_SUBNET] = "subnet",
        [IR_LAN] = "lan",
        [IR_VPN_GATEWAY] = "vpn-gateway",
        [IR_ER_GATEWAY] = "expressroute-gateway",
        [IR_MSEE] = "circuit-device",
        [IR_ROUTER] = "router",
        [IR_ROUTE_SERVER] = "route-server",
        [IR_APPLIANCE] = "appliance",
        [IR_ANNOUNCER] = "announcer",
    };
    return names[k];
}

const char *ir_source_name(enum ir_source s)
{
    static const char *const names[] = {
        [IR_SRC_VNET] = "vnet",
        [IR_SRC_PEERING] = "peering",
        [IR_SRC_INTERNET] = "internet",
        [IR_SRC_RESERVED] = "none",
        [IR_SRC_CONNECTED] = "connected",
        [IR_SRC_AGGREGATE] = "aggregate",
        [IR_SRC_DEFAULT] = "default-route",
        [IR_SRC_STATIC] = "static",
        [IR_SRC_GATEWAY] = "gateway",
        [IR_SRC_EBGP] = "ebgp",
        [IR_SRC_IBGP] = "ibgp",
        [IR_SRC_LAN] = "lan",
        [IR_SRC_USER] = "user",
        [IR_SRC_SERVICE] = "service-endpoint",
        [IR_SRC_IGP] = "igp",
    };
    return names[s];
}

const char *ir_protocol_name(enum ir_protocol p)
{
    static const char *const names[IR_PROTOCOL_COUNT] = {
        [IR_TCP] = "tcp", [IR_UDP] = "udp", [IR_ICMP] = "icmp", [IR_OTHER_PROTOCOL] = "other"};
    return names[p];
}
