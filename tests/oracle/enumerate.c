/*
 * enumerate: environments in order of the number of changes, in each the product of the stable states of all
 * prefixes on which the claim depends. Stable states are looked up per environment and prefix and kept, since
 * claims of one design ask for the same ones.
 */
#include "tests/oracle/enumerate.h"

#include <string.h>

#include "base/map.h"
#include "base/vec.h"

#define STATES_LIMIT 64u     /* stable states of one prefix that are looked at */
#define PRODUCT_LIMIT 256u   /* their combinations in one environment */
#define CLAIM_LIMIT 1000u    /* states gone through for one claim, */
#define WIDE_LIMIT 150u      /* for one about all packets between sites, */
#define DESIGN_LIMIT 4000u   /* for all claims of a design, before each of the others gets */
#define LATE_LIMIT 100u      /* so many */
#define SEARCH_LIMIT 1000u   /* searches for the states of a prefix, for all claims of a design */
#define CUT_LIMIT 4u         /* environments of one claim in which a limit was reached */
#define CHOICE_LIMIT 300000u /* environments that are thought of for one claim */

struct enumeration {
    struct arena *arena;
    const struct ir *ir;
    struct map *numbers; /* who is up, and the prefix: index in `states` */
    VEC(struct sim_states) states;
    const struct sim_prefix_state *nothing; /* for prefixes that do not matter */
    uint64_t spent;                         /* states gone through for all claims so far */
    bool too_large; /* a search for stable states gave up: the rest of the design is left alone */
};

/* One claim at work. */
struct search {
    struct enumeration *e;
    const struct claim *claim;
    const uint32_t *prefixes; /* that matter */
    uint32_t prefix_count;
    const uint32_t *may_change;
    uint32_t may_change_count;
    const uint32_t
        *slots; /* by element: an announcement's origins are for one table and prefix; IR_NONE for others */
    uint32_t slot_count; /* that may change */
    struct enumerated out;
    uint32_t cuts;    /* environments in which a limit was reached */
    uint32_t choices; /* environments thought of */
    bool thorough;    /* look for instability of prefixes, too, that the claim does not need */
};

struct enumeration *enumeration_new(struct arena *arena, const struct ir *ir)
{
    struct enumeration *e = arena_new(arena, struct enumeration);
    struct sim_prefix_state *nothing = arena_new(arena, struct sim_prefix_state);
    nothing->ribs = arena_array(arena, struct sim_rib, ir->table_count);
    *e = (struct enumeration){.arena = arena, .ir = ir, .numbers = map_new(arena), .nothing = nothing};
    return e;
}

/* ---- what matters to a claim ---- */

static bool replies_matter(const struct claim *c)
{
    enum claim_kind k = c->kind;
    return k == CLAIM_CAN_REACH || k == CLAIM_CANNOT_REACH || k == CLAIM_ISOLATED || k == CLAIM_ONE_WAY ||
           k == CLAIM_SYMMETRIC || c->both_ways;
}

static void add_class(const struct ir *ir, struct bits prefixes, uint32_t class_id)
{
    for (uint32_t i = 0; i < ir->classes[class_id].prefix_count; i++)
        bits_add(prefixes, ir->classes[class_id].prefixes[i]);
}

/* The prefixes that cover the classes of the ends of all flows from one member to another. */
static void add_flows(struct search *s, struct bits prefixes, const struct claim_member *from,
                      const struct claim_member *to)
{
    for (uint32_t i = 0; i < from->end_count; i++)
        for (uint32_t k = 0; k < to->end_count; k++) {
            if (!claim_ends_pair(&from->ends[i], &to->ends[k]))
                continue;
            add_class(s->e->ir, prefixes, to->ends[k].class_id);
            if (replies_matter(s->claim))
                add_class(s->e->ir, prefixes, from->ends[i].class_id);
        }
}

static void add_filters(const struct ir *ir, struct bits prefixes)
{
    for (uint32_t i = 0; i < ir->filter_count; i++)
        for (uint32_t k = 0; k < ir->filters[i].line_count; k++)
            if (ir->filters[i].lines[k].dnat)
                add_class(ir, prefixes, ir->filters[i].lines[k].dnat_class);
}

/* The prefixes that cover the classes to which a packet's addresses may be changed on its way. */
static void add_changed(const struct ir *ir, struct bits prefixes)
{
    for (uint32_t i = 0; i < ir->appliance_count; i++) {
        add_class(ir, prefixes, ir->appliances[i].address_class);
        if (ir->appliances[i].has_public)
            add_class(ir, prefixes, ir->appliances[i].public_class);
    }
    for (uint32_t i = 0; i < ir->balancer_count; i++) {
        add_class(ir, prefixes, ir->balancers[i].address_class);
        for (uint32_t k = 0; k < ir->balancers[i].backend_count; k++)
            add_class(ir, prefixes, ir->balancers[i].backends[k].address_class);
    }
    for (uint32_t i = 0; i < ir->public_count; i++) {
        add_class(ir, prefixes, ir->publics[i].class_id);
        if (ir->publics[i].kind == IR_OWNER_HOST)
            add_class(ir, prefixes, ir->publics[i].host_class);
    }
    for (uint32_t c = 0; c < ir->class_count; c++) /* the source of who leaves without a public address */
        if (ir->classes[c].internet)
            add_class(ir, prefixes, c);
    add_filters(ir, prefixes);
}

/* Where something acts on packets, sources matter as destinations do (F146). */
static void add_all_flows(struct search *s, struct bits prefixes)
{
    const struct claim *c = s->claim;
    for (uint32_t i = 0; i < c->from.count; i++)
        for (uint32_t k = 0; k < c->to.count; k++) {
            if (strcmp(c->from.members[i].name, c->to.members[k].name) == 0)
                continue;
            add_flows(s, prefixes, &c->from.members[i], &c->to.members[k]);
            if (s->e->ir->packets_matter)
                add_flows(s, prefixes, &c->to.members[k], &c->from.members[i]);
        }
    if (s->e->ir->packets_matter)
        add_changed(s->e->ir, prefixes);
}

/* Loopbacks: what rests on internal routing exists while they are there, and goes where they are. */
static void add_internal(const struct ir *ir, struct bits prefixes)
{
    for (uint32_t i = 0; i < ir->session_count; i++)
        if (ir->sessions[i].has_via)
            bits_add(prefixes, ir->sessions[i].via);
}

/* What yields to a default route does so by what is selected for it (F11). */
static void add_defaults(const struct ir *ir, struct bits prefixes)
{
    for (uint32_t p = 0; p < ir->prefix_count; p++)
        if (prefix_is_default(ir->prefixes[p]))
            bits_add(prefixes, p);
}

static void collect_prefixes(struct search *s)
{
    const struct claim *c = s->claim;
    struct bits matter = bits_new(s->e->arena, s->e->ir->prefix_count);
    if (claim_is_flow(c->kind))
        add_all_flows(s, matter);
    else if (c->prefix != IR_NONE)
        bits_add(matter, c->prefix);
    if (c->kind == CLAIM_ROUTES_TO || c->kind == CLAIM_ROUTES_THROUGH || c->kind == CLAIM_NOT_ROUTES)
        add_defaults(s->e->ir, matter);
    add_internal(s->e->ir, matter);
    uint32_t *list = arena_array(s->e->arena, uint32_t, s->e->ir->prefix_count);
    for (uint32_t p = bits_next(matter, 0); p != UINT32_MAX; p = bits_next(matter, p + 1))
        list[s->prefix_count++] = p;
    s->prefixes = list;
}

/* Of the announcements of one table for one prefix the best alone counts, so one is enough to look at. Each of those
 * that may change gets the number of the first in its slot. */
static void find_slots(struct search *s)
{
    const struct ir *ir = s->e->ir;
    uint32_t *slots = arena_array(s->e->arena, uint32_t, ir->element_count), last = IR_NONE, slot = 0;
    memset(slots, 0xff, ir->element_count * sizeof *slots); /* IR_NONE */
    for (uint32_t i = 0; i < ir->origin_count; i++) {
        const struct ir_origin *o = &ir->origins[i];
        for (uint32_t g = 0; g < o->guard.count; g++) {
            uint32_t element = o->guard.elements[g];
            if (!(ir->elements[element].classes & IR_CLASS_ANNOUNCEMENT) ||
                !claim_may_change(ir, s->claim, element))
                continue;
            bool same = last != IR_NONE && ir->origins[last].table == o->table &&
                        ir->origins[last].prefix == o->prefix;
            slot = same ? slot : s->slot_count++;
            slots[element] = slot;
            last = i;
        }
    }
    s->slots = slots;
}

/* Are two of the announcements in one slot? */
static bool share_slot(const struct search *s, const uint32_t *changed, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = i + 1; k < count && s->slots[changed[i]] != IR_NONE; k++)
            if (s->slots[changed[i]] == s->slots[changed[k]])
                return true;
    return false;
}

static struct search search_new(struct enumeration *e, const struct claim *claim)
{
    struct search s = {.e = e, .claim = claim};
    find_slots(&s);
    uint32_t *may_change = arena_array(e->arena, uint32_t, e->ir->element_count);
    for (uint32_t i = 0; i < e->ir->element_count; i++)
        if (claim_may_change(e->ir, claim, i))
            may_change[s.may_change_count++] = i;
    s.may_change = may_change;
    collect_prefixes(&s);
    return s;
}

/* ---- one environment ---- */

/* Environments in which the same elements are up have the same stable states. */
struct environment {
    struct bits down;
    uint64_t *key; /* the elements that are up, and room for a prefix */
    uint32_t words;
};

static struct environment environment_new(struct enumeration *e, struct bits down)
{
    struct bits up = bits_new(e->arena, e->ir->element_count + 64);
    for (uint32_t i = 0; i < e->ir->element_count; i++)
        if (sim_is_up(e->ir, down, i))
            bits_add(up, i);
    return (struct environment){down, up.words, (e->ir->element_count + 63) / 64};
}

static const struct sim_states *states_of(struct enumeration *e, const struct environment *env,
                                          uint32_t prefix)
{
    uint32_t number;
    size_t length = (env->words + 1) * sizeof *env->key;
    env->key[env->words] = prefix;
    if (!map_get(e->numbers, env->key, length, &number)) {
        number = e->states.count;
        map_put(e->numbers, env->key, length, number);
        struct sim_states found = sim_prefix_states(e->arena, e->ir, env->down, prefix, STATES_LIMIT);
        e->too_large = e->too_large || (found.count == 0 && !found.complete);
        vec_push(e->arena, &e->states, found);
    }
    return &e->states.at[number];
}

/* Is some request of the claim delivered? That is what `cannot send to` denies. */
static bool some_flow_delivered(struct arena *a, const struct sim_state *state, const struct claim *c)
{
    struct claim cannot_send = *c;
    cannot_send.kind = CLAIM_CANNOT_SEND;
    return !sim_claim_holds(a, state, &cannot_send, NULL);
}

/* Returns whether the claim holds. */
static bool judge_state(struct search *s, const struct sim_state *state)
{
    struct arena *scratch = arena_create();
    struct witness ignored = {0};
    bool holds = sim_claim_holds(scratch, state, s->claim, NULL);
    s->out.applies = s->out.applies || sim_claim_applies(scratch, state, s->claim);
    if (s->claim->kind == CLAIM_CANNOT_REACH && !s->out.one_way)
        s->out.one_way = some_flow_delivered(scratch, state, s->claim);
    if (s->claim->kind == CLAIM_CAN_REACH && holds && !s->out.may_stall)
        s->out.may_stall = sim_claim_may_stall(scratch, state, s->claim, &ignored);
    s->out.states++;
    arena_destroy(scratch);
    return holds;
}

/* The next combination of states, like a counter. */
static bool next_combination(uint32_t *at, const struct sim_states *const *all, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (++at[i] < all[i]->count)
            return true;
        at[i] = 0;
    }
    return false;
}

/* Returns whether the claim holds in all combinations. */
static bool judge_product(struct search *s, struct bits down, const struct sim_states *const *all)
{
    const struct ir *ir = s->e->ir;
    uint32_t *at = arena_array(s->e->arena, uint32_t, s->prefix_count), seen = 0;
    struct sim_state state = {.ir = ir, .changed = down};
    state.prefixes = arena_array(s->e->arena, const struct sim_prefix_state *, ir->prefix_count);
    for (uint32_t p = 0; p < ir->prefix_count; p++)
        state.prefixes[p] = s->e->nothing;
    do {
        for (uint32_t i = 0; i < s->prefix_count; i++)
            state.prefixes[s->prefixes[i]] = all[i]->at[at[i]];
        if (!judge_state(s, &state))
            return false;
        if (++seen == PRODUCT_LIMIT) {
            s->out.cut = true;
            return true;
        }
    } while (next_combination(at, all, s->prefix_count));
    return true;
}

static struct bits environment_of(const struct search *s, const uint32_t *changed, uint32_t count)
{
    struct bits environment = bits_new(s->e->arena, s->e->ir->element_count);
    for (uint32_t i = 0; i < s->claim->down_count; i++)
        bits_add(environment, s->claim->down[i]);
    for (uint32_t i = 0; i < count; i++)
        bits_add(environment, changed[i]);
    return environment;
}

static void note_unstable(struct search *s, uint32_t prefix, const uint32_t *changed, uint32_t count)
{
    if (s->out.unstable)
        return;
    uint32_t *copy = arena_array(s->e->arena, uint32_t, count);
    for (uint32_t i = 0; i < count; i++)
        copy[i] = changed[i];
    s->out.unstable = true;
    s->out.unstable_changed = copy;
    s->out.unstable_changed_count = count;
    s->out.unstable_prefix = prefix;
}

/* An environment in which some prefix has no stable state decides nothing, whether or not the claim needs
 * that prefix. Returns whether all have one. */
static bool all_prefixes_settle(struct search *s, const struct environment *env, const uint32_t *changed,
                                uint32_t count)
{
    bool settle = true;
    for (uint32_t p = 0; p < s->e->ir->prefix_count && settle; p++) {
        const struct sim_states *states = states_of(s->e, env, p);
        s->out.cut = s->out.cut || (states->count == 0 && !states->complete);
        settle = states->count > 0 || !states->complete;
        if (!settle)
            note_unstable(s, p, changed, count);
    }
    return settle;
}

/* Has every prefix a stable state here, and any two of them select alike? */
static bool routing_is_stable(struct search *s, const struct environment *env)
{
    for (uint32_t p = 0; p < s->e->ir->prefix_count; p++) {
        struct sim_states states = *states_of(s->e, env, p);
        s->out.states++;
        if (states.count == 0 && states.complete)
            return false;
        for (uint32_t i = 1; i < states.count; i++)
            if (!sim_selects_alike(s->e->ir, states.at[0], states.at[i]))
                return false;
        s->out.cut = s->out.cut || !states.complete;
    }
    return true;
}

/* Returns whether the claim holds in all stable states of this environment. */
static bool judge_environment(struct search *s, const uint32_t *changed, uint32_t count)
{
    struct bits down = environment_of(s, changed, count);
    struct environment env = environment_new(s->e, down);
    const struct sim_states **all = arena_array(s->e->arena, const struct sim_states *, s->prefix_count);
    struct sim_states *copies = arena_array(s->e->arena, struct sim_states, s->prefix_count);
    if (s->e->too_large) {
        s->out.cut = true;
        return true;
    }
    s->out.environments++;
    if (s->claim->kind == CLAIM_STABLE) {
        s->out.applies = true;
        return routing_is_stable(s, &env);
    }
    if (s->thorough && !all_prefixes_settle(s, &env, changed, count))
        return true;
    for (uint32_t i = 0; i < s->prefix_count; i++) {
        copies[i] = *states_of(s->e, &env, s->prefixes[i]);
        all[i] = &copies[i];
        s->out.cut = s->out.cut || !copies[i].complete;
    }
    for (uint32_t i = 0; i < s->prefix_count; i++)
        if (all[i]->count == 0) {
            note_unstable(s, s->prefixes[i], changed, count);
            return true;
        }
    return judge_product(s, down, all);
}

/* ---- all environments ---- */

/* The next choice of `count` numbers below `limit`, in ascending order. */
static bool next_choice(uint32_t *at, uint32_t count, uint32_t limit)
{
    for (uint32_t i = count; i-- > 0;) {
        if (at[i] + (count - i) >= limit)
            continue;
        at[i]++;
        for (uint32_t k = i + 1; k < count; k++)
            at[k] = at[k - 1] + 1;
        return true;
    }
    return false;
}

/* Has enough been done for this claim? Then what was not found may still be there. */
static bool is_enough(struct search *s)
{
    bool wide = s->claim->kind == CLAIM_NO_LOOPS || s->claim->kind == CLAIM_NO_BLACKHOLES;
    uint64_t limit = wide ? WIDE_LIMIT : CLAIM_LIMIT;
    if (s->e->spent >= DESIGN_LIMIT && limit > LATE_LIMIT)
        limit = LATE_LIMIT;
    bool enough = s->e->too_large || s->e->states.count >= SEARCH_LIMIT || s->out.states >= limit ||
                  s->cuts >= CUT_LIMIT || s->choices > CHOICE_LIMIT;
    s->out.cut = s->out.cut || enough;
    return enough;
}

/* Returns whether the claim holds in every admitted environment with exactly `count` changes. */
static bool judge_changes(struct search *s, uint32_t count)
{
    uint32_t *at = arena_array(s->e->arena, uint32_t, count),
             *changed = arena_array(s->e->arena, uint32_t, count);
    for (uint32_t i = 0; i < count; i++)
        at[i] = i;
    do {
        for (uint32_t i = 0; i < count; i++)
            changed[i] = s->may_change[at[i]];
        if (s->choices++ >= CHOICE_LIMIT)
            s->out.cut = true;
        if (!claim_admits(s->e->ir, s->claim, changed, count) || share_slot(s, changed, count))
            continue;
        bool cut = s->out.cut, holds;
        s->out.cut = false;
        holds = judge_environment(s, changed, count);
        s->cuts += s->out.cut;
        s->out.cut = s->out.cut || cut;
        if (holds)
            continue;
        s->out.violated = true;
        s->out.changed = changed;
        s->out.changed_count = count;
        return false;
    } while (!is_enough(s) && next_choice(at, count, s->may_change_count));
    return true;
}

/* No environment has more changes than what is free and what the budgets pay for. */
static uint32_t most_changes(const struct search *s)
{
    uint64_t most = 0;
    for (uint32_t b = 0; b < CLAIM_BUDGETS_MAX; b++)
        most += s->claim->budgets[b].most;
    most += s->slot_count;
    for (uint32_t i = 0; i < s->may_change_count; i++)
        most += (s->e->ir->elements[s->may_change[i]].classes & IR_CLASS_SETTING) != 0;
    return most < s->may_change_count ? (uint32_t)most : s->may_change_count;
}

struct enumerated enumerate_claim(struct enumeration *e, const struct claim *claim, bool thorough)
{
    struct search s = search_new(e, claim);
    s.thorough = thorough;
    for (uint32_t k = 0; k <= most_changes(&s); k++)
        if (!judge_changes(&s, k) || is_enough(&s))
            break;
    e->spent += s.out.states;
    return s.out;
}

bool enumerate_violates(struct enumeration *e, const struct claim *claim, const uint32_t *changed,
                        uint32_t count)
{
    struct search s = search_new(e, claim);
    return !judge_environment(&s, changed, count);
}
