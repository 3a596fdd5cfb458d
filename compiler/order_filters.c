/*
 * order_filters: which routes pass a session, as far as their tags and the prefix tell. Long lists of prefixes are indexed.
 */
#include "compiler/order_internal.h"

/* Lists as long as this are indexed. */
#define LONG_LIST 8u

struct list_key {
    const struct ir_prefix_match *at;
    uint64_t count;
};

static void index_list(struct arena *arena, struct order_index *x, const struct ir_clause *c)
{
    struct list_key key = {c->prefixes, c->prefix_count};
    uint32_t number = x->lists.count;
    if (c->prefix_count >= LONG_LIST && map_add(x->list_numbers, &key, sizeof key, &number))
        vec_push(arena, &x->lists, prefix_list_new(arena, c->prefixes, c->prefix_count));
}

static bool prefix_matches(const struct ir_prefix_match *m, struct prefix p)
{
    if (m->match == IR_MATCH_OVERLAP)
        return prefix_overlaps(m->prefix, p);
    return prefix_covers(m->prefix, p) && m->from <= p.length && p.length <= m->to;
}

static bool lists_prefix(const struct order_index *x, const struct ir_clause *c, struct prefix p)
{
    struct list_key key = {c->prefixes, c->prefix_count};
    uint32_t number;
    if (c->prefix_count >= LONG_LIST && map_get(x->list_numbers, &key, sizeof key, &number))
        return prefix_list_matches(x->lists.at[number], p);
    for (uint32_t i = 0; i < c->prefix_count; i++)
        if (prefix_matches(&c->prefixes[i], p))
            return true;
    return c->prefix_count == 0;
}

static enum likely clause_matches(const struct order_index *x, const struct ir_clause *c, struct prefix p,
                                  struct tags t)
{
    if (!lists_prefix(x, c, p) || (c->tags_any && !(c->tags_any & t.may)) || (c->tags_all & ~t.may) ||
        (c->tags_none & t.must))
        return NEVER;
    bool sure = (!c->tags_any || (c->tags_any & t.must)) && !(c->tags_all & ~t.must) &&
                !(c->tags_none & t.may) && c->path_asn_count == 0 && c->guard.count == 0;
    return sure ? ALWAYS : SOMETIMES;
}

/* Does the filter permit such routes? *t becomes what they have afterwards, whichever clause permits them. */
static enum likely permits(const struct order_index *x, const struct ir_clause *clauses, uint32_t count,
                           struct prefix p, struct tags *t)
{
    bool permitted = false, denied = false, decided = count == 0;
    struct tags edited = {0, 0}; /* what clauses may set, and what they may clear */
    for (uint32_t i = 0; i < count && !decided; i++) {
        const struct ir_clause *c = &clauses[i];
        enum likely matches = clause_matches(x, c, p, *t);
        if (matches == NEVER)
            continue;
        permitted |= c->permit;
        denied |= !c->permit;
        if (c->permit && c->edit) {
            edited.may |= c->edit->tags_set;
            edited.must |= c->edit->tags_clear & ~c->edit->tags_set;
        }
        decided = matches == ALWAYS;
    }
    t->may |= edited.may;
    t->must &= ~edited.must;
    if (count == 0)
        return ALWAYS;
    if (!permitted)
        return NEVER;
    return denied || !decided ? SOMETIMES : ALWAYS;
}

static struct tags edit_tags(struct tags t, const struct ir_edit *e)
{
    return (struct tags){(t.may & ~e->tags_clear) | e->tags_set, (t.must & ~e->tags_clear) | e->tags_set};
}

static enum likely both(enum likely a, enum likely b)
{
    return a < b ? a : b;
}

enum likely order_passes(const struct order *o, const struct ir_session *s, struct tags *t)
{
    struct prefix p = o->ir->prefixes[o->prefix];
    enum likely out = permits(o->index, s->exports, s->export_count, p, t);
    out = both(out, permits(o->index, s->export_policy, s->export_policy_count, p, t));
    *t = edit_tags(*t, &s->export_edit);
    enum likely in = permits(o->index, s->imports, s->import_count, p, t);
    in = both(in, permits(o->index, s->import_policy, s->import_policy_count, p, t));
    *t = edit_tags(*t, &s->import_edit);
    return both(out, in);
}

static bool list_prefixes(const struct ir_clause *clauses, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (clauses[i].prefix_count > 0)
            return true;
    return false;
}

static void index_lists(struct arena *arena, struct order_index *x, const struct ir_clause *clauses,
                        uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        index_list(arena, x, &clauses[i]);
}

void order_index_lists(struct arena *arena, struct order_index *x, const struct ir_session *s)
{
    index_lists(arena, x, s->exports, s->export_count);
    index_lists(arena, x, s->export_policy, s->export_policy_count);
    index_lists(arena, x, s->imports, s->import_count);
    index_lists(arena, x, s->import_policy, s->import_policy_count);
}

bool order_asks_prefix(const struct ir_session *s)
{
    return list_prefixes(s->exports, s->export_count) ||
           list_prefixes(s->export_policy, s->export_policy_count) ||
           list_prefixes(s->imports, s->import_count) ||
           list_prefixes(s->import_policy, s->import_policy_count);
}
