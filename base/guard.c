/*
 * guard: a jump back to guard_run. The innermost run of each thread is known to it; memory is counted for the process.
 */
#include "base/guard.h"

#include <setjmp.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/deadline.h"
#include "base/leave.h"
#include "base/limits.h"

#define EXIT_LIMIT 3
#define TICKS_A_LOOK 256u /* ticks between two looks at the clock */

struct run {
    struct run *outer;
    jmp_buf back;
    const struct timespec *deadline;
    struct guard_member *members; /* arenas made in the run and still there */
    uint32_t ticks;
};

static _Thread_local struct run *current;
static atomic_uint_fast64_t held, foreign;

static _Noreturn void give_up(enum guard_end why)
{
    longjmp(current->back, (int)why);
}

static void free_members(struct run *r)
{
    struct guard_member *next;
    for (struct guard_member *m = r->members; m; m = next) {
        next = m->next;
        m->link = NULL;
        arena_destroy((struct arena *)(void *)m);
    }
}

/* What is still there when a run ends in order belongs to the run around it. */
static void pass_on(struct run *r)
{
    struct guard_member *next;
    for (struct guard_member *m = r->members; m; m = next) {
        next = m->next;
        m->link = NULL;
        guard_enter(m);
    }
}

/* Apart from guard_run, whose `struct run` changes between setjmp and longjmp. */
static enum guard_end enter(struct run *r, void (*work)(void *data), void *data)
{
    int why = setjmp(r->back);
    if (why == GUARD_DONE)
        work(data);
    return (enum guard_end)why;
}

enum guard_end guard_run(const struct timespec *deadline, void (*work)(void *data), void *data)
{
    struct run r = {.outer = current, .deadline = deadline};
    current = &r;
    enum guard_end why = enter(&r, work, data);
    current = r.outer;
    if (why == GUARD_DONE)
        pass_on(&r);
    else
        free_members(&r);
    return why;
}

/* ---- time ---- */

enum guard_end guard_within(uint32_t ms, void (*work)(void *data), void *data)
{
    struct timespec deadline = deadline_in(ms);
    return guard_run(ms ? &deadline : NULL, work, data);
}

const char *guard_reason(struct arena *arena, enum guard_end end, uint32_t ms)
{
    if (end == GUARD_TIME)
        return arena_printf(arena, "the time limit of %u ms (--timeout) was reached", ms);
    return arena_printf(arena, "the limit of memory, %s, was reached; %s",
                        limit_text(arena, LIMIT_MEMORY, limit_of(LIMIT_MEMORY)),
                        limit_remedy(arena, LIMIT_MEMORY));
}

void guard_look(void)
{
    if (current && current->deadline && deadline_is_past(current->deadline))
        give_up(GUARD_TIME);
}

void guard_tick(void)
{
    if (current && current->deadline && ++current->ticks % TICKS_A_LOOK == 0)
        guard_look();
}

/* ---- memory ---- */

/* Without a run there is room to end in good order: to say what went wrong, and what was found before. */
static uint64_t spare(uint64_t limit)
{
    return limit / 8 + 16 * MIB;
}

static _Noreturn void end_process(void)
{
    struct arena *a = arena_create();
    fprintf(stderr, "nicc: more memory is needed than the limit of %s; %s\n",
            limit_text(a, LIMIT_MEMORY, limit_of(LIMIT_MEMORY)), limit_remedy(a, LIMIT_MEMORY));
    leave(EXIT_LIMIT); /* other threads may be at work */
}

void guard_add(size_t bytes)
{
    static atomic_bool ending;
    uint64_t limit = limit_of(LIMIT_MEMORY);
    uint64_t all = atomic_load(&held) + atomic_load(&foreign) + bytes;
    if (all > limit && current)
        give_up(GUARD_MEMORY);
    if (all > limit + spare(limit) && !atomic_exchange(&ending, true))
        end_process();
    atomic_fetch_add(&held, bytes);
}

void guard_remove(size_t bytes)
{
    atomic_fetch_sub(&held, bytes);
}

void guard_set_foreign(uint64_t bytes)
{
    atomic_store(&foreign, bytes);
}

void guard_check_memory(void)
{
    if (current && guard_is_over(atomic_load(&foreign)))
        give_up(GUARD_MEMORY);
}

bool guard_is_over(uint64_t bytes)
{
    return atomic_load(&held) + bytes > limit_of(LIMIT_MEMORY);
}

uint64_t guard_memory(void)
{
    return atomic_load(&held);
}

/* ---- arenas ---- */

void guard_enter(struct guard_member *m)
{
    m->next = NULL;
    m->link = NULL;
    if (!current)
        return;
    m->next = current->members;
    m->link = &current->members;
    if (m->next)
        m->next->link = &m->next;
    current->members = m;
}

void guard_leave(struct guard_member *m)
{
    if (!m->link)
        return;
    *m->link = m->next;
    if (m->next)
        m->next->link = m->link;
}
