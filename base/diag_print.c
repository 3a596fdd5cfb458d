/*
 * diag_print: diagnostics as text for people.
 *
 * Everything that comes from a design is printed through put_text or the quoting of lines, so
 * that neither a binary file nor escape sequences in a name can garble the terminal. Columns
 * on the screen are counted in characters, those in "file:line:column" in bytes.
 */
#include "base/diag.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

#define NUMBER_WIDTH 5 /* of the line number; longer ones push the line to the right */
#define LINE_WIDTH 160 /* longer source lines are cut, where the width of the screen is unknown */
#define LEAST_WIDTH 20
#define LEFT_CONTEXT 40 /* characters shown before the span in a cut line, at most */

#define STYLE_RESET "\033[0m"
#define STYLE_BOLD "\033[1m"
#define STYLE_CARET "\033[1;32m"
#define STYLE_DIM "\033[2m"

static const char *const severity_style[] = {
    [DIAG_NOTE] = "\033[1;36m",
    [DIAG_WARNING] = "\033[1;35m",
    [DIAG_ERROR] = "\033[1;31m",
};

static void style(struct buf *out, bool colour, const char *sequence)
{
    if (colour)
        buf_add(out, sequence);
}

/* ---- characters ---- */

/* Control characters of both sets, and those that reorder text (Unicode TR 36, bidirectional controls). */
static bool is_harmful(uint32_t code)
{
    return code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 0x200e && code <= 0x200f) ||
           (code >= 0x2028 && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
}

/* One character of text[0..length), at least one byte: printed, or '?' in its place. Returns its bytes. */
static size_t put_character(struct buf *out, const char *text, size_t length)
{
    uint32_t code;
    size_t bytes = utf8_decode(text, length, &code);
    if (bytes == 0 || is_harmful(code)) {
        buf_fill(out, '?', 1);
        return bytes > 0 ? bytes : 1;
    }
    buf_add_bytes(out, text, bytes);
    return bytes;
}

static size_t character_bytes(const char *text, size_t length)
{
    uint32_t code;
    size_t bytes = utf8_decode(text, length, &code);
    return bytes > 0 ? bytes : 1;
}

/* A message or name; its further lines are indented. */
static void put_text(struct buf *out, const char *text)
{
    size_t length = strlen(text);
    for (size_t at = 0; at < length;) {
        if (text[at] == '\n') {
            buf_add(out, "\n        ");
            at++;
        } else {
            at += put_character(out, text + at, length - at);
        }
    }
}

/* ---- the quoted line ---- */

/* A source line and the part of it that is shown and underlined, as byte offsets within the line. */
struct quote {
    const char *text;
    uint32_t length;
    uint32_t number;
    uint32_t mark_begin;
    uint32_t mark_end; /* at least one character behind mark_begin, if only a virtual one at the line's end */
    uint32_t show_begin;
    uint32_t show_end;
};

static uint32_t line_length(const struct source_file *f, uint32_t line)
{
    uint32_t begin = f->lines[line];
    uint32_t end = line + 1 < f->line_count ? f->lines[line + 1] : f->length;
    if (end > begin && f->text[end - 1] == '\n')
        end--;
    if (end > begin && f->text[end - 1] == '\r')
        end--;
    return end - begin;
}

/* Byte offset that lies `characters` behind `from`, or the end of the line. */
static uint32_t skip_characters(const struct quote *q, uint32_t from, uint32_t characters)
{
    while (characters-- > 0 && from < q->length)
        from += (uint32_t)character_bytes(q->text + from, q->length - from);
    return from;
}

static uint32_t count_characters(const struct quote *q, uint32_t begin, uint32_t end)
{
    uint32_t count = 0;
    for (uint32_t at = begin; at < end && at < q->length; count++)
        at += (uint32_t)character_bytes(q->text + at, q->length - at);
    return count;
}

/* Byte offset that lies `characters` before `from`, or 0. */
static uint32_t step_back(const struct quote *q, uint32_t from, uint32_t characters)
{
    while (characters-- > 0 && from > 0) {
        uint32_t character = from - 1;
        while (character > 0 && from - character < 4 && (q->text[character] & 0xc0) == 0x80)
            character--;
        from = character;
    }
    return from;
}

static uint32_t line_width = LINE_WIDTH;

/* The gutter takes 8 columns, and three dots on either side 6. */
void diag_set_width(uint32_t columns)
{
    uint32_t taken = NUMBER_WIDTH + 3 + 6;
    line_width = columns == 0 ? LINE_WIDTH : columns < LEAST_WIDTH + taken ? LEAST_WIDTH : columns - taken;
}

static uint32_t left_context(void)
{
    return line_width / 4 < LEFT_CONTEXT ? line_width / 4 : LEFT_CONTEXT;
}

/* Choose the part of a long line that is shown. It looks only at what lies around the mark: a line may
 * be as long as the file. */
static void choose_window(struct quote *q)
{
    uint32_t reach = skip_characters(q, 0, line_width);
    if (reach < q->length && q->mark_end > reach)
        q->show_begin = step_back(q, q->mark_begin, left_context());
    q->show_end = skip_characters(q, q->show_begin, line_width);
}

static struct quote quote_of(const struct source_set *s, struct span at)
{
    const struct source_file *f = source_file(s, at.file);
    struct source_position position = source_position(s, at);
    uint32_t line = position.line - 1;
    struct quote q = {.text = f->text + f->lines[line], .number = position.line};
    q.length = line_length(f, line);
    q.mark_begin = position.column - 1 < q.length ? position.column - 1 : q.length;
    uint32_t wanted = at.end > at.begin ? at.end - at.begin : 1;
    q.mark_end = wanted < q.length - q.mark_begin ? q.mark_begin + wanted : q.length;
    if (q.mark_end == q.mark_begin)
        q.mark_end++;
    choose_window(&q);
    return q;
}

static void put_gutter(struct buf *out, const struct quote *q, bool numbered, bool colour)
{
    char number[16];
    int width = snprintf(number, sizeof number, "%*u", NUMBER_WIDTH, q->number);
    style(out, colour, STYLE_DIM);
    if (numbered)
        buf_add(out, number);
    else
        buf_fill(out, ' ', (size_t)width);
    buf_add(out, " |");
    style(out, colour, STYLE_RESET);
}

static void put_line(struct buf *out, const struct quote *q)
{
    if (q->length > 0)
        buf_add(out, " ");
    if (q->show_begin > 0)
        buf_add(out, "...");
    for (uint32_t at = q->show_begin; at < q->show_end;) {
        if (q->text[at] == '\t') {
            buf_add(out, "\t");
            at++;
        } else {
            at += (uint32_t)put_character(out, q->text + at, q->length - at);
        }
    }
    if (q->show_end < q->length)
        buf_add(out, "...");
    buf_add(out, "\n");
}

/* Blanks under what stands before the mark (tabs stay tabs), then carets under the mark. */
static void put_carets(struct buf *out, const struct quote *q, bool colour)
{
    buf_add(out, q->show_begin > 0 ? "    " : " ");
    for (uint32_t at = q->show_begin; at < q->mark_begin; at = skip_characters(q, at, 1))
        buf_add(out, q->text[at] == '\t' ? "\t" : " ");
    uint32_t end = q->mark_end < q->show_end ? q->mark_end : q->show_end;
    uint32_t carets = count_characters(q, q->mark_begin, end);
    style(out, colour, STYLE_CARET);
    buf_fill(out, '^', carets > 0 ? carets : 1);
}

void diag_quote(const struct source_set *s, struct span at, const char *label, bool colour, struct buf *out)
{
    if (at.file >= source_count(s))
        return;
    struct quote q = quote_of(s, at);
    put_gutter(out, &q, true, colour);
    put_line(out, &q);
    put_gutter(out, &q, false, colour);
    put_carets(out, &q, colour);
    if (label && *label) {
        buf_add(out, " ");
        put_text(out, label);
    }
    style(out, colour, STYLE_RESET);
    buf_add(out, "\n");
}

/* ---- the diagnostic ---- */

static void put_place(struct buf *out, const struct source_set *s, struct span at)
{
    struct source_position p = source_position(s, at);
    put_text(out, p.path);
    buf_printf(out, ":%u:%u: ", p.line, p.column);
}

static void put_headline(struct buf *out, const struct source_set *s, const struct diag *d, bool colour)
{
    style(out, colour, STYLE_BOLD);
    if (d->span.file < source_count(s))
        put_place(out, s, d->span);
    else
        buf_add(out, "nicc: ");
    style(out, colour, STYLE_RESET);
    style(out, colour, severity_style[d->severity]);
    buf_printf(out, "%s[NICC%04u]:", diag_severity_name(d->severity), (unsigned)diag_info(d->code)->number);
    style(out, colour, STYLE_RESET);
    buf_add(out, " ");
    style(out, colour, STYLE_BOLD);
    put_text(out, d->message);
    style(out, colour, STYLE_RESET);
    buf_add(out, "\n");
}

static void put_label(struct buf *out, const struct source_set *s, const struct diag_label *label,
                      bool colour)
{
    buf_add(out, "  ");
    if (label->span.file < source_count(s))
        put_place(out, s, label->span);
    style(out, colour, severity_style[DIAG_NOTE]);
    buf_add(out, "note:");
    style(out, colour, STYLE_RESET);
    buf_add(out, " ");
    put_text(out, label->text);
    buf_add(out, "\n");
    diag_quote(s, label->span, NULL, colour, out);
}

void diag_print(const struct diag_list *l, const struct diag *d, bool colour, struct buf *out)
{
    const struct source_set *s = diag_sources(l);
    put_headline(out, s, d, colour);
    diag_quote(s, d->span, NULL, colour, out);
    for (const struct diag_label *label = d->labels; label; label = label->next)
        put_label(out, s, label, colour);
    if (!d->help)
        return;
    buf_add(out, "  ");
    style(out, colour, STYLE_BOLD);
    buf_add(out, "help:");
    style(out, colour, STYLE_RESET);
    buf_add(out, " ");
    put_text(out, d->help);
    buf_add(out, "\n");
}
