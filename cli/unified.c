/*
 * unified: the difference between two layouts of one text.
 *
 * Both texts have the same visible characters in the same order, so two lines belong together where as many of them stand
 * before the one as before the other. Between two such places everything old goes and everything new comes.
 */
#include "cli/unified.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/vec.h"

#define CONTEXT 3
#define BYTE_ORDER_MARK "\xef\xbb\xbf"

/* The lines of a text, and before each of them the number of visible characters. */
struct lines {
    const char **at; /* one more than there are lines: the end */
    size_t *before;
    uint32_t count;
};

/* A line of the difference: ' ' in both texts, '-' in the old one, '+' in the new one. */
struct step {
    char sign;
    uint32_t line;
};

struct difference {
    struct arena *arena;
    struct lines old, new;
    VEC(struct step) steps;
};

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static struct lines lines_of(struct arena *a, struct unified_text t)
{
    size_t count = 1;
    for (size_t i = 0; i < t.length; i++)
        count += t.text[i] == '\n';
    struct lines l = {arena_array(a, const char *, count + 1), arena_array(a, size_t, count + 1), 0};
    size_t visible = 0;
    size_t skip = strncmp(t.text, BYTE_ORDER_MARK, 3) == 0 ? 3 : 0;
    bool fresh = true;
    for (size_t i = 0; i < t.length; i++) {
        if (fresh) {
            l.at[l.count] = t.text + i;
            l.before[l.count++] = visible;
        }
        fresh = t.text[i] == '\n';
        visible += i >= skip && !is_blank(t.text[i]);
    }
    l.at[l.count] = t.text + t.length;
    l.before[l.count] = visible;
    return l;
}

static size_t length_of(const struct lines *l, uint32_t i)
{
    return (size_t)(l->at[i + 1] - l->at[i]);
}

static bool is_empty(const struct lines *l, uint32_t i)
{
    return l->before[i] == l->before[i + 1];
}

static bool is_same(const struct difference *d, uint32_t i, uint32_t j)
{
    size_t length = length_of(&d->old, i);
    return length == length_of(&d->new, j) && memcmp(d->old.at[i], d->new.at[j], length) == 0;
}

static void add_step(struct difference *d, char sign, uint32_t line)
{
    struct step s = {sign, line};
    vec_push(d->arena, &d->steps, s);
}

/* The lines from *i and *j on differ: go to the next place where lines belong together. */
static void find_meeting(const struct difference *d, uint32_t *i, uint32_t *j)
{
    const struct lines *old = &d->old, *new = &d->new;
    if (*j == new->count || (*i < old->count && is_empty(old, *i) && !is_empty(new, *j))) {
        ++*i;
    } else if (*i == old->count || (is_empty(new, *j) && !is_empty(old, *i))) {
        ++*j;
    } else {
        ++*i;
        ++*j;
    }
    while (old->before[*i] != new->before[*j])
        ++*(old->before[*i] < new->before[*j] ? i : j);
}

static void find_steps(struct difference *d)
{
    uint32_t i = 0, j = 0;
    while (i < d->old.count || j < d->new.count) {
        uint32_t i0 = i, j0 = j;
        while ((i < d->old.count || j < d->new.count) &&
               !(i < d->old.count && j < d->new.count &&is_same(d, i, j)))
            find_meeting(d, &i, &j);
        while (i0 < i)
            add_step(d, '-', i0++);
        while (j0 < j)
            add_step(d, '+', j0++);
        for (; i < d->old.count && j < d->new.count &&is_same(d, i, j); i++, j++)
            add_step(d, ' ', i);
    }
}

/* "12,3", as diff prints ranges. */
static void put_range(struct buf *out, char sign, uint32_t first, uint32_t count)
{
    buf_printf(out, " %c%u", sign, count == 0 ? first : first + 1);
    if (count != 1)
        buf_printf(out, ",%u", count);
}

static void put_step(const struct difference *d, struct step s, struct buf *out)
{
    const struct lines *l = s.sign == '+' ? &d->new : &d->old;
    size_t length = length_of(l, s.line);
    bool ends = length > 0 && l->at[s.line][length - 1] == '\n';
    buf_printf(out, "%c", s.sign);
    buf_add_bytes(out, l->at[s.line], length);
    if (!ends)
        buf_add(out, "\n\\ No newline at end of file\n");
}

/* The steps [first, end), which begin at these lines of the texts. */
static void put_hunk(const struct difference *d, uint32_t first, uint32_t end, uint32_t old, uint32_t new,
                     struct buf *out)
{
    uint32_t old_count = 0, new_count = 0;
    for (uint32_t i = first; i < end; i++) {
        old_count += d->steps.at[i].sign != '+';
        new_count += d->steps.at[i].sign != '-';
    }
    buf_add(out, "@@");
    put_range(out, '-', old, old_count);
    put_range(out, '+', new, new_count);
    buf_add(out, " @@\n");
    for (uint32_t i = first; i < end; i++)
        put_step(d, d->steps.at[i], out);
}

/* The end of the hunk whose first change is the step `i`: changes closer than twice the context belong together. */
static uint32_t hunk_end(const struct difference *d, uint32_t i)
{
    uint32_t last = i;
    for (uint32_t k = i; k < d->steps.count && k <= last + 2 * CONTEXT; k++)
        if (d->steps.at[k].sign != ' ')
            last = k;
    return last + 1 + CONTEXT < d->steps.count ? last + 1 + CONTEXT : d->steps.count;
}

void unified_diff(struct arena *a, const char *name, struct unified_text old, struct unified_text new,
                  struct buf *out)
{
    struct difference d = {.arena = a, .old = lines_of(a, old), .new = lines_of(a, new)};
    find_steps(&d);
    uint32_t i = 0, old_line = 0, new_line = 0;
    bool begun = false;
    while (i < d.steps.count) {
        uint32_t change = i;
        while (change < d.steps.count && d.steps.at[change].sign == ' ')
            change++;
        if (change == d.steps.count)
            return;
        if (!begun)
            buf_printf(out, "--- %s\n+++ %s\n", name, name);
        begun = true;
        uint32_t first = change > i + CONTEXT ? change - CONTEXT : i;
        uint32_t end = hunk_end(&d, change);
        old_line += first - i;
        new_line += first - i;
        put_hunk(&d, first, end, old_line, new_line, out);
        for (i = first; i < end; i++) {
            old_line += d.steps.at[i].sign != '+';
            new_line += d.steps.at[i].sign != '-';
        }
    }
}
