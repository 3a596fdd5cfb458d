/*
 * verify: all claims of a design, by workers that take the next claim when they are done with one. A claim is
 * judged with memory of its own and its verdict copied out under a lock, so nothing depends on who judged it
 * or when.
 */
#include <pthread.h>

#include "solver/judge.h"
#include "solver/query.h"
#include "solver/stable.h"
#include "solver/symmetry.h"

struct pool {
    pthread_mutex_t mutex; /* guards the rest */
    uint32_t next;
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

/* The next claim to judge, or IR_NONE. */
static uint32_t take_claim(struct pool *p)
{
    pthread_mutex_lock(&p->mutex);
    while (p->next < p->claims->count && p->selected && !p->selected[p->next])
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
    for (uint32_t claim = take_claim(p); claim != IR_NONE; claim = take_claim(p)) {
        struct arena *scratch = arena_create();
        struct verdict v = judge_claim(&j, scratch, &p->claims->at[claim]);
        hand_in(p, claim, &v);
        arena_destroy(scratch);
    }
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

struct verdict *solver_verify(struct arena *arena, const struct ir *ir, const struct claim_list *claims,
                              const bool *selected, const struct solver_options *options,
                              struct solver_stats *stats)
{
    struct arena *scratch = arena_create();
    struct adjacency *net = adjacency_new(scratch, ir);
    net->symmetry = symmetry_find(scratch, ir);
    struct pool p = {
        .arena = arena,
        .verdicts = arena_array(arena, struct verdict, claims->count),
        .net = net,
        .claims = claims,
        .selected = selected,
        .options = *options,
    };
    if (!p.options.state_limit)
        p.options.state_limit = QUERY_STATE_LIMIT;
    p.suspects = stable_suspects(scratch, p.net, p.options.state_limit);
    if (options->why)
        p.declared = declarations_of(scratch, ir);
    pthread_mutex_init(&p.mutex, NULL);
    run_workers(&p, options->jobs < claims->count ? options->jobs : claims->count, scratch);
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
