/*
 * check_appliances: the rules of a valid design for what has an address of its own: appliances, load balancers,
 * public addresses; and where translations and security groups may point. Looks at the model only.
 */
#include "compiler/private.h"

#include <string.h>

#define RULES_MAX 1000u /* F165 */
#define RULE_ADDRESSES_MAX 4000u

struct checker {
    struct compilation *c;
    const struct model *m;
};

/* ---- places of addresses ---- */

static bool inside(const struct model_prefix *at, uint32_t count, struct addr a)
{
    for (uint32_t i = 0; i < count; i++)
        if (prefix_holds(at[i].prefix, a))
            return true;
    return false;
}

static bool site_holds(const struct model_site *s, struct addr a)
{
    return inside(s->prefixes.at, s->prefixes.count, a);
}

static const struct model_subnet *subnet_of(const struct checker *k, const struct model_site *s,
                                            struct addr a)
{
    for (uint32_t i = 0; i < s->subnets.count; i++) {
        const struct model_subnet *n = &k->m->subnets.at[s->subnets.at[i]];
        if (inside(n->prefixes.at, n->prefixes.count, a))
            return n;
    }
    return NULL;
}

/* F46, F99: the platform's subnets hold no machine of the customer; a firewall has one of its own (F137). */
static void check_place(struct checker *k, uint32_t site, struct addr a, struct span at, bool firewall)
{
    char text[ADDR_TEXT_MAX];
    const struct model_site *s = &k->m->sites.at[site];
    const struct model_subnet *n = subnet_of(k, s, a);
    if (!site_holds(s, a)) {
        struct diag *d =
            diag_add(k->c->diags, DIAG_ADDRESS_OUTSIDE, at, "`%s` lies outside the prefixes of site `%s`",
                     addr_print(a, text), s->name);
        diag_label(k->c->diags, d, s->name_span, "the site");
        diag_help(k->c->diags, d, "choose an address inside it, or declare the prefix");
    } else if (s->subnets.count > 0 && !n) {
        struct diag *d = diag_add(k->c->diags, DIAG_ADDRESS_OUTSIDE, at,
                                  "`%s` lies in no subnet of site `%s`", addr_print(a, text), s->name);
        diag_label(k->c->diags, d, s->name_span, "the site");
        diag_help(k->c->diags, d, "choose an address in one of its subnets, or declare the subnet");
    } else if (n && n->kind != SUBNET_PLAIN && !(firewall && n->kind == SUBNET_FIREWALL)) {
        struct diag *d = diag_add(k->c->diags, DIAG_ADDRESS_RESERVED, at, "`%s` lies in `%s`",
                                  addr_print(a, text), n->name);
        diag_label(k->c->diags, d, n->name_span, "the platform's subnet");
        diag_help(k->c->diags, d, "choose an address in another subnet");
    }
}

/* ---- one address, one owner ---- */

struct owner {
    const char *name;
    struct addr address;
    struct span span;
    enum addr_family family; /* of a public address: that of the private one */
    bool checked;            /* an appliance or load balancer; others are compared in check.c */
};

struct owners {
    VEC(struct owner) at;
};

static void own(struct checker *k, struct owners *list, const char *name, struct addr a, struct span at,
                bool checked)
{
    struct owner o = {name, a, at, a.family, checked};
    vec_push(k->c->arena, &list->at, o);
}

static void own_machines(struct checker *k, struct owners *list, const struct model_site *s)
{
    for (uint32_t i = 0; i < s->hosts.count; i++)
        own(k, list, s->hosts.at[i].name, s->hosts.at[i].address, s->hosts.at[i].span, false);
    for (uint32_t i = 0; i < s->appliances.count; i++) {
        const struct model_appliance *a = &k->m->appliances.at[s->appliances.at[i]];
        own(k, list, a->name, a->address, a->address_span, true);
    }
    for (uint32_t i = 0; i < s->balancers.count; i++) {
        const struct model_balancer *b = &k->m->balancers.at[s->balancers.at[i]];
        own(k, list, b->name, b->address, b->address_span, true);
    }
}

static void own_platform(struct checker *k, struct owners *list, const struct model_site *s)
{
    for (uint32_t i = 0; i < s->gateways.count; i++) {
        const struct model_gateway *g = &k->m->gateways.at[s->gateways.at[i]];
        for (uint32_t a = 0; a < g->addresses.count; a++)
            own(k, list, g->name, g->addresses.at[a], g->span, false);
    }
    for (uint32_t i = 0; i < s->route_servers.count; i++) {
        const struct model_route_server *rs = &k->m->route_servers.at[s->route_servers.at[i]];
        for (uint32_t a = 0; a < rs->addresses.count; a++)
            own(k, list, rs->name, rs->addresses.at[a], rs->span, false);
    }
    for (uint32_t i = 0; i < s->routers.count; i++) {
        const struct model_router *r = &k->m->routers.at[s->routers.at[i]];
        for (uint32_t a = 0; a < r->addresses.count; a++)
            own(k, list, r->name, r->addresses.at[a], r->span, false);
    }
}

static void report_twice(struct checker *k, const struct owner *o, const struct owner *other)
{
    struct diag *d = diag_add(k->c->diags, DIAG_ADDRESS_TWICE, o->span, "`%s` has an address of `%s`",
                              o->name, other->name);
    diag_label(k->c->diags, d, other->span, "`%s`", other->name);
    diag_help(k->c->diags, d, "give each its own address");
}

static void check_owners(struct checker *k, const struct model_site *s)
{
    struct owners list = {{0}};
    own_platform(k, &list, s);
    own_machines(k, &list, s);
    struct addr *all = arena_array(k->c->arena, struct addr, list.at.count);
    for (uint32_t i = 0; i < list.at.count; i++)
        all[i] = list.at.at[i].address;
    struct bits crowded = crowded_addresses(k->c->arena, all, list.at.count);
    for (uint32_t i = 0; i < list.at.count && !diag_full(k->c->diags); i++)
        for (uint32_t j = 0; bits_has(crowded, i) && j < i; j++)
            if ((list.at.at[i].checked || list.at.at[j].checked) &&
                addr_compare(list.at.at[i].address, list.at.at[j].address) == 0)
                report_twice(k, &list.at.at[i], &list.at.at[j]);
}

/* ---- public addresses ---- */

static void own_public(struct checker *k, struct owners *list, const char *name, struct addr public,
                       struct addr private, struct span at)
{
    struct owner o = {name, public, at, private.family, true};
    vec_push(k->c->arena, &list->at, o);
}

static void own_publics(struct checker *k, struct owners *list)
{
    const struct model *m = k->m;
    for (uint32_t s = 0; s < m->sites.count; s++)
        for (uint32_t h = 0; h < m->sites.at[s].hosts.count; h++) {
            const struct model_host *host = &m->sites.at[s].hosts.at[h];
            if (host->has_public)
                own_public(k, list, host->name, host->public_address, host->address, host->public_span);
        }
    for (uint32_t i = 0; i < m->appliances.count; i++) {
        const struct model_appliance *a = &m->appliances.at[i];
        if (a->has_public)
            own_public(k, list, a->name, a->public_address, a->address, a->public_span);
    }
    for (uint32_t i = 0; i < m->balancers.count; i++) {
        const struct model_balancer *b = &m->balancers.at[i];
        for (uint32_t p = 0; p < b->publics.count; p++)
            own_public(k, list, b->name, b->publics.at[p], b->address, b->public_span);
    }
}

/* Ranges for examples (RFC 5737, RFC 3849). */
static bool is_documentation(struct addr a)
{
    static const char *const ranges[] = {"192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24",
                                         "2001:db8::/32"};
    for (uint32_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
        struct prefix p;
        bool host_bits;
        if (prefix_parse(ranges[i], strlen(ranges[i]), &p, &host_bits) && prefix_holds(p, a))
            return true;
    }
    return false;
}

static void check_public(struct checker *k, const struct owners *list, uint32_t index)
{
    char text[ADDR_TEXT_MAX];
    const struct owner *o = &list->at.at[index];
    if (!addr_is_global(o->address) && !is_documentation(o->address)) {
        struct diag *d = diag_add(k->c->diags, DIAG_PUBLIC_ADDRESS, o->span,
                                  "`%s` is no address of the Internet", addr_print(o->address, text));
        diag_help(k->c->diags, d, "a public address is global, for example 20.1.2.3");
    }
    if (o->address.family != o->family) {
        struct diag *d =
            diag_add(k->c->diags, DIAG_PUBLIC_ADDRESS, o->span, "`%s` is of another address family than `%s`",
                     addr_print(o->address, text), o->name);
        diag_help(k->c->diags, d, "packets do not change their address family on the way");
    }
    for (uint32_t s = 0; s < k->m->sites.count; s++) {
        if (!site_holds(&k->m->sites.at[s], o->address))
            continue;
        struct diag *d =
            diag_add(k->c->diags, DIAG_PUBLIC_ADDRESS, o->span, "`%s` lies in a prefix of site `%s`",
                     addr_print(o->address, text), k->m->sites.at[s].name);
        diag_label(k->c->diags, d, k->m->sites.at[s].name_span, "the site");
        diag_help(k->c->diags, d,
                  "addresses of a site are routed to the site, not to the owner of a public address");
    }
    for (uint32_t j = 0; j < index; j++) {
        if (addr_compare(o->address, list->at.at[j].address) != 0)
            continue;
        struct diag *d = diag_add(k->c->diags, DIAG_PUBLIC_ADDRESS, o->span,
                                  "`%s` is public address of two things", addr_print(o->address, text));
        diag_label(k->c->diags, d, list->at.at[j].span, "of `%s` too", list->at.at[j].name);
        diag_help(k->c->diags, d, "give each its own public address");
    }
}

/* ---- translation ---- */

/* Does `site` have this address at something that takes packets? */
static bool site_has_machine(struct checker *k, uint32_t site, struct addr a)
{
    struct owners list = {{0}};
    own_machines(k, &list, &k->m->sites.at[site]);
    for (uint32_t i = 0; i < list.at.count; i++)
        if (addr_compare(list.at.at[i].address, a) == 0)
            return true;
    return false;
}

static bool is_peered(const struct model *m, uint32_t a, uint32_t b)
{
    const struct model_site *s = &m->sites.at[a];
    for (uint32_t i = 0; i < s->peerings.count; i++) {
        const struct model_peering *p = &m->peerings.at[s->peerings.at[i]];
        if (p->sites[1 - model_peering_side(p, a)] == b)
            return true;
    }
    return false;
}

static bool is_public(struct checker *k, struct addr a)
{
    struct owners publics = {{0}};
    own_publics(k, &publics);
    for (uint32_t i = 0; i < publics.at.count; i++)
        if (addr_compare(publics.at.at[i].address, a) == 0)
            return true;
    return false;
}

static bool is_target(struct checker *k, const struct model_appliance *a, struct addr to)
{
    if (is_public(k, to))
        return true;
    for (uint32_t s = 0; s < k->m->sites.count; s++)
        if ((s == a->site || is_peered(k->m, a->site, s)) && site_has_machine(k, s, to))
            return true;
    return false;
}

static void check_translation(struct checker *k, const struct model_appliance *a,
                              const struct model_rule *rule)
{
    char text[ADDR_TEXT_MAX];
    bool itself = addr_compare(rule->translate_to, a->address) == 0 ||
                  (a->has_public && addr_compare(rule->translate_to, a->public_address) == 0);
    addr_print(rule->translate_to, text);
    if (rule->translate_to.family == a->address.family && !itself && is_target(k, a, rule->translate_to))
        return;
    struct diag *d =
        itself ? diag_add(k->c->diags, DIAG_DNAT_TARGET, rule->span, "`%s` is `%s` itself", text, a->name)
        : rule->translate_to.family != a->address.family
            ? diag_add(k->c->diags, DIAG_DNAT_TARGET, rule->span,
                       "`%s` is of another address family than `%s`", text, a->name)
            : diag_add(k->c->diags, DIAG_DNAT_TARGET, rule->span,
                       "nothing that `%s` could translate to has the address `%s`", a->name, text);
    diag_help(k->c->diags, d,
              "translate to a host, appliance or load balancer of this site or a peered VNet, or to a public "
              "address");
}

/* What goes to a public address leaves with the appliance's own, so that the reply comes back to it. */
static void check_translation_outside(struct checker *k, const struct model_appliance *a,
                                      const struct model_rule *rule)
{
    char text[ADDR_TEXT_MAX];
    if (a->has_public || !is_public(k, rule->translate_to))
        return;
    struct diag *d = diag_add(k->c->diags, DIAG_DNAT_TARGET, rule->span,
                              "`%s` is a public address, and `%s` has none to send from",
                              addr_print(rule->translate_to, text), a->name);
    diag_label(k->c->diags, d, a->name_span, "the appliance");
    diag_help(k->c->diags, d, "give the appliance a `public` address, or translate to a private one");
}

/* A translation is for packets addressed to the appliance: does the line speak of any? */
static void check_addressed(struct checker *k, const struct model_appliance *a, const struct model_rule *rule)
{
    char text[PREFIX_TEXT_MAX];
    const struct model_addresses *to = &rule->to;
    bool speaks = to->tags != 0 || to->prefixes.count == 0;
    for (uint32_t i = 0; i < to->prefixes.count && !speaks; i++)
        speaks = prefix_holds(to->prefixes.at[i], a->address) ||
                 (a->has_public && prefix_holds(to->prefixes.at[i], a->public_address));
    if (speaks)
        return;
    struct prefix first = to->prefixes.at[0];
    bool host = first.length == addr_bits(first.address.family);
    struct diag *d = diag_add(k->c->diags, DIAG_EMPTY_RULE, to->span,
                              "`%s` has no address here, so nothing is translated", a->name);
    if (host && addr_is_global(first.address) && !a->has_public)
        diag_help(k->c->diags, d, "give the appliance this address: `public %s;`",
                  addr_print(first.address, text));
    else
        diag_help(k->c->diags, d, "`dnat` is for packets addressed to the appliance itself: `to %s`",
                  a->name);
}

static void check_dnat(struct checker *k, const struct model_appliance *a, const struct model_rule *rule)
{
    check_translation(k, a, rule);
    check_translation_outside(k, a, rule);
    check_addressed(k, a, rule);
}

static void check_appliance(struct checker *k, const struct model_appliance *a)
{
    check_place(k, a->site, a->address, a->address_span, true);
    for (uint32_t i = 0; i < a->rules.count; i++)
        if (a->rules.at[i].action == RULE_TRANSLATES)
            check_dnat(k, a, &a->rules.at[i]);
}

/* Packets do not change their address family at a load balancer either. */
static void check_backends(struct checker *k, const struct model_balancer *b)
{
    for (uint32_t i = 0; i < b->backends.count; i++) {
        const struct model_backend *n = &b->backends.at[i];
        const struct model_host *host =
            n->appliance == MODEL_NONE ? &k->m->sites.at[n->site].hosts.at[n->host] : NULL;
        const char *name = host ? host->name : k->m->appliances.at[n->appliance].name;
        struct addr address = host ? host->address : k->m->appliances.at[n->appliance].address;
        if (address.family == b->address.family)
            continue;
        struct diag *d = diag_add(k->c->diags, DIAG_BACKEND_OUTSIDE, b->address_span,
                                  "backend `%s` is of another address family than `%s`", name, b->name);
        diag_help(k->c->diags, d, "give the load balancer and its backends addresses of one family");
    }
}

/* F144: on-premises there are no security groups. Those of NICs are checked where they are resolved. */
static void check_subnet_group(struct checker *k, const struct model_subnet *n)
{
    if (n->security_group == MODEL_NONE || k->m->sites.at[n->site].kind == MODEL_VNET)
        return;
    struct diag *d = diag_add(k->c->diags, DIAG_GROUP_NOT_HERE, n->security_group_span,
                              "security groups belong to VNets, and `%s` is an on-premises site",
                              k->m->sites.at[n->site].name);
    diag_help(k->c->diags, d, "on-premises, filter with an `appliance` that has `rules`");
}

void check_appliances(struct compilation *c, const struct model *m)
{
    struct checker k = {c, m};
    struct owners publics = {{0}};
    for (uint32_t i = 0; i < m->sites.count; i++)
        check_owners(&k, &m->sites.at[i]);
    for (uint32_t i = 0; i < m->appliances.count; i++)
        check_appliance(&k, &m->appliances.at[i]);
    for (uint32_t i = 0; i < m->balancers.count; i++)
        check_backends(&k, &m->balancers.at[i]);
    for (uint32_t i = 0; i < m->balancers.count; i++)
        check_place(&k, m->balancers.at[i].site, m->balancers.at[i].address, m->balancers.at[i].address_span,
                    false);
    for (uint32_t i = 0; i < m->subnets.count; i++)
        check_subnet_group(&k, &m->subnets.at[i]);
    own_publics(&k, &publics);
    for (uint32_t i = 0; i < publics.at.count; i++)
        check_public(&k, &publics, i);
}

/* ---- warnings ---- */

static void warn_rules(struct checker *k, const struct model_rule *at, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        uint32_t from = at[i].from.prefixes.count, to = at[i].to.prefixes.count;
        if (from > RULE_ADDRESSES_MAX || to > RULE_ADDRESSES_MAX)
            diag_add(k->c->diags, DIAG_LIMIT_RULE_ADDRESSES, at[i].span,
                     "one side of this rule has %u addresses; the platform's limit is %u",
                     from > to ? from : to, RULE_ADDRESSES_MAX);
    }
}

void warn_appliances(struct compilation *c, const struct model *m)
{
    struct checker k = {c, m};
    for (uint32_t i = 0; i < m->security_groups.count; i++) {
        const struct model_security_group *g = &m->security_groups.at[i];
        uint32_t rules = g->inbound.count + g->outbound.count;
        warn_rules(&k, g->inbound.at, g->inbound.count);
        warn_rules(&k, g->outbound.at, g->outbound.count);
        if (rules > RULES_MAX)
            diag_add(c->diags, DIAG_LIMIT_RULES, g->span, "`%s` has %u rules; the platform's limit is %u",
                     g->name, rules, RULES_MAX);
        if (!g->used)
            diag_add(c->diags, DIAG_UNUSED, g->span, "security group `%s` is attached to nothing", g->name);
    }
}
