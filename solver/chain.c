/*
 * chain: finds the hops that could lie on a branch from start to delivery, then writes the choice of one
 * branch: definitions where the hops are acyclic, variables and demands on cycles.
 */
#include "solver/chain.h"

#include "solver/scc.h"

/* Chain node of a table, new or known. `numbers` is by table, 0: unknown, else node + 1. */
static uint32_t node_of(struct chain *c, uint32_t *numbers, uint32_t table)
{
    if (!numbers[table]) {
        vec_push(c->q->arena, &c->tables, table);
        numbers[table] = c->tables.count;
    }
    return numbers[table] - 1;
}

/* All edges away from the start. Delivery is marked IR_NONE until the number of tables is known. */
static void explore(struct chain *c)
{
    uint32_t *numbers = arena_array(c->q->arena, uint32_t, c->q->ir->table_count);
    node_of(c, numbers, c->from.table);
    for (uint32_t n = 0; n < c->tables.count; n++) {
        const struct forwarding *fw = forwarding_at(c->q, c->to.class_id, c->tables.at[n]);
        for (uint32_t i = 0; i < fw->count; i++) {
            const struct ir_hop *hop = fw->at[i].hop;
            struct chain_edge e = {n, IR_NONE, hop->link, i, fw->at[i].used, FORMULA_FALSE};
            if (hop->kind == IR_HOP_TABLE)
                e.to = node_of(c, numbers, hop->target);
            else if (hop->kind != IR_HOP_DELIVER || hop->target != c->to.site)
                continue;
            if (e.to != 0) /* never back to the start */
                vec_push(c->q->arena, &c->edges, e);
        }
    }
    for (uint32_t i = 0; i < c->edges.count; i++)
        if (c->edges.at[i].to == IR_NONE)
            c->edges.at[i].to = chain_end(c);
}

/* Keep only edges from which delivery can be reached. */
static void prune(struct chain *c)
{
    bool *arrives = arena_array(c->q->arena, bool, chain_end(c) + 1);
    arrives[chain_end(c)] = true;
    for (bool changed = true; changed;) {
        changed = false;
        for (uint32_t i = 0; i < c->edges.count; i++) {
            const struct chain_edge *e = &c->edges.at[i];
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
    struct scc_edge *in = arena_array(c->q->arena, struct scc_edge, c->edges.count);
    struct scc_edge *out = arena_array(c->q->arena, struct scc_edge, c->edges.count);
    for (uint32_t i = 0; i < c->edges.count; i++) {
        in[i] = (struct scc_edge){c->edges.at[i].to, i};
        out[i] = (struct scc_edge){c->edges.at[i].from, i};
    }
    return (struct incidence){scc_graph_of(c->q->arena, nodes, in, c->edges.count),
                              scc_graph_of(c->q->arena, nodes, out, c->edges.count)};
}

/* The chain enters `node`. Sets *once to "over at most one edge". */
static int32_t entered(const struct chain *c, const struct incidence *inc, uint32_t node, int32_t *once)
{
    uint32_t first = inc->in.start[node], count = inc->in.start[node + 1] - first;
    int32_t *lits = arena_array(c->q->arena, int32_t, count);
    for (uint32_t i = 0; i < count; i++)
        lits[i] = c->edges.at[inc->in.targets[first + i]].taken;
    if (once)
        *once = formula_at_most_one(c->q->formula, lits, count);
    return formula_or(c->q->formula, lits, count);
}

/* Exactly one of the hops in use is taken when the chain passes here. */
static void take_one(struct chain *c, const struct incidence *inc, uint32_t node, int32_t on)
{
    struct formula *f = c->q->formula;
    uint32_t first = inc->out.start[node], count = inc->out.start[node + 1] - first;
    int32_t *later = arena_array(c->q->arena, int32_t, count + 1);
    later[count] = FORMULA_FALSE;
    for (uint32_t i = count; i > 0; i--)
        later[i - 1] = formula_or2(f, later[i], c->edges.at[inc->out.targets[first + i - 1]].used);
    int32_t open = on;
    for (uint32_t i = 0; i < count; i++) {
        struct chain_edge *e = &c->edges.at[inc->out.targets[first + i]];
        int32_t free = formula_and2(f, open, e->used);
        bool choice = free != FORMULA_FALSE && later[i + 1] != FORMULA_FALSE;
        int32_t prefers = choice ? query_var(c->q, QUERY_BRANCH, c->tables.at[node], e->hop) : FORMULA_TRUE;
        e->taken = formula_and2(f, free, formula_or2(f, prefers, -later[i + 1]));
        open = formula_and2(f, open, -e->taken);
    }
}

static struct scc find_order(const struct chain *c)
{
    struct scc_edge *edges = arena_array(c->q->arena, struct scc_edge, c->edges.count);
    for (uint32_t i = 0; i < c->edges.count; i++)
        edges[i] = (struct scc_edge){c->edges.at[i].to, c->edges.at[i].from};
    uint32_t nodes = chain_end(c) + 1;
    return scc_find(c->q->arena, scc_graph_of(c->q->arena, nodes, edges, c->edges.count));
}

static void write_ring(struct chain *c, const struct incidence *inc, const uint32_t *members, uint32_t count)
{
    int32_t *on = arena_array(c->q->arena, int32_t, count);
    for (uint32_t i = 0; i < count; i++) {
        on[i] = query_var(c->q, QUERY_ON_PATH, c->tables.at[members[i]], 0);
        take_one(c, inc, members[i], on[i]);
    }
    for (uint32_t i = 0; i < count; i++) {
        int32_t once, in = entered(c, inc, members[i], &once);
        vec_push(c->q->arena, &c->demands, once);
        vec_push(c->q->arena, &c->demands, -formula_xor(c->q->formula, on[i], in));
    }
}

struct chain *chain_new(struct query *q, const struct flow_end *from, const struct flow_end *to)
{
    struct chain *c = arena_new(q->arena, struct chain);
    c->q = q;
    c->from = *from;
    c->to = *to;
    explore(c);
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
