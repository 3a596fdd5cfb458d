/*
 * dump: what each phase made of a design. A phase that was reached is printed even when a later one found
 * errors.
 */
#include <string.h>

#include "base/guard.h"
#include "cli/command.h"
#include "compiler/compile.h"
#include "grammar/parse.h"
#include "report/report.h"
#include "solver/solver.h"

/* The tokens of one file, includes not followed. */
static bool dump_tokens(struct compilation *n, const char *path, struct console *c)
{
    struct parse_context context = {n->arena, n->sources, n->names, n->diags};
    parse_file(&context, path);
    if (source_count(n->sources) > 0)
        parse_dump_tokens(&context, 0, &c->out);
    return diag_errors(n->diags) == 0;
}

/* The claim that --claim names. */
static const struct claim *find_claim(const struct options *o, const struct claim_list *list)
{
    for (uint32_t i = 0; i < list->count; i++)
        if (strcmp(list->at[i].name, o->claims.at[0]) == 0)
            return &list->at[i];
    return NULL;
}

struct query {
    const struct options *options;
    const struct compilation *compilation;
    const struct claim *claim;
    struct buf text; /* or, when it is not good, why there is none */
    bool good;
};

static void write_query(void *data)
{
    struct query *q = data;
    struct solver_options limits = {.rlimit = q->options->rlimit, .jobs = 1};
    q->good = solver_smt2(q->compilation->arena, q->compilation->ir, q->claim, &limits, &q->text);
}

static int dump_smt2(const struct options *o, struct compilation *n, struct console *c)
{
    const struct claim *claim = find_claim(o, n->claims);
    if (!claim) {
        console_error(c, "no claim is named `%s`", o->claims.at[0]);
        return EXIT_USAGE;
    }
    struct query q = {.options = o, .compilation = n, .claim = claim};
    enum guard_end end = guard_within(o->timeout_ms, write_query, &q);
    bool good = end == GUARD_DONE && q.good;
    if (good)
        buf_add(&c->out, buf_text(&q.text));
    else
        console_error(c, "%s",
                      end == GUARD_DONE ? buf_text(&q.text) : guard_reason(n->arena, end, o->timeout_ms));
    buf_free(&q.text);
    solver_finish();
    return good ? EXIT_GOOD : EXIT_UNKNOWN;
}

static int dump_compiled(const struct options *o, struct compilation *n, struct console *c)
{
    n->timeout_ms = o->timeout_ms;
    bool good = compile_file(n, o->operands.at[0]);
    if (o->stage == STAGE_AST && n->ast)
        ast_dump(n->ast, &c->out);
    if (o->stage == STAGE_MODEL && n->model)
        model_dump(n->model, &c->out);
    if (o->stage == STAGE_IR && n->ir)
        ir_dump(n->ir, &c->out);
    if (o->stage == STAGE_SMT2 && good)
        return dump_smt2(o, n, c);
    return good ? EXIT_GOOD : EXIT_USAGE;
}

int cmd_dump(const struct options *o, struct console *c)
{
    const char *path = o->operands.at[0];
    if (o->stage == STAGE_NONE) {
        console_error(c, "`dump` needs --stage: tokens, ast, model, ir or smt2");
        return EXIT_USAGE;
    }
    if ((o->stage == STAGE_SMT2) != (o->claims.count == 1)) {
        console_error(c, "--stage smt2 needs one --claim NAME, other stages none");
        return EXIT_USAGE;
    }
    struct compilation *n = compilation_create();
    int status = EXIT_GOOD;
    if (o->stage != STAGE_TOKENS)
        status = dump_compiled(o, n, c);
    else if (!dump_tokens(n, path, c))
        status = EXIT_USAGE;
    report_diagnostics(n, path, c->colour_err, true, &c->err);
    compilation_destroy(n);
    return status;
}
