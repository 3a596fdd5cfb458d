/*
 * Why a counterexample is one: the table and the rule that decide. For a packet that is lost this is where and why; for
 * one that goes a way it should not, the first table on its way that has another route with which the claim would hold,
 * and what makes it prefer the one in use.
 */
#include "compiler/simulate_cause.h"

#include <string.h>

struct search {
    struct arena *arena;
    struct sim_walk *walk;
    const struct sim_state *state;
    const struct claim *claim;
    const struct sim_watch *watch; /* wants branches that break the claim; NULL: being delivered is enough */
    const struct sim_key *key;     /* or: the key that the branch shall have */
    bool qualified;                /* or: the branch shall meet the claim's qualifiers */
};

/* ---- another route ---- */

static bool is_equal_list(const uint64_t *a, uint32_t a_count, const uint64_t *b, uint32_t b_count)
{
    return a_count == b_count && (a_count == 0 || memcmp(a, b, sizeof *a * a_count) == 0);
}

static bool has_key(const struct search *s, const struct sim_branch *b)
{
    struct sim_key key = sim_key(s->walk->arena, s->walk->ir, s->claim, b);
    return is_equal_list(key.parts, key.count, s->key->parts, s->key->count) &&
           is_equal_list(key.stateful, key.stateful_count, s->key->stateful, s->key->stateful_count);
}

/* Would the claim hold for the packet on this branch? */
static bool is_good(const struct search *s, const struct sim_branch *b)
{
    if (b->end != SIM_DELIVERED)
        return false;
    if (s->key)
        return has_key(s, b);
    if (s->qualified)
        return sim_meets_qualifiers(s->walk, s->claim, b);
    return !s->watch || !sim_is_watched(s->walk->ir, s->watch, b);
}

/* `lead` up to step `at`, then this move, then `rest` (NULL: the move ends it). */
static struct sim_branch joined(struct search *s, const struct sim_branch *lead, uint32_t at,
                                const struct sim_move *move, const struct sim_branch *rest)
{
    struct sim_branch b = *lead;
    b.count = at + 1 + (rest ? rest->count : 0);
    b.steps = arena_array(s->walk->arena, struct sim_step, b.count);
    memcpy(b.steps, lead->steps, sizeof *b.steps * at);
    b.steps[at] = (struct sim_step){lead->steps[at].at, move};
    if (rest)
        memcpy(b.steps + at + 1, rest->steps, sizeof *b.steps * rest->count);
    b.end = sim_judge(s->walk, &b.trip, b.steps[b.count - 1].move, &b.rule);
    return b;
}

/* With the packet moved like this from step `at`, and then in the shortest way that is delivered. */
static bool move_is_good(struct search *s, const struct sim_branch *b, uint32_t at,
                         const struct sim_move *move)
{
    struct sim_branch rest, whole;
    if (move->outcome != SIM_GOES_ON) {
        whole = joined(s, b, at, move, NULL);
        return is_good(s, &whole);
    }
    struct sim_trip onward = b->trip;
    onward.start = move->next;
    if (!sim_find(s->walk, &onward, &sim_watch_delivered, &rest))
        return false;
    whole = joined(s, b, at, move, &rest);
    return is_good(s, &whole);
}

static bool route_is_good(struct search *s, const struct sim_branch *b, uint32_t at, struct sim_use use)
{
    uint32_t count;
    const struct sim_move *moves = sim_moves_by(s->walk, &b->steps[at].at->at, use.prefix, use.route, &count);
    for (uint32_t i = 0; i < count; i++) {
        if (move_is_good(s, b, at, &moves[i]))
            return true;
    }
    return false;
}

static bool is_same_use(const struct sim_use *a, const struct sim_use *b)
{
    return a->prefix == b->prefix && a->route->session == b->route->session &&
           a->route->origin == b->route->origin;
}

/* Another route at step `at` with which the claim would hold: the longest prefix first. */
static bool find_other(struct search *s, const struct sim_branch *b, uint32_t at, const struct sim_use *used,
                       struct sim_use *other)
{
    const struct sim_position *place = &b->steps[at].at->at;
    const struct ir_class_info *class = &s->walk->ir->classes[place->header.destination];
    for (uint32_t i = 0; i < class->prefix_count; i++) {
        const struct sim_rib *rib = sim_rib_at(s->state, class->prefixes[i], place->id);
        for (uint32_t k = 0; k < rib->count; k++) {
            *other = (struct sim_use){class->prefixes[i], &rib->routes[k]};
            if (!is_same_use(used, other) && route_is_good(s, b, at, *other))
                return true;
        }
    }
    return false;
}

/* The first table on the way that has such a route, and why it does not take it. Where the claim would hold with the route
 * in use as well, if only the packet went on in the shortest way, it is no matter which of the two is taken. */
static bool find_choice(struct search *s, const struct sim_branch *b, struct cause *out)
{
    for (uint32_t i = 0; i < b->count; i++) {
        const struct sim_step *step = &b->steps[i];
        struct sim_use used = {step->move->prefix, step->move->route}, other;
        if (step->at->at.where != SIM_IN_TABLE || !used.route || step->at->at.header.destination == IR_NONE ||
            move_is_good(s, b, i, step->move) || !find_other(s, b, i, &used, &other))
            continue;
        *out = sim_prefers(s->arena, s->state, step->at->at.id, used, other);
        return true;
    }
    return false;
}

/* ---- lost packets ---- */

/* Is what stopped the packet that nothing better is known than that? */
static bool lacks_route(const struct sim_branch *b)
{
    switch (b->rule) {
    case RULE_NO_ROUTE:
    case RULE_RESERVED_NONE:
    case RULE_DEFAULT_EXIT_ONLY:
    case RULE_AGGREGATE_DISCARD:
    case RULE_LEFT_TO_INTERNET:
    case RULE_NOT_ON_INTERNET:
        return true;
    default:
        return false;
    }
}

/* Did it go where it should not, though nothing denied it? */
static bool went_wrong(const struct sim_branch *b)
{
    return b->rule == RULE_NO_STATE || b->rule == RULE_WRONG_SITE || b->rule == RULE_FORWARDING_LOOP ||
           b->rule == RULE_OTHER_EXIT || b->rule == RULE_PUBLIC_INSIDE;
}

static bool cause_of_loss(struct search *s, const struct sim_branch *b, struct cause *out)
{
    if (b->count == 0)
        return false;
    const struct sim_position *last = &b->steps[b->count - 1].at->at;
    if (went_wrong(b) && find_choice(s, b, out))
        return true;
    if (lacks_route(b) && last->where == SIM_IN_TABLE && last->header.destination != IR_NONE &&
        sim_missing_route(s->arena, s->state, last->id, last->header.destination, b->trip.to->site, out))
        return true;
    *out = (struct cause){.text = sim_drop_text(s->arena, s->walk->ir, b),
                          .rule = b->rule,
                          .because = sim_drop_span(s->walk->ir, b)};
    return true;
}

/* "hub, hub.fw": the tables that the packet passes, each once. */
static const char *table_names(struct search *s, const struct sim_branch *b)
{
    const char *names = "", *before = NULL;
    for (uint32_t i = 0; i < b->count; i++) {
        const struct sim_position *at = &b->steps[i].at->at;
        if (at->where != SIM_IN_TABLE)
            continue;
        const char *name = s->walk->ir->tables[at->id].name;
        if (!before || strcmp(before, name) != 0)
            names = arena_printf(s->arena, "%s%s%s", names, names[0] ? ", " : "", name);
        before = name;
    }
    return names;
}

/* No table on the way has such a route. */
static struct cause no_choice(struct search *s, const struct sim_branch *b, const char *what, uint32_t rule)
{
    return (struct cause){.text = arena_printf(s->arena, "no other route of %s %s", table_names(s, b), what),
                          .rule = rule,
                          .because = SPAN_NONE};
}

/* ---- packets that arrive ---- */

static bool is_any_line(const struct ir_line *line)
{
    (void)line;
    return true;
}

/* The last rule of an appliance that let the request pass. */
static bool find_permit(struct search *s, const struct sim_branch *b, struct cause *out)
{
    const struct ir *ir = s->walk->ir;
    for (uint32_t i = b->count; i-- > 0;) {
        const struct sim_position *at = &b->steps[i].at->at;
        if (at->where != SIM_IN_APPLIANCE || at->reply || ir->appliances[at->id].rules == IR_NONE)
            continue;
        const struct ir_line *line =
            sim_match(s->state, ir->appliances[at->id].rules, at->header, is_any_line);
        if (!line->permit)
            continue;
        *out = (struct cause){
            .text = arena_printf(s->arena, "a rule of %s permits the request", ir->appliances[at->id].name),
            .rule = IR_NONE,
            .because = line->span};
        return true;
    }
    return false;
}

/* Is the route among those that the table uses for the destination in `state`? */
static bool is_used_in(const struct sim_state *state, uint32_t table, uint32_t class_id, struct sim_use use,
                       struct arena *scratch, struct sim_use *instead)
{
    struct sim_used used = sim_forward(scratch, state, table, class_id);
    *instead = (struct sim_use){used.prefix, used.count > 0 ? used.routes[0] : NULL};
    for (uint32_t i = 0; i < used.count; i++) {
        struct sim_use one = {used.prefix, used.routes[i]};
        if (is_same_use(&one, &use))
            return true;
    }
    return false;
}

/* The first table on the way that would send elsewhere, were all as usual. */
static bool find_changed(struct search *s, const struct sim_branch *b, struct cause *out)
{
    const struct ir *ir = s->walk->ir;
    struct bits usual = bits_new(s->walk->arena, ir->element_count);
    for (uint32_t i = 0; i < s->claim->down_count; i++)
        bits_add(usual, s->claim->down[i]);
    const struct sim_state *before = sim_first(s->walk->arena, ir, usual, NULL, NULL);
    for (uint32_t i = 0; before && i < b->count; i++) {
        const struct sim_step *step = &b->steps[i];
        struct sim_use use = {step->move->prefix, step->move->route}, instead;
        if (step->at->at.where != SIM_IN_TABLE || !use.route || step->at->at.header.destination == IR_NONE ||
            is_used_in(before, step->at->at.id, step->at->at.header.destination, use, s->walk->arena,
                       &instead))
            continue;
        const char *other =
            instead.route ? arena_printf(s->arena, " in place of %s", sim_use_text(s->arena, ir, instead))
                          : "";
        *out = (struct cause){.text = arena_printf(s->arena, "%s uses %s%s", ir->tables[step->at->at.id].name,
                                                   sim_use_text(s->arena, ir, use), other),
                              .rule = IR_NONE,
                              .because = sim_route_span(ir, use.route)};
        return true;
    }
    return false;
}

/* The route by which the packet leaves its source. */
static bool find_first_route(struct search *s, const struct sim_branch *b, struct cause *out)
{
    for (uint32_t i = 0; i < b->count; i++) {
        const struct sim_step *step = &b->steps[i];
        struct sim_use use = {step->move->prefix, step->move->route};
        if (step->at->at.where != SIM_IN_TABLE || !use.route)
            continue;
        *out = (struct cause){.text = arena_printf(s->arena,
                                                   "%s has a route, %s, and nothing on the way stops "
                                                   "the packet",
                                                   s->walk->ir->tables[step->at->at.id].name,
                                                   sim_use_text(s->arena, s->walk->ir, use)),
                              .rule = IR_NONE,
                              .because = sim_route_span(s->walk->ir, use.route)};
        return true;
    }
    return false;
}

static bool is_changed(const struct search *s)
{
    struct bits changed = s->state->changed;
    for (uint32_t e = bits_next(changed, 0); e != UINT32_MAX; e = bits_next(changed, e + 1)) {
        if (!ids_hold(s->claim->down, s->claim->down_count, e))
            return true;
    }
    return false;
}

static bool cause_of_arrival(struct search *s, const struct sim_branch *b, struct cause *out)
{
    return (is_changed(s) && find_changed(s, b, out)) || find_permit(s, b, out) ||
           find_first_route(s, b, out);
}

/* ---- packets that go another way ---- */

static bool names_appliance(const struct ir *ir, const struct claim_places *places)
{
    for (uint32_t i = 0; i < places->count; i++) {
        for (uint32_t t = 0; t < places->at[i].table_count; t++) {
            if (ir->tables[places->at[i].tables[t]].kind == IR_APPLIANCE)
                return true;
        }
    }
    return false;
}

/* Is it an appliance that the packet should pass? */
static bool asks_for_appliance(const struct ir *ir, const struct claim *c)
{
    bool asks = names_appliance(ir, &c->places);
    for (uint32_t i = 0; i < c->via_count; i++)
        for (uint32_t g = 0; g < c->vias[i].count; g++)
            asks = asks || names_appliance(ir, &c->vias[i].groups[g]);
    return asks;
}

static struct cause cause_of_way(struct search *s, const struct sim_branch *b)
{
    struct cause cause;
    if (find_choice(s, b, &cause) || (is_changed(s) && find_changed(s, b, &cause)))
        return cause;
    uint32_t rule = asks_for_appliance(s->walk->ir, s->claim) ? (uint32_t)RULE_EACH_DIRECTION : IR_NONE;
    return no_choice(s, b, "would do what the claim asks", rule);
}

/* ---- claims ---- */

static void add(struct sim_causes *list, struct cause c)
{
    if (list->count < CAUSES_MAX)
        list->at[list->count++] = c;
}

/* Each direction by itself: how it would be the way of the other. */
static void causes_of_asymmetry(struct search *s, const struct sim_branch *forward,
                                const struct sim_branch *back, struct sim_causes *out)
{
    struct arena *scratch = s->walk->arena;
    struct sim_key there = sim_key(scratch, s->walk->ir, s->claim, forward);
    struct sim_key here = sim_key(scratch, s->walk->ir, s->claim, back);
    struct sim_key as_reply = sim_key_reversed(scratch, &there),
                   as_request = sim_key_reversed(scratch, &here);
    struct cause cause;
    s->key = &as_request;
    if (find_choice(s, forward, &cause))
        add(out, cause);
    s->key = &as_reply;
    if (find_choice(s, back, &cause))
        add(out, cause);
    if (out->count == 0)
        add(out, no_choice(s, back, "leads the reply back the way of the request", RULE_EACH_DIRECTION));
}

static void causes_of_way(struct search *s, struct sim_watch watch, const struct sim_branch *forward,
                          struct sim_causes *out)
{
    s->watch = &watch;
    add(out, cause_of_way(s, forward));
}

/* A branch that does not meet the qualifiers; a reply that does not come back as `both-ways` asks; or a place of an `over`
 * that no branch passes. */
static void causes_of_qualifiers(struct search *s, const struct sim_branch *forward,
                                 const struct sim_branch *back, struct sim_causes *out)
{
    const struct claim *c = s->claim;
    struct claim_places unused;
    if (!sim_meets_qualifiers(s->walk, c, forward)) {
        s->qualified = true;
        add(out, cause_of_way(s, forward));
        return;
    }
    for (uint32_t i = 0; back && c->both_ways && i < c->via_count; i++) {
        struct sim_watch watch = sim_watch_via(s->walk->ir, &c->vias[i], true);
        if (sim_is_watched(s->walk->ir, &watch, back)) {
            causes_of_way(s, watch, back, out);
            return;
        }
    }
    if (sim_find_unused(s->walk, c, &forward->trip, &unused)) {
        struct claim_via to_it = {&unused, 1};
        causes_of_way(s, sim_watch_via(s->walk->ir, &to_it, false), forward, out);
    }
}

struct sim_causes sim_find_causes(struct arena *a, struct sim_walk *w, const struct claim *c,
                                  const struct sim_branch *forward, const struct sim_branch *back)
{
    struct search s = {.arena = a, .walk = w, .state = w->state, .claim = c};
    struct sim_causes out = {0};
    struct cause cause;
    switch (c->kind) {
    case CLAIM_CAN_REACH:
    case CLAIM_CAN_SEND:
        if (forward->end != SIM_DELIVERED
                ? cause_of_loss(&s, forward, &cause)
                : back && back->end != SIM_DELIVERED && cause_of_loss(&s, back, &cause))
            add(&out, cause);
        else
            causes_of_qualifiers(&s, forward, back, &out);
        break;
    case CLAIM_NO_LOOPS:
    case CLAIM_NO_BLACKHOLES:
        if (cause_of_loss(&s, forward->end != SIM_DELIVERED || !back ? forward : back, &cause))
            add(&out, cause);
        break;
    case CLAIM_ONLY_VIA:
        causes_of_way(&s, sim_watch_only_via(w->ir, c), forward, &out);
        break;
    case CLAIM_PATH:
        causes_of_way(&s, sim_watch_path(w->ir, c), forward, &out);
        break;
    case CLAIM_SYMMETRIC:
        if (back)
            causes_of_asymmetry(&s, forward, back, &out);
        break;
    case CLAIM_ONE_WAY:
        if (forward->end != SIM_DELIVERED ? cause_of_loss(&s, forward, &cause)
                                          : back && cause_of_arrival(&s, back, &cause))
            add(&out, cause);
        break;
    case CLAIM_CANNOT_REACH:
    case CLAIM_CANNOT_SEND:
    case CLAIM_ISOLATED: {
        const struct sim_branch *through = forward->end == SIM_DELIVERED || !back ? forward : back;
        if (cause_of_arrival(&s, through, &cause))
            add(&out, cause);
        break;
    }
    default:
        break;
    }
    return out;
}
