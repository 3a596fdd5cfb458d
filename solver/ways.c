/*
 * ways: see the header. Vertices: 2n where routes come into the n-th table, 2n + 1 where they leave it, and one from
 * which all ways start. Every edge has its opposite, over which flow can be taken back.
 */
#include "solver/ways.h"

#include <string.h>

#include "base/guard.h"
#include "base/scc.h"
#include "base/vec.h"

/* What the elements of an edge come to. */
struct chain {
    bool down, fragile;
    uint32_t inside; /* site of all that may fail; IR_NONE: not in one */
};

struct ways_edges {
    struct chain *sessions, *tables;
};

struct edge {
    uint32_t to;
    uint32_t back; /* its opposite */
    bool forward;  /* not made to be the opposite of one */
    struct chain chain;
    uint32_t session; /* of a forward edge: IR_NONE, or */
    uint32_t table;
    uint32_t flow;
};

struct ways {
    struct arena *arena;
    const struct ir *ir;
    const enum ways_fate *fate;
    uint32_t vertex_count;
    const uint32_t *first; /* edges of vertex v: first[v] .. first[v + 1] - 1 */
    struct edge *edges;
    uint32_t edge_count;
    uint32_t *leave;   /* by table: the vertex where routes leave it, 0: not in the graph */
    uint32_t *numbers; /* by edge: at most so many come in front of the AS path */
    uint32_t spared[2];
    uint32_t *came_by; /* by vertex: the edge by which it was found, in the search of this number: */
    uint32_t *seen, search;
    uint32_t *queue;
    bool knows_lasting; /* `lasting` is filled in */
    uint64_t *lasting;  /* by vertex: numbers on a way to it on which nothing may fail, UINT64_MAX: none */
    uint32_t *stamp, stamps; /* by element: the way that it is on */
};

/* ---- elements ---- */

static void add_chain(const struct ir *ir, const enum ways_fate *fate, struct chain *c, uint32_t element)
{
    for (uint32_t e = element; e != IR_NONE; e = ir->elements[e].parent) {
        c->down |= fate[e] == WAYS_DOWN;
        if (fate[e] != WAYS_MORTAL)
            continue;
        uint32_t site = ir->elements[e].site;
        c->inside = !c->fragile || c->inside == site ? site : IR_NONE;
        c->fragile = true;
    }
}

static bool is_of_table(const struct ir *ir, const struct ir_session *s, uint32_t element)
{
    return element == ir->tables[s->from].element || element == ir->tables[s->to].element;
}

/* A session's edge stands for what its guard names beside its tables, a table's for its own element. */
static struct chain session_chain(const struct ir *ir, const enum ways_fate *fate, uint32_t session)
{
    struct chain c = {.inside = IR_NONE};
    const struct ir_session *s = &ir->sessions[session];
    for (uint32_t i = 0; i < s->guard.count; i++)
        if (!is_of_table(ir, s, s->guard.elements[i]))
            add_chain(ir, fate, &c, s->guard.elements[i]);
    return c;
}

static struct chain table_chain(const struct ir *ir, const enum ways_fate *fate, uint32_t table)
{
    struct chain c = {.inside = IR_NONE};
    if (ir->tables[table].element != IR_NONE)
        add_chain(ir, fate, &c, ir->tables[table].element);
    return c;
}

struct ways_edges *ways_edges_new(struct arena *arena, const struct ir *ir, const enum ways_fate *fate)
{
    struct ways_edges *e = arena_new(arena, struct ways_edges);
    e->sessions = arena_array(arena, struct chain, ir->session_count);
    e->tables = arena_array(arena, struct chain, ir->table_count);
    for (uint32_t i = 0; i < ir->session_count; i++)
        e->sessions[i] = session_chain(ir, fate, i);
    for (uint32_t t = 0; t < ir->table_count; t++)
        e->tables[t] = table_chain(ir, fate, t);
    return e;
}

void ways_refresh(struct ways *w)
{
    w->knows_lasting = false;
    for (uint32_t i = 0; i < w->edge_count; i++) {
        struct edge *e = &w->edges[i];
        if (e->session != IR_NONE)
            e->chain = session_chain(w->ir, w->fate, e->session);
        else if (e->table != IR_NONE)
            e->chain = table_chain(w->ir, w->fate, e->table);
    }
}

void ways_spare(struct ways *w, uint32_t site, uint32_t other_site)
{
    w->spared[0] = site;
    w->spared[1] = other_site;
}

static bool is_limited(const struct ways *w, const struct edge *e)
{
    return e->chain.fragile && (e->chain.inside == IR_NONE ||
                                (e->chain.inside != w->spared[0] && e->chain.inside != w->spared[1]));
}

/* ---- the graph ---- */

struct building {
    VEC(struct scc_edge) edges; /* vertex, number in `at` */
    VEC(struct edge) at;
};

static void add_edge(struct arena *arena, struct building *b, uint32_t from, struct edge e)
{
    uint32_t number = b->at.count;
    e.forward = true;
    e.back = number + 1;
    vec_push(arena, &b->at, e);
    vec_push(arena, &b->at,
             ((struct edge){.to = from, .back = number, .session = IR_NONE, .table = IR_NONE}));
    vec_push(arena, &b->edges, ((struct scc_edge){from, number}));
    vec_push(arena, &b->edges, ((struct scc_edge){e.to, number + 1}));
}

static void lay_out(struct ways *w, const struct building *b)
{
    struct scc_graph g = scc_graph_of(w->arena, w->vertex_count, b->edges.at, b->edges.count);
    uint32_t *place = arena_array(w->arena, uint32_t, b->at.count);
    w->edge_count = b->at.count;
    w->edges = arena_array(w->arena, struct edge, b->at.count);
    w->first = g.start;
    for (uint32_t i = 0; i < w->edge_count; i++)
        place[g.targets[i]] = i;
    for (uint32_t i = 0; i < w->edge_count; i++) {
        w->edges[i] = b->at.at[g.targets[i]];
        w->edges[i].back = place[w->edges[i].back];
    }
}

static void add_tables(struct ways *w, struct building *b, const struct order *order,
                       const struct ways_edges *edges)
{
    for (uint32_t n = 0; n < order->tables.count; n++) {
        uint32_t table = order->tables.at[n];
        w->leave[table] = 2 * n + 1;
        add_edge(w->arena, b, 2 * n,
                 (struct edge){
                     .to = 2 * n + 1, .chain = edges->tables[table], .session = IR_NONE, .table = table});
    }
}

static void add_sessions(struct ways *w, struct building *b, const struct order *order,
                         const struct ways_edges *edges)
{
    for (uint32_t i = 0; i < order->sessions.count; i++) {
        const struct order_session *s = &order->sessions.at[i];
        const struct ir_session *session = &w->ir->sessions[s->session];
        struct edge e = {.to = w->leave[session->to] - 1,
                         .chain = edges->sessions[s->session],
                         .session = s->session,
                         .table = IR_NONE};
        if (s->open)
            add_edge(w->arena, b, w->leave[session->from], e);
    }
}

static void add_origins(struct ways *w, struct building *b, const struct order *order)
{
    for (uint32_t n = 0; n < order->tables.count; n++) {
        uint32_t table = order->tables.at[n];
        if (order->sure[table])
            add_edge(w->arena, b, w->vertex_count - 1,
                     (struct edge){.to = w->leave[table] - 1, .session = IR_NONE, .table = IR_NONE});
    }
}

struct ways *ways_new(struct arena *arena, const struct order *order, const struct ways_edges *edges,
                      const enum ways_fate *fate)
{
    struct ways *w = arena_new(arena, struct ways);
    uint32_t vertices = 2 * order->tables.count + 1;
    *w = (struct ways){.arena = arena,
                       .ir = order->ir,
                       .fate = fate,
                       .vertex_count = vertices,
                       .leave = arena_array(arena, uint32_t, order->ir->table_count),
                       .spared = {IR_NONE, IR_NONE},
                       .came_by = arena_array(arena, uint32_t, vertices),
                       .seen = arena_array(arena, uint32_t, vertices),
                       .queue = arena_array(arena, uint32_t, vertices),
                       .lasting = arena_array(arena, uint64_t, vertices),
                       .stamp = arena_array(arena, uint32_t, order->ir->element_count)};
    struct building b = {{0}, {0}};
    add_tables(w, &b, order, edges);
    add_sessions(w, &b, order, edges);
    add_origins(w, &b, order);
    lay_out(w, &b);
    w->numbers = arena_array(arena, uint32_t, w->edge_count);
    for (uint32_t i = 0; i < w->edge_count; i++)
        if (w->edges[i].session != IR_NONE)
            w->numbers[i] = order_session(order, w->edges[i].session)->numbers;
    return w;
}

/* ---- what an element takes out of the graph ---- */

/* Who has which element: an edge's owner, plus one. Returns false where another one has it. */
static bool own(const struct ways *w, uint32_t *owners, uint32_t element, uint32_t owner)
{
    for (uint32_t e = element; e != IR_NONE; e = w->ir->elements[e].parent) {
        if (w->fate[e] != WAYS_MORTAL)
            continue;
        if (owners[e] != 0 && owners[e] != owner + 1)
            return false;
        owners[e] = owner + 1;
    }
    return true;
}

static bool own_link(const struct ways *w, uint32_t *owners, uint32_t session)
{
    const struct ir_session *s = &w->ir->sessions[session];
    uint32_t link = w->ir->table_count + (s->reverse < session ? s->reverse : session);
    for (uint32_t i = 0; i < s->guard.count; i++)
        if (!is_of_table(w->ir, s, s->guard.elements[i]) && !own(w, owners, s->guard.elements[i], link))
            return false;
    return true;
}

bool ways_are_separate(const struct ways *w)
{
    struct arena *scratch = arena_create();
    uint32_t *owners = arena_array(scratch, uint32_t, w->ir->element_count);
    bool separate = true;
    for (uint32_t i = 0; i < w->edge_count && separate; i++) {
        const struct edge *e = &w->edges[i];
        if (e->table != IR_NONE)
            separate = own(w, owners, w->ir->tables[e->table].element, e->table);
        else if (e->session != IR_NONE)
            separate = own_link(w, owners, e->session);
    }
    arena_destroy(scratch);
    return separate;
}

bool ways_know(const struct ways *w, uint32_t table)
{
    return w->leave[table] != 0;
}

/* ---- what nothing can cut ---- */

static void find_lasting(struct ways *w)
{
    uint32_t start = w->vertex_count - 1, head = 0, tail = 0;
    memset(w->lasting, 0xff, w->vertex_count * sizeof *w->lasting); /* UINT64_MAX */
    w->lasting[start] = 0;
    w->queue[tail++] = start;
    while (head < tail) {
        uint32_t v = w->queue[head++];
        guard_tick();
        for (uint32_t i = w->first[v]; i < w->first[v + 1]; i++) {
            const struct edge *e = &w->edges[i];
            if (!e->forward || e->chain.down || e->chain.fragile || w->lasting[e->to] != UINT64_MAX)
                continue;
            w->lasting[e->to] = w->lasting[v] + w->numbers[i];
            w->queue[tail++] = e->to;
        }
    }
    w->knows_lasting = true;
}

bool ways_never_fail(struct ways *w, uint32_t table)
{
    if (!w->knows_lasting)
        find_lasting(w);
    return ways_know(w, table) && w->lasting[w->leave[table]] <= IR_PATH_MAX;
}

/* ---- flow ---- */

static bool has_room(const struct ways *w, const struct edge *e)
{
    if (!e->forward)
        return w->edges[e->back].flow > 0;
    return !e->chain.down && (e->flow == 0 || !is_limited(w, e));
}

/* Find the vertex `end` from the start. */
static bool find(struct ways *w, uint32_t end)
{
    uint32_t start = w->vertex_count - 1, head = 0, tail = 0;
    w->search++;
    w->seen[start] = w->search;
    w->queue[tail++] = start;
    while (head < tail && w->seen[end] != w->search) {
        uint32_t v = w->queue[head++];
        guard_tick();
        for (uint32_t i = w->first[v]; i < w->first[v + 1]; i++) {
            uint32_t to = w->edges[i].to;
            if (w->seen[to] == w->search || !has_room(w, &w->edges[i]))
                continue;
            w->seen[to] = w->search;
            w->came_by[to] = i;
            w->queue[tail++] = to;
        }
    }
    return w->seen[end] == w->search;
}

/* One more way along what `find` has found. */
static void augment(struct ways *w, uint32_t end)
{
    for (uint32_t v = end; v != w->vertex_count - 1;) {
        struct edge *e = &w->edges[w->came_by[v]];
        v = w->edges[e->back].to;
        if (e->forward)
            e->flow++;
        else
            w->edges[e->back].flow--;
    }
}

uint32_t ways_count(struct ways *w, uint32_t table, uint32_t enough)
{
    uint32_t end = w->leave[table], count = 0;
    for (uint32_t i = 0; i < w->edge_count; i++)
        w->edges[i].flow = 0;
    while (count < enough && find(w, end)) {
        augment(w, end);
        count++;
    }
    return count;
}

/* ---- one way after the other ---- */

/* Put the way's number on an element and its parents. Returns false where another way's is. */
static bool mark(struct ways *w, uint32_t element)
{
    for (uint32_t e = element; e != IR_NONE; e = w->ir->elements[e].parent) {
        uint32_t site = w->ir->elements[e].site;
        if (w->fate[e] != WAYS_MORTAL || (site != IR_NONE && (site == w->spared[0] || site == w->spared[1])))
            continue;
        if (w->stamp[e] > w->stamps && w->stamp[e] != w->search)
            return false;
        w->stamp[e] = w->search;
    }
    return true;
}

static bool mark_edge(struct ways *w, const struct edge *e)
{
    bool alone = e->table == IR_NONE || mark(w, w->ir->tables[e->table].element);
    if (e->session == IR_NONE)
        return alone;
    const struct ir_session *s = &w->ir->sessions[e->session];
    for (uint32_t i = 0; i < s->guard.count; i++)
        alone &= mark(w, s->guard.elements[i]);
    return alone;
}

/* Follow the flow from the start to `end`, and take it away. */
static bool follow(struct ways *w, uint32_t end)
{
    uint64_t length = 0;
    bool alone = true;
    w->search++;
    for (uint32_t v = w->vertex_count - 1; v != end;) {
        uint32_t i = w->first[v];
        while (!w->edges[i].forward || w->edges[i].flow == 0)
            i++;
        w->edges[i].flow--;
        alone &= mark_edge(w, &w->edges[i]);
        length += w->numbers[i];
        v = w->edges[i].to;
    }
    return alone && length <= IR_PATH_MAX;
}

/* Two ways that cross one link against each other had better not: let each go on as the other. */
static void cancel_opposites(struct ways *w)
{
    for (uint32_t i = 0; i < w->edge_count; i++) {
        struct edge *e = &w->edges[i];
        if (e->session == IR_NONE || e->flow == 0)
            continue;
        uint32_t from = w->edges[e->back].to;
        for (uint32_t k = w->first[e->to + 1]; k < w->first[e->to + 2] && e->flow > 0; k++) {
            struct edge *r = &w->edges[k];
            if (r->session == IR_NONE || r->flow == 0 || r->to != from - 1)
                continue;
            e->flow--;
            r->flow--;
            for (uint32_t t = 0; t < 2; t++) { /* through the two tables */
                uint32_t in = t ? e->to : r->to;
                for (uint32_t m = w->first[in]; m < w->first[in + 1]; m++)
                    if (w->edges[m].table != IR_NONE)
                        w->edges[m].flow--;
            }
        }
    }
}

bool ways_apart(struct ways *w, uint32_t table, uint32_t enough)
{
    bool apart = true;
    cancel_opposites(w);
    w->stamps = w->search;
    for (uint32_t i = 0; i < enough; i++)
        apart &= follow(w, w->leave[table]);
    return apart;
}

const uint32_t *ways_mortals(struct ways *w, struct arena *arena, uint32_t *count)
{
    uint32_t *found = arena_array(arena, uint32_t, w->ir->element_count);
    *count = 0;
    w->stamps = w->search++;
    for (uint32_t i = 0; i < w->edge_count; i++)
        if (w->edges[i].forward && w->edges[i].flow > 0)
            mark_edge(w, &w->edges[i]);
    for (uint32_t e = 0; e < w->ir->element_count; e++)
        if (w->stamp[e] > w->stamps)
            found[(*count)++] = e;
    return found;
}
