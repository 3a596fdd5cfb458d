/*
 * folder: everything is written below a directory with a name of its own beside the wanted one, which rename makes the
 * wanted one in one step.
 *
 * A thread waits for the signals that end a program. While something is written, and the child started or reaped, signals are
 * held; this thread holds them for good before it cleans up, so nothing new appears while it removes.
 */
#include "cli/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/guard.h"
#include "base/leave.h"
#include "base/vec.h"
#include "cli/signals.h"

struct folder {
    struct arena *arena;
    const char *path;       /* wanted */
    const char *aside;      /* for now */
    VEC(const char *) made; /* in it, or about to be */
    struct leave_task task;
    pthread_t watcher;
    bool watched;
    sigset_t signals, before;
    pid_t child; /* 0: none */
};

static const char *cannot(struct arena *arena, const char *path, int error)
{
    return arena_printf(arena, "cannot write `%s`: %s", path, strerror(error));
}

/* ---- checking ---- */

static bool is_empty(const char *path)
{
    DIR *directory = opendir(path);
    bool empty = directory != NULL;
    const struct dirent *entry;
    while (empty && (entry = readdir(directory)))
        empty = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
    if (directory)
        closedir(directory);
    return empty;
}

/* Without slashes at its end, and not to be taken for an option. */
static char *trimmed(struct arena *arena, const char *path)
{
    if (path[0] == '-')
        path = arena_printf(arena, "./%s", path);
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        length--;
    return arena_strndup(arena, path, length);
}

/* What cannot get a directory in its place: a link, and the name of what lies around it. */
static bool is_fixed(struct arena *arena, const char *path)
{
    struct stat info;
    char *whole = trimmed(arena, path);
    const char *last = basename(arena_strdup(arena, whole));
    return strcmp(last, ".") == 0 || strcmp(last, "..") == 0 ||
           (lstat(whole, &info) == 0 && S_ISLNK(info.st_mode));
}

const char *folder_check(struct arena *arena, const char *path)
{
    struct stat info;
    if (stat(path, &info) == 0 && !S_ISDIR(info.st_mode))
        return cannot(arena, path, ENOTDIR);
    if (stat(path, &info) == 0 && !is_empty(path))
        return arena_printf(arena, "cannot write `%s`: the directory is not empty", path);
    if (is_fixed(arena, path))
        return arena_printf(
            arena, "cannot write `%s`: a directory with a name of its own is needed, and no link", path);
    const char *parent = dirname(trimmed(arena, path));
    return access(parent, W_OK | X_OK) == 0 ? NULL : cannot(arena, path, errno);
}

/* ---- removing ---- */

/* Before something is made, so that whatever happens in between it is cleared away. While signals are held. */
static const char *remember(struct folder *f, const char *name)
{
    const char *path = folder_path(f, name);
    vec_push(f->arena, &f->made, path);
    return path;
}

/* End the child and remove everything. Also called where there may be no memory, and in signal handlers. */
static void clear(void *folder)
{
    struct folder *f = folder;
    if (f->child > 0)
        kill(f->child, SIGKILL);
    for (uint32_t i = f->made.count; i-- > 0;)
        if (unlink(f->made.at[i]) != 0)
            (void)rmdir(f->made.at[i]);
    (void)rmdir(f->aside);
}

/* ---- signals ---- */

static void *watch(void *folder)
{
    struct folder *f = folder;
    int number;
    if (sigwait(&f->signals, &number) != 0)
        return NULL;
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, NULL); /* the signal is taken: it must have its effect */
    (void)signals_hold();
    clear(f);
    signal(number, SIG_DFL);
    pthread_sigmask(SIG_UNBLOCK, &f->signals, NULL);
    kill(getpid(), number);
    return NULL;
}

/* A signal that was to be ignored from the start, as with nohup, stays ignored. */
static void collect_signals(struct folder *f)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    sigemptyset(&f->signals);
    for (uint32_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct sigaction action;
        if (sigaction(numbers[i], NULL, &action) == 0 && action.sa_handler != SIG_IGN)
            sigaddset(&f->signals, numbers[i]);
    }
}

static void start_watching(struct folder *f)
{
    collect_signals(f);
    pthread_sigmask(SIG_BLOCK, &f->signals, &f->before);
    f->watched = pthread_create(&f->watcher, NULL, watch, f) == 0;
    if (!f->watched) /* then a signal ends the run at once, and leaves the directory aside */
        pthread_sigmask(SIG_SETMASK, &f->before, NULL);
}

static void stop_watching(struct folder *f)
{
    if (f->watched) {
        pthread_cancel(f->watcher);
        pthread_join(f->watcher, NULL);
        pthread_sigmask(SIG_SETMASK, &f->before, NULL);
    }
}

/* ---- writing ---- */

struct folder *folder_open(struct arena *arena, const char *path, const char **problem)
{
    struct folder *f = arena_new(arena, struct folder);
    f->arena = arena;
    f->path = trimmed(arena, path);
    char *aside = arena_printf(arena, "%s.XXXXXX", f->path);
    f->aside = aside;
    f->task = (struct leave_task){clear, f};
    mode_t mask = umask(0);
    umask(mask);
    bool made = mkdtemp(aside) != NULL;
    if (!made || chmod(aside, 0777 & ~mask) != 0) {
        int error = errno;
        if (made)
            (void)rmdir(aside);
        *problem = cannot(arena, path, error);
        return NULL;
    }
    leave_set(&f->task);
    start_watching(f);
    return f;
}

const char *folder_path(struct folder *f, const char *name)
{
    return arena_printf(f->arena, "%s/%s", f->aside, name);
}

const char *folder_make(struct folder *f, const char *name)
{
    sigset_t before = signals_hold();
    const char *path = remember(f, name);
    int error = mkdir(path, 0777) == 0 ? 0 : errno;
    signals_release(&before);
    return error ? cannot(f->arena, path, error) : NULL;
}

const char *folder_write(struct folder *f, const char *name, const struct buf *text)
{
    sigset_t before = signals_hold();
    const char *path = remember(f, name);
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    bool good = fd >= 0 && buf_write(text, fd);
    int error = errno;
    if (fd >= 0 && close(fd) != 0 && good) {
        error = errno;
        good = false;
    }
    signals_release(&before);
    return good ? NULL : cannot(f->arena, path, error);
}

const char *folder_expect(struct folder *f, const char *name)
{
    sigset_t before = signals_hold();
    const char *path = remember(f, name);
    signals_release(&before);
    return path;
}

void folder_remove(struct folder *f, const char *name)
{
    unlink(folder_path(f, name));
}

/* ---- the child ---- */

/* Become the program. Only what may be called between fork and exec in a program with threads. */
static _Noreturn void become(char *const *argv, const sigset_t *signals)
{
    int nowhere = open("/dev/null", O_RDWR);
    if (nowhere >= 0) {
        dup2(nowhere, STDIN_FILENO);
        dup2(nowhere, STDOUT_FILENO);
        dup2(nowhere, STDERR_FILENO);
    }
    signal(SIGPIPE, SIG_DFL);
    sigprocmask(SIG_SETMASK, signals, NULL);
    execv(argv[0], argv);
    _exit(127);
}

int folder_run(struct folder *f, char *const *argv)
{
    int status = 0;
    siginfo_t info;
    sigset_t before = signals_hold();
    f->child = fork();
    if (f->child == 0)
        become(argv, &f->before);
    pid_t child = f->child;
    signals_release(&before);
    if (child < 0)
        return -1;
    /* Reaped while signals are held: until then no other process can have its number. */
    while (waitid(P_PID, (id_t)child, &info, WEXITED | WNOWAIT) != 0 && errno == EINTR)
        continue;
    before = signals_hold();
    f->child = 0;
    bool ended = waitpid(child, &status, 0) == child && WIFEXITED(status);
    signals_release(&before);
    return ended && WEXITSTATUS(status) != 127 ? WEXITSTATUS(status) : -1;
}

/* ---- the end ---- */

const char *folder_finish(struct folder *f)
{
    sigset_t before = signals_hold();
    int error = rename(f->aside, f->path) == 0 ? 0 : errno;
    if (error)
        clear(f);
    signals_release(&before);
    leave_set(NULL);
    stop_watching(f);
    return error ? cannot(f->arena, f->path, error) : NULL;
}

void folder_discard(struct folder *f)
{
    sigset_t before = signals_hold();
    clear(f);
    signals_release(&before);
    leave_set(NULL);
    stop_watching(f);
}

/* ---- reading ---- */

static const char *cannot_read(struct arena *arena, const char *path, const char *why)
{
    return arena_printf(arena, "cannot read `%s`: %s", path, why);
}

/* A pipe or device could have no end, and a name could lead anywhere. NULL, or why it is not to be read. */
static const char *refuse(int fd)
{
    struct stat info;
    if (fstat(fd, &info) != 0)
        return strerror(errno);
    if (!S_ISREG(info.st_mode))
        return "it is no regular file";
    return guard_is_over((uint64_t)info.st_size) ? "it is larger than the limit of memory" : NULL;
}

static const char *read_all(int fd, struct buf *text)
{
    char block[65536];
    ssize_t got;
    while ((got = read(fd, block, sizeof block)) > 0 || (got < 0 && errno == EINTR))
        if (got > 0)
            buf_add_bytes(text, block, (size_t)got);
    return got < 0 ? strerror(errno) : NULL;
}

const char *folder_read_file(struct arena *arena, const char *path, struct buf *text)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return cannot_read(arena, path, strerror(errno));
    const char *why = refuse(fd);
    if (!why)
        why = read_all(fd, text);
    if (why)
        why = cannot_read(arena, path, why);
    close(fd);
    return why;
}

const char *folder_read_inside(struct arena *arena, const char *folder, const char *name, struct buf *text)
{
    char within[PATH_MAX], real[PATH_MAX];
    const char *path = arena_printf(arena, "%s/%s", folder, name);
    if (!realpath(folder, within) || !realpath(path, real))
        return cannot_read(arena, path, strerror(errno));
    size_t length = strcmp(within, "/") == 0 ? 0 : strlen(within);
    if (strncmp(real, within, length) != 0 || real[length] != '/')
        return cannot_read(arena, path, "it lies outside of the directory");
    return folder_read_file(arena, path, text);
}
