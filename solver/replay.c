/*
 * replay: the second, smaller encoding knows the environment, so only free choices are left in it. It
 * also checks the first one: both must agree that the goal can be met.
 */
#include "solver/replay.h"

#include "solver/routing.h"
#include "solver/search.h"

struct choices {
    struct arena *arena;
    VEC(struct route_choice) list;
};

struct bits replay_environment(struct arena *arena, const struct ir *ir, const struct claim *c,
                               const uint32_t *changed, uint32_t changed_count)
{
    struct bits environment = bits_new(arena, ir->element_count);
    for (uint32_t i = 0; i < c->down_count; i++)
        bits_add(environment, c->down[i]);
    for (uint32_t i = 0; i < changed_count; i++)
        bits_add(environment, changed[i]);
    return environment;
}

/* What each table announces for this prefix. */
static void read_choices(struct choices *out, const struct ir *ir, const struct routing *r,
                         const bool *values)
{
    for (uint32_t t = 0; t < ir->table_count; t++) {
        uint32_t count;
        const uint32_t *states = routing_at(r, t, &count);
        for (uint32_t i = 0; i < count; i++) {
            uint32_t s = states[i];
            if (!formula_value(values, r->selected[s]) || !formula_value(values, r->announced[s]))
                continue;
            struct route_choice c = {r->states->prefix, t, r->states->at.at[s].is.session};
            vec_push(out->arena, &out->list, c);
            break;
        }
    }
}

struct replay_choices replay_choices_of(struct arena *arena, const struct ir *ir, const struct routing *r,
                                        const bool *values)
{
    struct choices choices = {.arena = arena};
    read_choices(&choices, ir, r, values);
    return (struct replay_choices){choices.list.at, choices.list.count};
}

struct replay replay_state(struct arena *arena, struct z3x *z, const struct adjacency *net,
                           const struct claim *claim, const uint32_t *changed, uint32_t changed_count,
                           uint32_t state_limit, const struct claim_known_list *known, replay_goal *goal)
{
    struct bits environment = replay_environment(arena, net->ir, claim, changed, changed_count);
    struct query *q = query_new(arena, net, claim, &environment, state_limit);
    q->known = known;
    int32_t wanted = goal(q);
    if (q->problem)
        return (struct replay){.unknown = q->problem}; /* a limit */
    bool *values;
    struct search_answer answer = search_solution(z, q, wanted, &values);
    if (answer.result == Z3X_UNKNOWN)
        return (struct replay){.unknown = answer.reason};
    if (answer.result != Z3X_SAT)
        return (struct replay){.error = answer.result == Z3X_UNSAT ? "no state of its environment fits"
                                                                   : answer.reason};
    struct choices choices = {.arena = arena};
    for (uint32_t i = 0; i < q->prefixes.count; i++)
        read_choices(&choices, net->ir, q->routings[q->prefixes.at[i]], values);
    struct replay out = {.choices = choices.list.at, .choice_count = choices.list.count};
    out.state = sim_follow(arena, net->ir, environment, out.choices, out.choice_count);
    if (!out.state)
        out.error = "its announcements lead to no stable state";
    return out;
}
