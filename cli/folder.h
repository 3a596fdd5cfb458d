/*
 * folder: a directory that is written aside and appears under its name once it is whole.
 */
#ifndef NICC_CLI_FOLDER_H
#define NICC_CLI_FOLDER_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/arena.h"
#include "base/buf.h"

struct folder;

/* Before any work: can the directory be made at `path`? It must not exist or be empty. NULL, or one line that says why
 * not. */
const char *folder_check(struct arena *arena, const char *path);

/*
 * Start a directory beside `path`; one at a time. NULL when the system refuses: then *problem is one line. Until
 * folder_finish or folder_discard the signals that end a program (interrupt, termination, hang-up), and leave (base/leave.h),
 * first remove what was written, and kill the child.
 */
struct folder *folder_open(struct arena *arena, const char *path, const char **problem);

/* The path of the file `name` for as long as the folder is aside. In the arena of folder_open. */
const char *folder_path(struct folder *f, const char *name);

/* Make a directory in it, or write a file. NULL, or one line that says what failed. */
const char *folder_make(struct folder *f, const char *name);
const char *folder_write(struct folder *f, const char *name, const struct buf *text);
void folder_remove(struct folder *f, const char *name);
/* The path of a file that a program will write into it (folder_run). */
const char *folder_expect(struct folder *f, const char *name);

/* Start a program in a process of its own, with standard streams that lead nowhere, and wait for its end. Returns its exit
 * status, or -1 when it could not be run or was ended by a signal. `argv` ends with NULL; argv[0] is the path. */
int folder_run(struct folder *f, char *const *argv);

/* Give the directory its name. NULL, or one line that says why it cannot be; then it is discarded. */
const char *folder_finish(struct folder *f);
/* Remove everything. */
void folder_discard(struct folder *f);

/* Read a whole file, which must be a regular one and fit into the limit of memory. NULL, or one line that says what failed;
 * `*text` is the caller's to free in both cases. */
const char *folder_read_file(struct arena *arena, const char *path, struct buf *text);
/* The same for the file `name` of a directory; what links of its path lead out of the directory to is not read. */
const char *folder_read_inside(struct arena *arena, const char *folder, const char *name, struct buf *text);

#endif
