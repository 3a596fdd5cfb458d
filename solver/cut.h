/*
 * cut: can packets still get there when elements fail? Answered on the graph of sessions, without a circuit, where
 * routing is ordered by distance.
 *
 * For `can reach` and `can send` without qualifiers, in designs where only tables act on packets. Let p be the longest
 * prefix of a destination, and its routing ordered (compiler/order.h). Provided that
 *
 *   - the tables that hold p by themselves deliver its packets in the destination's site;
 *   - every session that may pass p leads packets back to its sender, and is only there when sender and link are up;
 *   - no route of these tables for p is set aside (no `protects`, no `overrides`, nothing that only announces),
 *
 * a table that selects a route for p sends every packet on to a table that selects a nearer one, and at last to one that
 * delivers it. And a table selects a route for p if there is a *way*: sessions that are open and up from a table that holds
 * p to this one. (Along the way each table has a candidate: what keeps one off, split horizon or the loop check, does so
 * only where the table has passed the route on itself. What it selects makes the AS path no longer than the way, so no route
 * gets too long for the model where all ways stay below that.) So packets are delivered whenever there is a way.
 *
 * Proved: for every flow there are K + 1 ways of which no two share an element that may fail, where K is what may fail at
 * once; by Menger's theorem such ways exist, or few elements cut all of them. That no two ways share one is checked again
 * when they are there, so the proof does not rest on how they are found.
 *
 * Refuted: some admitted failures leave no session that may pass on any way, and no shorter prefix leads anywhere. Where
 * each element takes one table or one link away, no set with fewer elements does that. Whoever asks has the simulator
 * confirm it, and sees to it that routing for other prefixes settles in that environment.
 */
#ifndef NICC_SOLVER_CUT_H
#define NICC_SOLVER_CUT_H

#include "compiler/claim.h"
#include "solver/adjacency.h"

enum cut_result {
    CUT_UNDECIDED, /* nothing can be said this way */
    CUT_HOLDS,     /* in every admitted environment and stable state */
    CUT_FAILS      /* in the environment in which, beside claim.down, exactly `changed` are changed */
};

struct cut_answer {
    enum cut_result result;
    const uint32_t *changed; /* ascending: of the smallest sets the first by element numbers */
    uint32_t changed_count;
    uint32_t from, to; /* members of a flow that fails then */
};

/* Judge the claim; `changed` is in `arena`. Costs a few searches through the graph for each flow. */
struct cut_answer cut_judge(struct arena *arena, const struct adjacency *net, const struct claim *claim);

#endif
