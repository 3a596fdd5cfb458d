/*
 * line_hash: the values that github/codeql-action has in its own tests (src/fingerprints.test.ts).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "report/line_hash.h"

/* The text has exactly the lines with these hashes. */
static void expect(const char *text, const char *const *hashes, uint32_t count)
{
    char got[LINE_HASH_MAX];
    struct arena *a = arena_create();
    struct line_hashes h = line_hashes(a, text, strlen(text));
    assert_int_equal(h.count, count);
    for (uint32_t i = 0; i < count; i++)
        assert_string_equal(line_hash_text(&h, i + 1, got), hashes[i]);
    arena_destroy(a);
}

#define EXPECT(text, ...)                                                                                    \
    do {                                                                                                     \
        static const char *const hashes[] = {__VA_ARGS__};                                                   \
        expect(text, hashes, sizeof hashes / sizeof *hashes);                                                \
    } while (0)

static void test_empty(void **state)
{
    (void)state;
    EXPECT("", "c129715d7a2bc9a3:1");
}

static void test_line_ends(void **state)
{
    (void)state;
    EXPECT(" a\nb\n  \t\tc\n d", "271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1",
           "a23a3dc5e078b07b:1");
    EXPECT(" hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n", "e9496ae3ebfced30:1",
           "fb7c023a8b9ccb3f:1", "ce8ba1a563dcdaca:1", "e20e36e16fcb0cc8:1", "b3edc88f2938467e:1",
           "c8e28b0b4002a3a0:1", "c129715d7a2bc9a3:1");
}

static void test_same_lines(void **state)
{
    (void)state;
    struct buf text = {0};
    for (int i = 0; i < 10; i++)
        buf_add(&text, "Lorem ipsum dolor sit amet.\n");
    EXPECT(buf_text(&text), "a7f2ff13bc495cf2:1", "a7f2ff13bc495cf2:2", "a7f2ff13bc495cf2:3",
           "a7f2ff13bc495cf2:4", "a7f2ff13bc495cf2:5", "a7f2ff13bc495cf2:6", "a7f2ff1481e87703:1",
           "a9cf91f7bbf1862b:1", "55ec222b86bcae53:1", "cc97dc7b1d7d8f7b:1", "c129715d7a2bc9a3:1");
    buf_free(&text);
}

static void test_no_such_line(void **state)
{
    (void)state;
    char got[LINE_HASH_MAX];
    struct arena *a = arena_create();
    struct line_hashes h = line_hashes(a, "a\n", 2);
    assert_string_equal(line_hash_text(&h, 0, got), "");
    assert_string_equal(line_hash_text(&h, 3, got), "");
    arena_destroy(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_empty),
        cmocka_unit_test(test_line_ends),
        cmocka_unit_test(test_same_lines),
        cmocka_unit_test(test_no_such_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
