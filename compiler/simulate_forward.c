/*
 * Forwarding: what a table does with a packet, in one stable state. The rules stand at the head of ir.h.
 */
#include "compiler/simulate_internal.h"

struct sim_used sim_forward(struct arena *a, const struct sim_state *s, uint32_t table, uint32_t class_id)
{
    const struct ir_class_info *info = &s->ir->classes[class_id];
    for (uint32_t i = 0; i < info->prefix_count; i++) {
        uint32_t prefix = info->prefixes[i];
        const struct sim_rib *rib = sim_rib_at(s, prefix, table);
        const struct sim_route **used = arena_array(a, const struct sim_route *, rib->count);
        uint32_t count = 0;
        for (uint32_t k = 0; k < rib->count; k++) {
            if (rib->routes[k].selected && !sim_set_aside(s, table, prefix, &rib->routes[k]))
                used[count++] = &rib->routes[k];
        }
        if (count > 0)
            return (struct sim_used){prefix, used, count};
    }
    return (struct sim_used){.prefix = IR_NONE};
}
