/*
 * trace: follows a chain with a small counter (groups passed, or items of the key so far) and writes down
 * with which counts it comes to each node. Backwards from the delivery the same gives the reversed key.
 */
#include "solver/trace.h"

#include <stdlib.h>

#include "solver/places.h"
#include "solver/scc.h"

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

struct trace {
    struct chain *chain;
    bool backwards;
    const struct claim_places *groups; /* PATH; NULL for keys */
    enum claim_granularity granularity;
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

static bool is_end(const struct chain *c, uint32_t node)
{
    return node == 0 || node == chain_end(c);
}

static const struct ir_table *table_at(const struct chain *c, uint32_t node)
{
    return &c->q->ir->tables[c->tables.at[node]];
}

/* The site that a node shows as, or IR_NONE. */
static uint32_t site_of(const struct chain *c, uint32_t node)
{
    if (is_end(c, node))
        return node == 0 ? c->from.site : c->to.site;
    return table_at(c, node)->is_node ? table_at(c, node)->site : IR_NONE;
}

/* Items that crossing `edge` into `entered` adds to a key. Returns how many, at most two. */
static uint32_t key_items(const struct trace *t, const struct chain_edge *edge, uint32_t entered,
                          uint32_t last, uint32_t items[2])
{
    const struct chain *c = t->chain;
    uint32_t count = 0, site = site_of(c, entered);
    switch (t->granularity) {
    case CLAIM_AT_SITE:
        if (site != IR_NONE && site + 1 != last)
            items[count++] = site;
        break;
    case CLAIM_AT_LINK:
        if (edge->link != IR_NONE && c->q->ir->elements[edge->link].link_kind != IR_LINK_OTHER)
            items[count++] = edge->link;
        if (!is_end(c, entered) && table_at(c, entered)->circuit != IR_NONE)
            items[count++] = c->q->ir->circuits[table_at(c, entered)->circuit].element;
        break;
    case CLAIM_AT_DEVICE:
        if (!is_end(c, entered) && table_at(c, entered)->is_node)
            items[count++] = c->tables.at[entered];
        break;
    }
    return count;
}

static struct trace_spot key_step(const struct trace *t, const struct chain_edge *e, struct trace_spot s)
{
    uint32_t items[2], site = site_of(t->chain, s.node);
    s.count += key_items(t, e, s.node, s.last, items);
    if (t->granularity == CLAIM_AT_SITE && site != IR_NONE)
        s.last = site + 1;
    return s;
}

/* One node per group in order; a node out of order makes the count one more than there are groups, for good. */
static struct trace_spot path_step(const struct trace *t, struct trace_spot s)
{
    const struct chain *c = t->chain;
    if (is_end(c, s.node) || !table_at(c, s.node)->is_node || s.count > t->groups->count)
        return s;
    bool fits = false;
    if (s.count < t->groups->count)
        fits = places_hold_table(&(struct claim_places){t->groups->at + s.count, 1}, c->tables.at[s.node]);
    s.count = fits ? s.count + 1 : t->groups->count + 1;
    return s;
}

static uint32_t spot_number(struct trace *t, struct trace_spot s)
{
    uint32_t number;
    if (map_get(t->numbers, &s, sizeof s, &number))
        return number;
    number = t->spots.count;
    map_put(t->numbers, &s, sizeof s, number);
    vec_push(t->chain->q->arena, &t->spots, s);
    return number;
}

/* No key of a branch that passes no table twice is longer. */
static bool too_long(const struct trace *t, uint32_t count)
{
    return !t->groups && count > 2 * (t->chain->tables.count + 1);
}

static void explore(struct trace *t)
{
    struct chain *c = t->chain;
    for (uint32_t n = 0; n < t->spots.count; n++) {
        for (uint32_t i = 0; i < c->edges.count; i++) {
            const struct chain_edge *e = &c->edges.at[i];
            struct trace_spot s = t->spots.at[n];
            if (s.node != (t->backwards ? e->to : e->from) || e->taken == FORMULA_FALSE)
                continue;
            s.node = t->backwards ? e->from : e->to;
            s = t->groups ? path_step(t, s) : key_step(t, e, s);
            if (too_long(t, s.count))
                continue;
            struct trace_step step = {n, spot_number(t, s), i};
            vec_push(c->q->arena, &t->steps, step);
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

static void write_ring(struct trace *t, const struct scc_graph *in, const uint32_t *members, uint32_t count)
{
    struct query *q = t->chain->q;
    for (uint32_t i = 0; i < count; i++) {
        const struct trace_spot *s = &t->spots.at[members[i]];
        t->here[members[i]] = query_var(q, QUERY_PROGRESS, t->chain->tables.at[s->node], s->count);
    }
    for (uint32_t i = 0; i < count; i++) {
        int32_t differs = formula_xor(q->formula, t->here[members[i]], comes(t, in, members[i]));
        vec_push(q->arena, &t->chain->demands, -differs);
    }
}

static void write_spots(struct trace *t)
{
    struct arena *arena = t->chain->q->arena;
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

static struct trace trace_of(struct chain *c, bool backwards, const struct claim_places *groups,
                             enum claim_granularity granularity)
{
    struct trace t = {
        .chain = c,
        .backwards = backwards,
        .groups = groups,
        .granularity = granularity,
        .numbers = map_new(c->q->arena),
    };
    struct trace_spot root = {backwards ? chain_end(c) : 0, 0, 0};
    if (!groups && granularity == CLAIM_AT_SITE)
        root.last = site_of(c, root.node) + 1;
    spot_number(&t, root);
    explore(&t);
    write_spots(&t);
    return t;
}

int32_t trace_leaves_path(struct chain *c, const struct claim_places *groups)
{
    struct trace t = trace_of(c, false, groups, CLAIM_AT_DEVICE);
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

/* All items that the key of the chain could have, each with its place. */
static struct trace_items key_of(struct chain *c, bool backwards, enum claim_granularity granularity)
{
    struct trace t = trace_of(c, backwards, NULL, granularity);
    struct trace_items out = {0};
    for (uint32_t i = 0; i < t.steps.count; i++) {
        const struct trace_step *s = &t.steps.at[i];
        const struct chain_edge *e = &c->edges.at[s->edge];
        int32_t holds = formula_and2(c->q->formula, e->taken, t.here[s->from]);
        uint32_t items[2];
        uint32_t count = key_items(&t, e, t.spots.at[s->to].node, t.spots.at[s->from].last, items);
        for (uint32_t k = 0; holds != FORMULA_FALSE && k < count; k++) {
            struct trace_item item = {t.spots.at[s->from].count + k, items[k], holds};
            vec_push(c->q->arena, &out, item);
        }
    }
    join_items(c->q->formula, &out);
    return out;
}

int32_t trace_keys_differ(struct chain *there, struct chain *back, enum claim_granularity granularity)
{
    struct formula *f = there->q->formula;
    struct trace_items a = key_of(there, false, granularity), b = key_of(back, true, granularity);
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
