/*
 * members: each pair of members as a claim of its own, judged by itself. Nothing that the solver does to spare itself pairs
 * (alike sites, cuts, parts) can tell them from a claim that somebody has written. The parts of a claim are tried however few
 * they are, since in earnest they are for claims that no random design has.
 */
#include "tests/oracle/members.h"

#include <string.h>

#include "solver/parts.h"
#include "solver/stable.h"
#include "tests/oracle/compare.h"
#include "tests/oracle/properties.h"

#define PAIRS_MOST 40u /* of one claim */
#define STATES 200000u
#define TIMEOUT_MS 20000u

static bool decided(const struct verdict *v)
{
    return v->outcome == OUTCOME_PROVED || v->outcome == OUTCOME_REFUTED;
}

/* A claim for each pair. */
static struct claim_list split_pairs(struct arena *arena, const struct claim *claim)
{
    struct claim *single = arena_array(arena, struct claim, claim->from.count * claim->to.count);
    uint32_t count = 0;
    for (uint32_t i = 0; i < claim->from.count; i++)
        for (uint32_t k = 0; k < claim->to.count; k++)
            if (strcmp(claim->from.members[i].name, claim->to.members[k].name) != 0)
                single[count++] = *parts_pair(arena, claim, i, k);
    return (struct claim_list){.at = single, .count = count};
}

/* What the claims about pairs say together: refuted when one is, proved when all are. */
static struct verdict join_pairs(const struct verdict *of, uint32_t count)
{
    struct verdict all = {.outcome = OUTCOME_PROVED, .vacuous = true};
    for (uint32_t i = 0; i < count; i++) {
        if (all.outcome != OUTCOME_REFUTED && of[i].outcome != OUTCOME_PROVED)
            all.outcome = of[i].outcome;
        all.vacuous &= of[i].vacuous;
        all.has_one_way |= of[i].has_one_way;
        all.may_stall |= of[i].may_stall;
    }
    return all;
}

/* Marks are put on what is proved. (How many failures refute a claim is compared with what enumeration finds.) */
static bool agree(const struct verdict *whole, const struct verdict *joined)
{
    if (whole->outcome != joined->outcome || whole->outcome == OUTCOME_REFUTED)
        return whole->outcome == joined->outcome;
    return whole->vacuous == joined->vacuous && whole->has_one_way == joined->has_one_way &&
           whole->may_stall == joined->may_stall;
}

static const char *brief(struct arena *arena, const struct verdict *v)
{
    return arena_printf(arena, "%s%s%s%s, %u changes", compare_outcome(v->outcome),
                        v->vacuous ? ", vacuous" : "", v->has_one_way ? ", one way" : "",
                        v->may_stall ? ", may stall" : "", v->witness.changed_count);
}

static const char *describe(struct arena *arena, const struct claim *claim, const struct verdict *whole,
                            const struct claim_list *single, const struct verdict *of)
{
    const char *text =
        arena_printf(arena, "claim %s: %s: %s\n", claim->name, claim->text, brief(arena, whole));
    for (uint32_t i = 0; i < single->count; i++)
        text = arena_printf(arena, "%s  %s, %s: %s\n", text, single->at[i].from.members[0].name,
                            single->at[i].to.members[0].name, brief(arena, &of[i]));
    return text;
}

/* ---- parts ---- */

static struct parts_answer answer_in_parts(struct arena *arena, const struct ir *ir,
                                           const struct claim *claim)
{
    struct solver_stats stats = {0};
    struct judge j = {.z3 = z3x_create(arena),
                      .net = adjacency_new(arena, ir),
                      .options = {.jobs = 1, .state_limit = STATES},
                      .stats = &stats,
                      .arena = arena};
    j.suspects = stable_suspects(arena, j.net, STATES);
    z3x_limit(j.z3, (struct z3x_limits){.timeout_ms = TIMEOUT_MS});
    struct parts_answer a = parts_search(&j, arena, claim);
    z3x_destroy(j.z3);
    return a;
}

/* What the parts say; the pair that they name is one that is refuted. After a limit they say nothing. */
static bool fit_parts(const struct claim *claim, const struct verdict *whole, const struct claim_list *single,
                      const struct verdict *of, const struct parts_answer *a)
{
    if (a->result == Z3X_UNKNOWN)
        return true;
    if (whole->outcome == OUTCOME_PROVED)
        return a->result == Z3X_UNSAT;
    for (uint32_t i = 0; i < single->count && a->result == Z3X_SAT; i++)
        if (single->at[i].from.members == &claim->from.members[a->from] &&
            single->at[i].to.members == &claim->to.members[a->to])
            return of[i].outcome != OUTCOME_PROVED && of[i].outcome != OUTCOME_ERROR;
    return false;
}

static struct trial compare_claim(struct arena *arena, struct arena *scratch, const struct ir *ir,
                                  const struct claim *claim, const struct verdict *whole)
{
    struct claim_list single = split_pairs(scratch, claim);
    if (single.count < 2 || single.count > PAIRS_MOST)
        return (struct trial){MISMATCH_NONE, ""};
    const struct verdict *of = properties_verify(scratch, ir, &single, 1);
    struct verdict joined = join_pairs(of, single.count);
    if (decided(&joined) && !agree(whole, &joined))
        return (struct trial){MISMATCH_MEMBERS, describe(arena, claim, whole, &single, of)};
    if (!parts_divide(ir, claim))
        return (struct trial){MISMATCH_NONE, ""};
    struct parts_answer a = answer_in_parts(scratch, ir, claim);
    if (!fit_parts(claim, whole, &single, of, &a))
        return (struct trial){MISMATCH_PARTS, describe(arena, claim, whole, &single, of)};
    return (struct trial){MISMATCH_NONE, ""};
}

struct trial members_hold(struct arena *arena, const struct compilation *c, const struct verdict *verdicts)
{
    struct trial t = {MISMATCH_NONE, ""};
    for (uint32_t i = 0; i < c->claims->count && t.mismatch == MISMATCH_NONE; i++) {
        if (!claim_is_flow(c->claims->at[i].kind) || !decided(&verdicts[i]))
            continue;
        struct arena *scratch = arena_create();
        t = compare_claim(arena, scratch, c->ir, &c->claims->at[i], &verdicts[i]);
        arena_destroy(scratch);
    }
    return t;
}
