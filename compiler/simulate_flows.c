/*
 * Claims about flows, judged in one stable state: every flow in turn. The first flow that breaks the claim becomes the
 * witness.
 */
#include <string.h>

#include "compiler/simulate_cause.h"
#include "compiler/simulate_flow.h"

/* A host or router is named as such; any other address by the member that it stands for. */
static const char *end_name(const struct ir *ir, const struct claim_member *member,
                            const struct flow_end *end)
{
    if (end->site == IR_NONE)
        return member->name;
    if (end->kind == FLOW_ROUTER)
        return ir->tables[end->table].name;
    const struct ir_site *site = &ir->sites[end->site];
    for (uint32_t h = 0; h < site->host_count; h++) {
        if (addr_compare(site->hosts[h].address, end->sample) == 0)
            return site->hosts[h].name;
    }
    return member->name;
}

static void fill_causes(struct sim_flow_judge *j, const struct sim_finding *f, struct witness *w)
{
    struct sim_causes causes = {0};
    if (f->has_forward && !f->is_example)
        causes = sim_find_causes(j->arena, j->walk, j->claim, &f->forward, f->has_back ? &f->back : NULL);
    w->cause_count = causes.count;
    memcpy(w->causes, causes.at, sizeof w->causes);
}

static void fill_witness(struct sim_flow_judge *j, const struct sim_flow *flow, struct sim_finding *f,
                         struct witness *w)
{
    const struct ir *ir = j->state->ir;
    w->is_flow = true;
    w->service = flow->service;
    w->source = flow->from->sample;
    w->destination = flow->to->sample;
    w->source_name = end_name(ir, flow->from_member, flow->from);
    w->destination_name = end_name(ir, flow->to_member, flow->to);
    w->has_forward = f->has_forward;
    if (f->has_forward)
        w->forward = sim_print_branch(j->arena, ir, &f->forward, w->source_name, w->destination_name);
    if (f->has_forward)
        w->destination = w->forward.destination; /* the Internet sends to a public address */
    w->has_back = f->has_back;
    if (f->has_back && f->has_forward)
        f->back.request = &f->forward;
    if (f->has_back)
        w->back = sim_print_branch(j->arena, ir, &f->back, w->destination_name, w->source_name);
    w->problem = f->problem;
    fill_causes(j, f, w);
    w->parts = f->parts;
    w->devices_matter = j->claim->kind != CLAIM_SYMMETRIC || j->claim->granularity == CLAIM_AT_DEVICE;
}

/* Does the claim speak of these two ends? Not where something inside one of their sites has failed. */
static bool ends_count(const struct sim_state *s, const struct claim *c, const struct sim_flow *flow)
{
    return claim_ends_pair(flow->from, flow->to) &&
           claim_flow_counts(s->ir, c, s->changed, flow->from, flow->to);
}

/* The next service of the claim for this pair of ends. */
static bool next_service(const struct claim *c, struct claim_flow *at, struct sim_flow *flow)
{
    flow->service = bits_next(c->services, at->service);
    at->service = flow->service == UINT32_MAX ? 0 : flow->service + 1;
    return flow->service != UINT32_MAX;
}

/* Step to the next flow; `at` says where it stands, but for the service, which is the first to come after the flow's:
 * services first, then ends of the destination, then of the source, then members; a member
 * is not paired with itself. Returns false after the last. */
static bool next_flow(const struct sim_state *s, const struct claim *c, struct claim_flow *at,
                      struct sim_flow *flow)
{
    for (; at->from < c->from.count; at->from++, at->to = 0) {
        for (; at->to < c->to.count; at->to++, at->from_end = 0) {
            const struct claim_member *from = &c->from.members[at->from], *to = &c->to.members[at->to];
            if (strcmp(from->name, to->name) == 0)
                continue;
            for (; at->from_end < from->end_count; at->from_end++, at->to_end = 0) {
                for (; at->to_end < to->end_count; at->to_end++) {
                    *flow = (struct sim_flow){from, to, &from->ends[at->from_end], &to->ends[at->to_end], 0};
                    if (ends_count(s, c, flow) && next_service(c, at, flow))
                        return true;
                }
            }
        }
    }
    return false;
}

static struct sim_flow_judge judge_new(struct arena *a, struct arena *scratch, const struct sim_state *s,
                                       const struct claim *c)
{
    return (struct sim_flow_judge){
        .arena = a, .scratch = scratch, .state = s, .claim = c, .walk = sim_walk_new(scratch, s)};
}

bool sim_flows_hold(struct arena *a, const struct sim_state *s, const struct claim *c, struct witness *w)
{
    struct arena *scratch = arena_create();
    struct sim_flow_judge j = judge_new(a, scratch, s, c);
    struct sim_flow flow;
    bool hold = true;
    for (struct claim_flow at = {0}; hold && next_flow(s, c, &at, &flow);) {
        struct sim_finding f = {.problem = ""};
        hold = sim_flow_holds(&j, &flow, &f);
        if (!hold && w)
            fill_witness(&j, &flow, &f, w);
    }
    arena_destroy(scratch);
    return hold;
}

struct sim_violations sim_flow_violations(struct arena *a, const struct sim_state *s, const struct claim *c,
                                          uint32_t limit)
{
    struct arena *scratch = arena_create();
    struct sim_flow_judge j = judge_new(a, scratch, s, c);
    VEC(struct sim_violation) found = {0};
    struct sim_flow flow;
    bool more = true;
    for (struct claim_flow at = {0}; found.count < limit && (more = next_flow(s, c, &at, &flow));) {
        struct sim_finding f = {.problem = ""};
        if (sim_flow_holds(&j, &flow, &f))
            continue;
        struct sim_violation v = {.flow = at};
        v.flow.service = flow.service;
        fill_witness(&j, &flow, &f, &v.witness);
        vec_push(a, &found, v);
    }
    arena_destroy(scratch);
    return (struct sim_violations){found.at, found.count, !more};
}

bool sim_flows_apply(const struct sim_state *s, const struct claim *c)
{
    struct arena *scratch = arena_create();
    struct sim_flow_judge j = judge_new(scratch, scratch, s, c);
    struct sim_flow flow;
    bool apply = false;
    for (struct claim_flow at = {0}; !apply && next_flow(s, c, &at, &flow);)
        apply = sim_flow_applies(&j, &flow);
    arena_destroy(scratch);
    return apply;
}

/* The first flow of which something is so. */
static bool find_example(struct arena *a, const struct sim_state *s, const struct claim *c,
                         bool (*is_so)(struct sim_flow_judge *j, const struct sim_flow *flow,
                                       struct sim_finding *f),
                         struct witness *w)
{
    struct arena *scratch = arena_create();
    struct sim_flow_judge j = judge_new(a, scratch, s, c);
    struct sim_flow flow;
    bool found = false;
    for (struct claim_flow at = {0}; !found && next_flow(s, c, &at, &flow);) {
        struct sim_finding f = {.problem = "", .is_example = true};
        found = is_so(&j, &flow, &f);
        if (found)
            fill_witness(&j, &flow, &f, w);
    }
    arena_destroy(scratch);
    return found;
}

bool sim_claim_one_way(struct arena *a, const struct sim_state *s, const struct claim *c, struct witness *w)
{
    return find_example(a, s, c, sim_flow_is_one_way, w);
}

bool sim_claim_may_stall(struct arena *a, const struct sim_state *s, const struct claim *c, struct witness *w)
{
    return find_example(a, s, c, sim_flow_may_stall, w);
}
