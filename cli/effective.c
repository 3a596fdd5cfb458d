/*
 * effective: the rows of effective route tables.
 */
#include "cli/effective.h"

#include "base/vec.h"

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
    case IR_SRC_IGP:
        return "Igp";
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

/* The name of the appliance or load balancer that the hop leads to, or NULL. */
static const char *node_of(const struct ir *ir, const struct ir_hop *hop)
{
    uint32_t appliance = hop->kind == IR_HOP_TABLE ? ir_appliance_of_table(ir, hop->target) : IR_NONE;
    if (hop->kind == IR_HOP_BALANCER)
        return ir->balancers[hop->target].name;
    return appliance == IR_NONE ? NULL : ir->appliances[appliance].name;
}

/* The address, table or other site that a packet goes to, "" where it stays, leaves or ends. Appliances and balancers
 * are known by their addresses. */
static void set_next_hop(struct arena *a, const struct ir *ir, uint32_t table, const struct ir_hop *hop,
                         struct route_row *row)
{
    struct addr address;
    char text[ADDR_TEXT_MAX];
    row->next_hop = "";
    row->node = node_of(ir, hop);
    bool by_address = row->node || hop->kind == IR_HOP_DROP;
    if (by_address && ir_next_hop_address(ir, hop, &address))
        row->next_hop = arena_strdup(a, addr_print(address, text));
    else if (hop->kind == IR_HOP_TABLE)
        row->next_hop = ir->tables[hop->target].name;
    else if (hop->kind == IR_HOP_DELIVER && hop->target != ir->tables[table].site)
        row->next_hop = ir->sites[hop->target].name;
}

/* ---- rows ---- */

static struct route_row row_of(struct arena *a, const struct sim_state *s, uint32_t t, uint32_t prefix,
                               const struct sim_route *r)
{
    const struct ir *ir = s->ir;
    bool own = r->session == IR_NONE;
    const struct ir_hop *hop = sim_hop(ir, r);
    enum ir_source source = own ? ir->origins[r->origin].source : ir->sessions[r->session].source;
    struct route_row row = {
        .prefix = ir->prefixes[prefix],
        .source = source_word(ir->tables[t].kind, source),
        .active = sim_row(s, t, prefix, r) == SIM_ROW_ACTIVE,
        .next_hop_type = ir_next_hop_type_name(ir_next_hop_type(ir, ir->tables[t].kind, source, hop)),
        .as_path = r->as_path,
        .as_path_count = r->path_length,
        .because = own ? ir->origins[r->origin].span : ir->sessions[r->session].span,
    };
    set_next_hop(a, ir, t, hop, &row);
    if (hop->kind == IR_HOP_VIA)
        row.next_hop = ir->tables[ir->sessions[r->session].from].name;
    return row;
}

/* The rows of one prefix: the active routes first, else as the simulator has them. */
static void add_rows(struct arena *a, const struct sim_state *s, uint32_t t, uint32_t prefix,
                     struct rows *rows)
{
    const struct sim_rib *rib = sim_rib_at(s, prefix, t);
    for (int active = 1; active >= 0; active--) {
        for (uint32_t i = 0; i < rib->count; i++) {
            if (sim_row(s, t, prefix, &rib->routes[i]) == SIM_ROW_HIDDEN)
                continue;
            struct route_row row = row_of(a, s, t, prefix, &rib->routes[i]);
            if (row.active == (active == 1))
                vec_push(a, rows, row);
        }
    }
}

static struct rows rows_of(struct arena *a, const struct sim_state *s, uint32_t t, const struct addr *to)
{
    struct rows rows = {0};
    if (!to) {
        for (uint32_t p = 0; p < s->ir->prefix_count; p++)
            add_rows(a, s, t, p, &rows);
        return rows;
    }
    const struct ir_class_info *info = &s->ir->classes[ir_class_of(s->ir, *to)];
    for (uint32_t i = 0; i < info->prefix_count; i++)
        add_rows(a, s, t, info->prefixes[i], &rows);
    return rows;
}

struct routes_view effective_routes(struct arena *a, const struct sim_state *s, const char *name,
                                    uint32_t table, const struct addr *to)
{
    const struct ir_table *t = &s->ir->tables[table];
    struct rows rows = rows_of(a, s, table, to);
    return (struct routes_view){.table = name,
                                .rows = rows.at,
                                .count = rows.count,
                                .fallback = t->has_fallback ? s->ir->tables[t->fallback].name : NULL,
                                .to = to};
}
