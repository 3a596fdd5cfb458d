/*
 * finding: what a run has to say about places in designs, as plain data.
 *
 * All formats that annotate text make the same choice here of what is worth an annotation, and how grave it is: what fails
 * the run is an error.
 */
#include "report/finding.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "certify/sha256.h"

static const struct claim_rule claim_rules[] = {
#define CLAIM_RULE(kind, name, title, text) [CLAIM_##kind] = {(name), (title), (text)},
#include "report/claim_rules.def"
#undef CLAIM_RULE
};

const struct claim_rule *claim_rule(enum claim_kind kind)
{
    return &claim_rules[kind];
}

const char *outcome_name(enum outcome o)
{
    static const char *const names[] = {"proved", "refuted", "unknown", "error"};
    return names[o];
}

const char *claim_severity_name(enum claim_severity s)
{
    static const char *const names[] = {"low", "medium", "high", "critical"};
    return names[s];
}

/* ---- fingerprints ---- */

/* A sum over what identifies the finding, but for its place in the file. */
static void set_fingerprint(struct finding *f, const char *const *parts, uint32_t count)
{
    struct buf text = {0};
    char sum[SHA256_TEXT_MAX];
    for (uint32_t i = 0; i < count; i++)
        buf_add_bytes(&text, parts[i], strlen(parts[i]) + 1);
    sha256_text(text.text, text.length, sum);
    memcpy(f->fingerprint, sum, FINGERPRINT_MAX - 1);
    f->fingerprint[FINGERPRINT_MAX - 1] = '\0';
    buf_free(&text);
}

static void identify(struct arena *a, struct finding *f, const char *what, uint32_t occurrence)
{
    const char *parts[] = {f->rule, f->place.path, what, arena_printf(a, "%u", occurrence)};
    set_fingerprint(f, parts, 4);
}

/* What tells a finding from others of its rule and file: for claims the name, else the message. */
static const char *identity(const struct finding *f)
{
    return f->claim != IR_NONE ? f->report->claims->at[f->claim].name : f->message;
}

static int compare_fingerprints(const void *a, const void *b)
{
    return strcmp((*(struct finding *const *)a)->fingerprint, (*(struct finding *const *)b)->fingerprint);
}

/* Findings that are alike in all that identifies them get numbers, so that no two fingerprints are the same. */
static void set_fingerprints(struct arena *a, struct finding_list *list)
{
    struct finding **sorted = arena_array(a, struct finding *, list->count);
    for (uint32_t i = 0; i < list->count; i++) {
        sorted[i] = &list->at[i];
        identify(a, sorted[i], identity(sorted[i]), 0);
    }
    if (list->count > 0)
        qsort(sorted, list->count, sizeof *sorted, compare_fingerprints);
    for (uint32_t i = 0, end; i < list->count; i = end) {
        for (end = i + 1; end < list->count && compare_fingerprints(&sorted[i], &sorted[end]) == 0;)
            end++;
        /* sorting may have changed their order: number them by their order in the list */
        for (uint32_t k = i; end - i > 1 && k < end; k++) {
            uint32_t before = 0;
            for (uint32_t m = i; m < end; m++)
                before += sorted[m] < sorted[k];
            if (before > 0)
                identify(a, sorted[k], identity(sorted[k]), before);
        }
    }
}

/* ---- what is found ---- */

static struct finding *add(struct arena *a, struct finding_list *list, const struct report *r,
                           enum finding_kind kind, enum diag_severity level)
{
    vec_push(a, list, ((struct finding){.kind = kind, .level = level, .report = r, .claim = IR_NONE}));
    return &list->at[list->count - 1];
}

static void add_run(struct arena *a, struct finding_list *list, const struct report *r, const char *message)
{
    struct finding *f = add(a, list, r, FINDING_RUN, DIAG_ERROR);
    f->rule = "nicc/run";
    f->title = "nothing was verified";
    f->message = message;
    f->place = place_of(a, r->compilation->sources, SPAN_NONE, r->path);
}

static void add_diagnostic(struct arena *a, struct finding_list *list, const struct report *r,
                           const struct diag *d)
{
    struct finding *f = add(a, list, r, FINDING_DESIGN, d->severity);
    f->diag = d;
    f->rule = arena_printf(a, "NICC%04u", (unsigned)diag_info(d->code)->number);
    f->title = arena_printf(a, "%s %s", diag_severity_name(d->severity), f->rule);
    f->message = d->message;
    f->place = place_of(a, r->compilation->sources, d->span, r->path);
}

/* Errors that the design expects are as they should be. */
static void add_diagnostics(struct arena *a, struct finding_list *list, const struct report *r)
{
    struct compilation *c = r->compilation;
    const char *unexpected = c->expected_fact_count > 0 ? report_unexpected_errors(c) : NULL;
    bool as_expected = c->expected_fact_count > 0 && !unexpected;
    uint32_t count;
    const struct diag *const *diags = diag_sorted(c->diags, &count);
    for (uint32_t i = 0; i < count; i++)
        if (diags[i]->severity != DIAG_ERROR || !as_expected)
            add_diagnostic(a, list, r, diags[i]);
    if (unexpected)
        add_run(a, list, r, arena_printf(a, "not the expected errors: %s", unexpected));
}

/* Why the claim is not as it should be, or what the waiver covers. */
static const char *claim_problem(const struct report *r, uint32_t i)
{
    const struct verdict *v = &r->verdicts[i];
    switch (v->outcome) {
    case OUTCOME_REFUTED:
        return v->witness.problem ? v->witness.problem : "";
    case OUTCOME_PROVED:
        return "it was expected to be refuted";
    case OUTCOME_UNKNOWN:
    case OUTCOME_ERROR:
        break;
    }
    return v->reason;
}

static void set_claim(struct arena *a, struct finding *f, uint32_t i, const char *is, const char *why)
{
    const struct claim *c = &f->report->claims->at[i];
    f->claim = i;
    f->title = arena_printf(a, "claim `%s` is %s", c->name, is);
    f->message = *why ? arena_printf(a, "%s: %s", f->title, why) : f->title;
    f->place = place_of(a, f->report->compilation->sources, c->span, f->report->path);
}

static void add_claim(struct arena *a, struct finding_list *list, const struct report *r, uint32_t i)
{
    const struct claim *c = &r->claims->at[i];
    const struct verdict *v = &r->verdicts[i];
    bool waived = report_claim_waived(r, i);
    bool decided = v->outcome == OUTCOME_PROVED || v->outcome == OUTCOME_REFUTED;
    bool grave = !decided || c->severity >= r->fail_on;
    struct finding *f = add(a, list, r, FINDING_CLAIM,
                            waived  ? DIAG_NOTE
                            : grave ? DIAG_ERROR
                                    : DIAG_WARNING);
    f->open = v->outcome == OUTCOME_UNKNOWN;
    f->waived = waived;
    f->rule = arena_printf(a, "claim/%s", claim_rule(c->kind)->name);
    const char *is = v->outcome == OUTCOME_ERROR ? "not decided by an internal error"
                     : waived                    ? "refuted and waived"
                                                 : outcome_name(v->outcome);
    set_claim(a, f, i, is, claim_problem(r, i));
}

static void add_warning(struct arena *a, struct finding_list *list, const struct report *r, uint32_t i)
{
    const struct verdict *v = &r->verdicts[i];
    struct finding *f = add(a, list, r, FINDING_WARNING, DIAG_WARNING);
    f->rule = v->vacuous ? "claim/vacuous" : v->may_stall ? "claim/may-stall" : "claim/one-way-only";
    set_claim(a, f, i, v->vacuous ? "proved, but vacuous" : "proved, with a warning", v->warning);
}

static void add_claims(struct arena *a, struct finding_list *list, const struct report *r)
{
    for (uint32_t i = 0; r->claims && i < r->claims->count; i++) {
        const struct verdict *v = &r->verdicts[i];
        if (!report_shows(r, i))
            continue;
        if (!report_claim_ok(r, i) || report_claim_waived(r, i))
            add_claim(a, list, r, i);
        else if (v->warning && *v->warning)
            add_warning(a, list, r, i);
    }
}

struct finding_list findings_of(struct arena *arena, const struct report_run *run)
{
    struct finding_list list = {0};
    for (uint32_t i = 0; i < run->count; i++) {
        const struct report *r = run->designs[i];
        if (r->problem)
            add_run(arena, &list, r, r->problem);
        add_diagnostics(arena, &list, r);
        add_claims(arena, &list, r);
    }
    set_fingerprints(arena, &list);
    return list;
}

/* ---- order ---- */

static uint32_t weight(const struct finding *f)
{
    uint32_t severity = f->claim == IR_NONE ? CLAIM_CRITICAL + 1u : f->report->claims->at[f->claim].severity;
    return (uint32_t)f->level * 8 + severity;
}

/* A stable sort by counting: there are few weights. */
void findings_sort(struct arena *arena, struct finding_list *list)
{
    struct finding_list sorted = {0};
    for (uint32_t w = 8 * (DIAG_ERROR + 1u); w-- > 0;)
        for (uint32_t i = 0; i < list->count; i++)
            if (weight(&list->at[i]) == w)
                vec_push(arena, &sorted, list->at[i]);
    *list = sorted;
}

/* ---- details ---- */

#define DETAILS_MAX 30000u

static void put_labels(struct buf *out, const struct finding *f)
{
    const struct source_set *sources = f->report->compilation->sources;
    for (const struct diag_label *l = f->diag->labels; l; l = l->next) {
        struct source_position p = source_position(sources, l->span);
        buf_printf(out, "%s:%u: %s\n", p.path, p.line, l->text);
    }
    if (f->diag->help)
        buf_printf(out, "help: %s\n", f->diag->help);
}

/* Whole lines of at most DETAILS_MAX bytes, and how many were left out. */
static const char *cut(struct arena *a, const struct buf *text)
{
    const char *all = buf_text(text);
    if (text->length <= DETAILS_MAX)
        return arena_strndup(a, all, text->length - (text->length > 0));
    size_t end = DETAILS_MAX;
    while (end > 0 && all[end - 1] != '\n')
        end--;
    uint32_t left = 0;
    for (const char *at = all + end; (at = strchr(at, '\n')); at++)
        left++;
    return arena_printf(a, "%.*s(%u more lines are left out; `nicc verify` prints them)", (int)end, all,
                        left);
}

const char *finding_details(struct arena *arena, const struct finding *f)
{
    struct buf text = {0};
    if (f->diag)
        put_labels(&text, f);
    else if (f->kind == FINDING_CLAIM || f->kind == FINDING_WARNING)
        report_claim_details(f->report, f->claim, &text);
    const char *details = cut(arena, &text);
    buf_free(&text);
    return details;
}
