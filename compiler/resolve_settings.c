/*
 * resolve_settings: flags that may be on or off. A flag is a setting of the route network when it is written with `?`,
 * or when the condition of some claim names it; all others are what they are and leave no trace there. A setting is
 * called by the thing that bears the flag and the flag: `hub.er-gw accept-remote-vnets`; for the half of a peering
 * `spoke->hub use-remote-gateways`. Conditions and counterexamples use the same words.
 */
#include "compiler/private.h"

#include <string.h>

void resolve_switch(struct model_switch *to, const struct ast *flag)
{
    to->span = flag->span;
    to->open = flag->number == AST_UNKNOWN;
    if (!to->open)
        to->on = flag->number == AST_ON;
}

/* ---- what a condition speaks of ---- */

struct finder {
    struct compilation *c;
    struct model *m;
    const struct ast *condition;
    bool report; /* say what is wrong */
};

static const enum keyword peering_words[PEER_FLAG_COUNT] = {
    [PEER_ALLOW_VNET_ACCESS] = KW_ALLOW_VNET_ACCESS,
    [PEER_ALLOW_FORWARDED] = KW_ALLOW_FORWARDED_TRAFFIC,
    [PEER_ALLOW_GATEWAY_TRANSIT] = KW_ALLOW_GATEWAY_TRANSIT,
    [PEER_USE_REMOTE_GATEWAYS] = KW_USE_REMOTE_GATEWAYS};

/* The flag of a peering that the word is, or PEER_FLAG_COUNT. */
static int peering_flag_of(enum keyword word)
{
    int f = 0;
    while (f < PEER_FLAG_COUNT && peering_words[f] != word)
        f++;
    return f;
}

/* How a condition names such a flag. */
static const char *form_of(enum keyword word)
{
    switch (word) {
    case KW_ACCEPT_REMOTE_VNETS:
        return "an ExpressRoute gateway bears it: `when hub.er-gw accept-remote-vnets on`";
    case KW_GATEWAY_PROPAGATION:
        return "a route table bears it: `when spoke.rt gateway-propagation on`";
    case KW_BRANCH_TO_BRANCH:
        return "a Route Server bears it: `when hub.rs branch-to-branch on`";
    case KW_FORWARDING:
        return "an appliance bears it: `when hub.fw forwarding on`";
    case KW_DOWN:
        return "a connection bears it: `when hub.er-gw<->er1 down off`";
    default:
        return "the half of a peering bears it, called `A->B` for the half of `A`: `when spoke->hub "
               "use-remote-gateways on`";
    }
}

static struct model_switch *no_such_flag(const struct finder *f, const char *what, const char *help)
{
    if (!f->report)
        return NULL;
    struct diag *d = diag_add(f->c->diags, DIAG_NO_SUCH_SETTING, f->condition->span, "%s has no `%s`", what,
                              keyword_text(f->condition->word));
    diag_help(f->c->diags, d, "%s", help ? help : form_of(f->condition->word));
    return NULL;
}

static const struct entity *find_name(const struct finder *f, const struct ast *path)
{
    return f->report ? name_lookup(f->c, f->m, path->name, path->span, "place")
                     : model_find(f->m, path->name);
}

/* A peering has both flags of a pair in each half; with the tag-only reading one of them means nothing (F25). */
static struct model_switch *half_switch(const struct finder *f, struct model_half *half, int flag,
                                        const char *what)
{
    if (flag == PEER_FLAG_COUNT)
        return no_such_flag(f, what, NULL);
    if (!half->tags_only || flag > PEER_ALLOW_FORWARDED)
        return &half->flags[flag];
    if (flag == PEER_ALLOW_VNET_ACCESS)
        return &half->shows;
    if (f->report)
        diag_add(f->c->diags, DIAG_NO_SUCH_SETTING, f->condition->span,
                 "`%s` has no effect under `profile peering-tags`", keyword_text(f->condition->word));
    return NULL;
}

static struct model_switch *find_half(const struct finder *f, const struct ast *place)
{
    const struct ast *a = ast_kid(place, 0), *b = ast_kid(place, 1);
    const struct entity *from = find_name(f, a), *to = find_name(f, b);
    if (!from || !to)
        return NULL;
    const char *what = arena_printf(f->c->arena, "the half `%s->%s` of a peering", a->name, b->name);
    for (uint32_t i = 0; i < f->m->peerings.count; i++) {
        struct model_peering *p = &f->m->peerings.at[i];
        for (int side = 0; side < 2; side++)
            if (p->halves[side].present && strcmp(f->m->sites.at[p->sites[side]].name, a->name) == 0 &&
                strcmp(f->m->sites.at[p->sites[1 - side]].name, b->name) == 0)
                return half_switch(f, &p->halves[side], peering_flag_of(f->condition->word), what);
    }
    if (f->report)
        diag_add(f->c->diags, DIAG_NO_SUCH_SETTING, place->span,
                 "there is no half of a peering from `%s` to `%s`", a->name, b->name);
    return NULL;
}

/* An unnamed connection, by its ends. */
static struct model_switch *find_pair(const struct finder *f, const struct ast *place)
{
    const struct ast *a = ast_kid(place, 0), *b = ast_kid(place, 1);
    const struct entity *from = find_name(f, a), *to = find_name(f, b);
    if (!from || !to)
        return NULL;
    for (uint32_t i = 0; i < f->m->connections.count; i++) {
        struct model_connection *conn = &f->m->connections.at[i];
        for (int s = 0; s < 2 && !conn->name; s++)
            if (strcmp(conn->ends[s].name, a->name) == 0 && strcmp(conn->ends[1 - s].name, b->name) == 0 &&
                f->condition->word == KW_DOWN)
                return &conn->down;
    }
    const char *help = NULL;
    if (f->condition->word == KW_DOWN)
        help = "name an unnamed connection by its ends, and a named one by its name";
    else if (peering_flag_of(f->condition->word) < PEER_FLAG_COUNT)
        help = arena_printf(f->c->arena, "each half of the peering has its own: `%s->%s` or `%s->%s`",
                            a->name, b->name, b->name, a->name);
    return no_such_flag(f, arena_printf(f->c->arena, "`%s<->%s`", a->name, b->name), help);
}

/* Where a subnet has a route table, that bears the flag. */
static const char *help_for(const struct finder *f, const struct entity *e)
{
    const struct model_subnet *s = e->kind == ENTITY_SUBNET ? &f->m->subnets.at[e->index] : NULL;
    if (!s || s->route_table == MODEL_NONE || f->condition->word != KW_GATEWAY_PROPAGATION)
        return NULL;
    return arena_printf(f->c->arena, "its route table has: `%s`", f->m->route_tables.at[s->route_table].name);
}

static struct model_switch *entity_switch(const struct finder *f, const struct entity *e)
{
    struct model *m = f->m;
    switch (f->condition->word) {
    case KW_ACCEPT_REMOTE_VNETS:
        if (e->kind == ENTITY_GATEWAY && m->gateways.at[e->index].kind == MODEL_EXPRESSROUTE)
            return &m->gateways.at[e->index].accept_remote_vnets;
        break;
    case KW_GATEWAY_PROPAGATION:
        if (e->kind == ENTITY_ROUTE_TABLE &&
            m->sites.at[m->route_tables.at[e->index].site].kind == MODEL_VNET)
            return &m->route_tables.at[e->index].propagation;
        break;
    case KW_BRANCH_TO_BRANCH:
        if (e->kind == ENTITY_ROUTE_SERVER)
            return &m->route_servers.at[e->index].branch_to_branch;
        break;
    case KW_FORWARDING:
        if (e->kind == ENTITY_APPLIANCE)
            return &m->appliances.at[e->index].forwards;
        break;
    case KW_DOWN:
        if (e->kind == ENTITY_CONNECTION)
            return &m->connections.at[e->index].down;
        break;
    default:
        break;
    }
    return no_such_flag(f, arena_printf(f->c->arena, "%s `%s`", entity_kind_name(e->kind), e->name),
                        help_for(f, e));
}

static struct model_switch *find_switch(const struct finder *f)
{
    const struct ast *place = f->condition->kids;
    switch (f->condition->word) {
    case KW_PROPAGATE_STATIC:
    case KW_INTERNET_SECURITY:
    case KW_BYPASS_NEXT_HOP:
        if (f->report)
            not_supported(f->c, f->condition->span, "`%s`, a setting of Virtual WAN",
                          keyword_text(f->condition->word));
        return NULL;
    default:
        break;
    }
    if (place->next) {
        if (f->report)
            diag_add(f->c->diags, DIAG_NO_SUCH_SETTING, place->next->span,
                     "a condition sets one flag; join several by `and`");
        return NULL;
    }
    if (!place->name)
        return place->word == KW_ARROW ? find_half(f, place) : find_pair(f, place);
    const struct entity *e = find_name(f, place);
    return e ? entity_switch(f, e) : NULL;
}

uint32_t setting_of_condition(struct compilation *c, struct model *m, const struct ast *condition)
{
    struct finder f = {c, m, condition, true};
    const struct model_switch *s = find_switch(&f);
    return s ? s->setting : 0;
}

/* ---- numbers ---- */

#define NUMBER_WANTED UINT32_MAX /* a condition names it */

static void want_named(struct compilation *c, struct model *m)
{
    for (uint32_t i = 0; i < m->claims.count; i++)
        for (const struct ast *kid = m->claims.at[i]->kids; kid; kid = kid->next) {
            struct finder f = {c, m, kid, false};
            struct model_switch *s = kid->kind == AST_COND_FLAG ? find_switch(&f) : NULL;
            if (s)
                s->setting = NUMBER_WANTED;
        }
}

bool setting_is_wanted(const struct compilation *c, const char *name)
{
    for (uint32_t i = 0; i < c->wanted_count; i++)
        if (strcmp(c->wanted[i], name) == 0)
            return true;
    return false;
}

static void number(struct compilation *c, struct model *m, struct model_switch *s, const char *bearer,
                   enum keyword word)
{
    const char *name = arena_printf(c->arena, "%s %s", bearer, keyword_text(word));
    if (!s->open && s->setting != NUMBER_WANTED && !setting_is_wanted(c, name))
        return;
    struct model_setting setting = {.name = name, .span = s->span, .on = s->on, .open = s->open};
    vec_push(c->arena, &m->settings, setting);
    s->setting = m->settings.count;
}

static void number_peering(struct compilation *c, struct model *m, struct model_peering *p)
{
    for (int side = 0; side < 2; side++) {
        const char *bearer = arena_printf(c->arena, "%s->%s", m->sites.at[p->sites[side]].name,
                                          m->sites.at[p->sites[1 - side]].name);
        for (int f = 0; f < PEER_FLAG_COUNT; f++)
            number(c, m, &p->halves[side].flags[f], bearer, peering_words[f]);
        if (p->halves[side].tags_only)
            number(c, m, &p->halves[side].shows, bearer, KW_ALLOW_VNET_ACCESS);
    }
}

void resolve_settings(struct compilation *c, struct model *m)
{
    want_named(c, m);
    for (uint32_t i = 0; i < m->peerings.count; i++)
        number_peering(c, m, &m->peerings.at[i]);
    for (uint32_t i = 0; i < m->gateways.count; i++)
        number(c, m, &m->gateways.at[i].accept_remote_vnets, m->gateways.at[i].name, KW_ACCEPT_REMOTE_VNETS);
    for (uint32_t i = 0; i < m->route_tables.count; i++)
        number(c, m, &m->route_tables.at[i].propagation, m->route_tables.at[i].name, KW_GATEWAY_PROPAGATION);
    for (uint32_t i = 0; i < m->route_servers.count; i++)
        number(c, m, &m->route_servers.at[i].branch_to_branch, m->route_servers.at[i].name,
               KW_BRANCH_TO_BRANCH);
    for (uint32_t i = 0; i < m->appliances.count; i++)
        number(c, m, &m->appliances.at[i].forwards, m->appliances.at[i].name, KW_FORWARDING);
    for (uint32_t i = 0; i < m->connections.count; i++)
        number(c, m, &m->connections.at[i].down, m->connections.at[i].display, KW_DOWN);
}
