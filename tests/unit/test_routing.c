/*
 * routing with MED: elimination among routes of one neighbouring AS, by what is offered; the cycles that it
 * makes; and states told apart by MED only where it is compared.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "solver/routing.h"
#include "solver/solver.h"
#include "solver/stable.h"
#include "tests/unit/network.h"

#define PREFIX "10.0.0.0/8"

/* The rank of a session, after MED, is the distance to the sender. */
static const enum ir_step steps[] = {IR_STEP_LOCAL_PREF, IR_STEP_PATH_LENGTH, IR_STEP_MED, IR_STEP_RANK,
                                     IR_STEP_END};

struct fixture {
    struct arena *arena;
    struct network *net;
    uint32_t red, red2, blue; /* routers with the prefix; the first two are of one AS */
    uint32_t a, b;            /* routers of AS 1 */
    const struct ir *ir;
    struct query *q;
    struct claim claim;
};

static uint32_t table(struct fixture *x, const char *name, uint32_t asn)
{
    uint32_t t = network_table(x->net, name, IR_ROUTER, IR_NONE, asn);
    x->net->tables[t].rank = steps;
    if (asn != 1)
        network_origin(x->net, t, PREFIX, IR_SRC_CONNECTED, network_hop(IR_HOP_INTERNET, 0, IR_NONE));
    return t;
}

static int setup(void **state)
{
    struct arena *arena = arena_create();
    struct fixture *x = arena_new(arena, struct fixture);
    *x = (struct fixture){.arena = arena, .net = network_new(arena)};
    x->red = table(x, "red", 10);
    x->red2 = table(x, "red2", 10);
    x->blue = table(x, "blue", 20);
    x->a = table(x, "a", 1);
    x->b = table(x, "b", 1);
    *state = x;
    return 0;
}

static int teardown(void **state)
{
    arena_destroy(((struct fixture *)*state)->arena);
    return 0;
}

/* A session one way, with a link of its own, over which routes get this MED and come from this distance. */
static uint32_t session(struct fixture *x, uint32_t from, uint32_t to, uint32_t med, uint8_t distance)
{
    uint32_t link = network_element(x->net, "link", IR_CLASS_LINK, IR_LINK_OTHER);
    uint32_t s = network_session(x->net, from, to, link, IR_EBGP);
    x->net->sessions[s].import_edit = (struct ir_edit){.set_med = true, .med = med};
    x->net->sessions[s].rank = distance;
    return s;
}

/* Internal sessions both ways: attributes stay. Returns the one from a to b. */
static uint32_t internal(struct fixture *x, uint8_t distance_at_a, uint8_t distance_at_b)
{
    uint32_t s = network_link(x->net, "a<->b", x->a, x->b, IR_IBGP);
    x->net->sessions[s].rank = distance_at_b;
    x->net->sessions[s + 1].rank = distance_at_a;
    return s;
}

static void finish(struct fixture *x)
{
    if (!x->ir)
        x->ir = network_finish(x->net);
    const char *broken = ir_verify(x->ir, x->arena);
    if (broken)
        fail_msg("%s", broken);
}

/* The routing of the prefix while `down` is down (IR_NONE: nothing is). */
static const struct routing *routing(struct fixture *x, uint32_t down)
{
    finish(x);
    struct bits elements = bits_new(x->arena, x->ir->element_count);
    if (down != IR_NONE)
        bits_add(elements, down);
    x->claim = (struct claim){.kind = CLAIM_LEARNS, .table = x->a, .prefix = 0};
    x->q = query_new(x->arena, adjacency_new(x->arena, x->ir), &x->claim, &elements, 1000);
    const struct routing *r = routing_of(x->q, 0);
    assert_non_null(r);
    return r;
}

static int32_t selected(const struct fixture *x, const struct routing *r, uint32_t s)
{
    int32_t some = FORMULA_FALSE;
    for (uint32_t i = 0; i < r->states->at.count; i++)
        if (r->states->at.at[i].is.session == s)
            some = formula_or2(x->q->formula, some, r->selected[i]);
    return some;
}

#define assert_selected(x, r, s) assert_int_equal(selected(x, r, s), FORMULA_TRUE)
#define assert_not_selected(x, r, s) assert_int_equal(selected(x, r, s), FORMULA_FALSE)

static uint32_t link_of(const struct fixture *x, uint32_t session)
{
    return x->net->sessions[session].hop.link;
}

static void lower_med_eliminates_what_is_nearer(void **state)
{
    struct fixture *x = *state;
    uint32_t near = session(x, x->red, x->a, 5, 1), far = session(x, x->red2, x->a, 4, 9);
    const struct routing *r = routing(x, IR_NONE);
    assert_false(r->cyclic);
    assert_selected(x, r, far);
    assert_not_selected(x, r, near);
    assert_selected(x, routing(x, link_of(x, far)), near);
}

static void equal_med_leaves_it_to_later_steps(void **state)
{
    struct fixture *x = *state;
    uint32_t near = session(x, x->red, x->a, 4, 1), far = session(x, x->red2, x->a, 4, 9);
    const struct routing *r = routing(x, IR_NONE);
    assert_selected(x, r, near);
    assert_not_selected(x, r, far);
}

static void other_neighbours_are_not_compared(void **state)
{
    struct fixture *x = *state;
    uint32_t one = session(x, x->red, x->a, 5, 1), other = session(x, x->blue, x->a, 0, 1);
    const struct routing *r = routing(x, IR_NONE);
    assert_selected(x, r, one);
    assert_selected(x, r, other);
}

/* red (MED 5, nearest) falls to red2 (MED 4, farthest), so blue wins: no order of the three says that. */
static void elimination_is_no_order(void **state)
{
    struct fixture *x = *state;
    uint32_t near = session(x, x->red, x->a, 5, 1), far = session(x, x->red2, x->a, 4, 9);
    uint32_t middle = session(x, x->blue, x->a, 7, 5);
    const struct routing *r = routing(x, IR_NONE);
    assert_selected(x, r, middle);
    assert_not_selected(x, r, near);
    assert_not_selected(x, r, far);
    assert_selected(x, routing(x, link_of(x, far)), near);
}

static void what_lost_before_med_eliminates_nothing(void **state)
{
    struct fixture *x = *state;
    uint32_t kept = session(x, x->red, x->a, 5, 1), longer = session(x, x->red2, x->a, 4, 1);
    x->net->sessions[longer].export_edit.prepend_count = 2;
    const struct routing *r = routing(x, IR_NONE);
    assert_selected(x, r, kept);
    assert_not_selected(x, r, longer);
}

static void empty_paths_have_one_neighbour(void **state)
{
    struct fixture *x = *state;
    uint32_t one = session(x, x->red, x->a, 5, 1), two = session(x, x->blue, x->a, 4, 9);
    x->net->sessions[one].export_edit.prepend_count = 0;
    x->net->sessions[two].export_edit.prepend_count = 0;
    const struct routing *r = routing(x, IR_NONE);
    assert_selected(x, r, two);
    assert_not_selected(x, r, one);
}

static void lower_med_comes_from_inside_too(void **state)
{
    struct fixture *x = *state;
    uint32_t at_a = session(x, x->red, x->a, 10, 1), at_b = session(x, x->red2, x->b, 20, 1);
    uint32_t to_b = internal(x, 9, 9);
    const struct routing *r = routing(x, IR_NONE);
    assert_false(r->cyclic); /* the lowest MED depends on nobody */
    assert_selected(x, r, at_a);
    assert_not_selected(x, r, at_b);
    assert_selected(x, r, to_b);
    assert_selected(x, routing(x, link_of(x, at_a)), at_b);
}

/*
 * RFC 3345: with b's red route (MED 0) a drops its own (MED 1) and takes blue, which b then prefers to red; with
 * red gone from a, a goes back to its own, which b drops for red. Returns the session of blue.
 */
static uint32_t oscillator(struct fixture *x)
{
    session(x, x->red, x->a, 1, 4);
    session(x, x->red2, x->b, 0, 12);
    internal(x, 13, 6);
    return session(x, x->blue, x->a, 0, 5);
}

static const char *doubt(struct fixture *x, uint32_t down)
{
    finish(x);
    const struct adjacency *net = adjacency_new(x->arena, x->ir);
    x->claim = (struct claim){.kind = CLAIM_LEARNS, .table = x->a, .prefix = 0, .down = &down};
    x->claim.down_count = down != IR_NONE;
    x->q = query_new(x->arena, net, &x->claim, NULL, 1000);
    struct z3x *z = z3x_create(x->arena);
    const char *text = stable_doubt(z, x->q, stable_suspects(x->arena, net, 1000));
    z3x_destroy(z);
    return text;
}

static void med_can_oscillate(void **state)
{
    struct fixture *x = *state;
    oscillator(x);
    assert_string_equal(doubt(x, IR_NONE), "routing for 10.0.0.0/8 has no stable state");
}

static void without_its_third_route_it_settles(void **state)
{
    struct fixture *x = *state;
    uint32_t blue = oscillator(x);
    assert_null(doubt(x, link_of(x, blue)));
}

static void nothing_is_proved_while_med_oscillates(void **state)
{
    struct fixture *x = *state;
    uint32_t blue = oscillator(x);
    finish(x);
    struct claim c = {
        .name = "claim", .text = "text", .kind = CLAIM_LEARNS, .matrix = IR_NONE, .table = x->a};
    struct claim_list list = {.at = &c, .count = 1};
    struct solver_options options = {.jobs = 1};
    struct verdict *v = solver_verify(x->arena, x->ir, &list, NULL, &options, NULL);
    assert_int_equal(v->outcome, OUTCOME_UNKNOWN);
    assert_non_null(strstr(v->reason, "no stable state"));
    uint32_t down = link_of(x, blue);
    c.down = &down;
    c.down_count = 1;
    v = solver_verify(x->arena, x->ir, &list, NULL, &options, NULL);
    assert_int_equal(v->outcome, OUTCOME_PROVED);
}

/* States at `b` of routes from `a`, which has one from red with MED 1 and one from red2 with MED 2. */
static uint32_t states_at_b(struct fixture *x)
{
    session(x, x->red, x->a, 1, 1);
    session(x, x->red2, x->a, 2, 1);
    uint32_t to_b = internal(x, 1, 1), count = 0;
    const struct routing *r = routing(x, IR_NONE);
    for (uint32_t i = 0; i < r->states->at.count; i++)
        count += r->states->at.at[i].is.session == to_b;
    return count;
}

static void med_tells_states_apart_where_compared(void **state)
{
    struct fixture *x = *state;
    assert_int_equal(states_at_b(x), 2);
}

static void med_is_forgotten_where_nobody_compares_it(void **state)
{
    struct fixture *x = *state;
    x->net->tables[x->b].rank = network_bgp;
    x->net->tables[x->a].rank = network_bgp;
    assert_int_equal(states_at_b(x), 1);
}

static void med_travels_through_tables_that_do_not_compare_it(void **state)
{
    struct fixture *x = *state;
    x->net->tables[x->b].rank = network_bgp;
    uint32_t end = table(x, "end", 1);
    uint32_t at_b = session(x, x->red, x->b, 3, 1), direct = session(x, x->red2, end, 2, 2);
    uint32_t through = network_session(x->net, x->b, end, IR_NONE, IR_IBGP);
    const struct routing *r = routing(x, IR_NONE);
    assert_selected(x, r, at_b);
    assert_selected(x, r, direct);
    assert_not_selected(x, r, through);
}

static void next_hops_tell_states_apart(void **state)
{
    struct fixture *x = *state;
    const struct ir_next_hop hops[] = {{network_addr("10.0.0.4")}, {network_addr("10.0.0.5")}};
    const struct ir_resolved known[] = {{0, network_hop(IR_HOP_TABLE, x->a, IR_NONE)},
                                        {1, network_hop(IR_HOP_TABLE, x->red, IR_NONE)}};
    x->net->ir.next_hops = hops;
    x->net->ir.next_hop_count = 2;
    uint32_t to_b = internal(x, 1, 1), count = 0;
    for (uint32_t i = 0; i < 2; i++) {
        uint32_t s = session(x, x->red, x->a, 0, 1);
        x->net->sessions[s].import_edit.next_hop_edit = IR_NEXT_HOP_SET;
        x->net->sessions[s].import_edit.next_hop = i;
    }
    for (uint32_t s = 0; s < x->net->ir.session_count; s++) {
        x->net->sessions[s].resolved = known;
        x->net->sessions[s].resolved_count = 2;
    }
    const struct routing *r = routing(x, IR_NONE);
    for (uint32_t i = 0; i < r->states->at.count; i++) {
        const struct candidate *c = &r->states->at.at[i].is;
        if (c->session == to_b)
            count += candidate_hop(x->ir, c) == &known[c->route.next_hop].hop;
    }
    assert_int_equal(count, 2);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(lower_med_eliminates_what_is_nearer),
        TEST(equal_med_leaves_it_to_later_steps),
        TEST(other_neighbours_are_not_compared),
        TEST(elimination_is_no_order),
        TEST(what_lost_before_med_eliminates_nothing),
        TEST(empty_paths_have_one_neighbour),
        TEST(lower_med_comes_from_inside_too),
        TEST(med_can_oscillate),
        TEST(without_its_third_route_it_settles),
        TEST(nothing_is_proved_while_med_oscillates),
        TEST(med_tells_states_apart_where_compared),
        TEST(med_is_forgotten_where_nobody_compares_it),
        TEST(next_hops_tell_states_apart),
        TEST(med_travels_through_tables_that_do_not_compare_it),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    solver_finish();
    return failed;
}
