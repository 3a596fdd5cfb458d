/*
 * syntax: what is said about text that the grammar does not accept.
 */
#ifndef NICC_GRAMMAR_SYNTAX_H
#define NICC_GRAMMAR_SYNTAX_H

#include <stdbool.h>

#include "grammar/parser.h"

#define SYNTAX_TOKENS_MAX 300 /* more than there are kinds of tokens */

struct syntax_error {
    int found; /* TOK_* */
    struct span at;
    bool expected[SYNTAX_TOKENS_MAX]; /* by TOK_* */
};

/* Report an error of the grammar; at most one diagnostic. */
void syntax_report(struct parser *p, const struct syntax_error *e);

/* Report that blocks are nested too deep, and stop. */
void syntax_too_deep(struct parser *p, struct span at);

/* How a token is shown: the text of a keyword or sign, or "a name", "a number", ... Defined in nicc.y. */
const char *syntax_token_text(int token);

/* The token of a keyword and the keyword of a token (KW_NONE: it is none). */
int syntax_token_of(enum keyword k);
enum keyword syntax_keyword_of(int token);

#endif
