/*
 * scene: a compiled design in one stable state: what `trace`, `routes` and `matrix` look at.
 */
#ifndef NICC_CLI_SCENE_H
#define NICC_CLI_SCENE_H

#include <time.h>

#include "cli/console.h"
#include "cli/options.h"
#include "compiler/compile.h"
#include "compiler/simulate.h"

struct scene {
    const struct options *options;
    struct console *console;
    const char *schema; /* of the view's JSON document */
    struct compilation *compilation;
    const struct sim_state *state;
    struct timespec deadline; /* of everything after the compilation; with --timeout */
};

/*
 * Compile the first operand and find the first stable state with what --down names down. Returns EXIT_GOOD;
 * otherwise another exit status, and the console says why (as a document of `schema` with --format json).
 * Close it in both cases.
 */
int scene_open(const struct options *o, const char *schema, struct console *c, struct scene *s);
void scene_close(struct scene *s);

/* Call `work(data)`, which looks at the state and prints nothing, within --timeout and the limit of memory. Returns
 * EXIT_GOOD, or EXIT_UNKNOWN when a limit was reached: then the console says so. */
int scene_look(const struct scene *s, void (*work)(void *data), void *data);

/* Say why this design cannot be looked at in the way asked for: on standard error, or in the document. */
void scene_error(const struct scene *s, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
