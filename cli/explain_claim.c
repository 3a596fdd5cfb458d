/*
 * explain_claim: compiles the design, judges the one claim with all that its verdict rests on, and prints it.
 */
#include "cli/explain_claim.h"

#include "base/diag.h"
#include "cli/claim_name.h"
#include "cli/version.h"
#include "report/because.h"

/* The design has errors: say so as `check` does. */
static int refuse_design(const struct options *o, const struct report *r, struct console *c)
{
    if (o->format == FORMAT_JSON)
        report_explain_json(r, IR_NONE, &c->out);
    else
        report_diagnostics(r->compilation, r->path, c->colour_err, true, &c->err);
    return EXIT_USAGE;
}

static int refuse_name(const struct options *o, struct report *r, struct console *c)
{
    struct compilation *n = r->compilation;
    r->problem = claim_not_named(n->arena, n->claims, o->operands.at[0]);
    if (o->format == FORMAT_JSON)
        report_explain_json(r, IR_NONE, &c->out);
    else
        console_error(c, "%s", r->problem);
    return EXIT_USAGE;
}

static int explain(const struct options *o, struct report *r, uint32_t claim, struct console *c)
{
    struct compilation *n = r->compilation;
    bool *selected = arena_array(n->arena, bool, n->claims->count);
    selected[claim] = true;
    struct solver_options limits = {.timeout_ms = o->timeout_ms, .rlimit = o->rlimit, .jobs = 1, .why = true};
    r->claims = n->claims;
    r->shown = selected;
    r->verdicts = solver_verify(n->arena, n->ir, n->claims, selected, &limits, NULL);
    if (o->format == FORMAT_JSON)
        report_explain_json(r, claim, &c->out);
    else
        because_explain(r, claim, &c->out);
    return r->verdicts[claim].outcome == OUTCOME_ERROR ? EXIT_INTERNAL : EXIT_GOOD;
}

int explain_claim(const struct options *o, struct console *c)
{
    struct arena *arena = arena_create();
    struct report r = {.path = o->operands.at[1],
                       .compilation = compilation_create(),
                       .version = NICC_VERSION,
                       .z3_version = solver_z3_version(arena),
                       .width = c->width,
                       .colour = c->colour_out,
                       .verbose = true};
    int status;
    r.compilation->timeout_ms = o->timeout_ms;
    if (!compile_file(r.compilation, r.path)) {
        status = refuse_design(o, &r, c);
    } else {
        uint32_t claim = claim_named(r.compilation->claims, o->operands.at[0]);
        status = claim == IR_NONE ? refuse_name(o, &r, c) : explain(o, &r, claim, c);
    }
    compilation_destroy(r.compilation);
    arena_destroy(arena);
    solver_finish();
    return status;
}
