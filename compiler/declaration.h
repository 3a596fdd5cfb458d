/*
 * declaration: what of a design can be taken away, to see whether a proof rests on it. A declaration is a place in the
 * text; what came of it in the route network is found again by its span.
 *
 * Taking a declaration away means
 *       - of a link, connection, peering, circuit, gateway, Route Server, router or appliance: all elements that it
 *         made are down, beyond the claim's budget (as by `when ... down`; a router inside an end site too);
 *       - of a prefix, static route, user route, default route or service endpoint: the origins that it made are not
 *         there;
 *       - of a line of a security group, or of an appliance's rules: no packet matches it.
 * A site as a whole is no such declaration: without its ends a claim says nothing.
 */
#ifndef NICC_COMPILER_DECLARATION_H
#define NICC_COMPILER_DECLARATION_H

#include "base/map.h"
#include "compiler/ir.h"

struct declaration {
    struct span span;
    const char *text; /* "peering hub<->spoke", "static 10.7.0.0/16" */
    bool is_space;    /* address space of a site: claims about flows take that of their ends for granted */
};

struct declarations {
    const struct declaration *at; /* by file, then place */
    uint32_t count;
    const uint32_t *of_element; /* by element, IR_NONE: none */
    const uint32_t *of_origin;  /* by origin, likewise */
    const struct map *by_span;  /* struct span to declaration */
};

/* All declarations of the design, in `arena`. */
const struct declarations *declarations_of(struct arena *arena, const struct ir *ir);

/* The declaration of a line of a filter, or IR_NONE. */
uint32_t declaration_of_line(const struct declarations *d, const struct ir_line *line);

#endif
