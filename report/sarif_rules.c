/*
 * sarif_rules: the rules of a SARIF run, with the texts that code scanning shows beside an alert.
 *
 * For diagnostics these are the texts of `nicc explain`, for claims what such a claim says.
 */
#include "report/sarif_rules.h"

#include <stdlib.h>
#include <string.h>

#include "report/json_parts.h"

static int compare_rules(const void *a, const void *b)
{
    return strcmp((*(const struct finding *const *)a)->rule, (*(const struct finding *const *)b)->rule);
}

struct sarif_rules sarif_rules_of(struct arena *arena, const struct finding_list *findings)
{
    struct sarif_rules rules = {arena_array(arena, const struct finding *, findings->count), 0};
    for (uint32_t i = 0; i < findings->count; i++)
        rules.at[i] = &findings->at[i];
    if (findings->count > 0)
        qsort(rules.at, findings->count, sizeof *rules.at, compare_rules);
    for (uint32_t i = 0; i < findings->count; i++)
        if (i == 0 || compare_rules(&rules.at[i], &rules.at[rules.count - 1]) != 0)
            rules.at[rules.count++] = rules.at[i];
    return rules;
}

uint32_t sarif_rule_index(const struct sarif_rules *rules, const char *name)
{
    struct finding wanted = {.rule = name};
    const struct finding *key = &wanted;
    const struct finding **found = bsearch(&key, rules->at, rules->count, sizeof *rules->at, compare_rules);
    return (uint32_t)(found - rules->at);
}

/* The texts of a rule, in the order of `struct texts`. */
struct texts {
    const char *title, *text;
    enum diag_severity level; /* by default */
};

static struct texts warning_texts(const struct finding *f)
{
    const struct verdict *v = &f->report->verdicts[f->claim];
    if (v->vacuous)
        return (struct texts){
            "a claim is proved, but speaks of nothing",
            "No admitted situation has a flow, or a route, that the claim speaks of. It is true "
            "because there is nothing that could break it, and may not say what was meant.",
            DIAG_WARNING};
    if (v->may_stall)
        return (struct texts){
            "TCP may stall at a stateful appliance",
            "Requests pass a stateful appliance that their replies go round. The appliance sees one "
            "direction only, and may drop what it does not know.",
            DIAG_WARNING};
    return (struct texts){
        "packets are delivered in one direction",
        "No flow completes, as the claim says, but requests are delivered: a packet that needs no "
        "reply gets through.",
        DIAG_WARNING};
}

static struct texts texts_of(const struct finding *f)
{
    switch (f->kind) {
    case FINDING_RUN:
        return (struct texts){"nothing was verified", "The run has no verdicts; the message says why.",
                              DIAG_ERROR};
    case FINDING_DESIGN: {
        const struct diag_info *info = diag_info(f->diag->code);
        return (struct texts){info->title, info->text, info->severity};
    }
    case FINDING_CLAIM: {
        const struct claim_rule *rule = claim_rule(f->report->claims->at[f->claim].kind);
        return (struct texts){rule->title, rule->text, DIAG_ERROR};
    }
    case FINDING_WARNING:
        break;
    }
    return warning_texts(f);
}

static json_t *text_object(const char *text)
{
    json_t *o = json_object();
    json_object_set_new(o, "text", json_text(text));
    return o;
}

static json_t *rule_json(const struct finding *f)
{
    struct texts t = texts_of(f);
    json_t *o = json_object(), *configuration = json_object(), *more = json_object(), *tags = json_array();
    json_object_set_new(o, "id", json_text(f->rule));
    json_object_set_new(o, "shortDescription", text_object(t.title));
    json_object_set_new(o, "fullDescription", text_object(t.text));
    json_object_set_new(o, "help", text_object(t.text));
    json_object_set_new(configuration, "level", json_text(diag_severity_name(t.level)));
    json_object_set_new(o, "defaultConfiguration", configuration);
    json_array_append_new(tags, json_text("network"));
    json_array_append_new(tags, json_text(f->kind == FINDING_DESIGN ? "design" : "reachability"));
    json_object_set_new(more, "tags", tags);
    json_object_set_new(o, "properties", more);
    return o;
}

json_t *sarif_rules_json(const struct sarif_rules *rules)
{
    json_t *list = json_array();
    for (uint32_t i = 0; i < rules->count; i++)
        json_array_append_new(list, rule_json(rules->at[i]));
    return list;
}
