/*
 * routing: what tests of the simulator's route plane share: one prefix in a network of routers.
 */
#ifndef NICC_TESTS_ROUTING_H
#define NICC_TESTS_ROUTING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "compiler/simulate.h"
#include "tests/unit/network.h"

#define PREFIX "10.0.0.0/8"

static inline int setup(void **state)
{
    *state = arena_create();
    return 0;
}

static inline int teardown(void **state)
{
    arena_destroy(*state);
    return 0;
}

/* A router outside all sites, with the AS number 100 + id. */
static inline uint32_t router(struct network *n, const char *name)
{
    return network_table(n, name, IR_ROUTER, IR_NONE, 100 + n->ir.table_count);
}

static inline struct ir_origin *originate(struct network *n, uint32_t table)
{
    return network_origin(n, table, PREFIX, IR_SRC_AGGREGATE, network_hop(IR_HOP_DROP, IR_NONE, IR_NONE));
}

static inline uint32_t link(struct network *n, const char *name, uint32_t a, uint32_t b)
{
    return network_link(n, name, a, b, IR_EBGP);
}

/* Prefer what comes over the session. */
static inline void prefer(struct network *n, uint32_t session, uint32_t local_pref)
{
    n->sessions[session].import_edit.set_local_pref = true;
    n->sessions[session].import_edit.local_pref = local_pref;
    n->sessions[session ^ 1].export_edit.set_local_pref = true; /* it stays inside */
    n->sessions[session ^ 1].export_edit.local_pref = IR_LOCAL_PREF_DEFAULT;
}

static inline struct sim_states states_of(struct arena *a, const struct ir *ir, uint32_t limit)
{
    assert_null(ir_verify(ir, a));
    return sim_prefix_states(a, ir, bits_new(a, ir->element_count), ir_find_prefix(ir, network_parse(PREFIX)),
                             limit);
}

/* The one stable state of the prefix. */
static inline const struct sim_prefix_state *only_state(struct arena *a, const struct ir *ir)
{
    struct sim_states states = states_of(a, ir, 100);
    assert_true(states.complete);
    assert_int_equal(states.count, 1);
    return states.at[0];
}

static inline uint32_t selected_count(const struct sim_rib *rib)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < rib->count; i++)
        count += rib->routes[i].selected ? 1 : 0;
    return count;
}

static inline const struct sim_route *announced(const struct sim_prefix_state *s, uint32_t table)
{
    const struct sim_route *found = NULL;
    for (uint32_t i = 0; i < s->ribs[table].count; i++) {
        if (!s->ribs[table].routes[i].announced)
            continue;
        assert_null(found); /* exactly one */
        assert_true(s->ribs[table].routes[i].selected);
        found = &s->ribs[table].routes[i];
    }
    return found;
}

static inline void assert_from(const struct ir *ir, const struct sim_prefix_state *s, uint32_t table,
                               uint32_t neighbour)
{
    const struct sim_route *r = announced(s, table);
    assert_non_null(r);
    assert_int_equal(selected_count(&s->ribs[table]), 1);
    assert_int_equal(r->session == IR_NONE ? table : ir->sessions[r->session].from, neighbour);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

#endif
