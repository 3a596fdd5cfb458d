/*
 * Where the routes for one prefix stop. Seen from a table that has none: go back over the sessions into it, and into
 * whoever has none either, until a table has the route. What keeps it from crossing that last session is a reason; all of
 * them together separate the table from the route.
 */
#include "compiler/simulate_internal.h"

#include <stdlib.h>
#include <string.h>

/* Why a route does not get over a session. */
struct sim_stop {
    uint32_t rule;
    struct span at; /* the declaration behind the filter or session */
};

/* ---- reasons ---- */

struct sim_reasons sim_reasons_new(struct arena *a, const struct sim_state *s, const struct sim_net *net)
{
    return (struct sim_reasons){.arena = a, .state = s, .net = net};
}

static bool is_same_place(struct span a, struct span b)
{
    return a.file == b.file && a.begin == b.begin && a.end == b.end;
}

void sim_add_reason(struct sim_reasons *out, struct cause r)
{
    for (uint32_t i = 0; i < out->at.count; i++) {
        const struct sim_reason *known = &out->at.at[i];
        if (known->kind == SIM_REASON_PLAIN && known->is.rule == r.rule &&
            is_same_place(known->is.because, r.because) && strcmp(known->is.text, r.text) == 0)
            return;
    }
    vec_push(out->arena, &out->at, ((struct sim_reason){.is = r, .kind = SIM_REASON_PLAIN}));
}

void sim_add_packet(struct sim_reasons *out, const char *subject, const struct path_drop *drop)
{
    for (uint32_t i = 0; i < out->at.count; i++) {
        struct sim_reason *known = &out->at.at[i];
        if (known->kind != SIM_REASON_PACKET || known->is.rule != drop->rule ||
            !is_same_place(known->is.because, drop->because) || strcmp(known->places, drop->node) != 0)
            continue;
        known->pairs += strcmp(known->last, subject) != 0;
        known->last = subject;
        return;
    }
    struct sim_reason r = {.is = {.because = drop->because, .rule = drop->rule},
                           .kind = SIM_REASON_PACKET,
                           .subject = subject,
                           .last = subject,
                           .pairs = 1,
                           .places = arena_strdup(out->arena, drop->node),
                           .sentence = arena_strdup(out->arena, drop->text)};
    vec_push(out->arena, &out->at, r);
}

/* Is the name one of those in the list "a, b"? */
static bool is_listed(const char *names, const char *name)
{
    size_t length = strlen(name);
    for (const char *at = strstr(names, name); at; at = strstr(at + 1, name)) {
        bool begins = at == names || at[-1] == ' ', ends = at[length] == '\0' || at[length] == ',';
        if (begins && ends)
            return true;
    }
    return false;
}

/* The route does not get from one table to the next. One reason for all that the same keeps it from. */
static void add_stop(struct sim_reasons *out, uint32_t prefix, uint32_t from, uint32_t to,
                     struct sim_stop why, const char *sentence)
{
    const char *next = out->net->ir->tables[to].name;
    for (uint32_t i = 0; i < out->at.count; i++) {
        struct sim_reason *known = &out->at.at[i];
        if (known->kind != SIM_REASON_ROUTE || known->prefix != prefix || known->from != from ||
            known->is.rule != why.rule || !is_same_place(known->is.because, why.at) ||
            strcmp(known->sentence, sentence) != 0)
            continue;
        if (!is_listed(known->places, next))
            known->places = arena_printf(out->arena, "%s, %s", known->places, next);
        return;
    }
    struct sim_reason r = {.is = {.because = why.at, .rule = why.rule},
                           .kind = SIM_REASON_ROUTE,
                           .prefix = prefix,
                           .from = from,
                           .places = next,
                           .sentence = sentence};
    vec_push(out->arena, &out->at, r);
}

/* Those without a place come last. */
static int by_place(const void *a, const void *b)
{
    const struct sim_reason *x = *(const struct sim_reason *const *)a;
    const struct sim_reason *y = *(const struct sim_reason *const *)b;
    if (x->is.because.file != y->is.because.file)
        return x->is.because.file < y->is.because.file ? -1 : 1;
    if (x->is.because.begin != y->is.because.begin)
        return x->is.because.begin < y->is.because.begin ? -1 : 1;
    return (x > y) - (x < y);
}

static const char *text_of(const struct sim_reasons *out, const struct sim_reason *r)
{
    const struct ir *ir = out->net->ir;
    char prefix[PREFIX_TEXT_MAX];
    const char *more = "";
    switch (r->kind) {
    case SIM_REASON_PLAIN:
        break;
    case SIM_REASON_ROUTE:
        return arena_printf(out->arena, "the route to %s stops at %s, before %s: %s",
                            prefix_print(ir->prefixes[r->prefix], prefix), ir->tables[r->from].name,
                            r->places, r->sentence);
    case SIM_REASON_PACKET:
        if (r->pairs > 1)
            more = arena_printf(out->arena, " (and of %u more pairs)", r->pairs - 1);
        return arena_printf(out->arena, "%s%s stop at %s: %s", r->subject, more, r->places, r->sentence);
    }
    return r->is.text;
}

struct because sim_reasons_sorted(struct sim_reasons *out)
{
    const struct sim_reason **sorted = arena_array(out->arena, const struct sim_reason *, out->at.count);
    for (uint32_t i = 0; i < out->at.count; i++)
        sorted[i] = &out->at.at[i];
    qsort(sorted, out->at.count, sizeof *sorted, by_place);
    struct cause *at = arena_array(out->arena, struct cause, out->at.count);
    for (uint32_t i = 0; i < out->at.count; i++) {
        at[i] = sorted[i]->is;
        at[i].text = text_of(out, sorted[i]);
    }
    return (struct because){.kind = BECAUSE_STOPS, .at = at, .count = out->at.count, .gap = ""};
}

/* ---- one session ---- */

bool sim_has_route(const struct sim_state *s, uint32_t prefix, uint32_t table)
{
    return sim_rib_at(s, prefix, table)->count > 0;
}

static const struct sim_route *announced_at(const struct sim_state *s, uint32_t prefix, uint32_t table)
{
    const struct sim_rib *rib = sim_rib_at(s, prefix, table);
    for (uint32_t i = 0; i < rib->count; i++) {
        if (rib->routes[i].announced)
            return &rib->routes[i];
    }
    return NULL;
}

/* The first element of the guard that is down, or IR_NONE. */
static uint32_t element_down(const struct sim_net *net, struct ir_guard guard)
{
    for (uint32_t i = 0; i < guard.count; i++) {
        if (!bits_has(net->up, guard.elements[i]))
            return guard.elements[i];
    }
    return IR_NONE;
}

void sim_find_stop(struct sim_reasons *out, uint32_t prefix, uint32_t session)
{
    const struct ir *ir = out->net->ir;
    const struct ir_session *over = &ir->sessions[session];
    struct sim_stop why = {IR_NONE, over->span};
    uint32_t down = element_down(out->net, over->guard);
    if (down != IR_NONE) {
        why.at = ir->elements[down].span;
        add_stop(out, prefix, over->from, over->to, why,
                 arena_printf(out->arena, "%s is down", ir->elements[down].name));
        return;
    }
    if (out->net->way_metrics[session] == SIM_NO_WAY) {
        add_stop(out, prefix, over->from, over->to, why, "no way along the links of the site joins the two");
        return;
    }
    const struct sim_route *r = announced_at(out->state, prefix, over->from);
    if (!r)
        return;
    bool returns = r->session != IR_NONE && ir->sessions[r->session].reverse == session;
    struct arena *scratch = arena_create();
    why.rule = returns ? (uint32_t)RULE_SPLIT_HORIZON
                       : sim_stop_rule(scratch, out->net, session, prefix, r, &why.at);
    if (why.rule != IR_NONE)
        add_stop(out, prefix, over->from, over->to, why, rule_info(why.rule)->text);
    arena_destroy(scratch);
}

/* ---- all sessions to a table ---- */

/* No session joins the table to one that has the route. */
static void add_apart(struct sim_reasons *out, uint32_t prefix, uint32_t table)
{
    const struct ir *ir = out->net->ir;
    char text[PREFIX_TEXT_MAX];
    prefix_print(ir->prefixes[prefix], text);
    struct cause r = {.rule = IR_NONE, .because = SPAN_NONE};
    for (uint32_t o = 0; o < ir->origin_count && r.because.file == SOURCE_NONE; o++) {
        if (ir->origins[o].prefix == prefix && sim_origin_is_live(out->net, &ir->origins[o]))
            r.because = ir->origins[o].span;
    }
    r.text = r.because.file == SOURCE_NONE
                 ? arena_printf(out->arena, "nothing makes a route to %s", text)
                 : arena_printf(out->arena, "no session leads to %s from a table with a route to %s",
                                ir->tables[table].name, text);
    sim_add_reason(out, r);
}

/* Do routes travel over the link? */
static bool has_session(const struct ir *ir, uint32_t link)
{
    for (uint32_t n = 0; n < ir->session_count; n++) {
        if (ir->sessions[n].hop.link == link)
            return true;
    }
    return false;
}

/* A static route over a link without BGP joins the table to another one: its other end, or IR_NONE. */
static uint32_t joined_by_static(const struct ir *ir, const struct ir_origin *o, uint32_t table)
{
    bool joins = o->source == IR_SRC_STATIC && o->hop.kind == IR_HOP_TABLE && o->hop.link != IR_NONE;
    if (!joins || (o->table != table && o->hop.target != table) || has_session(ir, o->hop.link))
        return IR_NONE;
    return o->table == table ? o->hop.target : o->table;
}

/* Tables on the way back from one, in the order in which they are found. */
struct frontier {
    struct arena *scratch;
    struct bits seen;
    VEC(uint32_t) open;
    bool found; /* a table with the route */
};

static void go_back_to(struct frontier *f, uint32_t table)
{
    if (bits_has(f->seen, table))
        return;
    bits_add(f->seen, table);
    vec_push(f->scratch, &f->open, table);
}

static void go_back_over_sessions(struct frontier *f, struct sim_reasons *out, uint32_t prefix, uint32_t to)
{
    const struct ir *ir = out->net->ir;
    for (uint32_t n = 0; n < ir->session_count; n++) {
        if (ir->sessions[n].to != to)
            continue;
        if (!sim_has_route(out->state, prefix, ir->sessions[n].from)) {
            go_back_to(f, ir->sessions[n].from);
            continue;
        }
        sim_find_stop(out, prefix, n);
        f->found = true;
    }
}

static void go_back_over_statics(struct frontier *f, struct sim_reasons *out, uint32_t prefix, uint32_t to)
{
    const struct ir *ir = out->net->ir;
    for (uint32_t o = 0; o < ir->origin_count; o++) {
        uint32_t from = joined_by_static(ir, &ir->origins[o], to);
        if (from == IR_NONE)
            continue;
        if (!sim_has_route(out->state, prefix, from)) {
            go_back_to(f, from);
            continue;
        }
        struct sim_stop why = {RULE_NO_BGP_ON_CONNECTION, ir->elements[ir->origins[o].hop.link].span};
        add_stop(out, prefix, from, to, why, rule_info(why.rule)->text);
        f->found = true;
    }
}

void sim_find_frontier(struct sim_reasons *out, uint32_t prefix, uint32_t table)
{
    struct frontier f = {.scratch = arena_create()};
    f.seen = bits_new(f.scratch, out->net->ir->table_count);
    go_back_to(&f, table);
    for (uint32_t i = 0; i < f.open.count; i++) {
        go_back_over_sessions(&f, out, prefix, f.open.at[i]);
        go_back_over_statics(&f, out, prefix, f.open.at[i]);
    }
    if (!f.found)
        add_apart(out, prefix, table);
    arena_destroy(f.scratch);
}
