/*
 * trace: follows a chain with a small counter (groups passed, or items of the key so far) and writes down
 * with which counts it comes to each node. Backwards from the delivery the same gives the reversed key.
 */
#include "solver/trace.h"

#include <stdlib.h>

#include "base/scc.h"
#include "solver/places.h"

/* The chain comes to a node with this count. */
struct trace_spot {
    uint32_t node;
    uint32_t count; /* groups of a path passed; or length of the key so far */
    uint32_t last;  /* keys of sites: 1 + the last site, 0 otherwise */
};

struct trace_step {
    uint32_t from, to; /* spots */
    uint32_t edge;
};

/* What a key is made of. */
enum key { KEY_SITES, KEY_LINKS, KEY_DEVICES, KEY_STATEFUL };

/* The edges that a trace follows. */
enum part { PART_ALL, PART_REQUEST, PART_REPLY };

struct trace {
    struct chain *chain;
    bool backwards;
    enum part part;
    const struct claim_places *groups; /* PATH; NULL for keys */
    enum key key;
    const uint32_t *longest; /* by chain node: of the keys up to there; of keys only */
    struct map *numbers;
    VEC(struct trace_spot) spots; /* spot 0 is the root */
    VEC(struct trace_step) steps;
    int32_t *here; /* by spot */
};

/* A key item in its place, when `holds`. */
struct trace_item {
    uint32_t position, item;
    int32_t holds;
};

struct trace_items {
    struct trace_item *at;
    uint32_t count, capacity;
};

#define KEY_INSTANCE 0x80000000u  /* items from here on: an appliance, by its instance's element */
#define KEY_APPLIANCE 0xc0000000u /* items from here on: an appliance, whichever instance */

static const struct journey_move *move_of(const struct trace *t, const struct chain_edge *e)
{
    return &t->chain->journey->moves.at[e->move];
}

/* The i-th item that the trace passes on a move. */
static struct item item_at(const struct trace *t, const struct journey_move *m, uint32_t i)
{
    uint32_t place = t->backwards ? m->item_count - 1 - i : i;
    return t->chain->journey->items.at[m->first_item + place];
}

/* The site that an item shows as, or IR_NONE. */
static uint32_t site_of(const struct ir *ir, struct item item)
{
    switch (item.kind) {
    case ITEM_SITE:
        return item.id;
    case ITEM_TABLE:
    case ITEM_END_ROUTER:
        return ir->tables[item.id].site;
    case ITEM_APPLIANCE:
    case ITEM_END_APPLIANCE:
        return ir->appliances[item.id].site;
    default:
        return IR_NONE;
    }
}

static uint32_t link_key(const struct ir *ir, struct item item)
{
    if (item.kind == ITEM_LINK)
        return ir->elements[item.id].link_kind != IR_LINK_OTHER ? item.id : IR_NONE;
    bool device = item.kind == ITEM_TABLE && ir->tables[item.id].circuit != IR_NONE;
    return device ? ir->circuits[ir->tables[item.id].circuit].element : IR_NONE;
}

/* What an item adds to the key, or IR_NONE. */
static uint32_t key_of_item(const struct trace *t, struct item item, uint32_t last)
{
    const struct ir *ir = t->chain->q->ir;
    bool passed = item.kind == ITEM_APPLIANCE, stateful = false;
    if (passed)
        stateful = ir->appliances[item.id].stateful[ir->services[t->chain->journey->service].protocol];
    uint32_t site;
    switch (t->key) {
    case KEY_SITES:
        site = site_of(ir, item);
        return site + 1 != last ? site : IR_NONE;
    case KEY_LINKS:
        if (!passed)
            return link_key(ir, item);
        return stateful ? KEY_INSTANCE + item.instance : KEY_APPLIANCE + item.id;
    case KEY_DEVICES:
        if (passed)
            return KEY_INSTANCE + item.instance;
        return item.kind == ITEM_TABLE ? item.id : IR_NONE;
    case KEY_STATEFUL:
        return stateful ? KEY_INSTANCE + item.instance : IR_NONE;
    }
    return IR_NONE;
}

/* Pass an item with a key: returns what it adds, or IR_NONE. */
static uint32_t key_pass(const struct trace *t, struct trace_spot *s, struct item item)
{
    uint32_t added = key_of_item(t, item, s->last);
    if (added == IR_NONE)
        return IR_NONE;
    s->count++;
    if (t->key == KEY_SITES)
        s->last = added + 1;
    return added;
}

/* One node per group in order; a node out of order makes the count one more than there are groups, for good. */
static void path_pass(const struct trace *t, struct trace_spot *s, struct item item)
{
    if (!item_is_node(item) || item_is_end(item) || s->count > t->groups->count)
        return;
    bool fits = false;
    if (s->count < t->groups->count)
        fits = places_hold_item(&(struct claim_places){t->groups->at + s->count, 1}, t->chain->q->ir, item);
    s->count = fits ? s->count + 1 : t->groups->count + 1;
}

/* Where an edge leads from a spot. */
static struct trace_spot step(const struct trace *t, const struct chain_edge *e, struct trace_spot s)
{
    const struct journey_move *m = move_of(t, e);
    for (uint32_t i = 0; i < m->item_count; i++) {
        if (t->groups)
            path_pass(t, &s, item_at(t, m, i));
        else
            key_pass(t, &s, item_at(t, m, i));
    }
    s.node = t->backwards ? e->from : e->to;
    return s;
}

static uint32_t spot_number(struct trace *t, struct trace_spot s)
{
    uint32_t number = t->spots.count;
    if (!map_add(t->numbers, &s, sizeof s, &number))
        return number;
    vec_push(t->chain->q->scratch, &t->spots, s);
    return number;
}

static bool follows(const struct trace *t, const struct chain_edge *e)
{
    bool in_part = t->part == PART_ALL || (t->part == PART_REPLY) == e->is_reply;
    return in_part && e->taken != FORMULA_FALSE;
}

/* The edges by the node that the trace leaves over them. */
static struct scc_graph index_edges(const struct trace *t)
{
    const struct chain *c = t->chain;
    struct scc_edge *list = arena_array(c->q->scratch, struct scc_edge, c->edges.count);
    for (uint32_t i = 0; i < c->edges.count; i++)
        list[i] = (struct scc_edge){t->backwards ? c->edges.at[i].to : c->edges.at[i].from, i};
    return scc_graph_of(c->q->scratch, chain_end(c) + 1, list, c->edges.count);
}

/* ---- how long keys get ---- */

/* How many items of the key an edge brings at most. */
static uint32_t key_items(const struct trace *t, const struct chain_edge *e)
{
    const struct journey_move *m = move_of(t, e);
    uint32_t count = 0;
    for (uint32_t i = 0; i < m->item_count; i++)
        count += key_of_item(t, item_at(t, m, i), 0) != IR_NONE;
    return count;
}

static uint32_t target_of(const struct trace *t, uint32_t edge)
{
    const struct chain_edge *e = &t->chain->edges.at[edge];
    return t->backwards ? e->from : e->to;
}

static struct scc find_components(const struct trace *t)
{
    const struct chain *c = t->chain;
    struct scc_edge *list = arena_array(c->q->scratch, struct scc_edge, c->edges.count);
    uint32_t count = 0;
    for (uint32_t i = 0; i < c->edges.count; i++) {
        const struct chain_edge *e = &c->edges.at[i];
        if (follows(t, e))
            list[count++] = (struct scc_edge){t->backwards ? e->to : e->from, target_of(t, i)};
    }
    return scc_find(c->q->scratch, scc_graph_of(c->q->scratch, chain_end(c) + 1, list, count));
}

/* What a node adds to a key inside its component. */
static uint32_t most_inside(const struct trace *t, const struct scc *s, const struct scc_graph *edges,
                            uint32_t node)
{
    uint32_t most = 0;
    for (uint32_t i = edges->start[node]; i < edges->start[node + 1]; i++) {
        const struct chain_edge *e = &t->chain->edges.at[edges->targets[i]];
        uint32_t to = target_of(t, edges->targets[i]);
        if (!follows(t, e) || s->component[to] != s->component[node])
            continue;
        uint32_t items = key_items(t, e);
        most = items > most ? items : most;
    }
    return most;
}

/* A key of so many items leaves the node for other components. */
static void pass_on(const struct trace *t, const struct scc *s, const struct scc_graph *edges, uint32_t node,
                    uint32_t *entry)
{
    uint32_t own = s->component[node];
    for (uint32_t i = edges->start[node]; i < edges->start[node + 1]; i++) {
        const struct chain_edge *e = &t->chain->edges.at[edges->targets[i]];
        uint32_t other = s->component[target_of(t, edges->targets[i])];
        if (!follows(t, e) || other == own)
            continue;
        uint32_t length = entry[own] + key_items(t, e);
        entry[other] = length > entry[other] ? length : entry[other];
    }
}

/* By node: how long the key of a branch that passes no position twice is at most when it comes there. Such a
 * branch passes one component after the other, and leaves each node once. */
static const uint32_t *longest_keys(const struct trace *t)
{
    struct arena *arena = t->chain->q->scratch;
    uint32_t nodes = chain_end(t->chain) + 1;
    struct scc_graph edges = index_edges(t);
    struct scc s = find_components(t);
    uint32_t *entry = arena_array(arena, uint32_t, s.count), *longest = arena_array(arena, uint32_t, nodes);
    for (uint32_t k = s.count; k-- > 0;) {
        for (uint32_t i = s.first[k]; i < s.first[k + 1]; i++)
            entry[k] += most_inside(t, &s, &edges, s.members[i]);
        for (uint32_t i = s.first[k]; i < s.first[k + 1]; i++) {
            longest[s.members[i]] = entry[k];
            pass_on(t, &s, &edges, s.members[i], entry);
        }
    }
    return longest;
}

/* ---- spots ---- */

static void explore(struct trace *t)
{
    struct chain *c = t->chain;
    struct scc_graph edges = index_edges(t);
    for (uint32_t n = 0; n < t->spots.count && query_count_position(c->q); n++) {
        struct trace_spot here = t->spots.at[n];
        for (uint32_t i = edges.start[here.node]; i < edges.start[here.node + 1]; i++) {
            const struct chain_edge *e = &c->edges.at[edges.targets[i]];
            if (!follows(t, e))
                continue;
            struct trace_spot next = step(t, e, here);
            if (!t->groups && next.count > t->longest[next.node])
                continue;
            struct trace_step s = {n, spot_number(t, next), edges.targets[i]};
            vec_push(c->q->scratch, &t->steps, s);
        }
    }
}

/* The chain comes to this spot: over one of the steps into it. */
static int32_t comes(const struct trace *t, const struct scc_graph *in, uint32_t spot)
{
    struct formula *f = t->chain->q->formula;
    int32_t some = FORMULA_FALSE;
    for (uint32_t i = in->start[spot]; i < in->start[spot + 1]; i++) {
        const struct trace_step *s = &t->steps.at[in->targets[i]];
        some = formula_or2(f, some, formula_and2(f, t->chain->edges.at[s->edge].taken, t->here[s->from]));
    }
    return some;
}

static uint32_t table_of(const struct trace *t, uint32_t node)
{
    const struct chain *c = t->chain;
    return node == chain_end(c) ? IR_NONE : journey_table(c->journey, c->nodes.at[node]);
}

static void write_ring(struct trace *t, const struct scc_graph *in, const uint32_t *members, uint32_t count)
{
    struct query *q = t->chain->q;
    for (uint32_t i = 0; i < count; i++) {
        const struct trace_spot *s = &t->spots.at[members[i]];
        t->here[members[i]] = query_var(q, QUERY_PROGRESS, table_of(t, s->node), s->count);
    }
    for (uint32_t i = 0; i < count; i++) {
        int32_t differs = formula_xor(q->formula, t->here[members[i]], comes(t, in, members[i]));
        vec_push(q->scratch, &t->chain->demands, -differs);
    }
}

static void write_spots(struct trace *t)
{
    struct arena *arena = t->chain->q->scratch;
    struct scc_edge *before = arena_array(arena, struct scc_edge, t->steps.count);
    struct scc_edge *into = arena_array(arena, struct scc_edge, t->steps.count);
    for (uint32_t i = 0; i < t->steps.count; i++) {
        before[i] = (struct scc_edge){t->steps.at[i].to, t->steps.at[i].from};
        into[i] = (struct scc_edge){t->steps.at[i].to, i};
    }
    struct scc_graph in = scc_graph_of(arena, t->spots.count, into, t->steps.count);
    struct scc order = scc_find(arena, scc_graph_of(arena, t->spots.count, before, t->steps.count));
    t->here = arena_array(arena, int32_t, t->spots.count);
    for (uint32_t k = 0; k < order.count; k++) {
        const uint32_t *members = order.members + order.first[k];
        if (order.cyclic[k])
            write_ring(t, &in, members, order.first[k + 1] - order.first[k]);
        else
            t->here[members[0]] = members[0] == 0 ? FORMULA_TRUE : comes(t, &in, members[0]);
    }
}

static void run(struct trace *t)
{
    t->numbers = map_new(t->chain->q->scratch);
    if (!t->groups)
        t->longest = longest_keys(t);
    spot_number(t, (struct trace_spot){.node = t->backwards ? chain_end(t->chain) : 0});
    explore(t);
    write_spots(t);
}

int32_t trace_leaves_path(struct chain *c, const struct claim_places *groups)
{
    struct trace t = {.chain = c, .groups = groups};
    run(&t);
    int32_t leaves = FORMULA_FALSE;
    for (uint32_t i = 0; i < t.spots.count; i++)
        if (t.spots.at[i].node == chain_end(c) && t.spots.at[i].count != groups->count)
            leaves = formula_or2(c->q->formula, leaves, t.here[i]);
    return leaves;
}

static int by_position_and_item(const void *x, const void *y)
{
    const struct trace_item *a = x, *b = y;
    if (a->position != b->position)
        return a->position < b->position ? -1 : 1;
    return (a->item > b->item) - (a->item < b->item);
}

/* Sort and join equal items in equal places. */
static void join_items(struct formula *f, struct trace_items *items)
{
    if (items->count)
        qsort(items->at, items->count, sizeof *items->at, by_position_and_item);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < items->count; i++) {
        if (kept && by_position_and_item(&items->at[kept - 1], &items->at[i]) == 0)
            items->at[kept - 1].holds = formula_or2(f, items->at[kept - 1].holds, items->at[i].holds);
        else
            items->at[kept++] = items->at[i];
    }
    items->count = kept;
}

/* All items that the key could have, each with its place. */
static struct trace_items items_of(struct trace *t)
{
    struct query *q = t->chain->q;
    struct trace_items out = {0};
    for (uint32_t i = 0; i < t->steps.count; i++) {
        const struct trace_step *s = &t->steps.at[i];
        const struct chain_edge *e = &t->chain->edges.at[s->edge];
        const struct journey_move *m = move_of(t, e);
        int32_t holds = formula_and2(q->formula, e->taken, t->here[s->from]);
        struct trace_spot spot = t->spots.at[s->from];
        for (uint32_t k = 0; holds != FORMULA_FALSE && k < m->item_count; k++) {
            uint32_t position = spot.count, added = key_pass(t, &spot, item_at(t, m, k));
            if (added != IR_NONE)
                vec_push(q->scratch, &out, ((struct trace_item){position, added, holds}));
        }
    }
    join_items(q->formula, &out);
    return out;
}

static int32_t keys_differ(struct chain *there, struct chain *back, enum key key)
{
    struct formula *f = there->q->formula;
    bool one = there == back;
    struct trace way = {.chain = there, .key = key, .part = one ? PART_REQUEST : PART_ALL};
    struct trace home = {.chain = back, .key = key, .part = one ? PART_REPLY : PART_ALL, .backwards = true};
    run(&way);
    run(&home);
    struct trace_items a = items_of(&way), b = items_of(&home);
    int32_t differ = FORMULA_FALSE;
    uint32_t i = 0, j = 0;
    while (i < a.count || j < b.count) {
        int order = i == a.count ? 1 : j == b.count ? -1 : by_position_and_item(&a.at[i], &b.at[j]);
        int32_t x = order <= 0 ? a.at[i++].holds : FORMULA_FALSE;
        int32_t y = order >= 0 ? b.at[j++].holds : FORMULA_FALSE;
        differ = formula_or2(f, differ, formula_xor(f, x, y));
    }
    return differ;
}

int32_t trace_keys_differ(struct chain *there, struct chain *back, enum claim_granularity granularity)
{
    switch (granularity) {
    case CLAIM_AT_LINK:
        return keys_differ(there, back, KEY_LINKS);
    case CLAIM_AT_DEVICE:
        return keys_differ(there, back, KEY_DEVICES);
    case CLAIM_AT_SITE:
        break;
    }
    int32_t sites = keys_differ(there, back, KEY_SITES);
    if (there->q->ir->appliance_count == 0)
        return sites;
    return formula_or2(there->q->formula, sites, keys_differ(there, back, KEY_STATEFUL));
}
