/*
 * Stable states of the whole network. Prefixes do not influence each other, so a state of the network is one
 * state per prefix; what is done here is to run the search for each and to put the results together. In a state that
 * follows given choices the other prefixes wait until they are asked for.
 */
#include "compiler/simulate.h"

#include <stdlib.h>

#include "compiler/simulate_internal.h"

/* So many states of a prefix are compared to tell whether it has more than one. */
#define SEVERAL_LIMIT 16

struct sim_states sim_prefix_states(struct arena *a, const struct ir *ir, struct bits changed,
                                    uint32_t prefix, uint32_t limit)
{
    struct arena *scratch = arena_create();
    struct sim_net net = sim_net_new(scratch, ir, changed);
    struct sim_states states = sim_search(a, &net, prefix, NULL, limit);
    arena_destroy(scratch);
    return states;
}

static struct sim_state *new_state(struct arena *a, const struct ir *ir, struct bits changed)
{
    struct sim_state *s = arena_new(a, struct sim_state);
    s->ir = ir;
    s->changed = bits_copy(a, changed);
    s->prefixes = arena_array(a, const struct sim_prefix_state *, ir->prefix_count);
    return s;
}

/* For a prefix without a stable state that nobody asks about. */
static const struct sim_prefix_state *no_routes(struct arena *a, const struct ir *ir)
{
    struct sim_prefix_state *state = arena_new(a, struct sim_prefix_state);
    state->ribs = arena_array(a, struct sim_rib, ir->table_count);
    return state;
}

/* Of a state that somebody has followed: where the prefixes that no choice mentions come from. */
struct sim_rest {
    struct arena *arena;
    struct sim_net net;
    bool lacks; /* one of them has no stable state */
};

/* The first stable state of the prefix, in which `fixed` (by table, or NULL) is announced; or NULL. */
static const struct sim_prefix_state *find_state(struct sim_rest *rest, uint32_t prefix,
                                                 const uint32_t *fixed)
{
    struct sim_states states = sim_search(rest->arena, &rest->net, prefix, fixed, 1);
    return states.count > 0 ? states.at[0] : NULL;
}

const struct sim_prefix_state *sim_prefix_of(const struct sim_state *s, uint32_t prefix)
{
    if (!s->prefixes[prefix])
        s->prefixes[prefix] = find_state(s->rest, prefix, NULL);
    if (!s->prefixes[prefix]) {
        s->prefixes[prefix] = no_routes(s->rest->arena, s->ir);
        s->rest->lacks = true;
    }
    return s->prefixes[prefix];
}

bool sim_lacks_state(const struct sim_state *s)
{
    return s->rest && s->rest->lacks;
}

const struct sim_rib *sim_rib_at(const struct sim_state *s, uint32_t prefix, uint32_t table)
{
    return &sim_prefix_of(s, prefix)->ribs[table];
}

static int by_prefix(const void *a, const void *b)
{
    const struct route_choice *x = a, *y = b;
    if (x->prefix != y->prefix)
        return x->prefix < y->prefix ? -1 : 1;
    return x->table < y->table ? -1 : x->table > y->table;
}

/* The sessions that `count` choices for one prefix name, by table. */
static const uint32_t *fixed_by(struct arena *a, const struct ir *ir, const struct route_choice *choices,
                                uint32_t count)
{
    uint32_t *fixed = arena_array(a, uint32_t, ir->table_count);
    for (uint32_t t = 0; t < ir->table_count; t++)
        fixed[t] = SIM_FREE;
    for (uint32_t i = 0; i < count; i++)
        fixed[choices[i].table] = choices[i].session;
    return fixed;
}

const struct sim_state *sim_follow(struct arena *a, const struct ir *ir, struct bits changed,
                                   const struct route_choice *choices, uint32_t choice_count)
{
    struct sim_state *state = new_state(a, ir, changed);
    state->rest = arena_new(a, struct sim_rest);
    *state->rest = (struct sim_rest){.arena = a, .net = sim_net_new(a, ir, changed)};
    struct arena *scratch = arena_create();
    struct route_choice *sorted = arena_array(scratch, struct route_choice, choice_count);
    for (uint32_t i = 0; i < choice_count; i++)
        sorted[i] = choices[i];
    if (choice_count > 0)
        qsort(sorted, choice_count, sizeof *sorted, by_prefix);
    for (uint32_t i = 0, end; i < choice_count && state; i = end) {
        uint32_t prefix = sorted[i].prefix;
        for (end = i + 1; end < choice_count && sorted[end].prefix == prefix;)
            end++;
        const uint32_t *fixed = fixed_by(scratch, ir, sorted + i, end - i);
        state->prefixes[prefix] = find_state(state->rest, prefix, fixed);
        if (!state->prefixes[prefix])
            state = NULL;
    }
    arena_destroy(scratch);
    return state;
}

static const struct sim_prefix_state *first_state(struct arena *a, const struct sim_net *net, uint32_t prefix,
                                                  bool *several)
{
    struct arena *scratch = arena_create();
    struct sim_states states =
        sim_search(scratch, net, prefix, NULL, several && !*several ? SEVERAL_LIMIT : 1);
    const struct sim_prefix_state *first = NULL;
    if (states.count > 0)
        first = sim_copy_state(a, net->ir, states.at[0]->ribs);
    for (uint32_t i = 1; several && i < states.count; i++)
        *several = *several || !sim_selects_alike(net->ir, first, states.at[i]);
    arena_destroy(scratch);
    return first;
}

const struct sim_state *sim_first(struct arena *a, const struct ir *ir, struct bits changed,
                                  uint32_t *unstable, bool *several)
{
    struct arena *scratch = arena_create();
    struct sim_net net = sim_net_new(scratch, ir, changed);
    struct sim_state *state = new_state(a, ir, changed);
    if (several)
        *several = false;
    bool settled = true;
    for (uint32_t p = 0; p < ir->prefix_count && settled; p++) {
        state->prefixes[p] = first_state(a, &net, p, several);
        settled = state->prefixes[p] != NULL;
        if (!settled && unstable)
            *unstable = p;
    }
    arena_destroy(scratch);
    return settled ? state : NULL;
}

/* ---- all states ---- */

/* So many states of a prefix are looked at; many differ only in what is announced. */
#define PREFIX_LIMIT 256

/* The states of one prefix in which packets go different ways. */
static struct sim_states distinct_states(struct arena *a, const struct sim_net *net, uint32_t prefix)
{
    struct arena *scratch = arena_create();
    struct sim_states all = sim_search(scratch, net, prefix, NULL, PREFIX_LIMIT);
    const struct sim_prefix_state **kept = arena_array(a, const struct sim_prefix_state *, all.count);
    struct sim_states out = {.at = kept, .complete = all.complete};
    for (uint32_t i = 0; i < all.count; i++) {
        bool known = false;
        for (uint32_t k = 0; k < out.count && !known; k++)
            known = sim_selects_alike(net->ir, kept[k], all.at[i]);
        if (!known)
            kept[out.count++] = sim_copy_state(a, net->ir, all.at[i]->ribs);
    }
    arena_destroy(scratch);
    return out;
}

/* The next combination, like a counter; false after the last one. */
static bool next_combination(uint32_t *at, const struct sim_states *states, uint32_t count)
{
    for (uint32_t p = 0; p < count; p++) {
        if (++at[p] < states[p].count)
            return true;
        at[p] = 0;
    }
    return false;
}

struct sim_all sim_all_states(struct arena *a, const struct ir *ir, struct bits down, uint32_t limit)
{
    struct arena *scratch = arena_create();
    struct sim_net net = sim_net_new(scratch, ir, down);
    struct sim_states *states = arena_array(scratch, struct sim_states, ir->prefix_count);
    uint32_t *at = arena_array(scratch, uint32_t, ir->prefix_count);
    const struct sim_state **all = arena_array(a, const struct sim_state *, limit);
    struct sim_all out = {.at = all, .complete = true};
    bool more = limit > 0;
    for (uint32_t p = 0; p < ir->prefix_count && more; p++) {
        states[p] = distinct_states(a, &net, p);
        out.complete = out.complete && states[p].complete;
        more = states[p].count > 0;
        out.unstable = p;
    }
    while (more && out.count < limit) {
        struct sim_state *state = new_state(a, ir, down);
        for (uint32_t p = 0; p < ir->prefix_count; p++)
            state->prefixes[p] = states[p].at[at[p]];
        all[out.count++] = state;
        more = next_combination(at, states, ir->prefix_count);
    }
    out.complete = out.complete && !(more && out.count == limit);
    arena_destroy(scratch);
    return out;
}
