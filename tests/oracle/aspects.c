/*
 * aspects: looks at claims as the engines get them, not as they are written.
 */
#include "tests/oracle/aspects.h"

#include "solver/pairs.h"

const char *aspect_text(enum aspect a)
{
    static const char *const texts[] = {
#define ASPECT(name, text) text,
#include "tests/oracle/aspects.def"
#undef ASPECT
    };
    return texts[a];
}

static bool has_end(const struct claim_set *set, enum flow_end_kind kind)
{
    for (uint32_t m = 0; m < set->count; m++)
        for (uint32_t i = 0; i < set->members[m].end_count; i++)
            if (set->members[m].ends[i].kind == kind)
                return true;
    return false;
}

static bool place_is_appliance(const struct ir *ir, const struct claim_place *p)
{
    for (uint32_t i = 0; i < p->table_count; i++)
        if (ir->tables[p->tables[i]].kind == IR_APPLIANCE)
            return true;
    return false;
}

static bool has_place(const struct ir *ir, const struct claim_places *places, bool balancer)
{
    for (uint32_t i = 0; i < places->count; i++)
        if (balancer ? places->at[i].balancer_count > 0 : place_is_appliance(ir, &places->at[i]))
            return true;
    return false;
}

static bool names_place(const struct ir *ir, const struct claim *c, bool balancer)
{
    bool named = has_place(ir, &c->avoiding, balancer) || has_place(ir, &c->places, balancer) ||
                 has_place(ir, &c->groups, balancer);
    for (uint32_t i = 0; i < c->over_count; i++)
        named = named || has_place(ir, &c->overs[i], balancer);
    for (uint32_t i = 0; i < c->via_count; i++)
        for (uint32_t g = 0; g < c->vias[i].count; g++)
            named = named || has_place(ir, &c->vias[i].groups[g], balancer);
    return named;
}

static bool is_instance(const struct ir *ir, uint32_t element)
{
    for (uint32_t a = 0; a < ir->appliance_count; a++)
        for (uint32_t i = 0; i < ir->appliances[a].instance_count; i++)
            if (ir->appliances[a].instances[i] == element)
                return true;
    return false;
}

static bool instance_may_fail(const struct ir *ir, const struct claim *c)
{
    for (uint32_t e = 0; e < ir->element_count; e++)
        if (is_instance(ir, e) && c->budgets[0].most > 0 && claim_may_fail(ir, c, e))
            return true;
    return false;
}

static bool instance_failed(const struct ir *ir, const struct verdict *v)
{
    for (uint32_t i = 0; v->outcome == OUTCOME_REFUTED && i < v->witness.changed_count; i++)
        if (is_instance(ir, v->witness.changed[i]))
            return true;
    return false;
}

static bool some_services(const struct ir *ir, const struct claim *c)
{
    for (uint32_t s = 0; s < ir->service_count; s++)
        if (!bits_has(c->services, s))
            return true;
    return false;
}

/* Does the solver look at fewer pairs than the claim has? */
static bool has_alike_pairs(const struct ir *ir, const struct claim *c)
{
    struct arena *scratch = arena_create();
    struct pairs pairs = {.all = true};
    uint32_t count = 0;
    if (pairs_are_many(c))
        pairs = pairs_of(scratch, symmetry_find(scratch, ir), c);
    for (uint32_t i = 0; i < c->from.count && !pairs.all; i++)
        for (uint32_t k = 0; k < c->to.count; k++)
            count += pairs_match(&c->from.members[i], &c->to.members[k]);
    arena_destroy(scratch);
    return !pairs.all && pairs.count < count;
}

static bool aspect_of_flow(enum aspect a, const struct ir *ir, const struct claim *c)
{
    switch (a) {
    case ASPECT_SERVICES:
        return some_services(ir, c);
    case ASPECT_FROM_INTERNET:
        return has_end(&c->from, FLOW_INTERNET);
    case ASPECT_TO_INTERNET:
        return has_end(&c->to, FLOW_INTERNET);
    case ASPECT_FROM_APPLIANCE:
        return has_end(&c->from, FLOW_APPLIANCE);
    case ASPECT_TO_APPLIANCE:
        return has_end(&c->to, FLOW_APPLIANCE);
    case ASPECT_FROM_ROUTER:
        return has_end(&c->from, FLOW_ROUTER);
    case ASPECT_TO_ROUTER:
        return has_end(&c->to, FLOW_ROUTER);
    case ASPECT_TO_BALANCER:
        return has_end(&c->to, FLOW_BALANCER);
    case ASPECT_UNINSPECTED:
        return c->uninspected;
    case ASPECT_OVER:
        return c->over_count > 0;
    case ASPECT_BOTH_WAYS:
        return c->both_ways;
    case ASPECT_SECOND_VIA:
        return c->via_count > 1;
    case ASPECT_MAX_DELAY:
        return c->has_max_delay;
    case ASPECT_ONE_WAY:
        return c->kind == CLAIM_ONE_WAY;
    case ASPECT_PLACE_APPLIANCE:
        return names_place(ir, c, false);
    case ASPECT_PLACE_BALANCER:
        return names_place(ir, c, true);
    case ASPECT_ALIKE:
        return has_alike_pairs(ir, c);
    default:
        return c->kind == CLAIM_SYMMETRIC && a >= ASPECT_SITE_SYMMETRIC && a <= ASPECT_DEVICE_SYMMETRIC &&
               (int)c->granularity == (int)a - (int)ASPECT_SITE_SYMMETRIC;
    }
}

bool aspect_of(enum aspect a, const struct ir *ir, const struct claim *c, const struct verdict *v)
{
    static const enum ir_table_kind kinds[] = {IR_SUBNET, IR_APPLIANCE, IR_ROUTE_SERVER};
    if (a == ASPECT_INSTANCE_FAILS)
        return instance_may_fail(ir, c);
    if (a == ASPECT_INSTANCE_FAILED)
        return instance_failed(ir, v);
    if (claim_is_flow(c->kind))
        return aspect_of_flow(a, ir, c);
    return claim_is_route(c->kind) && a >= ASPECT_SUBNET_TABLE && a <= ASPECT_SERVER_TABLE &&
           ir->tables[c->table].kind == kinds[a - ASPECT_SUBNET_TABLE];
}
