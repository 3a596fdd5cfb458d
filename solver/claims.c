/*
 * claims: the negation of each kind of claim, over all pairs of members and their ends at once. Walks are
 * shared by all flows to one destination.
 */
#include "solver/claims.h"

#include "base/scc.h"
#include "solver/claims_routes.h"
#include "solver/pairs.h"
#include "solver/places.h"
#include "solver/routing.h"
#include "solver/trace.h"
#include "solver/walk.h"

/* Journeys and walks made so far for designs where only tables act on packets: by destination. */
struct walks {
    struct query *q;
    struct map *numbers;
    VEC(struct walk *) at;
    struct map *journey_numbers;
    VEC(struct journey *) journeys;
    struct scc_graph breakable; /* by site: elements inside it that may fail */
};

/* One flow of the claim. */
struct flow {
    struct walks *ws;
    struct query *q;
    const struct flow_end *from, *to;
    uint32_t service;
    bool apart; /* more than tables act on its packets: it has journeys of its own */
};

/* What requests have to keep to: the first `via` and what else a branch breaks by what it passes; and one by one what
 * needs a walk of its own. */
enum rules {
    RULES_NONE,
    RULES_OF_CLAIM,
    RULES_MISS_VIA,  /* not what `via` number `at` names */
    RULES_MISS_BACK, /* not what it names, in reverse order: of replies */
    RULES_NOT_ONE,   /* not exactly one place of `over` number `at` */
    RULES_PASS,      /* place number `place` of it */
    RULES_TOO_SLOW
};
struct rules_id {
    enum rules which;
    uint32_t at, place;
};

/* Can packets start at both ends? Not at an address that nobody has. */
static bool both_exist(const struct flow *w)
{
    return journey_can_start(w->from) && (w->apart || journey_can_start(w->to));
}

/* The same two ends, with requests the other way. */
static struct flow turned(const struct flow *w)
{
    struct flow back = *w;
    back.from = w->to;
    back.to = w->from;
    return back;
}

static struct journey *journey_for(const struct flow *w)
{
    struct walks *ws = w->ws;
    if (w->apart)
        return journey_of_flow(w->q, w->from, w->to, w->service);
    uint32_t key[2] = {w->to->site, w->to->class_id}, number = ws->journeys.count;
    if (map_add(ws->journey_numbers, key, sizeof key, &number))
        vec_push(w->q->arena, &ws->journeys, journey_to(w->q, w->to));
    return ws->journeys.at[number];
}

static struct walk_rules rules_of_claim(const struct claim *c)
{
    if (c->kind == CLAIM_ONLY_VIA)
        return (struct walk_rules){.avoiding = c->places};
    if (c->kind != CLAIM_CAN_REACH && c->kind != CLAIM_CAN_SEND)
        return (struct walk_rules){0};
    struct walk_rules rules = {.avoiding = c->avoiding,
                               .uninspected = c->uninspected,
                               .has_max_hops = c->has_max_hops,
                               .max_hops = c->max_hops};
    if (c->via_count > 0)
        rules.via = c->vias[0];
    return rules;
}

static struct claim_via only_place(struct query *q, const struct claim_place *place)
{
    struct claim_places *group = arena_new(q->scratch, struct claim_places);
    *group = (struct claim_places){place, 1};
    return (struct claim_via){group, 1};
}

static struct walk_rules rules_of(struct query *q, struct rules_id id)
{
    const struct claim *c = q->claim;
    switch (id.which) {
    case RULES_OF_CLAIM:
        return rules_of_claim(c);
    case RULES_MISS_VIA:
        return (struct walk_rules){.misses = c->vias[id.at]};
    case RULES_MISS_BACK:
        return (struct walk_rules){.misses = c->vias[id.at], .backwards = true};
    case RULES_NOT_ONE:
        return (struct walk_rules){.unlike_one = &c->overs[id.at]};
    case RULES_PASS:
        return (struct walk_rules){.via = only_place(q, &c->overs[id.at].at[id.place])};
    case RULES_TOO_SLOW:
        return (struct walk_rules){.has_delay = true, .delay = c->max_delay};
    case RULES_NONE:
        break;
    }
    return (struct walk_rules){0};
}

static struct walk *walk_for(const struct flow *w, enum walk_kind kind, struct rules_id id, bool round_trip)
{
    struct walks *ws = w->ws;
    uint32_t key[] = {kind, id.which, id.at, id.place, w->to->site, w->to->class_id}, number;
    if (!w->apart && map_get(ws->numbers, key, sizeof key, &number))
        return ws->at.at[number];
    struct walk_rules rules = rules_of(w->q, id);
    struct walk *walk = walk_new(kind, journey_for(w), round_trip, &rules);
    if (!w->apart) {
        map_put(ws->numbers, key, sizeof key, ws->at.count);
        vec_push(w->q->arena, &ws->at, walk);
    }
    return walk;
}

/* Some request breaks the rules (BAD), or keeps to them and arrives (DELIVERED). */
static int32_t request(const struct flow *w, enum walk_kind kind, enum rules which)
{
    return walk_from(walk_for(w, kind, (struct rules_id){which, 0, 0}, false), w->from);
}

/* Some request arrives and keeps to these. */
static int32_t arrives_with(const struct flow *w, enum rules which, uint32_t at, uint32_t place)
{
    return walk_from(walk_for(w, WALK_DELIVERED, (struct rules_id){which, at, place}, false), w->from);
}

/* Some request or a reply to it fails. Where only tables act, every reply goes the same ways. */
static int32_t round_trip_fails(const struct flow *w)
{
    if (w->apart)
        return walk_from(walk_for(w, WALK_BAD, (struct rules_id){RULES_OF_CLAIM, 0, 0}, true), w->from);
    struct flow back = turned(w);
    return formula_or2(w->q->formula, request(w, WALK_BAD, RULES_OF_CLAIM),
                       request(&back, WALK_BAD, RULES_NONE));
}

/* Some request, or a reply to it, goes round for ever or ends in a blackhole. Where only tables act, a reply goes the
 * way of a request, and the claim speaks of that flow too. */
static int32_t strays(const struct flow *w, enum walk_kind kind)
{
    return walk_from(walk_for(w, kind, (struct rules_id){RULES_NONE, 0, 0}, w->apart), w->from);
}

/* Some request is delivered, whatever it passes. */
static int32_t arrives(const struct flow *w)
{
    return request(w, WALK_DELIVERED, RULES_NONE);
}

static int32_t arrives_some_way(const struct flow *w)
{
    struct flow back = turned(w);
    return formula_or2(w->q->formula, arrives(w), arrives(&back));
}

/* Some request is delivered, and a reply to it too. */
static int32_t completes(const struct flow *w)
{
    if (w->apart)
        return walk_from(walk_for(w, WALK_DELIVERED, (struct rules_id){RULES_NONE, 0, 0}, true), w->from);
    struct flow back = turned(w);
    return formula_and2(w->q->formula, arrives(w), arrives(&back));
}

/* Some request arrives, and a reply that comes home does not pass what `via` number `at` names. */
static int32_t comes_back_elsewhere(const struct flow *w, uint32_t at)
{
    struct rules_id id = {RULES_MISS_BACK, at, 0};
    if (w->apart)
        return walk_from(walk_for(w, WALK_DELIVERED, id, true), w->from);
    struct flow back = turned(w);
    return formula_and2(w->q->formula, arrives(w), arrives_with(&back, RULES_MISS_BACK, at, 0));
}

/* A place of an `over` is passed by no request that arrives. Where requests fail, the claim fails anyway. */
static int32_t leaves_place_out(const struct flow *w)
{
    int32_t some = FORMULA_FALSE;
    for (uint32_t at = 0; at < w->q->claim->over_count; at++)
        for (uint32_t p = 0; p < w->q->claim->overs[at].count; p++)
            some = formula_or2(w->q->formula, some, -arrives_with(w, RULES_PASS, at, p));
    return some;
}

/* The requests arrive, but the flow breaks a qualifier that RULES_OF_CLAIM leaves out. */
static int32_t breaks_qualifier(const struct flow *w)
{
    const struct claim *c = w->q->claim;
    struct formula *f = w->q->formula;
    int32_t some = FORMULA_FALSE;
    for (uint32_t at = 1; at < c->via_count; at++)
        some = formula_or2(f, some, arrives_with(w, RULES_MISS_VIA, at, 0));
    for (uint32_t at = 0; at < c->over_count; at++)
        some = formula_or2(f, some, arrives_with(w, RULES_NOT_ONE, at, 0));
    if (c->has_max_delay)
        some = formula_or2(f, some, arrives_with(w, RULES_TOO_SLOW, 0, 0));
    for (uint32_t at = 0; c->both_ways && at < c->via_count; at++)
        some = formula_or2(f, some, comes_back_elsewhere(w, at));
    return formula_or2(f, some, leaves_place_out(w));
}

static int32_t asymmetric(const struct flow *w)
{
    struct formula *f = w->q->formula;
    if (!both_exist(w))
        return FORMULA_FALSE;
    struct flow home = turned(w);
    struct chain *there = chain_new(journey_for(w), w->from, w->apart), *back = there;
    if (!w->apart)
        back = chain_new(journey_for(&home), home.from, false);
    int32_t differ = trace_keys_differ(there, back, w->q->claim->granularity);
    int32_t both = formula_and2(f, chain_is_delivered(there), chain_is_delivered(back));
    return formula_and2(f, both, differ);
}

static int32_t off_path(const struct flow *w)
{
    if (!both_exist(w))
        return FORMULA_FALSE;
    struct chain *c = chain_new(journey_for(w), w->from, false);
    int32_t leaves = trace_leaves_path(c, &w->q->claim->groups);
    return formula_and2(w->q->formula, chain_is_delivered(c), leaves);
}

/* The request passes a stateful appliance, and a delivered reply to it does not. */
static int32_t goes_round(const struct flow *w)
{
    const struct ir *ir = w->q->ir;
    int32_t some = FORMULA_FALSE;
    if (!w->apart || !ir_service_holds(ir, w->service, IR_TCP))
        return FORMULA_FALSE;
    struct journey *j = journey_for(w);
    for (uint32_t a = 0; a < ir->appliance_count && !w->q->problem; a++) {
        struct walk_rules rules = {.goes_round = true, .appliance = a};
        if (ir->appliances[a].stateful[IR_TCP])
            some = formula_or2(w->q->formula, some,
                               walk_from(walk_new(WALK_DELIVERED, j, true, &rules), w->from));
    }
    return some;
}

/* The claim fails for this flow. */
static int32_t flow_violated(const struct flow *w)
{
    switch (w->q->claim->kind) {
    case CLAIM_CAN_REACH:
        return formula_or2(w->q->formula, round_trip_fails(w), breaks_qualifier(w));
    case CLAIM_CAN_SEND:
        return formula_or2(w->q->formula, request(w, WALK_BAD, RULES_OF_CLAIM), breaks_qualifier(w));
    case CLAIM_ONE_WAY:
        return formula_or2(w->q->formula, request(w, WALK_BAD, RULES_NONE), completes(w));
    case CLAIM_CANNOT_REACH:
        return completes(w);
    case CLAIM_CANNOT_SEND:
        return arrives(w);
    case CLAIM_ISOLATED:
        return arrives_some_way(w);
    case CLAIM_ONLY_VIA:
        return request(w, WALK_DELIVERED, RULES_OF_CLAIM);
    case CLAIM_SYMMETRIC:
        return asymmetric(w);
    case CLAIM_PATH:
        return off_path(w);
    case CLAIM_NO_LOOPS:
        return strays(w, WALK_LOOPS);
    case CLAIM_NO_BLACKHOLES:
        return strays(w, WALK_BLACKHOLE);
    default:
        return FORMULA_FALSE;
    }
}

static int32_t flow_applies(const struct flow *w)
{
    switch (w->q->claim->kind) {
    case CLAIM_SYMMETRIC:
        return completes(w);
    case CLAIM_PATH:
    case CLAIM_ONLY_VIA:
        return arrives(w);
    default:
        return FORMULA_TRUE;
    }
}

/* A statement about one flow. */
typedef int32_t flow_literal(const struct flow *w);

static bool is_special(const struct flow_end *e)
{
    return e->kind != FLOW_SITE && e->kind != FLOW_NOWHERE;
}

/* A statement about a flow with journeys of its own: only the literal outlives it. */
static int32_t by_itself(const struct flow *w, flow_literal *of)
{
    struct query *q = w->q;
    if (q->problem)
        return FORMULA_FALSE;
    q->scratch = arena_create();
    q->positions = 0;
    int32_t so = of(w);
    arena_destroy(q->scratch);
    q->scratch = q->arena;
    return so;
}

/* All that is changed in a known environment is changed: then the flow is known to break the claim here. */
static int32_t is_known_here(const struct query *q, const struct claim_known *known)
{
    int32_t all = FORMULA_TRUE;
    for (uint32_t i = 0; i < known->changed_count; i++)
        all = formula_and2(q->formula, all, q->situation.changed[known->changed[i]]);
    return all;
}

/* It is not known already that the flow breaks the claim here. One that is not apart stands for all services. */
static int32_t is_new(const struct query *q, struct claim_flow flow, bool apart)
{
    int32_t fresh = FORMULA_TRUE;
    for (uint32_t i = 0; q->known && i < q->known->count; i++) {
        struct claim_flow f = q->known->at[i].flow;
        if (f.from == flow.from && f.to == flow.to && f.from_end == flow.from_end &&
            f.to_end == flow.to_end && (!apart || f.service == flow.service))
            fresh = formula_and2(q->formula, fresh, -is_known_here(q, &q->known->at[i]));
    }
    return fresh;
}

/* It is so for a flow between these ends, with one of the claim's services. */
static int32_t some_service(struct walks *ws, flow_literal *of, const struct flow_end *from,
                            const struct flow_end *to, struct claim_flow number)
{
    struct query *q = ws->q;
    struct flow w = {ws, q, from, to, 0, q->ir->packets_matter || is_special(from) || is_special(to)};
    if (!w.apart)
        return formula_and2(q->formula, is_new(q, number, false), of(&w));
    int32_t some = FORMULA_FALSE;
    bool all = bits_next(q->claim->services, 0) == UINT32_MAX; /* a claim of none would be proved */
    for (w.service = 0; w.service < q->ir->service_count && some != FORMULA_TRUE; w.service++)
        if (all || bits_has(q->claim->services, w.service)) {
            number.service = w.service;
            some = formula_or2(q->formula, some,
                               formula_and2(q->formula, is_new(q, number, true), by_itself(&w, of)));
        }
    return some;
}

/* A claim depends on all routes to its destinations, even where the answer is plain without them: only
 * environments in which all of these are stable count. */
static void need_routes_to(struct query *q, const struct flow_end *to)
{
    const struct ir_class_info *class = &q->ir->classes[to->class_id];
    for (uint32_t i = 0; i < class->prefix_count; i++)
        routing_of(q, class->prefixes[i]);
}

static bool looks_back(const struct claim *c)
{
    enum claim_kind k = c->kind;
    return k == CLAIM_CAN_REACH || k == CLAIM_CANNOT_REACH || k == CLAIM_ISOLATED || k == CLAIM_ONE_WAY ||
           k == CLAIM_SYMMETRIC || c->both_ways;
}

/* Does the element lie inside a site, and may it have failed though the claim does not take it down? */
static bool is_breakable(const struct query *q, uint32_t e)
{
    return q->ir->elements[e].site != IR_NONE && q->situation.changed[e] != FORMULA_FALSE &&
           !ids_hold(q->claim->down, q->claim->down_count, e);
}

static void find_breakable(struct walks *ws)
{
    const struct query *q = ws->q;
    struct scc_edge *all = arena_array(q->arena, struct scc_edge, q->ir->element_count);
    uint32_t count = 0;
    for (uint32_t e = 0; e < q->ir->element_count; e++)
        if (is_breakable(q, e))
            all[count++] = (struct scc_edge){q->ir->elements[e].site, e};
    ws->breakable = scc_graph_of(q->arena, q->ir->site_count, all, count);
}

/* Nothing of these inside the site has failed. */
static int32_t site_intact(const struct walks *ws, uint32_t site)
{
    int32_t intact = FORMULA_TRUE;
    for (uint32_t i = site == IR_NONE ? 0 : ws->breakable.start[site];
         site != IR_NONE && i < ws->breakable.start[site + 1]; i++)
        intact = formula_and2(ws->q->formula, intact, -ws->q->situation.changed[ws->breakable.targets[i]]);
    return intact;
}

/* Nothing inside the two end sites has failed: only then the flow counts. */
static int32_t ends_intact(const struct walks *ws, const struct flow_end *a, const struct flow_end *b)
{
    return formula_and2(ws->q->formula, site_intact(ws, a->site), site_intact(ws, b->site));
}

/* It is so for a flow between members `from` and `to`. */
static int32_t some_end(struct walks *ws, flow_literal *of, uint32_t from, uint32_t to)
{
    int32_t some = FORMULA_FALSE;
    const struct claim_member *a = &ws->q->claim->from.members[from], *b = &ws->q->claim->to.members[to];
    for (uint32_t i = 0; i < a->end_count; i++)
        for (uint32_t k = 0; k < b->end_count; k++) {
            if (!claim_ends_pair(&a->ends[i], &b->ends[k]))
                continue;
            need_routes_to(ws->q, &b->ends[k]);
            if (looks_back(ws->q->claim))
                need_routes_to(ws->q, &a->ends[i]);
            if (some != FORMULA_TRUE)
                some = formula_or2(ws->q->formula, some,
                                   formula_and2(ws->q->formula, ends_intact(ws, &a->ends[i], &b->ends[k]),
                                                some_service(ws, of, &a->ends[i], &b->ends[k],
                                                             (struct claim_flow){from, to, i, k, 0})));
        }
    return some;
}

/* It is so for some flow. */
static int32_t some_flow(struct query *q, flow_literal *of)
{
    struct walks *ws = arena_new(q->arena, struct walks);
    ws->q = q;
    ws->numbers = map_new(q->arena);
    ws->journey_numbers = map_new(q->arena);
    find_breakable(ws);
    /* A known violation, and what is taken away, tell alike sites apart. */
    const struct symmetry *symmetry = q->known || q->situation.gone ? NULL : q->net->symmetry;
    struct pairs pairs = pairs_of(q->arena, symmetry, q->claim);
    int32_t some = FORMULA_FALSE;
    const struct claim_set *from = &q->claim->from, *to = &q->claim->to;
    for (uint32_t i = 0; i < pairs.count; i++)
        some = formula_or2(q->formula, some, some_end(ws, of, pairs.at[i].from, pairs.at[i].to));
    for (uint32_t i = 0; pairs.all && i < from->count; i++)
        for (uint32_t k = 0; k < to->count; k++)
            if (pairs_match(&from->members[i], &to->members[k]))
                some = formula_or2(q->formula, some, some_end(ws, of, i, k));
    return some;
}

int32_t claims_violated(struct query *q)
{
    if (q->claim->kind == CLAIM_STABLE)
        return FORMULA_FALSE; /* no single state violates it: stability.h */
    if (claim_is_flow(q->claim->kind))
        return some_flow(q, flow_violated);
    return formula_and2(q->formula, is_new(q, (struct claim_flow){0}, false), -claims_route_holds(q));
}

int32_t claims_applies(struct query *q)
{
    return claim_is_flow(q->claim->kind) ? some_flow(q, flow_applies) : FORMULA_TRUE;
}

int32_t claims_one_way(struct query *q)
{
    return some_flow(q, arrives);
}

int32_t claims_may_stall(struct query *q)
{
    return some_flow(q, goes_round);
}
