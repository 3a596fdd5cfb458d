/* simulate: forwarding, branches, paths in words, and every kind of claim holding and failing. */

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
 * Site left with two routers, site right with one, a tunnel from each router of left:
 *
 *     left.ce1 --t1-- right.ce
 *     left.ce2 --t2-- right.ce
 *
 * Left uses both, right prefers t1.
 */
struct lab {
    struct network *n;
    const struct ir *ir;                /* after lab_finish */
    uint32_t left, right, ce1, ce2, ce; /* sites, tables */
    uint32_t t1, t2;                    /* sessions from left to right */
    uint32_t lan1, lan2;                /* sessions from left's routers to its LAN */
};

static struct lab lab_new(struct arena *a)
{
    struct lab lab = {.n = network_new(a)};
    lab.left = network_site(lab.n, "left", "10.1.0.0/16");
    lab.right = network_site(lab.n, "right", "10.2.0.0/16");
    lab.lan1 = lab.n->ir.session_count;
    lab.ce1 = network_router(lab.n, "left.ce1", lab.left, 65001);
    lab.lan2 = lab.n->ir.session_count;
    lab.ce2 = network_router(lab.n, "left.ce2", lab.left, 65001);
    lab.ce = network_router(lab.n, "right.ce", lab.right, 65002);
    lab.t1 = network_link(lab.n, "t1", lab.ce1, lab.ce, IR_EBGP);
    lab.t2 = network_link(lab.n, "t2", lab.ce2, lab.ce, IR_EBGP);
    lab.n->sessions[lab.t1].import_edit = (struct ir_edit){.set_local_pref = true, .local_pref = 200};
    return lab;
}

static uint32_t link_of(const struct lab *lab, uint32_t session)
{
    return lab->n->sessions[session].hop.link;
}

static void lab_finish(struct arena *a, struct lab *lab)
{
    lab->ir = network_finish(lab->n);
    const char *problem = ir_verify(lab->ir, a);
    if (problem)
        fail_msg("%s", problem);
}

/* The first stable state with up to one element down. */
static const struct sim_state *state_with_down(struct arena *a, const struct lab *lab, uint32_t element)
{
    struct bits down = bits_new(a, lab->ir->element_count);
    if (element != IR_NONE)
        bits_add(down, element);
    uint32_t unstable;
    bool several;
    const struct sim_state *s = sim_first(a, lab->ir, down, &unstable, &several);
    assert_non_null(s);
    return s;
}

static struct flow_end end_at(const struct lab *lab, uint32_t site, const char *address)
{
    struct addr sample = network_addr(address);
    return (struct flow_end){.site = site,
                             .table = lab->ir->sites[site].table,
                             .class_id = ir_class_of(lab->ir, sample),
                             .sample = sample};
}

static struct claim_set set_of(struct arena *a, const struct lab *lab, uint32_t site, const char *address)
{
    struct flow_end *end = arena_new(a, struct flow_end);
    struct claim_member *member = arena_new(a, struct claim_member);
    *end = end_at(lab, site, address);
    *member = (struct claim_member){lab->ir->sites[site].name, end, 1};
    return (struct claim_set){member, 1};
}

/* A claim of this kind from left to right. */
static struct claim flow_claim(struct arena *a, const struct lab *lab, enum claim_kind kind)
{
    struct bits services = bits_new(a, 1);
    bits_add(services, 0);
    return (struct claim){.name = "test",
                          .kind = kind,
                          .services = services,
                          .from = set_of(a, lab, lab->left, "10.1.0.4"),
                          .to = set_of(a, lab, lab->right, "10.2.0.4"),
                          .granularity = CLAIM_AT_LINK};
}

/* One place with one table or one link (IR_NONE: none). */
static struct claim_places place(struct arena *a, const char *name, uint32_t table, uint32_t link)
{
    uint32_t *ids = arena_array(a, uint32_t, 2);
    struct claim_place *p = arena_new(a, struct claim_place);
    ids[0] = table;
    ids[1] = link;
    *p = (struct claim_place){.name = name,
                              .tables = ids,
                              .table_count = table == IR_NONE ? 0 : 1,
                              .links = ids + 1,
                              .link_count = link == IR_NONE ? 0 : 1};
    return (struct claim_places){p, 1};
}

static struct claim_places places2(struct arena *a, struct claim_places x, struct claim_places y)
{
    struct claim_place *list = arena_array(a, struct claim_place, 2);
    list[0] = x.at[0];
    list[1] = y.at[0];
    return (struct claim_places){list, 2};
}

static void assert_holds(struct arena *a, const struct sim_state *s, const struct claim *c)
{
    struct witness w = {0};
    if (!sim_claim_holds(a, s, c, &w))
        fail_msg("should hold, but %s", w.problem);
}

static struct witness assert_fails(struct arena *a, const struct sim_state *s, const struct claim *c,
                                   const char *problem)
{
    struct witness w = {0};
    assert_false(sim_claim_holds(a, s, c, &w));
    assert_string_equal(w.problem, problem);
    return w;
}

static void assert_path(const struct path *p, const char *const *nodes, uint32_t count)
{
    assert_int_equal(p->hop_count, count);
    for (uint32_t i = 0; i < count; i++)
        assert_string_equal(p->hops[i].node, nodes[i]);
}

/* ---- forwarding ---- */

static void test_longest_prefix_and_ecmp(void **state)
{
    struct lab lab = lab_new(*state);
    network_origin(lab.n, lab.ce, "10.2.3.0/24", IR_SRC_STATIC, network_hop(IR_HOP_DROP, IR_NONE, IR_NONE));
    lab_finish(*state, &lab);
    const struct sim_state *s = state_with_down(*state, &lab, IR_NONE);
    uint32_t near = ir_class_of(lab.ir, network_addr("10.2.0.1")),
             far = ir_class_of(lab.ir, network_addr("10.2.3.1"));
    uint32_t lan = lab.ir->sites[lab.left].table;
    struct sim_used used = sim_forward(*state, s, lan, near);
    assert_int_equal(used.count, 2);
    assert_int_equal(used.routes[0]->session, lab.lan1);
    assert_int_equal(used.routes[1]->session, lab.lan2);
    assert_int_equal(lab.ir->prefixes[used.prefix].length, 16);
    assert_int_equal(lab.ir->prefixes[sim_forward(*state, s, lan, far).prefix].length, 24);
    used = sim_forward(*state, s, lan, ir_class_of(lab.ir, network_addr("8.8.8.8")));
    assert_int_equal(used.count, 0);
    assert_int_equal(used.prefix, IR_NONE);
}

/* A protecting origin wins over longer learned routes; a yielding one gives way to a learned default route. */
static void test_set_aside(void **state)
{
    struct lab lab = lab_new(*state);
    uint32_t lan = lab.n->sites[lab.left].table;
    struct ir_hop drop = network_hop(IR_HOP_DROP, IR_NONE, IR_NONE);
    network_origin(lab.n, lab.ce, "10.2.3.0/24", IR_SRC_AGGREGATE, drop);
    uint32_t peer = lab.n->ir.origin_count;
    network_origin(lab.n, lan, "10.2.0.0/16", IR_SRC_PEERING,
                   network_hop(IR_HOP_DELIVER, lab.right, IR_NONE));
    lab.n->origins[peer].protects = true;
    network_origin(lab.n, lan, "172.16.0.0/12", IR_SRC_RESERVED, drop)->yields_to_default = true;
    network_origin(lab.n, lab.ce, "0.0.0.0/0", IR_SRC_DEFAULT, network_hop(IR_HOP_EXIT, IR_NONE, IR_NONE));
    lab_finish(*state, &lab);
    const struct sim_state *s = state_with_down(*state, &lab, IR_NONE);
    uint32_t inside = ir_class_of(lab.ir, network_addr("10.2.3.1"));
    uint32_t reserved = ir_class_of(lab.ir, network_addr("172.16.0.1"));
    struct sim_used used = sim_forward(*state, s, lan, inside);
    assert_int_equal(lab.ir->prefixes[used.prefix].length, 16);
    assert_int_equal(used.routes[0]->session, IR_NONE);
    assert_int_equal(lab.ir->prefixes[sim_forward(*state, s, lan, reserved).prefix].length, 0);
    s = state_with_down(*state, &lab, lab.ir->tables[lab.ce].element);
    assert_int_equal(lab.ir->prefixes[sim_forward(*state, s, lan, reserved).prefix].length, 12);
    for (uint32_t o = 0; o < lab.ir->origin_count; o++)
        lab.n->origins[o].protects = false;
    s = state_with_down(*state, &lab, IR_NONE);
    assert_int_equal(lab.ir->prefixes[sim_forward(*state, s, lan, inside).prefix].length, 24);
}

/* ---- paths ---- */

static struct path path_to(struct arena *a, const struct lab *lab, const struct sim_state *s,
                           const char *address)
{
    struct flow_end from = end_at(lab, lab->left, "10.1.0.4"), to = end_at(lab, lab->right, address);
    return sim_path(a, s, &from, &to, 0, "left.pc", "right.pc");
}

static void test_path(void **state)
{
    struct lab lab = lab_new(*state);
    lab_finish(*state, &lab);
    const struct sim_state *s = state_with_down(*state, &lab, IR_NONE);
    struct path p = path_to(*state, &lab, s, "10.2.0.4");
    assert_true(p.delivered);
    assert_false(p.has_drop);
    assert_path(&p, (const char *const[]){"left.pc", "left.ce1", "right.ce", "right.pc"}, 4);
    assert_string_equal(p.hops[0].how, "learned from left.ce1");
    assert_string_equal(p.hops[0].site, "left");
    assert_string_equal(p.hops[2].how, "own prefix");
    assert_string_equal(p.hops[3].how, "delivered");
    assert_true(p.hops[2].has_route);
    assert_int_equal(p.hops[2].route.length, 16);
    struct flow_end from = end_at(&lab, lab.left, "10.1.0.4"), to = end_at(&lab, lab.right, "10.2.0.4");
    assert_int_equal(sim_delivery(*state, s, &from, &to), SIM_ALL);
}

static void test_drops(void **state)
{
    struct lab lab = lab_new(*state);
    uint32_t lan = lab.n->sites[lab.left].table;
    network_origin(lab.n, lan, "10.3.0.0/16", IR_SRC_STATIC, network_hop(IR_HOP_DELIVER, lab.left, IR_NONE));
    network_origin(lab.n, lan, "10.4.0.0/16", IR_SRC_INTERNET,
                   network_hop(IR_HOP_INTERNET, IR_NONE, IR_NONE));
    network_origin(lab.n, lan, "10.5.0.0/16", IR_SRC_RESERVED, network_hop(IR_HOP_DROP, IR_NONE, IR_NONE));
    network_origin(lab.n, lan, "10.6.0.0/16", IR_SRC_DEFAULT, network_hop(IR_HOP_EXIT, IR_NONE, IR_NONE));
    network_origin(lab.n, lan, "10.7.0.0/16", IR_SRC_STATIC, network_hop(IR_HOP_TABLE, lab.ce1, IR_NONE));
    network_origin(lab.n, lab.ce1, "10.7.0.0/16", IR_SRC_STATIC, network_hop(IR_HOP_TABLE, lan, IR_NONE));
    lab_finish(*state, &lab);
    const struct sim_state *s = state_with_down(*state, &lab, IR_NONE);
    static const struct {
        const char *address;
        uint32_t rule;
        const char *node, *text;
    } cases[] = {
        {"10.3.0.1", RULE_WRONG_SITE, "left", "10.3.0.1 is delivered in left, not in right"},
        {"10.4.0.1", RULE_LEFT_TO_INTERNET, "left", "the packet for 10.4.0.1 leaves to the Internet"},
        {"10.5.0.1", RULE_RESERVED_NONE, "left", NULL},
        {"10.6.0.1", RULE_DEFAULT_EXIT_ONLY, "left", NULL},
        {"10.7.0.1", RULE_FORWARDING_LOOP, "left",
         "the packet returns to left, which it has passed: a forwarding loop"},
        {"10.8.0.1", RULE_NO_ROUTE, "left", "no route for 10.8.0.1"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct path p = path_to(*state, &lab, s, cases[i].address);
        assert_false(p.delivered);
        assert_true(p.has_drop);
        assert_int_equal(p.drop.rule, cases[i].rule);
        assert_string_equal(p.drop.node, cases[i].node);
        assert_string_equal(p.drop.text, cases[i].text ? cases[i].text : rule_info(cases[i].rule)->text);
        struct flow_end from = end_at(&lab, lab.left, "10.1.0.4"),
                        to = end_at(&lab, lab.right, cases[i].address);
        assert_int_equal(sim_delivery(*state, s, &from, &to), SIM_NONE);
    }
}

/* ---- claims about flows ---- */

static void test_can_reach(void **state)
{
    struct lab lab = lab_new(*state);
    struct ir_host host = {"left.pc", network_addr("10.1.0.4"), SPAN_NONE};
    lab.n->sites[lab.left].hosts = &host;
    lab.n->sites[lab.left].host_count = 1;
    lab_finish(*state, &lab);
    struct claim c = flow_claim(*state, &lab, CLAIM_CAN_REACH);
    assert_holds(*state, state_with_down(*state, &lab, IR_NONE), &c);
    assert_true(sim_claim_applies(*state, state_with_down(*state, &lab, IR_NONE), &c));
    uint32_t router = lab.ir->tables[lab.ce].element;
    const struct sim_state *s = state_with_down(*state, &lab, router);
    assert_holds(*state, s, &c); /* something inside an end site has failed: the flow does not count */
    c.down = &router;
    c.down_count = 1; /* unless the claim itself takes it down */
    struct witness w = assert_fails(*state, s, &c, "the request is dropped at left");
    assert_true(w.is_flow && w.has_forward && w.has_back);
    assert_string_equal(w.source_name, "left.pc");
    assert_string_equal(w.destination_name, "right");
    assert_int_equal(w.forward.drop.rule, RULE_NO_ROUTE);
    lab.n->sessions[lab.t1 + 1].hop = network_hop(IR_HOP_DROP, IR_NONE, IR_NONE);
    w = assert_fails(*state, state_with_down(*state, &lab, IR_NONE), &c,
                     "a branch of the request is dropped at left.ce1");
    assert_path(&w.forward, (const char *const[]){"left.pc", "left.ce1"}, 2);
    assert_true(w.back.delivered);
}

static void test_can_reach_without_reply(void **state)
{
    struct lab lab = lab_new(*state);
    lab_finish(*state, &lab);
    lab.n->sessions[lab.t1].hop = network_hop(IR_HOP_DROP, IR_NONE, IR_NONE);
    struct claim c = flow_claim(*state, &lab, CLAIM_CAN_REACH);
    const struct sim_state *s = state_with_down(*state, &lab, IR_NONE);
    struct witness w = assert_fails(*state, s, &c, "the reply is dropped at right.ce");
    assert_true(w.forward.delivered);
    assert_path(&w.back, (const char *const[]){"right", "right.ce"}, 2);
    c.kind = CLAIM_CAN_SEND;
    assert_holds(*state, s, &c);
    c.kind = CLAIM_CANNOT_REACH;
    assert_holds(*state, s, &c);
    c.kind = CLAIM_CANNOT_SEND;
    w = assert_fails(*state, s, &c, "the packet is delivered");
    assert_false(w.has_back);
    c.kind = CLAIM_ISOLATED;
    assert_fails(*state, s, &c, "the packet is delivered one way");
}

static void test_cannot_reach(void **state)
{
    struct lab lab = lab_new(*state);
    lab_finish(*state, &lab);
    struct claim c = flow_claim(*state, &lab, CLAIM_CANNOT_REACH);
    const struct sim_state *up = state_with_down(*state, &lab, IR_NONE);
    const struct sim_state *down = state_with_down(*state, &lab, lab.ir->tables[lab.ce].element);
    struct witness w = assert_fails(*state, up, &c, "the packet is delivered, and so is the reply");
    assert_true(w.forward.delivered && w.back.delivered);
    assert_holds(*state, down, &c);
    c.kind = CLAIM_CANNOT_SEND;
    assert_holds(*state, down, &c);
    c.kind = CLAIM_ISOLATED;
    assert_fails(*state, up, &c, "packets are delivered both ways");
    assert_holds(*state, down, &c);
}

static void test_qualifiers(void **state)
{
    struct lab lab = lab_new(*state);
    lab_finish(*state, &lab);
    const struct sim_state *s = state_with_down(*state, &lab, IR_NONE);
    const struct sim_state *one = state_with_down(*state, &lab, link_of(&lab, lab.t2));
    struct claim_places first = place(*state, "left.ce1", lab.ce1, IR_NONE);
    struct claim_places tunnel = place(*state, "t1", IR_NONE, link_of(&lab, lab.t1));
    struct claim_places right = place(*state, "right", lab.ir->sites[lab.right].table, IR_NONE);
    struct claim_places via[3] = {first, tunnel, right};
    struct claim c = flow_claim(*state, &lab, CLAIM_CAN_SEND);
    struct claim_via lists[2] = {{via, 3}, {NULL, 0}};
    c.vias = lists;
    c.via_count = 1;
    assert_holds(*state, one, &c);
    struct witness w = assert_fails(*state, s, &c, "a branch does not pass left.ce1");
    assert_string_equal(w.forward.hops[1].node, "left.ce2");
    via[1] = first; /* the same one again: strictly after it */
    assert_fails(*state, one, &c, "a branch does not pass left.ce1 after left.ce1");
    via[0] = places2(*state, first, place(*state, "left.ce2", lab.ce2, IR_NONE));
    lists[0].count = 1;
    assert_holds(*state, s, &c);
    lists[1] = (struct claim_via){&tunnel, 1};
    c.via_count = 2;
    assert_fails(*state, s, &c, "a branch does not pass t1");
    assert_holds(*state, one, &c);
    c.both_ways = true;
    assert_holds(*state, one, &c);
    struct claim_places back[2] = {tunnel, first}; /* the reply has them the other way round */
    lists[1] = (struct claim_via){back, 1};
    assert_holds(*state, one, &c);
    lists[0] = (struct claim_via){back + 1, 1};
    lists[1] = (struct claim_via){via + 2, 1};
    c.kind = CLAIM_CAN_REACH;
    assert_holds(*state, one, &c);
    c.kind = CLAIM_CAN_SEND;
    c.both_ways = false;
    c.via_count = 0;
    c.avoiding = tunnel;
    assert_fails(*state, s, &c, "a branch passes t1");
    assert_holds(*state, state_with_down(*state, &lab, link_of(&lab, lab.t1)), &c);
    c.avoiding.count = 0;
    c.has_max_hops = true;
    c.max_hops = 3;
    assert_holds(*state, s, &c);
    c.max_hops = 2;
    assert_fails(*state, s, &c, "a branch has 3 hops, more than 2");
    c.max_hops = UINT32_MAX;
    assert_holds(*state, s, &c);
}

static void test_over(void **state)
{
    struct lab lab = lab_new(*state);
    lab_finish(*state, &lab);
    const struct sim_state *s = state_with_down(*state, &lab, IR_NONE);
    struct claim_places t1 = place(*state, "t1", IR_NONE, link_of(&lab, lab.t1)),
                        t2 = place(*state, "t2", IR_NONE, link_of(&lab, lab.t2));
    struct claim_places over = places2(*state, t1, t2);
    struct claim c = flow_claim(*state, &lab, CLAIM_CAN_SEND);
    c.overs = &over;
    c.over_count = 1;
    assert_holds(*state, s, &c);
    assert_fails(*state, state_with_down(*state, &lab, link_of(&lab, lab.t2)), &c, "no branch passes t2");
    over = t1;
    assert_fails(*state, s, &c, "a branch does not pass t1");
    over = places2(*state, t1, place(*state, "left.ce1", lab.ce1, IR_NONE));
    assert_fails(*state, s, &c, "a branch passes t1 and left.ce1, not exactly one");
    assert_fails(*state, state_with_down(*state, &lab, link_of(&lab, lab.t1)), &c,
                 "a branch passes none of t1, left.ce1");
}

static void test_only_via(void **state)
{
    struct lab lab = lab_new(*state);
    lab_finish(*state, &lab);
    struct claim c = flow_claim(*state, &lab, CLAIM_ONLY_VIA);
    c.places = place(*state, "t1", IR_NONE, link_of(&lab, lab.t1));
    const struct sim_state *s = state_with_down(*state, &lab, IR_NONE);
    struct witness w = assert_fails(*state, s, &c, "a delivered branch does not pass t1");
    assert_string_equal(w.forward.hops[1].node, "left.ce2");
    assert_holds(*state, state_with_down(*state, &lab, link_of(&lab, lab.t2)), &c);
    s = state_with_down(*state, &lab, lab.ir->tables[lab.ce].element);
    assert_holds(*state, s, &c);
    assert_false(sim_claim_applies(*state, s, &c));
}

static void test_path_claim(void **state)
{
    struct lab lab = lab_new(*state);
    lab_finish(*state, &lab);
    struct claim c = flow_claim(*state, &lab, CLAIM_PATH);
    struct claim_places ce1 = place(*state, "left.ce1", lab.ce1, IR_NONE);
    struct claim_places ce = place(*state, "right.ce", lab.ce, IR_NONE);
    const struct sim_state *s = state_with_down(*state, &lab, IR_NONE);
    const struct sim_state *one = state_with_down(*state, &lab, link_of(&lab, lab.t2));
    c.groups = places2(*state, ce1, ce);
    assert_holds(*state, one, &c);
    assert_true(sim_claim_applies(*state, one, &c));
    assert_fails(*state, s, &c, "a branch passes left.ce2, right.ce, not left.ce1, right.ce");
    c.groups = ce1;
    assert_fails(*state, one, &c, "a branch passes left.ce1, right.ce, not left.ce1");
    c.groups.count = 0;
    assert_fails(*state, one, &c, "a branch passes left.ce1, right.ce and is not direct");
}

static void test_symmetric(void **state)
{
    struct lab lab = lab_new(*state);
    lab_finish(*state, &lab);
    struct claim c = flow_claim(*state, &lab, CLAIM_SYMMETRIC);
    const struct sim_state *s = state_with_down(*state, &lab, IR_NONE);
    struct witness w =
        assert_fails(*state, s, &c, "the forward path crosses tunnel t2 but the reply crosses tunnel t1");
    assert_true(w.forward.delivered && w.back.delivered);
    c.granularity = CLAIM_AT_DEVICE;
    assert_fails(*state, s, &c,
                 "the forward path crosses left.ce2, right.ce but the reply crosses right.ce, left.ce1");
    c.granularity = CLAIM_AT_SITE;
    assert_holds(*state, s, &c);
    c.granularity = CLAIM_AT_LINK;
    const struct sim_state *one = state_with_down(*state, &lab, link_of(&lab, lab.t2));
    assert_holds(*state, one, &c);
    assert_true(sim_claim_applies(*state, one, &c));
    lab.n->sessions[lab.t1].import_edit.set_local_pref = false; /* now the reply is spread as well */
    assert_fails(*state, state_with_down(*state, &lab, IR_NONE), &c,
                 "the forward path crosses tunnel t1 but the reply crosses tunnel t2");
    one = state_with_down(*state, &lab, lab.ir->tables[lab.ce].element);
    assert_holds(*state, one, &c);
    assert_false(sim_claim_applies(*state, one, &c));
}

/* A circle beside the way: the branch that goes round it is lost, the other one is not. */
static void test_loop_beside_delivery(void **state)
{
    struct lab lab = lab_new(*state);
    lab_finish(*state, &lab);
    lab.n->sessions[lab.t2 + 1].hop = network_hop(IR_HOP_TABLE, lab.ir->sites[lab.left].table, IR_NONE);
    const struct sim_state *s = state_with_down(*state, &lab, IR_NONE);
    struct claim c = flow_claim(*state, &lab, CLAIM_CAN_SEND);
    struct witness w = assert_fails(*state, s, &c, "a branch of the request comes back to left in a loop");
    assert_int_equal(w.forward.drop.rule, RULE_FORWARDING_LOOP);
    c.kind = CLAIM_PATH; /* going round first and then on is no branch */
    c.groups = places2(*state, place(*state, "left.ce1", lab.ce1, IR_NONE),
                       place(*state, "right.ce", lab.ce, IR_NONE));
    assert_holds(*state, s, &c);
    struct flow_end from = end_at(&lab, lab.left, "10.1.0.4"), to = end_at(&lab, lab.right, "10.2.0.4");
    assert_int_equal(sim_delivery(*state, s, &from, &to), SIM_SOME);
}

/* Members are paired with other members only. */
static void test_members(void **state)
{
    struct lab lab = lab_new(*state);
    lab_finish(*state, &lab);
    struct claim c = flow_claim(*state, &lab, CLAIM_CANNOT_SEND);
    c.to = c.from;
    const struct sim_state *s = state_with_down(*state, &lab, IR_NONE);
    assert_holds(*state, s, &c);
    assert_false(sim_claim_applies(*state, s, &c));
    struct claim_member both[2] = {c.from.members[0], set_of(*state, &lab, lab.right, "10.2.0.4").members[0]};
    c.from = c.to = (struct claim_set){both, 2};
    struct witness w = assert_fails(*state, s, &c, "the packet is delivered");
    assert_string_equal(w.source_name, "left");
    assert_string_equal(w.destination_name, "right");
}

/* ---- claims about routes ---- */

static struct claim route_claim(const struct lab *lab, enum claim_kind kind, uint32_t table,
                                const char *prefix)
{
    struct prefix p = network_parse(prefix);
    return (struct claim){.name = "test",
                          .kind = kind,
                          .table = table,
                          .prefix = ir_find_prefix(lab->ir, p),
                          .prefix_written = p};
}

static void test_learns(void **state)
{
    struct lab lab = lab_new(*state);
    lab_finish(*state, &lab);
    const struct sim_state *s = state_with_down(*state, &lab, IR_NONE);
    static const uint32_t right_path[] = {65001}, wrong_path[] = {65009};
    struct claim c = route_claim(&lab, CLAIM_LEARNS, lab.ce, "10.1.0.0/16");
    assert_holds(*state, s, &c);
    c.neighbours = place(*state, "left.ce2", lab.ce2, IR_NONE); /* known, though not selected */
    assert_holds(*state, s, &c);
    c.has_as_path = true;
    c.as_path = right_path;
    c.as_path_count = 1;
    assert_holds(*state, s, &c);
    c.as_path = wrong_path;
    assert_fails(*state, s, &c, "right.ce has a route for 10.1.0.0/16 from left.ce2, with AS path 65001");
    c.kind = CLAIM_NOT_LEARNS;
    assert_holds(*state, s, &c);
    c.has_as_path = false;
    assert_fails(*state, s, &c, "right.ce has a route for 10.1.0.0/16 from left.ce2, with AS path 65001");
    c.kind = CLAIM_LEARNS;
    c.neighbours = place(*state, "right", lab.ir->sites[lab.right].table, IR_NONE);
    assert_fails(*state, s, &c, "right.ce has no route for 10.1.0.0/16 from right");
    c = route_claim(&lab, CLAIM_LEARNS, lab.ce, "10.9.0.0/16");
    assert_int_equal(c.prefix, IR_NONE);
    assert_fails(*state, s, &c, "right.ce has no route for 10.9.0.0/16");
    c = route_claim(&lab, CLAIM_LEARNS, lab.ce, "10.2.0.0/16"); /* its own */
    assert_holds(*state, s, &c);
}

static void test_selects(void **state)
{
    struct lab lab = lab_new(*state);
    lab_finish(*state, &lab);
    const struct sim_state *s = state_with_down(*state, &lab, IR_NONE);
    struct claim_places ce1 = place(*state, "left.ce1", lab.ce1, IR_NONE);
    struct claim_places ce2 = place(*state, "left.ce2", lab.ce2, IR_NONE);
    struct claim c = route_claim(&lab, CLAIM_SELECTS, lab.ce, "10.1.0.0/16");
    c.neighbours = ce1;
    assert_holds(*state, s, &c);
    c.neighbours = places2(*state, ce1, ce2);
    assert_fails(*state, s, &c, "right.ce selects 10.1.0.0/16 from left.ce1");
    c = route_claim(&lab, CLAIM_SELECTS, lab.ir->sites[lab.left].table, "10.2.0.0/16");
    c.neighbours = places2(*state, ce1, ce2);
    assert_holds(*state, s, &c);
    c.neighbours = ce2;
    assert_fails(*state, s, &c, "left selects 10.2.0.0/16 from left.ce1 and left.ce2");
    c = route_claim(&lab, CLAIM_SELECTS, lab.ce, "10.2.0.0/16");
    c.neighbours = ce1;
    assert_fails(*state, s, &c, "right.ce selects 10.2.0.0/16 from its own declaration");
    s = state_with_down(*state, &lab, lab.ir->tables[lab.ce].element);
    assert_fails(*state, s, &c, "right.ce has no route for 10.2.0.0/16");
}

static void test_advertises(void **state)
{
    struct lab lab = lab_new(*state);
    lab_finish(*state, &lab);
    const struct sim_state *s = state_with_down(*state, &lab, IR_NONE);
    struct claim c = route_claim(&lab, CLAIM_ADVERTISES, lab.ce, "10.1.0.0/16");
    c.neighbours = place(*state, "left.ce2", lab.ce2, IR_NONE); /* sent, though a loop there */
    assert_holds(*state, s, &c);
    c.kind = CLAIM_NOT_ADVERTISES;
    assert_fails(*state, s, &c, "right.ce announces 10.1.0.0/16 to left.ce2");
    c.neighbours = place(*state, "left.ce1", lab.ce1, IR_NONE); /* split horizon */
    assert_holds(*state, s, &c);
    c.kind = CLAIM_ADVERTISES;
    assert_fails(*state, s, &c, "right.ce does not announce 10.1.0.0/16 to left.ce1");
    s = state_with_down(*state, &lab, link_of(&lab, lab.t2));
    c.neighbours = place(*state, "left.ce2", lab.ce2, IR_NONE);
    assert_fails(*state, s, &c, "right.ce does not announce 10.1.0.0/16 to left.ce2");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_longest_prefix_and_ecmp),
        TEST(test_set_aside),
        TEST(test_path),
        TEST(test_drops),
        TEST(test_can_reach),
        TEST(test_can_reach_without_reply),
        TEST(test_cannot_reach),
        TEST(test_qualifiers),
        TEST(test_over),
        TEST(test_only_via),
        TEST(test_path_claim),
        TEST(test_symmetric),
        TEST(test_loop_beside_delivery),
        TEST(test_members),
        TEST(test_learns),
        TEST(test_selects),
        TEST(test_advertises),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
