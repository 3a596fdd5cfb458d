/*
 * fuzz_compile: names, checks, warnings, lowering and claims; the route network is verified and printed.
 */
#include <stdlib.h>

#include "compiler/ir_verify.h"
#include "tests/fuzz/input.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!input_fits(data, size))
        return 0;
    struct compilation *c = compilation_create();
    struct buf out = {0};
    if (compile_text(c, "fuzz.ni", (const char *)data, size)) {
        if (ir_verify(c->ir, c->arena))
            abort();
        ir_dump(c->ir, &out);
    }
    if (c->model)
        model_dump(c->model, &out);
    input_print(c->diags);
    buf_free(&out);
    compilation_destroy(c);
    return 0;
}
