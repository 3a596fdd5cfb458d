/*
 * cadical: found on PATH and run with plain arguments, no shell. Exit status 10 and 20 are those of SAT competitions.
 */
#include "cli/cadical.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define STATUS_LIMIT 0
#define STATUS_SOLUTION 10
#define STATUS_PROVED 20

static bool is_program(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISREG(info.st_mode) && access(path, X_OK) == 0;
}

const char *cadical_find(struct arena *arena)
{
    const char *folders = getenv("PATH");
    while (folders && *folders) {
        size_t length = strcspn(folders, ":");
        const char *path = arena_printf(arena, "%.*s%scadical", (int)length, folders, length ? "/" : "./");
        if (is_program(path))
            return path;
        folders += length + (folders[length] == ':');
    }
    return NULL;
}

enum cadical_answer cadical_prove(struct folder *f, const char *cadical, const char *formula,
                                  const char *proof, uint32_t timeout_ms)
{
    char seconds[16];
    snprintf(seconds, sizeof seconds, "%u", (unsigned)(timeout_ms / 1000 + (timeout_ms % 1000 != 0)));
    const char *argv[10] = {cadical, "-q", "--no-binary", "-c", CADICAL_CONFLICTS};
    uint32_t count = 5;
    if (timeout_ms) {
        argv[count++] = "-t";
        argv[count++] = seconds;
    }
    argv[count++] = folder_path(f, formula);
    argv[count] = folder_expect(f, proof);
    switch (folder_run(f, (char *const *)argv)) {
    case STATUS_PROVED:
        return CADICAL_PROVED;
    case STATUS_SOLUTION:
        return CADICAL_SOLUTION;
    case STATUS_LIMIT:
        return CADICAL_LIMIT;
    default:
        return CADICAL_FAILED;
    }
}
