/*
 * smt2: the query of a claim as SMT-LIB 2 text, printed from the circuit itself: what Z3 is asked can be
 * read, kept, and given to any other solver.
 */
#include "solver/plain.h"

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

static void print_query(const struct plain_query *p, struct buf *out)
{
    const struct query *q = p->q;
    buf_printf(out, "; claim %s: %s\n; unsat proves it%s%s\n(set-logic QF_UF)\n", q->claim->name,
               q->claim->text, *p->assumes ? ", assuming " : "", p->assumes);
    for (uint32_t n = 2; n <= formula_nodes(q->formula); n++)
        if (p->cone[n])
            print_node(q, n, out);
    print_assertion(p->stable, "the routing is stable", out);
    print_assertion(p->admitted, "the condition admits this environment", out);
    print_assertion(p->violated, "the claim fails for some flow", out);
    buf_add(out, "(check-sat)\n");
}

bool solver_smt2(struct arena *arena, const struct ir *ir, const struct claim *claim,
                 const struct solver_options *options, struct buf *out)
{
    struct plain_design design = plain_design_of(arena, ir, options);
    struct plain_query p = plain_query_of(arena, &design, claim);
    if (p.problem)
        buf_add(out, p.problem);
    else
        print_query(&p, out);
    return !p.problem;
}
