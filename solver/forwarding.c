/*
 * forwarding: longest prefix first over the selected routes of one table. Assumes that a class lists its
 * prefixes longest first; since all of them hold the class's addresses, a shorter one covers every longer
 * one.
 */
#include "solver/forwarding.h"

#include "solver/routing.h"

struct lookup {
    struct query *q;
    struct formula *f;
    uint32_t table;
    const uint32_t *prefixes; /* longest first */
    uint32_t prefix_count;
    int32_t *protected; /* by place in `prefixes`: an origin with `protects` is selected for it or a shorter
                           one */
    int32_t learned_default;
    VEC(struct forwarding_use) uses;
};

static const struct ir_origin *origin_of(const struct lookup *l, const struct candidate *c)
{
    return c->session == IR_NONE ? &l->q->ir->origins[c->origin] : NULL;
}

/* Some selected route of the table for `prefix` is learned (or: is an origin with `protects`). */
static int32_t selects(struct lookup *l, uint32_t prefix, bool learned)
{
    const struct routing *r = routing_of(l->q, prefix);
    int32_t some = FORMULA_FALSE;
    uint32_t count = 0;
    const uint32_t *states = r ? routing_at(r, l->table, &count) : NULL;
    for (uint32_t i = 0; i < count; i++) {
        const struct ir_origin *o = origin_of(l, &r->states->at.at[states[i]].is);
        if (learned ? !o : o && o->protects)
            some = formula_or2(l->f, some, r->selected[states[i]]);
    }
    return some;
}

static void find_set_aside(struct lookup *l)
{
    l->learned_default = FORMULA_FALSE;
    l->protected = arena_array(l->q->arena, int32_t, l->prefix_count + 1);
    l->protected[l->prefix_count] = FORMULA_FALSE;
    for (uint32_t i = l->prefix_count; i > 0; i--) {
        uint32_t prefix = l->prefixes[i - 1];
        l->protected[i - 1] = formula_or2(l->f, l->protected[i], selects(l, prefix, false));
        if (prefix_is_default(l->q->ir->prefixes[prefix]))
            l->learned_default = selects(l, prefix, true);
    }
}

static bool same_hop(const struct ir_hop *a, const struct ir_hop *b)
{
    return a->kind == b->kind && a->target == b->target && a->link == b->link && a->rule == b->rule;
}

static void add_use(struct lookup *l, const struct ir_hop *hop, int32_t used)
{
    if (used == FORMULA_FALSE)
        return;
    for (uint32_t i = 0; i < l->uses.count; i++)
        if (same_hop(l->uses.at[i].hop, hop)) {
            l->uses.at[i].used = formula_or2(l->f, l->uses.at[i].used, used);
            return;
        }
    vec_push(l->q->arena, &l->uses, ((struct forwarding_use){hop, used}));
}

/* Use the routes for one prefix while `open` (nothing longer is there). Returns whether there is one not set
 * aside. */
static int32_t use_prefix(struct lookup *l, uint32_t place, int32_t open)
{
    const struct routing *r = routing_of(l->q, l->prefixes[place]);
    int32_t some = FORMULA_FALSE;
    uint32_t count = 0;
    const uint32_t *states = r ? routing_at(r, l->table, &count) : NULL;
    for (uint32_t i = 0; i < count; i++) {
        const struct candidate *c = &r->states->at.at[states[i]].is;
        const struct ir_origin *o = origin_of(l, c);
        int32_t aside = !o ? l->protected[place] : o->yields_to_default ? l->learned_default : FORMULA_FALSE;
        int32_t there = formula_and2(l->f, r->selected[states[i]], -aside);
        some = formula_or2(l->f, some, there);
        add_use(l, candidate_hop(l->q->ir, c), formula_and2(l->f, there, open));
    }
    return some;
}

static const struct forwarding *look_up(struct query *q, uint32_t class_id, uint32_t table)
{
    const struct ir_class_info *class = &q->ir->classes[class_id];
    struct lookup l = {
        .q = q,
        .f = q->formula,
        .table = table,
        .prefixes = class->prefixes,
        .prefix_count = class->prefix_count,
    };
    find_set_aside(&l);
    int32_t open = FORMULA_TRUE;
    for (uint32_t i = 0; i < l.prefix_count; i++)
        open = formula_and2(l.f, open, -use_prefix(&l, i, open));
    struct forwarding *out = arena_new(q->arena, struct forwarding);
    *out = (struct forwarding){l.uses.at, l.uses.count, open};
    return out;
}

const struct forwarding *forwarding_at(struct query *q, uint32_t class_id, uint32_t table)
{
    uint32_t key[2] = {class_id, table}, index;
    if (map_get(q->forwardings, key, sizeof key, &index))
        return q->forwarding.at[index];
    const struct forwarding *f = look_up(q, class_id, table);
    map_put(q->forwardings, key, sizeof key, q->forwarding.count);
    vec_push(q->arena, &q->forwarding, f);
    return f;
}
