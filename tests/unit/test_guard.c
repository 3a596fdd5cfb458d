/*
 * Limits as they are written, and work that is given up for time or memory.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/deadline.h"
#include "base/guard.h"
#include "base/limits.h"

/* ---- limits ---- */

static void expect_problem(struct arena *a, const char *text, const char *problem)
{
    assert_string_equal(limit_set(a, text), problem);
}

static void a_limit_is_a_number_or_a_size(void **state)
{
    (void)state;
    struct arena *a = arena_create();
    assert_null(limit_set(a, "files=12"));
    assert_int_equal(limit_of(LIMIT_FILES), 12);
    assert_null(limit_set(a, "file-size=3KiB"));
    assert_int_equal(limit_of(LIMIT_FILE_SIZE), 3072);
    assert_null(limit_set(a, "file-size=64MiB"));
    assert_null(limit_set(a, "files=10000"));
    assert_string_equal(limit_text(a, LIMIT_FILE_SIZE, limit_of(LIMIT_FILE_SIZE)), "64MiB");
    assert_string_equal(limit_remedy(a, LIMIT_FILES), "if this is meant: `--limit files=20000`");
    arena_destroy(a);
}

static void other_texts_are_refused(void **state)
{
    (void)state;
    struct arena *a = arena_create();
    expect_problem(a, "files", "--limit takes NAME=VALUE, not `files`");
    expect_problem(a, "=3", "--limit takes NAME=VALUE, not `=3`");
    expect_problem(a, "files=", "--limit files takes a number from 1 to 1000000, not ``");
    expect_problem(a, "files=-1", "--limit files takes a number from 1 to 1000000, not `-1`");
    expect_problem(a, "files= 1", "--limit files takes a number from 1 to 1000000, not ` 1`");
    expect_problem(a, "files=0", "--limit files takes a number from 1 to 1000000, not `0`");
    expect_problem(a, "memory=99999999999999999999GiB",
                   "--limit memory takes a size from 1MiB to 1024GiB, not `99999999999999999999GiB`");
    expect_problem(a, "memory=18446744073709551615GiB",
                   "--limit memory takes a size from 1MiB to 1024GiB, not `18446744073709551615GiB`");
    expect_problem(a, "memory=1GB", "--limit memory takes a size from 1MiB to 1024GiB, not `1GB`");
    assert_non_null(strstr(limit_set(a, "file=1"), "states, environments or memory, not `file`"));
    assert_int_equal(limit_of(LIMIT_FILES), 10000);
    arena_destroy(a);
}

/* ---- guards ---- */

struct task {
    bool ended;
    size_t size;
    uint32_t inner; /* how the run inside ended */
};

static void allocate(void *data)
{
    struct task *t = data;
    struct arena *a = arena_create();
    for (size_t taken = 0; taken < t->size; taken += 100000)
        arena_alloc(a, 100000);
    arena_destroy(a);
    t->ended = true;
}

static void allocate_for_ever(void *data)
{
    (void)data;
    for (;;) {
        struct arena *a = arena_create();
        arena_alloc(a, 10);
        arena_destroy(a);
    }
}

static void tick_for_ever(void *data)
{
    (void)data;
    for (;;)
        guard_tick();
}

static struct timespec soon(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t;
}

static void work_that_fits_is_done(void **state)
{
    (void)state;
    struct task t = {.size = 1000000};
    uint64_t before = guard_memory();
    assert_int_equal(guard_run(NULL, allocate, &t), GUARD_DONE);
    assert_true(t.ended);
    assert_int_equal(guard_memory(), before);
}

static void past_the_limit_of_memory_it_is_given_up_and_freed(void **state)
{
    (void)state;
    struct arena *a = arena_create();
    assert_null(limit_set(a, "memory=4MiB"));
    struct task t = {.size = 100000000};
    uint64_t before = guard_memory();
    assert_int_equal(guard_run(NULL, allocate, &t), GUARD_MEMORY);
    assert_false(t.ended);
    assert_int_equal(guard_memory(), before);
    assert_null(limit_set(a, "memory=1GiB"));
    arena_destroy(a);
}

static void past_its_time_it_is_given_up(void **state)
{
    (void)state;
    struct timespec now = soon();
    assert_int_equal(guard_run(&now, allocate_for_ever, NULL), GUARD_TIME);
    assert_int_equal(guard_run(&now, tick_for_ever, NULL), GUARD_TIME);
}

static void look_once(void *data)
{
    guard_look();
    *(bool *)data = true;
}

static void a_look_needs_no_ticks(void **state)
{
    (void)state;
    struct timespec now = soon();
    bool ended = false;
    assert_int_equal(guard_run(&now, look_once, &ended), GUARD_TIME);
    assert_false(ended);
    assert_int_equal(guard_within(0, look_once, &ended), GUARD_DONE);
    assert_true(ended);
    assert_int_equal(guard_within(1, tick_for_ever, NULL), GUARD_TIME);
}

static void deadlines_are_ordered(void **state)
{
    (void)state;
    struct timespec now = deadline_in(0), later = deadline_in(100000999);
    assert_true(deadline_is_before(&now, &later));
    assert_false(deadline_is_before(&later, &now));
    assert_true(deadline_is_past(&now));
    assert_false(deadline_is_past(&later));
    assert_in_range(later.tv_nsec, 0, 999999999);
}

static void reasons_name_the_limit(void **state)
{
    (void)state;
    struct arena *a = arena_create();
    assert_null(limit_set(a, "memory=1GiB"));
    assert_string_equal(guard_reason(a, GUARD_TIME, 50), "the time limit of 50 ms (--timeout) was reached");
    assert_string_equal(guard_reason(a, GUARD_MEMORY, 0),
                        "the limit of memory, 1GiB, was reached; if this is meant: `--limit memory=2GiB`");
    arena_destroy(a);
}

static void run_inside(void *data)
{
    struct task *t = data;
    struct timespec now = soon();
    t->inner = guard_run(&now, tick_for_ever, NULL);
    t->ended = true;
}

static void the_innermost_run_ends(void **state)
{
    (void)state;
    struct task t = {0};
    assert_int_equal(guard_run(NULL, run_inside, &t), GUARD_DONE);
    assert_int_equal(t.inner, GUARD_TIME);
    assert_true(t.ended);
}

static void make_arena(void *data)
{
    *(struct arena **)data = arena_create();
}

static void what_a_run_leaves_behind_in_order_stays(void **state)
{
    (void)state;
    struct arena *a = NULL;
    assert_int_equal(guard_run(NULL, make_arena, &a), GUARD_DONE);
    assert_string_equal(arena_strdup(a, "still there"), "still there");
    arena_destroy(a);
}

static void others_hold_memory_too(void **state)
{
    (void)state;
    uint64_t limit = limit_of(LIMIT_MEMORY);
    assert_false(guard_is_over(0));
    assert_true(guard_is_over(limit + 1));
    guard_check_memory(); /* nothing is known of it yet, and no run is there */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_limit_is_a_number_or_a_size),
        cmocka_unit_test(other_texts_are_refused),
        cmocka_unit_test(work_that_fits_is_done),
        cmocka_unit_test(past_the_limit_of_memory_it_is_given_up_and_freed),
        cmocka_unit_test(past_its_time_it_is_given_up),
        cmocka_unit_test(a_look_needs_no_ticks),
        cmocka_unit_test(deadlines_are_ordered),
        cmocka_unit_test(reasons_name_the_limit),
        cmocka_unit_test(the_innermost_run_ends),
        cmocka_unit_test(what_a_run_leaves_behind_in_order_stays),
        cmocka_unit_test(others_hold_memory_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
