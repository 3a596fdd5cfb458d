/*
 * text: verdicts for people.
 *
 * A claim that came out as it should takes one line (a matrix of such cells one line in all); everything else
 * is shown like a diagnostic, with what breaks it. The run of a good design stays calm.
 */
#include "report/report.h"

#include <string.h>

#include "report/because.h"
#include "report/changes.h"
#include "report/instability_text.h"
#include "report/mutation.h"
#include "report/path_text.h"
#include "report/style.h"

#define INDENT "  "
#define FIELD_WIDTH 8 /* of labels like "packet:" */

static struct path_style path_style_of(const struct report *r, const char *indent)
{
    return (struct path_style){r->compilation->arena, r->compilation->sources, r->width, indent, r->colour};
}

/* A sum like "58 proved, 2 refuted": parts that are 0 are left out. */
static void add_part(struct buf *out, bool *first, uint32_t count, const char *what)
{
    if (count == 0)
        return;
    buf_printf(out, "%s%u %s", *first ? "" : ", ", count, what);
    *first = false;
}

static void put_sum(struct buf *out, const struct report_counts *n)
{
    bool first = true;
    add_part(out, &first, n->proved - n->unexpected, "proved");
    add_part(out, &first, n->expected, "refuted as expected");
    add_part(out, &first, n->refuted - n->expected, "refuted");
    add_part(out, &first, n->waived, "waived");
    add_part(out, &first, n->unexpected, "proved against expectation");
    add_part(out, &first, n->unknown, "unknown");
    add_part(out, &first, n->errors, "not decided by an internal error");
}

/* ---- a claim as it should be ---- */

static void put_good_line(const struct report *r, const struct claim *c, const struct verdict *v,
                          struct buf *out)
{
    bool refuted = v->outcome == OUTCOME_REFUTED;
    style_put(out, r->colour, STYLE_GOOD, refuted ? "refuted" : v->vacuous ? "proved (vacuous)" : "proved");
    buf_add(out, refuted || v->vacuous ? "  " : "   ");
    style_put(out, false, STYLE_PLAIN, c->name);
    buf_add(out, ": ");
    style_put(out, false, STYLE_PLAIN, c->text);
    buf_add(out, refuted ? " (as expected)\n" : "\n");
}

/* ---- a claim that is not ---- */

static void put_headline(const struct report *r, const struct claim *c, const struct verdict *v,
                         struct buf *out)
{
    static const char *const words[] = {"proved:", "refuted:", "unknown:", "error:"};
    struct source_position p = source_position(r->compilation->sources, c->span);
    const char *place = arena_printf(r->compilation->arena, "%s:%u:%u: ", p.path, p.line, p.column);
    bool unexpected = v->outcome == OUTCOME_PROVED && c->expect == CLAIM_EXPECT_REFUTED;
    const char *problem = v->outcome == OUTCOME_REFUTED  ? v->witness.problem
                          : unexpected                   ? "it was expected to be refuted"
                          : v->outcome == OUTCOME_PROVED ? c->text
                                                         : v->reason;
    style_put(out, r->colour, STYLE_BOLD, place);
    style_put(out, r->colour, v->outcome == OUTCOME_UNKNOWN ? STYLE_WARNING : STYLE_BAD, words[v->outcome]);
    buf_add(out, " ");
    const char *sentence =
        arena_printf(r->compilation->arena, "claim `%s`: %s", c->name, problem ? problem : "");
    style_put(out, r->colour, STYLE_BOLD, sentence);
    buf_add(out, "\n");
}

/* One "label: text" line, broken where the screen ends; nothing without text. */
static void put_field(const struct report *r, const char *label, const char *text, struct buf *out)
{
    uint32_t padding = strlen(label) < FIELD_WIDTH ? FIELD_WIDTH - (uint32_t)strlen(label) : 0;
    if (!text || !*text)
        return;
    buf_add(out, INDENT);
    style_put(out, r->colour, STYLE_BOLD, label);
    buf_fill(out, ' ', padding + 1);
    uint32_t begin = (uint32_t)strlen(INDENT) + FIELD_WIDTH + 1;
    style_put_wrapped(out, false, STYLE_PLAIN, text, r->width, begin, begin);
}

/* "label: a, b" and `behind`, the names of elements; `none` when there are no elements. */
static void put_elements(const struct report *r, const char *label, struct element_list elements,
                         const char *behind, const char *none, struct buf *out)
{
    struct buf names = {0};
    for (uint32_t i = 0; i < elements.count; i++)
        buf_printf(&names, "%s%s", i > 0 ? ", " : "", r->compilation->ir->elements[elements.at[i]].name);
    if (elements.count > 0)
        buf_add(&names, behind);
    put_field(r, label, elements.count > 0 ? buf_text(&names) : none, out);
    buf_free(&names);
}

/* "settings: hub->spoke allow-gateway-transit off, ...": those that are not as the design states them, as they are in the counterexample. */
static void put_settings(const struct report *r, const struct claim *c, const struct witness *w,
                         struct buf *out)
{
    const struct ir *ir = r->compilation->ir;
    struct element_list settings = changes_settings(r->compilation->arena, ir, c);
    struct buf text = {0};
    for (uint32_t i = 0; i < settings.count; i++)
        buf_printf(&text, "%s%s %s", i > 0 ? ", " : "", ir->elements[settings.at[i]].name,
                   changes_setting_is_on(ir, c, w, settings.at[i]) ? "on" : "off");
    put_field(r, "settings:", buf_text(&text), out);
    buf_free(&text);
}

/* The environment of a witness; `none`: what stands where nothing has failed. */
static void put_environment(const struct report *r, const struct claim *c, const struct witness *w,
                            const char *none, struct buf *out)
{
    struct arena *a = r->compilation->arena;
    const struct ir *ir = r->compilation->ir;
    put_elements(r, "failed:", changes_failures(a, ir, w->changed, w->changed_count), "", none, out);
    put_settings(r, c, w, out);
    put_elements(r, "announced:", changes_announcements(a, ir, w->changed, w->changed_count), "", "", out);
}

static void add_end(struct buf *out, struct addr a, const char *name)
{
    char text[ADDR_TEXT_MAX];
    addr_print(a, text);
    buf_add(out, text);
    if (name && *name && strcmp(name, text) != 0)
        buf_printf(out, " (%s)", name);
}

/* " (tcp 443)": the service, where the design tells services apart. */
static void add_service(const struct report *r, uint32_t service, struct buf *out)
{
    const struct ir *ir = r->compilation->ir;
    if (!ir || ir->service_count <= 1 || service >= ir->service_count)
        return;
    const struct ir_service *s = &ir->services[service];
    if (s->port != 0)
        buf_printf(out, " (%s %u)", ir_protocol_name(s->protocol), s->port);
    else
        buf_printf(out, " (%s)", ir_protocol_name(s->protocol));
}

static void put_packet(const struct report *r, const struct witness *w, struct buf *out)
{
    struct buf text = {0};
    add_end(&text, w->source, w->source_name);
    buf_add(&text, " to ");
    add_end(&text, w->destination, w->destination_name);
    add_service(r, w->service, &text);
    put_field(r, "packet:", buf_text(&text), out);
    buf_free(&text);
}

static void put_paths(const struct report *r, const struct witness *w, const char *indent, struct buf *out)
{
    struct path_style s = path_style_of(r, indent);
    if (w->parts)
        path_text_ways(&s, &w->forward, &w->back, w->devices_matter, out);
    else
        path_text_pair(&s, w->has_forward ? &w->forward : NULL, w->has_back ? &w->back : NULL, out);
}

/* "without er1.primary, er1.secondary: ", or nothing without failures. */
static const char *failures_text(const struct report *r, const struct witness *w)
{
    struct arena *a = r->compilation->arena;
    const struct ir *ir = r->compilation->ir;
    struct element_list failed = changes_failures(a, ir, w->changed, w->changed_count);
    const char *text = "";
    for (uint32_t i = 0; i < failed.count; i++)
        text = arena_printf(a, "%s%s%s", text, i > 0 ? ", " : "without ", ir->elements[failed.at[i]].name);
    return failed.count > 0 ? arena_printf(a, "%s: ", text) : "";
}

/* "without er1: hub prefers ... (NICC3612) [design.ni:12]" */
static void put_causes(const struct report *r, const struct witness *w, struct buf *out)
{
    struct arena *a = r->compilation->arena;
    for (uint32_t i = 0; i < w->cause_count; i++) {
        const struct cause *c = &w->causes[i];
        const char *place = path_place(a, r->compilation->sources, c->because);
        const char *rule =
            c->rule == IR_NONE ? "" : arena_printf(a, " (NICC%04u)", (unsigned)rule_info(c->rule)->number);
        const char *text = arena_printf(a, "%s%s%s%s", i == 0 ? failures_text(r, w) : "", c->text, rule,
                                        *place ? arena_printf(a, " [%s]", place) : "");
        put_field(r, i == 0 ? "cause:" : "", text, out);
    }
}

static void put_witness(const struct report *r, const struct claim *c, const struct witness *w,
                        struct buf *out)
{
    put_elements(r,
                 "down:", changes_failures(r->compilation->arena, r->compilation->ir, c->down, c->down_count),
                 " (by the claim)", "", out);
    put_environment(r, c, w, "nothing", out);
    if (w->is_flow)
        put_packet(r, w, out);
    put_paths(r, w, INDENT, out);
    put_causes(r, w, out);
    struct path_style style = path_style_of(r, INDENT);
    if (w->instability)
        instability_text(&style, w->instability, out);
}

static const char *counted(struct arena *a, uint32_t count, const char *what)
{
    return arena_printf(a, "%u more %s%s", count, what, count == 1 ? "" : "s");
}

/* What has the same cause as a counterexample: "12 more flows, and 2 more environments with the same cause". */
static void put_more(const struct report *r, const struct witness *w, struct buf *out)
{
    struct arena *a = r->compilation->arena;
    bool flows = w->more_flows > 0, environments = w->more_environments > 0;
    if (!flows && !environments)
        return;
    put_field(r, "more:",
              arena_printf(a, "%s%s%s%s with the same cause", w->more_is_least ? "at least " : "",
                           flows ? counted(a, w->more_flows, "flow") : "",
                           flows && environments ? ", and " : "",
                           environments ? counted(a, w->more_environments, "environment") : ""),
              out);
}

/* All counterexamples: the first, whose problem stands in the headline, and those with other causes. */
static void put_counterexamples(const struct report *r, const struct claim *c, const struct verdict *v,
                                struct buf *out)
{
    put_witness(r, c, &v->witness, out);
    put_more(r, &v->witness, out);
    for (uint32_t i = 0; i < v->other_count; i++) {
        put_field(r, "another:", v->others[i].problem, out);
        put_witness(r, c, &v->others[i], out);
        put_more(r, &v->others[i], out);
    }
}

/* Whole lines, one step further to the right. */
static void add_indented(struct buf *out, const char *lines)
{
    for (size_t length; *lines; lines += length) {
        length = strcspn(lines, "\n") + 1;
        buf_add(out, INDENT);
        buf_add_bytes(out, lines, length);
    }
}

/* The flow that a warning speaks of, below it. */
static void put_example(const struct report *r, const struct claim *c, const struct witness *w,
                        struct buf *out)
{
    struct buf environment = {0};
    put_environment(r, c, w, "", &environment);
    add_indented(out, buf_text(&environment));
    buf_free(&environment);
    buf_add(out, INDENT);
    put_packet(r, w, out);
    put_paths(r, w, INDENT INDENT, out);
}

static void put_warning(const struct report *r, const struct claim *c, const struct verdict *v,
                        struct buf *out)
{
    buf_add(out, INDENT);
    style_put(out, r->colour, STYLE_WARNING, "warning:");
    buf_add(out, " ");
    if (c->matrix != IR_NONE && !r->verbose) {
        style_put(out, false, STYLE_PLAIN, c->name);
        buf_add(out, ": ");
    }
    style_put(out, false, STYLE_PLAIN, v->warning);
    buf_add(out, "\n");
    if ((v->has_one_way || v->may_stall) && (r->verbose || c->matrix == IR_NONE))
        put_example(r, c, &v->example, out);
}

static void put_duties(const struct report *r, const struct claim *c, struct buf *out)
{
    put_field(r, "owner:", c->owner, out);
    put_field(r, "control:", c->controls, out);
    put_field(r, "note:", c->note, out);
}

static void put_problem(const struct report *r, const struct claim *c, const struct verdict *v,
                        struct buf *out)
{
    put_headline(r, c, v, out);
    diag_quote(r->compilation->sources, c->span, NULL, r->colour, out);
    if (v->outcome == OUTCOME_REFUTED)
        put_counterexamples(r, c, v, out);
    if (v->outcome == OUTCOME_PROVED && r->verbose)
        because_put(r, v, out);
    put_duties(r, c, out);
}

static void put_waiver(const struct report *r, const struct claim_waiver *w, struct buf *out)
{
    put_field(r, "until:", claim_date_text(r->compilation->arena, w->until), out);
    put_field(r, "reason:", w->reason, out);
    put_field(r, "ticket:", w->ticket, out);
}

/* A claim that is refuted and waived: what breaks it, and the waiver. */
static void put_waived(const struct report *r, const struct claim *c, const struct verdict *v,
                       struct buf *out)
{
    style_put(out, r->colour, STYLE_WARNING, "waived");
    buf_add(out, "   ");
    style_put(out, false, STYLE_PLAIN, arena_printf(r->compilation->arena, "%s: %s", c->name, c->text));
    buf_add(out, "\n");
    put_field(r, "refuted:", v->witness.problem, out);
    if (r->verbose)
        put_counterexamples(r, c, v, out);
    put_waiver(r, c->waiver, out);
}

/* ---- all claims ---- */

static void put_claim(const struct report *r, uint32_t i, struct buf *out)
{
    const struct claim *c = &r->claims->at[i];
    const struct verdict *v = &r->verdicts[i];
    if (report_claim_waived(r, i)) {
        if (!r->quiet)
            put_waived(r, c, v, out);
        return;
    }
    if (!report_claim_ok(r, i)) {
        put_problem(r, c, v, out);
        return;
    }
    if (r->quiet)
        return;
    if (c->matrix == IR_NONE || r->verbose)
        put_good_line(r, c, v, out);
    if (r->verbose && v->outcome == OUTCOME_REFUTED)
        put_counterexamples(r, c, v, out);
    if (r->verbose)
        because_put(r, v, out);
    if (v->warning && *v->warning)
        put_warning(r, c, v, out);
}

void report_claim_text(const struct report *r, uint32_t i, struct buf *out)
{
    const struct claim *c = &r->claims->at[i];
    const struct verdict *v = &r->verdicts[i];
    put_headline(r, c, v, out);
    diag_quote(r->compilation->sources, c->span, NULL, r->colour, out);
    if (v->outcome == OUTCOME_REFUTED)
        put_witness(r, c, &v->witness, out);
}

void report_claim_details(const struct report *r, uint32_t i, struct buf *out)
{
    struct report plain = *r;
    plain.colour = false;
    plain.width = 0;
    const struct claim *c = &r->claims->at[i];
    const struct verdict *v = &r->verdicts[i];
    if (v->outcome == OUTCOME_REFUTED)
        put_counterexamples(&plain, c, v, out);
    else if (v->has_one_way || v->may_stall)
        put_example(&plain, c, &v->example, out);
    put_duties(&plain, c, out);
    if (c->waiver)
        put_waiver(&plain, c->waiver, out);
}

void report_claim_situation(const struct report *r, uint32_t i, struct buf *out)
{
    const struct claim *c = &r->claims->at[i];
    const struct verdict *v = &r->verdicts[i];
    if (v->outcome != OUTCOME_REFUTED)
        return;
    put_environment(r, c, &v->witness, "nothing", out);
    if (v->witness.is_flow)
        put_packet(r, &v->witness, out);
    put_causes(r, &v->witness, out);
    put_duties(r, c, out);
}

/* Is this the last shown cell of its matrix? */
static bool ends_matrix(const struct report *r, uint32_t i)
{
    uint32_t matrix = r->claims->at[i].matrix;
    if (matrix == IR_NONE)
        return false;
    for (uint32_t j = i + 1; j < r->claims->count; j++)
        if (r->claims->at[j].matrix == matrix && report_shows(r, j))
            return false;
    return true;
}

/* Counts of the shown cells of one matrix. */
static struct report_counts count_matrix(const struct report *r, uint32_t matrix)
{
    bool *cells = arena_array(r->compilation->arena, bool, r->claims->count);
    for (uint32_t i = 0; i < r->claims->count; i++)
        cells[i] = r->claims->at[i].matrix == matrix && report_shows(r, i);
    struct report part = *r;
    part.shown = cells;
    return report_count(&part);
}

/* "matrix lab: 30 of 30 cells proved", "matrix lab: 28 of 30 cells proved, 2 refuted" */
static void put_matrix_line(const struct report *r, uint32_t matrix, struct buf *out)
{
    struct report_counts n = count_matrix(r, matrix);
    if (r->quiet && n.not_ok == 0)
        return;
    struct report_counts others = n;
    others.proved = others.unexpected;
    buf_printf(out, "matrix %s: %u of %u cells proved", r->claims->matrices[matrix].name,
               n.proved - n.unexpected, n.claims);
    if (n.proved - n.unexpected < n.claims) {
        buf_add(out, ", ");
        put_sum(out, &others);
    }
    buf_add(out, "\n");
}

static void put_stats(const struct report *r, struct buf *out)
{
    const struct solver_stats *s = r->stats;
    buf_printf(out, "time: %.1f ms in all, %.1f encoding, %.1f solving, %.1f starting Z3\n", r->wall_ms,
               s->encode_ms, s->solve_ms, s->z3_start_ms);
    buf_printf(out, "work: %llu route states, %llu terms, %llu checks\n", (unsigned long long)s->states,
               (unsigned long long)s->nodes, (unsigned long long)s->checks);
}

void report_sum(const struct report_counts *n, struct buf *out)
{
    buf_printf(out, "%u claim%s", n->claims, n->claims == 1 ? "" : "s");
    buf_add(out, n->claims > 0 ? ": " : "");
    put_sum(out, n);
    buf_add(out, "\n");
}

void report_text(const struct report *r, struct buf *out)
{
    if (!r->claims)
        return;
    for (uint32_t i = 0; i < r->claims->count; i++) {
        if (!report_shows(r, i))
            continue;
        put_claim(r, i, out);
        if (ends_matrix(r, i))
            put_matrix_line(r, r->claims->at[i].matrix, out);
    }
    if (r->mutation)
        mutation_text(r->mutation, r->compilation->arena, r->compilation->sources, r->colour, out);
    if (r->stats)
        put_stats(r, out);
    struct report_counts n = report_count(r);
    if (r->one_of_several)
        style_put(out, false, STYLE_PLAIN, arena_printf(r->compilation->arena, "%s: ", r->path));
    report_sum(&n, out);
}

void report_check_text(const struct report *r, struct buf *out)
{
    uint32_t claims = r->compilation->claims ? r->compilation->claims->count : 0;
    if (r->quiet || diag_errors(r->compilation->diags) > 0 || r->compilation->expected_fact_count > 0)
        return;
    style_put(out, false, STYLE_PLAIN, r->path);
    buf_printf(out, ": no errors, %u claim%s\n", claims, claims == 1 ? "" : "s");
}

/* ---- diagnostics ---- */

void report_diagnostics(struct compilation *c, const char *path, bool colour, bool quiet, struct buf *out)
{
    uint32_t count;
    const struct diag *const *diags = diag_sorted(c->diags, &count);
    for (uint32_t i = 0; i < count; i++)
        if (!quiet || diags[i]->severity == DIAG_ERROR)
            diag_print(c->diags, diags[i], colour, out);
    uint32_t errors = diag_errors(c->diags);
    if (errors == 0)
        return;
    style_put(out, false, STYLE_PLAIN, path);
    buf_printf(out, ": %u error%s\n", errors, errors == 1 ? "" : "s");
}

void report_expected_errors(struct compilation *c, const char *path, struct buf *out)
{
    if (c->expected_fact_count == 0)
        return;
    const char *problem = report_unexpected_errors(c);
    style_put(out, false, STYLE_PLAIN, path);
    if (problem)
        buf_printf(out, ": not the expected errors: %s\n", problem);
    else
        buf_add(out, ": the errors are the expected ones\n");
}
