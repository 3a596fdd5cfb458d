/*
 * warn_conditions: conditions of a claim that say less than they seem to: budgets beyond what can fail, elements that are
 * down already, an end that is down.
 */
#include "compiler/claims_internal.h"

/* The conditions of one claim or matrix, and the claim (or a cell) that has them. */
struct conditions {
    struct compilation *c;
    const struct ast *node;
    const struct claim *claim;
};

/* ---- failure budgets ---- */

/* Elements of these classes: all of them, and those that may fail. */
struct failing {
    uint32_t all, may;
};

static struct failing count_elements(const struct conditions *w, uint32_t classes)
{
    struct failing count = {0};
    for (uint32_t e = 0; e < w->c->ir->element_count; e++)
        if (w->c->ir->elements[e].classes & classes) {
            count.all++;
            count.may += claim_may_fail(w->c->ir, w->claim, e);
        }
    return count;
}

static void warn_budget(const struct conditions *w, const struct ast *cond, const struct claim_budget *budget)
{
    struct diag_list *l = w->c->diags;
    if (budget->most == 0) {
        struct diag *d = diag_add(l, DIAG_BUDGET_ZERO, cond->span, "a budget of 0 failures admits none");
        diag_help(l, d, "leave it out, or say how many may fail");
        return;
    }
    struct failing count = count_elements(w, budget->classes);
    if (count.may >= budget->most)
        return;
    if (count.all == 0) {
        diag_add(l, DIAG_BUDGET_TOO_LARGE, cond->span,
                 "nothing can fail here: the design has no such element");
        return;
    }
    struct diag *d = diag_add(l, DIAG_BUDGET_TOO_LARGE, cond->span,
                              "a budget of %u failure%s, where %u element%s can fail", budget->most,
                              budget->most == 1 ? "" : "s", count.may, count.may == 1 ? "" : "s");
    diag_help(l, d, "what lies in the end sites of a claim never fails, and what is down cannot");
}

static void warn_budgets(const struct conditions *w)
{
    uint32_t budget = 0;
    for (const struct ast *cond = w->node->kids; cond; cond = cond->next)
        if (cond->kind == AST_COND_FAILURES && budget < CLAIM_BUDGETS_MAX)
            warn_budget(w, cond, &w->claim->budgets[budget++]);
}

/* ---- what is taken down ---- */

/* Is the element down by its own declaration, or by what has been named before, or inside of such a thing? */
static bool is_down(const struct ir *ir, struct bits before, uint32_t e)
{
    for (; e != IR_NONE; e = ir->elements[e].parent)
        if (ir->elements[e].down || bits_has(before, e))
            return true;
    return false;
}

static void warn_place(const struct conditions *w, const struct ast *place, struct bits before)
{
    const uint32_t *elements;
    uint32_t count;
    bool all = true;
    if (!place_elements(w->c, place, &elements, &count))
        return;
    for (uint32_t i = 0; i < count; i++)
        all = all && is_down(w->c->ir, before, elements[i]);
    for (uint32_t i = 0; i < count; i++)
        bits_add(before, elements[i]);
    if (all)
        diag_add(w->c->diags, DIAG_DOWN_ALREADY, place->span, "`%s` is down already",
                 source_excerpt(w->c->sources, w->c->arena, place->span));
}

static void warn_down(const struct conditions *w)
{
    struct bits before = bits_new(w->c->arena, w->c->ir->element_count);
    for (const struct ast *cond = w->node->kids; cond; cond = cond->next)
        for (const struct ast *place = cond->kids; place && cond->kind == AST_COND_DOWN; place = place->next)
            warn_place(w, place, before);
}

void claim_warn_conditions(struct compilation *c, const struct ast *node, const struct claim *claim)
{
    struct conditions w = {c, node, claim};
    warn_budgets(&w);
    warn_down(&w);
}

/* ---- ends that are down ---- */

/* Does the claim take down all that the member stands for? */
static bool takes_down(const struct ir *ir, const struct claim *claim, const struct claim_member *m)
{
    for (uint32_t i = 0; i < m->end_count; i++) {
        const struct flow_end *e = &m->ends[i];
        bool is_machine = e->kind == FLOW_APPLIANCE || e->kind == FLOW_ROUTER;
        uint32_t element = is_machine           ? ir->tables[e->table].element
                           : e->site != IR_NONE ? ir->sites[e->site].element
                                                : IR_NONE;
        if (element == IR_NONE || claim_may_be_up(ir, claim, element))
            return false;
    }
    return m->end_count > 0;
}

static const char *end_down(const struct ir *ir, const struct claim *claim, const struct claim_set *set)
{
    for (uint32_t i = 0; i < set->count; i++)
        if (takes_down(ir, claim, &set->members[i]))
            return set->members[i].name;
    return NULL;
}

void claim_warn_ends(struct compilation *c, const struct ast *node, const struct claim *claim)
{
    const struct ast *cond = ast_find(node, AST_COND_DOWN, KW_NONE);
    const char *end = NULL;
    if (!cond || claim->kind == CLAIM_NO_LOOPS || claim->kind == CLAIM_NO_BLACKHOLES ||
        claim->kind == CLAIM_STABLE) /* these are about all ends and tables */
        return;
    if (claim_is_flow(claim->kind)) {
        end = end_down(c->ir, claim, &claim->from);
        end = end ? end : end_down(c->ir, claim, &claim->to);
    } else if (!claim_may_be_up(c->ir, claim, c->ir->tables[claim->table].element)) {
        end = c->ir->tables[claim->table].name;
    }
    if (end)
        diag_add(c->diags, DIAG_END_IS_DOWN, cond->span,
                 "this takes down `%s`, which the claim is about: nothing is sent, received or learned there",
                 end);
}
