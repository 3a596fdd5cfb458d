/*
 * command: the commands, one file each. Each reads the options, leaves its answer in the console and returns
 * the exit status. Operands have been counted before.
 */
#ifndef NICC_CLI_COMMAND_H
#define NICC_CLI_COMMAND_H

#include "cli/console.h"
#include "cli/options.h"

#define COMMAND(id, function, name, operands, summary, text)                                                 \
    int cmd_##function(const struct options *o, struct console *c);
#include "cli/commands.def"
#undef COMMAND

enum exit_status { EXIT_GOOD = 0, EXIT_REFUTED = 1, EXIT_USAGE = 2, EXIT_UNKNOWN = 3, EXIT_INTERNAL = 4 };

#endif
