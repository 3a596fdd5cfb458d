/*
 * The part of ir_verify about what packets meet: services, filters, appliances, load balancers and public
 * addresses.
 */
#include "compiler/ir_verify.h"

static bool is_id(uint32_t id, uint32_t count)
{
    return id < count;
}

static bool are_known(const struct ir *ir, const struct prefix *prefixes, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (ir_find_prefix(ir, prefixes[i]) == IR_NONE)
            return false;
    }
    return true;
}

static bool is_class_of(const struct ir *ir, uint32_t class_id, struct addr a)
{
    return is_id(class_id, ir->class_count) && ir_class_of(ir, a) == class_id;
}

static void check_services(struct ir_check *c)
{
    const struct ir *ir = c->ir;
    ir_expect(c, ir->service_count >= 1, "service", 0, "there is none");
    for (uint32_t i = 0; i < ir->service_count; i++) {
        const struct ir_service *s = &ir->services[i];
        ir_expect(c, s->name != NULL, "service", i, "has no name");
        ir_expect(c, s->protocol < IR_PROTOCOL_COUNT, "service", i, "has no known protocol");
        ir_expect(c, is_id(s->reply, ir->service_count), "service", i, "its reply is no service");
    }
}

static void check_set(struct ir_check *c, const struct ir_address_set *set, uint32_t filter)
{
    const struct ir *ir = c->ir;
    ir_expect(c, are_known(ir, set->prefixes, set->prefix_count), "filter", filter,
              "a line names a prefix that is not among the prefixes");
    if (!ir_expect(c, set->known_count <= 2, "filter", filter, "a line looks at more than two tables"))
        return;
    for (uint32_t i = 0; i < set->known_count; i++)
        ir_expect(c, is_id(set->known_at[i], ir->table_count), "filter", filter,
                  "a line looks at what is no table");
}

static void check_line(struct ir_check *c, const struct ir_line *line, uint32_t filter)
{
    const struct ir *ir = c->ir;
    check_set(c, &line->from, filter);
    check_set(c, &line->to, filter);
    ir_expect(c, line->permit ? line->rule == IR_NONE : is_id(line->rule, RULE_COUNT), "filter", filter,
              "a line has a rule exactly when it denies");
    if (!line->dnat)
        return;
    ir_expect(c, line->permit, "filter", filter, "a line translates and denies");
    ir_expect(c, is_class_of(ir, line->dnat_class, line->dnat_to), "filter", filter,
              "a line translates to an address of another class");
    ir_expect(c, line->dnat_service == IR_NONE || is_id(line->dnat_service, ir->service_count), "filter",
              filter, "a line translates to no service");
}

static bool matches_everything(const struct ir *ir, const struct ir_line *line)
{
    for (uint32_t i = 0; i < ir->service_count; i++) {
        if (!bits_has(line->services, i))
            return false;
    }
    return line->from.any && line->to.any && !line->dnat;
}

static void check_filters(struct ir_check *c)
{
    const struct ir *ir = c->ir;
    for (uint32_t i = 0; i < ir->filter_count; i++) {
        const struct ir_filter *f = &ir->filters[i];
        ir_expect(c, f->name != NULL, "filter", i, "has no name");
        for (uint32_t l = 0; l < f->line_count; l++)
            check_line(c, &f->lines[l], i);
        ir_expect(c, f->line_count > 0 && matches_everything(ir, &f->lines[f->line_count - 1]), "filter", i,
                  "does not end with a line that matches everything");
    }
}

/* Of two attachments that hold the same address, the shorter prefix comes first. */
static bool is_in_order(const struct ir *ir, uint32_t attachment)
{
    const struct ir_attachment *a = &ir->attachments[attachment];
    for (uint32_t i = 0; i < attachment; i++) {
        const struct ir_attachment *before = &ir->attachments[i];
        if (before->site > a->site)
            return false;
        if (before->site == a->site && a->prefix.length < before->prefix.length &&
            prefix_covers(a->prefix, before->prefix))
            return false;
    }
    return true;
}

static void check_router_addresses(struct ir_check *c)
{
    const struct ir *ir = c->ir;
    for (uint32_t i = 0; i < ir->router_address_count; i++) {
        const struct ir_router_address *a = &ir->router_addresses[i];
        if (!ir_expect(c, is_id(a->table, ir->table_count), "router address", i, "its table is no table"))
            continue;
        const struct ir_table *t = &ir->tables[a->table];
        ir_expect(c, t->kind == IR_ROUTER && t->site != IR_NONE, "router address", i,
                  "its table is no router");
        ir_expect(c, is_class_of(ir, a->class_id, a->address), "router address", i,
                  "its address is of another class");
        ir_expect(c, ir_router_at(ir, t->site, a->class_id) == a->table, "router address", i,
                  "two routers of a site have it");
    }
}

static void check_attachments(struct ir_check *c)
{
    const struct ir *ir = c->ir;
    for (uint32_t i = 0; i < ir->attachment_count; i++) {
        const struct ir_attachment *a = &ir->attachments[i];
        ir_expect(c, is_id(a->site, ir->site_count), "attachment", i, "its site is no site");
        ir_expect(c, is_id(a->inbound, ir->filter_count) && is_id(a->outbound, ir->filter_count),
                  "attachment", i, "its filters are no filters");
        ir_expect(c, are_known(ir, &a->prefix, 1), "attachment", i, "its prefix is not among the prefixes");
        ir_expect(c, is_in_order(ir, i), "attachment", i, "is out of order");
    }
}

static void check_appliance(struct ir_check *c, uint32_t id)
{
    const struct ir *ir = c->ir;
    const struct ir_appliance *x = &ir->appliances[id];
    ir_expect(c, x->name != NULL, "appliance", id, "has no name");
    ir_expect(c, is_id(x->site, ir->site_count), "appliance", id, "its site is no site");
    ir_expect(c, is_id(x->table, ir->table_count) && ir_appliance_of_table(ir, x->table) == id, "appliance",
              id, "its table is none of its own");
    ir_expect(c, is_class_of(ir, x->address_class, x->address), "appliance", id,
              "its address is of another class");
    ir_expect(c, !x->has_public || is_class_of(ir, x->public_class, x->public_address), "appliance", id,
              "its public address is of another class");
    ir_expect(c, x->forwards_while == IR_NONE || is_id(x->forwards_while, ir->element_count), "appliance", id,
              "forwards while something is up that is no element");
    ir_expect(c, x->instance_count > 0, "appliance", id, "has no instance");
    for (uint32_t i = 0; i < x->instance_count; i++)
        ir_expect(c, is_id(x->instances[i], ir->element_count), "appliance", id, "an instance is no element");
    ir_expect(c, x->rules == IR_NONE || is_id(x->rules, ir->filter_count), "appliance", id,
              "its rules are no filter");
    ir_expect(c, are_known(ir, x->snat_except, x->snat_except_count), "appliance", id,
              "an exception of its translation is not among the prefixes");
}

static void check_backend(struct ir_check *c, const struct ir_backend *b, uint32_t balancer)
{
    const struct ir *ir = c->ir;
    if (b->appliance != IR_NONE)
        ir_expect(c, is_id(b->appliance, ir->appliance_count), "balancer", balancer,
                  "a backend is no appliance");
    else
        ir_expect(c, is_id(b->site, ir->site_count), "balancer", balancer, "a backend is in no site");
    ir_expect(c, is_class_of(ir, b->address_class, b->address), "balancer", balancer,
              "a backend's address is of another class");
}

static void check_balancer(struct ir_check *c, uint32_t id)
{
    const struct ir *ir = c->ir;
    const struct ir_balancer *b = &ir->balancers[id];
    ir_expect(c, b->name != NULL, "balancer", id, "has no name");
    ir_expect(c, is_id(b->site, ir->site_count), "balancer", id, "its site is no site");
    ir_expect(c, is_class_of(ir, b->address_class, b->address), "balancer", id,
              "its address is of another class");
    for (uint32_t i = 0; i < b->backend_count; i++)
        check_backend(c, &b->backends[i], id);
}

/* A public address has a class to itself: the prefix of just this address holds it. */
static bool is_alone(const struct ir *ir, struct addr a)
{
    return ir_find_prefix(ir, prefix_of(a, (uint8_t)addr_bits(a.family))) != IR_NONE;
}

static void check_public(struct ir_check *c, uint32_t id)
{
    const struct ir *ir = c->ir;
    const struct ir_public *p = &ir->publics[id];
    const uint32_t owners[] = {[IR_OWNER_HOST] = ir->site_count,
                               [IR_OWNER_APPLIANCE] = ir->appliance_count,
                               [IR_OWNER_BALANCER] = ir->balancer_count};
    ir_expect(c, is_class_of(ir, p->class_id, p->address) && is_alone(ir, p->address), "public address", id,
              "has no class of its own");
    ir_expect(c, p->kind <= IR_OWNER_BALANCER && is_id(p->owner, owners[p->kind]), "public address", id,
              "leads to nothing");
    ir_expect(c, p->kind != IR_OWNER_HOST || is_class_of(ir, p->host_class, p->host), "public address", id,
              "its host is of another class");
    ir_expect(c, id == 0 || ir->publics[id - 1].class_id < p->class_id, "public address", id,
              "is out of order");
}

static bool has_sources(const struct ir *ir)
{
    for (uint32_t o = 0; o < ir->origin_count; o++) {
        if (ir->origins[o].hop.source_count > 0)
            return true;
    }
    for (uint32_t s = 0; s < ir->session_count; s++) {
        if (ir->sessions[s].hop.source_count > 0)
            return true;
        for (uint32_t r = 0; r < ir->sessions[s].resolved_count; r++) {
            if (ir->sessions[s].resolved[r].hop.source_count > 0)
                return true;
        }
    }
    return false;
}

void ir_check_packets(struct ir_check *c)
{
    const struct ir *ir = c->ir;
    check_services(c);
    check_filters(c);
    check_attachments(c);
    check_router_addresses(c);
    for (uint32_t i = 0; i < ir->appliance_count; i++)
        check_appliance(c, i);
    for (uint32_t i = 0; i < ir->balancer_count; i++)
        check_balancer(c, i);
    for (uint32_t i = 0; i < ir->public_count; i++)
        check_public(c, i);
    bool outside = ir->anonymous == IR_NONE ||
                   (is_id(ir->anonymous, ir->class_count) && ir->classes[ir->anonymous].internet);
    ir_expect(c, outside, "class", ir->anonymous, "stands for Internet addresses and holds none");
    bool matter = ir->appliance_count > 0 || ir->balancer_count > 0 || ir->attachment_count > 0 ||
                  ir->public_count > 0 || has_sources(ir);
    ir_expect(c, ir->packets_matter || !matter, "design", 0, "packets matter, and it does not say so");
}
