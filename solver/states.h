/*
 * states: every route that the tables could ever hold for one prefix.
 *
 * A state is a candidate: a table, the session or origin it came from, and its attributes (MED and metric only
 * where they can matter). Exploration starts at the origins and crosses sessions; equal candidates are one state,
 * whatever announced them. Guards that are false in every admitted environment are not crossed. Per table,
 * states are sorted best first and cut into groups of equals; MED plays no part in that (rivals.h).
 *
 * Over a session that rests on internal routing (`has_via`) a state is crossed once for each metric that the
 * receiver's way to the next hop can have; the guard of what comes out says that it has it (igp.h).
 */
#ifndef NICC_SOLVER_STATES_H
#define NICC_SOLVER_STATES_H

#include "solver/query.h"
#include "solver/route.h"

/* What happens when a state's table announces it over one session: one for each metric that it can get. */
struct crossing {
    uint32_t session;
    uint32_t result; /* the state at the receiver, IR_NONE when the receiver refuses it */
    int32_t when;    /* the guards of the clauses that decide are as they are for this result */
};

struct state {
    struct candidate is;
    int32_t
        guard; /* of its session or origin; with `via`, and the way to the next hop has its metric; and the clauses
                      that let it pass are as they are for it (a state for each condition) */
    uint64_t
        passed; /* tables (internal_bit) that any way of it passed, over IR_IGP sessions, before its own */
    uint32_t group;
    uint32_t first_crossing; /* only sessions over which it is sent, ascending */
    uint32_t crossing_count;
};

/* Candidates of one table that compare equal. */
struct state_group {
    uint32_t first, count; /* in `order` */
};

enum states_result { STATES_OK, STATES_TOO_MANY, STATES_CYCLIC, STATES_TOO_LONG };

struct states {
    uint32_t prefix;
    enum states_result result; /* unless OK nothing else counts */
    struct route_paths paths;
    VEC(struct state) at;
    VEC(struct crossing) crossings;
    const uint32_t *order;          /* states by table, best first, then by number */
    VEC(struct state_group) groups; /* by table, best first */
    const uint32_t *tables;         /* that have states, ascending */
    uint32_t table_count;
    const uint32_t *table_groups; /* groups of tables[i]: table_groups[i] .. table_groups[i + 1] - 1 */
    /* states that state s can come from: sources[source_start[s]] .. sources[source_start[s + 1] - 1] */
    const uint32_t *source_start, *sources;
};

/*
 * Explore `prefix` in the query's situation, and first what its sessions rest on. At most q->state_limit states
 * (STATES_TOO_MANY). STATES_CYCLIC: a route could come back
 * unchanged to where it was and support itself. STATES_TOO_LONG: an AS path would pass IR_PATH_MAX; dropping the
 * route, as the simulator does, could make a claim look proved.
 */
const struct states *states_explore(struct query *q, uint32_t prefix);

/* The groups of a table: *first .. *end - 1, none when it has no states. */
void states_groups(const struct states *s, uint32_t table, uint32_t *first, uint32_t *end);

#endif
