/* symmetry and pairs: which sites can be exchanged, and which pairs a claim is left with. */
#include "base/buf.h"
#include "solver/pairs.h"
#include "solver/symmetry.h"
#include "tests/unit/design.h"

#define SPOKE(n)                                                                                             \
    "site vnet s" #n " { prefix 10." #n ".0.0/24; host h 10." #n ".0.4; }\n"                                 \
    "peering hub <-> s" #n " { hub { allow-gateway-transit; } s" #n " { use-remote-gateways; } }\n"
#define HUB                                                                                                  \
    "site vnet hub { prefix 10.100.0.0/16; gateway vpn gw; }\n"                                              \
    "site onprem office { prefix 172.16.0.0/16; router ce { asn 65010; } }\n"                                \
    "connect office.ce <-> hub.gw;\n"
#define BASE HUB SPOKE(1) SPOKE(2) SPOKE(3) "group spokes = s1, s2, s3;\n"

struct scene {
    struct compilation *c;
    struct arena *arena;
    const struct symmetry *s;
};

static struct scene scene_of(const char *design)
{
    struct scene s = {.c = design_good(design), .arena = arena_create()};
    s.s = symmetry_find(s.arena, s.c->ir);
    return s;
}

static void scene_free(struct scene *s)
{
    arena_destroy(s->arena);
    design_free(s->c);
}

static uint32_t site_of(const struct scene *s, const char *name)
{
    for (uint32_t i = 0; i < s->c->ir->site_count; i++)
        if (strcmp(s->c->ir->sites[i].name, name) == 0)
            return i;
    fail_msg("no site %s", name);
    return IR_NONE;
}

/* Can the two be exchanged? */
static bool alike(const struct scene *s, const char *a, const char *b)
{
    uint32_t orbit = s->s->orbit[site_of(s, a)];
    return orbit != IR_NONE && orbit == s->s->orbit[site_of(s, b)];
}

static void test_spokes_are_alike(void **state)
{
    (void)state;
    struct scene s = scene_of(BASE);
    assert_true(alike(&s, "s1", "s2"));
    assert_true(alike(&s, "s1", "s3"));
    assert_int_equal(s.s->orbit[site_of(&s, "hub")], IR_NONE);
    assert_int_equal(s.s->orbit[site_of(&s, "office")], IR_NONE);
    assert_int_equal(s.s->exchangeable, 3);
    scene_free(&s);
}

/* The bundles hold what moves: the table, the peering, the prefix, the route of the prefix at the hub. */
static void test_bundles(void **state)
{
    (void)state;
    struct scene s = scene_of(BASE);
    const struct ir *ir = s.c->ir;
    uint32_t one = site_of(&s, "s1"), two = site_of(&s, "s2");
    uint32_t table = symmetry_node(s.s, NODE_TABLE, ir->sites[two].table);
    assert_int_equal(s.s->home[table], two);
    assert_int_equal(s.s->twin[table], symmetry_node(s.s, NODE_TABLE, ir->sites[one].table));
    uint32_t prefix = symmetry_node(s.s, NODE_PREFIX, ir_find_prefix(ir, ir->sites[two].prefixes[0]));
    assert_int_equal(s.s->home[prefix], two);
    assert_int_equal(s.s->twin[prefix],
                     symmetry_node(s.s, NODE_PREFIX, ir_find_prefix(ir, ir->sites[one].prefixes[0])));
    uint32_t hub = symmetry_node(s.s, NODE_TABLE, ir_find_table(ir, "hub.gw"));
    assert_int_equal(s.s->home[hub], IR_NONE);
    scene_free(&s);
}

/* Something small about s2, which is then like none of the others, while these stay alike. */
static void test_near_twins(void **state)
{
    (void)state;
    static const char *const designs[] = {
        /* a flag, of either half */
        HUB SPOKE(1) SPOKE(3) "site vnet s2 { prefix 10.2.0.0/24; }\n"
                              "peering hub <-> s2 { hub { allow-gateway-transit; }"
                              " s2 { use-remote-gateways; allow-vnet-access off; } }\n",
        HUB SPOKE(1) SPOKE(3) "site vnet s2 { prefix 10.2.0.0/24; }\n"
                              "peering hub <-> s2 { hub { allow-gateway-transit; allow-vnet-access off; }"
                              " s2 { use-remote-gateways; } }\n",
        HUB SPOKE(1) SPOKE(3) "site vnet s2 { prefix 10.2.0.0/24; }\npeering hub <-> s2;\n",
        /* address space: its length, its number, the family, and what it lies in */
        HUB SPOKE(1) SPOKE(3) "site vnet s2 { prefix 10.2.0.0/25; }\n"
                              "peering hub <-> s2 { hub { allow-gateway-transit; }"
                              " s2 { use-remote-gateways; } }\n",
        HUB SPOKE(1) SPOKE(3) "site vnet s2 { prefix 10.2.0.0/24, 10.2.1.0/24; }\n"
                              "peering hub <-> s2 { hub { allow-gateway-transit; }"
                              " s2 { use-remote-gateways; } }\n",
        HUB SPOKE(1) SPOKE(3) "site vnet s2 { prefix 10.2.0.0/24, fd00:2::/64; }\n"
                              "peering hub <-> s2 { hub { allow-gateway-transit; }"
                              " s2 { use-remote-gateways; } }\n",
        HUB SPOKE(1) SPOKE(3) "site vnet s2 { prefix 11.2.0.0/24; }\n"
                              "peering hub <-> s2 { hub { allow-gateway-transit; }"
                              " s2 { use-remote-gateways; } }\n",
        /* who else holds its addresses, or announces something around them or in them */
        BASE "site onprem copy { prefix 10.2.0.0/24; router r { asn 65020; } }\n",
        BASE "site onprem part { prefix 10.2.0.128/25; router r { asn 65020; } }\n",
        BASE "site onprem wide { prefix 10.2.0.0/16; router r { asn 65020; } }\n",
        HUB SPOKE(1) SPOKE(2) SPOKE(3) "site onprem plant { prefix 172.17.0.0/16;"
                                       " router r { asn 65020; originate 172.17.0.0/16, 10.2.0.0/16; } }\n"
                                       "connect plant.r <-> hub.gw;\n",
        /* a filter that names it, exactly or by what is around it */
        BASE "site onprem plant { prefix 172.17.0.0/16; router r { asn 65020; } }\n"
             "connect plant.r <-> hub.gw { plant.r { accept 10.2.0.0/24; } }\n",
        BASE "site onprem plant { prefix 172.17.0.0/16; router r { asn 65020; } }\n"
             "connect plant.r <-> hub.gw { plant.r { accept 10.2.0.0/20 ge 20 le 24; } }\n",
        /* a route for it */
        BASE
        "site onprem plant { prefix 172.17.0.0/16; router r; }\n"
        "connect plant.r <-> hub.gw { plant.r { static 10.2.0.0/24; } hub.gw { static 172.17.0.0/16; } }\n",
        BASE "site vnet other { prefix 10.110.0.0/24; subnet a 10.110.0.0/24 { route-table t; }"
             " route-table t { route 10.2.0.0/24 -> none; } }\n",
        /* another peering */
        BASE "site vnet other { prefix 10.110.0.0/24; }\npeering s2 <-> other;\n",
        /* a rule of a security group */
        BASE "site vnet other { prefix 10.110.0.0/24; subnet a 10.110.0.0/24 { security-group g; }"
             " security-group g { inbound { 100 deny any from s2; 200 allow any from any; } } }\n",
    };
    for (uint32_t i = 0; i < sizeof designs / sizeof *designs; i++) {
        struct scene s = scene_of(designs[i]);
        if (alike(&s, "s1", "s2") || alike(&s, "s2", "s3") || !alike(&s, "s1", "s3"))
            fail_msg("design %u: s2 is taken for what it is not, or s1 and s3 are not", i);
        scene_free(&s);
    }
}

/* Sites with numbers of their own are left alone: AS paths tell them apart. */
static void test_own_numbers(void **state)
{
    (void)state;
    struct scene s =
        scene_of(HUB "site onprem a { prefix 10.1.0.0/24; router r { asn 65021; } }\n"
                     "site onprem b { prefix 10.2.0.0/24; router r { asn 65022; } }\n"
                     "site onprem c { prefix 10.3.0.0/24; router r { asn 65021; } }\n"
                     "connect a.r <-> hub.gw;\nconnect b.r <-> hub.gw;\nconnect c.r <-> hub.gw;\n");
    assert_true(alike(&s, "a", "c"));
    assert_false(alike(&s, "a", "b"));
    scene_free(&s);
}

/* Whole subnets, security groups and appliances move with their site. */
static void test_rich_spokes(void **state)
{
    (void)state;
#define RICH(n)                                                                                              \
    "site vnet s" #n " { prefix 10." #n ".0.0/24;\n"                                                         \
    "  subnet a 10." #n ".0.0/26 { route-table t; security-group g; host h 10." #n ".0.4; }\n"               \
    "  subnet b 10." #n ".0.64/26;\n"                                                                        \
    "  appliance fw 10." #n ".0.70 { rules { allow tcp from any to any port 443; } }\n"                      \
    "  route-table t { route 172.16.0.0/16 -> appliance fw; }\n"                                             \
    "  security-group g { inbound { 100 allow tcp from office port 443; 200 deny any from any; } } }\n"      \
    "peering hub <-> s" #n " { hub { allow-gateway-transit; } s" #n " { use-remote-gateways; } }\n"
    struct scene s = scene_of(HUB RICH(1) RICH(2) RICH(3));
    assert_true(alike(&s, "s1", "s2"));
    assert_true(alike(&s, "s1", "s3"));
    scene_free(&s);
}

/* Hubs that are alike, each with spokes of its own: the spokes of one hub can be exchanged, and no others. */
static void test_many_hubs(void **state)
{
    (void)state;
    struct buf design = {0};
    for (int h = 0; h < 9; h++) {
        buf_printf(&design, "site vnet hub%d { prefix 10.%d.0.0/16; }\n", h, h);
        for (int n = 1; n < 4; n++)
            buf_printf(&design, "site vnet s%d-%d { prefix 10.%d.%d.0/24; }\npeering hub%d <-> s%d-%d;\n", h,
                       n, 100 + h, n, h, h, n);
    }
    struct scene s = scene_of(buf_text(&design));
    assert_int_equal(s.s->exchangeable, 27);
    assert_true(alike(&s, "s0-1", "s0-3"));
    assert_true(alike(&s, "s8-1", "s8-2"));
    assert_false(alike(&s, "s0-1", "s1-1"));
    assert_false(alike(&s, "hub0", "hub1"));
    buf_free(&design);
    scene_free(&s);
}

/* ---- pairs ---- */

/* "1-2 2-1": the pairs of the design's last claim by the names' last letters. */
static void check_pairs(const char *claim, const char *expected)
{
    struct buf design = {0}, got = {0};
    buf_printf(&design, "%sclaim c: %s;\n", BASE, claim);
    struct scene s = scene_of(buf_text(&design));
    const struct claim *c = &s.c->claims->at[0];
    struct pairs pairs = pairs_of(s.arena, s.s, c);
    for (uint32_t i = 0; i < pairs.count; i++)
        buf_printf(&got, "%s%s-%s", i ? " " : "", c->from.members[pairs.at[i].from].name,
                   c->to.members[pairs.at[i].to].name);
    if (pairs.all)
        buf_add(&got, "all");
    assert_string_equal(buf_text(&got), expected);
    buf_free(&design);
    buf_free(&got);
    scene_free(&s);
}

static void test_pairs(void **state)
{
    (void)state;
    check_pairs("spokes cannot reach spokes", "s1-s2 s2-s1");
    check_pairs("{ s3, s2, s1 } cannot reach spokes", "s2-s1 s1-s2");
    check_pairs("{ spokes, hub } can reach { office, hub }", "s1-office s1-hub hub-office");
    check_pairs("{ office, hub } can reach spokes", "office-s1 hub-s1");
    /* members of one site, and hosts, which are sites' addresses too */
    check_pairs("{ s1.h, s2.h, s3.h } cannot reach spokes", "s1.h-s1 s1.h-s2 s2.h-s1");
    /* what a claim names stays where it is */
    check_pairs("spokes cannot reach spokes when s1 down", "s1-s2 s2-s1 s2-s3 s3-s2");
    check_pairs("spokes can reach { office, hub } avoiding s2", "s1-office s1-hub s2-office s2-hub");
    check_pairs("spokes can reach { office, hub } via hub<->s3", "s1-office s1-hub s3-office s3-hub");
    check_pairs("spokes can reach { office, hub } over hub.gw, s1", "s1-office s1-hub s2-office s2-hub");
    check_pairs("spokes reaches { office, hub } only via s2", "s1-office s1-hub s2-office s2-hub");
    check_pairs("spokes cannot reach { s1, s2, s3, office }", "s1-s2 s1-office s2-s1");
}

/* One end of every flow lies in s1: what is inside of it never fails, and so it is no longer like the rest. */
static void test_pairs_of_one(void **state)
{
    (void)state;
    check_pairs("s1 cannot reach { s2, s3, office, hub }", "s1-s2 s1-office s1-hub");
}

static void test_few_pairs(void **state)
{
    (void)state;
    check_pairs("s1 cannot reach spokes", "all");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spokes_are_alike),
        cmocka_unit_test(test_bundles),
        cmocka_unit_test(test_near_twins),
        cmocka_unit_test(test_own_numbers),
        cmocka_unit_test(test_rich_spokes),
        cmocka_unit_test(test_many_hubs),
        cmocka_unit_test(test_pairs),
        cmocka_unit_test(test_pairs_of_one),
        cmocka_unit_test(test_few_pairs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
