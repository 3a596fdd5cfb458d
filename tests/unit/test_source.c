/*
 * test_source: line tables, excerpts, reading of files, and UTF-8.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/source.h"
#include "base/utf8.h"

struct fixture {
    struct arena *arena;
    struct source_set *sources;
};

static int setup(void **state)
{
    struct fixture *f = malloc(sizeof *f);
    f->arena = arena_create();
    f->sources = source_new(f->arena);
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    arena_destroy(f->arena);
    free(f);
    return 0;
}

static uint32_t add(struct fixture *f, const char *text)
{
    return source_add(f->sources, "design.ni", text, strlen(text));
}

static void assert_position(struct fixture *f, uint32_t file, uint32_t offset, uint32_t line, uint32_t column)
{
    struct source_position p = source_position(f->sources, (struct span){file, offset, offset});
    assert_int_equal(p.line, line);
    assert_int_equal(p.column, column);
}

static void test_positions(void **state)
{
    struct fixture *f = *state;
    uint32_t file = add(f, "ab\n\ncd");
    assert_int_equal(source_file(f->sources, file)->line_count, 3);
    assert_position(f, file, 0, 1, 1);
    assert_position(f, file, 1, 1, 2);
    assert_position(f, file, 2, 1, 3);
    assert_position(f, file, 3, 2, 1);
    assert_position(f, file, 5, 3, 2);
    assert_position(f, file, 6, 3, 3);
    assert_position(f, file, 600, 3, 3);
}

static void test_last_newline_starts_no_line(void **state)
{
    struct fixture *f = *state;
    uint32_t unix_file = add(f, "a\nbc\n");
    assert_int_equal(source_file(f->sources, unix_file)->line_count, 2);
    assert_position(f, unix_file, 5, 2, 3);
    uint32_t dos_file = add(f, "a\r\nbc\r\n");
    assert_int_equal(source_file(f->sources, dos_file)->line_count, 2);
    assert_position(f, dos_file, 7, 2, 3);
    uint32_t blank_lines = add(f, "\n\n");
    assert_int_equal(source_file(f->sources, blank_lines)->line_count, 2);
    assert_position(f, blank_lines, 2, 2, 1);
}

static void test_empty_file(void **state)
{
    struct fixture *f = *state;
    uint32_t file = add(f, "");
    assert_int_equal(source_file(f->sources, file)->line_count, 1);
    assert_string_equal(source_file(f->sources, file)->text, "");
    assert_position(f, file, 0, 1, 1);
}

static void test_many_lines(void **state)
{
    struct fixture *f = *state;
    static char text[30000];
    for (size_t i = 0; i < sizeof text - 1; i++)
        text[i] = i % 3 == 2 ? '\n' : 'x';
    uint32_t file = add(f, text);
    for (uint32_t i = 0; i < sizeof text - 2; i++)
        assert_position(f, file, i, i / 3 + 1, i % 3 + 1);
}

static void test_nowhere(void **state)
{
    struct fixture *f = *state;
    struct source_position p = source_position(f->sources, SPAN_NONE);
    assert_string_equal(p.path, "");
    assert_int_equal(p.line, 1);
    assert_int_equal(p.column, 1);
    assert_string_equal(source_excerpt(f->sources, f->arena, SPAN_NONE), "");
}

static void test_files_stay_where_they_are(void **state)
{
    struct fixture *f = *state;
    const struct source_file *first = source_file(f->sources, add(f, "first"));
    for (int i = 0; i < 100; i++)
        add(f, "more");
    assert_int_equal(source_count(f->sources), 101);
    assert_ptr_equal(source_file(f->sources, 0), first);
    assert_string_equal(first->text, "first");
    assert_string_equal(first->path, "design.ni");
}

static void test_excerpts_fold_white_space(void **state)
{
    struct fixture *f = *state;
    uint32_t file = add(f, "branch  can\n\treach hub; # x");
    assert_string_equal(source_excerpt(f->sources, f->arena, (struct span){file, 0, 23}),
                        "branch can reach hub;");
    assert_string_equal(source_excerpt(f->sources, f->arena, (struct span){file, 6, 13}), "can");
    assert_string_equal(source_excerpt(f->sources, f->arena, (struct span){file, 26, 999}), "x");
    assert_string_equal(source_excerpt(f->sources, f->arena, (struct span){file, 3, 3}), "");
    assert_string_equal(source_excerpt(f->sources, f->arena, (struct span){file, 900, 999}), "");
}

static void test_joined_spans(void **state)
{
    (void)state;
    struct span joined = span_join((struct span){2, 4, 6}, (struct span){2, 9, 12});
    assert_true(joined.file == 2 && joined.begin == 4 && joined.end == 12);
    joined = span_join(SPAN_NONE, (struct span){2, 9, 12});
    assert_true(joined.file == 2 && joined.begin == 9 && joined.end == 12);
    joined = span_join((struct span){2, 4, 6}, SPAN_NONE);
    assert_true(joined.file == 2 && joined.begin == 4 && joined.end == 6);
}

/* ---- files ---- */

/* A temporary file with this content; the caller removes it. */
static void write_file(char *path, const char *bytes, size_t length)
{
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes, length), length);
    close(fd);
}

static void test_reads_every_byte(void **state)
{
    struct fixture *f = *state;
    char path[] = "/tmp/nicc-test-XXXXXX";
    write_file(path, "a\0b\n", 4);
    uint32_t index = 99;
    assert_int_equal(source_read(f->sources, path, &index), SOURCE_OK);
    unlink(path);
    assert_int_equal(index, 0);
    const struct source_file *file = source_file(f->sources, index);
    assert_int_equal(file->length, 4);
    assert_memory_equal(file->text, "a\0b\n", 5);
    assert_string_equal(file->path, path);
}

static void test_missing_file(void **state)
{
    struct fixture *f = *state;
    uint32_t index;
    errno = 0;
    assert_int_equal(source_read(f->sources, "/nonexistent/design.ni", &index), SOURCE_UNREADABLE);
    assert_int_equal(errno, ENOENT);
    assert_int_equal(source_count(f->sources), 0);
}

static void test_directory(void **state)
{
    struct fixture *f = *state;
    uint32_t index;
    assert_int_equal(source_read(f->sources, "/", &index), SOURCE_DIRECTORY);
}

static void test_too_large(void **state)
{
    struct fixture *f = *state;
    char path[] = "/tmp/nicc-test-XXXXXX";
    write_file(path, "", 0);
    assert_int_equal(truncate(path, 64 * 1024 * 1024 + 1), 0);
    uint32_t index;
    assert_int_equal(source_read(f->sources, path, &index), SOURCE_TOO_LARGE);
    unlink(path);
}

static void test_endless_device(void **state)
{
    struct fixture *f = *state;
    uint32_t index;
    assert_int_equal(source_read(f->sources, "/dev/zero", &index), SOURCE_TOO_LARGE);
}

static void test_standard_input(void **state)
{
    struct fixture *f = *state;
    int ends[2];
    int saved = dup(STDIN_FILENO);
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "vnet hub;", 9), 9);
    close(ends[1]);
    dup2(ends[0], STDIN_FILENO);
    close(ends[0]);
    uint32_t index;
    assert_int_equal(source_read(f->sources, "-", &index), SOURCE_OK);
    dup2(saved, STDIN_FILENO);
    close(saved);
    assert_string_equal(source_file(f->sources, index)->text, "vnet hub;");
    assert_string_equal(source_file(f->sources, index)->path, "-");
}

/* ---- UTF-8 ---- */

static void test_utf8_characters(void **state)
{
    (void)state;
    uint32_t code = 0;
    assert_int_equal(utf8_decode("a", 1, &code), 1);
    assert_int_equal(code, 'a');
    assert_int_equal(utf8_decode("\xc3\xa9", 2, &code), 2);
    assert_int_equal(code, 0xe9);
    assert_int_equal(utf8_decode("\xe2\x82\xac", 3, &code), 3);
    assert_int_equal(code, 0x20ac);
    assert_int_equal(utf8_decode("\xf4\x8f\xbf\xbf", 4, &code), 4);
    assert_int_equal(code, 0x10ffff);
    assert_int_equal(utf8_decode("", 0, &code), 0);
}

static void test_utf8_refuses(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "\x80",
        "\xff",
        "\xc3",
        "\xc3(",
        "\xc0\x80",
        "\xe0\x80\x80",
        "\xed\xa0\x80",
        "\xf4\x90\x80\x80",
        "\xf8\x88\x80\x80\x80",
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        uint32_t code;
        assert_int_equal(utf8_decode(bad[i], strlen(bad[i]), &code), 0);
    }
    assert_int_equal(utf8_find_invalid("ab\xc3\xa9\xff", 5), 4);
    assert_int_equal(utf8_find_invalid("ab\xc3\xa9", 4), 4);
    assert_int_equal(utf8_find_invalid("ab\xc3\xa9", 3), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_positions, setup, teardown),
        cmocka_unit_test_setup_teardown(test_last_newline_starts_no_line, setup, teardown),
        cmocka_unit_test_setup_teardown(test_empty_file, setup, teardown),
        cmocka_unit_test_setup_teardown(test_many_lines, setup, teardown),
        cmocka_unit_test_setup_teardown(test_nowhere, setup, teardown),
        cmocka_unit_test_setup_teardown(test_files_stay_where_they_are, setup, teardown),
        cmocka_unit_test_setup_teardown(test_excerpts_fold_white_space, setup, teardown),
        cmocka_unit_test(test_joined_spans),
        cmocka_unit_test_setup_teardown(test_reads_every_byte, setup, teardown),
        cmocka_unit_test_setup_teardown(test_missing_file, setup, teardown),
        cmocka_unit_test_setup_teardown(test_directory, setup, teardown),
        cmocka_unit_test_setup_teardown(test_too_large, setup, teardown),
        cmocka_unit_test_setup_teardown(test_endless_device, setup, teardown),
        cmocka_unit_test_setup_teardown(test_standard_input, setup, teardown),
        cmocka_unit_test(test_utf8_characters),
        cmocka_unit_test(test_utf8_refuses),
    };
    return cmocka_run_group_tests_name("source", tests, NULL, NULL);
}
