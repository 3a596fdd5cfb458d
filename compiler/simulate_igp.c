/*
 * Routes along the internal links of a site, and what rests on them: iBGP sessions between its routers, which exist while
 * the one knows a way to the other, and the hops of their routes. What travels by IGP depends on nothing else, so
 * it is found first, and the way for a prefix is the shortest: every table takes its best route, and looks
 * again until no way gets shorter.
 */
#include "compiler/simulate_internal.h"

/* What the table announces now, in a state that is still being found. Returns true when it has changed. */
static bool look_again(struct arena *a, const struct sim_net *net, uint32_t prefix, uint32_t table,
                       const struct sim_route **announced)
{
    struct sim_rib rib = sim_candidates(a, net, prefix, table, announced);
    const struct sim_route *best = NULL;
    for (uint32_t i = 0; i < rib.count && !best; i++)
        best = rib.routes[i].selected ? &rib.routes[i] : NULL;
    const struct sim_route *before = announced[table];
    bool same = before ? best && sim_same_route(before, best) : !best;
    if (!same)
        announced[table] = best;
    return !same;
}

/* All announced routes for a prefix that only IGP sessions carry, by table; NULL where the prefix is unknown. Nothing is
 * known at first, so that no way is ever found too short: after as many rounds as there are tables all are right. */
static const struct sim_route **find_shortest(struct arena *a, const struct sim_net *net, uint32_t prefix)
{
    const struct sim_route **announced = arena_array(a, const struct sim_route *, net->ir->table_count);
    bool changed = true;
    for (uint32_t round = 0; changed && round <= net->ir->table_count; round++) {
        changed = false;
        for (uint32_t t = 0; t < net->ir->table_count; t++)
            changed = look_again(a, net, prefix, t, announced) || changed;
    }
    return announced;
}

bool sim_find_ways(struct arena *a, struct sim_net *net)
{
    const struct ir *ir = net->ir;
    bool any = false;
    for (uint32_t s = 0; s < ir->session_count; s++) {
        bool first = ir->sessions[s].has_via && net->way_metrics[s] == SIM_NO_WAY;
        for (uint32_t before = 0; before < s && first; before++)
            first = !ir->sessions[before].has_via || ir->sessions[before].via != ir->sessions[s].via;
        if (!first)
            continue;
        const struct sim_route **announced = find_shortest(a, net, ir->sessions[s].via);
        for (uint32_t i = s; i < ir->session_count; i++) {
            const struct sim_route *way = announced[ir->sessions[i].to];
            if (!ir->sessions[i].has_via || ir->sessions[i].via != ir->sessions[s].via || !way)
                continue;
            net->way_metrics[i] = way->metric;
            any = true;
        }
    }
    return any;
}
