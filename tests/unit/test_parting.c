/*
 * Where the reply leaves the way of the request, on paths made by hand.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/parting.h"

static struct path delivered(const struct path_hop *hops, uint32_t count)
{
    return (struct path){.delivered = true, .hops = hops, .hop_count = count};
}

static void the_reply_takes_another_way(void **state)
{
    (void)state;
    const struct path_hop there[] = {{.node = "a"}, {.node = "gw"}, {.node = "er"}, {.node = "b"}};
    const struct path_hop back[] = {{.node = "b"}, {.node = "er"}, {.node = "fw"}, {.node = "a"}};
    struct path forward = delivered(there, 4), reply = delivered(back, 4);
    struct parting p;
    assert_true(parting_find(&forward, &reply, false, &p));
    assert_string_equal(p.node, "er");
    assert_ptr_equal(p.request, &there[1]);
    assert_ptr_equal(p.reply, &back[1]);
    assert_string_equal(p.next, "fw");
}

static void the_same_way_back_has_no_parting(void **state)
{
    (void)state;
    const struct path_hop there[] = {{.node = "a"}, {.node = "gw"}, {.node = "b"}};
    const struct path_hop back[] = {{.node = "b"}, {.node = "gw"}, {.node = "a"}};
    struct path forward = delivered(there, 3), reply = delivered(back, 3), lost = delivered(back, 2);
    struct parting p;
    assert_false(parting_find(&forward, &reply, false, &p));
    lost.delivered = false; /* on the same way, as far as it comes */
    assert_false(parting_find(&forward, &lost, false, &p));
    reply.hop_count = 0;
    assert_false(parting_find(&forward, &reply, false, &p));
}

/* A load balancer lies on the way of the request alone, and is no place to part at. */
static void what_is_no_node_is_passed_over(void **state)
{
    (void)state;
    const struct path_hop there[] = {
        {.node = "a"}, {.node = "fw"}, {.node = "lb", .passing = true}, {.node = "b"}};
    const struct path_hop same[] = {{.node = "b"}, {.node = "fw"}, {.node = "a"}};
    const struct path_hop other[] = {{.node = "b"}, {.node = "gw"}, {.node = "a"}};
    struct path forward = delivered(there, 4), back = delivered(same, 3), elsewhere = delivered(other, 3);
    struct parting p;
    assert_false(parting_find(&forward, &back, false, &p));
    assert_true(parting_find(&forward, &elsewhere, false, &p));
    assert_string_equal(p.request->node, "lb");
    assert_string_equal(p.next, "gw");
}

/* Where both are together again, the request has chosen. */
static void the_request_chooses_where_the_ways_meet_again(void **state)
{
    (void)state;
    const struct path_hop there[] = {
        {.node = "a"}, {.node = "r"}, {.node = "t"}, {.node = "gw"}, {.node = "b"}};
    const struct path_hop back[] = {{.node = "b"}, {.node = "er"}, {.node = "r"}, {.node = "a"}};
    struct path forward = delivered(there, 5), reply = delivered(back, 4);
    struct parting p;
    assert_true(parting_find(&forward, &reply, false, &p));
    assert_string_equal(p.node, "b");
    assert_string_equal(p.next, "er");
    assert_ptr_equal(p.choice, &there[1]);
    assert_string_equal(p.chosen, "t");
}

/* The table of a subnet on the way is no node, but it decides where the packet goes. */
static void a_subnet_decides_for_its_gateway(void **state)
{
    (void)state;
    const struct path_hop there[] = {{.node = "a"},
                                     {.node = "gw"},
                                     {.node = "hub", .passing = true, .has_route = true},
                                     {.node = "fw"},
                                     {.node = "b"}};
    const struct path_hop back[] = {{.node = "b"}, {.node = "gw"}, {.node = "a"}};
    struct path forward = delivered(there, 5), reply = delivered(back, 3);
    struct parting p;
    assert_true(parting_find(&forward, &reply, false, &p));
    assert_ptr_equal(p.choice, &there[2]);
    assert_string_equal(p.chosen, "fw");
}

static void two_devices_of_a_circuit_are_one_way(void **state)
{
    (void)state;
    const struct path_hop there[] = {
        {.node = "a"}, {.node = "er.primary", .circuit = "er", .link = "x"}, {.node = "gw"}, {.node = "b"}};
    const struct path_hop back[] = {
        {.node = "b"}, {.node = "gw", .link = "y"}, {.node = "er.secondary", .circuit = "er"}, {.node = "a"}};
    struct path forward = delivered(there, 4), reply = delivered(back, 4);
    struct parting p;
    assert_false(parting_find(&forward, &reply, false, &p));
    assert_true(parting_find(&forward, &reply, true, &p));
    assert_string_equal(p.node, "gw");
    assert_string_equal(p.next, "er.secondary");
}

static void two_links_between_two_nodes_are_two_ways(void **state)
{
    (void)state;
    const struct path_hop there[] = {
        {.node = "a"}, {.node = "r", .link = "x"}, {.node = "gw"}, {.node = "b"}};
    const struct path_hop back[] = {{.node = "b"}, {.node = "gw", .link = "y"}, {.node = "r"}, {.node = "a"}};
    struct path forward = delivered(there, 4), reply = delivered(back, 4);
    struct parting p;
    assert_true(parting_find(&forward, &reply, false, &p));
    assert_string_equal(p.node, "gw");
    assert_ptr_equal(p.choice, &there[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_reply_takes_another_way),
        cmocka_unit_test(the_same_way_back_has_no_parting),
        cmocka_unit_test(what_is_no_node_is_passed_over),
        cmocka_unit_test(the_request_chooses_where_the_ways_meet_again),
        cmocka_unit_test(a_subnet_decides_for_its_gateway),
        cmocka_unit_test(two_devices_of_a_circuit_are_one_way),
        cmocka_unit_test(two_links_between_two_nodes_are_two_ways),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
