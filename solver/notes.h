/*
 * notes: headers of packets, and what the request met on its way that the reply is judged by (ir.h: Packets).
 * Lists of notes are interned: equal lists have equal numbers, and 0 is the empty one.
 */
#ifndef NICC_SOLVER_NOTES_H
#define NICC_SOLVER_NOTES_H

#include "base/map.h"
#include "base/vec.h"
#include "compiler/ir.h"

struct header {
    uint32_t source, destination; /* classes */
    uint32_t service;
};

enum place_kind { PLACE_NOBODY, PLACE_SITE, PLACE_ROUTER, PLACE_APPLIANCE, PLACE_BALANCER, PLACE_INTERNET };

/* Who acts on a packet. `id`: the site, the router's table, the appliance or the balancer. */
struct place {
    uint32_t kind; /* enum place_kind */
    uint32_t id;
};

enum note_kind { NOTE_APPLIANCE, NOTE_BALANCER, NOTE_EXIT, NOTE_ENTRY };

struct note {
    uint32_t kind; /* enum note_kind */
    struct place at;
    uint32_t instance; /* element of an appliance's instance, number of a balancer's backend, else IR_NONE */
    struct header before, after;
};

/* A list: the last note, and the list before it. */
struct notes_entry {
    uint32_t earlier;
    struct note last;
};

/* All lists of notes met so far. */
struct notes {
    struct arena *arena;
    struct map *numbers;
    VEC(struct notes_entry) lists;
};

void notes_init(struct notes *n, struct arena *arena);

/* The list with one more note; the same list when it is in there already. */
uint32_t notes_add(struct notes *n, uint32_t list, struct note note);

/* The last note of the kind at `place` (PLACE_NOBODY: anywhere), or NULL. Good until the next note is added. */
const struct note *notes_at(const struct notes *n, uint32_t list, enum note_kind kind, struct place place);

/* The last such note by which a reply with this header is known there. `instance` IR_NONE: any. */
const struct note *notes_know(const struct notes *n, uint32_t list, enum note_kind kind, struct place place,
                              uint32_t instance, struct header reply);

/* Source and destination exchanged. */
static inline struct header header_back(struct header h)
{
    return (struct header){h.destination, h.source, h.service};
}

#endif
