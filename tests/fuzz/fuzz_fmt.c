/*
 * fuzz_fmt: the layout of what has no errors. It has the same tree, laying it out again changes nothing, and no line ends
 * with blanks. (That tokens and comments stay the same is looked after by the layout itself.)
 */
#include <stdio.h>
#include <stdlib.h>

#include "grammar/layout.h"
#include "tests/fuzz/input.h"

static void require(bool holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "fuzz_fmt: %s\n", what);
    abort();
}

/* The tree of a text without errors. */
static void dump(const struct parse_context *c, uint32_t source, struct buf *out)
{
    const struct ast *root = parse_one(c, source);
    if (root)
        ast_dump(root, out);
}

static bool same(const struct buf *a, const struct buf *b)
{
    return a->length == b->length && memcmp(buf_text(a), buf_text(b), a->length) == 0;
}

static void check(const struct parse_context *c, uint32_t old, const struct buf *text)
{
    struct buf before = {0}, after = {0}, again = {0};
    uint32_t new = source_add(c->sources, "new.ni", buf_text(text), text->length);
    dump(c, old, &before);
    dump(c, new, &after);
    require(same(&before, &after), "the tree has changed");
    require(layout_text(c, new, &again) == LAYOUT_DONE, "the new text has no layout");
    require(same(text, &again), "the second time changes something");
    require(!memmem(buf_text(text), text->length, " \n", 2), "a line ends with a blank");
    require(!memmem(buf_text(text), text->length, "\n\n\n", 3), "two empty lines in a row");
    buf_free(&before);
    buf_free(&after);
    buf_free(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > INPUT_MAX)
        return 0;
    struct arena *arena = arena_create();
    struct source_set *sources = source_new(arena);
    struct parse_context context = {arena, sources, intern_new(arena), diag_new(arena, sources)};
    struct buf text = {0};
    uint32_t source = source_add(sources, "fuzz.ni", (const char *)data, size);
    enum layout_result result = layout_text(&context, source, &text);
    require(result != LAYOUT_LOST, "tokens or comments have changed");
    if (result == LAYOUT_DONE)
        check(&context, source, &text);
    buf_free(&text);
    arena_destroy(arena);
    return 0;
}
