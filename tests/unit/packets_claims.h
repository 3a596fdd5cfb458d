/*
 * packets_claims: claims about packets put to the solver, for tests. Asked are the circuit itself, for a situation in
 * which the claim is violated, and the whole solver, which must find the same and show it in the simulator.
 */
#ifndef NICC_TESTS_UNIT_PACKETS_CLAIMS_H
#define NICC_TESTS_UNIT_PACKETS_CLAIMS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "solver/claims.h"
#include "solver/search.h"
#include "solver/solver.h"
#include "solver/stable.h"
#include "tests/unit/packets.h"

/* Sites a and b, each peered with the hub; an appliance with two instances in the hub. */
struct fixture {
    struct arena *arena;
    struct packets *p;
    struct network *n;
    uint32_t a, hub, b;    /* sites */
    uint32_t ta, thub, tb; /* their tables */
    uint32_t a_hub, hub_b; /* peerings */
    uint32_t fw;           /* appliance */
    struct query *q;       /* of the last question */
    struct search_answer answer;
};

static inline int setup(void **state)
{
    struct arena *arena = arena_create();
    struct fixture *x = arena_new(arena, struct fixture);
    x->arena = arena;
    x->p = packets_new(arena);
    x->n = x->p->net;
    x->a = network_site(x->n, "a", "10.1.0.0/16");
    x->hub = network_site(x->n, "hub", "10.0.0.0/16");
    x->b = network_site(x->n, "b", "10.2.0.0/16");
    x->ta = packets_table(x->p, x->a);
    x->thub = packets_table(x->p, x->hub);
    x->tb = packets_table(x->p, x->b);
    x->a_hub = packets_peer(x->p, "a<->hub", x->a, x->hub);
    x->hub_b = packets_peer(x->p, "hub<->b", x->hub, x->b);
    x->fw = packets_appliance(x->p, "fw", x->hub, "10.0.0.4", 2);
    *state = x;
    return 0;
}

static inline int teardown(void **state)
{
    arena_destroy(((struct fixture *)*state)->arena);
    return 0;
}

static inline struct ir_appliance *firewall(struct fixture *x)
{
    return &x->p->appliances[x->fw];
}

/* Requests from a to b go through the appliance; replies too when `both`. */
static inline void steer(struct fixture *x, bool both)
{
    packets_route(x->p, x->ta, "10.2.0.0/16", packets_to(x->p, x->fw, x->a_hub));
    if (both)
        packets_route(x->p, x->tb, "10.1.0.0/16", packets_to(x->p, x->fw, x->hub_b));
}

/* A route table's route wins over a peering's for the same prefix. */
static inline void prefer_user_routes(struct fixture *x)
{
    for (uint32_t i = 0; i < x->n->ir.origin_count; i++)
        if (x->n->origins[i].source == IR_SRC_PEERING)
            x->n->origins[i].rank = 1;
}

static inline void finish(struct fixture *x)
{
    if (!x->n->ir.packets_matter)
        packets_finish(x->p);
    const char *broken = ir_verify(&x->n->ir, x->arena);
    if (broken)
        fail_msg("%s", broken);
}

/* Can the claim be violated? Only the circuit is asked. */
static inline bool circuit_violated(struct fixture *x, struct claim c)
{
    struct claim *claim = arena_new(x->arena, struct claim);
    *claim = c;
    x->q = query_new(x->arena, adjacency_new(x->arena, &x->n->ir), claim, NULL, 200000u);
    int32_t goal = claims_violated(x->q);
    if (x->q->problem)
        fail_msg("%s", x->q->problem);
    struct z3x *z = z3x_create(x->arena);
    x->answer = search_situation(z, x->q, goal);
    z3x_destroy(z);
    assert_true(x->answer.result == Z3X_SAT || x->answer.result == Z3X_UNSAT);
    return x->answer.result == Z3X_SAT;
}

/* The same, and a violation must be shown in the simulator. */
static inline bool violated(struct fixture *x, struct claim c)
{
    bool is_violated = circuit_violated(x, c);
    struct claim_list list = {.at = &c, .count = 1};
    struct verdict v =
        *solver_verify(x->arena, &x->n->ir, &list, NULL, &(struct solver_options){.jobs = 1}, NULL);
    if (v.outcome != (is_violated ? OUTCOME_REFUTED : OUTCOME_PROVED))
        fail_msg("outcome %d: %s", (int)v.outcome, v.reason);
    return is_violated;
}

static inline struct claim between(struct fixture *x, enum claim_kind kind, struct flow_end from,
                                   struct flow_end to)
{
    return packets_claim(x->p, kind, from, to);
}

static inline bool fails(struct fixture *x, enum claim_kind kind, struct flow_end from, struct flow_end to)
{
    return violated(x, between(x, kind, from, to));
}

/* Ends of flows; the network is finished by then. */
static inline struct flow_end host(struct fixture *x, uint32_t site, const char *address)
{
    finish(x);
    return packets_host(x->p, site, address);
}

static inline struct flow_end host_a(struct fixture *x)
{
    return host(x, x->a, "10.1.0.5");
}

static inline struct flow_end host_b(struct fixture *x)
{
    return host(x, x->b, "10.2.0.5");
}

static inline struct flow_end at_fw(struct fixture *x)
{
    finish(x);
    return packets_at_appliance(x->p, x->fw);
}

static inline struct flow_end at_balancer(struct fixture *x, uint32_t balancer)
{
    finish(x);
    return packets_at_balancer(x->p, balancer);
}

static inline struct flow_end outside(struct fixture *x)
{
    finish(x);
    return packets_internet(x->p);
}

static inline struct claim a_to_b(struct fixture *x, enum claim_kind kind, uint32_t failures)
{
    struct claim c = between(x, kind, host_a(x), host_b(x));
    c.budgets[0].most = failures;
    return c;
}

/* Two appliances behind a balancer, each with one instance. */
static inline uint32_t sandwich(struct fixture *x)
{
    uint32_t fw2 = packets_appliance(x->p, "fw2", x->hub, "10.0.0.5", 1);
    uint32_t lb = packets_balancer(x->p, "lb", x->hub, "10.0.0.9");
    firewall(x)->instance_count = 1;
    packets_backend(x->p, lb, x->fw, x->hub, "10.0.0.4");
    packets_backend(x->p, lb, fw2, x->hub, "10.0.0.5");
    packets_route(x->p, x->ta, "10.2.0.0/16", network_hop(IR_HOP_BALANCER, lb, x->a_hub));
    return lb;
}

static inline int finish_z3(void **state)
{
    (void)state;
    solver_finish();
    return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

#endif
