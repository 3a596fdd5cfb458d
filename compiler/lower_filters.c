/*
 * lower_filters: rules of appliances and security groups as filters, and where groups are attached. A group that
 * is attached in several places has a filter for each place that sees the tag VirtualNetwork differently (F146).
 */
#include "compiler/lower.h"

#include <stdlib.h>

/* Where a filter stands: whose tables say what the virtual network is. */
struct seat {
    uint32_t site_table, subnet_table;
};

struct lines {
    struct lowering *l;
    struct seat seat;
    VEC(struct ir_line) at;
};

/* ---- cuts ---- */

static void cut_set(struct lowering *l, const struct model_addresses *a)
{
    for (uint32_t i = 0; i < a->prefixes.count; i++)
        lower_cut(l, a->prefixes.at[i]);
}

static void cut_rules(struct lowering *l, const struct model_rule *at, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        cut_set(l, &at[i].from);
        cut_set(l, &at[i].to);
        if (at[i].action == RULE_TRANSLATES)
            lower_cut(l, (struct prefix){at[i].translate_to, addr_bits(at[i].translate_to.family)});
    }
}

void lower_filter_cuts(struct lowering *l)
{
    const struct model *m = l->m;
    for (uint32_t i = 0; i < m->appliances.count; i++)
        cut_rules(l, m->appliances.at[i].rules.at, m->appliances.at[i].rules.count);
    for (uint32_t i = 0; i < m->security_groups.count; i++) {
        const struct model_security_group *g = &m->security_groups.at[i];
        if (!g->used)
            continue;
        cut_rules(l, g->inbound.at, g->inbound.count);
        cut_rules(l, g->outbound.at, g->outbound.count);
    }
    for (uint32_t i = 0; i < m->subnets.count; i++)
        for (uint32_t p = 0;
             m->subnets.at[i].security_group != MODEL_NONE && p < m->subnets.at[i].prefixes.count; p++)
            lower_cut(l, m->subnets.at[i].prefixes.at[p].prefix);
}

/* ---- lines ---- */

/* The Internet of a rule holds the public addresses of the design too, although no class `internet` does. */
static struct ir_address_set address_set(struct lines *f, const struct model_addresses *a)
{
    VEC(struct prefix) prefixes = {0};
    struct ir_address_set set = {.any = (a->tags & ADDRESSES_ANY) != 0,
                                 .internet = (a->tags & ADDRESSES_INTERNET) != 0};
    for (uint32_t i = 0; i < a->prefixes.count; i++)
        vec_push(f->l->arena, &prefixes, a->prefixes.at[i]);
    for (uint32_t i = 0; set.internet && i < f->l->ir->public_count; i++) {
        struct addr at = f->l->ir->publics[i].address;
        struct prefix p = {at, addr_bits(at.family)};
        vec_push(f->l->arena, &prefixes, p);
    }
    set.prefixes = prefixes.at;
    set.prefix_count = prefixes.count;
    if (a->tags & ADDRESSES_VIRTUAL_NETWORK) {
        set.known_at[0] = f->seat.site_table;
        set.known_at[1] = f->seat.subnet_table;
        set.known_count = f->seat.site_table == f->seat.subnet_table ? 1 : 2;
    }
    return set;
}

static struct ir_line line_of(struct lines *f, const struct model_rule *r, uint32_t deny_rule,
                              uint32_t protocols)
{
    bool permit = r->action != RULE_REFUSES;
    return (struct ir_line){
        .services = lower_service_bits(f->l->arena, f->l->ir, protocols, r->ports.at, r->ports.count),
        .from = address_set(f, &r->from),
        .to = address_set(f, &r->to),
        .permit = permit,
        .rule = permit ? IR_NONE : deny_rule,
        .dnat_class = IR_NONE,
        .dnat_service = IR_NONE,
        .span = r->span};
}

/* A translation with a port is one line for each protocol, since the service afterwards is of that protocol. */
static void add_translation(struct lines *f, const struct model_rule *r)
{
    static const enum ir_protocol with_ports[] = {IR_TCP, IR_UDP};
    struct ir_line line = line_of(f, r, IR_NONE, r->protocols);
    line.dnat = true;
    line.dnat_to = r->translate_to;
    line.dnat_class = ir_class_of(f->l->ir, r->translate_to);
    if (!r->has_translate_port) {
        vec_push(f->l->arena, &f->at, line);
        return;
    }
    for (uint32_t i = 0; i < 2; i++) {
        if (!(r->protocols >> with_ports[i] & 1u))
            continue;
        line.services =
            lower_service_bits(f->l->arena, f->l->ir, 1u << with_ports[i], r->ports.at, r->ports.count);
        line.dnat_service = ir_service_of(f->l->ir, with_ports[i], r->translate_port);
        vec_push(f->l->arena, &f->at, line);
    }
}

static void add_rules(struct lines *f, const struct model_rule *at, uint32_t count, uint32_t deny_rule)
{
    for (uint32_t i = 0; i < count; i++) {
        if (at[i].action == RULE_TRANSLATES) {
            add_translation(f, &at[i]);
            continue;
        }
        struct ir_line line = line_of(f, &at[i], deny_rule, at[i].protocols);
        vec_push(f->l->arena, &f->at, line);
    }
}

/* A line for every service between two tags. */
static void add_default(struct lines *f, uint32_t from, uint32_t to, enum model_rule_action action,
                        uint32_t deny_rule, struct span at)
{
    struct model_rule r = {.action = action,
                           .protocols = (1u << IR_PROTOCOL_COUNT) - 1u,
                           .from = {.tags = from},
                           .to = {.tags = to},
                           .span = at};
    uint32_t first = f->at.count;
    add_rules(f, &r, 1, deny_rule);
    for (uint32_t i = first; i < f->at.count; i++)
        f->at.at[i].implied = true;
}

static uint32_t add_filter(struct lines *f, const char *name, struct span at)
{
    struct ir_filter filter = {name, at, f->at.at, f->at.count};
    vec_push(f->l->arena, &f->l->filters, filter);
    return f->l->filters.count - 1;
}

static struct lines lines_at(struct lowering *l, uint32_t site, uint32_t table)
{
    return (struct lines){.l = l, .seat = {l->m->sites.at[site].table, table}};
}

uint32_t lower_appliance_rules(struct lowering *l, const struct model_appliance *a)
{
    struct lines f = lines_at(l, a->site, lower_table_at(l, a->site, a->address));
    if (!a->has_rules)
        return IR_NONE;
    add_rules(&f, a->rules.at, a->rules.count, RULE_APPLIANCE_DENIES);
    add_default(&f, ADDRESSES_ANY, ADDRESSES_ANY, RULE_REFUSES, RULE_APPLIANCE_DENIES, a->span); /* F134 */
    return add_filter(&f, a->name, a->span);
}

/* ---- security groups ---- */

/* F143: what comes after the group's own rules. */
static uint32_t inbound_filter(struct lowering *l, const struct model_security_group *g, uint32_t site,
                               uint32_t table)
{
    struct lines f = lines_at(l, site, table);
    add_rules(&f, g->inbound.at, g->inbound.count, RULE_SECURITY_GROUP_DENIES);
    add_default(&f, ADDRESSES_VIRTUAL_NETWORK, ADDRESSES_VIRTUAL_NETWORK, RULE_ALLOWS, IR_NONE, g->span);
    add_default(&f, ADDRESSES_LOAD_BALANCER, ADDRESSES_ANY, RULE_ALLOWS, IR_NONE, g->span);
    add_default(&f, ADDRESSES_ANY, ADDRESSES_ANY, RULE_REFUSES, RULE_SECURITY_GROUP_DENIES, g->span);
    return add_filter(&f, arena_printf(l->arena, "%s inbound", g->name), g->span);
}

static uint32_t outbound_filter(struct lowering *l, const struct model_security_group *g, uint32_t site,
                                uint32_t table)
{
    struct lines f = lines_at(l, site, table);
    add_rules(&f, g->outbound.at, g->outbound.count, RULE_SECURITY_GROUP_DENIES);
    add_default(&f, ADDRESSES_VIRTUAL_NETWORK, ADDRESSES_VIRTUAL_NETWORK, RULE_ALLOWS, IR_NONE, g->span);
    add_default(&f, ADDRESSES_ANY, ADDRESSES_INTERNET, RULE_ALLOWS, IR_NONE, g->span);
    add_default(&f, ADDRESSES_ANY, ADDRESSES_ANY, RULE_REFUSES, RULE_SECURITY_GROUP_DENIES, g->span);
    return add_filter(&f, arena_printf(l->arena, "%s outbound", g->name), g->span);
}

/* The filters of a group where it has been attached already. */
struct attached {
    uint32_t group, site, table, inbound, outbound;
};

struct attacher {
    struct lowering *l;
    VEC(struct attached) known;
    VEC(struct ir_attachment) out;
};

static const struct attached *filters_of(struct attacher *t, uint32_t group, uint32_t site, uint32_t table)
{
    const struct model_security_group *g = &t->l->m->security_groups.at[group];
    for (uint32_t i = 0; i < t->known.count; i++)
        if (t->known.at[i].group == group && t->known.at[i].site == site && t->known.at[i].table == table)
            return &t->known.at[i];
    struct attached made = {group, site, table, inbound_filter(t->l, g, site, table),
                            outbound_filter(t->l, g, site, table)};
    vec_push(t->l->arena, &t->known, made);
    return &t->known.at[t->known.count - 1];
}

static void attach(struct attacher *t, uint32_t group, uint32_t site, uint32_t table, struct prefix p,
                   struct span at)
{
    if (group == MODEL_NONE)
        return;
    const struct attached *f = filters_of(t, group, site, table);
    struct ir_attachment a = {site, p, f->inbound, f->outbound, at};
    vec_push(t->l->arena, &t->out, a);
}

static void attach_nic(struct attacher *t, uint32_t group, uint32_t site, struct addr a, struct span at)
{
    attach(t, group, site, lower_table_at(t->l, site, a), (struct prefix){a, addr_bits(a.family)}, at);
}

static int by_place(const void *a, const void *b)
{
    const struct ir_attachment *x = a, *y = b;
    if (x->site != y->site)
        return x->site < y->site ? -1 : 1;
    return prefix_compare(x->prefix, y->prefix);
}

void lower_attachments(struct lowering *l)
{
    const struct model *m = l->m;
    struct attacher t = {.l = l};
    for (uint32_t i = 0; i < m->subnets.count; i++) {
        const struct model_subnet *n = &m->subnets.at[i];
        for (uint32_t p = 0; p < n->prefixes.count; p++)
            attach(&t, n->security_group, n->site, n->table, n->prefixes.at[p].prefix,
                   n->security_group_span);
    }
    for (uint32_t s = 0; s < m->sites.count; s++)
        for (uint32_t h = 0; h < m->sites.at[s].hosts.count; h++) {
            const struct model_host *host = &m->sites.at[s].hosts.at[h];
            attach_nic(&t, host->security_group, s, host->address, host->span);
        }
    for (uint32_t i = 0; i < m->appliances.count; i++) {
        const struct model_appliance *a = &m->appliances.at[i];
        attach_nic(&t, a->security_group, a->site, a->address, a->span);
    }
    if (t.out.count > 0)
        qsort(t.out.at, t.out.count, sizeof *t.out.at, by_place);
    l->ir->attachments = t.out.at;
    l->ir->attachment_count = t.out.count;
}
