/* lower: route tables that lead to appliances and load balancers, and what a peering lets pass (F25, F126). */
#include "tests/unit/design.h"

#define NVA "appliance nva 10.1.9.4; subnet dmz 10.1.9.0/24;\n"

/* T01: the published example of a route table. */
static void test_t01_effective_routes(void **state)
{
    (void)state;
    static const char text[] =
        "site vnet one { prefix 10.0.0.0/16; gateway vpn gw { asn 65010; } appliance nva 10.0.100.4;\n"
        "subnet s1 10.0.0.0/24 { route-table rt; service-endpoint 20.60.0.0/16; } subnet s2 10.0.1.0/24; "
        "subnet dmz "
        "10.0.100.0/24;\n"
        "route-table rt { route 10.0.0.0/16 -> address 10.0.100.4; route 10.0.0.0/24 -> vnet; route "
        "10.1.0.0/16, "
        "10.2.0.0/16 -> none; route 10.10.0.0/16, 0.0.0.0/0 -> appliance nva; } }\n"
        "site vnet two { prefix 10.1.0.0/16, 10.2.0.0/16; } peering one <-> two;\n"
        "site onprem dc { prefix 10.10.0.0/16; router ce { asn 65021; } } connect dc.ce <-> one.gw;\n";
    static const struct design_route lines[] = {
        {"one.s1", "10.0.1.4", "one.nva"},     {"one.s1", "10.0.0.9", "in one"},
        {"one.s1", "10.1.0.1", "NICC3909"},    {"one.s1", "10.2.0.1", "NICC3909"},
        {"one.s1", "10.10.0.1", "one.nva"},    {"one.s1", "20.60.0.1", "Internet"},
        {"one.s1", "8.8.8.8", "one.nva"},      {"one.s1", "10.99.0.1", "one.nva"},
        {"one.s1", "172.16.0.1", "one.nva"},   {"one.s1", "192.168.0.1", "one.nva"},
        {"one.s2", "10.0.0.9", "in one"},      {"one.s2", "10.1.0.1", "in two"},
        {"one.s2", "10.10.0.1", "one.gw"},     {"one.s2", "8.8.8.8", "Internet"},
        {"one.s2", "10.99.0.1", "NICC3902"},   {"one.s2", "172.16.0.1", "NICC3902"},
        {"one.s2", "192.168.0.1", "NICC3902"}, {"one.s2", "100.64.0.1", "NICC3902"},
        {"one.s2", "20.60.0.1", "Internet"},   {"two", "10.0.0.9", "in one"}};
    DESIGN_FORWARD(text, NULL, lines);
}

/* In the own VNet, in a directly peered one, and through a load balancer. */
static void test_f126_within_reach(void **state)
{
    (void)state;
    static const char text[] =
        "site vnet hub { prefix 10.1.0.0/16; " NVA
        "host vm 10.1.9.9; load-balancer lb 10.1.9.5 { backend hub.nva; }\n"
        "subnet a 10.1.0.0/24 { route-table rt; } route-table rt { route 10.7.0.0/16 -> address 10.1.9.5; "
        "route "
        "10.8.0.0/16 -> appliance nva; route 10.9.0.0/16 -> address 10.1.9.9; } }\n"
        "site vnet spoke { prefix 10.2.0.0/16; subnet a 10.2.0.0/24 { route-table rt; }\n"
        "route-table rt { route 10.7.0.0/16 -> appliance hub.lb; route 0.0.0.0/0 -> address 10.1.9.4; } }\n"
        "peering hub <-> spoke;\n";
    static const struct design_route lines[] = {{"hub.a", "10.7.0.1", "hub.lb"},
                                                {"hub.a", "10.8.0.1", "hub.nva"},
                                                {"hub.a", "10.9.0.1", "NICC3911"},
                                                {"spoke.a", "10.7.0.1", "hub.lb"},
                                                {"spoke.a", "8.8.8.8", "hub.nva"}};
    static const struct design_route down[] = {{"spoke.a", "8.8.8.8", "hub.nva"},
                                               {"hub.a", "10.8.0.1", "hub.nva"}};
    DESIGN_FORWARD(text, NULL, lines);
    DESIGN_FORWARD(text, "hub.nva", down);
    DESIGN_FORWARD(text, "hub<->spoke", down);
}

/* The hop that a table's own route for a prefix takes; the last one, when several have it. */
static struct ir_hop own_hop(struct compilation *c, const char *table, const char *prefix)
{
    uint32_t t = design_table(c, table), p = ir_find_prefix(c->ir, design_prefix(prefix));
    struct ir_hop hop = {.kind = IR_HOP_DROP, .link = IR_NONE};
    for (uint32_t i = 0; i < c->ir->origin_count; i++)
        if (c->ir->origins[i].table == t && c->ir->origins[i].prefix == p)
            hop = c->ir->origins[i].hop;
    return hop;
}

/* F25: the receiving half decides; only addresses of the sending VNet itself pass without it. */
static void test_f25_sources(void **state)
{
    (void)state;
    struct compilation *c = design_good("site vnet hub { prefix 10.1.0.0/16; " NVA "subnet a 10.1.0.0/24; }\n"
                                        "site vnet spoke { prefix 10.2.0.0/16, 10.3.0.0/16; subnet a "
                                        "10.2.0.0/24 { route-table rt; } route-table rt { "
                                        "route 0.0.0.0/0 -> appliance hub.nva; } }\n"
                                        "peering hub <-> spoke { hub { allow-forwarded-traffic; } }\n");
    struct ir_hop out = own_hop(c, "hub.a", "10.2.0.0/16"), back = own_hop(c, "spoke.a", "10.1.0.0/16"),
                  user = own_hop(c, "spoke.a", "0.0.0.0/0");
    assert_int_equal(out.source_count, 1);
    assert_int_equal(prefix_compare(out.sources[0], design_prefix("10.1.0.0/16")), 0);
    assert_int_equal(out.source_rule, RULE_FORWARDED_REFUSED);
    assert_int_equal(back.source_count, 0);
    assert_int_equal(back.source_rule, IR_NONE);
    assert_int_equal(user.source_count, 0);
    assert_true(c->ir->packets_matter);
    design_free(c);
    c = design_good(
        "site vnet hub { prefix 10.1.0.0/16; " NVA "}\n"
        "site vnet spoke { prefix 10.2.0.0/16, 10.3.0.0/16; subnet a 10.2.0.0/24 { route-table rt; } "
        "route-table rt { route 9.0.0.0/8 -> appliance hub.nva; } }\n"
        "peering hub <-> spoke;\n");
    user = own_hop(c, "spoke.a", "9.0.0.0/8");
    assert_int_equal(user.source_count, 2);
    assert_true(user.link != IR_NONE);
    design_free(c);
}

/* Without an appliance nothing sends packets of other sources. */
static void test_f25_no_sources_without_appliances(void **state)
{
    (void)state;
    struct compilation *c = design_good("site vnet hub { prefix 10.1.0.0/16; subnet a 10.1.0.0/24; }\n"
                                        "site vnet spoke { prefix 10.2.0.0/16; } peering hub <-> spoke;\n");
    assert_int_equal(own_hop(c, "hub.a", "10.2.0.0/16").source_count, 0);
    assert_false(c->ir->packets_matter);
    design_free(c);
}

/* What a gateway sends passes the peering in any case (F25), also through a GatewaySubnet with routes. */
static void test_f136_gateway_subnet_to_firewall(void **state)
{
    (void)state;
    static const char text[] =
        "site vnet hub { prefix 10.5.0.0/16; gateway vpn gw; appliance fw 10.5.0.4; subnet "
        "AzureFirewallSubnet "
        "10.5.0.0/26;\n"
        "subnet GatewaySubnet 10.5.255.0/27 { route-table gw-rt; } route-table gw-rt { route 10.6.0.0/16 -> "
        "appliance "
        "fw; } }\n"
        "site vnet spoke { prefix 10.6.0.0/16; } site vnet other { prefix 10.7.0.0/16; }\n"
        "peering hub <-> spoke { hub { allow-gateway-transit; } spoke { use-remote-gateways; } } peering hub "
        "<-> "
        "other;\n";
    static const struct design_route lines[] = {{"hub.gw", "10.6.0.1", "hub.GatewaySubnet"},
                                                {"hub.GatewaySubnet", "10.6.0.1", "hub.fw"},
                                                {"hub.GatewaySubnet", "10.7.0.1", "in other"},
                                                {"hub.AzureFirewallSubnet", "10.6.0.1", "in spoke"}};
    DESIGN_FORWARD(text, NULL, lines);
    struct compilation *c = design_good(text);
    assert_int_equal(own_hop(c, "hub.GatewaySubnet", "10.7.0.0/16").source_count, 0);
    assert_int_equal(own_hop(c, "hub.AzureFirewallSubnet", "10.7.0.0/16").source_count, 1);
    design_free(c);
}

static void test_next_hop_checks(void **state)
{
    (void)state;
    design_reports(
        "site vnet hub { prefix 10.1.0.0/16; " NVA "}\n"
        "site vnet spoke { prefix 10.2.0.0/16; subnet a 10.2.0.0/24 { route-table rt; } route-table rt { "
        "route 9.0.0.0/8 -> appliance hub.nva; } }\npeering hub -> spoke;\n",
        DIAG_NEXT_HOP_NOT_NEAR, "appliance hub.nva");
    design_reports(
        "site vnet hub { prefix 10.1.0.0/16; appliance nva 10.1.0.4; subnet a 10.1.0.0/24 { route-table rt; "
        "} route-table rt { route 9.0.0.0/8 -> address 10.1.0.4; } }\n",
        DIAG_OWN_NEXT_HOP, "route 9.0.0.0/8 -> address 10.1.0.4;");
    design_reports(
        "site vnet hub { prefix 10.1.0.0/16; appliance nva 10.1.0.4 { default-route; } subnet a 10.1.0.0/24 "
        "{ route-table rt; } route-table rt { route 9.0.0.0/8 -> appliance nva; } }\n",
        DIAG_OWN_NEXT_HOP_PERHAPS, "route 9.0.0.0/8 -> appliance nva;");
    design_reports(
        "site vnet hub { prefix 10.1.0.0/16; subnet GatewaySubnet 10.1.0.0/24 { security-group sg; } "
        "security-group sg { inbound { 100 allow any; } } }\n",
        DIAG_RESERVED_SUBNET_GROUP, "security-group sg;");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_t01_effective_routes),
        cmocka_unit_test(test_f126_within_reach),
        cmocka_unit_test(test_f25_sources),
        cmocka_unit_test(test_f25_no_sources_without_appliances),
        cmocka_unit_test(test_f136_gateway_subnet_to_firewall),
        cmocka_unit_test(test_next_hop_checks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
