/*
 * test_containers: vec, map, intern, bits and buf.
 */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/bits.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/vec.h"

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

/* ---- vec ---- */

static void test_vec_keeps_what_is_pushed(void **state)
{
    VEC(uint32_t) numbers = {0};
    for (uint32_t i = 0; i < 10000; i++)
        vec_push(*state, &numbers, i * 3);
    assert_int_equal(numbers.count, 10000);
    for (uint32_t i = 0; i < numbers.count; i++)
        assert_int_equal(numbers.at[i], i * 3);
}

static void test_vec_holds_structs(void **state)
{
    struct pair {
        uint64_t left;
        char right;
    };
    VEC(struct pair) pairs = {0};
    vec_push(*state, &pairs, ((struct pair){7, 'x'}));
    assert_int_equal(pairs.capacity, 8);
    assert_int_equal(pairs.at[0].left, 7);
    assert_int_equal(pairs.at[0].right, 'x');
}

/* ---- map ---- */

static void test_map_finds_every_key(void **state)
{
    struct map *m = map_new(*state);
    char key[16];
    for (uint32_t i = 0; i < 5000; i++) {
        int length = snprintf(key, sizeof key, "key%u", i);
        assert_true(map_put(m, key, (size_t)length, i));
    }
    assert_int_equal(map_count(m), 5000);
    for (uint32_t i = 0; i < 5000; i++) {
        uint32_t value = UINT32_MAX;
        int length = snprintf(key, sizeof key, "key%u", i);
        assert_true(map_get(m, key, (size_t)length, &value));
        assert_int_equal(value, i);
    }
    assert_false(map_get(m, "key", 3, NULL));
}

static void test_map_replaces(void **state)
{
    struct map *m = map_new(*state);
    uint32_t value = 0;
    assert_true(map_put(m, "a", 1, 1));
    assert_false(map_put(m, "a", 1, 2));
    assert_true(map_get(m, "a", 1, &value));
    assert_int_equal(value, 2);
    assert_int_equal(map_count(m), 1);
}

/* A key that is there keeps its value, and tells it. */
static void test_map_adds_once(void **state)
{
    (void)state;
    struct arena *a = arena_create();
    struct map *m = map_new(a);
    uint32_t value = 7;
    assert_true(map_add(m, "key", 3, &value));
    value = 8;
    assert_false(map_add(m, "key", 3, &value));
    assert_int_equal(value, 7);
    assert_int_equal(map_count(m), 1);
    arena_destroy(a);
}

/* Keys longer and shorter than a word that differ in one byte only. */
static void test_map_tells_bytes_apart(void **state)
{
    (void)state;
    struct arena *a = arena_create();
    struct map *m = map_new(a);
    char key[24] = {0};
    uint32_t count = 0;
    for (size_t length = 1; length <= sizeof key; length++)
        for (size_t i = 0; i < length; i++) {
            key[i] = 1;
            assert_true(map_put(m, key, length, count++));
            key[i] = 0;
        }
    assert_int_equal(map_count(m), count);
    arena_destroy(a);
}

static void test_map_keys_are_bytes(void **state)
{
    struct map *m = map_new(*state);
    uint32_t value = 0;
    assert_false(map_get(m, "", 0, &value));
    map_put(m, "", 0, 1);
    map_put(m, "\0", 1, 2);
    map_put(m, "a\0b", 3, 3);
    map_put(m, "a\0c", 3, 4);
    assert_int_equal(map_count(m), 4);
    assert_true(map_get(m, "", 0, &value));
    assert_int_equal(value, 1);
    assert_true(map_get(m, "a\0c", 3, &value));
    assert_int_equal(value, 4);
}

static void test_map_copies_its_keys(void **state)
{
    struct map *m = map_new(*state);
    char key[] = "circuit";
    map_put(m, key, 7, 9);
    memset(key, 'x', 7);
    assert_true(map_get(m, "circuit", 7, NULL));
}

static void test_equal_names_are_equal_pointers(void **state)
{
    struct intern *in = intern_new(*state);
    const char *hub = intern_text(in, "hub.er", 3);
    assert_string_equal(hub, "hub");
    for (int i = 0; i < 100; i++) {
        char other[16];
        int length = snprintf(other, sizeof other, "spoke%d", i);
        intern_text(in, other, (size_t)length);
    }
    assert_ptr_equal(intern_text(in, "hub", 3), hub);
    assert_ptr_not_equal(intern_text(in, "hub1", 4), hub);
    assert_string_equal(intern_text(in, "", 0), "");
}

/* ---- bits ---- */

static void test_bits_members(void **state)
{
    struct bits b = bits_new(*state, 130);
    bits_add(b, 0);
    bits_add(b, 63);
    bits_add(b, 64);
    bits_add(b, 129);
    assert_true(bits_has(b, 63));
    assert_false(bits_has(b, 62));
    assert_false(bits_has(b, 130));
    assert_int_equal(bits_count(b), 4);
    bits_remove(b, 64);
    assert_int_equal(bits_count(b), 3);
    bits_clear(b);
    assert_int_equal(bits_count(b), 0);
}

static void test_bits_iterate(void **state)
{
    struct bits b = bits_new(*state, 200);
    bits_add(b, 5);
    bits_add(b, 64);
    bits_add(b, 199);
    assert_int_equal(bits_next(b, 0), 5);
    assert_int_equal(bits_next(b, 5), 5);
    assert_int_equal(bits_next(b, 6), 64);
    assert_int_equal(bits_next(b, 65), 199);
    bits_remove(b, 199);
    assert_int_equal(bits_next(b, 65), UINT32_MAX);
    assert_int_equal(bits_next(b, 200), UINT32_MAX);
}

static void test_bits_copies_are_independent(void **state)
{
    struct bits b = bits_new(*state, 70);
    bits_add(b, 69);
    struct bits copy = bits_copy(*state, b);
    assert_true(bits_equal(b, copy));
    bits_add(copy, 1);
    assert_false(bits_equal(b, copy));
    assert_false(bits_has(b, 1));
    assert_false(bits_equal(b, bits_new(*state, 71)));
}

static void test_bits_may_be_empty(void **state)
{
    struct bits b = bits_new(*state, 0);
    assert_int_equal(bits_count(b), 0);
    assert_int_equal(bits_next(b, 0), UINT32_MAX);
    assert_true(bits_equal(b, bits_copy(*state, b)));
    bits_clear(b);
}

/* ---- buf ---- */

static void test_buf_appends(void **state)
{
    (void)state;
    struct buf b = {0};
    assert_string_equal(buf_text(&b), "");
    buf_add(&b, "AS");
    buf_printf(&b, "%d", 12076);
    buf_fill(&b, ' ', 2);
    buf_add_bytes(&b, "up\0", 3);
    assert_int_equal(b.length, 12);
    assert_memory_equal(buf_text(&b), "AS12076  up\0", 13);
    buf_free(&b);
    assert_int_equal(b.length, 0);
    assert_string_equal(buf_text(&b), "");
}

static void test_buf_grows(void **state)
{
    (void)state;
    struct buf b = {0};
    for (int i = 0; i < 10000; i++)
        buf_printf(&b, "%04d", i);
    assert_int_equal(b.length, 40000);
    assert_memory_equal(buf_text(&b) + 4 * 9999, "9999", 5);
    buf_free(&b);
}

static void test_buf_writes(void **state)
{
    (void)state;
    struct buf b = {0};
    FILE *out = tmpfile();
    assert_non_null(out);
    assert_true(buf_write(&b, fileno(out)));
    buf_add(&b, "proved\n");
    assert_true(buf_write(&b, fileno(out)));
    rewind(out);
    char line[16] = {0};
    assert_int_equal(fread(line, 1, sizeof line, out), 7);
    assert_string_equal(line, "proved\n");
    fclose(out);
    buf_free(&b);
}

static void test_buf_reports_a_full_disk(void **state)
{
    (void)state;
    int out = open("/dev/full", O_WRONLY);
    if (out < 0)
        skip();
    struct buf b = {0};
    buf_add(&b, "lost");
    assert_false(buf_write(&b, out));
    assert_int_equal(errno, ENOSPC);
    close(out);
    buf_free(&b);
}

static void lists_of_ids(void **state)
{
    (void)state;
    const uint32_t ids[] = {7, 3, 7, UINT32_MAX};
    assert_true(ids_hold(ids, 4, 3));
    assert_true(ids_hold(ids, 4, UINT32_MAX));
    assert_false(ids_hold(ids, 1, 3));
    assert_false(ids_hold(NULL, 0, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_of_ids),
        cmocka_unit_test_setup_teardown(test_vec_keeps_what_is_pushed, setup, teardown),
        cmocka_unit_test_setup_teardown(test_vec_holds_structs, setup, teardown),
        cmocka_unit_test_setup_teardown(test_map_finds_every_key, setup, teardown),
        cmocka_unit_test_setup_teardown(test_map_replaces, setup, teardown),
        cmocka_unit_test(test_map_adds_once),
        cmocka_unit_test(test_map_tells_bytes_apart),
        cmocka_unit_test_setup_teardown(test_map_keys_are_bytes, setup, teardown),
        cmocka_unit_test_setup_teardown(test_map_copies_its_keys, setup, teardown),
        cmocka_unit_test_setup_teardown(test_equal_names_are_equal_pointers, setup, teardown),
        cmocka_unit_test_setup_teardown(test_bits_members, setup, teardown),
        cmocka_unit_test_setup_teardown(test_bits_iterate, setup, teardown),
        cmocka_unit_test_setup_teardown(test_bits_copies_are_independent, setup, teardown),
        cmocka_unit_test_setup_teardown(test_bits_may_be_empty, setup, teardown),
        cmocka_unit_test(test_buf_appends),
        cmocka_unit_test(test_buf_grows),
        cmocka_unit_test(test_buf_writes),
        cmocka_unit_test(test_buf_reports_a_full_disk),
    };
    return cmocka_run_group_tests_name("containers", tests, NULL, NULL);
}
