/* What is told of mutants, as text and as JSON. */
#include "tests/unit/design.h"

#include "report/json_parts.h"
#include "report/mutation.h"

struct told {
    struct compilation *c; /* its text has the places of the mutants */
    struct mutant_result results[3];
    struct mutation all;
};

static struct told told_new(void)
{
    struct told t = {.c = design_good("site vnet hub { prefix 10.1.0.0/16; }\n")};
    const struct span span = t.c->ast->kids->span;
    t.results[0] = (struct mutant_result){span, "without `site vnet hub`", MUTANT_NOTICED, "reach"};
    t.results[1] = (struct mutant_result){span, "`down` on", MUTANT_SURVIVES, NULL};
    t.results[2] = (struct mutant_result){span, "`down` off", MUTANT_SAME, NULL};
    t.all = (struct mutation){.count = 3};
    for (uint32_t i = 0; i < t.all.count; i++)
        t.all.fates[t.results[i].fate]++;
    return t;
}

static void test_score(void **state)
{
    (void)state;
    struct mutation m = {.fates = {[MUTANT_NOTICED] = 2, [MUTANT_SURVIVES] = 1, [MUTANT_SAME] = 5}};
    assert_int_equal(mutation_score(&m), 66);
    struct mutation none = {.fates = {[MUTANT_INVALID] = 5}};
    assert_int_equal(mutation_score(&none), 100);
}

static void test_text(void **state)
{
    (void)state;
    struct told t = told_new();
    struct buf out = {0};
    t.all.at = t.results;
    mutation_text(&t.all, t.c->arena, t.c->sources, false, &out);
    assert_string_equal(buf_text(&out),
                        "test.ni:1:1: survives: `down` on: no claim notices\n"
                        "mutation score: 50 %: 1 of 2 mutants noticed, 1 survive (not counted: 1 "
                        "that mean the same, 0 that are no valid designs)\n");
    buf_free(&out);
    design_free(t.c);
}

static void test_json(void **state)
{
    (void)state;
    struct told t = told_new();
    struct buf out = {0};
    json_t *document = json_document("test");
    t.all.at = t.results;
    json_object_set_new(document, "mutation", mutation_json(&t.all, t.c->sources));
    json_finish(document, &out);
    assert_non_null(strstr(buf_text(&out),
                           "\"score\": 50,\n    \"noticed\": 1,\n    \"survive\": 1,\n    \"same\": 1,\n"
                           "    \"invalid\": 0,\n    \"open\": 0,\n    \"mutants\": ["));
    assert_non_null(strstr(buf_text(&out),
                           "\"change\": \"without `site vnet hub`\",\n        \"file\": \"test.ni\",\n"
                           "        \"line\": 1,\n        \"column\": 1,\n"
                           "        \"result\": \"noticed\",\n        \"noticedBy\": \"reach\""));
    assert_non_null(strstr(buf_text(&out), "\"result\": \"same\",\n        \"noticedBy\": null"));
    buf_free(&out);
    design_free(t.c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_score),
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_json),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
