/*
 * parting: where the reply to a packet leaves the way that the packet came.
 */
#ifndef NICC_REPORT_PARTING_H
#define NICC_REPORT_PARTING_H

#include "compiler/verdict.h"

struct parting {
    const char *node;               /* the last node of the reply that lies on the way of the request */
    const struct path_hop *request; /* the request came to it from here: a node, or a load balancer */
    const struct path_hop *reply;   /* the node itself, as the reply leaves it */
    const char *next;               /* where the reply goes from there */
    const struct path_hop
        *choice;        /* where the request went another way than the reply: the place where both are
                                       together again; `request` when the reply never is there */
    const char *chosen; /* where the request went from there */
};

/* Follow both ways from the end of the request. `by_device`: the two devices of a circuit are two ways. Returns false when the request is not delivered, or the reply keeps to
 * its way as far as it goes. `out` points into the paths. */
bool parting_find(const struct path *forward, const struct path *back, bool by_device, struct parting *out);

#endif
