/*
 * generate: puts a plan together. The text has one statement a line and its declarations begin at the left
 * margin, which is all that reordering and shrinking need to know of the language.
 */
#include "tests/oracle/generate.h"

#include <string.h>

/* Most designs have two or three of the families that may be drawn, some none. */
static void draw_families(struct plan *p, const bool *allowed)
{
    uint32_t count = 0, pick;
    for (uint32_t f = 0; f < FAMILY_COUNT; f++)
        count += allowed[f];
    if (count == 0 || (count == FAMILY_COUNT && rng_chance(p->rng, 12)))
        return;
    for (uint32_t f = 0; f < FAMILY_COUNT; f++)
        p->families[f] = allowed[f] && rng_chance(p->rng, count == FAMILY_COUNT ? 35 : 80);
    do
        pick = rng_below(p->rng, FAMILY_COUNT);
    while (!allowed[pick]);
    p->families[pick] = true;
}

/* The blocks of sites are complete now. */
static void write_homes(struct plan *p)
{
    for (uint32_t h = 0; h < plan_home_count(p); h++) {
        struct plan_home *home = plan_home(p, h);
        buf_add(p->page, buf_text(&home->text));
        buf_add(p->page, "}\n");
        buf_free(&home->text);
    }
}

/* In this order: appliances and their routes bring prefixes that policies and claims speak of. */
static void draw_network(struct plan *p)
{
    plan_sites(p);
    plan_links(p);
    plan_choose_subnets(p);
    plan_filters(p);
    plan_appliances(p);
    plan_subnets(p);
    plan_sessions(p);
    plan_policies(p);
    write_homes(p);
    plan_twins(p);
}

void generate_design(struct rng *rng, const bool *allowed, bool small, struct buf *out, bool *used)
{
    struct plan p = {.arena = arena_create(), .rng = rng, .page = out, .out = out, .small = small};
    draw_families(&p, allowed);
    if (p.families[FAMILY_FABRIC] && rng_chance(rng, 70))
        plan_fabric(&p);
    else if (rng_chance(rng, 6))
        plan_gadget(&p);
    else
        draw_network(&p);
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
