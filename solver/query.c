/*
 * query: making one, and naming its variables.
 */
#include "solver/query.h"

#include "solver/routing.h"

/* Everything but the situation. */
static struct query *start(struct arena *arena, const struct adjacency *net, const struct claim *claim,
                           uint32_t state_limit)
{
    struct query *q = arena_new(arena, struct query);
    q->arena = q->scratch = arena;
    q->net = net;
    q->ir = net->ir;
    q->claim = claim;
    q->formula = formula_new(arena);
    q->state_limit = state_limit;
    q->routings = arena_array(arena, const struct routing *, net->ir->prefix_count);
    q->exploring = arena_array(arena, bool, net->ir->prefix_count);
    q->forwardings = map_new(arena);
    q->decisions = map_new(arena);
    q->position_limit = q->ir->packets_matter ? QUERY_POSITION_LIMIT : QUERY_PLAIN_POSITION_LIMIT;
    return q;
}

struct query *query_new(struct arena *arena, const struct adjacency *net, const struct claim *claim,
                        const struct bits *down, uint32_t state_limit)
{
    struct query *q = start(arena, net, claim, state_limit);
    q->situation = down ? situation_fixed(arena, q->formula, net->ir, *down)
                        : situation_of_claim(arena, q->formula, net->ir, claim);
    return q;
}

struct query *query_new_removals(struct arena *arena, const struct adjacency *net, const struct claim *claim,
                                 const struct declarations *declared, const bool *may_go,
                                 uint32_t state_limit)
{
    struct query *q = start(arena, net, claim, state_limit);
    int32_t *gone = arena_array(arena, int32_t, declared->count);
    for (uint32_t d = 0; d < declared->count; d++)
        gone[d] = may_go[d] ? query_var(q, QUERY_GONE, d, 0) : FORMULA_FALSE;
    q->situation = situation_of_removals(arena, q->formula, net->ir, claim, declared, gone);
    return q;
}

int32_t query_session_guard(struct query *q, uint32_t session)
{
    if (!q->session_guards)
        q->session_guards = arena_array(q->arena, int32_t, q->ir->session_count);
    if (!q->session_guards[session])
        q->session_guards[session] = situation_guard(&q->situation, q->ir->sessions[session].guard);
    return q->session_guards[session];
}

int32_t query_var(struct query *q, enum query_var_kind kind, uint32_t a, uint32_t b)
{
    uint32_t tag = QUERY_VARS + q->vars.count;
    vec_push(q->arena, &q->vars, ((struct query_var){kind, a, b}));
    return formula_var(q->formula, tag);
}

bool query_count_position(struct query *q)
{
    if (q->positions < q->position_limit) {
        q->positions++;
        return true;
    }
    if (!q->problem)
        q->problem =
            arena_printf(q->arena, "the ways of the packets have more than %u positions, which is the limit",
                         q->position_limit);
    return false;
}

/* "hub.er-gw 10.0.0.0/8 from er1.primary" */
static const char *state_name(const struct query *q, uint32_t prefix, uint32_t state)
{
    char text[PREFIX_TEXT_MAX];
    const struct candidate *c = &q->routings[prefix]->states->at.at[state].is;
    const char *from =
        c->session == IR_NONE ? "itself" : q->ir->tables[q->ir->sessions[c->session].from].name;
    return arena_printf(q->arena, "%s %s from %s", q->ir->tables[c->table].name,
                        prefix_print(q->ir->prefixes[prefix], text), from);
}

static const char *table_name(const struct query *q, uint32_t table)
{
    return table == IR_NONE ? "the Internet" : q->ir->tables[table].name;
}

const char *query_var_name(const struct query *q, uint32_t node)
{
    uint32_t tag = formula_tag(q->formula, node);
    if (tag < QUERY_VARS)
        return arena_printf(q->arena, "fails %s", q->ir->elements[tag].name);
    const struct query_var *v = &q->vars.at[tag - QUERY_VARS];
    switch (v->kind) {
    case QUERY_OFFERED:
        return arena_printf(q->arena, "candidate %s", state_name(q, v->a, v->b));
    case QUERY_PREFERS:
        return arena_printf(q->arena, "announce %s", state_name(q, v->a, v->b));
    case QUERY_BRANCH:
        return arena_printf(q->arena, "branch at %s hop %u", table_name(q, v->a), v->b);
    case QUERY_ON_PATH:
        return arena_printf(q->arena, "passes %s", table_name(q, v->a));
    case QUERY_PROGRESS:
        return arena_printf(q->arena, "progress at %s %u", table_name(q, v->a), v->b);
    case QUERY_GONE:
        return arena_printf(q->arena, "without %s", q->situation.declared->at[v->a].text);
    }
    return "";
}
