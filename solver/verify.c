/*
 * verify: all claims of a design, by workers that take the next claim when they are done with one. A claim is
 * judged with memory of its own and its verdict copied out under a lock, so nothing depends on who judged it
 * or when.
 */
#include <pthread.h>

#include "base/deadline.h"
#include "base/guard.h"
#include "base/limits.h"
#include "solver/judge.h"
#include "solver/query.h"
#include "solver/stable.h"
#include "solver/symmetry.h"

struct pool {
    pthread_mutex_t mutex; /* guards the rest */
    uint32_t next;
    bool *too_large; /* by claim: given up for want of memory */
    bool alone;      /* the second round: these claims, one at a time */
    struct arena *arena;
    struct verdict *verdicts;
    struct solver_stats stats;

    /* only read */
    const struct adjacency *net;
    const bool *suspects;
    const struct declarations *declared;
    const struct claim_list *claims;
    const bool *selected;
    struct solver_options options;
};

static bool is_wanted(const struct pool *p, uint32_t claim)
{
    return p->alone ? p->too_large[claim] : !p->selected || p->selected[claim];
}

/* The next claim to judge, or IR_NONE. */
static uint32_t take_claim(struct pool *p)
{
    pthread_mutex_lock(&p->mutex);
    while (p->next < p->claims->count && !is_wanted(p, p->next))
        p->next++;
    uint32_t claim = p->next < p->claims->count ? p->next++ : IR_NONE;
    pthread_mutex_unlock(&p->mutex);
    return claim;
}

static void hand_in(struct pool *p, uint32_t claim, const struct verdict *v)
{
    pthread_mutex_lock(&p->mutex);
    p->verdicts[claim] = judge_copy(p->arena, v);
    pthread_mutex_unlock(&p->mutex);
    if (p->options.judged && !p->too_large[claim])
        atomic_fetch_add(p->options.judged, 1);
}

static void add_stats(struct pool *p, const struct solver_stats *work, struct z3x_stats z3)
{
    pthread_mutex_lock(&p->mutex);
    p->stats.encode_ms += work->encode_ms;
    p->stats.states += work->states;
    p->stats.nodes += work->nodes;
    p->stats.solve_ms += z3.solve_ms;
    p->stats.z3_start_ms += z3.start_ms;
    p->stats.checks += z3.checks;
    pthread_mutex_unlock(&p->mutex);
}

/* One claim, to be given up when its time is over, or the memory. */
struct trial {
    struct judge *judge;
    struct arena *arena;
    const struct claim *claim;
    struct verdict verdict;
};

static void judge_one(void *data)
{
    struct trial *t = data;
    t->verdict = judge_claim(t->judge, t->arena, t->claim);
}

static struct verdict given_up(struct arena *arena, enum guard_end end, uint32_t timeout_ms)
{
    struct verdict v = {.outcome = OUTCOME_UNKNOWN, .doubt = DOUBT_LIMIT, .warning = ""};
    v.reason = guard_reason(arena, end, timeout_ms);
    return v;
}

static void judge_guarded(struct pool *p, struct judge *j, uint32_t claim)
{
    uint32_t ms = p->options.timeout_ms;
    struct trial t = {.judge = j, .arena = arena_create(), .claim = &p->claims->at[claim]};
    j->deadline = deadline_in(ms);
    enum guard_end end = guard_run(ms ? &j->deadline : NULL, judge_one, &t);
    if (end != GUARD_DONE) {
        z3x_abandon(j->z3);
        t.verdict = given_up(t.arena, end, ms);
    }
    p->too_large[claim] = end == GUARD_MEMORY;
    hand_in(p, claim, &t.verdict);
    arena_destroy(t.arena);
}

static void *work(void *pool)
{
    struct pool *p = pool;
    struct arena *own = arena_create();
    struct solver_stats stats = {0};
    struct judge j = {.z3 = z3x_create(own),
                      .net = p->net,
                      .suspects = p->suspects,
                      .declared = p->declared,
                      .options = p->options,
                      .stats = &stats,
                      .arena = own};
    for (uint32_t claim = take_claim(p); claim != IR_NONE; claim = take_claim(p))
        judge_guarded(p, &j, claim);
    add_stats(p, &stats, z3x_stats(j.z3));
    z3x_destroy(j.z3);
    arena_destroy(own);
    return NULL;
}

/* This thread is a worker too; with no other thread to be had it does everything. */
static void run_workers(struct pool *p, uint32_t jobs, struct arena *scratch)
{
    pthread_t *threads = arena_array(scratch, pthread_t, jobs);
    uint32_t started = 0;
    while (started + 1 < jobs && pthread_create(&threads[started], NULL, work, p) == 0)
        started++;
    work(p);
    for (uint32_t i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
}

/* Which claims found no memory depends on what others needed at the time: each of them is tried again by itself. */
static void run_alone(struct pool *p)
{
    p->alone = true;
    p->next = 0;
    if (take_claim(p) == IR_NONE)
        return;
    p->next = 0;
    work(p);
}

/* What all claims need, with the time of one claim. Without it claims take longer, and less can be proved. */
struct preparation {
    struct adjacency *net;
    struct arena *arena;
    uint32_t state_limit;
    const struct symmetry *symmetry;
    const bool *suspects;
};

static void find_symmetry(void *data)
{
    struct preparation *w = data;
    w->symmetry = symmetry_find(w->arena, w->net->ir);
}

static void find_suspects(void *data)
{
    struct preparation *w = data;
    w->suspects = stable_suspects(w->arena, w->net, w->state_limit);
}

static void prepare(struct preparation *w, uint32_t timeout_ms)
{
    guard_within(timeout_ms, find_symmetry, w);
    w->net->symmetry = w->symmetry;
    if (guard_within(timeout_ms, find_suspects, w) == GUARD_DONE)
        return;
    bool *suspects = arena_array(w->arena, bool, w->net->ir->prefix_count);
    for (uint32_t p = 0; p < w->net->ir->prefix_count; p++)
        suspects[p] = true;
    w->suspects = suspects;
}

struct verdict *solver_verify(struct arena *arena, const struct ir *ir, const struct claim_list *claims,
                              const bool *selected, const struct solver_options *options,
                              struct solver_stats *stats)
{
    struct arena *scratch = arena_create();
    struct adjacency *net = adjacency_new(scratch, ir);
    struct pool p = {
        .arena = arena,
        .verdicts = arena_array(arena, struct verdict, claims->count),
        .too_large = arena_array(scratch, bool, claims->count),
        .net = net,
        .claims = claims,
        .selected = selected,
        .options = *options,
    };
    if (!p.options.state_limit)
        p.options.state_limit = (uint32_t)limit_of(LIMIT_STATES);
    struct preparation w = {.net = net, .arena = scratch, .state_limit = p.options.state_limit};
    prepare(&w, options->timeout_ms);
    p.suspects = w.suspects;
    if (options->why)
        p.declared = declarations_of(scratch, ir);
    pthread_mutex_init(&p.mutex, NULL);
    run_workers(&p, options->jobs < claims->count ? options->jobs : claims->count, scratch);
    run_alone(&p);
    pthread_mutex_destroy(&p.mutex);
    arena_destroy(scratch);
    if (stats)
        *stats = p.stats;
    return p.verdicts;
}

const char *solver_z3_version(struct arena *arena)
{
    return z3x_version(arena);
}

void solver_finish(void)
{
    z3x_finish();
}
