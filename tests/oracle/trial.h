/*
 * trial: one design, judged by both engines, and whatever is wrong about it.
 */
#ifndef ORACLE_TRIAL_H
#define ORACLE_TRIAL_H

#include "base/arena.h"
#include "compiler/claim.h"
#include "compiler/verdict.h"
#include "tests/oracle/aspects.h"

enum mismatch {
#define MISMATCH(name, text) MISMATCH_##name,
#include "tests/oracle/mismatches.def"
#undef MISMATCH
    MISMATCH_COUNT
};

const char *mismatch_text(enum mismatch m);

#define TRIAL_OUTCOMES 4 /* as in enum outcome */
#define TRIAL_CODES 1000 /* numbers of diagnostics */

/* The same design written in another way (variants.h). */
enum variant {
    VARIANT_RENAMED, /* sites and circuits get other names, in the opposite alphabetical order */
    VARIANT_UNUSED,  /* a site more that is joined to nothing */
    VARIANT_SPLIT,   /* a prefix of a site as its two halves */
    VARIANT_DOUBLED, /* a connection once more, which is down */
    VARIANT_COUNT
};

/* Sums over designs. */
struct trial_counts {
    uint64_t designs, rejected, claims, environments, states;
    uint64_t kinds[CLAIM_KIND_COUNT];
    uint64_t verdicts[CLAIM_KIND_COUNT][TRIAL_OUTCOMES];
    uint64_t aspects[ASPECT_COUNT][TRIAL_OUTCOMES];
    uint64_t misspelt;           /* designs with syntax errors: none when they were drawn */
    uint64_t codes[TRIAL_CODES]; /* first errors of designs that were rejected, by number */
    uint64_t vacuous, one_way, may_stall;
    uint64_t related;            /* claims that follow from another one, repeat or contradict it */
    uint64_t needed, not_needed; /* declarations taken away, with and without effect */
    uint64_t cut;                /* the enumeration reached a limit: nothing compared beyond what it found */
    uint64_t limits;             /* unknown for a stated limit of the solver */
    uint64_t variants[VARIANT_COUNT]; /* compared */
    uint64_t rules[RULE_COUNT];       /* counterexamples that name the rule */
    uint64_t unstable;                /* unknown, as it must be */
};

struct trial {
    enum mismatch mismatch; /* the first that was found */
    const char *details;    /* claim, verdicts, environment; in the arena given */
};

/* Judge `text`. Which of the costlier properties are looked at too depends on `seed` alone. Adds to `counts`. */
struct trial trial_run(struct arena *arena, const char *text, uint64_t seed, struct trial_counts *counts);

#endif
