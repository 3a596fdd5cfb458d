/*
 * check: read and check designs; no solver.
 */
#include "cli/command.h"
#include "cli/version.h"
#include "report/report.h"

static void put_good(const struct options *o, const struct compilation *n, const char *path,
                     struct console *c)
{
    if (!o->quiet)
        buf_printf(&c->out, "%s: no errors, %u claim%s\n", path, n->claims->count,
                   n->claims->count == 1 ? "" : "s");
}

static int check_file(const struct options *o, const char *path, const char *z3, struct console *c)
{
    struct compilation *n = compilation_create();
    n->timeout_ms = o->timeout_ms;
    bool good = compile_file(n, path);
    struct report r = {.path = path, .compilation = n, .version = NICC_VERSION, .z3_version = z3};
    if (o->format == FORMAT_JSON) {
        report_check_json(&r, &c->out);
    } else if (!o->quiet || !report_meets_expected_errors(n)) {
        report_diagnostics(n, path, c->colour_err, o->quiet, &c->err);
        report_expected_errors(n, path, &c->out);
        if (good && n->expected_fact_count == 0)
            put_good(o, n, path, c);
    }
    int status = good && n->expected_fact_count == 0 ? EXIT_GOOD : report_status(&r);
    compilation_destroy(n);
    return status;
}

int cmd_check(const struct options *o, struct console *c)
{
    struct arena *arena = arena_create();
    const char *z3 = solver_z3_version(arena);
    int worst = EXIT_GOOD;
    for (uint32_t i = 0; i < o->operands.count; i++) {
        int status = check_file(o, o->operands.at[i], z3, c);
        worst = status > worst ? status : worst;
    }
    arena_destroy(arena);
    return worst;
}
