/*
 * sets: lists of prefixes as they are written: prefixes with ranges, single addresses and names of `let`
 * sets, which may name each other.
 */
#include "compiler/private.h"

#include "base/bits.h"
#include "base/limits.h"

struct set_walk {
    struct compilation *c;
    struct model *m;
    VEC(struct model_range) out;
    struct bits seen; /* sets whose prefixes are in `out` already */
    uint32_t depth;
    bool ok;
};

static void set_item(struct set_walk *w, const struct ast *item);

static struct model_range range_of(struct set_walk *w, const struct ast *item)
{
    const struct ast *ge = ast_find(item, AST_GE, KW_NONE);
    const struct ast *le = ast_find(item, AST_LE, KW_NONE);
    uint8_t bits = addr_bits(item->prefix.address.family);
    struct model_range range = {item->prefix, item->prefix.length, item->prefix.length, item->span};
    uint64_t from = ge ? ge->number : item->prefix.length;
    uint64_t to = le ? le->number : (ge ? bits : item->prefix.length);
    if (from < item->prefix.length || to > bits || from > to) {
        struct diag *d = diag_add(w->c->diags, DIAG_BAD_RANGE, item->span, "no prefix can match this range");
        diag_help(w->c->diags, d,
                  "`ge` and `le` lie between the prefix's own length %u and %u, `ge` not above `le`",
                  item->prefix.length, bits);
        w->ok = false;
        return range;
    }
    range.from = (uint8_t)from;
    range.to = (uint8_t)to;
    return range;
}

/* May the members of `set` be looked at from `item`? Not in a circle, and not without end. */
static bool may_enter(struct compilation *c, const struct model_group *set, const struct ast *item,
                      uint32_t depth)
{
    if (set->resolving) {
        struct diag *d =
            diag_add(c->diags, DIAG_GROUP_CYCLE, item->span, "`%s` is part of itself", set->name);
        diag_label(c->diags, d, set->node->name_span, "declared here");
        return false;
    }
    if (depth >= limit_of(LIMIT_SET_DEPTH)) {
        struct diag *d =
            diag_add(c->diags, DIAG_NESTED_TOO_DEEP, item->span,
                     "more than %u sets or groups name each other", (uint32_t)limit_of(LIMIT_SET_DEPTH));
        diag_help(c->diags, d, "%s", limit_remedy(c->arena, LIMIT_SET_DEPTH));
        return false;
    }
    return true;
}

/* The set that the item names, or NULL after an error. */
static struct model_group *named_set(struct set_walk *w, const struct ast *item, uint32_t *index)
{
    const struct entity *e = name_lookup(w->c, w->m, item->name, item->span, "prefix set (`let`)");
    if (!e)
        return NULL;
    if (e->kind != ENTITY_LET) {
        diag_add(w->c->diags, DIAG_WRONG_KIND, item->span, "`%s` is a %s, not a prefix set (`let`)",
                 item->name, entity_kind_name(e->kind));
        return NULL;
    }
    *index = e->index;
    return &w->m->groups.at[e->index];
}

static void set_let(struct set_walk *w, const struct ast *item)
{
    uint32_t index;
    struct model_group *set = named_set(w, item, &index);
    if (!set || !may_enter(w->c, set, item, w->depth)) {
        w->ok = false;
        return;
    }
    set->used = true;
    if (bits_has(w->seen, index))
        return;
    bits_add(w->seen, index);
    set->resolving = true;
    w->depth++;
    for (const struct ast *kid = set->node->kids; kid; kid = kid->next)
        set_item(w, kid);
    w->depth--;
    set->resolving = false;
}

static void set_item(struct set_walk *w, const struct ast *item)
{
    if (item->kind == AST_PREFIX) {
        vec_push(w->c->arena, &w->out, range_of(w, item));
    } else if (item->kind == AST_ADDRESS) {
        uint8_t bits = addr_bits(item->prefix.address.family);
        struct model_range range = {{item->prefix.address, bits}, bits, bits, item->span};
        vec_push(w->c->arena, &w->out, range);
    } else if (item->kind == AST_PATH || item->kind == AST_NAME) {
        set_let(w, item);
    } else {
        diag_add(w->c->diags, DIAG_WRONG_KIND, item->span, "this is no prefix");
        w->ok = false;
    }
}

bool set_ranges(struct compilation *c, struct model *m, const struct ast *item, struct model_range **at,
                uint32_t *count)
{
    struct set_walk w = {.c = c, .m = m, .seen = bits_new(c->arena, m->groups.count), .ok = true};
    set_item(&w, item);
    *at = w.out.at;
    *count = w.out.count;
    return w.ok;
}

bool set_prefixes(struct compilation *c, struct model *m, const struct ast *item, const char *what,
                  struct model_prefix **at, uint32_t *count)
{
    struct model_range *ranges;
    uint32_t range_count;
    *at = NULL;
    *count = 0;
    if (!set_ranges(c, m, item, &ranges, &range_count))
        return false;
    struct model_prefix *prefixes = arena_array(c->arena, struct model_prefix, range_count);
    for (uint32_t i = 0; i < range_count; i++) {
        if (ranges[i].from != ranges[i].prefix.length || ranges[i].to != ranges[i].prefix.length) {
            diag_add(c->diags, DIAG_BAD_RANGE, ranges[i].span, "`ge` and `le` make no sense in %s", what);
            return false;
        }
        prefixes[i] = (struct model_prefix){ranges[i].prefix, item->span};
    }
    *at = prefixes;
    *count = range_count;
    return true;
}

/* ---- sets and groups for themselves ---- */

static bool is_endpoint(enum entity_kind k)
{
    return k == ENTITY_SITE || k == ENTITY_HOST || k == ENTITY_ROUTER || k == ENTITY_GROUP ||
           k == ENTITY_LET || k == ENTITY_APPLIANCE || k == ENTITY_BALANCER || k == ENTITY_SUBNET;
}

/* The set or group that `kid` of `g` names, or NULL: then it is something else, or wrong. */
static struct model_group *inner_set(struct compilation *c, struct model *m, const struct model_group *g,
                                     const struct ast *kid)
{
    const char *wanted = g->node->kind == AST_LET ? "prefix set (`let`)" : "endpoint";
    if (kid->kind != AST_PATH && kid->kind != AST_NAME)
        return NULL;
    const struct entity *e = name_lookup(c, m, kid->name, kid->span, wanted);
    if (!e)
        return NULL;
    if (g->node->kind == AST_LET ? e->kind != ENTITY_LET : !is_endpoint(e->kind))
        diag_add(c->diags, DIAG_WRONG_KIND, kid->span, "`%s` is %s, not %s %s", e->name,
                 entity_kind_a(e->kind), g->node->kind == AST_LET ? "a" : "an", wanted);
    bool is_set = e->kind == ENTITY_LET || (e->kind == ENTITY_GROUP && g->node->kind != AST_LET);
    return is_set ? &m->groups.at[e->index] : NULL;
}

static void check_members(struct compilation *c, struct model *m, struct model_group *g, uint32_t depth)
{
    uint32_t height = 1;
    g->resolving = true;
    for (const struct ast *kid = g->node->kids; kid; kid = kid->next) {
        struct model_group *inner = inner_set(c, m, g, kid);
        if (!inner || !may_enter(c, inner, kid, depth + inner->height))
            continue;
        if (inner->height == 0)
            check_members(c, m, inner, depth + 1);
        if (inner->height >= height)
            height = inner->height + 1;
    }
    g->resolving = false;
    g->height = height;
}

void set_check(struct compilation *c, struct model *m, uint32_t index)
{
    if (m->groups.at[index].height == 0)
        check_members(c, m, &m->groups.at[index], 0);
}
