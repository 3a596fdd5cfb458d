/*
 * plan: a design while it is being drawn. What has been written is text; what the rest of the drawing needs to
 * know of it (who can be connected, what can be named) is kept beside it.
 *
 * Sites are drawn first, then what joins them, then what lies inside of sites and speaks of the rest: subnets
 * and route tables, appliances, filters. So the block of a site has a text of its own until everything is
 * there.
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

enum family {
#define FAMILY(name, word) FAMILY_##name,
#include "tests/oracle/families.def"
#undef FAMILY
    FAMILY_COUNT
};

#define PLAN_VNETS 5
#define PLAN_SITES 5
#define PLAN_HOMES (PLAN_VNETS + PLAN_SITES)
#define PLAN_CIRCUITS 2
#define PLAN_ROUTERS 4  /* two, but where there are links */
#define PLAN_PREFIXES 3 /* of one site */
#define PLAN_POLICIES 3

struct plan_names {
    VEC(const char *) list;
};

struct plan_subnet {
    const char *name, *path, *prefix;
    bool apart;            /* on-premises: it names the routers that its hosts use */
    uint32_t routers;      /* those, one bit each */
    const char *own_table; /* a route table for this subnet alone, or NULL */
};

struct plan_host {
    const char *name, *path, *address;
};

/* What VNets and on-premises sites have in common. */
struct plan_home {
    const char *name;
    uint32_t byte; /* its IPv4 addresses are 10.byte.0.0/24 and more */
    bool onprem;
    bool linked; /* its routers are joined by links */
    bool shared; /* its addresses are somebody else's too: nothing is put into it */
    bool six;    /* it has an IPv6 prefix */
    const char *prefixes[PLAN_PREFIXES];
    uint32_t prefix_count;
    struct buf text;   /* the statements of its block */
    const char *table; /* what its routes are looked at by: itself, a subnet, NULL for on-premises sites */
    bool subnetted, has_gateway, has_server;
    bool near_table; /* its appliances' subnet has a route table of its own */
    VEC(struct plan_subnet) subnets;
    VEC(struct plan_host) hosts;
    struct plan_names security_groups, route_tables; /* without the site's name */
    struct plan_names next_hops;                     /* addresses that a BGP route may name */
};

struct plan_vnet {
    struct plan_home home;
    const char *region;
    const char *vpn, *er; /* paths of its gateways, NULL when it has none */
    const char *server;   /* path of its Route Server, or NULL */
    uint32_t vpn_asn;
    bool uses_remote;
    uint32_t used;            /* with uses_remote: the VNet whose gateways it uses */
    const char *default_site; /* name of the connection that its VPN gateway sends the rest into, or NULL */
    bool default_drawn;       /* that connection */
};

struct plan_site {
    struct plan_home home;
    uint32_t asn;
    const char *routers[PLAN_ROUTERS], *addresses[PLAN_ROUTERS]; /* paths; addresses or NULL */
    uint32_t router_count;
};

struct plan_circuit {
    const char *name, *devices[2];
};

struct plan_appliance {
    const char *name, *path, *address;
    struct plan_home *home;
    uint32_t asn;       /* 0: none */
    const char *public; /* or NULL */
};

struct plan_balancer {
    const char *path, *address;
    struct plan_home *home;
};

/* Two tables that exchange routes. */
struct plan_pair {
    const char *a, *b;
};

struct plan {
    struct arena *arena;
    struct rng *rng;
    struct buf *page; /* the design */
    struct buf *out;  /* what is being written: the page, or the block of a site */
    bool families[FAMILY_COUNT];
    bool used[CONSTRUCT_COUNT];
    bool small; /* few sites, few claims */
    bool old_profile;
    bool overlapping; /* some address lies in two sites: then it names no endpoint */
    bool tangled;     /* everybody passes on everything, with preferences */
    struct plan_vnet vnets[PLAN_VNETS];
    uint32_t vnet_count;
    struct plan_site sites[PLAN_SITES];
    uint32_t site_count;
    bool peered[PLAN_VNETS][PLAN_VNETS];
    struct plan_circuit circuits[PLAN_CIRCUITS];
    uint32_t circuit_count;
    VEC(struct plan_appliance) appliances;
    VEC(struct plan_balancer) balancers;
    const char *inspector;       /* the next hop that VNets send everything to, or NULL */
    const struct plan_home *hub; /* where it is */
    uint32_t policies;           /* that ends may name: p0, p1, ... */
    bool policy_used[PLAN_POLICIES];
    bool inner;                  /* the ends being written speak iBGP with another site */
    uint32_t announcers;         /* ends so far that may announce more */
    uint32_t links;              /* connections so far */
    uint32_t tunnels;            /* named ones, for their names */
    uint32_t publics;            /* public addresses given out so far */
    struct plan_names endpoints; /* sites, hosts, subnets, appliances */
    struct plan_names targets;   /* destinations only: balancers, public addresses */
    struct plan_names spaces;    /* prefixes of sites */
    struct plan_names prefixes;  /* those, and others that are announced or routed */
    struct plan_names tables, places, groups;
    struct plan_names settings; /* that conditions may name: "v0->v1 use-remote-gateways" */
    uint32_t open_settings;     /* flags written with `?` so far */
    struct plan_names marks;    /* places that no path lists: load balancers */
    const char *assertion;      /* of the last claim, NULL before the first */
    VEC(struct plan_pair) neighbours;
    VEC(struct plan_pair) flows; /* from and to: ends between which something was drawn to happen */
};

/* ---- plan.c: names and homes ---- */

/* Append to a list of names. */
void plan_add(struct plan *p, struct plan_names *to, const char *name);
/* One of the names, "" when there is none. */
const char *plan_pick(struct plan *p, const struct plan_names *from);
/* What follows is written into the block of `home`, up to plan_close. */
void plan_open(struct plan *p, struct plan_home *home);
void plan_close(struct plan *p);
/* Homes by number: VNets first, then on-premises sites. */
struct plan_home *plan_home(struct plan *p, uint32_t number);
uint32_t plan_home_count(const struct plan *p);
/* Do hosts of the first reach an address of the second without any gateway: the same home, or peered VNets? */
bool plan_adjacent(const struct plan *p, const struct plan_home *a, const struct plan_home *b);
/* Is it an IPv6 address or prefix? */
bool plan_is_six(const char *address);
/* A public address that nobody has yet. */
const char *plan_public(struct plan *p);
/* A prefix that tables might route: equal to, longer or shorter than somebody's, or the default. */
const char *plan_prefix(struct plan *p, const struct plan_home *home);
/* These two can be named as a place, and count as one more link; these two exchange routes. */
void plan_can_name(struct plan *p, const char *a, const char *b);
void plan_exchange(struct plan *p, const char *a, const char *b);

/* The on-premises site that has this home. */
struct plan_site *plan_site_of(struct plan *p, const struct plan_home *home);
/* Do the hosts of the subnet use this router? */
bool plan_is_attached(const struct plan_subnet *s, uint32_t router);
/* The subnet of this name in a home, or NULL. */
const struct plan_subnet *plan_subnet(const struct plan_home *home, const char *name);

/* ---- the parts of a design, in the order in which they are drawn ---- */

/* Draw sites, gateways, routers and circuits, and what will be in them. */
void plan_sites(struct plan *p);
/* Draw what joins them. */
void plan_links(struct plan *p);
/* In place of both: routers that each prefer the next one's route, in a circle (DISAGREE with two, BAD GADGET
 * with three; Griffin, Shepherd and Wilfong, 2002), with something left out or added now and then. */
void plan_gadget(struct plan *p);
/* In place of both: on-premises sites in a mesh. */
void plan_fabric(struct plan *p);
/* Draw the links between the routers of a site, inside its block. */
void plan_igp(struct plan *p, struct plan_site *s);
/* Draw the BGP sessions and tunnels of appliances. */
void plan_sessions(struct plan *p);
/* Which subnets sites have: names and prefixes. */
void plan_choose_subnets(struct plan *p);
/* Draw security groups. */
void plan_filters(struct plan *p);
/* Draw appliances and load balancers. */
void plan_appliances(struct plan *p);
/* Draw subnets, route tables and hosts. */
void plan_subnets(struct plan *p);
/* Draw sites that are alike, and what joins them with a VNet: whole declarations. */
void plan_twins(struct plan *p);
/* Draw the policies that are in use. */
void plan_policies(struct plan *p);
/* Draw claims about all this. */
void plan_claims(struct plan *p);

/* ---- what several of them draw ---- */

/* How the flag of this name is written: `value` (" off", or "" for on), or " ?" now and then. Conditions of claims may name
 * it from now on. */
const char *plan_flag(struct plan *p, const char *name, const char *value);
/* " when SETTING on|off" after `joint`. There is a setting. */
void plan_setting_condition(struct plan *p, const char *joint);

/* Which appliances and load balancers a home will have: their names and addresses. */
void plan_place_appliances(struct plan *p, struct plan_home *home);
/* The block of a speaker's end of a connection; `home` is where it stands. */
void plan_end(struct plan *p, const char *speaker, const struct plan_home *home);
/* `static P, ...;` with these prefixes in a block of its own. */
void plan_statics(struct plan *p, const char *end, const char *const *prefixes, uint32_t count);
/* "connect a <-> b [name] {", `down` included now and then; `name` NULL for none. */
void plan_begin_connect(struct plan *p, const char *a, const char *b, const char *name);
/* `delay D;` of a connection or link, now and then, between these two texts. */
void plan_delay(struct plan *p, const char *before, const char *after);
/* `inbound`, `outbound` or `rules` with drawn lines; `numbered` as in security groups. */
void plan_rules(struct plan *p, const char *word, bool numbered, const struct plan_appliance *translates);
/* `security-group G;` of this home, now and then. */
void plan_attach(struct plan *p, const struct plan_home *home, uint32_t percent);
/* One more router of a site. */
void plan_router(struct plan *p, struct plan_site *s);
/* One connection between a router and a VPN gateway. `block` holds the statements of the router's end, "" for
 * none. */
void plan_tunnel(struct plan *p, const char *router, const char *gateway, const char *block);
/* A service as claims write it: "tcp 443". */
const char *plan_service(struct plan *p);

#endif
