/*
 * fuzz_verify: a whole run over small designs, every limit set low: compile, judge every claim, print all formats. An
 * error of a claim means that solver and simulator differ, and ends the process as a crash does.
 */
#include <stdio.h>
#include <stdlib.h>

#include "report/report.h"
#include "tests/fuzz/input.h"

#define CLAIMS_MAX 8u
#define ELEMENTS_MAX 40u
#define PREFIXES_MAX 60u

static bool is_small(const struct compilation *c)
{
    return c->claims->count <= CLAIMS_MAX && c->ir->element_count <= ELEMENTS_MAX &&
           c->ir->prefix_count <= PREFIXES_MAX;
}

static void expect_no_error(const struct claim_list *claims, const struct verdict *verdicts)
{
    for (uint32_t i = 0; i < claims->count; i++) {
        if (verdicts[i].outcome != OUTCOME_ERROR)
            continue;
        fprintf(stderr, "claim `%s`: %s\n", claims->at[i].name, verdicts[i].reason);
        abort();
    }
}

static void verify(struct compilation *c)
{
    struct solver_options limits = {
        .rlimit = 50000, .state_limit = 300, .jobs = 1, .max_counterexamples = 2, .why = true};
    struct report r = {.path = "fuzz.ni",
                       .compilation = c,
                       .version = "0",
                       .z3_version = "0",
                       .claims = c->claims,
                       .several_counterexamples = true,
                       .verbose = true};
    r.verdicts = solver_verify(c->arena, c->ir, c->claims, NULL, &limits, NULL);
    expect_no_error(c->claims, r.verdicts);
    report_afterwards(&r);
    struct buf out = {0};
    report_text(&r, &out);
    report_json(&r, &out);
    buf_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!input_fits(data, size))
        return 0;
    struct compilation *c = compilation_create();
    if (compile_text(c, "fuzz.ni", (const char *)data, size) && is_small(c))
        verify(c);
    input_print(c->diags);
    compilation_destroy(c);
    return 0;
}
