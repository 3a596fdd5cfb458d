/*
 * mermaid: a counterexample as a flowchart for Mermaid.
 *
 * Nodes have numbers for names and what they are called as labels, so that no name in a design can be taken for syntax.
 */
#include "report/mermaid.h"

#include <string.h>

#include "base/vec.h"
#include "compiler/ir.h"
#include "report/escape.h"

struct nodes {
    const char **at;
    uint32_t count;
    uint32_t capacity;
};

/* The number of a node, which is declared when it is new. */
static uint32_t node_number(struct arena *a, struct nodes *nodes, const char *name, struct buf *out)
{
    for (uint32_t i = 0; i < nodes->count; i++)
        if (strcmp(nodes->at[i], name) == 0)
            return i;
    vec_push(a, nodes, name);
    buf_printf(out, "  n%u[\"", nodes->count - 1);
    escape_mermaid(out, name);
    buf_add(out, "\"]\n");
    return nodes->count - 1;
}

static void put_drop(const struct path *p, const char *id, uint32_t from, struct buf *out)
{
    buf_printf(out, "  n%u --x %s[\"dropped: NICC%04u\"]:::dropped\n", from, id,
               (unsigned)rule_info(p->drop.rule)->number);
}

static void put_way(struct arena *a, struct nodes *nodes, const struct path *p, const char *arrow,
                    const char *drop, struct buf *out)
{
    uint32_t before = 0;
    for (uint32_t i = 0; i < p->hop_count; i++) {
        uint32_t node = node_number(a, nodes, p->hops[i].node, out);
        if (i > 0)
            buf_printf(out, "  n%u %s|\"%u\"| n%u\n", before, arrow, i, node);
        before = node;
    }
    if (p->has_drop && p->hop_count > 0)
        put_drop(p, drop, before, out);
}

void mermaid_witness(struct arena *arena, const struct witness *w, struct buf *out)
{
    struct nodes nodes = {0};
    bool forward = w->has_forward && w->forward.hop_count > 0, back = w->has_back && w->back.hop_count > 0;
    if (!forward && !back)
        return;
    buf_add(out, "flowchart LR\n");
    if (forward)
        put_way(arena, &nodes, &w->forward, "-->", "forward_drop", out);
    if (back)
        put_way(arena, &nodes, &w->back, "-.->", "return_drop", out);
    buf_add(out, "  classDef dropped stroke:#c00,color:#c00\n");
}
