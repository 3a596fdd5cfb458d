/*
 * variants: the same design written in another way, or with something added that changes nothing for anybody.
 */
#ifndef ORACLE_VARIANTS_H
#define ORACLE_VARIANTS_H

#include "compiler/compile.h"
#include "tests/oracle/trial.h"

/* "renamed", ... */
const char *variant_text(enum variant v);

/* Write the variant of a generated design to `out`. Returns false when there is none: nothing in the design can be
 * changed so. What is changed depends on `seed` only. */
bool variant_write(enum variant v, const char *text, uint64_t seed, struct buf *out);

/* The variant, drawn by `seed`, has the same verdicts. Counts the variants that were judged. */
struct trial variants_hold(struct arena *arena, const struct compilation *c, const struct verdict *verdicts,
                           const char *text, uint64_t seed, struct trial_counts *counts);

#endif
