/*
 * place: places in files as other tools count them.
 */
#ifndef NICC_REPORT_PLACE_H
#define NICC_REPORT_PLACE_H

#include "base/source.h"

/* Lines and columns count from 1, columns in characters; the end is one past the last character. */
struct place {
    const char *path; /* as pipelines want it: place_path */
    uint32_t line, column, end_line, end_column;
};

/* Where a span lies; a span of no file is the beginning of `path`. In `arena`. */
struct place place_of(struct arena *arena, const struct source_set *sources, struct span at,
                      const char *path);

/* A path relative to the working folder where it lies below it, without "./"; "stdin" for "-". In `arena`. */
const char *place_path(struct arena *arena, const char *path);

#endif
