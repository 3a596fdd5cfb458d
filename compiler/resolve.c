/*
 * resolve: from tree to model. Enters every name, fills in defaults, and builds the sites with their
 * gateways, routers and hosts, the circuits, groups and sets; peerings and connections follow in
 * resolve_links.c once all names are known, and what subnets and route tables refer to in resolve_subnets.c. A statement that is wrong is reported and left out; the model
 * stays usable for further checks.
 */
#include "compiler/private.h"

#include <string.h>

#define ASN_DEFAULT_GATEWAY 65515u /* F40 */
#define ASN_MSEE 12076u            /* F52 */

struct resolver {
    struct compilation *c;
    struct model *m;
    const struct ast *profile; /* the first `profile` name */
};

static const char *join_path(struct resolver *r, const char *site, const char *name)
{
    const char *path = arena_printf(r->c->arena, "%s.%s", site, name);
    return intern_text(r->c->names, path, strlen(path));
}

static uint32_t property_number(const struct ast *property)
{
    const struct ast *value = ast_find(property, AST_NUMBER, KW_NONE);
    return value ? (uint32_t)value->number : 0;
}

/* ---- what sites hold ---- */

static void add_prefixes(struct resolver *r, struct model_site *site, const struct ast *property)
{
    site->prefix_written = true;
    for (const struct ast *item = property->kids; item; item = item->next) {
        struct model_prefix *at;
        uint32_t count;
        if (set_prefixes(r->c, r->m, item, "a site's address space", &at, &count))
            for (uint32_t i = 0; i < count; i++)
                vec_push(r->c->arena, &site->prefixes, at[i]);
    }
}

static void add_tags(struct resolver *r, struct model_site *site, const struct ast *property)
{
    for (const struct ast *t = property->kids; t; t = t->next)
        vec_push(r->c->arena, &site->tags, t->name);
}

static void add_host(struct resolver *r, uint32_t site_index, const struct ast *node)
{
    struct model_site *site = &r->m->sites.at[site_index];
    const struct ast *address = ast_find(node, AST_ADDRESS, KW_NONE);
    if (!address)
        return;
    struct model_host host = {.name = join_path(r, site->name, node->name),
                              .span = node->span,
                              .address = address->prefix.address,
                              .address_span = address->span,
                              .security_group = MODEL_NONE};
    struct entity e = {ENTITY_HOST, host.name, site_index, site->hosts.count, node->name_span};
    if (name_enter(r->c, r->m, e))
        vec_push(r->c->arena, &site->hosts, host);
}

static void add_subnet(struct resolver *r, uint32_t site, const struct ast *node)
{
    uint32_t subnet = subnet_declare(r->c, r->m, site, node);
    for (const struct ast *s = node->kids; s; s = s->next) {
        uint32_t before = r->m->sites.at[site].hosts.count;
        if (s->kind != AST_HOST)
            continue;
        add_host(r, site, s);
        if (subnet != MODEL_NONE && r->m->sites.at[site].hosts.count > before)
            vec_push(r->c->arena, &r->m->subnets.at[subnet].hosts, before);
    }
}

static void gateway_addresses(struct resolver *r, struct model_gateway *g, const struct ast *property)
{
    for (const struct ast *a = property->kids; a; a = a->next)
        if (a->kind == AST_ADDRESS)
            vec_push(r->c->arena, &g->addresses, a->prefix.address);
}

static void gateway_flag(struct resolver *r, struct model_gateway *g, const struct ast *flag)
{
    if (flag->word == KW_ACCEPT_REMOTE_VNETS) {
        resolve_switch(&g->accept_remote_vnets, flag);
        g->accept_remote_written = true;
    } else if (flag->number != AST_UNKNOWN && flag->word == KW_ACTIVE_ACTIVE) {
        g->active_active = flag->number == AST_ON;
    } else {
        not_supported_statement(r->c, flag, "of a gateway");
    }
}

static void gateway_statement(struct resolver *r, struct model_gateway *g, const struct ast *s)
{
    if (s->kind == AST_PROPERTY && (s->word == KW_ADDRESS || s->word == KW_BGP_ADDRESS)) {
        gateway_addresses(r, g, s);
    } else if (s->kind == AST_PROPERTY && s->word == KW_ASN) {
        g->asn = property_number(s);
        g->asn_span = s->span;
    } else if (s->kind == AST_PROPERTY && s->word == KW_SKU) {
        g->sku = s->kids->name;
        g->sku_span = s->span;
    } else if (s->kind == AST_FLAG) {
        gateway_flag(r, g, s);
    } else if (s->kind == AST_PROPERTY && s->word == KW_DEFAULT_SITE) {
        g->default_site_span = s->span; /* the connection follows in resolve_subnets */
    } else {
        not_supported_statement(r->c, s, "of a gateway");
    }
}

static void add_gateway(struct resolver *r, uint32_t site_index, const struct ast *node)
{
    struct model_site *site = &r->m->sites.at[site_index];
    struct model_gateway g = {.name = join_path(r, site->name, node->name),
                              .span = node->span,
                              .site = site_index,
                              .asn = ASN_DEFAULT_GATEWAY,
                              .asn_span = node->name_span,
                              .default_site = MODEL_NONE};
    g.kind = node->word == KW_VPN ? MODEL_VPN : MODEL_EXPRESSROUTE;
    g.accept_remote_vnets.on = r->m->profile == PROFILE_AZURE_2018; /* F58 */
    g.accept_remote_vnets.span = node->name_span;
    if (site->kind != MODEL_VNET) {
        diag_add(r->c->diags, DIAG_WRONG_SITE_KIND, node->name_span,
                 "a gateway belongs to a VNet, and `%s` is an on-premises site", site->name);
        return;
    }
    for (const struct ast *s = node->kids; s; s = s->next)
        gateway_statement(r, &g, s);
    struct entity e = {ENTITY_GATEWAY, g.name, r->m->gateways.count, 0, node->name_span};
    if (!name_enter(r->c, r->m, e))
        return;
    vec_push(r->c->arena, &site->gateways, r->m->gateways.count);
    vec_push(r->c->arena, &r->m->gateways, g);
}

static void route_server_statement(struct resolver *r, struct model_route_server *rs, const struct ast *s)
{
    if (s->kind == AST_FLAG && s->word == KW_BRANCH_TO_BRANCH) {
        resolve_switch(&rs->branch_to_branch, s);
    } else if (s->kind == AST_PROPERTY && s->word == KW_ADDRESS) {
        for (const struct ast *a = s->kids; a; a = a->next)
            vec_push(r->c->arena, &rs->addresses, a->prefix.address);
    } else if (s->kind == AST_PROPERTY && s->word == KW_PREFERENCE && s->kids) {
        rs->preference = s->kids->word == KW_VPN       ? PREFER_VPN
                         : s->kids->word == KW_AS_PATH ? PREFER_AS_PATH
                                                       : PREFER_EXPRESSROUTE;
    } else {
        not_supported(r->c, s->span, "this `%s` of a Route Server", keyword_text(s->word));
    }
}

static void add_route_server(struct resolver *r, uint32_t site_index, const struct ast *node)
{
    struct model_site *site = &r->m->sites.at[site_index];
    struct model_route_server rs = {
        .name = join_path(r, site->name, node->name), .span = node->span, .site = site_index};
    if (site->kind != MODEL_VNET) {
        diag_add(r->c->diags, DIAG_WRONG_SITE_KIND, node->name_span,
                 "a Route Server belongs to a VNet, and `%s` is an on-premises site", site->name);
        return;
    }
    rs.branch_to_branch.span = node->name_span;
    for (const struct ast *s = node->kids; s; s = s->next)
        route_server_statement(r, &rs, s);
    struct entity e = {ENTITY_ROUTE_SERVER, rs.name, r->m->route_servers.count, 0, node->name_span};
    if (!name_enter(r->c, r->m, e))
        return;
    vec_push(r->c->arena, &site->route_servers, r->m->route_servers.count);
    vec_push(r->c->arena, &r->m->route_servers, rs);
}

static void router_originate(struct resolver *r, struct model_router *router, const struct ast *property)
{
    router->has_originate = true;
    for (const struct ast *item = property->kids; item; item = item->next) {
        struct model_prefix *at;
        uint32_t count;
        if (set_prefixes(r->c, r->m, item, "`originate`", &at, &count))
            for (uint32_t i = 0; i < count; i++)
                vec_push(r->c->arena, &router->originate, at[i]);
    }
}

static void router_statement(struct resolver *r, struct model_router *router, const struct ast *s)
{
    if (s->kind == AST_PROPERTY && s->word == KW_ASN) {
        router->asn = property_number(s);
        router->asn_written = true;
        router->asn_span = s->span;
    } else if (s->kind == AST_PROPERTY && s->word == KW_ADDRESS) {
        for (const struct ast *a = s->kids; a; a = a->next)
            vec_push(r->c->arena, &router->addresses, a->prefix.address);
    } else if (s->kind == AST_PROPERTY && s->word == KW_ORIGINATE) {
        router_originate(r, router, s);
    } else if (s->kind == AST_FLAG && s->number == AST_UNKNOWN) {
        not_supported_statement(r->c, s, "of a router");
    } else if (s->kind == AST_FLAG && s->word == KW_DEFAULT_ROUTE) {
        router->default_route = s->number == AST_ON;
        router->default_span = s->span;
    } else {
        not_supported_statement(r->c, s, "of a router");
    }
}

static void add_router(struct resolver *r, uint32_t site_index, const struct ast *node)
{
    struct model_site *site = &r->m->sites.at[site_index];
    if (site->kind != MODEL_ONPREM) {
        diag_add(r->c->diags, DIAG_WRONG_SITE_KIND, node->name_span,
                 "a router belongs to an on-premises site, and `%s` is a VNet", site->name);
        return;
    }
    struct model_router router = {.name = join_path(r, site->name, node->name),
                                  .span = node->span,
                                  .site = site_index,
                                  .asn_span = node->name_span};
    for (const struct ast *s = node->kids; s; s = s->next)
        router_statement(r, &router, s);
    struct entity e = {ENTITY_ROUTER, router.name, r->m->routers.count, 0, node->name_span};
    if (!name_enter(r->c, r->m, e))
        return;
    vec_push(r->c->arena, &site->routers, r->m->routers.count);
    vec_push(r->c->arena, &r->m->routers, router);
}

static void site_property(struct resolver *r, struct model_site *site, const struct ast *s)
{
    if (s->word == KW_PREFIX)
        add_prefixes(r, site, s);
    else if (s->word == KW_TAG)
        add_tags(r, site, s);
    else if (s->word == KW_REGION)
        site->region = s->kids ? s->kids->name : NULL;
    else
        not_supported_statement(r->c, s, "of a site");
}

/* What bears a name and is left out makes the names incomplete. */
static void refuse_in_site(struct resolver *r, const struct ast *s)
{
    not_supported_statement(r->c, s, "in a site");
    r->c->incomplete = r->c->incomplete || s->name;
}

static void site_statement(struct resolver *r, uint32_t site, const struct ast *s)
{
    if (s->kind == AST_PROPERTY)
        site_property(r, &r->m->sites.at[site], s);
    else if (s->kind == AST_HOST)
        add_host(r, site, s);
    else if (s->kind == AST_GATEWAY)
        add_gateway(r, site, s);
    else if (s->kind == AST_ROUTER)
        add_router(r, site, s);
    else if (s->kind == AST_ROUTE_SERVER)
        add_route_server(r, site, s);
    else if (s->kind == AST_SUBNET)
        add_subnet(r, site, s);
    else if (s->kind == AST_ROUTE_TABLE)
        route_table_declare(r->c, r->m, site, s);
    else if (s->kind == AST_APPLIANCE)
        resolve_appliance(r->c, r->m, site, s);
    else if (s->kind == AST_LOAD_BALANCER)
        resolve_balancer(r->c, r->m, site, s);
    else if (s->kind == AST_SECURITY_GROUP)
        resolve_security_group(r->c, r->m, site, s);
    else if (s->kind == AST_LINK)
        return; /* refers to routers: read by resolve_igp */
    else
        refuse_in_site(r, s);
}

static void add_site(struct resolver *r, const struct ast *node)
{
    struct model_site site = {.name = node->name, .span = node->span, .name_span = node->name_span};
    site.kind = node->word == KW_ONPREM ? MODEL_ONPREM : MODEL_VNET;
    uint32_t index = r->m->sites.count;
    struct entity e = {ENTITY_SITE, node->name, index, 0, node->name_span};
    if (node->word == KW_VHUB) {
        not_supported(r->c, node->name_span, "Virtual WAN hubs (`site vhub`)");
        r->c->incomplete = true;
        return;
    }
    if (!name_enter(r->c, r->m, e))
        return;
    vec_push(r->c->arena, &r->m->sites, site);
    for (const struct ast *s = node->kids; s; s = s->next)
        site_statement(r, index, s);
}

/* ---- circuits, groups, design, profile ---- */

static void circuit_statement(struct resolver *r, struct model_circuit *circuit, const struct ast *s)
{
    if (s->kind == AST_PROPERTY && s->word == KW_ASN)
        circuit->asn = property_number(s);
    else if (s->kind == AST_PROPERTY && s->word == KW_LOCATION)
        circuit->location = s->kids ? s->kids->name : NULL;
    else if (s->kind == AST_PROPERTY && s->word == KW_TIER) {
        circuit->tier = keyword_text(s->kids->word);
        circuit->tier_span = s->span;
    } else
        not_supported_statement(r->c, s, "of a circuit");
}

static void add_circuit(struct resolver *r, const struct ast *node)
{
    static const char *const devices[2] = {"primary", "secondary"};
    struct model_circuit circuit = {.name = node->name, .span = node->span, .asn = ASN_MSEE};
    for (const struct ast *s = node->kids; s; s = s->next)
        circuit_statement(r, &circuit, s);
    uint32_t index = r->m->circuits.count;
    struct entity e = {ENTITY_CIRCUIT, node->name, index, 0, node->name_span};
    if (!name_enter(r->c, r->m, e))
        return;
    for (uint32_t i = 0; i < 2; i++) {
        circuit.device_names[i] = join_path(r, node->name, devices[i]);
        struct entity device = {ENTITY_DEVICE, circuit.device_names[i], index, i, node->name_span};
        name_enter(r->c, r->m, device);
    }
    vec_push(r->c->arena, &r->m->circuits, circuit);
}

static void add_group(struct resolver *r, const struct ast *node)
{
    struct model_group group = {.name = node->name, .span = node->span, .node = node};
    struct entity e = {node->kind == AST_LET ? ENTITY_LET : ENTITY_GROUP, node->name, r->m->groups.count, 0,
                       node->name_span};
    if (name_enter(r->c, r->m, e))
        vec_push(r->c->arena, &r->m->groups, group);
}

static void set_design(struct resolver *r, const struct ast *node, const struct ast **seen)
{
    if (*seen) {
        struct diag *d =
            diag_add(r->c->diags, DIAG_DESIGN_TWICE, node->name_span, "a second `design` statement");
        diag_label(r->c->diags, d, (*seen)->name_span, "the first one");
        return;
    }
    *seen = node;
    const struct ast *title = ast_find(node, AST_STRING, KW_NONE);
    r->m->name = node->name;
    r->m->title = title ? title->name : NULL;
}

/* The platform's version; a second statement may repeat it and not change it. */
static void set_base_profile(struct resolver *r, const struct ast *name, enum model_profile profile)
{
    if (r->profile && r->m->profile != profile) {
        struct diag *d = diag_add(r->c->diags, DIAG_STATEMENT_TWICE, name->span, "a second profile");
        diag_label(r->c->diags, d, r->profile->span, "the first one");
    }
    if (!r->profile)
        r->profile = name;
    r->m->profile = profile;
}

static void set_profile(struct resolver *r, const struct ast *node)
{
    for (const struct ast *n = node->kids; n; n = n->next) {
        if (strcmp(n->name, "azure-2018") == 0)
            set_base_profile(r, n, PROFILE_AZURE_2018);
        else if (strcmp(n->name, "azure-current") == 0)
            set_base_profile(r, n, PROFILE_AZURE_CURRENT);
        else if (strcmp(n->name, "peering-tags") == 0)
            r->m->peering_tags = true;
        else
            diag_help(
                r->c->diags,
                diag_add(r->c->diags, DIAG_UNKNOWN_PROFILE, n->span, "there is no profile `%s`", n->name),
                "the profiles are `azure-2018` and `azure-current`, and `peering-tags` beside one of them");
    }
}

static void add_expected_facts(struct resolver *r, const struct ast *node)
{
    uint32_t *facts = arena_array(r->c->arena, uint32_t, r->c->expected_fact_count + ast_count(node));
    uint32_t count = r->c->expected_fact_count;
    for (uint32_t i = 0; i < count; i++)
        facts[i] = r->c->expected_facts[i];
    for (const struct ast *f = node->kids; f; f = f->next)
        facts[count++] = (uint32_t)f->number;
    r->c->expected_facts = facts;
    r->c->expected_fact_count = count;
}

/* ---- the passes over the declarations ---- */

static void declare(struct resolver *r, const struct ast *node, const struct ast **design)
{
    switch (node->kind) {
    case AST_DESIGN:
        set_design(r, node, design);
        break;
    case AST_SITE:
        add_site(r, node);
        break;
    case AST_CIRCUIT:
        add_circuit(r, node);
        break;
    case AST_PROFILE: /* read before: defaults depend on it, */
    case AST_LET:     /* and prefix lists refer to these */
    case AST_GROUP:
    case AST_PEERING: /* read afterwards: they refer to names */
    case AST_CONNECT:
        break;
    case AST_CLAIM:
    case AST_MATRIX:
        vec_push(r->c->arena, &r->m->claims, node);
        break;
    case AST_POLICY:
        resolve_policy(r->c, r->m, node);
        break;
    case AST_EXPECT_ERROR:
        add_expected_facts(r, node);
        break;
    case AST_WAIVE:
        vec_push(r->c->arena, &r->m->waivers, node);
        break;
    default:
        not_supported(r->c, node->span, "`%s` declarations", ast_kind_name(node->kind));
    }
}

static void declare_sets(struct resolver *r)
{
    for (const struct ast *node = r->c->ast->kids; node; node = node->next) {
        if (node->kind == AST_PROFILE)
            set_profile(r, node);
        else if (node->kind == AST_LET || node->kind == AST_GROUP)
            add_group(r, node);
    }
}

/* Sets and groups that nothing refers to are looked at all the same: a misspelt name in them is a mistake. */
static void check_sets(struct resolver *r)
{
    for (uint32_t i = 0; i < r->m->groups.count; i++)
        set_check(r->c, r->m, i);
}

static void resolve_links(struct resolver *r)
{
    for (const struct ast *node = r->c->ast->kids; node; node = node->next) {
        if (node->kind == AST_PEERING)
            resolve_peering(r->c, r->m, node);
        else if (node->kind == AST_CONNECT)
            resolve_connection(r->c, r->m, node);
    }
    if (r->m->peering_tags)
        resolve_peering_tags(r->m);
}

struct model *resolve_design(struct compilation *c)
{
    struct resolver r = {.c = c, .m = arena_new(c->arena, struct model)};
    r.m->names = map_new(c->arena);
    r.m->unnamed = map_new(c->arena);
    r.m->name = c->design;
    r.m->profile = PROFILE_AZURE_CURRENT;
    declare_sets(&r);
    const struct ast *design = NULL;
    for (const struct ast *node = c->ast->kids; node; node = node->next)
        declare(&r, node, &design);
    check_sets(&r);
    resolve_links(&r);
    resolve_subnets(c, r.m);
    resolve_appliances_late(c, r.m);
    resolve_igp(c, r.m);
    resolve_settings(c, r.m);
    c->design = r.m->name;
    return r.m;
}
