/*
 * resolve_appliances: appliances, load balancers and the blocks of hosts, in two steps. First, with the sites,
 * they get their names and everything that needs no other name; then, once all names are known, backends and
 * the security groups of NICs. Rules are read in resolve_rules.c.
 */
#include "compiler/private.h"

#include <string.h>

#define INSTANCES_MAX                                                                                        \
    100u /* of one appliance; beyond what the platform lets stand behind one front end of this kind */

const char *path_in_site(struct compilation *c, const struct model *m, uint32_t site, const char *name)
{
    const char *path = arena_printf(c->arena, "%s.%s", m->sites.at[site].name, name);
    return intern_text(c->names, path, strlen(path));
}

/* ---- public addresses ---- */

/* The addresses of a `public` statement. */
struct public_list {
    VEC(struct addr) addresses;
    struct span span;
};

static struct public_list public_addresses(struct compilation *c, const struct ast *property)
{
    struct public_list list = {.span = property->span};
    for (const struct ast *value = property->kids; value; value = value->next) {
        if (value->kind == AST_ADDRESS) {
            vec_push(c->arena, &list.addresses, value->prefix.address);
            continue;
        }
        struct diag *d = diag_add(c->diags, DIAG_PUBLIC_ADDRESS, value->span, "`public` takes addresses");
        diag_help(c->diags, d, "write one address, as in `public 20.1.2.3;`");
    }
    return list;
}

/* What has one public address at most; `has` is false after an error. */
static void single_public(struct compilation *c, const struct ast *property, bool *has, struct addr *address,
                          struct span *span)
{
    struct public_list list = public_addresses(c, property);
    if (*has || list.addresses.count > 1) {
        struct diag *d = diag_add(c->diags, DIAG_PUBLIC_ADDRESS, property->span, "a second public address");
        diag_help(c->diags, d, "hosts and appliances have at most one; a load balancer may have several");
        return;
    }
    if (list.addresses.count == 0)
        return;
    *has = true;
    *address = list.addresses.at[0];
    *span = property->span;
}

/* ---- appliances ---- */

static void all_stateful(struct model_appliance *a, bool on)
{
    for (uint32_t p = 0; p < IR_PROTOCOL_COUNT; p++)
        a->stateful[p] = on;
}

static void some_stateful(struct model_appliance *a, const struct ast *protocols)
{
    all_stateful(a, false);
    for (const struct ast *w = protocols->kids; w; w = w->next)
        a->stateful[w->word == KW_TCP ? IR_TCP : w->word == KW_UDP ? IR_UDP : IR_ICMP] = true;
}

static void appliance_flag(struct compilation *c, struct model_appliance *a, const struct ast *flag)
{
    bool on = flag->number == AST_ON;
    if (flag->word == KW_FORWARDING) {
        resolve_switch(&a->forwards, flag);
    } else if (flag->number == AST_UNKNOWN) {
        not_supported_statement(c, flag, "of an appliance");
    } else if (flag->word == KW_STATEFUL) {
        all_stateful(a, on);
    } else if (flag->word == KW_DEFAULT_ROUTE) {
        a->default_route = on;
        a->default_span = flag->span;
    } else {
        not_supported_statement(c, flag, "of an appliance");
    }
}

static void appliance_instances(struct compilation *c, struct model_appliance *a, const struct ast *s)
{
    uint64_t count = s->kids->number;
    if (count >= 1 && count <= INSTANCES_MAX) {
        a->instances = (uint32_t)count;
        return;
    }
    struct diag *d =
        diag_add(c->diags, DIAG_INSTANCES, s->span, "`%s` cannot have this number of instances", a->name);
    diag_help(c->diags, d, "write a number from 1 to %u", INSTANCES_MAX);
}

static void appliance_originate(struct compilation *c, struct model *m, struct model_appliance *a,
                                const struct ast *s)
{
    struct model_prefix *at;
    uint32_t count;
    for (const struct ast *item = s->kids; item; item = item->next)
        if (set_prefixes(c, m, item, "`originate`", &at, &count))
            for (uint32_t i = 0; i < count; i++)
                vec_push(c->arena, &a->originate, at[i]);
}

static void appliance_snat(struct compilation *c, struct model *m, struct model_appliance *a,
                           const struct ast *s)
{
    struct model_prefix *at;
    uint32_t count;
    if (s->kids && s->kids->kind == AST_WORD) {
        a->snat = s->kids->word == KW_ALWAYS ? SNAT_ALWAYS : SNAT_NEVER;
        return;
    }
    a->snat = SNAT_EXCEPT;
    for (const struct ast *item = s->kids; item; item = item->next)
        if (set_prefixes(c, m, item, "`snat`", &at, &count))
            for (uint32_t i = 0; i < count; i++)
                vec_push(c->arena, &a->snat_except, at[i].prefix);
}

static void appliance_property(struct compilation *c, struct model *m, struct model_appliance *a,
                               const struct ast *s)
{
    switch (s->word) {
    case KW_ASN:
        a->asn = s->kids ? (uint32_t)s->kids->number : 0;
        a->asn_span = s->span;
        break;
    case KW_ORIGINATE:
        appliance_originate(c, m, a, s);
        break;
    case KW_PUBLIC:
        single_public(c, s, &a->has_public, &a->public_address, &a->public_span);
        break;
    case KW_SNAT:
        appliance_snat(c, m, a, s);
        break;
    case KW_STATEFUL:
        some_stateful(a, s);
        break;
    case KW_INSTANCES:
        appliance_instances(c, a, s);
        break;
    case KW_SECURITY_GROUP: /* in the second step */
        break;
    default:
        not_supported_statement(c, s, "of an appliance");
    }
}

/* Rules and translation keep state for every protocol; saying `stateful` otherwise contradicts that. */
static void appliance_state(struct compilation *c, struct model_appliance *a, const struct ast *node)
{
    const struct ast *flag = ast_find(node, AST_FLAG, KW_STATEFUL);
    const struct ast *list = ast_find(node, AST_PROPERTY, KW_STATEFUL);
    const struct ast *rules = ast_find(node, AST_RULES, KW_NONE);
    if (flag && list) {
        struct diag *d = diag_add(c->diags, DIAG_STATEMENT_TWICE, list->span, "`stateful` is given twice");
        diag_label(c->diags, d, flag->span, "first given here");
    }
    const struct ast *keeper = rules                   ? rules
                               : a->snat != SNAT_NEVER ? ast_find(node, AST_PROPERTY, KW_SNAT)
                                                       : NULL;
    if (!keeper)
        return;
    const struct ast *written = list && ast_count(list) < 3       ? list
                                : flag && flag->number == AST_OFF ? flag
                                                                  : NULL;
    all_stateful(a, true);
    if (!written)
        return;
    struct diag *d =
        diag_add(c->diags, DIAG_STATE_NEEDED, written->span,
                 "`%s` has rules or translates addresses, so it keeps state for every protocol", a->name);
    diag_label(c->diags, d, rules ? rules->name_span : keeper->span, "this needs state");
    diag_help(c->diags, d, "remove this `stateful` line, or what needs state");
}

static void appliance_statement(struct compilation *c, struct model *m, struct model_appliance *a,
                                const struct ast *s)
{
    if (s->kind == AST_ADDRESS)
        return;
    if (s->kind == AST_FLAG)
        appliance_flag(c, a, s);
    else if (s->kind == AST_PROPERTY)
        appliance_property(c, m, a, s);
    else if (s->kind == AST_RULES)
        a->has_rules = true; /* read in the second step */
    else
        not_supported_statement(c, s, "of an appliance");
}

void resolve_appliance(struct compilation *c, struct model *m, uint32_t site, const struct ast *node)
{
    const struct ast *address = ast_find(node, AST_ADDRESS, KW_NONE);
    struct model_appliance a = {.name = path_in_site(c, m, site, node->name),
                                .span = node->span,
                                .name_span = node->name_span,
                                .site = site,
                                .forwards = {.on = true, .span = node->name_span},
                                .asn_span = node->name_span,
                                .instances = 1,
                                .security_group = MODEL_NONE};
    if (!address)
        return;
    a.address = address->prefix.address;
    a.address_span = address->span;
    all_stateful(&a, true);
    for (const struct ast *s = node->kids; s; s = s->next)
        appliance_statement(c, m, &a, s);
    appliance_state(c, &a, node);
    struct entity e = {ENTITY_APPLIANCE, a.name, m->appliances.count, 0, node->name_span};
    if (!name_enter(c, m, e))
        return;
    vec_push(c->arena, &m->sites.at[site].appliances, m->appliances.count);
    vec_push(c->arena, &m->appliances, a);
}

/* ---- load balancers ---- */

static void balancer_publics(struct compilation *c, struct model_balancer *b, const struct ast *s)
{
    struct public_list list = public_addresses(c, s);
    for (uint32_t i = 0; i < list.addresses.count; i++)
        vec_push(c->arena, &b->publics, list.addresses.at[i]);
    b->has_public = b->publics.count > 0;
    b->public_span = s->span;
}

void resolve_balancer(struct compilation *c, struct model *m, uint32_t site, const struct ast *node)
{
    const struct ast *address = ast_find(node, AST_ADDRESS, KW_NONE);
    struct model_balancer b = {
        .name = path_in_site(c, m, site, node->name), .span = node->span, .site = site};
    if (!address)
        return;
    b.address = address->prefix.address;
    b.address_span = address->span;
    for (const struct ast *s = node->kids; s; s = s->next) {
        if (s == address || (s->kind == AST_PROPERTY && s->word == KW_BACKEND))
            continue; /* backends: in the second step */
        if (s->kind == AST_PROPERTY && s->word == KW_PUBLIC)
            balancer_publics(c, &b, s);
        else
            not_supported_statement(c, s, "of a load balancer");
    }
    struct entity e = {ENTITY_BALANCER, b.name, m->balancers.count, 0, node->name_span};
    if (!name_enter(c, m, e))
        return;
    vec_push(c->arena, &m->sites.at[site].balancers, m->balancers.count);
    vec_push(c->arena, &m->balancers, b);
}

static bool has_backend(const struct model_balancer *b, const struct model_backend *n)
{
    for (uint32_t i = 0; i < b->backends.count; i++)
        if (b->backends.at[i].appliance == n->appliance && b->backends.at[i].site == n->site &&
            b->backends.at[i].host == n->host)
            return true;
    return false;
}

static void add_backend(struct compilation *c, struct model *m, struct model_balancer *b,
                        const struct ast *path)
{
    const struct entity *e = name_lookup_in(c, m, b->site, path->name, path->span, "host or appliance");
    if (!e)
        return;
    struct model_backend n = {MODEL_NONE, MODEL_NONE, MODEL_NONE};
    uint32_t site = MODEL_NONE;
    if (e->kind == ENTITY_APPLIANCE) {
        n.appliance = e->index;
        site = m->appliances.at[e->index].site;
    } else if (e->kind == ENTITY_HOST) {
        n.site = site = e->index;
        n.host = e->sub;
    } else {
        struct diag *d = diag_add(c->diags, DIAG_WRONG_KIND, path->span, "`%s` is %s, not a backend",
                                  path->name, entity_kind_a(e->kind));
        diag_help(c->diags, d, "backends are hosts and appliances of the load balancer's VNet");
        return;
    }
    if (site != b->site) {
        struct diag *d = diag_add(c->diags, DIAG_BACKEND_OUTSIDE, path->span,
                                  "`%s` lies in another site than `%s`", path->name, b->name);
        diag_label(c->diags, d, e->span, "declared here");
        diag_help(c->diags, d, "backends stand in the load balancer's own VNet");
    } else if (has_backend(b, &n)) {
        diag_add(c->diags, DIAG_STATEMENT_TWICE, path->span, "backend `%s` is listed twice", path->name);
    } else {
        vec_push(c->arena, &b->backends, n);
    }
}

static void resolve_backends(struct compilation *c, struct model *m, struct model_balancer *b,
                             const struct ast *node)
{
    bool written = false;
    for (const struct ast *s = node->kids; s; s = s->next) {
        if (s->kind != AST_PROPERTY || s->word != KW_BACKEND)
            continue;
        written = true;
        for (const struct ast *path = s->kids; path; path = path->next)
            add_backend(c, m, b, path);
    }
    if (written || c->incomplete)
        return;
    struct diag *d = diag_add(c->diags, DIAG_NO_BACKEND, node->name_span,
                              "load balancer `%s` has no backend, so it drops every packet", b->name);
    diag_help(c->diags, d, "add `backend HOST, ...;` with hosts or appliances of this VNet");
}

/* ---- the second step ---- */

/* The security group that a `security-group NAME;` names, or MODEL_NONE. */
uint32_t resolve_group_reference(struct compilation *c, struct model *m, uint32_t site,
                                 const struct ast *path)
{
    const struct entity *e = name_lookup_in(c, m, site, path->name, path->span, "security group");
    if (!e)
        return MODEL_NONE;
    if (e->kind != ENTITY_SECURITY_GROUP) {
        diag_add(c->diags, DIAG_WRONG_KIND, path->span, "`%s` is %s, not a security group", path->name,
                 entity_kind_a(e->kind));
        return MODEL_NONE;
    }
    m->security_groups.at[e->index].used = true;
    if (m->sites.at[site].kind == MODEL_VNET)
        return e->index;
    struct diag *d =
        diag_add(c->diags, DIAG_GROUP_NOT_HERE, path->span,
                 "security groups belong to VNets, and `%s` is an on-premises site", m->sites.at[site].name);
    diag_help(c->diags, d, "on-premises, filter with an `appliance` that has `rules`");
    return MODEL_NONE;
}

static const struct ast *group_path(const struct ast *node)
{
    const struct ast *s = ast_find(node, AST_PROPERTY, KW_SECURITY_GROUP);
    return s ? s->kids : NULL;
}

/* The object that was made from this declaration: of two of one name only the first counts. */
static const struct entity *made_from(struct compilation *c, const struct model *m, uint32_t site,
                                      const struct ast *node)
{
    const struct entity *e = model_find(m, path_in_site(c, m, site, node->name));
    bool own = e && e->span.file == node->name_span.file && e->span.begin == node->name_span.begin;
    return own ? e : NULL;
}

static void host_statement(struct compilation *c, struct model *m, const struct entity *e,
                           const struct ast *s)
{
    struct model_host *host = &m->sites.at[e->index].hosts.at[e->sub];
    if (s->kind == AST_PROPERTY && s->word == KW_PUBLIC)
        single_public(c, s, &host->has_public, &host->public_address, &host->public_span);
    else if (s->kind == AST_PROPERTY && s->word == KW_SECURITY_GROUP)
        host->security_group = resolve_group_reference(c, m, e->index, s->kids);
    else if (s->kind != AST_ADDRESS)
        not_supported_statement(c, s, "of a host");
}

/* What one statement of a site says about others. Hosts come before the rest: rules mean their public addresses
 * too. */
static void second_step(struct compilation *c, struct model *m, uint32_t site, const struct ast *node,
                        bool hosts)
{
    const struct entity *e = node->name ? made_from(c, m, site, node) : NULL;
    if (node->kind == AST_SUBNET)
        for (const struct ast *s = node->kids; s; s = s->next)
            second_step(c, m, site, s, hosts);
    if (!e || hosts != (node->kind == AST_HOST))
        return;
    if (node->kind == AST_HOST && e->kind == ENTITY_HOST) {
        for (const struct ast *s = node->kids; s; s = s->next)
            host_statement(c, m, e, s);
    } else if (node->kind == AST_APPLIANCE && e->kind == ENTITY_APPLIANCE) {
        struct model_appliance *a = &m->appliances.at[e->index];
        if (group_path(node))
            a->security_group = resolve_group_reference(c, m, site, group_path(node));
        resolve_rules(c, m, a, ast_find(node, AST_RULES, KW_NONE));
    } else if (node->kind == AST_LOAD_BALANCER && e->kind == ENTITY_BALANCER) {
        resolve_backends(c, m, &m->balancers.at[e->index], node);
    } else if (node->kind == AST_SECURITY_GROUP && e->kind == ENTITY_SECURITY_GROUP) {
        resolve_security_rules(c, m, &m->security_groups.at[e->index], node);
    }
}

static void second_steps(struct compilation *c, struct model *m, bool hosts)
{
    for (const struct ast *node = c->ast->kids; node; node = node->next) {
        const struct entity *e = node->kind == AST_SITE && node->name ? model_find(m, node->name) : NULL;
        if (!e || e->kind != ENTITY_SITE || e->span.file != node->name_span.file ||
            e->span.begin != node->name_span.begin)
            continue;
        for (const struct ast *s = node->kids; s; s = s->next)
            second_step(c, m, e->index, s, hosts);
    }
}

void resolve_appliances_late(struct compilation *c, struct model *m)
{
    second_steps(c, m, true);
    second_steps(c, m, false);
}
