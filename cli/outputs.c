/*
 * outputs: the files of --output over a run.
 *
 * A pipeline publishes what it finds. So a file never keeps the report of an earlier run: before the first design is read it is
 * replaced by a report, in the format asked for, of a run that did not finish; and so it is when the command line is
 * wrong, as far as the file is known then. That is a run over the same designs, with a problem instead of verdicts.
 */
#include "cli/outputs.h"

#include "cli/artifact.h"
#include "cli/command.h"
#include "cli/version.h"

#define NOT_FINISHED "nicc did not finish: this is no answer"

/* A run over the designs of the command line that has nothing but a problem to say. */
struct refusal {
    struct compilation *empty;
    struct report_run run;
};

static struct refusal refusal_new(struct arena *a, const struct options *o, const char *problem, int status)
{
    uint32_t count = o->operands.count > 0 ? o->operands.count : 1;
    struct compilation *empty = compilation_create();
    struct report *reports = arena_array(a, struct report, count);
    const struct report **designs = arena_array(a, const struct report *, count);
    for (uint32_t i = 0; i < count; i++) {
        const char *path = i < o->operands.count ? o->operands.at[i] : "nicc";
        reports[i] = (struct report){.path = path,
                                     .compilation = empty,
                                     .problem = problem,
                                     .version = NICC_VERSION,
                                     .z3_version = solver_z3_version(a)};
        designs[i] = &reports[i];
    }
    return (struct refusal){empty, {designs, count, o->command == COMMAND_CHECK, status}};
}

/* Write one output. Returns NULL or what is wrong. */
static const char *write_one(struct arena *a, const struct output_request *request,
                             const struct report_run *run)
{
    struct buf text = {0};
    format_write(request->format, run, &text);
    const char *problem = artifact_write(a, request->path, &text);
    buf_free(&text);
    return problem;
}

const char *outputs_begin(struct arena *arena, const struct options *o, int *status)
{
    *status = EXIT_USAGE;
    for (uint32_t i = 0; i < o->outputs.count; i++) {
        const char *problem = artifact_problem(arena, o, i);
        if (problem)
            return problem;
    }
    if (o->outputs.count == 0)
        return NULL;
    struct refusal r = refusal_new(arena, o, NOT_FINISHED, EXIT_INTERNAL);
    const char *problem = NULL;
    *status = EXIT_INTERNAL;
    for (uint32_t i = 0; i < o->outputs.count && !problem; i++)
        if (!artifact_is_special(o->outputs.at[i].path))
            problem = write_one(arena, &o->outputs.at[i], &r.run);
    compilation_destroy(r.empty);
    return problem;
}

void outputs_refuse(struct arena *arena, const struct options *o, const char *why)
{
    bool takes = o->command == COMMAND_VERIFY || o->command == COMMAND_CHECK;
    if (!takes || o->outputs.count == 0)
        return;
    struct refusal r = refusal_new(arena, o, why, EXIT_USAGE);
    for (uint32_t i = 0; i < o->outputs.count; i++)
        if (!artifact_problem(arena, o, i))
            (void)write_one(arena, &o->outputs.at[i], &r.run); /* the run fails whatever comes of it */
    compilation_destroy(r.empty);
}

int outputs_finish(struct arena *arena, const struct options *o, const struct report_run *run,
                   struct console *c)
{
    int status = run->status;
    for (uint32_t i = 0; i < o->outputs.count; i++) {
        const char *problem = write_one(arena, &o->outputs.at[i], run);
        if (problem)
            console_error(c, "%s", problem);
        status = problem ? EXIT_INTERNAL : status;
    }
    return status;
}
