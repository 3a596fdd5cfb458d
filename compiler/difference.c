/*
 * The comparison of two designs: the facts of every flow, row by row what they say.
 */
#include "compiler/difference_internal.h"

#include <stdlib.h>
#include <string.h>

#include "base/guard.h"
#include "base/map.h"

#define SOME_FACTS (SIM_SENT | SIM_ANSWERED)
#define EVERY_FACTS (SIM_ALL_SENT | SIM_COMPLETE)

struct names {
    VEC(const char *) list;
};

/* A row that is being put together. */
struct draft {
    struct names from, to;
    struct bits services;
    uint32_t code;
    bool both_ways;
    bool inside;                       /* from each of `from` to itself */
    struct difference_spot spot, back; /* of a flow; of one the other way, with both_ways */
};

struct drafts {
    VEC(struct draft) list;
};

struct comparison {
    struct arena *arena;
    struct difference_context context;
    struct intern *names; /* equal names of blocks are equal pointers */
    struct drafts drafts;
};

/* ---- facts ---- */

/* What all stable states together say of one pair of ends, by service class: the ways of each state that has other ones
 * than the first come one after another. */
static const struct sim_reach *side_reach(struct arena *a, const struct difference_side *side,
                                          const struct flow_end *from, const struct flow_end *to)
{
    uint32_t count = side->design->ir->service_count;
    struct sim_reach *all = arena_array(a, struct sim_reach, count),
                     *one = arena_array(a, struct sim_reach, count);
    sim_reach(a, side->states.at[0], from, to, all);
    for (uint32_t i = 1; i < side->states.count; i++) {
        sim_reach(a, side->states.at[i], from, to, one);
        for (uint32_t s = 0; s < count; s++) {
            all[s].facts =
                ((all[s].facts | one[s].facts) & SOME_FACTS) | (all[s].facts & one[s].facts & EVERY_FACTS);
            if (!strstr(all[s].ways, one[s].ways))
                all[s].ways = arena_printf(a, "%s/%s", all[s].ways, one[s].ways);
        }
    }
    return all;
}

/* The codes of all services of two parts. */
static void compare_parts(const struct comparison *c, const struct difference_part *from,
                          const struct difference_part *to, uint32_t *codes)
{
    struct arena *scratch = arena_create();
    const struct sim_reach *reach[2] = {NULL, NULL};
    for (int side = 0; side < 2; side++)
        if (difference_is_there(from, to, side))
            reach[side] = side_reach(scratch, &c->context.sides[side], &from->ends[side], &to->ends[side]);
    for (uint32_t s = 0; s < c->context.services.list.count; s++) {
        const struct sim_reach *at[2];
        for (int side = 0; side < 2; side++)
            at[side] = reach[side] ? &reach[side][c->context.services.list.at[s].classes[side]] : NULL;
        uint32_t old = at[0] ? at[0]->facts : 0, new = at[1] ? at[1]->facts : 0;
        bool other_way = at[0] && at[1] && old == new &&old != 0 && strcmp(at[0]->ways, at[1]->ways) != 0;
        codes[s] = DIFFERENCE_CODE(old, new, other_way);
    }
    arena_destroy(scratch);
}

static bool is_flow(const struct difference_part *from, const struct difference_part *to)
{
    bool same_thing = from == to && from->single;
    return !same_thing && from->sample.family == to->sample.family &&
           (difference_is_there(from, to, 0) || difference_is_there(from, to, 1));
}

static struct difference_table compare_ends(const struct comparison *c, struct arena *a,
                                            const struct difference_end *from,
                                            const struct difference_end *to)
{
    uint32_t services = c->context.services.list.count, parts = to->parts.count;
    struct difference_table t = {from, to,
                                 arena_array(a, uint32_t, (size_t)from->parts.count * parts * services)};
    for (uint32_t p = 0; p < from->parts.count; p++)
        for (uint32_t q = 0; q < parts; q++) {
            uint32_t *codes = t.codes + ((size_t)p * parts + q) * services;
            guard_tick();
            for (uint32_t s = 0; s < services; s++)
                codes[s] = DIFFERENCE_NO_FLOW;
            if (is_flow(&from->parts.at[p], &to->parts.at[q]))
                compare_parts(c, &from->parts.at[p], &to->parts.at[q], codes);
        }
    return t;
}

/* ---- rows of two endpoints ---- */

/* The first flow of a block. */
static struct difference_spot spot_of(const struct comparison *c, const struct difference_table *t,
                                      const struct difference_block *b)
{
    uint32_t services = c->context.services.list.count;
    struct difference_spot spot = {0};
    for (uint32_t p = bits_next(b->from, 0); p != UINT32_MAX; p = bits_next(b->from, p + 1))
        for (uint32_t q = bits_next(b->to, 0); q != UINT32_MAX; q = bits_next(b->to, q + 1))
            for (uint32_t s = bits_next(b->services, 0); s != UINT32_MAX; s = bits_next(b->services, s + 1))
                if (t->codes[((size_t)p * t->to->parts.count + q) * services + s] == b->code) {
                    spot.from_part = p;
                    spot.to_part = q;
                    spot.service = s;
                    return spot;
                }
    return spot;
}

static const char *block_name(struct comparison *c, const struct difference_end *e, struct bits members)
{
    const char *name = difference_name(c->arena, c->context.sides, e, members);
    return intern_text(c->names, name, strlen(name));
}

static void add_draft(struct comparison *c, uint32_t from, uint32_t to, const struct difference_table *t,
                      const struct difference_block *b)
{
    struct draft d = {
        .services = bits_copy(c->arena, b->services), .code = b->code, .spot = spot_of(c, t, b)};
    const char *from_name = block_name(c, t->from, b->from), *to_name = block_name(c, t->to, b->to);
    d.spot.from = from;
    d.spot.to = to;
    d.inside = from == to && from_name == to_name;
    vec_push(c->arena, &d.from.list, from_name);
    vec_push(c->arena, &d.to.list, to_name);
    vec_push(c->arena, &c->drafts.list, d);
}

static void compare_pair(struct comparison *c, uint32_t from, uint32_t to)
{
    struct arena *scratch = arena_create();
    struct difference_table t =
        compare_ends(c, scratch, &c->context.ends.list.at[from], &c->context.ends.list.at[to]);
    struct difference_blocks blocks = difference_blocks(scratch, &t, c->context.services.list.count);
    for (uint32_t i = 0; i < blocks.list.count; i++)
        add_draft(c, from, to, &t, &blocks.list.at[i]);
    arena_destroy(scratch);
}

/* ---- equal rows together ---- */

/* What rows must have in common, as bytes of a map's key. */
struct key {
    VEC(uint64_t) words;
};

static void key_names(struct arena *a, struct key *k, const struct names *names)
{
    for (uint32_t i = 0; i < names->list.count; i++)
        vec_push(a, &k->words, (uint64_t)(uintptr_t)names->list.at[i]);
    vec_push(a, &k->words, 0);
}

static void key_rest(struct arena *a, struct key *k, const struct draft *d)
{
    vec_push(a, &k->words, d->inside);
    vec_push(a, &k->words, d->both_ways);
    vec_push(a, &k->words, d->code);
    for (uint32_t i = 0; i < (d->services.size + 63) / 64; i++)
        vec_push(a, &k->words, d->services.words[i]);
}

static void add_names(struct arena *a, struct names *into, const struct names *more)
{
    for (uint32_t i = 0; i < more->list.count; i++)
        vec_push(a, &into->list, more->list.at[i]);
}

/* Rows that differ in one side alone become one: in their destinations, or else in their sources. Rows about the inside of
 * something become one as they are. */
static void merge(struct comparison *c, bool destinations)
{
    struct map *known = map_new(c->arena);
    struct drafts out = {{0}};
    for (uint32_t i = 0; i < c->drafts.list.count; i++) {
        struct draft *d = &c->drafts.list.at[i];
        struct key k = {{0}};
        uint32_t at = out.list.count;
        if (!d->inside)
            key_names(c->arena, &k, destinations ? &d->from : &d->to);
        key_rest(c->arena, &k, d);
        if (map_add(known, k.words.at, k.words.count * sizeof *k.words.at, &at)) {
            vec_push(c->arena, &out.list, *d);
            continue;
        }
        if (destinations || d->inside)
            add_names(c->arena, &out.list.at[at].to, &d->to);
        if (!destinations || d->inside)
            add_names(c->arena, &out.list.at[at].from, &d->from);
    }
    c->drafts = out;
}

/* A row and the one the other way become one. Each row has one name on each side still. */
static void join_directions(struct comparison *c)
{
    struct map *known = map_new(c->arena);
    struct drafts out = {{0}};
    for (uint32_t i = 0; i < c->drafts.list.count; i++) {
        struct draft *d = &c->drafts.list.at[i];
        struct key there = {{0}}, back = {{0}};
        uint32_t at;
        key_names(c->arena, &there, &d->from);
        key_names(c->arena, &there, &d->to);
        key_rest(c->arena, &there, d);
        key_names(c->arena, &back, &d->to);
        key_names(c->arena, &back, &d->from);
        key_rest(c->arena, &back, d);
        if (!d->inside && map_get(known, back.words.at, back.words.count * sizeof *back.words.at, &at)) {
            out.list.at[at].both_ways = true;
            out.list.at[at].back = d->spot;
            continue;
        }
        map_put(known, there.words.at, there.words.count * sizeof *there.words.at, out.list.count);
        vec_push(c->arena, &out.list, *d);
    }
    c->drafts = out;
}

/* The number of rows for both directions that a name is in: an index of `counts` by name and what the row says. */
static uint32_t *degree_of(struct comparison *c, struct map *numbers, uint32_t *counts, const struct draft *d,
                           const struct names *side)
{
    struct key k = {{0}};
    uint32_t number = map_count(numbers);
    key_names(c->arena, &k, side);
    key_rest(c->arena, &k, d);
    map_add(numbers, k.words.at, k.words.count * sizeof *k.words.at, &number);
    return &counts[number];
}

/* Of a row for both directions the name that is in more such rows goes behind, so that rows are equal there. */
static void turn_rows(struct comparison *c)
{
    struct map *numbers = map_new(c->arena);
    uint32_t *counts = arena_array(c->arena, uint32_t, 2 * (size_t)c->drafts.list.count);
    for (uint32_t i = 0; i < c->drafts.list.count; i++) {
        struct draft *d = &c->drafts.list.at[i];
        ++*degree_of(c, numbers, counts, d, &d->from);
        ++*degree_of(c, numbers, counts, d, &d->to);
    }
    for (uint32_t i = 0; i < c->drafts.list.count; i++) {
        struct draft *d = &c->drafts.list.at[i];
        struct draft turned = *d;
        if (!d->both_ways ||
            *degree_of(c, numbers, counts, d, &d->from) <= *degree_of(c, numbers, counts, d, &d->to))
            continue;
        turned.from = d->to;
        turned.to = d->from;
        turned.spot = d->back;
        turned.back = d->spot;
        *d = turned;
    }
}

/* ---- all rows ---- */

static enum difference_kind kind_of(uint32_t code)
{
    uint32_t old = DIFFERENCE_CODE_FACTS(code, 0), new = DIFFERENCE_CODE_FACTS(code, 1);
    if (old == new)
        return DIFFERENCE_OTHER_WAY;
    if ((old & new) == old)
        return DIFFERENCE_MORE;
    return (old & new) == new ? DIFFERENCE_LESS : DIFFERENCE_INCOMPARABLE;
}

static struct difference_row row_of(const struct comparison *c, const struct draft *d)
{
    struct difference_row r = {
        .kind = kind_of(d->code),
        .from = d->from.list.at,
        .from_count = d->from.list.count,
        .to = d->to.list.at,
        .to_count = d->to.list.count,
        .both_ways = d->both_ways,
        .inside = d->inside,
        .facts = {DIFFERENCE_CODE_FACTS(d->code, 0), DIFFERENCE_CODE_FACTS(d->code, 1)},
        .flow = difference_witness(&c->context, &d->spot, d->code),
    };
    r.services =
        difference_service_names(c->arena, &c->context.services, d->services, &r.service_count, &r.all_but);
    return r;
}

static enum difference_word word_of(const struct difference_row *rows, uint32_t count)
{
    bool less = false, more = false;
    for (uint32_t i = 0; i < count; i++) {
        less = less || rows[i].kind == DIFFERENCE_LESS || rows[i].kind == DIFFERENCE_INCOMPARABLE;
        more = more || rows[i].kind == DIFFERENCE_MORE || rows[i].kind == DIFFERENCE_INCOMPARABLE;
    }
    if (less && more)
        return DIFFERENCE_MIXED;
    return less ? DIFFERENCE_ALL_LESS : more ? DIFFERENCE_ALL_MORE : DIFFERENCE_EQUIVALENT;
}

struct difference difference_find(struct arena *arena, const struct difference_side sides[2])
{
    struct comparison c = {.arena = arena, .names = intern_new(arena)};
    struct difference out = {0};
    c.context = (struct difference_context){arena, sides, difference_ends(arena, sides),
                                            difference_services(arena, sides)};
    for (uint32_t from = 0; from < c.context.ends.list.count; from++)
        for (uint32_t to = 0;
             to < c.context.ends.list.count && difference_is_source(&c.context.ends.list.at[from]); to++)
            compare_pair(&c, from, to);
    join_directions(&c);
    turn_rows(&c);
    merge(&c, false);
    merge(&c, true);
    struct difference_row *rows = arena_array(arena, struct difference_row, c.drafts.list.count);
    for (int kind = DIFFERENCE_LESS; kind <= DIFFERENCE_OTHER_WAY; kind++)
        for (uint32_t i = 0; i < c.drafts.list.count; i++)
            if (kind_of(c.drafts.list.at[i].code) == (enum difference_kind)kind)
                rows[out.row_count++] = row_of(&c, &c.drafts.list.at[i]);
    out.rows = rows;
    out.word = word_of(rows, out.row_count);
    return out;
}

const char *difference_facts_text(uint32_t facts)
{
    switch (facts) {
    case 0:
        return "nothing is delivered";
    case SIM_SENT:
        return "some requests are delivered, none is answered";
    case SIM_SENT | SIM_ALL_SENT:
        return "requests are delivered, none is answered";
    case SIM_SENT | SIM_ANSWERED:
        return "some requests are delivered, some answered";
    case SIM_SENT | SIM_ALL_SENT | SIM_ANSWERED:
        return "requests are delivered, some answered";
    default:
        return "completes";
    }
}
