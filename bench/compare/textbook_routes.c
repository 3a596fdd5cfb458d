/*
 * Routes of the textbook encoding: the stable state of one prefix as constraints (Beckett, Gupta, Mahajan, Walker: "A
 * General Approach to Network Configuration Verification", SIGCOMM 2017, section 3). For each session one record, what
 * its sender announces after filters and edits; for each table one more, the best: no record that is valid is better,
 * and one is as good. Rules 2 to 5 at the head of compiler/ir.h.
 */
#include "bench/compare/textbook.h"

/* Writing down the routes for one prefix. */
struct writing {
    struct tb *q;
    const struct tb_slice *slice;
    struct tb_rib *ribs;
};

/* ---- records ---- */

static uint32_t asn_bits(const struct tb_slice *slice)
{
    return slice->bits[TB_LENGTH] > 0 ? slice->bits[TB_LENGTH] : 1;
}

static Z3_ast occurrences(struct writing *w, uint32_t i, uint32_t count)
{
    if (!w->slice->counted[i])
        return count > 0 ? w->q->yes : w->q->no;
    return tb_value(w->q, count, asn_bits(w->slice));
}

static struct tb_record new_record(struct writing *w)
{
    return (struct tb_record){.asns = arena_array(w->q->arena, Z3_ast, w->slice->asn_count),
                              .tags = arena_array(w->q->arena, Z3_ast, w->slice->tag_count)};
}

static struct tb_record copy_record(struct writing *w, const struct tb_record *r)
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

/* A record of variables. */
static struct tb_record free_record(struct writing *w)
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

static void set_number(struct writing *w, struct tb_record *r, enum tb_number n, uint64_t value)
{
    if (w->slice->bits[n] > 0)
        r->number[n] = tb_value(w->q, value, w->slice->bits[n]);
}

static struct tb_record origin_record(struct writing *w, const struct ir_origin *o)
{
    struct tb_record r = new_record(w);
    r.valid = tb_guard(w->q, o->guard);
    for (uint32_t n = 0; n < TB_NUMBERS; n++)
        set_number(w, &r, n, 0);
    set_number(w, &r, TB_LOCAL_PREF, IR_LOCAL_PREF_DEFAULT);
    set_number(w, &r, TB_LENGTH, o->as_path_count);
    set_number(w, &r, TB_FIRST, o->as_path_count > 0 ? o->as_path[0] : 0);
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
static struct tb_record either(struct writing *w, Z3_ast condition, const struct tb_record *a,
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

static Z3_ast plus(struct tb *q, Z3_ast a, Z3_ast b)
{
    return Z3_mk_bvadd(q->z3, a, b);
}

static uint32_t index_of(const struct tb_slice *slice, uint32_t asn)
{
    for (uint32_t i = 0; i < slice->asn_count; i++) {
        if (slice->asns[i] == asn)
            return i;
    }
    return IR_NONE;
}

static void strip(struct writing *w, struct tb_record *r, uint32_t asn)
{
    uint32_t i = index_of(w->slice, asn);
    if (r->number[TB_LENGTH])
        r->number[TB_LENGTH] = Z3_mk_bvsub(w->q->z3, r->number[TB_LENGTH], r->asns[i]);
    r->asns[i] = occurrences(w, i, 0);
}

static void replace(struct writing *w, struct tb_record *r, uint32_t from, uint32_t to)
{
    uint32_t i = index_of(w->slice, from), k = index_of(w->slice, to);
    if (i == k)
        return;
    r->asns[k] = plus(w->q, r->asns[k], r->asns[i]);
    r->asns[i] = occurrences(w, i, 0);
    if (r->number[TB_FIRST])
        r->number[TB_FIRST] = tb_ite(w->q, tb_equal(w->q, r->number[TB_FIRST], tb_value(w->q, from, 32)),
                                     tb_value(w->q, to, 32), r->number[TB_FIRST]);
}

static void prepend(struct writing *w, struct tb_record *r, uint32_t asn, uint32_t count)
{
    struct tb *q = w->q;
    uint32_t i = index_of(w->slice, asn), bits = w->slice->bits[TB_LENGTH];
    r->number[TB_LENGTH] = plus(q, r->number[TB_LENGTH], tb_value(q, count, bits));
    if (w->slice->caps_length)
        r->valid =
            tb_and(q, r->valid, Z3_mk_bvule(q->z3, r->number[TB_LENGTH], tb_value(q, IR_PATH_MAX, bits)));
    set_number(w, r, TB_FIRST, asn);
    if (i != IR_NONE)
        r->asns[i] = w->slice->counted[i] ? plus(q, r->asns[i], tb_value(q, count, bits)) : q->yes;
}

static void clear_path(struct writing *w, struct tb_record *r)
{
    set_number(w, r, TB_LENGTH, 0);
    set_number(w, r, TB_FIRST, 0);
    for (uint32_t i = 0; i < w->slice->asn_count; i++)
        r->asns[i] = occurrences(w, i, 0);
}

static void edit(struct writing *w, struct tb_record *r, const struct ir_edit *e)
{
    if (e->clear_path)
        clear_path(w, r);
    if (e->strip_asn != 0)
        strip(w, r, e->strip_asn);
    if (e->strip_asn != 0 && e->prepend_count == 0 && r->number[TB_FIRST])
        w->q->unsupported = "MED where AS numbers are removed from the front";
    if (e->replace_from != 0 && (e->strip_asn == 0 || e->replace_from != e->strip_asn))
        replace(w, r, e->replace_from, e->replace_to);
    if (e->prepend_count > 0)
        prepend(w, r, e->prepend_asn, e->prepend_count);
    if (e->set_local_pref)
        set_number(w, r, TB_LOCAL_PREF, e->local_pref);
    if (e->set_weight)
        set_number(w, r, TB_WEIGHT, e->weight);
    if (e->set_med)
        set_number(w, r, TB_MED, e->med);
    for (uint32_t i = 0; i < w->slice->tag_count; i++) {
        ir_tags tag = (ir_tags)1 << w->slice->tags[i];
        r->tags[i] = e->tags_set & tag ? w->q->yes : e->tags_clear & tag ? w->q->no : r->tags[i];
    }
}

/* ---- filters ---- */

static Z3_ast holds_asn(struct writing *w, const struct tb_record *r, uint32_t asn)
{
    uint32_t i = index_of(w->slice, asn);
    if (i == IR_NONE)
        return w->q->no; /* left out, since it cannot be there or does not matter */
    if (!w->slice->counted[i])
        return r->asns[i];
    return tb_not(w->q, tb_equal(w->q, r->asns[i], tb_value(w->q, 0, asn_bits(w->slice))));
}

static Z3_ast tags_match(struct writing *w, const struct ir_clause *c, const struct tb_record *r)
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

static Z3_ast matches(struct writing *w, const struct ir_clause *c, const struct tb_record *r)
{
    if (!tb_matches_prefix(w->q->ir, c, w->slice->prefix))
        return w->q->no;
    Z3_ast all = tb_and(w->q, tb_guard(w->q, c->guard), tags_match(w, c, r));
    for (uint32_t i = 0; i < c->path_asn_count; i++)
        all = tb_and(w->q, all, holds_asn(w, r, c->path_asns[i]));
    return all;
}

/* The first clause that matches decides. */
static void filter(struct writing *w, struct tb_record *r, const struct ir_clause *clauses, uint32_t count)
{
    struct tb_record out = copy_record(w, r);
    out.valid = w->q->no;
    for (uint32_t i = count; i-- > 0;) {
        Z3_ast match = matches(w, &clauses[i], r);
        if (match == w->q->no)
            continue;
        if (!clauses[i].permit) {
            out.valid = tb_ite(w->q, match, w->q->no, out.valid);
            continue;
        }
        struct tb_record passed = copy_record(w, r);
        if (clauses[i].edit)
            edit(w, &passed, clauses[i].edit);
        out = either(w, match, &passed, &out);
    }
    out.valid = tb_and(w->q, r->valid, out.valid);
    *r = out;
}

/* ---- sessions ---- */

/* The announced route came over a session whose reverse is this one. */
static Z3_ast came_over(struct writing *w, uint32_t session)
{
    const struct ir *ir = w->q->ir;
    const struct tb_rib *rib = &w->ribs[ir->sessions[session].from];
    Z3_ast came = w->q->no;
    for (uint32_t i = 0; i < rib->count; i++) {
        uint32_t over = rib->at[i].session;
        if (over != IR_NONE && ir->sessions[over].reverse == session && rib->at[i].chosen)
            came = tb_or(w->q, came, rib->at[i].chosen);
    }
    return came;
}

static void add_metric(struct writing *w, struct tb_record *r, const struct ir_session *s)
{
    struct tb *q = w->q;
    uint32_t bits = w->slice->bits[TB_METRIC];
    if (s->has_via) {
        const struct tb_record *way = &tb_routing(q, s->via)->ribs[s->to].best;
        r->valid = tb_and(q, r->valid, way->valid);
        if (bits > 0)
            r->number[TB_METRIC] = way->number[TB_METRIC] ? way->number[TB_METRIC] : tb_value(q, 0, bits);
    } else if (bits > 0 && s->kind != IR_IGP) {
        set_number(w, r, TB_METRIC, 0);
    }
    if (bits == 0 || s->kind != IR_IGP)
        return;
    r->number[TB_METRIC] = plus(q, r->number[TB_METRIC], tb_value(q, s->cost, bits));
    if (!w->slice->monotone)
        r->valid = tb_and(q, r->valid,
                          Z3_mk_bvule(q->z3, r->number[TB_METRIC], tb_value(q, q->ir->metric_max, bits)));
}

/* What arrives over a session. */
static struct tb_record arrival(struct writing *w, uint32_t session)
{
    struct tb *q = w->q;
    const struct ir_session *s = &q->ir->sessions[session];
    struct tb_record r = copy_record(w, &w->ribs[s->from].best);
    if (!w->slice->monotone)
        r.valid = tb_and(q, r.valid, tb_not(q, came_over(w, session)));
    filter(w, &r, s->exports, s->export_count);
    if (s->export_policy_count > 0)
        filter(w, &r, s->export_policy, s->export_policy_count);
    edit(w, &r, &s->export_edit);
    if (s->loop_check)
        r.valid = tb_and(q, r.valid, tb_not(q, holds_asn(w, &r, q->ir->tables[s->to].asn)));
    filter(w, &r, s->imports, s->import_count);
    if (s->import_policy_count > 0)
        filter(w, &r, s->import_policy, s->import_policy_count);
    edit(w, &r, &s->import_edit);
    add_metric(w, &r, s);
    if (r.number[TB_HOPS])
        r.number[TB_HOPS] = plus(q, r.number[TB_HOPS], tb_value(q, 1, w->slice->bits[TB_HOPS]));
    r.valid = tb_and(q, tb_guard(q, s->guard), r.valid);
    return r;
}

/* ---- the best ---- */

static uint32_t rank_of(const struct ir *ir, const struct tb_candidate *c)
{
    return c->session == IR_NONE ? ir->origins[c->origin].rank : ir->sessions[c->session].rank;
}

static uint32_t is_internal(const struct ir *ir, const struct tb_candidate *c)
{
    return c->session != IR_NONE && ir->sessions[c->session].kind == IR_IBGP;
}

/* What a step compares, so that less is better; NULL: all are equal. */
static Z3_ast step_key(struct writing *w, enum ir_step step, const struct tb_candidate *c)
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
static Z3_ast key_of(struct writing *w, const enum ir_step **step, const struct tb_candidate *c)
{
    Z3_ast key = NULL;
    for (; **step != IR_STEP_END && **step != IR_STEP_MED; ++*step) {
        Z3_ast part = step_key(w, **step, c);
        key = !part ? key : !key ? part : Z3_mk_concat(w->q->z3, key, part);
    }
    return key;
}

/* Of the candidates that are left, those with the least key stay. `some` says that there are any. */
static void keep_best(struct writing *w, struct tb_rib *rib, const enum ir_step **step, Z3_ast some)
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
static void keep_lowest_med(struct writing *w, struct tb_rib *rib)
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

static void select_best(struct writing *w, uint32_t table)
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

/* Does it matter which of several selected routes is the announced one? */
static bool has_choice(struct writing *w, uint32_t table)
{
    bool choice = !w->slice->monotone || w->slice->asn_count > 0 || w->slice->tag_count > 0;
    for (uint32_t n = 0; n < TB_NUMBERS; n++)
        choice = choice || (w->slice->bits[n] > 0 && !is_fixed(&w->q->ir->tables[table], n));
    return choice && w->slice->speaks[table];
}

static Z3_ast same_record(struct writing *w, const struct tb_record *a, const struct tb_record *b)
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

/* The record of the table is that of the announced route; where it matters not which of them, or where there is only
 * one, that of every selected one. */
static void announce(struct writing *w, uint32_t table)
{
    struct tb *q = w->q;
    struct tb_rib *rib = &w->ribs[table];
    bool choice = has_choice(w, table) && rib->count > 1;
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

/* ---- all of a prefix ---- */

static void add_candidate(struct writing *w, uint32_t table, uint32_t session, uint32_t origin)
{
    struct tb_rib *rib = &w->ribs[table];
    rib->at[rib->count++] = (struct tb_candidate){
        .session = session, .origin = origin, .selected = w->q->no}; /* until it is written down */
}

static void list_candidates(struct writing *w)
{
    const struct ir *ir = w->q->ir;
    uint32_t *counts = arena_array(w->q->arena, uint32_t, ir->table_count);
    for (uint32_t pass = 0; pass < 2; pass++) {
        for (uint32_t o = 0; o < ir->origin_count; o++) {
            const struct ir_origin *origin = &ir->origins[o];
            if (origin->prefix != w->slice->prefix || tb_guard(w->q, origin->guard) == w->q->no)
                continue;
            if (pass == 0)
                counts[origin->table]++;
            else
                add_candidate(w, origin->table, IR_NONE, o);
        }
        for (uint32_t i = 0; i < w->slice->session_count; i++) {
            uint32_t s = w->slice->sessions[i];
            if (pass == 0)
                counts[ir->sessions[s].to]++;
            else
                add_candidate(w, ir->sessions[s].to, s, IR_NONE);
        }
        for (uint32_t t = 0; t < ir->table_count && pass == 0; t++)
            w->ribs[t].at = arena_array(w->q->arena, struct tb_candidate, counts[t]);
    }
}

static void write_table(struct writing *w, uint32_t table)
{
    struct tb_rib *rib = &w->ribs[table];
    for (uint32_t i = 0; i < rib->count; i++) {
        struct tb_candidate *c = &rib->at[i];
        c->record =
            c->session == IR_NONE ? origin_record(w, &w->q->ir->origins[c->origin]) : arrival(w, c->session);
    }
    select_best(w, table);
    announce(w, table);
}

struct tb_routing *tb_routing(struct tb *q, uint32_t prefix)
{
    const struct ir *ir = q->ir;
    if (q->routing[prefix])
        return q->routing[prefix];
    struct tb_routing *routing = q->routing[prefix] = arena_new(q->arena, struct tb_routing);
    routing->ribs = arena_array(q->arena, struct tb_rib, ir->table_count);
    routing->slice = tb_slice(q, prefix);
    struct writing w = {q, &routing->slice, routing->ribs};
    list_candidates(&w);
    for (uint32_t t = 0; t < ir->table_count; t++) {
        struct tb_rib *rib = &routing->ribs[t];
        if (rib->count > 0)
            rib->best = free_record(&w);
        else
            rib->best.valid = q->no;
        for (uint32_t i = 0; i < rib->count; i++)
            rib->at[i].chosen = rib->count == 1 ? rib->best.valid : has_choice(&w, t) ? tb_bool(q) : NULL;
    }
    for (uint32_t t = 0; t < ir->table_count && !limit_is_over(); t++)
        write_table(&w, t);
    return routing;
}
