/* simulate: selected routes that are set aside (F9, F10, F11). */

#include "tests/unit/routing.h"

/* A subnet that learns from a gateway, in a site of its own. */
struct scene {
    struct network *n;
    uint32_t subnet, gateway;
    uint32_t session; /* gateway to subnet */
};

static struct scene scene_new(struct arena *a)
{
    struct network *n = network_new(a);
    uint32_t site = network_site(n, "hub", "10.1.0.0/16");
    struct scene s = {.n = n, .subnet = n->sites[site].table};
    n->sites[site].kind = IR_SITE_VNET;
    n->tables[s.subnet].kind = IR_SUBNET;
    s.gateway = router(n, "hub.gw");
    s.session = network_session(n, s.gateway, s.subnet, IR_NONE, IR_PROGRAM);
    n->sessions[s.session].source = IR_SRC_GATEWAY;
    n->sessions[s.session].rank = 1;
    n->origins[0].source = IR_SRC_VNET;
    n->origins[0].rank = 2;
    return s;
}

static struct ir_origin *add(struct scene *s, uint32_t table, const char *prefix, enum ir_source source)
{
    return network_origin(s->n, table, prefix, source, network_hop(IR_HOP_INTERNET, IR_NONE, IR_NONE));
}

static const struct sim_state *state_of(struct arena *a, const struct ir *ir, uint32_t down)
{
    struct bits elements = bits_new(a, ir->element_count);
    if (down != IR_NONE)
        bits_add(elements, down);
    uint32_t unstable;
    assert_null(ir_verify(ir, a));
    const struct sim_state *s = sim_first(a, ir, elements, &unstable, NULL);
    assert_non_null(s);
    return s;
}

/* The candidate of the table for the prefix from that session (IR_NONE: an origin). */
static const struct sim_route *candidate(const struct sim_state *s, uint32_t table, const char *prefix,
                                         uint32_t session)
{
    const struct sim_rib *rib = sim_rib_at(s, ir_find_prefix(s->ir, network_parse(prefix)), table);
    for (uint32_t i = 0; i < rib->count; i++) {
        if (rib->routes[i].session == session)
            return &rib->routes[i];
    }
    fail_msg("no such candidate for %s", prefix);
    return NULL;
}

static bool is_aside(const struct scene *c, const struct sim_state *s, const char *prefix, uint32_t session)
{
    return sim_set_aside(s, c->subnet, ir_find_prefix(s->ir, network_parse(prefix)),
                         candidate(s, c->subnet, prefix, session));
}

/* The prefix that forwards packets to the address at the subnet, as text. */
static const char *winner(struct arena *a, const struct scene *c, const struct sim_state *s, const char *to)
{
    struct sim_used used = sim_forward(a, s, c->subnet, ir_class_of(s->ir, network_addr(to)));
    char text[PREFIX_TEXT_MAX];
    return used.prefix == IR_NONE ? "" : arena_strdup(a, prefix_print(s->ir->prefixes[used.prefix], text));
}

/* A longer learned route does not beat the VNet's own, whether that one is selected or not; a user route does. */
static void test_protected(void **state)
{
    struct scene c = scene_new(*state);
    c.n->origins[0].protects = true;
    add(&c, c.gateway, "10.1.2.0/24", IR_SRC_EBGP);
    add(&c, c.gateway, "10.0.0.0/8", IR_SRC_EBGP);
    add(&c, c.subnet, "10.1.3.0/24", IR_SRC_USER);
    add(&c, c.subnet, "10.1.0.0/16", IR_SRC_USER); /* wins over the VNet's */
    const struct sim_state *s = state_of(*state, network_finish(c.n), IR_NONE);
    assert_true(is_aside(&c, s, "10.1.2.0/24", c.session));
    assert_false(is_aside(&c, s, "10.0.0.0/8", c.session)); /* wider than what is protected */
    assert_false(is_aside(&c, s, "10.1.3.0/24", IR_NONE));
    assert_string_equal(winner(*state, &c, s, "10.1.2.9"), "10.1.0.0/16");
    assert_string_equal(winner(*state, &c, s, "10.1.3.9"), "10.1.3.0/24");
    assert_string_equal(winner(*state, &c, s, "10.9.0.1"), "10.0.0.0/8");
}

/* What protects is there only while its guard holds. */
static void test_guard(void **state)
{
    struct scene c = scene_new(*state);
    uint32_t peering = network_element(c.n, "peering", IR_CLASS_PEERING, IR_LINK_PEERING);
    struct ir_origin *o = add(&c, c.subnet, "10.2.0.0/16", IR_SRC_PEERING);
    o->protects = true;
    o->guard = network_guard(c.n, c.n->tables[c.subnet].element, peering, IR_NONE);
    add(&c, c.gateway, "10.2.1.0/24", IR_SRC_EBGP);
    const struct ir *ir = network_finish(c.n);
    assert_true(is_aside(&c, state_of(*state, ir, IR_NONE), "10.2.1.0/24", c.session));
    const struct sim_state *s = state_of(*state, ir, peering);
    assert_false(is_aside(&c, s, "10.2.1.0/24", c.session));
    assert_string_equal(winner(*state, &c, s, "10.2.1.1"), "10.2.1.0/24");
}

/* Service endpoints win over everything inside them, user routes included; not over other endpoints. */
static void test_service_endpoint(void **state)
{
    struct scene c = scene_new(*state);
    add(&c, c.subnet, "20.60.0.0/16", IR_SRC_SERVICE)->overrides = true;
    add(&c, c.subnet, "20.60.7.0/24", IR_SRC_SERVICE)->overrides = true;
    add(&c, c.subnet, "20.60.1.0/24", IR_SRC_USER);
    add(&c, c.subnet, "20.0.0.0/8", IR_SRC_USER);
    add(&c, c.gateway, "20.60.2.0/24", IR_SRC_EBGP);
    const struct sim_state *s = state_of(*state, network_finish(c.n), IR_NONE);
    assert_true(is_aside(&c, s, "20.60.1.0/24", IR_NONE));
    assert_true(is_aside(&c, s, "20.60.2.0/24", c.session));
    assert_false(is_aside(&c, s, "20.60.7.0/24", IR_NONE));
    assert_false(is_aside(&c, s, "20.60.0.0/16", IR_NONE));
    assert_false(is_aside(&c, s, "20.0.0.0/8", IR_NONE));
    assert_string_equal(winner(*state, &c, s, "20.60.1.1"), "20.60.0.0/16");
    assert_string_equal(winner(*state, &c, s, "20.60.7.1"), "20.60.7.0/24");
}

/* Reserved routes yield to a default route of a user or from a gateway, not to the system's. */
static void test_yields(void **state)
{
    static const enum ir_source sources[] = {IR_SRC_INTERNET, IR_SRC_USER, IR_SRC_EBGP};
    for (uint32_t i = 0; i < 3; i++) {
        struct scene c = scene_new(*state);
        add(&c, c.subnet, "172.16.0.0/12", IR_SRC_RESERVED)->yields_to_default = true;
        add(&c, c.subnet, "::/8", IR_SRC_RESERVED)->yields_to_default = true;
        add(&c, sources[i] == IR_SRC_EBGP ? c.gateway : c.subnet, "0.0.0.0/0", sources[i]);
        const struct sim_state *s = state_of(*state, network_finish(c.n), IR_NONE);
        uint32_t p = ir_find_prefix(s->ir, network_parse("172.16.0.0/12"));
        assert_int_equal(is_aside(&c, s, "172.16.0.0/12", IR_NONE), i > 0);
        assert_int_equal(sim_row(s, c.subnet, p, candidate(s, c.subnet, "172.16.0.0/12", IR_NONE)) ==
                             SIM_ROW_HIDDEN,
                         i > 0);
        assert_false(is_aside(&c, s, "::/8", IR_NONE)); /* the other family */
        assert_string_equal(winner(*state, &c, s, "172.16.0.1"), i > 0 ? "0.0.0.0/0" : "172.16.0.0/12");
    }
}

/* A default route that is not selected makes nothing yield, nor one that forwards nothing. */
static void test_yields_to_what_is_used(void **state)
{
    struct scene c = scene_new(*state);
    add(&c, c.subnet, "172.16.0.0/12", IR_SRC_RESERVED)->yields_to_default = true;
    add(&c, c.subnet, "0.0.0.0/0", IR_SRC_INTERNET);
    add(&c, c.gateway, "0.0.0.0/0", IR_SRC_EBGP);
    const struct ir *ir = network_finish(c.n);
    assert_false(is_aside(&c, state_of(*state, ir, IR_NONE), "172.16.0.0/12", IR_NONE));
    c.n->sessions[c.session].rank = 0;
    c.n->origins[candidate(state_of(*state, ir, IR_NONE), c.subnet, "0.0.0.0/0", IR_NONE)->origin].rank = 1;
    assert_true(is_aside(&c, state_of(*state, ir, IR_NONE), "172.16.0.0/12", IR_NONE));
    c.n->sessions[c.session].control_only = true;
    assert_false(is_aside(&c, state_of(*state, ir, IR_NONE), "172.16.0.0/12", IR_NONE));
}

/* Routes that are only announced on forward no packet. */
static void test_control_only(void **state)
{
    struct scene c = scene_new(*state);
    add(&c, c.gateway, "10.9.0.0/16", IR_SRC_EBGP);
    c.n->sessions[c.session].control_only = true;
    const struct sim_state *s = state_of(*state, network_finish(c.n), IR_NONE);
    assert_true(candidate(s, c.subnet, "10.9.0.0/16", c.session)->selected);
    assert_true(is_aside(&c, s, "10.9.0.0/16", c.session));
    assert_string_equal(winner(*state, &c, s, "10.9.0.1"), "");
}

/* What an unshielded session brings counts beside a protecting origin (F96). */
static void test_unshielded(void **state)
{
    struct scene c = scene_new(*state);
    add(&c, c.gateway, "10.9.1.0/24", IR_SRC_EBGP);
    add(&c, c.subnet, "10.9.0.0/16", IR_SRC_PEERING)->protects = true;
    const struct ir *ir = network_finish(c.n);
    assert_string_equal(winner(*state, &c, state_of(*state, ir, IR_NONE), "10.9.1.1"), "10.9.0.0/16");
    c.n->sessions[c.session].unshielded = true;
    assert_string_equal(winner(*state, &c, state_of(*state, ir, IR_NONE), "10.9.1.1"), "10.9.1.0/24");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_protected),
        TEST(test_guard),
        TEST(test_service_endpoint),
        TEST(test_yields),
        TEST(test_yields_to_what_is_used),
        TEST(test_control_only),
        TEST(test_unshielded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
