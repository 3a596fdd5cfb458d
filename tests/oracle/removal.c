/*
 * removal: takes declarations away as compiler/declaration.h says: elements by adding them to what the claim names as
 * down; origins and lines of filters by leaving them out of a copy of the route network.
 */
#include "tests/oracle/removal.h"

#include <string.h>

#include "compiler/declaration.h"
#include "solver/solver.h"
#include "tests/oracle/derive.h"
#include "tests/oracle/enumerate.h"

#define SOME_MOST 4 /* claims of one list that need something */
#define NONE_MOST 2 /* and that do not */
#define TIMEOUT_MS 20000u
#define STATES_MOST 400u /* gone through for one claim, before the rest of the declarations is left alone */

/* The claim with the elements of the declaration named as down. */
static struct claim without_elements(struct arena *a, const struct ir *ir, const struct declarations *d,
                                     uint32_t gone, const struct claim *claim)
{
    struct claim c = *claim;
    uint32_t *down = arena_array(a, uint32_t, ir->element_count);
    c.down_count = 0;
    for (uint32_t e = 0; e < ir->element_count; e++)
        if (d->of_element[e] == gone || ids_hold(claim->down, claim->down_count, e))
            down[c.down_count++] = e;
    c.down = down;
    return c;
}

static const struct ir_filter *without_lines(struct arena *a, const struct ir *ir,
                                             const struct declarations *d, uint32_t gone)
{
    struct ir_filter *filters = arena_array(a, struct ir_filter, ir->filter_count);
    for (uint32_t f = 0; f < ir->filter_count; f++) {
        const struct ir_filter *from = &ir->filters[f];
        struct ir_line *lines = arena_array(a, struct ir_line, from->line_count);
        filters[f] = *from;
        filters[f].lines = lines;
        filters[f].line_count = 0;
        for (uint32_t i = 0; i < from->line_count; i++)
            if (declaration_of_line(d, &from->lines[i]) != gone)
                lines[filters[f].line_count++] = from->lines[i];
    }
    return filters;
}

/* The route network without the origins and lines of the declaration. */
static const struct ir *without_rest(struct arena *a, const struct ir *ir, const struct declarations *d,
                                     uint32_t gone)
{
    struct ir *copy = arena_new(a, struct ir);
    struct ir_origin *origins = arena_array(a, struct ir_origin, ir->origin_count);
    *copy = *ir;
    copy->origin_count = 0;
    for (uint32_t o = 0; o < ir->origin_count; o++)
        if (d->of_origin[o] != gone)
            origins[copy->origin_count++] = ir->origins[o];
    copy->origins = origins;
    copy->filters = without_lines(a, ir, d, gone);
    return copy;
}

static bool lists(const struct verdict *v, struct span at)
{
    for (uint32_t i = 0; i < v->because.count; i++)
        if (memcmp(&v->because.at[i].because, &at, sizeof at) == 0)
            return true;
    return false;
}

/* Is the declaration listed when it is needed, and not when it is not? */
static bool is_right(const struct ir *ir, const struct declarations *d, uint32_t gone,
                     const struct claim *claim, const struct verdict *v, struct trial_counts *counts,
                     uint64_t *states)
{
    struct arena *scratch = arena_create();
    struct claim changed = without_elements(scratch, ir, d, gone, claim);
    struct enumeration *e = enumeration_new(scratch, without_rest(scratch, ir, d, gone));
    struct enumerated found = enumerate_claim(e, &changed, true);
    bool comparable = !found.cut && !found.unstable && !*v->because.gap;
    bool listed = lists(v, d->at[gone].span);
    *states += found.states;
    arena_destroy(scratch);
    counts->needed += comparable && listed;
    counts->not_needed += comparable && !listed;
    return !comparable || listed == found.violated;
}

/* Every declaration that the claim may need, one after the other, up to a limit. */
static struct trial check_claim(struct arena *arena, const struct ir *ir, const struct declarations *d,
                                const struct claim *claim, const struct verdict *v,
                                struct trial_counts *counts)
{
    uint64_t states = 0;
    for (uint32_t gone = 0; gone < d->count && states < STATES_MOST; gone++) {
        bool granted = d->at[gone].is_space && claim_is_flow(claim->kind);
        if (!granted && !is_right(ir, d, gone, claim, v, counts, &states))
            return (struct trial){MISMATCH_NEEDED,
                                  arena_printf(arena, "claim %s: %s\n%s is %s\n", claim->name, claim->text,
                                               d->at[gone].text,
                                               lists(v, d->at[gone].span) ? "listed" : "not listed")};
    }
    return (struct trial){MISMATCH_NONE, ""};
}

static struct trial check_claims(struct arena *arena, const struct ir *ir, const struct claim_list *claims,
                                 struct trial_counts *counts)
{
    struct arena *scratch = arena_create();
    struct trial t = {MISMATCH_NONE, ""};
    struct solver_options options = {.timeout_ms = TIMEOUT_MS, .jobs = 1, .why = true};
    const struct verdict *v = solver_verify(scratch, ir, claims, NULL, &options, NULL);
    const struct declarations *d = declarations_of(scratch, ir);
    uint32_t some = 0, none = 0;
    for (uint32_t i = 0; i < claims->count && t.mismatch == MISMATCH_NONE; i++) {
        bool needs = v[i].because.count > 0;
        if (v[i].because.kind != BECAUSE_NEEDS || (needs ? some : none) == (needs ? SOME_MOST : NONE_MOST))
            continue;
        some += needs;
        none += !needs;
        t = check_claim(arena, ir, d, &claims->at[i], &v[i], counts);
    }
    arena_destroy(scratch);
    return t;
}

struct trial removal_check(struct arena *arena, const struct compilation *c, const struct verdict *verdicts,
                           struct trial_counts *counts)
{
    struct arena *scratch = arena_create();
    struct claim_list derived = derive_claims(scratch, c->ir, c->claims, verdicts);
    struct trial t = check_claims(arena, c->ir, c->claims, counts);
    if (t.mismatch == MISMATCH_NONE)
        t = check_claims(arena, c->ir, &derived, counts);
    arena_destroy(scratch);
    return t;
}
