/*
 * line_hash: the fingerprint by which GitHub's code scanning follows a finding from commit to commit.
 */
#ifndef NICC_REPORT_LINE_HASH_H
#define NICC_REPORT_LINE_HASH_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

#define LINE_HASH_MAX 32

struct line_hashes {
    const uint64_t *at; /* by line */
    uint32_t count;
};

/*
 * For each line of a text a rolling hash over 100 characters from its beginning, blanks left out, as github/codeql-action
 * computes it (src/fingerprints.ts) where it can read the file. In `arena`.
 */
struct line_hashes line_hashes(struct arena *arena, const char *text, size_t length);

/* `primaryLocationLineHash` of line `line` (from 1): "271789c17abda88f:1", its hash and which of the lines with this hash it
 * is. Returns `out`; "" for a line that is not there. */
char *line_hash_text(const struct line_hashes *h, uint32_t line, char out[LINE_HASH_MAX]);

#endif
