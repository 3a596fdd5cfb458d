/*
 * Every code that nicc can print has a long text, which `nicc explain` shows, and a number of its own.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/diag.h"
#include "compiler/ir.h"

#define LONG 60 /* characters: a title alone is no explanation */

static void check_text(uint32_t number, const char *title, const char *text)
{
    if (strlen(title) < 5 || strlen(text) < LONG || strcmp(title, text) == 0)
        fail_msg("NICC%04u has no long text: %s", number, text);
}

static void every_diagnostic_has_a_long_text(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < DIAG_CODE_COUNT; i++) {
        const struct diag_info *info = diag_info((enum diag_code)i);
        check_text(info->number, info->title, info->text);
        assert_int_equal(diag_code_of(info->number), i);
    }
}

static void every_rule_has_a_long_text(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < RULE_COUNT; i++) {
        const struct rule_info *info = rule_info(i);
        check_text(info->number, info->text, info->explanation);
        assert_int_equal(diag_code_of(info->number), DIAG_CODE_COUNT);
        for (uint32_t k = 0; k < i; k++)
            assert_int_not_equal(rule_info(k)->number, info->number);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_diagnostic_has_a_long_text),
        cmocka_unit_test(every_rule_has_a_long_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
