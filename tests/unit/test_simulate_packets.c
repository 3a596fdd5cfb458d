/* simulate: what packets meet besides routes, step by step as the head of ir.h numbers them. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "compiler/simulate.h"
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

/*
 * A VNet `hub` with the subnets web (10.0.1.0/24), app (10.0.2.0/24) and edge (10.0.9.0/24), in which a firewall
 * stands (10.0.9.4).
 */
struct lab {
    struct arena *arena;
    struct network *n;
    const struct ir *ir; /* after finish */
    uint32_t hub;        /* site */
    uint32_t web, app, edge;
    struct ir_appliance *fw;
    struct bits down;
};

#define WEB "10.0.1.4"
#define APP "10.0.2.4"
#define CLIENT "8.8.8.8"

static struct lab lab_new(struct arena *a, uint32_t instances)
{
    struct lab lab = {.arena = a, .n = network_new(a)};
    lab.hub = network_site(lab.n, "hub", "10.0.0.0/16");
    lab.web = network_subnet(lab.n, lab.hub, "hub.web", "10.0.1.0/24");
    lab.app = network_subnet(lab.n, lab.hub, "hub.app", "10.0.2.0/24");
    lab.edge = network_subnet(lab.n, lab.hub, "hub.edge", "10.0.9.0/24");
    lab.fw = network_appliance(lab.n, lab.hub, lab.edge, "hub.fw", "10.0.9.4", instances);
    network_prefix(lab.n, "10.0.2.4/32");
    network_prefix(lab.n, "10.0.1.4/32");
    return lab;
}

/* A user route of a subnet. */
static struct ir_origin *user_route(struct lab *lab, uint32_t subnet, const char *prefix,
                                    enum ir_hop_kind kind, uint32_t target)
{
    for (uint32_t o = 0; o < lab->n->ir.origin_count; o++) {
        struct ir_origin *origin = &lab->n->origins[o];
        if (origin->table == subnet && origin->prefix == network_prefix(lab->n, prefix))
            origin->rank = 1; /* the system route that it replaces */
    }
    return network_origin(lab->n, subnet, prefix, IR_SRC_USER, network_hop(kind, target, IR_NONE));
}

static void to_firewall(struct lab *lab, uint32_t subnet, const char *prefix)
{
    user_route(lab, subnet, prefix, IR_HOP_TABLE, lab->fw->table);
}

static void finish(struct lab *lab)
{
    lab->ir = network_finish(lab->n);
    lab->down = bits_new(lab->arena, lab->ir->element_count);
    const char *problem = ir_verify(lab->ir, lab->arena);
    if (problem)
        fail_msg("%s", problem);
}

static const struct sim_state *state_of(const struct lab *lab)
{
    uint32_t unstable;
    bool several;
    const struct sim_state *s = sim_first(lab->arena, lab->ir, lab->down, &unstable, &several);
    assert_non_null(s);
    return s;
}

/* ---- ends ---- */

static struct flow_end host(const struct lab *lab, const char *address)
{
    struct addr sample = network_addr(address);
    uint32_t class_id = ir_class_of(lab->ir, sample);
    struct flow_end end = {.kind = FLOW_SITE,
                           .owner = IR_NONE,
                           .site = lab->hub,
                           .table = ir_table_of(lab->ir, lab->hub, class_id),
                           .public_class = IR_NONE,
                           .class_id = class_id,
                           .sample = sample};
    for (uint32_t i = 0; i < lab->ir->public_count; i++) {
        if (lab->ir->publics[i].kind == IR_OWNER_HOST && lab->ir->publics[i].host_class == class_id)
            end.public_class = lab->ir->publics[i].class_id;
    }
    return end;
}

static struct flow_end client(const struct lab *lab)
{
    struct addr sample = network_addr(CLIENT);
    return (struct flow_end){.kind = FLOW_INTERNET,
                             .owner = IR_NONE,
                             .site = IR_NONE,
                             .table = IR_NONE,
                             .public_class = IR_NONE,
                             .class_id = ir_class_of(lab->ir, sample),
                             .sample = sample};
}

static struct flow_end firewall(const struct lab *lab)
{
    return (struct flow_end){.kind = FLOW_APPLIANCE,
                             .owner = 0,
                             .site = lab->hub,
                             .table = lab->fw->table,
                             .public_class = lab->fw->public_class,
                             .class_id = lab->fw->address_class,
                             .sample = lab->fw->address};
}

static struct flow_end balancer(const struct lab *lab, uint32_t public_class)
{
    const struct ir_balancer *b = &lab->ir->balancers[0];
    return (struct flow_end){.kind = FLOW_BALANCER,
                             .owner = 0,
                             .site = lab->hub,
                             .table = IR_NONE,
                             .public_class = public_class,
                             .class_id = b->address_class,
                             .sample = b->address};
}

/* ---- looking ---- */

/* "src > hub.fw > dst", or "src > hub.fw ! 3912" when it is dropped there by NICC3912. */
static const char *path_words(struct arena *a, const struct path *p)
{
    const char *text = "";
    for (uint32_t i = 0; i < p->hop_count; i++)
        text = arena_printf(a, "%s%s%s", text, i > 0 ? " > " : "", p->hops[i].node);
    assert_true(p->delivered != p->has_drop || p->hop_count == 0);
    return p->has_drop ? arena_printf(a, "%s ! %u", text, rule_info(p->drop.rule)->number) : text;
}

static struct path request_path(const struct lab *lab, struct flow_end from, struct flow_end to)
{
    return sim_path(lab->arena, state_of(lab), &from, &to, 0, "src", "dst");
}

static struct path reply_path(const struct lab *lab, struct flow_end from, struct flow_end to)
{
    return sim_reply_path(lab->arena, state_of(lab), &from, &to, 0, "src", "dst");
}

static void assert_flow(const struct lab *lab, struct flow_end from, struct flow_end to, const char *request,
                        const char *reply)
{
    struct path there = request_path(lab, from, to), back = reply_path(lab, from, to);
    assert_string_equal(path_words(lab->arena, &there), request);
    assert_string_equal(path_words(lab->arena, &back), reply);
}

static enum sim_delivery delivery(const struct lab *lab, struct flow_end from, struct flow_end to)
{
    return sim_delivery(lab->arena, state_of(lab), &from, &to);
}

static struct claim_set set_of(struct arena *a, const char *name, struct flow_end end)
{
    struct flow_end *copy = arena_new(a, struct flow_end);
    struct claim_member *member = arena_new(a, struct claim_member);
    *copy = end;
    *member = (struct claim_member){name, copy, 1};
    return (struct claim_set){member, 1};
}

static struct claim claim_of(const struct lab *lab, enum claim_kind kind, struct flow_end from,
                             struct flow_end to)
{
    struct bits services = bits_new(lab->arena, lab->ir->service_count);
    for (uint32_t i = 0; i < lab->ir->service_count; i++)
        bits_add(services, i);
    return (struct claim){.name = "test",
                          .kind = kind,
                          .services = services,
                          .from = set_of(lab->arena, "src", from),
                          .to = set_of(lab->arena, "dst", to),
                          .granularity = CLAIM_AT_DEVICE};
}

/* "" when it holds, else what breaks it. */
static const char *problem_of(const struct lab *lab, const struct claim *c, struct witness *w)
{
    *w = (struct witness){0};
    return sim_claim_holds(lab->arena, state_of(lab), c, w) ? "" : w->problem;
}

static void assert_claim(const struct lab *lab, const struct claim *c, const char *problem)
{
    struct witness w;
    assert_string_equal(problem_of(lab, c, &w), problem);
}

/* ---- forwarding ---- */

static void test_control_only(void **state)
{
    struct lab lab = lab_new(*state, 1);
    uint32_t router = network_table(lab.n, "hub.rs", IR_ROUTE_SERVER, lab.hub, 65515);
    network_origin(lab.n, router, "10.7.0.0/16", IR_SRC_STATIC, network_hop(IR_HOP_DROP, IR_NONE, IR_NONE));
    uint32_t session = network_session(lab.n, router, lab.web, IR_NONE, IR_EBGP);
    finish(&lab);
    uint32_t class_id = ir_class_of(lab.ir, network_addr("10.7.0.1"));
    assert_int_equal(lab.ir->prefixes[sim_forward(*state, state_of(&lab), lab.web, class_id).prefix].length,
                     16);
    lab.n->sessions[session].control_only = true;
    assert_int_equal(lab.ir->prefixes[sim_forward(*state, state_of(&lab), lab.web, class_id).prefix].length,
                     0);
}

/* A service endpoint's wider route wins over a user route. */
static void test_overrides(void **state)
{
    struct lab lab = lab_new(*state, 1);
    to_firewall(&lab, lab.web, "20.1.1.0/24");
    network_origin(lab.n, lab.web, "20.1.0.0/16", IR_SRC_SERVICE,
                   network_hop(IR_HOP_INTERNET, IR_NONE, IR_NONE))
        ->overrides = true;
    finish(&lab);
    uint32_t class_id = ir_class_of(lab.ir, network_addr("20.1.1.1"));
    assert_int_equal(lab.ir->prefixes[sim_forward(*state, state_of(&lab), lab.web, class_id).prefix].length,
                     16);
}

/* A reserved range gives way to a user's default route, not to the system's. */
static void test_yields_to_user_default(void **state)
{
    for (int user = 0; user < 2; user++) {
        struct lab lab = lab_new(*state, 1);
        network_origin(lab.n, lab.web, "172.16.0.0/12", IR_SRC_RESERVED,
                       network_hop(IR_HOP_DROP, IR_NONE, IR_NONE))
            ->yields_to_default = true;
        if (user)
            to_firewall(&lab, lab.web, "0.0.0.0/0");
        finish(&lab);
        uint32_t class_id = ir_class_of(lab.ir, network_addr("172.16.0.1"));
        assert_int_equal(
            lab.ir->prefixes[sim_forward(*state, state_of(&lab), lab.web, class_id).prefix].length,
            user ? 0 : 12);
    }
}

static void test_hop_down(void **state)
{
    struct lab lab = lab_new(*state, 1);
    uint32_t link = network_element(lab.n, "hub<->spoke", IR_CLASS_PEERING, IR_LINK_PEERING);
    user_route(&lab, lab.web, "10.0.2.0/24", IR_HOP_TABLE, lab.fw->table)->hop.link = link;
    finish(&lab);
    assert_flow(&lab, host(&lab, WEB), host(&lab, APP), "src > hub.fw > dst", "dst > src");
    bits_add(lab.down, link);
    assert_flow(&lab, host(&lab, WEB), host(&lab, APP), "src ! 3908", "");
    struct path p = request_path(&lab, host(&lab, WEB), host(&lab, APP));
    assert_string_equal(p.drop.text, "the route at hub leads to hub.fw, which is down or cannot be reached");
}

/* A hop that stands for the hops of another prefix: each of them is a branch. */
static void test_hop_via(void **state)
{
    struct lab lab = lab_new(*state, 1);
    network_appliance(lab.n, lab.hub, lab.edge, "hub.fw2", "10.0.9.5", 1);
    user_route(&lab, lab.web, "10.0.2.0/24", IR_HOP_VIA, IR_NONE);
    user_route(&lab, lab.web, "192.0.2.1/32", IR_HOP_TABLE, lab.n->appliances[0].table);
    network_origin(lab.n, lab.web, "192.0.2.1/32", IR_SRC_USER,
                   network_hop(IR_HOP_TABLE, lab.n->appliances[1].table, IR_NONE));
    uint32_t loopback = network_prefix(lab.n, "192.0.2.1/32");
    struct prefix p = lab.n->prefixes[loopback];
    for (uint32_t o = 0; o < lab.n->ir.origin_count; o++) {
        if (lab.n->origins[o].hop.kind == IR_HOP_VIA)
            lab.n->origins[o].hop.target = 0;
    }
    finish(&lab);
    for (uint32_t o = 0; o < lab.ir->origin_count; o++) {
        if (lab.n->origins[o].hop.kind == IR_HOP_VIA)
            lab.n->origins[o].hop.target = ir_find_prefix(lab.ir, p);
    }
    assert_flow(&lab, host(&lab, WEB), host(&lab, APP), "src > hub.fw > dst", "dst > src");
    bits_add(lab.down, lab.n->appliances[0].instances[0]);
    assert_flow(&lab, host(&lab, WEB), host(&lab, APP), "src > hub.fw2 > dst", "dst > src");
    assert_int_equal(delivery(&lab, host(&lab, WEB), host(&lab, APP)), SIM_SOME);
}

/* F25: only these sources may pass. */
static void test_sources(void **state)
{
    struct lab lab = lab_new(*state, 1);
    static struct prefix own;
    own = network_parse("10.0.1.0/24");
    network_prefix(lab.n, "10.0.1.0/24");
    for (uint32_t o = 0; o < lab.n->ir.origin_count; o++) {
        struct ir_hop *hop = &lab.n->origins[o].hop;
        if (lab.n->origins[o].table != lab.edge || hop->kind != IR_HOP_DELIVER)
            continue;
        hop->sources = &own;
        hop->source_count = 1;
        hop->source_rule = RULE_FORWARDED_REFUSED;
    }
    to_firewall(&lab, lab.web, "10.0.2.0/24");
    to_firewall(&lab, lab.app, "10.0.1.0/24");
    finish(&lab);
    assert_flow(&lab, host(&lab, WEB), host(&lab, APP), "src > hub.fw > dst", "dst > hub.fw ! 3302");
}

/* ---- appliances ---- */

static void test_both_ways(void **state)
{
    struct lab lab = lab_new(*state, 1);
    to_firewall(&lab, lab.web, "10.0.2.0/24");
    to_firewall(&lab, lab.app, "10.0.1.0/24");
    finish(&lab);
    assert_flow(&lab, host(&lab, WEB), host(&lab, APP), "src > hub.fw > dst", "dst > hub.fw > src");
    assert_int_equal(delivery(&lab, host(&lab, WEB), host(&lab, APP)), SIM_ALL);
    struct claim c = claim_of(&lab, CLAIM_CAN_REACH, host(&lab, WEB), host(&lab, APP));
    assert_claim(&lab, &c, "");
    c.uninspected = true;
    assert_claim(&lab, &c, "a branch passes the appliance hub.fw");
    c = claim_of(&lab, CLAIM_SYMMETRIC, host(&lab, WEB), host(&lab, APP));
    assert_claim(&lab, &c, "");
    struct claim_place fw = {.name = "hub.fw", .tables = &lab.fw->table, .table_count = 1};
    c = claim_of(&lab, CLAIM_PATH, host(&lab, WEB), host(&lab, APP));
    assert_claim(&lab, &c, "a branch passes hub.fw and is not direct");
    c.groups = (struct claim_places){&fw, 1};
    assert_claim(&lab, &c, "");
    c = claim_of(&lab, CLAIM_ONLY_VIA, host(&lab, WEB), host(&lab, APP));
    c.places = (struct claim_places){&fw, 1};
    assert_claim(&lab, &c, "");
}

/* Only the reply passes the firewall. */
static void test_no_state(void **state)
{
    struct lab lab = lab_new(*state, 1);
    to_firewall(&lab, lab.app, "10.0.1.0/24");
    finish(&lab);
    assert_flow(&lab, host(&lab, WEB), host(&lab, APP), "src > dst", "dst > hub.fw ! 3912");
    struct path p = reply_path(&lab, host(&lab, WEB), host(&lab, APP));
    assert_string_equal(p.drop.text,
                        "hub.fw drops the reply: it did not forward the request, which went direct");
    assert_int_equal(delivery(&lab, host(&lab, WEB), host(&lab, APP)), SIM_ONE_WAY);
    struct claim c = claim_of(&lab, CLAIM_CAN_REACH, host(&lab, WEB), host(&lab, APP));
    struct witness w;
    assert_string_equal(problem_of(&lab, &c, &w), "the reply is dropped at hub.fw");
    assert_true(w.has_forward && w.forward.delivered && w.has_back);
    assert_string_equal(w.back.drop.text, p.drop.text);
    c.kind = CLAIM_CANNOT_REACH;
    assert_claim(&lab, &c, "");
    lab.fw->stateful[IR_TCP] = false;
    assert_claim(&lab, &c, "the packet is delivered, and so is the reply");
    c.kind = CLAIM_SYMMETRIC;
    assert_claim(&lab, &c, "the forward path crosses no device but the reply crosses hub.fw");
    c.granularity = CLAIM_AT_SITE;
    assert_claim(&lab, &c, ""); /* without state only the sites count, and it is all one site */
}

static void test_instances(void **state)
{
    struct lab lab = lab_new(*state, 2);
    to_firewall(&lab, lab.web, "10.0.2.0/24");
    to_firewall(&lab, lab.app, "10.0.1.0/24");
    finish(&lab);
    struct claim c = claim_of(&lab, CLAIM_SYMMETRIC, host(&lab, WEB), host(&lab, APP));
    assert_claim(&lab, &c, "");
    assert_int_equal(delivery(&lab, host(&lab, WEB), host(&lab, APP)), SIM_ALL);
    assert_flow(&lab, host(&lab, WEB), host(&lab, APP), "src > hub.fw (instance 1) > dst",
                "dst > hub.fw (instance 1) > src");
    bits_add(lab.down, lab.fw->instances[0]);
    assert_flow(&lab, host(&lab, WEB), host(&lab, APP), "src > hub.fw (instance 2) > dst",
                "dst > hub.fw (instance 2) > src");
    bits_add(lab.down, lab.fw->instances[1]);
    assert_flow(&lab, host(&lab, WEB), host(&lab, APP), "src > hub.fw ! 3910", "");
    struct path p = request_path(&lab, host(&lab, WEB), host(&lab, APP));
    assert_string_equal(p.drop.text, "no instance of hub.fw is up");
}

/* A stateless pair: request and reply may pass different instances, which symmetry at device granularity sees. */
static void test_instances_without_state(void **state)
{
    struct lab lab = lab_new(*state, 2);
    to_firewall(&lab, lab.app, "10.0.1.0/24");
    finish(&lab);
    lab.fw->stateful[IR_TCP] = false;
    struct claim c = claim_of(&lab, CLAIM_CAN_REACH, host(&lab, WEB), host(&lab, APP));
    assert_claim(&lab, &c, "");
    c.kind = CLAIM_SYMMETRIC;
    assert_claim(&lab, &c, "the forward path crosses no device but the reply crosses hub.fw (instance 1)");
}

static void test_not_forwarding(void **state)
{
    struct lab lab = lab_new(*state, 1);
    to_firewall(&lab, lab.web, "10.0.2.0/24");
    finish(&lab);
    lab.fw->forwards = false;
    assert_flow(&lab, host(&lab, WEB), host(&lab, APP), "src > hub.fw ! 3911", "");
    assert_flow(&lab, host(&lab, WEB), firewall(&lab), "src > dst", "dst > src");
    assert_flow(&lab, firewall(&lab), host(&lab, WEB), "src > dst", "dst > src");
    assert_flow(&lab, host(&lab, WEB), host(&lab, "10.0.9.4"), "src > hub.fw ! 3911", "");
}

static void test_rules(void **state)
{
    struct lab lab = lab_new(*state, 1);
    uint32_t rules = network_filter(lab.n, "hub.fw");
    network_line(lab.n, rules, "10.0.1.0/24", "10.0.2.0/24", true);
    network_line(lab.n, rules, NULL, NULL, false)->rule = RULE_APPLIANCE_DENIES;
    lab.fw->rules = rules;
    to_firewall(&lab, lab.web, "10.0.2.0/24");
    to_firewall(&lab, lab.app, "10.0.1.0/24");
    finish(&lab);
    assert_flow(&lab, host(&lab, WEB), host(&lab, APP), "src > hub.fw > dst", "dst > hub.fw > src");
    assert_flow(&lab, host(&lab, APP), host(&lab, WEB), "src > hub.fw ! 3913", "");
    struct path p = request_path(&lab, host(&lab, APP), host(&lab, WEB));
    assert_string_equal(p.drop.text, "hub.fw denies the request from 10.0.2.4 to 10.0.1.4");
}

/* The reply finds its way by the address of the firewall. */
static void test_snat(void **state)
{
    struct lab lab = lab_new(*state, 1);
    lab.fw->snat = IR_SNAT_ALWAYS;
    to_firewall(&lab, lab.web, "10.0.2.0/24");
    finish(&lab);
    assert_flow(&lab, host(&lab, WEB), host(&lab, APP), "src > hub.fw > dst", "dst > hub.fw > src");
    struct path p = request_path(&lab, host(&lab, WEB), host(&lab, APP));
    assert_string_equal(p.hops[1].how, "source becomes 10.0.9.4; own address space");
    static struct prefix except;
    except = network_parse("10.0.0.0/16");
    lab.fw->snat = IR_SNAT_EXCEPT;
    lab.fw->snat_except = &except;
    lab.fw->snat_except_count = 1;
    assert_flow(&lab, host(&lab, WEB), host(&lab, APP), "src > hub.fw > dst", "dst > src");
}

/* The appliance's own subnet routes to the appliance. */
static void test_loop(void **state)
{
    struct lab lab = lab_new(*state, 1);
    to_firewall(&lab, lab.web, "10.0.2.0/24");
    to_firewall(&lab, lab.edge, "10.0.2.0/24");
    finish(&lab);
    struct path p = request_path(&lab, host(&lab, WEB), host(&lab, APP));
    assert_false(p.delivered);
    assert_int_equal(p.drop.rule, RULE_FORWARDING_LOOP);
    assert_string_equal(p.drop.text, "the packet returns to hub.fw, which it has passed: a forwarding loop");
    assert_int_equal(delivery(&lab, host(&lab, WEB), host(&lab, APP)), SIM_NONE);
    struct claim c = claim_of(&lab, CLAIM_CAN_SEND, host(&lab, WEB), host(&lab, APP));
    assert_claim(&lab, &c, "the request comes back to hub.fw in a loop");
}

/* ---- the Internet ---- */

static void test_dnat(void **state)
{
    struct lab lab = lab_new(*state, 1);
    uint32_t rules = network_filter(lab.n, "hub.fw");
    network_public(lab.n, "20.0.0.1", IR_OWNER_APPLIANCE, 0, NULL);
    network_dnat(lab.n, rules, "20.0.0.1/32", APP);
    network_line(lab.n, rules, NULL, NULL, false)->rule = RULE_APPLIANCE_DENIES;
    lab.fw->rules = rules;
    finish(&lab);
    struct flow_end to = firewall(&lab);
    assert_flow(&lab, client(&lab), to, "src > hub.fw > hub", "hub > hub.fw > src");
    struct path p = request_path(&lab, client(&lab), to);
    assert_string_equal(p.hops[1].how,
                        "source becomes 10.0.9.4; destination becomes 10.0.2.4; own address space");
    assert_string_equal(p.hops[2].site, "hub");
    struct claim c = claim_of(&lab, CLAIM_CAN_REACH, client(&lab), to);
    assert_claim(&lab, &c, "");
    assert_flow(&lab, host(&lab, WEB), to, "src > hub.fw ! 3913", "");
}

static void test_public_inside(void **state)
{
    struct lab lab = lab_new(*state, 1);
    network_public(lab.n, "20.0.0.1", IR_OWNER_APPLIANCE, 0, NULL);
    to_firewall(&lab, lab.web, "0.0.0.0/0");
    finish(&lab);
    struct flow_end to = firewall(&lab);
    to.class_id = to.public_class;
    assert_flow(&lab, host(&lab, WEB), to, "src > hub.fw ! 3915", "");
    assert_flow(&lab, client(&lab), to, "src > dst", "dst > src");
}

static void test_internet_out(void **state)
{
    struct lab lab = lab_new(*state, 1);
    network_public(lab.n, "20.0.0.1", IR_OWNER_APPLIANCE, 0, NULL);
    to_firewall(&lab, lab.app, "0.0.0.0/0");
    finish(&lab);
    assert_flow(&lab, host(&lab, WEB), client(&lab), "src > dst", "dst > src");
    struct path p = request_path(&lab, host(&lab, WEB), client(&lab));
    assert_string_equal(p.hops[0].how,
                        "system default route to the Internet; source becomes a public address");
    assert_flow(&lab, host(&lab, APP), client(&lab), "src > hub.fw > dst", "dst > hub.fw > src");
    p = request_path(&lab, host(&lab, APP), client(&lab));
    assert_string_equal(p.hops[1].how, "system default route to the Internet; source becomes 20.0.0.1");
    assert_flow(&lab, firewall(&lab), client(&lab), "src > dst", "dst > src");
    struct claim c = claim_of(&lab, CLAIM_CAN_REACH, host(&lab, APP), client(&lab));
    assert_claim(&lab, &c, "");
}

static void test_internet_in(void **state)
{
    struct lab lab = lab_new(*state, 1);
    network_public(lab.n, "20.0.0.7", IR_OWNER_HOST, lab.hub, WEB);
    network_public(lab.n, "20.0.0.8", IR_OWNER_HOST, lab.hub, APP);
    to_firewall(&lab, lab.app, "0.0.0.0/0");
    finish(&lab);
    assert_flow(&lab, client(&lab), host(&lab, WEB), "src > dst", "dst > src");
    assert_flow(&lab, client(&lab), host(&lab, APP), "src > dst", "dst > hub.fw ! 3912");
    assert_flow(&lab, client(&lab), host(&lab, "10.0.1.5"), "src ! 3921", "");
    struct path p = request_path(&lab, client(&lab), host(&lab, WEB));
    assert_int_equal(addr_compare(p.destination, network_addr("20.0.0.7")), 0);
    lab.fw->stateful[IR_TCP] = false; /* the firewall lets it pass, but it leaves from another address */
    assert_flow(&lab, client(&lab), host(&lab, APP), "src > dst", "dst > hub.fw ! 3920");
}

/* By way of the Internet from host to host. */
static void test_public_to_public(void **state)
{
    struct lab lab = lab_new(*state, 1);
    network_public(lab.n, "20.0.0.7", IR_OWNER_HOST, lab.hub, WEB);
    network_public(lab.n, "20.0.0.8", IR_OWNER_HOST, lab.hub, APP);
    finish(&lab);
    struct flow_end to = host(&lab, APP);
    struct addr public = network_addr("20.0.0.8");
    struct flow_end by_public = to;
    by_public.class_id = ir_class_of(lab.ir, public);
    struct path p = request_path(&lab, host(&lab, WEB), by_public); /* delivered, though not as this class */
    assert_string_equal(path_words(*state, &p), "src > Internet ! 3906");
    assert_string_equal(p.hops[0].how, "system default route to the Internet; source becomes 20.0.0.7");
    assert_string_equal(p.hops[1].how, "destination becomes 10.0.2.4");
}

/* A gateway's table sends nothing to the Internet. */
static void test_no_exit(void **state)
{
    struct lab lab = lab_new(*state, 1);
    uint32_t gateway = network_table(lab.n, "hub.vpn-gw", IR_VPN_GATEWAY, lab.hub, 65515);
    network_origin(lab.n, gateway, "0.0.0.0/0", IR_SRC_INTERNET,
                   network_hop(IR_HOP_INTERNET, IR_NONE, IR_NONE));
    user_route(&lab, lab.web, "0.0.0.0/0", IR_HOP_TABLE, gateway);
    finish(&lab);
    assert_flow(&lab, host(&lab, WEB), client(&lab), "src > hub.vpn-gw ! 3918", "");
}

/* A router with a default route of its own, and replies that come back to it. */
static void test_router_exit(void **state)
{
    struct network *n = network_new(*state);
    uint32_t site = network_site(n, "office", "10.1.0.0/16");
    uint32_t router = network_router(n, "office.ce", site, 65001);
    network_origin(n, router, "0.0.0.0/0", IR_SRC_DEFAULT, network_hop(IR_HOP_EXIT, IR_NONE, IR_NONE));
    struct lab lab = {.arena = *state, .n = n, .hub = site};
    finish(&lab);
    assert_false(lab.ir->packets_matter);
    assert_flow(&lab, host(&lab, "10.1.0.4"), client(&lab), "src > office.ce > dst", "dst > office.ce > src");
    assert_int_equal(delivery(&lab, host(&lab, "10.1.0.4"), client(&lab)), SIM_ALL);
    assert_flow(&lab, client(&lab), host(&lab, "10.1.0.4"), "src ! 3921", "");
}

/* ---- load balancers ---- */

/* Two firewalls behind one front end, both ways: each flow keeps to one of them. */
static void test_balancer_as_next_hop(void **state)
{
    struct lab lab = lab_new(*state, 1);
    network_appliance(lab.n, lab.hub, lab.edge, "hub.fw2", "10.0.9.5", 1);
    uint32_t lb = network_balancer(lab.n, lab.hub, "hub.lb", "10.0.9.100");
    network_backend(lab.n, lb, 0, NULL);
    network_backend(lab.n, lb, 1, NULL);
    user_route(&lab, lab.web, "10.0.2.0/24", IR_HOP_BALANCER, lb);
    struct ir_origin *back = user_route(&lab, lab.app, "10.0.1.0/24", IR_HOP_BALANCER, lb);
    uint32_t app = back->table;
    finish(&lab);
    assert_flow(&lab, host(&lab, WEB), host(&lab, APP), "src > hub.lb > hub.fw > dst",
                "dst > hub.lb > hub.fw > src");
    struct claim c = claim_of(&lab, CLAIM_CAN_REACH, host(&lab, WEB), host(&lab, APP));
    assert_claim(&lab, &c, "");
    c.kind = CLAIM_SYMMETRIC;
    assert_claim(&lab, &c, "");
    c.granularity = CLAIM_AT_SITE;
    assert_claim(&lab, &c, "");
    c.kind = CLAIM_ONLY_VIA;
    struct claim_place place = {.name = "hub.lb", .balancers = &lb, .balancer_count = 1};
    c.places = (struct claim_places){&place, 1};
    assert_claim(&lab, &c, "");
    for (uint32_t o = 0; o < lab.ir->origin_count; o++) { /* now the reply always comes to one of them */
        struct ir_origin *origin = &lab.n->origins[o];
        if (origin->table == app && origin->source == IR_SRC_USER)
            origin->hop = network_hop(IR_HOP_TABLE, lab.fw->table, IR_NONE);
    }
    c = claim_of(&lab, CLAIM_CAN_REACH, host(&lab, WEB), host(&lab, APP));
    struct witness w;
    assert_string_equal(problem_of(&lab, &c, &w), "the reply is dropped at hub.fw");
    assert_string_equal(
        w.back.drop.text,
        "hub.fw drops the reply: it did not forward the request, which went over hub.lb, hub.fw2");
    bits_add(lab.down, lab.n->appliances[0].instances[0]);
    bits_add(lab.down, lab.n->appliances[1].instances[0]);
    assert_flow(&lab, host(&lab, WEB), host(&lab, APP), "src > hub.lb ! 3917", "");
}

static void test_balancer_as_destination(void **state)
{
    struct lab lab = lab_new(*state, 1);
    uint32_t lb = network_balancer(lab.n, lab.hub, "hub.lb", "10.0.2.100");
    network_backend(lab.n, lb, IR_NONE, APP);
    network_backend(lab.n, lb, IR_NONE, "10.0.2.5");
    finish(&lab);
    assert_flow(&lab, host(&lab, WEB), balancer(&lab, IR_NONE), "src > hub.lb > hub", "hub > src");
    struct path p = request_path(&lab, host(&lab, WEB), balancer(&lab, IR_NONE));
    assert_string_equal(p.hops[1].how, "backend 10.0.2.4; destination becomes 10.0.2.4");
    struct claim c = claim_of(&lab, CLAIM_CAN_REACH, host(&lab, WEB), balancer(&lab, IR_NONE));
    assert_claim(&lab, &c, "");
    c.has_max_hops = true;
    c.max_hops = 1; /* the balancer is the end */
    assert_claim(&lab, &c, "");
}

/* The reply of a public front end's backend is sent to the firewall, unless a route of its own leads straight
 * back. */
static void test_public_balancer(void **state)
{
    for (int straight = 0; straight < 2; straight++) {
        struct lab lab = lab_new(*state, 1);
        uint32_t lb = network_balancer(lab.n, lab.hub, "hub.lb", "10.0.2.100");
        network_backend(lab.n, lb, IR_NONE, APP);
        network_public(lab.n, "20.0.0.9", IR_OWNER_BALANCER, lb, NULL);
        to_firewall(&lab, lab.app, "0.0.0.0/0");
        if (straight)
            user_route(&lab, lab.app, "8.0.0.0/8", IR_HOP_INTERNET, IR_NONE);
        finish(&lab);
        for (uint32_t i = 0; i < lab.ir->class_count; i++) { /* the user's route declares no address space */
            if (i == ir_class_of(lab.ir, network_addr(CLIENT)))
                lab.n->classes.at[i].internet = true;
        }
        struct flow_end to = balancer(&lab, ir_class_of(lab.ir, network_addr("20.0.0.9")));
        assert_flow(&lab, client(&lab), to, "src > hub.lb > hub",
                    straight ? "hub > src" : "hub > hub.fw ! 3912");
    }
}

/* ---- security groups ---- */

static void test_security_groups(void **state)
{
    struct lab lab = lab_new(*state, 1);
    uint32_t in = network_filter(lab.n, "hub.app-sg inbound");
    network_line(lab.n, in, "10.0.1.0/24", NULL, true);
    network_line(lab.n, in, NULL, NULL, false);
    uint32_t out = network_filter(lab.n, "hub.app-sg outbound");
    network_line(lab.n, out, NULL, NULL, false);
    network_attach(lab.n, lab.hub, "10.0.2.0/24", in, out);
    finish(&lab);
    assert_flow(&lab, host(&lab, WEB), host(&lab, APP), "src > dst", "dst > src"); /* replies need no rule */
    assert_flow(&lab, host(&lab, "10.0.9.9"), host(&lab, APP), "src ! 3914", "");
    assert_flow(&lab, host(&lab, APP), host(&lab, WEB), "src ! 3914", "");
    struct path p = request_path(&lab, host(&lab, APP), host(&lab, WEB));
    assert_string_equal(p.drop.text, "hub.app-sg outbound denies the request from 10.0.2.4 to 10.0.1.4");
    assert_string_equal(p.drop.node, "hub");
}

/* The subnet's group decides first inbound, the NIC's first outbound. */
static void test_order_of_groups(void **state)
{
    struct lab lab = lab_new(*state, 1);
    uint32_t nic = network_filter(lab.n, "nic");
    network_line(lab.n, nic, NULL, NULL, false);
    uint32_t subnet = network_filter(lab.n, "subnet");
    network_line(lab.n, subnet, NULL, NULL, false);
    network_attach(lab.n, lab.hub, "10.0.2.4/32", nic, nic);
    network_attach(lab.n, lab.hub, "10.0.2.0/24", subnet, subnet);
    finish(&lab);
    struct path p = request_path(&lab, host(&lab, WEB), host(&lab, APP));
    assert_string_equal(p.drop.text, "subnet denies the request from 10.0.1.4 to 10.0.2.4");
    p = request_path(&lab, host(&lab, APP), host(&lab, WEB));
    assert_string_equal(p.drop.text, "nic denies the request from 10.0.2.4 to 10.0.1.4");
}

/* The tag VirtualNetwork: what the subnet has a route for, the default route excepted. */
static void test_virtual_network(void **state)
{
    struct lab lab = lab_new(*state, 1);
    uint32_t in = network_filter(lab.n, "hub.app-sg inbound");
    network_line(lab.n, in, NULL, NULL, true)->from =
        (struct ir_address_set){.known_at = {lab.app}, .known_count = 1};
    network_line(lab.n, in, NULL, NULL, false);
    network_attach(lab.n, lab.hub, "10.0.2.0/24", in, IR_NONE);
    network_public(lab.n, "20.0.0.8", IR_OWNER_HOST, lab.hub, APP);
    finish(&lab);
    assert_flow(&lab, host(&lab, WEB), host(&lab, APP), "src > dst", "dst > src");
    assert_flow(&lab, client(&lab), host(&lab, APP), "src ! 3914", "");
}

/* ---- services ---- */

static void test_services(void **state)
{
    static const struct ir_service services[] = {
        {.name = "tcp 22", .protocol = IR_TCP, .port = 22, .reply = 1},
        {.name = "udp 53", .protocol = IR_UDP, .port = 53, .reply = 1},
    };
    struct lab lab = lab_new(*state, 1);
    uint32_t in = network_filter(lab.n, "hub.app-sg inbound");
    bits_remove(network_line(lab.n, in, NULL, NULL, true)->services, 1);
    network_line(lab.n, in, NULL, NULL, false);
    network_attach(lab.n, lab.hub, "10.0.2.0/24", in, IR_NONE);
    lab.n->ir.services = services;
    lab.n->ir.service_count = 2;
    finish(&lab);
    struct claim c = claim_of(&lab, CLAIM_CAN_REACH, host(&lab, WEB), host(&lab, APP));
    struct witness w;
    assert_string_equal(problem_of(&lab, &c, &w), "the request is dropped at hub");
    assert_int_equal(w.service, 1);
    assert_string_equal(w.forward.drop.text,
                        "hub.app-sg inbound denies the request from 10.0.1.4 to 10.0.2.4, udp 53");
    assert_false(w.has_back);
    c.kind = CLAIM_CANNOT_REACH;
    assert_string_equal(problem_of(&lab, &c, &w), "the packet is delivered, and so is the reply");
    assert_int_equal(w.service, 0);
    bits_remove(c.services, 0);
    assert_claim(&lab, &c, "");
    assert_int_equal(delivery(&lab, host(&lab, WEB), host(&lab, APP)), SIM_SOME);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_control_only),
        TEST(test_overrides),
        TEST(test_yields_to_user_default),
        TEST(test_hop_down),
        TEST(test_hop_via),
        TEST(test_sources),
        TEST(test_both_ways),
        TEST(test_no_state),
        TEST(test_instances),
        TEST(test_instances_without_state),
        TEST(test_not_forwarding),
        TEST(test_rules),
        TEST(test_snat),
        TEST(test_loop),
        TEST(test_dnat),
        TEST(test_public_inside),
        TEST(test_internet_out),
        TEST(test_internet_in),
        TEST(test_public_to_public),
        TEST(test_no_exit),
        TEST(test_router_exit),
        TEST(test_balancer_as_next_hop),
        TEST(test_balancer_as_destination),
        TEST(test_public_balancer),
        TEST(test_security_groups),
        TEST(test_order_of_groups),
        TEST(test_virtual_network),
        TEST(test_services),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
