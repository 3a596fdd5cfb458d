/*
 * sarif: SARIF 2.1.0 (OASIS), one run for all designs.
 *
 * What comes out well gives no result, so that nothing shows as an alert; unknown claims are results of the kind `open`, and
 * waived ones are suppressed. A counterexample is a code flow with a thread for each direction, one hop a location. Every result has a file and
 * a line of at least 1: uploads that lack one are refused as a whole.
 */
#include "report/format.h"

#include <string.h>

#include "base/vec.h"
#include "report/escape.h"
#include "report/finding.h"
#include "report/json_parts.h"
#include "report/line_hash.h"
#include "report/sarif_rules.h"

#define RESULTS_MAX 25000u /* GitHub refuses runs with more */
#define ROOT "%SRCROOT%"   /* stands for the folder that paths are relative to */

/* Hashes of the lines of one file. */
struct file_hashes {
    const struct report *report;
    uint32_t file;
    struct line_hashes hashes;
};

struct writer {
    struct arena *arena;
    const struct report_run *run;
    struct finding_list findings;
    struct sarif_rules rules;
    struct {
        struct file_hashes *at;
        uint32_t count, capacity;
    } hashes;
};

/* ---- places ---- */

static json_t *message(const char *text)
{
    json_t *o = json_object();
    json_object_set_new(o, "text", json_text(text));
    return o;
}

/* Paths below the root have its name; others are whole URIs. */
static json_t *artifact(const char *path)
{
    struct buf uri = {0};
    json_t *o = json_object();
    buf_add(&uri, path[0] == '/' ? "file://" : "");
    escape_uri(&uri, path);
    json_object_set_new(o, "uri", json_text(buf_text(&uri)));
    if (path[0] != '/')
        json_object_set_new(o, "uriBaseId", json_text(ROOT));
    buf_free(&uri);
    return o;
}

static json_t *region(const struct place *p)
{
    json_t *o = json_object();
    json_object_set_new(o, "startLine", json_integer(p->line));
    json_object_set_new(o, "startColumn", json_integer(p->column));
    json_object_set_new(o, "endLine", json_integer(p->end_line));
    json_object_set_new(o, "endColumn", json_integer(p->end_column));
    return o;
}

static json_t *location(const struct place *p, const char *text)
{
    json_t *o = json_object(), *physical = json_object();
    json_object_set_new(physical, "artifactLocation", artifact(p->path));
    json_object_set_new(physical, "region", region(p));
    json_object_set_new(o, "physicalLocation", physical);
    if (text)
        json_object_set_new(o, "message", message(text));
    return o;
}

/* The place of a declaration; where there is none, that of the finding. */
static struct place place_or(const struct writer *w, const struct finding *f, struct span at)
{
    const struct source_set *sources = f->report->compilation->sources;
    return at.file < source_count(sources) ? place_of(w->arena, sources, at, "") : f->place;
}

/* ---- code flows ---- */

static const char *drop_text(struct arena *a, const struct path_drop *d)
{
    return arena_printf(a, "dropped at %s: NICC%04u %s", d->node, (unsigned)rule_info(d->rule)->number,
                        d->text);
}

/* "2 hub.gw: learned from office.ce, 10.9.0.0/16" */
static const char *hop_text(struct arena *a, const struct path *p, uint32_t i)
{
    char route[PREFIX_TEXT_MAX];
    const struct path_hop *h = &p->hops[i];
    const char *how = h->how && *h->how ? arena_printf(a, ": %s", h->how) : "";
    const char *by = h->has_route ? arena_printf(a, ", %s", prefix_print(h->route, route)) : "";
    bool last = p->has_drop && i + 1 == p->hop_count;
    return arena_printf(a, "%u %s%s%s%s%s", i + 1, h->node, how, by, last ? "; " : "",
                        last ? drop_text(a, &p->drop) : "");
}

static json_t *flow_location(struct place p, const char *text, uint32_t order, bool essential)
{
    json_t *o = json_object();
    json_object_set_new(o, "location", location(&p, text));
    json_object_set_new(o, "executionOrder", json_integer(order));
    json_object_set_new(o, "importance", json_text(essential ? "essential" : "important"));
    return o;
}

/* One location a hop. Where the packet ends, the declaration that drops it matters more than the last route. */
static json_t *flow_locations(const struct writer *w, const struct finding *f, const struct path *p,
                              uint32_t *order)
{
    json_t *list = json_array();
    for (uint32_t i = 0; i < p->hop_count; i++) {
        bool ends = p->has_drop && i + 1 == p->hop_count;
        bool by_drop = ends && p->drop.because.file < source_count(f->report->compilation->sources);
        struct place at = place_or(w, f, by_drop ? p->drop.because : p->hops[i].because);
        json_array_append_new(list, flow_location(at, hop_text(w->arena, p, i), ++*order, ends));
    }
    if (p->hop_count == 0)
        json_array_append_new(list, flow_location(place_or(w, f, p->drop.because),
                                                  drop_text(w->arena, &p->drop), ++*order, true));
    return list;
}

static void add_thread(const struct writer *w, json_t *threads, const struct finding *f, const char *id,
                       const struct path *p, uint32_t *order)
{
    if (p->hop_count == 0 && !p->has_drop)
        return;
    json_t *o = json_object();
    json_object_set_new(o, "id", json_text(id));
    json_object_set_new(
        o, "message",
        message(arena_printf(w->arena, "%s: %s", id, p->delivered ? "delivered" : "not delivered")));
    json_object_set_new(o, "locations", flow_locations(w, f, p, order));
    json_array_append_new(threads, o);
}

static void add_flow(const struct writer *w, json_t *flows, const struct finding *f, const struct witness *x,
                     const char *text)
{
    json_t *threads = json_array();
    uint32_t order = 0;
    if (x->has_forward)
        add_thread(w, threads, f, "forward", &x->forward, &order);
    if (x->has_back)
        add_thread(w, threads, f, "return", &x->back, &order);
    if (json_array_size(threads) == 0) {
        json_decref(threads);
        return;
    }
    json_t *o = json_object();
    if (text && *text)
        json_object_set_new(o, "message", message(text));
    json_object_set_new(o, "threadFlows", threads);
    json_array_append_new(flows, o);
}

static json_t *code_flows(const struct writer *w, const struct finding *f, const struct verdict *v)
{
    json_t *flows = json_array();
    if (v->outcome == OUTCOME_REFUTED)
        add_flow(w, flows, f, &v->witness, v->witness.problem);
    else if (v->has_one_way || v->may_stall)
        add_flow(w, flows, f, &v->example, v->warning);
    for (uint32_t i = 0; v->outcome == OUTCOME_REFUTED && i < v->other_count; i++)
        add_flow(w, flows, f, &v->others[i], v->others[i].problem);
    return flows;
}

/* ---- results ---- */

static json_t *related(const struct writer *w, const struct finding *f)
{
    json_t *list = json_array();
    const struct source_set *sources = f->report->compilation->sources;
    for (const struct diag_label *l = f->diag ? f->diag->labels : NULL; l; l = l->next) {
        struct place p = place_or(w, f, l->span);
        json_array_append_new(list, location(&p, l->text));
    }
    if (f->claim == IR_NONE || f->report->verdicts[f->claim].outcome != OUTCOME_REFUTED)
        return list;
    const struct witness *x = &f->report->verdicts[f->claim].witness;
    for (uint32_t i = 0; i < x->cause_count; i++) {
        struct place p = place_or(w, f, x->causes[i].because);
        if (x->causes[i].because.file < source_count(sources))
            json_array_append_new(list, location(&p, x->causes[i].text));
    }
    return list;
}

static const struct line_hashes *hashes_of(struct writer *w, const struct report *r, uint32_t file)
{
    for (uint32_t i = 0; i < w->hashes.count; i++)
        if (w->hashes.at[i].report == r && w->hashes.at[i].file == file)
            return &w->hashes.at[i].hashes;
    const struct source_file *text = source_file(r->compilation->sources, file);
    struct file_hashes h = {r, file, line_hashes(w->arena, text->text, text->length)};
    vec_push(w->arena, &w->hashes, h);
    return &w->hashes.at[w->hashes.count - 1].hashes;
}

static uint32_t file_of(const struct finding *f)
{
    if (f->diag)
        return f->diag->span.file;
    return f->claim != IR_NONE ? f->report->claims->at[f->claim].span.file : SOURCE_NONE;
}

static json_t *fingerprints(struct writer *w, const struct finding *f)
{
    char text[LINE_HASH_MAX];
    json_t *o = json_object();
    json_object_set_new(o, "nicc/v1", json_text(f->fingerprint));
    uint32_t file = file_of(f);
    if (file < source_count(f->report->compilation->sources)) {
        line_hash_text(hashes_of(w, f->report, file), f->place.line, text);
        json_object_set_new(o, "primaryLocationLineHash", json_text(text));
    }
    return o;
}

static json_t *suppressions(const struct writer *w, const struct finding *f)
{
    const struct claim_waiver *waiver = f->report->claims->at[f->claim].waiver;
    json_t *list = json_array(), *o = json_object();
    struct place p = place_or(w, f, waiver->span);
    json_object_set_new(o, "kind", json_text("inSource"));
    json_object_set_new(o, "status", json_text("accepted"));
    json_object_set_new(
        o, "justification",
        json_text(arena_printf(w->arena, "%s (until %s%s%s)", waiver->reason,
                               claim_date_text(w->arena, waiver->until), waiver->ticket ? ", " : "",
                               waiver->ticket ? waiver->ticket : "")));
    json_object_set_new(o, "location", location(&p, NULL));
    json_array_append_new(list, o);
    return list;
}

static json_t *properties(const struct finding *f)
{
    const struct claim *c = &f->report->claims->at[f->claim];
    json_t *o = json_object();
    json_object_set_new(o, "design", json_text(f->report->compilation->design));
    json_object_set_new(o, "claim", json_text(c->name));
    json_object_set_new(o, "text", json_text(c->text));
    json_object_set_new(o, "verdict", json_text(outcome_name(f->report->verdicts[f->claim].outcome)));
    json_object_set_new(o, "severity", json_text(claim_severity_name(c->severity)));
    return o;
}

static json_t *result_message(struct arena *a, const struct finding *f)
{
    struct buf text = {0};
    buf_add(&text, f->message);
    if (f->kind == FINDING_CLAIM) {
        buf_add(&text, "\n");
        report_claim_situation(f->report, f->claim, &text);
        text.length -= text.text[text.length - 1] == '\n';
    }
    json_t *o = message(arena_strndup(a, text.text, text.length));
    buf_free(&text);
    return o;
}

static void add_claim_parts(const struct writer *w, json_t *o, const struct finding *f)
{
    json_t *flows = code_flows(w, f, &f->report->verdicts[f->claim]);
    if (json_array_size(flows) > 0)
        json_object_set(o, "codeFlows", flows);
    json_decref(flows);
    if (f->waived)
        json_object_set_new(o, "suppressions", suppressions(w, f));
    json_object_set_new(o, "properties", properties(f));
}

/* The level of a result that is open is none by the standard; left out, readers that know no kinds take the rule's. */
static json_t *result(struct writer *w, const struct finding *f)
{
    json_t *o = json_object(), *places = json_array(), *more = related(w, f);
    json_object_set_new(o, "ruleId", json_text(f->rule));
    json_object_set_new(o, "ruleIndex", json_integer(sarif_rule_index(&w->rules, f->rule)));
    json_object_set_new(o, "kind", json_text(f->open ? "open" : "fail"));
    if (!f->open)
        json_object_set_new(o, "level", json_text(diag_severity_name(f->level)));
    json_object_set_new(o, "message", result_message(w->arena, f));
    json_array_append_new(places, location(&f->place, NULL));
    json_object_set_new(o, "locations", places);
    if (json_array_size(more) > 0)
        json_object_set(o, "relatedLocations", more);
    json_decref(more);
    json_object_set_new(o, "partialFingerprints", fingerprints(w, f));
    if (f->claim != IR_NONE)
        add_claim_parts(w, o, f);
    return o;
}

static uint32_t shown_results(const struct writer *w)
{
    return w->findings.count < RESULTS_MAX ? w->findings.count : RESULTS_MAX;
}

static json_t *results(struct writer *w)
{
    json_t *list = json_array();
    for (uint32_t i = 0; i < shown_results(w); i++)
        json_array_append_new(list, result(w, &w->findings.at[i]));
    return list;
}

/* ---- the run ---- */

static json_t *driver(const struct writer *w)
{
    const struct report *first = w->run->count > 0 ? w->run->designs[0] : NULL;
    json_t *tool = json_object(), *o = json_object(), *more = json_object();
    json_object_set_new(o, "name", json_text("nicc"));
    json_object_set_new(o, "semanticVersion", json_text(first ? first->version : ""));
    json_object_set_new(o, "rules", sarif_rules_json(&w->rules));
    json_object_set_new(more, "z3", json_text(first ? first->z3_version : ""));
    json_object_set_new(o, "properties", more);
    json_object_set_new(tool, "driver", o);
    return tool;
}

/* Runs with the same name replace each other where they are uploaded, so that of one design has its name. */
static json_t *automation(const struct writer *w)
{
    const char *design = w->run->count == 1 ? w->run->designs[0]->compilation->design : NULL;
    json_t *o = json_object();
    json_object_set_new(o, "id",
                        json_text(arena_printf(w->arena, "nicc/%s/%s%s", w->run->check ? "check" : "verify",
                                               design ? design : "", design ? "/" : "")));
    return o;
}

static json_t *notification(const char *text, const struct place *p)
{
    json_t *o = json_object(), *places = json_array();
    json_object_set_new(o, "level", json_text("error"));
    json_object_set_new(o, "message", message(text));
    if (p)
        json_array_append_new(places, location(p, NULL));
    json_object_set_new(o, "locations", places);
    return o;
}

static json_t *notifications(const struct writer *w)
{
    json_t *list = json_array();
    uint32_t left = w->findings.count - shown_results(w);
    for (uint32_t i = 0; i < w->findings.count; i++) {
        const struct finding *f = &w->findings.at[i];
        bool internal = f->kind == FINDING_CLAIM && f->report->verdicts[f->claim].outcome == OUTCOME_ERROR;
        if (f->kind == FINDING_RUN || internal)
            json_array_append_new(list, notification(f->message, &f->place));
    }
    if (left > 0)
        json_array_append_new(
            list, notification(arena_printf(w->arena, "%u more results are left out: code scanning takes %u",
                                            left, RESULTS_MAX),
                               NULL));
    return list;
}

/* A run that verified nothing has not been successful, whatever the reason. */
static json_t *invocations(const struct writer *w)
{
    json_t *list = json_array(), *o = json_object();
    bool good = w->run->status != 4 && (w->run->status != 2 || w->run->check);
    for (uint32_t i = 0; i < w->findings.count; i++)
        good = good && w->findings.at[i].kind != FINDING_RUN;
    json_object_set_new(o, "executionSuccessful", json_boolean(good));
    json_object_set_new(o, "exitCode", json_integer(w->run->status));
    json_object_set_new(o, "toolExecutionNotifications", notifications(w));
    json_array_append_new(list, o);
    return list;
}

static json_t *base_ids(void)
{
    json_t *o = json_object(), *root = json_object();
    json_object_set_new(root, "description", message("the folder that nicc was run in"));
    json_object_set_new(o, ROOT, root);
    return o;
}

static json_t *sarif_run(struct writer *w)
{
    json_t *o = json_object();
    json_object_set_new(o, "tool", driver(w));
    json_object_set_new(o, "automationDetails", automation(w));
    json_object_set_new(o, "invocations", invocations(w));
    json_object_set_new(o, "originalUriBaseIds", base_ids());
    json_object_set_new(o, "columnKind", json_text("unicodeCodePoints"));
    json_object_set_new(o, "results", results(w));
    return o;
}

void report_sarif(const struct report_run *run, struct buf *out)
{
    struct writer w = {.arena = arena_create(), .run = run};
    w.findings = findings_of(w.arena, run);
    findings_sort(w.arena, &w.findings);
    w.rules = sarif_rules_of(w.arena, &w.findings);
    json_begin();
    json_t *document = json_object(), *runs = json_array();
    json_object_set_new(document, "$schema", json_text("https://json.schemastore.org/sarif-2.1.0.json"));
    json_object_set_new(document, "version", json_text("2.1.0"));
    json_array_append_new(runs, sarif_run(&w));
    json_object_set_new(document, "runs", runs);
    json_finish(document, out);
    arena_destroy(w.arena);
}
