/*
 * ir_next_hop: next hops in the words of effective route tables: what `nicc routes` shows and what claims about
 * routes speak of.
 */
#include "compiler/ir.h"

static enum ir_next_hop_type type_of_table(enum ir_table_kind kind)
{
    switch (kind) {
    case IR_VPN_GATEWAY:
    case IR_ER_GATEWAY:
        return IR_NEXT_GATEWAY;
    case IR_MSEE:
        return IR_NEXT_CIRCUIT_DEVICE;
    case IR_ROUTER:
        return IR_NEXT_ROUTER;
    case IR_ROUTE_SERVER:
        return IR_NEXT_ROUTE_SERVER;
    case IR_APPLIANCE:
        return IR_NEXT_APPLIANCE;
    case IR_SUBNET:
        return IR_NEXT_VIRTUAL_NETWORK;
    case IR_LAN:
    case IR_ANNOUNCER: /* no packet enters it */
    case IR_TABLE_KIND_COUNT:
        break;
    }
    return IR_NEXT_LAN;
}

static bool crosses_peering(const struct ir *ir, const struct ir_hop *hop)
{
    return hop->link != IR_NONE && ir->elements[hop->link].link_kind == IR_LINK_PEERING;
}

/* Where a hop leads, whatever route it belongs to. */
static enum ir_next_hop_type type_of_hop(const struct ir *ir, const struct ir_hop *hop)
{
    switch (hop->kind) {
    case IR_HOP_TABLE:
        return type_of_table(ir->tables[hop->target].kind);
    case IR_HOP_DELIVER:
        if (crosses_peering(ir, hop))
            return IR_NEXT_PEERING;
        return ir->sites[hop->target].kind == IR_SITE_VNET ? IR_NEXT_VIRTUAL_NETWORK : IR_NEXT_LAN;
    case IR_HOP_VIA:
        return IR_NEXT_ROUTER;
    case IR_HOP_BALANCER:
        return IR_NEXT_APPLIANCE;
    case IR_HOP_INTERNET:
    case IR_HOP_EXIT:
        return IR_NEXT_INTERNET;
    case IR_HOP_DROP:
        break;
    }
    return IR_NEXT_NONE;
}

/*
 * In subnets Azure has words for some routes that do not depend on where these lead: what a Route Server programs
 * counts as a gateway's route, and a user route to an address where nothing forwards is one to an appliance all
 * the same (F89, F126).
 */
enum ir_next_hop_type ir_next_hop_type(const struct ir *ir, enum ir_table_kind kind, enum ir_source source,
                                       const struct ir_hop *hop)
{
    if (source == IR_SRC_SERVICE)
        return IR_NEXT_SERVICE;
    if (kind == IR_SUBNET && source == IR_SRC_GATEWAY)
        return IR_NEXT_GATEWAY;
    if (source == IR_SRC_USER && hop->kind == IR_HOP_DROP && hop->rule != RULE_USER_NONE)
        return IR_NEXT_APPLIANCE;
    return type_of_hop(ir, hop);
}

const char *ir_next_hop_type_name(enum ir_next_hop_type t)
{
    static const char *const names[] = {
        [IR_NEXT_NONE] = "None",
        [IR_NEXT_VIRTUAL_NETWORK] = "VirtualNetwork",
        [IR_NEXT_PEERING] = "VNetPeering",
        [IR_NEXT_INTERNET] = "Internet",
        [IR_NEXT_SERVICE] = "VirtualNetworkServiceEndpoint",
        [IR_NEXT_GATEWAY] = "VirtualNetworkGateway",
        [IR_NEXT_APPLIANCE] = "VirtualAppliance",
        [IR_NEXT_ROUTER] = "Router",
        [IR_NEXT_CIRCUIT_DEVICE] = "CircuitDevice",
        [IR_NEXT_ROUTE_SERVER] = "RouteServer",
        [IR_NEXT_LAN] = "Lan",
    };
    return names[t];
}

bool ir_next_hop_address(const struct ir *ir, const struct ir_hop *hop, struct addr *out)
{
    uint32_t appliance = hop->kind == IR_HOP_TABLE ? ir_appliance_of_table(ir, hop->target) : IR_NONE;
    if (hop->has_address)
        *out = hop->address;
    else if (appliance != IR_NONE)
        *out = ir->appliances[appliance].address;
    else if (hop->kind == IR_HOP_BALANCER)
        *out = ir->balancers[hop->target].address;
    else
        return false;
    return true;
}

bool ir_next_hop_is(const struct ir *ir, const struct ir_hop *hop, uint32_t next_hop, struct addr address)
{
    struct addr shown;
    if (next_hop != IR_NONE && addr_compare(ir->next_hops[next_hop].address, address) == 0)
        return true;
    if (ir_next_hop_address(ir, hop, &shown) && addr_compare(shown, address) == 0)
        return true;
    const struct ir_table *t = hop->kind == IR_HOP_TABLE ? &ir->tables[hop->target] : NULL;
    for (uint32_t i = 0; t && i < t->address_count; i++)
        if (addr_compare(t->addresses[i], address) == 0)
            return true;
    return false;
}
