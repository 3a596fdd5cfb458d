/*
 * The best record of the textbook encoding: no record that is valid is better, and one is as good. Rules 4 and 2 at the head of
 * compiler/ir.h.
 */
#include "bench/compare/textbook_routes.h"

static uint32_t rank_of(const struct ir *ir, const struct tb_candidate *c)
{
    return c->session == IR_NONE ? ir->origins[c->origin].rank : ir->sessions[c->session].rank;
}

static uint32_t is_internal(const struct ir *ir, const struct tb_candidate *c)
{
    return c->session != IR_NONE && ir->sessions[c->session].kind == IR_IBGP;
}

/* What a step compares, so that less is better; NULL: all are equal. */
static Z3_ast step_key(struct tb_writing *w, enum ir_step step, const struct tb_candidate *c)
{
    struct tb *q = w->q;
    const struct tb_record *r = &c->record;
    switch (step) {
    case IR_STEP_RANK:
        return tb_value(q, rank_of(q->ir, c), 8);
    case IR_STEP_WEIGHT:
        return r->number[TB_WEIGHT] ? Z3_mk_bvnot(q->z3, r->number[TB_WEIGHT]) : NULL;
    case IR_STEP_LOCAL_PREF:
        return r->number[TB_LOCAL_PREF] ? Z3_mk_bvnot(q->z3, r->number[TB_LOCAL_PREF]) : NULL;
    case IR_STEP_ORIGIN:
        return tb_value(q, c->session != IR_NONE, 1);
    case IR_STEP_PATH_LENGTH:
        return r->number[TB_LENGTH];
    case IR_STEP_EBGP:
        return tb_value(q, is_internal(q->ir, c), 1);
    case IR_STEP_METRIC:
        return r->number[TB_METRIC];
    case IR_STEP_MED:
    case IR_STEP_END:
        break;
    }
    return NULL;
}

/* The steps from *step on, up to the end or MED, as one number; NULL: nothing is compared. Leaves *step there. */
static Z3_ast key_of(struct tb_writing *w, const enum ir_step **step, const struct tb_candidate *c)
{
    Z3_ast key = NULL;
    for (; **step != IR_STEP_END && **step != IR_STEP_MED; ++*step) {
        Z3_ast part = step_key(w, **step, c);
        key = !part ? key : !key ? part : Z3_mk_concat(w->q->z3, key, part);
    }
    return key;
}

/* Of the candidates that are left, those with the least key stay. `some` says that there are any. */
static void keep_best(struct tb_writing *w, struct tb_rib *rib, const enum ir_step **step, Z3_ast some)
{
    struct tb *q = w->q;
    const enum ir_step *begin = *step;
    Z3_ast best = NULL, reached = q->no;
    for (uint32_t i = 0; i < rib->count; i++) {
        struct tb_candidate *c = &rib->at[i];
        *step = begin;
        Z3_ast key = key_of(w, step, c);
        if (!key)
            return;
        if (!best)
            best = tb_bits(q, Z3_get_bv_sort_size(q->z3, Z3_get_sort(q->z3, key)));
        tb_assert(q, tb_implies(q, c->selected, Z3_mk_bvule(q->z3, best, key)));
        c->selected = tb_and(q, c->selected, tb_equal(q, best, key));
        reached = tb_or(q, reached, c->selected);
    }
    tb_assert(q, tb_implies(q, some, reached));
}

/* Of routes of one neighbouring AS those with a higher MED go (RFC 4271 9.1.2.2 c). */
static void keep_lowest_med(struct tb_writing *w, struct tb_rib *rib)
{
    struct tb *q = w->q;
    Z3_ast *stays = arena_array(q->arena, Z3_ast, rib->count);
    for (uint32_t i = 0; i < rib->count; i++) {
        const struct tb_record *r = &rib->at[i].record;
        stays[i] = rib->at[i].selected;
        for (uint32_t k = 0; k < rib->count; k++) {
            const struct tb_record *other = &rib->at[k].record;
            Z3_ast same = tb_equal(q, r->number[TB_FIRST], other->number[TB_FIRST]);
            Z3_ast lower = Z3_mk_bvult(q->z3, other->number[TB_MED], r->number[TB_MED]);
            if (k != i)
                stays[i] =
                    tb_and(q, stays[i], tb_not(q, tb_and(q, rib->at[k].selected, tb_and(q, same, lower))));
        }
    }
    for (uint32_t i = 0; i < rib->count; i++)
        rib->at[i].selected = stays[i];
}

void tb_select_best(struct tb_writing *w, uint32_t table)
{
    struct tb *q = w->q;
    struct tb_rib *rib = &w->ribs[table];
    const enum ir_step *step = q->ir->tables[table].rank;
    Z3_ast some = q->no;
    for (uint32_t i = 0; i < rib->count; i++) {
        rib->at[i].selected = rib->at[i].record.valid;
        some = tb_or(q, some, rib->at[i].selected);
    }
    tb_assert(q, tb_equal(q, rib->best.valid, some));
    while (rib->count > 1 && *step != IR_STEP_END) {
        if (*step == IR_STEP_MED) {
            if (w->slice->bits[TB_MED] > 0)
                keep_lowest_med(w, rib);
            step++;
        } else {
            keep_best(w, rib, &step, some);
        }
    }
}

/* Do the steps of the table fix this number: is it the same for all selected routes? */
static bool is_fixed(const struct ir_table *t, uint32_t number)
{
    static const enum ir_step of[TB_NUMBERS] = {[TB_LOCAL_PREF] = IR_STEP_LOCAL_PREF,
                                                [TB_WEIGHT] = IR_STEP_WEIGHT,
                                                [TB_LENGTH] = IR_STEP_PATH_LENGTH,
                                                [TB_METRIC] = IR_STEP_METRIC,
                                                [TB_MED] = IR_STEP_END,
                                                [TB_FIRST] = IR_STEP_END,
                                                [TB_HOPS] = IR_STEP_END};
    const enum ir_step *step = t->rank;
    while (*step != IR_STEP_END && *step != of[number])
        step++;
    return *step != IR_STEP_END;
}

bool tb_has_choice(struct tb_writing *w, uint32_t table)
{
    bool choice = !w->slice->monotone || w->slice->asn_count > 0 || w->slice->tag_count > 0;
    for (uint32_t n = 0; n < TB_NUMBERS; n++)
        choice = choice || (w->slice->bits[n] > 0 && !is_fixed(&w->q->ir->tables[table], n));
    return choice && w->slice->speaks[table];
}

static Z3_ast same_record(struct tb_writing *w, const struct tb_record *a, const struct tb_record *b)
{
    Z3_ast same = w->q->yes;
    for (uint32_t n = 0; n < TB_NUMBERS; n++) {
        if (a->number[n])
            same = tb_and(w->q, same, tb_equal(w->q, a->number[n], b->number[n]));
    }
    for (uint32_t i = 0; i < w->slice->asn_count; i++)
        same = tb_and(w->q, same, tb_equal(w->q, a->asns[i], b->asns[i]));
    for (uint32_t i = 0; i < w->slice->tag_count; i++)
        same = tb_and(w->q, same, tb_equal(w->q, a->tags[i], b->tags[i]));
    return same;
}

void tb_announce(struct tb_writing *w, uint32_t table)
{
    struct tb *q = w->q;
    struct tb_rib *rib = &w->ribs[table];
    bool choice = tb_has_choice(w, table) && rib->count > 1;
    Z3_ast some = q->no, *chosen = arena_array(q->arena, Z3_ast, rib->count);
    for (uint32_t i = 0; i < rib->count; i++) {
        struct tb_candidate *c = &rib->at[i];
        Z3_ast same = q->yes;
        chosen[i] = choice ? c->chosen : c->selected;
        if (choice)
            tb_assert(q, tb_implies(q, chosen[i], c->selected));
        if (w->slice->speaks[table])
            same = same_record(w, &rib->best, &c->record);
        else if (c->record.number[TB_METRIC] &&
                 is_fixed(&q->ir->tables[table], TB_METRIC)) /* a way's, maybe */
            same = tb_equal(q, rib->best.number[TB_METRIC], c->record.number[TB_METRIC]);
        tb_assert(q, tb_implies(q, chosen[i], same));
        some = tb_or(q, some, chosen[i]);
    }
    if (!choice)
        return;
    tb_assert(q, tb_implies(q, rib->best.valid, some));
    tb_assert(q, Z3_mk_atmost(q->z3, rib->count, chosen, 1));
}
