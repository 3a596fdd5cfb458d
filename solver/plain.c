/*
 * plain: the network without its symmetry, every flow of the claim, every constraint.
 */
#include "solver/plain.h"

#include "base/limits.h"
#include "solver/claims.h"
#include "solver/search.h"
#include "solver/stable.h"

struct plain_design plain_design_of(struct arena *arena, const struct ir *ir, const struct solver_options *options)
{
    struct plain_design d = {.net = adjacency_new(arena, ir)};
    d.state_limit = options && options->state_limit ? options->state_limit : (uint32_t)limit_of(LIMIT_STATES);
    d.suspects = stable_suspects(arena, d.net, d.state_limit);
    return d;
}

static bool settles(const struct plain_design *d)
{
    for (uint32_t p = 0; p < d->net->ir->prefix_count; p++)
        if (d->suspects[p])
            return false;
    return true;
}

struct plain_query plain_query_of(struct arena *arena, const struct plain_design *design, const struct claim *claim)
{
    struct plain_query p = {.settles = settles(design)};
    if (claim->kind == CLAIM_STABLE) {
        p.problem = "whether an environment has a stable state at all is not one propositional question";
        return p;
    }
    struct query *q = query_new(arena, design->net, claim, NULL, design->state_limit);
    stable_require(q, design->suspects);
    p.q = q;
    p.violated = claims_violated(q);
    p.problem = q->problem;
    if (p.problem)
        return p;
    p.stable = formula_and(q->formula, q->constraints.at, q->constraints.count);
    p.admitted = search_changes_of(q, formula_and2(q->formula, p.stable, p.violated)).admitted;
    bool *cone = arena_array(arena, bool, formula_nodes(q->formula) + 1);
    int32_t roots[] = {p.stable, p.admitted, p.violated};
    for (uint32_t i = 0; i < 3; i++)
        formula_cone(q->formula, roots[i], cone);
    p.cone = cone;
    return p;
}
