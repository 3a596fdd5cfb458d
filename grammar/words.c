/*
 * words: from the text of a word to a token with its value.
 *
 * May assume that the scanner cut the text into words. Promises that numbers fit 32 bits, that prefixes
 * have no host bits and that every malformed word was reported exactly once.
 */
#include "grammar/words.h"

#include <ctype.h>
#include <string.h>

#include "grammar/syntax.h"

#define NUMBER_MAX 4294967295U      /* the largest ASN (RFC 6793), metric, count */
#define DURATION_MAX 3600000000ULL  /* one hour in microseconds */
#define SHOWN_MAX 40                /* longer words are cut in messages */

struct word {
    const char *text;
    size_t length;
    struct span at;
};

static struct word word_at(const struct parser *p, struct span at) {
    return (struct word){p->text + at.begin, at.end - at.begin, at};
}

/* The part of `w` from `begin` to `end`. */
static struct word part_of(struct word w, size_t begin, size_t end) {
    struct span at = {w.at.file, w.at.begin + (uint32_t)begin, w.at.begin + (uint32_t)end};
    return (struct word){w.text + begin, end - begin, at};
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_name_start(char c) {
    return isalpha((unsigned char)c) != 0 || c == '_';
}

static bool is_ascii(struct word w) {
    for (size_t i = 0; i < w.length; i++)
        if ((unsigned char)w.text[i] >= 0x80)
            return false;
    return true;
}

/* Does the word consist of these characters alone? */
static bool consists_of(struct word w, const char *characters) {
    for (size_t i = 0; i < w.length; i++)
        if (!strchr(characters, w.text[i]))
            return false;
    return true;
}

static bool contains(struct word w, char c) {
    return memchr(w.text, c, w.length) != NULL;
}

/* Length to print, for "%.*s". */
static int shown(struct word w) {
    return w.length < SHOWN_MAX ? (int)w.length : SHOWN_MAX;
}

static struct ast *leaf(struct parser *p, enum ast_kind kind, struct word w) {
    return ast_new(p->arena, kind, w.at);
}

static struct ast *named_leaf(struct parser *p, enum ast_kind kind, struct word w) {
    struct ast *node = leaf(p, kind, w);
    node->name = intern_text(p->context->names, w.text, w.length);
    return node;
}

/* ---- numbers ---- */

/* Decimal digits as a number; false when it exceeds `max`, which is then the value. */
static bool read_digits(struct word w, uint64_t max, uint64_t *out) {
    uint64_t value = 0;
    for (size_t i = 0; i < w.length; i++) {
        value = value * 10 + (uint64_t)(w.text[i] - '0');
        if (value > max) {
            *out = max;
            return false;
        }
    }
    *out = value;
    return true;
}

static uint64_t read_number(struct parser *p, struct word w) {
    uint64_t value;
    if (!read_digits(w, NUMBER_MAX, &value))
        diag_add(p->context->diags, DIAG_NUMBER_TOO_LARGE, w.at, "`%.*s` is too large: numbers go up to %u", shown(w), w.text,
                 NUMBER_MAX);
    return value;
}

static int number_token(struct parser *p, struct word w, union nicc_value *value) {
    value->node = leaf(p, AST_NUMBER, w);
    value->node->number = read_number(p, w);
    return TOK_NUM;
}

static int range_token(struct parser *p, struct word w, union nicc_value *value) {
    size_t dash = (size_t)((const char *)memchr(w.text, '-', w.length) - w.text);
    struct ast *node = leaf(p, AST_RANGE, w);
    node->number = read_number(p, part_of(w, 0, dash));
    node->number_to = read_number(p, part_of(w, dash + 1, w.length));
    if (node->number_to < node->number) {
        struct diag *d = diag_add(p->context->diags, DIAG_EMPTY_RANGE, w.at, "the range `%.*s` is empty: it ends before it begins",
                                  shown(w), w.text);
        diag_help(p->context->diags, d, "write `%llu-%llu`", (unsigned long long)node->number_to,
                  (unsigned long long)node->number);
    }
    value->node = node;
    return TOK_SPAN;
}

/* Microseconds in one of the unit that `w` consists of, or 0. */
static uint64_t unit_of(struct word w) {
    static const struct {
        const char *text;
        uint64_t microseconds;
    } units[] = {{"us", 1}, {"ms", 1000}, {"s", 1000000}};
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (strlen(units[i].text) == w.length && memcmp(units[i].text, w.text, w.length) == 0)
            return units[i].microseconds;
    return 0;
}

/* Number of leading digits of `w` from `from` on. */
static size_t digits_from(struct word w, size_t from) {
    size_t i = from;
    while (i < w.length && is_digit(w.text[i]))
        i++;
    return i - from;
}

/* Where the unit of a duration begins ("1.5" in 1.5ms), or 0 when this is no duration. */
static size_t duration_unit(struct word w) {
    size_t whole = digits_from(w, 0);
    size_t end = whole;
    if (end < w.length && w.text[end] == '.') {
        size_t fraction = digits_from(w, whole + 1);
        if (fraction == 0)
            return 0;
        end += 1 + fraction;
    }
    return unit_of(part_of(w, end, w.length)) > 0 ? end : 0;
}

static int duration_token(struct parser *p, struct word w, size_t unit_begin, union nicc_value *value) {
    uint64_t unit = unit_of(part_of(w, unit_begin, w.length));
    size_t whole = digits_from(w, 0);
    uint64_t count;
    bool fits = read_digits(part_of(w, 0, whole), DURATION_MAX / unit, &count);
    uint64_t microseconds = count * unit;
    for (size_t i = whole + 1; i < unit_begin; i++) {
        unit /= 10;
        microseconds += (uint64_t)(w.text[i] - '0') * unit; /* digits below a microsecond are cut off */
    }
    if (!fits || microseconds > DURATION_MAX)
        diag_add(p->context->diags, DIAG_NUMBER_TOO_LARGE, w.at, "`%.*s` is too large: durations go up to one hour", shown(w),
                 w.text);
    value->node = leaf(p, AST_DURATION, w);
    value->node->number = microseconds;
    return TOK_TIME;
}

/* ---- dates ---- */

static bool is_leap(uint64_t year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static bool is_date(uint64_t year, uint64_t month, uint64_t day) {
    static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year == 0 || month < 1 || month > 12 || day < 1)
        return false;
    return day <= days[month - 1] + (uint64_t)(month == 2 && is_leap(year));
}

static int date_token(struct parser *p, struct word w, union nicc_value *value) {
    uint64_t year = 0;
    uint64_t month = 0;
    uint64_t day = 0;
    bool well_formed = w.length == 10 && w.text[4] == '-' && w.text[7] == '-';
    if (well_formed) {
        read_digits(part_of(w, 0, 4), NUMBER_MAX, &year);
        read_digits(part_of(w, 5, 7), NUMBER_MAX, &month);
        read_digits(part_of(w, 8, 10), NUMBER_MAX, &day);
    }
    if (!well_formed || !is_date(year, month, day))
        diag_add(p->context->diags, DIAG_BAD_DATE, w.at, "`%.*s` is no date of the form YYYY-MM-DD", shown(w), w.text);
    value->node = leaf(p, AST_DATE, w);
    value->node->number = year * 10000 + month * 100 + day;
    return TOK_DAY;
}

/* ---- addresses and prefixes ---- */

static int address_leaf(struct parser *p, struct word w, struct addr address, union nicc_value *value) {
    value->node = leaf(p, AST_ADDRESS, w);
    value->node->prefix = (struct prefix){address, addr_bits(address.family)};
    return TOK_IP;
}

static int prefix_leaf(struct parser *p, struct word w, struct prefix prefix, bool host_bits, union nicc_value *value) {
    value->node = leaf(p, AST_PREFIX, w);
    value->node->prefix = prefix;
    if (host_bits) {
        char text[PREFIX_TEXT_MAX];
        struct diag *d = diag_add(p->context->diags, DIAG_HOST_BITS, w.at, "`%.*s` has bits set beyond its length of %u", shown(w),
                                  w.text, prefix.length);
        diag_help(p->context->diags, d, "write `%s`", prefix_print(prefix, text));
    }
    return TOK_SUBNETWORK;
}

/* An IPv4 address or prefix that could not be read. The value is one that no design holds. */
static int bad_address(struct parser *p, struct word w, union nicc_value *value) {
    const char *slash = memchr(w.text, '/', w.length);
    struct addr address = {0, 0, ADDR_IPV4};
    size_t before = slash ? (size_t)(slash - w.text) : w.length;
    struct word length = slash ? part_of(w, before + 1, w.length) : part_of(w, w.length, w.length);
    if (!slash) {
        diag_add(p->context->diags, DIAG_BAD_ADDRESS, w.at, "`%.*s` is no address", shown(w), w.text);
        return address_leaf(p, w, address, value);
    }
    if (addr_parse(w.text, before, &address) && length.length > 0 && digits_from(length, 0) == length.length)
        diag_add(p->context->diags, DIAG_PREFIX_TOO_LONG, length.at, "a prefix length is at most %u for IPv%d",
                 addr_bits(address.family), address.family);
    else
        diag_add(p->context->diags, DIAG_BAD_ADDRESS, w.at, "`%.*s` is no prefix", shown(w), w.text);
    return prefix_leaf(p, w, (struct prefix){address, addr_bits(address.family)}, false, value);
}

static bool address_token(struct parser *p, struct word w, union nicc_value *value, int *token) {
    struct addr address;
    struct prefix prefix;
    bool host_bits;
    if (addr_parse(w.text, w.length, &address))
        *token = address_leaf(p, w, address, value);
    else if (prefix_parse(w.text, w.length, &prefix, &host_bits))
        *token = prefix_leaf(p, w, prefix, host_bits, value);
    else
        return false;
    return true;
}

/* ---- names ---- */

/* Letter or `_`, then letters, digits, `_`, `-`, not ending in `-`. */
static bool is_name(struct word w) {
    if (w.length == 0 || !is_name_start(w.text[0]) || w.text[w.length - 1] == '-')
        return false;
    for (size_t i = 0; i < w.length; i++)
        if (!is_name_start(w.text[i]) && !is_digit(w.text[i]) && w.text[i] != '-')
            return false;
    return true;
}

/* Names joined by dots; one name alone is a path too. */
static bool is_path(struct word w) {
    size_t begin = 0;
    for (size_t i = 0; i <= w.length; i++) {
        if (i < w.length && w.text[i] != '.')
            continue;
        if (!is_name(part_of(w, begin, i)))
            return false;
        begin = i + 1;
    }
    return true;
}

static int name_token(struct parser *p, struct word w, union nicc_value *value) {
    value->node = named_leaf(p, AST_NAME, w);
    return TOK_IDENT;
}

static int path_token(struct parser *p, struct word w, union nicc_value *value) {
    enum keyword keyword = keyword_of(w.text, w.length);
    if (keyword != KW_NONE) {
        value->word = keyword;
        return syntax_token_of(keyword);
    }
    if (!contains(w, '.'))
        return name_token(p, w, value);
    value->node = named_leaf(p, AST_PATH, w);
    return TOK_DOTTED;
}

/* A word that begins with a letter or `_`. */
static int letter_token(struct parser *p, struct word w, union nicc_value *value) {
    if (is_path(w))
        return path_token(p, w, value);
    if (contains(w, '*') || contains(w, '/')) {
        value->node = named_leaf(p, AST_NAME, w);
        return TOK_GLOB;
    }
    diag_add(p->context->diags, DIAG_BAD_NAME, w.at, "`%.*s` is no name: each part begins with a letter and does not end in `-`",
             shown(w), w.text);
    return name_token(p, w, value);
}

/* A word that begins with a digit. */
static int digit_token(struct parser *p, struct word w, union nicc_value *value) {
    size_t digits = digits_from(w, 0);
    if (digits == w.length)
        return number_token(p, w, value);
    size_t unit = duration_unit(w);
    if (unit > 0)
        return duration_token(p, w, unit, value);
    if (w.text[digits] == '-' && digits + 1 + digits_from(w, digits + 1) == w.length)
        return range_token(p, w, value);
    if (consists_of(w, "0123456789-"))
        return date_token(p, w, value);
    int token;
    if (address_token(p, w, value, &token))
        return token;
    if (consists_of(w, "0123456789./-"))
        return bad_address(p, w, value);
    diag_add(p->context->diags, DIAG_NAME_STARTS_WITH_DIGIT, w.at, "`%.*s` is no name: a name begins with a letter or `_`",
             shown(w), w.text);
    return name_token(p, w, value);
}

int words_token(struct parser *p, struct span at, union nicc_value *value) {
    struct word w = word_at(p, at);
    if (!is_ascii(w)) {
        diag_add(p->context->diags, DIAG_NAME_NOT_ASCII, at, "`%s` holds a character that is not ASCII",
                 source_excerpt(p->context->sources, p->arena, at));
        return name_token(p, w, value);
    }
    if (is_digit(w.text[0]))
        return digit_token(p, w, value);
    if (is_name_start(w.text[0]))
        return letter_token(p, w, value);
    value->node = named_leaf(p, AST_NAME, w);
    return TOK_GLOB;
}

/* ---- words with colons ---- */

/* N:N with 16 bits each (RFC 1997), or N:N:N with 32 bits each (RFC 8092). */
static int community_token(struct parser *p, struct word w, union nicc_value *value) {
    size_t first = digits_from(w, 0);
    size_t second = digits_from(w, first + 1);
    size_t rest = first + 1 + second;
    uint64_t max = rest == w.length ? 65535 : NUMBER_MAX;
    uint64_t number;
    bool fits = read_digits(part_of(w, 0, first), max, &number) && read_digits(part_of(w, first + 1, rest), max, &number) &&
                (rest == w.length || read_digits(part_of(w, rest + 1, w.length), max, &number));
    if (!fits)
        diag_add(p->context->diags, DIAG_BAD_COMMUNITY, w.at, "the parts of the community `%.*s` go up to %llu", shown(w), w.text,
                 (unsigned long long)max);
    value->node = named_leaf(p, AST_COMMUNITY, w);
    return TOK_TAG_NUMBERS;
}

static bool is_community(struct word w) {
    size_t first = digits_from(w, 0);
    size_t second = first + 1 < w.length && w.text[first] == ':' ? digits_from(w, first + 1) : 0;
    size_t rest = first + 1 + second;
    if (first == 0 || second == 0)
        return false;
    return rest == w.length || (w.text[rest] == ':' && rest + 1 < w.length && rest + 1 + digits_from(w, rest + 1) == w.length);
}

static bool continues_word(char c) {
    return isalnum((unsigned char)c) || c == '_' || c == ':' || c == '/' || (unsigned char)c >= 0x80;
}

/* Something with `::` in it that is no address. No name, claim or community holds `::`. */
static int bad_ipv6(struct parser *p, struct word w, union nicc_value *value, uint32_t *used) {
    while (continues_word(w.text[w.length])) {
        w.length++;
        w.at.end++;
    }
    *used = (uint32_t)w.length;
    bool is_prefix = contains(w, '/');
    diag_add(p->context->diags, DIAG_BAD_ADDRESS, w.at, "`%.*s` is no %s", shown(w), w.text, is_prefix ? "prefix" : "address");
    struct addr address = {0, 0, ADDR_IPV6};
    if (is_prefix)
        return prefix_leaf(p, w, (struct prefix){address, addr_bits(address.family)}, false, value);
    return address_leaf(p, w, address, value);
}

int words_colons(struct parser *p, struct span at, union nicc_value *value, uint32_t *used) {
    struct word w = word_at(p, at);
    bool whole = !continues_word(w.text[w.length]);
    int token;
    *used = (uint32_t)w.length;
    if (whole && address_token(p, w, value, &token))
        return token;
    if (whole && is_community(w))
        return community_token(p, w, value);
    if (memmem(w.text, w.length, "::", 2))
        return bad_ipv6(p, w, value, used);
    size_t before = (size_t)((const char *)memchr(w.text, ':', w.length) - w.text);
    *used = before > 0 ? (uint32_t)before : 1;
    return before > 0 ? words_token(p, part_of(w, 0, before).at, value) : TOK_COLON;
}

/* ---- strings and the rest ---- */

/* The character that `\c` stands for, or 0. */
static char escaped(char c) {
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
static const char *unescape(struct parser *p, struct word inside) {
    char *text = arena_alloc(p->arena, inside.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < inside.length; i++) {
        char c = inside.text[i];
        if (c == '\\' && i + 1 < inside.length) {
            c = escaped(inside.text[++i]);
            if (c == 0)
                diag_add(p->context->diags, DIAG_BAD_ESCAPE, part_of(inside, i - 1, i + 1).at,
                         "unknown escape: only `\\\"`, `\\\\`, `\\n` and `\\t` are known");
        }
        if (c != 0)
            text[length++] = c;
    }
    return intern_text(p->context->names, text, length);
}

int words_string(struct parser *p, struct span at, bool closed, union nicc_value *value) {
    struct word w = word_at(p, at);
    if (!closed) {
        struct diag *d = diag_add(p->context->diags, DIAG_UNTERMINATED_STRING, at, "this string has no closing quote");
        diag_help(p->context->diags, d, "a string ends on the line it begins on");
    }
    value->node = leaf(p, AST_STRING, w);
    value->node->name = unescape(p, part_of(w, 1, closed ? w.length - 1 : w.length));
    return TOK_STRING;
}

void words_stray(struct parser *p, struct span at) {
    struct word w = word_at(p, at);
    struct diag *d;
    if (isprint((unsigned char)w.text[0]))
        d = diag_add(p->context->diags, DIAG_STRAY_CHARACTER, at, "unexpected `%.*s`", shown(w), w.text);
    else
        d = diag_add(p->context->diags, DIAG_STRAY_CHARACTER, at, "unexpected character with code %u", (unsigned char)w.text[0]);
    if (w.text[0] == '-')
        diag_help(p->context->diags, d, "a name does not end in `-`; an arrow is `->` or `<->`");
    else if (w.text[0] == '<')
        diag_help(p->context->diags, d, "an arrow is `->` or `<->`");
}
