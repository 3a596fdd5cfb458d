/*
 * words: what the scanner's words are: keywords, names, numbers, addresses, ...
 *
 * Each function takes the span of a word in p->text, stores the token's value and returns its kind.
 * A malformed word is reported; the token that it was probably meant to be is returned all the same,
 * so that the grammar does not complain once more.
 */
#ifndef NICC_GRAMMAR_WORDS_H
#define NICC_GRAMMAR_WORDS_H

#include "grammar/parser.h"

/* A word without colons: keyword, name, path, pattern, or something that begins with a digit. */
int words_token(struct parser *p, struct span at, union nicc_value *value);

/* A word with colons: an IPv6 address or prefix or a community, if all of it is one; else what stands
 * before the first colon, or the colon. *used is the number of bytes taken. */
int words_colons(struct parser *p, struct span at, union nicc_value *value, uint32_t *used);

/* A string with its quotes; `closed` is false where the second is missing. */
int words_string(struct parser *p, struct span at, bool closed, union nicc_value *value);

/* Bytes that no token begins with; a comment as other languages have it. */
void words_stray(struct parser *p, struct span at);
void words_slashes(struct parser *p, struct span at);

#endif
