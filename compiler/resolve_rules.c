/*
 * resolve_rules: the lines of appliances and security groups: which packets they match and what they do with
 * them. Names of endpoints become prefixes here. Lines come out in the order in which they are tried.
 */
#include "compiler/private.h"

#include <stdlib.h>

#define PRIORITY_MIN 100u /* F143 */
#define PRIORITY_MAX 4096u

#define ALL_PROTOCOLS ((1u << IR_PROTOCOL_COUNT) - 1u)
#define WITH_PORTS (1u << IR_TCP | 1u << IR_UDP)

struct rule_reader {
    struct compilation *c;
    struct model *m;
    struct bits seen; /* groups that the list under way has taken in, */
    struct map *held; /* and prefixes */
};

/* ---- addresses ---- */

static void add_prefix(struct rule_reader *r, struct model_addresses *out, struct prefix p)
{
    struct prefix_key key = prefix_key(p);
    if (map_put(r->held, &key, sizeof key, 0))
        vec_push(r->c->arena, &out->prefixes, p);
}

static void add_address(struct rule_reader *r, struct model_addresses *out, struct addr a)
{
    add_prefix(r, out, (struct prefix){a, addr_bits(a.family)});
}

static void add_model_prefixes(struct rule_reader *r, struct model_addresses *out,
                               const struct model_prefix *at, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        add_prefix(r, out, at[i].prefix);
}

static bool add_item(struct rule_reader *r, struct model_addresses *out, const struct ast *item);

static void add_tagged(struct rule_reader *r, struct model_addresses *out, const char *tag)
{
    for (uint32_t s = 0; s < r->m->sites.count; s++) {
        const struct model_site *site = &r->m->sites.at[s];
        for (uint32_t t = 0; t < site->tags.count; t++)
            if (site->tags.at[t] == tag)
                add_model_prefixes(r, out, site->prefixes.at, site->prefixes.count);
    }
}

static bool add_group(struct rule_reader *r, struct model_addresses *out, uint32_t index)
{
    struct model_group *g = &r->m->groups.at[index];
    bool ok = true;
    if (bits_has(r->seen, index))
        return true;
    bits_add(r->seen, index);
    g->used = true;
    for (const struct ast *kid = g->node->kids; kid; kid = kid->next) {
        if (kid->kind == AST_TAGGED)
            add_tagged(r, out, kid->name);
        else
            ok = add_item(r, out, kid) && ok;
    }
    return ok;
}

static bool add_let(struct rule_reader *r, struct model_addresses *out, const struct ast *item)
{
    struct model_prefix *at;
    uint32_t count;
    if (!set_prefixes(r->c, r->m, item, "a rule", &at, &count))
        return false;
    add_model_prefixes(r, out, at, count);
    return true;
}

/* A machine goes by its public address too. */
static void add_host(struct rule_reader *r, struct model_addresses *out, const struct model_host *h)
{
    add_address(r, out, h->address);
    if (h->has_public)
        add_address(r, out, h->public_address);
}

static void add_appliance(struct rule_reader *r, struct model_addresses *out, const struct model_appliance *a)
{
    add_address(r, out, a->address);
    if (a->has_public)
        add_address(r, out, a->public_address);
}

static void add_balancer(struct rule_reader *r, struct model_addresses *out, const struct model_balancer *b)
{
    add_address(r, out, b->address);
    for (uint32_t i = 0; i < b->publics.count; i++)
        add_address(r, out, b->publics.at[i]);
}

static bool add_named(struct rule_reader *r, struct model_addresses *out, const struct ast *item)
{
    const struct model *m = r->m;
    const struct entity *e = name_lookup(r->c, m, item->name, item->span, "endpoint");
    if (!e)
        return false;
    switch (e->kind) {
    case ENTITY_SITE:
        add_model_prefixes(r, out, m->sites.at[e->index].prefixes.at, m->sites.at[e->index].prefixes.count);
        return true;
    case ENTITY_SUBNET:
        add_model_prefixes(r, out, m->subnets.at[e->index].prefixes.at,
                           m->subnets.at[e->index].prefixes.count);
        return true;
    case ENTITY_HOST:
        add_host(r, out, &m->sites.at[e->index].hosts.at[e->sub]);
        return true;
    case ENTITY_APPLIANCE:
        add_appliance(r, out, &m->appliances.at[e->index]);
        return true;
    case ENTITY_BALANCER:
        add_balancer(r, out, &m->balancers.at[e->index]);
        return true;
    case ENTITY_GROUP:
        return add_group(r, out, e->index);
    case ENTITY_LET:
        return add_let(r, out, item);
    default: {
        struct diag *d = diag_add(r->c->diags, DIAG_WRONG_KIND, item->span, "`%s` is %s, not an endpoint",
                                  item->name, entity_kind_a(e->kind));
        diag_help(r->c->diags, d,
                  "rules name sites, subnets, hosts, appliances, load balancers, groups, sets and prefixes");
        return false;
    }
    }
}

static bool add_word(struct rule_reader *r, struct model_addresses *out, const struct ast *word)
{
    switch (word->word) {
    case KW_ANY:
        out->tags |= ADDRESSES_ANY;
        return true;
    case KW_INTERNET:
        out->tags |= ADDRESSES_INTERNET;
        return true;
    case KW_VIRTUAL_NETWORK:
        out->tags |= ADDRESSES_VIRTUAL_NETWORK;
        return true;
    case KW_AZURE_LOAD_BALANCER:
        out->tags |= ADDRESSES_LOAD_BALANCER;
        return true;
    default:
        not_supported(r->c, word->span, "the tag `%s`", keyword_text(word->word));
        return false;
    }
}

static bool add_item(struct rule_reader *r, struct model_addresses *out, const struct ast *item)
{
    if (item->kind == AST_WORD)
        return add_word(r, out, item);
    if (item->kind == AST_PREFIX)
        add_prefix(r, out, item->prefix);
    else if (item->kind == AST_ADDRESS)
        add_address(r, out, item->prefix.address);
    else
        return add_named(r, out, item);
    return true;
}

/* The addresses of `from` or `to`; all when it is not written. An empty set is an error: a rule that matches
 * nothing was not meant. */
static bool addresses(struct rule_reader *r, const struct ast *list, struct model_addresses *out)
{
    bool ok = true;
    if (!list) {
        out->tags = ADDRESSES_ANY;
        return true;
    }
    out->span = list->span;
    r->seen = bits_new(r->c->arena, r->m->groups.count);
    r->held = map_new(r->c->arena);
    for (const struct ast *item = list->kids; item; item = item->next)
        ok = add_item(r, out, item) && ok;
    if (!ok || out->tags != 0 || out->prefixes.count > 0 || r->c->incomplete)
        return ok;
    struct diag *d = diag_add(r->c->diags, DIAG_EMPTY_RULE, list->span,
                              "this holds no address, so the rule can never match");
    diag_help(r->c->diags, d, "name a site, host, prefix or a group with members, or remove the rule");
    return false;
}

/* ---- services ---- */

/* "0-65535" is how rules are often exported; it means all ports. */
bool ports_are_all(const struct ast *port)
{
    return port->kind == AST_RANGE && port->number == 0 && port->number_to == UINT16_MAX;
}

static bool port_number(struct rule_reader *r, const struct ast *port)
{
    if (ports_are_all(port))
        return true;
    if (port->number >= 1 && port->number <= UINT16_MAX && port->number_to <= UINT16_MAX)
        return true;
    if (port->number == 0) { /* too large ones are reported by the grammar */
        struct diag *d = diag_add(r->c->diags, DIAG_BAD_SERVICE, port->span, "there is no port 0");
        diag_help(r->c->diags, d, "ports are 1 to 65535");
    }
    return false;
}

uint32_t protocols_of_word(enum keyword word)
{
    switch (word) {
    case KW_TCP:
        return 1u << IR_TCP;
    case KW_UDP:
        return 1u << IR_UDP;
    case KW_ICMP:
        return 1u << IR_ICMP;
    default:
        return ALL_PROTOCOLS;
    }
}

static bool needs_ports(struct rule_reader *r, struct model_rule *rule, struct span at)
{
    rule->protocols &= WITH_PORTS;
    if (rule->protocols != 0)
        return true;
    struct diag *d = diag_add(r->c->diags, DIAG_BAD_SERVICE, at, "`icmp` has no ports");
    diag_help(r->c->diags, d, "ports go with `tcp`, `udp`, or with no protocol, which then means these two");
    return false;
}

static bool services(struct rule_reader *r, const struct ast *match, struct model_rule *rule)
{
    const struct ast *list = ast_find(match, AST_PORTS, KW_NONE);
    bool ok = true;
    rule->protocols = protocols_of_word(match->word);
    if (!list)
        return true;
    for (const struct ast *port = list->kids; port; port = port->next) {
        uint64_t last = port->kind == AST_RANGE ? port->number_to : port->number;
        struct model_ports ports = {(uint16_t)(ports_are_all(port) ? 1 : port->number), (uint16_t)last};
        ok = port_number(r, port) && ok;
        vec_push(r->c->arena, &rule->ports, ports);
    }
    return needs_ports(r, rule, list->span) && ok;
}

/* ---- one rule ---- */

static bool translation(struct rule_reader *r, const struct ast *node, struct model_rule *rule)
{
    const struct ast *to = ast_find(node, AST_ADDRESS, KW_NONE);
    const struct ast *port = to ? to->next : NULL;
    if (!to)
        return false;
    rule->translate_to = to->prefix.address;
    if (!port)
        return true;
    rule->has_translate_port = true;
    rule->translate_port = (uint16_t)port->number;
    return port_number(r, port) && needs_ports(r, rule, port->span);
}

static bool read_rule(struct rule_reader *r, const struct ast *node, struct model_rule *out)
{
    const struct ast *match = ast_find(node, AST_MATCH, KW_NONE);
    *out = (struct model_rule){.span = node->span};
    if (!match)
        return false;
    out->action = node->kind == AST_DNAT   ? RULE_TRANSLATES
                  : node->word == KW_ALLOW ? RULE_ALLOWS
                                           : RULE_REFUSES;
    if (node->kids->kind == AST_NUMBER) {
        out->has_number = true;
        out->number = (uint32_t)node->kids->number;
    }
    bool ok = addresses(r, ast_find(match, AST_FROM, KW_NONE), &out->from);
    ok = addresses(r, ast_find(match, AST_TO, KW_NONE), &out->to) && ok;
    ok = services(r, match, out) && ok;
    return node->kind != AST_DNAT || (translation(r, node, out) && ok);
}

/* ---- order ---- */

/* By number. Equal numbers are an error; of equal ones the first written stays first. */
static void sort_rules(struct rule_reader *r, struct model_rule *at, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        struct model_rule rule = at[i];
        uint32_t to = i;
        while (to > 0 && at[to - 1].number > rule.number) {
            at[to] = at[to - 1];
            to--;
        }
        at[to] = rule;
    }
    for (uint32_t i = 1; i < count; i++) {
        if (at[i].number != at[i - 1].number)
            continue;
        struct diag *d = diag_add(r->c->diags, DIAG_RULE_NUMBER_TWICE, at[i].span,
                                  "a second rule with number %u", at[i].number);
        diag_label(r->c->diags, d, at[i - 1].span, "the first one");
        diag_help(r->c->diags, d, "the number decides which rule is tried first; give each its own");
    }
}

/* Either all rules of an appliance have a number or none has. */
static bool numbered_alike(struct rule_reader *r, const struct model_rule *at, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        if (at[i].has_number == at[0].has_number)
            continue;
        struct diag *d = diag_add(r->c->diags, DIAG_RULES_MIXED, at[i].span,
                                  "some rules here have a number and some have not");
        diag_label(r->c->diags, d, at[0].span, "%s a number", at[0].has_number ? "with" : "without");
        diag_help(r->c->diags, d, "number all rules, or none: then they are tried as written");
        return false;
    }
    return true;
}

void resolve_rules(struct compilation *c, struct model *m, struct model_appliance *a, const struct ast *block)
{
    struct rule_reader r = {.c = c, .m = m};
    if (!block)
        return;
    for (const struct ast *node = block->kids; node; node = node->next) {
        struct model_rule rule;
        read_rule(&r, node, &rule);
        vec_push(c->arena, &a->rules, rule);
    }
    if (numbered_alike(&r, a->rules.at, a->rules.count) && a->rules.count > 0 && a->rules.at[0].has_number)
        sort_rules(&r, a->rules.at, a->rules.count);
}

/* ---- security groups ---- */

static void check_priority(struct rule_reader *r, const struct model_rule *rule)
{
    if (rule->number >= PRIORITY_MIN && rule->number <= PRIORITY_MAX)
        return;
    struct diag *d = diag_add(r->c->diags, DIAG_RULE_PRIORITY, rule->span,
                              "a security group has no priority %u", rule->number);
    diag_help(r->c->diags, d, "priorities are %u to %u; the lowest is tried first", PRIORITY_MIN,
              PRIORITY_MAX);
}

static void add_security_rule(struct rule_reader *r, struct model_security_group *g, bool inbound,
                              const struct ast *node)
{
    struct model_rule rule;
    read_rule(r, node, &rule);
    check_priority(r, &rule);
    if (inbound)
        vec_push(r->c->arena, &g->inbound, rule);
    else
        vec_push(r->c->arena, &g->outbound, rule);
}

void resolve_security_rules(struct compilation *c, struct model *m, struct model_security_group *g,
                            const struct ast *node)
{
    struct rule_reader r = {.c = c, .m = m};
    for (const struct ast *block = node->kids; block; block = block->next) {
        if (block->kind != AST_SECURITY_RULES) {
            not_supported_statement(c, block, "of a security group");
            continue;
        }
        for (const struct ast *rule = block->kids; rule; rule = rule->next)
            add_security_rule(&r, g, block->word == KW_INBOUND, rule);
    }
    sort_rules(&r, g->inbound.at, g->inbound.count);
    sort_rules(&r, g->outbound.at, g->outbound.count);
}

void resolve_security_group(struct compilation *c, struct model *m, uint32_t site, const struct ast *node)
{
    struct model_security_group g = {
        .name = path_in_site(c, m, site, node->name), .span = node->span, .site = site};
    struct entity e = {ENTITY_SECURITY_GROUP, g.name, m->security_groups.count, 0, node->name_span};
    if (!name_enter(c, m, e))
        return;
    vec_push(c->arena, &m->sites.at[site].security_groups, m->security_groups.count);
    vec_push(c->arena, &m->security_groups, g);
}
