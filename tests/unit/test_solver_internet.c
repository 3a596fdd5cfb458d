/*
 * solver, packets: the Internet in both directions, and security groups (head of ir.h).
 */
#include "tests/unit/packets_claims.h"

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
    c.budgets[0].most = 1;
    c.budgets[0].classes = IR_CLASS_DEVICE;
    assert_false(violated(x, c));
    c.budgets[0].most = 2;
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
    assert_int_equal(x->answer.changed_count, 1);
    assert_int_equal(x->answer.changed[0], x->a_hub);
    c.budgets[0].most = 0;
    assert_false(violated(x, c));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
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
    };
    return cmocka_run_group_tests(tests, NULL, finish_z3);
}
