/*
 * layout_align: columns.
 *
 * Neighbouring lines whose n-th columns are of the same kind form a run; an empty line, a comment on a line of its own and
 * every other line end it, except that rows of a matrix go on behind comments and empty lines. A run is lined up at its longest line, as long as no line
 * becomes longer than it may be and no gap wider than GAP_MAX: where that would happen, a new run begins.
 */
#include <stdlib.h>

#include "grammar/layout_internal.h"

#define GAP_MAX 24

/* How far a line has been looked at. */
struct cursor {
    uint32_t line;
    uint32_t run, row_run; /* lines with the same number have nothing in between that ends a run */
    uint32_t piece;        /* with the column that is up next */
    uint64_t position;     /* where that piece begins */
    uint64_t tail;         /* characters from there to the end of the line */
};

struct cursors {
    struct cursor *at;
    uint32_t count;
    uint32_t capacity;
};

static const struct piece *piece_of(const struct layout *l, const struct cursor *c)
{
    return &l->pieces.at[c->piece];
}

static enum layout_column column_of(const struct piece *p)
{
    return (enum layout_column)(p->column >> 16);
}

static bool is_behind_line(const struct piece *p)
{
    return p->kind == LAYOUT_COMMENT;
}

/* Go on to the next piece with a column that is no comment. False at the end of the line. */
static bool advance(const struct layout *l, struct cursor *c)
{
    const struct line *line = &l->lines.at[c->line];
    for (;;) {
        uint64_t width = piece_of(l, c)->width;
        c->piece++;
        if (c->piece >= line->end || is_behind_line(piece_of(l, c)))
            return false;
        uint64_t step = width + piece_of(l, c)->gap;
        c->position += step;
        c->tail -= step;
        if (column_of(piece_of(l, c)) != COLUMN_NONE)
            return true;
    }
}

static uint64_t width_of_line(const struct layout *l, const struct line *line)
{
    uint64_t width = 0;
    for (uint32_t i = line->first; i < line->end && !is_behind_line(&l->pieces.at[i]); i++)
        width += (i > line->first ? l->pieces.at[i].gap : 0) + (uint64_t)l->pieces.at[i].width;
    return width;
}

/* The lines with columns, each at its first one. */
static struct cursors all_cursors(const struct layout *l)
{
    struct cursors all = {0};
    uint32_t run = 0, row_run = 0;
    for (uint32_t i = 0; i < l->lines.count; i++) {
        const struct line *line = &l->lines.at[i];
        run += !line->is_aligned || line->after_blank;
        row_run += !line->is_aligned && !line->is_comment;
        struct cursor c = {
            .line = i, .run = run, .row_run = row_run, .piece = line->first, .position = line->indent};
        c.tail = width_of_line(l, line);
        if (line->is_aligned && advance(l, &c))
            vec_push(l->arena, &all, c);
    }
    return all;
}

/* ---- runs ---- */

static bool follows(const struct layout *l, const struct cursor *a, const struct cursor *b)
{
    if (piece_of(l, a)->column != piece_of(l, b)->column ||
        l->lines.at[a->line].indent != l->lines.at[b->line].indent)
        return false;
    if (column_of(piece_of(l, a)) == COLUMN_ROW)
        return a->row_run == b->row_run;
    return a->run == b->run && b->line == a->line + 1;
}

struct extent {
    uint64_t least, most; /* positions */
    uint64_t tail;        /* the longest one */
};

/* Take a further line into a run, if that does not stretch it too much. */
static bool stretch(struct extent *e, const struct cursor *c, bool is_row)
{
    struct extent with = {c->position < e->least ? c->position : e->least,
                          c->position > e->most ? c->position : e->most,
                          c->tail > e->tail ? c->tail : e->tail};
    if (!is_row && (with.most - with.least > GAP_MAX || with.most + with.tail > LAYOUT_WIDTH))
        return false;
    *e = with;
    return true;
}

static void move_to(struct layout *l, struct cursor *c, uint64_t position)
{
    l->pieces.at[c->piece].gap += (uint32_t)(position - c->position);
    c->position = position;
}

/* Line up the run that begins with cursor `i`. Returns the first cursor behind it. */
static uint32_t align_run(struct layout *l, struct cursors *all, uint32_t i)
{
    struct cursor *c = all->at;
    struct extent e = {c[i].position, c[i].position, c[i].tail};
    bool is_row = column_of(piece_of(l, &c[i])) == COLUMN_ROW;
    uint32_t end = i + 1;
    while (end < all->count && follows(l, &c[end - 1], &c[end]) && stretch(&e, &c[end], is_row))
        end++;
    for (uint32_t k = i; k < end; k++)
        move_to(l, &c[k], e.most);
    return end;
}

/* ---- comments ---- */

/* Where the comment behind a line would begin; 0 when there is none. */
static uint64_t comment_position(const struct layout *l, const struct line *line)
{
    const struct piece *last = &l->pieces.at[line->end - 1];
    if (line->is_comment || !is_behind_line(last))
        return 0;
    return line->indent + width_of_line(l, line) + last->gap;
}

static void align_comments(struct layout *l)
{
    for (uint32_t i = 0, end; i < l->lines.count; i = end) {
        uint64_t least = comment_position(l, &l->lines.at[i]);
        uint64_t most = least;
        end = i + 1;
        for (; most > 0 && end < l->lines.count && !l->lines.at[end].after_blank; end++) {
            uint64_t position = comment_position(l, &l->lines.at[end]);
            uint64_t low = position < least ? position : least;
            uint64_t high = position > most ? position : most;
            if (position == 0 || high - low > GAP_MAX)
                break;
            least = low;
            most = high;
        }
        for (uint32_t k = i; most > 0 && k < end; k++)
            l->pieces.at[l->lines.at[k].end - 1].gap +=
                (uint32_t)(most - comment_position(l, &l->lines.at[k]));
    }
}

void layout_align(struct layout *l)
{
    struct cursors all = all_cursors(l);
    while (all.count > 0) {
        for (uint32_t i = 0; i < all.count;)
            i = align_run(l, &all, i);
        uint32_t kept = 0;
        for (uint32_t i = 0; i < all.count; i++)
            if (advance(l, &all.at[i]))
                all.at[kept++] = all.at[i];
        all.count = kept;
    }
    align_comments(l);
}
