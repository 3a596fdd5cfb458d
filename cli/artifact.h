/*
 * artifact: the files of --output.
 */
#ifndef NICC_CLI_ARTIFACT_H
#define NICC_CLI_ARTIFACT_H

#include "base/buf.h"
#include "base/source.h"
#include "cli/options.h"

/*
 * Before any work: can each output be written? Returns NULL, or one line that says which cannot and why: no
 * such folder, no permission, a directory, the same file twice, or one of the designs themselves.
 */
const char *artifact_check(struct arena *arena, const struct options *o);

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
