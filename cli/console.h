/*
 * console: standard output and standard error of one command, collected and written in one go.
 */
#ifndef NICC_CLI_CONSOLE_H
#define NICC_CLI_CONSOLE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "cli/options.h"

struct console {
    struct buf out; /* standard output */
    struct buf err; /* standard error */
    bool colour_out, colour_err;
    uint32_t width;     /* columns of the terminal behind standard output, 0 when it is none */
    uint32_t width_err; /* the same of standard error */
    bool progress;      /* standard error is a terminal that can write over a line */
    bool reader_gone;   /* nobody reads the pipe behind standard output any more */
};

/* An empty console. Colours follow --color, NO_COLOR (https://no-color.org) and what the streams are. */
struct console console_open(enum colour_mode colour);

/* Add one line "nicc: ..." to standard error; control characters in it are not printed. */
void console_error(struct console *c, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Write what was collected, standard error first, and forget it. Returns false when standard output refuses;
 * then the reason has been written to standard error, or `reader_gone` is set. */
bool console_flush(struct console *c);

/* When nobody read standard output any more, this ends the program as SIGPIPE would have done. */
void console_close(struct console *c);

#endif
