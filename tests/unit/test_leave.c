/*
 * leave: what is to be cleared away is cleared away once, whoever leaves and however many do.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/leave.h"

static int ends[2]; /* of a pipe; what clears away writes one byte to it */

static void clear(void *data)
{
    usleep(20000); /* the others come meanwhile */
    if (write(ends[1], data, 1) < 0)
        abort();
}

static const struct leave_task task = {clear, "x"};

/* Run it in a child. Returns the exit status, and in *bytes how often was cleared away. */
static int child_of(void (*run)(void), ssize_t *bytes)
{
    char text[8];
    int status;
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0) {
        run();
        _exit(0);
    }
    close(ends[1]);
    *bytes = read(ends[0], text, sizeof text);
    close(ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void leave_plainly(void)
{
    leave_set(&task);
    leave(7);
}

static void leave_with_nothing_left(void)
{
    leave_set(&task);
    leave_set(NULL);
    leave(7);
}

static void *run_thread(void *data)
{
    (void)data;
    leave(7);
}

static void leave_by_many(void)
{
    pthread_t threads[4];
    leave_set(&task);
    for (int i = 0; i < 4; i++)
        if (pthread_create(&threads[i], NULL, run_thread, NULL) != 0)
            _exit(1);
    for (int i = 0; i < 4; i++)
        pthread_join(threads[i], NULL);
}

static void on_signal(int number)
{
    leave(number == SIGUSR1 ? 9 : 1);
}

static void clear_and_be_interrupted(void *data)
{
    clear(data);
    raise(SIGUSR1);
}

static void leave_twice(void)
{
    static const struct leave_task interrupted = {clear_and_be_interrupted, "x"};
    signal(SIGUSR1, on_signal);
    leave_set(&interrupted);
    leave(7);
}

static void run_out_of_memory(void)
{
    leave_set(&task);
    close(STDERR_FILENO);
    arena_fail_after(0);
    arena_destroy(arena_create());
}

static void clears_away(void **state)
{
    ssize_t bytes;
    (void)state;
    assert_int_equal(child_of(leave_plainly, &bytes), 7);
    assert_int_equal(bytes, 1);
    assert_int_equal(child_of(leave_with_nothing_left, &bytes), 7);
    assert_int_equal(bytes, 0);
    assert_int_equal(child_of(run_out_of_memory, &bytes), 4);
    assert_int_equal(bytes, 1);
}

static void clears_away_once(void **state)
{
    ssize_t bytes;
    (void)state;
    assert_int_equal(child_of(leave_by_many, &bytes), 7);
    assert_int_equal(bytes, 1);
    assert_int_equal(child_of(leave_twice, &bytes), 9);
    assert_int_equal(bytes, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clears_away),
        cmocka_unit_test(clears_away_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
