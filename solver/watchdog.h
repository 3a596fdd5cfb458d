/*
 * watchdog: a thread that calls for a stop when time or memory is up, and again until somebody listens.
 */
#ifndef NICC_SOLVER_WATCHDOG_H
#define NICC_SOLVER_WATCHDOG_H

#include <stdbool.h>
#include <time.h>

#include "base/arena.h"

struct watchdog;

/* Start the thread; `bark` is called from it, and while it watches `look` (or NULL), every few milliseconds, which tells
 * whether to bark although there is time left. Returns NULL when there can be no thread. */
struct watchdog *watchdog_create(struct arena *arena, bool (*look)(void *), void (*bark)(void *),
                                 void *object);
void watchdog_destroy(struct watchdog *w);

/* Watch until watchdog_release: from `deadline` (CLOCK_MONOTONIC; NULL: never) on, bark every few milliseconds. */
void watchdog_watch(struct watchdog *w, const struct timespec *deadline);
/* Returns whether it barked. Afterwards it is quiet for sure. */
bool watchdog_release(struct watchdog *w);

#endif
