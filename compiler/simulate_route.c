/*
 * Rules 1 to 5 of ir.h for one prefix in one environment, as plainly as they can be written: what is up, what
 * a table announces, what a neighbour makes of it, which candidate is better, and whether a choice of
 * announced routes is a stable state. Assumes a verified route network. Speed is no aim here, except that
 * nothing is looked up in the whole network where a table's own sessions are enough.
 */
#include "compiler/simulate_internal.h"

#include <string.h>

/* ---- rule 1: what is up ---- */

bool sim_is_up(const struct ir *ir, struct bits down, uint32_t element)
{
    for (uint32_t e = element; e != IR_NONE; e = ir->elements[e].parent) {
        if (ir->elements[e].down || bits_has(down, e))
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
        live[s] = guard_holds(net, ir->sessions[s].guard);
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

struct sim_net sim_net_new(struct arena *a, const struct ir *ir, struct bits down)
{
    struct sim_net net = {.ir = ir, .up = bits_new(a, ir->element_count)};
    for (uint32_t e = 0; e < ir->element_count; e++) {
        if (sim_is_up(ir, down, e))
            bits_add(net.up, e);
    }
    net.in = index_sessions(a, &net, true);
    net.out = index_sessions(a, &net, false);
    return net;
}

/* ---- origins ---- */

uint32_t sim_first_origin(const struct ir *ir, uint32_t table, uint32_t prefix)
{
    uint32_t low = 0, high = ir->origin_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const struct ir_origin *o = &ir->origins[middle];
        if (o->table < table || (o->table == table && o->prefix < prefix))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool sim_origin_is_live(const struct sim_net *net, const struct ir_origin *origin)
{
    return guard_holds(net, origin->guard);
}

struct sim_route sim_origin_route(const struct ir *ir, uint32_t origin)
{
    return (struct sim_route){.session = IR_NONE,
                              .origin = origin,
                              .local_pref = IR_LOCAL_PREF_DEFAULT,
                              .tags = ir->origins[origin].tags};
}

/* ---- rule 3: announcing and accepting ---- */

static bool prefix_matches(const struct ir_prefix_match *m, struct prefix r)
{
    if (m->match == IR_MATCH_OVERLAP)
        return prefix_overlaps(m->prefix, r);
    return prefix_covers(m->prefix, r) && m->from <= r.length && r.length <= m->to;
}

static bool clause_matches(const struct ir_clause *c, struct prefix prefix, ir_tags tags)
{
    if (c->tags_any != 0 && (tags & c->tags_any) == 0)
        return false;
    if ((tags & c->tags_none) != 0)
        return false;
    bool matches = c->prefix_count == 0;
    for (uint32_t i = 0; i < c->prefix_count && !matches; i++)
        matches = prefix_matches(&c->prefixes[i], prefix);
    return matches;
}

static bool clauses_permit(const struct ir_clause *clauses, uint32_t count, struct prefix prefix,
                           ir_tags tags)
{
    for (uint32_t i = 0; i < count; i++) {
        if (clause_matches(&clauses[i], prefix, tags))
            return clauses[i].permit;
    }
    return false;
}

static bool edit_path(struct arena *a, const struct ir_edit *edit, struct sim_route *r)
{
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
        if (edit->strip_asn != 0 && asn == edit->strip_asn)
            continue;
        path[length++] = edit->replace_from != 0 && asn == edit->replace_from ? edit->replace_to : asn;
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
    r->tags = (r->tags & ~edit->tags_clear) | edit->tags_set;
    return true;
}

static bool path_holds(const struct sim_route *r, uint32_t asn)
{
    for (uint32_t i = 0; i < r->path_length; i++) {
        if (r->as_path[i] == asn)
            return true;
    }
    return false;
}

bool sim_announce(struct arena *a, const struct ir *ir, uint32_t session, uint32_t prefix,
                  const struct sim_route *r, struct sim_route *sent)
{
    const struct ir_session *s = &ir->sessions[session];
    if (r->session != IR_NONE && r->session == s->reverse)
        return false;
    if (!clauses_permit(s->exports, s->export_count, ir->prefixes[prefix], r->tags))
        return false;
    *sent = *r;
    sent->session = session;
    sent->origin = IR_NONE;
    sent->selected = sent->announced = false;
    return apply_edit(a, &s->export_edit, sent);
}

bool sim_accept(struct arena *a, const struct ir *ir, uint32_t session, uint32_t prefix,
                const struct sim_route *sent, struct sim_route *got)
{
    const struct ir_session *s = &ir->sessions[session];
    if (s->loop_check && path_holds(sent, ir->tables[s->to].asn))
        return false;
    if (!clauses_permit(s->imports, s->import_count, ir->prefixes[prefix], sent->tags))
        return false;
    *got = *sent;
    return apply_edit(a, &s->import_edit, got);
}

bool sim_transfer(struct arena *a, const struct ir *ir, uint32_t session, uint32_t prefix,
                  const struct sim_route *r, struct sim_route *got)
{
    struct sim_route sent;
    return sim_announce(a, ir, session, prefix, r, &sent) && sim_accept(a, ir, session, prefix, &sent, got);
}

bool sim_same_attributes(const struct sim_route *a, const struct sim_route *b)
{
    return a->local_pref == b->local_pref && a->weight == b->weight && a->tags == b->tags &&
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
        bool is_sent1 = sim_announce(scratch, net->ir, net->out.ids[i], prefix, r1, &sent1);
        bool is_sent2 = sim_announce(scratch, net->ir, net->out.ids[i], prefix, r2, &sent2);
        alike = is_sent1 == is_sent2 && (!is_sent1 || sim_same_attributes(&sent1, &sent2));
    }
    arena_destroy(scratch);
    return alike;
}

/* ---- rule 4: which is better ---- */

static int compare_numbers(uint32_t a, uint32_t b)
{
    return a < b ? -1 : a > b ? 1 : 0;
}

static uint32_t rank_of(const struct ir *ir, const struct sim_route *r)
{
    return r->session == IR_NONE ? ir->origins[r->origin].rank : ir->sessions[r->session].rank;
}

static uint32_t is_learned(const struct sim_route *r)
{
    return r->session != IR_NONE;
}

static uint32_t is_internal(const struct ir *ir, const struct sim_route *r)
{
    return r->session != IR_NONE && ir->sessions[r->session].kind == IR_IBGP;
}

static int compare_step(const struct ir *ir, enum ir_step step, const struct sim_route *a,
                        const struct sim_route *b)
{
    switch (step) {
    case IR_STEP_RANK:
        return compare_numbers(rank_of(ir, a), rank_of(ir, b));
    case IR_STEP_WEIGHT:
        return compare_numbers(b->weight, a->weight);
    case IR_STEP_LOCAL_PREF:
        return compare_numbers(b->local_pref, a->local_pref);
    case IR_STEP_ORIGIN:
        return compare_numbers(is_learned(a), is_learned(b));
    case IR_STEP_PATH_LENGTH:
        return compare_numbers(a->path_length, b->path_length);
    case IR_STEP_EBGP:
        return compare_numbers(is_internal(ir, a), is_internal(ir, b));
    case IR_STEP_MED:
    case IR_STEP_END:
        break;
    }
    return 0;
}

int sim_compare(const struct ir *ir, uint32_t table, const struct sim_route *a, const struct sim_route *b)
{
    for (const enum ir_step *step = ir->tables[table].rank; *step != IR_STEP_END; step++) {
        int order = compare_step(ir, *step, a, b);
        if (order != 0)
            return order;
    }
    return 0;
}

/* ---- rules 2 and 5: candidates, and whether a choice is stable ---- */

static void select_best(const struct ir *ir, uint32_t table, struct sim_rib *rib)
{
    for (uint32_t i = 0; i < rib->count; i++) {
        bool best = true;
        for (uint32_t k = 0; k < rib->count && best; k++)
            best = sim_compare(ir, table, &rib->routes[i], &rib->routes[k]) <= 0;
        rib->routes[i].selected = best;
    }
}

struct sim_rib sim_candidates(struct arena *a, const struct sim_net *net, uint32_t prefix, uint32_t table,
                              const struct sim_route *const *announced)
{
    const struct ir *ir = net->ir;
    uint32_t first = sim_first_origin(ir, table, prefix), origins = 0;
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
        if (theirs && sim_transfer(a, ir, session, prefix, theirs, &rib.routes[rib.count]))
            rib.count++;
    }
    select_best(ir, table, &rib);
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
