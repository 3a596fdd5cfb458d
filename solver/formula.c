/*
 * formula: hash-consed and-gates with negation on the wires.
 *
 * Nodes are only appended, so node order is a topological order: every pass over a circuit is a plain loop.
 */
#include "solver/formula.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"

#define IS_VAR UINT32_MAX
#define TABLE_FIRST 256 /* slots; a power of two */

struct node {
    uint32_t first; /* of its inputs in the pool; the tag of a variable */
    uint32_t count; /* IS_VAR for a variable */
};

struct formula {
    struct arena *arena;
    VEC(struct node) nodes; /* node 0 is unused, node 1 is true */
    VEC(int32_t) pool;
    VEC(int32_t) scratch;
    uint32_t *slots; /* node numbers of gates, 0: free */
    uint32_t slot_count;
    uint32_t gates;
};

struct formula *formula_new(struct arena *arena)
{
    struct formula *f = arena_new(arena, struct formula);
    f->arena = arena;
    f->slots = arena_array(arena, uint32_t, TABLE_FIRST);
    f->slot_count = TABLE_FIRST;
    vec_push(arena, &f->nodes, ((struct node){0, 0}));
    vec_push(arena, &f->nodes, ((struct node){0, 0}));
    return f;
}

static int32_t add_node(struct formula *f, struct node n)
{
    assert(f->nodes.count < INT32_MAX);
    vec_push(f->arena, &f->nodes, n);
    return (int32_t)(f->nodes.count - 1);
}

int32_t formula_var(struct formula *f, uint32_t tag)
{
    return add_node(f, (struct node){tag, IS_VAR});
}

static uint32_t hash_inputs(const int32_t *lits, uint32_t count)
{
    uint64_t hash = count;
    for (uint32_t i = 0; i < count; i++)
        hash = (hash ^ (uint32_t)lits[i]) * 0x9e3779b97f4a7c15u, hash ^= hash >> 29;
    return (uint32_t)(hash ^ (hash >> 32));
}

static bool same_inputs(const struct formula *f, uint32_t node, const int32_t *lits, uint32_t count)
{
    const struct node *n = &f->nodes.at[node];
    return n->count == count && memcmp(f->pool.at + n->first, lits, count * sizeof *lits) == 0;
}

/* The slot of the gate with these inputs, or the free slot where it belongs. */
static uint32_t *find_slot(struct formula *f, const int32_t *lits, uint32_t count)
{
    uint32_t mask = f->slot_count - 1;
    uint32_t i = hash_inputs(lits, count) & mask;
    while (f->slots[i] && !same_inputs(f, f->slots[i], lits, count))
        i = (i + 1) & mask;
    return &f->slots[i];
}

static void enlarge(struct formula *f)
{
    const uint32_t *old = f->slots;
    uint32_t old_count = f->slot_count;
    f->slot_count *= 2;
    f->slots = arena_array(f->arena, uint32_t, f->slot_count);
    for (uint32_t i = 0; i < old_count; i++)
        if (old[i]) {
            const struct node *n = &f->nodes.at[old[i]];
            *find_slot(f, f->pool.at + n->first, n->count) = old[i];
        }
}

/* The and-gate over sorted inputs that are different, not opposite and not constant. */
static int32_t gate(struct formula *f, const int32_t *lits, uint32_t count)
{
    if (f->gates >= f->slot_count / 2)
        enlarge(f);
    uint32_t *slot = find_slot(f, lits, count);
    if (*slot)
        return (int32_t)*slot;
    uint32_t first = f->pool.count;
    for (uint32_t i = 0; i < count; i++)
        vec_push(f->arena, &f->pool, lits[i]);
    int32_t node = add_node(f, (struct node){first, count});
    *slot = (uint32_t)node;
    f->gates++;
    return node;
}

/* By node, the negated one first: repeated and opposite literals become neighbours. */
static int compare_literals(const void *x, const void *y)
{
    int32_t a = *(const int32_t *)x, b = *(const int32_t *)y;
    uint32_t m = formula_node(a), n = formula_node(b);
    return m != n ? (m < n ? -1 : 1) : (a > b) - (a < b);
}

/* Sort and fold in place. Returns how many are left, or UINT32_MAX when the conjunction is false. */
static uint32_t fold(int32_t *lits, uint32_t count)
{
    if (count)
        qsort(lits, count, sizeof *lits, compare_literals);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (lits[i] == FORMULA_FALSE || (kept && lits[kept - 1] == -lits[i]))
            return UINT32_MAX;
        if (lits[i] != FORMULA_TRUE && !(kept && lits[kept - 1] == lits[i]))
            lits[kept++] = lits[i];
    }
    return kept;
}

static int32_t fold_and(struct formula *f, int32_t *lits, uint32_t count)
{
    uint32_t kept = fold(lits, count);
    if (kept == UINT32_MAX)
        return FORMULA_FALSE;
    if (kept < 2)
        return kept ? lits[0] : FORMULA_TRUE;
    return gate(f, lits, kept);
}

/* The conjunction of lits[i] * sign. */
static int32_t and_signed(struct formula *f, const int32_t *lits, uint32_t count, int32_t sign)
{
    f->scratch.count = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (lits[i] * sign == FORMULA_FALSE)
            return FORMULA_FALSE;
        if (lits[i] * sign != FORMULA_TRUE)
            vec_push(f->arena, &f->scratch, lits[i] * sign);
    }
    return fold_and(f, f->scratch.at, f->scratch.count);
}

int32_t formula_and(struct formula *f, const int32_t *lits, uint32_t count)
{
    return and_signed(f, lits, count, 1);
}

int32_t formula_or(struct formula *f, const int32_t *lits, uint32_t count)
{
    return -and_signed(f, lits, count, -1);
}

int32_t formula_and2(struct formula *f, int32_t a, int32_t b)
{
    if (a == FORMULA_FALSE || b == FORMULA_FALSE || a == -b)
        return FORMULA_FALSE;
    if (a == FORMULA_TRUE || a == b)
        return b;
    if (b == FORMULA_TRUE)
        return a;
    bool ordered = formula_node(a) < formula_node(b);
    return gate(f, (const int32_t[]){ordered ? a : b, ordered ? b : a}, 2);
}

int32_t formula_or2(struct formula *f, int32_t a, int32_t b)
{
    return -formula_and2(f, -a, -b);
}

int32_t formula_xor(struct formula *f, int32_t a, int32_t b)
{
    return formula_or2(f, formula_and2(f, a, -b), formula_and2(f, -a, b));
}

int32_t formula_at_most_one(struct formula *f, const int32_t *lits, uint32_t count)
{
    int32_t more_than[2];
    formula_count(f, lits, count, 1, more_than);
    return -more_than[1];
}

void formula_count(struct formula *f, const int32_t *lits, uint32_t count, uint32_t limit, int32_t *more_than)
{
    for (uint32_t k = 0; k <= limit; k++)
        more_than[k] = FORMULA_FALSE;
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t k = limit; k > 0; k--)
            more_than[k] = formula_or2(f, more_than[k], formula_and2(f, lits[i], more_than[k - 1]));
        more_than[0] = formula_or2(f, more_than[0], lits[i]);
    }
}

uint32_t formula_nodes(const struct formula *f)
{
    return f->nodes.count - 1;
}

bool formula_is_var(const struct formula *f, uint32_t node)
{
    return f->nodes.at[node].count == IS_VAR;
}

uint32_t formula_tag(const struct formula *f, uint32_t node)
{
    assert(formula_is_var(f, node));
    return f->nodes.at[node].first;
}

const int32_t *formula_inputs(const struct formula *f, uint32_t node, uint32_t *count)
{
    const struct node *n = &f->nodes.at[node];
    bool is_gate = n->count != IS_VAR && n->count > 0;
    *count = is_gate ? n->count : 0;
    return is_gate ? f->pool.at + n->first : NULL;
}

/* Mark what the marked nodes up to `last` depend on. */
static void mark_inputs(const struct formula *f, uint32_t last, bool *cone)
{
    for (uint32_t n = last; n > 0; n--) {
        if (!cone[n])
            continue;
        uint32_t count;
        const int32_t *in = formula_inputs(f, n, &count);
        for (uint32_t i = 0; i < count; i++)
            cone[formula_node(in[i])] = true;
    }
}

void formula_cone(const struct formula *f, int32_t root, bool *cone)
{
    cone[formula_node(root)] = true;
    mark_inputs(f, formula_node(root), cone);
}

static int32_t image_of(const int32_t *images, int32_t lit)
{
    int32_t image = images[formula_node(lit)];
    return lit < 0 ? -image : image;
}

/* The image of a gate, those of its inputs being known. */
static int32_t replace_inputs(struct formula *f, struct arena *scratch, uint32_t node, const int32_t *images)
{
    uint32_t count;
    const int32_t *in = formula_inputs(f, node, &count);
    int32_t *replaced = arena_array(scratch, int32_t, count);
    for (uint32_t i = 0; i < count; i++)
        replaced[i] = image_of(images, in[i]);
    return formula_and(f, replaced, count); /* of nothing: the constant */
}

void formula_replace(struct formula *f, const int32_t *roots, uint32_t count, const int32_t *with,
                     int32_t *out)
{
    struct arena *scratch = arena_create();
    uint32_t nodes = 1;
    for (uint32_t i = 0; i < count; i++)
        nodes = formula_node(roots[i]) > nodes ? formula_node(roots[i]) : nodes;
    bool *cone = arena_array(scratch, bool, nodes + 1);
    int32_t *images = arena_array(scratch, int32_t, nodes + 1);
    for (uint32_t i = 0; i < count; i++)
        cone[formula_node(roots[i])] = true;
    mark_inputs(f, nodes, cone);
    for (uint32_t n = 1; n <= nodes; n++) {
        if (!cone[n])
            continue;
        if (formula_is_var(f, n))
            images[n] = with[n] ? with[n] : (int32_t)n;
        else
            images[n] = replace_inputs(f, scratch, n, images);
    }
    for (uint32_t i = 0; i < count; i++)
        out[i] = image_of(images, roots[i]);
    arena_destroy(scratch);
}

void formula_evaluate(const struct formula *f, bool *values)
{
    values[1] = true;
    for (uint32_t n = 2; n < f->nodes.count; n++) {
        if (formula_is_var(f, n))
            continue;
        uint32_t count;
        const int32_t *in = formula_inputs(f, n, &count);
        values[n] = true;
        for (uint32_t i = 0; i < count && values[n]; i++)
            values[n] = formula_value(values, in[i]);
    }
}

void formula_evaluate_many(const struct formula *f, uint64_t *values)
{
    values[1] = UINT64_MAX;
    for (uint32_t n = 2; n < f->nodes.count; n++) {
        if (formula_is_var(f, n))
            continue;
        uint32_t count;
        const int32_t *in = formula_inputs(f, n, &count);
        values[n] = UINT64_MAX;
        for (uint32_t i = 0; i < count; i++)
            values[n] &= in[i] < 0 ? ~values[formula_node(in[i])] : values[formula_node(in[i])];
    }
}
