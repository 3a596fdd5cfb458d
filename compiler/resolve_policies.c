/*
 * resolve_policies: `policy` declarations: lines that permit or deny a route and, where they permit, change it.
 */
#include "compiler/private.h"

static void line_ranges(struct compilation *c, struct model *m, struct model_policy_line *line,
                        const struct ast *part)
{
    for (const struct ast *item = part->kids; item; item = item->next) {
        struct model_range *at;
        uint32_t count;
        if (set_ranges(c, m, item, &at, &count))
            for (uint32_t i = 0; i < count; i++)
                vec_push(c->arena, &line->ranges, at[i]);
    }
}

static void line_match(struct compilation *c, struct model *m, struct model_policy_line *line,
                       const struct ast *part)
{
    if (part->word == KW_PREFIX) {
        line_ranges(c, m, line, part);
    } else if (part->word == KW_COMMUNITY) {
        vec_push(c->arena, &line->communities, resolve_community(part->kids));
    } else {
        vec_push(c->arena, &line->path_asns, (uint32_t)part->kids->number);
        if (part->kids->number == 0)
            diag_add(c->diags, DIAG_ASN_RESERVED, part->kids->span, "AS number 0 is in no path");
    }
}

static void line_action(struct compilation *c, struct model_policy_line *line, const struct ast *part)
{
    const struct ast *value = part->kids;
    switch (part->word) {
    case KW_LOCAL_PREFERENCE:
        line->set_local_preference = true;
        line->local_preference = (uint32_t)value->number;
        break;
    case KW_MED:
        line->set_med = true;
        line->med = (uint32_t)value->number;
        break;
    case KW_NEXT_HOP:
        line->next_hop = resolve_next_hop(value);
        break;
    case KW_STRIP:
        line->strip = (uint32_t)value->number;
        break;
    case KW_PREPEND:
        line->prepend = resolve_prepend(c, value);
        break;
    case KW_ADD:
        vec_push(c->arena, &line->add, resolve_community(value));
        break;
    default:
        vec_push(c->arena, &line->remove, resolve_community(value));
        break;
    }
}

/* Communities add up; of everything else a line has one value. */
static void line_repeats(struct compilation *c, const struct ast *line, const struct ast *part)
{
    if (part->word == KW_COMMUNITY || part->word == KW_AS_PATH || part->word == KW_ADD ||
        part->word == KW_REMOVE)
        return;
    for (const struct ast *old = line->kids; old != part; old = old->next)
        if (old->kind == part->kind && old->word == part->word) {
            struct diag *d = diag_add(c->diags, DIAG_STATEMENT_TWICE, part->span,
                                      "`%s` is given twice in one line", keyword_text(part->word));
            diag_label(c->diags, d, old->span, "first given here");
            return;
        }
}

static void policy_line(struct compilation *c, struct model *m, struct model_policy *policy,
                        const struct ast *node)
{
    struct model_policy_line line = {.permit = node->word == KW_PERMIT, .span = node->span};
    for (const struct ast *part = node->kids; part; part = part->next) {
        line_repeats(c, node, part);
        if (part->kind == AST_POLICY_MATCH)
            line_match(c, m, &line, part);
        else if (line.permit)
            line_action(c, &line, part);
        else
            diag_add(c->diags, DIAG_DENY_CHANGES, part->span, "a line that denies a route cannot change it");
    }
    vec_push(c->arena, &policy->lines, line);
}

void resolve_policy(struct compilation *c, struct model *m, const struct ast *node)
{
    struct model_policy policy = {.name = node->name, .span = node->span};
    for (const struct ast *line = node->kids; line; line = line->next) {
        if (line->kind == AST_POLICY_LINE)
            policy_line(c, m, &policy, line);
        else
            not_supported_statement(c, line, "in a policy");
    }
    struct entity e = {ENTITY_POLICY, policy.name, m->policies.count, 0, node->name_span};
    if (name_enter(c, m, e))
        vec_push(c->arena, &m->policies, policy);
}
