/* simulate_stability and simulate_cycle: does routing settle, and in one way only? */
#include "compiler/simulate.h"
#include "tests/unit/design.h"

#define SITES                                                                                                \
    "site vnet cloud { prefix 10.0.0.0/16; gateway vpn gw; }\n"                                              \
    "site onprem one { prefix 10.1.0.0/16; router r { asn 65001; } }\n"                                      \
    "site onprem two { prefix 10.2.0.0/16; router r { asn 65002; } }\n"                                      \
    "connect one.r <-> cloud.gw { one.r { advertise own; } }\n"                                              \
    "connect two.r <-> cloud.gw { two.r { advertise own; } }\n"

/* Each prefers the other one; only the second does; neither does. */
#define DISAGREE                                                                                             \
    SITES "connect one.r <-> two.r { one.r { advertise all; local-preference 200; }"                         \
          " two.r { advertise all; local-preference 200; } }\n"
#define ONE_PREFERS                                                                                          \
    SITES "connect one.r <-> two.r { two.r { local-preference 200; } one.r { advertise all; } }\n"
#define CALM SITES "connect one.r <-> two.r;\n"
/* Two equal ways: which of them is announced makes no difference to anybody. */
#define EQUAL SITES "connect one.r <-> cloud.gw again { one.r { advertise own; } }\n"

#define CIRCLE                                                                                               \
    SITES                                                                                                    \
    "site onprem three { prefix 10.3.0.0/16; router r { asn 65003; } }\n"                                    \
    "connect three.r <-> cloud.gw;\n"                                                                        \
    "policy a { deny as-path 65003; permit set local-preference 200; }\n"                                    \
    "policy b { deny as-path 65001; permit set local-preference 200; }\n"                                    \
    "policy c { deny as-path 65002; permit set local-preference 200; }\n"                                    \
    "connect one.r <-> two.r { one.r { advertise none; policy in a; } two.r { advertise all; } }\n"          \
    "connect two.r <-> three.r { two.r { advertise none; policy in b; } three.r { advertise all; } }\n"      \
    "connect three.r <-> one.r { three.r { advertise none; policy in c; } one.r { advertise all; } }\n"

struct scene {
    struct compilation *c;
    struct arena *arena;
    struct bits usual;
    uint32_t prefix;
};

static struct scene scene_of(const char *design)
{
    struct scene s = {.c = design_good(design), .arena = arena_create()};
    s.usual = bits_new(s.arena, s.c->ir->element_count);
    struct prefix p = s.c->ir->sites[0].prefixes[0];
    s.prefix = ir_find_prefix(s.c->ir, p);
    return s;
}

static void scene_free(struct scene *s)
{
    arena_destroy(s->arena);
    design_free(s->c);
}

static bool on_cycle(const struct scene *s, const struct sim_cycle *cycle, const char *table)
{
    uint32_t t = ir_find_table(s->c->ir, table);
    for (uint32_t i = 0; i < cycle->count; i++) {
        if (cycle->at[i].table == t)
            return true;
    }
    return false;
}

static void test_settles(void **state)
{
    (void)state;
    static const char *const designs[] = {CALM, ONE_PREFERS, EQUAL};
    for (uint32_t i = 0; i < sizeof designs / sizeof *designs; i++) {
        struct scene s = scene_of(designs[i]);
        struct witness w = {0};
        for (uint32_t p = 0; p < s.c->ir->prefix_count; p++) {
            assert_int_equal(sim_stability(s.arena, s.c->ir, s.usual, p, &w), SIM_SETTLES);
            assert_int_equal(sim_cycle(s.arena, sim_speakers_new(s.arena, s.c->ir, s.usual), p).count, 0);
        }
        assert_null(w.instability);
        scene_free(&s);
    }
}

static void test_several_states(void **state)
{
    (void)state;
    struct scene s = scene_of(DISAGREE);
    struct witness w = {0};
    assert_int_equal(sim_stability(s.arena, s.c->ir, s.usual, s.prefix, &w), SIM_SEVERAL_STATES);
    assert_non_null(w.instability);
    assert_true(w.instability->has_states);
    assert_int_equal(w.instability->count, 2);
    assert_string_equal(w.instability->tables[0].table, "one.r");
    assert_string_equal(w.problem, "routing for 10.0.0.0/16 has several stable states");
    struct sim_states states = sim_prefix_states(s.arena, s.c->ir, s.usual, s.prefix, 8);
    assert_int_equal(states.count, 2);
    assert_true(sim_selects_alike(s.c->ir, states.at[0], states.at[0]));
    assert_false(sim_selects_alike(s.c->ir, states.at[0], states.at[1]));
    struct sim_cycle cycle = sim_cycle(s.arena, sim_speakers_new(s.arena, s.c->ir, s.usual), s.prefix);
    assert_int_equal(cycle.count, 2);
    assert_true(on_cycle(&s, &cycle, "one.r") && on_cycle(&s, &cycle, "two.r"));
    scene_free(&s);
}

/* Without a witness to fill it says the same. */
static void test_no_state(void **state)
{
    (void)state;
    struct scene s = scene_of(CIRCLE);
    struct witness w = {0};
    assert_int_equal(sim_stability(s.arena, s.c->ir, s.usual, s.prefix, NULL), SIM_NEVER_SETTLES);
    assert_int_equal(sim_stability(s.arena, s.c->ir, s.usual, s.prefix, &w), SIM_NEVER_SETTLES);
    assert_false(w.instability->has_states);
    assert_int_equal(w.instability->count, 3);
    assert_string_equal(w.problem, "routing for 10.0.0.0/16 has no stable state");
    struct sim_cycle cycle = sim_cycle(s.arena, sim_speakers_new(s.arena, s.c->ir, s.usual), s.prefix);
    assert_true(on_cycle(&s, &cycle, "three.r") && !on_cycle(&s, &cycle, "cloud.gw"));
    for (uint32_t i = 0; i < cycle.count; i++)
        assert_true(cycle.at[i].one && cycle.at[i].other);
    scene_free(&s);
}

/* One warning for all that goes round in one circle, and none where nothing does. */
static void test_warning(void **state)
{
    (void)state;
    static const struct {
        const char *design;
        uint32_t warnings;
    } cases[] = {{DISAGREE, 1}, {CIRCLE, 1}, {CALM, 0}, {EQUAL, 0}};
    for (uint32_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct compilation *c = design_good(cases[i].design);
        assert_int_equal(design_count(c, DIAG_PREFERENCE_CYCLE, NULL), cases[i].warnings);
        design_free(c);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_settles),
        cmocka_unit_test(test_several_states),
        cmocka_unit_test(test_no_state),
        cmocka_unit_test(test_warning),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
