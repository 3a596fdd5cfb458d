/*
 * clauses: each clause watches two of its literals that are not false (M. Moskewicz et al.: Chaff, DAC 2001); only when
 * one of them becomes false is the clause looked at. A clause that has fewer such literals when it is added is true for
 * good, makes its last one true, or is a contradiction: it need not be watched.
 */
#include "certify/clauses.h"

#include <string.h>

#include "base/guard.h"
#include "base/vec.h"

#define TABLE_FIRST 1024 /* a power of two */

struct clause {
    uint32_t first, count; /* literals in the pool; the watched ones come first */
    uint32_t next;         /* with the same hash, CLAUSES_NONE: none */
    bool removed;
    bool needed; /* a known literal rests on it */
};

/* A clause that watches a literal, and another literal of it: when that is true there is nothing to look at. */
struct watch {
    uint32_t clause;
    int32_t other;
};

struct watches {
    struct watch *at;
    uint32_t count, capacity;
};

struct clauses {
    struct arena *arena;
    VEC(int32_t) pool;
    VEC(struct clause) list;
    uint32_t *table; /* heads of chains, by hash */
    uint32_t table_size;
    uint32_t variables;      /* there is room for */
    int8_t *value;           /* by literal: 1 true, -1 false, 0 open */
    uint64_t *mark;          /* by literal */
    struct watches *watches; /* by literal */
    uint64_t stamp;          /* the mark that counts now */
    VEC(int32_t) trail;      /* true literals in the order in which they became so */
    uint32_t looked_at;      /* of the trail: their watches are done */
    uint32_t known;          /* of the trail: not assumed */
    bool contradiction;
};

/* Place of a literal in the arrays by literal. */
static uint32_t place(int32_t lit)
{
    return lit < 0 ? 2 * (uint32_t)-lit + 1 : 2 * (uint32_t)lit;
}

static int8_t value_of(const struct clauses *c, int32_t lit)
{
    return c->value[place(lit)];
}

/* ---- room ---- */

static void clear_table(struct clauses *c, uint32_t size)
{
    c->table = arena_array(c->arena, uint32_t, size);
    c->table_size = size;
    for (uint32_t i = 0; i < size; i++)
        c->table[i] = CLAUSES_NONE;
}

struct clauses *clauses_new(struct arena *arena)
{
    struct clauses *c = arena_new(arena, struct clauses);
    c->arena = arena;
    clear_table(c, TABLE_FIRST);
    return c;
}

/* Make room for the variables of these literals. */
static void make_room(struct clauses *c, const int32_t *lits, uint32_t count)
{
    uint32_t most = 0;
    for (uint32_t i = 0; i < count; i++)
        if (place(lits[i]) / 2 > most)
            most = place(lits[i]) / 2;
    if (most < c->variables)
        return;
    uint32_t variables = most + most / 2 + 1;
    size_t before = 2 * (size_t)c->variables, after = 2 * (size_t)variables;
    c->value = arena_grow(c->arena, c->value, before * sizeof *c->value, after * sizeof *c->value);
    c->mark = arena_grow(c->arena, c->mark, before * sizeof *c->mark, after * sizeof *c->mark);
    c->watches = arena_grow(c->arena, c->watches, before * sizeof *c->watches, after * sizeof *c->watches);
    c->variables = variables;
}

/* ---- finding a clause ---- */

/* The same for any order of the literals. */
static uint32_t hash_of(const struct clauses *c, const int32_t *lits, uint32_t count)
{
    uint64_t sum = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint64_t x = place(lits[i]) * 0x9e3779b97f4a7c15u;
        sum += (x ^ x >> 29) * 0xbf58476d1ce4e5b9u;
    }
    return (uint32_t)(sum >> 32) & (c->table_size - 1);
}

static void enter(struct clauses *c, uint32_t index)
{
    struct clause *k = &c->list.at[index];
    uint32_t *head = &c->table[hash_of(c, c->pool.at + k->first, k->count)];
    k->next = *head;
    *head = index;
}

static void enlarge_table(struct clauses *c)
{
    clear_table(c, 2 * c->table_size);
    for (uint32_t i = 0; i < c->list.count; i++)
        if (!c->list.at[i].removed)
            enter(c, i);
}

/* Copy literals to the end of the pool, each once, and mark them. Returns how many there are. */
static uint32_t copy_marked(struct clauses *c, const int32_t *lits, uint32_t count)
{
    uint32_t kept = 0;
    c->stamp++;
    for (uint32_t i = 0; i < count; i++) {
        if (c->mark[place(lits[i])] == c->stamp)
            continue;
        c->mark[place(lits[i])] = c->stamp;
        vec_push(c->arena, &c->pool, lits[i]);
        kept++;
    }
    return kept;
}

/* Are all its literals marked? */
static bool is_marked(const struct clauses *c, const struct clause *k)
{
    for (uint32_t i = 0; i < k->count; i++)
        if (c->mark[place(c->pool.at[k->first + i])] != c->stamp)
            return false;
    return true;
}

/* The link to the clause of `count` marked literals with this hash. */
static uint32_t *find_link(struct clauses *c, uint32_t hash, uint32_t count)
{
    uint32_t *link = &c->table[hash];
    while (*link != CLAUSES_NONE) {
        struct clause *k = &c->list.at[*link];
        if (k->count == count && is_marked(c, k))
            break;
        link = &k->next;
    }
    return link;
}

/* ---- unit propagation ---- */

static void add_watch(struct clauses *c, int32_t lit, uint32_t index, int32_t other)
{
    struct watches *w = &c->watches[place(lit)];
    vec_push(c->arena, w, ((struct watch){index, other}));
}

static void make_true(struct clauses *c, int32_t lit)
{
    c->value[place(lit)] = 1;
    c->value[place(-lit)] = -1;
    vec_push(c->arena, &c->trail, lit);
}

/* Have the clause watch another literal than its second one, which is false. Returns false when all others are false. */
static bool move_watch(struct clauses *c, uint32_t index)
{
    const struct clause *k = &c->list.at[index];
    int32_t *lits = c->pool.at + k->first;
    for (uint32_t i = 2; i < k->count; i++) {
        if (value_of(c, lits[i]) < 0)
            continue;
        int32_t lit = lits[i];
        lits[i] = lits[1];
        lits[1] = lit;
        add_watch(c, lit, index, lits[0]);
        return true;
    }
    return false;
}

enum visit { VISIT_MOVED, VISIT_STAYS, VISIT_CONTRADICTION };

/* A watched literal of the clause has become false. */
static enum visit visit(struct clauses *c, int32_t lit, struct watch w)
{
    struct clause *k = &c->list.at[w.clause];
    int32_t *lits = c->pool.at + k->first;
    if (k->removed)
        return VISIT_MOVED;
    if (value_of(c, w.other) > 0)
        return VISIT_STAYS;
    if (lits[0] == lit) {
        lits[0] = lits[1];
        lits[1] = lit;
    }
    if (value_of(c, lits[0]) > 0)
        return VISIT_STAYS;
    if (move_watch(c, w.clause))
        return VISIT_MOVED;
    if (value_of(c, lits[0]) < 0)
        return VISIT_CONTRADICTION;
    k->needed = k->needed || c->known == UINT32_MAX;
    make_true(c, lits[0]);
    return VISIT_STAYS;
}

/* All clauses that watch `lit`, which is false. */
static bool look_at(struct clauses *c, int32_t lit)
{
    struct watches *w = &c->watches[place(lit)];
    uint32_t kept = 0, i = 0;
    enum visit found = VISIT_STAYS;
    for (; i < w->count && found != VISIT_CONTRADICTION; i++) {
        guard_tick();
        found = visit(c, lit, w->at[i]);
        if (found != VISIT_MOVED)
            w->at[kept++] = w->at[i];
    }
    while (i < w->count)
        w->at[kept++] = w->at[i++];
    w->count = kept;
    return found != VISIT_CONTRADICTION;
}

/* Returns false when a clause has only false literals. */
static bool propagate(struct clauses *c)
{
    while (c->looked_at < c->trail.count)
        if (!look_at(c, -c->trail.at[c->looked_at++]))
            return false;
    return true;
}

/* The same with nothing assumed: what is found is known for good. */
static void propagate_known(struct clauses *c)
{
    c->known = UINT32_MAX;
    c->contradiction = c->contradiction || !propagate(c);
    c->known = c->trail.count;
}

/* ---- assumptions ---- */

static void undo(struct clauses *c, uint32_t length)
{
    while (c->trail.count > length) {
        int32_t lit = c->trail.at[--c->trail.count];
        c->value[place(lit)] = c->value[place(-lit)] = 0;
    }
    c->looked_at = length;
}

/* Returns whether the opposite of `lit` can be assumed without a contradiction at once. */
static bool assume_false(struct clauses *c, int32_t lit)
{
    if (value_of(c, lit) == 0)
        make_true(c, -lit);
    return value_of(c, lit) < 0;
}

bool clauses_refute(struct clauses *c, const int32_t *lits, uint32_t count)
{
    if (c->contradiction)
        return true;
    make_room(c, lits, count);
    for (uint32_t i = 0; i < count; i++)
        if (!assume_false(c, lits[i]))
            return true;
    return !propagate(c);
}

bool clauses_refute_with(struct clauses *c, uint32_t index, int32_t pivot)
{
    uint32_t before = c->trail.count;
    const struct clause *k = &c->list.at[index];
    bool refuted = false;
    for (uint32_t i = 0; i < k->count && !refuted; i++) {
        int32_t lit = c->pool.at[k->first + i];
        refuted = lit != pivot && !assume_false(c, lit);
    }
    refuted = refuted || !propagate(c);
    undo(c, before);
    return refuted;
}

void clauses_forget(struct clauses *c)
{
    if (!c->contradiction)
        undo(c, c->known);
}

/* ---- the set ---- */

/* Move the first two literals that are not false to the front. Returns how many there are, at most two. */
static uint32_t choose_watched(struct clauses *c, const struct clause *k)
{
    int32_t *lits = c->pool.at + k->first;
    uint32_t found = 0;
    for (uint32_t i = 0; i < k->count && found < 2; i++) {
        if (value_of(c, lits[i]) < 0)
            continue;
        int32_t lit = lits[i];
        lits[i] = lits[found];
        lits[found++] = lit;
    }
    return found;
}

void clauses_add(struct clauses *c, const int32_t *lits, uint32_t count)
{
    if (c->contradiction)
        return; /* whatever is added, it stays one */
    make_room(c, lits, count);
    struct clause k = {.first = c->pool.count};
    k.count = copy_marked(c, lits, count);
    vec_push(c->arena, &c->list, k);
    uint32_t index = c->list.count - 1;
    if (c->list.count > c->table_size)
        enlarge_table(c);
    else
        enter(c, index);
    uint32_t open = choose_watched(c, &k);
    const int32_t *own = c->pool.at + k.first;
    if (open == 0) {
        c->contradiction = true;
    } else if (open == 2) {
        add_watch(c, own[0], index, own[1]);
        add_watch(c, own[1], index, own[0]);
    } else if (value_of(c, own[0]) == 0) {
        c->list.at[index].needed = true;
        make_true(c, own[0]);
        propagate_known(c);
    }
}

bool clauses_remove(struct clauses *c, const int32_t *lits, uint32_t count)
{
    make_room(c, lits, count);
    uint32_t end = c->pool.count;
    uint32_t kept = copy_marked(c, lits, count);
    uint32_t *link = find_link(c, hash_of(c, c->pool.at + end, kept), kept);
    c->pool.count = end;
    if (*link == CLAUSES_NONE)
        return false;
    struct clause *k = &c->list.at[*link];
    if (k->needed)
        return true;
    k->removed = true;
    *link = k->next;
    return true;
}

bool clauses_contradict(const struct clauses *c)
{
    return c->contradiction;
}

uint32_t clauses_next_with(const struct clauses *c, int32_t literal, uint32_t from)
{
    for (uint32_t i = from; i < c->list.count; i++) {
        const struct clause *k = &c->list.at[i];
        for (uint32_t j = 0; j < k->count && !k->removed; j++)
            if (c->pool.at[k->first + j] == literal)
                return i;
    }
    return CLAUSES_NONE;
}
