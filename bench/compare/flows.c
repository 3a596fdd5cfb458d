/*
 * The flows of a claim, and which of them the engines that know only tables can judge.
 */
#include "bench/compare/engine.h"

#include <string.h>

struct engine_answer engine_says(enum engine_outcome outcome, const char *words)
{
    return (struct engine_answer){outcome, words};
}

/* Are there ends at the place where the cursor stands? */
static bool flow_here(const struct claim *c, struct flow_cursor *at)
{
    const struct claim_member *from = &c->from.members[at->from], *to = &c->to.members[at->to];
    at->a = &from->ends[at->from_end];
    at->b = &to->ends[at->to_end];
    return claim_ends_pair(at->a, at->b);
}

bool flow_next(const struct claim *c, struct flow_cursor *at)
{
    for (; at->from < c->from.count; at->from++, at->to = 0) {
        const struct claim_member *from = &c->from.members[at->from];
        for (; at->to < c->to.count; at->to++, at->from_end = 0) {
            const struct claim_member *to = &c->to.members[at->to];
            if (strcmp(from->name, to->name) == 0)
                continue;
            for (; at->from_end < from->end_count; at->from_end++, at->to_end = 0) {
                while (at->to_end < to->end_count) {
                    bool here = flow_here(c, at);
                    at->to_end++;
                    if (here)
                        return true;
                }
            }
        }
    }
    return false;
}

uint32_t flow_start(const struct ir *ir, const struct flow_end *end)
{
    if (end->kind == FLOW_ROUTER)
        return end->table;
    uint32_t router = ir_router_at(ir, end->site, end->class_id);
    return router != IR_NONE ? router : end->table;
}

static bool is_of_table(const struct flow_end *end, bool is_source)
{
    return end->kind == FLOW_SITE || end->kind == FLOW_ROUTER || (end->kind == FLOW_NOWHERE && !is_source);
}

static bool are_of_tables(const struct claim_set *set, bool is_source)
{
    for (uint32_t m = 0; m < set->count; m++) {
        for (uint32_t e = 0; e < set->members[m].end_count; e++) {
            if (!is_of_table(&set->members[m].ends[e], is_source))
                return false;
        }
    }
    return true;
}

const char *flow_unsupported(const struct ir *ir, const struct claim *c)
{
    if (ir->packets_matter)
        return "appliances, filters or public addresses";
    if (!are_of_tables(&c->from, true) || !are_of_tables(&c->to, false))
        return "ends other than sites and routers";
    return NULL;
}

bool claim_has_choices(const struct ir *ir, const struct claim *c)
{
    for (uint32_t e = 0; e < ir->element_count; e++) {
        if (claim_may_change(ir, c, e))
            return true;
    }
    return false;
}

struct bits claim_usual(struct arena *a, const struct ir *ir, const struct claim *c)
{
    struct bits changed = bits_new(a, ir->element_count);
    for (uint32_t i = 0; i < c->down_count; i++)
        bits_add(changed, c->down[i]);
    return changed;
}
