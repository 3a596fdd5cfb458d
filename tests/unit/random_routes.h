/*
 * random_routes: random route networks for tests: a few routers of a few AS, one prefix with some origins,
 * internal and external sessions both ways or one way, filters, edits, MED, next hops, and all orders of
 * comparison. Half of them have internal routing, which some sessions rest on. Every table and link can fail.
 */
#ifndef NICC_TESTS_RANDOM_ROUTES_H
#define NICC_TESTS_RANDOM_ROUTES_H

#include "tests/unit/chance.h"
#include "tests/unit/internal.h"

#define RANDOM_PREFIX "10.1.0.0/16"

static const enum ir_step with_med[] = {IR_STEP_RANK,   IR_STEP_WEIGHT,      IR_STEP_LOCAL_PREF,
                                        IR_STEP_ORIGIN, IR_STEP_PATH_LENGTH, IR_STEP_MED,
                                        IR_STEP_EBGP,   IR_STEP_END};
static const enum ir_step distance_last[] = {IR_STEP_LOCAL_PREF, IR_STEP_PATH_LENGTH, IR_STEP_MED,
                                             IR_STEP_EBGP,       IR_STEP_RANK,        IR_STEP_END};
static const enum ir_step med_then_distance[] = {IR_STEP_LOCAL_PREF, IR_STEP_MED, IR_STEP_RANK, IR_STEP_END};
static const enum ir_step med_first[] = {IR_STEP_MED, IR_STEP_PATH_LENGTH, IR_STEP_END};
static const enum ir_step metric_first[] = {IR_STEP_METRIC, IR_STEP_LOCAL_PREF, IR_STEP_PATH_LENGTH,
                                            IR_STEP_END};
static const enum ir_step metric_in_the_middle[] = {IR_STEP_LOCAL_PREF,  IR_STEP_METRIC, IR_STEP_MED,
                                                    IR_STEP_PATH_LENGTH, IR_STEP_RANK,   IR_STEP_END};
static const enum ir_step metric_then_distance[] = {IR_STEP_LOCAL_PREF, IR_STEP_PATH_LENGTH, IR_STEP_METRIC,
                                                    IR_STEP_RANK, IR_STEP_END};
/* Those that compare metrics, for networks with internal routing. */
static const enum ir_step *const metric_lists[] = {
    internal_steps, internal_steps, internal_steps, metric_first, metric_in_the_middle, metric_then_distance};
static const enum ir_step *const step_lists[] = {network_bgp,   with_med,          with_med,
                                                 distance_last, med_then_distance, med_first};

struct world {
    struct arena *arena;
    struct network *net;
    uint32_t tables;
    bool internal; /* has internal routing */
};

static const ir_tags some_tags[] = {IR_TAG_INTERNAL, IR_TAG_COMMUNITY, IR_TAG_COMMUNITY << 40};

static inline ir_tags random_tags(void)
{
    return one_in(3) ? some_tags[chance(3)] : 0;
}

static inline void random_edit(struct ir_edit *e, uint32_t own_asn)
{
    if (one_in(4)) {
        e->set_med = true;
        e->med = chance(3);
    }
    if (one_in(12)) {
        e->set_local_pref = true;
        e->local_pref = 90 + 10 * chance(4);
    }
    if (one_in(16)) {
        e->set_weight = true;
        e->weight = chance(3);
    }
    if (one_in(5)) {
        e->next_hop_edit = IR_NEXT_HOP_SELF + chance(2);
        e->next_hop = e->next_hop_edit == IR_NEXT_HOP_SET ? chance(2) : 0;
    }
    if (one_in(12)) {
        e->prepend_asn = own_asn;
        e->prepend_count += 1 + chance(2);
    }
    if (one_in(20))
        e->strip_asn = 1 + chance(3);
    e->clear_path = one_in(12);
    if (one_in(20)) {
        e->replace_from = 1 + chance(3);
        e->replace_to = 1 + chance(3);
    }
    e->tags_clear |= random_tags();
    e->tags_set |= random_tags();
}

static inline const struct ir_prefix_match *random_prefix(struct world *w)
{
    static const char *const texts[] = {"10.1.0.0/16", "10.0.0.0/8", "10.1.2.0/24", "10.2.0.0/16"};
    struct ir_prefix_match *m = arena_new(w->arena, struct ir_prefix_match);
    m->prefix = network_parse(texts[chance(4)]);
    m->match = one_in(2) ? IR_MATCH_OVERLAP : IR_MATCH_RANGE;
    m->from = m->prefix.length;
    m->to = (uint8_t)(m->prefix.length + chance(16));
    return m;
}

static inline void random_clause(struct world *w, struct ir_clause *c, uint32_t own_asn, bool last)
{
    *c = (struct ir_clause){.permit = !one_in(last ? 12 : 3), .rule = IR_NONE, .span = SPAN_NONE};
    if (!c->permit)
        c->rule = RULE_NOT_ADVERTISED;
    if (c->permit && one_in(2)) {
        struct ir_edit *e = arena_new(w->arena, struct ir_edit);
        random_edit(e, own_asn);
        c->edit = e;
    }
    static const uint32_t path_asns[][2] = {{1, 2}, {2, 3}, {3, 1}};
    if (last)
        return;
    c->tags_any = random_tags();
    c->tags_none = one_in(3) ? random_tags() : 0;
    c->tags_all = one_in(4) ? random_tags() | random_tags() : 0;
    c->path_asns = path_asns[chance(3)];
    c->path_asn_count = one_in(3) ? 1 + chance(2) : 0;
    if (one_in(3)) {
        c->prefixes = random_prefix(w);
        c->prefix_count = 1;
    }
}

static inline const struct ir_clause *random_filter(struct world *w, uint32_t own_asn, uint32_t *count)
{
    *count = 1 + chance(3);
    struct ir_clause *clauses = arena_array(w->arena, struct ir_clause, *count);
    for (uint32_t i = 0; i < *count; i++)
        random_clause(w, &clauses[i], own_asn, i + 1 == *count);
    return clauses;
}

/* What came over iBGP is not told to iBGP neighbours. */
static const struct ir_clause keep_internal[] = {
    {.tags_any = IR_TAG_INTERNAL, .permit = false, .rule = RULE_NOT_ADVERTISED},
    {.permit = true, .rule = IR_NONE},
};

static inline void random_resolved(struct world *w, struct ir_session *s)
{
    struct ir_resolved *r = arena_array(w->arena, struct ir_resolved, 2);
    for (uint32_t n = 0; n < 2; n++)
        if (!one_in(4))
            r[s->resolved_count++] =
                (struct ir_resolved){n, network_hop(IR_HOP_TABLE, chance(w->tables), IR_NONE)};
    s->resolved = r;
}

/* Loopbacks travel over internal links alone. */
static inline void keep_loopbacks(struct world *w, struct ir_session *s)
{
    struct ir_clause *clauses = arena_array(w->arena, struct ir_clause, s->export_count + 1);
    clauses[0] = internal_loopbacks(w->net, false)[0];
    memcpy(clauses + 1, s->exports, s->export_count * sizeof *clauses);
    s->exports = clauses;
    s->export_count++;
}

/* Some internal links carry other prefixes too, and some go one way. */
static inline void random_internal_link(struct world *w, const char *name)
{
    uint32_t a = chance(w->tables), b = (a + 1 + chance(w->tables - 1)) % w->tables;
    uint32_t s = internal_link(w->net, name, a, b, one_in(4) ? 10 : 1 + chance(3));
    if (one_in(6)) {
        w->net->ir.session_count--;
        w->net->sessions[s].reverse = IR_NONE;
    }
    for (uint32_t i = s; i < w->net->ir.session_count; i++)
        if (one_in(6)) {
            w->net->sessions[i].exports = network_permit_all;
            w->net->sessions[i].export_count = 1;
        }
}

static inline void random_session(struct world *w, struct ir_session *s)
{
    uint32_t from_asn = w->net->tables[s->from].asn, to_asn = w->net->tables[s->to].asn;
    s->rank = (uint8_t)chance(3);
    s->export_edit.next_hop_edit = s->kind == IR_EBGP || one_in(4) ? IR_NEXT_HOP_SELF : IR_NEXT_HOP_KEEP;
    s->export_edit.set_med = s->kind == IR_EBGP && !one_in(3);
    s->import_edit.tags_clear = IR_TAG_INTERNAL;
    s->import_edit.tags_set = s->kind == IR_IBGP ? IR_TAG_INTERNAL : 0;
    if (s->kind == IR_IBGP && !one_in(3)) {
        s->exports = keep_internal;
        s->export_count = 2;
    } else if (one_in(6)) {
        s->exports = random_filter(w, from_asn, &s->export_count);
    }
    if (one_in(4))
        s->imports = random_filter(w, to_asn, &s->import_count);
    if (one_in(4))
        s->export_policy = random_filter(w, from_asn, &s->export_policy_count);
    if (one_in(3))
        s->import_policy = random_filter(w, to_asn, &s->import_policy_count);
    if (one_in(5))
        random_edit(&s->export_edit, from_asn);
    if (one_in(3))
        random_edit(&s->import_edit, to_asn);
    if (s->kind == IR_EBGP && one_in(2)) {
        s->import_edit.set_med = true;
        s->import_edit.med = chance(3);
    }
    random_resolved(w, s);
    if (w->internal)
        keep_loopbacks(w, s);
    if (w->internal && !one_in(3))
        internal_rest(w->net, (uint32_t)(s - w->net->sessions));
}

static inline void random_link(struct world *w, const char *name)
{
    uint32_t a = chance(w->tables), b = (a + 1 + chance(w->tables - 1)) % w->tables;
    struct network *n = w->net;
    enum ir_session_kind kind = n->tables[a].asn == n->tables[b].asn ? IR_IBGP : IR_EBGP;
    if (one_in(5)) {
        uint32_t link = network_element(n, name, IR_CLASS_LINK, IR_LINK_OTHER);
        random_session(w, &n->sessions[network_session(n, a, b, link, kind)]);
        return;
    }
    uint32_t s = network_link(n, name, a, b, kind);
    random_session(w, &n->sessions[s]);
    random_session(w, &n->sessions[s + 1]);
}

static inline struct ir_hop anywhere(void)
{
    return network_hop(IR_HOP_INTERNET, 0, IR_NONE);
}

static inline const enum ir_step *random_steps(const struct world *w)
{
    return w->internal ? metric_lists[chance(6)] : step_lists[chance(6)];
}

/* The next random network, with the one prefix RANDOM_PREFIX. */
static inline const struct ir *random_network(struct arena *arena)
{
    static const char *const names[] = {"t0", "t1", "t2", "t3", "t4", "t5"};
    static const char *const links[] = {"l0", "l1", "l2", "l3", "l4", "l5", "l6"};
    static const char *const origins[] = {"o0", "o1", "o2", "o3", "o4", "o5"};
    static const char *const internal_links[] = {"i0", "i1", "i2", "i3", "i4", "i5", "i6", "i7"};
    struct world w = {.arena = arena, .net = network_new(arena), .tables = 4 + chance(3)};
    bool shared_steps = one_in(2); /* else each table has its own */
    w.internal = one_in(2);
    const enum ir_step *steps = random_steps(&w);
    for (uint32_t t = 0; t < w.tables; t++) {
        network_table(w.net, names[t], IR_ROUTER, IR_NONE, one_in(2) ? 1 : 1 + chance(3));
        w.net->tables[t].rank = shared_steps ? steps : random_steps(&w);
        if (w.internal)
            internal_originate(w.net, t);
    }
    for (uint32_t t = 0; t < w.tables; t++) {
        if (t > 0 && !one_in(3))
            continue;
        struct ir_origin *o = network_origin(w.net, t, RANDOM_PREFIX, IR_SRC_CONNECTED, anywhere());
        o->tags |= random_tags();
        o->rank = (uint8_t)chance(2);
        if (one_in(4)) /* it can go without its table */
            o->guard =
                network_guard(w.net, w.net->tables[t].element,
                              network_element(w.net, origins[t], IR_CLASS_LINK, IR_LINK_OTHER), IR_NONE);
    }
    uint32_t link_count = w.tables - 1 + chance(9 - w.tables);
    for (uint32_t i = 0; i < link_count; i++)
        random_link(&w, links[i]);
    for (uint32_t i = 0; w.internal && i < w.tables + chance(2); i++)
        random_internal_link(&w, internal_links[i]);
    struct ir_next_hop *hops = arena_array(arena, struct ir_next_hop, 2);
    hops[0].address = network_addr("10.9.0.1");
    hops[1].address = network_addr("10.9.0.2");
    w.net->ir.next_hops = hops;
    w.net->ir.next_hop_count = 2;
    return internal_finish(w.net);
}

#endif
