/*
 * Reports over verdicts made by hand: counts, exit status, and the shape of both formats.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "report/path_text.h"
#include "report/report.h"
#include "report/style.h"
#include "report/table.h"

#define CLAIMS 3
#define TEXT                                                                                                 \
    "design lab;\nclaim one: a cannot reach b;\nclaim two: a can reach b;\nclaim three: b can reach a;\n"

/* Three claims, all proved at first. */
struct fixture {
    struct compilation *n;
    struct claim claims[CLAIMS];
    struct claim_list list;
    struct verdict verdicts[CLAIMS];
    struct ir ir;
    struct ir_element elements[1];
    struct report r;
    struct buf out;
};

static struct span line_span(struct fixture *f, uint32_t line)
{
    const struct source_file *file = source_file(f->n->sources, 0);
    uint32_t begin = file->lines[line - 1];
    return (struct span){0, begin, begin + 5};
}

static void add_claim(struct fixture *f, uint32_t i, const char *name, const char *text)
{
    f->claims[i] = (struct claim){.name = name, .text = text, .matrix = IR_NONE, .severity = CLAIM_MEDIUM};
    f->claims[i].span = line_span(f, i + 2);
    f->verdicts[i] = (struct verdict){.outcome = OUTCOME_PROVED, .reason = "", .warning = ""};
}

static int set_up(void **state)
{
    static struct fixture f;
    f = (struct fixture){.n = compilation_create()};
    f.n->design = "lab";
    source_add(f.n->sources, "lab.ni", TEXT, strlen(TEXT));
    f.elements[0] = (struct ir_element){.name = "er1.primary", .span = SPAN_NONE};
    f.ir = (struct ir){.elements = f.elements, .element_count = 1};
    f.n->ir = &f.ir;
    add_claim(&f, 0, "one", "a cannot reach b");
    add_claim(&f, 1, "two", "a can reach b");
    add_claim(&f, 2, "three", "b can reach a");
    f.list = (struct claim_list){.at = f.claims, .count = CLAIMS};
    f.r = (struct report){.path = "lab.ni",
                          .compilation = f.n,
                          .claims = &f.list,
                          .verdicts = f.verdicts,
                          .version = "1",
                          .z3_version = "2"};
    *state = &f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    buf_free(&f->out);
    compilation_destroy(f->n);
    return 0;
}

static const struct path_hop hops[] = {
    {.node = "a",
     .site = "a",
     .has_route = true,
     .route = {{0, 0x0a000000, ADDR_IPV4}, 8},
     .because = {0, 0, 6},
     .how = "learned from gw"},
    {.node = "gw", .site = "a", .because = {SOURCE_NONE, 0, 0}, .how = ""},
};

/* Refute claim `i`: the request arrives, the reply is dropped. */
static void refute(struct fixture *f, uint32_t i)
{
    static const uint32_t failed[] = {0};
    struct path forward = {.delivered = true, .hops = hops, .hop_count = 2};
    struct path back = {.hops = hops, .hop_count = 1, .has_drop = true};
    back.drop = (struct path_drop){
        .node = "gw", .rule = RULE_NO_ROUTE, .text = "no route for 10.0.0.4", .because = SPAN_NONE};
    f->verdicts[i] = (struct verdict){.outcome = OUTCOME_REFUTED, .reason = "", .warning = ""};
    f->verdicts[i].witness = (struct witness){
        .changed = failed,
        .changed_count = 1,
        .is_flow = true,
        .source = {0, 0x0a000004, ADDR_IPV4},
        .destination = {0, 0x0a000104, ADDR_IPV4},
        .source_name = "a.vm",
        .destination_name = "10.0.1.4",
        .has_forward = true,
        .has_back = true,
        .forward = forward,
        .back = back,
        .problem = "the reply is not delivered",
        .replayed = true,
    };
}

static const char *text_of(struct fixture *f)
{
    buf_free(&f->out);
    report_text(&f->r, &f->out);
    return buf_text(&f->out);
}

/* ---- counts and status ---- */

static void all_proved_is_good(void **state)
{
    struct fixture *f = *state;
    struct report_counts n = report_count(&f->r);
    assert_int_equal(n.claims, 3);
    assert_int_equal(n.proved, 3);
    assert_int_equal(n.not_ok, 0);
    assert_int_equal(report_status(&f->r), 0);
}

static void expectations_turn_verdicts(void **state)
{
    struct fixture *f = *state;
    f->claims[0].expect = CLAIM_EXPECT_REFUTED;
    assert_false(report_claim_ok(&f->r, 0));
    assert_int_equal(report_status(&f->r), 1);
    refute(f, 0);
    assert_true(report_claim_ok(&f->r, 0));
    assert_int_equal(report_status(&f->r), 0);
    assert_int_equal(report_count(&f->r).expected, 1);
}

static void status_orders_outcomes(void **state)
{
    struct fixture *f = *state;
    f->verdicts[0].outcome = OUTCOME_UNKNOWN;
    assert_int_equal(report_status(&f->r), 3);
    refute(f, 1);
    assert_int_equal(report_status(&f->r), 1);
    f->verdicts[2].outcome = OUTCOME_ERROR;
    assert_int_equal(report_status(&f->r), 4);
}

static void low_severity_need_not_fail(void **state)
{
    struct fixture *f = *state;
    refute(f, 1);
    f->r.fail_on = CLAIM_HIGH;
    assert_int_equal(report_status(&f->r), 0);
    f->claims[1].severity = CLAIM_HIGH;
    assert_int_equal(report_status(&f->r), 1);
}

static void hidden_claims_do_not_count(void **state)
{
    struct fixture *f = *state;
    static const bool shown[CLAIMS] = {true, false, true};
    refute(f, 1);
    f->r.shown = shown;
    assert_int_equal(report_status(&f->r), 0);
    assert_int_equal(report_count(&f->r).claims, 2);
    assert_null(strstr(text_of(f), "two"));
}

static void design_errors_have_their_status(void **state)
{
    struct fixture *f = *state;
    f->r.claims = NULL;
    assert_int_equal(report_status(&f->r), 2);
    assert_string_equal(text_of(f), "");
}

static void expected_errors_must_occur(void **state)
{
    struct fixture *f = *state;
    static const uint32_t facts[] = {19};
    f->n->expected_facts = facts;
    f->n->expected_fact_count = 1;
    f->r.claims = NULL;
    assert_string_equal(report_unexpected_errors(f->n), "no error of F19 was reported");
    assert_int_equal(report_status(&f->r), 1);
}

/* ---- text ---- */

static void a_good_run_is_calm(void **state)
{
    struct fixture *f = *state;
    assert_string_equal(text_of(f), "proved   one: a cannot reach b\nproved   two: a can reach b\n"
                                    "proved   three: b can reach a\n3 claims: 3 proved\n");
    f->r.quiet = true;
    assert_string_equal(text_of(f), "3 claims: 3 proved\n");
}

static void a_refutation_shows_what_breaks(void **state)
{
    struct fixture *f = *state;
    refute(f, 1);
    f->r.quiet = true;
    assert_string_equal(text_of(f), "lab.ni:3:1: refuted: claim `two`: the reply is not delivered\n"
                                    "    3 | claim two: a can reach b;\n"
                                    "      | ^^^^^\n"
                                    "  failed:  er1.primary\n"
                                    "  packet:  10.0.0.4 (a.vm) to 10.0.1.4\n"
                                    "  forward: delivered\n"
                                    "    1  a   learned from gw  10.0.0.0/8  [lab.ni:1]\n"
                                    "    2  gw\n"
                                    "  return: not delivered\n"
                                    "    1  a  learned from gw  10.0.0.0/8  [lab.ni:1]\n"
                                    "    drop at gw: NICC3901 no route for 10.0.0.4\n"
                                    "3 claims: 2 proved, 1 refuted\n");
}

static void what_the_claim_takes_down_is_told_apart(void **state)
{
    struct fixture *f = *state;
    static const uint32_t down[] = {0};
    refute(f, 1);
    assert_null(strstr(text_of(f), "down:"));
    f->claims[1].down = down;
    f->claims[1].down_count = 1;
    f->verdicts[1].witness.changed_count = 0;
    assert_non_null(strstr(text_of(f), "  down:    er1.primary (by the claim)\n  failed:  nothing\n"));
}

static void one_of_several_designs_is_named(void **state)
{
    struct fixture *f = *state;
    f->r.one_of_several = true;
    assert_non_null(strstr(text_of(f), "\nlab.ni: 3 claims: 3 proved\n"));
}

static void wide_terminals_get_columns(void **state)
{
    struct fixture *f = *state;
    refute(f, 1);
    f->r.width = 140;
    const char *line = strstr(text_of(f), "  forward: delivered");
    assert_non_null(line);
    const char *right = strstr(line, "return: not delivered");
    assert_true(right && right < strchr(line, '\n'));
}

static void a_matrix_takes_one_line(void **state)
{
    struct fixture *f = *state;
    static const struct claim_matrix matrices[] = {{"lab", {0, 0, 6}}};
    f->list.matrices = matrices;
    f->list.matrix_count = 1;
    f->claims[0].matrix = f->claims[1].matrix = 0;
    assert_string_equal(
        text_of(f), "matrix lab: 2 of 2 cells proved\nproved   three: b can reach a\n3 claims: 3 proved\n");
    refute(f, 0);
    f->claims[0].expect = CLAIM_EXPECT_REFUTED;
    assert_non_null(strstr(text_of(f), "matrix lab: 1 of 2 cells proved, 1 refuted as expected\n"));
    assert_non_null(strstr(text_of(f), "3 claims: 2 proved, 1 refuted as expected\n"));
}

static void unknown_gives_the_reason(void **state)
{
    struct fixture *f = *state;
    f->verdicts[0] =
        (struct verdict){.outcome = OUTCOME_UNKNOWN, .reason = "the time limit was reached", .warning = ""};
    f->verdicts[1].vacuous = true;
    assert_non_null(strstr(text_of(f), "lab.ni:2:1: unknown: claim `one`: the time limit was reached\n"));
    assert_non_null(strstr(text_of(f), "proved (vacuous)  two: a can reach b\n"));
}

static void terminals_are_safe(void **state)
{
    struct fixture *f = *state;
    style_put(&f->out, false, STYLE_PLAIN, "a\033[31mb\xff\xe2\x80\xae");
    assert_string_equal(buf_text(&f->out), "a?[31mb??");
}

static void expect_wrapped(struct fixture *f, uint32_t width, uint32_t begin, uint32_t indent,
                           const char *wanted)
{
    buf_free(&f->out);
    style_put_wrapped(&f->out, false, STYLE_PLAIN, "one two  three Zürich xxxxxxxxxxxxxxxxxxxxxxxxx a", width,
                      begin, indent);
    assert_string_equal(buf_text(&f->out), wanted);
}

static void long_text_is_broken_at_blanks(void **state)
{
    struct fixture *f = *state;
    static const char whole[] = "one two  three Zürich xxxxxxxxxxxxxxxxxxxxxxxxx a\n";
    expect_wrapped(f, 0, 0, 4, whole);
    expect_wrapped(f, 19, 0, 0, whole); /* too narrow */
    expect_wrapped(f, 23, 0, 4, whole);
    expect_wrapped(f, 49, 0, 0, whole);
    expect_wrapped(f, 48, 0, 0, "one two  three Zürich xxxxxxxxxxxxxxxxxxxxxxxxx\na\n");
    expect_wrapped(f, 24, 0, 4, "one two  three Zürich\n    xxxxxxxxxxxxxxxxxxxxxxxxx\n    a\n");
    expect_wrapped(f, 24, 4, 4, "one two  three\n    Zürich\n    xxxxxxxxxxxxxxxxxxxxxxxxx\n    a\n");
    buf_free(&f->out);
    style_put_wrapped(&f->out, true, STYLE_BAD, "", 80, 0, 0);
    assert_string_equal(buf_text(&f->out), "\033[1;31m\033[0m\n");
}

static void tables_align(void **state)
{
    struct fixture *f = *state;
    struct table t = table_new(f->n->arena, 2, 2);
    table_set(&t, 0, 0, "long name");
    table_set(&t, 0, 1, "x");
    table_set(&t, 1, 0, "y");
    table_print(&t, f->n->arena, true, &f->out);
    assert_string_equal(buf_text(&f->out), "long name  x\n---------  -\ny\n");
}

/* ---- JSON ---- */

static json_t *document_of(struct fixture *f)
{
    buf_free(&f->out);
    report_json(&f->r, &f->out);
    json_t *document = json_loads(buf_text(&f->out), 0, NULL);
    assert_non_null(document);
    return document;
}

static void json_has_the_contracts_keys(void **state)
{
    struct fixture *f = *state;
    refute(f, 1);
    json_t *document = document_of(f);
    assert_string_equal(json_string_value(json_object_get(document, "schema")), "nicc.verify/1");
    assert_int_equal(json_integer_value(json_object_get(json_object_get(document, "summary"), "refuted")), 1);
    json_t *claim = json_array_get(json_object_get(document, "claims"), 1);
    assert_string_equal(json_string_value(json_object_get(claim, "verdict")), "refuted");
    assert_true(json_is_null(json_object_get(claim, "expected")));
    assert_true(json_is_false(json_object_get(claim, "ok")));
    json_t *example = json_object_get(claim, "counterexample");
    json_t *drop = json_object_get(json_object_get(example, "return"), "drop");
    assert_string_equal(json_string_value(json_object_get(drop, "rule")), "NICC3901");
    assert_true(json_is_null(json_object_get(drop, "because")));
    json_t *hop = json_array_get(json_object_get(json_object_get(example, "forward"), "hops"), 0);
    assert_string_equal(json_string_value(json_object_get(hop, "route")), "10.0.0.0/8");
    assert_int_equal(json_integer_value(json_object_get(json_object_get(hop, "because"), "line")), 1);
    json_decref(document);
}

static void json_without_claims_is_whole(void **state)
{
    struct fixture *f = *state;
    f->r.claims = NULL;
    json_t *document = document_of(f);
    assert_int_equal(json_array_size(json_object_get(document, "claims")), 0);
    assert_true(json_is_array(json_object_get(document, "claims")));
    json_decref(document);
}

static void json_tells_what_the_claim_takes_down(void **state)
{
    struct fixture *f = *state;
    static const uint32_t down[] = {0};
    refute(f, 0);
    refute(f, 1);
    f->claims[1].down = down;
    f->claims[1].down_count = 1;
    json_t *document = document_of(f);
    for (size_t i = 0; i < 2; i++) {
        json_t *claim = json_array_get(json_object_get(document, "claims"), i);
        json_t *list = json_object_get(json_object_get(claim, "counterexample"), "down");
        assert_true(json_is_array(list));
        assert_int_equal(json_array_size(list), i);
    }
    json_decref(document);
}

static void json_names_the_file_of_a_problem(void **state)
{
    struct fixture *f = *state;
    diag_add(f->n->diags, DIAG_UNREADABLE, SPAN_NONE, "cannot read it");
    f->r.problem = "no claim is named `x`";
    json_t *document = document_of(f);
    json_t *list = json_object_get(document, "diagnostics");
    assert_int_equal(json_array_size(list), 2);
    for (size_t i = 0; i < 2; i++)
        assert_string_equal(json_string_value(json_object_get(json_array_get(list, i), "file")), "lab.ni");
    assert_string_equal(json_string_value(json_object_get(json_array_get(list, 0), "code")), "NICC0001");
    assert_true(json_is_null(json_object_get(json_array_get(list, 1), "code")));
    json_decref(document);
}

static void json_survives_bad_utf8(void **state)
{
    struct fixture *f = *state;
    f->claims[0].text = "a \xff b";
    json_t *document = document_of(f);
    json_t *claim = json_array_get(json_object_get(document, "claims"), 0);
    assert_string_equal(json_string_value(json_object_get(claim, "text")), "a \xef\xbf\xbd b");
    json_decref(document);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(all_proved_is_good),
        TEST(expectations_turn_verdicts),
        TEST(status_orders_outcomes),
        TEST(low_severity_need_not_fail),
        TEST(hidden_claims_do_not_count),
        TEST(design_errors_have_their_status),
        TEST(expected_errors_must_occur),
        TEST(a_good_run_is_calm),
        TEST(a_refutation_shows_what_breaks),
        TEST(what_the_claim_takes_down_is_told_apart),
        TEST(one_of_several_designs_is_named),
        TEST(wide_terminals_get_columns),
        TEST(a_matrix_takes_one_line),
        TEST(unknown_gives_the_reason),
        TEST(terminals_are_safe),
        TEST(long_text_is_broken_at_blanks),
        TEST(tables_align),
        TEST(json_has_the_contracts_keys),
        TEST(json_without_claims_is_whole),
        TEST(json_tells_what_the_claim_takes_down),
        TEST(json_names_the_file_of_a_problem),
        TEST(json_survives_bad_utf8),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
