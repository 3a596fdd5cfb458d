/*
 * query: everything that is written down to judge one claim: the circuit, the situation, and what has been
 * encoded so far. Made for one claim in one situation, and thrown away with its arena.
 *
 * Encoders never fail. What cannot be encoded (too many states) sets `problem`; then no literal of the query
 * means anything, and the claim is unknown.
 */
#ifndef NICC_SOLVER_QUERY_H
#define NICC_SOLVER_QUERY_H

#include "base/map.h"
#include "base/vec.h"
#include "solver/adjacency.h"
#include "solver/situation.h"

struct explored;
struct routing;
struct forwarding;
struct walk;

/* What a variable stands for; the tag of a variable that is no failure is QUERY_VARS plus its index. */
enum query_var_kind {
    QUERY_OFFERED,  /* state `b` of prefix `a` is a candidate (only where preferences form a cycle) */
    QUERY_PREFERS,  /* of equal routes, a table announces state `b` of prefix `a` if it can */
    QUERY_BRANCH,   /* of several moves, the chosen packet makes this one: at table a, move b */
    QUERY_ON_PATH,  /* the chosen packet passes table `a` (only where moves form a cycle) */
    QUERY_PROGRESS, /* the chosen packet passes table `a` having seen so much of what the claim asks */
    QUERY_GONE      /* declaration `a` is taken away */
};

struct query_var {
    enum query_var_kind kind;
    uint32_t a, b;
};

/* Positions of packets at a time: more need gigabytes. Where only tables act on packets a position takes less room. */
#define QUERY_POSITION_LIMIT 150000u
#define QUERY_PLAIN_POSITION_LIMIT 600000u
#define QUERY_VARS 0x80000000u /* tags below are elements: the element fails */

struct query {
    struct arena *arena;
    const struct adjacency *net;
    const struct ir *ir;
    const struct claim *claim;
    struct formula *formula;
    struct situation situation;
    bool unbounded;       /* routes are explored as if nothing were known of their order by distance */
    uint32_t state_limit; /* route states of one prefix, */
    uint64_t total_limit; /* and of all; 0: any number */
    VEC(struct query_var) vars;
    const struct routing **routings; /* by prefix, NULL: not needed so far */
    bool *exploring;                 /* by prefix: its routes are being explored just now */
    int32_t *session_guards;         /* by session; 0: not asked for so far; NULL: none was */
    struct explored *explored;       /* room for explorations of prefixes (states.c); NULL: none so far */
    VEC(uint32_t) prefixes;          /* those needed; one that others rest on before them */
    struct map *forwardings;         /* (class, table) to an index in `forwarding` */
    VEC(const struct forwarding *) forwarding;
    struct map *decisions; /* (filter, header) to an index in `decision` */
    VEC(int32_t) decision;
    /* Journeys, and what is written about them, are taken from here. In designs where each flow has its own: made
     * for the flow and thrown away after it; otherwise `arena`. */
    struct arena *scratch;
    uint32_t positions, position_limit;   /* of packets: in `scratch` so far, and at most */
    VEC(int32_t) constraints;             /* what holds in every stable state */
    uint64_t states;                      /* explored */
    const char *problem;                  /* NULL: none */
    const struct claim_known_list *known; /* violations that are known, and are not asked for; NULL: none */
};

/* An empty query. `down` NULL: all environments that the claim admits; else exactly this one. */
struct query *query_new(struct arena *arena, const struct adjacency *net, const struct claim *claim,
                        const struct bits *down, uint32_t state_limit);

/*
 * An empty query over all environments that the claim admits, in which the declarations for which `may_go` is true may
 * be taken away (q->situation.gone). Nothing keeps them from being so all at once: that is for the caller to demand.
 */
struct query *query_new_removals(struct arena *arena, const struct adjacency *net, const struct claim *claim,
                                 const struct declarations *declared, const bool *may_go,
                                 uint32_t state_limit);

/* The guard of a session, in the query's situation. */
int32_t query_session_guard(struct query *q, uint32_t session);

/* A new variable that is no failure. */
int32_t query_var(struct query *q, enum query_var_kind kind, uint32_t a, uint32_t b);

/* Count one more position of a packet. Returns false, and sets `problem`, when there are too many. */
bool query_count_position(struct query *q);

/* Text for a variable of the query, for people. In the query's arena. */
const char *query_var_name(const struct query *q, uint32_t node);

#endif
