/*
 * symmetry: candidates by colour, then proof.
 *
 * Colours: at first every node has the colour of its kind; then some times over the colour becomes a digest of the facts
 * that the node is in and of the colours in them. Sites of one colour are candidates.
 *
 * Proof, for a candidate and the first site of its colour: the swap starts with the two sites. The facts of a node are put
 * beside those of its image, in an order that depends on colours alone; where the two facts of a row differ in a node, these
 * two nodes are swapped as well; where they agree, the node has to stay. When every node that is swapped has been looked at,
 * and no node is both swapped and to stay, each fact of a swapped node has its image beside it, and all other facts
 * are their own images: so the set of facts is mapped to itself. A row that does not fit ends the attempt.
 */
#include "solver/symmetry.h"

#include <stdlib.h>
#include <string.h>

#include "solver/symmetry_internal.h"

#define ROUNDS 4        /* of colours */
#define FIRSTS_MAX 64   /* sites of one colour that others are compared with */
#define WORK_PER_FACT 8 /* facts looked at, for each that there is, before the rest is left as it is */

/* A fact that a node is in, and at which word; `key` is the same for corresponding ones. */
struct mention {
    uint64_t key;
    uint32_t fact, word;
};

struct finder {
    struct arena *arena;
    const struct facts *f;
    uint64_t *colour;
    uint64_t *digest; /* by fact */
    struct mention *mentions;
    uint32_t *first_mention; /* by node */
    bool *sorted;            /* by node */
    uint32_t *image;         /* by node, IR_NONE: it stays, as far as is known */
    bool *stays;             /* by node */
    VEC(uint32_t) moved;     /* of the attempt under way: nodes of the first site's bundle */
    VEC(uint32_t) kept;      /* and nodes that have to stay */
    uint64_t work;
    uint32_t *home, *twin, *orbit; /* see struct symmetry */
    uint32_t *bundle_size;         /* by site that is the first of its orbit */
    uint32_t exchangeable;
};

/* ---- colours ---- */

static uint64_t mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
    return hash ^ (hash >> 29);
}

static uint64_t digest_of(const struct finder *s, const struct fact *fact)
{
    const uint32_t *words = s->f->words.at + fact->first;
    uint64_t hash = fact->count;
    for (uint32_t i = 0; i < fact->count; i++)
        hash = mix(hash, fact->refs >> i & 1 ? s->colour[words[i]] : words[i]);
    return hash;
}

/* A node's new colour: its old one and a sum over the facts that it is in, since these have no order. */
static void recolour(struct finder *s)
{
    const struct facts *f = s->f;
    for (uint32_t i = 0; i < f->list.count; i++)
        s->digest[i] = digest_of(s, &f->list.at[i]);
    uint64_t *sums = arena_array(s->arena, uint64_t, f->node_count);
    for (uint32_t i = 0; i < f->list.count; i++)
        for (uint32_t k = 0; k < f->list.at[i].count; k++)
            if (f->list.at[i].refs >> k & 1)
                sums[f->words.at[f->list.at[i].first + k]] += mix(s->digest[i], k);
    for (uint32_t n = 0; n < f->node_count; n++)
        s->colour[n] = mix(s->colour[n], sums[n]);
}

static void find_colours(struct finder *s)
{
    const struct facts *f = s->f;
    s->colour = arena_array(s->arena, uint64_t, f->node_count);
    s->digest = arena_array(s->arena, uint64_t, f->list.count);
    for (uint32_t k = 0; k < NODE_KIND_COUNT; k++) {
        uint32_t end = k + 1 < NODE_KIND_COUNT ? f->node_start[k + 1] : f->node_count;
        for (uint32_t n = f->node_start[k]; n < end; n++)
            s->colour[n] = k;
    }
    for (uint32_t i = 0; i < ROUNDS; i++)
        recolour(s);
}

/* ---- the facts of a node ---- */

static void index_mentions(struct finder *s)
{
    const struct facts *f = s->f;
    uint32_t *start = arena_array(s->arena, uint32_t, f->node_count + 1), count = 0;
    for (uint32_t i = 0; i < f->list.count; i++)
        for (uint32_t k = 0; k < f->list.at[i].count; k++)
            if (f->list.at[i].refs >> k & 1) {
                start[f->words.at[f->list.at[i].first + k] + 1]++;
                count++;
            }
    for (uint32_t n = 0; n < f->node_count; n++)
        start[n + 1] += start[n];
    uint32_t *next = arena_array(s->arena, uint32_t, f->node_count + 1);
    memcpy(next, start, sizeof *next * (f->node_count + 1));
    s->mentions = arena_array(s->arena, struct mention, count);
    for (uint32_t i = 0; i < f->list.count; i++)
        for (uint32_t k = 0; k < f->list.at[i].count; k++)
            if (f->list.at[i].refs >> k & 1)
                s->mentions[next[f->words.at[f->list.at[i].first + k]]++] =
                    (struct mention){mix(s->digest[i], k), i, k};
    s->first_mention = start;
}

static int by_key(const void *a, const void *b)
{
    const struct mention *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    if (x->fact != y->fact)
        return x->fact < y->fact ? -1 : 1;
    return x->word < y->word ? -1 : x->word > y->word;
}

static const struct mention *mentions_of(struct finder *s, uint32_t node, uint32_t *count)
{
    struct mention *at = s->mentions + s->first_mention[node];
    *count = s->first_mention[node + 1] - s->first_mention[node];
    if (!s->sorted[node] && *count > 1)
        qsort(at, *count, sizeof *at, by_key);
    s->sorted[node] = true;
    return at;
}

/* ---- one attempt ---- */

static bool is_site(const struct finder *s, uint32_t node)
{
    uint32_t first = s->f->node_start[NODE_SITE];
    return node >= first && node < first + s->f->ir->site_count;
}

/* `a` moves to `b` and back. A second site is not moved: its bundle is another one. Returns whether this agrees with what is known. */
static bool swap_nodes(struct finder *s, uint32_t a, uint32_t b)
{
    if (s->image[a] != IR_NONE || s->image[b] != IR_NONE)
        return s->image[a] == b && s->image[b] == a;
    if (s->colour[a] != s->colour[b] || s->stays[a] || s->stays[b] || (s->moved.count > 0 && is_site(s, a)))
        return false;
    s->image[a] = b;
    s->image[b] = a;
    vec_push(s->arena, &s->moved, a);
    return true;
}

static bool keep_node(struct finder *s, uint32_t node)
{
    if (s->image[node] != IR_NONE)
        return false;
    if (!s->stays[node])
        vec_push(s->arena, &s->kept, node);
    s->stays[node] = true;
    return true;
}

/* One fact is the image of the other, where the nodes in which they differ are swapped. */
static bool match_facts(struct finder *s, const struct fact *a, const struct fact *b)
{
    const uint32_t *x = s->f->words.at + a->first, *y = s->f->words.at + b->first;
    if (a->count != b->count || a->refs != b->refs)
        return false;
    for (uint32_t i = 0; i < a->count; i++) {
        bool fits = x[i] == y[i];
        if (a->refs >> i & 1)
            fits = fits ? keep_node(s, x[i]) : swap_nodes(s, x[i], y[i]);
        if (!fits)
            return false;
    }
    return true;
}

static bool match_nodes(struct finder *s, uint32_t a, uint32_t b)
{
    uint32_t count, other_count;
    const struct mention *at = mentions_of(s, a, &count), *other = mentions_of(s, b, &other_count);
    s->work += count;
    if (count != other_count)
        return false;
    for (uint32_t i = 0; i < count; i++)
        if (at[i].word != other[i].word ||
            !match_facts(s, &s->f->list.at[at[i].fact], &s->f->list.at[other[i].fact]))
            return false;
    return true;
}

/* Do the bundles keep apart from all others: that of the second site is new, and that of the first, `a`, is new too, or what
 * it was before? */
static bool keeps_apart(const struct finder *s, uint32_t a)
{
    uint32_t known = 0;
    for (uint32_t i = 0; i < s->moved.count; i++) {
        uint32_t n = s->moved.at[i], m = s->image[n];
        known += s->home[n] == a;
        if ((s->home[n] != IR_NONE && s->home[n] != a) || s->home[m] != IR_NONE)
            return false;
    }
    return known == s->bundle_size[a] && (known == 0 || known == s->moved.count);
}

static void note_bundles(struct finder *s, uint32_t a, uint32_t b)
{
    s->exchangeable += s->orbit[a] == IR_NONE ? 2 : 1;
    s->orbit[a] = s->orbit[b] = a;
    s->bundle_size[a] = s->moved.count;
    for (uint32_t i = 0; i < s->moved.count; i++) {
        uint32_t n = s->moved.at[i], m = s->image[n];
        s->home[n] = a;
        s->home[m] = b;
        s->twin[n] = s->twin[m] = n;
    }
}

static void forget(struct finder *s)
{
    for (uint32_t i = 0; i < s->moved.count; i++) {
        s->image[s->image[s->moved.at[i]]] = IR_NONE;
        s->image[s->moved.at[i]] = IR_NONE;
    }
    for (uint32_t i = 0; i < s->kept.count; i++)
        s->stays[s->kept.at[i]] = false;
    s->moved.count = s->kept.count = 0;
}

/* Try to show that the two sites are exchangeable; `a` is the first of its orbit, if it is in one. */
static bool attempt(struct finder *s, uint32_t a, uint32_t b)
{
    uint32_t first = s->f->node_start[NODE_SITE];
    bool fits = swap_nodes(s, first + a, first + b);
    for (uint32_t i = 0; i < s->moved.count && fits; i++)
        fits = match_nodes(s, s->moved.at[i], s->image[s->moved.at[i]]);
    fits = fits && keeps_apart(s, a);
    if (fits)
        note_bundles(s, a, b);
    forget(s);
    return fits;
}

/* ---- all sites ---- */

struct coloured {
    uint64_t colour;
    uint32_t site;
};

static int by_colour(const void *a, const void *b)
{
    const struct coloured *x = a, *y = b;
    if (x->colour != y->colour)
        return x->colour < y->colour ? -1 : 1;
    return x->site < y->site ? -1 : x->site > y->site;
}

/* Sites of one colour, ascending. One that is like none of the first ones becomes one of these itself. That which fitted last
 * is tried before the others: alike sites mostly follow each other. */
static void sort_into_orbits(struct finder *s, const struct coloured *at, uint32_t count)
{
    uint32_t firsts[FIRSTS_MAX], first_count = 0, last = 0;
    for (uint32_t i = 0; i < count; i++) {
        bool found = false;
        for (uint32_t k = 0; k < first_count && !found; k++) {
            if (s->work > (uint64_t)WORK_PER_FACT * s->f->list.count)
                return;
            uint32_t first = (last + k) % first_count;
            found = attempt(s, firsts[first], at[i].site);
            if (found)
                last = first;
        }
        if (!found && first_count < FIRSTS_MAX) {
            last = first_count;
            firsts[first_count++] = at[i].site;
        }
    }
}

static void find_orbits(struct finder *s)
{
    uint32_t sites = s->f->ir->site_count;
    struct coloured *all = arena_array(s->arena, struct coloured, sites);
    for (uint32_t i = 0; i < sites; i++)
        all[i] = (struct coloured){s->colour[s->f->node_start[NODE_SITE] + i], i};
    if (sites > 0)
        qsort(all, sites, sizeof *all, by_colour);
    for (uint32_t i = 0, end; i < sites; i = end) {
        for (end = i + 1; end < sites && all[end].colour == all[i].colour;)
            end++;
        if (end - i > 1)
            sort_into_orbits(s, all + i, end - i);
    }
}

static uint32_t *nones(struct arena *arena, uint32_t count)
{
    uint32_t *all = arena_array(arena, uint32_t, count);
    for (uint32_t i = 0; i < count; i++)
        all[i] = IR_NONE;
    return all;
}

const struct symmetry *symmetry_find(struct arena *arena, const struct ir *ir)
{
    struct arena *scratch = arena_create();
    const struct facts *f = facts_of(scratch, ir);
    struct finder s = {.arena = scratch, .f = f};
    s.home = nones(arena, f->node_count);
    s.twin = nones(arena, f->node_count);
    s.orbit = nones(arena, ir->site_count);
    s.image = nones(scratch, f->node_count);
    s.stays = arena_array(scratch, bool, f->node_count);
    s.sorted = arena_array(scratch, bool, f->node_count);
    s.bundle_size = arena_array(scratch, uint32_t, ir->site_count);
    find_colours(&s);
    index_mentions(&s);
    find_orbits(&s);
    struct symmetry *out = arena_new(arena, struct symmetry);
    *out =
        (struct symmetry){.home = s.home, .twin = s.twin, .orbit = s.orbit, .exchangeable = s.exchangeable};
    memcpy(out->node_start, f->node_start, sizeof out->node_start);
    arena_destroy(scratch);
    return out;
}
