/*
 * lower: from the model to the route network. This file makes the elements that can fail, the tables, sites
 * and circuits, and puts the parts together. It assumes a model without errors; one thing alone can still be
 * wrong with it, more announcements that may be made than can be judged.
 */
#include "compiler/lower.h"

#include <string.h>

/* How routes for one prefix are compared at each kind of table. */
static const enum ir_step rank_subnet[] = {IR_STEP_RANK, IR_STEP_END}; /* F8, F9, F74 */
static const enum ir_step rank_lan[] = {IR_STEP_RANK, IR_STEP_LOCAL_PREF, IR_STEP_PATH_LENGTH, IR_STEP_END};
static const enum ir_step rank_vpn[] = {IR_STEP_RANK, IR_STEP_PATH_LENGTH, IR_STEP_END}; /* F41, F48 */
static const enum ir_step rank_er[] = {IR_STEP_RANK, IR_STEP_WEIGHT, IR_STEP_PATH_LENGTH,
                                       IR_STEP_END}; /* F62 */
static const enum ir_step rank_msee[] = {IR_STEP_RANK, IR_STEP_PATH_LENGTH, IR_STEP_EBGP, IR_STEP_END};
static const enum ir_step rank_router[] = {IR_STEP_RANK,   IR_STEP_WEIGHT,      IR_STEP_LOCAL_PREF,
                                           IR_STEP_ORIGIN, IR_STEP_PATH_LENGTH, IR_STEP_EBGP,
                                           IR_STEP_END}; /* F150 */

static const enum ir_step rank_router_med[] = {IR_STEP_RANK,   IR_STEP_WEIGHT,      IR_STEP_LOCAL_PREF,
                                               IR_STEP_ORIGIN, IR_STEP_PATH_LENGTH, IR_STEP_MED,
                                               IR_STEP_EBGP,   IR_STEP_END};
static const enum ir_step rank_route_server[] = {IR_STEP_RANK, IR_STEP_PATH_LENGTH, IR_STEP_END}; /* F92 */

#define ASN_ROUTE_SERVER 65515u /* F85 */

/* ---- builders ---- */

struct ir_guard lower_guard_of(struct lowering *l, const uint32_t *ids, uint32_t id_count)
{
    uint32_t *out = arena_array(l->arena, uint32_t, id_count), count = 0;
    for (uint32_t i = 0; i < id_count; i++) {
        uint32_t at = 0;
        while (at < count && out[at] < ids[i])
            at++;
        if (ids[i] == IR_NONE || (at < count && out[at] == ids[i]))
            continue;
        memmove(&out[at + 1], &out[at], (count - at) * sizeof *out);
        out[at] = ids[i];
        count++;
    }
    return (struct ir_guard){out, count};
}

struct ir_guard lower_guard(struct lowering *l, uint32_t a, uint32_t b, uint32_t c, uint32_t d)
{
    uint32_t ids[4] = {a, b, c, d};
    return lower_guard_of(l, ids, 4);
}

struct ir_hop hop_to_table(uint32_t table, uint32_t link, struct span at)
{
    return (struct ir_hop){.kind = IR_HOP_TABLE,
                           .target = table,
                           .link = link,
                           .rule = IR_NONE,
                           .source_rule = IR_NONE,
                           .span = at};
}

struct ir_hop hop_to_balancer(uint32_t balancer, struct span at)
{
    return (struct ir_hop){.kind = IR_HOP_BALANCER,
                           .target = balancer,
                           .link = IR_NONE,
                           .rule = IR_NONE,
                           .source_rule = IR_NONE,
                           .span = at};
}

struct ir_hop hop_deliver(uint32_t site, uint32_t link, struct span at)
{
    return (struct ir_hop){.kind = IR_HOP_DELIVER,
                           .target = site,
                           .link = link,
                           .rule = IR_NONE,
                           .source_rule = IR_NONE,
                           .span = at};
}

struct ir_hop hop_drop(uint32_t rule, struct span at)
{
    return (struct ir_hop){.kind = IR_HOP_DROP,
                           .target = IR_NONE,
                           .link = IR_NONE,
                           .rule = rule,
                           .source_rule = IR_NONE,
                           .span = at};
}

struct ir_hop hop_to_internet(enum ir_hop_kind kind, uint32_t rule, struct span at)
{
    return (struct ir_hop){
        .kind = kind, .target = IR_NONE, .link = IR_NONE, .rule = rule, .source_rule = IR_NONE, .span = at};
}

void lower_origin(struct lowering *l, struct prefix p, struct ir_origin o)
{
    o.prefix = l->origin_prefixes.count;
    vec_push(l->arena, &l->origin_prefixes, p);
    vec_push(l->arena, &l->origins, o);
}

void lower_cut(struct lowering *l, struct prefix p)
{
    vec_push(l->arena, &l->origin_prefixes, p);
}

void clause_deny_tags(struct lowering *l, struct clauses *c, ir_tags tags, uint32_t rule, struct span at)
{
    struct ir_clause clause = {.tags_any = tags, .permit = false, .rule = rule, .span = at};
    vec_push(l->arena, &c->list, clause);
}

void clause_permit_tags(struct lowering *l, struct clauses *c, ir_tags tags, struct span at)
{
    struct ir_clause clause = {.tags_any = tags, .permit = true, .rule = IR_NONE, .span = at};
    vec_push(l->arena, &c->list, clause);
}

void clause_prefixes(struct lowering *l, struct clauses *c, const struct ir_prefix_match *p, uint32_t count,
                     bool permit, uint32_t rule, struct span at)
{
    struct ir_clause clause = {
        .prefixes = p, .prefix_count = count, .permit = permit, .rule = permit ? IR_NONE : rule, .span = at};
    if (count > 0)
        vec_push(l->arena, &c->list, clause);
}

void clause_rest(struct lowering *l, struct clauses *c, bool permit, uint32_t rule, struct span at)
{
    struct ir_clause clause = {.permit = permit, .rule = permit ? IR_NONE : rule, .span = at};
    vec_push(l->arena, &c->list, clause);
}

uint32_t lower_session(struct lowering *l, struct ir_session s, const struct clauses *exports,
                       const struct clauses *imports)
{
    s.exports = exports->list.at;
    s.export_count = exports->list.count;
    s.imports = imports->list.at;
    s.import_count = imports->list.count;
    s.reverse = IR_NONE;
    vec_push(l->arena, &l->sessions, s);
    return l->sessions.count - 1;
}

void lower_reverse(struct lowering *l, uint32_t a, uint32_t b)
{
    l->sessions.at[a].reverse = b;
    l->sessions.at[b].reverse = a;
}

/* ---- elements ---- */

static uint32_t add_element(struct lowering *l, struct ir_element e)
{
    vec_push(l->arena, &l->elements, e);
    return l->elements.count - 1;
}

static uint32_t add_node_element(struct lowering *l, const char *name, struct span at, uint32_t classes,
                                 uint32_t site, uint32_t parent)
{
    struct ir_element e = {.name = name, .span = at, .classes = classes, .site = site, .parent = parent};
    return add_element(l, e);
}

static void node_elements(struct lowering *l)
{
    for (uint32_t i = 0; i < l->m->sites.count; i++) {
        struct model_site *s = &l->m->sites.at[i];
        s->element = add_node_element(l, s->name, s->span, IR_CLASS_SITE, i, IR_NONE);
    }
    for (uint32_t i = 0; i < l->m->gateways.count; i++) {
        struct model_gateway *g = &l->m->gateways.at[i];
        g->element =
            add_node_element(l, g->name, g->span, IR_CLASS_GATEWAY, g->site, l->m->sites.at[g->site].element);
    }
    for (uint32_t i = 0; i < l->m->route_servers.count; i++) {
        struct model_route_server *rs = &l->m->route_servers.at[i];
        rs->element = add_node_element(l, rs->name, rs->span, IR_CLASS_GATEWAY, rs->site,
                                       l->m->sites.at[rs->site].element);
    }
    for (uint32_t i = 0; i < l->m->routers.count; i++) {
        struct model_router *r = &l->m->routers.at[i];
        r->element = add_node_element(l, r->name, r->span, IR_CLASS_DEVICE | IR_CLASS_ROUTER, r->site,
                                      l->m->sites.at[r->site].element);
    }
    for (uint32_t i = 0; i < l->m->circuits.count; i++) {
        struct model_circuit *e = &l->m->circuits.at[i];
        e->element = add_node_element(l, e->name, e->span, IR_CLASS_CIRCUIT, IR_NONE, IR_NONE);
        for (int d = 0; d < 2; d++)
            e->device_elements[d] =
                add_node_element(l, e->device_names[d], e->span, IR_CLASS_DEVICE, IR_NONE, e->element);
    }
    lower_appliance_elements(l);
}

/* Does the connection have one link per circuit device? */
static bool is_doubled(const struct model_connection *conn)
{
    if (conn->kind == CONN_CIRCUIT)
        return true;
    return conn->kind == CONN_PRIVATE_PEERING &&
           (conn->ends[0].kind == END_CIRCUIT || conn->ends[1].kind == END_CIRCUIT);
}

/* "hub.er-gw<->er1.primary", or "NAME.primary" for a named connection. */
static const char *link_name(struct lowering *l, const struct model_connection *conn, uint32_t device)
{
    static const char *const devices[2] = {"primary", "secondary"};
    if (conn->name)
        return arena_printf(l->arena, "%s.%s", conn->name, devices[device]);
    const char *names[2];
    for (int i = 0; i < 2; i++)
        names[i] = conn->ends[i].kind == END_CIRCUIT
                       ? l->m->circuits.at[conn->ends[i].index].device_names[device]
                       : conn->ends[i].name;
    return arena_printf(l->arena, "%s<->%s", names[0], names[1]);
}

/* Links inside a site fail like all links; the site's own end is where they lie. */
static void internal_link_elements(struct lowering *l)
{
    for (uint32_t i = 0; i < l->m->links.count; i++) {
        struct model_link *link = &l->m->links.at[i];
        link->element = add_node_element(l, link->name, link->span, IR_CLASS_LINK, link->site,
                                         l->m->sites.at[link->site].element);
        l->elements.at[link->element].delay = link->delay;
    }
}

static void link_elements(struct lowering *l)
{
    for (uint32_t i = 0; i < l->m->peerings.count; i++) {
        struct model_peering *p = &l->m->peerings.at[i];
        struct ir_element e = {
            .name = p->name, .span = p->span, .classes = IR_CLASS_PEERING, .link_kind = IR_LINK_PEERING};
        e.site = e.parent = IR_NONE;
        p->element = add_element(l, e);
    }
    for (uint32_t i = 0; i < l->m->connections.count; i++) {
        struct model_connection *conn = &l->m->connections.at[i];
        bool tunnel = conn->kind == CONN_TUNNEL, wan = conn->kind == CONN_WAN;
        struct ir_element e = {.name = conn->display,
                               .span = conn->span,
                               .down = conn->down.on && conn->down.setting == 0,
                               .delay = conn->delay,
                               .site = IR_NONE,
                               .parent = IR_NONE};
        if (conn->down.setting > 0) /* it is there while the setting is off */
            e.parent = l->m->settings.at[conn->down.setting - 1].off;
        if (conn->kind != CONN_SESSION) /* a session inside a site or VNet is no link that fails by itself */
            e.classes = IR_CLASS_LINK | (tunnel ? IR_CLASS_TUNNEL : 0u);
        e.link_kind = tunnel ? IR_LINK_TUNNEL : wan ? IR_LINK_WAN : IR_LINK_OTHER;
        conn->element_count = is_doubled(conn) ? 2 : 1;
        for (uint32_t d = 0; d < conn->element_count; d++) {
            if (is_doubled(conn))
                e.name = link_name(l, conn, d);
            conn->elements[d] = add_element(l, e);
        }
    }
}

/* ---- tables, sites, circuits ---- */

static uint32_t add_table(struct lowering *l, struct ir_table t)
{
    vec_push(l->arena, &l->tables, t);
    return l->tables.count - 1;
}

static void site_tables(struct lowering *l)
{
    for (uint32_t i = 0; i < l->m->sites.count; i++) {
        struct model_site *s = &l->m->sites.at[i];
        bool vnet = s->kind == MODEL_VNET;
        struct ir_table t = {
            .name = s->name, .span = s->span, .site = i, .circuit = IR_NONE, .element = s->element};
        t.kind = vnet ? IR_SUBNET : IR_LAN;
        t.rank = vnet ? rank_subnet : rank_lan;
        s->table = add_table(l, t);
        for (uint32_t n = 0; n < s->subnets.count; n++) {
            struct model_subnet *subnet = &l->m->subnets.at[s->subnets.at[n]];
            t.name = subnet->name;
            t.span = subnet->span;
            subnet->table = model_subnet_has_table(l->m, subnet) ? add_table(l, t) : s->table;
        }
    }
}

static const enum ir_step *router_rank_steps(const struct lowering *l)
{
    return l->uses_med ? rank_router_med : rank_router;
}

static void node_tables(struct lowering *l)
{
    for (uint32_t i = 0; i < l->m->gateways.count; i++) {
        struct model_gateway *g = &l->m->gateways.at[i];
        bool vpn = g->kind == MODEL_VPN;
        struct ir_table t = {
            .name = g->name, .span = g->span, .site = g->site, .circuit = IR_NONE, .element = g->element};
        t.kind = vpn ? IR_VPN_GATEWAY : IR_ER_GATEWAY;
        t.rank = vpn ? rank_vpn : rank_er;
        t.asn = g->asn;
        t.is_node = true;
        t.addresses = g->addresses.at;
        t.address_count = g->addresses.count;
        g->table = add_table(l, t);
    }
    for (uint32_t i = 0; i < l->m->routers.count; i++) {
        struct model_router *r = &l->m->routers.at[i];
        struct ir_table t = {
            .name = r->name, .span = r->span, .site = r->site, .circuit = IR_NONE, .element = r->element};
        t.kind = IR_ROUTER;
        t.rank = lower_igp_rank(l, r->site, router_rank_steps(l));
        t.asn = r->asn;
        t.is_node = true;
        t.addresses = r->addresses.at;
        t.address_count = r->addresses.count;
        r->table = add_table(l, t);
    }
}

static void route_server_tables(struct lowering *l)
{
    for (uint32_t i = 0; i < l->m->route_servers.count; i++) {
        struct model_route_server *rs = &l->m->route_servers.at[i];
        struct ir_table t = {.name = rs->name,
                             .span = rs->span,
                             .kind = IR_ROUTE_SERVER,
                             .site = rs->site,
                             .circuit = IR_NONE};
        t.element = rs->element;
        t.asn = ASN_ROUTE_SERVER;
        t.rank = rank_route_server;
        t.is_node = true;
        rs->table = add_table(l, t);
    }
}

static void circuit_tables(struct lowering *l)
{
    struct ir_circuit *circuits = arena_array(l->arena, struct ir_circuit, l->m->circuits.count);
    for (uint32_t i = 0; i < l->m->circuits.count; i++) {
        struct model_circuit *e = &l->m->circuits.at[i];
        circuits[i] = (struct ir_circuit){.name = e->name, .span = e->span, .element = e->element};
        for (int d = 0; d < 2; d++) {
            struct ir_table t = {
                .name = e->device_names[d], .span = e->span, .kind = IR_MSEE, .site = IR_NONE, .circuit = i};
            t.element = e->device_elements[d];
            t.asn = e->asn;
            t.rank = rank_msee;
            t.is_node = true;
            e->device_tables[d] = circuits[i].devices[d] = add_table(l, t);
        }
    }
    l->ir->circuits = circuits;
    l->ir->circuit_count = l->m->circuits.count;
}

static void site_hosts(struct lowering *l, const struct model_site *s, struct ir_site *out)
{
    struct ir_host *hosts = arena_array(l->arena, struct ir_host, s->hosts.count);
    for (uint32_t i = 0; i < s->hosts.count; i++)
        hosts[i] = (struct ir_host){s->hosts.at[i].name, s->hosts.at[i].address, s->hosts.at[i].span};
    out->hosts = hosts;
    out->host_count = s->hosts.count;
}

/* Is something left of the site but its routers' addresses? */
static bool is_more_than_routers(const struct lowering *l, const struct model_site *s)
{
    for (uint32_t p = 0; p < s->prefixes.count; p++) {
        struct prefix own = s->prefixes.at[p].prefix;
        bool router = false;
        for (uint32_t i = 0; i < s->routers.count; i++) {
            const struct model_router *r = &l->m->routers.at[s->routers.at[i]];
            for (uint32_t a = 0; a < r->addresses.count; a++)
                router = router || addr_compare(r->addresses.at[a], own.address) == 0;
        }
        if (!router || own.length != addr_bits(own.address.family))
            return true;
    }
    return false;
}

/* Addresses of gateways, Route Servers, routers, appliances and load balancers belong to no endpoint of the site. */
static void site_taken(struct lowering *l, const struct model_site *s, struct ir_site *out)
{
    VEC(struct addr) taken = {0};
    for (uint32_t i = 0; i < s->gateways.count; i++) {
        const struct model_gateway *g = &l->m->gateways.at[s->gateways.at[i]];
        for (uint32_t a = 0; a < g->addresses.count; a++)
            vec_push(l->arena, &taken, g->addresses.at[a]);
    }
    for (uint32_t i = 0; i < s->route_servers.count; i++) {
        const struct model_route_server *rs = &l->m->route_servers.at[s->route_servers.at[i]];
        for (uint32_t a = 0; a < rs->addresses.count; a++)
            vec_push(l->arena, &taken, rs->addresses.at[a]);
    }
    for (uint32_t i = 0; i < s->routers.count && is_more_than_routers(l, s); i++) {
        const struct model_router *r = &l->m->routers.at[s->routers.at[i]];
        for (uint32_t a = 0; a < r->addresses.count; a++)
            if (model_router_address(l->m, s->routers.at[i], r->addresses.at[a]) == ROUTER_ADDRESS_OWN)
                vec_push(l->arena, &taken, r->addresses.at[a]);
    }
    for (uint32_t i = 0; i < s->appliances.count; i++)
        vec_push(l->arena, &taken, l->m->appliances.at[s->appliances.at[i]].address);
    for (uint32_t i = 0; i < s->balancers.count; i++)
        vec_push(l->arena, &taken, l->m->balancers.at[s->balancers.at[i]].address);
    out->taken = taken.at;
    out->taken_count = taken.count;
}

static void make_sites(struct lowering *l)
{
    struct ir_site *sites = arena_array(l->arena, struct ir_site, l->m->sites.count);
    for (uint32_t i = 0; i < l->m->sites.count; i++) {
        const struct model_site *s = &l->m->sites.at[i];
        struct prefix *prefixes = arena_array(l->arena, struct prefix, s->prefixes.count);
        for (uint32_t p = 0; p < s->prefixes.count; p++)
            prefixes[p] = s->prefixes.at[p].prefix;
        sites[i] =
            (struct ir_site){.name = s->name, .span = s->span, .table = s->table, .element = s->element};
        sites[i].kind = s->kind == MODEL_VNET ? IR_SITE_VNET : IR_SITE_ONPREM;
        sites[i].prefixes = prefixes;
        sites[i].prefix_count = s->prefixes.count;
        site_subnets(l, s, &sites[i]);
        site_hosts(l, s, &sites[i]);
        site_taken(l, s, &sites[i]);
    }
    l->ir->sites = sites;
    l->ir->site_count = l->m->sites.count;
}

uint32_t end_table(const struct lowering *l, const struct model_end *e, uint32_t device)
{
    switch (e->kind) {
    case END_VPN_GATEWAY:
    case END_ER_GATEWAY:
        return l->m->gateways.at[e->index].table;
    case END_ROUTER:
        return l->m->routers.at[e->index].table;
    case END_APPLIANCE:
        return l->m->appliances.at[e->index].table;
    case END_ROUTE_SERVER:
        return l->m->route_servers.at[e->index].table;
    case END_DEVICE:
        return l->m->circuits.at[e->index].device_tables[e->device];
    default:
        return l->m->circuits.at[e->index].device_tables[device];
    }
}

uint32_t end_element(const struct lowering *l, const struct model_end *e, uint32_t device)
{
    return l->tables.at[end_table(l, e, device)].element;
}

/* Hand over what was collected. */
static const struct ir *finish(struct lowering *l)
{
    struct ir *ir = l->ir;
    ir->filters = l->filters.at;
    ir->filter_count = l->filters.count;
    ir->elements = l->elements.at;
    ir->element_count = l->elements.count;
    ir->tables = l->tables.at;
    ir->table_count = l->tables.count;
    ir->sessions = l->sessions.at;
    ir->session_count = l->sessions.count;
    ir->next_hops = l->next_hops.at;
    ir->next_hop_count = l->next_hops.count;
    ir->communities = l->communities.at;
    ir->community_count = l->communities.count;
    return ir;
}

const struct ir *lower_design(struct compilation *c, struct model *m)
{
    struct lowering l = {.c = c, .arena = c->arena, .m = m, .ir = arena_new(c->arena, struct ir)};
    l.ir->design = m->name;
    l.ir->sources = c->sources;
    lower_policies(&l);
    lower_setting_elements(&l);
    node_elements(&l);
    link_elements(&l);
    internal_link_elements(&l);
    site_tables(&l);
    node_tables(&l);
    route_server_tables(&l);
    circuit_tables(&l);
    lower_appliance_tables(&l, router_rank_steps(&l));
    make_sites(&l);
    lower_origins(&l);
    lower_subnets(&l);
    lower_appliance_routes(&l);
    lower_statics(&l);
    lower_sessions(&l);
    lower_gateways(&l);
    lower_route_servers(&l);
    lower_next_hops(&l);
    lower_appliance_cuts(&l);
    lower_router_cuts(&l);
    lower_filter_cuts(&l);
    lower_igp(&l);
    lower_announcements(&l);
    lower_classes(&l);
    lower_services(&l);
    lower_publics(&l);
    lower_router_addresses(&l);
    lower_attachments(&l);
    lower_appliances(&l);
    lower_packets_matter(&l);
    return finish(&l);
}
