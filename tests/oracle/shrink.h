/*
 * shrink: from a design that shows that something is wrong to a small one that shows the same.
 */
#ifndef ORACLE_SHRINK_H
#define ORACLE_SHRINK_H

#include "base/buf.h"
#include "tests/oracle/trial.h"

/* Leave out of `text` what can be left out while the mismatch stays; the result is in `out`. */
void shrink_design(const char *text, uint64_t seed, enum mismatch mismatch, struct buf *out);

#endif
