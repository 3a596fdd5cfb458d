/*
 * lower_routers: the addresses by which routers themselves can be reached. Each has a class of its own.
 */
#include "compiler/lower.h"

void lower_router_cuts(struct lowering *l)
{
    for (uint32_t r = 0; r < l->m->routers.count; r++) {
        const struct model_router *router = &l->m->routers.at[r];
        for (uint32_t i = 0; i < router->addresses.count; i++) {
            struct addr a = router->addresses.at[i];
            if (model_router_address(l->m, r, a) == ROUTER_ADDRESS_OWN)
                lower_cut(l, (struct prefix){a, addr_bits(a.family)});
        }
    }
}

void lower_router_addresses(struct lowering *l)
{
    VEC(struct ir_router_address) all = {0};
    for (uint32_t r = 0; r < l->m->routers.count; r++) {
        const struct model_router *router = &l->m->routers.at[r];
        for (uint32_t i = 0; i < router->addresses.count; i++) {
            struct addr a = router->addresses.at[i];
            struct ir_router_address one = {router->table, a, ir_class_of(l->ir, a)};
            if (model_router_address(l->m, r, a) == ROUTER_ADDRESS_OWN)
                vec_push(l->arena, &all, one);
        }
    }
    l->ir->router_addresses = all.at;
    l->ir->router_address_count = all.count;
}
