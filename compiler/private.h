/*
 * private: what the files of this folder share among themselves: the passes from tree to model to route
 * network, in the order in which compile.c calls them. Each adds diagnostics and goes on; a pass
 * may assume that the passes before it reported no error where this says so.
 */
#ifndef NICC_COMPILER_PRIVATE_H
#define NICC_COMPILER_PRIVATE_H

#include "compiler/compile.h"
#include "compiler/model.h"

/* resolve.c: declarations and names. Objects with errors are left out or made harmless. */
struct model *resolve_design(struct compilation *c);
/* resolve_links.c: peerings and connections of the design; called by resolve_design once all names are known. */
void resolve_peering(struct compilation *c, struct model *m, const struct ast *node);
/* The tag-only reading of all peerings (F25, F26): what is off blocks nothing. */
void resolve_peering_tags(struct model *m);
void resolve_connection(struct compilation *c, struct model *m, const struct ast *node);

/* resolve_subnets.c: subnets, route tables and `default-site`. First what they are called, as their site is read:
 * the index of the new subnet (its hosts are added by the caller), or MODEL_NONE after an error; */
uint32_t subnet_declare(struct compilation *c, struct model *m, uint32_t site, const struct ast *node);
void route_table_declare(struct compilation *c, struct model *m, uint32_t site, const struct ast *node);
/* then, once all names, peerings and connections are known, what they refer to. */
void resolve_subnets(struct compilation *c, struct model *m);
/* resolve_appliances.c: what appliances and load balancers say without other names, as sites are read; ... */
void resolve_appliance(struct compilation *c, struct model *m, uint32_t site, const struct ast *node);
void resolve_balancer(struct compilation *c, struct model *m, uint32_t site, const struct ast *node);
/* ... and once all names are known: rules, backends, the blocks of hosts, security groups' rules. */
void resolve_appliances_late(struct compilation *c, struct model *m);
/* The security group that a statement of `site` names, or MODEL_NONE after an error; it counts as used. */
uint32_t resolve_group_reference(struct compilation *c, struct model *m, uint32_t site,
                                 const struct ast *path);
/* resolve_rules.c: a security group's name; its rules; the rules of an appliance (`block` may be NULL). */
void resolve_security_group(struct compilation *c, struct model *m, uint32_t site, const struct ast *node);
void resolve_security_rules(struct compilation *c, struct model *m, struct model_security_group *g,
                            const struct ast *node);
void resolve_rules(struct compilation *c, struct model *m, struct model_appliance *a,
                   const struct ast *block);
/* Bits 1 << enum ir_protocol of a service's word: `tcp`, `udp`, `icmp`; all of them for any other. */
uint32_t protocols_of_word(enum keyword word);
/* Is it the range 0-65535, all ports? */
bool ports_are_all(const struct ast *port);
/* "SITE.NAME", interned. */
const char *path_in_site(struct compilation *c, const struct model *m, uint32_t site, const char *name);
/* resolve_ends.c: a statement in the block of a connection's end; and values that policies share with it. */
void resolve_end_statement(struct compilation *c, struct model *m, struct model_end *end,
                           const struct ast *s);
uint32_t resolve_prepend(struct compilation *c, const struct ast *number);
struct model_community resolve_community(const struct ast *node);
struct model_next_hop resolve_next_hop(const struct ast *value);
/* resolve_policies.c: a `policy` declaration. */
void resolve_policy(struct compilation *c, struct model *m, const struct ast *node);

/* resolve_settings.c: what a flag's statement makes of it. */
void resolve_switch(struct model_switch *to, const struct ast *flag);
/* Once everything else is resolved: number the settings, those written with `?` and those that the conditions of claims
 * name. Conditions that are wrong are passed over: they are reported with their claims. */
void resolve_settings(struct compilation *c, struct model *m);
/* The number of the setting that an AST_COND_FLAG speaks of, from 1; 0 after an error. */
uint32_t setting_of_condition(struct compilation *c, struct model *m, const struct ast *condition);

/* Is it among those of compilation.wanted? */
bool setting_is_wanted(const struct compilation *c, const char *name);

/* resolve_igp.c: the internal links of on-premises sites, once all names are known. */
void resolve_igp(struct compilation *c, struct model *m);

/* sets.c: the prefixes of a list item: a prefix with its range, an address, or the name of a `let`, in order.
 * Without `ge` and `le` a range is the exact prefix. False after an error. */
bool set_ranges(struct compilation *c, struct model *m, const struct ast *item, struct model_range **at,
                uint32_t *count);
/* The same for a place where only whole prefixes make sense (`what` names it). */
bool set_prefixes(struct compilation *c, struct model *m, const struct ast *item, const char *what,
                  struct model_prefix **at, uint32_t *count);

/* What is wrong inside group or set `index`, whether or not anything refers to it. */
void set_check(struct compilation *c, struct model *m, uint32_t index);

/* names.c: enter a name (an error names the other bearer) and look one up (an error proposes the nearest; no
 * error where the tree is incomplete, since the declaration may have been lost). */
bool name_enter(struct compilation *c, struct model *m, struct entity e);
const struct entity *name_lookup(struct compilation *c, const struct model *m, const char *name,
                                 struct span at, const char *wanted);
/* The same inside a site's block, where what lies in the site may be named without it: `rt` for `hub.rt`. */
const struct entity *name_lookup_in(struct compilation *c, const struct model *m, uint32_t site,
                                    const char *name, struct span at, const char *wanted);
/* The nearest known name, or NULL. */
const char *name_nearest(const struct compilation *c, const struct model *m, const char *name);

/* support.c: report what the language has and this version does not model. */
void not_supported(struct compilation *c, struct span at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The same for a statement: its word and `where` it stands ("of a gateway"). */
void not_supported_statement(struct compilation *c, const struct ast *statement, const char *where);

/* repeats.c: statements below `node` that stand twice in one block, where the second would replace the first. */
void check_repeats(struct compilation *c, const struct ast *node);

/* check_size.c: false, with an error, when the route network is beyond a limit, or `count` claims leave no room for the one
 * at `at`. */
/* The same before lowering, of what grows with the square of what is written. */
bool check_mesh(struct compilation *c, const struct model *m);
bool check_size(struct compilation *c, const struct ir *ir);
bool check_claim_count(struct compilation *c, uint32_t count, struct span at);

/* crowded.c: by index, which of the prefixes (single addresses) share an address with another one. In `arena`. */
struct bits crowded_prefixes(struct arena *arena, const struct prefix *at, uint32_t count);
struct bits crowded_addresses(struct arena *arena, const struct addr *at, uint32_t count);

/* check.c: the rules of a valid design, errors by fact. */
void check_design(struct compilation *c, const struct model *m);
/* check_subnets.c: the same of subnets and route tables (F46, F80, F99, F126, F128, F148); called by check_design. */
void check_subnets(struct compilation *c, const struct model *m);
/* The same of service endpoints and of the platform's subnets where these need more than a look at themselves (F10, F25,
 * F137). */
void check_system_subnets(struct compilation *c, const struct model *m);
/* Its part for BGP: AS numbers, sessions and the policy at their ends (check_bgp.c). */
void check_bgp(struct compilation *c, const struct model *m);
/* And for gateways that stand side by side or are shared (F24, F47, F79; check_platform.c). */
void check_platform(struct compilation *c, const struct model *m);
/* check_appliances.c: the same for appliances, load balancers, security groups and public addresses. */
void check_appliances(struct compilation *c, const struct model *m);
void warn_appliances(struct compilation *c, const struct model *m);
/* check_igp.c: next hops that internal links put out of reach; called by check_design. */
void check_igp(struct compilation *c, const struct model *m);
/* Sites whose internal links leave a router alone; called by warn_design. */
void warn_igp(struct compilation *c, const struct model *m);
/* warn_convergence.c: preferences that form a cycle. Needs c->ir. */
void warn_convergence(struct compilation *c);
/* warn.c: what is allowed and probably not meant. */
void warn_design(struct compilation *c, const struct model *m);
/* Its part for the platform's limits (check_limits.c). */
void warn_limits(struct compilation *c, const struct model *m);

/* lower.c and its parts: the route network. Assumes a model without errors. Sets the ids in `m`. An error is added when
 * there are too many announcements that may be made; what is returned is whole all the same. */
const struct ir *lower_design(struct compilation *c, struct model *m);

/* lower_services.c: the protocols (bits 1 << enum ir_protocol) and ports of an AST_SERVICE; false without ports.
 * A port 0, which is an error, counts as 1. */
uint32_t service_protocols(const struct ast *service);
bool service_ports(const struct ast *service, struct model_ports *out);
/* The service classes of these protocols and ports (`count` 0: all ports). */
struct bits lower_service_bits(struct arena *arena, const struct ir *ir, uint32_t protocols,
                               const struct model_ports *ports, uint32_t count);

/* endpoints.c: sets of endpoints. False after an error has been added. */
bool endpoint_set(struct compilation *c, const struct ast *set, struct claim_set *out);
/* The same of one PATH, PREFIX, ADDRESS or WORD. */
bool endpoint_of_item(struct compilation *c, const struct ast *item, struct claim_set *out);
/* One member for a site or a host, and for an address, a prefix. */
bool endpoint_of_name(struct compilation *c, const char *name, struct span at, struct claim_set *out);
bool endpoint_of_prefix(struct compilation *c, struct prefix p, struct span at, const char *shown,
                        struct claim_set *out);

/* places.c: places on a path, and what `when .. down` takes down. */
bool place_resolve(struct compilation *c, const struct ast *place, struct claim_place *out);
bool place_elements(struct compilation *c, const struct ast *place, const uint32_t **elements,
                    uint32_t *count);

/* waivers.c: errors in waivers: for no claim, for one that another waiver covers or that is expected to be refuted,
 * ended, without a reason. */
void waivers_check(struct compilation *c);

/* claims.c: all claims and matrices of the design. */
const struct claim_list *claims_resolve(struct compilation *c);
/* For a design with errors: only whether its claims have names of their own and name what is declared, so
 * that one run shows all mistakes. */
void claims_check_names(struct compilation *c);

#endif
