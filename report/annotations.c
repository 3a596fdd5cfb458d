/*
 * annotations: findings as commands in the log of a pipeline: GitHub Actions and Azure Pipelines.
 *
 * One line each, the gravest first, since GitHub shows the first ten of each kind and step alone. The last line is a sum for
 * those who read the log; it holds no text of designs, so that none can be taken for a command.
 */
#include "report/format.h"

#include "report/escape.h"
#include "report/finding.h"

/* ---- GitHub ---- */

static void put_github_property(struct buf *out, const char *name, const char *value)
{
    buf_printf(out, ",%s=", name);
    escape_github_property(out, value);
}

static void put_github_place(struct buf *out, const struct place *p)
{
    buf_add(out, "file=");
    escape_github_property(out, p->path);
    buf_printf(out, ",line=%u,endLine=%u", p->line, p->end_line);
    if (p->line == p->end_line) /* GitHub takes columns within one line only */
        buf_printf(out, ",col=%u,endColumn=%u", p->column, p->end_column);
}

static void put_github(struct arena *a, const struct finding *f, struct buf *out)
{
    static const char *const commands[] = {
        [DIAG_NOTE] = "notice", [DIAG_WARNING] = "warning", [DIAG_ERROR] = "error"};
    buf_printf(out, "::%s ", commands[f->level]);
    put_github_place(out, &f->place);
    put_github_property(out, "title", f->title);
    buf_add(out, "::");
    escape_github(out, f->message);
    const char *details = finding_details(a, f);
    escape_github(out, *details ? "\n" : "");
    escape_github(out, details);
    buf_add(out, "\n");
}

/* ---- Azure ---- */

/* Azure has errors and warnings; notes would count as warnings, and are left out. */
static void put_azure(struct arena *a, const struct finding *f, struct buf *out)
{
    if (f->level == DIAG_NOTE)
        return;
    buf_printf(out, "##vso[task.logissue type=%s;sourcepath=", f->level == DIAG_ERROR ? "error" : "warning");
    escape_azure_property(out, f->place.path);
    buf_printf(out, ";linenumber=%u;columnnumber=%u;code=", f->place.line, f->place.column);
    escape_azure_property(out, f->rule);
    buf_add(out, ";]");
    escape_azure(out, f->message);
    const char *details = finding_details(a, f);
    escape_azure(out, *details ? "\n" : "");
    escape_azure(out, details);
    buf_add(out, "\n");
}

/* ---- both ---- */

static void put_sum(const struct report_run *run, const struct finding_list *findings, struct buf *out)
{
    struct report_counts sum = {0};
    uint32_t errors = 0;
    for (uint32_t i = 0; i < findings->count; i++)
        errors += findings->at[i].claim == IR_NONE && findings->at[i].level == DIAG_ERROR;
    for (uint32_t i = 0; i < run->count && !run->check; i++)
        report_counts_add(&sum, run->designs[i]);
    if (run->check || errors > 0)
        buf_printf(out, "%u design%s: %u error%s\n", run->count, run->count == 1 ? "" : "s", errors,
                   errors == 1 ? "" : "s");
    if (sum.claims > 0)
        report_sum(&sum, out);
}

typedef void put_finding(struct arena *a, const struct finding *f, struct buf *out);

static void put_all(const struct report_run *run, put_finding *put, struct buf *out)
{
    struct arena *arena = arena_create();
    struct finding_list findings = findings_of(arena, run);
    findings_sort(arena, &findings);
    for (uint32_t i = 0; i < findings.count; i++)
        put(arena, &findings.at[i], out);
    put_sum(run, &findings, out);
    arena_destroy(arena);
}

void report_github(const struct report_run *run, struct buf *out)
{
    put_all(run, put_github, out);
}

void report_azure(const struct report_run *run, struct buf *out)
{
    put_all(run, put_azure, out);
}
