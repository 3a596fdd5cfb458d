/*
 * properties: what must be true of every design, whatever its verdicts are.
 */
#ifndef ORACLE_PROPERTIES_H
#define ORACLE_PROPERTIES_H

#include "compiler/compile.h"
#include "tests/oracle/trial.h"

/* The solver's verdicts as the oracle asks for them. */
struct verdict *properties_verify(struct arena *arena, const struct ir *ir, const struct claim_list *claims,
                                  uint32_t jobs);

/* Are two verdicts the same in outcome, marks, and the number of failures of the counterexample? */
bool properties_alike(const struct verdict *a, const struct verdict *b);

/* The route network keeps its rules, and prints the same twice. */
struct trial properties_of_ir(struct arena *arena, const struct compilation *c);

/* With two workers the verdicts are the same. */
struct trial properties_jobs(struct arena *arena, const struct compilation *c,
                             const struct verdict *verdicts);

/* With its declarations in another order the design has the same verdicts. */
struct trial properties_order(struct arena *arena, const struct compilation *c,
                              const struct verdict *verdicts, const char *text, uint64_t seed);

/* What is proved under K failures is proved under K - 1. */
struct trial properties_budget(struct arena *arena, const struct compilation *c,
                               const struct verdict *verdicts);

/* With an open flag a design has the verdicts of the two designs where it is on and where it is off, taken together; a
 * condition that names the flag has the same verdict in all three. Where the checks accept both. */
struct trial properties_settings(struct arena *arena, const struct compilation *c,
                                 const struct verdict *verdicts, const char *text, uint64_t seed);

/* What claims are said to be to each other fits their verdicts. Counts such claims. */
struct trial properties_relations(struct arena *arena, const struct compilation *c,
                                  const struct verdict *verdicts, struct trial_counts *counts);

/* A claim about several services has the verdict of the claims about each of them. */
struct trial properties_services(struct arena *arena, const struct compilation *c,
                                 const struct verdict *verdicts);

/* representatives.c: no claim is proved for a wide `may-advertise` that is refuted for a prefix of it. */
struct trial properties_representatives(struct arena *arena, const char *text, uint64_t seed);

#endif
