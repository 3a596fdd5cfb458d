/*
 * graph: the topology of a design, and with --claim the verdict on one claim and its counterexample on it.
 */
#include "cli/claim_name.h"
#include "cli/command.h"
#include "cli/version.h"
#include "report/graph.h"
#include "report/views.h"

#define SCHEMA "nicc.graph/1"

static void refuse_design(const struct options *o, struct compilation *n, struct console *c)
{
    const char *path = o->operands.at[0];
    if (o->format == FORMAT_JSON)
        view_errors_json(SCHEMA, n->diags, n->sources, path, &c->out);
    else
        report_diagnostics(n, path, c->colour_err, true, &c->err);
}

static void refuse_claim(const struct options *o, struct compilation *n, struct console *c)
{
    const char *why = claim_not_named(n->arena, n->claims, o->claims.at[0]);
    if (o->format == FORMAT_JSON)
        view_problem_json(SCHEMA, o->operands.at[0], why, &c->out);
    else
        console_error(c, "%s", why);
}

/* Judge one claim and put it on the graph. */
static int paint(const struct options *o, struct compilation *n, uint32_t claim, struct graph *g)
{
    bool *selected = arena_array(n->arena, bool, n->claims->count);
    selected[claim] = true;
    struct solver_options limits = {.timeout_ms = o->timeout_ms, .rlimit = o->rlimit, .jobs = 1};
    struct report r = {.path = o->operands.at[0], .compilation = n, .claims = n->claims, .shown = selected};
    r.verdicts = solver_verify(n->arena, n->ir, n->claims, selected, &limits, NULL);
    graph_paint(g, &r, claim);
    return r.verdicts[claim].outcome == OUTCOME_ERROR ? EXIT_INTERNAL : EXIT_GOOD;
}

static void put(const struct options *o, const struct graph *g, struct buf *out)
{
    if (o->format == FORMAT_JSON)
        graph_json(g, out);
    else if (o->format == FORMAT_MERMAID)
        graph_mermaid(g, out);
    else
        graph_dot(g, out);
}

static int draw(const struct options *o, struct compilation *n, struct console *c)
{
    int status = EXIT_GOOD;
    struct graph *g = graph_build(n);
    if (o->claims.count > 0) {
        uint32_t claim = claim_named(n->claims, o->claims.at[0]);
        if (claim == IR_NONE) {
            refuse_claim(o, n, c);
            return EXIT_USAGE;
        }
        status = paint(o, n, claim, g);
    }
    put(o, g, &c->out);
    return status;
}

int cmd_graph(const struct options *o, struct console *c)
{
    struct compilation *n = compilation_create();
    int status = EXIT_USAGE;
    n->timeout_ms = o->timeout_ms;
    if (compile_file(n, o->operands.at[0]))
        status = draw(o, n, c);
    else
        refuse_design(o, n, c);
    compilation_destroy(n);
    solver_finish();
    return status;
}
