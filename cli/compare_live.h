/*
 * compare_live: `routes --compare`.
 */
#ifndef NICC_CLI_COMPARE_LIVE_H
#define NICC_CLI_COMPARE_LIVE_H

#include "cli/scene.h"
#include "report/views.h"

/* Compare the predicted routes of a table with the live ones in the file of --compare, and print what comes out. `table` is
 * IR_NONE for a site that is divided into subnets. Returns the exit status. */
int compare_with_live(const struct scene *s, const struct routes_view *predicted, uint32_t table);

#endif
