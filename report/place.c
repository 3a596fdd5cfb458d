/*
 * place: places in files as other tools count them.
 *
 * Inside nicc columns are bytes. Pipelines show them beside the text, so here they are characters; and they join paths to the
 * root of a checkout, so paths below the working folder are relative to it.
 */
#include "report/place.h"

#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "base/utf8.h"

static const char *without_dot(const char *path)
{
    while (strncmp(path, "./", 2) == 0 && path[2] != '\0')
        path += 2 + strspn(path + 2, "/");
    return path;
}

const char *place_path(struct arena *arena, const char *path)
{
    char here[PATH_MAX];
    if (strcmp(path, "-") == 0)
        return "stdin";
    if (path[0] == '/' && getcwd(here, sizeof here)) {
        size_t length = strlen(here);
        if (length > 1 && strncmp(path, here, length) == 0 && path[length] == '/' && path[length + 1] != '\0')
            path += length + 1;
    }
    return arena_strdup(arena, without_dot(path));
}

/* Characters from `begin` to `end`; bytes that are no UTF-8 count for one each. */
static uint32_t count_characters(const char *text, uint32_t begin, uint32_t end)
{
    uint32_t count = 0;
    while (begin < end) {
        uint32_t code;
        size_t bytes = utf8_decode(text + begin, end - begin, &code);
        begin += bytes > 0 ? (uint32_t)bytes : 1;
        count++;
    }
    return count;
}

/* Line and column of one end of a span. */
static void find_end(const struct source_set *sources, struct span at, uint32_t *line, uint32_t *column)
{
    const struct source_file *f = source_file(sources, at.file);
    struct source_position p = source_position(sources, at);
    uint32_t begin = f->lines[p.line - 1];
    *line = p.line;
    *column = count_characters(f->text, begin, begin + p.column - 1) + 1;
}

struct place place_of(struct arena *arena, const struct source_set *sources, struct span at, const char *path)
{
    if (at.file >= source_count(sources))
        return (struct place){place_path(arena, path), 1, 1, 1, 1};
    struct place p = {.path = place_path(arena, source_file(sources, at.file)->path)};
    find_end(sources, at, &p.line, &p.column);
    find_end(sources, (struct span){at.file, at.end, at.end}, &p.end_line, &p.end_column);
    if (p.end_line < p.line || (p.end_line == p.line && p.end_column < p.column)) {
        p.end_line = p.line;
        p.end_column = p.column;
    }
    return p;
}
