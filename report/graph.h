/*
 * graph: the topology of a design as nodes, links and groups, with a counterexample on it, and its printers.
 *
 * A group is what encloses others: a site or a circuit. A site's nodes are its network (hosts and subnets), gateways, Route
 * Servers, routers, appliances and load balancers; a circuit's are its two devices. Everything stands in the order of
 * the design.
 */
#ifndef NICC_REPORT_GRAPH_H
#define NICC_REPORT_GRAPH_H

#include "base/buf.h"
#include "report/report.h"

#define GRAPH_NONE UINT32_MAX

enum graph_group_kind {
#define GRAPH_GROUP(id, name, title, fill, line) GRAPH_##id,
#include "report/graph_kinds.def"
    GRAPH_GROUP_KINDS
};

enum graph_node_kind {
#define GRAPH_NODE(id, name, title, fill, line, shape, brackets) GRAPH_##id,
#include "report/graph_kinds.def"
    GRAPH_NODE_KINDS
};

enum graph_link_kind {
#define GRAPH_LINK(id, name, title, colour, is_double, attributes, sign, arrow) GRAPH_##id,
#include "report/graph_kinds.def"
    GRAPH_LINK_KINDS
};

struct graph_group_style {
    const char *name, *title;
    const char *fill, *line;
};

struct graph_node_style {
    const char *name, *title;
    const char *fill, *line;
    const char *shape;    /* of Graphviz */
    const char *brackets; /* of Mermaid, around the text */
};

struct graph_link_style {
    const char *name, *title;
    const char *colour;
    bool is_double;
    const char *attributes; /* of Graphviz */
    const char *sign;       /* how it looks, for the legend */
    const char *arrow;      /* of Mermaid */
};

/* What has become of a part in the situation that is shown. */
enum graph_state { GRAPH_UP, GRAPH_DOWN /* declared `down`, or by the claim */, GRAPH_FAILED };

struct graph_group {
    const char *name;
    enum graph_group_kind kind;
    const char *detail;    /* "east-us", "next to the first region"; "" for nothing */
    uint32_t first, count; /* its nodes */
    uint32_t element;
    enum graph_state state;
};

struct graph_node {
    const char *name; /* "hub.vpn-gw"; of a site's network that of the site */
    const char *text; /* what is written in it: its name within the group, and lines with more */
    enum graph_node_kind kind;
    uint32_t group; /* or GRAPH_NONE */
    uint32_t element;
    enum graph_state state;
    bool drops_request, drops_reply; /* the packet ends here and is not delivered */
};

/* A link leads away from the premises (graph_rank); a peering with gateway transit from the VNet with the gateways. */
struct graph_link {
    const char *name; /* of its element: "hub.er-gw<->er1.primary"; "" inside a site */
    const char *text; /* beside it; "" for nothing */
    enum graph_link_kind kind;
    uint32_t from, to;
    bool is_circuits; /* between whole circuits: the nodes are their first devices */
    uint32_t element; /* GRAPH_NONE: none of its own */
    enum graph_state state;
};

/* A path of packets: the nodes that it passes, none twice in a row. */
struct graph_path {
    const uint32_t *nodes;
    uint32_t count;
    bool delivered;
};

struct graph {
    const char *design, *title; /* title: or NULL */
    const struct graph_group *groups;
    uint32_t group_count;
    const struct graph_node *nodes;
    uint32_t node_count;
    const struct graph_link *links;
    uint32_t link_count;
    /* with a claim: */
    const char *claim, *claim_text; /* NULL: none */
    const char *verdict;            /* "proved", "refuted", "unknown", "error" */
    const char *problem;            /* of a refuted one: one sentence; else "" */
    const char *situation; /* what has failed and is otherwise than by default, in words; "" for nothing */
    const char *const *failed;
    uint32_t failed_count;
    const char *packet; /* "10.1.0.4 (hub.vm) to 10.9.0.20 (office.pc) on tcp 443"; "" for none */
    struct graph_path forward, back;
};

/* The topology of a design without errors. In its arena. */
struct graph *graph_build(const struct compilation *c);
/* Put the verdict on claim `i` on it, and its counterexample when it has one. */
void graph_paint(struct graph *g, const struct report *r, uint32_t claim);

/* For Graphviz: a complete digraph with a legend. */
void graph_dot(const struct graph *g, struct buf *out);
/* A Mermaid flowchart with a legend. */
void graph_mermaid(const struct graph *g, struct buf *out);
/* "nicc.graph/1", docs/schemas/graph.schema.json. */
void graph_json(const struct graph *g, struct buf *out);

const struct graph_group_style *graph_group_style(enum graph_group_kind k);
const struct graph_node_style *graph_node_style(enum graph_node_kind k);
const struct graph_link_style *graph_link_style(enum graph_link_kind k);
/* "up", "down", "failed" */
const char *graph_state_name(enum graph_state s);
/* How far from the premises a node stands: hosts there, routers, circuits, gateways, VNets, the Internet. */
int graph_rank(const struct graph *g, uint32_t node);
/* Is a link up, and are both of its ends? */
bool graph_link_works(const struct graph *g, const struct graph_link *l);
/* Which kinds of links between nodes are there, those inside sites aside? For the legend. False when there is none. */
bool graph_links_used(const struct graph *g, bool used[GRAPH_LINK_KINDS]);

#endif
