/*
 * graph_build: the topology, from the model: what the design declares, not what routing makes of it.
 */
#include <string.h>

#include "base/map.h"
#include "base/vec.h"
#include "compiler/model.h"
#include "report/graph.h"

#define LINES_MAX 6u /* prefixes, subnets or backends that a node lists */

struct builder {
    struct arena *arena;
    const struct model *model;
    VEC(struct graph_group) groups;
    VEC(struct graph_node) nodes;
    VEC(struct graph_link) links;
    struct map *by_name; /* of nodes: name -> index */
};

static uint32_t add_group(struct builder *b, const char *name, enum graph_group_kind kind, const char *detail,
                          uint32_t element)
{
    struct graph_group g = {
        .name = name, .kind = kind, .detail = detail, .first = b->nodes.count, .element = element};
    vec_push(b->arena, &b->groups, g);
    return b->groups.count - 1;
}

static uint32_t add_node(struct builder *b, const char *name, const char *text, enum graph_node_kind kind,
                         uint32_t group, uint32_t element)
{
    struct graph_node n = {.name = name, .text = text, .kind = kind, .group = group, .element = element};
    vec_push(b->arena, &b->nodes, n);
    b->groups.at[group].count++;
    map_put(b->by_name, name, strlen(name), b->nodes.count - 1);
    return b->nodes.count - 1;
}

static struct graph_link *add_link(struct builder *b, enum graph_link_kind kind, uint32_t from, uint32_t to,
                                   const char *name, uint32_t element)
{
    struct graph_link l = {
        .name = name, .text = "", .kind = kind, .from = from, .to = to, .element = element};
    vec_push(b->arena, &b->links, l);
    return &b->links.at[b->links.count - 1];
}

static uint32_t node_named(const struct builder *b, const char *name)
{
    uint32_t index = GRAPH_NONE;
    (void)map_get(b->by_name, name, strlen(name), &index);
    return index;
}

/* ---- texts ---- */

/* "vpn-gw" of "hub.vpn-gw". */
static const char *last_part(const char *path)
{
    const char *dot = strrchr(path, '.');
    return dot ? dot + 1 : path;
}

/* A line more, unless there are LINES_MAX already: then the text says how many are left out. */
struct list {
    struct arena *arena;
    const char *text;
    uint32_t count;
};

static void add_line(struct list *l, const char *line)
{
    if (l->count++ < LINES_MAX)
        l->text = *l->text ? arena_printf(l->arena, "%s\n%s", l->text, line) : line;
}

static const char *list_text(const struct list *l)
{
    return l->count <= LINES_MAX ? l->text
                                 : arena_printf(l->arena, "%s\nand %u more", l->text, l->count - LINES_MAX);
}

static const char *prefix_text(struct builder *b, struct prefix p)
{
    char text[PREFIX_TEXT_MAX];
    return arena_strdup(b->arena, prefix_print(p, text));
}

static const char *with_asn(struct builder *b, const char *name, uint32_t asn)
{
    return asn ? arena_printf(b->arena, "%s\nASN %u", name, asn) : name;
}

static const char *with_address(struct builder *b, const char *name, struct addr address)
{
    char text[ADDR_TEXT_MAX];
    return arena_printf(b->arena, "%s\n%s", name, addr_print(address, text));
}

/* Subnets, or without any the address space. */
static const char *network_text(struct builder *b, const struct model_site *s)
{
    struct list l = {.arena = b->arena, .text = ""};
    for (uint32_t i = 0; i < s->subnets.count; i++) {
        const struct model_subnet *n = &b->model->subnets.at[s->subnets.at[i]];
        const char *prefix = n->prefixes.count > 0 ? prefix_text(b, n->prefixes.at[0].prefix) : "";
        add_line(&l, arena_printf(b->arena, "%s %s%s", last_part(n->name), prefix,
                                  n->prefixes.count > 1 ? ", ..." : ""));
    }
    for (uint32_t i = 0; s->subnets.count == 0 && i < s->prefixes.count; i++)
        add_line(&l, prefix_text(b, s->prefixes.at[i].prefix));
    const char *text = list_text(&l);
    return *text ? text : s->name;
}

/* ---- sites and circuits ---- */

/* A node of a site, joined to the site's network. */
static void add_member(struct builder *b, uint32_t network, const char *name, const char *text,
                       enum graph_node_kind kind, uint32_t element)
{
    uint32_t node = add_node(b, name, text, kind, b->nodes.at[network].group, element);
    add_link(b, GRAPH_INSIDE, network, node, "", GRAPH_NONE);
}

static void add_gateways(struct builder *b, const struct model_site *s, uint32_t network)
{
    const struct model *m = b->model;
    for (uint32_t i = 0; i < s->gateways.count; i++) {
        const struct model_gateway *g = &m->gateways.at[s->gateways.at[i]];
        bool vpn = g->kind == MODEL_VPN;
        add_member(b, network, g->name, vpn ? with_asn(b, last_part(g->name), g->asn) : last_part(g->name),
                   vpn ? GRAPH_VPN_GATEWAY : GRAPH_ER_GATEWAY, g->element);
    }
    for (uint32_t i = 0; i < s->route_servers.count; i++) {
        const struct model_route_server *r = &m->route_servers.at[s->route_servers.at[i]];
        add_member(b, network, r->name, last_part(r->name), GRAPH_ROUTE_SERVER, r->element);
    }
}

static void add_members(struct builder *b, const struct model_site *s, uint32_t network)
{
    const struct model *m = b->model;
    add_gateways(b, s, network);
    for (uint32_t i = 0; i < s->routers.count; i++) {
        const struct model_router *r = &m->routers.at[s->routers.at[i]];
        add_member(b, network, r->name, with_asn(b, last_part(r->name), r->asn), GRAPH_ROUTER, r->element);
    }
    for (uint32_t i = 0; i < s->appliances.count; i++) {
        const struct model_appliance *a = &m->appliances.at[s->appliances.at[i]];
        add_member(b, network, a->name, with_address(b, last_part(a->name), a->address), GRAPH_APPLIANCE,
                   a->element);
    }
    for (uint32_t i = 0; i < s->balancers.count; i++) {
        const struct model_balancer *l = &m->balancers.at[s->balancers.at[i]];
        add_member(b, network, l->name, with_address(b, last_part(l->name), l->address), GRAPH_BALANCER,
                   GRAPH_NONE);
    }
}

static void add_site(struct builder *b, const struct model_site *s)
{
    enum graph_group_kind kind = s->kind == MODEL_ONPREM ? GRAPH_ONPREM : GRAPH_VNET;
    uint32_t group = add_group(b, s->name, kind, s->region ? s->region : "", s->element);
    uint32_t network = add_node(b, s->name, network_text(b, s), GRAPH_NETWORK, group, s->element);
    add_members(b, s, network);
}

static void add_circuit(struct builder *b, const struct model_circuit *c)
{
    const char *detail = c->location ? c->location : "";
    uint32_t group = add_group(b, c->name, GRAPH_CIRCUIT, detail, c->element);
    for (uint32_t i = 0; i < 2; i++)
        add_node(b, c->device_names[i], last_part(c->device_names[i]), GRAPH_DEVICE, group,
                 c->device_elements[i]);
}

/* ---- links ---- */

static void add_peering(struct builder *b, const struct model_peering *p)
{
    uint32_t nodes[2];
    for (int i = 0; i < 2; i++)
        nodes[i] = node_named(b, b->model->sites.at[p->sites[i]].name);
    bool first_uses = model_peering_may_transit(p, 0);
    enum graph_link_kind kind = GRAPH_PEERING;
    if (!model_peering_whole(p))
        kind = GRAPH_INITIATED;
    else if (first_uses || model_peering_may_transit(p, 1))
        kind = GRAPH_TRANSIT;
    add_link(b, kind, nodes[first_uses], nodes[!first_uses], p->name, p->element);
}

/* The names of the one or two nodes of an end. */
static uint32_t end_nodes(const struct builder *b, const struct model_end *e, uint32_t nodes[2])
{
    const struct model *m = b->model;
    switch (e->kind) {
    case END_VPN_GATEWAY:
    case END_ER_GATEWAY:
        nodes[0] = node_named(b, m->gateways.at[e->index].name);
        return 1;
    case END_ROUTER:
        nodes[0] = node_named(b, m->routers.at[e->index].name);
        return 1;
    case END_APPLIANCE:
        nodes[0] = node_named(b, m->appliances.at[e->index].name);
        return 1;
    case END_ROUTE_SERVER:
        nodes[0] = node_named(b, m->route_servers.at[e->index].name);
        return 1;
    case END_DEVICE:
        nodes[0] = node_named(b, m->circuits.at[e->index].device_names[e->device]);
        return 1;
    case END_CIRCUIT:
        break;
    }
    for (uint32_t i = 0; i < 2; i++)
        nodes[i] = node_named(b, m->circuits.at[e->index].device_names[i]);
    return 2;
}

static enum graph_link_kind kind_of(const struct model_connection *c)
{
    switch (c->kind) {
    case CONN_TUNNEL:
        return GRAPH_TUNNEL;
    case CONN_WAN:
        return GRAPH_WAN;
    case CONN_CIRCUIT:
        return GRAPH_ER_CONNECTION;
    case CONN_PRIVATE_PEERING:
        return GRAPH_PRIVATE_PEERING;
    case CONN_GLOBAL_REACH:
        return GRAPH_GLOBAL_REACH;
    case CONN_SESSION:
        break;
    }
    return GRAPH_SESSION;
}

static const char *text_of(struct builder *b, const struct model_connection *c)
{
    const char *text = c->name ? c->name : "";
    if (model_connection_is_direct(c) && c->kind == CONN_TUNNEL && !c->bgp)
        text = arena_printf(b->arena, "%s%sstatic", text, *text ? "\n" : "");
    return text;
}

static void add_connection(struct builder *b, const struct ir *ir, const struct model_connection *c)
{
    uint32_t from[2], to[2];
    uint32_t from_count = end_nodes(b, &c->ends[0], from), to_count = end_nodes(b, &c->ends[1], to);
    bool circuits = c->kind == CONN_GLOBAL_REACH;
    uint32_t count = circuits ? 1 : from_count * to_count;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t element = c->elements[i < c->element_count ? i : 0];
        struct graph_link *l = add_link(b, kind_of(c), from[i % from_count], to[i / from_count % to_count],
                                        ir->elements[element].name, element);
        l->is_circuits = circuits;
        l->text = text_of(b, c);
        l->state = c->down.on ? GRAPH_DOWN : GRAPH_UP;
    }
}

static void add_links(struct builder *b, const struct ir *ir)
{
    const struct model *m = b->model;
    for (uint32_t i = 0; i < m->links.count; i++) {
        const struct model_link *l = &m->links.at[i];
        add_link(b, GRAPH_INTERNAL, node_named(b, m->routers.at[l->routers[0]].name),
                 node_named(b, m->routers.at[l->routers[1]].name), l->name, l->element);
    }
    for (uint32_t i = 0; i < m->peerings.count; i++)
        add_peering(b, &m->peerings.at[i]);
    for (uint32_t i = 0; i < m->connections.count; i++)
        add_connection(b, ir, &m->connections.at[i]);
}

static void turn_outwards(const struct graph *g, struct graph_link *links)
{
    for (uint32_t i = 0; i < g->link_count; i++) {
        struct graph_link *l = &links[i];
        if (l->kind == GRAPH_TRANSIT || graph_rank(g, l->from) <= graph_rank(g, l->to))
            continue;
        uint32_t from = l->from;
        l->from = l->to;
        l->to = from;
    }
}

struct graph *graph_build(const struct compilation *c)
{
    const struct model *m = c->model;
    struct builder b = {.arena = c->arena, .model = m, .by_name = map_new(c->arena)};
    for (uint32_t i = 0; i < m->sites.count; i++)
        add_site(&b, &m->sites.at[i]);
    for (uint32_t i = 0; i < m->circuits.count; i++)
        add_circuit(&b, &m->circuits.at[i]);
    add_links(&b, c->ir);
    struct graph *g = arena_new(c->arena, struct graph);
    *g = (struct graph){.design = c->design,
                        .title = m->title,
                        .groups = b.groups.at,
                        .group_count = b.groups.count,
                        .nodes = b.nodes.at,
                        .node_count = b.nodes.count,
                        .links = b.links.at,
                        .link_count = b.links.count};
    turn_outwards(g, b.links.at);
    return g;
}
