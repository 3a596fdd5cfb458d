/*
 * Claims about flows, judged in one stable state: every flow in turn, as the head of claim.h defines each
 * kind. The first flow that breaks the claim becomes the witness.
 */
#include "compiler/simulate_internal.h"

#include <string.h>

/* One claim in one state. Branches live in `scratch`; what the witness keeps is made in `arena`. */
struct judge {
    struct arena *arena, *scratch;
    const struct sim_state *state;
    const struct claim *claim;
    struct sim_walk **walks; /* by destination class, made when needed */
};

struct flow {
    const struct claim_member *from_member, *to_member;
    const struct flow_end *from, *to;
};

/* How a flow breaks the claim. */
struct finding {
    bool has_forward, has_back;
    struct sim_branch forward, back;
    const char *problem;
};

static struct sim_walk *walk_to(struct judge *j, const struct flow_end *to)
{
    if (!j->walks[to->class_id])
        j->walks[to->class_id] = sim_walk_new(j->scratch, j->state, to->class_id);
    return j->walks[to->class_id];
}

static bool find(struct judge *j, const struct flow_end *from, const struct flow_end *to,
                 const struct sim_watch *watch, struct sim_branch *out)
{
    return sim_find(walk_to(j, to), from, to, watch, out);
}

static bool find_delivered(struct judge *j, const struct flow_end *from, const struct flow_end *to,
                           struct sim_branch *out)
{
    return find(j, from, to, &sim_watch_delivered, out);
}

static void show_forward(struct finding *f, struct sim_branch branch)
{
    f->has_forward = true;
    f->forward = branch;
}

static void show_back(struct finding *f, struct sim_branch branch)
{
    f->has_back = true;
    f->back = branch;
}

/* ---- can reach, can send to ---- */

/* "the reply is dropped at hub.vpn-gw": of a branch that is not delivered while others may be. */
static const char *describe_loss(struct judge *j, const struct flow_end *from, const struct flow_end *to,
                                 const struct sim_branch *lost, const char *what)
{
    struct sim_branch delivered;
    bool partly = find_delivered(j, from, to, &delivered);
    return arena_printf(j->arena, "%sthe %s %s", partly ? "a branch of " : "", what,
                        sim_describe_end(j->scratch, j->state->ir, lost));
}

/* The shortest forward branch that is not delivered or breaks a qualifier. */
static bool find_forward_fault(struct judge *j, const struct flow *flow, struct finding *f)
{
    struct sim_branch lost, wrong;
    struct sim_watch watch = sim_watch_qualifiers(j->state->ir, j->claim);
    bool is_lost = sim_find_undelivered(walk_to(j, flow->to), flow->from, flow->to, &lost);
    bool is_wrong = find(j, flow->from, flow->to, &watch, &wrong);
    if (is_lost && (!is_wrong || lost.count <= wrong.count)) {
        show_forward(f, lost);
        f->problem = describe_loss(j, flow->from, flow->to, &lost, "request");
        return true;
    }
    if (is_wrong) {
        show_forward(f, wrong);
        f->problem = sim_describe_qualifier(j->arena, j->state->ir, j->claim, &wrong);
    }
    return is_wrong;
}

static bool can_send(struct judge *j, const struct flow *flow, struct finding *f)
{
    return !find_forward_fault(j, flow, f);
}

static bool can_reach(struct judge *j, const struct flow *flow, struct finding *f)
{
    struct sim_branch lost;
    if (find_forward_fault(j, flow, f)) {
        show_back(f, sim_find_first(walk_to(j, flow->from), flow->to, flow->from));
        return false;
    }
    if (!sim_find_undelivered(walk_to(j, flow->from), flow->to, flow->from, &lost))
        return true;
    show_forward(f, sim_find_first(walk_to(j, flow->to), flow->from, flow->to));
    show_back(f, lost);
    f->problem = describe_loss(j, flow->to, flow->from, &lost, "reply");
    return false;
}

/* ---- cannot reach, cannot send to, isolated ---- */

static bool cannot_reach(struct judge *j, const struct flow *flow, struct finding *f)
{
    struct sim_branch forward, back;
    if (!find_delivered(j, flow->from, flow->to, &forward) || !find_delivered(j, flow->to, flow->from, &back))
        return true;
    show_forward(f, forward);
    show_back(f, back);
    f->problem = "the packet is delivered, and so is the reply";
    return false;
}

static bool cannot_send(struct judge *j, const struct flow *flow, struct finding *f)
{
    struct sim_branch forward;
    if (!find_delivered(j, flow->from, flow->to, &forward))
        return true;
    show_forward(f, forward);
    f->problem = "the packet is delivered";
    return false;
}

static bool isolated(struct judge *j, const struct flow *flow, struct finding *f)
{
    struct sim_branch branch;
    bool forward = find_delivered(j, flow->from, flow->to, &branch);
    bool back = find_delivered(j, flow->to, flow->from, &branch);
    if (!forward && !back)
        return true;
    show_forward(f, sim_find_first(walk_to(j, flow->to), flow->from, flow->to));
    show_back(f, sim_find_first(walk_to(j, flow->from), flow->to, flow->from));
    f->problem = forward && back ? "packets are delivered both ways"
                 : forward       ? "the packet is delivered one way"
                                 : "the packet is delivered the other way";
    return false;
}

/* ---- only via, path ---- */

static bool only_via(struct judge *j, const struct flow *flow, struct finding *f)
{
    struct sim_branch past;
    struct sim_watch watch = sim_watch_only_via(j->state->ir, j->claim);
    if (!find(j, flow->from, flow->to, &watch, &past))
        return true;
    show_forward(f, past);
    f->problem = arena_printf(j->arena, "a delivered branch does not pass %s",
                              sim_place_names(j->scratch, &j->claim->places, " or "));
    return false;
}

static bool path_is(struct judge *j, const struct flow *flow, struct finding *f)
{
    struct sim_branch other;
    struct sim_watch watch = sim_watch_path(j->state->ir, j->claim);
    if (!find(j, flow->from, flow->to, &watch, &other))
        return true;
    show_forward(f, other);
    f->problem = sim_describe_path(j->arena, j->state->ir, j->claim, &other);
    return false;
}

/* ---- symmetric ---- */

static uint32_t *reversed(struct arena *a, const uint32_t *key, uint32_t count)
{
    uint32_t *reverse = arena_array(a, uint32_t, count);
    for (uint32_t i = 0; i < count; i++)
        reverse[i] = key[count - 1 - i];
    return reverse;
}

static void describe_asymmetry(struct judge *j, struct finding *f)
{
    const struct ir *ir = j->state->ir;
    uint32_t forward_count, back_count;
    const uint32_t *forward = sim_key(j->scratch, ir, j->claim, &f->forward, &forward_count);
    const uint32_t *back = sim_key(j->scratch, ir, j->claim, &f->back, &back_count);
    f->problem = arena_printf(j->arena, "the forward path crosses %s but the reply crosses %s",
                              sim_describe_key(j->scratch, ir, j->claim, forward, forward_count),
                              sim_describe_key(j->scratch, ir, j->claim, back, back_count));
}

/*
 * Every forward key must be the reverse of every return key. So take one forward branch: no return branch may
 * have another key than its reverse, and then no forward branch another key than its own.
 */
static bool symmetric(struct judge *j, const struct flow *flow, struct finding *f)
{
    const struct ir *ir = j->state->ir;
    struct sim_branch forward, back, odd;
    if (!find_delivered(j, flow->from, flow->to, &forward) || !find_delivered(j, flow->to, flow->from, &back))
        return true;
    uint32_t count;
    const uint32_t *key = sim_key(j->scratch, ir, j->claim, &forward, &count);
    struct sim_watch other_way = sim_watch_key(ir, j->claim, reversed(j->scratch, key, count), count);
    struct sim_watch same_way = sim_watch_key(ir, j->claim, key, count);
    if (find(j, flow->to, flow->from, &other_way, &odd))
        back = odd;
    else if (find(j, flow->from, flow->to, &same_way, &odd))
        forward = odd;
    else
        return true;
    show_forward(f, forward);
    show_back(f, back);
    describe_asymmetry(j, f);
    return false;
}

/* ---- all flows ---- */

static bool flow_holds(struct judge *j, const struct flow *flow, struct finding *f)
{
    switch (j->claim->kind) {
    case CLAIM_CAN_REACH:
        return can_reach(j, flow, f);
    case CLAIM_CAN_SEND:
        return can_send(j, flow, f);
    case CLAIM_CANNOT_REACH:
        return cannot_reach(j, flow, f);
    case CLAIM_CANNOT_SEND:
        return cannot_send(j, flow, f);
    case CLAIM_ISOLATED:
        return isolated(j, flow, f);
    case CLAIM_ONLY_VIA:
        return only_via(j, flow, f);
    case CLAIM_SYMMETRIC:
        return symmetric(j, flow, f);
    case CLAIM_PATH:
        return path_is(j, flow, f);
    default:
        return true;
    }
}

static bool flow_applies(struct judge *j, const struct flow *flow)
{
    struct sim_branch b;
    switch (j->claim->kind) {
    case CLAIM_SYMMETRIC:
        return find_delivered(j, flow->from, flow->to, &b) && find_delivered(j, flow->to, flow->from, &b);
    case CLAIM_ONLY_VIA:
    case CLAIM_PATH:
        return find_delivered(j, flow->from, flow->to, &b);
    default:
        return true;
    }
}

/* A host is named as such; any other address by the member that it stands for. */
static const char *end_name(const struct ir *ir, const struct claim_member *member,
                            const struct flow_end *end)
{
    if (end->site == IR_NONE)
        return member->name;
    const struct ir_site *site = &ir->sites[end->site];
    for (uint32_t h = 0; h < site->host_count; h++) {
        if (addr_compare(site->hosts[h].address, end->sample) == 0)
            return site->hosts[h].name;
    }
    return member->name;
}

static void fill_witness(struct judge *j, const struct flow *flow, const struct finding *f, struct witness *w)
{
    const struct ir *ir = j->state->ir;
    w->is_flow = true;
    w->source = flow->from->sample;
    w->destination = flow->to->sample;
    w->source_name = end_name(ir, flow->from_member, flow->from);
    w->destination_name = end_name(ir, flow->to_member, flow->to);
    w->has_forward = f->has_forward;
    if (f->has_forward)
        w->forward = sim_print_branch(j->arena, ir, &f->forward, w->source_name, w->destination_name);
    w->has_back = f->has_back;
    if (f->has_back)
        w->back = sim_print_branch(j->arena, ir, &f->back, w->destination_name, w->source_name);
    w->problem = f->problem;
}

/* Step to the next flow: ends of the destination first, then of the source, then members; a member is not
 * paired with itself, and a flow inside whose end sites something has failed is left out. `at` is {source member, destination member, source end, destination end}. Returns false
 * after the last. */
static bool next_flow(const struct sim_state *s, const struct claim *c, uint32_t at[4], struct flow *flow)
{
    for (; at[0] < c->from.count; at[0]++, at[1] = 0) {
        for (; at[1] < c->to.count; at[1]++, at[2] = 0) {
            const struct claim_member *from = &c->from.members[at[0]], *to = &c->to.members[at[1]];
            if (strcmp(from->name, to->name) == 0)
                continue;
            for (; at[2] < from->end_count; at[2]++, at[3] = 0) {
                while (at[3] < to->end_count) {
                    *flow = (struct flow){from, to, &from->ends[at[2]], &to->ends[at[3]++]};
                    if (claim_ends_pair(flow->from, flow->to) &&
                        claim_flow_counts(s->ir, c, s->down, flow->from, flow->to))
                        return true;
                }
            }
        }
    }
    return false;
}

static struct judge judge_new(struct arena *a, struct arena *scratch, const struct sim_state *s,
                              const struct claim *c)
{
    return (struct judge){.arena = a,
                          .scratch = scratch,
                          .state = s,
                          .claim = c,
                          .walks = arena_array(scratch, struct sim_walk *, s->ir->class_count)};
}

bool sim_flows_hold(struct arena *a, const struct sim_state *s, const struct claim *c, struct witness *w)
{
    struct arena *scratch = arena_create();
    struct judge j = judge_new(a, scratch, s, c);
    struct flow flow;
    bool hold = true;
    for (uint32_t at[4] = {0}; hold && next_flow(s, c, at, &flow);) {
        struct finding f = {.problem = ""};
        hold = flow_holds(&j, &flow, &f);
        if (!hold && w)
            fill_witness(&j, &flow, &f, w);
    }
    arena_destroy(scratch);
    return hold;
}

bool sim_flows_apply(const struct sim_state *s, const struct claim *c)
{
    struct arena *scratch = arena_create();
    struct judge j = judge_new(scratch, scratch, s, c);
    struct flow flow;
    bool apply = false;
    for (uint32_t at[4] = {0}; !apply && next_flow(s, c, at, &flow);)
        apply = flow_applies(&j, &flow);
    arena_destroy(scratch);
    return apply;
}
