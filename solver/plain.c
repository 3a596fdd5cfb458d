/*
 * plain: the network without its symmetry, every flow of the claim, every constraint.
 */
#include "solver/plain.h"

#include "base/limits.h"
#include "solver/claims.h"
#include "solver/search.h"
#include "solver/stable.h"

#define UNBOUNDED_LIMIT 20000u /* route states of one prefix that are explored without bounds */
#define UNBOUNDED_TOTAL 60000u /* and of all */

#define SETTLES "that every admitted environment has a stable state"
#define BOUNDED "that no farther routes are selected than the design's order of routes allows"

static bool settles(const struct plain_design *d)
{
    for (uint32_t p = 0; p < d->net->ir->prefix_count; p++)
        if (d->suspects[p])
            return false;
    return true;
}

struct plain_design plain_design_of(struct arena *arena, const struct ir *ir,
                                    const struct solver_options *options)
{
    struct plain_design d = {.net = adjacency_new(arena, ir)};
    d.state_limit = options && options->state_limit ? options->state_limit : (uint32_t)limit_of(LIMIT_STATES);
    d.suspects = stable_suspects(arena, d.net, d.state_limit);
    d.settles = settles(&d);
    return d;
}

/* The question with or without bounds; only `problem`, `q` and `violated` are set. */
static struct plain_query attempt(struct arena *arena, const struct plain_design *design,
                                  const struct claim *claim, bool bounded)
{
    uint32_t limit = bounded || design->state_limit < UNBOUNDED_LIMIT ? design->state_limit : UNBOUNDED_LIMIT;
    struct plain_query p = {.q = query_new(arena, design->net, claim, NULL, limit)};
    p.q->unbounded = !bounded;
    if (!bounded)
        p.q->total_limit = UNBOUNDED_TOTAL;
    stable_require(p.q, design->suspects);
    p.violated = claims_violated(p.q);
    p.problem = p.q->problem;
    return p;
}

/* Put the rest of the question together. */
static void complete(struct arena *arena, struct plain_query *p)
{
    struct query *q = p->q;
    p->stable = formula_and(q->formula, q->constraints.at, q->constraints.count);
    p->admitted = search_changes_of(q, formula_and2(q->formula, p->stable, p->violated)).admitted;
    bool *cone = arena_array(arena, bool, formula_nodes(q->formula) + 1);
    int32_t roots[] = {p->stable, p->admitted, p->violated};
    for (uint32_t i = 0; i < 3; i++)
        formula_cone(q->formula, roots[i], cone);
    p->cone = cone;
}

struct plain_query plain_query_of(struct arena *arena, const struct plain_design *design,
                                  const struct claim *claim)
{
    static const char *const assumptions[2][2] = {{"", SETTLES}, {BOUNDED, SETTLES ", and " BOUNDED}};
    if (claim->kind == CLAIM_STABLE)
        return (struct plain_query){
            .problem = "whether an environment has a stable state at all is not one propositional question"};
    struct plain_query p = attempt(arena, design, claim, false);
    bool bounded = p.problem != NULL;
    if (bounded)
        p = attempt(arena, design, claim, true);
    if (!p.problem)
        complete(arena, &p);
    p.assumes = assumptions[bounded][!design->settles];
    return p;
}
