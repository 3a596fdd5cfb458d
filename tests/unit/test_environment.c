/*
 * environments: settings and announcements beside failures, in simulator and solver; and which environments a claim
 * with several budgets admits.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "compiler/simulate.h"
#include "solver/solver.h"
#include "tests/unit/network.h"

/* Router ra has a link to rb by which it tells of 10.1.0.0/16 where a setting is on, and a spare one for where it is
 * off. Beyond that rb may be told of 10.7.0.0/16. */
struct fixture {
    struct arena *arena;
    struct network *net;
    const struct ir *ir;
    uint32_t ra, rb;
    uint32_t setting, off, announcement, link, spare;
};

static uint32_t free_element(struct network *n, const char *name, uint32_t class)
{
    uint32_t e = network_element(n, name, class, IR_LINK_OTHER);
    n->elements[e].absent = true;
    return e;
}

static int setup(void **state)
{
    struct arena *arena = arena_create();
    struct fixture *x = arena_new(arena, struct fixture);
    struct network *n = network_new(arena);
    *x = (struct fixture){.arena = arena, .net = n};
    uint32_t a = network_site(n, "a", "10.1.0.0/16"), b = network_site(n, "b", "10.2.0.0/16");
    x->ra = network_router(n, "ra", a, 65001);
    x->rb = network_router(n, "rb", b, 65002);
    uint32_t first = network_link(n, "link", x->ra, x->rb, IR_EBGP);
    uint32_t second = network_link(n, "spare", x->ra, x->rb, IR_EBGP);
    x->link = n->sessions[first].hop.link;
    x->spare = n->sessions[second].hop.link;
    x->setting = free_element(n, "sharing", IR_CLASS_SETTING);
    x->off = network_element(n, "sharing off", 0, IR_LINK_OTHER);
    n->elements[x->off].is_off = true;
    n->elements[x->off].parent = x->setting;
    x->announcement = free_element(n, "ra announces 10.7.0.0/16", IR_CLASS_ANNOUNCEMENT);
    uint32_t ea = n->tables[x->ra].element, eb = n->tables[x->rb].element;
    uint32_t on_guard[] = {ea, eb, x->link, x->setting}, off_guard[] = {ea, eb, x->spare, x->off};
    uint32_t *on = arena_array(arena, uint32_t, 4), *off = arena_array(arena, uint32_t, 4);
    for (int i = 0; i < 4; i++) {
        on[i] = on_guard[i];
        off[i] = off_guard[i];
    }
    n->sessions[first].guard = (struct ir_guard){on, 4};
    n->sessions[second].guard = (struct ir_guard){off, 4};
    struct ir_origin *o =
        network_origin(n, x->rb, "10.7.0.0/16", IR_SRC_STATIC, network_hop(IR_HOP_DELIVER, b, IR_NONE));
    o->guard = network_guard(n, eb, x->announcement, IR_NONE);
    x->ir = network_finish(n);
    assert_null(ir_verify(x->ir, arena));
    *state = x;
    return 0;
}

static int teardown(void **state)
{
    arena_destroy(((struct fixture *)*state)->arena);
    return 0;
}

/* ---- what is up ---- */

static void test_usual(void **state)
{
    struct fixture *x = *state;
    struct bits usual = bits_new(x->arena, x->ir->element_count);
    assert_false(sim_is_up(x->ir, usual, x->setting));
    assert_true(sim_is_up(x->ir, usual, x->off));
    assert_false(sim_is_up(x->ir, usual, x->announcement));
    assert_true(sim_is_up(x->ir, usual, x->link));
}

static void test_changed(void **state)
{
    struct fixture *x = *state;
    struct bits changed = bits_new(x->arena, x->ir->element_count);
    bits_add(changed, x->setting);
    bits_add(changed, x->announcement);
    bits_add(changed, x->link);
    assert_true(sim_is_up(x->ir, changed, x->setting));
    assert_false(sim_is_up(x->ir, changed, x->off));
    assert_true(sim_is_up(x->ir, changed, x->announcement));
    assert_false(sim_is_up(x->ir, changed, x->link));
}

/* ---- claims ---- */

static struct verdict judge(struct fixture *x, enum claim_kind kind, const char *prefix, const uint32_t *down,
                            uint32_t failures)
{
    struct prefix p = network_parse(prefix);
    struct claim c = {.name = "claim",
                      .text = "text",
                      .span = SPAN_NONE,
                      .kind = kind,
                      .matrix = IR_NONE,
                      .budgets[0] = {failures, IR_CLASS_LINK},
                      .table = x->rb,
                      .prefix = ir_find_prefix(x->ir, p),
                      .prefix_written = p,
                      .down = down,
                      .down_count = down ? 1 : 0,
                      .fixed = down,
                      .fixed_count = down ? 1 : 0};
    struct claim_list list = {.at = &c, .count = 1};
    struct solver_options options = {.jobs = 1};
    return *solver_verify(x->arena, x->ir, &list, NULL, &options, NULL);
}

/* rb hears of a's prefix whatever the setting is. */
static void test_either_setting(void **state)
{
    struct fixture *x = *state;
    assert_int_equal(judge(x, CLAIM_LEARNS, "10.1.0.0/16", NULL, 0).outcome, OUTCOME_PROVED);
}

/* One failure is enough, of the link that the setting makes count: two changes in all, or one. */
static void test_setting_and_failure(void **state)
{
    struct fixture *x = *state;
    struct verdict v = judge(x, CLAIM_LEARNS, "10.1.0.0/16", NULL, 1);
    assert_int_equal(v.outcome, OUTCOME_REFUTED);
    assert_true(v.witness.replayed);
    assert_int_equal(v.witness.changed_count, 1);
    assert_int_equal(v.witness.changed[0], x->spare);
}

/* The condition fixes the setting as on: then it is the other link. */
static void test_fixed_setting(void **state)
{
    struct fixture *x = *state;
    struct verdict v = judge(x, CLAIM_LEARNS, "10.1.0.0/16", &x->setting, 1);
    assert_int_equal(v.outcome, OUTCOME_REFUTED);
    assert_int_equal(v.witness.changed_count, 1);
    assert_int_equal(v.witness.changed[0], x->link);
}

/* Nobody has to announce it, and somebody may. */
static void test_announcement(void **state)
{
    struct fixture *x = *state;
    struct verdict v = judge(x, CLAIM_LEARNS, "10.7.0.0/16", NULL, 0);
    assert_int_equal(v.outcome, OUTCOME_REFUTED);
    assert_int_equal(v.witness.changed_count, 0);
    v = judge(x, CLAIM_NOT_LEARNS, "10.7.0.0/16", NULL, 0);
    assert_int_equal(v.outcome, OUTCOME_REFUTED);
    assert_int_equal(v.witness.changed_count, 1);
    assert_int_equal(v.witness.changed[0], x->announcement);
    assert_true(v.witness.replayed);
}

/* ---- budgets ---- */

static void test_budgets(void **state)
{
    struct fixture *x = *state;
    uint32_t device = x->ir->tables[x->ra].element, other = x->ir->tables[x->rb].element;
    const struct claim c = {.budgets = {{1, IR_CLASS_LINK}, {1, IR_CLASS_LINK | IR_CLASS_DEVICE}}};
    assert_int_equal(claim_payers(x->ir, &c, x->link), 3);
    assert_int_equal(claim_payers(x->ir, &c, device), 2);
    assert_int_equal(claim_payers(x->ir, &c, x->setting), 0);
    assert_true(claim_may_change(x->ir, &c, x->setting));
    assert_false(claim_may_fail(x->ir, &c, x->setting));
    assert_true(claim_admits(x->ir, &c, (uint32_t[]){x->link, x->spare}, 2));
    assert_true(claim_admits(x->ir, &c, (uint32_t[]){x->link, device}, 2));
    assert_false(claim_admits(x->ir, &c, (uint32_t[]){device, other}, 2)); /* the first pays for no device */
    assert_false(claim_admits(x->ir, &c, (uint32_t[]){x->link, x->spare, device}, 3));
    assert_true(claim_admits(x->ir, &c, (uint32_t[]){x->link, device, x->setting, x->announcement}, 4));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_usual, setup, teardown),
        cmocka_unit_test_setup_teardown(test_changed, setup, teardown),
        cmocka_unit_test_setup_teardown(test_either_setting, setup, teardown),
        cmocka_unit_test_setup_teardown(test_setting_and_failure, setup, teardown),
        cmocka_unit_test_setup_teardown(test_fixed_setting, setup, teardown),
        cmocka_unit_test_setup_teardown(test_announcement, setup, teardown),
        cmocka_unit_test_setup_teardown(test_budgets, setup, teardown),
    };
    return cmocka_run_group_tests_name("environment", tests, NULL, NULL);
}
