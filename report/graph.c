/*
 * graph: what the kinds look like.
 */
#include "report/graph.h"

const struct graph_group_style *graph_group_style(enum graph_group_kind k)
{
    static const struct graph_group_style styles[] = {
#define GRAPH_GROUP(id, name, title, fill, line) {(name), (title), (fill), (line)},
#include "report/graph_kinds.def"
    };
    return &styles[k];
}

const struct graph_node_style *graph_node_style(enum graph_node_kind k)
{
    static const struct graph_node_style styles[] = {
#define GRAPH_NODE(id, name, title, fill, line, shape, brackets)                                             \
    {(name), (title), (fill), (line), (shape), (brackets)},
#include "report/graph_kinds.def"
    };
    return &styles[k];
}

const struct graph_link_style *graph_link_style(enum graph_link_kind k)
{
    static const struct graph_link_style styles[] = {
#define GRAPH_LINK(id, name, title, colour, is_double, attributes, sign, arrow)                              \
    {(name), (title), (colour), (is_double), (attributes), (sign), (arrow)},
#include "report/graph_kinds.def"
    };
    return &styles[k];
}

const char *graph_state_name(enum graph_state s)
{
    static const char *const names[] = {[GRAPH_UP] = "up", [GRAPH_DOWN] = "down", [GRAPH_FAILED] = "failed"};
    return names[s];
}

int graph_rank(const struct graph *g, uint32_t node)
{
    const struct graph_node *n = &g->nodes[node];
    if (n->group == GRAPH_NONE)
        return 5;
    switch (g->groups[n->group].kind) {
    case GRAPH_ONPREM:
        return n->kind == GRAPH_NETWORK ? 0 : 1;
    case GRAPH_CIRCUIT:
        return 2;
    default:
        return n->kind == GRAPH_NETWORK ? 4 : 3;
    }
}

bool graph_link_works(const struct graph *g, const struct graph_link *l)
{
    return l->state == GRAPH_UP && g->nodes[l->from].state == GRAPH_UP && g->nodes[l->to].state == GRAPH_UP;
}

bool graph_links_used(const struct graph *g, bool used[GRAPH_LINK_KINDS])
{
    bool any = false;
    for (uint32_t k = 0; k < GRAPH_LINK_KINDS; k++)
        used[k] = false;
    for (uint32_t i = 0; i < g->link_count; i++) {
        used[g->links[i].kind] = g->links[i].kind != GRAPH_INSIDE;
        any = any || used[g->links[i].kind];
    }
    return any;
}
