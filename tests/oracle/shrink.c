/*
 * shrink: leaves out declarations, then statements, then words, as long as anything can go. A block is what
 * lies between a line that ends in `{` and the `}` that closes it; nothing else is known of the language:
 * what does not compile without a word needs it.
 */
#include "tests/oracle/shrink.h"

#include <string.h>

#include "base/vec.h"

#define TRIALS 4000u     /* then it is small enough */
#define WORDS_AT_ONCE 6u /* left out together */

struct shrinker {
    struct arena *arena;
    const char *text;
    uint64_t seed;
    enum mismatch mismatch;
    uint32_t trials;
};

static bool still_wrong(struct shrinker *s, const char *text)
{
    struct arena *scratch = arena_create();
    struct trial_counts ignored = {0};
    s->trials++;
    struct trial t = trial_run(scratch, text, s->seed, &ignored);
    arena_destroy(scratch);
    return t.mismatch == s->mismatch;
}

/* Leave out `length` bytes at `at`, if that may be. */
static bool leave_out(struct shrinker *s, size_t at, size_t length)
{
    const char *shorter = arena_printf(s->arena, "%.*s%s", (int)at, s->text, s->text + at + length);
    if (s->trials >= TRIALS || !still_wrong(s, shorter))
        return false;
    s->text = shorter;
    return true;
}

static size_t line_length(const char *line)
{
    const char *end = strchr(line, '\n');
    return end ? (size_t)(end - line) + 1 : strlen(line);
}

static bool opens(const char *line)
{
    size_t length = line_length(line);
    return length >= 2 && line[length - 2] == '{';
}

static bool is_closing(const char *line)
{
    while (*line == ' ')
        line++;
    return *line == '}';
}

/* Length of the statement that begins with this line, its block included. */
static size_t statement_length(const char *line)
{
    size_t length = 0;
    for (uint32_t depth = 0; line[length];) {
        const char *here = line + length;
        if (opens(here))
            depth++;
        else if (is_closing(here) && depth > 0)
            depth--;
        length += line_length(here);
        if (depth == 0)
            break;
    }
    return length;
}

static bool drop_statements(struct shrinker *s)
{
    bool dropped = false;
    for (size_t at = 0; s->text[at];) {
        if (!is_closing(s->text + at) && leave_out(s, at, statement_length(s->text + at)))
            dropped = true;
        else
            at += line_length(s->text + at);
    }
    return dropped;
}

/* Length of `count` words with their blanks, 0 when the line has not so many. */
static size_t words_length(const char *at, uint32_t count)
{
    size_t length = 0;
    for (uint32_t i = 0; i < count; i++) {
        while (at[length] == ' ')
            length++;
        size_t word = strcspn(at + length, " \n;");
        if (word == 0)
            return 0;
        length += word;
    }
    return length;
}

static bool drop_words_at(struct shrinker *s, size_t at)
{
    for (uint32_t count = WORDS_AT_ONCE; count > 0; count--) {
        size_t length = words_length(s->text + at, count);
        if (length > 0 && leave_out(s, at, length))
            return true;
    }
    return false;
}

/* The last of a list: ", x". */
static bool drop_last(struct shrinker *s, size_t comma)
{
    size_t length = words_length(s->text + comma + 1, 1);
    return length > 0 && leave_out(s, comma, 1 + length);
}

static bool drop_words(struct shrinker *s)
{
    bool dropped = false;
    for (size_t at = 0; s->text[at];) {
        bool between = s->text[at] == ' ' && (at == 0 || s->text[at - 1] != ' ');
        if ((between && drop_words_at(s, at)) || (s->text[at] == ',' && drop_last(s, at)))
            dropped = true;
        else
            at++;
    }
    return dropped;
}

void shrink_design(const char *text, uint64_t seed, enum mismatch mismatch, struct buf *out)
{
    struct shrinker s = {.arena = arena_create(), .text = text, .seed = seed, .mismatch = mismatch};
    bool smaller = true;
    while (smaller) {
        smaller = false;
        while (drop_statements(&s))
            smaller = true;
        smaller = drop_words(&s) || smaller;
    }
    buf_add(out, s.text);
    arena_destroy(s.arena);
}
