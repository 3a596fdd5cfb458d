/* lower: subnets and route tables: each fact on the effective routes of small designs. */
#include "tests/unit/design.h"

/* ---- subnets ---- */

#define TWO_SUBNETS                                                                                          \
    "site vnet hub { prefix 10.1.0.0/16; gateway vpn gw { asn 65010; } subnet a 10.1.0.0/24; subnet b "      \
    "10.1.1.0/24 { route-table rt; } route-table rt { route 10.9.0.0/16 -> none; } }\n"
#define OFFICE                                                                                               \
    "site onprem office { prefix 10.2.0.0/24; router ce { asn 65021; } }\n"                                  \
    "connect office.ce <-> hub.gw main;\n"

/* Each subnet has its own routes; what the whole VNet knows stands in all of them. */
static void test_f1_own_tables(void **state)
{
    (void)state;
    static const struct design_route lines[] = {
        {"hub.a", "10.1.1.4", "in hub"},   {"hub.b", "10.1.0.4", "in hub"},
        {"hub.a", "10.9.0.1", "NICC3902"}, {"hub.b", "10.9.0.1", "NICC3909"},
        {"hub", "10.9.0.1", "NICC3902"},   {"hub.a", "13.107.21.200", "Internet"},
        {"hub.a", "10.2.0.1", "hub.gw"},   {"hub.b", "10.2.0.1", "hub.gw"}};
    static const struct design_route up[] = {{"hub.a", "10.2.0.0/24", "hub.gw(65021)*"},
                                             {"hub.b", "10.2.0.0/24", "hub.gw(65021)*"},
                                             {"hub.b", "10.9.0.0/16", "own*"},
                                             {"hub.a", "10.9.0.0/16", "-"}};
    static const struct design_route away[] = {{"hub.b", "10.9.0.1", "-"}, {"hub.a", "10.1.1.4", "-"}};
    DESIGN_FORWARD(TWO_SUBNETS OFFICE, NULL, lines);
    DESIGN_ROUTES(TWO_SUBNETS OFFICE, NULL, up);
    DESIGN_FORWARD(TWO_SUBNETS OFFICE, "hub", away);
}

/* Where packets of an address start, and that a class lies in one subnet. */
static void test_f1_start_tables(void **state)
{
    (void)state;
    static const struct design_route starts[] = {
        {"10.1.0.200", "hub.a", NULL}, {"10.1.1.0", "hub.b", NULL},
        {"10.1.7.7", "hub", NULL},     {"10.1.255.4", "hub", NULL},
        {"10.1.255.70", "hub", NULL},  {"10.1.254.1", "hub.AzureFirewallSubnet", NULL}};
    struct compilation *c =
        design_good("site vnet hub { prefix 10.1.0.0/16; subnet a 10.1.0.0/24; subnet b 10.1.1.0/24;\n"
                    "subnet GatewaySubnet 10.1.255.0/27; subnet RouteServerSubnet 10.1.255.64/27; subnet "
                    "AzureFirewallSubnet 10.1.254.0/26; }\n");
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        uint32_t class_id = ir_class_of(c->ir, design_addr(starts[i].table));
        assert_string_equal(c->ir->tables[ir_table_of(c->ir, 0, class_id)].name, starts[i].prefix);
    }
    assert_int_equal(c->ir->sites[0].subnet_count, 5);
    assert_false(c->ir->sites[0].subnets[0].is_reserved);
    assert_true(c->ir->sites[0].subnets[2].is_reserved);
    assert_false(c->ir->packets_matter);
    design_free(c);
}

static struct claim_set endpoint(struct compilation *c, const char *text)
{
    struct claim_set set;
    const char *why = "";
    if (!compile_endpoint(c, text, &set, &why))
        fail_msg("%s: %s", text, why);
    return set;
}

/* A site stands for the addresses of its subnets that are not reserved; each end starts at its subnet's table. */
static void test_endpoints(void **state)
{
    (void)state;
    struct compilation *c =
        design_good("site vnet hub { prefix 10.1.0.0/16; gateway vpn gw { address 10.1.0.9; } subnet a "
                    "10.1.0.0/24; subnet b "
                    "10.1.1.0/24 { host vm 10.1.1.9; } subnet GatewaySubnet 10.1.255.0/27; }\n");
    struct claim_set site = endpoint(c, "hub"), b = endpoint(c, "hub.b"), vm = endpoint(c, "hub.vm");
    assert_int_equal(site.members[0].end_count, 2);
    assert_string_equal(c->ir->tables[site.members[0].ends[0].table].name, "hub.a");
    assert_string_equal(c->ir->tables[site.members[0].ends[1].table].name, "hub.b");
    assert_int_equal(b.members[0].end_count, 1);
    assert_string_equal(b.members[0].name, "hub.b");
    assert_int_equal(b.members[0].ends[0].class_id, site.members[0].ends[1].class_id);
    assert_int_equal(addr_compare(b.members[0].ends[0].sample, design_addr("10.1.1.9")), 0);
    assert_int_equal(vm.members[0].ends[0].table, b.members[0].ends[0].table);
    struct claim_set part;
    const char *why = NULL;
    assert_false(compile_endpoint(c, "hub.GatewaySubnet", &part, &why));
    part = endpoint(c, "10.1.0.0/23");
    assert_int_equal(part.members[0].end_count, 2);
    design_free(c);
}

/* ---- user routes ---- */

/* Longest prefix first; for an equal prefix the user route. Space of VNet and peering included (F9, F30). */
static void test_f8_f9_f30_user_routes(void **state)
{
    (void)state;
    static const char text[] =
        "site vnet hub { prefix 10.1.0.0/16; subnet a 10.1.0.0/24 { route-table rt; } subnet b 10.1.1.0/24;\n"
        "route-table rt { route 10.1.0.0/16, 10.2.3.0/24, 10.3.0.0/16 -> none; route 10.1.1.0/24 -> vnet; "
        "route "
        "0.0.0.0/0 -> none; route 20.0.0.0/8 -> internet; } }\n"
        "site vnet spoke { prefix 10.2.0.0/16; } site vnet other { prefix 10.3.0.0/16; }\n"
        "peering hub <-> spoke; peering hub <-> other;\n";
    static const struct design_route lines[] = {
        {"hub.a", "10.1.0.4", "NICC3909"}, {"hub.a", "10.1.1.4", "in hub"},
        {"hub.a", "10.2.3.4", "NICC3909"}, {"hub.a", "10.2.4.4", "in spoke"},
        {"hub.a", "10.3.0.1", "NICC3909"}, {"hub.b", "10.3.0.1", "in other"},
        {"hub.a", "8.8.8.8", "NICC3909"},  {"hub.a", "20.1.1.1", "Internet"},
        {"hub.b", "8.8.8.8", "Internet"},  {"hub.a", "10.99.0.1", "NICC3909"} /* F11 */,
        {"hub.b", "10.99.0.1", "NICC3902"}};
    DESIGN_FORWARD(text, NULL, lines);
}

/* BGP takes nothing from inside the VNet, also where a user route covers the whole space. */
static void test_f9_user_route_over_the_space(void **state)
{
    (void)state;
    static const char text[] = "site vnet hub { prefix 10.1.0.0/16; gateway expressroute gw; subnet a "
                               "10.1.0.0/24 { route-table rt; }\n"
                               "route-table rt { route 10.1.0.0/16 -> none; } }\n"
                               "site onprem office { prefix 10.2.0.0/24; router ce { asn 65021; originate "
                               "10.1.5.0/24, 10.2.0.0/24; } }\n"
                               "circuit er; connect hub.gw <-> er; connect office.ce <-> er;\n";
    static const struct design_route lines[] = {{"hub.a", "10.1.5.1", "NICC3909"},
                                                {"hub", "10.1.5.1", "in hub"}};
    DESIGN_FORWARD(text, NULL, lines);
}

static void test_f10_service_endpoint(void **state)
{
    (void)state;
    static const char text[] = "site vnet hub { prefix 10.1.0.0/16; subnet a 10.1.0.0/24 { route-table rt; "
                               "service-endpoint 20.60.0.0/16; }\n"
                               "subnet b 10.1.1.0/24 { route-table rt; }\n"
                               "route-table rt { route 0.0.0.0/0, 20.60.0.0/16, 20.60.7.0/24 -> none; } }\n";
    static const struct design_route lines[] = {{"hub.a", "20.60.1.1", "Internet"},
                                                {"hub.a", "20.60.7.1", "Internet"},
                                                {"hub.b", "20.60.1.1", "NICC3909"},
                                                {"hub.a", "20.61.1.1", "NICC3909"}};
    DESIGN_FORWARD(text, NULL, lines);
}

/* ---- propagation ---- */

static void test_f7_propagation(void **state)
{
    (void)state;
    static const char text[] =
        "site vnet hub { prefix 10.1.0.0/16; gateway vpn gw { asn 65010; } subnet a 10.1.0.0/24 { "
        "route-table off; "
        "}\n"
        "subnet b 10.1.1.0/24; route-table off { gateway-propagation off; } }\n"
        "site vnet spoke { prefix 10.3.0.0/16; subnet a 10.3.0.0/24 { route-table off; } subnet b "
        "10.3.1.0/24;\n"
        "route-table off { gateway-propagation off; } }\n"
        "peering hub <-> spoke { hub { allow-gateway-transit; } spoke { use-remote-gateways; } }\n" OFFICE;
    static const struct design_route lines[] = {{"hub.a", "10.2.0.1", "NICC3902"},
                                                {"hub.b", "10.2.0.1", "hub.gw"},
                                                {"hub", "10.2.0.1", "hub.gw"},
                                                {"spoke.a", "10.2.0.1", "NICC3902"},
                                                {"spoke.b", "10.2.0.1", "hub.gw"}};
    static const struct design_route outwards[] = {{"office.ce", "10.1.0.0/16", "hub.gw(65010)*"},
                                                   {"office.ce", "10.3.0.0/16", "hub.gw(65010)*"}};
    DESIGN_FORWARD(text, NULL, lines);
    DESIGN_ROUTES(text, NULL, outwards);
}

/* ---- gateways as next hops ---- */

static void test_f28_f29_route_to_gateway(void **state)
{
    (void)state;
    static const char text[] =
        "site vnet hub { prefix 10.1.0.0/16; gateway vpn gw { asn 65010; } subnet a 10.1.0.0/24 { "
        "route-table rt; }\n"
        "route-table rt { route 172.16.0.0/12 -> gateway; } }\n"
        "site vnet s1 { prefix 10.3.0.0/16; subnet a 10.3.0.0/24 { route-table rt; } route-table rt { route "
        "10.4.0.0/16 -> gateway; } }\n"
        "site vnet s2 { prefix 10.4.0.0/16; subnet a 10.4.0.0/24; }\n"
        "peering hub <-> s1 { hub { allow-gateway-transit; } s1 { use-remote-gateways; } }\n"
        "peering hub <-> s2 { hub { allow-gateway-transit; } s2 { use-remote-gateways; } }\n";
    static const struct design_route lines[] = {{"hub.a", "172.16.0.1", "hub.gw"},
                                                {"s1.a", "10.4.0.1", "hub.gw"},
                                                {"s2.a", "10.3.0.1", "NICC3902"},
                                                {"hub.gw", "10.4.0.1", "in s2"}};
    static const struct design_route blocked[] = {{"s1.a", "10.4.0.1", "NICC3301"}};
    DESIGN_FORWARD(text, NULL, lines);
    DESIGN_FORWARD(
        "site vnet hub { prefix 10.1.0.0/16; gateway vpn gw { asn 65010; } }\n"
        "site vnet s1 { prefix 10.3.0.0/16; subnet a 10.3.0.0/24 { route-table rt; } route-table rt { "
        "route 10.4.0.0/16 -> gateway; } }\n"
        "peering hub <-> s1 { hub { allow-gateway-transit; allow-vnet-access off; } s1 { "
        "use-remote-gateways; } }\n",
        NULL, blocked);
}

/* A user route stays when its next hop is down: only the site guards it. */
static void test_f126_user_route_stays(void **state)
{
    (void)state;
    static const struct design_route lines[] = {{"hub.a", "172.16.0.1", "hub.gw"}};
    DESIGN_FORWARD(
        "site vnet hub { prefix 10.1.0.0/16; gateway vpn gw; subnet a 10.1.0.0/24 { route-table rt; }\n"
        "route-table rt { route 172.16.0.0/12 -> gateway; } }\n",
        "hub.gw", lines);
}

/* F45, T06: the gateway's own default goes to the default site; subnets follow it only by a user route. */
static void test_f45_default_site(void **state)
{
    (void)state;
    static const char text[] =
        "site vnet tiers { prefix 10.1.0.0/16; gateway vpn gw { default-site hq; }\n"
        "subnet front 10.1.0.0/24; subnet mid 10.1.1.0/24 { route-table forced; } subnet back 10.1.2.0/24 { "
        "route-table forced; }\n"
        "route-table forced { route 0.0.0.0/0 -> gateway; } }\n"
        "site onprem headquarters { prefix 192.168.1.0/24; router r; }\n"
        "site onprem branch { prefix 192.168.2.0/24; router r; }\n"
        "connect tiers.gw <-> headquarters.r hq { static; tiers.gw { static 192.168.1.0/24; } }\n"
        "connect tiers.gw <-> branch.r b1 { static; tiers.gw { static 192.168.2.0/24; } }\n";
    static const struct design_route lines[] = {
        {"tiers.front", "8.8.8.8", "Internet"},     {"tiers.front", "192.168.1.1", "tiers.gw"},
        {"tiers.front", "192.168.2.1", "tiers.gw"}, {"tiers.front", "10.9.9.9", "NICC3902"},
        {"tiers.mid", "8.8.8.8", "tiers.gw"},       {"tiers.mid", "192.168.1.1", "tiers.gw"},
        {"tiers.back", "10.9.9.9", "tiers.gw"},     {"tiers.gw", "8.8.8.8", "headquarters.r"},
        {"tiers.gw", "10.9.9.9", "headquarters.r"}, {"tiers.gw", "192.168.2.1", "branch.r"}};
    static const struct design_route down[] = {{"tiers.gw", "8.8.8.8", "-"},
                                               {"tiers.mid", "8.8.8.8", "tiers.gw"}};
    DESIGN_FORWARD(text, NULL, lines);
    DESIGN_FORWARD(text, "hq", down);
}

/* ---- the GatewaySubnet ---- */

static void test_f136_gateway_subnet(void **state)
{
    (void)state;
    static const char text[] =
        "site vnet hub { prefix 10.1.0.0/16; gateway expressroute er-gw; gateway vpn vpn-gw;\n"
        "subnet GatewaySubnet 10.1.255.0/27 { route-table rt; } subnet a 10.1.0.0/24;\n"
        "route-table rt { route 10.1.0.0/24, 10.2.5.0/24, 10.3.0.0/16 -> none; } }\n"
        "site vnet s1 { prefix 10.2.0.0/16; } site vnet s2 { prefix 10.3.0.0/16; }\n"
        "peering hub <-> s1; peering hub <-> s2 { hub { allow-gateway-transit; } s2 { use-remote-gateways; } "
        "}\n";
    static const struct design_route lines[] = {{"hub.vpn-gw", "10.1.0.1", "hub.GatewaySubnet"},
                                                {"hub.er-gw", "10.1.0.1", "hub.GatewaySubnet"},
                                                {"hub.vpn-gw", "10.2.6.1", "hub.GatewaySubnet"},
                                                {"hub.er-gw", "10.2.6.1", "NICC3302"}, /* F25: no transit */
                                                {"hub.er-gw", "10.2.5.1", "hub.GatewaySubnet"},
                                                {"hub.er-gw", "10.3.5.1", "hub.GatewaySubnet"},
                                                {"hub.GatewaySubnet", "10.1.0.1", "NICC3909"},
                                                {"hub.GatewaySubnet", "10.1.1.1", "in hub"},
                                                {"hub.GatewaySubnet", "10.2.5.1", "NICC3909"},
                                                {"hub.GatewaySubnet", "10.2.6.1", "in s1"},
                                                {"hub.GatewaySubnet", "10.3.5.1", "NICC3909"},
                                                {"hub.a", "10.3.5.1", "in s2"}};
    DESIGN_FORWARD(text, NULL, lines);
}

/* Without routes of its own the GatewaySubnet changes nothing. */
static void test_plain_gateway_subnet(void **state)
{
    (void)state;
    static const struct design_route lines[] = {{"hub.gw", "10.1.0.1", "in hub"}};
    DESIGN_FORWARD(
        "site vnet hub { prefix 10.1.0.0/16; gateway vpn gw; subnet GatewaySubnet 10.1.255.0/27; subnet a "
        "10.1.0.0/24; }\n",
        NULL, lines);
}

/* ---- on-premises ---- */

static void test_onprem_subnets(void **state)
{
    (void)state;
    static const char text[] =
        "site vnet hub { prefix 10.1.0.0/16; gateway vpn gw { asn 65010; } }\n"
        "site onprem dc { prefix 10.2.0.0/16; router r1 { asn 65021; } router r2 { asn 65021; address "
        "10.2.255.2; "
        "default-route; }\n"
        "subnet one 10.2.1.0/24 { router r1; } subnet two 10.2.2.0/24 { route-table rt; } subnet three "
        "10.2.3.0/24;\n"
        "route-table rt { route 10.1.0.0/16 -> address 10.2.255.2; route 10.1.9.0/24, 10.2.1.0/24 -> none; "
        "route "
        "8.0.0.0/8 -> internet; } }\n"
        "connect dc.r1 <-> hub.gw;\n";
    static const struct design_route lines[] = {
        {"dc.one", "10.1.0.1", "dc.r1"},    {"dc.one", "8.8.8.8", "dc.r1"},
        {"dc.two", "10.1.0.1", "dc.r2"},    {"dc.two", "10.1.9.1", "NICC3909"},
        {"dc.two", "10.2.1.1", "NICC3909"}, {"dc.two", "10.2.3.1", "in dc"},
        {"dc.two", "8.8.8.8", "exit"},      {"dc.two", "9.9.9.9", "dc.r1 dc.r2"},
        {"dc", "8.8.8.8", "dc.r1 dc.r2"},   {"dc", "10.1.0.1", "dc.r1 dc.r2"}};
    static const struct design_route down[] = {{"dc.one", "10.1.0.1", "-"}, {"dc.two", "10.1.0.1", "dc.r2"}};
    DESIGN_FORWARD(text, NULL, lines);
    DESIGN_FORWARD(text, "dc.r1", down);
    struct compilation *c = design_good(text);
    assert_int_equal(ir_find_table(c->ir, "dc.three"), IR_NONE); /* the routes of its site */
    uint32_t table;
    const char *why;
    assert_true(compile_table(c, "dc.three", &table, &why));
    assert_string_equal(c->ir->tables[table].name, "dc");
    design_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_f1_own_tables),
        cmocka_unit_test(test_f1_start_tables),
        cmocka_unit_test(test_endpoints),
        cmocka_unit_test(test_f8_f9_f30_user_routes),
        cmocka_unit_test(test_f9_user_route_over_the_space),
        cmocka_unit_test(test_f10_service_endpoint),
        cmocka_unit_test(test_f7_propagation),
        cmocka_unit_test(test_f28_f29_route_to_gateway),
        cmocka_unit_test(test_f126_user_route_stays),
        cmocka_unit_test(test_f45_default_site),
        cmocka_unit_test(test_f136_gateway_subnet),
        cmocka_unit_test(test_plain_gateway_subnet),
        cmocka_unit_test(test_onprem_subnets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
