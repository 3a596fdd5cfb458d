/*
 * generate: puts a plan together. The text has one statement a line and its declarations begin at the left
 * margin, which is all that reordering and shrinking need to know of the language.
 */
#include "tests/oracle/generate.h"

#include <string.h>

void generate_design(struct rng *rng, struct buf *out, bool *used)
{
    struct plan p = {.arena = arena_create(), .rng = rng, .out = out};
    if (rng_chance(rng, 6)) {
        plan_gadget(&p);
    } else {
        plan_sites(&p);
        plan_links(&p);
    }
    plan_claims(&p);
    for (uint32_t i = 0; i < CONSTRUCT_COUNT; i++)
        used[i] = p.used[i];
    arena_destroy(p.arena);
}

struct piece {
    const char *text;
    size_t length;
};

/* Length of the declaration that begins here: up to a line at the left margin that ends it. */
static size_t declaration(const char *text)
{
    const char *at = text;
    for (;;) {
        const char *end = strchr(at, '\n');
        if (!end)
            return strlen(text);
        bool closes = (at[0] == '}' || (at[0] != ' ' && end > at && end[-1] == ';'));
        at = end + 1;
        if (closes)
            return (size_t)(at - text);
    }
}

void generate_reordered(struct rng *rng, const char *text, struct buf *out)
{
    struct arena *scratch = arena_create();
    VEC(struct piece) pieces = {0};
    while (*text) {
        struct piece piece = {text, declaration(text)};
        vec_push(scratch, &pieces, piece);
        text += piece.length;
    }
    for (uint32_t left = pieces.count; left > 0; left--) {
        uint32_t pick = rng_below(rng, left);
        buf_add_bytes(out, pieces.at[pick].text, pieces.at[pick].length);
        pieces.at[pick] = pieces.at[left - 1];
    }
    arena_destroy(scratch);
}
