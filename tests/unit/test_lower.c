/* lower: each fact of the platform on the routes that come of small designs. */
#include "tests/unit/design.h"

/* The VNet under test is `hub`; its neighbours differ. */
#define HUB                                                                                                  \
    "site vnet hub { prefix 10.10.0.0/24; host vm 10.10.0.4; gateway vpn vpn-gw; gateway expressroute "      \
    "er-gw; }\n"
#define SPOKE "site vnet spoke { prefix 10.11.0.0/24; }\n"
#define TRANSIT "peering hub <-> spoke { hub { allow-gateway-transit; } spoke { use-remote-gateways; } }\n"
#define BRANCH "site vnet branch { prefix 10.20.0.0/24; gateway vpn gw { asn 65010; } }\n"
#define OFFICE "site onprem office { prefix 10.2.0.0/24; router ce { asn 65021; } }\n"
#define PLANT "site onprem plant { prefix 10.3.0.0/24; router ce { asn 65022; } }\n"
#define REMOTE                                                                                               \
    "site vnet remote { prefix 10.17.0.0/24; gateway expressroute er-gw { accept-remote-vnets on; } }\n"

/* ---- system routes ---- */

static void test_f2_f4_reserved_and_internet(void **state)
{
    (void)state;
    static const struct design_route lines[] = {{"hub", "10.10.0.9", "in hub"},
                                                {"hub", "10.99.0.1", "NICC3902"},
                                                {"hub", "172.31.0.100", "NICC3902"},
                                                {"hub", "192.168.1.1", "NICC3902"},
                                                {"hub", "100.64.0.1", "NICC3902"},
                                                {"hub", "13.107.21.200", "Internet"},
                                                {"hub", "fd00::1", "-"}};
    DESIGN_FORWARD("site vnet hub { prefix 10.10.0.0/24; }\n", NULL, lines);
}

static void test_f2_ipv6(void **state)
{
    (void)state;
    static const struct design_route lines[] = {
        {"hub", "fd00:1::9", "in hub"}, {"hub", "fd00:2::1", "Internet"}, {"hub", "2600::1", "Internet"}};
    DESIGN_FORWARD("site vnet hub { prefix fd00:1::/64; }\n", NULL, lines);
}

/* A VNet range that equals a reserved range, contains one, or lies inside one. */
static void test_f3_reserved_ranges(void **state)
{
    (void)state;
    static const struct design_route equal[] = {{"v", "10.0.0.0/8", "own*"}, {"v", "172.16.0.0/12", "own*"}};
    static const struct design_route equal_forward[] = {{"v", "10.200.0.1", "in v"},
                                                        {"v", "172.16.0.1", "NICC3902"}};
    static const struct design_route wider[] = {{"v", "192.168.0.0/16", "-"}, {"v", "192.0.0.0/8", "own*"}};
    static const struct design_route wider_forward[] = {{"v", "192.168.7.7", "in v"},
                                                        {"v", "10.0.0.1", "NICC3902"}};
    static const struct design_route inside[] = {{"v", "10.0.0.0/8", "own*"}, {"v", "10.1.0.0/16", "own*"}};
    static const struct design_route inside_forward[] = {{"v", "10.1.0.1", "in v"},
                                                         {"v", "10.2.0.1", "NICC3902"}};
    DESIGN_ROUTES("site vnet v { prefix 10.0.0.0/8; }", NULL, equal);
    DESIGN_FORWARD("site vnet v { prefix 10.0.0.0/8; }", NULL, equal_forward);
    DESIGN_ROUTES("site vnet v { prefix 192.0.0.0/8; }", NULL, wider);
    DESIGN_FORWARD("site vnet v { prefix 192.0.0.0/8; }", NULL, wider_forward);
    DESIGN_ROUTES("site vnet v { prefix 10.1.0.0/16; }", NULL, inside);
    DESIGN_FORWARD("site vnet v { prefix 10.1.0.0/16; }", NULL, inside_forward);
}

/* A learned default takes the place of the Internet and of the reserved ranges. */
static void test_f11_default_removes_reserved(void **state)
{
    (void)state;
    static const char text[] =
        HUB "site onprem office { prefix 10.2.0.0/24; router ce { asn 65021; default-route; } }\n"
            "connect office.ce <-> hub.vpn-gw { office.ce { advertise all; } }\n";
    static const struct design_route up[] = {{"hub", "172.16.0.1", "hub.vpn-gw"},
                                             {"hub", "13.107.21.200", "hub.vpn-gw"},
                                             {"hub", "10.10.0.9", "in hub"}};
    static const struct design_route down[] = {{"hub", "172.16.0.1", "NICC3902"},
                                               {"hub", "13.107.21.200", "Internet"}};
    DESIGN_FORWARD(text, NULL, up);
    DESIGN_FORWARD(text, "office.ce", down);
}

/* ---- peerings ---- */

static void test_f5_peering_routes(void **state)
{
    (void)state;
    static const char text[] =
        "site vnet a { prefix 10.1.0.0/24, 10.2.0.0/24; } site vnet b { prefix 10.3.0.0/24; }\n"
        "site vnet c { prefix 10.4.0.0/24; } peering a <-> b; peering b <-> c;\n";
    static const struct design_route lines[] = {
        {"b", "10.1.0.1", "in a"},     {"b", "10.2.0.1", "in a"},
        {"a", "10.3.0.1", "in b"},     {"a", "10.4.0.1", "NICC3902"}, /* F16 */
        {"c", "10.1.0.1", "NICC3902"}, {"c", "10.3.0.1", "in b"}};
    static const struct design_route down[] = {{"a", "10.3.0.1", "NICC3902"}, {"c", "10.3.0.1", "in b"}};
    static const struct design_route away[] = {{"a", "10.3.0.1", "NICC3902"}, {"b", "10.2.0.1", "-"}};
    DESIGN_FORWARD(text, NULL, lines);
    DESIGN_FORWARD(text, "a<->b", down);
    DESIGN_FORWARD(text, "b", away); /* the site itself is down: no routes in it */
}

static void test_f14_half_peering_carries_nothing(void **state)
{
    (void)state;
    static const struct design_route lines[] = {{"hub", "10.11.0.1", "NICC3902"},
                                                {"spoke", "10.10.0.1", "NICC3902"}};
    static const struct design_route whole[] = {{"hub", "10.11.0.1", "in spoke"},
                                                {"spoke", "10.10.0.1", "in hub"}};
    DESIGN_FORWARD(HUB SPOKE "peering hub -> spoke;", NULL, lines);
    DESIGN_FORWARD(HUB SPOKE "peering hub -> spoke; peering spoke -> hub;", NULL, whole);
}

/* Either half switches both directions off. */
static void test_f26_access_off(void **state)
{
    (void)state;
    static const struct design_route lines[] = {{"hub", "10.11.0.1", "NICC3301"},
                                                {"spoke", "10.10.0.1", "NICC3301"}};
    DESIGN_FORWARD(HUB SPOKE "peering hub <-> spoke { hub { allow-vnet-access off; } }", NULL, lines);
    DESIGN_FORWARD(HUB SPOKE "peering hub <-> spoke { spoke { allow-vnet-access off; } }", NULL, lines);
}

static void test_f26_access_off_stops_gateway_traffic(void **state)
{
    (void)state;
    static const char text[] =
        HUB SPOKE OFFICE "connect office.ce <-> hub.vpn-gw;\n"
                         "peering hub <-> spoke { hub { allow-gateway-transit; allow-vnet-access off; }"
                         " spoke { use-remote-gateways; } }\n";
    static const struct design_route lines[] = {{"spoke", "10.2.0.1", "NICC3301"},
                                                {"hub.vpn-gw", "10.11.0.1", "NICC3301"}};
    DESIGN_FORWARD(text, NULL, lines);
}

/* System routes of VNet and peering win over longer learned ones. */
static void test_f9_bgp_steals_nothing(void **state)
{
    (void)state;
    static const char text[] =
        HUB SPOKE "peering hub <-> spoke;\n"
                  "site onprem office { prefix 10.2.0.0/24; router ce { asn 65021; originate 10.10.0.0/26, "
                  "10.11.0.64/26, 10.2.0.0/24; } }\n"
                  "circuit er1; connect hub.er-gw <-> er1; connect office.ce <-> er1;\n";
    static const struct design_route lines[] = {{"hub", "10.10.0.9", "in hub"},
                                                {"hub", "10.11.0.70", "in spoke"},
                                                {"hub", "10.2.0.1", "hub.er-gw"},
                                                {"hub.er-gw", "10.10.0.9", "in hub"},
                                                {"hub.er-gw", "10.11.0.70", "NICC3302"}};
    static const struct design_route learned[] = {
        {"hub.er-gw", "10.10.0.0/26", "er1.primary(12076 65021)* er1.secondary(12076 65021)*"}};
    DESIGN_FORWARD(text, NULL, lines);
    DESIGN_ROUTES(text, NULL, learned);
}

/* F25: an ExpressRoute gateway needs allow-forwarded-traffic at the receiver, a VPN gateway does not. */
static void test_f25_forwarded_traffic(void **state)
{
    (void)state;
    static const struct design_route refused[] = {{"hub.er-gw", "10.11.0.1", "NICC3302"},
                                                  {"hub.vpn-gw", "10.11.0.1", "in spoke"}};
    static const struct design_route allowed[] = {{"hub.er-gw", "10.11.0.1", "in spoke"},
                                                  {"hub.vpn-gw", "10.11.0.1", "in spoke"}};
    DESIGN_FORWARD(HUB SPOKE "peering hub <-> spoke;", NULL, refused);
    DESIGN_FORWARD(HUB SPOKE "peering hub <-> spoke { hub { allow-forwarded-traffic; } }", NULL, refused);
    DESIGN_FORWARD(HUB SPOKE "peering hub <-> spoke { spoke { allow-forwarded-traffic; } }", NULL, allowed);
    DESIGN_FORWARD(HUB SPOKE TRANSIT, NULL, allowed);
}

/* ---- gateways and subnets ---- */

#define BOTH_WAYS                                                                                            \
    HUB SPOKE OFFICE PLANT "circuit er1; connect hub.er-gw <-> er1; connect office.ce <-> er1.primary;\n"    \
                           "connect plant.ce <-> hub.vpn-gw;\n"

static void test_f6_gateway_routes_in_subnets(void **state)
{
    (void)state;
    static const struct design_route lines[] = {{"hub", "10.2.0.0/24", "hub.er-gw(12076 65021)*"},
                                                {"hub", "10.3.0.0/24", "hub.vpn-gw(65022)*"},
                                                {"hub", "10.10.0.0/24", "own*"}};
    static const struct design_route down[] = {{"hub", "10.2.0.0/24", "-"},
                                               {"hub", "10.3.0.0/24", "hub.vpn-gw(65022)*"}};
    DESIGN_ROUTES(BOTH_WAYS, NULL, lines);
    DESIGN_ROUTES(BOTH_WAYS, "hub.er-gw", down);
}

/* F21: with gateway transit the spoke gets the gateways' routes, and its space is announced by both. */
static void test_f21_transit(void **state)
{
    (void)state;
    static const struct design_route lines[] = {{"spoke", "10.2.0.0/24", "hub.er-gw(12076 65021)*"},
                                                {"spoke", "10.3.0.0/24", "hub.vpn-gw(65022)*"},
                                                {"office.ce", "10.11.0.0/24", "er1.primary(12076)*"},
                                                {"plant.ce", "10.11.0.0/24", "hub.vpn-gw(65515)*"},
                                                {"spoke", "10.10.0.0/24", "own*"}};
    DESIGN_ROUTES(BOTH_WAYS TRANSIT, NULL, lines);
}

static void test_f22_no_transit(void **state)
{
    (void)state;
    static const struct design_route lines[] = {
        {"spoke", "10.2.0.0/24", "-"},      {"spoke", "10.3.0.0/24", "-"},
        {"office.ce", "10.11.0.0/24", "-"}, {"plant.ce", "10.11.0.0/24", "-"},
        {"spoke", "10.10.0.0/24", "own*"},  {"hub.er-gw", "10.11.0.0/24", "own*"}};
    DESIGN_ROUTES(BOTH_WAYS "peering hub <-> spoke;", NULL, lines);
    DESIGN_ROUTES(BOTH_WAYS "peering hub <-> spoke { hub { allow-gateway-transit; } }", NULL, lines);
}

/* F76, F77: the gateways of a VNet hear each other and pass nothing on; F74: ExpressRoute goes first. */
static void test_f76_f77_coexistence(void **state)
{
    (void)state;
    static const struct design_route lines[] = {{"hub.er-gw", "10.3.0.0/24", "hub.vpn-gw(65022)*"},
                                                {"hub.vpn-gw", "10.2.0.0/24", "hub.er-gw(12076 65021)*"},
                                                {"er1.primary", "10.3.0.0/24", "-"},
                                                {"office.ce", "10.3.0.0/24", "-"},
                                                {"plant.ce", "10.2.0.0/24", "-"},
                                                {"office.ce", "10.10.0.0/24", "er1.primary(12076)*"}};
    DESIGN_ROUTES(BOTH_WAYS, NULL, lines);
}

#define BACKUP                                                                                               \
    HUB OFFICE BRANCH "circuit er1; connect hub.er-gw <-> er1; connect office.ce <-> er1.primary;\n"         \
                      "connect office.ce <-> hub.vpn-gw; connect branch.gw <-> hub.vpn-gw;\n"

static void test_f74_expressroute_before_vpn(void **state)
{
    (void)state;
    static const struct design_route lines[] = {
        {"hub", "10.2.0.0/24", "hub.vpn-gw(65021) hub.er-gw(12076 65021)*"}};
    static const struct design_route down[] = {{"hub", "10.2.0.0/24", "hub.vpn-gw(65021)*"}};
    DESIGN_ROUTES(BACKUP, NULL, lines);
    DESIGN_ROUTES(BACKUP, "er1", down);
    DESIGN_ROUTES(BACKUP, "er1.primary", down);
    DESIGN_ROUTES(BACKUP, "office.ce<->er1.primary", down);
}

/* F48: at the VPN gateway a tunnel goes before ExpressRoute. */
static void test_f48_tunnel_first_at_the_vpn_gateway(void **state)
{
    (void)state;
    static const struct design_route lines[] = {
        {"hub.vpn-gw", "10.2.0.0/24", "office.ce(65021)* hub.er-gw(12076 65021)"}};
    struct compilation *c = design_good(BACKUP);
    const struct sim_state *s = design_state(c, NULL);
    assert_string_equal(design_forward(c, s, "hub.vpn-gw", "10.2.0.1"), "office.ce");
    assert_string_equal(design_forward(c, s, "hub", "10.2.0.1"), "hub.er-gw");
    design_free(c);
    DESIGN_ROUTES(BACKUP, NULL, lines);
}

/* ---- tunnels ---- */

/* F34, F35: a VPN gateway passes on what other tunnels taught it. */
static void test_f34_transit_between_tunnels(void **state)
{
    (void)state;
    static const char text[] =
        HUB BRANCH PLANT "connect branch.gw <-> hub.vpn-gw; connect plant.ce <-> hub.vpn-gw;\n";
    static const struct design_route lines[] = {
        {"branch.gw", "10.3.0.0/24", "hub.vpn-gw(65515 65022)*"},
        {"plant.ce", "10.20.0.0/24", "hub.vpn-gw(65515 65010)*"},
        {"branch", "10.3.0.0/24", "branch.gw(65515 65022)*"},
        {"branch.gw", "10.20.0.0/24", "own*"}}; /* not back to where it came from */
    DESIGN_ROUTES(text, NULL, lines);
}

/* F34: what is listed for a tunnel without BGP is announced too; F39: it is a route without BGP. */
static void test_f39_static_tunnel(void **state)
{
    (void)state;
    static const char text[] = HUB BRANCH "site onprem old { prefix 10.4.0.0/24; router r; }\n"
                                          "connect old.r <-> hub.vpn-gw { hub.vpn-gw { static 10.4.0.0/24, "
                                          "10.5.0.0/16; } old.r { static 10.10.0.0/24; } }\n"
                                          "connect branch.gw <-> hub.vpn-gw;\n";
    static const struct design_route lines[] = {{"hub.vpn-gw", "10.4.0.0/24", "own*"},
                                                {"hub", "10.5.0.0/16", "hub.vpn-gw*"},
                                                {"branch.gw", "10.5.0.0/16", "hub.vpn-gw(65515)*"},
                                                {"old.r", "10.10.0.0/24", "own*"},
                                                {"old.r", "10.20.0.0/24", "-"}};
    static const struct design_route forward[] = {{"hub.vpn-gw", "10.4.0.1", "old.r"},
                                                  {"old.r", "10.10.0.1", "hub.vpn-gw"},
                                                  {"old.r", "10.20.0.1", "-"},
                                                  {"old", "10.10.0.1", "old.r"}};
    DESIGN_ROUTES(text, NULL, lines);
    DESIGN_FORWARD(text, NULL, forward);
}

/* Without a list a static tunnel between VPN gateways routes the other address space, not what is behind it. */
static void test_f39_static_between_gateways(void **state)
{
    (void)state;
    static const char text[] = HUB SPOKE TRANSIT BRANCH PLANT
        "connect branch.gw <-> hub.vpn-gw { static; } connect plant.ce <-> hub.vpn-gw;\n";
    static const struct design_route lines[] = {{"branch.gw", "10.10.0.0/24", "own*"},
                                                {"branch.gw", "10.11.0.0/24", "-"},
                                                {"branch.gw", "10.3.0.0/24", "-"}, /* F38 */
                                                {"hub.vpn-gw", "10.20.0.0/24", "own*"},
                                                {"plant.ce", "10.20.0.0/24", "hub.vpn-gw(65515)*"}};
    DESIGN_ROUTES(text, NULL, lines);
}

/* A static list goes before BGP for the same prefix. */
static void test_static_before_bgp(void **state)
{
    (void)state;
    static const char text[] = HUB OFFICE "site onprem old { prefix 10.4.0.0/24; router r; }\n"
                                          "connect office.ce <-> hub.vpn-gw; connect old.r <-> hub.vpn-gw { "
                                          "hub.vpn-gw { static 10.2.0.0/24; } }\n";
    static const struct design_route lines[] = {{"hub.vpn-gw", "10.2.0.0/24", "own* office.ce(65021)"}};
    static const struct design_route down[] = {{"hub.vpn-gw", "10.2.0.0/24", "office.ce(65021)*"}};
    DESIGN_ROUTES(text, NULL, lines);
    DESIGN_ROUTES(text, "old.r<->hub.vpn-gw", down);
}

/* F36: a default route is used and never passed on. */
static void test_f36_default_not_passed_on(void **state)
{
    (void)state;
    static const char text[] =
        HUB BRANCH "site onprem office { prefix 10.2.0.0/24; router ce { asn 65021; default-route; } }\n"
                   "connect office.ce <-> hub.vpn-gw { office.ce { advertise own, 0.0.0.0/0; } } connect "
                   "branch.gw <-> hub.vpn-gw;\n";
    static const struct design_route lines[] = {{"hub.vpn-gw", "0.0.0.0/0", "office.ce(65021)*"},
                                                {"hub", "0.0.0.0/0", "own hub.vpn-gw(65021)*"},
                                                {"branch.gw", "0.0.0.0/0", "-"},
                                                {"branch.gw", "10.2.0.0/24", "hub.vpn-gw(65515 65021)*"}};
    DESIGN_ROUTES(text, NULL, lines);
}

/* F37: equal to or inside the VNet (or a transit spoke): discarded; a superset is taken, and (F34) not passed
 * on. */
static void test_f37_inside_the_vnet(void **state)
{
    (void)state;
#define WIDE                                                                                                 \
    "site onprem office { prefix 10.2.0.0/24; router ce { asn 65021; originate 10.10.0.0/25, 10.10.0.0/24, " \
    "10.10.0.0/16, 10.11.0.0/25; } }\n"                                                                      \
    "connect office.ce <-> hub.vpn-gw; connect branch.gw <-> hub.vpn-gw;\n"
    static const struct design_route transit[] = {{"hub.vpn-gw", "10.10.0.0/25", "-"},
                                                  {"hub.vpn-gw", "10.10.0.0/24", "own*"},
                                                  {"hub.vpn-gw", "10.10.0.0/16", "office.ce(65021)*"},
                                                  {"branch.gw", "10.10.0.0/16", "-"},
                                                  {"hub.vpn-gw", "10.11.0.0/25", "-"}};
    static const struct design_route peered[] = {{"hub.vpn-gw", "10.11.0.0/25", "office.ce(65021)*"},
                                                 {"branch.gw", "10.11.0.0/25", "hub.vpn-gw(65515 65021)*"}};
    DESIGN_ROUTES(HUB SPOKE TRANSIT BRANCH WIDE, NULL, transit);
    DESIGN_ROUTES(HUB SPOKE "peering hub <-> spoke;\n" BRANCH WIDE, NULL, peered);
}

/* F41, F42: the shorter path wins; equal ones share. */
static void test_f41_path_length(void **state)
{
    (void)state;
#define TWO "site onprem office { prefix 10.2.0.0/24; router a { asn 65021; } router b { asn 65021; } }\n" HUB
    static const struct design_route equal[] = {
        {"hub.vpn-gw", "10.2.0.0/24", "office.a(65021)* office.b(65021)*"}};
    static const struct design_route longer[] = {
        {"hub.vpn-gw", "10.2.0.0/24", "office.a(65021)* office.b(65021 65021 65021)"}};
    DESIGN_ROUTES(TWO "connect office.a <-> hub.vpn-gw; connect office.b <-> hub.vpn-gw;", NULL, equal);
    DESIGN_ROUTES(
        TWO "connect office.a <-> hub.vpn-gw; connect office.b <-> hub.vpn-gw { office.b { prepend 2; } }",
        NULL, longer);
}

/* ---- circuits ---- */

#define ER "circuit er1; connect hub.er-gw <-> er1;\n"

/* F54: whole ranges, with transit spokes and nothing else. */
static void test_f54_gateway_announces_spaces(void **state)
{
    (void)state;
    static const char text[] =
        HUB SPOKE TRANSIT "site vnet side { prefix 10.12.0.0/24; } peering hub <-> side;\n" PLANT ER
                          "connect plant.ce <-> hub.vpn-gw;\n";
    static const struct design_route lines[] = {{"er1.primary", "10.10.0.0/24", "hub.er-gw(65515)*"},
                                                {"er1.secondary", "10.11.0.0/24", "hub.er-gw(65515)*"},
                                                {"er1.primary", "10.12.0.0/24", "-"},
                                                {"er1.primary", "10.3.0.0/24", "-"},
                                                {"er1.primary", "0.0.0.0/0", "-"}};
    DESIGN_ROUTES(text, NULL, lines);
}

/* F55, F56, F57: what is stripped and replaced where. */
static void test_f56_f57_paths(void **state)
{
    (void)state;
    static const char text[] = "profile azure-2018;\n" HUB REMOTE OFFICE ER
                               "connect remote.er-gw <-> er1; connect office.ce <-> er1;\n";
    static const struct design_route lines[] = {
        {"office.ce", "10.10.0.0/24", "er1.primary(12076)* er1.secondary(12076)*"},
        {"er1.primary", "10.10.0.0/24",
         "hub.er-gw(65515)*"}, /* the loop rule keeps out the copy by way of the office */
        {"remote.er-gw", "10.10.0.0/24", "er1.primary(12076 12076)* er1.secondary(12076 12076)*"},
        {"hub.er-gw", "10.2.0.0/24", "er1.primary(12076 65021)* er1.secondary(12076 65021)*"}};
    DESIGN_ROUTES(text, NULL, lines);
}

/* F58: both gateways must accept remote VNets; the default depends on the profile. */
static void test_f58_vnet_to_vnet(void **state)
{
    (void)state;
#define PAIR(profile, a, b)                                                                                  \
    profile "site vnet a { prefix 10.1.0.0/24; gateway expressroute gw { " a " } }\n"                        \
            "site vnet b { prefix 10.2.0.0/24; gateway expressroute gw { " b " } }\n"                        \
            "circuit er1; connect a.gw <-> er1; connect b.gw <-> er1;\n"
    static const struct design_route open[] = {
        {"a.gw", "10.2.0.0/24", "er1.primary(12076 12076)* er1.secondary(12076 12076)*"},
        {"b.gw", "10.1.0.0/24", "er1.primary(12076 12076)* er1.secondary(12076 12076)*"}};
    static const struct design_route shut[] = {{"a.gw", "10.2.0.0/24", "-"}, {"b.gw", "10.1.0.0/24", "-"}};
    DESIGN_ROUTES(PAIR("profile azure-2018;", "", ""), NULL, open);
    DESIGN_ROUTES(PAIR("profile azure-2018;", "accept-remote-vnets off;", ""), NULL, shut);
    DESIGN_ROUTES(PAIR("profile azure-2018;", "", "accept-remote-vnets off;"), NULL, shut);
    DESIGN_ROUTES(PAIR("", "", ""), NULL, shut);
    DESIGN_ROUTES(PAIR("", "accept-remote-vnets on;", ""), NULL, shut);
    DESIGN_ROUTES(PAIR("", "accept-remote-vnets on;", "accept-remote-vnets on;"), NULL, open);
}

/* F60: an ExpressRoute gateway does not join its circuits, and a router that passes everything on does not
 * either. */
static void test_f60_circuits_stay_apart(void **state)
{
    (void)state;
    static const char text[] =
        HUB OFFICE PLANT "circuit er1; circuit er2; connect hub.er-gw <-> er1; connect hub.er-gw <-> er2;\n"
                         "connect office.ce <-> er1; connect plant.ce <-> er2;\n";
    static const struct design_route lines[] = {{"er2.primary", "10.2.0.0/24", "-"},
                                                {"office.ce", "10.3.0.0/24", "-"}};
    static const struct design_route open[] = {{"er2.primary", "10.10.0.0/24", "-"},
                                               {"er2.primary", "10.2.0.0/24", "office.ce(65021)*"}};
    DESIGN_ROUTES(text, NULL, lines);
    DESIGN_ROUTES(HUB OFFICE ER
                  "circuit er2; connect office.ce <-> er1.primary { office.ce { advertise all; } }\n"
                  "connect office.ce <-> er2.primary { office.ce { advertise all; } }\n",
                  NULL, open);
}

/* F61: Global Reach joins on-premises prefixes; VNets do not see it, and a third circuit does not hear of it. */
static void test_f61_global_reach(void **state)
{
    (void)state;
    static const char text[] =
        HUB OFFICE PLANT "site onprem third { prefix 10.4.0.0/24; router ce { asn 65023; } }\n"
                         "circuit er1; circuit er2; circuit er3; connect hub.er-gw <-> er1;\n"
                         "connect office.ce <-> er1.primary; connect plant.ce <-> er2.primary; connect "
                         "third.ce <-> er3.primary;\n"
                         "connect er1 <-> er2; connect er2 <-> er3;\n";
    static const struct design_route lines[] = {{"office.ce", "10.3.0.0/24", "er1.primary(12076 65022)*"},
                                                {"er1.primary", "10.3.0.0/24", "er2.primary(65022)*"},
                                                {"er1.secondary", "10.3.0.0/24", "er2.primary(65022)*"},
                                                {"office.ce", "10.4.0.0/24", "-"},
                                                {"plant.ce", "10.4.0.0/24", "er2.primary(12076 65023)*"},
                                                {"hub.er-gw", "10.3.0.0/24", "-"},
                                                {"er2.primary", "10.10.0.0/24", "-"},
                                                {"plant.ce", "10.10.0.0/24", "-"}};
    static const struct design_route down[] = {{"office.ce", "10.3.0.0/24", "-"},
                                               {"plant.ce", "10.4.0.0/24", "er2.primary(12076 65023)*"}};
    DESIGN_ROUTES(text, NULL, lines);
    DESIGN_ROUTES(text, "er1<->er2", down);
}

/* F62: the weight of the connection goes before the length of the path; equal ones share. */
static void test_f62_weight(void **state)
{
    (void)state;
#define TWO_CIRCUITS(weight)                                                                                 \
    HUB OFFICE "circuit er1; circuit er2; connect hub.er-gw <-> er1 { " weight                               \
               " } connect hub.er-gw <-> er2;\n"                                                             \
               "connect office.ce <-> er1.primary { office.ce { prepend 1; } } connect office.ce <-> "       \
               "er2.primary;\n"
    static const struct design_route shorter[] = {
        {"hub.er-gw", "10.2.0.0/24", "er1.primary(12076 65021 65021) er2.primary(12076 65021)*"}};
    static const struct design_route weighty[] = {
        {"hub.er-gw", "10.2.0.0/24", "er1.primary(12076 65021 65021)* er2.primary(12076 65021)"}};
    DESIGN_ROUTES(TWO_CIRCUITS(""), NULL, shorter);
    DESIGN_ROUTES(TWO_CIRCUITS("weight 10;"), NULL, weighty);
}

/* ---- routers and LANs ---- */

static void test_router_policies(void **state)
{
    (void)state;
    static const char text[] =
        HUB "site onprem office { prefix 10.2.0.0/24, 10.2.1.0/24; router ce { asn 65021; originate "
            "10.2.0.0/24, 10.2.0.0/16; default-route; } }\n" ER
            "connect office.ce <-> er1.primary { office.ce { advertise own; local-preference 200; } }\n"
            "connect office.ce <-> er1.secondary { office.ce { advertise 10.2.0.0/16 ge 24 le 24; accept "
            "10.0.0.0/8 le 16; } }\n"
            "connect office.ce <-> hub.vpn-gw { office.ce { advertise all; } }\n";
    static const struct design_route lines[] = {
        {"er1.primary", "10.2.0.0/24", "office.ce(65021)*"},
        {"er1.primary", "10.2.1.0/24", "-"}, /* not originated */
        {"er1.primary", "10.2.0.0/16", "office.ce(65021)*"},
        {"er1.primary", "0.0.0.0/0", "-"}, /* stays inside */
        {"er1.secondary", "10.2.0.0/24", "office.ce(65021)*"},
        {"er1.secondary", "10.2.1.0/24", "office.ce(65021)*"},
        {"er1.secondary", "10.2.0.0/16", "-"},
        {"office.ce", "10.10.0.0/24", "er1.primary(12076)* hub.vpn-gw(65515)"},
        {"hub.vpn-gw", "0.0.0.0/0", "office.ce(65021)*"},
        {"office", "0.0.0.0/0", "office.ce*"}};
    static const struct design_route forward[] = {{"office", "8.8.8.8", "office.ce"},
                                                  {"office.ce", "8.8.8.8", "exit"},
                                                  {"office.ce", "10.2.7.7", "NICC3904"},
                                                  {"office.ce", "10.2.1.7", "in office"}};
    DESIGN_ROUTES(text, NULL, lines);
    DESIGN_FORWARD(text, NULL, forward);
}

/* F151: local preference travels to the other routers of the site; what came by iBGP is not passed on by
 * iBGP. */
static void test_f151_two_routers(void **state)
{
    (void)state;
    static const char text[] = HUB "site onprem office { prefix 10.2.0.0/24; router a { asn 65021; } router "
                                   "b { asn 65021; } router c { asn 65021; } }\n" ER
                                   "connect office.a <-> er1.primary { office.a { local-preference 200; } }\n"
                                   "connect office.b <-> er1.secondary;\n";
    static const struct design_route lines[] = {
        {"office.a", "10.10.0.0/24", "er1.primary(12076)*"},
        {"office.b", "10.10.0.0/24", "er1.secondary(12076) office.a(12076)*"},
        {"office.c", "10.10.0.0/24", "office.a(12076)*"},
        {"office", "10.10.0.0/24", "office.a(12076)* office.b(12076)* office.c(12076)*"}};
    static const struct design_route down[] = {{"office.a", "10.10.0.0/24", "office.b(12076)*"},
                                               {"office.c", "10.10.0.0/24", "office.b(12076)*"}};
    DESIGN_ROUTES(text, NULL, lines);
    DESIGN_ROUTES(text, "office.a<->er1.primary", down);
}

/* F152: the own AS number in the path. */
static void test_f152_loop(void **state)
{
    (void)state;
    static const char text[] =
        HUB OFFICE "site onprem twin { prefix 10.9.0.0/24; router ce { asn 65021; } }\n" ER
                   "connect office.ce <-> er1.primary; connect twin.ce <-> er1.primary;\n";
    static const struct design_route lines[] = {{"er1.primary", "10.9.0.0/24", "twin.ce(65021)*"},
                                                {"office.ce", "10.9.0.0/24", "-"},
                                                {"hub.er-gw", "10.9.0.0/24", "er1.primary(12076 65021)*"}};
    DESIGN_ROUTES(text, NULL, lines);
}

static void test_declared_down(void **state)
{
    (void)state;
    static const char text[] = HUB OFFICE ER
        "connect office.ce <-> er1.primary { down; } connect office.ce <-> er1.secondary { down off; }\n";
    static const struct design_route lines[] = {{"er1.primary", "10.2.0.0/24", "-"},
                                                {"hub.er-gw", "10.2.0.0/24", "er1.secondary(12076 65021)*"}};
    DESIGN_ROUTES(text, NULL, lines);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_f2_f4_reserved_and_internet),
        cmocka_unit_test(test_f2_ipv6),
        cmocka_unit_test(test_f3_reserved_ranges),
        cmocka_unit_test(test_f11_default_removes_reserved),
        cmocka_unit_test(test_f5_peering_routes),
        cmocka_unit_test(test_f14_half_peering_carries_nothing),
        cmocka_unit_test(test_f26_access_off),
        cmocka_unit_test(test_f26_access_off_stops_gateway_traffic),
        cmocka_unit_test(test_f9_bgp_steals_nothing),
        cmocka_unit_test(test_f25_forwarded_traffic),
        cmocka_unit_test(test_f6_gateway_routes_in_subnets),
        cmocka_unit_test(test_f21_transit),
        cmocka_unit_test(test_f22_no_transit),
        cmocka_unit_test(test_f76_f77_coexistence),
        cmocka_unit_test(test_f74_expressroute_before_vpn),
        cmocka_unit_test(test_f48_tunnel_first_at_the_vpn_gateway),
        cmocka_unit_test(test_f34_transit_between_tunnels),
        cmocka_unit_test(test_f39_static_tunnel),
        cmocka_unit_test(test_f39_static_between_gateways),
        cmocka_unit_test(test_static_before_bgp),
        cmocka_unit_test(test_f36_default_not_passed_on),
        cmocka_unit_test(test_f37_inside_the_vnet),
        cmocka_unit_test(test_f41_path_length),
        cmocka_unit_test(test_f54_gateway_announces_spaces),
        cmocka_unit_test(test_f56_f57_paths),
        cmocka_unit_test(test_f58_vnet_to_vnet),
        cmocka_unit_test(test_f60_circuits_stay_apart),
        cmocka_unit_test(test_f61_global_reach),
        cmocka_unit_test(test_f62_weight),
        cmocka_unit_test(test_router_policies),
        cmocka_unit_test(test_f151_two_routers),
        cmocka_unit_test(test_f152_loop),
        cmocka_unit_test(test_declared_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
