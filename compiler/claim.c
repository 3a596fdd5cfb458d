/*
 * claim: which environments a claim admits, and which flows count in them. Plain reading of claim.h; the solver writes
 * the same down as constraints of its own.
 */
#include "compiler/claim.h"

/* Is it down in every environment of the claim: itself, or something that takes it down? (Not what a setting takes down:
 * that may fail as well, and no more is down then.) */
static bool is_down_already(const struct ir *ir, const struct claim *c, uint32_t e)
{
    for (; e != IR_NONE && !ir->elements[e].is_off; e = ir->elements[e].parent) {
        if (ir->elements[e].down || ids_hold(c->down, c->down_count, e))
            return true;
    }
    return false;
}

uint32_t claim_payers(const struct ir *ir, const struct claim *c, uint32_t e)
{
    uint32_t payers = 0;
    for (uint32_t b = 0; b < CLAIM_BUDGETS_MAX; b++) {
        const struct claim_budget *budget = &c->budgets[b];
        if (budget->most > 0 && (ir->elements[e].classes & ~IR_CLASSES_FREE & budget->classes) != 0)
            payers |= 1u << b;
    }
    return payers;
}

bool claim_may_fail(const struct ir *ir, const struct claim *c, uint32_t e)
{
    return claim_payers(ir, c, e) != 0 && !ids_hold(c->never_fails, c->never_fails_count, e) &&
           !is_down_already(ir, c, e);
}

static bool is_free(const struct ir *ir, const struct claim *c, uint32_t e)
{
    return (ir->elements[e].classes & IR_CLASSES_FREE) != 0 && !ir->elements[e].stated &&
           !ids_hold(c->fixed, c->fixed_count, e);
}

bool claim_may_change(const struct ir *ir, const struct claim *c, uint32_t e)
{
    return is_free(ir, c, e) || claim_may_fail(ir, c, e);
}

/* What some of the budgets can pay for in all. */
static uint64_t sum_of(const struct claim *c, uint32_t budgets)
{
    uint64_t sum = 0;
    for (uint32_t b = 0; b < CLAIM_BUDGETS_MAX; b++)
        if (budgets & 1u << b)
            sum += c->budgets[b].most;
    return sum;
}

/* Each failure has to find a payer: so it is exactly when no set of budgets is asked for more than it has by failures
 * that only these can pay for (Hall's theorem). */
bool claim_admits(const struct ir *ir, const struct claim *c, const uint32_t *changed, uint32_t count)
{
    for (uint32_t budgets = 1; budgets < 1u << CLAIM_BUDGETS_MAX; budgets++) {
        uint64_t asked = 0;
        for (uint32_t i = 0; i < count; i++)
            asked += claim_may_fail(ir, c, changed[i]) && (claim_payers(ir, c, changed[i]) & ~budgets) == 0;
        if (asked > sum_of(c, budgets))
            return false;
    }
    return true;
}

bool claim_flow_counts(const struct ir *ir, const struct claim *c, struct bits changed,
                       const struct flow_end *a, const struct flow_end *b)
{
    for (uint32_t e = bits_next(changed, 0); e != UINT32_MAX; e = bits_next(changed, e + 1)) {
        uint32_t site = ir->elements[e].site;
        if (site != IR_NONE && (site == a->site || site == b->site) && !ids_hold(c->down, c->down_count, e))
            return false;
    }
    return true;
}
