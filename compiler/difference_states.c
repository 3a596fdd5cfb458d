/*
 * The states in which a design is compared: all stable states of all environments in which nothing fails, that is of all
 * values of unknown settings and all sets of announcements that may be made.
 */
#include "compiler/difference_internal.h"

struct collection {
    struct arena *arena;
    const struct ir *ir;
    uint32_t limit;
    VEC(const struct sim_state *) states;
    bool complete;
};

static bool is_open(const struct ir_element *e)
{
    return (e->classes & (IR_CLASS_SETTING | IR_CLASS_ANNOUNCEMENT)) != 0 && !e->is_off && !e->down;
}

/* The states of one environment. False when there is none; then *unstable is a prefix without one. */
static bool collect(struct collection *c, struct bits changed, uint32_t *unstable)
{
    struct sim_all all = sim_all_states(c->arena, c->ir, changed, c->limit - c->states.count);
    for (uint32_t i = 0; i < all.count; i++)
        vec_push(c->arena, &c->states, all.at[i]);
    c->complete = c->complete && all.complete;
    *unstable = all.unstable;
    return all.count > 0;
}

/* The next set of open elements, like a binary number; false after the last one. */
static bool next_environment(struct bits changed, const uint32_t *open, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (!bits_has(changed, open[i])) {
            bits_add(changed, open[i]);
            return true;
        }
        bits_remove(changed, open[i]);
    }
    return false;
}

uint32_t difference_states(struct arena *arena, const struct ir *ir, struct bits down, uint32_t limit,
                           struct sim_all *out)
{
    struct collection c = {.arena = arena, .ir = ir, .limit = limit, .complete = true};
    uint32_t *open = arena_array(arena, uint32_t, ir->element_count), count = 0;
    uint32_t unstable = IR_NONE;
    struct bits changed = bits_copy(arena, down);
    for (uint32_t e = 0; e < ir->element_count; e++)
        if (is_open(&ir->elements[e]) && !bits_has(down, e))
            open[count++] = e;
    bool more = true;
    while (more && c.states.count < limit) {
        uint32_t prefix;
        if (!collect(&c, changed, &prefix)) {
            unstable = prefix;
            break;
        }
        more = next_environment(changed, open, count);
    }
    *out = (struct sim_all){.at = c.states.at, .count = c.states.count};
    out->complete = c.complete && !more;
    return unstable;
}
