/*
 * The date of a run: SOURCE_DATE_EPOCH, its edges, and what it may not be.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "base/today.h"

static uint32_t date_at(const char *seconds)
{
    uint32_t date = 0;
    setenv("SOURCE_DATE_EPOCH", seconds, 1);
    return today_utc(&date) ? date : 0;
}

static void seconds_become_days_of_utc(void **state)
{
    (void)state;
    assert_int_equal(date_at("0"), 19700101);
    assert_int_equal(date_at("1801439999"), 20270131);
    assert_int_equal(date_at("1801440000"), 20270201);
    assert_int_equal(date_at("951782400"), 20000229);
    assert_int_equal(date_at("253402300799"), 99991231);
}

static void what_is_no_number_is_refused(void **state)
{
    (void)state;
    const char *const bad[] = {"", "today", "-1", " 1", "1.5", "12x", "253402300800", "99999999999999999999"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(date_at(bad[i]), 0);
}

static void without_it_the_clock_counts(void **state)
{
    (void)state;
    uint32_t date = 0;
    unsetenv("SOURCE_DATE_EPOCH");
    assert_true(today_utc(&date));
    assert_in_range(date, 20250101, 99991231);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(seconds_become_days_of_utc),
        cmocka_unit_test(what_is_no_number_is_refused),
        cmocka_unit_test(without_it_the_clock_counts),
    };
    return cmocka_run_group_tests_name("today", tests, NULL, NULL);
}
