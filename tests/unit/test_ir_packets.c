/* ir: the checks and the dump of what packets meet. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "tests/unit/network.h"

static int setup(void **state)
{
    *state = arena_create();
    return 0;
}

static int teardown(void **state)
{
    arena_destroy(*state);
    return 0;
}

/* One of everything. */
static struct network *full(struct arena *a)
{
    static const struct ir_service services[] = {
        {.name = "tcp 22", .protocol = IR_TCP, .port = 22, .reply = 1},
        {.name = "udp 53", .protocol = IR_UDP, .port = 53, .reply = 1},
    };
    struct network *n = network_new(a);
    uint32_t hub = network_site(n, "hub", "10.0.0.0/16");
    uint32_t web = network_subnet(n, hub, "hub.web", "10.0.1.0/24");
    struct ir_appliance *fw = network_appliance(n, hub, web, "hub.fw", "10.0.9.4", 2);
    uint32_t rules = network_filter(n, "hub.fw");
    network_dnat(n, rules, "20.0.0.1/32", "10.0.1.4");
    network_line(n, rules, NULL, NULL, false)->rule = RULE_APPLIANCE_DENIES;
    fw->rules = rules;
    fw->snat = IR_SNAT_ALWAYS;
    fw->stateful[IR_ICMP] = fw->stateful[IR_OTHER_PROTOCOL] = false;
    uint32_t lb = network_balancer(n, hub, "hub.lb", "10.0.9.100");
    network_backend(n, lb, 0, NULL);
    network_backend(n, lb, IR_NONE, "10.0.1.4");
    network_public(n, "20.0.0.1", IR_OWNER_APPLIANCE, 0, NULL);
    network_public(n, "20.0.0.2", IR_OWNER_HOST, hub, "10.0.1.4");
    uint32_t sg = network_filter(n, "hub.web-sg inbound");
    struct ir_line *line = network_line(n, sg, NULL, "10.0.1.0/24", true);
    bits_remove(line->services, 1);
    line->from = (struct ir_address_set){.internet = true, .known_at = {web}, .known_count = 1};
    network_line(n, sg, NULL, NULL, false);
    network_attach(n, hub, "10.0.1.4/32", sg, IR_NONE);
    network_attach(n, hub, "10.0.1.0/24", sg, IR_NONE);
    n->ir.services = services;
    n->ir.service_count = 2;
    network_finish(n);
    return n;
}

static void test_dump(void **state)
{
    struct network *n = full(*state);
    assert_null(ir_verify(&n->ir, *state));
    struct buf out = {0};
    ir_dump(&n->ir, &out);
    const char *from = strstr(buf_text(&out), "services 2\n"), *to = strstr(buf_text(&out), "classes ");
    assert_non_null(from);
    assert_non_null(to);
    assert_string_equal(
        arena_strndup(*state, from, (size_t)(to - from)),
        "services 2\n"
        "  tcp 22 reply udp 53\n"
        "  udp 53 reply udp 53\n"
        "filters 4\n"
        "  hub.fw\n"
        "    permit from any to 20.0.0.1/32 translated to 10.0.1.4\n"
        "    deny from any to any NICC3913\n"
        "  hub.web-sg inbound\n"
        "    permit from internet, known at hub.web to 10.0.1.0/24 on tcp 22\n"
        "    deny from any to any NICC3914\n"
        "  all\n"
        "    permit from any to any\n"
        "  all\n"
        "    permit from any to any\n"
        "attachments 2\n"
        "  hub 10.0.1.0/24 inbound hub.web-sg inbound outbound all\n"
        "  hub 10.0.1.4/32 inbound hub.web-sg inbound outbound all\n"
        "appliances 1\n"
        "  hub.fw in hub 10.0.9.4 public 20.0.0.1 forwards stateful tcp, udp snat rules hub.fw instances "
        "hub.fw.1, hub.fw.2\n"
        "balancers 1\n"
        "  hub.lb in hub 10.0.9.100 backends hub.fw 10.0.9.4, hub 10.0.1.4\n"
        "public addresses 2\n"
        "  20.0.0.1 hub.fw\n"
        "  20.0.0.2 host in hub 10.0.1.4\n");
    buf_free(&out);
}

static void assert_broken(void **state, const struct network *n, const char *problem)
{
    const char *found = ir_verify(&n->ir, *state);
    assert_non_null(found);
    assert_string_equal(found, problem);
}

static void test_services(void **state)
{
    struct network *n = full(*state);
    n->ir.service_count = 0;
    assert_broken(state, n, "service 0: there is none");
    static const struct ir_service wrong[] = {{.name = "a", .reply = 2}, {.name = "b"}};
    n->ir.service_count = 2;
    n->ir.services = wrong;
    assert_broken(state, n, "service 0: its reply is no service");
}

static void test_filters(void **state)
{
    struct network *n = full(*state);
    bits_remove(n->lines[0][1].services, 1);
    assert_broken(state, n, "filter 0: does not end with a line that matches everything");
    n = full(*state);
    n->lines[0][0].permit = false;
    assert_broken(state, n, "filter 0: a line has a rule exactly when it denies");
    n = full(*state);
    n->lines[1][0].from.known_at[0] = n->ir.table_count;
    assert_broken(state, n, "filter 1: a line looks at what is no table");
}

static void test_attachments(void **state)
{
    struct network *n = full(*state);
    struct ir_attachment first = n->attachments[0];
    n->attachments[0] = n->attachments[1];
    n->attachments[1] = first;
    assert_broken(state, n, "attachment 1: is out of order");
    n->attachments[0].inbound = n->ir.filter_count;
    assert_broken(state, n, "attachment 0: its filters are no filters");
}

static void test_owners(void **state)
{
    struct network *n = full(*state);
    n->appliances[0].instance_count = 0;
    assert_broken(state, n, "appliance 0: has no instance");
    n = full(*state);
    n->backends[0][0].appliance = 1;
    assert_broken(state, n, "balancer 0: a backend is no appliance");
    n = full(*state);
    n->publics[0].owner = 7;
    assert_broken(state, n, "public address 0: leads to nothing");
    n = full(*state);
    n->ir.packets_matter = false;
    assert_broken(state, n, "design 0: packets matter, and it does not say so");
}

static void test_tables(void **state)
{
    struct network *n = full(*state);
    uint32_t fw = n->appliances[0].table;
    n->tables[n->tables[fw].fallback].has_fallback = true;
    n->tables[n->tables[fw].fallback].fallback = fw;
    const char *found = ir_verify(&n->ir, *state);
    assert_non_null(found);
    assert_non_null(strstr(found, "its fallbacks form a cycle"));
    n = full(*state);
    n->origins[0].hop = network_hop(IR_HOP_BALANCER, 1, IR_NONE);
    assert_broken(state, n, "origin 0: its hop leads to no balancer");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_dump),        TEST(test_services), TEST(test_filters),
        TEST(test_attachments), TEST(test_owners),   TEST(test_tables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
