/*
 * oracle: random small designs, judged by the solver and by going through every environment; the two must
 * agree.
 *
 *   oracle [--count N] [--seed S] [--first I] [--save DIR] [-v]     N designs, from number I on
 *   oracle FILE...                                              the designs in these files
 *
 * A design depends on seed and number only. Where the engines disagree the design is shrunk, printed, and
 * written to DIR; the exit status is then 1. While a design is judged it stands in DIR/current.ni, to be
 * found there after a crash.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/source.h"
#include "solver/solver.h"
#include "tests/oracle/generate.h"
#include "tests/oracle/shrink.h"
#include "tests/oracle/trial.h"

struct options {
    uint64_t count, seed, first;
    const char *save;
    bool verbose, files;
};

struct run {
    struct options options;
    struct trial_counts counts;
    uint64_t used[CONSTRUCT_COUNT];
    uint64_t failed;
};

/* ---- files ---- */

static void save(const struct run *r, const char *name, const char *text)
{
    char path[1024];
    if (!r->options.save)
        return;
    snprintf(path, sizeof path, "%s/%s", r->options.save, name);
    FILE *file = fopen(path, "w");
    if (!file || fputs(text, file) < 0)
        perror(path);
    if (file)
        fclose(file);
}

static void forget(const struct run *r, const char *name)
{
    char path[1024];
    if (!r->options.save)
        return;
    snprintf(path, sizeof path, "%s/%s", r->options.save, name);
    remove(path);
}

/* ---- one design ---- */

/* Every line of `text` as a comment. */
static void add_comment(struct buf *out, const char *text)
{
    while (*text) {
        size_t length = strcspn(text, "\n");
        buf_printf(out, "# %.*s\n", (int)length, text);
        text += length + (text[length] == '\n');
    }
}

static void report(struct run *r, const char *name, uint64_t seed, const char *text, const struct trial *t)
{
    struct arena *arena = arena_create();
    struct trial_counts ignored = {0};
    struct buf small = {0}, page = {0};
    shrink_design(text, seed, t->mismatch, &small);
    struct trial last = trial_run(arena, buf_text(&small), seed, &ignored);
    add_comment(&page, arena_printf(arena, "%s: %s", name, mismatch_text(t->mismatch)));
    add_comment(&page, last.mismatch == t->mismatch ? last.details : t->details);
    buf_add(&page, buf_text(&small));
    printf("FAIL %s\n", buf_text(&page));
    save(r, name, buf_text(&page));
    buf_free(&small);
    buf_free(&page);
    arena_destroy(arena);
    r->failed++;
}

static void judge(struct run *r, const char *name, uint64_t seed, const char *text)
{
    struct arena *arena = arena_create();
    save(r, "current.ni", text);
    struct trial t = trial_run(arena, text, seed, &r->counts);
    if (t.mismatch != MISMATCH_NONE)
        report(r, name, seed, text, &t);
    forget(r, "current.ni");
    fflush(stdout);
    arena_destroy(arena);
}

static void judge_random(struct run *r, uint64_t number)
{
    struct rng rng = rng_of(r->options.seed, number);
    struct buf text = {0};
    bool used[CONSTRUCT_COUNT];
    char name[64];
    generate_design(&rng, &text, used);
    snprintf(name, sizeof name, "seed-%llu-%llu.ni", (unsigned long long)r->options.seed,
             (unsigned long long)number);
    for (uint32_t i = 0; i < CONSTRUCT_COUNT; i++)
        r->used[i] += used[i];
    if (r->options.verbose)
        printf("%s\n", name);
    judge(r, name, r->options.seed * 1000003 + number, buf_text(&text));
    buf_free(&text);
}

static void judge_file(struct run *r, const char *path)
{
    struct arena *arena = arena_create();
    struct source_set *sources = source_new(arena);
    uint32_t index;
    if (source_read(sources, path, &index) == SOURCE_OK) {
        const char *slash = strrchr(path, '/');
        judge(r, slash ? slash + 1 : path, r->options.seed, source_file(sources, index)->text);
    } else {
        perror(path);
        r->failed++;
    }
    arena_destroy(arena);
}

/* ---- what was covered ---- */

static const char *kind_name(uint32_t kind)
{
    static const char *const names[CLAIM_KIND_COUNT] = {
        "can reach", "cannot reach", "can send to",  "cannot send to", "isolated",
        "only via",  "symmetric",    "path",         "learns",         "not learn",
        "selects",   "advertises",   "not advertise"};
    return names[kind];
}

static void print_kinds(const struct trial_counts *c)
{
    printf("%-16s %8s %8s %8s %8s %8s\n", "claims", "all", "proved", "refuted", "unknown", "error");
    for (uint32_t k = 0; k < CLAIM_KIND_COUNT; k++) {
        printf("%-16s %8llu", kind_name(k), (unsigned long long)c->kinds[k]);
        for (uint32_t o = 0; o < TRIAL_OUTCOMES; o++)
            printf(" %8llu", (unsigned long long)c->verdicts[k][o]);
        printf("\n");
    }
}

static void print_constructs(const struct run *r)
{
    static const char *const texts[] = {
#define CONSTRUCT(name, text) text,
#include "tests/oracle/constructs.def"
#undef CONSTRUCT
    };
    printf("designs with");
    for (uint32_t i = 0; i < CONSTRUCT_COUNT; i++)
        printf("%s %s %llu", i ? "," : "", texts[i], (unsigned long long)r->used[i]);
    printf("\n");
}

static void print_summary(const struct run *r)
{
    const struct trial_counts *c = &r->counts;
    print_kinds(c);
    if (!r->options.files)
        print_constructs(r);
    printf("%llu environments and %llu states gone through, %llu claims cut at a limit\n",
           (unsigned long long)c->environments, (unsigned long long)c->states, (unsigned long long)c->cut);
    printf("%llu claims vacuous, %llu with a one-way path, %llu unknown without a stable state, %llu for a "
           "limit\n",
           (unsigned long long)c->vacuous, (unsigned long long)c->one_way, (unsigned long long)c->unstable,
           (unsigned long long)c->limits);
    printf("oracle: %llu designs, %llu rejected, %llu claims; %llu passed, %llu failed\n",
           (unsigned long long)c->designs, (unsigned long long)c->rejected, (unsigned long long)c->claims,
           (unsigned long long)(c->designs - r->failed), (unsigned long long)r->failed);
}

/* ---- command line ---- */

static int usage(void)
{
    fputs("usage: oracle [--count N] [--seed S] [--first I] [--save DIR] [-v] [FILE...]\n", stderr);
    return 2;
}

/* Read the options; returns the index of the first file, or 0 when something is wrong. */
static int read_options(struct options *o, int count, char **words)
{
    int at = 1;
    for (; at < count && words[at][0] == '-'; at++) {
        uint64_t *number = NULL;
        if (strcmp(words[at], "-v") == 0) {
            o->verbose = true;
            continue;
        }
        if (at + 1 == count)
            return 0;
        if (strcmp(words[at], "--count") == 0)
            number = &o->count;
        else if (strcmp(words[at], "--seed") == 0)
            number = &o->seed;
        else if (strcmp(words[at], "--first") == 0)
            number = &o->first;
        else if (strcmp(words[at], "--save") == 0)
            o->save = words[at + 1];
        else
            return 0;
        at++;
        if (number)
            *number = strtoull(words[at], NULL, 10);
    }
    return at;
}

int main(int count, char **words)
{
    struct run r = {.options = {.count = 500, .seed = 1}};
    int files = read_options(&r.options, count, words);
    if (files == 0)
        return usage();
    r.options.files = files < count;
    if (r.options.save)
        mkdir(r.options.save, 0777);
    for (int i = files; i < count; i++)
        judge_file(&r, words[i]);
    for (uint64_t i = 0; i < r.options.count && !r.options.files; i++)
        judge_random(&r, r.options.first + i);
    print_summary(&r);
    solver_finish();
    return r.failed > 0;
}
