/*
 * order: prefixes whose routing is ordered by distance, whatever fails.
 *
 * For one prefix, a session *may pass* when its filters let some route through that its sender could have, as far as tags
 * and the prefix tell; it is *open* when they let every such route through. Tables and sessions that routes for the prefix
 * may come to form a graph. Routing for the prefix is ordered when on each cycle of that graph
 *
 *   - every session makes the route strictly longer: one number or more in front of the AS path (then the *length* of the
 *     path is the distance), or, where all sessions are IR_IGP, its cost (then the metric is);
 *   - every table compares by the distance first: by the steps before, all that it may learn ties, and what it holds by
 *     itself wins.
 *
 * (Edges into a table are left out that holds the prefix by itself whenever it is up: it announces nothing else.)
 *
 * What follows, in every environment:
 *
 *   Settles.   There is a stable state. Within a cycle, what a table selects depends only on what others announce at a
 *              smaller distance; so going through the distances upwards gives one. Filters, loop checks and split
 *              horizon only take candidates away.
 *   No loops.  A table never selects a route that it has passed: the candidate is farther than what the table announced.
 *              So whether such a candidate is dropped by the loop check or not makes no difference to what is selected,
 *              and AS numbers that one table alone has, and that nobody asks for, need not be told apart in AS paths.
 *
 * Neither needs the sessions to be open. `solver/bounds.h` and `solver/cut.h` build on the rest.
 */
#ifndef NICC_COMPILER_ORDER_H
#define NICC_COMPILER_ORDER_H

#include "base/vec.h"
#include "compiler/ir.h"

enum order_distance {
    ORDER_NONE,  /* the table lies on no cycle, or the routing is not ordered */
    ORDER_PATH,  /* it compares by the length of the AS path first */
    ORDER_METRIC /* by the metric */
};

/* A session that may pass. */
struct order_session {
    uint32_t session;
    bool open;        /* everything that its sender may have passes */
    uint32_t longer;  /* with ORDER_PATH or ORDER_METRIC at its receiver: at most so much distance is added */
    uint32_t numbers; /* at most so many come in front of the AS path */
};

/* What is known of one prefix. */
struct order {
    const struct ir *ir;
    uint32_t prefix;
    bool settles;                       /* ordered, or without any cycle */
    VEC(uint32_t) tables;               /* that may have a route, in no particular order */
    VEC(struct order_session) sessions; /* that may pass */
    /* by table, for those in `tables` */
    bool *reached;                 /* false for all others */
    bool *sure;                    /* it holds the prefix by itself whenever it is up, and prefers that */
    enum order_distance *distance; /* ORDER_NONE for all others */

    const struct order_index *index;
    struct order_work *work; /* private */
};

/* What is known of the network whatever the prefix. In `arena`; `ir` must outlive it; threads may share it. */
const struct order_index *order_index_new(struct arena *arena, const struct ir *ir);

/* Room for what is known of one prefix, in `arena`; nothing is known yet. Not to be shared by threads. */
struct order *order_new(struct arena *arena, const struct order_index *index);

/* Look at a prefix; what was known of another one is gone. Costs what routes for the prefix may touch, without tables that
 * announce to nobody: they are on no cycle, and are left out. */
void order_look(struct order *o, uint32_t prefix);

/* The same with those tables, and the sessions to them. */
void order_look_all(struct order *o, uint32_t prefix);

/* What is known of a session, NULL when none of the prefix's routes may pass it. Until the next prefix. */
const struct order_session *order_session(const struct order *o, uint32_t session);

/* By session: what it puts in front of AS paths is the number of its sender alone, and no filter, edit or MED asks for
 * such numbers (a claim might). Never NULL. */
const bool *order_private_numbers(const struct order_index *index);

#endif
