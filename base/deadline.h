/*
 * deadline: points in time (CLOCK_MONOTONIC) by which something has to be done.
 */
#ifndef NICC_BASE_DEADLINE_H
#define NICC_BASE_DEADLINE_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

/* So many milliseconds from now. */
struct timespec deadline_in(uint32_t ms);

bool deadline_is_past(const struct timespec *t);
bool deadline_is_before(const struct timespec *a, const struct timespec *b);

#endif
