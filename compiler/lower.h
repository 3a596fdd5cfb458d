/*
 * lower: what the parts of lowering share: the route network while it is built, and the builders.
 *
 *   lower.c                   elements, tables; the order of all that follows
 *   lower_routers.c           addresses of routers
 *   lower_origins.c           the routes that tables hold by themselves
 *   lower_subnets.c           those of subnets with route tables
 *   lower_appliance_routes.c  those of appliances
 *   lower_sessions.c          who announces what to whom over connections,
 *   lower_gateways.c          inside a VNet or site,
 *   lower_route_servers.c     at Route Servers,
 *   lower_igp.c               and along the internal links of a site
 *   lower_policies.c          what routers and appliances do to routes
 *   lower_next_hops.c         what the next hops mean that routes name
 *   lower_announcements.c     what speakers may announce beside that (representatives.c: which prefixes)
 *   classes.c                 destination classes
 *   lower_services.c          services in classes
 *   lower_filters.c           rules and security groups
 *   lower_appliances.c        appliances, load balancers, public addresses
 */
#ifndef NICC_COMPILER_LOWER_H
#define NICC_COMPILER_LOWER_H

#include "compiler/ir.h"
#include "compiler/private.h"

/* Ranks at the tables of each kind; lower is better. */
enum subnet_rank {
    SUBNET_USER = 0 /* F8 */,
    SUBNET_SERVICE = 0 /* sets the others aside, F10 */,
    SUBNET_SPACE = 1 /* F9 */,
    SUBNET_EXPRESSROUTE = 2,
    SUBNET_VPN = 3 /* F74 */,
    SUBNET_SYSTEM = 5 /* F8 */
};
enum vpn_rank {
    VPN_SPACE,
    VPN_PEERED /* not announced, F22 */,
    VPN_STATIC /* F39 */,
    VPN_TUNNEL /* F48 */,
    VPN_EXPRESSROUTE,
    VPN_LAST
};
enum er_rank { ER_SPACE, ER_PEERED, ER_CIRCUIT, ER_VPN };
enum route_server_rank { SERVER_FIRST, SERVER_SECOND }; /* by the preference (F92) */
enum msee_rank { MSEE_OWN, MSEE_GLOBAL_REACH }; /* F57, F61: Global Reach adds, it takes nothing away */
enum router_rank {
    ROUTER_CONNECTED,
    ROUTER_IGP = ROUTER_CONNECTED, /* after what is connected: IR_STEP_ORIGIN */
    ROUTER_STATIC,
    ROUTER_BGP,
    APPLIANCE_ORIGINATED, /* announced; packets follow any better route first */
    APPLIANCE_SERVER      /* heard from a Route Server: told on, never used */
};
enum lan_rank { LAN_USER, LAN_OWN, LAN_ROUTER };

/* What a pass has been told of a setting (lower_settings.c). */
struct lower_answer {
    uint32_t setting; /* its number in the model, from 1 */
    bool on;
};
enum lower_cases { CASES_NONE, CASES_FIRST, CASES_RUNNING };

struct lowering {
    struct compilation *c;
    struct arena *arena;
    struct model *m;
    struct ir *ir;
    VEC(struct ir_element) elements;
    VEC(struct ir_table) tables;
    VEC(struct ir_origin) origins;      /* `prefix` indexes origin_prefixes until classes.c renumbers */
    VEC(struct prefix) origin_prefixes; /* and those of lower_cut */
    VEC(struct ir_session) sessions;
    VEC(struct ir_filter) filters;
    VEC(struct ir_public) publics; /* without classes until there are any */
    VEC(struct ir_next_hop) next_hops;
    VEC(const char *) communities; /* their numbers are their tags' */
    ir_tags community_tags;        /* all that the design uses, the well-known ones too */
    bool uses_med;
    bool own_in_paths; /* may a path that iBGP carries between routers or appliances hold their own number? */
    enum lower_cases cases;
    VEC(struct lower_answer) asked;       /* in the case that runs */
    uint32_t case_origins, case_sessions; /* where what it adds begins */
};

/* lower_settings.c: the elements of the settings; before others that depend on them. */
void lower_setting_elements(struct lowering *l);
/* What depends on settings is made in cases: `for (lower_cases(l); lower_case(l);)`, one run for each way in which the
 * settings may be that the body asks for. Cases do not nest. */
void lower_cases(struct lowering *l);
bool lower_case(struct lowering *l);
/* Is the flag on, in this case? Only inside of one, unless it is no setting. */
bool lower_on(struct lowering *l, const struct model_switch *s);
/* Does side `s` of a whole peering reach the other side's gateways, in this case (F21)? */
bool lower_transit(struct lowering *l, const struct model_peering *p, int side);

/* A guard of up to four elements: sorted, doubles and IR_NONE left out. */
struct ir_guard lower_guard(struct lowering *l, uint32_t a, uint32_t b, uint32_t c, uint32_t d);
/* The same of a list. */
struct ir_guard lower_guard_of(struct lowering *l, const uint32_t *ids, uint32_t id_count);

struct ir_hop hop_to_table(uint32_t table, uint32_t link, struct span at);
struct ir_hop hop_to_balancer(uint32_t balancer, struct span at);
struct ir_hop hop_deliver(uint32_t site, uint32_t link, struct span at);
struct ir_hop hop_drop(uint32_t rule, struct span at);
/* IR_HOP_INTERNET (no rule) or IR_HOP_EXIT. */
struct ir_hop hop_to_internet(enum ir_hop_kind kind, uint32_t rule, struct span at);

/* Add an origin for a prefix. The rest of `o` is filled in by the caller. */
void lower_origin(struct lowering *l, struct prefix p, struct ir_origin o);

/* Make `p` one of the prefixes of the route network, so that no class lies partly inside it, though no table
 * holds a route for it: what filters, subnets and sources are told apart by. */
void lower_cut(struct lowering *l, struct prefix p);

/* classes.c: the ranges in which addresses are global or not, as a whole. */
uint32_t lower_special_count(void);
struct prefix lower_special_range(uint32_t number);

/* Clause lists: start empty, append, and end with lower_clauses_done, which appends "permit everything"
 * unless the last clause matches everything already. */
struct clauses {
    VEC(struct ir_clause) list;
};
void clause_deny_tags(struct lowering *l, struct clauses *c, ir_tags tags, uint32_t rule, struct span at);
void clause_permit_tags(struct lowering *l, struct clauses *c, ir_tags tags, struct span at);
void clause_prefixes(struct lowering *l, struct clauses *c, const struct ir_prefix_match *p, uint32_t count,
                     bool permit, uint32_t rule, struct span at);
void clause_rest(struct lowering *l, struct clauses *c, bool permit, uint32_t rule, struct span at);

/* Add a session; returns its id. Guard and the elements of both tables are the caller's to set. */
uint32_t lower_session(struct lowering *l, struct ir_session s, const struct clauses *exports,
                       const struct clauses *imports);
/* Make two sessions each other's reverse. */
void lower_reverse(struct lowering *l, uint32_t a, uint32_t b);

/* Does `allow-vnet-access off` on either half stop the peering (F26)? Then a hop over it drops: at this flag. */
bool peering_blocked(struct lowering *l, const struct model_peering *p);
struct span peering_blocked_span(struct lowering *l, const struct model_peering *p);
/* F25: let a hop over the peering, out of the VNet of side `side`, carry only that VNet's own addresses as sources,
 * unless the receiving half allows forwarded traffic. Only appliances send packets of other sources, so
 * nothing happens in a design without one. Not for hops of gateways. */
void hop_sources(struct lowering *l, struct ir_hop *hop, const struct model_peering *p, int side);

/* lower_subnets.c: the tables with routes for packets that start in a site: its own, then those of its subnets that
 * have one, then those of appliances with an exit. */
struct table_list {
    VEC(uint32_t) list;
};
struct table_list site_start_tables(struct lowering *l, uint32_t site);
/* Does such a table take the routes of gateways and Route Servers, which a route table can switch off (F7)? */
bool table_is_programmed(struct lowering *l, uint32_t site, uint32_t table);
/* The table of a GatewaySubnet with routes of its own, through which its gateways send into the VNet (F68, F136), or
 * IR_NONE. */
uint32_t gateway_subnet_table(const struct lowering *l, uint32_t site);
/* Its route table, or NULL. */
const struct model_route_table *gateway_subnet_routes(const struct lowering *l, uint32_t site);
/* The subnets of the site, for its description in the route network. */
void site_subnets(struct lowering *l, const struct model_site *s, struct ir_site *out);
/* lower_policies.c: what the design uses of communities, MED and next hops; called before sessions are made. */
void lower_policies(struct lowering *l);
/* A mark of routes under this text, with the communities' (RFC 1997: no meaning of its own). */
ir_tags lower_new_tag(struct lowering *l, const char *text);
/* Deny what a well-known community keeps from sessions of this kind (F93, RFC 1997), where the design uses one. */
void clause_scope(struct lowering *l, struct clauses *c, enum ir_session_kind kind, struct span at);
/* What a router or appliance at end `from` does to what it announces to end `far`, and what one at end `to` accepts:
 * clauses into `out` or `in`, policies and edits into `s`, whose tables, kind and span are set. */
void speaker_announces(struct lowering *l, const struct model_end *from, const struct model_end *far,
                       struct ir_session *s, struct clauses *out);
void speaker_accepts(struct lowering *l, const struct model_end *to, struct ir_session *s,
                     struct clauses *in);
/* What a speaker of the platform makes of a neighbour's route: marks, communities and MED are gone (F66). */
struct ir_edit platform_accepted(const struct lowering *l, ir_tags tags);
/* The own AS number in front, `prepend` times more than once. */
struct ir_edit announced(uint32_t asn, uint32_t prepend);

/* lower_route_servers.c: the rank of routes of a VNet's ExpressRoute gateway, and of its VPN gateway and appliances, at
 * subnets and at the Route Server (F74, F92), and the weight that settles a tie where the AS path decides. */
uint8_t subnet_rank(const struct lowering *l, uint32_t site, bool expressroute);
uint8_t server_rank(const struct model_route_server *rs, bool expressroute);
uint8_t vpn_gateway_rank(const struct model_route_server *rs, bool expressroute);
uint32_t preference_weight(const struct lowering *l, uint32_t site, bool expressroute);
/* Let a hop out of a table of site `from` reach its target in site `to`: inside a site as it is, between VNets over their
 * peering (F25, F26). False: they are not joined directly. */
bool hop_across(struct lowering *l, struct ir_hop *hop, uint32_t table, uint32_t from, uint32_t to);

/* lower_spaces.c: deny what is in the address space that the gateways of a VNet announce: its own prefixes and those of
 * transit spokes (F21b, F37). */
void clause_gateway_space(struct lowering *l, struct clauses *c, uint32_t site, enum ir_match match,
                          uint32_t rule, struct span at);
/* Permit (or deny, by the rule) ranges equal to or inside the spaces of the peers that these gateways do not announce
 * (F22); and are there such peers? */
void clause_peered_space(struct lowering *l, struct clauses *c, uint32_t site, bool permit, uint32_t rule,
                         struct span at);
bool has_peered_space(const struct lowering *l, uint32_t site);

/* lower_igp.c: `rank` with the IGP metric as its last step where the site has internal links (F150), else `rank` itself. */
const enum ir_step *lower_igp_rank(struct lowering *l, uint32_t site, const enum ir_step *rank);
/* What routers and hosts of a split site (model_site_is_split) hold: each the prefixes that it is attached to. */
void lower_split_origins(struct lowering *l, uint32_t site);
/* Is the prefix one of a subnet of the site, or a part of one that some router originates? */
bool lower_split_is_local(const struct lowering *l, uint32_t site, struct prefix p);

/* lower_origins.c: does the router announce it as its own: does its `originate` list it, or, without `originate`, is it a
 * prefix of the site? */
bool lower_originates(const struct lowering *l, const struct model_router *r, struct prefix p);

/* lower_appliance_routes.c: what the exit table of an on-premises appliance with `default-route` has beside the routes of its
 * subnet, and the default route that it offers to its site. */
void lower_exit_routes(struct lowering *l, const struct model_appliance *a);
void lower_exit_offers(struct lowering *l, const struct model_appliance *a);

/* The passes. */
void lower_appliance_routes(struct lowering *l);
void lower_route_servers(struct lowering *l);
void lower_next_hops(struct lowering *l);
void lower_origins(struct lowering *l);
void lower_subnets(struct lowering *l);
void lower_statics(struct lowering *l);
void lower_sessions(struct lowering *l);
void lower_gateways(struct lowering *l);
/* After all others that make sessions: it keeps loopbacks off them. */
void lower_igp(struct lowering *l);
/* After everything else that makes origins, sessions and cuts. May add an error: too many announcements. */
void lower_announcements(struct lowering *l);
void lower_classes(struct lowering *l);

/* lower_routers.c: classes for the addresses of routers, before the classes are made; then the addresses. */
void lower_router_cuts(struct lowering *l);
void lower_router_addresses(struct lowering *l);
/* lower_appliances.c: elements and tables (compared by `rank`), in the order of the model, ... */
void lower_appliance_elements(struct lowering *l);
void lower_appliance_tables(struct lowering *l, const enum ir_step *rank);
/* ... public addresses, and the prefixes of these, of appliances and of load balancers, ... */
void lower_appliance_cuts(struct lowering *l);
/* ... and, once there are classes and services: the classes of public addresses, then filters, then the rest. */
void lower_publics(struct lowering *l);
void lower_appliances(struct lowering *l);
void lower_packets_matter(struct lowering *l);
/* Is it the public address of something? */
bool lower_is_public(const struct lowering *l, struct addr a);
/* The table of an address of a site: of its subnet, else of the site. */
uint32_t lower_table_at(const struct lowering *l, uint32_t site, struct addr a);

/* lower_filters.c: prefixes in rules; security groups where they are attached; the filter of an appliance's rules,
 * or IR_NONE without rules. */
void lower_filter_cuts(struct lowering *l);
void lower_attachments(struct lowering *l);
uint32_t lower_appliance_rules(struct lowering *l, const struct model_appliance *a);

/* lower_services.c: the service classes, from the rules and the claims of the model. */
void lower_services(struct lowering *l);

/* The end of a VPN gateway's export filter: its own prefixes go out, and of what it learned neither a default route nor what
 * overlaps the address space of its site (F34, F36). */
void vpn_passes(struct lowering *l, struct clauses *c, uint32_t site, struct span at);

/* Whom an end stands for. An END_CIRCUIT has two: `device` chooses. */
uint32_t end_table(const struct lowering *l, const struct model_end *e, uint32_t device);
uint32_t end_element(const struct lowering *l, const struct model_end *e, uint32_t device);

#endif
