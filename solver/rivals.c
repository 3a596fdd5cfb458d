/*
 * rivals: sorts the states of each table that compares MED by what MED looks at. Assumes the states are sorted
 * into groups.
 */
#include "solver/rivals.h"

#include <stdlib.h>
#include <string.h>

struct finder {
    const struct ir *ir;
    const struct states *states;
};

static const struct candidate *candidate_of(const struct finder *f, uint32_t state)
{
    return &f->states->at.at[state].is;
}

static int compare_numbers(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

/* 0 when they are rivals. */
static int compare_rivals(const struct finder *f, uint32_t m, uint32_t n)
{
    const struct candidate *a = candidate_of(f, m), *b = candidate_of(f, n);
    if (a->table != b->table)
        return compare_numbers(a->table, b->table);
    int early = candidate_compare_early(&f->states->paths, f->ir, a, b);
    return early ? early
                 : compare_numbers(route_neighbour(&f->states->paths, &a->route),
                                   route_neighbour(&f->states->paths, &b->route));
}

static int by_class(const void *a, const void *b, void *finder)
{
    const struct finder *f = finder;
    uint32_t m = *(const uint32_t *)a, n = *(const uint32_t *)b;
    int order = compare_rivals(f, m, n);
    if (!order)
        order = compare_numbers(candidate_of(f, m)->route.med, candidate_of(f, n)->route.med);
    return order ? order : compare_numbers(m, n);
}

/* Has the table, number `i` of those with states, two of them at least? */
static bool has_several(const struct states *s, uint32_t i)
{
    uint32_t first = s->table_groups[i], end = s->table_groups[i + 1];
    return end - first > 1 || (end - first == 1 && s->groups.at[first].count > 1);
}

/* The states of the tables that compare MED; a state by itself has no rivals. */
static uint32_t collect(const struct finder *f, uint32_t *members)
{
    uint32_t count = 0;
    for (uint32_t t = 0; t < f->states->table_count; t++) {
        if (!has_several(f->states, t) || !table_compares_med(f->ir, f->states->tables[t]))
            continue;
        for (uint32_t g = f->states->table_groups[t]; g < f->states->table_groups[t + 1]; g++)
            for (uint32_t i = 0; i < f->states->groups.at[g].count; i++)
                members[count++] = f->states->order[f->states->groups.at[g].first + i];
    }
    return count;
}

/* The class of the next member: that of the one before it, or a new one. */
static struct rival_class *class_of_next(struct arena *arena, const struct finder *f, struct rivals *r,
                                         uint32_t i)
{
    const uint32_t *m = r->members;
    uint32_t last = r->classes.count ? r->classes.count - 1 : IR_NONE;
    bool rivals = i > 0 && compare_rivals(f, m[i - 1], m[i]) == 0;
    if (rivals && candidate_of(f, m[i - 1])->route.med == candidate_of(f, m[i])->route.med)
        return &r->classes.at[last];
    vec_push(arena, &r->classes, ((struct rival_class){i, 0, rivals ? last : IR_NONE}));
    return &r->classes.at[r->classes.count - 1];
}

struct rivals rivals_of(struct arena *arena, const struct ir *ir, const struct states *states)
{
    struct finder f = {ir, states};
    uint32_t *members = arena_array(arena, uint32_t, states->at.count);
    uint32_t *beaten_by = arena_array(arena, uint32_t, states->at.count);
    uint32_t count = collect(&f, members);
    if (count)
        qsort_r(members, count, sizeof *members, by_class, &f);
    memset(beaten_by, 0xff, states->at.count * sizeof *beaten_by); /* IR_NONE */
    struct rivals r = {.members = members, .beaten_by = beaten_by};
    for (uint32_t i = 0; i < count; i++) {
        struct rival_class *c = class_of_next(arena, &f, &r, i);
        c->count++;
        beaten_by[members[i]] = c->lower;
    }
    return r;
}
