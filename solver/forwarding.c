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
    /* by place in `prefixes`: an origin with `protects` (`overrides`) stands for it or a shorter one */
    int32_t *protected, *overridden;
    int32_t default_taken; /* what yields to a default route does so */
    VEC(struct forwarding_use) uses;
    int32_t hop_down;
};

/* A selected route of the table, and the literal that says so. */
struct chosen {
    const struct candidate *is;
    bool learned; /* then it has a session and no origin */
    const struct ir_origin *origin;
    const struct ir_session *session;
    int32_t selected;
};

static struct chosen chosen_at(const struct query *q, const struct routing *r, uint32_t state)
{
    const struct candidate *c = &r->states->at.at[state].is;
    bool learned = c->session != IR_NONE;
    return (struct chosen){c, learned, learned ? NULL : &q->ir->origins[c->origin],
                           learned ? &q->ir->sessions[c->session] : NULL, r->selected[state]};
}

/* The states of the table for a prefix; none when it cannot be encoded. */
static const uint32_t *states_of(const struct routing *r, uint32_t table, uint32_t *count)
{
    *count = 0;
    return r ? routing_at(r, table, count) : NULL;
}

/* Some selected route for the default prefix makes others yield (F11). */
static int32_t takes_default(struct lookup *l, uint32_t prefix)
{
    const struct routing *r = routing_of(l->q, prefix);
    int32_t some = FORMULA_FALSE;
    uint32_t count;
    const uint32_t *states = states_of(r, l->table, &count);
    for (uint32_t i = 0; i < count; i++) {
        struct chosen c = chosen_at(l->q, r, states[i]);
        if (c.learned ? !c.session->control_only : c.origin->source == IR_SRC_USER)
            some = formula_or2(l->f, some, c.selected);
    }
    return some;
}

/* Origins of the table for `prefix` that set others aside, be they selected or not. */
static void find_shields(struct lookup *l, uint32_t prefix, int32_t *protects, int32_t *overrides)
{
    const struct ir *ir = l->q->ir;
    for (uint32_t i = ir_first_origin(ir, l->table, prefix); i < ir->origin_count; i++) {
        const struct ir_origin *o = &ir->origins[i];
        if (o->table != l->table || o->prefix != prefix)
            break;
        if (!o->protects && !o->overrides)
            continue;
        int32_t stands = situation_origin(&l->q->situation, i);
        if (o->protects)
            *protects = formula_or2(l->f, *protects, stands);
        if (o->overrides)
            *overrides = formula_or2(l->f, *overrides, stands);
    }
}

static void find_set_aside(struct lookup *l)
{
    l->default_taken = FORMULA_FALSE;
    l->protected = arena_array(l->q->arena, int32_t, l->prefix_count + 1);
    l->overridden = arena_array(l->q->arena, int32_t, l->prefix_count + 1);
    int32_t protects = FORMULA_FALSE, overrides = FORMULA_FALSE;
    for (uint32_t i = l->prefix_count; i > 0; i--) {
        uint32_t prefix = l->prefixes[i - 1];
        find_shields(l, prefix, &protects, &overrides);
        l->protected[i - 1] = protects;
        l->overridden[i - 1] = overrides;
        if (prefix_is_default(l->q->ir->prefixes[prefix]))
            l->default_taken = takes_default(l, prefix);
    }
}

/* The route is set aside (ir.h: Forwarding). */
static int32_t set_aside(const struct lookup *l, const struct chosen *c, uint32_t place)
{
    int32_t overridden = l->overridden[place];
    if (c->learned && c->session->control_only)
        return FORMULA_TRUE;
    if (c->learned && c->session->unshielded)
        return overridden;
    if (c->learned)
        return formula_or2(l->f, l->protected[place], overridden);
    if (c->origin->control_only)
        return FORMULA_TRUE;
    int32_t aside = c->origin->overrides ? FORMULA_FALSE : overridden;
    return c->origin->yields_to_default ? formula_or2(l->f, aside, l->default_taken) : aside;
}

static bool same_hop(const struct ir_hop *a, const struct ir_hop *b)
{
    return a->kind == b->kind && a->target == b->target && a->link == b->link && a->rule == b->rule &&
           a->source_count == b->source_count && a->sources == b->sources;
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

/* The element is up; plain truth when the route's own guard says so already. */
static int32_t up_beside(const struct query *q, struct ir_guard guard, uint32_t element)
{
    if (element == IR_NONE || ids_hold(guard.elements, guard.count, element))
        return FORMULA_TRUE;
    return q->situation.up[element];
}

/* The hop of the route can be taken: its link is up, and so is the table behind it. */
static int32_t crosses(const struct lookup *l, const struct chosen *c, const struct ir_hop *hop)
{
    struct ir_guard guard = c->learned ? c->session->guard : c->origin->guard;
    int32_t link = up_beside(l->q, guard, hop->link);
    if (hop->kind != IR_HOP_TABLE)
        return link;
    return formula_and2(l->f, link, up_beside(l->q, guard, l->q->ir->tables[hop->target].element));
}

/* The hop is in use when `used`: packets take it, or are lost where it is down. */
static void use_hop(struct lookup *l, const struct chosen *c, const struct ir_hop *hop, int32_t used)
{
    int32_t crossed = crosses(l, c, hop);
    add_use(l, hop, formula_and2(l->f, used, crossed));
    l->hop_down = formula_or2(l->f, l->hop_down, formula_and2(l->f, used, -crossed));
}

/* The hop stands for those of all selected routes for another prefix, which themselves lead somewhere. */
static void use_via(struct lookup *l, uint32_t prefix, int32_t used)
{
    const struct routing *r = routing_of(l->q, prefix);
    int32_t some = FORMULA_FALSE;
    uint32_t count;
    const uint32_t *states = states_of(r, l->table, &count);
    for (uint32_t i = 0; i < count; i++) {
        struct chosen c = chosen_at(l->q, r, states[i]);
        const struct ir_hop *hop = candidate_hop(l->q->ir, c.is);
        some = formula_or2(l->f, some, c.selected);
        if (hop->kind != IR_HOP_VIA)
            use_hop(l, &c, hop, formula_and2(l->f, used, c.selected));
        else if (!l->q->problem)
            l->q->problem = "a route to a next hop goes by way of a next hop itself";
    }
    l->hop_down = formula_or2(l->f, l->hop_down, formula_and2(l->f, used, -some));
}

/* Use the routes for one prefix while `open` (nothing longer is there). Returns whether there is one not set
 * aside. */
static int32_t use_prefix(struct lookup *l, uint32_t place, int32_t open)
{
    const struct routing *r = routing_of(l->q, l->prefixes[place]);
    int32_t some = FORMULA_FALSE;
    uint32_t count;
    const uint32_t *states = states_of(r, l->table, &count);
    for (uint32_t i = 0; i < count; i++) {
        struct chosen c = chosen_at(l->q, r, states[i]);
        int32_t there = formula_and2(l->f, c.selected, -set_aside(l, &c, place));
        some = formula_or2(l->f, some, there);
        const struct ir_hop *hop = candidate_hop(l->q->ir, c.is);
        int32_t used = formula_and2(l->f, there, open);
        if (hop->kind == IR_HOP_VIA)
            use_via(l, hop->target, used);
        else
            use_hop(l, &c, hop, used);
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
        .hop_down = FORMULA_FALSE,
    };
    find_set_aside(&l);
    int32_t open = FORMULA_TRUE;
    for (uint32_t i = 0; i < l.prefix_count; i++)
        open = formula_and2(l.f, open, -use_prefix(&l, i, open));
    struct forwarding *out = arena_new(q->arena, struct forwarding);
    *out = (struct forwarding){l.uses.at, l.uses.count, l.hop_down, open};
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

/* ---- rows ---- */

/* All prefixes that cover `prefix`, itself included, longest first. */
static uint32_t *covering(struct query *q, uint32_t prefix, uint32_t *count)
{
    const struct prefix *all = q->ir->prefixes;
    uint32_t *found = arena_array(q->arena, uint32_t, q->ir->prefix_count);
    *count = 0;
    for (uint32_t p = 0; p < q->ir->prefix_count; p++) {
        if (!prefix_covers(all[p], all[prefix]))
            continue;
        uint32_t at = (*count)++;
        for (; at > 0 && all[found[at - 1]].length < all[p].length; at--)
            found[at] = found[at - 1];
        found[at] = p;
    }
    return found;
}

/* An origin that a default route has removed is no row (F11). */
static struct forwarding_row row_of(const struct lookup *l, const struct chosen *c, int32_t offered)
{
    struct formula *f = l->f;
    int32_t aside = set_aside(l, c, 0);
    int32_t removed = !c->learned && c->origin->yields_to_default ? l->default_taken : FORMULA_FALSE;
    struct forwarding_row row = {.is = c->is, .hop = candidate_hop(l->q->ir, c->is)};
    row.active = formula_and2(f, c->selected, -aside);
    row.overridden = formula_and2(f, formula_and2(f, offered, -row.active), -removed);
    return row;
}

const struct forwarding_row *forwarding_rows(struct query *q, uint32_t table, uint32_t prefix,
                                             uint32_t *count)
{
    struct lookup l = {.q = q, .f = q->formula, .table = table};
    l.prefixes = covering(q, prefix, &l.prefix_count);
    find_set_aside(&l);
    const struct routing *r = routing_of(q, prefix);
    uint32_t state_count;
    const uint32_t *states = states_of(r, table, &state_count);
    struct forwarding_row *rows = arena_array(q->arena, struct forwarding_row, state_count);
    *count = 0;
    for (uint32_t i = 0; i < state_count; i++) {
        struct chosen c = chosen_at(q, r, states[i]);
        if ((c.is->route.tags & IR_TAG_LOOPBACK) == 0)
            rows[(*count)++] = row_of(&l, &c, r->offered[states[i]]);
    }
    return rows;
}

int32_t forwarding_is_live(const struct query *q, uint32_t table)
{
    uint32_t element = q->ir->tables[table].element;
    return element == IR_NONE ? FORMULA_TRUE : q->situation.up[element];
}

static bool counts_as_known(const struct chosen *c)
{
    enum ir_source s = c->learned ? c->session->source : c->origin->source;
    if (!c->learned && c->origin->hidden)
        return false;
    return s != IR_SRC_INTERNET && s != IR_SRC_RESERVED && s != IR_SRC_SERVICE;
}

int32_t forwarding_knows(struct query *q, uint32_t class_id, uint32_t table)
{
    const struct ir_class_info *class = &q->ir->classes[class_id];
    int32_t some = FORMULA_FALSE;
    for (uint32_t p = 0; p < class->prefix_count; p++) {
        const struct routing *r = routing_of(q, class->prefixes[p]);
        uint32_t count;
        const uint32_t *states = states_of(r, table, &count);
        for (uint32_t i = 0; i < count; i++) {
            struct chosen c = chosen_at(q, r, states[i]);
            if (counts_as_known(&c))
                some = formula_or2(q->formula, some, c.selected);
        }
    }
    return some;
}
