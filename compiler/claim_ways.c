/*
 * claim_ways: warns where a negative claim says less than its reader may think. Flows are told by the address that
 * the request is sent to. What has a public address besides, or stands behind a load balancer or an appliance that
 * translates to it, takes packets that were sent to another address.
 */
#include "compiler/claims_internal.h"

/* Does the set name the public address itself? */
static bool names_public(const struct claim_set *set, uint32_t public_class)
{
    for (uint32_t m = 0; m < set->count; m++)
        for (uint32_t i = 0; i < set->members[m].end_count; i++)
            if (set->members[m].ends[i].by_public && set->members[m].ends[i].public_class == public_class)
                return true;
    return false;
}

/* Does it name this appliance or load balancer? */
static bool names_machine(const struct claim_set *set, enum flow_end_kind kind, uint32_t owner)
{
    for (uint32_t m = 0; m < set->count; m++)
        for (uint32_t i = 0; i < set->members[m].end_count; i++)
            if (set->members[m].ends[i].kind == kind && set->members[m].ends[i].owner == owner)
                return true;
    return false;
}

static bool is_backend(const struct ir_balancer *b, const struct flow_end *end)
{
    for (uint32_t i = 0; i < b->backend_count; i++) {
        const struct ir_backend *n = &b->backends[i];
        if (n->appliance == IR_NONE && n->site == end->site && n->address_class == end->class_id)
            return true;
    }
    return false;
}

/* Does a packet for this address come to the end: it is its own, its public one, or a balancer's before it? */
static bool leads_to(const struct ir *ir, uint32_t class_id, const struct flow_end *end)
{
    if (class_id == end->class_id || class_id == end->public_class)
        return true;
    uint32_t public = ir_public_at(ir, class_id);
    for (uint32_t i = 0; i < ir->balancer_count; i++) {
        bool own = ir->balancers[i].address_class == class_id;
        bool by_public = public != IR_NONE && ir->publics[public].kind == IR_OWNER_BALANCER &&
                         ir->publics[public].owner == i;
        if ((own || by_public) && is_backend(&ir->balancers[i], end))
            return true;
    }
    return false;
}

/* Does the line make packets of a service that the claim speaks of? */
static bool makes_service(const struct ir_line *line, struct bits services)
{
    if (line->dnat_service != IR_NONE)
        return bits_has(services, line->dnat_service);
    for (uint32_t s = bits_next(services, 0); s != UINT32_MAX; s = bits_next(services, s + 1))
        if (bits_has(line->services, s))
            return true;
    return false;
}

static bool translates_to(const struct ir *ir, const struct ir_appliance *a, const struct flow_end *end,
                          struct bits services)
{
    if (a->rules == IR_NONE)
        return false;
    const struct ir_filter *rules = &ir->filters[a->rules];
    for (uint32_t i = 0; i < rules->line_count; i++) {
        const struct ir_line *line = &rules->lines[i];
        if (line->dnat && leads_to(ir, line->dnat_class, end) && makes_service(line, services))
            return true;
    }
    return false;
}

/* Who hands on to the end what was sent to its own address, and is not named by the claim. NULL: nobody. */
static const char *machine_before(const struct ir *ir, const struct claim_set *to, const struct flow_end *end,
                                  struct bits services)
{
    for (uint32_t i = 0; i < ir->appliance_count; i++)
        if (translates_to(ir, &ir->appliances[i], end, services) && !names_machine(to, FLOW_APPLIANCE, i))
            return ir->appliances[i].name;
    for (uint32_t i = 0; i < ir->balancer_count; i++)
        if (is_backend(&ir->balancers[i], end) && !names_machine(to, FLOW_BALANCER, i))
            return ir->balancers[i].name;
    return NULL;
}

static void warn(struct compilation *c, const struct claim *claim, const char *way, const char *member)
{
    struct diag *d =
        diag_add(c->diags, DIAG_ANOTHER_WAY, claim->span,
                 "what is sent to %s comes to `%s` too, and this claim does not speak of it", way, member);
    diag_help(c->diags, d, "claim the same of %s", way);
}

/* One warning for a claim's direction. Packets from `internet` know no addresses but public ones. */
static void warn_ways(struct compilation *c, const struct claim *claim, const struct claim_set *from,
                      const struct claim_set *to)
{
    char text[ADDR_TEXT_MAX];
    bool outside =
        from->count == 1 && from->members[0].end_count > 0 && from->members[0].ends[0].kind == FLOW_INTERNET;
    for (uint32_t m = 0; m < to->count; m++)
        for (uint32_t i = 0; i < to->members[m].end_count; i++) {
            const struct flow_end *end = &to->members[m].ends[i];
            if (end->kind != FLOW_SITE && end->kind != FLOW_ROUTER)
                continue;
            const char *way = machine_before(c->ir, to, end, claim->services);
            if (way)
                way = arena_printf(c->arena, "`%s`", way);
            else if (!outside && end->public_class != IR_NONE && !names_public(to, end->public_class))
                way = addr_print(c->ir->classes[end->public_class].sample, text);
            if (way) {
                warn(c, claim, way, to->members[m].name);
                return;
            }
        }
}

void claim_warn_ways(struct compilation *c, const struct claim *claim)
{
    bool negative =
        claim->kind == CLAIM_CANNOT_REACH || claim->kind == CLAIM_CANNOT_SEND || claim->kind == CLAIM_ONE_WAY;
    if (negative || claim->kind == CLAIM_ISOLATED)
        warn_ways(c, claim, &claim->from, &claim->to);
    if (claim->kind == CLAIM_ISOLATED)
        warn_ways(c, claim, &claim->to, &claim->from);
}
