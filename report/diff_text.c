/*
 * diff_text: two designs' differences for people: a row for each class of flows with one of them, then the claims, then a
 * sum.
 */
#include "report/diff.h"

#include <string.h>

#include "report/path_text.h"
#include "report/style.h"

#define NAMES_MAX 4u /* that are shown of a list, unless --verbose */

struct printer {
    const struct diff_report *report;
    const struct diff_pair *pair;
    struct arena *scratch;
    struct buf *out;
};

static void put(const struct printer *p, const char *text)
{
    style_put(p->out, false, STYLE_PLAIN, text);
}

/* ---- rows ---- */

static const char *names(const struct printer *p, const char *const *at, uint32_t count)
{
    uint32_t shown = p->report->verbose || count <= NAMES_MAX ? count : NAMES_MAX;
    const char *text = "";
    for (uint32_t i = 0; i < shown; i++)
        text = arena_printf(p->scratch, "%s%s%s", text, i > 0 ? ", " : "", at[i]);
    return shown < count ? arena_printf(p->scratch, "%s and %u more", text, count - shown) : text;
}

static const char *services(const struct printer *p, const struct difference_row *r)
{
    if (r->service_count == 0)
        return "";
    return arena_printf(p->scratch, " on %s%s", r->all_but ? "all but " : "",
                        names(p, r->services, r->service_count));
}

static const char *what(const struct printer *p, const struct difference_row *r)
{
    if (r->kind == DIFFERENCE_OTHER_WAY)
        return "same reachability, other way";
    return arena_printf(p->scratch, "%s => %s", difference_facts_text(r->facts[0]),
                        difference_facts_text(r->facts[1]));
}

static void put_headline(const struct printer *p, const struct difference_row *r)
{
    static const char *const signs[] = {"-", "+", "!", "~"};
    static const enum style styles[] = {STYLE_BAD, STYLE_GOOD, STYLE_WARNING, STYLE_PLAIN};
    style_put(p->out, p->report->colour, styles[r->kind], signs[r->kind]);
    const char *flows = r->inside ? arena_printf(p->scratch, "inside %s", names(p, r->from, r->from_count))
                                  : arena_printf(p->scratch, "%s %s %s", names(p, r->from, r->from_count),
                                                 r->both_ways ? "<->" : "->", names(p, r->to, r->to_count));
    put(p, arena_printf(p->scratch, " %s%s: %s", flows, services(p, r), what(p, r)));
    buf_add(p->out, "\n");
}

static const char *end_text(const struct printer *p, struct addr a, const char *name)
{
    char text[ADDR_TEXT_MAX];
    addr_print(a, text);
    bool said = strncmp(name, text, strlen(text)) == 0;
    return said ? name : arena_printf(p->scratch, "%s (%s)", text, name);
}

static const char *service_text(const struct printer *p, const struct difference_flow *f)
{
    if (f->any_service)
        return "";
    return f->port != 0 ? arena_printf(p->scratch, " (%s %u)", ir_protocol_name(f->protocol), f->port)
                        : arena_printf(p->scratch, " (%s)", ir_protocol_name(f->protocol));
}

/* "hub.vm, hub.gw, office.ce, office.pc", "spoke.vm, dropped at spoke: NICC3902 ... [old.ni:3]" */
static const char *way_text(const struct printer *p, const struct path *path)
{
    const char *text = "";
    for (uint32_t i = 0; i < path->hop_count; i++)
        text = arena_printf(p->scratch, "%s%s%s", text, i > 0 ? ", " : "", path->hops[i].node);
    if (!path->has_drop)
        return path->hop_count > 0 ? text : "none";
    const char *place = path_place(p->scratch, p->pair->sources, path->drop.because);
    return arena_printf(p->scratch, "%s; dropped at %s: NICC%04u %s%s%s%s", text, path->drop.node,
                        (unsigned)rule_info(path->drop.rule)->number, path->drop.text, *place ? " [" : "",
                        place, *place ? "]" : "");
}

static void put_line(const struct printer *p, const char *label, const char *text)
{
    buf_printf(p->out, "    %-13s", label);
    put(p, text);
    buf_add(p->out, "\n");
}

static void put_full_path(const struct printer *p, const char *title, const struct path *path)
{
    struct path_style style = {p->scratch, p->pair->sources, p->report->width, "    ", false};
    path_text(&style, title, path, p->out);
}

static void put_side(const struct printer *p, const struct difference_paths *side, bool old)
{
    const char *request = old ? "old request:" : "new request:", *reply = old ? "old reply:" : "new reply:";
    if (side->missing) {
        put_line(p, old ? "old:" : "new:", arena_printf(p->scratch, "there is no %s", side->missing));
        return;
    }
    if (side->changed_count > 0)
        put_line(p, old ? "old with:" : "new with:", names(p, side->changed, side->changed_count));
    if (p->report->verbose) {
        put_full_path(p, old ? "old request" : "new request", &side->forward);
        if (side->has_back)
            put_full_path(p, old ? "old reply" : "new reply", &side->back);
    } else {
        put_line(p, request, way_text(p, &side->forward));
        if (side->has_back)
            put_line(p, reply, way_text(p, &side->back));
    }
}

static void put_row(const struct printer *p, const struct difference_row *r)
{
    const struct difference_flow *f = &r->flow;
    put_headline(p, r);
    put_line(p, "packet:",
             arena_printf(p->scratch, "%s to %s%s", end_text(p, f->source, f->source_name),
                          end_text(p, f->destination, f->destination_name), service_text(p, f)));
    put_side(p, &f->sides[0], true);
    put_side(p, &f->sides[1], false);
}

/* ---- claims ---- */

static const char *verdict_text(const struct printer *p, const struct diff_verdict *v)
{
    static const char *const words[] = {"proved", "refuted", "unknown", "error"};
    if (!v->judged)
        return arena_printf(p->scratch, "not judged (%s)", v->why);
    const char *why = v->vacuous ? "vacuous" : v->why;
    return *why ? arena_printf(p->scratch, "%s (%s)", words[v->outcome], why) : words[v->outcome];
}

/* "removed   survives: hub can reach office: proved => refuted (the request is dropped at hub)" */
static void put_wording(const struct printer *p, const char *word, const char *name,
                        const struct diff_wording *w)
{
    bool changed = diff_is_changed(w);
    style_put(p->out, p->report->colour && changed, STYLE_WARNING, arena_printf(p->scratch, "%-9s", word));
    put(p, arena_printf(p->scratch, " %s: %s: %s => %s", name, w->text, verdict_text(p, &w->on[0]),
                        verdict_text(p, &w->on[1])));
    buf_add(p->out, "\n");
}

static bool is_in_both(const struct diff_claim *c)
{
    return c->wordings[0].there && c->wordings[1].there;
}

static bool is_undecided(const struct diff_wording *w)
{
    return w->on[0].outcome == OUTCOME_UNKNOWN || w->on[1].outcome == OUTCOME_UNKNOWN ||
           w->on[0].outcome == OUTCOME_ERROR || w->on[1].outcome == OUTCOME_ERROR;
}

/* What only one design has and what says the same on both is told by name alone. */
static bool is_brief(const struct printer *p, const struct diff_claim *c)
{
    return !p->report->verbose && !is_in_both(c) && diff_is_same(&c->wordings[c->wordings[0].there ? 0 : 1]);
}

static void put_claim(const struct printer *p, const struct diff_claim *c)
{
    const struct diff_wording *old = &c->wordings[0], *new = &c->wordings[1];
    if (is_brief(p, c))
        return;
    if (!is_in_both(c)) {
        put_wording(p, old->there ? "removed" : "added", c->name, old->there ? old : new);
    } else if (c->reworded) {
        put_wording(p, "reworded", c->name, old);
        put_wording(p, "", "now", new);
    } else if (!diff_is_same(old) || p->report->verbose) {
        put_wording(p, is_undecided(old) ? "unknown" : diff_is_same(old) ? "same" : "changed", c->name, old);
    }
}

/* The names of the claims that only one design has, and that say the same on both. */
static void put_brief(const struct printer *p, bool old)
{
    const struct diff_claims *all = &p->pair->claims;
    const char **list = arena_array(p->scratch, const char *, all->count);
    uint32_t count = 0;
    for (uint32_t i = 0; i < all->count; i++)
        if (is_brief(p, &all->at[i]) && all->at[i].wordings[0].there == old)
            list[count++] = all->at[i].name;
    if (count == 0)
        return;
    put(p, arena_printf(p->scratch, "%-9s with the same verdict on both: %s", old ? "removed" : "added",
                        names(p, list, count)));
    buf_add(p->out, "\n");
}

static void put_claims(const struct printer *p)
{
    for (uint32_t i = 0; i < p->pair->claims.count; i++)
        put_claim(p, &p->pair->claims.at[i]);
    put_brief(p, true);
    put_brief(p, false);
}

/* ---- the sum ---- */

static void add_count(const struct printer *p, const char *separator, uint32_t count, const char *one,
                      const char *many)
{
    if (count > 0)
        buf_printf(p->out, "%s%u %s", separator, count, count == 1 ? one : many);
}

static void put_claim_sum(const struct printer *p)
{
    struct diff_counts n = diff_count(&p->pair->claims);
    const char *words[] = {"the same", "changed", "reworded", "added", "removed"};
    const uint32_t counts[] = {n.same, n.changed, n.reworded, n.added, n.removed};
    const char *separator = "; claims: ";
    for (uint32_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        if (counts[i] == 0)
            continue;
        buf_printf(p->out, "%s%u %s", separator, counts[i], words[i]);
        separator = ", ";
    }
    add_count(p, "; ", n.differ, "verdict differs", "verdicts differ");
    add_count(p, "; ", n.unknown, "verdict is unknown", "verdicts are unknown");
    add_count(p, "; ", n.errors, "verdict is an internal error", "verdicts are internal errors");
}

static void put_sum(const struct printer *p)
{
    const struct diff_pair *pair = p->pair;
    uint32_t differences = 0;
    for (uint32_t i = 0; i < pair->difference.row_count; i++)
        differences += pair->difference.rows[i].kind != DIFFERENCE_OTHER_WAY;
    put(p, arena_printf(p->scratch, "%s to %s: ", pair->paths[0], pair->paths[1]));
    if (pair->problem) {
        put(p, "unknown");
    } else {
        put(p, diff_word_text(pair->difference.word));
        add_count(p, ", ", differences, "difference", "differences");
        add_count(p, ", ", pair->difference.row_count - differences, "other way", "other ways");
    }
    put_claim_sum(p);
    buf_add(p->out, "\n");
}

static void put_states(const struct printer *p)
{
    static const char *const whose[] = {"old", "new"};
    for (int side = 0; side < 2; side++) {
        const struct sim_all *all = &p->pair->sides[side].states;
        if (all->complete && all->count == 1)
            continue;
        style_put(p->out, p->report->colour, STYLE_WARNING, "note:");
        buf_printf(p->out,
                   " the %s design has %s%u states (of its routing, unknown settings and announcements); ",
                   whose[side], all->complete ? "" : "more than ", all->count);
        buf_add(p->out, all->complete ? "a flow completes where it does in all of them\n"
                                      : "these are compared, and others may differ\n");
    }
}

/* ---- pairs ---- */

static void put_pair(const struct printer *p)
{
    const struct diff_pair *pair = p->pair;
    if (pair->has_errors)
        return;
    if (pair->presence != DIFF_IN_BOTH) {
        bool old = pair->presence == DIFF_ONLY_OLD;
        put(p, arena_printf(p->scratch, "%s: %s: %s", pair->paths[old ? 0 : 1], old ? "removed" : "added",
                            diff_word_text(diff_pair_word(pair))));
        buf_add(p->out, "\n");
        return;
    }
    if (pair->problem) {
        put(p, arena_printf(p->scratch, "%s: %s", pair->problem_path, pair->problem));
        buf_add(p->out, "\n");
    } else {
        put_states(p);
    }
    for (uint32_t i = 0; i < pair->difference.row_count; i++)
        if (!p->report->quiet || pair->difference.rows[i].kind != DIFFERENCE_OTHER_WAY)
            put_row(p, &pair->difference.rows[i]);
    put_claims(p);
    put_sum(p);
}

void diff_text(const struct diff_report *r, struct arena *scratch, struct buf *out)
{
    for (uint32_t i = 0; i < r->count; i++) {
        struct printer p = {r, &r->pairs[i], scratch, out};
        put_pair(&p);
    }
    if (r->count <= 1)
        return;
    style_put(out, false, STYLE_PLAIN,
              arena_printf(scratch, "%s to %s: %s", r->paths[0], r->paths[1], diff_word_text(diff_word(r))));
    buf_add(out, "\n");
}
