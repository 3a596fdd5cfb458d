/*
 * journey: all ways that packets of a flow can take, as a graph of positions.
 *
 * A position is all that decides where a packet goes on: the place, who acts, the header, the notes, and whether
 * it is the request or the reply. From each position lead moves, each under a condition; where a packet is lost
 * there is no move but a literal. A request that is delivered to its end turns (JOURNEY_TURN) and goes on as the
 * reply; a reply that is delivered where the flow started is home (JOURNEY_HOME). A cycle of positions is what
 * the head of ir.h calls a loop.
 *
 * There are two kinds of journeys. In a design where nothing but tables acts on packets, the way to a
 * destination does not depend on the source: one journey serves all sources, and ends at the turn. Everywhere
 * else a journey belongs to one flow.
 *
 * What a move passes on the way is a list of items, in order: that is what claims speak of.
 */
#ifndef NICC_SOLVER_JOURNEY_H
#define NICC_SOLVER_JOURNEY_H

#include "solver/notes.h"
#include "solver/query.h"

enum item_kind {
    ITEM_SITE,          /* id: the site at an end */
    ITEM_TABLE,         /* id: a table that is a node */
    ITEM_LINK,          /* id: element */
    ITEM_APPLIANCE,     /* id: appliance, passed; instance */
    ITEM_END_APPLIANCE, /* id: appliance, at an end */
    ITEM_END_ROUTER,    /* id: a router's table, at an end */
    ITEM_BALANCER,      /* id */
    ITEM_INTERNET       /* at an end */
};

struct item {
    enum item_kind kind;
    uint32_t id;
    uint32_t instance; /* element, for ITEM_APPLIANCE */
};

/* Does the item count as a node of a branch? */
static inline bool item_is_node(struct item i)
{
    return i.kind != ITEM_LINK && i.kind != ITEM_BALANCER;
}

/* A node at an end of a branch. */
static inline bool item_is_end(struct item i)
{
    return i.kind == ITEM_SITE || i.kind == ITEM_END_APPLIANCE || i.kind == ITEM_END_ROUTER ||
           i.kind == ITEM_INTERNET;
}

enum stage {
    JOURNEY_START,     /* the request, before it leaves its source */
    JOURNEY_TABLE,     /* id: table */
    JOURNEY_APPLIANCE, /* id: it arrives at this appliance */
    JOURNEY_BALANCER,  /* id: it arrives at this load balancer */
    JOURNEY_TURN,      /* the request is delivered, the reply about to start; actor: where */
    JOURNEY_HOME       /* the reply is delivered */
};

struct position {
    uint32_t stage; /* enum stage */
    uint32_t id;
    uint32_t is_reply;
    uint32_t from_internet; /* arrived at an appliance or balancer from the Internet */
    struct place actor;     /* who sends it on from a table */
    struct header header;
    uint32_t notes;
};

struct journey_move {
    uint32_t to; /* node */
    int32_t taken;
    bool by_hop; /* by a hop of a table, not on to a fallback or through a machine */
    uint32_t first_item, item_count;
};

struct journey_node {
    struct position at;
    bool explored;
    int32_t lost;               /* some branch ends here, not delivered */
    int32_t unrouted, dead_end; /* by a rule of RULE_LOSS_NO_ROUTE, of RULE_LOSS_DEAD_END */
    uint32_t first_move, move_count;
};

struct journey {
    struct query *q;
    bool of_one_flow;
    struct flow_end from, to; /* `from`: only when it belongs to one flow */
    uint32_t service;         /* likewise */
    struct notes notes;
    struct map *numbers; /* position to node */
    VEC(struct journey_node) nodes;
    VEC(struct journey_move) moves;
    VEC(struct item) items;
};

/* All flows to `to`, in a design where only tables act on packets. */
struct journey *journey_to(struct query *q, const struct flow_end *to);

/* One flow there and back. */
struct journey *journey_of_flow(struct query *q, const struct flow_end *from, const struct flow_end *to,
                                uint32_t service);

/* Can packets start at this end? Not at an address that nobody has, nor at a load balancer. */
bool journey_can_start(const struct flow_end *from);

/* The node where packets from `from` start. */
uint32_t journey_start(struct journey *j, const struct flow_end *from);

/* The node, with its moves explored. The pointer is good until the next node is made or explored. */
const struct journey_node *journey_explore(struct journey *j, uint32_t node);

/* Explore every node there is, and what they lead to. */
void journey_explore_all(struct journey *j);

/* A table to name the position by, or IR_NONE: for names of variables. */
uint32_t journey_table(const struct journey *j, uint32_t node);

#endif
