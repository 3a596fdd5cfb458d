/*
 * The command line: what is understood, and what is said about what is not.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "cli/options.h"

#define WORDS_MAX 16

/* A command line and what came of it. */
struct fixture {
    struct arena *arena;
    struct options o;
    const char *error;
};

static int set_up(void **state)
{
    static struct fixture f;
    f = (struct fixture){.arena = arena_create()};
    *state = &f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    arena_destroy(f->arena);
    return 0;
}

/* Parse a line, divided at blanks. */
static bool parse(struct fixture *f, const char *line)
{
    char *words[WORDS_MAX] = {arena_strdup(f->arena, "nicc")};
    int count = 1;
    while (*line) {
        size_t length = strcspn(line, " ");
        words[count++] = arena_strndup(f->arena, line, length);
        line += length + (line[length] == ' ');
    }
    return options_parse(f->arena, count, words, &f->o, &f->error);
}

static void expect_error(struct fixture *f, const char *line, const char *error)
{
    assert_false(parse(f, line));
    assert_string_equal(f->error, error);
}

static void a_bare_file_is_verified(void **state)
{
    struct fixture *f = *state;
    assert_true(parse(f, "lab.ni"));
    assert_int_equal(f->o.command, COMMAND_VERIFY);
    assert_int_equal(f->o.operands.count, 1);
    assert_string_equal(f->o.operands.at[0], "lab.ni");
    assert_true(parse(f, "-"));
    assert_int_equal(f->o.command, COMMAND_VERIFY);
}

static void options_stand_anywhere(void **state)
{
    struct fixture *f = *state;
    assert_true(parse(f, "--format json verify a.ni -q --jobs=3 b.ni"));
    assert_int_equal(f->o.format, FORMAT_JSON);
    assert_true(f->o.quiet);
    assert_int_equal(f->o.jobs, 3);
    assert_int_equal(f->o.operands.count, 2);
    assert_string_equal(f->o.operands.at[1], "b.ni");
}

static void two_dashes_end_options(void **state)
{
    struct fixture *f = *state;
    assert_true(parse(f, "verify -- -q"));
    assert_false(f->o.quiet);
    assert_string_equal(f->o.operands.at[0], "-q");
}

static void short_options_join(void **state)
{
    struct fixture *f = *state;
    assert_true(parse(f, "-qvj4 a.ni"));
    assert_true(f->o.quiet && f->o.verbose);
    assert_int_equal(f->o.jobs, 4);
}

static void lists_are_split_and_joined(void **state)
{
    struct fixture *f = *state;
    assert_true(parse(f, "matrix a.ni --down er1.primary,hub --down er2"));
    assert_int_equal(f->o.down.count, 3);
    assert_string_equal(f->o.down.at[1], "hub");
    expect_error(f, "matrix a.ni --down a,,b", "--down holds an empty name");
}

static void addresses_are_read(void **state)
{
    struct fixture *f = *state;
    assert_true(parse(f, "routes a.ni hub"));
    assert_false(f->o.has_to);
    assert_true(parse(f, "routes a.ni hub --to 10.0.0.5"));
    assert_true(f->o.has_to);
    assert_true(f->o.to.low == 0x0a000005 && f->o.to.family == ADDR_IPV4);
    expect_error(f, "routes a.ni hub --to vm", "--to takes an IP address, not `vm`");
    expect_error(f, "trace a.ni hub vm --to 10.0.0.5", "option --to does not belong to `trace`");
}

static void seconds_have_decimals(void **state)
{
    struct fixture *f = *state;
    assert_true(parse(f, "a.ni --timeout 0.5"));
    assert_int_equal(f->o.timeout_ms, 500);
    assert_true(parse(f, "a.ni --timeout 0.0001"));
    assert_int_equal(f->o.timeout_ms, 1);
    static const char *const bad[] = {"a.ni --timeout -1",  "a.ni --timeout 1e3",   "a.ni --timeout=",
                                      "a.ni --timeout nan", "a.ni --timeout 1.2.3", "a.ni --timeout 9999999"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(parse(f, bad[i]));
}

static void numbers_have_limits(void **state)
{
    struct fixture *f = *state;
    expect_error(f, "a.ni --jobs 0", "--jobs takes a number from 1 to 1024, not `0`");
    expect_error(f, "a.ni --rlimit 4294967296",
                 "--rlimit takes a number from 0 to 4294967295, not `4294967296`");
    expect_error(f, "a.ni --jobs +1", "--jobs takes a number from 1 to 1024, not `+1`");
}

static void misspelt_words_get_the_nearest(void **state)
{
    struct fixture *f = *state;
    expect_error(f, "verfy", "unknown command `verfy`; the nearest is `verify`");
    expect_error(f, "a.ni --formt json", "unknown option `--formt`; the nearest is `--format`");
    expect_error(f, "a.ni --format jsno",
                 "--format takes text, json, sarif, junit, github, gitlab, azure, markdown, csv, dot or "
                 "mermaid, not `jsno`; "
                 "the nearest is `json`");
    expect_error(f, "a.ni --fail-on hi", "--fail-on takes low, medium, high or critical, not `hi`");
    expect_error(f, "a.ni -z", "unknown option `-z`");
}

static void later_capabilities_say_so(void **state)
{
    struct fixture *f = *state;
    expect_error(f, "lsp a.ni", "`lsp` is not supported yet");
}

static void formats_belong_to_commands(void **state)
{
    struct fixture *f = *state;
    assert_true(parse(f, "check a.ni --format sarif"));
    assert_true(parse(f, "a.ni --output junit:x.xml --output markdown:x.md"));
    expect_error(f, "trace a.ni hub spoke --format sarif", "`trace` has no format sarif");
    expect_error(f, "diff a.ni b.ni --output junit:x.xml", "option --output does not belong to `diff`");
}

/* Files that are known although something is wrong: they must not keep an old report. */
static void outputs_are_known_after_a_mistake(void **state)
{
    struct fixture *f = *state;
    expect_error(f, "a.ni --bogus --output junti:x.xml -o json:y.json --jobs 0", "unknown option `--bogus`");
    assert_int_equal(f->o.outputs.count, 2);
    assert_string_equal(f->o.outputs.at[0].path, "x.xml");
    assert_int_equal(f->o.outputs.at[0].format, FORMAT_TEXT);
    assert_string_equal(f->o.outputs.at[1].path, "y.json");
}

static void trace_takes_a_service(void **state)
{
    struct fixture *f = *state;
    assert_true(parse(f, "trace a.ni hub spoke on tcp"));
    assert_true(parse(f, "trace a.ni hub spoke on tcp 443"));
    expect_error(f, "trace a.ni hub spoke on", "unexpected `on`: nicc trace FILE FROM TO [on SERVICE]");
    expect_error(f, "trace a.ni hub spoke on tcp 443 80",
                 "unexpected `80`: nicc trace FILE FROM TO [on SERVICE]");
}

static void options_belong_to_commands(void **state)
{
    struct fixture *f = *state;
    expect_error(f, "verify a.ni --stage ast", "option --stage does not belong to `verify`");
    assert_true(parse(f, "dump a.ni --stage ast"));
    assert_int_equal(f->o.stage, STAGE_AST);
}

static void operands_are_counted(void **state)
{
    struct fixture *f = *state;
    expect_error(f, "", "no command and no file; `nicc help` lists the commands");
    expect_error(f, "verify", "`verify` needs more: nicc verify FILE...");
    expect_error(f, "routes a.ni", "`routes` needs more: nicc routes FILE TABLE");
    expect_error(f, "matrix a.ni b.ni", "unexpected `b.ni`: nicc matrix FILE");
    expect_error(f, "verify - -", "standard input (`-`) can be read only once");
}

static void values_are_required_or_refused(void **state)
{
    struct fixture *f = *state;
    expect_error(f, "a.ni --format", "--format needs a value: FORMAT");
    expect_error(f, "a.ni --quiet=yes", "--quiet takes no value");
    expect_error(f, "a.ni --output json", "--output takes FORMAT:FILE, not `json`");
    expect_error(f, "a.ni --output json:-", "--output cannot name standard output; use --format");
}

static void help_and_version_are_commands(void **state)
{
    struct fixture *f = *state;
    assert_true(parse(f, "--help"));
    assert_int_equal(f->o.command, COMMAND_HELP);
    assert_int_equal(f->o.operands.count, 0);
    assert_true(parse(f, "routes -h"));
    assert_int_equal(f->o.command, COMMAND_HELP);
    assert_string_equal(f->o.operands.at[0], "routes");
    assert_true(parse(f, "a.ni --version"));
    assert_int_equal(f->o.command, COMMAND_VERSION);
}

static void outputs_are_collected(void **state)
{
    struct fixture *f = *state;
    assert_true(parse(f, "a.ni --output json:a.json -o text:a.txt"));
    assert_int_equal(f->o.outputs.count, 2);
    assert_int_equal(f->o.outputs.at[0].format, FORMAT_JSON);
    assert_string_equal(f->o.outputs.at[1].path, "a.txt");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_bare_file_is_verified),
        TEST(options_stand_anywhere),
        TEST(two_dashes_end_options),
        TEST(short_options_join),
        TEST(lists_are_split_and_joined),
        TEST(seconds_have_decimals),
        TEST(addresses_are_read),
        TEST(numbers_have_limits),
        TEST(misspelt_words_get_the_nearest),
        TEST(later_capabilities_say_so),
        TEST(options_belong_to_commands),
        TEST(formats_belong_to_commands),
        TEST(outputs_are_known_after_a_mistake),
        TEST(trace_takes_a_service),
        TEST(operands_are_counted),
        TEST(values_are_required_or_refused),
        TEST(help_and_version_are_commands),
        TEST(outputs_are_collected),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
