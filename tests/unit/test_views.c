/* views: route tables of sites with subnets, as text and as JSON. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "report/views.h"

static const struct route_row to_appliance = {.prefix = {{0, 0, ADDR_IPV4}, 0},
                                              .source = "User",
                                              .active = true,
                                              .next_hop_type = "VirtualAppliance",
                                              .next_hop = "10.0.0.4",
                                              .node = "hub.fw",
                                              .because = SPAN_NONE};
static const struct routes_view subnets[] = {{.table = "hub.a", .rows = &to_appliance, .count = 1},
                                             {.table = "hub.b", .fallback = "hub"}};

static void site_as_text(void **state)
{
    struct arena *a = arena_create();
    struct buf out = {0};
    struct routes_view v = {.table = "hub", .subnets = subnets, .subnet_count = 2};
    view_routes_text(a, source_new(a), &v, &out);
    assert_string_equal(
        buf_text(&out),
        "hub.a\n"
        "Source  State   Address Prefix  Next Hop Type     Next Hop           AS Path  Declaration\n"
        "------  ------  --------------  ----------------  -----------------  -------  -----------\n"
        "User    Active  0.0.0.0/0       VirtualAppliance  10.0.0.4 (hub.fw)\n"
        "\n"
        "hub.b\n"
        "Source  State  Address Prefix  Next Hop Type  Next Hop  AS Path  Declaration\n"
        "------  -----  --------------  -------------  --------  -------  -----------\n"
        "Where no route fits: the routes of hub\n");
    buf_free(&out);
    arena_destroy(a);
    (void)state;
}

static void site_as_json(void **state)
{
    struct arena *a = arena_create();
    struct buf out = {0};
    const struct addr to = {0, 0x0a000005, ADDR_IPV4};
    struct routes_view v = {.table = "hub", .to = &to, .subnets = subnets, .subnet_count = 2};
    view_routes_json(source_new(a), &v, &out);
    assert_string_equal(buf_text(&out), "{\n"
                                        "  \"schema\": \"nicc.routes/1\",\n"
                                        "  \"to\": \"10.0.0.5\",\n"
                                        "  \"table\": \"hub\",\n"
                                        "  \"routes\": [],\n"
                                        "  \"subnets\": [\n"
                                        "    {\n"
                                        "      \"table\": \"hub.a\",\n"
                                        "      \"routes\": [\n"
                                        "        {\n"
                                        "          \"prefix\": \"0.0.0.0/0\",\n"
                                        "          \"source\": \"User\",\n"
                                        "          \"state\": \"Active\",\n"
                                        "          \"nextHopType\": \"VirtualAppliance\",\n"
                                        "          \"nextHop\": \"10.0.0.4\",\n"
                                        "          \"nextHopNode\": \"hub.fw\",\n"
                                        "          \"asPath\": [],\n"
                                        "          \"because\": null\n"
                                        "        }\n"
                                        "      ]\n"
                                        "    },\n"
                                        "    {\n"
                                        "      \"table\": \"hub.b\",\n"
                                        "      \"routes\": [],\n"
                                        "      \"fallback\": \"hub\"\n"
                                        "    }\n"
                                        "  ]\n"
                                        "}\n");
    buf_free(&out);
    arena_destroy(a);
    (void)state;
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(site_as_text), cmocka_unit_test(site_as_json)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
