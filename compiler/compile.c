/*
 * compile: the phases in order: parse, resolve, check, lower, claims. Each needs the ones before it to be
 * free of errors only where it says so; all errors of a run are reported together.
 */
#include "compiler/private.h"

#include <assert.h>
#include <string.h>

#include "base/guard.h"
#include "base/limits.h"
#include "grammar/parse.h"

struct compilation *compilation_create(void)
{
    struct arena *arena = arena_create();
    struct compilation *c = arena_new(arena, struct compilation);
    c->arena = arena;
    c->sources = source_new(arena);
    c->names = intern_new(arena);
    c->diags = diag_new(arena, c->sources);
    return c;
}

struct compilation *compilation_beside(const struct compilation *other)
{
    struct arena *arena = arena_create();
    struct compilation *c = arena_new(arena, struct compilation);
    c->arena = arena;
    c->sources = other->sources;
    c->names = other->names;
    c->timeout_ms = other->timeout_ms;
    c->diags = diag_new(arena, c->sources);
    return c;
}

void compilation_destroy(struct compilation *c)
{
    if (c)
        arena_destroy(c->arena);
}

/* "specs/azure-interop.ni" gives "azure-interop". */
static const char *file_stem(struct compilation *c, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    const char *dot = strrchr(name, '.');
    size_t length = dot && dot > name ? (size_t)(dot - name) : strlen(name);
    if (strcmp(name, "-") == 0)
        return "stdin";
    return arena_strndup(c->arena, name, length);
}

static void warn_unused(struct compilation *c)
{
    for (uint32_t i = 0; i < c->model->groups.count; i++) {
        const struct model_group *g = &c->model->groups.at[i];
        if (!g->used)
            diag_add(c->diags, DIAG_UNUSED, g->node->name_span, "`%s` is declared and never used", g->name);
    }
}

/* What the errors so far have done to the tree. */
enum damage {
    DAMAGE_NONE,   /* a prefix with host bits is there, masked */
    DAMAGE_VALUES, /* something has a placeholder for its value: names are whole, checks would mislead */
    DAMAGE_NAMES   /* a declaration may be lost, so that its name only looks undeclared */
};

static enum damage damage_of(enum diag_code code)
{
    switch (code) {
    case DIAG_HOST_BITS:
        return DAMAGE_NONE;
    case DIAG_NUMBER_TOO_LARGE:
    case DIAG_BAD_ADDRESS:
    case DIAG_PREFIX_TOO_LONG:
    case DIAG_BAD_DATE:
    case DIAG_BAD_COMMUNITY:
    case DIAG_PORT_TOO_LARGE:
    case DIAG_EMPTY_RANGE:
        return DAMAGE_VALUES;
    default:
        return DAMAGE_NAMES;
    }
}

static enum damage tree_damage(struct compilation *c)
{
    uint32_t count;
    const struct diag *const *all = diag_sorted(c->diags, &count);
    enum damage worst = DAMAGE_NONE;
    for (uint32_t i = 0; i < count; i++) {
        enum damage damage = all[i]->severity == DIAG_ERROR ? damage_of(all[i]->code) : DAMAGE_NONE;
        worst = damage > worst ? damage : worst;
    }
    return worst;
}

/* Claims refer to the route network, so beyond their names they are looked at only once the design itself is
 * right. */
static bool compile_phases(struct compilation *c)
{
    enum damage damage = tree_damage(c);
    c->incomplete = damage == DAMAGE_NAMES;
    check_repeats(c, c->ast);
    c->model = resolve_design(c);
    if (damage == DAMAGE_NONE && !c->incomplete) { /* resolving, too, may have left something out */
        check_design(c, c->model);
        warn_design(c, c->model);
    }
    waivers_check(c);
    check_mesh(c, c->model);
    if (diag_errors(c->diags) > 0) {
        claims_check_names(c);
        return false;
    }
    c->ir = lower_design(c, c->model);
    assert(ir_verify(c->ir, c->arena) == NULL);
    if (check_size(c, c->ir))
        c->claims = claims_resolve(c);
    warn_unused(c);
    if (diag_errors(c->diags) == 0) {
        warn_convergence(c);
        return true;
    }
    c->ir = NULL;
    c->claims = NULL;
    return false;
}

static struct parse_context parse_context(const struct compilation *c)
{
    return (struct parse_context){c->arena, c->sources, c->names, c->diags};
}

/* One call of compile_file and its like, to be given up when there is no more memory for it. */
struct work {
    struct compilation *c;
    const char *path, *text; /* path NULL: the tree is there; text NULL: it is in the file */
    size_t length;
    bool good;
};

static void compile_work(void *data)
{
    struct work *w = data;
    struct compilation *c = w->c;
    struct parse_context context = parse_context(c);
    if (w->text)
        c->ast = parse_text(&context, w->path, w->text, w->length);
    else if (w->path)
        c->ast = parse_file(&context, w->path);
    w->good = compile_phases(c);
}

static void report_memory(struct compilation *c)
{
    struct diag *d =
        diag_add(c->diags, DIAG_MEMORY_LIMIT, SPAN_NONE, "the design needs more memory than the limit of %s",
                 limit_text(c->arena, LIMIT_MEMORY, limit_of(LIMIT_MEMORY)));
    diag_help(c->diags, d, "%s", limit_remedy(c->arena, LIMIT_MEMORY));
}

static void report_time(struct compilation *c, uint32_t ms)
{
    struct diag *d = diag_add(c->diags, DIAG_TIME_LIMIT, SPAN_NONE,
                              "reading and checking the design takes longer than %u ms (--timeout)", ms);
    diag_help(c->diags, d, "if this is meant: a larger `--timeout`, or none");
}

/* What was found so far may be half written, so only the limit is told. */
static void give_up(struct compilation *c, enum guard_end why, uint32_t ms)
{
    c->diags = diag_new(c->arena, c->sources);
    c->given_up = guard_reason(c->arena, why, ms);
    if (why == GUARD_TIME)
        report_time(c, ms);
    else
        report_memory(c);
    c->ast = NULL;
    c->model = NULL;
    c->ir = NULL;
    c->claims = NULL;
}

static bool compile(struct work *w)
{
    uint32_t ms = w->c->timeout_ms;
    if (ms > 0 && ms < COMPILE_LEAST_MS)
        ms = COMPILE_LEAST_MS;
    enum guard_end end = guard_within(ms, compile_work, w);
    if (end == GUARD_DONE)
        return w->good;
    give_up(w->c, end, ms);
    return false;
}

bool compile_file(struct compilation *c, const char *path)
{
    c->design = file_stem(c, path);
    return compile(&(struct work){.c = c, .path = path});
}

bool compile_text(struct compilation *c, const char *path, const char *text, size_t length)
{
    c->design = file_stem(c, path);
    return compile(&(struct work){.c = c, .path = path, .text = text, .length = length});
}

bool compile_tree(struct compilation *c, const char *design, const struct ast *tree)
{
    c->design = design;
    c->ast = tree;
    return compile(&(struct work){.c = c});
}
