/*
 * assertions: what a claim says, one function per family of assertions. Nothing here decides whether it is
 * true.
 */
#include "compiler/claims_internal.h"
#include "compiler/endpoints.h"

bool claim_place_list(struct compilation *c, const struct ast *first, struct claim_places *out)
{
    VEC(struct claim_place) places = {0};
    bool ok = true;
    for (const struct ast *p = first; p && p->kind == AST_PLACE; p = p->next) {
        struct claim_place place;
        if (place_resolve(c, p, &place))
            vec_push(c->arena, &places, place);
        else
            ok = false;
    }
    *out = (struct claim_places){places.at, places.count};
    return ok;
}

static const struct ast *first_place(const struct ast *node)
{
    return ast_find(node, AST_PLACE, KW_NONE);
}

/* ---- flows ---- */

/* Why nothing can be sent from an end, or NULL. */
static struct diag *bad_source(struct compilation *c, const struct claim_member *m, const struct flow_end *e,
                               struct span at)
{
    struct diag *d = NULL;
    if (e->kind == FLOW_NOWHERE) {
        d = diag_add(c->diags, DIAG_NO_SUCH_SOURCE, at,
                     "`%s` holds addresses of no declared site, and nothing can be sent from there", m->name);
        diag_help(c->diags, d, "name sites, hosts or prefixes inside the address space of a site");
    } else if (e->kind == FLOW_BALANCER) {
        d = diag_add(c->diags, DIAG_BALANCER_SOURCE, at,
                     "`%s` is a load balancer, which starts no flow of its own", m->name);
        diag_help(c->diags, d, "name its backends");
    }
    return d;
}

bool claim_sources(struct compilation *c, const struct claim *claim, struct span at)
{
    for (uint32_t i = 0; i < claim->from.count; i++)
        for (uint32_t j = 0; j < claim->from.members[i].end_count; j++)
            if (bad_source(c, &claim->from.members[i], &claim->from.members[i].ends[j], at))
                return false;
    return true;
}

/* ---- services ---- */

static bool good_ports(struct compilation *c, const struct ast *service)
{
    const struct ast *port = service->kids;
    if (!port || port->number > 0 || ports_are_all(port))
        return true;
    struct diag *d = diag_add(c->diags, DIAG_BAD_SERVICE, port->span, "there is no port 0");
    diag_help(c->diags, d, "ports are 1 to 65535");
    return false;
}

bool claim_services(struct compilation *c, const struct ast *services, struct bits *out)
{
    *out = bits_new(c->arena, c->ir->service_count);
    bool ok = true;
    for (const struct ast *s = services->kids; s; s = s->next) {
        struct model_ports ports;
        bool some = service_ports(s, &ports);
        struct bits one = lower_service_bits(c->arena, c->ir, service_protocols(s), &ports, some ? 1 : 0);
        for (uint32_t i = bits_next(one, 0); i != UINT32_MAX; i = bits_next(one, i + 1))
            bits_add(*out, i);
        ok = good_ports(c, s) && ok;
    }
    return ok;
}

static bool flow_ends(struct compilation *c, const struct ast *a, struct claim *out)
{
    bool from = endpoint_set(c, ast_kid(a, 0), &out->from), to = endpoint_set(c, ast_kid(a, 1), &out->to);
    const struct ast *services = ast_find(a, AST_SERVICES, KW_NONE);
    bool known = !services || claim_services(c, services, &out->services);
    if (services)
        claim_warn_services(c, services);
    return from && to && known && claim_sources(c, out, ast_kid(a, 0)->span);
}

static bool flow_assertion(struct compilation *c, const struct ast *a, enum claim_kind kind,
                           struct claim *out)
{
    out->kind = kind;
    bool ok = flow_ends(c, a, out);
    return claim_qualifiers(c, a->kids, out) && ok;
}

static bool only_via(struct compilation *c, const struct ast *a, struct claim *out)
{
    bool ok = flow_assertion(c, a, CLAIM_ONLY_VIA, out);
    return claim_place_list(c, first_place(a), &out->places) && ok;
}

static bool symmetric(struct compilation *c, const struct ast *a, struct claim *out)
{
    out->granularity = a->word == KW_SITE     ? CLAIM_AT_SITE
                       : a->word == KW_DEVICE ? CLAIM_AT_DEVICE
                                              : CLAIM_AT_LINK;
    return flow_assertion(c, a, CLAIM_SYMMETRIC, out);
}

/* The nodes of `path .. is`: no links, since a path is told by its nodes. */
static bool path_is(struct compilation *c, const struct ast *a, struct claim *out)
{
    bool ok = flow_assertion(c, a, CLAIM_PATH, out);
    ok = claim_place_list(c, first_place(a), &out->groups) && ok;
    const struct ast *place = first_place(a);
    for (uint32_t i = 0; ok && i < out->groups.count; i++, place = place->next)
        if (out->groups.at[i].table_count == 0) {
            diag_add(c->diags, DIAG_PATH_PLACE, place->span,
                     "`%s` is a %s; a path is told by its gateways, circuits, routers and appliances",
                     out->groups.at[i].name, out->groups.at[i].balancer_count > 0 ? "load balancer" : "link");
            ok = false;
        }
    return ok;
}

/* All packets between sites. */
static bool about_everything(struct compilation *c, enum claim_kind kind, struct claim *out)
{
    out->kind = kind;
    endpoint_of_everything(c, &out->from);
    out->to = out->from;
    return true;
}

/* ---- routes ---- */

static void no_table(struct compilation *c, const struct entity *e, const struct ast *path)
{
    struct diag *d =
        diag_add(c->diags, DIAG_NOT_A_TABLE, path->span, "`%s` has no route table of its own", path->name);
    bool vnet = e->kind == ENTITY_SITE && c->model->sites.at[e->index].kind == MODEL_VNET;
    diag_help(c->diags, d,
              vnet
                  ? "each of its subnets has one; name a subnet"
                  : "tables belong to gateways, routers, circuit devices (`er1.primary`), subnets and VNets");
}

static bool is_vnet_subnet_table(const struct model *m, uint32_t subnet)
{
    const struct model_subnet *s = &m->subnets.at[subnet];
    return m->sites.at[s->site].kind == MODEL_VNET && model_subnet_has_table(m, s);
}

static bool route_table(struct compilation *c, const struct ast *path, struct claim *out)
{
    const struct entity *e = name_lookup(c, c->model, path->name, path->span, "table");
    if (!e)
        return false;
    switch (e->kind) {
    case ENTITY_GATEWAY:
        out->table = c->model->gateways.at[e->index].table;
        return true;
    case ENTITY_ROUTER:
        out->table = c->model->routers.at[e->index].table;
        return true;
    case ENTITY_APPLIANCE:
        out->table = c->model->appliances.at[e->index].table;
        return true;
    case ENTITY_ROUTE_SERVER:
        out->table = c->model->route_servers.at[e->index].table;
        return true;
    case ENTITY_DEVICE:
        out->table = c->model->circuits.at[e->index].device_tables[e->sub];
        return true;
    case ENTITY_SITE:
        if (c->model->sites.at[e->index].kind == MODEL_VNET &&
            c->model->sites.at[e->index].subnets.count == 0) {
            out->table = c->model->sites.at[e->index].table;
            return true;
        } /* fall through */
    case ENTITY_SUBNET:
        if (e->kind == ENTITY_SUBNET && is_vnet_subnet_table(c->model, e->index)) {
            out->table = c->model->subnets.at[e->index].table;
            return true;
        } /* fall through */
    default:
        no_table(c, e, path);
        return false;
    }
}

/* Warn where a place is nobody that the table could hear from (or announce to), and no link to anybody. */
static void check_neighbour(struct compilation *c, const struct claim *claim, const struct claim_place *place,
                            struct span at)
{
    for (uint32_t i = 0; i < c->ir->session_count; i++)
        if (claim_is_session_to(claim, place, &c->ir->sessions[i]))
            return;
    diag_add(c->diags, DIAG_NOT_A_NEIGHBOUR, at, "`%s` and `%s` exchange no routes",
             c->ir->tables[claim->table].name, place->name);
}

static bool neighbours(struct compilation *c, const struct ast *a, struct claim *out)
{
    const struct ast *place = first_place(a);
    bool ok = claim_place_list(c, place, &out->neighbours);
    for (uint32_t i = 0; ok && i < out->neighbours.count; i++, place = place->next)
        check_neighbour(c, out, &out->neighbours.at[i], place->span);
    return ok;
}

static bool as_path(struct compilation *c, const struct ast *a, struct claim *out)
{
    const struct ast *path = ast_find(a, AST_AS_PATH, KW_NONE);
    if (!path)
        return true;
    uint32_t *numbers = arena_array(c->arena, uint32_t, ast_count(path));
    out->has_as_path = true;
    for (const struct ast *n = path->kids; n; n = n->next)
        numbers[out->as_path_count++] = (uint32_t)n->number;
    out->as_path = numbers;
    return true;
}

/* The prefix of a route assertion: written, or the one of a `let`. */
static bool route_prefix(struct compilation *c, const struct ast *item, struct prefix *out)
{
    struct model_prefix *at;
    uint32_t count;
    if (!set_prefixes(c, c->model, item, "a claim about routes", &at, &count))
        return false;
    if (count != 1) {
        diag_add(c->diags, DIAG_WRONG_KIND, item->span,
                 "`%s` holds %u prefixes; a claim about routes is about one", item->name, count);
        return false;
    }
    *out = at[0].prefix;
    return true;
}

/* The table and the prefix that an assertion about routes speaks of. */
static bool route_subject(struct compilation *c, const struct ast *a, enum claim_kind kind, struct claim *out)
{
    const struct ast *item = ast_kid(a, 1);
    struct prefix prefix;
    out->kind = kind;
    bool known = route_prefix(c, item, &prefix);
    if (!route_table(c, ast_kid(a, 0), out) || !known) {
        claim_place_list(c, first_place(a), &out->places); /* for the mistakes in it */
        return false;
    }
    out->prefix_written = prefix;
    out->prefix = ir_find_prefix(c->ir, prefix);
    if (!claim_prefix_has_origin(c->ir, out->prefix)) {
        char text[PREFIX_TEXT_MAX];
        diag_add(c->diags, DIAG_PREFIX_NOWHERE, item->span, "no table can ever hold a route for exactly `%s`",
                 prefix_print(prefix, text));
    }
    return true;
}

static bool route_assertion(struct compilation *c, const struct ast *a, enum claim_kind kind,
                            struct claim *out)
{
    return route_subject(c, a, kind, out) && as_path(c, a, out) && neighbours(c, a, out);
}

/* ---- next hops ---- */

static bool next_hop_kind(struct compilation *c, const struct ast *kind, struct claim *out)
{
    static const struct {
        enum keyword word;
        enum ir_next_hop_type type;
    } kinds[] = {{KW_VNET, IR_NEXT_VIRTUAL_NETWORK}, {KW_PEERING, IR_NEXT_PEERING},
                 {KW_INTERNET, IR_NEXT_INTERNET},    {KW_NONE_, IR_NEXT_NONE},
                 {KW_GATEWAY, IR_NEXT_GATEWAY},      {KW_SERVICE_ENDPOINT, IR_NEXT_SERVICE}};
    if (kind->word == KW_ADDRESS) {
        out->by_address = true;
        out->next_hop_address = kind->next->prefix.address;
        return true;
    }
    for (uint32_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kind->word == kinds[i].word) {
            out->next_hop_type = kinds[i].type;
            return true;
        }
    not_supported(c, kind->span, "the next hop `%s`", keyword_text(kind->word));
    return false;
}

static bool routes_to(struct compilation *c, const struct ast *a, struct claim *out)
{
    const struct ast *kind = ast_kid(a, 2);
    for (const struct ast *kid = kind->next; kid; kid = kid->next)
        out->overridden = out->overridden || kid->word == KW_INVALID;
    bool known = next_hop_kind(c, kind, out);
    return route_subject(c, a, CLAIM_ROUTES_TO, out) && known;
}

/* Next hops are nodes: a link leads to none of its own. */
static bool routes_through(struct compilation *c, const struct ast *a, struct claim *out)
{
    if (!route_subject(c, a, CLAIM_ROUTES_THROUGH, out) || !claim_place_list(c, first_place(a), &out->places))
        return false;
    const struct ast *place = first_place(a);
    for (uint32_t i = 0; i < out->places.count; i++, place = place->next)
        if (out->places.at[i].table_count == 0 && out->places.at[i].balancer_count == 0) {
            diag_add(c->diags, DIAG_PATH_PLACE, place->span, "`%s` is a link; a next hop is a node",
                     out->places.at[i].name);
            return false;
        }
    return true;
}

bool claim_assertion(struct compilation *c, const struct ast *a, struct claim *out)
{
    switch (a->kind) {
    case AST_ASSERT_CAN_REACH:
        return flow_assertion(c, a, CLAIM_CAN_REACH, out);
    case AST_ASSERT_CANNOT_REACH:
        return flow_assertion(c, a, CLAIM_CANNOT_REACH, out);
    case AST_ASSERT_CAN_SEND:
        return flow_assertion(c, a, CLAIM_CAN_SEND, out);
    case AST_ASSERT_CANNOT_SEND:
        return flow_assertion(c, a, CLAIM_CANNOT_SEND, out);
    case AST_ASSERT_ISOLATED:
        return flow_assertion(c, a, CLAIM_ISOLATED, out);
    case AST_ASSERT_ONLY_VIA:
        return only_via(c, a, out);
    case AST_ASSERT_SYMMETRIC:
        return symmetric(c, a, out);
    case AST_ASSERT_PATH:
        return path_is(c, a, out);
    case AST_ASSERT_LEARNS:
        return route_assertion(c, a, a->number ? CLAIM_LEARNS : CLAIM_NOT_LEARNS, out);
    case AST_ASSERT_SELECTS:
        return route_assertion(c, a, CLAIM_SELECTS, out);
    case AST_ASSERT_ADVERTISES:
        return route_assertion(c, a, a->number ? CLAIM_ADVERTISES : CLAIM_NOT_ADVERTISES, out);
    case AST_ASSERT_NO_LOOPS:
        return about_everything(c, CLAIM_NO_LOOPS, out);
    case AST_ASSERT_NO_BLACKHOLES:
        return about_everything(c, CLAIM_NO_BLACKHOLES, out);
    case AST_ASSERT_ROUTES_TO:
        return routes_to(c, a, out);
    case AST_ASSERT_ROUTES_THROUGH:
        return routes_through(c, a, out);
    case AST_ASSERT_NO_ROUTE:
        return route_subject(c, a, CLAIM_NOT_ROUTES, out);
    case AST_ASSERT_STABLE:
        out->kind = CLAIM_STABLE;
        return true;
    default:
        not_supported(c, a->span, "the assertion `%s`", ast_kind_name(a->kind));
        return false;
    }
}
