/*
 * What the parts of `generate` share: each function below prints one design to standard output.
 */
#ifndef BENCH_GENERATE_H
#define BENCH_GENERATE_H

#include <stdbool.h>

/* End the program with status 2 and a message, printf-like, on standard error. */
_Noreturn void fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Print `group NAME = member(0), member(1), ...;` for the members below count that `has` admits (all, when it is
 * NULL), several on a line. `member` prints one; context is handed to both. */
void print_group(const char *name, int count, bool (*has)(const void *context, int i),
                 void (*member)(const void *context, int i), const void *context);

/* clouds.c: VNets with gateways, circuits and tunnels. */
void print_hub_and_spoke(int spokes, int branches);
void print_firewalled_hub(int spokes, int failures);
void print_regions(int regions, int spokes);

/* graph.c: a graph of routers. */
enum role {
    ROLE_NODE, /* of a graph that was read */
    ROLE_EDGE,
    ROLE_AGGREGATION,
    ROLE_CORE,
};

struct node {
    enum role role;
    char name[32]; /* as it stands in the design */
};

struct graph {
    int nodes, links;
    struct node *node;
    int (*link)[2];   /* the two nodes of each link */
    int *start, *way; /* the ways out of node i are way[start[i]] to way[start[i + 1] - 1] */
    int *over;        /* the link of each way */
};

/* Read a graph, one link `A B` a line, node numbers from 0; `#` begins a comment. Fails on anything else, on a link
 * that stands there twice, and when not every node reaches every other. */
struct graph graph_read(const char *path);

/* The fat tree of k pods: k * k / 2 edge and as many aggregation routers, k * k / 4 core routers. */
struct graph graph_fat_tree(int k);

/* Give back what a graph holds. */
void graph_free(struct graph *graph);

/* Links from `from` to each node at least, into distance[]. */
void graph_distances(const struct graph *graph, int from, int *distance);

/* How many ways from one node to another have no link in common; stops counting at limit. */
int graph_disjoint_ways(const struct graph *graph, int from, int to, int limit);

/* wan.c: the graph as a private WAN with claims about it. `claims` and `failures` as on the command line; title is
 * for the design's head. */
void print_wan(const struct graph *graph, const char *title, bool ebgp, const char *claims, int failures);

#endif
