/*
 * style: colours, and text from outside that must not garble a terminal.
 */
#include "report/style.h"

#include <string.h>

#include "base/utf8.h"

static const char *const sequences[] = {
    [STYLE_PLAIN] = "",         [STYLE_BOLD] = "\033[1m",       [STYLE_GOOD] = "\033[32m",
    [STYLE_BAD] = "\033[1;31m", [STYLE_WARNING] = "\033[1;35m",
};

bool style_is_harmful(uint32_t code)
{
    return code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 0x200e && code <= 0x200f) ||
           (code >= 0x2028 && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
}

static void put_safely(struct buf *out, const char *text)
{
    size_t length = strlen(text);
    for (size_t at = 0; at < length;) {
        uint32_t code;
        size_t bytes = utf8_decode(text + at, length - at, &code);
        if (bytes == 0 || style_is_harmful(code))
            buf_add(out, "?");
        else
            buf_add_bytes(out, text + at, bytes);
        at += bytes > 0 ? bytes : 1;
    }
}

void style_put(struct buf *out, bool colour, enum style style, const char *text)
{
    bool styled = colour && style != STYLE_PLAIN;
    if (styled)
        buf_add(out, sequences[style]);
    put_safely(out, text);
    if (styled)
        buf_add(out, "\033[0m");
}

/* Characters of text[0..length). */
static size_t count_characters(const char *text, size_t length)
{
    size_t count = 0;
    for (size_t i = 0; i < length; i++)
        count += ((unsigned char)text[i] & 0xc0) != 0x80;
    return count;
}

#define LEAST_ROOM 20 /* narrower columns are left to the terminal */

/* The words from `text` on that fit into `room` columns, at least one: how many bytes they take. */
static size_t fitting_words(const char *text, size_t room)
{
    size_t end = 0, used = 0;
    while (text[end]) {
        size_t blanks = strspn(text + end, " "), length = strcspn(text + end + blanks, " ");
        used += blanks + count_characters(text + end + blanks, length);
        if (end > 0 && used > room)
            break;
        end += blanks + length;
    }
    return end;
}

void style_put_wrapped(struct buf *out, bool colour, enum style style, const char *text, uint32_t width,
                       uint32_t begin, uint32_t indent)
{
    bool breaks = width >= begin + LEAST_ROOM && width >= indent + LEAST_ROOM;
    for (bool first = true; first || *text; first = false) {
        size_t length = fitting_words(text, !breaks ? SIZE_MAX : width - (first ? begin : indent));
        struct buf line = {0};
        buf_fill(out, ' ', first ? 0 : indent);
        buf_add_bytes(&line, text, length);
        style_put(out, colour, style, buf_text(&line));
        buf_add(out, "\n");
        buf_free(&line);
        text += length + strspn(text + length, " ");
    }
}
