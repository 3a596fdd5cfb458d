/*
 * leave: of several threads that want to leave the first one clears away, and the others wait for the end.
 */
#include "base/leave.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <unistd.h>

static _Atomic(const struct leave_task *) to_do;

void leave_set(const struct leave_task *task)
{
    atomic_store(&to_do, task);
}

_Noreturn void leave(int status)
{
    static atomic_flag taken = ATOMIC_FLAG_INIT;
    static _Thread_local bool mine; /* a signal has come while this thread clears away */
    while (!mine && atomic_flag_test_and_set(&taken))
        pause();
    const struct leave_task *task = mine ? NULL : atomic_load(&to_do);
    mine = true;
    if (task)
        task->clear(task->data);
    _exit(status);
}
