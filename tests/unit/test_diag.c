/*
 * test_diag: collecting, limits, order, printing, and nearest names.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/diag.h"

struct fixture {
    struct arena *arena;
    struct source_set *sources;
    struct diag_list *diags;
    struct buf out;
};

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    f->arena = arena_create();
    f->sources = source_new(f->arena);
    f->diags = diag_new(f->arena, f->sources);
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    buf_free(&f->out);
    arena_destroy(f->arena);
    free(f);
    return 0;
}

static uint32_t add(struct fixture *f, const char *path, const char *text)
{
    return source_add(f->sources, path, text, strlen(text));
}

static struct span at(uint32_t file, uint32_t begin, uint32_t end)
{
    return (struct span){file, begin, end};
}

static uint32_t kept(struct fixture *f)
{
    uint32_t count;
    diag_sorted(f->diags, &count);
    return count;
}

static void assert_printed(struct fixture *f, const struct diag *d, bool colour, const char *expected)
{
    buf_free(&f->out);
    diag_print(f->diags, d, colour, &f->out);
    assert_string_equal(buf_text(&f->out), expected);
}

static void assert_quoted(struct fixture *f, struct span span, const char *expected)
{
    buf_free(&f->out);
    diag_quote(f->sources, span, NULL, false, &f->out);
    assert_string_equal(buf_text(&f->out), expected);
}

/* ---- collecting ---- */

static void test_catalogue(void **state)
{
    (void)state;
    for (int i = 0; i < DIAG_CODE_COUNT; i++) {
        const struct diag_info *info = diag_info((enum diag_code)i);
        assert_int_equal(diag_code_of(info->number), i);
        assert_true(info->title[0] != '\0' && info->text[0] != '\0');
    }
    assert_int_equal(diag_info(DIAG_TOO_MANY_ERRORS)->number, 9);
    assert_int_equal(diag_code_of(0), DIAG_CODE_COUNT);
}

static void test_repeats_are_dropped(void **state)
{
    struct fixture *f = *state;
    uint32_t file = add(f, "a.ni", "text");
    diag_add(f->diags, DIAG_NOT_TEXT, at(file, 0, 1), "first");
    struct diag *again = diag_add(f->diags, DIAG_NOT_TEXT, at(file, 0, 1), "again");
    diag_help(f->diags, again, "help");
    diag_label(f->diags, again, at(file, 0, 1), "label");
    diag_add(f->diags, DIAG_NOT_TEXT, at(file, 0, 2), "wider");
    diag_add(f->diags, DIAG_EMPTY_DESIGN, at(file, 0, 1), "other code");
    assert_int_equal(kept(f), 3);
    assert_int_equal(diag_errors(f->diags), 3);
}

static void test_nowhere_is_no_place(void **state)
{
    struct fixture *f = *state;
    diag_add(f->diags, DIAG_UNREADABLE, SPAN_NONE, "cannot read `a.ni`");
    diag_add(f->diags, DIAG_UNREADABLE, SPAN_NONE, "cannot read `b.ni`");
    diag_add(f->diags, DIAG_UNREADABLE, SPAN_NONE, "cannot read `b.ni`");
    assert_int_equal(kept(f), 2);
}

static void test_limit(void **state)
{
    struct fixture *f = *state;
    uint32_t file = add(f, "a.ni", "text");
    for (uint32_t i = 0; i < DIAG_ERROR_LIMIT; i++)
        diag_add(f->diags, DIAG_NOT_TEXT, at(file, 0, i), "error %u", i);
    assert_int_equal(kept(f), DIAG_ERROR_LIMIT);
    assert_false(diag_full(f->diags));
    for (uint32_t i = 0; i < 50; i++)
        assert_non_null(diag_add(f->diags, DIAG_EMPTY_DESIGN, at(file, 0, i), "beyond"));
    assert_true(diag_full(f->diags));
    assert_int_equal(diag_errors(f->diags), DIAG_ERROR_LIMIT + 50);
    uint32_t count;
    const struct diag *const *sorted = diag_sorted(f->diags, &count);
    assert_int_equal(count, DIAG_ERROR_LIMIT + 1);
    assert_int_equal(sorted[count - 1]->code, DIAG_TOO_MANY_ERRORS);
    assert_printed(f, sorted[count - 1], false,
                   "nicc: error[NICC0009]: more than 100 errors; the others are not shown\n");
}

static void test_sorted_by_place(void **state)
{
    struct fixture *f = *state;
    uint32_t first = add(f, "a.ni", "text");
    uint32_t second = add(f, "b.ni", "text");
    diag_add(f->diags, DIAG_UNREADABLE, SPAN_NONE, "6");
    diag_add(f->diags, DIAG_NOT_TEXT, at(second, 0, 1), "5");
    diag_add(f->diags, DIAG_NOT_TEXT, at(first, 2, 3), "4");
    diag_add(f->diags, DIAG_EMPTY_DESIGN, at(first, 1, 2), "3");
    diag_add(f->diags, DIAG_NOT_TEXT, at(first, 1, 3), "2");
    diag_add(f->diags, DIAG_NOT_TEXT, at(first, 1, 2), "1");
    uint32_t count;
    const struct diag *const *sorted = diag_sorted(f->diags, &count);
    assert_int_equal(count, 6);
    for (uint32_t i = 0; i < count; i++)
        assert_int_equal(sorted[i]->message[0], '1' + (int)i);
}

/* ---- printing ---- */

static void test_whole_diagnostic(void **state)
{
    struct fixture *f = *state;
    uint32_t design = add(f, "design.ni", "vnet hub {\n    prefix 10.0.0.1/8;\n}\n");
    uint32_t other = add(f, "other.ni", "include;\n");
    struct diag *d = diag_add(f->diags, DIAG_NOT_TEXT, at(design, 22, 32), "bad prefix `%s`", "10.0.0.1/8");
    diag_label(f->diags, d, at(other, 0, 7), "included here");
    diag_label(f->diags, d, SPAN_NONE, "a place of no file");
    diag_help(f->diags, d, "write `10.0.0.0/8`");
    assert_printed(f, d, false,
                   "design.ni:2:12: error[NICC0004]: bad prefix `10.0.0.1/8`\n"
                   "    2 |     prefix 10.0.0.1/8;\n"
                   "      |            ^^^^^^^^^^\n"
                   "  other.ni:1:1: note: included here\n"
                   "    1 | include;\n"
                   "      | ^^^^^^^\n"
                   "  note: a place of no file\n"
                   "  help: write `10.0.0.0/8`\n");
}

static void test_without_place(void **state)
{
    struct fixture *f = *state;
    const struct diag *d = diag_add(f->diags, DIAG_UNREADABLE, SPAN_NONE, "cannot read `x.ni`");
    assert_printed(f, d, false, "nicc: error[NICC0001]: cannot read `x.ni`\n");
}

static void test_colour(void **state)
{
    struct fixture *f = *state;
    const struct diag *d = diag_add(f->diags, DIAG_UNREADABLE, SPAN_NONE, "message");
    assert_printed(f, d, true,
                   "\033[1mnicc: \033[0m\033[1;31merror[NICC0001]:\033[0m \033[1mmessage\033[0m\n");
}

static void test_tabs_align(void **state)
{
    struct fixture *f = *state;
    uint32_t file = add(f, "a.ni", "\tasn\t1;");
    assert_quoted(f, at(file, 5, 6), "    1 | \tasn\t1;\n      | \t   \t^\n");
}

static void test_characters_count_once(void **state)
{
    struct fixture *f = *state;
    uint32_t file = add(f, "a.ni", "\"Z\xc3\xbcrich\" x");
    assert_quoted(f, at(file, 10, 11), "    1 | \"Z\xc3\xbcrich\" x\n      |          ^\n");
    assert_quoted(f, at(file, 2, 4), "    1 | \"Z\xc3\xbcrich\" x\n      |   ^\n");
}

static void test_further_lines_are_not_underlined(void **state)
{
    struct fixture *f = *state;
    uint32_t file = add(f, "a.ni", "vnet a {\r\n}\r\n");
    assert_quoted(f, at(file, 5, 11), "    1 | vnet a {\n      |      ^^^\n");
}

static void test_end_of_file(void **state)
{
    struct fixture *f = *state;
    uint32_t file = add(f, "a.ni", "vnet a {\n");
    assert_quoted(f, at(file, 9, 9), "    1 | vnet a {\n      |         ^\n");
    uint32_t empty = add(f, "b.ni", "");
    assert_quoted(f, at(empty, 0, 0), "    1 |\n      | ^\n");
    assert_quoted(f, at(empty, 5, 9), "    1 |\n      | ^\n");
}

static void test_binary_is_harmless(void **state)
{
    struct fixture *f = *state;
    static const char text[] = "a\033[2J\xff\0\x7f\xc2\x9b\xe2\x80\xae z";
    uint32_t file = source_add(f->sources, "b\033.ni", text, sizeof text - 1);
    const struct diag *d =
        diag_add(f->diags, DIAG_NOT_TEXT, at(file, sizeof text - 2, sizeof text - 1), "\a\xfe");
    assert_printed(f, d, false,
                   "b?.ni:1:15: error[NICC0004]: ??\n"
                   "    1 | a?[2J????? z\n"
                   "      |            ^\n");
}

static void test_messages_of_several_lines_are_indented(void **state)
{
    struct fixture *f = *state;
    const struct diag *d = diag_add(f->diags, DIAG_UNREADABLE, SPAN_NONE, "one\ntwo");
    assert_printed(f, d, false, "nicc: error[NICC0001]: one\n        two\n");
}

static void test_long_lines_are_cut(void **state)
{
    struct fixture *f = *state;
    char text[1001];
    for (size_t i = 0; i < 1000; i++)
        text[i] = (char)('a' + i % 26);
    text[1000] = '\0';
    uint32_t file = add(f, "a.ni", text);

    assert_quoted(f, at(file, 0, 3), arena_printf(f->arena, "    1 | %.160s...\n      | ^^^\n", text));
    assert_quoted(f, at(file, 500, 503),
                  arena_printf(f->arena, "    1 | ...%.160s...\n      | %43s^^^\n", text + 460, ""));
    assert_quoted(f, at(file, 998, 1000),
                  arena_printf(f->arena, "    1 | ...%s\n      | %43s^^\n", text + 958, ""));
    assert_quoted(f, at(file, 1000, 1000),
                  arena_printf(f->arena, "    1 | ...%s\n      | %43s^\n", text + 960, ""));
}

static void test_lines_fit_the_screen(void **state)
{
    struct fixture *f = *state;
    char text[201];
    for (size_t i = 0; i < 200; i++)
        text[i] = (char)('a' + i % 26);
    text[200] = '\0';
    uint32_t file = add(f, "a.ni", text);

    diag_set_width(60); /* 46 characters, dots on either side, and the gutter */
    assert_quoted(f, at(file, 100, 103),
                  arena_printf(f->arena, "    1 | ...%.46s...\n      | %14s^^^\n", text + 89, ""));
    diag_set_width(1); /* not less than 20 */
    assert_quoted(f, at(file, 0, 200),
                  arena_printf(f->arena, "    1 | %.20s...\n      | ^^^^^^^^^^^^^^^^^^^^\n", text));
    diag_set_width(0);
    assert_quoted(f, at(file, 0, 3), arena_printf(f->arena, "    1 | %.160s...\n      | ^^^\n", text));
}

static void test_long_spans_are_cut(void **state)
{
    struct fixture *f = *state;
    char text[1001];
    memset(text, 'x', 1000);
    text[1000] = '\0';
    uint32_t file = add(f, "a.ni", text);
    char carets[161];
    memset(carets, '^', 160);
    carets[160] = '\0';
    assert_quoted(f, at(file, 0, 1000),
                  arena_printf(f->arena, "    1 | %.160s...\n      | %s\n", text, carets));
}

static void test_line_of_exactly_the_width(void **state)
{
    struct fixture *f = *state;
    char text[161];
    memset(text, 'x', 160);
    text[160] = '\0';
    uint32_t file = add(f, "a.ni", text);
    assert_quoted(f, at(file, 159, 160), arena_printf(f->arena, "    1 | %s\n      | %159s^\n", text, ""));
}

static void test_quote_with_label(void **state)
{
    struct fixture *f = *state;
    uint32_t file = add(f, "a.ni", "bgp off;");
    diag_quote(f->sources, at(file, 4, 7), "says `off`", false, &f->out);
    assert_string_equal(buf_text(&f->out), "    1 | bgp off;\n      |     ^^^ says `off`\n");
}

/* ---- nearest names ---- */

static const char *nearest(const char *name)
{
    static const char *const candidates[] = {"hub", "spoke-1", "spoke-2", "on-premises", "er"};
    return diag_nearest(name, candidates, sizeof candidates / sizeof *candidates);
}

static void test_nearest(void **state)
{
    (void)state;
    assert_string_equal(nearest("hbu"), "hub");
    assert_string_equal(nearest("Hub"), "hub");
    assert_string_equal(nearest("hubs"), "hub");
    assert_string_equal(nearest("spoke-3"), "spoke-1");
    assert_string_equal(nearest("spoke2"), "spoke-2");
    assert_string_equal(nearest("onpremise"), "on-premises");
    assert_string_equal(nearest("re"), "er");
}

static void test_nothing_near(void **state)
{
    (void)state;
    assert_null(nearest("branch"));
    assert_null(nearest("x"));
    assert_null(nearest(""));
    assert_null(nearest("huuub"));
    assert_null(diag_nearest("hub", NULL, 0));
    char endless[400];
    memset(endless, 'x', sizeof endless - 1);
    endless[sizeof endless - 1] = '\0';
    assert_null(nearest(endless));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_catalogue),
        cmocka_unit_test_setup_teardown(test_repeats_are_dropped, setup, teardown),
        cmocka_unit_test_setup_teardown(test_nowhere_is_no_place, setup, teardown),
        cmocka_unit_test_setup_teardown(test_limit, setup, teardown),
        cmocka_unit_test_setup_teardown(test_sorted_by_place, setup, teardown),
        cmocka_unit_test_setup_teardown(test_whole_diagnostic, setup, teardown),
        cmocka_unit_test_setup_teardown(test_without_place, setup, teardown),
        cmocka_unit_test_setup_teardown(test_colour, setup, teardown),
        cmocka_unit_test_setup_teardown(test_tabs_align, setup, teardown),
        cmocka_unit_test_setup_teardown(test_characters_count_once, setup, teardown),
        cmocka_unit_test_setup_teardown(test_further_lines_are_not_underlined, setup, teardown),
        cmocka_unit_test_setup_teardown(test_end_of_file, setup, teardown),
        cmocka_unit_test_setup_teardown(test_binary_is_harmless, setup, teardown),
        cmocka_unit_test_setup_teardown(test_messages_of_several_lines_are_indented, setup, teardown),
        cmocka_unit_test_setup_teardown(test_long_lines_are_cut, setup, teardown),
        cmocka_unit_test_setup_teardown(test_long_spans_are_cut, setup, teardown),
        cmocka_unit_test_setup_teardown(test_lines_fit_the_screen, setup, teardown),
        cmocka_unit_test_setup_teardown(test_line_of_exactly_the_width, setup, teardown),
        cmocka_unit_test_setup_teardown(test_quote_with_label, setup, teardown),
        cmocka_unit_test(test_nearest),
        cmocka_unit_test(test_nothing_near),
    };
    return cmocka_run_group_tests_name("diag", tests, NULL, NULL);
}
