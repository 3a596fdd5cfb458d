/*
 * judge: asks for a violation; then either has it replayed, or makes sure that the proof may stand. A verdict
 * is PROVED only on "no solution", REFUTED only when the simulator has confirmed it; all else is UNKNOWN or
 * ERROR. An error of Z3 anywhere on the way makes it ERROR.
 */
#include "solver/judge.h"

#include <time.h>

#include "solver/claims.h"
#include "solver/cut.h"
#include "solver/more.h"
#include "solver/parts.h"
#include "solver/replay.h"
#include "solver/search.h"
#include "solver/stability.h"
#include "solver/stable.h"
#include "solver/why.h"

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

static void leave_open(struct trial *t, enum doubt doubt, const char *reason)
{
    conclude(t, OUTCOME_UNKNOWN, reason);
    t->v.doubt = doubt;
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
    return replay_state(t->arena, t->j->z3, t->j->net, t->claim, a->changed, a->changed_count,
                        t->j->options.state_limit, NULL, goal);
}

/* There is a counterexample: show it in the simulator. */
static void refute(struct trial *t, const struct search_answer *a)
{
    struct replay r = replay(t, a, claims_violated);
    if (r.unknown) {
        leave_open(t, DOUBT_LIMIT, r.unknown);
        return;
    }
    if (!r.state || sim_claim_holds(t->arena, r.state, t->claim, &t->v.witness)) {
        const char *why = r.state ? "the simulator finds that the claim holds" : r.error;
        t->v.witness = (struct witness){0};
        conclude(t, OUTCOME_ERROR,
                 arena_printf(t->arena, "the counterexample could not be replayed: %s", why));
        return;
    }
    t->v.witness.changed = a->changed;
    t->v.witness.changed_count = a->changed_count;
    t->v.witness.replayed = true;
    t->v.witness.choices = r.choices;
    t->v.witness.choice_count = r.choice_count;
    conclude(t, OUTCOME_REFUTED, "");
    if (t->j->options.max_counterexamples > 1)
        more_counterexamples(t->j, t->arena, t->claim, r.state, &t->v);
}

/* Why a claim speaks of nothing, in words; NULL: it speaks of something. */
static const char *subject_missing(enum claim_subject s)
{
    switch (s) {
    case CLAIM_SPEAKS:
        break;
    case CLAIM_NO_FLOW:
        return "the claim speaks of no flow: its two sides have no two different members with addresses of "
               "one "
               "family";
    case CLAIM_END_NOWHERE:
        return "the claim speaks of no flow: no site holds the addresses at one of its ends";
    case CLAIM_END_DOWN:
        return "the claim speaks of no flow: one end of each is always down";
    case CLAIM_TABLE_DOWN:
        return "the claim speaks of nothing: its table is always down";
    case CLAIM_PREFIX_NOWHERE:
        return "the claim speaks of nothing: no table can ever hold a route for exactly this prefix";
    case CLAIM_NO_SESSION:
        return "the claim speaks of nothing: the two never exchange routes";
    }
    return NULL;
}

static bool may_be_vacuous(enum claim_kind k)
{
    return k == CLAIM_SYMMETRIC || k == CLAIM_PATH || k == CLAIM_ONLY_VIA;
}

/* Proved: but of nothing? */
static void look_for_subject(struct trial *t)
{
    const char *missing = subject_missing(claim_subject(t->j->net->ir, t->claim));
    if (missing) {
        t->v.vacuous = true;
        t->v.warning = missing;
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

/* Fills in an example of what a warning speaks of; false when the state has none. */
typedef bool find_example(struct arena *a, const struct sim_state *s, const struct claim *c,
                          struct witness *w);

/* There is a situation in which `goal` holds: have the simulator show it. Returns whether it could. */
static bool show_example(struct trial *t, const struct search_answer *a, replay_goal *goal,
                         find_example *find)
{
    struct replay r = replay(t, a, goal);
    if (r.unknown)
        return false;
    if (!r.state || !find(t->arena, r.state, t->claim, &t->v.example)) {
        const char *why = r.state ? "the simulator finds no such flow" : r.error;
        t->v.example = (struct witness){0};
        conclude(t, OUTCOME_ERROR,
                 arena_printf(t->arena, "the example of a warning could not be replayed: %s", why));
        return false;
    }
    t->v.example.changed = a->changed;
    t->v.example.changed_count = a->changed_count;
    t->v.example.replayed = true;
    return true;
}

/* Does a warning apply in some situation? Then t->v.example is one. A limit that is reached leaves it open. */
static bool look_for_example(struct trial *t, replay_goal *goal, find_example *find)
{
    int32_t so = encode(t, goal);
    if (t->q->problem || so == FORMULA_FALSE)
        return false;
    struct search_answer a = search_situation(t->j->z3, t->q, so);
    return a.result == Z3X_SAT && show_example(t, &a, goal, find);
}

/* Proved that no flow completes: but is a request delivered? */
static void look_for_one_way(struct trial *t)
{
    if (t->claim->kind != CLAIM_CANNOT_REACH || !look_for_example(t, claims_one_way, sim_claim_one_way))
        return;
    t->v.has_one_way = true;
    t->v.warning = arena_printf(t->arena, "packets from %s to %s are delivered, but no reply comes back",
                                t->v.example.source_name, t->v.example.destination_name);
}

/* Proved that all flows complete: but does a reply go round an appliance that waits for it? */
static void look_for_stall(struct trial *t)
{
    if (t->claim->kind != CLAIM_CAN_REACH || t->j->net->ir->appliance_count == 0 ||
        !look_for_example(t, claims_may_stall, sim_claim_may_stall))
        return;
    t->v.may_stall = true;
    t->v.warning = t->v.example.problem;
}

/* There is no counterexample. */
static void prove(struct trial *t)
{
    const char *doubt = stable_doubt(t->j->z3, t->q, t->j->suspects);
    if (doubt) {
        leave_open(t, DOUBT_ROUTING, doubt);
        return;
    }
    conclude(t, OUTCOME_PROVED, "");
    look_for_subject(t);
    look_for_one_way(t);
    look_for_stall(t);
    if (t->v.outcome == OUTCOME_PROVED && t->j->options.why && !t->v.vacuous)
        t->v.because = claim_is_negative(t->claim->kind) ? why_stops(t->j, t->arena, t->claim)
                                                         : why_needs(t->j, t->arena, t->claim);
}

/* ---- is routing stable? ---- */

/* Show it in the simulator: by itself, or where it finds too many states by following those of the solver. */
static bool show_instability(struct trial *t, const struct stability *s)
{
    const struct ir *ir = t->j->net->ir;
    const struct sim_prefix_state *two[2];
    struct bits environment = replay_environment(t->arena, ir, t->claim, s->changed, s->changed_count);
    switch (sim_stability(t->arena, ir, environment, s->prefix, &t->v.witness)) {
    case SIM_SETTLES:
        conclude(t, OUTCOME_ERROR,
                 "the counterexample could not be replayed: the simulator finds that the "
                 "routing is stable");
        return false;
    case SIM_NEVER_SETTLES:
    case SIM_SEVERAL_STATES:
        return true;
    case SIM_UNSURE:
        break;
    }
    if (stability_states(t->arena, t->j->z3, t->j->net, t->claim, environment, s->prefix,
                         t->j->options.state_limit, two)) {
        sim_show_states(t->arena, ir, s->prefix, two[0], two[1], &t->v.witness);
        return true;
    }
    leave_open(t, DOUBT_SIZE, "routing is not stable, but too large for the simulator to show it");
    return false;
}

static void judge_stability(struct trial *t)
{
    struct stability s =
        stability_find(t->arena, t->j->z3, t->j->net, t->claim, t->j->suspects, t->j->options.state_limit);
    t->j->stats->states += s.states;
    t->j->stats->nodes += s.nodes;
    if (s.result == Z3X_UNSAT) {
        conclude(t, OUTCOME_PROVED, "");
    } else if (s.result == Z3X_UNKNOWN) {
        leave_open(t, DOUBT_LIMIT, s.reason);
    } else if (s.result == Z3X_ERROR) {
        conclude(t, OUTCOME_ERROR, s.reason);
    } else if (show_instability(t, &s)) {
        t->v.witness.changed = s.changed;
        t->v.witness.changed_count = s.changed_count;
        t->v.witness.replayed = true;
        conclude(t, OUTCOME_REFUTED, "");
    }
}

static bool always_settles(const struct judge *j)
{
    for (uint32_t p = 0; p < j->net->ir->prefix_count; p++)
        if (j->suspects[p])
            return false;
    return true;
}

/* A claim with very many flows fails for this pair of members: the counterexample is the pair's own. That the pair should be
 * proved, judged by itself, cannot be; the claim is not proved by it. */
static void refute_pair(struct trial *t, uint32_t from, uint32_t to)
{
    t->v = judge_claim(t->j, t->arena, parts_pair(t->arena, t->claim, from, to));
    if (t->v.outcome != OUTCOME_PROVED)
        return;
    t->v = (struct verdict){.warning = ""};
    conclude(t, OUTCOME_ERROR, "the claim fails for a pair that is proved when it is judged by itself");
}

/* Where reaching is a matter of ways alone. A counterexample in which the routing of some other prefix does not settle is
 * none: where that may be, the search for one is not left to ways. */
static bool decide_by_cut(struct trial *t)
{
    struct cut_answer cut = cut_judge(t->arena, t->j->net, t->claim);
    if (cut.result == CUT_FAILS && !always_settles(t->j))
        return false;
    if (cut.result == CUT_FAILS && parts_many(t->claim)) {
        refute_pair(t, cut.from, cut.to);
    } else if (cut.result == CUT_FAILS) {
        struct search_answer a = {
            .result = Z3X_SAT, .changed = cut.changed, .changed_count = cut.changed_count};
        refute(t, &a);
    } else if (cut.result == CUT_HOLDS) {
        prove(t);
    }
    return cut.result != CUT_UNDECIDED;
}

/* A claim with very many flows. */
static bool decide_by_parts(struct trial *t)
{
    if (!parts_pay(t->j->net, t->claim))
        return false;
    struct parts_answer a = parts_search(t->j, t->arena, t->claim);
    switch (a.result) {
    case Z3X_SAT:
        refute_pair(t, a.from, a.to);
        break;
    case Z3X_UNSAT:
        prove(t);
        break;
    case Z3X_UNKNOWN:
        leave_open(t, a.too_large ? DOUBT_SIZE : DOUBT_LIMIT, a.reason);
        break;
    case Z3X_ERROR:
        conclude(t, OUTCOME_ERROR, a.reason);
        break;
    }
    return true;
}

static void decide(struct trial *t)
{
    if (t->claim->kind == CLAIM_STABLE) {
        judge_stability(t);
        return;
    }
    if (decide_by_cut(t) || decide_by_parts(t))
        return;
    stable_require(t->q, t->j->suspects);
    int32_t violated = encode(t, claims_violated);
    if (t->q->problem) {
        leave_open(t, DOUBT_SIZE, t->q->problem);
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
        leave_open(t, DOUBT_LIMIT, a.reason);
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
    z3x_limit(j->z3, (struct z3x_limits){j->options.timeout_ms, j->deadline, j->options.rlimit});
    t.q = query_new(arena, j->net, claim, NULL, j->options.state_limit);
    decide(&t);
    const char *failure = z3x_take_failure(j->z3);
    if (failure) /* whatever came out: some question may have gone without its answer */
        t.v = (struct verdict){.outcome = OUTCOME_ERROR, .reason = failure, .warning = ""};
    j->stats->states += t.q->states;
    j->stats->nodes += formula_nodes(t.q->formula);
    return t.v;
}
