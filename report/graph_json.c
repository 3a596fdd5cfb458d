/*
 * graph_json: the document "nicc.graph/1".
 */
#include "report/graph.h"
#include "report/json_parts.h"

static json_t *json_groups(const struct graph *g)
{
    json_t *list = json_array();
    for (uint32_t i = 0; i < g->group_count; i++) {
        const struct graph_group *group = &g->groups[i];
        json_t *o = json_object();
        json_object_set_new(o, "name", json_text(group->name));
        json_object_set_new(o, "kind", json_text(graph_group_style(group->kind)->name));
        json_object_set_new(o, "detail", json_text(group->detail));
        json_object_set_new(o, "state", json_text(graph_state_name(group->state)));
        json_array_append_new(list, o);
    }
    return list;
}

static json_t *json_nodes(const struct graph *g)
{
    json_t *list = json_array();
    for (uint32_t i = 0; i < g->node_count; i++) {
        const struct graph_node *n = &g->nodes[i];
        json_t *o = json_object();
        json_object_set_new(o, "name", json_text(n->name));
        json_object_set_new(o, "kind", json_text(graph_node_style(n->kind)->name));
        json_object_set_new(o, "group",
                            n->group == GRAPH_NONE ? json_null() : json_text(g->groups[n->group].name));
        json_object_set_new(o, "text", json_text(n->text));
        json_object_set_new(o, "state", json_text(graph_state_name(n->state)));
        json_array_append_new(list, o);
    }
    return list;
}

static json_t *json_links(const struct graph *g)
{
    json_t *list = json_array();
    for (uint32_t i = 0; i < g->link_count; i++) {
        const struct graph_link *l = &g->links[i];
        json_t *o = json_object();
        json_object_set_new(o, "name", json_text(l->name));
        json_object_set_new(o, "kind", json_text(graph_link_style(l->kind)->name));
        json_object_set_new(o, "from", json_text(g->nodes[l->from].name));
        json_object_set_new(o, "to", json_text(g->nodes[l->to].name));
        json_object_set_new(o, "text", json_text(l->text));
        json_object_set_new(o, "state", json_text(graph_state_name(l->state)));
        json_array_append_new(list, o);
    }
    return list;
}

/* {"delivered", "nodes"}; null when there is none. */
static json_t *json_way(const struct graph *g, const struct graph_path *p)
{
    if (p->count == 0)
        return json_null();
    json_t *nodes = json_array();
    for (uint32_t i = 0; i < p->count; i++)
        json_array_append_new(nodes, json_text(g->nodes[p->nodes[i]].name));
    json_t *o = json_object();
    json_object_set_new(o, "delivered", json_boolean(p->delivered));
    json_object_set_new(o, "nodes", nodes);
    return o;
}

static json_t *json_claim(const struct graph *g)
{
    if (!g->claim)
        return json_null();
    json_t *failed = json_array();
    for (uint32_t i = 0; i < g->failed_count; i++)
        json_array_append_new(failed, json_text(g->failed[i]));
    json_t *o = json_object();
    json_object_set_new(o, "name", json_text(g->claim));
    json_object_set_new(o, "text", json_text(g->claim_text));
    json_object_set_new(o, "verdict", json_text(g->verdict));
    json_object_set_new(o, "problem", json_text(g->problem));
    json_object_set_new(o, "situation", json_text(g->situation));
    json_object_set_new(o, "failed", failed);
    json_object_set_new(o, "packet", *g->packet ? json_text(g->packet) : json_null());
    json_object_set_new(o, "forward", json_way(g, &g->forward));
    json_object_set_new(o, "return", json_way(g, &g->back));
    return o;
}

void graph_json(const struct graph *g, struct buf *out)
{
    json_t *document = json_document("nicc.graph/1");
    json_object_set_new(document, "design", json_text(g->design));
    json_object_set_new(document, "title", g->title ? json_text(g->title) : json_null());
    json_object_set_new(document, "groups", json_groups(g));
    json_object_set_new(document, "nodes", json_nodes(g));
    json_object_set_new(document, "links", json_links(g));
    json_object_set_new(document, "claim", json_claim(g));
    json_finish(document, out);
}
