/*
 * dimacs: the plain query of a claim in conjunctive normal form.
 *
 * Every gate n = a and b and .. of the circuit becomes the clauses of Tseitin's translation: (-n a), (-n b), .., and
 * (n -a -b ..). They have exactly one solution for each choice of the variables, so the formula has a solution exactly
 * when the circuit has one. Variables are numbered in the order of the circuit; comments say what the inputs mean.
 */
#include "solver/plain.h"

#define CLAUSES_MAX 50000000u /* some gigabytes of text */
#define PAIRS_MAX 250000u     /* of members of a claim: a gigabyte or more while it is encoded */

struct writer {
    const struct plain_query *p;
    const uint32_t *number; /* DIMACS variable by node, 0: none */
    struct buf *out;
};

/* Variables and clauses, the latter without those of the roots. */
struct size {
    uint32_t variables;
    uint64_t clauses;
};

static struct size number_nodes(const struct plain_query *p, uint32_t *number)
{
    const struct formula *f = p->q->formula;
    struct size size = {0};
    for (uint32_t n = 2; n <= formula_nodes(f); n++) {
        uint32_t inputs = 0;
        if (!p->cone[n])
            continue;
        number[n] = ++size.variables;
        if (!formula_is_var(f, n)) {
            formula_inputs(f, n, &inputs);
            size.clauses += inputs + 1;
        }
    }
    return size;
}

static void put_number(struct buf *out, uint32_t number)
{
    char digits[10];
    size_t at = sizeof digits;
    do
        digits[--at] = (char)('0' + number % 10);
    while ((number /= 10) > 0);
    buf_add_bytes(out, digits + at, sizeof digits - at);
}

/* The literal, or its opposite, and a blank. */
static void put_literal(const struct writer *w, int32_t lit)
{
    if (lit < 0)
        buf_add_bytes(w->out, "-", 1);
    put_number(w->out, w->number[formula_node(lit)]);
    buf_add_bytes(w->out, " ", 1);
}

static void put_end(const struct writer *w)
{
    buf_add_bytes(w->out, "0\n", 2);
}

/* No input of a gate is constant: that folds. */
static void put_gate(const struct writer *w, uint32_t node)
{
    uint32_t count;
    const int32_t *in = formula_inputs(w->p->q->formula, node, &count);
    for (uint32_t i = 0; i < count; i++) {
        put_literal(w, -(int32_t)node);
        put_literal(w, in[i]);
        put_end(w);
    }
    put_literal(w, (int32_t)node);
    for (uint32_t i = 0; i < count; i++)
        put_literal(w, -in[i]);
    put_end(w);
}

/* "The root holds": no clause when it is constant true, the empty one when it is constant false. */
static void put_root(const struct writer *w, int32_t lit)
{
    if (lit == FORMULA_TRUE)
        return;
    if (lit != FORMULA_FALSE)
        put_literal(w, lit);
    put_end(w);
}

/* Comments are one line each, whatever the names in the design hold. */
static void put_comment(struct buf *out, const char *text)
{
    for (; *text; text++)
        buf_fill(out, (unsigned char)*text < ' ' ? ' ' : *text, 1);
    buf_add(out, "\n");
}

static void put_head(const struct writer *w, struct size size)
{
    const struct query *q = w->p->q;
    const int32_t roots[] = {w->p->stable, w->p->admitted, w->p->violated};
    for (uint32_t i = 0; i < 3; i++)
        size.clauses += roots[i] != FORMULA_TRUE;
    buf_printf(w->out, "c claim %s: ", q->claim->name);
    put_comment(w->out, q->claim->text);
    buf_add(w->out, "c no solution: no admitted environment and stable state breaks it\n");
    for (uint32_t n = 2; n <= formula_nodes(q->formula); n++) {
        if (!w->p->cone[n] || !formula_is_var(q->formula, n))
            continue;
        buf_printf(w->out, "c %u ", w->number[n]);
        put_comment(w->out, query_var_name(q, n));
    }
    buf_printf(w->out, "p cnf %u %llu\n", size.variables, (unsigned long long)size.clauses);
}

static void put_formula(const struct writer *w)
{
    const struct formula *f = w->p->q->formula;
    for (uint32_t n = 2; n <= formula_nodes(f); n++)
        if (w->p->cone[n] && !formula_is_var(f, n))
            put_gate(w, n);
    put_root(w, w->p->stable);
    put_root(w, w->p->admitted);
    put_root(w, w->p->violated);
}

const struct plain_design *solver_dimacs_design(struct arena *arena, const struct ir *ir)
{
    struct plain_design *design = arena_new(arena, struct plain_design);
    *design = plain_design_of(arena, ir, NULL);
    return design;
}

struct solver_dimacs solver_dimacs(struct arena *arena, const struct plain_design *design,
                                   const struct claim *claim, struct buf *out)
{
    if ((uint64_t)claim->from.count * claim->to.count > PAIRS_MAX)
        return (struct solver_dimacs){"the claim speaks of too many pairs for its whole question", ""};
    struct plain_query p = plain_query_of(arena, design, claim);
    if (p.problem)
        return (struct solver_dimacs){p.problem, ""};
    uint32_t *number = arena_array(arena, uint32_t, formula_nodes(p.q->formula) + 1);
    struct writer w = {&p, number, out};
    struct size size = number_nodes(&p, number);
    if (size.clauses > CLAUSES_MAX)
        return (struct solver_dimacs){"the whole question has too many clauses", ""};
    put_head(&w, size);
    put_formula(&w);
    return (struct solver_dimacs){NULL, p.assumes};
}
