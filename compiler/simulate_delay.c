/*
 * The slowest branch: the one whose links have the largest sum of delays. Without loops the positions of a packet
 * form no circle, so the slowest way on from each of them is worked out once, from the ends backwards.
 */
#include "compiler/simulate_packet.h"

struct slowest {
    struct sim_walk *walk;
    const struct sim_trip *trip;
    bool *known; /* by position */
    bool *arrives;
    uint64_t *delay;               /* of the slowest delivered way on */
    const struct sim_move **moves; /* its first move */
};

static uint64_t delay_of(const struct ir *ir, const struct sim_move *move)
{
    return move->link == IR_NONE ? 0 : ir->elements[move->link].delay;
}

/* Of equally slow ways the first one stays. */
static void find_on(struct slowest *s, const struct sim_node *node)
{
    if (s->known[node->id])
        return;
    s->known[node->id] = true;
    for (uint32_t i = 0; i < node->move_count; i++) {
        const struct sim_move *move = &node->moves[i];
        uint64_t delay = delay_of(s->walk->ir, move);
        uint32_t rule;
        bool arrives;
        if (move->outcome == SIM_GOES_ON) {
            find_on(s, move->next);
            arrives = s->arrives[move->next->id];
            delay += s->delay[move->next->id];
        } else {
            arrives = sim_judge(s->walk, s->trip, move, &rule) == SIM_DELIVERED;
        }
        if (!arrives || (s->arrives[node->id] && delay <= s->delay[node->id]))
            continue;
        s->arrives[node->id] = true;
        s->delay[node->id] = delay;
        s->moves[node->id] = move;
    }
}

static struct sim_branch follow(struct arena *a, const struct slowest *s)
{
    struct sim_branch b = {.trip = *s->trip, .end = SIM_DELIVERED, .rule = IR_NONE};
    for (const struct sim_node *n = s->trip->start; n; b.count++) {
        const struct sim_move *move = s->moves[n->id];
        n = move->outcome == SIM_GOES_ON ? move->next : NULL;
    }
    b.steps = arena_array(a, struct sim_step, b.count);
    const struct sim_node *at = s->trip->start;
    for (uint32_t i = 0; i < b.count; i++) {
        b.steps[i] = (struct sim_step){at, s->moves[at->id]};
        at = b.steps[i].move->next;
    }
    return b;
}

bool sim_find_slowest(struct sim_walk *w, const struct sim_trip *trip, struct sim_branch *out,
                      uint64_t *delay)
{
    struct arena *a = w->arena;
    if (!trip->start)
        return false;
    sim_explore(w, trip->start);
    uint32_t count = sim_node_count(w);
    struct slowest s = {.walk = w, .trip = trip};
    s.known = arena_array(a, bool, count);
    s.arrives = arena_array(a, bool, count);
    s.delay = arena_array(a, uint64_t, count);
    s.moves = arena_array(a, const struct sim_move *, count);
    find_on(&s, trip->start);
    if (!s.arrives[trip->start->id])
        return false;
    *delay = s.delay[trip->start->id];
    *out = follow(a, &s);
    return true;
}

uint64_t sim_delay_of(const struct ir *ir, const struct sim_branch *b)
{
    uint64_t sum = 0;
    for (uint32_t i = 0; i < b->count && b->steps[i].move; i++)
        sum += delay_of(ir, b->steps[i].move);
    return sum;
}

const char *sim_delay_text(struct arena *a, uint64_t microseconds)
{
    unsigned long long whole = microseconds / 1000, rest = microseconds % 1000;
    uint32_t digits = 3;
    if (whole == 0 && rest > 0)
        return arena_printf(a, "%llu us", rest);
    if (rest == 0)
        return arena_printf(a, "%llu ms", whole);
    for (; rest % 10 == 0; digits--)
        rest /= 10;
    return arena_printf(a, "%llu.%0*llu ms", whole, (int)digits, rest);
}
