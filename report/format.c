/*
 * format: from the name of an output format to the function that writes it.
 *
 * Text and JSON have a document for each design, one after the other; the others one for the whole run.
 */
#include "report/format.h"

#include "report/report.h"
#include "report/style.h"

static const struct format_info formats[] = {
#define FORMAT(id, name, whole, commands, summary) {(name), (whole), (summary)},
#include "report/formats.def"
#undef FORMAT
};

const struct format_info *format_info(enum format f)
{
    return &formats[f];
}

/* What goes to standard error and to standard output otherwise, in one text. */
static void write_text(const struct report_run *run, const struct report *r, struct buf *out)
{
    if (r->problem) {
        style_put(out, false, STYLE_PLAIN, r->path);
        buf_add(out, ": ");
        style_put(out, false, STYLE_PLAIN, r->problem);
        buf_add(out, "\n");
        return;
    }
    if (r->quiet && report_meets_expected_errors(r->compilation))
        return;
    report_diagnostics(r->compilation, r->path, r->colour, r->quiet, out);
    if (run->check)
        report_check_text(r, out);
    else
        report_text(r, out);
    report_expected_errors(r->compilation, r->path, out);
}

static void write_json(const struct report_run *run, const struct report *r, struct buf *out)
{
    if (run->check)
        report_check_json(r, out);
    else
        report_json(r, out);
}

void format_write(enum format f, const struct report_run *run, struct buf *out)
{
    switch (f) {
    case FORMAT_TEXT:
        for (uint32_t i = 0; i < run->count; i++)
            write_text(run, run->designs[i], out);
        break;
    case FORMAT_JSON:
        for (uint32_t i = 0; i < run->count; i++)
            write_json(run, run->designs[i], out);
        break;
    case FORMAT_SARIF:
        report_sarif(run, out);
        break;
    case FORMAT_JUNIT:
        report_junit(run, out);
        break;
    case FORMAT_GITHUB:
        report_github(run, out);
        break;
    case FORMAT_GITLAB:
        report_gitlab(run, out);
        break;
    case FORMAT_AZURE:
        report_azure(run, out);
        break;
    case FORMAT_MARKDOWN:
        report_markdown(run, out);
        break;
    case FORMAT_CSV:
    case FORMAT_DOT:
    case FORMAT_MERMAID:
    case FORMAT_COUNT: /* of other commands */
        break;
    }
}
