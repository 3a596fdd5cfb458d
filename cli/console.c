/*
 * console: standard output and standard error of one command.
 *
 * Nothing is printed before a command has all of its answer, so a full disk is found once, here, and becomes
 * an exit status instead of a truncated verdict. A closed pipe (`nicc ... | head -1`) is no fault: the program
 * ends by SIGPIPE as others do, but not before the files of --output are written.
 */
#include "cli/console.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/signals.h"
#include "report/style.h"

/* A terminal that knows escape sequences. */
static bool is_able(int fd)
{
    const char *terminal = getenv("TERM");
    return isatty(fd) && terminal && strcmp(terminal, "dumb") != 0;
}

static bool wants_colour(enum colour_mode mode, int fd)
{
    if (mode != COLOUR_AUTO)
        return mode == COLOUR_ALWAYS;
    const char *no_colour = getenv("NO_COLOR");
    return is_able(fd) && !(no_colour && *no_colour);
}

static uint32_t terminal_width(int fd)
{
    struct winsize size;
    if (!isatty(fd) || ioctl(fd, TIOCGWINSZ, &size) != 0)
        return 0;
    return size.ws_col;
}

struct console console_open(enum colour_mode colour)
{
    return (struct console){
        .colour_out = wants_colour(colour, STDOUT_FILENO),
        .colour_err = wants_colour(colour, STDERR_FILENO),
        .width = terminal_width(STDOUT_FILENO),
        .width_err = terminal_width(STDERR_FILENO),
        .progress = is_able(STDERR_FILENO),
    };
}

void console_error(struct console *c, const char *format, ...)
{
    struct arena *scratch = arena_create();
    va_list args;
    va_start(args, format);
    const char *text = arena_vprintf(scratch, format, args);
    va_end(args);
    buf_add(&c->err, "nicc: ");
    style_put(&c->err, false, STYLE_PLAIN, text);
    buf_add(&c->err, "\n");
    arena_destroy(scratch);
}

/* Write all of the answer. A regular file gets it whole or not at all when a signal comes; a pipe or a terminal may keep the
 * program waiting, so there a signal ends it at once. */
static bool write_answer(const struct buf *text)
{
    struct stat info;
    if (fstat(STDOUT_FILENO, &info) != 0 || !S_ISREG(info.st_mode))
        return buf_write(text, STDOUT_FILENO);
    sigset_t before = signals_hold();
    bool written = buf_write(text, STDOUT_FILENO);
    signals_release(&before);
    return written;
}

bool console_flush(struct console *c)
{
    /* When standard error refuses there is nowhere left to say so. */
    (void)buf_write(&c->err, STDERR_FILENO);
    buf_free(&c->err);
    bool written = write_answer(&c->out);
    c->reader_gone = c->reader_gone || (!written && errno == EPIPE);
    if (!written && !c->reader_gone) {
        console_error(c, "cannot write output: %s", strerror(errno));
        (void)buf_write(&c->err, STDERR_FILENO);
        buf_free(&c->err);
    }
    buf_free(&c->out);
    return written;
}

void console_close(struct console *c)
{
    buf_free(&c->out);
    buf_free(&c->err);
    if (!c->reader_gone)
        return;
    signal(SIGPIPE, SIG_DFL);
    raise(SIGPIPE);
}
