/*
 * Cycles of preferences. All tables look at what their neighbours announced in the round before, and take what they
 * like best, starting from nothing. Without a cycle of preferences this settles: each round at least one more table has
 * its last word (Griffin, Shepherd, Wilfong, "The stable paths problem and interdomain routing"). With one it may go
 * on for ever; then those that keep changing, and hear from each other in a circle what they change to, are the
 * tables of the cycle. A table that announces to nobody is on no cycle, and nobody hears of what it likes: such tables,
 * the subnets and LANs, are left out.
 */
#include <string.h>

#include "base/guard.h"
#include "base/vec.h"
#include "compiler/simulate_internal.h"

/* What a table has announced while it was watched. */
struct watched {
    VEC(const struct sim_route *) routes; /* different ones; NULL is nothing */
};

/* The network without the tables that announce to nobody. */
struct sim_speakers {
    const struct sim_net *net;
    struct bits speak;           /* tables */
    struct sim_index hear;       /* by table: the tables that it announces to and that announce in turn */
    uint32_t *first_origin;      /* by prefix: the first place in `origins` */
    uint32_t *origins;           /* of tables that speak, by prefix */
    const struct sim_route **at; /* room: NULL for each table */
};

struct rounds {
    struct arena *arena;
    const struct ir *ir;
    const struct sim_net *net;
    const struct sim_speakers *speakers;
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
    struct bits due = r->due;
    VEC(const struct sim_route *) next = {0};
    const struct sim_index *hear = &r->speakers->hear;
    bool changed = false;
    for (uint32_t t = bits_next(due, 0); t != UINT32_MAX; t = bits_next(due, t + 1))
        vec_push(r->arena, &next, choose(r, t));
    r->due = bits_new(r->arena, r->ir->table_count);
    uint32_t at = 0;
    for (uint32_t t = bits_next(due, 0); t != UINT32_MAX; t = bits_next(due, t + 1)) {
        const struct sim_route *chosen = next.at[at++];
        if (same(chosen, r->announced[t]))
            continue;
        if (r->watched) {
            watch(r, t, r->announced[t]);
            watch(r, t, chosen);
        }
        r->announced[t] = chosen;
        changed = true;
        for (uint32_t i = hear->first[t]; i < hear->first[t + 1]; i++)
            bits_add(r->due, hear->ids[i]);
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
        guard_tick();
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

/* For each table those that hear it, as far as they speak themselves. */
static void list_hearers(struct arena *a, struct sim_speakers *s)
{
    const struct sim_net *net = s->net;
    uint32_t tables = net->ir->table_count, count = 0;
    s->hear = (struct sim_index){.first = arena_array(a, uint32_t, tables + 1),
                                 .ids = arena_array(a, uint32_t, net->out.first[tables])};
    for (uint32_t t = 0; t < tables; t++) {
        s->hear.first[t] = count;
        for (uint32_t i = net->out.first[t]; i < net->out.first[t + 1]; i++) {
            uint32_t to = net->ir->sessions[net->out.ids[i]].to;
            if (bits_has(s->speak, to))
                s->hear.ids[count++] = to;
        }
    }
    s->hear.first[tables] = count;
}

/* The origins of tables that speak, by prefix. */
static void list_origins(struct arena *a, struct sim_speakers *s)
{
    const struct ir *ir = s->net->ir;
    s->first_origin = arena_array(a, uint32_t, ir->prefix_count + 1);
    s->origins = arena_array(a, uint32_t, ir->origin_count);
    for (uint32_t o = 0; o < ir->origin_count; o++)
        if (bits_has(s->speak, ir->origins[o].table))
            s->first_origin[ir->origins[o].prefix + 1]++;
    for (uint32_t p = 0; p < ir->prefix_count; p++)
        s->first_origin[p + 1] += s->first_origin[p];
    uint32_t *next = arena_array(a, uint32_t, ir->prefix_count);
    for (uint32_t p = 0; p < ir->prefix_count; p++)
        next[p] = s->first_origin[p];
    for (uint32_t o = 0; o < ir->origin_count; o++)
        if (bits_has(s->speak, ir->origins[o].table))
            s->origins[next[ir->origins[o].prefix]++] = o;
}

struct sim_speakers *sim_speakers_new(struct arena *a, const struct ir *ir, struct bits changed)
{
    struct sim_net *net = arena_new(a, struct sim_net);
    *net = sim_net_new(a, ir, changed);
    struct sim_speakers *s = arena_new(a, struct sim_speakers);
    s->net = net;
    s->speak = bits_new(a, ir->table_count);
    for (uint32_t t = 0; t < ir->table_count; t++)
        if (net->out.first[t] < net->out.first[t + 1])
            bits_add(s->speak, t);
    list_hearers(a, s);
    list_origins(a, s);
    s->at = arena_array(a, const struct sim_route *, ir->table_count);
    return s;
}

struct sim_cycle sim_cycle(struct arena *a, const struct sim_speakers *s, uint32_t prefix)
{
    const struct ir *ir = s->net->ir;
    struct arena *scratch = arena_create();
    struct rounds r = {.arena = scratch, .ir = ir, .net = s->net, .speakers = s, .prefix = prefix};
    struct sim_cycle cycle = {0};
    r.announced = s->at;
    r.due = bits_new(scratch, ir->table_count);
    for (uint32_t i = s->first_origin[prefix]; i < s->first_origin[prefix + 1]; i++)
        bits_add(r.due, ir->origins[s->origins[i]].table);
    if (!settles(&r)) {
        r.watched = arena_array(scratch, struct watched, ir->table_count);
        if (!settles(&r))
            cycle = cycle_of(a, &r);
    }
    for (uint32_t t = bits_next(s->speak, 0); t != UINT32_MAX; t = bits_next(s->speak, t + 1))
        s->at[t] = NULL;
    arena_destroy(scratch);
    return cycle;
}
