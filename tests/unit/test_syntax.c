/*
 * Unit tests of grammar/: mistakes, what is said about them, and unusual texts.
 */
#include "parse_fixture.h"

/* ---- mistakes: one each, with its place ---- */

struct mistake {
    const char *text;
    enum diag_code code;
    uint32_t line, column;
};

static const struct mistake mistakes[] = {
    {"site vnet a {\n  host vm 10.0.0.4/24;\n}", DIAG_UNEXPECTED, 2, 11},
    {"site vnet a { prefix 10.0.0.0/8,; }", DIAG_UNEXPECTED, 1, 33},
    {"site vnet { prefix 10.0.0.0/8; }", DIAG_UNEXPECTED, 1, 11},
    {"site vnet\nsite vnet b { prefix 10.0.0.0/8; }", DIAG_UNEXPECTED, 2, 6},
    {"circuit;", DIAG_UNEXPECTED, 1, 8},
    {"claim x a can reach b;", DIAG_UNEXPECTED, 1, 9},
    {"claim x: a cna reach b;", DIAG_UNEXPECTED, 1, 12},
    {"claim x: a can raech b;", DIAG_UNEXPECTED, 1, 16},
    {"claim x: a can reach b\n  vai c;", DIAG_UNEXPECTED, 2, 3},
    {"claim x: a, c can reach b;", DIAG_UNEXPECTED, 1, 11},
    {"claim x: a can reach b when c down and d down;", DIAG_UNEXPECTED, 1, 40},
    {"claim x: path from a to b is;", DIAG_UNEXPECTED, 1, 29},
    {"claim x: a/b can reach c;", DIAG_UNEXPECTED, 1, 10},
    {"site onprem a { link b <-> c { delay 5; } }", DIAG_UNEXPECTED, 1, 38},
    {"peering a > b;", DIAG_UNEXPECTED, 1, 11},
    {"policy p { permit set weight 5; }", DIAG_UNEXPECTED, 1, 23},
    {"site vnet a {\n  prefix 10.0.0.0/24\n  host vm 10.0.0.4;\n}", DIAG_MISSING_SEMICOLON, 2, 21},
    {"site vnet a { prefix 10.0.0.0/24 }", DIAG_MISSING_SEMICOLON, 1, 33},
    {"claim x: a can reach b\nclaim y: a can reach c;", DIAG_MISSING_SEMICOLON, 1, 23},
    {"claim x: a can reach b", DIAG_MISSING_SEMICOLON, 1, 23},
    {"connect a <-> b { a { advertise 10.0.0.0/8\n prepend 2; } }", DIAG_MISSING_SEMICOLON, 1, 43},
    {"site vnet a {\n  prefx 10.0.0.0/24;\n  tag b;\n}", DIAG_UNKNOWN_STATEMENT, 2, 3},
    {"site vnet a {\n  router ce { asn 1; }\n  prefix 10.0.0.0/24;\n}", DIAG_UNKNOWN_STATEMENT, 2, 3},
    {"sit vnet a { prefix 10.0.0.0/24; }\nsite vnet b { }", DIAG_UNKNOWN_STATEMENT, 1, 1},
    {"connect a <-> b { dwon; }", DIAG_UNKNOWN_STATEMENT, 1, 19},
    {"connect a <-> b { dlay 5ms; bgp; }", DIAG_UNKNOWN_STATEMENT, 1, 19},
    {"peering a <-> b { allow-gateway-transit; }", DIAG_UNKNOWN_STATEMENT, 1, 19},
    {"peering a <-> b { allow-gateway-transt on; }", DIAG_UNKNOWN_STATEMENT, 1, 19},
    {"connect a <-> b { prepend 2; bgp; }", DIAG_UNKNOWN_STATEMENT, 1, 19},
    {"connect a <-> b { policy in x; }", DIAG_UNKNOWN_STATEMENT, 1, 19},
    {"site vnet a\n  prefix 10.0.0.0/8;\n  tag x;\n}", DIAG_UNEXPECTED, 2, 3},
    {"policy p\n  permit prefix 10.0.0.0/8 ge 9;\n}", DIAG_UNEXPECTED, 2, 3},
    {"circuit c\n  asn 5;\n}", DIAG_UNEXPECTED, 2, 3},
    {"matrix m\n  columns a b;\n  a . Y;\n}", DIAG_UNEXPECTED, 2, 3},
    {"site vnet a b { prefix 10.0.0.0/8; }", DIAG_UNEXPECTED, 1, 13},
    {"matrix m { columns a b; key k = via c; a . k; }", DIAG_UNEXPECTED, 1, 25},
    {"claim x: a can reach b via { c, d };", DIAG_UNEXPECTED, 1, 28},
    {"matrix m {\n  colums a b;\n  a . Y;\n  b Y .;\n}", DIAG_UNKNOWN_STATEMENT, 2, 3},
    {"matrix m {\n  a . Y;\n  b Y .;\n  c Y Y;\n}", DIAG_UNKNOWN_STATEMENT, 2, 3},
    {"site vnet a {\n  host vm 10.0.0.4 {\n    public 192.0.2.1;\n\nsite vnet b { }\n", DIAG_UNCLOSED_BLOCK,
     5, 1},
    {"connect a <-> b {\n  bgp;\n\nsite vnet b { }\nclaim x: a can reach b;\n", DIAG_UNCLOSED_BLOCK, 4, 1},
    {"site vnet a {\n  prefix 10.0.0.0/24;\n", DIAG_UNCLOSED_BLOCK, 2, 22},
    {"site vnet a { }\n}\nsite vnet b { }", DIAG_EXTRA_BRACE, 2, 1},
    {"claim x: any can reach b;", DIAG_RESERVED_NAME, 1, 10},
    {"site vnet 1st { prefix 10.0.0.0/24; }", DIAG_NAME_STARTS_WITH_DIGIT, 1, 11},
    {"connect hub..gw <-> er1;", DIAG_BAD_NAME, 1, 9},
    {"connect hub.1gw <-> er1;", DIAG_BAD_NAME, 1, 9},
    {"site vnet m\xc3\xbcnchen { }", DIAG_NAME_NOT_ASCII, 1, 11},
    {"site vnet a { @@ tag b; }", DIAG_STRAY_CHARACTER, 1, 15},
    {"site vnet b- { }", DIAG_STRAY_CHARACTER, 1, 12},
    {"// a comment\nsite vnet b { }", DIAG_STRAY_CHARACTER, 1, 1},
    {"peering a <- b;", DIAG_STRAY_CHARACTER, 1, 11},
    {"circuit \x01 a;", DIAG_STRAY_CHARACTER, 1, 9},
    {"design a \"oops;\nlet b = 10.0.0.0/8;", DIAG_UNTERMINATED_STRING, 1, 10},
    {"design a \"oops\\", DIAG_UNTERMINATED_STRING, 1, 10},
    {"design a \"x\\qy\";", DIAG_BAD_ESCAPE, 1, 12},
    {"circuit a { asn 4294967296; }", DIAG_NUMBER_TOO_LARGE, 1, 17},
    {"circuit a { asn 99999999999999999999999999; }", DIAG_NUMBER_TOO_LARGE, 1, 17},
    {"site onprem a { link b <-> c { delay 3601s; } }", DIAG_NUMBER_TOO_LARGE, 1, 38},
    {"site vnet a { host vm 10.0.0.256; }", DIAG_BAD_ADDRESS, 1, 23},
    {"site vnet a { prefix 10.0.0/8; }", DIAG_BAD_ADDRESS, 1, 22},
    {"site vnet a { host vm fd00::12345; }", DIAG_BAD_ADDRESS, 1, 23},
    {"site vnet a { prefix fd00::/x; }", DIAG_BAD_ADDRESS, 1, 22},
    {"site vnet a { prefix 10.0.0.0/33; }", DIAG_PREFIX_TOO_LONG, 1, 31},
    {"site vnet a { prefix fd00::/129; }", DIAG_PREFIX_TOO_LONG, 1, 29},
    {"connect a <-> b { a { accept 10.0.0.0/8 ge 129; } }", DIAG_PREFIX_TOO_LONG, 1, 44},
    {"site vnet a { prefix 10.0.0.5/24; }", DIAG_HOST_BITS, 1, 22},
    {"claim x: a learns fd00::1/64;", DIAG_HOST_BITS, 1, 19},
    {"waive x until 2027-02-29 reason \"a\";", DIAG_BAD_DATE, 1, 15},
    {"waive x until 31-01-2027 reason \"a\";", DIAG_BAD_DATE, 1, 15},
    {"connect a <-> b { a { community 70000:1; } }", DIAG_BAD_COMMUNITY, 1, 33},
    {"connect a <-> b { a { community 1:2:4294967296; } }", DIAG_BAD_COMMUNITY, 1, 33},
    {"claim x: a can reach b on tcp 65536;", DIAG_PORT_TOO_LARGE, 1, 31},
    {"claim x: a can reach b on tcp 90-80;", DIAG_EMPTY_RANGE, 1, 31},
    {"expect error F0;", DIAG_BAD_FACT, 1, 14},
    {"expect error G19;", DIAG_BAD_FACT, 1, 14},
    {"claim x: a can reach b on tcp 80 via c on udp 5;", DIAG_SERVICES_TWICE, 1, 40},
};

static void each_mistake_is_one_error(void **state)
{
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof mistakes / sizeof mistakes[0]; i++) {
        const struct mistake *m = &mistakes[i];
        parse(f, m->text);
        if (diag_errors(f->context.diags) != 1)
            print_message("%s\n", m->text);
        assert_only(f, m->code, m->line, m->column);
    }
}

static void one_run_shows_all_mistakes(void **state)
{
    struct fixture *f = *state;
    parse(f, "site vnet a {\n"
             "  prefx 10.0.0.0/24;\n"
             "  foo { bar { 1 } baz; }\n"
             "  host vm 10.0.0.300;\n"
             "  prefix 10.0.0.0/24\n"
             "}\n"
             "claim x: a cna reach b;\n"
             "peering a <-> { a { } }\n"
             "claim y: a can reach b;\n"
             "circuit own;\n");
    assert_diag(f, 0, DIAG_UNKNOWN_STATEMENT, 2, 3);
    assert_diag(f, 1, DIAG_UNKNOWN_STATEMENT, 3, 3);
    assert_diag(f, 2, DIAG_BAD_ADDRESS, 4, 11);
    assert_diag(f, 3, DIAG_MISSING_SEMICOLON, 5, 21);
    assert_diag(f, 4, DIAG_UNEXPECTED, 7, 12);
    assert_diag(f, 5, DIAG_UNEXPECTED, 8, 15);
    assert_diag(f, 6, DIAG_RESERVED_NAME, 10, 9);
    assert_int_equal(diag_errors(f->context.diags), 7);
    assert_non_null(ast_find(f->root, AST_CLAIM, KW_NONE));
}

static void messages_name_what_is_expected(void **state)
{
    struct fixture *f = *state;
    static const struct {
        const char *text, *message, *help;
    } cases[] = {
        {"site vnet a { prefix 10.0.0.0/8 }", "unexpected `}`, expected `;`", NULL},
        {"circuit a { asn x; }", "unexpected `x`, expected a number", NULL},
        {"site vnet a { prefix 10.0.0.4; }", "unexpected `10.0.0.4`, expected a name or a prefix",
         "a prefix has a length: `10.0.0.4/32`"},
        {"site vnet a { host b fd00::/8; }", "unexpected `fd00::/8`, expected an address",
         "an address has no length: `fd00::`"},
        {"claim x: a can raech b;", "unexpected `raech`, expected `reach` or `send`",
         "a similar word is `reach`"},
        {"site vnet a { regoin b; }", "unexpected `regoin`, expected a statement or `}`",
         "a similar statement is `region`"},
        {"cliam x: a can reach b;", "unexpected `cliam`, expected a declaration",
         "a similar statement is `claim`"},
        {"claim x: a can reach b", "unexpected end of file, expected `;`", NULL},
        {"site vnet a { prefix 10.0.0.0/8,; }", "unexpected `;`, expected a name or a prefix", NULL},
        {"matrix m { columns ; }", "unexpected `;`, expected a name, an address, a prefix or `internet`",
         NULL},
        {"matrix m { columns a b; a, ., Y; }", "unexpected `,`, expected a name, `.` or `>`", NULL},
        {"site hub { }", "unexpected `hub`, expected `onprem`, `vhub` or `vnet`",
         "a site has a kind: `site vnet hub`, `site onprem hub`"},
        {"site vent hub { }", "unexpected `vent`, expected `onprem`, `vhub` or `vnet`",
         "a similar word is `vnet`"},
        {"peering hub <-> s1 { allow-gateway-transit; }",
         "`allow-gateway-transit` belongs to one half of the peering",
         "write it in the block of one VNet: `hub { allow-gateway-transit; }`"},
        {"connect o.r <-> a.g { prepend 2; }", "`prepend` belongs to one end of the connection",
         "write it in the block of that end: `o.r { prepend 2; }`"},
        {"connect o.r <-> a.g { prependd 2; }", "unknown statement `prependd`",
         "a similar statement is `prepend`; write it in the block of that end: `o.r { prepend 2; }`"},
        {"claim x: a can not reach b;", "unexpected `not`, expected `reach` or `send`", "write `cannot`"},
        {"claim x: a and b, c are isolated;", "unexpected `,`, expected `are`",
         "several endpoints stand in braces: `{ b, ... }`"},
        {"claim x: path from a, b to c is d;", "unexpected `,`, expected `to`",
         "several endpoints stand in braces: `{ a, ... }`"},
        {"claim x: a can reach b via 10.0.0.4;", "unexpected `10.0.0.4`, expected a name",
         "a place is a name: of a gateway, router, appliance, circuit, connection, peering or site"},
        {"peering a = b;", "unexpected `=`, expected `<->` or `->`", NULL},
        {"site vnet a { prefix 10.1.2.3/16; }", "`10.1.2.3/16` has bits set beyond its length of 16",
         "write `10.1.0.0/16`"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        parse(f, cases[i].text);
        uint32_t count;
        const struct diag *const *d = found(f, &count);
        assert_int_equal(count, 1);
        assert_string_equal(d[0]->message, cases[i].message);
        if (cases[i].help)
            assert_string_equal(d[0]->help, cases[i].help);
        else
            assert_null(d[0]->help);
    }
}

static void unclosed_block_shows_where_it_begins(void **state)
{
    struct fixture *f = *state;
    parse(f, "site vnet a {\n  host vm 10.0.0.4 {\nsite vnet b { }\n");
    uint32_t count;
    const struct diag *const *d = found(f, &count);
    assert_int_equal(count, 1);
    assert_non_null(d[0]->labels);
    struct source_position at = source_position(f->context.sources, d[0]->labels->span);
    assert_int_equal(at.line, 2);
    assert_int_equal(at.column, 20);
    assert_int_equal(ast_count(f->root), 2);
}

/* ---- unusual texts ---- */

static void empty_designs(void **state)
{
    struct fixture *f = *state;
    parse(f, "");
    assert_only(f, DIAG_EMPTY_DESIGN, 1, 1);
    parse(f, "# nothing\r\n\n");
    assert_only(f, DIAG_EMPTY_DESIGN, 1, 1);
}

static void binary_input_is_one_error(void **state)
{
    struct fixture *f = *state;
    parse_bytes(f, "design a;\0\0\1\2 {{{ ;;; \"", 23);
    assert_only(f, DIAG_NOT_TEXT, 1, 10);
    parse(f, "design a; # caf\xe9\n\xff\xfe\xfd");
    assert_only(f, DIAG_NOT_TEXT, 1, 16);
}

static void line_ends_and_byte_order_mark(void **state)
{
    struct fixture *f = *state;
    parse(f, "\xef\xbb\xbf"
             "design a;\r\ncircuit b {\r\n  asn 1;\r\n}\r\n# end");
    assert_clean(f);
    assert_int_equal(ast_count(f->root), 2);
}

static void long_lists(void **state)
{
    struct fixture *f = *state;
    struct buf text = {0};
    buf_add(&text, "group g = a");
    for (int i = 0; i < 100000; i++)
        buf_printf(&text, ",b%d", i);
    buf_add(&text, ";");
    parse_bytes(f, text.text, text.length);
    assert_clean(f);
    assert_int_equal(ast_count(f->root->kids), 100001);
    buf_free(&text);
}

static void long_words(void **state)
{
    struct fixture *f = *state;
    static const char *const pieces[] = {
        "a", "a:", "9", "1:", "::", "a.", "a-", "fd00::", "\"", "{", "a b ", "/", "-", "<", "\xc3\xbc"};
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        struct buf text = {0};
        for (int k = 0; k < 50000; k++)
            buf_add(&text, pieces[i]);
        parse_bytes(f, text.text, text.length);
        assert_true(diag_errors(f->context.diags) > 0);
        buf_free(&text);
    }
}

static void deep_blocks_are_refused(void **state)
{
    struct fixture *f = *state;
    struct buf text = {0};
    buf_add(&text, "site vnet a {");
    for (int i = 0; i < 10000; i++)
        buf_add(&text, " foo {");
    parse_bytes(f, text.text, text.length);
    assert_diag(f, 0, DIAG_UNKNOWN_STATEMENT, 1, 15);
    assert_diag(f, 1, DIAG_NESTED_TOO_DEEP, 1, 199);
    assert_int_equal(diag_errors(f->context.diags), 2);
    buf_free(&text);
}

static void ten_thousand_errors_stop_early(void **state)
{
    struct fixture *f = *state;
    struct buf text = {0};
    for (int i = 0; i < 10000; i++)
        buf_add(&text, "foo bar;\n");
    parse_bytes(f, text.text, text.length);
    assert_true(diag_full(f->context.diags));
    assert_true(diag_errors(f->context.diags) < 2 * DIAG_ERROR_LIMIT);
    buf_free(&text);
}

static void unsupported_things_have_a_node(void **state)
{
    struct fixture *f = *state;
    parse(f, "site vnet a { point-to-site x { 1; { } y } gateway vpn g { point-to-site 10.0.0.0/8; } "
             "private-endpoint; prefix 10.0.0.0/8; }"
             "connect a <-> b { fastpath; fastpath { bgp-is-no-statement-here; } }");
    assert_only(f, DIAG_UNKNOWN_STATEMENT, 1, 165);
    const struct ast *site = f->root->kids;
    assert_int_equal(site->kids->kind, AST_UNSUPPORTED);
    assert_int_equal(site->kids->word, KW_POINT_TO_SITE);
    assert_non_null(ast_find(site, AST_PROPERTY, KW_PREFIX));
    assert_non_null(ast_find(site, AST_UNSUPPORTED, KW_PRIVATE_ENDPOINT));
    assert_non_null(ast_find(site->next, AST_UNSUPPORTED, KW_FASTPATH));
}

/* ---- damaged designs ---- */

static char *read_whole(struct fixture *f, const char *path, size_t *length)
{
    uint32_t index;
    assert_int_equal(source_read(f->context.sources, path, &index), SOURCE_OK);
    const struct source_file *file = source_file(f->context.sources, index);
    char *copy = test_malloc(file->length + 1);
    memcpy(copy, file->text, file->length + 1);
    *length = file->length;
    return copy;
}

static uint32_t next_random(uint32_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

/* Overwrite, remove or double a few bytes of a design: whatever comes out, parsing ends in good order. */
static void damaged_designs_do_no_harm(void **state)
{
    struct fixture *f = *state;
    static const char signs[] = "{};,:.<->=?\"#\n 0a*/-\\";
    size_t length;
    char *design = read_whole(f, "tests/golden/parse/kitchen-sink/input.ni", &length);
    char *text = test_malloc(length + 1);
    uint32_t seed = 2463534242U;
    for (int round = 0; round < 300; round++) {
        memcpy(text, design, length + 1);
        size_t kept = length;
        for (uint32_t k = 1 + next_random(&seed) % 8; k > 0; k--) {
            size_t at = next_random(&seed) % kept;
            size_t cut = next_random(&seed) % 40;
            if (next_random(&seed) % 2 == 0 && at + cut < kept) {
                memmove(text + at, text + at + cut, kept - at - cut);
                kept -= cut;
            } else {
                text[at] = signs[next_random(&seed) % (sizeof signs - 1)];
            }
        }
        parse_bytes(f, text, kept);
        (void)dumped(f, f->root);
    }
    test_free(text);
    test_free(design);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(each_mistake_is_one_error),
        TEST(one_run_shows_all_mistakes),
        TEST(messages_name_what_is_expected),
        TEST(unclosed_block_shows_where_it_begins),
        TEST(empty_designs),
        TEST(binary_input_is_one_error),
        TEST(line_ends_and_byte_order_mark),
        TEST(long_lists),
        TEST(long_words),
        TEST(deep_blocks_are_refused),
        TEST(ten_thousand_errors_stop_early),
        TEST(unsupported_things_have_a_node),
        TEST(damaged_designs_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
