/*
 * Where and why a packet is lost, in words: for each way to lose it one sentence that names the place.
 */
#include "compiler/simulate_packet.h"

static const struct sim_step *last_of(const struct sim_branch *b)
{
    return &b->steps[b->count - 1];
}

const char *sim_class_name(struct arena *a, const struct ir *ir, uint32_t class_id)
{
    char address[ADDR_TEXT_MAX];
    if (class_id == IR_NONE)
        return "an Internet address";
    return arena_strdup(a, addr_print(ir->classes[class_id].sample, address));
}

const char *sim_instance_name(struct arena *a, const struct ir *ir, uint32_t appliance, uint32_t instance)
{
    const struct ir_appliance *x = &ir->appliances[appliance];
    return x->instance_count == 1 || instance == IR_NONE
               ? x->name
               : arena_printf(a, "%s (instance %u)", x->name, instance + 1);
}

/* What comes from the Internet for a host is denied by the groups in the host's site. */
static const char *arriving_name(const struct ir *ir, const struct sim_step *step)
{
    uint32_t address = ir_public_at(ir, step->at->at.header.destination);
    if (!step->move->denial.filter || address == IR_NONE || ir->publics[address].kind != IR_OWNER_HOST)
        return "the Internet";
    return ir->sites[ir->publics[address].owner].name;
}

/* Where a packet is at this node: tables of a site go by the name of the site. */
static const char *node_name(struct arena *a, const struct ir *ir, const struct sim_step *step)
{
    const struct sim_position *at = &step->at->at;
    switch ((enum sim_where)at->where) {
    case SIM_IN_TABLE:
    case SIM_STARTING:
        if (at->actor.kind == SIM_APPLIANCE)
            return ir->appliances[at->actor.id].name;
        return ir_node_name(ir, at->id);
    case SIM_IN_APPLIANCE:
        return sim_instance_name(a, ir, at->id, step->move->instance);
    case SIM_IN_BALANCER:
        return ir->balancers[at->id].name;
    case SIM_ARRIVING:
        return arriving_name(ir, step);
    case SIM_RETURNING:
        break;
    }
    return "the Internet";
}

const char *sim_drop_node(struct arena *a, const struct ir *ir, const struct sim_branch *b)
{
    const struct sim_step *last = last_of(b);
    if (b->end == SIM_LOOP) {
        struct sim_step again = {last->move->next, &(struct sim_move){.instance = IR_NONE}};
        return node_name(a, ir, &again);
    }
    if (b->end == SIM_WRONG_SITE && last->move->outcome == SIM_AT_ROUTER)
        return ir->tables[last->move->place].name;
    if (b->end == SIM_WRONG_SITE)
        return ir->sites[last->move->place].name;
    return node_name(a, ir, last);
}

/* ---- one sentence ---- */

/* An address of a packet: the flow's own, unless it was translated. */
static const char *destination_of(struct arena *a, const struct ir *ir, const struct sim_branch *b,
                                  struct sim_header h)
{
    char address[ADDR_TEXT_MAX];
    if (h.destination == b->trip.to->class_id)
        return arena_strdup(a, addr_print(b->trip.to->sample, address));
    return sim_class_name(a, ir, h.destination);
}

/* The address that the packet is for where it ends. */
static const char *destination_text(struct arena *a, const struct ir *ir, const struct sim_branch *b)
{
    return destination_of(a, ir, b, last_of(b)->at->at.header);
}

static const char *source_of(struct arena *a, const struct ir *ir, const struct sim_branch *b,
                             struct sim_header h)
{
    char address[ADDR_TEXT_MAX];
    uint32_t class_id = h.source;
    if (class_id == IR_NONE || class_id == b->trip.from->class_id)
        return arena_strdup(a, addr_print(b->trip.from->sample, address));
    return sim_class_name(a, ir, class_id);
}

/* "hub.fw, hub.er-gw": the nodes between the ends of the request that a lost reply answers. */
static const char *way_text(struct arena *a, const struct ir *ir, const struct sim_branch *request)
{
    uint32_t count;
    const struct sim_item *items = sim_items(a, ir, request, &count);
    const char *text = "";
    for (uint32_t i = 0; i < count; i++) {
        const struct sim_item *item = &items[i];
        if (item->is_link || item->is_end)
            continue;
        const char *name = item->balancer != IR_NONE ? ir->balancers[item->balancer].name
                           : item->appliance != IR_NONE
                               ? sim_instance_name(a, ir, item->appliance, item->instance)
                               : ir->tables[item->table].name;
        text = arena_printf(a, "%s%s%s", text, text[0] ? ", " : "", name);
    }
    return text[0] ? arena_printf(a, "went over %s", text) : "went direct";
}

static const char *no_state_text(struct arena *a, const struct ir *ir, const struct sim_branch *b)
{
    const char *node = sim_drop_node(a, ir, b);
    if (!b->request)
        return arena_printf(a, "%s drops the reply: it did not forward the request", node);
    return arena_printf(a, "%s drops the reply: it did not forward the request, which %s", node,
                        way_text(a, ir, b->request));
}

static const char *denial_text(struct arena *a, const struct ir *ir, const struct sim_branch *b,
                               const struct sim_denial *denial)
{
    struct sim_header h = last_of(b)->move->header;
    const char *on = ir->service_count > 1 ? arena_printf(a, ", %s", ir->services[h.service].name) : "";
    const char *what = denial->line && !denial->line->implied
                           ? arena_printf(a, "%s denies", denial->filter->name)
                           : arena_printf(a, "no rule of %s allows", denial->filter->name);
    return arena_printf(a, "%s the %s from %s to %s%s", what, b->trip.reply ? "reply" : "request",
                        source_of(a, ir, b, h), destination_of(a, ir, b, h), on);
}

static const char *target_name(const struct ir *ir, const struct ir_hop *hop)
{
    if (hop->kind == IR_HOP_TABLE)
        return ir_node_name(ir, hop->target);
    if (hop->kind == IR_HOP_BALANCER)
        return ir->balancers[hop->target].name;
    return hop->kind == IR_HOP_DELIVER ? ir->sites[hop->target].name : "the next hop";
}

/* The site of a host whose public address is asked from the Internet is down: there is no hop then. */
static const char *hop_down_text(struct arena *a, const struct ir *ir, const struct sim_branch *b)
{
    if (!last_of(b)->move->hop)
        return arena_printf(a, "the site of %s is down", destination_text(a, ir, b));
    const struct sim_move *move = last_of(b)->move;
    uint32_t router = move->hop->kind == IR_HOP_DELIVER
                          ? ir_router_at(ir, move->hop->target, move->header.destination)
                          : IR_NONE;
    if (router != IR_NONE)
        return arena_printf(a, "%s, which has the address %s, is down", ir->tables[router].name,
                            destination_text(a, ir, b));
    return arena_printf(a, "the route at %s leads to %s, which is down or cannot be reached",
                        sim_drop_node(a, ir, b), target_name(ir, last_of(b)->move->hop));
}

/* Is the packet addressed to the appliance where it ends? */
static const char *not_forwarding_text(struct arena *a, const struct ir *ir, const struct sim_branch *b)
{
    const char *node = sim_drop_node(a, ir, b);
    if (last_of(b)->move->outcome == SIM_AT_APPLIANCE)
        return arena_printf(a, "the packet is addressed to %s, and no rule there translates it", node);
    return arena_printf(a, "%s does not forward packets that are not addressed to it", node);
}

static const char *rule_text(struct arena *a, const struct ir *ir, const struct sim_branch *b)
{
    const char *node = sim_drop_node(a, ir, b);
    switch (b->rule) {
    case RULE_HOP_DOWN:
        return hop_down_text(a, ir, b);
    case RULE_APPLIANCE_DOWN:
        return arena_printf(a, "no instance of %s is up", node);
    case RULE_NOT_FORWARDING:
        return not_forwarding_text(a, ir, b);
    case RULE_NO_STATE:
        return no_state_text(a, ir, b);
    case RULE_PUBLIC_INSIDE:
        return arena_printf(a, "a packet for the public address of %s arrives on its private side", node);
    case RULE_NOT_ITS_FLOW:
        return arena_printf(a, "the reply is addressed to %s, which knows no such flow", node);
    case RULE_NO_BACKEND:
        return arena_printf(a, "no backend of %s is up", node);
    case RULE_NO_EXIT:
        return arena_printf(a, "%s does not pass packets of others to the Internet", node);
    case RULE_NOT_ON_INTERNET:
        return arena_printf(a, "the route at %s leads to the Internet, which does not hold %s", node,
                            destination_text(a, ir, b));
    case RULE_OTHER_EXIT:
        return arena_printf(a, "the reply leaves to the Internet at %s, where the request did not come in",
                            node);
    case RULE_NO_PUBLIC_ADDRESS:
        return "the destination has no public address, so the Internet cannot reach it";
    default:
        break;
    }
    return rule_info(b->rule)->text;
}

static const char *wrong_site_text(struct arena *a, const struct ir *ir, const struct sim_branch *b)
{
    const struct flow_end *to = b->trip.to;
    const char *node = sim_drop_node(a, ir, b);
    const char *address = destination_text(a, ir, b);
    const struct sim_move *move = last_of(b)->move;
    if (to->kind == FLOW_SITE && move->outcome == SIM_IN_A_SITE && to->site == move->place)
        return arena_printf(a, "the packet is delivered to %s in %s, which is not its end",
                            sim_class_name(a, ir, move->header.destination), node);
    const char *end = to->kind == FLOW_ROUTER ? ir->tables[to->table].name
                      : to->site == IR_NONE   ? "the Internet"
                                              : ir->sites[to->site].name;
    return arena_printf(a, "%s is delivered in %s, not in %s", address, node, end);
}

const char *sim_drop_text(struct arena *a, const struct ir *ir, const struct sim_branch *b)
{
    const struct sim_move *move = last_of(b)->move;
    switch (b->end) {
    case SIM_NO_ROUTE:
        return arena_printf(a, "no route for %s", destination_text(a, ir, b));
    case SIM_WRONG_SITE:
        return wrong_site_text(a, ir, b);
    case SIM_INTERNET:
        return arena_printf(a, "the packet for %s leaves to the Internet", destination_text(a, ir, b));
    case SIM_LOOP:
        return arena_printf(a, "the packet returns to %s, which it has passed: a forwarding loop",
                            sim_drop_node(a, ir, b));
    case SIM_DROPPED:
    case SIM_DELIVERED:
        break;
    }
    return move->denial.filter ? denial_text(a, ir, b, &move->denial) : rule_text(a, ir, b);
}

const char *sim_describe_end(struct arena *a, const struct ir *ir, const struct sim_branch *b)
{
    if (b->count == 0)
        return "has no table to start from";
    switch (b->end) {
    case SIM_WRONG_SITE:
        return arena_printf(a, "is delivered in %s", sim_drop_node(a, ir, b));
    case SIM_INTERNET:
        return arena_printf(a, "leaves to the Internet at %s", sim_drop_node(a, ir, b));
    case SIM_LOOP:
        return arena_printf(a, "comes back to %s in a loop", sim_drop_node(a, ir, b));
    case SIM_NO_ROUTE:
    case SIM_DROPPED:
        return arena_printf(a, "is dropped at %s", sim_drop_node(a, ir, b));
    case SIM_DELIVERED:
        break;
    }
    return "is delivered";
}
