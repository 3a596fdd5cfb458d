/*
 * properties: each asks the solver once more, in another way, and compares what users would notice: outcome,
 * number of failures, marks.
 */
#include "tests/oracle/properties.h"

#include <string.h>

#include "compiler/model.h"
#include "solver/solver.h"
#include "tests/oracle/compare.h"
#include "tests/oracle/generate.h"

#define TIMEOUT_MS 20000u

struct verdict *properties_verify(struct arena *arena, const struct ir *ir, const struct claim_list *claims,
                                  uint32_t jobs)
{
    struct solver_options options = {.timeout_ms = TIMEOUT_MS, .jobs = jobs, .max_counterexamples = 3};
    return solver_verify(arena, ir, claims, NULL, &options, NULL);
}

struct trial properties_of_ir(struct arena *arena, const struct compilation *c)
{
    struct trial t = {MISMATCH_NONE, ""};
    struct buf one = {0}, two = {0};
    const char *broken = ir_verify(c->ir, arena);
    ir_dump(c->ir, &one);
    ir_dump(c->ir, &two);
    if (broken)
        t = (struct trial){MISMATCH_BROKEN_IR, arena_printf(arena, "%s\n", broken)};
    else if (strcmp(buf_text(&one), buf_text(&two)) != 0)
        t.mismatch = MISMATCH_DUMP_DIFFERS;
    buf_free(&one);
    buf_free(&two);
    return t;
}

static const char *brief(struct arena *arena, const struct verdict *v)
{
    return arena_printf(arena, "%s%s%s, %u failures %s", compare_outcome(v->outcome),
                        v->vacuous ? ", vacuous" : "", v->has_one_way ? ", one way" : "",
                        v->witness.changed_count, v->reason ? v->reason : "");
}

bool properties_alike(const struct verdict *a, const struct verdict *b)
{
    return a->outcome == b->outcome && a->vacuous == b->vacuous && a->has_one_way == b->has_one_way &&
           a->may_stall == b->may_stall && a->witness.changed_count == b->witness.changed_count;
}

static struct trial differ(struct arena *arena, enum mismatch m, const struct claim *claim,
                           const struct verdict *a, const struct verdict *b)
{
    return (struct trial){m, arena_printf(arena, "claim %s: %s\nfirst:  %s\nsecond: %s\n", claim->name,
                                          claim->text, brief(arena, a), brief(arena, b))};
}

struct trial properties_jobs(struct arena *arena, const struct compilation *c, const struct verdict *verdicts)
{
    const struct verdict *again = properties_verify(arena, c->ir, c->claims, 2);
    for (uint32_t i = 0; i < c->claims->count; i++)
        if (!properties_alike(&verdicts[i], &again[i]))
            return differ(arena, MISMATCH_JOBS, &c->claims->at[i], &verdicts[i], &again[i]);
    return (struct trial){MISMATCH_NONE, ""};
}

/* Proved: then the other one cannot be `outcome`. */
static bool excludes(const struct verdict *verdicts, uint32_t proved, uint32_t other, enum outcome outcome)
{
    return proved != IR_NONE && verdicts[proved].outcome == OUTCOME_PROVED &&
           verdicts[other].outcome == outcome;
}

struct trial properties_relations(struct arena *arena, const struct compilation *c,
                                  const struct verdict *verdicts, struct trial_counts *counts)
{
    for (uint32_t i = 0; i < c->claims->count; i++) {
        const struct claim *claim = &c->claims->at[i];
        uint32_t stronger = claim->implied_by != IR_NONE ? claim->implied_by : claim->repeats;
        bool related = stronger != IR_NONE || claim->contradicts != IR_NONE;
        counts->related += related;
        if (excludes(verdicts, stronger, i, OUTCOME_REFUTED) ||
            (claim->repeats != IR_NONE && excludes(verdicts, i, claim->repeats, OUTCOME_REFUTED)))
            return differ(arena, MISMATCH_RELATIONS, claim, &verdicts[i], &verdicts[stronger]);
        if (excludes(verdicts, claim->contradicts, i, OUTCOME_PROVED))
            return differ(arena, MISMATCH_RELATIONS, claim, &verdicts[i], &verdicts[claim->contradicts]);
    }
    return (struct trial){MISMATCH_NONE, ""};
}

static uint32_t claim_named(const struct claim_list *claims, const char *name)
{
    for (uint32_t i = 0; i < claims->count; i++)
        if (strcmp(claims->at[i].name, name) == 0)
            return i;
    return IR_NONE;
}

static struct trial compare_by_name(struct arena *arena, const struct compilation *a,
                                    const struct verdict *va, const struct compilation *b,
                                    const struct verdict *vb)
{
    for (uint32_t i = 0; i < a->claims->count; i++) {
        const struct claim *claim = &a->claims->at[i];
        uint32_t k = claim_named(b->claims, claim->name);
        if (k == IR_NONE)
            return (struct trial){MISMATCH_REORDERED, arena_printf(arena, "claim %s is gone\n", claim->name)};
        if (!properties_alike(&va[i], &vb[k]))
            return differ(arena, MISMATCH_REORDERED, claim, &va[i], &vb[k]);
    }
    return (struct trial){MISMATCH_NONE, ""};
}

struct trial properties_order(struct arena *arena, const struct compilation *c,
                              const struct verdict *verdicts, const char *text, uint64_t seed)
{
    struct rng rng = rng_of(seed, 0);
    struct buf other = {0};
    struct compilation *d = compilation_create();
    struct trial t = {MISMATCH_REORDERED, "the other order is rejected\n"};
    generate_reordered(&rng, text, &other);
    if (compile_text(d, "reordered.ni", buf_text(&other), other.length))
        t = compare_by_name(arena, c, verdicts, d, properties_verify(arena, d->ir, d->claims, 1));
    if (t.mismatch != MISMATCH_NONE)
        t.details = arena_printf(arena, "%s\n# the other order:\n%s", t.details, buf_text(&other));
    compilation_destroy(d);
    buf_free(&other);
    return t;
}

struct trial properties_budget(struct arena *arena, const struct compilation *c,
                               const struct verdict *verdicts)
{
    struct claim *fewer = arena_array(arena, struct claim, c->claims->count);
    uint32_t *origins = arena_array(arena, uint32_t, c->claims->count), count = 0;
    for (uint32_t i = 0; i < c->claims->count; i++)
        if (c->claims->at[i].budgets[0].most > 0 && verdicts[i].outcome == OUTCOME_PROVED) {
            fewer[count] = c->claims->at[i];
            fewer[count].budgets[0].most--;
            origins[count++] = i;
        }
    struct claim_list list = {.at = fewer, .count = count};
    const struct verdict *again = properties_verify(arena, c->ir, &list, 1);
    for (uint32_t i = 0; i < count; i++)
        if (again[i].outcome != OUTCOME_PROVED)
            return differ(arena, MISMATCH_BUDGET, &fewer[i], &verdicts[origins[i]], &again[i]);
    return (struct trial){MISMATCH_NONE, ""};
}

/* One claim for each of its services. */
static struct claim_list split_services(struct arena *arena, const struct ir *ir, const struct claim *claim)
{
    struct claim *single = arena_array(arena, struct claim, ir->service_count);
    uint32_t count = 0;
    for (uint32_t s = bits_next(claim->services, 0); s != UINT32_MAX; s = bits_next(claim->services, s + 1)) {
        single[count] = *claim;
        single[count].services = bits_new(arena, ir->service_count);
        bits_add(single[count++].services, s);
    }
    return (struct claim_list){.at = single, .count = count};
}

/* The verdict of a claim from those of its services: the refuted one with the fewest failures, else one that is
 * not proved, else a proved one. */
static const struct verdict *join_services(const struct verdict *of, uint32_t count)
{
    const struct verdict *worst = &of[0];
    for (uint32_t i = 1; i < count; i++) {
        bool refuted = of[i].outcome == OUTCOME_REFUTED, was = worst->outcome == OUTCOME_REFUTED;
        bool fewer = refuted && was && of[i].witness.changed_count < worst->witness.changed_count;
        if (fewer || (refuted && !was) || (!was && of[i].outcome != OUTCOME_PROVED))
            worst = &of[i];
    }
    return worst;
}

static bool decided(const struct verdict *v)
{
    return v->outcome == OUTCOME_PROVED || v->outcome == OUTCOME_REFUTED;
}

struct trial properties_services(struct arena *arena, const struct compilation *c,
                                 const struct verdict *verdicts)
{
    for (uint32_t i = 0; i < c->claims->count; i++) {
        const struct claim *claim = &c->claims->at[i];
        if (!claim_is_flow(claim->kind) || bits_count(claim->services) < 2)
            continue;
        struct claim_list single = split_services(arena, c->ir, claim);
        const struct verdict *of = properties_verify(arena, c->ir, &single, 1);
        const struct verdict *joined = join_services(of, single.count);
        if (decided(joined) && decided(&verdicts[i]) &&
            (joined->outcome != verdicts[i].outcome ||
             joined->witness.changed_count != verdicts[i].witness.changed_count))
            return differ(arena, MISMATCH_SERVICES, claim, &verdicts[i], joined);
    }
    return (struct trial){MISMATCH_NONE, ""};
}

/* ---- settings ---- */

/* The design with the `?` of this flag replaced by `word`. */
static struct compilation *with_flag(const char *text, struct span flag, const char *word, struct buf *page)
{
    struct compilation *d = compilation_create();
    for (uint32_t i = 0; text[i]; i++)
        if (text[i] == '?' && flag.begin <= i && i < flag.end)
            buf_add(page, word);
        else
            buf_printf(page, "%c", text[i]);
    if (compile_text(d, "flag.ni", buf_text(page), page->length))
        return d;
    compilation_destroy(d);
    return NULL;
}

static bool names_setting(const struct claim *claim, const struct model_setting *s)
{
    return ids_hold(claim->fixed, claim->fixed_count, s->element);
}

static struct trial compare_settings(struct arena *arena, const struct compilation *c,
                                     const struct verdict *verdicts, const struct model_setting *s,
                                     const struct verdict *on, const struct verdict *off)
{
    for (uint32_t i = 0; i < c->claims->count; i++) {
        const struct claim *claim = &c->claims->at[i];
        bool refuted = on[i].outcome == OUTCOME_REFUTED || off[i].outcome == OUTCOME_REFUTED;
        enum outcome both = refuted ? OUTCOME_REFUTED
                            : on[i].outcome == OUTCOME_PROVED && off[i].outcome == OUTCOME_PROVED
                                ? OUTCOME_PROVED
                                : OUTCOME_UNKNOWN;
        bool named = names_setting(claim, s);
        if ((named &&
             (!properties_alike(&verdicts[i], &on[i]) || !properties_alike(&verdicts[i], &off[i]))) ||
            (!named && verdicts[i].outcome != both))
            return (struct trial){MISMATCH_SETTINGS,
                                  arena_printf(arena, "%s: claim %s: %s\nopen: %s\non:   %s\noff:  %s\n",
                                               s->name, claim->name, claim->text, brief(arena, &verdicts[i]),
                                               brief(arena, &on[i]), brief(arena, &off[i]))};
    }
    return (struct trial){MISMATCH_NONE, ""};
}

struct trial properties_settings(struct arena *arena, const struct compilation *c,
                                 const struct verdict *verdicts, const char *text, uint64_t seed)
{
    struct rng rng = rng_of(seed, 2);
    struct trial t = {MISMATCH_NONE, ""};
    uint32_t count = c->model->settings.count;
    const struct model_setting *s = count ? &c->model->settings.at[rng_below(&rng, count)] : NULL;
    if (!s || !s->open)
        return t;
    struct buf pages[2] = {{0}, {0}};
    struct compilation *on = with_flag(text, s->span, "on", &pages[0]),
                       *off = with_flag(text, s->span, "off", &pages[1]);
    if (on && off)
        t = compare_settings(arena, c, verdicts, s, properties_verify(arena, on->ir, on->claims, 1),
                             properties_verify(arena, off->ir, off->claims, 1));
    compilation_destroy(on);
    compilation_destroy(off);
    buf_free(&pages[0]);
    buf_free(&pages[1]);
    return t;
}
