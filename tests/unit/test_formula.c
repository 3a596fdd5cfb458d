/*
 * formula: folding, sharing, counting and evaluation of circuits.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/scc.h"
#include "solver/formula.h"

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

static void constants_fold(void **state)
{
    struct formula *f = formula_new(*state);
    int32_t x = formula_var(f, 7);
    assert_int_equal(formula_and2(f, x, FORMULA_TRUE), x);
    assert_int_equal(formula_and2(f, FORMULA_FALSE, x), FORMULA_FALSE);
    assert_int_equal(formula_or2(f, x, FORMULA_FALSE), x);
    assert_int_equal(formula_or2(f, x, FORMULA_TRUE), FORMULA_TRUE);
    assert_int_equal(formula_and(f, NULL, 0), FORMULA_TRUE);
    assert_int_equal(formula_or(f, NULL, 0), FORMULA_FALSE);
    assert_int_equal(formula_tag(f, formula_node(x)), 7);
}

static void opposites_and_doubles_fold(void **state)
{
    struct formula *f = formula_new(*state);
    int32_t x = formula_var(f, 0), y = formula_var(f, 1);
    assert_int_equal(formula_and2(f, x, -x), FORMULA_FALSE);
    assert_int_equal(formula_or2(f, x, -x), FORMULA_TRUE);
    assert_int_equal(formula_and2(f, x, x), x);
    assert_int_equal(formula_and(f, (int32_t[]){x, y, -x}, 3), FORMULA_FALSE);
    assert_int_equal(formula_and(f, (int32_t[]){x, FORMULA_TRUE, x}, 3), x);
    assert_int_equal(formula_xor(f, x, x), FORMULA_FALSE);
    assert_int_equal(formula_xor(f, x, -x), FORMULA_TRUE);
}

static void equal_gates_are_one(void **state)
{
    struct formula *f = formula_new(*state);
    int32_t x = formula_var(f, 0), y = formula_var(f, 1), z = formula_var(f, 2);
    assert_int_equal(formula_and2(f, x, y), formula_and2(f, y, x));
    assert_int_equal(formula_and(f, (int32_t[]){x, y, z}, 3), formula_and(f, (int32_t[]){z, x, y, x}, 4));
    uint32_t nodes = formula_nodes(f);
    formula_and2(f, y, x);
    assert_int_equal(formula_nodes(f), nodes);
}

static void many_gates_are_found_again(void **state)
{
    struct formula *f = formula_new(*state);
    int32_t vars[64];
    for (uint32_t i = 0; i < 64; i++)
        vars[i] = formula_var(f, i);
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 64; i++) {
            for (int k = 0; k < i; k++)
                formula_and2(f, vars[i], -vars[k]);
        }
    }
    assert_int_equal(formula_nodes(f), 1 + 64 + 64 * 63 / 2);
}

/* Compare the counter with counting, for all assignments of six variables. */
static void counters_count(void **state)
{
    struct formula *f = formula_new(*state);
    int32_t vars[6], more_than[4];
    for (uint32_t i = 0; i < 6; i++)
        vars[i] = formula_var(f, i);
    formula_count(f, vars, 6, 3, more_than);
    int32_t few = formula_at_most_one(f, vars, 6);
    bool *values = arena_array(*state, bool, formula_nodes(f) + 1);
    for (uint32_t mask = 0; mask < 64; mask++) {
        uint32_t ones = (uint32_t)__builtin_popcount(mask);
        for (uint32_t i = 0; i < 6; i++)
            values[formula_node(vars[i])] = (mask >> i & 1) != 0;
        formula_evaluate(f, values);
        for (uint32_t k = 0; k <= 3; k++)
            assert_int_equal(formula_value(values, more_than[k]), ones > k);
        assert_int_equal(formula_value(values, few), ones <= 1);
    }
}

static void cones_hold_what_matters(void **state)
{
    struct formula *f = formula_new(*state);
    int32_t x = formula_var(f, 0), y = formula_var(f, 1), z = formula_var(f, 2);
    int32_t a = formula_and2(f, x, -y);
    formula_and2(f, a, z);
    bool *cone = arena_array(*state, bool, formula_nodes(f) + 1);
    formula_cone(f, -a, cone);
    assert_true(cone[formula_node(x)] && cone[formula_node(y)] && cone[formula_node(a)]);
    assert_false(cone[formula_node(z)]);
}

/* x := y and z: for all values of what is left, the value is that of the circuit with the value of `y and z` for x. */
static void replaced_variables_have_the_value(void **state)
{
    struct formula *f = formula_new(*state);
    int32_t x = formula_var(f, 0), y = formula_var(f, 1), z = formula_var(f, 2);
    int32_t roots[] = {-formula_xor(f, formula_or2(f, x, y), z), x, FORMULA_FALSE, -z}, out[4];
    int32_t *with = arena_array(*state, int32_t, formula_nodes(f) + 1);
    with[formula_node(x)] = formula_and2(f, y, z);
    formula_replace(f, roots, 4, with, out);
    assert_int_equal(out[1], with[formula_node(x)]);
    assert_int_equal(out[2], FORMULA_FALSE);
    assert_int_equal(out[3], -z);
    for (uint32_t n = 0; n < 4; n++) {
        bool *values = arena_array(*state, bool, formula_nodes(f) + 1);
        values[formula_node(y)] = n & 1;
        values[formula_node(z)] = n >> 1;
        values[formula_node(x)] = n == 3;
        formula_evaluate(f, values);
        assert_int_equal(formula_value(values, roots[0]), formula_value(values, out[0]));
    }
}

/* All assignments of six variables at once are what they are one by one. */
static void many_at_once_are_one_by_one(void **state)
{
    struct formula *f = formula_new(*state);
    int32_t v[6], gates[3];
    for (uint32_t i = 0; i < 6; i++)
        v[i] = formula_var(f, i);
    gates[0] = formula_xor(f, formula_and2(f, v[0], -v[1]), formula_or2(f, v[2], v[3]));
    gates[1] = formula_at_most_one(f, v, 6);
    gates[2] = formula_or2(f, -gates[0], formula_and2(f, gates[1], v[5]));
    uint64_t *many = arena_array(*state, uint64_t, formula_nodes(f) + 1);
    for (uint32_t i = 0; i < 6; i++)
        for (uint32_t n = 0; n < 64; n++)
            many[formula_node(v[i])] |= (uint64_t)(n >> i & 1) << n;
    formula_evaluate_many(f, many);
    for (uint32_t n = 0; n < 64; n++) {
        bool *one = arena_array(*state, bool, formula_nodes(f) + 1);
        for (uint32_t i = 0; i < 6; i++)
            one[formula_node(v[i])] = n >> i & 1;
        formula_evaluate(f, one);
        for (uint32_t node = 1; node <= formula_nodes(f); node++)
            assert_int_equal(many[node] >> n & 1, one[node]);
    }
}

/* 0 -> 1 -> 2 -> 1, 2 -> 3, 4 -> 4. */
static void components_come_dependencies_first(void **state)
{
    struct scc_edge edges[] = {{0, 1}, {1, 2}, {2, 1}, {2, 3}, {4, 4}};
    struct scc scc = scc_find(*state, scc_graph_of(*state, 5, edges, 5));
    assert_int_equal(scc.count, 4);
    assert_int_equal(scc.component[1], scc.component[2]);
    assert_true(scc.component[3] < scc.component[1] && scc.component[1] < scc.component[0]);
    assert_true(scc.any_cyclic && scc.cyclic[scc.component[1]] && scc.cyclic[scc.component[4]]);
    assert_false(scc.cyclic[scc.component[0]] || scc.cyclic[scc.component[3]]);
    assert_int_equal(scc.members[scc.first[scc.component[1]]], 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(constants_fold, setup, teardown),
        cmocka_unit_test_setup_teardown(opposites_and_doubles_fold, setup, teardown),
        cmocka_unit_test_setup_teardown(equal_gates_are_one, setup, teardown),
        cmocka_unit_test_setup_teardown(many_gates_are_found_again, setup, teardown),
        cmocka_unit_test_setup_teardown(counters_count, setup, teardown),
        cmocka_unit_test_setup_teardown(cones_hold_what_matters, setup, teardown),
        cmocka_unit_test_setup_teardown(replaced_variables_have_the_value, setup, teardown),
        cmocka_unit_test_setup_teardown(many_at_once_are_one_by_one, setup, teardown),
        cmocka_unit_test_setup_teardown(components_come_dependencies_first, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
