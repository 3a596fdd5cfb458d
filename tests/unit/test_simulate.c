/* simulate: candidates, ranking, stable states, and following given choices. */

#include "tests/unit/routing.h"

/* ---- one stable state ---- */

static void test_shortest_path(void **state)
{
    struct network *n = network_new(*state);
    uint32_t o = router(n, "o"), a = router(n, "a"), b = router(n, "b");
    originate(n, o);
    link(n, "o-a", o, a);
    link(n, "a-b", a, b);
    uint32_t direct = n->sessions[link(n, "o-b", o, b)].hop.link;
    const struct ir *ir = network_finish(n);
    assert_from(ir, only_state(*state, ir), o, o);
    assert_from(ir, only_state(*state, ir), b, o);
    n->elements[direct].down = true;
    const struct sim_prefix_state *s = only_state(*state, ir);
    assert_from(ir, s, b, a);
    const struct sim_route *r = announced(s, b);
    assert_int_equal(r->path_length, 2);
    assert_int_equal(r->as_path[0], ir->tables[a].asn);
    assert_int_equal(r->as_path[1], ir->tables[o].asn);
}

/* Equal paths are all selected; which one is announced is free where a neighbour can tell them apart. */
static void test_ecmp(void **state)
{
    struct network *n = network_new(*state);
    uint32_t o = router(n, "o"), a = router(n, "a"), b = router(n, "b"), c = router(n, "c");
    originate(n, o);
    link(n, "o-a", o, a);
    link(n, "o-b", o, b);
    link(n, "a-c", a, c);
    link(n, "b-c", b, c);
    const struct ir *ir = network_finish(n);
    struct sim_states states = states_of(*state, ir, 100);
    assert_true(states.complete);
    assert_int_equal(states.count, 2);
    for (uint32_t i = 0; i < 2; i++)
        assert_int_equal(selected_count(&states.at[i]->ribs[c]), 2);
    assert_int_not_equal(announced(states.at[0], c)->session, announced(states.at[1], c)->session);
    bool several = true;
    uint32_t unstable = 0;
    assert_non_null(sim_first(*state, ir, bits_new(*state, ir->element_count), &unstable, &several));
    assert_false(several); /* packets see no difference */
}

/* Tied routes that nobody hears of, or hears of alike, make one state. */
static void test_announced_alike(void **state)
{
    struct network *n = network_new(*state);
    uint32_t o = router(n, "o"), c = router(n, "c");
    originate(n, o);
    network_session(n, o, c, IR_NONE, IR_TO_LAN);
    network_session(n, o, c, IR_NONE, IR_TO_LAN);
    const struct ir *ir = network_finish(n);
    assert_int_equal(selected_count(&only_state(*state, ir)->ribs[c]), 2);
}

static void test_local_preference(void **state)
{
    struct network *n = network_new(*state);
    uint32_t o = router(n, "o"), a = router(n, "a"), b = router(n, "b");
    originate(n, o);
    link(n, "o-a", o, a);
    prefer(n, link(n, "a-b", a, b), 200);
    link(n, "o-b", o, b);
    const struct ir *ir = network_finish(n);
    const struct sim_prefix_state *s = only_state(*state, ir);
    assert_from(ir, s, b, a);
    assert_int_equal(s->ribs[b].count, 2);
    assert_from(ir, s, a, o);
}

static void test_weight_rank_and_ibgp(void **state)
{
    struct network *n = network_new(*state);
    uint32_t o = router(n, "o"), c = router(n, "c"), d = router(n, "d");
    originate(n, o);
    uint32_t first = link(n, "first", o, c), second = link(n, "second", o, c);
    network_link(n, "inner", c, d, IR_IBGP);
    uint32_t outer = link(n, "outer", o, d);
    const struct ir *ir = network_finish(n);
    struct sim_states states = states_of(*state, ir, 100);
    assert_int_equal(selected_count(&states.at[0]->ribs[c]), 2); /* eBGP before iBGP */
    assert_int_equal(states.at[0]->ribs[c].count, 3);
    n->sessions[second].import_edit.set_weight = true;
    n->sessions[second].import_edit.weight = 5;
    n->sessions[outer].import_edit.set_local_pref = true;
    n->sessions[outer].import_edit.local_pref = 50;
    const struct sim_prefix_state *s = only_state(*state, ir);
    assert_int_equal(announced(s, c)->session, second);
    assert_int_equal(announced(s, c)->weight, 5);
    n->sessions[first].rank = 0;
    n->sessions[second].rank = 1;
    s = states_of(*state, ir, 1).at[0];
    assert_int_not_equal(announced(s, c)->session, second);
}

static void test_split_horizon_and_loop_check(void **state)
{
    struct network *n = network_new(*state);
    uint32_t o = router(n, "o"), a = router(n, "a"), b = router(n, "b");
    originate(n, o);
    uint32_t there = link(n, "o-a", o, a);
    link(n, "a-b", a, b);
    uint32_t last = link(n, "b-o", b, o);
    const struct ir *ir = network_finish(n);
    assert_int_equal(states_of(*state, ir, 1).at[0]->ribs[o].count, 1);
    n->sessions[there + 1].loop_check = false; /* split horizon is left */
    assert_int_equal(states_of(*state, ir, 1).at[0]->ribs[o].count, 1);
    n->elements[n->sessions[last].hop.link].down = true;
    n->sessions[there].reverse = n->sessions[there + 1].reverse = IR_NONE;
    assert_int_equal(only_state(*state, ir)->ribs[o].count, 2); /* now nothing stops it */
}

/* An origin of its own beats anything learned, and edits change the AS path in their order. */
static void test_edits(void **state)
{
    struct network *n = network_new(*state);
    uint32_t o = router(n, "o"), a = router(n, "a"), b = router(n, "b");
    originate(n, o);
    link(n, "o-a", o, a);
    uint32_t s = link(n, "a-b", a, b);
    n->sessions[s].export_edit.replace_from = n->tables[o].asn;
    n->sessions[s].export_edit.replace_to = 7;
    n->sessions[s].export_edit.prepend_count = 3;
    n->sessions[s].import_edit.tags_set = IR_TAG_EXTERNAL;
    n->sessions[s].import_edit.tags_clear = IR_TAG_OWN;
    const struct ir *ir = network_finish(n);
    const struct sim_route *r = announced(only_state(*state, ir), b);
    const uint32_t expected[] = {n->tables[a].asn, n->tables[a].asn, n->tables[a].asn, 7};
    assert_int_equal(r->path_length, 4);
    assert_memory_equal(r->as_path, expected, sizeof expected);
    assert_int_equal(r->tags, IR_TAG_EXTERNAL);
    n->sessions[s].export_edit.strip_asn = n->tables[o].asn; /* replaced before */
    assert_int_equal(announced(only_state(*state, ir), b)->path_length, 4);
    n->sessions[s].export_edit.strip_asn = 7;
    assert_int_equal(announced(only_state(*state, ir), b)->path_length, 3);
    n->sessions[s].export_edit.prepend_count = IR_PATH_MAX;
    assert_int_equal(announced(only_state(*state, ir), b)->path_length, IR_PATH_MAX);
    n->sessions[s].export_edit.prepend_count = IR_PATH_MAX + 1;
    assert_int_equal(only_state(*state, ir)->ribs[b].count, 0);
}

static void test_filters(void **state)
{
    struct network *n = network_new(*state);
    uint32_t o = router(n, "o"), a = router(n, "a");
    originate(n, o);
    uint32_t s = link(n, "o-a", o, a);
    struct ir_prefix_match match = {network_parse("10.0.0.0/7"), IR_MATCH_RANGE, 8, 8};
    struct ir_clause clauses[] = {{.prefixes = &match, .prefix_count = 1, .permit = true, .rule = IR_NONE},
                                  network_deny_all[0]};
    n->sessions[s].exports = clauses;
    n->sessions[s].export_count = 2;
    const struct ir *ir = network_finish(n);
    assert_int_equal(only_state(*state, ir)->ribs[a].count, 1);
    match.to = match.from = 9;
    assert_int_equal(only_state(*state, ir)->ribs[a].count, 0);
    match.match = IR_MATCH_OVERLAP;
    match.prefix = network_parse("10.3.0.0/16");
    assert_int_equal(only_state(*state, ir)->ribs[a].count, 1);
    clauses[0].tags_any = IR_TAG_EXTERNAL;
    assert_int_equal(only_state(*state, ir)->ribs[a].count, 0);
    clauses[0].tags_any = IR_TAG_OWN;
    clauses[0].tags_none = IR_TAG_OWN;
    assert_int_equal(only_state(*state, ir)->ribs[a].count, 0);
    clauses[0].tags_none = 0;
    n->sessions[s].imports = network_deny_all;
    assert_int_equal(only_state(*state, ir)->ribs[a].count, 0);
}

static void test_guards_and_parents(void **state)
{
    struct network *n = network_new(*state);
    uint32_t o = router(n, "o"), a = router(n, "a");
    originate(n, o);
    uint32_t link_element = n->sessions[link(n, "o-a", o, a)].hop.link;
    uint32_t circuit = network_element(n, "circuit", IR_CLASS_CIRCUIT, IR_LINK_OTHER);
    n->elements[link_element].parent = circuit;
    const struct ir *ir = network_finish(n);
    struct bits down = bits_new(*state, ir->element_count);
    assert_true(sim_is_up(ir, down, link_element));
    assert_int_equal(sim_prefix_states(*state, ir, down, 0, 10).at[0]->ribs[a].count, 1);
    bits_add(down, circuit);
    assert_false(sim_is_up(ir, down, link_element));
    assert_int_equal(sim_prefix_states(*state, ir, down, 0, 10).at[0]->ribs[a].count, 0);
    bits_clear(down);
    bits_add(down, n->tables[o].element);
    assert_int_equal(sim_prefix_states(*state, ir, down, 0, 10).at[0]->ribs[o].count, 0);
}

/* ---- several stable states, and none ---- */

/* Two routers that each prefer the way through the other. */
static struct network *disagree(struct arena *arena)
{
    struct network *n = network_new(arena);
    uint32_t o = router(n, "o"), a = router(n, "a"), b = router(n, "b");
    originate(n, o);
    link(n, "o-a", o, a);
    link(n, "o-b", o, b);
    uint32_t s = link(n, "a-b", a, b);
    prefer(n, s, 200);
    prefer(n, s + 1, 200);
    return n;
}

static void test_disagree(void **state)
{
    const struct ir *ir = network_finish(disagree(*state));
    struct sim_states states = states_of(*state, ir, 100);
    assert_true(states.complete);
    assert_int_equal(states.count, 2);
    assert_from(ir, states.at[0], 1, 0);
    assert_from(ir, states.at[0], 2, 1);
    assert_from(ir, states.at[1], 1, 2);
    assert_from(ir, states.at[1], 2, 0);
    states = states_of(*state, ir, 1);
    assert_int_equal(states.count, 1);
    assert_false(states.complete);
    bool several = false;
    uint32_t unstable = IR_NONE;
    assert_non_null(sim_first(*state, ir, bits_new(*state, ir->element_count), &unstable, &several));
    assert_true(several);
}

/* Three routers, each of which prefers the way through the next one, but only if that one goes direct. */
static struct network *bad_gadget(struct arena *arena)
{
    struct network *n = network_new(arena);
    static const char *const names[] = {"a", "b", "c"};
    struct ir_clause *direct_only = arena_array(arena, struct ir_clause, 2);
    direct_only[0] = (struct ir_clause){.tags_any = IR_TAG_EXTERNAL, .permit = true, .rule = IR_NONE};
    direct_only[1] = network_deny_all[0];
    uint32_t o = router(n, "o"), ring[3];
    originate(n, o);
    for (uint32_t i = 0; i < 3; i++) {
        ring[i] = router(n, names[i]);
        n->sessions[link(n, "spoke", o, ring[i])].import_edit.tags_set = IR_TAG_EXTERNAL;
    }
    for (uint32_t i = 0; i < 3; i++) {
        uint32_t s = link(n, "rim", ring[(i + 1) % 3], ring[i]);
        n->sessions[s].exports = direct_only;
        n->sessions[s].export_count = 2;
        n->sessions[s].import_edit =
            (struct ir_edit){.set_local_pref = true, .local_pref = 200, .tags_clear = IR_TAG_EXTERNAL};
        n->sessions[s + 1].exports = network_deny_all;
    }
    return n;
}

static void test_bad_gadget(void **state)
{
    const struct ir *ir = network_finish(bad_gadget(*state));
    struct sim_states states = states_of(*state, ir, 100);
    assert_true(states.complete);
    assert_int_equal(states.count, 0);
    bool several;
    uint32_t unstable = IR_NONE;
    assert_null(sim_first(*state, ir, bits_new(*state, ir->element_count), &unstable, &several));
    assert_int_equal(unstable, 0);
}

/* Without a choice for it, a prefix that never settles is empty and disturbs nothing. */
static void test_follow_leaves_unstable_empty(void **state)
{
    struct network *n = bad_gadget(*state);
    network_origin(n, 1, "172.16.0.0/12", IR_SRC_AGGREGATE, network_hop(IR_HOP_DROP, IR_NONE, IR_NONE));
    const struct ir *ir = network_finish(n);
    struct bits down = bits_new(*state, ir->element_count);
    const struct route_choice wanted = {ir_find_prefix(ir, network_parse("172.16.0.0/12")), 1, IR_NONE};
    const struct sim_state *s = sim_follow(*state, ir, down, &wanted, 1);
    assert_non_null(s);
    assert_int_equal((*sim_rib_at(s, ir_find_prefix(ir, network_parse(PREFIX)), 1)).count, 0);
    assert_int_equal(sim_rib_at(s, wanted.prefix, 1)->count, 1);
    const struct route_choice unsettled = {ir_find_prefix(ir, network_parse(PREFIX)), 0, IR_NONE};
    assert_null(sim_follow(*state, ir, down, &unsettled, 1));
}

static void test_follow(void **state)
{
    const struct ir *ir = network_finish(disagree(*state));
    struct bits down = bits_new(*state, ir->element_count);
    struct route_choice choices[] = {{0, 0, IR_NONE}, {0, 1, 5 /* from b */}, {0, 2, 2 /* from o */}};
    const struct sim_state *s = sim_follow(*state, ir, down, choices, 3);
    assert_non_null(s);
    assert_from(ir, sim_prefix_of(s, 0), 1, 2);
    choices[2].session = 4; /* a and b through each other */
    assert_null(sim_follow(*state, ir, down, choices, 3));
    s = sim_follow(*state, ir, down, &choices[2], 1); /* the rest is found */
    assert_non_null(s);
    assert_from(ir, sim_prefix_of(s, 0), 1, 0);
    choices[0].session = 1; /* no such route */
    assert_null(sim_follow(*state, ir, down, choices, 1));
}

/* Of tied routes the chosen one is announced, also when the other one comes first. */
static void test_follow_tie(void **state)
{
    struct network *n = network_new(*state);
    uint32_t o = router(n, "o"), c = router(n, "c");
    originate(n, o);
    network_session(n, o, c, IR_NONE, IR_TO_LAN);
    uint32_t second = network_session(n, o, c, IR_NONE, IR_TO_LAN);
    const struct ir *ir = network_finish(n);
    const struct route_choice choice = {0, c, second};
    const struct sim_state *s = sim_follow(*state, ir, bits_new(*state, ir->element_count), &choice, 1);
    assert_int_equal(announced(sim_prefix_of(s, 0), c)->session, second);
}

/* In a full mesh the routes that could ever be are too many to list; a stable state is found all the same. */
static void test_dense(void **state)
{
    struct network *n = network_new(*state);
    for (uint32_t i = 0; i < 8; i++)
        router(n, arena_printf(*state, "r%u", i));
    originate(n, 0);
    uint32_t direct[8] = {0};
    for (uint32_t i = 0; i < 8; i++) {
        for (uint32_t k = i + 1; k < 8; k++) {
            uint32_t s = link(n, "mesh", i, k);
            direct[k] = i == 0 ? s : direct[k];
        }
    }
    const struct ir *ir = network_finish(n);
    struct sim_states states = states_of(*state, ir, 100);
    assert_false(states.complete);
    assert_int_equal(states.count, 1);
    for (uint32_t i = 1; i < 8; i++)
        assert_from(ir, states.at[0], i, 0);
    const struct route_choice choices[] = {{0, 3, direct[3]}, {0, 4, direct[5]}};
    struct bits down = bits_new(*state, ir->element_count);
    assert_non_null(sim_follow(*state, ir, down, choices, 1));
    assert_null(sim_follow(*state, ir, down, choices, 2));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_shortest_path),
        TEST(test_ecmp),
        TEST(test_announced_alike),
        TEST(test_local_preference),
        TEST(test_weight_rank_and_ibgp),
        TEST(test_split_horizon_and_loop_check),
        TEST(test_edits),
        TEST(test_filters),
        TEST(test_guards_and_parents),
        TEST(test_disagree),
        TEST(test_bad_gadget),
        TEST(test_follow_leaves_unstable_empty),
        TEST(test_follow),
        TEST(test_follow_tie),
        TEST(test_dense),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
