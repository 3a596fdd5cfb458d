/*
 * explain: the long text of a diagnostic or rule code, or of the verdict on one claim.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/diag.h"
#include "cli/command.h"
#include "cli/explain_claim.h"
#include "report/report.h"

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

static void put(const struct report_code *code, const struct options *o, struct console *c)
{
    if (o->format == FORMAT_JSON) {
        report_code_json(code, &c->out);
        return;
    }
    buf_printf(&c->out, "NICC%04u (%s): %s\n\n%s\n", code->number, code->kind, code->title, code->text);
    if (*code->facts)
        buf_printf(&c->out, "\nFacts: %s\n", code->facts);
}

static bool find_diagnostic(uint32_t number, struct report_code *out)
{
    enum diag_code code = diag_code_of(number);
    if (code == DIAG_CODE_COUNT)
        return false;
    const struct diag_info *info = diag_info(code);
    *out = (struct report_code){number, diag_severity_name(info->severity), info->title, info->text,
                                info->facts};
    return true;
}

static bool find_rule(uint32_t number, struct report_code *out)
{
    for (uint32_t i = 0; i < RULE_COUNT; i++) {
        const struct rule_info *info = rule_info(i);
        if (info->number != number)
            continue;
        *out = (struct report_code){number, "rule", info->text, info->explanation, info->facts};
        return true;
    }
    return false;
}

/* With a design the first operand is one of its claims. */
int cmd_explain(const struct options *o, struct console *c)
{
    if (o->operands.count > 1)
        return explain_claim(o, c);
    uint32_t number = read_code(o->operands.at[0]);
    struct report_code code;
    if (find_diagnostic(number, &code) || find_rule(number, &code)) {
        put(&code, o, c);
        return EXIT_GOOD;
    }
    console_error(
        c, "no code `%s`; codes look like NICC0101, and a claim needs its design: nicc explain CLAIM FILE",
        o->operands.at[0]);
    return EXIT_USAGE;
}
