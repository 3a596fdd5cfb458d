/*
 * z3_start: what Z3 costs before it has done anything: load the library, make a context and a solver, ask
 * one trivial question, stop. The part of a run that no encoding can save.
 */
#include <z3.h>

int main(void)
{
    Z3_config config = Z3_mk_config();
    Z3_context context = Z3_mk_context_rc(config);
    Z3_del_config(config);
    Z3_solver solver = Z3_mk_solver_for_logic(context, Z3_mk_string_symbol(context, "QF_FD"));
    Z3_solver_inc_ref(context, solver);
    Z3_lbool answer = Z3_solver_check(context, solver);
    Z3_solver_dec_ref(context, solver);
    Z3_del_context(context);
    return answer == Z3_L_TRUE ? 0 : 1;
}
