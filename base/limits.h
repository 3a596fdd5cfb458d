/*
 * limits: how large a design may be. Values of the process: set when it starts, and afterwards only read.
 */
#ifndef NICC_BASE_LIMITS_H
#define NICC_BASE_LIMITS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

#define MIB ((uint64_t)1024 * 1024)

enum limit_id {
#define LIMIT(id, name, value, least, most, in_bytes, what) LIMIT_##id,
#include "base/limits.def"
#undef LIMIT
    LIMIT_ID_COUNT
};

struct limit_info {
    const char *name;
    uint64_t least, most; /* what it may be set to */
    bool in_bytes;
    const char *what; /* it bounds, in words */
};

const struct limit_info *limit_info(enum limit_id id);

/* The value in force; of LIMIT_MEMORY, when nobody set it, three quarters of the machine's memory, at most 8 GiB. */
uint64_t limit_of(enum limit_id id);

/*
 * "NAME=VALUE", where a VALUE in bytes may end in KiB, MiB or GiB. Returns NULL, and the value holds from now on; or, in
 * `arena`, what is wrong with the text, and nothing has changed. Not while other threads run.
 */
const char *limit_set(struct arena *arena, const char *text);

/* The value as limit_set takes it: "64MiB", "32". In `arena`. */
const char *limit_text(struct arena *arena, enum limit_id id, uint64_t value);

/* "raise it with `--limit files=20000`": what a message about a limit ends with. In `arena`. */
const char *limit_remedy(struct arena *arena, enum limit_id id);

#endif
