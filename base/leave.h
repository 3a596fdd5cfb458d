/*
 * leave: the process ends at once, from wherever it is, and first clears away what would otherwise stay behind half made.
 */
#ifndef NICC_BASE_LEAVE_H
#define NICC_BASE_LEAVE_H

/* What is to be cleared away. It may be called in any thread and in a signal handler: no memory, no locks. */
struct leave_task {
    void (*clear)(void *data);
    void *data;
};

/* From now on leave does this one; NULL: nothing. The task is the caller's, and stays where it is until the next call. */
void leave_set(const struct leave_task *task);

/* Clear away and end the process with this status, with no output written and no exit handler called. */
_Noreturn void leave(int status);

#endif
