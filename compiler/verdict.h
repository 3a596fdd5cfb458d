/*
 * verdict: what came out, as plain data for the reports.
 */
#ifndef NICC_COMPILER_VERDICT_H
#define NICC_COMPILER_VERDICT_H

#include "compiler/claim.h"

enum outcome { OUTCOME_PROVED, OUTCOME_REFUTED, OUTCOME_UNKNOWN, OUTCOME_ERROR };

/* Why there is no verdict. */
enum doubt {
    DOUBT_NONE,
    DOUBT_LIMIT,  /* of time or work */
    DOUBT_SIZE,   /* the question is too large to be written down */
    DOUBT_ROUTING /* some admitted environment has no stable state, or that cannot be ruled out */
};

/* One logical node of a path. */
struct path_hop {
    const char *node; /* "hub.er-gw", a site's or a host's name at the ends */
    const char *site; /* "" for a circuit device */
    bool has_route;
    struct prefix route; /* the prefix that decided where the packet goes from here */
    struct span because; /* the declaration that put this route here; SPAN_NONE when there is none */
    const char *how; /* in words, how the packet leaves: "peering hub<->spoke", "learned from hub.er-gw" */
    bool passing;    /* no logical node: a load balancer, a subnet's table or the Internet on the way */
    const char *circuit; /* of a circuit device; NULL for all others */
    const char *link;    /* what it crosses to the next one, NULL for nothing */
};

struct path_drop {
    const char *node;
    uint32_t rule;
    const char *text;    /* one sentence for this very drop */
    struct span because; /* SPAN_NONE when there is none */
};

struct path {
    bool delivered;
    struct addr source, destination; /* of the packet as it starts */
    const struct path_hop *hops;
    uint32_t hop_count;
    bool has_drop;
    struct path_drop drop;
};

/* The selected route of one table for one prefix that is announced: fixes the free choices of a stable state. */
struct route_choice {
    uint32_t prefix;
    uint32_t table;
    uint32_t session; /* the route came over it; IR_NONE: an origin of the table */
};

/* What decides that a counterexample is one. */
struct cause {
    const char *text;    /* one sentence without its end */
    uint32_t rule;       /* enum rule_code, or IR_NONE: none in particular */
    struct span because; /* the declaration that decides; SPAN_NONE when there is none */
};
#define CAUSES_MAX 2
/* What a table takes, in words ("from hub.gw, AS path 65515"), and the declaration behind it. */
struct wavering_pick {
    const char *text;
    struct span because; /* SPAN_NONE when it takes nothing */
};
struct wavering {
    const char *table;
    struct wavering_pick one, other;
};
/* Why routing for a prefix is not stable: `tables` are those that select different routes in two stable states, or
 * without any stable state those whose preferences form a cycle, with two routes that they take in turn. */
struct instability {
    struct prefix prefix;
    bool has_states;
    const struct wavering *tables;
    uint32_t count;
};

struct witness {
    const uint32_t
        *changed; /* elements changed beyond what the claim names: failures, settings that are not as by
                                default, announcements; sorted by id */
    uint32_t changed_count;
    bool is_flow;
    struct addr source, destination;
    uint32_t service;                           /* service class */
    const char *source_name, *destination_name; /* member or host names */
    bool has_forward, has_back;
    struct path forward, back;
    const char *problem;             /* one sentence: what breaks the claim */
    struct cause causes[CAUSES_MAX]; /* why; for symmetry one for each direction */
    uint32_t cause_count;
    uint32_t more_flows;        /* so many more flows break the claim for the same cause, */
    uint32_t more_environments; /* and it does so in so many other environments; 0 unless asked for */
    bool more_is_least;         /* there may be more, because a limit was reached */
    bool parts;                 /* what matters is where the reply takes another way than the request */
    bool devices_matter;        /* and the two devices of a circuit are two ways */
    const struct instability *instability; /* of STABLE, else NULL */
    bool replayed;
    /* of a verdict's first counterexample: the announcements by which the simulator found its stable state */
    const struct route_choice *choices;
    uint32_t choice_count;
};

enum because_kind {
    BECAUSE_NOTHING, /* not asked for, or not proved */
    BECAUSE_NEEDS,   /* declarations, each of which is needed (solver/why.h) */
    BECAUSE_STOPS    /* where routes and packets stop (sim_cut) */
};

/* What a proof rests on. */
struct because {
    enum because_kind kind;
    const struct cause *at; /* by file and place: declarations, or where something stops and by which rule */
    uint32_t count;
    const char *gap; /* why there may be more, or "" */
};

struct verdict {
    enum outcome outcome;
    bool vacuous;                 /* proved, but no admitted situation has a flow that the claim speaks of */
    const char *reason;           /* for UNKNOWN and ERROR; "" otherwise */
    enum doubt doubt;             /* of UNKNOWN */
    struct witness witness;       /* REFUTED */
    const struct witness *others; /* further counterexamples with other causes, when they are asked for */
    uint32_t other_count;
    const char *warning; /* "" or a sentence; of PROVED */
    bool has_one_way;    /* the warning: `cannot reach`, but some request is delivered */
    bool may_stall; /* the warning: `can reach`, but some reply goes round a stateful appliance (claim.h) */
    struct witness
        example; /* with has_one_way or may_stall: a flow and a situation that the warning speaks of */
    struct because because; /* of PROVED, when asked for */
};

#endif
