/*
 * states and route: exploration of what tables can hold, its order, and its limits.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "solver/states.h"
#include "tests/unit/network.h"

struct fixture {
    struct arena *arena;
    struct network *net;
    struct claim claim;
};

static int setup(void **state)
{
    struct arena *arena = arena_create();
    struct fixture *x = arena_new(arena, struct fixture);
    x->arena = arena;
    x->net = network_new(arena);
    x->claim =
        (struct claim){.kind = CLAIM_LEARNS, .budgets[0].most = 1, .budgets[0].classes = IR_CLASS_LINK};
    *state = x;
    return 0;
}

static int teardown(void **state)
{
    arena_destroy(((struct fixture *)*state)->arena);
    return 0;
}

static const struct states *explore(struct fixture *x, const char *prefix, uint32_t limit)
{
    const struct ir *ir = network_finish(x->net);
    const char *broken = ir_verify(ir, x->arena);
    if (broken)
        fail_msg("%s", broken);
    uint32_t p = ir_find_prefix(ir, network_parse(prefix));
    return states_explore(query_new(x->arena, adjacency_new(x->arena, ir), &x->claim, NULL, limit), p);
}

static uint32_t count_at(const struct states *s, uint32_t table)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < s->at.count; i++)
        count += s->at.at[i].is.table == table;
    return count;
}

/* The state at position `index` of a table's order. */
static const struct state *state_at(const struct states *s, uint32_t table, uint32_t index)
{
    uint32_t group, end;
    states_groups(s, table, &group, &end);
    uint32_t first = s->groups.at[group].first;
    return &s->at.at[s->order[first + index]];
}

static uint32_t path_length(const struct states *s, const struct state *state)
{
    return s->paths.at.at[state->is.route.path].length;
}

/* Three routers in a ring, a prefix at the first. */
static void ring(struct fixture *x, uint32_t routers[3])
{
    static const char *const names[] = {"a", "b", "c"};
    for (uint32_t i = 0; i < 3; i++)
        routers[i] = network_table(x->net, names[i], IR_ROUTER, IR_NONE, 65001 + i);
    network_origin(x->net, routers[0], "10.0.0.0/8", IR_SRC_CONNECTED,
                   network_hop(IR_HOP_INTERNET, 0, IR_NONE));
    for (uint32_t i = 0; i < 3; i++)
        network_link(x->net, "link", routers[i], routers[(i + 1) % 3], IR_EBGP);
}

static void ring_holds_both_ways_round(void **state)
{
    struct fixture *x = *state;
    uint32_t r[3];
    ring(x, r);
    const struct states *s = explore(x, "10.0.0.0/8", 100);
    assert_int_equal(s->result, STATES_OK);
    assert_int_equal(count_at(s, r[0]), 1); /* looped paths are refused */
    assert_int_equal(count_at(s, r[1]), 2);
    assert_int_equal(count_at(s, r[2]), 2);
    assert_int_equal(path_length(s, state_at(s, r[1], 0)), 1);
    assert_int_equal(path_length(s, state_at(s, r[1], 1)), 2);
    assert_int_not_equal(state_at(s, r[1], 0)->group, state_at(s, r[1], 1)->group);
}

static void equal_ranks_share_a_group(void **state)
{
    struct fixture *x = *state;
    uint32_t r[3];
    ring(x, r);
    network_link(x->net, "second", r[0], r[1], IR_EBGP);
    const struct states *s = explore(x, "10.0.0.0/8", 100);
    assert_int_equal(state_at(s, r[1], 0)->group, state_at(s, r[1], 1)->group);
    assert_int_equal(s->groups.at[state_at(s, r[1], 0)->group].count, 2);
    /* Both are announced to c alike, so c has one route from b. */
    assert_int_equal(count_at(s, r[2]), 2);
}

static void refused_routes_count_as_sent(void **state)
{
    struct fixture *x = *state;
    uint32_t r[3];
    ring(x, r);
    const struct states *s = explore(x, "10.0.0.0/8", 100);
    const struct state *longer = state_at(s, r[1], 1); /* a, c: came from c, sent to a, which refuses it */
    assert_int_equal(longer->crossing_count, 1);
    assert_int_equal(s->crossings.at[longer->first_crossing].result, IR_NONE);
}

static void what_is_down_is_not_crossed(void **state)
{
    struct fixture *x = *state;
    uint32_t r[3];
    ring(x, r);
    uint32_t down[] = {x->net->tables[r[1]].element};
    x->claim.down = down;
    x->claim.down_count = 1;
    const struct states *s = explore(x, "10.0.0.0/8", 100);
    assert_int_equal(count_at(s, r[1]), 0);
    assert_int_equal(count_at(s, r[2]), 1);
}

static void guards_that_cannot_fail_are_true(void **state)
{
    struct fixture *x = *state;
    uint32_t r[3];
    ring(x, r);
    const struct states *s = explore(x, "10.0.0.0/8", 100);
    assert_int_equal(state_at(s, r[0], 0)->guard, FORMULA_TRUE);
    assert_int_not_equal(state_at(s, r[1], 0)->guard, FORMULA_TRUE);
}

static void a_sure_origin_hides_what_is_worse(void **state)
{
    struct fixture *x = *state;
    uint32_t r[3];
    ring(x, r);
    network_origin(x->net, r[1], "10.0.0.0/8", IR_SRC_CONNECTED, network_hop(IR_HOP_INTERNET, 0, IR_NONE));
    const struct states *s = explore(x, "10.0.0.0/8", 100);
    assert_int_equal(state_at(s, r[1], 0)->is.session, IR_NONE);
    assert_int_equal(state_at(s, r[1], 1)->crossing_count, 0); /* a candidate, but never announced */
}

/* It is there whenever the table is. */
static void so_does_an_origin_that_fails_with_its_table(void **state)
{
    struct fixture *x = *state;
    uint32_t r[3];
    ring(x, r);
    network_origin(x->net, r[1], "10.0.0.0/8", IR_SRC_CONNECTED, network_hop(IR_HOP_INTERNET, 0, IR_NONE));
    x->claim.budgets[0].classes = IR_CLASS_LINK | IR_CLASS_DEVICE;
    const struct states *s = explore(x, "10.0.0.0/8", 100);
    assert_int_not_equal(state_at(s, r[1], 0)->guard, FORMULA_TRUE);
    assert_int_equal(state_at(s, r[1], 1)->crossing_count, 0);
}

static void limit_is_kept(void **state)
{
    struct fixture *x = *state;
    uint32_t r[3];
    ring(x, r);
    assert_int_equal(explore(x, "10.0.0.0/8", 2)->result, STATES_TOO_MANY);
}

static void routes_that_return_unchanged_are_told(void **state)
{
    struct fixture *x = *state;
    uint32_t r[3];
    ring(x, r);
    for (uint32_t s = 0; s < x->net->ir.session_count; s++) {
        x->net->sessions[s].loop_check = false;
        x->net->sessions[s].export_edit = (struct ir_edit){0};
    }
    x->net->origins[0].guard = x->net->sessions[0].guard; /* so that the origin is not sure */
    assert_int_equal(explore(x, "10.0.0.0/8", 100)->result, STATES_CYCLIC);
}

static void long_paths_are_kept(void **state)
{
    struct fixture *x = *state;
    uint32_t r[3];
    ring(x, r);
    x->net->sessions[0].export_edit.prepend_count = IR_PATH_MAX - 5; /* a to b, and on */
    const struct states *s = explore(x, "10.0.0.0/8", 100);
    assert_int_equal(s->result, STATES_OK);
    assert_int_equal(path_length(s, state_at(s, r[1], 1)), IR_PATH_MAX - 5);
}

static void longer_paths_are_told(void **state)
{
    struct fixture *x = *state;
    uint32_t r[3];
    ring(x, r);
    x->net->sessions[0].export_edit.prepend_count = IR_PATH_MAX; /* fits, but b has to add its own */
    assert_int_equal(explore(x, "10.0.0.0/8", 100)->result, STATES_TOO_LONG);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(ring_holds_both_ways_round),
        TEST(equal_ranks_share_a_group),
        TEST(refused_routes_count_as_sent),
        TEST(what_is_down_is_not_crossed),
        TEST(guards_that_cannot_fail_are_true),
        TEST(a_sure_origin_hides_what_is_worse),
        TEST(so_does_an_origin_that_fails_with_its_table),
        TEST(limit_is_kept),
        TEST(routes_that_return_unchanged_are_told),
        TEST(long_paths_are_kept),
        TEST(longer_paths_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
