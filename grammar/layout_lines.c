/*
 * layout_lines: where lines begin.
 *
 * A statement takes one line. A block takes one line with its statement when it was written so and fits; else each of its
 * statements begins a line of its own, indented. What is too long is broken, as late as possible, at a place that reads
 * well. Comments stay behind what they stand behind, or on lines of their own. All of this depends on the pieces alone and
 * on whether a block, or an empty line, was there, so that a second time finds nothing to do.
 */
#include "grammar/layout_internal.h"

/* What kind of statements a block holds. */
enum content { CONTENT_DECLARATIONS, CONTENT_STATEMENTS, CONTENT_MATRIX };

/* A statement: the head [first, head), which ends with `;` or the `{` of a block, and all of it, [first, end). */
struct statement {
    uint32_t first, head, end;
    uint32_t indent;
    bool after_blank;
    bool is_tight; /* arrows join names to a place: no blanks around them */
};

static void add_statements(struct layout *l, uint32_t first, uint32_t end, uint32_t indent,
                           enum content content, bool is_tight);

static struct piece *at(const struct layout *l, uint32_t i)
{
    return &l->pieces.at[i];
}

/* ---- blanks between pieces ---- */

static bool is_arrow(int kind)
{
    return kind == TOK_BOTH || kind == TOK_ARROW;
}

static void set_gaps(struct layout *l, uint32_t first, uint32_t end, bool is_tight)
{
    for (uint32_t i = first + 1; i < end; i++) {
        int kind = at(l, i)->kind;
        bool joined = is_tight && (is_arrow(kind) || is_arrow(at(l, i - 1)->kind));
        bool sign = kind == TOK_SEMICOLON || kind == TOK_COMMA || kind == TOK_COLON;
        at(l, i)->gap = kind == LAYOUT_COMMENT ? 2 : joined || sign ? 0 : 1;
    }
}

/* Characters of the pieces [first, end) on one line. */
static uint64_t width_of(const struct layout *l, uint32_t first, uint32_t end)
{
    uint64_t width = at(l, first)->width;
    for (uint32_t i = first + 1; i < end; i++)
        width += at(l, i)->gap + (uint64_t)at(l, i)->width;
    return width;
}

/* ---- lines ---- */

static struct line *add_line(struct layout *l, uint32_t first, uint32_t end, uint32_t indent,
                             bool after_blank)
{
    struct line line = {.first = first, .end = end, .indent = indent, .after_blank = after_blank};
    vec_push(l->arena, &l->lines, line);
    return &l->lines.at[l->lines.count - 1];
}

/* The first piece behind `i` in front of which no line can begin: those that follow without a blank, and a last `{`. */
static uint32_t unit_end(const struct layout *l, uint32_t i, uint32_t end)
{
    uint32_t next = i + 1;
    while (next < end && (at(l, next)->gap == 0 || (next + 1 == end && at(l, next)->kind == TOK_OPEN)))
        next++;
    return next;
}

/* Pieces without comments on as many lines as they need; `column` is the indentation of the second and further ones. */
static void add_filled(struct layout *l, uint32_t first, uint32_t end, uint32_t indent, uint32_t column,
                       bool after_blank)
{
    uint32_t start = first;
    uint32_t good = first; /* the last place of the line that reads well */
    uint64_t used = indent;
    for (uint32_t i = first; i < end;) {
        uint32_t next = unit_end(l, i, end);
        uint64_t width = width_of(l, i, next) + (i > start ? at(l, i)->gap : 0);
        if (i > start && layout_breaks_before(l, i))
            good = i;
        if (i > start && used + width > LAYOUT_WIDTH) {
            uint32_t stop = good > start ? good : i;
            add_line(l, start, stop, indent, after_blank);
            after_blank = false;
            start = good = i = stop;
            used = indent = column;
            continue;
        }
        used += width;
        i = next;
    }
    add_line(l, start, end, indent, after_blank);
}

/* A comment behind what the last line holds. */
static void append_comment(struct layout *l, uint32_t i)
{
    struct line *line = &l->lines.at[l->lines.count - 1];
    line->end = i + 1;
    at(l, i)->gap = 2;
    at(l, i)->column = COLUMN_COMMENT << 16;
}

static bool is_behind(const struct layout *l, uint32_t i)
{
    return i > 0 && at(l, i)->kind == LAYOUT_COMMENT && at(l, i)->line == at(l, i - 1)->line;
}

static void add_comment(struct layout *l, uint32_t i, uint32_t indent, bool after_blank)
{
    if (is_behind(l, i))
        append_comment(l, i);
    else
        add_line(l, i, i + 1, indent, after_blank)->is_comment = true;
}

/* The head of a statement with comments inside: lines end at them. */
static void add_commented(struct layout *l, const struct statement *s, uint32_t end)
{
    uint32_t indent = s->indent;
    bool after_blank = s->after_blank;
    for (uint32_t i = s->first; i < end;) {
        if (at(l, i)->kind == LAYOUT_COMMENT) {
            indent = s->indent + LAYOUT_CONTINUE;
            add_comment(l, i++, indent, false);
            continue;
        }
        uint32_t stop = i;
        while (stop < end && at(l, stop)->kind != LAYOUT_COMMENT)
            stop++;
        bool alone = at(l, i)->kind == TOK_OPEN && i + 1 == end;
        add_filled(l, i, stop, alone ? s->indent : indent, s->indent + LAYOUT_CONTINUE, after_blank);
        indent = s->indent + LAYOUT_CONTINUE;
        after_blank = false;
        i = stop;
    }
}

/* ---- statements ---- */

/* The statement that begins with the piece `first`, which is no comment. The grammar has seen that it ends. */
static struct statement statement_at(const struct layout *l, uint32_t first, uint32_t end)
{
    struct statement s = {.first = first, .head = first};
    while (s.head + 1 < end && at(l, s.head)->kind != TOK_SEMICOLON &&
           !(at(l, s.head)->kind == TOK_OPEN && !at(l, s.head)->is_list))
        s.head = at(l, s.head)->kind == TOK_OPEN ? at(l, s.head)->close + 1 : s.head + 1;
    s.end = (at(l, s.head)->kind == TOK_OPEN ? at(l, s.head)->close : s.head) + 1;
    return s;
}

static bool has_comments(const struct layout *l, uint32_t first, uint32_t end)
{
    return at(l, end - 1)->comments > at(l, first)->comments;
}

/* Does the block stay on the line of its statement? */
static bool is_on_line(const struct layout *l, const struct statement *s)
{
    uint32_t close = s->end - 1;
    if (has_comments(l, s->first, s->end))
        return false;
    bool is_empty = close == s->head + 1;
    bool written_so = at(l, close)->line == at(l, s->head)->line;
    return is_empty || (written_so && s->indent + width_of(l, s->first, s->end) <= LAYOUT_WIDTH);
}

/* The kind of statements that the block of a statement holds. */
static enum content content_of(const struct layout *l, const struct statement *s, enum content outer)
{
    bool is_matrix = outer == CONTENT_DECLARATIONS && at(l, s->first)->kind == TOK_MATRIX;
    return is_matrix ? CONTENT_MATRIX : CONTENT_STATEMENTS;
}

/* `columns ...;` and `NAME . Y N;`, but not `key F = ...;` and attributes. */
static bool is_row(const struct layout *l, const struct statement *s)
{
    int second = at(l, s->first + 1)->kind;
    switch (at(l, s->first)->kind) {
    case TOK_KEY:
        return s->first + 2 >= s->head || at(l, s->first + 2)->kind != TOK_EQUALS;
    case TOK_SEVERITY:
    case TOK_EXPECT:
        return s->first + 2 != s->head || second == TOK_DOT || second == TOK_GREATER || second == TOK_IDENT;
    case TOK_OWNER:
    case TOK_NOTE:
    case TOK_CONTROL:
        return second != TOK_STRING;
    default:
        return true;
    }
}

/* The head, or all of a statement that takes one line if it fits. */
static void add_head(struct layout *l, const struct statement *s, uint32_t end, enum content content)
{
    bool row = content == CONTENT_MATRIX && end == s->end && is_row(l, s);
    if (has_comments(l, s->first, end)) {
        add_commented(l, s, end);
    } else if (!row && s->indent + width_of(l, s->first, end) > LAYOUT_WIDTH) {
        add_filled(l, s->first, end, s->indent, s->indent + LAYOUT_CONTINUE, s->after_blank);
    } else {
        if (row)
            layout_mark_row(l, s->first, s->head);
        else
            layout_mark_statement(l, s->first, s->head, content != CONTENT_DECLARATIONS);
        add_line(l, s->first, end, s->indent, s->after_blank)->is_aligned = true;
    }
}

static void add_statement(struct layout *l, const struct statement *s, enum content content)
{
    set_gaps(l, s->first, s->end, s->is_tight);
    bool has_block = at(l, s->head)->kind == TOK_OPEN;
    if (!has_block || is_on_line(l, s)) {
        add_head(l, s, s->end, content);
        return;
    }
    add_head(l, s, s->head + 1, content);
    at(l, s->head)->column = COLUMN_NONE; /* only blocks on the line stand below each other */
    add_statements(l, s->head + 1, s->end - 1, s->indent + LAYOUT_INDENT, content_of(l, s, content),
                   s->is_tight);
    add_line(l, s->end - 1, s->end, s->indent, false);
}

/* The statements and comments [first, end): those of a block, or of the file. */
static void add_statements(struct layout *l, uint32_t first, uint32_t end, uint32_t indent,
                           enum content content, bool is_tight)
{
    bool fresh = true; /* nothing came yet, so there is no empty line */
    for (uint32_t i = first; i < end;) {
        bool after_blank = !fresh && at(l, i)->line > at(l, i - 1)->line + 1;
        if (at(l, i)->kind == LAYOUT_COMMENT) {
            fresh = fresh && is_behind(l, i);
            add_comment(l, i++, indent, after_blank);
            continue;
        }
        struct statement s = statement_at(l, i, end);
        int kind = at(l, i)->kind;
        s.indent = indent;
        s.after_blank = after_blank;
        s.is_tight =
            is_tight || (content == CONTENT_DECLARATIONS && (kind == TOK_CLAIM || kind == TOK_MATRIX));
        add_statement(l, &s, content);
        fresh = false;
        i = s.end;
    }
}

void layout_make_lines(struct layout *l)
{
    add_statements(l, 0, l->pieces.count, 0, CONTENT_DECLARATIONS, false);
}
