/*
 * route: filters, rewrites and ranking of single routes, as plain functions of the route network. AS paths
 * are numbered, so that a route is a few numbers.
 */
#include "solver/route.h"

#include <string.h>

/* An AS path being rewritten. */
struct working_path {
    uint32_t asns[IR_PATH_MAX];
    uint32_t length;
};

static uint32_t path_number(struct route_paths *paths, const uint32_t *asns, uint32_t length)
{
    uint32_t number;
    if (map_get(paths->numbers, asns, length * sizeof *asns, &number))
        return number;
    uint32_t *copy = arena_array(paths->arena, uint32_t, length);
    if (length)
        memcpy(copy, asns, length * sizeof *asns);
    number = paths->at.count;
    vec_push(paths->arena, &paths->at, ((struct route_path){copy, length}));
    map_put(paths->numbers, asns, length * sizeof *asns, number);
    return number;
}

void route_paths_init(struct route_paths *paths, struct arena *arena)
{
    *paths = (struct route_paths){.arena = arena, .numbers = map_new(arena)};
    path_number(paths, (const uint32_t[]){0}, 0);
}

struct route route_of_origin(struct route_paths *paths, const struct ir_origin *o)
{
    return (struct route){.path = o->as_path_count ? path_number(paths, o->as_path, o->as_path_count) : 0,
                          .local_pref = IR_LOCAL_PREF_DEFAULT,
                          .next_hop = IR_NONE,
                          .tags = o->tags};
}

static bool prefix_matches(const struct ir_prefix_match *m, struct prefix p)
{
    if (m->match == IR_MATCH_OVERLAP)
        return prefix_overlaps(m->prefix, p);
    return prefix_covers(m->prefix, p) && m->from <= p.length && p.length <= m->to;
}

static bool path_holds(struct route_path p, uint32_t asn)
{
    for (uint32_t i = 0; i < p.length; i++)
        if (p.asns[i] == asn)
            return true;
    return false;
}

static bool clause_matches(const struct route_paths *paths, const struct ir_clause *c, struct prefix p,
                           const struct route *r)
{
    if ((c->tags_any && !(r->tags & c->tags_any)) || (r->tags & c->tags_none))
        return false;
    if ((r->tags & c->tags_all) != c->tags_all)
        return false;
    for (uint32_t n = 0; n < c->path_asn_count; n++)
        if (!path_holds(paths->at.at[r->path], c->path_asns[n]))
            return false;
    for (uint32_t i = 0; i < c->prefix_count; i++)
        if (prefix_matches(&c->prefixes[i], p))
            return true;
    return c->prefix_count == 0;
}

static void strip(struct working_path *w, uint32_t asn)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < w->length; i++)
        if (w->asns[i] != asn)
            w->asns[kept++] = w->asns[i];
    w->length = kept;
}

/* Returns false when the path gets too long. */
static bool prepend(struct working_path *w, uint32_t asn, uint32_t count)
{
    if (count > IR_PATH_MAX - w->length)
        return false;
    memmove(w->asns + count, w->asns, w->length * sizeof *w->asns);
    for (uint32_t i = 0; i < count; i++)
        w->asns[i] = asn;
    w->length += count;
    return true;
}

static bool edit_path(struct working_path *w, const struct ir_edit *e, bool hide)
{
    if (e->clear_path)
        w->length = 0;
    if (e->replace_from)
        for (uint32_t i = 0; i < w->length; i++)
            if (w->asns[i] == e->replace_from)
                w->asns[i] = e->replace_to;
    if (e->strip_asn)
        strip(w, e->strip_asn);
    return prepend(w, hide ? IR_ASN_UNKNOWN : e->prepend_asn, e->prepend_count);
}

static void edit_attributes(struct route *r, const struct ir_edit *e)
{
    if (e->set_local_pref)
        r->local_pref = e->local_pref;
    if (e->set_weight)
        r->weight = e->weight;
    if (e->set_med)
        r->med = e->med;
    if (e->next_hop_edit == IR_NEXT_HOP_SELF)
        r->next_hop = IR_NONE;
    if (e->next_hop_edit == IR_NEXT_HOP_SET)
        r->next_hop = e->next_hop;
    r->tags = (r->tags & ~e->tags_clear) | e->tags_set;
}

/* Apply an edit to a route. Returns false when its AS path gets too long. */
static bool edit(struct route_paths *paths, struct route *r, const struct ir_edit *e, bool hide)
{
    edit_attributes(r, e);
    if (!e->clear_path && !e->strip_asn && !e->replace_from && !e->prepend_count)
        return true;
    struct route_path old = paths->at.at[r->path];
    struct working_path w = {.length = old.length};
    memcpy(w.asns, old.asns, old.length * sizeof *old.asns);
    if (!edit_path(&w, e, hide))
        return false;
    r->path = path_number(paths, w.asns, w.length);
    return true;
}

/* ---- clauses with guards ---- */

static bool holds(struct route_guards *g, struct ir_guard guard)
{
    if (guard.count == 0)
        return true;
    if (g->next == g->met.count)
        vec_push(g->arena, &g->met, ((struct route_guard){guard, true}));
    return g->met.at[g->next++].holds;
}

bool route_guards_next(struct route_guards *g)
{
    while (g->met.count > 0 && !g->met.at[g->met.count - 1].holds)
        g->met.count--;
    g->next = 0;
    if (g->met.count == 0)
        return false;
    g->met.at[g->met.count - 1].holds = false;
    return true;
}

/* ---- crossing ---- */

/*
 * Judge `r` by a filter: ROUTE_ACCEPTED, with the edit of the clause that decides applied, or `refusal`. The
 * first clause that matches decides; the network promises that the last one always does.
 */
static enum route_fate filter(struct route_paths *paths, const struct ir_clause *clauses, uint32_t count,
                              struct prefix p, struct route *r, enum route_fate refusal,
                              struct route_guards *g, bool hide)
{
    for (uint32_t i = 0; i < count; i++) {
        const struct ir_clause *c = &clauses[i];
        if (!clause_matches(paths, c, p, r) || !holds(g, c->guard))
            continue;
        if (!c->permit)
            return refusal;
        return !c->edit || edit(paths, r, c->edit, hide) ? ROUTE_ACCEPTED : ROUTE_TOO_LONG;
    }
    return refusal;
}

/* What the sender's side makes of a route: its filters, then the session's edit. */
static enum route_fate send(struct route_paths *paths, const struct ir_session *s, struct prefix p,
                            struct route *r, struct route_guards *g, bool hide)
{
    enum route_fate fate = filter(paths, s->exports, s->export_count, p, r, ROUTE_NOT_SENT, g, hide);
    if (fate == ROUTE_ACCEPTED && s->export_policy_count)
        fate = filter(paths, s->export_policy, s->export_policy_count, p, r, ROUTE_NOT_SENT, g, hide);
    if (fate != ROUTE_ACCEPTED)
        return fate;
    return edit(paths, r, &s->export_edit, hide) ? ROUTE_ACCEPTED : ROUTE_TOO_LONG;
}

/* What the receiver's filters and edit make of a route. */
static enum route_fate receive(struct route_paths *paths, const struct ir_session *s, struct prefix p,
                               struct route *r, struct route_guards *g, bool hide)
{
    enum route_fate fate = filter(paths, s->imports, s->import_count, p, r, ROUTE_REFUSED, g, hide);
    if (fate == ROUTE_ACCEPTED && s->import_policy_count)
        fate = filter(paths, s->import_policy, s->import_policy_count, p, r, ROUTE_REFUSED, g, hide);
    if (fate != ROUTE_ACCEPTED)
        return fate;
    return edit(paths, r, &s->import_edit, hide) ? ROUTE_ACCEPTED : ROUTE_TOO_LONG;
}

/* What the session makes of the metric. Returns false when it gets too large. */
static bool grow_metric(const struct ir *ir, const struct ir_session *s, struct route *r)
{
    if (s->kind != IR_IGP) {
        r->metric = 0;
        return true;
    }
    if (r->metric > ir->metric_max || s->cost > ir->metric_max - r->metric)
        return false;
    r->metric += s->cost;
    return true;
}

/* The hop over a session of routes with this next hop, NULL when the receiver knows none. */
static const struct ir_hop *resolve(const struct ir_session *s, uint32_t next_hop)
{
    if (next_hop == IR_NONE)
        return &s->hop;
    for (uint32_t i = 0; i < s->resolved_count; i++)
        if (s->resolved[i].next_hop == next_hop)
            return &s->resolved[i].hop;
    return NULL;
}

enum route_fate route_cross(struct route_paths *paths, const struct ir *ir, uint32_t session,
                            struct prefix prefix, struct route in, struct route_guards *guards,
                            struct route *out)
{
    const struct ir_session *s = &ir->sessions[session];
    bool hide = paths->hidden && paths->hidden[session];
    *out = in;
    enum route_fate fate = send(paths, s, prefix, out, guards, hide);
    if (fate != ROUTE_ACCEPTED)
        return fate;
    if (s->loop_check && path_holds(paths->at.at[out->path], ir->tables[s->to].asn))
        return ROUTE_REFUSED;
    fate = receive(paths, s, prefix, out, guards, hide);
    if (fate != ROUTE_ACCEPTED)
        return fate;
    if (!grow_metric(ir, s, out))
        return ROUTE_REFUSED;
    return resolve(s, out->next_hop) ? ROUTE_ACCEPTED : ROUTE_REFUSED;
}

const struct ir_hop *candidate_hop(const struct ir *ir, const struct candidate *c)
{
    if (c->session == IR_NONE)
        return &ir->origins[c->origin].hop;
    return resolve(&ir->sessions[c->session], c->route.next_hop);
}

/* What a step looks at, as a number: lower is better. */
static uint64_t step_value(const struct route_paths *paths, const struct ir *ir, enum ir_step step,
                           const struct candidate *c)
{
    bool learned = c->session != IR_NONE;
    switch (step) {
    case IR_STEP_RANK:
        return learned ? ir->sessions[c->session].rank : ir->origins[c->origin].rank;
    case IR_STEP_WEIGHT:
        return UINT32_MAX - c->route.weight;
    case IR_STEP_LOCAL_PREF:
        return UINT32_MAX - c->route.local_pref;
    case IR_STEP_ORIGIN:
        return learned;
    case IR_STEP_PATH_LENGTH:
        return paths->at.at[c->route.path].length;
    case IR_STEP_EBGP:
        return learned && ir->sessions[c->session].kind == IR_IBGP;
    case IR_STEP_METRIC:
        return c->route.metric;
    case IR_STEP_MED: /* compares no two routes */
    case IR_STEP_END:
        break;
    }
    return 0;
}

/* Compare by the steps before `end`. */
static int compare_until(const struct route_paths *paths, const struct ir *ir, enum ir_step end,
                         const struct candidate *a, const struct candidate *b)
{
    const enum ir_step *step = ir->tables[a->table].rank;
    for (; *step != IR_STEP_END && *step != end; step++) {
        uint64_t x = step_value(paths, ir, *step, a), y = step_value(paths, ir, *step, b);
        if (x != y)
            return x < y ? -1 : 1;
    }
    return 0;
}

int candidate_compare(const struct route_paths *paths, const struct ir *ir, const struct candidate *a,
                      const struct candidate *b)
{
    return compare_until(paths, ir, IR_STEP_END, a, b);
}

int candidate_compare_early(const struct route_paths *paths, const struct ir *ir, const struct candidate *a,
                            const struct candidate *b)
{
    return compare_until(paths, ir, IR_STEP_MED, a, b);
}

static bool has_step(const struct ir *ir, uint32_t table, enum ir_step wanted)
{
    const enum ir_step *step = ir->tables[table].rank;
    while (*step != IR_STEP_END && *step != wanted)
        step++;
    return *step == wanted;
}

bool table_compares_med(const struct ir *ir, uint32_t table)
{
    return has_step(ir, table, IR_STEP_MED);
}

bool table_compares_metric(const struct ir *ir, uint32_t table)
{
    return has_step(ir, table, IR_STEP_METRIC);
}

uint64_t route_neighbour(const struct route_paths *paths, const struct route *r)
{
    struct route_path p = paths->at.at[r->path];
    return p.length ? p.asns[0] : ROUTE_NO_NEIGHBOUR;
}
