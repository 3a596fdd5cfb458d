/*
 * walk: explores the product of tables, progress through `via` and hops so far, then writes each node down,
 * successors first. Later starts reuse what is there: old nodes never lead to new ones.
 */
#include "solver/walk.h"

#include "solver/places.h"
#include "solver/scc.h"

/* Where a branch stands. */
struct spot {
    uint32_t table;
    uint32_t progress; /* groups of `via` passed */
    uint32_t hops;     /* edges between nodes so far; stays 0 when nothing limits them */
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
    struct flow_end to;
    struct walk_rules rules;
    struct map *numbers; /* spot to node */
    VEC(struct walk_node) nodes;
    VEC(struct walk_edge) edges;
    uint32_t written; /* nodes that have their value */
};

struct walk *walk_new(struct query *q, enum walk_kind kind, const struct flow_end *to,
                      const struct walk_rules *rules)
{
    struct walk *w = arena_new(q->arena, struct walk);
    w->q = q;
    w->kind = kind;
    w->to = *to;
    w->rules = *rules;
    w->numbers = map_new(q->arena);
    /* A branch never passes a table twice, so a limit above the number of tables is none. */
    if (w->rules.max_hops > q->ir->table_count)
        w->rules.has_max_hops = false;
    return w;
}

static uint32_t node_at(struct walk *w, struct spot s)
{
    uint32_t number;
    if (map_get(w->numbers, &s, sizeof s, &number))
        return number;
    number = w->nodes.count;
    map_put(w->numbers, &s, sizeof s, number);
    vec_push(w->q->arena, &w->nodes, ((struct walk_node){.spot = s, .ends = FORMULA_FALSE}));
    return number;
}

static const struct claim_places *next_group(const struct walk *w, const struct spot *s)
{
    return s->progress < w->rules.via_count ? &w->rules.via[s->progress] : NULL;
}

/* Pass a link. Returns false when it is avoided. An item counts for one group only. */
static bool pass_link(const struct walk *w, struct spot *s, uint32_t link)
{
    const struct claim_places *group = next_group(w, s);
    if (group && places_hold_link(group, link))
        s->progress++;
    return !places_hold_link(&w->rules.avoiding, link);
}

/* Pass the node of an end site, or of a table. Returns false when it is avoided. */
static bool pass_site(const struct walk *w, struct spot *s, uint32_t site)
{
    const struct claim_places *group = next_group(w, s);
    if (group && places_hold_site(group, w->q->ir, site))
        s->progress++;
    return !places_hold_site(&w->rules.avoiding, w->q->ir, site);
}

static bool pass_table(const struct walk *w, struct spot *s, uint32_t table)
{
    if (!w->q->ir->tables[table].is_node)
        return true;
    const struct claim_places *group = next_group(w, s);
    if (group && places_hold_table(group, table))
        s->progress++;
    return !places_hold_table(&w->rules.avoiding, table);
}

/* Count an edge between nodes. Returns false when there are too many. */
static bool count_hop(const struct walk *w, struct spot *s)
{
    if (w->rules.has_max_hops)
        s->hops++;
    return !w->rules.has_max_hops || s->hops <= w->rules.max_hops;
}

enum fate { FATE_GOES_ON, FATE_GOOD, FATE_LOST, FATE_AGAINST_RULES };

/* Take a hop; with FATE_GOES_ON *s is where it leads. */
static enum fate take(const struct walk *w, struct spot *s, const struct ir_hop *hop)
{
    bool delivers = hop->kind == IR_HOP_DELIVER && hop->target == w->to.site;
    if (hop->kind != IR_HOP_TABLE && !delivers)
        return FATE_LOST;
    bool node = delivers || w->q->ir->tables[hop->target].is_node;
    bool ok = pass_link(w, s, hop->link);
    ok &= delivers ? pass_site(w, s, hop->target) : pass_table(w, s, hop->target);
    ok &= !node || count_hop(w, s);
    if (!ok)
        return FATE_AGAINST_RULES;
    if (!delivers) {
        s->table = hop->target;
        return FATE_GOES_ON;
    }
    return s->progress == w->rules.via_count ? FATE_GOOD : FATE_AGAINST_RULES;
}

static void explore(struct walk *w, uint32_t number)
{
    struct formula *f = w->q->formula;
    struct spot here = w->nodes.at[number].spot;
    const struct forwarding *fw = forwarding_at(w->q, w->to.class_id, here.table);
    uint32_t first = w->edges.count;
    int32_t ends = w->kind == WALK_BAD ? fw->no_route : FORMULA_FALSE;
    for (uint32_t i = 0; i < fw->count; i++) {
        struct spot next = here;
        enum fate fate = take(w, &next, fw->at[i].hop);
        if (fate == FATE_GOES_ON) {
            struct walk_edge e = {node_at(w, next), fw->at[i].used};
            vec_push(w->q->arena, &w->edges, e);
        } else if ((fate == FATE_GOOD) == (w->kind == WALK_DELIVERED)) {
            ends = formula_or2(f, ends, fw->at[i].used);
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
    int32_t *values = arena_array(w->q->arena, int32_t, w->nodes.count);
    for (uint32_t i = 0; i < w->written; i++)
        values[i] = w->nodes.at[i].value;
    return values;
}

/* Greatest fixed point: variables that need a reason, which may be each other. */
static void write_for_ever(struct walk *w, const uint32_t *members, uint32_t count, int32_t *values)
{
    for (uint32_t i = 0; i < count; i++)
        values[members[i]] = query_var(w->q, QUERY_ON_PATH, w->nodes.at[members[i]].spot.table, 0);
    for (uint32_t i = 0; i < count; i++) {
        int32_t reason = value_now(w, &w->nodes.at[members[i]], values);
        vec_push(w->q->arena, &w->q->constraints, formula_or2(w->q->formula, -values[members[i]], reason));
    }
}

/* Least fixed point: after n rounds, what can be reached by a path of n hops inside the component. */
static void write_unrolled(struct walk *w, const uint32_t *members, uint32_t count, int32_t *values)
{
    int32_t *next = arena_array(w->q->arena, int32_t, count);
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
                vec_push(w->q->arena, &edges, ((struct scc_edge){n - first, to - first}));
        }
    struct scc scc = scc_find(w->q->arena, scc_graph_of(w->q->arena, count, edges.at, edges.count));
    for (uint32_t i = 0; i < count; i++)
        scc.members[i] += first;
    int32_t *values = values_so_far(w);
    for (uint32_t c = 0; c < scc.count; c++) {
        const uint32_t *members = scc.members + scc.first[c];
        uint32_t size = scc.first[c + 1] - scc.first[c];
        if (!scc.cyclic[c])
            values[members[0]] = value_now(w, &w->nodes.at[members[0]], values);
        else if (w->kind == WALK_BAD)
            write_for_ever(w, members, size, values);
        else
            write_unrolled(w, members, size, values);
    }
    for (uint32_t n = first; n < w->nodes.count; n++)
        w->nodes.at[n].value = values[n];
    w->written = w->nodes.count;
}

int32_t walk_from(struct walk *w, const struct flow_end *from)
{
    if (from->table == IR_NONE) /* an address that nobody has sends nothing */
        return FORMULA_FALSE;
    struct spot start = {from->table, 0, 0};
    if (!pass_site(w, &start, from->site))
        return w->kind == WALK_BAD ? FORMULA_TRUE : FORMULA_FALSE;
    uint32_t root = node_at(w, start);
    for (uint32_t n = w->written; n < w->nodes.count; n++)
        explore(w, n);
    if (w->written < w->nodes.count)
        write_nodes(w);
    return w->nodes.at[root].value;
}
