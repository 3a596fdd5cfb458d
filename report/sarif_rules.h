/*
 * sarif_rules: the rules of a SARIF run: one for each kind of claim and each diagnostic code that its results have.
 */
#ifndef NICC_REPORT_SARIF_RULES_H
#define NICC_REPORT_SARIF_RULES_H

#include <jansson.h>

#include "report/finding.h"

struct sarif_rules {
    const struct finding **at; /* for each rule a finding that has it, sorted by the rule's name */
    uint32_t count;
};

/* The rules of these findings. In `arena`; the findings must outlive it. */
struct sarif_rules sarif_rules_of(struct arena *arena, const struct finding_list *findings);
/* Index of the rule of this name, which is one of them. */
uint32_t sarif_rule_index(const struct sarif_rules *rules, const char *name);
/* The list of reportingDescriptor objects; a new reference. */
json_t *sarif_rules_json(const struct sarif_rules *rules);

#endif
