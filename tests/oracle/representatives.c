/*
 * representatives: do the few prefixes that stand for a wide `may-advertise` really stand for all of it? Each
 * statement of a design gets a wide range; then, several times, one prefix drawn from it with its AS paths, or with
 * much longer ones. What is refuted for the single prefix must not be proved for the range.
 */
#include <string.h>

#include "base/vec.h"
#include "tests/oracle/compare.h"
#include "tests/oracle/properties.h"
#include "tests/oracle/rng.h"

#define WORD "may-advertise "
#define STATEMENTS 4u
#define DRAWS 4u

struct range {
    const char *text;
    struct prefix prefix;
    uint8_t from, to;
};

static const struct range wide[] = {
    {"0.0.0.0/0 le 32", {{0, 0, ADDR_IPV4}, 0}, 0, 32},
    {"10.0.0.0/8 le 32", {{0, 0x0a000000, ADDR_IPV4}, 8}, 8, 32},
    {"10.0.0.0/8 le 32", {{0, 0x0a000000, ADDR_IPV4}, 8}, 8, 32},
    {"10.0.0.0/8 ge 14 le 27", {{0, 0x0a000000, ADDR_IPV4}, 8}, 14, 27},
    {"0.0.0.0/0 le 23", {{0, 0, ADDR_IPV4}, 0}, 0, 23},
};

struct stage {
    struct arena *arena;
    struct rng rng;
    const char *text; /* of the design as it was drawn */
    const struct range *ranges[STATEMENTS];
    uint32_t count;
    struct compilation *whole; /* with the ranges */
    const struct verdict *verdicts;
};

/* The design with `lists` in place of what its statements say. */
static const char *replaced(struct stage *s, const char *const *lists)
{
    struct buf out = {0};
    const char *from = s->text;
    for (uint32_t i = 0; i < s->count; i++) {
        const char *at = strstr(from, WORD) + strlen(WORD);
        buf_add_bytes(&out, from, (size_t)(at - from));
        buf_add(&out, lists[i]);
        from = strchr(at, ';');
    }
    buf_add(&out, from);
    const char *copy = arena_strdup(s->arena, buf_text(&out));
    buf_free(&out);
    return copy;
}

static void find_statements(struct stage *s)
{
    for (const char *at = s->text; (at = strstr(at, WORD)) && s->count < STATEMENTS; at += strlen(WORD))
        s->ranges[s->count++] = &wide[rng_below(&s->rng, sizeof wide / sizeof *wide)];
}

/* A prefix of the range, near one that the design knows: before it, in it, or around it. */
static const char *draw_prefix(struct stage *s, const struct range *range)
{
    const struct ir *ir = s->whole->ir;
    char text[PREFIX_TEXT_MAX];
    struct prefix p = {range->prefix.address, 0};
    for (uint32_t tries = 0; tries < 20; tries++) {
        struct prefix near = ir->prefixes[rng_below(&s->rng, ir->prefix_count)];
        if (!prefix_holds(range->prefix, near.address))
            continue;
        p = near;
        break;
    }
    if (p.length < 32 && rng_chance(&s->rng, 60))
        p.address.low |= rng_below(&s->rng, 1u << (32 - (p.length ? p.length : 1)));
    uint32_t from = range->from, to = range->to;
    uint32_t length = from + rng_below(&s->rng, to - from + 1);
    if (rng_chance(&s->rng, 60) && p.length >= from && p.length <= to)
        length = p.length + rng_below(&s->rng, to - p.length < 3 ? to - p.length + 1 : 3);
    return arena_strdup(s->arena, prefix_print(prefix_of(p.address, (uint8_t)length), text));
}

/* All paths of unknown numbers become longer. */
static const struct ir *with_long_paths(struct stage *s, const struct ir *ir)
{
    struct ir *copy = arena_new(s->arena, struct ir);
    struct ir_origin *origins = arena_array(s->arena, struct ir_origin, ir->origin_count);
    uint32_t more = rng_below(&s->rng, 40);
    uint32_t *path = arena_array(s->arena, uint32_t, IR_PATH_MAX);
    for (uint32_t i = 0; i < IR_PATH_MAX; i++)
        path[i] = IR_ASN_UNKNOWN;
    for (uint32_t i = 0; i < ir->origin_count; i++) {
        struct ir_origin *o = &origins[i];
        *o = ir->origins[i];
        bool unknown = o->as_path_count == 0 || o->as_path[0] == IR_ASN_UNKNOWN;
        if (ir->tables[o->table].kind != IR_ANNOUNCER || !unknown || o->as_path_count + more > 100)
            continue;
        o->as_path = path;
        o->as_path_count += more;
    }
    *copy = *ir;
    copy->origins = origins;
    return copy;
}

static struct trial compare(struct stage *s, const struct compilation *single, const struct ir *ir,
                            const char *text)
{
    const struct verdict *of = properties_verify(s->arena, ir, single->claims, 1);
    for (uint32_t i = 0; i < single->claims->count; i++) {
        const struct claim *c = &single->claims->at[i];
        if (of[i].outcome != OUTCOME_REFUTED || s->verdicts[i].outcome != OUTCOME_PROVED)
            continue;
        const struct witness *w = &of[i].witness;
        const char *details =
            arena_printf(s->arena, "claim %s: %s\nsingle: %s\n", c->name, c->text, w->problem);
        for (uint32_t e = 0; e < w->changed_count; e++)
            details = arena_printf(s->arena, "%s  %s\n", details, ir->elements[w->changed[e]].name);
        return (struct trial){MISMATCH_REPRESENTATIVE,
                              arena_printf(s->arena, "%s# single:\n%s", details, text)};
    }
    return (struct trial){MISMATCH_NONE, ""};
}

/* One prefix for each statement. */
static struct trial draw(struct stage *s)
{
    const char *lists[STATEMENTS];
    for (uint32_t i = 0; i < s->count; i++)
        lists[i] = draw_prefix(s, s->ranges[i]);
    const char *text = replaced(s, lists);
    struct compilation *single = compilation_create();
    struct trial t = {MISMATCH_NONE, ""};
    if (compile_text(single, "single.ni", text, strlen(text))) {
        const struct ir *ir = rng_chance(&s->rng, 40) ? with_long_paths(s, single->ir) : single->ir;
        t = compare(s, single, ir, text);
    }
    compilation_destroy(single);
    return t;
}

struct trial properties_representatives(struct arena *arena, const char *text, uint64_t seed)
{
    struct stage s = {.arena = arena, .rng = rng_of(seed, 2), .text = text};
    struct trial t = {MISMATCH_NONE, ""};
    find_statements(&s);
    if (s.count == 0)
        return t;
    const char *lists[STATEMENTS];
    for (uint32_t i = 0; i < s.count; i++)
        lists[i] = s.ranges[i]->text;
    const char *whole = replaced(&s, lists);
    s.whole = compilation_create();
    if (compile_text(s.whole, "whole.ni", whole, strlen(whole))) {
        s.verdicts = properties_verify(arena, s.whole->ir, s.whole->claims, 1);
        for (uint32_t i = 0; i < DRAWS && t.mismatch == MISMATCH_NONE; i++)
            t = draw(&s);
        if (t.mismatch != MISMATCH_NONE)
            t.details = arena_printf(arena, "%s\n# whole:\n%s", t.details, whole);
    }
    compilation_destroy(s.whole);
    return t;
}
