/*
 * solver, packets: appliances and load balancers, every numbered step of "Packets" at the head of ir.h, as claims
 * that hold and claims that do not.
 */
#include "tests/unit/packets_claims.h"

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
    struct claim_via list = {via, 2};
    c.vias = &list;
    c.via_count = 1;
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
    c.budgets[0].classes = IR_CLASS_DEVICE;
    c.never_fails = &x->n->tables[x->thub].element;
    assert_false(violated(x, c));
    c.budgets[0].most = 2;
    assert_true(violated(x, c));
    assert_int_equal(x->answer.changed_count, 2);
    assert_int_equal(x->answer.changed[0], firewall(x)->instances[0]);
    assert_int_equal(x->answer.changed[1], firewall(x)->instances[1]);
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
    c.budgets[0].classes = IR_CLASS_PEERING; /* the direct way would do, but the route does not give way */
    assert_true(violated(x, c));
    assert_int_equal(x->answer.changed_count, 1);
    assert_true(x->answer.changed[0] == x->a_hub || x->answer.changed[0] == x->hub_b);
    c.down = firewall(x)->instances;
    c.down_count = 2;
    c.budgets[0].most = 0;
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

static void a_balancer_as_next_hop_keeps_the_backend(void **state)
{
    struct fixture *x = *state;
    uint32_t lb = sandwich(x);
    packets_route(x->p, x->tb, "10.1.0.0/16", network_hop(IR_HOP_BALANCER, lb, x->hub_b));
    struct claim c = a_to_b(x, CLAIM_CAN_REACH, 1);
    c.budgets[0].classes = IR_CLASS_DEVICE;
    assert_false(violated(x, c));
    c.budgets[0].most = 2;
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
    };
    return cmocka_run_group_tests(tests, NULL, finish_z3);
}
