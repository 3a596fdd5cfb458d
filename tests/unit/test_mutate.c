/* Mutants of a design: what is changed, and that every change is undone. */
#include "tests/unit/design.h"

#include "compiler/mutate.h"

static const char text[] =
    "design d;\n"
    "profile azure-current;\n"
    "let net = 10.9.0.0/16, 10.8.0.0/16;\n"
    "group all-of-them = hub, office;\n"
    "policy p { permit prefix net set local-preference 200; deny; }\n"
    "site vnet hub {\n"
    "    region east; prefix 10.1.0.0/16, 10.2.0.0/16; tag x;\n"
    "    host vm 10.1.1.4 { security-group sg; }\n"
    "    gateway vpn gw { asn 65515; address 10.1.0.4; active-active; }\n"
    "    subnet GatewaySubnet 10.1.0.0/27;\n"
    "    subnet work 10.1.1.0/24 { route-table rt; }\n"
    "    route-table rt { gateway-propagation off; route 10.7.0.0/16, 10.6.0.0/16 -> none; }\n"
    "    security-group sg { inbound { 100 allow tcp from 10.9.0.0/16 port 443; } }\n"
    "}\n"
    "site onprem office { prefix 10.9.0.0/16; router r { asn 65010; } }\n"
    "connect office.r <-> hub.gw { bgp; office.r { policy in p; advertise own; } }\n"
    "claim c: hub can reach office under any 1 failure { severity high; }\n"
    "matrix m { columns hub office; hub . Y; office Y .; }\n";

static const char *const changes[] = {
    "without `permit prefix net set local-preference 200`",
    "`deny` instead of `permit` in `permit prefix net set local-preference 200`",
    "without `prefix net`",
    "without `set local-preference 200`",
    "without `deny`",
    "`permit` instead of `deny` in `deny`",
    "without `site vnet hub { region east; prefix 10.1.0.0/16, 10.2.0.0/16...`",
    "without `region east`",
    "without `prefix 10.1.0.0/16, 10.2.0.0/16`",
    "without `10.1.0.0/16`",
    "without `10.2.0.0/16`",
    "without `security-group sg`",
    "without `gateway vpn gw { asn 65515; address 10.1.0.4; active-active;...`",
    "without `asn 65515`",
    "`active-active` off",
    "without `subnet GatewaySubnet 10.1.0.0/27`",
    "without `subnet work 10.1.1.0/24 { route-table rt; }`",
    "without `route-table rt`",
    "`gateway-propagation` on",
    "without `route 10.7.0.0/16, 10.6.0.0/16 -> none`",
    "without `10.7.0.0/16`",
    "without `10.6.0.0/16`",
    "without `100 allow tcp from 10.9.0.0/16 port 443`",
    "`deny` instead of `allow` in `100 allow tcp from 10.9.0.0/16 port 443`",
    "without `from 10.9.0.0/16`",
    "without `port 443`",
    "without `site onprem office { prefix 10.9.0.0/16; router r { asn 6501...`",
    "without `prefix 10.9.0.0/16`",
    "without `router r { asn 65010; }`",
    "without `asn 65010`",
    "without `connect office.r <-> hub.gw { bgp; office.r { policy in p; a...`",
    "`bgp` off",
    "without `policy in p`",
    "without `advertise own`",
};

static const char *dumped(struct compilation *c, const struct ast *tree)
{
    struct buf out = {0};
    ast_dump(tree, &out);
    const char *copy = arena_strdup(c->arena, buf_text(&out));
    buf_free(&out);
    return copy;
}

static void test_changes(void **state)
{
    (void)state;
    struct compilation *c = design_good(text);
    struct mutants m = mutants_of(c->arena, c->sources, c->ast);
    uint32_t expected = sizeof changes / sizeof *changes;
    for (uint32_t i = 0; i < m.count && i < expected; i++)
        assert_string_equal(m.at[i].change, changes[i]);
    assert_int_equal(m.count, expected);
    design_free(c);
}

/* Each mutant changes the copy, leaves the tree of the design alone, and is undone. */
static void test_undo(void **state)
{
    (void)state;
    struct compilation *c = design_good(text);
    struct mutants m = mutants_of(c->arena, c->sources, c->ast);
    const char *whole = dumped(c, c->ast);
    assert_string_equal(dumped(c, m.tree), whole);
    for (uint32_t i = 0; i < m.count; i++) {
        mutant_apply(&m.at[i]);
        assert_string_not_equal(dumped(c, m.tree), whole);
        assert_string_equal(dumped(c, c->ast), whole);
        mutant_undo(&m.at[i]);
        assert_string_equal(dumped(c, m.tree), whole);
        assert_true(m.at[i].parent->last && !m.at[i].parent->last->next);
    }
    design_free(c);
}

/* A changed tree compiles beside the design, with its names and places. */
static void test_beside(void **state)
{
    (void)state;
    struct compilation *c = design_good(text);
    struct mutants m = mutants_of(c->arena, c->sources, c->ast);
    for (uint32_t i = 0; i < m.count; i++) {
        struct compilation *mutant = compilation_beside(c);
        mutant_apply(&m.at[i]);
        bool good = compile_tree(mutant, c->design, m.tree);
        if (strcmp(m.at[i].change, "without `advertise own`") == 0)
            assert_true(good);
        if (strcmp(m.at[i].change, "without `router r { asn 65010; }`") == 0)
            assert_false(good);
        assert_true(good == (diag_errors(mutant->diags) == 0));
        mutant_undo(&m.at[i]);
        compilation_destroy(mutant);
    }
    assert_int_equal(diag_errors(c->diags), 0);
    design_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_changes),
        cmocka_unit_test(test_undo),
        cmocka_unit_test(test_beside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
