/*
 * buf: text that grows by doubling, on memory of its own rather than an arena's, because
 * output is long, short-lived and would leave its smaller copies behind.
 */
#include "base/buf.h"

#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"

#define BUF_FIRST 256

/* Make room for `more` bytes and the NUL. */
static void reserve(struct buf *b, size_t more)
{
    if (more > SIZE_MAX / 2 - b->length - 1)
        arena_oom(more);
    size_t needed = b->length + more + 1;
    if (needed <= b->capacity)
        return;
    size_t capacity = b->capacity > 0 ? b->capacity : BUF_FIRST;
    while (capacity < needed)
        capacity *= 2;
    b->text = arena_system_grow(b->text, capacity);
    b->capacity = capacity;
}

void buf_add_bytes(struct buf *b, const char *bytes, size_t length)
{
    if (length == 0)
        return;
    reserve(b, length);
    memcpy(b->text + b->length, bytes, length);
    b->length += length;
    b->text[b->length] = '\0';
}

void buf_add(struct buf *b, const char *text)
{
    buf_add_bytes(b, text, strlen(text));
}

void buf_fill(struct buf *b, char c, size_t count)
{
    if (count == 0)
        return;
    reserve(b, count);
    memset(b->text + b->length, c, count);
    b->length += count;
    b->text[b->length] = '\0';
}

/* nonnull: gcc with sanitizers otherwise warns of a null format. */
__attribute__((format(printf, 2, 0), nonnull(1, 2))) static void
add_formatted(struct buf *b, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    if (length > 0) {
        reserve(b, (size_t)length);
        vsnprintf(b->text + b->length, (size_t)length + 1, format, again);
        b->length += (size_t)length;
    }
    va_end(again);
}

void buf_printf(struct buf *b, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add_formatted(b, format, args);
    va_end(args);
}

const char *buf_text(const struct buf *b)
{
    return b->length > 0 ? b->text : "";
}

/* After a write that took nothing: is it worth another one? */
static bool may_go_on(int fd, ssize_t n)
{
    if (n == 0)
        errno = EIO; /* no reason is given, and there might never be one */
    if (n == 0 || errno == EINTR)
        return n < 0;
    struct pollfd waiting = {.fd = fd, .events = POLLOUT};
    return (errno == EAGAIN || errno == EWOULDBLOCK) && poll(&waiting, 1, -1) >= 0;
}

bool buf_write(const struct buf *b, int fd)
{
    for (size_t done = 0; done < b->length;) {
        ssize_t n = write(fd, b->text + done, b->length - done);
        if (n > 0)
            done += (size_t)n;
        else if (!may_go_on(fd, n))
            return false;
    }
    return true;
}

void buf_free(struct buf *b)
{
    free(b->text);
    *b = (struct buf){0};
}
