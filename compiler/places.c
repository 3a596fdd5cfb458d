/*
 * places: what `via`, `avoiding`, `only via`, `from` and `when .. down` name: nodes and links of the route
 * network.
 */
#include "compiler/private.h"

#include <string.h>

struct place_parts {
    struct compilation *c;
    VEC(uint32_t) tables;
    VEC(uint32_t) links;
    VEC(uint32_t) balancers;
    VEC(uint32_t) elements; /* what goes down with it */
};

/* With it come its announcers. */
static void add_table(struct place_parts *p, uint32_t table)
{
    for (uint32_t t = 0; t < p->c->ir->table_count; t++)
        if (ir_speaker(p->c->ir, t) == table)
            vec_push(p->c->arena, &p->tables, t);
}

static void add_element(struct place_parts *p, uint32_t element)
{
    vec_push(p->c->arena, &p->elements, element);
}

static void add_link(struct place_parts *p, uint32_t element)
{
    vec_push(p->c->arena, &p->links, element);
    add_element(p, element);
}

static void add_connection(struct place_parts *p, const struct model_connection *conn)
{
    for (uint32_t i = 0; i < conn->element_count; i++)
        add_link(p, conn->elements[i]);
}

/* A gateway or host inside a site counts as passing that site. */
static void add_site(struct place_parts *p, uint32_t site)
{
    for (uint32_t t = 0; t < p->c->ir->table_count; t++)
        if (p->c->ir->tables[t].site == site)
            vec_push(p->c->arena, &p->tables, t);
    add_element(p, p->c->model->sites.at[site].element);
}

static void host_is_no_place(const struct place_parts *p, const struct entity *e, struct span at)
{
    struct diag *d =
        diag_add(p->c->diags, DIAG_BAD_PLACE, at, "`%s` is a host, which passes nothing on (F127)", e->name);
    diag_help(p->c->diags, d, "name its site, or declare it as an `appliance` if it forwards");
}

static bool add_entity(struct place_parts *p, const struct entity *e, struct span at)
{
    const struct model *m = p->c->model;
    switch (e->kind) {
    case ENTITY_SITE:
        add_site(p, e->index);
        return true;
    case ENTITY_GATEWAY:
        add_table(p, m->gateways.at[e->index].table);
        add_element(p, m->gateways.at[e->index].element);
        return true;
    case ENTITY_ROUTE_SERVER:
        add_table(p, m->route_servers.at[e->index].table);
        add_element(p, m->route_servers.at[e->index].element);
        return true;
    case ENTITY_ROUTER:
        add_table(p, m->routers.at[e->index].table);
        add_element(p, m->routers.at[e->index].element);
        return true;
    case ENTITY_CIRCUIT:
        add_table(p, m->circuits.at[e->index].device_tables[0]);
        add_table(p, m->circuits.at[e->index].device_tables[1]);
        add_element(p, m->circuits.at[e->index].element);
        return true;
    case ENTITY_DEVICE:
        add_table(p, m->circuits.at[e->index].device_tables[e->sub]);
        add_element(p, m->circuits.at[e->index].device_elements[e->sub]);
        return true;
    case ENTITY_CONNECTION:
        add_connection(p, &m->connections.at[e->index]);
        return true;
    case ENTITY_APPLIANCE:
        add_table(p, m->appliances.at[e->index].table);
        add_element(p, m->appliances.at[e->index].element);
        return true;
    case ENTITY_BALANCER:
        vec_push(p->c->arena, &p->balancers, e->index);
        return true;
    case ENTITY_HOST:
        host_is_no_place(p, e, at);
        return false;
    default:
        diag_add(p->c->diags, DIAG_BAD_PLACE, at, "`%s` is %s, not a place on a path", e->name,
                 entity_kind_a(e->kind));
        return false;
    }
}

/* ---- places written as two ends ---- */

static bool same_pair(const char *a, const char *b, const char *x, const char *y)
{
    return (strcmp(a, x) == 0 && strcmp(b, y) == 0) || (strcmp(a, y) == 0 && strcmp(b, x) == 0);
}

/* One link of a connection to both devices, named by its device: `hub.er-gw<->er1.primary`. */
static bool add_device_link(struct place_parts *p, const struct model_connection *conn, const char *a,
                            const char *b)
{
    for (int side = 0; side < 2; side++) {
        const struct model_end *e = &conn->ends[side];
        for (uint32_t d = 0; e->kind == END_CIRCUIT && conn->element_count == 2 && d < 2; d++)
            if (same_pair(a, b, conn->ends[1 - side].name,
                          p->c->model->circuits.at[e->index].device_names[d])) {
                add_link(p, conn->elements[d]);
                return true;
            }
    }
    return false;
}

static bool add_pair(struct place_parts *p, const char *a, const char *b)
{
    const struct model *m = p->c->model;
    bool found = false;
    for (uint32_t i = 0; i < m->peerings.count; i++) {
        const struct model_peering *peer = &m->peerings.at[i];
        if (!same_pair(a, b, m->sites.at[peer->sites[0]].name, m->sites.at[peer->sites[1]].name))
            continue;
        add_link(p, peer->element);
        return true;
    }
    for (uint32_t i = 0; i < m->links.count; i++) {
        const struct model_link *link = &m->links.at[i];
        if (!same_pair(a, b, m->routers.at[link->routers[0]].name, m->routers.at[link->routers[1]].name))
            continue;
        add_link(p, link->element);
        return true;
    }
    for (uint32_t i = 0; i < m->connections.count; i++) {
        const struct model_connection *conn = &m->connections.at[i];
        if (conn->name)
            continue;
        if (same_pair(a, b, conn->ends[0].name, conn->ends[1].name)) {
            add_connection(p, conn);
            found = true;
        } else if (add_device_link(p, conn, a, b)) {
            found = true;
        }
    }
    return found;
}

static bool resolve_pair(struct place_parts *p, const struct ast *place)
{
    const struct ast *a = ast_kid(place, 0), *b = ast_kid(place, 1);
    if (place->word == KW_ARROW) {
        diag_add(p->c->diags, DIAG_BAD_PLACE, place->span,
                 "one half of a peering is no place on a path; write `%s<->%s`", a->name, b->name);
        return false;
    }
    bool first = name_lookup(p->c, p->c->model, a->name, a->span, "site, gateway, router or circuit");
    if (!name_lookup(p->c, p->c->model, b->name, b->span, "site, gateway, router or circuit") || !first)
        return false;
    if (add_pair(p, a->name, b->name))
        return true;
    struct diag *d =
        diag_add(p->c->diags, DIAG_BAD_PLACE, place->span,
                 "there is no peering, link or unnamed connection between `%s` and `%s`", a->name, b->name);
    diag_help(p->c->diags, d, "a named connection is called by its name");
    return false;
}

static bool resolve(struct place_parts *p, const struct ast *place)
{
    if (!place->name)
        return resolve_pair(p, place);
    const struct entity *e = name_lookup(p->c, p->c->model, place->name, place->span, "place");
    return e && add_entity(p, e, place->span);
}

bool place_resolve(struct compilation *c, const struct ast *place, struct claim_place *out)
{
    struct place_parts p = {.c = c};
    if (!resolve(&p, place))
        return false;
    const char *name =
        place->name ? place->name
                    : arena_printf(c->arena, "%s<->%s", ast_kid(place, 0)->name, ast_kid(place, 1)->name);
    *out = (struct claim_place){.name = name,
                                .tables = p.tables.at,
                                .table_count = p.tables.count,
                                .links = p.links.at,
                                .link_count = p.links.count,
                                .balancers = p.balancers.at,
                                .balancer_count = p.balancers.count};
    return true;
}

bool place_elements(struct compilation *c, const struct ast *place, const uint32_t **elements,
                    uint32_t *count)
{
    struct place_parts p = {.c = c};
    if (!resolve(&p, place))
        return false;
    if (p.elements.count == 0) {
        struct diag *d = diag_add(c->diags, DIAG_BAD_PLACE, place->span, "`%s` cannot be down", place->name);
        diag_help(c->diags, d, "a load balancer fails with its backends: name these");
        return false;
    }
    *elements = p.elements.at;
    *count = p.elements.count;
    return true;
}
