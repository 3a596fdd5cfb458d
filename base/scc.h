/*
 * scc: strongly connected components of a small graph (Tarjan), so that what is acyclic can be written down
 * as plain definitions and only true cycles need variables.
 */
#ifndef NICC_BASE_SCC_H
#define NICC_BASE_SCC_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

/* Edges of node n: targets[start[n]] .. targets[start[n + 1] - 1]. */
struct scc_graph {
    uint32_t nodes;
    const uint32_t *start;
    const uint32_t *targets;
};

struct scc {
    uint32_t count;
    uint32_t *component; /* by node; the targets of a node lie in its own component or in a lower one */
    uint32_t *members;   /* all nodes by component, ascending inside each */
    uint32_t *first;     /* component c is members[first[c]] .. members[first[c + 1] - 1] */
    bool *cyclic;        /* by component: more than one node, or an edge to itself */
    bool any_cyclic;
};

/* Find the components; everything is in `arena`. No recursion, so any depth will do. */
struct scc scc_find(struct arena *arena, struct scc_graph g);

/* Collects edges in any order and turns them into a graph. */
struct scc_edge {
    uint32_t from, to;
};
struct scc_graph scc_graph_of(struct arena *arena, uint32_t nodes, const struct scc_edge *edges,
                              uint32_t count);

#endif
