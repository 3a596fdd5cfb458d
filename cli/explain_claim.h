/*
 * explain_claim: one claim of a design at length, for `nicc explain CLAIM FILE`.
 */
#ifndef NICC_CLI_EXPLAIN_CLAIM_H
#define NICC_CLI_EXPLAIN_CLAIM_H

#include "cli/command.h"

/* Verify the claim named by the first operand in the design of the second one, and explain the verdict. Returns the exit
 * status: EXIT_GOOD whatever the verdict is, EXIT_USAGE for a design with errors or an unknown name, EXIT_INTERNAL. */
int explain_claim(const struct options *o, struct console *c);

#endif
