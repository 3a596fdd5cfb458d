/*
 * unified: the difference between two layouts of one text.
 */
#ifndef NICC_CLI_UNIFIED_H
#define NICC_CLI_UNIFIED_H

#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"

struct unified_text {
    const char *text;
    size_t length;
};

/*
 * Add a unified diff from `old` to `new`, which `patch` can apply to the file `name`; nothing when they are equal. The texts
 * must have the same characters in the same order but for blanks and line ends.
 */
void unified_diff(struct arena *a, const char *name, struct unified_text old, struct unified_text new,
                  struct buf *out);

#endif
