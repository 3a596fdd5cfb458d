/*
 * situation: one variable for each element that the claim lets change; everything else is constant, so that
 * guards which cannot change fold away before anything is built on them.
 */
#include "solver/situation.h"

/* Itself and its parents are up. Chains of parents are short (a device, its circuit, its site). */
static int32_t up_literal(const struct situation *s, const int32_t *itself, uint32_t element)
{
    int32_t up = FORMULA_TRUE;
    for (uint32_t e = element; e != IR_NONE; e = s->ir->elements[e].parent) {
        if (s->ir->elements[e].is_off)
            return formula_and2(s->formula, up, -itself[s->ir->elements[e].parent]);
        up = formula_and2(s->formula, up, itself[e]);
    }
    return up;
}

/* Complete `s` from s->changed. */
static void derive_up(struct arena *arena, struct situation *s)
{
    const struct ir *ir = s->ir;
    int32_t *itself = arena_array(arena, int32_t, ir->element_count);
    int32_t *up = arena_array(arena, int32_t, ir->element_count);
    for (uint32_t e = 0; e < ir->element_count; e++)
        itself[e] = ir->elements[e].down     ? FORMULA_FALSE
                    : ir->elements[e].absent ? s->changed[e]
                                             : -s->changed[e];
    for (uint32_t e = 0; s->gone && e < ir->element_count; e++)
        if (s->declared->of_element[e] != IR_NONE)
            itself[e] = formula_and2(s->formula, itself[e], -s->gone[s->declared->of_element[e]]);
    for (uint32_t e = 0; e < ir->element_count; e++)
        up[e] = up_literal(s, itself, e);
    s->up = up;
}

struct situation situation_of_removals(struct arena *arena, struct formula *f, const struct ir *ir,
                                       const struct claim *c, const struct declarations *declared,
                                       const int32_t *gone)
{
    struct situation s = {.formula = f, .ir = ir, .declared = declared, .gone = gone};
    int32_t *changes = arena_array(arena, int32_t, ir->element_count);
    int32_t *changed = arena_array(arena, int32_t, ir->element_count);
    for (uint32_t e = 0; e < ir->element_count; e++)
        changes[e] = changed[e] = claim_may_change(ir, c, e) ? formula_var(f, e) : FORMULA_FALSE;
    for (uint32_t i = 0; i < c->down_count; i++)
        changed[c->down[i]] = FORMULA_TRUE;
    s.changes = changes;
    s.changed = changed;
    derive_up(arena, &s);
    return s;
}

struct situation situation_of_claim(struct arena *arena, struct formula *f, const struct ir *ir,
                                    const struct claim *c)
{
    return situation_of_removals(arena, f, ir, c, NULL, NULL);
}

struct situation situation_fixed(struct arena *arena, struct formula *f, const struct ir *ir,
                                 struct bits changed_elements)
{
    struct situation s = {.formula = f, .ir = ir};
    int32_t *changes = arena_array(arena, int32_t, ir->element_count);
    int32_t *changed = arena_array(arena, int32_t, ir->element_count);
    for (uint32_t e = 0; e < ir->element_count; e++) {
        changes[e] = FORMULA_FALSE;
        changed[e] = bits_has(changed_elements, e) ? FORMULA_TRUE : FORMULA_FALSE;
    }
    s.changes = changes;
    s.changed = changed;
    derive_up(arena, &s);
    return s;
}

int32_t situation_guard(const struct situation *s, struct ir_guard g)
{
    int32_t all = FORMULA_TRUE;
    for (uint32_t i = 0; i < g.count && all != FORMULA_FALSE; i++)
        all = formula_and2(s->formula, all, s->up[g.elements[i]]);
    return all;
}

int32_t situation_origin(const struct situation *s, uint32_t origin)
{
    int32_t guard = situation_guard(s, s->ir->origins[origin].guard);
    uint32_t d = s->gone ? s->declared->of_origin[origin] : IR_NONE;
    return d == IR_NONE ? guard : formula_and2(s->formula, guard, -s->gone[d]);
}

int32_t situation_line(const struct situation *s, const struct ir_line *line)
{
    uint32_t d = s->gone ? declaration_of_line(s->declared, line) : IR_NONE;
    return d == IR_NONE ? FORMULA_TRUE : -s->gone[d];
}
