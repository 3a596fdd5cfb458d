/*
 * oracle: random small designs, judged by the solver and by going through every environment; the two must
 * agree.
 *
 *   oracle [--count N] [--seed S] [--first I] [--only FAMILY,...] [--small] [--save DIR] [--print] [-v]
 *                                     N designs, from number I on
 *   oracle FILE...                    the designs in these files
 *
 * A design depends on seed, number and families (families.def; `--only base` for none of them) only. With
 * --print designs are printed and not judged. Where the engines disagree the design is shrunk, printed, and
 * written to DIR; the exit status is then 1. While a design is judged it stands in DIR/current.ni, to be
 * found there after a crash.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/source.h"
#include "compiler/compile.h"
#include "solver/solver.h"
#include "tests/oracle/generate.h"
#include "tests/oracle/shrink.h"
#include "tests/oracle/summary.h"
#include "tests/oracle/trial.h"

#define SMALL_MOST 500u /* of --small: every environment can be gone through in a hundredth of a second */
#define DRAWS_MOST 50u

struct options {
    uint64_t count, seed, first;
    const char *save;
    bool verbose, files, print, small;
    bool families[FAMILY_COUNT];
};

struct run {
    struct options options;
    struct summary sum;
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
    r->sum.failed++;
}

static void judge(struct run *r, const char *name, uint64_t seed, const char *text)
{
    struct arena *arena = arena_create();
    save(r, "current.ni", text);
    struct trial t = trial_run(arena, text, seed, &r->sum.counts);
    if (t.mismatch != MISMATCH_NONE)
        report(r, name, seed, text, &t);
    forget(r, "current.ni");
    fflush(stdout);
    arena_destroy(arena);
}

/* Sessions times prefixes: what the states of all prefixes in one environment cost. A design that does not compile costs
 * nothing. */
static bool is_small(const char *text)
{
    struct compilation *c = compilation_create();
    bool small = !compile_text(c, "design.ni", text, strlen(text)) ||
                 (uint64_t)c->ir->session_count * c->ir->prefix_count <= SMALL_MOST;
    compilation_destroy(c);
    return small;
}

/* With --small one after the other, until one is. */
static void draw(const struct run *r, uint64_t number, struct buf *text, bool *used)
{
    struct rng rng = rng_of(r->options.seed, number);
    generate_design(&rng, r->options.families, r->options.small, text, used);
    for (uint32_t i = 1; i < DRAWS_MOST && r->options.small && !is_small(buf_text(text)); i++) {
        buf_free(text);
        generate_design(&rng, r->options.families, true, text, used);
    }
}

static void judge_random(struct run *r, uint64_t number)
{
    struct buf text = {0};
    bool used[CONSTRUCT_COUNT];
    char name[64];
    draw(r, number, &text, used);
    if (r->options.print) {
        printf("# seed %llu, number %llu\n%s", (unsigned long long)r->options.seed,
               (unsigned long long)number, buf_text(&text));
        buf_free(&text);
        return;
    }
    snprintf(name, sizeof name, "seed-%llu-%llu.ni", (unsigned long long)r->options.seed,
             (unsigned long long)number);
    if (r->options.verbose)
        printf("%s\n", name);
    uint64_t rejected = r->sum.counts.rejected, claims = r->sum.counts.claims,
             misspelt = r->sum.counts.misspelt;
    judge(r, name, r->options.seed * 1000003 + number, buf_text(&text));
    for (uint32_t i = 0; i < CONSTRUCT_COUNT && r->sum.counts.rejected == rejected; i++) {
        r->sum.used[i] += used[i];
        r->sum.claims_of[i] += used[i] ? r->sum.counts.claims - claims : 0;
    }
    if (r->sum.counts.misspelt > misspelt) {
        printf("FAIL %s: a drawn design has a syntax error\n%s\n", name, buf_text(&text));
        r->sum.failed++;
    }
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
        r->sum.failed++;
    }
    arena_destroy(arena);
}

/* ---- command line ---- */

static int usage(void)
{
    fputs("usage: oracle [--count N] [--seed S] [--first I] [--only FAMILY,...] [--small] [--save DIR] "
          "[--print] [-v] "
          "[FILE...]\n",
          stderr);
    return 2;
}

/* "subnets,appliances": these families and no others. Returns false for a word that is none of them. */
static bool read_families(struct options *o, const char *list)
{
    static const char *const words[] = {
#define FAMILY(name, word) word,
#include "tests/oracle/families.def"
#undef FAMILY
    };
    memset(o->families, 0, sizeof o->families);
    while (*list) {
        size_t length = strcspn(list, ",");
        bool known = length == strlen("base") && strncmp(list, "base", length) == 0;
        for (uint32_t f = 0; f < FAMILY_COUNT; f++)
            if (strlen(words[f]) == length && strncmp(list, words[f], length) == 0)
                known = o->families[f] = true;
        if (!known)
            return false;
        list += length + (list[length] == ',');
    }
    return true;
}

/* Options without a value. */
static bool read_switch(struct options *o, const char *word)
{
    if (strcmp(word, "-v") == 0)
        return o->verbose = true;
    if (strcmp(word, "--small") == 0)
        return o->small = true;
    return strcmp(word, "--print") == 0 && (o->print = true);
}

/* Read the options; returns the index of the first file, or 0 when something is wrong. */
static int read_options(struct options *o, int count, char **words)
{
    int at = 1;
    for (; at < count && words[at][0] == '-'; at++) {
        uint64_t *number = NULL;
        if (read_switch(o, words[at]))
            continue;
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
        else if (strcmp(words[at], "--only") != 0 || !read_families(o, words[at + 1]))
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
    memset(r.options.families, true, sizeof r.options.families);
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
    if (!r.options.print) {
        r.sum.drawn = !r.options.files;
        summary_print(&r.sum);
    }
    solver_finish();
    return r.sum.failed > 0;
}
