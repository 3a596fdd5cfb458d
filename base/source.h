/*
 * source: the text of the design files, kept in memory for as long as anything points into it.
 *
 * A span is a range of bytes in one file. Lines and columns are computed when something is
 * printed; both count from 1, columns in bytes.
 */
#ifndef NICC_BASE_SOURCE_H
#define NICC_BASE_SOURCE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

#define SOURCE_NONE UINT32_MAX

struct span {
    uint32_t file;  /* index in the set, SOURCE_NONE for "nowhere" */
    uint32_t begin; /* first byte */
    uint32_t end;   /* one past the last byte; equal to begin for a point */
};

struct source_file {
    const char *path; /* as given by the user, or joined for an include */
    const char *text; /* NUL-terminated copy */
    uint32_t length;
    uint32_t *lines; /* byte offset of each line's start */
    uint32_t line_count;
};

struct source_set;

struct source_position {
    const char *path;
    uint32_t line;
    uint32_t column;
};

#define SPAN_NONE ((struct span){SOURCE_NONE, 0, 0})

/* An empty set inside `arena`. */
struct source_set *source_new(struct arena *arena);

/* Add a text under a name; both are copied. Returns its index. `length` in bytes, below 2^32 - 1. */
uint32_t source_add(struct source_set *s, const char *path, const char *text, size_t length);

enum source_result { SOURCE_OK, SOURCE_UNREADABLE, SOURCE_DIRECTORY, SOURCE_TOO_LARGE };

/* Read a whole file ("-": standard input) and add it. On success *index is set; on failure errno holds
 * the cause for SOURCE_UNREADABLE. Files above LIMIT_FILE_SIZE are SOURCE_TOO_LARGE. */
enum source_result source_read(struct source_set *s, const char *path, uint32_t *index);

/* From now on this path stands for standard input, as `-` does. `name` is not copied. For --stdin-filename. */
void source_name_stdin(const char *name);

/* From now on paths stand for the texts offered, and nothing is read from files: source_read finds what was offered, and for
 * other paths fails with ENOENT. Path and text are copied. For designs that are read again from a copy. */
void source_offer(struct source_set *s, const char *path, const char *text, size_t length);
bool source_is_offered(const struct source_set *s);

const struct source_file *source_file(const struct source_set *s, uint32_t index);
uint32_t source_count(const struct source_set *s);

/* Where a span begins. A span of no file gives path "" and line 1, column 1. */
struct source_position source_position(const struct source_set *s, struct span at);

/* The bytes of a span as a NUL-terminated copy in `arena`, white space runs folded to one blank. */
char *source_excerpt(const struct source_set *s, struct arena *arena, struct span at);

/* The span from the begin of `a` to the end of `b`, which lie in one file. */
struct span span_join(struct span a, struct span b);

#endif
