/*
 * plan: a design while it is being drawn. What has been written is text in `out`; what the rest of the
 * drawing needs to know of it (who can be connected, what can be named) is kept beside it.
 */
#ifndef ORACLE_PLAN_H
#define ORACLE_PLAN_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/vec.h"
#include "tests/oracle/rng.h"

enum construct {
#define CONSTRUCT(name, text) CONSTRUCT_##name,
#include "tests/oracle/constructs.def"
#undef CONSTRUCT
    CONSTRUCT_COUNT
};

#define PLAN_VNETS 5
#define PLAN_SITES 3
#define PLAN_CIRCUITS 2
#define PLAN_ROUTERS 2
#define PLAN_PREFIXES 3 /* of one site */

struct plan_names {
    VEC(const char *) list;
};

struct plan_vnet {
    const char *name, *region;
    const char *prefixes[PLAN_PREFIXES];
    uint32_t prefix_count;
    const char *vpn, *er; /* paths of its gateways, NULL when it has none */
    uint32_t vpn_asn;
    bool uses_remote;
};

struct plan_site {
    const char *name;
    const char *prefixes[PLAN_PREFIXES];
    uint32_t prefix_count;
    uint32_t asn;
    const char *routers[PLAN_ROUTERS];
    uint32_t router_count;
};

struct plan_circuit {
    const char *name, *devices[2];
};

/* Two tables that exchange routes. */
struct plan_pair {
    const char *a, *b;
};

struct plan {
    struct arena *arena;
    struct rng *rng;
    struct buf *out;
    bool used[CONSTRUCT_COUNT];
    bool old_profile;
    bool overlapping; /* some address lies in two sites: then it names no endpoint */
    bool tangled;     /* everybody passes on everything, with preferences */
    struct plan_vnet vnets[PLAN_VNETS];
    uint32_t vnet_count;
    struct plan_site sites[PLAN_SITES];
    uint32_t site_count;
    struct plan_circuit circuits[PLAN_CIRCUITS];
    uint32_t circuit_count;
    uint32_t links;              /* connections so far */
    uint32_t tunnels;            /* named ones, for their names */
    struct plan_names endpoints; /* sites and hosts */
    struct plan_names spaces;    /* prefixes of sites */
    struct plan_names prefixes;  /* those, and others that are announced */
    struct plan_names tables, places, groups;
    VEC(struct plan_pair) neighbours;
};

/* Append to a list of names. */
void plan_add(struct plan *p, struct plan_names *to, const char *name);

/* One of the names, "" when there is none. */
const char *plan_pick(struct plan *p, const struct plan_names *from);

/* Draw sites, gateways, routers and circuits. */
void plan_sites(struct plan *p);
/* Draw what joins them. */
void plan_links(struct plan *p);
/* In place of both: routers that each prefer the next one's route, in a circle (DISAGREE with two, BAD GADGET
 * with three; Griffin, Shepherd and Wilfong, 2002), with something left out or added now and then. */
void plan_gadget(struct plan *p);
/* Draw claims about all this. */
void plan_claims(struct plan *p);

/* One connection between a router and a VPN gateway. `block` holds the statements of the router's end, "" for
 * none. */
void plan_tunnel(struct plan *p, const char *router, const char *gateway, const char *block);

#endif
