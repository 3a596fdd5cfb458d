/*
 * walk: explores the product of positions and of what the rules have to remember, then writes each one down,
 * successors first. Later starts reuse what is there: old nodes never lead to new ones.
 */
#include "solver/walk.h"

#include "base/scc.h"
#include "solver/delays.h"
#include "solver/places.h"

#define SUMS_LIMIT 50000u /* sums of delays: more are given up */
#define SEVERAL UINT32_MAX

/* Where a branch stands. What no rule asks for stays 0, and all is 0 again where the reply starts. */
struct spot {
    uint32_t node;     /* of the journey */
    uint32_t progress; /* groups of `via` or `misses` passed */
    uint32_t passed;   /* nodes of the branch so far */
    uint32_t one;      /* of `unlike_one`: 1 + the place passed, or SEVERAL */
    uint32_t routed;   /* BLACKHOLE: a table before had a route for the packet */
    uint32_t zero;     /* equal spots have equal bytes */
    uint64_t delay;    /* sum so far, at most one more than rules.delay */
};

struct walk_edge {
    uint32_t to; /* node */
    int32_t used;
};

struct walk_node {
    struct spot spot;
    int32_t ends; /* a branch ends right here, the way that the walk asks for */
    uint32_t first_edge, edge_count;
    int32_t value;
};

struct walk {
    struct query *q;
    enum walk_kind kind;
    struct journey *journey;
    bool round_trip;
    struct walk_rules rules;
    const uint64_t *longest; /* with a delay: by node of the journey, what the way on takes at most */
    uint32_t longest_count;
    struct map *numbers; /* spot to node */
    VEC(struct walk_node) nodes;
    VEC(struct walk_edge) edges;
    uint32_t written; /* nodes that have their value */
};

struct walk *walk_new(enum walk_kind kind, struct journey *j, bool round_trip, const struct walk_rules *rules)
{
    struct walk *w = arena_new(j->q->scratch, struct walk);
    w->q = j->q;
    w->kind = kind;
    w->journey = j;
    w->round_trip = round_trip;
    w->rules = *rules;
    w->numbers = map_new(j->q->scratch);
    return w;
}

/* A branch passes no position twice, and no more than two nodes on the way to the next one: a limit above that
 * is none. */
static void drop_idle_limit(struct walk *w)
{
    uint32_t positions = w->q->ir->table_count + 2;
    if (w->rules.has_max_hops && w->journey->of_one_flow) {
        journey_explore_all(w->journey);
        positions = w->journey->nodes.count;
    }
    if (w->rules.max_hops / 2 > positions)
        w->rules.has_max_hops = false;
}

static uint32_t node_at(struct walk *w, struct spot s)
{
    uint32_t number = w->nodes.count;
    if (!map_add(w->numbers, &s, sizeof s, &number))
        return number;
    vec_push(w->q->scratch, &w->nodes, ((struct walk_node){.spot = s, .ends = FORMULA_FALSE}));
    return number;
}

/* Count a node of the branch. Returns false when there are too many: one more than hops, at least. */
static bool count_node(const struct walk *w, struct spot *s)
{
    if (w->rules.has_max_hops)
        s->passed++;
    return !w->rules.has_max_hops || s->passed <= w->rules.max_hops + 1;
}

/* The group of places that comes next, or NULL. */
static const struct claim_places *next_group(const struct walk *w, uint32_t progress)
{
    const struct claim_via *via = w->rules.misses.count ? &w->rules.misses : &w->rules.via;
    if (progress == via->count)
        return NULL;
    return &via->groups[w->rules.backwards ? via->count - 1 - progress : progress];
}

static void count_places(const struct walk *w, struct spot *s, struct item item)
{
    for (uint32_t i = 0; w->rules.unlike_one && i < w->rules.unlike_one->count; i++) {
        struct claim_places place = {&w->rules.unlike_one->at[i], 1};
        if (places_hold_item(&place, w->q->ir, item))
            s->one = s->one == 0 || s->one == 1 + i ? 1 + i : SEVERAL;
    }
}

static void add_delay(const struct walk *w, struct spot *s, struct item item)
{
    if (!w->rules.has_delay || item.kind != ITEM_LINK)
        return;
    s->delay += w->q->ir->elements[item.id].delay;
    if (s->delay > w->rules.delay)
        s->delay = w->rules.delay + 1;
}

/* Pass an item. Returns false when the rules do not allow it. An item counts for one group only. */
static bool pass(const struct walk *w, struct spot *s, struct item item)
{
    const struct ir *ir = w->q->ir;
    const struct claim_places *group = next_group(w, s->progress);
    bool appliance = item.kind == ITEM_APPLIANCE || item.kind == ITEM_END_APPLIANCE;
    bool ok = !places_hold_item(&w->rules.avoiding, ir, item) && !(w->rules.uninspected && appliance);
    if (group && places_hold_item(group, ir, item))
        s->progress++;
    count_places(w, s, item);
    add_delay(w, s, item);
    if (item_is_node(item))
        ok &= count_node(w, s);
    return ok;
}

/* Do the rules look at what the reply passes? Otherwise they look at the request. */
static bool watches_reply(const struct walk *w)
{
    return w->round_trip && w->rules.backwards;
}

/* At the end of what they look at: has all been passed that must be? */
static bool ends_well(const struct walk *w, const struct spot *s)
{
    bool ok = w->rules.misses.count ? s->progress < w->rules.misses.count : s->progress == w->rules.via.count;
    if (w->rules.unlike_one)
        ok &= s->one == 0 || s->one == SEVERAL;
    return ok && (!w->rules.has_delay || s->delay > w->rules.delay);
}

/* Whatever way the branch takes from here, its delays stay within the limit. */
static bool is_fast(const struct walk *w, const struct spot *s, const struct journey_move *m)
{
    return w->rules.has_delay && s->delay + w->longest[m->to] <= w->rules.delay;
}

/* Does the move keep to `goes_round`? What a request has passed is in its notes. */
static bool keeps_round(const struct walk *w, bool is_reply, const struct journey_move *m)
{
    const struct journey *j = w->journey;
    const struct position *to = &j->nodes.at[m->to].at;
    if (!w->rules.goes_round)
        return true;
    if (to->stage == JOURNEY_TURN)
        return notes_at(&j->notes, to->notes, NOTE_APPLIANCE,
                        (struct place){PLACE_APPLIANCE, w->rules.appliance}) != NULL;
    for (uint32_t i = 0; i < m->item_count && is_reply; i++) {
        struct item item = j->items.at[m->first_item + i];
        if (item.kind == ITEM_APPLIANCE && item.id == w->rules.appliance)
            return false;
    }
    return true;
}

enum fate { FATE_GOES_ON, FATE_GOOD, FATE_AGAINST_RULES };

/* Make a move; with FATE_GOES_ON *s is where it leads. */
static enum fate take(const struct walk *w, struct spot *s, const struct journey_move *m)
{
    const struct position *from = &w->journey->nodes.at[s->node].at;
    const struct position *to = &w->journey->nodes.at[m->to].at;
    bool ok = keeps_round(w, from->is_reply, m), watched = from->is_reply == watches_reply(w);
    for (uint32_t i = 0; i < m->item_count && watched; i++)
        ok &= pass(w, s, w->journey->items.at[m->first_item + i]);
    if (to->stage == (watches_reply(w) ? JOURNEY_HOME : JOURNEY_TURN))
        ok &= ends_well(w, s);
    if (!ok || (watched && is_fast(w, s, m)))
        return FATE_AGAINST_RULES;
    if (to->stage == JOURNEY_HOME || (to->stage == JOURNEY_TURN && !w->round_trip))
        return FATE_GOOD;
    bool routed = w->kind == WALK_BLACKHOLE && to->stage != JOURNEY_TURN && (s->routed || m->by_hop);
    if (to->stage == JOURNEY_TURN)
        *s = (struct spot){0};
    s->node = m->to;
    s->routed = routed;
    return FATE_GOES_ON;
}

/* Some branch ends here, and not by being delivered, in the way that the walk asks for. */
static int32_t lost_here(const struct walk *w, struct spot here, const struct journey_node *at)
{
    if (w->kind == WALK_BAD)
        return at->lost;
    if (w->kind != WALK_BLACKHOLE)
        return FORMULA_FALSE;
    return here.routed ? formula_or2(w->q->formula, at->dead_end, at->unrouted) : at->dead_end;
}

static void explore(struct walk *w, uint32_t number)
{
    struct formula *f = w->q->formula;
    struct spot here = w->nodes.at[number].spot;
    struct journey_node at = *journey_explore(w->journey, here.node);
    uint32_t first = w->edges.count;
    int32_t ends = lost_here(w, here, &at);
    for (uint32_t i = 0; i < at.move_count; i++) {
        const struct journey_move *m = &w->journey->moves.at[at.first_move + i];
        struct spot next = here;
        enum fate fate = take(w, &next, m);
        if (fate == FATE_GOES_ON) {
            struct walk_edge e = {node_at(w, next), m->taken};
            vec_push(w->q->scratch, &w->edges, e);
        } else if (fate == FATE_GOOD ? w->kind == WALK_DELIVERED : w->kind == WALK_BAD) {
            ends = formula_or2(f, ends, m->taken);
        }
    }
    struct walk_node *n = &w->nodes.at[number];
    n->ends = ends;
    n->first_edge = first;
    n->edge_count = w->edges.count - first;
}

/* It ends here, or goes on to where that is so. */
static int32_t value_now(struct walk *w, const struct walk_node *n, const int32_t *values)
{
    struct formula *f = w->q->formula;
    int32_t value = n->ends;
    for (uint32_t i = 0; i < n->edge_count && value != FORMULA_TRUE; i++) {
        const struct walk_edge *e = &w->edges.at[n->first_edge + i];
        value = formula_or2(f, value, formula_and2(f, e->used, values[e->to]));
    }
    return value;
}

/* Values of the nodes so far, as an array to compute with. */
static int32_t *values_so_far(const struct walk *w)
{
    int32_t *values = arena_array(w->q->scratch, int32_t, w->nodes.count);
    for (uint32_t i = 0; i < w->written; i++)
        values[i] = w->nodes.at[i].value;
    return values;
}

static int32_t on_path(struct walk *w, uint32_t node)
{
    return query_var(w->q, QUERY_ON_PATH, journey_table(w->journey, w->nodes.at[node].spot.node), 0);
}

/* Greatest fixed point: variables that need a reason, which may be each other. */
static void write_for_ever(struct walk *w, const uint32_t *members, uint32_t count, int32_t *values)
{
    for (uint32_t i = 0; i < count; i++)
        values[members[i]] = on_path(w, members[i]);
    for (uint32_t i = 0; i < count; i++) {
        int32_t reason = value_now(w, &w->nodes.at[members[i]], values);
        vec_push(w->q->arena, &w->q->constraints, formula_or2(w->q->formula, -values[members[i]], reason));
    }
}

/* Least fixed point: after n rounds, what can be reached by a path of n hops inside the component. */
static void write_unrolled(struct walk *w, const uint32_t *members, uint32_t count, int32_t *values)
{
    int32_t *next = arena_array(w->q->scratch, int32_t, count);
    for (uint32_t i = 0; i < count; i++)
        values[members[i]] = FORMULA_FALSE;
    bool changed = true;
    for (uint32_t round = 0; round < count && changed; round++) {
        changed = false;
        for (uint32_t i = 0; i < count; i++)
            next[i] = value_now(w, &w->nodes.at[members[i]], values);
        for (uint32_t i = 0; i < count; i++) {
            changed |= values[members[i]] != next[i];
            values[members[i]] = next[i];
        }
    }
}

static void write_nodes(struct walk *w)
{
    uint32_t first = w->written, count = w->nodes.count - first;
    VEC(struct scc_edge) edges = {0};
    for (uint32_t n = first; n < w->nodes.count; n++)
        for (uint32_t i = 0; i < w->nodes.at[n].edge_count; i++) {
            uint32_t to = w->edges.at[w->nodes.at[n].first_edge + i].to;
            if (to >= first)
                vec_push(w->q->scratch, &edges, ((struct scc_edge){n - first, to - first}));
        }
    struct scc scc = scc_find(w->q->scratch, scc_graph_of(w->q->scratch, count, edges.at, edges.count));
    for (uint32_t i = 0; i < count; i++)
        scc.members[i] += first;
    int32_t *values = values_so_far(w);
    for (uint32_t c = 0; c < scc.count; c++) {
        const uint32_t *members = scc.members + scc.first[c];
        uint32_t size = scc.first[c + 1] - scc.first[c];
        if (!scc.cyclic[c])
            values[members[0]] = value_now(w, &w->nodes.at[members[0]], values);
        else if (w->kind == WALK_BAD || w->kind == WALK_LOOPS)
            write_for_ever(w, members, size, values);
        else
            write_unrolled(w, members, size, values);
    }
    for (uint32_t n = first; n < w->nodes.count; n++)
        w->nodes.at[n].value = values[n];
    w->written = w->nodes.count;
}

/* Where delays are asked for, all positions must be known, and the sums must not be too many. */
static void prepare_delays(struct walk *w)
{
    if (!w->rules.has_delay)
        return;
    journey_explore_all(w->journey);
    if (w->longest_count == w->journey->nodes.count)
        return;
    w->longest = delays_longest(w->journey);
    w->longest_count = w->journey->nodes.count;
}

static bool count_spot(struct walk *w)
{
    if (w->rules.has_delay && w->nodes.count > SUMS_LIMIT && !w->q->problem)
        w->q->problem = arena_printf(
            w->q->arena, "the delays add up to more than %u different sums on the way", SUMS_LIMIT);
    return query_count_position(w->q) && !w->q->problem;
}

int32_t walk_from(struct walk *w, const struct flow_end *from)
{
    if (!journey_can_start(from)) /* an address that nobody has sends nothing */
        return FORMULA_FALSE;
    struct spot start = {.node = journey_start(w->journey, from)};
    drop_idle_limit(w);
    prepare_delays(w);
    uint32_t root = node_at(w, start);
    for (uint32_t n = w->written; n < w->nodes.count && count_spot(w); n++)
        explore(w, n);
    if (w->q->problem)
        return FORMULA_FALSE;
    if (w->written < w->nodes.count)
        write_nodes(w);
    return w->nodes.at[root].value;
}
