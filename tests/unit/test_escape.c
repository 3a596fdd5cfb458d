/*
 * escape: text from designs inside the languages of other tools.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "report/escape.h"

typedef void escaper(struct buf *out, const char *text);

static void expect(escaper *escape, const char *text, const char *wanted)
{
    struct buf got = {0};
    escape(&got, text);
    assert_string_equal(buf_text(&got), wanted);
    buf_free(&got);
}

static void test_xml(void **state)
{
    (void)state;
    expect(escape_xml, "a<b> & \"c\"\n\t", "a&lt;b&gt; &amp; \"c\"\n\t");
    expect(escape_xml_attribute, "a<b> & \"c\"\n\t", "a&lt;b&gt; &amp; &quot;c&quot;&#10;&#9;");
    expect(escape_xml, "]]>\r", "]]&gt;&#13;");
    /* not allowed in XML 1.0: control characters, U+FFFE and U+FFFF, what is no UTF-8, surrogates */
    expect(escape_xml, "\x01\x0b\x1b \xef\xbf\xbe\xef\xbf\xbf \xff \xed\xa0\x80", "??? ?? ? ???");
    expect(escape_xml, "Zürich 東京", "Zürich 東京");
}

static void test_github(void **state)
{
    (void)state;
    expect(escape_github, "100%: a,b\r\nc", "100%25: a,b%0D%0Ac");
    expect(escape_github_property, "100%: a,b\r\nc", "100%25%3A a%2Cb%0D%0Ac");
    expect(escape_github, "a::error::b\x1b[31m", "a::error::b?[31m");
}

static void test_azure(void **state)
{
    (void)state;
    expect(escape_azure, "100%; ]\r\nc", "100%AZP25; ]%0D%0Ac");
    expect(escape_azure_property, "100%; ]\r\nc", "100%AZP25%3B %5D%0D%0Ac");
}

static void test_markdown(void **state)
{
    (void)state;
    expect(escape_markdown, "a|b `c` *d* _e_ ~f~ [g](h) <i> & \\\nj",
           "a\\|b \\`c\\` \\*d\\* \\_e\\_ \\~f\\~ \\[g\\](h) &lt;i&gt; &amp; \\\\ j");
    expect(escape_markdown, "@team #12 $x$", "@<!-- -->team \\#<!-- -->12 \\$x\\$");
}

static void expect_code(const char *text, bool in_table, const char *wanted)
{
    struct buf got = {0};
    escape_markdown_code(&got, text, in_table);
    assert_string_equal(buf_text(&got), wanted);
    buf_free(&got);
}

static void test_markdown_code(void **state)
{
    (void)state;
    expect_code("a<b>", false, "`a<b>`");
    expect_code("a|b", false, "`a|b`");
    expect_code("a|b", true, "`a\\|b`");
    expect_code("a`b``c", false, "```a`b``c```");
    expect_code("`a", false, "`` `a ``");
    expect_code("a\nb", false, "`a b`");
    expect_code("", false, "`  `");
}

static void test_mermaid(void **state)
{
    (void)state;
    expect(escape_mermaid, "a\"b#c<d>&`\\\n;", "a#quot;b#35;c#lt;d#gt;#amp;#96;#92; ;");
}

static void test_uri(void **state)
{
    (void)state;
    expect(escape_uri, "designs/my lab#1%.ni", "designs/my%20lab%231%25.ni");
    expect(escape_uri, "Zürich.ni", "Z%C3%BCrich.ni");
}

static void test_reordering(void **state)
{
    (void)state;
    expect(escape_github,
           "a\xe2\x80\xae"
           "b",
           "a?b");
    expect(escape_markdown,
           "a\xe2\x81\xa6"
           "b",
           "a?b");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_xml),      cmocka_unit_test(test_github),        cmocka_unit_test(test_azure),
        cmocka_unit_test(test_markdown), cmocka_unit_test(test_markdown_code), cmocka_unit_test(test_mermaid),
        cmocka_unit_test(test_uri),      cmocka_unit_test(test_reordering),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
