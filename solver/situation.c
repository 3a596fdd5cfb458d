/*
 * situation: one failure variable per element that the claim lets fail; everything else is constant, so that
 * guards which cannot change fold away before anything is built on them.
 */
#include "solver/situation.h"

/* Itself and its parents are up. Chains of parents are short (a device, its circuit, its site). */
static int32_t up_literal(const struct situation *s, const int32_t *itself, uint32_t element)
{
    int32_t up = FORMULA_TRUE;
    for (uint32_t e = element; e != IR_NONE; e = s->ir->elements[e].parent)
        up = formula_and2(s->formula, up, itself[e]);
    return up;
}

/* Complete `s` from `itself`: by element, the literal "not down itself". */
static void derive_up(struct arena *arena, struct situation *s, const int32_t *itself)
{
    int32_t *up = arena_array(arena, int32_t, s->ir->element_count);
    for (uint32_t e = 0; e < s->ir->element_count; e++)
        up[e] = up_literal(s, itself, e);
    s->up = up;
}

struct situation situation_of_claim(struct arena *arena, struct formula *f, const struct ir *ir,
                                    const struct claim *c)
{
    struct situation s = {.formula = f, .ir = ir, .budget = c->failures};
    int32_t *fails = arena_array(arena, int32_t, ir->element_count);
    int32_t *itself = arena_array(arena, int32_t, ir->element_count);
    for (uint32_t e = 0; e < ir->element_count; e++) {
        bool may_fail = c->failures > 0 && claim_may_fail(ir, c, e);
        fails[e] = may_fail ? formula_var(f, e) : FORMULA_FALSE;
        itself[e] = ir->elements[e].down ? FORMULA_FALSE : -fails[e];
    }
    for (uint32_t i = 0; i < c->down_count; i++)
        itself[c->down[i]] = FORMULA_FALSE;
    s.fails = s.broken = fails;
    derive_up(arena, &s, itself);
    return s;
}

struct situation situation_fixed(struct arena *arena, struct formula *f, const struct ir *ir,
                                 struct bits down)
{
    struct situation s = {.formula = f, .ir = ir, .budget = 0};
    int32_t *fails = arena_array(arena, int32_t, ir->element_count);
    int32_t *itself = arena_array(arena, int32_t, ir->element_count);
    int32_t *broken = arena_array(arena, int32_t, ir->element_count);
    for (uint32_t e = 0; e < ir->element_count; e++) {
        fails[e] = FORMULA_FALSE;
        broken[e] = bits_has(down, e) ? FORMULA_TRUE : FORMULA_FALSE;
        itself[e] = ir->elements[e].down || bits_has(down, e) ? FORMULA_FALSE : FORMULA_TRUE;
    }
    s.fails = fails;
    s.broken = broken;
    derive_up(arena, &s, itself);
    return s;
}

int32_t situation_guard(const struct situation *s, struct ir_guard g)
{
    int32_t all = FORMULA_TRUE;
    for (uint32_t i = 0; i < g.count && all != FORMULA_FALSE; i++)
        all = formula_and2(s->formula, all, s->up[g.elements[i]]);
    return all;
}
