/*
 * deadline: reads the clock.
 */
#include "base/deadline.h"

#define NS_OF_MS 1000000L
#define NS_OF_S 1000000000L

struct timespec deadline_in(uint32_t ms)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    t.tv_sec += ms / 1000;
    t.tv_nsec += (long)(ms % 1000) * NS_OF_MS;
    if (t.tv_nsec >= NS_OF_S) {
        t.tv_nsec -= NS_OF_S;
        t.tv_sec++;
    }
    return t;
}

bool deadline_is_before(const struct timespec *a, const struct timespec *b)
{
    return a->tv_sec < b->tv_sec || (a->tv_sec == b->tv_sec && a->tv_nsec < b->tv_nsec);
}

bool deadline_is_past(const struct timespec *t)
{
    struct timespec now = deadline_in(0);
    return !deadline_is_before(&now, t);
}
