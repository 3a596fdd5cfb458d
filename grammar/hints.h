/*
 * hints: help lines for slips of the pen that are easy to foresee.
 */
#ifndef NICC_GRAMMAR_HINTS_H
#define NICC_GRAMMAR_HINTS_H

#include "grammar/syntax.h"

/* Add to `d`, which reports `e`, the help that fits, if any does. Uses the tokens of the current statement. */
void hints_add(struct parser *p, const struct syntax_error *e, struct diag *d);

#endif
