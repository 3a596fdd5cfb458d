/*
 * graph_mermaid: the topology as a Mermaid flowchart. Numbers are names there, because many words mean something in
 * Mermaid; links are coloured by their number, in the order in which they are written.
 */
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "report/graph.h"

#define LETTERS 26u
#define STYLE_MAX 32
#define COUNT(array) (sizeof(array) / sizeof *(array))
#define CLASS "    classDef %s fill:%s,stroke:%s,color:#222222\n"

/* A flowchart that is being written. */
struct chart {
    const struct graph *graph;
    struct buf *out;
    struct buf styles; /* linkStyle lines, which come last */
    uint32_t links;
};

/* Text between quotes; what Mermaid would read as something else is written as its number. */
static void put_text(struct buf *out, const char *text)
{
    size_t left = strlen(text);
    while (left > 0) {
        uint32_t code;
        size_t length = utf8_decode(text, left, &code);
        if (*text == '\n')
            buf_add(out, "<br/>");
        else if (length == 0 || code < ' ' || (code >= 0x7f && code < 0xa0))
            buf_add(out, "?");
        else if (strchr("\"#;<>&`|[]{}()\\*_~", *text))
            buf_printf(out, "#%u;", code);
        else
            buf_add_bytes(out, text, length);
        length = length > 0 ? length : 1;
        text += length;
        left -= length;
    }
}

static void put_node(struct chart *c, uint32_t index, const char *indent)
{
    const struct graph_node *n = &c->graph->nodes[index];
    const char *brackets = graph_node_style(n->kind)->brackets;
    int half = (int)(strlen(brackets) / 2);
    buf_printf(c->out, "%sn%u%.*s\"", indent, index, half, brackets);
    put_text(c->out, n->text);
    if (n->state != GRAPH_UP && n->kind != GRAPH_NETWORK)
        buf_add(c->out, n->state == GRAPH_FAILED ? "<br/>✗ failed" : "<br/>down");
    if (n->drops_request)
        buf_add(c->out, "<br/>✗ request dropped");
    if (n->drops_reply)
        buf_add(c->out, "<br/>✗ reply dropped");
    const char *class = n->state == GRAPH_FAILED             ? "failed"
                        : n->state == GRAPH_DOWN             ? "down"
                        : n->drops_request || n->drops_reply ? "dropped"
                                                             : NULL;
    buf_printf(c->out, "\"%s:::%s\n", brackets + half, class ? class : graph_node_style(n->kind)->name);
}

static void put_group(struct chart *c, uint32_t index)
{
    const struct graph_group *g = &c->graph->groups[index];
    buf_printf(c->out, "    subgraph g%u[\"", index);
    put_text(c->out, g->name);
    buf_printf(c->out, ": %s", graph_group_style(g->kind)->title);
    if (g->state != GRAPH_UP)
        buf_add(c->out, g->state == GRAPH_FAILED ? " ✗ failed" : " down");
    buf_add(c->out, "\"]\n");
    for (uint32_t i = 0; i < g->count; i++)
        put_node(c, g->first + i, "        ");
    buf_add(c->out, "    end\n");
    const struct graph_group_style *style = graph_group_style(g->kind);
    buf_printf(c->out, "    style g%u fill:%s,stroke:%s,color:#222222\n", index, style->fill,
               g->state == GRAPH_FAILED ? "#c00000" : style->line);
}

static void style_link(struct chart *c, const char *style)
{
    if (*style)
        buf_printf(&c->styles, "    linkStyle %u %s\n", c->links, style);
    c->links++;
}

static const char *style_of(enum graph_link_kind kind, enum graph_state state, char text[STYLE_MAX])
{
    if (state == GRAPH_FAILED)
        return "stroke:#c00000,stroke-width:2px,stroke-dasharray:3 5,color:#c00000";
    if (state == GRAPH_DOWN)
        return "stroke:#999999,stroke-dasharray:3 5,color:#777777";
    snprintf(text, STYLE_MAX, "stroke:%s", graph_link_style(kind)->colour);
    return text;
}

static void put_link(struct chart *c, const struct graph_link *l)
{
    const char *state = l->state == GRAPH_FAILED ? "✗ failed" : l->state == GRAPH_DOWN ? "down" : "";
    const char *arrow = graph_link_style(l->kind)->arrow;
    const struct graph *g = c->graph;
    char style[STYLE_MAX];
    if (l->is_circuits)
        buf_printf(c->out, "    g%u %s", g->nodes[l->from].group, arrow);
    else
        buf_printf(c->out, "    n%u %s", l->from, arrow);
    if (*l->text || *state) {
        buf_add(c->out, "|\"");
        put_text(c->out, l->text);
        buf_printf(c->out, "%s%s\"|", *l->text && *state ? "<br/>" : "", state);
    }
    if (l->is_circuits)
        buf_printf(c->out, " g%u\n", g->nodes[l->to].group);
    else
        buf_printf(c->out, " n%u\n", l->to);
    style_link(
        c, style_of(l->kind, l->state == GRAPH_UP && !graph_link_works(g, l) ? GRAPH_DOWN : l->state, style));
}

static void put_path(struct chart *c, const struct graph_path *p, bool is_reply)
{
    for (uint32_t i = 0; i + 1 < p->count; i++) {
        if (is_reply)
            buf_printf(c->out, "    n%u -.->|\"%c%.0u\"| n%u\n", p->nodes[i], 'a' + (char)(i % LETTERS),
                       i / LETTERS, p->nodes[i + 1]);
        else
            buf_printf(c->out, "    n%u ==>|\"%u\"| n%u\n", p->nodes[i], i + 1, p->nodes[i + 1]);
        style_link(c, is_reply ? "stroke:#d9480f,stroke-width:3px,color:#d9480f"
                               : "stroke:#111111,stroke-width:3px,color:#111111");
    }
}

static void put_sample(struct chart *c, uint32_t number, const char *arrow, const char *title,
                       const char *style)
{
    buf_printf(c->out, "        k%u[\" \"]:::sample %s l%u[\"%s\"]:::sample\n", number, arrow, number, title);
    style_link(c, style);
}

static void put_legend(struct chart *c)
{
    bool used[GRAPH_LINK_KINDS];
    uint32_t number = 0;
    if (!graph_links_used(c->graph, used))
        return;
    buf_add(c->out, "    subgraph legend[\"Legend\"]\n        direction LR\n");
    for (uint32_t k = 0; k < GRAPH_LINK_KINDS; k++) {
        const struct graph_link_style *s = graph_link_style((enum graph_link_kind)k);
        char style[STYLE_MAX];
        if (used[k])
            put_sample(c, number++, s->arrow, s->title, style_of((enum graph_link_kind)k, GRAPH_UP, style));
    }
    if (c->graph->failed_count > 0)
        put_sample(c, number++, "-.-", "failed", "stroke:#c00000,stroke-width:2px");
    if (c->graph->forward.count > 1)
        put_sample(c, number++, "==>", "request: 1, 2, 3", "stroke:#111111,stroke-width:3px");
    if (c->graph->back.count > 1)
        put_sample(c, number, "-.->", "reply: a, b, c", "stroke:#d9480f,stroke-width:3px");
    buf_add(c->out, "    end\n    class legend legend\n");
}

static void put_classes(struct buf *out)
{
    for (uint32_t k = 0; k < GRAPH_NODE_KINDS; k++) {
        const struct graph_node_style *s = graph_node_style((enum graph_node_kind)k);
        buf_printf(out, CLASS, s->name, s->fill, s->line);
    }
    buf_add(out, "    classDef failed fill:#ffffff,stroke:#c00000,stroke-width:2px,stroke-dasharray:3 "
                 "5,color:#c00000\n"
                 "    classDef down fill:#ffffff,stroke:#999999,stroke-dasharray:3 5,color:#777777\n"
                 "    classDef dropped fill:#ffffff,stroke:#c00000,stroke-width:3px,color:#222222\n"
                 "    classDef sample fill:none,stroke:none,color:#666666\n"
                 "    classDef legend fill:none,stroke:#cccccc,color:#666666\n");
}

/* In the title, a quoted string of YAML: it may hold no HTML, and knows no numbers of characters. */
static void put_yaml(struct buf *out, const char *text)
{
    static const char *const signs[][2] = {{"<->", "↔"}, {"->", "→"},    {"<", "‹"},    {">", "›"},
                                           {"&", "+"},   {"\"", "\\\""}, {"\\", "\\\\"}};
    for (size_t left = strlen(text), length; left > 0; text += length, left -= length) {
        uint32_t i = 0, code;
        while (i < COUNT(signs) && strncmp(text, signs[i][0], strlen(signs[i][0])) != 0)
            i++;
        length = i < COUNT(signs) ? strlen(signs[i][0]) : utf8_decode(text, left, &code);
        if (i < COUNT(signs))
            buf_add(out, signs[i][1]);
        else if (length == 0 || code < ' ' || (code >= 0x7f && code < 0xa0))
            buf_add(out, "?");
        else
            buf_add_bytes(out, text, length);
        length = length > 0 ? length : 1;
    }
}

static void put_title(const struct graph *g, struct buf *out)
{
    buf_add(out, "---\ntitle: \"");
    put_yaml(out, g->title ? g->title : g->design);
    if (g->claim) {
        buf_add(out, "; ");
        put_yaml(out, g->claim);
        buf_printf(out, ": %s", g->verdict);
        buf_add(out, *g->situation ? "; " : "");
        put_yaml(out, g->situation);
    }
    buf_add(out, "\"\n---\n");
}

void graph_mermaid(const struct graph *g, struct buf *out)
{
    struct chart c = {.graph = g, .out = out};
    put_title(g, out);
    buf_add(out, "flowchart LR\n");
    put_classes(out);
    for (uint32_t i = 0; i < g->group_count; i++)
        put_group(&c, i);
    for (uint32_t i = 0; i < g->node_count; i++)
        if (g->nodes[i].group == GRAPH_NONE)
            put_node(&c, i, "    ");
    for (uint32_t i = 0; i < g->link_count; i++)
        put_link(&c, &g->links[i]);
    put_path(&c, &g->forward, false);
    put_path(&c, &g->back, true);
    put_legend(&c);
    buf_add(out, buf_text(&c.styles));
    buf_free(&c.styles);
}
