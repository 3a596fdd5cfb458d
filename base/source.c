/*
 * source: files in memory and their line tables.
 *
 * A newline at the very end of a text does not start a further line, so a position at the end
 * of the file is the place behind the last visible character, which is where a reader looks
 * for what is missing.
 */
#include "base/source.h"

#include <assert.h>
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/limits.h"
#include "base/vec.h"

#define READ_BLOCK 16384

struct source_set {
    struct arena *arena;
    VEC(struct source_file *) files;
    VEC(struct source_file) offered; /* without their lines */
};

static const char *stdin_name = "-"; /* set once, when the program starts */

void source_name_stdin(const char *name)
{
    stdin_name = name;
}

struct source_set *source_new(struct arena *arena)
{
    struct source_set *s = arena_new(arena, struct source_set);
    s->arena = arena;
    return s;
}

static uint32_t count_lines(const char *text, uint32_t length)
{
    uint32_t count = 1;
    for (uint32_t i = 0; i + 1 < length; i++)
        count += text[i] == '\n';
    return count;
}

static void find_lines(struct source_file *f, struct arena *arena)
{
    f->line_count = count_lines(f->text, f->length);
    f->lines = arena_array(arena, uint32_t, f->line_count);
    uint32_t line = 1;
    for (uint32_t i = 0; i + 1 < f->length; i++)
        if (f->text[i] == '\n')
            f->lines[line++] = i + 1;
}

uint32_t source_add(struct source_set *s, const char *path, const char *text, size_t length)
{
    assert(length < UINT32_MAX);
    struct source_file *f = arena_new(s->arena, struct source_file);
    f->path = arena_strdup(s->arena, path);
    f->text = arena_strndup(s->arena, text, length);
    f->length = (uint32_t)length;
    find_lines(f, s->arena);
    vec_push(s->arena, &s->files, f);
    return s->files.count - 1;
}

/* Read `fd` to its end, but not far beyond the limit: it may be a device without end. */
static enum source_result read_all(int fd, struct buf *out)
{
    char block[READ_BLOCK];
    for (;;) {
        ssize_t got = read(fd, block, sizeof block);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return errno == EISDIR ? SOURCE_DIRECTORY : SOURCE_UNREADABLE;
        if (got == 0)
            return SOURCE_OK;
        if (out->length + (size_t)got > limit_of(LIMIT_FILE_SIZE))
            return SOURCE_TOO_LARGE;
        buf_add_bytes(out, block, (size_t)got);
    }
}

static enum source_result read_descriptor(struct source_set *s, const char *path, int fd, uint32_t *index)
{
    struct stat status;
    if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode) &&
        (uint64_t)status.st_size > limit_of(LIMIT_FILE_SIZE))
        return SOURCE_TOO_LARGE;
    struct buf text = {0};
    enum source_result result = read_all(fd, &text);
    if (result == SOURCE_OK)
        *index = source_add(s, path, buf_text(&text), text.length);
    int cause = errno;
    buf_free(&text);
    errno = cause;
    return result;
}

void source_offer(struct source_set *s, const char *path, const char *text, size_t length)
{
    assert(length < UINT32_MAX);
    struct source_file f = {.path = arena_strdup(s->arena, path),
                            .text = arena_strndup(s->arena, text, length),
                            .length = (uint32_t)length};
    vec_push(s->arena, &s->offered, f);
}

bool source_is_offered(const struct source_set *s)
{
    return s->offered.count > 0;
}

static enum source_result take_offered(struct source_set *s, const char *path, uint32_t *index)
{
    for (uint32_t i = 0; i < s->offered.count; i++) {
        const struct source_file *f = &s->offered.at[i];
        if (strcmp(f->path, path) != 0)
            continue;
        *index = source_add(s, path, f->text, f->length);
        return SOURCE_OK;
    }
    errno = ENOENT;
    return SOURCE_UNREADABLE;
}

enum source_result source_read(struct source_set *s, const char *path, uint32_t *index)
{
    if (source_is_offered(s))
        return take_offered(s, path, index);
    if (strcmp(path, "-") == 0 || strcmp(path, stdin_name) == 0)
        return read_descriptor(s, path, STDIN_FILENO, index);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return SOURCE_UNREADABLE;
    enum source_result result = read_descriptor(s, path, fd, index);
    int cause = errno;
    close(fd);
    errno = cause;
    return result;
}

const struct source_file *source_file(const struct source_set *s, uint32_t index)
{
    assert(index < s->files.count);
    return s->files.at[index];
}

uint32_t source_count(const struct source_set *s)
{
    return s->files.count;
}

/* Index of the line that holds `offset`: the last one that starts at or before it. */
static uint32_t line_index(const struct source_file *f, uint32_t offset)
{
    uint32_t low = 0;
    uint32_t high = f->line_count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (f->lines[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

struct source_position source_position(const struct source_set *s, struct span at)
{
    if (at.file >= s->files.count)
        return (struct source_position){"", 1, 1};
    const struct source_file *f = s->files.at[at.file];
    uint32_t offset = at.begin < f->length ? at.begin : f->length;
    if (offset > 0 && offset == f->length && f->text[offset - 1] == '\n') {
        offset--; /* the end of the file belongs to its last line */
        if (offset > 0 && f->text[offset - 1] == '\r')
            offset--;
    }
    uint32_t line = line_index(f, offset);
    return (struct source_position){f->path, line + 1, offset - f->lines[line] + 1};
}

char *source_excerpt(const struct source_set *s, struct arena *arena, struct span at)
{
    if (at.file >= s->files.count)
        return arena_strdup(arena, "");
    const struct source_file *f = s->files.at[at.file];
    uint32_t end = at.end < f->length ? at.end : f->length;
    char *copy = arena_alloc(arena, (end > at.begin ? end - at.begin : 0) + (size_t)1);
    size_t length = 0;
    for (uint32_t i = at.begin; i < end; i++) {
        bool blank = isspace((unsigned char)f->text[i]);
        if (!blank)
            copy[length++] = f->text[i];
        else if (length > 0 && copy[length - 1] != ' ')
            copy[length++] = ' ';
    }
    if (length > 0 && copy[length - 1] == ' ')
        copy[length - 1] = '\0';
    return copy;
}

struct span span_join(struct span a, struct span b)
{
    if (a.file == SOURCE_NONE)
        return b;
    if (b.file == SOURCE_NONE)
        return a;
    assert(a.file == b.file);
    return (struct span){a.file, a.begin, b.end > a.begin ? b.end : a.begin};
}
