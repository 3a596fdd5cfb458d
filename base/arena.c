/*
 * arena: chunks of system memory, cut from front to back.
 *
 * Small requests share chunks of 64 KiB; a large one gets a chunk of its own, which is
 * queued behind the current chunk so that the room left there is not lost. Memory is
 * zeroed when it is handed out. Nothing here returns NULL: when the system refuses, the
 * handler of arena_set_oom ends the run.
 */
#include "base/arena.h"

#ifdef __linux__
#include <malloc.h>
#endif
#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/guard.h"
#include "base/leave.h"

#define ALIGNMENT 16
#define EXIT_INTERNAL 4
#define KEPT_MAX (64 * 1024 * 1024)

/* Under the address sanitizer each request is a block of its own, so that overruns are seen. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_SINGLE_BLOCKS
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define ARENA_SINGLE_BLOCKS
#endif

#ifdef ARENA_SINGLE_BLOCKS
#define CHUNK_SIZE ((size_t)0)
#else
#define CHUNK_SIZE ((size_t)64 * 1024)
#endif

struct chunk {
    struct chunk *next;
    size_t used;
    size_t capacity;
    alignas(ALIGNMENT) unsigned char bytes[];
};

struct arena {
    struct guard_member member; /* first: see guard.c */
    struct chunk *current;      /* the only one that is cut from; older ones follow */
    size_t used;
};

/* At once: other threads may be at work, and no output is half written (files are renamed when they are whole). */
static void exit_out_of_memory(size_t request)
{
    static const char message[] = "nicc: out of memory\n";
    (void)request;
    ssize_t written = write(STDERR_FILENO, message, sizeof message - 1);
    (void)written; /* there is nowhere left to say so */
    leave(EXIT_INTERNAL);
}

static void (*oom_handler)(size_t request) = exit_out_of_memory;

/* Requests to the system that still succeed; negative: all of them. */
static _Thread_local long successes_left = -1;

void arena_set_oom(void (*handler)(size_t request))
{
    oom_handler = handler ? handler : exit_out_of_memory;
}

_Noreturn void arena_oom(size_t request)
{
    oom_handler(request);
    abort(); /* the handler broke its promise */
}

void arena_fail_after(long n)
{
    successes_left = n;
}

void arena_keep_memory(void)
{
#if defined(M_TRIM_THRESHOLD) && defined(M_MMAP_THRESHOLD)
    mallopt(M_TRIM_THRESHOLD, KEPT_MAX);
    mallopt(M_MMAP_THRESHOLD,
            KEPT_MAX / 2); /* larger blocks are mapped by themselves and unmapped when freed */
#endif
}

static bool must_fail(void)
{
    return successes_left >= 0 && successes_left-- == 0;
}

void *arena_system_grow(void *old, size_t size)
{
    void *grown = must_fail() ? NULL : realloc(old, size > 0 ? size : 1);
    if (!grown)
        arena_oom(size);
    return grown;
}

struct arena *arena_create(void)
{
    struct arena *a = arena_system_grow(NULL, sizeof *a);
    *a = (struct arena){0};
    guard_enter(&a->member);
    return a;
}

void arena_destroy(struct arena *a)
{
    if (!a)
        return;
    guard_leave(&a->member);
    struct chunk *next;
    for (struct chunk *c = a->current; c; c = next) {
        next = c->next;
        guard_remove(sizeof *c + c->capacity);
        free(c);
    }
    free(a);
}

static size_t align_up(size_t n)
{
    return (n + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
}

/* Free bytes of `c` from the next aligned one on. */
static size_t chunk_room(const struct chunk *c)
{
    size_t begin = align_up(c->used);
    return begin < c->capacity ? c->capacity - begin : 0;
}

static void *chunk_cut(struct chunk *c, size_t size)
{
    size_t begin = align_up(c->used);
    c->used = begin + size;
    return memset(c->bytes + begin, 0, size);
}

/* A chunk with room for `size` bytes, linked into the arena. */
static struct chunk *chunk_add(struct arena *a, size_t size)
{
    if (size > SIZE_MAX / 2)
        arena_oom(size);
    bool large = size > CHUNK_SIZE / 4;
    size_t capacity = large ? size : CHUNK_SIZE;
    guard_add(sizeof(struct chunk) + capacity);
    struct chunk *c = arena_system_grow(NULL, sizeof *c + capacity);
    c->used = 0;
    c->capacity = capacity;
    if (large && a->current) {
        c->next = a->current->next;
        a->current->next = c;
    } else {
        c->next = a->current;
        a->current = c;
    }
    return c;
}

void *arena_alloc(struct arena *a, size_t size)
{
    guard_tick();
    size = size > 0 ? size : 1; /* so that the pointer is always one of its own */
    struct chunk *c = a->current;
    if (!c || size > chunk_room(c))
        c = chunk_add(a, size);
    void *taken = chunk_cut(c, size);
    a->used += size;
    return taken;
}

/* Lengthen the newest piece of the current chunk where it lies. */
static bool grow_in_place(struct arena *a, const unsigned char *old, size_t old_size, size_t new_size)
{
    struct chunk *c = a->current;
    if (!c || old_size == 0 || old + old_size != c->bytes + c->used)
        return false;
    size_t more = new_size - old_size;
    if (more > c->capacity - c->used)
        return false;
    memset(c->bytes + c->used, 0, more);
    c->used += more;
    a->used += more;
    return true;
}

void *arena_grow(struct arena *a, void *old, size_t old_size, size_t new_size)
{
    if (old && (new_size <= old_size || grow_in_place(a, old, old_size, new_size)))
        return old;
    void *grown = arena_alloc(a, new_size);
    if (old && old_size > 0)
        memcpy(grown, old, old_size);
    return grown;
}

char *arena_strndup(struct arena *a, const char *text, size_t length)
{
    char *copy = arena_alloc(a, length + 1);
    if (length > 0)
        memcpy(copy, text, length);
    return copy;
}

char *arena_strdup(struct arena *a, const char *text)
{
    return arena_strndup(a, text, strlen(text));
}

char *arena_vprintf(struct arena *a, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    size_t size = length < 0 ? 1 : (size_t)length + 1;
    char *text = arena_alloc(a, size);
    if (length > 0)
        vsnprintf(text, size, format, again);
    va_end(again);
    return text;
}

char *arena_printf(struct arena *a, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = arena_vprintf(a, format, args);
    va_end(args);
    return text;
}

size_t arena_used(const struct arena *a)
{
    return a->used;
}
