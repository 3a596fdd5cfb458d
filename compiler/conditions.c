/*
 * conditions: when a claim must hold: failure budgets and what is taken down; and its attributes.
 */
#include "compiler/claims_internal.h"

#include <stdlib.h>
#include <string.h>

/* ---- failure budgets ---- */

static uint32_t class_bits(struct compilation *c, const struct ast *word)
{
    switch (word->word) {
    case KW_LINKS:
        return IR_CLASS_LINK;
    case KW_TUNNELS:
        return IR_CLASS_TUNNEL;
    case KW_DEVICES:
        return IR_CLASS_DEVICE;
    case KW_ROUTERS:
        return IR_CLASS_ROUTER;
    case KW_CIRCUITS:
        return IR_CLASS_CIRCUIT;
    case KW_GATEWAYS:
        return IR_CLASS_GATEWAY;
    case KW_PEERINGS:
        return IR_CLASS_PEERING;
    default:
        not_supported(c, word->span, "the failure class `%s`", keyword_text(word->word));
        return 0;
    }
}

static bool failure_budget(struct compilation *c, const struct ast *cond, struct claim *out)
{
    struct claim_budget budget = {.most = (uint32_t)cond->number};
    uint32_t place = 0;
    while (place < CLAIM_BUDGETS_MAX && out->budgets[place].classes)
        place++;
    if (place == CLAIM_BUDGETS_MAX) {
        diag_add(c->diags, DIAG_TOO_MANY_BUDGETS, cond->span, "a claim has at most %d failure budgets",
                 CLAIM_BUDGETS_MAX);
        return false;
    }
    for (const struct ast *word = cond->kids; word; word = word->next) {
        uint32_t bits = class_bits(c, word);
        if (bits == 0)
            return false;
        budget.classes |= bits;
    }
    if (!cond->kids)
        budget.classes = IR_CLASS_LINK | IR_CLASS_DEVICE;
    out->budgets[place] = budget;
    return true;
}

/* ---- what is taken down ---- */

static int by_id(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

struct ids {
    VEC(uint32_t) list;
};

static void ids_sort(struct ids *ids)
{
    uint32_t unique = 0;
    if (ids->list.count > 0)
        qsort(ids->list.at, ids->list.count, sizeof *ids->list.at, by_id);
    for (uint32_t i = 0; i < ids->list.count; i++)
        if (unique == 0 || ids->list.at[unique - 1] != ids->list.at[i])
            ids->list.at[unique++] = ids->list.at[i];
    ids->list.count = unique;
}

static bool taken_down(struct compilation *c, const struct ast *cond, struct claim *out)
{
    struct ids ids = {{0}};
    bool ok = true;
    for (uint32_t i = 0; i < out->down_count; i++)
        vec_push(c->arena, &ids.list, out->down[i]);
    for (const struct ast *place = cond->kids; place; place = place->next) {
        const uint32_t *elements;
        uint32_t count;
        if (!place_elements(c, place, &elements, &count)) {
            ok = false;
            continue;
        }
        for (uint32_t i = 0; i < count; i++)
            vec_push(c->arena, &ids.list, elements[i]);
    }
    ids_sort(&ids);
    out->down = ids.list.at;
    out->down_count = ids.list.count;
    return ok;
}

/* ---- settings ---- */

static const uint32_t *with_id(struct compilation *c, const uint32_t *ids, uint32_t *count, uint32_t id)
{
    struct ids all = {{0}};
    for (uint32_t i = 0; i < *count; i++)
        vec_push(c->arena, &all.list, ids[i]);
    vec_push(c->arena, &all.list, id);
    ids_sort(&all);
    *count = all.list.count;
    return all.list.at;
}

/* `cond` against the conditions before it. */
static bool is_contradicted(struct compilation *c, const struct ast *node, const struct ast *cond,
                            uint32_t number)
{
    for (const struct ast *other = node->kids; other != cond; other = other->next) {
        if (other->kind != AST_COND_FLAG || other->number == cond->number ||
            setting_of_condition(c, c->model, other) != number)
            continue;
        struct diag *d = diag_add(c->diags, DIAG_SETTING_TWICE, cond->span, "`%s` cannot be both on and off",
                                  c->model->settings.at[number - 1].name);
        diag_label(c->diags, d, other->span, "the opposite");
        return true;
    }
    return false;
}

/* The setting is on or off in all environments of the claim. */
static bool setting_fixed(struct compilation *c, const struct ast *node, const struct ast *cond,
                          struct claim *out)
{
    uint32_t number = setting_of_condition(c, c->model, cond);
    if (number == 0 || is_contradicted(c, node, cond, number))
        return false;
    const struct model_setting *s = &c->model->settings.at[number - 1];
    out->fixed = with_id(c, out->fixed, &out->fixed_count, s->element);
    if (s->on != (cond->number == AST_ON))
        out->down = with_id(c, out->down, &out->down_count, s->element);
    return true;
}

/* The condition of the claim that wants this flag on (or off), or NULL. */
static const struct ast *condition_on(struct compilation *c, const struct ast *node,
                                      const struct model_switch *s, enum ast_switch value)
{
    for (const struct ast *cond = node->kids; cond && s->setting > 0; cond = cond->next)
        if (cond->kind == AST_COND_FLAG && cond->number == (uint64_t)value &&
            setting_of_condition(c, c->model, cond) == s->setting)
            return cond;
    return NULL;
}

static bool refuse_setting(struct compilation *c, const struct ast *cond, const char *why, struct span at)
{
    struct diag *d =
        diag_add(c->diags, DIAG_SETTING_REFUSED, cond->span, "the platform refuses this: %s", why);
    diag_label(c->diags, d, at, "here");
    return false;
}

/* F19: on one peering of a VNet at most, and only without a gateway of its own. */
static bool remote_is_deployable(struct compilation *c, const struct ast *node, const struct ast *cond,
                                 const struct model_peering *p, int side)
{
    const struct model *m = c->model;
    const struct model_site *s = &m->sites.at[p->sites[side]];
    if (s->gateways.count > 0)
        return refuse_setting(c, cond, "the VNet has a gateway of its own",
                              m->gateways.at[s->gateways.at[0]].span);
    if (s->route_servers.count > 0)
        return refuse_setting(c, cond, "the VNet has a Route Server of its own",
                              m->route_servers.at[s->route_servers.at[0]].span);
    for (uint32_t i = 0; i < s->peerings.count; i++) {
        const struct model_peering *q = &m->peerings.at[s->peerings.at[i]];
        int t = q == p ? -1 : model_peering_side(q, p->sites[side]);
        const struct model_switch *other = t < 0 ? NULL : &q->halves[t].flags[PEER_USE_REMOTE_GATEWAYS];
        if (other && (condition_on(c, node, other, AST_ON) ||
                      (model_may_be_on(other) && !condition_on(c, node, other, AST_OFF))))
            return refuse_setting(c, cond, "the VNet uses remote gateways on two peerings", other->span);
    }
    return true;
}

static bool settings_are_deployable(struct compilation *c, const struct ast *node)
{
    for (uint32_t i = 0; i < c->model->peerings.count; i++) {
        const struct model_peering *p = &c->model->peerings.at[i];
        for (int side = 0; side < 2; side++) {
            const struct ast *cond =
                condition_on(c, node, &p->halves[side].flags[PEER_USE_REMOTE_GATEWAYS], AST_ON);
            if (cond && !remote_is_deployable(c, node, cond, p, side))
                return false;
        }
    }
    return true;
}

bool claim_conditions(struct compilation *c, const struct ast *node, struct claim *out)
{
    bool ok = true;
    for (const struct ast *cond = node->kids; cond; cond = cond->next) {
        if (cond->kind == AST_COND_FAILURES)
            ok = failure_budget(c, cond, out) && ok;
        else if (cond->kind == AST_COND_DOWN)
            ok = taken_down(c, cond, out) && ok;
        else if (cond->kind == AST_COND_FLAG)
            ok = setting_fixed(c, node, cond, out) && ok;
    }
    return settings_are_deployable(c, node) && ok;
}

/* ---- attributes ---- */

static enum claim_severity severity_of(const struct ast *attribute)
{
    switch (attribute->kids ? attribute->kids->word : KW_NONE) {
    case KW_LOW:
        return CLAIM_LOW;
    case KW_HIGH:
        return CLAIM_HIGH;
    case KW_CRITICAL:
        return CLAIM_CRITICAL;
    default:
        return CLAIM_MEDIUM;
    }
}

static const char *joined_text(struct compilation *c, const struct ast *attribute)
{
    const char *text = NULL;
    for (const struct ast *s = attribute->kids; s; s = s->next)
        text = text ? arena_printf(c->arena, "%s, %s", text, s->name) : s->name;
    return text;
}

static void attribute(struct compilation *c, const struct ast *node, struct claim *out)
{
    switch (node->word) {
    case KW_SEVERITY:
        out->severity = severity_of(node);
        break;
    case KW_OWNER:
        out->owner = joined_text(c, node);
        break;
    case KW_CONTROL:
        out->controls = joined_text(c, node);
        break;
    case KW_NOTE:
        out->note = joined_text(c, node);
        break;
    default:
        not_supported(c, node->span, "the attribute `%s`", keyword_text(node->word));
    }
}

void claim_attributes(struct compilation *c, const struct ast *node, struct claim *out)
{
    for (const struct ast *kid = node->kids; kid; kid = kid->next) {
        if (kid->kind == AST_ATTRIBUTE)
            attribute(c, kid, out);
        else if (kid->kind == AST_EXPECT)
            out->expect = kid->word == KW_REFUTED ? CLAIM_EXPECT_REFUTED : CLAIM_EXPECT_PROVED;
    }
}

/* ---- what never fails: everything inside a site that is an end of every flow ---- */

/* The one site that all ends of the set lie in, or IR_NONE. */
static uint32_t only_site(const struct claim_set *set)
{
    uint32_t site = IR_NONE;
    for (uint32_t i = 0; i < set->count; i++)
        for (uint32_t j = 0; j < set->members[i].end_count; j++) {
            uint32_t other = set->members[i].ends[j].site;
            if (other == IR_NONE || (site != IR_NONE && site != other))
                return IR_NONE;
            site = other;
        }
    return site;
}

static void add_site_elements(struct compilation *c, struct ids *ids, uint32_t site)
{
    for (uint32_t e = 0; e < c->ir->element_count && site != IR_NONE; e++)
        if (c->ir->elements[e].site == site)
            vec_push(c->arena, &ids->list, e);
}

static bool have_flow(const struct claim_member *a, const struct claim_member *b)
{
    for (uint32_t i = 0; i < a->end_count; i++)
        for (uint32_t j = 0; j < b->end_count; j++)
            if (claim_ends_pair(&a->ends[i], &b->ends[j]))
                return true;
    return false;
}

/* Is the claim about any flow? */
static bool speaks_of_flow(const struct claim *claim)
{
    for (uint32_t i = 0; i < claim->from.count; i++)
        for (uint32_t j = 0; j < claim->to.count; j++)
            if (strcmp(claim->from.members[i].name, claim->to.members[j].name) != 0 &&
                have_flow(&claim->from.members[i], &claim->to.members[j]))
                return true;
    return false;
}

/* Does the set hold any address? Where it does not, endpoints.c has warned. */
static bool has_ends(const struct claim_set *set)
{
    for (uint32_t i = 0; i < set->count; i++)
        if (set->members[i].end_count > 0)
            return true;
    return false;
}

/* A route claim's end is its table: the site that it lies in, or the circuit device itself. */
static void add_table_elements(struct compilation *c, struct ids *ids, uint32_t table)
{
    const struct ir_table *t = &c->ir->tables[table];
    add_site_elements(c, ids, t->site);
    for (uint32_t e = t->element; e != IR_NONE; e = c->ir->elements[e].parent)
        vec_push(c->arena, &ids->list, e);
}

static void warn_no_flow(struct compilation *c, const struct claim *claim)
{
    const struct claim_set *from = &claim->from, *to = &claim->to;
    if (from->count == 1 && to->count == 1 && strcmp(from->members[0].name, to->members[0].name) == 0) {
        struct diag *d =
            diag_add(c->diags, DIAG_CLAIM_ITSELF, claim->span,
                     "`%s` stands on both sides, and a claim is about different members: it says nothing",
                     from->members[0].name);
        diag_help(c->diags, d, "name subnets or hosts where traffic inside a site is meant");
    } else if (has_ends(from) && has_ends(to)) {
        diag_add(c->diags, DIAG_EMPTY_SET, claim->span,
                 "this claim is about no flow: its two sides have no two different members with addresses of "
                 "one family");
    }
}

void claim_finish(struct compilation *c, struct claim *claim)
{
    struct ids ids = {{0}};
    if (claim_is_flow(claim->kind)) {
        add_site_elements(c, &ids, only_site(&claim->from));
        add_site_elements(c, &ids, only_site(&claim->to));
    } else if (claim_is_route(claim->kind)) {
        add_table_elements(c, &ids, claim->table);
    }
    if (claim_is_flow(claim->kind) && !speaks_of_flow(claim))
        warn_no_flow(c, claim);
    claim_warn_ways(c, claim);
    ids_sort(&ids);
    claim->never_fails = ids.list.at;
    claim->never_fails_count = ids.list.count;
}
