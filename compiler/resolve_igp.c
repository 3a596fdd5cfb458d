/*
 * resolve_igp: the internal links of on-premises sites. They name routers of their site, so they are read once all
 * names are known.
 */
#include "compiler/private.h"

#include <string.h>

#define COST_MAX 65535u /* what routing protocols take */

/* The router of the site that the path names, inside the site also without it, or MODEL_NONE. */
static uint32_t link_end(struct compilation *c, struct model *m, uint32_t site, const struct ast *path)
{
    const struct entity *e = name_lookup_in(c, m, site, path->name, path->span, "router");
    if (!e)
        return MODEL_NONE;
    bool router = e->kind == ENTITY_ROUTER;
    if (router && m->routers.at[e->index].site == site)
        return e->index;
    struct diag *d =
        router ? diag_add(c->diags, DIAG_LINK_ENDS, path->span, "`%s` is a router of another site", e->name)
               : diag_add(c->diags, DIAG_LINK_ENDS, path->span, "`%s` is %s, not a router", e->name,
                          entity_kind_a(e->kind));
    diag_label(c->diags, d, e->span, "declared here");
    if (router)
        diag_help(c->diags, d, "join routers of two sites with `connect %s <-> ...`", e->name);
    else
        diag_help(c->diags, d, "a `link` joins two routers of `%s`", m->sites.at[site].name);
    return MODEL_NONE;
}

/* The links so far, by the two routers that they join. */
struct linking {
    struct compilation *c;
    struct model *m;
    struct map *numbers;
};

/* Two different routers, not joined before. */
static bool ends_fit(struct linking *l, const struct ast *node, uint32_t a, uint32_t b)
{
    struct compilation *c = l->c;
    const struct model *m = l->m;
    const uint32_t pair[2] = {a < b ? a : b, a < b ? b : a};
    uint32_t number = m->links.count;
    if (a == b) {
        struct diag *d = diag_add(c->diags, DIAG_LINK_ENDS, node->span, "`%s` is linked with itself",
                                  m->routers.at[a].name);
        diag_help(c->diags, d, "a `link` joins two different routers of the site");
        return false;
    }
    if (map_add(l->numbers, pair, sizeof pair, &number))
        return true;
    struct diag *d = diag_add(c->diags, DIAG_LINK_TWICE, node->span, "a second link between `%s` and `%s`",
                              m->routers.at[a].name, m->routers.at[b].name);
    diag_label(c->diags, d, m->links.at[number].span, "the first one");
    diag_help(c->diags, d, "remove one of the two");
    return false;
}

static void link_statement(struct compilation *c, struct model_link *link, const struct ast *s)
{
    if (s->kind == AST_PROPERTY && s->word == KW_DELAY) {
        link->delay = (uint64_t)s->kids->number;
        return;
    }
    if (s->kind != AST_PROPERTY || s->word != KW_COST) {
        not_supported_statement(c, s, "of a link");
        return;
    }
    uint64_t cost = (uint64_t)s->kids->number;
    if (cost >= 1 && cost <= COST_MAX) {
        link->cost = (uint32_t)cost;
        return;
    }
    struct diag *d = diag_add(c->diags, DIAG_LINK_COST, s->kids->span, "a link cannot cost %llu",
                              (unsigned long long)cost);
    diag_help(c->diags, d, "costs are from 1 to %u", COST_MAX);
}

static void add_link(struct linking *l, uint32_t site, const struct ast *node)
{
    struct compilation *c = l->c;
    struct model *m = l->m;
    struct model_link link = {.span = node->span, .site = site, .cost = 1};
    for (int i = 0; i < 2; i++)
        link.routers[i] = link_end(c, m, site, ast_kid(node, (uint32_t)i));
    for (const struct ast *s = ast_kid(node, 1)->next; s; s = s->next)
        link_statement(c, &link, s);
    if (link.routers[0] == MODEL_NONE || link.routers[1] == MODEL_NONE ||
        !ends_fit(l, node, link.routers[0], link.routers[1]))
        return;
    const char *name = arena_printf(c->arena, "%s<->%s", m->routers.at[link.routers[0]].name,
                                    m->routers.at[link.routers[1]].name);
    link.name = intern_text(c->names, name, strlen(name));
    vec_push(c->arena, &m->sites.at[site].links, m->links.count);
    vec_push(c->arena, &m->links, link);
}

/* Is the site of this name the one that `node` declares, and not a second of that name? */
static bool declares(const struct entity *e, const struct ast *node)
{
    return e && e->kind == ENTITY_SITE && e->span.begin == node->name_span.begin &&
           e->span.file == node->name_span.file;
}

void resolve_igp(struct compilation *c, struct model *m)
{
    struct linking l = {c, m, map_new(c->arena)};
    for (const struct ast *site = c->ast->kids; site; site = site->next) {
        const struct entity *e = site->kind == AST_SITE ? model_find(m, site->name) : NULL;
        for (const struct ast *s = site->kids; s && declares(e, site); s = s->next)
            if (s->kind == AST_LINK)
                add_link(&l, e->index, s);
    }
}
