/*
 * diff: what a change does to reachability and to the claims, between two files or two directories.
 */
#include <string.h>

#include "base/guard.h"
#include "base/vec.h"
#include "cli/command.h"
#include "cli/design_files.h"
#include "cli/diff_claims.h"
#include "cli/version.h"
#include "report/diff.h"
#include "report/report.h"
#include "report/views.h"
#include "solver/solver.h"

#define SCHEMA "nicc.diff/1"
#define STATES_MAX 64u /* stable states of a design that are compared */

struct run {
    const struct options *options;
    struct console *console;
    struct arena *arena;
    VEC(struct diff_pair) pairs;
};

/* Say on standard error, or in a document, why there is nothing to compare. */
static int refuse(const struct run *run, const char *path, const char *problem)
{
    if (run->options->format == FORMAT_TEXT)
        console_error(run->console, "%s", problem);
    else
        view_problem_json(SCHEMA, path, problem, &run->console->out);
    return EXIT_USAGE;
}

/* ---- one design of a pair ---- */

static void compile_side(const struct run *run, struct diff_pair *p, const struct compilation *texts,
                         int side)
{
    struct compilation *c = compilation_beside(texts);
    p->sides[side].design = c;
    if (compile_file(c, p->paths[side]))
        return;
    p->has_errors = true;
    if (run->options->format == FORMAT_TEXT)
        report_diagnostics(c, p->paths[side], run->console->colour_err, true, &run->console->err);
}

/* What --down takes down. A name counts where it is known; false with a sentence when neither design knows it. */
static const char *read_down(const struct run *run, const struct diff_pair *p, struct bits down[2])
{
    const struct words *words = &run->options->down;
    for (int side = 0; side < 2; side++)
        down[side] = bits_new(run->arena, p->sides[side].design->ir->element_count);
    for (uint32_t i = 0; i < words->count; i++) {
        const char *problem = NULL;
        bool known = false;
        for (int side = 0; side < 2; side++) {
            const uint32_t *elements;
            uint32_t count;
            const char *why;
            if (!compile_elements(p->sides[side].design, words->at[i], &elements, &count, &why)) {
                problem = why;
                continue;
            }
            known = true;
            for (uint32_t k = 0; k < count; k++)
                bits_add(down[side], elements[k]);
        }
        if (!known)
            return arena_printf(run->arena, "--down: %s", problem);
    }
    return NULL;
}

static const char *unstable_text(const struct run *run, const struct difference_side *s, uint32_t unstable)
{
    char prefix[PREFIX_TEXT_MAX];
    return arena_printf(run->arena, "the routing of %s has no stable state%s",
                        prefix_print(s->design->ir->prefixes[unstable], prefix),
                        s->states.complete ? "" : ", or none was found within the limits");
}

/* ---- one pair ---- */

struct comparison {
    const struct run *run;
    struct diff_pair *pair;
};

static void compare_states(void *data)
{
    const struct comparison *c = data;
    struct diff_pair *p = c->pair;
    for (int side = 0; side < 2; side++) {
        struct difference_side *s = &p->sides[side];
        uint32_t unstable = difference_states(c->run->arena, s->design->ir, s->down, STATES_MAX, &s->states);
        if (unstable == IR_NONE || p->problem)
            continue;
        p->problem = unstable_text(c->run, s, unstable);
        p->problem_path = p->paths[side];
    }
    if (!p->problem)
        p->difference = difference_find(c->run->arena, p->sides);
}

static void compare(const struct run *run, struct diff_pair *p, struct bits down[2])
{
    struct comparison c = {run, p};
    for (int side = 0; side < 2; side++)
        p->sides[side].down = down[side];
    enum guard_end end = guard_within(run->options->timeout_ms, compare_states, &c);
    if (end != GUARD_DONE) {
        p->problem = guard_reason(run->arena, end, run->options->timeout_ms);
        p->problem_path = p->paths[1];
        p->difference = (struct difference){0};
    }
    p->claims = diff_claims(run->arena, run->options, p->sides);
}

/* Compile both designs. Returns NULL, or what is wrong with the command line. */
static const char *compile_pair(const struct run *run, struct diff_pair *p, struct bits down[2])
{
    struct compilation *texts = compilation_create();
    texts->timeout_ms = run->options->timeout_ms;
    p->sources = texts->sources;
    p->texts = texts;
    for (int side = 0; side < 2; side++)
        if (p->paths[side])
            compile_side(run, p, texts, side);
    return p->has_errors || p->presence != DIFF_IN_BOTH ? NULL : read_down(run, p, down);
}

static const char *run_pair(const struct run *run, struct diff_pair *p)
{
    struct bits down[2];
    const char *problem = compile_pair(run, p, down);
    if (!problem && !p->has_errors && p->presence == DIFF_IN_BOTH)
        compare(run, p, down);
    return problem;
}

static void end_pair(struct diff_pair *p)
{
    for (int side = 0; side < 2; side++)
        compilation_destroy(p->sides[side].design);
    compilation_destroy(p->texts);
}

/* ---- which pairs ---- */

static const char *path_in(struct arena *a, const char *directory, const char *name)
{
    size_t length = strlen(directory);
    return arena_printf(a, "%s%s%s", directory, length > 0 && directory[length - 1] == '/' ? "" : "/", name);
}

static void add_pair(struct run *run, const char *name, bool old, bool new)
{
    const struct words *operands = &run->options->operands;
    struct diff_pair p = {.name = name};
    p.presence = old && new ? DIFF_IN_BOTH : old ? DIFF_ONLY_OLD : DIFF_ONLY_NEW;
    p.paths[0] = old ? path_in(run->arena, operands->at[0], name) : NULL;
    p.paths[1] = new ? path_in(run->arena, operands->at[1], name) : NULL;
    vec_push(run->arena, &run->pairs, p);
}

/* Both lists are sorted. */
static const char *pair_directories(struct run *run)
{
    struct words names[2] = {{0}, {0}};
    uint32_t i = 0, k = 0;
    for (int side = 0; side < 2; side++) {
        const char *problem = design_files_list(run->arena, run->options->operands.at[side], &names[side]);
        if (problem)
            return problem;
    }
    while (i < names[0].count || k < names[1].count) {
        int order = i == names[0].count   ? 1
                    : k == names[1].count ? -1
                                          : strcmp(names[0].at[i], names[1].at[k]);
        add_pair(run, order <= 0 ? names[0].at[i] : names[1].at[k], order <= 0, order >= 0);
        i += order <= 0;
        k += order >= 0;
    }
    return NULL;
}

static const char *find_pairs(struct run *run)
{
    const char *const *paths = run->options->operands.at;
    bool old = design_files_is_directory(paths[0]), new = design_files_is_directory(paths[1]);
    if (old && new)
        return pair_directories(run);
    if (old || new)
        return arena_printf(run->arena,
                            "`%s` is a directory and `%s` is not; compare two files or two directories",
                            paths[old ? 0 : 1], paths[old ? 1 : 0]);
    struct diff_pair p = {.paths = {paths[0], paths[1]}};
    vec_push(run->arena, &run->pairs, p);
    return NULL;
}

/* ---- all pairs ---- */

static int show(const struct run *run)
{
    struct console *c = run->console;
    struct diff_report r = {
        .paths = {run->options->operands.at[0], run->options->operands.at[1]},
        .pairs = run->pairs.at,
        .count = run->pairs.count,
        .version = NICC_VERSION,
        .z3_version = solver_z3_version(run->arena),
        .width = c->width,
        .colour = c->colour_out,
        .quiet = run->options->quiet,
        .verbose = run->options->verbose,
    };
    if (run->options->format == FORMAT_JSON)
        diff_json(&r, &c->out);
    else
        diff_text(&r, run->arena, &c->out);
    return diff_status(&r);
}

int cmd_diff(const struct options *o, struct console *c)
{
    struct run run = {.options = o, .console = c, .arena = arena_create()};
    const char *path = o->operands.at[0], *problem = find_pairs(&run);
    for (uint32_t i = 0; i < run.pairs.count && !problem; i++)
        problem = run_pair(&run, &run.pairs.at[i]);
    int status = problem ? refuse(&run, path, problem) : show(&run);
    for (uint32_t i = 0; i < run.pairs.count; i++)
        end_pair(&run.pairs.at[i]);
    arena_destroy(run.arena);
    solver_finish();
    return status;
}
