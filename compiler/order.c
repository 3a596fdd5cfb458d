/*
 * order: which sessions may carry a prefix, by a worklist over the tags that tables may have; then the cycles among
 * them, one by one. Assumes a verified network. Everything that depends on the prefix alone is kept by table and by
 * session in arrays that are made once, and what was touched is cleared before the next prefix.
 */
#include "compiler/order.h"

#include "base/map.h"
#include "base/scc.h"
#include "compiler/prefix_list.h"

/* How much longer a session makes the AS path. */
struct growth {
    bool shrinks;
    uint32_t most; /* where some clause's edit is not met */
};

/* What is asked of sessions for every prefix, close together in memory. */
struct brief {
    uint32_t from, to;
    uint32_t least, most; /* numbers that it adds to AS paths */
    uint32_t longer;      /* distance that it adds at most */
    bool is_igp, has_via, loop_check;
};

struct order_index {
    const struct ir *ir;
    struct scc_graph out;     /* by table: sessions out of it */
    struct scc_graph inner;   /* and those to tables with sessions out of them */
    struct scc_graph origins; /* by prefix: its origins */
    bool *private_numbers;    /* by session */
    bool *shared_number;      /* by table: others may put its AS number into a path */
    bool *asks_prefix;        /* by session: its filters list prefixes */
    struct map *list_numbers; /* of long lists of prefixes (struct list_key), their number in */
    VEC(const struct prefix_list *) lists;
    bool *ties_by_path,
        *ties_by_metric; /* by table: all that any session could bring it ties before that step */
    struct brief *brief; /* by session */
    bool sets_local_pref, sets_weight, sets_med; /* some edit writes something else than the default */
};

/* What is known of the tags of some routes. */
struct tags {
    ir_tags may, must; /* that some may have, that all have */
};

/* What a session made of routes with these tags, the last time. */
struct passage {
    bool known;
    uint8_t likely; /* enum likely */
    struct tags before, after;
};

struct order_work {
    struct arena *arena;      /* what grows with the prefixes looked at */
    struct arena *scratch;    /* while one is looked at */
    struct tags *tags;        /* by table: of its routes */
    bool *queued;             /* by table */
    uint32_t *queue;          /* tables to expand (again) */
    uint32_t *place;          /* by session: its place in order.sessions, plus one; 0: none */
    uint32_t *node;           /* by table: its place in order.tables */
    struct passage *passages; /* by session; of those that ask for no prefix, whatever it is */
};

/* ---- filters, as far as tags and the prefix tell ---- */

enum likely { NEVER, SOMETIMES, ALWAYS };

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

/* Does a route with such tags pass the session? *t becomes what it has at the receiver. */
static enum likely passes(const struct order *o, const struct ir_session *s, struct tags *t)
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

/* ---- edits ---- */

/* Calls `visit` for every edit of a session, its clauses' included. */
static void each_edit(const struct ir_session *s, void (*visit)(const struct ir_edit *, bool, void *),
                      void *data)
{
    const struct ir_clause *lists[] = {s->exports, s->export_policy, s->imports, s->import_policy};
    const uint32_t counts[] = {s->export_count, s->export_policy_count, s->import_count,
                               s->import_policy_count};
    for (uint32_t l = 0; l < 4; l++)
        for (uint32_t i = 0; i < counts[l]; i++)
            if (lists[l][i].edit)
                visit(lists[l][i].edit, l >= 2, data);
    visit(&s->export_edit, false, data);
    visit(&s->import_edit, true, data);
}

static void add_growth(const struct ir_edit *e, bool at_receiver, void *data)
{
    (void)at_receiver;
    struct growth *g = data;
    g->shrinks |= e->clear_path || e->strip_asn != 0;
    g->most += e->prepend_count;
}

static struct brief brief_of(const struct ir_session *s)
{
    struct growth g = {0};
    each_edit(s, add_growth, &g);
    return (struct brief){.from = s->from,
                          .to = s->to,
                          .least =
                              g.shrinks ? 0 : s->export_edit.prepend_count + s->import_edit.prepend_count,
                          .most = g.most,
                          .longer = s->kind == IR_IGP ? s->cost : g.most,
                          .is_igp = s->kind == IR_IGP,
                          .has_via = s->has_via,
                          .loop_check = s->loop_check};
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

static void index_session_lists(struct arena *arena, struct order_index *x, const struct ir_session *s)
{
    index_lists(arena, x, s->exports, s->export_count);
    index_lists(arena, x, s->export_policy, s->export_policy_count);
    index_lists(arena, x, s->imports, s->import_count);
    index_lists(arena, x, s->import_policy, s->import_policy_count);
}

static bool asks_prefix(const struct ir_session *s)
{
    return list_prefixes(s->exports, s->export_count) ||
           list_prefixes(s->export_policy, s->export_policy_count) ||
           list_prefixes(s->imports, s->import_count) ||
           list_prefixes(s->import_policy, s->import_policy_count);
}

/* ---- the network ---- */

static bool *find_ties(struct arena *arena, const struct order_index *x, enum ir_step distance);

static void note_attributes(const struct ir_edit *e, bool at_receiver, void *index)
{
    (void)at_receiver;
    struct order_index *x = index;
    x->sets_local_pref |= e->set_local_pref && e->local_pref != IR_LOCAL_PREF_DEFAULT;
    x->sets_weight |= e->set_weight && e->weight != 0;
    x->sets_med |= e->set_med && e->med != 0;
}

/* AS numbers, each with the one table that has it; or SHARED, when several have it or somebody asks for it. */
#define SHARED IR_NONE
struct numbers {
    struct map *owner;
};

static void share(struct numbers *n, uint32_t asn)
{
    map_put(n->owner, &asn, sizeof asn, SHARED);
}

static void share_asked(const struct ir_edit *e, bool at_receiver, void *numbers)
{
    (void)at_receiver;
    if (e->strip_asn)
        share(numbers, e->strip_asn);
    if (e->replace_from) {
        share(numbers, e->replace_from);
        share(numbers, e->replace_to);
    }
}

static void share_clauses(struct numbers *n, const struct ir_clause *clauses, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < clauses[i].path_asn_count; k++)
            share(n, clauses[i].path_asns[k]);
}

static struct numbers numbers_of(struct arena *arena, const struct ir *ir)
{
    struct numbers n = {map_new(arena)};
    for (uint32_t t = 0; t < ir->table_count; t++) {
        uint32_t asn = ir->tables[t].asn, owner = t;
        if (!map_add(n.owner, &asn, sizeof asn, &owner))
            share(&n, asn);
    }
    for (uint32_t i = 0; i < ir->session_count; i++) {
        const struct ir_session *s = &ir->sessions[i];
        each_edit(s, share_asked, &n);
        share_clauses(&n, s->exports, s->export_count);
        share_clauses(&n, s->export_policy, s->export_policy_count);
        share_clauses(&n, s->imports, s->import_count);
        share_clauses(&n, s->import_policy, s->import_policy_count);
    }
    return n;
}

/* Looks at what one session puts in front of AS paths. */
struct prepends {
    struct numbers *numbers;
    uint32_t from;
    bool all_private;
};

static uint32_t owner_of(const struct numbers *n, uint32_t asn)
{
    uint32_t owner = SHARED;
    map_get(n->owner, &asn, sizeof asn, &owner);
    return owner;
}

static void share_foreign(const struct ir_edit *e, bool at_receiver, void *prepends)
{
    const struct prepends *p = prepends;
    if (e->prepend_count > 0 && (at_receiver || owner_of(p->numbers, e->prepend_asn) != p->from))
        share(p->numbers, e->prepend_asn);
}

static void check_private(const struct ir_edit *e, bool at_receiver, void *prepends)
{
    (void)at_receiver;
    struct prepends *p = prepends;
    p->all_private &= e->prepend_count == 0 || owner_of(p->numbers, e->prepend_asn) != SHARED;
}

static void find_numbers(struct order_index *x, const struct ir *ir)
{
    struct arena *scratch = arena_create();
    struct numbers n = numbers_of(scratch, ir);
    for (uint32_t i = 0; i < ir->session_count; i++) {
        struct prepends p = {&n, ir->sessions[i].from, true};
        each_edit(&ir->sessions[i], share_foreign, &p);
    }
    for (uint32_t i = 0; i < ir->session_count; i++) {
        struct prepends p = {&n, ir->sessions[i].from, !x->sets_med};
        each_edit(&ir->sessions[i], check_private, &p);
        x->private_numbers[i] = p.all_private;
    }
    for (uint32_t t = 0; t < ir->table_count; t++)
        x->shared_number[t] = owner_of(&n, ir->tables[t].asn) == SHARED;
    arena_destroy(scratch);
}

static struct scc_graph sessions_by_sender(struct arena *arena, const struct ir *ir)
{
    struct scc_edge *edges = arena_array(arena, struct scc_edge, ir->session_count);
    for (uint32_t s = 0; s < ir->session_count; s++)
        edges[s] = (struct scc_edge){ir->sessions[s].from, s};
    return scc_graph_of(arena, ir->table_count, edges, ir->session_count);
}

static struct scc_graph without_last(struct arena *arena, const struct ir *ir, struct scc_graph out)
{
    struct scc_edge *edges = arena_array(arena, struct scc_edge, ir->session_count);
    uint32_t count = 0;
    for (uint32_t s = 0; s < ir->session_count; s++)
        if (out.start[ir->sessions[s].to] < out.start[ir->sessions[s].to + 1])
            edges[count++] = (struct scc_edge){ir->sessions[s].from, s};
    return scc_graph_of(arena, ir->table_count, edges, count);
}

static struct scc_graph origins_by_prefix(struct arena *arena, const struct ir *ir)
{
    struct scc_edge *edges = arena_array(arena, struct scc_edge, ir->origin_count);
    for (uint32_t i = 0; i < ir->origin_count; i++)
        edges[i] = (struct scc_edge){ir->origins[i].prefix, i};
    return scc_graph_of(arena, ir->prefix_count, edges, ir->origin_count);
}

const struct order_index *order_index_new(struct arena *arena, const struct ir *ir)
{
    struct order_index *x = arena_new(arena, struct order_index);
    x->ir = ir;
    x->out = sessions_by_sender(arena, ir);
    x->inner = without_last(arena, ir, x->out);
    x->origins = origins_by_prefix(arena, ir);
    x->private_numbers = arena_array(arena, bool, ir->session_count);
    x->shared_number = arena_array(arena, bool, ir->table_count);
    x->list_numbers = map_new(arena);
    x->asks_prefix = arena_array(arena, bool, ir->session_count);
    x->brief = arena_array(arena, struct brief, ir->session_count);
    for (uint32_t i = 0; i < ir->session_count; i++) {
        each_edit(&ir->sessions[i], note_attributes, x);
        x->asks_prefix[i] = asks_prefix(&ir->sessions[i]);
        index_session_lists(arena, x, &ir->sessions[i]);
        x->brief[i] = brief_of(&ir->sessions[i]);
    }
    find_numbers(x, ir);
    x->ties_by_path = find_ties(arena, x, IR_STEP_PATH_LENGTH);
    x->ties_by_metric = find_ties(arena, x, IR_STEP_METRIC);
    return x;
}

const bool *order_private_numbers(const struct order_index *index)
{
    return index->private_numbers;
}

struct order *order_new(struct arena *arena, const struct order_index *index)
{
    const struct ir *ir = index->ir;
    struct order *o = arena_new(arena, struct order);
    struct order_work *w = arena_new(arena, struct order_work);
    *w = (struct order_work){.arena = arena,
                             .tags = arena_array(arena, struct tags, ir->table_count),
                             .queued = arena_array(arena, bool, ir->table_count),
                             .queue = arena_array(arena, uint32_t, ir->table_count),
                             .place = arena_array(arena, uint32_t, ir->session_count),
                             .node = arena_array(arena, uint32_t, ir->table_count),
                             .passages = arena_array(arena, struct passage, ir->session_count)};
    *o = (struct order){.ir = ir,
                        .reached = arena_array(arena, bool, ir->table_count),
                        .sure = arena_array(arena, bool, ir->table_count),
                        .distance = arena_array(arena, enum order_distance, ir->table_count),
                        .index = index,
                        .work = w};
    return o;
}

/* ---- what routes for the prefix may touch ---- */

static void forget(struct order *o)
{
    for (uint32_t i = 0; i < o->tables.count; i++) {
        uint32_t t = o->tables.at[i];
        o->reached[t] = o->sure[t] = false;
        o->distance[t] = ORDER_NONE;
        o->work->tags[t] = (struct tags){0, 0};
    }
    for (uint32_t i = 0; i < o->sessions.count; i++)
        o->work->place[o->sessions.at[i].session] = 0;
    o->tables.count = o->sessions.count = 0;
}

/* Tables of whose tags less is known than when they were expanded: a ring. */
struct waiting {
    uint32_t first, count;
};

static void reach(struct order *o, struct waiting *q, uint32_t table, struct tags tags)
{
    struct order_work *w = o->work;
    struct tags *known = &w->tags[table];
    bool grew = !o->reached[table] || (tags.may & ~known->may) || (known->must & ~tags.must);
    if (!o->reached[table]) {
        o->reached[table] = true;
        known->must = tags.must;
        w->node[table] = o->tables.count;
        vec_push(w->arena, &o->tables, table);
    }
    known->may |= tags.may;
    known->must &= tags.must;
    if (!grew || w->queued[table])
        return;
    w->queued[table] = true;
    w->queue[(q->first + q->count++) % o->ir->table_count] = table;
}

/* As `passes`, without working it out again where the prefix does not matter. */
static enum likely passes_again(struct order *o, uint32_t session, struct tags *tags)
{
    struct passage *p = &o->work->passages[session];
    if (p->known && p->before.may == tags->may && p->before.must == tags->must) {
        *tags = p->after;
        return (enum likely)p->likely;
    }
    p->before = *tags;
    p->likely = (uint8_t)passes(o, &o->ir->sessions[session], tags);
    p->after = *tags;
    p->known = !o->index->asks_prefix[session];
    return (enum likely)p->likely;
}

static void pass_on(struct order *o, struct waiting *q, uint32_t session)
{
    struct order_work *w = o->work;
    const struct brief *s = &o->index->brief[session];
    struct tags tags = w->tags[s->from];
    enum likely likely = passes_again(o, session, &tags);
    if (likely == NEVER)
        return;
    if (w->place[session] == 0) {
        vec_push(w->arena, &o->sessions, ((struct order_session){.session = session}));
        w->place[session] = o->sessions.count;
    }
    o->sessions.at[w->place[session] - 1].open = likely == ALWAYS;
    reach(o, q, s->to, tags);
}

static void explore(struct order *o, const struct scc_graph *out)
{
    struct order_work *w = o->work;
    struct waiting q = {0};
    for (uint32_t i = o->index->origins.start[o->prefix]; i < o->index->origins.start[o->prefix + 1]; i++) {
        const struct ir_origin *origin = &o->ir->origins[o->index->origins.targets[i]];
        reach(o, &q, origin->table, (struct tags){origin->tags, origin->tags});
    }
    while (q.count > 0) {
        uint32_t table = w->queue[q.first];
        q.first = (q.first + 1) % o->ir->table_count;
        q.count--;
        w->queued[table] = false;
        for (uint32_t i = out->start[table]; i < out->start[table + 1]; i++)
            pass_on(o, &q, out->targets[i]);
    }
}

/* ---- comparing by distance first ---- */

static const struct brief *brief_at(const struct order *o, uint32_t place)
{
    return &o->index->brief[o->sessions.at[place].session];
}

/* What the table may learn: sessions in order.sessions, by receiver. */
struct inward {
    struct scc_graph by_table; /* by place in order.tables: places in order.sessions */
};

static struct inward inward_of(const struct order *o)
{
    struct order_work *w = o->work;
    struct scc_edge *edges = arena_array(w->scratch, struct scc_edge, o->sessions.count);
    for (uint32_t i = 0; i < o->sessions.count; i++)
        edges[i] = (struct scc_edge){w->node[o->index->brief[o->sessions.at[i].session].to], i};
    return (struct inward){scc_graph_of(w->scratch, o->tables.count, edges, o->sessions.count)};
}

/* What a step before the distance looks at, of all routes over a session; UNCERTAIN: they may differ. */
#define UNCERTAIN UINT64_MAX
static uint64_t step_value(const struct order_index *x, enum ir_step step, const struct ir_session *s)
{
    const struct ir_edit *in = &s->import_edit;
    switch (step) {
    case IR_STEP_RANK:
        return s->rank;
    case IR_STEP_WEIGHT:
        return in->set_weight ? in->weight : x->sets_weight ? UNCERTAIN : 0;
    case IR_STEP_LOCAL_PREF:
        return in->set_local_pref ? in->local_pref : x->sets_local_pref ? UNCERTAIN : IR_LOCAL_PREF_DEFAULT;
    case IR_STEP_ORIGIN:
        return 0;
    case IR_STEP_MED:
        return x->sets_med ? UNCERTAIN : 0;
    case IR_STEP_EBGP:
        return s->kind == IR_IBGP;
    case IR_STEP_PATH_LENGTH: /* with ORDER_METRIC: all paths there are empty */
        return 0;
    case IR_STEP_METRIC:
    case IR_STEP_END:
        break;
    }
    return UNCERTAIN;
}

/* Do all sessions to each table tie, whatever prefix they bring, before its step `distance`? */
static bool *find_ties(struct arena *arena, const struct order_index *x, enum ir_step distance)
{
    const struct ir *ir = x->ir;
    bool *all = arena_array(arena, bool, ir->table_count);
    uint32_t *first = arena_array(arena, uint32_t, ir->table_count); /* session into the table, plus one */
    for (uint32_t t = 0; t < ir->table_count; t++)
        all[t] = true;
    for (uint32_t i = 0; i < ir->session_count; i++) {
        uint32_t t = ir->sessions[i].to;
        if (!first[t])
            first[t] = i + 1;
        const struct ir_session *one = &ir->sessions[first[t] - 1];
        for (const enum ir_step *s = ir->tables[t].rank; *s != IR_STEP_END && *s != distance; s++) {
            uint64_t value = step_value(x, *s, &ir->sessions[i]);
            all[t] &= value != UNCERTAIN && value == step_value(x, *s, one);
        }
    }
    return all;
}

/* Do all routes that the table (place `node` in order.tables) may learn tie at this step? */
static bool ties(const struct order *o, const struct inward *in, uint32_t node, enum ir_step step)
{
    uint64_t first = UNCERTAIN;
    for (uint32_t i = in->by_table.start[node]; i < in->by_table.start[node + 1]; i++) {
        const struct ir_session *s = &o->ir->sessions[o->sessions.at[in->by_table.targets[i]].session];
        uint64_t value = step_value(o->index, step, s);
        if (value == UNCERTAIN || (first != UNCERTAIN && value != first))
            return false;
        first = value;
    }
    return true;
}

/* Is this origin of the table better than all that it may learn, by steps before `end`? */
static bool wins(const struct order *o, const struct inward *in, uint32_t table,
                 const struct ir_origin *origin, enum ir_step end)
{
    uint32_t node = o->work->node[table];
    const enum ir_step *step = o->ir->tables[table].rank;
    for (; *step != IR_STEP_END && *step != end; step++) {
        bool behind = false, before = true;
        for (uint32_t i = in->by_table.start[node]; i < in->by_table.start[node + 1]; i++) {
            const struct ir_session *s = &o->ir->sessions[o->sessions.at[in->by_table.targets[i]].session];
            uint64_t value = step_value(o->index, *step, s);
            if (*step == IR_STEP_ORIGIN)
                return true;
            if (*step != IR_STEP_RANK) {
                uint64_t own = *step == IR_STEP_LOCAL_PREF ? IR_LOCAL_PREF_DEFAULT : 0;
                behind |= value != own;
                before = false;
                continue;
            }
            behind |= origin->rank > s->rank;
            before &= origin->rank < s->rank;
        }
        if (before || behind)
            return before && !behind;
    }
    return false;
}

static bool holds_with_table(const struct ir *ir, const struct ir_origin *o)
{
    uint32_t element = ir->tables[o->table].element;
    return o->guard.count == 0 || (o->guard.count == 1 && o->guard.elements[0] == element);
}

static void find_sure(struct order *o, const struct inward *in)
{
    for (uint32_t i = o->index->origins.start[o->prefix]; i < o->index->origins.start[o->prefix + 1]; i++) {
        const struct ir_origin *origin = &o->ir->origins[o->index->origins.targets[i]];
        if (holds_with_table(o->ir, origin) && wins(o, in, origin->table, origin, IR_STEP_END))
            o->sure[origin->table] = true;
    }
}

/* Do the origins of the table win, and are their AS paths empty if they have to? */
static bool origins_win(const struct order *o, const struct inward *in, uint32_t table, enum ir_step distance)
{
    for (uint32_t i = o->index->origins.start[o->prefix]; i < o->index->origins.start[o->prefix + 1]; i++) {
        const struct ir_origin *origin = &o->ir->origins[o->index->origins.targets[i]];
        if (origin->table != table)
            continue;
        if (!wins(o, in, table, origin, distance) ||
            (distance == IR_STEP_METRIC && origin->as_path_count > 0))
            return false;
    }
    return true;
}

static bool compares_first(const struct order *o, const struct inward *in, uint32_t node,
                           enum ir_step distance)
{
    uint32_t table = o->tables.at[node];
    const enum ir_step *step = o->ir->tables[table].rank;
    bool known = (distance == IR_STEP_PATH_LENGTH ? o->index->ties_by_path : o->index->ties_by_metric)[table];
    for (; *step != IR_STEP_END && *step != distance; step++)
        if (!known && !ties(o, in, node, *step))
            return false;
    return *step == distance && origins_win(o, in, table, distance);
}

/* ---- cycles ---- */

/* All that the table may learn comes along internal links, and leaves AS paths alone. */
static bool all_internal(const struct order *o, const struct inward *in, uint32_t node)
{
    for (uint32_t i = in->by_table.start[node]; i < in->by_table.start[node + 1]; i++) {
        const struct brief *s = brief_at(o, in->by_table.targets[i]);
        if (!s->is_igp || s->most > 0)
            return false;
    }
    return true;
}

/* The distance of a cycle's tables, by one session on it. */
static enum order_distance distance_by(const struct brief *s)
{
    return s->is_igp ? ORDER_METRIC : ORDER_PATH;
}

static bool is_ordered(struct order *o, const struct inward *in, const struct scc *scc, uint32_t c)
{
    struct order_work *w = o->work;
    enum order_distance distance = ORDER_NONE;
    for (uint32_t i = scc->first[c]; i < scc->first[c + 1]; i++)
        for (uint32_t k = in->by_table.start[scc->members[i]]; k < in->by_table.start[scc->members[i] + 1];
             k++) {
            const struct brief *s = brief_at(o, in->by_table.targets[k]);
            if (scc->component[w->node[s->from]] != c || o->sure[s->to])
                continue;
            if (distance != ORDER_NONE && distance != distance_by(s))
                return false;
            distance = distance_by(s);
            if (distance == ORDER_PATH && s->least == 0)
                return false;
        }
    for (uint32_t i = scc->first[c]; i < scc->first[c + 1]; i++) {
        uint32_t node = scc->members[i];
        if (distance == ORDER_METRIC && !all_internal(o, in, node))
            return false;
        if (!compares_first(o, in, node, distance == ORDER_PATH ? IR_STEP_PATH_LENGTH : IR_STEP_METRIC))
            return false;
        o->distance[o->tables.at[node]] = distance;
    }
    return true;
}

static struct scc cycles_of(const struct order *o)
{
    struct order_work *w = o->work;
    struct scc_edge *edges = arena_array(w->scratch, struct scc_edge, o->sessions.count);
    uint32_t count = 0;
    for (uint32_t i = 0; i < o->sessions.count; i++) {
        const struct brief *s = brief_at(o, i);
        if (!o->sure[s->to])
            edges[count++] = (struct scc_edge){w->node[s->from], w->node[s->to]};
    }
    return scc_find(w->scratch, scc_graph_of(w->scratch, o->tables.count, edges, count));
}

static void find_distances(struct order *o)
{
    struct inward in = inward_of(o);
    find_sure(o, &in);
    struct scc scc = cycles_of(o);
    o->settles = true;
    for (uint32_t c = 0; c < scc.count && o->settles; c++)
        o->settles = !scc.cyclic[c] || is_ordered(o, &in, &scc, c);
}

/* The AS numbers that the origins' paths hold; NULL: none. */
static struct map *first_numbers(const struct order *o)
{
    struct map *numbers = NULL;
    for (uint32_t i = o->index->origins.start[o->prefix]; i < o->index->origins.start[o->prefix + 1]; i++) {
        const struct ir_origin *origin = &o->ir->origins[o->index->origins.targets[i]];
        for (uint32_t k = 0; k < origin->as_path_count; k++) {
            if (!numbers)
                numbers = map_new(o->work->scratch);
            map_put(numbers, &origin->as_path[k], sizeof origin->as_path[k], 1);
        }
    }
    return numbers;
}

/* May the loop check at the receiver drop what has not passed it? */
static bool drops_others(const struct order *o, const struct brief *s, const struct map *first)
{
    uint32_t asn = o->ir->tables[s->to].asn;
    return s->loop_check &&
           (o->index->shared_number[s->to] || (first && map_get(first, &asn, sizeof asn, NULL)));
}

/* What a table has from an announcer it does not tell the speaker, though the speaker itself has told it nothing. */
static void close_reverse(struct order *o, const struct ir_session *s)
{
    if (o->ir->tables[s->from].kind != IR_ANNOUNCER || s->reverse == IR_NONE)
        return;
    uint32_t place = o->work->place[s->reverse];
    if (place)
        o->sessions.at[place - 1].open = false;
}

static void finish_sessions(struct order *o)
{
    const struct map *first = first_numbers(o);
    for (uint32_t i = 0; i < o->sessions.count; i++) {
        struct order_session *e = &o->sessions.at[i];
        const struct brief *s = &o->index->brief[e->session];
        if (o->ir->next_hop_count > 0 || s->has_via || drops_others(o, s, first))
            e->open = false;
        e->numbers = s->most;
        e->longer = s->longer;
        close_reverse(o, &o->ir->sessions[e->session]);
    }
}

static void look(struct order *o, uint32_t prefix, const struct scc_graph *out)
{
    struct order_work *w = o->work;
    forget(o);
    o->prefix = prefix;
    w->scratch = arena_create();
    explore(o, out);
    find_distances(o);
    finish_sessions(o);
    if (!o->settles)
        for (uint32_t i = 0; i < o->tables.count; i++)
            o->distance[o->tables.at[i]] = ORDER_NONE;
    arena_destroy(w->scratch);
    w->scratch = NULL;
}

void order_look(struct order *o, uint32_t prefix)
{
    look(o, prefix, &o->index->inner);
}

void order_look_all(struct order *o, uint32_t prefix)
{
    look(o, prefix, &o->index->out);
}

const struct order_session *order_session(const struct order *o, uint32_t session)
{
    uint32_t place = o->work->place[session];
    return place ? &o->sessions.at[place - 1] : NULL;
}
