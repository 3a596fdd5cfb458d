/*
 * options: reading the command line.
 *
 * The first operand is the command when it is one's name, and else a file to verify. Whether an option
 * belongs to the command is known only at the end, so its number is noted on the way and judged there.
 */
#include "cli/options.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/vec.h"
#include "cli/choices.h"

#define JOBS_MAX 1024u
#define COUNTEREXAMPLES_MAX 1000u
#define TIMEOUT_MAX_SECONDS 4000000.0

static const struct command_info commands[] = {
#define COMMAND(id, function, name, operands, summary, text) {(name), (operands), (summary), (text)},
#include "cli/commands.def"
#undef COMMAND
};

#define ON(command) (1u << COMMAND_##command)
#define ON_ALL UINT32_MAX
static const struct option_info option_table[] = {
#define OPTION(id, name, letter, argument, commands, help) {(name), (letter), (argument), (commands), (help)},
#include "cli/options.def"
#undef OPTION
};

static const char *const planned_commands[] = {"import", "report", "lsp", "repair"};

static const uint32_t format_commands[] = {
#define FORMAT(id, name, whole, commands, summary) (commands),
#include "report/formats.def"
#undef FORMAT
};

/* The state of one parse. */
struct parser {
    struct arena *arena;
    int argc;
    char *const *argv;
    int next; /* argument to read */
    struct options *out;
    uint64_t given; /* bit 1 << enum option_id */
    const char *error;
};

const struct command_info *command_info(enum command c)
{
    return &commands[c];
}

const struct option_info *option_info(enum option_id o)
{
    return &option_table[o];
}

bool format_belongs(enum format f, enum command c)
{
    return format_commands[f] >> c & 1u;
}

static enum format default_format(enum command c)
{
    return c == COMMAND_GRAPH ? FORMAT_DOT : FORMAT_TEXT;
}

const char *option_help(struct arena *arena, enum option_id o, enum command c)
{
    struct buf text = {0};
    buf_add(&text, option_table[o].help);
    const char *before = ": ";
    for (uint32_t i = 0; o == OPTION_FORMAT && i < FORMAT_COUNT; i++) {
        if (!format_belongs((enum format)i, c))
            continue;
        buf_printf(&text, "%s%s%s", before, format_info((enum format)i)->name,
                   i == default_format(c) ? " (the default)" : "");
        before = ", ";
    }
    const char *help = arena_strdup(arena, buf_text(&text));
    buf_free(&text);
    return help;
}

#define COUNT(array) ((uint32_t)(sizeof(array) / sizeof *(array)))

/* Record what is wrong first; the result is for `return fail(...)`. */
static bool fail(struct parser *p, const char *format, ...) __attribute__((format(printf, 2, 3)));
static bool fail(struct parser *p, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    if (!p->error)
        p->error = arena_vprintf(p->arena, format, args);
    va_end(args);
    return false;
}

/* Position of a word in a list, or IR_NONE. */
static uint32_t find_word(const char *word, const char *const *list, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (strcmp(word, list[i]) == 0)
            return i;
    return IR_NONE;
}

/* ", did you mean `x`?", or "" when nothing is near. */
static const char *proposal(struct parser *p, const char *word, const char *const *list, uint32_t count)
{
    const char *near = diag_nearest(word, list, count);
    return near ? arena_printf(p->arena, "; the nearest is `%s`", near) : "";
}

/* ---- values ---- */

/* One of a list of words. */
static bool read_word(struct parser *p, const char *option, const char *text, const char *const *list,
                      uint32_t count, uint32_t *index)
{
    *index = find_word(text, list, count);
    if (*index != IR_NONE)
        return true;
    struct buf all = {0};
    for (uint32_t i = 0; i < count; i++)
        buf_printf(&all, "%s%s", i == 0 ? "" : i + 1 < count ? ", " : " or ", list[i]);
    fail(p, "--%s takes %s, not `%s`%s", option, buf_text(&all), text, proposal(p, text, list, count));
    buf_free(&all);
    return false;
}

static bool read_number(struct parser *p, const char *option, const char *text, uint32_t least, uint32_t most,
                        uint32_t *number)
{
    char *end;
    errno = 0;
    unsigned long long value = strtoull(text, &end, 10);
    if (*text < '0' || *text > '9' || *end || errno != 0 || value < least || value > most)
        return fail(p, "--%s takes a number from %u to %u, not `%s`", option, least, most, text);
    *number = (uint32_t)value;
    return true;
}

/* Seconds, with decimals, as milliseconds. What is not zero is at least one. */
static bool read_seconds(struct parser *p, const char *text, uint32_t *ms)
{
    char *end;
    double seconds = strtod(text, &end);
    bool plain = *text && strspn(text, "0123456789.") == strlen(text) && !*end;
    if (!plain || seconds > TIMEOUT_MAX_SECONDS)
        return fail(p, "--timeout takes seconds, like 30 or 0.5, not `%s`", text);
    *ms = (uint32_t)(seconds * 1000.0);
    if (*ms == 0 && seconds > 0)
        *ms = 1;
    return true;
}

static bool read_format(struct parser *p, const char *text, enum format *format)
{
    const char *names[FORMAT_COUNT];
    for (uint32_t i = 0; i < FORMAT_COUNT; i++)
        names[i] = format_info((enum format)i)->name;
    uint32_t index;
    if (!read_word(p, "format", text, names, COUNT(names), &index))
        return false;
    *format = (enum format)index;
    return true;
}

static bool read_output(struct parser *p, const char *text)
{
    const char *colon = strchr(text, ':');
    if (!colon || colon[1] == '\0')
        return fail(p, "--output takes FORMAT:FILE, not `%s`", text);
    struct output_request request = {.format = FORMAT_TEXT, .path = colon + 1};
    bool good = read_format(p, arena_strndup(p->arena, text, (size_t)(colon - text)), &request.format);
    if (strcmp(request.path, "-") == 0)
        return fail(p, "--output cannot name standard output; use --format");
    vec_push(p->arena, &p->out->outputs, request); /* with a wrong format too: the file will say so */
    return good;
}

static bool read_severity(struct parser *p, const char *text)
{
    static const char *const names[] = {CHOICES_FAIL_ON};
    uint32_t index;
    if (!read_word(p, "fail-on", text, names, COUNT(names), &index))
        return false;
    p->out->fail_on = (enum claim_severity)index;
    return true;
}

static bool read_colour(struct parser *p, const char *text)
{
    static const char *const names[] = {CHOICES_COLOR};
    uint32_t index;
    if (!read_word(p, "color", text, names, COUNT(names), &index))
        return false;
    p->out->colour = (enum colour_mode)index;
    return true;
}

static bool read_stage(struct parser *p, const char *text)
{
    static const char *const names[] = {CHOICES_STAGE};
    uint32_t index;
    if (!read_word(p, "stage", text, names, COUNT(names), &index))
        return false;
    p->out->stage = (enum dump_stage)(STAGE_TOKENS + index);
    return true;
}

/* "a,b" as two words. */
static bool read_list(struct parser *p, const char *option, const char *text, struct words *words)
{
    for (;;) {
        size_t length = strcspn(text, ",");
        if (length == 0)
            return fail(p, "--%s holds an empty name", option);
        vec_push(p->arena, words, arena_strndup(p->arena, text, length));
        if (text[length] == '\0')
            return true;
        text += length + 1;
    }
}

/* "SETTING=on" or "SETTING=off". */
static bool read_setting(struct parser *p, const char *text, struct options *o)
{
    const char *equals = strrchr(text, '=');
    if (!equals || equals == text || (strcmp(equals + 1, "on") != 0 && strcmp(equals + 1, "off") != 0))
        return fail(p, "--set takes SETTING=on or SETTING=off, not `%s`", text);
    vec_push(p->arena, &o->settings, arena_strndup(p->arena, text, (size_t)(equals - text)));
    vec_push(p->arena, &o->values, arena_strndup(p->arena, equals + 1, strlen(equals + 1)));
    return true;
}

static bool read_address(struct parser *p, const char *option, const char *text, struct addr *address,
                         bool *given)
{
    *given = addr_parse(text, strlen(text), address);
    return *given || fail(p, "--%s takes an IP address, not `%s`", option, text);
}

static bool read_limit(struct parser *p, const char *text)
{
    const char *problem = limit_set(p->arena, text);
    return !problem || fail(p, "%s", problem);
}

/* ---- options ---- */

/* Take one option with its value ("" when it has none). */
static bool apply(struct parser *p, enum option_id id, const char *value)
{
    struct options *o = p->out;
    p->given |= UINT64_C(1) << id;
    switch (id) {
    case OPTION_FORMAT:
        return read_format(p, value, &o->format);
    case OPTION_OUTPUT:
        return read_output(p, value);
    case OPTION_CLAIM:
        vec_push(p->arena, &o->claims, value);
        return true;
    case OPTION_TIMEOUT:
        return read_seconds(p, value, &o->timeout_ms);
    case OPTION_RLIMIT:
        return read_number(p, "rlimit", value, 0, UINT32_MAX, &o->rlimit);
    case OPTION_MAX_COUNTEREXAMPLES:
        return read_number(p, "max-counterexamples", value, 1, COUNTEREXAMPLES_MAX, &o->max_counterexamples);
    case OPTION_JOBS:
        return read_number(p, "jobs", value, 1, JOBS_MAX, &o->jobs);
    case OPTION_FAIL_ON:
        return read_severity(p, value);
    case OPTION_NO_WAIVERS:
        o->no_waivers = true;
        return true;
    case OPTION_CERTIFY:
        o->certify = value;
        return *value != '\0' || fail(p, "--certify takes a directory");
    case OPTION_COMPARE:
        o->compare = value;
        return *value != '\0' || fail(p, "--compare takes a file");
    case OPTION_CHECK:
        o->check = true;
        return true;
    case OPTION_DIFF:
        o->diff = true;
        return true;
    case OPTION_STDIN_FILENAME:
        o->stdin_name = value;
        return *value != '\0' || fail(p, "--stdin-filename takes a name");
    case OPTION_DOWN:
        return read_list(p, "down", value, &o->down);
    case OPTION_SET:
        return read_setting(p, value, o);
    case OPTION_TO:
        return read_address(p, "to", value, &o->to, &o->has_to);
    case OPTION_LIMIT:
        return read_limit(p, value);
    case OPTION_STAGE:
        return read_stage(p, value);
    case OPTION_COLOR:
        return read_colour(p, value);
    case OPTION_GROUPS:
        o->groups = true;
        return true;
    case OPTION_MUTATE:
        o->mutate = true;
        return true;
    case OPTION_QUIET:
        o->quiet = true;
        return true;
    case OPTION_VERBOSE:
        o->verbose = true;
        return true;
    case OPTION_STATS:
        o->stats = true;
        return true;
    case OPTION_HELP:
    case OPTION_VERSION:
    case OPTION_COUNT:
        break;
    }
    return true;
}

/* The value behind an option: what follows `=`, or the next argument. */
static bool take_value(struct parser *p, const struct option_info *info, const char *attached,
                       const char **value)
{
    *value = "";
    if (!info->argument)
        return attached ? fail(p, "--%s takes no value", info->name) : true;
    if (!attached && p->next >= p->argc)
        return fail(p, "--%s needs a value: %s", info->name, info->argument);
    *value = attached ? attached : p->argv[p->next++];
    return true;
}

static bool unknown_option(struct parser *p, const char *name)
{
    const char *names[OPTION_COUNT];
    for (uint32_t i = 0; i < OPTION_COUNT; i++)
        names[i] = option_table[i].name;
    const char *near = diag_nearest(name, names, OPTION_COUNT);
    return near ? fail(p, "unknown option `--%s`; the nearest is `--%s`", name, near)
                : fail(p, "unknown option `--%s`", name);
}

/* "--name", "--name=value", "--name value" */
static bool read_long(struct parser *p, const char *text)
{
    const char *equals = strchr(text, '=');
    size_t length = equals ? (size_t)(equals - text) : strlen(text);
    const char *name = arena_strndup(p->arena, text, length);
    for (uint32_t i = 0; i < OPTION_COUNT; i++) {
        const char *value;
        if (strcmp(name, option_table[i].name) != 0)
            continue;
        return take_value(p, &option_table[i], equals ? equals + 1 : NULL, &value) &&
               apply(p, (enum option_id)i, value);
    }
    return unknown_option(p, name);
}

/* "-q", "-qv", "-j4", "-j 4" */
static bool read_short(struct parser *p, const char *letters)
{
    while (*letters) {
        uint32_t i = 0;
        while (i < OPTION_COUNT && option_table[i].letter != *letters)
            i++;
        if (i == OPTION_COUNT)
            return fail(p, "unknown option `-%c`", *letters);
        letters++;
        const char *value;
        bool takes_rest = option_table[i].argument && *letters;
        if (!take_value(p, &option_table[i], takes_rest ? letters : NULL, &value) ||
            !apply(p, (enum option_id)i, value))
            return false;
        if (takes_rest)
            return true;
    }
    return true;
}

/* ---- the command ---- */

/* Could the word be meant as a file? Then it is not a misspelt command. */
static bool looks_like_file(const char *word)
{
    return strcmp(word, "-") == 0 || strpbrk(word, "./") || access(word, F_OK) == 0;
}

/* Make the first operand the command, where it is one. */
static bool choose_command(struct parser *p)
{
    const char *names[COMMAND_COUNT];
    for (uint32_t i = 0; i < COMMAND_COUNT; i++)
        names[i] = commands[i].name;
    struct words *operands = &p->out->operands;
    if (operands->count == 0)
        return fail(p, "no command and no file; `nicc help` lists the commands");
    const char *word = operands->at[0];
    uint32_t index = find_word(word, names, COMMAND_COUNT);
    if (index != IR_NONE) {
        p->out->command = (enum command)index;
        operands->at++;
        operands->count--;
        return true;
    }
    if (find_word(word, planned_commands, COUNT(planned_commands)) != IR_NONE)
        return fail(p, "`%s` is not supported yet", word);
    if (!looks_like_file(word))
        return fail(p, "unknown command `%s`%s", word, proposal(p, word, names, COMMAND_COUNT));
    p->out->command = COMMAND_VERIFY;
    return true;
}

static bool check_option_fit(struct parser *p)
{
    if (p->out->check && p->out->diff)
        return fail(p, "--check and --diff exclude each other");
    if (p->out->command == COMMAND_GRAPH && p->out->claims.count > 1)
        return fail(p, "`graph` draws one claim; --claim was given more than once");
    if (p->out->compare && p->out->has_to)
        return fail(p, "--compare and --to exclude each other");
    for (uint32_t i = 0; i < OPTION_COUNT; i++)
        if ((p->given >> i & 1u) && !(option_table[i].commands >> p->out->command & 1u))
            return fail(p, "option --%s does not belong to `%s`", option_table[i].name,
                        commands[p->out->command].name);
    return true;
}

static bool check_formats(struct parser *p)
{
    struct options *o = p->out;
    if (!(p->given >> OPTION_FORMAT & 1u))
        o->format = default_format(o->command);
    for (uint32_t i = 0; i <= o->outputs.count; i++) {
        enum format f = i == 0 ? o->format : o->outputs.at[i - 1].format;
        if (!format_belongs(f, o->command))
            return fail(p, "`%s` has no format %s", commands[o->command].name, format_info(f)->name);
    }
    return true;
}

/* How many operands each command takes. */
static bool check_operand_count(struct parser *p)
{
    static const struct {
        uint32_t least, most;
    } counts[] = {
        [COMMAND_VERIFY] = {1, UINT32_MAX},
        [COMMAND_CHECK] = {1, UINT32_MAX},
        [COMMAND_TRACE] = {3, 3},
        [COMMAND_ROUTES] = {2, 2},
        [COMMAND_MATRIX] = {1, 1},
        [COMMAND_DIFF] = {2, 2},
        [COMMAND_EXPLAIN] = {1, 2},
        [COMMAND_DUMP] = {1, 1},
        [COMMAND_CERTIFY] = {1, 1},
        [COMMAND_FMT] = {1, UINT32_MAX},
        [COMMAND_GRAPH] = {1, 1},
        [COMMAND_VERSION] = {0, 0},
        [COMMAND_HELP] = {0, 1},
    };
    const struct options *o = p->out;
    const struct command_info *info = &commands[o->command];
    const char *usage =
        arena_printf(p->arena, "nicc %s%s%s", info->name, *info->operands ? " " : "", info->operands);
    if (o->operands.count < counts[o->command].least)
        return fail(p, "`%s` needs more: %s", info->name, usage);
    uint32_t most = counts[o->command].most;
    if (o->command == COMMAND_TRACE && o->operands.count > 4 && strcmp(o->operands.at[3], "on") == 0)
        most = 6; /* on PROTOCOL PORT */
    if (o->operands.count > most)
        return fail(p, "unexpected `%s`: %s", o->operands.at[most], usage);
    return true;
}

/* Standard input can be read once, and may have another name. */
static bool check_stdin(struct parser *p)
{
    struct options *o = p->out;
    uint32_t dashes = o->compare && strcmp(o->compare, "-") == 0;
    bool named = false;
    for (uint32_t i = 0; i < o->operands.count; i++) {
        if (strcmp(o->operands.at[i], "-") != 0)
            continue;
        dashes++;
        named = true;
        if (o->stdin_name)
            o->operands.at[i] = o->stdin_name;
    }
    if (o->stdin_name && !named)
        return fail(p, "--stdin-filename is for standard input, and no file is `-`");
    return dashes <= 1 || fail(p, "standard input (`-`) can be read only once");
}

/* --help and --version stand for commands, whatever else was given. Returns true when one was. */
static bool is_help_or_version(struct parser *p)
{
    struct options *o = p->out;
    if (p->given >> OPTION_VERSION & 1u) {
        *o = (struct options){.command = COMMAND_VERSION, .colour = o->colour, .jobs = 1};
        return true;
    }
    if (!(p->given >> OPTION_HELP & 1u))
        return false;
    struct words topic = {0};
    if (o->operands.count > 0 && choose_command(p) && o->command != COMMAND_HELP)
        vec_push(p->arena, &topic, commands[o->command].name);
    *o = (struct options){.command = COMMAND_HELP, .operands = topic, .colour = o->colour, .jobs = 1};
    return true;
}

static uint32_t processors(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? 1 : n > (long)JOBS_MAX ? JOBS_MAX : (uint32_t)n;
}

/* Read on after a mistake, so that all files of --output are known. */
static bool read_arguments(struct parser *p)
{
    bool options_end = false;
    while (p->next < p->argc) {
        const char *word = p->argv[p->next++];
        if (options_end || word[0] != '-' || word[1] == '\0') {
            vec_push(p->arena, &p->out->operands, word);
        } else if (strcmp(word, "--") == 0) {
            options_end = true;
        } else if (word[1] == '-') {
            read_long(p, word + 2);
        } else {
            read_short(p, word + 1);
        }
    }
    return !p->error;
}

bool options_parse(struct arena *arena, int argc, char *const *argv, struct options *out, const char **error)
{
    struct parser p = {.arena = arena, .argc = argc, .argv = argv, .next = 1, .out = out};
    *out = (struct options){.jobs = processors(), .max_counterexamples = 1};
    bool good = read_arguments(&p);
    if (!good)
        (void)choose_command(&p); /* for the files of --output */
    else if (!is_help_or_version(&p))
        good = choose_command(&p) && check_option_fit(&p) && check_formats(&p) && check_operand_count(&p) &&
               check_stdin(&p);
    *error = p.error;
    return good;
}
