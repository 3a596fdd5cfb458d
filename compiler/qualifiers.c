/*
 * qualifiers: what may follow `can reach` and `can send to`, in any number and order. Each one counts for itself;
 * of several limits the lowest says all.
 */
#include "compiler/claims_internal.h"

static bool is_qualifier(const struct ast *node)
{
    return node->kind >= AST_Q_VIA && node->kind <= AST_Q_WITHIN_DELAY && node->kind != AST_ALTERNATIVES;
}

/* The list with one more. */
static bool add_via(struct compilation *c, const struct ast *q, struct claim *out)
{
    struct claim_places *groups = arena_array(c->arena, struct claim_places, ast_count(q));
    struct claim_via *all = arena_array(c->arena, struct claim_via, out->via_count + 1);
    uint32_t count = 0;
    bool ok = true;
    for (const struct ast *group = q->kids; group; group = group->next)
        ok = claim_place_list(c, group->kids, &groups[count++]) && ok;
    for (uint32_t i = 0; i < out->via_count; i++)
        all[i] = out->vias[i];
    all[out->via_count++] = (struct claim_via){groups, count};
    out->vias = all;
    return ok;
}

static bool add_over(struct compilation *c, const struct ast *q, struct claim *out)
{
    struct claim_places *all = arena_array(c->arena, struct claim_places, out->over_count + 1);
    for (uint32_t i = 0; i < out->over_count; i++)
        all[i] = out->overs[i];
    bool ok = claim_place_list(c, q->kids, &all[out->over_count++]);
    out->overs = all;
    return ok;
}

static bool add_avoided(struct compilation *c, const struct ast *q, struct claim *out)
{
    struct claim_places more;
    if (!claim_place_list(c, q->kids, &more))
        return false;
    struct claim_place *all = arena_array(c->arena, struct claim_place, out->avoiding.count + more.count);
    for (uint32_t i = 0; i < out->avoiding.count; i++)
        all[i] = out->avoiding.at[i];
    for (uint32_t i = 0; i < more.count; i++)
        all[out->avoiding.count + i] = more.at[i];
    out->avoiding = (struct claim_places){all, out->avoiding.count + more.count};
    return true;
}

static bool limit_delay(const struct ast *q, struct claim *out)
{
    uint64_t delay = (uint64_t)q->number;
    if (!out->has_max_delay || delay < out->max_delay)
        out->max_delay = delay;
    return out->has_max_delay = true;
}

static bool limit_hops(const struct ast *q, struct claim *out)
{
    if (!out->has_max_hops || q->number < out->max_hops)
        out->max_hops = (uint32_t)q->number;
    return out->has_max_hops = true;
}

static bool add_qualifier(struct compilation *c, const struct ast *q, struct claim *out)
{
    switch (q->kind) {
    case AST_Q_VIA:
        return add_via(c, q, out);
    case AST_Q_AVOIDING:
        return add_avoided(c, q, out);
    case AST_Q_OVER:
        return add_over(c, q, out);
    case AST_Q_WITHIN_HOPS:
        return limit_hops(q, out);
    case AST_Q_WITHIN_DELAY:
        return limit_delay(q, out);
    case AST_Q_UNINSPECTED:
        return out->uninspected = true;
    case AST_Q_BOTH_WAYS:
        return out->both_ways = true;
    default:
        not_supported(c, q->span, "the qualifier `%s`", ast_kind_name(q->kind));
        return false;
    }
}

/* `both-ways` says something about a `via`. */
static bool both_ways_fits(struct compilation *c, const struct ast *q, const struct claim *claim)
{
    if (q->kind != AST_Q_BOTH_WAYS || claim->via_count > 0)
        return true;
    struct diag *d = diag_add(c->diags, DIAG_BOTH_WAYS_WITHOUT_VIA, q->span,
                              "`both-ways` has the reply pass what a `via` names, and there is none");
    diag_help(c->diags, d, "write `via PLACE both-ways`, or leave `both-ways` out");
    return false;
}

bool claim_qualifiers(struct compilation *c, const struct ast *first, struct claim *out)
{
    bool ok = true;
    for (const struct ast *q = first; q; q = q->next)
        if (is_qualifier(q))
            ok = add_qualifier(c, q, out) && ok;
    for (const struct ast *q = first; ok && q; q = q->next)
        ok = both_ways_fits(c, q, out);
    return ok;
}
