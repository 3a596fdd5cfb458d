/*
 * watchdog: a thread that calls for a stop when time is up, and again until somebody listens.
 */
#ifndef NICC_SOLVER_WATCHDOG_H
#define NICC_SOLVER_WATCHDOG_H

#include <stdbool.h>
#include <time.h>

#include "base/arena.h"

struct watchdog;

/* Start the thread; `bark` is called from it. Returns NULL when there can be no thread. */
struct watchdog *watchdog_create(struct arena *arena, void (*bark)(void *), void *object);
void watchdog_destroy(struct watchdog *w);

/* Watch until watchdog_release: from `deadline` (CLOCK_MONOTONIC) on, bark every few milliseconds. */
void watchdog_watch(struct watchdog *w, struct timespec deadline);
/* Returns whether it barked. Afterwards it is quiet for sure. */
bool watchdog_release(struct watchdog *w);

#endif
