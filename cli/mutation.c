/*
 * mutation: compiles each mutant beside the design, so that names and places are shared, and asks the solver.
 */
#include "cli/mutation.h"

#include <string.h>

#include "compiler/mutate.h"

struct run {
    const struct report *report;
    const struct solver_options *limits;
    struct mutants mutants;
    struct buf network; /* the design's own, as text */
    struct mutation *all;
};

static bool is_limited(const struct verdict *v)
{
    return v->outcome == OUTCOME_UNKNOWN && v->doubt == DOUBT_LIMIT;
}

/* The first shown claim whose outcome differs, IR_NONE when none does. The mutant has the claims of the design, since
 * nothing in them is changed. *limited: a limit was reached for some claim, so it tells nothing. */
static uint32_t first_difference(const struct report *r, const struct verdict *verdicts, bool *limited)
{
    *limited = false;
    for (uint32_t i = 0; i < r->claims->count; i++) {
        if (!report_shows(r, i))
            continue;
        if (is_limited(&verdicts[i]) || is_limited(&r->verdicts[i]))
            *limited = true;
        else if (verdicts[i].outcome != r->verdicts[i].outcome)
            return i;
    }
    return IR_NONE;
}

static bool is_same_network(const struct run *run, const struct compilation *mutant)
{
    struct buf text = {0};
    ir_dump(mutant->ir, &text);
    bool same = strcmp(buf_text(&text), buf_text(&run->network)) == 0;
    buf_free(&text);
    return same;
}

/* What becomes of a valid mutant. */
static enum mutant_fate judge(struct run *run, const struct compilation *mutant, struct mutant_result *result)
{
    const struct report *r = run->report;
    const struct verdict *verdicts =
        solver_verify(mutant->arena, mutant->ir, mutant->claims, r->shown, run->limits, NULL);
    bool limited;
    uint32_t i = first_difference(r, verdicts, &limited);
    if (i == IR_NONE && is_same_network(run, mutant))
        return MUTANT_SAME;
    if (i == IR_NONE)
        return limited ? MUTANT_OPEN : MUTANT_SURVIVES;
    result->noticed_by = r->claims->at[i].name;
    if (verdicts[i].outcome == OUTCOME_ERROR)
        run->all->error = arena_printf(r->compilation->arena, "%s, claim `%s`: %s", result->change,
                                       r->claims->at[i].name, verdicts[i].reason);
    return MUTANT_NOTICED;
}

static void run_one(struct run *run, const struct mutant *m, struct mutant_result *result)
{
    const struct compilation *design = run->report->compilation;
    struct compilation *mutant = compilation_beside(design);
    *result = (struct mutant_result){.span = m->span, .change = m->change};
    mutant_apply(m);
    bool valid = compile_tree(mutant, design->design, run->mutants.tree);
    result->fate = valid ? judge(run, mutant, result) : mutant->given_up ? MUTANT_OPEN : MUTANT_INVALID;
    mutant_undo(m);
    run->all->fates[result->fate]++;
    compilation_destroy(mutant);
}

struct mutation *mutation_run(const struct report *r, const struct solver_options *limits)
{
    const struct compilation *design = r->compilation;
    struct run run = {.report = r, .limits = limits};
    run.mutants = mutants_of(design->arena, design->sources, design->ast);
    run.all = arena_new(design->arena, struct mutation);
    struct mutant_result *results = arena_array(design->arena, struct mutant_result, run.mutants.count);
    run.all->at = results;
    run.all->count = run.mutants.count;
    ir_dump(design->ir, &run.network);
    for (uint32_t i = 0; i < run.mutants.count; i++)
        run_one(&run, &run.mutants.at[i], &results[i]);
    buf_free(&run.network);
    return run.all;
}
