/*
 * endpoints: what endpoints.c and endpoints_special.c share. An end is one class of addresses that a flow may come
 * from or go to (struct flow_end).
 */
#ifndef NICC_COMPILER_ENDPOINTS_H
#define NICC_COMPILER_ENDPOINTS_H

#include "compiler/private.h"

/* The class of the public address of a host's class in a site, or IR_NONE. */
uint32_t public_class_of_host(const struct ir *ir, uint32_t site, uint32_t class_id);

/* The classes of all sites: each is a member of its own, named by its host, its site, or its subnet and an address. */
void endpoint_of_everything(struct compilation *c, struct claim_set *out);

struct flow_end end_of_internet(uint32_t class_id, struct addr sample);
struct flow_end end_of_balancer(const struct ir *ir, uint32_t balancer);
/* The owner of a public address. */
struct flow_end end_of_public(const struct ir *ir, const struct ir_public *p);
/* The appliance, load balancer or owner that an address stands for; false for any other address. */
bool end_of_machine(const struct ir *ir, struct addr a, struct flow_end *out);

/* An appliance or load balancer by name. Always true. */
bool endpoint_of_machine(struct compilation *c, const struct entity *e, struct claim_set *out);
/* A router by name: an end for each of its addresses. False, after an error, when it has none that stands for it. */
bool endpoint_of_router(struct compilation *c, const struct entity *e, struct span at, struct claim_set *out);
/* The routers with an address of this class, from number `first` on in ir.router_addresses; false when there is none. */
bool end_of_router(const struct ir *ir, uint32_t class_id, uint32_t *first, struct flow_end *out);
/* `internet`: one member with all classes of the Internet. Always true. */
bool endpoint_of_internet(struct compilation *c, struct claim_set *out);

#endif
