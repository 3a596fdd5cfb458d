/*
 * scene: a compiled design in one stable state.
 */
#include "cli/scene.h"

#include "cli/command.h"
#include "report/report.h"
#include "report/views.h"

/* Say why the design cannot be looked at; warnings are left to `check` and `verify`. */
static void put_errors(const struct options *o, const char *schema, struct console *c, struct compilation *n)
{
    if (o->format == FORMAT_TEXT)
        report_diagnostics(n, o->operands.at[0], c->colour_err, true, &c->err);
    else
        view_errors_json(schema, n->diags, n->sources, &c->out);
}

/* The set of elements that --down names. */
static bool read_down(const struct options *o, struct compilation *n, struct console *c, struct bits *down)
{
    *down = bits_new(n->arena, n->ir->element_count);
    for (uint32_t i = 0; i < o->down.count; i++) {
        const uint32_t *elements;
        uint32_t count;
        const char *why;
        if (!compile_elements(n, o->down.at[i], &elements, &count, &why)) {
            console_error(c, "--down: %s", why);
            return false;
        }
        for (uint32_t j = 0; j < count; j++)
            bits_add(*down, elements[j]);
    }
    return true;
}

int scene_open(const struct options *o, const char *schema, struct console *c, struct scene *s)
{
    struct compilation *n = s->compilation = compilation_create();
    if (!compile_file(n, o->operands.at[0])) {
        put_errors(o, schema, c, n);
        return EXIT_USAGE;
    }
    struct bits down;
    if (!read_down(o, n, c, &down))
        return EXIT_USAGE;
    uint32_t unstable;
    bool several;
    s->state = sim_first(n->arena, n->ir, down, &unstable, &several);
    if (!s->state) {
        char prefix[PREFIX_TEXT_MAX];
        console_error(c, "the routing of %s has no stable state",
                      prefix_print(n->ir->prefixes[unstable], prefix));
        return EXIT_UNKNOWN;
    }
    if (several)
        console_error(c, "warning: the routing has several stable states; this is the first of them");
    return EXIT_GOOD;
}

void scene_close(struct scene *s)
{
    compilation_destroy(s->compilation);
}
