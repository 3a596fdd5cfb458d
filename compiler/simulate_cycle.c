/*
 * Cycles of preferences. All tables look at what their neighbours announced in the round before, and take what they
 * like best, starting from nothing. Without a cycle of preferences this settles: each round at least one more table has
 * its last word (Griffin, Shepherd, Wilfong, "The stable paths problem and interdomain routing"). With one it may go
 * on for ever; then those that keep changing, and hear from each other in a circle what they change to, are the
 * tables of the cycle.
 */
#include <string.h>

#include "base/vec.h"
#include "compiler/simulate_internal.h"

/* What a table has announced while it was watched. */
struct watched {
    VEC(const struct sim_route *) routes; /* different ones; NULL is nothing */
};

struct rounds {
    struct arena *arena;
    const struct ir *ir;
    const struct sim_net *net;
    uint32_t prefix;
    const struct sim_route **announced; /* by table */
    struct bits due;                    /* tables to look again */
    struct watched *watched;            /* by table, NULL before watching begins */
};

static bool same(const struct sim_route *a, const struct sim_route *b)
{
    return a == b || (a && b && sim_same_route(a, b));
}

/* What the table announces now: as before when that is still among the best, else the first of them. */
static const struct sim_route *choose(const struct rounds *r, uint32_t table)
{
    struct sim_rib rib = sim_candidates(r->arena, r->net, r->prefix, table, r->announced);
    const struct sim_route *first = NULL, *before = r->announced[table];
    for (uint32_t i = 0; i < rib.count; i++) {
        if (!rib.routes[i].selected)
            continue;
        if (before && sim_same_route(&rib.routes[i], before))
            return before;
        first = first ? first : &rib.routes[i];
    }
    return first;
}

static void watch(struct rounds *r, uint32_t table, const struct sim_route *route)
{
    struct watched *w = &r->watched[table];
    for (uint32_t i = 0; i < w->routes.count; i++) {
        if (same(w->routes.at[i], route))
            return;
    }
    vec_push(r->arena, &w->routes, route);
}

/* All tables that are due look again at once. Returns whether one has changed its mind. */
static bool do_round(struct rounds *r)
{
    struct bits due = bits_copy(r->arena, r->due);
    const struct sim_route **next = arena_array(r->arena, const struct sim_route *, r->ir->table_count);
    bool changed = false;
    for (uint32_t t = bits_next(due, 0); t != UINT32_MAX; t = bits_next(due, t + 1))
        next[t] = choose(r, t);
    bits_clear(r->due);
    for (uint32_t t = bits_next(due, 0); t != UINT32_MAX; t = bits_next(due, t + 1)) {
        if (same(next[t], r->announced[t]))
            continue;
        if (r->watched) {
            watch(r, t, r->announced[t]);
            watch(r, t, next[t]);
        }
        r->announced[t] = next[t];
        changed = true;
        for (uint32_t i = r->net->out.first[t]; i < r->net->out.first[t + 1]; i++)
            bits_add(r->due, r->ir->sessions[r->net->out.ids[i]].to);
    }
    return changed;
}

/* Rounds enough for every table to have its last word twice over. Returns whether all have. */
static bool settles(struct rounds *r)
{
    for (uint32_t i = 0; i < 2 * r->ir->table_count + 8; i++) {
        if (!do_round(r))
            return true;
    }
    return false;
}

/* Tables from which `table` has heard something that it announced while it was watched. */
static void add_sources(const struct rounds *r, uint32_t table, struct bits sources)
{
    const struct watched *w = &r->watched[table];
    for (uint32_t i = 0; i < w->routes.count; i++) {
        if (w->routes.at[i] && w->routes.at[i]->session != IR_NONE)
            bits_add(sources, r->ir->sessions[w->routes.at[i]->session].from);
    }
}

/* Is what the table changes to heard, by way of other tables that change, from itself? */
static bool is_on_cycle(const struct rounds *r, uint32_t table)
{
    struct bits reached = bits_new(r->arena, r->ir->table_count);
    add_sources(r, table, reached);
    for (bool more = true; more;) {
        uint32_t before = bits_count(reached);
        for (uint32_t t = bits_next(reached, 0); t != UINT32_MAX; t = bits_next(reached, t + 1))
            add_sources(r, t, reached);
        more = bits_count(reached) > before;
    }
    return bits_has(reached, table);
}

static struct sim_cycle cycle_of(struct arena *a, const struct rounds *r)
{
    VEC(struct sim_wavering) found = {0};
    for (uint32_t t = 0; t < r->ir->table_count; t++) {
        const struct watched *w = &r->watched[t];
        if (w->routes.count < 2 || !is_on_cycle(r, t))
            continue;
        struct sim_wavering row = {.table = t,
                                   .one = sim_copy_route(a, w->routes.at[0]),
                                   .other = sim_copy_route(a, w->routes.at[1])};
        vec_push(a, &found, row);
    }
    return (struct sim_cycle){found.at, found.count};
}

struct sim_cycle sim_find_cycle(struct arena *a, const struct sim_net *net, uint32_t prefix)
{
    const struct ir *ir = net->ir;
    struct arena *scratch = arena_create();
    struct rounds r = {.arena = scratch, .ir = ir, .net = net, .prefix = prefix};
    struct sim_cycle cycle = {0};
    r.announced = arena_array(scratch, const struct sim_route *, ir->table_count);
    r.due = bits_new(scratch, ir->table_count);
    for (uint32_t t = 0; t < ir->table_count; t++) {
        uint32_t o = ir_first_origin(ir, t, prefix);
        if (o < ir->origin_count && ir->origins[o].table == t && ir->origins[o].prefix == prefix)
            bits_add(r.due, t);
    }
    if (!settles(&r)) {
        r.watched = arena_array(scratch, struct watched, ir->table_count);
        if (!settles(&r))
            cycle = cycle_of(a, &r);
    }
    arena_destroy(scratch);
    return cycle;
}

struct sim_cycle sim_cycle(struct arena *a, const struct ir *ir, struct bits changed, uint32_t prefix)
{
    struct arena *scratch = arena_create();
    struct sim_net net = sim_net_new(scratch, ir, changed);
    struct sim_cycle cycle = sim_find_cycle(a, &net, prefix);
    arena_destroy(scratch);
    return cycle;
}
