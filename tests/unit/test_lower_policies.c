/* lower_policies: what ends of connections and named policies do to routes, on the routes that come of small designs. */
#include "tests/unit/design.h"

#define OFFICE "site onprem office { prefix 10.2.0.0/24; router r { asn 65021; } }\n"
#define PLANT "site onprem plant { prefix 10.3.0.0/24, 10.4.0.0/24; router r { asn 65022; } }\n"
#define LAB "site onprem lab { prefix 10.5.0.0/24; router r { asn 65023; } }\n"
#define JOINED(settings) OFFICE PLANT "connect office.r <-> plant.r { plant.r { " settings " } }\n"

static void test_policy_out_first_match_and_default_deny(void **state)
{
    (void)state;
    static const struct design_route lines[] = {{"office.r", "10.3.0.0/24", "plant.r(65022 65022 65022)*"},
                                                {"office.r", "10.4.0.0/24", "-"}};
    DESIGN_ROUTES(JOINED("policy out only;") "policy only { deny prefix 10.4.0.0/16 ge 24; permit prefix "
                                             "10.3.0.0/24 prepend 2; }",
                  NULL, lines);
    DESIGN_ROUTES(JOINED("policy out only;") "policy only { permit prefix 10.3.0.0/24 prepend 2; }", NULL,
                  lines);
    /* A prefix without `ge` and `le` matches exactly. */
    DESIGN_ROUTES(JOINED("policy out only;") "policy only { permit prefix 10.3.0.0/24 prepend 2; permit "
                                             "prefix 10.4.0.0/16; }",
                  NULL, lines);
}

/* The default of `advertise` stays `own` with a policy. */
static void test_policy_does_not_widen_advertise(void **state)
{
    (void)state;
    static const char text[] = OFFICE PLANT LAB "connect office.r <-> plant.r;\n"
                                                "connect plant.r <-> lab.r { plant.r { policy out any; } }\n"
                                                "policy any { permit; }\n";
    static const struct design_route lines[] = {{"lab.r", "10.2.0.0/24", "-"},
                                                {"lab.r", "10.3.0.0/24", "plant.r(65022)*"}};
    DESIGN_ROUTES(text, NULL, lines);
}

static void test_policy_in_prefers(void **state)
{
    (void)state;
    static const char text[] = "site onprem a { prefix 10.1.0.0/24; router r { asn 65001; } }\n"
                               "site onprem b { prefix 10.9.0.0/24; router r { asn 65002; } }\n"
                               "connect a.r <-> b.r one { a.r { policy in low; } }\n"
                               "connect a.r <-> b.r two { b.r { prepend 3; } }\n"
                               "policy low { permit prefix 10.9.0.0/24 set local-preference 50; }\n";
    static const struct design_route lines[] = {
        {"a.r", "10.9.0.0/24", "b.r(65002) b.r(65002 65002 65002 65002)*"}};
    DESIGN_ROUTES(text, NULL, lines);
}

/* The end's own local preference comes after `policy in`. */
static void test_local_preference_after_policy(void **state)
{
    (void)state;
    static const char text[] = "site onprem a { prefix 10.1.0.0/24; router r { asn 65001; } }\n"
                               "site onprem b { prefix 10.9.0.0/24; router r { asn 65002; } }\n"
                               "connect a.r <-> b.r one { a.r { policy in low; local-preference 200; } }\n"
                               "connect a.r <-> b.r two;\n"
                               "policy low { permit set local-preference 50; }\n";
    static const struct design_route lines[] = {{"a.r", "10.9.0.0/24", "b.r(65002)* b.r(65002)"}};
    DESIGN_ROUTES(text, NULL, lines);
}

static void test_weight_is_local(void **state)
{
    (void)state;
    static const char text[] = "site onprem a { prefix 10.1.0.0/24; router r { asn 65001; } }\n"
                               "site onprem b { prefix 10.9.0.0/24; router r { asn 65002; } }\n"
                               "connect a.r <-> b.r one { a.r { weight 5; } b.r { prepend 3; } }\n"
                               "connect a.r <-> b.r two { a.r { local-preference 300; } }\n";
    static const struct design_route lines[] = {
        {"a.r", "10.9.0.0/24", "b.r(65002 65002 65002 65002)* b.r(65002)"}};
    DESIGN_ROUTES(text, NULL, lines);
}

/* MED: compared among routes of one neighbouring AS only, not passed on to another AS. */
static void test_med(void **state)
{
    (void)state;
    static const char text[] =
        "site onprem a { prefix 10.1.0.0/24; router r { asn 65001; } }\n"
        "site onprem b { prefix 10.9.0.0/24; router r { asn 65002; } }\n"
        "site onprem c { prefix 10.8.0.0/24; router r { asn 65003; originate 10.9.0.0/24; } }\n"
        "connect a.r <-> b.r one { b.r { med 20; } }\n"
        "connect a.r <-> b.r two { b.r { med 10; } }\n"
        "connect a.r <-> c.r { c.r { med 90; } }\n";
    static const struct design_route lines[] = {{"a.r", "10.9.0.0/24", "b.r(65002) b.r(65002)* c.r(65003)*"}};
    static const char passed[] = "site onprem a { prefix 10.1.0.0/24; router r { asn 65001; } }\n"
                                 "site onprem b { prefix 10.9.0.0/24; router r { asn 65002; } }\n"
                                 "site onprem far { prefix 10.7.0.0/24; router r { asn 65003; } }\n"
                                 "connect a.r <-> b.r { b.r { med 20; } }\n"
                                 "connect a.r <-> far.r one { a.r { advertise all; } }\n"
                                 "connect a.r <-> far.r two { a.r { advertise all; med 5; } }\n";
    static const struct design_route lines_passed[] = {
        {"far.r", "10.9.0.0/24", "a.r(65001 65002)* a.r(65001 65002)"}};
    DESIGN_ROUTES(text, NULL, lines);
    DESIGN_ROUTES(passed, NULL, lines_passed);
}

/* A community set by one AS is seen by a third one; `remove` takes it away. */
static void test_communities_travel(void **state)
{
    (void)state;
    static const char text[] = OFFICE PLANT LAB
        "connect office.r <-> plant.r { office.r { community 65021:7; } }\n"
        "connect plant.r <-> lab.r { plant.r { advertise all; } lab.r { policy in marked; } }\n"
        "policy marked { permit community 65021:7 set local-preference 300; }\n";
    static const char removed[] = OFFICE PLANT LAB
        "connect office.r <-> plant.r { office.r { community 65021:7; } }\n"
        "connect plant.r <-> lab.r { plant.r { advertise all; policy out clean; } lab.r { policy in "
        "marked; } }\n"
        "policy marked { permit community 65021:7; }\n"
        "policy clean { permit remove community 65021:7; }\n";
    static const struct design_route lines[] = {{"lab.r", "10.2.0.0/24", "plant.r(65022 65021)*"},
                                                {"lab.r", "10.3.0.0/24", "-"}};
    static const struct design_route without[] = {{"lab.r", "10.2.0.0/24", "-"}};
    DESIGN_ROUTES(text, NULL, lines);
    DESIGN_ROUTES(removed, NULL, without);
}

/* RFC 1997. */
static void test_well_known_communities(void **state)
{
    (void)state;
    static const char text[] = OFFICE
        "site onprem plant { prefix 10.3.0.0/24; router r { asn 65022; } router s { asn 65022; } }\n" LAB
        "connect office.r <-> plant.r { office.r { community %s; } }\n"
        "connect plant.s <-> lab.r { plant.s { advertise all; } }\n";
    static const struct design_route export[] = {{"plant.r", "10.2.0.0/24", "office.r(65021)*"},
                                                 {"plant.s", "10.2.0.0/24", "plant.r(65021)*"},
                                                 {"lab.r", "10.2.0.0/24", "-"}};
    static const struct design_route advertise[] = {{"plant.r", "10.2.0.0/24", "office.r(65021)*"},
                                                    {"lab.r", "10.2.0.0/24", "-"}};
    static const char *const spellings[] = {"no-export", "65535:65281", "65021:1, no-export"};
    char buffer[2048];
    for (size_t i = 0; i < 3; i++) {
        snprintf(buffer, sizeof buffer, text, spellings[i]);
        DESIGN_ROUTES(buffer, NULL, export);
    }
    snprintf(buffer, sizeof buffer, text, "no-advertise");
    DESIGN_ROUTES(buffer, NULL, advertise);
}

/* F66: a circuit's devices pass no community on. */
static void test_f66_platform_ignores_communities(void **state)
{
    (void)state;
    static const char text[] =
        OFFICE LAB "circuit er1;\n"
                   "connect office.r <-> er1.primary { office.r { community 65021:7, no-export; } }\n"
                   "connect lab.r <-> er1.primary { lab.r { policy in marked; } }\n"
                   "policy marked { deny community 65021:7; permit; }\n";
    static const struct design_route lines[] = {{"lab.r", "10.2.0.0/24", "er1.primary(12076 65021)*"}};
    DESIGN_ROUTES(text, NULL, lines);
}

static void test_as_path_edits(void **state)
{
    (void)state;
    static const char text[] = "site onprem west { prefix 10.2.0.0/24; router r { asn 65021; } }\n"
                               "site onprem east { prefix 10.6.0.0/24; router r { asn 65021; } }\n" PLANT
                               "connect west.r <-> plant.r;\n"
                               "connect plant.r <-> east.r { plant.r { advertise all; %s } }\n";
    static const struct design_route looped[] = {{"east.r", "10.2.0.0/24", "-"}};
    static const struct design_route overridden[] = {{"east.r", "10.2.0.0/24", "plant.r(65022 65022)*"}};
    static const struct design_route stripped[] = {{"east.r", "10.2.0.0/24", "plant.r(65022)*"}};
    char buffer[2048];
    snprintf(buffer, sizeof buffer, text, "");
    DESIGN_ROUTES(buffer, NULL, looped);
    snprintf(buffer, sizeof buffer, text, "as-override;");
    DESIGN_ROUTES(buffer, NULL, overridden);
    snprintf(buffer, sizeof buffer, text, "strip 65021;");
    DESIGN_ROUTES(buffer, NULL, stripped);
}

static void test_policy_matches_as_path(void **state)
{
    (void)state;
    static const char text[] = OFFICE PLANT LAB
        "connect office.r <-> plant.r;\n"
        "connect plant.r <-> lab.r { plant.r { advertise all; } lab.r { policy in no-office; } }\n"
        "policy no-office { deny as-path 65021; permit; }\n";
    static const struct design_route lines[] = {{"lab.r", "10.2.0.0/24", "-"},
                                                {"lab.r", "10.3.0.0/24", "plant.r(65022)*"}};
    DESIGN_ROUTES(text, NULL, lines);
}

/* An appliance announces what it originates, and follows its own better routes or its subnet's. */
static void test_appliance_originates(void **state)
{
    (void)state;
    static const char text[] = OFFICE
        "site vnet hub { prefix 10.10.0.0/16; appliance nva 10.10.0.4 { asn 65001; originate 10.0.0.0/8; "
        "default-route; } }\n"
        "connect hub.nva <-> office.r { %s }\n";
    static const struct design_route own[] = {{"office.r", "10.0.0.0/8", "hub.nva(65001)*"},
                                              {"office.r", "0.0.0.0/0", "-"},
                                              {"hub.nva", "10.2.0.0/24", "office.r(65021)*"}};
    static const struct design_route with_default[] = {{"office.r", "10.0.0.0/8", "hub.nva(65001)*"},
                                                       {"office.r", "0.0.0.0/0", "hub.nva(65001)*"}};
    static const struct design_route forward[] = {
        {"hub.nva", "10.2.0.1", "office.r"}, {"hub.nva", "10.10.0.9", "-"}, {"hub.nva", "8.8.8.8", "-"}};
    char buffer[2048];
    snprintf(buffer, sizeof buffer, text, "");
    DESIGN_ROUTES(buffer, NULL, own);
    DESIGN_FORWARD(buffer, NULL, forward);
    snprintf(buffer, sizeof buffer, text, "hub.nva { advertise own, 0.0.0.0/0; }");
    DESIGN_ROUTES(buffer, NULL, with_default);
}

static void test_mistakes(void **state)
{
    (void)state;
    design_reports(JOINED("policy out nothing;"), DIAG_UNKNOWN_NAME, "policy out nothing;");
    design_reports(JOINED("policy out office;"), DIAG_WRONG_KIND, "policy out office;");
    design_reports(OFFICE "policy idle { permit; }\n", DIAG_UNUSED, "policy idle { permit; }");
    design_reports(JOINED("policy in p;") "policy p { deny set med 5; }", DIAG_DENY_CHANGES, "set med 5");
    design_reports(JOINED("policy in p;") "policy p { permit set med 5 set med 6; }", DIAG_STATEMENT_TWICE,
                   "set med 6");
    design_reports(JOINED("next-hop unchanged;"), DIAG_NEXT_HOP_NOT_MODELLED, "unchanged");
    design_reports(JOINED("next-hop 10.9.9.9;"), DIAG_NEXT_HOP_NOT_MODELLED, "10.9.9.9");
    design_reports(OFFICE PLANT "connect office.r <-> plant.r { static; plant.r { med 5; } }",
                   DIAG_CONTRADICTION, "plant.r { med 5; }");
    design_reports(OFFICE "circuit er1;\nconnect office.r <-> er1 { office.r { community 1:2; } }",
                   DIAG_NO_EFFECT, "office.r { community 1:2; }");
}

/* Two sites of one AS number speak iBGP over a WAN link, and each end drops what holds its number, whoever has put it
 * there (RFC 4271, 9.1.2): the sender's end, a line of its policy, a policy where the sender heard the route. */
#define TWIN "site onprem twin { prefix 10.6.0.0/24; router r { asn 65021; } }\n"
#define INNER(settings) OFFICE TWIN "connect office.r <-> twin.r { office.r { " settings " } }\n"

static void test_own_number_over_ibgp(void **state)
{
    (void)state;
    static const struct design_route both[] = {{"twin.r", "10.2.0.0/24", "office.r*"},
                                               {"office.r", "10.6.0.0/24", "twin.r*"}};
    DESIGN_ROUTES(INNER("advertise own;"), NULL, both);
    static const struct design_route one[] = {{"twin.r", "10.2.0.0/24", "-"},
                                              {"office.r", "10.6.0.0/24", "twin.r*"}};
    DESIGN_ROUTES(INNER("prepend 1;"), NULL, one);
    DESIGN_ROUTES(INNER("policy out longer;") "policy longer { permit prepend 1; }", NULL, one);
    DESIGN_ROUTES(INNER("policy out longer; strip 65021;") "policy longer { permit prepend 1; }", NULL, both);
    static const char heard[] =
        OFFICE TWIN PLANT "connect office.r <-> twin.r { office.r { advertise all; next-hop self; } }\n"
                          "connect office.r <-> plant.r { office.r { policy in longer; } }\n"
                          "policy longer { permit prefix 10.3.0.0/24 prepend 1; permit; }\n";
    static const struct design_route two[] = {{"office.r", "10.3.0.0/24", "plant.r(65021 65022)*"},
                                              {"twin.r", "10.3.0.0/24", "-"},
                                              {"twin.r", "10.4.0.0/24", "office.r(65022)*"}};
    DESIGN_ROUTES(heard, NULL, two);
    design_reports(INNER("prepend 1;"), DIAG_INNER_PREPEND, "office.r { prepend 1; }");
    design_reports(INNER("policy out longer;") "policy longer { permit; deny; permit prepend 1; }",
                   DIAG_INNER_PREPEND, "permit prepend 1;");
}

/* A policy that the receiver has at the link puts the number in front after the loop check. */
static void test_own_number_of_the_receiver(void **state)
{
    (void)state;
    static const char text[] = OFFICE TWIN "connect office.r <-> twin.r { twin.r { policy in longer; } }\n"
                                           "policy longer { permit prepend 1; }\n";
    static const struct design_route lines[] = {{"twin.r", "10.2.0.0/24", "office.r(65021)*"}};
    DESIGN_ROUTES(text, NULL, lines);
}

/* Of a number that `as-override` replaces there is nothing left for `strip`. */
static void test_as_override_comes_before_strip(void **state)
{
    (void)state;
    static const struct design_route lines[] = {{"twin.r", "10.2.0.0/24", "plant.r(65022 65022)*"}};
    DESIGN_ROUTES(OFFICE PLANT TWIN
                  "connect office.r <-> plant.r;\n"
                  "connect plant.r <-> twin.r { plant.r { advertise all; as-override; strip "
                  "65021; } }\n",
                  NULL, lines);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_policy_out_first_match_and_default_deny),
        cmocka_unit_test(test_policy_does_not_widen_advertise),
        cmocka_unit_test(test_policy_in_prefers),
        cmocka_unit_test(test_local_preference_after_policy),
        cmocka_unit_test(test_weight_is_local),
        cmocka_unit_test(test_med),
        cmocka_unit_test(test_communities_travel),
        cmocka_unit_test(test_well_known_communities),
        cmocka_unit_test(test_f66_platform_ignores_communities),
        cmocka_unit_test(test_as_path_edits),
        cmocka_unit_test(test_policy_matches_as_path),
        cmocka_unit_test(test_own_number_over_ibgp),
        cmocka_unit_test(test_own_number_of_the_receiver),
        cmocka_unit_test(test_as_override_comes_before_strip),
        cmocka_unit_test(test_appliance_originates),
        cmocka_unit_test(test_mistakes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
