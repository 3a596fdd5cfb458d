/*
 * because: what proofs rest on, in words; and one claim with its verdict at length, for `nicc explain`.
 */
#ifndef NICC_REPORT_BECAUSE_H
#define NICC_REPORT_BECAUSE_H

#include "report/report.h"

/* Below the line of a proved claim: what it rests on, at most a handful of lines. Nothing when it was not asked for. */
void because_put(const struct report *r, const struct verdict *v, struct buf *out);

/*
 * Claim `i` at length: verdict and claim; for a proof what it ranges over and what it rests on, with the declarations
 * quoted; for a refutation the counterexample, the rules and the declarations that decide it; for an unknown claim
 * what can be done about it.
 */
void because_explain(const struct report *r, uint32_t i, struct buf *out);

/* The rules that decide the claim: those of its reasons, or of the drops of its counterexample; each once, by number.
 * Returns how many; `rules` has room for RULE_COUNT. */
uint32_t because_rules(const struct verdict *v, uint32_t *rules);

/* What to do about a claim that is unknown, one sentence. */
const char *because_advice(const struct verdict *v);

#endif
