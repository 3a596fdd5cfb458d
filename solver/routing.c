/*
 * routing: writes selection and announcement down, one group of equal candidates after the other,
 * dependencies first.
 *
 * The choice among equals is written without constraints: a preference variable per alternative, tried in
 * order, and the last one that is selected is taken when none is preferred. So every assignment of the
 * preferences is a choice and every choice is some assignment. Equals that are announced alike form one
 * alternative; a table with one alternative needs no variable at all.
 */
#include "solver/routing.h"

#include "solver/scc.h"

struct writer {
    struct query *q;
    struct formula *f;
    const struct states *states;
    int32_t *offered, *selected, *announced; /* by state */
    int32_t *better;   /* by group: something in an earlier group of the table is offered */
    int32_t *some;     /* by group: something in it is offered */
    bool compare_sent; /* at the claim's table: what is sent matters, accepted or not */
};

static const struct state *state_at(const struct writer *w, uint32_t s)
{
    return &w->states->at.at[s];
}

/* The definition of `offered`. */
static int32_t offered_when(struct writer *w, uint32_t s)
{
    const struct state *state = state_at(w, s);
    if (state->is.session == IR_NONE)
        return state->guard;
    uint32_t first = w->states->source_start[s], count = w->states->source_start[s + 1] - first;
    int32_t *sources = arena_array(w->q->arena, int32_t, count);
    for (uint32_t i = 0; i < count; i++)
        sources[i] = w->announced[w->states->sources[first + i]];
    return formula_and2(w->f, state->guard, formula_or(w->f, sources, count));
}

/* The next crossing of a state from index *i on whose fate can be told; NULL: no more. */
static const struct crossing *next_crossing(const struct writer *w, const struct state *s, uint32_t *i,
                                            bool sent)
{
    while (*i < s->crossing_count) {
        const struct crossing *c = &w->states->crossings.at[s->first_crossing + (*i)++];
        if (sent || c->result != IR_NONE)
            return c;
    }
    return NULL;
}

/* Would nobody notice which of the two is announced? */
static bool announced_alike(const struct writer *w, uint32_t a, uint32_t b)
{
    const struct state *s = state_at(w, a), *t = state_at(w, b);
    bool sent = w->compare_sent && s->is.table == w->q->claim->table;
    for (uint32_t i = 0, j = 0;;) {
        const struct crossing *c = next_crossing(w, s, &i, sent), *d = next_crossing(w, t, &j, sent);
        if (!c || !d)
            return c == d;
        if (c->session != d->session || c->result != d->result)
            return false;
    }
}

/* Equals that are announced alike. */
struct alternative {
    uint32_t sample;  /* its first state */
    int32_t possible; /* one of them is selected */
    int32_t chosen;
};

static uint32_t alternative_of(const struct writer *w, const struct alternative *at, uint32_t count,
                               uint32_t state)
{
    uint32_t i = 0;
    while (i < count && !announced_alike(w, at[i].sample, state))
        i++;
    return i;
}

/* Exactly one of the alternatives is chosen when one is possible at all. */
static void choose(struct writer *w, struct alternative *at, uint32_t count)
{
    int32_t *later = arena_array(w->q->arena, int32_t, count + 1);
    later[count] = FORMULA_FALSE;
    for (uint32_t i = count; i > 0; i--)
        later[i - 1] = formula_or2(w->f, later[i], at[i - 1].possible);
    int32_t open = FORMULA_TRUE; /* nothing chosen so far */
    for (uint32_t i = 0; i < count; i++) {
        int32_t free = formula_and2(w->f, open, at[i].possible);
        bool choice = free != FORMULA_FALSE && later[i + 1] != FORMULA_FALSE;
        int32_t prefers =
            choice ? query_var(w->q, QUERY_PREFERS, w->states->prefix, at[i].sample) : FORMULA_TRUE;
        at[i].chosen = formula_and2(w->f, free, formula_or2(w->f, prefers, -later[i + 1]));
        open = formula_and2(w->f, open, -at[i].chosen);
    }
}

/* Do all of these come over one session? Then at most one is offered at a time: they cannot tie. */
static bool one_session(const struct writer *w, const uint32_t *members, uint32_t count)
{
    uint32_t session = state_at(w, members[0])->is.session;
    for (uint32_t i = 0; i < count; i++)
        if (session == IR_NONE || state_at(w, members[i])->is.session != session)
            return count == 1;
    return true;
}

static void write_announced(struct writer *w, const uint32_t *members, uint32_t count)
{
    if (one_session(w, members, count)) {
        for (uint32_t i = 0; i < count; i++)
            w->announced[members[i]] = w->selected[members[i]];
        return;
    }
    struct alternative *at = arena_array(w->q->arena, struct alternative, count);
    uint32_t *of = arena_array(w->q->arena, uint32_t, count);
    uint32_t alternatives = 0;
    for (uint32_t i = 0; i < count; i++) {
        int32_t selected = w->selected[members[i]];
        of[i] = selected == FORMULA_FALSE ? UINT32_MAX : alternative_of(w, at, alternatives, members[i]);
        if (of[i] == UINT32_MAX)
            continue;
        if (of[i] == alternatives)
            at[alternatives++] = (struct alternative){members[i], FORMULA_FALSE, FORMULA_FALSE};
        at[of[i]].possible = formula_or2(w->f, at[of[i]].possible, selected);
    }
    choose(w, at, alternatives);
    for (uint32_t i = 0; i < count; i++)
        w->announced[members[i]] = of[i] == UINT32_MAX ? FORMULA_FALSE : at[of[i]].chosen;
}

/* Is the group its table's best? */
static bool is_first(const struct writer *w, uint32_t group)
{
    uint32_t table = state_at(w, w->states->order[w->states->groups.at[group].first])->is.table;
    return group == w->states->table_groups[table];
}

/* Selection and announcement of a group whose `offered` is known, like that of the groups before it. */
static void write_group(struct writer *w, uint32_t group)
{
    const struct state_group *g = &w->states->groups.at[group];
    const uint32_t *members = w->states->order + g->first;
    w->better[group] =
        is_first(w, group) ? FORMULA_FALSE : formula_or2(w->f, w->better[group - 1], w->some[group - 1]);
    w->some[group] = FORMULA_FALSE;
    for (uint32_t i = 0; i < g->count; i++) {
        uint32_t s = members[i];
        w->some[group] = formula_or2(w->f, w->some[group], w->offered[s]);
        w->selected[s] = formula_and2(w->f, w->offered[s], -w->better[group]);
    }
    write_announced(w, members, g->count);
}

static void offer_group(struct writer *w, uint32_t group, bool cyclic)
{
    const struct state_group *g = &w->states->groups.at[group];
    for (uint32_t i = 0; i < g->count; i++) {
        uint32_t s = w->states->order[g->first + i];
        bool var = cyclic && state_at(w, s)->is.session != IR_NONE;
        w->offered[s] = var ? query_var(w->q, QUERY_OFFERED, w->states->prefix, s) : offered_when(w, s);
    }
}

static void constrain_group(struct writer *w, uint32_t group)
{
    const struct state_group *g = &w->states->groups.at[group];
    for (uint32_t i = 0; i < g->count; i++) {
        uint32_t s = w->states->order[g->first + i];
        int32_t differs = formula_xor(w->f, w->offered[s], offered_when(w, s));
        if (differs != FORMULA_FALSE)
            vec_push(w->q->arena, &w->q->constraints, -differs);
    }
}

/* Which group needs which: the one before it at its table, and those that its members come from. */
static struct scc group_dependencies(const struct writer *w)
{
    const struct states *st = w->states;
    uint32_t most = st->groups.count + st->source_start[st->at.count];
    struct scc_edge *edges = arena_array(w->q->arena, struct scc_edge, most);
    uint32_t count = 0;
    for (uint32_t g = 0; g < st->groups.count; g++)
        if (!is_first(w, g))
            edges[count++] = (struct scc_edge){g, g - 1};
    for (uint32_t s = 0; s < st->at.count; s++)
        for (uint32_t i = st->source_start[s]; i < st->source_start[s + 1]; i++)
            edges[count++] = (struct scc_edge){st->at.at[s].group, st->at.at[st->sources[i]].group};
    return scc_find(w->q->arena, scc_graph_of(w->q->arena, st->groups.count, edges, count));
}

static void write_component(struct writer *w, const struct scc *scc, uint32_t c)
{
    for (uint32_t i = scc->first[c]; i < scc->first[c + 1]; i++)
        offer_group(w, scc->members[i], scc->cyclic[c]);
    for (uint32_t i = scc->first[c]; i < scc->first[c + 1]; i++)
        write_group(w, scc->members[i]);
    for (uint32_t i = scc->first[c]; scc->cyclic[c] && i < scc->first[c + 1]; i++)
        constrain_group(w, scc->members[i]);
}

static const struct routing *write_routing(struct query *q, const struct states *states)
{
    uint32_t count = states->at.count;
    enum claim_kind kind = q->claim->kind;
    struct writer w = {
        .q = q,
        .f = q->formula,
        .states = states,
        .offered = arena_array(q->arena, int32_t, count),
        .selected = arena_array(q->arena, int32_t, count),
        .announced = arena_array(q->arena, int32_t, count),
        .better = arena_array(q->arena, int32_t, states->groups.count),
        .some = arena_array(q->arena, int32_t, states->groups.count),
        .compare_sent = kind == CLAIM_ADVERTISES || kind == CLAIM_NOT_ADVERTISES,
    };
    struct routing *r = arena_new(q->arena, struct routing);
    *r = (struct routing){
        .states = states, .offered = w.offered, .selected = w.selected, .announced = w.announced};
    q->routings[states->prefix] = r;
    r->first_constraint = q->constraints.count;
    struct scc scc = group_dependencies(&w);
    for (uint32_t c = 0; c < scc.count; c++)
        write_component(&w, &scc, c);
    r->cyclic = scc.any_cyclic;
    r->constraint_count = q->constraints.count - r->first_constraint;
    return r;
}

const struct routing *routing_of(struct query *q, uint32_t prefix)
{
    if (q->problem)
        return NULL;
    if (q->routings[prefix])
        return q->routings[prefix];
    char text[PREFIX_TEXT_MAX];
    prefix_print(q->ir->prefixes[prefix], text);
    const struct states *states = states_explore(q->arena, q->net, &q->situation, prefix, q->state_limit);
    q->states += states->at.count;
    if (states->result == STATES_TOO_MANY)
        q->problem = arena_printf(q->arena, "more than %u route states for %s", q->state_limit, text);
    else if (states->result == STATES_CYCLIC)
        q->problem = arena_printf(q->arena, "a route for %s can come back unchanged to where it was", text);
    else if (states->result == STATES_TOO_LONG)
        q->problem = arena_printf(q->arena, "an AS path for %s may pass %u numbers", text, IR_PATH_MAX);
    if (q->problem)
        return NULL;
    vec_push(q->arena, &q->prefixes, prefix);
    return write_routing(q, states);
}
