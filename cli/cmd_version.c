/*
 * version: of nicc and of the solver.
 */
#include "cli/command.h"
#include "cli/version.h"
#include "solver/solver.h"

int cmd_version(const struct options *o, struct console *c)
{
    (void)o;
    struct arena *arena = arena_create();
    buf_printf(&c->out, "nicc %s (Z3 %s)\n", NICC_VERSION, solver_z3_version(arena));
    arena_destroy(arena);
    return EXIT_GOOD;
}
