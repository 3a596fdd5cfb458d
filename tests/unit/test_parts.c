/*
 * parts: claims judged one destination at a time have the verdicts, and the changes, of the whole.
 */
#include "tests/unit/design.h"

#include "solver/parts.h"
#include "solver/solver.h"
#include "solver/stable.h"

/* Six sites in a ring with a chord; c prefers the long way, f hears nothing of a. */
static const char *const ring =
    "site onprem a { prefix 10.1.0.0/16; router r { asn 65001; } }\n"
    "site onprem b { prefix 10.2.0.0/16; router r { asn 65002; } }\n"
    "site onprem c { prefix 10.3.0.0/16; router r { asn 65003; } }\n"
    "site onprem d { prefix 10.4.0.0/16; router r { asn 65004; } }\n"
    "site onprem e { prefix 10.5.0.0/16; router r { asn 65005; } }\n"
    "site onprem f { prefix 10.6.0.0/16; router r { asn 65006; } }\n"
    "connect a.r <-> b.r { a.r { advertise all; } b.r { advertise all; } }\n"
    "connect b.r <-> c.r { b.r { advertise all; } c.r { advertise all; } }\n"
    "connect c.r <-> d.r { c.r { advertise all; local-preference 200; } d.r { advertise all; } }\n"
    "connect d.r <-> e.r { d.r { advertise all; } e.r { advertise all; } }\n"
    "connect e.r <-> f.r { e.r { advertise all; } f.r { advertise all; accept 10.2.0.0/15 ge 16 le 16, "
    "10.4.0.0/15 "
    "ge 16 le 16; } }\n"
    "connect f.r <-> a.r { f.r { advertise all; accept 10.2.0.0/15 ge 16 le 16, 10.4.0.0/15 ge 16 le 16; } "
    "a.r { "
    "advertise all; } }\n"
    "connect a.r <-> d.r { a.r { advertise all; } d.r { advertise all; } }\n"
    "group most = a, b, c, d, e;\n"
    "group six = a, b, c, d, e, f;\n";

struct fixture {
    struct compilation *c;
    struct arena *arena;
    struct judge j;
    struct solver_stats stats;
    const struct verdict *whole;
};

static void start(struct fixture *x, const char *claim)
{
    char text[8192];
    snprintf(text, sizeof text, "%sclaim c: %s;\n", ring, claim);
    *x = (struct fixture){.c = design_good(text), .arena = arena_create()};
    struct solver_options options = {.jobs = 1, .state_limit = 10000};
    x->whole = solver_verify(x->arena, x->c->ir, x->c->claims, NULL, &options, NULL);
    x->j = (struct judge){.z3 = z3x_create(x->arena),
                          .net = adjacency_new(x->arena, x->c->ir),
                          .options = options,
                          .stats = &x->stats,
                          .arena = x->arena};
    x->j.suspects = stable_suspects(x->arena, x->j.net, options.state_limit);
}

static void finish(struct fixture *x)
{
    z3x_destroy(x->j.z3);
    arena_destroy(x->arena);
    design_free(x->c);
}

/* The claim, whole and in parts; whether it is proved. */
static bool agrees(const char *claim)
{
    struct fixture x;
    start(&x, claim);
    const struct claim *c = &x.c->claims->at[0];
    struct parts_answer a = parts_search(&x.j, x.arena, c);
    bool proved = x.whole->outcome == OUTCOME_PROVED;
    assert_int_equal(a.result, proved ? Z3X_UNSAT : Z3X_SAT);
    if (!proved) {
        struct verdict v = judge_claim(&x.j, x.arena, parts_pair(x.arena, c, a.from, a.to));
        assert_int_equal(x.whole->outcome, OUTCOME_REFUTED);
        assert_int_equal(v.outcome, OUTCOME_REFUTED);
        assert_int_equal(v.witness.changed_count, x.whole->witness.changed_count);
        for (uint32_t i = 0; i < v.witness.changed_count; i++)
            assert_int_equal(v.witness.changed[i], x.whole->witness.changed[i]);
    }
    finish(&x);
    return proved;
}

static void requests_alone(void **state)
{
    (void)state;
    assert_true(agrees("most can send to most"));
    assert_true(agrees("most can send to most within 6 hops"));
    assert_false(agrees("most can send to most within 4 hops"));
    assert_false(agrees("most can send to most avoiding f"));
    assert_false(agrees("most can send to most avoiding f under any 2 failures of links"));
    assert_false(agrees("six can send to most"));
    assert_true(agrees("f cannot send to a"));
    assert_false(agrees("six cannot send to a"));
}

static void replies_too(void **state)
{
    (void)state;
    assert_true(agrees("most can reach most within 6 hops under any 0 failures"));
    assert_false(agrees("a can reach six within 9 hops"));
    assert_false(agrees("most can reach most within 6 hops under any 1 failure of links"));
    assert_false(agrees("most can reach most within 9 hops under any 3 failures of links"));
    assert_false(agrees("six can reach six within 9 hops under any 2 failures of links"));
}

static void both_ways_round(void **state)
{
    (void)state;
    assert_false(agrees("a and f are isolated"));
    assert_false(agrees("most and most are isolated"));
    assert_false(agrees("{ b, c } and { e, f } are isolated under any 2 failures of links"));
}

static void only_what_can_be_divided(void **state)
{
    (void)state;
    struct fixture x;
    start(&x, "six can reach six");
    assert_false(parts_pay(x.j.net, &x.c->claims->at[0])); /* too few */
    struct claim many = x.c->claims->at[0];
    struct claim_member *members = arena_array(x.arena, struct claim_member, 50);
    for (uint32_t i = 0; i < 50; i++)
        members[i] = many.from.members[i % many.from.count];
    many.from = many.to = (struct claim_set){members, 50};
    assert_true(parts_pay(x.j.net, &many));
    many.kind = CLAIM_CANNOT_REACH;
    assert_false(parts_pay(x.j.net, &many));
    many.kind = CLAIM_CAN_REACH;
    many.both_ways = true;
    assert_false(parts_pay(x.j.net, &many));
    finish(&x);
}

/* A reply from the Internet follows the request that left; a request from there would find no public address. In `lonely` a failure
 * keeps requests from leaving. */
static void replies_from_outside(void **state)
{
    (void)state;
    struct buf text = {0};
    for (uint32_t i = 0; i < 2000; i++) {
        buf_printf(&text, "site vnet v%u { prefix 10.%u.%u.0/24; }\n", i, i / 256, i % 256);
        if (i > 0) /* a chain: no two are alike */
            buf_printf(&text, "peering v%u <-> v%u;\n", i - 1, i);
    }
    buf_add(&text,
            "site vnet lonely { prefix 10.99.0.0/24; gateway vpn gw; subnet GatewaySubnet 10.99.0.0/27;\n"
            "    route-table rt { route 0.0.0.0/0 -> gateway; }\n"
            "    subnet w 10.99.0.128/25 { route-table rt; } }\n"
            "site onprem office { prefix 192.168.0.0/22; router r { asn 65010; default-route; } }\n"
            "connect lonely.gw <-> office.r { static; lonely.gw { static 0.0.0.0/0; }\n"
            "    office.r { static 10.99.0.0/24; } }\n"
            "group all-of-them = ");
    for (uint32_t i = 0; i < 2000; i++)
        buf_printf(&text, "v%u, ", i);
    buf_add(&text, "lonely;\nclaim c: all-of-them can reach internet under any 1 failure;\n");
    struct compilation *c = design_good(buf_text(&text));
    struct arena *arena = arena_create();
    struct solver_options options = {.jobs = 1};
    const struct verdict *v = solver_verify(arena, c->ir, c->claims, NULL, &options, NULL);
    assert_int_equal(v->outcome, OUTCOME_REFUTED);
    assert_int_equal(v->witness.changed_count, 1);
    arena_destroy(arena);
    design_free(c);
    buf_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(requests_alone),       cmocka_unit_test(replies_too),
        cmocka_unit_test(both_ways_round),      cmocka_unit_test(only_what_can_be_divided),
        cmocka_unit_test(replies_from_outside),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    solver_finish();
    return failed;
}
