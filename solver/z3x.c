/*
 * z3x: terms, solvers and models of Z3 4.8.12, kept in check.
 *
 * Terms live in one ast-vector per query. The context is made with reference counts, and every raw result is
 * stored before the next call. The error handler only has to exist (without one Z3 ends the process); the
 * code is read after each call, because the next call resets it.
 */
#include "solver/z3x.h"

#include <assert.h>
#include <string.h>
#include <time.h>
#include <z3.h>

#include "base/deadline.h"
#include "base/guard.h"
#include "solver/watchdog.h"

struct z3x {
    struct arena *arena;
    Z3_context context; /* NULL until the first query */
    Z3_sort boolean;
    Z3_ast truth; /* stands for each term that could not be made */
    struct watchdog *watchdog;
    struct z3x_stats stats;
    uint32_t objects; /* reference-counted ones that are alive */
    struct z3x_limits limits;
    uint32_t work;       /* done since they hold, by queries that ended */
    bool grown;          /* the watchdog saw too much memory */
    const char *failure; /* of any query (z3x_take_failure) */

    /* the query */
    struct arena *scratch;
    const struct formula *formula;
    uint32_t work_at_begin;
    Z3_solver solver;
    Z3_ast_vector kept; /* terms */
    Z3_ast *terms;      /* by node: `true`, or the constant that stands for it; NULL: not built */
    uint32_t term_count;
    Z3_model model;    /* of the last check, NULL: none */
    const char *error; /* the first one, NULL: none */
    const char *reason;
};

static double milliseconds_since(struct timespec t)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - t.tv_sec) * 1e3 + (double)(now.tv_nsec - t.tv_nsec) / 1e6;
}

static void on_error(Z3_context context, Z3_error_code code)
{
    (void)context, (void)code;
}

static void fail(struct z3x *z, const char *error)
{
    if (!z->error)
        z->error = arena_strdup(z->scratch, error);
    if (!z->failure)
        z->failure = arena_printf(z->arena, "Z3 reports: %s", error);
}

/* Read the outcome of the last call. */
static bool ok(struct z3x *z)
{
    Z3_error_code code = Z3_get_error_code(z->context);
    if (code != Z3_OK)
        fail(z, Z3_get_error_msg(z->context, code));
    return !z->error;
}

/* Has the last call made this object? */
static bool made(struct z3x *z, const void *object)
{
    if (ok(z) && !object)
        fail(z, "no object was made");
    return !z->error;
}

/* Keep a term alive for the query. After an error the result is `true`, so that nobody passes NULL on. */
static Z3_ast keep(struct z3x *z, Z3_ast term)
{
    if (!made(z, term))
        return z->truth;
    Z3_ast_vector_push(z->context, z->kept, term);
    return ok(z) ? term : z->truth;
}

static void interrupt(void *session)
{
    Z3_interrupt(((struct z3x *)session)->context);
}

/* What Z3 has allocated counts as memory of the process. */
static bool has_grown(void *session)
{
    struct z3x *z = session;
    uint64_t size = Z3_get_estimated_alloc_size();
    guard_set_foreign(size);
    z->grown = guard_is_over(size);
    return z->grown;
}

struct z3x *z3x_create(struct arena *arena)
{
    struct z3x *z = arena_new(arena, struct z3x);
    z->arena = arena;
    return z;
}

/* Without a context nothing can be told, not even what went wrong: it is memory. */
static void *needed(void *object)
{
    if (!object)
        arena_oom(0);
    return object;
}

static void make_context(struct z3x *z)
{
    struct timespec start;
    clock_gettime(CLOCK_MONOTONIC, &start);
    Z3_config config = needed(Z3_mk_config());
    z->context = Z3_mk_context_rc(config);
    Z3_del_config(config);
    needed(z->context);
    Z3_set_error_handler(z->context, on_error);
    z->boolean = needed(Z3_mk_bool_sort(z->context));
    Z3_inc_ref(z->context, Z3_sort_to_ast(z->context, z->boolean));
    z->truth = needed(Z3_mk_true(z->context));
    Z3_inc_ref(z->context, z->truth);
    z->stats.start_ms += milliseconds_since(start);
}

void z3x_renew(struct z3x *z)
{
    assert(z->objects == 0 && "a solver, model or vector was not given back");
    if (!z->context)
        return;
    Z3_dec_ref(z->context, z->truth);
    Z3_dec_ref(z->context, Z3_sort_to_ast(z->context, z->boolean));
    Z3_del_context(z->context);
    z->context = NULL;
}

void z3x_destroy(struct z3x *z)
{
    if (!z)
        return;
    watchdog_destroy(z->watchdog);
    z3x_renew(z);
}

void z3x_limit(struct z3x *z, struct z3x_limits limits)
{
    z->limits = limits;
    z->work = 0;
}

void z3x_abandon(struct z3x *z)
{
    if (z->context)
        Z3_del_context(z->context); /* and with it everything that is counted */
    z->context = NULL;
    z->objects = 0;
    z->failure = NULL;
    z->model = NULL;
    z->solver = NULL;
    z->kept = NULL;
    guard_set_foreign(Z3_get_estimated_alloc_size());
}

/* Z3's count of work so far in this context. */
static uint32_t work_done(struct z3x *z)
{
    uint32_t work = 0;
    if (!z->solver)
        return 0;
    Z3_stats stats = Z3_solver_get_statistics(z->context, z->solver);
    if (!made(z, stats))
        return 0;
    Z3_stats_inc_ref(z->context, stats);
    for (unsigned i = 0; i < Z3_stats_size(z->context, stats); i++)
        if (Z3_stats_is_uint(z->context, stats, i) &&
            strcmp(Z3_stats_get_key(z->context, stats, i), "rlimit count") == 0)
            work = Z3_stats_get_uint_value(z->context, stats, i);
    Z3_stats_dec_ref(z->context, stats);
    return work;
}

static uint32_t work_since_begin(struct z3x *z)
{
    uint32_t now = work_done(z);
    return now > z->work_at_begin ? now - z->work_at_begin : 0;
}

/* The solver leaves SIGINT alone, and stops after `rlimit` more units of work (0: never). */
static void set_parameters(struct z3x *z, uint32_t rlimit)
{
    if (!z->solver)
        return;
    Z3_params p = Z3_mk_params(z->context);
    if (!made(z, p))
        return;
    Z3_params_inc_ref(z->context, p);
    Z3_params_set_bool(z->context, p, Z3_mk_string_symbol(z->context, "ctrl_c"), false);
    Z3_params_set_uint(z->context, p, Z3_mk_string_symbol(z->context, "rlimit"), rlimit);
    Z3_solver_set_params(z->context, z->solver, p);
    ok(z);
    Z3_params_dec_ref(z->context, p);
}

static void make_query_objects(struct z3x *z)
{
    z->kept = Z3_mk_ast_vector(z->context);
    if (!made(z, z->kept))
        return;
    Z3_ast_vector_inc_ref(z->context, z->kept);
    z->objects++;
    z->solver = Z3_mk_solver_for_logic(z->context, Z3_mk_string_symbol(z->context, "QF_FD"));
    if (!made(z, z->solver))
        return;
    Z3_solver_inc_ref(z->context, z->solver);
    z->objects++;
}

void z3x_begin(struct z3x *z, struct arena *arena, const struct formula *f)
{
    if (!z->context)
        make_context(z);
    if (!z->watchdog)
        z->watchdog = watchdog_create(z->arena, has_grown, interrupt, z);
    z->scratch = arena;
    z->formula = f;
    z->error = NULL;
    z->reason = "";
    z->terms = NULL;
    z->term_count = 0;
    make_query_objects(z);
    set_parameters(z, 0);
    z->work_at_begin = z->limits.rlimit ? work_done(z) : 0;
}

static void drop_model(struct z3x *z)
{
    if (!z->model)
        return;
    Z3_model_dec_ref(z->context, z->model);
    z->model = NULL;
    z->objects--;
}

void z3x_end(struct z3x *z)
{
    drop_model(z);
    if (z->limits.rlimit)
        z->work += work_since_begin(z);
    if (z->solver) {
        Z3_solver_dec_ref(z->context, z->solver);
        z->objects--;
    }
    if (z->kept) {
        Z3_ast_vector_dec_ref(z->context, z->kept);
        z->objects--;
    }
    z->solver = NULL;
    z->kept = NULL;
}

static Z3_ast constant(struct z3x *z, uint32_t number)
{
    return keep(z, Z3_mk_const(z->context, Z3_mk_int_symbol(z->context, (int)number), z->boolean));
}

static Z3_ast negation(struct z3x *z, Z3_ast term)
{
    return keep(z, Z3_mk_not(z->context, term));
}

static Z3_ast literal(struct z3x *z, int32_t lit)
{
    Z3_ast term = z->terms[formula_node(lit)];
    return lit > 0 ? term : negation(z, term);
}

static void add_clause(struct z3x *z, Z3_ast *terms, unsigned count)
{
    Z3_ast clause = keep(z, Z3_mk_or(z->context, count, terms));
    if (!z->error)
        Z3_solver_assert(z->context, z->solver, clause);
    ok(z);
}

/* A gate is a constant with clauses that define it: Z3 has nothing left to translate, which is several times
 * faster than nested terms. */
static Z3_ast define_gate(struct z3x *z, uint32_t node, const int32_t *in, uint32_t count)
{
    Z3_ast gate = constant(z, node), not_gate = negation(z, gate);
    Z3_ast *terms = arena_array(z->scratch, Z3_ast, count + 1);
    for (uint32_t i = 0; i < count; i++) {
        add_clause(z, (Z3_ast[]){not_gate, literal(z, in[i])}, 2);
        terms[i] = literal(z, -in[i]);
    }
    terms[count] = gate;
    add_clause(z, terms, count + 1);
    return gate;
}

static Z3_ast build(struct z3x *z, uint32_t node)
{
    uint32_t count;
    const int32_t *in = formula_inputs(z->formula, node, &count);
    if (formula_is_var(z->formula, node))
        return constant(z, node);
    return count ? define_gate(z, node, in, count) : keep(z, Z3_mk_true(z->context));
}

/* Build whatever `lit` needs and is not built yet, inputs first. */
static void build_cone(struct z3x *z, int32_t lit)
{
    uint32_t nodes = formula_nodes(z->formula) + 1;
    if (nodes > z->term_count) {
        z->terms =
            arena_grow(z->scratch, z->terms, z->term_count * sizeof *z->terms, nodes * sizeof *z->terms);
        z->term_count = nodes;
    }
    bool *cone = arena_array(z->scratch, bool, nodes);
    formula_cone(z->formula, lit, cone);
    for (uint32_t n = 1; n <= formula_node(lit); n++) {
        guard_tick();
        if (cone[n] && !z->terms[n])
            z->terms[n] = build(z, n);
    }
}

void z3x_assert(struct z3x *z, int32_t lit)
{
    struct timespec start;
    clock_gettime(CLOCK_MONOTONIC, &start);
    build_cone(z, lit);
    Z3_ast term = literal(z, lit);
    if (!z->error)
        Z3_solver_assert(z->context, z->solver, term);
    ok(z);
    z->stats.solve_ms += milliseconds_since(start);
}

static enum z3x_result give_up(struct z3x *z, const char *reason)
{
    z->reason = reason;
    return Z3X_UNKNOWN;
}

static const char *out_of_time(struct z3x *z)
{
    return guard_reason(z->scratch, GUARD_TIME, z->limits.timeout_ms);
}

static const char *out_of_work(struct z3x *z)
{
    return arena_printf(z->scratch, "the work limit of %u (--rlimit) was reached", z->limits.rlimit);
}

/* In words, why Z3 has no answer although no limit was reached. */
static const char *undecided(struct z3x *z)
{
    const char *reason = Z3_solver_get_reason_unknown(z->context, z->solver);
    if (strstr(reason, "memout") || strstr(reason, "memory"))
        return "Z3 ran out of memory";
    return arena_printf(z->scratch, "Z3 found no answer: %s", reason);
}

static enum z3x_result read_result(struct z3x *z, Z3_lbool result, bool barked)
{
    if (!ok(z))
        return Z3X_ERROR;
    if (result == Z3_L_UNDEF && barked)
        return give_up(z, z->grown ? "Z3 would need more memory than the limit" : out_of_time(z));
    if (result == Z3_L_UNDEF && z->limits.rlimit)
        return give_up(z, out_of_work(z));
    if (result == Z3_L_UNDEF)
        return give_up(z, undecided(z));
    if (result == Z3_L_FALSE)
        return Z3X_UNSAT;
    Z3_model model = Z3_solver_get_model(z->context, z->solver);
    if (!made(z, model))
        return Z3X_ERROR;
    z->model = model;
    Z3_model_inc_ref(z->context, z->model);
    z->objects++;
    return Z3X_SAT;
}

/* What is left of the work limit goes to this check. Returns false when nothing is left. */
static bool ration(struct z3x *z)
{
    if (!z->limits.rlimit)
        return true;
    uint32_t used = z->work + work_since_begin(z);
    if (used >= z->limits.rlimit)
        return false;
    set_parameters(z, z->limits.rlimit - used);
    return true;
}

/* Assumptions as Z3 wants them: constants and their negations, never `true`. Returns false when one is false. */
static bool build_assumptions(struct z3x *z, const int32_t *lits, uint32_t count, Z3_ast *terms,
                              unsigned *built)
{
    *built = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (lits[i] == FORMULA_FALSE)
            return false;
        if (lits[i] == FORMULA_TRUE)
            continue;
        build_cone(z, lits[i]);
        terms[(*built)++] = literal(z, lits[i]);
    }
    return true;
}

static enum z3x_result check_in_time(struct z3x *z, const Z3_ast *assumptions, unsigned count)
{
    z->grown = false;
    if (z->watchdog)
        watchdog_watch(z->watchdog, z->limits.timeout_ms ? &z->limits.deadline : NULL);
    Z3_lbool result = Z3_solver_check_assumptions(z->context, z->solver, count, assumptions);
    bool barked = z->watchdog && watchdog_release(z->watchdog);
    if (z->grown)
        guard_check_memory();
    z->stats.checks++;
    return read_result(z, result, barked);
}

enum z3x_result z3x_check(struct z3x *z, const int32_t *assumptions, uint32_t count)
{
    struct timespec start;
    clock_gettime(CLOCK_MONOTONIC, &start);
    drop_model(z);
    unsigned built;
    Z3_ast *terms = arena_array(z->scratch, Z3_ast, count);
    bool possible = build_assumptions(z, assumptions, count, terms, &built);
    if (z->error)
        return Z3X_ERROR;
    if (!possible)
        return Z3X_UNSAT;
    if (z->limits.timeout_ms && deadline_is_past(&z->limits.deadline))
        return give_up(z, out_of_time(z));
    if (z->limits.timeout_ms && !z->watchdog)
        return give_up(z, "no thread could be started to keep the time limit");
    if (!ration(z))
        return give_up(z, out_of_work(z));
    enum z3x_result result = check_in_time(z, terms, built);
    z->stats.solve_ms += milliseconds_since(start);
    return result;
}

void z3x_values(struct z3x *z, bool *values)
{
    assert(z->model);
    memset(values, 0, (formula_nodes(z->formula) + 1) * sizeof *values);
    for (uint32_t n = 1; n < z->term_count; n++) {
        guard_tick();
        if (!z->terms[n] || !formula_is_var(z->formula, n))
            continue;
        Z3_ast value = NULL;
        bool evaluated = Z3_model_eval(z->context, z->model, z->terms[n], true, &value);
        if (!ok(z))
            return;
        if (evaluated && value)
            values[n] = Z3_get_bool_value(z->context, keep(z, value)) == Z3_L_TRUE;
    }
}

const char *z3x_reason(struct z3x *z)
{
    return z->error ? arena_printf(z->scratch, "Z3 reports: %s", z->error) : z->reason;
}

const char *z3x_take_failure(struct z3x *z)
{
    const char *failure = z->failure;
    z->failure = NULL;
    return failure;
}

struct z3x_stats z3x_stats(const struct z3x *z)
{
    return z->stats;
}

void z3x_provoke_error(struct z3x *z)
{
    Z3_sort integer = Z3_mk_int_sort(z->context);
    Z3_ast number = keep(z, Z3_mk_int(z->context, 1, integer));
    keep(z, Z3_mk_eq(z->context, number, keep(z, Z3_mk_true(z->context))));
}

const char *z3x_version(struct arena *arena)
{
    unsigned major, minor, build_number, revision;
    Z3_get_version(&major, &minor, &build_number, &revision);
    return arena_printf(arena, "%u.%u.%u", major, minor, build_number);
}

void z3x_finish(void)
{
    Z3_finalize_memory();
}
