/*
 * design_files: tells the designs of a directory from the fragments that they include, by reading them all. What is
 * included is known by what realpath makes of its path.
 */
#include "cli/design_files.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/map.h"
#include "base/vec.h"
#include "compiler/compile.h"
#include "grammar/parse.h"

struct file {
    const char *name;     /* in the directory; with the directory, when those below it count too */
    const char *identity; /* two paths of one file have the same */
    bool is_included;
    bool has_design; /* a `design` statement of its own */
};

struct listing {
    struct arena *arena;
    const char *directory; /* NULL: the names are paths */
    VEC(struct file) files;
    struct map *identities; /* of a file: its index */
};

bool design_files_is_directory(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static const char *identity_of(struct arena *arena, const char *path)
{
    char resolved[PATH_MAX];
    return arena_strdup(arena, realpath(path, resolved) ? resolved : path);
}

static const char *joined(struct arena *a, const char *directory, const char *name)
{
    size_t length = strlen(directory);
    bool slash = length > 0 && directory[length - 1] == '/';
    return arena_printf(a, "%s%s%s", directory, slash ? "" : "/", name);
}

static const char *path_of(const struct listing *l, const char *name)
{
    return l->directory ? joined(l->arena, l->directory, name) : name;
}

static void add_file(struct listing *l, const char *name)
{
    struct file f = {.name = arena_strdup(l->arena, name)};
    f.identity = identity_of(l->arena, path_of(l, f.name));
    vec_push(l->arena, &l->files, f);
}

static bool is_design_name(const char *name)
{
    size_t length = strlen(name);
    return name[0] != '.' && length > 3 && strcmp(name + length - 3, ".ni") == 0;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct file *)a)->name, ((const struct file *)b)->name);
}

/* The next entry; NULL at the end, or with an `error` that is not 0. */
static struct dirent *next_entry(DIR *directory, int *error)
{
    errno = 0;
    struct dirent *entry = readdir(directory);
    *error = entry ? 0 : errno;
    return entry;
}

static const char *read_names(struct listing *l)
{
    DIR *directory = opendir(l->directory);
    if (!directory)
        return arena_printf(l->arena, "cannot read `%s`: %s", l->directory, strerror(errno));
    int error;
    for (struct dirent *entry; (entry = next_entry(directory, &error));) {
        if (!is_design_name(entry->d_name) || design_files_is_directory(path_of(l, entry->d_name)))
            continue;
        add_file(l, entry->d_name);
    }
    closedir(directory);
    if (error != 0)
        return arena_printf(l->arena, "cannot read `%s`: %s", l->directory, strerror(error));
    if (l->files.count > 0)
        qsort(l->files.at, l->files.count, sizeof *l->files.at, by_name);
    return NULL;
}

/* Read one file: what does it include, and does it name a design? The first source is the file itself. */
static void look_into(struct listing *l, struct file *f)
{
    struct compilation *c = compilation_create();
    struct parse_context context = {c->arena, c->sources, c->names, c->diags};
    const struct ast *tree = parse_file(&context, path_of(l, f->name));
    for (const struct ast *kid = tree->kids; kid; kid = kid->next)
        f->has_design = f->has_design || (kid->kind == AST_DESIGN && kid->span.file == 0);
    for (uint32_t i = 1; i < source_count(c->sources); i++) {
        const char *identity = identity_of(l->arena, source_file(c->sources, i)->path);
        uint32_t index;
        if (map_get(l->identities, identity, strlen(identity), &index))
            l->files.at[index].is_included = true;
    }
    compilation_destroy(c);
}

/* Add the names of those that are no fragments. */
static void select_designs(struct listing *l, struct arena *arena, struct words *names)
{
    l->identities = map_new(l->arena);
    for (uint32_t i = 0; i < l->files.count; i++)
        map_put(l->identities, l->files.at[i].identity, strlen(l->files.at[i].identity), i);
    for (uint32_t i = 0; i < l->files.count; i++)
        look_into(l, &l->files.at[i]);
    for (uint32_t i = 0; i < l->files.count; i++)
        if (!l->files.at[i].is_included || l->files.at[i].has_design)
            vec_push(arena, names, l->files.at[i].name);
}

const char *design_files_list(struct arena *arena, const char *directory, struct words *names)
{
    struct listing l = {.arena = arena, .directory = directory};
    const char *problem = read_names(&l);
    select_designs(&l, arena, names);
    if (!problem && names->count == 0)
        return arena_printf(arena, "`%s` holds no design", directory);
    return problem;
}

/* ---- directories as operands ---- */

/* Of a directory below: one that is reached by a link may be above. */
static bool is_link(const char *path)
{
    struct stat status;
    return lstat(path, &status) == 0 && S_ISLNK(status.st_mode);
}

/* All files `*.ni` of a directory and of those below it, in no order. */
static const char *read_below(struct listing *l, const char *top)
{
    struct words directories = {0};
    vec_push(l->arena, &directories, top);
    for (uint32_t i = 0; i < directories.count; i++) {
        DIR *directory = opendir(directories.at[i]);
        if (!directory)
            return arena_printf(l->arena, "cannot read `%s`: %s", directories.at[i], strerror(errno));
        int error;
        for (struct dirent *entry; (entry = next_entry(directory, &error));) {
            const char *path = joined(l->arena, directories.at[i], entry->d_name);
            if (design_files_is_directory(path) && entry->d_name[0] != '.' && !is_link(path))
                vec_push(l->arena, &directories, path);
            else if (is_design_name(entry->d_name) && !design_files_is_directory(path))
                add_file(l, path);
        }
        closedir(directory);
        if (error != 0)
            return arena_printf(l->arena, "cannot read `%s`: %s", directories.at[i], strerror(error));
    }
    return NULL;
}

/* Add the files of one directory, fragments included or not. */
static const char *expand_directory(struct arena *arena, const char *directory, bool fragments,
                                    struct words *out)
{
    struct listing l = {.arena = arena};
    uint32_t before = out->count;
    const char *problem = read_below(&l, directory);
    if (problem)
        return problem;
    if (l.files.count > 0)
        qsort(l.files.at, l.files.count, sizeof *l.files.at, by_name);
    if (!fragments)
        select_designs(&l, arena, out);
    for (uint32_t i = 0; fragments && i < l.files.count; i++)
        vec_push(arena, out, l.files.at[i].name);
    return out->count > before ? NULL : arena_printf(arena, "`%s` holds no design", directory);
}

bool design_files_expand(struct arena *arena, struct options *o, const char **error)
{
    if (o->command != COMMAND_VERIFY && o->command != COMMAND_CHECK && o->command != COMMAND_FMT)
        return true;
    struct words all = {0};
    for (uint32_t i = 0; i < o->operands.count; i++) {
        if (!design_files_is_directory(o->operands.at[i])) {
            vec_push(arena, &all, o->operands.at[i]);
            continue;
        }
        *error = expand_directory(arena, o->operands.at[i], o->command == COMMAND_FMT, &all);
        if (*error)
            return false;
    }
    o->operands = all;
    return true;
}
