/*
 * junit: JUnit's XML, a suite for each design and a test case for each claim.
 *
 * A refuted claim is a failure, an unknown one an error (it did not pass, and must not look so), a waived one is skipped. A
 * design that has errors has one case, `design`, which ends in an error. The elements are those that Jenkins, GitLab and
 * Azure read; docs/schemas/junit.xsd describes them. There are no times, so that the same run gives the same bytes.
 */
#include "report/format.h"

#include <string.h>

#include "report/escape.h"
#include "report/finding.h"

/* What came out of one case. */
enum ending { PASSED, FAILED, BROKEN, SKIPPED };

struct tally {
    uint32_t tests, failures, errors, skipped;
};

struct writer {
    struct arena *arena;
    const struct report *report;
    struct buf *out;
    struct tally tally;
};

static void put_attribute(struct buf *out, const char *name, const char *value)
{
    buf_printf(out, " %s=\"", name);
    escape_xml_attribute(out, value);
    buf_add(out, "\"");
}

static void put_tally(struct buf *out, const struct tally *t)
{
    buf_printf(out, " tests=\"%u\" failures=\"%u\" errors=\"%u\" skipped=\"%u\"", t->tests, t->failures,
               t->errors, t->skipped);
}

/* ---- cases ---- */

static void count(struct tally *t, enum ending e)
{
    t->tests++;
    t->failures += e == FAILED;
    t->errors += e == BROKEN;
    t->skipped += e == SKIPPED;
}

/* `<testcase ...>`; what stands in it and its end follow. */
static void begin_case(struct writer *w, const char *name, const struct place *p)
{
    buf_add(w->out, "    <testcase");
    put_attribute(w->out, "name", name);
    put_attribute(w->out, "classname", place_path(w->arena, w->report->path));
    put_attribute(w->out, "file", p->path);
    buf_printf(w->out, " line=\"%u\">\n", p->line);
}

static void end_case(struct writer *w)
{
    buf_add(w->out, "    </testcase>\n");
}

/* `<failure>`, `<error>` or `<skipped>`. */
static void put_ending(struct writer *w, enum ending e, const char *type, const char *message,
                       const char *text)
{
    static const char *const elements[] = {[FAILED] = "failure", [BROKEN] = "error", [SKIPPED] = "skipped"};
    buf_printf(w->out, "      <%s", elements[e]);
    put_attribute(w->out, "message", message);
    if (e != SKIPPED)
        put_attribute(w->out, "type", type);
    buf_add(w->out, ">");
    escape_xml(w->out, text);
    buf_printf(w->out, "</%s>\n", elements[e]);
}

static void put_element(struct buf *out, const char *indent, const char *element, const char *text)
{
    if (!*text)
        return;
    buf_printf(out, "%s<%s>", indent, element);
    escape_xml(out, text);
    buf_printf(out, "</%s>\n", element);
}

static void put_claim_case(struct writer *w, uint32_t i, const struct finding *f)
{
    const struct claim *c = &w->report->claims->at[i];
    struct place p = place_of(w->arena, w->report->compilation->sources, c->span, w->report->path);
    enum outcome outcome = w->report->verdicts[i].outcome;
    bool broken = outcome == OUTCOME_UNKNOWN || outcome == OUTCOME_ERROR;
    enum ending e = !f || f->kind == FINDING_WARNING ? PASSED
                    : f->waived                      ? SKIPPED
                    : broken                         ? BROKEN
                                                     : FAILED;
    count(&w->tally, e);
    begin_case(w, c->name, &p);
    if (e != PASSED)
        put_ending(w, e, outcome_name(outcome), f->message,
                   arena_printf(w->arena, "%s\n%s", c->text, finding_details(w->arena, f)));
    else if (f)
        put_element(w->out, "      ", "system-out", f->message);
    end_case(w);
}

/* All errors of a design, or why nothing was verified, as the one case of a suite. */
static void put_design_case(struct writer *w, const struct finding_list *all, uint32_t first, uint32_t end)
{
    const struct finding *worst = NULL;
    struct buf text = {0};
    for (uint32_t i = first; i < end; i++) {
        const struct finding *f = &all->at[i];
        if (f->claim != IR_NONE || f->level != DIAG_ERROR)
            continue;
        worst = worst ? worst : f;
        const char *details = finding_details(w->arena, f);
        buf_printf(&text, "%s:%u:%u: %s: %s\n%s%s", f->place.path, f->place.line, f->place.column, f->title,
                   f->message, details, *details ? "\n" : "");
    }
    struct place p = place_of(w->arena, w->report->compilation->sources, SPAN_NONE, w->report->path);
    count(&w->tally, worst ? BROKEN : PASSED);
    begin_case(w, "design", worst ? &worst->place : &p);
    if (worst)
        put_ending(w, BROKEN, worst->rule, worst->message, buf_text(&text));
    end_case(w);
    buf_free(&text);
}

/* ---- suites ---- */

static void put_claim_cases(struct writer *w, const struct finding_list *all, uint32_t first, uint32_t end)
{
    uint32_t next = first;
    for (uint32_t i = 0; i < w->report->claims->count; i++) {
        if (!report_shows(w->report, i))
            continue;
        while (next < end && (all->at[next].claim == IR_NONE || all->at[next].claim < i))
            next++;
        put_claim_case(w, i, next < end && all->at[next].claim == i ? &all->at[next] : NULL);
    }
}

/* Warnings and notes of the design. */
static void put_warnings(struct writer *w, const struct finding_list *all, uint32_t first, uint32_t end)
{
    struct buf text = {0};
    for (uint32_t i = first; i < end; i++) {
        const struct finding *f = &all->at[i];
        if (f->kind == FINDING_DESIGN && f->level != DIAG_ERROR)
            buf_printf(&text, "%s:%u:%u: %s: %s\n", f->place.path, f->place.line, f->place.column, f->title,
                       f->message);
    }
    put_element(w->out, "    ", "system-err", buf_text(&text));
    buf_free(&text);
}

/* The findings from `first` to `end` are those of the design. */
static struct tally put_suite(struct arena *a, const struct report_run *run, const struct report *r,
                              const struct finding_list *all, uint32_t first, uint32_t end, struct buf *out)
{
    struct buf cases = {0};
    struct writer w = {.arena = a, .report = r, .out = &cases};
    const char *design = r->compilation->design;
    if (r->claims && !run->check)
        put_claim_cases(&w, all, first, end);
    else
        put_design_case(&w, all, first, end);
    put_warnings(&w, all, first, end);
    buf_add(out, "  <testsuite");
    put_attribute(out, "name", design ? design : place_path(a, r->path));
    put_tally(out, &w.tally);
    buf_add(out, ">\n");
    buf_add(out, buf_text(&cases));
    buf_add(out, "  </testsuite>\n");
    buf_free(&cases);
    return w.tally;
}

void report_junit(const struct report_run *run, struct buf *out)
{
    struct arena *arena = arena_create();
    struct finding_list findings = findings_of(arena, run);
    struct buf suites = {0};
    struct tally sum = {0};
    for (uint32_t i = 0, first = 0, end; i < run->count; i++, first = end) {
        for (end = first; end < findings.count && findings.at[end].report == run->designs[i];)
            end++;
        struct tally t = put_suite(arena, run, run->designs[i], &findings, first, end, &suites);
        sum = (struct tally){sum.tests + t.tests, sum.failures + t.failures, sum.errors + t.errors,
                             sum.skipped + t.skipped};
    }
    buf_add(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"nicc\"");
    put_tally(out, &sum);
    buf_add(out, ">\n");
    buf_add(out, buf_text(&suites));
    buf_add(out, "</testsuites>\n");
    buf_free(&suites);
    arena_destroy(arena);
}
