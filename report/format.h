/*
 * format: the output formats of `verify` and `check`, and one way to write each of them.
 */
#ifndef NICC_REPORT_FORMAT_H
#define NICC_REPORT_FORMAT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

struct report; /* report/report.h */

enum format {
#define FORMAT(id, name, whole, commands, summary) FORMAT_##id,
#include "report/formats.def"
#undef FORMAT
    FORMAT_COUNT
};

struct format_info {
    const char *name;
    bool whole; /* one document for all designs of a run */
    const char *summary;
};

const struct format_info *format_info(enum format f);

/* What a run of `verify` or `check` has to say about all its designs. */
struct report_run {
    const struct report *const *designs; /* in the order of the command line */
    uint32_t count;
    bool check; /* of `check`: there are no claims to judge */
    int status; /* the exit status that follows from the verdicts */
};

/* Append the run in one format. The reports' `colour` and `width` count for text alone. */
void format_write(enum format f, const struct report_run *run, struct buf *out);

/* The formats but text and json, which stand in report.h; each in the file of its name. */
void report_sarif(const struct report_run *run, struct buf *out);
void report_junit(const struct report_run *run, struct buf *out);
void report_github(const struct report_run *run, struct buf *out);
void report_gitlab(const struct report_run *run, struct buf *out);
void report_azure(const struct report_run *run, struct buf *out);
void report_markdown(const struct report_run *run, struct buf *out);

#endif
