/*
 * simulate: the plain evaluator. The head of ir.h and of claim.h say what a design and a claim mean; this
 * module computes just that for one concrete environment, in the plainest way, and shares no code with the
 * solver beyond the route network itself. Everything printed about routes and paths comes from here.
 */
#ifndef NICC_COMPILER_SIMULATE_H
#define NICC_COMPILER_SIMULATE_H

#include "base/bits.h"
#include "compiler/claim.h"
#include "compiler/ir.h"
#include "compiler/verdict.h"

/* A candidate route at a table. */
struct sim_route {
    uint32_t session; /* it came over, or IR_NONE for an origin */
    uint32_t origin;  /* index for an origin, else IR_NONE */
    const uint32_t *as_path;
    uint32_t path_length;
    uint32_t local_pref;
    uint32_t weight;
    uint32_t med;
    uint32_t metric;   /* of the IGP: of the route itself, or of the way to who announced it */
    uint32_t next_hop; /* index in next_hops, IR_NONE: who announced it */
    ir_tags tags;
    bool selected;
    bool announced; /* the one selected route that the table announces */
};

/* One table's candidates for one prefix. */
struct sim_rib {
    struct sim_route *routes;
    uint32_t count;
};

/* One stable state of one prefix: a rib per table. */
struct sim_prefix_state {
    struct sim_rib *ribs; /* by table id */
};

struct sim_rest;

/* One stable state of the network: one state per prefix, by prefix index. */
struct sim_state {
    const struct ir *ir;
    struct bits changed; /* the environment: elements that are otherwise than usual (parents are looked up) */
    const struct sim_prefix_state **prefixes; /* NULL: nobody has asked for it so far (sim_prefix_of) */
    struct sim_rest *rest;                    /* what it takes to find those; NULL when there are none */
};

/* The state of one prefix, and the candidates of a table in it. A state may find them only now: one thread at a time asks
 * for them. */
const struct sim_prefix_state *sim_prefix_of(const struct sim_state *s, uint32_t prefix);
/* Has somebody asked for a prefix for which there is no stable state (then it has no routes here)? */
bool sim_lacks_state(const struct sim_state *s);
const struct sim_rib *sim_rib_at(const struct sim_state *s, uint32_t prefix, uint32_t table);

/* All stable states of one prefix in one environment. */
struct sim_states {
    const struct sim_prefix_state **at;
    uint32_t count;
    bool complete; /* false: the search stopped at a limit, there may be more */
};

/* Is the element up in the environment `changed` (head of ir.h)? */
bool sim_is_up(const struct ir *ir, struct bits changed, uint32_t element);

/*
 * All stable states of prefix `prefix` in the environment `changed`, in a deterministic order: no two alike.
 * Stops after `limit` states. None found and `complete`: the environment has no stable state for this prefix.
 */
struct sim_states sim_prefix_states(struct arena *a, const struct ir *ir, struct bits changed,
                                    uint32_t prefix, uint32_t limit);

/*
 * The stable state of the whole network that announces as `choices` say (for tables and prefixes not
 * mentioned: nothing known). Returns NULL when following them gives no stable state.
 */
const struct sim_state *sim_follow(struct arena *a, const struct ir *ir, struct bits changed,
                                   const struct route_choice *choices, uint32_t choice_count);

/* The first stable state of every prefix: what `trace`, `routes` and `matrix` show. *unstable is set to a
 * prefix without one (then NULL is returned), *several tells that a prefix has more than one. */
const struct sim_state *sim_first(struct arena *a, const struct ir *ir, struct bits changed,
                                  uint32_t *unstable, bool *several);

/* All stable states of the network that packets can tell apart. */
struct sim_all {
    const struct sim_state *const *at;
    uint32_t count; /* 0: `unstable` is a prefix without one */
    bool complete;  /* false: there may be more than those */
    uint32_t unstable;
};

/* At most `limit` of them, in a deterministic order, the first being that of sim_first. */
struct sim_all sim_all_states(struct arena *a, const struct ir *ir, struct bits down, uint32_t limit);

/* Do packets see no difference between two stable states of one prefix: are the selected routes of every table from the
 * same places, with the same next hops (STABLE of claim.h)? */
bool sim_selects_alike(const struct ir *ir, const struct sim_prefix_state *a,
                       const struct sim_prefix_state *b);

/* A table that never settles, and two routes that it announces in turn (NULL: nothing). */
struct sim_wavering {
    uint32_t table;
    const struct sim_route *one, *other;
};
/* The tables whose preferences form a cycle, ascending. None when routing settles where all tables look at each other
 * in rounds, starting from nothing. Where there is no stable state there always is a cycle; where there is a cycle
 * there may be stable states all the same. */
struct sim_cycle {
    const struct sim_wavering *at;
    uint32_t count;
};
struct sim_speakers; /* who announces anything in one environment; serves one call of sim_cycle at a time */
struct sim_speakers *sim_speakers_new(struct arena *a, const struct ir *ir, struct bits changed);
struct sim_cycle sim_cycle(struct arena *a, const struct sim_speakers *s, uint32_t prefix);

/*
 * STABLE of claim.h for one prefix in one environment. When it does not hold, `*w` (or NULL) gets the problem and the
 * instability. SIM_UNSURE: a limit was reached, and no two states that differ were among those found.
 */
enum sim_stability { SIM_SETTLES, SIM_NEVER_SETTLES, SIM_SEVERAL_STATES, SIM_UNSURE };
enum sim_stability sim_stability(struct arena *a, const struct ir *ir, struct bits changed, uint32_t prefix,
                                 struct witness *w);
/* Fill in `*w` with two states of a prefix that do not select alike. */
void sim_show_states(struct arena *a, const struct ir *ir, uint32_t prefix,
                     const struct sim_prefix_state *one, const struct sim_prefix_state *other,
                     struct witness *w);

/*
 * Is this candidate of the table for the prefix set aside, so that it forwards no packet even when it is selected?
 * ("set aside" at the head of ir.h; F9, F10, F11.)
 */
bool sim_set_aside(const struct sim_state *s, uint32_t table, uint32_t prefix, const struct sim_route *r);
/* What the candidate is among the rows of the table's effective routes (head of claim.h). */
enum sim_row_state { SIM_ROW_HIDDEN, SIM_ROW_ACTIVE, SIM_ROW_OVERRIDDEN };
enum sim_row_state sim_row(const struct sim_state *s, uint32_t table, uint32_t prefix,
                           const struct sim_route *r);

/* Where a packet goes that uses the route: its next hop as the table sees it. Never NULL for a candidate. */
const struct ir_hop *sim_hop(const struct ir *ir, const struct sim_route *r);

/* Hops that a packet of `class_id` may take at `table`: the used routes, in session and origin order. */
struct sim_used {
    uint32_t prefix; /* the prefix that won, IR_NONE when there is no route */
    const struct sim_route *const *routes;
    uint32_t count;
};
struct sim_used sim_forward(struct arena *a, const struct sim_state *s, uint32_t table, uint32_t class_id);

/*
 * Judge a claim in one stable state. Returns true when it holds. Otherwise fills `*w`, unless NULL (changed elements
 * excepted) with the first violation: members and flow ends in order, services ascending, then the shortest
 * violating branch (of `within 80ms` the slowest one), then the lowest ids. STABLE says nothing about a single state: it
 * holds in each (sim_stability).
 */
bool sim_claim_holds(struct arena *a, const struct sim_state *s, const struct claim *c, struct witness *w);

/* A flow that breaks a claim, and how. */
struct sim_violation {
    struct claim_flow flow;
    struct witness witness; /* changed elements excepted */
};
struct sim_violations {
    const struct sim_violation *at;
    uint32_t count;
    bool complete; /* false: the search stopped at the limit */
};

/* All flows that break the claim in this state, in the order of sim_claim_holds; at most `limit`. */
struct sim_violations sim_claim_violations(struct arena *a, const struct sim_state *s, const struct claim *c,
                                           uint32_t limit);

/* Does the claim speak of anything in this state ("Subject" at the head of claim.h)? */
bool sim_claim_applies(struct arena *a, const struct sim_state *s, const struct claim *c);

/* Is a request of the claim delivered in this state? Then `*w` is filled with the first such flow, its way, and what
 * becomes of the reply (failed elements excepted). */
bool sim_claim_one_way(struct arena *a, const struct sim_state *s, const struct claim *c, struct witness *w);

/*
 * May TCP stall in this state: does a request of the claim pass a stateful appliance, and some delivered reply to it
 * not (head of claim.h)? Then `*w` is filled with the first such flow and both ways (failed elements excepted); its
 * `problem` is a sentence about it.
 */
bool sim_claim_may_stall(struct arena *a, const struct sim_state *s, const struct claim *c,
                         struct witness *w);

/*
 * What keeps a negative claim (claim_is_negative) from failing in this state, one reason for each place where a route
 * or a packet stops: where routes to the destination stop before they get to who lacks them, by which rule and
 * declaration; and where packets stop when they get further than that. `gap` says when there were too many flows to
 * look at all of them. Everything in `a`.
 */
struct because sim_cut(struct arena *a, const struct sim_state *s, const struct claim *c);

/* The first service whose request is delivered, else the first of all. */
uint32_t sim_first_service(struct arena *a, const struct sim_state *s, const struct flow_end *from,
                           const struct flow_end *to);
/* As the `service` of the functions below: that one. */
#define SIM_ANY_SERVICE UINT32_MAX

/* First branch (delivered if any is, then shortest, then lowest ids) of requests with one service from one end to
 * another, as a printable path. `source_name` and `destination_name` name the ends ("hub.vm"). */
struct path sim_path(struct arena *a, const struct sim_state *s, const struct flow_end *from,
                     const struct flow_end *to, uint32_t service, const char *source_name,
                     const char *destination_name);

/* The first branch (chosen in the same way) of the reply to the request that sim_path shows, from `to` back to
 * `from`. When that request is not delivered there is no reply: a path without hops, unless nothing in the design
 * depends on requests (!ir.packets_matter); then the way that packets from `to` take. */
struct path sim_reply_path(struct arena *a, const struct sim_state *s, const struct flow_end *from,
                           const struct flow_end *to, uint32_t service, const char *source_name,
                           const char *destination_name);

/* What is true of the flow of one service from one end to another; each fact is the verdict of a claim about it. */
enum sim_fact {
    SIM_SENT = 1u << 0,     /* some branch of the request is delivered: not `cannot send to` */
    SIM_ALL_SENT = 1u << 1, /* every branch is: `can send to` */
    SIM_ANSWERED = 1u << 2, /* some delivered request has a delivered reply: not `cannot reach` */
    SIM_COMPLETE = 1u << 3  /* every branch of the request and of the replies is delivered: `can reach` */
};

struct sim_reach {
    uint32_t facts; /* enum sim_fact bits */
    const char
        *ways; /* the delivered ways there and back as a text, to be compared with that of another design */
};

/* The same for every service: `out` has one place for each service class. */
void sim_reach(struct arena *a, const struct sim_state *s, const struct flow_end *from,
               const struct flow_end *to, struct sim_reach *out);

/* What happens to the flows from one end to another, of all services: no request is delivered; every branch of
 * every request and of every reply is delivered; every branch of the requests and none of the replies; or
 * something in between. */
enum sim_delivery { SIM_NONE, SIM_SOME, SIM_ONE_WAY, SIM_ALL };
enum sim_delivery sim_delivery(struct arena *a, const struct sim_state *s, const struct flow_end *from,
                               const struct flow_end *to);

#endif
