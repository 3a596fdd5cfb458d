/*
 * endpoints_special: endpoints that are no addresses of a site: the Internet, appliances, load balancers, and
 * public addresses, which mean their owner.
 */
#include "compiler/endpoints.h"

uint32_t public_class_of_host(const struct ir *ir, uint32_t site, uint32_t class_id)
{
    for (uint32_t i = 0; i < ir->public_count; i++) {
        const struct ir_public *p = &ir->publics[i];
        if (p->kind == IR_OWNER_HOST && p->owner == site && p->host_class == class_id)
            return p->class_id;
    }
    return IR_NONE;
}

static uint32_t balancer_public(const struct ir *ir, uint32_t balancer)
{
    for (uint32_t i = 0; i < ir->public_count; i++)
        if (ir->publics[i].kind == IR_OWNER_BALANCER && ir->publics[i].owner == balancer)
            return ir->publics[i].class_id;
    return IR_NONE;
}

struct flow_end end_of_internet(uint32_t class_id, struct addr sample)
{
    return (struct flow_end){.kind = FLOW_INTERNET,
                             .owner = IR_NONE,
                             .site = IR_NONE,
                             .table = IR_NONE,
                             .public_class = IR_NONE,
                             .class_id = class_id,
                             .sample = sample};
}

static struct flow_end end_of_appliance(const struct ir *ir, uint32_t appliance)
{
    const struct ir_appliance *a = &ir->appliances[appliance];
    return (struct flow_end){.kind = FLOW_APPLIANCE,
                             .owner = appliance,
                             .site = a->site,
                             .table = a->table,
                             .public_class = a->public_class,
                             .class_id = a->address_class,
                             .sample = a->address};
}

struct flow_end end_of_balancer(const struct ir *ir, uint32_t balancer)
{
    const struct ir_balancer *b = &ir->balancers[balancer];
    return (struct flow_end){.kind = FLOW_BALANCER,
                             .owner = balancer,
                             .site = b->site,
                             .table = IR_NONE,
                             .public_class = balancer_public(ir, balancer),
                             .class_id = b->address_class,
                             .sample = b->address};
}

struct flow_end end_of_public(const struct ir *ir, const struct ir_public *p)
{
    struct flow_end end;
    if (p->kind != IR_OWNER_HOST) {
        end = p->kind == IR_OWNER_APPLIANCE ? end_of_appliance(ir, p->owner) : end_of_balancer(ir, p->owner);
        end.public_class = p->class_id; /* of a balancer's: this one of several */
        end.by_public = true;
        return end;
    }
    return (struct flow_end){.kind = FLOW_SITE,
                             .owner = IR_NONE,
                             .site = p->owner,
                             .table = ir_table_of(ir, p->owner, p->host_class),
                             .public_class = p->class_id,
                             .by_public = true,
                             .class_id = p->host_class,
                             .sample = p->host};
}

static struct flow_end end_at_router(const struct ir *ir, const struct ir_router_address *a)
{
    return (struct flow_end){.kind = FLOW_ROUTER,
                             .owner = a->table,
                             .site = ir->tables[a->table].site,
                             .table = a->table,
                             .public_class = IR_NONE,
                             .class_id = a->class_id,
                             .sample = a->address};
}

bool end_of_router(const struct ir *ir, uint32_t class_id, uint32_t *first, struct flow_end *out)
{
    while (*first < ir->router_address_count) {
        const struct ir_router_address *a = &ir->router_addresses[(*first)++];
        if (a->class_id != class_id)
            continue;
        *out = end_at_router(ir, a);
        return true;
    }
    return false;
}

bool end_of_machine(const struct ir *ir, struct addr a, struct flow_end *out)
{
    uint32_t class_id = ir_class_of(ir, a);
    for (uint32_t s = 0; s < ir->site_count; s++) {
        uint32_t appliance = ir_appliance_at(ir, s, class_id), balancer = ir_balancer_at(ir, s, class_id);
        if (appliance == IR_NONE && balancer == IR_NONE)
            continue;
        *out = appliance != IR_NONE ? end_of_appliance(ir, appliance) : end_of_balancer(ir, balancer);
        return true;
    }
    uint32_t public = ir_public_at(ir, class_id), first = 0;
    if (public != IR_NONE)
        *out = end_of_public(ir, &ir->publics[public]);
    return public != IR_NONE || end_of_router(ir, class_id, &first, out);
}

static void one_end(struct compilation *c, const char *name, struct flow_end end, struct claim_set *out)
{
    struct flow_end *at = arena_new(c->arena, struct flow_end);
    struct claim_member *member = arena_new(c->arena, struct claim_member);
    *at = end;
    *member = (struct claim_member){name, at, 1};
    *out = (struct claim_set){member, 1};
}

bool endpoint_of_machine(struct compilation *c, const struct entity *e, struct claim_set *out)
{
    if (e->kind == ENTITY_APPLIANCE)
        one_end(c, e->name, end_of_appliance(c->ir, e->index), out);
    else
        one_end(c, e->name, end_of_balancer(c->ir, e->index), out);
    return true;
}

/* An address of the router that does not stand for it: claims leave it out, and say so. */
static void left_out(struct compilation *c, const struct model_router *r, struct addr a, bool internet,
                     struct span at)
{
    char text[ADDR_TEXT_MAX];
    struct diag *d = diag_add(
        c->diags, DIAG_ROUTER_ADDRESS, at, "`%s` does not stand for its address %s, which %s", r->name,
        addr_print(a, text), internet ? "is one of the Internet" : "others in its site have too");
    diag_label(c->diags, d, r->span, "declared here");
    diag_help(c->diags, d,
              internet ? "what is sent to it crosses the Internet, which is not modelled for routers"
                       : "give the router an address of its own, or claim the same of the site");
}

static bool no_address(struct compilation *c, const struct model_router *r, struct span at)
{
    struct diag *d = diag_add(c->diags, DIAG_ROUTER_WITHOUT_ADDRESS, at,
                              "`%s` has no address of its own, so that nothing can be sent to it", r->name);
    diag_label(c->diags, d, r->span, "declared here");
    diag_help(c->diags, d, "give it one inside its site: `address A;`");
    return false;
}

bool endpoint_of_router(struct compilation *c, const struct entity *e, struct span at, struct claim_set *out)
{
    const struct model_router *r = &c->model->routers.at[e->index];
    VEC(struct flow_end) ends = {0};
    for (uint32_t i = 0; i < c->ir->router_address_count; i++)
        if (c->ir->router_addresses[i].table == r->table)
            vec_push(c->arena, &ends, end_at_router(c->ir, &c->ir->router_addresses[i]));
    if (ends.count == 0)
        return no_address(c, r, at);
    for (uint32_t i = 0; i < r->addresses.count; i++) {
        enum model_router_address is = model_router_address(c->model, e->index, r->addresses.at[i]);
        if (is != ROUTER_ADDRESS_OWN)
            left_out(c, r, r->addresses.at[i], is == ROUTER_ADDRESS_INTERNET, at);
    }
    struct claim_member *member = arena_new(c->arena, struct claim_member);
    *member = (struct claim_member){e->name, ends.at, ends.count};
    *out = (struct claim_set){member, 1};
    return true;
}

bool endpoint_of_internet(struct compilation *c, struct claim_set *out)
{
    VEC(struct flow_end) ends = {0};
    for (uint32_t i = 0; i < c->ir->class_count; i++)
        if (c->ir->classes[i].internet)
            vec_push(c->arena, &ends, end_of_internet(i, c->ir->classes[i].sample));
    struct claim_member *member = arena_new(c->arena, struct claim_member);
    *member = (struct claim_member){keyword_text(KW_INTERNET), ends.at, ends.count};
    *out = (struct claim_set){member, 1};
    return true;
}
