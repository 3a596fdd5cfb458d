/*
 * check: read and check designs; no solver.
 */
#include "cli/command.h"
#include "cli/outputs.h"
#include "cli/version.h"

/* Text as it has always been: messages of designs to standard error, the rest to standard output. */
static void put_text(const struct report *r, struct console *c)
{
    if (r->quiet && report_meets_expected_errors(r->compilation))
        return;
    diag_set_width(c->width_err);
    report_diagnostics(r->compilation, r->path, c->colour_err, r->quiet, &c->err);
    diag_set_width(0);
    report_expected_errors(r->compilation, r->path, &c->out);
    report_check_text(r, &c->out);
}

static int check_file(struct report *r, bool text, struct console *c)
{
    bool good = compile_file(r->compilation, r->path);
    if (text)
        put_text(r, c);
    return good && r->compilation->expected_fact_count == 0 ? EXIT_GOOD : report_status(r);
}

static int check_all(struct arena *arena, const struct options *o, struct console *c)
{
    const char *z3 = solver_z3_version(arena);
    uint32_t count = o->operands.count;
    struct report *reports = arena_array(arena, struct report, count);
    const struct report **designs = arena_array(arena, const struct report *, count);
    int worst = EXIT_GOOD;
    for (uint32_t i = 0; i < count; i++) {
        reports[i] = (struct report){.path = o->operands.at[i],
                                     .compilation = compilation_create(),
                                     .version = NICC_VERSION,
                                     .z3_version = z3,
                                     .quiet = o->quiet};
        reports[i].compilation->timeout_ms = o->timeout_ms;
        designs[i] = &reports[i];
        int status = check_file(&reports[i], o->format == FORMAT_TEXT, c);
        worst = status > worst ? status : worst;
    }
    struct report_run run = {designs, count, true, worst};
    if (o->format != FORMAT_TEXT)
        format_write(o->format, &run, &c->out);
    worst = outputs_finish(arena, o, &run, c);
    for (uint32_t i = 0; i < count; i++)
        compilation_destroy(reports[i].compilation);
    return worst;
}

int cmd_check(const struct options *o, struct console *c)
{
    struct arena *arena = arena_create();
    int status;
    const char *problem = outputs_begin(arena, o, &status);
    if (problem) {
        console_error(c, "%s", problem);
        outputs_refuse(arena, o, problem);
    } else {
        status = check_all(arena, o, c);
    }
    arena_destroy(arena);
    return status;
}
