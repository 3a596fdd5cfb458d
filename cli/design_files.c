/*
 * design_files: tells the designs of a directory from the fragments that they include, by reading them all.
 */
#include "cli/design_files.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/vec.h"
#include "compiler/compile.h"
#include "grammar/parse.h"

struct file {
    const char *name;     /* in the directory */
    const char *identity; /* two paths of one file have the same */
    bool is_included;
    bool has_design; /* a `design` statement of its own */
};

struct listing {
    struct arena *arena;
    const char *directory;
    VEC(struct file) files;
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

static const char *path_of(const struct listing *l, const char *name)
{
    size_t length = strlen(l->directory);
    bool slash = length > 0 && l->directory[length - 1] == '/';
    return arena_printf(l->arena, "%s%s%s", l->directory, slash ? "" : "/", name);
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
        struct file f = {.name = arena_strdup(l->arena, entry->d_name)};
        f.identity = identity_of(l->arena, path_of(l, f.name));
        vec_push(l->arena, &l->files, f);
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
        for (uint32_t k = 0; k < l->files.count; k++)
            if (strcmp(l->files.at[k].identity, identity) == 0)
                l->files.at[k].is_included = true;
    }
    compilation_destroy(c);
}

const char *design_files_list(struct arena *arena, const char *directory, struct words *names)
{
    struct listing l = {.arena = arena, .directory = directory};
    const char *problem = read_names(&l);
    for (uint32_t i = 0; i < l.files.count; i++)
        look_into(&l, &l.files.at[i]);
    for (uint32_t i = 0; i < l.files.count; i++)
        if (!l.files.at[i].is_included || l.files.at[i].has_design)
            vec_push(arena, names, l.files.at[i].name);
    if (!problem && names->count == 0)
        return arena_printf(arena, "`%s` holds no design", directory);
    return problem;
}
