/*
 * order: which sessions may carry a prefix, by a worklist over the tags that tables may have; then the cycles among
 * them, one by one. Assumes a verified network. Everything that depends on the prefix alone is kept by table and by
 * session in arrays that are made once, and what was touched is cleared before the next prefix.
 */
#include "compiler/order_internal.h"

#include "base/guard.h"

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

/* As `order_passes`, without working it out again where the prefix does not matter. */
static enum likely passes_again(struct order *o, uint32_t session, struct tags *tags)
{
    struct passage *p = &o->work->passages[session];
    if (p->known && p->before.may == tags->may && p->before.must == tags->must) {
        *tags = p->after;
        return (enum likely)p->likely;
    }
    p->before = *tags;
    p->likely = (uint8_t)order_passes(o, &o->ir->sessions[session], tags);
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
        guard_tick();
        q.first = (q.first + 1) % o->ir->table_count;
        q.count--;
        w->queued[table] = false;
        for (uint32_t i = out->start[table]; i < out->start[table + 1]; i++)
            pass_on(o, &q, out->targets[i]);
    }
}

/* ---- cycles ---- */

static struct inward inward_of(const struct order *o)
{
    struct order_work *w = o->work;
    struct scc_edge *edges = arena_array(w->scratch, struct scc_edge, o->sessions.count);
    for (uint32_t i = 0; i < o->sessions.count; i++)
        edges[i] = (struct scc_edge){w->node[o->index->brief[o->sessions.at[i].session].to], i};
    return (struct inward){scc_graph_of(w->scratch, o->tables.count, edges, o->sessions.count)};
}

/* All that the table may learn comes along internal links, and leaves AS paths alone. */
static bool all_internal(const struct order *o, const struct inward *in, uint32_t node)
{
    for (uint32_t i = in->by_table.start[node]; i < in->by_table.start[node + 1]; i++) {
        const struct brief *s = order_brief(o, in->by_table.targets[i]);
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
            const struct brief *s = order_brief(o, in->by_table.targets[k]);
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
        if (!order_compares_first(o, in, node, distance == ORDER_PATH ? IR_STEP_PATH_LENGTH : IR_STEP_METRIC))
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
        const struct brief *s = order_brief(o, i);
        if (!o->sure[s->to])
            edges[count++] = (struct scc_edge){w->node[s->from], w->node[s->to]};
    }
    return scc_find(w->scratch, scc_graph_of(w->scratch, o->tables.count, edges, count));
}

static void find_distances(struct order *o)
{
    struct inward in = inward_of(o);
    order_find_sure(o, &in);
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
