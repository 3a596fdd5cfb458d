/*
 * compare: judge the claims of a design by a method of the literature, for benchmarks and as a check of nicc.
 *
 *   compare [--timeout SECONDS] [--claim NAME] textbook|datalog|simulator DESIGN
 *
 * One line for each claim, in the order of the design: `proved NAME`, `refuted NAME`, `unknown NAME REASON` or
 * `unsupported NAME REASON`. The exit status is 0 when all were judged or passed over, 2 for a bad command line or
 * design. The limit is for each claim (0, the default: none).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "bench/compare/engine.h"
#include "compiler/compile.h"

static const struct {
    const char *name;
    engine_judge *judge;
} engines[] = {{"textbook", textbook_judge}, {"datalog", datalog_judge}, {"simulator", simulator_judge}};

struct options {
    engine_judge *judge;
    const char *design, *claim;
    double seconds;
};

static engine_judge *find_engine(const char *name)
{
    for (size_t i = 0; i < sizeof engines / sizeof *engines; i++) {
        if (strcmp(engines[i].name, name) == 0)
            return engines[i].judge;
    }
    return NULL;
}

static bool read_options(int argc, char **argv, struct options *o)
{
    for (int i = 1; i < argc; i++) {
        char *end = NULL;
        if (strcmp(argv[i], "--timeout") == 0 && i + 1 < argc) {
            o->seconds = strtod(argv[++i], &end);
            if (*end || !(o->seconds >= 0))
                return false;
        } else if (strcmp(argv[i], "--claim") == 0 && i + 1 < argc) {
            o->claim = argv[++i];
        } else if (!o->judge) {
            o->judge = find_engine(argv[i]);
            if (!o->judge)
                return false;
        } else if (!o->design) {
            o->design = argv[i];
        } else {
            return false;
        }
    }
    return o->design != NULL;
}

static void print_answer(const struct claim *c, struct engine_answer answer)
{
    static const char *const words[] = {"proved", "refuted", "unknown", "unsupported"};
    printf("%s %s%s%s\n", words[answer.outcome], c->name, answer.words[0] ? " " : "", answer.words);
    fflush(stdout);
}

static void judge_all(const struct options *o, const struct compilation *c)
{
    struct engine_run run = {.ir = c->ir, .seconds = o->seconds, .arena = c->arena};
    for (uint32_t i = 0; i < c->claims->count; i++) {
        const struct claim *claim = &c->claims->at[i];
        if (o->claim && strcmp(o->claim, claim->name) != 0)
            continue;
        limit_begin(o->seconds);
        struct engine_answer answer = o->judge(&run, claim);
        limit_end();
        print_answer(claim, answer);
    }
    arena_destroy(run.kept);
}

int main(int argc, char **argv)
{
    struct options o = {0};
    if (!read_options(argc, argv, &o)) {
        fputs("usage: compare [--timeout SECONDS] [--claim NAME] textbook|datalog|simulator DESIGN\n",
              stderr);
        return 2;
    }
    struct compilation *c = compilation_create();
    bool good = compile_file(c, o.design);
    if (good)
        judge_all(&o, c);
    else
        fprintf(stderr, "compare: %s has errors; `nicc check` shows them\n", o.design);
    compilation_destroy(c);
    return good ? 0 : 2;
}
