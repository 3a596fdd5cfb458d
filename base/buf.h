/*
 * buf: text that grows, for output that is written in one go.
 */
#ifndef NICC_BASE_BUF_H
#define NICC_BASE_BUF_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct buf {
    char *text; /* NUL-terminated when length > 0, else NULL */
    size_t length;
    size_t capacity;
};

/* Append text, bytes, one character `count` times, or formatted text. Out of memory ends the run (arena_oom). */
void buf_add(struct buf *b, const char *text);
void buf_add_bytes(struct buf *b, const char *bytes, size_t length);
void buf_fill(struct buf *b, char c, size_t count);
void buf_printf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The text so far, "" when empty. Valid until the next change. */
const char *buf_text(const struct buf *b);

/* Write everything to the file descriptor `fd`, however few bytes the system takes at a time; where it would block, wait.
 * Returns false when the system refused (errno says why); part of it may have been written then. */
bool buf_write(const struct buf *b, int fd);

/* Free the text; the buffer is empty again. */
void buf_free(struct buf *b);

#endif
