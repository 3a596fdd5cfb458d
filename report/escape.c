/*
 * escape: text from designs inside the languages of other tools.
 *
 * Each language is a function from one character to what stands for it; the walk over the text is shared.
 */
#include "report/escape.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "report/style.h"

/* What stands for an ASCII character or a line break; NULL: itself. */
typedef const char *replacement(uint32_t code);

/* U+FFFE and U+FFFF are no characters, and not allowed in XML. */
static bool is_unprintable(uint32_t code)
{
    return style_is_harmful(code) || code == 0xfffe || code == 0xffff;
}

static void escape(struct buf *out, const char *text, replacement *instead)
{
    size_t length = strlen(text);
    for (size_t at = 0; at < length;) {
        uint32_t code;
        size_t bytes = utf8_decode(text + at, length - at, &code);
        bool white = bytes > 0 && (code == '\n' || code == '\r' || code == '\t');
        const char *other = bytes > 0 && (white || !is_unprintable(code)) ? instead(code) : "?";
        if (other)
            buf_add(out, other);
        else
            buf_add_bytes(out, text + at, bytes);
        at += bytes > 0 ? bytes : 1;
    }
}

/* ---- XML ---- */

static const char *xml(uint32_t code)
{
    switch (code) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '\r':
        return "&#13;";
    default:
        return NULL;
    }
}

static const char *xml_attribute(uint32_t code)
{
    switch (code) {
    case '"':
        return "&quot;";
    case '\n':
        return "&#10;";
    case '\t':
        return "&#9;";
    default:
        return xml(code);
    }
}

void escape_xml(struct buf *out, const char *text)
{
    escape(out, text, xml);
}

void escape_xml_attribute(struct buf *out, const char *text)
{
    escape(out, text, xml_attribute);
}

/* ---- logging commands ---- */

static const char *github(uint32_t code)
{
    switch (code) {
    case '%':
        return "%25";
    case '\r':
        return "%0D";
    case '\n':
        return "%0A";
    default:
        return NULL;
    }
}

static const char *github_property(uint32_t code)
{
    return code == ':' ? "%3A" : code == ',' ? "%2C" : github(code);
}

void escape_github(struct buf *out, const char *text)
{
    escape(out, text, github);
}

void escape_github_property(struct buf *out, const char *text)
{
    escape(out, text, github_property);
}

static const char *azure(uint32_t code)
{
    return code == '%' ? "%AZP25" : github(code);
}

static const char *azure_property(uint32_t code)
{
    return code == ';' ? "%3B" : code == ']' ? "%5D" : azure(code);
}

void escape_azure(struct buf *out, const char *text)
{
    escape(out, text, azure);
}

void escape_azure_property(struct buf *out, const char *text)
{
    escape(out, text, azure_property);
}

/* ---- Markdown and Mermaid ---- */

/* A comment behind `@` and `#` keeps GitHub from linking people and issues: it looks for them in the text after markup. */
static const char *markdown(uint32_t code)
{
    static const char *const escaped[] = {
        ['#'] = "\\#<!-- -->", ['$'] = "\\$", ['&'] = "&amp;", ['*'] = "\\*", ['<'] = "&lt;", ['>'] = "&gt;",
        ['@'] = "@<!-- -->",   ['['] = "\\[", ['\\'] = "\\\\", [']'] = "\\]", ['_'] = "\\_",  ['`'] = "\\`",
        ['|'] = "\\|",         ['~'] = "\\~", ['\n'] = " ",    ['\r'] = " ",  ['\t'] = " ",
    };
    return code < sizeof escaped / sizeof *escaped ? escaped[code] : NULL;
}

void escape_markdown(struct buf *out, const char *text)
{
    escape(out, text, markdown);
}

static const char *markdown_code(uint32_t code)
{
    return code == '\n' || code == '\r' || code == '\t' ? " " : NULL;
}

/* In a table a `|` ends the cell even inside a code span, unless a backslash stands before it, which is then taken away. */
static const char *markdown_code_in_table(uint32_t code)
{
    return code == '|' ? "\\|" : markdown_code(code);
}

/* The longest run of backticks. */
static size_t longest_ticks(const char *text)
{
    size_t longest = 0;
    for (; *text; text++) {
        size_t run = strspn(text, "`");
        longest = run > longest ? run : longest;
        text += run > 0 ? run - 1 : 0;
    }
    return longest;
}

void escape_markdown_code(struct buf *out, const char *text, bool in_table)
{
    size_t ticks = longest_ticks(text) + 1;
    bool padded = *text == '`' || *text == ' ' || *text == '\0' || text[strlen(text) - 1] == '`';
    buf_fill(out, '`', ticks);
    buf_add(out, padded ? " " : "");
    escape(out, text, in_table ? markdown_code_in_table : markdown_code);
    buf_add(out, padded ? " " : "");
    buf_fill(out, '`', ticks);
}

static const char *mermaid(uint32_t code)
{
    switch (code) {
    case '"':
        return "#quot;";
    case '#':
        return "#35;";
    case '&':
        return "#amp;";
    case '<':
        return "#lt;";
    case '>':
        return "#gt;";
    case '`':
        return "#96;";
    case '\\':
        return "#92;";
    case '\n':
    case '\r':
    case '\t':
        return " ";
    default:
        return NULL;
    }
}

void escape_mermaid(struct buf *out, const char *text)
{
    escape(out, text, mermaid);
}

/* ---- URIs ---- */

void escape_uri(struct buf *out, const char *path)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
    for (; *path; path++) {
        if (strchr(plain, *path))
            buf_add_bytes(out, path, 1);
        else
            buf_printf(out, "%%%02X", (unsigned)(unsigned char)*path);
    }
}
