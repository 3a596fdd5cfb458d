/*
 * rows: claims about effective routes, over the rows that forwarding finds.
 */
#include "solver/rows.h"

#include "solver/forwarding.h"
#include "solver/places.h"
#include "solver/routing.h"

static bool has_next_hop(const struct query *q, const struct forwarding_row *row)
{
    const struct claim *c = q->claim;
    const struct candidate *is = row->is;
    if (c->by_address)
        return ir_next_hop_is(q->ir, row->hop, is->route.next_hop, c->next_hop_address);
    enum ir_source source =
        is->session == IR_NONE ? q->ir->origins[is->origin].source : q->ir->sessions[is->session].source;
    return ir_next_hop_type(q->ir, q->ir->tables[c->table].kind, source, row->hop) == c->next_hop_type;
}

/* What ROUTES_TO says of the row is true of one of these. */
static int32_t routes_to(struct query *q, const struct forwarding_row *rows, uint32_t count)
{
    struct formula *f = q->formula;
    int32_t some = FORMULA_FALSE, other = FORMULA_FALSE;
    for (uint32_t i = 0; i < count; i++) {
        int32_t counts = q->claim->overridden ? rows[i].overridden : rows[i].active;
        if (has_next_hop(q, &rows[i]))
            some = formula_or2(f, some, counts);
        else
            other = formula_or2(f, other, counts);
    }
    return q->claim->overridden ? some : formula_and2(f, some, -other);
}

static bool leads_to(const struct query *q, const struct forwarding_row *row, const struct claim_place *place)
{
    const struct claim_places in = {place, 1};
    switch (row->hop->kind) {
    case IR_HOP_TABLE:
        return places_hold_item(&in, q->ir, (struct item){.kind = ITEM_TABLE, .id = row->hop->target});
    case IR_HOP_VIA:
        return places_hold_item(
            &in, q->ir, (struct item){.kind = ITEM_TABLE, .id = q->ir->sessions[row->is->session].from});
    case IR_HOP_BALANCER:
        return places_hold_item(&in, q->ir, (struct item){.kind = ITEM_BALANCER, .id = row->hop->target});
    case IR_HOP_DELIVER:
        return places_hold_item(&in, q->ir, (struct item){.kind = ITEM_SITE, .id = row->hop->target});
    default:
        return false;
    }
}

static int32_t routes_through(struct query *q, const struct forwarding_row *rows, uint32_t count)
{
    struct formula *f = q->formula;
    const struct claim_places *places = &q->claim->places;
    int32_t *led_to = arena_array(q->arena, int32_t, places->count), holds = FORMULA_TRUE;
    for (uint32_t p = 0; p < places->count; p++)
        led_to[p] = FORMULA_FALSE;
    for (uint32_t i = 0; i < count; i++) {
        bool known = false;
        for (uint32_t p = 0; p < places->count; p++)
            if (leads_to(q, &rows[i], &places->at[p])) {
                led_to[p] = formula_or2(f, led_to[p], rows[i].active);
                known = true;
            }
        if (!known)
            holds = formula_and2(f, holds, -rows[i].active);
    }
    return formula_and2(f, holds, formula_and(f, led_to, places->count));
}

int32_t rows_hold(struct query *q)
{
    uint32_t count;
    const struct forwarding_row *rows = forwarding_rows(q, q->claim->table, q->claim->prefix, &count);
    int32_t active = FORMULA_FALSE;
    if (q->claim->kind == CLAIM_ROUTES_TO)
        return routes_to(q, rows, count);
    if (q->claim->kind == CLAIM_ROUTES_THROUGH)
        return routes_through(q, rows, count);
    for (uint32_t i = 0; i < count; i++)
        active = formula_or2(q->formula, active, rows[i].active);
    return -active;
}
