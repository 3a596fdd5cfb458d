/* order: which routing is ordered by distance, what each session lets through, and whose numbers are private. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "compiler/order.h"
#include "tests/unit/internal.h"

#define SPACE "10.0.0.0/16"

/* Routers r0 to r3 in a square (links 01, 12, 23, 30) that passes everything on; r0's site holds SPACE. */
struct fixture {
    struct arena *arena;
    struct network *n;
    uint32_t site, lan, r[4];
    uint32_t link[4]; /* session from r[i] to the next; the one back follows */
    const struct ir *ir;
    struct order *order;
};

static int setup(void **state)
{
    static const char *const names[] = {"r0", "r1", "r2", "r3"}, *const links[] = {"l0", "l1", "l2", "l3"};
    struct arena *arena = arena_create();
    struct fixture *x = arena_new(arena, struct fixture);
    x->arena = arena;
    x->n = network_new(arena);
    x->site = network_site(x->n, "s0", SPACE);
    x->lan = x->n->sites[x->site].table;
    x->r[0] = network_router(x->n, names[0], x->site, 65000);
    for (uint32_t i = 1; i < 4; i++)
        x->r[i] = network_table(x->n, names[i], IR_ROUTER, IR_NONE, 65000 + i);
    for (uint32_t i = 0; i < 4; i++)
        x->link[i] = network_link(x->n, links[i], x->r[i], x->r[(i + 1) % 4], IR_EBGP);
    *state = x;
    return 0;
}

static int teardown(void **state)
{
    arena_destroy(((struct fixture *)*state)->arena);
    return 0;
}

/* Look at SPACE. Fields of sessions and tables may be changed, and it looked at again. */
static const struct order *look(struct fixture *x)
{
    if (!x->ir)
        x->ir = internal_finish(x->n);
    const char *broken = ir_verify(x->ir, x->arena);
    if (broken)
        fail_msg("%s", broken);
    x->order = order_new(x->arena, order_index_new(x->arena, x->ir));
    order_look(x->order, ir_find_prefix(x->ir, network_parse(SPACE)));
    return x->order;
}

static bool settles(struct fixture *x)
{
    return look(x)->settles;
}

static struct ir_session *session(struct fixture *x, uint32_t i)
{
    return &x->n->sessions[x->link[i]];
}

/* Put `c` and a line that permits the rest in front of what is heard over the session. */
static void filter(struct fixture *x, struct ir_session *s, struct ir_clause c)
{
    struct ir_clause *clauses = arena_array(x->arena, struct ir_clause, 2);
    clauses[0] = c;
    clauses[1] = (struct ir_clause){.permit = true, .rule = IR_NONE};
    s->import_policy = clauses;
    s->import_policy_count = 2;
}

/* The session is one that the prefix may pass. */
static bool is_open(struct fixture *x, uint32_t i)
{
    const struct order_session *s = order_session(look(x), x->link[i]);
    assert_non_null(s);
    return s->open;
}

/* ---- settles ---- */

static void a_mesh_that_passes_everything_on_settles(void **state)
{
    struct fixture *x = *state;
    const struct order *o = look(x);
    assert_true(o->settles && o->sure[x->r[0]] && !o->sure[x->r[1]]);
    assert_int_equal(o->distance[x->r[0]], ORDER_NONE);
    assert_int_equal(o->distance[x->r[2]], ORDER_PATH);
    assert_int_equal(order_session(o, x->link[1])->longer, 1);
    assert_true(order_session(o, x->link[1])->open);
    assert_null(order_session(o, 0)); /* to the LAN, which announces to nobody */
    order_look_all(x->order, o->prefix);
    assert_non_null(order_session(o, 0));
    assert_true(o->sure[x->lan] && o->settles);
}

static void a_preference_on_a_cycle_does_not(void **state)
{
    struct fixture *x = *state;
    session(x, 1)->import_edit = (struct ir_edit){.set_local_pref = true, .local_pref = 200};
    assert_false(settles(x));
    assert_int_equal(x->order->distance[x->r[2]], ORDER_NONE);
}

/* The same preference for all that a table may learn is none, but for what a table holds by itself. */
static void a_preference_for_all_sessions_is_none(void **state)
{
    struct fixture *x = *state;
    for (uint32_t i = 0; i < x->n->ir.session_count; i++)
        x->n->sessions[i].import_edit = (struct ir_edit){.set_local_pref = true, .local_pref = 200};
    assert_false(settles(x)); /* r0's own route has 100 */
    for (uint32_t i = 0; i < x->n->ir.session_count; i++)
        if (x->n->sessions[i].to == x->r[0])
            x->n->sessions[i].import_edit.local_pref = 100;
    assert_true(settles(x) && x->order->sure[x->r[0]]);
}

/* What a policy gives to some routes leaves all others uncertain. */
static void a_preference_of_a_policy_counts_everywhere(void **state)
{
    struct fixture *x = *state;
    static const struct ir_edit prefers = {.set_local_pref = true, .local_pref = 200};
    filter(
        x, session(x, 1),
        (struct ir_clause){.tags_any = IR_TAG_COMMUNITY, .permit = true, .rule = IR_NONE, .edit = &prefers});
    assert_false(settles(x));
}

/* An announcement whose path holds r2's number: r2 refuses it, though it has never passed it. */
static void a_path_that_starts_with_a_number_closes_the_sessions_to_it(void **state)
{
    struct fixture *x = *state;
    struct network *n = x->n;
    static const uint32_t path = 65002;
    uint32_t t = n->ir.table_count++;
    n->tables[t] = n->tables[x->r[0]];
    n->tables[t].kind = IR_ANNOUNCER;
    n->tables[t].speaker = x->r[0];
    struct ir_origin *o =
        network_origin(n, t, SPACE, IR_SRC_AGGREGATE, network_hop(IR_HOP_DROP, IR_NONE, IR_NONE));
    o->as_path = &path;
    o->as_path_count = 1;
    n->sessions[network_session(n, t, x->r[1], IR_NONE, IR_EBGP)].hop.target = x->r[0];
    assert_false(is_open(x, 1)); /* to r2 */
    assert_true(is_open(x, 2));  /* to r3 */
}

static void a_weight_counts_like_a_preference(void **state)
{
    struct fixture *x = *state;
    session(x, 1)->import_edit = (struct ir_edit){.set_weight = true, .weight = 1};
    assert_false(settles(x));
}

static void a_rank_counts_like_a_preference(void **state)
{
    struct fixture *x = *state;
    session(x, 1)->rank = 1;
    assert_false(settles(x));
}

static void med_matters_before_the_length_alone(void **state)
{
    struct fixture *x = *state;
    static const enum ir_step med_first[] = {IR_STEP_ORIGIN, IR_STEP_MED, IR_STEP_PATH_LENGTH, IR_STEP_END};
    session(x, 1)->export_edit.set_med = true;
    session(x, 1)->export_edit.med = 5;
    assert_true(settles(x));
    x->n->tables[x->r[2]].rank = med_first;
    assert_false(settles(x));
}

/* Where a path does not grow, or may shrink, it is no distance. */
static void paths_that_do_not_grow_are_no_distance(void **state)
{
    struct fixture *x = *state;
    session(x, 1)->export_edit.prepend_count = 0;
    assert_false(settles(x));
}

static void paths_that_may_shrink_are_no_distance(void **state)
{
    struct fixture *x = *state;
    static const struct ir_edit clear = {.clear_path = true};
    filter(x, session(x, 1),
           (struct ir_clause){.tags_any = IR_TAG_OWN, .permit = true, .rule = IR_NONE, .edit = &clear});
    assert_false(settles(x));
}

/* What is before the cycle may be as it likes. */
static void a_preference_off_all_cycles_is_no_matter(void **state)
{
    struct fixture *x = *state;
    uint32_t leaf = network_table(x->n, "leaf", IR_ROUTER, IR_NONE, 65009);
    for (uint32_t i = 1; i < 3; i++) {
        struct ir_session *s = &x->n->sessions[network_session(x->n, x->r[i], leaf, IR_NONE, IR_EBGP)];
        s->rank = (uint8_t)i;
    }
    assert_true(settles(x));
}

static void origins_have_to_win(void **state)
{
    struct fixture *x = *state;
    struct ir_origin *o =
        network_origin(x->n, x->r[2], SPACE, IR_SRC_AGGREGATE, network_hop(IR_HOP_DROP, 0, IR_NONE));
    o->rank = 1; /* worse than what it hears */
    assert_false(settles(x));
}

static void a_second_origin_that_wins_is_sure_with_its_table(void **state)
{
    struct fixture *x = *state;
    uint32_t link = network_element(x->n, "more", IR_CLASS_LINK, IR_LINK_OTHER);
    network_origin(x->n, x->r[2], SPACE, IR_SRC_AGGREGATE, network_hop(IR_HOP_DROP, 0, IR_NONE))->guard =
        network_guard(x->n, x->n->tables[x->r[2]].element, link, IR_NONE);
    assert_true(settles(x));
    assert_false(x->order->sure[x->r[2]]); /* it may go without its table */
    assert_int_equal(x->order->distance[x->r[2]], ORDER_PATH);
}

/* ---- by cost ---- */

static void internal(struct fixture *x)
{
    static const enum ir_step steps[] = {IR_STEP_ORIGIN, IR_STEP_METRIC, IR_STEP_END};
    x->n->ir.session_count = 1; /* to the LAN */
    for (uint32_t i = 0; i < 4; i++) {
        x->n->tables[x->r[i]].rank = steps;
        x->link[i] = internal_link(x->n, "i", x->r[i], x->r[(i + 1) % 4], 10);
        for (uint32_t s = x->link[i]; s < x->link[i] + 2; s++) {
            x->n->sessions[s].exports = network_permit_all;
            x->n->sessions[s].export_count = 1;
        }
    }
}

static void costs_are_a_distance(void **state)
{
    struct fixture *x = *state;
    internal(x);
    const struct order *o = look(x);
    assert_true(o->settles);
    assert_int_equal(o->distance[x->r[2]], ORDER_METRIC);
    assert_int_equal(order_session(o, x->link[1])->longer, 10);
}

static void costs_and_paths_do_not_mix(void **state)
{
    struct fixture *x = *state;
    internal(x);
    network_link(x->n, "more", x->r[1], x->r[3], IR_EBGP);
    assert_false(settles(x));
}

/* ---- open sessions ---- */

static void a_filter_for_another_prefix_lets_all_pass(void **state)
{
    struct fixture *x = *state;
    static struct ir_prefix_match other;
    other = (struct ir_prefix_match){network_parse("10.7.0.0/16"), IR_MATCH_RANGE, 16, 16};
    filter(x, session(x, 1),
           (struct ir_clause){.prefixes = &other, .prefix_count = 1, .rule = RULE_NOT_ADVERTISED});
    assert_true(is_open(x, 1));
}

static void a_filter_for_the_prefix_lets_nothing_pass(void **state)
{
    struct fixture *x = *state;
    static struct ir_prefix_match same;
    same = (struct ir_prefix_match){network_parse(SPACE), IR_MATCH_RANGE, 16, 16};
    filter(x, session(x, 1),
           (struct ir_clause){.prefixes = &same, .prefix_count = 1, .rule = RULE_NOT_ADVERTISED});
    assert_null(order_session(look(x), x->link[1]));
    assert_true(x->order->settles);
}

static void a_filter_by_path_or_setting_may_let_it_pass(void **state)
{
    struct fixture *x = *state;
    static const uint32_t asn = 65000;
    filter(x, session(x, 1),
           (struct ir_clause){.path_asns = &asn, .path_asn_count = 1, .rule = RULE_NOT_ADVERTISED});
    assert_false(is_open(x, 1));
    assert_true(x->order->settles);
    filter(
        x, session(x, 1),
        (struct ir_clause){.guard = network_guard(x->n, 0, IR_NONE, IR_NONE), .rule = RULE_NOT_ADVERTISED});
    assert_false(is_open(x, 1));
}

/* A community that some router may have set: it is on the way of some routes and not of others. */
static void a_filter_by_community_counts_where_it_may_be_set(void **state)
{
    struct fixture *x = *state;
    filter(x, session(x, 1), (struct ir_clause){.tags_any = IR_TAG_COMMUNITY, .rule = RULE_NOT_ADVERTISED});
    assert_true(is_open(x, 1));
    session(x, 0)->import_edit.tags_set = IR_TAG_COMMUNITY;
    assert_false(is_open(x, 1));
}

static void a_shared_number_closes_the_sessions_to_both(void **state)
{
    struct fixture *x = *state;
    x->n->tables[x->r[1]].asn = 65003;
    assert_false(is_open(x, 2)); /* to r3 */
    assert_false(order_session(x->order, x->link[0])->open);
    assert_true(order_session(x->order, x->link[1])->open); /* to r2 */
}

static void a_session_without_loop_check_stays_open(void **state)
{
    struct fixture *x = *state;
    x->n->tables[x->r[1]].asn = 65003;
    session(x, 2)->loop_check = false;
    assert_true(is_open(x, 2));
}

/* r1 may announce SPACE to r2 by an announcer; what r2 has from there it does not tell r1. */
static void an_announcer_closes_the_session_back_to_its_speaker(void **state)
{
    struct fixture *x = *state;
    struct network *n = x->n;
    uint32_t over = x->link[1], t = n->ir.table_count++;
    n->tables[t] = n->tables[x->r[1]];
    n->tables[t].kind = IR_ANNOUNCER;
    n->tables[t].speaker = x->r[1];
    n->tables[t].asn = 65099;
    network_origin(n, t, SPACE, IR_SRC_AGGREGATE, network_hop(IR_HOP_DROP, 0, IR_NONE));
    n->sessions[n->ir.session_count] = n->sessions[over];
    n->sessions[n->ir.session_count].export_edit.prepend_asn = 65099;
    n->sessions[n->ir.session_count++].from = t;
    n->sessions[over + 1].loop_check = false;
    const struct order *o = look(x);
    assert_true(o->settles && order_session(o, over)->open);
    assert_false(order_session(o, over + 1)->open);
}

/* ---- private numbers ---- */

static bool is_private(struct fixture *x, uint32_t i)
{
    look(x);
    return order_private_numbers(x->order->index)[x->link[i]];
}

static void a_number_of_one_table_is_private(void **state)
{
    struct fixture *x = *state;
    assert_true(is_private(x, 0) && is_private(x, 3));
}

static void a_number_of_two_tables_is_not(void **state)
{
    struct fixture *x = *state;
    x->n->tables[x->r[3]].asn = 65001;
    assert_true(is_private(x, 0));
    assert_false(is_private(x, 1) || is_private(x, 3));
}

static void a_number_that_others_put_in_front_is_not(void **state)
{
    struct fixture *x = *state;
    session(x, 2)->export_edit.prepend_asn = 65001;
    assert_true(is_private(x, 0));
    assert_false(is_private(x, 1) || is_private(x, 2));
}

static void a_number_that_a_filter_or_edit_asks_for_is_not(void **state)
{
    struct fixture *x = *state;
    static const uint32_t asn = 65000;
    filter(x, session(x, 2),
           (struct ir_clause){.path_asns = &asn, .path_asn_count = 1, .rule = RULE_NOT_ADVERTISED});
    session(x, 3)->import_edit.strip_asn = 65001;
    session(x, 0)->import_edit.replace_from = 65002;
    session(x, 0)->import_edit.replace_to = 65003;
    for (uint32_t i = 0; i < 4; i++)
        assert_false(is_private(x, i));
}

static void with_med_neighbours_are_told_apart(void **state)
{
    struct fixture *x = *state;
    session(x, 1)->export_edit.set_med = true;
    session(x, 1)->export_edit.med = 5;
    assert_false(is_private(x, 0));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_mesh_that_passes_everything_on_settles),
        TEST(a_preference_on_a_cycle_does_not),
        TEST(a_preference_for_all_sessions_is_none),
        TEST(a_preference_of_a_policy_counts_everywhere),
        TEST(a_path_that_starts_with_a_number_closes_the_sessions_to_it),
        TEST(a_weight_counts_like_a_preference),
        TEST(a_rank_counts_like_a_preference),
        TEST(med_matters_before_the_length_alone),
        TEST(paths_that_do_not_grow_are_no_distance),
        TEST(paths_that_may_shrink_are_no_distance),
        TEST(a_preference_off_all_cycles_is_no_matter),
        TEST(origins_have_to_win),
        TEST(a_second_origin_that_wins_is_sure_with_its_table),
        TEST(costs_are_a_distance),
        TEST(costs_and_paths_do_not_mix),
        TEST(a_filter_for_another_prefix_lets_all_pass),
        TEST(a_filter_for_the_prefix_lets_nothing_pass),
        TEST(a_filter_by_path_or_setting_may_let_it_pass),
        TEST(a_filter_by_community_counts_where_it_may_be_set),
        TEST(a_shared_number_closes_the_sessions_to_both),
        TEST(a_session_without_loop_check_stays_open),
        TEST(an_announcer_closes_the_session_back_to_its_speaker),
        TEST(a_number_of_one_table_is_private),
        TEST(a_number_of_two_tables_is_not),
        TEST(a_number_that_others_put_in_front_is_not),
        TEST(a_number_that_a_filter_or_edit_asks_for_is_not),
        TEST(with_med_neighbours_are_told_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
