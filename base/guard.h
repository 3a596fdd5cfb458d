/*
 * guard: work that is given up when it takes too long or too much memory.
 *
 * guard_run calls a function. While it runs, requests to arenas and guard_tick look at the clock now and then, and each chunk
 * that an arena takes from the system at the limit `memory`. Past one of them the function does not return: guard_run does,
 * and frees every arena that the function made and had not destroyed yet. Such arenas must therefore be left alone after
 * a run that was given up, and so must whatever the function had begun to change; what it allocated in older arenas
 * stays until they are destroyed.
 *
 * Loops that may run long without requests to an arena call guard_tick in each round.
 */
#ifndef NICC_BASE_GUARD_H
#define NICC_BASE_GUARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

struct arena;

enum guard_end {
    GUARD_DONE,
    GUARD_TIME,  /* past the deadline */
    GUARD_MEMORY /* the process has more memory than LIMIT_MEMORY */
};

/* Call `work(data)` in this thread until `deadline` (CLOCK_MONOTONIC; NULL: without end). Runs may lie in each other; the
 * innermost ends first. */
enum guard_end guard_run(const struct timespec *deadline, void (*work)(void *data), void *data);

/* The same with a deadline in `ms` milliseconds; 0: without end. */
enum guard_end guard_within(uint32_t ms, void (*work)(void *data), void *data);
/* In words, which limit ended a run of guard_within(ms, ..): "the time limit of 50 ms (--timeout) was reached". In `arena`. */
const char *guard_reason(struct arena *arena, enum guard_end end, uint32_t ms);

/* For loops: look at the clock now and then (guard_look). Costs next to nothing. */
void guard_tick(void);
/* Give up the run of this thread, if there is one and its deadline has passed. */
void guard_look(void);

/* ---- for arena.c, and for who else holds memory ---- */

/* Add to the memory of the process, or take from it. guard_add gives up the run of this thread first where there would be
 * too much; without a run, and some beyond the limit, it says so on standard error and ends the process with status 3. */
void guard_add(size_t bytes);
void guard_remove(size_t bytes);

/* Memory that others than arenas hold (Z3): the last figure that is known. */
void guard_set_foreign(uint64_t bytes);
/* Give up the run of this thread, if there is one and the process has more memory than LIMIT_MEMORY. */
void guard_check_memory(void);
/* Is there, with `foreign` bytes held by others, more memory than LIMIT_MEMORY? */
bool guard_is_over(uint64_t foreign);

/* What was added and not removed. */
uint64_t guard_memory(void);

/* A list of arenas that a run must free, which arena.c keeps. Intrusive: the first field of an arena. */
struct guard_member {
    struct guard_member *next, **link; /* link NULL: in no list */
};
void guard_enter(struct guard_member *m);
void guard_leave(struct guard_member *m);

#endif
