/*
 * fmt: lay out designs in the one way, in place, or say what would change.
 *
 * Files are independent of each other: one that has errors is left as it is, and the others are laid out all the same.
 */
#include <string.h>

#include "cli/artifact.h"
#include "cli/command.h"
#include "cli/unified.h"
#include "grammar/layout.h"
#include "report/report.h"

/* One file. */
struct task {
    const struct options *options;
    struct console *console;
    const char *path;
    struct compilation *compilation;
    uint32_t source;
    struct buf text; /* the new one */
};

static bool is_stdin(const struct task *t)
{
    const char *name = t->options->stdin_name;
    return strcmp(t->path, "-") == 0 || (name && strcmp(t->path, name) == 0);
}

static bool is_changed(const struct task *t)
{
    const struct source_file *old = source_file(t->compilation->sources, t->source);
    return old->length != t->text.length || memcmp(old->text, buf_text(&t->text), t->text.length) != 0;
}

static void put_name(const struct task *t)
{
    if (!t->options->quiet)
        buf_printf(&t->console->out, "%s\n", t->path);
}

static void put_difference(const struct task *t)
{
    const struct source_file *old = source_file(t->compilation->sources, t->source);
    unified_diff(t->compilation->arena, t->path, (struct unified_text){old->text, old->length},
                 (struct unified_text){buf_text(&t->text), t->text.length}, &t->console->out);
}

static int replace_file(struct task *t)
{
    struct arena *a = t->compilation->arena;
    const char *problem = artifact_check_path(a, t->path);
    int status = EXIT_USAGE;
    if (!problem) {
        problem = artifact_write(a, t->path, &t->text);
        status = EXIT_INTERNAL;
    }
    if (problem) {
        console_error(t->console, "%s", problem);
        return status;
    }
    put_name(t);
    return EXIT_GOOD;
}

/* What to do with the new text. */
static int deliver(struct task *t)
{
    const struct options *o = t->options;
    bool changed = is_changed(t);
    if (o->diff && changed)
        put_difference(t);
    if (o->check && changed)
        put_name(t);
    if (o->diff || o->check)
        return changed ? EXIT_REFUTED : EXIT_GOOD;
    if (is_stdin(t)) {
        buf_add_bytes(&t->console->out, buf_text(&t->text), t->text.length);
        return EXIT_GOOD;
    }
    return changed ? replace_file(t) : EXIT_GOOD;
}

static int lay_out(struct task *t)
{
    struct compilation *n = t->compilation;
    struct parse_context context = {n->arena, n->sources, n->names, n->diags};
    enum layout_result result = LAYOUT_ERRORS;
    if (parse_read(&context, t->path, &t->source))
        result = layout_text(&context, t->source, &t->text);
    if (result == LAYOUT_DONE)
        return deliver(t);
    if (result == LAYOUT_LOST) {
        console_error(t->console,
                      "internal error: the layout of `%s` would change what it says; it is left as it is",
                      t->path);
        return EXIT_INTERNAL;
    }
    report_diagnostics(n, t->path, t->console->colour_err, true, &t->console->err);
    return EXIT_USAGE;
}

/* The status that matters more. */
static int worse(int a, int b)
{
    return a > b ? a : b;
}

int cmd_fmt(const struct options *o, struct console *c)
{
    int status = EXIT_GOOD;
    for (uint32_t i = 0; i < o->operands.count; i++) {
        struct task t = {
            .options = o, .console = c, .path = o->operands.at[i], .compilation = compilation_create()};
        status = worse(status, lay_out(&t));
        buf_free(&t.text);
        compilation_destroy(t.compilation);
        if (!console_flush(c))
            status = EXIT_INTERNAL;
    }
    return status;
}
