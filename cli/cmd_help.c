/*
 * help: made from the tables of commands and options.
 */
#include <string.h>

#include "base/diag.h"
#include "cli/command.h"
#include "report/table.h"

/* "-q, --quiet", "    --jobs N" */
static const char *option_words(struct arena *a, const struct option_info *info)
{
    const char *letter = info->letter ? arena_printf(a, "-%c, ", info->letter) : "    ";
    return arena_printf(a, "  %s--%s%s%s", letter, info->name, info->argument ? " " : "",
                        info->argument ? info->argument : "");
}

static void put_options(struct arena *a, enum command command, struct buf *out)
{
    struct table t = table_new(a, 2, OPTION_COUNT);
    t.rows = 0;
    for (uint32_t i = 0; i < OPTION_COUNT; i++) {
        const struct option_info *info = option_info((enum option_id)i);
        if (!(info->commands >> command & 1u))
            continue;
        table_set(&t, t.rows, 0, option_words(a, info));
        table_set(&t, t.rows++, 1, option_help(a, (enum option_id)i, command));
    }
    table_print(&t, a, false, out);
}

static void put_commands(struct arena *a, struct buf *out)
{
    struct table t = table_new(a, 2, COMMAND_COUNT);
    for (uint32_t i = 0; i < COMMAND_COUNT; i++) {
        const struct command_info *info = command_info((enum command)i);
        const char *operands = *info->operands ? arena_printf(a, " %s", info->operands) : "";
        table_set(&t, i, 0, arena_printf(a, "  nicc %s%s", info->name, operands));
        table_set(&t, i, 1, info->summary);
    }
    table_print(&t, a, false, out);
}

static void put_overview(struct arena *a, struct buf *out)
{
    buf_add(out, "nicc proves or refutes what a hybrid-cloud network design must do.\n\n");
    put_commands(a, out);
    buf_add(out, "\n`nicc help COMMAND` lists the options of a command.\n");
}

static void put_command(struct arena *a, enum command command, struct buf *out)
{
    const struct command_info *info = command_info(command);
    buf_printf(out, "usage: nicc %s%s%s\n\n%s\n", info->name, *info->operands ? " " : "", info->operands,
               info->summary);
    if (*info->text)
        buf_printf(out, "\n%s\n", info->text);
    buf_add(out, "\n");
    put_options(a, command, out);
}

/* The command of this name, or COMMAND_COUNT. */
static enum command find_command(const char *name)
{
    uint32_t i = 0;
    while (i < COMMAND_COUNT && strcmp(name, command_info((enum command)i)->name) != 0)
        i++;
    return (enum command)i;
}

int cmd_help(const struct options *o, struct console *c)
{
    enum command topic = o->operands.count > 0 ? find_command(o->operands.at[0]) : COMMAND_HELP;
    if (topic == COMMAND_COUNT) {
        console_error(c, "no help on `%s`; `nicc help` lists the commands", o->operands.at[0]);
        return EXIT_USAGE;
    }
    struct arena *arena = arena_create();
    if (o->operands.count == 0)
        put_overview(arena, &c->out);
    else
        put_command(arena, topic, &c->out);
    arena_destroy(arena);
    return EXIT_GOOD;
}
