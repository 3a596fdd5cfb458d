/*
 * solver: every kind of claim proved and refuted on small networks, free choices, environments without a
 * stable state, limits, and errors of Z3.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/deadline.h"
#include "solver/solver.h"
#include "solver/z3x.h"
#include "tests/unit/network.h"

/* Sites A and B with a router each, and two links between the routers. */
struct fixture {
    struct arena *arena;
    struct network *net;
    const struct ir *ir;
    uint32_t a, b;               /* sites */
    uint32_t ra, rb;             /* routers */
    uint32_t link1, link2;       /* elements */
    uint32_t session1, session2; /* ra to rb; the way back follows each */
    struct solver_options options;
};

static int setup(void **state)
{
    struct arena *arena = arena_create();
    struct fixture *x = arena_new(arena, struct fixture);
    struct network *n = network_new(arena);
    *x = (struct fixture){.arena = arena, .net = n, .options = {.jobs = 1}};
    x->a = network_site(n, "a", "10.1.0.0/16");
    x->b = network_site(n, "b", "10.2.0.0/16");
    x->ra = network_router(n, "ra", x->a, 65001);
    x->rb = network_router(n, "rb", x->b, 65002);
    x->session1 = network_link(n, "link1", x->ra, x->rb, IR_EBGP);
    x->session2 = network_link(n, "link2", x->ra, x->rb, IR_EBGP);
    x->link1 = n->sessions[x->session1].hop.link;
    x->link2 = n->sessions[x->session2].hop.link;
    *state = x;
    return 0;
}

static int teardown(void **state)
{
    arena_destroy(((struct fixture *)*state)->arena);
    return 0;
}

static void finish(struct fixture *x)
{
    if (!x->ir)
        x->ir = network_finish(x->net);
    const char *broken = ir_verify(x->ir, x->arena);
    if (broken)
        fail_msg("%s", broken);
}

static struct claim_set member(struct fixture *x, uint32_t site, const char *address)
{
    struct flow_end *end = arena_new(x->arena, struct flow_end);
    struct claim_member *m = arena_new(x->arena, struct claim_member);
    *end =
        (struct flow_end){.site = site, .table = x->ir->sites[site].table, .sample = network_addr(address)};
    end->class_id = ir_class_of(x->ir, end->sample);
    *m = (struct claim_member){x->ir->sites[site].name, end, 1};
    return (struct claim_set){m, 1};
}

/* A claim about flows from A to B, under `failures` link failures. */
static struct claim flow_claim(struct fixture *x, enum claim_kind kind, uint32_t failures)
{
    finish(x);
    struct bits services = bits_new(x->arena, 1);
    bits_add(services, 0);
    return (struct claim){.name = "claim",
                          .text = "text",
                          .span = SPAN_NONE,
                          .kind = kind,
                          .matrix = IR_NONE,
                          .services = services,
                          .budgets[0].most = failures,
                          .budgets[0].classes = IR_CLASS_LINK,
                          .from = member(x, x->a, "10.1.0.5"),
                          .to = member(x, x->b, "10.2.0.5"),
                          .prefix = IR_NONE};
}

static struct claim route_claim(struct fixture *x, enum claim_kind kind, uint32_t table, const char *prefix)
{
    finish(x);
    struct prefix p = network_parse(prefix);
    return (struct claim){.name = "claim",
                          .text = "text",
                          .span = SPAN_NONE,
                          .kind = kind,
                          .matrix = IR_NONE,
                          .budgets[0].classes = IR_CLASS_LINK,
                          .table = table,
                          .prefix = ir_find_prefix(x->ir, p),
                          .prefix_written = p};
}

static struct claim_places place(struct fixture *x, uint32_t table, uint32_t link)
{
    struct claim_place *p = arena_new(x->arena, struct claim_place);
    uint32_t *ids = arena_array(x->arena, uint32_t, 2);
    ids[0] = table;
    ids[1] = link;
    *p = (struct claim_place){.name = "place",
                              .tables = ids,
                              .table_count = table != IR_NONE,
                              .links = ids + 1,
                              .link_count = link != IR_NONE};
    return (struct claim_places){p, 1};
}

static struct verdict judge(struct fixture *x, const struct claim *c)
{
    struct claim_list list = {.at = c, .count = 1};
    return *solver_verify(x->arena, x->ir, &list, NULL, &x->options, NULL);
}

static struct verdict proved(struct fixture *x, struct claim c)
{
    struct verdict v = judge(x, &c);
    assert_string_equal(v.reason, "");
    assert_int_equal(v.outcome, OUTCOME_PROVED);
    return v;
}

static struct verdict refuted(struct fixture *x, struct claim c)
{
    struct verdict v = judge(x, &c);
    assert_string_equal(v.reason, "");
    assert_int_equal(v.outcome, OUTCOME_REFUTED);
    assert_true(v.witness.replayed);
    return v;
}

/* ---- flows ---- */

static void two_links_survive_one_failure_not_two(void **state)
{
    struct fixture *x = *state;
    assert_false(proved(x, flow_claim(x, CLAIM_CAN_REACH, 1)).vacuous);
    struct verdict v = refuted(x, flow_claim(x, CLAIM_CAN_REACH, 2));
    assert_int_equal(v.witness.changed_count, 2);
    assert_int_equal(v.witness.changed[0], x->link1);
    assert_int_equal(v.witness.changed[1], x->link2);
    refuted(x, flow_claim(x, CLAIM_CAN_SEND, 7));
}

static void named_elements_need_no_budget(void **state)
{
    struct fixture *x = *state;
    struct claim c = flow_claim(x, CLAIM_CAN_SEND, 1);
    c.down = &x->link1;
    c.down_count = 1;
    struct verdict v = refuted(x, c);
    assert_int_equal(v.witness.changed_count, 1);
    assert_int_equal(v.witness.changed[0], x->link2);
    c.never_fails = &x->link2;
    c.never_fails_count = 1;
    proved(x, c);
}

static void qualifiers_hold_on_every_branch(void **state)
{
    struct fixture *x = *state;
    struct claim c = flow_claim(x, CLAIM_CAN_REACH, 0);
    struct claim_places via = place(x, x->rb, IR_NONE);
    struct claim_via list = {&via, 1};
    c.vias = &list;
    c.via_count = 1;
    proved(x, c);
    via = place(x, IR_NONE, x->link1);
    refuted(x, c); /* the other link is as good */
    c.via_count = 0;
    c.avoiding = place(x, x->rb, IR_NONE);
    refuted(x, c);
    c.avoiding = (struct claim_places){0};
    c.has_max_hops = true;
    c.max_hops = 3;
    proved(x, c);
    c.max_hops = 2;
    refuted(x, c);
}

static void via_groups_come_in_order(void **state)
{
    struct fixture *x = *state;
    struct claim c = flow_claim(x, CLAIM_CAN_SEND, 0);
    struct claim_places via[] = {place(x, x->ra, IR_NONE), place(x, x->rb, IR_NONE)};
    struct claim_places swapped[] = {via[1], via[0]};
    struct claim_places twice[] = {via[0], via[0]}; /* one item counts once */
    struct claim_via lists[] = {{via, 2}, {swapped, 2}, {twice, 2}};
    c.vias = &lists[0];
    c.via_count = 1;
    proved(x, c);
    c.vias = &lists[1];
    refuted(x, c);
    c.vias = &lists[2];
    refuted(x, c);
    c.vias = &lists[0];
    c.via_count = 2; /* each list counts */
    refuted(x, c);
    lists[1] = (struct claim_via){via + 1, 1};
    proved(x, c);
}

static void replies_pass_via_in_reverse(void **state)
{
    struct fixture *x = *state;
    struct claim_places via[] = {place(x, x->ra, IR_NONE), place(x, x->rb, IR_NONE)};
    struct claim_places link = place(x, IR_NONE, x->link1);
    struct claim_via lists[] = {{via, 2}, {&link, 1}};
    struct claim c = flow_claim(x, CLAIM_CAN_SEND, 0);
    c.vias = lists;
    c.via_count = 1;
    c.both_ways = true;
    proved(x, c);
    c.kind = CLAIM_CAN_REACH;
    proved(x, c);
    c.down = &x->link2;
    c.down_count = 1;
    c.via_count = 2; /* now everything crosses the other link */
    proved(x, c);
    c.down = &x->link1;
    refuted(x, c);
}

static void over_wants_each_place_and_one_a_branch(void **state)
{
    struct fixture *x = *state;
    struct claim_place at[] = {place(x, IR_NONE, x->link1).at[0], place(x, IR_NONE, x->link2).at[0],
                               place(x, x->ra, IR_NONE).at[0]};
    struct claim_places over = {at, 2};
    struct claim c = flow_claim(x, CLAIM_CAN_SEND, 0);
    c.overs = &over;
    c.over_count = 1;
    proved(x, c);
    over.count = 1; /* a branch passes the other one */
    refuted(x, c);
    over.count = 3; /* and both pass the router */
    refuted(x, c);
    over.count = 2;
    c.down = &x->link1;
    c.down_count = 1; /* no branch is left over it */
    refuted(x, c);
}

static void negative_claims(void **state)
{
    struct fixture *x = *state;
    refuted(x, flow_claim(x, CLAIM_CANNOT_REACH, 0));
    refuted(x, flow_claim(x, CLAIM_CANNOT_SEND, 0));
    refuted(x, flow_claim(x, CLAIM_ISOLATED, 0));
    struct claim c = flow_claim(x, CLAIM_CANNOT_REACH, 0);
    uint32_t both[] = {x->link1, x->link2};
    c.down = both;
    c.down_count = 2;
    assert_false(proved(x, c).has_one_way);
    c.kind = CLAIM_CANNOT_SEND;
    proved(x, c);
    c.kind = CLAIM_ISOLATED;
    proved(x, c);
}

static void one_way_paths_are_shown(void **state)
{
    struct fixture *x = *state;
    uint32_t ways_to_b[] = {x->session1, x->session2};
    for (uint32_t i = 0; i < 2; i++) { /* B learns nothing about A */
        x->net->sessions[ways_to_b[i]].imports = network_deny_all;
    }
    struct verdict v = proved(x, flow_claim(x, CLAIM_CANNOT_REACH, 1));
    assert_true(v.has_one_way && v.example.forward.delivered);
    assert_string_not_equal(v.warning, "");
    refuted(x, flow_claim(x, CLAIM_ISOLATED, 0));
}

static void only_via(void **state)
{
    struct fixture *x = *state;
    struct claim c = flow_claim(x, CLAIM_ONLY_VIA, 1);
    c.places = place(x, x->ra, IR_NONE);
    assert_false(proved(x, c).vacuous);
    c.places = place(x, IR_NONE, x->link1);
    refuted(x, c);
    uint32_t both[] = {x->link1, x->link2};
    c.down = both;
    c.down_count = 2;
    assert_true(proved(x, c).vacuous);
}

static void paths(void **state)
{
    struct fixture *x = *state;
    struct claim c = flow_claim(x, CLAIM_PATH, 1);
    struct claim_place groups[] = {place(x, x->ra, IR_NONE).at[0], place(x, x->rb, IR_NONE).at[0]};
    c.groups = (struct claim_places){groups, 2};
    assert_false(proved(x, c).vacuous);
    c.groups.count = 1;
    refuted(x, c);
    c.groups = (struct claim_places){0};
    refuted(x, c);
}

static void symmetry_is_a_matter_of_granularity(void **state)
{
    struct fixture *x = *state;
    struct claim c = flow_claim(x, CLAIM_SYMMETRIC, 0);
    c.granularity = CLAIM_AT_LINK;
    refuted(x, c); /* there over one link, back over the other */
    c.granularity = CLAIM_AT_DEVICE;
    proved(x, c);
    c.granularity = CLAIM_AT_SITE;
    proved(x, c);
}

static void preferred_links_make_symmetry(void **state)
{
    struct fixture *x = *state;
    uint32_t over_link1[] = {x->session1, x->session1 + 1};
    for (uint32_t i = 0; i < 2; i++) {
        x->net->sessions[over_link1[i]].import_edit.set_local_pref = true;
        x->net->sessions[over_link1[i]].import_edit.local_pref = 200;
    }
    struct claim c = flow_claim(x, CLAIM_SYMMETRIC, 1);
    c.granularity = CLAIM_AT_LINK;
    proved(x, c);
    x->net->sessions[x->session1].import_edit.local_pref = 50;
    struct verdict v = refuted(x, c);
    assert_int_equal(v.witness.changed_count, 0);
}

static void claims_of_nothing_are_vacuous(void **state)
{
    struct fixture *x = *state;
    struct claim c = flow_claim(x, CLAIM_CAN_REACH, 0);
    c.to = c.from; /* the only member, on both sides */
    struct verdict v = proved(x, c);
    assert_true(v.vacuous);
    assert_string_not_equal(v.warning, "");
}

static void forwarding_rings_are_no_delivery(void **state)
{
    struct fixture *x = *state;
    network_prefix(x->net, "10.2.8.0/24"); /* at each router a static route to the other one */
    network_origin(x->net, x->ra, "10.2.8.0/24", IR_SRC_AGGREGATE,
                   network_hop(IR_HOP_TABLE, x->rb, x->link1));
    network_origin(x->net, x->rb, "10.2.8.0/24", IR_SRC_AGGREGATE,
                   network_hop(IR_HOP_TABLE, x->ra, x->link1));
    struct claim c = flow_claim(x, CLAIM_CAN_SEND, 1);
    c.to = member(x, x->b, "10.2.8.1");
    refuted(x, c);
    c.kind = CLAIM_CANNOT_SEND;
    proved(x, c);
    c.kind = CLAIM_ONLY_VIA;
    c.places = place(x, IR_NONE, x->link2);
    assert_true(proved(x, c).vacuous);
    c.kind = CLAIM_PATH;
    assert_true(proved(x, c).vacuous);
}

/* ---- routes ---- */

static void learns(void **state)
{
    struct fixture *x = *state;
    struct claim c = route_claim(x, CLAIM_LEARNS, x->ra, "10.2.0.0/16");
    c.budgets[0].most = 1;
    proved(x, c);
    c.neighbours = place(x, x->rb, IR_NONE);
    const uint32_t path[] = {65002};
    c.has_as_path = true;
    c.as_path = path;
    c.as_path_count = 1;
    proved(x, c);
    c.as_path_count = 0;
    refuted(x, c);
    c.kind = CLAIM_NOT_LEARNS;
    proved(x, c);
    c.has_as_path = false;
    refuted(x, c);
    c.kind = CLAIM_LEARNS;
    c.budgets[0].most = 2;
    assert_int_equal(refuted(x, c).witness.changed_count, 2);
}

static void selects(void **state)
{
    struct fixture *x = *state;
    struct claim c = route_claim(x, CLAIM_SELECTS, x->ra, "10.2.0.0/16");
    c.neighbours = place(x, x->rb, IR_NONE);
    c.budgets[0].most = 1;
    proved(x, c);
    c.neighbours = place(x, x->ir->sites[x->b].table, IR_NONE);
    refuted(x, c);
    struct claim own = route_claim(x, CLAIM_SELECTS, x->ra, "10.1.0.0/16");
    own.neighbours = place(x, x->rb, IR_NONE);
    refuted(x, own);
}

static void advertises(void **state)
{
    struct fixture *x = *state;
    x->net->sessions[x->session1].imports = network_deny_all; /* sent all the same */
    struct claim c = route_claim(x, CLAIM_ADVERTISES, x->ra, "10.1.0.0/16");
    c.neighbours = place(x, x->rb, IR_NONE);
    proved(x, c);
    c.kind = CLAIM_NOT_ADVERTISES;
    refuted(x, c);
    c.neighbours = place(x, x->ra, IR_NONE);
    proved(x, c);
    c.kind = CLAIM_ADVERTISES;
    refuted(x, c);
}

static void prefixes_that_nobody_can_hold(void **state)
{
    struct fixture *x = *state;
    static const enum claim_kind hold[] = {CLAIM_NOT_LEARNS, CLAIM_NOT_ADVERTISES};
    static const enum claim_kind fail[] = {CLAIM_LEARNS, CLAIM_SELECTS, CLAIM_ADVERTISES};
    for (uint32_t i = 0; i < 2; i++)
        proved(x, route_claim(x, hold[i], x->ra, "192.168.0.0/24"));
    for (uint32_t i = 0; i < 3; i++)
        refuted(x, route_claim(x, fail[i], x->ra, "192.168.0.0/24"));
}

/* Of the two routes to B only the one that is announced is passed on, marked by its link. */
static void any_of_equal_routes_may_be_announced(void **state)
{
    struct fixture *x = *state;
    static const struct ir_clause unmarked_only[] = {
        {.tags_any = IR_TAG_NO_REMOTE, .permit = false, .rule = RULE_NOT_ADVERTISED},
        {.permit = true, .rule = IR_NONE}};
    uint32_t rc = network_table(x->net, "rc", IR_ROUTER, IR_NONE, 65003);
    uint32_t onwards = network_link(x->net, "link3", x->ra, rc, IR_EBGP);
    x->net->sessions[x->session1 + 1].import_edit.tags_set = IR_TAG_NO_REMOTE;
    x->net->sessions[onwards].exports = unmarked_only;
    x->net->sessions[onwards].export_count = 2;
    refuted(x, route_claim(x, CLAIM_LEARNS, rc, "10.2.0.0/16"));
    refuted(x, route_claim(x, CLAIM_NOT_LEARNS, rc, "10.2.0.0/16"));
    struct claim c = route_claim(x, CLAIM_LEARNS, rc, "10.2.0.0/16");
    c.down = &x->link1;
    c.down_count = 1;
    proved(x, c);
}

/* ---- stable states ---- */

/* `count` routers in a ring around an origin; each prefers the route of the next one to the direct one. */
static void preference_ring(struct fixture *x, uint32_t count, uint32_t routers[])
{
    static const char *const names[] = {"r1", "r2", "r3"};
    uint32_t centre = network_table(x->net, "centre", IR_ROUTER, IR_NONE, 65100);
    network_origin(x->net, centre, "172.16.0.0/12", IR_SRC_CONNECTED,
                   network_hop(IR_HOP_INTERNET, 0, IR_NONE));
    for (uint32_t i = 0; i < count; i++) {
        routers[i] = network_table(x->net, names[i], IR_ROUTER, IR_NONE, 65101 + i);
        network_session(x->net, centre, routers[i],
                        network_element(x->net, "spoke", IR_CLASS_LINK, IR_LINK_OTHER), IR_EBGP);
    }
    for (uint32_t i = 0; i < count; i++) {
        uint32_t link = network_element(x->net, "ring", IR_CLASS_LINK, IR_LINK_OTHER);
        uint32_t s = network_session(x->net, routers[(i + 1) % count], routers[i], link, IR_EBGP);
        x->net->sessions[s].import_edit.set_local_pref = true;
        x->net->sessions[s].import_edit.local_pref = 200;
    }
    /* Only direct routes are passed on: what came round the ring is marked at import. */
    static const struct ir_clause direct_only[] = {
        {.tags_any = IR_TAG_NO_REMOTE, .permit = false, .rule = RULE_NOT_ADVERTISED},
        {.permit = true, .rule = IR_NONE}};
    for (uint32_t i = 0; i < count; i++) {
        struct ir_session *s = &x->net->sessions[x->net->ir.session_count - 1 - i];
        s->exports = direct_only;
        s->export_count = 2;
        s->import_edit.tags_set = IR_TAG_NO_REMOTE;
    }
}

/* Two routers that prefer each other: either may win. */
static void both_stable_states_count(void **state)
{
    struct fixture *x = *state;
    uint32_t r[2];
    preference_ring(x, 2, r);
    struct claim c = route_claim(x, CLAIM_SELECTS, r[0], "172.16.0.0/12");
    c.neighbours = place(x, r[1], IR_NONE);
    refuted(x, c);
    uint32_t centre = x->net->sessions[x->net->ir.session_count - 4].from;
    c.neighbours = place(x, centre, IR_NONE);
    refuted(x, c);
    proved(x, route_claim(x, CLAIM_LEARNS, r[0], "172.16.0.0/12"));
}

/* Three of them never agree. */
static void without_a_stable_state_nothing_is_proved(void **state)
{
    struct fixture *x = *state;
    uint32_t r[3];
    preference_ring(x, 3, r);
    struct claim c = route_claim(x, CLAIM_LEARNS, r[0], "172.16.0.0/12");
    struct verdict v = judge(x, &c);
    assert_int_equal(v.outcome, OUTCOME_UNKNOWN);
    assert_string_equal(v.reason, "routing for 172.16.0.0/12 has no stable state");
    struct claim other = route_claim(x, CLAIM_LEARNS, x->ra, "10.2.0.0/16"); /* a prefix that settles */
    v = judge(x, &other);
    assert_int_equal(v.outcome, OUTCOME_UNKNOWN);
    assert_string_equal(v.reason, "routing for 172.16.0.0/12 has no stable state");
    uint32_t ring = x->net->sessions[x->net->ir.session_count - 1].hop.link;
    c.down = &ring;
    c.down_count = 1;
    proved(x, c); /* a broken ring is stable */
}

static void the_unstable_environment_is_named(void **state)
{
    struct fixture *x = *state;
    uint32_t r[3];
    preference_ring(x, 3, r);
    uint32_t out = network_element(x->net, "brake", IR_CLASS_TUNNEL, IR_LINK_OTHER);
    struct ir_origin *o = network_origin(x->net, r[0], "172.16.0.0/12", IR_SRC_CONNECTED,
                                         network_hop(IR_HOP_INTERNET, 0, IR_NONE));
    o->guard = network_guard(x->net, x->net->tables[r[0]].element, out, IR_NONE);
    static const enum ir_step own_first[] = {IR_STEP_ORIGIN, IR_STEP_LOCAL_PREF, IR_STEP_END};
    x->net->tables[r[0]].rank = own_first;
    struct claim c = route_claim(x, CLAIM_LEARNS, r[1], "172.16.0.0/12");
    proved(x, c);
    c.budgets[0].most = 1;
    c.budgets[0].classes = IR_CLASS_TUNNEL;
    struct verdict v = judge(x, &c);
    assert_int_equal(v.outcome, OUTCOME_UNKNOWN);
    assert_string_equal(v.reason, "routing for 172.16.0.0/12 has no stable state when brake is down");
}

/* ---- limits and errors ---- */

/* "Of n + 1 pigeons in n holes no two share one": hard for resolution. */
static int32_t pigeons(struct formula *f, struct arena *arena, uint32_t n)
{
    int32_t *at = arena_array(arena, int32_t, (n + 1) * n), all = FORMULA_TRUE;
    for (uint32_t i = 0; i < (n + 1) * n; i++)
        at[i] = formula_var(f, i);
    for (uint32_t p = 0; p <= n; p++)
        all = formula_and2(f, all, formula_or(f, at + p * n, n));
    for (uint32_t h = 0; h < n; h++) {
        for (uint32_t p = 0; p <= n; p++) {
            for (uint32_t q = 0; q < p; q++)
                all = formula_and2(f, all, -formula_and2(f, at[p * n + h], at[q * n + h]));
        }
    }
    return all;
}

static enum z3x_result ask_pigeons(struct fixture *x, struct z3x *z, uint32_t n, const char **reason)
{
    struct formula *f = formula_new(x->arena);
    int32_t all = pigeons(f, x->arena, n);
    z3x_begin(z, x->arena, f);
    z3x_assert(z, all);
    enum z3x_result r = z3x_check(z, NULL, 0);
    *reason = z3x_reason(z);
    z3x_end(z);
    return r;
}

static void work_limit_gives_unknown(void **state)
{
    struct fixture *x = *state;
    struct z3x *z = z3x_create(x->arena);
    const char *reason;
    z3x_limit(z, (struct z3x_limits){.rlimit = 20000});
    assert_int_equal(ask_pigeons(x, z, 9, &reason), Z3X_UNKNOWN);
    assert_string_equal(reason, "the work limit of 20000 (--rlimit) was reached");
    assert_int_equal(ask_pigeons(x, z, 3, &reason), Z3X_UNKNOWN); /* nothing left */
    z3x_limit(z, (struct z3x_limits){0});
    assert_int_equal(ask_pigeons(x, z, 3, &reason), Z3X_UNSAT);
    z3x_destroy(z);
}

static void time_limit_gives_unknown(void **state)
{
    struct fixture *x = *state;
    struct z3x *z = z3x_create(x->arena);
    const char *reason;
    z3x_limit(z, (struct z3x_limits){.timeout_ms = 50, .deadline = deadline_in(50)});
    assert_int_equal(ask_pigeons(x, z, 12, &reason), Z3X_UNKNOWN);
    assert_string_equal(reason, "the time limit of 50 ms (--timeout) was reached");
    z3x_limit(z, (struct z3x_limits){.timeout_ms = 60000,
                                     .deadline = deadline_in(60000)}); /* the context still works */
    assert_int_equal(ask_pigeons(x, z, 4, &reason), Z3X_UNSAT);
    z3x_destroy(z);
}

static void errors_of_z3_are_kept(void **state)
{
    struct fixture *x = *state;
    struct formula *f = formula_new(x->arena);
    int32_t v = formula_var(f, 0), w = formula_var(f, 1);
    struct z3x *z = z3x_create(x->arena);
    z3x_begin(z, x->arena, f);
    z3x_provoke_error(z);
    z3x_assert(z, formula_and2(f, v, w));
    z3x_assert(z, -v);
    assert_int_equal(z3x_check(z, NULL, 0), Z3X_ERROR);
    assert_int_equal(z3x_check(z, &v, 1), Z3X_ERROR);
    z3x_end(z);
    z3x_begin(z, x->arena, f); /* the next query starts clean */
    z3x_assert(z, formula_or2(f, v, w));
    const int32_t assumptions[] = {-v, -formula_and2(f, v, w)};
    assert_int_equal(z3x_check(z, assumptions, 2), Z3X_SAT);
    bool *values = arena_array(x->arena, bool, formula_nodes(f) + 1);
    z3x_values(z, values);
    assert_true(formula_value(values, w) && !formula_value(values, v));
    z3x_end(z);
    z3x_destroy(z);
}

static void work_limit_reaches_the_verdict(void **state)
{
    struct fixture *x = *state;
    x->options.rlimit = 1;
    struct claim c = flow_claim(x, CLAIM_CAN_REACH, 1);
    c.has_max_hops = true; /* not a matter of ways alone */
    c.max_hops = 9;
    struct verdict v = judge(x, &c);
    assert_int_equal(v.outcome, OUTCOME_UNKNOWN);
    assert_string_equal(v.reason, "the work limit of 1 (--rlimit) was reached");
}

static void state_limit_gives_unknown(void **state)
{
    struct fixture *x = *state;
    x->options.state_limit = 1;
    struct claim c = route_claim(x, CLAIM_LEARNS, x->ra, "10.2.0.0/16");
    struct verdict v = judge(x, &c);
    assert_int_equal(v.outcome, OUTCOME_UNKNOWN);
    assert_string_equal(
        v.reason, "routing for 10.2.0.0/16 has more than 1 states, which is the limit (--limit states)");
}

/* ---- the whole ---- */

static void workers_change_nothing(void **state)
{
    struct fixture *x = *state;
    struct claim claims[24];
    bool selected[24];
    for (uint32_t i = 0; i < 24; i++) {
        claims[i] = flow_claim(x, (enum claim_kind)(i % CLAIM_LEARNS), i / 8);
        selected[i] = i != 5;
    }
    struct claim_list list = {.at = claims, .count = 24};
    struct solver_stats stats;
    struct verdict *one = solver_verify(x->arena, x->ir, &list, selected, &x->options, &stats);
    assert_true(stats.states > 0 && stats.nodes > 0);
    x->options.jobs = 4;
    struct verdict *four = solver_verify(x->arena, x->ir, &list, selected, &x->options, NULL);
    assert_null(one[5].reason); /* not judged */
    for (uint32_t i = 0; i < 24; i++) {
        assert_int_equal(one[i].outcome, four[i].outcome);
        assert_int_equal(one[i].witness.changed_count, four[i].witness.changed_count);
        if (one[i].outcome == OUTCOME_REFUTED)
            assert_string_equal(one[i].witness.problem, four[i].witness.problem);
    }
}

static void queries_can_be_printed(void **state)
{
    struct fixture *x = *state;
    struct claim c = flow_claim(x, CLAIM_CAN_REACH, 1);
    struct buf out = {0};
    assert_true(solver_smt2(x->arena, x->ir, &c, &x->options, &out));
    assert_non_null(strstr(buf_text(&out), "; fails link1\n"));
    assert_non_null(strstr(buf_text(&out), "(check-sat)\n"));
    buf_free(&out);
    x->options.state_limit = 1;
    assert_false(solver_smt2(x->arena, x->ir, &c, &x->options, &out));
    buf_free(&out);
    assert_non_null(strchr(solver_z3_version(x->arena), '.'));
}

static int finish_z3(void **state)
{
    (void)state;
    solver_finish();
    return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(two_links_survive_one_failure_not_two),
        TEST(named_elements_need_no_budget),
        TEST(qualifiers_hold_on_every_branch),
        TEST(via_groups_come_in_order),
        TEST(replies_pass_via_in_reverse),
        TEST(over_wants_each_place_and_one_a_branch),
        TEST(negative_claims),
        TEST(one_way_paths_are_shown),
        TEST(only_via),
        TEST(paths),
        TEST(symmetry_is_a_matter_of_granularity),
        TEST(preferred_links_make_symmetry),
        TEST(claims_of_nothing_are_vacuous),
        TEST(forwarding_rings_are_no_delivery),
        TEST(learns),
        TEST(selects),
        TEST(advertises),
        TEST(prefixes_that_nobody_can_hold),
        TEST(any_of_equal_routes_may_be_announced),
        TEST(both_stable_states_count),
        TEST(without_a_stable_state_nothing_is_proved),
        TEST(the_unstable_environment_is_named),
        TEST(work_limit_gives_unknown),
        TEST(time_limit_gives_unknown),
        TEST(errors_of_z3_are_kept),
        TEST(work_limit_reaches_the_verdict),
        TEST(state_limit_gives_unknown),
        TEST(workers_change_nothing),
        TEST(queries_can_be_printed),
    };
    return cmocka_run_group_tests(tests, NULL, finish_z3);
}
