/*
 * scan: the scanner of nicc.l as the token stream sees it.
 */
#ifndef NICC_GRAMMAR_SCAN_H
#define NICC_GRAMMAR_SCAN_H

#include "grammar/parser.h"

/* Prepare to scan p->text; everything the scanner needs comes from p->arena, so nothing is to be freed. */
void scan_open(struct parser *p);

/* The next token. Mistakes inside a token are reported and a plausible token is returned. At the end
 * TOK_YYEOF, again and again. */
struct token scan_next(struct parser *p);

#endif
