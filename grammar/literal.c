/*
 * literal: values from the text of a word.
 *
 * May assume that the caller knows the form of the word. Promises values within the limits of the
 * language: what is out of range was reported once and has a harmless value.
 */
#include "grammar/literal.h"

#include <assert.h>
#include <string.h>

#define NUMBER_MAX 4294967295U
#define DURATION_MAX 3600000000ULL /* one hour in microseconds */
#define SHOWN_MAX 40

struct word word_at(const struct parser *p, struct span at)
{
    return (struct word){p->text + at.begin, at.end - at.begin, at};
}

struct word word_part(struct word w, size_t begin, size_t end)
{
    struct span at = {w.at.file, w.at.begin + (uint32_t)begin, w.at.begin + (uint32_t)end};
    return (struct word){w.text + begin, end - begin, at};
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool word_consists_of(struct word w, const char *characters)
{
    for (size_t i = 0; i < w.length; i++)
        if (!strchr(characters, w.text[i]))
            return false;
    return true;
}

bool word_contains(struct word w, char c)
{
    return memchr(w.text, c, w.length) != NULL;
}

int word_shown(struct word w)
{
    if (w.length <= SHOWN_MAX)
        return (int)w.length;
    int cut = SHOWN_MAX;
    while (cut > 0 && ((unsigned char)w.text[cut] & 0xc0) == 0x80) /* not inside a character */
        cut--;
    return cut;
}

static struct ast *leaf(struct parser *p, enum ast_kind kind, struct word w)
{
    return ast_new(p->arena, kind, w.at);
}

struct ast *word_leaf(struct parser *p, enum ast_kind kind, struct word w)
{
    struct ast *node = leaf(p, kind, w);
    node->name = intern_text(p->context->names, w.text, w.length);
    return node;
}

/* ---- numbers ---- */

/* Decimal digits as a number; false when it exceeds `max`, which is then the value. */
static bool read_digits(struct word w, uint64_t max, uint64_t *out)
{
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

static uint64_t read_number(struct parser *p, struct word w)
{
    uint64_t value;
    if (!read_digits(w, NUMBER_MAX, &value))
        diag_add(p->context->diags, DIAG_NUMBER_TOO_LARGE, w.at, "`%.*s` is too large: numbers go up to %u",
                 word_shown(w), w.text, NUMBER_MAX);
    return value;
}

int literal_number_token(struct parser *p, struct word w, union nicc_value *value)
{
    value->node = leaf(p, AST_NUMBER, w);
    value->node->number = read_number(p, w);
    return TOK_NUM;
}

int literal_range_token(struct parser *p, struct word w, union nicc_value *value)
{
    size_t dash = (size_t)((const char *)memchr(w.text, '-', w.length) - w.text);
    struct ast *node = leaf(p, AST_RANGE, w);
    node->number = read_number(p, word_part(w, 0, dash));
    node->number_to = read_number(p, word_part(w, dash + 1, w.length));
    if (node->number_to < node->number) {
        struct diag *d =
            diag_add(p->context->diags, DIAG_EMPTY_RANGE, w.at,
                     "the range `%.*s` is empty: it ends before it begins", word_shown(w), w.text);
        diag_help(p->context->diags, d, "write `%llu-%llu`", (unsigned long long)node->number_to,
                  (unsigned long long)node->number);
    }
    value->node = node;
    return TOK_SPAN;
}

/* Microseconds in one of the unit that `w` consists of, or 0. */
static uint64_t unit_of(struct word w)
{
    static const struct {
        const char *text;
        uint64_t microseconds;
    } units[] = {{"us", 1}, {"ms", 1000}, {"s", 1000000}};
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (strlen(units[i].text) == w.length && memcmp(units[i].text, w.text, w.length) == 0)
            return units[i].microseconds;
    return 0;
}

size_t word_digits(struct word w, size_t from)
{
    size_t i = from;
    while (i < w.length && is_digit(w.text[i]))
        i++;
    return i - from;
}

/* Where the unit of a duration begins ("1.5" in 1.5ms), or 0 when this is no duration. */
size_t literal_duration_unit(struct word w)
{
    size_t whole = word_digits(w, 0);
    size_t end = whole;
    if (end < w.length && w.text[end] == '.') {
        size_t fraction = word_digits(w, whole + 1);
        if (fraction == 0)
            return 0;
        end += 1 + fraction;
    }
    return unit_of(word_part(w, end, w.length)) > 0 ? end : 0;
}

int literal_duration_token(struct parser *p, struct word w, size_t unit_begin, union nicc_value *value)
{
    uint64_t unit = unit_of(word_part(w, unit_begin, w.length));
    size_t whole = word_digits(w, 0);
    uint64_t count;
    assert(unit > 0); /* the caller has found a unit there */
    bool fits = read_digits(word_part(w, 0, whole), DURATION_MAX / unit, &count);
    uint64_t microseconds = count * unit;
    for (size_t i = whole + 1; i < unit_begin; i++) {
        unit /= 10;
        microseconds += (uint64_t)(w.text[i] - '0') * unit; /* digits below a microsecond are cut off */
    }
    if (!fits || microseconds > DURATION_MAX)
        diag_add(p->context->diags, DIAG_NUMBER_TOO_LARGE, w.at,
                 "`%.*s` is too large: durations go up to one hour", word_shown(w), w.text);
    value->node = leaf(p, AST_DURATION, w);
    value->node->number = microseconds;
    return TOK_TIME;
}

/* ---- dates ---- */

static bool is_leap(uint64_t year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static bool is_date(uint64_t year, uint64_t month, uint64_t day)
{
    static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year == 0 || month < 1 || month > 12 || day < 1)
        return false;
    return day <= days[month - 1] + (uint64_t)(month == 2 && is_leap(year));
}

int literal_date_token(struct parser *p, struct word w, union nicc_value *value)
{
    uint64_t year = 0;
    uint64_t month = 0;
    uint64_t day = 0;
    bool well_formed = w.length == 10 && w.text[4] == '-' && w.text[7] == '-';
    if (well_formed) {
        read_digits(word_part(w, 0, 4), NUMBER_MAX, &year);
        read_digits(word_part(w, 5, 7), NUMBER_MAX, &month);
        read_digits(word_part(w, 8, 10), NUMBER_MAX, &day);
    }
    if (!well_formed || !is_date(year, month, day))
        diag_add(p->context->diags, DIAG_BAD_DATE, w.at, "`%.*s` is no date of the form YYYY-MM-DD",
                 word_shown(w), w.text);
    value->node = leaf(p, AST_DATE, w);
    value->node->number = year * 10000 + month * 100 + day;
    return TOK_DAY;
}

/* ---- addresses and prefixes ---- */

static int address_leaf(struct parser *p, struct word w, struct addr address, union nicc_value *value)
{
    value->node = leaf(p, AST_ADDRESS, w);
    value->node->prefix = (struct prefix){address, addr_bits(address.family)};
    return TOK_IP;
}

/* Host bits are a mistake only where the grammar wants a prefix, so `number` tells build_network of them. */
static int prefix_leaf(struct parser *p, struct word w, struct prefix prefix, bool host_bits,
                       union nicc_value *value)
{
    value->node = leaf(p, AST_PREFIX, w);
    value->node->prefix = prefix;
    value->node->number = host_bits;
    return TOK_SUBNETWORK;
}

/* An address or prefix that could not be read. Its value is 0.0.0.0 or ::, which no design holds. */
int literal_bad_address(struct parser *p, struct word w, enum addr_family family, union nicc_value *value)
{
    struct diag_list *diags = p->context->diags;
    const char *slash = memchr(w.text, '/', w.length);
    struct addr address = {0, 0, family};
    if (!slash) {
        diag_add(diags, DIAG_BAD_ADDRESS, w.at, "`%.*s` is no address", word_shown(w), w.text);
        return address_leaf(p, w, address, value);
    }
    size_t before = (size_t)(slash - w.text);
    struct word length = word_part(w, before + 1, w.length);
    if (addr_parse(w.text, before, &address) && length.length > 0 && word_digits(length, 0) == length.length)
        diag_add(diags, DIAG_PREFIX_TOO_LONG, length.at, "a prefix length is at most %u for IPv%d",
                 addr_bits(family), family);
    else
        diag_add(diags, DIAG_BAD_ADDRESS, w.at, "`%.*s` is no prefix", word_shown(w), w.text);
    return prefix_leaf(p, w, (struct prefix){address, addr_bits(family)}, false, value);
}

bool literal_address_token(struct parser *p, struct word w, union nicc_value *value, int *token)
{
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

/* ---- communities ---- */

/* N:N with 16 bits each (RFC 1997), or N:N:N with 32 bits each (RFC 8092). */
int literal_community_token(struct parser *p, struct word w, union nicc_value *value)
{
    size_t first = word_digits(w, 0);
    size_t second = word_digits(w, first + 1);
    size_t rest = first + 1 + second;
    uint64_t max = rest == w.length ? 65535 : NUMBER_MAX;
    uint64_t number;
    bool fits = read_digits(word_part(w, 0, first), max, &number) &&
                read_digits(word_part(w, first + 1, rest), max, &number) &&
                (rest == w.length || read_digits(word_part(w, rest + 1, w.length), max, &number));
    if (!fits)
        diag_add(p->context->diags, DIAG_BAD_COMMUNITY, w.at,
                 "the parts of the community `%.*s` go up to %llu", word_shown(w), w.text,
                 (unsigned long long)max);
    value->node = word_leaf(p, AST_COMMUNITY, w);
    return TOK_TAG_NUMBERS;
}

bool literal_is_community(struct word w)
{
    size_t first = word_digits(w, 0);
    size_t second = first + 1 < w.length && w.text[first] == ':' ? word_digits(w, first + 1) : 0;
    size_t rest = first + 1 + second;
    if (first == 0 || second == 0)
        return false;
    return rest == w.length ||
           (w.text[rest] == ':' && rest + 1 < w.length && rest + 1 + word_digits(w, rest + 1) == w.length);
}
