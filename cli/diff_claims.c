/*
 * diff_claims: pairs claims by name, and compiles those of one design that the other one has not, or words otherwise, into
 * the other design's tree. What names nothing there is taken out of that tree again until the rest compiles.
 */
#include "cli/diff_claims.h"

#include <fnmatch.h>
#include <string.h>

#include "base/map.h"
#include "base/vec.h"
#include "solver/solver.h"

/* Claims that cannot be judged: those whose name fits the pattern. */
struct dropped {
    const char *pattern, *why;
};

/* The claims of one design, on the declarations of one. */
struct judged {
    struct compilation *design; /* NULL when nothing could be compiled */
    struct map *numbers;        /* of its claims, by name */
    const char *given_up;       /* no design: the limit that was reached, or NULL */
    const struct verdict *verdicts;
    VEC(struct dropped) dropped;
};

struct comparison {
    struct arena *arena;
    struct solver_options limits;
    const struct difference_side *sides;
    struct judged own[2];   /* each design's own claims */
    struct judged cross[2]; /* the other design's claims on this one */
    VEC(struct diff_claim) claims;
};

/* ---- the tree of one design with the claims of the other ---- */

static bool is_claim(const struct ast *node)
{
    return node->kind == AST_CLAIM || node->kind == AST_MATRIX;
}

static bool is_about_claims(const struct ast *node)
{
    return is_claim(node) || node->kind == AST_WAIVE || node->kind == AST_EXPECT_ERROR;
}

static struct ast *mixed_tree(struct arena *a, const struct ast *design, const struct ast *claims)
{
    struct ast *tree = ast_new(a, AST_DESIGN_FILE, design->span);
    for (const struct ast *kid = design->kids; kid; kid = kid->next)
        if (!is_about_claims(kid))
            ast_add(tree, ast_copy(a, kid));
    for (const struct ast *kid = claims->kids; kid; kid = kid->next)
        if (is_claim(kid))
            ast_add(tree, ast_copy(a, kid));
    return tree;
}

static bool is_inside(struct span inner, struct span outer)
{
    return inner.file == outer.file && outer.begin <= inner.begin && inner.end <= outer.end;
}

static void unlink_kid(struct ast *parent, const struct ast *kid)
{
    struct ast *last = NULL, *next;
    for (struct ast *k = parent->kids; k; k = next) {
        next = k->next;
        if (k != kid)
            last = k;
        else if (last)
            last->next = next;
        else
            parent->kids = next;
    }
    parent->last = last;
}

/* The n-th column of a matrix, and the n-th cell of each row. */
static void drop_column(struct ast *matrix, struct ast *columns, const struct ast *column)
{
    uint32_t n = 0;
    while (ast_kid(columns, n) != column)
        n++;
    for (struct ast *row = matrix->kids; row; row = row->next) {
        uint32_t values = row->kind == AST_ROW && row->kids && row->kids->kind != AST_CELL ? 1 : 0;
        const struct ast *cell = row->kind == AST_ROW ? ast_kid(row, n + values) : NULL;
        if (cell)
            unlink_kid(row, cell);
    }
    unlink_kid(columns, column);
}

/* Take out the row or column of a matrix that is meant, else all of it. The pattern names the claims. */
static const char *drop_of_matrix(struct arena *a, struct ast *tree, struct ast *matrix, struct span at)
{
    for (struct ast *part = matrix->kids; part; part = part->next) {
        if (part->kind == AST_ROW && is_inside(at, part->span)) {
            unlink_kid(matrix, part);
            return arena_printf(a, "%s/%s/*", matrix->name, part->name);
        }
        for (struct ast *column = part->kind == AST_COLUMNS ? part->kids : NULL; column;
             column = column->next) {
            if (!is_inside(at, column->span))
                continue;
            drop_column(matrix, part, column);
            return arena_printf(a, "%s/*/%s", matrix->name, column->name);
        }
    }
    unlink_kid(tree, matrix);
    return arena_printf(a, "%s/*", matrix->name);
}

/* Take out what an error is about. False when it is about no claim. */
static bool drop_one(struct comparison *c, struct judged *j, struct ast *tree, const struct diag *d)
{
    for (struct ast *kid = tree->kids; kid; kid = kid->next) {
        if (!is_claim(kid) || !is_inside(d->span, kid->span))
            continue;
        struct dropped dropped = {kid->name, arena_strdup(c->arena, d->message)};
        if (kid->kind == AST_MATRIX)
            dropped.pattern = drop_of_matrix(c->arena, tree, kid, d->span);
        else
            unlink_kid(tree, kid);
        vec_push(c->arena, &j->dropped, dropped);
        return true;
    }
    return false;
}

/* Take out what the errors of a compilation are about. False when nothing was found. */
static bool drop_wrong(struct comparison *c, struct judged *j, struct ast *tree, struct diag_list *diags)
{
    uint32_t count;
    const struct diag *const *all = diag_sorted(diags, &count);
    bool some = false;
    for (uint32_t i = 0; i < count; i++)
        if (all[i]->severity == DIAG_ERROR)
            some = drop_one(c, j, tree, all[i]) || some;
    return some;
}

static void take_design(struct comparison *c, struct judged *j, struct compilation *design)
{
    j->design = design;
    j->numbers = map_new(c->arena);
    for (uint32_t i = 0; i < design->claims->count; i++)
        map_put(j->numbers, design->claims->at[i].name, strlen(design->claims->at[i].name), i);
}

static uint32_t find_claim(const struct judged *j, const char *name)
{
    uint32_t i;
    return j->design && map_get(j->numbers, name, strlen(name), &i) ? i : IR_NONE;
}

/* Compile the claims of one design on the other, without those that mean nothing there. */
static void compile_cross(struct comparison *c, int side)
{
    struct judged *j = &c->cross[side];
    const struct compilation *design = c->sides[side].design;
    struct ast *tree = mixed_tree(c->arena, design->ast, c->sides[1 - side].design->ast);
    for (;;) {
        struct compilation *mixed = compilation_beside(design);
        if (compile_tree(mixed, design->design, tree)) {
            take_design(c, j, mixed);
            return;
        }
        bool go_on = !mixed->given_up && drop_wrong(c, j, tree, mixed->diags);
        if (mixed->given_up)
            j->given_up = arena_strdup(c->arena, mixed->given_up);
        compilation_destroy(mixed);
        if (!go_on)
            return;
    }
}

/* ---- pairing ---- */

static struct diff_wording wording(struct arena *a, const struct claim *claim)
{
    return (struct diff_wording){.there = true, .text = arena_strdup(a, claim->text), .span = claim->span};
}

static void pair_claims(struct comparison *c)
{
    const struct claim_list *old = c->sides[0].design->claims, *new = c->sides[1].design->claims;
    for (uint32_t i = 0; i < old->count; i++) {
        uint32_t other = find_claim(&c->own[1], old->at[i].name);
        struct diff_claim claim = {.name = old->at[i].name};
        claim.wordings[0] = wording(c->arena, &old->at[i]);
        if (other != IR_NONE)
            claim.wordings[1] = wording(c->arena, &new->at[other]);
        claim.reworded = other != IR_NONE && strcmp(claim.wordings[0].text, claim.wordings[1].text) != 0;
        vec_push(c->arena, &c->claims, claim);
    }
    for (uint32_t i = 0; i < new->count; i++) {
        struct diff_claim claim = {.name = new->at[i].name};
        if (find_claim(&c->own[0], claim.name) != IR_NONE)
            continue;
        claim.wordings[1] = wording(c->arena, &new->at[i]);
        vec_push(c->arena, &c->claims, claim);
    }
}

/* Must the claims of the other design be compiled on this one? */
static bool needs_cross(const struct comparison *c, int side)
{
    for (uint32_t i = 0; i < c->claims.count; i++)
        if (c->claims.at[i].wordings[1 - side].there &&
            (c->claims.at[i].reworded || !c->claims.at[i].wordings[side].there))
            return true;
    return false;
}

/* ---- judging ---- */

/* Of the other design's claims only those that this one has not in the same words. */
static const bool *selected(const struct comparison *c, const struct judged *j, int side)
{
    bool *chosen = arena_array(c->arena, bool, j->design->claims->count);
    for (uint32_t i = 0; i < c->claims.count; i++) {
        const struct diff_claim *claim = &c->claims.at[i];
        uint32_t at = find_claim(j, claim->name);
        if (at != IR_NONE && claim->wordings[1 - side].there &&
            (claim->reworded || !claim->wordings[side].there))
            chosen[at] = true;
    }
    return chosen;
}

static void judge_cross(struct comparison *c, int side)
{
    struct judged *j = &c->cross[side];
    compile_cross(c, side);
    if (j->design)
        j->verdicts =
            solver_verify(c->arena, j->design->ir, j->design->claims, selected(c, j, side), &c->limits, NULL);
}

static const char *why_of(const struct verdict *v)
{
    const char *why = v->outcome == OUTCOME_REFUTED ? v->witness.problem : v->reason;
    return why && v->outcome != OUTCOME_PROVED ? why : "";
}

static struct diff_verdict verdict_of(const struct comparison *c, const struct judged *j, const char *name)
{
    uint32_t i = find_claim(j, name);
    struct diff_verdict v = {.why = "its names mean something else there"};
    if (j->given_up)
        return (struct diff_verdict){.judged = true, .outcome = OUTCOME_UNKNOWN, .why = j->given_up};
    if (i != IR_NONE) {
        const struct verdict *found = &j->verdicts[i];
        return (struct diff_verdict){true, found->outcome, found->vacuous,
                                     arena_strdup(c->arena, why_of(found))};
    }
    for (uint32_t d = 0; d < j->dropped.count; d++)
        if (fnmatch(j->dropped.at[d].pattern, name, 0) == 0)
            v.why = j->dropped.at[d].why;
    return v;
}

static void fill_verdicts(struct comparison *c)
{
    for (uint32_t i = 0; i < c->claims.count; i++) {
        struct diff_claim *claim = &c->claims.at[i];
        bool alike = claim->wordings[0].there && claim->wordings[1].there && !claim->reworded;
        for (int words = 0; words < 2; words++)
            for (int side = 0; side < 2 && claim->wordings[words].there; side++)
                if (words == 0 || !alike)
                    claim->wordings[words].on[side] =
                        verdict_of(c, words == side || alike ? &c->own[side] : &c->cross[side], claim->name);
    }
}

struct diff_claims diff_claims(struct arena *arena, const struct options *o,
                               const struct difference_side sides[2])
{
    struct comparison c = {.arena = arena, .sides = sides};
    c.limits = (struct solver_options){.timeout_ms = o->timeout_ms, .rlimit = o->rlimit, .jobs = o->jobs};
    for (int side = 0; side < 2; side++)
        take_design(&c, &c.own[side], sides[side].design);
    pair_claims(&c);
    for (int side = 0; side < 2; side++) {
        struct compilation *design = sides[side].design;
        c.own[side].verdicts = solver_verify(arena, design->ir, design->claims, NULL, &c.limits, NULL);
        if (needs_cross(&c, side))
            judge_cross(&c, side);
    }
    fill_verdicts(&c);
    for (int side = 0; side < 2; side++)
        compilation_destroy(c.cross[side].design);
    return (struct diff_claims){c.claims.at, c.claims.count};
}
