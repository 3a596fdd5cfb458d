/*
 * routing: writes selection and announcement down, one group of equal candidates after the other,
 * dependencies first.
 *
 * Three kinds of facts depend on each other, each a node of one graph: that a state is offered (on the groups it
 * comes from), that one of a class of rivals is offered or of those with lower MED (on their offers), and what
 * of a group is selected and announced (on its members' offers, on their rivals, on the group before it). So
 * MED, by which a route can keep another from being selected that would win later steps, makes cycles seen as
 * such.
 *
 * The choice among equals is written without constraints: a preference variable per alternative, tried in
 * order, and the last one that is selected is taken when none is preferred. So every assignment of the
 * preferences is a choice and every choice is some assignment. Equals that are announced alike form one
 * alternative; a table with one alternative needs no variable at all.
 */
#include "solver/routing.h"

#include "base/scc.h"
#include "solver/rivals.h"

struct writer {
    struct query *q;
    struct formula *f;
    const struct states *states;
    struct rivals rivals;
    int32_t *offered, *selected, *announced; /* by state */
    int32_t *definition;                     /* by state whose `offered` is a variable */
    int32_t *better;   /* by group: something in an earlier group of the table survives */
    int32_t *some;     /* by group: something in it is offered and survives MED */
    int32_t *lowest;   /* by class of rivals: something in it or a lower one is offered */
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
        if (c->session != d->session || c->result != d->result || c->when != d->when)
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
    uint32_t first, end;
    states_groups(w->states, table, &first, &end);
    return group == first;
}

/* It is offered and no rival with lower MED is. (Where something better is offered before MED is looked at, it
 * does not matter whether it survives.) */
static int32_t survives(struct writer *w, uint32_t s)
{
    uint32_t lower = w->rivals.beaten_by[s];
    return lower == IR_NONE ? w->offered[s] : formula_and2(w->f, w->offered[s], -w->lowest[lower]);
}

static void write_rivals(struct writer *w, uint32_t class)
{
    const struct rival_class *c = &w->rivals.classes.at[class];
    int32_t some = c->lower == IR_NONE ? FORMULA_FALSE : w->lowest[c->lower];
    for (uint32_t i = 0; i < c->count; i++)
        some = formula_or2(w->f, some, w->offered[w->rivals.members[c->first + i]]);
    w->lowest[class] = some;
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
        int32_t left = survives(w, s);
        w->some[group] = formula_or2(w->f, w->some[group], left);
        w->selected[s] = formula_and2(w->f, left, -w->better[group]);
    }
    write_announced(w, members, g->count);
}

static void offer(struct writer *w, uint32_t s, bool cyclic)
{
    w->offered[s] = cyclic ? query_var(w->q, QUERY_OFFERED, w->states->prefix, s) : offered_when(w, s);
}

static void constrain(struct writer *w, uint32_t s)
{
    w->definition[s] = offered_when(w, s);
    int32_t differs = formula_xor(w->f, w->offered[s], w->definition[s]);
    if (differs != FORMULA_FALSE)
        vec_push(w->q->arena, &w->q->constraints, -differs);
}

/*
 * Nodes of the graph of dependencies: first the groups, then the states in `order`, then the classes of rivals.
 */
static uint32_t first_offer(const struct writer *w)
{
    return w->states->groups.count;
}

static uint32_t first_class(const struct writer *w)
{
    return w->states->groups.count + w->states->at.count;
}

struct edges {
    struct scc_edge *at;
    uint32_t count;
};

static void depend(struct edges *e, uint32_t node, uint32_t on)
{
    e->at[e->count++] = (struct scc_edge){node, on};
}

static void depend_groups(const struct writer *w, struct edges *e)
{
    for (uint32_t g = 0; g < w->states->groups.count; g++) {
        const struct state_group *group = &w->states->groups.at[g];
        if (!is_first(w, g))
            depend(e, g, g - 1);
        for (uint32_t i = group->first; i < group->first + group->count; i++) {
            uint32_t lower = w->rivals.beaten_by[w->states->order[i]];
            depend(e, g, first_offer(w) + i);
            if (lower != IR_NONE)
                depend(e, g, first_class(w) + lower);
        }
    }
}

static void depend_offers(const struct writer *w, struct edges *e)
{
    const struct states *st = w->states;
    for (uint32_t i = 0; i < st->at.count; i++) {
        uint32_t s = st->order[i];
        for (uint32_t k = st->source_start[s]; k < st->source_start[s + 1]; k++)
            depend(e, first_offer(w) + i, st->at.at[st->sources[k]].group);
    }
}

/* `place`: by state, its index in `order`. */
static void depend_classes(const struct writer *w, struct edges *e, const uint32_t *place)
{
    for (uint32_t c = 0; c < w->rivals.classes.count; c++) {
        const struct rival_class *class = &w->rivals.classes.at[c];
        if (class->lower != IR_NONE)
            depend(e, first_class(w) + c, first_class(w) + class->lower);
        for (uint32_t i = 0; i < class->count; i++)
            depend(e, first_class(w) + c, first_offer(w) + place[w->rivals.members[class->first + i]]);
    }
}

static struct scc dependencies(const struct writer *w)
{
    const struct states *st = w->states;
    struct arena *arena = w->q->arena;
    uint32_t *place = arena_array(arena, uint32_t, st->at.count);
    for (uint32_t i = 0; i < st->at.count; i++)
        place[st->order[i]] = i;
    uint32_t nodes = first_class(w) + w->rivals.classes.count;
    /* one before: groups and classes; offers: in groups and in classes; a lower class: states; sources */
    uint32_t most = nodes + 2 * st->at.count + st->source_start[st->at.count];
    struct edges e = {arena_array(arena, struct scc_edge, most), 0};
    depend_groups(w, &e);
    depend_offers(w, &e);
    depend_classes(w, &e, place);
    return scc_find(arena, scc_graph_of(arena, nodes, e.at, e.count));
}

/* What kind of fact a member of a component is decides when it is written: offers, then classes, then groups. */
static void write_component(struct writer *w, const struct scc *scc, uint32_t c)
{
    uint32_t offers = first_offer(w), classes = first_class(w);
    const uint32_t *m = scc->members + scc->first[c];
    uint32_t count = scc->first[c + 1] - scc->first[c];
    for (uint32_t i = 0; i < count; i++)
        if (m[i] >= offers && m[i] < classes)
            offer(w, w->states->order[m[i] - offers], scc->cyclic[c]);
    for (uint32_t i = 0; i < count; i++)
        if (m[i] >= classes)
            write_rivals(w, m[i] - classes);
    for (uint32_t i = 0; i < count; i++)
        if (m[i] < offers)
            write_group(w, m[i]);
    for (uint32_t i = 0; scc->cyclic[c] && i < count; i++)
        if (m[i] >= offers && m[i] < classes)
            constrain(w, w->states->order[m[i] - offers]);
}

static const struct routing *write_routing(struct query *q, const struct states *states)
{
    uint32_t count = states->at.count;
    enum claim_kind kind = q->claim->kind;
    struct writer w = {
        .q = q,
        .f = q->formula,
        .states = states,
        .rivals = rivals_of(q->arena, q->ir, states),
        .offered = arena_array(q->arena, int32_t, count),
        .selected = arena_array(q->arena, int32_t, count),
        .announced = arena_array(q->arena, int32_t, count),
        .definition = arena_array(q->arena, int32_t, count),
        .better = arena_array(q->arena, int32_t, states->groups.count),
        .some = arena_array(q->arena, int32_t, states->groups.count),
        .compare_sent = kind == CLAIM_ADVERTISES || kind == CLAIM_NOT_ADVERTISES,
    };
    w.lowest = arena_array(q->arena, int32_t, w.rivals.classes.count);
    struct routing *r = arena_new(q->arena, struct routing);
    *r = (struct routing){.states = states,
                          .offered = w.offered,
                          .selected = w.selected,
                          .announced = w.announced,
                          .definition = w.definition};
    q->routings[states->prefix] = r;
    r->first_constraint = q->constraints.count;
    struct scc scc = dependencies(&w);
    for (uint32_t c = 0; c < scc.count; c++)
        write_component(&w, &scc, c);
    r->cyclic = scc.any_cyclic;
    r->constraint_count = q->constraints.count - r->first_constraint;
    return r;
}

const struct routing *routing_again(struct query *q, const struct routing *r)
{
    const struct routing *again = write_routing(q, r->states);
    q->routings[r->states->prefix] = r;
    return again;
}

const struct routing *routing_of(struct query *q, uint32_t prefix)
{
    if (q->problem)
        return NULL;
    if (q->routings[prefix])
        return q->routings[prefix];
    char text[PREFIX_TEXT_MAX];
    prefix_print(q->ir->prefixes[prefix], text);
    q->exploring[prefix] = true;
    const struct states *states = states_explore(q, prefix);
    q->exploring[prefix] = false;
    q->states += states->at.count;
    if (q->total_limit && q->states > q->total_limit)
        q->problem = arena_printf(q->arena, "routing has more than %llu states in all, which is the limit",
                                  (unsigned long long)q->total_limit);
    else if (states->result == STATES_TOO_MANY)
        q->problem = arena_printf(
            q->arena, "routing for %s has more than %u states, which is the limit (--limit states)", text,
            q->state_limit);
    else if (states->result == STATES_CYCLIC)
        q->problem = arena_printf(q->arena, "a route for %s can come back unchanged to where it was", text);
    else if (states->result == STATES_TOO_LONG)
        q->problem =
            arena_printf(q->arena, "an AS path for %s may have more than %u numbers, which is the limit",
                         text, IR_PATH_MAX);
    if (q->problem)
        return NULL;
    vec_push(q->arena, &q->prefixes, prefix);
    return write_routing(q, states);
}
