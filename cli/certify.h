/*
 * certify: the certificates of one run of `verify --certify DIR`.
 */
#ifndef NICC_CLI_CERTIFY_H
#define NICC_CLI_CERTIFY_H

#include "cli/console.h"
#include "report/report.h"

struct certify;

/* Before any work: look for CaDiCaL, and whether the directory can be made. NULL, with *problem one line, when not. */
struct certify *certify_new(struct arena *arena, const struct options *o, const char **problem);

/* Write the certificates of all shown claims of a design that was judged. NULL for `c` is allowed. */
void certify_design(struct certify *c, const struct report *r);

/*
 * Write the manifest, give the directory its name, and tell what was certified: on standard output in text format, else on
 * standard error. Nothing is left behind when `status` is one of a run that verified nothing. Returns the exit status:
 * EXIT_INTERNAL when something could not be written or a certificate does not hold, EXIT_UNKNOWN when not all claims are
 * certified, else EXIT_GOOD. NULL is allowed.
 */
int certify_finish(struct certify *c, struct console *console, int status);

#endif
