/*
 * places: does a node or a link of a branch match a place of a claim? (Head of claim.h.)
 */
#ifndef NICC_SOLVER_PLACES_H
#define NICC_SOLVER_PLACES_H

#include "solver/journey.h"

bool places_hold_table(const struct claim_places *p, uint32_t table);
/* A neighbour in a claim about routes: the table at the session's other end, the link it runs over, or the Route
 * Server that hands it on. */
bool places_hold_session(const struct claim_places *p, const struct ir_session *session, uint32_t other);
/* An item of a branch. The Internet is no place. */
bool places_hold_item(const struct claim_places *p, const struct ir *ir, struct item item);

#endif
