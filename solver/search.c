/*
 * search: asks Z3, and makes the answer canonical: first the number of changes is lowered, then each changed
 * element is moved to the front as far as it goes. Before any of this the usual situation is tried
 * by evaluating the circuit, which most refuted claims do not survive.
 */
#include "solver/search.h"

#define LOWEST_LIMIT 64 /* variables for which the lowest solution is worth looking for */
#define FREE_COUNTED 16 /* settings and announcements up to which their number is lowered */

int32_t search_root(struct query *q, int32_t goal)
{
    if (goal == FORMULA_FALSE)
        return FORMULA_FALSE;
    int32_t all = formula_and(q->formula, q->constraints.at, q->constraints.count);
    return formula_and2(q->formula, goal, all);
}

/* Values of all nodes when every variable is false. */
static bool *all_false(const struct query *q)
{
    bool *values = arena_array(q->arena, bool, formula_nodes(q->formula) + 1);
    formula_evaluate(q->formula, values);
    return values;
}

/* Elements of the cone that may change. */
static void collect_changes(struct query *q, int32_t root, struct search_changes *s)
{
    bool *cone = arena_array(q->arena, bool, formula_nodes(q->formula) + 1);
    formula_cone(q->formula, root, cone);
    uint32_t *elements = arena_array(q->arena, uint32_t, q->ir->element_count);
    int32_t *lits = arena_array(q->arena, int32_t, q->ir->element_count);
    for (uint32_t e = 0; e < q->ir->element_count; e++)
        if (q->situation.changes[e] != FORMULA_FALSE && cone[formula_node(q->situation.changes[e])]) {
            elements[s->count] = e;
            lits[s->count++] = q->situation.changes[e];
        }
    s->elements = elements;
    s->lits = lits;
}

/* What the budgets of the set pay for in all, at most `count`. */
static uint32_t pays(const struct claim *c, uint32_t budgets, uint32_t count)
{
    uint64_t sum = 0;
    for (uint32_t b = 0; b < CLAIM_BUDGETS_MAX; b++)
        if (budgets & 1u << b)
            sum += c->budgets[b].most;
    return sum < count ? (uint32_t)sum : count;
}

static uint32_t budgets_of(const struct claim *c)
{
    uint32_t budgets = 0;
    for (uint32_t b = 0; b < CLAIM_BUDGETS_MAX; b++)
        if (c->budgets[b].most > 0)
            budgets |= 1u << b;
    return budgets;
}

/* Of the failures that only these budgets can pay for, there are no more than they pay for (claim_admits). */
static int32_t is_paid(struct query *q, const struct search_changes *s, uint32_t budgets)
{
    int32_t *lits = arena_array(q->arena, int32_t, s->count);
    uint32_t count = 0;
    for (uint32_t i = 0; i < s->count; i++) {
        uint32_t payers = claim_payers(q->ir, q->claim, s->elements[i]);
        if (payers != 0 && (payers & ~budgets) == 0)
            lits[count++] = s->lits[i];
    }
    uint32_t most = pays(q->claim, budgets, count);
    if (most == count)
        return FORMULA_TRUE;
    int32_t *more_than = arena_array(q->arena, int32_t, most + 1);
    formula_count(q->formula, lits, count, most, more_than);
    return -more_than[most];
}

static int32_t is_admitted(struct query *q, const struct search_changes *s)
{
    uint32_t all = budgets_of(q->claim);
    int32_t admitted = FORMULA_TRUE;
    for (uint32_t budgets = 1; budgets <= all; budgets++)
        if ((budgets & ~all) == 0)
            admitted = formula_and2(q->formula, admitted, is_paid(q, s, budgets));
    return admitted;
}

struct search_changes search_changes_of(struct query *q, int32_t root)
{
    struct search_changes s = {0};
    collect_changes(q, root, &s);
    uint32_t free = 0;
    for (uint32_t i = 0; i < s.count; i++)
        free += (q->ir->elements[s.elements[i]].classes & IR_CLASSES_FREE) != 0;
    uint32_t failures = pays(q->claim, budgets_of(q->claim), s.count - free);
    s.admitted = is_admitted(q, &s);
    s.most = failures + (free < FREE_COUNTED ? free : FREE_COUNTED);
    int32_t *more_than = arena_array(q->arena, int32_t, s.most + 1);
    formula_count(q->formula, s.lits, s.count, s.most, more_than);
    s.more_than = more_than;
    return s;
}

/* Which of them are changed in the last solution: indices into `s`. */
static uint32_t read_changes(struct z3x *z, struct query *q, const struct search_changes *s, uint32_t *at)
{
    bool *values = arena_array(q->arena, bool, formula_nodes(q->formula) + 1);
    z3x_values(z, values);
    uint32_t count = 0;
    for (uint32_t i = 0; i < s->count; i++)
        if (formula_value(values, s->lits[i]))
            at[count++] = i;
    return count;
}

/* As few changes as there can be. */
static uint32_t lower_number(struct z3x *z, struct query *q, const struct search_changes *s, uint32_t *at,
                             uint32_t count)
{
    for (uint32_t k = 0; k < count && k <= s->most; k++) {
        int32_t assumption = -s->more_than[k];
        enum z3x_result r = z3x_check(z, &assumption, 1);
        if (r == Z3X_SAT)
            return read_changes(z, q, s, at);
        if (r != Z3X_UNSAT)
            break;
    }
    return count;
}

/* With this number of changes, the first by element numbers: one position after the other. (After a limit a
 * later solution may have fewer.) */
static uint32_t move_to_front(struct z3x *z, struct query *q, const struct search_changes *s, uint32_t *at,
                              uint32_t count)
{
    uint32_t from = 0;
    int32_t few = count <= s->most ? -s->more_than[count] : FORMULA_TRUE;
    for (uint32_t i = 0; i < count; i++) {
        while (at[i] > from) {
            int32_t earlier = formula_or(q->formula, s->lits + from, at[i] - from);
            if (z3x_check(z, (const int32_t[]){few, earlier}, 2) != Z3X_SAT)
                break;
            uint32_t before = at[i];
            count = read_changes(z, q, s, at);
            if (i >= count || at[i] >= before) /* no solution: the replay will find out */
                return count;
        }
        z3x_assert(z, s->lits[at[i]]);
        from = at[i] + 1;
    }
    return count;
}

struct search_answer search_simplest(struct z3x *z, struct query *q, const struct search_changes *s)
{
    uint32_t *at = arena_array(q->arena, uint32_t, s->count);
    uint32_t count = read_changes(z, q, s, at);
    count = lower_number(z, q, s, at, count);
    count = move_to_front(z, q, s, at, count);
    uint32_t *changed = arena_array(q->arena, uint32_t, count);
    for (uint32_t i = 0; i < count; i++)
        changed[i] = s->elements[at[i]];
    return (struct search_answer){Z3X_SAT, changed, count, ""};
}

struct search_answer search_situation(struct z3x *z, struct query *q, int32_t goal)
{
    int32_t root = search_root(q, goal);
    if (root == FORMULA_FALSE)
        return (struct search_answer){.result = Z3X_UNSAT, .reason = ""};
    if (formula_value(all_false(q), root))
        return (struct search_answer){.result = Z3X_SAT, .reason = ""};
    struct search_changes s = search_changes_of(q, root);
    struct search_answer answer = {.reason = ""};
    z3x_begin(z, q->arena, q->formula);
    z3x_assert(z, formula_and2(q->formula, root, s.admitted));
    answer.result = z3x_check(z, NULL, 0);
    if (answer.result == Z3X_SAT)
        answer = search_simplest(z, q, &s);
    else if (answer.result != Z3X_UNSAT)
        answer.reason = z3x_reason(z);
    z3x_end(z);
    return answer;
}

/* The variables that `root` depends on, lowest first. */
static uint32_t variables_of(struct query *q, int32_t root, int32_t **vars)
{
    uint32_t nodes = formula_nodes(q->formula), count = 0;
    bool *cone = arena_array(q->arena, bool, nodes + 1);
    formula_cone(q->formula, root, cone);
    *vars = arena_array(q->arena, int32_t, nodes);
    for (uint32_t n = 2; n <= nodes; n++)
        if (cone[n] && formula_is_var(q->formula, n))
            (*vars)[count++] = (int32_t)n;
    return count;
}

/* From the solution in `values` to the one with the first variable false if it can be, then the second, and
 * so on. */
static void lower_solution(struct z3x *z, const int32_t *vars, uint32_t count, bool *values)
{
    for (uint32_t i = 0; i < count; i++) {
        bool needed = formula_value(values, vars[i]);
        if (needed && z3x_check(z, (const int32_t[]){-vars[i]}, 1) == Z3X_SAT) {
            z3x_values(z, values);
            needed = false;
        }
        z3x_assert(z, needed ? vars[i] : -vars[i]);
    }
}

/* Few variables: take the lowest solution. Many: take the one that Z3 finds in a new context. */
static struct search_answer find_solution(struct z3x *z, struct query *q, int32_t root, bool *values)
{
    struct search_answer answer = {.reason = ""};
    int32_t *vars;
    uint32_t count = variables_of(q, root, &vars);
    if (count > LOWEST_LIMIT)
        z3x_renew(z);
    z3x_begin(z, q->arena, q->formula);
    z3x_assert(z, root);
    answer.result = z3x_check(z, NULL, 0);
    if (answer.result == Z3X_SAT) {
        z3x_values(z, values);
        if (count <= LOWEST_LIMIT)
            lower_solution(z, vars, count, values);
    } else if (answer.result != Z3X_UNSAT) {
        answer.reason = z3x_reason(z);
    }
    z3x_end(z);
    return answer;
}

struct search_answer search_solution(struct z3x *z, struct query *q, int32_t goal, bool **values)
{
    int32_t root = search_root(q, goal);
    *values = all_false(q);
    if (root == FORMULA_FALSE)
        return (struct search_answer){.result = Z3X_UNSAT, .reason = ""};
    if (formula_value(*values, root))
        return (struct search_answer){.result = Z3X_SAT, .reason = ""};
    struct search_answer answer = find_solution(z, q, root, *values);
    if (answer.result != Z3X_SAT)
        return answer;
    formula_evaluate(q->formula, *values);
    if (!formula_value(*values, root))
        return (struct search_answer){.result = Z3X_ERROR,
                                      .reason = "Z3's solution does not solve the query"};
    return answer;
}
