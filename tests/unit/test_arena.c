/*
 * test_arena: alignment, zeroing, growing, and the end of memory.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"

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

static void test_blocks_are_aligned_and_zero(void **state)
{
    for (size_t size = 0; size < 300; size += 7) {
        unsigned char *block = arena_alloc(*state, size);
        assert_int_equal((uintptr_t)block % 16, 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(block[i], 0);
        memset(block, 0xff, size);
    }
}

static void test_blocks_do_not_overlap(void **state)
{
    enum { COUNT = 2000 };
    unsigned char *blocks[COUNT];
    for (int i = 0; i < COUNT; i++) {
        blocks[i] = arena_alloc(*state, (size_t)(i % 97) + 1);
        memset(blocks[i], i & 0xff, (size_t)(i % 97) + 1);
    }
    for (int i = 0; i < COUNT; i++)
        for (int j = 0; j <= i % 97; j++)
            assert_int_equal(blocks[i][j], i & 0xff);
}

static void test_large_blocks_keep_the_current_chunk(void **state)
{
    char *small = arena_strdup(*state, "small");
    unsigned char *large = arena_alloc(*state, 1000000);
    large[0] = large[999999] = 1;
    char *next = arena_strdup(*state, "next");
    assert_string_equal(small, "small");
    assert_string_equal(next, "next");
    assert_int_equal(large[500000], 0);
}

static void test_empty_blocks_differ(void **state)
{
    void *first = arena_alloc(*state, 0);
    void *second = arena_alloc(*state, 0);
    assert_non_null(first);
    assert_ptr_not_equal(first, second);
}

static void test_grow_keeps_old_bytes(void **state)
{
    size_t size = 3;
    char *text = arena_grow(*state, NULL, 0, size);
    memcpy(text, "abc", size);
    for (int i = 0; i < 12; i++) {
        if (i % 3 == 0)
            arena_alloc(*state, 1); /* so that it cannot always grow where it lies */
        text = arena_grow(*state, text, size, size * 2);
        assert_memory_equal(text, "abc", 3);
        for (size_t j = size; j < size * 2; j++)
            assert_int_equal(text[j], 0);
        size *= 2;
    }
}

static void test_grow_never_shrinks(void **state)
{
    char *text = arena_strdup(*state, "text");
    assert_ptr_equal(arena_grow(*state, text, 5, 2), text);
    assert_string_equal(text, "text");
}

static void test_text_copies(void **state)
{
    assert_string_equal(arena_strndup(*state, "prefix", 3), "pre");
    assert_string_equal(arena_strndup(*state, NULL, 0), "");
    assert_string_equal(arena_printf(*state, "%s-%d", "as", 65000), "as-65000");
    assert_string_equal(arena_printf(*state, "%s", ""), "");
}

static void test_used_counts_bytes(void **state)
{
    assert_int_equal(arena_used(*state), 0);
    arena_alloc(*state, 100);
    arena_alloc(*state, 20);
    assert_int_equal(arena_used(*state), 120);
}

static void test_destroy_accepts_null(void **state)
{
    (void)state;
    arena_destroy(NULL);
}

/* ---- out of memory ---- */

static jmp_buf after_oom;
static size_t oom_request;

static void remember_oom(size_t request)
{
    oom_request = request;
    longjmp(after_oom, 1);
}

static int teardown_oom(void **state)
{
    arena_fail_after(-1);
    arena_set_oom(NULL);
    return teardown(state);
}

static void test_failing_request_calls_the_handler(void **state)
{
    arena_set_oom(remember_oom);
    arena_fail_after(1);
    oom_request = 0;
    if (setjmp(after_oom) == 0) {
        arena_alloc(*state, 1000000);
        assert_int_equal(oom_request, 0);
        arena_alloc(*state, 2000000);
        fail_msg("the second request must fail");
    }
    assert_true(oom_request >= 2000000);
    assert_string_equal(arena_strdup(*state, "usable"), "usable");
}

static void test_absurd_sizes_call_the_handler(void **state)
{
    arena_set_oom(remember_oom);
    oom_request = 0;
    if (setjmp(after_oom) == 0)
        arena_alloc(*state, SIZE_MAX - 5);
    assert_int_equal(oom_request, SIZE_MAX - 5);
}

static void test_buf_fails_through_the_same_door(void **state)
{
    (void)state;
    static struct buf b; /* static: it is read after longjmp */
    arena_set_oom(remember_oom);
    arena_fail_after(1);
    if (setjmp(after_oom) == 0) {
        buf_add(&b, "kept");
        buf_fill(&b, 'x', 100000);
        fail_msg("growing must fail");
    }
    assert_string_equal(buf_text(&b), "kept");
    buf_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_blocks_are_aligned_and_zero, setup, teardown),
        cmocka_unit_test_setup_teardown(test_blocks_do_not_overlap, setup, teardown),
        cmocka_unit_test_setup_teardown(test_large_blocks_keep_the_current_chunk, setup, teardown),
        cmocka_unit_test_setup_teardown(test_empty_blocks_differ, setup, teardown),
        cmocka_unit_test_setup_teardown(test_grow_keeps_old_bytes, setup, teardown),
        cmocka_unit_test_setup_teardown(test_grow_never_shrinks, setup, teardown),
        cmocka_unit_test_setup_teardown(test_text_copies, setup, teardown),
        cmocka_unit_test_setup_teardown(test_used_counts_bytes, setup, teardown),
        cmocka_unit_test(test_destroy_accepts_null),
        cmocka_unit_test_setup_teardown(test_failing_request_calls_the_handler, setup, teardown_oom),
        cmocka_unit_test_setup_teardown(test_absurd_sizes_call_the_handler, setup, teardown_oom),
        cmocka_unit_test_setup_teardown(test_buf_fails_through_the_same_door, setup, teardown_oom),
    };
    return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
