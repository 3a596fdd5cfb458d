/*
 * lower_services: services in classes. Every rule, list of stateful protocols and `on` of a claim is a test that a
 * (protocol, port) passes or fails; services that pass the same tests, and whose replies do, are one class.
 * A design without such tests has the one class "any".
 */
#include "compiler/lower.h"

#define PORT_FIRST 1u
#define PORT_LAST 65535u
#define PORT_EPHEMERAL 49152u /* where replies go (RFC 6335) */
#define NAME_PARTS_MAX 2u     /* of a class: more are only hinted at */

#define ALL_PROTOCOLS ((1u << IR_PROTOCOL_COUNT) - 1u)

struct test {
    uint32_t protocols; /* bits 1 << enum ir_protocol */
    const struct model_ports *ports;
    uint32_t port_count; /* 0: all */
};

struct partition {
    struct lowering *l;
    VEC(struct test) tests;
    VEC(struct ir_service_range) ranges;
};

static void add_test(struct partition *p, uint32_t protocols, const struct model_ports *ports, uint32_t count)
{
    struct test t = {protocols, ports, count};
    if (protocols != ALL_PROTOCOLS || count > 0)
        vec_push(p->l->arena, &p->tests, t);
}

/* ---- the tests of a design ---- */

static void add_rules(struct partition *p, const struct model_rule *at, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        const struct model_rule *r = &at[i];
        add_test(p, r->protocols, r->ports.at, r->ports.count);
        if (!r->has_translate_port)
            continue;
        struct model_ports *port = arena_new(p->l->arena, struct model_ports);
        *port = (struct model_ports){r->translate_port, r->translate_port};
        add_test(p, 1u << IR_TCP, port, 1); /* the service afterwards depends on the protocol */
        add_test(p, 1u << IR_UDP, port, 1);
        add_test(p, 1u << IR_TCP, NULL, 0);
        add_test(p, 1u << IR_UDP, NULL, 0);
    }
}

static void add_appliance(struct partition *p, const struct model_appliance *a)
{
    uint32_t stateful = 0;
    for (uint32_t i = 0; i < IR_PROTOCOL_COUNT; i++)
        stateful |= a->stateful[i] ? 1u << i : 0u;
    if (stateful != 0)
        add_test(p, stateful, NULL, 0);
    add_rules(p, a->rules.at, a->rules.count);
}

uint32_t service_protocols(const struct ast *service)
{
    return protocols_of_word(service->word);
}

/* Port 0 is reported when the claim is read; here it must only do no harm. */
bool service_ports(const struct ast *service, struct model_ports *out)
{
    const struct ast *port = service->kids;
    if (!port)
        return false;
    uint64_t last = port->kind == AST_RANGE ? port->number_to : port->number;
    *out = (struct model_ports){(uint16_t)(port->number < PORT_FIRST ? PORT_FIRST : port->number),
                                (uint16_t)(last < PORT_FIRST ? PORT_FIRST : last)};
    return true;
}

static void add_claim(struct partition *p, const struct ast *node)
{
    if (node->kind == AST_SERVICE) {
        struct model_ports *ports = arena_new(p->l->arena, struct model_ports);
        bool some = service_ports(node, ports);
        add_test(p, service_protocols(node), ports, some ? 1 : 0);
    }
    for (const struct ast *kid = node->kids; kid; kid = kid->next)
        add_claim(p, kid);
}

static void collect_tests(struct partition *p)
{
    const struct model *m = p->l->m;
    for (uint32_t i = 0; i < m->appliances.count; i++)
        add_appliance(p, &m->appliances.at[i]);
    for (uint32_t i = 0; i < m->security_groups.count; i++) {
        const struct model_security_group *g = &m->security_groups.at[i];
        if (!g->used)
            continue;
        add_rules(p, g->inbound.at, g->inbound.count);
        add_rules(p, g->outbound.at, g->outbound.count);
    }
    for (uint32_t i = 0; i < m->claims.count; i++)
        add_claim(p, m->claims.at[i]);
}

/* ---- ranges that no test divides ---- */

static void cut_protocol(struct partition *p, enum ir_protocol protocol)
{
    bool *starts = arena_array(p->l->arena, bool, PORT_LAST + 2);
    starts[PORT_FIRST] = starts[PORT_LAST + 1] = true;
    for (uint32_t i = 0; i < p->tests.count; i++)
        for (uint32_t n = 0; n < p->tests.at[i].port_count; n++) {
            starts[p->tests.at[i].ports[n].first] = true;
            starts[p->tests.at[i].ports[n].last + 1u] = true;
        }
    uint32_t first = PORT_FIRST;
    for (uint32_t port = PORT_FIRST + 1; port <= PORT_LAST + 1; port++)
        if (starts[port]) {
            struct ir_service_range r = {protocol, (uint16_t)first, (uint16_t)(port - 1), 0};
            vec_push(p->l->arena, &p->ranges, r);
            first = port;
        }
}

static void cut_ranges(struct partition *p)
{
    struct ir_service_range icmp = {IR_ICMP, 0, 0, 0}, other = {IR_OTHER_PROTOCOL, 0, 0, 0};
    cut_protocol(p, IR_TCP);
    cut_protocol(p, IR_UDP);
    vec_push(p->l->arena, &p->ranges, icmp);
    vec_push(p->l->arena, &p->ranges, other);
}

/* ---- classes ---- */

static bool passes(const struct test *t, enum ir_protocol protocol, uint16_t port)
{
    bool held = t->port_count == 0;
    if (!(t->protocols >> protocol & 1u))
        return false;
    for (uint32_t i = 0; i < t->port_count && !held; i++)
        held = t->ports[i].first <= port && port <= t->ports[i].last;
    return held;
}

static uint16_t reply_port(enum ir_protocol protocol)
{
    return protocol == IR_TCP || protocol == IR_UDP ? PORT_EPHEMERAL : 0;
}

/* What tells a range from others: the tests that it passes, and those that replies to it pass. */
static struct bits signature(const struct partition *p, const struct ir_service_range *r)
{
    uint32_t count = p->tests.count;
    struct bits b = bits_new(p->l->arena, 2 * count + 1);
    for (uint32_t i = 0; i < count; i++) {
        if (passes(&p->tests.at[i], r->protocol, r->first))
            bits_add(b, i);
        if (passes(&p->tests.at[i], r->protocol, reply_port(r->protocol)))
            bits_add(b, count + i);
    }
    return b;
}

static uint32_t number_classes(struct partition *p)
{
    if (p->tests.count == 0)
        return 1;
    cut_ranges(p);
    struct map *known = map_new(p->l->arena);
    uint32_t count = 0;
    for (uint32_t i = 0; i < p->ranges.count; i++) {
        struct ir_service_range *r = &p->ranges.at[i];
        struct bits b = signature(p, r);
        size_t size = (b.size + 63) / 64 * sizeof *b.words;
        r->service = count;
        count += map_add(known, b.words, size, &r->service);
    }
    return count;
}

static const char *range_name(struct arena *arena, const struct ir_service_range *r)
{
    const char *word = ir_protocol_name(r->protocol);
    if (r->first == 0 || (r->first == PORT_FIRST && r->last == PORT_LAST))
        return word;
    return r->first == r->last ? arena_printf(arena, "%s %u", word, r->first)
                               : arena_printf(arena, "%s %u-%u", word, r->first, r->last);
}

/* "tcp 80, tcp 443-445": its ranges in order, neighbouring ones as one. */
static const char *class_name(const struct partition *p, uint32_t service)
{
    struct arena *arena = p->l->arena;
    const char *name = NULL;
    uint32_t parts = 0;
    for (uint32_t i = 0; i < p->ranges.count; i++) {
        struct ir_service_range r = p->ranges.at[i];
        if (r.service != service)
            continue;
        while (i + 1 < p->ranges.count && p->ranges.at[i + 1].service == service &&
               p->ranges.at[i + 1].protocol == r.protocol)
            r.last = p->ranges.at[++i].last;
        if (parts++ >= NAME_PARTS_MAX)
            return arena_printf(arena, "%s, ...", name);
        const char *part = range_name(arena, &r);
        name = name ? arena_printf(arena, "%s, %s", name, part) : part;
    }
    return name;
}

static void make_services(struct partition *p, uint32_t count)
{
    struct ir *ir = p->l->ir;
    struct ir_service *services = arena_array(p->l->arena, struct ir_service, count);
    for (uint32_t i = p->ranges.count; i-- > 0;) { /* backwards: the first range is the sample */
        const struct ir_service_range *r = &p->ranges.at[i];
        services[r->service] = (struct ir_service){.protocol = r->protocol, .port = r->first};
    }
    ir->services = services;
    ir->service_count = count;
    for (uint32_t s = 0; s < count; s++) {
        services[s].name = class_name(p, s);
        services[s].reply = ir_service_of(ir, services[s].protocol, reply_port(services[s].protocol));
    }
}

void lower_services(struct lowering *l)
{
    static const struct ir_service any = {.name = "any", .protocol = IR_TCP};
    struct partition p = {.l = l};
    collect_tests(&p);
    uint32_t count = number_classes(&p);
    if (count > 1) {
        l->ir->service_ranges = p.ranges.at;
        l->ir->service_range_count = p.ranges.count;
        make_services(&p, count);
        return;
    }
    l->ir->services = &any;
    l->ir->service_count = 1;
}

/* ---- sets of classes ---- */

struct bits lower_service_bits(struct arena *arena, const struct ir *ir, uint32_t protocols,
                               const struct model_ports *ports, uint32_t count)
{
    struct bits b = bits_new(arena, ir->service_count);
    struct test t = {protocols, ports, count};
    for (uint32_t s = 0; s < ir->service_count; s++)
        if (ir->service_count == 1 || passes(&t, ir->services[s].protocol, ir->services[s].port))
            bits_add(b, s);
    return b;
}
