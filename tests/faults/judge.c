/*
 * judge: what a run may have done in which one call has failed.
 *
 * Either the call did not matter, and everything is as without it; or the run ends with a documented status and a message,
 * what is on standard output is the beginning of what belongs there, and the file of --output is there whole or not at all.
 * A failure of Z3 may also show as verdicts `error`; any other verdict must be the right one.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/faults/fault.h"

#define FILE_MAX (4 * 1024 * 1024)
#define RESULT "result"
#define NO_CLAIMS "\"claims\": []"

struct text {
    char *bytes; /* NUL-terminated; NULL: no such file */
    size_t length;
};

static struct text read_text(const char *folder, const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *in = fopen(path, "r");
    if (!in)
        return (struct text){0};
    struct text t = {.bytes = malloc(FILE_MAX + 1)};
    t.length = fread(t.bytes, 1, FILE_MAX, in);
    t.bytes[t.length] = '\0';
    fclose(in);
    return t;
}

static void remove_from(const char *folder, const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    unlink(path);
}

static bool same(struct text a, struct text b)
{
    return a.length == b.length && (a.length == 0 || memcmp(a.bytes, b.bytes, a.length) == 0);
}

static bool begins(struct text whole, struct text part)
{
    return part.length <= whole.length &&
           (part.length == 0 || memcmp(whole.bytes, part.bytes, part.length) == 0);
}

/* Are there other files in the working folder than there should be? */
static bool leaves_files(void)
{
    bool found = false;
    DIR *folder = opendir(".");
    for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder))
        if (strncmp(entry->d_name, RESULT ".", sizeof RESULT) == 0) {
            found = true;
            unlink(entry->d_name);
        }
    closedir(folder);
    return found;
}

static bool is_verdict(const char *line)
{
    const char *end = strchr(line, '\n');
    const char *refuted = strstr(line, ": refuted: claim");
    return strncmp(line, "proved ", 7) == 0 || strncmp(line, "refuted", 7) == 0 ||
           (refuted && end && refuted < end);
}

/* Every verdict that is not `error` stands in the expected output, too. */
static bool verdicts_are_right(struct text expected, struct text got)
{
    for (char *line = got.bytes; line && *line;) {
        char *end = strchr(line, '\n');
        size_t length = end ? (size_t)(end - line) + 1 : strlen(line);
        if (is_verdict(line) && !memmem(expected.bytes, expected.length, line, length))
            return false;
        line = end ? end + 1 : NULL;
    }
    return true;
}

struct traces {
    struct text out, err, result;
    int status; /* of the exit; -1: a signal */
};

static struct traces read_traces(const char *folder, const char *result_folder)
{
    return (struct traces){.out = read_text(folder, "out"),
                           .err = read_text(folder, "err"),
                           .result = read_text(result_folder, RESULT)};
}

static void free_traces(struct traces *t)
{
    free(t->out.bytes);
    free(t->err.bytes);
    free(t->result.bytes);
}

static bool is_undisturbed(const struct traces *expected, const struct traces *got, bool printed)
{
    bool out = same(got->out, expected->out) || (printed && got->out.length == 0);
    return got->status == expected->status && out && same(got->result, expected->result) &&
           (printed || begins(expected->err, got->err));
}

static bool is_document(const struct text *t)
{
    static const char end[] = "\n}\n";
    size_t length = sizeof end - 1;
    return t->length > length && memcmp(t->bytes + t->length - length, end, length) == 0;
}

/* Nothing, all of it, or a whole document without verdicts, which says why. */
static bool is_whole(const struct text *expected, const struct text *got)
{
    bool empty = is_document(got) && memmem(got->bytes, got->length, NO_CLAIMS, sizeof NO_CLAIMS - 1);
    return !got->bytes || same(*got, *expected) || empty;
}

static const char *judge_refusal(enum fault_kind kind, const struct traces *expected,
                                 const struct traces *got)
{
    bool memory = got->err.bytes && strstr(got->err.bytes, "nicc: out of memory\n");
    bool wrote = got->err.bytes && strstr(got->err.bytes, "cannot ");
    bool solver = kind == FAULT_z3 && !memory;
    if (got->status != 4 && !(kind == FAULT_file && got->status == 2))
        return got->status < 0 ? "ended by a signal" : "another exit status";
    if (solver)
        return verdicts_are_right(expected->out, got->out) ? NULL : "a wrong verdict";
    if ((kind == FAULT_alloc || kind == FAULT_z3) && !memory)
        return "no message about memory";
    if (kind != FAULT_alloc && kind != FAULT_z3 && !wrote && got->status == 4)
        return "no message about the file";
    if (kind != FAULT_file && !begins(expected->out, got->out))
        return "wrong output";
    return is_whole(&expected->result, &got->result) ? NULL : "a part of a file";
}

/* The run was ended by a signal: it leaves nothing unfinished, on standard output, which is a file here, or elsewhere. */
static const char *judge_signal(const struct traces *expected, const struct traces *got)
{
    if (got->out.length > 0 && !same(expected->out, got->out))
        return "a part of the answer";
    return is_whole(&expected->result, &got->result) ? NULL : "a part of a file";
}

static bool says(const struct traces *t, const char *words)
{
    return (t->out.bytes && strstr(t->out.bytes, words)) || (t->err.bytes && strstr(t->err.bytes, words));
}

/* The time was over. Either the design was not read: then nothing else is told; or something is unknown, and all other
 * verdicts are right. An answer that is one table or path is not begun. */
static const char *judge_time(const struct traces *expected, const struct traces *got)
{
    if (got->status < 0 || got->status > 3)
        return got->status < 0 ? "ended by a signal" : "another exit status";
    if (got->status == 2)
        return says(got, "NICC0012") && !says(got, "proved") ? NULL : "no message about the time";
    if (!says(got, "the time limit of ") && got->status == 3)
        return "no message about the time";
    if (!verdicts_are_right(expected->out, got->out))
        return "a wrong verdict";
    if (expected->status == 0 && got->status == 3 && begins(expected->out, got->out) && got->out.length > 0)
        return "a part of the answer";
    return !got->result.bytes || is_document(&got->result) ? NULL : "a part of a file";
}

static int status_of(int wait_status)
{
    return WIFEXITED(wait_status) ? WEXITSTATUS(wait_status) : -1;
}

const char *judge_child(enum fault_kind kind, struct fault_before before, int wait_status)
{
    const char *folder = getenv("NICC_FAULT_DIR"), *wanted = getenv("NICC_FAULT_EXPECT");
    struct traces expected = read_traces(wanted, wanted), got = read_traces(folder, ".");
    struct text status = read_text(wanted, "status");
    expected.status = status.bytes ? atoi(status.bytes) : -1;
    got.status = status_of(wait_status);
    const char *problem = NULL;
    if (leaves_files())
        problem = "a file is left behind";
    else if ((kind == FAULT_signal || kind == FAULT_cut) && WIFSIGNALED(wait_status))
        problem = judge_signal(&expected, &got);
    else if (!is_undisturbed(&expected, &got, before.printed) && kind == FAULT_time)
        problem = judge_time(&expected, &got);
    else if (!is_undisturbed(&expected, &got, before.printed))
        problem = judge_refusal(kind, &expected, &got);
    free_traces(&expected);
    free_traces(&got);
    free(status.bytes);
    if (!before.has_result)
        unlink(RESULT);
    remove_from(folder, "out");
    remove_from(folder, "err");
    return problem;
}
