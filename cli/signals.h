/*
 * signals: writing that no signal cuts in two.
 */
#ifndef NICC_CLI_SIGNALS_H
#define NICC_CLI_SIGNALS_H

#include <signal.h>

/* Let signals wait until signals_release; another thread that holds them is waited for. Only around work that comes to an end
 * by itself: what is written goes to a regular file. Returns what held before. */
sigset_t signals_hold(void);
/* Signals that have come meanwhile take effect now, before this returns. errno is kept. */
void signals_release(const sigset_t *before);

#endif
