/*
 * words: from the text of a word to a token with its value.
 *
 * May assume that the scanner cut the text into words. Promises that every malformed word was reported
 * exactly once. Numbers, addresses and the like are read in literal.c.
 */
#include "grammar/words.h"

#include <ctype.h>
#include <string.h>

#include "grammar/literal.h"
#include "grammar/syntax.h"

/* ---- names ---- */

static bool is_name_start(char c)
{
    return isalpha((unsigned char)c) != 0 || c == '_';
}

static bool is_ascii(struct word w)
{
    for (size_t i = 0; i < w.length; i++)
        if ((unsigned char)w.text[i] >= 0x80)
            return false;
    return true;
}

/* Letter or `_`, then letters, digits, `_`, `-`, not ending in `-`. */
static bool is_name(struct word w)
{
    if (w.length == 0 || !is_name_start(w.text[0]) || w.text[w.length - 1] == '-')
        return false;
    for (size_t i = 0; i < w.length; i++)
        if (!is_name_start(w.text[i]) && (w.text[i] < '0' || w.text[i] > '9') && w.text[i] != '-')
            return false;
    return true;
}

/* Names joined by dots; one name alone is a path too. */
static bool is_path(struct word w)
{
    size_t begin = 0;
    for (size_t i = 0; i <= w.length; i++) {
        if (i < w.length && w.text[i] != '.')
            continue;
        if (!is_name(word_part(w, begin, i)))
            return false;
        begin = i + 1;
    }
    return true;
}

static int name_token(struct parser *p, struct word w, union nicc_value *value)
{
    value->node = word_leaf(p, AST_NAME, w);
    return TOK_IDENT;
}

static int path_token(struct parser *p, struct word w, union nicc_value *value)
{
    enum keyword keyword = keyword_of(w.text, w.length);
    if (keyword != KW_NONE) {
        value->word = keyword;
        return syntax_token_of(keyword);
    }
    if (!word_contains(w, '.'))
        return name_token(p, w, value);
    value->node = word_leaf(p, AST_PATH, w);
    return TOK_DOTTED;
}

/* A word that begins with a letter or `_`. */
static int letter_token(struct parser *p, struct word w, union nicc_value *value)
{
    if (is_path(w))
        return path_token(p, w, value);
    if (word_contains(w, '*') || word_contains(w, '/')) {
        value->node = word_leaf(p, AST_NAME, w);
        return TOK_GLOB;
    }
    diag_add(p->context->diags, DIAG_BAD_NAME, w.at,
             "`%.*s` is no name: each part begins with a letter and does not end in `-`", word_shown(w),
             w.text);
    return name_token(p, w, value);
}

/* A word that begins with a digit. */
static int digit_token(struct parser *p, struct word w, union nicc_value *value)
{
    size_t digits = word_digits(w, 0);
    if (digits == w.length)
        return literal_number_token(p, w, value);
    size_t unit = literal_duration_unit(w);
    if (unit > 0)
        return literal_duration_token(p, w, unit, value);
    if (w.text[digits] == '-' && digits + 1 + word_digits(w, digits + 1) == w.length)
        return literal_range_token(p, w, value);
    if (word_consists_of(w, "0123456789-"))
        return literal_date_token(p, w, value);
    int token;
    if (literal_address_token(p, w, value, &token))
        return token;
    if (word_consists_of(w, "0123456789./-"))
        return literal_bad_address(p, w, ADDR_IPV4, value);
    diag_add(p->context->diags, DIAG_NAME_STARTS_WITH_DIGIT, w.at,
             "`%.*s` is no name: a name begins with a letter or `_`", word_shown(w), w.text);
    return name_token(p, w, value);
}

int words_token(struct parser *p, struct span at, union nicc_value *value)
{
    struct word w = word_at(p, at);
    if (!is_ascii(w)) {
        diag_add(p->context->diags, DIAG_NAME_NOT_ASCII, at, "`%.*s` holds a character that is not ASCII",
                 word_shown(w), w.text);
        return name_token(p, w, value);
    }
    if (word_digits(w, 0) > 0)
        return digit_token(p, w, value);
    if (is_name_start(w.text[0]))
        return letter_token(p, w, value);
    value->node = word_leaf(p, AST_NAME, w);
    return TOK_GLOB;
}

/* ---- words with colons ---- */

static bool continues_word(char c)
{
    return isalnum((unsigned char)c) || c == '_' || c == ':' || c == '/' || (unsigned char)c >= 0x80;
}

/* Something with `::` in it that is no address. No name, claim or community holds `::`. */
static int bad_ipv6(struct parser *p, struct word w, union nicc_value *value, uint32_t *used)
{
    while (continues_word(w.text[w.length])) {
        w.length++;
        w.at.end++;
    }
    *used = (uint32_t)w.length;
    return literal_bad_address(p, w, ADDR_IPV6, value);
}

int words_colons(struct parser *p, struct span at, union nicc_value *value, uint32_t *used)
{
    struct word w = word_at(p, at);
    bool whole = !continues_word(w.text[w.length]);
    int token;
    *used = (uint32_t)w.length;
    if (whole && literal_address_token(p, w, value, &token))
        return token;
    if (whole && literal_is_community(w))
        return literal_community_token(p, w, value);
    if (memmem(w.text, w.length, "::", 2))
        return bad_ipv6(p, w, value, used);
    size_t before = (size_t)((const char *)memchr(w.text, ':', w.length) - w.text);
    *used = before > 0 ? (uint32_t)before : 1;
    return before > 0 ? words_token(p, word_part(w, 0, before).at, value) : TOK_COLON;
}

/* ---- strings and the rest ---- */

/* The character that `\c` stands for, or 0. */
static char escaped(char c)
{
    switch (c) {
    case '"':
    case '\\':
        return c;
    case 'n':
        return '\n';
    case 't':
        return '\t';
    default:
        return 0;
    }
}

/* The text between the quotes, escapes resolved. */
static const char *unescape(struct parser *p, struct word inside)
{
    char *text = arena_alloc(p->arena, inside.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < inside.length; i++) {
        char c = inside.text[i];
        if (c == '\\' && i + 1 < inside.length) {
            c = escaped(inside.text[++i]);
            if (c == 0)
                diag_add(p->context->diags, DIAG_BAD_ESCAPE, word_part(inside, i - 1, i + 1).at,
                         "unknown escape: only `\\\"`, `\\\\`, `\\n` and `\\t` are known");
        }
        if (c != 0)
            text[length++] = c;
    }
    return intern_text(p->context->names, text, length);
}

int words_string(struct parser *p, struct span at, bool closed, union nicc_value *value)
{
    struct word w = word_at(p, at);
    if (!closed) {
        struct diag *d =
            diag_add(p->context->diags, DIAG_UNTERMINATED_STRING, at, "this string has no closing quote");
        diag_help(p->context->diags, d, "a string ends on the line it begins on");
    }
    value->node = ast_new(p->arena, AST_STRING, w.at);
    value->node->name = unescape(p, word_part(w, 1, closed ? w.length - 1 : w.length));
    return TOK_STRING;
}

void words_stray(struct parser *p, struct span at)
{
    struct word w = word_at(p, at);
    struct diag *d;
    if (isprint((unsigned char)w.text[0]))
        d = diag_add(p->context->diags, DIAG_STRAY_CHARACTER, at, "unexpected `%.*s`", word_shown(w), w.text);
    else
        d = diag_add(p->context->diags, DIAG_STRAY_CHARACTER, at, "unexpected character with code %u",
                     (unsigned char)w.text[0]);
    bool ends_name = at.begin > 0 && isalnum((unsigned char)p->text[at.begin - 1]);
    if (w.text[0] == '-' && ends_name)
        diag_help(p->context->diags, d, "a name does not end in `-`");
    else if (w.text[0] == '-' || w.text[0] == '<')
        diag_help(p->context->diags, d, "an arrow is `->` or `<->`");
}

void words_slashes(struct parser *p, struct span at)
{
    struct span slashes = {at.file, at.begin, at.begin + 2};
    struct diag *d = diag_add(p->context->diags, DIAG_STRAY_CHARACTER, slashes, "unexpected `//`");
    diag_help(p->context->diags, d, "a comment begins with `#`");
}
