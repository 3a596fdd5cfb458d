/*
 * solver, packets: what tables make of them, and the limit of positions (head of ir.h).
 */
#include "tests/unit/packets_claims.h"

/* ---- tables ---- */

static void a_peering_may_refuse_forwarded_packets(void **state)
{
    struct fixture *x = *state;
    steer(x, true);
    static struct prefix own;
    own = network_parse("10.0.0.0/16");
    for (uint32_t i = 0; i < x->n->ir.origin_count; i++) {
        struct ir_origin *o = &x->n->origins[i];
        if (o->table == x->thub && o->hop.kind == IR_HOP_DELIVER && o->hop.target == x->b) {
            o->hop.sources = &own;
            o->hop.source_count = 1;
            o->hop.source_rule = RULE_FORWARDED_REFUSED;
        }
    }
    assert_false(violated(x, a_to_b(x, CLAIM_CANNOT_SEND, 0)));
    assert_false(fails(x, CLAIM_CAN_SEND, host(x, x->hub, "10.0.0.77"), host_b(x)));
    firewall(x)->snat = IR_SNAT_ALWAYS; /* then it comes from the hub */
    assert_false(violated(x, a_to_b(x, CLAIM_CAN_SEND, 0)));
}

/* The appliance's own subnet has the same route table. */
static void packets_go_round(void **state)
{
    struct fixture *x = *state;
    steer(x, true);
    packets_route(x->p, x->thub, "10.2.0.0/16", packets_to(x->p, x->fw, IR_NONE));
    prefer_user_routes(x);
    assert_true(violated(x, a_to_b(x, CLAIM_CAN_SEND, 0)));
    assert_false(violated(x, a_to_b(x, CLAIM_CANNOT_SEND, 0)));
    struct claim c = a_to_b(x, CLAIM_CAN_SEND, 0);
    c.has_max_hops = true;
    c.max_hops = 1000000;
    assert_true(violated(x, c));
}

/* F9, F10 and routes that only the control plane uses. The learned route is the longest. */
static void routes_are_set_aside(void **state)
{
    struct fixture *x = *state;
    uint32_t r = network_router(x->n, "r", x->b, 65001);
    uint32_t s = network_session(x->n, r, x->ta, IR_NONE, IR_EBGP);
    network_origin(x->n, r, "10.2.7.0/24", IR_SRC_CONNECTED, network_hop(IR_HOP_DELIVER, x->b, IR_NONE));
    packets_route(x->p, x->ta, "10.2.0.0/16", network_hop(IR_HOP_DROP, 0, IR_NONE));
    network_origin(x->n, x->ta, "10.2.0.0/16", IR_SRC_PEERING, network_hop(IR_HOP_DELIVER, x->b, IR_NONE));
    network_origin(x->n, x->ta, "10.1.128.0/17", IR_SRC_VNET, network_hop(IR_HOP_DELIVER, x->a, IR_NONE));
    prefer_user_routes(x);
    finish(x);
    struct ir_origin *other = NULL, *wide = NULL;
    for (uint32_t i = 0; i < x->n->ir.origin_count; i++) {
        struct ir_origin *o = &x->n->origins[i];
        if (o->table == x->ta && o->source == IR_SRC_VNET)
            other = o;
        if (o->table == x->ta && o->source == IR_SRC_PEERING && o->hop.target == x->b)
            wide = o;
    }
    struct claim c = between(x, CLAIM_CAN_SEND, host_a(x), host(x, x->b, "10.2.7.5"));
    assert_false(violated(x, c));
    other->protects = other->overrides = true; /* for another prefix */
    assert_false(violated(x, c));
    x->n->sessions[s].control_only = true;
    assert_true(violated(x, c));
    x->n->sessions[s].control_only = false;
    wide->protects = true; /* though the user route is selected in its place */
    assert_true(violated(x, c));
    wide->protects = false;
    wide->overrides = true;
    assert_true(violated(x, c)); /* sets the learned and the user route aside, and is not selected itself */
    wide->rank = 0;
    assert_false(violated(x, c)); /* now it is selected beside the user route, and not set aside */
    wide->overrides = false;
    other->protects = other->overrides = false;
    assert_false(violated(x, c));
}

/* F11. */
static void system_routes_yield_to_a_default_route(void **state)
{
    struct fixture *x = *state;
    struct ir_origin *none =
        network_origin(x->n, x->ta, "10.0.0.0/8", IR_SRC_RESERVED, network_hop(IR_HOP_DROP, 0, IR_NONE));
    none->yields_to_default = true;
    packets_route(x->p, x->ta, "0.0.0.0/0", packets_to(x->p, x->fw, x->a_hub));
    assert_false(violated(x, a_to_b(x, CLAIM_CAN_SEND, 0)));
    for (uint32_t i = 0; i < x->n->ir.origin_count; i++)
        if (x->n->origins[i].source == IR_SRC_USER)
            x->n->origins[i].source = IR_SRC_INTERNET;
    assert_true(violated(x, a_to_b(x, CLAIM_CAN_SEND, 0)));
}

static void learned_default_routes_count_too(void **state)
{
    struct fixture *x = *state;
    struct ir_origin *none =
        network_origin(x->n, x->ta, "10.0.0.0/8", IR_SRC_RESERVED, network_hop(IR_HOP_DROP, 0, IR_NONE));
    none->yields_to_default = true;
    uint32_t r = network_router(x->n, "r", x->b, 65001);
    uint32_t s = network_session(x->n, r, x->ta, IR_NONE, IR_EBGP);
    static const enum ir_step all_equal[] = {IR_STEP_RANK, IR_STEP_END};
    x->n->tables[x->ta].rank = all_equal; /* the learned and the system's default route are both selected */
    network_origin(x->n, x->ta, "0.0.0.0/0", IR_SRC_INTERNET, network_hop(IR_HOP_DELIVER, x->b, IR_NONE));
    network_origin(x->n, r, "0.0.0.0/0", IR_SRC_DEFAULT, network_hop(IR_HOP_EXIT, 0, IR_NONE));
    static struct ir_prefix_match only_default = {.match = IR_MATCH_RANGE};
    only_default.prefix = network_parse("0.0.0.0/0");
    static const struct ir_clause clauses[] = {
        {.prefixes = &only_default, .prefix_count = 1, .permit = true, .rule = IR_NONE},
        {.rule = RULE_NOT_ADVERTISED}};
    x->n->sessions[s].exports = clauses;
    x->n->sessions[s].export_count = 2;
    assert_false(violated(x, a_to_b(x, CLAIM_CAN_SEND, 0)));
    x->n->sessions[s].control_only = true;
    assert_true(violated(x, a_to_b(x, CLAIM_CAN_SEND, 0)));
}

/* A route by way of a loopback takes the hops of the routes to the loopback. */
static void routes_by_way_of_another(void **state)
{
    struct fixture *x = *state;
    uint32_t direct = packets_peer(x->p, "a<->b", x->a, x->b);
    network_origin(x->n, x->ta, "9.9.9.1/32", IR_SRC_IGP, packets_to(x->p, x->fw, x->a_hub));
    network_origin(x->n, x->ta, "9.9.9.1/32", IR_SRC_IGP, network_hop(IR_HOP_DELIVER, x->b, direct));
    packets_route(x->p, x->ta, "10.2.0.0/16", network_hop(IR_HOP_VIA, 0, IR_NONE));
    prefer_user_routes(x);
    finish(x);
    for (uint32_t i = 0; i < x->n->ir.origin_count; i++)
        if (x->n->origins[i].hop.kind == IR_HOP_VIA)
            x->n->origins[i].hop.target = ir_find_prefix(&x->n->ir, network_parse("9.9.9.1/32"));
    assert_false(violated(x, a_to_b(x, CLAIM_CAN_SEND, 0)));
    struct claim c = a_to_b(x, CLAIM_ONLY_VIA, 0); /* both ways are used */
    struct claim_place fw = {.name = "fw", .tables = &firewall(x)->table, .table_count = 1};
    c.places = (struct claim_places){&fw, 1};
    assert_true(violated(x, c));
    c.down = &direct;
    c.down_count = 1;
    assert_false(violated(x, c));
    c.kind = CLAIM_CAN_SEND;
    assert_true(violated(x, c)); /* half the packets are lost */
    c.kind = CLAIM_CANNOT_SEND;
    assert_true(violated(x, c));
}

/* ---- limits ---- */

static void too_many_positions_are_no_proof(void **state)
{
    struct fixture *x = *state;
    steer(x, true);
    struct claim c = a_to_b(x, CLAIM_CAN_REACH, 0);
    x->q = query_new(x->arena, adjacency_new(x->arena, &x->n->ir), &c, NULL, 200000u);
    x->q->position_limit = 5;
    claims_violated(x->q);
    assert_string_equal(x->q->problem,
                        "the ways of the packets have more than 5 positions, which is the limit");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_peering_may_refuse_forwarded_packets),
        TEST(packets_go_round),
        TEST(routes_are_set_aside),
        TEST(system_routes_yield_to_a_default_route),
        TEST(learned_default_routes_count_too),
        TEST(routes_by_way_of_another),
        TEST(too_many_positions_are_no_proof),
    };
    return cmocka_run_group_tests(tests, NULL, finish_z3);
}
