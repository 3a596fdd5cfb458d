/*
 * artifact: the files of --output, written whole or not at all.
 *
 * All of the text is known when a file is opened. Signals wait for the moment between making the file aside
 * and renaming it, so an interrupted run leaves nothing behind. Devices and pipes are written directly.
 */
#include "cli/artifact.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/signals.h"

/* The folder that holds a path. */
static const char *folder_of(struct arena *a, const char *path)
{
    return dirname(arena_strdup(a, path));
}

/* A name that two spellings of one file share; the path itself when nothing is known of it. */
static const char *canonical(struct arena *a, const char *path)
{
    char real[PATH_MAX];
    if (realpath(path, real))
        return arena_strdup(a, real);
    if (realpath(folder_of(a, path), real))
        return arena_printf(a, "%s/%s", real, basename(arena_strdup(a, path)));
    return path;
}

/* A file aside could not replace them. */
bool artifact_is_special(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && !S_ISREG(info.st_mode) && !S_ISDIR(info.st_mode);
}

/* ---- checking ---- */

static const char *cannot(struct arena *a, const char *path, int error)
{
    return arena_printf(a, "cannot write `%s`: %s", path, strerror(error));
}

const char *artifact_check_path(struct arena *a, const char *path)
{
    struct stat info;
    if (stat(path, &info) == 0 && S_ISDIR(info.st_mode))
        return cannot(a, path, EISDIR);
    if (access(path, F_OK) == 0 && access(path, W_OK) != 0)
        return cannot(a, path, errno);
    if (artifact_is_special(path))
        return NULL;
    const char *folder = folder_of(a, canonical(a, path));
    return access(folder, W_OK | X_OK) == 0 ? NULL : cannot(a, path, errno);
}

/* An existing file that is named as designs are: an included part, or one that was meant as an operand. */
static bool is_design(const char *path)
{
    size_t length = strlen(path);
    return length > 3 && strcmp(path + length - 3, ".ni") == 0 && access(path, F_OK) == 0;
}

const char *artifact_problem(struct arena *arena, const struct options *o, uint32_t i)
{
    const char *path = o->outputs.at[i].path;
    const char *problem = artifact_check_path(arena, path);
    if (problem)
        return problem;
    const char *name = canonical(arena, path);
    for (uint32_t j = 0; j < i && !artifact_is_special(path); j++)
        if (strcmp(name, canonical(arena, o->outputs.at[j].path)) == 0)
            return arena_printf(arena, "`%s` is named twice as output", path);
    bool design = is_design(path);
    for (uint32_t j = 0; j < o->operands.count; j++)
        design = design || strcmp(name, canonical(arena, o->operands.at[j])) == 0;
    return design ? arena_printf(arena, "`%s` is a design; it would be overwritten", path) : NULL;
}

const char *artifact_check_sources(struct arena *arena, const struct options *o,
                                   const struct source_set *sources)
{
    for (uint32_t i = 0; i < o->outputs.count; i++) {
        const char *path = o->outputs.at[i].path;
        const char *name = canonical(arena, path);
        for (uint32_t j = 0; j < source_count(sources); j++)
            if (strcmp(name, canonical(arena, source_file(sources, j)->path)) == 0)
                return arena_printf(arena, "`%s` is a file of a design; it would be overwritten", path);
    }
    return NULL;
}

/* ---- writing ---- */

/* Close, which may be when a disk tells that it is full. The first error stays in errno. */
static bool finish(int fd, bool good)
{
    int error = errno;
    bool closed = close(fd) == 0;
    if (!good)
        errno = error;
    return good && closed;
}

static bool write_directly(const char *path, const struct buf *text)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0)
        return false;
    return finish(fd, buf_write(text, fd));
}

/* The mode that `path` has, or that a new file would get. */
static mode_t mode_for(const char *path)
{
    struct stat info;
    if (stat(path, &info) == 0)
        return info.st_mode & 0777;
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

static bool write_aside(struct arena *a, const char *path, const struct buf *text)
{
    char *aside = arena_printf(a, "%s.XXXXXX", path);
    int fd = mkostemp(aside, O_CLOEXEC);
    if (fd < 0)
        return false;
    bool good = finish(fd, buf_write(text, fd) && fchmod(fd, mode_for(path)) == 0);
    if (good && rename(aside, path) == 0)
        return true;
    int error = errno;
    unlink(aside);
    errno = error;
    return false;
}

const char *artifact_write(struct arena *arena, const char *path, const struct buf *text)
{
    const char *target = canonical(arena, path);
    if (artifact_is_special(target))
        return write_directly(target, text) ? NULL : cannot(arena, path, errno);
    sigset_t before = signals_hold();
    bool good = write_aside(arena, target, text);
    signals_release(&before);
    return good ? NULL : cannot(arena, path, errno);
}
