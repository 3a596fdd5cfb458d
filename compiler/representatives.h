/*
 * representatives: of all prefixes that speakers may announce, those few that stand for the rest.
 *
 * Where a packet for address d goes depends on which prefixes that hold d are announced, and on nothing else of
 * them but this: their order by length among each other and among the prefixes of the design's own routes, and
 * which filters match them. So take d, and cut the lengths 0 to 32 (128) wherever one of these changes:
 *   - at each prefix that holds d and that some table of the design originates, that a claim about routes names,
 *     or that is the default prefix: that length by itself;
 *   - at the bounds of each range of a filter, or of a `may-advertise`, whose prefix holds d;
 *   - where a prefix around d begins to overlap with one that a filter compares by overlap.
 * Between two cuts all prefixes around d are alike. The longest of them stands for all, since it holds least of
 * what else there is; where n speakers may announce here, the n longest, so that each may have another length.
 * Addresses d are alike when the same prefixes of the design and its claims hold them: one of each kind is enough,
 * a host where there is one, and each host and each address that a claim names for itself. So does the address of an
 * appliance, a load balancer or a router that is a prefix of its own. What a claim names has an address, even where it is nobody's.
 *
 * What everybody who hears it refuses by its prefix changes nothing, and is left out, unless a claim asks what is
 * announced (`advertises`).
 */
#ifndef NICC_COMPILER_REPRESENTATIVES_H
#define NICC_COMPILER_REPRESENTATIVES_H

#include "compiler/lower.h"

/* Who may announce what, and the prefixes that stand for it: sorted, each once. */
struct announcer {
    const struct model_connection *connection;
    int side; /* of the connection: the end that may announce */
    uint32_t speaker, table;
    VEC(struct prefix) prefixes;
};

struct announcers {
    VEC(struct announcer) at;
};

/* Find the prefixes of each announcer, once all origins, cuts and sessions of the design are there. An announcer gets
 * at most `limit` + 1. */
void representatives_find(struct lowering *l, struct announcers *all, uint32_t limit);

/* Does a table of the design originate exactly this prefix? */
bool representatives_originated(const struct lowering *l, struct prefix p);

#endif
