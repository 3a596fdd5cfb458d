/*
 * measure: run a command many times and print what it cost: median and range of wall time, median processor
 * time, largest resident memory. Usage: measure RUNS LABEL COMMAND [ARGUMENT...]
 * The command's output is thrown away; a run that exits with a status other than 0 ends the measurement.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

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

static void run_child(char **command)
{
    int null = open("/dev/null", O_WRONLY);
    if (null < 0 || dup2(null, STDOUT_FILENO) < 0)
        _exit(127);
    execvp(command[0], command);
    perror(command[0]);
    _exit(127);
}

static int run_once(char **command, struct sample *out)
{
    struct rusage usage;
    int status;
    double begin = now_ms();
    pid_t child = fork();
    if (child < 0)
        return -1;
    if (child == 0)
        run_child(command);
    if (wait4(child, &status, 0, &usage) < 0)
        return -1;
    out->wall_ms = now_ms() - begin;
    out->cpu_ms = ms_of(usage.ru_utime) + ms_of(usage.ru_stime);
    out->memory_kib = usage.ru_maxrss;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
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

static void print(const char *label, struct sample *samples, size_t runs)
{
    long memory = 0;
    for (size_t i = 0; i < runs; i++)
        memory = samples[i].memory_kib > memory ? samples[i].memory_kib : memory;
    qsort(samples, runs, sizeof *samples, by_cpu);
    double cpu = samples[runs / 2].cpu_ms;
    qsort(samples, runs, sizeof *samples, by_wall);
    printf("%-34s %8.1f ms  (%.1f to %.1f)  cpu %8.1f ms  memory %7.1f MiB\n", label,
           samples[runs / 2].wall_ms, samples[0].wall_ms, samples[runs - 1].wall_ms, cpu,
           (double)memory / 1024);
}

int main(int argc, char **argv)
{
    long runs = argc > 3 ? strtol(argv[1], NULL, 10) : 0;
    if (runs < 1 || runs > 100000) {
        fprintf(stderr, "usage: measure RUNS LABEL COMMAND [ARGUMENT...]\n");
        return 2;
    }
    struct sample *samples = calloc((size_t)runs, sizeof *samples);
    for (long i = 0; samples && i < runs; i++) {
        int status = run_once(argv + 3, &samples[i]);
        if (status != 0) {
            fprintf(stderr, "measure: `%s` exited with status %d\n", argv[3], status);
            free(samples);
            return 1;
        }
    }
    if (samples)
        print(argv[2], samples, (size_t)runs);
    free(samples);
    return samples ? 0 : 1;
}
