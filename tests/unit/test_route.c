/*
 * route: what two filters on each side, edits of clauses, MED and next hops do to a route that crosses a
 * session.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "solver/route.h"
#include "tests/unit/network.h"

#define RED (IR_TAG_COMMUNITY << 47)
#define BLUE (IR_TAG_COMMUNITY << 3)

struct fixture {
    struct arena *arena;
    struct network *net;
    struct ir_session *session; /* from a (AS 65001) to b (AS 65002) */
    uint32_t origin;
    struct route_paths paths;
};

static int setup(void **state)
{
    struct arena *arena = arena_create();
    struct fixture *x = arena_new(arena, struct fixture);
    *x = (struct fixture){.arena = arena, .net = network_new(arena)};
    uint32_t a = network_table(x->net, "a", IR_ROUTER, IR_NONE, 65001);
    uint32_t b = network_table(x->net, "b", IR_ROUTER, IR_NONE, 65002);
    network_origin(x->net, a, "10.0.0.0/8", IR_SRC_CONNECTED, network_hop(IR_HOP_INTERNET, 0, IR_NONE));
    x->session = &x->net->sessions[network_link(x->net, "link", a, b, IR_EBGP)];
    route_paths_init(&x->paths, arena);
    *state = x;
    return 0;
}

static int teardown(void **state)
{
    arena_destroy(((struct fixture *)*state)->arena);
    return 0;
}

static enum route_fate cross(struct fixture *x, struct route *out)
{
    const struct ir *ir = network_finish(x->net);
    struct route in = route_of_origin(&x->paths, &ir->origins[0]);
    struct route_guards none = {.arena = x->arena};
    return route_cross(&x->paths, ir, 0, network_parse("10.0.0.0/8"), in, &none, out);
}

static struct route accepted(struct fixture *x)
{
    struct route out;
    assert_int_equal(cross(x, &out), ROUTE_ACCEPTED);
    return out;
}

static void assert_path(const struct fixture *x, struct route r, const uint32_t *asns, uint32_t count)
{
    struct route_path p = x->paths.at.at[r.path];
    assert_int_equal(p.length, count);
    assert_memory_equal(p.asns, asns, count * sizeof *asns);
}

static void origins_have_no_med_and_no_next_hop(void **state)
{
    struct fixture *x = *state;
    struct route r = accepted(x);
    assert_int_equal(r.med, 0);
    assert_int_equal(r.next_hop, IR_NONE);
    assert_path(x, r, (const uint32_t[]){65001}, 1);
}

static void clause_edits_come_before_the_next_filter(void **state)
{
    struct fixture *x = *state;
    const struct ir_edit mark = {.tags_set = RED};
    const struct ir_clause exports[] = {{.permit = true, .rule = IR_NONE, .edit = &mark}};
    const struct ir_edit more = {.tags_clear = RED, .tags_set = BLUE, .prepend_asn = 7, .prepend_count = 2};
    const struct ir_clause policy[] = {{.tags_any = RED, .permit = true, .rule = IR_NONE, .edit = &more},
                                       {.permit = false, .rule = RULE_NOT_ADVERTISED}};
    x->session->exports = exports;
    x->session->export_policy = policy;
    x->session->export_policy_count = 2;
    struct route r = accepted(x);
    assert_true(r.tags & BLUE);
    assert_false(r.tags & RED);
    assert_path(x, r, (const uint32_t[]){65001, 7, 7}, 3); /* the session's own edit comes last */
}

static void first_matching_clause_alone_edits(void **state)
{
    struct fixture *x = *state;
    const struct ir_edit one = {.set_med = true, .med = 1}, two = {.set_med = true, .med = 2};
    const struct ir_clause policy[] = {{.tags_any = RED, .permit = true, .rule = IR_NONE, .edit = &one},
                                       {.permit = true, .rule = IR_NONE, .edit = &two},
                                       {.permit = true, .rule = IR_NONE, .edit = &one}};
    x->session->import_policy = policy;
    x->session->import_policy_count = 3;
    assert_int_equal(accepted(x).med, 2);
}

static void both_filters_must_permit(void **state)
{
    struct fixture *x = *state;
    struct route r;
    x->session->export_policy = network_deny_all;
    x->session->export_policy_count = 1;
    assert_int_equal(cross(x, &r), ROUTE_NOT_SENT);
    x->session->export_policy = NULL;
    x->session->export_policy_count = 0;
    x->session->import_policy = network_deny_all;
    x->session->import_policy_count = 1;
    assert_int_equal(cross(x, &r), ROUTE_REFUSED);
    x->session->import_policy = network_permit_all;
    x->session->imports = network_deny_all;
    assert_int_equal(cross(x, &r), ROUTE_REFUSED);
    x->session->imports = network_permit_all;
    assert_int_equal(cross(x, &r), ROUTE_ACCEPTED);
}

static void clauses_look_into_the_path(void **state)
{
    struct fixture *x = *state;
    const uint32_t asns[] = {65001};
    const struct ir_clause imports[] = {
        {.path_asns = asns, .path_asn_count = 1, .permit = false, .rule = RULE_NOT_ADVERTISED},
        {.permit = true, .rule = IR_NONE},
    };
    struct route r;
    x->session->export_policy = imports; /* the own number is not in the path yet */
    x->session->export_policy_count = 2;
    assert_int_equal(cross(x, &r), ROUTE_ACCEPTED);
    x->session->import_policy = imports;
    x->session->import_policy_count = 2;
    assert_int_equal(cross(x, &r), ROUTE_REFUSED);
}

static void loops_are_seen_after_the_sender_s_edits(void **state)
{
    struct fixture *x = *state;
    const struct ir_edit fake = {.prepend_asn = 65002, .prepend_count = 1};
    const struct ir_edit clean = {.strip_asn = 65002};
    const struct ir_clause policy[] = {{.permit = true, .rule = IR_NONE, .edit = &fake}};
    const struct ir_clause imports[] = {{.permit = true, .rule = IR_NONE, .edit = &clean}};
    struct route r;
    x->session->export_policy = policy;
    x->session->export_policy_count = 1;
    x->session->imports = imports; /* too late */
    assert_int_equal(cross(x, &r), ROUTE_REFUSED);
    x->session->export_edit.strip_asn = 65002;
    assert_int_equal(cross(x, &r), ROUTE_ACCEPTED);
}

/* Nothing is left to remove of a number that has been replaced. */
static void numbers_are_replaced_before_others_are_removed(void **state)
{
    struct fixture *x = *state;
    const struct ir_edit more = {.prepend_asn = 7, .prepend_count = 2};
    const struct ir_clause policy[] = {{.permit = true, .rule = IR_NONE, .edit = &more}};
    x->session->export_policy = policy;
    x->session->export_policy_count = 1;
    x->session->export_edit.replace_from = x->session->export_edit.strip_asn = 7;
    x->session->export_edit.replace_to = 8;
    assert_path(x, accepted(x), (const uint32_t[]){65001, 8, 8}, 3);
    x->session->export_edit.strip_asn = 8;
    assert_path(x, accepted(x), (const uint32_t[]){65001}, 1);
}

static void clauses_can_make_a_path_too_long(void **state)
{
    struct fixture *x = *state;
    const struct ir_edit long_one = {.prepend_asn = 7, .prepend_count = IR_PATH_MAX};
    const struct ir_clause imports[] = {{.permit = true, .rule = IR_NONE, .edit = &long_one}};
    struct route r;
    x->session->import_policy = imports;
    x->session->import_policy_count = 1;
    assert_int_equal(cross(x, &r), ROUTE_TOO_LONG);
}

/* The session sets next hop 1, and knows 1 and 2 when `count` is 2, 1 when it is 1. */
static void name_next_hops(struct fixture *x, uint32_t count)
{
    struct ir_next_hop *hops = arena_array(x->arena, struct ir_next_hop, 3);
    for (uint32_t i = 0; i < 3; i++)
        hops[i].address = network_addr(i == 0 ? "10.0.0.4" : i == 1 ? "10.0.0.5" : "10.0.0.6");
    x->net->ir.next_hops = hops;
    x->net->ir.next_hop_count = 3;
    struct ir_resolved *known = arena_array(x->arena, struct ir_resolved, 2);
    known[0] = (struct ir_resolved){1, network_hop(IR_HOP_TABLE, 1, IR_NONE)};
    known[1] = (struct ir_resolved){2, network_hop(IR_HOP_DROP, IR_NONE, IR_NONE)};
    x->session->resolved = known;
    x->session->resolved_count = count;
}

static const struct ir_hop *hop_of(struct fixture *x, struct route r)
{
    struct candidate c = {.table = 1, .session = 0, .origin = IR_NONE, .route = r};
    return candidate_hop(&x->net->ir, &c);
}

static void next_hops_are_looked_up_at_the_receiver(void **state)
{
    struct fixture *x = *state;
    struct route r = accepted(x);
    assert_ptr_equal(hop_of(x, r), &x->session->hop);
    name_next_hops(x, 2);
    x->session->export_edit.next_hop_edit = IR_NEXT_HOP_SET;
    x->session->export_edit.next_hop = 2;
    r = accepted(x);
    assert_int_equal(r.next_hop, 2);
    assert_ptr_equal(hop_of(x, r), &x->session->resolved[1].hop);
}

static void unknown_next_hops_are_refused_last(void **state)
{
    struct fixture *x = *state;
    struct route r;
    name_next_hops(x, 1);
    x->session->export_edit.next_hop_edit = IR_NEXT_HOP_SET;
    x->session->export_edit.next_hop = 2;
    assert_int_equal(cross(x, &r), ROUTE_REFUSED);
    x->session->import_edit.next_hop_edit = IR_NEXT_HOP_SELF; /* still in time */
    assert_ptr_equal(hop_of(x, accepted(x)), &x->session->hop);
    x->session->import_edit = (struct ir_edit){.next_hop_edit = IR_NEXT_HOP_SET, .next_hop = 1};
    assert_ptr_equal(hop_of(x, accepted(x)), &x->session->resolved[0].hop);
}

static void origins_keep_their_hop(void **state)
{
    struct fixture *x = *state;
    const struct ir *ir = network_finish(x->net);
    struct candidate c = {
        .table = 0, .session = IR_NONE, .origin = 0, .route = route_of_origin(&x->paths, &ir->origins[0])};
    assert_ptr_equal(candidate_hop(ir, &c), &ir->origins[0].hop);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

/* A clause with a guard matches or not, as the guards are taken: a permit, a denial behind it, and the rest. */
static void guards_of_clauses_are_taken_both_ways(void **state)
{
    struct fixture *x = *state;
    static const uint32_t first[] = {0}, second[] = {1};
    static const struct ir_edit edit = {.set_med = true, .med = 7};
    static const struct ir_clause clauses[] = {
        {.guard = {first, 1}, .permit = true, .rule = IR_NONE, .edit = &edit},
        {.tags_any = IR_TAG_INTERNAL, .guard = {first, 1}, .rule = RULE_NOT_ADVERTISED}, /* does not match */
        {.guard = {second, 1}, .rule = RULE_NOT_ADVERTISED},
        {.permit = true, .rule = IR_NONE}};
    x->session->exports = clauses;
    x->session->export_count = 4;
    const struct ir *ir = network_finish(x->net);
    struct route in = route_of_origin(&x->paths, &ir->origins[0]), out;
    struct route_guards g = {.arena = x->arena};
    struct prefix p = network_parse("10.0.0.0/8");
    assert_int_equal(route_cross(&x->paths, ir, 0, p, in, &g, &out), ROUTE_ACCEPTED); /* the first holds */
    assert_int_equal(g.met.count, 1);
    assert_true(g.met.at[0].holds);
    assert_true(route_guards_next(&g)); /* it does not, and the second holds */
    assert_int_equal(route_cross(&x->paths, ir, 0, p, in, &g, &out), ROUTE_NOT_SENT);
    assert_int_equal(g.met.count, 2);
    assert_false(g.met.at[0].holds);
    assert_true(g.met.at[1].holds);
    assert_true(route_guards_next(&g)); /* none does */
    assert_int_equal(route_cross(&x->paths, ir, 0, p, in, &g, &out), ROUTE_ACCEPTED);
    assert_int_equal(out.med, 0);
    assert_false(route_guards_next(&g));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(origins_have_no_med_and_no_next_hop),
        TEST(clause_edits_come_before_the_next_filter),
        TEST(first_matching_clause_alone_edits),
        TEST(both_filters_must_permit),
        TEST(clauses_look_into_the_path),
        TEST(loops_are_seen_after_the_sender_s_edits),
        TEST(numbers_are_replaced_before_others_are_removed),
        TEST(clauses_can_make_a_path_too_long),
        TEST(next_hops_are_looked_up_at_the_receiver),
        TEST(unknown_next_hops_are_refused_last),
        TEST(origins_keep_their_hop),
        cmocka_unit_test_setup_teardown(guards_of_clauses_are_taken_both_ways, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
