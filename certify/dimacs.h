/*
 * dimacs: reads a formula in conjunctive normal form. Shares nothing with the code that writes them.
 */
#ifndef NICC_CERTIFY_DIMACS_H
#define NICC_CERTIFY_DIMACS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/vec.h"

/* The largest variable that is read, in formulas and in proofs. */
#define DIMACS_VARIABLE_MAX (1 << 24)

/* Clauses one after the other, each ended by 0. A literal is v or -v for variable v. */
struct dimacs {
    uint32_t variables, clauses; /* as the line "p cnf" says; the text has exactly so many clauses */
    VEC(int32_t) literals;
};

/*
 * Read a formula: lines "c ..." anywhere, one line "p cnf VARIABLES CLAUSES", then clauses ended by 0, in lines as they
 * come. Everything is in `arena`. Returns NULL, or one line that says what is wrong.
 */
const char *dimacs_read(struct arena *arena, const char *text, size_t length, struct dimacs *out);

/* ---- what formulas and proofs are made of ---- */

/* Words of a text, divided by blanks and newlines; lines that begin with the word `c` are left out. */
struct dimacs_words {
    const char *at, *end;
    uint32_t line;    /* of the last word, from 1 */
    const char *word; /* the last one, NULL at the end of the text */
    size_t length;
};
struct dimacs_words dimacs_words_of(const char *text, size_t length);
/* Go to the next word. Returns whether there is one. */
bool dimacs_next(struct dimacs_words *w);
/* The last word as a number of at most `most` either way. Returns whether it is one. */
bool dimacs_number(const struct dimacs_words *w, int32_t most, int32_t *number);

#endif
