/*
 * trial: compiles a design, has every claim judged by the solver and by enumeration, compares, and looks at
 * the properties. Everything of it is freed again but the words about what is wrong.
 */
#include "tests/oracle/trial.h"

#include "tests/oracle/compare.h"
#include "tests/oracle/derive.h"
#include "tests/oracle/differences.h"
#include "tests/oracle/members.h"
#include "tests/oracle/properties.h"
#include "tests/oracle/removal.h"
#include "tests/oracle/rng.h"
#include "tests/oracle/variants.h"

const char *mismatch_text(enum mismatch m)
{
    static const char *const texts[] = {
#define MISMATCH(name, text) text,
#include "tests/oracle/mismatches.def"
#undef MISMATCH
    };
    return texts[m];
}

/* The rules that a counterexample names: where its packets stop, and why. */
static void count_rules(struct trial_counts *counts, const struct witness *w)
{
    bool seen[RULE_COUNT] = {false};
    const struct path *paths[] = {&w->forward, &w->back};
    for (uint32_t i = 0; i < 2; i++)
        if (paths[i]->has_drop && paths[i]->drop.rule < RULE_COUNT)
            seen[paths[i]->drop.rule] = true;
    for (uint32_t i = 0; i < w->cause_count; i++)
        if (w->causes[i].rule < RULE_COUNT)
            seen[w->causes[i].rule] = true;
    for (uint32_t rule = 0; rule < RULE_COUNT; rule++)
        counts->rules[rule] += seen[rule];
}

static void count_verdict(struct trial_counts *counts, const struct ir *ir, const struct claim *claim,
                          const struct verdict *v, const struct enumerated *found)
{
    for (enum aspect a = 0; a < ASPECT_COUNT; a++)
        counts->aspects[a][v->outcome] += aspect_of(a, ir, claim, v);
    counts->claims++;
    counts->kinds[claim->kind]++;
    counts->verdicts[claim->kind][v->outcome]++;
    if (v->outcome == OUTCOME_REFUTED)
        count_rules(counts, &v->witness);
    for (uint32_t i = 0; i < v->other_count; i++)
        count_rules(counts, &v->others[i]);
    counts->vacuous += v->vacuous;
    counts->one_way += v->has_one_way;
    counts->may_stall += v->may_stall;
    counts->environments += found->environments;
    counts->states += found->states;
}

static struct trial compare_claims(struct arena *arena, const struct compilation *c,
                                   const struct claim_list *claims, const struct verdict *verdicts,
                                   struct trial_counts *counts)
{
    struct arena *scratch = arena_create();
    struct enumeration *e = enumeration_new(scratch, c->ir);
    struct trial t = {MISMATCH_NONE, ""};
    for (uint32_t i = 0; i < claims->count && t.mismatch == MISMATCH_NONE; i++) {
        const struct claim *claim = &claims->at[i];
        bool thorough = i % 5 == 0 || verdicts[i].outcome == OUTCOME_UNKNOWN; /* it costs most of the time */
        struct enumerated found = enumerate_claim(e, claim, thorough);
        t.mismatch = compare_verdict(e, claim, &verdicts[i], &found, counts);
        if (t.mismatch != MISMATCH_NONE && !thorough) {
            found = enumerate_claim(e, claim, true);
            t.mismatch = compare_verdict(e, claim, &verdicts[i], &found, counts);
        }
        count_verdict(counts, c->ir, claim, &verdicts[i], &found);
        if (t.mismatch != MISMATCH_NONE)
            t.details = compare_describe(arena, c->ir, claim, &verdicts[i], &found);
    }
    arena_destroy(scratch);
    return t;
}

/* Claims that are closer to the truth than those drawn blindly. */
static struct trial compare_derived(struct arena *arena, struct arena *scratch, const struct compilation *c,
                                    const struct verdict *verdicts, struct trial_counts *counts)
{
    struct claim_list derived = derive_claims(scratch, c->ir, c->claims, verdicts);
    const struct verdict *more = properties_verify(scratch, c->ir, &derived, 1);
    return compare_claims(arena, c, &derived, more, counts);
}

/* One of the properties that need the solver again. */
static struct trial compare_again(struct arena *arena, const struct compilation *c,
                                  const struct verdict *verdicts, const char *text, uint64_t seed,
                                  struct trial_counts *counts)
{
    struct rng rng = rng_of(seed, 1);
    uint32_t draw = rng_below(&rng, 48);
    if (draw == 0)
        return removal_check(arena, c, verdicts, counts); /* slow: it judges the design many times */
    switch (draw % 11) {
    case 0:
        return properties_jobs(arena, c, verdicts);
    case 1:
        return properties_order(arena, c, verdicts, text, seed);
    case 2:
        return properties_budget(arena, c, verdicts);
    case 3:
        return properties_services(arena, c, verdicts);
    case 4:
        return differences_hold(arena, c, seed);
    case 5:
        return members_hold(arena, c, verdicts);
    default:
        return variants_hold(arena, c, verdicts, text, seed, counts);
    }
}

static struct trial judge(struct arena *arena, const struct compilation *c, const char *text, uint64_t seed,
                          struct trial_counts *counts)
{
    struct arena *scratch = arena_create();
    struct trial t = properties_of_ir(arena, c);
    if (t.mismatch == MISMATCH_NONE) {
        const struct verdict *verdicts = properties_verify(scratch, c->ir, c->claims, 1);
        t = compare_claims(arena, c, c->claims, verdicts, counts);
        if (t.mismatch == MISMATCH_NONE)
            t = properties_relations(arena, c, verdicts, counts);
        if (t.mismatch == MISMATCH_NONE)
            t = compare_derived(arena, scratch, c, verdicts, counts);
        if (t.mismatch == MISMATCH_NONE)
            t = compare_again(arena, c, verdicts, text, seed, counts);
        if (t.mismatch == MISMATCH_NONE && seed % 3 == 0)
            t = properties_representatives(arena, text, seed);
        if (t.mismatch == MISMATCH_NONE)
            t = properties_settings(arena, c, verdicts, text, seed);
    }
    arena_destroy(scratch);
    return t;
}

/* Why a design is rejected: its first error. */
static void count_rejected(struct diag_list *diags, struct trial_counts *counts)
{
    uint32_t count, first = 0;
    const struct diag *const *all = diag_sorted(diags, &count);
    bool misspelt = false;
    for (uint32_t i = count; i-- > 0;)
        if (all[i]->severity == DIAG_ERROR) {
            first = diag_info(all[i]->code)->number;
            misspelt = misspelt || first / 100 == 1;
        }
    counts->rejected++;
    counts->misspelt += misspelt;
    counts->codes[first % TRIAL_CODES]++;
}

struct trial trial_run(struct arena *arena, const char *text, uint64_t seed, struct trial_counts *counts)
{
    struct compilation *c = compilation_create();
    struct trial t = {MISMATCH_NONE, ""};
    size_t length = 0;
    while (text[length])
        length++;
    counts->designs++;
    if (compile_text(c, "design.ni", text, length)) {
        t = judge(arena, c, text, seed, counts);
    } else {
        count_rejected(c->diags, counts);
        if (diag_errors(c->diags) == 0)
            t.mismatch = MISMATCH_REJECTED_SILENTLY;
    }
    compilation_destroy(c);
    return t;
}
