/*
 * simulate_internal: what the files of the simulator share. Nobody else includes it.
 *
 *   simulate_route.c   one route: who is up, announcing, accepting; the check of a whole state
 *   simulate_rank.c    which candidates are best
 *   simulate_stable.c  the search for all stable states of one prefix
 *   simulate.c         states of the whole network
 *   simulate_aside.c   which selected routes forward nothing all the same
 *   simulate_forward.c what a table does with a packet
 *   simulate_walk.c    the search for branches
 *   simulate_path.c    a branch in words
 *   simulate_claim.c   claims, and those about routes
 *   simulate_flow.c    claims about flows
 *   simulate_watch.c   which branches break a claim about flows
 */
#ifndef NICC_COMPILER_SIMULATE_INTERNAL_H
#define NICC_COMPILER_SIMULATE_INTERNAL_H

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
};

struct sim_net sim_net_new(struct arena *a, const struct ir *ir, struct bits down);

/* First origin of the table for the prefix; those that follow in ir.origins may be more of them. */
uint32_t sim_first_origin(const struct ir *ir, uint32_t table, uint32_t prefix);
bool sim_origin_is_live(const struct sim_net *net, const struct ir_origin *origin);

/* The route of an origin as a candidate of its table. */
struct sim_route sim_origin_route(const struct ir *ir, uint32_t origin);

/* What the table announces over session `s` when it announces `r`: false when nothing is sent. */
bool sim_announce(struct arena *a, const struct ir *ir, uint32_t session, uint32_t prefix,
                  const struct sim_route *r, struct sim_route *sent);
/* What becomes of it at the receiver: false when it is dropped there. */
bool sim_accept(struct arena *a, const struct ir *ir, uint32_t session, uint32_t prefix,
                const struct sim_route *sent, struct sim_route *got);
/* Both in a row. */
bool sim_transfer(struct arena *a, const struct ir *ir, uint32_t session, uint32_t prefix,
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

/* ---- branches ---- */

/* Packets of one class, in one state; what each table does with them is looked up once. */
struct sim_walk {
    struct arena *arena;
    const struct sim_state *state;
    uint32_t class_id;
    struct sim_used *used; /* by table */
    bool *known;
};

struct sim_walk *sim_walk_new(struct arena *a, const struct sim_state *s, uint32_t class_id);
const struct sim_used *sim_walk_used(struct sim_walk *w, uint32_t table);

enum sim_end { SIM_DELIVERED, SIM_NO_ROUTE, SIM_DROPPED, SIM_WRONG_SITE, SIM_INTERNET, SIM_LOOP };

/* One table that a branch passes, and the route used there (NULL at the end, when there is none). */
struct sim_step {
    uint32_t table;
    uint32_t prefix;
    const struct sim_route *route;
};

struct sim_branch {
    const struct flow_end *from, *to;
    struct sim_step *steps;
    uint32_t count;
    enum sim_end end;
    uint32_t rule; /* why it is not delivered, IR_NONE when it is */
};

/* What a branch passes, one after another: nodes and links (the head of claim.h). */
struct sim_item {
    bool is_link;
    bool is_end; /* source or destination site */
    bool is_source;
    uint32_t table;   /* of a node; the site's table for an end */
    uint32_t site;    /* of a node */
    uint32_t element; /* of a link */
};

/* Something that watches a branch item by item, and at its end says whether it is one of those looked for.
 * Its memory is one number below `states`. */
struct sim_watch {
    uint32_t states;
    uint32_t (*next)(const struct sim_watch *w, uint32_t state, const struct sim_item *item);
    bool (*wants)(const struct sim_watch *w, uint32_t state, enum sim_end end);
    const struct ir *ir;
    const struct claim *claim;
    uint32_t hops_top;   /* with max_hops: hops are counted up to this */
    const uint32_t *key; /* for the comparison with a key */
    uint32_t key_count;
};

/* Watches with nothing to remember. */
extern const struct sim_watch sim_watch_delivered, sim_watch_not_delivered;

/* The shortest branch that the watch wants, the first of equally short ones. Branches that loop are not found
 * here. */
bool sim_find(struct sim_walk *w, const struct flow_end *from, const struct flow_end *to,
              const struct sim_watch *watch, struct sim_branch *out);
/* The shortest branch that comes back to a table it has passed. */
bool sim_find_loop(struct sim_walk *w, const struct flow_end *from, const struct flow_end *to,
                   struct sim_branch *out);
/* The shortest branch that is not delivered, for whatever reason. */
bool sim_find_undelivered(struct sim_walk *w, const struct flow_end *from, const struct flow_end *to,
                          struct sim_branch *out);
/* The first branch: delivered if any is. */
struct sim_branch sim_find_first(struct sim_walk *w, const struct flow_end *from, const struct flow_end *to);

/* The items of a branch in order. */
struct sim_item *sim_items(struct arena *a, const struct ir *ir, const struct sim_branch *b, uint32_t *count);

/* ---- words ---- */

/* A branch as a printable path, all in `a`. */
struct path sim_print_branch(struct arena *a, const struct ir *ir, const struct sim_branch *b,
                             const char *source_name, const char *destination_name);
/* "is dropped at hub.er-gw", "comes back to er1.primary": what happens to a packet of a branch not delivered. */
const char *sim_describe_end(struct arena *a, const struct ir *ir, const struct sim_branch *b);

/* ---- claims ---- */

/* The claims about flows, and about what a flow claim speaks of; see sim_claim_holds and sim_claim_applies. */
bool sim_flows_hold(struct arena *a, const struct sim_state *s, const struct claim *c, struct witness *w);
bool sim_flows_apply(const struct sim_state *s, const struct claim *c);

/* The watches that single out the branches which break a claim. */
struct sim_watch sim_watch_qualifiers(const struct ir *ir, const struct claim *c);
struct sim_watch sim_watch_only_via(const struct ir *ir, const struct claim *c);
struct sim_watch sim_watch_path(const struct ir *ir, const struct claim *c);
struct sim_watch sim_watch_key(const struct ir *ir, const struct claim *c, const uint32_t *key,
                               uint32_t key_count);

/* Key of a branch for SYMMETRIC: sites, elements or tables, by the claim's granularity. */
uint32_t *sim_key(struct arena *a, const struct ir *ir, const struct claim *c, const struct sim_branch *b,
                  uint32_t *count);

/* Which qualifier of the claim a delivered branch breaks, or how it differs from the claimed path: one
 * sentence. */
const char *sim_describe_qualifier(struct arena *a, const struct ir *ir, const struct claim *c,
                                   const struct sim_branch *b);
const char *sim_describe_path(struct arena *a, const struct ir *ir, const struct claim *c,
                              const struct sim_branch *b);
/* What a key holds, in words. */
const char *sim_describe_key(struct arena *a, const struct ir *ir, const struct claim *c, const uint32_t *key,
                             uint32_t count);

/* Names of places joined by `separator`. */
const char *sim_place_names(struct arena *a, const struct claim_places *places, const char *separator);

#endif
