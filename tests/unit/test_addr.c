/*
 * test_addr: reading, printing and arithmetic of addresses and prefixes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/addr.h"

static struct addr address(const char *text)
{
    struct addr a = {0};
    if (!addr_parse(text, strlen(text), &a))
        fail_msg("%s is no address", text);
    return a;
}

static struct prefix prefix(const char *text)
{
    struct prefix p = {0};
    bool host_bits = true;
    if (!prefix_parse(text, strlen(text), &p, &host_bits) || host_bits)
        fail_msg("%s is no prefix", text);
    return p;
}

static void assert_prints(const char *text, const char *expected)
{
    char out[ADDR_TEXT_MAX];
    assert_string_equal(addr_print(address(text), out), expected);
}

static void test_ipv4_round_trip(void **state)
{
    (void)state;
    assert_prints("0.0.0.0", "0.0.0.0");
    assert_prints("10.10.30.4", "10.10.30.4");
    assert_prints("255.255.255.255", "255.255.255.255");
    assert_int_equal(address("1.2.3.4").low, 0x01020304);
}

static void test_bad_addresses(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",          ".",          "1.2.3",
        "1.2.3.4.",  "1.2.3.4.5",  "1..3.4",
        "256.1.1.1", "1.2.3.1000", "01.2.3.4",
        "010.1.1.1", "00.0.0.0",   " 1.2.3.4",
        "1.2.3.4 ",  "+1.2.3.4",   "1.2.3.-4",
        "0x1.2.3.4", ":",          ":::",
        "1::2::3",   "12345::",    "g::",
        "fe80::1%1", "1:2:3",      "::1.2.3.04",
        "::1/64",    "1.2.3.4/32", "1:2:3:4:5:6:7:8:9",
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct addr a = {1, 2, ADDR_IPV4};
        if (addr_parse(bad[i], strlen(bad[i]), &a))
            fail_msg("%s was accepted", bad[i]);
        assert_true(a.high == 1 && a.low == 2);
    }
}

static void test_length_bounds_the_text(void **state)
{
    (void)state;
    struct addr a;
    assert_true(addr_parse("10.0.0.12", 8, &a));
    assert_int_equal(a.low, 0x0a000001);
    assert_false(addr_parse("::1\0", 4, &a));
    assert_false(addr_parse("1.2.3.4\0", 8, &a));
}

/* Examples of RFC 5952, sections 4 and 5. */
static void test_ipv6_is_printed_canonically(void **state)
{
    (void)state;
    assert_prints("::", "::");
    assert_prints("::1", "::1");
    assert_prints("2001:0DB8::0001", "2001:db8::1");
    assert_prints("2001:db8:0:0:0:0:2:1", "2001:db8::2:1");
    assert_prints("2001:db8::1:1:1:1:1", "2001:db8:0:1:1:1:1:1");
    assert_prints("2001:0:0:1:0:0:0:1", "2001:0:0:1::1");
    assert_prints("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1");
    assert_prints("1:0:0:0:0:0:0:0", "1::");
    assert_prints("::ffff:192.0.2.1", "::ffff:192.0.2.1");
    assert_prints("::1.2.3.4", "::102:304");
    assert_prints("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff");
}

static void test_prefixes(void **state)
{
    (void)state;
    char out[PREFIX_TEXT_MAX];
    struct prefix p;
    bool host_bits = false;
    assert_true(prefix_parse("10.1.2.3/8", 10, &p, &host_bits));
    assert_true(host_bits);
    assert_string_equal(prefix_print(p, out), "10.0.0.0/8");
    assert_string_equal(prefix_print(prefix("0.0.0.0/0"), out), "0.0.0.0/0");
    assert_string_equal(prefix_print(prefix("10.0.0.1/32"), out), "10.0.0.1/32");
    assert_string_equal(prefix_print(prefix("::/0"), out), "::/0");
    assert_true(prefix_parse("2001:db8:ffff:ffff::/33", 23, &p, &host_bits));
    assert_true(host_bits);
    assert_string_equal(prefix_print(p, out), "2001:db8:8000::/33");
    assert_string_equal(prefix_print(prefix("::1/128"), out), "::1/128");
}

static void test_bad_prefixes(void **state)
{
    (void)state;
    static const char *const bad[] = {"",
                                      "/",
                                      "10.0.0.0",
                                      "10.0.0.0/",
                                      "10.0.0.0/33",
                                      "10.0.0.0/08",
                                      "10.0.0.0/8/8",
                                      "10.0.0.0/-1",
                                      "10.0.0.0/ 8",
                                      "::/129",
                                      "::/0128",
                                      "10/8",
                                      "/8"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct prefix p;
        bool host_bits;
        if (prefix_parse(bad[i], strlen(bad[i]), &p, &host_bits))
            fail_msg("%s was accepted", bad[i]);
    }
}

static void test_order(void **state)
{
    (void)state;
    assert_int_equal(addr_compare(address("255.255.255.255"), address("::")), -1);
    assert_int_equal(addr_compare(address("10.0.0.2"), address("10.0.0.1")), 1);
    assert_int_equal(addr_compare(address("1::"), address("::2")), 1);
    assert_int_equal(addr_compare(address("1::1"), address("1::1")), 0);
    assert_int_equal(prefix_compare(prefix("10.0.0.0/8"), prefix("10.0.0.0/16")), -1);
    assert_int_equal(prefix_compare(prefix("10.0.0.0/8"), prefix("10.0.0.0/8")), 0);
}

static void test_neighbours(void **state)
{
    (void)state;
    char out[ADDR_TEXT_MAX];
    bool overflow;
    assert_string_equal(addr_print(addr_next(address("10.0.0.255"), &overflow), out), "10.0.1.0");
    assert_false(overflow);
    addr_next(address("255.255.255.255"), &overflow);
    assert_true(overflow);
    assert_string_equal(addr_print(addr_next(address("0:0:0:1:ffff:ffff:ffff:ffff"), &overflow), out),
                        "0:0:0:2::");
    assert_false(overflow);
    addr_next(address("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"), &overflow);
    assert_true(overflow);
    assert_string_equal(addr_print(addr_previous(address("0:0:0:2::"), &overflow), out),
                        "::1:ffff:ffff:ffff:ffff");
    assert_false(overflow);
    addr_previous(address("0.0.0.0"), &overflow);
    assert_true(overflow);
    addr_previous(address("::"), &overflow);
    assert_true(overflow);
}

static void test_ends_of_a_prefix(void **state)
{
    (void)state;
    char out[ADDR_TEXT_MAX];
    assert_string_equal(addr_print(prefix_first(prefix("10.2.30.0/25")), out), "10.2.30.0");
    assert_string_equal(addr_print(prefix_last(prefix("10.2.30.0/25")), out), "10.2.30.127");
    assert_string_equal(addr_print(prefix_last(prefix("0.0.0.0/0")), out), "255.255.255.255");
    assert_string_equal(addr_print(prefix_last(prefix("fd00::/56")), out), "fd00::ff:ffff:ffff:ffff:ffff");
    assert_string_equal(addr_print(prefix_last(prefix("::/64")), out), "::ffff:ffff:ffff:ffff");
    assert_int_equal(prefix_last(prefix("::/0")).high, UINT64_MAX);
}

static void test_holds_and_covers(void **state)
{
    (void)state;
    assert_true(prefix_holds(prefix("10.0.0.0/8"), address("10.255.0.1")));
    assert_false(prefix_holds(prefix("10.0.0.0/8"), address("11.0.0.0")));
    assert_false(prefix_holds(prefix("::/0"), address("10.0.0.1")));
    assert_true(prefix_holds(prefix("0.0.0.0/0"), address("1.2.3.4")));
    assert_true(prefix_covers(prefix("10.0.0.0/8"), prefix("10.0.0.0/8")));
    assert_true(prefix_covers(prefix("10.0.0.0/8"), prefix("10.1.0.0/16")));
    assert_false(prefix_covers(prefix("10.0.0.0/16"), prefix("10.0.0.0/8")));
    assert_true(prefix_overlaps(prefix("10.0.0.0/16"), prefix("10.0.0.0/8")));
    assert_false(prefix_overlaps(prefix("10.0.0.0/16"), prefix("10.1.0.0/16")));
    assert_true(prefix_overlaps(prefix("2001:db8::/32"), prefix("2001:db8:1::/48")));
    assert_false(prefix_overlaps(prefix("0.0.0.0/0"), prefix("::/0")));
}

static void test_default(void **state)
{
    (void)state;
    assert_true(prefix_is_default(prefix("0.0.0.0/0")));
    assert_true(prefix_is_default(prefix("::/0")));
    assert_false(prefix_is_default(prefix("0.0.0.0/1")));
    assert_false(prefix_is_default((struct prefix){0}));
}

static void test_private_space(void **state)
{
    (void)state;
    static const char *const yes[] = {"10.0.0.0",        "10.255.255.255", "172.16.0.1",
                                      "172.31.255.255",  "192.168.1.1",    "100.64.0.1",
                                      "100.127.255.255", "fc00::1",        "fdff::"};
    static const char *const no[] = {"9.255.255.255", "11.0.0.0",   "172.32.0.0",  "172.15.255.255",
                                     "192.169.0.0",   "100.63.0.0", "100.128.0.0", "8.8.8.8",
                                     "fe80::1",       "2001:4860::"};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        assert_true(addr_is_private(address(yes[i])));
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        assert_false(addr_is_private(address(no[i])));
}

static void test_global_space(void **state)
{
    (void)state;
    static const char *const yes[] = {"8.8.8.8",    "1.1.1.1",         "192.0.1.1",
                                      "198.17.0.1", "223.255.255.255", "2001:4860::8888"};
    static const char *const no[] = {
        "10.0.0.1",     "0.0.0.0",   "127.0.0.1", "169.254.1.1",     "192.0.2.1",   "198.19.0.1",
        "198.51.100.7", "224.0.0.1", "240.0.0.1", "255.255.255.255", "203.0.113.1", "100.64.0.1",
        "::",           "::1",       "fe80::1",   "ff02::1",         "fd00::1",     "2001:db8::1"};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        assert_true(addr_is_global(address(yes[i])));
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        assert_false(addr_is_global(address(no[i])));
    assert_false(addr_is_global((struct addr){0}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ipv4_round_trip),
        cmocka_unit_test(test_bad_addresses),
        cmocka_unit_test(test_length_bounds_the_text),
        cmocka_unit_test(test_ipv6_is_printed_canonically),
        cmocka_unit_test(test_prefixes),
        cmocka_unit_test(test_bad_prefixes),
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_neighbours),
        cmocka_unit_test(test_ends_of_a_prefix),
        cmocka_unit_test(test_holds_and_covers),
        cmocka_unit_test(test_default),
        cmocka_unit_test(test_private_space),
        cmocka_unit_test(test_global_space),
    };
    return cmocka_run_group_tests_name("addr", tests, NULL, NULL);
}
