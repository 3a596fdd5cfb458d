/*
 * delays: the longest ways through the positions of requests, from the ends backwards. Positions that lie on circles
 * are taken together: a branch leaves each of them once, so the circle adds at most the slowest move of each.
 */
#include "solver/delays.h"

#include "base/scc.h"

static uint64_t delay_of(const struct journey *j, const struct journey_move *m)
{
    uint64_t sum = 0;
    for (uint32_t i = 0; i < m->item_count; i++) {
        struct item item = j->items.at[m->first_item + i];
        if (item.kind == ITEM_LINK)
            sum += j->q->ir->elements[item.id].delay;
    }
    return sum;
}

static bool is_request(const struct journey *j, uint32_t node)
{
    return !j->nodes.at[node].at.is_reply;
}

static struct scc find_circles(const struct journey *j)
{
    VEC(struct scc_edge) edges = {0};
    for (uint32_t n = 0; n < j->nodes.count; n++)
        for (uint32_t i = 0; is_request(j, n) && i < j->nodes.at[n].move_count; i++) {
            uint32_t to = j->moves.at[j->nodes.at[n].first_move + i].to;
            vec_push(j->q->scratch, &edges, ((struct scc_edge){n, to}));
        }
    struct arena *scratch = j->q->scratch;
    return scc_find(scratch, scc_graph_of(scratch, j->nodes.count, edges.at, edges.count));
}

/* What the component adds: to each way that leaves it, and on the way out. */
static uint64_t longest_out(const struct journey *j, const struct scc *scc, uint32_t component,
                            const uint64_t *longest)
{
    uint64_t inside = 0, out = 0;
    for (uint32_t k = scc->first[component]; k < scc->first[component + 1]; k++) {
        const struct journey_node *n = &j->nodes.at[scc->members[k]];
        uint64_t slowest = 0;
        for (uint32_t i = 0; is_request(j, scc->members[k]) && i < n->move_count; i++) {
            const struct journey_move *m = &j->moves.at[n->first_move + i];
            uint64_t delay = delay_of(j, m);
            if (scc->component[m->to] == component)
                slowest = delay > slowest ? delay : slowest;
            else if (delay + longest[m->to] > out)
                out = delay + longest[m->to];
        }
        inside += slowest;
    }
    return inside + out;
}

const uint64_t *delays_longest(const struct journey *j)
{
    struct arena *scratch = j->q->scratch;
    uint64_t *longest = arena_array(scratch, uint64_t, j->nodes.count);
    struct scc scc = find_circles(j);
    for (uint32_t c = 0; c < scc.count; c++) { /* what a component leads to comes before it */
        uint64_t out = longest_out(j, &scc, c, longest);
        for (uint32_t i = scc.first[c]; i < scc.first[c + 1]; i++)
            longest[scc.members[i]] = out;
    }
    return longest;
}
