/*
 * graph_dot: the topology for Graphviz.
 *
 * Sites and circuits are clusters. Ranks run from on-premises sites over circuits to gateways and VNets, as links do. Paths are arrows of their own beside the links, with numbers for the request
 * and letters for the reply; one is drawn solid and the other dashed.
 */
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "report/graph.h"

#define FAILED "#c00000"
#define FORWARD "#111111"
#define RETURN "#d9480f"
#define LETTERS 26u

/* ---- text ---- */

/* What is no UTF-8, and control characters, become '?'. */
static size_t put_character(struct buf *out, const char *text, size_t left)
{
    uint32_t code;
    size_t length = utf8_decode(text, left, &code);
    if (length == 0 || code < ' ' || (code >= 0x7f && code < 0xa0))
        buf_add(out, "?");
    else
        buf_add_bytes(out, text, length);
    return length > 0 ? length : 1;
}

/* The inside of a quoted string of DOT; line ends become \n. */
static void put_text(struct buf *out, const char *text)
{
    size_t left = strlen(text);
    for (size_t length; left > 0; text += length, left -= length) {
        length = 1;
        if (*text == '\n')
            buf_add(out, "\\n");
        else if (*text == '"' || *text == '\\')
            buf_printf(out, "\\%c", *text);
        else
            length = put_character(out, text, left);
    }
}

/* The same in an HTML-like label. */
static void put_html(struct buf *out, const char *text)
{
    size_t left = strlen(text);
    for (size_t length; left > 0; text += length, left -= length) {
        length = 1;
        if (strchr("&<>\"", *text))
            buf_printf(out, "&#%d;", *text);
        else
            length = put_character(out, text, left);
    }
}

static void put_quoted(struct buf *out, const char *text)
{
    buf_add(out, "\"");
    put_text(out, text);
    buf_add(out, "\"");
}

/* ---- nodes and groups ---- */

static void put_node(const struct graph_node *n, const char *indent, struct buf *out)
{
    buf_add(out, indent);
    put_quoted(out, n->name);
    buf_add(out, " [label=\"");
    put_text(out, n->text);
    if (n->state == GRAPH_FAILED && n->kind != GRAPH_NETWORK)
        buf_add(out, "\\n✗ failed");
    if (n->state == GRAPH_DOWN && n->kind != GRAPH_NETWORK)
        buf_add(out, "\\ndown");
    if (n->drops_request)
        buf_add(out, "\\n✗ request dropped");
    if (n->drops_reply)
        buf_add(out, "\\n✗ reply dropped");
    bool drops = n->drops_request || n->drops_reply;
    const struct graph_node_style *style = graph_node_style(n->kind);
    buf_printf(out, "\" shape=%s style=filled fillcolor=\"%s\"", style->shape, style->fill);
    if (n->state == GRAPH_FAILED)
        buf_add(out, " style=\"filled,dashed\" color=\"" FAILED "\" fontcolor=\"" FAILED "\" penwidth=2");
    else if (n->state == GRAPH_DOWN)
        buf_add(out, " style=\"filled,dashed\" color=\"#888888\" fontcolor=\"#888888\"");
    else
        buf_printf(out, " color=\"%s\"%s", drops ? FAILED : style->line, drops ? " penwidth=2.4" : "");
    buf_add(out, "];\n");
}

static void put_group(const struct graph *g, uint32_t index, struct buf *out)
{
    const struct graph_group *group = &g->groups[index];
    buf_add(out, "    subgraph ");
    buf_add(out, "\"cluster_");
    put_text(out, group->name);
    buf_add(out, "\" {\n        label=<<B>");
    put_html(out, group->name);
    const struct graph_group_style *style = graph_group_style(group->kind);
    buf_printf(out, "</B><BR/><FONT POINT-SIZE=\"10\">%s", style->title);
    if (*group->detail) {
        buf_add(out, ", ");
        put_html(out, group->detail);
    }
    if (group->state != GRAPH_UP)
        buf_add(out, group->state == GRAPH_FAILED ? "<BR/>✗ failed" : "<BR/>down");
    buf_printf(out, "</FONT>> style=\"filled,rounded%s\" fillcolor=\"%s\" color=\"%s\"%s;\n",
               group->state != GRAPH_UP ? ",dashed" : "", style->fill,
               group->state == GRAPH_FAILED ? FAILED : style->line,
               group->state == GRAPH_FAILED ? " penwidth=2" : "");
    for (uint32_t i = 0; i < group->count; i++)
        put_node(&g->nodes[group->first + i], "        ", out);
    buf_add(out, "    }\n");
}

/* ---- links ---- */

static void put_link_ends(const struct graph *g, uint32_t from, uint32_t to, struct buf *out)
{
    buf_add(out, "    ");
    put_quoted(out, g->nodes[from].name);
    buf_add(out, " -> ");
    put_quoted(out, g->nodes[to].name);
}

static void put_style(enum graph_link_kind kind, struct buf *out)
{
    const struct graph_link_style *s = graph_link_style(kind);
    if (s->is_double)
        buf_printf(out, "color=\"%s:%s\" %s", s->colour, s->colour, s->attributes);
    else
        buf_printf(out, "color=\"%s\" %s", s->colour, s->attributes);
}

static void put_state(const struct graph *g, const struct graph_link *l, struct buf *out)
{
    if (l->state == GRAPH_FAILED)
        buf_add(out, "color=\"" FAILED "\" fontcolor=\"" FAILED "\" style=dashed penwidth=2 dir=none");
    else if (!graph_link_works(g, l))
        buf_add(out, "color=\"#999999\" fontcolor=\"#777777\" style=dashed dir=none");
    else
        put_style(l->kind, out);
}

static void put_link_text(const struct graph_link *l, struct buf *out)
{
    const char *state = l->state == GRAPH_FAILED ? "✗ failed" : l->state == GRAPH_DOWN ? "down" : "";
    if (!*l->text && !*state)
        return;
    buf_add(out, " label=\"");
    put_text(out, l->text);
    buf_printf(out, "%s%s\"", *l->text && *state ? "\\n" : "", state);
}

static void put_link(const struct graph *g, const struct graph_link *l, struct buf *out)
{
    bool is_peering = l->kind == GRAPH_TRANSIT || l->kind == GRAPH_PEERING || l->kind == GRAPH_INITIATED;
    put_link_ends(g, l->from, l->to, out);
    buf_add(out, " [");
    put_state(g, l, out);
    put_link_text(l, out);
    if (l->is_circuits) {
        buf_add(out, " ltail=\"cluster_");
        put_text(out, g->groups[g->nodes[l->from].group].name);
        buf_add(out, "\" lhead=\"cluster_");
        put_text(out, g->groups[g->nodes[l->to].group].name);
        buf_add(out, "\"");
    }
    if (graph_rank(g, l->from) == graph_rank(g, l->to) && !is_peering)
        buf_add(out, " constraint=false");
    buf_add(out, "];\n");
}

/* ---- paths ---- */

static void put_path(const struct graph *g, const struct graph_path *p, bool is_reply, struct buf *out)
{
    for (uint32_t i = 0; i + 1 < p->count; i++) {
        put_link_ends(g, p->nodes[i], p->nodes[i + 1], out);
        if (is_reply)
            buf_printf(out,
                       " [label=\"%c%.0u\" color=\"" RETURN "\" fontcolor=\"" RETURN
                       "\" style=dashed arrowhead=empty",
                       'a' + (char)(i % LETTERS), i / LETTERS);
        else
            buf_printf(out,
                       " [label=\"%u\" color=\"" FORWARD "\" fontcolor=\"" FORWARD
                       "\" style=solid arrowhead=normal",
                       i + 1);
        buf_add(out, " penwidth=2.6 fontsize=13 constraint=false];\n");
    }
}

/* ---- legend ---- */

/* One line of the legend: a sample in signs, and what it is. */
static void put_sample(const char *colour, const char *sign, const char *title, struct buf *out)
{
    buf_printf(out,
               "<TR><TD ALIGN=\"LEFT\"><FONT COLOR=\"%s\" POINT-SIZE=\"14\">%s</FONT></TD><TD "
               "ALIGN=\"LEFT\">%s</TD></TR>",
               colour, sign, title);
}

static void put_legend(const struct graph *g, struct buf *out)
{
    bool used[GRAPH_LINK_KINDS];
    if (!graph_links_used(g, used)) /* a table must have a row; and there are no paths either */
        return;
    buf_add(out, "    \"legend \" [shape=plaintext fontcolor=\"#555555\" fontsize=10 label=<<TABLE "
                 "BORDER=\"1\" CELLBORDER=\"0\" "
                 "CELLSPACING=\"0\" CELLPADDING=\"2\" COLOR=\"#cccccc\">");
    for (uint32_t k = 0; k < GRAPH_LINK_KINDS; k++) {
        const struct graph_link_style *s = graph_link_style((enum graph_link_kind)k);
        if (used[k])
            put_sample(s->colour, s->sign, s->title, out);
    }
    if (g->failed_count > 0)
        put_sample(FAILED, "- - - ✗", "failed", out);
    if (g->forward.count > 1)
        put_sample(FORWARD, "━━▶", "request: 1, 2, 3", out);
    if (g->back.count > 1)
        put_sample(RETURN, "- -▷", "reply: a, b, c", out);
    buf_add(out, "</TABLE>>];\n");
}

/* ---- all of it ---- */

static void put_title(const struct graph *g, struct buf *out)
{
    buf_add(out, "    label=\"");
    put_text(out, g->title ? g->title : g->design);
    if (g->claim) {
        buf_add(out, "\\n");
        put_text(out, g->claim);
        buf_add(out, ": ");
        put_text(out, g->claim_text);
        buf_printf(out, "\\n%s", g->verdict);
        const char *const lines[] = {g->problem, g->situation, g->packet};
        for (uint32_t i = 0; i < sizeof lines / sizeof *lines; i++) {
            buf_add(out, *lines[i] ? i == 0 ? ": " : "\\n" : "");
            put_text(out, lines[i]);
        }
    }
    buf_add(out, "\" labelloc=t fontsize=16;\n");
}

void graph_dot(const struct graph *g, struct buf *out)
{
    buf_add(out, "digraph ");
    put_quoted(out, g->design);
    buf_add(
        out,
        " {\n    rankdir=LR compound=true nodesep=0.35 ranksep=0.9 fontname=\"Helvetica,Arial,sans-serif\";\n"
        "    node [fontname=\"Helvetica,Arial,sans-serif\" fontsize=11 margin=\"0.12,0.06\"];\n"
        "    edge [fontname=\"Helvetica,Arial,sans-serif\" fontsize=10];\n");
    put_title(g, out);
    for (uint32_t i = 0; i < g->group_count; i++)
        put_group(g, i, out);
    for (uint32_t i = 0; i < g->node_count; i++)
        if (g->nodes[i].group == GRAPH_NONE)
            put_node(&g->nodes[i], "    ", out);
    for (uint32_t i = 0; i < g->link_count; i++)
        put_link(g, &g->links[i], out);
    put_path(g, &g->forward, false, out);
    put_path(g, &g->back, true, out);
    put_legend(g, out);
    buf_add(out, "}\n");
}
