/* lower: internal links of on-premises sites, on the routes of small designs. */
#include "tests/unit/design.h"

#define HUB                                                                                                  \
    "site vnet hub { prefix 10.1.0.0/16; host vm 10.1.0.10; gateway expressroute gw; }\n"                    \
    "circuit east; circuit west; connect hub.gw <-> east; connect hub.gw <-> west;\n"
#define SUBNETS                                                                                              \
    "subnet a 10.2.1.0/24 { router r1; } subnet b 10.2.2.0/24 { router r2; }\n"                              \
    "subnet c 10.2.3.0/24 { router r3; } subnet all 10.2.4.0/24;\n"
#define ROUTERS "router r1 { asn 65021; } router r2 { asn 65021; } router r3 { asn 65021; }\n"
#define LINKS "link r1 <-> r2 { cost 10; } link r2 <-> r3 { cost 5; } link r1 <-> r3 { cost 100; }\n"
#define EXITS "connect s.r1 <-> east.primary; connect s.r3 <-> west.primary;\n"
#define CAMPUS HUB "site onprem s { prefix 10.2.0.0/16;\n" SUBNETS ROUTERS LINKS "}\n" EXITS

/* F150: of equal routes the one with the nearest exit. */
static void test_f150_nearest_exit(void **state)
{
    (void)state;
    static const struct design_route up[] = {{"s.r1", "10.1.0.10", "east.primary"},
                                             {"s.r2", "10.1.0.10", "s.r3"},
                                             {"s.r3", "10.1.0.10", "west.primary"},
                                             {"s.b", "10.1.0.10", "s.r2"}};
    static const struct design_route without_link[] = {{"s.r2", "10.1.0.10", "s.r1"},
                                                       {"s.r3", "10.1.0.10", "west.primary"}};
    static const struct design_route without_exit[] = {{"s.r2", "10.1.0.10", "s.r1"},
                                                       {"s.r3", "10.1.0.10", "s.r2"}};
    DESIGN_FORWARD(CAMPUS, NULL, up);
    DESIGN_FORWARD(CAMPUS, "s.r2<->s.r3", without_link);
    DESIGN_FORWARD(CAMPUS, "s.r3<->s.r2", without_link);
    DESIGN_FORWARD(CAMPUS, "west", without_exit);
}

/* Local preference comes before the cost of the way (F150, F151). */
static void test_f151_preference_before_cost(void **state)
{
    (void)state;
    static const struct design_route lines[] = {{"s.r2", "10.1.0.10", "s.r1"}, {"s.r3", "10.1.0.10", "s.r2"}};
    DESIGN_FORWARD(HUB "site onprem s { prefix 10.2.0.0/16;\n" SUBNETS ROUTERS LINKS "}\n"
                       "connect s.r1 <-> east.primary { s.r1 { local-preference 200; } }\n"
                       "connect s.r3 <-> west.primary;\n",
                   NULL, lines);
}

/* Without a link the routers of a site see each other as before. */
static void test_one_lan(void **state)
{
    (void)state;
    static const struct design_route lines[] = {
        {"s.r2", "10.1.0.10", "s.r1 s.r3"}, {"s.r2", "10.2.1.1", "in s"}, {"s.a", "10.2.2.1", "in s"}};
    DESIGN_FORWARD(HUB "site onprem s { prefix 10.2.0.0/16;\n" SUBNETS ROUTERS "}\n" EXITS, NULL, lines);
}

/* Links alone, all hosts at all routers: only the ways between routers change. */
static void test_links_without_subnets(void **state)
{
    (void)state;
    static const struct design_route lines[] = {
        {"s.r2", "10.1.0.10", "s.r3"}, {"s.r2", "10.2.1.1", "in s"}, {"s", "10.2.1.1", "in s"}};
    static const char design[] = HUB "site onprem s { prefix 10.2.0.0/16;\n" ROUTERS LINKS "}\n" EXITS;
    DESIGN_FORWARD(design, NULL, lines);
}

/* A router that no link leads to learns nothing from the others. */
static void test_router_alone(void **state)
{
    (void)state;
    static const char design[] =
        HUB "site onprem s { prefix 10.2.0.0/16;\n" ROUTERS "link r1 <-> r3;\n}\n" EXITS;
    static const struct design_route lines[] = {{"s.r2", "10.1.0.0/16", "-"},
                                                {"s.r1", "10.1.0.0/16", "east.primary(12076)* s.r3(12076)"}};
    DESIGN_ROUTES(design, NULL, lines);
    design_reports(design, DIAG_SITE_APART, "router r2 { asn 65021; }");
}

/* Who is attached delivers; the others go along the links; hosts use their routers. */
static void test_subnets_along_links(void **state)
{
    (void)state;
    static const struct design_route up[] = {
        {"s.a", "10.2.1.9", "in s"},  {"s.a", "10.2.3.9", "s.r1"},  {"s.r1", "10.2.3.9", "s.r2"},
        {"s.r2", "10.2.3.9", "s.r3"}, {"s.r3", "10.2.3.9", "in s"}, {"s.r1", "10.2.4.9", "in s"},
        {"s.r3", "10.2.4.9", "in s"}, {"s", "10.2.4.9", "in s"},    {"s", "10.2.1.9", "s.r1 s.r2 s.r3"}};
    static const struct design_route down[] = {{"s.r1", "10.2.3.9", "s.r3"}, {"s.r2", "10.2.3.9", "s.r1"}};
    static const struct design_route without_router[] = {
        {"s.r1", "10.2.3.9", "NICC3904"}, {"s.c", "10.2.3.9", "in s"}, {"s.c", "10.2.1.9", "-"}};
    DESIGN_FORWARD(CAMPUS, NULL, up);
    DESIGN_FORWARD(CAMPUS, "s.r2<->s.r3", down);
    DESIGN_FORWARD(CAMPUS, "s.r3", without_router);
}

#define ORIGINATES                                                                                           \
    HUB "site onprem s { prefix 10.2.0.0/16;\n" SUBNETS                                                      \
        "router r1 { asn 65021; originate 10.2.3.0/24, 10.2.2.128/25; } router r2 { asn 65021; }\n"          \
        "router r3 { asn 65021; }\n" LINKS "}\n"                                                             \
        "connect s.r1 <-> east.primary;\n"

/* A router announces as its own what the links bring it; when they do not, it has nothing to announce. */
static void test_own_by_links(void **state)
{
    (void)state;
    static const struct design_route up[] = {{"east.primary", "10.2.3.0/24", "s.r1(65021)*"},
                                             {"east.primary", "10.2.2.128/25", "s.r1(65021)*"},
                                             {"east.primary", "10.2.2.0/24", "-"},
                                             {"east.primary", "10.2.1.0/24", "-"},
                                             {"east.primary", "10.2.0.0/16", "-"},
                                             {"s.r2", "10.2.3.0/24", "s.r3*"}};
    static const struct design_route away[] = {{"east.primary", "10.2.3.0/24", "-"}};
    static const struct design_route part[] = {{"s.r1", "10.2.2.200", "s.r2"},
                                               {"s.r2", "10.2.2.200", "in s"}};
    DESIGN_ROUTES(ORIGINATES, NULL, up);
    DESIGN_ROUTES(ORIGINATES, "s.r3", away);
    DESIGN_FORWARD(ORIGINATES, NULL, part);
}

/* A prefix of the site that is one subnet is carried like it, and announced by all. */
static void test_prefix_is_subnet(void **state)
{
    (void)state;
    static const char design[] =
        HUB "site onprem s { prefix 10.2.0.0/24, 10.3.0.0/24; subnet a 10.2.0.0/24 { router r1; } subnet b "
            "10.3.0.0/24 { router r2; }\n"
            "router r1 { asn 65021; } router r2 { asn 65021; } link r1 <-> r2; }\nconnect s.r1 <-> "
            "east.primary;\n";
    static const struct design_route up[] = {{"east.primary", "10.3.0.0/24", "s.r1(65021)*"},
                                             {"east.primary", "10.2.0.0/24", "s.r1(65021)*"}};
    static const struct design_route apart[] = {{"east.primary", "10.3.0.0/24", "-"},
                                                {"east.primary", "10.2.0.0/24", "s.r1(65021)*"}};
    DESIGN_ROUTES(design, NULL, up);
    DESIGN_ROUTES(design, "s.r1<->s.r2", apart);
}

/* Loopbacks stay between the routers, and evade what the design declares. */
static void test_loopbacks(void **state)
{
    (void)state;
    static const char design[] =
        HUB "site onprem s { prefix 10.2.0.0/16, 240.0.0.2/32; router r1 { asn 65021; } router r2 { asn "
            "65021; }\n"
            "link r1 <-> r2; }\nsite onprem t { prefix 10.4.0.0/16; router u { asn 65022; } }\n"
            "connect s.r1 <-> t.u { s.r1 { advertise all; } } connect s.r1 <-> east.primary { s.r1 { "
            "advertise all; } }\n";
    static const struct design_route lines[] = {
        {"s.r1", "240.0.0.1/32", "own*"}, {"s.r2", "240.0.0.1/32", "s.r1*"},
        {"s.r2", "240.0.0.3/32", "own*"}, {"s.r1", "240.0.0.2/32", "own* s.r2"},
        {"t.u", "240.0.0.1/32", "-"},     {"t.u", "240.0.0.3/32", "-"},
        {"s", "240.0.0.1/32", "-"},       {"east.primary", "240.0.0.3/32", "-"}};
    DESIGN_ROUTES(design, NULL, lines);
}

/* A default route is offered inside along the links; nothing else of BGP is carried by them. */
static void test_f154_default_route(void **state)
{
    (void)state;
    static const char design[] = "site onprem s { prefix 10.2.0.0/16; router r1 { asn 65021; default-route; "
                                 "} router r2 { asn 65021; }\n"
                                 "router r3 { asn 65021; } link r1 <-> r2; link r2 <-> r3; }\n";
    static const struct design_route lines[] = {
        {"s.r3", "10.9.0.1", "s.r2"}, {"s.r2", "10.9.0.1", "s.r1"}, {"s.r1", "10.9.0.1", "exit"}};
    static const struct design_route apart[] = {{"s.r3", "10.9.0.1", "-"}, {"s.r2", "10.9.0.1", "s.r1"}};
    DESIGN_FORWARD(design, NULL, lines);
    DESIGN_FORWARD(design, "s.r2<->s.r3", apart);
}

static void test_elements(void **state)
{
    (void)state;
    struct compilation *c = design_good(CAMPUS);
    const struct model_link *link = &c->model->links.at[0];
    const struct ir_element *e = &c->ir->elements[link->element];
    assert_string_equal(e->name, "s.r1<->s.r2");
    assert_int_equal(e->classes, IR_CLASS_LINK);
    assert_int_equal(e->link_kind, IR_LINK_OTHER);
    assert_string_equal(c->ir->sites[e->site].name, "s");
    assert_int_equal(c->ir->metric_max, 115);
    assert_int_equal(link->cost, 10);
    design_free(c);
    design_accepts(CAMPUS "claim x: s.a can reach hub via s.r1<->s.r2;", DIAG_BAD_PLACE);
    design_accepts(CAMPUS "claim x: s.a can reach hub when s.r2<->s.r1 down;", DIAG_BAD_PLACE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_f150_nearest_exit), cmocka_unit_test(test_f151_preference_before_cost),
        cmocka_unit_test(test_one_lan),           cmocka_unit_test(test_links_without_subnets),
        cmocka_unit_test(test_router_alone),      cmocka_unit_test(test_subnets_along_links),
        cmocka_unit_test(test_own_by_links),      cmocka_unit_test(test_prefix_is_subnet),
        cmocka_unit_test(test_loopbacks),         cmocka_unit_test(test_f154_default_route),
        cmocka_unit_test(test_elements),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
