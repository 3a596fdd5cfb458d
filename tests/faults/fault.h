/*
 * fault: makes calls of the program fail, by wrappers that the linker puts around them (-Wl,--wrap).
 *
 * The program under test is build/tests/faults/nicc-faults, all of nicc and this folder. What fails is told by the
 * environment variable NICC_FAULT:
 *
 *     KIND:N            the N-th call of the kind fails, counted from 1; all others succeed
 *     KIND:N+           this one and all that follow
 *     KIND:each/K       at every K-th call the program is forked: in the child this call fails, the parent waits, judges
 *                       what the child has done (judge.c), and goes on. So one run tries them all. Needs --jobs 1; the
 *                       threads that keep limits are not started.
 *     KIND:site/D       the same at the first call from each place: from each list of the D functions that have called
 *     KIND:loop/K       before anything else: the program is forked for each K-th call, and the child starts anew. Slower
 *                       than `each`, but children and parent do not meet in the same files
 *     KIND:count        none fails; how many there were is written to the file NICC_FAULT_COUNT
 *     lie:NAME          one function answers wrongly, always (lies.c)
 *
 * KIND is one of those below; `KIND=ERROR` has system calls fail with this error (ENOSPC) and not with EIO, and tells which
 * signal comes (SIGINT).
 */
#ifndef NICC_TESTS_FAULTS_FAULT_H
#define NICC_TESTS_FAULTS_FAULT_H

#include <stdbool.h>

#define FAULT_KINDS                                                                                             \
    KIND(alloc)  /* malloc and realloc */                                                                       \
    KIND(write)  /* write */                                                                                    \
    KIND(short)  /* write takes some bytes only */                                                              \
    KIND(cut)    /* write takes some bytes only, and a signal comes */                                          \
    KIND(file)   /* open, read, close, rename and other calls about files */                                    \
    KIND(signal) /* none fails, but a signal comes just before a call of the kinds write and file */            \
    KIND(                                                                                                       \
        time) /* none fails, but the deadline, if there is one, is found to be past: at a call of guard_tick */ \
    KIND(thread) /* pthread_create */                                                                           \
    KIND(z3)     /* calls of Z3 that report that memory ran out */

enum fault_kind {
#define KIND(name) FAULT_##name,
    FAULT_KINDS
#undef KIND
        FAULT_NONE
};

/* Is it this call that has to fail? Then errno is set. To be called once for each call. */
bool fault_now(enum fault_kind kind);

/* A call of the kinds write or file is about to be made: does a signal come? */
void fault_signal(void);

/* Are children forked in the middle of a run? Then there must be no other threads. */
bool fault_forks(void);

/* Is the function of this name to lie? */
bool fault_lies(const char *name);

/* What the program had done before the call. */
struct fault_before {
    bool printed;    /* something to standard output */
    bool has_result; /* the file `result` is there */
};

/* To be told when something was written to a file. */
void fault_wrote(int fd);

/*
 * Judge what a child has left behind: its wait status, the files `out` and `err` of the folder NICC_FAULT_DIR, and
 * `result` in the working folder, against the folder NICC_FAULT_EXPECT with `out`, `err`, `status` and `result` of a run
 * without faults. Clears away what the child has made. Returns NULL, or what is wrong.
 */
const char *judge_child(enum fault_kind kind, struct fault_before before, int wait_status);

#endif
