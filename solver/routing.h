/*
 * routing: the stable states of one prefix, as circuits over its route states.
 *
 *   offered   the state is a candidate: its guard holds, and a state that it comes from is announced
 *   survives  it is offered, and nothing is that ties with it before the table compares MED, came from the same
 *             neighbouring AS and has a lower MED
 *   selected  it survives, and nothing better survives at its table
 *   announced its table announces it, or an equal whose announcements are the very same
 *
 * Where states depend on each other without a cycle these are plain definitions, and a stable state exists in
 * every environment. On a cycle `offered` is a variable with its definition as a constraint; then there may
 * be none
 * (`cyclic`), which stable.h looks into.
 */
#ifndef NICC_SOLVER_ROUTING_H
#define NICC_SOLVER_ROUTING_H

#include "solver/query.h"
#include "solver/states.h"

struct routing {
    const struct states *states;
    const int32_t *offered, *selected, *announced; /* by state */
    const int32_t *definition; /* by state: what a variable `offered` must equal; 0: it is none */
    bool cyclic;
    uint32_t first_constraint, constraint_count; /* its own, among the query's constraints */
};

/* The routing of a prefix, encoded at the first call. NULL when q->problem is set. */
const struct routing *routing_of(struct query *q, uint32_t prefix);

/* A second copy of the routing, with choices of its own in the same environment. */
const struct routing *routing_again(struct query *q, const struct routing *r);

/* The states at a table, best first. */
static inline const uint32_t *routing_at(const struct routing *r, uint32_t table, uint32_t *count)
{
    const struct states *s = r->states;
    uint32_t first, end;
    states_groups(s, table, &first, &end);
    if (first == end) {
        *count = 0;
        return s->order;
    }
    *count = s->groups.at[end - 1].first + s->groups.at[end - 1].count - s->groups.at[first].first;
    return s->order + s->groups.at[first].first;
}

#endif
