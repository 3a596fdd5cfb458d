/*
 * arena: memory that lives and dies together.
 *
 * One compilation owns one arena; sources, names, tree, model, routes and
 * diagnostics are taken from it and nothing inside is freed alone. Scratch
 * work takes an arena of its own and frees it whole.
 */
#ifndef NICC_BASE_ARENA_H
#define NICC_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena;

/* Make an empty arena. Never returns NULL (see arena_set_oom). The caller owns it. */
struct arena *arena_create(void);

/* Free the arena and everything taken from it. NULL is allowed. */
void arena_destroy(struct arena *a);

/* Take `size` zeroed bytes, aligned for any type. Never returns NULL; size 0 gives a valid pointer. */
void *arena_alloc(struct arena *a, size_t size) __attribute__((returns_nonnull));

/* Grow `old` (taken from `a`, `old_size` bytes, or NULL) to `new_size`; old bytes are kept, new ones are
 * zero. */
void *arena_grow(struct arena *a, void *old, size_t old_size, size_t new_size)
    __attribute__((returns_nonnull));

/* Copy `length` bytes of `text` and end them with NUL. */
char *arena_strndup(struct arena *a, const char *text, size_t length);

/* Copy a NUL-terminated string. */
char *arena_strdup(struct arena *a, const char *text);

/* Format into the arena, as sprintf. */
char *arena_printf(struct arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *a, const char *format, va_list args) __attribute__((format(printf, 2, 0)));

/* Bytes handed out so far. */
size_t arena_used(const struct arena *a);

/*
 * What happens when the system has no more memory: `handler` is called and must not
 * return. The default prints "nicc: out of memory" to standard error and exits with
 * status 4. `request` is the size in bytes that could not be had.
 */
void arena_set_oom(void (*handler)(size_t request));

/* Report that `request` bytes could not be had, through the handler above. Does not return. */
_Noreturn void arena_oom(size_t request);

/*
 * The one door to the system's memory, for arenas and buf: as realloc, but never NULL (arena_oom).
 * The caller frees the result with free.
 */
void *arena_system_grow(void *old, size_t size);

/*
 * Keep memory that is given back for the next request instead of returning it to the system, up to 64 MiB. A verdict
 * makes and frees many arenas, and each page that the system hands out anew has to be cleared again. For the start of
 * the program; without effect where the C library has no such setting.
 */
void arena_keep_memory(void);

/* For tests: the next `n` requests of this thread to the system succeed, the one after them fails,
 * once. Negative: none fails. */
void arena_fail_after(long n);

/* Take room for `count` objects of type T. */
#define arena_new(a, T) ((T *)arena_alloc((a), sizeof(T)))
#define arena_array(a, T, count) ((T *)arena_alloc((a), sizeof(T) * (size_t)(count)))

#endif
