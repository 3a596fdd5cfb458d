/*
 * simulator: the failure-free simulator as a comparison engine, the floor that any tool must pay: compute the state of
 * the network in which nothing is down but what the claim names, by compiler/simulate.h, and judge the claim in it.
 *
 * That is all that configuration checkers do that simulate one control plane and look at its data plane (Batfish,
 * NSDI 2015, is the best known). Where the claim admits failures, open settings or announcements, its verdict carries
 * the word `failure-free`; a proof from one of several stable states carries `one-state`. Both are weaker than nicc's.
 */
#include "bench/compare/engine.h"
#include "compiler/simulate.h"

/* The state of the last claim, kept for those that name the same elements. */
struct memory {
    struct bits changed;
    const struct sim_state *state;
    bool several;
};

static const struct memory *state_of(struct engine_run *run, const struct claim *c)
{
    struct arena *arena = arena_create();
    struct bits changed = claim_usual(arena, run->ir, c);
    struct memory *m = run->memory;
    if (m && bits_equal(m->changed, changed)) {
        arena_destroy(arena);
        return m;
    }
    arena_destroy(run->kept);
    run->kept = arena;
    run->memory = m = arena_new(arena, struct memory);
    m->changed = changed;
    m->state = sim_first(arena, run->ir, changed, NULL, &m->several);
    return m;
}

struct engine_answer simulator_judge(struct engine_run *run, const struct claim *c)
{
    if (c->kind == CLAIM_STABLE)
        return engine_says(ENGINE_UNSUPPORTED, "all stable states matter");
    const struct memory *m = state_of(run, c);
    if (!m->state)
        return engine_says(ENGINE_UNKNOWN, "no stable state");
    struct arena *scratch = arena_create();
    bool holds = sim_claim_holds(scratch, m->state, c, NULL);
    arena_destroy(scratch);
    bool choices = claim_has_choices(run->ir, c), one_state = holds && m->several;
    return engine_says(holds ? ENGINE_PROVED : ENGINE_REFUTED, choices && one_state ? "failure-free one-state"
                                                               : choices            ? "failure-free"
                                                               : one_state          ? "one-state"
                                                                                    : "");
}
