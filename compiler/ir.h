/*
 * ir: the route network. What a design means, and nothing of how it was written.
 *
 * What no longer exists here: names to look up, defaults, flags, kinds of peering, profiles. What is left:
 *
 *   element   something that can be up or down (link, device, circuit, gateway, peering, site; an unknown setting; an
 *             announcement that somebody may make)
 *   table     a place with routes of its own: a VNet's subnets, the LAN of an on-premises site, a VPN or
 *             ExpressRoute gateway, a circuit device (MSEE), a router, a Route Server; or an *announcer*, which holds
 *             what a speaker may announce over one connection beside the routes of its own table
 *   origin    a route that a table holds by itself
 *   session   a directed edge over which one table announces routes to another
 *   hop       where a packet goes from a table when a route is used
 *   appliance a firewall or network virtual appliance: a table of its own, rules, state, address translation
 *   balancer  a load balancer's front end
 *   filter    a security group or an appliance's rules, in order
 *   rule      the code of the semantic rule that stops or drops something (rules.def)
 *
 * What always holds (ir_verify checks it): ids are indices into the arrays; prefixes are sorted and unique;
 * the elements of a guard are sorted; every session's clause lists end with one that matches everything;
 * `reverse` is symmetric but for announcers; parents of elements form no cycle. After lowering nothing changes any more.
 *
 * A field that has a meaning is written down in solver/symmetry_facts.c too, which tells what may be exchanged.
 *
 * The meaning of a route network, for one environment. An environment is a set of *changed* elements: those that are
 * otherwise than usual. Usually an element is itself up; with `absent` it is usually down (an announcement that nobody
 * makes, a setting that is off by default), and up when it is changed.
 *
 *  1. An element with `down` set is down, whatever the environment. An element is up when neither it nor any of its
 *     parents is itself down; one with `is_off` is up exactly when its parent, a setting, is itself down. A guard
 *     holds when all its elements are up. A table is live when its element is up (or it has
 *     none).
 *  2. Prefixes do not influence each other. For one prefix p, table t has as candidates
 *       - every origin of t for p whose guard holds, and
 *       - for every session s into t whose guard holds: the route that s.from announces over s, if any.
 *     A table announces one route per prefix: any one of its best candidates (a free choice when several are
 *     best), the same one over all its sessions. (A table that is not live has no candidates: all its guards
 *     contain its element.)
 *  3. A route announced over session s from its table: not sent when it came in over a session whose reverse is s
 *     (split horizon). Otherwise the first clause of s.exports that matches decides (clause fields below);
 *     then s.export_edit is applied. At the receiver: if s.loop_check and the AS path contains the receiving
 *     table's asn, it is dropped (RFC 4271 9.1.2, F152: by eBGP and iBGP; the flag may be left out where no
 *     path can hold the number, and Global Reach and the gateways of one VNet, F61, F76, have none); then the first matching clause of s.imports decides;
 *     then s.import_edit is applied. The result is a candidate of s.to. A route whose AS path would exceed
 *     IR_PATH_MAX numbers is dropped; since BGP has no such bound, a claim is unknown where that could happen.
 *     A clause with a guard that does not hold matches nothing.
 *     There are two filters on each side: after `exports` comes `export_policy`, after `imports` comes
 *     `import_policy`. Both must permit (an empty policy, count 0, permits all). A clause that permits applies
 *     its own `edit`, when it has one, before the next filter; then come export_edit and import_edit.
 *     Tags that start with IR_TAG_COMMUNITY are BGP communities.
 *     Next hops: a route carries `next_hop`, an index in `next_hops`, or IR_NONE for "the sender of the session
 *     it came over". Edits keep, clear or set it. A route that arrives over session s with a next hop n takes
 *     the hop that s.resolved lists for n (in place of s.hop); when none is listed it is dropped at the
 *     receiver (RULE_NEXT_HOP_UNREACHABLE). The check comes last, after import_edit.
 *  4. Best: candidates are compared by the steps of t.rank in order (enum ir_step); those that compare equal
 *     to the best are all *selected*, and all are used for forwarding (ECMP, F12). One step is no comparison of
 *     two routes: at IR_STEP_MED, of the candidates that are best so far, each is eliminated that has a higher
 *     MED than another one with the same neighbouring AS (the first number of the AS path; routes with an empty
 *     path count as having one common neighbour) (RFC 4271 9.1.2.2 c). The steps after it look only
 *     at what is left.
 *     IGP: a site with internal links has a session of kind IR_IGP for each direction of a link, and a *loopback*
 *     prefix for each router, which only such sessions carry. A route has a metric, 0 at origins. It grows by
 *     s.cost when it is received over an IR_IGP session, and starts again at 0 when a route is received over any
 *     other session. A route whose metric would exceed ir.metric_max is dropped (no path without repetition is
 *     longer). Whatever travels by IR_IGP does not depend on anything that travels otherwise.
 *     A session with `has_via` rests on the IGP: it exists only while s.to has a selected route for the prefix s.via
 *     (the loopback of s.from); its routes get that route's metric as theirs (the IGP cost to the next hop,
 *     compared by IR_STEP_METRIC, F150; the lowest, should a table without that step select several); and s.hop is
 *     of kind IR_HOP_VIA. It is no IR_IGP session. What is selected for a loopback is the same in all stable states
 *     of an environment, and there is one.
 *     Announcers (IR_ANNOUNCER): no session leads to one and no packet enters one. Its sessions stand beside those of
 *     its speaker over the same connection: they lead to the same tables, their hops lead to the speaker, and their
 *     reverse is the reverse of the speaker's session. So a neighbour hears both the speaker's own route and the
 *     announcer's, and tells neither back over the connection.
 *  5. A stable routing state is a choice that satisfies all of this at once, and in which every route rests
 *     on an origin (routes that only announce each other in a circle do not). There may be no such state, one
 *     or several.
 *
 * Forwarding of a packet to address d, at table t: consider all prefixes that hold d and for which t has a
 * selected route. A route is *set aside* when
 *       - it came over a session with `control_only`, or is an origin with `control_only`; or
 *       - it is learned (came over a session that is not `unshielded`) and t has an origin with `protects`
 *         whose guard holds, for a prefix that covers the route's prefix (equal or wider): system routes of VNet and peering win over
 *         BGP, F9; or
 *       - t has an origin with `overrides` whose guard holds, for a prefix that covers the route's prefix, and
 *         the route is not itself such an origin: service endpoints, F10; or
 *       - it is an origin with `yields_to_default` and t has, for the default prefix (0.0.0.0/0 or ::/0) of
 *         its family, a selected route that is learned (and not control_only) or an origin of source
 *         IR_SRC_USER, F11.
 * Of the prefixes that still have a route not set aside, the longest wins; all its routes not set aside are
 * used, each giving a branch: the packet takes the hop of the route. No route: the packet goes on at
 * t.fallback, when it has one; else it is dropped at t. An environment where t is not live: dropped at t as
 * well (it has no routes).
 * A route whose hop is IR_HOP_VIA stands for the hops of all selected routes for the prefix hop.target at the
 * same table: each is a branch. When there is none, the packet is dropped at t (RULE_HOP_DOWN).
 * A hop is taken by crossing its `link`. When that is down, or the target table is not live, the packet is
 * dropped at t (RULE_HOP_DOWN): a user route to a dead appliance stays, and its packets are lost, F126. When
 * `sources` is not empty and none of them holds the packet's source, it is dropped at t by the rule
 * hop.source_rule (F25).
 *
 * Packets. A *flow* is a request from one end to the other with one service (protocol and port), and the
 * reply to it. A *header* is (source class, destination class, service). What may change or judge a packet,
 * beside the tables it passes, depends on the header and on what the request met: its *notes*, a list of
 *       (kind, place, instance, header before, header after)
 * that the request writes and the reply reads. A note that is in the list already is not added again. A packet
 * *loops* when it comes to the same table or appliance with the same header, the same notes and the same actor (at
 * an appliance or balancer: again from the Internet, or again not).
 *
 *   Reading notes: "the reply is known at X" means that there is a note at place X (for an appliance: the
 *   instance too) whose `header after`, with source and destination exchanged, is the reply's header; the last
 *   such note counts. It is *undone* by giving the reply the note's `header before`, exchanged.
 *
 *   The destination of a request is the end's class; the public address when the endpoint was written as that
 *   (flow_end.by_public), and always when the request comes from `internet`.
 *   Start of a request at a site's end: outbound filters of the source address (attachments of the site whose
 *   prefix holds it: the longest prefix first, F144), then the end's table. At an appliance's end (the
 *   appliance itself is the source): the appliance's outbound filters, then its table. At `internet`: see
 *   "from the Internet".
 *   At a router's end (the router itself is the source): the router's table.
 *   The *actor* of a packet at a table is who sends it on from there: the source's site while it is at the
 *   table where it started, appliance X while it is at X's own table or its fallback, else nobody. (At a router's table
 *   it is nobody, wherever the packet comes from.)
 *
 *   Addresses of routers (router_addresses): a packet that comes to a router's table (or starts there) and is addressed
 *   to an address of this router is delivered at the router; no route is looked up.
 *
 *   Hop DELIVER in site S, header (s, d):
 *     1. d is the address of a balancer of S: go on at the balancer.
 *     2. d is the private address of an appliance of S: go on at that appliance (not from the Internet).
 *     2a. d is an address of a router of S: delivered at that router when its table is live, else dropped, RULE_HOP_DOWN.
 *     3. inbound filters of d (attachments of S whose prefix holds d: the shortest prefix first, F144; requests
 *        only, F145); a filter that denies drops the packet, by the rule of the line.
 *     4. The packet is delivered in S. (Whether this is the end that the flow names is the claim's business:
 *        delivered elsewhere is not delivered.)
 *   Balancer B (as a hop's target, or as the destination):
 *     one of its live backends: for a packet of a flow with a note at B: the backend noted there; else each
 *     is a branch of its own. None: dropped, RULE_NO_BACKEND. Requests note (BALANCER, B, backend, before,
 *     after). When the packet is addressed to B (its private or public address), the destination becomes the
 *     backend's address. Then: backend is an appliance: go on there (not from the Internet); a host: step 3 of
 *     DELIVER in its site when the packet is addressed to that host, else dropped, RULE_NOT_FORWARDING (F127). A host
 *     backend is always live (its site's element permitting).
 *   Appliance X, packet with header h:
 *     0. addressed to X's public address, and not from the Internet: dropped, RULE_PUBLIC_INSIDE.
 *     1. instance: when the flow has a note at X, the same instance; else each live one is a branch of its own.
 *        None live: dropped, RULE_APPLIANCE_DOWN. A reply is *known* when it is known at X with this instance.
 *     2. inbound filters of X's address, unless it is a reply that is known or addressed to X (X has asked for it,
 *        F145, or drops it in step 4). Replies that are not known are judged with the service ir_service.reply.
 *        Filters at X, here and in step 7, see X's private address where the destination (in 7: the source) is its
 *        public one: the platform translates between them outside of the filters.
 *     3. a known reply: undone, and so is a BALANCER note by which it is known then; go to 7.
 *     4. addressed to X (its private or public address):
 *        a reply: delivered at X when X is the end it returns to, else dropped, RULE_NOT_ITS_FLOW;
 *        a request: the first line of X's rules that matches and has `dnat` or denies decides; (lines that
 *        permit without dnat are skipped here). Deny: dropped by the line's rule, unless a line that permits
 *        without dnat matches before it: then as without such a line. dnat: the destination
 *        becomes line.dnat_to, the service line.dnat_service, the source X's private address when dnat_to is
 *        no public address of the design or X has none, and X's public one otherwise; go to 6. No such line:
 *        delivered at X when X is the flow's end, or the backend that the flow's end, a balancer, has picked; else
 *        dropped, RULE_NOT_FORWARDING.
 *     5. not addressed to X: when X does not forward (in this environment): dropped, RULE_NOT_FORWARDING (F127). A reply that is not
 *        known is dropped when X is stateful for the protocol, RULE_NO_STATE (F133); else it goes to 7. A
 *        request is judged by X's rules, when it has any: lines with dnat are skipped; deny: dropped by the
 *        line's rule (F134). Source translation, when X's mode says so for the destination (F135): the source
 *        becomes X's private address.
 *     6. Requests note (APPLIANCE, X, instance, header on arrival, header now).
 *     7. outbound filters of X's address (new header; not for known replies; unknown replies with
 *        ir_service.reply), then X's own table, with X as the actor; from its fallback too.
 *   Hop INTERNET, or EXIT, at actor A (source's site, X; at a router's table: the router; nobody: dropped,
 *   RULE_NO_EXIT), header (s, d):
 *     a reply known by an ENTRY note at A (A a router: at its site, whose public addresses lead to hosts by way of its
 *     routers): undone here, before anything else.
 *     a reply known at some place P by an EXIT note: go on at P with the note undone: P a site: delivered there
 *     (step 4 of DELIVER); P an appliance: at the appliance (from the Internet); P a router: its table.
 *     a reply that was undone here and is addressed to the flow's source `internet`: delivered. (Only then: an
 *     exit of the design may hide behind an address of the same class.)
 *     d is a public address of the design: the request notes (EXIT, A, -, before, after), where after has as
 *     source A's public address (A an appliance with one, or s the address of a host with one in the site A, or in
 *     the site of the router A), else an address of the Internet that cannot be told: each class with `internet` of
 *     d's family is a branch of its own; a reply's source changes the same way without a note. Then "from the
 *     Internet".
 *     d is in a class with `internet`: a request notes EXIT as above (a source that cannot be told: ir.anonymous) and
 *     is delivered to `internet`; the reply to it starts as a reply that arrives from the Internet and is known by
 *     that note. A reply (to a flow that came from `internet`) that was not known at A: dropped, RULE_OTHER_EXIT.
 *     anything else: EXIT drops by the hop's rule, INTERNET drops by RULE_NOT_ON_INTERNET.
 *   From the Internet to public address d (requests from `internet` start here, with a class `internet` as source):
 *     of a host (1:1): when its site is down, dropped (RULE_HOP_DOWN); else the request notes (ENTRY, the host's
 *     site, -, before, after), the destination becomes the host's private address; step 3 of DELIVER.
 *     of a balancer: the request notes (ENTRY, P, -, header, header), where P is the backend chosen (the site of
 *     a host, or the appliance), and goes on at the balancer.
 *     of an appliance: the request notes (ENTRY, X, -, header, header), and goes on at X, from the Internet.
 *     An end without a public address cannot be reached from `internet`: RULE_NO_PUBLIC_ADDRESS, at once.
 *   The reply to a delivered request starts where the request was delivered, with source and destination of the
 *   final header exchanged: in a site: at the table of that address (ir_table_of), after undoing a BALANCER
 *   note by which it is known; outbound filters do not judge it (F145); at an appliance or router: its own table, with X
 *   as the actor at an appliance, after undoing such a note as well; at `internet`: see above.
 *   A request is delivered *to its end* when: the end is in a site: delivered in that site, or at a router of that site,
 *   with the end's class as destination, be it by a 1:1 public address; the end is a router: delivered at it with the
 *   end's class as destination; the end is an appliance or balancer: delivered at it, or
 *   anywhere behind it by its dnat or as its backend (a note at it has one of its addresses as the destination
 *   before); the end is `internet`: delivered to `internet`.
 *   A reply is delivered when it is delivered where the flow started: in the source's site (or at a router of it) with
 *   the source's class as destination, at the source router with that class, at the source appliance, or to `internet`.
 *   In designs without appliances, balancers, filters, public addresses and hop sources all of this is:
 *   the packet is delivered where a DELIVER hop says, or leaves to the Internet.
 */
#ifndef NICC_COMPILER_IR_H
#define NICC_COMPILER_IR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/addr.h"
#include "base/arena.h"
#include "base/bits.h"
#include "base/buf.h"
#include "base/source.h"

#define IR_NONE UINT32_MAX
#define IR_PATH_MAX 255u /* longest AS path kept */

/* Failure classes (language.md: conditions); an element may belong to several. */
enum ir_class {
    IR_CLASS_LINK = 1u << 0, /* tunnels, WAN links, private peering links, gateway-circuit-device connections,
                                Global Reach */
    IR_CLASS_TUNNEL = 1u << 1,
    IR_CLASS_DEVICE = 1u << 2, /* circuit devices, routers, instances of appliances */
    IR_CLASS_ROUTER = 1u << 3,
    IR_CLASS_CIRCUIT = 1u << 4,
    IR_CLASS_GATEWAY = 1u << 5,
    IR_CLASS_PEERING = 1u << 6,
    IR_CLASS_SITE = 1u << 7, /* never fails in a budget; may be named in `when .. down` */
    IR_CLASS_SETTING =
        1u << 8, /* a setting: up when it is on; every environment is free to choose unless it is `stated` */
    IR_CLASS_ANNOUNCEMENT = 1u << 9 /* an announcement that may be made: likewise */
};
/* What every environment is free to change, without any budget. */
#define IR_CLASSES_FREE ((uint32_t)IR_CLASS_SETTING | (uint32_t)IR_CLASS_ANNOUNCEMENT)

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
    bool down;      /* declared `down` */
    uint64_t delay; /* of a link: what a packet that crosses it needs one way, in microseconds */
    bool absent;    /* usually down: an announcement, a setting that is off by default */
    bool is_off;    /* up exactly when its parent, a setting, is off */
    bool stated; /* a setting that the design states: changed only where the condition of a claim says so */
    uint32_t
        site; /* the site that it lies inside of, IR_NONE for what joins sites, circuits and what is free */
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
    IR_APPLIANCE, /* what an appliance holds by itself; the rest is in its fallback */
    IR_ANNOUNCER, /* what its `speaker` may announce over one connection */
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
    IR_STEP_MED,         /* lower MED among routes of one neighbouring AS: see "Best" (F150) */
    IR_STEP_EBGP,        /* learned by eBGP before iBGP (F150); origins count as eBGP */
    IR_STEP_METRIC       /* lower metric: cost of an IGP route, or of the way to the next hop (F150) */
};

struct ir_table {
    const char
        *name; /* path as in the language: "hub", "hub.er-gw", "er1.primary", "on-prem-1.ce"; an announcer has
                         that of its speaker, whose table comes first */
    struct span span;
    enum ir_table_kind kind;
    uint32_t speaker; /* of an announcer: the table in whose name it announces */
    uint32_t site;    /* IR_NONE for a circuit device */
    uint32_t circuit; /* index in circuits for a circuit device, else IR_NONE */
    uint32_t element; /* what fails when it fails: own device or gateway; the site for subnets and LANs */
    uint32_t asn;     /* 0 when it has none */
    const enum ir_step *rank; /* ends with IR_STEP_END */
    bool
        is_node; /* a logical node of paths of its own (gateway, MSEE, router, appliance); else it shows as its
                     site */
    bool has_fallback;
    uint32_t fallback;            /* table that is looked up when this one has no route */
    const struct addr *addresses; /* of a gateway or router: those that it is declared with */
    uint32_t address_count;
};

enum ir_hop_kind {
    IR_HOP_TABLE,    /* on to another table; when that is an appliance's: to the appliance */
    IR_HOP_VIA,      /* as the routes for another prefix of the same table say */
    IR_HOP_BALANCER, /* on to a load balancer's front end */
    IR_HOP_DELIVER,  /* delivered in a site */
    IR_HOP_INTERNET, /* leaves to the Internet */
    IR_HOP_EXIT, /* a router's own default route: to the Internet when the destination is an Internet address
                    (addr_is_global and in no declared prefix), else dropped by `rule` */
    IR_HOP_DROP  /* dropped by `rule` */
};

struct ir_hop {
    enum ir_hop_kind kind;
    uint32_t target; /* table, balancer, site, or for VIA the index of a prefix */
    uint32_t link; /* element crossed on the way (peering, tunnel, connection, link), IR_NONE inside a site */
    uint32_t rule; /* index of the rule for DROP and EXIT, else IR_NONE */
    struct span span;             /* declaration behind the hop: the connection, the peering, the gateway */
    const struct prefix *sources; /* the only sources that may pass; count 0: all (F25) */
    uint32_t source_count;
    uint32_t source_rule; /* why others are dropped; IR_NONE when all may pass */
    struct span source_span;
    bool has_address; /* the route names its next hop by this address: a route table's */
    struct addr address;
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
    IR_SRC_LAN,     /* learned by an on-premises LAN from its routers */
    IR_SRC_USER,    /* a route table's route */
    IR_SRC_SERVICE, /* service endpoint (F10) */
    IR_SRC_IGP      /* a router's loopback, or a prefix of the site that another router holds */
};

/* What a route's next hop is, in the words of effective route tables. */
enum ir_next_hop_type {
    IR_NEXT_NONE,            /* the packet ends here */
    IR_NEXT_VIRTUAL_NETWORK, /* delivered in the table's own VNet, or handed to one of its subnets */
    IR_NEXT_PEERING,         /* delivered in a peered VNet */
    IR_NEXT_INTERNET,        /* leaves to the Internet here */
    IR_NEXT_SERVICE,         /* a service endpoint's route (F10) */
    IR_NEXT_GATEWAY,         /* a gateway; at a subnet also what a Route Server programs (F89) */
    IR_NEXT_APPLIANCE,       /* an appliance, a load balancer, or an address where nothing forwards (F126) */
    IR_NEXT_ROUTER,
    IR_NEXT_CIRCUIT_DEVICE,
    IR_NEXT_ROUTE_SERVER,
    IR_NEXT_LAN, /* delivered in the on-premises site, or handed to its LAN */
    IR_NEXT_TYPE_COUNT
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
    IR_TAG_EXCHANGED = 1u << 8, /* at a gateway: came from the other gateway through a Route Server (F86) */
    IR_TAG_NO_ADVERTISE = 1u << 9, /* the community no-advertise: told to no BGP neighbour (RFC 1997, F93) */
    IR_TAG_NO_EXPORT = 1u << 10,   /* the community no-export: not told to eBGP neighbours (RFC 1997) */
    IR_TAG_IGP = 1u << 11,         /* of a site with internal links: carried by its IGP sessions */
    IR_TAG_LOOPBACK = 1u << 12     /* a router's loopback: carried by IGP sessions, and by no other */
};
/* Tags IR_TAG_COMMUNITY << n for n below IR_COMMUNITY_MAX: the design's communities, in order of appearance. */
#define IR_TAG_COMMUNITY ((uint64_t)1 << 16)
#define IR_COMMUNITY_MAX 48u
typedef uint64_t ir_tags;

struct ir_origin {
    uint32_t table;
    uint32_t prefix; /* index in prefixes */
    enum ir_source source;
    struct ir_guard guard;
    struct ir_hop hop;
    uint8_t rank;
    ir_tags tags;            /* initial */
    const uint32_t *as_path; /* initial, nearest first; of an announcer's alone not empty */
    uint32_t as_path_count;
    bool protects;
    bool overrides;
    bool yields_to_default;
    bool control_only; /* announced, and never forwards a packet: an appliance's `originate` */
    bool hidden;       /* does not count for the tag VirtualNetwork (ir_address_set.known_at; F26) */
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
    ir_tags tags_any;                       /* 0, or: the route has at least one of these tags */
    ir_tags tags_all;                       /* the route has each of these tags */
    ir_tags tags_none;                      /* the route has none of these tags */
    const struct ir_prefix_match *prefixes; /* count 0: any prefix; else one of them matches */
    uint32_t prefix_count;
    const uint32_t *path_asns; /* the AS path holds each of these numbers */
    uint32_t path_asn_count;
    struct ir_guard guard; /* it matches only while this holds; the last one of a list has none */
    bool permit;
    uint32_t rule;              /* why it denies; IR_NONE for a permit */
    const struct ir_edit *edit; /* of a permit: applied at once; NULL for none */
    struct span span;           /* declaration behind it */
};

enum ir_next_hop_edit {
    IR_NEXT_HOP_KEEP,
    IR_NEXT_HOP_SELF, /* becomes IR_NONE: whoever receives it sends to the announcing table */
    IR_NEXT_HOP_SET   /* becomes ir_edit.next_hop */
};

/* Changes to a route, applied in this order. Unused fields are 0. */
struct ir_edit {
    bool clear_path;                   /* the AS path becomes empty */
    uint32_t replace_from, replace_to; /* replace every occurrence of the first by the second */
    uint32_t strip_asn;                /* remove every occurrence */
    uint32_t prepend_asn; /* put in front `prepend_count` times: the own ASN of an eBGP speaker, prepends
                             included */
    uint32_t prepend_count;
    bool set_local_pref;
    uint32_t local_pref;
    bool set_weight;
    uint32_t weight;
    bool set_med;
    uint32_t med;
    enum ir_next_hop_edit next_hop_edit;
    uint32_t next_hop;  /* index in next_hops */
    ir_tags tags_clear; /* first cleared, */
    ir_tags tags_set;   /* then set */
};

/* An address that BGP routes name as their next hop. */
struct ir_next_hop {
    struct addr address;
};

/* What a next hop means at the receiver of a session. */
struct ir_resolved {
    uint32_t next_hop; /* index in next_hops */
    struct ir_hop hop;
};

enum ir_session_kind {
    IR_EBGP,
    IR_IBGP,
    IR_IGP /* along an internal link of a site */,
    IR_PROGRAM /* gateway to subnets */,
    IR_TO_LAN /* router to its LAN */
};

struct ir_session {
    uint32_t from, to; /* tables; routes flow from `from` to `to`, packets the other way */
    enum ir_session_kind kind;
    enum ir_source source; /* of the routes at `to` */
    uint32_t reverse;      /* the session the other way, or IR_NONE; of an announcer's session, that of the
                              speaker's session in whose place it stands */
    struct ir_guard guard; /* includes the elements of both tables */
    struct ir_hop hop;     /* taken at `to` when a route of this session is used */
    uint8_t rank;          /* of its routes at `to` */
    const struct ir_clause *exports;
    uint32_t export_count;
    const struct ir_clause *export_policy; /* count 0: none */
    uint32_t export_policy_count;
    struct ir_edit export_edit;
    bool loop_check;
    const struct ir_clause *imports;
    uint32_t import_count;
    const struct ir_clause *import_policy; /* count 0: none */
    uint32_t import_policy_count;
    struct ir_edit import_edit;
    const struct ir_resolved *resolved; /* ascending next_hop */
    uint32_t resolved_count;
    uint32_t cost; /* of an IR_IGP session: at least 1 */
    bool has_via;
    uint32_t via;      /* index of a prefix that only IR_IGP sessions carry */
    bool control_only; /* its routes are announced on, and never forward a packet */
    bool unshielded;   /* its routes are not set aside by `protects` (F96) */
    bool
        by_server; /* a Route Server hands these routes on: to claims it is a neighbour at either end (F86, F89) */
    uint32_t server;  /* its table, with by_server */
    struct span span; /* the connection, or the declaration that makes it */
};

/* A route's attributes at an origin: the origin's AS path, local preference IR_LOCAL_PREF_DEFAULT, weight 0, MED 0, no
 * next hop, tags of the origin. What local preference, weight and MED become on an eBGP session is in its
 * edits. */
#define IR_LOCAL_PREF_DEFAULT 100u
/* In AS paths: some number that occurs nowhere in the design. No speaker can have it (RFC 7300). Shown as "?". */
#define IR_ASN_UNKNOWN UINT32_MAX
#define IR_TAGS_ALL UINT64_MAX

/* ---- what packets meet ---- */

enum ir_protocol { IR_TCP, IR_UDP, IR_ICMP, IR_OTHER_PROTOCOL, IR_PROTOCOL_COUNT };

/* A class of services that no filter, no state and no claim of the design tells apart. All classes together are
 * all services. A design in which nothing depends on the service has one, named "any". */
struct ir_service {
    const char *name;          /* "tcp 443", "tcp 1024-65535", "icmp", "any": its smallest service first */
    enum ir_protocol protocol; /* of a sample in it */
    uint16_t port;             /* of the sample: its destination port, 0 for icmp and others */
    uint32_t reply; /* service class of a packet back to an ephemeral port (49152) by the protocol */
};

/* Which class a service is in. All ranges together are all services; none at all: every service is in class 0. */
struct ir_service_range {
    enum ir_protocol protocol;
    uint16_t first, last; /* ports, 0 for icmp and others */
    uint32_t service;
};

/* Which addresses a line of a filter means. A class is in it when one of the parts holds it. */
struct ir_address_set {
    bool any;
    bool internet;                 /* classes with `internet` */
    const struct prefix *prefixes; /* all of them are among ir.prefixes */
    uint32_t prefix_count;
    /* the tag VirtualNetwork (F146): one of these tables has a selected route for a prefix that holds the
     * address, whose source is none of IR_SRC_INTERNET, IR_SRC_RESERVED and IR_SRC_SERVICE, and which is no
     * `hidden` origin. A default route from
     * a route table or a gateway counts: it makes the tag hold everything, and an isolation must not rest on
     * the opposite */
    uint32_t known_at[2];
    uint32_t known_count;
};

/* A line of a filter; it matches when source, destination and service are in its sets. */
struct ir_line {
    struct bits services; /* members: service classes */
    struct ir_address_set from, to;
    bool permit;
    uint32_t rule; /* why it denies, IR_NONE for a permit */
    bool implied;  /* no line of the design: the default that comes after them */
    bool dnat;     /* of an appliance: a permit that translates the destination */
    struct addr dnat_to;
    uint32_t dnat_class;   /* class of dnat_to */
    uint32_t dnat_service; /* service afterwards: IR_NONE when it does not change */
    struct span span;
};

/* Lines in order; the first that matches decides, and the last one matches everything. */
struct ir_filter {
    const char *name; /* "hub.web-sg inbound", "hub.fw" */
    struct span span;
    const struct ir_line *lines;
    uint32_t line_count;
};

/* A security group's two filters at the addresses of a subnet or of one NIC. */
struct ir_attachment {
    uint32_t site;
    struct prefix prefix;
    uint32_t inbound, outbound; /* filters */
    struct span span;
};

enum ir_snat { IR_SNAT_NEVER, IR_SNAT_ALWAYS, IR_SNAT_EXCEPT };

struct ir_appliance {
    const char *name; /* "hub.fw" */
    struct span span;
    uint32_t site;
    uint32_t table;
    struct addr address;
    uint32_t address_class;
    bool has_public;
    struct addr public_address;
    uint32_t public_class;     /* IR_NONE without one */
    const uint32_t *instances; /* elements; at least one */
    uint32_t instance_count;
    bool forwards; /* where it may; */
    uint32_t
        forwards_while; /* then only while this element, a setting, is up; IR_NONE: in every environment */
    bool stateful[IR_PROTOCOL_COUNT];
    uint32_t rules; /* filter, or IR_NONE: everything passes */
    enum ir_snat snat;
    const struct prefix *snat_except; /* destinations not translated; all among ir.prefixes */
    uint32_t snat_except_count;
};

struct ir_backend {
    uint32_t appliance; /* or IR_NONE: a host */
    uint32_t site;      /* of the host */
    struct addr address;
    uint32_t address_class;
};

struct ir_balancer {
    const char *name;
    struct span span;
    uint32_t site;
    struct addr address;
    uint32_t address_class;
    const struct ir_backend *backends;
    uint32_t backend_count;
};

/* An address by which a router itself can be reached. Its class holds this address alone. No two routers of a site have
 * the same one. */
struct ir_router_address {
    uint32_t table; /* the router's */
    struct addr address;
    uint32_t class_id;
};

enum ir_owner_kind { IR_OWNER_HOST, IR_OWNER_APPLIANCE, IR_OWNER_BALANCER };

/* A public address and what it leads to. */
struct ir_public {
    struct addr address;
    uint32_t class_id; /* holds this address alone */
    enum ir_owner_kind kind;
    uint32_t owner;   /* the host's site, or the appliance or balancer */
    struct addr host; /* private address of a host */
    uint32_t host_class;
    struct span span;
};

enum ir_site_kind { IR_SITE_VNET, IR_SITE_ONPREM };

struct ir_host {
    const char *name; /* "hub.vm" */
    struct addr address;
    struct span span;
};

struct ir_subnet {
    const char *name; /* "hub.workload" */
    struct span span;
    const struct prefix *prefixes;
    uint32_t prefix_count;
    uint32_t table;
    bool is_reserved; /* GatewaySubnet, RouteServerSubnet, AzureFirewallSubnet: no endpoint stands for it */
};

struct ir_site {
    const char *name;
    struct span span;
    enum ir_site_kind kind;
    const struct prefix *prefixes;
    uint32_t prefix_count;
    const struct ir_host *hosts;
    uint32_t host_count;
    uint32_t
        table; /* where its hosts' packets start when it has no subnets: subnet or LAN table. With subnets:
                       the table that a subnet without route table would have */
    const struct ir_subnet *subnets;
    uint32_t subnet_count;
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
    bool internet;      /* global unicast addresses in no declared prefix, and no `public` address */
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
    const struct prefix *prefixes; /* what some table could hold, and what else tells addresses apart */
    uint32_t prefix_count;
    const struct ir_origin *origins; /* sorted by table, then prefix */
    uint32_t origin_count;
    const struct ir_session *sessions;
    uint32_t session_count;
    const struct ir_class_info *classes;
    uint32_t class_count;
    const struct ir_atom *atoms;
    uint32_t atom_count;
    uint32_t metric_max; /* the sum of the costs of all internal links */
    const struct ir_next_hop *next_hops;
    uint32_t next_hop_count;
    const char *const *communities; /* by number: the text of tag IR_TAG_COMMUNITY << number */
    uint32_t community_count;
    const struct ir_service *services; /* at least one */
    uint32_t service_count;
    const struct ir_service_range *service_ranges;
    uint32_t service_range_count;
    const struct ir_filter *filters;
    uint32_t filter_count;
    const struct ir_attachment *attachments; /* sorted by site, then prefix (shorter first) */
    uint32_t attachment_count;
    const struct ir_appliance *appliances;
    uint32_t appliance_count;
    const struct ir_balancer *balancers;
    uint32_t balancer_count;
    const struct ir_router_address *router_addresses; /* in the order of the tables */
    uint32_t router_address_count;
    const struct ir_public *publics; /* sorted by class */
    uint32_t public_count;
    uint32_t
        anonymous; /* a class with `internet`: the source, at `internet`, of who has no public address; or IR_NONE */
    /* Does anything but tables and hops act on packets: is there an appliance, a balancer, an attachment, a public
     * address or a hop with sources? */
    bool packets_matter;
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

/* How a packet is lost by a rule; NO_BLACKHOLES of claim.h asks. */
enum rule_loss {
    RULE_LOSS_MEANT, /* somebody decided it: a filter, a route to None, a blocked peering, the state of an appliance */
    RULE_LOSS_NO_ROUTE, /* nothing here leads to the destination: no route, or one that only ends packets which have
                           no other */
    RULE_LOSS_DEAD_END /* a route leads to what is down, or does not pass the packet on */
};
enum rule_loss rule_loss(uint32_t rule);

/* Index of exactly this prefix, or IR_NONE. */
uint32_t ir_find_prefix(const struct ir *ir, struct prefix p);
/* Class of an address. */
uint32_t ir_class_of(const struct ir *ir, struct addr a);
/* Class of a service; `port` is 0 for icmp and others. */
uint32_t ir_service_of(const struct ir *ir, enum ir_protocol protocol, uint16_t port);
/* Is some service with this protocol in the class? */
bool ir_service_holds(const struct ir *ir, uint32_t service, enum ir_protocol protocol);
/* Table of this name, or IR_NONE. */
uint32_t ir_find_table(const struct ir *ir, const char *name);
/* First origin of the table for the prefix, or what comes after the place where it would stand; those that follow
 * in ir.origins may be more of them. */
uint32_t ir_first_origin(const struct ir *ir, uint32_t table, uint32_t prefix);
/* Where packets from an address of class `class_id` in a site start: the table of its subnet, else the site's. */
uint32_t ir_table_of(const struct ir *ir, uint32_t site, uint32_t class_id);
/* The appliance that has this table, or IR_NONE; the appliance, balancer and public address of a class, or
 * IR_NONE. */
uint32_t ir_appliance_of_table(const struct ir *ir, uint32_t table);
uint32_t ir_appliance_at(const struct ir *ir, uint32_t site, uint32_t class_id);
uint32_t ir_balancer_at(const struct ir *ir, uint32_t site, uint32_t class_id);
uint32_t ir_public_at(const struct ir *ir, uint32_t class_id);
/* The table of the site's router that has this address, or IR_NONE; and has the router with this table got it? */
uint32_t ir_router_at(const struct ir *ir, uint32_t site, uint32_t class_id);
bool ir_is_router_address(const struct ir *ir, uint32_t table, uint32_t class_id);
/* Does one of the prefixes (all among ir.prefixes) hold the class? */
bool ir_class_inside(const struct ir *ir, uint32_t class_id, const struct prefix *prefixes, uint32_t count);
/* What it means that the element is changed: "er1 is down", "ce announces 10.0.0.0/8 to er1.primary", or a setting
 * with the value that it then has. In `arena`. */
const char *ir_change_text(struct arena *arena, const struct ir *ir, uint32_t element);
/* The table in whose name this one announces: its speaker's, or itself. */
uint32_t ir_speaker(const struct ir *ir, uint32_t table);
/* An AS number as shown: "65010", or "?". In `arena`. */
const char *ir_asn_text(struct arena *arena, uint32_t asn);
/* What it means that the element is not up: "er1 is down", "spoke->hub use-remote-gateways is off". In `arena`. */
const char *ir_down_text(struct arena *arena, const struct ir *ir, uint32_t element);
/* The name shown for a table in paths: its own when it is a node, else its site's. */
const char *ir_node_name(const struct ir *ir, uint32_t table);

/* The next hop of a route from `source` at a table of kind `kind` that takes `hop`. */
enum ir_next_hop_type ir_next_hop_type(const struct ir *ir, enum ir_table_kind kind, enum ir_source source,
                                       const struct ir_hop *hop);
/* "VirtualNetworkGateway", as effective route tables have it. */
const char *ir_next_hop_type_name(enum ir_next_hop_type t);
/* The address that effective route tables show for a hop: the one that a route table names, else that of the
 * appliance or load balancer that it leads to. False when there is none. */
bool ir_next_hop_address(const struct ir *ir, const struct ir_hop *hop, struct addr *out);
/* Is the next hop of a route known by this address: is it the BGP next hop that the route carries (`next_hop`, an index
 * in next_hops, or IR_NONE), the address above, or one of the gateway or router that the hop leads to? */
bool ir_next_hop_is(const struct ir *ir, const struct ir_hop *hop, uint32_t next_hop, struct addr address);

/* Check everything that "always holds" above. Returns NULL, or a text that says what is broken (in `arena`). */
const char *ir_verify(const struct ir *ir, struct arena *arena);

/* Print as stable text, for `nicc dump --stage ir`. */
void ir_dump(const struct ir *ir, struct buf *out);

/* Words of dumps and messages. */
const char *ir_table_kind_name(enum ir_table_kind k);
const char *ir_source_name(enum ir_source s);
const char *ir_protocol_name(enum ir_protocol p);

#endif
