/*
 * Rule 4 of ir.h: which candidates of a table are best. All steps but one compare two routes. At IR_STEP_MED
 * routes with the same neighbouring AS remove each other, so that whether a route is best can depend on a third
 * one that is not best itself (RFC 4271 9.1.2.2 c). Hence routes are not compared here in pairs from the
 * first step to the last: each step looks at what the steps before it have left.
 */
#include "compiler/simulate_internal.h"

static int compare_numbers(uint32_t a, uint32_t b)
{
    return a < b ? -1 : a > b ? 1 : 0;
}

static uint32_t rank_of(const struct ir *ir, const struct sim_route *r)
{
    return r->session == IR_NONE ? ir->origins[r->origin].rank : ir->sessions[r->session].rank;
}

static uint32_t is_learned(const struct sim_route *r)
{
    return r->session != IR_NONE;
}

static uint32_t is_internal(const struct ir *ir, const struct sim_route *r)
{
    return r->session != IR_NONE && ir->sessions[r->session].kind == IR_IBGP;
}

/* Did both come out of the same AS? Routes of this one have an empty path. */
static bool has_same_neighbour(const struct sim_route *a, const struct sim_route *b)
{
    if (a->path_length == 0 || b->path_length == 0)
        return a->path_length == b->path_length;
    return a->as_path[0] == b->as_path[0];
}

static int compare_meds(const struct sim_route *a, const struct sim_route *b)
{
    return has_same_neighbour(a, b) ? compare_numbers(a->med, b->med) : 0;
}

/* Negative: at this step `a` removes `b`; positive: `b` removes `a`. */
static int compare_step(const struct ir *ir, enum ir_step step, const struct sim_route *a,
                        const struct sim_route *b)
{
    switch (step) {
    case IR_STEP_RANK:
        return compare_numbers(rank_of(ir, a), rank_of(ir, b));
    case IR_STEP_WEIGHT:
        return compare_numbers(b->weight, a->weight);
    case IR_STEP_LOCAL_PREF:
        return compare_numbers(b->local_pref, a->local_pref);
    case IR_STEP_ORIGIN:
        return compare_numbers(is_learned(a), is_learned(b));
    case IR_STEP_PATH_LENGTH:
        return compare_numbers(a->path_length, b->path_length);
    case IR_STEP_MED:
        return compare_meds(a, b);
    case IR_STEP_EBGP:
        return compare_numbers(is_internal(ir, a), is_internal(ir, b));
    case IR_STEP_METRIC:
        return compare_numbers(a->metric, b->metric);
    case IR_STEP_END:
        break;
    }
    return 0;
}

/* Does a route that is left remove this one? Whoever is removed in the same step may be passed over: what
 * removed it removes this one as well. */
static bool is_removed(const struct ir *ir, enum ir_step step, const struct sim_rib *rib,
                       const struct sim_route *r)
{
    for (uint32_t i = 0; i < rib->count; i++) {
        if (rib->routes[i].selected && compare_step(ir, step, &rib->routes[i], r) < 0)
            return true;
    }
    return false;
}

enum ir_step sim_deciding_step(const struct ir *ir, uint32_t table, const struct sim_route *better,
                               const struct sim_route *worse)
{
    const enum ir_step *step = ir->tables[table].rank;
    while (*step != IR_STEP_END && compare_step(ir, *step, better, worse) == 0)
        step++;
    return *step;
}

void sim_select_best(const struct ir *ir, uint32_t table, struct sim_rib *rib)
{
    for (uint32_t i = 0; i < rib->count; i++)
        rib->routes[i].selected = true;
    for (const enum ir_step *step = ir->tables[table].rank; *step != IR_STEP_END; step++) {
        for (uint32_t i = 0; i < rib->count; i++) {
            struct sim_route *r = &rib->routes[i];
            r->selected = r->selected && !is_removed(ir, *step, rib, r);
        }
    }
}

/*
 * Up to IR_STEP_MED: where the two are equal before a step, a third route that removes the better one before
 * it removes both; so there `better` counts whether it is left or not. Past IR_STEP_MED it counts when nothing can
 * have removed it there: when its MED is 0.
 */
bool sim_excludes(const struct ir *ir, uint32_t table, const struct sim_route *better,
                  const struct sim_route *worse, bool before_harm)
{
    for (const enum ir_step *step = ir->tables[table].rank; *step != IR_STEP_END; step++) {
        int order = compare_step(ir, *step, better, worse);
        if (order != 0)
            return order < 0;
        if (*step == IR_STEP_MED && (before_harm || better->med > 0))
            return false;
    }
    return false;
}
