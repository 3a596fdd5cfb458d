/*
 * dimacs: a strict reader. What is not understood is an error, never passed over.
 */
#include "certify/dimacs.h"

#include <string.h>

/* ---- words ---- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct dimacs_words dimacs_words_of(const char *text, size_t length)
{
    return (struct dimacs_words){.at = text, .end = text + length, .line = 1};
}

/* Go to the next byte that is no blank. Returns whether it is the first word of its line. */
static bool skip_blanks(struct dimacs_words *w)
{
    bool first = w->word == NULL;
    for (; w->at < w->end && is_blank(*w->at); w->at++) {
        if (*w->at != '\n')
            continue;
        w->line++;
        first = true;
    }
    return first;
}

bool dimacs_next(struct dimacs_words *w)
{
    for (;;) {
        bool first = skip_blanks(w);
        w->word = w->at;
        while (w->at < w->end && !is_blank(*w->at))
            w->at++;
        w->length = (size_t)(w->at - w->word);
        if (w->length == 0) {
            w->word = NULL;
            return false;
        }
        if (!first || w->word[0] != 'c' || w->length != 1)
            return true;
        while (w->at < w->end && *w->at != '\n')
            w->at++;
    }
}

bool dimacs_number(const struct dimacs_words *w, int32_t most, int32_t *number)
{
    bool negative = w->length > 0 && w->word[0] == '-';
    int64_t value = 0;
    if (w->length == negative)
        return false;
    for (size_t i = negative; i < w->length; i++) {
        if (w->word[i] < '0' || w->word[i] > '9')
            return false;
        value = value * 10 + (w->word[i] - '0');
        if (value > most)
            return false;
    }
    *number = (int32_t)(negative ? -value : value);
    return true;
}

/* ---- formulas ---- */

static bool is_word(const struct dimacs_words *w, const char *text)
{
    return w->length == strlen(text) && memcmp(w->word, text, w->length) == 0;
}

static bool read_count(struct dimacs_words *w, int32_t most, uint32_t *count)
{
    int32_t number;
    if (!dimacs_next(w) || !dimacs_number(w, most, &number) || number < 0)
        return false;
    *count = (uint32_t)number;
    return true;
}

static const char *wrong(struct arena *arena, const struct dimacs_words *w, const char *what)
{
    return arena_printf(arena, "line %u: %s", (unsigned)w->line, what);
}

const char *dimacs_read(struct arena *arena, const char *text, size_t length, struct dimacs *out)
{
    struct dimacs_words w = dimacs_words_of(text, length);
    *out = (struct dimacs){0};
    if (!dimacs_next(&w) || !is_word(&w, "p") || !dimacs_next(&w) || !is_word(&w, "cnf") ||
        !read_count(&w, DIMACS_VARIABLE_MAX, &out->variables) || !read_count(&w, INT32_MAX, &out->clauses))
        return wrong(arena, &w, "no line `p cnf VARIABLES CLAUSES`");
    uint32_t clauses = 0;
    int32_t literal = 0;
    while (dimacs_next(&w)) {
        if (!dimacs_number(&w, (int32_t)out->variables, &literal))
            return wrong(arena, &w, "no literal of the formula");
        if (out->literals.count > INT32_MAX)
            return wrong(arena, &w, "the formula is too large");
        vec_push(arena, &out->literals, literal);
        clauses += literal == 0;
    }
    if (literal != 0)
        return wrong(arena, &w, "the last clause has no end");
    if (clauses != out->clauses)
        return arena_printf(arena, "%u clauses, not %u as its head says", (unsigned)clauses,
                            (unsigned)out->clauses);
    return NULL;
}
