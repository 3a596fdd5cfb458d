/*
 * Does routing settle, and in one way only: STABLE of claim.h, for one prefix in one environment, and what takes part
 * where it does not.
 */
#include "base/vec.h"
#include "compiler/simulate_internal.h"

#define STATES_SHOWN 64u /* stable states that are looked at */

/* ---- do two states forward alike? ---- */

static bool forwards_alike(const struct sim_route *a, const struct sim_route *b)
{
    return a->session == b->session && a->origin == b->origin && a->next_hop == b->next_hop;
}

/* The first selected route from index `i` on; the number of routes when there is none. */
static uint32_t next_selected(const struct sim_rib *rib, uint32_t i)
{
    while (i < rib->count && !rib->routes[i].selected)
        i++;
    return i;
}

/* Candidates stand in the same order in all states: origins, then sessions. */
static bool ribs_alike(const struct sim_rib *a, const struct sim_rib *b)
{
    uint32_t i = next_selected(a, 0), k = next_selected(b, 0);
    for (; i < a->count && k < b->count; i = next_selected(a, i + 1), k = next_selected(b, k + 1)) {
        if (!forwards_alike(&a->routes[i], &b->routes[k]))
            return false;
    }
    return i == a->count && k == b->count;
}

bool sim_selects_alike(const struct ir *ir, const struct sim_prefix_state *a,
                       const struct sim_prefix_state *b)
{
    for (uint32_t t = 0; t < ir->table_count; t++) {
        if (!ribs_alike(&a->ribs[t], &b->ribs[t]))
            return false;
    }
    return true;
}

/* ---- words ---- */

/* "from hub.gw, AS path 65515 65010"; a route of the table itself is "its own". */
static const char *route_text(struct arena *a, const struct ir *ir, const struct sim_route *r)
{
    if (!r)
        return "nothing";
    if (r->session == IR_NONE)
        return "its own";
    const char *text = arena_printf(a, "from %s", ir->tables[ir->sessions[r->session].from].name);
    for (uint32_t i = 0; i < r->path_length; i++)
        text = arena_printf(a, "%s%s %u", text, i == 0 ? ", AS path" : "", r->as_path[i]);
    return text;
}

static struct span route_span(const struct ir *ir, const struct sim_route *r)
{
    if (!r)
        return SPAN_NONE;
    return r->session == IR_NONE ? ir->origins[r->origin].span : ir->sessions[r->session].span;
}

static struct wavering_pick pick_of(struct arena *a, const struct ir *ir, const struct sim_route *r)
{
    return (struct wavering_pick){route_text(a, ir, r), route_span(ir, r)};
}

/* All selected routes of the table. */
static struct wavering_pick selection_of(struct arena *a, const struct ir *ir, const struct sim_rib *rib)
{
    uint32_t i = next_selected(rib, 0);
    if (i == rib->count)
        return pick_of(a, ir, NULL);
    struct wavering_pick pick = pick_of(a, ir, &rib->routes[i]);
    for (i = next_selected(rib, i + 1); i < rib->count; i = next_selected(rib, i + 1))
        pick.text = arena_printf(a, "%s and %s", pick.text, route_text(a, ir, &rib->routes[i]));
    return pick;
}

static const char *prefix_text(struct arena *a, const struct ir *ir, uint32_t prefix)
{
    char text[PREFIX_TEXT_MAX];
    return arena_strdup(a, prefix_print(ir->prefixes[prefix], text));
}

static void fill(struct arena *a, const struct ir *ir, uint32_t prefix, const char *problem,
                 struct instability found, struct witness *w)
{
    struct instability *kept = arena_new(a, struct instability);
    *kept = found;
    kept->prefix = ir->prefixes[prefix];
    w->instability = kept;
    w->problem = arena_printf(a, "routing for %s %s", prefix_text(a, ir, prefix), problem);
}

void sim_show_states(struct arena *a, const struct ir *ir, uint32_t prefix,
                     const struct sim_prefix_state *one, const struct sim_prefix_state *other,
                     struct witness *w)
{
    VEC(struct wavering) tables = {0};
    for (uint32_t t = 0; t < ir->table_count; t++) {
        if (ribs_alike(&one->ribs[t], &other->ribs[t]))
            continue;
        struct wavering row = {.table = ir->tables[t].name,
                               .one = selection_of(a, ir, &one->ribs[t]),
                               .other = selection_of(a, ir, &other->ribs[t])};
        vec_push(a, &tables, row);
    }
    fill(a, ir, prefix, "has several stable states",
         (struct instability){.has_states = true, .tables = tables.at, .count = tables.count}, w);
}

/* ---- no stable state: who keeps changing its mind ---- */

static void show_cycle(struct arena *a, const struct ir *ir, struct bits changed, uint32_t prefix,
                       struct witness *w)
{
    struct sim_cycle cycle = sim_cycle(a, sim_speakers_new(a, ir, changed), prefix);
    struct wavering *tables = arena_array(a, struct wavering, cycle.count);
    for (uint32_t i = 0; i < cycle.count; i++)
        tables[i] = (struct wavering){.table = ir->tables[cycle.at[i].table].name,
                                      .one = pick_of(a, ir, cycle.at[i].one),
                                      .other = pick_of(a, ir, cycle.at[i].other)};
    fill(a, ir, prefix, "has no stable state",
         (struct instability){.has_states = false, .tables = tables, .count = cycle.count}, w);
}

enum sim_stability sim_stability(struct arena *a, const struct ir *ir, struct bits changed, uint32_t prefix,
                                 struct witness *w)
{
    struct arena *scratch = arena_create();
    struct sim_states states = sim_prefix_states(scratch, ir, changed, prefix, STATES_SHOWN);
    enum sim_stability result = states.complete ? SIM_SETTLES : SIM_UNSURE;
    if (states.count == 0 && states.complete) {
        result = SIM_NEVER_SETTLES;
        if (w)
            show_cycle(a, ir, changed, prefix, w);
    }
    for (uint32_t i = 1; i < states.count && result != SIM_SEVERAL_STATES; i++) {
        if (sim_selects_alike(ir, states.at[0], states.at[i]))
            continue;
        result = SIM_SEVERAL_STATES;
        if (w)
            sim_show_states(a, ir, prefix, states.at[0], states.at[i], w);
    }
    arena_destroy(scratch);
    return result;
}
