/*
 * aspects: what claims speak of, so that a run tells what it has covered.
 */
#ifndef ORACLE_ASPECTS_H
#define ORACLE_ASPECTS_H

#include "compiler/claim.h"
#include "compiler/verdict.h"

enum aspect {
#define ASPECT(name, text) ASPECT_##name,
#include "tests/oracle/aspects.def"
#undef ASPECT
    ASPECT_COUNT
};

const char *aspect_text(enum aspect a);

/* Is this true of the claim and its verdict? */
bool aspect_of(enum aspect a, const struct ir *ir, const struct claim *c, const struct verdict *v);

#endif
