/* effective: the words and states of effective route tables (the published example of user routes). */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "cli/effective.h"
#include "tests/unit/network.h"

enum { RANK_USER, RANK_LEARNED, RANK_SYSTEM };

/* A VNet with two subnets (one without user routes), an appliance, a gateway and a peering with another VNet. */
struct example {
    struct network *n;
    uint32_t site, other, subnet1, subnet2, appliance, gateway, peering;
};

static int setup(void **state)
{
    *state = arena_create();
    return 0;
}

static int teardown(void **state)
{
    arena_destroy(*state);
    return 0;
}

static void add(struct example *e, uint32_t table, const char *prefix, enum ir_source source, uint8_t rank,
                struct ir_hop hop)
{
    struct ir_origin *o = network_origin(e->n, table, prefix, source, hop);
    o->rank = rank;
    o->protects = source == IR_SRC_VNET || source == IR_SRC_PEERING;
    o->yields_to_default = source == IR_SRC_RESERVED;
    o->overrides = source == IR_SRC_SERVICE;
}

static uint32_t add_subnet(struct example *e, const char *name)
{
    struct network *n = e->n;
    uint32_t t = network_table(n, name, IR_SUBNET, e->site, 0);
    const struct ir_hop internet = network_hop(IR_HOP_INTERNET, IR_NONE, IR_NONE);
    const struct ir_hop across = network_hop(IR_HOP_DELIVER, e->other, e->peering);
    static const char *const reserved[] = {"10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16"};
    add(e, t, "10.0.0.0/16", IR_SRC_VNET, RANK_SYSTEM, network_hop(IR_HOP_DELIVER, e->site, IR_NONE));
    add(e, t, "10.1.0.0/16", IR_SRC_PEERING, RANK_SYSTEM, across);
    add(e, t, "10.2.0.0/16", IR_SRC_PEERING, RANK_SYSTEM, across);
    add(e, t, "0.0.0.0/0", IR_SRC_INTERNET, RANK_SYSTEM, internet);
    for (uint32_t i = 0; i < 4; i++)
        add(e, t, reserved[i], IR_SRC_RESERVED, RANK_SYSTEM, network_hop(IR_HOP_DROP, IR_NONE, IR_NONE));
    uint32_t s = network_session(n, e->gateway, t, IR_NONE, IR_PROGRAM);
    n->sessions[s].source = IR_SRC_GATEWAY;
    n->sessions[s].rank = RANK_LEARNED;
    return t;
}

static void add_user_routes(struct example *e)
{
    const struct ir_hop appliance = network_hop(IR_HOP_TABLE, e->appliance, IR_NONE);
    struct ir_hop none = network_hop(IR_HOP_DROP, IR_NONE, IR_NONE);
    none.rule = RULE_USER_NONE;
    add(e, e->subnet1, "10.0.0.0/16", IR_SRC_USER, RANK_USER, appliance);
    add(e, e->subnet1, "10.0.0.0/24", IR_SRC_USER, RANK_USER, network_hop(IR_HOP_DELIVER, e->site, IR_NONE));
    add(e, e->subnet1, "10.1.0.0/16", IR_SRC_USER, RANK_USER, none);
    add(e, e->subnet1, "10.2.0.0/16", IR_SRC_USER, RANK_USER, none);
    add(e, e->subnet1, "10.10.0.0/16", IR_SRC_USER, RANK_USER, appliance);
    add(e, e->subnet1, "0.0.0.0/0", IR_SRC_USER, RANK_USER, appliance);
    add(e, e->subnet1, "20.60.0.0/16", IR_SRC_SERVICE, RANK_SYSTEM,
        network_hop(IR_HOP_INTERNET, IR_NONE, IR_NONE));
}

static struct example example_new(struct arena *a)
{
    static const enum ir_step by_rank[] = {IR_STEP_RANK, IR_STEP_END};
    static struct ir_appliance appliances[1];
    struct network *n = network_new(a);
    struct example e = {.n = n, .site = network_site(n, "vnet1", "10.0.0.0/16")};
    e.other = network_site(n, "vnet2", "10.1.0.0/16");
    n->sites[e.site].kind = n->sites[e.other].kind = IR_SITE_VNET;
    e.peering = network_element(n, "vnet1<->vnet2", IR_CLASS_PEERING | IR_CLASS_LINK, IR_LINK_PEERING);
    e.gateway = network_table(n, "vnet1.gw", IR_VPN_GATEWAY, e.site, 65515);
    e.appliance = network_table(n, "vnet1.fw", IR_APPLIANCE, e.site, 0);
    e.subnet1 = add_subnet(&e, "vnet1.subnet1");
    e.subnet2 = add_subnet(&e, "vnet1.subnet2");
    n->tables[e.subnet1].rank = n->tables[e.subnet2].rank = by_rank;
    n->tables[e.appliance].has_fallback = true;
    n->tables[e.appliance].fallback = e.subnet2;
    network_origin(n, e.gateway, "10.10.0.0/16", IR_SRC_EBGP, network_hop(IR_HOP_DROP, IR_NONE, IR_NONE));
    add_user_routes(&e);
    appliances[0] = (struct ir_appliance){
        .name = "vnet1.fw", .site = e.site, .table = e.appliance, .address = network_addr("10.0.100.4")};
    n->ir.appliances = appliances;
    n->ir.appliance_count = 1;
    return e;
}

static const struct sim_state *state_of(struct arena *a, const struct ir *ir)
{
    uint32_t unstable;
    return sim_first(a, ir, bits_new(a, ir->element_count), &unstable, NULL);
}

/* "source state prefix type next-hop", a row a line. */
static const char *text_of(struct arena *a, const struct routes_view *v)
{
    const char *text = "";
    for (uint32_t i = 0; i < v->count; i++) {
        const struct route_row *r = &v->rows[i];
        char prefix[PREFIX_TEXT_MAX];
        text = arena_printf(a, "%s%s %s %s %s %s\n", text, r->source, r->active ? "Active" : "Invalid",
                            prefix_print(r->prefix, prefix), r->next_hop_type, r->next_hop);
    }
    return text;
}

static void assert_routes(struct arena *a, struct example *e, uint32_t table, const char *to,
                          const char *expected)
{
    struct addr address = {0};
    if (to)
        address = network_addr(to);
    const struct ir *ir = network_finish(e->n);
    struct routes_view v = effective_routes(a, state_of(a, ir), "t", table, to ? &address : NULL);
    assert_string_equal(text_of(a, &v), expected);
}

static void with_user_routes(void **state)
{
    struct example e = example_new(*state);
    assert_routes(*state, &e, e.subnet1, NULL,
                  "User Active 0.0.0.0/0 VirtualAppliance 10.0.100.4\n"
                  "Default Invalid 0.0.0.0/0 Internet \n"
                  "User Active 10.0.0.0/16 VirtualAppliance 10.0.100.4\n"
                  "Default Invalid 10.0.0.0/16 VirtualNetwork \n"
                  "User Active 10.0.0.0/24 VirtualNetwork \n"
                  "User Active 10.1.0.0/16 None \n"
                  "Default Invalid 10.1.0.0/16 VNetPeering vnet2\n"
                  "User Active 10.2.0.0/16 None \n"
                  "Default Invalid 10.2.0.0/16 VNetPeering vnet2\n"
                  "User Active 10.10.0.0/16 VirtualAppliance 10.0.100.4\n"
                  "VirtualNetworkGateway Invalid 10.10.0.0/16 VirtualNetworkGateway vnet1.gw\n"
                  "Default Active 20.60.0.0/16 VirtualNetworkServiceEndpoint \n");
}

static void without_user_routes(void **state)
{
    struct example e = example_new(*state);
    assert_routes(*state, &e, e.subnet2, NULL,
                  "Default Active 0.0.0.0/0 Internet \n"
                  "Default Active 10.0.0.0/8 None \n"
                  "Default Active 10.0.0.0/16 VirtualNetwork \n"
                  "Default Active 10.1.0.0/16 VNetPeering vnet2\n"
                  "Default Active 10.2.0.0/16 VNetPeering vnet2\n"
                  "VirtualNetworkGateway Active 10.10.0.0/16 VirtualNetworkGateway vnet1.gw\n"
                  "Default Active 100.64.0.0/10 None \n"
                  "Default Active 172.16.0.0/12 None \n"
                  "Default Active 192.168.0.0/16 None \n");
}

/* Set aside is Invalid: user routes inside a service endpoint's prefix, learned ones inside a VNet. */
static void set_aside_is_invalid(void **state)
{
    struct example e = example_new(*state);
    struct ir_hop nowhere = network_hop(IR_HOP_DROP, IR_NONE, IR_NONE);
    nowhere.rule = RULE_NOT_FORWARDING;
    add(&e, e.subnet1, "20.60.1.0/24", IR_SRC_USER, RANK_USER, nowhere);
    network_origin(e.n, e.gateway, "10.1.7.0/24", IR_SRC_EBGP, network_hop(IR_HOP_DROP, IR_NONE, IR_NONE));
    assert_routes(*state, &e, e.subnet1, "20.60.1.1",
                  "User Invalid 20.60.1.0/24 VirtualAppliance \n"
                  "Default Active 20.60.0.0/16 VirtualNetworkServiceEndpoint \n"
                  "User Active 0.0.0.0/0 VirtualAppliance 10.0.100.4\n"
                  "Default Invalid 0.0.0.0/0 Internet \n");
    e = example_new(*state);
    network_origin(e.n, e.gateway, "10.1.7.0/24", IR_SRC_EBGP, network_hop(IR_HOP_DROP, IR_NONE, IR_NONE));
    assert_routes(*state, &e, e.subnet2, "10.1.7.1",
                  "VirtualNetworkGateway Invalid 10.1.7.0/24 VirtualNetworkGateway vnet1.gw\n"
                  "Default Active 10.1.0.0/16 VNetPeering vnet2\n"
                  "Default Active 10.0.0.0/8 None \n"
                  "Default Active 0.0.0.0/0 Internet \n");
}

/* What a Route Server programs has the type of a gateway's route, and the address of the appliance (F89). */
static void learned_next_hop(void **state)
{
    struct example e = example_new(*state);
    static struct ir_next_hop next_hops[1];
    next_hops[0].address = network_addr("10.0.100.4");
    struct ir_resolved known = {0, network_hop(IR_HOP_TABLE, e.appliance, IR_NONE)};
    e.n->ir.next_hops = next_hops;
    e.n->ir.next_hop_count = 1;
    for (uint32_t s = 0; s < e.n->ir.session_count; s++) {
        e.n->sessions[s].resolved = &known;
        e.n->sessions[s].resolved_count = 1;
        e.n->sessions[s].import_edit.next_hop_edit = IR_NEXT_HOP_SET;
    }
    assert_routes(*state, &e, e.subnet2, "10.10.0.1",
                  "VirtualNetworkGateway Active 10.10.0.0/16 VirtualNetworkGateway 10.0.100.4\n"
                  "Default Active 10.0.0.0/8 None \n"
                  "Default Active 0.0.0.0/0 Internet \n");
}

static void appliance_has_a_fallback(void **state)
{
    struct example e = example_new(*state);
    const struct ir *ir = network_finish(e.n);
    struct routes_view v = effective_routes(*state, state_of(*state, ir), "vnet1.fw", e.appliance, NULL);
    assert_int_equal(v.count, 0);
    assert_string_equal(v.fallback, "vnet1.subnet2");
    v = effective_routes(*state, state_of(*state, ir), "vnet1.subnet2", e.subnet2, NULL);
    assert_null(v.fallback);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(with_user_routes), TEST(without_user_routes),      TEST(set_aside_is_invalid),
        TEST(learned_next_hop), TEST(appliance_has_a_fallback),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
