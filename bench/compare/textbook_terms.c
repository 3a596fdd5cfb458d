/*
 * Terms of the textbook encoding, and the environment: a Boolean for each element that may change, with the failure
 * budgets as cardinality constraints.
 */
#include "bench/compare/textbook.h"

static void ignore_error(Z3_context z3, Z3_error_code code)
{
    (void)z3, (void)code; /* a check is then unknown */
}

static void index_sessions(struct tb *q)
{
    const struct ir *ir = q->ir;
    q->out_first = arena_array(q->arena, uint32_t, ir->table_count + 1);
    q->out = arena_array(q->arena, uint32_t, ir->session_count);
    for (uint32_t s = 0; s < ir->session_count; s++)
        q->out_first[ir->sessions[s].from + 1]++;
    for (uint32_t t = 0; t < ir->table_count; t++)
        q->out_first[t + 1] += q->out_first[t];
    uint32_t *next = arena_array(q->arena, uint32_t, ir->table_count);
    for (uint32_t s = 0; s < ir->session_count; s++) {
        uint32_t from = ir->sessions[s].from;
        q->out[q->out_first[from] + next[from]++] = s;
    }
}

struct tb *tb_new(struct arena *arena, const struct ir *ir, const struct claim *c)
{
    struct tb *q = arena_new(arena, struct tb);
    *q = (struct tb){.arena = arena, .ir = ir, .claim = c};
    Z3_config config = Z3_mk_config();
    q->z3 = Z3_mk_context(config);
    Z3_del_config(config);
    Z3_set_error_handler(q->z3, ignore_error);
    q->boolean = Z3_mk_bool_sort(q->z3);
    q->yes = Z3_mk_true(q->z3);
    q->no = Z3_mk_false(q->z3);
    q->changed = arena_array(arena, Z3_ast, ir->element_count);
    q->up = arena_array(arena, Z3_ast, ir->element_count);
    q->routing = arena_array(arena, struct tb_routing *, ir->prefix_count);
    index_sessions(q);
    return q;
}

void tb_free(struct tb *q)
{
    Z3_del_context(q->z3);
}

void tb_assert(struct tb *q, Z3_ast fact)
{
    if (fact != q->yes)
        vec_push(q->arena, &q->facts, fact);
}

/* The tactics that Minesweeper puts in a row, but for the last: its `smt` is several times slower here than `sat`, which
 * wants cardinality constraints as bit-vectors. */
static Z3_tactic tactics(struct tb *q)
{
    static const char *const names[] = {"propagate-values", "solve-eqs", "card2bv", "bit-blast", "sat"};
    Z3_tactic all = Z3_mk_tactic(q->z3, "simplify");
    Z3_tactic_inc_ref(q->z3, all);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        Z3_tactic next = Z3_mk_tactic(q->z3, names[i]);
        Z3_tactic_inc_ref(q->z3, next);
        all = Z3_tactic_and_then(q->z3, all, next);
        Z3_tactic_inc_ref(q->z3, all);
    }
    return all;
}

Z3_lbool tb_check(struct tb *q)
{
    Z3_solver solver = Z3_mk_solver_from_tactic(q->z3, tactics(q));
    Z3_solver_inc_ref(q->z3, solver);
    for (uint32_t i = 0; i < q->facts.count; i++)
        Z3_solver_assert(q->z3, solver, q->facts.at[i]);
    bool good = Z3_get_error_code(q->z3) == Z3_OK && !limit_is_over();
    limit_context(q->z3);
    Z3_lbool answer = good ? Z3_solver_check(q->z3, solver) : Z3_L_UNDEF;
    limit_context(NULL);
    if (Z3_get_error_code(q->z3) != Z3_OK)
        answer = Z3_L_UNDEF;
    Z3_solver_dec_ref(q->z3, solver);
    return answer;
}

/* ---- terms ---- */

static Z3_ast variable(struct tb *q, Z3_sort sort)
{
    return Z3_mk_const(q->z3, Z3_mk_int_symbol(q->z3, (int)q->names++), sort);
}

Z3_ast tb_bool(struct tb *q)
{
    return variable(q, q->boolean);
}

Z3_ast tb_bits(struct tb *q, uint32_t bits)
{
    return variable(q, Z3_mk_bv_sort(q->z3, bits));
}

Z3_ast tb_value(struct tb *q, uint64_t value, uint32_t bits)
{
    return Z3_mk_unsigned_int64(q->z3, value, Z3_mk_bv_sort(q->z3, bits));
}

Z3_ast tb_and(struct tb *q, Z3_ast a, Z3_ast b)
{
    Z3_ast both[] = {a, b};
    if (a == q->no || b == q->no)
        return q->no;
    return a == q->yes ? b : b == q->yes || a == b ? a : Z3_mk_and(q->z3, 2, both);
}

Z3_ast tb_or(struct tb *q, Z3_ast a, Z3_ast b)
{
    Z3_ast both[] = {a, b};
    if (a == q->yes || b == q->yes)
        return q->yes;
    return a == q->no ? b : b == q->no || a == b ? a : Z3_mk_or(q->z3, 2, both);
}

Z3_ast tb_not(struct tb *q, Z3_ast a)
{
    return a == q->yes ? q->no : a == q->no ? q->yes : Z3_mk_not(q->z3, a);
}

Z3_ast tb_implies(struct tb *q, Z3_ast a, Z3_ast b)
{
    return tb_or(q, tb_not(q, a), b);
}

Z3_ast tb_ite(struct tb *q, Z3_ast condition, Z3_ast a, Z3_ast b)
{
    if (condition == q->yes || a == b)
        return a;
    return condition == q->no ? b : Z3_mk_ite(q->z3, condition, a, b);
}

Z3_ast tb_equal(struct tb *q, Z3_ast a, Z3_ast b)
{
    if (a == b)
        return q->yes;
    return a == q->yes ? b : b == q->yes ? a : Z3_mk_eq(q->z3, a, b);
}

/* ---- the environment ---- */

static Z3_ast changed(struct tb *q, uint32_t e)
{
    const struct claim *c = q->claim;
    if (!q->changed[e])
        q->changed[e] = claim_may_change(q->ir, c, e)         ? tb_bool(q)
                        : ids_hold(c->down, c->down_count, e) ? q->yes
                                                              : q->no;
    return q->changed[e];
}

static Z3_ast itself_down(struct tb *q, uint32_t e)
{
    if (q->ir->elements[e].down)
        return q->yes;
    return q->ir->elements[e].absent ? tb_not(q, changed(q, e)) : changed(q, e);
}

Z3_ast tb_up(struct tb *q, uint32_t element)
{
    if (element == IR_NONE)
        return q->yes;
    if (!q->up[element]) {
        const struct ir_element *e = &q->ir->elements[element];
        q->up[element] = e->is_off ? itself_down(q, e->parent)
                                   : tb_and(q, tb_not(q, itself_down(q, element)), tb_up(q, e->parent));
    }
    return q->up[element];
}

Z3_ast tb_guard(struct tb *q, struct ir_guard guard)
{
    Z3_ast all = q->yes;
    for (uint32_t i = 0; i < guard.count; i++)
        all = tb_and(q, all, tb_up(q, guard.elements[i]));
    return all;
}

Z3_ast tb_quiet(struct tb *q, uint32_t site)
{
    Z3_ast quiet = q->yes;
    for (uint32_t e = 0; site != IR_NONE && e < q->ir->element_count; e++) {
        if (q->ir->elements[e].site == site && q->changed[e] &&
            !ids_hold(q->claim->down, q->claim->down_count, e))
            quiet = tb_and(q, quiet, tb_not(q, q->changed[e]));
    }
    return quiet;
}

/* Every failure is paid for by a budget that may, and no budget pays for too many. */
void tb_assert_admitted(struct tb *q)
{
    const struct claim *c = q->claim;
    VEC(Z3_ast) paid[CLAIM_BUDGETS_MAX] = {0};
    for (uint32_t e = 0; e < q->ir->element_count; e++) {
        if (!q->changed[e] || !claim_may_fail(q->ir, c, e))
            continue;
        uint32_t payers = claim_payers(q->ir, c, e);
        Z3_ast some = q->no;
        for (uint32_t b = 0; b < CLAIM_BUDGETS_MAX; b++) {
            if (!(payers & 1u << b))
                continue;
            Z3_ast pays = payers == 1u << b ? q->changed[e] : tb_bool(q);
            vec_push(q->arena, &paid[b], pays);
            some = tb_or(q, some, pays);
        }
        tb_assert(q, tb_implies(q, q->changed[e], some));
    }
    for (uint32_t b = 0; b < CLAIM_BUDGETS_MAX; b++) {
        if (paid[b].count > c->budgets[b].most)
            tb_assert(q, Z3_mk_atmost(q->z3, paid[b].count, paid[b].at, c->budgets[b].most));
    }
}
