/*
 * because: what proofs rest on, in words.
 *
 * Below a verdict that is one short list. At length (`nicc explain`) every declaration is quoted, and every rule comes
 * with its explanation and the facts behind it.
 */
#include "report/because.h"

#include <stdlib.h>

#include "report/path_text.h"
#include "report/style.h"

#define SHOWN 10 /* reasons below a verdict */
#define INDENT "  "

static const struct source_set *sources_of(const struct report *r)
{
    return r->compilation->sources;
}

static void put_line(const char *text, struct buf *out)
{
    style_put(out, false, STYLE_PLAIN, text);
    buf_add(out, "\n");
}

/* The same after an empty line. */
static void put_paragraph(const char *text, struct buf *out)
{
    buf_add(out, "\n");
    put_line(text, out);
}

/* " [NICC3101, net.ni:12]", as far as there is a rule and a place. */
static const char *brackets(const struct report *r, const struct cause *reason)
{
    struct arena *a = r->compilation->arena;
    const char *place = path_place(a, sources_of(r), reason->because);
    if (reason->rule == IR_NONE)
        return *place ? arena_printf(a, " [%s]", place) : "";
    uint32_t number = rule_info(reason->rule)->number;
    return *place ? arena_printf(a, " [NICC%04u, %s]", number, place)
                  : arena_printf(a, " [NICC%04u]", number);
}

/* ---- below a verdict ---- */

void because_put(const struct report *r, const struct verdict *v, struct buf *out)
{
    const struct because *b = &v->because;
    if (b->kind == BECAUSE_NOTHING)
        return;
    struct arena *a = r->compilation->arena;
    const char *label = b->kind == BECAUSE_NEEDS ? "rests on:" : "stops:";
    uint32_t shown = b->count > SHOWN ? SHOWN : b->count;
    if (b->count == 0 && b->kind == BECAUSE_NEEDS)
        put_line("  rests on: no declaration by itself", out);
    for (uint32_t i = 0; i < shown; i++) {
        const struct cause *reason = &b->at[i];
        put_line(arena_printf(a, INDENT "%-9s %s%s", i == 0 ? label : "", reason->text, brackets(r, reason)),
                 out);
    }
    if (shown < b->count)
        put_line(arena_printf(a, INDENT "%-9s and %u more", "", b->count - shown), out);
    if (*b->gap)
        put_line(arena_printf(a, INDENT "%-9s perhaps more: %s", "", b->gap), out);
}

/* ---- rules ---- */

static int by_rule_number(const void *a, const void *b)
{
    uint32_t x = rule_info(*(const uint32_t *)a)->number, y = rule_info(*(const uint32_t *)b)->number;
    return (x > y) - (x < y);
}

static void add_rule(uint32_t rule, uint32_t *rules, uint32_t *count)
{
    if (rule != IR_NONE && !ids_hold(rules, *count, rule))
        rules[(*count)++] = rule;
}

uint32_t because_rules(const struct verdict *v, uint32_t *rules)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < v->because.count; i++)
        add_rule(v->because.at[i].rule, rules, &count);
    const struct witness *w = &v->witness;
    for (uint32_t i = 0; v->outcome == OUTCOME_REFUTED && i < w->cause_count; i++)
        add_rule(w->causes[i].rule, rules, &count);
    if (v->outcome == OUTCOME_REFUTED && w->has_forward && w->forward.has_drop)
        add_rule(w->forward.drop.rule, rules, &count);
    if (v->outcome == OUTCOME_REFUTED && w->has_back && w->back.has_drop)
        add_rule(w->back.drop.rule, rules, &count);
    qsort(rules, count, sizeof *rules, by_rule_number);
    return count;
}

/* Every line of the text, indented. */
static void put_indented(const char *text, const char *indent, struct buf *out)
{
    buf_add(out, indent);
    for (; *text; text++) {
        buf_add_bytes(out, text, 1);
        if (*text == '\n')
            buf_add(out, indent);
    }
    buf_add(out, "\n");
}

static void put_rules(const struct verdict *v, struct buf *out)
{
    uint32_t rules[RULE_COUNT], count = because_rules(v, rules);
    if (count > 0)
        buf_printf(out, "\nThe rule%s:\n", count == 1 ? "" : "s");
    for (uint32_t i = 0; i < count; i++) {
        const struct rule_info *info = rule_info(rules[i]);
        buf_printf(out, "\n" INDENT "NICC%04u: %s\n", info->number, info->text);
        put_indented(info->explanation, INDENT INDENT, out);
        if (*info->facts)
            buf_printf(out, INDENT INDENT "Facts: %s\n", info->facts);
    }
}

/* ---- proved ---- */

/* ", whichever 1 of 16 elements fail": nothing without a budget. */
static const char *failures_text(const struct report *r, const struct claim *c)
{
    const struct ir *ir = r->compilation->ir;
    uint32_t elements = 0, budgets = 0, most = 0;
    for (uint32_t e = 0; e < ir->element_count; e++)
        elements += claim_may_fail(ir, c, e);
    for (uint32_t b = 0; b < CLAIM_BUDGETS_MAX; b++) {
        budgets += c->budgets[b].most > 0;
        most += c->budgets[b].most;
    }
    if (budgets == 0)
        return "";
    if (budgets > 1)
        return arena_printf(r->compilation->arena, ", whichever of %u elements fail within its budgets",
                            elements);
    return arena_printf(r->compilation->arena, ", whichever %u of %u elements fail", most, elements);
}

static bool has_budget(const struct claim *c)
{
    uint32_t most = 0;
    for (uint32_t b = 0; b < CLAIM_BUDGETS_MAX; b++)
        most += c->budgets[b].most;
    return most > 0;
}

/* Does the claim leave settings or announcements open? */
static bool leaves_open(const struct report *r, const struct claim *c)
{
    const struct ir *ir = r->compilation->ir;
    for (uint32_t e = 0; e < ir->element_count; e++)
        if ((ir->elements[e].classes & IR_CLASSES_FREE) && claim_may_change(ir, c, e))
            return true;
    return false;
}

static void put_scope(const struct report *r, const struct claim *c, struct buf *out)
{
    const char *holds = c->kind == CLAIM_STABLE ? "Every prefix has a stable state, and only one"
                                                : "It holds in every stable state of the routing";
    buf_printf(out, "%s%s%s%s%s.\n", holds, claim_is_flow(c->kind) ? " and for every flow of the claim" : "",
               failures_text(r, c),
               leaves_open(r, c) ? ", whatever the open settings and announcements are" : "",
               c->down_count ? ", with what its `when` names" : "");
}

static void put_reasons(const struct report *r, const struct cause *at, uint32_t count, struct buf *out)
{
    struct arena *a = r->compilation->arena;
    for (uint32_t i = 0; i < count; i++) {
        buf_add(out, "\n");
        put_line(arena_printf(a, INDENT "%s%s", at[i].text, brackets(r, &at[i])), out);
        if (at[i].because.file < source_count(sources_of(r)))
            diag_quote(sources_of(r), at[i].because, NULL, r->colour, out);
    }
}

static void put_gap(const struct report *r, const struct because *b, struct buf *out)
{
    if (*b->gap)
        put_paragraph(arena_printf(r->compilation->arena, "There may be more: %s.", b->gap), out);
}

static void put_needs(const struct report *r, const struct claim *c, const struct because *b, struct buf *out)
{
    const char *where =
        has_budget(c) || leaves_open(r, c) ? "in some admitted situation" : "in some stable state";
    if (b->count == 0)
        buf_add(out, "\nThere is no declaration that it needs by itself: take any one away, and it holds all "
                     "the same.\n");
    else
        buf_printf(
            out,
            "\nIt needs each of these: with one of them taken away, and all others there, it fails\n%s.\n",
            where);
    put_reasons(r, b->at, b->count, out);
    put_gap(r, b, out);
    if (b->count > 0)
        buf_add(out, "\nDeclarations that stand in for each other are not listed: it holds without any one "
                     "of them.\n");
}

static void put_stops(const struct report *r, const struct claim *c, const struct because *b, struct buf *out)
{
    buf_printf(out, "\n%s, this is where %s:\n",
               c->down_count ? "With what its `when` names and no failures" : "Without failures",
               claim_is_flow(c->kind) ? "routes and packets stop" : "the route stops");
    if (leaves_open(r, c))
        buf_add(out, "(Open settings are as by default, and nothing is announced that only may be.)\n");
    put_reasons(r, b->at, b->count, out);
    put_gap(r, b, out);
    if (has_budget(c))
        buf_add(out,
                "\nThe proof covers the failures as well; they may move the places where something stops.\n");
}

static void explain_proof(const struct report *r, const struct claim *c, const struct verdict *v,
                          struct buf *out)
{
    buf_add(out, "\n");
    put_scope(r, c, out);
    if (*v->warning)
        put_line(arena_printf(r->compilation->arena, "%s: %s.", v->vacuous ? "But it is vacuous" : "Warning",
                              v->warning),
                 out);
    if (v->because.kind == BECAUSE_NEEDS)
        put_needs(r, c, &v->because, out);
    else if (v->because.kind == BECAUSE_STOPS)
        put_stops(r, c, &v->because, out);
    put_rules(v, out);
}

/* ---- refuted, unknown ---- */

static void put_hops(const struct report *r, const char *which, const struct path *p, struct buf *out)
{
    struct arena *a = r->compilation->arena;
    for (uint32_t i = 0; i < p->hop_count; i++) {
        const struct path_hop *h = &p->hops[i];
        if (h->because.file >= source_count(sources_of(r)))
            continue;
        char prefix[PREFIX_TEXT_MAX];
        const char *route = h->has_route ? arena_printf(a, ", %s", prefix_print(h->route, prefix)) : "";
        buf_add(out, "\n");
        put_line(arena_printf(a, INDENT "%s, at %s: %s%s", which, h->node, h->how, route), out);
        diag_quote(sources_of(r), h->because, NULL, r->colour, out);
    }
    if (!p->has_drop || p->drop.because.file >= source_count(sources_of(r)))
        return;
    buf_add(out, "\n");
    put_line(arena_printf(a, INDENT "%s, dropped at %s: %s", which, p->drop.node, p->drop.text), out);
    diag_quote(sources_of(r), p->drop.because, NULL, r->colour, out);
}

static void explain_refutation(const struct report *r, const struct verdict *v, struct buf *out)
{
    const struct witness *w = &v->witness;
    put_rules(v, out);
    if (!w->has_forward && !w->has_back && w->cause_count == 0)
        return;
    buf_add(out, "\nThe declarations that decide:\n");
    put_reasons(r, w->causes, w->cause_count, out);
    if (w->has_forward)
        put_hops(r, "forward", &w->forward, out);
    if (w->has_back)
        put_hops(r, "return", &w->back, out);
}

const char *because_advice(const struct verdict *v)
{
    if (v->outcome == OUTCOME_ERROR)
        return "This is a defect of nicc: please report it with the design.";
    switch (v->doubt) {
    case DOUBT_NONE:
        break;
    case DOUBT_LIMIT:
        return "Give the claim more with --timeout or --rlimit, or make it smaller: fewer failures, classes "
               "of "
               "elements (`of links`), or members.";
    case DOUBT_SIZE:
        return "Its question is too large. Make the claim smaller: one pair of members, fewer services, "
               "fewer failures.";
    case DOUBT_ROUTING:
        return "Make the routing settle first: preferences that prefer each other's routes in a circle are "
               "the usual "
               "cause (`nicc verify -v` names the prefix).";
    }
    return "";
}

void because_explain(const struct report *r, uint32_t i, struct buf *out)
{
    const struct claim *c = &r->claims->at[i];
    const struct verdict *v = &r->verdicts[i];
    report_claim_text(r, i, out);
    if (v->outcome == OUTCOME_PROVED)
        explain_proof(r, c, v, out);
    else if (v->outcome == OUTCOME_REFUTED)
        explain_refutation(r, v, out);
    else
        put_paragraph(because_advice(v), out);
}
