/*
 * Internal routing in the solver: shortest ways under failures, hot potato, equal costs, sessions that go with the
 * ways they rest on; and what is asked of states: bounded metrics, no cycles, nothing told apart in vain. Each
 * selection is asked twice, in the encoding of all environments and in that of the one.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "solver/forwarding.h"
#include "solver/routing.h"
#include "tests/unit/internal.h"

#define PREFIX "10.0.0.0/8"
#define FAILURES 3

/* Routers a, b, c of one AS, each with a loopback. */
struct fixture {
    struct arena *arena;
    struct network *net;
    uint32_t a, b, c;
    const struct ir *ir;
    const struct adjacency *adjacency;
    struct query *q; /* all environments */
    struct claim claim;
    uint32_t prefix; /* asked about */
};

static uint32_t inside(struct fixture *x, const char *name)
{
    uint32_t t = network_table(x->net, name, IR_ROUTER, IR_NONE, 1);
    x->net->tables[t].rank = internal_steps;
    internal_originate(x->net, t);
    return t;
}

/* A router of another AS with the prefix, and a session from it; returns the session. */
static uint32_t outside(struct fixture *x, const char *name, uint32_t to)
{
    uint32_t t = network_table(x->net, name, IR_ROUTER, IR_NONE, 100 + x->net->ir.table_count);
    network_origin(x->net, t, PREFIX, IR_SRC_CONNECTED, network_hop(IR_HOP_INTERNET, 0, IR_NONE));
    uint32_t s = network_link(x->net, name, t, to, IR_EBGP);
    for (uint32_t i = s; i <= s + 1; i++) {
        x->net->sessions[i].exports = internal_loopbacks(x->net, false);
        x->net->sessions[i].export_count = 2;
    }
    return s;
}

static int setup(void **state)
{
    struct arena *arena = arena_create();
    struct fixture *x = arena_new(arena, struct fixture);
    *x = (struct fixture){.arena = arena, .net = network_new(arena)};
    x->a = inside(x, "a");
    x->b = inside(x, "b");
    x->c = inside(x, "c");
    *state = x;
    return 0;
}

static int teardown(void **state)
{
    arena_destroy(((struct fixture *)*state)->arena);
    return 0;
}

/* The network is complete; from now on it is asked about `prefix`. */
static void finish(struct fixture *x, const char *prefix)
{
    if (!x->ir) {
        x->ir = internal_finish(x->net);
        const char *broken = ir_verify(x->ir, x->arena);
        if (broken)
            fail_msg("%s", broken);
        x->adjacency = adjacency_new(x->arena, x->ir);
        x->claim = (struct claim){
            .kind = CLAIM_LEARNS, .budgets[0].most = FAILURES, .budgets[0].classes = UINT32_MAX};
        x->q = query_new(x->arena, x->adjacency, &x->claim, NULL, 1000);
    }
    x->prefix = ir_find_prefix(x->ir, network_parse(prefix));
}

static uint32_t link_of(const struct fixture *x, uint32_t session)
{
    struct ir_guard g = x->net->sessions[session].guard;
    for (uint32_t i = 0; i < g.count; i++)
        if (x->net->elements[g.elements[i]].link_kind == IR_LINK_TUNNEL)
            return g.elements[i];
    return IR_NONE;
}

/* The values of all nodes of the encoding of all environments while `down` is down. Nothing in it needs more. */
static bool *values_when(struct fixture *x, struct bits down)
{
    bool *values = arena_array(x->arena, bool, formula_nodes(x->q->formula) + 1);
    for (uint32_t e = bits_next(down, 0); e != UINT32_MAX; e = bits_next(down, e + 1))
        values[formula_node(x->q->situation.changes[e])] = true;
    formula_evaluate(x->q->formula, values);
    return values;
}

#define NOT_SELECTED UINT32_MAX

/* The metric of the selected route over `session` as `r` says. */
static uint32_t metric_in(const struct routing *r, const bool *values, uint32_t session)
{
    uint32_t metric = NOT_SELECTED;
    assert_non_null(r);
    assert_false(r->cyclic);
    for (uint32_t i = 0; i < r->states->at.count; i++) {
        const struct candidate *c = &r->states->at.at[i].is;
        if (c->session != session || !formula_value(values, r->selected[i]))
            continue;
        assert_int_equal(metric, NOT_SELECTED); /* one at most */
        metric = c->route.metric;
    }
    return metric;
}

/* The metric of the selected route over `session` while up to two elements are down (IR_NONE: none). */
static uint32_t metric_of(struct fixture *x, uint32_t session, uint32_t down1, uint32_t down2)
{
    struct bits down = bits_new(x->arena, x->ir->element_count);
    if (down1 != IR_NONE)
        bits_add(down, down1);
    if (down2 != IR_NONE)
        bits_add(down, down2);
    const struct routing *r = routing_of(x->q, x->prefix);
    uint32_t metric = metric_in(r, values_when(x, down), session);

    struct query *alone = query_new(x->arena, x->adjacency, &x->claim, &down, 1000);
    r = routing_of(alone, x->prefix);
    bool *values = arena_array(x->arena, bool, formula_nodes(alone->formula) + 1);
    formula_evaluate(alone->formula, values);
    assert_int_equal(metric_in(r, values, session), metric);
    return metric;
}

static void shortest_way_under_failures(void **state)
{
    struct fixture *x = *state;
    uint32_t ca = internal_link(x->net, "ac", x->c, x->a, 30);
    uint32_t cb = internal_link(x->net, "bc", x->c, x->b, 10);
    uint32_t ba = internal_link(x->net, "ab", x->b, x->a, 10);
    finish(x, internal_loopback(x->net, x->c));
    assert_int_equal(metric_of(x, ba, IR_NONE, IR_NONE), 20);
    assert_int_equal(metric_of(x, ca, IR_NONE, IR_NONE), NOT_SELECTED);
    assert_int_equal(metric_of(x, cb, IR_NONE, IR_NONE), 10);
    assert_int_equal(metric_of(x, ca, link_of(x, ba), IR_NONE), 30);
    assert_int_equal(metric_of(x, ca, x->net->tables[x->b].element, IR_NONE), 30);
    assert_int_equal(metric_of(x, ca, link_of(x, ca), link_of(x, ba)), NOT_SELECTED);
    assert_int_equal(metric_of(x, ba, link_of(x, ca), link_of(x, ba)), NOT_SELECTED);
    assert_int_equal(metric_of(x, ca + 1, link_of(x, cb), IR_NONE), NOT_SELECTED); /* c has itself */
    assert_int_equal(metric_of(x, ba + 1, link_of(x, cb), IR_NONE), 40);           /* b by a */
}

/* a hears of the prefix from b and c; the nearer one wins, until the way to it gets too long. */
static void hot_potato(void **state)
{
    struct fixture *x = *state;
    uint32_t ba = internal_link(x->net, "ab", x->b, x->a, 10);
    uint32_t ca = internal_link(x->net, "ac", x->c, x->a, 20);
    uint32_t bc = internal_link(x->net, "bc", x->b, x->c, 5);
    uint32_t at_b = outside(x, "one", x->b), at_c = outside(x, "two", x->c);
    uint32_t from_b = internal_bgp(x->net, x->b, x->a), from_c = internal_bgp(x->net, x->c, x->a);
    finish(x, PREFIX);
    assert_int_equal(metric_of(x, from_b, IR_NONE, IR_NONE), 10);
    assert_int_equal(metric_of(x, from_c, IR_NONE, IR_NONE), NOT_SELECTED); /* 15 */
    assert_int_equal(metric_of(x, at_b, IR_NONE, IR_NONE), 0);
    assert_int_equal(metric_of(x, from_c, link_of(x, ba), IR_NONE), 20);
    assert_int_equal(metric_of(x, from_b, link_of(x, ba), IR_NONE), NOT_SELECTED); /* 25 */
    assert_int_equal(metric_of(x, from_c, link_of(x, at_b), IR_NONE), 15);
    assert_int_equal(metric_of(x, from_b, link_of(x, ca), link_of(x, at_c)), 10);
    assert_int_equal(metric_of(x, from_c, link_of(x, at_b), link_of(x, bc)), 20);
}

static uint32_t used_hops(struct fixture *x, struct bits down)
{
    uint32_t class = ir_class_of(x->ir, network_addr("10.1.1.1")), count = 0;
    const struct forwarding *f = forwarding_at(x->q, class, x->a);
    const bool *values = values_when(x, down);
    for (uint32_t i = 0; i < f->count; i++) {
        assert_int_equal(f->at[i].hop->kind, IR_HOP_TABLE);
        count += formula_value(values, f->at[i].used);
    }
    return count;
}

/* c is 20 away over b and directly: both are branches of the one iBGP route. */
static void equal_costs_are_branches(void **state)
{
    struct fixture *x = *state;
    uint32_t ca = internal_link(x->net, "ac", x->c, x->a, 20);
    uint32_t cb = internal_link(x->net, "bc", x->c, x->b, 10);
    uint32_t ba = internal_link(x->net, "ab", x->b, x->a, 10);
    outside(x, "one", x->c);
    uint32_t from_c = internal_bgp(x->net, x->c, x->a);
    finish(x, PREFIX);
    assert_int_equal(metric_of(x, from_c, IR_NONE, IR_NONE), 20);
    struct bits down = bits_new(x->arena, x->ir->element_count);
    assert_int_equal(used_hops(x, down), 2);
    bits_add(down, link_of(x, ca));
    assert_int_equal(used_hops(x, down), 1);
    bits_add(down, link_of(x, cb));
    assert_int_equal(used_hops(x, down), 0);
    assert_int_equal(metric_of(x, from_c, link_of(x, ca), link_of(x, ba)), NOT_SELECTED);
}

static void equal_metrics_share_the_load(void **state)
{
    struct fixture *x = *state;
    internal_link(x->net, "ab", x->b, x->a, 10);
    uint32_t ca = internal_link(x->net, "ac", x->c, x->a, 10);
    outside(x, "one", x->b);
    outside(x, "two", x->c);
    uint32_t from_b = internal_bgp(x->net, x->b, x->a), from_c = internal_bgp(x->net, x->c, x->a);
    finish(x, PREFIX);
    assert_int_equal(metric_of(x, from_b, IR_NONE, IR_NONE), 10);
    assert_int_equal(metric_of(x, from_c, IR_NONE, IR_NONE), 10);
    assert_int_equal(metric_of(x, from_c, link_of(x, ca), IR_NONE), NOT_SELECTED);
}

/* With the internal link the session is gone: a falls back to what it learns itself. */
static void partition_loses_the_session(void **state)
{
    struct fixture *x = *state;
    uint32_t ba = internal_link(x->net, "ab", x->b, x->a, 10);
    uint32_t own = outside(x, "one", x->a);
    outside(x, "two", x->b);
    x->net->sessions[own].export_edit.prepend_count = 3;
    uint32_t from_b = internal_bgp(x->net, x->b, x->a);
    finish(x, PREFIX);
    assert_int_equal(metric_of(x, from_b, IR_NONE, IR_NONE), 10);
    assert_int_equal(metric_of(x, own, IR_NONE, IR_NONE), NOT_SELECTED);
    assert_int_equal(metric_of(x, from_b, link_of(x, ba), IR_NONE), NOT_SELECTED);
    assert_int_equal(metric_of(x, own, link_of(x, ba), IR_NONE), 0);
}

/* Ways back to where a route has been are states, but of larger metric and not announced: no cycle, and an end. */
static void metrics_are_bounded(void **state)
{
    struct fixture *x = *state;
    internal_link(x->net, "ab", x->a, x->b, 1);
    internal_link(x->net, "bc", x->b, x->c, 1);
    internal_link(x->net, "ca", x->c, x->a, 1);
    x->net->ir.metric_max = 1000000;
    finish(x, internal_loopback(x->net, x->a));
    const struct routing *r = routing_of(x->q, x->prefix);
    assert_non_null(r);
    assert_false(r->cyclic);
    for (uint32_t i = 0; i < r->states->at.count; i++)
        assert_true(r->states->at.at[i].is.route.metric <= 3);
}

static void too_large_a_metric_is_dropped(void **state)
{
    struct fixture *x = *state;
    uint32_t ab = internal_link(x->net, "ab", x->a, x->b, 1);
    uint32_t bc = internal_link(x->net, "bc", x->b, x->c, 1);
    x->net->ir.metric_max = 1;
    finish(x, internal_loopback(x->net, x->a));
    assert_int_equal(metric_of(x, ab, IR_NONE, IR_NONE), 1);
    assert_int_equal(metric_of(x, bc, IR_NONE, IR_NONE), NOT_SELECTED);
}

static uint32_t states_over(struct fixture *x, uint32_t session)
{
    const struct routing *r = routing_of(x->q, x->prefix);
    uint32_t count = 0;
    assert_non_null(r);
    for (uint32_t i = 0; i < r->states->at.count; i++)
        count += r->states->at.at[i].is.session == session;
    return count;
}

/* a is 10 away, or 15 by c. */
static uint32_t two_ways_to_b(struct fixture *x)
{
    internal_link(x->net, "ab", x->b, x->a, 10);
    internal_link(x->net, "ac", x->c, x->a, 5);
    internal_link(x->net, "bc", x->b, x->c, 10);
    outside(x, "one", x->b);
    return internal_bgp(x->net, x->b, x->a);
}

static void metrics_tell_states_apart(void **state)
{
    struct fixture *x = *state;
    uint32_t from_b = two_ways_to_b(x);
    finish(x, PREFIX);
    assert_int_equal(states_over(x, from_b), 2);
}

/* The session's own metric is of no use to a table that only passes the route on. */
static void metrics_are_forgotten_where_nobody_compares(void **state)
{
    struct fixture *x = *state;
    two_ways_to_b(x);
    uint32_t end = network_table(x->net, "end", IR_ROUTER, IR_NONE, 1);
    internal_originate(x->net, end);
    uint32_t link = network_element(x->net, "a-end", IR_CLASS_LINK, IR_LINK_OTHER);
    internal_session(x->net, network_session(x->net, x->a, end, link, IR_IGP),
                     7); /* one way: end adds nothing */
    x->net->ir.metric_max += 7;
    uint32_t from_b = internal_bgp(x->net, x->b, end);
    finish(x, PREFIX);
    assert_int_equal(states_over(x, from_b), 1);
    assert_int_equal(metric_of(x, from_b, IR_NONE, IR_NONE), 0);
}

/* What b has told c comes back to it over their other link. */
static void what_returns_is_not_announced(void **state)
{
    struct fixture *x = *state;
    uint32_t ab = internal_link(x->net, "ab", x->a, x->b, 1);
    uint32_t bc = internal_link(x->net, "bc", x->b, x->c, 1);
    uint32_t bc2 = internal_link(x->net, "bc2", x->b, x->c, 4);
    finish(x, internal_loopback(x->net, x->a));
    assert_int_equal(metric_of(x, bc, IR_NONE, IR_NONE), 2);
    const struct routing *r = routing_of(x->q, x->prefix);
    for (uint32_t i = 0; i < r->states->at.count; i++) {
        const struct state *s = &r->states->at.at[i];
        bool at_b = s->is.table == x->b;
        if (at_b && s->is.session != ab)
            assert_int_equal(s->crossing_count, 0);
    }
    assert_int_equal(states_over(x, bc2 + 1), 1); /* told over bc, returns over bc2 */
}

/* What first seems to return to b has a longer way of the same metric that does not pass it: over d and e. */
static void ways_of_one_metric_are_one_state(void **state)
{
    struct fixture *x = *state;
    uint32_t d = inside(x, "d"), e = inside(x, "e"), end = inside(x, "end");
    uint32_t ab = internal_link(x->net, "ab", x->a, x->b, 10);
    internal_link(x->net, "bc", x->b, x->c, 10);
    uint32_t cb = internal_link(x->net, "cb", x->c, x->b, 5);
    uint32_t ad = internal_link(x->net, "ad", x->a, d, 5);
    internal_link(x->net, "de", d, e, 5);
    internal_link(x->net, "ec", e, x->c, 10);
    uint32_t to_end = internal_link(x->net, "b-end", x->b, end, 1);
    finish(x, internal_loopback(x->net, x->a));
    assert_int_equal(metric_of(x, to_end, IR_NONE, IR_NONE), 11);
    assert_int_equal(metric_of(x, cb, link_of(x, ab), IR_NONE), 25);
    assert_int_equal(metric_of(x, to_end, link_of(x, ab), IR_NONE), 26);
    assert_int_equal(metric_of(x, to_end, link_of(x, ab), link_of(x, ad)), NOT_SELECTED);
}

/* A metric starts again where a route leaves the internal routing. */
static void metrics_end_with_internal_routing(void **state)
{
    struct fixture *x = *state;
    uint32_t ab = internal_link(x->net, "ab", x->a, x->b, 10);
    uint32_t bc = network_session(x->net, x->b, x->c, IR_NONE, IR_IBGP);
    finish(x, internal_loopback(x->net, x->a));
    assert_int_equal(metric_of(x, ab, IR_NONE, IR_NONE), 10);
    assert_int_equal(metric_of(x, bc, IR_NONE, IR_NONE), 0);
}

static void what_rests_on_itself_is_unknown(void **state)
{
    struct fixture *x = *state;
    internal_link(x->net, "ab", x->b, x->a, 10);
    uint32_t from_b = internal_bgp(x->net, x->b, x->a);
    x->net->sessions[from_b].exports = network_permit_all;
    x->net->sessions[from_b].export_count = 1;
    finish(x, internal_loopback(x->net, x->b));
    assert_null(routing_of(x->q, x->prefix));
    assert_string_equal(x->q->problem, "internal routing to 192.0.2.2/32 rests on itself");
}

static void too_many_internal_states_are_unknown(void **state)
{
    struct fixture *x = *state;
    two_ways_to_b(x);
    finish(x, PREFIX);
    x->q->state_limit = 3;
    assert_null(routing_of(x->q, x->prefix));
    assert_non_null(x->q->problem);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(shortest_way_under_failures),
        TEST(hot_potato),
        TEST(equal_costs_are_branches),
        TEST(equal_metrics_share_the_load),
        TEST(partition_loses_the_session),
        TEST(metrics_are_bounded),
        TEST(too_large_a_metric_is_dropped),
        TEST(what_returns_is_not_announced),
        TEST(ways_of_one_metric_are_one_state),
        TEST(metrics_tell_states_apart),
        TEST(metrics_are_forgotten_where_nobody_compares),
        TEST(metrics_end_with_internal_routing),
        TEST(what_rests_on_itself_is_unknown),
        TEST(too_many_internal_states_are_unknown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
