/* ir: look-ups, the verifier, the dump, and what a failure budget covers. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "compiler/claim.h"
#include "tests/unit/network.h"

static int setup(void **state)
{
    *state = arena_create();
    return 0;
}

static int teardown(void **state)
{
    arena_destroy(*state);
    return 0;
}

/* Two sites, each with a router, and a tunnel between these. */
static struct network *two_sites(struct arena *a)
{
    struct network *n = network_new(a);
    uint32_t left = network_site(n, "left", "10.1.0.0/16"), right = network_site(n, "right", "10.2.0.0/16");
    uint32_t r1 = network_router(n, "left.ce", left, 65001), r2 = network_router(n, "right.ce", right, 65002);
    network_link(n, "left.ce<->right.ce", r1, r2, IR_EBGP);
    network_origin(n, r1, "0.0.0.0/0", IR_SRC_DEFAULT, network_hop(IR_HOP_EXIT, IR_NONE, IR_NONE));
    return n;
}

static void test_rules(void **state)
{
    (void)state;
    assert_int_equal(rule_info(RULE_SPLIT_HORIZON)->number, 3001);
    assert_int_equal(rule_info(RULE_NO_ROUTE)->number, 3901);
    for (uint32_t r = 1; r < RULE_COUNT; r++)
        assert_true(rule_info(r)->number > rule_info(r - 1)->number);
}

static void test_find(void **state)
{
    const struct ir *ir = network_finish(two_sites(*state));
    assert_int_equal(ir_find_prefix(ir, network_parse("0.0.0.0/0")), 0);
    assert_int_equal(ir_find_prefix(ir, network_parse("10.2.0.0/16")), 2);
    assert_int_equal(ir_find_prefix(ir, network_parse("10.2.0.0/17")), IR_NONE);
    assert_int_equal(ir_find_prefix(ir, network_parse("::/0")), IR_NONE);
    assert_string_equal(ir->tables[ir_find_table(ir, "right.ce")].name, "right.ce");
    assert_int_equal(ir_find_table(ir, "nowhere"), IR_NONE);
    assert_string_equal(ir_node_name(ir, ir_find_table(ir, "left")), "left");
    assert_string_equal(ir_node_name(ir, ir_find_table(ir, "left.ce")), "left.ce");
}

static void test_classes(void **state)
{
    const struct ir *ir = network_finish(two_sites(*state));
    uint32_t left = ir_class_of(ir, network_addr("10.1.2.3"));
    assert_int_equal(left, ir_class_of(ir, network_addr("10.1.255.255")));
    assert_int_not_equal(left, ir_class_of(ir, network_addr("10.2.0.0")));
    assert_int_equal(ir->classes[left].prefix_count, 2);
    assert_true(ir->classes[ir_class_of(ir, network_addr("8.8.8.8"))].internet);
    assert_int_equal(ir->classes[ir_class_of(ir, network_addr("2001:db8::1"))].prefix_count, 0);
}

static void test_verify_accepts(void **state)
{
    assert_null(ir_verify(network_finish(two_sites(*state)), *state));
}

#define REFUSES(state, text, change)                                                                         \
    do {                                                                                                     \
        struct network *n = two_sites(*(state));                                                             \
        network_finish(n);                                                                                   \
        change;                                                                                              \
        const char *problem = ir_verify(&n->ir, *(state));                                                   \
        if (!problem || !strstr(problem, text))                                                              \
            fail_msg("expected \"%s\", found \"%s\"", text, problem ? problem : "nothing");                  \
    } while (0)

static void test_verify_refuses(void **state)
{
    static const uint32_t unsorted[] = {1, 0}, without_table[] = {4};
    REFUSES(state, "parents form a cycle", n->elements[0].parent = 0);
    REFUSES(state, "its parent is no element", n->elements[0].parent = 99);
    REFUSES(state, "circuit is no circuit", n->tables[0].circuit = 0);
    REFUSES(state, "no end", n->tables[0].rank = NULL);
    REFUSES(state, "table is no table", n->sites[1].table = 99);
    REFUSES(state, "not above", n->prefixes[2] = n->prefixes[1]);
    REFUSES(state, "host bits", n->prefixes[1].address.low |= 1);
    REFUSES(state, "not sorted", n->origins[0].guard = ((struct ir_guard){unsorted, 2}));
    REFUSES(state, "leaves out", n->origins[0].guard = ((struct ir_guard){without_table, 1}));
    REFUSES(state, "out of order", n->origins[0].table = 2; n->origins[0].guard = n->origins[2].guard);
    REFUSES(state, "delivers in no site", n->origins[0].hop.target = 99);
    REFUSES(state, "rule exactly when it drops", n->origins[0].hop.rule = 0);
    REFUSES(state, "matches everything", n->sessions[0].export_count = 0);
    REFUSES(state, "have a cost", n->sessions[0].cost = 3);
    REFUSES(state, "above the longest metric", n->sessions[0].kind = IR_IGP; n->sessions[0].cost = 3);
    REFUSES(state, "exactly when it rests on the IGP", n->sessions[0].has_via = true);
    REFUSES(state, "exactly when it rests on the IGP", n->sessions[0].hop.kind = IR_HOP_VIA);
    REFUSES(state, "another prefix than its hop", n->sessions[0].has_via = true;
            n->sessions[0].hop.kind = IR_HOP_VIA; n->sessions[0].hop.target = 1);
    REFUSES(state, "reverse is not symmetric", n->sessions[3].reverse = 0);
    REFUSES(state, "not at the end", n->ir.atom_count--);
    REFUSES(state, "adjoin", n->atoms.at[1].first.low++);
    REFUSES(state, "wrong class", n->atoms.at[1].class_id = n->atoms.at[0].class_id);
}

static void test_dump(void **state)
{
    struct network *n = two_sites(*state);
    static const struct ir_prefix_match lan[] = {{.match = IR_MATCH_RANGE, .from = 16, .to = 24}};
    struct ir_prefix_match *match = arena_new(*state, struct ir_prefix_match);
    *match = lan[0];
    match->prefix = network_parse("10.0.0.0/8");
    struct ir_clause *clauses = arena_array(*state, struct ir_clause, 2);
    clauses[0] = (struct ir_clause){.tags_any = IR_TAG_OWN | IR_TAG_VNET,
                                    .prefixes = match,
                                    .prefix_count = 1,
                                    .permit = true,
                                    .rule = IR_NONE};
    clauses[1] = network_deny_all[0];
    n->sessions[2].exports = clauses;
    n->sessions[2].export_count = 2;
    struct buf first = {0}, second = {0};
    const struct ir *ir = network_finish(n);
    ir_dump(ir, &first);
    ir_dump(ir, &second);
    const char *text = buf_text(&first);
    assert_string_equal(text, buf_text(&second));
    assert_non_null(
        strstr(text, "  router left.ce asn 65001 when left.ce by rank, weight, local-preference, origin, "
                     "path-length, ebgp node\n"));
    assert_non_null(strstr(
        text, "  left.ce 0.0.0.0/0 default-route rank 0 tags own -> exit else NICC3903 when left.ce\n"));
    assert_non_null(strstr(text,
                           "  2 ebgp left.ce to right.ce as ebgp rank 0 reverse 3 loop-check -> left.ce over "
                           "left.ce<->right.ce when left.ce, right.ce, left.ce<->right.ce\n"));
    assert_non_null(strstr(text, "    export permit any own,vnet prefix 10.0.0.0/8 ge 16 le 24\n"));
    assert_non_null(strstr(text, "    export deny NICC3004\n"));
    assert_non_null(strstr(text, "    export edit prepend 65001 times 1\n"));
    buf_free(&first);
    buf_free(&second);
}

static void test_words(void **state)
{
    (void)state;
    for (enum ir_table_kind k = 0; k < IR_TABLE_KIND_COUNT; k++)
        assert_non_null(ir_table_kind_name(k));
    for (int s = IR_SRC_VNET; s <= IR_SRC_LAN; s++)
        assert_non_null(ir_source_name((enum ir_source)s));
}

static void test_may_fail(void **state)
{
    struct network *n = two_sites(*state);
    uint32_t circuit = network_element(n, "er1", IR_CLASS_CIRCUIT, IR_LINK_OTHER);
    uint32_t device = network_element(n, "er1.primary", IR_CLASS_DEVICE, IR_LINK_OTHER);
    uint32_t spare = network_element(n, "spare", IR_CLASS_DEVICE, IR_LINK_OTHER);
    n->elements[device].parent = circuit;
    n->elements[spare].down = true;
    const struct ir *ir = network_finish(n);
    uint32_t router = ir->tables[ir_find_table(ir, "left.ce")].element;
    struct claim c = {.budgets[0].most = 1,
                      .budgets[0].classes = IR_CLASS_DEVICE,
                      .never_fails = &router,
                      .never_fails_count = 1};
    assert_true(claim_may_fail(ir, &c, device));
    assert_false(claim_may_fail(ir, &c, circuit)); /* not in the classes */
    assert_false(claim_may_fail(ir, &c, spare));
    assert_false(claim_may_fail(ir, &c, router));
    c.down = &circuit;
    c.down_count = 1;
    assert_false(claim_may_fail(ir, &c, device)); /* it is down already */
    c.budgets[0].most = 0;
    assert_false(claim_may_fail(ir, &c, ir->tables[ir_find_table(ir, "right.ce")].element));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rules),
        cmocka_unit_test_setup_teardown(test_find, setup, teardown),
        cmocka_unit_test_setup_teardown(test_classes, setup, teardown),
        cmocka_unit_test_setup_teardown(test_verify_accepts, setup, teardown),
        cmocka_unit_test_setup_teardown(test_verify_refuses, setup, teardown),
        cmocka_unit_test_setup_teardown(test_dump, setup, teardown),
        cmocka_unit_test(test_words),
        cmocka_unit_test_setup_teardown(test_may_fail, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
