/*
 * waivers: which claims a waiver covers, and what is wrong with it. Looks at the tree and not at resolved claims, so
 * that mistakes in waivers are reported beside those of the design.
 *
 * A waiver covers the claims that its name fits: a claim or a cell of that name, all cells of a matrix of that name, or, with
 * `*` or `?` in it, all whose name or matrix fits the pattern. What is expected to be refuted needs no waiver and is
 * covered by none.
 */
#include "compiler/claims_internal.h"

#include <fnmatch.h>
#include <string.h>

#include "base/today.h"

/* What a waiver may name: a claim or a cell. */
struct waivable {
    const char *name;
    const char *matrix;       /* NULL for a claim */
    const struct ast *node;   /* the claim or matrix */
    const struct ast *waiver; /* that covers it, NULL so far */
};

struct waivables {
    struct compilation *c;
    VEC(struct waivable) list;
};

static void add_waivable(struct waivables *w, const struct ast *node, const char *name)
{
    const char *matrix = node->kind == AST_MATRIX ? node->name : NULL;
    vec_push(w->c->arena, &w->list, ((struct waivable){name, matrix, node, NULL}));
}

static void add_cells(struct waivables *w, const struct ast *matrix)
{
    const struct ast *columns = ast_find(matrix, AST_COLUMNS, KW_NONE);
    for (const struct ast *row = columns ? matrix->kids : NULL; row; row = row->next) {
        const struct ast *column = columns->kids;
        if (row->kind != AST_ROW)
            continue;
        for (const struct ast *cell = row->kids; cell && column; cell = cell->next) {
            if (cell->kind != AST_CELL)
                continue;
            if (strcmp(cell->name, ".") != 0)
                add_waivable(w, matrix, claim_cell_name(w->c, matrix, row, column));
            column = column->next;
        }
    }
}

static void collect(struct waivables *w)
{
    const struct model *m = w->c->model;
    for (uint32_t i = 0; i < m->claims.count; i++)
        if (m->claims.at[i]->kind == AST_MATRIX)
            add_cells(w, m->claims.at[i]);
        else
            add_waivable(w, m->claims.at[i], m->claims.at[i]->name);
}

static bool fits(const char *pattern, const char *name, const char *matrix)
{
    return fnmatch(pattern, name, 0) == 0 || (matrix && fnmatch(pattern, matrix, 0) == 0);
}

static bool expects_refuted(const struct ast *node)
{
    return ast_find(node, AST_EXPECT, KW_REFUTED) != NULL;
}

/* ---- one waiver ---- */

static void names_nothing(struct waivables *w, const struct ast *waiver)
{
    const char **names = arena_array(w->c->arena, const char *, 2 * w->list.count);
    uint32_t count = 0;
    for (uint32_t i = 0; i < w->list.count; i++) {
        names[count++] = w->list.at[i].name;
        if (w->list.at[i].matrix)
            names[count++] = w->list.at[i].matrix;
    }
    struct diag *d = diag_add(w->c->diags, DIAG_WAIVER_UNKNOWN, waiver->name_span,
                              "no claim, matrix or cell is named `%s`", waiver->name);
    const char *near = diag_nearest(waiver->name, names, count);
    if (near)
        diag_help(w->c->diags, d, "a similar name: `%s`", near);
}

static void only_expected(struct waivables *w, const struct ast *waiver, const struct ast *node)
{
    struct diag *d =
        diag_add(w->c->diags, DIAG_WAIVER_EXPECTED, waiver->name_span,
                 "`%s` is expected to be refuted, and such a claim needs no waiver", waiver->name);
    diag_label(w->c->diags, d, ast_find(node, AST_EXPECT, KW_REFUTED)->span, "the expectation");
    diag_help(w->c->diags, d,
              "keep the waiver for a defect that is to be repaired, `expect refuted` for a test");
}

static void covered_twice(struct waivables *w, const struct ast *waiver, const struct waivable *what)
{
    struct diag *d =
        diag_add(w->c->diags, DIAG_WAIVER_TWICE, waiver->name_span, "claim `%s` is waived twice", what->name);
    diag_label(w->c->diags, d, what->waiver->name_span, "first waived here");
}

static void cover(struct waivables *w, const struct ast *waiver)
{
    const struct ast *expected = NULL;
    bool covers = false;
    for (uint32_t i = 0; i < w->list.count; i++) {
        struct waivable *what = &w->list.at[i];
        if (!fits(waiver->name, what->name, what->matrix))
            continue;
        if (expects_refuted(what->node)) {
            expected = what->node;
            continue;
        }
        covers = true;
        if (what->waiver)
            covered_twice(w, waiver, what);
        else
            what->waiver = waiver;
    }
    if (!covers && expected)
        only_expected(w, waiver, expected);
    else if (!covers && !w->c->incomplete)
        names_nothing(w, waiver);
}

const char *claim_date_text(struct arena *arena, uint32_t date)
{
    return arena_printf(arena, "%04u-%02u-%02u", date / 10000, date / 100 % 100, date % 100);
}

/* The last day is included. */
static void check_date(struct compilation *c, const struct ast *waiver, uint32_t today)
{
    const struct ast *until = ast_find(waiver, AST_DATE, KW_NONE);
    if (today <= until->number || until->number == 0) /* 0: no date at all, which has been reported */
        return;
    struct diag *d = diag_add(
        c->diags, DIAG_WAIVER_EXPIRED, until->span, "the waiver of `%s` ended on %s, and today is %s",
        waiver->name, claim_date_text(c->arena, (uint32_t)until->number), claim_date_text(c->arena, today));
    diag_help(c->diags, d,
              "repair the design and remove the waiver, or have it prolonged by who is responsible");
}

static void check_reason(struct compilation *c, const struct ast *waiver)
{
    const struct ast *reason = ast_find(waiver, AST_STRING, KW_NONE);
    if (reason->name[strspn(reason->name, " \t")] == '\0')
        diag_add(c->diags, DIAG_WAIVER_WITHOUT_REASON, reason->span, "the waiver of `%s` gives no reason",
                 waiver->name);
}

void waivers_check(struct compilation *c)
{
    struct waivables w = {.c = c};
    const struct model *m = c->model;
    uint32_t today = 0;
    if (m->waivers.count == 0)
        return;
    if (!c->past && !today_utc(&today))
        diag_add(c->diags, DIAG_TODAY_UNKNOWN, m->waivers.at[0]->span,
                 "whether this waiver has ended cannot be told: SOURCE_DATE_EPOCH is no number of seconds");
    collect(&w);
    for (uint32_t i = 0; i < m->waivers.count; i++) {
        cover(&w, m->waivers.at[i]);
        if (!c->past)
            check_date(c, m->waivers.at[i], today);
        check_reason(c, m->waivers.at[i]);
    }
}

/* ---- resolved claims ---- */

static struct claim_waiver waiver_of(const struct ast *node)
{
    const struct ast *reason = ast_find(node, AST_STRING, KW_NONE);
    return (struct claim_waiver){.name = node->name,
                                 .span = node->name_span,
                                 .until = (uint32_t)ast_find(node, AST_DATE, KW_NONE)->number,
                                 .reason = reason->name,
                                 .ticket = reason->next ? reason->next->name : NULL};
}

void waivers_attach(struct compilation *c, struct claim *claims, uint32_t count, struct claim_list *list)
{
    const struct model *m = c->model;
    struct claim_waiver *waivers = arena_array(c->arena, struct claim_waiver, m->waivers.count);
    for (uint32_t w = 0; w < m->waivers.count; w++) {
        waivers[w] = waiver_of(m->waivers.at[w]);
        for (uint32_t i = 0; i < count; i++) {
            const char *matrix = claims[i].matrix == IR_NONE ? NULL : list->matrices[claims[i].matrix].name;
            if (claims[i].expect != CLAIM_EXPECT_REFUTED && fits(waivers[w].name, claims[i].name, matrix))
                claims[i].waiver = &waivers[w];
        }
    }
    list->waivers = waivers;
    list->waiver_count = m->waivers.count;
}
