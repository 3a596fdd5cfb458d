/*
 * ir: the route network. What a design means, and nothing of how it was written.
 *
 * What no longer exists here: names to look up, defaults, flags, kinds of peering, profiles. What is left:
 *
 *   element   something that can be up or down (link, device, circuit, gateway, peering, site)
 *   table     a place with routes of its own: a VNet's subnets, the LAN of an on-premises site, a VPN or
 *             ExpressRoute gateway, a circuit device (MSEE), a router, a Route Server
 *   origin    a route that a table holds by itself
 *   session   a directed edge over which one table announces routes to another
 *   hop       where a packet goes from a table when a route is used
 *   rule      the code of the semantic rule that stops or drops something (rules.def)
 *
 * What always holds (ir_verify checks it): ids are indices into the arrays; prefixes are sorted and unique;
 * the elements of a guard are sorted; every session's clause lists end with one that matches everything;
 * `reverse` is symmetric; parents of elements form no cycle. After lowering nothing changes any more.
 *
 * The meaning of a route network, for one environment (the set of elements that are down):
 *
 *  1. An element is up when neither it nor any of its parents is down (an element with `down` set always is
 *     down). A guard holds when all its elements are up. A table is live when its element is up (or it has
 *     none).
 *  2. Prefixes do not influence each other. For one prefix p, table t has as candidates
 *       - every origin of t for p whose guard holds, and
 *       - for every session s into t whose guard holds: the route that s.from announces over s, if any.
 *     A table announces one route per prefix: any one of its best candidates (a free choice when several are
 *     best), the same one over all its sessions. (A table that is not live has no candidates: all its guards
 *     contain its element.)
 *  3. A route announced over session s from its table: not sent when it came in over s's reverse
 *     (split horizon). Otherwise the first clause of s.exports that matches decides (clause fields below);
 *     then s.export_edit is applied. At the receiver: if s.loop_check and the AS path contains the receiving
 *     table's asn, it is dropped (RFC 4271 9.1.2; F152); then the first matching clause of s.imports decides;
 *     then s.import_edit is applied. The result is a candidate of s.to. A route whose AS path would exceed
 *     IR_PATH_MAX numbers is dropped; since BGP has no such bound, a claim is unknown where that could happen.
 *  4. Best: candidates are compared by the steps of t.rank in order (enum ir_step); those that compare equal
 *     to the best are all *selected*, and all are used for forwarding (ECMP, F12).
 *  5. A stable routing state is a choice that satisfies all of this at once, and in which every route rests
 *     on an origin (routes that only announce each other in a circle do not). There may be no such state, one
 *     or several.
 *
 * Forwarding of a packet to address d, at table t: consider all prefixes that hold d and for which t has a
 * selected route. A route is *set aside* when
 *       - it is learned (came over a session) and t has an origin with `protects` selected for a prefix that
 *         covers the route's prefix (equal or wider): system routes of VNet and peering win over BGP, F9; or
 *       - it is an origin with `yields_to_default` and t has a selected learned route for the default
 *         prefix (0.0.0.0/0 or ::/0) of its family, F11.
 * ("an origin selected for q": it is among the selected routes of t for q.) Of the prefixes that still have
 * a route not set aside, the longest wins; all its routes not set aside are used, each giving a branch: the
 * packet takes the hop of the route (an origin's hop, or the session's hop). No route: the packet is dropped
 * at t. An environment where t is not live: dropped at t as well (it has no routes).
 */
#ifndef NICC_COMPILER_IR_H
#define NICC_COMPILER_IR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/addr.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/source.h"

#define IR_NONE UINT32_MAX
#define IR_PATH_MAX 255u /* longest AS path kept */

/* Failure classes (language.md: conditions); an element may belong to several. */
enum ir_class {
    IR_CLASS_LINK = 1u << 0, /* tunnels, WAN links, private peering links, gateway-circuit-device connections,
                                Global Reach */
    IR_CLASS_TUNNEL = 1u << 1,
    IR_CLASS_DEVICE = 1u << 2, /* circuit devices, routers */
    IR_CLASS_ROUTER = 1u << 3,
    IR_CLASS_CIRCUIT = 1u << 4,
    IR_CLASS_GATEWAY = 1u << 5,
    IR_CLASS_PEERING = 1u << 6,
    IR_CLASS_SITE = 1u << 7 /* never fails in a budget; may be named in `when .. down` */
};

/* How a crossed link counts in symmetry at link granularity. */
enum ir_link_kind {
    IR_LINK_OTHER,   /* not counted: private peering link, gateway-circuit connection (the circuit counts) */
    IR_LINK_TUNNEL,  /* counted */
    IR_LINK_PEERING, /* counted */
    IR_LINK_WAN,     /* counted: a private link between routers of two sites */
};

struct ir_element {
    const char *name; /* as shown: "er1.primary", "hub.er-gw<->er1.primary", "hub<->spoke" */
    struct span span; /* the declaration */
    uint32_t classes; /* enum ir_class bits */
    enum ir_link_kind link_kind;
    bool down;       /* declared `down` */
    uint32_t site;   /* the site that it lies inside of, IR_NONE for what joins sites and for circuits */
    uint32_t parent; /* element that takes it down, or IR_NONE */
};

/* Conjunction: all of these elements are up. Sorted, without doubles. */
struct ir_guard {
    const uint32_t *elements;
    uint32_t count;
};

enum ir_table_kind {
    IR_SUBNET,
    IR_LAN,
    IR_VPN_GATEWAY,
    IR_ER_GATEWAY,
    IR_MSEE,
    IR_ROUTER,
    IR_ROUTE_SERVER,
    IR_TABLE_KIND_COUNT
};

/* Comparison steps; the first that differs decides. */
enum ir_step {
    IR_STEP_END,         /* equal: ECMP */
    IR_STEP_RANK,        /* `rank` of origin or session: lower is better */
    IR_STEP_WEIGHT,      /* higher is better (F62) */
    IR_STEP_LOCAL_PREF,  /* higher is better (F150) */
    IR_STEP_ORIGIN,      /* an origin of the table before anything learned (F150) */
    IR_STEP_PATH_LENGTH, /* shorter AS path (F41, F62, F150) */
    IR_STEP_EBGP         /* learned by eBGP before iBGP (F150); origins count as eBGP */
};

struct ir_table {
    const char *name; /* path as in the language: "hub", "hub.er-gw", "er1.primary", "on-prem-1.ce" */
    struct span span;
    enum ir_table_kind kind;
    uint32_t site;    /* IR_NONE for a circuit device */
    uint32_t circuit; /* index in circuits for a circuit device, else IR_NONE */
    uint32_t element; /* what fails when it fails: own device or gateway; the site for subnets and LANs */
    uint32_t asn;     /* 0 when it has none */
    const enum ir_step *rank; /* ends with IR_STEP_END */
    bool is_node; /* a logical node of paths of its own (gateway, MSEE, router); else it shows as its site */
};

enum ir_hop_kind {
    IR_HOP_TABLE,    /* on to another table */
    IR_HOP_DELIVER,  /* delivered in a site */
    IR_HOP_INTERNET, /* leaves to the Internet */
    IR_HOP_EXIT, /* a router's own default route: to the Internet when the destination is an Internet address
                    (addr_is_global and in no declared prefix), else dropped by `rule` */
    IR_HOP_DROP  /* dropped by `rule` */
};

struct ir_hop {
    enum ir_hop_kind kind;
    uint32_t target; /* table or site */
    uint32_t link; /* element crossed on the way (peering, tunnel, connection, link), IR_NONE inside a site */
    uint32_t rule; /* index of the rule for DROP and EXIT, else IR_NONE */
    struct span span; /* declaration behind the hop: the connection, the peering, the gateway */
};

/* Where a route comes from, in the words of effective route tables. */
enum ir_source {
    IR_SRC_VNET,      /* own address space */
    IR_SRC_PEERING,   /* a peered VNet's address space */
    IR_SRC_INTERNET,  /* system default */
    IR_SRC_RESERVED,  /* system None route (F2) */
    IR_SRC_CONNECTED, /* an on-premises site's own prefix */
    IR_SRC_AGGREGATE, /* originated, nothing behind it but longer routes */
    IR_SRC_DEFAULT,   /* router's default-route */
    IR_SRC_STATIC,    /* routed into a connection by configuration (F39) */
    IR_SRC_GATEWAY,   /* learned from the VNet's gateway */
    IR_SRC_EBGP,
    IR_SRC_IBGP,
    IR_SRC_LAN /* learned by an on-premises LAN from its routers */
};

/* Marks that travel with a route and steer filters; never part of a comparison. */
enum ir_tag {
    IR_TAG_OWN = 1u << 0,        /* originated by this router or gateway: what `own` announces */
    IR_TAG_EXTERNAL = 1u << 1,   /* learned from an external peer */
    IR_TAG_INTERNAL = 1u << 2,   /* learned inside the VNet or site (iBGP) */
    IR_TAG_VNET = 1u << 3,       /* at a circuit device: comes from a VNet */
    IR_TAG_NO_REMOTE = 1u << 4,  /* at a circuit device: its VNet takes no part in VNet-to-VNet (F58) */
    IR_TAG_LOCAL_ONLY = 1u << 5, /* never announced to a BGP neighbour unless its clause says so */
    IR_TAG_SPACE =
        1u << 6, /* address space of a VNet or a peered VNet: both gateways and the subnets know it anyway */
    IR_TAG_GLOBAL_REACH = 1u << 7, /* at a circuit device: came over Global Reach (F61) */
    IR_TAG_EXCHANGED = 1u << 8 /* at a gateway: came from the other gateway through a Route Server (F86) */
};

struct ir_origin {
    uint32_t table;
    uint32_t prefix; /* index in prefixes */
    enum ir_source source;
    struct ir_guard guard;
    struct ir_hop hop;
    uint8_t rank;
    uint32_t tags; /* initial */
    bool protects;
    bool yields_to_default;
    struct span span;
};

/* How a clause's prefix list is compared with a route's prefix r. */
enum ir_match {
    IR_MATCH_RANGE,  /* r inside p and from <= length of r <= to */
    IR_MATCH_OVERLAP /* r and p share an address */
};

struct ir_prefix_match {
    struct prefix prefix;
    enum ir_match match;
    uint8_t from, to; /* bits, for RANGE */
};

/* One line of a filter. It matches when all conditions hold; the first match decides. */
struct ir_clause {
    uint32_t tags_any;                      /* 0, or: the route has at least one of these tags */
    uint32_t tags_none;                     /* the route has none of these tags */
    const struct ir_prefix_match *prefixes; /* count 0: any prefix; else one of them matches */
    uint32_t prefix_count;
    bool permit;
    uint32_t rule;    /* why it denies; IR_NONE for a permit */
    struct span span; /* declaration behind it */
};

/* Changes to a route, applied in this order. Unused fields are 0. */
struct ir_edit {
    uint32_t strip_asn;                /* remove every occurrence */
    uint32_t replace_from, replace_to; /* replace every occurrence of the first by the second */
    uint32_t prepend_asn; /* put in front `prepend_count` times: the own ASN of an eBGP speaker, prepends
                             included */
    uint32_t prepend_count;
    bool set_local_pref;
    uint32_t local_pref;
    bool set_weight;
    uint32_t weight;
    uint32_t tags_clear; /* first cleared, */
    uint32_t tags_set;   /* then set */
};

enum ir_session_kind {
    IR_EBGP,
    IR_IBGP,
    IR_PROGRAM /* gateway to subnets */,
    IR_TO_LAN /* router to its LAN */
};

struct ir_session {
    uint32_t from, to; /* tables; routes flow from `from` to `to`, packets the other way */
    enum ir_session_kind kind;
    enum ir_source source; /* of the routes at `to` */
    uint32_t reverse;      /* the session the other way, or IR_NONE */
    struct ir_guard guard; /* includes the elements of both tables */
    struct ir_hop hop;     /* taken at `to` when a route of this session is used */
    uint8_t rank;          /* of its routes at `to` */
    const struct ir_clause *exports;
    uint32_t export_count;
    struct ir_edit export_edit;
    bool loop_check;
    const struct ir_clause *imports;
    uint32_t import_count;
    struct ir_edit import_edit;
    struct span span; /* the connection, or the declaration that makes it */
};

/* A route's attributes at an origin: empty AS path, local preference IR_LOCAL_PREF_DEFAULT, weight 0, tags of
 * the origin. */
#define IR_LOCAL_PREF_DEFAULT 100u
#define IR_TAGS_ALL 0xffffffffu

enum ir_site_kind { IR_SITE_VNET, IR_SITE_ONPREM };

struct ir_host {
    const char *name; /* "hub.vm" */
    struct addr address;
    struct span span;
};

struct ir_site {
    const char *name;
    struct span span;
    enum ir_site_kind kind;
    const struct prefix *prefixes;
    uint32_t prefix_count;
    const struct ir_host *hosts;
    uint32_t host_count;
    uint32_t table; /* where its hosts' packets start: subnet or LAN table */
    uint32_t element;
    /* addresses inside the prefixes that belong to gateways: no endpoint stands for them */
    const struct addr *taken;
    uint32_t taken_count;
};

struct ir_circuit {
    const char *name;
    struct span span;
    uint32_t element;
    uint32_t devices[2]; /* tables: primary, secondary */
};

/*
 * Destination class: all addresses that exactly the same prefixes of `prefixes` hold. No two packets whose
 * destinations are in one class can be told apart by any table.
 */
struct ir_class_info {
    const uint32_t *prefixes; /* indices of the prefixes that hold it, longest first */
    uint32_t prefix_count;
    struct addr sample; /* smallest address of the class */
    bool internet;      /* global unicast addresses in no declared prefix */
};

/* A stretch of addresses of one class; atoms are sorted and cover both address spaces. */
struct ir_atom {
    struct addr first, last;
    uint32_t class_id;
};

struct ir {
    const char *design; /* its name */
    const struct source_set *sources;
    const struct ir_element *elements;
    uint32_t element_count;
    const struct ir_site *sites;
    uint32_t site_count;
    const struct ir_circuit *circuits;
    uint32_t circuit_count;
    const struct ir_table *tables;
    uint32_t table_count;
    const struct prefix *prefixes; /* every prefix that some table could hold */
    uint32_t prefix_count;
    const struct ir_origin *origins; /* sorted by table, then prefix */
    uint32_t origin_count;
    const struct ir_session *sessions;
    uint32_t session_count;
    const struct ir_class_info *classes;
    uint32_t class_count;
    const struct ir_atom *atoms;
    uint32_t atom_count;
};

/* The rules (compiler/rules.def). */
struct rule_info {
    uint16_t number;         /* 3001 is printed as NICC3001 */
    const char *facts;       /* "F76 F77" */
    const char *text;        /* one sentence */
    const char *explanation; /* what follows from it, in lines; for `nicc explain` */
};
enum rule_code {
#define RULE(number, name, facts, text, explanation) RULE_##name,
#include "compiler/rules.def"
#undef RULE
    RULE_COUNT
};
const struct rule_info *rule_info(uint32_t rule);

/* Index of exactly this prefix, or IR_NONE. */
uint32_t ir_find_prefix(const struct ir *ir, struct prefix p);
/* Class of an address. */
uint32_t ir_class_of(const struct ir *ir, struct addr a);
/* Table of this name, or IR_NONE. */
uint32_t ir_find_table(const struct ir *ir, const char *name);
/* The name shown for a table in paths: its own when it is a node, else its site's. */
const char *ir_node_name(const struct ir *ir, uint32_t table);

/* Check everything that "always holds" above. Returns NULL, or a text that says what is broken (in `arena`). */
const char *ir_verify(const struct ir *ir, struct arena *arena);

/* Print as stable text, for `nicc dump --stage ir`. */
void ir_dump(const struct ir *ir, struct buf *out);

/* Words of dumps and messages. */
const char *ir_table_kind_name(enum ir_table_kind k);
const char *ir_source_name(enum ir_source s);

#endif
