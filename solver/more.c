/*
 * more: one environment after the other, the simplest first. In each the simulator lists all flows that break the claim;
 * they are sorted by their causes, and then known: the next question is for what is not known yet. A flow that is known to
 * break the claim when some elements are changed is not asked for again where these, and more, are changed.
 */
#include "solver/more.h"

#include <string.h>

#include "base/vec.h"
#include "solver/claims.h"
#include "solver/replay.h"
#include "solver/search.h"
#include "solver/stable.h"

#define ROUNDS_PER_ONE 4      /* environments looked at for each counterexample that is asked for */
#define VIOLATIONS_LIMIT 5000 /* flows in one environment; with more of them the search ends */

/* A violation that is known, and its cause. */
struct member {
    struct claim_flow flow;
    uint32_t group;
};

struct collection {
    struct judge *j;
    struct arena *arena;
    const struct claim *claim;
    VEC(struct witness) groups; /* one for each cause */
    VEC(struct claim_known) known;
    VEC(struct member) members;
    bool complete; /* all violations of the environments so far are known */
};

/* ---- causes ---- */

static bool is_same_span(struct span a, struct span b)
{
    return a.file == b.file && a.begin == b.begin && a.end == b.end;
}

/* The same rule, at the same declaration. Where neither is known, the same words. */
static bool is_same_cause(const struct cause *a, const struct cause *b)
{
    bool says_something = a->rule != IR_NONE || !is_same_span(a->because, SPAN_NONE);
    return a->rule == b->rule && is_same_span(a->because, b->because) &&
           (says_something || strcmp(a->text, b->text) == 0);
}

static bool have_same_causes(const struct witness *a, const struct witness *b)
{
    if (a->cause_count != b->cause_count)
        return false;
    for (uint32_t i = 0; i < a->cause_count; i++)
        if (!is_same_cause(&a->causes[i], &b->causes[i]))
            return false;
    return a->cause_count > 0 || strcmp(a->problem, b->problem) == 0;
}

/* The group with this cause, or the number of groups. */
static uint32_t group_of(const struct collection *c, const struct witness *w)
{
    uint32_t group = 0;
    while (group < c->groups.count && !have_same_causes(&c->groups.at[group], w))
        group++;
    return group;
}

/* ---- what is known ---- */

static bool is_part(const uint32_t *part, uint32_t part_count, const uint32_t *whole, uint32_t count)
{
    for (uint32_t i = 0; i < part_count; i++)
        if (!ids_hold(whole, count, part[i]))
            return false;
    return true;
}

static bool is_known(const struct collection *c, const struct claim_known *k)
{
    for (uint32_t i = 0; i < c->known.count; i++) {
        const struct claim_known *old = &c->known.at[i];
        if (memcmp(&old->flow, &k->flow, sizeof k->flow) == 0 &&
            is_part(old->changed, old->changed_count, k->changed, k->changed_count))
            return true;
    }
    return false;
}

static bool has_member(const struct collection *c, struct member m)
{
    for (uint32_t i = 0; i < c->members.count; i++)
        if (memcmp(&c->members.at[i], &m, sizeof m) == 0)
            return true;
    return false;
}

/* A violation in the environment: of a known cause, or the first of its cause. */
static void sort_in(struct collection *c, const struct sim_violation *v, const struct claim_known *k,
                    bool *seen_here)
{
    struct member m = {v->flow, group_of(c, &v->witness)};
    if (m.group == c->groups.count) {
        struct witness w = v->witness;
        w.changed = k->changed;
        w.changed_count = k->changed_count;
        w.replayed = true;
        vec_push(c->arena, &c->groups, w);
    } else {
        c->groups.at[m.group].more_flows += !has_member(c, m);
        c->groups.at[m.group].more_environments += !seen_here[m.group];
    }
    seen_here[m.group] = true;
    vec_push(c->arena, &c->members, m);
}

/* All that breaks the claim in this state. Returns whether there was something new. */
static bool collect(struct collection *c, const struct sim_state *state, const uint32_t *changed,
                    uint32_t changed_count)
{
    struct sim_violations found = sim_claim_violations(c->arena, state, c->claim, VIOLATIONS_LIMIT);
    bool *seen_here = arena_array(c->arena, bool, c->groups.count + found.count);
    uint32_t before = c->known.count;
    for (uint32_t i = 0; i < found.count; i++) {
        struct claim_known k = {found.at[i].flow, changed, changed_count};
        if (is_known(c, &k))
            continue;
        sort_in(c, &found.at[i], &k, seen_here);
        vec_push(c->arena, &c->known, k);
    }
    c->complete = c->complete && found.complete;
    return c->known.count > before;
}

/* ---- the next environment ---- */

enum step { STEP_FOUND, STEP_END, STEP_ERROR };

static enum step next_environment(struct collection *c, const char **error)
{
    struct judge *j = c->j;
    struct claim_known_list known = {c->known.at, c->known.count};
    struct query *q = query_new(c->arena, j->net, c->claim, NULL, j->options.state_limit);
    q->known = &known;
    stable_require(q, j->suspects);
    int32_t violated = claims_violated(q);
    if (q->problem)
        return STEP_END;
    struct search_answer a = search_situation(j->z3, q, violated);
    if (a.result != Z3X_SAT)
        return STEP_END;
    struct replay r = replay_state(c->arena, j->z3, j->net, c->claim, a.changed, a.changed_count,
                                   j->options.state_limit, &known, claims_violated);
    if (r.unknown)
        return STEP_END;
    if (!r.state || !collect(c, r.state, a.changed, a.changed_count)) {
        *error = r.state ? "the simulator finds nothing new" : r.error;
        return STEP_ERROR;
    }
    return STEP_FOUND;
}

void more_counterexamples(struct judge *j, struct arena *arena, const struct claim *claim,
                          const struct sim_state *state, struct verdict *v)
{
    struct collection c = {.j = j, .arena = arena, .claim = claim, .complete = true};
    uint32_t most = j->options.max_counterexamples;
    const char *error = "";
    enum step step = STEP_FOUND;
    collect(&c, state, v->witness.changed, v->witness.changed_count);
    for (uint32_t round = 0; round / ROUNDS_PER_ONE < most && step == STEP_FOUND && c.complete; round++)
        step = c.groups.count < most ? next_environment(&c, &error) : STEP_END;
    if (step == STEP_ERROR) {
        *v = (struct verdict){.outcome = OUTCOME_ERROR, .warning = ""};
        v->reason = arena_printf(arena, "a further counterexample could not be replayed: %s", error);
        return;
    }
    for (uint32_t i = 0; i < c.groups.count; i++)
        c.groups.at[i].more_is_least = !c.complete;
    v->witness = c.groups.at[0];
    v->others = c.groups.at + 1;
    v->other_count = (c.groups.count < most ? c.groups.count : most) - 1;
}
