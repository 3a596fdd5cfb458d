/*
 * design_files: the designs of a directory.
 */
#ifndef NICC_CLI_DESIGN_FILES_H
#define NICC_CLI_DESIGN_FILES_H

#include <stdbool.h>

#include "cli/options.h"

bool design_files_is_directory(const char *path);

/*
 * The names of the designs in a directory, sorted: its files `*.ni` (not those in folders below, and none that begins
 * with a dot), but not fragments. A fragment is a file that another file of the directory includes and that has no
 * `design` statement of its own. Returns NULL, or one line that says why the directory cannot be read. In the arena.
 */
const char *design_files_list(struct arena *arena, const char *directory, struct words *names);

/*
 * Replace the directories among the operands of `verify`, `check` and `fmt` by the files `*.ni` in them and in all
 * directories below, sorted; names that begin with a dot are left out, and directories that are links. For `verify` and
 * `check` fragments are left out too. False with one line in *error when a directory cannot be read or holds no design.
 */
bool design_files_expand(struct arena *arena, struct options *o, const char **error);

#endif
