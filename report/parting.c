/*
 * parting: both paths are followed node by node from where the request was delivered; what is no node (a load
 * balancer, the Internet on the way) is passed over.
 */
#include "report/parting.h"

#include <string.h>

/* The next node at or after `at` in the direction of `step`; NULL at the end of the path. */
static const struct path_hop *node_from(const struct path *p, uint32_t at, int step)
{
    for (; at < p->hop_count && p->hops[at].passing; at += (uint32_t)step)
        ;
    return at < p->hop_count ? &p->hops[at] : NULL;
}

static const struct path_hop *before(const struct path *p, const struct path_hop *h)
{
    return node_from(p, (uint32_t)(h - p->hops) - 1, -1);
}

static const struct path_hop *after(const struct path *p, const struct path_hop *h)
{
    return node_from(p, (uint32_t)(h - p->hops) + 1, 1);
}

static bool is_same(const struct path_hop *a, const struct path_hop *b)
{
    return strcmp(a->node, b->node) == 0;
}

bool parting_find(const struct path *forward, const struct path *back, struct parting *out)
{
    if (!forward->delivered || back->hop_count == 0)
        return false;
    const struct path_hop *there = node_from(forward, forward->hop_count - 1, -1);
    const struct path_hop *here = node_from(back, 0, 1);
    while (there && here && is_same(there, here)) {
        const struct path_hop *from = before(forward, there), *next = after(back, here);
        if (!from || !next)
            return false;
        if (!is_same(from, next)) {
            *out = (struct parting){here->node, there - 1, here, next->node};
            return true;
        }
        there = from;
        here = next;
    }
    return false;
}
