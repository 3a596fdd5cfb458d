/*
 * tokens: the stream of tokens between scanner and grammar.
 *
 * It remembers what error messages need (the token before, the current statement, open blocks) and can
 * leave out the rest of something that cannot be read.
 */
#ifndef NICC_GRAMMAR_TOKENS_H
#define NICC_GRAMMAR_TOKENS_H

#include "grammar/parser.h"

/* Start at the beginning of p->text; the result is that place. */
struct span tokens_start(struct parser *p);

/* The next token, in the form that the grammar asks for it. */
int tokens_next(union nicc_value *value, struct span *at, struct parser *p);

/* SKIP_STATEMENT: up to and with the next `;`, or past a block; one `;` is given out for it.
 * SKIP_BLOCK: up to the `}` of the block whose `{` was given out last. */
void tokens_skip(struct parser *p, enum parser_skip what);

/* Is the token that was given out last the first one of a statement? */
bool tokens_at_statement(const struct parser *p);

/*
 * Did somebody forget a `}`? So it seems when the current statement begins a line with a word that only
 * declarations begin with, not indented deeper than an open block. Then that block's `{` is stored in
 * *opened, the statement is given out once more behind as many `}` as are missing, and the result is true.
 */
bool tokens_close_blocks(struct parser *p, struct span *opened);

/*
 * Did somebody forget a `{`? To be asked where a declaration's block may begin but something else does. If
 * that begins a line, and is no declaration, the result is true: then the declaration is given out once
 * more, with the `{` that is missing.
 */
bool tokens_open_block(struct parser *p);

#endif
