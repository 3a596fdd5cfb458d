/*
 * path_text: paths of packets as lines of text.
 *
 *     forward: delivered
 *       1  hub        learned from hub.er-gw    10.2.30.0/25  [lab.ni:12]
 *       2  hub.er-gw  learned from er1.primary  10.2.30.0/25  [lab.ni:40]
 *       ...
 *     return: not delivered
 *       1  ...
 *       drop at er1.primary: NICC3901 no route for 10.10.30.4 [lab.ni:33]
 *
 * A path is first made into lines, so that two of them can be printed next to each other.
 */
#include "report/path_text.h"

#include <stdio.h>
#include <string.h>

#include "base/vec.h"
#include "report/parting.h"
#include "report/style.h"
#include "report/table.h"
#include "report/ways_text.h"

#define BETWEEN 4       /* columns between two paths side by side */
#define LEAST_COLUMN 40 /* of a path beside another */
#define HANGING 3       /* so much deeper goes on what is wider than the screen */

enum { COLUMN_NUMBER, COLUMN_NODE, COLUMN_HOW, COLUMN_ROUTE, COLUMN_PLACE, COLUMN_COUNT };

struct line {
    const char *text;
    enum style style;
};

/* The text of a path, cut into lines. */
struct lines {
    struct line *at;
    uint32_t count;
    uint32_t capacity;
};

const char *path_place(struct arena *a, const struct source_set *sources, struct span at)
{
    if (at.file >= source_count(sources))
        return "";
    struct source_position p = source_position(sources, at);
    return arena_printf(a, "%s:%u", p.path, p.line);
}

static const char *place_in_brackets(const struct path_style *s, struct span at)
{
    const char *place = path_place(s->arena, s->sources, at);
    return *place ? arena_printf(s->arena, "[%s]", place) : "";
}

/* ---- one path ---- */

static void set_hop(const struct path_style *s, struct table *t, uint32_t row, const struct path_hop *h)
{
    char route[PREFIX_TEXT_MAX];
    table_set(t, row, COLUMN_NUMBER, arena_printf(s->arena, "  %u", row + 1));
    table_set(t, row, COLUMN_NODE, h->node);
    table_set(t, row, COLUMN_HOW, h->how ? h->how : "");
    if (h->has_route)
        table_set(t, row, COLUMN_ROUTE, arena_strdup(s->arena, prefix_print(h->route, route)));
    table_set(t, row, COLUMN_PLACE, place_in_brackets(s, h->because));
}

static void print_hops(const struct path_style *s, const struct path *p, struct buf *out)
{
    struct table t = table_new(s->arena, COLUMN_COUNT, p->hop_count);
    for (uint32_t i = 0; i < p->hop_count; i++)
        set_hop(s, &t, i, &p->hops[i]);
    table_print(&t, s->arena, false, out);
}

void path_text_drop(const struct path_style *s, const struct path_drop *d, struct buf *out)
{
    const char *place = place_in_brackets(s, d->because);
    buf_printf(out, "  drop at %s: NICC%04u ", d->node, (unsigned)rule_info(d->rule)->number);
    style_put(out, false, STYLE_PLAIN, d->text);
    if (*place) {
        buf_add(out, " ");
        style_put(out, false, STYLE_PLAIN, place);
    }
    buf_add(out, "\n");
}

static void print_path(const struct path_style *s, const char *title, const struct path *p, struct buf *out)
{
    if (p->hop_count == 0 && !p->has_drop && !p->delivered) {
        buf_printf(out, "%s: no packet to follow\n", title);
        return;
    }
    buf_printf(out, "%s: %s\n", title, p->delivered ? "delivered" : "not delivered");
    print_hops(s, p, out);
    if (p->has_drop)
        path_text_drop(s, &p->drop, out);
}

/* ---- lines ---- */

/* The text of a path in lines: the title, the hops, and where it ends. */
static struct lines path_lines(const struct path_style *s, const char *title, const struct path *p)
{
    struct buf text = {0};
    print_path(s, title, p, &text);
    struct lines l = {0};
    for (const char *at = buf_text(&text); *at;) {
        size_t length = strcspn(at, "\n");
        struct line line = {arena_strndup(s->arena, at, length), l.count == 0 ? STYLE_BOLD : STYLE_PLAIN};
        vec_push(s->arena, &l, line);
        at += length + (at[length] == '\n');
    }
    if (p->has_drop)
        l.at[l.count - 1].style = STYLE_BAD;
    buf_free(&text);
    return l;
}

/* Columns that the hops need; the line on a drop can be broken. */
static size_t lines_width(const struct lines *l)
{
    size_t width = LEAST_COLUMN;
    for (uint32_t i = 0; i < l->count; i++)
        if (strlen(l->at[i].text) > width && l->at[i].style != STYLE_BAD)
            width = strlen(l->at[i].text);
    return width;
}

/* The same lines, the one on a drop broken so that it fits into `width` columns. */
static struct lines fit_lines(const struct path_style *s, const struct lines *l, size_t width)
{
    struct lines fitted = {0};
    for (uint32_t i = 0; i < l->count; i++) {
        struct buf text = {0};
        uint32_t blanks = (uint32_t)strspn(l->at[i].text, " ");
        buf_fill(&text, ' ', blanks);
        style_put_wrapped(&text, false, STYLE_PLAIN, l->at[i].text + blanks, (uint32_t)width, blanks,
                          blanks + HANGING);
        for (const char *at = buf_text(&text); *at;) {
            size_t length = strcspn(at, "\n");
            struct line line = {arena_strndup(s->arena, at, length), l->at[i].style};
            vec_push(s->arena, &fitted, line);
            at += length + 1;
        }
        buf_free(&text);
    }
    return fitted;
}

static void print_line(const struct path_style *s, const struct line *l, struct buf *out)
{
    size_t blanks = strspn(l->text, " ");
    buf_fill(out, ' ', blanks);
    style_put(out, s->colour, l->style, l->text + blanks);
}

static void print_lines(const struct path_style *s, const struct lines *l, struct buf *out)
{
    for (uint32_t i = 0; i < l->count; i++) {
        const char *text = l->at[i].text;
        size_t blanks = strspn(text, " "), indent = strlen(s->indent) + blanks;
        buf_fill(out, ' ', indent);
        style_put_wrapped(out, s->colour, l->at[i].style, text + blanks, s->width, (uint32_t)indent,
                          (uint32_t)indent + HANGING);
    }
}

static void print_side_by_side(const struct path_style *s, const struct lines *left,
                               const struct lines *right, size_t width, struct buf *out)
{
    static const struct line empty = {"", STYLE_PLAIN};
    for (uint32_t i = 0; i < left->count || i < right->count; i++) {
        const struct line *l = i < left->count ? &left->at[i] : &empty;
        buf_add(out, s->indent);
        print_line(s, l, out);
        if (i < right->count) {
            buf_fill(out, ' ', width - strlen(l->text));
            print_line(s, &right->at[i], out);
        }
        buf_add(out, "\n");
    }
}

void path_text(const struct path_style *s, const char *title, const struct path *p, struct buf *out)
{
    struct lines l = path_lines(s, title, p);
    print_lines(s, &l, out);
}

void path_text_pair(const struct path_style *s, const struct path *forward, const struct path *back,
                    struct buf *out)
{
    struct lines left = forward ? path_lines(s, "forward", forward) : (struct lines){0};
    struct lines right = back ? path_lines(s, "return", back) : (struct lines){0};
    size_t begin = strlen(s->indent) + lines_width(&left) + BETWEEN; /* of the right column */
    if (forward && back && begin + lines_width(&right) <= s->width) {
        left = fit_lines(s, &left, lines_width(&left));
        right = fit_lines(s, &right, s->width - begin);
        print_side_by_side(s, &left, &right, begin - strlen(s->indent), out);
        return;
    }
    print_lines(s, &left, out);
    print_lines(s, &right, out);
}

/* "request: hub.gw to hub" "peering hub<->spoke" "10.6.0.0/16" "[design.ni:29]" */
static void set_way(const struct path_style *s, struct table *t, uint32_t row, const char *what,
                    const struct path_hop *h, const char *next)
{
    char route[PREFIX_TEXT_MAX];
    table_set(t, row, 0, what);
    table_set(t, row, 1, arena_printf(s->arena, "%s to %s", h->node, next));
    table_set(t, row, 2, h->how && *h->how ? h->how : "");
    if (h->has_route)
        table_set(t, row, 3, arena_strdup(s->arena, prefix_print(h->route, route)));
    table_set(t, row, 4, place_in_brackets(s, h->because));
}

void path_text_ways(const struct path_style *s, const struct path *forward, const struct path *back,
                    bool by_device, struct buf *out)
{
    if (!ways_text(s, forward, back, out))
        path_text_pair(s, forward, back, out);
    path_text_parting(s, forward, back, by_device, out);
}

void path_text_parting(const struct path_style *s, const struct path *forward, const struct path *back,
                       bool by_device, struct buf *out)
{
    struct parting p;
    if (!parting_find(forward, back, by_device, &p))
        return;
    struct table t = table_new(s->arena, 5, 2);
    set_way(s, &t, 0, "  request:", p.choice, p.chosen);
    set_way(s, &t, 1, "  reply:", p.reply, p.next);
    struct buf text = {0};
    buf_printf(&text, "the ways part at %s\n", p.node);
    table_print(&t, s->arena, false, &text);
    for (const char *at = buf_text(&text); *at;) {
        size_t length = strcspn(at, "\n");
        buf_printf(out, "%s%.*s\n", s->indent, (int)length, at);
        at += length + (at[length] == '\n');
    }
    buf_free(&text);
}
