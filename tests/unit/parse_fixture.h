/*
 * parse_fixture: a parse of a text and what was found, for the tests of grammar/.
 */
#ifndef NICC_TESTS_PARSE_FIXTURE_H
#define NICC_TESTS_PARSE_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "grammar/parse.h"

struct fixture {
    struct arena *arena;
    struct parse_context context;
    struct ast *root;
};

static inline int set_up(void **state)
{
    struct fixture *f = test_calloc(1, sizeof *f);
    f->arena = arena_create();
    struct source_set *sources = source_new(f->arena);
    f->context = (struct parse_context){f->arena, sources, intern_new(f->arena), diag_new(f->arena, sources)};
    *state = f;
    return 0;
}

static inline int tear_down(void **state)
{
    struct fixture *f = *state;
    arena_destroy(f->arena);
    test_free(f);
    return 0;
}

/* Forget everything and parse `text`. */
static inline void parse_bytes(struct fixture *f, const char *text, size_t length)
{
    arena_destroy(f->arena);
    f->arena = arena_create();
    struct source_set *sources = source_new(f->arena);
    f->context = (struct parse_context){f->arena, sources, intern_new(f->arena), diag_new(f->arena, sources)};
    f->root = parse_text(&f->context, "test.ni", text, length);
    assert_non_null(f->root);
}

static inline void parse(struct fixture *f, const char *text)
{
    parse_bytes(f, text, strlen(text));
}

static inline const struct diag *const *found(struct fixture *f, uint32_t *count)
{
    return diag_sorted(f->context.diags, count);
}

static inline void print_diags(struct fixture *f)
{
    struct buf out = {0};
    uint32_t count;
    const struct diag *const *d = found(f, &count);
    for (uint32_t i = 0; i < count; i++)
        diag_print(f->context.diags, d[i], false, &out);
    print_message("%s", buf_text(&out));
    buf_free(&out);
}

static inline void assert_clean(struct fixture *f)
{
    if (diag_errors(f->context.diags) > 0)
        print_diags(f);
    assert_int_equal(diag_errors(f->context.diags), 0);
}

static inline void assert_diag(struct fixture *f, uint32_t index, enum diag_code code, uint32_t line,
                               uint32_t column)
{
    uint32_t count;
    const struct diag *const *d = found(f, &count);
    bool right = index < count && d[index]->code == code;
    struct source_position at = {"", 0, 0};
    if (index < count)
        at = source_position(f->context.sources, d[index]->span);
    if (!right || at.line != line || at.column != column)
        print_diags(f);
    assert_true(right);
    assert_int_equal(at.line, line);
    assert_int_equal(at.column, column);
}

static inline void assert_only(struct fixture *f, enum diag_code code, uint32_t line, uint32_t column)
{
    assert_diag(f, 0, code, line, column);
    if (diag_errors(f->context.diags) != 1)
        print_diags(f);
    assert_int_equal(diag_errors(f->context.diags), 1);
}

static inline const char *text_of(struct fixture *f, struct span at)
{
    return source_excerpt(f->context.sources, f->arena, at);
}

static inline const char *dumped(struct fixture *f, const struct ast *node)
{
    struct buf out = {0};
    ast_dump(node, &out);
    const char *text = arena_strdup(f->arena, buf_text(&out));
    buf_free(&out);
    return text;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

#endif
