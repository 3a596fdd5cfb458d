/*
 * filters: what security groups and the rules of appliances say about a header, as literals. Nearly always
 * these are constants; only the tag VirtualNetwork depends on the routes of the moment (F146).
 */
#ifndef NICC_SOLVER_FILTERS_H
#define NICC_SOLVER_FILTERS_H

#include "solver/notes.h"
#include "solver/query.h"

/* The line matches packets with this header. */
int32_t filters_line_matches(struct query *q, const struct ir_line *line, struct header h);

/* The first line that matches permits. Lines that translate the destination are skipped: they judge only what is
 * addressed to the appliance. IR_NONE for a filter permits. */
int32_t filters_permit(struct query *q, uint32_t filter, struct header h);

/* All inbound (outbound) filters attached to the address of class `class_id` in a site permit. */
int32_t filters_inbound(struct query *q, uint32_t site, uint32_t class_id, struct header h);
int32_t filters_outbound(struct query *q, uint32_t site, uint32_t class_id, struct header h);

#endif
