/*
 * Rules 1, 2, 3 and 5 of ir.h for one prefix in one environment, as plainly as they can be written: what is
 * up, what a table announces, what a neighbour makes of it, and whether a choice of announced routes is a
 * stable state. (Rule 4, which candidates are best: simulate_rank.c.) Assumes a verified route network. Speed is no aim here, except that
 * nothing is looked up in the whole network where a table's own sessions are enough.
 */
#include "compiler/simulate_internal.h"

#include <string.h>

/* ---- rule 1: what is up ---- */

static bool is_itself_down(const struct ir *ir, struct bits changed, uint32_t e)
{
    return ir->elements[e].down || bits_has(changed, e) != ir->elements[e].absent;
}

bool sim_is_up(const struct ir *ir, struct bits changed, uint32_t element)
{
    for (uint32_t e = element; e != IR_NONE; e = ir->elements[e].parent) {
        if (ir->elements[e].is_off)
            return is_itself_down(ir, changed, ir->elements[e].parent);
        if (is_itself_down(ir, changed, e))
            return false;
    }
    return true;
}

static bool guard_holds(const struct sim_net *net, struct ir_guard guard)
{
    for (uint32_t i = 0; i < guard.count; i++) {
        if (!bits_has(net->up, guard.elements[i]))
            return false;
    }
    return true;
}

/* The live sessions by one of their ends. */
static struct sim_index index_sessions(struct arena *a, const struct sim_net *net, bool by_receiver)
{
    const struct ir *ir = net->ir;
    struct sim_index index = {.first = arena_array(a, uint32_t, ir->table_count + 1),
                              .ids = arena_array(a, uint32_t, ir->session_count)};
    bool *live = arena_array(a, bool, ir->session_count);
    for (uint32_t s = 0; s < ir->session_count; s++) {
        live[s] = net->way_metrics[s] != SIM_NO_WAY && guard_holds(net, ir->sessions[s].guard);
        if (live[s])
            index.first[(by_receiver ? ir->sessions[s].to : ir->sessions[s].from) + 1]++;
    }
    for (uint32_t t = 0; t < ir->table_count; t++)
        index.first[t + 1] += index.first[t];
    uint32_t *next = arena_array(a, uint32_t, ir->table_count);
    memcpy(next, index.first, sizeof *next * ir->table_count);
    for (uint32_t s = 0; s < ir->session_count; s++) {
        if (live[s])
            index.ids[next[by_receiver ? ir->sessions[s].to : ir->sessions[s].from]++] = s;
    }
    return index;
}

struct sim_net sim_net_new(struct arena *a, const struct ir *ir, struct bits changed)
{
    struct sim_net net = {.ir = ir, .up = bits_new(a, ir->element_count)};
    for (uint32_t e = 0; e < ir->element_count; e++) {
        if (sim_is_up(ir, changed, e))
            bits_add(net.up, e);
    }
    net.way_metrics = arena_array(a, uint32_t, ir->session_count);
    for (uint32_t s = 0; s < ir->session_count; s++)
        net.way_metrics[s] = ir->sessions[s].has_via ? SIM_NO_WAY : 0;
    net.in = index_sessions(a, &net, true);
    net.out = index_sessions(a, &net, false);
    if (sim_find_ways(a, &net)) {
        net.in = index_sessions(a, &net, true);
        net.out = index_sessions(a, &net, false);
    }
    return net;
}

/* ---- origins ---- */

bool sim_origin_is_live(const struct sim_net *net, const struct ir_origin *origin)
{
    return guard_holds(net, origin->guard);
}

struct sim_route sim_origin_route(const struct ir *ir, uint32_t origin)
{
    return (struct sim_route){.session = IR_NONE,
                              .origin = origin,
                              .as_path = ir->origins[origin].as_path,
                              .path_length = ir->origins[origin].as_path_count,
                              .local_pref = IR_LOCAL_PREF_DEFAULT,
                              .next_hop = IR_NONE,
                              .tags = ir->origins[origin].tags};
}

/* ---- rule 3: announcing and accepting ---- */

static bool prefix_matches(const struct ir_prefix_match *m, struct prefix r)
{
    if (m->match == IR_MATCH_OVERLAP)
        return prefix_overlaps(m->prefix, r);
    return prefix_covers(m->prefix, r) && m->from <= r.length && r.length <= m->to;
}

static bool path_holds(const struct sim_route *r, uint32_t asn)
{
    for (uint32_t i = 0; i < r->path_length; i++) {
        if (r->as_path[i] == asn)
            return true;
    }
    return false;
}

static bool clause_matches(const struct sim_net *net, const struct ir_clause *c, struct prefix prefix,
                           const struct sim_route *r)
{
    if (!guard_holds(net, c->guard))
        return false;
    if (c->tags_any != 0 && (r->tags & c->tags_any) == 0)
        return false;
    if ((r->tags & c->tags_none) != 0)
        return false;
    if ((c->tags_all & ~r->tags) != 0)
        return false;
    for (uint32_t i = 0; i < c->path_asn_count; i++) {
        if (!path_holds(r, c->path_asns[i]))
            return false;
    }
    bool matches = c->prefix_count == 0;
    for (uint32_t i = 0; i < c->prefix_count && !matches; i++)
        matches = prefix_matches(&c->prefixes[i], prefix);
    return matches;
}

static bool edit_path(struct arena *a, const struct ir_edit *edit, struct sim_route *r)
{
    if (edit->clear_path)
        r->path_length = 0;
    if (edit->strip_asn == 0 && edit->replace_from == 0 && edit->prepend_count == 0)
        return true;
    if (edit->prepend_count > IR_PATH_MAX)
        return false;
    uint32_t *path = arena_array(a, uint32_t, edit->prepend_count + r->path_length);
    uint32_t length = 0;
    while (length < edit->prepend_count)
        path[length++] = edit->prepend_asn;
    for (uint32_t i = 0; i < r->path_length; i++) {
        uint32_t asn = r->as_path[i];
        if (edit->replace_from != 0 && asn == edit->replace_from)
            asn = edit->replace_to;
        if (edit->strip_asn == 0 || asn != edit->strip_asn)
            path[length++] = asn;
    }
    r->as_path = path;
    r->path_length = length;
    return length <= IR_PATH_MAX;
}

/* Returns false when the AS path becomes too long. */
static bool apply_edit(struct arena *a, const struct ir_edit *edit, struct sim_route *r)
{
    if (!edit_path(a, edit, r))
        return false;
    if (edit->set_local_pref)
        r->local_pref = edit->local_pref;
    if (edit->set_weight)
        r->weight = edit->weight;
    if (edit->set_med)
        r->med = edit->med;
    if (edit->next_hop_edit != IR_NEXT_HOP_KEEP)
        r->next_hop = edit->next_hop_edit == IR_NEXT_HOP_SET ? edit->next_hop : IR_NONE;
    r->tags = (r->tags & ~edit->tags_clear) | edit->tags_set;
    return true;
}

/* One filter: the first clause that matches decides, and changes what it permits. */
static bool apply_clauses(struct arena *a, const struct sim_net *net, const struct ir_clause *clauses,
                          uint32_t count, struct prefix prefix, struct sim_route *r)
{
    for (uint32_t i = 0; i < count; i++) {
        const struct ir_clause *c = &clauses[i];
        if (clause_matches(net, c, prefix, r))
            return c->permit && (!c->edit || apply_edit(a, c->edit, r));
    }
    return false;
}

/* The operator's policy, where there is one. */
static bool apply_policy(struct arena *a, const struct sim_net *net, const struct ir_clause *clauses,
                         uint32_t count, struct prefix prefix, struct sim_route *r)
{
    return count == 0 || apply_clauses(a, net, clauses, count, prefix, r);
}

bool sim_announce(struct arena *a, const struct sim_net *net, uint32_t session, uint32_t prefix,
                  const struct sim_route *r, struct sim_route *sent)
{
    const struct ir *ir = net->ir;
    const struct ir_session *s = &ir->sessions[session];
    struct prefix p = ir->prefixes[prefix];
    if (r->session != IR_NONE && ir->sessions[r->session].reverse == session)
        return false;
    *sent = *r;
    sent->session = session;
    sent->origin = IR_NONE;
    sent->selected = sent->announced = false;
    sent->metric = s->kind == IR_IGP ? r->metric : 0;
    return apply_clauses(a, net, s->exports, s->export_count, p, sent) &&
           apply_policy(a, net, s->export_policy, s->export_policy_count, p, sent) &&
           apply_edit(a, &s->export_edit, sent);
}

/* Where the first clause of a filter that matches denies the route: its rule, and the clause as *because. IR_NONE: it is
 * permitted, and changed as the clause says. */
static uint32_t denied_by(struct arena *a, const struct sim_net *net, const struct ir_clause *clauses,
                          uint32_t count, struct prefix prefix, struct sim_route *r, struct span *because)
{
    for (uint32_t i = 0; i < count; i++) {
        const struct ir_clause *c = &clauses[i];
        if (!clause_matches(net, c, prefix, r))
            continue;
        if (!c->permit)
            *because = c->span;
        return !c->permit                              ? c->rule
               : !c->edit || apply_edit(a, c->edit, r) ? IR_NONE
                                                       : (uint32_t)RULE_PATH_TOO_LONG;
    }
    return count == 0 ? IR_NONE : (uint32_t)RULE_POLICY_DENIES;
}

/* Where the next hop leads at the receiver of the session, NULL when it is unknown there. */
static const struct ir_hop *resolve_next_hop(const struct ir_session *s, uint32_t next_hop)
{
    if (next_hop == IR_NONE)
        return &s->hop;
    for (uint32_t i = 0; i < s->resolved_count; i++) {
        if (s->resolved[i].next_hop == next_hop)
            return &s->resolved[i].hop;
    }
    return NULL;
}

bool sim_accept(struct arena *a, const struct sim_net *net, uint32_t session, uint32_t prefix,
                const struct sim_route *sent, struct sim_route *got)
{
    const struct ir_session *s = &net->ir->sessions[session];
    struct prefix p = net->ir->prefixes[prefix];
    if (s->loop_check && path_holds(sent, net->ir->tables[s->to].asn))
        return false;
    *got = *sent;
    return apply_clauses(a, net, s->imports, s->import_count, p, got) &&
           apply_policy(a, net, s->import_policy, s->import_policy_count, p, got) &&
           apply_edit(a, &s->import_edit, got) && resolve_next_hop(s, got->next_hop) != NULL;
}

uint32_t sim_stop_rule(struct arena *a, const struct sim_net *net, uint32_t session, uint32_t prefix,
                       const struct sim_route *r, struct span *because)
{
    const struct ir *ir = net->ir;
    const struct ir_session *s = &ir->sessions[session];
    struct prefix p = ir->prefixes[prefix];
    struct sim_route sent = *r;
    uint32_t rule = denied_by(a, net, s->exports, s->export_count, p, &sent, because);
    if (rule == IR_NONE)
        rule = denied_by(a, net, s->export_policy, s->export_policy_count, p, &sent, because);
    if (rule == IR_NONE && !apply_edit(a, &s->export_edit, &sent))
        rule = RULE_PATH_TOO_LONG;
    if (rule == IR_NONE && s->loop_check && path_holds(&sent, ir->tables[s->to].asn))
        rule = RULE_AS_LOOP;
    if (rule == IR_NONE)
        rule = denied_by(a, net, s->imports, s->import_count, p, &sent, because);
    if (rule == IR_NONE)
        rule = denied_by(a, net, s->import_policy, s->import_policy_count, p, &sent, because);
    if (rule == IR_NONE && !apply_edit(a, &s->import_edit, &sent))
        rule = RULE_PATH_TOO_LONG;
    if (rule == IR_NONE && !resolve_next_hop(s, sent.next_hop))
        rule = RULE_NEXT_HOP_UNREACHABLE;
    return rule;
}

const struct ir_hop *sim_hop(const struct ir *ir, const struct sim_route *r)
{
    if (r->session == IR_NONE)
        return &ir->origins[r->origin].hop;
    return resolve_next_hop(&ir->sessions[r->session], r->next_hop);
}

/* What the session adds to the metric. False: it becomes longer than any path without repetition. */
static bool add_metric(const struct sim_net *net, uint32_t session, struct sim_route *r)
{
    r->metric += net->way_metrics[session] + net->ir->sessions[session].cost;
    return net->ir->sessions[session].kind != IR_IGP || r->metric <= net->ir->metric_max;
}

bool sim_transfer(struct arena *a, const struct sim_net *net, uint32_t session, uint32_t prefix,
                  const struct sim_route *r, struct sim_route *got)
{
    struct sim_route sent;
    return sim_announce(a, net, session, prefix, r, &sent) &&
           sim_accept(a, net, session, prefix, &sent, got) && add_metric(net, session, got);
}

const struct sim_route *sim_copy_route(struct arena *a, const struct sim_route *r)
{
    if (!r)
        return NULL;
    struct sim_route *copy = arena_new(a, struct sim_route);
    uint32_t *path = arena_array(a, uint32_t, r->path_length);
    *copy = *r;
    if (r->path_length > 0)
        memcpy(path, r->as_path, sizeof *path * r->path_length);
    copy->as_path = path;
    return copy;
}

bool sim_same_attributes(const struct sim_route *a, const struct sim_route *b)
{
    return a->local_pref == b->local_pref && a->weight == b->weight && a->med == b->med &&
           a->metric == b->metric && a->next_hop == b->next_hop && a->tags == b->tags &&
           a->path_length == b->path_length &&
           (a->path_length == 0 || memcmp(a->as_path, b->as_path, sizeof *a->as_path * a->path_length) == 0);
}

bool sim_same_route(const struct sim_route *a, const struct sim_route *b)
{
    return a->session == b->session && a->origin == b->origin && sim_same_attributes(a, b);
}

bool sim_announces_alike(const struct sim_net *net, uint32_t table, uint32_t prefix,
                         const struct sim_route *r1, const struct sim_route *r2)
{
    struct arena *scratch = arena_create();
    bool alike = true;
    for (uint32_t i = net->out.first[table]; i < net->out.first[table + 1] && alike; i++) {
        struct sim_route sent1, sent2;
        bool is_sent1 = sim_announce(scratch, net, net->out.ids[i], prefix, r1, &sent1);
        bool is_sent2 = sim_announce(scratch, net, net->out.ids[i], prefix, r2, &sent2);
        alike = is_sent1 == is_sent2 && (!is_sent1 || sim_same_attributes(&sent1, &sent2));
    }
    arena_destroy(scratch);
    return alike;
}

/* ---- rules 2 and 5: candidates, and whether a choice is stable ---- */

struct sim_rib sim_candidates(struct arena *a, const struct sim_net *net, uint32_t prefix, uint32_t table,
                              const struct sim_route *const *announced)
{
    const struct ir *ir = net->ir;
    uint32_t first = ir_first_origin(ir, table, prefix), origins = 0;
    while (first + origins < ir->origin_count && ir->origins[first + origins].table == table &&
           ir->origins[first + origins].prefix == prefix)
        origins++;
    uint32_t begin = net->in.first[table], end = net->in.first[table + 1];
    struct sim_rib rib = {.routes = arena_array(a, struct sim_route, origins + end - begin)};
    for (uint32_t o = first; o < first + origins; o++) {
        if (sim_origin_is_live(net, &ir->origins[o]))
            rib.routes[rib.count++] = sim_origin_route(ir, o);
    }
    for (uint32_t i = begin; i < end; i++) {
        uint32_t session = net->in.ids[i];
        const struct sim_route *theirs = announced[ir->sessions[session].from];
        if (theirs && sim_transfer(a, net, session, prefix, theirs, &rib.routes[rib.count]))
            rib.count++;
    }
    sim_select_best(ir, table, &rib);
    return rib;
}

/* Mark the announced route in the rib. Returns false when it is not there, or not among the best. */
static bool mark_announced(struct sim_rib *rib, const struct sim_route *announced)
{
    if (!announced)
        return rib->count == 0;
    for (uint32_t i = 0; i < rib->count; i++) {
        if (rib->routes[i].selected && sim_same_route(&rib->routes[i], announced)) {
            rib->routes[i].announced = true;
            return true;
        }
    }
    return false;
}

/* Routes come from somewhere: from neighbour to neighbour back to an origin, never round in a circle. */
static bool rests_on_origin(const struct ir *ir, const struct sim_route *const *announced, uint32_t table)
{
    const struct sim_route *r = announced[table];
    for (uint32_t steps = 0; r && steps <= ir->table_count; steps++) {
        if (r->session == IR_NONE)
            return true;
        r = announced[ir->sessions[r->session].from];
    }
    return false;
}

struct sim_rib *sim_check(struct arena *a, const struct sim_net *net, uint32_t prefix,
                          const struct sim_route *const *announced)
{
    const struct ir *ir = net->ir;
    struct sim_rib *ribs = arena_array(a, struct sim_rib, ir->table_count);
    for (uint32_t t = 0; t < ir->table_count; t++) {
        ribs[t] = sim_candidates(a, net, prefix, t, announced);
        if (!mark_announced(&ribs[t], announced[t]))
            return NULL;
        if (announced[t] && !rests_on_origin(ir, announced, t))
            return NULL;
    }
    return ribs;
}

const struct sim_prefix_state *sim_copy_state(struct arena *a, const struct ir *ir,
                                              const struct sim_rib *ribs)
{
    struct sim_prefix_state *state = arena_new(a, struct sim_prefix_state);
    state->ribs = arena_array(a, struct sim_rib, ir->table_count);
    for (uint32_t t = 0; t < ir->table_count; t++) {
        struct sim_rib *rib = &state->ribs[t];
        rib->count = ribs[t].count;
        if (rib->count == 0)
            continue;
        rib->routes = arena_array(a, struct sim_route, rib->count);
        memcpy(rib->routes, ribs[t].routes, sizeof *rib->routes * rib->count);
        for (uint32_t i = 0; i < rib->count; i++) {
            struct sim_route *r = &rib->routes[i];
            uint32_t *path = arena_array(a, uint32_t, r->path_length);
            if (r->path_length > 0)
                memcpy(path, r->as_path, sizeof *path * r->path_length);
            r->as_path = path;
        }
    }
    return state;
}
