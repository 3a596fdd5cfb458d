/*
 * version: of nicc, of the libraries that it runs with, and of what it reads.
 */
#include <jansson.h>

#include "cli/command.h"
#include "cli/version.h"
#include "report/json_parts.h"
#include "solver/solver.h"

static void put_json(const char *z3, struct buf *out)
{
    json_t *document = json_document("nicc.version/1");
    json_object_set_new(document, "nicc", json_text(NICC_VERSION));
    json_object_set_new(document, "z3", json_text(z3));
    json_object_set_new(document, "jansson", json_text(jansson_version_str()));
    json_object_set_new(document, "language", json_integer(NICC_LANGUAGE));
    json_finish(document, out);
}

int cmd_version(const struct options *o, struct console *c)
{
    struct arena *arena = arena_create();
    const char *z3 = solver_z3_version(arena);
    if (o->format == FORMAT_JSON)
        put_json(z3, &c->out);
    else
        buf_printf(&c->out, "nicc %s (Z3 %s)\n", NICC_VERSION, z3);
    arena_destroy(arena);
    return EXIT_GOOD;
}
