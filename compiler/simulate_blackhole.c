/*
 * The search for blackholes: breadth first over positions, each with and without a hop of some table behind it.
 */
#include "compiler/simulate_packet.h"

/* A position, whether a table had a route for the packet before, and how it came here. */
struct visit {
    const struct sim_node *node;
    bool routed;
    uint32_t parent;             /* visit before, IR_NONE at the start */
    const struct sim_move *move; /* made there to come here */
};

struct search {
    struct sim_walk *walk;
    const struct sim_trip *trip;
    struct arena *scratch;
    VEC(struct visit) visits;
    struct bits seen;
};

static void add_visit(struct search *s, struct visit v)
{
    uint32_t key = v.node->id * 2 + (v.routed ? 1 : 0);
    if (bits_has(s->seen, key))
        return;
    bits_add(s->seen, key);
    vec_push(s->scratch, &s->visits, v);
}

/* Does the move end in a blackhole? `routed`: a table before had a route. */
static bool is_blackhole(const struct search *s, bool routed, const struct sim_move *move)
{
    uint32_t rule;
    enum sim_end end = sim_judge(s->walk, s->trip, move, &rule);
    if (end == SIM_DELIVERED)
        return false;
    /* Said to leave where nothing but tables acts, though the destination is not there (RULE_NOT_ON_INTERNET). */
    if (end == SIM_INTERNET && !s->walk->ir->packets_matter)
        return routed;
    enum rule_loss loss = rule_loss(rule);
    return loss == RULE_LOSS_DEAD_END || (loss == RULE_LOSS_NO_ROUTE && routed);
}

/* The branch that ends at visit `last` with `move`. */
static struct sim_branch trace_back(const struct search *s, uint32_t last, const struct sim_move *move)
{
    struct sim_branch b = {.trip = *s->trip};
    b.end = sim_judge(s->walk, s->trip, move, &b.rule);
    for (uint32_t v = last; v != IR_NONE; v = s->visits.at[v].parent)
        b.count++;
    b.steps = arena_array(s->walk->arena, struct sim_step, b.count);
    for (uint32_t v = last, i = b.count; v != IR_NONE; v = s->visits.at[v].parent) {
        b.steps[--i] = (struct sim_step){s->visits.at[v].node, move};
        move = s->visits.at[v].move;
    }
    return b;
}

/* Make all moves of one visit. Returns true, with the branch, when one of them ends in a blackhole. */
static bool expand(struct search *s, uint32_t visit, struct sim_branch *out)
{
    struct visit at = s->visits.at[visit];
    for (uint32_t i = 0; i < at.node->move_count; i++) {
        const struct sim_move *move = &at.node->moves[i];
        if (move->outcome == SIM_GOES_ON) {
            add_visit(s, (struct visit){move->next, at.routed || move->hop, visit, move});
        } else if (is_blackhole(s, at.routed, move)) {
            *out = trace_back(s, visit, move);
            return true;
        }
    }
    return false;
}

bool sim_find_blackhole(struct sim_walk *w, const struct sim_trip *trip, struct sim_branch *out)
{
    if (!trip->start)
        return false;
    struct arena *scratch = arena_create();
    struct search s = {.walk = w, .trip = trip, .scratch = scratch};
    bool found = false;
    sim_explore(w, trip->start);
    s.seen = bits_new(scratch, sim_node_count(w) * 2);
    add_visit(&s, (struct visit){trip->start, false, IR_NONE, NULL});
    for (uint32_t v = 0; v < s.visits.count && !found; v++)
        found = expand(&s, v, out);
    arena_destroy(scratch);
    return found;
}
