/*
 * Stable states of the whole network. Prefixes do not influence each other, so a state of the network is one
 * state per prefix; what is done here is to run the search for each and to put the results together.
 */
#include "compiler/simulate.h"

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

/* The sessions that the choices name for one prefix, by table; NULL when there are none. */
static const uint32_t *fixed_for(struct arena *a, const struct ir *ir, uint32_t prefix,
                                 const struct route_choice *choices, uint32_t choice_count)
{
    uint32_t *fixed = NULL;
    for (uint32_t i = 0; i < choice_count; i++) {
        if (choices[i].prefix != prefix)
            continue;
        if (!fixed) {
            fixed = arena_array(a, uint32_t, ir->table_count);
            for (uint32_t t = 0; t < ir->table_count; t++)
                fixed[t] = SIM_FREE;
        }
        fixed[choices[i].table] = choices[i].session;
    }
    return fixed;
}

const struct sim_state *sim_follow(struct arena *a, const struct ir *ir, struct bits changed,
                                   const struct route_choice *choices, uint32_t choice_count)
{
    struct arena *scratch = arena_create();
    struct sim_net net = sim_net_new(scratch, ir, changed);
    struct sim_state *state = new_state(a, ir, changed);
    for (uint32_t p = 0; p < ir->prefix_count && state; p++) {
        const uint32_t *fixed = fixed_for(scratch, ir, p, choices, choice_count);
        struct sim_states states = sim_search(a, &net, p, fixed, 1);
        if (states.count > 0)
            state->prefixes[p] = states.at[0];
        else if (!fixed)
            state->prefixes[p] = no_routes(a, ir);
        else
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
