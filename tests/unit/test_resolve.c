/* resolve: names, defaults and profiles, lists of prefixes, and what a connection is. */
#include "tests/unit/design.h"

#define TWO_VNETS                                                                                            \
    "site vnet a { prefix 10.1.0.0/24; gateway vpn vpn; gateway expressroute er; } site vnet b { prefix "    \
    "10.2.0.0/24; }\n"

static void test_kinds_of_names(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        enum entity_kind kind;
    } names[] = {{"hub", ENTITY_SITE},
                 {"hub.vm", ENTITY_HOST},
                 {"hub.vpn", ENTITY_GATEWAY},
                 {"hub.rs", ENTITY_ROUTE_SERVER},
                 {"office.ce", ENTITY_ROUTER},
                 {"er1", ENTITY_CIRCUIT},
                 {"er1.primary", ENTITY_DEVICE},
                 {"er1.secondary", ENTITY_DEVICE},
                 {"g", ENTITY_GROUP},
                 {"corp", ENTITY_LET},
                 {"tunnel", ENTITY_CONNECTION}};
    struct compilation *c = design_good(
        "site vnet hub { prefix 10.1.0.0/24; host vm 10.1.0.4; gateway vpn vpn; route-server rs; }\n"
        "site onprem office { prefix 10.2.0.0/24; router ce { asn 65001; } }\n"
        "circuit er1; group g = hub; let corp = 10.0.0.0/8; connect office.ce <-> hub.vpn tunnel;\n");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const struct entity *e = model_find(c->model, names[i].name);
        assert_non_null(e);
        assert_int_equal(e->kind, names[i].kind);
    }
    assert_null(model_find(c->model, "vm"));
    assert_null(model_find(c->model, "hub.primary"));
    design_free(c);
}

/* Names inside a site are its own; sites, circuits, groups, sets and connections share one space. */
static void test_name_spaces(void **state)
{
    (void)state;
    design_accepts("site vnet a { prefix 10.1.0.0/24; host x 10.1.0.4; } site vnet b { prefix 10.2.0.0/24; "
                   "host x 10.2.0.4; } circuit x;",
                   DIAG_DUPLICATE_NAME);
    design_reports("site vnet a { prefix 10.1.0.0/24; host x 10.1.0.4; gateway vpn x; }", DIAG_DUPLICATE_NAME,
                   "x");
    design_reports("site vnet a { prefix 10.1.0.0/24; } circuit a;", DIAG_DUPLICATE_NAME, "a");
    design_reports("site vnet a { prefix 10.1.0.0/24; } site vnet b { prefix 10.2.0.0/24; } group a = b;",
                   DIAG_DUPLICATE_NAME, "a");
    design_reports(TWO_VNETS
                   "site onprem o { prefix 10.3.0.0/24; router r { asn 65001; } } connect o.r <-> a.vpn b;",
                   DIAG_DUPLICATE_NAME, "b");
}

static void test_unknown_names(void **state)
{
    (void)state;
    design_reports(TWO_VNETS "peering a <-> c;", DIAG_UNKNOWN_NAME, "c");
    design_reports(TWO_VNETS "connect a.vpn <-> b.vpn;", DIAG_UNKNOWN_NAME, "b.vpn");
    design_reports(TWO_VNETS "group g = a, A;", DIAG_UNKNOWN_NAME, "A");
    design_reports(TWO_VNETS "let l = k;", DIAG_UNKNOWN_NAME, "k");
    design_reports(TWO_VNETS "claim x: a can reach z;", DIAG_UNKNOWN_NAME, "z");
    design_reports(TWO_VNETS "claim x: a can reach b via a.vpnn;", DIAG_UNKNOWN_NAME, "a.vpnn");
}

static void test_nearest_name(void **state)
{
    (void)state;
    struct compilation *c = design_compile(TWO_VNETS "claim x: a can reach b via a.vpm;");
    const struct diag *d = NULL;
    assert_int_equal(design_count(c, DIAG_UNKNOWN_NAME, &d), 1);
    assert_non_null(d->help);
    assert_non_null(strstr(d->help, "`a.vpn`"));
    design_free(c);
}

/* After a syntax error a name may be unknown only because its declaration was lost: one error, not two. */
static void test_no_unknown_names_after_syntax_errors(void **state)
{
    (void)state;
    struct compilation *c = design_compile(
        "site vnet a { prefix 10.1.0.0/24; }\nsite vnt b { prefix 10.2.0.0/24; }\npeering a <-> b;\n");
    assert_int_equal(design_count(c, DIAG_UNKNOWN_NAME, NULL), 0);
    assert_null(c->ir);
    design_free(c);
}

static void test_statements_given_twice(void **state)
{
    (void)state;
    design_reports("site vnet a { region x; region y; prefix 10.1.0.0/24; }", DIAG_STATEMENT_TWICE,
                   "region y;");
    design_reports("site vnet a { prefix 10.1.0.0/24; gateway vpn g { asn 65001; asn 65001; } }",
                   DIAG_STATEMENT_TWICE, "asn 65001;");
    design_reports(TWO_VNETS
                   "peering a <-> b { a { allow-forwarded-traffic; allow-forwarded-traffic off; } }",
                   DIAG_STATEMENT_TWICE, "allow-forwarded-traffic off;");
    design_reports(TWO_VNETS "peering a <-> b { a { } a { } }", DIAG_STATEMENT_TWICE, "a");
    design_reports(TWO_VNETS "claim x: a can reach b { expect proved; expect refuted; }",
                   DIAG_STATEMENT_TWICE, "expect refuted;");
    design_reports(TWO_VNETS "peering a <-> b; matrix m { columns a a; b Y Y; }", DIAG_STATEMENT_TWICE, "a");
    design_accepts("site vnet a { prefix 10.1.0.0/24; prefix 10.2.0.0/24; tag x; tag y; gateway vpn g { "
                   "address 10.1.0.9; address 10.1.0.10; } }",
                   DIAG_STATEMENT_TWICE);
}

/* ---- defaults and profiles ---- */

static const struct model_gateway *only_gateway(struct compilation *c)
{
    assert_int_equal(c->model->gateways.count, 1);
    return &c->model->gateways.at[0];
}

/* F40: 65515 unless the gateway says otherwise. */
static void test_gateway_defaults(void **state)
{
    (void)state;
    struct compilation *c = design_good("site vnet a { prefix 10.1.0.0/24; gateway vpn g; }");
    assert_int_equal(only_gateway(c)->asn, 65515);
    assert_int_equal(only_gateway(c)->addresses.count, 0);
    design_free(c);
    c = design_good("site vnet a { prefix 10.1.0.0/24; gateway vpn g { asn 65001; address 10.1.0.4; "
                    "bgp-address 10.1.0.5; } }");
    assert_int_equal(only_gateway(c)->asn, 65001);
    assert_int_equal(only_gateway(c)->addresses.count, 2);
    design_free(c);
}

/* F58. */
static void test_accept_remote_vnets_default(void **state)
{
    (void)state;
    static const struct {
        const char *profile, *setting;
        bool expected;
    } cases[] = {{"profile azure-2018;", "", true},
                 {"profile azure-current;", "", false},
                 {"", "", false},
                 {"profile azure-2018;", "accept-remote-vnets off;", false},
                 {"", "accept-remote-vnets;", true},
                 {"", "accept-remote-vnets on;", true}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[256];
        /* The profile counts wherever it stands. */
        snprintf(text, sizeof text, "site vnet a { prefix 10.1.0.0/24; gateway expressroute g { %s } }\n%s\n",
                 cases[i].setting, cases[i].profile);
        struct compilation *c = design_good(text);
        assert_int_equal(only_gateway(c)->accept_remote_vnets.on, cases[i].expected);
        assert_int_equal(only_gateway(c)->accept_remote_written, cases[i].setting[0] != '\0');
        design_free(c);
    }
}

/* F17. */
static void test_peering_defaults(void **state)
{
    (void)state;
    struct compilation *c = design_good(TWO_VNETS "peering a <-> b { a { allow-forwarded-traffic; } }");
    const struct model_peering *p = &c->model->peerings.at[0];
    for (int side = 0; side < 2; side++) {
        assert_true(p->halves[side].present);
        assert_true(p->halves[side].flags[PEER_ALLOW_VNET_ACCESS].on);
        assert_int_equal(p->halves[side].flags[PEER_ALLOW_FORWARDED].on, side == 0);
        assert_false(p->halves[side].flags[PEER_ALLOW_GATEWAY_TRANSIT].on);
        assert_false(p->halves[side].flags[PEER_USE_REMOTE_GATEWAYS].on);
    }
    assert_true(model_peering_whole(p));
    design_free(c);
}

/* F14: halves; two of them make a whole peering, whatever their order. */
static void test_half_peerings(void **state)
{
    (void)state;
    struct compilation *c = design_good(
        TWO_VNETS "peering b -> a { use-remote-gateways; } peering a -> b { allow-gateway-transit; }");
    const struct model_peering *p = &c->model->peerings.at[0];
    assert_int_equal(c->model->peerings.count, 1);
    assert_true(model_peering_whole(p));
    int b = strcmp(c->model->sites.at[p->sites[0]].name, "b") == 0 ? 0 : 1;
    assert_true(model_peering_may_transit(p, b));
    assert_false(model_peering_may_transit(p, 1 - b));
    design_free(c);
    c = design_good(TWO_VNETS "peering a -> b { allow-gateway-transit; }");
    assert_false(model_peering_whole(&c->model->peerings.at[0]));
    assert_int_equal(design_count(c, DIAG_HALF_PEERING, NULL), 1);
    design_free(c);
}

/* ---- prefix lists ---- */

static void test_sets_of_prefixes(void **state)
{
    (void)state;
    struct compilation *c =
        design_good("let low = 10.1.0.0/24, 10.2.0.0/24; let most = low, 10.3.0.0/24, 10.9.9.9, low;\n"
                    "site onprem a { prefix most; }\n");
    const struct model_site *s = &c->model->sites.at[0];
    char text[PREFIX_TEXT_MAX];
    assert_int_equal(s->prefixes.count, 4); /* a set that is named twice counts once */
    assert_string_equal(prefix_print(s->prefixes.at[3].prefix, text), "10.9.9.9/32");
    assert_int_equal(design_count(c, DIAG_UNUSED, NULL), 0);
    design_free(c);
}

static void test_circles(void **state)
{
    (void)state;
    design_reports("site vnet v { prefix 10.1.0.0/24; } let a = b; let b = 10.0.0.0/8, a;", DIAG_GROUP_CYCLE,
                   "a");
    design_reports("site vnet v { prefix 10.1.0.0/24; } group g = v, g;", DIAG_GROUP_CYCLE, "g");
    design_reports("site vnet v { prefix 10.1.0.0/24; } group g = h; group h = k, v; group k = v, g; claim "
                   "x: g can reach v;",
                   DIAG_GROUP_CYCLE, "g");
    design_accepts("site vnet v { prefix 10.1.0.0/24; } group g = v; group h = g, g; group k = h, g;",
                   DIAG_GROUP_CYCLE);
}

/* Groups that share groups: 2^60 paths lead from the last one to the site. */
static void test_shared_groups_are_cheap(void **state)
{
    (void)state;
    struct buf text = {0};
    buf_printf(&text, "site vnet v { prefix 10.1.0.0/24; } site vnet w { prefix 10.2.0.0/24; } group g0 = v, "
                      "w; let l0 = 10.1.0.0/25;\n");
    for (int i = 1; i < 60; i++)
        buf_printf(&text, "group g%d = g%d, g%d; let l%d = l%d, l%d;\n", i, i - 1, i - 1, i, i - 1, i - 1);
    buf_printf(&text, "claim x: g59 can reach l59;\n");
    struct compilation *c = design_good(buf_text(&text));
    assert_int_equal(c->claims->at[0].from.count, 2);
    assert_int_equal(c->claims->at[0].to.members[0].end_count, 1);
    design_free(c);
    buf_free(&text);
}

/* ---- connections ---- */

static void test_connection_kinds(void **state)
{
    (void)state;
    struct compilation *c = design_good(
        TWO_VNETS
        "site vnet d { prefix 10.4.0.0/24; gateway vpn vpn { asn 65004; } }\n"
        "site onprem o { prefix 10.3.0.0/24; router r { asn 65001; } router s { asn 65001; } router t { asn "
        "65001; } }\n"
        "circuit x; circuit y;\n"
        "connect a.vpn <-> d.vpn; connect o.r <-> a.vpn; connect x <-> a.er; connect o.r <-> x.primary;\n"
        "connect y <-> o.s; connect x <-> y;\n");
    static const enum model_connection_kind kinds[] = {CONN_TUNNEL,          CONN_TUNNEL,
                                                       CONN_CIRCUIT,         CONN_PRIVATE_PEERING,
                                                       CONN_PRIVATE_PEERING, CONN_GLOBAL_REACH};
    static const uint32_t elements[] = {1, 1, 2, 1, 2, 1};
    assert_int_equal(c->model->connections.count, 6);
    for (uint32_t i = 0; i < 6; i++) {
        assert_int_equal(c->model->connections.at[i].kind, kinds[i]);
        assert_int_equal(c->model->connections.at[i].element_count, elements[i]);
        assert_true(c->model->connections.at[i].bgp);
    }
    assert_string_equal(c->model->connections.at[2].display, "x<->a.er");
    design_free(c);
}

/* F38: BGP where both ends have an AS number, unless the connection says otherwise. */
static void test_connection_bgp_default(void **state)
{
    (void)state;
    static const char design[] =
        TWO_VNETS "site onprem o { prefix 10.3.0.0/24; router r { asn 65001; } }\n"
                  "site onprem p { prefix 10.4.0.0/24; router r; }\n"
                  "connect o.r <-> a.vpn one; connect o.r <-> a.vpn two { static; } connect o.r <-> a.vpn "
                  "three { bgp off; }\n"
                  "connect p.r <-> a.vpn four; connect o.r <-> a.vpn five { static off; }\n";
    static const bool bgp[] = {true, false, false, false, true};
    struct compilation *c = design_good(design);
    for (uint32_t i = 0; i < 5; i++)
        assert_int_equal(c->model->connections.at[i].bgp, bgp[i]);
    design_free(c);
}

static void test_second_connections(void **state)
{
    (void)state;
#define ROUTER TWO_VNETS "site onprem o { prefix 10.3.0.0/24; router r { asn 65001; } } circuit x;\n"
    design_reports(ROUTER "connect o.r <-> a.vpn; connect a.vpn <-> o.r;", DIAG_CONNECTION_TWICE,
                   "connect a.vpn <-> o.r;");
    design_reports(ROUTER "connect o.r <-> x; connect x.secondary <-> o.r;", DIAG_CONNECTION_TWICE,
                   "connect x.secondary <-> o.r;");
    design_accepts(ROUTER "connect o.r <-> x.primary; connect o.r <-> x.secondary;", DIAG_CONNECTION_TWICE);
    design_accepts(ROUTER "connect o.r <-> a.vpn; connect o.r <-> a.vpn again; connect o.r <-> a.vpn more;",
                   DIAG_CONNECTION_TWICE);
}

static void test_filters(void **state)
{
    (void)state;
    struct compilation *c = design_good(
        ROUTER "let l = 10.8.0.0/16, 10.9.0.0/16;\n"
               "connect o.r <-> x.primary { o.r { advertise own, l, 10.0.0.0/8 ge 24 le 26; accept none; "
               "prepend 2; } }\n"
               "connect o.r <-> x.secondary { o.r { advertise all; accept 0.0.0.0/0 le 32; } }\n");
    const struct model_end *one = &c->model->connections.at[0].ends[0],
                           *two = &c->model->connections.at[1].ends[0];
    assert_int_equal(one->advertise.kind, FILTER_LIST);
    assert_true(one->advertise.own);
    assert_int_equal(one->advertise.ranges.count, 3);
    assert_int_equal(one->advertise.ranges.at[1].from, 16);
    assert_int_equal(one->advertise.ranges.at[1].to, 16);
    assert_int_equal(one->advertise.ranges.at[2].from, 24);
    assert_int_equal(one->advertise.ranges.at[2].to, 26);
    assert_int_equal(one->accept.kind, FILTER_NONE);
    assert_int_equal(one->prepend, 2);
    assert_int_equal(two->advertise.kind, FILTER_ALL);
    assert_int_equal(two->accept.ranges.at[0].from, 0);
    assert_int_equal(two->accept.ranges.at[0].to, 32);
    assert_int_equal(c->model->connections.at[0].ends[1].advertise.kind, FILTER_DEFAULT);
    design_free(c);
}

static void test_design_name(void **state)
{
    (void)state;
    struct compilation *c = design_good("design lab \"A lab\"; site vnet a { prefix 10.1.0.0/24; }");
    assert_string_equal(c->design, "lab");
    assert_string_equal(c->model->title, "A lab");
    design_free(c);
    c = design_good("site vnet a { prefix 10.1.0.0/24; } expect error F19, F15; expect error F40;");
    assert_string_equal(c->design, "test"); /* the stem of the file's name */
    assert_int_equal(c->expected_fact_count, 3);
    assert_int_equal(c->expected_facts[0], 19);
    assert_int_equal(c->expected_facts[2], 40);
    design_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kinds_of_names),
        cmocka_unit_test(test_name_spaces),
        cmocka_unit_test(test_unknown_names),
        cmocka_unit_test(test_nearest_name),
        cmocka_unit_test(test_no_unknown_names_after_syntax_errors),
        cmocka_unit_test(test_statements_given_twice),
        cmocka_unit_test(test_gateway_defaults),
        cmocka_unit_test(test_accept_remote_vnets_default),
        cmocka_unit_test(test_peering_defaults),
        cmocka_unit_test(test_half_peerings),
        cmocka_unit_test(test_sets_of_prefixes),
        cmocka_unit_test(test_circles),
        cmocka_unit_test(test_shared_groups_are_cheap),
        cmocka_unit_test(test_connection_kinds),
        cmocka_unit_test(test_connection_bgp_default),
        cmocka_unit_test(test_second_connections),
        cmocka_unit_test(test_filters),
        cmocka_unit_test(test_design_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
