/*
 * names: the one name space of a design. Sites, circuits, groups, sets, named connections and the paths of
 * what lies inside sites and circuits. Entering and looking up report their own errors, so that callers need
 * no text.
 */
#include "compiler/private.h"

#include <assert.h>
#include <string.h>

const char *entity_kind_a(enum entity_kind k)
{
    static const char *const names[] = {
        [ENTITY_SITE] = "a site",
        [ENTITY_HOST] = "a host",
        [ENTITY_GATEWAY] = "a gateway",
        [ENTITY_ROUTER] = "a router",
        [ENTITY_CIRCUIT] = "a circuit",
        [ENTITY_DEVICE] = "a circuit device",
        [ENTITY_GROUP] = "a group",
        [ENTITY_LET] = "a `let`",
        [ENTITY_CONNECTION] = "a connection",
        [ENTITY_ROUTE_SERVER] = "a Route Server",
        [ENTITY_SUBNET] = "a subnet",
        [ENTITY_ROUTE_TABLE] = "a route table",
        [ENTITY_SECURITY_GROUP] = "a security group",
        [ENTITY_APPLIANCE] = "an appliance",
        [ENTITY_BALANCER] = "a load balancer",
        [ENTITY_POLICY] = "a policy",
    };
    return names[k];
}

const char *entity_kind_name(enum entity_kind k)
{
    const char *with_article = entity_kind_a(k);
    return strchr(with_article, ' ') + 1;
}

const struct entity *model_find(const struct model *m, const char *name)
{
    uint32_t index;
    return map_get(m->names, name, strlen(name), &index) ? &m->entities.at[index] : NULL;
}

bool name_enter(struct compilation *c, struct model *m, struct entity e)
{
    const struct entity *old = model_find(m, e.name);
    if (old) {
        /* Sets are entered before all others, so the second bearer may stand first in the text. */
        bool first = old->span.file == e.span.file && e.span.begin < old->span.begin;
        struct diag *d = diag_add(c->diags, DIAG_DUPLICATE_NAME, first ? old->span : e.span,
                                  "`%s` is declared twice", e.name);
        diag_label(c->diags, d, first ? e.span : old->span, "first declared here, as %s",
                   entity_kind_a(first ? e.kind : old->kind));
        return false;
    }
    assert(m->entities.at || m->entities.capacity == 0);
    map_put(m->names, e.name, strlen(e.name), m->entities.count);
    vec_push(c->arena, &m->entities, e);
    return true;
}

/* The one path that ends in `.name`: the site was left out. NULL when there is none or more than one. */
static const char *with_site(const struct model *m, const char *name)
{
    const char *found = NULL;
    for (uint32_t i = 0; i < m->entities.count; i++) {
        const char *dot = strchr(m->entities.at[i].name, '.');
        if (!dot || strcmp(dot + 1, name) != 0)
            continue;
        if (found)
            return NULL;
        found = m->entities.at[i].name;
    }
    return found;
}

const char *name_nearest(const struct compilation *c, const struct model *m, const char *name)
{
    assert(m->entities.at || m->entities.count == 0);
    const char **all = arena_array(c->arena, const char *, m->entities.count);
    for (uint32_t i = 0; i < m->entities.count; i++)
        all[i] = m->entities.at[i].name;
    return diag_nearest(name, all, m->entities.count);
}

/* Azure's names of the tags, as people write them. */
static const char *tag_of(const char *name)
{
    static const char *const tags[][2] = {{"VirtualNetwork", "virtual-network"},
                                          {"AzureLoadBalancer", "azure-load-balancer"},
                                          {"Internet", "internet"},
                                          {"Any", "any"}};
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (strcmp(name, tags[i][0]) == 0)
            return tags[i][1];
    return NULL;
}

/* `near`: a similar name, or NULL. */
static void report_unknown(struct compilation *c, const struct model *m, const char *name, struct span at,
                           const char *wanted, const char *near)
{
    struct diag *d = diag_add(c->diags, DIAG_UNKNOWN_NAME, at, "there is no %s `%s`", wanted, name);
    const char *whole = with_site(m, name);
    if (whole)
        diag_help(c->diags, d, "what lies in a site is named with it: `%s`", whole);
    else if (tag_of(name))
        diag_help(c->diags, d, "the tag is written `%s`", tag_of(name));
    else if (near)
        diag_help(c->diags, d, "a similar name is declared: `%s`", near);
}

const struct entity *name_lookup(struct compilation *c, const struct model *m, const char *name,
                                 struct span at, const char *wanted)
{
    const struct entity *e = model_find(m, name);
    if (!e && !c->incomplete)
        report_unknown(c, m, name, at, wanted, name_nearest(c, m, name));
    return e;
}

const struct entity *name_lookup_in(struct compilation *c, const struct model *m, uint32_t site,
                                    const char *name, struct span at, const char *wanted)
{
    const char *path = arena_printf(c->arena, "%s.%s", m->sites.at[site].name, name);
    const struct entity *inside = model_find(m, path);
    const struct entity *e = inside ? inside : model_find(m, name);
    if (e || c->incomplete)
        return e;
    const char *near = name_nearest(c, m, name);
    report_unknown(c, m, name, at, wanted, near ? near : name_nearest(c, m, path));
    return NULL;
}
