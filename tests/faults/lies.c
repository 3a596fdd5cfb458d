/*
 * lies: functions of nicc that answer wrongly, so that what guards against such an answer is seen to work. The calls go
 * from one file of nicc to another; inside one file the linker cannot step between.
 */
#include <string.h>

#include "compiler/simulate.h"
#include "solver/query.h"
#include "solver/route.h"
#include "solver/routing.h"
#include "solver/search.h"
#include "solver/stability.h"
#include "solver/states.h"
#include "solver/z3x.h"
#include "tests/faults/fault.h"

/* The name of the lie is that of the function, unless another one is given. */
#define LIES_AS(lie, answer, type, name, parameters, arguments)                                              \
    type __real_##name parameters;                                                                           \
    type __wrap_##name parameters;                                                                           \
    type __wrap_##name parameters                                                                            \
    {                                                                                                        \
        return fault_lies(lie) ? (answer) : __real_##name arguments;                                         \
    }
#define LIES(answer, type, name, parameters, arguments)                                                      \
    LIES_AS(#name, answer, type, name, parameters, arguments)

/* The simulator finds that the claim holds, that there is no stable state, no such flow, nothing that breaks a claim. */
LIES(true, bool, sim_claim_holds,
     (struct arena * a, const struct sim_state *s, const struct claim *c, struct witness *w), (a, s, c, w))
LIES(NULL, const struct sim_state *, sim_follow,
     (struct arena * a, const struct ir *ir, struct bits changed, const struct route_choice *choices,
      uint32_t count),
     (a, ir, changed, choices, count))
LIES(false, bool, sim_claim_one_way,
     (struct arena * a, const struct sim_state *s, const struct claim *c, struct witness *w), (a, s, c, w))
LIES(false, bool, sim_claim_may_stall,
     (struct arena * a, const struct sim_state *s, const struct claim *c, struct witness *w), (a, s, c, w))

/* Nothing new once the first counterexample is shown. */
struct sim_violations __real_sim_claim_violations(struct arena *a, const struct sim_state *s,
                                                  const struct claim *c, uint32_t limit);
struct sim_violations __wrap_sim_claim_violations(struct arena *a, const struct sim_state *s,
                                                  const struct claim *c, uint32_t limit);
struct sim_violations __wrap_sim_claim_violations(struct arena *a, const struct sim_state *s,
                                                  const struct claim *c, uint32_t limit)
{
    static bool seen;
    struct sim_violations found = __real_sim_claim_violations(a, s, c, limit);
    if (fault_lies("sim_claim_violations") && seen)
        found.count = 0;
    seen = true;
    return found;
}

/* The routing is stable; or the simulator cannot tell. */
enum sim_stability __real_sim_stability(struct arena *a, const struct ir *ir, struct bits changed,
                                        uint32_t prefix, struct witness *w);
enum sim_stability __wrap_sim_stability(struct arena *a, const struct ir *ir, struct bits changed,
                                        uint32_t prefix, struct witness *w);
enum sim_stability __wrap_sim_stability(struct arena *a, const struct ir *ir, struct bits changed,
                                        uint32_t prefix, struct witness *w)
{
    if (fault_lies("sim_stability"))
        return SIM_SETTLES;
    return fault_lies("stability-unsure") ? SIM_UNSURE : __real_sim_stability(a, ir, changed, prefix, w);
}

LIES_AS("stability-unsure", false, bool, stability_states,
        (struct arena * arena, struct z3x *z, const struct adjacency *net, const struct claim *claim,
         struct bits environment, uint32_t prefix, uint32_t limit, const struct sim_prefix_state *out[2]),
        (arena, z, net, claim, environment, prefix, limit, out))

/* The solver finds no solution where there is one: in a replay, and for one pair of a claim. */
static const struct search_answer none = {.result = Z3X_UNSAT, .reason = ""};
LIES(none, struct search_answer, search_solution,
     (struct z3x * z, struct query *q, int32_t goal, bool **values), (z, q, goal, values))

struct search_answer __real_search_situation(struct z3x *z, struct query *q, int32_t goal);
struct search_answer __wrap_search_situation(struct z3x *z, struct query *q, int32_t goal);
struct search_answer __wrap_search_situation(struct z3x *z, struct query *q, int32_t goal)
{
    bool pair = q->claim->from.count == 1 && q->claim->to.count == 1;
    return pair && fault_lies("search-pair") ? none : __real_search_situation(z, q, goal);
}

/* The solution that Z3 gives is none: each value is turned round. */
static _Thread_local const struct formula *formula;
void __real_z3x_begin(struct z3x *z, struct arena *arena, const struct formula *f);
void __wrap_z3x_begin(struct z3x *z, struct arena *arena, const struct formula *f);
void __wrap_z3x_begin(struct z3x *z, struct arena *arena, const struct formula *f)
{
    formula = f;
    __real_z3x_begin(z, arena, f);
}

void __real_z3x_values(struct z3x *z, bool *values);
void __wrap_z3x_values(struct z3x *z, bool *values);
void __wrap_z3x_values(struct z3x *z, bool *values)
{
    __real_z3x_values(z, values);
    for (uint32_t n = 1; fault_lies("z3x_values") && n <= formula_nodes(formula); n++)
        values[n] = !values[n];
}

/* ---- what a compiled design never has, or only a very large one ---- */

/* No room for the positions of packets. */
bool __real_query_count_position(struct query *q);
bool __wrap_query_count_position(struct query *q);
bool __wrap_query_count_position(struct query *q)
{
    if (fault_lies("query_count_position"))
        q->position_limit = 1;
    return __real_query_count_position(q);
}

/* A route comes back unchanged to where it was. */
const struct states *__real_states_explore(struct query *q, uint32_t prefix);
const struct states *__wrap_states_explore(struct query *q, uint32_t prefix);
const struct states *__wrap_states_explore(struct query *q, uint32_t prefix)
{
    const struct states *right = __real_states_explore(q, prefix);
    if (!fault_lies("states_explore"))
        return right;
    struct states *wrong = arena_new(q->arena, struct states);
    *wrong = *right;
    wrong->result = STATES_CYCLIC;
    return wrong;
}

/* No routing is sure to settle, that of internal links included. */
const struct routing *__real_routing_of(struct query *q, uint32_t prefix);
const struct routing *__wrap_routing_of(struct query *q, uint32_t prefix);
const struct routing *__wrap_routing_of(struct query *q, uint32_t prefix)
{
    const struct routing *right = __real_routing_of(q, prefix);
    if (!right || !fault_lies("routing_of"))
        return right;
    struct routing *wrong = arena_new(q->arena, struct routing);
    *wrong = *right;
    wrong->cyclic = true;
    return wrong;
}

/* All routes go by way of the first next hop that is looked up by another route. */
const struct ir_hop *__real_candidate_hop(const struct ir *ir, const struct candidate *c);
const struct ir_hop *__wrap_candidate_hop(const struct ir *ir, const struct candidate *c);
const struct ir_hop *__wrap_candidate_hop(const struct ir *ir, const struct candidate *c)
{
    static _Thread_local const struct ir_hop *first;
    const struct ir_hop *hop = __real_candidate_hop(ir, c);
    if (!first && hop->kind == IR_HOP_VIA)
        first = hop;
    return first && fault_lies("candidate_hop") ? first : hop;
}
