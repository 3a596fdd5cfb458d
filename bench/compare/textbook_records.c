/*
 * Records of the textbook encoding: what a route is, as variables or as constants, and what filters and edits make of it.
 */
#include "bench/compare/textbook_routes.h"

/* ---- records ---- */

static uint32_t asn_bits(const struct tb_slice *slice)
{
    return slice->bits[TB_LENGTH] > 0 ? slice->bits[TB_LENGTH] : 1;
}

static Z3_ast occurrences(struct tb_writing *w, uint32_t i, uint32_t count)
{
    if (!w->slice->counted[i])
        return count > 0 ? w->q->yes : w->q->no;
    return tb_value(w->q, count, asn_bits(w->slice));
}

static struct tb_record new_record(struct tb_writing *w)
{
    return (struct tb_record){.asns = arena_array(w->q->arena, Z3_ast, w->slice->asn_count),
                              .tags = arena_array(w->q->arena, Z3_ast, w->slice->tag_count)};
}

struct tb_record tb_copy_record(struct tb_writing *w, const struct tb_record *r)
{
    struct tb_record copy = new_record(w);
    Z3_ast *asns = copy.asns, *tags = copy.tags;
    for (uint32_t i = 0; i < w->slice->asn_count; i++)
        asns[i] = r->asns[i];
    for (uint32_t i = 0; i < w->slice->tag_count; i++)
        tags[i] = r->tags[i];
    copy = *r;
    copy.asns = asns;
    copy.tags = tags;
    return copy;
}

struct tb_record tb_free_record(struct tb_writing *w)
{
    struct tb_record r = new_record(w);
    r.valid = tb_bool(w->q);
    for (uint32_t n = 0; n < TB_NUMBERS; n++)
        r.number[n] = w->slice->bits[n] > 0 ? tb_bits(w->q, w->slice->bits[n]) : NULL;
    for (uint32_t i = 0; i < w->slice->asn_count; i++)
        r.asns[i] = w->slice->counted[i] ? tb_bits(w->q, asn_bits(w->slice)) : tb_bool(w->q);
    for (uint32_t i = 0; i < w->slice->tag_count; i++)
        r.tags[i] = tb_bool(w->q);
    return r;
}

void tb_set_number(struct tb_writing *w, struct tb_record *r, enum tb_number n, uint64_t value)
{
    if (w->slice->bits[n] > 0)
        r->number[n] = tb_value(w->q, value, w->slice->bits[n]);
}

struct tb_record tb_origin_record(struct tb_writing *w, const struct ir_origin *o)
{
    struct tb_record r = new_record(w);
    r.valid = tb_guard(w->q, o->guard);
    for (uint32_t n = 0; n < TB_NUMBERS; n++)
        tb_set_number(w, &r, n, 0);
    tb_set_number(w, &r, TB_LOCAL_PREF, IR_LOCAL_PREF_DEFAULT);
    tb_set_number(w, &r, TB_LENGTH, o->as_path_count);
    tb_set_number(w, &r, TB_FIRST, o->as_path_count > 0 ? o->as_path[0] : 0);
    for (uint32_t i = 0; i < w->slice->asn_count; i++) {
        uint32_t count = 0;
        for (uint32_t k = 0; k < o->as_path_count; k++)
            count += o->as_path[k] == w->slice->asns[i];
        r.asns[i] = occurrences(w, i, count);
    }
    for (uint32_t i = 0; i < w->slice->tag_count; i++)
        r.tags[i] = o->tags >> w->slice->tags[i] & 1 ? w->q->yes : w->q->no;
    return r;
}

/* The record is `a` where the condition holds, else `b`. */
static struct tb_record either(struct tb_writing *w, Z3_ast condition, const struct tb_record *a,
                               const struct tb_record *b)
{
    struct tb_record r = new_record(w);
    r.valid = tb_ite(w->q, condition, a->valid, b->valid);
    for (uint32_t n = 0; n < TB_NUMBERS; n++)
        r.number[n] = a->number[n] ? tb_ite(w->q, condition, a->number[n], b->number[n]) : NULL;
    for (uint32_t i = 0; i < w->slice->asn_count; i++)
        r.asns[i] = tb_ite(w->q, condition, a->asns[i], b->asns[i]);
    for (uint32_t i = 0; i < w->slice->tag_count; i++)
        r.tags[i] = tb_ite(w->q, condition, a->tags[i], b->tags[i]);
    return r;
}

/* ---- edits ---- */

static uint32_t index_of(const struct tb_slice *slice, uint32_t asn)
{
    for (uint32_t i = 0; i < slice->asn_count; i++) {
        if (slice->asns[i] == asn)
            return i;
    }
    return IR_NONE;
}

static void strip(struct tb_writing *w, struct tb_record *r, uint32_t asn)
{
    uint32_t i = index_of(w->slice, asn);
    if (r->number[TB_LENGTH])
        r->number[TB_LENGTH] = Z3_mk_bvsub(w->q->z3, r->number[TB_LENGTH], r->asns[i]);
    r->asns[i] = occurrences(w, i, 0);
}

static void replace(struct tb_writing *w, struct tb_record *r, uint32_t from, uint32_t to)
{
    uint32_t i = index_of(w->slice, from), k = index_of(w->slice, to);
    if (i == k)
        return;
    r->asns[k] = tb_plus(w->q, r->asns[k], r->asns[i]);
    r->asns[i] = occurrences(w, i, 0);
    if (r->number[TB_FIRST])
        r->number[TB_FIRST] = tb_ite(w->q, tb_equal(w->q, r->number[TB_FIRST], tb_value(w->q, from, 32)),
                                     tb_value(w->q, to, 32), r->number[TB_FIRST]);
}

static void prepend(struct tb_writing *w, struct tb_record *r, uint32_t asn, uint32_t count)
{
    struct tb *q = w->q;
    uint32_t i = index_of(w->slice, asn), bits = w->slice->bits[TB_LENGTH];
    r->number[TB_LENGTH] = tb_plus(q, r->number[TB_LENGTH], tb_value(q, count, bits));
    if (w->slice->caps_length)
        r->valid =
            tb_and(q, r->valid, Z3_mk_bvule(q->z3, r->number[TB_LENGTH], tb_value(q, IR_PATH_MAX, bits)));
    tb_set_number(w, r, TB_FIRST, asn);
    if (i != IR_NONE)
        r->asns[i] = w->slice->counted[i] ? tb_plus(q, r->asns[i], tb_value(q, count, bits)) : q->yes;
}

static void clear_path(struct tb_writing *w, struct tb_record *r)
{
    tb_set_number(w, r, TB_LENGTH, 0);
    tb_set_number(w, r, TB_FIRST, 0);
    for (uint32_t i = 0; i < w->slice->asn_count; i++)
        r->asns[i] = occurrences(w, i, 0);
}

void tb_edit(struct tb_writing *w, struct tb_record *r, const struct ir_edit *e)
{
    if (e->clear_path)
        clear_path(w, r);
    if (e->replace_from != 0)
        replace(w, r, e->replace_from, e->replace_to);
    if (e->strip_asn != 0)
        strip(w, r, e->strip_asn);
    if (e->strip_asn != 0 && e->prepend_count == 0 && r->number[TB_FIRST])
        w->q->unsupported = "MED where AS numbers are removed from the front";
    if (e->prepend_count > 0)
        prepend(w, r, e->prepend_asn, e->prepend_count);
    if (e->set_local_pref)
        tb_set_number(w, r, TB_LOCAL_PREF, e->local_pref);
    if (e->set_weight)
        tb_set_number(w, r, TB_WEIGHT, e->weight);
    if (e->set_med)
        tb_set_number(w, r, TB_MED, e->med);
    for (uint32_t i = 0; i < w->slice->tag_count; i++) {
        ir_tags tag = (ir_tags)1 << w->slice->tags[i];
        r->tags[i] = e->tags_set & tag ? w->q->yes : e->tags_clear & tag ? w->q->no : r->tags[i];
    }
}

/* ---- filters ---- */

Z3_ast tb_holds_asn(struct tb_writing *w, const struct tb_record *r, uint32_t asn)
{
    uint32_t i = index_of(w->slice, asn);
    if (i == IR_NONE)
        return w->q->no; /* left out, since it cannot be there or does not matter */
    if (!w->slice->counted[i])
        return r->asns[i];
    return tb_not(w->q, tb_equal(w->q, r->asns[i], tb_value(w->q, 0, asn_bits(w->slice))));
}

static Z3_ast tags_match(struct tb_writing *w, const struct ir_clause *c, const struct tb_record *r)
{
    struct tb *q = w->q;
    Z3_ast any = c->tags_any == 0 ? q->yes : q->no, others = q->yes;
    for (uint32_t i = 0; i < w->slice->tag_count; i++) {
        ir_tags tag = (ir_tags)1 << w->slice->tags[i];
        if (c->tags_any & tag)
            any = tb_or(q, any, r->tags[i]);
        if (c->tags_all & tag)
            others = tb_and(q, others, r->tags[i]);
        if (c->tags_none & tag)
            others = tb_and(q, others, tb_not(q, r->tags[i]));
    }
    return tb_and(q, any, others);
}

static Z3_ast matches(struct tb_writing *w, const struct ir_clause *c, const struct tb_record *r)
{
    if (!tb_matches_prefix(w->q->ir, c, w->slice->prefix))
        return w->q->no;
    Z3_ast all = tb_and(w->q, tb_guard(w->q, c->guard), tags_match(w, c, r));
    for (uint32_t i = 0; i < c->path_asn_count; i++)
        all = tb_and(w->q, all, tb_holds_asn(w, r, c->path_asns[i]));
    return all;
}

void tb_filter(struct tb_writing *w, struct tb_record *r, const struct ir_clause *clauses, uint32_t count)
{
    struct tb_record out = tb_copy_record(w, r);
    out.valid = w->q->no;
    for (uint32_t i = count; i-- > 0;) {
        Z3_ast match = matches(w, &clauses[i], r);
        if (match == w->q->no)
            continue;
        if (!clauses[i].permit) {
            out.valid = tb_ite(w->q, match, w->q->no, out.valid);
            continue;
        }
        struct tb_record passed = tb_copy_record(w, r);
        if (clauses[i].edit)
            tb_edit(w, &passed, clauses[i].edit);
        out = either(w, match, &passed, &out);
    }
    out.valid = tb_and(w->q, r->valid, out.valid);
    *r = out;
}
