/*
 * places: does a node or a link of a branch match a place of a claim? (Head of claim.h.)
 */
#ifndef NICC_SOLVER_PLACES_H
#define NICC_SOLVER_PLACES_H

#include "solver/journey.h"

/* A neighbour in a claim about routes: the table at the session's other end, or the link it runs over. */
bool places_hold_session(const struct claim_places *p, const struct ir_session *session, uint32_t other);
/* An item of a branch. The Internet is no place. */
bool places_hold_item(const struct claim_places *p, const struct ir *ir, struct item item);

#endif
