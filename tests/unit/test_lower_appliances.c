/* lower_appliances: appliances, filters, load balancers and public addresses in the route network. */
#include "tests/unit/design.h"

#define DESIGN                                                                                               \
    "site vnet hub { prefix 10.0.0.0/16; host vm 10.0.0.9 { security-group sg; public 20.1.1.1; } host web " \
    "10.0.0.10;\n"                                                                                           \
    "  appliance fw 10.0.0.4 { instances 2; public 20.1.1.2; snat 10.0.0.0/8; rules { 20 deny; 10 allow "    \
    "tcp "                                                                                                   \
    "from spoke to hub.vm port 443; } }\n"                                                                   \
    "  appliance nva 10.0.0.5 { forwarding off; stateful tcp; security-group sg; }\n"                        \
    "  load-balancer lb 10.0.0.6 { backend fw, web; public 20.1.1.3, 20.1.1.4; }\n"                          \
    "  security-group sg { inbound { 200 deny from internet; 100 allow tcp from virtual-network port 22; } " \
    "} "                                                                                                     \
    "}\n"                                                                                                    \
    "site vnet spoke { prefix 10.1.0.0/16; } peering hub <-> spoke;\n"                                       \
    "site onprem office { prefix 10.9.0.0/24; appliance fw 10.9.0.1; }\n"

static const struct ir_appliance *appliance(struct compilation *c, const char *name)
{
    return &c->ir->appliances[ir_appliance_of_table(c->ir, design_table(c, name))];
}

static uint32_t class_at(struct compilation *c, const char *address)
{
    return ir_class_of(c->ir, design_addr(address));
}

static void test_tables(void **state)
{
    (void)state;
    struct compilation *c = design_good(DESIGN);
    static const char *const lines[][2] = {{"hub.fw", "hub"}, {"hub.nva", "hub"}, {"office.fw", "office"}};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        const struct ir_table *t = &c->ir->tables[design_table(c, lines[i][0])];
        assert_int_equal(t->kind, IR_APPLIANCE);
        assert_true(t->is_node && t->has_fallback);
        assert_string_equal(c->ir->tables[t->fallback].name, lines[i][1]);
    }
    design_free(c);
}

/* Instances fail one by one; what they are instances of only when it is named. */
static void test_instances(void **state)
{
    (void)state;
    struct compilation *c = design_good(DESIGN);
    const struct ir_appliance *fw = appliance(c, "hub.fw"), *nva = appliance(c, "hub.nva");
    uint32_t parent = c->ir->tables[fw->table].element;
    assert_int_equal(fw->instance_count, 2);
    assert_string_equal(c->ir->elements[fw->instances[0]].name, "hub.fw#1");
    assert_string_equal(c->ir->elements[fw->instances[1]].name, "hub.fw#2");
    assert_int_equal(c->ir->elements[fw->instances[1]].classes, IR_CLASS_DEVICE);
    assert_int_equal(c->ir->elements[fw->instances[1]].parent, parent);
    assert_int_equal(c->ir->elements[parent].classes, 0);
    assert_int_equal(nva->instance_count, 1);
    assert_int_equal(nva->instances[0], c->ir->tables[nva->table].element);
    assert_int_equal(c->ir->elements[nva->instances[0]].classes, IR_CLASS_DEVICE);
    design_free(c);
}

static void test_settings(void **state)
{
    (void)state;
    struct compilation *c = design_good(DESIGN);
    const struct ir_appliance *fw = appliance(c, "hub.fw"), *nva = appliance(c, "hub.nva");
    assert_true(fw->forwards && fw->stateful[IR_TCP] && fw->stateful[IR_OTHER_PROTOCOL]);
    assert_int_equal(fw->snat, IR_SNAT_EXCEPT);
    assert_int_equal(fw->public_class, class_at(c, "20.1.1.2"));
    assert_int_equal(fw->address_class, class_at(c, "10.0.0.4"));
    assert_true(!nva->forwards && nva->stateful[IR_TCP] && !nva->stateful[IR_UDP]);
    assert_int_equal(nva->rules, IR_NONE);
    assert_int_equal(nva->public_class, IR_NONE);
    assert_int_equal(nva->snat, IR_SNAT_NEVER);
    assert_true(c->ir->packets_matter);
    design_free(c);
}

/* By number, and the default at the end (F134). */
static void test_rules(void **state)
{
    (void)state;
    struct compilation *c = design_good(DESIGN);
    const struct ir_filter *f = &c->ir->filters[appliance(c, "hub.fw")->rules];
    assert_int_equal(f->line_count, 3);
    assert_true(f->lines[0].permit && !f->lines[0].dnat);
    assert_int_equal(f->lines[0].from.prefix_count, 1);
    assert_int_equal(f->lines[0].to.prefix_count, 2); /* its private and its public address */
    assert_int_equal(bits_count(f->lines[0].services), 1);
    assert_true(bits_has(f->lines[0].services, ir_service_of(c->ir, IR_TCP, 443)));
    assert_false(f->lines[1].permit);
    assert_true(f->lines[2].from.any && f->lines[2].to.any && !f->lines[2].permit);
    assert_int_equal(f->lines[2].rule, RULE_APPLIANCE_DENIES);
    design_free(c);
}

/* F143: own rules by priority, then the defaults. */
static void test_security_group(void **state)
{
    (void)state;
    struct compilation *c = design_good(DESIGN);
    const struct ir *ir = c->ir;
    assert_int_equal(ir->attachment_count, 2); /* the NICs of nva and vm */
    assert_int_equal(ir->attachments[0].prefix.length, 32);
    assert_int_equal(ir->attachments[0].inbound,
                     ir->attachments[1].inbound); /* one view of the virtual network */
    const struct ir_filter *in = &ir->filters[ir->attachments[0].inbound];
    const struct ir_filter *out = &ir->filters[ir->attachments[0].outbound];
    assert_string_equal(in->name, "hub.sg inbound");
    assert_int_equal(in->line_count, 5);
    assert_true(in->lines[0].permit && in->lines[0].from.known_count == 1);
    assert_int_equal(in->lines[0].from.known_at[0], ir->sites[0].table);
    assert_true(in->lines[1].from.internet &&
                in->lines[1].from.prefix_count == 4); /* and the public addresses */
    assert_true(in->lines[2].permit && in->lines[2].from.known_count == 1 &&
                in->lines[2].to.known_count == 1);
    assert_true(in->lines[3].permit && !in->lines[3].from.any && in->lines[3].from.prefix_count == 0);
    assert_int_equal(in->lines[4].rule, RULE_SECURITY_GROUP_DENIES);
    assert_int_equal(out->line_count, 3);
    assert_true(out->lines[1].permit && out->lines[1].to.internet);
    assert_false(out->lines[2].permit);
    design_free(c);
}

/* A public address is in a class of its own, which is no part of the Internet. */
static void test_publics(void **state)
{
    (void)state;
    struct compilation *c = design_good(DESIGN);
    const struct ir *ir = c->ir;
    assert_int_equal(ir->public_count, 4);
    const struct ir_public *host = &ir->publics[ir_public_at(ir, class_at(c, "20.1.1.1"))];
    assert_int_equal(host->kind, IR_OWNER_HOST);
    assert_int_equal(host->host_class, class_at(c, "10.0.0.9"));
    assert_int_equal(ir->publics[ir_public_at(ir, class_at(c, "20.1.1.4"))].kind, IR_OWNER_BALANCER);
    for (uint32_t i = 0; i < ir->public_count; i++) {
        assert_false(ir->classes[ir->publics[i].class_id].internet);
        assert_int_not_equal(ir->publics[i].class_id, class_at(c, "20.1.1.9"));
        if (i > 0)
            assert_true(ir->publics[i - 1].class_id < ir->publics[i].class_id);
    }
    assert_true(ir->classes[class_at(c, "20.1.1.9")].internet);
    design_free(c);
}

static void test_balancer(void **state)
{
    (void)state;
    struct compilation *c = design_good(DESIGN);
    const struct ir_balancer *lb = &c->ir->balancers[ir_balancer_at(c->ir, 0, class_at(c, "10.0.0.6"))];
    assert_int_equal(lb->backend_count, 2);
    assert_string_equal(c->ir->appliances[lb->backends[0].appliance].name, "hub.fw");
    assert_int_equal(lb->backends[1].appliance, IR_NONE);
    assert_int_equal(lb->backends[1].address_class, class_at(c, "10.0.0.10"));
    design_free(c);
}

static struct flow_end only_end(struct compilation *c, const char *text)
{
    struct claim_set set;
    const char *why;
    if (!compile_endpoint(c, text, &set, &why))
        fail_msg("%s: %s", text, why);
    assert_int_equal(set.count, 1);
    assert_int_equal(set.members[0].end_count, 1);
    return set.members[0].ends[0];
}

static void test_endpoints(void **state)
{
    (void)state;
    struct compilation *c = design_good(DESIGN);
    static const struct {
        const char *text;
        enum flow_end_kind kind;
        const char *sample, *public; /* NULL: none */
    } lines[] = {{"hub.fw", FLOW_APPLIANCE, "10.0.0.4", "20.1.1.2"},
                 {"hub.nva", FLOW_APPLIANCE, "10.0.0.5", NULL},
                 {"10.0.0.4", FLOW_APPLIANCE, "10.0.0.4", "20.1.1.2"},
                 {"20.1.1.2", FLOW_APPLIANCE, "10.0.0.4", "20.1.1.2"},
                 {"hub.lb", FLOW_BALANCER, "10.0.0.6", "20.1.1.3"},
                 {"20.1.1.4", FLOW_BALANCER, "10.0.0.6", "20.1.1.4"},
                 {"20.1.1.1", FLOW_SITE, "10.0.0.9", "20.1.1.1"},
                 {"hub.vm", FLOW_SITE, "10.0.0.9", "20.1.1.1"},
                 {"20.1.1.9", FLOW_INTERNET, "20.1.1.9", NULL}};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct flow_end e = only_end(c, lines[i].text);
        assert_int_equal(e.kind, lines[i].kind);
        assert_int_equal(addr_compare(e.sample, design_addr(lines[i].sample)), 0);
        assert_int_equal(e.public_class, lines[i].public ? class_at(c, lines[i].public) : IR_NONE);
    }
    design_free(c);
}

/* `internet`: every class of the Internet and none of the design's own public addresses; a site: none of the
 * addresses of its appliances. */
static void test_sets_of_classes(void **state)
{
    (void)state;
    struct compilation *c = design_good(DESIGN);
    struct claim_set internet, hub;
    const char *why;
    assert_true(compile_endpoint(c, "internet", &internet, &why));
    uint32_t count = 0;
    for (uint32_t i = 0; i < c->ir->class_count; i++)
        count += c->ir->classes[i].internet;
    assert_int_equal(internet.members[0].end_count, count);
    for (uint32_t i = 0; i < count; i++)
        assert_true(c->ir->classes[internet.members[0].ends[i].class_id].internet);
    assert_true(compile_endpoint(c, "hub", &hub, &why));
    for (uint32_t i = 0; i < hub.members[0].end_count; i++) {
        assert_int_not_equal(hub.members[0].ends[i].class_id, class_at(c, "10.0.0.4"));
        assert_int_not_equal(hub.members[0].ends[i].class_id, class_at(c, "10.0.0.6"));
    }
    design_free(c);
}

static void test_places(void **state)
{
    (void)state;
    struct compilation *c =
        design_good(DESIGN "claim a: spoke can reach hub via hub.fw, hub.lb uninspected when "
                           "hub.fw down;");
    const struct claim *a = &c->claims->at[0];
    assert_int_equal(a->vias[0].groups[0].at[0].tables[0], design_table(c, "hub.fw"));
    assert_int_equal(a->vias[0].groups[1].at[0].balancer_count, 1);
    assert_int_equal(a->vias[0].groups[1].at[0].table_count, 0);
    assert_true(a->uninspected);
    assert_int_equal(a->down_count, 1);
    assert_string_equal(c->ir->elements[a->down[0]].name, "hub.fw");
    design_free(c);
}

/* Instances are devices of a budget, but for those inside an end. */
static void test_budget(void **state)
{
    (void)state;
    struct compilation *c =
        design_good(DESIGN "claim a: spoke can reach office under any 1 failure of devices;"
                           "claim b: spoke can reach hub under any 1 failure;");
    uint32_t instance = appliance(c, "hub.fw")->instances[1];
    assert_true(claim_may_fail(c->ir, &c->claims->at[0], instance));
    assert_false(claim_may_fail(c->ir, &c->claims->at[1], instance));
    design_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tables),          cmocka_unit_test(test_instances),
        cmocka_unit_test(test_settings),        cmocka_unit_test(test_rules),
        cmocka_unit_test(test_security_group),  cmocka_unit_test(test_publics),
        cmocka_unit_test(test_balancer),        cmocka_unit_test(test_endpoints),
        cmocka_unit_test(test_sets_of_classes), cmocka_unit_test(test_places),
        cmocka_unit_test(test_budget),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
