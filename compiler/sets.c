/*
 * sets: lists of prefixes as they are written: prefixes with ranges, single addresses and names of `let` sets,
 * which may name each other.
 */
#include "compiler/private.h"

struct set_walk {
    struct compilation *c;
    struct model *m;
    VEC(struct model_range) out;
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
        diag_help(w->c->diags, d, "`ge` and `le` lie between the prefix's own length %u and %u, `ge` not above `le`",
                  item->prefix.length, bits);
        w->ok = false;
        return range;
    }
    range.from = (uint8_t)from;
    range.to = (uint8_t)to;
    return range;
}

static void set_let(struct set_walk *w, const struct ast *item)
{
    const struct entity *e = name_lookup(w->c, w->m, item->name, item->span, "prefix set (`let`)");
    if (!e) {
        w->ok = false;
        return;
    }
    struct model_group *set = e->kind == ENTITY_LET ? &w->m->groups.at[e->index] : NULL;
    if (!set || set->resolving) {
        if (set)
            diag_add(w->c->diags, DIAG_GROUP_CYCLE, item->span, "`%s` is part of itself", item->name);
        else
            diag_add(w->c->diags, DIAG_WRONG_KIND, item->span, "`%s` is a %s, not a prefix set (`let`)", item->name,
                     entity_kind_name(e->kind));
        w->ok = false;
        return;
    }
    set->used = true;
    set->resolving = true;
    for (const struct ast *kid = set->node->kids; kid; kid = kid->next)
        set_item(w, kid);
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

bool set_ranges(struct compilation *c, struct model *m, const struct ast *item, struct model_range **at, uint32_t *count)
{
    struct set_walk w = {.c = c, .m = m, .ok = true};
    set_item(&w, item);
    *at = w.out.at;
    *count = w.out.count;
    return w.ok;
}

bool set_prefixes(struct compilation *c, struct model *m, const struct ast *item, const char *what,
                  struct model_prefix **at, uint32_t *count)
{
    struct model_range *ranges;
    if (!set_ranges(c, m, item, &ranges, count))
        return false;
    *at = arena_array(c->arena, struct model_prefix, *count);
    for (uint32_t i = 0; i < *count; i++) {
        if (ranges[i].from != ranges[i].prefix.length || ranges[i].to != ranges[i].prefix.length) {
            diag_add(c->diags, DIAG_BAD_RANGE, ranges[i].span, "`ge` and `le` make no sense in %s", what);
            return false;
        }
        (*at)[i] = (struct model_prefix){ranges[i].prefix, item->span};
    }
    return true;
}
