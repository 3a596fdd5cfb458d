/*
 * main: from the command line to an exit status. All answers come back in a console and are written here.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/leave.h"
#include "cli/command.h"
#include "cli/design_files.h"
#include "cli/outputs.h"

/*
 * A stream that was closed by the caller would give its number to the first file opened, and that file our
 * output. /dev/null opened the wrong way round keeps the number busy and still refuses to be used.
 */
static void occupy_standard_streams(void)
{
    static const int modes[] = {O_WRONLY, O_RDONLY, O_RDONLY};
    for (int fd = 0; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0)
            (void)open("/dev/null", modes[fd]);
}

/* An assertion that failed, or memory that ran out inside Z3: the reason has been printed already. */
static void end_abort(int signal_number)
{
    static const char message[] = "nicc: internal error\n";
    (void)signal_number;
    ssize_t written = write(STDERR_FILENO, message, sizeof message - 1);
    (void)written;
    leave(EXIT_INTERNAL);
}

/* SIGINT, SIGTERM and the like are left as they are: they end the program, and signals.c lets them wait while files are written. */
static void prepare_signals(void)
{
    signal(SIGPIPE, SIG_IGN); /* a closed pipe is then an error of write; console_close ends it */
    signal(SIGXFSZ, SIG_IGN); /* and so is a file that gets too large (ulimit -f) */
    signal(SIGABRT, end_abort);
}

static int run(const struct options *o, struct console *c)
{
    switch (o->command) {
#define COMMAND(id, function, name, operands, summary, text)                                                 \
    case COMMAND_##id:                                                                                       \
        return cmd_##function(o, c);
#include "cli/commands.def"
#undef COMMAND
    case COMMAND_COUNT:
        break;
    }
    return EXIT_INTERNAL;
}

int main(int argc, char **argv)
{
    occupy_standard_streams();
    prepare_signals();
    arena_keep_memory();
    struct arena *arena = arena_create();
    struct options options;
    const char *error;
    int status = EXIT_USAGE;
    bool understood = options_parse(arena, argc, argv, &options, &error);
    struct console console = console_open(options.colour);
    if (understood && options.stdin_name)
        source_name_stdin(options.stdin_name);
    if (understood)
        understood = design_files_expand(arena, &options, &error);
    if (understood) {
        status = run(&options, &console);
    } else {
        console_error(&console, "%s", error);
        outputs_refuse(arena, &options, error);
    }
    if (!console_flush(&console))
        status = EXIT_INTERNAL;
    console_close(&console);
    arena_destroy(arena);
    return status;
}
