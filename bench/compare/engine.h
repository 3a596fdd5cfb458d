/*
 * engine: what the comparison engines share. They judge the claims of a design by other methods than nicc's, from the
 * same route network and claims (compiler/ir.h, compiler/claim.h), so that their times and verdicts can stand beside
 * nicc's. None of them uses the folder solver/.
 */
#ifndef NICC_BENCH_COMPARE_ENGINE_H
#define NICC_BENCH_COMPARE_ENGINE_H

#include <stdbool.h>
#include <stdint.h>
#include <z3.h>

#include "base/arena.h"
#include "compiler/claim.h"
#include "compiler/ir.h"

enum engine_outcome { ENGINE_PROVED, ENGINE_REFUTED, ENGINE_UNKNOWN, ENGINE_UNSUPPORTED };

/* A verdict; `words` stand behind the claim's name: why it is unknown or unsupported, or what weakens it ("" mostly). */
struct engine_answer {
    enum engine_outcome outcome;
    const char *words;
};

struct engine_run {
    const struct ir *ir;
    double seconds;      /* per claim, 0: no limit */
    struct arena *arena; /* of the whole run */
    struct arena
        *kept;    /* what an engine keeps between claims is in here, NULL at first; it may replace it, */
    void *memory; /* and this leads to it */
};

/* Judge one claim. */
typedef struct engine_answer engine_judge(struct engine_run *run, const struct claim *c);

engine_judge simulator_judge; /* simulator.c */
engine_judge textbook_judge;  /* textbook.c */
engine_judge datalog_judge;   /* datalog.c */

struct engine_answer engine_says(enum engine_outcome outcome, const char *words);

/* ---- flows (flows.c) ---- */

/* A flow of a claim: two ends of one family, of members with different names. Start with {0}. */
struct flow_cursor {
    uint32_t from, to, from_end, to_end;
    const struct flow_end *a, *b;
};
bool flow_next(const struct claim *c, struct flow_cursor *at);

/* The table at which packets from the end start, the reply to what was delivered there included. */
uint32_t flow_start(const struct ir *ir, const struct flow_end *end);

/* Why claims about flows between these ends, in this design, are not for an engine that knows only tables; NULL: they
 * are. */
const char *flow_unsupported(const struct ir *ir, const struct claim *c);

/* May some element be otherwise than usual, beyond what the claim names? */
bool claim_has_choices(const struct ir *ir, const struct claim *c);
/* The environment in which just what the claim names is changed. */
struct bits claim_usual(struct arena *a, const struct ir *ir, const struct claim *c);

/* ---- limits of time (limit.c) ---- */

/* From now on for `seconds` (0: no limit). What Z3 does then in this context (NULL: in none) is interrupted; it may be
 * set only while Z3 searches, since terms cannot be made after an interrupt. */
void limit_begin(double seconds);
void limit_context(Z3_context context);
void limit_end(void);
bool limit_is_over(void);

#endif
