/*
 * model: a design with its names resolved and its defaults filled in, still in the words of the language:
 * sites, gateways, peerings, connections. Built by resolve, checked by check, lowered to the route network by
 * lower.
 *
 * All strings are interned; all indices are into the arrays of struct model. Objects stand in the order
 * of their declaration. `table` and `element` are ids of the route network: lower sets them, for those that
 * resolve claims afterwards.
 */
#ifndef NICC_COMPILER_MODEL_H
#define NICC_COMPILER_MODEL_H

#include "base/addr.h"
#include "base/map.h"
#include "base/vec.h"
#include "grammar/ast.h"

#define MODEL_NONE UINT32_MAX

/* The facts that depend on the version of the platform (M6). */
enum model_profile { PROFILE_AZURE_2018, PROFILE_AZURE_CURRENT };

/* A flag of the design. */
struct model_switch {
    bool on;          /* as written, or by default */
    bool open;        /* written with `?`: it may be either; `on` is what it is by default */
    uint32_t setting; /* when not every claim takes it as `on`: its number in settings, from 1; else 0 */
    struct span span; /* where it is written, else the declaration that it belongs to */
};

/* A flag that claims may see on and off: it is open, or some claim's condition names it (model_settings.c). */
struct model_setting {
    const char *name; /* "spoke->hub use-remote-gateways", "hub.er-gw accept-remote-vnets" */
    struct span span;
    bool on, open;         /* of the flag */
    uint32_t element, off; /* up while the flag is on; up while it is off */
};

enum model_site_kind { MODEL_VNET, MODEL_ONPREM };

struct model_host {
    const char *name; /* path: "hub.vm" */
    struct span span;
    struct addr address;
    struct span address_span;
    uint32_t security_group; /* of its NIC, or MODEL_NONE */
    bool has_public;
    struct addr public_address;
    struct span public_span;
};

struct model_prefix {
    struct prefix prefix;
    struct span span;
};

enum model_subnet_kind { SUBNET_PLAIN, SUBNET_GATEWAY, SUBNET_ROUTE_SERVER, SUBNET_FIREWALL };

struct model_subnet {
    const char *name; /* path: "hub.workload" */
    struct span span, name_span;
    uint32_t site;
    enum model_subnet_kind kind; /* by its name, in a VNet (F46, F99, F137) */
    VEC(struct model_prefix) prefixes;
    uint32_t route_table;    /* or MODEL_NONE */
    uint32_t security_group; /* or MODEL_NONE */
    struct span route_table_span, security_group_span;
    VEC(struct model_prefix) service_endpoints; /* F10 */
    VEC(uint32_t) routers; /* on-premises: those its hosts use; none written: all of the site */
    VEC(uint32_t) hosts;   /* declared in its block: indices in the site */
    uint32_t table;        /* its own, else the site's (model_subnet_has_table) */
};

enum model_hop_kind {
    HOP_GATEWAY,
    HOP_VNET,
    HOP_INTERNET,
    HOP_NONE,
    HOP_APPLIANCE,
    HOP_BALANCER,
    HOP_ROUTER,
    HOP_HOST,
    HOP_NOWHERE /* nobody that can be reached directly has the address: an error (F126) */
};

/* `route P, ... -> HOP;` */
struct model_route {
    VEC(struct model_prefix) prefixes;
    enum model_hop_kind hop;
    uint32_t
        target; /* APPLIANCE, BALANCER, ROUTER (on-premises): its index; GATEWAY: the VPN gateway, or MODEL_NONE:
                        an error (F28, F68); HOST: the site, whose host at `address` gets the packets and drops
                        them (F127) */
    struct addr address; /* of the appliance, balancer, router or host */
    struct span span, hop_span;
};

struct model_route_table {
    const char *name; /* path: "hub.rt" */
    struct span span;
    uint32_t site;
    struct model_switch propagation; /* gateway-propagation, default on (F7) */
    VEC(struct model_route) routes;
    bool used;
};

/* The addresses of `from` or `to` in a rule: bits of tags, and prefixes. */
enum model_address_tag {
    ADDRESSES_ANY = 1,
    ADDRESSES_INTERNET = 2,
    ADDRESSES_VIRTUAL_NETWORK = 4,
    ADDRESSES_LOAD_BALANCER = 8
};

struct model_addresses {
    uint32_t tags; /* enum model_address_tag bits; ANY when the rule says nothing */
    VEC(struct prefix) prefixes;
    struct span span;
};

struct model_ports {
    uint16_t first, last;
};

enum model_rule_action { RULE_ALLOWS, RULE_REFUSES, RULE_TRANSLATES };

struct model_rule {
    enum model_rule_action action;
    bool has_number;
    uint32_t number;    /* position or priority */
    uint32_t protocols; /* bits 1 << enum ir_protocol */
    struct model_addresses from, to;
    VEC(struct model_ports) ports; /* none: all */
    struct addr translate_to;      /* TRANSLATES */
    bool has_translate_port;
    uint16_t translate_port;
    struct span span;
};

struct model_security_group {
    const char *name; /* path */
    struct span span;
    uint32_t site;
    VEC(struct model_rule) inbound, outbound; /* sorted by priority */
    bool used;
};

enum model_snat { SNAT_NEVER, SNAT_ALWAYS, SNAT_EXCEPT };

struct model_appliance {
    const char *name; /* path: "hub.fw" */
    struct span span, name_span;
    uint32_t site;
    struct addr address;
    struct span address_span;
    struct model_switch forwards; /* F127 */
    bool stateful[4]; /* by enum ir_protocol (F133); rules and translation make it stateful for all */
    uint32_t asn;     /* 0: none */
    struct span asn_span;
    VEC(struct model_prefix) originate;
    bool default_route;
    struct span default_span;
    bool has_public;
    struct addr public_address;
    struct span public_span;
    enum model_snat snat;
    VEC(struct prefix) snat_except;
    uint32_t instances;      /* at least 1 */
    uint32_t security_group; /* of its NIC, or MODEL_NONE */
    bool has_rules;
    VEC(struct model_rule) rules; /* in the order in which they are tried */
    uint32_t table, element;      /* the element is the parent of its instances when there are several */
    uint32_t exit_table; /* with an Internet exit of its own (model_has_exit): the table after its own */
};

struct model_backend {
    uint32_t appliance; /* or MODEL_NONE: a host */
    uint32_t site;      /* of the host */
    uint32_t host;      /* its index in the site */
};

struct model_balancer {
    const char *name; /* path */
    struct span span;
    uint32_t site;
    struct addr address;
    struct span address_span;
    bool has_public;
    VEC(struct addr) publics;
    struct span public_span;
    VEC(struct model_backend) backends;
};

/* ---- policies ---- */

enum model_community_kind { COMMUNITY_PLAIN, COMMUNITY_NO_ADVERTISE, COMMUNITY_NO_EXPORT };

struct model_community {
    enum model_community_kind kind;
    const char *text; /* as written, interned: equal texts are one community */
};

enum model_next_hop_kind { NEXT_HOP_DEFAULT, NEXT_HOP_SELF, NEXT_HOP_UNCHANGED, NEXT_HOP_ADDRESS };

struct model_next_hop {
    enum model_next_hop_kind kind;
    struct addr address;
    struct span span;
};

/* An internal link of an on-premises site. */
struct model_link {
    const char *name; /* "on-prem-1.r1<->on-prem-1.r2" */
    struct span span;
    uint32_t site;
    uint32_t routers[2];
    uint32_t cost;
    uint64_t delay; /* one way, in microseconds */
    uint32_t element;
};

enum model_gateway_kind { MODEL_VPN, MODEL_EXPRESSROUTE };

struct model_gateway {
    const char *name; /* path: "hub.vpn-gw" */
    struct span span;
    enum model_gateway_kind kind;
    uint32_t site;
    uint32_t asn;
    struct span asn_span;
    VEC(struct addr) addresses;              /* BGP address included */
    struct model_switch accept_remote_vnets; /* ExpressRoute: VNet-to-VNet over circuits (F58) */
    bool accept_remote_written;
    bool active_active; /* VPN */
    const char *sku;    /* or NULL */
    struct span sku_span;
    uint32_t default_site; /* connection, or MODEL_NONE (F45) */
    struct span default_site_span;
    VEC(uint32_t) connections; /* with it at an end, ascending */
    uint32_t table, element;
};

enum model_preference { PREFER_EXPRESSROUTE, PREFER_VPN, PREFER_AS_PATH };

struct model_route_server {
    const char *name; /* path: "hub.rs" */
    struct span span;
    uint32_t site;
    struct model_switch branch_to_branch;
    enum model_preference preference; /* F92 */
    VEC(struct addr) addresses;
    uint32_t table, element;
};

struct model_router {
    const char *name; /* path: "on-prem-1.ce" */
    struct span span;
    uint32_t site;
    uint32_t asn; /* 0: none */
    bool asn_written;
    struct span asn_span;
    VEC(struct addr) addresses;
    bool has_originate;
    VEC(struct model_prefix) originate;
    bool default_route;
    struct span default_span;
    uint32_t table, element;
};

struct model_site {
    const char *name;
    struct span span;
    struct span name_span;
    enum model_site_kind kind;
    const char *region; /* NULL when not given */
    VEC(struct model_prefix) prefixes;
    bool prefix_written; /* also when nothing in the list was right */
    VEC(const char *) tags;
    VEC(struct model_host) hosts;
    VEC(uint32_t) gateways;
    VEC(uint32_t) routers;
    VEC(uint32_t) route_servers; /* one in a valid design (F85) */
    VEC(uint32_t) subnets, route_tables, security_groups, appliances, balancers, links; /* indices */
    VEC(uint32_t) peerings; /* with it at either end, ascending */
    uint32_t table, element;
};

struct model_circuit {
    const char *name;
    struct span span;
    uint32_t asn;
    const char *device_names[2]; /* "er1.primary", "er1.secondary" */
    const char *location;        /* or NULL */
    const char *tier;            /* "local", "standard", "premium", or NULL (F67) */
    struct span tier_span;
    bool used;
    VEC(uint32_t) connections; /* with it or one of its devices at an end, ascending */
    uint32_t element;
    uint32_t device_tables[2], device_elements[2];
};

enum model_flag {
    PEER_ALLOW_VNET_ACCESS,
    PEER_ALLOW_FORWARDED,
    PEER_ALLOW_GATEWAY_TRANSIT,
    PEER_USE_REMOTE_GATEWAYS,
    PEER_FLAG_COUNT
};

/* What one side of a peering says; side 0 is the site written first. */
struct model_half {
    bool present;
    struct span span;
    struct model_switch flags[PEER_FLAG_COUNT];
    bool
        tags_only; /* `peering-tags` (F26): off in `shows` blocks nothing, and only the tag VirtualNetwork leaves the
                       other VNet out */
    struct model_switch shows; /* with tags_only: allow-vnet-access as written */
};

struct model_peering {
    const char *name; /* "hub<->spoke" */
    struct span span;
    uint32_t sites[2];
    bool whole_statement; /* written as `A <-> B` */
    struct model_half halves[2];
    uint32_t element;
};

enum model_end_kind {
    END_VPN_GATEWAY,
    END_ER_GATEWAY,
    END_ROUTER,
    END_CIRCUIT,
    END_DEVICE,
    END_APPLIANCE,
    END_ROUTE_SERVER
};

/* One item of `advertise` or `accept`: a prefix range. */
struct model_range {
    struct prefix prefix;
    uint8_t from, to;
    struct span span;
};

enum model_filter_kind { FILTER_DEFAULT, FILTER_LIST, FILTER_ALL, FILTER_NONE };

struct model_filter {
    enum model_filter_kind kind;
    bool own; /* the list holds `own` */
    VEC(struct model_range) ranges;
    struct span span;
};

/* One line of a policy; it matches when all its conditions hold. */
struct model_policy_line {
    bool permit;
    VEC(struct model_range) ranges;          /* none: any prefix */
    VEC(struct model_community) communities; /* each must be there */
    VEC(uint32_t) path_asns;                 /* each must be in the AS path */
    bool set_local_preference, set_med;
    uint32_t local_preference, med, strip, prepend; /* strip and prepend: 0 for none */
    struct model_next_hop next_hop;
    VEC(struct model_community) add, remove;
    struct span span;
};

struct model_policy {
    const char *name;
    struct span span;
    VEC(struct model_policy_line) lines;
    bool used;
};

struct model_end {
    enum model_end_kind kind;
    uint32_t index;   /* gateway, router, circuit, appliance or Route Server */
    uint32_t device;  /* END_DEVICE: 0 or 1 */
    const char *name; /* as written */
    struct span span;
    struct model_filter advertise, accept;
    VEC(struct model_range) may_advertise;
    struct span may_advertise_span;
    VEC(struct model_prefix) statics;
    bool has_local_preference;
    uint32_t local_preference;
    uint32_t prepend;
    bool has_weight, has_med;
    uint32_t weight, med;
    VEC(struct model_community) communities;
    bool as_override;
    uint32_t strip; /* 0: none */
    struct model_next_hop next_hop;
    uint32_t policy_in, policy_out; /* or MODEL_NONE */
    bool has_block;
    struct span block_span;
};

enum model_connection_kind {
    CONN_TUNNEL,
    CONN_WAN,
    CONN_CIRCUIT,
    CONN_PRIVATE_PEERING,
    CONN_GLOBAL_REACH,
    CONN_SESSION /* an appliance's BGP session with a Route Server, or with a router or appliance of its own site */
};

struct model_connection {
    const char *name;    /* NULL when not named */
    const char *display; /* the name, or "a<->b" as written */
    struct span span;
    enum model_connection_kind kind;
    struct model_end ends[2];
    bool bgp;
    struct model_switch down;
    uint32_t weight;
    uint64_t delay;       /* one way, in microseconds */
    uint32_t elements[2]; /* one, or one per circuit device */
    uint32_t element_count;
    uint32_t before; /* without a name: the last one before it between the same two, or MODEL_NONE */
};

/* Who bears a name. */
enum entity_kind {
    ENTITY_SITE,
    ENTITY_HOST,
    ENTITY_GATEWAY,
    ENTITY_ROUTER,
    ENTITY_CIRCUIT,
    ENTITY_DEVICE,
    ENTITY_GROUP,
    ENTITY_LET,
    ENTITY_CONNECTION,
    ENTITY_ROUTE_SERVER,
    ENTITY_SUBNET,
    ENTITY_ROUTE_TABLE,
    ENTITY_SECURITY_GROUP,
    ENTITY_APPLIANCE,
    ENTITY_BALANCER,
    ENTITY_POLICY
};

struct entity {
    enum entity_kind kind;
    const char *name;
    uint32_t index; /* of the object; HOST: the site; DEVICE: the circuit */
    uint32_t sub;   /* HOST: index in the site; DEVICE: 0 or 1 */
    struct span span;
};

struct model_group {
    const char *name;
    struct span span;
    const struct ast *node;
    bool used;
    uint32_t
        height;     /* sets and groups below each other in it, itself counted; 0 before it has been checked */
    bool resolving; /* while its members are looked at: finds cycles */
    const struct claim_set *members; /* of a group, once its endpoints are known */
};

struct model {
    const char *name;
    const char *title;
    enum model_profile profile;
    bool peering_tags; /* the tag-only reading of F25 and F26 (M7) */
    struct map *names; /* name or path -> index in entities */
    VEC(struct entity) entities;
    VEC(struct model_site) sites;
    VEC(struct model_gateway) gateways;
    VEC(struct model_router) routers;
    VEC(struct model_route_server) route_servers;
    VEC(struct model_circuit) circuits;
    VEC(struct model_peering) peerings;
    VEC(struct model_connection) connections;
    struct map
        *unnamed; /* connections without a name, by what stands at their ends -> index of the last one */
    VEC(struct model_subnet) subnets;
    VEC(struct model_route_table) route_tables;
    VEC(struct model_security_group) security_groups;
    VEC(struct model_appliance) appliances;
    VEC(struct model_balancer) balancers;
    VEC(struct model_policy) policies;
    VEC(struct model_link) links;
    VEC(struct model_group) groups;     /* `group` and `let` */
    VEC(struct model_setting) settings; /* number n of a switch is settings.at[n - 1] */
    VEC(const struct ast *) claims;     /* AST_CLAIM and AST_MATRIX in order */
    VEC(const struct ast *) waivers;    /* AST_WAIVE in order */
};

/* What an `address` of a router stands for: the router itself, or not, because it is an address of the Internet in no
 * declared prefix, or because a host or another router of the site has it too. */
enum model_router_address { ROUTER_ADDRESS_OWN, ROUTER_ADDRESS_INTERNET, ROUTER_ADDRESS_SHARED };
enum model_router_address model_router_address(const struct model *m, uint32_t router, struct addr a);
/* The VPN or ExpressRoute gateway of a site, or MODEL_NONE. */
uint32_t model_gateway_of(const struct model *m, uint32_t site, enum model_gateway_kind kind);
/* The subnet of a site that holds an address, or MODEL_NONE. */
uint32_t model_subnet_at(const struct model *m, uint32_t site, struct addr a);
/* Is the router one of those that the hosts of this on-premises subnet use: one that it names, or any when it names none? */
bool model_subnet_attaches(const struct model *m, const struct model_subnet *s, uint32_t router);
/* The same for all routers of the subnet's site. */
bool model_subnet_attaches_all(const struct model *m, const struct model_subnet *s);
/* Do the routers of this on-premises site stand in different places: has it internal links, and a subnet that not all
 * of them are attached to? Then packets between its subnets follow the links; else the site is one LAN. */
bool model_site_is_split(const struct model *m, uint32_t site);
/* Has the subnet routes of its own? All have, but for a GatewaySubnet without route table and a RouteServerSubnet,
 * where no packet starts, and on-premises subnets with the routers and routes of their site. */
bool model_subnet_has_table(const struct model *m, const struct model_subnet *s);
/* Is it an on-premises appliance with `default-route`? */
bool model_has_exit(const struct model *m, const struct model_appliance *a);
/* The site whose gateways and Route Server a VNet uses or may use: its own, or that of a peer (F19, F21). */
uint32_t model_gateway_site(const struct model *m, uint32_t site);
/* The peering with both halves that joins two VNets directly, or NULL. */
const struct model_peering *model_peering_of(const struct model *m, uint32_t a, uint32_t b);
/* Is this peering whole (both halves there, F14)? */
bool model_peering_whole(const struct model_peering *p);
/* Can the flag be on, can it be off, where what is open may be either? */
bool model_may_be_on(const struct model_switch *s);
bool model_may_be_off(const struct model_switch *s);
/* "on", "off" or "?". */
const char *model_switch_word(const struct model_switch *s);
/* May side `s` of a whole peering reach the other side's gateways: use-remote-gateways here,
 * allow-gateway-transit there (F21)? */
bool model_peering_may_transit(const struct model_peering *p, int side);
/* The side of a peering at this site, or -1. */
int model_peering_side(const struct model_peering *p, uint32_t site);
/* The site of an end that is no circuit, and the AS number of any end (0: none). */
uint32_t model_end_site(const struct model *m, const struct model_end *e);
uint32_t model_end_asn(const struct model *m, const struct model_end *e);
/* A router or an appliance: its routing policy is the customer's, the platform's own speakers have fixed rules. */
bool model_end_has_policy(const struct model_end *e);
/* How many appliances a Route Server peers with. */
uint32_t model_server_sessions(const struct model *m, uint32_t server);
/* A tunnel, a WAN link, or a session inside a site: it joins two speakers without a circuit or Route Server
 * between them, by BGP or by static routes. */
bool model_connection_is_direct(const struct model_connection *conn);
/* Do its ends, routers or appliances, have one AS number, so that BGP between them is iBGP? */
bool model_connection_is_internal(const struct model *m, const struct model_connection *conn);
/* Who bears this name, or NULL. */
const struct entity *model_find(const struct model *m, const char *name);
/* "site", "circuit device", ... */
const char *entity_kind_name(enum entity_kind k);
/* The same with its article: "a site", "an appliance". */
const char *entity_kind_a(enum entity_kind k);

#endif
