/*
 * diag: collecting and sorting diagnostics, and the catalogue of codes.
 *
 * Nothing is printed here. An entry is kept unless it repeats an earlier one or its severity
 * has reached the limit; callers need not know which, because they always get an entry that
 * they may add to.
 */
#include "base/diag.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/vec.h"

#define SEVERITY_COUNT (DIAG_ERROR + 1)

struct diag_list {
    struct arena *arena;
    const struct source_set *sources;
    VEC(struct diag *) kept;
    const struct diag **sorted;
    struct map *seen;
    uint32_t errors; /* over-limit ones included */
    uint32_t kept_of[SEVERITY_COUNT];
    struct diag *closing[SEVERITY_COUNT]; /* "more than 100", NULL until the limit is passed */
    struct diag scratch;                  /* stands for entries that are not kept */
};

static const struct diag_info catalogue[] = {
#define DIAG(number, name, severity, facts, title, text) {(number), (severity), (facts), (title), (text)},
#include "base/diag_codes.def"
#undef DIAG
};

const struct diag_info *diag_info(enum diag_code code)
{
    return &catalogue[code];
}

enum diag_code diag_code_of(uint32_t number)
{
    for (uint32_t i = 0; i < DIAG_CODE_COUNT; i++)
        if (catalogue[i].number == number)
            return (enum diag_code)i;
    return DIAG_CODE_COUNT;
}

const char *diag_severity_name(enum diag_severity s)
{
    return s == DIAG_ERROR ? "error" : s == DIAG_WARNING ? "warning" : "note";
}

struct diag_list *diag_new(struct arena *arena, const struct source_set *sources)
{
    struct diag_list *l = arena_new(arena, struct diag_list);
    l->arena = arena;
    l->sources = sources;
    l->seen = map_new(arena);
    return l;
}

const struct source_set *diag_sources(const struct diag_list *l)
{
    return l->sources;
}

/* ---- adding ---- */

#define TEXT_MAX 2000u /* bytes of a message; longer ones hold a name that nobody wants to read */

static char *formatted(struct arena *arena, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));
static char *formatted(struct arena *arena, const char *format, va_list args)
{
    char *text = arena_vprintf(arena, format, args);
    if (strlen(text) <= TEXT_MAX)
        return text;
    size_t length = TEXT_MAX;
    while (length > 0 && ((unsigned char)text[length] & 0xc0) == 0x80) /* inside a character of UTF-8 */
        length--;
    return arena_printf(arena, "%.*s...", (int)length, text);
}

/* Remember the code at its place. False when it stood there already. Nowhere is no place: there the
 * message tells entries apart. */
static bool remember(struct diag_list *l, const struct diag *d)
{
    struct buf key = {0};
    buf_printf(&key, "%d %u %u %u ", (int)d->code, d->span.file, d->span.begin, d->span.end);
    if (d->span.file == SOURCE_NONE)
        buf_add(&key, d->message);
    bool is_new = map_put(l->seen, buf_text(&key), key.length, 0);
    buf_free(&key);
    return is_new;
}

static void close_severity(struct diag_list *l, enum diag_severity severity)
{
    if (l->closing[severity])
        return;
    struct diag *d = arena_new(l->arena, struct diag);
    d->code = DIAG_TOO_MANY_ERRORS;
    d->severity = severity;
    d->span = SPAN_NONE;
    d->message = arena_printf(l->arena, "more than %d %ss; the others are not shown", DIAG_ERROR_LIMIT,
                              diag_severity_name(severity));
    l->closing[severity] = d;
}

/* A kept copy of `d`, or the scratch entry. */
static struct diag *keep(struct diag_list *l, const struct diag *d)
{
    l->scratch = (struct diag){.severity = d->severity, .span = SPAN_NONE, .message = ""};
    if (!remember(l, d))
        return &l->scratch;
    l->errors += d->severity == DIAG_ERROR;
    if (l->kept_of[d->severity] == DIAG_ERROR_LIMIT) {
        close_severity(l, d->severity);
        return &l->scratch;
    }
    l->kept_of[d->severity]++;
    struct diag *copy = arena_new(l->arena, struct diag);
    *copy = *d;
    vec_push(l->arena, &l->kept, copy);
    return copy;
}

struct diag *diag_add(struct diag_list *l, enum diag_code code, struct span at, const char *format, ...)
{
    struct diag d = {.code = code, .severity = diag_info(code)->severity, .span = at};
    va_list args;
    va_start(args, format);
    d.message = formatted(l->arena, format, args);
    va_end(args);
    return keep(l, &d);
}

void diag_help(struct diag_list *l, struct diag *d, const char *format, ...)
{
    if (d == &l->scratch)
        return;
    va_list args;
    va_start(args, format);
    d->help = formatted(l->arena, format, args);
    va_end(args);
}

void diag_label(struct diag_list *l, struct diag *d, struct span at, const char *format, ...)
{
    if (d == &l->scratch)
        return;
    struct diag_label *label = arena_new(l->arena, struct diag_label);
    label->span = at;
    va_list args;
    va_start(args, format);
    label->text = formatted(l->arena, format, args);
    va_end(args);
    struct diag_label **end = &d->labels;
    while (*end)
        end = &(*end)->next;
    *end = label;
}

uint32_t diag_errors(const struct diag_list *l)
{
    return l->errors;
}

bool diag_full(const struct diag_list *l)
{
    return l->closing[DIAG_ERROR] != NULL;
}

/* ---- sorting ---- */

static int compare_numbers(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

/* No two kept entries are equal, see remember: so the order is total and qsort need not be stable. */
static int compare_diags(const void *left, const void *right)
{
    const struct diag *a = *(const struct diag *const *)left;
    const struct diag *b = *(const struct diag *const *)right;
    int order = compare_numbers(a->span.file, b->span.file);
    if (order == 0)
        order = compare_numbers(a->span.begin, b->span.begin);
    if (order == 0)
        order = compare_numbers(diag_info(a->code)->number, diag_info(b->code)->number);
    if (order == 0)
        order = compare_numbers(a->span.end, b->span.end);
    return order != 0 ? order : strcmp(a->message, b->message);
}

const struct diag *const *diag_sorted(struct diag_list *l, uint32_t *count)
{
    uint32_t total = l->kept.count;
    l->sorted = arena_array(l->arena, const struct diag *, total + SEVERITY_COUNT);
    for (uint32_t i = 0; i < total; i++)
        l->sorted[i] = l->kept.at[i];
    if (total > 0)
        qsort(l->sorted, total, sizeof *l->sorted, compare_diags);
    for (int severity = DIAG_ERROR; severity >= DIAG_NOTE; severity--)
        if (l->closing[severity])
            l->sorted[total++] = l->closing[severity];
    *count = total;
    return l->sorted;
}
