/*
 * fuzz_parse: scanner and grammar with all their repairs of mistakes, and the tree that comes out.
 */
#include "grammar/parse.h"
#include "tests/fuzz/input.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!input_fits(data, size))
        return 0;
    struct arena *arena = arena_create();
    struct source_set *sources = source_new(arena);
    struct parse_context context = {arena, sources, intern_new(arena), diag_new(arena, sources)};
    const struct ast *root = parse_text(&context, "fuzz.ni", (const char *)data, size);
    struct buf out = {0};
    ast_dump(root, &out);
    input_print(context.diags);
    buf_free(&out);
    arena_destroy(arena);
    return 0;
}
