/*
 * members: a claim about sets says what the claims about each pair of their members say.
 */
#ifndef ORACLE_MEMBERS_H
#define ORACLE_MEMBERS_H

#include "compiler/compile.h"
#include "tests/oracle/trial.h"

/* Claims about several pairs have the verdicts, and the marks, of the claims about their pairs, taken together; and those that
 * can be divided, the verdicts of their parts. */
struct trial members_hold(struct arena *arena, const struct compilation *c, const struct verdict *verdicts);

#endif
