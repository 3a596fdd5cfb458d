/*
 * outputs: the files of --output over a run: what stands in them before there is an answer, and when there is none.
 */
#ifndef NICC_CLI_OUTPUTS_H
#define NICC_CLI_OUTPUTS_H

#include "cli/console.h"
#include "cli/options.h"
#include "report/report.h"

/*
 * Before any work: make each file say that the run did not finish, so that a run which dies leaves no old report behind. Returns NULL,
 * or one line that says which file cannot be written and why, with *status for the run. Devices and pipes are left alone.
 */
const char *outputs_begin(struct arena *arena, const struct options *o, int *status);

/* Nothing will be verified: make each file that can be written say why. Also for a command line that was understood in part. */
void outputs_refuse(struct arena *arena, const struct options *o, const char *why);

/* Write the files. Returns the status of the run, which is an internal error when one cannot be written; the console says so. */
int outputs_finish(struct arena *arena, const struct options *o, const struct report_run *run,
                   struct console *c);

#endif
