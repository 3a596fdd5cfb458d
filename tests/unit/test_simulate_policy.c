/* simulate: filters with edits, MED, next hops, and the search against plain enumeration. */

#include "compiler/simulate_internal.h"
#include "tests/unit/routing.h"

static const enum ir_step bgp_with_med[] = {IR_STEP_RANK,   IR_STEP_WEIGHT,      IR_STEP_LOCAL_PREF,
                                            IR_STEP_ORIGIN, IR_STEP_PATH_LENGTH, IR_STEP_MED,
                                            IR_STEP_EBGP,   IR_STEP_END};

static uint32_t med_router(struct network *n, const char *name)
{
    uint32_t table = router(n, name);
    n->tables[table].rank = bgp_with_med;
    return table;
}

/* A session one way; what comes over it gets this MED. */
static uint32_t feed(struct network *n, uint32_t from, uint32_t to, enum ir_session_kind kind, uint32_t med)
{
    uint32_t s = network_session(n, from, to, IR_NONE, kind);
    n->sessions[s].import_edit.set_med = kind == IR_EBGP;
    n->sessions[s].import_edit.med = med;
    return s;
}

static bool is_selected(const struct sim_prefix_state *s, uint32_t table, uint32_t session)
{
    for (uint32_t i = 0; i < s->ribs[table].count; i++) {
        if (s->ribs[table].routes[i].session == session)
            return s->ribs[table].routes[i].selected;
    }
    return false;
}

/* ---- filters ---- */

static void test_clause_edits(void **state)
{
    struct network *n = network_new(*state);
    uint32_t o = router(n, "o"), a = router(n, "a");
    originate(n, o);
    struct ir_edit mark = {.tags_set = IR_TAG_COMMUNITY << 47, .set_med = true, .med = 7};
    struct ir_clause exports[] = {{.permit = true, .rule = IR_NONE, .edit = &mark}};
    struct ir_edit seen = {.set_local_pref = true, .local_pref = 300, .tags_clear = IR_TAG_OWN};
    struct ir_clause policy[] = {
        {.tags_any = IR_TAG_COMMUNITY << 47, .permit = true, .rule = IR_NONE, .edit = &seen},
        network_deny_all[0]};
    uint32_t s = link(n, "o-a", o, a);
    n->sessions[s].exports = exports;
    n->sessions[s].export_policy = policy;
    n->sessions[s].export_policy_count = 2;
    const struct ir *ir = network_finish(n);
    const struct sim_route *r = announced(only_state(*state, ir), a);
    assert_true(r->tags == IR_TAG_COMMUNITY << 47); /* bit 63 */
    assert_int_equal(r->local_pref, 300);
    assert_int_equal(r->med, 7);
    n->sessions[s].export_edit.set_med = true; /* the session's own edit comes last */
    assert_int_equal(announced(only_state(*state, ir), a)->med, 0);
    exports[0].edit = NULL;
    assert_int_equal(only_state(*state, ir)->ribs[a].count, 0); /* the policy denies what is not marked */
}

static void test_both_filters_must_permit(void **state)
{
    struct network *n = network_new(*state);
    uint32_t o = router(n, "o"), a = router(n, "a");
    originate(n, o);
    uint32_t s = link(n, "o-a", o, a);
    const struct ir *ir = network_finish(n);
    n->sessions[s].import_policy = n->sessions[s].export_policy = network_deny_all;
    assert_int_equal(only_state(*state, ir)->ribs[a].count, 1); /* count 0: no policy */
    n->sessions[s].import_policy_count = 1;
    assert_int_equal(only_state(*state, ir)->ribs[a].count, 0);
    n->sessions[s].import_policy_count = 0;
    n->sessions[s].export_policy_count = 1;
    assert_int_equal(only_state(*state, ir)->ribs[a].count, 0);
    n->sessions[s].export_policy = network_permit_all;
    assert_int_equal(only_state(*state, ir)->ribs[a].count, 1);
    n->sessions[s].exports = network_deny_all; /* a policy does not permit what the session does not send */
    assert_int_equal(only_state(*state, ir)->ribs[a].count, 0);
}

/* The import policy sees the path as the imports left it, before the session's own import edit. */
static void test_path_asn(void **state)
{
    struct network *n = network_new(*state);
    uint32_t o = router(n, "o"), a = router(n, "a"), b = router(n, "b");
    originate(n, o);
    link(n, "o-a", o, a);
    uint32_t s = link(n, "a-b", a, b);
    uint32_t asns[] = {n->tables[o].asn, n->tables[a].asn};
    struct ir_clause policy[] = {
        {.path_asns = asns, .path_asn_count = 2, .permit = false, .rule = RULE_POLICY_DENIES},
        network_permit_all[0]};
    n->sessions[s].import_policy = policy;
    n->sessions[s].import_policy_count = 2;
    n->sessions[s].import_edit.strip_asn = n->tables[o].asn;
    const struct ir *ir = network_finish(n);
    assert_int_equal(only_state(*state, ir)->ribs[b].count, 0);
    asns[1] = n->tables[b].asn;
    assert_int_equal(only_state(*state, ir)->ribs[b].count, 1);
    asns[1] = n->tables[a].asn;
    struct ir_edit strip = {.strip_asn = n->tables[o].asn};
    struct ir_clause imports[] = {{.permit = true, .rule = IR_NONE, .edit = &strip}};
    n->sessions[s].imports = imports;
    assert_int_equal(only_state(*state, ir)->ribs[b].count, 1);
}

/* `tags_all` asks for each of its tags. */
static void test_tags_all(void **state)
{
    const ir_tags red = IR_TAG_COMMUNITY, blue = IR_TAG_COMMUNITY << 1;
    struct network *n = network_new(*state);
    uint32_t o = router(n, "o"), a = router(n, "a");
    originate(n, o);
    uint32_t s = link(n, "o-a", o, a);
    struct ir_clause policy[] = {{.tags_all = red | blue, .permit = false, .rule = RULE_POLICY_DENIES},
                                 network_permit_all[0]};
    n->sessions[s].import_policy = policy;
    n->sessions[s].import_policy_count = 2;
    n->sessions[s].export_edit.tags_set = red;
    const struct ir *ir = network_finish(n);
    assert_int_equal(only_state(*state, ir)->ribs[a].count, 1);
    n->sessions[s].export_edit.tags_set = red | blue;
    assert_int_equal(only_state(*state, ir)->ribs[a].count, 0);
}

/* A clause's edit that makes the path too long drops the route, whatever follows. */
static void test_clause_edit_too_long(void **state)
{
    struct network *n = network_new(*state);
    uint32_t o = router(n, "o"), a = router(n, "a");
    originate(n, o);
    struct ir_edit many = {.prepend_asn = 9, .prepend_count = IR_PATH_MAX - 1};
    struct ir_clause imports[] = {{.permit = true, .rule = IR_NONE, .edit = &many}};
    uint32_t s = link(n, "o-a", o, a);
    n->sessions[s].imports = imports;
    const struct ir *ir = network_finish(n);
    assert_int_equal(announced(only_state(*state, ir), a)->path_length, IR_PATH_MAX);
    many.prepend_count++;
    n->sessions[s].import_edit.strip_asn = 9;
    assert_int_equal(only_state(*state, ir)->ribs[a].count, 0);
}

/* ---- MED ---- */

static void test_med_of_one_neighbour(void **state)
{
    struct network *n = network_new(*state);
    uint32_t o = med_router(n, "o"), c = med_router(n, "c");
    originate(n, o);
    uint32_t high = feed(n, o, c, IR_EBGP, 20), low = feed(n, o, c, IR_EBGP, 10);
    const struct ir *ir = network_finish(n);
    assert_int_equal(announced(only_state(*state, ir), c)->session, low);
    n->sessions[low].import_edit.med = 30;
    assert_int_equal(announced(only_state(*state, ir), c)->session, high);
    n->sessions[high].import_edit.med = 30;
    assert_int_equal(selected_count(&only_state(*state, ir)->ribs[c]), 2);
    n->sessions[high].import_edit.med = 40;
    n->tables[c].rank = network_bgp; /* no step, no difference */
    assert_int_equal(selected_count(&only_state(*state, ir)->ribs[c]), 2);
}

static void test_med_of_other_neighbours(void **state)
{
    struct network *n = network_new(*state);
    uint32_t a = med_router(n, "a"), b = med_router(n, "b"), c = med_router(n, "c");
    originate(n, a);
    originate(n, b);
    feed(n, a, c, IR_EBGP, 20);
    uint32_t other = feed(n, b, c, IR_EBGP, 10);
    const struct ir *ir = network_finish(n);
    assert_int_equal(selected_count(&only_state(*state, ir)->ribs[c]), 2);
    n->sessions[other].export_edit.prepend_asn = n->tables[a].asn;
    assert_int_equal(announced(only_state(*state, ir), c)->session, other);
}

/* Routes without a path have one neighbour in common, and none with those that have a path. */
static void test_med_of_empty_paths(void **state)
{
    struct network *n = network_new(*state);
    uint32_t a = med_router(n, "a"), b = med_router(n, "b"), c = med_router(n, "c");
    static const enum ir_step med_only[] = {IR_STEP_MED, IR_STEP_END};
    n->tables[c].rank = med_only;
    originate(n, a);
    originate(n, b);
    uint32_t inner = feed(n, a, c, IR_IBGP, 0), outer = feed(n, b, c, IR_EBGP, 1);
    uint32_t inner2 = feed(n, b, c, IR_IBGP, 0);
    const struct ir *ir = network_finish(n);
    assert_int_equal(selected_count(&only_state(*state, ir)->ribs[c]), 3);
    n->sessions[inner].import_edit.set_med = true;
    n->sessions[inner].import_edit.med = 5;
    const struct sim_prefix_state *s = only_state(*state, ir);
    assert_false(is_selected(s, c, inner));
    assert_true(is_selected(s, c, outer));
    assert_true(is_selected(s, c, inner2));
}

/* In pairs: `far` beats `near` by MED, `near` beats `other` as eBGP, `far` and `other` are equal. No order. */
static void test_med_is_no_pairwise_comparison(void **state)
{
    struct network *n = network_new(*state);
    uint32_t p = med_router(n, "p"), q = med_router(n, "q");
    uint32_t c = med_router(n, "c"), d = med_router(n, "d"), e = med_router(n, "e");
    originate(n, p);
    originate(n, q);
    uint32_t near = feed(n, p, c, IR_EBGP, 5);
    uint32_t upstream = feed(n, p, d, IR_EBGP, 1), far = feed(n, d, c, IR_IBGP, 0);
    feed(n, q, e, IR_EBGP, 9);
    uint32_t other = feed(n, e, c, IR_IBGP, 0);
    const struct ir *ir = network_finish(n);
    const struct sim_prefix_state *s = only_state(*state, ir);
    assert_int_equal(s->ribs[c].count, 3);
    assert_false(is_selected(s, c, near));
    assert_true(is_selected(s, c, far));
    assert_true(is_selected(s, c, other));
    n->sessions[upstream].import_edit.med = 6;
    s = only_state(*state, ir);
    assert_true(is_selected(s, c, near));
    assert_int_equal(selected_count(&s->ribs[c]), 1);
}

/* ---- MED in the search: a third route that comes or does not come ---- */

/* Tables of the gadgets. c hears p's route as `far` from d; d and f each prefer the way through the other, so that
 * there is a state in which d's path is as long as the others, and one in which it is longer. */
enum { C, P, Q, D, E, F, G };

static struct network *gadget(struct arena *a)
{
    static const char *const names[] = {"c", "p", "q", "d", "e", "f", "g"};
    struct network *n = network_new(a);
    for (uint32_t t = 0; t < 7; t++)
        med_router(n, names[t]);
    originate(n, P);
    originate(n, Q);
    uint32_t s = link(n, "d-f", D, F); /* sessions 0 and 1 */
    prefer(n, s, 200);
    prefer(n, s + 1, 200);
    feed(n, P, D, IR_EBGP, 1);
    feed(n, P, F, IR_EBGP, 0);
    return n;
}

/* d's route at c, with the local preference of the others. */
static uint32_t feed_far(struct network *n)
{
    uint32_t far = feed(n, D, C, IR_IBGP, 0);
    n->sessions[far].export_edit.set_local_pref = true;
    n->sessions[far].export_edit.local_pref = IR_LOCAL_PREF_DEFAULT;
    return far;
}

/* g cannot tell routes of p and q apart. */
static void blur(struct network *n)
{
    static struct ir_edit strip;
    static const struct ir_clause clauses[] = {{.permit = true, .rule = IR_NONE, .edit = &strip}};
    strip.strip_asn = n->tables[P].asn;
    uint32_t s = network_session(n, C, G, IR_NONE, IR_EBGP);
    n->sessions[s].exports = clauses;
    n->sessions[s].export_edit.strip_asn = n->tables[Q].asn;
    n->sessions[s].export_edit.set_med = true;
}

/* c has `near` (p, MED 5) and `other` (q, iBGP) for certain; `other` is among the best where `far` removes
 * `near`. */
static void test_search_keeps_what_a_third_route_saves(void **state)
{
    struct network *n = gadget(*state);
    uint32_t near = feed(n, P, C, IR_EBGP, 5), far = feed_far(n);
    feed(n, Q, E, IR_EBGP, 9);
    uint32_t other = feed(n, E, C, IR_IBGP, 0);
    network_session(n, C, G, IR_NONE, IR_EBGP);
    struct sim_states states = states_of(*state, network_finish(n), 100);
    uint32_t by[3] = {0};
    for (uint32_t i = 0; i < states.count; i++) {
        uint32_t session = announced(states.at[i], C)->session;
        by[session == near ? 0 : session == far ? 1 : 2]++;
        assert_true(session == near || session == far || session == other);
    }
    assert_int_equal(states.count, 3);
    assert_true(by[0] == 1 && by[1] == 1 && by[2] == 1);
}

/* c has `near` (p, MED 5) and `plain` (q, MED 0) for certain. `far` never is the best, but removes `near`. */
static void test_search_sees_what_a_third_route_removes(void **state)
{
    struct network *n = gadget(*state);
    uint32_t near = feed(n, P, C, IR_EBGP, 5), plain = feed(n, Q, C, IR_EBGP, 0);
    feed_far(n);
    blur(n);
    struct sim_states states = states_of(*state, network_finish(n), 100);
    assert_int_equal(states.count, 2);
    for (uint32_t i = 0; i < 2; i++)
        assert_true(is_selected(states.at[i], C, plain));
    assert_int_not_equal(is_selected(states.at[0], C, near), is_selected(states.at[1], C, near));
}

/* Of the two that g cannot tell apart the first one is not the best. */
static void test_search_merges_only_the_best(void **state)
{
    struct network *n = network_new(*state);
    for (uint32_t t = 0; t < 7; t++)
        med_router(n, "r");
    n->tables[F].asn = n->tables[P].asn; /* listed after e */
    originate(n, F);
    originate(n, Q);
    feed(n, Q, E, IR_EBGP, 9);
    feed(n, E, C, IR_IBGP, 0);
    uint32_t near = feed(n, F, C, IR_EBGP, 5);
    blur(n);
    const struct ir *ir = network_finish(n);
    assert_int_equal(announced(only_state(*state, ir), C)->session, near);
}

/* ---- next hops ---- */

static void test_next_hop(void **state)
{
    struct network *n = network_new(*state);
    uint32_t o = router(n, "o"), a = router(n, "a"), b = router(n, "b");
    originate(n, o);
    struct ir_next_hop addresses[] = {{network_addr("10.0.0.4")}, {network_addr("10.0.0.5")}};
    n->ir.next_hops = addresses;
    n->ir.next_hop_count = 2;
    uint32_t s = link(n, "o-a", o, a), t = link(n, "a-b", a, b);
    n->sessions[s].export_edit.next_hop_edit = IR_NEXT_HOP_SET;
    n->sessions[s].export_edit.next_hop = 1;
    struct ir_resolved at_a[] = {{0, network_hop(IR_HOP_TABLE, b, IR_NONE)},
                                 {1, network_hop(IR_HOP_TABLE, o, IR_NONE)}};
    struct ir_resolved at_b[] = {{1, network_hop(IR_HOP_TABLE, o, IR_NONE)}};
    n->sessions[s].resolved = at_a;
    n->sessions[s].resolved_count = 2;
    n->sessions[t].resolved = at_b;
    n->sessions[t].resolved_count = 1;
    const struct ir *ir = network_finish(n);
    const struct sim_prefix_state *st = only_state(*state, ir);
    assert_int_equal(announced(st, o)->next_hop, IR_NONE);
    assert_int_equal(announced(st, a)->next_hop, 1);
    assert_ptr_equal(sim_hop(ir, announced(st, a)), &at_a[1].hop);
    assert_int_equal(announced(st, b)->next_hop, 1); /* kept */
    assert_ptr_equal(sim_hop(ir, announced(st, b)), &at_b[0].hop);
    n->sessions[t].export_edit.next_hop_edit = IR_NEXT_HOP_SELF;
    st = only_state(*state, ir);
    assert_int_equal(announced(st, b)->next_hop, IR_NONE);
    assert_ptr_equal(sim_hop(ir, announced(st, b)), &n->sessions[t].hop);
    n->sessions[t].export_edit.next_hop_edit = IR_NEXT_HOP_KEEP;
    n->sessions[t].resolved_count = 0;
    assert_int_equal(only_state(*state, ir)->ribs[b].count, 0); /* unreachable there */
    n->sessions[t].import_edit.next_hop_edit = IR_NEXT_HOP_SELF;
    assert_int_equal(only_state(*state, ir)->ribs[b].count, 1); /* the check comes last */
}

/* Tied routes that differ in nothing but MED or next hop are two things to announce; packets see a difference
 * where the next hops lead elsewhere. */
static void test_attributes_make_states(void **state)
{
    struct network *n = network_new(*state);
    uint32_t o = router(n, "o"), c = router(n, "c"), d = router(n, "d");
    originate(n, o);
    uint32_t first = feed(n, o, c, IR_EBGP, 1), second = feed(n, o, c, IR_EBGP, 1);
    uint32_t last = network_session(n, c, d, IR_NONE, IR_EBGP);
    struct ir_next_hop addresses[] = {{network_addr("10.0.0.4")}, {network_addr("10.0.0.5")}};
    n->ir.next_hops = addresses;
    n->ir.next_hop_count = 2;
    struct ir_resolved known[] = {{0, network_hop(IR_HOP_TABLE, o, IR_NONE)},
                                  {1, network_hop(IR_HOP_TABLE, c, IR_NONE)}};
    n->sessions[first].resolved = n->sessions[second].resolved = n->sessions[last].resolved = known;
    n->sessions[first].resolved_count = n->sessions[second].resolved_count = 2;
    n->sessions[last].resolved_count = 2;
    const struct ir *ir = network_finish(n);
    bool several;
    uint32_t unstable;
    assert_int_equal(states_of(*state, ir, 100).count, 1);
    n->sessions[second].import_edit.med = 2;
    assert_int_equal(states_of(*state, ir, 100).count, 2);
    sim_first(*state, ir, bits_new(*state, ir->element_count), &unstable, &several);
    assert_false(several);
    n->sessions[second].import_edit.med = 1;
    n->sessions[second].import_edit.next_hop_edit = IR_NEXT_HOP_SET;
    assert_int_equal(states_of(*state, ir, 100).count, 2);
    n->sessions[second].import_edit.next_hop = 1;
    n->sessions[first].import_edit.next_hop_edit = IR_NEXT_HOP_SET;
    sim_first(*state, ir, bits_new(*state, ir->element_count), &unstable, &several);
    assert_true(several);
}

/* ---- the search finds what enumeration finds ---- */

#define SMALL 5 /* tables */

static uint32_t random_below(uint64_t *seed, uint32_t bound)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*seed >> 33) % bound;
}

/* Routers of two ASes, in which every attribute of a comparison is likely to tie. */
static const struct ir *random_network(struct arena *a, uint64_t *seed)
{
    struct network *n = network_new(a);
    for (uint32_t t = 0; t < SMALL; t++)
        n->tables[med_router(n, arena_printf(a, "r%u", t))].asn = 100 + t / 2;
    originate(n, 0);
    originate(n, 1 + random_below(seed, SMALL - 1));
    for (uint32_t i = 0; i < 6; i++) {
        uint32_t x = random_below(seed, SMALL), y = (x + 1 + random_below(seed, SMALL - 1)) % SMALL;
        uint32_t s = network_link(n, "x-y", x, y, n->tables[x].asn == n->tables[y].asn ? IR_IBGP : IR_EBGP);
        for (uint32_t k = s; k <= s + 1; k++) {
            struct ir_edit *edit = &n->sessions[k].import_edit;
            edit->set_med = random_below(seed, 2) == 0;
            edit->med = random_below(seed, 3);
            edit->set_local_pref = random_below(seed, 3) == 0;
            edit->local_pref = 100 + random_below(seed, 2);
        }
    }
    return network_finish(n);
}

/* What table `t` announces when every table takes its route over sessions[table] (IR_NONE: an origin). */
static const struct sim_route *resolve(struct arena *a, const struct sim_net *net, const uint32_t *sessions,
                                       uint32_t t, uint32_t depth)
{
    const struct ir *ir = net->ir;
    struct sim_route *r = arena_new(a, struct sim_route);
    if (sessions[t] == IR_NONE) {
        uint32_t o = ir_first_origin(ir, t, 0);
        if (o == ir->origin_count || ir->origins[o].table != t)
            return NULL;
        *r = sim_origin_route(ir, o);
        return r;
    }
    if (depth == 0)
        return NULL;
    const struct sim_route *theirs = resolve(a, net, sessions, ir->sessions[sessions[t]].from, depth - 1);
    return theirs && sim_transfer(a, net, sessions[t], 0, theirs, r) ? r : NULL;
}

static bool has_same_ribs(const struct sim_rib *a, const struct sim_rib *b)
{
    for (uint32_t t = 0; t < SMALL; t++) {
        if (a[t].count != b[t].count)
            return false;
        for (uint32_t i = 0; i < a[t].count; i++) {
            if (!sim_same_route(&a[t].routes[i], &b[t].routes[i]))
                return false;
        }
    }
    return true;
}

/* The next vector of choices: an origin or nothing, or each session into the table. */
static bool next_choice(const struct ir *ir, uint32_t *sessions)
{
    for (uint32_t t = 0; t < SMALL; t++) {
        uint32_t s = sessions[t] == IR_NONE ? 0 : sessions[t] + 1;
        while (s < ir->session_count && ir->sessions[s].to != t)
            s++;
        sessions[t] = s < ir->session_count ? s : IR_NONE;
        if (sessions[t] != IR_NONE)
            return true;
    }
    return false;
}

static void check_by_enumeration(struct arena *a, const struct ir *ir)
{
    struct bits down = bits_new(a, ir->element_count);
    struct sim_net net = sim_net_new(a, ir, down);
    struct sim_states found = states_of(a, ir, 1000);
    assert_true(found.complete);
    uint32_t sessions[SMALL];
    for (uint32_t t = 0; t < SMALL; t++)
        sessions[t] = IR_NONE;
    uint32_t stable = 0;
    do {
        struct arena *mine = arena_create();
        const struct sim_route *routes[SMALL];
        for (uint32_t t = 0; t < SMALL; t++)
            routes[t] = resolve(mine, &net, sessions, t, SMALL);
        const struct sim_rib *ribs = sim_check(mine, &net, 0, routes);
        bool is_found = ribs == NULL;
        for (uint32_t i = 0; i < found.count && !is_found; i++)
            is_found = has_same_ribs(found.at[i]->ribs, ribs);
        assert_true(is_found);
        stable += ribs ? 1 : 0;
        arena_destroy(mine);
    } while (next_choice(ir, sessions));
    assert_true((stable == 0) == (found.count == 0));
}

static void test_search_is_complete(void **state)
{
    uint64_t seed = 7;
    for (uint32_t i = 0; i < 500; i++) {
        struct arena *a = arena_create();
        check_by_enumeration(a, random_network(a, &seed));
        arena_destroy(a);
    }
    (void)state;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_clause_edits),
        TEST(test_both_filters_must_permit),
        TEST(test_path_asn),
        TEST(test_tags_all),
        TEST(test_clause_edit_too_long),
        TEST(test_med_of_one_neighbour),
        TEST(test_med_of_other_neighbours),
        TEST(test_med_of_empty_paths),
        TEST(test_med_is_no_pairwise_comparison),
        TEST(test_search_keeps_what_a_third_route_saves),
        TEST(test_search_sees_what_a_third_route_removes),
        TEST(test_search_merges_only_the_best),
        TEST(test_next_hop),
        TEST(test_attributes_make_states),
        TEST(test_search_is_complete),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
