/* check: each rule of a valid design, broken and kept. */
#include "tests/unit/design.h"

#define HUB "site vnet hub { prefix 10.10.0.0/24; gateway vpn gw; }\n"
#define SPOKE "site vnet spoke { prefix 10.11.0.0/24; }\n"
#define OFFICE "site onprem office { prefix 10.2.0.0/24; router ce { asn 65021; } }\n"

static void test_site_prefixes(void **state)
{
    (void)state;
    design_reports("site vnet a { region x; }", DIAG_NO_PREFIX, "a");
    design_reports("site vnet a { prefix 10.0.0.0/16; prefix 10.0.3.0/24; }", DIAG_SITE_OVERLAP,
                   "10.0.3.0/24");
    design_accepts("site vnet a { prefix 10.0.0.0/24, 10.0.1.0/24, fd00::/64; }", DIAG_SITE_OVERLAP);
    design_reports("site vnet a { prefix 10.0.0.0/24; host x 10.0.1.0; }", DIAG_HOST_OUTSIDE,
                   "host x 10.0.1.0;");
    design_accepts("site vnet a { prefix 10.0.0.0/24, 10.0.1.0/24; host x 10.0.1.0; host y 10.0.0.255; }",
                   DIAG_HOST_OUTSIDE);
    design_reports("site vnet a { prefix 10.0.0.0/24; host x 10.0.0.4; host y 10.0.0.4; }",
                   DIAG_ADDRESS_TWICE, "host y 10.0.0.4;");
    design_reports(
        "site vnet a { prefix 10.0.0.0/24; host x 10.0.0.4; gateway vpn g { address 10.0.0.5, 10.0.0.4; } }",
        DIAG_ADDRESS_TWICE, "host x 10.0.0.4;");
    design_accepts("site vnet a { prefix 10.0.0.0/24; host x 10.0.0.4; } site vnet b { prefix 10.0.0.0/24; "
                   "host x 10.0.0.4; }",
                   DIAG_ADDRESS_TWICE);
}

static void test_f15_overlaps(void **state)
{
    (void)state;
#define OTHER "site vnet other { prefix 10.10.0.128/25; }\n"
    design_reports(HUB OTHER "peering hub <-> other;", DIAG_PEERED_OVERLAP, "peering hub <-> other;");
    design_reports(HUB OTHER "peering other -> hub;", DIAG_PEERED_OVERLAP, "peering other -> hub;");
    design_reports(HUB OTHER SPOKE "peering hub <-> spoke; peering other <-> spoke;", DIAG_PEERED_OVERLAP,
                   "peering other <-> spoke;");
    design_accepts(HUB OTHER SPOKE "peering hub <-> spoke;", DIAG_PEERED_OVERLAP);
    design_accepts(HUB SPOKE "peering hub <-> spoke;", DIAG_PEERED_OVERLAP);
}

static void test_f18_transit_without_gateway(void **state)
{
    (void)state;
    design_reports(HUB SPOKE "peering hub <-> spoke { spoke { allow-gateway-transit; } }",
                   DIAG_TRANSIT_WITHOUT_GATEWAY, "allow-gateway-transit;");
    design_accepts(HUB SPOKE "peering hub <-> spoke { hub { allow-gateway-transit; } }",
                   DIAG_TRANSIT_WITHOUT_GATEWAY);
    design_accepts("site vnet hub { prefix 10.10.0.0/24; route-server rs; }" SPOKE
                   "peering hub <-> spoke { hub { allow-gateway-transit; } spoke { use-remote-gateways; } }",
                   DIAG_TRANSIT_WITHOUT_GATEWAY);
}

static void test_f19_remote_gateways(void **state)
{
    (void)state;
    design_reports(HUB SPOKE "peering hub <-> spoke { spoke { use-remote-gateways; } }",
                   DIAG_REMOTE_GATEWAYS_REFUSED, "use-remote-gateways;");
    design_reports(HUB SPOKE "peering spoke -> hub { use-remote-gateways; }", DIAG_REMOTE_GATEWAYS_REFUSED,
                   "use-remote-gateways;");
    design_reports(HUB
                   "site vnet spoke { prefix 10.11.0.0/24; gateway vpn gw { asn 65001; } }\n"
                   "peering hub <-> spoke { hub { allow-gateway-transit; } spoke { use-remote-gateways; } }",
                   DIAG_REMOTE_GATEWAYS_OWN, "use-remote-gateways;");
    design_reports("site vnet hub { prefix 10.10.0.0/24; }" SPOKE
                   "peering hub <-> spoke { spoke { use-remote-gateways; } }",
                   DIAG_REMOTE_GATEWAYS_NONE, "use-remote-gateways;");
#define TRANSIT "peering hub <-> spoke { hub { allow-gateway-transit; } spoke { use-remote-gateways; } }\n"
#define HUB2 "site vnet hub2 { prefix 10.20.0.0/24; gateway vpn gw; }\n"
    design_reports(
        HUB HUB2 SPOKE TRANSIT
        "peering spoke <-> hub2 { hub2 { allow-gateway-transit; } spoke { use-remote-gateways on; } }",
        DIAG_REMOTE_GATEWAYS_TWICE, "use-remote-gateways on;");
    design_accepts(
        HUB HUB2 SPOKE TRANSIT
        "peering spoke <-> hub2 { hub2 { allow-gateway-transit; } spoke { use-remote-gateways off; } }",
        DIAG_REMOTE_GATEWAYS_TWICE);
}

static void test_f23_global_transit(void **state)
{
    (void)state;
#define REGIONS(profile, a, b)                                                                               \
    profile "site vnet hub { " a " prefix 10.10.0.0/24; gateway vpn gw; } site vnet spoke { " b              \
            " prefix 10.11.0.0/24; }\n" TRANSIT
    design_reports(REGIONS("profile azure-2018;", "region east;", "region west;"), DIAG_GLOBAL_TRANSIT,
                   "use-remote-gateways;");
    design_accepts(REGIONS("profile azure-2018;", "region east;", "region east;"), DIAG_GLOBAL_TRANSIT);
    design_accepts(REGIONS("profile azure-2018;", "region east;", ""), DIAG_GLOBAL_TRANSIT);
    design_accepts(REGIONS("profile azure-current;", "region east;", "region west;"), DIAG_GLOBAL_TRANSIT);
}

static void test_f33_one_gateway_of_each_type(void **state)
{
    (void)state;
    design_reports(
        "site vnet a { prefix 10.1.0.0/24; gateway vpn x; gateway expressroute y; gateway vpn z; }",
        DIAG_GATEWAY_TWICE, "gateway vpn z;");
    design_accepts("site vnet a { prefix 10.1.0.0/24; gateway vpn x; gateway expressroute y; }",
                   DIAG_GATEWAY_TWICE);
}

static void test_f40_reserved(void **state)
{
    (void)state;
    static const struct {
        uint32_t asn;
        bool gateway, router; /* allowed? */
    } cases[] = {
        {0, false, false},     {1, true, true},           {8073, true, true},         {8074, false, false},
        {8075, false, false},  {12076, false, false},     {23456, false, false},      {64495, true, true},
        {64496, false, false}, {64511, false, false},     {64512, true, true},        {65514, true, true},
        {65515, true, false},  {65516, true, true},       {65517, false, false},      {65520, false, false},
        {65521, true, true},   {65534, true, true},       {65535, false, false},      {65551, false, false},
        {65552, true, true},   {4294967294u, true, true}, {4294967295u, false, false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[160];
        snprintf(text, sizeof text, "site vnet a { prefix 10.1.0.0/24; gateway vpn g { asn %u; } }",
                 cases[i].asn);
        struct compilation *c = design_compile(text);
        assert_int_equal(design_count(c, DIAG_ASN_RESERVED, NULL), cases[i].gateway ? 0 : 1);
        design_free(c);
        snprintf(text, sizeof text, "site onprem a { prefix 10.1.0.0/24; router r { asn %u; } }",
                 cases[i].asn);
        c = design_compile(text);
        assert_int_equal(design_count(c, DIAG_ASN_RESERVED, NULL), cases[i].router ? 0 : 1);
        design_free(c);
    }
}

static void test_f40_equal_and_wide(void **state)
{
    (void)state;
    design_reports(HUB HUB2 "connect hub.gw <-> hub2.gw;", DIAG_ASN_EQUAL, "connect hub.gw <-> hub2.gw;");
    design_accepts(HUB HUB2 "connect hub.gw <-> hub2.gw { static; }", DIAG_ASN_EQUAL);
    design_reports("profile azure-2018; site onprem a { prefix 10.1.0.0/24; router r { asn 70000; } }",
                   DIAG_ASN_32BIT, "asn 70000;");
    design_accepts("site onprem a { prefix 10.1.0.0/24; router r { asn 70000; } }", DIAG_ASN_32BIT);
    design_reports("circuit x { asn 65001; }", DIAG_ASN_FIXED, "circuit x { asn 65001; }");
    design_reports("site onprem a { prefix 10.1.0.0/24; router r { asn 65001; } router s { asn 65002; } }",
                   DIAG_SITE_ASNS, "asn 65002;");
}

static void test_connections(void **state)
{
    (void)state;
#define ALL                                                                                                  \
    "site vnet hub { prefix 10.10.0.0/24; gateway vpn gw; gateway expressroute er; }" OFFICE "circuit x;\n"
    static const char *const wrong[] = {
        "connect hub.gw <-> x;",      "connect hub.er <-> office.ce;",      "connect hub.er <-> x.primary;",
        "connect hub.gw <-> hub.er;", "connect x.primary <-> x.secondary;", "connect x <-> x;",
        "connect hub.gw <-> hub.gw;"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char text[512];
        snprintf(text, sizeof text, "%s%s", ALL, wrong[i]);
        design_reports(text, DIAG_CANNOT_CONNECT, wrong[i]);
    }
    design_reports(ALL "connect hub <-> x;", DIAG_CANNOT_CONNECT, "hub");
    design_reports("site onprem o { prefix 10.2.0.0/24; router r; } circuit x; connect o.r <-> x;",
                   DIAG_MISSING_ASN, "o.r");
    design_reports(ALL "connect office.ce <-> hub.gw { bgp; static; }", DIAG_CONTRADICTION, "static;");
    design_reports(ALL "connect office.ce <-> x { bgp off; }", DIAG_CONTRADICTION,
                   "connect office.ce <-> x { bgp off; }");
    design_reports(ALL "connect office.ce <-> hub.gw { static; office.ce { advertise own; } }",
                   DIAG_CONTRADICTION, "office.ce { advertise own; }");
    design_reports(ALL "connect office.ce <-> x { office.ce { static 10.0.0.0/8; } }", DIAG_CONTRADICTION,
                   "office.ce { static 10.0.0.0/8; }");
    design_reports(ALL "connect office.ce <-> hub.gw { hub.gw { accept all; } }", DIAG_POLICY_NOT_THERE,
                   "hub.gw { accept all; }");
    design_reports(ALL "connect office.ce <-> x { x { prepend 1; } }", DIAG_POLICY_NOT_THERE,
                   "x { prepend 1; }");
    design_accepts(ALL "connect office.ce <-> hub.gw { hub.gw { static 10.9.0.0/16; address 10.10.0.9; } }",
                   DIAG_POLICY_NOT_THERE);
}

static void test_ranges(void **state)
{
    (void)state;
    static const struct {
        const char *range;
        bool good;
    } cases[] = {{"10.0.0.0/8", true},
                 {"10.0.0.0/8 ge 8", true},
                 {"10.0.0.0/8 le 8", true},
                 {"10.0.0.0/8 ge 7", false},
                 {"10.0.0.0/8 le 7", false},
                 {"10.0.0.0/8 ge 24 le 24", true},
                 {"10.0.0.0/8 ge 24 le 23", false},
                 {"10.0.0.0/8 le 32", true},
                 {"10.0.0.0/8 le 33", false},
                 {"fd00::/8 ge 64 le 128", true},
                 {"fd00::/8 le 129", false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[512];
        snprintf(text, sizeof text, "%sconnect office.ce <-> x { office.ce { accept %s; } }", ALL,
                 cases[i].range);
        struct compilation *c = design_compile(text);
        /* A bound beyond the width is a matter of syntax where the grammar sees the family. */
        assert_int_equal(diag_errors(c->diags) == 0, cases[i].good);
        design_free(c);
    }
}

static void test_route_server(void **state)
{
    (void)state;
    design_reports("site vnet a { prefix 10.1.0.0/24; route-server x; route-server y; }",
                   DIAG_ROUTE_SERVER_TWICE, "route-server y;");
    design_reports("site vnet a { prefix 10.1.0.0/24; gateway vpn g; route-server x { branch-to-branch; } }",
                   DIAG_BRANCH_TO_BRANCH, "branch-to-branch;");
    design_reports("site vnet a { prefix 10.1.0.0/24; gateway vpn g { active-active; asn 65001; } "
                   "route-server x { branch-to-branch; } }",
                   DIAG_BRANCH_TO_BRANCH, "branch-to-branch;");
    design_accepts("site vnet a { prefix 10.1.0.0/24; gateway vpn g { active-active; } route-server x { "
                   "branch-to-branch; } }",
                   DIAG_BRANCH_TO_BRANCH);
    design_accepts(
        "site vnet a { prefix 10.1.0.0/24; gateway expressroute g; route-server x { branch-to-branch; } }",
        DIAG_BRANCH_TO_BRANCH);
}

static void test_warnings(void **state)
{
    (void)state;
    design_reports(HUB "circuit x;", DIAG_UNUSED, "circuit x;");
    design_reports(HUB "group g = hub;", DIAG_UNUSED, "g");
    design_accepts(HUB SPOKE "group g = hub; claim c: g cannot reach spoke;", DIAG_UNUSED);
    design_reports(HUB SPOKE "peering hub -> spoke;", DIAG_HALF_PEERING, "peering hub -> spoke;");
#define SHARE(a, b)                                                                                          \
    "site vnet a { prefix 10.1.0.0/24; gateway expressroute g { " a                                          \
    " } } site vnet b { prefix 10.2.0.0/24; gateway expressroute h { " b " } }\n"                            \
    "circuit x; connect a.g <-> x; connect x <-> b.h;\n"
    design_reports(SHARE("", "accept-remote-vnets on;"), DIAG_REMOTE_VNETS_DEFAULT,
                   "gateway expressroute g { }");
    design_accepts(SHARE("accept-remote-vnets off;", "accept-remote-vnets on;"), DIAG_REMOTE_VNETS_DEFAULT);
}

/* Checks that follow a syntax error would judge half a design. */
static void test_no_checks_after_syntax_errors(void **state)
{
    (void)state;
    struct compilation *c = design_compile("site vnet a { prfix 10.1.0.0/24; }");
    assert_int_equal(design_count(c, DIAG_NO_PREFIX, NULL), 0);
    assert_int_equal(diag_errors(c->diags), 1);
    design_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_site_prefixes),
        cmocka_unit_test(test_f15_overlaps),
        cmocka_unit_test(test_f18_transit_without_gateway),
        cmocka_unit_test(test_f19_remote_gateways),
        cmocka_unit_test(test_f23_global_transit),
        cmocka_unit_test(test_f33_one_gateway_of_each_type),
        cmocka_unit_test(test_f40_reserved),
        cmocka_unit_test(test_f40_equal_and_wide),
        cmocka_unit_test(test_connections),
        cmocka_unit_test(test_ranges),
        cmocka_unit_test(test_route_server),
        cmocka_unit_test(test_warnings),
        cmocka_unit_test(test_no_checks_after_syntax_errors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
