/*
 * derive: from claims and their verdicts to claims that are harder to judge.
 */
#ifndef ORACLE_DERIVE_H
#define ORACLE_DERIVE_H

#include "compiler/claim.h"
#include "compiler/verdict.h"

/*
 * What is refuted without any failure is turned into its opposite, under one failure; what is proved gets one
 * failure more, up to two. In `arena`; the claims keep their names.
 */
struct claim_list derive_claims(struct arena *arena, const struct ir *ir, const struct claim_list *claims,
                                const struct verdict *verdicts);

#endif
