/*
 * json: the documents of `verify` and `check`, for scripts and pull-request checks.
 *
 * Identical input gives identical bytes: claims in their order, diagnostics sorted, and nothing that depends
 * on time or on the number of workers unless statistics were asked for.
 */
#include "report/report.h"

#include "report/because.h"
#include "report/changes.h"
#include "report/counterexample.h"
#include "report/finding.h"
#include "report/json_parts.h"
#include "report/mutation.h"

#include <stdio.h>

static const struct source_set *sources_of(const struct report *r)
{
    return r->compilation->sources;
}

/* ---- the head ---- */

static json_t *json_files(const struct source_set *sources)
{
    json_t *files = json_array();
    for (uint32_t i = 0; i < source_count(sources); i++)
        json_array_append_new(files, json_text(source_file(sources, i)->path));
    return files;
}

static json_t *json_tool(const struct report *r)
{
    json_t *tool = json_object();
    json_object_set_new(tool, "nicc", json_text(r->version));
    json_object_set_new(tool, "z3", json_text(r->z3_version));
    return tool;
}

static json_t *json_summary(const struct report *r)
{
    struct report_counts n = report_count(r);
    json_t *summary = json_object();
    json_object_set_new(summary, "proved", json_integer(n.proved));
    json_object_set_new(summary, "refuted", json_integer(n.refuted));
    json_object_set_new(summary, "unknown", json_integer(n.unknown));
    json_object_set_new(summary, "waived", json_integer(n.waived));
    json_object_set_new(summary, "claims", json_integer(n.claims));
    return summary;
}

static json_t *json_head(const struct report *r, const char *schema)
{
    json_t *document = json_document(schema);
    json_object_set_new(document, "design", json_text(r->compilation->design));
    json_object_set_new(document, "files", json_files(sources_of(r)));
    json_object_set_new(document, "tool", json_tool(r));
    return document;
}

/* ---- counterexamples ---- */

static json_t *json_elements(const struct report *r, struct element_list elements)
{
    json_t *names = json_array();
    for (uint32_t i = 0; i < elements.count; i++)
        json_array_append_new(names, json_text(r->compilation->ir->elements[elements.at[i]].name));
    return names;
}

static json_t *json_address(struct addr a)
{
    char text[ADDR_TEXT_MAX];
    return json_text(addr_print(a, text));
}

/* In a design that tells no services apart a packet stands for every protocol and port. */
static void json_service(json_t *packet, const struct ir *ir, uint32_t service)
{
    bool any = ir->service_count <= 1 || service >= ir->service_count;
    const struct ir_service *s = any ? NULL : &ir->services[service];
    json_object_set_new(packet, "protocol", json_text(any ? "any" : ir_protocol_name(s->protocol)));
    json_object_set_new(packet, "port", !any && s->port != 0 ? json_integer(s->port) : json_null());
}

static json_t *json_packet(const struct report *r, const struct witness *w)
{
    if (!w->is_flow)
        return json_null();
    json_t *packet = json_object();
    json_object_set_new(packet, "source", json_address(w->source));
    json_object_set_new(packet, "destination", json_address(w->destination));
    json_service(packet, r->compilation->ir, w->service);
    return packet;
}

/* The two ways of a flow, and where they part when that is what matters. */
static void add_ways(json_t *o, const struct report *r, const struct witness *w)
{
    json_object_set_new(o, "packet", json_packet(r, w));
    json_object_set_new(o, "forward", json_path(sources_of(r), w->has_forward ? &w->forward : NULL));
    json_object_set_new(o, "return", json_path(sources_of(r), w->has_back ? &w->back : NULL));
    json_object_set_new(o, "parting",
                        w->parts ? json_parting(sources_of(r), &w->forward, &w->back, w->devices_matter)
                                 : json_null());
}

static void add_environment(json_t *o, const struct report *r, const struct claim *c, const struct witness *w)
{
    struct arena *a = r->compilation->arena;
    const struct ir *ir = r->compilation->ir;
    struct element_list settings = changes_settings(a, ir, c);
    json_t *values = json_object();
    for (uint32_t i = 0; i < settings.count; i++)
        json_object_set_new(values, ir->elements[settings.at[i]].name,
                            json_boolean(changes_setting_is_on(ir, c, w, settings.at[i])));
    json_object_set_new(o, "failed", json_elements(r, changes_failures(a, ir, w->changed, w->changed_count)));
    json_object_set_new(o, "settings", values);
    json_object_set_new(o, "announcements",
                        json_elements(r, changes_announcements(a, ir, w->changed, w->changed_count)));
}

static json_t *json_causes(const struct report *r, const struct witness *w)
{
    json_t *list = json_array();
    for (uint32_t i = 0; i < w->cause_count; i++) {
        json_t *o = json_object();
        json_object_set_new(o, "text", json_text(w->causes[i].text));
        json_object_set_new(o, "rule", json_rule(w->causes[i].rule));
        json_object_set_new(o, "because", json_place(sources_of(r), w->causes[i].because));
        json_array_append_new(list, o);
    }
    return list;
}

json_t *json_counterexample(const struct report *r, const struct claim *c, const struct witness *w)
{
    json_t *o = json_object();
    json_object_set_new(o, "problem", json_text(w->problem));
    struct arena *a = r->compilation->arena;
    json_object_set_new(o, "down",
                        json_elements(r, changes_failures(a, r->compilation->ir, c->down, c->down_count)));
    add_environment(o, r, c, w);
    add_ways(o, r, w);
    json_object_set_new(o, "causes", json_causes(r, w));
    json_object_set_new(o, "moreFlows", json_integer(w->more_flows));
    json_object_set_new(o, "moreEnvironments", json_integer(w->more_environments));
    json_object_set_new(o, "instability", json_instability(sources_of(r), w->instability));
    json_object_set_new(o, "replayed", json_boolean(w->replayed));
    return o;
}

/* The first counterexample, and all of them where more than one was asked for. */
static void add_counterexamples(json_t *o, const struct report *r, const struct claim *c,
                                const struct verdict *v)
{
    bool refuted = v->outcome == OUTCOME_REFUTED;
    json_t *all = json_array();
    json_object_set_new(o, "counterexample", refuted ? json_counterexample(r, c, &v->witness) : json_null());
    if (refuted && r->several_counterexamples) {
        json_array_append_new(all, json_counterexample(r, c, &v->witness));
        for (uint32_t i = 0; i < v->other_count; i++)
            json_array_append_new(all, json_counterexample(r, c, &v->others[i]));
    }
    json_object_set_new(o, "counterexamples", all);
}

/* ---- claims ---- */

static json_t *json_expected(enum claim_expectation e)
{
    if (e == CLAIM_EXPECT_NONE)
        return json_null();
    return json_text(e == CLAIM_EXPECT_PROVED ? "proved" : "refuted");
}

static void add_place(json_t *o, const struct report *r, struct span at)
{
    struct source_position p = source_position(sources_of(r), at);
    json_object_set_new(o, "file", json_text(p.path));
    json_object_set_new(o, "line", json_integer(p.line));
    json_object_set_new(o, "column", json_integer(p.column));
}

/* The flow that a warning speaks of. */
static json_t *json_example(const struct report *r, const struct claim *c, const struct verdict *v)
{
    if (!v->has_one_way && !v->may_stall)
        return json_null();
    json_t *o = json_object();
    add_environment(o, r, c, &v->example);
    add_ways(o, r, &v->example);
    return o;
}

static void add_warning(json_t *o, const struct report *r, const struct claim *c, const struct verdict *v)
{
    json_object_set_new(o, "warning", json_text(v->warning));
    json_object_set_new(o, "oneWay", json_path(sources_of(r), v->has_one_way ? &v->example.forward : NULL));
    json_object_set_new(o, "example", json_example(r, c, v));
}

/* The waiver that covers the claim, whatever the verdict. */
static json_t *json_waiver(const struct report *r, const struct claim *c)
{
    if (!c->waiver)
        return json_null();
    json_t *o = json_object();
    json_object_set_new(o, "until", json_text(claim_date_text(r->compilation->arena, c->waiver->until)));
    json_object_set_new(o, "reason", json_text(c->waiver->reason));
    json_object_set_new(o, "ticket", c->waiver->ticket ? json_text(c->waiver->ticket) : json_null());
    json_object_set_new(o, "because", json_place(sources_of(r), c->waiver->span));
    return o;
}

/* What a proof rests on; a reason that no declaration stands behind has the claim's place. */
static json_t *json_because(const struct report *r, const struct claim *c, const struct verdict *v)
{
    json_t *list = json_array();
    for (uint32_t i = 0; i < v->because.count; i++) {
        const struct cause *reason = &v->because.at[i];
        struct span at = reason->because.file < source_count(sources_of(r)) ? reason->because : c->declared;
        json_t *o = json_place(sources_of(r), at);
        json_object_set_new(o, "text", json_text(reason->text));
        json_object_set_new(o, "rule", json_rule(reason->rule));
        json_array_append_new(list, o);
    }
    return list;
}

static json_t *json_claim(const struct report *r, uint32_t i)
{
    const struct claim *c = &r->claims->at[i];
    const struct verdict *v = &r->verdicts[i];
    json_t *o = json_object();
    json_object_set_new(o, "name", json_text(c->name));
    json_object_set_new(o, "text", json_text(c->text));
    add_place(o, r, c->declared);
    json_object_set_new(o, "verdict", json_text(outcome_name(v->outcome)));
    json_object_set_new(o, "expected", json_expected(c->expect));
    json_object_set_new(o, "ok", json_boolean(report_claim_ok(r, i)));
    json_object_set_new(o, "vacuous", json_boolean(v->vacuous));
    json_object_set_new(o, "waived", json_boolean(report_claim_waived(r, i)));
    json_object_set_new(o, "waiver", json_waiver(r, c));
    json_object_set_new(o, "severity", json_text(claim_severity_name(c->severity)));
    json_object_set_new(o, "reason", json_text(v->reason));
    add_warning(o, r, c, v);
    add_counterexamples(o, r, c, v);
    json_object_set_new(o, "because", json_because(r, c, v));
    if (v->because.gap && *v->because.gap)
        json_object_set_new(o, "becauseGap", json_text(v->because.gap));
    return o;
}

static json_t *json_claims(const struct report *r)
{
    json_t *claims = json_array();
    for (uint32_t i = 0; r->claims && i < r->claims->count; i++)
        if (report_shows(r, i))
            json_array_append_new(claims, json_claim(r, i));
    return claims;
}

static json_t *json_stats(const struct report *r)
{
    json_t *o = json_object();
    json_object_set_new(o, "wallMs", json_real(r->wall_ms));
    json_object_set_new(o, "encodeMs", json_real(r->stats->encode_ms));
    json_object_set_new(o, "solveMs", json_real(r->stats->solve_ms));
    json_object_set_new(o, "z3StartMs", json_real(r->stats->z3_start_ms));
    json_object_set_new(o, "states", json_integer((json_int_t)r->stats->states));
    json_object_set_new(o, "nodes", json_integer((json_int_t)r->stats->nodes));
    json_object_set_new(o, "checks", json_integer((json_int_t)r->stats->checks));
    return o;
}

/* What the design is told, and what the command line is. */
static json_t *json_all_diagnostics(const struct report *r)
{
    json_t *list = json_diagnostics(r->compilation->diags, sources_of(r), r->path);
    if (r->problem)
        json_array_append_new(list, json_problem(r->path, r->problem));
    return list;
}

void report_json(const struct report *r, struct buf *out)
{
    json_t *document = json_head(r, "nicc.verify/1");
    json_object_set_new(document, "summary", json_summary(r));
    json_object_set_new(document, "diagnostics", json_all_diagnostics(r));
    json_object_set_new(document, "claims", json_claims(r));
    if (r->mutation)
        json_object_set_new(document, "mutation", mutation_json(r->mutation, sources_of(r)));
    if (r->stats)
        json_object_set_new(document, "stats", json_stats(r));
    json_finish(document, out);
}

static json_t *json_rules(const struct verdict *v)
{
    json_t *list = json_array();
    uint32_t rules[RULE_COUNT], count = because_rules(v, rules);
    for (uint32_t i = 0; i < count; i++)
        json_array_append_new(list, json_rule_text(rules[i]));
    return list;
}

void report_explain_json(const struct report *r, uint32_t claim, struct buf *out)
{
    json_t *document = json_head(r, "nicc.explain/1");
    json_object_set_new(document, "diagnostics", json_all_diagnostics(r));
    bool some = claim != IR_NONE;
    json_object_set_new(document, "claim", some ? json_claim(r, claim) : json_null());
    json_object_set_new(document, "rules", some ? json_rules(&r->verdicts[claim]) : json_array());
    json_object_set_new(document, "advice", json_text(some ? because_advice(&r->verdicts[claim]) : ""));
    json_finish(document, out);
}

void report_code_json(const struct report_code *code, struct buf *out)
{
    char number[16];
    snprintf(number, sizeof number, "NICC%04u", (unsigned)code->number);
    json_t *document = json_document("nicc.explain/1");
    json_object_set_new(document, "code", json_text(number));
    json_object_set_new(document, "kind", json_text(code->kind));
    json_object_set_new(document, "text", json_text(code->title));
    json_object_set_new(document, "explanation", json_text(code->text));
    json_object_set_new(document, "facts", json_fact_list(code->facts));
    json_finish(document, out);
}

void report_check_json(const struct report *r, struct buf *out)
{
    json_t *document = json_head(r, "nicc.check/1");
    json_object_set_new(document, "diagnostics", json_all_diagnostics(r));
    json_finish(document, out);
}
