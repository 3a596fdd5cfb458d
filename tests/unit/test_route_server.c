/* Route Servers with appliances: each fact on the routes that come of small designs. */
#include "tests/unit/design.h"

#define HUB(rs, more)                                                                                        \
    "site vnet hub { prefix 10.10.0.0/16; subnet vms 10.10.1.0/24; subnet dmz 10.10.2.0/24;\n"               \
    "    host vm 10.10.1.4; route-server rs { address 10.10.3.4, 10.10.3.5; " rs " }\n"                      \
    "    appliance nva 10.10.2.4 { asn 65001; } appliance nva2 10.10.2.5 { asn 65002; } " more " }\n"
#define SPOKE(flags)                                                                                         \
    "site vnet spoke { prefix 10.11.0.0/16; }\n"                                                             \
    "peering hub <-> spoke { hub { allow-gateway-transit; } spoke { " flags " } }\n"
#define OFFICE "site onprem office { prefix 10.2.0.0/24; router r { asn 65021; } }\n"
#define PLANT "site onprem plant { prefix 10.3.0.0/24; router r { asn 65022; } }\n"
#define TUNNEL "connect hub.nva <-> office.r { hub.nva { advertise all; } }\n"
#define GATEWAYS "gateway expressroute er-gw; gateway vpn vpn-gw { active-active; }"
#define CIRCUIT PLANT "circuit er1;\nconnect hub.er-gw <-> er1;\nconnect plant.r <-> er1.primary;\n"
#define PEER "connect hub.nva <-> hub.rs { hub.nva { advertise all; } }\n"

/* F89: into the VNet and into the spokes that use it, with the appliance as next hop. */
static void test_f89_programmed(void **state)
{
    (void)state;
    static const char text[] = HUB("", "") SPOKE("use-remote-gateways;") OFFICE TUNNEL PEER;
    static const struct design_route lines[] = {{"hub.vms", "10.2.0.0/24", "hub.nva(65001 65021)*"},
                                                {"hub.dmz", "10.2.0.0/24", "hub.nva(65001 65021)*"},
                                                {"spoke", "10.2.0.0/24", "hub.nva(65001 65021)*"},
                                                {"hub.rs", "10.2.0.0/24", "hub.nva(65001 65021)*"}};
    static const struct design_route cut[] = {{"hub.vms", "10.2.0.0/24", "-"}, {"spoke", "10.2.0.0/24", "-"}};
    static const struct design_route forward[] = {{"spoke", "10.2.0.1", "hub.nva"},
                                                  {"hub.vms", "10.2.0.1", "hub.nva"}};
    DESIGN_ROUTES(text, NULL, lines);
    DESIGN_FORWARD(text, NULL, forward);
    DESIGN_ROUTES(text, "hub.rs", cut);
    DESIGN_ROUTES(text, "hub.nva", cut);
}

/* F21c: only with the flags; the appliance hears the address spaces. */
static void test_f21c_spokes(void **state)
{
    (void)state;
    static const struct design_route with[] = {{"hub.nva", "10.11.0.0/16", "hub.rs(65515)*"},
                                               {"hub.nva", "10.10.0.0/16", "hub.rs(65515)*"},
                                               {"office.r", "10.11.0.0/16", "hub.nva(65001 65515)*"}};
    static const struct design_route without[] = {{"hub.nva", "10.11.0.0/16", "-"},
                                                  {"spoke", "10.2.0.0/24", "-"}};
    DESIGN_ROUTES(HUB("", "") SPOKE("use-remote-gateways;") OFFICE TUNNEL PEER, NULL, with);
    DESIGN_ROUTES(HUB("", "") SPOKE("") OFFICE TUNNEL PEER, NULL, without);
}

/* What the appliance heard from the Route Server it tells on, and never uses (F94, F95). */
static void test_control_plane_only(void **state)
{
    (void)state;
    static const char text[] = HUB("branch-to-branch;", GATEWAYS) CIRCUIT PEER;
    static const struct design_route lines[] = {{"hub.nva", "10.3.0.0/24", "hub.rs(65515 12076 65022)*"}};
    static const struct design_route forward[] = {{"hub.nva", "10.3.0.1", "-"},
                                                  {"hub.dmz", "10.3.0.1", "hub.er-gw"}};
    DESIGN_ROUTES(text, NULL, lines);
    DESIGN_FORWARD(text, NULL, forward);
}

/* F86. */
static void test_f86_branch_to_branch(void **state)
{
    (void)state;
    static const struct design_route off[] = {{"hub.nva", "10.3.0.0/24", "-"},
                                              {"hub.er-gw", "10.2.0.0/24", "-"},
                                              {"plant.r", "10.2.0.0/24", "-"},
                                              {"office.r", "10.3.0.0/24", "-"},
                                              {"hub.vms", "10.2.0.0/24", "hub.nva(65001 65021)*"}};
    static const struct design_route on[] = {{"hub.er-gw", "10.2.0.0/24", "hub.nva(65001 65021)*"},
                                             {"hub.vpn-gw", "10.2.0.0/24", "hub.nva(65001 65021)*"},
                                             {"hub.vpn-gw", "10.3.0.0/24", "hub.rs(12076 65022)*"},
                                             {"plant.r", "10.2.0.0/24", "er1.primary(12076 65001 65021)*"},
                                             {"office.r", "10.3.0.0/24", "hub.nva(65001 65515 12076 65022)*"},
                                             {"hub.vms", "10.2.0.0/24", "hub.nva(65001 65021)*"}};
    DESIGN_ROUTES(HUB("", GATEWAYS) CIRCUIT OFFICE TUNNEL PEER, NULL, off);
    DESIGN_ROUTES(HUB("branch-to-branch;", GATEWAYS) CIRCUIT OFFICE TUNNEL PEER, NULL, on);
}

/* With one gateway alone. */
static void test_f86_one_gateway(void **state)
{
    (void)state;
    static const struct design_route on[] = {
        {"plant.r", "10.2.0.0/24", "er1.primary(12076 65001 65021)*"},
        {"office.r", "10.3.0.0/24", "hub.nva(65001 65515 12076 65022)*"}};
    DESIGN_ROUTES(HUB("branch-to-branch;", "gateway expressroute er-gw;") CIRCUIT OFFICE TUNNEL PEER, NULL,
                  on);
}

/* F90: supersets only. */
static void test_f90_inside_vnet(void **state)
{
    (void)state;
    static const char originated[] =
        "site vnet hub { prefix 10.10.0.0/16; route-server rs;\n"
        "    appliance nva 10.10.2.4 { asn 65001; originate 10.10.1.0/24, 10.10.0.0/16, 10.11.3.0/24, "
        "10.8.0.0/13; } }\n" SPOKE("use-remote-gateways;") "connect hub.nva <-> hub.rs;\n";
    static const struct design_route lines[] = {{"hub", "10.10.1.0/24", "-"},
                                                {"hub", "10.10.0.0/16", "own*"},
                                                {"spoke", "10.11.3.0/24", "-"},
                                                {"hub", "10.8.0.0/13", "hub.nva(65001)*"},
                                                {"spoke", "10.8.0.0/13", "hub.nva(65001)*"}};
    DESIGN_ROUTES(originated, NULL, lines);
}

/* F91: the shortest path, else all of them. */
static void test_f91_several_appliances(void **state)
{
    (void)state;
    static const char equal[] =
        HUB("", "") OFFICE TUNNEL "connect hub.nva2 <-> office.r;\n" PEER
                                  "connect hub.nva2 <-> hub.rs { hub.nva2 { advertise all; } }\n";
    static const char longer[] =
        HUB("", "") OFFICE TUNNEL "connect hub.nva2 <-> office.r;\n" PEER
                                  "connect hub.nva2 <-> hub.rs { hub.nva2 { advertise all; prepend 1; } }\n";
    static const struct design_route both[] = {
        {"hub.vms", "10.2.0.0/24", "hub.nva(65001 65021)* hub.nva2(65002 65021)*"}};
    static const struct design_route one[] = {
        {"hub.vms", "10.2.0.0/24", "hub.nva(65001 65021)* hub.nva2(65002 65002 65021)"}};
    static const struct design_route other[] = {{"hub.vms", "10.2.0.0/24", "hub.nva2(65002 65002 65021)*"}};
    DESIGN_ROUTES(equal, NULL, both);
    DESIGN_ROUTES(longer, NULL, one);
    DESIGN_ROUTES(longer, "hub.nva", other);
}

/* One prefix from a circuit, a tunnel of the VPN gateway, and an appliance (paths of 2, 2 and 2 numbers). */
#define THREE(preference)                                                                                    \
    HUB("branch-to-branch; preference " preference ";", GATEWAYS)                                            \
    "site onprem site { prefix 10.3.0.0/24; router r { asn 65022; } }\n"                                     \
    "circuit er1;\nconnect hub.er-gw <-> er1;\nconnect site.r <-> er1.primary;\n"                            \
    "connect site.r <-> hub.vpn-gw { site.r { prepend 1; } }\n"                                              \
    "connect site.r <-> hub.nva;\n" PEER

static void test_f92_preference(void **state)
{
    (void)state;
    static const struct design_route expressroute[] = {
        {"hub.vms", "10.3.0.0/24", "hub.er-gw(12076 65022)* hub.vpn-gw(65022 65022) hub.nva(65001 65022)"}};
    static const struct design_route vpn[] = {
        {"hub.vms", "10.3.0.0/24", "hub.er-gw(12076 65022) hub.vpn-gw(65022 65022)* hub.nva(65001 65022)*"}};
    static const struct design_route as_path[] = {
        {"hub.vms", "10.3.0.0/24", "hub.er-gw(12076 65022)* hub.vpn-gw(65022 65022) hub.nva(65001 65022)"}};
    DESIGN_ROUTES(THREE("expressroute"), NULL, expressroute);
    DESIGN_ROUTES(THREE("vpn"), NULL, vpn);
    DESIGN_ROUTES(THREE("as-path"), NULL, as_path);
}

/* F93. */
static void test_f93_no_advertise(void **state)
{
    (void)state;
    static const char text[] = HUB("branch-to-branch;", GATEWAYS) CIRCUIT OFFICE
        "connect hub.nva <-> office.r;\n"
        "connect hub.nva <-> hub.rs { hub.nva { advertise all; community no-advertise; } }\n"
        "connect hub.nva2 <-> hub.rs;\n";
    static const struct design_route lines[] = {{"hub.vms", "10.2.0.0/24", "hub.nva(65001 65021)*"},
                                                {"hub.er-gw", "10.2.0.0/24", "-"},
                                                {"hub.nva2", "10.2.0.0/24", "-"},
                                                {"plant.r", "10.2.0.0/24", "-"}};
    DESIGN_ROUTES(text, NULL, lines);
}

/* F94: the appliance's own subnet gets its default route too. */
static void test_f94_default_in_own_subnet(void **state)
{
    (void)state;
    static const char text[] =
        "site vnet hub { prefix 10.10.0.0/16; route-server rs; subnet dmz 10.10.2.0/24;\n"
        "    appliance nva 10.10.2.4 { asn 65001; originate 0.0.0.0/0; } }\n"
        "connect hub.nva <-> hub.rs;\n";
    static const struct design_route forward[] = {{"hub.dmz", "8.8.8.8", "hub.nva"},
                                                  {"hub.nva", "8.8.8.8", "-"}};
    DESIGN_FORWARD(text, NULL, forward);
}

/* F95, F96: an appliance between two Route Servers must rewrite the path. */
#define TWO(settings)                                                                                        \
    "site vnet hub { prefix 10.10.0.0/16; route-server rs; appliance nva 10.10.2.4 { asn 65001; } }\n"       \
    "site vnet dual { prefix 10.12.0.0/16; route-server rs; }\n"                                             \
    "peering hub <-> dual;\n"                                                                                \
    "connect hub.nva <-> hub.rs { hub.nva { advertise all; " settings " } }\n"                               \
    "connect hub.nva <-> dual.rs { hub.nva { advertise all; " settings " } }\n"

static void test_f95_own_number(void **state)
{
    (void)state;
    static const struct design_route plain[] = {{"dual.rs", "10.10.0.0/16", "-"}};
    static const struct design_route rewritten[] = {{"dual.rs", "10.10.0.0/16", "hub.nva(65001 65001)*"},
                                                    {"hub.rs", "10.12.0.0/16", "hub.nva(65001 65001)*"},
                                                    {"hub.rs", "10.10.0.0/16", "own*"}};
    static const struct design_route stripped[] = {{"dual.rs", "10.10.0.0/16", "hub.nva(65001)*"}};
    DESIGN_ROUTES(TWO(""), NULL, plain);
    DESIGN_ROUTES(TWO("as-override;"), NULL, rewritten);
    DESIGN_ROUTES(TWO("strip 65515;"), NULL, stripped);
}

static void test_f96_dual_homed(void **state)
{
    (void)state;
    static const char text[] =
        "site vnet east { prefix 10.20.0.0/16; appliance nva 10.20.0.4 { asn 65001; originate 10.2.0.0/24; } "
        "}\n"
        "site vnet west { prefix 10.21.0.0/16; appliance nva 10.21.0.4 { asn 65002; originate 10.2.0.0/24; } "
        "}\n"
        "site vnet spoke { prefix 10.12.0.0/16; route-server rs; }\n"
        "peering east <-> spoke;\npeering west <-> spoke;\n"
        "connect east.nva <-> spoke.rs;\nconnect west.nva <-> spoke.rs { west.nva { prepend 1; } }\n";
    static const struct design_route all[] = {
        {"spoke", "10.2.0.0/24", "east.nva(65001)* west.nva(65002 65002)"}};
    static const struct design_route one[] = {{"spoke", "10.2.0.0/24", "west.nva(65002 65002)*"}};
    DESIGN_ROUTES(text, NULL, all);
    DESIGN_ROUTES(text, "east.nva", one);
    DESIGN_ROUTES(text, "east<->spoke", one);
}

/* F89: another next hop than the appliance itself. */
static void test_next_hop_of_another(void **state)
{
    (void)state;
    static const char text[] =
        HUB("branch-to-branch;", GATEWAYS) SPOKE("use-remote-gateways;") CIRCUIT OFFICE TUNNEL
        "connect hub.nva <-> hub.rs { hub.nva { advertise all; next-hop 10.10.2.5; } }\n";
    static const struct design_route lines[] = {{"hub.vms", "10.2.0.0/24", "hub.nva(65001 65021)*"},
                                                {"hub.er-gw", "10.2.0.0/24", "hub.nva(65001 65021)*"}};
    static const char *const tables[] = {"hub.vms", "spoke", "hub.er-gw"};
    DESIGN_ROUTES(text, NULL, lines);
    struct compilation *c = design_good(text);
    uint32_t nva2 = design_table(c, "hub.nva2"), found = 0;
    for (size_t t = 0; t < 3; t++)
        for (uint32_t i = 0; i < c->ir->session_count; i++) {
            const struct ir_session *s = &c->ir->sessions[i];
            if (s->to != design_table(c, tables[t]) || s->from != design_table(c, "hub.nva"))
                continue;
            assert_int_equal(s->resolved_count, 1);
            assert_int_equal(s->resolved[0].hop.target, nva2);
            assert_int_equal(s->resolved[0].hop.link != IR_NONE, t == 1);
            found++;
        }
    assert_int_equal(found, 3);
    design_free(c);
}

/* F68: what a gateway sends to an appliance's route passes the table of the GatewaySubnet. */
static void test_gateway_subnet_between(void **state)
{
    (void)state;
    static const char text[] =
        "site vnet hub { prefix 10.10.0.0/16; route-server rs { branch-to-branch; } gateway expressroute "
        "er-gw;\n"
        "    appliance nva 10.10.2.4 { asn 65001; originate 10.2.0.0/24; } appliance fw 10.10.4.4;\n"
        "    subnet dmz 10.10.2.0/24; subnet fws 10.10.4.0/24;\n"
        "    subnet GatewaySubnet 10.10.0.0/24 { route-table inspect; }\n"
        "    route-table inspect { route 10.10.4.0/24 -> appliance fw; } }\n"
        "connect hub.nva <-> hub.rs;\n";
    static const struct design_route forward[] = {{"hub.er-gw", "10.2.0.1", "hub.GatewaySubnet"},
                                                  {"hub.GatewaySubnet", "10.2.0.1", "hub.nva"}};
    DESIGN_FORWARD(text, NULL, forward);
}

static void test_mistakes(void **state)
{
    (void)state;
    design_reports("site vnet hub { prefix 10.10.0.0/16; route-server rs; }\n"
                   "site vnet far { prefix 10.11.0.0/16; appliance nva 10.11.0.4 { asn 65001; } }\n"
                   "connect far.nva <-> hub.rs;\n",
                   DIAG_SERVER_PEER, "connect far.nva <-> hub.rs;");
    design_reports("site vnet hub { prefix 10.10.0.0/16; route-server rs; appliance nva 10.10.0.4; }\n"
                   "connect hub.nva <-> hub.rs;\n",
                   DIAG_MISSING_ASN, "hub.nva");
    design_reports(
        "site vnet hub { prefix 10.10.0.0/16; route-server rs; appliance nva 10.10.0.4 { asn 65515; } }\n"
        "connect hub.nva <-> hub.rs;\n",
        DIAG_ASN_RESERVED, "asn 65515;");
    design_reports("site vnet hub { prefix 10.10.0.0/16; route-server rs; }\n" OFFICE
                   "connect office.r <-> hub.rs;\n",
                   DIAG_CANNOT_CONNECT, "connect office.r <-> hub.rs;");
    design_reports(
        "site vnet hub { prefix 10.10.0.0/16; gateway vpn g; }\n"
        "site vnet spoke { prefix 10.11.0.0/16; route-server rs; }\n"
        "peering hub <-> spoke { hub { allow-gateway-transit; } spoke { use-remote-gateways; } }\n",
        DIAG_REMOTE_GATEWAYS_OWN, "use-remote-gateways;");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_f89_programmed),
        cmocka_unit_test(test_f21c_spokes),
        cmocka_unit_test(test_control_plane_only),
        cmocka_unit_test(test_f86_branch_to_branch),
        cmocka_unit_test(test_f86_one_gateway),
        cmocka_unit_test(test_f90_inside_vnet),
        cmocka_unit_test(test_f91_several_appliances),
        cmocka_unit_test(test_f92_preference),
        cmocka_unit_test(test_f93_no_advertise),
        cmocka_unit_test(test_f94_default_in_own_subnet),
        cmocka_unit_test(test_f95_own_number),
        cmocka_unit_test(test_f96_dual_homed),
        cmocka_unit_test(test_next_hop_of_another),
        cmocka_unit_test(test_gateway_subnet_between),
        cmocka_unit_test(test_mistakes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
