/*
 * replay: the inputs of a corpus, one after the other, through a fuzz target; for compilers without libFuzzer. Links with
 * one target. An input that goes wrong ends the process; its name has been printed as the last one.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "tests/fuzz/target.h"

static void fail(const char *path, const char *what)
{
    fprintf(stderr, "replay: %s: %s\n", path, what);
    exit(1);
}

/* The bytes of a file in a block of exactly their size, so that a sanitizer sees a read beyond them. */
static uint8_t *read_file(const char *path, size_t *size)
{
    FILE *f = fopen(path, "rb");
    if (!f || fseek(f, 0, SEEK_END) != 0)
        fail(path, "cannot be read");
    long length = ftell(f);
    rewind(f);
    uint8_t *bytes = malloc(length > 0 ? (size_t)length : 1);
    if (length < 0 || !bytes || fread(bytes, 1, (size_t)length, f) != (size_t)length)
        fail(path, "cannot be read");
    fclose(f);
    *size = (size_t)length;
    return bytes;
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        char note[4096]; /* by write, so that it is there when the process ends badly */
        int length = snprintf(note, sizeof note, "%s\n", argv[i]);
        if (length > 0 && write(STDOUT_FILENO, note, (size_t)length) < 0)
            return 1;
        size_t size;
        uint8_t *bytes = read_file(argv[i], &size);
        LLVMFuzzerTestOneInput(bytes, size);
        free(bytes);
    }
    return 0;
}
