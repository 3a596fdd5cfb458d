/*
 * claim: what a design must do, in terms of the route network. Produced by the compiler, read by the simulator
 * and the solver; plain data.
 *
 * The meaning of each kind is given for ONE flow in ONE stable state; the claim holds when it holds for all
 * flows (every pair of different members, every two ends that pair), environments and stable states.
 *
 *   A flow has both ends in one address family (claim_ends_pair): an IPv4 and an IPv6 end make no flow.
 *
 *   A flow has a service (one of `services`); a claim speaks of each of them as of each pair of ends.
 *
 *   A branch is one path that a packet may take: at every table one of the hops used there, at a load balancer
 *   one of its backends, at an appliance one of its instances (head of ir.h: packets). A branch ends delivered
 *   to the flow's end, or not delivered (dropped, no route, delivered elsewhere, left to the Internet, or it
 *   loops). The forward branches of a flow are those of its request. Each delivered forward branch f has its own
 *   return branches: those of the reply to it. All are judged in the same state.
 *
 *   CAN_REACH       every forward branch is delivered and meets the qualifiers, and every return branch of
 *                   each is delivered
 *   CAN_SEND        every forward branch is delivered and meets the qualifiers
 *   CANNOT_REACH    no forward branch is delivered that has a delivered return branch
 *   ONE_WAY         every forward branch is delivered, and no return branch of any is
 *   CANNOT_SEND     no forward branch is delivered
 *   ISOLATED        no request from either end to the other is delivered (both directions, each service)
 *   ONLY_VIA        every delivered forward branch passes one of `places`
 *   SYMMETRIC       for every delivered forward branch f and every delivered return branch r of it:
 *                   key(f) = reverse(key(r))
 *   PATH            every delivered forward branch visits, between its ends, exactly one node per group of
 *                   `groups`, in order, each a member of its group ("direct": no groups, no nodes between)
 *   NO_LOOPS        no forward branch loops (comes back to a position, head of ir.h), and no return branch of a
 *                   delivered forward branch does
 *   NO_BLACKHOLES   no forward branch, and no return branch of a delivered forward branch, ends in a blackhole: it is
 *                   dropped by a rule whose rule_loss is RULE_LOSS_DEAD_END, or by one of RULE_LOSS_NO_ROUTE after it
 *                   has taken a hop of some table, which had a route for it
 *   Both speak of all ordered pairs of different ends of sites: each site endpoint's classes are members of their own,
 *   so packets between two subnets of one site count too.
 *
 *   In the following a neighbour is named by a place: it matches a session when the session's other table is in
 *   `tables` (a speaker brings its announcers with it), or the link that the session runs over (its hop's `link`) is
 *   in `links`, or the session is handed on by a Route Server (by_server) whose table is in `tables`.
 *
 *   LEARNS          table has a candidate for `prefix` (over a session from one of `neighbours`, when given;
 *                   an origin counts only when none is given; with `as_path`, having exactly that AS path)
 *   NOT_LEARNS      the opposite
 *   SELECTS         the set of neighbours (the `from` tables of the sessions) of the selected routes for
 *                   `prefix` is exactly `neighbours`, each place of which is one neighbour: every selected
 *                   route's session matches some place, every place has a selected route, and there is at
 *                   least one; an origin matches none
 *   ADVERTISES      table, or an announcer in its name, announces `prefix` over some session to one of
 *                   `neighbours` (sent, whether or not accepted there); a Route Server also announces what one of them
 *                   has accepted over a session that it hands on
 *   NOT_ADVERTISES  the opposite
 *
 *   A *row* of a table for a prefix is one of its candidates that effective route tables show: not one with
 *   IR_TAG_LOOPBACK, and no origin that yields to a default route (ir.h: Forwarding, F11). It is *active* when it is
 *   selected and not set aside, else *overridden*. What a table has by its fallback is no row of its own.
 *
 *   ROUTES_TO       some row of table for `prefix` is active, and every active one has the next hop (its type is
 *                   `next_hop_type`, or with `by_address` its address `next_hop_address`: ir_next_hop_type,
 *                   ir_next_hop_is); with `overridden`: some overridden row has it
 *   ROUTES_THROUGH  some row is active, and the nodes that the active rows lead to are exactly `places`: every active
 *                   row leads to a node in some place, and every place has one that is led to. A hop leads to the
 *                   table, load balancer or site that it names, one of kind IR_HOP_VIA to the `from` table of the
 *                   session; the others to none
 *   NOT_ROUTES      no row is active
 *
 *   STABLE speaks of environments, not of one state in them: it holds in an environment when every prefix has a stable
 *   state there, and any two stable states of a prefix *select alike*: at every table the selected routes are
 *   of the same origins, or came over the same sessions with the same `next_hop`. (Which of several selected routes is
 *   announced does not count as long as nobody selects something else for it.) It is refuted, not unknown, by an
 *   environment without a stable state.
 *
 *   Qualifiers of CAN_*. Each stands for itself: the branch meets the qualifiers when it meets every one of them. Its
 *   items are start node, link, node, link, ..., end node.
 *     vias       of each list: the items contain one of group 1, after it (strictly) one of group 2, and so on
 *     avoiding   no item is in it
 *     uninspected  no item is an appliance
 *     max_hops   the branch has at most so many hops, a hop being an edge between logical nodes
 *     max_delay  the delays of the links that the branch crosses come to at most so much in sum
 *     overs      of each list of places: the branch passes exactly one of these places, however often (a place is
 *                passed when it matches an item). And, of the flow as a whole: each place of the list is passed by
 *                some forward branch
 *     both_ways  of CAN_REACH and CAN_SEND with `vias`: every delivered return branch of each delivered forward
 *                branch contains the groups of each list in reverse order
 *   A flow without delivered forward branches breaks CAN_*, whatever its qualifiers.
 *
 *   A proved CAN_REACH carries a warning where TCP may stall: in some admitted environment and stable state a flow
 *   of the claim whose service class holds TCP has a forward branch that passes an appliance which is stateful for
 *   TCP, and a delivered return branch of it that does not pass this appliance. The appliance then sees one
 *   direction only.
 *
 *   Subject. A proved claim is vacuous when it speaks of nothing in any admitted environment and stable state. In one
 *   of these it speaks of
 *     a flow          that counts and whose two ends are there: held by a site that is up (an appliance: by an
 *                     instance that is up; a router: itself); `internet` is always there. For SYMMETRIC, further, some request is delivered
 *                     with a delivered reply; for PATH and ONLY_VIA some request is delivered
 *     a table's route when the table is up, some table holds the prefix by itself in some environment, and, where there are
 *                     `neighbours`, the guard of a session between the table and one of them holds
 *
 *   Nodes of a branch: the source site; each table with is_node that it enters; the destination site. A step
 *   from a subnet or LAN table shows as its site (the source). An appliance is a node each time it is passed; a
 *   load balancer is an item that is no node: places match it, hops, keys and PATH do not count it. The nodes at
 *   the ends are where the packet starts and where it is delivered: a site, an appliance, a router, or `internet`; for an
 *   end that is a balancer or an appliance with dnat, the site or appliance behind it. A place matches a node when its table is in
 *   `tables`, or the node is the source or destination site (a subnet or LAN table counts as its site's
 *   node; delivery in site S counts as S's table). It matches a link when the hop's `link` element is in
 *   `links`.
 *
 *   Key of a branch for SYMMETRIC, from source to destination:
 *     SITE    the sites of its nodes in order, neighbouring equal ones once, nodes without a site (circuit
 *             devices) left out
 *     LINK    in order: for each circuit device its circuit; for each crossed tunnel, WAN link or peering its
 *             element; each appliance
 *     DEVICE  in order: every node between the ends, appliances with their instance
 *   At every granularity the stateful appliances (for the flow's protocol) that are passed, with their instances,
 *   belong to the key (at SITE as a sequence of their own beside the sites). An appliance that is an end of the
 *   branch is not passed.
 */
#ifndef NICC_COMPILER_CLAIM_H
#define NICC_COMPILER_CLAIM_H

#include "base/bits.h"
#include "compiler/ir.h"

enum claim_kind {
    CLAIM_CAN_REACH,
    CLAIM_CANNOT_REACH,
    CLAIM_CAN_SEND,
    CLAIM_CANNOT_SEND,
    CLAIM_ISOLATED,
    CLAIM_ONE_WAY,
    CLAIM_ONLY_VIA,
    CLAIM_SYMMETRIC,
    CLAIM_PATH,
    CLAIM_NO_LOOPS,
    CLAIM_NO_BLACKHOLES,
    CLAIM_LEARNS,
    CLAIM_NOT_LEARNS,
    CLAIM_SELECTS,
    CLAIM_ADVERTISES,
    CLAIM_NOT_ADVERTISES,
    CLAIM_ROUTES_TO,
    CLAIM_ROUTES_THROUGH,
    CLAIM_NOT_ROUTES,
    CLAIM_STABLE,
    CLAIM_KIND_COUNT
};

/* Is it about flows? */
static inline bool claim_is_flow(enum claim_kind k)
{
    return k < CLAIM_LEARNS;
}

/* Does it say that something is not so: that packets or routes do not get somewhere? */
static inline bool claim_is_negative(enum claim_kind k)
{
    return k == CLAIM_CANNOT_REACH || k == CLAIM_CANNOT_SEND || k == CLAIM_ISOLATED ||
           k == CLAIM_NOT_LEARNS || k == CLAIM_NOT_ADVERTISES || k == CLAIM_NOT_ROUTES;
}

/* Is it about routes of one table? */
static inline bool claim_is_route(enum claim_kind k)
{
    return k >= CLAIM_LEARNS && k < CLAIM_STABLE;
}

enum flow_end_kind {
    FLOW_SITE,      /* addresses of one class in one site */
    FLOW_NOWHERE,   /* a destination that no site holds: nothing is delivered there; site and table IR_NONE */
    FLOW_INTERNET,  /* `internet`, and a global address in no site: site and table IR_NONE */
    FLOW_APPLIANCE, /* an appliance itself */
    FLOW_ROUTER,    /* a router itself, by one of its addresses */
    FLOW_BALANCER   /* a load balancer's front end; a destination only */
};

/* One end of a flow. */
struct flow_end {
    enum flow_end_kind kind;
    uint32_t owner; /* the appliance or balancer, the router's table, else IR_NONE */
    uint32_t site;
    uint32_t table;        /* where its packets start; IR_NONE for internet, balancers and nowhere */
    uint32_t public_class; /* of the public address by which `internet` reaches it, or IR_NONE */
    uint32_t class_id;
    struct addr sample; /* an address of the class that the endpoint stands for: a host's when there is one */
    bool
        by_public; /* the endpoint was written as its public address: requests to it go there, whoever sends them */
};

/* Do the two ends make a flow? Packets do not change their address family. */
static inline bool claim_ends_pair(const struct flow_end *a, const struct flow_end *b)
{
    return a->sample.family == b->sample.family;
}

/* One named thing of an endpoint set; universal reading pairs different members. */
struct claim_member {
    const char *name;
    const struct flow_end *ends;
    uint32_t end_count;
};

struct claim_set {
    const struct claim_member *members;
    uint32_t count;
};

/* A place: tables (nodes) and link elements; any of them counts. */
struct claim_place {
    const char *name;
    const uint32_t *tables;
    uint32_t table_count;
    const uint32_t *links;
    uint32_t link_count;
    const uint32_t *balancers;
    uint32_t balancer_count;
};

struct claim_places {
    const struct claim_place *at;
    uint32_t count;
};

/* At most `most` elements of these classes fail (enum ir_class). */
struct claim_budget {
    uint32_t most;
    uint32_t classes; /* 0: no budget */
};
#define CLAIM_BUDGETS_MAX 4

/* The places of one `via`: groups in order, each a list of alternatives. */
struct claim_via {
    const struct claim_places *groups;
    uint32_t count;
};

enum claim_granularity { CLAIM_AT_SITE, CLAIM_AT_LINK, CLAIM_AT_DEVICE };
enum claim_expectation { CLAIM_EXPECT_NONE, CLAIM_EXPECT_PROVED, CLAIM_EXPECT_REFUTED };
enum claim_severity { CLAIM_LOW, CLAIM_MEDIUM, CLAIM_HIGH, CLAIM_CRITICAL };

struct claim {
    const char *name;     /* cells of a matrix: MATRIX/ROW/COLUMN */
    const char *text;     /* as written, without name and attributes, blanks folded */
    struct span span;     /* the assertion with its conditions (a cell: the cell) */
    struct span declared; /* the whole statement (a cell: the cell) */
    enum claim_kind kind;
    uint32_t matrix; /* index in claim_list.matrices, or IR_NONE */
    enum claim_severity severity;
    enum claim_expectation expect;
    const char *owner; /* NULL when not given; likewise note; controls joined by ", " */
    const char *note;
    const char *controls;
    const struct claim_waiver *waiver; /* that covers it, or NULL */
    /* what claims_relate found: indices of other claims, or IR_NONE */
    uint32_t implied_by;  /* this one follows from it */
    uint32_t repeats;     /* it says the same, and comes first */
    uint32_t contradicts; /* it cannot be proved beside this one, and comes first */

    /* condition: in every environment that the claim admits (claim_admits): all of `down` are changed (so they
     * are down; a setting among them is not as by default); the settings in `fixed` are not changed beyond
     * that; all other settings that are not `stated`, and all announcements, may be; and beside these, elements may have failed, each of
     * which some budget pays for: it has one of the budget's classes, and a budget pays for at most `most`. A
     * flow counts only in environments in which nothing inside its own two end sites has failed
     * (claim_flow_counts), so that a claim about sets says what the claims about their pairs say */
    struct claim_budget budgets[CLAIM_BUDGETS_MAX];
    const uint32_t *down; /* sorted */
    uint32_t down_count;
    const uint32_t *fixed; /* settings named in the condition; sorted */
    uint32_t fixed_count;
    const uint32_t *never_fails; /* elements inside a site that is an end of every flow; sorted */
    uint32_t never_fails_count;

    /* flows (claim_compare.c compares all that follows, and solver/pairs.c looks for places in it: what is added here must
     * be added there) */
    struct claim_set from, to;
    const struct claim_via *vias;
    uint32_t via_count;
    bool both_ways;
    const struct claim_places *overs;
    uint32_t over_count;
    struct claim_places avoiding;
    bool uninspected;
    struct bits services; /* service classes that the claim speaks of */
    bool has_max_hops;
    uint32_t max_hops;
    bool has_max_delay;
    uint64_t max_delay;         /* microseconds */
    struct claim_places places; /* ONLY_VIA, ROUTES_THROUGH */
    enum claim_granularity granularity;
    struct claim_places groups; /* PATH: one place per node */

    /* routes */
    uint32_t table;
    uint32_t prefix; /* index, or IR_NONE: a prefix that no table can hold */
    struct prefix prefix_written;
    struct claim_places neighbours; /* tables at the other end of a session, or the links it runs over */
    bool has_as_path;
    const uint32_t *as_path;
    uint32_t as_path_count;
    enum ir_next_hop_type next_hop_type; /* ROUTES_TO */
    bool overridden;
    bool by_address;
    struct addr next_hop_address;
};

/* What keeps refuted claims from failing the run until a day (`waive`). */
struct claim_waiver {
    const char *name; /* as written: of a claim, cell or matrix, or a pattern */
    struct span span; /* the name */
    uint32_t until;   /* year * 10000 + month * 100 + day, the last day on which it counts */
    const char *reason;
    const char *ticket; /* NULL when not given */
};

/* A flow of a claim, by numbers: the members of its two sides, their ends, and the service class. All 0 for a claim
 * about routes. */
struct claim_flow {
    uint32_t from, to, from_end, to_end, service;
};

/* What is known: the flow breaks the claim in an environment in which exactly these elements are changed. */
struct claim_known {
    struct claim_flow flow;
    const uint32_t *changed; /* beyond claim.down */
    uint32_t changed_count;
};

struct claim_known_list {
    const struct claim_known *at;
    uint32_t count;
};

struct claim_matrix {
    const char *name;
    struct span span;
};

struct claim_list {
    const struct claim *at;
    uint32_t count;
    const struct claim_matrix *matrices;
    uint32_t matrix_count;
    const struct claim_waiver *waivers; /* in the order of the text */
    uint32_t waiver_count;
};

/* "2027-01-31" for 20270131, in the arena (waivers.c). */
const char *claim_date_text(struct arena *arena, uint32_t date);

/* May element `e` fail under one of the claim's budgets? (False too for what is declared or named down, or has such
 * a parent, and for settings and announcements.) */
bool claim_may_fail(const struct ir *ir, const struct claim *c, uint32_t e);

/* May element `e` be changed: by a failure, or a setting or announcement that the claim leaves open? */
bool claim_may_change(const struct ir *ir, const struct claim *c, uint32_t e);

/* Bit b is set when budget b may pay for the failure of element `e`. */
uint32_t claim_payers(const struct ir *ir, const struct claim *c, uint32_t e);

/* Does the claim admit the environment in which, beside claim.down, exactly these elements (each of which may change)
 * are changed? */
bool claim_admits(const struct ir *ir, const struct claim *c, const uint32_t *changed, uint32_t count);

/* Does the flow between two ends count in the environment `changed`: is everything inside the two end sites up but for
 * what is declared down and what the claim itself takes down? */
bool claim_flow_counts(const struct ir *ir, const struct claim *c, struct bits changed,
                       const struct flow_end *a, const struct flow_end *b);

/* Does a claim speak of anything ("Subject" above), as far as can be told without routing? */
enum claim_subject {
    CLAIM_SPEAKS,         /* or so it seems */
    CLAIM_NO_FLOW,        /* no two different members with addresses of one family */
    CLAIM_END_NOWHERE,    /* each flow has an end that no site holds */
    CLAIM_END_DOWN,       /* each flow has an end that is always down, or that no site holds */
    CLAIM_TABLE_DOWN,     /* the table of a route claim is always down */
    CLAIM_PREFIX_NOWHERE, /* no table holds the prefix by itself */
    CLAIM_NO_SESSION      /* no session that it names is ever up */
};
enum claim_subject claim_subject(const struct ir *ir, const struct claim *c);

/* Is element `e` up in some environment that the claim admits? */
bool claim_may_be_up(const struct ir *ir, const struct claim *c, uint32_t e);
/* Does some table hold the prefix (IR_NONE: none) by itself? Sessions pass on what some table holds, and nothing else. */
bool claim_prefix_has_origin(const struct ir *ir, uint32_t prefix);
/* Is the session one between the table of a route claim and this neighbour, in the direction that the claim speaks of? */
bool claim_is_session_to(const struct claim *c, const struct claim_place *neighbour,
                         const struct ir_session *s);

#endif
