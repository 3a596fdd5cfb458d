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
    uint32_t path; /* number of its AS path among the known paths: equal paths have equal numbers */
    uint32_t local_pref;
    uint32_t weight;
    ir_tags tags;
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
};

void route_paths_init(struct route_paths *paths, struct arena *arena);

/* The route of an origin (ir.h: IR_LOCAL_PREF_DEFAULT). */
struct route route_of_origin(const struct ir_origin *o);

enum route_fate { ROUTE_NOT_SENT, ROUTE_REFUSED, ROUTE_ACCEPTED, ROUTE_TOO_LONG };

/*
 * Carry `in`, a route for `prefix`, over session s. Split horizon is the caller's. With ROUTE_ACCEPTED *out
 * is the route at the receiver; with ROUTE_REFUSED it was sent, but the receiver drops it. ROUTE_TOO_LONG: the AS
 * path would pass IR_PATH_MAX, a bound of the model and not of BGP.
 */
enum route_fate route_cross(struct route_paths *paths, const struct ir *ir, uint32_t session,
                            struct prefix prefix, struct route in, struct route *out);

/* A candidate: a route and where it came from (one of session and origin is IR_NONE). */
struct candidate {
    uint32_t table, session, origin;
    struct route route;
};

/* Compare two candidates of one table by its steps: below 0 when `a` is better, 0 when they tie. */
int candidate_compare(const struct route_paths *paths, const struct ir *ir, const struct candidate *a,
                      const struct candidate *b);

#endif
