/*
 * limits: the table, and reading `NAME=VALUE`.
 */
#include "base/limits.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"

#define MEMORY_MAX (8192 * MIB)

static const struct limit_info infos[] = {
#define LIMIT(id, name, value, least, most, in_bytes, what) {(name), (least), (most), (in_bytes), (what)},
#include "base/limits.def"
#undef LIMIT
};

static uint64_t values[] = {
#define LIMIT(id, name, value, least, most, in_bytes, what) (value),
#include "base/limits.def"
#undef LIMIT
};

const struct limit_info *limit_info(enum limit_id id)
{
    return &infos[id];
}

/* Some memory is for other programs. */
static uint64_t memory_by_default(void)
{
    long pages = sysconf(_SC_PHYS_PAGES), size = sysconf(_SC_PAGESIZE);
    if (pages <= 0 || size <= 0)
        return MEMORY_MAX;
    uint64_t most = (uint64_t)pages / 4 * 3 * (uint64_t)size;
    return most < MEMORY_MAX ? most : MEMORY_MAX;
}

uint64_t limit_of(enum limit_id id)
{
    static _Atomic uint64_t by_default; /* asking the system each time takes long; 0: not asked so far */
    if (values[id] || id != LIMIT_MEMORY)
        return values[id];
    if (!by_default)
        by_default = memory_by_default();
    return by_default;
}

/* ---- reading ---- */

static const char *no_such_limit(struct arena *arena, const char *name)
{
    struct buf all = {0};
    for (uint32_t i = 0; i < LIMIT_ID_COUNT; i++)
        buf_printf(&all, "%s%s", i == 0 ? "" : i + 1 < LIMIT_ID_COUNT ? ", " : " or ", infos[i].name);
    const char *text = arena_printf(arena, "--limit takes %s, not `%s`", buf_text(&all), name);
    buf_free(&all);
    return text;
}

/* The factor of a unit; 0 when the text is none. */
static uint64_t factor_of(const char *unit, bool in_bytes)
{
    if (*unit == '\0')
        return 1;
    if (!in_bytes)
        return 0;
    return strcmp(unit, "KiB") == 0   ? 1024
           : strcmp(unit, "MiB") == 0 ? MIB
           : strcmp(unit, "GiB") == 0 ? 1024 * MIB
                                      : 0;
}

static bool read_value(const char *text, bool in_bytes, uint64_t *value)
{
    char *unit;
    errno = 0;
    unsigned long long number = strtoull(text, &unit, 10);
    uint64_t factor = factor_of(unit, in_bytes);
    if (!isdigit((unsigned char)text[0]) || errno != 0 || factor == 0 || number > UINT64_MAX / factor)
        return false;
    *value = number * factor;
    return true;
}

static enum limit_id find_limit(const char *name, size_t length)
{
    uint32_t id = 0;
    while (id < LIMIT_ID_COUNT &&
           (strlen(infos[id].name) != length || strncmp(infos[id].name, name, length) != 0))
        id++;
    return (enum limit_id)id;
}

const char *limit_set(struct arena *arena, const char *text)
{
    const char *equals = strchr(text, '=');
    if (!equals || equals == text)
        return arena_printf(arena, "--limit takes NAME=VALUE, not `%s`", text);
    enum limit_id id = find_limit(text, (size_t)(equals - text));
    if (id == LIMIT_ID_COUNT)
        return no_such_limit(arena, arena_strndup(arena, text, (size_t)(equals - text)));
    const struct limit_info *info = &infos[id];
    uint64_t value;
    if (!read_value(equals + 1, info->in_bytes, &value) || value < info->least || value > info->most)
        return arena_printf(arena, "--limit %s takes a %s from %s to %s, not `%s`", info->name,
                            info->in_bytes ? "size" : "number", limit_text(arena, id, info->least),
                            limit_text(arena, id, info->most), equals + 1);
    values[id] = value;
    return NULL;
}

/* ---- in words ---- */

const char *limit_text(struct arena *arena, enum limit_id id, uint64_t value)
{
    static const char *const units[] = {"", "KiB", "MiB", "GiB"};
    uint32_t unit = 0;
    while (infos[id].in_bytes && value >= 1024 && value % 1024 == 0 && unit < 3) {
        value /= 1024;
        unit++;
    }
    return arena_printf(arena, "%llu%s", (unsigned long long)value, units[unit]);
}

const char *limit_remedy(struct arena *arena, enum limit_id id)
{
    uint64_t value = limit_of(id);
    if (value >= infos[id].most)
        return "this limit cannot be raised";
    uint64_t twice = value > infos[id].most / 2 ? infos[id].most : value > 0 ? 2 * value : 1;
    return arena_printf(arena, "if this is meant: `--limit %s=%s`", infos[id].name,
                        limit_text(arena, id, twice));
}
