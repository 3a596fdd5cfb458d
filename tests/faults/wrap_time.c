/*
 * wrap_time: the deadline passes when the test wants it to. At the call of guard_tick that has to fail nicc looks at the clock,
 * and finds it late once.
 */
#include "base/deadline.h"
#include "base/guard.h"
#include "tests/faults/fault.h"

static _Thread_local bool late;

bool __real_deadline_is_past(const struct timespec *t);
bool __wrap_deadline_is_past(const struct timespec *t);
bool __wrap_deadline_is_past(const struct timespec *t)
{
    bool now = late;
    late = false;
    return now || __real_deadline_is_past(t);
}

void __real_guard_tick(void);
void __wrap_guard_tick(void);
void __wrap_guard_tick(void)
{
    late = fault_now(FAULT_time);
    if (late)
        guard_look();
    else
        __real_guard_tick();
    late = false;
}
