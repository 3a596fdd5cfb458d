/*
 * Unit tests of grammar/: keywords, words, shapes, spans, includes, dumps.
 */
#include <unistd.h>

#include "parse_fixture.h"

/* ---- keywords ---- */

static void keywords_are_sorted(void **state)
{
    (void)state;
    for (enum keyword k = KW_NONE + 1; k + 1 < KW_COUNT; k++)
        assert_true(strcmp(keyword_text(k), keyword_text(k + 1)) < 0);
}

static void keywords_are_found(void **state)
{
    (void)state;
    for (enum keyword k = KW_NONE + 1; k < KW_COUNT; k++)
        assert_int_equal(keyword_of(keyword_text(k), strlen(keyword_text(k))), k);
    assert_int_equal(keyword_of("", 0), KW_NONE);
    assert_int_equal(keyword_of("sit", 3), KW_NONE);
    assert_int_equal(keyword_of("sites", 5), KW_NONE);
    assert_int_equal(keyword_of("sitex", 4), KW_SITE);
    assert_string_equal(keyword_text(KW_NONE), "");
}

/* Every place where a bare word may be a name, with %s for it. */
static const char *const name_places[] = {
    "site vnet %s { host %s 10.0.0.4; subnet %s 10.0.0.0/24 { router %s, %s; } tag %s; appliance %s 10.0.0.5 "
    "{ security-group %s; } }",
    "site onprem %s { router %s { originate %s; } link %s <-> %s { cost 1; } }",
    "site vhub %s { table %s { label %s; static %s, %s -> connection %s; } routing-intent private additional "
    "%s, %s -> %s; }",
    "group %s = %s, %s;",
    "group %s = tagged %s;",
    "let %s = %s, %s;",
    "circuit %s;",
    "design %s;",
    "profile %s, %s;",
    "policy %s { permit prefix %s, %s ge 24 community 1:2; }",
    "peering %s <-> %s { %s { allow-vnet-access off; } }",
    "peering %s -> %s { use-remote-gateways; }",
    "connect %s <-> %s %s { down; %s { advertise %s, %s ge 24; accept %s le 9; policy in %s; static %s; } "
    "static %s -> 10.0.0.1; static; }",
    "connect %s <-> %s { associate %s; propagate %s, label %s, %s; }",
    "claim %s: %s can reach %s via %s or %s, %s<->%s avoiding %s over %s, %s->%s uninspected on tcp 80 when "
    "%s, %s down;",
    "claim %s: %s can send to { %s, %s } within 3 hops under any 1 failure and when %s->%s "
    "use-remote-gateways off;",
    "claim %s: %s cannot reach %s when %s accept-remote-vnets on;",
    "claim %s: %s cannot send to %s on udp;",
    "claim %s: { %s, %s } and %s are isolated;",
    "claim %s: %s and %s are symmetric on icmp at device;",
    "claim %s: %s reaches %s only via %s;",
    "claim %s: path from %s to %s is %s, %s;",
    "claim %s: %s learns %s from %s with as-path 1 2;",
    "claim %s: %s does not learn %s from %s;",
    "claim %s: %s selects %s from %s, %s;",
    "claim %s: %s routes %s to gateway;",
    "claim %s: %s routes %s through %s;",
    "claim %s: %s does not route %s;",
    "claim %s: %s advertises %s to %s;",
    "claim %s: %s does not advertise %s to %s;",
    "matrix %s { key %s = via %s; columns %s %s; %s . %s; x %s > Y; }",
    "waive %s until 2027-01-31 reason \"r\";",
    "site vnet x { security-group %s { inbound { 100 allow from %s, %s to %s; } } route-table %s { route %s "
    "-> appliance %s; } }",
    "site vnet x { gateway vpn %s { sku %s; default-site %s; } load-balancer %s 10.0.0.1 { backend %s, %s; } "
    "}",
};

/* `pattern` with every %s replaced by `word`. */
static const char *filled(struct fixture *f, const char *pattern, const char *word)
{
    struct buf out = {0};
    for (const char *c = pattern; *c; c++) {
        if (c[0] == '%' && c[1] == 's') {
            buf_add(&out, word);
            c++;
        } else {
            buf_add_bytes(&out, c, 1);
        }
    }
    const char *text = arena_strdup(f->arena, buf_text(&out));
    buf_free(&out);
    return text;
}

static void keywords_are_names(void **state)
{
    struct fixture *f = *state;
    char text[1024];
    for (enum keyword k = KW_NONE + 1; k < KW_COUNT; k++) {
        if (keyword_is_reserved(k))
            continue;
        for (size_t i = 0; i < sizeof name_places / sizeof name_places[0]; i++) {
            snprintf(text, sizeof text, "%s", filled(f, name_places[i], keyword_text(k)));
            parse(f, text);
            if (diag_errors(f->context.diags) > 0)
                print_message("%s\n", text);
            assert_clean(f);
        }
    }
}

static void reserved_words_are_refused(void **state)
{
    struct fixture *f = *state;
    static const char *const places[] = {"site vnet %s { prefix 10.0.0.0/8; }",
                                         "circuit %s;",
                                         "group %s = a;",
                                         "let %s = 10.0.0.0/8;",
                                         "connect a <-> b %s;",
                                         "site vhub h { table %s { label x; } }",
                                         "connect %s <-> b;"};
    char text[256];
    for (enum keyword k = KW_NONE + 1; k < KW_COUNT; k++) {
        if (!keyword_is_reserved(k) || k == KW_ARROW)
            continue;
        for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
            snprintf(text, sizeof text, "%s", filled(f, places[i], keyword_text(k)));
            parse(f, text);
            assert_only(f, DIAG_RESERVED_NAME, 1, (uint32_t)(strchr(places[i], '%') - places[i]) + 1);
        }
    }
}

static void reserved_words_name_what_is_never_referred_to(void **state)
{
    struct fixture *f = *state;
    static const char *const places[] = {"claim %s: a can reach b;",
                                         "matrix %s { columns a b; a . Y; }",
                                         "policy %s { permit; }",
                                         "site vnet a { host %s 10.0.0.4; subnet %s 10.0.0.0/24; }",
                                         "connect a <-> b { a { policy out %s; } }",
                                         "waive %s until 2027-01-31 reason \"r\";"};
    char text[256];
    for (enum keyword k = KW_NONE + 1; k < KW_COUNT; k++) {
        if (!keyword_is_reserved(k) || k == KW_ARROW)
            continue;
        for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
            snprintf(text, sizeof text, "%s", filled(f, places[i], keyword_text(k)));
            parse(f, text);
            assert_clean(f);
        }
    }
}

/* ---- words ---- */

static void names_and_arrows(void **state)
{
    struct fixture *f = *state;
    parse(f, "peering a<->b;peering on-prem-2->c_3;connect hub.er-gw<->er1.primary _x;");
    assert_clean(f);
    assert_string_equal(dumped(f, f->root), "file\n"
                                            "  peering\n    path a\n    path b\n"
                                            "  peering ->\n    path on-prem-2\n    path c_3\n"
                                            "  connect _x\n    path hub.er-gw\n    path er1.primary\n");
}

static void colons(void **state)
{
    struct fixture *f = *state;
    parse(f, "claim add:b can reach fd00::1;claim x:dead:beef::1 can reach y;claim a: ::1 can reach y;");
    assert_clean(f);
    parse(f, "claim a::1 can reach y;");
    assert_only(f, DIAG_UNEXPECTED, 1, 7);
    parse(f, "claim x: dead:beef::1 can reach ::ffff:10.0.0.1;claim face:fade can reach ::/0;"
             "claim c: 1:2:3:4:5:6:7:8 can reach 1::;");
    assert_clean(f);
    parse(f, "connect a <-> b { a { community 65535:65535, 4294967295:1:0, no-export; } }");
    assert_clean(f);
}

static void values(void **state)
{
    struct fixture *f = *state;
    parse(f,
          "site onprem a { link b <-> c { delay 1.5ms; delay 800us; delay 75ms; delay 1s; delay 0.0001ms; } }"
          "circuit d { location \"a\\\"b\\\\c\\nd\\te\"; asn 4294967295; }"
          "waive m/a/b* until 2028-02-29 reason \"x\" ticket \"y\";");
    assert_clean(f);
    assert_string_equal(dumped(f, f->root),
                        "file\n"
                        "  site onprem a\n"
                        "    link\n      path b\n      path c\n"
                        "      property delay\n        duration 1500us\n"
                        "      property delay\n        duration 800us\n"
                        "      property delay\n        duration 75000us\n"
                        "      property delay\n        duration 1000000us\n"
                        "      property delay\n        duration 0us\n"
                        "  circuit d\n"
                        "    property location\n      string \"a\\\"b\\\\c\\nd\\te\"\n"
                        "    property asn\n      number 4294967295\n"
                        "  waive m/a/b*\n    date 20280229\n    string \"x\"\n    string \"y\"\n");
}

static void flags(void **state)
{
    struct fixture *f = *state;
    parse(f, "peering a -> b { allow-vnet-access; allow-vnet-access on; allow-vnet-access off; "
             "use-remote-gateways ?; }");
    assert_clean(f);
    assert_string_equal(dumped(f, f->root->kids),
                        "peering ->\n  path a\n  path b\n  end a\n"
                        "    flag allow-vnet-access on\n    flag allow-vnet-access on\n"
                        "    flag allow-vnet-access off\n    flag use-remote-gateways ?\n");
}

static void static_is_flag_or_list(void **state)
{
    struct fixture *f = *state;
    parse(f, "connect a <-> b { static; a { static 10.0.0.0/8, corp; } static off; static on -> 10.0.0.1; }");
    assert_clean(f);
    const struct ast *connect = f->root->kids;
    assert_non_null(ast_find(connect, AST_FLAG, KW_STATIC));
    assert_non_null(ast_find(ast_find(connect, AST_END, KW_NONE), AST_PROPERTY, KW_STATIC));
    assert_string_equal(dumped(f, ast_find(connect, AST_STATIC_ROUTE, KW_NONE)),
                        "static-route\n  path on\n  hop address\n    address 10.0.0.1\n");
}

static void services_come_behind_the_sets(void **state)
{
    struct fixture *f = *state;
    static const char expected[] =
        "can-reach\n  set\n    path a\n  set\n    path b\n  services\n    service tcp\n      number 80\n"
        "  via\n    alternatives\n      place c\n  both-ways\n";
    parse(f, "claim x: a can reach b on tcp 80 via c both-ways;");
    assert_string_equal(dumped(f, f->root->kids->kids), expected);
    parse(f, "claim x: a can reach b via c both-ways on tcp 80;");
    assert_string_equal(dumped(f, f->root->kids->kids), expected);
    parse(f, "claim x: a can reach b on tcp 80;");
    struct ast *assertion = f->root->kids->kids;
    assert_ptr_equal(assertion->last, ast_kid(assertion, 2));
}

static void attributes_are_no_rows(void **state)
{
    struct fixture *f = *state;
    parse(f, "matrix m { severity high; columns severity expect; severity . Y; expect Y .; severity low; "
             "expect refuted; }");
    assert_clean(f);
    assert_string_equal(dumped(f, f->root->kids), "matrix m\n  attribute severity\n    word high\n"
                                                  "  columns\n    path severity\n    path expect\n"
                                                  "  row severity\n    cell .\n    cell Y\n"
                                                  "  row expect\n    cell Y\n    cell .\n"
                                                  "  attribute severity\n    word low\n  expect refuted\n");
}

/* Prefixes, addresses and names of a `let` where something else is the usual thing. */
static void values_in_claims(void **state)
{
    struct fixture *f = *state;
    parse(f, "group g = a, 10.0.0.9, 10.0.1.0/24; claim x: b.gw learns net from c;"
             "matrix m { columns 10.0.1.0/24 a fd00::1; a . Y Y; 10.0.0.9 Y . >; }");
    assert_clean(f);
    assert_string_equal(dumped(f, ast_kid(f->root, 0)),
                        "group g\n  path a\n  address 10.0.0.9 10.0.0.9\n  prefix 10.0.1.0/24 10.0.1.0/24\n");
    assert_string_equal(dumped(f, ast_kid(f->root, 1)),
                        "claim x\n  learns yes\n    path b.gw\n    path net\n    place c\n");
    assert_string_equal(
        dumped(f, ast_kid(f->root, 2)),
        "matrix m\n  columns\n    prefix 10.0.1.0/24 10.0.1.0/24\n    path a\n"
        "    address fd00::1 fd00::1\n  row a\n    cell .\n    cell Y\n    cell Y\n"
        "  row 10.0.0.9\n    address 10.0.0.9 10.0.0.9\n    cell Y\n    cell .\n    cell >\n");
}

/* ---- spans ---- */

static void spans_cover_constructs(void **state)
{
    struct fixture *f = *state;
    parse(f, "site vnet hub {\n  host vm 10.0.0.4;\n}\nclaim x:  a can   reach b under any 1 failure\n  and "
             "when c down { expect refuted; }\n");
    assert_clean(f);
    const struct ast *site = f->root->kids;
    assert_string_equal(text_of(f, site->span), "site vnet hub { host vm 10.0.0.4; }");
    assert_string_equal(text_of(f, site->name_span), "hub");
    assert_string_equal(text_of(f, site->kids->span), "host vm 10.0.0.4;");
    const struct ast *claim = site->next;
    assert_string_equal(text_of(f, claim->span),
                        "claim x: a can reach b under any 1 failure and when c down { expect refuted; }");
    const struct ast *assertion = claim->kids;
    const struct ast *down = ast_find(claim, AST_COND_DOWN, KW_NONE);
    assert_string_equal(text_of(f, assertion->span), "a can reach b");
    assert_string_equal(text_of(f, span_join(assertion->span, down->span)),
                        "a can reach b under any 1 failure and when c down");
    assert_string_equal(text_of(f, ast_find(claim, AST_EXPECT, KW_NONE)->name_span), "expect");
}

static void spans_of_assertions_without_tail(void **state)
{
    struct fixture *f = *state;
    parse(f, "claim x: a can reach b on tcp 1 via c ;claim y: a and b are symmetric ;claim z: a learns "
             "10.0.0.0/8 ;");
    assert_clean(f);
    assert_string_equal(text_of(f, ast_kid(f->root, 0)->kids->span), "a can reach b on tcp 1 via c");
    assert_string_equal(text_of(f, ast_kid(f->root, 1)->kids->span), "a and b are symmetric");
    assert_string_equal(text_of(f, ast_kid(f->root, 2)->kids->span), "a learns 10.0.0.0/8");
}

static void span_of_a_rule_begins_with_its_first_word(void **state)
{
    struct fixture *f = *state;
    parse(f, "site vnet a { appliance b 10.0.0.1 { rules {   allow   to x; } } }");
    assert_clean(f);
    const struct ast *rules = ast_find(f->root->kids->kids, AST_RULES, KW_NONE);
    assert_string_equal(text_of(f, rules->kids->span), "allow to x;");
    assert_string_equal(text_of(f, ast_find(rules->kids, AST_MATCH, KW_NONE)->span), "to x");
}

/* ---- files ---- */

struct folder {
    char path[64];
    char file[128];
};

static void folder_open(struct folder *d)
{
    snprintf(d->path, sizeof d->path, "/tmp/nicc-test-XXXXXX");
    assert_non_null(mkdtemp(d->path));
}

/* The path of a file of the folder; valid until the next call. */
static const char *folder_file(struct folder *d, const char *name)
{
    snprintf(d->file, sizeof d->file, "%s/%s", d->path, name);
    return d->file;
}

static void folder_write(struct folder *d, const char *name, const char *text)
{
    FILE *out = fopen(folder_file(d, name), "w");
    assert_non_null(out);
    fputs(text, out);
    assert_int_equal(fclose(out), 0);
}

static void folder_close(struct folder *d, const char *const *names)
{
    for (; *names; names++)
        unlink(folder_file(d, *names));
    rmdir(d->path);
}

static void includes_are_read_once_in_place(void **state)
{
    struct fixture *f = *state;
    struct folder d;
    folder_open(&d);
    folder_write(&d, "a.ni", "circuit a1; include \"b.ni\"; include \"./c.ni\"; circuit a2;");
    folder_write(&d, "b.ni", "circuit b; include \"c.ni\";");
    folder_write(&d, "c.ni", "circuit c;");
    f->root = parse_file(&f->context, folder_file(&d, "a.ni"));
    folder_close(&d, (const char *const[]){"a.ni", "b.ni", "c.ni", NULL});
    assert_clean(f);
    assert_string_equal(dumped(f, f->root), "file\n  circuit a1\n  circuit b\n  circuit c\n  circuit a2\n");
}

static void include_cycle_shows_the_chain(void **state)
{
    struct fixture *f = *state;
    struct folder d;
    folder_open(&d);
    folder_write(&d, "a.ni", "circuit a;\ninclude \"b.ni\";");
    folder_write(&d, "b.ni", "include \"c.ni\";");
    folder_write(&d, "c.ni", "  include \"a.ni\";");
    f->root = parse_file(&f->context, folder_file(&d, "a.ni"));
    folder_close(&d, (const char *const[]){"a.ni", "b.ni", "c.ni", NULL});
    assert_only(f, DIAG_INCLUDE_CYCLE, 1, 11);
    uint32_t count;
    const struct diag_label *label = found(f, &count)[0]->labels;
    assert_non_null(label);
    assert_non_null(label->next);
    assert_null(label->next->next);
}

static void include_of_itself(void **state)
{
    struct fixture *f = *state;
    struct folder d;
    folder_open(&d);
    folder_write(&d, "a.ni", "include \"a.ni\";");
    f->root = parse_file(&f->context, folder_file(&d, "a.ni"));
    folder_close(&d, (const char *const[]){"a.ni", NULL});
    assert_only(f, DIAG_INCLUDE_CYCLE, 1, 9);
}

static void include_chain_has_a_limit(void **state)
{
    struct fixture *f = *state;
    struct folder d;
    char name[16];
    char text[64];
    folder_open(&d);
    for (int i = 0; i < 40; i++) {
        snprintf(name, sizeof name, "f%d.ni", i);
        snprintf(text, sizeof text, "include \"f%d.ni\"; circuit c%d;", i + 1, i);
        folder_write(&d, name, text);
    }
    f->root = parse_file(&f->context, folder_file(&d, "f0.ni"));
    for (int i = 0; i < 40; i++) {
        snprintf(name, sizeof name, "f%d.ni", i);
        unlink(folder_file(&d, name));
    }
    rmdir(d.path);
    assert_only(f, DIAG_NESTED_TOO_DEEP, 1, 9);
    assert_int_equal(ast_count(f->root), 33);
}

static void unreadable_files(void **state)
{
    struct fixture *f = *state;
    struct folder d;
    folder_open(&d);
    folder_write(&d, "a.ni", "include \"missing.ni\";\ninclude \".\";\ncircuit a;");
    f->root = parse_file(&f->context, folder_file(&d, "a.ni"));
    folder_close(&d, (const char *const[]){"a.ni", NULL});
    assert_diag(f, 0, DIAG_UNREADABLE, 1, 9);
    assert_diag(f, 1, DIAG_IS_DIRECTORY, 2, 9);
    assert_int_equal(ast_count(f->root), 1);
    f->root = parse_file(&f->context, "/nonexistent/x.ni");
    assert_non_null(f->root);
    assert_int_equal(diag_errors(f->context.diags), 3);
}

static void mistakes_in_included_files_are_shown_there(void **state)
{
    struct fixture *f = *state;
    struct folder d;
    folder_open(&d);
    folder_write(&d, "a.ni", "include \"b.ni\";\ncircuit a;");
    folder_write(&d, "b.ni", "\ncircuit;");
    f->root = parse_file(&f->context, folder_file(&d, "a.ni"));
    folder_close(&d, (const char *const[]){"a.ni", "b.ni", NULL});
    assert_only(f, DIAG_UNEXPECTED, 2, 8);
    uint32_t count;
    struct source_position at = source_position(f->context.sources, found(f, &count)[0]->span);
    assert_non_null(strstr(at.path, "/b.ni"));
}

/* ---- dumps ---- */

static void tokens_are_dumped(void **state)
{
    struct fixture *f = *state;
    struct buf out = {0};
    static const char text[] = "site vnet a.b {\n  host 10.0.0.4 75ms \"x y\"; c<->d\n}";
    uint32_t source = source_add(f->context.sources, "t.ni", text, strlen(text));
    parse_dump_tokens(&f->context, source, &out);
    assert_string_equal(buf_text(&out),
                        "1:1 keyword site\n1:6 keyword vnet\n1:11 path a.b\n1:15 sign {\n2:3 keyword host\n"
                        "2:8 address 10.0.0.4\n2:17 duration 75ms\n2:22 string \"x y\"\n2:27 sign ;\n"
                        "2:29 name c\n2:30 sign <->\n2:33 name d\n3:1 sign }\n");
    buf_free(&out);
}

static void every_construct_parses(void **state)
{
    struct fixture *f = *state;
    f->root = parse_file(&f->context, "tests/golden/parse/kitchen-sink/input.ni");
    assert_clean(f);
    f->root = parse_file(&f->context, "tests/golden/parse/lab/input.ni");
    assert_clean(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(keywords_are_sorted),
        TEST(keywords_are_found),
        TEST(keywords_are_names),
        TEST(reserved_words_are_refused),
        TEST(reserved_words_name_what_is_never_referred_to),
        TEST(names_and_arrows),
        TEST(colons),
        TEST(values),
        TEST(flags),
        TEST(static_is_flag_or_list),
        TEST(services_come_behind_the_sets),
        TEST(attributes_are_no_rows),
        TEST(values_in_claims),
        TEST(spans_cover_constructs),
        TEST(spans_of_assertions_without_tail),
        TEST(span_of_a_rule_begins_with_its_first_word),
        TEST(includes_are_read_once_in_place),
        TEST(include_cycle_shows_the_chain),
        TEST(include_of_itself),
        TEST(include_chain_has_a_limit),
        TEST(unreadable_files),
        TEST(mistakes_in_included_files_are_shown_there),
        TEST(tokens_are_dumped),
        TEST(every_construct_parses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
