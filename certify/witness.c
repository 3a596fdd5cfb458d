/*
 * witness: from the numbers of a counterexample to an environment and a state, and to a verdict on it. What the solver
 * said about it counts for nothing here.
 */
#include "certify/witness.h"

struct witness_facts witness_facts_of(const struct ir *ir, const struct witness *w)
{
    struct witness_facts facts = {w->changed, w->changed_count, w->choices, w->choice_count, IR_NONE};
    for (uint32_t p = 0; w->instability && p < ir->prefix_count; p++)
        if (prefix_covers(ir->prefixes[p], w->instability->prefix) &&
            prefix_covers(w->instability->prefix, ir->prefixes[p]))
            facts.unstable = p;
    return facts;
}

static const char *check_changed(const struct ir *ir, const struct claim *claim,
                                 const struct witness_facts *f)
{
    for (uint32_t i = 0; i < f->changed_count; i++) {
        if (f->changed[i] >= ir->element_count || (i > 0 && f->changed[i] <= f->changed[i - 1]))
            return "its changes are no ascending list of elements";
        if (!claim_may_change(ir, claim, f->changed[i]))
            return "something is changed that the claim does not let change";
    }
    return claim_admits(ir, claim, f->changed, f->changed_count)
               ? NULL
               : "the claim does not admit so many failures";
}

static const char *check_choices(const struct ir *ir, const struct witness_facts *f)
{
    for (uint32_t i = 0; i < f->choice_count; i++) {
        const struct route_choice *c = &f->choices[i];
        bool known = c->prefix < ir->prefix_count && c->table < ir->table_count;
        if (known && c->session != IR_NONE)
            known = c->session < ir->session_count && ir->sessions[c->session].to == c->table;
        if (!known)
            return "it names an announcement that the network does not have";
    }
    return NULL;
}

static struct bits environment_of(struct arena *arena, const struct ir *ir, const struct claim *claim,
                                  const struct witness_facts *f)
{
    struct bits environment = bits_new(arena, ir->element_count);
    for (uint32_t i = 0; i < claim->down_count; i++)
        bits_add(environment, claim->down[i]);
    for (uint32_t i = 0; i < f->changed_count; i++)
        bits_add(environment, f->changed[i]);
    return environment;
}

/* Has every prefix a stable state there? */
static bool has_all_states(const struct ir *ir, const struct sim_state *state)
{
    for (uint32_t p = 0; p < ir->prefix_count; p++)
        sim_prefix_of(state, p);
    return !sim_lacks_state(state);
}

static const char *replay_instability(struct arena *arena, const struct ir *ir, struct bits environment,
                                      uint32_t prefix, struct witness *w)
{
    if (prefix >= ir->prefix_count)
        return "it names no prefix for which routing is not stable";
    switch (sim_stability(arena, ir, environment, prefix, w)) {
    case SIM_NEVER_SETTLES:
    case SIM_SEVERAL_STATES:
        return NULL;
    case SIM_SETTLES:
        return "the simulator finds that the routing is stable";
    case SIM_UNSURE:
        break;
    }
    return "the states are too many for the simulator to go through";
}

static const char *replay_state(struct arena *arena, const struct ir *ir, const struct claim *claim,
                                struct bits environment, const struct witness_facts *f, struct witness *w)
{
    const struct sim_state *state = sim_follow(arena, ir, environment, f->choices, f->choice_count);
    if (!state)
        return "its announcements lead to no stable state";
    if (sim_claim_holds(arena, state, claim, w))
        return "the simulator finds that the claim holds";
    return has_all_states(ir, state) ? NULL : "some prefix has no stable state there";
}

const char *witness_replay(struct arena *arena, const struct ir *ir, const struct claim *claim,
                           const struct witness_facts *facts, struct witness *w)
{
    *w = (struct witness){0};
    const char *problem = check_changed(ir, claim, facts);
    if (!problem)
        problem = check_choices(ir, facts);
    if (problem)
        return problem;
    struct bits environment = environment_of(arena, ir, claim, facts);
    problem = claim->kind == CLAIM_STABLE ? replay_instability(arena, ir, environment, facts->unstable, w)
                                          : replay_state(arena, ir, claim, environment, facts, w);
    if (problem)
        return problem;
    w->changed = facts->changed;
    w->changed_count = facts->changed_count;
    w->choices = facts->choices;
    w->choice_count = facts->choice_count;
    w->replayed = true;
    return NULL;
}
