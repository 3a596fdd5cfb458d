/*
 * journey_internal: exploring one position, shared by the files of journey.
 */
#ifndef NICC_SOLVER_JOURNEY_INTERNAL_H
#define NICC_SOLVER_JOURNEY_INTERNAL_H

#include "solver/journey.h"

#define BRANCH_ITEMS 8

/* The position being explored. */
struct leaving {
    struct journey *j;
    const struct ir *ir;
    struct position here;
    bool by_hop; /* just now the packet takes a hop of the table here */
    int32_t lost, unrouted, dead_end;
};

/* A packet on its way from there: under which condition, and what it has passed. */
struct branch {
    int32_t taken;
    struct header header;
    uint32_t notes;
    struct item items[BRANCH_ITEMS];
    uint32_t item_count;
};

/* A packet just as it is at the position. */
struct branch branch_from(const struct leaving *l, int32_t taken);
void branch_pass(struct branch *b, struct item item);
/* The request writes a note; a reply does not. */
void branch_note(const struct leaving *l, struct branch *b, struct note note);

/* The branch ends here, not delivered, by this rule (or one of the same rule_loss). */
void journey_lose(struct leaving *l, const struct branch *b, enum rule_code rule);
/* The branch goes on at a position; stage, id and actor are given, the rest comes from the branch. */
void journey_go(struct leaving *l, const struct branch *b, enum stage stage, uint32_t id, struct place actor,
                bool from_internet);

/* It goes on at a table (when that is an appliance's: at the appliance), as one that came over a hop. */
void journey_enter_table(struct leaving *l, struct branch b, uint32_t table);
void journey_enter_appliance(struct leaving *l, const struct branch *b, uint32_t appliance,
                             bool from_internet);

/* Steps 1 to 4, 3 to 4, and 4 of the hop DELIVER. */
void journey_deliver(struct leaving *l, struct branch b, uint32_t site);
void journey_deliver_host(struct leaving *l, struct branch b, uint32_t site);
/* At this router, to which the packet is addressed, if it is up; else it is lost by this rule. */
void journey_deliver_at_router(struct leaving *l, struct branch b, uint32_t table, enum rule_code dead);
void journey_delivered_in_site(struct leaving *l, struct branch b, uint32_t site);
/* The flow's end is this appliance, or a load balancer that picked it. */
bool journey_ends_at_appliance(const struct leaving *l, const struct branch *b, uint32_t appliance);
void journey_delivered_at_appliance(struct leaving *l, struct branch b, uint32_t appliance);
void journey_delivered_at_router(struct leaving *l, struct branch b, uint32_t table);
void journey_delivered_to_internet(struct leaving *l, struct branch b);

/* Hops INTERNET and EXIT of the actor here; `not_there`: the rule for destinations that the Internet does not hold. */
void journey_leave(struct leaving *l, struct branch b, uint32_t not_there);
/* From the Internet to what the public address (index in publics) leads to. */
void journey_arrive_from_internet(struct leaving *l, struct branch b, uint32_t public_address);
/* The reply at the Internet comes back to where its request left. */
void journey_return_from_internet(struct leaving *l, struct branch b);

/* Is the class an address of the balancer, its private or a public one? */
bool journey_is_address_of_balancer(const struct ir *ir, uint32_t balancer, uint32_t class_id);
bool journey_is_address_of_appliance(const struct ir *ir, uint32_t appliance, uint32_t class_id);

/* The reply is known by a BALANCER note: give it back the balancer's address. */
void journey_undo_balancer(const struct leaving *l, struct branch *b);

/* Explore a position of each stage. */
void journey_from_start(struct leaving *l);
void journey_from_turn(struct leaving *l);
void journey_from_table(struct leaving *l);
void journey_from_appliance(struct leaving *l);
void journey_from_balancer(struct leaving *l);

#endif
