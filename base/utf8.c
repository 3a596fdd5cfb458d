/*
 * utf8: one strict decoder, used to refuse files that are not text and to print lines safely.
 */
#include "base/utf8.h"

#include <stdbool.h>

/* Length that the first byte announces, 0 when no character starts with it; *code gets its payload. */
static size_t announced_length(unsigned char first, uint32_t *code)
{
    size_t length = first < 0x80   ? 1
                    : first < 0xc0 ? 0
                    : first < 0xe0 ? 2
                    : first < 0xf0 ? 3
                    : first < 0xf8 ? 4
                                   : 0;
    *code = length == 1 ? first : first & (0x7fu >> length);
    return length;
}

static bool is_shortest_scalar(uint32_t code, size_t length)
{
    static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    bool surrogate = code >= 0xd800 && code <= 0xdfff;
    return code >= smallest[length] && code <= 0x10ffff && !surrogate;
}

size_t utf8_decode(const char *text, size_t left, uint32_t *code)
{
    if (left == 0)
        return 0;
    size_t length = announced_length((unsigned char)text[0], code);
    if (length == 0 || length > left)
        return 0;
    for (size_t i = 1; i < length; i++) {
        unsigned char next = (unsigned char)text[i];
        if ((next & 0xc0) != 0x80)
            return 0;
        *code = *code << 6 | (next & 0x3fu);
    }
    return is_shortest_scalar(*code, length) ? length : 0;
}

size_t utf8_find_invalid(const char *text, size_t length)
{
    size_t at = 0;
    uint32_t code;
    while (at < length) {
        size_t step = utf8_decode(text + at, length - at, &code);
        if (step == 0)
            return at;
        at += step;
    }
    return length;
}
