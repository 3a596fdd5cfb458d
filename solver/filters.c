/*
 * filters: lines in order. The answer for a filter and a header is kept in the query.
 */
#include "solver/filters.h"

#include "solver/forwarding.h"

static int32_t in_set(struct query *q, const struct ir_address_set *set, uint32_t class_id)
{
    if (set->any)
        return FORMULA_TRUE;
    if (class_id == IR_NONE)
        return FORMULA_FALSE;
    if ((set->internet && q->ir->classes[class_id].internet) ||
        ir_class_inside(q->ir, class_id, set->prefixes, set->prefix_count))
        return FORMULA_TRUE;
    int32_t known = FORMULA_FALSE;
    for (uint32_t i = 0; i < set->known_count; i++)
        known = formula_or2(q->formula, known, forwarding_knows(q, class_id, set->known_at[i]));
    return known;
}

int32_t filters_line_matches(struct query *q, const struct ir_line *line, struct header h)
{
    if (!bits_has(line->services, h.service))
        return FORMULA_FALSE;
    int32_t from = in_set(q, &line->from, h.source);
    if (from == FORMULA_FALSE)
        return FORMULA_FALSE;
    int32_t there = formula_and2(q->formula, from, situation_line(&q->situation, line));
    return formula_and2(q->formula, there, in_set(q, &line->to, h.destination));
}

static int32_t decide(struct query *q, const struct ir_filter *filter, struct header h)
{
    int32_t open = FORMULA_TRUE, permits = FORMULA_FALSE;
    for (uint32_t i = 0; i < filter->line_count && open != FORMULA_FALSE; i++) {
        const struct ir_line *line = &filter->lines[i];
        if (line->dnat)
            continue;
        int32_t decides = formula_and2(q->formula, open, filters_line_matches(q, line, h));
        if (line->permit)
            permits = formula_or2(q->formula, permits, decides);
        open = formula_and2(q->formula, open, -decides);
    }
    return permits;
}

int32_t filters_permit(struct query *q, uint32_t filter, struct header h)
{
    if (filter == IR_NONE)
        return FORMULA_TRUE;
    uint32_t key[4] = {filter, h.source, h.destination, h.service}, index;
    if (map_get(q->decisions, key, sizeof key, &index))
        return q->decision.at[index];
    int32_t permits = decide(q, &q->ir->filters[filter], h);
    map_put(q->decisions, key, sizeof key, q->decision.count);
    vec_push(q->arena, &q->decision, permits);
    return permits;
}

/* The first attachment of the site, in the sorted list. */
static uint32_t first_attachment(const struct ir *ir, uint32_t site)
{
    uint32_t low = 0, high = ir->attachment_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (ir->attachments[middle].site < site)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static int32_t attached(struct query *q, uint32_t site, uint32_t class_id, struct header h, bool inbound)
{
    const struct ir *ir = q->ir;
    int32_t all = FORMULA_TRUE;
    for (uint32_t i = first_attachment(ir, site); i < ir->attachment_count; i++) {
        const struct ir_attachment *a = &ir->attachments[i];
        if (a->site != site)
            break;
        if (ir_class_inside(ir, class_id, &a->prefix, 1))
            all = formula_and2(q->formula, all, filters_permit(q, inbound ? a->inbound : a->outbound, h));
    }
    return all;
}

int32_t filters_inbound(struct query *q, uint32_t site, uint32_t class_id, struct header h)
{
    return attached(q, site, class_id, h, true);
}

int32_t filters_outbound(struct query *q, uint32_t site, uint32_t class_id, struct header h)
{
    return attached(q, site, class_id, h, false);
}
