/*
 * measure: run a command several times, within limits, and print what it cost.
 *
 *   measure [-n RUNS] [-b SECONDS] [-t SECONDS] [-m MIB] [-o FILE] COMMAND [ARGUMENT...]
 *
 * It runs at most RUNS times (1), and no more once all runs together have taken the budget -b. Each run may take -t
 * seconds and -m MiB of address space. What the last run printed goes to FILE. One line tells:
 *
 *   STATUS WALL LEAST MOST PROCESSOR MEMORY RUNS
 *
 * STATUS is the exit status of the last run, `time` or `memory` when a limit ended it, `signal` when something else
 * did; no run follows one that was ended. WALL and PROCESSOR are medians and LEAST and MOST the range of wall time, in
 * milliseconds; MEMORY is the largest resident set in KiB.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { RUNS_MAX = 1000 };

struct options {
    long runs, memory_mib; /* memory 0: no limit */
    double budget, limit;  /* seconds; 0: none */
    const char *output;
    char **command;
};

struct sample {
    double wall_ms, cpu_ms;
    long memory_kib;
};

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static double ms_of(struct timeval t)
{
    return (double)t.tv_sec * 1e3 + (double)t.tv_usec / 1e3;
}

_Noreturn static void run_child(const struct options *o, const sigset_t *signals)
{
    int out = open(o->output, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    struct rlimit space = {(rlim_t)o->memory_mib << 20, (rlim_t)o->memory_mib << 20};
    if (out < 0 || dup2(out, STDOUT_FILENO) < 0 || (o->memory_mib > 0 && setrlimit(RLIMIT_AS, &space) != 0)) {
        perror("measure");
        _exit(127);
    }
    sigprocmask(SIG_SETMASK, signals, NULL);
    execvp(o->command[0], o->command);
    perror(o->command[0]);
    _exit(127);
}

/* Wait until the child ends, or end it. SIGCHLD is blocked. Returns whether it was in time. */
static bool wait_in_time(pid_t child, double limit, double begin)
{
    sigset_t chld;
    sigemptyset(&chld);
    sigaddset(&chld, SIGCHLD);
    for (;;) {
        siginfo_t info = {0};
        if (waitid(P_PID, (id_t)child, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid == child)
            return true;
        double left_ms = limit > 0 ? limit * 1e3 - (now_ms() - begin) : 60e3;
        if (left_ms <= 0) {
            kill(child, SIGKILL);
            return false;
        }
        struct timespec left = {(time_t)(left_ms / 1e3),
                                (long)((left_ms - 1e3 * (double)(time_t)(left_ms / 1e3)) * 1e6)};
        sigtimedwait(&chld, NULL, &left);
    }
}

/* What ended a run: its exit status as text, or a word. */
static const char *run_once(const struct options *o, struct sample *out)
{
    static char number[16];
    sigset_t chld, before;
    struct rusage usage;
    int status;
    sigemptyset(&chld);
    sigaddset(&chld, SIGCHLD);
    sigprocmask(SIG_BLOCK, &chld, &before);
    double begin = now_ms();
    pid_t child = fork();
    if (child == 0)
        run_child(o, &before);
    if (child < 0) {
        perror("measure: fork");
        exit(1);
    }
    bool in_time = wait_in_time(child, o->limit, begin);
    if (wait4(child, &status, 0, &usage) < 0) {
        perror("measure: wait");
        exit(1);
    }
    out->wall_ms = now_ms() - begin;
    out->cpu_ms = ms_of(usage.ru_utime) + ms_of(usage.ru_stime);
    out->memory_kib = usage.ru_maxrss;
    if (!in_time)
        return "time";
    /* Programs end in different ways when no memory is left. */
    if (o->memory_mib > 0 && out->memory_kib > o->memory_mib * 1024 / 2 &&
        (!WIFEXITED(status) || WEXITSTATUS(status) > 3))
        return "memory";
    if (!WIFEXITED(status))
        return "signal";
    snprintf(number, sizeof number, "%d", WEXITSTATUS(status));
    return number;
}

static int by_wall(const void *a, const void *b)
{
    double x = ((const struct sample *)a)->wall_ms, y = ((const struct sample *)b)->wall_ms;
    return x < y ? -1 : x > y;
}

static int by_cpu(const void *a, const void *b)
{
    double x = ((const struct sample *)a)->cpu_ms, y = ((const struct sample *)b)->cpu_ms;
    return x < y ? -1 : x > y;
}

static void print(const char *status, struct sample *samples, long runs)
{
    long memory = 0;
    for (long i = 0; i < runs; i++)
        memory = samples[i].memory_kib > memory ? samples[i].memory_kib : memory;
    qsort(samples, (size_t)runs, sizeof *samples, by_cpu);
    double cpu = samples[runs / 2].cpu_ms;
    qsort(samples, (size_t)runs, sizeof *samples, by_wall);
    printf("%s %.1f %.1f %.1f %.1f %ld %ld\n", status, samples[runs / 2].wall_ms, samples[0].wall_ms,
           samples[runs - 1].wall_ms, cpu, memory, runs);
}

/* Returns whether the command line makes sense. */
static bool read_options(int argc, char **argv, struct options *o)
{
    int option;
    while ((option = getopt(argc, argv, "+n:b:t:m:o:")) != -1) {
        if (option == 'o')
            o->output = optarg;
        else if (option == 'n')
            o->runs = strtol(optarg, NULL, 10);
        else if (option == 'm')
            o->memory_mib = strtol(optarg, NULL, 10);
        else if (option == 'b')
            o->budget = strtod(optarg, NULL);
        else if (option == 't')
            o->limit = strtod(optarg, NULL);
        else
            return false;
    }
    o->command = argv + optind;
    return optind < argc && o->runs >= 1 && o->runs <= RUNS_MAX && o->memory_mib >= 0 && o->budget >= 0 &&
           o->limit >= 0;
}

int main(int argc, char **argv)
{
    static struct sample samples[RUNS_MAX];
    struct options o = {.runs = 1, .output = "/dev/null"};
    if (!read_options(argc, argv, &o)) {
        fprintf(
            stderr,
            "usage: measure [-n RUNS] [-b SECONDS] [-t SECONDS] [-m MIB] [-o FILE] COMMAND [ARGUMENT...]\n");
        return 2;
    }
    const char *status = "";
    double spent_ms = 0;
    long runs = 0;
    do {
        status = run_once(&o, &samples[runs]);
        spent_ms += samples[runs++].wall_ms;
    } while (runs < o.runs && (o.budget <= 0 || spent_ms < o.budget * 1e3) &&
             strspn(status, "0123456789") > 0);
    print(status, samples, runs);
    return 0;
}
