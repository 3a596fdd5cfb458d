/*
 * markdown: a run for a comment on a pull request or the summary of a step.
 *
 * Made of pieces (headings, rows of tables, counterexamples), each with a rank. When all of them do not fit into the size that
 * GitHub takes for a comment, the least important ones are left out whole, and a sentence says how many.
 */
#include "report/format.h"

#include <string.h>

#include "base/vec.h"
#include "report/escape.h"
#include "report/finding.h"
#include "report/mermaid.h"
#include "report/path_text.h"

/* GitHub takes 65,536 characters for a comment and 1 MiB for a summary; these are bytes, the sentence at the end included. */
#define SIZE_MAX_BYTES 65000u
#define SIZE_OF_END 500u

/* In the order in which they get room; the document has another order. */
enum rank { HEADING, PROBLEM, BAD_ROW, DETAILS, GOOD_ROW, RANK_COUNT };

struct piece {
    enum rank rank;
    uint32_t design;
    const char *text;
    bool shown;
};

struct pieces {
    struct piece *at;
    uint32_t count;
    uint32_t capacity;
};

struct writer {
    struct arena *arena;
    const struct report_run *run;
    struct pieces pieces;
    uint32_t design; /* the one that pieces are added for */
};

static void add_piece(struct writer *w, enum rank rank, struct buf *text)
{
    struct piece p = {rank, w->design, arena_strndup(w->arena, buf_text(text), text->length), false};
    vec_push(w->arena, &w->pieces, p);
    buf_free(text);
}

/* ---- parts of lines ---- */

static const char *sign(const struct finding *f)
{
    if (f->waived)
        return "⏸️";
    return f->open ? "❔" : f->level == DIAG_ERROR ? "❌" : f->level == DIAG_WARNING ? "⚠️" : "ℹ️";
}

static void put_place(struct arena *a, const struct place *p, bool in_table, struct buf *out)
{
    escape_markdown_code(out, arena_printf(a, "%s:%u", p->path, p->line), in_table);
}

/* What stands behind "claim `x` is". */
static const char *verdict_text(const struct finding *f)
{
    const char *is = strstr(f->message, "` is ");
    return is ? is + strlen("` is ") : f->message;
}

/* ---- tables ---- */

static void put_row(struct writer *w, const char *mark, const char *name, const char *text,
                    const char *verdict, const struct place *p, enum rank rank)
{
    struct buf row = {0};
    buf_printf(&row, "| %s | ", mark);
    escape_markdown_code(&row, name, true);
    buf_add(&row, *text ? "<br>" : "");
    escape_markdown(&row, text);
    buf_add(&row, " | ");
    escape_markdown(&row, verdict);
    buf_add(&row, " | ");
    put_place(w->arena, p, true, &row);
    buf_add(&row, " |\n");
    add_piece(w, rank, &row);
}

static void add_finding_row(struct writer *w, const struct finding *f)
{
    const struct claim *c = &f->report->claims->at[f->claim];
    put_row(w, sign(f), c->name, c->text, verdict_text(f), &f->place, BAD_ROW);
}

/* Cells of matrices that are as they should be share a row. */
static void add_matrix_row(struct writer *w, const struct report *r, uint32_t matrix)
{
    uint32_t good = 0, all = 0;
    for (uint32_t i = 0; i < r->claims->count; i++) {
        if (r->claims->at[i].matrix != matrix || !report_shows(r, i))
            continue;
        all++;
        good += report_claim_ok(r, i) && !report_claim_waived(r, i);
    }
    if (good == 0)
        return;
    const struct claim_matrix *m = &r->claims->matrices[matrix];
    struct place p = place_of(w->arena, r->compilation->sources, m->span, r->path);
    put_row(w, "✅", m->name, "", arena_printf(w->arena, "%u of %u cells are as they should be", good, all),
            &p, GOOD_ROW);
}

static void add_good_rows(struct writer *w, const struct report *r)
{
    for (uint32_t i = 0; r->claims && i < r->claims->count; i++) {
        const struct claim *c = &r->claims->at[i];
        const struct verdict *v = &r->verdicts[i];
        bool warned = v->warning && *v->warning;
        if (!report_shows(r, i) || !report_claim_ok(r, i) || report_claim_waived(r, i) || warned ||
            c->matrix != IR_NONE)
            continue;
        struct place p = place_of(w->arena, r->compilation->sources, c->span, r->path);
        put_row(w, "✅", c->name, c->text,
                v->outcome == OUTCOME_REFUTED ? "refuted, as expected" : outcome_name(v->outcome), &p,
                GOOD_ROW);
    }
    for (uint32_t m = 0; r->claims && m < r->claims->matrix_count; m++)
        add_matrix_row(w, r, m);
}

/* ---- problems of a design ---- */

static void add_problem(struct writer *w, const struct finding *f)
{
    struct buf item = {0};
    buf_printf(&item, "- %s ", sign(f));
    if (f->kind == FINDING_DESIGN)
        buf_printf(&item, "%s ", f->rule);
    escape_markdown(&item, f->message);
    buf_add(&item, " (");
    put_place(w->arena, &f->place, false, &item);
    buf_add(&item, ")\n");
    add_piece(w, PROBLEM, &item);
}

/* ---- counterexamples ---- */

static void put_hop(const struct writer *w, const struct finding *f, const struct path *p, uint32_t i,
                    struct buf *out)
{
    char route[PREFIX_TEXT_MAX];
    const struct path_hop *h = &p->hops[i];
    const char *place = path_place(w->arena, f->report->compilation->sources, h->because);
    buf_printf(out, "%u. ", i + 1);
    escape_markdown_code(out, h->node, false);
    if (h->how && *h->how) {
        buf_add(out, ": ");
        escape_markdown(out, h->how);
    }
    if (h->has_route)
        buf_printf(out, ", `%s`", prefix_print(h->route, route));
    if (*place) {
        buf_add(out, " (");
        escape_markdown_code(out, place, false);
        buf_add(out, ")");
    }
    buf_add(out, "\n");
}

static void put_drop(const struct writer *w, const struct finding *f, const struct path_drop *d,
                     struct buf *out)
{
    const char *place = path_place(w->arena, f->report->compilation->sources, d->because);
    buf_add(out, "\nDropped at ");
    escape_markdown_code(out, d->node, false);
    buf_printf(out, ": NICC%04u ", (unsigned)rule_info(d->rule)->number);
    escape_markdown(out, d->text);
    if (*place) {
        buf_add(out, " (");
        escape_markdown_code(out, place, false);
        buf_add(out, ")");
    }
    buf_add(out, "\n");
}

static void put_path(const struct writer *w, const struct finding *f, const char *title, const struct path *p,
                     struct buf *out)
{
    if (p->hop_count == 0 && !p->has_drop)
        return;
    buf_printf(out, "\n**%s: %s**\n\n", title, p->delivered ? "delivered" : "not delivered");
    for (uint32_t i = 0; i < p->hop_count; i++)
        put_hop(w, f, p, i, out);
    if (p->has_drop)
        put_drop(w, f, &p->drop, out);
}

/* The lines "  label:  text" of the text format as a list; a line without label goes on with the one before. */
static void put_fields(struct arena *a, const char *lines, struct buf *out)
{
    for (size_t length; *lines; lines += length + (lines[length] == '\n')) {
        length = strcspn(lines, "\n");
        const char *line = arena_strndup(a, lines, length);
        line += strspn(line, " ");
        const char *colon = lines[2] == ' ' ? NULL : strchr(line, ':');
        buf_add(out, "- ");
        if (colon) {
            buf_printf(out, "**%.*s** ", (int)(colon + 1 - line), line);
            line = colon + 1 + strspn(colon + 1, " ");
        }
        escape_markdown(out, line);
        buf_add(out, "\n");
    }
}

static void put_picture(struct arena *a, const struct witness *x, struct buf *out)
{
    struct buf chart = {0};
    mermaid_witness(a, x, &chart);
    if (chart.length > 0)
        buf_printf(out, "\n```mermaid\n%s```\n", buf_text(&chart));
    buf_free(&chart);
}

static void add_details(struct writer *w, const struct finding *f)
{
    const struct claim *c = &f->report->claims->at[f->claim];
    const struct verdict *v = &f->report->verdicts[f->claim];
    if (v->outcome != OUTCOME_REFUTED)
        return;
    struct buf text = {0}, fields = {0};
    buf_printf(&text, "\n#### %s ", sign(f));
    escape_markdown_code(&text, c->name, false);
    buf_add(&text, "\n\n");
    escape_markdown(&text, verdict_text(f));
    buf_add(&text, "\n\n");
    report_claim_situation(f->report, f->claim, &fields);
    put_fields(w->arena, buf_text(&fields), &text);
    if (v->witness.has_forward)
        put_path(w, f, "Forward", &v->witness.forward, &text);
    if (v->witness.has_back)
        put_path(w, f, "Return", &v->witness.back, &text);
    put_picture(w->arena, &v->witness, &text);
    buf_free(&fields);
    add_piece(w, DETAILS, &text);
}

/* ---- designs ---- */

static void add_heading(struct writer *w, const struct report *r)
{
    struct buf text = {0};
    const char *design = r->compilation->design;
    buf_add(&text, "\n### ");
    if (design)
        escape_markdown(&text, arena_printf(w->arena, "%s (%s)", design, place_path(w->arena, r->path)));
    else
        escape_markdown(&text, place_path(w->arena, r->path));
    buf_add(&text, "\n");
    add_piece(w, HEADING, &text);
}

static void add_design(struct writer *w, uint32_t i, const struct finding_list *all, uint32_t first,
                       uint32_t end)
{
    w->design = i;
    add_heading(w, w->run->designs[i]);
    for (uint32_t k = first; k < end; k++) {
        const struct finding *f = &all->at[k];
        if (f->claim == IR_NONE)
            add_problem(w, f);
        else
            add_finding_row(w, f);
        if (f->kind == FINDING_CLAIM && !f->waived)
            add_details(w, f);
    }
    add_good_rows(w, w->run->designs[i]);
}

/* ---- the document ---- */

static void put_title(const struct report_run *run, struct buf *out)
{
    static const char *const signs[] = {"✅", "❌", "❌", "❔", "❌"};
    struct report_counts sum = {0};
    for (uint32_t i = 0; i < run->count; i++)
        report_counts_add(&sum, run->designs[i]);
    buf_printf(out, "## %s nicc: ", signs[run->status >= 0 && run->status <= 4 ? run->status : 4]);
    if (sum.claims > 0)
        report_sum(&sum, out);
    else if (run->status == 0)
        buf_printf(out, "%u design%s, no errors\n", run->count, run->count == 1 ? "" : "s");
    else
        buf_add(out, run->check ? "the design has errors\n" : "nothing was verified\n");
}

/* By rank, and in order, what fits; nothing of a design without its heading. */
static void choose(struct writer *w, size_t used)
{
    bool *headed = arena_array(w->arena, bool, w->run->count);
    for (uint32_t rank = 0; rank < RANK_COUNT; rank++)
        for (uint32_t i = 0; i < w->pieces.count; i++) {
            struct piece *p = &w->pieces.at[i];
            size_t length = strlen(p->text);
            bool fits = used + length <= SIZE_MAX_BYTES - SIZE_OF_END;
            if (p->rank != rank || !fits || (rank != HEADING && !headed[p->design]))
                continue;
            headed[p->design] = true;
            p->shown = true;
            used += length;
        }
}

/* Pieces of a design and rank. */
static uint32_t put_pieces(const struct writer *w, uint32_t design, enum rank rank, const char *before,
                           struct buf *out)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < w->pieces.count; i++) {
        const struct piece *p = &w->pieces.at[i];
        if (p->design != design || p->rank != rank || !p->shown)
            continue;
        buf_add(out, count++ == 0 ? before : "");
        buf_add(out, p->text);
    }
    return count;
}

#define TABLE "\n| | claim | verdict | place |\n|---|---|---|---|\n"

static void put_left_out(const struct writer *w, struct buf *out)
{
    static const char *const names[] = {"designs", "problems of designs",
                                        "claims that are not as they should be", "counterexamples",
                                        "claims that are as they should be"};
    uint32_t left[RANK_COUNT] = {0}, kinds = 0;
    for (uint32_t i = 0; i < w->pieces.count; i++)
        left[w->pieces.at[i].rank] += !w->pieces.at[i].shown;
    for (uint32_t rank = 0; rank < RANK_COUNT; rank++) {
        if (left[rank] == 0)
            continue;
        buf_printf(out, "%s%u %s",
                   kinds++ == 0 ? "\nLeft out, so that this fits into a comment on GitHub: " : ", ",
                   left[rank], names[rank]);
    }
    buf_add(out, kinds > 0 ? ". `nicc verify` prints everything.\n" : "");
}

void report_markdown(const struct report_run *run, struct buf *out)
{
    struct writer w = {.arena = arena_create(), .run = run};
    struct finding_list findings = findings_of(w.arena, run);
    for (uint32_t i = 0, first = 0, end; i < run->count; i++, first = end) {
        for (end = first; end < findings.count && findings.at[end].report == run->designs[i];)
            end++;
        add_design(&w, i, &findings, first, end);
    }
    size_t before = out->length;
    put_title(run, out);
    choose(&w, out->length - before + run->count * (sizeof TABLE + 1));
    for (uint32_t i = 0; i < run->count; i++) {
        put_pieces(&w, i, HEADING, "", out);
        put_pieces(&w, i, PROBLEM, "\n", out);
        uint32_t rows = put_pieces(&w, i, BAD_ROW, TABLE, out);
        put_pieces(&w, i, GOOD_ROW, rows > 0 ? "" : TABLE, out);
        put_pieces(&w, i, DETAILS, "", out);
    }
    put_left_out(&w, out);
    arena_destroy(w.arena);
}
