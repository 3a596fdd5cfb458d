/*
 * trace: the way of one packet and of its reply.
 *
 * An end that stands for several addresses is traced from the first of its hosts (or its first address); when
 * other addresses of it take other paths, that is said.
 */
#include <string.h>

#include "cli/command.h"
#include "cli/scene.h"
#include "report/views.h"

/* One end of the flow: what the user named, and the addresses it may stand for. */
struct end {
    const char *name;
    const struct claim_member *member;
    const struct flow_end *chosen;
};

/* ---- choosing ends ---- */

/* The host whose address stands for this flow end, or NULL. */
static const struct ir_host *host_of(const struct ir *ir, const struct flow_end *e)
{
    if (e->site == IR_NONE)
        return NULL;
    const struct ir_site *site = &ir->sites[e->site];
    for (uint32_t i = 0; i < site->host_count; i++)
        if (addr_compare(site->hosts[i].address, e->sample) == 0)
            return &site->hosts[i];
    return NULL;
}

/* What the end is called where its address is shown: by the host or router that has it, else as it was named. */
static const char *name_of(const struct ir *ir, const struct end *e)
{
    const struct ir_host *host = host_of(ir, e->chosen);
    if (e->chosen->kind == FLOW_ROUTER)
        return ir->tables[e->chosen->table].name;
    return host ? host->name : e->member->name;
}

static bool choose_end(const struct scene *s, const char *text, struct end *out)
{
    struct compilation *n = s->compilation;
    struct claim_set set;
    const char *why;
    if (!compile_endpoint(n, text, &set, &why)) {
        scene_error(s, "%s", why);
        return false;
    }
    if (set.count != 1 || set.members[0].end_count == 0) {
        scene_error(s, "`%s` stands for %u endpoints; trace takes one", text, set.count);
        return false;
    }
    out->member = set.members;
    out->chosen = NULL;
    for (uint32_t i = 0; i < out->member->end_count && !out->chosen; i++)
        if (host_of(n->ir, &out->member->ends[i]))
            out->chosen = &out->member->ends[i];
    if (!out->chosen)
        out->chosen = &out->member->ends[0];
    out->name = name_of(n->ir, out);
    return true;
}

/* Make `e` an end of the same address family as `other`. False when it has none. */
static bool choose_family(const struct ir *ir, struct end *e, const struct flow_end *other)
{
    const struct flow_end *found = NULL;
    for (uint32_t i = 0; i < e->member->end_count; i++) {
        const struct flow_end *end = &e->member->ends[i];
        if (claim_ends_pair(end, other) && (!found || (!host_of(ir, found) && host_of(ir, end))))
            found = end;
    }
    if (!found)
        return false;
    e->chosen = found;
    e->name = name_of(ir, e);
    return true;
}

/* ---- the view ---- */

static bool same_path(const struct path *a, const struct path *b)
{
    if (a->delivered != b->delivered || a->hop_count != b->hop_count)
        return false;
    for (uint32_t i = 1; i + 1 < a->hop_count; i++)
        if (strcmp(a->hops[i].node, b->hops[i].node) != 0)
            return false;
    return true;
}

/* Do all addresses of the two ends take the paths shown? */
static bool speaks_for_all(struct arena *a, const struct sim_state *s, const struct end *from,
                           const struct end *to, uint32_t service, const struct trace_view *v)
{
    for (uint32_t i = 0; i < from->member->end_count; i++) {
        for (uint32_t j = 0; j < to->member->end_count; j++) {
            const struct flow_end *f = &from->member->ends[i], *t = &to->member->ends[j];
            if (!claim_ends_pair(f, t))
                continue;
            struct path forward = sim_path(a, s, f, t, service, from->name, to->name);
            struct path back = sim_reply_path(a, s, f, t, service, from->name, to->name);
            if (!same_path(&forward, &v->forward) || !same_path(&back, &v->back))
                return false;
        }
    }
    return true;
}

/* What is down in the state, as a claim takes it down: then flows count that have something of it in an end site. */
static void take_down(struct arena *a, const struct sim_state *s, struct claim *c)
{
    uint32_t *down = arena_array(a, uint32_t, s->ir->element_count);
    c->down = down;
    for (uint32_t e = 0; e < s->ir->element_count; e++)
        if (bits_has(s->changed, e))
            down[c->down_count++] = e;
}

/* Judge symmetry with the meaning that claims give to it, at link granularity. */
static bool is_symmetric(struct arena *a, const struct sim_state *s, const struct end *from,
                         const struct end *to, uint32_t service)
{
    struct bits services = bits_new(a, s->ir->service_count);
    bits_add(services, service);
    struct claim_member source = {from->name, from->chosen, 1};
    struct claim_member destination = {to->name, to->chosen, 1};
    struct claim c = {
        .name = "",
        .text = "",
        .span = SPAN_NONE,
        .kind = CLAIM_SYMMETRIC,
        .matrix = IR_NONE,
        .from = {&source, 1},
        .to = {&destination, 1},
        .services = services,
        .granularity = CLAIM_AT_LINK,
        .table = IR_NONE,
        .prefix = IR_NONE,
    };
    take_down(a, s, &c);
    return sim_claim_holds(a, s, &c, NULL);
}

/* Does the reply take another way, or end where nobody has seen the request? */
static bool is_parting_shown(const struct trace_view *v)
{
    return v->forward.delivered &&
           (v->back.delivered ? !v->symmetric : v->back.has_drop && v->back.drop.rule == RULE_NO_STATE);
}

static struct trace_view build(struct arena *a, const struct sim_state *s, const struct end *from,
                               const struct end *to, uint32_t service)
{
    struct trace_view v = {
        .from = from->name,
        .to = to->name,
        .forward = sim_path(a, s, from->chosen, to->chosen, service, from->name, to->name),
        .back = sim_reply_path(a, s, from->chosen, to->chosen, service, from->name, to->name),
    };
    v.symmetric = v.forward.delivered && v.back.delivered && is_symmetric(a, s, from, to, service);
    v.parts = is_parting_shown(&v);
    return v;
}

/* A service of the class, as counterexamples tell it; NULL when the design tells no services apart. */
static const char *service_text(struct arena *a, const struct ir *ir, uint32_t service)
{
    const struct ir_service *s = &ir->services[service];
    if (ir->service_count <= 1)
        return NULL;
    return s->port == 0 ? ir_protocol_name(s->protocol)
                        : arena_printf(a, "%s %u", ir_protocol_name(s->protocol), s->port);
}

/* What is to be traced, and what was found. */
struct tracing {
    const struct scene *scene;
    struct end from, to;
    bool has_service;
    uint32_t service; /* without has_service the first that is delivered is found */
    struct trace_view view;
    bool speaks_for_all;
};

static void trace(void *data)
{
    struct tracing *t = data;
    struct arena *a = t->scene->compilation->arena;
    const struct sim_state *s = t->scene->state;
    if (!t->has_service)
        t->service = sim_first_service(a, s, t->from.chosen, t->to.chosen);
    t->view = build(a, s, &t->from, &t->to, t->service);
    t->speaks_for_all = speaks_for_all(a, s, &t->from, &t->to, t->service, &t->view);
}

/* The two ends, of one family. False after an error. */
static bool choose_ends(const struct scene *s, struct end *from, struct end *to)
{
    const struct ir *ir = s->compilation->ir;
    const struct words *operands = &s->options->operands;
    if (!choose_end(s, operands->at[1], from) || !choose_end(s, operands->at[2], to))
        return false;
    if (claim_ends_pair(from->chosen, to->chosen) || choose_family(ir, to, from->chosen) ||
        choose_family(ir, from, to->chosen))
        return true;
    scene_error(s, "`%s` and `%s` have no address family in common", from->name, to->name);
    return false;
}

/* The service after `on`: *text as it was written. False after an error. */
static bool choose_service(const struct scene *s, struct tracing *t, const char **text)
{
    const struct words *operands = &s->options->operands;
    struct compilation *n = s->compilation;
    const char *why;
    t->has_service = operands->count > 4;
    if (!t->has_service)
        return true;
    *text = operands->count > 5 ? arena_printf(n->arena, "%s %s", operands->at[4], operands->at[5])
                                : operands->at[4];
    if (compile_service(n, *text, &t->service, &why))
        return true;
    scene_error(s, "%s", why);
    return false;
}

static int show(const struct options *o, struct console *c, const struct scene *s)
{
    struct compilation *n = s->compilation;
    struct tracing t = {.scene = s};
    const char *text = NULL;
    if (!choose_ends(s, &t.from, &t.to) || !choose_service(s, &t, &text))
        return EXIT_USAGE;
    int status = scene_look(s, trace, &t);
    if (status != EXIT_GOOD)
        return status;
    t.view.service = t.has_service ? text : service_text(n->arena, n->ir, t.service);
    if (!t.speaks_for_all)
        console_error(c, "warning: other addresses of these ends take other paths; name one to see its own");
    if (o->format == FORMAT_JSON)
        view_trace_json(n->sources, &t.view, &c->out);
    else
        view_trace_text(n->arena, n->sources, &t.view, c->width, &c->out);
    return EXIT_GOOD;
}

int cmd_trace(const struct options *o, struct console *c)
{
    struct scene s = {0};
    int status = scene_open(o, "nicc.trace/1", c, &s);
    if (status == EXIT_GOOD)
        status = show(o, c, &s);
    scene_close(&s);
    return status;
}
