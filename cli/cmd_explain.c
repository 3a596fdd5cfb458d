/*
 * explain: the long text of a diagnostic or rule code.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/diag.h"
#include "cli/command.h"

/* "NICC0101", "0101" or "101" as a number; 0 when it is none. */
static uint32_t read_code(const char *text)
{
    if (strncasecmp(text, "NICC", 4) == 0)
        text += 4;
    size_t length = strlen(text);
    if (length == 0 || length > 4 || strspn(text, "0123456789") != length)
        return 0;
    return (uint32_t)strtoul(text, NULL, 10);
}

static void put_facts(const char *facts, struct buf *out)
{
    if (*facts)
        buf_printf(out, "\nFacts: %s\n", facts);
}

static bool explain_diagnostic(uint32_t number, struct buf *out)
{
    enum diag_code code = diag_code_of(number);
    if (code == DIAG_CODE_COUNT)
        return false;
    const struct diag_info *info = diag_info(code);
    buf_printf(out, "NICC%04u (%s): %s\n\n%s\n", number, diag_severity_name(info->severity), info->title,
               info->text);
    put_facts(info->facts, out);
    return true;
}

static bool explain_rule(uint32_t number, struct buf *out)
{
    for (uint32_t i = 0; i < RULE_COUNT; i++) {
        const struct rule_info *info = rule_info(i);
        if (info->number != number)
            continue;
        buf_printf(out, "NICC%04u (rule): %s\n\n%s\n", number, info->text, info->explanation);
        put_facts(info->facts, out);
        return true;
    }
    return false;
}

int cmd_explain(const struct options *o, struct console *c)
{
    uint32_t number = read_code(o->operands.at[0]);
    if (explain_diagnostic(number, &c->out) || explain_rule(number, &c->out))
        return EXIT_GOOD;
    console_error(c, "no code `%s`; codes look like NICC0101", o->operands.at[0]);
    return EXIT_USAGE;
}
