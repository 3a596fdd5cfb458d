/*
 * artifact: the files of --output.
 */
#ifndef NICC_CLI_ARTIFACT_H
#define NICC_CLI_ARTIFACT_H

#include "base/buf.h"
#include "base/source.h"
#include "cli/options.h"

/*
 * Can output number `i` be written? Returns NULL, or one line that says why not: no such folder, no permission, a directory,
 * the same file as an earlier one, or a design: one of those to be read, or any other file whose name ends in ".ni".
 */
const char *artifact_problem(struct arena *arena, const struct options *o, uint32_t i);

/* Is it a device or a pipe, which takes what is written and keeps nothing? */
bool artifact_is_special(const char *path);

/* The same for one path alone: NULL, or one line. */
const char *artifact_check_path(struct arena *arena, const char *path);

/* The same once it is known of which files a design is made: would one of them be overwritten? */
const char *artifact_check_sources(struct arena *arena, const struct options *o,
                                   const struct source_set *sources);

/*
 * Write one file. An ordinary file is written aside and renamed, so that readers see the old text or the new
 * one, and no part is left behind when the run is interrupted. Returns NULL, or one line that says what
 * failed.
 */
const char *artifact_write(struct arena *arena, const char *path, const struct buf *text);

#endif
