/*
 * smt2: the query of a claim as SMT-LIB 2 text, printed from the circuit itself: what Z3 is asked can be
 * read, kept, and given to any other solver.
 */
#include "base/limits.h"
#include "solver/claims.h"
#include "solver/search.h"
#include "solver/solver.h"
#include "solver/stable.h"

static void print_literal(int32_t lit, struct buf *out)
{
    if (formula_node(lit) == 1)
        buf_add(out, lit > 0 ? "true" : "false");
    else
        buf_printf(out, lit > 0 ? "n%u" : "(not n%u)", formula_node(lit));
}

/* Variables get a line each, with what they mean. */
static void print_node(const struct query *q, uint32_t node, struct buf *out)
{
    if (formula_is_var(q->formula, node)) {
        buf_printf(out, "(declare-const n%u Bool) ; %s\n", node, query_var_name(q, node));
        return;
    }
    uint32_t count;
    const int32_t *in = formula_inputs(q->formula, node, &count);
    buf_printf(out, "(define-fun n%u () Bool (and", node);
    for (uint32_t i = 0; i < count; i++) {
        buf_add(out, " ");
        print_literal(in[i], out);
    }
    buf_add(out, "))\n");
}

static void print_assertion(int32_t lit, const char *meaning, struct buf *out)
{
    buf_add(out, "(assert ");
    print_literal(lit, out);
    buf_printf(out, ") ; %s\n", meaning);
}

static void print_query(struct query *q, int32_t violated, struct buf *out)
{
    int32_t stable = formula_and(q->formula, q->constraints.at, q->constraints.count);
    struct search_changes changes = search_changes_of(q, formula_and2(q->formula, stable, violated));
    bool *cone = arena_array(q->arena, bool, formula_nodes(q->formula) + 1);
    int32_t roots[] = {stable, changes.admitted, violated};
    for (uint32_t i = 0; i < 3; i++)
        formula_cone(q->formula, roots[i], cone);
    buf_printf(out, "; claim %s: %s\n; unsat proves it\n(set-logic QF_UF)\n", q->claim->name, q->claim->text);
    for (uint32_t n = 2; n <= formula_nodes(q->formula); n++)
        if (cone[n])
            print_node(q, n, out);
    print_assertion(stable, "the routing is stable", out);
    print_assertion(changes.admitted, "the condition admits this environment", out);
    print_assertion(violated, "the claim fails for some flow", out);
    buf_add(out, "(check-sat)\n");
}

bool solver_smt2(struct arena *arena, const struct ir *ir, const struct claim *claim,
                 const struct solver_options *options, struct buf *out)
{
    uint32_t limit =
        options && options->state_limit ? options->state_limit : (uint32_t)limit_of(LIMIT_STATES);
    if (claim->kind == CLAIM_STABLE) {
        buf_add(out, "whether an environment has a stable state at all is not one question of SMT-LIB");
        return false;
    }
    const struct adjacency *net = adjacency_new(arena, ir);
    struct query *q = query_new(arena, net, claim, NULL, limit);
    stable_require(q, stable_suspects(arena, net, limit));
    int32_t violated = claims_violated(q);
    if (q->problem)
        buf_add(out, q->problem);
    else
        print_query(q, violated, out);
    return !q->problem;
}
