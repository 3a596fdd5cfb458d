/*
 * symmetry: sites that can be exchanged for each other.
 *
 * Many spokes of a hub are alike but for their names and addresses. Then what is true of one pair of them is true of
 * every pair, and a claim about all N * N of them needs to look at two.
 *
 * What makes this sound. The route network is written down as a set of facts about nodes (elements, tables, sites,
 * prefixes, classes, origins, sessions, filters, ...); a field of the network that has any meaning is in some fact. Two
 * sites are exchangeable when there is a permutation of the nodes that swaps them and maps the set of facts to itself: an
 * automorphism. All that ir.h says of environments, stable states, forwarding and packets is said in terms of these
 * facts (of addresses: in terms of which prefixes hold them, and prefixes keep their lengths and what they lie in). So an
 * automorphism takes every environment to one, every stable state of the one to a stable state of the other, and every
 * branch of a flow to a branch of the image of the flow.
 *
 * Nothing here is guessed: a permutation that is not verified, fact by fact, is not used. What is not found costs time,
 * never a verdict.
 *
 * Each site that is exchangeable has a *bundle*: the nodes that move with it. The bundles of two sites are disjoint, a
 * bundle holds one site, and swapping two bundles of one orbit, node by node, is an automorphism that leaves everything
 * else where it is. So every permutation of the members of an orbit is one, whatever is done to the other orbits.
 */
#ifndef NICC_SOLVER_SYMMETRY_H
#define NICC_SOLVER_SYMMETRY_H

#include "compiler/ir.h"

enum node_kind {
    NODE_ELEMENT,
    NODE_TABLE,
    NODE_SITE,
    NODE_CIRCUIT,
    NODE_CLASS,
    NODE_ORIGIN,
    NODE_SESSION,
    NODE_FILTER,
    NODE_APPLIANCE,
    NODE_BALANCER,
    NODE_NEXT_HOP,
    NODE_PREFIX, /* those of the network first, then others that filters and sites name */
    NODE_KIND_COUNT
};

struct symmetry {
    uint32_t node_start[NODE_KIND_COUNT]; /* the first node of each kind */
    const uint32_t *home;                 /* by node: the site whose bundle it is in, or IR_NONE */
    const uint32_t
        *twin; /* by node of a bundle: what stands in its place in the bundle of the orbit's first site */
    const uint32_t *orbit; /* by site: the first site of its orbit; IR_NONE when no other site is like it */
    uint32_t exchangeable; /* sites in orbits */
};

static inline uint32_t symmetry_node(const struct symmetry *s, enum node_kind kind, uint32_t id)
{
    return s->node_start[kind] + id;
}

/* Find exchangeable sites. In `arena`; takes time in proportion to the network. */
const struct symmetry *symmetry_find(struct arena *arena, const struct ir *ir);

#endif
