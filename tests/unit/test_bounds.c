/* bounds: how far away a route is at most, where what brings it is always up and always passes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "solver/bounds.h"
#include "tests/unit/internal.h"

#define SPACE "10.0.0.0/16"

/* Routers r0 to r3 in a square (links 01, 12, 23, 30) that passes everything on; r0's site holds SPACE. */
struct fixture {
    struct arena *arena;
    struct network *n;
    uint32_t r[4], link[4]; /* session from r[i] to the next; the one back follows */
    uint32_t failures;
    uint32_t *most; /* by table: found by `find` */
    uint32_t farthest;
};

static int setup(void **state)
{
    static const char *const names[] = {"r0", "r1", "r2", "r3"}, *const links[] = {"l0", "l1", "l2", "l3"};
    struct arena *arena = arena_create();
    struct fixture *x = arena_new(arena, struct fixture);
    x->arena = arena;
    x->n = network_new(arena);
    uint32_t site = network_site(x->n, "s0", SPACE);
    x->r[0] = network_router(x->n, names[0], site, 65000);
    for (uint32_t i = 1; i < 4; i++)
        x->r[i] = network_table(x->n, names[i], IR_ROUTER, IR_NONE, 65000 + i);
    for (uint32_t i = 0; i < 4; i++)
        x->link[i] = network_link(x->n, links[i], x->r[i], x->r[(i + 1) % 4], IR_EBGP);
    *state = x;
    return 0;
}

static int teardown(void **state)
{
    arena_destroy(((struct fixture *)*state)->arena);
    return 0;
}

static void find(struct fixture *x, uint32_t classes)
{
    const struct ir *ir = internal_finish(x->n);
    const char *broken = ir_verify(ir, x->arena);
    if (broken)
        fail_msg("%s", broken);
    const struct claim claim = {.kind = CLAIM_CAN_SEND, .budgets[0] = {x->failures, classes}};
    struct query *q = query_new(x->arena, adjacency_new(x->arena, ir), &claim, NULL, 200000u);
    struct order *order = order_new(x->arena, q->net->order);
    x->most = arena_array(x->arena, uint32_t, ir->table_count);
    order_look_all(order, ir_find_prefix(ir, network_parse(SPACE)));
    bounds_find(q, order, x->most, arena_array(x->arena, uint32_t, ir->table_count));
    x->farthest = bounds_farthest(q->net, order);
}

static void assert_most(struct fixture *x, uint32_t r1, uint32_t r2, uint32_t r3)
{
    assert_int_equal(x->most[x->r[0]], 0);
    assert_int_equal(x->most[x->r[1]], r1);
    assert_int_equal(x->most[x->r[2]], r2);
    assert_int_equal(x->most[x->r[3]], r3);
}

static void what_never_fails_bounds_by_the_shortest_way(void **state)
{
    struct fixture *x = *state;
    find(x, IR_CLASS_LINK);
    assert_most(x, 1, 2, 1);
    assert_int_equal(x->farthest, 4); /* each is entered once, r0 too */
}

static void links_that_may_fail_bound_nothing(void **state)
{
    struct fixture *x = *state;
    x->failures = 1;
    find(x, IR_CLASS_LINK);
    assert_most(x, BOUNDS_NONE, BOUNDS_NONE, BOUNDS_NONE);
}

/* A table hears nothing from a neighbour that fails; where it is down itself it has nothing to bound. */
static void tables_that_may_fail_bound_nothing_but_themselves(void **state)
{
    struct fixture *x = *state;
    x->failures = 1;
    for (uint32_t i = 0; i < 4; i++)
        if (i != 1)
            x->n->elements[x->n->tables[x->r[i]].element].classes = IR_CLASS_SITE;
    find(x, IR_CLASS_ROUTER); /* r1 alone */
    assert_most(x, 1, 2, 1);
}

static void a_session_that_may_not_pass_it_bounds_nothing(void **state)
{
    struct fixture *x = *state;
    static const uint32_t asn = 65009;
    static struct ir_clause clauses[] = {
        {.path_asns = &asn, .path_asn_count = 1, .rule = RULE_NOT_ADVERTISED},
        {.permit = true, .rule = IR_NONE}};
    x->n->sessions[x->link[0]].import_policy = clauses;
    x->n->sessions[x->link[0]].import_policy_count = 2;
    find(x, IR_CLASS_LINK);
    assert_most(x, 3, 2, 1); /* r1 has it from r2 */
}

static void what_is_put_in_front_counts(void **state)
{
    struct fixture *x = *state;
    x->n->sessions[x->link[0]].export_edit.prepend_count = 5;
    find(x, IR_CLASS_LINK);
    assert_most(x, 3, 2, 1);
    assert_int_equal(x->farthest, 8);
}

/* Of tables that announce to nobody the farthest one counts. */
static void one_table_more_is_entered_at_last(void **state)
{
    struct fixture *x = *state;
    for (uint32_t i = 1; i < 4; i++) {
        uint32_t leaf = network_table(x->n, "leaf", IR_ROUTER, IR_NONE, 65010 + i);
        x->n->sessions[network_session(x->n, x->r[i], leaf, IR_NONE, IR_EBGP)].export_edit.prepend_count = i;
    }
    find(x, IR_CLASS_LINK);
    assert_int_equal(x->farthest, 4 + 3);
}

static void where_a_table_prefers_nothing_is_bounded(void **state)
{
    struct fixture *x = *state;
    x->n->sessions[x->link[1]].rank = 1;
    find(x, IR_CLASS_LINK);
    for (uint32_t i = 0; i < 4; i++)
        assert_int_equal(x->most[x->r[i]], BOUNDS_NONE);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_never_fails_bounds_by_the_shortest_way),
        TEST(links_that_may_fail_bound_nothing),
        TEST(tables_that_may_fail_bound_nothing_but_themselves),
        TEST(a_session_that_may_not_pass_it_bounds_nothing),
        TEST(what_is_put_in_front_counts),
        TEST(one_table_more_is_entered_at_last),
        TEST(where_a_table_prefers_nothing_is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
