/*
 * Filters: security groups at addresses, and the rules of appliances. The first line that matches decides.
 */
#include "compiler/simulate_packet.h"

/* Does the table have a route that counts for the tag VirtualNetwork? */
static bool is_known_at(const struct sim_state *s, uint32_t table, uint32_t class_id)
{
    const struct ir *ir = s->ir;
    const struct ir_class_info *info = &ir->classes[class_id];
    for (uint32_t i = 0; i < info->prefix_count; i++) {
        const struct sim_rib *rib = sim_rib_at(s, info->prefixes[i], table);
        for (uint32_t k = 0; k < rib->count; k++) {
            const struct sim_route *r = &rib->routes[k];
            enum ir_source source =
                r->session == IR_NONE ? ir->origins[r->origin].source : ir->sessions[r->session].source;
            bool hidden = r->session == IR_NONE && ir->origins[r->origin].hidden;
            if (r->selected && !hidden && source != IR_SRC_INTERNET && source != IR_SRC_RESERVED &&
                source != IR_SRC_SERVICE)
                return true;
        }
    }
    return false;
}

static bool is_in_set(const struct sim_state *s, const struct ir_address_set *set, uint32_t class_id)
{
    if (set->any || (set->internet && sim_is_internet(s->ir, class_id)))
        return true;
    if (class_id == IR_NONE)
        return false;
    if (ir_class_inside(s->ir, class_id, set->prefixes, set->prefix_count))
        return true;
    for (uint32_t i = 0; i < set->known_count; i++) {
        if (is_known_at(s, set->known_at[i], class_id))
            return true;
    }
    return false;
}

const struct ir_line *sim_match(const struct sim_state *s, uint32_t filter, struct sim_header h,
                                bool (*counts)(const struct ir_line *line))
{
    const struct ir_filter *f = &s->ir->filters[filter];
    for (uint32_t i = 0; i < f->line_count; i++) {
        const struct ir_line *line = &f->lines[i];
        if (counts(line) && bits_has(line->services, h.service) && is_in_set(s, &line->from, h.source) &&
            is_in_set(s, &line->to, h.destination))
            return line;
    }
    return NULL;
}

static bool is_any_line(const struct ir_line *line)
{
    (void)line;
    return true;
}

/* Attachments are sorted by prefix, shorter ones first: the order of inbound filters. */
bool sim_is_denied(const struct sim_state *s, uint32_t site, uint32_t class_id, bool inbound,
                   struct sim_header h, struct sim_denial *denial)
{
    const struct ir *ir = s->ir;
    for (uint32_t i = 0; i < ir->attachment_count && class_id != IR_NONE; i++) {
        const struct ir_attachment *a = &ir->attachments[inbound ? i : ir->attachment_count - 1 - i];
        if (a->site != site || !ir_class_inside(ir, class_id, &a->prefix, 1))
            continue;
        uint32_t filter = inbound ? a->inbound : a->outbound;
        const struct ir_line *line = sim_match(s, filter, h, is_any_line);
        if (line && line->permit)
            continue;
        *denial = (struct sim_denial){&ir->filters[filter], line};
        return true;
    }
    return false;
}
