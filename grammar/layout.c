/*
 * layout: pieces from the scanner, lines from the pieces, text from the lines; and the look at the result that keeps a
 * mistake here from changing a design: both texts must have the same tokens and comments.
 */
#include "grammar/layout.h"

#include <string.h>

#include "grammar/layout_internal.h"
#include "grammar/scan.h"

/* ---- pieces ---- */

/* Characters of a UTF-8 text. */
static uint32_t width_of(const char *text, uint32_t length)
{
    uint32_t width = 0;
    for (uint32_t i = 0; i < length; i++)
        width += ((unsigned char)text[i] & 0xc0) != 0x80;
    return width;
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static void add_piece(struct layout *l, int kind, struct span at)
{
    struct piece p = {.kind = kind, .span = at, .gap = 1};
    while (kind == LAYOUT_COMMENT && p.span.end > at.begin && is_blank(l->text[p.span.end - 1]))
        p.span.end--;
    uint32_t from = 0;
    if (l->pieces.count > 0) {
        const struct piece *before = &l->pieces.at[l->pieces.count - 1];
        p.line = before->line;
        p.comments = before->comments + (before->kind == LAYOUT_COMMENT);
        from = before->span.end;
    }
    for (uint32_t i = from; i < at.begin; i++)
        p.line += l->text[i] == '\n';
    p.width = width_of(l->text + p.span.begin, p.span.end - p.span.begin);
    vec_push(l->arena, &l->pieces, p);
}

/* Braces find each other; those of lists hold something, but neither statements nor blocks. */
static void match_braces(struct layout *l)
{
    VEC(uint32_t) open = {0};
    bool simple = false; /* nothing but words, commas and comments since the last `{` */
    for (uint32_t i = 0; i < l->pieces.count; i++) {
        struct piece *p = &l->pieces.at[i];
        if (p->kind == TOK_OPEN)
            vec_push(l->arena, &open, i);
        if (p->kind == TOK_CLOSE && open.count > 0) {
            uint32_t from = open.at[--open.count];
            struct piece *opened = &l->pieces.at[from];
            opened->close = i;
            opened->is_list = simple && i - from - 1 > p->comments - opened->comments;
        }
        simple = p->kind == TOK_OPEN || (simple && p->kind != TOK_SEMICOLON && p->kind != TOK_CLOSE);
    }
}

static void scan_pieces(const struct parse_context *c, uint32_t source, struct layout *l)
{
    struct comments comments = {0};
    struct parser p = parser_of(c, source);
    *l = (struct layout){.arena = c->arena, .text = p.text};
    p.comments = &comments;
    scan_open(&p);
    uint32_t seen = 0;
    for (;;) {
        struct token t = scan_next(&p);
        for (; seen < comments.count; seen++)
            add_piece(l, LAYOUT_COMMENT, comments.at[seen]);
        if (t.kind == TOK_YYEOF)
            break;
        add_piece(l, t.kind, t.span);
    }
    match_braces(l);
}

/* ---- the new text ---- */

static void print(const struct layout *l, struct buf *out)
{
    for (uint32_t i = 0; i < l->lines.count; i++) {
        const struct line *line = &l->lines.at[i];
        if (line->after_blank)
            buf_add(out, "\n");
        for (uint32_t k = line->first; k < line->end; k++) {
            const struct piece *p = &l->pieces.at[k];
            buf_fill(out, ' ', k == line->first ? line->indent : p->gap);
            buf_add_bytes(out, l->text + p->span.begin, p->span.end - p->span.begin);
        }
        buf_add(out, "\n");
    }
}

static bool same_pieces(const struct layout *a, const struct layout *b)
{
    if (a->pieces.count != b->pieces.count)
        return false;
    for (uint32_t i = 0; i < a->pieces.count; i++) {
        const struct piece *p = &a->pieces.at[i];
        const struct piece *q = &b->pieces.at[i];
        uint32_t length = p->span.end - p->span.begin;
        if (p->kind != q->kind || length != q->span.end - q->span.begin ||
            memcmp(a->text + p->span.begin, b->text + q->span.begin, length) != 0)
            return false;
    }
    return true;
}

enum layout_result layout_text(const struct parse_context *context, uint32_t source, struct buf *out)
{
    uint32_t errors = diag_errors(context->diags);
    (void)parse_one(context, source);
    if (diag_errors(context->diags) > errors)
        return LAYOUT_ERRORS;
    struct layout old;
    scan_pieces(context, source, &old);
    layout_make_lines(&old);
    layout_align(&old);
    struct buf text = {0};
    print(&old, &text);

    const char *path = source_file(context->sources, source)->path;
    uint32_t made = source_add(context->sources, path, buf_text(&text), text.length);
    struct layout new;
    scan_pieces(context, made, &new);
    bool same = same_pieces(&old, &new) && diag_errors(context->diags) == errors;
    if (same)
        buf_add_bytes(out, buf_text(&text), text.length);
    buf_free(&text);
    return same ? LAYOUT_DONE : LAYOUT_LOST;
}
