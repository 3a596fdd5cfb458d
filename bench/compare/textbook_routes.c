/*
 * Routes of the textbook encoding: the stable state of one prefix as constraints (Beckett, Gupta, Mahajan, Walker: "A
 * General Approach to Network Configuration Verification", SIGCOMM 2017, section 3). For each session one record, what
 * its sender announces after filters and edits; for each table one more, the best: no record that is valid is better,
 * and one is as good. Rules 2 to 5 at the head of compiler/ir.h.
 */
#include "bench/compare/textbook_routes.h"

/* ---- sessions ---- */

/* The announced route came over a session whose reverse is this one. */
static Z3_ast came_over(struct tb_writing *w, uint32_t session)
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

static void add_metric(struct tb_writing *w, struct tb_record *r, const struct ir_session *s)
{
    struct tb *q = w->q;
    uint32_t bits = w->slice->bits[TB_METRIC];
    if (s->has_via) {
        const struct tb_record *way = &tb_routing(q, s->via)->ribs[s->to].best;
        r->valid = tb_and(q, r->valid, way->valid);
        if (bits > 0)
            r->number[TB_METRIC] = way->number[TB_METRIC] ? way->number[TB_METRIC] : tb_value(q, 0, bits);
    } else if (bits > 0 && s->kind != IR_IGP) {
        tb_set_number(w, r, TB_METRIC, 0);
    }
    if (bits == 0 || s->kind != IR_IGP)
        return;
    r->number[TB_METRIC] = tb_plus(q, r->number[TB_METRIC], tb_value(q, s->cost, bits));
    if (!w->slice->monotone)
        r->valid = tb_and(q, r->valid,
                          Z3_mk_bvule(q->z3, r->number[TB_METRIC], tb_value(q, q->ir->metric_max, bits)));
}

/* What arrives over a session. */
static struct tb_record arrival(struct tb_writing *w, uint32_t session)
{
    struct tb *q = w->q;
    const struct ir_session *s = &q->ir->sessions[session];
    struct tb_record r = tb_copy_record(w, &w->ribs[s->from].best);
    if (!w->slice->monotone)
        r.valid = tb_and(q, r.valid, tb_not(q, came_over(w, session)));
    tb_filter(w, &r, s->exports, s->export_count);
    if (s->export_policy_count > 0)
        tb_filter(w, &r, s->export_policy, s->export_policy_count);
    tb_edit(w, &r, &s->export_edit);
    if (s->loop_check)
        r.valid = tb_and(q, r.valid, tb_not(q, tb_holds_asn(w, &r, q->ir->tables[s->to].asn)));
    tb_filter(w, &r, s->imports, s->import_count);
    if (s->import_policy_count > 0)
        tb_filter(w, &r, s->import_policy, s->import_policy_count);
    tb_edit(w, &r, &s->import_edit);
    add_metric(w, &r, s);
    if (r.number[TB_HOPS])
        r.number[TB_HOPS] = tb_plus(q, r.number[TB_HOPS], tb_value(q, 1, w->slice->bits[TB_HOPS]));
    r.valid = tb_and(q, tb_guard(q, s->guard), r.valid);
    return r;
}

/* ---- all of a prefix ---- */

static void add_candidate(struct tb_writing *w, uint32_t table, uint32_t session, uint32_t origin)
{
    struct tb_rib *rib = &w->ribs[table];
    rib->at[rib->count++] = (struct tb_candidate){
        .session = session, .origin = origin, .selected = w->q->no}; /* until it is written down */
}

static void list_candidates(struct tb_writing *w)
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

static void write_table(struct tb_writing *w, uint32_t table)
{
    struct tb_rib *rib = &w->ribs[table];
    for (uint32_t i = 0; i < rib->count; i++) {
        struct tb_candidate *c = &rib->at[i];
        c->record = c->session == IR_NONE ? tb_origin_record(w, &w->q->ir->origins[c->origin])
                                          : arrival(w, c->session);
    }
    tb_select_best(w, table);
    tb_announce(w, table);
}

struct tb_routing *tb_routing(struct tb *q, uint32_t prefix)
{
    const struct ir *ir = q->ir;
    if (q->routing[prefix])
        return q->routing[prefix];
    struct tb_routing *routing = q->routing[prefix] = arena_new(q->arena, struct tb_routing);
    routing->ribs = arena_array(q->arena, struct tb_rib, ir->table_count);
    routing->slice = tb_slice(q, prefix);
    struct tb_writing w = {q, &routing->slice, routing->ribs};
    list_candidates(&w);
    for (uint32_t t = 0; t < ir->table_count; t++) {
        struct tb_rib *rib = &routing->ribs[t];
        if (rib->count > 0)
            rib->best = tb_free_record(&w);
        else
            rib->best.valid = q->no;
        for (uint32_t i = 0; i < rib->count; i++)
            rib->at[i].chosen = rib->count == 1 ? rib->best.valid : tb_has_choice(&w, t) ? tb_bool(q) : NULL;
    }
    for (uint32_t t = 0; t < ir->table_count && !limit_is_over(); t++)
        write_table(&w, t);
    return routing;
}
