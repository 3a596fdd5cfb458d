/*
 * claim_name: the one claim that a command line names.
 */
#ifndef NICC_CLI_CLAIM_NAME_H
#define NICC_CLI_CLAIM_NAME_H

#include "base/arena.h"
#include "compiler/claim.h"

/* The claim of this name, or IR_NONE. */
uint32_t claim_named(const struct claim_list *list, const char *name);

/* Why there is none: "no claim is named `x`; did you mean `y`?", or that it is a matrix. In `arena`. */
const char *claim_not_named(struct arena *arena, const struct claim_list *list, const char *name);

#endif
