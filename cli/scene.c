/*
 * scene: a compiled design in one stable state.
 */
#include "cli/scene.h"

#include <string.h>

#include "base/deadline.h"
#include "base/guard.h"
#include "cli/command.h"
#include "report/report.h"
#include "report/views.h"

/* Say why the design cannot be looked at; warnings are left to `check` and `verify`. */
static void put_errors(const struct scene *s)
{
    const char *path = s->options->operands.at[0];
    struct console *c = s->console;
    struct compilation *n = s->compilation;
    if (s->options->format != FORMAT_JSON)
        report_diagnostics(n, path, c->colour_err, true, &c->err);
    else
        view_errors_json(s->schema, n->diags, n->sources, path, &c->out);
}

void scene_error(const struct scene *s, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *text = arena_vprintf(s->compilation->arena, format, args);
    va_end(args);
    if (s->options->format != FORMAT_JSON)
        console_error(s->console, "%s", text);
    else
        view_problem_json(s->schema, s->options->operands.at[0], text, &s->console->out);
}

/* The set of elements that --down names. */
static bool read_down(const struct scene *s, struct bits *down)
{
    const struct words *words = &s->options->down;
    struct compilation *n = s->compilation;
    *down = bits_new(n->arena, n->ir->element_count);
    for (uint32_t i = 0; i < words->count; i++) {
        const uint32_t *elements;
        uint32_t count;
        const char *why;
        if (!compile_elements(n, words->at[i], &elements, &count, &why)) {
            scene_error(s, "--down: %s", why);
            return false;
        }
        for (uint32_t j = 0; j < count; j++)
            bits_add(*down, elements[j]);
    }
    return true;
}

/* One state is shown: that in which nobody announces what he only may. */
static void tell_announcements(const struct scene *s)
{
    const struct ir *ir = s->compilation->ir;
    for (uint32_t e = 0; e < ir->element_count; e++) {
        if (!(ir->elements[e].classes & IR_CLASS_ANNOUNCEMENT))
            continue;
        console_error(s->console, "note: shown without the announcements that `may-advertise` allows");
        return;
    }
}

/* The settings that --set changes. */
static bool read_settings(const struct scene *s, struct bits *changed)
{
    struct compilation *n = s->compilation;
    for (uint32_t i = 0; i < s->options->settings.count; i++) {
        bool on = strcmp(s->options->values.at[i], "on") == 0, changes;
        uint32_t element;
        const char *why;
        if (!compile_setting(n, s->options->settings.at[i], on, &element, &changes, &why)) {
            scene_error(s, "--set: %s", why);
            return false;
        }
        if (changes)
            bits_add(*changed, element);
    }
    return true;
}

/* One state is shown: say what was assumed of what the design leaves open. */
static void tell_defaults(const struct scene *s)
{
    const char *open = compile_open_settings(s->compilation);
    if (open)
        console_error(s->console, "note: shown with %s (--set changes this)", open);
}

int scene_look(const struct scene *s, void (*work)(void *data), void *data)
{
    uint32_t ms = s->options->timeout_ms;
    enum guard_end end = guard_run(ms ? &s->deadline : NULL, work, data);
    if (end == GUARD_DONE)
        return EXIT_GOOD;
    scene_error(s, "%s", guard_reason(s->compilation->arena, end, ms));
    return EXIT_UNKNOWN;
}

/* The search for the first stable state. */
struct settling {
    const struct compilation *compilation;
    struct bits down;
    const struct sim_state *state;
    uint32_t unstable;
    bool several;
};

static void settle(void *data)
{
    struct settling *t = data;
    const struct compilation *n = t->compilation;
    t->state = sim_first(n->arena, n->ir, t->down, &t->unstable, &t->several);
}

static int find_state(struct scene *s, struct bits down)
{
    struct settling t = {.compilation = s->compilation, .down = down};
    int status = scene_look(s, settle, &t);
    if (status != EXIT_GOOD)
        return status;
    if (!t.state) {
        char prefix[PREFIX_TEXT_MAX];
        scene_error(s, "the routing of %s has no stable state",
                    prefix_print(s->compilation->ir->prefixes[t.unstable], prefix));
        return EXIT_UNKNOWN;
    }
    if (t.several)
        console_error(s->console,
                      "warning: the routing has several stable states; this is the first of them");
    s->state = t.state;
    return EXIT_GOOD;
}

int scene_open(const struct options *o, const char *schema, struct console *c, struct scene *s)
{
    struct compilation *n = compilation_create();
    *s = (struct scene){.options = o, .console = c, .schema = schema, .compilation = n};
    n->wanted = o->settings.at;
    n->wanted_count = o->settings.count;
    n->timeout_ms = o->timeout_ms;
    if (!compile_file(n, o->operands.at[0])) {
        put_errors(s);
        return EXIT_USAGE;
    }
    struct bits down;
    if (!read_down(s, &down) || !read_settings(s, &down))
        return EXIT_USAGE;
    tell_defaults(s);
    s->deadline = deadline_in(o->timeout_ms);
    int status = find_state(s, down);
    if (status == EXIT_GOOD)
        tell_announcements(s);
    return status;
}

void scene_close(struct scene *s)
{
    compilation_destroy(s->compilation);
}
