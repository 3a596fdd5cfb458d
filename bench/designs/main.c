/*
 * generate: print a design of any size for the benchmarks. One subcommand for each kind of design; `generate` alone
 * lists them. Identical arguments give identical bytes.
 */
#include "bench/designs/generate.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
    "usage: generate hub-and-spoke SPOKES BRANCHES\n"
    "       generate firewalled-hub SPOKES FAILURES\n"
    "       generate regions REGIONS SPOKES\n"
    "       generate fat-tree K igp|ebgp CLAIMS\n"
    "       generate graph FILE igp|ebgp CLAIMS\n"
    "CLAIMS is one of\n"
    "  all-pairs          every node reaches every other\n"
    "  all-pairs-length   the same, within as many hops as the longest of the shortest ways has\n"
    "  one-destination F  every node can send to one of them under any F failures of links\n"
    "  round-trip F       the same, and the replies come back\n"
    "  path-length        every node can send to one of them within as many hops as the farthest needs\n"
    "  hijack             a partner who may announce anything, and whom nobody believes (ebgp)\n"
    "  hijack-open        the same, and everybody believes him: refuted (ebgp)\n";

void fail(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fputs("generate: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    exit(2);
}

void print_group(const char *name, int count, bool (*has)(const void *context, int i),
                 void (*member)(const void *context, int i), const void *context)
{
    int printed = 0;
    printf("group %s =", name);
    for (int i = 0; i < count; i++) {
        if (has && !has(context, i))
            continue;
        fputs(printed == 0 ? " " : printed % 8 == 0 ? ",\n    " : ", ", stdout);
        member(context, i);
        printed++;
    }
    puts(";");
}

/* A number of the command line from min to max. */
static int number(const char *text, const char *what, int min, int max)
{
    char *end;
    errno = 0;
    long value = strtol(text, &end, 10);
    if (end == text || *end || errno || value < min || value > max)
        fail("%s is a number from %d to %d, not `%s`", what, min, max, text);
    return (int)value;
}

/* How many of `names` (up to NULL) come before text. */
static int choice(const char *text, const char *what, const char *const *names)
{
    int i = 0;
    while (names[i] && strcmp(names[i], text) != 0)
        i++;
    if (!names[i])
        fail("unknown %s `%s`; `generate` alone lists what there is", what, text);
    return i;
}

/* The file's name without folders and extension. */
static void base_name(const char *path, char *out, size_t size)
{
    const char *slash = strrchr(path, '/');
    const char *base = slash ? slash + 1 : path;
    snprintf(out, size, "%.*s", (int)strcspn(base, "."), base);
}

/* arguments: K or FILE, igp or ebgp, CLAIMS, and F where the claims want it. */
static void routers(bool fat_tree, int count, char **arguments)
{
    static const char *const modes[] = {"igp", "ebgp", NULL};
    static const char *const claims[] = {"one-destination", "round-trip", "all-pairs",   "all-pairs-length",
                                         "path-length",     "hijack",     "hijack-open", NULL};
    bool ebgp = choice(arguments[1], "kind of routing", modes) == 1;
    bool with_failures = choice(arguments[2], "kind of claims", claims) < 2;
    if (count != 3 + with_failures)
        fail("`%s` takes %s", arguments[2], with_failures ? "a number of failures" : "no argument");
    int failures = with_failures ? number(arguments[3], "F", 0, 10) : 0;
    if (failures > 0 && !ebgp)
        fail("the links of one site do not fail for claims about its own subnets: use ebgp");
    if (strncmp(arguments[2], "hijack", 6) == 0 && !ebgp)
        fail("`%s` needs ebgp", arguments[2]);

    char title[64];
    struct graph graph;
    if (fat_tree) {
        int k = number(arguments[0], "K", 2, 60);
        if (k % 2 != 0)
            fail("K is even, not %d", k);
        graph = graph_fat_tree(k);
        snprintf(title, sizeof title, "fat-tree-%d", k);
    } else {
        graph = graph_read(arguments[0]);
        base_name(arguments[0], title, sizeof title);
    }
    print_wan(&graph, title, ebgp, arguments[2], failures);
    graph_free(&graph);
}

int main(int argc, char **argv)
{
    static const char *const kinds[] = {"hub-and-spoke", "firewalled-hub", "regions",
                                        "fat-tree",      "graph",          NULL};
    if (argc < 2) {
        fputs(usage, stderr);
        return 2;
    }
    int kind = choice(argv[1], "kind of design", kinds);
    char **arguments = argv + 2;
    int count = argc - 2;
    if (kind < 3 ? count != 2 : count < 3 || count > 4) {
        fputs(usage, stderr);
        return 2;
    }
    if (kind == 0)
        print_hub_and_spoke(number(arguments[0], "SPOKES", 2, 10000),
                            number(arguments[1], "BRANCHES", 0, 250));
    else if (kind == 1)
        print_firewalled_hub(number(arguments[0], "SPOKES", 2, 10000),
                             number(arguments[1], "FAILURES", 0, 10));
    else if (kind == 2)
        print_regions(number(arguments[0], "REGIONS", 2, 16), number(arguments[1], "SPOKES", 1, 3750));
    else
        routers(kind == 3, count, arguments);
    if (fflush(stdout) != 0 || ferror(stdout))
        fail("standard output: %s", strerror(errno));
    return 0;
}
