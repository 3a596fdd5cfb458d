/*
 * random_fabric: random networks for tests of what fails and what goes round it: four to seven routers in two to four
 * sites, joined by eBGP that passes everything on, by internal links with costs, or by both. They are uniform enough
 * that routing is often ordered by distance; now and then something is in the way of that: a preference, a filter, an
 * AS number that two routers share, a second origin, an aggregate, a session one way, an element that takes several
 * links down, a setting, an announcement that may be made.
 */
#ifndef NICC_TESTS_RANDOM_FABRIC_H
#define NICC_TESTS_RANDOM_FABRIC_H

#include "tests/unit/chance.h"
#include "tests/unit/internal.h"

#define FABRIC_SITES 4u
#define FABRIC_ROUTERS 7u

struct fabric {
    struct arena *arena;
    struct network *net;
    uint32_t sites[FABRIC_SITES], site_count;
    uint32_t routers[FABRIC_ROUTERS], router_count;
    uint32_t links[2 * FABRIC_ROUTERS + 4], link_count; /* elements */
    bool internal, external;                            /* has such links */
    bool
        long_paths; /* some may exceed IR_PATH_MAX: the simulator drops them, and violations need not cut all ways */
    const struct ir *ir;
};

static const char *const fabric_spaces[] = {"10.0.0.0/16", "10.1.0.0/16", "10.2.0.0/16", "10.3.0.0/16"};
/* Inside of them; no table holds it. */
static const char *const fabric_hosts[] = {"10.0.0.5/32", "10.1.0.5/32", "10.2.0.5/32", "10.3.0.5/32"};

static const enum ir_step fabric_lan[] = {IR_STEP_RANK, IR_STEP_END};
static const enum ir_step fabric_med[] = {IR_STEP_RANK,        IR_STEP_LOCAL_PREF, IR_STEP_ORIGIN,
                                          IR_STEP_PATH_LENGTH, IR_STEP_MED,        IR_STEP_EBGP,
                                          IR_STEP_END};
static const enum ir_step fabric_by_path[] = {IR_STEP_RANK, IR_STEP_PATH_LENGTH, IR_STEP_END};
static const enum ir_step fabric_by_metric[] = {IR_STEP_ORIGIN, IR_STEP_METRIC, IR_STEP_END};

static inline struct ir_session *fabric_session(struct fabric *f)
{
    return &f->net->sessions[chance(f->net->ir.session_count)];
}

static inline uint32_t fabric_router(struct fabric *f)
{
    return f->routers[chance(f->router_count)];
}

static inline struct ir_guard fabric_add(struct fabric *f, struct ir_guard g, uint32_t element)
{
    uint32_t *list = arena_array(f->arena, uint32_t, g.count + 1), count = 0;
    for (uint32_t e = 0; e < f->net->ir.element_count; e++)
        if (e == element || ids_hold(g.elements, g.count, e))
            list[count++] = e;
    return (struct ir_guard){list, count};
}

/* ---- sites and links ---- */

static inline void fabric_sites(struct fabric *f)
{
    static const char *const sites[] = {"s0", "s1", "s2", "s3"};
    static const char *const routers[] = {"r0", "r1", "r2", "r3", "r4", "r5", "r6"};
    f->site_count = 2 + chance(FABRIC_SITES - 1);
    f->router_count = 4 + chance(FABRIC_ROUTERS - 3);
    for (uint32_t i = 0; i < f->site_count; i++) {
        f->sites[i] = network_site(f->net, sites[i], fabric_spaces[i]);
        if (one_in(2))
            f->net->tables[f->net->sites[f->sites[i]].table].rank = fabric_lan;
    }
    for (uint32_t i = 0; i < f->router_count; i++) {
        uint32_t asn = 65000 + (one_in(30) ? chance(FABRIC_ROUTERS) : i);
        f->routers[i] = network_router(f->net, routers[i], f->sites[i % f->site_count], asn);
        struct ir_session *s = &f->net->sessions[f->net->ir.session_count - 1];
        s->rank = f->net->tables[s->to].rank == fabric_lan ? 1 : (uint8_t)chance(2);
        f->net->origins[f->net->ir.origin_count - 1].tags |= IR_TAG_IGP;
    }
}

/* Only what belongs to the internal routing travels by it. */
static inline const struct ir_clause *fabric_igp_clauses(void)
{
    static const struct ir_clause clauses[] = {{.tags_any = IR_TAG_IGP, .permit = true, .rule = IR_NONE},
                                               {.permit = false, .rule = RULE_NOT_ADVERTISED}};
    return clauses;
}

static inline void fabric_internal(struct fabric *f, const char *name, uint32_t a, uint32_t b)
{
    uint32_t s = internal_link(f->net, name, a, b, one_in(3) ? 10 : 1 + chance(3));
    f->internal = true;
    for (uint32_t i = s; i < s + 2; i++) {
        f->net->sessions[i].exports = f->external ? fabric_igp_clauses() : network_permit_all;
        f->net->sessions[i].export_count = f->external ? 2 : 1;
    }
}

static inline void fabric_external(struct fabric *f, const char *name, uint32_t a, uint32_t b)
{
    uint32_t s = network_link(f->net, name, a, b, IR_EBGP);
    for (uint32_t i = s; i < s + 2; i++)
        f->net->sessions[i].import_edit.tags_clear = IR_TAG_IGP;
}

static inline void fabric_link(struct fabric *f, uint32_t number, uint32_t a, uint32_t b, bool internal)
{
    const char *name = arena_printf(f->arena, "l%u", number);
    if (internal)
        fabric_internal(f, name, a, b);
    else
        fabric_external(f, name, a, b);
    f->links[f->link_count++] = f->net->ir.element_count - 1;
}

/* All routers are joined, and some more than once. */
static inline void fabric_links(struct fabric *f)
{
    uint32_t kind = chance(8),
             more = one_in(2) ? chance(2) : chance(f->router_count); /* 0: internal alone, 1: both */
    f->external = kind != 0;
    for (uint32_t i = 1; i < f->router_count + more; i++) {
        uint32_t a = i < f->router_count ? i : chance(f->router_count);
        uint32_t b =
            i < f->router_count ? chance(i) : (a + 1 + chance(f->router_count - 1)) % f->router_count;
        fabric_link(f, i, f->routers[a], f->routers[b], kind == 0 || (kind == 1 && one_in(2)));
    }
    for (uint32_t i = 0; i < f->router_count; i++)
        if (kind <= 1)
            f->net->tables[f->routers[i]].rank = kind == 0 && one_in(2) ? fabric_by_metric : internal_steps;
        else if (one_in(12))
            f->net->tables[f->routers[i]].rank = one_in(2) ? fabric_med : fabric_by_path;
}

/* ---- what is in the way ---- */

static inline void fabric_preference(struct fabric *f)
{
    struct ir_session *s = fabric_session(f);
    switch (chance(5)) {
    case 0:
        s->import_edit.set_local_pref = true;
        s->import_edit.local_pref = 90 + 10 * chance(4);
        break;
    case 1:
        s->import_edit.set_weight = true;
        s->import_edit.weight = chance(2);
        break;
    case 2:
        s->export_edit.set_med = true;
        s->export_edit.med = 1 + chance(2);
        break;
    case 3:
        s->rank = 1 + (uint8_t)chance(2);
        break;
    default:
        if (s->kind == IR_EBGP)
            s->export_edit.prepend_count += 1 + chance(2);
    }
}

/* Paths come near the longest that there may be. */
static inline void fabric_prepend(struct fabric *f)
{
    f->long_paths = true;
    for (uint32_t i = 0; i < 2 + chance(4); i++) {
        struct ir_session *s = fabric_session(f);
        if (s->kind == IR_EBGP)
            s->export_edit.prepend_count = 100 + chance(60);
    }
}

static inline void fabric_clause(struct fabric *f, struct ir_clause *c)
{
    static const uint32_t numbers[] = {65000, 65001, 65002, 65003};
    struct ir_prefix_match *m = arena_new(f->arena, struct ir_prefix_match);
    struct ir_edit *e = arena_new(f->arena, struct ir_edit);
    *c = (struct ir_clause){.permit = one_in(3), .span = SPAN_NONE};
    switch (chance(4)) {
    case 0:
        *m = (struct ir_prefix_match){network_parse(fabric_spaces[chance(FABRIC_SITES)]), IR_MATCH_RANGE, 16,
                                      24};
        c->prefixes = m;
        c->prefix_count = 1;
        break;
    case 1:
        c->path_asns = &numbers[chance(4)];
        c->path_asn_count = 1;
        break;
    case 2:
        c->tags_any = IR_TAG_COMMUNITY;
        break;
    default:
        c->guard = fabric_add(f, (struct ir_guard){0}, chance(f->net->ir.element_count));
    }
    if (c->permit && one_in(2)) {
        e->tags_set = IR_TAG_COMMUNITY;
        e->set_local_pref = one_in(3);
        e->local_pref = e->set_local_pref ? 110 : 0;
        c->edit = e;
    }
    c->rule = c->permit ? IR_NONE : (uint32_t)RULE_NOT_ADVERTISED;
}

static inline void fabric_filter(struct fabric *f)
{
    struct ir_session *s = fabric_session(f);
    struct ir_clause *clauses = arena_array(f->arena, struct ir_clause, 2);
    fabric_clause(f, &clauses[0]);
    clauses[1] = (struct ir_clause){.permit = true, .rule = IR_NONE, .span = SPAN_NONE};
    if (one_in(2)) {
        s->import_policy = clauses;
        s->import_policy_count = 2;
    } else {
        s->export_policy = clauses;
        s->export_policy_count = 2;
    }
}

/* Some other prefix, or somebody's; delivered, dropped, or sent away. */
static inline void fabric_origin(struct fabric *f)
{
    static const char *const wide[] = {"10.0.0.0/8", "0.0.0.0/0", "10.0.0.0/14"};
    uint32_t site = f->sites[chance(f->site_count)];
    struct ir_hop hops[] = {network_hop(IR_HOP_DROP, IR_NONE, IR_NONE),
                            network_hop(IR_HOP_DELIVER, site, IR_NONE),
                            network_hop(IR_HOP_TABLE, fabric_router(f), IR_NONE)};
    const char *prefix =
        one_in(2) ? wide[chance(3)] : fabric_spaces[one_in(2) ? site : chance(f->site_count)];
    uint32_t table = fabric_router(f);
    for (uint32_t i = 0; i < f->net->ir.origin_count; i++) /* one for a prefix */
        if (f->net->origins[i].table == table && f->net->origins[i].prefix == network_prefix(f->net, prefix))
            return;
    struct ir_origin *o = network_origin(f->net, table, prefix, IR_SRC_AGGREGATE, hops[chance(3)]);
    o->rank = one_in(3);
    o->tags |= one_in(2) ? IR_TAG_IGP : IR_TAG_COMMUNITY;
}

static inline void fabric_odd_origin(struct fabric *f)
{
    struct ir_origin *o = &f->net->origins[chance(f->net->ir.origin_count)];
    switch (chance(5)) {
    case 0:
        o->protects = true;
        break;
    case 1:
        o->overrides = true;
        break;
    case 2:
        o->control_only = true;
        break;
    case 3:
        o->rank = 1;
        break;
    default:
        o->guard = fabric_add(f, o->guard, chance(f->net->ir.element_count));
    }
}

/* No session the other way. */
static inline void fabric_one_way(struct fabric *f)
{
    struct ir_session *s = fabric_session(f);
    if (s->reverse == IR_NONE || s->kind == IR_IGP || f->net->tables[s->from].kind == IR_ANNOUNCER)
        return;
    uint32_t back = s->reverse;
    s->reverse = f->net->sessions[back].reverse = IR_NONE;
    f->net->sessions[back].exports = network_deny_all;
}

/* An element on which several connections rest, as the parent of their links or by itself. */
static inline void fabric_shared(struct fabric *f)
{
    bool parent = one_in(2);
    uint32_t e =
        network_element(f->net, "shared", one_in(2) ? IR_CLASS_CIRCUIT : IR_CLASS_LINK, IR_LINK_OTHER);
    f->net->elements[e].site = one_in(4) ? f->sites[chance(f->site_count)] : IR_NONE;
    for (uint32_t i = 0; i < 2 + chance(2); i++) {
        uint32_t link = f->links[chance(f->link_count)];
        if (parent)
            f->net->elements[link].parent = e;
        for (uint32_t s = 0; s < f->net->ir.session_count && !parent; s++)
            if (ids_hold(f->net->sessions[s].guard.elements, f->net->sessions[s].guard.count, link) &&
                !one_in(6))
                f->net->sessions[s].guard = fabric_add(f, f->net->sessions[s].guard, e);
    }
}

static inline void fabric_setting(struct fabric *f)
{
    uint32_t e = network_element(f->net, "setting", IR_CLASS_SETTING, IR_LINK_OTHER);
    f->net->elements[e].absent = one_in(2);
    f->net->elements[e].stated = one_in(2);
    if (one_in(3)) {
        uint32_t off = network_element(f->net, "off", 0, IR_LINK_OTHER);
        f->net->elements[off].parent = e;
        f->net->elements[off].is_off = true;
        e = off;
    }
    struct ir_session *s = fabric_session(f);
    s->guard = fabric_add(f, s->guard, e);
}

/* A router may announce one of the prefixes over one of its connections. */
static inline void fabric_announcer(struct fabric *f)
{
    struct network *n = f->net;
    uint32_t over = chance(n->ir.session_count);
    struct ir_session s = n->sessions[over];
    if (s.kind != IR_EBGP || n->tables[s.from].kind == IR_ANNOUNCER)
        return;
    uint32_t *path = arena_array(f->arena, uint32_t, 2);
    path[0] = one_in(2) ? 64999 : n->tables[fabric_router(f)].asn;
    path[1] = 64998;
    uint32_t t = n->ir.table_count++;
    n->tables[t] = n->tables[s.from];
    n->tables[t].kind = IR_ANNOUNCER;
    n->tables[t].speaker = s.from;
    n->tables[t].asn = one_in(4) ? 64997 : n->tables[t].asn;
    uint32_t e = network_element(n, "announcement", IR_CLASS_ANNOUNCEMENT, IR_LINK_OTHER);
    n->elements[e].absent = true;
    struct ir_origin *o = network_origin(n, t, fabric_spaces[chance(f->site_count)], IR_SRC_AGGREGATE,
                                         network_hop(IR_HOP_DROP, IR_NONE, IR_NONE));
    o->guard = fabric_add(f, o->guard, e);
    o->as_path = path;
    o->as_path_count = chance(3);
    s.from = t;
    s.guard = fabric_add(f, s.guard, e);
    n->sessions[n->ir.session_count++] = s;
}

static inline void fabric_internal_bgp(struct fabric *f)
{
    uint32_t a = chance(f->router_count), b = (a + 1 + chance(f->router_count - 1)) % f->router_count;
    uint32_t s = network_link(f->net, "ibgp", f->routers[a], f->routers[b], IR_IBGP);
    for (uint32_t i = s; i < s + 2; i++)
        f->net->sessions[i].import_edit.tags_clear = IR_TAG_IGP;
}

/* Three routers that each prefer what the next one has from elsewhere, for a prefix of its own (BAD GADGET; Griffin,
 * Shepherd and Wilfong, 2002). */
static inline void fabric_gadget(struct fabric *f)
{
    struct ir_clause *clauses = arena_array(f->arena, struct ir_clause, 2);
    struct ir_prefix_match *m = arena_new(f->arena, struct ir_prefix_match);
    *m = (struct ir_prefix_match){network_parse("10.9.0.0/16"), IR_MATCH_RANGE, 16, 16};
    clauses[0] = (struct ir_clause){.tags_none = IR_TAG_COMMUNITY << 1,
                                    .prefixes = m,
                                    .prefix_count = 1,
                                    .permit = true,
                                    .rule = IR_NONE,
                                    .span = SPAN_NONE};
    clauses[1] = (struct ir_clause){.rule = RULE_NOT_ADVERTISED, .span = SPAN_NONE};
    for (uint32_t i = 0; i < f->net->ir.session_count; i++)
        if (f->net->sessions[i].kind != IR_IGP)
            f->net->sessions[i].rank++;
    uint32_t first = chance(f->router_count);
    network_origin(f->net, f->routers[(first + 3) % f->router_count], "10.9.0.0/16", IR_SRC_AGGREGATE,
                   network_hop(IR_HOP_DROP, IR_NONE, IR_NONE));
    for (uint32_t i = 0; i < 3; i++) {
        uint32_t a = f->routers[(first + i) % f->router_count];
        uint32_t b = f->routers[(first + (i + 1) % 3) % f->router_count];
        struct ir_session *s = &f->net->sessions[network_session(f->net, a, b, IR_NONE, IR_EBGP)];
        s->exports = clauses;
        s->export_count = 2;
        s->import_edit.tags_set = IR_TAG_COMMUNITY << 1;
    }
}

/* Something is down; settings are never. */
static inline void fabric_down(struct fabric *f)
{
    struct ir_element *e = &f->net->elements[chance(f->net->ir.element_count)];
    e->down = !(e->classes & IR_CLASSES_FREE);
}

static inline void fabric_odd(struct fabric *f)
{
    switch (chance(14)) {
    case 0:
        fabric_preference(f);
        break;
    case 1:
    case 2:
        fabric_filter(f);
        break;
    case 3:
    case 4:
        fabric_origin(f);
        break;
    case 5:
        fabric_odd_origin(f);
        break;
    case 6:
        fabric_one_way(f);
        break;
    case 7:
    case 8:
        fabric_shared(f);
        break;
    case 9:
        fabric_setting(f);
        break;
    case 10:
        fabric_announcer(f);
        break;
    case 11:
        if (f->net->ir.prefix_count > f->site_count) /* one is enough */
            fabric_prepend(f);
        else
            fabric_gadget(f);
        break;
    case 12:
        fabric_prepend(f);
        break;
    default:
        if (one_in(3))
            fabric_internal_bgp(f);
        else if (one_in(2))
            fabric_session(f)->loop_check = false;
        else if (one_in(2))
            fabric_session(f)->control_only = true;
        else
            fabric_down(f);
    }
}

/* The next random network. */
static inline struct fabric *random_fabric(struct arena *arena)
{
    struct fabric *f = arena_new(arena, struct fabric);
    f->arena = arena;
    f->net = network_new(arena);
    fabric_sites(f);
    fabric_links(f);
    for (uint32_t more = one_in(3) ? 0 : 1 + chance(3); more > 0; more--)
        fabric_odd(f);
    for (uint32_t i = 0; i < f->site_count; i++)
        if (one_in(4))
            network_prefix(f->net, fabric_hosts[i]);
    f->ir = internal_finish(f->net);
    return f;
}

#endif
