/* claims: what a claim or a cell of a matrix asks for, in which situations. */
#include "tests/unit/design.h"

#define DESIGN                                                                                               \
    "site vnet hub { prefix 10.10.0.0/24; gateway vpn vpn-gw; gateway expressroute er-gw; }\n"               \
    "site vnet spoke { prefix 10.11.0.0/24; }\n"                                                             \
    "site onprem office { prefix 10.2.0.0/24; router ce { asn 65021; } }\n"                                  \
    "site onprem plant { prefix 10.3.0.0/24; router ce { asn 65022; } }\n"                                   \
    "circuit er1; peering hub <-> spoke { hub { allow-gateway-transit; } spoke { use-remote-gateways; } }\n" \
    "connect hub.er-gw <-> er1; connect office.ce <-> er1; connect plant.ce <-> hub.vpn-gw tunnel; connect " \
    "office.ce <-> hub.vpn-gw { down; }\n"

/* The design with one more line. */
static struct compilation *with(const char *line)
{
    struct buf text = {0};
    buf_printf(&text, "%s%s\n", DESIGN, line);
    struct compilation *c = design_good(buf_text(&text));
    buf_free(&text);
    return c;
}

static const struct claim *claim_named(struct compilation *c, const char *name)
{
    for (uint32_t i = 0; i < c->claims->count; i++) {
        if (strcmp(c->claims->at[i].name, name) == 0)
            return &c->claims->at[i];
    }
    fail_msg("no claim `%s`", name);
    return NULL;
}

static void test_kinds(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum claim_kind kind;
    } cases[] = {{"hub can reach office", CLAIM_CAN_REACH},
                 {"hub cannot reach office", CLAIM_CANNOT_REACH},
                 {"hub can send to office", CLAIM_CAN_SEND},
                 {"hub cannot send to office", CLAIM_CANNOT_SEND},
                 {"hub and office are isolated", CLAIM_ISOLATED},
                 {"hub reaches office only via er1", CLAIM_ONLY_VIA},
                 {"hub and office are symmetric", CLAIM_SYMMETRIC},
                 {"path from hub to office is hub.er-gw, er1, office.ce", CLAIM_PATH},
                 {"hub.er-gw learns 10.2.0.0/24", CLAIM_LEARNS},
                 {"hub.er-gw does not learn 10.2.0.0/24", CLAIM_NOT_LEARNS},
                 {"hub selects 10.2.0.0/24 from hub.er-gw", CLAIM_SELECTS},
                 {"hub.er-gw advertises 10.10.0.0/24 to er1", CLAIM_ADVERTISES},
                 {"hub.er-gw does not advertise 10.10.0.0/24 to er1", CLAIM_NOT_ADVERTISES},
                 {"hub routes 10.2.0.0/24 to gateway invalid", CLAIM_ROUTES_TO},
                 {"hub routes 10.2.0.0/24 through hub.er-gw", CLAIM_ROUTES_THROUGH},
                 {"hub does not route 10.2.0.0/24", CLAIM_NOT_ROUTES},
                 {"no loops", CLAIM_NO_LOOPS},
                 {"no blackholes", CLAIM_NO_BLACKHOLES},
                 {"routing is stable", CLAIM_STABLE}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char line[128];
        snprintf(line, sizeof line, "claim  x :  %s  ;", cases[i].text);
        struct compilation *c = with(line);
        assert_int_equal(c->claims->count, 1);
        assert_int_equal(c->claims->at[0].kind, cases[i].kind);
        assert_string_equal(c->claims->at[0].text, cases[i].text);
        assert_int_equal(c->claims->at[0].matrix, IR_NONE);
        design_free(c);
    }
}

static void test_qualifiers(void **state)
{
    (void)state;
    struct compilation *c =
        with("claim x: spoke can reach office via hub.er-gw or hub.vpn-gw, er1 avoiding "
             "tunnel, plant within 5 hops within 4 hops avoiding plant.ce via spoke both-ways "
             "within 1s within 800us over er1, tunnel over hub;");
    const struct claim *x = claim_named(c, "x");
    assert_int_equal(x->via_count, 2);
    assert_int_equal(x->vias[0].count, 2);
    assert_int_equal(x->vias[0].groups[0].count, 2);
    assert_int_equal(x->vias[0].groups[1].count, 1);
    assert_int_equal(x->vias[1].count, 1);
    assert_true(x->both_ways);
    assert_int_equal(x->over_count, 2);
    assert_int_equal(x->overs[0].count, 2);
    assert_int_equal(x->overs[1].count, 1);
    assert_int_equal(x->avoiding.count, 3);
    assert_string_equal(x->avoiding.at[2].name, "plant.ce");
    assert_true(x->has_max_hops);
    assert_int_equal(x->max_hops, 4);
    assert_true(x->has_max_delay);
    assert_int_equal(x->max_delay, 800);
    design_free(c);
}

static void test_granularities(void **state)
{
    (void)state;
    struct compilation *c = with(
        "claim a: hub and office are symmetric; claim b: hub and office are symmetric at site;\n"
        "claim c: hub and office are symmetric at link; claim d: hub and office are symmetric at device;");
    assert_int_equal(claim_named(c, "a")->granularity, CLAIM_AT_LINK);
    assert_int_equal(claim_named(c, "b")->granularity, CLAIM_AT_SITE);
    assert_int_equal(claim_named(c, "c")->granularity, CLAIM_AT_LINK);
    assert_int_equal(claim_named(c, "d")->granularity, CLAIM_AT_DEVICE);
    design_free(c);
}

static void test_route_claims(void **state)
{
    (void)state;
    struct compilation *c =
        with("claim a: hub.er-gw learns 10.2.0.0/24 from er1.primary with as-path 12076 65021;\n"
             "claim b: hub selects 10.2.0.0/24 from hub.er-gw, hub.vpn-gw;\n"
             "claim c: er1.primary does not learn 10.99.0.0/24;");
    const struct claim *a = claim_named(c, "a");
    assert_int_equal(a->table, design_table(c, "hub.er-gw"));
    assert_int_equal(a->prefix, ir_find_prefix(c->ir, design_prefix("10.2.0.0/24")));
    assert_true(a->has_as_path);
    assert_int_equal(a->as_path_count, 2);
    assert_int_equal(a->as_path[1], 65021);
    assert_int_equal(claim_named(c, "b")->neighbours.count, 2);
    assert_false(claim_named(c, "b")->has_as_path);
    assert_int_equal(claim_named(c, "c")->prefix, IR_NONE);
    assert_int_equal(design_count(c, DIAG_PREFIX_NOWHERE, NULL), 1);
    design_free(c);
}

/* ---- conditions ---- */

static void test_failure_classes(void **state)
{
    (void)state;
    static const struct {
        const char *condition;
        uint32_t failures, classes;
    } cases[] = {{"", 0, 0},
                 {"under any 1 failure", 1, IR_CLASS_LINK | IR_CLASS_DEVICE},
                 {"under any 3 failures of links", 3, IR_CLASS_LINK},
                 {"under any 1 failure of circuits", 1, IR_CLASS_CIRCUIT},
                 {"under any 1 failure of gateways, peerings", 1, IR_CLASS_GATEWAY | IR_CLASS_PEERING},
                 {"under any 2 failures of tunnels", 2, IR_CLASS_TUNNEL},
                 {"under any 1 failure of routers", 1, IR_CLASS_ROUTER},
                 {"under any 1 failure of devices", 1, IR_CLASS_DEVICE}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char line[128];
        snprintf(line, sizeof line, "claim x: hub can reach office %s;", cases[i].condition);
        struct compilation *c = with(line);
        assert_int_equal(c->claims->at[0].budgets[0].most, cases[i].failures);
        assert_int_equal(c->claims->at[0].budgets[0].classes, cases[i].classes);
        design_free(c);
    }
}

static bool may_fail(struct compilation *c, const struct claim *claim, const char *element)
{
    for (uint32_t e = 0; e < c->ir->element_count; e++) {
        if (strcmp(c->ir->elements[e].name, element) == 0)
            return claim_may_fail(c->ir, claim, e);
    }
    fail_msg("no element `%s`", element);
    return false;
}

/* Nothing inside an end site fails, what is declared or named down is down already, and a budget is of its
 * classes. */
static void test_what_may_fail(void **state)
{
    (void)state;
    struct compilation *c =
        with("claim any: hub can reach office under any 1 failure;\n"
             "claim gateways: spoke can reach office under any 1 failure of gateways;\n"
             "claim own-gateways: hub can reach office under any 1 failure of gateways;\n"
             "claim routers: hub can reach office under any 1 failure of routers;\n"
             "claim down: hub can reach office when er1 down and under any 1 failure;\n"
             "claim routes: hub.er-gw learns 10.2.0.0/24 under any 1 failure;\n"
             "claim device: er1.primary learns 10.2.0.0/24 under any 1 failure of devices, circuits;\n");
    static const struct {
        const char *claim, *element;
        bool may;
    } cases[] = {{"any", "hub.er-gw<->er1.primary", true},
                 {"any", "tunnel", true},
                 {"any", "er1.primary", true},
                 {"any", "er1", false},
                 {"any", "office.ce", false},
                 {"any", "plant.ce", true},
                 {"any", "hub.vpn-gw", false},
                 {"any", "hub<->spoke", false},
                 {"any", "office.ce<->hub.vpn-gw", false},
                 {"any", "hub", false},
                 {"gateways", "hub.vpn-gw", true},
                 {"gateways", "er1.primary", false},
                 {"own-gateways", "hub.vpn-gw", false},
                 {"routers", "plant.ce", true},
                 {"routers", "office.ce", false},
                 {"down", "er1.primary", false},
                 {"down", "er1.secondary", false},
                 {"down", "tunnel", true},
                 {"routes", "office.ce", true},
                 {"routes", "er1.secondary", true},
                 {"device", "er1.primary", false},
                 {"device", "er1.secondary", true},
                 {"device", "er1", false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (may_fail(c, claim_named(c, cases[i].claim), cases[i].element) != cases[i].may)
            fail_msg("%s: %s", cases[i].claim, cases[i].element);
    }
    design_free(c);
}

static void test_down(void **state)
{
    (void)state;
    struct compilation *c = with("claim x: hub can reach office when er1, tunnel down and when er1 down;");
    const struct claim *x = claim_named(c, "x");
    assert_int_equal(x->down_count, 2);
    assert_true(x->down[0] < x->down[1]);
    design_free(c);
}

static void test_attributes(void **state)
{
    (void)state;
    struct compilation *c = with("claim x: hub can reach office { severity critical; owner \"net\"; control "
                                 "\"A\", \"B\"; note \"n\"; expect refuted; }\n"
                                 "claim y: hub can reach office;");
    const struct claim *x = claim_named(c, "x"), *y = claim_named(c, "y");
    assert_int_equal(x->severity, CLAIM_CRITICAL);
    assert_string_equal(x->owner, "net");
    assert_string_equal(x->controls, "A, B");
    assert_string_equal(x->note, "n");
    assert_int_equal(x->expect, CLAIM_EXPECT_REFUTED);
    assert_int_equal(y->severity, CLAIM_MEDIUM);
    assert_null(y->owner);
    assert_int_equal(y->expect, CLAIM_EXPECT_NONE);
    design_free(c);
}

/* ---- matrices ---- */

static void test_matrix(void **state)
{
    (void)state;
    struct compilation *c = with("group vnets = hub, spoke;\n"
                                 "matrix m under any 1 failure {\n"
                                 "    severity high;\n"
                                 "    key F = via er1 within 6 hops;\n"
                                 "    key N = avoiding tunnel;\n"
                                 "    columns hub office plant;\n"
                                 "    office  Y   .      N;\n"
                                 "    vnets   S   F      X;\n"
                                 "}\n"
                                 "claim after: hub can reach office;");
    assert_int_equal(c->claims->count, 6);
    assert_int_equal(c->claims->matrix_count, 1);
    static const struct {
        const char *name;
        enum claim_kind kind;
        uint32_t from;
    } cells[] = {{"m/office/hub", CLAIM_CAN_REACH, 1},
                 {"m/office/plant", CLAIM_CAN_REACH, 1}, /* a key goes before the letter */
                 {"m/vnets/hub", CLAIM_SYMMETRIC, 2},
                 {"m/vnets/office", CLAIM_CAN_REACH, 2},
                 {"m/vnets/plant", CLAIM_CANNOT_SEND, 2}};
    for (uint32_t i = 0; i < 5; i++) {
        const struct claim *cell = &c->claims->at[i];
        assert_string_equal(cell->name, cells[i].name);
        assert_int_equal(cell->kind, cells[i].kind);
        assert_int_equal(cell->from.count, cells[i].from);
        assert_int_equal(cell->matrix, 0);
        assert_int_equal(cell->severity, CLAIM_HIGH);
        assert_int_equal(cell->budgets[0].most, 1);
    }
    assert_int_equal(claim_named(c, "m/vnets/office")->via_count, 1);
    assert_int_equal(claim_named(c, "m/vnets/office")->max_hops, 6);
    assert_int_equal(claim_named(c, "m/office/plant")->avoiding.count, 1);
    assert_int_equal(claim_named(c, "m/office/hub")->via_count, 0);
    assert_int_equal(claim_named(c, "after")->matrix, IR_NONE);
    /* each cell spares its own end sites */
    assert_true(may_fail(c, claim_named(c, "m/office/hub"), "plant.ce"));
    assert_false(may_fail(c, claim_named(c, "m/office/plant"), "plant.ce"));
    design_free(c);
}

static void test_wrong_claims(void **state)
{
    (void)state;
    design_reports(DESIGN "claim x: hub can reach office; claim x: hub can reach spoke;", DIAG_CLAIM_TWICE,
                   "x");
    design_reports(DESIGN "matrix x { columns hub; office Y; } claim x: hub can reach spoke;",
                   DIAG_CLAIM_TWICE, "x");
    design_reports(DESIGN "claim x: er1 learns 10.2.0.0/24;", DIAG_NOT_A_TABLE, "er1");
    design_reports(DESIGN "claim x: office learns 10.10.0.0/24;", DIAG_NOT_A_TABLE, "office");
    design_reports(DESIGN "claim x: hub.er-gw learns 10.2.0.0/24 from tunnel;", DIAG_NOT_A_NEIGHBOUR,
                   "tunnel");
    design_accepts(DESIGN "claim x: hub.vpn-gw learns 10.2.0.0/24 from tunnel;", DIAG_NOT_A_NEIGHBOUR);
    design_reports(DESIGN "claim x: hub.er-gw does not learn 10.2.0.0/24 from office.ce;",
                   DIAG_NOT_A_NEIGHBOUR, "office.ce");
    design_reports(DESIGN "claim x: path from hub to plant is tunnel;", DIAG_PATH_PLACE, "tunnel");
    design_reports(DESIGN "matrix m { columns hub office; plant Y; }", DIAG_MATRIX_SHAPE, "plant");
    design_reports(DESIGN "matrix m { columns hub; plant Z; }", DIAG_UNKNOWN_CELL, "Z");
    design_reports(DESIGN "claim x: 10.99.0.1 can reach hub;", DIAG_NO_SUCH_SOURCE, "10.99.0.1");
    design_reports(DESIGN "claim x: hub can reach hub;", DIAG_CLAIM_ITSELF, "hub can reach hub");
    design_reports(DESIGN "group g = tagged t; claim x: hub can reach g;", DIAG_EMPTY_GROUP, "tagged t");
    design_reports(DESIGN "claim x: hub can reach office on tcp 0;", DIAG_BAD_SERVICE, "0");
    design_accepts(DESIGN "claim x: hub cannot reach 10.99.0.1;", DIAG_NO_SUCH_SOURCE);
    design_accepts(DESIGN "claim x: hub.er-gw learns 10.2.0.0/24 from er1.primary;", DIAG_NOT_A_NEIGHBOUR);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_qualifiers),
        cmocka_unit_test(test_granularities),
        cmocka_unit_test(test_route_claims),
        cmocka_unit_test(test_failure_classes),
        cmocka_unit_test(test_what_may_fail),
        cmocka_unit_test(test_down),
        cmocka_unit_test(test_attributes),
        cmocka_unit_test(test_matrix),
        cmocka_unit_test(test_wrong_claims),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
