/*
 * parts: a query for each destination. Of the parts that fail the one is kept with the fewest changes, the first of these
 * by their numbers; in it the first source for which the claim fails with so few.
 */
#include "solver/parts.h"

#include "solver/claims.h"
#include "solver/pairs.h"
#include "solver/stable.h"

#define MANY 2000u /* pairs of members */

/* One direction of a claim. */
struct direction {
    enum claim_kind kind;
    bool backwards; /* from the claim's second side to its first */
    bool qualified; /* by the claim's qualifiers */
};

/* The directions in which the claim is judged; 0: it is none that can be divided. */
static uint32_t directions_of(const struct claim *c, struct direction *out)
{
    switch (c->kind) {
    case CLAIM_CAN_SEND:
    case CLAIM_CANNOT_SEND:
        out[0] = (struct direction){c->kind, false, true};
        return 1;
    case CLAIM_CAN_REACH:
        out[0] = (struct direction){CLAIM_CAN_SEND, false, true};
        out[1] = (struct direction){CLAIM_CAN_SEND, true, false};
        return 2;
    case CLAIM_ISOLATED:
        out[0] = (struct direction){CLAIM_CANNOT_SEND, false, false};
        out[1] = (struct direction){CLAIM_CANNOT_SEND, true, false};
        return 2;
    default:
        return 0;
    }
}

bool parts_many(const struct claim *claim)
{
    return (uint64_t)claim->from.count * claim->to.count >= MANY;
}

/* Are all its ends addresses of sites, or of nobody? */
static bool is_of_sites(const struct claim_set *set)
{
    for (uint32_t m = 0; m < set->count; m++)
        for (uint32_t i = 0; i < set->members[m].end_count; i++) {
            const struct flow_end *e = &set->members[m].ends[i];
            if (e->by_public || (e->kind != FLOW_SITE && e->kind != FLOW_NOWHERE))
                return false;
        }
    return true;
}

bool parts_divide(const struct ir *ir, const struct claim *claim)
{
    struct direction d[2];
    if (ir->packets_matter || claim->both_ways || directions_of(claim, d) == 0)
        return false;
    return claim->kind != CLAIM_CAN_REACH || (is_of_sites(&claim->from) && is_of_sites(&claim->to));
}

bool parts_pay(const struct adjacency *net, const struct claim *claim)
{
    if (!parts_many(claim) || !parts_divide(net->ir, claim))
        return false;
    struct arena *scratch = arena_create();
    bool all = pairs_of(scratch, net->symmetry, claim).all;
    arena_destroy(scratch);
    return all;
}

/* The part of the claim with one destination. */
static struct claim part_of(const struct claim *claim, struct direction d, uint32_t destination)
{
    struct claim part = *claim;
    const struct claim_set *to = d.backwards ? &claim->from : &claim->to;
    part.kind = d.kind;
    part.from = d.backwards ? claim->to : claim->from;
    part.to = (struct claim_set){&to->members[destination], 1};
    if (d.qualified)
        return part;
    part.via_count = part.over_count = part.avoiding.count = 0;
    part.uninspected = part.has_max_hops = part.has_max_delay = false;
    return part;
}

struct claim *parts_pair(struct arena *arena, const struct claim *claim, uint32_t from, uint32_t to)
{
    struct claim *pair = arena_new(arena, struct claim);
    *pair = *claim;
    pair->from = (struct claim_set){&claim->from.members[from], 1};
    pair->to = (struct claim_set){&claim->to.members[to], 1};
    return pair;
}

/* ---- the search ---- */

struct parting {
    struct judge *j;
    struct arena *arena;
    struct parts_answer out; /* while nothing fails: SAT never, else UNSAT or why not */
    bool found;
    struct direction direction; /* of the best part, */
    uint32_t destination;       /* its destination, */
    uint32_t *changed;          /* and the changes with which it fails */
    uint32_t changed_count;
};

static struct search_answer judge_part(struct judge *j, struct arena *arena, const struct claim *part,
                                       bool *too_large)
{
    struct query *q = query_new(arena, j->net, part, NULL, j->options.state_limit);
    stable_require(q, j->suspects);
    int32_t violated = claims_violated(q);
    j->stats->states += q->states;
    j->stats->nodes += formula_nodes(q->formula);
    *too_large = q->problem != NULL;
    if (q->problem)
        return (struct search_answer){.result = Z3X_UNKNOWN, .reason = q->problem};
    return search_situation(j->z3, q, violated);
}

static bool comes_before(const struct search_answer *a, const struct parting *p)
{
    if (!p->found || a->changed_count != p->changed_count)
        return !p->found || a->changed_count < p->changed_count;
    for (uint32_t i = 0; i < a->changed_count; i++)
        if (a->changed[i] != p->changed[i])
            return a->changed[i] < p->changed[i];
    return false;
}

static void keep(struct parting *p, const struct search_answer *a, struct direction d, uint32_t destination)
{
    if (!comes_before(a, p))
        return;
    p->found = true;
    p->direction = d;
    p->destination = destination;
    p->changed = arena_array(p->arena, uint32_t, a->changed_count);
    p->changed_count = a->changed_count;
    for (uint32_t i = 0; i < a->changed_count; i++)
        p->changed[i] = a->changed[i];
}

/* Something cannot be said of a part. An error is worse than a limit. */
static void give_up(struct parting *p, const struct search_answer *a, bool too_large)
{
    if (p->out.result == Z3X_ERROR || (p->out.result == Z3X_UNKNOWN && a->result == Z3X_UNKNOWN))
        return;
    p->out.result = a->result;
    p->out.reason = arena_strdup(p->arena, a->reason);
    p->out.too_large = too_large;
}

static void judge_parts(struct parting *p, const struct claim *claim, struct direction d)
{
    uint32_t count = d.backwards ? claim->from.count : claim->to.count;
    for (uint32_t i = 0; i < count && !(p->found && p->changed_count == 0); i++) {
        struct arena *scratch = arena_create();
        struct claim part = part_of(claim, d, i);
        bool too_large;
        struct search_answer a = judge_part(p->j, scratch, &part, &too_large);
        if (a.result == Z3X_SAT)
            keep(p, &a, d, i);
        else if (a.result != Z3X_UNSAT)
            give_up(p, &a, too_large);
        arena_destroy(scratch);
    }
}

/* A source of the best part for which it fails with these changes and none fewer. */
static bool find_source(struct parting *p, const struct claim *claim)
{
    const struct claim part = part_of(claim, p->direction, p->destination);
    for (uint32_t i = 0; i < part.from.count; i++) {
        if (!pairs_match(&part.from.members[i], &part.to.members[0]))
            continue;
        struct arena *scratch = arena_create();
        bool too_large;
        struct search_answer a = judge_part(p->j, scratch, parts_pair(scratch, &part, i, 0), &too_large);
        bool fails = a.result == Z3X_SAT && a.changed_count == p->changed_count && !comes_before(&a, p);
        for (uint32_t k = 0; fails && k < a.changed_count; k++)
            fails = a.changed[k] == p->changed[k];
        arena_destroy(scratch);
        if (!fails)
            continue;
        p->out.from = p->direction.backwards ? p->destination : i;
        p->out.to = p->direction.backwards ? i : p->destination;
        return true;
    }
    return false;
}

struct parts_answer parts_search(struct judge *j, struct arena *arena, const struct claim *claim)
{
    struct direction directions[2];
    uint32_t count = directions_of(claim, directions);
    struct parting p = {.j = j, .arena = arena, .out = {.result = Z3X_UNSAT}};
    for (uint32_t i = 0; i < count; i++)
        judge_parts(&p, claim, directions[i]);
    if (!p.found)
        return p.out;
    p.out.result = find_source(&p, claim) ? Z3X_SAT : Z3X_ERROR;
    p.out.reason = "no flow of a part that fails does";
    return p.out;
}
