/*
 * drat: formulas in DIMACS are read strictly; good proofs are accepted and all others refused.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "certify/drat.h"

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

static const char *read_text(struct arena *a, const char *text, struct dimacs *out)
{
    return dimacs_read(a, text, strlen(text), out);
}

/* NULL when the proof is good. */
static const char *check(struct arena *a, const char *formula, const char *proof)
{
    struct dimacs f;
    assert_null(read_text(a, formula, &f));
    return drat_check(a, &f, proof, strlen(proof));
}

/* ---- formulas ---- */

static void reads_clauses(void **state)
{
    struct dimacs f;
    assert_null(read_text(*state, "c a comment\np cnf 3 2\n1 -3 0 2\nc between\n 3\t0\n", &f));
    assert_int_equal(f.variables, 3);
    assert_int_equal(f.clauses, 2);
    const int32_t literals[] = {1, -3, 0, 2, 3, 0};
    assert_int_equal(f.literals.count, 6);
    assert_memory_equal(f.literals.at, literals, sizeof literals);
}

static void refuses_other_texts(void **state)
{
    static const char *const bad[] = {"",
                                      "p cnf 1\n",
                                      "p dnf 1 1\n1 0\n",
                                      "p cnf x 1\n1 0\n",
                                      "p cnf -1 1\n1 0\n",
                                      "p cnf 1 1\n2 0\n",      /* no variable of the formula */
                                      "p cnf 1 1\n1\n",        /* no end */
                                      "p cnf 1 2\n1 0\n",      /* too few clauses */
                                      "p cnf 1 1\n1 0 -1 0\n", /* too many */
                                      "p cnf 1 1\n1x 0\n",     /* no number */
                                      "p cnf 1 1\n- 0\n",      /* nor this */
                                      "p cnf 1 1\n+1 0\n",     /* nor this */
                                      "p cnf 99999999999 1\n1 0\n" /* too large */};
    struct dimacs f;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_non_null(read_text(*state, bad[i], &f));
}

static void says_the_line(void **state)
{
    struct dimacs f;
    assert_string_equal(read_text(*state, "p cnf 2 2\n1 0\n7 0\n", &f), "line 3: no literal of the formula");
}

/* ---- RUP ---- */

#define SQUARE "p cnf 2 4\n1 2 0\n1 -2 0\n-1 2 0\n-1 -2 0\n"

static void accepts_resolution(void **state)
{
    assert_null(check(*state, SQUARE, "1 0\n0\n"));
    assert_null(check(*state, SQUARE, "1 0\n")); /* the contradiction follows by itself */
    assert_null(check(*state, SQUARE, "c a comment\n-1 0\nd 1 2 0\n"));
}

static void needs_a_contradiction(void **state)
{
    assert_string_equal(check(*state, SQUARE, ""), "the proof ends without a contradiction");
    assert_string_equal(check(*state, "p cnf 2 1\n1 2 0\n", "1 2 0\n"),
                        "the proof ends without a contradiction");
}

static void refuses_what_does_not_follow(void **state)
{
    assert_string_equal(check(*state, SQUARE, "0\n"), "line 1 of the proof: the clause does not follow");
    assert_string_equal(check(*state, "p cnf 2 3\n1 2 0\n1 -2 0\n-1 2 0\n", "1 0\n-2 0\n0\n"),
                        "line 2 of the proof: the clause does not follow");
}

/* What was taken away is not there. */
static void honours_deletion(void **state)
{
    assert_non_null(check(*state, SQUARE, "d 2 1 0\n1 0\n"));
    assert_string_equal(check(*state, SQUARE, "d 1 0\n"),
                        "line 1 of the proof: takes away a clause that is not there");
    assert_non_null(check(*state, SQUARE, "d 1 2 0\nd 1 2 0\n"));
}

/* A clause that a known literal rests on stays. */
static void keeps_reasons(void **state)
{
    assert_null(check(*state, "p cnf 3 5\n1 0\n-1 2 0\n-2 3 -1 0\n-3 -2 1 0\n-3 -1 0\n", ""));
    assert_null(check(*state, "p cnf 3 4\n1 0\n-1 2 0\n3 -2 0\n-3 -2 -1 0\n", "d 1 0\n"));
}

static void refuses_damaged_proofs(void **state)
{
    assert_non_null(check(*state, SQUARE, "1\n"));
    assert_non_null(check(*state, SQUARE, "d\n"));
    assert_non_null(check(*state, SQUARE, "e 1 0\n"));
    assert_non_null(check(*state, SQUARE, "99999999 0\n"));
    assert_non_null(check(*state, SQUARE, "\x61\x02\x00"));
}

static void empty_clauses_and_double_literals(void **state)
{
    assert_null(check(*state, "p cnf 0 1\n0\n", ""));
    assert_non_null(check(*state, "p cnf 0 0\n", ""));
    assert_null(check(*state, "p cnf 1 2\n1 1 0\n-1 -1 0\n", ""));
    assert_non_null(check(*state, "p cnf 2 2\n1 -1 0\n2 0\n", ""));
    assert_null(check(*state, "p cnf 2 4\n1 2 1 0\n1 -2 0\n-1 2 0\n-1 -2 0\n", "1 0\nd 2 1 0\n0\n"));
}

/* ---- RAT ---- */

/* 3 stands for "1 and 2": its definition takes no solution away, though it does not follow. */
static void accepts_definitions(void **state)
{
    assert_null(check(*state, SQUARE, "3 -1 -2 0\n-3 1 0\n-3 2 0\n1 0\n0\n"));
}

/* The pivot is the first literal. */
static void tells_pivots_apart(void **state)
{
    const char *formula = "p cnf 3 2\n3 1 0\n-3 2 0\n";
    assert_string_equal(check(*state, formula, "1 -2 0\n"), "the proof ends without a contradiction");
    assert_string_equal(check(*state, formula, "-2 1 0\n"),
                        "line 1 of the proof: the clause does not follow");
}

/* Every clause with the opposite of the pivot counts, also one that is true for good, or that the proof has added. */
static void looks_at_all_candidates(void **state)
{
    assert_non_null(check(*state, "p cnf 2 2\n-1 2 0\n-1 -2 0\n", "1 0\n"));
    assert_non_null(check(*state, "p cnf 1 1\n1 0\n", "-1 0\n"));
    assert_non_null(check(*state, "p cnf 2 2\n2 0\n-2 -1 0\n", "1 0\n"));
    assert_non_null(check(*state, "p cnf 2 1\n1 2 0\n", "3 0\n-3 0\n"));
    assert_non_null(check(*state, "p cnf 2 1\n1 2 0\n", "3 -1 0\n-3 0\n1 0\n-1 0\n"));
}

/* ---- random formulas ---- */

static uint32_t draw(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % below;
}

static int32_t literal(uint32_t *seed, uint32_t variables)
{
    int32_t v = (int32_t)draw(seed, variables) + 1;
    return draw(seed, 2) ? v : -v;
}

static bool has_solution(const struct dimacs *f)
{
    for (uint32_t values = 0; values < 1u << f->variables; values++) {
        bool all = true, some = false;
        for (uint32_t i = 0; i < f->literals.count; i++) {
            int32_t lit = f->literals.at[i];
            if (lit == 0) {
                all = all && some;
                some = false;
            } else if ((values >> (abs(lit) - 1) & 1u) == (lit > 0)) {
                some = true;
            }
        }
        if (all)
            return true;
    }
    return false;
}

static void put_random_clauses(struct buf *out, uint32_t *seed, uint32_t variables, uint32_t count,
                               bool removes)
{
    for (uint32_t c = 0; c < count; c++) {
        buf_add(out, removes && draw(seed, 4) == 0 ? "d " : "");
        for (uint32_t i = 1 + draw(seed, 3); i > 0; i--)
            buf_printf(out, "%d ", (int)literal(seed, variables));
        buf_add(out, "0\n");
    }
}

/* Whatever a proof says: a formula with a solution is never refuted. Steps that are refused end a proof, so those that
 * may stand are kept one by one. */
static void never_refutes_what_has_a_solution(void **state)
{
    uint32_t seed = 5, refuted = 0, kept_steps = 0;
    for (uint32_t round = 0; round < 400; round++) {
        struct arena *a = arena_create();
        struct buf text = {0}, proof = {0};
        buf_add(&text, "p cnf 5 14\n");
        put_random_clauses(&text, &seed, 5, 14, false);
        struct dimacs f;
        assert_null(read_text(a, buf_text(&text), &f));
        for (uint32_t step = 0; step < 30; step++) {
            struct buf longer = {0};
            buf_add(&longer, buf_text(&proof));
            put_random_clauses(&longer, &seed, 7, 1, true);
            const char *problem = drat_check(a, &f, buf_text(&longer), longer.length);
            bool kept = !problem || strcmp(problem, "the proof ends without a contradiction") == 0;
            refuted += !problem;
            kept_steps += kept;
            assert_false(!problem && has_solution(&f));
            if (kept) {
                buf_free(&proof);
                proof = longer;
            } else {
                buf_free(&longer);
            }
        }
        buf_free(&text);
        buf_free(&proof);
        arena_destroy(a);
    }
    assert_true(refuted > 100);
    assert_true(kept_steps > 1000);
    (void)state;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(reads_clauses, setup, teardown),
        cmocka_unit_test_setup_teardown(refuses_other_texts, setup, teardown),
        cmocka_unit_test_setup_teardown(says_the_line, setup, teardown),
        cmocka_unit_test_setup_teardown(accepts_resolution, setup, teardown),
        cmocka_unit_test_setup_teardown(needs_a_contradiction, setup, teardown),
        cmocka_unit_test_setup_teardown(refuses_what_does_not_follow, setup, teardown),
        cmocka_unit_test_setup_teardown(honours_deletion, setup, teardown),
        cmocka_unit_test_setup_teardown(keeps_reasons, setup, teardown),
        cmocka_unit_test_setup_teardown(refuses_damaged_proofs, setup, teardown),
        cmocka_unit_test_setup_teardown(empty_clauses_and_double_literals, setup, teardown),
        cmocka_unit_test_setup_teardown(accepts_definitions, setup, teardown),
        cmocka_unit_test_setup_teardown(tells_pivots_apart, setup, teardown),
        cmocka_unit_test_setup_teardown(looks_at_all_candidates, setup, teardown),
        cmocka_unit_test(never_refutes_what_has_a_solution),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
