/*
 * resolve_ends: what stands in the block of one end of a connection: filters, static routes, and what the
 * speaker does to the routes that it announces and accepts.
 */
#include "compiler/private.h"

#include <string.h>

#define PREPEND_MAX 32u /* so that no path of a real design reaches the longest that a table keeps */

static void filter_item(struct compilation *c, struct model *m, struct model_filter *f,
                        const struct ast *item)
{
    if (item->kind == AST_WORD && (item->word == KW_ALL || item->word == KW_NONE_)) {
        f->kind = item->word == KW_ALL ? FILTER_ALL : FILTER_NONE;
        return;
    }
    f->kind = FILTER_LIST;
    if (item->kind == AST_WORD && item->word == KW_OWN) {
        f->own = true;
        return;
    }
    struct model_range *at;
    uint32_t count;
    if (set_ranges(c, m, item, &at, &count))
        for (uint32_t i = 0; i < count; i++)
            vec_push(c->arena, &f->ranges, at[i]);
}

static void filter_resolve(struct compilation *c, struct model *m, struct model_filter *f,
                           const struct ast *property)
{
    f->span = property->span;
    for (const struct ast *item = property->kids; item; item = item->next)
        filter_item(c, m, f, item);
}

static void end_may_advertise(struct compilation *c, struct model *m, struct model_end *end,
                              const struct ast *property)
{
    end->may_advertise_span = property->span;
    for (const struct ast *item = property->kids; item; item = item->next) {
        struct model_range *at;
        uint32_t count;
        if (set_ranges(c, m, item, &at, &count))
            for (uint32_t i = 0; i < count; i++)
                vec_push(c->arena, &end->may_advertise, at[i]);
    }
}

static void end_statics(struct compilation *c, struct model *m, struct model_end *end,
                        const struct ast *property)
{
    for (const struct ast *item = property->kids; item; item = item->next) {
        struct model_prefix *at;
        uint32_t count;
        if (set_prefixes(c, m, item, "`static`", &at, &count))
            for (uint32_t i = 0; i < count; i++)
                vec_push(c->arena, &end->statics, at[i]);
    }
}

uint32_t resolve_prepend(struct compilation *c, const struct ast *number)
{
    if (number->number > PREPEND_MAX)
        diag_add(c->diags, DIAG_PREPEND_TOO_LONG, number->span,
                 "`prepend` puts the own AS number in front at most %u times", PREPEND_MAX);
    return number->number < PREPEND_MAX ? (uint32_t)number->number : PREPEND_MAX;
}

/* RFC 1997 gives the two well-known communities numbers as well. */
struct model_community resolve_community(const struct ast *node)
{
    struct model_community out = {COMMUNITY_PLAIN, node->name};
    if (strcmp(node->name, "no-advertise") == 0 || strcmp(node->name, "65535:65282") == 0)
        out.kind = COMMUNITY_NO_ADVERTISE;
    else if (strcmp(node->name, "no-export") == 0 || strcmp(node->name, "65535:65281") == 0)
        out.kind = COMMUNITY_NO_EXPORT;
    return out;
}

struct model_next_hop resolve_next_hop(const struct ast *value)
{
    struct model_next_hop out = {.span = value->span};
    if (value->kind == AST_WORD) {
        out.kind = value->word == KW_SELF ? NEXT_HOP_SELF : NEXT_HOP_UNCHANGED;
    } else {
        out.kind = NEXT_HOP_ADDRESS;
        out.address = value->prefix.address;
    }
    return out;
}

static void end_policy(struct compilation *c, struct model *m, struct model_end *end, const struct ast *use)
{
    uint32_t *slot = use->word == KW_IN ? &end->policy_in : &end->policy_out;
    const struct entity *e = name_lookup(c, m, use->name, use->span, "policy");
    if (!e)
        return;
    if (e->kind != ENTITY_POLICY) {
        diag_add(c->diags, DIAG_WRONG_KIND, use->span, "`%s` is %s, not a policy", e->name,
                 entity_kind_a(e->kind));
        return;
    }
    m->policies.at[e->index].used = true;
    if (*slot != MODEL_NONE)
        diag_add(c->diags, DIAG_STATEMENT_TWICE, use->span, "a second `policy %s` at this end",
                 keyword_text(use->word));
    *slot = e->index;
}

/* A setting that is one number. False: it is none. */
static bool end_number(struct compilation *c, struct model_end *end, enum keyword word,
                       const struct ast *value)
{
    switch (word) {
    case KW_LOCAL_PREFERENCE:
        end->has_local_preference = true;
        end->local_preference = (uint32_t)value->number;
        return true;
    case KW_WEIGHT:
        end->has_weight = true;
        end->weight = (uint32_t)value->number;
        return true;
    case KW_MED:
        end->has_med = true;
        end->med = (uint32_t)value->number;
        return true;
    case KW_STRIP:
        end->strip = (uint32_t)value->number;
        return true;
    case KW_PREPEND:
        end->prepend = resolve_prepend(c, value);
        return true;
    default:
        return false;
    }
}

static void end_property(struct compilation *c, struct model *m, struct model_end *end, const struct ast *s)
{
    switch (s->word) {
    case KW_ADDRESS:
        break; /* interface addresses name the link's ends; nothing is routed by them */
    case KW_ADVERTISE:
        filter_resolve(c, m, &end->advertise, s);
        break;
    case KW_ACCEPT:
        filter_resolve(c, m, &end->accept, s);
        break;
    case KW_MAY_ADVERTISE:
        end_may_advertise(c, m, end, s);
        break;
    case KW_STATIC:
        end_statics(c, m, end, s);
        break;
    case KW_COMMUNITY:
        for (const struct ast *item = s->kids; item; item = item->next)
            vec_push(c->arena, &end->communities, resolve_community(item));
        break;
    case KW_NEXT_HOP:
        end->next_hop = resolve_next_hop(s->kids);
        break;
    default:
        if (!end_number(c, end, s->word, s->kids))
            not_supported_statement(c, s, "at the end of a connection");
    }
}

void resolve_end_statement(struct compilation *c, struct model *m, struct model_end *end, const struct ast *s)
{
    if (s->kind == AST_PROPERTY)
        end_property(c, m, end, s);
    else if (s->kind == AST_POLICY_USE)
        end_policy(c, m, end, s);
    else if (s->kind == AST_FLAG && s->word == KW_AS_OVERRIDE && s->number != AST_UNKNOWN)
        end->as_override = s->number == AST_ON;
    else
        not_supported_statement(c, s, "at the end of a connection");
}
