/*
 * input: what an input may be, and a compilation of it. No input reaches beyond the folder that the process runs in.
 */
#ifndef NICC_TESTS_FUZZ_INPUT_H
#define NICC_TESTS_FUZZ_INPUT_H

#include <stdbool.h>
#include <string.h>

#include "base/diag.h"
#include "compiler/compile.h"
#include "tests/fuzz/target.h"

#define INPUT_MAX 65536u

/* Does an `include` name a device, or a file of another folder? Such inputs are left out: what is there is none of
 * ours, and standard input never ends. */
static inline bool input_reaches_out(const uint8_t *data, size_t size)
{
    static const char *const begins[] = {"\"/", "\"-", "\"."};
    if (!memmem(data, size, "include", strlen("include")))
        return false;
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
        if (memmem(data, size, begins[i], strlen(begins[i])))
            return true;
    return false;
}

static inline bool input_fits(const uint8_t *data, size_t size)
{
    return size <= INPUT_MAX && !input_reaches_out(data, size);
}

/* Print everything that is to be said, so that spans, labels and excerpts are read as well. */
static inline void input_print(struct diag_list *diags)
{
    struct buf out = {0};
    uint32_t count;
    const struct diag *const *all = diag_sorted(diags, &count);
    for (uint32_t i = 0; i < count; i++)
        diag_print(diags, all[i], i % 2 == 1, &out);
    buf_free(&out);
}

#endif
