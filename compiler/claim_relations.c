/*
 * claim_relations: warns of claims that say the same and of claims that cannot both be proved, and notes which claims
 * follow from others, which is worth a word once the others are proved.
 *
 * Only claims with an end of their left sides, or with a table and a prefix, in common are compared. What is expected to
 * be refuted is a test and left in peace, and so is what speaks of no flow. So are cells of matrices that follow from something else, and cells of one
 * matrix beside each other: a matrix is a table of everything.
 */
#include "compiler/claim_compare.h"
#include "compiler/claims_internal.h"

#include <stdlib.h>
#include <string.h>

#define COMPARED_MAX 1000000u /* pairs of claims; past them a design is too large for this */

struct numbers {
    VEC(uint32_t) list; /* claims that have one end, or one table and prefix */
};

struct finder {
    struct compilation *c;
    struct claim *claims;
    uint32_t count;
    struct claim_shape *shapes;
    struct map *keys;          /* of ends; of tables with prefixes -> number */
    VEC(struct numbers) users; /* by number */
    uint32_t *seen;            /* by claim: the last claim that it was compared with */
    uint32_t compared;
};

/* ---- ends ---- */

/* What tells two ends apart. Addresses of one class are alike, whichever stands for the class. */
struct end_key {
    uint32_t kind, owner, site, table, public_class, class_id, by_public, prefix;
};

static uint32_t number_of(struct finder *f, const struct end_key *key)
{
    uint32_t number = f->users.count;
    if (map_add(f->keys, key, sizeof *key, &number))
        vec_push(f->c->arena, &f->users, (struct numbers){{0}});
    return number;
}

static int by_end(const void *a, const void *b)
{
    const struct claim_side_end *x = a, *y = b;
    if (x->end != y->end)
        return x->end < y->end ? -1 : 1;
    return x->member < y->member ? -1 : x->member > y->member;
}

static struct claim_side side_of(struct finder *f, const struct claim_set *set)
{
    VEC(struct claim_side_end) ends = {0};
    for (uint32_t m = 0; m < set->count; m++)
        for (uint32_t i = 0; i < set->members[m].end_count; i++) {
            const struct flow_end *e = &set->members[m].ends[i];
            struct end_key key = {.kind = e->kind,
                                  .owner = e->owner,
                                  .site = e->site,
                                  .table = e->table,
                                  .public_class = e->public_class,
                                  .class_id = e->class_id,
                                  .by_public = e->by_public,
                                  .prefix = IR_NONE};
            vec_push(f->c->arena, &ends, ((struct claim_side_end){number_of(f, &key), m, e}));
        }
    if (ends.count > 0)
        qsort(ends.at, ends.count, sizeof *ends.at, by_end);
    return (struct claim_side){ends.at, ends.count};
}

/* ---- what is found ---- */

static void label_other(struct finder *f, struct diag *d, const struct claim *other)
{
    diag_label(f->c->diags, d, other->span, "`%s`", other->name);
}

static bool are_same(struct finder *f, uint32_t a, uint32_t b)
{
    const struct claim_shape *p = &f->shapes[a], *q = &f->shapes[b];
    return p->claim->kind == q->claim->kind && claim_implies(f->c->ir, p, q) && claim_implies(f->c->ir, q, p);
}

/* Note that claim `weaker` follows from `stronger`. The first one that it follows from will do. */
static void note_implied(struct finder *f, uint32_t weaker, uint32_t stronger)
{
    struct claim *c = &f->claims[weaker];
    if (c->matrix != IR_NONE || c->implied_by != IR_NONE || c->repeats != IR_NONE ||
        c->severity > f->claims[stronger].severity)
        return;
    if (claim_implies(f->c->ir, &f->shapes[stronger], &f->shapes[weaker]))
        c->implied_by = stronger;
}

/* Two claims; `a` comes first in the text. */
static void compare(struct finder *f, uint32_t a, uint32_t b)
{
    const struct claim *first = &f->claims[a], *second = &f->claims[b];
    if (first->matrix != IR_NONE && first->matrix == second->matrix)
        return;
    f->compared++;
    if (claim_contradicts(f->c->ir, &f->shapes[a], &f->shapes[b])) {
        struct diag *d =
            diag_add(f->c->diags, DIAG_CLAIMS_CONTRADICT, second->span,
                     "claims `%s` and `%s` contradict each other: at least one of them cannot be proved",
                     second->name, first->name);
        label_other(f, d, first);
        f->claims[b].contradicts = a;
    } else if (first->matrix == IR_NONE && second->matrix == IR_NONE && are_same(f, a, b)) {
        struct diag *d = diag_add(f->c->diags, DIAG_CLAIM_REPEATED, second->span,
                                  "claim `%s` says the same as `%s`", second->name, first->name);
        label_other(f, d, first);
        f->claims[b].repeats = a;
    } else {
        note_implied(f, a, b);
        note_implied(f, b, a);
    }
}

/* ---- all pairs that have something in common ---- */

static void compare_users(struct finder *f, uint32_t claim, uint32_t number)
{
    struct numbers *n = &f->users.at[number];
    for (uint32_t i = 0; i < n->list.count && f->compared < COMPARED_MAX; i++) {
        uint32_t other = n->list.at[i];
        if (other >= claim || f->seen[other] == claim)
            continue;
        f->seen[other] = claim;
        compare(f, other, claim);
    }
}

static void use(struct finder *f, uint32_t claim, uint32_t number)
{
    struct numbers *n = &f->users.at[number];
    compare_users(f, claim, number);
    if (n->list.count == 0 || n->list.at[n->list.count - 1] != claim)
        vec_push(f->c->arena, &n->list, claim);
}

static void use_side(struct finder *f, uint32_t claim, const struct claim_side *s)
{
    for (uint32_t i = 0; i < s->count; i++)
        if (i == 0 || s->at[i].end != s->at[i - 1].end)
            use(f, claim, s->at[i].end);
}

static void add(struct finder *f, uint32_t i)
{
    struct claim_shape *s = &f->shapes[i];
    const struct claim *claim = s->claim = &f->claims[i];
    if (claim->expect == CLAIM_EXPECT_REFUTED || claim_subject(f->c->ir, claim) == CLAIM_NO_FLOW)
        return;
    if (claim_is_flow(claim->kind)) {
        s->from = side_of(f, &claim->from);
        s->to = side_of(f, &claim->to);
        use_side(f, i, &s->from);
        if (claim->kind == CLAIM_ISOLATED) /* it reads both ways */
            use_side(f, i, &s->to);
        return;
    }
    struct end_key key = {.kind = IR_NONE, .table = claim->table, .prefix = claim->prefix};
    use(f, i, number_of(f, &key));
}

void claims_relate(struct compilation *c, struct claim *claims, uint32_t count)
{
    struct finder f = {.c = c,
                       .claims = claims,
                       .count = count,
                       .shapes = arena_array(c->arena, struct claim_shape, count),
                       .keys = map_new(c->arena),
                       .seen = arena_array(c->arena, uint32_t, count)};
    for (uint32_t i = 0; i < count; i++)
        f.seen[i] = IR_NONE;
    for (uint32_t i = 0; i < count; i++)
        add(&f, i);
}
