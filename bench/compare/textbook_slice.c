/*
 * Slicing of the textbook encoding: which tables and sessions a prefix can come to at all, and which attributes of its
 * routes matter there. Minesweeper slices alike: what no policy sets or no comparison reads is no part of a record,
 * and where nothing but the length of paths decides, loops need no thought, since a route that comes back is longer.
 */
#include "base/map.h"
#include "bench/compare/textbook.h"

#include <string.h>

uint32_t tb_width(uint64_t largest)
{
    uint32_t bits = 1;
    while (bits < 63 && largest >> bits != 0)
        bits++;
    return bits;
}

/* ---- where the prefix can come to ---- */

struct exploration {
    struct tb *q;
    struct tb_slice *slice;
    struct map *known;
    VEC(struct {
        uint32_t table;
        ir_tags tags;
    })
    open;
};

static void come_to(struct exploration *x, uint32_t table, ir_tags tags)
{
    struct {
        uint64_t table;
        ir_tags tags;
    } key = {table, tags};
    if (!map_put(x->known, &key, sizeof key, 0))
        return;
    x->slice->holds[table] = true;
    vec_push(x->q->arena, &x->open, ((__typeof__(*x->open.at)){table, tags}));
}

bool tb_matches_prefix(const struct ir *ir, const struct ir_clause *c, uint32_t prefix)
{
    struct prefix r = ir->prefixes[prefix];
    for (uint32_t i = 0; i < c->prefix_count; i++) {
        const struct ir_prefix_match *m = &c->prefixes[i];
        if (m->match == IR_MATCH_OVERLAP
                ? prefix_overlaps(m->prefix, r)
                : prefix_covers(m->prefix, r) && m->from <= r.length && r.length <= m->to)
            return true;
    }
    return c->prefix_count == 0;
}

static bool may_exist(struct tb *q, uint32_t session)
{
    const struct ir_session *s = &q->ir->sessions[session];
    return tb_guard(q, s->guard) != q->no && (!s->has_via || tb_routing(q, s->via)->slice.holds[s->to]);
}

/* The filters and edits of a session in the order in which a route meets them. */
enum stage { EXPORTS, EXPORT_POLICY, EXPORT_EDIT, IMPORTS, IMPORT_POLICY, IMPORT_EDIT, STAGES };

static void pass(struct exploration *x, uint32_t session, enum stage stage, ir_tags tags);

static ir_tags edited(const struct ir_edit *e, ir_tags tags)
{
    return e ? (tags & ~e->tags_clear) | e->tags_set : tags;
}

static void pass_filter(struct exploration *x, uint32_t session, enum stage stage,
                        const struct ir_clause *clauses, uint32_t count, ir_tags tags)
{
    for (uint32_t i = 0; i < count; i++) {
        const struct ir_clause *c = &clauses[i];
        Z3_ast guard = tb_guard(x->q, c->guard);
        if (guard == x->q->no || (c->tags_any != 0 && (tags & c->tags_any) == 0) ||
            (tags & c->tags_none) != 0 || (c->tags_all & ~tags) != 0 ||
            !tb_matches_prefix(x->q->ir, c, x->slice->prefix))
            continue;
        if (c->permit)
            pass(x, session, stage + 1, edited(c->edit, tags));
        if (guard == x->q->yes && c->path_asn_count == 0)
            return;
    }
}

static void pass(struct exploration *x, uint32_t session, enum stage stage, ir_tags tags)
{
    const struct ir_session *s = &x->q->ir->sessions[session];
    switch (stage) {
    case EXPORTS:
        pass_filter(x, session, stage, s->exports, s->export_count, tags);
        return;
    case EXPORT_POLICY:
        if (s->export_policy_count > 0)
            pass_filter(x, session, stage, s->export_policy, s->export_policy_count, tags);
        else
            pass(x, session, stage + 1, tags);
        return;
    case IMPORTS:
        pass_filter(x, session, stage, s->imports, s->import_count, tags);
        return;
    case IMPORT_POLICY:
        if (s->import_policy_count > 0)
            pass_filter(x, session, stage, s->import_policy, s->import_policy_count, tags);
        else
            pass(x, session, stage + 1, tags);
        return;
    case EXPORT_EDIT:
        pass(x, session, stage + 1, edited(&s->export_edit, tags));
        return;
    case IMPORT_EDIT:
        pass(x, session, stage + 1, edited(&s->import_edit, tags));
        return;
    case STAGES:
        if (!may_exist(x->q, session))
            return;
        x->slice->uses[session] = true;
        come_to(x, s->to, tags);
        return;
    }
}

/* Does an origin of the receiver beat whatever comes over the session, whenever the session is up? */
static bool is_beaten(const struct ir *ir, uint32_t prefix, const struct ir_session *s)
{
    if (ir->tables[s->to].rank[0] != IR_STEP_RANK)
        return false;
    for (uint32_t o = ir_first_origin(ir, s->to, prefix);
         o < ir->origin_count && ir->origins[o].table == s->to && ir->origins[o].prefix == prefix; o++) {
        const struct ir_guard *guard = &ir->origins[o].guard;
        bool beats = ir->origins[o].rank < s->rank;
        for (uint32_t i = 0; i < guard->count; i++)
            beats = beats && ids_hold(s->guard.elements, s->guard.count, guard->elements[i]);
        if (beats)
            return true;
    }
    return false;
}

static void explore(struct tb *q, struct tb_slice *slice)
{
    const struct ir *ir = q->ir;
    struct exploration x = {.q = q, .slice = slice, .known = map_new(q->arena)};
    for (uint32_t o = 0; o < ir->origin_count; o++) {
        if (ir->origins[o].prefix == slice->prefix && tb_guard(q, ir->origins[o].guard) != q->no)
            come_to(&x, ir->origins[o].table, ir->origins[o].tags);
    }
    for (uint32_t i = 0; i < x.open.count; i++) {
        uint32_t table = x.open.at[i].table;
        ir_tags tags = x.open.at[i].tags;
        for (uint32_t k = q->out_first[table]; k < q->out_first[table + 1]; k++) {
            if (!is_beaten(ir, slice->prefix, &ir->sessions[q->out[k]]))
                pass(&x, q->out[k], EXPORTS, tags);
        }
    }
    slice->sessions = arena_array(q->arena, uint32_t, ir->session_count);
    for (uint32_t s = 0; s < ir->session_count; s++) {
        if (!slice->uses[s])
            continue;
        slice->sessions[slice->session_count++] = s;
        slice->speaks[ir->sessions[s].from] = true;
    }
}

/* ---- edits ---- */

typedef VEC(const struct ir_edit *) edits;

static void add_clause_edits(struct tb *q, const struct tb_slice *slice, edits *list,
                             const struct ir_clause *clauses, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (clauses[i].edit && tb_matches_prefix(q->ir, &clauses[i], slice->prefix))
            vec_push(q->arena, list, clauses[i].edit);
    }
}

/* All edits that a session may make. */
static edits edits_of(struct tb *q, const struct tb_slice *slice, const struct ir_session *s)
{
    edits list = {0};
    vec_push(q->arena, &list, &s->export_edit);
    vec_push(q->arena, &list, &s->import_edit);
    add_clause_edits(q, slice, &list, s->exports, s->export_count);
    add_clause_edits(q, slice, &list, s->export_policy, s->export_policy_count);
    add_clause_edits(q, slice, &list, s->imports, s->import_count);
    add_clause_edits(q, slice, &list, s->import_policy, s->import_policy_count);
    return list;
}

/* ---- AS numbers ---- */

static void add_asn(struct tb *q, struct tb_slice *slice, uint32_t asn, bool counted)
{
    uint32_t i = 0;
    while (i < slice->asn_count && slice->asns[i] != asn)
        i++;
    if (i == slice->asn_count) {
        uint32_t size = slice->asn_count, bytes = (uint32_t)sizeof *slice->asns;
        slice->asns = arena_grow(q->arena, slice->asns, (size_t)size * bytes, (size_t)(size + 1) * bytes);
        slice->counted = arena_grow(q->arena, slice->counted, size, size + 1);
        slice->asns[i] = asn;
        slice->counted[i] = false;
        slice->asn_count++;
    }
    slice->counted[i] = slice->counted[i] || counted;
}

/* May the AS path hold the number when it was not the table itself that put it there? */
static bool comes_from_others(struct tb *q, const struct tb_slice *slice, uint32_t asn, uint32_t table)
{
    const struct ir *ir = q->ir;
    for (uint32_t o = 0; o < ir->origin_count; o++) {
        if (ir->origins[o].prefix == slice->prefix &&
            ids_hold(ir->origins[o].as_path, ir->origins[o].as_path_count, asn))
            return true;
    }
    for (uint32_t i = 0; i < slice->session_count; i++) {
        const struct ir_session *s = &ir->sessions[slice->sessions[i]];
        if (s->from == table)
            continue;
        edits list = edits_of(q, slice, s);
        for (uint32_t k = 0; k < list.count; k++) {
            if ((list.at[k]->prepend_count > 0 && list.at[k]->prepend_asn == asn) ||
                (list.at[k]->replace_from != 0 && list.at[k]->replace_to == asn))
                return true;
        }
    }
    return false;
}

static void add_clause_asns(struct tb *q, struct tb_slice *slice, const struct ir_clause *clauses,
                            uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t k = 0; k < clauses[i].path_asn_count; k++)
            add_asn(q, slice, clauses[i].path_asns[k], false);
    }
}

/* Numbers that somebody looks for in AS paths: how often those occur that are taken out or replaced. */
static void find_asns(struct tb *q, struct tb_slice *slice)
{
    const struct ir *ir = q->ir;
    bool *seen = arena_array(q->arena, bool, ir->table_count);
    for (uint32_t i = 0; i < slice->session_count; i++) {
        const struct ir_session *s = &ir->sessions[slice->sessions[i]];
        add_clause_asns(q, slice, s->exports, s->export_count);
        add_clause_asns(q, slice, s->export_policy, s->export_policy_count);
        add_clause_asns(q, slice, s->imports, s->import_count);
        add_clause_asns(q, slice, s->import_policy, s->import_policy_count);
        uint32_t asn = ir->tables[s->to].asn;
        if (s->loop_check && !seen[s->to] && (!slice->monotone || comes_from_others(q, slice, asn, s->to)))
            add_asn(q, slice, asn, false);
        seen[s->to] = seen[s->to] || s->loop_check;
        edits list = edits_of(q, slice, s);
        for (uint32_t k = 0; k < list.count; k++) {
            if (list.at[k]->strip_asn != 0)
                add_asn(q, slice, list.at[k]->strip_asn, true);
            if (list.at[k]->replace_from != 0) {
                add_asn(q, slice, list.at[k]->replace_from, true);
                add_asn(q, slice, list.at[k]->replace_to, true);
            }
        }
    }
}

/* ---- tags ---- */

static ir_tags tags_of(const struct ir_clause *clauses, uint32_t count)
{
    ir_tags tags = 0;
    for (uint32_t i = 0; i < count; i++)
        tags |= clauses[i].tags_any | clauses[i].tags_all | clauses[i].tags_none;
    return tags;
}

static void find_tags(struct tb *q, struct tb_slice *slice)
{
    ir_tags tags = 0;
    for (uint32_t i = 0; i < slice->session_count; i++) {
        const struct ir_session *s = &q->ir->sessions[slice->sessions[i]];
        tags |= tags_of(s->exports, s->export_count) | tags_of(s->export_policy, s->export_policy_count) |
                tags_of(s->imports, s->import_count) | tags_of(s->import_policy, s->import_policy_count);
    }
    slice->tags = arena_array(q->arena, uint8_t, 64);
    for (uint32_t bit = 0; bit < 64; bit++) {
        if (tags >> bit & 1)
            slice->tags[slice->tag_count++] = (uint8_t)bit;
    }
}

/* ---- numbers ---- */

static uint64_t larger(uint64_t a, uint64_t b)
{
    return a > b ? a : b;
}

static bool compares(const struct ir_table *t, enum ir_step wanted)
{
    const enum ir_step *step = t->rank;
    while (*step != IR_STEP_END && *step != wanted)
        step++;
    return *step == wanted;
}

static bool is_compared(struct tb *q, const struct tb_slice *slice, enum ir_step step)
{
    for (uint32_t t = 0; t < q->ir->table_count; t++) {
        if (slice->holds[t] && compares(&q->ir->tables[t], step))
            return true;
    }
    return false;
}

/* Local preference, weight and MED: where nobody sets anything but what origins have, they are left out. */
static void find_policies(struct tb *q, struct tb_slice *slice)
{
    bool lp = false, weight = false, med = false;
    uint64_t most_lp = IR_LOCAL_PREF_DEFAULT, most_weight = 0, most_med = 0;
    for (uint32_t i = 0; i < slice->session_count; i++) {
        edits list = edits_of(q, slice, &q->ir->sessions[slice->sessions[i]]);
        for (uint32_t k = 0; k < list.count; k++) {
            const struct ir_edit *e = list.at[k];
            if (e->next_hop_edit == IR_NEXT_HOP_SET)
                q->unsupported = "BGP next hops that are set";
            lp = lp || (e->set_local_pref && e->local_pref != IR_LOCAL_PREF_DEFAULT);
            weight = weight || (e->set_weight && e->weight != 0);
            med = med || (e->set_med && e->med != 0);
            most_lp = larger(most_lp, e->local_pref);
            most_weight = larger(most_weight, e->weight);
            most_med = larger(most_med, e->med);
        }
    }
    slice->bits[TB_LOCAL_PREF] = lp && is_compared(q, slice, IR_STEP_LOCAL_PREF) ? tb_width(most_lp) : 0;
    slice->bits[TB_WEIGHT] = weight && is_compared(q, slice, IR_STEP_WEIGHT) ? tb_width(most_weight) : 0;
    slice->bits[TB_MED] = med && is_compared(q, slice, IR_STEP_MED) ? tb_width(most_med) : 0;
    slice->bits[TB_FIRST] = slice->bits[TB_MED] > 0 ? 32 : 0;
}

/* By how much one session may make an AS path longer. */
static uint64_t growth_of(struct tb *q, const struct tb_slice *slice, const struct ir_session *s)
{
    uint64_t growth = 0;
    edits list = edits_of(q, slice, s);
    for (uint32_t k = 0; k < list.count; k++)
        growth += list.at[k]->prepend_count;
    return growth;
}

/* A route passes each table at most once, and may then cross one session more. */
static void find_length(struct tb *q, struct tb_slice *slice)
{
    const struct ir *ir = q->ir;
    uint64_t *most = arena_array(q->arena, uint64_t, ir->table_count), length = 0, largest = 0;
    for (uint32_t o = 0; o < ir->origin_count; o++) {
        if (ir->origins[o].prefix == slice->prefix)
            length = larger(length, ir->origins[o].as_path_count);
    }
    for (uint32_t i = 0; i < slice->session_count; i++) {
        const struct ir_session *s = &ir->sessions[slice->sessions[i]];
        uint64_t growth = growth_of(q, slice, s);
        most[s->from] = larger(most[s->from], growth);
        largest = larger(largest, growth);
    }
    for (uint32_t t = 0; t < ir->table_count; t++)
        length += most[t];
    slice->bits[TB_LENGTH] = length > 0 ? tb_width(length + largest) : 0;
    slice->caps_length = length > IR_PATH_MAX;
}

static void find_metric(struct tb *q, struct tb_slice *slice)
{
    bool grows = false;
    for (uint32_t i = 0; i < slice->session_count; i++) {
        const struct ir_session *s = &q->ir->sessions[slice->sessions[i]];
        grows = grows || s->kind == IR_IGP || s->has_via;
        if (s->has_via && !compares(&q->ir->tables[s->to], IR_STEP_METRIC))
            q->unsupported = "an IGP metric that is not compared";
    }
    if (grows)
        slice->bits[TB_METRIC] = tb_width((uint64_t)q->ir->metric_max * 2);
}

/* ---- does what comes back always lose? ---- */

static bool grows_by_length(struct tb *q, const struct tb_slice *slice, const struct ir_session *s)
{
    edits list = edits_of(q, slice, s);
    for (uint32_t k = 0; k < list.count; k++) {
        if (list.at[k]->clear_path || list.at[k]->strip_asn != 0 || list.at[k]->replace_from != 0)
            return false;
    }
    return s->kind == IR_EBGP && s->export_edit.prepend_count + s->import_edit.prepend_count > 0;
}

/* The sessions into tables that speak: all grow alike, and have one rank at each table, no better than its origins. */
static bool is_monotone(struct tb *q, const struct tb_slice *slice)
{
    const struct ir *ir = q->ir;
    uint32_t *rank = arena_array(q->arena, uint32_t, ir->table_count);
    bool igp = false, ebgp = false;
    if (slice->bits[TB_LOCAL_PREF] || slice->bits[TB_WEIGHT] || slice->bits[TB_MED])
        return false;
    for (uint32_t i = 0; i < slice->session_count; i++) {
        const struct ir_session *s = &ir->sessions[slice->sessions[i]];
        if (!slice->speaks[s->to])
            continue;
        bool by_metric = s->kind == IR_IGP && compares(&ir->tables[s->to], IR_STEP_METRIC);
        bool by_length = grows_by_length(q, slice, s) && compares(&ir->tables[s->to], IR_STEP_PATH_LENGTH);
        if (s->has_via || !(by_metric || by_length) || (rank[s->to] && rank[s->to] != s->rank + 1u))
            return false;
        igp = igp || by_metric;
        ebgp = ebgp || by_length;
        rank[s->to] = s->rank + 1u;
    }
    for (uint32_t o = 0; o < ir->origin_count; o++) {
        const struct ir_origin *origin = &ir->origins[o];
        if (origin->prefix == slice->prefix && rank[origin->table] && origin->rank + 1u > rank[origin->table])
            return false;
    }
    return !(igp && (ebgp || slice->bits[TB_LENGTH]));
}

/* Can routes go round? Tables are taken away as long as one hears from none that is left. */
static bool has_circle(struct tb *q, const struct tb_slice *slice)
{
    const struct ir *ir = q->ir;
    bool *left = arena_array(q->arena, bool, ir->table_count), any = true, more = true;
    memcpy(left, slice->holds, sizeof *left * ir->table_count);
    while (more) {
        bool *heard = arena_array(q->arena, bool, ir->table_count);
        for (uint32_t i = 0; i < slice->session_count; i++) {
            const struct ir_session *s = &ir->sessions[slice->sessions[i]];
            heard[s->to] = heard[s->to] || left[s->from];
        }
        more = any = false;
        for (uint32_t t = 0; t < ir->table_count; t++) {
            more = more || (left[t] && !heard[t]);
            left[t] = left[t] && heard[t];
            any = any || left[t];
        }
    }
    return any;
}

struct tb_slice tb_slice(struct tb *q, uint32_t prefix)
{
    const struct ir *ir = q->ir;
    struct tb_slice slice = {.prefix = prefix,
                             .holds = arena_array(q->arena, bool, ir->table_count),
                             .speaks = arena_array(q->arena, bool, ir->table_count),
                             .uses = arena_array(q->arena, bool, ir->session_count)};
    explore(q, &slice);
    find_policies(q, &slice);
    find_length(q, &slice);
    find_metric(q, &slice);
    find_tags(q, &slice);
    slice.monotone = is_monotone(q, &slice);
    find_asns(q, &slice);
    if (!slice.monotone && has_circle(q, &slice))
        slice.bits[TB_HOPS] = tb_width((uint64_t)ir->table_count + 1);
    return slice;
}
