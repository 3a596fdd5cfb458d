/*
 * Limits of time for the comparison engines: a timer whose signal interrupts Z3, as its own shell does it.
 */
#include "bench/compare/engine.h"

#include <signal.h>
#include <string.h>
#include <sys/time.h>

static Z3_context volatile context;
static volatile sig_atomic_t over;

static void ring(int signal_number)
{
    (void)signal_number;
    over = 1;
    if (context)
        Z3_interrupt(context);
}

static void set_timer(double seconds, double again)
{
    struct itimerval timer = {
        .it_value = {(time_t)seconds, (suseconds_t)((seconds - (double)(time_t)seconds) * 1e6)},
        .it_interval = {(time_t)again, (suseconds_t)((again - (double)(time_t)again) * 1e6)}};
    setitimer(ITIMER_REAL, &timer, NULL);
}

/* The signal comes again and again, since Z3 forgets an interrupt that comes between two calls. */
void limit_begin(double seconds)
{
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = ring;
    sigaction(SIGALRM, &action, NULL);
    over = 0;
    if (seconds > 0)
        set_timer(seconds, 0.2);
}

void limit_context(Z3_context new_context)
{
    context = new_context;
}

void limit_end(void)
{
    set_timer(0, 0);
    context = NULL;
}

bool limit_is_over(void)
{
    return over != 0;
}
