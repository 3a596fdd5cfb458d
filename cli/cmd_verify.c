/*
 * verify: compile each design, ask the solver about its claims, and report in every format asked for.
 */
#include <fnmatch.h>
#include <string.h>
#include <time.h>

#include "base/vec.h"
#include "cli/artifact.h"
#include "cli/certify.h"
#include "cli/command.h"
#include "cli/mutation.h"
#include "cli/outputs.h"
#include "cli/progress.h"
#include "cli/version.h"
#include "report/report.h"

/* One design of the run. */
struct job {
    struct report report;
    struct solver_stats stats;
};

/* One run over all files. */
struct run {
    const struct options *options;
    struct console *console;
    struct arena *arena;
    struct job *jobs;        /* by file */
    bool *matched;           /* by --claim: did it select a claim of some file? */
    struct certify *certify; /* NULL unless --certify */
};

static double milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* ---- selecting claims ---- */

/* Does a pattern name the claim, or the matrix that it is a cell of? */
static bool names_claim(const char *pattern, const struct claim_list *list, const struct claim *c)
{
    if (fnmatch(pattern, c->name, 0) == 0)
        return true;
    return c->matrix != IR_NONE && fnmatch(pattern, list->matrices[c->matrix].name, 0) == 0;
}

/* The claims that --claim selects, NULL for all of them. */
static const bool *select_claims(struct run *run, const struct claim_list *list)
{
    const struct words *patterns = &run->options->claims;
    if (patterns->count == 0)
        return NULL;
    bool *selected = arena_array(run->arena, bool, list->count);
    for (uint32_t p = 0; p < patterns->count; p++) {
        for (uint32_t i = 0; i < list->count; i++) {
            if (!names_claim(patterns->at[p], list, &list->at[i]))
                continue;
            selected[i] = true;
            run->matched[p] = true;
        }
    }
    return selected;
}

/* ---- reporting ---- */

static void put_text(const struct report *r, struct console *c)
{
    if (r->quiet && report_meets_expected_errors(r->compilation))
        return;
    diag_set_width(c->width_err);
    report_diagnostics(r->compilation, r->path, c->colour_err, r->quiet, &c->err);
    diag_set_width(c->width);
    report_text(r, &c->out);
    diag_set_width(0);
    report_expected_errors(r->compilation, r->path, &c->out);
}

/* The designs from `first` on, for format_write. */
static struct report_run run_of(const struct run *run, uint32_t first, uint32_t count, int status)
{
    const struct report **designs = arena_array(run->arena, const struct report *, count);
    for (uint32_t i = 0; i < count; i++)
        designs[i] = &run->jobs[first + i].report;
    return (struct report_run){designs, count, false, status};
}

/* One design on the console, unless the format wants all of them at once. What follows has no terminal. */
static void put_report(struct run *run, uint32_t i)
{
    struct console *c = run->console;
    struct report *r = &run->jobs[i].report;
    enum format format = run->options->format;
    if (format == FORMAT_TEXT)
        put_text(r, c);
    r->colour = false;
    r->width = 0;
    struct report_run one = run_of(run, i, 1, report_status(r));
    if (format != FORMAT_TEXT && !format_info(format)->whole)
        format_write(format, &one, &c->out);
}

static void put_whole(const struct run *run, const struct report_run *all)
{
    if (format_info(run->options->format)->whole)
        format_write(run->options->format, all, &run->console->out);
}

/* ---- one file ---- */

static struct report report_of(const struct run *run, const char *path, const char *z3)
{
    return (struct report){
        .path = path,
        .compilation = compilation_create(),
        .version = NICC_VERSION,
        .z3_version = z3,
        .fail_on = run->options->fail_on,
        .no_waivers = run->options->no_waivers,
        .width = run->console->width,
        .several_counterexamples = run->options->max_counterexamples > 1,
        .one_of_several = run->options->operands.count > 1,
        .colour = run->console->colour_out,
        .quiet = run->options->quiet,
        .verbose = run->options->verbose,
    };
}

static void compile(struct run *run, struct job *job)
{
    struct report *r = &job->report;
    r->compilation->timeout_ms = run->options->timeout_ms;
    double start = milliseconds();
    if (compile_file(r->compilation, r->path)) {
        r->claims = r->compilation->claims;
        r->shown = select_claims(run, r->claims);
    }
    r->wall_ms = milliseconds() - start;
}

/* Is anything printed that tells what proofs rest on? */
static bool shows_why(const struct options *o)
{
    bool shown = o->verbose || o->format == FORMAT_JSON;
    for (uint32_t i = 0; i < o->outputs.count; i++)
        shown = shown || o->outputs.at[i].format == FORMAT_JSON;
    return shown;
}

static uint32_t count_shown(const struct report *r)
{
    uint32_t count = 0;
    for (uint32_t i = 0; r->claims && i < r->claims->count; i++)
        count += report_shows(r, i);
    return count;
}

static void judge_claims(const struct run *run, struct job *job, struct solver_options limits)
{
    struct report *r = &job->report;
    struct compilation *n = r->compilation;
    struct progress progress;
    progress_begin(&progress, run->console->progress && !run->options->quiet, r->path, count_shown(r));
    limits.judged = &progress.judged;
    r->verdicts = solver_verify(n->arena, n->ir, r->claims, r->shown, &limits, &job->stats);
    progress_end(&progress);
}

static void mutate(const struct run *run, struct report *r, const struct solver_options *limits)
{
    struct progress progress;
    const char *what = arena_printf(run->arena, "%s: mutants", r->path);
    progress_begin(&progress, run->console->progress && !run->options->quiet, what, 0);
    r->mutation = mutation_run(r, limits);
    progress_end(&progress);
}

static void judge(const struct run *run, struct job *job)
{
    const struct options *o = run->options;
    struct report *r = &job->report;
    double start = milliseconds();
    struct solver_options limits = {.timeout_ms = o->timeout_ms,
                                    .rlimit = o->rlimit,
                                    .jobs = o->jobs,
                                    .max_counterexamples = o->max_counterexamples,
                                    .why = shows_why(o)};
    if (r->claims)
        judge_claims(run, job, limits);
    report_afterwards(r);
    if (r->claims && o->mutate)
        mutate(run, r, &limits);
    r->wall_ms += milliseconds() - start;
    r->stats = o->stats ? &job->stats : NULL;
}

/* ---- all files ---- */

/* The status that matters more: internal error, bad input, refuted, unknown, good. */
static int worse(int a, int b)
{
    static const int weight[] = {
        [EXIT_GOOD] = 0, [EXIT_UNKNOWN] = 1, [EXIT_REFUTED] = 2, [EXIT_USAGE] = 3, [EXIT_INTERNAL] = 4};
    return weight[a] >= weight[b] ? a : b;
}

/* A pattern that selects nothing would look like a run in which all is well. Designs with errors have no
 * claims yet. */
static const char *unmatched_pattern(const struct run *run)
{
    for (uint32_t i = 0; i < run->options->operands.count; i++)
        if (!run->jobs[i].report.claims)
            return NULL;
    for (uint32_t p = 0; p < run->options->claims.count; p++)
        if (!run->matched[p])
            return run->options->claims.at[p];
    return NULL;
}

/* Nothing is verified: say why on standard error, or in the document of each design, and in the files. */
static int refuse_pattern(struct run *run, const char *pattern)
{
    uint32_t count = run->options->operands.count;
    const char *problem = arena_printf(run->arena, "no claim is named `%s`", pattern);
    for (uint32_t i = 0; i < count; i++) {
        run->jobs[i].report.claims = NULL;
        run->jobs[i].report.problem = problem;
    }
    struct report_run all = run_of(run, 0, count, EXIT_USAGE);
    if (run->options->format == FORMAT_TEXT)
        console_error(run->console, "%s", problem);
    else
        format_write(run->options->format, &all, &run->console->out);
    return outputs_finish(run->arena, run->options, &all, run->console);
}

/* Does anybody still get an answer? */
static bool is_awaited(const struct run *run)
{
    return !run->console->reader_gone || run->options->outputs.count > 0 || run->certify;
}

/* Standard output that cannot be written keeps no file from being written. */
static int verify_all(struct run *run)
{
    int status = EXIT_GOOD;
    uint32_t count = run->options->operands.count;
    bool printed = true;
    for (uint32_t i = 0; i < count && is_awaited(run); i++) {
        judge(run, &run->jobs[i]);
        status = worse(status, report_status(&run->jobs[i].report));
        put_report(run, i);
        certify_design(run->certify, &run->jobs[i].report);
        printed = console_flush(run->console) && printed;
    }
    if (!is_awaited(run))
        return status;
    status = worse(status, certify_finish(run->certify, run->console, status));
    struct report_run all = run_of(run, 0, count, printed ? status : EXIT_INTERNAL);
    put_whole(run, &all);
    return outputs_finish(run->arena, run->options, &all, run->console);
}

/* Would an output overwrite a file that is part of a design? */
static const char *overwritten(const struct run *run)
{
    const char *problem = NULL;
    for (uint32_t i = 0; i < run->options->operands.count && !problem; i++)
        problem = artifact_check_sources(run->arena, run->options, run->jobs[i].report.compilation->sources);
    return problem;
}

static int verify_or_refuse(struct run *run)
{
    const char *problem = overwritten(run), *unmatched = unmatched_pattern(run);
    if (problem) {
        console_error(run->console, "%s", problem);
        return EXIT_USAGE;
    }
    return unmatched ? refuse_pattern(run, unmatched) : verify_all(run);
}

static int run_files(struct run *run)
{
    const struct words *files = &run->options->operands;
    const char *z3 = solver_z3_version(run->arena);
    for (uint32_t i = 0; i < files->count; i++) {
        run->jobs[i].report = report_of(run, files->at[i], z3);
        compile(run, &run->jobs[i]);
    }
    int status = verify_or_refuse(run);
    for (uint32_t i = 0; i < files->count; i++)
        compilation_destroy(run->jobs[i].report.compilation);
    solver_finish();
    return status;
}

int cmd_verify(const struct options *o, struct console *c)
{
    struct arena *arena = arena_create();
    int status;
    const char *problem = outputs_begin(arena, o, &status);
    struct certify *certify = NULL;
    if (!problem && o->certify) {
        status = EXIT_USAGE;
        certify = certify_new(arena, o, &problem);
    }
    struct run run = {
        .options = o,
        .console = c,
        .arena = arena,
        .jobs = arena_array(arena, struct job, o->operands.count),
        .matched = arena_array(arena, bool, o->claims.count),
        .certify = certify,
    };
    if (problem) {
        console_error(c, "%s", problem);
        outputs_refuse(arena, o, problem);
    } else {
        status = run_files(&run);
    }
    arena_destroy(arena);
    return status;
}
