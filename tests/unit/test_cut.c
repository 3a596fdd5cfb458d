/* cut: what is proved and refuted by ways and cuts, and what is left to others. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "solver/cut.h"
#include "solver/solver.h"
#include "tests/unit/internal.h"

/* Sites a and b, each with a router; r0 and r1 between them: a ring of four eBGP links. */
struct fixture {
    struct arena *arena;
    struct network *n;
    uint32_t a, b, at_a, at_b, r0, r1; /* sites, their routers, and those between */
    uint32_t link[4];                  /* sessions a-r0, r0-b, a-r1, r1-b; each with its reverse after it */
    const struct ir *ir;
    struct claim claim;
};

static int setup(void **state)
{
    struct arena *arena = arena_create();
    struct fixture *x = arena_new(arena, struct fixture);
    x->arena = arena;
    x->n = network_new(arena);
    x->a = network_site(x->n, "a", "10.0.0.0/16");
    x->b = network_site(x->n, "b", "10.1.0.0/16");
    x->at_a = network_router(x->n, "ra", x->a, 65000);
    x->at_b = network_router(x->n, "rb", x->b, 65001);
    x->r0 = network_table(x->n, "r0", IR_ROUTER, IR_NONE, 65002);
    x->r1 = network_table(x->n, "r1", IR_ROUTER, IR_NONE, 65003);
    x->link[0] = network_link(x->n, "a-r0", x->at_a, x->r0, IR_EBGP);
    x->link[1] = network_link(x->n, "r0-b", x->r0, x->at_b, IR_EBGP);
    x->link[2] = network_link(x->n, "a-r1", x->at_a, x->r1, IR_EBGP);
    x->link[3] = network_link(x->n, "r1-b", x->r1, x->at_b, IR_EBGP);
    *state = x;
    return 0;
}

static int teardown(void **state)
{
    arena_destroy(((struct fixture *)*state)->arena);
    return 0;
}

static struct claim_set end_of(struct fixture *x, uint32_t site)
{
    struct flow_end *end = arena_new(x->arena, struct flow_end);
    struct claim_member *member = arena_new(x->arena, struct claim_member);
    struct addr address = x->n->sites[site].prefixes[0].address;
    *end = (struct flow_end){.owner = IR_NONE,
                             .site = site,
                             .table = x->n->sites[site].table,
                             .public_class = IR_NONE,
                             .class_id = ir_class_of(x->ir, address),
                             .sample = address};
    *member = (struct claim_member){x->n->sites[site].name, end, 1};
    return (struct claim_set){member, 1};
}

/* Can a send to b under so many failures? */
static struct cut_answer judge(struct fixture *x, uint32_t failures, uint32_t classes)
{
    x->ir = internal_finish(x->n);
    const char *broken = ir_verify(x->ir, x->arena);
    if (broken)
        fail_msg("%s", broken);
    x->claim = (struct claim){.name = "claim",
                              .text = "text",
                              .span = SPAN_NONE,
                              .kind = CLAIM_CAN_SEND,
                              .matrix = IR_NONE,
                              .services = bits_new(x->arena, 1),
                              .from = end_of(x, x->a),
                              .to = end_of(x, x->b),
                              .budgets[0] = {failures, classes},
                              .prefix = IR_NONE};
    bits_add(x->claim.services, 0);
    return cut_judge(x->arena, adjacency_new(x->arena, x->ir), &x->claim);
}

/* The same asked of the whole solver, after `judge`. */
static struct verdict verdict(struct fixture *x)
{
    struct claim_list list = {.at = &x->claim, .count = 1};
    return *solver_verify(x->arena, x->ir, &list, NULL, &(struct solver_options){.jobs = 1}, NULL);
}

static void assert_fails_with(struct fixture *x, struct cut_answer a, const char *first, const char *second)
{
    assert_int_equal(a.result, CUT_FAILS);
    assert_int_equal(a.changed_count, second ? 2 : 1);
    assert_string_equal(x->ir->elements[a.changed[0]].name, first);
    if (second)
        assert_string_equal(x->ir->elements[a.changed[1]].name, second);
}

static void add_to_guard(struct fixture *x, uint32_t session, uint32_t element)
{
    for (uint32_t s = session; s < session + 2; s++) {
        struct ir_guard old = x->n->sessions[s].guard;
        uint32_t *list = arena_array(x->arena, uint32_t, old.count + 1);
        memcpy(list, old.elements, old.count * sizeof *list);
        list[old.count] = element;
        x->n->sessions[s].guard = (struct ir_guard){list, old.count + 1};
    }
}

static void a_ring_holds_under_one_failure_and_fails_under_two(void **state)
{
    struct fixture *x = *state;
    assert_int_equal(judge(x, 1, IR_CLASS_LINK).result, CUT_HOLDS);
    x->claim.budgets[0].most = 2;
    assert_fails_with(x, cut_judge(x->arena, adjacency_new(x->arena, x->ir), &x->claim), "a-r0", "a-r1");
}

/* An element that both ways rest on, the last by number: with two failures others come before it, but it alone is less. */
static void an_element_on_two_links_is_left_to_others(void **state)
{
    struct fixture *x = *state;
    uint32_t e = network_element(x->n, "z", IR_CLASS_LINK, IR_LINK_OTHER);
    add_to_guard(x, x->link[0], e);
    add_to_guard(x, x->link[2], e);
    assert_int_equal(judge(x, 2, IR_CLASS_LINK).result, CUT_UNDECIDED);
    struct verdict v = verdict(x);
    assert_int_equal(v.outcome, OUTCOME_REFUTED);
    assert_int_equal(v.witness.changed_count, 1);
}

static void a_parent_of_two_links_is_left_to_others(void **state)
{
    struct fixture *x = *state;
    uint32_t e = network_element(x->n, "z", IR_CLASS_CIRCUIT, IR_LINK_OTHER);
    x->n->elements[x->n->sessions[x->link[0]].hop.link].parent = e;
    x->n->elements[x->n->sessions[x->link[2]].hop.link].parent = e;
    assert_int_equal(judge(x, 1, IR_CLASS_CIRCUIT).result, CUT_UNDECIDED);
    assert_int_equal(verdict(x).outcome, OUTCOME_REFUTED);
}

/* a's hosts do not hear b's prefix, but an aggregate; the router that tells it knows the way. */
static void an_aggregate_leads_to_who_knows_more(void **state)
{
    struct fixture *x = *state;
    struct ir_prefix_match *m = arena_new(x->arena, struct ir_prefix_match);
    struct ir_clause *clauses = arena_array(x->arena, struct ir_clause, 2);
    *m = (struct ir_prefix_match){network_parse("10.1.0.0/16"), IR_MATCH_RANGE, 16, 16};
    clauses[0] =
        (struct ir_clause){.prefixes = m, .prefix_count = 1, .rule = RULE_NOT_ADVERTISED, .span = SPAN_NONE};
    clauses[1] = (struct ir_clause){.permit = true, .rule = IR_NONE, .span = SPAN_NONE};
    for (uint32_t s = 0; s < x->n->ir.session_count; s++)
        if (x->n->sessions[s].to == x->n->sites[x->a].table) {
            x->n->sessions[s].imports = clauses;
            x->n->sessions[s].import_count = 2;
        }
    network_origin(x->n, x->at_a, "10.0.0.0/8", IR_SRC_AGGREGATE, network_hop(IR_HOP_DROP, IR_NONE, IR_NONE));
    assert_int_equal(judge(x, 0, IR_CLASS_LINK).result, CUT_UNDECIDED);
    assert_int_equal(verdict(x).outcome, OUTCOME_PROVED);
}

/* The same aggregate where everything is passed on: it leads nowhere. */
static void an_aggregate_does_not_help_where_everything_is_passed_on(void **state)
{
    struct fixture *x = *state;
    network_origin(x->n, x->at_a, "10.0.0.0/8", IR_SRC_AGGREGATE, network_hop(IR_HOP_DROP, IR_NONE, IR_NONE));
    assert_fails_with(x, judge(x, 2, IR_CLASS_LINK), "a-r0", "a-r1");
    assert_int_equal(verdict(x).outcome, OUTCOME_REFUTED);
}

/* ---- what ways say nothing about ---- */

static enum cut_result result(struct fixture *x)
{
    return judge(x, 0, IR_CLASS_LINK).result;
}

static struct ir_origin *origin_at(struct fixture *x, uint32_t table)
{
    for (uint32_t i = 0; i < x->n->ir.origin_count; i++)
        if (x->n->origins[i].table == table)
            return &x->n->origins[i];
    return NULL;
}

static void routes_that_are_set_aside(void **state)
{
    struct fixture *x = *state;
    network_origin(x->n, x->n->sites[x->a].table, "10.0.0.0/8", IR_SRC_AGGREGATE,
                   network_hop(IR_HOP_DROP, IR_NONE, IR_NONE))
        ->protects = true;
    assert_int_equal(result(x), CUT_UNDECIDED);
    assert_int_equal(verdict(x).outcome, OUTCOME_REFUTED);
}

static void origins_that_override(void **state)
{
    struct fixture *x = *state;
    network_origin(x->n, x->r0, "10.0.0.0/8", IR_SRC_AGGREGATE, network_hop(IR_HOP_DROP, IR_NONE, IR_NONE))
        ->overrides = true;
    assert_int_equal(result(x), CUT_UNDECIDED);
    assert_int_equal(verdict(x).outcome, OUTCOME_REFUTED);
}

static void sessions_that_only_announce(void **state)
{
    struct fixture *x = *state;
    x->n->sessions[x->link[0] + 1].control_only = x->n->sessions[x->link[2] + 1].control_only = true;
    assert_int_equal(result(x), CUT_UNDECIDED);
    assert_int_equal(verdict(x).outcome, OUTCOME_REFUTED);
}

static void origins_that_only_announce(void **state)
{
    struct fixture *x = *state;
    origin_at(x, x->at_b)->control_only = true;
    assert_int_equal(result(x), CUT_UNDECIDED);
    assert_int_equal(verdict(x).outcome, OUTCOME_REFUTED);
}

static void origins_that_deliver_elsewhere(void **state)
{
    struct fixture *x = *state;
    origin_at(x, x->at_b)->hop.target = x->a;
    assert_int_equal(result(x), CUT_UNDECIDED);
    assert_int_equal(verdict(x).outcome, OUTCOME_REFUTED);
}

/* A second holder of the prefix that drops its packets. */
static void origins_that_drop(void **state)
{
    struct fixture *x = *state;
    network_origin(x->n, x->r1, "10.1.0.0/16", IR_SRC_AGGREGATE, network_hop(IR_HOP_DROP, IR_NONE, IR_NONE));
    assert_int_equal(result(x), CUT_UNDECIDED);
    assert_int_equal(verdict(x).outcome, OUTCOME_REFUTED);
}

static void hops_over_another_link(void **state)
{
    struct fixture *x = *state;
    uint32_t link = network_element(x->n, "other", IR_CLASS_TUNNEL, IR_LINK_TUNNEL);
    x->n->sessions[x->link[0] + 1].hop.link = link;
    assert_int_equal(judge(x, 1, IR_CLASS_TUNNEL).result, CUT_UNDECIDED);
    assert_int_equal(verdict(x).outcome, OUTCOME_REFUTED);
}

/* The setting is the parent of what the session names. */
static void settings_above_sessions(void **state)
{
    struct fixture *x = *state;
    uint32_t setting = network_element(x->n, "setting", IR_CLASS_SETTING, IR_LINK_OTHER);
    x->n->elements[x->n->sessions[x->link[0]].hop.link].parent = setting;
    x->n->elements[x->n->sessions[x->link[2]].hop.link].parent = setting;
    assert_int_equal(result(x), CUT_UNDECIDED);
    assert_int_equal(verdict(x).outcome, OUTCOME_REFUTED);
}

/* Three routers that never agree about another prefix: nothing is refuted by a state that there is not. */
static void what_does_not_settle_elsewhere_leaves_it_unknown(void **state)
{
    struct fixture *x = *state;
    const ir_tags told = IR_TAG_COMMUNITY;
    struct ir_prefix_match *m = arena_new(x->arena, struct ir_prefix_match);
    struct ir_clause *clauses = arena_array(x->arena, struct ir_clause, 2);
    uint32_t circle[3];
    *m = (struct ir_prefix_match){network_parse("10.9.0.0/16"), IR_MATCH_RANGE, 16, 16};
    clauses[0] = (struct ir_clause){.tags_none = told,
                                    .prefixes = m,
                                    .prefix_count = 1,
                                    .permit = true,
                                    .rule = IR_NONE,
                                    .span = SPAN_NONE};
    clauses[1] = (struct ir_clause){.rule = RULE_NOT_ADVERTISED, .span = SPAN_NONE};
    uint32_t d = network_table(x->n, "d", IR_ROUTER, IR_NONE, 65010);
    network_origin(x->n, d, "10.9.0.0/16", IR_SRC_AGGREGATE, network_hop(IR_HOP_DROP, IR_NONE, IR_NONE));
    for (uint32_t i = 0; i < 3; i++) {
        circle[i] = network_table(x->n, "c", IR_ROUTER, IR_NONE, 65011 + i);
        x->n->sessions[network_session(x->n, d, circle[i], IR_NONE, IR_EBGP)].rank = 1;
    }
    for (uint32_t i = 0; i < 3; i++) {
        struct ir_session *s =
            &x->n->sessions[network_session(x->n, circle[i], circle[(i + 1) % 3], IR_NONE, IR_EBGP)];
        s->exports = clauses;
        s->export_count = 2;
        s->import_edit.tags_set = told;
    }
    assert_int_equal(judge(x, 2, IR_CLASS_LINK).result, CUT_FAILS);
    assert_int_equal(verdict(x).outcome, OUTCOME_UNKNOWN);
}

/* Paths longer than the model's longest are none, also where some tables on the way go by cost. */
static void a_way_that_is_too_long_proves_nothing(void **state)
{
    struct fixture *x = *state;
    uint32_t inner = network_table(x->n, "inner", IR_ROUTER, x->b, 65001);
    x->n->tables[inner].rank = x->n->tables[x->at_b].rank = internal_steps;
    uint32_t s = internal_link(x->n, "cost", x->at_b, inner, 1);
    for (uint32_t i = s; i < s + 2; i++) {
        x->n->sessions[i].exports = network_permit_all;
        x->n->sessions[i].export_count = 1;
    }
    for (uint32_t i = 0; i < 4; i++) /* towards a */
        x->n->sessions[x->link[i] + 1].export_edit.prepend_count = 130;
    assert_int_equal(judge(x, 0, IR_CLASS_LINK).result, CUT_UNDECIDED);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_ring_holds_under_one_failure_and_fails_under_two),
        TEST(an_element_on_two_links_is_left_to_others),
        TEST(a_parent_of_two_links_is_left_to_others),
        TEST(an_aggregate_leads_to_who_knows_more),
        TEST(an_aggregate_does_not_help_where_everything_is_passed_on),
        TEST(routes_that_are_set_aside),
        TEST(origins_that_override),
        TEST(sessions_that_only_announce),
        TEST(origins_that_only_announce),
        TEST(origins_that_deliver_elsewhere),
        TEST(origins_that_drop),
        TEST(hops_over_another_link),
        TEST(settings_above_sessions),
        TEST(what_does_not_settle_elsewhere_leaves_it_unknown),
        TEST(a_way_that_is_too_long_proves_nothing),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    solver_finish();
    return failed;
}
