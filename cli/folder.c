/*
 * folder: everything is written below a directory with a name of its own beside the wanted one, which rename makes the
 * wanted one in one step.
 *
 * A thread waits for the signals that end a program. Writing, and starting and reaping the child, happen under a mutex that
 * this thread takes for good before it cleans up, so nothing new appears while it removes.
 */
#include "cli/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <libgen.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define OPEN_FILES 16 /* of the walk that removes a directory */

struct folder {
    struct arena *arena;
    const char *path;  /* wanted */
    const char *aside; /* for now */
    pthread_mutex_t mutex;
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

const char *folder_check(struct arena *arena, const char *path)
{
    struct stat info;
    if (stat(path, &info) == 0 && !S_ISDIR(info.st_mode))
        return cannot(arena, path, ENOTDIR);
    if (stat(path, &info) == 0 && !is_empty(path))
        return arena_printf(arena, "cannot write `%s`: the directory is not empty", path);
    const char *parent = dirname(trimmed(arena, path));
    return access(parent, W_OK | X_OK) == 0 ? NULL : cannot(arena, path, errno);
}

/* ---- removing ---- */

static int remove_entry(const char *path, const struct stat *info, int kind, struct FTW *at)
{
    (void)info;
    (void)kind;
    (void)at;
    return remove(path);
}

static void remove_tree(const char *path)
{
    (void)nftw(path, remove_entry, OPEN_FILES, FTW_DEPTH | FTW_PHYS);
}

/* ---- signals ---- */

static void *watch(void *folder)
{
    struct folder *f = folder;
    int number;
    if (sigwait(&f->signals, &number) != 0)
        return NULL;
    pthread_mutex_lock(&f->mutex);
    if (f->child > 0)
        kill(f->child, SIGKILL);
    remove_tree(f->aside);
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
    pthread_mutex_init(&f->mutex, NULL);
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
    pthread_mutex_destroy(&f->mutex);
}

/* ---- writing ---- */

struct folder *folder_open(struct arena *arena, const char *path, const char **problem)
{
    struct folder *f = arena_new(arena, struct folder);
    f->arena = arena;
    f->path = trimmed(arena, path);
    char *aside = arena_printf(arena, "%s.XXXXXX", f->path);
    f->aside = aside;
    mode_t mask = umask(0);
    umask(mask);
    if (!mkdtemp(aside) || chmod(aside, 0777 & ~mask) != 0) {
        *problem = cannot(arena, path, errno);
        return NULL;
    }
    start_watching(f);
    return f;
}

const char *folder_path(struct folder *f, const char *name)
{
    return arena_printf(f->arena, "%s/%s", f->aside, name);
}

const char *folder_make(struct folder *f, const char *name)
{
    pthread_mutex_lock(&f->mutex);
    int error = mkdir(folder_path(f, name), 0777) == 0 ? 0 : errno;
    pthread_mutex_unlock(&f->mutex);
    return error ? cannot(f->arena, folder_path(f, name), error) : NULL;
}

const char *folder_write(struct folder *f, const char *name, const struct buf *text)
{
    const char *path = folder_path(f, name);
    pthread_mutex_lock(&f->mutex);
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    bool good = fd >= 0 && buf_write(text, fd);
    int error = errno;
    if (fd >= 0 && close(fd) != 0 && good) {
        error = errno;
        good = false;
    }
    pthread_mutex_unlock(&f->mutex);
    return good ? NULL : cannot(f->arena, path, error);
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
    pthread_mutex_lock(&f->mutex);
    f->child = fork();
    if (f->child == 0)
        become(argv, &f->before);
    pid_t child = f->child;
    pthread_mutex_unlock(&f->mutex);
    if (child < 0)
        return -1;
    /* Reaped under the mutex: until then no other process can have its number. */
    while (waitid(P_PID, (id_t)child, &info, WEXITED | WNOWAIT) != 0 && errno == EINTR)
        continue;
    pthread_mutex_lock(&f->mutex);
    f->child = 0;
    bool ended = waitpid(child, &status, 0) == child && WIFEXITED(status);
    pthread_mutex_unlock(&f->mutex);
    return ended && WEXITSTATUS(status) != 127 ? WEXITSTATUS(status) : -1;
}

/* ---- the end ---- */

const char *folder_finish(struct folder *f)
{
    pthread_mutex_lock(&f->mutex);
    int error = rename(f->aside, f->path) == 0 ? 0 : errno;
    if (error)
        remove_tree(f->aside);
    pthread_mutex_unlock(&f->mutex);
    stop_watching(f);
    return error ? cannot(f->arena, f->path, error) : NULL;
}

void folder_discard(struct folder *f)
{
    pthread_mutex_lock(&f->mutex);
    remove_tree(f->aside);
    pthread_mutex_unlock(&f->mutex);
    stop_watching(f);
}

/* ---- reading ---- */

const char *folder_read_file(struct arena *arena, const char *path, struct buf *text)
{
    char block[65536];
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t got = fd < 0 ? -1 : 0;
    while (fd >= 0 && ((got = read(fd, block, sizeof block)) > 0 || (got < 0 && errno == EINTR)))
        if (got > 0)
            buf_add_bytes(text, block, (size_t)got);
    int error = errno;
    if (fd >= 0)
        close(fd);
    return got < 0 ? arena_printf(arena, "cannot read `%s`: %s", path, strerror(error)) : NULL;
}
