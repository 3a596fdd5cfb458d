/*
 * datalog_rules: the forwarding of one stable state as rules for Z3's Datalog engine.
 */
#ifndef NICC_BENCH_COMPARE_DATALOG_RULES_H
#define NICC_BENCH_COMPARE_DATALOG_RULES_H

#include "bench/compare/engine.h"
#include "compiler/simulate.h"

struct rules;

/* Rules in a context of their own; everything else is in `arena`. The ends of `c` are where packets may be delivered. */
struct rules *rules_new(struct arena *arena, const struct sim_state *s, const struct claim *c);
void rules_free(struct rules *r);

enum rules_relation { RULES_MAY, RULES_GOOD };

/* Some packet from a member of `from` to another member of `to` is a violation: with RULES_MAY when some branch of it is
 * delivered, with RULES_GOOD when some branch is not. */
void rules_violate_each(struct rules *r, const struct claim_set *from, const struct claim_set *to,
                        enum rules_relation relation);

/* It is a violation when packets from `a` to `b` may be delivered, and packets from `b` to `a` too. */
void rules_violate_exchange(struct rules *r, const struct flow_end *a, const struct flow_end *b);

/* Is there a violation: refuted, proved, or unknown? */
enum engine_outcome rules_query(struct rules *r);

#endif
