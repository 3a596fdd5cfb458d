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

/* Control characters, and those that reorder the text around them (Unicode TR 36). */
static bool is_harmful(uint32_t code)
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
        if (bytes == 0 || is_harmful(code))
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
