/*
 * network: small route networks for tests, built by hand. Add sites, routers and links, change fields of what
 * the functions return, and take the finished route network from network_finish, which sorts prefixes and
 * origins and makes the destination classes. Pointers into the network are good until the next thing of that
 * kind is added.
 */
#ifndef NICC_TESTS_NETWORK_H
#define NICC_TESTS_NETWORK_H

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "compiler/ir.h"

#define NETWORK_MAX 64

struct network {
    struct arena *arena;
    struct ir_element elements[NETWORK_MAX];
    struct ir_site sites[NETWORK_MAX];
    struct ir_circuit circuits[NETWORK_MAX];
    struct ir_table tables[NETWORK_MAX];
    struct prefix prefixes[NETWORK_MAX];
    struct ir_origin origins[NETWORK_MAX];
    struct ir_session sessions[NETWORK_MAX];
    struct ir_subnet subnets[NETWORK_MAX][NETWORK_MAX / 8]; /* by site */
    struct ir_appliance appliances[NETWORK_MAX];
    struct ir_balancer balancers[NETWORK_MAX];
    struct ir_backend backends[NETWORK_MAX][NETWORK_MAX / 8]; /* by balancer */
    struct ir_filter filters[NETWORK_MAX];
    struct ir_line lines[NETWORK_MAX][NETWORK_MAX / 8]; /* by filter */
    struct ir_attachment attachments[NETWORK_MAX];
    struct ir_public publics[NETWORK_MAX];
    VEC(struct ir_class_info) classes;
    VEC(struct ir_atom) atoms;
    struct ir ir; /* the counts grow here */
};

static const enum ir_step network_bgp[] = {IR_STEP_RANK,   IR_STEP_WEIGHT,      IR_STEP_LOCAL_PREF,
                                           IR_STEP_ORIGIN, IR_STEP_PATH_LENGTH, IR_STEP_EBGP,
                                           IR_STEP_END};
static const struct ir_clause network_permit_all[] = {{.permit = true, .rule = IR_NONE}};
static const struct ir_clause network_deny_all[] = {{.permit = false, .rule = RULE_NOT_ADVERTISED}};

static inline struct network *network_new(struct arena *a)
{
    struct network *n = arena_new(a, struct network);
    n->arena = a;
    n->ir.design = "test";
    return n;
}

static inline struct prefix network_parse(const char *text)
{
    struct prefix p = {0};
    bool host_bits;
    if (!prefix_parse(text, strlen(text), &p, &host_bits))
        abort();
    return p;
}

static inline struct addr network_addr(const char *text)
{
    struct addr a = {0};
    if (!addr_parse(text, strlen(text), &a))
        abort();
    return a;
}

static inline uint32_t network_prefix(struct network *n, const char *text)
{
    struct prefix p = network_parse(text);
    for (uint32_t i = 0; i < n->ir.prefix_count; i++) {
        if (prefix_compare(n->prefixes[i], p) == 0)
            return i;
    }
    n->prefixes[n->ir.prefix_count] = p;
    return n->ir.prefix_count++;
}

static inline uint32_t network_element(struct network *n, const char *name, uint32_t classes,
                                       enum ir_link_kind kind)
{
    n->elements[n->ir.element_count] = (struct ir_element){.name = name,
                                                           .span = SPAN_NONE,
                                                           .classes = classes,
                                                           .link_kind = kind,
                                                           .site = IR_NONE,
                                                           .parent = IR_NONE};
    return n->ir.element_count++;
}

/* A sorted guard of up to three elements; IR_NONE counts as none. */
static inline struct ir_guard network_guard(struct network *n, uint32_t e1, uint32_t e2, uint32_t e3)
{
    uint32_t *list = arena_array(n->arena, uint32_t, 3), count = 0;
    for (uint32_t e = 0; e < n->ir.element_count; e++) {
        if (e == e1 || e == e2 || e == e3)
            list[count++] = e;
    }
    return (struct ir_guard){list, count};
}

static inline struct ir_hop network_hop(enum ir_hop_kind kind, uint32_t target, uint32_t link)
{
    bool stops = kind == IR_HOP_DROP || kind == IR_HOP_EXIT;
    uint32_t rule = kind == IR_HOP_EXIT ? (uint32_t)RULE_DEFAULT_EXIT_ONLY : (uint32_t)RULE_RESERVED_NONE;
    return (struct ir_hop){
        .kind = kind, .target = target, .link = link, .rule = stops ? rule : IR_NONE, .span = SPAN_NONE};
}

/* A table whose device is an element of its own. */
static inline uint32_t network_table(struct network *n, const char *name, enum ir_table_kind kind,
                                     uint32_t site, uint32_t asn)
{
    uint32_t element = network_element(n, name, IR_CLASS_DEVICE | IR_CLASS_ROUTER, IR_LINK_OTHER);
    n->elements[element].site = site;
    n->tables[n->ir.table_count] = (struct ir_table){.name = name,
                                                     .span = SPAN_NONE,
                                                     .kind = kind,
                                                     .site = site,
                                                     .circuit = IR_NONE,
                                                     .element = element,
                                                     .asn = asn,
                                                     .rank = network_bgp,
                                                     .is_node = kind != IR_SUBNET && kind != IR_LAN};
    return n->ir.table_count++;
}

static inline struct ir_origin *network_origin(struct network *n, uint32_t table, const char *prefix,
                                               enum ir_source source, struct ir_hop hop)
{
    struct ir_origin *o = &n->origins[n->ir.origin_count++];
    *o = (struct ir_origin){.table = table,
                            .prefix = network_prefix(n, prefix),
                            .source = source,
                            .guard = network_guard(n, n->tables[table].element, IR_NONE, IR_NONE),
                            .hop = hop,
                            .tags = IR_TAG_OWN,
                            .span = SPAN_NONE};
    return o;
}

/* An on-premises site with one prefix and its LAN table, which delivers there. */
static inline uint32_t network_site(struct network *n, const char *name, const char *prefix)
{
    uint32_t site = n->ir.site_count++;
    struct prefix *p = arena_new(n->arena, struct prefix);
    *p = network_parse(prefix);
    uint32_t table = network_table(n, name, IR_LAN, site, 0);
    n->elements[n->tables[table].element].classes = IR_CLASS_SITE;
    n->sites[site] = (struct ir_site){.name = name,
                                      .span = SPAN_NONE,
                                      .kind = IR_SITE_ONPREM,
                                      .prefixes = p,
                                      .prefix_count = 1,
                                      .table = table,
                                      .element = n->tables[table].element};
    network_origin(n, table, prefix, IR_SRC_CONNECTED, network_hop(IR_HOP_DELIVER, site, IR_NONE));
    return site;
}

static inline uint32_t network_session(struct network *n, uint32_t from, uint32_t to, uint32_t link,
                                       enum ir_session_kind kind)
{
    bool external = kind == IR_EBGP;
    struct ir_guard guard = network_guard(n, n->tables[from].element, n->tables[to].element, link);
    n->sessions[n->ir.session_count] = (struct ir_session){
        .from = from,
        .to = to,
        .kind = kind,
        .source = external          ? IR_SRC_EBGP
                  : kind == IR_IBGP ? IR_SRC_IBGP
                                    : IR_SRC_LAN,
        .reverse = IR_NONE,
        .guard = guard,
        .hop = network_hop(IR_HOP_TABLE, from, link),
        .exports = network_permit_all,
        .export_count = 1,
        .export_edit = {.prepend_asn = n->tables[from].asn, .prepend_count = external ? 1 : 0},
        .loop_check = external,
        .imports = network_permit_all,
        .import_count = 1,
        .span = SPAN_NONE};
    return n->ir.session_count++;
}

/* Sessions both ways over a new link; returns the one from `a` to `b`, the other one follows. */
static inline uint32_t network_link(struct network *n, const char *name, uint32_t a, uint32_t b,
                                    enum ir_session_kind kind)
{
    uint32_t link = network_element(n, name, IR_CLASS_LINK | IR_CLASS_TUNNEL, IR_LINK_TUNNEL);
    uint32_t there = network_session(n, a, b, link, kind), back = network_session(n, b, a, link, kind);
    n->sessions[there].reverse = back;
    n->sessions[back].reverse = there;
    return there;
}

/* A router of a site: delivers there, and offers what it selects to the LAN. */
static inline uint32_t network_router(struct network *n, const char *name, uint32_t site, uint32_t asn)
{
    char prefix[PREFIX_TEXT_MAX];
    uint32_t router = network_table(n, name, IR_ROUTER, site, asn);
    prefix_print(n->sites[site].prefixes[0], prefix);
    network_origin(n, router, prefix, IR_SRC_CONNECTED, network_hop(IR_HOP_DELIVER, site, IR_NONE));
    network_session(n, router, n->sites[site].table, IR_NONE, IR_TO_LAN);
    return router;
}

/* ---- what packets meet ---- */

/* The prefix of one address; it makes a class of its own. */
static inline struct addr network_address(struct network *n, const char *text)
{
    char prefix[PREFIX_TEXT_MAX];
    struct addr a = network_addr(text);
    prefix_print(prefix_of(a, (uint8_t)addr_bits(a.family)), prefix);
    network_prefix(n, prefix);
    return a;
}

/* A subnet with a table of its own: the site's prefixes are delivered, all else goes to the Internet. */
static inline uint32_t network_subnet(struct network *n, uint32_t site, const char *name, const char *prefix)
{
    char whole[PREFIX_TEXT_MAX];
    struct ir_site *s = &n->sites[site];
    struct prefix *p = arena_new(n->arena, struct prefix);
    *p = network_parse(prefix);
    network_prefix(n, prefix);
    uint32_t table = network_table(n, name, IR_SUBNET, site, 0);
    n->elements[n->tables[table].element].classes = IR_CLASS_SITE;
    prefix_print(s->prefixes[0], whole);
    network_origin(n, table, whole, IR_SRC_VNET, network_hop(IR_HOP_DELIVER, site, IR_NONE));
    network_origin(n, table, "0.0.0.0/0", IR_SRC_INTERNET, network_hop(IR_HOP_INTERNET, IR_NONE, IR_NONE));
    n->subnets[site][s->subnet_count++] =
        (struct ir_subnet){.name = name, .span = SPAN_NONE, .prefixes = p, .prefix_count = 1, .table = table};
    s->subnets = n->subnets[site];
    return table;
}

/* A stateful appliance that forwards everything; what its own table does not know, the subnet's does. */
static inline struct ir_appliance *network_appliance(struct network *n, uint32_t site, uint32_t subnet,
                                                     const char *name, const char *address,
                                                     uint32_t instance_count)
{
    uint32_t *instances = arena_array(n->arena, uint32_t, instance_count);
    uint32_t table = network_table(n, name, IR_APPLIANCE, site, 0);
    for (uint32_t i = 0; i < instance_count; i++)
        instances[i] =
            network_element(n, arena_printf(n->arena, "%s.%u", name, i + 1), IR_CLASS_DEVICE, IR_LINK_OTHER);
    n->tables[table].has_fallback = true;
    n->tables[table].fallback = subnet;
    struct ir_appliance *x = &n->appliances[n->ir.appliance_count++];
    *x = (struct ir_appliance){.name = name,
                               .span = SPAN_NONE,
                               .site = site,
                               .table = table,
                               .address = network_address(n, address),
                               .public_class = IR_NONE,
                               .instances = instances,
                               .instance_count = instance_count,
                               .forwards = true,
                               .forwards_while = IR_NONE,
                               .stateful = {true, true, true, true},
                               .rules = IR_NONE};
    return x;
}

static inline uint32_t network_balancer(struct network *n, uint32_t site, const char *name,
                                        const char *address)
{
    n->balancers[n->ir.balancer_count] = (struct ir_balancer){.name = name,
                                                              .span = SPAN_NONE,
                                                              .site = site,
                                                              .address = network_address(n, address),
                                                              .backends = n->backends[n->ir.balancer_count]};
    return n->ir.balancer_count++;
}

/* One more backend: an appliance, or (appliance IR_NONE) a host of the balancer's site. */
static inline void network_backend(struct network *n, uint32_t balancer, uint32_t appliance, const char *host)
{
    struct ir_balancer *b = &n->balancers[balancer];
    struct addr a = appliance == IR_NONE ? network_address(n, host) : n->appliances[appliance].address;
    n->backends[balancer][b->backend_count++] =
        (struct ir_backend){.appliance = appliance, .site = b->site, .address = a};
}

/* A public address of an appliance, a balancer, or of a host (its private address) in a site. */
static inline void network_public(struct network *n, const char *address, enum ir_owner_kind kind,
                                  uint32_t owner, const char *host)
{
    struct ir_public *p = &n->publics[n->ir.public_count++];
    *p = (struct ir_public){.address = network_address(n, address),
                            .kind = kind,
                            .owner = owner,
                            .host_class = IR_NONE,
                            .span = SPAN_NONE};
    if (kind == IR_OWNER_HOST)
        p->host = network_address(n, host);
    if (kind == IR_OWNER_APPLIANCE) {
        n->appliances[owner].has_public = true;
        n->appliances[owner].public_address = p->address;
    }
}

static inline uint32_t network_filter(struct network *n, const char *name)
{
    n->filters[n->ir.filter_count] =
        (struct ir_filter){.name = name, .span = SPAN_NONE, .lines = n->lines[n->ir.filter_count]};
    return n->ir.filter_count++;
}

static inline struct ir_address_set network_set(struct network *n, const char *prefix)
{
    struct prefix *p = arena_new(n->arena, struct prefix);
    if (!prefix)
        return (struct ir_address_set){.any = true};
    *p = network_parse(prefix);
    network_prefix(n, prefix);
    return (struct ir_address_set){.prefixes = p, .prefix_count = 1};
}

/* One more line, for all services; NULL: any address. */
static inline struct ir_line *network_line(struct network *n, uint32_t filter, const char *from,
                                           const char *to, bool permit)
{
    struct ir_line *line = &n->lines[filter][n->filters[filter].line_count++];
    *line = (struct ir_line){.services = bits_new(n->arena, 8),
                             .from = network_set(n, from),
                             .to = network_set(n, to),
                             .permit = permit,
                             .rule = permit ? IR_NONE : (uint32_t)RULE_SECURITY_GROUP_DENIES,
                             .dnat_service = IR_NONE,
                             .span = SPAN_NONE};
    for (uint32_t i = 0; i < 8; i++)
        bits_add(line->services, i);
    return line;
}

/* What comes to `to` is sent on to `target`. */
static inline void network_dnat(struct network *n, uint32_t filter, const char *to, const char *target)
{
    struct ir_line *line = network_line(n, filter, NULL, to, true);
    line->dnat = true;
    line->dnat_to = network_address(n, target);
}

/* A security group at the addresses of a prefix; IR_NONE: this way everything passes. */
static inline void network_attach(struct network *n, uint32_t site, const char *prefix, uint32_t inbound,
                                  uint32_t outbound)
{
    uint32_t all = IR_NONE;
    if (inbound == IR_NONE || outbound == IR_NONE) {
        all = network_filter(n, "all");
        network_line(n, all, NULL, NULL, true);
    }
    network_prefix(n, prefix);
    n->attachments[n->ir.attachment_count++] =
        (struct ir_attachment){.site = site,
                               .prefix = network_parse(prefix),
                               .inbound = inbound == IR_NONE ? all : inbound,
                               .outbound = outbound == IR_NONE ? all : outbound,
                               .span = SPAN_NONE};
}

/* ---- finishing ---- */

static inline int network_compare_prefixes(const void *a, const void *b)
{
    return prefix_compare(*(const struct prefix *)a, *(const struct prefix *)b);
}

static inline int network_compare_origins(const void *a, const void *b)
{
    const struct ir_origin *x = a, *y = b;
    if (x->table != y->table)
        return x->table < y->table ? -1 : 1;
    return x->prefix < y->prefix ? -1 : x->prefix > y->prefix ? 1 : 0;
}

static inline void network_sort(struct network *n)
{
    struct prefix before[NETWORK_MAX];
    memcpy(before, n->prefixes, sizeof before);
    qsort(n->prefixes, n->ir.prefix_count, sizeof n->prefixes[0], network_compare_prefixes);
    n->ir.prefixes = n->prefixes;
    for (uint32_t o = 0; o < n->ir.origin_count; o++)
        n->origins[o].prefix = ir_find_prefix(&n->ir, before[n->origins[o].prefix]);
    qsort(n->origins, n->ir.origin_count, sizeof n->origins[0], network_compare_origins);
}

/* The class of an address, made when it is new: prefixes that hold it, longest first. */
static inline uint32_t network_class(struct network *n, struct addr a)
{
    uint32_t *list = arena_array(n->arena, uint32_t, n->ir.prefix_count), count = 0;
    for (int length = 128; length >= 0; length--) {
        for (uint32_t p = 0; p < n->ir.prefix_count; p++) {
            if (n->prefixes[p].length == length && prefix_holds(n->prefixes[p], a))
                list[count++] = p;
        }
    }
    bool internet = count == 0 || n->prefixes[list[0]].length == 0; /* near enough for tests */
    for (uint32_t c = 0; c < n->classes.count; c++) {
        if (n->classes.at[c].prefix_count == count && n->classes.at[c].internet == internet &&
            n->classes.at[c].sample.family == a.family &&
            memcmp(n->classes.at[c].prefixes, list, sizeof *list * count) == 0)
            return c;
    }
    struct ir_class_info info = {list, count, a, internet};
    vec_push(n->arena, &n->classes, info);
    return n->classes.count - 1;
}

/* The last address from `first` on that lies in just the same prefixes. */
static inline struct addr network_atom_end(const struct network *n, struct addr first)
{
    bool overflow;
    struct addr end = prefix_last((struct prefix){{0, 0, first.family}, 0});
    for (uint32_t p = 0; p < n->ir.prefix_count; p++) {
        struct addr begins = prefix_first(n->prefixes[p]), last = prefix_last(n->prefixes[p]);
        if (begins.family != first.family)
            continue;
        if (addr_compare(begins, first) > 0 && addr_compare(begins, end) <= 0)
            end = addr_previous(begins, &overflow);
        if (addr_compare(last, first) >= 0 && addr_compare(last, end) < 0)
            end = last;
    }
    return end;
}

static inline void network_classify(struct network *n, enum addr_family family)
{
    struct addr at = {0, 0, family};
    for (bool overflow = false; !overflow;) {
        struct ir_atom atom = {at, network_atom_end(n, at), network_class(n, at)};
        vec_push(n->arena, &n->atoms, atom);
        at = addr_next(atom.last, &overflow);
    }
}

static inline int network_compare_attachments(const void *a, const void *b)
{
    const struct ir_attachment *x = a, *y = b;
    if (x->site != y->site)
        return x->site < y->site ? -1 : 1;
    return x->prefix.length < y->prefix.length ? -1 : x->prefix.length > y->prefix.length;
}

static inline int network_compare_publics(const void *a, const void *b)
{
    const struct ir_public *x = a, *y = b;
    return x->class_id < y->class_id ? -1 : x->class_id > y->class_id;
}

static inline void network_finish_publics(struct network *n)
{
    for (uint32_t i = 0; i < n->ir.public_count; i++) {
        struct ir_public *p = &n->publics[i];
        p->class_id = ir_class_of(&n->ir, p->address);
        if (p->kind == IR_OWNER_HOST)
            p->host_class = ir_class_of(&n->ir, p->host);
        if (p->kind == IR_OWNER_APPLIANCE)
            n->appliances[p->owner].public_class = p->class_id;
    }
    qsort(n->publics, n->ir.public_count, sizeof n->publics[0], network_compare_publics);
    n->ir.publics = n->publics;
}

static inline void network_finish_filters(struct network *n)
{
    for (uint32_t f = 0; f < n->ir.filter_count; f++) {
        for (uint32_t l = 0; l < n->filters[f].line_count; l++) {
            if (n->lines[f][l].dnat)
                n->lines[f][l].dnat_class = ir_class_of(&n->ir, n->lines[f][l].dnat_to);
        }
    }
    qsort(n->attachments, n->ir.attachment_count, sizeof n->attachments[0], network_compare_attachments);
    n->ir.filters = n->filters;
    n->ir.attachments = n->attachments;
}

/* Classes of all addresses that packets meet. (A test that sets its own appliances sees to that itself.) */
static inline void network_finish_packets(struct network *n)
{
    if (n->ir.appliances)
        return;
    for (uint32_t i = 0; i < n->ir.appliance_count; i++)
        n->appliances[i].address_class = ir_class_of(&n->ir, n->appliances[i].address);
    for (uint32_t i = 0; i < n->ir.balancer_count; i++) {
        n->balancers[i].address_class = ir_class_of(&n->ir, n->balancers[i].address);
        for (uint32_t k = 0; k < n->balancers[i].backend_count; k++)
            n->backends[i][k].address_class = ir_class_of(&n->ir, n->backends[i][k].address);
    }
    n->ir.appliances = n->appliances;
    n->ir.balancers = n->balancers;
    network_finish_publics(n);
    network_finish_filters(n);
    n->ir.packets_matter =
        n->ir.appliance_count + n->ir.balancer_count + n->ir.attachment_count + n->ir.public_count > 0;
    for (uint32_t o = 0; o < n->ir.origin_count; o++)
        n->ir.packets_matter = n->ir.packets_matter || n->origins[o].hop.source_count > 0;
    n->ir.anonymous = ir_class_of(&n->ir, network_addr("9.9.9.9"));
}

static inline const struct ir *network_finish(struct network *n)
{
    network_sort(n);
    network_classify(n, ADDR_IPV4);
    network_classify(n, ADDR_IPV6);
    n->ir.elements = n->elements;
    n->ir.sites = n->sites;
    n->ir.circuits = n->circuits;
    n->ir.tables = n->tables;
    n->ir.origins = n->origins;
    n->ir.sessions = n->sessions;
    n->ir.classes = n->classes.at;
    n->ir.class_count = n->classes.count;
    static const struct ir_service any = {.name = "any", .protocol = IR_TCP};
    if (!n->ir.services) {
        n->ir.services = &any;
        n->ir.service_count = 1;
    }
    n->ir.atoms = n->atoms.at;
    n->ir.atom_count = n->atoms.count;
    network_finish_packets(n);
    return &n->ir;
}

#endif
