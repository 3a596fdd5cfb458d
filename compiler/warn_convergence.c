/*
 * warn_convergence: designs in which routing may not settle. In the usual environment, where nothing has failed, all
 * tables exchange routes in rounds; where that goes on, preferences form a cycle. What holds under failures is for the
 * claim `routing is stable`.
 */
#include "base/vec.h"
#include "compiler/order.h"
#include "compiler/private.h"
#include "compiler/simulate.h"

#define WORK_MAX 100000000ull /* prefixes times sessions; past them a design is too large for this */

/* Prefixes with one cycle and one fate get one warning. */
struct finding {
    struct sim_cycle cycle;
    uint32_t prefix; /* the first */
    uint32_t prefixes;
    bool never; /* there is no stable state; else there may be some */
};

struct findings {
    VEC(struct finding) list;
};

static bool same_tables(const struct sim_cycle *a, const struct sim_cycle *b)
{
    for (uint32_t i = 0; i < a->count && a->count == b->count; i++)
        if (a->at[i].table != b->at[i].table)
            return false;
    return a->count == b->count;
}

static void add(struct compilation *c, struct findings *all, struct finding f)
{
    for (uint32_t i = 0; i < all->list.count; i++) {
        struct finding *old = &all->list.at[i];
        if (old->never != f.never || !same_tables(&old->cycle, &f.cycle))
            continue;
        old->prefixes++;
        return;
    }
    vec_push(c->arena, &all->list, f);
}

static bool is_on(const struct sim_cycle *cycle, uint32_t table)
{
    for (uint32_t i = 0; i < cycle->count; i++)
        if (cycle->at[i].table == table)
            return true;
    return false;
}

/* The declaration by which the table hears from another one of the cycle. */
static struct span link_of(const struct ir *ir, const struct sim_cycle *cycle, const struct sim_wavering *w)
{
    const struct sim_route *routes[] = {w->one, w->other};
    for (uint32_t i = 0; i < 2; i++)
        if (routes[i] && routes[i]->session != IR_NONE && is_on(cycle, ir->sessions[routes[i]->session].from))
            return ir->sessions[routes[i]->session].span;
    return ir->tables[w->table].span;
}

/* "`a.r`, `b.r` and `c.r`". */
static const char *names_of(struct compilation *c, const struct sim_cycle *cycle)
{
    const char *text = "";
    for (uint32_t i = 0; i < cycle->count; i++)
        text = arena_printf(c->arena, "%s%s`%s`", text,
                            i == 0                 ? ""
                            : i + 1 < cycle->count ? ", "
                                                   : " and ",
                            c->ir->tables[cycle->at[i].table].name);
    return text;
}

static const char *prefixes_of(struct compilation *c, const struct finding *f)
{
    char text[PREFIX_TEXT_MAX];
    prefix_print(c->ir->prefixes[f->prefix], text);
    if (f->prefixes == 1)
        return arena_strdup(c->arena, text);
    return arena_printf(c->arena, "%s and %u more prefix%s", text, f->prefixes - 1,
                        f->prefixes > 2 ? "es" : "");
}

static void warn(struct compilation *c, const struct finding *f)
{
    const struct ir *ir = c->ir;
    const char *names = names_of(c, &f->cycle), *prefixes = prefixes_of(c, f);
    struct span at = link_of(ir, &f->cycle, &f->cycle.at[0]);
    struct diag *d;
    if (f->never)
        d = diag_add(
            c->diags, DIAG_PREFERENCE_CYCLE, at,
            "routing for %s never settles: the preferences of %s form a cycle without a stable state",
            prefixes, names);
    else
        d = diag_add(
            c->diags, DIAG_PREFERENCE_CYCLE, at,
            "routing for %s may not settle, or in more than one way: the preferences of %s form a cycle",
            prefixes, names);
    for (uint32_t i = 1; i < f->cycle.count; i++) {
        struct span next = link_of(ir, &f->cycle, &f->cycle.at[i]);
        if (next.file != at.file || next.begin != at.begin)
            diag_label(c->diags, d, next, "`%s` listens here", ir->tables[f->cycle.at[i].table].name);
        at = next;
    }
    diag_help(c->diags, d,
              "`local-preference` or `weight` for what comes from outside of the circle breaks it; "
              "the claim `routing is stable` shows the states");
}

void warn_convergence(struct compilation *c)
{
    struct findings all = {{0}};
    if ((uint64_t)c->ir->prefix_count * c->ir->session_count > WORK_MAX)
        return;
    struct bits usual = bits_new(c->arena, c->ir->element_count);
    struct arena *mine = arena_create();
    const struct sim_speakers *speakers = NULL;
    struct order *order = order_new(mine, order_index_new(mine, c->ir));
    for (uint32_t p = 0; p < c->ir->prefix_count; p++) {
        order_look(order, p);
        if (order->settles)
            continue;
        if (!speakers)
            speakers = sim_speakers_new(mine, c->ir, usual);
        struct sim_cycle cycle = sim_cycle(c->arena, speakers, p);
        if (cycle.count == 0)
            continue;
        struct arena *scratch = arena_create();
        struct sim_states states = sim_prefix_states(scratch, c->ir, usual, p, 1);
        struct finding f = {cycle, p, 1, states.count == 0 && states.complete};
        arena_destroy(scratch);
        add(c, &all, f);
    }
    arena_destroy(mine);
    for (uint32_t i = 0; i < all.list.count; i++)
        warn(c, &all.list.at[i]);
}
