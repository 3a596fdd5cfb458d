/*
 * graph_paint: a verdict on the topology: what has failed, and the two ways of the counterexample's packet. Hosts and
 * subnets stand as the network of their site.
 */
#include <string.h>

#include "base/bits.h"
#include "base/vec.h"
#include "report/changes.h"
#include "report/graph.h"

struct painter {
    struct arena *arena;
    struct graph *graph;
    const struct ir *ir;
    VEC(struct graph_node) nodes; /* those of the graph, and the Internet if it is met */
};

static const char *const verdicts[] = {[OUTCOME_PROVED] = "proved",
                                       [OUTCOME_REFUTED] = "refuted",
                                       [OUTCOME_UNKNOWN] = "unknown",
                                       [OUTCOME_ERROR] = "error"};

/* ---- what is down ---- */

/* Is the element, or what takes it down, in the set? */
static bool is_in(const struct ir *ir, struct bits set, uint32_t element)
{
    for (; element != GRAPH_NONE; element = ir->elements[element].parent)
        if (bits_has(set, element))
            return true;
    return false;
}

static struct bits set_of(const struct painter *p, struct element_list list)
{
    struct bits set = bits_new(p->arena, p->ir->element_count);
    for (uint32_t i = 0; i < list.count; i++)
        bits_add(set, list.at[i]);
    return set;
}

static enum graph_state state_of(const struct painter *p, struct bits failed, struct bits down,
                                 uint32_t element, enum graph_state before)
{
    if (is_in(p->ir, failed, element))
        return GRAPH_FAILED;
    return is_in(p->ir, down, element) ? GRAPH_DOWN : before;
}

static void paint_states(struct painter *p, struct bits failed, struct bits down)
{
    struct graph *g = p->graph;
    struct graph_group *groups = arena_array(p->arena, struct graph_group, g->group_count);
    struct graph_link *links = arena_array(p->arena, struct graph_link, g->link_count);
    for (uint32_t i = 0; i < g->group_count; i++) {
        groups[i] = g->groups[i];
        groups[i].state = state_of(p, failed, down, groups[i].element, groups[i].state);
    }
    for (uint32_t i = 0; i < p->nodes.count; i++) {
        struct graph_node *n = &p->nodes.at[i];
        n->state = state_of(p, failed, down, n->element, n->state);
    }
    for (uint32_t i = 0; i < g->link_count; i++) {
        links[i] = g->links[i];
        links[i].state = state_of(p, failed, down, links[i].element, links[i].state);
    }
    g->groups = groups;
    g->links = links;
}

/* ---- paths ---- */

static uint32_t find_node(const struct painter *p, const char *name)
{
    size_t length = strcspn(name, " "); /* "hub.fw (instance 2)" */
    for (uint32_t i = 0; i < p->nodes.count; i++)
        if (strlen(p->nodes.at[i].name) == length && memcmp(p->nodes.at[i].name, name, length) == 0)
            return i;
    return GRAPH_NONE;
}

/* What is nowhere in the design is the Internet. */
static uint32_t internet(struct painter *p)
{
    static const struct graph_node node = {.name = "internet",
                                           .text = "Internet",
                                           .kind = GRAPH_INTERNET,
                                           .group = GRAPH_NONE,
                                           .element = GRAPH_NONE};
    uint32_t found = find_node(p, node.name);
    if (found != GRAPH_NONE)
        return found;
    vec_push(p->arena, &p->nodes, node);
    return p->nodes.count - 1;
}

static uint32_t node_of_hop(struct painter *p, const struct path_hop *h)
{
    uint32_t node = find_node(p, h->node);
    if (node == GRAPH_NONE && *h->site)
        node = find_node(p, h->site);
    return node != GRAPH_NONE ? node : internet(p);
}

static struct graph_path path_of(struct painter *p, const struct path *path, bool is_reply)
{
    uint32_t *nodes = arena_array(p->arena, uint32_t, path->hop_count + 1);
    struct graph_path out = {.nodes = nodes, .delivered = path->delivered};
    for (uint32_t i = 0; i < path->hop_count; i++) {
        uint32_t node = node_of_hop(p, &path->hops[i]);
        if (out.count == 0 || nodes[out.count - 1] != node)
            nodes[out.count++] = node;
    }
    if (!path->delivered && path->has_drop && out.count > 0) {
        uint32_t node = find_node(p, path->drop.node);
        if (node == GRAPH_NONE)
            node = nodes[out.count - 1];
        if (nodes[out.count - 1] != node)
            nodes[out.count++] = node;
        *(is_reply ? &p->nodes.at[node].drops_reply : &p->nodes.at[node].drops_request) = true;
    }
    return out;
}

/* ---- words ---- */

static void add_names(const struct painter *p, struct element_list list, const char *what, struct buf *out)
{
    for (uint32_t i = 0; i < list.count; i++)
        buf_printf(out, "%s%s", i > 0 ? ", " : *buf_text(out) ? "; " : "", p->ir->elements[list.at[i]].name);
    if (list.count > 0)
        buf_printf(out, " %s", what);
}

static const char *situation(const struct painter *p, const struct claim *c, const struct witness *w)
{
    struct buf text = {0};
    add_names(p, changes_failures(p->arena, p->ir, c->down, c->down_count), "down by the claim", &text);
    add_names(p, changes_failures(p->arena, p->ir, w->changed, w->changed_count), "failed", &text);
    struct element_list settings = changes_settings(p->arena, p->ir, c);
    for (uint32_t i = 0; i < settings.count; i++)
        buf_printf(&text, "%s%s %s", *buf_text(&text) ? "; " : "", p->ir->elements[settings.at[i]].name,
                   changes_setting_is_on(p->ir, c, w, settings.at[i]) ? "on" : "off");
    add_names(p, changes_announcements(p->arena, p->ir, w->changed, w->changed_count), "announced", &text);
    const char *copy = arena_strdup(p->arena, buf_text(&text));
    buf_free(&text);
    return copy;
}

static const char *packet(const struct painter *p, const struct witness *w)
{
    char from[ADDR_TEXT_MAX], to[ADDR_TEXT_MAX];
    const char *service = p->ir->service_count > 1 ? p->ir->services[w->service].name : "";
    return arena_printf(p->arena, "%s (%s) to %s (%s)%s%s", addr_print(w->source, from), w->source_name,
                        addr_print(w->destination, to), w->destination_name, *service ? " on " : "", service);
}

static void paint_witness(struct painter *p, const struct claim *c, const struct witness *w)
{
    struct graph *g = p->graph;
    struct element_list failed = changes_failures(p->arena, p->ir, w->changed, w->changed_count);
    struct element_list down = changes_failures(p->arena, p->ir, c->down, c->down_count);
    const char **names = arena_array(p->arena, const char *, failed.count);
    for (uint32_t i = 0; i < failed.count; i++)
        names[i] = p->ir->elements[failed.at[i]].name;
    g->failed = names;
    g->failed_count = failed.count;
    g->problem = w->problem ? w->problem : "";
    g->situation = situation(p, c, w);
    g->packet = w->is_flow ? packet(p, w) : "";
    if (w->has_forward)
        g->forward = path_of(p, &w->forward, false);
    if (w->has_back)
        g->back = path_of(p, &w->back, true);
    paint_states(p, set_of(p, failed), set_of(p, down));
}

void graph_paint(struct graph *g, const struct report *r, uint32_t claim)
{
    const struct claim *c = &r->claims->at[claim];
    const struct verdict *v = &r->verdicts[claim];
    struct painter p = {.arena = r->compilation->arena, .graph = g, .ir = r->compilation->ir};
    for (uint32_t i = 0; i < g->node_count; i++)
        vec_push(p.arena, &p.nodes, g->nodes[i]);
    g->claim = c->name;
    g->claim_text = c->text;
    g->verdict = verdicts[v->outcome];
    g->problem = v->outcome == OUTCOME_PROVED ? "" : v->reason ? v->reason : "";
    g->situation = g->packet = "";
    if (v->outcome == OUTCOME_REFUTED)
        paint_witness(&p, c, &v->witness);
    g->nodes = p.nodes.at;
    g->node_count = p.nodes.count;
}
