/*
 * route: the attributes of one route, and what becomes of it when it crosses a session. Also the comparison
 * of candidates. This is points 3 and 4 at the head of ir.h.
 */
#ifndef NICC_SOLVER_ROUTE_H
#define NICC_SOLVER_ROUTE_H

#include "base/map.h"
#include "base/vec.h"
#include "compiler/ir.h"

struct route {
    ir_tags tags;
    uint32_t path; /* number of its AS path among the known paths: equal paths have equal numbers */
    uint32_t local_pref;
    uint32_t weight;
    uint32_t med;
    uint32_t next_hop; /* index in next_hops, or IR_NONE: the sender */
    uint32_t metric;   /* of the internal routing, 0 when it has none */
};

struct route_path {
    const uint32_t *asns;
    uint32_t length;
};

/* All AS paths met so far. */
struct route_paths {
    struct arena *arena;
    struct map *numbers;
    VEC(struct route_path) at; /* path 0 is empty */
    /* By session, or NULL: what it puts in front of a path becomes IR_ASN_UNKNOWN, since nobody has to tell these numbers
     * apart (compiler/order.h: No loops). */
    const bool *hidden;
};

void route_paths_init(struct route_paths *paths, struct arena *arena);

/* The route of an origin (ir.h: IR_LOCAL_PREF_DEFAULT). */
struct route route_of_origin(struct route_paths *paths, const struct ir_origin *o);

enum route_fate { ROUTE_NOT_SENT, ROUTE_REFUSED, ROUTE_ACCEPTED, ROUTE_TOO_LONG };

/* Which guarded clauses a crossing has met, and what it took their guards for: first that all hold. */
struct route_guard {
    struct ir_guard guard;
    bool holds;
};
struct route_guards {
    struct arena *arena;
    VEC(struct route_guard) met;
    uint32_t next; /* the one to be met next */
};
/* Go on to the next of the ways in which the guards may be. False when there is none. */
bool route_guards_next(struct route_guards *g);

/*
 * Carry `in`, a route for `prefix`, over session s: both filters of the sender with the edits of their clauses,
 * the session's edit, the loop check, and the same at the receiver; at last its next hop must be known there.
 * Split horizon is the caller's. With ROUTE_ACCEPTED *out is the route at the receiver; with ROUTE_REFUSED it
 * was sent, but the receiver drops it. ROUTE_TOO_LONG: the AS path would pass IR_PATH_MAX, a bound of the model
 * and not of BGP. What clauses with guards do to it is as `guards` takes them; an empty one, with its arena, is where to
 * begin.
 *
 * The metric grows by the cost of an IR_IGP session (beyond ir.metric_max the receiver drops the route) and is 0
 * after any other; what a session with `has_via` makes of it is the caller's.
 */
enum route_fate route_cross(struct route_paths *paths, const struct ir *ir, uint32_t session,
                            struct prefix prefix, struct route in, struct route_guards *guards,
                            struct route *out);

/* A candidate: a route and where it came from (one of session and origin is IR_NONE). */
struct candidate {
    uint32_t table, session, origin;
    struct route route;
};

/*
 * Where a packet goes that uses the candidate: the origin's hop, the session's, or the one that the session
 * lists for the route's next hop. NULL when none is listed: route_cross lets no such candidate come about.
 */
const struct ir_hop *candidate_hop(const struct ir *ir, const struct candidate *c);

/*
 * Compare two candidates of one table by its steps: below 0 when `a` is better, 0 when they tie. IR_STEP_MED is
 * passed over: it compares no two routes, but eliminates (rivals.h).
 */
int candidate_compare(const struct route_paths *paths, const struct ir *ir, const struct candidate *a,
                      const struct candidate *b);

/* The same by the steps before IR_STEP_MED alone. */
int candidate_compare_early(const struct route_paths *paths, const struct ir *ir, const struct candidate *a,
                            const struct candidate *b);

/* Does the table have the step IR_STEP_MED? */
bool table_compares_med(const struct ir *ir, uint32_t table);

/* Does the table have the step IR_STEP_METRIC? Then all that it selects for a prefix has one metric. */
bool table_compares_metric(const struct ir *ir, uint32_t table);

/* The neighbouring AS that a route came from. Routes with an empty path have one of their own, in common. */
#define ROUTE_NO_NEIGHBOUR UINT64_MAX
uint64_t route_neighbour(const struct route_paths *paths, const struct route *r);

#endif
