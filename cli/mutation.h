/*
 * mutation: would the claims notice if something of the design were missing?
 */
#ifndef NICC_CLI_MUTATION_H
#define NICC_CLI_MUTATION_H

#include "report/mutation.h"
#include "report/report.h"

/*
 * Judge the shown claims of a verified report again on each mutant of its design. A mutant is noticed when some claim
 * has another outcome than in the report; warnings and marks do not count. The result is in the arena of the report's
 * compilation and does not depend on limits->jobs.
 */
struct mutation *mutation_run(const struct report *r, const struct solver_options *limits);

#endif
