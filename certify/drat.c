/*
 * drat: reads the steps of a proof, and checks each when it comes.
 *
 * The steps are checked forwards and all of them, which is the simplest way; a checker that goes backwards skips what the
 * end of the proof does not need, and needs more code that has to be right.
 */
#include "certify/drat.h"

#include "certify/clauses.h"

struct reader {
    struct arena *arena;
    struct clauses *clauses;
    struct dimacs_words words;
    VEC(int32_t) step; /* the literals of the step at work */
};

static const char *wrong(struct reader *r, uint32_t line, const char *what)
{
    return arena_printf(r->arena, "line %u of the proof: %s", (unsigned)line, what);
}

/* May the clause be added? RUP, else RAT on its first literal. */
static bool may_add(struct clauses *c, const int32_t *lits, uint32_t count)
{
    bool good = clauses_refute(c, lits, count);
    if (!good && count > 0) {
        good = true;
        for (uint32_t d = clauses_next_with(c, -lits[0], 0); good && d != CLAUSES_NONE;
             d = clauses_next_with(c, -lits[0], d + 1))
            good = clauses_refute_with(c, d, -lits[0]);
    }
    clauses_forget(c);
    return good;
}

static const char *take_step(struct reader *r, bool removes, uint32_t line)
{
    if (removes)
        return clauses_remove(r->clauses, r->step.at, r->step.count)
                   ? NULL
                   : wrong(r, line, "takes away a clause that is not there");
    if (!may_add(r->clauses, r->step.at, r->step.count))
        return wrong(r, line, "the clause does not follow");
    clauses_add(r->clauses, r->step.at, r->step.count);
    return NULL;
}

/* Read one step; the first word has been read. */
static const char *read_step(struct reader *r)
{
    struct dimacs_words *w = &r->words;
    uint32_t line = w->line;
    bool removes = w->length == 1 && w->word[0] == 'd', more = !removes || dimacs_next(w);
    r->step.count = 0;
    for (; more; more = dimacs_next(w)) {
        int32_t literal;
        if (!dimacs_number(w, DIMACS_VARIABLE_MAX, &literal))
            return wrong(r, w->line, "no literal");
        if (literal == 0)
            return take_step(r, removes, line);
        vec_push(r->arena, &r->step, literal);
    }
    return wrong(r, line, "the last step has no end");
}

static void add_formula(struct clauses *c, const struct dimacs *formula)
{
    uint32_t first = 0;
    for (uint32_t i = 0; i < formula->literals.count; i++) {
        if (formula->literals.at[i] != 0)
            continue;
        clauses_add(c, formula->literals.at + first, i - first);
        first = i + 1;
    }
}

const char *drat_check(struct arena *arena, const struct dimacs *formula, const char *proof, size_t length)
{
    struct reader r = {arena, clauses_new(arena), dimacs_words_of(proof, length), {0}};
    add_formula(r.clauses, formula);
    const char *problem = NULL;
    while (!problem && !clauses_contradict(r.clauses) && dimacs_next(&r.words))
        problem = read_step(&r);
    if (!problem && !clauses_contradict(r.clauses))
        problem = "the proof ends without a contradiction";
    return problem;
}
