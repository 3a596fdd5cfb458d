/*
 * live_routes: the effective routes of a network interface, as `az network nic show-effective-route-table -o json`
 * prints them.
 */
#ifndef NICC_REPORT_LIVE_ROUTES_H
#define NICC_REPORT_LIVE_ROUTES_H

#include "base/addr.h"
#include "base/arena.h"

/* One route for one prefix to one next hop. */
struct live_route {
    struct prefix prefix;
    const char *source; /* "Default", "User", "VirtualNetworkGateway", ... */
    bool active;
    const char *next_hop_type; /* in the words of `nicc routes`: "VirtualNetwork" for "VnetLocal" */
    const char *next_hop;      /* an address, or "" */
};

struct live_routes {
    struct live_route *at;
    uint32_t count;
    uint32_t capacity;
};

/*
 * Read the text of the document: an object with the routes in "value", or the list of routes alone. A route with several
 * prefixes or next hops becomes several. Returns NULL, or one line that says what is wrong, and where in the file `path`.
 * All of it is in `arena`.
 */
const char *live_routes_read(struct arena *arena, const char *path, const char *text, size_t length,
                             struct live_routes *out);

#endif
