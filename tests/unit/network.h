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
    n->ir.services = &any;
    n->ir.service_count = 1;
    n->ir.anonymous = IR_NONE;
    n->ir.atoms = n->atoms.at;
    n->ir.atom_count = n->atoms.count;
    return &n->ir;
}

#endif
