/*
 * claim_compare: conditions, sides and assertions of two claims beside each other.
 *
 * Every field of struct claim that says what must hold is looked at here. A claim implies another when it admits all of its
 * environments (for each flow: what counts for one counts for the other, since never_fails holds only what lies in the
 * end sites of every flow), speaks of all of its flows and services, and asserts as much or more.
 */
#include "compiler/claim_compare.h"

#include <string.h>

#define PAIRS_MAX 20000u /* pairs of ends that are looked at; beyond them nothing is concluded */

/* ---- environments ---- */

/* A setting or announcement that a claim leaves open unless it names it. */
static bool is_free(const struct ir *ir, uint32_t e)
{
    return (ir->elements[e].classes & IR_CLASSES_FREE) != 0 && !ir->elements[e].stated;
}

static bool takes_down(const struct claim *c, uint32_t e)
{
    return ids_hold(c->down, c->down_count, e);
}

static bool fixes(const struct claim *c, uint32_t e)
{
    return ids_hold(c->fixed, c->fixed_count, e);
}

/* Does budget `p` pay for at least what budget `q` pays for? */
static bool pays_for(const struct ir *ir, const struct claim_budget *p, const struct claim_budget *q)
{
    if (p->most < q->most)
        return false;
    for (uint32_t e = 0; e < ir->element_count && (q->classes & ~p->classes) != 0; e++)
        if ((ir->elements[e].classes & q->classes) != 0 && (ir->elements[e].classes & p->classes) == 0)
            return false;
    return true;
}

/* Has `p` a budget of its own for each budget of `q`, which pays for as much? */
static bool budgets_cover(const struct ir *ir, const struct claim *p, const struct claim *q)
{
    bool used[CLAIM_BUDGETS_MAX] = {false};
    for (uint32_t i = 0; i < CLAIM_BUDGETS_MAX; i++) {
        const struct claim_budget *b = &q->budgets[i];
        uint32_t k = 0;
        if (b->most == 0 || b->classes == 0)
            continue;
        while (k < CLAIM_BUDGETS_MAX && (used[k] || !pays_for(ir, &p->budgets[k], b)))
            k++;
        if (k == CLAIM_BUDGETS_MAX)
            return false;
        used[k] = true;
    }
    return true;
}

/* Does `p` admit every environment of `q`? */
static bool admits_all(const struct ir *ir, const struct claim *p, const struct claim *q)
{
    for (uint32_t i = 0; i < p->down_count; i++)
        if (!takes_down(q, p->down[i]))
            return false;
    for (uint32_t i = 0; i < p->fixed_count; i++)
        if (!fixes(q, p->fixed[i]))
            return false;
    for (uint32_t i = 0; i < q->down_count; i++)
        if (!takes_down(p, q->down[i]) && (!is_free(ir, q->down[i]) || fixes(p, q->down[i])))
            return false;
    return budgets_cover(ir, p, q);
}

/* May what `q` takes down and `p` does not be down in an environment of `p`, too? Only what lies in no site, so that
 * flows count there. */
static bool may_follow(const struct ir *ir, const struct claim *p, const struct claim *q)
{
    for (uint32_t i = 0; i < q->down_count; i++) {
        uint32_t e = q->down[i];
        if (takes_down(p, e))
            continue;
        bool may =
            is_free(ir, e) ? !fixes(p, e) : claim_may_fail(ir, p, e) && ir->elements[e].site == IR_NONE;
        if (!may)
            return false;
    }
    return true;
}

/* Does `p` admit the environment in which what either names is down, and nothing else? */
static bool admits_both(const struct ir *ir, const struct claim *p, const struct claim *q)
{
    uint32_t failed = 0, most = 0;
    if (!may_follow(ir, p, q))
        return false;
    for (uint32_t i = 0; i < q->down_count; i++)
        failed += !takes_down(p, q->down[i]) && !is_free(ir, q->down[i]);
    for (uint32_t b = 0; b < CLAIM_BUDGETS_MAX; b++) {
        bool pays_all = true;
        for (uint32_t i = 0; i < q->down_count; i++)
            if (!takes_down(p, q->down[i]) && !is_free(ir, q->down[i]))
                pays_all = pays_all && (claim_payers(ir, p, q->down[i]) & 1u << b);
        if (pays_all && p->budgets[b].most > most)
            most = p->budgets[b].most;
    }
    return failed <= most;
}

static bool share_environment(const struct ir *ir, const struct claim *p, const struct claim *q)
{
    return admits_both(ir, p, q) && admits_both(ir, q, p);
}

/* ---- flows ---- */

/* The entries of one end in a side: the first of them, and their number. */
static const struct claim_side_end *find_end(const struct claim_side *s, uint32_t end, uint32_t *count)
{
    uint32_t low = 0, high = s->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (s->at[middle].end < end)
            low = middle + 1;
        else
            high = middle;
    }
    *count = 0;
    while (low + *count < s->count && s->at[low + *count].end == end)
        ++*count;
    return s->at + low;
}

/* The two sides of a claim, in either direction. */
struct way {
    const struct claim_set *from_set, *to_set;
    const struct claim_side *from, *to;
};

static struct way way_of(const struct claim_shape *s, bool turned)
{
    const struct claim *c = s->claim;
    return turned ? (struct way){&c->to, &c->from, &s->to, &s->from}
                  : (struct way){&c->from, &c->to, &s->from, &s->to};
}

/* Does it pair the two ends: do they belong to two members of different names? */
static bool pairs(const struct way *w, uint32_t a, uint32_t b)
{
    uint32_t from_count, to_count;
    const struct claim_side_end *from = find_end(w->from, a, &from_count);
    const struct claim_side_end *to = find_end(w->to, b, &to_count);
    for (uint32_t i = 0; i < from_count; i++)
        for (uint32_t k = 0; k < to_count; k++)
            if (strcmp(w->from_set->members[from[i].member].name, w->to_set->members[to[k].member].name) != 0)
                return true;
    return false;
}

static bool side_holds(const struct claim_side *s, const struct claim_side *part)
{
    for (uint32_t i = 0; i < part->count; i++) {
        uint32_t count;
        find_end(s, part->at[i].end, &count);
        if (count == 0)
            return false;
    }
    return true;
}

/* Does `p` speak of all flows of `q`? (Ends of two families make no flow; to ask for them too does no harm.) */
static bool holds_flows(const struct way *p, const struct way *q)
{
    if (!side_holds(p->from, q->from) || !side_holds(p->to, q->to) ||
        (uint64_t)q->from->count * q->to->count > PAIRS_MAX)
        return false;
    for (uint32_t i = 0; i < q->from->count; i++)
        for (uint32_t k = 0; k < q->to->count; k++) {
            uint32_t a = q->from->at[i].end, b = q->to->at[k].end;
            if (pairs(q, a, b) && !pairs(p, a, b))
                return false;
        }
    return true;
}

/* Have the two a flow in common? */
static bool share_flow(const struct way *p, const struct way *q)
{
    uint32_t looked = 0;
    for (uint32_t i = 0; i < q->from->count; i++) {
        uint32_t count;
        find_end(p->from, q->from->at[i].end, &count);
        for (uint32_t k = 0; count > 0 && k < q->to->count; k++) {
            uint32_t a = q->from->at[i].end, b = q->to->at[k].end;
            if (++looked > PAIRS_MAX)
                return false;
            if (claim_ends_pair(q->from->at[i].is, q->to->at[k].is) && pairs(p, a, b) && pairs(q, a, b))
                return true;
        }
    }
    return false;
}

static bool holds_services(const struct claim *p, const struct claim *q)
{
    for (uint32_t s = bits_next(q->services, 0); s != UINT32_MAX; s = bits_next(q->services, s + 1))
        if (!bits_has(p->services, s))
            return false;
    return true;
}

static bool share_service(const struct claim *p, const struct claim *q)
{
    for (uint32_t s = bits_next(q->services, 0); s != UINT32_MAX; s = bits_next(q->services, s + 1))
        if (bits_has(p->services, s))
            return true;
    return false;
}

/* ---- places ---- */

static bool same_ids(const uint32_t *a, uint32_t count, const uint32_t *b, uint32_t other_count)
{
    return count == other_count && (count == 0 || memcmp(a, b, count * sizeof *a) == 0);
}

static bool same_place(const struct claim_place *a, const struct claim_place *b)
{
    return same_ids(a->tables, a->table_count, b->tables, b->table_count) &&
           same_ids(a->links, a->link_count, b->links, b->link_count) &&
           same_ids(a->balancers, a->balancer_count, b->balancers, b->balancer_count);
}

/* Is each of `part` among `all`? */
static bool holds_places(const struct claim_places *all, const struct claim_places *part)
{
    for (uint32_t i = 0; i < part->count; i++) {
        bool found = false;
        for (uint32_t k = 0; k < all->count; k++)
            found = found || same_place(&part->at[i], &all->at[k]);
        if (!found)
            return false;
    }
    return true;
}

static bool same_places(const struct claim_places *a, const struct claim_places *b)
{
    return holds_places(a, b) && holds_places(b, a);
}

/* The same places in the same order. */
static bool same_sequence(const struct claim_places *a, const struct claim_places *b)
{
    bool same = a->count == b->count;
    for (uint32_t i = 0; same && i < a->count; i++)
        same = same_place(&a->at[i], &b->at[i]);
    return same;
}

/* ---- assertions about flows ---- */

static bool same_via(const struct claim_via *a, const struct claim_via *b)
{
    bool same = a->count == b->count;
    for (uint32_t g = 0; same && g < a->count; g++)
        same = same_places(&a->groups[g], &b->groups[g]);
    return same;
}

/* Is each `via` of `q` one of `p`, and asked of replies too where `q` does? */
static bool holds_vias(const struct claim *p, const struct claim *q)
{
    for (uint32_t i = 0; i < q->via_count; i++) {
        bool found = false;
        for (uint32_t k = 0; k < p->via_count; k++)
            found = found || same_via(&p->vias[k], &q->vias[i]);
        if (!found)
            return false;
    }
    return p->both_ways || !q->both_ways;
}

static bool holds_overs(const struct claim *p, const struct claim *q)
{
    for (uint32_t i = 0; i < q->over_count; i++) {
        bool found = false;
        for (uint32_t k = 0; k < p->over_count; k++)
            found = found || same_places(&p->overs[k], &q->overs[i]);
        if (!found)
            return false;
    }
    return true;
}

/* Are the qualifiers of `q` among those of `p`? */
static bool holds_qualifiers(const struct claim *p, const struct claim *q)
{
    return holds_vias(p, q) && holds_overs(p, q) && holds_places(&p->avoiding, &q->avoiding) &&
           (!q->uninspected || p->uninspected) &&
           (!q->has_max_hops || (p->has_max_hops && p->max_hops <= q->max_hops)) &&
           (!q->has_max_delay || (p->has_max_delay && p->max_delay <= q->max_delay));
}

/* For one flow: does what `p` says of it imply what `q` says? */
static bool asserts_as_much(const struct claim *p, const struct claim *q)
{
    switch (q->kind) {
    case CLAIM_CAN_REACH:
        return p->kind == CLAIM_CAN_REACH && holds_qualifiers(p, q);
    case CLAIM_CAN_SEND:
        return (p->kind == CLAIM_CAN_REACH || p->kind == CLAIM_CAN_SEND || p->kind == CLAIM_ONE_WAY) &&
               holds_qualifiers(p, q);
    case CLAIM_CANNOT_REACH:
        return p->kind == CLAIM_CANNOT_REACH || p->kind == CLAIM_CANNOT_SEND || p->kind == CLAIM_ISOLATED ||
               p->kind == CLAIM_ONE_WAY;
    case CLAIM_ONE_WAY:
        return p->kind == CLAIM_ONE_WAY;
    case CLAIM_CANNOT_SEND:
        return p->kind == CLAIM_CANNOT_SEND || p->kind == CLAIM_ISOLATED;
    case CLAIM_ISOLATED:
        return p->kind == CLAIM_ISOLATED;
    case CLAIM_ONLY_VIA:
        return p->kind == CLAIM_ONLY_VIA && holds_places(&q->places, &p->places);
    case CLAIM_SYMMETRIC:
        return p->kind == CLAIM_SYMMETRIC && p->granularity == q->granularity;
    case CLAIM_PATH:
        return p->kind == CLAIM_PATH && same_sequence(&p->groups, &q->groups);
    case CLAIM_NO_LOOPS:
    case CLAIM_NO_BLACKHOLES:
        return p->kind == q->kind;
    default:
        return false;
    }
}

static bool flows_imply(const struct claim_shape *p, const struct claim_shape *q)
{
    struct way of_q = way_of(q, false);
    if (!asserts_as_much(p->claim, q->claim) || !holds_services(p->claim, q->claim))
        return false;
    for (int turned = 0; turned <= (p->claim->kind == CLAIM_ISOLATED); turned++) {
        struct way of_p = way_of(p, turned);
        if (holds_flows(&of_p, &of_q))
            return true;
    }
    return false;
}

/* ---- assertions about routes ---- */

static bool same_subject(const struct claim *p, const struct claim *q)
{
    return p->table == q->table && prefix_compare(p->prefix_written, q->prefix_written) == 0;
}

static bool same_as_path(const struct claim *p, const struct claim *q)
{
    return p->has_as_path == q->has_as_path &&
           same_ids(p->as_path, p->as_path_count, q->as_path, q->as_path_count);
}

static bool same_next_hop(const struct claim *p, const struct claim *q)
{
    return p->next_hop_type == q->next_hop_type && p->overridden == q->overridden &&
           p->by_address == q->by_address && addr_compare(p->next_hop_address, q->next_hop_address) == 0;
}

static bool routes_imply(const struct claim *p, const struct claim *q)
{
    if (p->kind != q->kind || !same_subject(p, q))
        return false;
    switch (q->kind) {
    case CLAIM_LEARNS:
        return (q->neighbours.count == 0 || same_places(&p->neighbours, &q->neighbours)) &&
               (!q->has_as_path || same_as_path(p, q));
    case CLAIM_NOT_LEARNS:
        return p->neighbours.count == 0 || same_places(&p->neighbours, &q->neighbours);
    case CLAIM_SELECTS:
    case CLAIM_ADVERTISES:
    case CLAIM_NOT_ADVERTISES:
        return same_places(&p->neighbours, &q->neighbours);
    case CLAIM_ROUTES_TO:
        return same_next_hop(p, q);
    case CLAIM_ROUTES_THROUGH:
        return same_places(&p->places, &q->places);
    case CLAIM_NOT_ROUTES:
    case CLAIM_STABLE:
        return true;
    default:
        return false;
    }
}

bool claim_implies(const struct ir *ir, const struct claim_shape *p, const struct claim_shape *q)
{
    if (claim_is_flow(p->claim->kind) != claim_is_flow(q->claim->kind))
        return false;
    bool as_much = claim_is_flow(p->claim->kind) ? flows_imply(p, q) : routes_imply(p->claim, q->claim);
    return as_much && admits_all(ir, p->claim, q->claim);
}

/* ---- contradictions ---- */

/* For one flow: do `p` and `q` demand the opposite? */
static bool demands_opposite(enum claim_kind p, enum claim_kind q)
{
    bool denies_sending = q == CLAIM_CANNOT_SEND || q == CLAIM_ISOLATED;
    return (p == CLAIM_CAN_REACH && (denies_sending || q == CLAIM_CANNOT_REACH || q == CLAIM_ONE_WAY)) ||
           ((p == CLAIM_CAN_SEND || p == CLAIM_ONE_WAY) && denies_sending);
}

static bool flows_contradict(const struct claim_shape *p, const struct claim_shape *q)
{
    struct way of_p = way_of(p, false);
    if (!demands_opposite(p->claim->kind, q->claim->kind) || !share_service(p->claim, q->claim))
        return false;
    for (int turned = 0; turned <= (q->claim->kind == CLAIM_ISOLATED); turned++) {
        struct way of_q = way_of(q, turned);
        if (share_flow(&of_p, &of_q))
            return true;
    }
    return false;
}

/* Does `q` deny what `p` demands of a route? */
static bool routes_contradict(const struct claim *p, const struct claim *q)
{
    if (!same_subject(p, q))
        return false;
    switch (q->kind) {
    case CLAIM_NOT_LEARNS:
        return p->kind == CLAIM_LEARNS &&
               (q->neighbours.count == 0 ||
                (p->neighbours.count > 0 && same_places(&p->neighbours, &q->neighbours)));
    case CLAIM_NOT_ADVERTISES:
        return p->kind == CLAIM_ADVERTISES && same_places(&p->neighbours, &q->neighbours);
    case CLAIM_NOT_ROUTES:
        return p->kind == CLAIM_ROUTES_THROUGH || (p->kind == CLAIM_ROUTES_TO && !p->overridden);
    default:
        return false;
    }
}

static bool denies(const struct claim_shape *p, const struct claim_shape *q)
{
    return claim_is_flow(p->claim->kind) ? flows_contradict(p, q) : routes_contradict(p->claim, q->claim);
}

bool claim_contradicts(const struct ir *ir, const struct claim_shape *p, const struct claim_shape *q)
{
    return claim_is_flow(p->claim->kind) == claim_is_flow(q->claim->kind) && (denies(p, q) || denies(q, p)) &&
           share_environment(ir, p->claim, q->claim);
}
