/*
 * why: what proofs rest on: declarations and their texts, what is needed, and where things stop.
 */
#include "tests/unit/design.h"

#include "compiler/declaration.h"
#include "solver/solver.h"

static const char *const lab =
    "design lab;\n"
    "site vnet hub { prefix 10.1.0.0/16; gateway vpn vpn-gw { asn 65515; } gateway expressroute er-gw; }\n"
    "site vnet spoke { prefix 10.2.0.0/16; }\n"
    "site onprem office { prefix 10.9.0.0/16; router ce { asn 65010; } }\n"
    "site onprem plant { prefix 10.8.0.0/16; router ce { asn 65020; } }\n"
    "site onprem depot { prefix 10.7.0.0/16; router ce; }\n"
    "circuit er;\n"
    "peering hub <-> spoke { hub { allow-gateway-transit; } spoke { use-remote-gateways; } }\n"
    "connect hub.er-gw <-> er;\n"
    "connect office.ce <-> er { office.ce { local-preference 200; } }\n"
    "connect office.ce <-> hub.vpn-gw;\n"
    "connect plant.ce <-> hub.vpn-gw;\n"
    "connect depot.ce <-> hub.vpn-gw { hub.vpn-gw { static 10.7.0.0/16; } depot.ce { static 10.1.0.0/16; } "
    "}\n";

/* The reasons of a claim about the lab, as lines "LINE TEXT". */
static const char *reasons(struct compilation **c, const char *claim, bool why)
{
    char text[4096];
    snprintf(text, sizeof text, "%sclaim c: %s;\n", lab, claim);
    *c = design_good(text);
    struct solver_options options = {.jobs = 1, .why = why};
    const struct verdict *v = solver_verify((*c)->arena, (*c)->ir, (*c)->claims, NULL, &options, NULL);
    assert_int_equal(v->outcome, OUTCOME_PROVED);
    const char *lines = "";
    for (uint32_t i = 0; i < v->because.count; i++)
        lines = arena_printf((*c)->arena, "%s%u %s\n", lines,
                             source_position((*c)->sources, v->because.at[i].because).line,
                             v->because.at[i].text);
    return lines;
}

static void gives(const char *claim, const char *expected)
{
    struct compilation *c;
    assert_string_equal(reasons(&c, claim, true), expected);
    design_free(c);
}

/* ---- what is needed ---- */

static void what_has_a_stand_in_is_not_needed(void **state)
{
    (void)state;
    gives("office can reach spoke", "4 router office.ce\n8 peering hub<->spoke\n");
    gives("office can reach spoke under any 1 failure of tunnels",
          "2 gateway hub.er-gw\n4 router office.ce\n7 circuit er\n8 peering hub<->spoke\n"
          "9 connection hub.er-gw<->er\n10 connection office.ce<->er\n");
}

static void routes_are_declarations_too(void **state)
{
    (void)state;
    gives("hub can send to depot", "2 gateway hub.vpn-gw\n6 router depot.ce\n"
                                   "13 connection depot.ce<->hub.vpn-gw\n13 static route 10.7.0.0/16\n");
}

/* Claims about flows take address space for granted, those about routes do not. */
static void prefixes_of_route_claims(void **state)
{
    (void)state;
    gives("plant.ce learns 10.1.0.0/16", "2 prefix 10.1.0.0/16\n2 gateway hub.vpn-gw\n5 router plant.ce\n"
                                         "12 connection plant.ce<->hub.vpn-gw\n");
    gives("hub.er-gw advertises 10.2.0.0/16 to er.primary",
          "2 gateway hub.er-gw\n3 prefix 10.2.0.0/16\n7 circuit er\n8 peering hub<->spoke\n"
          "9 connection hub.er-gw<->er\n");
}

/* Nothing is said unless asked for, nor of what is proved of nothing. */
static void only_when_asked_for(void **state)
{
    (void)state;
    struct compilation *c;
    assert_string_equal(reasons(&c, "office can reach spoke", false), "");
    design_free(c);
    gives("path from depot to office is direct", "");
}

/* ---- where things stop ---- */

static void a_route_stops_at_a_rule(void **state)
{
    (void)state;
    gives("er.primary does not learn 10.8.0.0/16",
          "9 the route to 10.8.0.0/16 stops at hub.er-gw, before er.primary: a gateway does not announce "
          "outside "
          "the VNet what it learned from the VNet's other gateway\n"
          "10 the route to 10.8.0.0/16 stops at office.ce, before er.primary: the `advertise` setting of the "
          "announcing end does not let the prefix out\n");
}

static void a_route_stops_where_bgp_ends(void **state)
{
    (void)state;
    gives(
        "depot cannot send to spoke",
        "13 the route to 10.2.0.0/16 stops at hub.vpn-gw, before depot.ce: routes are exchanged by BGP only "
        "where BGP is on for the connection\n");
}

static void a_route_stops_at_what_is_down(void **state)
{
    (void)state;
    gives(
        "plant.ce does not learn 10.1.0.0/16 when plant.ce<->hub.vpn-gw down",
        "12 the route to 10.1.0.0/16 stops at hub.vpn-gw, before plant.ce: plant.ce<->hub.vpn-gw is down\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_has_a_stand_in_is_not_needed), cmocka_unit_test(routes_are_declarations_too),
        cmocka_unit_test(prefixes_of_route_claims),          cmocka_unit_test(only_when_asked_for),
        cmocka_unit_test(a_route_stops_at_a_rule),           cmocka_unit_test(a_route_stops_where_bgp_ends),
        cmocka_unit_test(a_route_stops_at_what_is_down),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    solver_finish();
    return failed;
}
