/*
 * judge: asks for a violation; then either has it replayed, or makes sure that the proof may stand. A verdict
 * is PROVED only on "no solution", REFUTED only when the simulator has confirmed it; all else is UNKNOWN or
 * ERROR.
 */
#include "solver/judge.h"

#include <time.h>

#include "solver/claims.h"
#include "solver/replay.h"
#include "solver/search.h"
#include "solver/stable.h"

/* The claim at work. */
struct trial {
    struct judge *j;
    struct arena *arena;
    const struct claim *claim;
    struct query *q;
    struct verdict v;
};

static double milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void conclude(struct trial *t, enum outcome outcome, const char *reason)
{
    t->v.outcome = outcome;
    t->v.reason = reason;
}

/* Encode `goal`, and keep the time. */
static int32_t encode(struct trial *t, replay_goal *goal)
{
    double start = milliseconds();
    int32_t literal = goal(t->q);
    t->j->stats->encode_ms += milliseconds() - start;
    return literal;
}

static struct replay replay(struct trial *t, const struct search_answer *a, replay_goal *goal)
{
    return replay_state(t->arena, t->j->z3, t->j->net, t->claim, a->failed, a->failed_count,
                        t->j->options.state_limit, goal);
}

/* There is a counterexample: show it in the simulator. */
static void refute(struct trial *t, const struct search_answer *a)
{
    struct replay r = replay(t, a, claims_violated);
    if (r.unknown) {
        conclude(t, OUTCOME_UNKNOWN, r.unknown);
        return;
    }
    if (!r.state || sim_claim_holds(t->arena, r.state, t->claim, &t->v.witness)) {
        const char *why = r.state ? "the simulator finds that the claim holds" : r.error;
        t->v.witness = (struct witness){0};
        conclude(t, OUTCOME_ERROR,
                 arena_printf(t->arena, "the counterexample could not be replayed: %s", why));
        return;
    }
    t->v.witness.failed = a->failed;
    t->v.witness.failed_count = a->failed_count;
    t->v.witness.replayed = true;
    conclude(t, OUTCOME_REFUTED, "");
}

static bool members_have_flow(const struct claim_member *a, const struct claim_member *b)
{
    for (uint32_t i = 0; i < a->end_count; i++)
        for (uint32_t k = 0; k < b->end_count; k++)
            if (claim_ends_pair(&a->ends[i], &b->ends[k]))
                return true;
    return false;
}

static bool has_flow(const struct claim *c)
{
    for (uint32_t i = 0; i < c->from.count; i++)
        for (uint32_t k = 0; k < c->to.count; k++)
            if (claims_pairs(&c->from.members[i], &c->to.members[k]) &&
                members_have_flow(&c->from.members[i], &c->to.members[k]))
                return true;
    return false;
}

static bool may_be_vacuous(enum claim_kind k)
{
    return k == CLAIM_SYMMETRIC || k == CLAIM_PATH || k == CLAIM_ONLY_VIA;
}

/* Proved: but of nothing? */
static void look_for_subject(struct trial *t)
{
    if (!claim_is_flow(t->claim->kind))
        return;
    if (!has_flow(t->claim)) {
        t->v.vacuous = true;
        t->v.warning = "the claim speaks of no flow: its two sides have no two different members with "
                       "addresses of one family";
        return;
    }
    if (!may_be_vacuous(t->claim->kind))
        return;
    int32_t applies = encode(t, claims_applies);
    if (t->q->problem) /* too large to say more */
        return;
    struct search_answer a = search_situation(t->j->z3, t->q, applies);
    if (a.result != Z3X_UNSAT)
        return;
    t->v.vacuous = true;
    t->v.warning = t->claim->kind == CLAIM_SYMMETRIC
                       ? "in no admitted situation is a flow that the claim speaks of delivered both ways"
                       : "in no admitted situation is a flow that the claim speaks of delivered";
}

/* Record the way from a to b when the simulator finds it. */
static bool show_one_way(struct trial *t, const struct sim_state *s, const struct claim_member *a,
                         const struct flow_end *from, const struct claim_member *b, const struct flow_end *to)
{
    if (sim_delivery(t->arena, s, from, to) == SIM_NONE)
        return false;
    t->v.has_one_way = true;
    t->v.one_way = sim_path(t->arena, s, from, to, SIM_ANY_SERVICE, a->name, b->name);
    t->v.warning = arena_printf(t->arena, "packets from %s to %s are delivered, but no reply comes back",
                                a->name, b->name);
    return true;
}

static bool show_one_way_of(struct trial *t, const struct sim_state *s, const struct claim_member *a,
                            const struct claim_member *b)
{
    for (uint32_t i = 0; i < a->end_count; i++)
        for (uint32_t k = 0; k < b->end_count; k++)
            if (claim_ends_pair(&a->ends[i], &b->ends[k]) &&
                claim_flow_counts(s->ir, t->claim, s->down, &a->ends[i], &b->ends[k]) &&
                (show_one_way(t, s, a, &a->ends[i], b, &b->ends[k]) ||
                 show_one_way(t, s, b, &b->ends[k], a, &a->ends[i])))
                return true;
    return false;
}

/* Proved that no flow completes: but is one delivered in one direction? */
static void look_for_one_way(struct trial *t)
{
    if (t->claim->kind != CLAIM_CANNOT_REACH)
        return;
    int32_t one_way = encode(t, claims_one_way);
    if (t->q->problem)
        return;
    struct search_answer a = search_situation(t->j->z3, t->q, one_way);
    if (a.result != Z3X_SAT)
        return;
    struct replay r = replay(t, &a, claims_one_way);
    if (!r.state && r.error)
        conclude(t, OUTCOME_ERROR,
                 arena_printf(t->arena, "a one-way path could not be replayed: %s", r.error));
    const struct claim_set *from = &t->claim->from, *to = &t->claim->to;
    for (uint32_t i = 0; r.state && i < from->count; i++)
        for (uint32_t k = 0; k < to->count; k++)
            if (claims_pairs(&from->members[i], &to->members[k]) &&
                show_one_way_of(t, r.state, &from->members[i], &to->members[k]))
                return;
}

/* There is no counterexample. */
static void prove(struct trial *t)
{
    const char *doubt = stable_doubt(t->j->z3, t->q, t->j->suspects);
    if (doubt) {
        conclude(t, OUTCOME_UNKNOWN, doubt);
        return;
    }
    conclude(t, OUTCOME_PROVED, "");
    look_for_subject(t);
    look_for_one_way(t);
}

static void decide(struct trial *t)
{
    stable_require(t->q, t->j->suspects);
    int32_t violated = encode(t, claims_violated);
    if (t->q->problem) {
        conclude(t, OUTCOME_UNKNOWN, t->q->problem);
        return;
    }
    struct search_answer a = search_situation(t->j->z3, t->q, violated);
    switch (a.result) {
    case Z3X_SAT:
        refute(t, &a);
        break;
    case Z3X_UNSAT:
        prove(t);
        break;
    case Z3X_UNKNOWN:
        conclude(t, OUTCOME_UNKNOWN, a.reason);
        break;
    case Z3X_ERROR:
        conclude(t, OUTCOME_ERROR, a.reason);
        break;
    }
}

struct verdict judge_claim(struct judge *j, struct arena *arena, const struct claim *claim)
{
    struct trial t = {.j = j, .arena = arena, .claim = claim, .v = {.reason = "", .warning = ""}};
    if (j->options.rlimit)
        z3x_renew(j->z3); /* its count of work depends on what a context has done before */
    z3x_limit(j->z3, (struct z3x_limits){j->options.timeout_ms, j->options.rlimit});
    t.q = query_new(arena, j->net, claim, NULL, j->options.state_limit);
    decide(&t);
    j->stats->states += t.q->states;
    j->stats->nodes += formula_nodes(t.q->formula);
    return t.v;
}
