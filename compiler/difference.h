/*
 * difference: what two designs let through, compared flow by flow. Computed from the simulator's answers alone.
 *
 * A *flow* is an address of a source, an address of a destination and a service. Sources are the addresses of every
 * site that an endpoint stands for, appliances, and `internet`; destinations are those, load balancers, and public
 * addresses. Sites, appliances and load balancers of the two designs are the same when they have one name, public
 * addresses when they are equal; the addresses of a site are compared one by one, those that both designs treat alike
 * together: on the common refinement of both designs' destination classes, and of both designs' service classes. A public
 * address of one design is, in a design that does not know it, the address of the Internet that it is there; `internet`
 * as a source stands for the addresses that are no public address in either.
 *
 * For each flow each design has four *facts* (enum sim_fact): is some request delivered, is every one, is some one
 * answered, does everything complete? With several stable states, `some` means in one of them and `every` in all of them, so
 * that the facts are the verdicts of the claims not `cannot send to`, `can send to`, not `cannot reach` and `can reach`
 * without failures. Unknown settings and announcements that may be made multiply the states likewise. Where a design has not one of the two addresses, none of the facts is true.
 *
 * New lets *more* through than old for a flow when its facts are a proper superset of the old ones, *less* when they are a
 * proper subset, and is *incomparable* when neither holds one another. A flow with equal facts, not all false, whose
 * delivered ways differ in what they pass takes *another way*; that is no difference of reachability.
 */
#ifndef NICC_COMPILER_DIFFERENCE_H
#define NICC_COMPILER_DIFFERENCE_H

#include "compiler/compile.h"
#include "compiler/simulate.h"

/* One of the two designs, [0] the old and [1] the new one. Both share their texts and names (compilation_beside). */
struct difference_side {
    struct compilation *design; /* compiled without errors */
    struct bits down;           /* elements that are down in both; */
    struct sim_all states;      /* at least one: see difference_states */
};

enum difference_kind { DIFFERENCE_LESS, DIFFERENCE_MORE, DIFFERENCE_INCOMPARABLE, DIFFERENCE_OTHER_WAY };

/* What all flows together say. */
enum difference_word { DIFFERENCE_EQUIVALENT, DIFFERENCE_ALL_MORE, DIFFERENCE_ALL_LESS, DIFFERENCE_MIXED };

/* What becomes of one flow in one design. */
struct difference_paths {
    const char *const
        *changed; /* values of settings that are not the default, and announcements that are made */
    uint32_t changed_count;
    const char
        *missing; /* the address that the design has not, "10.2.0.4 (spoke)"; NULL: both are there, and: */
    struct path forward, back;
    bool has_back;
};

/* One flow of a row. */
struct difference_flow {
    struct addr source, destination;
    const char *source_name, *destination_name;
    bool any_service;          /* neither design tells services apart; else: */
    enum ir_protocol protocol; /* of a sample */
    uint16_t port;             /* 0 where there are none */
    struct difference_paths sides[2];
};

/* Flows with the same facts: all those from something in `from` to something in `to`, for each of the services. */
struct difference_row {
    enum difference_kind kind;
    const char *const *from;
    uint32_t from_count;
    const char *const *to;
    uint32_t to_count;
    bool both_ways;              /* and from something in `to` to something in `from` */
    bool inside;                 /* `from` and `to` are equal, and from each to itself alone */
    const char *const *services; /* "tcp 443"; none: all services */
    uint32_t service_count;
    bool all_but; /* the services are those that the row does not speak of */
    uint32_t facts[2];
    struct difference_flow flow; /* the first */
};

struct difference {
    const struct difference_row *rows; /* less, more, incomparable, other ways */
    uint32_t row_count;
    enum difference_word word;
};

/* The states of a design with `down` down: all stable states for all values of unknown settings and all announcements, at
 * most `limit`. Returns IR_NONE, or a prefix that has no stable state for some of them. */
uint32_t difference_states(struct arena *arena, const struct ir *ir, struct bits down, uint32_t limit,
                           struct sim_all *out);

/* Compare the two; everything is in `arena`. */
struct difference difference_find(struct arena *arena, const struct difference_side sides[2]);

/* "completes", "nothing is delivered": facts in words. */
const char *difference_facts_text(uint32_t facts);

#endif
