/*
 * layout_internal: pieces and lines, shared by the files of the layout.
 *
 * A piece is a token or a comment. Every piece is printed exactly once and in the order of the text; laying out means
 * to decide where lines begin and how many blanks stand in front of a piece.
 */
#ifndef NICC_GRAMMAR_LAYOUT_INTERNAL_H
#define NICC_GRAMMAR_LAYOUT_INTERNAL_H

#include "base/vec.h"
#include "grammar/layout.h"
#include "grammar/parser.h"

#define LAYOUT_COMMENT (-1) /* a kind besides TOK_* */
#define LAYOUT_INDENT 4
#define LAYOUT_CONTINUE 8 /* of further lines of a statement, so that they stand apart from its block */

/* Columns: pieces of neighbouring lines with the same column begin below each other. */
enum layout_column {
    COLUMN_NONE,
    COLUMN_KEYWORD, /* what follows the first word of a statement */
    COLUMN_CLAIM,   /* the assertion */
    COLUMN_NAME,    /* the name of a gateway */
    COLUMN_VALUE,   /* addresses of hosts and the like, prefixes of subnets */
    COLUMN_ARROW,   /* <-> and -> */
    COLUMN_EQUALS,
    COLUMN_UNTIL,
    COLUMN_POSITION, /* the verdict of a rule with a number */
    COLUMN_MATCH,    /* and what follows it */
    COLUMN_BLOCK,    /* a block that stands on the line */
    COLUMN_ROW,      /* cells of a matrix */
    COLUMN_COMMENT   /* behind something */
};

struct piece {
    int kind; /* TOK_* or LAYOUT_COMMENT */
    struct span span;
    uint32_t line;     /* of the old text, from 0 */
    uint32_t comments; /* pieces before this one that are comments */
    uint32_t close;    /* of `{`: index of its `}` */
    bool is_list;      /* of `{`: the braces of a list in a claim or rule, not of a block */
    uint32_t width;    /* characters */
    uint32_t gap;      /* blanks in front of it, when no line begins here */
    uint32_t column;   /* enum layout_column << 16 | first token of its statement */
};

/* A line of the new text: the pieces from `first` up to, and without, `end`. */
struct line {
    uint32_t first, end;
    uint32_t indent;  /* blanks */
    bool after_blank; /* an empty line stands in front of it */
    bool is_aligned;  /* are the columns of its pieces kept? */
    bool is_comment;  /* nothing else is on it */
};

struct layout {
    struct arena *arena;
    const char *text; /* the old one */
    VEC(struct piece) pieces;
    VEC(struct line) lines;
};

/* Make lines of all pieces (layout_lines.c). */
void layout_make_lines(struct layout *l);

/* Mark the columns of the statement whose head are the pieces [first, end), `end` being its `;` or `{`
 * (layout_columns.c). */
void layout_mark_statement(struct layout *l, uint32_t first, uint32_t end, bool is_inside);
/* The same for a row of a matrix. */
void layout_mark_row(struct layout *l, uint32_t first, uint32_t end);

/* Widen gaps so that columns stand below each other (layout_align.c). */
void layout_align(struct layout *l);

/* May a line that is too long end in front of this piece? 0: only if nothing else helps. */
bool layout_breaks_before(const struct layout *l, uint32_t piece);

#endif
