/*
 * wrap_system: the calls of the system and of the C library that may fail.
 */
#include <dirent.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include "tests/faults/fault.h"

#define SHORT 7 /* bytes that a short write takes */

/* One wrapper: it fails, or calls what it stands for. Signals come when it is about files. */
#define WRAP(kind, type, name, failure, parameters, arguments)                                               \
    type __real_##name parameters;                                                                           \
    type __wrap_##name parameters;                                                                           \
    type __wrap_##name parameters                                                                            \
    {                                                                                                        \
        if (FAULT_##kind == FAULT_file)                                                                      \
            fault_signal();                                                                                  \
        return fault_now(FAULT_##kind) ? (failure) : __real_##name arguments;                                \
    }

WRAP(alloc, void *, malloc, NULL, (size_t size), (size))
WRAP(alloc, void *, realloc, NULL, (void *old, size_t size), (old, size))
WRAP(file, ssize_t, read, -1, (int fd, void *to, size_t size), (fd, to, size))
WRAP(file, int, rename, -1, (const char *from, const char *to), (from, to))
WRAP(file, int, fchmod, -1, (int fd, mode_t mode), (fd, mode))
WRAP(file, int, mkostemp, -1, (char *name, int flags), (name, flags))
WRAP(file, int, fstat, -1, (int fd, struct stat *to), (fd, to))
WRAP(file, int, stat, -1, (const char *path, struct stat *to), (path, to))
WRAP(file, int, access, -1, (const char *path, int mode), (path, mode))
WRAP(file, int, mkdir, -1, (const char *path, mode_t mode), (path, mode))
WRAP(file, char *, mkdtemp, NULL, (char *name), (name))
WRAP(file, int, chmod, -1, (const char *path, mode_t mode), (path, mode))
WRAP(thread, pid_t, fork, -1, (void), ())
WRAP(file, char *, realpath, NULL, (const char *path, char *to), (path, to))
WRAP(file, DIR *, opendir, NULL, (const char *path), (path))
WRAP(file, struct dirent *, readdir, NULL, (DIR * folder), (folder))
/* A thread that is not there is joined at once. */
int __real_pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *),
                          void *argument);
int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *),
                          void *argument);
int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *),
                          void *argument)
{
    if (fault_now(FAULT_thread))
        return errno;
    return fault_forks() ? 0 : __real_pthread_create(thread, attributes, run, argument);
}

int __real_pthread_join(pthread_t thread, void **result);
int __wrap_pthread_join(pthread_t thread, void **result);
int __wrap_pthread_join(pthread_t thread, void **result)
{
    return fault_forks() ? 0 : __real_pthread_join(thread, result);
}

/* What the callers hold in registers is put on the stack, where valgrind looks for what leads to memory. */
_Noreturn void __real__exit(int status);
_Noreturn void __wrap__exit(int status);
_Noreturn void __wrap__exit(int status)
{
    __builtin_unwind_init();
    __real__exit(status);
}

int __real_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...) /* nicc makes no files by this call, so there is no mode */
{
    fault_signal();
    return fault_now(FAULT_file) ? -1 : __real_open(path, flags);
}

/* A file is closed even when closing it tells of an error. */
int __real_close(int fd);
int __wrap_close(int fd);
int __wrap_close(int fd)
{
    fault_signal();
    bool fails = fault_now(FAULT_file);
    int error = errno, result = __real_close(fd);
    if (fails)
        errno = error;
    return fails ? -1 : result;
}

ssize_t __real_write(int fd, const void *bytes, size_t size);
ssize_t __wrap_write(int fd, const void *bytes, size_t size);
ssize_t __wrap_write(int fd, const void *bytes, size_t size)
{
    fault_signal();
    if (fault_now(FAULT_write))
        return -1;
    bool cut = size > SHORT && fault_now(FAULT_cut);
    int number = errno;
    ssize_t written = __real_write(fd, bytes, cut || (size > SHORT && fault_now(FAULT_short)) ? SHORT : size);
    if (written > 0)
        fault_wrote(fd);
    if (cut)
        kill(getpid(), number);
    return written;
}
