/*
 * fuzz_scan: the scanner alone, to the end of the text.
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
    struct buf out = {0};
    parse_dump_tokens(&context, source_add(sources, "fuzz.ni", (const char *)data, size), &out);
    input_print(context.diags);
    buf_free(&out);
    arena_destroy(arena);
    return 0;
}
