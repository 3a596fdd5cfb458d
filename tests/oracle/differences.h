/*
 * differences: the comparison of two designs against flows that are judged one by one.
 */
#ifndef ORACLE_DIFFERENCES_H
#define ORACLE_DIFFERENCES_H

#include "compiler/compile.h"
#include "tests/oracle/trial.h"

/*
 * Compare the design with itself, with a mutant of it, and the mutant with the design: the first is equivalent, the last
 * is the second with more and less exchanged. Flows between addresses drawn at random are judged by claims: where the
 * designs differ there is a row for it, and the flow of each row has the facts of its row.
 */
struct trial differences_hold(struct arena *arena, const struct compilation *c, uint64_t seed);

#endif
