/*
 * compare: routes as they are predicted, beside those of the live network, and its printers.
 */
#ifndef NICC_REPORT_COMPARE_H
#define NICC_REPORT_COMPARE_H

#include "report/live_routes.h"
#include "report/views.h"

enum compare_result {
    COMPARE_SAME,
    COMPARE_MISSING,  /* predicted, and not live */
    COMPARE_SURPLUS,  /* live, and not predicted */
    COMPARE_RESERVED, /* live: a default route to None for a range that is no part of the model */
    COMPARE_RESULTS
};

struct compare_row {
    enum compare_result result;
    struct prefix prefix;
    const char *source;
    bool active;
    const char *next_hop_type;
    const char *next_hop; /* an address or a name, "" when there is none */
    const char *gateway;  /* whose address that is, or NULL: unknown, or no gateway's */
    struct span because;  /* of a predicted one */
};

struct compare_view {
    const char *table;
    const char *file; /* of the live routes */
    const struct compare_row *rows;
    uint32_t count;
    uint32_t counts[COMPARE_RESULTS];
    bool differs; /* some active route is missing or surplus */
};

/*
 * Compare what is predicted for a subnet with the routes of an interface in it. Routes are the same when prefix, source,
 * state and next-hop type are, for VirtualAppliance the address of the next hop, and for VirtualNetworkGateway the gateway, where the
 * live address is one that the design declares for a gateway. Of Invalid routes, which no packet follows, differences are
 * listed and do not count. The result, but for names, is in `a`.
 */
struct compare_view compare_routes(struct arena *a, const struct ir *ir, const struct routes_view *predicted,
                                   const struct live_routes *live, const char *file);

void compare_text(struct arena *scratch, const struct source_set *sources, const struct compare_view *v,
                  struct buf *out);
void compare_json(const struct source_set *sources, const struct compare_view *v, struct buf *out);
void compare_csv(const struct source_set *sources, const struct compare_view *v, struct buf *out);

#endif
