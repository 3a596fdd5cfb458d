/*
 * parting: both paths are followed node by node from where the request was delivered; what is no node (a load
 * balancer, a subnet's table, the Internet on the way) is passed over.
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

static bool is_same_text(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool is_same(const struct path_hop *a, const struct path_hop *b, bool by_device)
{
    if (!by_device && a->circuit && b->circuit)
        return strcmp(a->circuit, b->circuit) == 0;
    return strcmp(a->node, b->node) == 0;
}

/* What is crossed on the way to this node. */
static const char *link_to(const struct path *p, const struct path_hop *node)
{
    return node > p->hops ? node[-1].link : NULL;
}

/* Does the rest of the reply pass this node? */
static bool comes_by(const struct path *back, const struct path_hop *here, const struct path_hop *node,
                     bool by_device)
{
    for (const struct path_hop *h = after(back, here); h; h = after(back, h))
        if (is_same(h, node, by_device))
            return true;
    return false;
}

/* A gateway hands packets to the table of its site's subnet: then it is this table that decides. */
static const struct path_hop *decider(const struct path *p, const struct path_hop *h)
{
    bool is_last = h + 1 == p->hops + p->hop_count;
    return !is_last && h[1].passing && h[1].has_route ? h + 1 : h;
}

/* Go back on the way of the request until the reply is there too. */
static void find_choice(const struct path *forward, const struct path *back, const struct path_hop *there,
                        const struct path_hop *here, bool by_device, struct parting *out)
{
    const struct path_hop *at = before(forward, there);
    while (at && !comes_by(back, here, at, by_device))
        at = before(forward, at);
    out->choice = decider(forward, at ? at : out->request);
    out->chosen = after(forward, out->choice)->node;
}

bool parting_find(const struct path *forward, const struct path *back, bool by_device, struct parting *out)
{
    if (!forward->delivered || back->hop_count == 0)
        return false;
    const struct path_hop *there = node_from(forward, forward->hop_count - 1, -1);
    const struct path_hop *here = node_from(back, 0, 1);
    while (there && here && is_same(there, here, by_device)) {
        const struct path_hop *from = before(forward, there), *next = after(back, here);
        if (!from || !next)
            return false;
        bool links_matter = by_device || (!from->circuit && !there->circuit);
        if (!is_same(from, next, by_device) ||
            (links_matter && !is_same_text(link_to(forward, there), link_to(back, next)))) {
            *out = (struct parting){
                .node = here->node, .request = there - 1, .reply = decider(back, here), .next = next->node};
            find_choice(forward, back, there, here, by_device, out);
            return true;
        }
        there = from;
        here = next;
    }
    return false;
}
