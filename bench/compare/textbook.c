/*
 * textbook: the stable-state encoding of the textbooks as a comparison engine: Minesweeper (Beckett, Gupta, Mahajan,
 * Walker: "A General Approach to Network Configuration Verification", SIGCOMM 2017). Everything about one destination is
 * one formula, and Z3 is asked for a stable state of some environment that breaks the claim:
 *
 *   - one record of bit-vectors and Booleans for each table and prefix, and one for each session (textbook_routes.c,
 *     textbook_records.c); the best of each table (textbook_best.c);
 *   - one Boolean for each element that may change, and a cardinality constraint for each budget (textbook_terms.c);
 *   - Booleans for hops in use and for where they lead (textbook_walk.c);
 *   - what cannot matter is left out (textbook_slice.c), and formulas go through simplify, propagate-values, solve-eqs,
 *     card2bv, bit-blast and sat.
 *
 * A claim about N destinations is N formulas, one for each, about all their sources at once; only `cannot reach` needs
 * one for each pair whose requests may arrive, since it looks at the routes there and back together. A proof holds for
 * all stable states; whether there are any is not asked. Supported: claims about delivery and `only via` with
 * `avoiding`, `within N hops` and `via` of one place or several alternatives, in designs where nothing but tables acts
 * on packets.
 */
#include "bench/compare/textbook.h"

#include <stdlib.h>

/* A packet from `start` to the end `to` that belongs to the flow from `a` to `b`: its request or the reply to it. */
struct task {
    const struct flow_end *to, *a, *b;
    uint32_t start;
    bool request;
};
typedef VEC(struct task) tasks;

/* ---- what is supported ---- */

static const char *unsupported_kind(const struct claim *c)
{
    switch (c->kind) {
    case CLAIM_CAN_REACH:
    case CLAIM_CAN_SEND:
    case CLAIM_CANNOT_REACH:
    case CLAIM_CANNOT_SEND:
    case CLAIM_ISOLATED:
    case CLAIM_ONE_WAY:
    case CLAIM_ONLY_VIA:
        return NULL;
    default:
        return "this kind of claim";
    }
}

static bool has_qualifiers(const struct claim *c)
{
    return c->via_count > 0 || c->avoiding.count > 0 || c->has_max_hops;
}

static const char *unsupported_qualifiers(const struct ir *ir, const struct claim *c)
{
    if (c->over_count > 0 || c->has_max_delay)
        return "over, or a delay";
    for (uint32_t i = 0; i < c->via_count; i++) {
        if (c->vias[i].count != 1)
            return "via of several places in order";
    }
    struct flow_cursor at = {0};
    while ((has_qualifiers(c) || c->kind == CLAIM_ONLY_VIA) && flow_next(c, &at)) {
        if (at.a->kind == FLOW_ROUTER || at.b->kind == FLOW_ROUTER || flow_start(ir, at.a) != at.a->table ||
            (at.b->kind == FLOW_SITE && flow_start(ir, at.b) != at.b->table))
            return "qualifiers for addresses of routers";
    }
    return NULL;
}

static const char *unsupported_claim(const struct ir *ir, const struct claim *c)
{
    const char *why = unsupported_kind(c);
    why = why ? why : flow_unsupported(ir, c);
    return why ? why : unsupported_qualifiers(ir, c);
}

/* ---- one formula ---- */

/* Do the places hold the site of an end? */
static bool is_end_at(const struct ir *ir, const struct claim_places *places, const struct flow_end *end)
{
    for (uint32_t i = 0; i < places->count; i++) {
        const struct claim_place *p = &places->at[i];
        if (end->site != IR_NONE && (ids_hold(p->tables, p->table_count, end->table) ||
                                     ids_hold(p->tables, p->table_count, ir->sites[end->site].table)))
            return true;
    }
    return false;
}

/* Some delivered branch of the task passes none of the places. */
static Z3_ast passes_none(struct tb *q, struct tb_walk *w, const struct task *t,
                          const struct claim_places *places, uint32_t number)
{
    bool met = is_end_at(q->ir, places, t->a) || is_end_at(q->ir, places, t->b);
    return met ? q->no : tb_avoids(w, t->start, places, number);
}

/* The packet breaks a qualifier. */
static Z3_ast breaks_qualifier(struct tb *q, struct tb_walk *w, const struct task *t)
{
    const struct claim *c = q->claim;
    Z3_ast breaks = q->no;
    for (uint32_t i = 0; i < c->via_count && (t->request || c->both_ways); i++)
        breaks = tb_or(q, breaks, passes_none(q, w, t, &c->vias[i].groups[0], i));
    if (!t->request)
        return breaks;
    if (c->avoiding.count > 0 &&
        (is_end_at(q->ir, &c->avoiding, t->a) || is_end_at(q->ir, &c->avoiding, t->b)))
        breaks = q->yes;
    else if (c->avoiding.count > 0)
        breaks = tb_or(q, breaks, tb_meets(w, t->start, &c->avoiding));
    if (c->has_max_hops)
        breaks = tb_or(q, breaks, tb_longer(w, t->start, c->max_hops));
    return breaks;
}

static Z3_ast violation(struct tb *q, struct tb_walk *w, const struct task *t)
{
    switch (q->claim->kind) {
    case CLAIM_CAN_REACH:
    case CLAIM_CAN_SEND:
    case CLAIM_ONE_WAY:
        return tb_or(q, tb_lost(w, t->start), breaks_qualifier(q, w, t));
    case CLAIM_ONLY_VIA:
        return passes_none(q, w, t, &q->claim->places, 0);
    default:
        return tb_delivered(w, t->start);
    }
}

/* Nothing inside of the two sites has failed, or the flow does not count. */
static Z3_ast counts(struct tb *q, const struct task *t)
{
    Z3_ast quiet = tb_quiet(q, t->a->site);
    return t->b->site == t->a->site ? quiet : tb_and(q, quiet, tb_quiet(q, t->b->site));
}

static enum engine_outcome outcome_of(struct tb *q, const char **why)
{
    tb_assert_admitted(q);
    Z3_lbool answer = q->unsupported || limit_is_over() ? Z3_L_UNDEF : tb_check(q);
    enum engine_outcome outcome = answer == Z3_L_TRUE    ? ENGINE_REFUTED
                                  : answer == Z3_L_FALSE ? ENGINE_PROVED
                                                         : ENGINE_UNKNOWN;
    if (q->unsupported)
        outcome = ENGINE_UNSUPPORTED;
    if (outcome == ENGINE_UNKNOWN || outcome == ENGINE_UNSUPPORTED)
        *why = q->unsupported ? q->unsupported : limit_is_over() ? "limit of time" : "Z3 gave up";
    return outcome;
}

static struct tb_walk *walk_to(struct tb *q, const struct task *list, uint32_t count)
{
    struct tb_walk *w = tb_walk_new(q, list[0].to);
    uint32_t *starts = arena_array(q->arena, uint32_t, count);
    for (uint32_t i = 0; i < count; i++) {
        starts[i] = list[i].start;
        if (ir_is_router_address(q->ir, list[i].start, list[i].to->class_id))
            q->unsupported = "a router that sends to itself";
    }
    tb_walk_from(w, starts, count);
    return w;
}

/* Tasks with one destination. */
static enum engine_outcome ask_destination(const struct ir *ir, const struct claim *c,
                                           const struct task *list, uint32_t count, const char **why)
{
    struct arena *arena = arena_create();
    struct tb *q = tb_new(arena, ir, c);
    struct tb_walk *w = walk_to(q, list, count);
    Z3_ast *breaks = arena_array(arena, Z3_ast, count), some = q->no;
    for (uint32_t i = 0; i < count; i++)
        breaks[i] = violation(q, w, &list[i]);
    for (uint32_t i = 0; i < count; i++) /* when all elements are known */
        some = tb_or(q, some, tb_and(q, counts(q, &list[i]), breaks[i]));
    tb_assert(q, some);
    enum engine_outcome outcome = outcome_of(q, why);
    tb_free(q);
    arena_destroy(arena);
    return outcome;
}

/* A request and the reply to it are both delivered. */
static enum engine_outcome ask_exchange(const struct ir *ir, const struct claim *c, const struct task *there,
                                        const char **why)
{
    struct arena *arena = arena_create();
    struct tb *q = tb_new(arena, ir, c);
    struct task back = {.to = there->a, .a = there->a, .b = there->b, .start = flow_start(ir, there->b)};
    Z3_ast arrives = tb_delivered(walk_to(q, there, 1), there->start);
    Z3_ast returns = tb_delivered(walk_to(q, &back, 1), back.start);
    tb_assert(q, arrives);
    tb_assert(q, returns);
    tb_assert(q, counts(q, there));
    enum engine_outcome outcome = outcome_of(q, why);
    tb_free(q);
    arena_destroy(arena);
    return outcome;
}

/* ---- all formulas of a claim ---- */

static int compare_numbers(uint64_t a, uint64_t b)
{
    return a < b ? -1 : a > b;
}

/* By destination, then by whatever else tells tasks apart. */
static int compare_tasks(const void *x, const void *y)
{
    const struct task *a = x, *b = y;
    const uint64_t of_a[] = {a->to->class_id, a->to->kind, a->to->site, a->to->owner,
                             a->start,        a->a->site,  a->b->site,  a->request};
    const uint64_t of_b[] = {b->to->class_id, b->to->kind, b->to->site, b->to->owner,
                             b->start,        b->a->site,  b->b->site,  b->request};
    int order = 0;
    for (size_t i = 0; i < sizeof of_a / sizeof *of_a && order == 0; i++)
        order = compare_numbers(of_a[i], of_b[i]);
    return order;
}

static bool is_same_destination(const struct flow_end *a, const struct flow_end *b)
{
    return a->class_id == b->class_id && a->kind == b->kind && a->site == b->site && a->owner == b->owner;
}

static tasks list_tasks(struct arena *arena, const struct ir *ir, const struct claim *c)
{
    tasks list = {0};
    bool replies = c->kind == CLAIM_CAN_REACH || c->kind == CLAIM_ISOLATED;
    struct flow_cursor at = {0};
    while (flow_next(c, &at)) {
        struct task there = {at.b, at.a, at.b, flow_start(ir, at.a), true};
        vec_push(arena, &list, there);
        if (!replies || at.b->kind == FLOW_NOWHERE)
            continue;
        struct task back = {at.a, at.a, at.b, flow_start(ir, at.b), !has_qualifiers(c)};
        vec_push(arena, &list, back);
    }
    if (list.count > 0)
        qsort(list.at, list.count, sizeof *list.at, compare_tasks);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < list.count; i++) {
        if (i == 0 || compare_tasks(&list.at[kept - 1], &list.at[i]) != 0)
            list.at[kept++] = list.at[i];
    }
    list.count = kept;
    return list;
}

/* The worse of two outcomes: refuted, unsupported, unknown, proved. */
static enum engine_outcome worse(enum engine_outcome a, enum engine_outcome b)
{
    static const int badness[] = {
        [ENGINE_PROVED] = 0, [ENGINE_UNKNOWN] = 1, [ENGINE_UNSUPPORTED] = 2, [ENGINE_REFUTED] = 3};
    return badness[a] >= badness[b] ? a : b;
}

static enum engine_outcome ask_exchanges(const struct ir *ir, const struct claim *c, const struct task *list,
                                         uint32_t count, const char **why)
{
    enum engine_outcome outcome = ENGINE_PROVED;
    for (uint32_t i = 0; i < count && outcome != ENGINE_REFUTED && !limit_is_over(); i++)
        outcome = worse(outcome, ask_exchange(ir, c, &list[i], why));
    return limit_is_over() ? worse(outcome, ENGINE_UNKNOWN) : outcome;
}

static enum engine_outcome ask_all(const struct ir *ir, const struct claim *c, const tasks *list,
                                   const char **why)
{
    enum engine_outcome outcome = ENGINE_PROVED;
    for (uint32_t first = 0, end; first < list->count && outcome != ENGINE_REFUTED; first = end) {
        end = first + 1;
        while (end < list->count && is_same_destination(list->at[first].to, list->at[end].to))
            end++;
        enum engine_outcome one = ask_destination(ir, c, &list->at[first], end - first, why);
        bool exchange = (c->kind == CLAIM_CANNOT_REACH && one == ENGINE_REFUTED) ||
                        (c->kind == CLAIM_ONE_WAY && one == ENGINE_PROVED);
        outcome = worse(outcome, exchange ? ask_exchanges(ir, c, &list->at[first], end - first, why) : one);
    }
    return outcome;
}

struct engine_answer textbook_judge(struct engine_run *run, const struct claim *c)
{
    const char *why = unsupported_claim(run->ir, c);
    if (why)
        return engine_says(ENGINE_UNSUPPORTED, why);
    struct arena *arena = arena_create();
    tasks list = list_tasks(arena, run->ir, c);
    enum engine_outcome outcome = ask_all(run->ir, c, &list, &why);
    arena_destroy(arena);
    bool open = outcome == ENGINE_UNKNOWN || outcome == ENGINE_UNSUPPORTED;
    return engine_says(outcome, open ? why ? why : "limit of time" : "");
}
