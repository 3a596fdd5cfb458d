/*
 * signals: SIGINT, SIGTERM and their like end the program at once, except while a regular file is written: the system would
 * end the write where it is. The mutex is for folder.c, where a thread of its own receives the signals.
 */
#include "cli/signals.h"

#include <errno.h>
#include <pthread.h>

static pthread_mutex_t held = PTHREAD_MUTEX_INITIALIZER;

sigset_t signals_hold(void)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    pthread_mutex_lock(&held);
    return before;
}

void signals_release(const sigset_t *before)
{
    int error = errno;
    pthread_mutex_unlock(&held);
    pthread_sigmask(SIG_SETMASK, before, NULL);
    errno = error;
}
