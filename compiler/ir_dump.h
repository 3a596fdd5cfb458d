/*
 * ir_dump: what the files of ir_dump share. Nobody else includes it.
 */
#ifndef NICC_COMPILER_IR_DUMP_H
#define NICC_COMPILER_IR_DUMP_H

#include "compiler/ir.h"

void ir_dump_prefix(struct buf *out, struct prefix p);
void ir_dump_addr(struct buf *out, struct addr a);

/* Services, filters, attachments, appliances, balancers and public addresses; nothing for what is empty. */
void ir_dump_packets(const struct ir *ir, struct buf *out);

#endif
