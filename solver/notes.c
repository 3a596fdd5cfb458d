/*
 * notes: lists as chains that share their beginnings.
 */
#include "solver/notes.h"

#include <string.h>

void notes_init(struct notes *n, struct arena *arena)
{
    *n = (struct notes){.arena = arena, .numbers = map_new(arena)};
    vec_push(arena, &n->lists, ((struct notes_entry){0})); /* the empty list */
}

static bool note_equal(const struct note *a, const struct note *b)
{
    return memcmp(a, b, sizeof *a) == 0; /* numbers only, without gaps */
}

uint32_t notes_add(struct notes *n, uint32_t list, struct note note)
{
    for (uint32_t l = list; l != 0; l = n->lists.at[l].earlier)
        if (note_equal(&n->lists.at[l].last, &note))
            return list;
    struct notes_entry entry = {list, note};
    uint32_t number = n->lists.count;
    if (!map_add(n->numbers, &entry, sizeof entry, &number))
        return number;
    vec_push(n->arena, &n->lists, entry);
    return number;
}

static bool is_at(const struct note *note, enum note_kind kind, struct place place)
{
    bool there = place.kind == PLACE_NOBODY || (note->at.kind == place.kind && note->at.id == place.id);
    return note->kind == kind && there;
}

const struct note *notes_at(const struct notes *n, uint32_t list, enum note_kind kind, struct place place)
{
    for (uint32_t l = list; l != 0; l = n->lists.at[l].earlier)
        if (is_at(&n->lists.at[l].last, kind, place))
            return &n->lists.at[l].last;
    return NULL;
}

static bool header_equal(struct header a, struct header b)
{
    return a.source == b.source && a.destination == b.destination && a.service == b.service;
}

const struct note *notes_know(const struct notes *n, uint32_t list, enum note_kind kind, struct place place,
                              uint32_t instance, struct header reply)
{
    for (uint32_t l = list; l != 0; l = n->lists.at[l].earlier) {
        const struct note *note = &n->lists.at[l].last;
        if (is_at(note, kind, place) && (instance == IR_NONE || note->instance == instance) &&
            header_equal(header_back(note->after), reply))
            return note;
    }
    return NULL;
}
