/*
 * chain: finds the moves that could lie on a branch from start to delivery, then writes the choice of one
 * branch: definitions where the moves are acyclic, variables and demands on cycles.
 */
#include "solver/chain.h"

#include "base/scc.h"

/* Chain node of a journey's node, new or known. `numbers` is by journey node, 0: unknown, else node + 1. */
static uint32_t node_of(struct chain *c, uint32_t *numbers, uint32_t node)
{
    if (!numbers[node]) {
        vec_push(c->q->scratch, &c->nodes, node);
        numbers[node] = c->nodes.count;
    }
    return numbers[node] - 1;
}

static bool is_delivery(const struct chain *c, uint32_t node, bool round_trip)
{
    uint32_t stage = c->journey->nodes.at[node].at.stage;
    return stage == JOURNEY_HOME || (stage == JOURNEY_TURN && !round_trip);
}

/* The chain always goes to this node first, so it never comes back to it; IR_NONE when there is a choice. */
static uint32_t only_first(const struct chain *c)
{
    bool only = c->edges.count == 1 && c->edges.at[0].used == FORMULA_TRUE;
    return only ? c->edges.at[0].to : IR_NONE;
}

/* All edges away from the start. Delivery is marked IR_NONE until the number of nodes is known. */
static void explore(struct chain *c, uint32_t start, bool round_trip)
{
    const struct journey *j = c->journey;
    uint32_t *numbers = arena_array(c->q->scratch, uint32_t, j->nodes.count), first = IR_NONE;
    node_of(c, numbers, start);
    for (uint32_t n = 0; n < c->nodes.count; n++) {
        const struct journey_node *at = &j->nodes.at[c->nodes.at[n]];
        for (uint32_t i = 0; i < at->move_count; i++) {
            const struct journey_move *m = &j->moves.at[at->first_move + i];
            struct chain_edge e = {n,        IR_NONE,      at->first_move + i, i, at->at.is_reply,
                                   m->taken, FORMULA_FALSE};
            if (!is_delivery(c, m->to, round_trip))
                e.to = node_of(c, numbers, m->to);
            if (n == 0 || e.to == IR_NONE || e.to != first)
                vec_push(c->q->scratch, &c->edges, e);
        }
        if (n == 0)
            first = only_first(c);
    }
    for (uint32_t i = 0; i < c->edges.count; i++)
        if (c->edges.at[i].to == IR_NONE)
            c->edges.at[i].to = chain_end(c);
}

/* Keep only edges from which delivery can be reached. */
static void prune(struct chain *c)
{
    bool *arrives = arena_array(c->q->scratch, bool, chain_end(c) + 1);
    arrives[chain_end(c)] = true;
    for (bool changed = true; changed;) {
        changed = false;
        for (uint32_t i = c->edges.count; i > 0; i--) {
            const struct chain_edge *e = &c->edges.at[i - 1];
            if (arrives[e->to] && !arrives[e->from])
                arrives[e->from] = changed = true;
        }
    }
    uint32_t kept = 0;
    for (uint32_t i = 0; i < c->edges.count; i++)
        if (arrives[c->edges.at[i].to])
            c->edges.at[kept++] = c->edges.at[i];
    c->edges.count = kept;
}

/* Edges by one of their ends. */
struct incidence {
    struct scc_graph in, out; /* targets are edge numbers */
};

static struct incidence index_edges(const struct chain *c)
{
    uint32_t nodes = chain_end(c) + 1;
    struct scc_edge *in = arena_array(c->q->scratch, struct scc_edge, c->edges.count);
    struct scc_edge *out = arena_array(c->q->scratch, struct scc_edge, c->edges.count);
    for (uint32_t i = 0; i < c->edges.count; i++) {
        in[i] = (struct scc_edge){c->edges.at[i].to, i};
        out[i] = (struct scc_edge){c->edges.at[i].from, i};
    }
    return (struct incidence){scc_graph_of(c->q->scratch, nodes, in, c->edges.count),
                              scc_graph_of(c->q->scratch, nodes, out, c->edges.count)};
}

/* The chain enters `node`. Sets *once to "over at most one edge". */
static int32_t entered(const struct chain *c, const struct incidence *inc, uint32_t node, int32_t *once)
{
    uint32_t first = inc->in.start[node], count = inc->in.start[node + 1] - first;
    int32_t *lits = arena_array(c->q->scratch, int32_t, count);
    for (uint32_t i = 0; i < count; i++)
        lits[i] = c->edges.at[inc->in.targets[first + i]].taken;
    if (once)
        *once = formula_at_most_one(c->q->formula, lits, count);
    return formula_or(c->q->formula, lits, count);
}

static uint32_t table_of(const struct chain *c, uint32_t node)
{
    return journey_table(c->journey, c->nodes.at[node]);
}

/* Exactly one of the possible moves is taken when the chain passes here. */
static void take_one(struct chain *c, const struct incidence *inc, uint32_t node, int32_t on)
{
    struct formula *f = c->q->formula;
    uint32_t first = inc->out.start[node], count = inc->out.start[node + 1] - first;
    int32_t *later = arena_array(c->q->scratch, int32_t, count + 1);
    later[count] = FORMULA_FALSE;
    for (uint32_t i = count; i > 0; i--)
        later[i - 1] = formula_or2(f, later[i], c->edges.at[inc->out.targets[first + i - 1]].used);
    int32_t open = on;
    for (uint32_t i = 0; i < count; i++) {
        struct chain_edge *e = &c->edges.at[inc->out.targets[first + i]];
        int32_t free = formula_and2(f, open, e->used);
        bool choice = free != FORMULA_FALSE && later[i + 1] != FORMULA_FALSE;
        int32_t prefers = choice ? query_var(c->q, QUERY_BRANCH, table_of(c, node), e->number) : FORMULA_TRUE;
        e->taken = formula_and2(f, free, formula_or2(f, prefers, -later[i + 1]));
        open = formula_and2(f, open, -e->taken);
    }
}

static struct scc find_order(const struct chain *c)
{
    struct scc_edge *edges = arena_array(c->q->scratch, struct scc_edge, c->edges.count);
    for (uint32_t i = 0; i < c->edges.count; i++)
        edges[i] = (struct scc_edge){c->edges.at[i].to, c->edges.at[i].from};
    uint32_t nodes = chain_end(c) + 1;
    return scc_find(c->q->scratch, scc_graph_of(c->q->scratch, nodes, edges, c->edges.count));
}

static void write_ring(struct chain *c, const struct incidence *inc, const uint32_t *members, uint32_t count)
{
    int32_t *on = arena_array(c->q->scratch, int32_t, count);
    for (uint32_t i = 0; i < count; i++) {
        on[i] = query_var(c->q, QUERY_ON_PATH, table_of(c, members[i]), 0);
        take_one(c, inc, members[i], on[i]);
    }
    for (uint32_t i = 0; i < count; i++) {
        int32_t once, in = entered(c, inc, members[i], &once);
        vec_push(c->q->scratch, &c->demands, once);
        vec_push(c->q->scratch, &c->demands, -formula_xor(c->q->formula, on[i], in));
    }
}

struct chain *chain_new(struct journey *j, const struct flow_end *from, bool round_trip)
{
    struct chain *c = arena_new(j->q->scratch, struct chain);
    uint32_t start = journey_start(j, from);
    journey_explore_all(j);
    c->q = j->q;
    c->journey = j;
    explore(c, start, round_trip);
    prune(c);
    struct incidence inc = index_edges(c);
    struct scc order = find_order(c);
    for (uint32_t k = 0; k < order.count; k++) {
        const uint32_t *members = order.members + order.first[k];
        if (order.cyclic[k])
            write_ring(c, &inc, members, order.first[k + 1] - order.first[k]);
        else if (members[0] != chain_end(c))
            take_one(c, &inc, members[0],
                     members[0] == 0 ? FORMULA_TRUE : entered(c, &inc, members[0], NULL));
    }
    c->arrives = entered(c, &inc, chain_end(c), NULL);
    return c;
}

int32_t chain_is_delivered(const struct chain *c)
{
    int32_t demands = formula_and(c->q->formula, c->demands.at, c->demands.count);
    return formula_and2(c->q->formula, demands, c->arrives);
}
