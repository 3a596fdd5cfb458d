/*
 * Graphs of routers: reading them, fat trees, distances, and how many ways have no link in common.
 */
#include "bench/designs/generate.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *allocate(int count, size_t size)
{
    void *memory = calloc((size_t)count + 1, size);
    if (!memory)
        fail("out of memory");
    return memory;
}

/* ---- building ---- */

/* From the links the ways out of each node. */
static void index_links(struct graph *graph)
{
    graph->start = allocate(graph->nodes + 1, sizeof *graph->start);
    graph->way = allocate(2 * graph->links, sizeof *graph->way);
    graph->over = allocate(2 * graph->links, sizeof *graph->over);
    int *next = allocate(graph->nodes, sizeof *next);
    for (int i = 0; i < graph->links; i++)
        for (int end = 0; end < 2; end++)
            graph->start[graph->link[i][end] + 1]++;
    for (int i = 0; i < graph->nodes; i++) {
        graph->start[i + 1] += graph->start[i];
        next[i] = graph->start[i];
    }
    for (int i = 0; i < graph->links; i++)
        for (int end = 0; end < 2; end++) {
            int at = next[graph->link[i][end]]++;
            graph->way[at] = graph->link[i][!end];
            graph->over[at] = i;
        }
    free(next);
}

void graph_free(struct graph *graph)
{
    free(graph->node);
    free(graph->link);
    free(graph->start);
    free(graph->way);
    free(graph->over);
}

static void add_link(struct graph *graph, int a, int b)
{
    graph->link[graph->links][0] = a;
    graph->link[graph->links][1] = b;
    graph->links++;
}

static bool has_link(const struct graph *graph, int a, int b)
{
    for (int i = 0; i < graph->links; i++)
        if ((graph->link[i][0] == a && graph->link[i][1] == b) ||
            (graph->link[i][0] == b && graph->link[i][1] == a))
            return true;
    return false;
}

enum { NODES_MAX = 2500, LINKS_MAX = 20000 };

/* Take in one line of a file; `where` is for messages. */
static void read_link(struct graph *graph, const char *line, const char *path, int number)
{
    int a, b;
    char rest;
    if (sscanf(line, "%d %d %c", &a, &b, &rest) != 2)
        fail("%s:%d: a line is two node numbers", path, number);
    if (a < 0 || b < 0 || a >= NODES_MAX || b >= NODES_MAX || a == b)
        fail("%s:%d: a link joins two different nodes from 0 to %d", path, number, NODES_MAX - 1);
    if (has_link(graph, a, b))
        fail("%s:%d: link %d %d stands there twice", path, number, a, b);
    if (graph->links == LINKS_MAX)
        fail("%s:%d: more than %d links", path, number, LINKS_MAX);
    add_link(graph, a, b);
    graph->nodes = a >= graph->nodes ? a + 1 : graph->nodes;
    graph->nodes = b >= graph->nodes ? b + 1 : graph->nodes;
}

static void check_connected(const struct graph *graph, const char *path)
{
    int *distance = allocate(graph->nodes, sizeof *distance);
    graph_distances(graph, 0, distance);
    for (int i = 0; i < graph->nodes; i++)
        if (distance[i] < 0)
            fail("%s: no way from node 0 to node %d", path, i);
    free(distance);
}

struct graph graph_read(const char *path)
{
    struct graph graph = {0};
    FILE *file = fopen(path, "r");
    if (!file)
        fail("%s: %s", path, strerror(errno));
    graph.link = allocate(LINKS_MAX, sizeof *graph.link);
    char line[256];
    for (int number = 1; fgets(line, sizeof line, file); number++) {
        line[strcspn(line, "#\r\n")] = '\0';
        if (line[strspn(line, " \t")])
            read_link(&graph, line, path, number);
    }
    if (ferror(file))
        fail("%s: %s", path, strerror(errno));
    fclose(file);
    if (graph.nodes < 2)
        fail("%s: no links", path);
    graph.node = allocate(graph.nodes, sizeof *graph.node);
    for (int i = 0; i < graph.nodes; i++)
        snprintf(graph.node[i].name, sizeof graph.node[i].name, "n%d", i);
    index_links(&graph);
    check_connected(&graph, path);
    return graph;
}

/* Pod p has edge routers from p * k on and aggregation routers from p * k + k / 2 on; core routers come last, and
 * aggregation router j of each pod is linked to the j-th k / 2 of them. */
struct graph graph_fat_tree(int k)
{
    int half = k / 2;
    struct graph graph = {.nodes = k * k + half * half};
    graph.node = allocate(graph.nodes, sizeof *graph.node);
    graph.link = allocate(k * half * k, sizeof *graph.link);
    for (int p = 0; p < k; p++)
        for (int i = 0; i < half; i++) {
            int edge = p * k + i, aggregation = p * k + half + i;
            graph.node[edge].role = ROLE_EDGE;
            graph.node[aggregation].role = ROLE_AGGREGATION;
            snprintf(graph.node[edge].name, sizeof graph.node[edge].name, "edge%d-%d", p, i);
            snprintf(graph.node[aggregation].name, sizeof graph.node[aggregation].name, "aggr%d-%d", p, i);
            for (int j = 0; j < half; j++) {
                add_link(&graph, edge, p * k + half + j);
                add_link(&graph, aggregation, k * k + i * half + j);
            }
        }
    for (int i = 0; i < half * half; i++) {
        struct node *core = &graph.node[k * k + i];
        core->role = ROLE_CORE;
        snprintf(core->name, sizeof core->name, "core%d", i);
    }
    index_links(&graph);
    return graph;
}

/* ---- questions ---- */

void graph_distances(const struct graph *graph, int from, int *distance)
{
    int *queue = allocate(graph->nodes, sizeof *queue);
    int head = 0, tail = 0;
    for (int i = 0; i < graph->nodes; i++)
        distance[i] = -1;
    distance[from] = 0;
    queue[tail++] = from;
    while (head < tail) {
        int at = queue[head++];
        for (int w = graph->start[at]; w < graph->start[at + 1]; w++)
            if (distance[graph->way[w]] < 0) {
                distance[graph->way[w]] = distance[at] + 1;
                queue[tail++] = graph->way[w];
            }
    }
    free(queue);
}

/* One more way (Ford and Fulkerson 1956): flow[l] is 1 when link l carries one from its first end to its second, -1
 * the other way. Returns whether there was one. */
static bool augment(const struct graph *graph, int from, int to, int *flow)
{
    int *queue = allocate(graph->nodes, sizeof *queue);
    int *by = allocate(graph->nodes, sizeof *by); /* 1 + the link through which a node was found */
    int head = 0, tail = 0;
    queue[tail++] = from;
    while (head < tail && !by[to]) {
        int at = queue[head++];
        for (int w = graph->start[at]; w < graph->start[at + 1]; w++) {
            int next = graph->way[w], l = graph->over[w];
            int direction = graph->link[l][0] == at ? 1 : -1;
            if (next != from && !by[next] && flow[l] != direction) {
                by[next] = l + 1;
                queue[tail++] = next;
            }
        }
    }
    bool found = by[to];
    for (int at = to; found && at != from;) {
        int l = by[at] - 1;
        bool forwards = graph->link[l][1] == at;
        flow[l] += forwards ? 1 : -1;
        at = graph->link[l][forwards ? 0 : 1];
    }
    free(queue);
    free(by);
    return found;
}

int graph_disjoint_ways(const struct graph *graph, int from, int to, int limit)
{
    int *flow = allocate(graph->links, sizeof *flow);
    int ways = 0;
    while (ways < limit && augment(graph, from, to, flow))
        ways++;
    free(flow);
    return ways;
}
