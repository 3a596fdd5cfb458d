/*
 * ir_verify: what the files of ir_verify share. Nobody else includes it.
 */
#ifndef NICC_COMPILER_IR_VERIFY_H
#define NICC_COMPILER_IR_VERIFY_H

#include "compiler/ir.h"

struct ir_check {
    const struct ir *ir;
    struct arena *arena;
    const char *problem; /* the first one */
};

/* Note a problem unless `ok`; returns `ok`. */
bool ir_expect(struct ir_check *c, bool ok, const char *what, uint32_t id, const char *text);

/* Services, filters, attachments, appliances, balancers, public addresses. Classes and atoms are right already. */
void ir_check_packets(struct ir_check *c);

#endif
