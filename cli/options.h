/*
 * options: the command line as plain data. Commands and options are tables (commands.def, options.def);
 * parsing, help texts and proposals for misspelt words all read them.
 */
#ifndef NICC_CLI_OPTIONS_H
#define NICC_CLI_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/addr.h"
#include "base/arena.h"
#include "compiler/claim.h"
#include "report/format.h"

enum command {
#define COMMAND(id, function, name, operands, summary, text) COMMAND_##id,
#include "cli/commands.def"
#undef COMMAND
    COMMAND_COUNT
};

enum option_id {
#define OPTION(id, name, letter, argument, commands, help) OPTION_##id,
#include "cli/options.def"
#undef OPTION
    OPTION_COUNT
};

struct command_info {
    const char *name;
    const char *operands; /* for usage lines */
    const char *summary;  /* one line */
    const char *text;     /* more, "" when there is none */
};

struct option_info {
    const char *name;
    char letter;          /* 0: none */
    const char *argument; /* NULL: none */
    uint32_t commands;    /* bit 1 << enum command */
    const char *help;
};

enum colour_mode { COLOUR_AUTO, COLOUR_ALWAYS, COLOUR_NEVER };
enum dump_stage { STAGE_NONE, STAGE_TOKENS, STAGE_AST, STAGE_MODEL, STAGE_IR, STAGE_SMT2 };

/* A list of words in the arena. */
struct words {
    const char **at;
    uint32_t count;
    uint32_t capacity;
};

/* One --output. */
struct output_request {
    enum format format;
    const char *path;
};

struct output_requests {
    struct output_request *at;
    uint32_t count;
    uint32_t capacity;
};

struct options {
    enum command command;
    struct words operands; /* without the command's name */
    enum format format;
    struct output_requests outputs;
    struct words claims;
    struct words down;     /* split at commas */
    struct words settings; /* of --set: names, ... */
    struct words values;   /* ... and for each "on" or "off" */
    bool has_to;
    struct addr to;
    uint32_t timeout_ms; /* 0: none */
    uint32_t rlimit;     /* 0: none */
    uint32_t max_counterexamples;
    uint32_t jobs; /* at least 1 */
    enum claim_severity fail_on;
    bool no_waivers;
    const char *compare; /* file of live routes; NULL: none */
    const char *certify; /* directory for certificates; NULL: none */
    enum dump_stage stage;
    enum colour_mode colour;
    const char *stdin_name; /* what `-` is called; NULL: nothing else */
    bool check, diff, groups, mutate, quiet, verbose, stats;
};

const struct command_info *command_info(enum command c);
const struct option_info *option_info(enum option_id o);

/* Does the command write this format? */
bool format_belongs(enum format f, enum command c);
/* The help of an option of a command; that of --format lists what the command writes. In `arena`. */
const char *option_help(struct arena *arena, enum option_id o, enum command c);

/*
 * Read the command line; options may stand before and after operands, `--` ends them. Returns true and fills
 * `*out` (everything in the arena); on bad usage false, with *error one line that says what is wrong first, and whatever else could
 * be read. --help and --version become the commands of these names.
 */
bool options_parse(struct arena *arena, int argc, char *const *argv, struct options *out, const char **error);

#endif
