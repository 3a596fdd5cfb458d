/*
 * progress: a line on the terminal while claims are judged, for runs that take longer than a second.
 */
#ifndef NICC_CLI_PROGRESS_H
#define NICC_CLI_PROGRESS_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

struct progress {
    const char *what; /* "lab.ni" */
    uint32_t all;     /* claims to judge; 0: only the time is shown */
    _Atomic uint32_t judged;
    bool runs; /* a thread is there */
    bool ends;
    bool shown; /* something stands on the screen */
    uint32_t width;
    pthread_t thread;
    pthread_mutex_t mutex;
    pthread_cond_t wake;
};

/* Begin to show, after a second, how many of `all` claims are judged; progress.judged counts them. `wanted` false: show nothing. `what`
 * must live until progress_end. `p` must not move meanwhile. */
void progress_begin(struct progress *p, bool wanted, const char *what, uint32_t all);
/* Take the line away again. */
void progress_end(struct progress *p);

#endif
