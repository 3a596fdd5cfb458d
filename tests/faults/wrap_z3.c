/*
 * wrap_z3: calls of Z3 that fail as they do when its memory runs out: nothing is made, and the error code says so.
 */
#include <stdbool.h>
#include <stddef.h>
#include <z3.h>

#include "tests/faults/fault.h"

/* Has the last call failed? Z3 keeps this by context; each thread has one. */
static _Thread_local bool failed;

static bool fails_now(void)
{
    failed = fault_now(FAULT_z3);
    return failed;
}

#define MAKES(type, name, parameters, arguments)                                                             \
    type __real_##name parameters;                                                                           \
    type __wrap_##name parameters;                                                                           \
    type __wrap_##name parameters                                                                            \
    {                                                                                                        \
        return fails_now() ? NULL : __real_##name arguments;                                                 \
    }
#define DOES(name, parameters, arguments)                                                                    \
    void __real_##name parameters;                                                                           \
    void __wrap_##name parameters;                                                                           \
    void __wrap_##name parameters                                                                            \
    {                                                                                                        \
        if (!fails_now())                                                                                    \
            __real_##name arguments;                                                                         \
    }

MAKES(Z3_config, Z3_mk_config, (void), ())
MAKES(Z3_context, Z3_mk_context_rc, (Z3_config config), (config))
MAKES(Z3_sort, Z3_mk_bool_sort, (Z3_context c), (c))
MAKES(Z3_ast, Z3_mk_true, (Z3_context c), (c))
MAKES(Z3_ast_vector, Z3_mk_ast_vector, (Z3_context c), (c))
MAKES(Z3_solver, Z3_mk_solver_for_logic, (Z3_context c, Z3_symbol logic), (c, logic))
MAKES(Z3_params, Z3_mk_params, (Z3_context c), (c))
MAKES(Z3_ast, Z3_mk_const, (Z3_context c, Z3_symbol name, Z3_sort sort), (c, name, sort))
MAKES(Z3_ast, Z3_mk_not, (Z3_context c, Z3_ast a), (c, a))
MAKES(Z3_ast, Z3_mk_or, (Z3_context c, unsigned count, Z3_ast const *of), (c, count, of))
MAKES(Z3_stats, Z3_solver_get_statistics, (Z3_context c, Z3_solver s), (c, s))
MAKES(Z3_model, Z3_solver_get_model, (Z3_context c, Z3_solver s), (c, s))
DOES(Z3_ast_vector_push, (Z3_context c, Z3_ast_vector v, Z3_ast a), (c, v, a))
DOES(Z3_solver_assert, (Z3_context c, Z3_solver s, Z3_ast a), (c, s, a))
DOES(Z3_solver_set_params, (Z3_context c, Z3_solver s, Z3_params p), (c, s, p))

bool __real_Z3_model_eval(Z3_context c, Z3_model m, Z3_ast t, bool complete, Z3_ast *value);
bool __wrap_Z3_model_eval(Z3_context c, Z3_model m, Z3_ast t, bool complete, Z3_ast *value);
bool __wrap_Z3_model_eval(Z3_context c, Z3_model m, Z3_ast t, bool complete, Z3_ast *value)
{
    return !fails_now() && __real_Z3_model_eval(c, m, t, complete, value);
}

Z3_error_code __real_Z3_get_error_code(Z3_context c);
Z3_error_code __wrap_Z3_get_error_code(Z3_context c);
Z3_error_code __wrap_Z3_get_error_code(Z3_context c)
{
    return failed ? Z3_MEMOUT_FAIL : __real_Z3_get_error_code(c);
}

/* ---- checks ---- */

/* Without an answer, and why; an error is what it is when the call fails. */
Z3_lbool __real_Z3_solver_check_assumptions(Z3_context c, Z3_solver s, unsigned count, Z3_ast const *of);
Z3_lbool __wrap_Z3_solver_check_assumptions(Z3_context c, Z3_solver s, unsigned count, Z3_ast const *of);
Z3_lbool __wrap_Z3_solver_check_assumptions(Z3_context c, Z3_solver s, unsigned count, Z3_ast const *of)
{
    bool no_answer = fault_lies("check-memory") || fault_lies("check-incomplete");
    return no_answer || fails_now() ? Z3_L_UNDEF : __real_Z3_solver_check_assumptions(c, s, count, of);
}

Z3_string __real_Z3_solver_get_reason_unknown(Z3_context c, Z3_solver s);
Z3_string __wrap_Z3_solver_get_reason_unknown(Z3_context c, Z3_solver s);
Z3_string __wrap_Z3_solver_get_reason_unknown(Z3_context c, Z3_solver s)
{
    if (fault_lies("check-memory"))
        return "max. memory exceeded";
    return fault_lies("check-incomplete") ? "(incomplete)" : __real_Z3_solver_get_reason_unknown(c, s);
}
