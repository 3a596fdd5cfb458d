/*
 * claims: the claims of a design and the cells of its matrices, in order, in terms of the route network. The
 * assertions themselves are resolved in assertions.c, conditions and attributes in conditions.c.
 */
#include "compiler/claims_internal.h"

#include <string.h>

struct claim_builder {
    struct compilation *c;
    VEC(struct claim) claims;
    VEC(struct claim_matrix) matrices;
    bool full;         /* no more claims are taken */
    struct map *names; /* claim or matrix name -> index of its node in the model */
};

/* Is there room for one more claim, at `at`? */
static bool has_room(struct claim_builder *b, struct span at)
{
    b->full = b->full || !check_claim_count(b->c, b->claims.count, at);
    return !b->full;
}

static bool is_assertion(const struct ast *node)
{
    return node->kind >= AST_ASSERT_CAN_REACH && node->kind <= AST_ASSERT_STABLE;
}

static bool is_condition(const struct ast *node)
{
    return node->kind == AST_COND_FAILURES || node->kind == AST_COND_DOWN || node->kind == AST_COND_FLAG;
}

static const struct ast *assertion_of(const struct ast *node)
{
    for (const struct ast *kid = node->kids; kid; kid = kid->next)
        if (is_assertion(kid))
            return kid;
    return NULL;
}

/* From the assertion to the last condition, as written. */
static struct span text_span(const struct ast *node, const struct ast *assertion)
{
    struct span all = assertion->span;
    for (const struct ast *kid = node->kids; kid; kid = kid->next)
        if (is_condition(kid) && kid->span.end > all.end)
            all.end = kid->span.end;
    return all;
}

static bool unique_name(struct claim_builder *b, const struct ast *node, uint32_t index)
{
    uint32_t old;
    if (map_get(b->names, node->name, strlen(node->name), &old)) {
        struct diag *d = diag_add(b->c->diags, DIAG_CLAIM_TWICE, node->name_span,
                                  "claim `%s` is declared twice", node->name);
        diag_label(b->c->diags, d, b->c->model->claims.at[old]->name_span, "first declared here");
        return false;
    }
    map_put(b->names, node->name, strlen(node->name), index);
    return true;
}

/* It speaks of every service until it says otherwise. */
static struct claim new_claim(struct compilation *c, const char *name)
{
    struct bits services = bits_new(c->arena, c->ir->service_count);
    for (uint32_t i = 0; i < c->ir->service_count; i++)
        bits_add(services, i);
    return (struct claim){.name = name,
                          .matrix = IR_NONE,
                          .implied_by = IR_NONE,
                          .repeats = IR_NONE,
                          .contradicts = IR_NONE,
                          .severity = CLAIM_MEDIUM,
                          .prefix = IR_NONE,
                          .table = IR_NONE,
                          .services = services};
}

/* A claim is left out only with an error: a run that says nothing about it would pass for a proof. */
static void leave_out(struct claim_builder *b, struct span at)
{
    if (diag_errors(b->c->diags) == 0)
        not_supported(b->c, at, "this form of claim");
}

static void add_claim(struct claim_builder *b, const struct ast *node)
{
    const struct ast *assertion = assertion_of(node);
    if (!has_room(b, node->span))
        return;
    if (!assertion) {
        leave_out(b, node->span);
        return;
    }
    struct claim claim = new_claim(b->c, node->name);
    claim.span = text_span(node, assertion);
    claim.declared = node->span;
    claim.text = source_excerpt(b->c->sources, b->c->arena, claim.span);
    bool ok = claim_assertion(b->c, assertion, &claim);
    ok = claim_conditions(b->c, node, &claim) && ok;
    claim_attributes(b->c, node, &claim);
    if (!ok) {
        leave_out(b, node->span);
        return;
    }
    claim_finish(b->c, &claim);
    claim_warn_conditions(b->c, node, &claim);
    claim_warn_ends(b->c, node, &claim);
    claim_warn_qualifiers(b->c, &claim);
    vec_push(b->c->arena, &b->claims, claim);
}

/* ---- matrices ---- */

struct matrix_walk {
    struct claim_builder *b;
    const struct ast *node;
    const struct ast *columns;
    uint32_t index;
    struct claim common; /* conditions and attributes */
};

static const struct ast *find_key(const struct matrix_walk *w, const char *name)
{
    for (const struct ast *kid = w->node->kids; kid; kid = kid->next)
        if (kid->kind == AST_KEY && strcmp(kid->name, name) == 0)
            return kid;
    return NULL;
}

static bool key_qualifiers(struct compilation *c, const struct ast *key, struct claim *claim)
{
    claim->kind = CLAIM_CAN_REACH;
    return claim_qualifiers(c, key->kids, claim);
}

/* What a cell claims. A key of the matrix goes before the letters, so that any letter may be a key. */
static bool cell_kind(struct matrix_walk *w, const struct ast *cell, struct claim *claim, const char **verb)
{
    static const struct {
        const char *letter, *verb;
        enum claim_kind kind;
    } letters[] = {{"Y", "can reach", CLAIM_CAN_REACH},
                   {"N", "cannot reach", CLAIM_CANNOT_REACH},
                   {"X", "cannot send to", CLAIM_CANNOT_SEND},
                   {">", "sends one way to", CLAIM_ONE_WAY},
                   {"S", "symmetric with", CLAIM_SYMMETRIC}};
    const struct ast *key = find_key(w, cell->name);
    if (key) {
        *verb = arena_printf(w->b->c->arena, "(%s) can reach", cell->name);
        return key_qualifiers(w->b->c, key, claim);
    }
    for (uint32_t i = 0; i < sizeof letters / sizeof *letters; i++)
        if (strcmp(letters[i].letter, cell->name) == 0) {
            claim->kind = letters[i].kind;
            claim->granularity = CLAIM_AT_LINK;
            *verb = letters[i].verb;
            return true;
        }
    struct diag *d = diag_add(w->b->c->diags, DIAG_UNKNOWN_CELL, cell->span,
                              "`%s` is neither a letter of a matrix nor one of its keys", cell->name);
    diag_help(w->b->c->diags, d, "letters are Y N X S > and `.`; keys are declared by `key NAME = via ...;`");
    return false;
}

/* The PREFIX or ADDRESS that a row stands for, or NULL where it is a name. */
static const struct ast *row_value(const struct ast *row)
{
    return row->kids && row->kids->kind != AST_CELL ? row->kids : NULL;
}

const char *claim_cell_name(struct compilation *c, const struct ast *matrix, const struct ast *row,
                            const struct ast *column)
{
    return arena_printf(c->arena, "%s/%s/%s", matrix->name, row->name, column->name);
}

static void add_cell(struct matrix_walk *w, const struct ast *row, const struct ast *column,
                     const struct ast *cell)
{
    struct compilation *c = w->b->c;
    struct claim claim = w->common;
    const char *verb = "";
    if (strcmp(cell->name, ".") == 0 || !has_room(w->b, cell->span))
        return;
    claim.name = claim_cell_name(c, w->node, row, column);
    claim.span = claim.declared = cell->span;
    bool ok = cell_kind(w, cell, &claim, &verb);
    const struct ast *value = row_value(row);
    ok = (value ? endpoint_of_item(c, value, &claim.from)
                : endpoint_of_name(c, row->name, row->name_span, &claim.from)) &&
         ok;
    ok = endpoint_of_item(c, column, &claim.to) && ok;
    ok = ok && claim_sources(c, &claim, row->name_span);
    claim.text = arena_printf(c->arena, "%s %s %s", row->name, verb, column->name);
    if (!ok) {
        leave_out(w->b, cell->span);
        return;
    }
    claim_finish(c, &claim);
    claim_warn_ends(c, w->node, &claim);
    claim_warn_qualifiers(c, &claim);
    vec_push(c->arena, &w->b->claims, claim);
}

static void add_row(struct matrix_walk *w, const struct ast *row)
{
    const struct ast *value = row_value(row);
    uint32_t cells = ast_count(row) - (value ? 1 : 0), columns = ast_count(w->columns);
    if (cells != columns) {
        struct diag *d = diag_add(w->b->c->diags, DIAG_MATRIX_SHAPE, row->name_span,
                                  "row `%s` has %u cells for %u columns", row->name, cells, columns);
        diag_label(w->b->c->diags, d, w->columns->span, "the columns");
        return;
    }
    const struct ast *column = w->columns->kids;
    for (const struct ast *cell = value ? value->next : row->kids; cell;
         cell = cell->next, column = column->next)
        add_cell(w, row, column, cell);
}

static void add_matrix(struct claim_builder *b, const struct ast *node)
{
    struct matrix_walk w = {
        .b = b, .node = node, .columns = ast_find(node, AST_COLUMNS, KW_NONE), .index = b->matrices.count};
    struct claim_matrix matrix = {node->name, node->span};
    if (!w.columns) {
        leave_out(b, node->span);
        return;
    }
    w.common = new_claim(b->c, node->name);
    w.common.matrix = w.index;
    claim_conditions(b->c, node, &w.common);
    claim_attributes(b->c, node, &w.common);
    claim_warn_conditions(b->c, node, &w.common);
    vec_push(b->c->arena, &b->matrices, matrix);
    if (!ast_find(node, AST_ROW, KW_NONE))
        diag_add(b->c->diags, DIAG_EMPTY_SET, node->name_span, "matrix `%s` has no row, so it claims nothing",
                 node->name);
    for (const struct ast *kid = node->kids; kid; kid = kid->next)
        if (kid->kind == AST_ROW)
            add_row(&w, kid);
}

static void check_names_below(struct compilation *c, const struct ast *node)
{
    bool names_something =
        node->kind == AST_PATH || node->kind == AST_PLACE || (node->kind == AST_ROW && !row_value(node));
    if (names_something && node->name && strcmp(node->name, keyword_text(KW_INTERNET)) != 0)
        name_lookup(c, c->model, node->name, node->kind == AST_ROW ? node->name_span : node->span,
                    "endpoint or place");
    for (const struct ast *kid = node->kids; kid; kid = kid->next)
        check_names_below(c, kid);
}

void claims_check_names(struct compilation *c)
{
    struct claim_builder b = {.c = c, .names = map_new(c->arena)};
    for (uint32_t i = 0; i < c->model->claims.count; i++) {
        unique_name(&b, c->model->claims.at[i], i);
        check_names_below(c, c->model->claims.at[i]);
    }
}

const struct claim_list *claims_resolve(struct compilation *c)
{
    struct claim_builder b = {.c = c, .names = map_new(c->arena)};
    for (uint32_t i = 0; i < c->model->claims.count; i++) {
        const struct ast *node = c->model->claims.at[i];
        if (!unique_name(&b, node, i))
            continue;
        if (node->kind == AST_MATRIX)
            add_matrix(&b, node);
        else
            add_claim(&b, node);
    }
    struct claim_list *list = arena_new(c->arena, struct claim_list);
    *list = (struct claim_list){.at = b.claims.at,
                                .count = b.claims.count,
                                .matrices = b.matrices.at,
                                .matrix_count = b.matrices.count};
    waivers_attach(c, b.claims.at, b.claims.count, list);
    claims_relate(c, b.claims.at, b.claims.count);
    return list;
}
