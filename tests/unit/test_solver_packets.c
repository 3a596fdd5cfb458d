/*
 * solver, packets: every numbered step of "Packets" at the head of ir.h, as claims that hold and claims that do
 * not. Asked are the circuit itself, for a situation in which the claim is violated, and the whole solver, which
 * must find the same and show it in the simulator.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "solver/claims.h"
#include "solver/search.h"
#include "solver/solver.h"
#include "solver/stable.h"
#include "tests/unit/packets.h"

/* Sites a and b, each peered with the hub; an appliance with two instances in the hub. */
struct fixture {
    struct arena *arena;
    struct packets *p;
    struct network *n;
    uint32_t a, hub, b;    /* sites */
    uint32_t ta, thub, tb; /* their tables */
    uint32_t a_hub, hub_b; /* peerings */
    uint32_t fw;           /* appliance */
    struct query *q;       /* of the last question */
    struct search_answer answer;
};

static int setup(void **state)
{
    struct arena *arena = arena_create();
    struct fixture *x = arena_new(arena, struct fixture);
    x->arena = arena;
    x->p = packets_new(arena);
    x->n = x->p->net;
    x->a = network_site(x->n, "a", "10.1.0.0/16");
    x->hub = network_site(x->n, "hub", "10.0.0.0/16");
    x->b = network_site(x->n, "b", "10.2.0.0/16");
    x->ta = packets_table(x->p, x->a);
    x->thub = packets_table(x->p, x->hub);
    x->tb = packets_table(x->p, x->b);
    x->a_hub = packets_peer(x->p, "a<->hub", x->a, x->hub);
    x->hub_b = packets_peer(x->p, "hub<->b", x->hub, x->b);
    x->fw = packets_appliance(x->p, "fw", x->hub, "10.0.0.4", 2);
    *state = x;
    return 0;
}

static int teardown(void **state)
{
    arena_destroy(((struct fixture *)*state)->arena);
    return 0;
}

static struct ir_appliance *firewall(struct fixture *x)
{
    return &x->p->appliances[x->fw];
}

/* Requests from a to b go through the appliance; replies too when `both`. */
static void steer(struct fixture *x, bool both)
{
    packets_route(x->p, x->ta, "10.2.0.0/16", packets_to(x->p, x->fw, x->a_hub));
    if (both)
        packets_route(x->p, x->tb, "10.1.0.0/16", packets_to(x->p, x->fw, x->hub_b));
}

/* A route table's route wins over a peering's for the same prefix. */
static void prefer_user_routes(struct fixture *x)
{
    for (uint32_t i = 0; i < x->n->ir.origin_count; i++)
        if (x->n->origins[i].source == IR_SRC_PEERING)
            x->n->origins[i].rank = 1;
}

static void finish(struct fixture *x)
{
    if (!x->n->ir.packets_matter)
        packets_finish(x->p);
    const char *broken = ir_verify(&x->n->ir, x->arena);
    if (broken)
        fail_msg("%s", broken);
}

/* Can the claim be violated? Only the circuit is asked. */
static bool circuit_violated(struct fixture *x, struct claim c)
{
    struct claim *claim = arena_new(x->arena, struct claim);
    *claim = c;
    x->q = query_new(x->arena, adjacency_new(x->arena, &x->n->ir), claim, NULL, QUERY_STATE_LIMIT);
    int32_t goal = claims_violated(x->q);
    if (x->q->problem)
        fail_msg("%s", x->q->problem);
    struct z3x *z = z3x_create(x->arena);
    x->answer = search_situation(z, x->q, goal);
    z3x_destroy(z);
    assert_true(x->answer.result == Z3X_SAT || x->answer.result == Z3X_UNSAT);
    return x->answer.result == Z3X_SAT;
}

/* The same, and a violation must be shown in the simulator. */
static bool violated(struct fixture *x, struct claim c)
{
    bool is_violated = circuit_violated(x, c);
    struct claim_list list = {.at = &c, .count = 1};
    struct verdict v =
        *solver_verify(x->arena, &x->n->ir, &list, NULL, &(struct solver_options){.jobs = 1}, NULL);
    if (v.outcome != (is_violated ? OUTCOME_REFUTED : OUTCOME_PROVED))
        fail_msg("outcome %d: %s", (int)v.outcome, v.reason);
    return is_violated;
}

static struct claim between(struct fixture *x, enum claim_kind kind, struct flow_end from, struct flow_end to)
{
    return packets_claim(x->p, kind, from, to);
}

static bool fails(struct fixture *x, enum claim_kind kind, struct flow_end from, struct flow_end to)
{
    return violated(x, between(x, kind, from, to));
}

/* Ends of flows; the network is finished by then. */
static struct flow_end host(struct fixture *x, uint32_t site, const char *address)
{
    finish(x);
    return packets_host(x->p, site, address);
}

static struct flow_end host_a(struct fixture *x)
{
    return host(x, x->a, "10.1.0.5");
}

static struct flow_end host_b(struct fixture *x)
{
    return host(x, x->b, "10.2.0.5");
}

static struct flow_end at_fw(struct fixture *x)
{
    finish(x);
    return packets_at_appliance(x->p, x->fw);
}

static struct flow_end at_balancer(struct fixture *x, uint32_t balancer)
{
    finish(x);
    return packets_at_balancer(x->p, balancer);
}

static struct flow_end outside(struct fixture *x)
{
    finish(x);
    return packets_internet(x->p);
}

static struct claim a_to_b(struct fixture *x, enum claim_kind kind, uint32_t failures)
{
    struct claim c = between(x, kind, host_a(x), host_b(x));
    c.failures = failures;
    return c;
}

/* ---- state, step 5 ---- */

static void requests_and_replies_pass_the_same_appliance(void **state)
{
    struct fixture *x = *state;
    steer(x, true);
    assert_false(violated(x, a_to_b(x, CLAIM_CAN_REACH, 0)));
    assert_true(violated(x, a_to_b(x, CLAIM_CANNOT_REACH, 0)));
    assert_false(violated(x, a_to_b(x, CLAIM_SYMMETRIC, 0)));
    struct claim c = a_to_b(x, CLAIM_SYMMETRIC, 0);
    c.granularity = CLAIM_AT_DEVICE; /* the reply comes to the same instance */
    assert_false(violated(x, c));
    c.granularity = CLAIM_AT_LINK;
    assert_false(violated(x, c));
}

/* The reply passes an appliance that has not seen the request. */
static void a_stateful_appliance_drops_strange_replies(void **state)
{
    struct fixture *x = *state;
    packets_peer(x->p, "a<->b", x->a, x->b);
    packets_route(x->p, x->tb, "10.1.0.0/16", packets_to(x->p, x->fw, x->hub_b));
    prefer_user_routes(x);
    assert_true(violated(x, a_to_b(x, CLAIM_CAN_REACH, 0)));
    assert_false(violated(x, a_to_b(x, CLAIM_CAN_SEND, 0)));
    assert_false(violated(x, a_to_b(x, CLAIM_CANNOT_REACH, 0)));
    assert_true(violated(x, a_to_b(x, CLAIM_CANNOT_SEND, 0)));
    assert_false(violated(x, a_to_b(x, CLAIM_SYMMETRIC, 0))); /* of nothing */
    memset(firewall(x)->stateful, 0, sizeof firewall(x)->stateful);
    assert_false(violated(x, a_to_b(x, CLAIM_CAN_REACH, 0)));
    struct claim c = a_to_b(x, CLAIM_SYMMETRIC, 0);
    assert_true(violated(x, c)); /* by the hub one way only */
    c.granularity = CLAIM_AT_DEVICE;
    assert_true(violated(x, c));
    firewall(x)->forwards = false;
    assert_true(violated(x, a_to_b(x, CLAIM_CAN_REACH, 0)));
}

/* Step 2: a group at the appliance judges a reply that is not known by the ephemeral port that it goes to. */
static void strange_replies_are_judged(void **state)
{
    struct fixture *x = *state;
    packets_peer(x->p, "a<->b", x->a, x->b);
    packets_route(x->p, x->tb, "10.1.0.0/16", packets_to(x->p, x->fw, x->hub_b));
    prefer_user_routes(x);
    memset(firewall(x)->stateful, 0, sizeof firewall(x)->stateful);
    uint32_t in;
    struct ir_line *line = packets_filter(x->p, "fw in", true, PACKETS_WEB, &in);
    packets_attach(x->p, x->hub, "10.0.0.0/24", in, IR_NONE);
    struct claim c = a_to_b(x, CLAIM_CAN_REACH, 0);
    c.services = packets_services(x->p, PACKETS_WEB);
    assert_true(violated(x, c));
    line->services = packets_services(x->p, PACKETS_HIGH);
    assert_false(violated(x, c));
    struct claim_place fw = {.name = "fw", .tables = &firewall(x)->table, .table_count = 1};
    c.avoiding = (struct claim_places){&fw, 1}; /* that is about requests */
    assert_false(violated(x, c));
    x->p->attachments[0].outbound = in;
    assert_false(violated(x, c));
    line->services = packets_services(x->p, PACKETS_SSH);
    x->p->attachments[0].inbound = packets_open(x->p);
    x->n->ir.filter_count = x->p->filter_count;
    assert_true(violated(x, c));
}

/* The reply passes the same sites and links, but not the firewall. */
static void stateful_appliances_belong_to_keys(void **state)
{
    struct fixture *x = *state;
    uint32_t r = network_table(x->n, "r", IR_ROUTER, x->hub, 0);
    network_origin(x->n, r, "10.1.0.0/16", IR_SRC_STATIC, network_hop(IR_HOP_DELIVER, x->a, x->a_hub));
    steer(x, false);
    packets_route(x->p, x->tb, "10.1.0.0/16", network_hop(IR_HOP_TABLE, r, x->hub_b));
    struct claim c = a_to_b(x, CLAIM_SYMMETRIC, 0);
    assert_true(violated(x, c));
    memset(firewall(x)->stateful, 0, sizeof firewall(x)->stateful);
    assert_false(violated(x, c));
    c.granularity = CLAIM_AT_LINK;
    assert_true(violated(x, c));
}

static bool may_stall(struct fixture *x, struct claim c)
{
    assert_false(violated(x, c));
    struct claim_list list = {.at = &c, .count = 1};
    struct verdict v =
        *solver_verify(x->arena, &x->n->ir, &list, NULL, &(struct solver_options){.jobs = 1}, NULL);
    assert_int_equal(v.may_stall, v.example.replayed && v.example.has_back && v.example.parts);
    assert_int_equal(v.may_stall, v.warning[0] != '\0');
    return v.may_stall;
}

/* The request passes the firewall and the reply does not: TCP may stall. */
static void replies_that_go_round_are_told(void **state)
{
    struct fixture *x = *state;
    uint32_t r = network_table(x->n, "r", IR_ROUTER, x->hub, 0);
    network_origin(x->n, r, "10.1.0.0/16", IR_SRC_STATIC, network_hop(IR_HOP_DELIVER, x->a, x->a_hub));
    steer(x, false);
    packets_route(x->p, x->tb, "10.1.0.0/16", network_hop(IR_HOP_TABLE, r, x->hub_b));
    assert_true(may_stall(x, a_to_b(x, CLAIM_CAN_REACH, 0)));
    assert_false(may_stall(x, a_to_b(x, CLAIM_CAN_SEND, 0)));
    firewall(x)->stateful[IR_TCP] = false;
    assert_false(may_stall(x, a_to_b(x, CLAIM_CAN_REACH, 0)));
}

static void replies_that_pass_again_are_not(void **state)
{
    struct fixture *x = *state;
    steer(x, true);
    assert_false(may_stall(x, a_to_b(x, CLAIM_CAN_REACH, 0)));
}

static void qualifiers_see_what_requests_pass(void **state)
{
    struct fixture *x = *state;
    steer(x, true);
    struct claim c = a_to_b(x, CLAIM_CAN_REACH, 0);
    struct claim_place fw = {.name = "fw", .tables = &firewall(x)->table, .table_count = 1};
    struct claim_place link = {.name = "hub<->b", .links = &x->hub_b, .link_count = 1};
    struct claim_places via[2] = {{&fw, 1}, {&link, 1}};
    c.via = via;
    c.via_count = 2;
    assert_false(violated(x, c));
    via[0].at = &link;
    via[1].at = &fw; /* so passes the reply, but it need not */
    assert_true(violated(x, c));
    c.via_count = 0;
    c.avoiding = (struct claim_places){&fw, 1};
    assert_true(violated(x, c));
    c.avoiding.count = 0;
    c.uninspected = true;
    assert_true(violated(x, c));
    struct claim back = between(x, CLAIM_CAN_REACH, host(x, x->hub, "10.0.0.77"), host_a(x));
    back.uninspected = true;
    assert_false(violated(x, back));
}

static void the_appliance_drops_what_it_does_not_forward(void **state)
{
    struct fixture *x = *state;
    steer(x, true);
    firewall(x)->forwards = false;
    assert_true(violated(x, a_to_b(x, CLAIM_CAN_SEND, 0)));
    assert_false(violated(x, a_to_b(x, CLAIM_CANNOT_SEND, 0)));
}

/* ---- instances, step 1 ---- */

static void one_instance_is_enough(void **state)
{
    struct fixture *x = *state;
    steer(x, true);
    struct claim c = a_to_b(x, CLAIM_CAN_REACH, 1);
    c.failure_classes = IR_CLASS_DEVICE;
    c.never_fails = &x->n->tables[x->thub].element;
    assert_false(violated(x, c));
    c.failures = 2;
    assert_true(violated(x, c));
    assert_int_equal(x->answer.failed_count, 2);
    assert_int_equal(x->answer.failed[0], firewall(x)->instances[0]);
    assert_int_equal(x->answer.failed[1], firewall(x)->instances[1]);
}

/* Stateless instances need not see both directions; a key at device granularity tells them apart. */
static void instances_belong_to_keys(void **state)
{
    struct fixture *x = *state;
    steer(x, true);
    memset(firewall(x)->stateful, 0, sizeof firewall(x)->stateful);
    struct claim c = a_to_b(x, CLAIM_SYMMETRIC, 0);
    c.granularity = CLAIM_AT_DEVICE;
    assert_false(violated(x, c)); /* the note at the appliance keeps the instance all the same */
    c.granularity = CLAIM_AT_LINK;
    assert_false(violated(x, c));
}

/* ---- a user route stays when what it leads to is gone (F126) ---- */

static void routes_to_dead_appliances_stay(void **state)
{
    struct fixture *x = *state;
    packets_peer(x->p, "a<->b", x->a, x->b);
    steer(x, true);
    prefer_user_routes(x);
    struct claim c = a_to_b(x, CLAIM_CAN_SEND, 1);
    c.failure_classes = IR_CLASS_PEERING; /* the direct way would do, but the route does not give way */
    assert_true(violated(x, c));
    assert_int_equal(x->answer.failed_count, 1);
    assert_true(x->answer.failed[0] == x->a_hub || x->answer.failed[0] == x->hub_b);
    c.down = firewall(x)->instances;
    c.down_count = 2;
    c.failures = 0;
    assert_true(violated(x, c));
    c.kind = CLAIM_CANNOT_SEND;
    assert_false(violated(x, c));
}

/* ---- translation, steps 3 to 6 ---- */

static void destination_translation_and_its_reply(void **state)
{
    struct fixture *x = *state;
    struct ir_line *line = packets_filter(x->p, "fw", true, PACKETS_WEB, &firewall(x)->rules);
    line->dnat = true;
    line->dnat_to = network_addr("10.2.0.5");
    line->dnat_service = PACKETS_SSH;
    network_prefix(x->n, "10.2.0.5/32");
    struct flow_end a = host_a(x), fw = at_fw(x);
    struct claim c = between(x, CLAIM_CAN_REACH, a, fw);
    assert_true(violated(x, c)); /* everything but the web is denied */
    c.services = packets_services(x->p, PACKETS_WEB);
    assert_false(violated(x, c));
    c.down = &x->hub_b;
    c.down_count = 1;
    assert_true(violated(x, c)); /* it is translated, and cannot go on */
    c.kind = CLAIM_CANNOT_SEND;
    assert_false(violated(x, c));
    c.down_count = 0;
    c.kind = CLAIM_CAN_REACH;
    uint32_t in;
    line = packets_filter(x->p, "b in", true, PACKETS_SSH, &in); /* as it arrives */
    packets_attach(x->p, x->b, "10.2.0.0/16", in, IR_NONE);
    x->n->ir.filter_count = x->p->filter_count;
    x->n->ir.attachment_count = x->p->attachment_count;
    assert_false(violated(x, c));
    line->services = packets_services(x->p, PACKETS_WEB);
    assert_true(violated(x, c));
    /* Asking for the host itself is no way to be reached by translation. */
    assert_false(fails(x, CLAIM_CANNOT_SEND, a, host_b(x)));
}

/* Lines that translate are for packets to the appliance, other permits for packets through it. */
static void lines_are_for_one_or_the_other(void **state)
{
    struct fixture *x = *state;
    steer(x, true);
    packets_filter(x->p, "fw", true, PACKETS_WEB, &firewall(x)->rules);
    struct ir_filter *rules = &x->p->filters[firewall(x)->rules];
    struct ir_line lines[3] = {rules->lines[0], rules->lines[0], rules->lines[1]};
    lines[1].dnat = true;
    lines[1].dnat_to = network_addr("10.2.0.5");
    lines[1].services = packets_services(x->p, -1);
    rules->lines = lines;
    rules->line_count = 3;
    network_prefix(x->n, "10.2.0.5/32");
    struct claim c = between(x, CLAIM_CAN_REACH, host_a(x), at_fw(x));
    assert_false(violated(x, c));
    c = a_to_b(x, CLAIM_CANNOT_SEND, 0);
    c.services = packets_services(x->p, PACKETS_SSH);
    assert_false(violated(x, c));
    c.services = packets_services(x->p, PACKETS_WEB);
    assert_true(violated(x, c));
}

static void an_appliance_is_an_end_itself(void **state)
{
    struct fixture *x = *state;
    struct flow_end a = host_a(x), fw = at_fw(x);
    assert_false(fails(x, CLAIM_CAN_REACH, a, fw));
    assert_false(fails(x, CLAIM_CAN_REACH, fw, a)); /* as a source too */
    assert_false(fails(x, CLAIM_CAN_REACH, fw, host_b(x)));
    assert_true(fails(x, CLAIM_CANNOT_REACH, fw, a));
    assert_false(fails(x, CLAIM_CANNOT_SEND, a, host_b(x))); /* no route: the hub does not join its peers */
    struct claim c = between(x, CLAIM_CAN_SEND, a, fw);
    c.uninspected = true;
    assert_true(violated(x, c));
}

/* b knows no way back to a, but it knows the appliance. */
static void source_translation_brings_replies_back(void **state)
{
    struct fixture *x = *state;
    steer(x, false);
    assert_true(violated(x, a_to_b(x, CLAIM_CAN_REACH, 0)));
    assert_false(violated(x, a_to_b(x, CLAIM_CAN_SEND, 0)));
    firewall(x)->snat = IR_SNAT_ALWAYS;
    assert_false(violated(x, a_to_b(x, CLAIM_CAN_REACH, 0)));
    static struct prefix except;
    firewall(x)->snat = IR_SNAT_EXCEPT;
    firewall(x)->snat_except = &except;
    firewall(x)->snat_except_count = 1;
    except = network_parse("10.2.0.0/16");
    assert_true(violated(x, a_to_b(x, CLAIM_CAN_REACH, 0)));
    except = network_parse("10.1.0.0/16");
    assert_false(violated(x, a_to_b(x, CLAIM_CAN_REACH, 0)));
}

static void rules_judge_requests(void **state)
{
    struct fixture *x = *state;
    steer(x, true);
    struct ir_line *line = packets_filter(x->p, "fw", true, PACKETS_WEB, &firewall(x)->rules);
    static struct prefix from_a;
    from_a = network_parse("10.1.0.0/16");
    line->from = (struct ir_address_set){.prefixes = &from_a, .prefix_count = 1};
    struct claim c = a_to_b(x, CLAIM_CAN_REACH, 0);
    assert_true(violated(x, c));
    c.services = packets_services(x->p, PACKETS_WEB);
    assert_false(violated(x, c));
    c = between(x, CLAIM_CANNOT_SEND, host_b(x), host_a(x));
    assert_false(violated(x, c));
}

/* ---- load balancers ---- */

/* Two appliances behind a balancer, each with one instance. */
static uint32_t sandwich(struct fixture *x)
{
    uint32_t fw2 = packets_appliance(x->p, "fw2", x->hub, "10.0.0.5", 1);
    uint32_t lb = packets_balancer(x->p, "lb", x->hub, "10.0.0.9");
    firewall(x)->instance_count = 1;
    packets_backend(x->p, lb, x->fw, x->hub, "10.0.0.4");
    packets_backend(x->p, lb, fw2, x->hub, "10.0.0.5");
    packets_route(x->p, x->ta, "10.2.0.0/16", network_hop(IR_HOP_BALANCER, lb, x->a_hub));
    return lb;
}

static void a_balancer_as_next_hop_keeps_the_backend(void **state)
{
    struct fixture *x = *state;
    uint32_t lb = sandwich(x);
    packets_route(x->p, x->tb, "10.1.0.0/16", network_hop(IR_HOP_BALANCER, lb, x->hub_b));
    struct claim c = a_to_b(x, CLAIM_CAN_REACH, 1);
    c.failure_classes = IR_CLASS_DEVICE;
    assert_false(violated(x, c));
    c.failures = 2;
    assert_true(violated(x, c)); /* no backend */
    c = a_to_b(x, CLAIM_SYMMETRIC, 0);
    c.granularity = CLAIM_AT_DEVICE;
    assert_false(violated(x, c));
    c = a_to_b(x, CLAIM_ONLY_VIA, 0);
    struct claim_place place = {.name = "lb", .balancers = &lb, .balancer_count = 1};
    c.places = (struct claim_places){&place, 1};
    assert_false(violated(x, c));
    place.balancer_count = 0;
    assert_true(violated(x, c));
}

static void replies_past_the_balancer_meet_the_wrong_appliance(void **state)
{
    struct fixture *x = *state;
    sandwich(x);
    packets_route(x->p, x->tb, "10.1.0.0/16", packets_to(x->p, x->fw, x->hub_b));
    assert_true(violated(x, a_to_b(x, CLAIM_CAN_REACH, 0)));
    assert_true(violated(x, a_to_b(x, CLAIM_CANNOT_REACH, 0))); /* by luck it works */
    assert_false(violated(x, a_to_b(x, CLAIM_CAN_SEND, 0)));
}

/* The appliance has an instance, but its card is gone. */
static void dead_tables_have_no_fallback(void **state)
{
    struct fixture *x = *state;
    uint32_t lb = sandwich(x);
    x->p->balancers[lb].backend_count = 1;
    uint32_t card = network_element(x->n, "card", IR_CLASS_DEVICE, IR_LINK_OTHER);
    x->n->tables[firewall(x)->table].element = card;
    packets_route(x->p, x->ta, "10.0.0.4/32", packets_to(x->p, x->fw, x->a_hub));
    struct claim c = a_to_b(x, CLAIM_CAN_SEND, 0);
    assert_false(violated(x, c));
    c.down = &card;
    c.down_count = 1;
    assert_true(violated(x, c));
    c.kind = CLAIM_CANNOT_SEND;
    assert_false(violated(x, c));
    struct claim to_it = between(x, CLAIM_CAN_SEND, host_a(x), at_fw(x));
    assert_false(violated(x, to_it));
    to_it.down = &card;
    to_it.down_count = 1;
    assert_true(violated(x, to_it)); /* the hop is down */
}

static void a_balancer_as_destination(void **state)
{
    struct fixture *x = *state;
    uint32_t lb = packets_balancer(x->p, "lb", x->hub, "10.0.0.9");
    packets_backend(x->p, lb, IR_NONE, x->hub, "10.0.0.20");
    packets_backend(x->p, lb, IR_NONE, x->hub, "10.0.0.21");
    struct flow_end a = host_a(x), end = at_balancer(x, lb);
    assert_false(fails(x, CLAIM_CAN_REACH, a, end));
    assert_true(fails(x, CLAIM_CANNOT_REACH, a, end));
    assert_false(fails(x, CLAIM_CANNOT_SEND, host_b(x), host(x, x->a, "10.1.0.5")));
    struct claim c = between(x, CLAIM_CAN_REACH, a, end);
    c.down = &x->a_hub;
    c.down_count = 1;
    assert_true(violated(x, c));
    /* The backend is reached by its own address, not by way of the balancer. */
    assert_false(fails(x, CLAIM_CAN_REACH, a, host(x, x->hub, "10.0.0.20")));
}

/* An appliance behind the balancer that keeps what is addressed to it. */
static void an_appliance_behind_a_balancer_is_its_end(void **state)
{
    struct fixture *x = *state;
    uint32_t lb = sandwich(x);
    struct flow_end a = host_a(x), end = at_balancer(x, lb);
    assert_false(fails(x, CLAIM_CAN_REACH, a, end));
    struct claim c = between(x, CLAIM_CAN_REACH, a, end);
    c.down = x->p->appliances[1].instances;
    c.down_count = 1;
    assert_false(violated(x, c)); /* the other one */
}

/* ---- the Internet ---- */

static const struct ir_hop internet = {
    .kind = IR_HOP_INTERNET, .link = IR_NONE, .rule = IR_NONE, .span = {0}, .source_rule = IR_NONE};

static void requests_go_out_and_replies_come_back(void **state)
{
    struct fixture *x = *state;
    packets_route(x->p, x->ta, "0.0.0.0/0", internet);
    struct flow_end a = host_a(x), out = outside(x);
    assert_false(fails(x, CLAIM_CAN_REACH, a, out));
    assert_true(fails(x, CLAIM_CANNOT_SEND, a, out));
    assert_false(fails(x, CLAIM_CANNOT_SEND, host_b(x), out)); /* no route */
    assert_false(fails(x, CLAIM_CANNOT_SEND, out, a));         /* no public address */
    assert_true(fails(x, CLAIM_CAN_SEND, out, a));
    assert_false(fails(x, CLAIM_CANNOT_SEND, a, host_b(x))); /* a private address is not there */
}

static void the_appliance_takes_sites_to_the_internet(void **state)
{
    struct fixture *x = *state;
    packets_route(x->p, x->ta, "0.0.0.0/0", packets_to(x->p, x->fw, x->a_hub));
    packets_route(x->p, x->thub, "0.0.0.0/0", internet);
    firewall(x)->snat = IR_SNAT_ALWAYS;
    packets_public(x->p, "20.0.0.1", IR_OWNER_APPLIANCE, x->fw, NULL);
    struct flow_end a = host_a(x), out = outside(x);
    assert_false(fails(x, CLAIM_CAN_REACH, a, out));
    struct claim c = between(x, CLAIM_PATH, a, out);
    struct claim_place groups[1] = {{.name = "fw", .tables = &firewall(x)->table, .table_count = 1}};
    c.groups = (struct claim_places){groups, 1};
    assert_false(violated(x, c));
    c.groups.count = 0;
    assert_true(violated(x, c));
    c = between(x, CLAIM_CAN_SEND, a, out);
    c.has_max_hops = true;
    c.max_hops = 2; /* a, fw, internet */
    assert_false(violated(x, c));
    c.max_hops = 1;
    assert_true(violated(x, c));
    c.max_hops = UINT32_MAX;
    assert_false(violated(x, c));
    firewall(x)->snat = IR_SNAT_NEVER; /* the Internet answers to the appliance all the same */
    assert_false(fails(x, CLAIM_CAN_REACH, a, out));
}

static void nobody_leaves_from_a_gateway(void **state)
{
    struct fixture *x = *state;
    uint32_t gw = network_table(x->n, "gw", IR_VPN_GATEWAY, x->hub, 0);
    network_origin(x->n, gw, "0.0.0.0/0", IR_SRC_INTERNET, internet);
    packets_route(x->p, x->ta, "0.0.0.0/0", network_hop(IR_HOP_TABLE, gw, x->a_hub));
    finish(x);
    assert_false(fails(x, CLAIM_CANNOT_SEND, host_a(x), outside(x)));
    x->n->tables[gw].kind = IR_ROUTER;
    assert_false(fails(x, CLAIM_CAN_SEND, host_a(x), outside(x)));
    /* The reply comes to the router, which knows no way to a. */
    assert_true(fails(x, CLAIM_CAN_REACH, host_a(x), outside(x)));
}

static void the_internet_comes_in_by_public_addresses(void **state)
{
    struct fixture *x = *state;
    packets_public(x->p, "20.0.0.2", IR_OWNER_HOST, x->b, "10.2.0.5");
    packets_route(x->p, x->tb, "0.0.0.0/0", internet);
    packets_route(x->p, x->ta, "0.0.0.0/0", internet);
    struct flow_end b = host_b(x), out = outside(x);
    assert_false(fails(x, CLAIM_CAN_REACH, out, b));
    assert_true(fails(x, CLAIM_CAN_SEND, out, host(x, x->b, "10.2.0.77")));
    assert_false(fails(x, CLAIM_CAN_REACH, b, out));
    /* From a it is reached through the Internet and back: by its public address as the destination. */
    struct flow_end by_public = b;
    by_public.class_id = ir_class_of(&x->n->ir, network_addr("20.0.0.2"));
    assert_false(fails(x, CLAIM_CANNOT_SEND, host_a(x), by_public)); /* delivered as 10.2.0.5 */
    struct claim c = between(x, CLAIM_CAN_SEND, out, b);
    c.down = &x->n->tables[x->tb].element;
    c.down_count = 1;
    assert_true(circuit_violated(x, c)); /* the site is down */
}

static void replies_leave_where_the_request_came_in(void **state)
{
    struct fixture *x = *state;
    packets_public(x->p, "20.0.0.2", IR_OWNER_HOST, x->b, "10.2.0.5");
    packets_route(x->p, x->tb, "0.0.0.0/0", packets_to(x->p, x->fw, x->hub_b));
    packets_route(x->p, x->thub, "0.0.0.0/0", internet);
    struct flow_end b = host_b(x), out = outside(x);
    assert_false(fails(x, CLAIM_CAN_SEND, out, b));
    assert_false(fails(x, CLAIM_CANNOT_REACH, out, b)); /* no state at the appliance */
    memset(firewall(x)->stateful, 0, sizeof firewall(x)->stateful);
    assert_false(fails(x, CLAIM_CANNOT_REACH, out, b)); /* another exit */
}

static void appliances_publish_hosts(void **state)
{
    struct fixture *x = *state;
    struct ir_line *line = packets_filter(x->p, "fw", true, PACKETS_WEB, &firewall(x)->rules);
    line->dnat = true;
    line->dnat_to = network_addr("10.2.0.5");
    network_prefix(x->n, "10.2.0.5/32");
    packets_public(x->p, "20.0.0.1", IR_OWNER_APPLIANCE, x->fw, NULL);
    packets_route(x->p, x->thub, "0.0.0.0/0", internet);
    packets_route(x->p, x->tb, "20.0.0.1/32", packets_to(x->p, x->fw, x->hub_b));
    static struct prefix public_one;
    public_one = network_parse("20.0.0.1/32");
    line->to = (struct ir_address_set){.prefixes = &public_one, .prefix_count = 1};
    finish(x);
    struct claim c = between(x, CLAIM_CAN_REACH, outside(x), at_fw(x));
    c.services = packets_services(x->p, PACKETS_WEB);
    assert_false(violated(x, c));
    c.services = packets_services(x->p, PACKETS_SSH);
    assert_true(violated(x, c));
    /* Step 0: its public address from inside. */
    struct flow_end fw = at_fw(x);
    fw.class_id = fw.public_class;
    c = between(x, CLAIM_CANNOT_SEND, host_b(x), fw);
    c.services = packets_services(x->p, PACKETS_WEB);
    assert_false(violated(x, c));
}

/* Out to the Internet and in again: the host sees the appliance's public address, and its reply finds back. */
static void translation_to_a_public_address(void **state)
{
    struct fixture *x = *state;
    struct ir_line *line = packets_filter(x->p, "fw", true, -1, &firewall(x)->rules);
    line->dnat = true;
    line->dnat_to = network_addr("20.0.0.2");
    packets_public(x->p, "20.0.0.1", IR_OWNER_APPLIANCE, x->fw, NULL);
    packets_public(x->p, "20.0.0.2", IR_OWNER_HOST, x->b, "10.2.0.5");
    packets_route(x->p, x->thub, "0.0.0.0/0", internet);
    packets_route(x->p, x->tb, "0.0.0.0/0", internet);
    uint32_t in;
    line = packets_filter(x->p, "b in", true, -1, &in);
    static struct prefix public_one;
    public_one = network_parse("20.0.0.1/32");
    line->from = (struct ir_address_set){.prefixes = &public_one, .prefix_count = 1};
    packets_attach(x->p, x->b, "10.2.0.0/16", in, IR_NONE);
    struct flow_end a = host_a(x);
    assert_false(fails(x, CLAIM_CAN_REACH, a, at_fw(x)));
    public_one = network_parse("10.0.0.4/32");
    assert_false(fails(x, CLAIM_CANNOT_SEND, a, at_fw(x)));
}

/* A host with a public address shows it, others do not; a site without one gets its replies all the same. */
static void hosts_show_their_public_address(void **state)
{
    struct fixture *x = *state;
    uint32_t lb = packets_balancer(x->p, "lb", x->b, "10.2.0.9"), in;
    packets_backend(x->p, lb, IR_NONE, x->b, "10.2.0.5");
    packets_public(x->p, "20.0.0.9", IR_OWNER_BALANCER, lb, NULL);
    packets_public(x->p, "20.0.0.5", IR_OWNER_HOST, x->a, "10.1.0.5");
    packets_route(x->p, x->ta, "0.0.0.0/0", internet);
    packets_route(x->p, x->tb, "0.0.0.0/0", internet);
    struct ir_line *line = packets_filter(x->p, "b in", true, -1, &in);
    static struct prefix public_one;
    public_one = network_parse("20.0.0.5/32");
    line->from = (struct ir_address_set){.prefixes = &public_one, .prefix_count = 1};
    packets_attach(x->p, x->b, "10.2.0.0/16", in, IR_NONE);
    struct flow_end a = host_a(x), other = host(x, x->a, "10.1.0.77");
    struct flow_end end = at_balancer(x, lb);
    end.class_id = end.public_class; /* asked for by its public address */
    assert_false(fails(x, CLAIM_CAN_REACH, a, end));
    assert_false(fails(x, CLAIM_CANNOT_SEND, other, end));
    line->from = (struct ir_address_set){.internet = true};
    assert_false(fails(x, CLAIM_CAN_REACH, other, end));
    assert_false(fails(x, CLAIM_CANNOT_SEND, a, end)); /* its address is declared */
}

/* A public load balancer in front of hosts whose default route leads to a firewall. */
static uint32_t public_balancer(struct fixture *x)
{
    uint32_t lb = packets_balancer(x->p, "lb", x->b, "10.2.0.9");
    packets_backend(x->p, lb, IR_NONE, x->b, "10.2.0.5");
    packets_public(x->p, "20.0.0.9", IR_OWNER_BALANCER, lb, NULL);
    packets_route(x->p, x->tb, "0.0.0.0/0", packets_to(x->p, x->fw, x->hub_b));
    packets_route(x->p, x->thub, "0.0.0.0/0", internet);
    return lb;
}

static void replies_of_a_public_balancer_die_in_the_firewall(void **state)
{
    struct fixture *x = *state;
    uint32_t lb = public_balancer(x);
    finish(x);
    struct flow_end out = outside(x), end = at_balancer(x, lb);
    assert_false(fails(x, CLAIM_CAN_SEND, out, end));
    assert_true(fails(x, CLAIM_CAN_REACH, out, end));
    assert_false(fails(x, CLAIM_CANNOT_REACH, out, end));
}

static void a_host_route_saves_them(void **state)
{
    struct fixture *x = *state;
    uint32_t lb = public_balancer(x);
    packets_route(x->p, x->tb, "8.8.8.8/32", internet);
    finish(x);
    struct ir_class_info *classes = x->n->classes.at; /* 8.8.8.8 is still on the Internet */
    classes[ir_class_of(&x->n->ir, network_addr("8.8.8.8"))].internet = true;
    struct flow_end out = outside(x), end = at_balancer(x, lb);
    assert_false(fails(x, CLAIM_CAN_REACH, out, end));
}

/* Steps 3 and 7 with both translations: a public balancer in front of appliances that translate. */
static void a_public_sandwich_answers(void **state)
{
    struct fixture *x = *state;
    uint32_t lb = sandwich(x);
    for (uint32_t i = 0; i < 2; i++) {
        struct ir_line *line = packets_filter(x->p, "rules", true, PACKETS_WEB, &x->p->appliances[i].rules);
        line->dnat = true;
        line->dnat_to = network_addr("10.2.0.5");
    }
    network_prefix(x->n, "10.2.0.5/32");
    packets_public(x->p, "20.0.0.9", IR_OWNER_BALANCER, lb, NULL);
    packets_route(x->p, x->thub, "0.0.0.0/0", internet);
    finish(x);
    struct claim c = between(x, CLAIM_CAN_REACH, outside(x), at_balancer(x, lb));
    c.services = packets_services(x->p, PACKETS_WEB);
    c.failures = 1;
    c.failure_classes = IR_CLASS_DEVICE;
    assert_false(violated(x, c));
    c.failures = 2;
    assert_true(violated(x, c));
}

/* ---- security groups ---- */

static void groups_judge_requests_only(void **state)
{
    struct fixture *x = *state;
    steer(x, true);
    uint32_t in, none;
    packets_filter(x->p, "b in", true, PACKETS_WEB, &in);
    packets_filter(x->p, "b out", false, -1, &none);
    packets_attach(x->p, x->a, "10.1.0.0/24", none, IR_NONE);
    packets_attach(x->p, x->b, "10.2.0.0/16", in, none);
    struct claim c = a_to_b(x, CLAIM_CAN_REACH, 0);
    assert_true(violated(x, c));
    c.services = packets_services(x->p, PACKETS_WEB);
    assert_false(violated(x, c)); /* the reply needs no rule (F145) */
    assert_false(fails(x, CLAIM_CANNOT_SEND, host_b(x), host_a(x)));
    assert_true(fails(x, CLAIM_CAN_SEND, host_b(x), host_a(x)));
}

/* A group at the appliance's address: requests that pass it are judged too, both ways through. */
static void groups_at_an_appliance(void **state)
{
    struct fixture *x = *state;
    steer(x, true);
    uint32_t in, out;
    struct ir_line *line = packets_filter(x->p, "fw in", true, -1, &in);
    static struct prefix to_b;
    to_b = network_parse("10.2.0.0/16");
    line->to = (struct ir_address_set){.prefixes = &to_b, .prefix_count = 1};
    packets_filter(x->p, "fw out", true, PACKETS_WEB, &out);
    packets_attach(x->p, x->hub, "10.0.0.0/24", in, out);
    struct claim c = a_to_b(x, CLAIM_CAN_REACH, 0);
    assert_true(violated(x, c));
    c.services = packets_services(x->p, PACKETS_WEB);
    assert_false(violated(x, c)); /* known replies are not judged */
    c = between(x, CLAIM_CANNOT_SEND, host_b(x), host_a(x));
    assert_false(violated(x, c));
}

static void the_virtual_network_tag_follows_the_routes(void **state)
{
    struct fixture *x = *state;
    steer(x, true);
    uint32_t in;
    struct ir_line *line = packets_filter(x->p, "b in", true, -1, &in);
    line->from = (struct ir_address_set){.known_at = {x->thub}, .known_count = 1};
    packets_attach(x->p, x->b, "10.2.0.0/16", in, IR_NONE);
    assert_false(violated(x, a_to_b(x, CLAIM_CAN_REACH, 0)));
    line->from.known_at[0] = x->tb; /* b knows a by its route table only: that counts */
    assert_false(violated(x, a_to_b(x, CLAIM_CAN_SEND, 0)));
    for (uint32_t i = 0; i < x->n->ir.origin_count; i++)
        if (x->n->origins[i].source == IR_SRC_USER)
            x->n->origins[i].source = IR_SRC_SERVICE;
    assert_true(violated(x, a_to_b(x, CLAIM_CAN_SEND, 0)));
    line->from.known_count = 2; /* one of the two tables is enough */
    line->from.known_at[1] = x->thub;
    assert_false(violated(x, a_to_b(x, CLAIM_CAN_SEND, 0)));
    line->permit = false;
    line->rule = RULE_SECURITY_GROUP_DENIES;
    assert_true(violated(x, a_to_b(x, CLAIM_CAN_SEND, 0)));
}

/* b can be reached by another link, but its group admits only what the hub knows. */
static void the_tag_changes_with_failures(void **state)
{
    struct fixture *x = *state;
    uint32_t direct = packets_peer(x->p, "a<->b", x->a, x->b), in;
    struct ir_line *line = packets_filter(x->p, "b in", true, -1, &in);
    line->from = (struct ir_address_set){.known_at = {x->thub}, .known_count = 1};
    packets_attach(x->p, x->b, "10.2.0.0/16", in, IR_NONE);
    struct claim c = a_to_b(x, CLAIM_CAN_REACH, 1);
    c.never_fails = &direct;
    c.never_fails_count = 1;
    assert_true(violated(x, c));
    assert_int_equal(x->answer.failed_count, 1);
    assert_int_equal(x->answer.failed[0], x->a_hub);
    c.failures = 0;
    assert_false(violated(x, c));
}

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
    x->q = query_new(x->arena, adjacency_new(x->arena, &x->n->ir), &c, NULL, QUERY_STATE_LIMIT);
    x->q->position_limit = 5;
    claims_violated(x->q);
    assert_string_equal(x->q->problem, "more than 5 positions of packets");
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
        TEST(requests_and_replies_pass_the_same_appliance),
        TEST(a_stateful_appliance_drops_strange_replies),
        TEST(strange_replies_are_judged),
        TEST(replies_that_go_round_are_told),
        TEST(replies_that_pass_again_are_not),
        TEST(the_appliance_drops_what_it_does_not_forward),
        TEST(qualifiers_see_what_requests_pass),
        TEST(one_instance_is_enough),
        TEST(instances_belong_to_keys),
        TEST(stateful_appliances_belong_to_keys),
        TEST(routes_to_dead_appliances_stay),
        TEST(destination_translation_and_its_reply),
        TEST(lines_are_for_one_or_the_other),
        TEST(an_appliance_is_an_end_itself),
        TEST(source_translation_brings_replies_back),
        TEST(rules_judge_requests),
        TEST(a_balancer_as_next_hop_keeps_the_backend),
        TEST(replies_past_the_balancer_meet_the_wrong_appliance),
        TEST(dead_tables_have_no_fallback),
        TEST(a_balancer_as_destination),
        TEST(an_appliance_behind_a_balancer_is_its_end),
        TEST(requests_go_out_and_replies_come_back),
        TEST(the_appliance_takes_sites_to_the_internet),
        TEST(nobody_leaves_from_a_gateway),
        TEST(the_internet_comes_in_by_public_addresses),
        TEST(replies_leave_where_the_request_came_in),
        TEST(appliances_publish_hosts),
        TEST(hosts_show_their_public_address),
        TEST(translation_to_a_public_address),
        TEST(replies_of_a_public_balancer_die_in_the_firewall),
        TEST(a_host_route_saves_them),
        TEST(a_public_sandwich_answers),
        TEST(groups_judge_requests_only),
        TEST(groups_at_an_appliance),
        TEST(the_virtual_network_tag_follows_the_routes),
        TEST(the_tag_changes_with_failures),
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
