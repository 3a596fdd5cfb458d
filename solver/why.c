/*
 * why: the claim's question once more, with a variable for each declaration that may be taken away, and exactly one of
 * them taken away. Most circuits are small enough to be evaluated for everything that can be, 64 declarations at a time: a
 * declaration for which none of these solves the circuit is not needed. For larger ones only environments with at most
 * one failure are tried, and what is left goes to Z3: each solution names one more, until there is none.
 */
#include "solver/why.h"

#include "compiler/simulate.h"
#include "solver/claims.h"
#include "solver/search.h"
#include "solver/stable.h"

#define STATE_LIMIT                                                                                          \
    20000u /* route states of all prefixes, beyond which nobody is told what a proof rests on */
#define POSITION_LIMIT 20000u     /* and positions of packets */
#define EVALUATION_LIMIT 8000000u /* gates (64 situations at once) to evaluate before Z3 is asked */

struct why {
    struct judge *j;
    struct arena *arena;
    struct query *q;
    int32_t root;
    VEC(uint32_t) open;     /* declarations that the root depends on and that are not known to be needed */
    VEC(uint32_t) failures; /* nodes of the elements that may fail, as far as they matter */
    uint32_t most;          /* so many of them may fail together */
    VEC(uint32_t) choices;  /* nodes of everything else that is free and matters */
    bool *needed;           /* by declaration */
    uint64_t *values;
    const char *gap;
};

/* What a claim about flows takes for granted: address space. */
static const bool *may_go(struct why *w, const struct claim *claim)
{
    const struct declarations *d = w->j->declared;
    bool *may = arena_array(w->arena, bool, d->count);
    for (uint32_t i = 0; i < d->count; i++)
        may[i] = !(d->at[i].is_space && claim_is_flow(claim->kind));
    return may;
}

/* Write the question; false when a limit forbids it, or nothing taken away ever matters. */
static bool encode(struct why *w, const struct claim *claim)
{
    w->q = query_new_removals(w->arena, w->j->net, claim, w->j->declared, may_go(w, claim),
                              w->j->options.state_limit);
    w->q->total_limit = STATE_LIMIT;
    if (w->q->state_limit > STATE_LIMIT)
        w->q->state_limit = STATE_LIMIT;
    w->q->position_limit = POSITION_LIMIT;
    stable_require(w->q, w->j->suspects);
    int32_t violated = claims_violated(w->q);
    w->gap = w->q->problem;
    if (w->gap)
        return false;
    w->root = search_root(w->q, violated);
    return w->root != FORMULA_FALSE;
}

/* Sort the elements that may change: failures, which budgets pay for, and what is free. */
static void sort_changes(struct why *w, const struct search_changes *changes)
{
    const struct ir *ir = w->q->ir;
    uint64_t most = 0;
    for (uint32_t i = 0; i < changes->count; i++) {
        int32_t lit = changes->lits[i];
        if (ir->elements[changes->elements[i]].classes & IR_CLASSES_FREE)
            vec_push(w->arena, &w->choices, formula_node(lit));
        else
            vec_push(w->arena, &w->failures, formula_node(lit));
    }
    for (uint32_t b = 0; b < CLAIM_BUDGETS_MAX; b++)
        most += w->q->claim->budgets[b].most;
    w->most = most < w->failures.count ? (uint32_t)most : w->failures.count;
}

/* What the root depends on; from here on it holds in admitted environments alone. */
static void look_at_cone(struct why *w)
{
    const struct formula *f = w->q->formula;
    const struct situation *s = &w->q->situation;
    struct search_changes changes = search_changes_of(w->q, w->root);
    sort_changes(w, &changes);
    w->root = formula_and2(w->q->formula, w->root, changes.admitted);
    uint32_t nodes = formula_nodes(f);
    bool *cone = arena_array(w->arena, bool, nodes + 1);
    formula_cone(f, w->root, cone);
    for (uint32_t i = 0; i < changes.count; i++)
        cone[formula_node(changes.lits[i])] = false;
    for (uint32_t d = 0; d < s->declared->count; d++)
        if (s->gone[d] != FORMULA_FALSE && cone[formula_node(s->gone[d])]) {
            vec_push(w->arena, &w->open, d);
            cone[formula_node(s->gone[d])] = false;
        }
    for (uint32_t n = 2; n <= nodes; n++)
        if (cone[n] && formula_is_var(f, n))
            vec_push(w->arena, &w->choices, n);
}

static void drop_needed(struct why *w)
{
    uint32_t left = 0;
    for (uint32_t i = 0; i < w->open.count; i++)
        if (!w->needed[w->open.at[i]])
            w->open.at[left++] = w->open.at[i];
    w->open.count = left;
}

/* Evaluate with open declarations `first` .. `first` + 63 each taken away by itself, in the environment of `values`. */
static void try_block(struct why *w, uint32_t first)
{
    const int32_t *gone = w->q->situation.gone;
    uint32_t count = w->open.count - first < 64 ? w->open.count - first : 64;
    for (uint32_t i = 0; i < count; i++)
        w->values[formula_node(gone[w->open.at[first + i]])] = (uint64_t)1 << i;
    formula_evaluate_many(w->q->formula, w->values);
    uint64_t so = w->values[formula_node(w->root)];
    if (w->root < 0)
        so = ~so;
    for (uint32_t i = 0; i < count; i++) {
        w->needed[w->open.at[first + i]] |= (so >> i) & 1;
        w->values[formula_node(gone[w->open.at[first + i]])] = 0;
    }
}

/* In the environment of `values`, with all that the choices from `from` on can be; or, without `all`, with the first
 * of these. */
static void try_choices(struct why *w, uint32_t from, bool all)
{
    if (!all || from == w->choices.count) {
        for (uint32_t first = 0; first < w->open.count; first += 64)
            try_block(w, first);
        drop_needed(w);
        return;
    }
    for (uint32_t value = 0; value < 2 && w->open.count > 0; value++) {
        w->values[w->choices.at[from]] = value ? UINT64_MAX : 0;
        try_choices(w, from + 1, all);
    }
    w->values[w->choices.at[from]] = 0;
}

/* In the environment of `values`, and in those in which at most `more` of the failures from `from` on are added. */
static void try_environments(struct why *w, uint32_t from, uint32_t more, bool all)
{
    try_choices(w, 0, all);
    for (uint32_t i = from; more > 0 && i < w->failures.count && w->open.count > 0; i++) {
        uint32_t node = w->failures.at[i];
        w->values[node] = UINT64_MAX;
        try_environments(w, i + 1, more - 1, all);
        w->values[node] = 0;
    }
}

/* So many environments have at most `most` of the failures; UINT64_MAX for more than anybody would try. */
static uint64_t environments(uint32_t failures, uint32_t most)
{
    uint64_t sum = 1, choices = 1;
    for (uint32_t k = 1; k <= most && sum < EVALUATION_LIMIT; k++) {
        choices = choices * (failures - k + 1) / k;
        sum += choices;
    }
    return sum;
}

/* Try everything, or where that is too much the environments with one failure. Returns whether it was everything. */
static bool evaluate(struct why *w)
{
    uint64_t nodes = formula_nodes(w->q->formula), blocks = (w->open.count + 63) / 64;
    uint64_t work = environments(w->failures.count, w->most) * blocks * nodes;
    bool all = w->choices.count < 20 && work <= EVALUATION_LIMIT >> w->choices.count;
    w->values = arena_array(w->arena, uint64_t, nodes + 1);
    try_environments(w, 0, all || w->most == 0 ? w->most : 1, all);
    return all;
}

static int32_t *open_literals(const struct why *w)
{
    int32_t *lits = arena_array(w->arena, int32_t, w->open.count);
    for (uint32_t i = 0; i < w->open.count; i++)
        lits[i] = w->q->situation.gone[w->open.at[i]];
    return lits;
}

/* One of those that are open is taken away, and nothing else: a solution tells which. */
static void ask(struct why *w)
{
    struct query *q = w->q;
    struct z3x *z = w->j->z3;
    int32_t *lits = open_literals(w);
    uint32_t count = w->open.count;
    int32_t one = formula_at_most_one(q->formula, lits, count);
    for (uint32_t d = 0; d < q->situation.declared->count; d++)
        if (w->needed[d])
            one = formula_and2(q->formula, one, -q->situation.gone[d]);
    z3x_begin(z, q->arena, q->formula);
    z3x_assert(z, formula_and2(q->formula, w->root, one));
    enum z3x_result result = Z3X_SAT;
    while (result == Z3X_SAT && w->open.count > 0) {
        int32_t some = formula_or(q->formula, open_literals(w), w->open.count);
        result = z3x_check(z, &some, 1);
        if (result != Z3X_SAT)
            break;
        bool *values = arena_array(w->arena, bool, formula_nodes(q->formula) + 1);
        z3x_values(z, values);
        for (uint32_t i = 0; i < w->open.count; i++)
            w->needed[w->open.at[i]] = formula_value(values, q->situation.gone[w->open.at[i]]);
        uint32_t before = w->open.count;
        drop_needed(w);
        if (w->open.count == before) {
            w->gap = "Z3's solution does not solve the query";
            break;
        }
    }
    if (result == Z3X_UNKNOWN || result == Z3X_ERROR)
        w->gap = z3x_reason(z);
    z3x_end(z);
}

struct because why_needs(struct judge *j, struct arena *arena, const struct claim *claim)
{
    const struct declarations *d = j->declared;
    struct why w = {.j = j, .arena = arena, .needed = arena_array(arena, bool, d->count)};
    if (encode(&w, claim)) {
        look_at_cone(&w);
        if (!evaluate(&w) && w.open.count > 0)
            ask(&w);
    }
    VEC(struct cause) reasons = {0};
    for (uint32_t i = 0; i < d->count; i++)
        if (w.needed[i])
            vec_push(arena, &reasons,
                     ((struct cause){.text = d->at[i].text, .rule = IR_NONE, .because = d->at[i].span}));
    return (struct because){.kind = BECAUSE_NEEDS,
                            .at = reasons.at,
                            .count = reasons.count,
                            .gap = w.gap ? arena_strdup(arena, w.gap) : ""};
}

/* ---- where things stop ---- */

/* The state in which only what the claim names is down; that of claims which name nothing is kept for the next. */
static const struct sim_state *calm_state(struct judge *j, struct arena *arena, const struct claim *claim)
{
    const struct ir *ir = j->net->ir;
    if (claim->down_count == 0 && j->calm)
        return j->calm;
    struct arena *into = claim->down_count == 0 ? j->arena : arena;
    struct bits down = bits_new(into, ir->element_count);
    for (uint32_t i = 0; i < claim->down_count; i++)
        bits_add(down, claim->down[i]);
    const struct sim_state *state = sim_follow(into, ir, down, NULL, 0);
    if (claim->down_count == 0)
        j->calm = state;
    return state;
}

struct because why_stops(struct judge *j, struct arena *arena, const struct claim *claim)
{
    const struct sim_state *state = calm_state(j, arena, claim);
    struct because because = sim_cut(arena, state, claim);
    if (sim_lacks_state(state))
        return (struct because){.kind = BECAUSE_STOPS, .gap = "the routing without failures does not settle"};
    return because;
}
