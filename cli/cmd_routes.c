/*
 * routes: every route that one table knows, in the words of Azure's effective routes.
 */
#include "base/vec.h"
#include "cli/command.h"
#include "cli/scene.h"
#include "report/views.h"

struct rows {
    struct route_row *at;
    uint32_t count;
    uint32_t capacity;
};

/* ---- words ---- */

/* Azure names three sources in subnets, and those of BGP tables at gateways; on-premises has the usual words. */
static const char *source_word(enum ir_table_kind kind, enum ir_source source)
{
    if (kind == IR_SUBNET && source != IR_SRC_USER)
        return source == IR_SRC_GATEWAY ? "VirtualNetworkGateway" : "Default";
    switch (source) {
    case IR_SRC_VNET:
    case IR_SRC_PEERING:
        return "Network";
    case IR_SRC_EBGP:
        return "EBgp";
    case IR_SRC_IBGP:
        return "IBgp";
    case IR_SRC_GATEWAY:
        return "VirtualNetworkGateway";
    case IR_SRC_CONNECTED:
        return "Connected";
    case IR_SRC_STATIC:
        return "Static";
    case IR_SRC_AGGREGATE:
        return "Aggregate";
    case IR_SRC_LAN:
        return "Router";
    case IR_SRC_USER:
        return "User";
    case IR_SRC_SERVICE:
    case IR_SRC_INTERNET:
    case IR_SRC_RESERVED:
    case IR_SRC_DEFAULT:
        break;
    }
    return "Default";
}

static const char *table_word(enum ir_table_kind kind)
{
    switch (kind) {
    case IR_VPN_GATEWAY:
    case IR_ER_GATEWAY:
        return "VirtualNetworkGateway";
    case IR_MSEE:
        return "CircuitDevice";
    case IR_ROUTER:
        return "Router";
    case IR_ROUTE_SERVER:
        return "RouteServer";
    case IR_APPLIANCE:
        return "VirtualAppliance";
    case IR_SUBNET:
        return "VirtualNetwork";
    case IR_LAN:
    case IR_TABLE_KIND_COUNT:
        break;
    }
    return "Lan";
}

static bool crosses_peering(const struct ir *ir, const struct ir_hop *hop)
{
    return hop->link != IR_NONE && ir->elements[hop->link].link_kind == IR_LINK_PEERING;
}

static const char *hop_word(const struct ir *ir, const struct ir_hop *hop)
{
    switch (hop->kind) {
    case IR_HOP_TABLE:
        return table_word(ir->tables[hop->target].kind);
    case IR_HOP_DELIVER:
        if (crosses_peering(ir, hop))
            return "VNetPeering";
        return ir->sites[hop->target].kind == IR_SITE_VNET ? "VirtualNetwork" : "Lan";
    case IR_HOP_BALANCER:
        return "VirtualAppliance";
    case IR_HOP_INTERNET:
    case IR_HOP_EXIT:
        return "Internet";
    case IR_HOP_DROP:
        break;
    }
    return "None";
}

/* The table or other site that a packet goes to, "" where it stays, leaves or ends. */
static const char *hop_target(const struct ir *ir, uint32_t table, const struct ir_hop *hop)
{
    if (hop->kind == IR_HOP_TABLE)
        return ir->tables[hop->target].name;
    if (hop->kind == IR_HOP_BALANCER)
        return ir->balancers[hop->target].name;
    bool elsewhere = hop->kind == IR_HOP_DELIVER && hop->target != ir->tables[table].site;
    return elsewhere ? ir->sites[hop->target].name : "";
}

/* ---- which routes are in use ---- */

/* Does `t` have a selected origin that system routes protect (F9), for a prefix that covers this one? */
static bool is_protected(const struct sim_state *s, uint32_t t, uint32_t prefix)
{
    const struct ir *ir = s->ir;
    for (uint32_t p = 0; p < ir->prefix_count; p++) {
        if (!prefix_covers(ir->prefixes[p], ir->prefixes[prefix]))
            continue;
        const struct sim_rib *rib = &s->prefixes[p]->ribs[t];
        for (uint32_t i = 0; i < rib->count; i++) {
            const struct sim_route *r = &rib->routes[i];
            if (r->selected && r->origin != IR_NONE && ir->origins[r->origin].protects)
                return true;
        }
    }
    return false;
}

/* Has `t` learned, and selected, a default route of this family? */
static bool learned_default(const struct sim_state *s, uint32_t t, enum addr_family family)
{
    struct prefix everything = {{0, 0, family}, 0};
    uint32_t p = ir_find_prefix(s->ir, everything);
    if (p == IR_NONE)
        return false;
    const struct sim_rib *rib = &s->prefixes[p]->ribs[t];
    for (uint32_t i = 0; i < rib->count; i++)
        if (rib->routes[i].selected && rib->routes[i].session != IR_NONE)
            return true;
    return false;
}

/* Selected, and not set aside in forwarding (the head of ir.h). */
static bool is_active(const struct sim_state *s, uint32_t t, uint32_t prefix, const struct sim_route *r)
{
    if (!r->selected)
        return false;
    if (r->session != IR_NONE)
        return !is_protected(s, t, prefix);
    bool yields = s->ir->origins[r->origin].yields_to_default;
    return !(yields && learned_default(s, t, s->ir->prefixes[prefix].address.family));
}

/* ---- rows ---- */

static struct route_row row_of(const struct sim_state *s, uint32_t t, uint32_t prefix,
                               const struct sim_route *r)
{
    const struct ir *ir = s->ir;
    bool own = r->session == IR_NONE;
    const struct ir_hop *hop = own ? &ir->origins[r->origin].hop : &ir->sessions[r->session].hop;
    enum ir_source source = own ? ir->origins[r->origin].source : ir->sessions[r->session].source;
    return (struct route_row){
        .prefix = ir->prefixes[prefix],
        .source = source_word(ir->tables[t].kind, source),
        .active = is_active(s, t, prefix, r),
        .next_hop_type = hop_word(ir, hop),
        .next_hop = hop_target(ir, t, hop),
        .as_path = r->as_path,
        .as_path_count = r->path_length,
        .because = own ? ir->origins[r->origin].span : ir->sessions[r->session].span,
    };
}

/* Prefixes come sorted; within one the active routes first, else as the simulator has them. */
static struct rows rows_of(struct arena *a, const struct sim_state *s, uint32_t t)
{
    struct rows rows = {0};
    for (uint32_t p = 0; p < s->ir->prefix_count; p++) {
        const struct sim_rib *rib = &s->prefixes[p]->ribs[t];
        for (int active = 1; active >= 0; active--) {
            for (uint32_t i = 0; i < rib->count; i++) {
                struct route_row row = row_of(s, t, p, &rib->routes[i]);
                if (row.active == (active == 1))
                    vec_push(a, &rows, row);
            }
        }
    }
    return rows;
}

static int show(const struct options *o, struct console *c, const struct scene *s)
{
    struct compilation *n = s->compilation;
    uint32_t table;
    const char *why;
    if (!compile_table(n, o->operands.at[1], &table, &why)) {
        scene_error(s, "%s", why);
        return EXIT_USAGE;
    }
    struct rows rows = rows_of(n->arena, s->state, table);
    struct routes_view v = {n->ir->tables[table].name, rows.at, rows.count};
    if (o->format == FORMAT_JSON)
        view_routes_json(n->sources, &v, &c->out);
    else
        view_routes_text(n->arena, n->sources, &v, &c->out);
    return EXIT_GOOD;
}

int cmd_routes(const struct options *o, struct console *c)
{
    struct scene s = {0};
    int status = scene_open(o, "nicc.routes/1", c, &s);
    if (status == EXIT_GOOD)
        status = show(o, c, &s);
    scene_close(&s);
    return status;
}
