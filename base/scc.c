/*
 * scc: Tarjan's algorithm with an explicit stack. Components come out dependencies first, which is the order
 * in which definitions can be written down.
 */
#include "base/scc.h"

struct frame {
    uint32_t node;
    uint32_t next; /* edge to look at */
};

struct search {
    struct scc_graph graph;
    struct scc *out;
    uint32_t *index; /* 0: not seen */
    uint32_t *low;
    bool *on_stack;
    uint32_t *stack;
    uint32_t depth;
    struct frame *frames;
    uint32_t frame_count;
    uint32_t counter;
};

static void enter(struct search *s, uint32_t node)
{
    s->index[node] = s->low[node] = ++s->counter;
    s->stack[s->depth++] = node;
    s->on_stack[node] = true;
    s->frames[s->frame_count++] = (struct frame){node, s->graph.start[node]};
}

static void close_component(struct search *s, uint32_t root)
{
    uint32_t size = 0, node;
    do {
        node = s->stack[--s->depth];
        s->on_stack[node] = false;
        s->out->component[node] = s->out->count;
        size++;
    } while (node != root);
    s->out->cyclic[s->out->count++] = size > 1;
}

static void lower(struct search *s, uint32_t node, uint32_t value)
{
    if (value < s->low[node])
        s->low[node] = value;
}

static void step(struct search *s)
{
    struct frame *f = &s->frames[s->frame_count - 1];
    uint32_t node = f->node;
    if (f->next < s->graph.start[node + 1]) {
        uint32_t target = s->graph.targets[f->next++];
        if (!s->index[target])
            enter(s, target);
        else if (s->on_stack[target])
            lower(s, node, s->index[target]);
        return;
    }
    s->frame_count--;
    if (s->low[node] == s->index[node])
        close_component(s, node);
    if (s->frame_count)
        lower(s, s->frames[s->frame_count - 1].node, s->low[node]);
}

/* Sort nodes by component (counting sort keeps them ascending inside each). */
static void sort_members(struct arena *arena, struct scc *out, uint32_t nodes)
{
    out->first = arena_array(arena, uint32_t, out->count + 2);
    out->members = arena_array(arena, uint32_t, nodes);
    for (uint32_t n = 0; n < nodes; n++)
        out->first[out->component[n] + 2]++;
    for (uint32_t c = 2; c < out->count + 2; c++)
        out->first[c] += out->first[c - 1];
    for (uint32_t n = 0; n < nodes; n++)
        out->members[out->first[out->component[n] + 1]++] = n;
}

static void find_cycles(struct scc *out, struct scc_graph g)
{
    for (uint32_t n = 0; n < g.nodes; n++)
        for (uint32_t e = g.start[n]; e < g.start[n + 1]; e++)
            if (g.targets[e] == n)
                out->cyclic[out->component[n]] = true;
    for (uint32_t c = 0; c < out->count; c++)
        out->any_cyclic |= out->cyclic[c];
}

struct scc scc_find(struct arena *arena, struct scc_graph g)
{
    struct scc out = {.component = arena_array(arena, uint32_t, g.nodes),
                      .cyclic = arena_array(arena, bool, g.nodes)};
    struct search s = {
        .graph = g,
        .out = &out,
        .index = arena_array(arena, uint32_t, g.nodes),
        .low = arena_array(arena, uint32_t, g.nodes),
        .on_stack = arena_array(arena, bool, g.nodes),
        .stack = arena_array(arena, uint32_t, g.nodes),
        .frames = arena_array(arena, struct frame, g.nodes),
    };
    for (uint32_t n = 0; n < g.nodes; n++) {
        if (!s.index[n])
            enter(&s, n);
        while (s.frame_count)
            step(&s);
    }
    sort_members(arena, &out, g.nodes);
    find_cycles(&out, g);
    return out;
}

struct scc_graph scc_graph_of(struct arena *arena, uint32_t nodes, const struct scc_edge *edges,
                              uint32_t count)
{
    uint32_t *start = arena_array(arena, uint32_t, nodes + 2);
    uint32_t *targets = arena_array(arena, uint32_t, count);
    for (uint32_t e = 0; e < count; e++)
        start[edges[e].from + 2]++;
    for (uint32_t n = 2; n < nodes + 2; n++)
        start[n] += start[n - 1];
    for (uint32_t e = 0; e < count; e++)
        targets[start[edges[e].from + 1]++] = edges[e].to;
    return (struct scc_graph){nodes, start, targets};
}
