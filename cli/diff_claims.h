/*
 * diff_claims: the claims of two designs, each judged on both.
 */
#ifndef NICC_CLI_DIFF_CLAIMS_H
#define NICC_CLI_DIFF_CLAIMS_H

#include "cli/options.h"
#include "report/diff.h"

/*
 * Judge every claim of either design on both. A claim that only one design has, or that the other one words otherwise, is
 * compiled against the other design's declarations: its names, groups and sets are those of that design, and where one of
 * them is not there it is not judged (of a matrix the rows and columns that it concerns). Everything is in `arena`.
 */
struct diff_claims diff_claims(struct arena *arena, const struct options *o,
                               const struct difference_side sides[2]);

#endif
