/*
 * progress: a line on the terminal while claims are judged.
 *
 * A thread of its own reads a counter and writes to standard error, so the work knows nothing of it and its result cannot depend
 * on it. The line is written over itself, never longer than the terminal is wide, and taken away before anything else is
 * printed. Without a thread there is no line.
 */
#include "cli/progress.h"

#include <signal.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#define FIRST_MS 1000
#define NEXT_MS 200
#define CLEAR "\r\033[K"

static uint32_t width_of_terminal(void)
{
    struct winsize size;
    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

static struct timespec later(struct timespec t, long ms)
{
    t.tv_nsec += ms % 1000 * 1000000;
    t.tv_sec += ms / 1000 + t.tv_nsec / 1000000000;
    t.tv_nsec %= 1000000000;
    return t;
}

/* The text without the characters that could disturb the terminal, and cut before its last column. */
static size_t make_line(const struct progress *p, long seconds, char *line, size_t size)
{
    char text[256];
    if (p->all > 0)
        snprintf(text, sizeof text, "%s: %u of %u claims, %ld s", p->what, atomic_load(&p->judged), p->all,
                 seconds);
    else
        snprintf(text, sizeof text, "%s, %ld s", p->what, seconds);
    size_t most = p->width > 0 && p->width - 1 < size ? p->width - 1 : size - 1, length = 0;
    for (; text[length] && length < most; length++)
        line[length] = text[length] >= ' ' && text[length] < 0x7f ? text[length] : '?';
    return length;
}

static void show(struct progress *p, long seconds)
{
    char line[256];
    size_t length = make_line(p, seconds, line, sizeof line);
    bool written = write(STDERR_FILENO, CLEAR, sizeof CLEAR - 1) > 0;
    p->shown = written && write(STDERR_FILENO, line, length) >= 0;
}

static void *run(void *progress)
{
    struct progress *p = progress;
    struct timespec start, next, now;
    clock_gettime(CLOCK_MONOTONIC, &start);
    next = later(start, FIRST_MS);
    pthread_mutex_lock(&p->mutex);
    while (!p->ends) {
        if (pthread_cond_timedwait(&p->wake, &p->mutex, &next) == 0)
            continue;
        clock_gettime(CLOCK_MONOTONIC, &now);
        show(p, (long)(now.tv_sec - start.tv_sec));
        next = later(now, NEXT_MS);
    }
    pthread_mutex_unlock(&p->mutex);
    return NULL;
}

/* Signals are for the other threads. */
static bool start(struct progress *p)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    bool started = pthread_create(&p->thread, NULL, run, p) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return started;
}

void progress_begin(struct progress *p, bool wanted, const char *what, uint32_t all)
{
    pthread_condattr_t clock;
    *p = (struct progress){.what = what, .all = all};
    p->width = wanted ? width_of_terminal() : 0;
    if (!wanted)
        return;
    pthread_condattr_init(&clock);
    pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
    pthread_mutex_init(&p->mutex, NULL);
    pthread_cond_init(&p->wake, &clock);
    pthread_condattr_destroy(&clock);
    p->runs = start(p);
}

void progress_end(struct progress *p)
{
    if (!p->runs)
        return;
    pthread_mutex_lock(&p->mutex);
    p->ends = true;
    pthread_cond_signal(&p->wake);
    pthread_mutex_unlock(&p->mutex);
    pthread_join(p->thread, NULL);
    if (p->shown && write(STDERR_FILENO, CLEAR, sizeof CLEAR - 1) < 0)
        p->shown = false; /* the terminal is gone */
    p->runs = false;
}
