/*
 * simulate_packet: packets on their way, for the files of the simulator that move them. The section "Packets" at
 * the head of ir.h says what happens; the names here are its names.
 *
 *   simulate_packet.c     positions, notes, where packets start, the moves from a position
 *   simulate_move.c       moves from a table, delivery, load balancers
 *   simulate_appliance.c  moves through an appliance
 *   simulate_internet.c   moves to, through and from the Internet
 *   simulate_filter.c     security groups and rules
 */
#ifndef NICC_COMPILER_SIMULATE_PACKET_H
#define NICC_COMPILER_SIMULATE_PACKET_H

#include "base/map.h"
#include "base/vec.h"
#include "compiler/simulate_internal.h"

enum sim_note_kind { SIM_NOTE_APPLIANCE, SIM_NOTE_BALANCER, SIM_NOTE_ENTRY, SIM_NOTE_EXIT };

/* All numbers, so that equal notes have equal bytes. */
struct sim_note {
    uint32_t kind;
    struct sim_who place;
    uint32_t instance; /* of an appliance, backend of a balancer, else IR_NONE */
    struct sim_header before, after;
};

struct sim_notes {
    const struct sim_note *at;
    uint32_t count;
};

struct sim_walk {
    struct arena *arena;
    const struct sim_state *state;
    const struct ir *ir;
    struct sim_used **used; /* by class, then table; a class is looked up when it is first met */
    bool **known;
    struct map *node_ids;
    VEC(struct sim_node *) nodes;
    struct map *note_ids;
    VEC(struct sim_notes) notes; /* the first list is empty */
    struct map *finals;
};

/* Makes the moves of one position. */
struct sim_mover {
    struct sim_walk *walk;
    const struct sim_position *at;
    VEC(struct sim_move) moves;
};

static inline struct sim_who sim_who(enum sim_who_kind kind, uint32_t id)
{
    return (struct sim_who){kind, id};
}

static inline struct sim_header sim_exchanged(struct sim_header h)
{
    return (struct sim_header){h.destination, h.source, h.service};
}

/* ---- notes ---- */

/* The list with one more note; the same list when the note is in it. */
uint32_t sim_note_add(struct sim_walk *w, uint32_t notes, struct sim_note note);
/* The last note of this kind at `place` (NULL: anywhere) with this instance (IR_NONE: any) by which a packet with
 * header `h` is known as the reply; NULL: it is not known. */
const struct sim_note *sim_known(const struct sim_walk *w, uint32_t notes, enum sim_note_kind kind,
                                 const struct sim_who *place, uint32_t instance, struct sim_header h);
/* The last note of this kind at `place`, or NULL. */
const struct sim_note *sim_last_note(const struct sim_walk *w, uint32_t notes, enum sim_note_kind kind,
                                     struct sim_who place);

/* ---- moves ---- */

/* The node of a position. */
struct sim_node *sim_node_of(struct sim_walk *w, struct sim_position p);

/* A position of the packet being moved, with this header and these notes; nobody sends it on from there. */
struct sim_position sim_place(const struct sim_mover *m, enum sim_where where, uint32_t id,
                              struct sim_header h, uint32_t notes);
/* Add a move that leads to a position, one that ends (place: the site or appliance), one that is stopped. */
void sim_go(struct sim_mover *m, struct sim_move move, struct sim_position next);
void sim_finish(struct sim_mover *m, struct sim_move move, enum sim_outcome outcome, uint32_t place,
                struct sim_header h, uint32_t notes);
void sim_stop(struct sim_mover *m, struct sim_move move, uint32_t rule);
/* Stopped by a line of a filter, with the header that it judged. */
void sim_deny(struct sim_mover *m, struct sim_move move, struct sim_denial denial, struct sim_header h);

void sim_move_table(struct sim_mover *m);
/* The moves of a packet at a table by one route, in use there or not. */
struct sim_move *sim_moves_by(struct sim_walk *w, const struct sim_position *at, uint32_t prefix,
                              const struct sim_route *route, uint32_t *count);
void sim_move_balancer(struct sim_mover *m);
void sim_move_appliance(struct sim_mover *m);
void sim_move_arriving(struct sim_mover *m);
void sim_move_returning(struct sim_mover *m);

/* On to a router, which keeps what is addressed to it. */
void sim_enter_router(struct sim_mover *m, struct sim_move move, uint32_t table, struct sim_header h,
                      uint32_t notes);
/* Steps 3 and 4 of DELIVER: the filters of the destination, then delivered. */
void sim_deliver_to_host(struct sim_mover *m, struct sim_move move, uint32_t site, struct sim_header h,
                         uint32_t notes);
/* The packet takes this INTERNET or EXIT hop. */
void sim_leave(struct sim_mover *m, struct sim_move move, const struct ir_hop *hop);

/* ---- filters ---- */

/* The first line of the filter that matches. */
const struct ir_line *sim_match(const struct sim_state *s, uint32_t filter, struct sim_header h,
                                bool (*counts)(const struct ir_line *line));
/* Do the security groups at an address of this class in the site deny the packet? */
bool sim_is_denied(const struct sim_state *s, uint32_t site, uint32_t class_id, bool inbound,
                   struct sim_header h, struct sim_denial *denial);

/* Class of the public address of a balancer, appliance, or host (by its class), or IR_NONE. */
uint32_t sim_public_class(const struct ir *ir, enum ir_owner_kind kind, uint32_t owner, uint32_t host_class);
bool sim_is_internet(const struct ir *ir, uint32_t class_id);
/* Is the class the private or a public address of the appliance, or of the balancer? */
bool sim_is_appliance_address(const struct ir *ir, uint32_t appliance, uint32_t class_id);
bool sim_is_front_end(const struct ir *ir, uint32_t balancer, uint32_t class_id);

#endif
