/*
 * Claims about the rows of one table's effective routes: where routes for one prefix lead. The head of claim.h
 * says what a row is.
 */
#include "compiler/simulate_internal.h"

/* One claim in one state. */
struct rows {
    struct arena *arena;
    const struct sim_state *state;
    const struct claim *claim;
    struct sim_rib rib; /* the candidates */
};

static enum sim_row_state row_state(const struct rows *rows, uint32_t i)
{
    return sim_row(rows->state, rows->claim->table, rows->claim->prefix, &rows->rib.routes[i]);
}

/* The first active row from index `i` on; the number of candidates when there is none. */
static uint32_t next_active(const struct rows *rows, uint32_t i)
{
    while (i < rows->rib.count && row_state(rows, i) != SIM_ROW_ACTIVE)
        i++;
    return i;
}

static enum ir_next_hop_type type_of(const struct rows *rows, const struct sim_route *r)
{
    const struct ir *ir = rows->state->ir;
    enum ir_source source =
        r->session == IR_NONE ? ir->origins[r->origin].source : ir->sessions[r->session].source;
    return ir_next_hop_type(ir, ir->tables[rows->claim->table].kind, source, sim_hop(ir, r));
}

static bool has_next_hop(const struct rows *rows, const struct sim_route *r)
{
    const struct ir *ir = rows->state->ir;
    if (rows->claim->by_address)
        return ir_next_hop_is(ir, sim_hop(ir, r), r->next_hop, rows->claim->next_hop_address);
    return type_of(rows, r) == rows->claim->next_hop_type;
}

/* ---- words ---- */

static const char *table_text(const struct rows *rows)
{
    return rows->state->ir->tables[rows->claim->table].name;
}

static const char *prefix_text(const struct rows *rows)
{
    char text[PREFIX_TEXT_MAX];
    return arena_strdup(rows->arena, prefix_print(rows->claim->prefix_written, text));
}

static const char *next_hop_text(const struct rows *rows)
{
    char text[ADDR_TEXT_MAX];
    if (rows->claim->by_address)
        return arena_strdup(rows->arena, addr_print(rows->claim->next_hop_address, text));
    return ir_next_hop_type_name(rows->claim->next_hop_type);
}

/* The name of the node that the row leads to, "" when it leads to none. */
static const char *node_text(const struct rows *rows, const struct sim_route *r)
{
    const struct ir *ir = rows->state->ir;
    const struct ir_hop *hop = sim_hop(ir, r);
    switch (hop->kind) {
    case IR_HOP_TABLE:
        return ir->tables[hop->target].name;
    case IR_HOP_VIA:
        return ir->tables[ir->sessions[r->session].from].name;
    case IR_HOP_BALANCER:
        return ir->balancers[hop->target].name;
    case IR_HOP_DELIVER:
        return ir->sites[hop->target].name;
    default:
        return "";
    }
}

/* "VirtualAppliance 10.1.0.4 (hub.fw)", "VirtualNetworkGateway (hub.gw)", "None". */
static const char *row_text(const struct rows *rows, const struct sim_route *r)
{
    struct addr address;
    char text[ADDR_TEXT_MAX];
    const char *words = ir_next_hop_type_name(type_of(rows, r)), *node = node_text(rows, r);
    if (ir_next_hop_address(rows->state->ir, sim_hop(rows->state->ir, r), &address))
        words = arena_printf(rows->arena, "%s %s", words, addr_print(address, text));
    return node[0] ? arena_printf(rows->arena, "%s (%s)", words, node) : words;
}

/* The table has no row of this sort. */
static const char *no_row(const struct rows *rows, const char *sort)
{
    return arena_printf(rows->arena, "%s has no %sroute for %s", table_text(rows), sort, prefix_text(rows));
}

static const char *leads_elsewhere(const struct rows *rows, const struct sim_route *r)
{
    return arena_printf(rows->arena, "%s routes %s to %s", table_text(rows), prefix_text(rows),
                        row_text(rows, r));
}

/* Why there is no active row: there is none at all, or only overridden ones. */
static const char *nothing_active(const struct rows *rows)
{
    for (uint32_t i = 0; i < rows->rib.count; i++) {
        if (row_state(rows, i) == SIM_ROW_OVERRIDDEN)
            return arena_printf(rows->arena, "%s has no active route for %s: that to %s is overridden",
                                table_text(rows), prefix_text(rows), row_text(rows, &rows->rib.routes[i]));
    }
    return no_row(rows, "");
}

/* ---- routes to ---- */

static bool has_overridden(const struct rows *rows, const char **problem)
{
    for (uint32_t i = 0; i < rows->rib.count; i++) {
        if (row_state(rows, i) == SIM_ROW_OVERRIDDEN && has_next_hop(rows, &rows->rib.routes[i]))
            return true;
    }
    *problem = arena_printf(rows->arena, "%s to %s", no_row(rows, "overridden "), next_hop_text(rows));
    return false;
}

static bool routes_to(const struct rows *rows, const char **problem)
{
    uint32_t first = next_active(rows, 0);
    if (first == rows->rib.count) {
        *problem = nothing_active(rows);
        return false;
    }
    for (uint32_t i = first; i < rows->rib.count; i = next_active(rows, i + 1)) {
        if (has_next_hop(rows, &rows->rib.routes[i]))
            continue;
        *problem = leads_elsewhere(rows, &rows->rib.routes[i]);
        return false;
    }
    return true;
}

/* ---- routes through ---- */

static bool leads_to(const struct rows *rows, const struct sim_route *r, const struct claim_place *place)
{
    const struct ir *ir = rows->state->ir;
    const struct ir_hop *hop = sim_hop(ir, r);
    switch (hop->kind) {
    case IR_HOP_TABLE:
        return ids_hold(place->tables, place->table_count, hop->target);
    case IR_HOP_VIA:
        return ids_hold(place->tables, place->table_count, ir->sessions[r->session].from);
    case IR_HOP_BALANCER:
        return ids_hold(place->balancers, place->balancer_count, hop->target);
    case IR_HOP_DELIVER:
        return ids_hold(place->tables, place->table_count, ir->sites[hop->target].table);
    default:
        return false;
    }
}

static bool leads_to_some(const struct rows *rows, const struct sim_route *r)
{
    for (uint32_t p = 0; p < rows->claim->places.count; p++) {
        if (leads_to(rows, r, &rows->claim->places.at[p]))
            return true;
    }
    return false;
}

static bool is_led_to(const struct rows *rows, const struct claim_place *place)
{
    for (uint32_t i = next_active(rows, 0); i < rows->rib.count; i = next_active(rows, i + 1)) {
        if (leads_to(rows, &rows->rib.routes[i], place))
            return true;
    }
    return false;
}

static bool routes_through(const struct rows *rows, const char **problem)
{
    uint32_t first = next_active(rows, 0);
    if (first == rows->rib.count) {
        *problem = nothing_active(rows);
        return false;
    }
    for (uint32_t i = first; i < rows->rib.count; i = next_active(rows, i + 1)) {
        if (leads_to_some(rows, &rows->rib.routes[i]))
            continue;
        *problem = leads_elsewhere(rows, &rows->rib.routes[i]);
        return false;
    }
    for (uint32_t p = 0; p < rows->claim->places.count; p++) {
        if (is_led_to(rows, &rows->claim->places.at[p]))
            continue;
        *problem = arena_printf(rows->arena, "%s does not route %s through %s", table_text(rows),
                                prefix_text(rows), rows->claim->places.at[p].name);
        return false;
    }
    return true;
}

bool sim_rows_hold(struct arena *a, const struct sim_state *s, const struct claim *c, const char **problem)
{
    struct rows rows = {.arena = a, .state = s, .claim = c};
    if (c->prefix != IR_NONE)
        rows.rib = *sim_rib_at(s, c->prefix, c->table);
    if (c->kind == CLAIM_ROUTES_THROUGH)
        return routes_through(&rows, problem);
    if (c->kind == CLAIM_ROUTES_TO)
        return c->overridden ? has_overridden(&rows, problem) : routes_to(&rows, problem);
    uint32_t active = next_active(&rows, 0);
    if (active == rows.rib.count)
        return true;
    *problem = leads_elsewhere(&rows, &rows.rib.routes[active]);
    return false;
}
