/*
 * counterexample: the JSON object of one, which documents of `verify` and witnesses of certificates share.
 */
#ifndef NICC_REPORT_COUNTEREXAMPLE_H
#define NICC_REPORT_COUNTEREXAMPLE_H

#include <jansson.h>

#include "report/report.h"

/* A new reference. */
json_t *json_counterexample(const struct report *r, const struct claim *c, const struct witness *w);

#endif
