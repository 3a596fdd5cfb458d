/*
 * sha256: SHA-256 (FIPS 180-4) of a text in memory.
 */
#ifndef NICC_CERTIFY_SHA256_H
#define NICC_CERTIFY_SHA256_H

#include <stddef.h>

#define SHA256_TEXT_MAX 65 /* 64 hexadecimal digits and NUL */

/* The sum of `length` bytes as hexadecimal digits in lower case, as sha256sum prints it. Returns `text`. */
char *sha256_text(const void *bytes, size_t length, char text[SHA256_TEXT_MAX]);

#endif
