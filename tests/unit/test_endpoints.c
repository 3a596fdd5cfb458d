/* endpoints: which addresses of which sites a name, an address or a prefix stands for. */
#include "tests/unit/design.h"

#define DESIGN                                                                                               \
    "site vnet hub { prefix 10.10.0.0/24; host vm 10.10.0.77; gateway vpn gw { address 10.10.0.4; "          \
    "bgp-address 10.10.0.5; } tag prod; }\n"                                                                 \
    "site vnet spoke { prefix 10.11.0.0/24, 10.12.0.0/24; tag prod; tag other; }\n"                          \
    "site onprem office { prefix 10.2.0.0/16; host pc 10.2.0.10; router ce { asn 65021; originate "          \
    "10.2.4.0/24; } }\n"                                                                                     \
    "group clouds = hub, spoke; group tagged-ones = tagged prod; group nested = clouds, office.pc, clouds; " \
    "group nobody = tagged none-such;\n"                                                                     \
    "let near = 10.10.0.0/25, 10.11.0.0/24;\n"

static struct claim_set endpoint(struct compilation *c, const char *text)
{
    struct claim_set set;
    const char *why;
    if (!compile_endpoint(c, text, &set, &why))
        fail_msg("%s: %s", text, why);
    return set;
}

static const char *why_not(struct compilation *c, const char *text)
{
    struct claim_set set;
    const char *why = NULL;
    assert_false(compile_endpoint(c, text, &set, &why));
    assert_non_null(why);
    return why;
}

/* The ends of the only member: "hub:10.10.0.77 office:10.2.0.10"; "-" for no site. */
static const char *ends(struct compilation *c, const char *text)
{
    struct claim_set set = endpoint(c, text);
    char address[ADDR_TEXT_MAX];
    const char *out = "";
    assert_int_equal(set.count, 1);
    for (uint32_t i = 0; i < set.members[0].end_count; i++) {
        const struct flow_end *e = &set.members[0].ends[i];
        assert_int_equal(ir_class_of(c->ir, e->sample), e->class_id);
        if (e->site != IR_NONE)
            assert_int_equal(e->table, c->ir->sites[e->site].table);
        out = arena_printf(c->arena, "%s%s%s:%s", out, i > 0 ? " " : "",
                           e->site == IR_NONE ? "-" : c->ir->sites[e->site].name,
                           addr_print(e->sample, address));
    }
    return out;
}

static void test_names(void **state)
{
    (void)state;
    struct compilation *c = design_good(DESIGN);
    assert_string_equal(ends(c, "hub"), "hub:10.10.0.77"); /* the host */
    assert_string_equal(ends(c, "hub.vm"), "hub:10.10.0.77");
    assert_string_equal(ends(c, "spoke"),
                        "spoke:10.11.0.4 spoke:10.12.0.4"); /* the platform keeps the first four */
    assert_string_equal(ends(c, "office"),
                        "office:10.2.0.10 office:10.2.4.4"); /* two classes: what is originated apart */
    struct claim_set near = endpoint(c, "near");             /* a set of prefixes: a member for each */
    assert_int_equal(near.count, 2);
    assert_string_equal(near.members[0].name, "10.10.0.0/25");
    assert_string_equal(near.members[1].name, "10.11.0.0/24");
    design_free(c);
}

static void test_addresses(void **state)
{
    (void)state;
    struct compilation *c = design_good(DESIGN);
    assert_string_equal(ends(c, "10.10.0.9"), "hub:10.10.0.9");
    assert_string_equal(ends(c, "10.10.0.77"), "hub:10.10.0.77");
    assert_string_equal(ends(c, "10.10.0.128/25"), "hub:10.10.0.132");
    assert_string_equal(ends(c, "10.10.0.8/30"), "hub:10.10.0.8"); /* no fifth address */
    assert_string_equal(ends(c, "10.10.0.0/24"), "hub:10.10.0.77");
    assert_string_equal(ends(c, "10.10.0.0/15"), "hub:10.10.0.77 spoke:10.11.0.4 -:10.10.1.0");
    design_free(c);
}

/* Gateway addresses belong to nobody. */
static void test_gateway_addresses(void **state)
{
    (void)state;
    struct compilation *c =
        design_good(DESIGN "site vnet tiny { prefix 10.30.0.0/29; gateway vpn gw { asn 65001; address "
                           "10.30.0.4, 10.30.0.5, 10.30.0.6, 10.30.0.7, 10.30.0.0; } }\n"
                           "site vnet full { prefix 10.31.0.0/31; gateway vpn gw { asn 65002; address "
                           "10.31.0.0, 10.31.0.1; } }\n");
    assert_string_equal(ends(c, "10.10.0.0/28"), "hub:10.10.0.6"); /* .4 and .5 are taken */
    assert_string_equal(ends(c, "10.10.0.4"), "");
    assert_string_equal(ends(c, "10.10.0.4/31"), "");
    assert_string_equal(ends(c, "tiny"), "tiny:10.30.0.1");
    assert_string_equal(ends(c, "full"), "");
    design_free(c);
}

static void test_undeclared(void **state)
{
    (void)state;
    struct compilation *c = design_good(DESIGN);
    assert_string_equal(ends(c, "10.99.0.4"), "-:10.99.0.4");
    assert_string_equal(ends(c, "192.168.0.0/16"), "-:192.168.0.0");
    assert_string_equal(ends(c, "fd00::/8"), "-:fd00::");
    assert_int_equal(endpoint(c, "10.99.0.4").members[0].ends[0].kind, FLOW_NOWHERE);
    assert_int_equal(endpoint(c, "8.8.8.8").members[0].ends[0].kind, FLOW_INTERNET);
    assert_string_equal(ends(c, "8.8.8.8"), "-:8.8.8.8");
    design_free(c);
}

/* A part in sites, a part in none. */
static void test_partly_declared(void **state)
{
    (void)state;
    struct compilation *c = design_good(DESIGN);
    assert_string_equal(ends(c, "10.12.0.0/23"), "spoke:10.12.0.4 -:10.12.1.0");
    design_free(c);
}

static void test_ambiguous(void **state)
{
    (void)state;
    struct compilation *c = design_good("site vnet a { prefix 10.1.0.0/24; host x 10.1.0.4; } site vnet b { "
                                        "prefix 10.1.0.0/24; host x 10.1.0.4; }\n"
                                        "site onprem o { prefix 10.0.0.0/8; }\n");
    assert_non_null(strstr(why_not(c, "10.1.0.4"), "both `a` and `b`"));
    assert_non_null(strstr(why_not(c, "10.1.0.0/25"), "both"));
    assert_string_equal(ends(c, "10.2.0.4"), "o:10.2.0.4");
    assert_string_equal(ends(c, "a.x"), "a:10.1.0.4");
    assert_string_equal(ends(c, "b.x"), "b:10.1.0.4");
    assert_string_equal(ends(c, "a"), "a:10.1.0.4");
    design_free(c);
}

static void members_are(struct compilation *c, const char *text, const char *expected)
{
    struct claim_set set = endpoint(c, text);
    const char *out = "";
    for (uint32_t i = 0; i < set.count; i++)
        out = arena_printf(c->arena, "%s%s%s", out, i > 0 ? " " : "", set.members[i].name);
    assert_string_equal(out, expected);
}

static void test_groups(void **state)
{
    (void)state;
    struct compilation *c = design_good(DESIGN);
    members_are(c, "clouds", "hub spoke");
    members_are(c, "tagged-ones", "hub spoke");
    members_are(c, "nested", "hub spoke office.pc");
    members_are(c, "nobody", "");
    design_free(c);
}

static void test_what_is_no_endpoint(void **state)
{
    (void)state;
    struct compilation *c = design_good(DESIGN "circuit er1;\n");
    assert_non_null(strstr(why_not(c, "hub.gw"), "gateway"));
    assert_non_null(strstr(why_not(c, "er1"), "circuit"));
    assert_non_null(strstr(why_not(c, "er1.primary"), "circuit device"));
    assert_non_null(strstr(why_not(c, "hbu"), "`hub`"));
    assert_non_null(why_not(c, ""));
    assert_non_null(why_not(c, "10.0.0.0/33"));
    design_free(c);
}

static void test_rows_and_columns(void **state)
{
    (void)state;
    struct compilation *c = design_good(DESIGN);
    struct claim_set sites = compile_all_sites(c), groups = compile_all_groups(c);
    assert_int_equal(sites.count, 3);
    assert_string_equal(sites.members[0].name, "hub");
    assert_int_equal(sites.members[2].end_count, 2);
    assert_int_equal(groups.count, 4);
    assert_string_equal(groups.members[0].name, "clouds");
    assert_int_equal(groups.members[0].end_count, 3); /* all ends of all members */
    assert_int_equal(groups.members[3].end_count, 0);
    design_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_addresses),
        cmocka_unit_test(test_gateway_addresses),
        cmocka_unit_test(test_undeclared),
        cmocka_unit_test(test_partly_declared),
        cmocka_unit_test(test_ambiguous),
        cmocka_unit_test(test_groups),
        cmocka_unit_test(test_what_is_no_endpoint),
        cmocka_unit_test(test_rows_and_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
