/*
 * claims_internal: what the files that resolve claims share.
 */
#ifndef NICC_COMPILER_CLAIMS_INTERNAL_H
#define NICC_COMPILER_CLAIMS_INTERNAL_H

#include "compiler/private.h"

/* The assertion of a claim (an AST_ASSERT_* node). False after an error. */
bool claim_assertion(struct compilation *c, const struct ast *assertion, struct claim *out);
/* Does every source lie in a site? Otherwise an error at `at`: a packet needs a place to start from. */
bool claim_sources(struct compilation *c, const struct claim *claim, struct span at);
/* The service classes that an `on` names. False after an error. */
bool claim_services(struct compilation *c, const struct ast *services, struct bits *out);
/* qualifiers.c: the qualifiers of `can reach` and `can send to` (AST_Q_* nodes) among `first` and its siblings. False
 * after an error. */
bool claim_qualifiers(struct compilation *c, const struct ast *first, struct claim *out);
/* The conditions among the children of a claim or matrix. */
bool claim_conditions(struct compilation *c, const struct ast *node, struct claim *out);
/* The attributes among the children of a claim or matrix. */
void claim_attributes(struct compilation *c, const struct ast *node, struct claim *out);
/* Fill in what follows from the rest: elements that never fail, and warnings about empty claims. */
void claim_finish(struct compilation *c, struct claim *claim);
/* warn_conditions.c: warn of conditions that say less than they seem to. `claim` has the conditions of `node`, a claim or a matrix. */
void claim_warn_conditions(struct compilation *c, const struct ast *node, const struct claim *claim);
/* The same where `when .. down` takes down an end of the claim. */
void claim_warn_ends(struct compilation *c, const struct ast *node, const struct claim *claim);
/* warn_qualifiers.c: warn of qualifiers and places that no path can meet. */
void claim_warn_qualifiers(struct compilation *c, const struct claim *claim);
/* Warn of services that are named twice in one list. */
void claim_warn_services(struct compilation *c, const struct ast *services);
/* claim_ways.c: warn of what a negative claim leaves out: other addresses that lead to its ends. */
void claim_warn_ways(struct compilation *c, const struct claim *claim);
/* MATRIX/ROW/COLUMN */
const char *claim_cell_name(struct compilation *c, const struct ast *matrix, const struct ast *row,
                            const struct ast *column);
/* waivers.c: let each claim know the waiver that covers it, and the list all waivers. Assumes that waivers_check found
 * no error. */
void waivers_attach(struct compilation *c, struct claim *claims, uint32_t count, struct claim_list *list);
/* claim_relations.c: warn of claims that say the same or contradict each other, and note in each what was
 * found. */
void claims_relate(struct compilation *c, struct claim *claims, uint32_t count);
/* Places of one list. */
bool claim_place_list(struct compilation *c, const struct ast *first, struct claim_places *out);

#endif
