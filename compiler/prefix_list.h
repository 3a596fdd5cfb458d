/*
 * prefix_list: the prefixes of a clause, so that thousands of them are not gone through for every route.
 */
#ifndef NICC_COMPILER_PREFIX_LIST_H
#define NICC_COMPILER_PREFIX_LIST_H

#include "compiler/ir.h"

struct prefix_list;

/* Index `count` matches (ir_clause.prefixes), which must outlive the result. In `arena`. */
const struct prefix_list *prefix_list_new(struct arena *arena, const struct ir_prefix_match *matches,
                                          uint32_t count);

/* Does one of them match `p`? (An empty list matches nothing; a clause without one matches everything.) */
bool prefix_list_matches(const struct prefix_list *l, struct prefix p);

#endif
