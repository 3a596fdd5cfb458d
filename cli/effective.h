/*
 * effective: every route that one table knows, in the words of Azure's effective routes.
 */
#ifndef NICC_CLI_EFFECTIVE_H
#define NICC_CLI_EFFECTIVE_H

#include "base/arena.h"
#include "compiler/simulate.h"
#include "report/views.h"

/*
 * The candidates of the table in a stable state, by prefix; of one prefix those first that are Active: selected
 * and not set aside. Reserved routes that a default route has removed are left out (F11). With `to` (or NULL) only
 * routes for prefixes that hold this address, the longest first: the first Active ones are those that packets
 * take. `name` and `to` must outlive the result, the rest of which is in the arena.
 */
struct routes_view effective_routes(struct arena *a, const struct sim_state *s, const char *name,
                                    uint32_t table, const struct addr *to);

#endif
