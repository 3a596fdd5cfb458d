/*
 * cut: one graph for each destination, then a maximum flow for each source. Where some flow has too few ways, a smallest
 * set of elements that cuts it is looked for, the first one by their numbers.
 */
#include "solver/cut.h"

#include <string.h>

#include "solver/bounds.h"
#include "solver/pairs.h"
#include "solver/ways.h"

struct judging {
    const struct ir *ir;
    const struct claim *claim;
    const struct adjacency *net;
    struct arena *arena;   /* of the answer */
    struct arena *scratch; /* of one destination */
    struct order *order;
    struct ways_edges *edges;
    bool *leads_back;     /* by session */
    enum ways_fate *fate; /* by element */
    const bool
        *free_above; /* by element: it or a parent is a setting or announcement that the claim leaves open */
    uint32_t most;   /* so many elements may fail at once */
    bool undecided;
    /* the best cut so far: sets of best_count elements */
    bool backwards;               /* replies are looked at */
    uint32_t source, destination; /* members of the flow at work */
    bool found;
    uint32_t best_source, best_destination;
    uint32_t *best;
    uint32_t best_count;
};

/* ---- claims and environments ---- */

static bool is_plain(const struct ir *ir, const struct claim *c)
{
    if (ir->packets_matter || (c->kind != CLAIM_CAN_REACH && c->kind != CLAIM_CAN_SEND))
        return false;
    return c->via_count == 0 && !c->both_ways && c->over_count == 0 && c->avoiding.count == 0 &&
           !c->uninspected && !c->has_max_hops && !c->has_max_delay;
}

static uint32_t most_failures(const struct claim *c)
{
    uint64_t sum = 0;
    for (uint32_t i = 0; i < CLAIM_BUDGETS_MAX; i++)
        sum += c->budgets[i].classes ? c->budgets[i].most : 0;
    return sum < UINT32_MAX ? (uint32_t)sum : UINT32_MAX;
}

/* What elements are before anything has failed. */
static void find_fates(struct judging *j)
{
    const struct ir *ir = j->ir;
    j->fate = arena_array(j->arena, enum ways_fate, ir->element_count);
    bool *open = arena_array(j->arena, bool, ir->element_count);
    for (uint32_t e = 0; e < ir->element_count; e++) {
        bool named = ids_hold(j->claim->down, j->claim->down_count, e);
        bool down = ir->elements[e].down || named != ir->elements[e].absent;
        bool fails = claim_may_fail(ir, j->claim, e);
        j->fate[e] = down ? WAYS_DOWN : fails ? WAYS_MORTAL : WAYS_UP;
        open[e] = ir->elements[e].is_off || (claim_may_change(ir, j->claim, e) && !fails);
    }
    bool *above = arena_array(j->arena, bool, ir->element_count);
    for (uint32_t e = 0; e < ir->element_count; e++)
        for (uint32_t up = e; up != IR_NONE; up = ir->elements[up].parent)
            above[e] |= open[up];
    j->free_above = above;
}

/* ---- is the prefix one that this can judge? ---- */

static bool guard_is_free(const struct judging *j, struct ir_guard g)
{
    for (uint32_t i = 0; i < g.count; i++)
        if (j->free_above[g.elements[i]])
            return true;
    return false;
}

static bool holds_element(struct ir_guard g, uint32_t element)
{
    return element == IR_NONE || ids_hold(g.elements, g.count, element);
}

/* Packets go back to who announced the route, and can whenever it is there. */
static bool leads_back(const struct judging *j, const struct ir_session *s)
{
    return s->hop.kind == IR_HOP_TABLE && s->hop.target == s->from && s->hop.source_count == 0 &&
           holds_element(s->guard, s->hop.link) && holds_element(s->guard, j->ir->tables[s->from].element) &&
           !s->control_only && !s->has_via && !guard_is_free(j, s->guard);
}

/* The origin delivers in the site, whenever its table is up. */
static bool delivers(const struct judging *j, const struct ir_origin *o, uint32_t site)
{
    return j->order->sure[o->table] && j->ir->tables[o->table].kind != IR_ANNOUNCER &&
           o->hop.kind == IR_HOP_DELIVER && o->hop.target == site && o->hop.source_count == 0 &&
           holds_element(o->guard, o->hop.link) && !o->control_only && !o->yields_to_default &&
           o->as_path_count == 0 && !guard_is_free(j, o->guard);
}

/* No origin for a prefix of the class sets routes of the graph's tables aside. */
static bool nothing_set_aside(const struct judging *j, const struct ir_class_info *class)
{
    for (uint32_t i = 0; i < class->prefix_count; i++)
        for (uint32_t k = j->net->origin_start[class->prefixes[i]];
             k < j->net->origin_start[class->prefixes[i] + 1]; k++) {
            const struct ir_origin *o = &j->ir->origins[j->net->origins[k]];
            if (j->order->reached[o->table] && (o->protects || o->overrides))
                return false;
        }
    return true;
}

/* All that tables hold by themselves for the prefix drops packets. */
static bool origins_drop(const struct judging *j, uint32_t prefix)
{
    for (uint32_t k = j->net->origin_start[prefix]; k < j->net->origin_start[prefix + 1]; k++)
        if (j->ir->origins[j->net->origins[k]].hop.kind != IR_HOP_DROP)
            return false;
    return true;
}

/* Routes for the prefix, which `order` has looked at, lead packets back over sessions that are among `known`, and on to no
 * fallback. */
static bool stays_among(const struct judging *j, const bool *known)
{
    const struct order *o = j->order;
    for (uint32_t i = 0; i < o->sessions.count; i++)
        if (!known[o->sessions.at[i].session] || !j->leads_back[o->sessions.at[i].session])
            return false;
    return true;
}

/*
 * Where a table has no route for the longest prefix of the class, which `order` has looked at last, are packets lost there
 * or farther on? They are when each route for a shorter prefix came over a session that the longest may pass as well:
 * who announces it then has no route for the longest either, or the table had one. `order` looks at other prefixes.
 */
static bool shorter_lead_nowhere(const struct judging *j, const struct ir_class_info *class)
{
    bool *known = arena_array(j->scratch, bool, j->ir->session_count);
    for (uint32_t i = 0; i < j->order->sessions.count; i++)
        known[j->order->sessions.at[i].session] = true;
    for (uint32_t t = 0; t < j->ir->table_count; t++)
        if (j->ir->tables[t].has_fallback)
            return false;
    bool nowhere = true;
    for (uint32_t i = 1; i < class->prefix_count && nowhere; i++) {
        nowhere = origins_drop(j, class->prefixes[i]);
        if (nowhere) {
            order_look_all(j->order, class->prefixes[i]);
            nowhere = stays_among(j, known);
        }
    }
    return nowhere;
}

static bool is_router_address(const struct ir *ir, uint32_t class_id)
{
    for (uint32_t i = 0; i < ir->router_address_count; i++)
        if (ir->router_addresses[i].class_id == class_id)
            return true;
    return false;
}

/* By table: it may learn over several sessions. In scratch memory. */
static const bool *with_choice(const struct judging *j)
{
    const struct order *o = j->order;
    bool *choice = arena_array(j->scratch, bool, j->ir->table_count);
    bool *some = arena_array(j->scratch, bool, j->ir->table_count);
    for (uint32_t i = 0; i < o->sessions.count; i++) {
        uint32_t to = j->ir->sessions[o->sessions.at[i].session].to;
        choice[to] |= some[to];
        some[to] = true;
    }
    return choice;
}

/* Ways are told apart by their length alone (ways.h) only where tables prefer short ones: a table that has a choice and
 * does not may announce a path that is longer than that of any way to it. (To a table that has a route of its own it makes no
 * difference.) */
static bool may_be_too_long(const struct judging *j)
{
    const struct order *o = j->order;
    const bool *choice = with_choice(j);
    for (uint32_t i = 0; i < o->sessions.count; i++) {
        const struct ir_session *s = &j->ir->sessions[o->sessions.at[i].session];
        if (o->distance[s->from] == ORDER_NONE && !o->sure[s->from] && choice[s->from] && !o->sure[s->to])
            return bounds_farthest(j->net, o) > IR_PATH_MAX;
    }
    return false;
}

/* Look at the routing of a destination's longest prefix. */
static bool can_judge(const struct judging *j, const struct flow_end *to)
{
    const struct ir_class_info *class = &j->ir->classes[to->class_id];
    if (to->kind != FLOW_SITE || to->by_public || class->prefix_count == 0 ||
        is_router_address(j->ir, to->class_id))
        return false;
    struct order *o = j->order;
    order_look_all(o, class->prefixes[0]);
    if (!o->settles || !nothing_set_aside(j, class) || may_be_too_long(j))
        return false;
    uint32_t p = class->prefixes[0];
    for (uint32_t k = j->net->origin_start[p]; k < j->net->origin_start[p + 1]; k++)
        if (!delivers(j, &j->ir->origins[j->net->origins[k]], to->site))
            return false;
    for (uint32_t i = 0; i < o->sessions.count; i++)
        if (!j->leads_back[o->sessions.at[i].session])
            return false;
    return true;
}

/* ---- one flow ---- */

struct target {
    const struct flow_end *from;
    const struct flow_end *to;
    struct ways *ways; /* over sessions that are open */
    bool all_open;     /* what may pass at all is open */
    bool asked_end;    /* `ends_here` is known */
    bool ends_here;    /* where it cannot be delivered by the longest prefix, it is not */
};

static uint32_t ways_left(struct ways *w, uint32_t table, uint32_t enough)
{
    return ways_know(w, table) ? ways_count(w, table, enough) : 0;
}

/* Try to make the cut so far, `at`, complete: its first `done` elements have failed; `left` more cut all ways. Elements
 * are taken in ascending order, so the first set found is the first of all. */
static bool complete(struct judging *j, struct target *t, uint32_t *at, uint32_t done, uint32_t left)
{
    uint32_t count;
    if (left == 0)
        return true;
    ways_left(t->ways, t->from->table, left + 1);
    const uint32_t *mortals = ways_mortals(t->ways, j->scratch, &count);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t e = mortals[i];
        if (done > 0 && e < at[done - 1])
            continue;
        if (j->found && done == 0 && e > j->best[0])
            return false;
        at[done] = e;
        j->fate[e] = WAYS_DOWN;
        ways_refresh(t->ways);
        bool is_cut =
            ways_left(t->ways, t->from->table, left) < left && complete(j, t, at, done + 1, left - 1);
        j->fate[e] = WAYS_MORTAL;
        ways_refresh(t->ways);
        if (is_cut)
            return true;
    }
    return false;
}

static bool comes_before(const uint32_t *a, const uint32_t *b, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (a[i] != b[i])
            return a[i] < b[i];
    return false;
}

/* So few elements cut the flow: keep the first set of them, if it is better than the best so far. */
static void keep_cut(struct judging *j, struct target *t, uint32_t count)
{
    if (j->found && count > j->best_count)
        return;
    if (j->found && count < j->best_count)
        j->found = false;
    uint32_t *at = arena_array(j->scratch, uint32_t, count + 1);
    if (!complete(j, t, at, 0, count)) {
        j->undecided |= !j->found; /* else: none comes before the best */
        return;
    }
    if (!claim_admits(j->ir, j->claim, at, count)) {
        j->undecided = true;
        return;
    }
    if (j->found && !comes_before(at, j->best, count))
        return;
    j->found = true;
    j->best_source = j->backwards ? j->destination : j->source;
    j->best_destination = j->backwards ? j->source : j->destination;
    j->best_count = count;
    j->best = arena_array(j->arena, uint32_t, count + 1);
    memcpy(j->best, at, count * sizeof *at);
}

/* Asked only where there is a cut: it costs a look at other prefixes. */
static bool ends_here(struct judging *j, struct target *t)
{
    if (!t->asked_end)
        t->ends_here = shorter_lead_nowhere(j, &j->ir->classes[t->to->class_id]);
    t->asked_end = true;
    return t->ends_here;
}

static void judge_flow(struct judging *j, struct target *t)
{
    if (ways_never_fail(t->ways, t->from->table))
        return;
    uint32_t most = j->found && j->best_count < j->most ? j->best_count : j->most;
    ways_spare(t->ways, t->from->site, t->to->site);
    uint32_t ways = ways_left(t->ways, t->from->table, most + 1);
    if (ways > most) {
        if (!ways_apart(t->ways, t->from->table, most + 1))
            j->undecided = true;
        return;
    }
    if (!t->all_open || !ends_here(j, t) || (ways > 0 && !ways_are_separate(t->ways))) {
        j->undecided = true;
        return;
    }
    keep_cut(j, t, ways);
}

/* ---- all flows ---- */

/* Requests, or where `replies`, replies to them, from all ends of `from` to one of `to`. */
static void judge_destination(struct judging *j, const struct claim_set *from,
                              const struct claim_member *member, const struct flow_end *to)
{
    struct target t = {.to = to};
    for (uint32_t m = 0; m < from->count && !j->undecided; m++) {
        if (!pairs_match(&from->members[m], member))
            continue;
        for (uint32_t i = 0; i < from->members[m].end_count && !j->undecided; i++) {
            t.from = &from->members[m].ends[i];
            j->source = m;
            if (!claim_ends_pair(t.from, to))
                continue;
            if (!t.ways) { /* the first flow to it */
                if (!can_judge(j, to)) {
                    j->undecided = true;
                    return;
                }
                t.ways = ways_new(j->scratch, j->order, j->edges, j->fate);
                t.all_open = true;
                for (uint32_t s = 0; s < j->order->sessions.count; s++)
                    t.all_open &= j->order->sessions.at[s].open;
            }
            if (t.from->kind != FLOW_SITE || t.from->by_public)
                j->undecided = true;
            else
                judge_flow(j, &t);
        }
    }
}

static void judge_direction(struct judging *j, const struct claim_set *from, const struct claim_set *to)
{
    for (uint32_t m = 0; m < to->count && !j->undecided; m++)
        for (uint32_t i = 0; i < to->members[m].end_count && !j->undecided; i++) {
            j->scratch = arena_create();
            j->destination = m;
            judge_destination(j, from, &to->members[m], &to->members[m].ends[i]);
            arena_destroy(j->scratch);
        }
}

struct cut_answer cut_judge(struct arena *arena, const struct adjacency *net, const struct claim *claim)
{
    struct judging j = {.ir = net->ir, .claim = claim, .net = net, .arena = arena};
    if (!is_plain(net->ir, claim))
        return (struct cut_answer){.result = CUT_UNDECIDED};
    j.order = order_new(arena, net->order);
    j.most = most_failures(claim);
    find_fates(&j);
    j.edges = ways_edges_new(arena, net->ir, j.fate);
    j.leads_back = arena_array(arena, bool, net->ir->session_count);
    for (uint32_t i = 0; i < net->ir->session_count; i++)
        j.leads_back[i] = leads_back(&j, &net->ir->sessions[i]);
    judge_direction(&j, &claim->from, &claim->to);
    j.backwards = true;
    if (claim->kind == CLAIM_CAN_REACH && !j.undecided)
        judge_direction(&j, &claim->to, &claim->from);
    if (j.undecided)
        return (struct cut_answer){.result = CUT_UNDECIDED};
    if (j.found)
        return (struct cut_answer){CUT_FAILS, j.best, j.best_count, j.best_source, j.best_destination};
    return (struct cut_answer){.result = CUT_HOLDS};
}
