/* services: how rules, states and claims divide them into classes. */
#include "tests/unit/design.h"

#define TWO                                                                                                  \
    "site vnet hub { prefix 10.0.0.0/16; host vm 10.0.0.9; %s } site vnet spoke { prefix 10.1.0.0/16; }\n"

static struct compilation *with(const char *in_hub, const char *claims)
{
    char text[4096];
    snprintf(text, sizeof text, TWO "%s", in_hub, claims);
    return design_good(text);
}

/* All classes, "name>reply" each. */
static const char *services(struct compilation *c)
{
    const char *text = "";
    for (uint32_t i = 0; i < c->ir->service_count; i++)
        text = arena_printf(c->arena, "%s%s%s>%u", text, i > 0 ? "; " : "", c->ir->services[i].name,
                            c->ir->services[i].reply);
    return text;
}

static void check_services(const char *in_hub, const char *claims, const char *expected)
{
    struct compilation *c = with(in_hub, claims);
    assert_string_equal(services(c), expected);
    design_free(c);
}

static void test_nothing_tells_services_apart(void **state)
{
    (void)state;
    check_services("", "claim a: hub can reach spoke;", "any>0");
    check_services("", "claim a: hub can reach spoke on any;", "any>0");
    check_services("appliance fw 10.0.0.4;", "", "any>0");
    check_services("appliance fw 10.0.0.4 { rules { allow from spoke; } }", "", "any>0");
    /* a security group that is attached to nothing judges nothing */
    check_services("security-group g { inbound { 100 allow tcp port 443; } }", "", "any>0");
}

static void test_claims_divide(void **state)
{
    (void)state;
    check_services("", "claim a: hub can reach spoke on tcp 443;",
                   "tcp 1-442, tcp 444-65535, ...>0; tcp 443>0");
    check_services("", "claim a: hub can reach spoke on icmp;", "tcp, udp, ...>0; icmp>1");
    check_services("", "claim a: hub can reach spoke on udp;", "tcp, icmp, ...>0; udp>1");
}

static void test_rules_divide(void **state)
{
    (void)state;
    check_services("appliance fw 10.0.0.4 { rules { allow tcp port 80, 443; deny tcp port 440-450; } }", "",
                   "tcp 1-79, tcp 81-439, ...>0; tcp 80>0; tcp 440-442, tcp 444-450>0; tcp 443>0");
    check_services("appliance fw 10.0.0.4 { stateful tcp; }", "", "tcp>0; udp, icmp, ...>1");
}

/* Port 53 of both protocols is one class only while replies to both are. */
static void test_replies_divide(void **state)
{
    (void)state;
    check_services("appliance fw 10.0.0.4 { rules { allow port 53; } }", "",
                   "tcp 1-52, tcp 54-65535, ...>0; tcp 53, udp 53>0");
    check_services("appliance fw 10.0.0.4 { rules { allow port 53; deny udp port 40000-50000; } }", "",
                   "tcp 1-52, tcp 54-65535, ...>0; tcp 53>0; udp 1-52, udp 54-39999, ...>4; udp 53>4; udp "
                   "40000-50000>4");
}

/* A translated port is a service of its own, for each protocol. */
static void test_translation_divides(void **state)
{
    (void)state;
    struct compilation *c =
        with("appliance fw 10.0.0.4 { rules { dnat port 443 -> 10.0.0.9 port 8443; } }", "");
    const struct ir *ir = c->ir;
    assert_int_equal(ir->filters[0].line_count, 3);
    for (uint32_t i = 0; i < 2; i++) {
        const struct ir_line *line = &ir->filters[0].lines[i];
        enum ir_protocol p = i == 0 ? IR_TCP : IR_UDP;
        assert_true(line->dnat);
        assert_int_equal(line->dnat_service, ir_service_of(ir, p, 8443));
        assert_int_equal(bits_count(line->services), 1);
        assert_true(bits_has(line->services, ir_service_of(ir, p, 443)));
    }
    design_free(c);
}

/* Every (protocol, port) is in one class, and in the class of its range. */
static void test_look_up(void **state)
{
    (void)state;
    struct compilation *c = with("", "claim a: hub can reach spoke on tcp 443-445, icmp;");
    const struct ir *ir = c->ir;
    assert_int_equal(ir_service_of(ir, IR_TCP, 443), ir_service_of(ir, IR_TCP, 445));
    assert_int_not_equal(ir_service_of(ir, IR_TCP, 446), ir_service_of(ir, IR_TCP, 445));
    assert_int_equal(ir_service_of(ir, IR_TCP, 1), ir_service_of(ir, IR_TCP, 65535));
    const struct claim *claim = &c->claims->at[0];
    for (uint32_t s = 0; s < ir->service_count; s++) {
        bool wanted = s == ir_service_of(ir, IR_TCP, 444) || s == ir_service_of(ir, IR_ICMP, 0);
        assert_int_equal(bits_has(claim->services, s), wanted);
    }
    design_free(c);
}

/* What a command line says. */
static void test_words(void **state)
{
    (void)state;
    struct compilation *c = with("", "claim a: hub can reach spoke on tcp 443;");
    uint32_t service;
    const char *why;
    assert_true(compile_service(c, "tcp 443", &service, &why));
    assert_int_equal(service, ir_service_of(c->ir, IR_TCP, 443));
    assert_true(compile_service(c, "any", &service, &why));
    static const char *const wrong[] = {"tcp 0",  "tcp 65536", "tcp x", "icmp 8",
                                        "any 80", "sctp",      "",      "tcp 99999999999"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(compile_service(c, wrong[i], &service, &why));
    design_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_tells_services_apart),
        cmocka_unit_test(test_claims_divide),
        cmocka_unit_test(test_rules_divide),
        cmocka_unit_test(test_replies_divide),
        cmocka_unit_test(test_translation_divides),
        cmocka_unit_test(test_look_up),
        cmocka_unit_test(test_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
