/*
 * tables: prints the tables of the program as one JSON document, for the programs of this folder that make the manual page,
 * the completions and the editors' grammars: version, commands, options and formats with their commands, words of options, keywords, codes.
 */
#include <stdbool.h>
#include <stdio.h>

#include "cli/choices.h"
#include "cli/options.h"
#include "cli/version.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *const command_names[] = {
#define COMMAND(id, function, name, operands, summary, text) (name),
#include "cli/commands.def"
#undef COMMAND
};

/* A string in quotes. The tables hold ASCII and line ends only. */
static void put_string(const char *text)
{
    putchar('"');
    for (; *text; text++) {
        if (*text == '\n') {
            fputs("\\n", stdout);
            continue;
        }
        if (*text == '"' || *text == '\\')
            putchar('\\');
        putchar(*text);
    }
    putchar('"');
}

/* A member of an object; `before` is what separates it from the one in front. */
static void put_member(const char *before, const char *name, const char *text)
{
    printf("%s\"%s\": ", before, name);
    put_string(text);
}

static void put_list(const char *const *words, size_t count)
{
    putchar('[');
    for (size_t i = 0; i < count; i++) {
        fputs(i > 0 ? ", " : "", stdout);
        put_string(words[i]);
    }
    putchar(']');
}

/* Begin the next object of a list. */
static void next_object(bool *first)
{
    fputs(*first ? "\n  {" : ",\n  {", stdout);
    *first = false;
}

static void put_commands(void)
{
    bool first = true;
    fputs(",\n\"commands\": [", stdout);
#define COMMAND(id, function, name, operands, summary, text)                                                 \
    next_object(&first);                                                                                     \
    put_member("", "name", (name));                                                                          \
    put_member(", ", "operands", (operands));                                                                \
    put_member(", ", "summary", (summary));                                                                  \
    put_member(", ", "text", (text));                                                                        \
    putchar('}');
#include "cli/commands.def"
#undef COMMAND
    fputs("]", stdout);
}

/* The last member of an object: the commands of these bits. */
static void put_commands_of(uint32_t commands)
{
    const char *words[COUNT(command_names)];
    size_t count = 0;
    for (size_t i = 0; i < COUNT(command_names); i++)
        if (commands >> i & 1u)
            words[count++] = command_names[i];
    fputs(", \"commands\": ", stdout);
    put_list(words, count);
    putchar('}');
}

static void put_option(const char *name, char letter, const char *argument, uint32_t commands,
                       const char *help)
{
    put_member("", "name", name);
    put_member(", ", "letter", letter ? (char[]){letter, '\0'} : "");
    put_member(", ", "argument", argument ? argument : "");
    put_member(", ", "help", help);
    put_commands_of(commands);
}

#define ON(command) (1u << COMMAND_##command)
#define ON_ALL UINT32_MAX
static void put_options(void)
{
    bool first = true;
    fputs(",\n\"options\": [", stdout);
#define OPTION(id, name, letter, argument, commands, help)                                                   \
    next_object(&first);                                                                                     \
    put_option((name), (letter), (argument), (commands), (help));
#include "cli/options.def"
#undef OPTION
    fputs("]", stdout);
}

static void put_formats(void)
{
    bool first = true;
    fputs(",\n\"formats\": [", stdout);
#define FORMAT(id, name, whole, commands, summary)                                                           \
    next_object(&first);                                                                                     \
    put_member("", "name", (name));                                                                          \
    put_member(", ", "summary", (summary));                                                                  \
    put_commands_of((commands));
#include "report/formats.def"
#undef FORMAT
    fputs("]", stdout);
}

static void put_choices(void)
{
#define PUT_CHOICES(before, option, ...)                                                                     \
    do {                                                                                                     \
        static const char *const words[] = {__VA_ARGS__};                                                    \
        printf("%s\n  \"%s\": ", before, option);                                                            \
        put_list(words, COUNT(words));                                                                       \
    } while (0)
    fputs(",\n\"choices\": {", stdout);
    PUT_CHOICES("", "fail-on", CHOICES_FAIL_ON);
    PUT_CHOICES(",", "color", CHOICES_COLOR);
    PUT_CHOICES(",", "stage", CHOICES_STAGE);
    fputs("}", stdout);
}

static void put_keywords(void)
{
    bool first = true;
    fputs(",\n\"keywords\": [", stdout);
#define KEYWORD(name, text, reserved)                                                                        \
    next_object(&first);                                                                                     \
    put_member("", "text", (text));                                                                          \
    printf(", \"reserved\": %s}", (reserved) ? "true" : "false");
#include "grammar/keywords.def"
#undef KEYWORD
    fputs("]", stdout);
}

static void put_code(bool *first, int number, const char *text)
{
    next_object(first);
    printf("\"code\": \"NICC%04d\"", number);
    put_member(", ", "text", text);
    putchar('}');
}

static void put_codes(void)
{
    bool first = true;
    fputs(",\n\"codes\": [", stdout);
#define DIAG(number, name, severity, facts, title, text) put_code(&first, (number), (title));
#include "base/diag_codes.def"
#undef DIAG
#define RULE(number, name, facts, sentence, explanation) put_code(&first, (number), (sentence));
#include "compiler/rules.def"
#undef RULE
    fputs("]", stdout);
}

int main(void)
{
    fputs("{", stdout);
    put_member("", "version", NICC_VERSION);
    put_commands();
    put_options();
    put_formats();
    put_choices();
    put_keywords();
    put_codes();
    fputs("}\n", stdout);
    return ferror(stdout) || fflush(stdout) != 0;
}
