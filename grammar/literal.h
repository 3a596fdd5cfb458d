/*
 * literal: values as they are written: numbers, ranges, durations, dates, addresses, communities.
 *
 * Functions that end in `_token` store the value of a word of their form, report what is wrong with it
 * and return the kind of token.
 */
#ifndef NICC_GRAMMAR_LITERAL_H
#define NICC_GRAMMAR_LITERAL_H

#include "grammar/parser.h"

/* A piece of the text; not NUL-terminated. */
struct word {
    const char *text;
    size_t length;
    struct span at;
};

struct word word_at(const struct parser *p, struct span at);

/* The part of `w` from byte `begin` up to `end`. */
struct word word_part(struct word w, size_t begin, size_t end);

/* Does it consist of these characters alone? Does it hold this one? */
bool word_consists_of(struct word w, const char *characters);
bool word_contains(struct word w, char c);

/* Number of digits from byte `from` on. */
size_t word_digits(struct word w, size_t from);

/* Length to print with "%.*s": long words are cut. */
int word_shown(struct word w);

/* A leaf with the word as its name. */
struct ast *word_leaf(struct parser *p, enum ast_kind kind, struct word w);

/* Digits alone, up to 4294967295: the largest AS number (RFC 6793), metric, count. */
int literal_number_token(struct parser *p, struct word w, union nicc_value *value);

/* `80-443`: digits, `-`, digits. */
int literal_range_token(struct parser *p, struct word w, union nicc_value *value);

/* `75ms`, `1.5ms`, `800us`, `1s`. Where the unit begins, or 0 when the word is no duration. */
size_t literal_duration_unit(struct word w);
int literal_duration_token(struct parser *p, struct word w, size_t unit_begin, union nicc_value *value);

/* `2027-01-31`; any word of digits and `-`. */
int literal_date_token(struct parser *p, struct word w, union nicc_value *value);

/* An address or prefix of either family. False, and nothing done, when the word is none. */
bool literal_address_token(struct parser *p, struct word w, union nicc_value *value, int *token);

/* A word that was meant as an address or prefix of `family` and is none. */
int literal_bad_address(struct parser *p, struct word w, enum addr_family family, union nicc_value *value);

/* `65021:100`, `65021:1:2`. */
bool literal_is_community(struct word w);
int literal_community_token(struct parser *p, struct word w, union nicc_value *value);

#endif
