/* simulate: internal routing of sites: costs, the nearest exit, and what is lost with a link. */

#include "compiler/simulate_internal.h"
#include "tests/unit/routing.h"

static const enum ir_step bgp_with_metric[] = {IR_STEP_RANK,   IR_STEP_WEIGHT,      IR_STEP_LOCAL_PREF,
                                               IR_STEP_ORIGIN, IR_STEP_PATH_LENGTH, IR_STEP_EBGP,
                                               IR_STEP_METRIC, IR_STEP_END};
static const struct ir_clause loopbacks_only[] = {
    {.tags_any = IR_TAG_LOOPBACK, .permit = true, .rule = IR_NONE}, {.rule = RULE_IGP_INTERNAL_ONLY}};
static const struct ir_clause no_loopbacks[] = {{.tags_any = IR_TAG_LOOPBACK, .rule = RULE_IGP_STAYS_INSIDE},
                                                {.permit = true, .rule = IR_NONE}};
static const struct ir_clause learned_outside[] = {
    {.tags_any = IR_TAG_LOOPBACK | IR_TAG_INTERNAL, .rule = RULE_IBGP_NO_REFLECTION},
    {.permit = true, .rule = IR_NONE}};

#define ROUTERS_MAX 6

/* Routers of one site, all with iBGP to each other. Links are added by `join`. */
struct campus {
    struct network *n;
    struct arena *arena;
    uint32_t count;
    uint32_t routers[ROUTERS_MAX];
    uint32_t links[ROUTERS_MAX * ROUTERS_MAX]; /* elements */
    uint32_t link_count;
    struct bits down;
    const struct ir *ir;
    const struct sim_state *state;
};

static const char *loopback(struct campus *c, uint32_t i)
{
    return arena_printf(c->arena, "240.0.0.%u/32", i + 1);
}

static struct campus campus_new(struct arena *a, uint32_t count)
{
    struct campus c = {.n = network_new(a), .arena = a, .count = count};
    for (uint32_t i = 0; i < count; i++) {
        c.routers[i] = network_table(c.n, arena_printf(a, "r%u", i + 1), IR_ROUTER, IR_NONE, 65021);
        c.n->tables[c.routers[i]].rank = bgp_with_metric;
        network_origin(c.n, c.routers[i], loopback(&c, i), IR_SRC_IGP,
                       network_hop(IR_HOP_DROP, IR_NONE, IR_NONE))
            ->tags = IR_TAG_LOOPBACK;
    }
    return c;
}

static void join(struct campus *c, uint32_t i, uint32_t k, uint32_t cost)
{
    uint32_t s = network_link(c->n, "link", c->routers[i], c->routers[k], IR_IGP);
    c->links[c->link_count++] = c->n->sessions[s].hop.link;
    for (uint32_t side = s; side < s + 2; side++) {
        c->n->sessions[side].cost = cost;
        c->n->sessions[side].source = IR_SRC_IGP;
        c->n->sessions[side].exports = loopbacks_only;
        c->n->sessions[side].export_count = 2;
    }
    c->n->ir.metric_max += cost;
}

/* Somebody outside at router `i`, who announces PREFIX. Returns its table. */
static uint32_t exit_at(struct campus *c, uint32_t i, const char *name)
{
    uint32_t outside = router(c->n, name);
    originate(c->n, outside);
    uint32_t s = link(c->n, name, outside, c->routers[i]);
    c->n->sessions[s].import_edit = (struct ir_edit){.tags_clear = IR_TAGS_ALL};
    c->n->sessions[s + 1].exports = no_loopbacks;
    c->n->sessions[s + 1].export_count = 2;
    return outside;
}

static void add_ibgp(struct campus *c)
{
    for (uint32_t i = 0; i < c->count; i++) {
        for (uint32_t k = 0; k < c->count; k++) {
            if (i == k)
                continue;
            uint32_t s = network_session(c->n, c->routers[i], c->routers[k], IR_NONE, IR_IBGP);
            c->n->sessions[s].exports = learned_outside;
            c->n->sessions[s].export_count = 2;
            c->n->sessions[s].import_edit.tags_set = IR_TAG_INTERNAL;
            c->n->sessions[s].has_via = true;
        }
    }
}

/* iBGP between all routers; then the network is complete. */
static void finish(struct campus *c)
{
    add_ibgp(c);
    c->ir = network_finish(c->n);
    for (uint32_t s = 0; s < c->ir->session_count; s++) {
        struct ir_session *session = &c->n->sessions[s];
        for (uint32_t i = 0; i < c->count && session->has_via; i++) {
            if (c->routers[i] != session->from)
                continue;
            session->via = ir_find_prefix(c->ir, network_parse(loopback(c, i)));
            session->hop = network_hop(IR_HOP_VIA, session->via, IR_NONE);
        }
    }
    const char *broken = ir_verify(c->ir, c->arena);
    if (broken)
        fail_msg("%s", broken);
    c->down = bits_new(c->arena, c->ir->element_count);
}

static void settle(struct campus *c)
{
    uint32_t unstable;
    bool several;
    c->state = sim_first(c->arena, c->ir, c->down, &unstable, &several);
    assert_non_null(c->state);
    assert_false(several);
}

/* "r1 r3": where router `i` sends a packet for PREFIX; "" when it has no route. */
static const char *next(struct campus *c, uint32_t i)
{
    const char *text = "";
    uint32_t class_id = ir_class_of(c->ir, network_addr("10.1.1.1"));
    struct sim_used used = sim_forward(c->arena, c->state, c->routers[i], class_id);
    for (uint32_t k = 0; k < used.count; k++) {
        const struct ir_hop *hop = sim_hop(c->ir, used.routes[k]);
        if (hop->kind == IR_HOP_TABLE)
            return c->ir->tables[hop->target].name;
        assert_int_equal(hop->kind, IR_HOP_VIA);
        const struct sim_rib *ways = sim_rib_at(c->state, hop->target, c->routers[i]);
        for (uint32_t w = 0; w < ways->count; w++) {
            if (ways->routes[w].selected)
                text = arena_printf(c->arena, "%s%s%s", text, *text ? " " : "",
                                    c->ir->tables[sim_hop(c->ir, &ways->routes[w])->target].name);
        }
    }
    return text;
}

/* The metric of the candidate for the prefix that `from` announced to `to`; UINT32_MAX: there is none. */
static uint32_t metric(struct campus *c, const char *prefix, uint32_t from, uint32_t to)
{
    const struct sim_rib *rib = sim_rib_at(c->state, ir_find_prefix(c->ir, network_parse(prefix)), to);
    for (uint32_t i = 0; i < rib->count; i++) {
        if (rib->routes[i].session != IR_NONE && c->ir->sessions[rib->routes[i].session].from == from)
            return rib->routes[i].metric;
    }
    return UINT32_MAX;
}

/* r1 - r2: 10, r2 - r3: `second`, r1 - r3: 100; exits at r1 and r3. */
static struct campus triangle(struct arena *a, uint32_t second)
{
    struct campus c = campus_new(a, 3);
    join(&c, 0, 1, 10);
    join(&c, 1, 2, second);
    join(&c, 0, 2, 100);
    exit_at(&c, 0, "east");
    exit_at(&c, 2, "west");
    finish(&c);
    return c;
}

static void test_nearest_exit(void **state)
{
    struct campus c = triangle(*state, 5);
    settle(&c);
    assert_string_equal(next(&c, 0), "east");
    assert_string_equal(next(&c, 1), "r3");
    assert_string_equal(next(&c, 2), "west");
    assert_int_equal(metric(&c, PREFIX, c.routers[0], c.routers[1]), 10);
    assert_int_equal(metric(&c, PREFIX, c.routers[2], c.routers[1]), 5);
    assert_int_equal(metric(&c, PREFIX, c.routers[2], c.routers[0]), 15);
}

static void test_costs_add_up(void **state)
{
    struct campus c = triangle(*state, 5);
    settle(&c);
    assert_int_equal(metric(&c, loopback(&c, 0), c.routers[1], c.routers[2]), 15);
    assert_int_equal(metric(&c, loopback(&c, 0), c.routers[0], c.routers[2]), 100);
    assert_int_equal(metric(&c, loopback(&c, 0), c.routers[0], c.routers[1]), 10);
}

/* Over any other session it starts again at 0. */
static void test_metric_starts_again(void **state)
{
    struct campus c = campus_new(*state, 2);
    join(&c, 0, 1, 10);
    exit_at(&c, 0, "east");
    uint32_t far = router(c.n, "far");
    uint32_t s = link(c.n, "far", c.routers[1], far);
    c.n->sessions[s].exports = no_loopbacks;
    c.n->sessions[s].export_count = 2;
    finish(&c);
    settle(&c);
    assert_int_equal(metric(&c, PREFIX, c.routers[0], c.routers[1]), 10);
    assert_int_equal(metric(&c, PREFIX, c.routers[1], far), 0);
    assert_int_equal(metric(&c, loopback(&c, 0), c.routers[1], far), UINT32_MAX);
}

static void test_equal_costs_share(void **state)
{
    struct campus c = triangle(*state, 10);
    settle(&c);
    assert_string_equal(next(&c, 1), "r1 r3");
}

static void test_link_fails(void **state)
{
    struct campus c = triangle(*state, 5);
    bits_add(c.down, c.links[1]);
    settle(&c);
    assert_string_equal(next(&c, 1), "r1");
    assert_int_equal(metric(&c, PREFIX, c.routers[2], c.routers[1]), 110);
}

/* No way, no session: nothing is learned from the others. */
static void test_partition(void **state)
{
    struct campus c = triangle(*state, 5);
    bits_add(c.down, c.links[0]);
    bits_add(c.down, c.links[1]);
    settle(&c);
    assert_string_equal(next(&c, 1), "");
    assert_int_equal(metric(&c, PREFIX, c.routers[0], c.routers[1]), UINT32_MAX);
    assert_int_equal(metric(&c, PREFIX, c.routers[0], c.routers[2]), 100);
    struct sim_states alone =
        sim_prefix_states(c.arena, c.ir, c.down, ir_find_prefix(c.ir, network_parse(PREFIX)), 9);
    assert_int_equal(alone.count, 1);
    assert_int_equal(alone.at[0]->ribs[c.routers[1]].count, 0);
}

/* Two equal ways to one exit are two branches. */
static void test_equal_ways(void **state)
{
    struct campus c = campus_new(*state, 4);
    join(&c, 0, 1, 10);
    join(&c, 0, 2, 7);
    join(&c, 1, 3, 10);
    join(&c, 2, 3, 13);
    exit_at(&c, 3, "out");
    finish(&c);
    settle(&c);
    assert_string_equal(next(&c, 0), "r2 r3");
    bits_add(c.down, c.ir->tables[c.routers[1]].element);
    settle(&c);
    assert_string_equal(next(&c, 0), "r3");
}

static void test_longest_metric(void **state)
{
    struct campus c = campus_new(*state, 3);
    join(&c, 0, 1, 10);
    join(&c, 1, 2, 5);
    exit_at(&c, 2, "out");
    finish(&c);
    settle(&c);
    assert_string_equal(next(&c, 0), "r2");
    c.n->ir.metric_max = 14;
    settle(&c);
    assert_string_equal(next(&c, 0), "");
    assert_string_equal(next(&c, 1), "r3");
}

/* ---- any network: the shortest way, by other means ---- */

static uint32_t draw(uint64_t *seed, uint32_t below)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*seed >> 33) % below;
}

/* Floyd and Warshall; UINT32_MAX: no way. */
static void shortest(const struct campus *c, uint32_t d[ROUTERS_MAX][ROUTERS_MAX])
{
    for (uint32_t i = 0; i < c->count; i++)
        for (uint32_t k = 0; k < c->count; k++)
            d[i][k] = i == k ? 0 : UINT32_MAX;
    for (uint32_t s = 0; s < c->ir->session_count; s++) {
        const struct ir_session *session = &c->ir->sessions[s];
        uint32_t *there = &d[session->from - c->routers[0]][session->to - c->routers[0]];
        if (session->kind == IR_IGP && !bits_has(c->down, session->hop.link) && session->cost < *there)
            *there = session->cost;
    }
    for (uint32_t m = 0; m < c->count; m++)
        for (uint32_t i = 0; i < c->count; i++)
            for (uint32_t k = 0; k < c->count; k++)
                if (d[i][m] != UINT32_MAX && d[m][k] != UINT32_MAX && d[i][m] + d[m][k] < d[i][k])
                    d[i][k] = d[i][m] + d[m][k];
}

/* Every way is the shortest, and the search for stable states finds the same. */
static void check_ways(struct campus *c)
{
    uint32_t d[ROUTERS_MAX][ROUTERS_MAX];
    struct sim_net net = sim_net_new(c->arena, c->ir, c->down);
    shortest(c, d);
    settle(c);
    for (uint32_t s = 0; s < c->ir->session_count; s++) {
        const struct ir_session *session = &c->ir->sessions[s];
        uint32_t best = UINT32_MAX;
        if (!session->has_via)
            continue;
        uint32_t expected = d[session->from - c->routers[0]][session->to - c->routers[0]];
        assert_int_equal(net.way_metrics[s], expected);
        const struct sim_rib *rib = sim_rib_at(c->state, session->via, session->to);
        for (uint32_t i = 0; i < rib->count; i++)
            best = rib->routes[i].selected ? rib->routes[i].metric : best;
        assert_int_equal(best, expected);
    }
}

static void test_ways_are_shortest(void **state)
{
    uint64_t seed = 11;
    for (uint32_t round = 0; round < 100; round++) {
        struct arena *a = arena_create();
        struct campus c = campus_new(a, 2 + draw(&seed, ROUTERS_MAX - 1));
        for (uint32_t i = 0; i < c.count; i++)
            for (uint32_t k = 0; k < i; k++)
                if (draw(&seed, 3) > 0 && c.n->ir.session_count < 32)
                    join(&c, i, k, 1 + draw(&seed, 9));
        finish(&c);
        for (uint32_t i = 0; i < c.link_count; i++)
            if (draw(&seed, 4) == 0)
                bits_add(c.down, c.links[i]);
        check_ways(&c);
        arena_destroy(a);
    }
    (void)state;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_nearest_exit),      TEST(test_costs_add_up),   TEST(test_metric_starts_again),
        TEST(test_equal_costs_share), TEST(test_link_fails),     TEST(test_partition),
        TEST(test_equal_ways),        TEST(test_longest_metric), TEST(test_ways_are_shortest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
