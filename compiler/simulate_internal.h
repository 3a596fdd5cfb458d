/*
 * simulate_internal: what the files of the simulator share. Nobody else includes it.
 *
 *   simulate_route.c   one route: who is up, announcing, accepting; the check of a whole state
 *   simulate_rank.c    which candidates are best
 *   simulate_igp.c     routes along the internal links of sites, and what rests on them
 *   simulate_stable.c  the search for all stable states of one prefix
 *   simulate.c         states of the whole network
 *   simulate_stability.c  does routing settle, and in one way only?
 *   simulate_cycle.c   who takes part where preferences form a cycle
 *   simulate_aside.c   which selected routes forward nothing all the same
 *   simulate_forward.c what a table does with a packet
 *   simulate_packet.c  packets: positions, notes and moves (its own header names the files behind it)
 *   simulate_walk.c    the search for branches
 *   simulate_blackhole.c the search for packets that are led astray
 *   simulate_path.c    a branch in words
 *   simulate_drop.c    where and why a packet is lost, in words
 *   simulate_reach.c   what becomes of all flows between two ends
 *   simulate_claim.c   claims, and those about routes
 *   simulate_rows.c    claims about effective routes
 *   simulate_flow.c    what each kind of claim says of a flow
 *   simulate_flows.c   all flows of a claim (simulate_flow.h)
 *   simulate_watch.c   which branches break a claim about flows
 *   simulate_qualifiers.c  ... because of a qualifier
 *   simulate_delay.c   the slowest branch
 *   simulate_cause.c   why they do (its own header names the files behind it)
 *   simulate_cut.c     where the routes and packets stop that a negative claim rules out
 *   simulate_frontier.c  where the routes for one prefix stop before they get to a table
 */
#ifndef NICC_COMPILER_SIMULATE_INTERNAL_H
#define NICC_COMPILER_SIMULATE_INTERNAL_H

#include "base/vec.h"
#include "compiler/simulate.h"

/* ---- routes ---- */

/* Numbers grouped by table: those of table t are ids[first[t]] .. ids[first[t + 1] - 1], ascending. */
struct sim_index {
    uint32_t *first;
    uint32_t *ids;
};

/* One environment: who is up, and the sessions whose guards hold. */
struct sim_net {
    const struct ir *ir;
    struct bits up;      /* elements */
    struct sim_index in; /* sessions into a table */
    struct sim_index out;
    /* by session: of one with `has_via` the metric of the way to who announces, SIM_NO_WAY when there is none and the
     * session does not exist; 0 for all others */
    uint32_t *way_metrics;
};

#define SIM_NO_WAY UINT32_MAX

struct sim_net sim_net_new(struct arena *a, const struct ir *ir, struct bits changed);

/* simulate_igp.c: fill in way_metrics. `net` has the sessions that do not rest on the IGP. Returns whether others exist
 * too. */
bool sim_find_ways(struct arena *a, struct sim_net *net);

bool sim_origin_is_live(const struct sim_net *net, const struct ir_origin *origin);

/* The route of an origin as a candidate of its table. */
struct sim_route sim_origin_route(const struct ir *ir, uint32_t origin);

/* What the table announces over session `s` when it announces `r`: false when nothing is sent. */
bool sim_announce(struct arena *a, const struct sim_net *net, uint32_t session, uint32_t prefix,
                  const struct sim_route *r, struct sim_route *sent);
/* What becomes of it at the receiver: false when it is dropped there. */
bool sim_accept(struct arena *a, const struct sim_net *net, uint32_t session, uint32_t prefix,
                const struct sim_route *sent, struct sim_route *got);
/* Both in a row, in one environment: with the metric. */
bool sim_transfer(struct arena *a, const struct sim_net *net, uint32_t session, uint32_t prefix,
                  const struct sim_route *r, struct sim_route *got);

/* Same attributes? And the same route: from the same place with the same attributes? */
bool sim_same_attributes(const struct sim_route *a, const struct sim_route *b);
bool sim_same_route(const struct sim_route *a, const struct sim_route *b);

/* Mark as selected the best of a table's candidates: `rib` holds all of them. */
void sim_select_best(const struct ir *ir, uint32_t table, struct sim_rib *rib);

/* Is `worse` never among the best where `better` is a candidate too, whatever the other candidates are?
 * `before_harm`: and is it out before it can remove others that `better` does not remove? */
bool sim_excludes(const struct ir *ir, uint32_t table, const struct sim_route *better,
                  const struct sim_route *worse, bool before_harm);

/* The step of the table's rank at which the first removes the second; IR_STEP_END when none does, of the two by
 * themselves. */
enum ir_step sim_deciding_step(const struct ir *ir, uint32_t table, const struct sim_route *better,
                               const struct sim_route *worse);

/* The rule by which the session does not bring what its table announces when it announces `r`, IR_NONE when it does;
 * `because` becomes the filter's line, when it is one. (Split horizon and the metric are not looked at.) */
uint32_t sim_stop_rule(struct arena *a, const struct sim_net *net, uint32_t session, uint32_t prefix,
                       const struct sim_route *r, struct span *because);

/* As sim_set_aside: by which rule, or IR_NONE. */
uint32_t sim_aside_rule(const struct sim_state *s, uint32_t table, uint32_t prefix,
                        const struct sim_route *r);

/* Does it make no difference to any neighbour which of the two the table announces? */
bool sim_announces_alike(const struct sim_net *net, uint32_t table, uint32_t prefix,
                         const struct sim_route *r1, const struct sim_route *r2);

/* All candidates of a table when every table announces `announced` (NULL: nothing), the best of them
 * selected. */
struct sim_rib sim_candidates(struct arena *a, const struct sim_net *net, uint32_t prefix, uint32_t table,
                              const struct sim_route *const *announced);

/* Is `announced` (by table) a stable state? Then its ribs, in `a`; else NULL. */
struct sim_rib *sim_check(struct arena *a, const struct sim_net *net, uint32_t prefix,
                          const struct sim_route *const *announced);

/* A copy that shares nothing with the original; NULL of NULL. */
const struct sim_route *sim_copy_route(struct arena *a, const struct sim_route *r);
/* A copy that shares nothing with the original. */
const struct sim_prefix_state *sim_copy_state(struct arena *a, const struct ir *ir,
                                              const struct sim_rib *ribs);

/* ---- the search for stable states ---- */

#define SIM_FREE (UINT32_MAX - 1) /* no choice is given for this table */

/* As sim_prefix_states. `fixed` (by table, or NULL) restricts what a table announces to the route over that
 * session; IR_NONE there is an origin. When `complete` is false though the limit was not reached, something
 * was too large. */
struct sim_states sim_search(struct arena *a, const struct sim_net *net, uint32_t prefix,
                             const uint32_t *fixed, uint32_t limit);

/* ---- packets ---- */

/* What a packet shows: classes of its addresses (IR_NONE: an Internet address that no class is needed for), and
 * its service class. */
struct sim_header {
    uint32_t source, destination, service;
};

/* Who sends a packet on, and where notes are. */
enum sim_who_kind { SIM_NOBODY, SIM_SITE, SIM_APPLIANCE, SIM_ROUTER, SIM_BALANCER };
struct sim_who {
    uint32_t kind, id; /* site, appliance, the router's table, balancer */
};

enum sim_where {
    SIM_IN_TABLE,
    SIM_IN_APPLIANCE,
    SIM_IN_BALANCER,
    SIM_ARRIVING,  /* from the Internet, to a public address */
    SIM_RETURNING, /* a reply from the Internet that is known by an EXIT note */
    SIM_STARTING   /* at its source, whose filters deny it */
};

/* Where a packet is, and all that decides what becomes of it. Numbers only, so that equal positions have equal
 * bytes. */
struct sim_position {
    uint32_t where, id;
    struct sim_header header;
    uint32_t notes; /* number of a list of notes */
    uint32_t reply;
    uint32_t from_internet; /* of an appliance or balancer */
    struct sim_who actor;   /* of a table */
};

/* The line of a filter that denies a packet. */
struct sim_denial {
    const struct ir_filter *filter;
    const struct ir_line *line;
};

enum sim_outcome {
    SIM_GOES_ON,
    SIM_IN_A_SITE,    /* delivered in site `place` */
    SIM_AT_APPLIANCE, /* addressed to appliance `place`, which takes it when it is the end */
    SIM_AT_ROUTER,    /* addressed to the router with table `place`, which takes it */
    SIM_OUTSIDE,      /* at the Internet */
    SIM_STOPPED
};

struct sim_node;

/* One thing that may happen to a packet at a position. */
struct sim_move {
    enum sim_outcome outcome;
    struct sim_node *next; /* where it leads, when it goes on */
    uint32_t place;        /* see the outcomes */
    uint32_t final; /* number of the outcome with place, header and notes: decides what the reply does */
    struct sim_header header; /* afterwards */
    uint32_t notes;
    const struct sim_route *route; /* used at a table; NULL: none */
    const struct ir_hop *hop;      /* taken there */
    uint32_t prefix;
    uint32_t link;     /* crossed, or IR_NONE */
    uint32_t instance; /* of an appliance, backend of a balancer, or IR_NONE */
    uint32_t rule;     /* why it is stopped */
    struct sim_denial denial;
};

/* A position and its moves, made when they are first asked for. A packet that comes to it again loops. */
struct sim_node {
    uint32_t id;
    struct sim_position at;
    bool is_expanded;
    struct sim_move *moves;
    uint32_t move_count;
};

/* Packets in one state; what happens at each position is worked out once. */
struct sim_walk;
struct sim_walk *sim_walk_new(struct arena *a, const struct sim_state *s);
uint32_t sim_node_count(const struct sim_walk *w);
/* Make the moves of everything that can be reached. */
void sim_explore(struct sim_walk *w, struct sim_node *start);

/* A request, or the reply to one. */
struct sim_trip {
    const struct flow_end *from, *to; /* of this packet */
    uint32_t service;
    bool reply;
    struct sim_node *start; /* NULL: there is nothing to start from */
};

struct sim_branch;
struct sim_trip sim_request(struct sim_walk *w, const struct flow_end *from, const struct flow_end *to,
                            uint32_t service);
/* The reply to a request that was delivered over this branch. */
struct sim_trip sim_reply(struct sim_walk *w, const struct sim_branch *request);

/* The packet back that is shown beside a request: the reply when it is delivered. When it is not there is no reply;
 * where nothing depends on requests, what the other end would send is shown instead. False: nothing is shown. */
bool sim_answer(struct sim_walk *w, const struct sim_branch *request, struct sim_trip *answer);

enum sim_end { SIM_DELIVERED, SIM_NO_ROUTE, SIM_DROPPED, SIM_WRONG_SITE, SIM_INTERNET, SIM_LOOP };

/* How a move that does not go on ends this trip, and the rule when that is not delivered. */
enum sim_end sim_judge(const struct sim_walk *w, const struct sim_trip *trip, const struct sim_move *move,
                       uint32_t *rule);

/* ---- branches ---- */

/* One position that a branch passes, and what happens there. */
struct sim_step {
    const struct sim_node *at;
    const struct sim_move *move;
};

struct sim_branch {
    struct sim_trip trip;
    struct sim_step *steps;
    uint32_t count;
    enum sim_end end;
    uint32_t rule;                    /* why it is not delivered, IR_NONE when it is */
    const struct sim_branch *request; /* of a reply: the branch it answers, when known */
};

/* What a branch passes, one after another: nodes, links and load balancers (the head of claim.h). */
struct sim_item {
    bool is_link;
    bool is_end; /* source or destination */
    bool is_source;
    bool is_site;       /* of an end: it is a site */
    uint32_t table;     /* of a node; the site's table for an end */
    uint32_t site;      /* of a node */
    uint32_t element;   /* of a link */
    uint32_t appliance; /* of a node that is one, or IR_NONE */
    uint32_t instance;  /* of an appliance that is passed */
    uint32_t balancer;  /* of a load balancer, which is no node unless it is an end; or IR_NONE */
};

/* Something that watches a branch item by item, and at its end says whether it is one of those looked for.
 * Its memory is one number below `states`. */
struct sim_watch {
    uint32_t states;
    uint32_t (*next)(const struct sim_watch *w, uint32_t state, const struct sim_item *item);
    bool (*wants)(const struct sim_watch *w, uint32_t state, enum sim_end end);
    const struct ir *ir;
    const struct claim *claim;
    uint32_t top;                      /* of a count: it goes up to this */
    const struct claim_via *via;       /* of a watch for what misses it */
    bool backwards;                    /* its groups are expected in reverse order */
    const struct claim_places *places; /* of a watch for `over` */
    const struct sim_key *key;         /* for the comparison with a key */
    uint32_t service;                  /* of the packets watched */
    uint32_t appliance;                /* of a watch for branches that do not pass it */
    bool has_final;                    /* only branches that end with `final` are looked for */
    uint32_t final;
};

/* Watches with nothing to remember. */
extern const struct sim_watch sim_watch_delivered, sim_watch_not_delivered;

/* The shortest branch that the watch wants, the first of equally short ones. Branches that loop are not found
 * here. */
bool sim_find(struct sim_walk *w, const struct sim_trip *trip, const struct sim_watch *watch,
              struct sim_branch *out);
/* The shortest branch that is not delivered, for whatever reason. */
bool sim_find_undelivered(struct sim_walk *w, const struct sim_trip *trip, struct sim_branch *out);
/* The shortest branch that loops, and the shortest one that ends in a blackhole (NO_BLACKHOLES of claim.h). */
bool sim_find_loop(struct sim_walk *w, const struct sim_trip *trip, struct sim_branch *out);
bool sim_find_blackhole(struct sim_walk *w, const struct sim_trip *trip, struct sim_branch *out);
/* The first branch: delivered if any is. */
struct sim_branch sim_find_first(struct sim_walk *w, const struct sim_trip *trip);

/* For every way in which a request may end delivered (the replies to which may differ): its shortest branch,
 * shortest first. */
struct sim_branch *sim_find_all_delivered(struct sim_walk *w, const struct sim_trip *trip, uint32_t *count);

/* Is the branch one of those that the watch wants? */
bool sim_is_watched(const struct ir *ir, const struct sim_watch *watch, const struct sim_branch *b);

/* The items of a branch in order. */
struct sim_item *sim_items(struct arena *a, const struct ir *ir, const struct sim_branch *b, uint32_t *count);

/* ---- words ---- */

/* How a packet leaves a table by this route: "learned from hub.gw", "peering hub<->spoke". */
const char *sim_describe_route(struct arena *a, const struct ir *ir, const struct sim_route *r);
/* The declaration that put the route there; what stopped a branch that is not delivered. */
struct span sim_route_span(const struct ir *ir, const struct sim_route *r);
struct span sim_drop_span(const struct ir *ir, const struct sim_branch *b);
/* A branch as a printable path, all in `a`. */
struct path sim_print_branch(struct arena *a, const struct ir *ir, const struct sim_branch *b,
                             const char *source_name, const char *destination_name);
/* "is dropped at hub.er-gw", "comes back to er1.primary": what happens to a packet of a branch not delivered. */
const char *sim_describe_end(struct arena *a, const struct ir *ir, const struct sim_branch *b);
/* "hub.fw", or "hub.fw (instance 2)" when it has several. */
const char *sim_instance_name(struct arena *a, const struct ir *ir, uint32_t appliance, uint32_t instance);
/* The name of an address class: its smallest address. */
const char *sim_class_name(struct arena *a, const struct ir *ir, uint32_t class_id);
/* Name of the place where the branch ends not delivered, and one sentence about it. */
const char *sim_drop_node(struct arena *a, const struct ir *ir, const struct sim_branch *b);
const char *sim_drop_text(struct arena *a, const struct ir *ir, const struct sim_branch *b);

/* ---- claims ---- */

/* The claims about flows, and about what a flow claim speaks of; see sim_claim_holds and sim_claim_applies. */
bool sim_flows_hold(struct arena *a, const struct sim_state *s, const struct claim *c, struct witness *w);
struct sim_violations sim_flow_violations(struct arena *a, const struct sim_state *s, const struct claim *c,
                                          uint32_t limit);
bool sim_flows_apply(const struct sim_state *s, const struct claim *c);
/* The same of a claim about routes; is an end of a flow there (simulate_subject.c)? */
bool sim_routes_apply(const struct sim_state *s, const struct claim *c);
bool sim_end_is_there(const struct sim_state *s, const struct flow_end *end);
/* Does one of the places name the table `other` at the far end of a session, or the link that it runs over? */
bool sim_is_neighbour(const struct claim_places *places, const struct ir_session *session, uint32_t other);

/* ROUTES_TO, ROUTES_THROUGH and NOT_ROUTES. When false, *problem is a sentence. */
bool sim_rows_hold(struct arena *a, const struct sim_state *s, const struct claim *c, const char **problem);

/* Key of a branch for SYMMETRIC, see claim.h. At site granularity the stateful appliances are kept apart from the
 * sites; otherwise they stand among the rest. */
struct sim_key {
    uint64_t *parts, *stateful;
    uint32_t count, stateful_count;
};
struct sim_key sim_key(struct arena *a, const struct ir *ir, const struct claim *c,
                       const struct sim_branch *b);
struct sim_key sim_key_reversed(struct arena *a, const struct sim_key *key);

/* Does the item match the place, one of the places? */
bool sim_is_at_place(const struct ir *ir, const struct claim_place *p, const struct sim_item *item);
bool sim_is_at_any(const struct ir *ir, const struct claim_places *places, const struct sim_item *item);
/* Nodes are counted by hops, keys and paths; a load balancer is one only as an end. */
bool sim_is_node(const struct sim_item *item);
const char *sim_item_name(const struct ir *ir, const struct sim_item *item);

/* The shortest delivered request that breaks a qualifier by what it passes (of equally short ones: the first qualifier's),
 * and one sentence about it, in `a`. */
bool sim_find_against_qualifier(struct arena *a, struct sim_walk *w, const struct claim *c,
                                const struct sim_trip *request, struct sim_branch *out, const char **problem);
/* The same of qualifiers that look at all branches: the slowest one is too slow, or a place of an `over` is passed by
 * none. Only where no request loops. */
bool sim_find_against_limits(struct arena *a, struct sim_walk *w, const struct claim *c,
                             const struct sim_trip *request, struct sim_branch *out, const char **problem);
/* Does the delivered request meet all qualifiers that are about a branch by itself? */
bool sim_meets_qualifiers(struct sim_walk *w, const struct claim *c, const struct sim_branch *b);
/* The first place of an `over`, as a list of one, that no delivered request passes. False: there is none. */
bool sim_find_unused(struct sim_walk *w, const struct claim *c, const struct sim_trip *request,
                     struct claim_places *place);
/* Delivered branches that do not pass the groups in order; `backwards`: in reverse order. */
struct sim_watch sim_watch_via(const struct ir *ir, const struct claim_via *via, bool backwards);
const char *sim_describe_way_back(struct arena *a, const struct ir *ir, const struct claim *c, uint32_t n,
                                  const struct sim_branch *b);
/* The delivered branch with the largest sum of delays, and that sum in microseconds. Returns false when none is
 * delivered. Only for trips that cannot loop. */
bool sim_find_slowest(struct sim_walk *w, const struct sim_trip *trip, struct sim_branch *out,
                      uint64_t *delay);
/* The sum of the delays of the links that the branch crosses, in microseconds. */
uint64_t sim_delay_of(const struct ir *ir, const struct sim_branch *b);
/* "75 ms", "1.5 ms", "800 us" */
const char *sim_delay_text(struct arena *a, uint64_t microseconds);

/* The watches that single out the branches which break a claim. */
struct sim_watch sim_watch_only_via(const struct ir *ir, const struct claim *c);
struct sim_watch sim_watch_path(const struct ir *ir, const struct claim *c);
struct sim_watch sim_watch_past(const struct ir *ir, uint32_t appliance);
struct sim_watch sim_watch_key(const struct ir *ir, const struct claim *c, const struct sim_key *key,
                               uint32_t service);

/* How a delivered branch differs from the claimed path: one sentence. */
const char *sim_describe_path(struct arena *a, const struct ir *ir, const struct claim *c,
                              const struct sim_branch *b);
/* What a key holds, in words. */
const char *sim_describe_key(struct arena *a, const struct ir *ir, const struct claim *c,
                             const struct sim_key *key);

/* ---- where things stop ---- */

enum sim_reason_kind { SIM_REASON_PLAIN, SIM_REASON_ROUTE, SIM_REASON_PACKET };

/* One reason; the text of routes and packets that stop is made last, since more may stop there for the same reason. */
struct sim_reason {
    struct cause is;
    enum sim_reason_kind kind;
    uint32_t prefix, from; /* a route: to this prefix, and the last table that has it */
    const char *places; /* a route: the tables that it does not get to from there; packets: where they stop */
    const char *subject; /* packets: "packets from spoke to hub", of the first flow */
    const char *last;    /* and of the last one */
    uint32_t pairs;      /* of ends, one after the other */
    const char *sentence;
};

/* Reasons as they are found, none twice. */
struct sim_reasons {
    struct arena *arena;
    const struct sim_state *state;
    const struct sim_net *net;
    VEC(struct sim_reason) at;
};
struct sim_reasons sim_reasons_new(struct arena *a, const struct sim_state *s, const struct sim_net *net);
/* Add a reason with a text of its own. */
void sim_add_reason(struct sim_reasons *out, struct cause r);
/* Add that the packets of one flow stop at a place: one reason for all flows that the same stops there. */
void sim_add_packet(struct sim_reasons *out, const char *subject, const struct path_drop *drop);
/* All of them by place in the text of the design, and then in the order in which they were found. */
struct because sim_reasons_sorted(struct sim_reasons *out);

/* Does the table have a candidate for the prefix? */
bool sim_has_route(const struct sim_state *s, uint32_t prefix, uint32_t table);

/* Add why the route for `prefix` does not get to `table`, which has none: on each way of sessions to it the last table
 * that has the route, and what keeps it from the next one. */
void sim_find_frontier(struct sim_reasons *out, uint32_t prefix, uint32_t table);
/* Add why the table that the session comes from, which has a route for the prefix, does not announce it there, or the other
 * end does not accept it; or why the session does not exist. Nothing when it gets over. */
void sim_find_stop(struct sim_reasons *out, uint32_t prefix, uint32_t session);

/* Names of places joined by `separator`. */
const char *sim_place_names(struct arena *a, const struct claim_places *places, const char *separator);

#endif
