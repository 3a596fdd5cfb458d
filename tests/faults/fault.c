/*
 * fault: which call fails, and the fork at each call that may.
 */
#include "tests/faults/fault.h"

#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum mode { MODE_OFF, MODE_COUNT, MODE_ONE, MODE_ON, MODE_EACH, MODE_SITE, MODE_LOOP, MODE_LIE };

static struct {
    bool ready;
    enum mode mode;
    enum fault_kind kind;
    int error;
    long number; /* of the call that fails, the step of MODE_EACH and MODE_LOOP, or the depth of MODE_SITE */
    char name[64];
    long tried, wrong;
    bool printed;
} plan;

static atomic_long calls, *seen = &calls; /* so far; MODE_LOOP shares it with the children */

static bool forks; /* MODE_EACH and MODE_SITE, in the child too */

static const char *const kind_names[] = {
#define KIND(name) #name,
    FAULT_KINDS
#undef KIND
};

static void refuse(const char *spec)
{
    fprintf(stderr, "nicc-faults: NICC_FAULT=%s is not understood\n", spec);
    _exit(125);
}

static enum fault_kind kind_named(const char *name, size_t length)
{
    for (enum fault_kind k = 0; k < FAULT_NONE; k++)
        if (strlen(kind_names[k]) == length && strncmp(kind_names[k], name, length) == 0)
            return k;
    return FAULT_NONE;
}

static int error_named(const char *name)
{
    static const struct {
        const char *name;
        int error;
    } errors[] = {{"ENOSPC", ENOSPC}, {"EPIPE", EPIPE},     {"EINTR", EINTR},   {"EAGAIN", EAGAIN},
                  {"EIO", EIO},       {"EACCES", EACCES},   {"EMFILE", EMFILE}, {"EDQUOT", EDQUOT},
                  {"SIGINT", SIGINT}, {"SIGTERM", SIGTERM}, {"SIGHUP", SIGHUP}, {"SIGABRT", SIGABRT}};
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
        if (strncmp(name, errors[i].name, strlen(errors[i].name)) == 0)
            return errors[i].error;
    return 0;
}

/* The mode of "each/5", or MODE_OFF. */
static enum mode mode_named(const char *text)
{
    static const struct {
        const char *name;
        enum mode mode;
    } modes[] = {{"each/", MODE_EACH}, {"site/", MODE_SITE}, {"loop/", MODE_LOOP}};
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
        if (strncmp(text, modes[i].name, strlen(modes[i].name)) == 0)
            return modes[i].mode;
    return MODE_OFF;
}

static void read_plan(void)
{
    const char *spec = getenv("NICC_FAULT");
    plan.ready = true;
    if (!spec)
        return;
    const char *colon = strchr(spec, ':');
    if (!colon)
        refuse(spec);
    if (strncmp(spec, "lie:", 4) == 0) {
        plan.mode = MODE_LIE;
        snprintf(plan.name, sizeof plan.name, "%s", spec + 4);
        return;
    }
    const char *equals = memchr(spec, '=', (size_t)(colon - spec));
    plan.kind = kind_named(spec, (size_t)((equals ? equals : colon) - spec));
    plan.error = equals ? error_named(equals + 1) : EIO;
    if (plan.kind == FAULT_alloc)
        plan.error = ENOMEM;
    if (plan.kind == FAULT_thread)
        plan.error = EAGAIN;
    char *end = NULL;
    if (strcmp(colon + 1, "count") == 0) {
        plan.mode = MODE_COUNT;
    } else if (mode_named(colon + 1) != MODE_OFF) {
        plan.mode = mode_named(colon + 1);
        forks = plan.mode != MODE_LOOP;
        plan.number = strtol(colon + 6, &end, 10);
    } else {
        plan.number = strtol(colon + 1, &end, 10);
        plan.mode = end && *end == '+' ? MODE_ON : MODE_ONE;
    }
    if (plan.kind == FAULT_NONE || plan.error == 0 || (plan.mode != MODE_COUNT && plan.number < 1))
        refuse(spec);
}

bool fault_lies(const char *name)
{
    if (!plan.ready)
        read_plan();
    return plan.mode == MODE_LIE && strcmp(plan.name, name) == 0;
}

/* ---- forking ---- */

static void send_to(const char *folder, const char *name, int fd)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    int file = open(path, O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (file < 0 || dup2(file, fd) < 0)
        _exit(125);
    close(file);
}

static void say_wrong(long call, const char *problem)
{
    void *frames[40];
    char line[600];
    int n = snprintf(line, sizeof line, "%s of call %ld: %s; called from\n", kind_names[plan.kind], call,
                     problem);
    int out = open(getenv("NICC_FAULT_REPORT"), O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (out < 0 || write(out, line, (size_t)n) < 0)
        _exit(125);
    backtrace_symbols_fd(frames, backtrace(frames, 40), out);
    close(out);
}

/* In the child: true. In the parent, when the child has ended and was judged: false. */
static bool try_aside(long call)
{
    enum mode mode = plan.mode;
    plan.mode = MODE_OFF; /* this code makes calls of its own */
    struct fault_before before = {plan.printed, access("result", F_OK) == 0};
    pid_t child = fork();
    if (child < 0)
        _exit(125);
    if (child == 0) {
        send_to(getenv("NICC_FAULT_DIR"), "out", STDOUT_FILENO);
        send_to(getenv("NICC_FAULT_DIR"), "err", STDERR_FILENO);
        return true;
    }
    int status;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            _exit(125);
    const char *problem = judge_child(plan.kind, before, status);
    plan.tried++;
    plan.wrong += problem != NULL;
    if (problem)
        say_wrong(call, problem);
    plan.mode = mode;
    return false;
}

/* ---- where calls come from ---- */

#define FRAMES_MAX 64
#define SITES_MAX (1u << 17) /* a power of two */

/* One number for the functions that have called, from the nearest `depth` on. */
static uint64_t site_of(int depth)
{
    void *frames[FRAMES_MAX];
    int first = 3, count = backtrace(frames, first + depth < FRAMES_MAX ? first + depth : FRAMES_MAX);
    uint64_t hash = 0xcbf29ce484222325u; /* FNV-1a */
    for (int i = first; i < count; i++)
        hash = (hash ^ (uint64_t)(uintptr_t)frames[i]) * 0x100000001b3u;
    return hash ? hash : 1;
}

/* Is it the first call that comes this way? */
static bool is_new_site(void)
{
    static uint64_t sites[SITES_MAX];
    static uint32_t used;
    uint64_t site = site_of((int)plan.number);
    uint32_t at = (uint32_t)(site >> 32) & (SITES_MAX - 1);
    for (; sites[at] != 0; at = (at + 1) & (SITES_MAX - 1))
        if (sites[at] == site)
            return false;
    if (++used > SITES_MAX / 2)
        _exit(125);
    sites[at] = site;
    return true;
}

bool fault_forks(void)
{
    return forks;
}

void fault_wrote(int fd)
{
    plan.printed = plan.printed || fd == STDOUT_FILENO;
}

bool fault_now(enum fault_kind kind)
{
    if (!plan.ready)
        read_plan();
    if (plan.mode == MODE_OFF || plan.mode == MODE_LIE || kind != plan.kind)
        return false;
    int before = errno;
    long call = atomic_fetch_add(seen, 1) + 1;
    bool fails = (plan.mode == MODE_ONE && call == plan.number) ||
                 (plan.mode == MODE_ON && call >= plan.number) ||
                 (plan.mode == MODE_EACH && call % plan.number == 0 && try_aside(call)) ||
                 (plan.mode == MODE_SITE && is_new_site() && try_aside(call));
    errno = fails ? plan.error : before;
    return fails;
}

void fault_signal(void)
{
    int before = errno;
    if (fault_now(FAULT_signal))
        kill(getpid(), plan.error);
    errno = before;
}

/* One child for each call that may fail; this process itself does nothing else. */
__attribute__((constructor)) static void loop(void)
{
    read_plan();
    if (plan.mode != MODE_LOOP)
        return;
    seen = mmap(NULL, sizeof *seen, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (seen == MAP_FAILED)
        _exit(125);
    long step = plan.number;
    for (plan.number = step;; plan.number += step) {
        atomic_store(seen, 0);
        if (try_aside(plan.number)) {
            plan.mode = MODE_ONE;
            return;
        }
        if (atomic_load(seen) < plan.number) /* it has run to its end without a fault */
            exit(0);
    }
}

/* ---- at the end ---- */

__attribute__((destructor)) static void report(void)
{
    const char *path = getenv("NICC_FAULT_COUNT");
    bool counts = plan.mode == MODE_COUNT || plan.mode == MODE_LOOP || forks;
    if (!path || plan.mode == MODE_OFF || !counts)
        return;
    plan.mode = MODE_OFF;
    FILE *out = fopen(path, "w");
    if (!out)
        _exit(125);
    fprintf(out, "%ld %ld %ld\n", atomic_load(seen), plan.tried, plan.wrong);
    fclose(out);
}
