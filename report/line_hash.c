/*
 * line_hash: the fingerprint by which GitHub's code scanning follows a finding from commit to commit.
 *
 * Characters are units of UTF-16, as in the original. The hash of a line is complete when the 100th unit after its beginning
 * has been read, so the beginnings of lines wait in a ring.
 */
#include "report/line_hash.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>

#include "base/utf8.h"

#define BLOCK 100u
#define FACTOR 37u
#define END_OF_FILE 65535u

struct roller {
    uint64_t hash, first_factor;
    uint32_t window[BLOCK], lines[BLOCK]; /* lines[i]: the line that begins at i, 0: none */
    uint32_t at, line;
    bool line_begins, after_cr;
    uint64_t *hashes; /* by line */
};

static void emit(struct roller *r)
{
    uint32_t line = r->lines[r->at];
    if (line == 0)
        return;
    r->lines[r->at] = 0;
    r->hashes[line - 1] = r->hash;
}

static void push(struct roller *r, uint32_t unit)
{
    uint32_t old = r->window[r->at];
    r->window[r->at] = unit;
    r->hash = r->hash * FACTOR + unit - r->first_factor * old;
    r->at = (r->at + 1) % BLOCK;
}

static void read_unit(struct roller *r, uint32_t unit)
{
    bool second_half = r->after_cr && unit == '\n';
    r->after_cr = unit == '\r';
    if (unit == ' ' || unit == '\t' || second_half)
        return;
    unit = unit == '\r' ? '\n' : unit;
    emit(r);
    if (r->line_begins)
        r->lines[r->at] = ++r->line;
    r->line_begins = unit == '\n';
    push(r, unit);
}

static void read_character(struct roller *r, uint32_t code)
{
    if (code < 0x10000) {
        read_unit(r, code);
        return;
    }
    read_unit(r, 0xd800 + ((code - 0x10000) >> 10));
    read_unit(r, 0xdc00 + ((code - 0x10000) & 0x3ff));
}

/* Lines as the original counts them: a last line without anything on it counts. */
static uint32_t count_lines(const char *text, size_t length)
{
    uint32_t lines = 1;
    for (size_t i = 0; i < length; i++)
        lines += text[i] == '\r' || (text[i] == '\n' && (i == 0 || text[i - 1] != '\r'));
    return lines;
}

struct line_hashes line_hashes(struct arena *arena, const char *text, size_t length)
{
    uint32_t count = count_lines(text, length);
    struct roller r = {.first_factor = 1, .line_begins = true, .hashes = arena_array(arena, uint64_t, count)};
    for (uint32_t i = 0; i < BLOCK; i++)
        r.first_factor *= FACTOR;
    for (size_t at = 0; at < length;) {
        uint32_t code;
        size_t bytes = utf8_decode(text + at, length - at, &code);
        read_character(&r, bytes > 0 ? code : 0xfffd);
        at += bytes > 0 ? bytes : 1;
    }
    read_unit(&r, END_OF_FILE);
    for (uint32_t i = 0; i < BLOCK; i++) {
        emit(&r);
        push(&r, 0);
    }
    return (struct line_hashes){r.hashes, count};
}

char *line_hash_text(const struct line_hashes *h, uint32_t line, char out[LINE_HASH_MAX])
{
    uint32_t which = 0;
    out[0] = '\0';
    if (line == 0 || line > h->count)
        return out;
    for (uint32_t i = 0; i < line; i++)
        which += h->at[i] == h->at[line - 1];
    snprintf(out, LINE_HASH_MAX, "%" PRIx64 ":%" PRIu32, h->at[line - 1], which);
    return out;
}
