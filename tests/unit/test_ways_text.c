/*
 * Request and reply side by side, on paths made by hand.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "report/ways_text.h"

static const struct path_hop there[] = {{.node = "office", .how = "learned from r1", .because = SPAN_NONE},
                                        {.node = "r1", .how = "learned from gw", .because = SPAN_NONE},
                                        {.node = "gw", .how = "own address space", .because = SPAN_NONE},
                                        {.node = "hub", .how = "delivered", .because = SPAN_NONE}};
static const struct path_hop back[] = {{.node = "hub", .how = "learned from gw", .because = SPAN_NONE},
                                       {.node = "gw", .how = "learned from r2", .because = SPAN_NONE},
                                       {.node = "r2", .how = "own prefix", .because = SPAN_NONE},
                                       {.node = "office", .how = "delivered", .because = SPAN_NONE}};

static struct path path_of(const struct path_hop *hops, uint32_t count)
{
    return (struct path){.delivered = true, .hops = hops, .hop_count = count};
}

/* The table for a terminal of this width, NULL when it does not fit; in the arena. */
static const char *print(struct arena *a, uint32_t width, const struct path *forward,
                         const struct path *reply)
{
    struct path_style style = {a, source_new(a), width, "  ", false};
    struct buf out = {0};
    bool fits = ways_text(&style, forward, reply, &out);
    const char *text = fits ? arena_strdup(a, buf_text(&out)) : NULL;
    assert_true(fits || out.length == 0);
    buf_free(&out);
    return text;
}

static void places_that_both_pass_are_one_row(void **state)
{
    (void)state;
    struct arena *a = arena_create();
    struct path forward = path_of(there, 4), reply = path_of(back, 4);
    assert_string_equal(print(a, 0, &forward, &reply),
                        "            forward: delivered    return, upwards: delivered\n"
                        "    office  learned from r1       delivered\n"
                        "    r1      learned from gw\n"
                        "    r2                            own prefix\n"
                        "    gw      own address space     learned from r2\n"
                        "    hub     delivered             learned from gw\n");
    arena_destroy(a);
}

static void the_place_of_a_drop_is_marked(void **state)
{
    (void)state;
    struct arena *a = arena_create();
    struct path forward = path_of(there, 4), reply = path_of(back, 3);
    reply.delivered = false;
    reply.has_drop = true;
    reply.drop = (struct path_drop){.node = "r2", .rule = 0, .text = "for a test", .because = SPAN_NONE};
    const char *text = print(a, 0, &forward, &reply);
    assert_non_null(strstr(text, "own prefix; dropped\n"));
    assert_non_null(strstr(text, "\n    drop at r2: NICC"));
    arena_destroy(a);
}

static void what_is_wider_than_the_terminal_is_not_printed(void **state)
{
    (void)state;
    struct arena *a = arena_create();
    struct path forward = path_of(there, 4), reply = path_of(back, 4), none = {0};
    assert_null(print(a, 59, &forward, &reply));
    assert_non_null(print(a, 60, &forward, &reply));
    assert_null(print(a, 0, &forward, &none));
    arena_destroy(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_that_both_pass_are_one_row),
        cmocka_unit_test(the_place_of_a_drop_is_marked),
        cmocka_unit_test(what_is_wider_than_the_terminal_is_not_printed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
