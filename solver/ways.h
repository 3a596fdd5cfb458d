/*
 * ways: paths from the tables that hold a prefix to another table that share no element which may fail. Maximum flow by
 * augmenting paths (Ford and Fulkerson), each found breadth first (Edmonds and Karp), in a graph in which sessions and
 * tables are edges: one with an element that may fail has room for one way, any other for all.
 */
#ifndef NICC_SOLVER_WAYS_H
#define NICC_SOLVER_WAYS_H

#include "compiler/order.h"

/* What an element is, by itself, in the environments that are looked at. */
enum ways_fate { WAYS_UP, WAYS_MORTAL, WAYS_DOWN };

/* What the edges of a session, and of a table, come to; the same for all prefixes. */
struct ways_edges;

/* For these fates, by element: what is up, may fail, or is down, each without its parents. In `arena`. */
struct ways_edges *ways_edges_new(struct arena *arena, const struct ir *ir, const enum ways_fate *fate);

struct ways;

/*
 * The graph for the prefix that `order` has looked at: from the tables that are sure to hold it, over sessions that are
 * open. Everything is in `arena`; `order` may look at the next prefix afterwards, the rest has to stay.
 */
struct ways *ways_new(struct arena *arena, const struct order *order, const struct ways_edges *edges,
                      const enum ways_fate *fate);

/* From now on nothing inside these two sites fails. */
void ways_spare(struct ways *w, uint32_t site, uint32_t other_site);

/* `fate` has changed, and is not any more what it was for ways_edges_new. */
void ways_refresh(struct ways *w);

/* Does the graph have the table? */
bool ways_know(const struct ways *w, uint32_t table);

/* Does each element that may fail take one table or one link (a session and its reverse) out of the graph, and nothing
 * else? Only then no fewer elements than ways_count says cut all ways. */
bool ways_are_separate(const struct ways *w);

/* Is there a way to the table on which nothing may fail? (One is looked at: that with the fewest sessions.) Like those of
 * ways_apart it makes AS paths no longer than the longest of the model, IR_PATH_MAX; a longer one is none. */
bool ways_never_fail(struct ways *w, uint32_t table);

/*
 * How many ways to the table there are of which no two share an edge with an element that may fail: `enough` means that
 * or more.
 */
uint32_t ways_count(struct ways *w, uint32_t table, uint32_t enough);

/* After ways_count found `enough` (at least 1): do these ways really share no element that may fail, parents included, and
 * is none of them too long? */
bool ways_apart(struct ways *w, uint32_t table, uint32_t enough);

/* After ways_count found fewer than asked for: the elements that may fail on the edges with ways, ascending without
 * doubles; one of each way is in every set that cuts all ways. In `arena`; *count becomes their number. */
const uint32_t *ways_mortals(struct ways *w, struct arena *arena, uint32_t *count);

#endif
