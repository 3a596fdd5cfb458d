/*
 * One flow in one stable state: does it keep what a claim says of it, as the head of claim.h defines each kind?
 */
#include "compiler/simulate_flow.h"

/* All ways in which the request of a flow is delivered. */
struct ways {
    struct sim_branch *at;
    uint32_t count;
};

static struct sim_trip request_of(struct sim_flow_judge *j, const struct sim_flow *flow)
{
    return sim_request(j->walk, flow->from, flow->to, flow->service);
}

static struct ways ways_of(struct sim_flow_judge *j, const struct sim_flow *flow)
{
    struct ways ways;
    struct sim_trip request = request_of(j, flow);
    ways.at = sim_find_all_delivered(j->walk, &request, &ways.count);
    return ways;
}

static bool find(struct sim_flow_judge *j, const struct sim_flow *flow, const struct sim_watch *watch,
                 struct sim_branch *out)
{
    struct sim_trip request = request_of(j, flow);
    return sim_find(j->walk, &request, watch, out);
}

static bool find_delivered(struct sim_flow_judge *j, const struct sim_flow *flow, struct sim_branch *out)
{
    return find(j, flow, &sim_watch_delivered, out);
}

/* The shortest delivered reply to a request. */
static bool find_reply(struct sim_flow_judge *j, const struct sim_branch *request, struct sim_branch *out)
{
    struct sim_trip reply = sim_reply(j->walk, request);
    return sim_find(j->walk, &reply, &sim_watch_delivered, out);
}

static void show_forward(struct sim_finding *f, struct sim_branch branch)
{
    f->has_forward = true;
    f->forward = branch;
}

static void show_back(struct sim_finding *f, struct sim_branch branch)
{
    f->has_back = true;
    f->back = branch;
    f->parts = branch.end != SIM_DELIVERED && branch.rule == RULE_NO_STATE;
}

/* ---- can reach, can send to ---- */

/* "the reply is dropped at hub.vpn-gw": of a branch that is not delivered while others may be. */
static const char *describe_loss(struct sim_flow_judge *j, const struct sim_branch *lost, const char *what)
{
    struct sim_branch delivered;
    bool partly = sim_find(j->walk, &lost->trip, &sim_watch_delivered, &delivered);
    return arena_printf(j->arena, "%sthe %s %s", partly ? "a branch of " : "", what,
                        sim_describe_end(j->scratch, j->state->ir, lost));
}

/* The shortest forward branch that is not delivered or breaks a qualifier by what it passes; then what else breaks
 * one, which is asked only where every branch ends. */
static bool find_forward_fault(struct sim_flow_judge *j, const struct sim_flow *flow, struct sim_finding *f)
{
    struct sim_branch lost, wrong;
    struct sim_trip request = request_of(j, flow);
    bool is_lost = sim_find_undelivered(j->walk, &request, &lost);
    bool is_wrong = sim_find_against_qualifier(j->arena, j->walk, j->claim, &request, &wrong, &f->problem);
    if (is_lost && (!is_wrong || lost.count <= wrong.count)) {
        show_forward(f, lost);
        f->problem = describe_loss(j, &lost, "request");
        return true;
    }
    if (!is_wrong)
        is_wrong = sim_find_against_limits(j->arena, j->walk, j->claim, &request, &wrong, &f->problem);
    if (is_wrong)
        show_forward(f, wrong);
    return is_wrong;
}

/* With `both-ways`: a delivered reply that does not go back through what a `via` names. */
static bool find_other_way_back(struct sim_flow_judge *j, const struct sim_flow *flow, struct sim_finding *f)
{
    if (!j->claim->both_ways)
        return false;
    struct ways ways = ways_of(j, flow);
    for (uint32_t i = 0; i < ways.count; i++) {
        struct sim_trip reply = sim_reply(j->walk, &ways.at[i]);
        for (uint32_t n = 0; n < j->claim->via_count; n++) {
            struct sim_branch other;
            struct sim_watch watch = sim_watch_via(j->state->ir, &j->claim->vias[n], true);
            if (!sim_find(j->walk, &reply, &watch, &other))
                continue;
            show_forward(f, ways.at[i]);
            show_back(f, other);
            f->parts = true;
            f->problem = sim_describe_way_back(j->arena, j->state->ir, j->claim, n, &other);
            return true;
        }
    }
    return false;
}

static bool can_send(struct sim_flow_judge *j, const struct sim_flow *flow, struct sim_finding *f)
{
    return !find_forward_fault(j, flow, f) && !find_other_way_back(j, flow, f);
}

/* The shortest request whose reply is not always delivered, and the shortest such reply. */
static bool find_lost_reply(struct sim_flow_judge *j, const struct sim_flow *flow, struct sim_finding *f)
{
    struct ways ways = ways_of(j, flow);
    for (uint32_t i = 0; i < ways.count; i++) {
        struct sim_branch lost;
        struct sim_trip reply = sim_reply(j->walk, &ways.at[i]);
        if (!sim_find_undelivered(j->walk, &reply, &lost))
            continue;
        show_forward(f, ways.at[i]);
        show_back(f, lost);
        f->problem = describe_loss(j, &lost, "reply");
        return true;
    }
    return false;
}

static bool can_reach(struct sim_flow_judge *j, const struct sim_flow *flow, struct sim_finding *f)
{
    if (!find_forward_fault(j, flow, f))
        return !find_lost_reply(j, flow, f) && !find_other_way_back(j, flow, f);
    struct sim_trip back;
    if (sim_answer(j->walk, &f->forward, &back))
        show_back(f, sim_find_first(j->walk, &back));
    return false;
}

/* ---- cannot reach, cannot send to, isolated ---- */

/* A delivered request with a delivered reply. */
static bool find_exchange(struct sim_flow_judge *j, const struct sim_flow *flow, struct sim_finding *f)
{
    struct ways ways = ways_of(j, flow);
    for (uint32_t i = 0; i < ways.count; i++) {
        struct sim_branch back;
        if (!find_reply(j, &ways.at[i], &back))
            continue;
        show_forward(f, ways.at[i]);
        show_back(f, back);
        return true;
    }
    return false;
}

static bool cannot_reach(struct sim_flow_judge *j, const struct sim_flow *flow, struct sim_finding *f)
{
    f->problem = "the packet is delivered, and so is the reply";
    return !find_exchange(j, flow, f);
}

/* Requests arrive, and no reply does. */
static bool sends_one_way(struct sim_flow_judge *j, const struct sim_flow *flow, struct sim_finding *f)
{
    struct sim_branch lost;
    struct sim_trip request = request_of(j, flow);
    if (sim_find_undelivered(j->walk, &request, &lost)) {
        show_forward(f, lost);
        f->problem = describe_loss(j, &lost, "request");
        return false;
    }
    f->problem = "the request is delivered, and so is the reply";
    return !find_exchange(j, flow, f);
}

static bool cannot_send(struct sim_flow_judge *j, const struct sim_flow *flow, struct sim_finding *f)
{
    struct sim_branch forward;
    if (!find_delivered(j, flow, &forward))
        return true;
    show_forward(f, forward);
    f->problem = "the packet is delivered";
    return false;
}

/* Requests both ways. */
static bool isolated(struct sim_flow_judge *j, const struct sim_flow *flow, struct sim_finding *f)
{
    struct sim_branch branch;
    struct sim_trip there = request_of(j, flow);
    struct sim_trip here = sim_request(j->walk, flow->to, flow->from, flow->service);
    bool forward = sim_find(j->walk, &there, &sim_watch_delivered, &branch);
    bool back = sim_find(j->walk, &here, &sim_watch_delivered, &branch);
    if (!forward && !back)
        return true;
    show_forward(f, sim_find_first(j->walk, &there));
    show_back(f, sim_find_first(j->walk, &here));
    f->problem = forward && back ? "packets are delivered both ways"
                 : forward       ? "the packet is delivered one way"
                                 : "the packet is delivered the other way";
    return false;
}

/* ---- only via, path ---- */

static bool only_via(struct sim_flow_judge *j, const struct sim_flow *flow, struct sim_finding *f)
{
    struct sim_branch past;
    struct sim_watch watch = sim_watch_only_via(j->state->ir, j->claim);
    if (!find(j, flow, &watch, &past))
        return true;
    show_forward(f, past);
    f->problem = arena_printf(j->arena, "a delivered branch does not pass %s",
                              sim_place_names(j->scratch, &j->claim->places, " or "));
    return false;
}

static bool path_is(struct sim_flow_judge *j, const struct sim_flow *flow, struct sim_finding *f)
{
    struct sim_branch other;
    struct sim_watch watch = sim_watch_path(j->state->ir, j->claim);
    if (!find(j, flow, &watch, &other))
        return true;
    show_forward(f, other);
    f->problem = sim_describe_path(j->arena, j->state->ir, j->claim, &other);
    return false;
}

/* ---- symmetric ---- */

static void describe_asymmetry(struct sim_flow_judge *j, struct sim_finding *f)
{
    const struct ir *ir = j->state->ir;
    struct sim_key forward = sim_key(j->scratch, ir, j->claim, &f->forward);
    struct sim_key back = sim_key(j->scratch, ir, j->claim, &f->back);
    f->problem = arena_printf(j->arena, "the forward path crosses %s but the reply crosses %s",
                              sim_describe_key(j->scratch, ir, j->claim, &forward),
                              sim_describe_key(j->scratch, ir, j->claim, &back));
}

/*
 * Requests that end in the same way have the same replies, so every key of such requests must be the reverse of
 * every key of those replies. So take one request: no reply may have another key than its reverse, and then no
 * request another key than its own.
 */
static bool is_way_symmetric(struct sim_flow_judge *j, const struct sim_flow *flow,
                             struct sim_branch *forward, struct sim_finding *f)
{
    const struct ir *ir = j->state->ir;
    struct sim_branch back, odd;
    struct sim_trip reply = sim_reply(j->walk, forward);
    if (!sim_find(j->walk, &reply, &sim_watch_delivered, &back))
        return true;
    struct sim_key key = sim_key(j->scratch, ir, j->claim, forward);
    struct sim_key reverse = sim_key_reversed(j->scratch, &key);
    struct sim_watch other_way = sim_watch_key(ir, j->claim, &reverse, flow->service);
    struct sim_watch same_way = sim_watch_key(ir, j->claim, &key, flow->service);
    same_way.has_final = true;
    same_way.final = forward->steps[forward->count - 1].move->final;
    if (sim_find(j->walk, &reply, &other_way, &odd))
        back = odd;
    else if (find(j, flow, &same_way, &odd))
        *forward = odd;
    else
        return true;
    show_forward(f, *forward);
    show_back(f, back);
    f->parts = true;
    describe_asymmetry(j, f);
    return false;
}

static bool symmetric(struct sim_flow_judge *j, const struct sim_flow *flow, struct sim_finding *f)
{
    struct ways ways = ways_of(j, flow);
    for (uint32_t i = 0; i < ways.count; i++) {
        if (!is_way_symmetric(j, flow, &ways.at[i], f))
            return false;
    }
    return true;
}

/* ---- no loops, no blackholes ---- */

typedef bool find_stray(struct sim_walk *w, const struct sim_trip *trip, struct sim_branch *out);

/* No request goes astray, and no reply to a delivered one. */
static bool keeps_on_course(struct sim_flow_judge *j, const struct sim_flow *flow, find_stray *stray_of,
                            struct sim_finding *f)
{
    struct sim_branch stray;
    struct sim_trip request = request_of(j, flow);
    if (stray_of(j->walk, &request, &stray)) {
        show_forward(f, stray);
        f->problem = describe_loss(j, &stray, "request");
        return false;
    }
    struct ways ways = ways_of(j, flow);
    for (uint32_t i = 0; i < ways.count; i++) {
        struct sim_trip reply = sim_reply(j->walk, &ways.at[i]);
        if (!stray_of(j->walk, &reply, &stray))
            continue;
        show_forward(f, ways.at[i]);
        show_back(f, stray);
        f->problem = describe_loss(j, &stray, "reply");
        return false;
    }
    return true;
}

/* ---- one way only ---- */

bool sim_flow_is_one_way(struct sim_flow_judge *j, const struct sim_flow *flow, struct sim_finding *f)
{
    struct sim_branch forward;
    struct sim_trip back;
    if (!find_delivered(j, flow, &forward))
        return false;
    show_forward(f, forward);
    if (sim_answer(j->walk, &f->forward, &back))
        show_back(f, sim_find_first(j->walk, &back));
    return true;
}

/* ---- replies that go round a stateful appliance ---- */

/* The request over `way` passes the appliance of this item, and a delivered reply does not. */
static bool goes_round(struct sim_flow_judge *j, const struct sim_branch *way, const struct sim_item *item,
                       struct sim_branch *back)
{
    const struct ir *ir = j->state->ir;
    if (item->is_link || item->is_end || item->appliance == IR_NONE ||
        !ir->appliances[item->appliance].stateful[IR_TCP])
        return false;
    struct sim_trip reply = sim_reply(j->walk, way);
    struct sim_watch past = sim_watch_past(ir, item->appliance);
    return sim_find(j->walk, &reply, &past, back);
}

bool sim_flow_may_stall(struct sim_flow_judge *j, const struct sim_flow *flow, struct sim_finding *f)
{
    const struct ir *ir = j->state->ir;
    if (!ir_service_holds(ir, flow->service, IR_TCP))
        return false;
    struct ways ways = ways_of(j, flow);
    for (uint32_t i = 0; i < ways.count; i++) {
        uint32_t count;
        const struct sim_item *items = sim_items(j->scratch, ir, &ways.at[i], &count);
        for (uint32_t k = 0; k < count; k++) {
            struct sim_branch back;
            if (!goes_round(j, &ways.at[i], &items[k], &back))
                continue;
            show_forward(f, ways.at[i]);
            show_back(f, back);
            f->parts = true;
            f->problem = arena_printf(j->arena,
                                      "a reply goes round %s, which is stateful and forwarded the request: "
                                      "TCP may stall",
                                      ir->appliances[items[k].appliance].name);
            return true;
        }
    }
    return false;
}

/* ---- every kind ---- */

bool sim_flow_holds(struct sim_flow_judge *j, const struct sim_flow *flow, struct sim_finding *f)
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
    case CLAIM_ONE_WAY:
        return sends_one_way(j, flow, f);
    case CLAIM_ONLY_VIA:
        return only_via(j, flow, f);
    case CLAIM_SYMMETRIC:
        return symmetric(j, flow, f);
    case CLAIM_PATH:
        return path_is(j, flow, f);
    case CLAIM_NO_LOOPS:
        return keeps_on_course(j, flow, sim_find_loop, f);
    case CLAIM_NO_BLACKHOLES:
        return keeps_on_course(j, flow, sim_find_blackhole, f);
    default:
        return true;
    }
}

/* Has some delivered request a delivered reply? */
static bool is_answered(struct sim_flow_judge *j, const struct sim_flow *flow)
{
    struct ways ways = ways_of(j, flow);
    struct sim_branch b;
    for (uint32_t i = 0; i < ways.count; i++) {
        if (find_reply(j, &ways.at[i], &b))
            return true;
    }
    return false;
}

bool sim_flow_applies(struct sim_flow_judge *j, const struct sim_flow *flow)
{
    struct sim_branch b;
    if (!sim_end_is_there(j->state, flow->from) || !sim_end_is_there(j->state, flow->to))
        return false;
    switch (j->claim->kind) {
    case CLAIM_SYMMETRIC:
        return is_answered(j, flow);
    case CLAIM_ONLY_VIA:
    case CLAIM_PATH:
        return find_delivered(j, flow, &b);
    default:
        return true;
    }
}
