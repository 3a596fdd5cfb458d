/*
 * gitlab: the report that GitLab shows as code quality: a list of issues in the format of Code Climate.
 *
 * GitLab shows one issue for each fingerprint, and compares those of two branches, so they are all different and do not
 * depend on lines. Waived claims are left out: they are accepted.
 */
#include "report/format.h"

#include "report/finding.h"
#include "report/json_parts.h"

/* Claims by their severity; errors of a design keep everything from being verified. */
static const char *severity(const struct finding *f)
{
    static const char *const of_claims[] = {[CLAIM_LOW] = "minor",
                                            [CLAIM_MEDIUM] = "major",
                                            [CLAIM_HIGH] = "critical",
                                            [CLAIM_CRITICAL] = "blocker"};
    static const char *const of_designs[] = {
        [DIAG_NOTE] = "info", [DIAG_WARNING] = "minor", [DIAG_ERROR] = "blocker"};
    if (f->kind == FINDING_CLAIM)
        return of_claims[f->report->claims->at[f->claim].severity];
    return of_designs[f->level];
}

static json_t *issue(const struct finding *f)
{
    json_t *o = json_object(), *location = json_object(), *lines = json_object();
    json_object_set_new(o, "type", json_text("issue"));
    json_object_set_new(o, "description", json_text(f->message));
    json_object_set_new(o, "check_name", json_text(f->rule));
    json_object_set_new(o, "fingerprint", json_text(f->fingerprint));
    json_object_set_new(o, "severity", json_text(severity(f)));
    json_object_set_new(lines, "begin", json_integer(f->place.line));
    json_object_set_new(lines, "end", json_integer(f->place.end_line));
    json_object_set_new(location, "path", json_text(f->place.path));
    json_object_set_new(location, "lines", lines);
    json_object_set_new(o, "location", location);
    return o;
}

void report_gitlab(const struct report_run *run, struct buf *out)
{
    struct arena *arena = arena_create();
    struct finding_list findings = findings_of(arena, run);
    json_begin();
    json_t *list = json_array();
    for (uint32_t i = 0; i < findings.count; i++)
        if (!findings.at[i].waived)
            json_array_append_new(list, issue(&findings.at[i]));
    json_finish(list, out);
    arena_destroy(arena);
}
