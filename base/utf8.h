/*
 * utf8: the encoding of source files.
 */
#ifndef NICC_BASE_UTF8_H
#define NICC_BASE_UTF8_H

#include <stddef.h>
#include <stdint.h>

/* Bytes of the character at `text`, of which `left` bytes may be read: 1 to 4, or 0 when they are no UTF-8
 * (RFC 3629: overlong forms, surrogates and numbers above 10FFFF are none). *code is its number. */
size_t utf8_decode(const char *text, size_t left, uint32_t *code);

/* Offset of the first byte that is no UTF-8, or `length` when all of it is. */
size_t utf8_find_invalid(const char *text, size_t length);

#endif
